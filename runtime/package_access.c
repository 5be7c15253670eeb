/* SPDX-License-Identifier: MIT
 *
 * package_access.c - which protection domains have been let through to which classes, by initiating loader.
 *
 * What was used before there was a security manager stays allowed, so it is written down always. A loader's table holds
 * domains of classes of the loader itself and of builtin loaders, which live as long as it does: no collection has to know
 * of them. Others are asked about each time.
 */
#include "runtime/package_access.h"

#include "runtime/vm.h"

/* The value of the loader's table. */
struct domain_use {
    const struct object *domain;
    const struct domain_use *next;
};

static bool is_known(struct loader *l, struct symbol *name, const struct object *domain) {
    pthread_mutex_lock(&l->lock);
    const struct domain_use *use = map_get(&l->domains, name);
    while (use && use->domain != domain)
        use = use->next;
    pthread_mutex_unlock(&l->lock);
    return use != NULL;
}

static void note(struct loader *l, struct symbol *name, const struct object *domain) {
    pthread_mutex_lock(&l->lock);
    struct domain_use *use = arena_alloc(&l->arena, sizeof *use);
    *use = (struct domain_use){domain, map_get(&l->domains, name)};
    map_put(&l->domains, name, use);
    pthread_mutex_unlock(&l->lock);
}

static struct object *security_manager(const struct vm *vm) {
    u32 offset = KF(vm, System_security);
    return offset ? object_get_ref_acquire(K(vm, java_lang_System)->mirror, offset) : NULL;
}

bool package_access_check(struct thread *t, const struct class *user, struct loader *l, const struct class *c) {
    struct vm *vm = t->vm;
    struct object *domain = user ? user->protection_domain : NULL;
    if (class_is_array(c))
        c = c->element;
    if (!domain || class_is_primitive(c) || c->protection_domain == domain)
        return true;
    l = loader_of_names(t, l);
    if (!l->object || !KM(vm, ClassLoader_checkPackageAccess) || is_known(l, c->name, domain))
        return true;
    if (security_manager(vm)) {
        union slot args[3] = {{.o = l->object}, {.o = c->mirror}, {.o = domain}};
        if (!java_call(t, KM(vm, ClassLoader_checkPackageAccess), args))
            return false;
    }
    if (user->loader == l || !loader_can_unload(user->loader))
        note(l, c->name, domain);
    return true;
}
