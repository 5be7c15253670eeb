/* SPDX-License-Identifier: MIT
 *
 * snapshot_train.c - what every program's start does, done once before a snapshot is written: the classes are there then,
 * and the methods have their code.
 *
 * A class is found in a folder, checked as a main class, and run; it prints. Its loader is one more of the kind that
 * loads applications, and goes with the next collection, so that nothing of it is in the snapshot.
 */
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>
#include "libjvm/snapshot.h"
#include "native/native.h"
#include "runtime/class.h"
#include "runtime/exception.h"
#include "runtime/link.h"
#include "runtime/object.h"
#include "runtime/string.h"

/* public class SnapshotTraining { public static void main(String[] args) { System.out.println("x"); } }
 * made by javac 17 --release 8 -g:none */
static const u8 training_class[] = {
    0xca, 0xfe, 0xba, 0xbe, 0x00, 0x00, 0x00, 0x34, 0x00, 0x1a, 0x0a, 0x00, 0x02, 0x00, 0x03, 0x07, 0x00, 0x04, 0x0c,
    0x00, 0x05, 0x00, 0x06, 0x01, 0x00, 0x10, 0x6a, 0x61, 0x76, 0x61, 0x2f, 0x6c, 0x61, 0x6e, 0x67, 0x2f, 0x4f, 0x62,
    0x6a, 0x65, 0x63, 0x74, 0x01, 0x00, 0x06, 0x3c, 0x69, 0x6e, 0x69, 0x74, 0x3e, 0x01, 0x00, 0x03, 0x28, 0x29, 0x56,
    0x09, 0x00, 0x08, 0x00, 0x09, 0x07, 0x00, 0x0a, 0x0c, 0x00, 0x0b, 0x00, 0x0c, 0x01, 0x00, 0x10, 0x6a, 0x61, 0x76,
    0x61, 0x2f, 0x6c, 0x61, 0x6e, 0x67, 0x2f, 0x53, 0x79, 0x73, 0x74, 0x65, 0x6d, 0x01, 0x00, 0x03, 0x6f, 0x75, 0x74,
    0x01, 0x00, 0x15, 0x4c, 0x6a, 0x61, 0x76, 0x61, 0x2f, 0x69, 0x6f, 0x2f, 0x50, 0x72, 0x69, 0x6e, 0x74, 0x53, 0x74,
    0x72, 0x65, 0x61, 0x6d, 0x3b, 0x08, 0x00, 0x0e, 0x01, 0x00, 0x01, 0x78, 0x0a, 0x00, 0x10, 0x00, 0x11, 0x07, 0x00,
    0x12, 0x0c, 0x00, 0x13, 0x00, 0x14, 0x01, 0x00, 0x13, 0x6a, 0x61, 0x76, 0x61, 0x2f, 0x69, 0x6f, 0x2f, 0x50, 0x72,
    0x69, 0x6e, 0x74, 0x53, 0x74, 0x72, 0x65, 0x61, 0x6d, 0x01, 0x00, 0x07, 0x70, 0x72, 0x69, 0x6e, 0x74, 0x6c, 0x6e,
    0x01, 0x00, 0x15, 0x28, 0x4c, 0x6a, 0x61, 0x76, 0x61, 0x2f, 0x6c, 0x61, 0x6e, 0x67, 0x2f, 0x53, 0x74, 0x72, 0x69,
    0x6e, 0x67, 0x3b, 0x29, 0x56, 0x07, 0x00, 0x16, 0x01, 0x00, 0x10, 0x53, 0x6e, 0x61, 0x70, 0x73, 0x68, 0x6f, 0x74,
    0x54, 0x72, 0x61, 0x69, 0x6e, 0x69, 0x6e, 0x67, 0x01, 0x00, 0x04, 0x43, 0x6f, 0x64, 0x65, 0x01, 0x00, 0x04, 0x6d,
    0x61, 0x69, 0x6e, 0x01, 0x00, 0x16, 0x28, 0x5b, 0x4c, 0x6a, 0x61, 0x76, 0x61, 0x2f, 0x6c, 0x61, 0x6e, 0x67, 0x2f,
    0x53, 0x74, 0x72, 0x69, 0x6e, 0x67, 0x3b, 0x29, 0x56, 0x00, 0x21, 0x00, 0x15, 0x00, 0x02, 0x00, 0x00, 0x00, 0x00,
    0x00, 0x02, 0x00, 0x01, 0x00, 0x05, 0x00, 0x06, 0x00, 0x01, 0x00, 0x17, 0x00, 0x00, 0x00, 0x11, 0x00, 0x01, 0x00,
    0x01, 0x00, 0x00, 0x00, 0x05, 0x2a, 0xb7, 0x00, 0x01, 0xb1, 0x00, 0x00, 0x00, 0x00, 0x00, 0x09, 0x00, 0x18, 0x00,
    0x19, 0x00, 0x01, 0x00, 0x17, 0x00, 0x00, 0x00, 0x15, 0x00, 0x02, 0x00, 0x01, 0x00, 0x00, 0x00, 0x09, 0xb2, 0x00,
    0x07, 0x12, 0x0d, 0xb6, 0x00, 0x0f, 0xb1, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
};

/* A folder with the class in it; NULL = there is none, errno says why. */
static char *make_folder(void) {
    const char *temporary = getenv("TMPDIR");
    char *folder = mem_printf("%s/minijvm-snapshot-XXXXXX", temporary && *temporary ? temporary : "/tmp");
    if (!mkdtemp(folder)) {
        mem_free(folder);
        return NULL;
    }
    char *path = mem_printf("%s/SnapshotTraining.class", folder);
    FILE *f = fopen(path, "wb");
    bool ok = f && fwrite(training_class, sizeof training_class, 1, f) == 1;
    if (f && fclose(f) != 0)
        ok = false;
    mem_free(path);
    if (!ok) {
        mem_free(folder);
        return NULL;
    }
    return folder;
}

