/* SPDX-License-Identifier: MIT
 *
 * capability.c - denied native methods (capability.h).
 *
 * The decision is taken when a native method is bound to its function: what may run costs nothing from then on; before
 * each call of all else capability_allows looks the row up again. Checks of arguments let a call pass only if they
 * understand it.
 */
#include "native/library/capability.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <stdlib.h>
#include "base/buf.h"
#include "native/library/natives.h"
#include "runtime/options.h"
#include "runtime/exception.h"
#include "runtime/string.h"
#include "runtime/vm.h"

static const struct {
    const char *name;
    u32 bit;
} words[] = {
    {"net", CAPABILITY_NET},
    {"exec", CAPABILITY_EXEC},
    {"files-write", CAPABILITY_FILES_WRITE},
    {"files-read", CAPABILITY_FILES_READ},
    {"native", CAPABILITY_NATIVE},
};

bool capability_parse(const char *list, u32 *denied, const char **bad, size_t *length) {
    for (;;) {
        size_t n = strcspn(list, ","), i = 0;
        while (i < ARRAY_LENGTH(words) && (strlen(words[i].name) != n || memcmp(words[i].name, list, n) != 0))
            i++;
        if (i == ARRAY_LENGTH(words)) {
            *bad = list;
            *length = n;
            return false;
        }
        *denied |= words[i].bit;
        if (!list[n])
            return true;
        list += n + 1;
    }
}

char *capability_words(void) {
    struct buf text = {0};
    for (size_t i = 0; i < ARRAY_LENGTH(words); i++)
        buf_printf(&text, "%s%s", i ? ", " : "", words[i].name);
    char *all = mem_strdup(buf_cstr(&text));
    buf_free(&text);
    return all;
}

/* ---- what may be read all the same ---- */

static bool is_below(const char *path, const char *folder) {
    size_t n = strlen(folder);
    while (n > 1 && folder[n - 1] == '/')
        n--;
    return strncmp(path, folder, n) == 0 && (path[n] == '/' || path[n] == '\0');
}

/* Is `real`, without symbolic links, an entry of this class or module path, or below one? */
static bool is_on_path(const char *real, const char *path) {
    bool found = false;
    while (path && *path && !found) {
        size_t n = strcspn(path, ":");
        char *entry = n ? mem_printf("%.*s", (int)n, path) : mem_strdup(".");
        char *folder = realpath(entry, NULL);
        found = folder && is_below(real, folder);
        free(folder);
        mem_free(entry);
        path += n + (path[n] == ':');
    }
    return found;
}

/* The JRE (its own symbolic links are trusted: Debian keeps its settings in /etc), the class and module path of the
 * command line, the kernel's random numbers. */
static bool may_read(const struct vm *vm, const char *path) {
    static const char *const devices[] = {"/dev/random", "/dev/urandom"};
    const struct vm_options *options = &vm->options;
    if (!path)
        return false;
    if (is_below(path, options->java_home) && !strstr(path, "/.."))
        return true;
    char *real = realpath(path, NULL);
    bool may = false;
    for (size_t i = 0; real && i < ARRAY_LENGTH(devices); i++)
        may |= strcmp(real, devices[i]) == 0;
    may = may || (real && (is_on_path(real, options->java_home) ||
                           is_on_path(real, options_property(options, "java.class.path")) ||
                           is_on_path(real, options_property(options, "jdk.module.path"))));
    free(real);
    return may;
}

/* ---- checks: capabilities that this call needs ---- */

typedef u32 (*check_fn)(const struct vm *vm, const union slot *slots);

static u32 reading_string(const struct vm *vm, const struct object *string) {
    char *path = string ? string_to_utf8(vm, string) : NULL;
    u32 needed = path && may_read(vm, path) ? CAPABILITY_NONE : CAPABILITY_FILES_READ;
    mem_free(path);
    return needed;
}

static u32 check_string_1(const struct vm *vm, const union slot *slots) {
    return reading_string(vm, slots[1].o);
}

/* RandomAccessFile.open0(String, int mode): its modes are bits, 1 for reading alone. */
static u32 check_random_access(const struct vm *vm, const union slot *slots) {
    u32 needed = (slots[2].i & ~1) != 0 ? CAPABILITY_FILES_WRITE : CAPABILITY_NONE;
    return needed | reading_string(vm, slots[1].o);
}

