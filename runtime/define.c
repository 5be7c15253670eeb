/* SPDX-License-Identifier: MIT
 *
 * define.c - from class-file bytes to a struct class (JVMS 5.3.5).
 *
 * Parse, load supertypes (circularity is found through the thread's chain of load records), build fields, methods and
 * layout in the loader's arena, make the mirror, enter the class in the loader's table. The arena and the tables are
 * touched under the loader's lock; Java code runs and objects are allocated outside it. Two threads may define the same
 * boot class at once: the first to enter it wins and the loser's structures are abandoned in the arena.
 */
#include "base/buf.h"
#include "classfile/version.h"
#include "runtime/annotation.h"
#include "runtime/constraint.h"
#include "runtime/event.h"
#include "runtime/exception.h"
#include "runtime/layout.h"
#include "runtime/library_shape.h"
#include "runtime/metadata.h"
#include "runtime/link.h"
#include "runtime/load_record.h"
#include "runtime/vm.h"

static struct symbol *cp_symbol(struct vm *vm, const struct classfile *cf, u16 utf8_index) {
    u16 length;
    const char *s = classfile_utf8(cf, utf8_index, &length);
    return symbol_intern(vm->symbols, s, length);
}

struct symbol *class_cp_symbol(struct vm *vm, struct class *k, u16 utf8_index) {
    u32 *known = &k->cp_resolved[utf8_index];
    u32 symbol = __atomic_load_n(known, __ATOMIC_ACQUIRE);
    if (!symbol) {
        symbol = (u32)(uintptr_t)cp_symbol(vm, k->file, utf8_index);
        __atomic_store_n(known, symbol, __ATOMIC_RELEASE); /* every thread finds the same one */
    }
    return (struct symbol *)(uintptr_t)symbol;
}

static struct symbol *cp_class_name(struct vm *vm, const struct classfile *cf, u16 class_index) {
    return cp_symbol(vm, cf, cf->cp[class_index].name_index);
}

static bool throw_parse_error(struct thread *t, const struct classfile_error *error) {
    static const char *const classes[] = {
        [CLASSFILE_OK] = NULL,
        [CLASSFILE_FORMAT_ERROR] = "java/lang/ClassFormatError",
        [CLASSFILE_UNSUPPORTED_VERSION] = "java/lang/UnsupportedClassVersionError",
        [CLASSFILE_NO_CLASS_DEF] = "java/lang/NoClassDefFoundError",
        [CLASSFILE_INCOMPATIBLE] = "java/lang/IncompatibleClassChangeError",
    };
    return throw_by_name(t, classes[error->status], "%s", error->message);
}

static void make_fields(struct vm *vm, struct class *k) {
    const struct classfile *cf = k->file;
    u32 injected = k->loader->object ? 0 : layout_injected_count(vm, k->name);
    k->fields_count = cf->fields_count;
    k->injected_count = injected;
    k->fields = arena_alloc(&k->loader->arena, sizeof *k->fields * MAX_OF(cf->fields_count + injected, 1u));
    bool trusted = (k->flags & (CLASS_HIDDEN | CLASS_IS_RECORD)) != 0;
    for (u32 i = 0; i < cf->fields_count; i++) {
        const struct member *info = &cf->fields[i];
        struct field *f = &k->fields[i];
        f->holder = k;
        f->member = info;
        f->name = class_cp_symbol(vm, k, info->name_index);
        f->descriptor = class_cp_symbol(vm, k, info->descriptor_index);
        f->access_flags = info->access_flags;
        f->type = basic_type_of_char(f->descriptor->text[0]);
        if ((f->access_flags & ACC_FINAL) && (field_is_static(f) || trusted))
            f->flags |= FIELD_TRUSTED_FINAL;
    }
    for (u32 i = 0; i < injected; i++) {
        struct field *f = &k->fields[cf->fields_count + i];
        f->holder = k;
        layout_injected(vm, k->name, i, f);
    }
}

