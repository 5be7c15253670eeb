/* SPDX-License-Identifier: MIT
 *
 * lang.c - small natives of java.lang: Object, System, Class, Thread, Reference, reflect.Array, Reflection.
 *
 * Object's are the VM's duty; libjava has functions for most others, but those cost a JNI transition and handles.
 * Functions of the table native/library/natives.def; see native/library/natives.h for how they are called.
 */
#include "base/os.h"
#include "native/jvm/jvm_internal.h"
#include "native/library/natives.h"
#include "native/jvm/reflect.h"
#include "runtime/exception.h"
#include "runtime/monitor.h"
#include "runtime/object.h"
#include "runtime/string.h"
#include "runtime/vm.h"

/* registerNatives()V: binding is done when the class is defined. */
void nat_nothing(struct thread *t, union slot *slots) {
    (void)t;
    (void)slots;
}

/* registerNatives()I */
void nat_zero(struct thread *t, union slot *slots) {
    (void)t;
    slots[0].w = 0;
}

/* ---- Object ---- */

void nat_object_hash_code(struct thread *t, union slot *slots) {
    (void)t;
    slots[0].w = (u32)object_identity_hash(slots[0].o);
}

void nat_object_get_class(struct thread *t, union slot *slots) {
    (void)t;
    slots[0].o = object_class(slots[0].o)->mirror;
}

void nat_object_clone(struct thread *t, union slot *slots) {
    slots[0].o = object_clone(t, slots[0].o);
}

void nat_object_notify(struct thread *t, union slot *slots) {
    monitor_notify(t, slots[0].o, false);
}

void nat_object_notify_all(struct thread *t, union slot *slots) {
    monitor_notify(t, slots[0].o, true);
}

void nat_object_wait(struct thread *t, union slot *slots) {
    if (slots[1].j < 0)
        throw_new(t, K(t->vm, java_lang_IllegalArgumentException), "timeout value is negative");
    else
        monitor_wait(t, slots[0].o, slots[1].j);
}

/* ---- Throwable, String, AccessController, VM ---- */

/* Throwable.fillInStackTrace(int dummy): this */
void nat_throwable_fill_in_stack_trace(struct thread *t, union slot *slots) {
    exception_fill_in_stack_trace(t, slots[0].o);
}

void nat_string_intern(struct thread *t, union slot *slots) {
    slots[0].o = string_intern(t, slots[0].o);
}

void nat_access_controller_context(struct thread *t, union slot *slots) {
    slots[0].o = jvm_stack_access_control_context(t);
}

void nat_vm_nano_time_adjustment(struct thread *t, union slot *slots) {
    (void)t;
    slots[0].j = jvm_nano_time_adjustment(slots[0].j);
}

/* ---- System, Thread ---- */

void nat_system_identity_hash_code(struct thread *t, union slot *slots) {
    (void)t;
    slots[0].w = slots[0].o ? (u32)object_identity_hash(slots[0].o) : 0;
}

void nat_system_arraycopy(struct thread *t, union slot *slots) {
    array_copy(t, slots[0].o, slots[1].i, slots[2].o, slots[3].i, slots[4].i);
}

void nat_system_nano_time(struct thread *t, union slot *slots) {
    (void)t;
    slots[0].w = os_nanotime();
}

void nat_system_current_time_millis(struct thread *t, union slot *slots) {
    (void)t;
    slots[0].w = os_walltime_ms();
}

void nat_thread_current(struct thread *t, union slot *slots) {
    slots[0].o = t->object;
}

void nat_thread_holds_lock(struct thread *t, union slot *slots) {
    if (!slots[0].o)
        throw_null_pointer(t);
    else
        slots[0].w = monitor_owned(t, slots[0].o);
}

/* ---- Class ---- */

static struct class *this_class(const struct thread *t, const union slot *slots) {
    return class_of_mirror(t->vm, slots[0].o);
}

void nat_class_is_instance(struct thread *t, union slot *slots) {
    struct class *k = this_class(t, slots);
    slots[0].w = slots[1].o && !class_is_primitive(k) && object_is_instance(slots[1].o, k);
}

