/* SPDX-License-Identifier: MIT
 *
 * loader.c - finding classes by name (JVMS 5.3): tables, the boot loader's search, upcalls to Java loaders.
 */
#include "runtime/loader.h"

#include "classfile/jimage.h"
#include "runtime/boot_path.h"
#include "runtime/constraint.h"
#include "runtime/exception.h"
#include "runtime/library_shape.h"
#include "runtime/load_record.h"
#include "runtime/monitor.h"
#include "runtime/package_access.h"
#include "runtime/string.h"
#include "runtime/vm.h"

static bool object_class_is(const struct object *o, const char *name) {
    return strcmp(object_class(o)->name->text, name) == 0;
}

struct loader *loader_create(struct vm *vm, struct object *object) {
    struct loader *l = mem_zalloc(sizeof *l);
    pthread_mutex_init(&l->lock, NULL);
    arena_init(&l->arena, true);
    l->vm = vm;
    l->object = object;
    l->unnamed = mem_zalloc(sizeof *l->unnamed);
    l->unnamed->loader = l;
    if (object) {
        l->is_platform = object_class_is(object, "jdk/internal/loader/ClassLoaders$PlatformClassLoader");
        l->is_app = object_class_is(object, "jdk/internal/loader/ClassLoaders$AppClassLoader");
        l->unnamed->object = object_get_ref(object, KF(vm, ClassLoader_unnamedModule));
    }
    return l;
}

struct loader *loader_of(struct thread *t, struct object *class_loader) {
    struct vm *vm = t->vm;
    if (!class_loader)
        return vm->boot_loader;
    pthread_mutex_lock(&vm->loader_lock);
    struct loader *l = map_get(&vm->loader_index, class_loader);
    if (!l) {
        l = loader_create(vm, class_loader);
        l->next = vm->loaders;
        vm->loaders = l;
        map_put(&vm->loader_index, class_loader, l);
        if (l->unnamed->object)
            map_put(&vm->modules, l->unnamed->object, l->unnamed);
        loader_wrote(l);
    }
    pthread_mutex_unlock(&vm->loader_lock);
    return l;
}

struct class *loader_find_loaded(struct loader *l, struct symbol *name) {
    pthread_mutex_lock(&l->lock);
    struct class *k = map_get(&l->classes, name);
    pthread_mutex_unlock(&l->lock);
    return k;
}

#define IMAGE_TRIM_INTERVAL                                                                                            \
    24 /* classes read between two trims: Hello peaks at 12.3 MB instead of 15.6, CPU 19.2 ms      \ against 18.2 */

/* ---- boot loader ---- */

/* The named module defined to the boot loader that holds the package, or NULL. */
static const char *boot_module_of(struct vm *vm, const char *package, size_t length) {
    if (!vm->java_base) {
        const char *module = jimage_package_module(vm->image, package, length);
        return module && strcmp(module, "java.base") == 0 ? module : NULL;
    }
    struct symbol *s = symbol_lookup(vm->symbols, package, length);
    if (!s)
        return NULL;
    pthread_mutex_lock(&vm->boot_loader->lock);
    struct package *p = loader_package(vm->boot_loader, s, false);
    const struct module *m = p ? p->module : NULL;
    pthread_mutex_unlock(&vm->boot_loader->lock);
    return m && m->name ? m->name->text : NULL;
}

static const struct boot_path *patch_of(const struct vm *vm, const char *module) {
    for (u32 i = 0; i < vm->options.patches_count; i++)
        if (strcmp(vm->patches[i].module, module) == 0)
            return vm->patches[i].path;
    return NULL;
}

/* A class of a folder or jar. NULL: absent (nothing pending) or an exception. */
static struct class *load_from_path(struct thread *t, struct symbol *name, const struct boot_path *path,
                                    const char *file_name, bool patch) {
    struct define_options options = {.name = name, .patch = patch};
    size_t size;
    u8 *bytes = boot_path_read(path, file_name, &size, &options.source);
    struct class *k = bytes ? loader_define(t, t->vm->boot_loader, bytes, size, &options) : NULL;
    mem_free(bytes);
    return k;
}

/* A class of lib/modules. NULL: absent (nothing pending) or an exception. */
static struct class *load_from_image(struct thread *t, struct symbol *name, const char *module, const char *file_name) {
    struct vm *vm = t->vm;
    struct jimage_resource r;
    u8 *unpacked;
    const char *fault;
    if (!jimage_find(vm->image, module, file_name, &r))
        return NULL;
    const u8 *bytes = jimage_read(vm->image, &r, &unpacked, &fault);
    if (!bytes) {
        throw_by_name(t, "java/lang/InternalError", "lib/modules: the compressed resource /%s/%s is damaged: %s",
                      module, file_name, fault);
        return NULL;
    }
    char source[300];
    snprintf(source, sizeof source, "jrt:/%s", module);
    const struct define_options options = {.name = name, .source = source, .bytes_persist = !unpacked};
    if (__atomic_add_fetch(&vm->image_reads, 1, __ATOMIC_RELAXED) % IMAGE_TRIM_INTERVAL == 0)
        jimage_trim(vm->image);
    struct class *k = loader_define(t, vm->boot_loader, bytes, (size_t)r.size, &options);
    mem_free(unpacked);
    return k;
}

/* NULL: absent (nothing pending) or an exception. A class of a module is looked for in the module's patch and then in
 * lib/modules, any other on -Xbootclasspath/a. Before java.base is defined every class counts as one of its. */