static bool is_polymorphic_declaration(const struct class *k, const struct method *m) {
    if (k->loader->object || (m->access_flags & (ACC_NATIVE | ACC_VARARGS)) != (ACC_NATIVE | ACC_VARARGS))
        return false;
    if (strcmp(k->name->text, "java/lang/invoke/MethodHandle") != 0 &&
        strcmp(k->name->text, "java/lang/invoke/VarHandle") != 0)
        return false;
    return strncmp(m->descriptor->text, "([Ljava/lang/Object;)", 21) == 0;
}

static void make_methods(struct vm *vm, struct class *k, bool vm_annotations) {
    const struct classfile *cf = k->file;
    bool object = !k->super && !class_is_interface(k), interface = class_is_interface(k);
    i32 itable_index = 0;
    k->methods_count = cf->methods_count;
    k->methods = arena_alloc(&k->loader->arena, sizeof *k->methods * MAX_OF(cf->methods_count, (u16)1));
    for (u32 i = 0; i < cf->methods_count; i++) {
        const struct member *info = &cf->methods[i];
        struct method *m = &k->methods[i];
        m->holder = k;
        m->member = info;
        m->name = class_cp_symbol(vm, k, info->name_index);
        m->descriptor = class_cp_symbol(vm, k, info->descriptor_index);
        m->access_flags = info->access_flags;
        m->vtable_index = m->itable_index = METHOD_NO_INDEX;
        int parameters;
        m->return_type = descriptor_outline(m->descriptor->text, &parameters);
        m->arguments = (u16)(parameters + !method_is_static(m));
        if (m->name == KS(vm, object_initializer)) {
            m->flags |= METHOD_INIT;
            if (object)
                m->flags |= METHOD_OBJECT_INIT;
        } else if (m->name == KS(vm, class_initializer) && m->descriptor == KS(vm, void_method)) {
            m->flags |= METHOD_CLINIT;
            k->flags |= CLASS_HAS_CLINIT;
        }
        if ((m->access_flags & ACC_FINAL) && !(m->access_flags & (ACC_STATIC | ACC_PRIVATE)))
            k->flags |= CLASS_HAS_FINAL_METHODS;
        if (info->code && info->code->code_length == 1 && info->code->code[0] == 0xb1 /* return */)
            m->flags |= METHOD_EMPTY;
        if (k->flags & CLASS_HIDDEN)
            m->flags |= METHOD_HIDDEN;
        if (vm_annotations)
            m->flags |= annotation_method_flags(cf, info);
        if (is_polymorphic_declaration(k, m))
            m->flags |= METHOD_POLYMORPHIC;
        if (interface && !(m->access_flags & (ACC_STATIC | ACC_PRIVATE)) && !(m->flags & METHOD_CLINIT)) {
            m->itable_index = itable_index++;
            if (!method_is_abstract(m))
                k->flags |= CLASS_HAS_DEFAULTS;
        } else if (interface && !(m->access_flags & (ACC_STATIC | ACC_ABSTRACT))) {
            k->flags |= CLASS_HAS_DEFAULTS; /* private instance methods count for JVMS 5.5 step 7 in HotSpot */
        }
    }
}

static void add_interface(struct class **list, u32 *count, struct class *k) {
    for (u32 i = 0; i < *count; i++) {
        if (list[i] == k)
            return;
    }
    list[(*count)++] = k;
}

/* supers[] and the transitive closure of the interfaces. */
static void make_hierarchy(struct class *k) {
    struct arena *a = &k->loader->arena;
    k->depth = k->super ? k->super->depth + 1 : 0;
    k->supers = arena_alloc(a, sizeof *k->supers * (k->depth + 1u));
    if (k->super)
        memcpy(k->supers, k->super->supers, sizeof *k->supers * k->depth);
    k->supers[k->depth] = k;

    u32 capacity = k->super ? k->super->all_interfaces_count : 0;
    if (k->interfaces_count == 0) {
        if (k->super) {
            k->all_interfaces = k->super->all_interfaces;
            k->all_interfaces_count = k->super->all_interfaces_count;
        }
        return;
    }
    for (u32 i = 0; i < k->interfaces_count; i++)
        capacity += 1 + k->interfaces[i]->all_interfaces_count;
    struct class **all = arena_alloc(a, sizeof *all * capacity);
    u32 count = 0;
    for (u32 i = 0; k->super && i < k->super->all_interfaces_count; i++)
        add_interface(all, &count, k->super->all_interfaces[i]);
    for (u32 i = 0; i < k->interfaces_count; i++) {
        if (count == 0) { /* nothing to compare with: long chains */
            count = k->interfaces[i]->all_interfaces_count;
            memcpy(all, k->interfaces[i]->all_interfaces, count * sizeof *all);
            all[count++] = k->interfaces[i];
            continue;
        }
        for (u32 j = 0; j < k->interfaces[i]->all_interfaces_count; j++)
            add_interface(all, &count, k->interfaces[i]->all_interfaces[j]);
        add_interface(all, &count, k->interfaces[i]);
    }
    k->all_interfaces = all;
    k->all_interfaces_count = count;
}

