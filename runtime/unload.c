/* SPDX-License-Identifier: MIT
 *
 * unload.c - class unloading: a loader and all its classes live and die together (JLS 12.7).
 *
 *      instance --layout.keep_alive--> mirror --classLoader field--> ClassLoader object
 *          --visit_loader--> all mirrors, modules, initiated classes
 *
 * So an instance, a mirror, a running method (its frame marks the holder's mirror) or the loader itself keeps the whole
 * loader. Classes that a loader has only initiated are kept too: its code refers to them by address. When the Java
 * object is dead after marking, nothing can reach the metadata any more except caches, which are dropped: the
 * interpreter's receiver caches, the subtype cache of each class, and entries of other modules' tables.
 */
#include "runtime/unload.h"

#include "runtime/constraint.h"
#include "runtime/event.h"

void unload_visit_loader(void *context, struct object *object, struct gc_marker *m) {
    struct vm *vm = context;
    struct loader *l = map_get(&vm->loader_index, object);
    if (!l || !loader_can_unload(l) ||
        __atomic_exchange_n(&l->visited, vm->collection, __ATOMIC_RELAXED) == vm->collection)
        return;
    gc_mark_root(m, l->unnamed->object);
    for (struct class *k = l->defined; k; k = k->next_defined)
        gc_mark_root(m, k->mirror);
    u32 position = 0;
    struct map_entry *e;
    while ((e = map_next(&l->classes, &position)))
        gc_mark_root(m, ((struct class *)e->value)->mirror);
    position = 0;
    while ((e = map_next(&vm->modules, &position))) {
        const struct module *module = e->value;
        if (module->loader == l)
            gc_mark_root(m, module->object);
    }
}

static bool is_dead(const struct loader *l, void *heap) {
    return loader_can_unload(l) && !gc_is_marked(heap, l->object);
}

/* Modules of dead loaders, out of the VM's table and out of all others' reads and exports. */
static void forget_modules(struct vm *vm, struct heap *heap) {
    u32 position = 0;
    struct map_entry *e, *other;
    while ((e = map_next(&vm->modules, &position))) {
        struct module *dead = e->value;
        if (!is_dead(dead->loader, heap))
            continue;
        map_remove(&vm->modules, (const void *)e->key);
        u32 at = 0;
        while ((other = map_next(&vm->modules, &at)))
            map_remove(&((struct module *)other->value)->reads, dead);
        for (struct loader *l = vm->loaders; l; l = l->next) {
            at = 0;
            while ((other = map_next(&l->packages, &at)))
                map_remove(&((struct package *)other->value)->exports, dead);
        }
        map_free(&dead->reads);
        if (dead == dead->loader->unnamed)
            continue;
        mem_free(dead->version);
        mem_free(dead->location);
        mem_free(dead);
    }
}

static void free_loader(struct thread *t, struct loader *l) {
    struct vm *vm = t->vm;
    for (struct class *k = l->defined; k; k = k->next_defined) {
        event_class_unload(t, k);
        if (k->cp_errors) {
            map_free(k->cp_errors);
            mem_free(k->cp_errors);
        }
        vm->native->forget_class(vm, k);
        if (k->kind == CLASS_INSTANCE)
            vm->classes_unloaded++;
    }
    u32 position = 0;
    struct map_entry *e;
    while ((e = map_next(&l->packages, &position)))
        map_free(&((struct package *)e->value)->exports);
    map_remove(&vm->loader_index, l->object);
    map_free(&l->classes);
    map_free(&l->packages);
    map_free(&l->domains);
    constraint_forget_loader(l);
    mem_free(l->unnamed);
    pthread_mutex_destroy(&l->lock);
    arena_free(&l->arena);
    mem_free(l);
}

void unload_dead_loaders(struct vm *vm, struct heap *heap) {
    bool any = false;
    for (const struct loader *l = vm->loaders; l && !any; l = l->next)
        any = is_dead(l, heap);
    if (!any)
        return;
    forget_modules(vm, heap);
    struct loader *dead = NULL;
    for (struct loader **at = &vm->loaders; *at;) {
        struct loader *l = *at;
        if (!is_dead(l, heap)) {
            at = &l->next;
            continue;
        }
        *at = l->next;
        l->next = dead;
        dead = l;
    }
    for (struct loader *l = vm->loaders; l; l = l->next) {
        for (struct class *k = l->defined; k; k = k->next_defined)
            k->subtype_cache = NULL;
        constraint_forget_classes(l, is_dead, heap);
    }
    vm->engine->forget_loaders(vm, dead);
    while (dead) {
        struct loader *next = dead->next;
        free_loader(thread_current(), dead);
        dead = next;
    }
}
