/* SPDX-License-Identifier: MIT
 *
 * object.h (runtime) - making objects and arrays.
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
/* No collection and no exception: NULL when a collection is due before the next allocation, or the length is wrong. */
struct object *object_at_hand(struct thread *t, struct class *k);
struct object *array_at_hand(struct thread *t, struct class *array_class, i32 length);
/* The same, but the heap may grow beyond what it should: NULL when there is no memory at all. */
struct object *object_try_new(struct thread *t, struct class *k);
struct object *array_try_new(struct thread *t, struct class *array_class, i32 length);
struct object *array_new(struct thread *t, struct class *array_class, i32 length);
struct object *array_new_primitive(struct thread *t, u8 basic_type, i32 length);
/* lengths[0..dimensions): multianewarray; checks all for negativity first. */
struct object *array_new_multi(struct thread *t, struct class *array_class, int dimensions, const i32 *lengths);
struct object *object_clone(struct thread *t, struct object *o);         /* shallow; CloneNotSupportedException */
struct object *object_clone_at_hand(struct thread *t, struct object *o); /* NULL: object_clone has to do it */
i32 object_identity_hash(const struct object *o);                        /* from the address; never 0 */
/* System.arraycopy without element checks; false, and nothing was copied: array_copy has to look. */
bool array_copy_plain(struct object *src, i32 src_pos, struct object *dst, i32 dst_pos, i32 length);
/* System.arraycopy with all checks and HotSpot's messages. */
bool array_copy(struct thread *t, struct object *src, i32 src_pos, struct object *dst, i32 dst_pos, i32 length);

#endif
