/* SPDX-License-Identifier: MIT
 *
 * module.c - packages, modules and what may be read across them (JVMS 5.3.6, 5.4.4).
 */
#include "runtime/loader.h"
#include "runtime/vm.h"

/* The caller holds l->lock. */
struct package *loader_package(struct loader *l, struct symbol *name, bool create) {
    struct package *p = map_get(&l->packages, name);
    if (!p && create) {
        p = arena_alloc(&l->arena, sizeof *p);
        p->name = name;
        map_put(&l->packages, name, p);
    }
    return p;
}

struct module *module_of_object(struct thread *t, struct object *module_object) {
    struct vm *vm = t->vm;
    if (!module_object)
        return NULL;
    pthread_mutex_lock(&vm->loader_lock);
    struct module *m = map_get(&vm->modules, module_object);
    pthread_mutex_unlock(&vm->loader_lock);
    if (m || object_get_ref(module_object, KF(vm, Module_name)))
        return m;
    /* an unnamed module: its loader's */
    struct loader *l = loader_of(t, object_get_ref(module_object, KF(vm, Module_loader)));
    pthread_mutex_lock(&vm->loader_lock);
    if (!l->unnamed->object)
        l->unnamed->object = module_object;
    if (l->unnamed->object == module_object)
        map_put(&vm->modules, module_object, l->unnamed);
    loader_wrote(l);
    pthread_mutex_unlock(&vm->loader_lock);
    return l->unnamed->object == module_object ? l->unnamed : NULL;
}

struct module *module_for_class(struct vm *vm, const struct class *k) {
    const struct class *base = class_is_array(k) ? k->element : k;
    return class_is_primitive(base) ? vm->java_base : base->module;
}

static bool module_reads(const struct module *from, const struct module *to, const struct vm *vm) {
    if (!from->name || to == vm->java_base)
        return true;
    return map_get(&from->reads, to) != NULL || (!to->name && from->reads_unnamed);
}

enum module_access module_access_of(const struct class *from, const struct class *to) {
    struct vm *vm = to->loader->vm;
    const struct module *f = module_for_class(vm, from), *m = module_for_class(vm, to);
    if (f == m || !f || !m || !vm->modules_ready)
        return MODULE_ACCESSIBLE;
    struct loader *l = m->loader;
    pthread_mutex_lock(&f->loader->lock);
    bool reads = module_reads(f, m, vm);
    pthread_mutex_unlock(&f->loader->lock);
    if (!reads)
        return MODULE_NOT_READABLE;
    if (!m->name || m->is_open)
        return MODULE_ACCESSIBLE;
    pthread_mutex_lock(&l->lock);
    const struct class *base = class_is_array(to) ? to->element : to;
    struct package *p = loader_package(l, base->package, false);
    bool exported = class_is_primitive(base) ||
                    (p && (p->exported_to_all || (!f->name && p->exported_to_unnamed) || map_get(&p->exports, f)));
    pthread_mutex_unlock(&l->lock);
    return exported ? MODULE_ACCESSIBLE : MODULE_NOT_EXPORTED;
}
