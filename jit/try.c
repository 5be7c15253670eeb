/* SPDX-License-Identifier: MIT
 *
 * try.c - C functions that machine code calls before it calls a native (TRY of jit/intrinsics.def). They do the ordinary
 * case, without a frame: nothing is thrown, nothing collected. All else they decline, having done nothing.
 *
 * Slots are as for a native (native/library/natives.h).
 */
#include "jit/jit_internal.h"
#include "runtime/link.h"
#include "runtime/object.h"

static bool answer(union slot *slots, struct object *o) {
    if (o)
        slots[0].o = o;
    return o != NULL;
}

/* Class.isAssignableFrom(Class) */
bool try_class_is_assignable_from(struct thread *t, union slot *slots) {
    struct class *to = class_of_mirror(t->vm, slots[0].o), *from = class_of_mirror(t->vm, slots[1].o);
    if (!from)
        return false;
    slots[0].w = class_is_primitive(to) || class_is_primitive(from) ? to == from : class_is_subtype(from, to);
    return true;
}

/* Array.newArray(Class, int) */
bool try_new_array(struct thread *t, union slot *slots) {
    struct class *k = class_of_mirror(t->vm, slots[0].o);
    struct class *array = k ? __atomic_load_n(&k->array, __ATOMIC_ACQUIRE) : NULL;
    return array && answer(slots, array_at_hand(t, array, slots[1].i));
}

/* Unsafe.allocateUninitializedArray0(Class, int) */
bool try_allocate_array(struct thread *t, union slot *slots) {
    struct class *k = class_of_mirror(t->vm, slots[1].o);
    return k && class_is_primitive(k) && k->primitive_type != T_VOID &&
           answer(slots, array_at_hand(t, t->vm->primitive_arrays[k->primitive_type], slots[2].i));
}

/* Unsafe.allocateInstance(Class) */
bool try_allocate_instance(struct thread *t, union slot *slots) {
    struct class *k = class_of_mirror(t->vm, slots[1].o);
    return k && k->kind == CLASS_INSTANCE && !class_is_interface(k) && !class_is_abstract(k) &&
           class_is_initialized(k) && k->layout.kind != LAYOUT_MIRROR && answer(slots, object_at_hand(t, k));
}

/* Object.clone() */
bool try_clone(struct thread *t, union slot *slots) {
    return answer(slots, object_clone_at_hand(t, slots[0].o));
}

/* System.arraycopy(Object, int, Object, int, int) */
bool try_arraycopy(UNUSED struct thread *t, union slot *slots) {
    return array_copy_plain(slots[0].o, slots[1].i, slots[2].o, slots[3].i, slots[4].i);
}