static struct class *boot_load(struct thread *t, struct symbol *name) {
    struct vm *vm = t->vm;
    const char *slash = strrchr(name->text, '/');
    const char *module = slash ? boot_module_of(vm, name->text, (size_t)(slash - name->text)) : NULL;
    const char *patched = module || vm->java_base ? module : "java.base";
    const struct boot_path *patch = patched ? patch_of(vm, patched) : NULL;
    char *file_name = mem_printf("%s.class", name->text);
    struct class *k = patch ? load_from_path(t, name, patch, file_name, true) : NULL;
    if (!k && !t->exception)
        k = module ? load_from_image(t, name, module, file_name)
                   : load_from_path(t, name, vm->boot_append, file_name, false);
    mem_free(file_name);
    return k;
}

/* ---- any loader ---- */

static bool being_defined(const struct thread *t, const struct loader *l, const struct symbol *name) {
    for (const struct load_record *r = t->loading; r; r = r->previous) {
        if (r->loader == l && r->name == name)
            return true;
    }
    return false;
}

/* Asks a Java loader (JVMS 5.3.2). NULL = exception, or nothing pending when loadClass answered null. */
static struct class *user_load(struct thread *t, struct loader *l, struct symbol *name) {
    struct vm *vm = t->vm;
    bool locked = object_get_ref(l->object, KF(vm, ClassLoader_parallelLockMap)) == NULL;
    struct object *text = string_new_symbol(t, name, true);
    if (!text || (locked && !monitor_enter(t, l->object)))
        return NULL;
    union slot args[2] = {{.o = l->object}, {.o = text}};
    bool ok = java_call_virtual(t, KM(vm, ClassLoader_loadClass), args);
    if (locked) {
        struct object *pending = exception_take(t);
        monitor_exit(t, l->object);
        if (pending)
            t->exception = pending;
    }
    if (!ok || !args[0].o)
        return NULL;
    struct class *k = class_of_mirror(vm, args[0].o);
    if (k->name != name)
        return NULL;
    struct constraint_entry e = constraint_enter_class(l, k); /* l is an initiating loader */
    if (e.result == ENTERED_FORBIDDEN) {
        throw_class_constraint(t, l, k, e.other);
        return NULL;
    }
    return e.result == ENTERED_ALREADY ? e.other : k;
}

struct loader *loader_of_names(struct thread *t, struct loader *l) {
    while (UNLIKELY(library_is_accessor_loader(t->vm, l->object)))
        l = loader_of(t, object_get_ref(l->object, KF(t->vm, ClassLoader_parent)));
    return l;
}

static struct class *load_array(struct thread *t, struct loader *l, struct symbol *name);

/* NULL: exception pending, or none = not found. */
static struct class *load(struct thread *t, struct loader *l, struct symbol *name) {
    if (name->length && name->text[0] == '[')
        return load_array(t, l, name);
    struct class *k = loader_find_loaded(l, name);
    if (k)
        return k;
    if (UNLIKELY(library_is_accessor_loader(
            t->vm, l->object))) /* its parent may be such a loader too, with a class of its own */
        return load(t, loader_of(t, object_get_ref(l->object, KF(t->vm, ClassLoader_parent))), name);
    if (thread_c_stack_exhausted(t)) {
        throw_stack_overflow(t);
        return NULL;
    }
    if (being_defined(t, l, name)) {
        throw_by_name(t, "java/lang/ClassCircularityError", "%s", name->text);
        return NULL;
    }
    return l->object ? user_load(t, l, name) : boot_load(t, name);
}

static struct class *load_array(struct thread *t, struct loader *l, struct symbol *name) {
    const char *d = name->text;
    int dimensions = 0;
    if (!descriptor_valid_field(d, name->length))
        return NULL;
    while (d[dimensions] == '[')
        dimensions++;
    d += dimensions;
    struct class *k;
    u8 type = basic_type_of_char(*d);
    if (type == T_OBJECT)
        k = load(t, l, symbol_intern(t->vm->symbols, d + 1, strlen(d) - 2));
    else
        k = t->vm->primitives[type];
    while (k && dimensions-- > 0)
        k = class_array_of(t, k);
    return k;
}

struct class *loader_find_boot(struct thread *t, struct symbol *name) {
    return load(t, t->vm->boot_loader, name);
}

struct class *loader_load(struct thread *t, struct loader *l, struct symbol *name) {
    struct class *k = load(t, l, name);
    if (k)
        return k;
    if (!t->exception) {
        throw_by_name(t, "java/lang/NoClassDefFoundError", "%s", name->text);
    } else if (object_is_instance(t->exception, K(t->vm, java_lang_ClassNotFoundException))) {
        struct object *cause = exception_take(t);
        throw_with_cause(t, "java/lang/NoClassDefFoundError", cause, "%s", name->text);
    }
    return NULL;
}

struct class *loader_load_for(struct thread *t, const struct class *k, struct symbol *name) {
    struct class *c = loader_load(t, k->loader, name);
    return c && package_access_check(t, k, k->loader, c) ? c : NULL;
}

struct class *loader_load_or_cnfe(struct thread *t, struct loader *l, struct symbol *name, const struct class *caller) {
    struct class *k = load(t, l, name);
    if (!k && !t->exception)
        throw_by_name(t, "java/lang/ClassNotFoundException", "%s", name->text);
    return k && package_access_check(t, caller, l, k) ? k : NULL;
}
