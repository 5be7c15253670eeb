/* SPDX-License-Identifier: MIT
 *
 * link.c - preparation (JVMS 5.4.2): virtual tables, interface tables, default methods.
 *
 * vtable: the superclass's entries, overridden in place; then the class's own new virtual methods; then one entry for
 * each interface method that no class implements: the selected default, an abstract "miranda", or a conflict (two
 * maximally specific defaults). So every method that can be called on an object of the class has an entry, and an
 * itable is only a list of vtable lookups: for each interface in all_interfaces, the implementing methods by itable
 * index.
 *
 *      class C extends B implements I          itable of C
 *      vtable:  [Object's ...][B's ...][C's ...][I's]      I -> { C.run, I.dflt }
 */
#include "runtime/link.h"

#include "runtime/constraint.h"
#include "runtime/event.h"
#include "runtime/exception.h"
#include "runtime/vm.h"

struct vtable_builder {
    struct method **methods;
    u32 length, capacity;
};

static void append(struct vtable_builder *b, struct method *m) {
    if (b->length == b->capacity) {
        b->capacity = b->capacity ? b->capacity * 2 : 32;
        b->methods = mem_realloc(b->methods, b->capacity * sizeof *b->methods);
    }
    b->methods[b->length++] = m;
}

/* Why a class cannot be linked; the exception is thrown when the lock is free. */
struct link_failure {
    enum { NO_FAILURE, OVERRIDE_CONSTRAINT, ITABLE_CONSTRAINT } what;
    const struct method *method, *other; /* the overriding and the overridden one; the interface's and the selected one
                                          * */
    struct constraint_violation violation;
};

static bool fail(struct link_failure *f, int what, const struct method *m, const struct method *n) {
    f->what = what;
    f->method = m;
    f->other = n;
    return false;
}

static bool throw_failure(struct thread *t, const struct class *k, const struct link_failure *f) {
    switch (f->what) {
    case NO_FAILURE:
        break;
    case OVERRIDE_CONSTRAINT:
        return throw_override_constraint(t, f->method, f->other, &f->violation);
    case ITABLE_CONSTRAINT:
        return throw_itable_constraint(t, k, f->method, f->other, &f->violation);
    }
    return true;
}

static bool is_virtual(const struct method *m) {
    return !(m->access_flags & (ACC_STATIC | ACC_PRIVATE)) && !(m->flags & METHOD_INIT);
}

/* The class's declared methods into the inherited table (JVMS 5.4.2: the two loaders agree on the types of a method
 * that is overridden; runtime/define.c has looked for final ones). */
static bool add_declared(struct class *k, struct vtable_builder *b, struct link_failure *failure) {
    u32 inherited = b->length;
    for (u32 i = 0; i < k->methods_count; i++) {
        struct method *m = &k->methods[i];
        bool replaced = false;
        if (!is_virtual(m))
            continue;
        for (u32 j = 0; j < inherited; j++) {
            struct method *s = b->methods[j];
            if (s->name != m->name || s->descriptor != m->descriptor)
                continue;
            if (!method_can_override(k, k->super->vtable[j]))
                continue;
            if (!constraint_add_descriptor(k->loader, s->holder->loader, m->descriptor->text, &failure->violation))
                return fail(failure, OVERRIDE_CONSTRAINT, m, s);
            b->methods[j] = m;
            if (!replaced)
                m->vtable_index = (i32)j;
            replaced = true;
        }
        if (!replaced) {
            m->vtable_index = (i32)b->length;
            append(b, m);
        }
    }
    return true;
}

static struct method *find_entry(const struct vtable_builder *b, const struct symbol *name,
                                 const struct symbol *descriptor, u32 *index) {
    for (u32 i = b->length; i-- > 0;) {
        if (b->methods[i]->name == name && b->methods[i]->descriptor == descriptor) {
            *index = i;
            return b->methods[i];
        }
    }
    return NULL;
}

static struct method *make_extra(struct vm *vm, struct class *k, const struct method *model, u32 flag, i32 index) {
    struct method *m = arena_alloc(&k->loader->arena, sizeof *m);
    m->holder = flag == METHOD_CONFLICT ? k : model->holder;
    m->name = model->name;
    m->descriptor = model->descriptor;
    m->access_flags = ACC_PUBLIC | ACC_ABSTRACT | ACC_SYNTHETIC;
    m->arguments = model->arguments;
    m->return_type = model->return_type;
    m->flags = flag;
    m->vtable_index = index;
    m->itable_index = METHOD_NO_INDEX;
    vm->engine->prepare_method(vm, m);
    return m;
}

/* JVMS 5.4.6 step 3 for one interface method without an implementation in a class: what goes in the table. */
static struct method *select_default(struct vm *vm, struct class *k, struct method *any, i32 index) {
    struct method *found = NULL;
    for (u32 i = 0; i < k->all_interfaces_count; i++) {
        struct method *m = class_declared_method(k->all_interfaces[i], any->name, any->descriptor);
        if (!m || !is_virtual(m))
            continue;
        bool overridden = false;
        for (u32 j = 0; j < k->all_interfaces_count && !overridden; j++) {
            struct class *other = k->all_interfaces[j];
            if (other == m->holder || !class_is_subtype(other, m->holder))
                continue;
            const struct method *n = class_declared_method(other, any->name, any->descriptor);
            overridden = n && is_virtual(n);
        }
        if (overridden || method_is_abstract(m))
            continue;
        if (found)
            return make_extra(vm, k, any, METHOD_CONFLICT, index);
        found = m;
    }
    return found ? found : make_extra(vm, k, any, METHOD_MIRANDA, index);
}