static void inherit_flags(struct vm *vm, struct class *k) {
    static const struct {
        const char *name;
        u32 flag;
    } roots[] = {{"java/lang/Throwable", CLASS_IS_THROWABLE},
                 {"java/lang/ClassLoader", CLASS_IS_LOADER},
                 {"java/lang/ref/Reference", CLASS_IS_REFERENCE},
                 {"jdk/internal/reflect/MagicAccessorImpl", CLASS_MAGIC_ACCESSOR}};
    const u32 inherited = CLASS_IS_THROWABLE | CLASS_IS_LOADER | CLASS_IS_REFERENCE | CLASS_MAGIC_ACCESSOR |
                          CLASS_IS_CLONEABLE | CLASS_HAS_INHERITED_DEFAULTS;
    if (k->super)
        k->flags |= k->super->flags & inherited;
    for (u32 i = 0; i < k->interfaces_count; i++) {
        const struct class *s = k->interfaces[i];
        k->flags |= s->flags & (CLASS_IS_CLONEABLE | CLASS_HAS_INHERITED_DEFAULTS);
        if (s->flags & CLASS_HAS_DEFAULTS)
            k->flags |= CLASS_HAS_INHERITED_DEFAULTS;
    }
    if (!k->loader->object) {
        for (size_t i = 0; i < ARRAY_LENGTH(roots); i++) {
            if (strcmp(k->name->text, roots[i].name) == 0)
                k->flags |= roots[i].flag;
        }
        if (strcmp(k->name->text, "java/lang/Cloneable") == 0)
            k->flags |= CLASS_IS_CLONEABLE;
    }
    if (k->super && k->super == K(vm, java_lang_Record) && (k->access_flags & ACC_FINAL) &&
        attribute_find(k->file->attributes, k->file->attributes_count, ATTR_RECORD))
        k->flags |= CLASS_IS_RECORD;
}

/* Is `name` among super's PermittedSubclasses? True when super isn't sealed. */
static bool sealed_permits(struct vm *vm, const struct class *super, const struct class *k) {
    const struct classfile *cf = super->file;
    const struct attribute *a = attribute_find(cf->attributes, cf->attributes_count, ATTR_PERMITTED_SUBCLASSES);
    if (!a || cf->major_version < CLASSFILE_MAJOR_SEALED)
        return true;
    bool named = super->module ? super->module->name != NULL : !vm->java_base; /* before java.base is defined: in it */
    if (super->module != k->module || (!named && !class_same_package(super, k)))
        return false;
    u16 n = be16(a->info);
    for (u16 i = 0; i < n; i++) {
        if (cp_class_name(vm, cf, be16(a->info + 2 + 2 * i)) == k->name)
            return true;
    }
    return false;
}

static bool throw_final_override(struct thread *t, const struct method *m, const struct method *s) {
    char *name = class_external_name(m->holder), *super_name = class_external_name(s->holder);
    throw_by_name(t, "java/lang/IncompatibleClassChangeError", "class %s overrides final method %s.%s%s", name,
                  super_name, s->name->text, s->descriptor->text);
    mem_free(name);
    mem_free(super_name);
    return false;
}

/* Final methods of superclasses that k would override; for interfaces too, whose superclass is Object. Here rather than
 * at linking, as in HotSpot. */
