/* SPDX-License-Identifier: MIT
 *
 * jvm_module.c - JVM_* functions of java.lang.Module: the VM's copy of the module graph
 * (docs/OPENJDK.md#modules).
 *
 * Java builds the graph and tells the VM: each (loader, package) belongs to a module, modules read modules, packages
 * are exported. The VM needs it for Class.module, the boot loader's search and access checks (JVMS 5.4.4). About 700
 * calls at every start, so each is a few table operations. When java.base is defined, the classes loaded before get
 * their module. Tables of a loader are guarded by its lock, vm->modules by loader_lock.
 */
#include "native/jvm/jvm_internal.h"
#include "native/native.h"
#include "runtime/object.h"
#include "runtime/string.h"

static bool throw_bad_argument(struct thread *t, const char *text) {
    return throw_new(t, K(t->vm, java_lang_IllegalArgumentException), "%s", text);
}

static bool throw_null(struct thread *t, const char *text) {
    return throw_new(t, K(t->vm, java_lang_NullPointerException), "%s", text);
}

static const char *module_name_text(const struct module *m) {
    return m->name ? m->name->text : "unnamed module";
}

/* Package names: identifiers joined by single '/'; the full identifier rules are Java's to check. */
static bool package_name_valid(const char *name, size_t length) {
    if (length == 0 || name[0] == '/' || name[length - 1] == '/')
        return false;
    for (size_t i = 0; i < length; i++) {
        if (name[i] == '.' || name[i] == ';' || name[i] == '[')
            return false;
        if (name[i] == '/' && name[i + 1] == '/')
            return false;
    }
    return true;
}

/* A package's symbol from the String libjava passes ("java/util"); dots are accepted too. NULL = not valid. */
static struct symbol *package_symbol(struct thread *t, struct object *name) {
    struct symbol *s = string_to_symbol(t->vm, name, true);
    return s && package_name_valid(s->text, s->length) ? s : NULL;
}

static void set_class_module(struct vm *vm, struct class *k, struct module *m) {
    for (; k; k = __atomic_load_n(&k->array, __ATOMIC_ACQUIRE)) { /* its array classes belong to the same module */
        k->module = m;
        if (k->mirror)
            object_put_ref(k->mirror, KF(vm, Class_module), m->object);
    }
}

/* Everything loaded so far came from java.base, primitives and arrays included. */
static void patch_early_classes(struct thread *t, struct module *java_base) {
    struct vm *vm = t->vm;
    for (u8 type = T_BOOLEAN; type <= T_VOID; type++)
        if (vm->primitives[type])
            set_class_module(vm, vm->primitives[type], java_base);
    for (struct class *k = vm->boot_loader->defined; k; k = k->next_defined)
        if (!k->module)
            set_class_module(vm, k, java_base);
}

static bool is_prohibited(const struct vm *vm, const struct loader *l, const struct symbol *package) {
    if (l == vm->boot_loader || l->is_platform)
        return false;
    return strcmp(package->text, "java") == 0 || strncmp(package->text, "java/", 5) == 0;
}

static bool check_package(struct thread *t, struct loader *l, const struct symbol *module_name,
                          struct object *name_object, struct symbol **out) {
    if (!name_object || object_class(name_object) != K(t->vm, java_lang_String))
        return throw_bad_argument(t, "Bad package name");
    struct symbol *name = package_symbol(t, name_object);
    if (!name) {
        char *text = string_to_mutf8(t->vm, name_object);
        throw_new(t, K(t->vm, java_lang_IllegalArgumentException), "Invalid package name: %s for module: %s", text,
                  module_name->text);
        mem_free(text);
        return false;
    }
    if (is_prohibited(t->vm, l, name)) {
        char *loader_text = loader_describe(t->vm, l), *package_text = symbol_to_external(name);
        throw_new(t, K(t->vm, java_lang_IllegalArgumentException),
                  "Class loader (instance of): %s tried to define prohibited package name: %s", loader_text,
                  package_text);
        mem_free(loader_text);
        mem_free(package_text);
        return false;
    }
    *out = name;
    return true;
}

/* Enters module and packages into the loader's tables; NULL, or the package that already belongs elsewhere. What was
 * loaded before java.base was defined becomes part of it. */
