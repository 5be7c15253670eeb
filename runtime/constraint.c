/* SPDX-License-Identifier: MIT
 *
 * constraint.c - loader constraints (JVMS 5.3.4).
 *
 * For each name a constraint is a set of loaders and the class, if one of them has it already.
 * The loaders' tables map the name to it:
 *
 *      one.constraints: Thing --+
 *                               +--> { one, two }, class Thing of `two`
 *      two.constraints: Thing --+
 *
 * A class that is to be entered in a loader's table must be the constraint's class; the first one becomes it. Two
 * constraints that get a loader in common are merged. Classes in packages java.* need none of this: only the boot and
 * platform loaders define them, each name once; nor do two of the builtin loaders among themselves, which agree on all
 * packages.
 */
#include "runtime/constraint.h"

#include "runtime/exception.h"
#include "runtime/vm.h"

struct constraint {
    struct class *k; /* NULL: no loader of the set has the class yet */
    struct loader **loaders;
    u32 count;
};

static bool is_builtin(const struct loader *l) {
    return !loader_can_unload(l);
}

static bool is_exempt(const char *name, size_t length) {
    return length > 5 && memcmp(name, "java/", 5) == 0;
}

/* ---- the table: the caller holds vm->constraint_lock ---- */

static void add_loader(struct constraint *c, struct loader *l, const struct symbol *name) {
    c->loaders = mem_realloc(c->loaders, (c->count + 1) * sizeof *c->loaders);
    c->loaders[c->count++] = l;
    map_put(&l->constraints, name, c);
}

static void free_constraint(struct constraint *c) {
    mem_free(c->loaders);
    mem_free(c);
}

/* Both loaders in one constraint, which replaces those they were in. */
static void unite(struct constraint *a, struct constraint *b, struct loader *la, struct loader *lb,
                  const struct symbol *name, struct class *k) {
    struct constraint *c = a ? a : b;
    if (!c)
        c = mem_zalloc(sizeof *c);
    if (!a)
        add_loader(c, la, name);
    if (!b)
        add_loader(c, lb, name);
    if (a && b && a != b) {
        for (u32 i = 0; i < b->count; i++)
            add_loader(a, b->loaders[i], name);
        free_constraint(b);
    }
    c->k = k;
}

/* One name for two loaders. False = they mean different classes. */
static bool constrain(struct loader *a, struct loader *b, struct symbol *name) {
    struct class *ka = loader_find_loaded(a, name), *kb = loader_find_loaded(b, name);
    struct constraint *ca = map_get(&a->constraints, name), *cb = map_get(&b->constraints, name);
    struct class *classes[] = {ka, kb, ca ? ca->k : NULL, cb ? cb->k : NULL}, *k = NULL;
    for (size_t i = 0; i < ARRAY_LENGTH(classes); i++) {
        if (k && classes[i] && classes[i] != k)
            return false;
        k = k ? k : classes[i];
    }
    if (ka && kb)
        return true; /* loaded by both: nothing can change any more */
    if (!ca || ca != cb || ca->k != k)
        unite(ca, cb, a, b, name, k);
    return true;
}

/* One field descriptor. */
static bool constrain_type(struct loader *a, struct loader *b, const char *type, size_t length,
                           struct constraint_violation *violation) {
    size_t dimensions = 0;
    while (type[dimensions] == '[')
        dimensions++;
    if (type[dimensions] != 'L' || is_exempt(type + dimensions + 1, length - dimensions - 2))
        return true;
    struct symbol *name = symbol_intern(a->vm->symbols, type + dimensions + 1, length - dimensions - 2);
    if (constrain(a, b, name))
        return true;
    violation->type = dimensions ? type : type + 1;
    violation->length = dimensions ? length : length - 2;
    return false;
}