static bool check_final_methods(struct thread *t, const struct class *k) {
    for (const struct class *super = k->super; super; super = super->super) {
        if (!(super->flags & CLASS_HAS_FINAL_METHODS))
            continue;
        for (u32 i = 0; i < super->methods_count; i++) {
            const struct method *s = &super->methods[i];
            if (!(s->access_flags & ACC_FINAL) || (s->access_flags & (ACC_STATIC | ACC_PRIVATE)) ||
                !method_can_override(k, s))
                continue;
            const struct method *m = class_declared_method(k, s->name, s->descriptor);
            if (m && !(m->access_flags & (ACC_STATIC | ACC_PRIVATE)))
                return throw_final_override(t, m, s);
        }
    }
    return true;
}

static bool is_reflection_package(const struct class *k) {
    return !k->loader->object && strcmp(k->package->text, "jdk/internal/reflect") == 0;
}

/* Generated accessors have a loader each. */
static bool is_reflection_loader(const struct loader *l) {
    return library_is_accessor_loader(l->vm, l->object);
}

static bool throw_supertype_access(struct thread *t, const struct class *k, const struct class *super,
                                   bool as_interface) {
    const char *kind = as_interface ? "superinterface" : "superclass";
    char *problem = class_module_problem(k, super), *text;
    if (problem) {
        text = mem_printf("%s check failed: %s", as_interface ? kind : "superclass access", problem);
    } else {
        char *name = class_external_name(k), *super_name = class_external_name(super);
        char *where = classes_module_and_loader(t->vm, k, super);
        text = mem_printf("class %s cannot access its %s%s %s (%s)", name,
                          !as_interface && class_is_abstract(super) ? "abstract " : "", kind, super_name, where);
        mem_free(name);
        mem_free(super_name);
        mem_free(where);
    }
    throw_by_name(t, "java/lang/IllegalAccessError", "%s", text);
    mem_free(problem);
    mem_free(text);
    return false;
}

/* Rules on one supertype (JVMS 5.3.5 steps 3 and 4). False = exception. */
static bool check_supertype(struct thread *t, struct class *k, struct class *super, bool as_interface) {
    struct vm *vm = t->vm;
    char *name = class_external_name(k), *super_name = class_external_name(super);
    bool ok = true;
    if (!as_interface && class_is_interface(super)) {
        ok = throw_by_name(t, "java/lang/IncompatibleClassChangeError", "class %s has interface %s as super class",
                           name, super_name);
    } else if (!as_interface && (super->access_flags & ACC_FINAL)) {
        ok = throw_by_name(t, "java/lang/IncompatibleClassChangeError", "class %s cannot inherit from final class %s",
                           name, super_name);
    } else if (!sealed_permits(vm, super, k)) {
        ok = throw_by_name(t, "java/lang/IncompatibleClassChangeError", "class %s cannot %s sealed %s %s", name,
                           !as_interface           ? "inherit from"
                           : class_is_interface(k) ? "extend"
                                                   : "implement",
                           as_interface ? "interface" : "class", super_name);
    } else if (!as_interface && is_reflection_package(super) && k->loader->object && !is_reflection_loader(k->loader)) {
        char *loader = loader_describe(vm, k->loader);
        ok = throw_by_name(t, "java/lang/IllegalAccessError",
                           "class %s loaded by %s cannot access jdk/internal/reflect superclass %s", name, loader,
                           super_name);
        mem_free(loader);
    } else if (!class_accessible(k, super) && !(super->flags & CLASS_MAGIC_ACCESSOR)) { /* k's flags aren't set yet */
        ok = throw_supertype_access(t, k, super, as_interface);
    }
    mem_free(name);
    mem_free(super_name);
    return ok;
}

static bool throw_no_interface(struct thread *t, const struct class *k, const struct class *super) {
    char *name = class_external_name(k), *super_name = class_external_name(super);
    char *where = class_module_and_loader(t->vm, super, false);
    throw_by_name(t, "java/lang/IncompatibleClassChangeError",
                  "class %s can not implement %s, because it is not an interface (%s)", name, super_name, where);
    mem_free(name);
    mem_free(super_name);
    mem_free(where);
    return false;
}