static struct package *enter_packages(struct loader *l, struct module *m, bool is_java_base,
                                      struct symbol *const *names, u32 count) {
    struct package *taken = NULL;
    pthread_mutex_lock(&l->lock);
    for (u32 i = 0; i < count && !taken && !is_java_base; i++) {
        struct package *p = loader_package(l, names[i], false);
        if (p && ((p->module && p->module->name && p->module != m) || p->has_classes))
            taken = p;
    }
    for (u32 i = 0; i < count && !taken; i++)
        loader_package(l, names[i], true)->module = m;
    pthread_mutex_unlock(&l->lock);
    return taken;
}

static bool module_is_defined(struct vm *vm, const struct loader *l, const struct symbol *name) {
    bool found = false;
    u32 pos = 0;
    pthread_mutex_lock(&vm->loader_lock);
    for (struct map_entry *e; !found && (e = map_next(&vm->modules, &pos)) != NULL;) {
        const struct module *m = e->value;
        found = m->loader == l && m->name == name;
    }
    pthread_mutex_unlock(&vm->loader_lock);
    return found;
}

static struct module *module_create(struct thread *t, struct object *object, struct loader *l, struct symbol *name) {
    struct module *m = mem_zalloc(sizeof *m);
    m->name = name;
    m->object = object;
    m->loader = l;
    pthread_mutex_lock(&t->vm->loader_lock);
    map_put(&t->vm->modules, object, m);
    loader_wrote(l);
    pthread_mutex_unlock(&t->vm->loader_lock);
    return m;
}

static bool throw_package_taken(struct thread *t, const struct module *m, const struct package *taken) {
    if (taken->module && taken->module->name)
        return throw_by_name(t, "java/lang/IllegalStateException",
                             "Package %s for module %s is already in another module, %s, defined "
                             "to the class loader",
                             taken->name->text, m->name->text, taken->module->name->text);
    return throw_by_name(t, "java/lang/IllegalStateException",
                         "Package %s for module %s is already in the unnamed module defined to the class loader",
                         taken->name->text, m->name->text);
}

static bool define_module(struct thread *t, struct object *object, bool is_open, struct object *version,
                          struct object *location, struct object *packages) {
    struct vm *vm = t->vm;
    if (!object)
        return throw_null(t, "Null module object");
    if (!object_is_instance(object, K(vm, java_lang_Module)))
        return throw_bad_argument(t, "module is not an instance of type java.lang.Module");
    struct object *name_object = object_get_ref(object, KF(vm, Module_name));
    if (!name_object)
        return throw_null(t, "Null module name");
    struct symbol *name = string_to_symbol(vm, name_object, false);
    if (!name || name->length == 0)
        return throw_bad_argument(t, "Module name cannot be null");
    struct object *loader_object = object_get_ref(object, KF(vm, Module_loader));
    bool is_java_base = name == KS(vm, java_base);
    if (is_java_base) {
        if (loader_object)
            return throw_bad_argument(t, "Class loader must be the boot class loader");
        if (vm->java_base)
            return throw_new(t, K(vm, java_lang_InternalError), "Module java.base is already defined");
    }
    struct loader *l = loader_of(t, loader_object);
    if (!l)
        return false;
    if (module_is_defined(vm, l, name))
        return throw_by_name(t, "java/lang/IllegalStateException", "Module %s is already defined", name->text);

    u32 count = packages ? array_length(packages) : 0;
    struct symbol **names = mem_calloc(count + 1, sizeof *names);
    for (u32 i = 0; i < count; i++) {
        if (!check_package(t, l, name, array_get_ref(packages, i), &names[i])) {
            mem_free(names);
            return false;
        }
    }
    struct module *m = module_create(t, object, l, name);
    m->version = version ? string_to_mutf8(vm, version) : NULL;
    m->location = location ? string_to_mutf8(vm, location) : NULL;
    m->is_open = is_open;
    struct package *taken = enter_packages(l, m, is_java_base, names, count);
    mem_free(names);
    if (taken) {
        throw_package_taken(t, m, taken);
        pthread_mutex_lock(&vm->loader_lock);
        map_remove(&vm->modules, object);
        pthread_mutex_unlock(&vm->loader_lock);
        mem_free(m->version);
        mem_free(m->location);
        mem_free(m);
        return false;
    }
    if (is_java_base) {
        patch_early_classes(t, m);
        __atomic_store_n(&vm->java_base, m, __ATOMIC_RELEASE);
        patch_early_classes(t, m); /* a class defined in between has looked for vm->java_base too early */
    }
    LOG(&vm->log, module, LOG_INFO, "define %s, version %s, location %s, %u packages", name->text,
        m->version ? m->version : "none", m->location ? m->location : "none", count);
    return true;
}

