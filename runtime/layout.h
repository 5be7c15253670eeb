/* SPDX-License-Identifier: MIT
 *
 * layout.h - where fields lie in objects and mirrors, and what the collector is told about them.
 */
#ifndef RUNTIME_LAYOUT_H
#define RUNTIME_LAYOUT_H

#include "runtime/class.h"

/* VM-made fields that a class of this name gets (known.def comments say what for): count, and the i-th one. */
u32 layout_injected_count(const struct vm *vm, const struct symbol *class_name);
void layout_injected(struct vm *vm, const struct symbol *class_name, u32 i, struct field *out);

/* Offsets of k's instance fields, k->layout. The superclass is laid out. */
void layout_instance(struct vm *vm, struct class *k);
/* Offsets of k's static fields, k->mirror_layout. java.lang.Class is laid out. */
void layout_mirror(struct vm *vm, struct class *k);
/* Layout of an array class from its component. */
void layout_array(struct class *k);
/* Makes k's mirror (needs java.lang.Class); false = OutOfMemoryError. */
bool mirror_create(struct thread *t, struct class *k);

#endif