/* In HotSpot's order: the interfaces, each of which is one, then the superclass. */
static bool load_supertypes(struct thread *t, struct class *k) {
    const struct classfile *cf = k->file;
    struct vm *vm = t->vm;
    struct load_record record = {.loader = k->loader, .name = k->name, .previous = t->loading};
    bool ok = false;
    t->loading = &record;
    for (u32 i = 0; i < cf->interfaces_count; i++) {
        k->interfaces[i] = loader_load_for(t, k, cp_class_name(vm, cf, cf->interfaces[i]));
        if (!k->interfaces[i] || (!class_is_interface(k->interfaces[i]) && !throw_no_interface(t, k, k->interfaces[i])))
            goto done;
    }
    if (cf->super_class) {
        k->super = loader_load_for(t, k, cp_class_name(vm, cf, cf->super_class));
        if (!k->super)
            goto done;
    }
    ok = true;
done:
    t->loading = record.previous;
    return ok;
}

/* A generated accessor counts as a class of the loader of the class that it accesses. */
static void set_module(struct thread *t, struct class *k) {
    struct vm *vm = t->vm;
    if (k->flags & CLASS_HIDDEN)
        return; /* taken from the lookup class */
    struct loader *l = loader_of_names(t, k->loader);
    pthread_mutex_lock(&l->lock);
    struct package *p = loader_package(l, k->package, true);
    k->module = p->module ? p->module : l->unnamed;
    if (!l->object && !vm->java_base)
        k->module = NULL; /* patched by JVM_DefineModule("java.base") */
    pthread_mutex_unlock(&l->lock);
}

static struct symbol *package_of(struct vm *vm, const struct symbol *name) {
    const char *slash = strrchr(name->text, '/');
    return slash ? symbol_intern(vm->symbols, name->text, (size_t)(slash - name->text)) : KS(vm, empty);
}

/* The loader's parse and structure building; the arena is used under the loader's lock. */
/* The file as the listeners of class_file leave it. */
static struct classfile *parse(struct thread *t, struct loader *l, const u8 *given, size_t size,
                               const struct define_options *options) {
    struct classfile_error error = {0};
    struct class_bytes file = {given, size, options->bytes_persist};
    event_class_file(t, l, options, &file);
    bool check = class_is_to_verify(l);
    const unsigned flags = (check ? CLASSFILE_CHECK : 0) | (options->name && !options->hidden ? CLASSFILE_NAMED : 0) |
                           (file.persist && !check ? CLASSFILE_TRUSTED : 0) |
                           (l->vm->options.enable_preview ? CLASSFILE_PREVIEW : 0);
    const struct classfile_options parsing = {.flags = flags,
                                              .newest_major = l->vm->options.library.class_file_major,
                                              .expected_name = options->name ? options->name->text : NULL};
    pthread_mutex_lock(&l->lock);
    if (!file.persist)
        file.bytes = arena_copy(&l->arena, file.bytes, file.size);
    struct classfile *cf = classfile_parse(&l->arena, file.bytes, file.size, &parsing, &error);
    pthread_mutex_unlock(&l->lock);
    if (!cf)
        throw_parse_error(t, &error);
    return cf;
}

static bool check_name(struct thread *t, struct loader *l, const struct symbol *name,
                       const struct define_options *options) {
    if (options->name && options->name != name && !options->hidden)
        return throw_by_name(t, "java/lang/NoClassDefFoundError", "%s (wrong name: %s)", options->name->text,
                             name->text);
    if (l->object && !l->is_platform && strncmp(name->text, "java/", 5) == 0) {
        char *loader = loader_describe(t->vm, l), *text = symbol_to_external(package_of(t->vm, name));
        throw_by_name(t, "java/lang/SecurityException",
                      "Class loader (instance of): %s tried to load prohibited package name: %s", loader, text);
        mem_free(loader);
        mem_free(text);
        return false;
    }
    return true;
}