static bool set_boot_unnamed_module(struct thread *t, struct object *object) {
    struct vm *vm = t->vm;
    if (!object)
        return throw_null(t, "Null module object");
    if (!object_is_instance(object, K(vm, java_lang_Module)))
        return throw_bad_argument(t, "module is not an instance of type java.lang.Module");
    if (object_get_ref(object, KF(vm, Module_name)))
        return throw_bad_argument(t, "boot loader's unnamed module's java.lang.Module has a name");
    if (object_get_ref(object, KF(vm, Module_loader)))
        return throw_bad_argument(t, "Class loader must be the boot class loader");
    struct module *m = vm->boot_loader->unnamed;
    vm->boot_unnamed_module = object;
    m->object = object;
    pthread_mutex_lock(&vm->loader_lock);
    map_put(&vm->modules, object, m);
    pthread_mutex_unlock(&vm->loader_lock);
    return true;
}

/* ---- reads and exports ---- */

/* The module of a Java object; the text of the IllegalArgumentException otherwise. */
static struct module *known_module(struct thread *t, struct object *object, const char *problem) {
    struct module *m = object_is_instance(object, K(t->vm, java_lang_Module)) ? module_of_object(t, object) : NULL;
    if (!m && !exception_pending(t))
        throw_bad_argument(t, problem);
    return m;
}

static bool add_reads(struct thread *t, struct object *from_object, struct object *to_object) {
    if (!from_object)
        return throw_null(t, "from_module is null");
    struct module *from = known_module(t, from_object, "from_module is not valid");
    if (!from)
        return false;
    struct module *to = NULL;
    if (to_object) {
        to = known_module(t, to_object, "to_module is invalid");
        if (!to)
            return false;
    }
    if (from == to || !from->name) /* unnamed modules read everything */
        return true;
    pthread_mutex_lock(&from->loader->lock);
    if (to)
        map_put(&from->reads, to, to);
    else
        from->reads_unnamed = true;
    pthread_mutex_unlock(&from->loader->lock);
    return true;
}

enum export_target { EXPORT_TO_MODULE, EXPORT_TO_UNNAMED, EXPORT_TO_ALL };

static bool add_exports(struct thread *t, struct object *from_object, struct object *package_name,
                        struct object *to_object, enum export_target target) {
    if (!package_name)
        return throw_null(t, "package is null");
    if (!from_object)
        return throw_null(t, target == EXPORT_TO_UNNAMED ? "module is null" : "from_module is null");
    struct module *from = known_module(t, from_object, "from_module cannot be found");
    if (!from)
        return false;
    struct module *to = NULL;
    if (target == EXPORT_TO_MODULE) {
        if (!to_object)
            return throw_null(t, "to_module is null");
        to = known_module(t, to_object, "to_module is invalid");
        if (!to)
            return false;
    }
    if (!from->name || from->is_open) /* everything is exported */
        return true;
    struct symbol *name = package_symbol(t, package_name);
    struct package *p = NULL;
    pthread_mutex_lock(&from->loader->lock);
    if (name)
        p = loader_package(from->loader, name, false);
    if (p && p->module == from) {
        switch (target) {
        case EXPORT_TO_MODULE:
            if (to != from)
                map_put(&p->exports, to, to);
            break;
        case EXPORT_TO_UNNAMED:
            p->exported_to_unnamed = true;
            break;
        case EXPORT_TO_ALL:
            p->exported_to_all = true;
            break;
        }
    }
    pthread_mutex_unlock(&from->loader->lock);
    if (p && p->module == from)
        return true;
    char *text = string_to_mutf8(t->vm, package_name);
    throw_new(t, K(t->vm, java_lang_IllegalArgumentException),
              target == EXPORT_TO_UNNAMED ? "Package %s not found in module %s"
                                          : "Package %s not found in from_module %s",
              text, module_name_text(from));
    mem_free(text);
    return false;
}

