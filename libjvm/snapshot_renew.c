/* SPDX-License-Identifier: MIT
 *
 * snapshot_renew.c - what of the class library's state depends on the process, and how it is made again
 * (docs/SNAPSHOTS.md, snapshot.def).
 *
 * Most of it comes from the system properties: the steps here are those of System.initPhase1 that read them. They run
 * Java code, by the private names of the library; a snapshot is only written where the library has all of them, and
 * where every class that it has initialized is one that somebody has looked at.
 */
#include <fcntl.h>
#include <sys/random.h>
#include <unistd.h>
#include "base/os.h"
#include "libjvm/snapshot.h"
#include "native/native.h"
#include "runtime/class.h"
#include "runtime/exception.h"
#include "runtime/link.h"
#include "runtime/object.h"
#include "runtime/string.h"

/* ---- names of the library ---- */

enum renew_method {
    INIT_PROPERTIES,
    INIT_VERSION,
    SAVE_PROPERTIES,
    CREATE_PROPERTIES,
    STATIC_PROPERTY,
    FILE_SYSTEM,
    NEW_CLASS_PATH,
    SET_CLASS_PATH,
    METHODS
};
enum renew_field {
    INIT_LEVEL,
    PROPERTIES,
    FILE_SYSTEM_FIELD,
    DESCRIPTOR_IN,
    DESCRIPTOR_OUT,
    DESCRIPTOR_ERR,
    APPEND,
    DESCRIPTOR,
    FIELDS
};

struct named_member {
    const char *class_name, *name, *descriptor;
};
static const struct named_member renew_methods[METHODS] = {
    [INIT_PROPERTIES] = {"jdk/internal/util/SystemProps", "initProperties", "()Ljava/util/Map;"},
    [INIT_VERSION] = {"java/lang/VersionProps", "init", "(Ljava/util/Map;)V"},
    [SAVE_PROPERTIES] = {"jdk/internal/misc/VM", "saveProperties", "(Ljava/util/Map;)V"},
    [CREATE_PROPERTIES] = {"java/lang/System", "createProperties", "(Ljava/util/Map;)Ljava/util/Properties;"},
    [STATIC_PROPERTY] = {"jdk/internal/util/StaticProperty", "<clinit>", "()V"},
    [FILE_SYSTEM] = {"java/io/UnixFileSystem", "<init>", "()V"},
    [NEW_CLASS_PATH] = {"jdk/internal/loader/URLClassPath", "<init>", "(Ljava/lang/String;Z)V"},
    [SET_CLASS_PATH] = {"jdk/internal/loader/BuiltinClassLoader", "setClassPath",
                        "(Ljdk/internal/loader/URLClassPath;)V"},
};
static const struct named_member renew_fields[FIELDS] = {
    [INIT_LEVEL] = {"jdk/internal/misc/VM", "initLevel", "I"},
    [PROPERTIES] = {"java/lang/System", "props", "Ljava/util/Properties;"},
    [FILE_SYSTEM_FIELD] = {"java/io/File", "fs", "Ljava/io/FileSystem;"},
    [DESCRIPTOR_IN] = {"java/io/FileDescriptor", "in", "Ljava/io/FileDescriptor;"},
    [DESCRIPTOR_OUT] = {"java/io/FileDescriptor", "out", "Ljava/io/FileDescriptor;"},
    [DESCRIPTOR_ERR] = {"java/io/FileDescriptor", "err", "Ljava/io/FileDescriptor;"},
    [APPEND] = {"java/io/FileDescriptor", "append", "Z"},
    [DESCRIPTOR] = {"java/io/FileDescriptor", "fd", "I"},
};

static u64 processors(const struct vm *vm) {
    return vm->options.active_processors ? vm->options.active_processors : (u64)os_processors();
}

static u64 random_salt(const struct vm *vm) {
    u32 salt = 0;
    (void)vm;
    if (getrandom(&salt, sizeof salt, GRND_NONBLOCK) != (ssize_t)sizeof salt)
        salt = (u32)(os_nanotime() * 0x9E3779B97F4A7C15u >> 32);
    return salt;
}

static u64 random_bit(const struct vm *vm) {
    return random_salt(vm) & 1;
}