/* Entries for interface methods. An inherited entry that is itself a default, miranda or conflict is selected anew:
 * this class may bring a more specific interface. */
static void add_interface_methods(struct vm *vm, struct class *k, struct vtable_builder *b) {
    u32 known = k->super ? k->super->all_interfaces_count : 0;
    bool new_interfaces = k->all_interfaces_count > known;
    if (!new_interfaces)
        return;
    for (u32 i = 0; i < k->all_interfaces_count; i++) {
        struct class *interface = k->all_interfaces[i];
        for (u32 j = 0; j < interface->methods_count; j++) {
            struct method *m = &interface->methods[j];
            u32 index;
            if (m->itable_index < 0)
                continue;
            struct method *s = find_entry(b, m->name, m->descriptor, &index);
            if (!s) {
                append(b, select_default(vm, k, m, (i32)b->length));
            } else if (class_is_interface(s->holder) || (s->flags & (METHOD_MIRANDA | METHOD_CONFLICT))) {
                if (s->holder != m->holder || (s->flags & (METHOD_MIRANDA | METHOD_CONFLICT)))
                    b->methods[index] = select_default(vm, k, m, (i32)index);
            }
        }
    }
}

static void make_itable(struct class *k, const struct vtable_builder *b) {
    struct arena *a = &k->loader->arena;
    k->itable = arena_alloc(a, sizeof *k->itable * MAX_OF(k->all_interfaces_count, 1u));
    for (u32 i = 0; i < k->all_interfaces_count; i++) {
        struct class *interface = k->all_interfaces[i];
        u32 n = 0;
        for (u32 j = 0; j < interface->methods_count; j++)
            n += interface->methods[j].itable_index >= 0;
        struct method **methods = arena_alloc(a, sizeof *methods * MAX_OF(n, 1u));
        for (u32 j = 0; j < interface->methods_count; j++) {
            struct method *m = &interface->methods[j];
            u32 index;
            struct method *selected = m->itable_index >= 0 ? find_entry(b, m->name, m->descriptor, &index) : NULL;
            /* None to run: the caller of the interface names the method that it asked for. */
            if (selected && !method_is_abstract(selected))
                methods[m->itable_index] = selected;
        }
        k->itable[i] = (struct itable_entry){interface, methods};
    }
    k->itable_length = k->all_interfaces_count;
}

/* The loaders of each interface and of the methods that implement it agree on their types. */
static bool check_itable(const struct class *k, struct link_failure *failure) {
    for (u32 i = 0; i < k->all_interfaces_count; i++) {
        struct class *interface = k->all_interfaces[i];
        for (u32 j = 0; j < interface->methods_count; j++) {
            const struct method *m = &interface->methods[j];
            const struct method *selected = m->itable_index >= 0 ? k->itable[i].methods[m->itable_index] : NULL;
            if (!selected || !(selected->access_flags & ACC_PUBLIC) || method_is_abstract(selected))
                continue;
            if (!constraint_add_descriptor(selected->holder->loader, interface->loader, m->descriptor->text,
                                           &failure->violation))
                return fail(failure, ITABLE_CONSTRAINT, m, selected);
        }
    }
    return true;
}

static bool make_tables(struct vm *vm, struct class *k, struct link_failure *failure) {
    struct vtable_builder b = {0};
    if (class_is_interface(k)) {
        k->vtable = k->super->vtable; /* Object's methods are called through interfaces too */
        k->vtable_length = k->super->vtable_length;
        return true;
    }
    for (u32 i = 0; k->super && i < k->super->vtable_length; i++)
        append(&b, k->super->vtable[i]);
    if (!add_declared(k, &b, failure)) {
        mem_free(b.methods);
        return false;
    }
    pthread_mutex_lock(&k->loader->lock);
    add_interface_methods(vm, k, &b);
    k->vtable = arena_copy(&k->loader->arena, b.methods, b.length * sizeof *b.methods);
    k->vtable_length = b.length;
    make_itable(k, &b);
    pthread_mutex_unlock(&k->loader->lock);
    mem_free(b.methods);
    return check_itable(k, failure);
}

bool class_link(struct thread *t, struct class *k) {
    struct vm *vm = t->vm;
    if (class_is_linked(k))
        return true;
    if (thread_c_stack_exhausted(t))
        return throw_stack_overflow(t);
    if (k->super && !class_link(t, k->super))
        return false;
    for (u32 i = 0; i < k->interfaces_count; i++) {
        if (!class_link(t, k->interfaces[i]))
            return false;
    }
    if (!class_verify(t, k))
        return false;
    /* One thread builds the tables; the lock is never held across Java code or a safepoint, so exceptions are raised
     * after its release. */
    struct link_failure failure = {.what = NO_FAILURE};
    event_class_link_begin(t, k);
    pthread_mutex_lock(&vm->link_lock);
    bool made = !class_is_linked(k) && make_tables(vm, k, &failure);
    if (made)
        __atomic_store_n(&k->state, CLASS_LINKED, __ATOMIC_RELEASE);
    pthread_mutex_unlock(&vm->link_lock);
    event_class_link_end(t, k);
    if (!throw_failure(t, k, &failure))
        return false;
    if (made)
        event_class_prepare(t, k);
    return true;
}
