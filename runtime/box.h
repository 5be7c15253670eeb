/* SPDX-License-Identifier: MIT
 *
 * box.h - wrapper objects: boxing, unboxing, widening.
 */
#ifndef RUNTIME_BOX_H
#define RUNTIME_BOX_H

#include "runtime/thread.h"

/* Boxing: a new java.lang.Integer etc.; unboxing returns the basic type or 0 if o is no box. */
struct object *box_value(struct thread *t, u8 basic_type, union slot value);
u8 unbox_value(const struct vm *vm, const struct object *o, union slot *value);
/* Widening primitive conversion (JLS 5.1.2) in place; false if not allowed. */
bool widen_value(u8 from, u8 to, union slot *value);

#endif