static bool throw_duplicate(struct thread *t, struct loader *l, const struct class *k) {
    char *loader = loader_describe(t->vm, l), *name = class_external_name(k),
         *where = class_module_and_loader(t->vm, k, true);
    throw_by_name(t, "java/lang/LinkageError", "loader %s attempted duplicate %s definition for %s. (%s)", loader,
                  class_is_interface(k) ? "interface" : "class", name, where);
    mem_free(loader);
    mem_free(name);
    mem_free(where);
    return false;
}

/* Enters k in its loader's tables, unless another class has the name or must have it. */
static struct constraint_entry enter(struct class *k) {
    struct loader *l = k->loader;
    struct constraint_entry e = {ENTERED, NULL};
    if (!(k->flags & CLASS_HIDDEN))
        e = constraint_enter_class(l, k);
    if (e.result != ENTERED)
        return e;
    pthread_mutex_lock(&l->lock);
    if (!(k->flags & CLASS_HIDDEN))
        loader_package(l, k->package, true)->has_classes = true;
    k->next_defined = l->defined;
    l->defined = k;
    loader_wrote(l);
    pthread_mutex_unlock(&l->lock);
    return e;
}

/* java.lang.Class just got its layout: makes the mirrors of all classes that came before it. */
static bool catch_up_mirrors(struct thread *t) {
    for (struct class *k = t->vm->boot_loader->defined; k; k = k->next_defined) {
        if (!k->mirror && !mirror_create(t, k))
            return false;
    }
    return true;
}

static bool is_class_class(struct vm *vm, const struct class *k) {
    return !K(vm, java_lang_Class) && !k->loader->object && strcmp(k->name->text, "java/lang/Class") == 0;
}

static void know_class_class(struct vm *vm, struct class *k) {
    static const char *const names[] = {"classLoader", "module", "componentType", "classData", "name", "vm class"};
    u32 *offsets[] = {&KF(vm, Class_classLoader), &KF(vm, Class_module), &KF(vm, Class_componentType),
                      &KF(vm, Class_classData),   &KF(vm, Class_name),   &KF(vm, Class_vm_class)};
    for (size_t i = 0; i < ARRAY_LENGTH(names); i++) {
        const struct field *f = class_declared_field(k, symbol_intern_cstr(vm->symbols, names[i]), NULL);
        if (f)
            *offsets[i] = f->offset;
    }
    K(vm, java_lang_Class) = k;
}

static struct symbol *hidden_name(struct vm *vm, const struct symbol *name) {
    char *text = mem_printf("%s+0x%016x", name->text,
                            __atomic_add_fetch(&vm->hidden_class_counter, 1, __ATOMIC_RELAXED) * 0x400u);
    struct symbol *s = symbol_intern_cstr(vm->symbols, text);
    mem_free(text);
    return s;
}

/* The class as its file and the options describe it: no supertypes, fields and methods yet. */
static struct class *new_class(struct thread *t, struct loader *l, struct classfile *cf, struct symbol *name,
                               const struct define_options *options) {
    struct vm *vm = t->vm;
    pthread_mutex_lock(&l->lock);
    struct class *k = arena_alloc_aligned(&l->arena, sizeof *k, CLASS_ALIGN);
    k->cp_resolved = arena_alloc(&l->arena, sizeof(u32) * cf->cp_count);
    k->interfaces = arena_alloc(&l->arena, sizeof(void *) * MAX_OF(cf->interfaces_count, (u16)1));
    k->source = options->source ? arena_strndup(&l->arena, options->source, strlen(options->source)) : NULL;
    pthread_mutex_unlock(&l->lock);
    k->kind = CLASS_INSTANCE;
    k->loader = l;
    k->file = cf;
    k->access_flags = cf->access_flags;
    k->interfaces_count = cf->interfaces_count;
    k->package = package_of(vm, name);
    k->name = options->hidden ? hidden_name(vm, options->name ? options->name : name) : name;
    k->protection_domain = options->protection_domain;
    k->class_data = options->class_data;
    if (options->hidden) {
        k->flags |= CLASS_HIDDEN;
        k->module = options->lookup->module;
        k->package = options->lookup->package;
        if (options->nestmate)
            k->nest_host = class_nest_host(t, options->lookup);
        k->cp_resolved[cf->this_class] = (u32)(uintptr_t)k;
    }
    if (!l->object || l->is_platform)
        k->flags |= CLASS_TRUSTED;
    if (options->patch)
        k->flags |= CLASS_PATCH;
    return k;
}

