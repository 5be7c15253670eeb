/* SPDX-License-Identifier: MIT
 *
 * constraint.h - loader constraints (JVMS 5.3.4): loaders that must agree on what a class name means.
 *
 * When code of one loader calls a method or uses a field that another loader defined, or overrides or implements one,
 * every class named in the descriptor must be the same class for both. Each function takes vm->constraint_lock; it may
 * be called with vm->link_lock held, never with a loader's lock. None runs Java code.
 */
#ifndef RUNTIME_CONSTRAINT_H
#define RUNTIME_CONSTRAINT_H

#include "runtime/loader.h"

/* A type of a descriptor on which two loaders differ; points into the descriptor. Class names
 * come without `L` and `;`, array types as they are. */
struct constraint_violation {
    const char *type;
    size_t length;
};

/* Makes the two loaders agree on each class of a method or field descriptor, now and for ever. False = they don't
 * already, *violation says on what. */
bool constraint_add_descriptor(struct loader *a, struct loader *b, const char *descriptor,
                               struct constraint_violation *violation);

/* Enters k in l's table, as defining or initiating loader, unless the name has a class there already or constraints
 * forbid it. */
enum constraint_entered { ENTERED, ENTERED_ALREADY, ENTERED_FORBIDDEN };
struct constraint_entry {
    enum constraint_entered result;
    struct class *other; /* the class already there, or the one that the name is bound to */
};
struct constraint_entry constraint_enter_class(struct loader *l, struct class *k);

/* The dying loader's constraints (the world is stopped), and the classes of dying loaders bound by the others. */
void constraint_forget_loader(struct loader *dead);
void constraint_forget_classes(struct loader *survivor, bool (*is_dead)(const struct loader *l, void *context),
                               void *context);

/* LinkageErrors; always false. `what`: "method" or "interface method". */
struct thread;
bool throw_method_constraint(struct thread *t, const struct class *from, const struct class *resolved,
                             const struct method *m, const struct constraint_violation *violation);
bool throw_field_constraint(struct thread *t, const struct class *from, const struct field *f,
                            const struct constraint_violation *violation);
bool throw_override_constraint(struct thread *t, const struct method *m, const struct method *s,
                               const struct constraint_violation *violation);
bool throw_itable_constraint(struct thread *t, const struct class *k, const struct method *m,
                             const struct method *selected, const struct constraint_violation *violation);
bool throw_class_constraint(struct thread *t, const struct loader *l, const struct class *k, const struct class *other);

#endif