/* ---- packages of the boot loader ---- */

/* Where package p of the boot loader comes from; NULL when none of its classes was loaded. */
static struct object *system_package_location(struct thread *t, struct object *name_object) {
    struct vm *vm = t->vm;
    if (!name_object)
        return NULL;
    struct symbol *name = string_to_symbol(vm, name_object, true);
    if (!name)
        return NULL;
    const char *location = NULL;
    pthread_mutex_lock(&vm->boot_loader->lock);
    struct package *p = loader_package(vm->boot_loader, name, false);
    if (p && p->has_classes) {
        if (p->module && p->module->name)
            location = p->module->location;
        for (struct class *k = vm->boot_loader->defined; !location && k; k = k->next_defined)
            if (k->package == name)
                location = k->source;
    }
    pthread_mutex_unlock(&vm->boot_loader->lock);
    return location ? string_new_utf8(t, location) : NULL;
}

static struct object *system_packages(struct thread *t) {
    struct loader *l = t->vm->boot_loader;
    struct class *array_class = class_array_of(t, K(t->vm, java_lang_String));
    if (!array_class)
        return NULL;
    pthread_mutex_lock(&l->lock);
    struct symbol **names = mem_calloc(l->packages.count + 1, sizeof *names);
    u32 count = 0, pos = 0;
    for (struct map_entry *e; (e = map_next(&l->packages, &pos)) != NULL;) {
        struct package *p = e->value;
        if (p->has_classes && p->name->length > 0)
            names[count++] = p->name;
    }
    pthread_mutex_unlock(&l->lock);
    struct object *array = array_new(t, array_class, (i32)count);
    for (u32 i = 0; array && i < count; i++) {
        struct object *s = string_new_symbol(t, names[i], false);
        if (s)
            array_put_ref(array, i, s);
        else
            array = NULL;
    }
    mem_free(names);
    return array;
}

/* ---- exported functions ---- */

JNIEXPORT void JNICALL JVM_DefineModule(JNIEnv *env, jobject module, jboolean is_open, jstring version,
                                        jstring location, jobjectArray packages) {
    NATIVE_ENTER(env);
    define_module(t, handle_get(module), is_open, handle_get(version), handle_get(location), handle_get(packages));
    NATIVE_RETURN_VOID();
}

JNIEXPORT void JNICALL JVM_SetBootLoaderUnnamedModule(JNIEnv *env, jobject module) {
    NATIVE_ENTER(env);
    set_boot_unnamed_module(t, handle_get(module));
    NATIVE_RETURN_VOID();
}

JNIEXPORT void JNICALL JVM_AddReadsModule(JNIEnv *env, jobject from, jobject source) {
    NATIVE_ENTER(env);
    add_reads(t, handle_get(from), handle_get(source));
    NATIVE_RETURN_VOID();
}

JNIEXPORT void JNICALL JVM_AddModuleExports(JNIEnv *env, jobject from, jstring package, jobject to) {
    NATIVE_ENTER(env);
    add_exports(t, handle_get(from), handle_get(package), handle_get(to), EXPORT_TO_MODULE);
    NATIVE_RETURN_VOID();
}

JNIEXPORT void JNICALL JVM_AddModuleExportsToAllUnnamed(JNIEnv *env, jobject from, jstring package) {
    NATIVE_ENTER(env);
    add_exports(t, handle_get(from), handle_get(package), NULL, EXPORT_TO_UNNAMED);
    NATIVE_RETURN_VOID();
}

JNIEXPORT void JNICALL JVM_AddModuleExportsToAll(JNIEnv *env, jobject from, jstring package) {
    NATIVE_ENTER(env);
    add_exports(t, handle_get(from), handle_get(package), NULL, EXPORT_TO_ALL);
    NATIVE_RETURN_VOID();
}

JNIEXPORT jstring JNICALL JVM_GetSystemPackage(JNIEnv *env, jstring name) {
    NATIVE_ENTER(env);
    NATIVE_RETURN_OBJECT(system_package_location(t, handle_get(name)));
}

JNIEXPORT jobjectArray JNICALL JVM_GetSystemPackages(JNIEnv *env) {
    NATIVE_ENTER(env);
    NATIVE_RETURN_OBJECT(system_packages(t));
}