static const struct {
    struct named_member field;
    u64 (*source)(const struct vm *vm);
} renewed_fields[] = {
#define KEEP(class_name)
#define RENEW(class_name, name, descriptor, source) {{class_name, name, descriptor}, source},
#define PROPERTY(key)
#include "libjvm/snapshot.def"
#undef KEEP
#undef RENEW
#undef PROPERTY
};
static const char *const kept_classes[] = {
#define KEEP(class_name) class_name,
#define RENEW(class_name, name, descriptor, source)
#define PROPERTY(key)
#include "libjvm/snapshot.def"
#undef KEEP
#undef RENEW
#undef PROPERTY
};
static const char *const renewed_properties[] = {
#define KEEP(class_name)
#define RENEW(class_name, name, descriptor, source)
#define PROPERTY(key) key,
#include "libjvm/snapshot.def"
#undef KEEP
#undef RENEW
#undef PROPERTY
};

static bool is_among(const char *text, const char *const *texts, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (strcmp(text, texts[i]) == 0)
            return true;
    return false;
}

/* The class, if it is loaded; never loads. */
static struct class *find_class(struct vm *vm, const char *name) {
    struct symbol *s = symbol_lookup(vm->symbols, name, strlen(name));
    return s ? loader_find_loaded(vm->boot_loader, s) : NULL;
}

static struct method *find_method(struct vm *vm, const struct named_member *m, struct class **holder) {
    struct class *k = *holder = find_class(vm, m->class_name);
    struct symbol *name = symbol_lookup(vm->symbols, m->name, strlen(m->name));
    struct symbol *descriptor = symbol_lookup(vm->symbols, m->descriptor, strlen(m->descriptor));
    return k && name && descriptor && class_is_initialized(k) ? class_declared_method(k, name, descriptor) : NULL;
}

static struct field *find_field(struct vm *vm, const struct named_member *m, struct class **holder) {
    struct class *k = *holder = find_class(vm, m->class_name);
    struct symbol *name = symbol_lookup(vm->symbols, m->name, strlen(m->name));
    struct symbol *descriptor = symbol_lookup(vm->symbols, m->descriptor, strlen(m->descriptor));
    return k && name && descriptor && class_is_initialized(k) ? class_declared_field(k, name, descriptor) : NULL;
}

/* ---- review ---- */

struct open_files {
    const struct class *descriptor_class;
    u32 offset, count;
};

static void count_open_file(void *context, struct object *o, size_t size) {
    struct open_files *files = context;
    (void)size;
    if (object_class(o) == files->descriptor_class && FIELD(o, files->offset, i32) > STDERR_FILENO)
        files->count++;
}

static u32 open_files(struct vm *vm) {
    struct class *k;
    const struct field *f = find_field(vm, &renew_fields[DESCRIPTOR], &k);
    struct open_files files = {.descriptor_class = k, .offset = f->offset};
    gc_each_object(vm->heap, count_open_file, &files);
    return files.count;
}

char *snapshot_review(struct thread *t) {
    struct vm *vm = t->vm;
    struct class *k;
    for (u32 i = 0; i < METHODS; i++)
        if (!find_method(vm, &renew_methods[i], &k))
            return mem_printf("the library has no %s.%s%s", renew_methods[i].class_name, renew_methods[i].name,
                              renew_methods[i].descriptor);
    for (u32 i = 0; i < FIELDS; i++)
        if (!find_field(vm, &renew_fields[i], &k))
            return mem_printf("the library has no %s.%s", renew_fields[i].class_name, renew_fields[i].name);
    for (u32 i = 0; i < ARRAY_LENGTH(renewed_fields); i++)
        if (!find_field(vm, &renewed_fields[i].field, &k))
            return mem_printf("the library has no %s.%s", renewed_fields[i].field.class_name,
                              renewed_fields[i].field.name);
    for (const struct loader *l = vm->loaders; l; l = l->next)
        for (k = l->defined; k; k = k->next_defined)
            if (k->flags & CLASS_HAS_CLINIT && class_is_initialized(k) &&
                !is_among(k->name->text, kept_classes, ARRAY_LENGTH(kept_classes)))
                return mem_printf("nobody has looked at the state of class %s yet", k->name->text);
    if (open_files(vm))
        return mem_strdup("a file is open");
    return NULL;
}

bool snapshot_property_was_read(struct vm *vm, const char *property) {
    static const char modules[] = "jdk.module."; /* such keys are made of parts */
    size_t length = strcspn(property, "=");
    char *key = mem_strndup(property, length);
    bool was_read =
        strncmp(key, modules, sizeof modules - 1) == 0 ||
        (string_is_interned(vm, key, length) && !is_among(key, renewed_properties, ARRAY_LENGTH(renewed_properties)));
    mem_free(key);
    return was_read;
}