/* UnixFileSystem's natives take a java.io.File. */
static u32 check_file_1(const struct vm *vm, const union slot *slots) {
    struct symbol *path = symbol_lookup(vm->symbols, "path", 4),
                  *type = symbol_lookup(vm->symbols, "Ljava/lang/String;", 18);
    const struct object *file = slots[1].o;
    const struct field *f = file && path && type ? class_find_field(object_class(file), path, type) : NULL;
    return f ? reading_string(vm, object_get_ref(file, f->offset)) : CAPABILITY_FILES_READ;
}

/* UnixNativeDispatcher's natives are static and take the address of a C string. */
static u32 check_address_0(const struct vm *vm, const union slot *slots) {
    const char *path = (const char *)(uintptr_t)slots[0].j;
    return may_read(vm, path) ? CAPABILITY_NONE : CAPABILITY_FILES_READ;
}

static u32 check_open(const struct vm *vm, const union slot *slots) {
    int flags = slots[1].i, mode = flags & O_ACCMODE;
    u32 needed = mode != O_RDONLY || (flags & (O_CREAT | O_TRUNC)) ? CAPABILITY_FILES_WRITE : CAPABILITY_NONE;
    return mode == O_WRONLY ? needed : needed | check_address_0(vm, slots);
}

/* LinuxNativeDispatcher.setmntent0(path, mode), both C strings: a file that it opens and reads lines of. */
static u32 check_mounts(const struct vm *vm, const union slot *slots) {
    static const char *const tables[] = {"/etc/mtab", "/proc/mounts", "/proc/self/mounts"};
    const char *path = (const char *)(uintptr_t)slots[0].j, *mode = (const char *)(uintptr_t)slots[1].j;
    (void)vm;
    for (size_t i = 0; path && mode && i < ARRAY_LENGTH(tables); i++)
        if (strcmp(path, tables[i]) == 0 && strcmp(mode, "r") == 0)
            return CAPABILITY_NONE;
    return CAPABILITY_FILES_READ | CAPABILITY_FILES_WRITE;
}

/* NativeLibraries.load(NativeLibraryImpl, String, ...): the JRE's libraries are no danger. */
static u32 check_library(const struct vm *vm, const union slot *slots) {
    char *path = slots[1].o ? string_to_utf8(vm, slots[1].o) : NULL;
    char *real = path ? realpath(path, NULL) : NULL;
    bool ours = real && is_on_path(real, vm->options.java_home);
    free(real);
    mem_free(path);
    return ours ? CAPABILITY_NONE : CAPABILITY_NATIVE;
}

/* ---- the table ---- */

static const struct capability_row {
    const char *class_name, *methods;
    u32 needs;
    check_fn check;
} rows[] = {
#define CAPABILITY(class_name, methods, needs, check) {class_name, methods, CAPABILITY_##needs, check},
#include "native/library/capabilities.def"
#undef CAPABILITY
};

static bool names(const char *list, const char *word) {
    size_t n = strlen(word);
    for (const char *p = list; (p = strstr(p, word)) != NULL; p += n)
        if ((p == list || p[-1] == ' ') && (p[n] == ' ' || p[n] == '\0'))
            return true;
    return strcmp(list, "*") == 0;
}

static bool is_of_library(const struct vm *vm, const struct loader *l) {
    return !l->object || l->object == vm->platform_class_loader;
}

/* A function in one of the JRE's libraries? */
static bool is_function_of_jre(const struct vm *vm, void *function) {
    Dl_info info;
    char *real = function && dladdr(function, &info) && info.dli_fname ? realpath(info.dli_fname, NULL) : NULL;
    bool is = real && is_on_path(real, vm->options.java_home);
    free(real);
    return is;
}

/* The row of m, or what stands for one: see capability.h. A program may load the JRE's libraries and have classes of
 * the right names in a loader of its own: the functions are the same. */
static struct capability_row row_of(const struct vm *vm, const struct method *m, void *function) {
    const char *class_name = m->holder->name->text;
    if (!is_of_library(vm, m->holder->loader) && !is_function_of_jre(vm, function))
        return (struct capability_row){.needs = CAPABILITY_NONE};
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++)
        if (strcmp(rows[i].class_name, class_name) == 0 && names(rows[i].methods, m->name->text))
            return rows[i];
    return (struct capability_row){.needs = CAPABILITY_ALL};
}

