/* SPDX-License-Identifier: MIT
 *
 * select.c - which method a call runs: interface methods, and the targets of method handles.
 */
#include "interp/interp_internal.h"

/* Errors name an abstract method that a class declares, but none that the VM made or that an interface has. */
static const struct method *declared_by_class(const struct method *m) {
    return m && !class_is_interface(m->holder) && !(m->flags & (METHOD_MIRANDA | METHOD_CONFLICT)) ? m : NULL;
}

struct method *interp_select_interface(struct thread *t, struct class *k, struct method *m, enum interface_call how) {
    struct method **methods = class_itable(k, m->holder);
    if (!methods) {
        char *class_name = class_external_name(k), *interface = class_external_name(m->holder);
        throw_by_name(t, "java/lang/IncompatibleClassChangeError",
                      "Class %s does not implement the requested interface %s", class_name, interface);
        mem_free(class_name);
        mem_free(interface);
        return NULL;
    }
    struct method *selected = methods[m->itable_index];
    if (!selected && how == CALL_BY_HANDLE)
        throw_by_name(t, "java/lang/AbstractMethodError", NULL);
    else if (!selected)
        throw_abstract_method(t, k, m, declared_by_class(class_vtable_entry(k, m)));
    else if (selected->access_flags & ACC_PUBLIC)
        return selected;
    else if (how == CALL_FIRST)
        throw_not_public(t, k, selected);
    else
        throw_by_name(t, "java/lang/IllegalAccessError", NULL);
    return NULL;
}

/* ---- method handles (docs/OPENJDK.md#method-handle-intrinsics) ---- */

static struct method *member_target(const struct vm *vm, const struct object *member) {
    const struct object *resolved = object_get_ref(member, KF(vm, MemberName_method));
    return resolved ? (struct method *)(uintptr_t)FIELD(resolved, KF(vm, ResolvedMethodName_vmtarget), u64) : NULL;
}

struct method *interp_basic_target(const struct vm *vm, const struct object *handle) {
    const struct object *form = object_get_ref(handle, KF(vm, MethodHandle_form));
    return member_target(vm, object_get_ref_acquire(form, KF(vm, LambdaForm_vmentry)));
}

struct method *interp_link_target(struct thread *t, const struct method *m, const union slot *args) {
    struct object *member = args[m->arguments - 1].o;
    struct method *target = member ? member_target(t->vm, member) : NULL;
    if (!target || (m->mh_intrinsic != MH_LINK_TO_STATIC && !args[0].o)) {
        throw_null_pointer(t);
        return NULL;
    }
    if (m->mh_intrinsic == MH_LINK_TO_STATIC || m->mh_intrinsic == MH_LINK_TO_SPECIAL)
        return target;
    struct class *k = object_class(args[0].o);
    if (class_is_interface(target->holder) && target->itable_index >= 0) {
        struct method *entry = m->mh_intrinsic == MH_LINK_TO_VIRTUAL ? class_vtable_entry(k, target) : NULL;
        return entry ? entry : interp_select_interface(t, k, target, CALL_BY_HANDLE);
    }
    return target->vtable_index >= 0 ? k->vtable[target->vtable_index] : target;
}
