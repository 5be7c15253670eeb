/* SPDX-License-Identifier: MIT
 *
 * loader.h - class loaders as the VM sees them, class definition, modules and packages.
 *
 * Each Java ClassLoader has a struct loader with its own metadata arena and its table of classes for which it is an
 * initiating loader (JVMS 5.3). The boot loader finds classes in lib/modules (package -> module -> is that module
 * defined to the boot loader?), before that in the module's patch (--patch-module), and on -Xbootclasspath/a; user loaders
 * are asked by ClassLoader.loadClass.
 */
#ifndef RUNTIME_LOADER_H
#define RUNTIME_LOADER_H

#include <pthread.h>
#include "base/map.h"
#include "base/mem.h"
#include "runtime/class.h"

struct module {
    struct symbol *name;      /* NULL = unnamed */
    char *version, *location; /* NULL = none */
    struct object *object;    /* java.lang.Module; root while the loader lives */
    struct loader *loader;
    struct map reads; /* struct module * -> itself */
    bool reads_unnamed, is_open;
};

struct package {
    struct symbol *name; /* "java/util" */
    struct module *module;
    bool exported_to_all, exported_to_unnamed;
    bool has_classes;   /* at least one class was defined */
    struct map exports; /* struct module * -> itself */
};

struct loader {
    struct vm *vm;
    struct object *object;    /* java.lang.ClassLoader; NULL = boot */
    struct arena arena;       /* low: classes, methods, code */
    pthread_mutex_t lock;     /* guards everything here; never held across Java code or a safepoint */
    struct map classes;       /* symbol -> struct class: initiating */
    struct map packages;      /* symbol -> struct package */
    struct map constraints;   /* symbol -> struct constraint (runtime/constraint.c); under vm->constraint_lock, which is
                               * taken before `lock` */
    struct map domains;       /* symbol -> protection domains that use the class (runtime/package_access.c) */
    struct class *defined;    /* list through next_defined */
    struct module *unnamed;   /* unnamed module */
    bool is_platform, is_app; /* builtin loaders */
    u64 visited;              /* number of the collection that has marked what the loader keeps alive (runtime/unload.c)
                               * */
    struct loader *next;      /* vm->loaders */
};

/* A struct loader for the object (NULL = boot); entered nowhere. */
struct loader *loader_create(struct vm *vm, struct object *object);
/* The struct loader of a ClassLoader object (NULL object = boot), made on first use. */
struct loader *loader_of(struct thread *t, struct object *class_loader);
/* All but the builtin loaders are unloaded, with their classes, once their Java object is dead. */
static inline bool loader_can_unload(const struct loader *l) {
    return l->object && !l->is_platform && !l->is_app;
}
/* The write barrier (gc/object.h) for what keeps objects alive in C memory: struct loader and its modules hang on the
 * Java object. */
static inline void loader_wrote(const struct loader *l) {
    if (l->object)
        object_wrote(l->object);
}
/* "bootstrap", "'app'", "'name' @1a2b"-style name for messages; malloc'ed. */
char *loader_describe(struct vm *vm, const struct loader *l);

/* The loader through which names in classes of `l` are resolved: `l` itself, but the first other ancestor of a loader that
 * exists for one generated accessor of core reflection. HotSpot doesn't ask those either. */
struct loader *loader_of_names(struct thread *t, struct loader *l);

/* Loads (JVMS 5.3) through `l` as initiating loader; array names allowed. Never initializes. NULL = exception pending:
 * NoClassDefFoundError with cause ClassNotFoundException as HotSpot raises for symbolic references. */
struct class *loader_load(struct thread *t, struct loader *l, struct symbol *name);
/* The same for a name in k, through its loader; a security manager may refuse the class to k's protection domain. */
struct class *loader_load_for(struct thread *t, const struct class *k, struct symbol *name);
/* As loader_load, but raises ClassNotFoundException (Class.forName, JNI FindClass uses NoClassDefFoundError). `caller`: who
 * asks, for the security manager, or NULL. */
struct class *loader_load_or_cnfe(struct thread *t, struct loader *l, struct symbol *name, const struct class *caller);
/* Boot loader only; NULL without exception when absent. */
struct class *loader_find_boot(struct thread *t, struct symbol *name);
/* Already loaded with l as initiating loader? Never loads. Arrays not found. */
struct class *loader_find_loaded(struct loader *l, struct symbol *name);

struct define_options {
    struct symbol *name; /* expected name (internal form) or NULL */
    struct object *protection_domain;
    const char *source; /* for -verbose:class; copied */
    bool hidden, nestmate, strong, vm_annotations;
    struct class *lookup;      /* hidden: the lookup class */
    struct object *class_data; /* hidden */
    bool patch;                /* the class replaces one of the class library, or is added to it (--patch-module) */
    bool bytes_persist;        /* bytes outlive the class (mapped image): not copied */
};
/* Defines a class from bytes (JVMS 5.3.5): parse, superclass and interfaces loaded, mirror made, entered in the table.
 * NULL = exception pending (ClassFormatError, UnsupportedClassVersionError, NoClassDefFoundError "wrong name",
 * LinkageError duplicate, ClassCircularityError, IncompatibleClassChangeError, VerifyError ...). Runs
 * ClassLoader.addClass upcall for non-boot, non-hidden classes. */
struct class *loader_define(struct thread *t, struct loader *l, const u8 *bytes, size_t size,
                            const struct define_options *options);

/* Modules (native/jvm/jvm_module.c is the only caller). package names in internal form. */
struct module *module_of_object(struct thread *t, struct object *module_object); /* NULL if the VM doesn't know it */
struct module *module_for_class(struct vm *vm, const struct class *k);
struct package *loader_package(struct loader *l, struct symbol *name, bool create); /* caller holds l->lock */
/* Can code in the module of `from` access the class `to`, if that is public? (JVMS 5.4.4) */
enum module_access { MODULE_ACCESSIBLE, MODULE_NOT_READABLE, MODULE_NOT_EXPORTED };
enum module_access module_access_of(const struct class *from, const struct class *to);

void primitive_classes_create(struct vm *vm); /* vm->primitives; no mirrors yet */

#endif