void nat_class_is_assignable_from(struct thread *t, union slot *slots) {
    struct class *to = this_class(t, slots), *from = class_of_mirror(t->vm, slots[1].o);
    if (!from)
        throw_null_pointer(t);
    else if (class_is_primitive(to) || class_is_primitive(from))
        slots[0].w = to == from;
    else
        slots[0].w = class_is_subtype(from, to);
}

void nat_class_is_interface(struct thread *t, union slot *slots) {
    const struct class *k = this_class(t, slots);
    slots[0].w = k->kind == CLASS_INSTANCE && class_is_interface(k);
}

void nat_class_is_array(struct thread *t, union slot *slots) {
    slots[0].w = class_is_array(this_class(t, slots));
}

void nat_class_is_primitive(struct thread *t, union slot *slots) {
    slots[0].w = class_is_primitive(this_class(t, slots));
}

void nat_class_is_hidden(struct thread *t, union slot *slots) {
    slots[0].w = (this_class(t, slots)->flags & CLASS_HIDDEN) != 0;
}

void nat_class_get_superclass(struct thread *t, union slot *slots) {
    const struct class *k = this_class(t, slots);
    bool none = class_is_primitive(k) || !k->super || (k->kind == CLASS_INSTANCE && class_is_interface(k));
    slots[0].o = none ? NULL : k->super->mirror;
}

void nat_class_get_modifiers(struct thread *t, union slot *slots) {
    slots[0].w = jvm_class_modifiers(this_class(t, slots));
}

/* Class.cast(Object), when the cast succeeds */
bool fast_class_cast(struct thread *t, union slot *slots) {
    struct class *k = this_class(t, slots);
    struct object *o = slots[1].o;
    if (o && (class_is_primitive(k) || !object_is_instance(o, k)))
        return false;
    slots[0].o = o;
    return true;
}

/* Objects.checkIndex, Preconditions.checkIndex(int index, int length, ...), when the index is good */
bool fast_check_index(struct thread *t, union slot *slots) {
    (void)t;
    if (slots[0].i < 0 || slots[0].i >= slots[1].i)
        return false;
    slots[0].w = slots[0].u;
    return true;
}

/* ---- Reflection, reflect.Array ---- */

void nat_reflection_get_caller_class(struct thread *t, union slot *slots) {
    slots[0].o = jvm_caller_class(t);
}

void nat_reflection_get_class_access_flags(struct thread *t, union slot *slots) {
    const struct class *k = this_class(t, slots);
    if (!k)
        throw_null_pointer(t);
    else if (class_is_primitive(k))
        slots[0].w = ACC_PUBLIC | ACC_FINAL | ACC_ABSTRACT;
    else
        slots[0].w = k->access_flags & 0x7FFFu;
}

/* NativeMethodAccessorImpl.invoke0(Method, Object receiver, Object[] arguments) */
void nat_reflection_invoke(struct thread *t, union slot *slots) {
    slots[0].o = reflect_invoke(t, slots[0].o, slots[1].o, slots[2].o);
}

/* NativeConstructorAccessorImpl.newInstance0(Constructor, Object[] arguments) */
void nat_reflection_new_instance(struct thread *t, union slot *slots) {
    slots[0].o = reflect_new_instance(t, slots[0].o, slots[1].o);
}

void nat_array_get_length(struct thread *t, union slot *slots) {
    if (!slots[0].o)
        throw_null_pointer(t);
    else if (!class_is_array(object_class(slots[0].o)))
        throw_new(t, K(t->vm, java_lang_IllegalArgumentException), "Argument is not an array");
    else
        slots[0].w = array_length(slots[0].o);
}

void nat_array_new_array(struct thread *t, union slot *slots) {
    slots[0].o = jvm_new_array(t, slots[0].o, slots[1].i);
}

/* ---- ref.Reference ---- */

void nat_reference_refers_to(struct thread *t, union slot *slots) {
    slots[0].w = object_get_ref(slots[0].o, KF(t->vm, Reference_referent)) == slots[1].o;
}

void nat_reference_clear(struct thread *t, union slot *slots) {
    object_put_ref(slots[0].o, KF(t->vm, Reference_referent), NULL);
}