bool constraint_add_descriptor(struct loader *a, struct loader *b, const char *descriptor,
                               struct constraint_violation *violation) {
    if (a == b || (is_builtin(a) && is_builtin(b)))
        return true;
    bool ok = true;
    const char *d = descriptor, *start;
    size_t length;
    pthread_mutex_lock(&a->vm->constraint_lock);
    if (*d == '(') {
        while (ok && descriptor_next(&d, &start, &length) != 0)
            ok = constrain_type(a, b, start, length, violation);
        descriptor_return(descriptor, &d);
    }
    ok = ok && constrain_type(a, b, d, strlen(d), violation);
    pthread_mutex_unlock(&a->vm->constraint_lock);
    return ok;
}

struct constraint_entry constraint_enter_class(struct loader *l, struct class *k) {
    struct constraint_entry e = {ENTERED, NULL};
    pthread_mutex_lock(&l->vm->constraint_lock);
    struct constraint *c = map_get(&l->constraints, k->name);
    pthread_mutex_lock(&l->lock);
    e.other = map_get(&l->classes, k->name);
    if (e.other) {
        e.result = ENTERED_ALREADY;
    } else if (c && c->k && c->k != k) {
        e.result = ENTERED_FORBIDDEN;
        e.other = c->k;
    } else {
        map_put(&l->classes, k->name, k);
        loader_wrote(l);
        if (c)
            c->k = k;
    }
    pthread_mutex_unlock(&l->lock);
    pthread_mutex_unlock(&l->vm->constraint_lock);
    return e;
}

/* ---- unloading ---- */

void constraint_forget_loader(struct loader *dead) {
    u32 position = 0;
    struct map_entry *e;
    while ((e = map_next(&dead->constraints, &position))) {
        struct constraint *c = e->value;
        u32 kept = 0;
        for (u32 i = 0; i < c->count; i++) {
            if (c->loaders[i] != dead)
                c->loaders[kept++] = c->loaders[i];
        }
        c->count = kept;
        if (kept == 0)
            free_constraint(c);
    }
    map_free(&dead->constraints);
}

void constraint_forget_classes(struct loader *survivor, bool (*is_dead)(const struct loader *l, void *context),
                               void *context) {
    u32 position = 0;
    struct map_entry *e;
    while ((e = map_next(&survivor->constraints, &position))) {
        struct constraint *c = e->value;
        if (c->k && is_dead(c->k->loader, context))
            c->k = NULL;
    }
}

/* ---- messages ---- */

/* What the messages name: two classes, their loaders, where they are; and the type they differ on, with dots, but
 * otherwise as in the descriptor. */
struct pair {
    char *names[2], *loaders[2], *places[2], *type;
};

static struct pair pair_make(struct vm *vm, const struct class *a, const struct class *b,
                             const struct constraint_violation *violation) {
    const struct class *classes[2] = {a, b};
    struct pair p = {.type = mem_printf("%.*s", (int)violation->length, violation->type)};
    for (char *c = p.type; (c = strchr(c, '/')) != NULL;)
        *c = '.';
    for (int i = 0; i < 2; i++) {
        p.names[i] = class_external_name(classes[i]);
        p.loaders[i] = loader_describe(vm, classes[i]->loader);
        p.places[i] = class_module_and_loader(vm, classes[i], true);
    }
    return p;
}

static void pair_free(struct pair *p) {
    mem_free(p->type);
    for (int i = 0; i < 2; i++) {
        mem_free(p->names[i]);
        mem_free(p->loaders[i]);
        mem_free(p->places[i]);
    }
}

static const char *kind(const struct class *k) {
    return class_is_interface(k) ? "interface" : "class";
}

#define LINKAGE_ERROR "java/lang/LinkageError"