static void remove_folder(char *folder) {
    char *path = mem_printf("%s/SnapshotTraining.class", folder);
    unlink(path);
    rmdir(folder);
    mem_free(path);
    mem_free(folder);
}

/* Standard output goes nowhere; returns where it went, or -1. */
static int hide_output(void) {
    fflush(stdout);
    int kept = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (nowhere >= 0) {
        dup2(nowhere, STDOUT_FILENO);
        close(nowhere);
    }
    return kept;
}

static void show_output(int kept) {
    if (kept >= 0) {
        dup2(kept, STDOUT_FILENO);
        close(kept);
    }
}

static struct class *boot_class(struct thread *t, const char *name) {
    struct class *k = loader_find_boot(t, symbol_intern_cstr(t->vm->symbols, name));
    if (!k && !t->exception)
        throw_by_name(t, "java/lang/NoClassDefFoundError", "%s", name);
    return k && class_initialize(t, k) ? k : NULL;
}

static bool call_named(struct thread *t, const char *class_name, const char *name, const char *descriptor,
                       union slot *args) {
    struct symbol_table *symbols = t->vm->symbols;
    struct class *k = boot_class(t, class_name);
    struct method *m =
        k ? class_find_method(k, symbol_intern_cstr(symbols, name), symbol_intern_cstr(symbols, descriptor)) : NULL;
    if (k && !m)
        throw_by_name(t, "java/lang/NoSuchMethodError", "%s.%s", class_name, name);
    return m &&
           (method_is_static(m) || strcmp(name, "<init>") == 0 ? java_call(t, m, args) : java_call_virtual(t, m, args));
}

/* A new object that a local handle keeps. */
static struct object *make(struct thread *t, const char *class_name) {
    struct class *k = boot_class(t, class_name);
    struct object *o = k ? object_new(t, k) : NULL;
    handle_local(t, o);
    return o;
}

#define LOADERS "jdk/internal/loader/"

static struct object *make_loader(struct thread *t, const char *folder) {
    union slot args[3] = {{.w = 0}, {.w = 0}, {.w = 0}};
    struct object *path = make(t, LOADERS "URLClassPath"),
                  *loader = path ? make(t, LOADERS "ClassLoaders$AppClassLoader") : NULL;
    args[0].o = path;
    args[1].o = loader ? native_platform_string(t, folder) : NULL;
    if (!args[1].o || !call_named(t, LOADERS "URLClassPath", "<init>", "(Ljava/lang/String;Z)V", args))
        return NULL;
    args[0].o = loader;
    args[1].o = t->vm->platform_class_loader;
    args[2].o = path;
    if (!call_named(t, LOADERS "ClassLoaders$AppClassLoader", "<init>",
                    "(L" LOADERS "BuiltinClassLoader;L" LOADERS "URLClassPath;)V", args))
        return NULL;
    struct loader *l = loader_of(t, loader);
    if (l)
        l->is_app = false; /* it may be unloaded */
    return l ? loader : NULL;
}

#define HELPER "sun/launcher/LauncherHelper"

/* The class's name as the launcher makes it. */
static struct object *platform_name(struct thread *t, const char *name) {
    union slot args[2] = {{.w = 1}, {.w = 0}};
    u32 length = (u32)strlen(name);
    struct object *bytes = array_new(t, t->vm->primitive_arrays[T_BYTE], (i32)length);
    if (!bytes)
        return NULL;
    memcpy(array_data(bytes), name, length);
    args[1].o = bytes;
    return call_named(t, HELPER, "makePlatformString", "(Z[B)Ljava/lang/String;", args) ? args[0].o : NULL;
}

static bool run_main(struct thread *t, struct class *k) {
    struct symbol_table *symbols = t->vm->symbols;
    struct method *m = class_declared_method(k, symbol_intern_cstr(symbols, "main"),
                                             symbol_intern_cstr(symbols, "([Ljava/lang/String;)V"));
    union slot args[1] = {{.w = 0}};
    return m && class_initialize(t, k) && java_call(t, m, args);
}

static bool start_program(struct thread *t, const char *folder) {
    union slot args[1] = {{.w = 1}};
    struct object *loader = make_loader(t, folder), *name = loader ? platform_name(t, "SnapshotTraining") : NULL;
    if (!name || !call_named(t, HELPER, "initOutput", "(Z)V", args))
        return false;
    struct class *k = loader_load_or_cnfe(t, loader_of(t, loader), string_to_symbol(t->vm, name, true), NULL);
    if (!k)
        return false;
    args[0].o = k->mirror;
    return call_named(t, HELPER, "validateMainClass", "(Ljava/lang/Class;)V", args) && run_main(t, k);
}

char *snapshot_train(struct thread *t) {
    char *folder = make_folder();
    if (!folder)
        return mem_printf("no folder for the training program: %s", strerror(errno));
    int output = hide_output();
    bool ok = start_program(t, folder);
    show_output(output);
    remove_folder(folder);
    handle_free_all_local(t);
    struct object *exception = exception_take(t);
    if (ok)
        return NULL;
    char *name = exception ? class_external_name(object_class(exception)) : NULL;
    char *text = mem_printf("the training program failed: %s", name ? name : "it has no main method");
    mem_free(name);
    return text;
}
