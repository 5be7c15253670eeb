/* SPDX-License-Identifier: MIT
 *
 * fields.h - fields of library classes that fast paths use, found when they are first asked for.
 *
 * runtime/known.h has what the VM needs of every program, and loads those classes at boot. The classes of
 * native/library/fields.def are those of ciphers and the like.
 */
#ifndef NATIVE_FIELDS_H
#define NATIVE_FIELDS_H

#include "runtime/vm.h"

enum library_field {
#define LIBRARY_FIELD(id, class_name, name, descriptor) FIELD_##id,
#include "native/library/fields.def"
    LIBRARY_FIELDS
};

/* The field's offset in o; 0 = o is NULL or no instance of the boot loader's class of that name, or that class has no
 * such field. Doesn't allocate, block or throw. */
u32 library_field(struct vm *vm, const struct object *o, enum library_field id);

/* What the field of o refers to, NULL also where there is no such field. */
struct object *library_field_ref(struct vm *vm, const struct object *o, enum library_field id);
/* The same for an array; NULL if it has fewer than `length` elements. */
struct object *library_field_array(struct vm *vm, const struct object *o, enum library_field id, u32 length);

#endif