/* Only here HotSpot names classes as in class files. */
bool throw_method_constraint(struct thread *t, const struct class *from, const struct class *resolved,
                             const struct method *m, const struct constraint_violation *violation) {
    struct pair p = pair_make(t->vm, from, m->holder, violation);
    const struct method reference = {
        .holder = (struct class *)(uintptr_t)resolved, .name = m->name, .descriptor = m->descriptor};
    char *text = method_external_name_and_return(&reference);
    throw_by_name(t, LINKAGE_ERROR,
                  "loader constraint violation: when resolving %smethod '%s' the class loader %s of "
                  "the current class, %s, and the class loader %s for the method's defining class, "
                  "%s, have different Class objects for the type %.*s used in the signature (%s; "
                  "%s)",
                  class_is_interface(resolved) ? "interface " : "", text, p.loaders[0], from->name->text, p.loaders[1],
                  m->holder->name->text, (int)violation->length, violation->type, p.places[0], p.places[1]);
    mem_free(text);
    pair_free(&p);
    return false;
}

bool throw_field_constraint(struct thread *t, const struct class *from, const struct field *f,
                            const struct constraint_violation *violation) {
    struct pair p = pair_make(t->vm, from, f->holder, violation);
    throw_by_name(t, LINKAGE_ERROR,
                  "loader constraint violation: when resolving field \"%s\" of type %s, the class "
                  "loader %s of the current class, %s, and the class loader %s for the field's "
                  "defining %s, %s, have different Class objects for type %s (%s; %s)",
                  f->name->text, p.type, p.loaders[0], p.names[0], p.loaders[1], kind(f->holder), p.names[1], p.type,
                  p.places[0], p.places[1]);
    pair_free(&p);
    return false;
}

bool throw_override_constraint(struct thread *t, const struct method *m, const struct method *s,
                               const struct constraint_violation *violation) {
    struct pair p = pair_make(t->vm, m->holder, s->holder, violation);
    char *text = method_external_name_and_return(m);
    throw_by_name(t, LINKAGE_ERROR,
                  "loader constraint violation for class %s: when selecting overriding method '%s' "
                  "the class loader %s of the selected method's type %s, and the class loader %s for "
                  "its super type %s have different Class objects for the type %s used in the "
                  "signature (%s; %s)",
                  p.names[0], text, p.loaders[0], p.names[0], p.loaders[1], p.names[1], p.type, p.places[0],
                  p.places[1]);
    mem_free(text);
    pair_free(&p);
    return false;
}

bool throw_itable_constraint(struct thread *t, const struct class *k, const struct method *m,
                             const struct method *selected, const struct constraint_violation *violation) {
    struct pair p = pair_make(t->vm, m->holder, selected->holder, violation);
    char *name = class_external_name(k), *text = method_external_name_and_return(m);
    throw_by_name(t, LINKAGE_ERROR,
                  "loader constraint violation in interface itable initialization for class %s: when "
                  "selecting method '%s' the class loader %s for super interface %s, and the class "
                  "loader %s of the selected method's %s, %s have different Class objects for the "
                  "type %s used in the signature (%s; %s)",
                  name, text, p.loaders[0], p.names[0], p.loaders[1], kind(selected->holder), p.names[1], p.type,
                  p.places[0], p.places[1]);
    mem_free(name);
    mem_free(text);
    pair_free(&p);
    return false;
}

bool throw_class_constraint(struct thread *t, const struct loader *l, const struct class *k,
                            const struct class *other) {
    struct vm *vm = t->vm;
    char *loader = loader_describe(vm, l), *name = class_external_name(k);
    if (other->loader != l) {
        char *owner = loader_describe(vm, other->loader);
        char *place = class_module_and_loader(vm, other, true);
        throw_by_name(t, LINKAGE_ERROR,
                      "loader constraint violation: loader %s wants to load %s %s. A different %s "
                      "with the same name was previously loaded by %s. (%s)",
                      loader, kind(k), name, kind(other), owner, place);
        mem_free(owner);
        mem_free(place);
    } else {
        char *place = class_module_and_loader(vm, k, true);
        throw_by_name(t, LINKAGE_ERROR, "loader constraint violation: loader %s wants to load %s %s. (%s)", loader,
                      kind(k), name, place);
        mem_free(place);
    }
    mem_free(loader);
    mem_free(name);
    return false;
}
