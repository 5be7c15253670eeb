/* SPDX-License-Identifier: MIT
 *
 * access.c - access control between classes and to members (JVMS 5.4.4), nest hosts.
 */
#include "runtime/exception.h"
#include "runtime/link.h"
#include "runtime/object.h"
#include "runtime/string.h"
#include "runtime/vm.h"

bool class_accessible(const struct class *from, const struct class *to) {
    if (class_is_array(to))
        to = to->element;
    if (from == to || class_is_primitive(to) || (from->flags & CLASS_MAGIC_ACCESSOR))
        return true;
    if (class_same_package(from, to))
        return true;
    return (to->access_flags & ACC_PUBLIC) && module_access_of(from, to) == MODULE_ACCESSIBLE;
}

/* "module app", "unnamed module @0x1a2b" */
static char *module_text(const struct module *m) {
    if (m->name)
        return mem_printf("module %s", m->name->text);
    return mem_printf("unnamed module @0x%x", m->object ? (unsigned)object_identity_hash(m->object) : 0);
}

char *class_module_problem(const struct class *from, const struct class *to) {
    if (class_is_array(to))
        to = to->element;
    enum module_access access = (to->access_flags & ACC_PUBLIC) && !class_same_package(from, to)
                                    ? module_access_of(from, to)
                                    : MODULE_ACCESSIBLE;
    if (access == MODULE_ACCESSIBLE)
        return NULL;
    struct vm *vm = to->loader->vm;
    char *a = class_external_name(from), *b = class_external_name(to);
    char *ma = module_text(module_for_class(vm, from)), *mb = module_text(module_for_class(vm, to));
    char *package = symbol_to_external(to->package), *text;
    if (access == MODULE_NOT_READABLE)
        text = mem_printf("class %s (in %s) cannot access class %s (in %s) because %s does not read %s", a, ma, b, mb,
                          ma, mb);
    else
        text = mem_printf("class %s (in %s) cannot access class %s (in %s) because %s does not "
                          "export %s to %s",
                          a, ma, b, mb, mb, package, ma);
    mem_free(a);
    mem_free(b);
    mem_free(ma);
    mem_free(mb);
    mem_free(package);
    return text;
}

bool throw_class_access(struct thread *t, const struct class *from, const struct class *to) {
    if (class_is_array(to))
        to = to->element;
    char *problem = class_module_problem(from, to);
    if (!problem) {
        char *a = class_external_name(to), *b = class_external_name(from);
        char *where = classes_module_and_loader(t->vm, to, from);
        problem = mem_printf("failed to access class %s from class %s (%s)", a, b, where);
        mem_free(a);
        mem_free(b);
        mem_free(where);
    }
    throw_by_name(t, "java/lang/IllegalAccessError", "%s", problem);
    mem_free(problem);
    return false;
}

bool member_accessible(struct thread *t, struct class *from, struct class *resolved, struct class *holder,
                       u16 access_flags) {
    if (!from || from == holder || (access_flags & ACC_PUBLIC) || (from->flags & CLASS_MAGIC_ACCESSOR))
        return true;
    if (access_flags & ACC_PRIVATE)
        return class_nest_host(t, from) == class_nest_host(t, holder);
    if (class_same_package(from, holder))
        return true;
    /* An interface is no subclass of java/lang/Object. */
    if (!(access_flags & ACC_PROTECTED) || class_is_interface(from) || !class_is_subclass(from, holder))
        return false;
    /* JVMS 5.4.4: an instance member must be used through a class related to the user */
    return (access_flags & ACC_STATIC) || class_is_subclass(resolved, from) || class_is_subclass(from, resolved);
}

/* Does host's NestMembers list k? */
static bool lists_member(struct vm *vm, const struct class *host, const struct class *k) {
    const struct classfile *cf = host->file;
    const struct attribute *a = cf ? attribute_find(cf->attributes, cf->attributes_count, ATTR_NEST_MEMBERS) : NULL;
    u16 n = a ? be16(a->info) : 0;
    for (u16 i = 0; i < n; i++) {
        u16 length;
        const char *s = classfile_utf8(cf, cf->cp[be16(a->info + 2 + 2 * i)].name_index, &length);
        if (symbol_lookup(vm->symbols, s, length) == k->name)
            return true;
    }
    return false;
}

struct class *class_nest_host(struct thread *t, struct class *k) {
    struct class *known = __atomic_load_n(&k->nest_host, __ATOMIC_ACQUIRE);
    if (known)
        return known;
    const struct classfile *cf = k->file;
    const struct attribute *a = cf ? attribute_find(cf->attributes, cf->attributes_count, ATTR_NEST_HOST) : NULL;
    struct class *host = k;
    if (a && !(k->flags & CLASS_HIDDEN)) {
        struct object *pending = exception_take(t);
        host = resolve_class(t, k, be16(a->info));
        if (!host || !class_same_package(host, k) || !lists_member(t->vm, host, k))
            host = k;
        exception_take(t);
        t->exception = pending;
    }
    __atomic_store_n(&k->nest_host, host, __ATOMIC_RELEASE); /* all threads find the same */
    return host;
}

/* The recorded error of a nest host that could not be resolved. */
static char *failed_nest_host(struct thread *t, struct class *k, u16 index) {
    struct vm *vm = t->vm;
    const struct classfile *cf = k->file;
    struct object *pending = exception_take(t);
    if (resolve_class(t, k, index)) {
        t->exception = pending;
        return NULL;
    }
    struct object *error = exception_take(t), *message_object;
    t->exception = pending;
    message_object = object_get_ref(error, KF(vm, Throwable_detailMessage));
    char *message = message_object ? string_to_utf8(vm, message_object) : NULL;
    char *name = class_external_name(k), *error_name = class_external_name(object_class(error));
    u16 length;
    const char *host = classfile_utf8(cf, cf->cp[index].name_index, &length);
    char *text = mem_printf("Nest host resolution of %s with host %.*s failed: %s%s%s", name, (int)length, host,
                            error_name, message ? ": " : "", message ? message : "");
    mem_free(message);
    mem_free(name);
    mem_free(error_name);
    return text;
}

char *class_nest_host_problem(struct thread *t, struct class *k) {
    const struct classfile *cf = k->file;
    u16 index = cf ? attribute_index_value(cf->attributes, cf->attributes_count, ATTR_NEST_HOST) : 0;
    if (!index || class_nest_host(t, k) != k)
        return NULL;
    struct class *host = resolve_class_if_loaded(t, k, index);
    if (!host)
        return failed_nest_host(t, k, index);
    char *names[] = {class_external_name(k), class_external_name(host)};
    char *loaders[] = {loader_describe(t->vm, k->loader), loader_describe(t->vm, host->loader)};
    char *text = mem_printf("Type %s (loader: %s) is not a nest member of type %s (loader: %s): %s", names[0],
                            loaders[0], names[1], loaders[1],
                            class_same_package(host, k) ? "current type is not listed as a nest member"
                                                        : "types are in different packages");
    for (int i = 0; i < 2; i++) {
        mem_free(names[i]);
        mem_free(loaders[i]);
    }
    return text;
}
