/* SPDX-License-Identifier: MIT
 *
 * class.c - questions about classes: subtyping, member lookup, method selection.
 *
 * Nothing here loads, throws or allocates; arrays and texts are in array_class.c and class_text.c.
 */
#include "runtime/class.h"

#include "runtime/vm.h"

bool class_is_subtype_slow(struct class *s, struct class *t) {
    if (class_is_interface(t)) {
        for (u32 i = 0; i < s->all_interfaces_count; i++) {
            if (s->all_interfaces[i] == t) {
                /* a hint: racing writers store equally true answers */
                if (!s->loader->vm->options.no_type_cache)
                    __atomic_store_n(&s->subtype_cache, t, __ATOMIC_RELAXED);
                return true;
            }
        }
        return false;
    }
    if (class_is_array(s) && class_is_array(t)) {
        if (class_is_primitive(s->component) || class_is_primitive(t->component))
            return false; /* primitive arrays are unique: s != t */
        return class_is_subtype(s->component, t->component);
    }
    return s == t || (s->depth >= t->depth && s->supers[t->depth] == t);
}

struct class *class_of_mirror(const struct vm *vm, const struct object *mirror) {
    if (!mirror)
        return NULL;
    return (struct class *)(uintptr_t)FIELD(mirror, KF(vm, Class_vm_class), u64);
}

void class_keep(struct class *k, struct object *o) {
    if (!k || !o)
        return;
    for (const struct kept *old = k->kept; old; old = old->next)
        if (old->object == o)
            return;
    pthread_mutex_lock(&k->loader->lock);
    struct kept *new = arena_alloc(&k->loader->arena, sizeof *new);
    pthread_mutex_unlock(&k->loader->lock);
    *new = (struct kept){o, k->kept};
    k->kept = new;
    class_wrote(k);
}

bool class_same_package(const struct class *a, const struct class *b) {
    if (class_is_array(a))
        a = a->element;
    if (class_is_array(b))
        b = b->element;
    return a->loader == b->loader && a->package == b->package;
}

bool method_can_override(const struct class *k, const struct method *s) {
    if (s->access_flags & (ACC_PUBLIC | ACC_PROTECTED))
        return true;
    return !(s->access_flags & ACC_PRIVATE) && class_same_package(k, s->holder);
}

struct method *class_declared_method(const struct class *k, const struct symbol *name,
                                     const struct symbol *descriptor) {
    for (u32 i = 0; i < k->methods_count; i++) {
        struct method *m = &k->methods[i];
        if (m->name == name && (!descriptor || m->descriptor == descriptor))
            return m;
    }
    return NULL;
}

struct field *class_declared_field(const struct class *k, const struct symbol *name, const struct symbol *descriptor) {
    for (u32 i = 0; i < k->fields_count + k->injected_count; i++) {
        struct field *f = &k->fields[i];
        if (f->name == name && (!descriptor || f->descriptor == descriptor))
            return f;
    }
    return NULL;
}

/*
 * The maximally specific superinterface method (JVMS 5.4.3.3 step 3): the only non-abstract one among those that no
 * candidate in a subinterface overrides; else any of them (abstract, or a conflict that selection finds).
 */
static struct method *find_in_interfaces(const struct class *k, const struct symbol *name,
                                         const struct symbol *descriptor) {
    struct method *best = NULL, *any = NULL;
    for (u32 i = 0; i < k->all_interfaces_count; i++) {
        struct method *m = class_declared_method(k->all_interfaces[i], name, descriptor);
        if (!m || (m->access_flags & (ACC_PRIVATE | ACC_STATIC)))
            continue;
        bool overridden = false;
        for (u32 j = 0; j < k->all_interfaces_count && !overridden; j++) {
            struct class *other = k->all_interfaces[j];
            if (other == m->holder || !class_is_subtype(other, m->holder))
                continue;
            struct method *n = class_declared_method(other, name, descriptor);
            overridden = n && !(n->access_flags & (ACC_PRIVATE | ACC_STATIC));
        }
        if (overridden)
            continue;
        if (!any)
            any = m;
        if (!method_is_abstract(m) && !best)
            best = m;
    }
    return best ? best : any;
}