/* Throws; returns false. */
static bool deny(struct thread *t, const struct method *m, u32 denied) {
    struct buf list = {0};
    for (size_t i = 0; i < ARRAY_LENGTH(words); i++)
        if (words[i].bit & denied)
            buf_printf(&list, "%s%s", list.length ? "," : "", words[i].name);
    char *class_name = class_external_name(m->holder);
    throw_by_name(t, "java/lang/SecurityException", "%s.%s is denied (--deny=%s)", class_name, m->name->text,
                  buf_cstr(&list));
    mem_free(class_name);
    buf_free(&list);
    return false;
}

bool capability_guards(const struct vm *vm, const struct method *m, void *function) {
    u32 denied = vm->options.denied;
    return denied && (denied & row_of(vm, m, function).needs) != 0;
}

bool capability_takes_away(const struct vm *vm, const struct method *m) {
    const u32 denied = vm->options.denied;
    for (size_t i = 0; denied && i < ARRAY_LENGTH(rows); i++)
        if (strcmp(rows[i].class_name, m->holder->name->text) == 0 && names(rows[i].methods, m->name->text))
            return !rows[i].check && (denied & rows[i].needs) != 0;
    return false;
}

bool capability_allows(struct thread *t, const struct method *m, void *function, const union slot *slots) {
    struct capability_row row = row_of(t->vm, m, function);
    u32 denied = t->vm->options.denied & row.needs;
    if (denied && row.check)
        denied &= row.check(t->vm, slots);
    return !denied || deny(t, m, denied);
}

/* ---- Java methods that lead around the natives ---- */

void capability_denied(struct thread *t, union slot *slots) {
    (void)slots;
    deny(t, frame_current_method(t), t->vm->options.denied);
}

/* MethodHandles.privateLookupIn(Class, Lookup): jdk.unsupported opens its packages to everybody. A class defined there
 * would be one of the boot loader, not verified, with jdk.internal.misc at hand. */
bool capability_private_lookup(struct thread *t, union slot *slots) {
    const struct vm *vm = t->vm;
    struct symbol *name = symbol_lookup(vm->symbols, "lookupClass", 11),
                  *type = symbol_lookup(vm->symbols, "Ljava/lang/Class;", 17);
    if (!slots[0].o || !slots[1].o)
        return false;
    const struct field *f = name && type ? class_find_field(object_class(slots[1].o), name, type) : NULL;
    const struct class *target = class_of_mirror(vm, slots[0].o),
                       *caller = f ? class_of_mirror(vm, object_get_ref(slots[1].o, f->offset)) : NULL;
    if (!is_of_library(vm, target->loader) || (caller && is_of_library(vm, caller->loader)))
        return false;
    deny(t, frame_current_method(t), vm->options.denied);
    return true;
}

/* LauncherHelper.addExportsOrOpens(String, boolean): what a jar's manifest asks for. */
bool capability_manifest_opens(struct thread *t, union slot *slots) {
    char *what = slots[0].o ? string_to_utf8(t->vm, slots[0].o) : NULL;
    throw_by_name(t, "java/lang/SecurityException", "%s in the manifest is denied (--deny): %s",
                  slots[1].i ? "Add-Opens" : "Add-Exports", what ? what : "");
    mem_free(what);
    return true;
}

/* method NULL: all of the class. sun.misc.Unsafe writes the VM's memory; sun.reflect.ReflectionFactory makes any
 * constructor accessible, that of a trusted Lookup, say. */
static const struct {
    const char *class_name, *method;
    u8 binding; /* enum native_binding */
    u8 guard;   /* enum capability_guard */
} guards[] = {
    {"sun/misc/Unsafe", NULL, BINDING_VM, GUARD_DENIED},
    {"sun/reflect/ReflectionFactory", NULL, BINDING_VM, GUARD_DENIED},
    {"java/lang/invoke/MethodHandles", "privateLookupIn", BINDING_FAST, GUARD_PRIVATE_LOOKUP},
    {"sun/launcher/LauncherHelper", "addExportsOrOpens", BINDING_FAST, GUARD_MANIFEST_OPENS},
};

void capability_bind_class(const struct vm *vm, struct class *k) {
    if (!vm->options.denied)
        return;
    for (size_t g = 0; g < ARRAY_LENGTH(guards); g++) {
        if (strcmp(k->name->text, guards[g].class_name) != 0)
            continue;
        for (u32 i = 0; i < k->methods_count; i++) {
            struct method *m = &k->methods[i];
            if (guards[g].method ? strcmp(m->name->text, guards[g].method) != 0 : m->name->text[0] == '<')
                continue;
            m->binding = guards[g].binding;
            m->binding_index = NATIVE_ROWS + guards[g].guard;
        }
    }
}