/* Loads and checks the supertypes (JVMS 5.3.5 steps 3 and 4). */
static bool add_supertypes(struct thread *t, struct class *k) {
    if (!load_supertypes(t, k))
        return false;
    set_module(t, k);
    inherit_flags(t->vm, k);
    if (k->super && !check_supertype(t, k, k->super, false))
        return false;
    for (u32 i = k->interfaces_count; i-- > 0;) { /* HotSpot begins with the last one */
        if (!check_supertype(t, k, k->interfaces[i], true))
            return false;
    }
    return true;
}

static bool add_members(struct thread *t, struct class *k, bool vm_annotations) {
    struct vm *vm = t->vm;
    pthread_mutex_lock(&k->loader->lock);
    make_hierarchy(k);
    make_fields(vm, k);
    make_methods(vm, k, vm_annotations || (k->flags & CLASS_TRUSTED));
    layout_instance(vm, k);
    pthread_mutex_unlock(&k->loader->lock);
    if (!check_final_methods(t, k))
        return false;
    vm->native->bind_class(vm, k);
    for (u32 i = 0; i < k->methods_count; i++)
        vm->engine->prepare_method(vm, &k->methods[i]);
    return true;
}

/* What another thread's or an earlier definition of the name means, noticed as in HotSpot when all else is right: for the boot loader the result, else an error. */
static struct class *already_defined(struct thread *t, struct loader *l, struct class *old) {
    if (!l->object)
        return old;
    throw_duplicate(t, l, old);
    return NULL;
}

/* Makes the mirror and enters k in its loader's tables: from now on others find it. Returns k, or the class of this name
 * that another thread entered in the meantime; NULL = exception. */
static struct class *publish(struct thread *t, struct class *k) {
    struct vm *vm = t->vm;
    if (is_class_class(vm, k)) {
        know_class_class(vm, k);
        enter(k);
        return catch_up_mirrors(t) ? k : NULL;
    }
    if (K(vm, java_lang_Class) && !mirror_create(t, k))
        return NULL;
    struct constraint_entry e = enter(k);
    if (e.result == ENTERED_ALREADY)
        return already_defined(t, k->loader, e.other);
    if (e.result == ENTERED_FORBIDDEN) {
        throw_class_constraint(t, k->loader, k, e.other);
        return NULL;
    }
    return k;
}

static bool tell_java_loader(struct thread *t, struct loader *l, struct class *k) {
    union slot args[2] = {{.o = l->object}, {.o = k->mirror}};
    return java_call(t, KM(t->vm, ClassLoader_addClass), args);
}

static struct class *define(struct thread *t, struct loader *l, const u8 *bytes, size_t size,
                            const struct define_options *options) {
    struct vm *vm = t->vm;
    struct classfile *cf = parse(t, l, bytes, size, options);
    if (!cf)
        return NULL;
    struct symbol *name = cp_class_name(vm, cf, cf->this_class);
    if (!check_name(t, l, name, options))
        return NULL;
    if (!metadata_check_limit(t))
        return NULL;
    struct class *k = new_class(t, l, cf, name, options);
    if (!add_supertypes(t, k) || !add_members(t, k, options->vm_annotations))
        return NULL;
    struct class *entered = publish(t, k);
    if (entered != k)
        return entered;
    if (k->class_data)
        object_put_ref(k->mirror, KF(vm, Class_classData), k->class_data);
    __atomic_add_fetch(&vm->classes_loaded, 1, __ATOMIC_RELAXED);
    event_class_load(t, k);
    if (l->object && !options->hidden && KM(vm, ClassLoader_addClass) && !tell_java_loader(t, l, k))
        return NULL;
    return k;
}

struct class *loader_define(struct thread *t, struct loader *l, const u8 *bytes, size_t size,
                            const struct define_options *options) {
    event_class_define_begin(t, l);
    struct class *k = define(t, l, bytes, size, options);
    event_class_define_end(t, k);
    return k;
}