struct method *class_find_method(const struct class *k, const struct symbol *name, const struct symbol *descriptor) {
    for (const struct class *c = k; c; c = c->super) {
        struct method *m = class_declared_method(c, name, descriptor);
        if (m)
            return m;
    }
    return find_in_interfaces(k, name, descriptor);
}

struct method *class_find_interface_method(const struct class *k, const struct symbol *name,
                                           const struct symbol *descriptor) {
    struct method *m = class_declared_method(k, name, descriptor);
    if (m)
        return m;
    m = class_declared_method(k->super, name, descriptor);
    if (m && (m->access_flags & (ACC_PUBLIC | ACC_STATIC)) == ACC_PUBLIC)
        return m;
    return find_in_interfaces(k, name, descriptor);
}

/* Depth first, each interface before its superinterfaces (JVMS 5.4.3.2). Without recursion: chains of interfaces may be
 * long. Each interface is looked at once: in hierarchies of diamonds there are more ways than one can go. */
static struct field *find_in_order(struct class *interface, const struct symbol *name,
                                   const struct symbol *descriptor) {
    struct field *found = NULL;
    u32 depth = 1, capacity = 16, count = interface->all_interfaces_count;
    struct class **stack = mem_alloc(capacity * sizeof *stack);
    bool *seen = mem_zalloc(count + 1u);
    stack[0] = interface;
    while (depth > 0 && !found) {
        struct class *c = stack[--depth];
        u32 place = 0;
        while (place < count && interface->all_interfaces[place] != c)
            place++;
        if (seen[place])
            continue;
        seen[place] = true;
        found = class_declared_field(c, name, descriptor);
        if (depth + c->interfaces_count > capacity) {
            capacity = (depth + c->interfaces_count) * 2;
            stack = mem_realloc(stack, capacity * sizeof *stack);
        }
        for (u32 i = c->interfaces_count; i-- > 0;)
            stack[depth++] = c->interfaces[i];
    }
    mem_free(stack);
    mem_free(seen);
    return found;
}

/* The order counts only where several superinterfaces declare it. */
static struct field *find_in_interface(struct class *interface, const struct symbol *name,
                                       const struct symbol *descriptor) {
    struct field *found = class_declared_field(interface, name, descriptor);
    if (found)
        return found;
    for (u32 i = 0; i < interface->all_interfaces_count; i++) {
        struct field *f = class_declared_field(interface->all_interfaces[i], name, descriptor);
        if (f && found)
            return find_in_order(interface, name, descriptor);
        if (f)
            found = f;
    }
    return found;
}

struct field *class_find_field(const struct class *k, const struct symbol *name, const struct symbol *descriptor) {
    for (const struct class *c = k; c; c = c->super) {
        struct field *f = class_declared_field(c, name, descriptor);
        /* JVMS 5.4.3.2: superinterfaces before the superclass */
        for (u32 i = 0; i < c->interfaces_count && !f; i++)
            f = find_in_interface(c->interfaces[i], name, descriptor);
        if (f)
            return f;
    }
    return NULL;
}

struct method **class_itable(const struct class *k, const struct class *interface) {
    for (u32 i = 0; i < k->itable_length; i++) {
        if (k->itable[i].interface == interface)
            return k->itable[i].methods;
    }
    return NULL;
}

struct method *class_vtable_entry(const struct class *k, const struct method *m) {
    for (u32 i = k->vtable_length; i-- > 0;)
        if (k->vtable[i]->name == m->name && k->vtable[i]->descriptor == m->descriptor)
            return k->vtable[i];
    return NULL;
}

struct method *class_select_method(struct class *k, struct method *m) {
    if (class_is_array(k))
        k = k->supers[0];
    if (m->itable_index >= 0 && class_is_interface(m->holder)) {
        struct method **table = class_itable(k, m->holder);
        return table ? table[m->itable_index] : NULL;
    }
    if (m->vtable_index < 0)
        return m;
    return k->vtable[m->vtable_index];
}

u32 method_index_in_class(const struct method *m) {
    const struct class *k = m->holder;
    if (m >= k->methods && m < k->methods + k->methods_count)
        return (u32)(m - k->methods);
    for (u32 i = 0; i < k->extra_methods_count; i++) {
        if (k->extra_methods[i] == m)
            return k->methods_count + i;
    }
    return k->methods_count + k->extra_methods_count;
}
