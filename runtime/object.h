/* SPDX-License-Identifier: MIT
 *
 * object.h (runtime) - making objects, arrays and strings.
 *
 * All of these may collect; NULL = exception pending (OutOfMemoryError, NegativeArraySizeException). C variables
 * holding objects stay valid: stacks are scanned and nothing moves.
 */
#ifndef RUNTIME_OBJECT_H
#define RUNTIME_OBJECT_H

#include "runtime/class.h"
#include "runtime/thread.h"

/* Zeroed instance; k is linked, not abstract; no constructor is run, nothing initialized, no finalizer registered. */
struct object *object_new(struct thread *t, struct class *k);
/* No collection and no exception: NULL when there is no memory at hand. */
struct object *object_try_new(struct thread *t, struct class *k);
struct object *array_try_new(struct thread *t, struct class *array_class, i32 length);
struct object *array_new(struct thread *t, struct class *array_class, i32 length);
struct object *array_new_primitive(struct thread *t, u8 basic_type, i32 length);
/* lengths[0..dimensions): multianewarray; checks all for negativity first. */
struct object *array_new_multi(struct thread *t, struct class *array_class, int dimensions, const i32 *lengths);
struct object *object_clone(struct thread *t, struct object *o); /* shallow; CloneNotSupportedException */
size_t object_size(const struct vm *vm, const struct object *o);
i32 object_identity_hash(const struct object *o); /* from the address; never 0 */
/* System.arraycopy with all checks and HotSpot's messages. */
bool array_copy(struct thread *t, struct object *src, i32 src_pos, struct object *dst, i32 dst_pos, i32 length);

/* Strings. Latin-1 whenever possible. */
struct object *string_new(struct thread *t, const char *mutf8, size_t length); /* from modified UTF-8 */
struct object *string_new_cstr(struct thread *t, const char *mutf8);
struct object *string_new_platform(struct thread *t,
                                   const char *utf8); /* from the operating system's encoding (UTF-8) */
struct object *string_new_utf16(struct thread *t, const u16 *chars, i32 length);
struct object *string_new_symbol(struct thread *t, const struct symbol *s, bool slashes_to_dots);
struct object *string_intern(struct thread *t, struct object *string);
struct object *string_intern_symbol(struct thread *t, const struct symbol *s); /* literal or name: unique String */
struct object *string_intern_mutf8(struct thread *t, const char *s, size_t length);
i32 string_length(const struct vm *vm, const struct object *string); /* UTF-16 units */
u16 string_char_at(const struct vm *vm, const struct object *string, i32 i);
char *string_to_mutf8(const struct vm *vm, const struct object *string); /* malloc'ed, NUL-terminated */
char *string_to_utf8(const struct vm *vm, const struct object *string);  /* malloc'ed, standard UTF-8 */
struct symbol *string_to_symbol(struct vm *vm, const struct object *string,
                                bool dots_to_slashes); /* NULL: longer than 65535 */
bool string_equals(const struct vm *vm, const struct object *a, const struct object *b);

struct string_table *string_table_create(void);
void string_clear_weak(struct vm *vm, struct heap *heap); /* drops dead interned strings */

/* Boxing: a new java.lang.Integer etc.; unboxing returns the basic type or 0 if o is no box. */
struct object *box_value(struct thread *t, u8 basic_type, union slot value);
u8 unbox_value(const struct vm *vm, const struct object *o, union slot *value);
/* Widening primitive conversion (JLS 5.1.2) in place; false if not allowed. */
bool widen_value(u8 from, u8 to, union slot *value);

#endif