/* ---- renewal ---- */

static bool call(struct thread *t, enum renew_method which, union slot *args) {
    struct class *k;
    return java_call(t, find_method(t->vm, &renew_methods[which], &k), args);
}

static struct field *field(struct vm *vm, enum renew_field which, struct object **mirror) {
    struct class *k;
    struct field *f = find_field(vm, &renew_fields[which], &k);
    *mirror = k->mirror;
    return f;
}

static void renew_field(struct vm *vm, const struct named_member *member, u64 value) {
    struct class *k;
    const struct field *f = find_field(vm, member, &k);
    switch (*member->descriptor) {
    case 'J':
        FIELD(k->mirror, f->offset, i64) = (i64)value;
        break;
    case 'I':
        FIELD(k->mirror, f->offset, i32) = (i32)value;
        break;
    default:
        FIELD(k->mirror, f->offset, u8) = (u8)value;
        break;
    }
}

/* saveProperties is for the first level of the boot only. */
static bool save_properties(struct thread *t, struct object *map) {
    struct object *mirror;
    const struct field *level = field(t->vm, INIT_LEVEL, &mirror);
    i32 was = FIELD(mirror, level->offset, i32);
    union slot args[1] = {{.w = 0}};
    args[0].o = map;
    FIELD(mirror, level->offset, i32) = 0;
    bool ok = call(t, SAVE_PROPERTIES, args);
    FIELD(mirror, level->offset, i32) = was;
    return ok;
}

static bool renew_properties(struct thread *t) {
    union slot args[2] = {{.w = 0}, {.w = 0}};
    if (!call(t, INIT_PROPERTIES, args))
        return false;
    struct object *map = args[0].o, *mirror;
    handle_local(t, map);
    args[0].o = map;
    if (!call(t, INIT_VERSION, args) || !save_properties(t, map))
        return false;
    args[0].o = map;
    if (!call(t, CREATE_PROPERTIES, args))
        return false;
    const struct field *f = field(t->vm, PROPERTIES, &mirror);
    object_put_ref(mirror, f->offset, args[0].o);
    args[0].w = 0;
    if (!call(t, STATIC_PROPERTY, args))
        return false;
    f = field(t->vm, FILE_SYSTEM_FIELD, &mirror);
    args[0].o = object_get_ref(mirror, f->offset);
    return call(t, FILE_SYSTEM, args);
}

/* As ClassLoaders makes that of the application's loader. */
static bool renew_class_path(struct thread *t) {
    struct vm *vm = t->vm;
    const char *path = options_property(&vm->options, "java.class.path");
    struct class *k;
    struct method *constructor = find_method(vm, &renew_methods[NEW_CLASS_PATH], &k);
    union slot args[3] = {{.w = 0}, {.w = 0}, {.w = 0}};
    struct object *urls = object_new(t, k);
    if (!urls)
        return false;
    handle_local(t, urls);
    args[1].o = native_platform_string(t, path ? path : "");
    args[0].o = urls;
    if (!args[1].o || !java_call(t, constructor, args))
        return false;
    args[0].o = vm->system_class_loader;
    args[1].o = urls;
    return call(t, SET_CLASS_PATH, args);
}

/* What FileDescriptor's constructor finds out of a standard stream. */
static void renew_streams(struct vm *vm) {
    static const enum renew_field streams[] = {
        [STDIN_FILENO] = DESCRIPTOR_IN, [STDOUT_FILENO] = DESCRIPTOR_OUT, [STDERR_FILENO] = DESCRIPTOR_ERR};
    struct object *mirror;
    const struct field *append = field(vm, APPEND, &mirror);
    for (int file = 0; file < (int)ARRAY_LENGTH(streams); file++) {
        const struct field *f = field(vm, streams[file], &mirror);
        int flags = fcntl(file, F_GETFL);
        FIELD(object_get_ref(mirror, f->offset), append->offset, u8) = flags >= 0 && (flags & O_APPEND) != 0;
    }
}

bool snapshot_renew(struct thread *t) {
    struct vm *vm = t->vm;
    for (u32 i = 0; i < ARRAY_LENGTH(renewed_fields); i++)
        renew_field(vm, &renewed_fields[i].field, renewed_fields[i].source(vm));
    renew_streams(vm);
    bool ok = renew_properties(t) && renew_class_path(t);
    handle_free_all_local(t);
    return ok;
}
