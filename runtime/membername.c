/* SPDX-License-Identifier: MIT
 *
 * membername.c - filling MemberName objects (docs/OPENJDK.md#member-names).
 *
 * Whether a method is called directly or through a table is decided as the Java side expects it: what cannot be
 * overridden is "special" (direct) whatever kind was asked for; a method of an interface that was resolved through a
 * class gets that class's vtable index and the class as clazz; only true interface calls keep an itable index.
 */
#include "runtime/membername.h"

#include "runtime/object.h"

#define RECOGNIZED_METHOD_MODIFIERS                                                                                    \
    (ACC_PUBLIC | ACC_PRIVATE | ACC_PROTECTED | ACC_STATIC | ACC_FINAL | ACC_SYNCHRONIZED | ACC_BRIDGE | ACC_VARARGS | \
     ACC_NATIVE | ACC_ABSTRACT | ACC_STRICT | ACC_SYNTHETIC)
#define RECOGNIZED_FIELD_MODIFIERS                                                                                     \
    (ACC_PUBLIC | ACC_PRIVATE | ACC_PROTECTED | ACC_STATIC | ACC_FINAL | ACC_VOLATILE | ACC_TRANSIENT | ACC_ENUM |     \
     ACC_SYNTHETIC)

struct object *membername_resolved_method(struct thread *t, struct method *m) {
    struct vm *vm = t->vm;
    struct object *o = __atomic_load_n(&m->resolved_name, __ATOMIC_ACQUIRE);
    if (o)
        return o;
    o = object_new(t, K(vm, java_lang_invoke_ResolvedMethodName));
    if (!o)
        return NULL;
    FIELD(o, KF(vm, ResolvedMethodName_vmtarget), i64) = (i64)(uintptr_t)m;
    object_put_ref(o, KF(vm, ResolvedMethodName_vmholder), m->holder->mirror);
    /* The collector finds m->resolved_name through the holder's declared methods; VM-made methods are not among
     * them. */
    if (m->flags & METHOD_MH_INTRINSIC)
        return o;
    __atomic_store_n(&m->holder->resolved_names, true, __ATOMIC_RELEASE);
    struct object *first = NULL;
    if (!__atomic_compare_exchange_n(&m->resolved_name, &first, o, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE))
        return first;
    class_wrote(m->holder);
    return o;
}

struct method *membername_method(const struct vm *vm, const struct object *mname) {
    if (!mname)
        return NULL;
    const struct object *resolved = mname;
    if (object_class(mname) == K(vm, java_lang_invoke_MemberName))
        resolved = object_get_ref(mname, KF(vm, MemberName_method));
    return resolved ? (struct method *)(uintptr_t)FIELD(resolved, KF(vm, ResolvedMethodName_vmtarget), i64) : NULL;
}

static bool is_statically_bound(const struct method *m) {
    if (m->access_flags & (ACC_STATIC | ACC_PRIVATE | ACC_FINAL))
        return true;
    if (m->flags & (METHOD_INIT | METHOD_CLINIT | METHOD_MH_INTRINSIC))
        return true;
    return (m->holder->access_flags & ACC_FINAL) != 0;
}

/* Index of interface method m in the vtable of class k; METHOD_NO_INDEX = none. */
static i32 vmindex_of(const struct class *k, const struct method *m) {
    for (u32 i = 0; i < k->vtable_length; i++) {
        const struct method *v = k->vtable[i];
        if (v == m || (v && v->name == m->name && v->descriptor == m->descriptor))
            return (i32)i;
    }
    return METHOD_NO_INDEX;
}

bool membername_init_call(struct thread *t, struct object *mname, const struct resolved_call *call) {
    struct vm *vm = t->vm;
    struct method *m = call->method;
    struct class *clazz = m->holder;
    u32 flags = m->access_flags & RECOGNIZED_METHOD_MODIFIERS;
    i64 index = MEMBERNAME_DIRECT;
    u32 kind = MEMBERNAME_IS_METHOD, ref_kind;
    bool direct = call->how == CALL_DIRECT || is_statically_bound(m);

    if (!direct && call->how == CALL_INTERFACE) {
        ref_kind = REF_INVOKE_INTERFACE;
        index = call->index;
    } else if (!direct) {
        ref_kind = REF_INVOKE_VIRTUAL;
        index = call->index;
        if (class_is_interface(m->holder)) {
            /* The index means something for classes only. */
            clazz = call->resolved_class;
            if (!clazz || class_is_interface(clazz))
                clazz = K(vm, java_lang_Object);
        }
    } else if (method_is_static(m)) {
        ref_kind = REF_INVOKE_STATIC;
    } else {
        ref_kind = REF_INVOKE_SPECIAL;
        if (m->flags & METHOD_INIT)
            kind = MEMBERNAME_IS_CONSTRUCTOR;
    }
    flags |= kind | ref_kind << MEMBERNAME_KIND_SHIFT;
    if (m->flags & METHOD_CALLER_SENSITIVE)
        flags |= MEMBERNAME_CALLER_SENSITIVE;

    struct object *resolved = membername_resolved_method(t, m);
    if (!resolved)
        return false;
    FIELD(mname, KF(vm, MemberName_flags), i32) = (i32)flags;
    FIELD(mname, KF(vm, MemberName_vmindex), i64) = index;
    object_put_ref(mname, KF(vm, MemberName_clazz), clazz->mirror);
    object_put_ref(mname, KF(vm, MemberName_method), resolved);
    return true;
}

bool membername_init_method(struct thread *t, struct object *mname, struct method *m) {
    struct resolved_call call = {.method = m, .resolved_class = m->holder, .how = CALL_DIRECT};
    if (!is_statically_bound(m)) {
        if (class_is_interface(m->holder)) {
            if (m->itable_index != METHOD_NO_INDEX) {
                call.how = CALL_INTERFACE;
                call.index = m->itable_index;
            } else { /* redeclares a method of Object */
                i32 i = vmindex_of(K(t->vm, java_lang_Object), m);
                if (i != METHOD_NO_INDEX) {
                    call.how = CALL_VIRTUAL;
                    call.index = i;
                }
            }
        } else if (m->vtable_index != METHOD_NO_INDEX) {
            call.how = CALL_VIRTUAL;
            call.index = m->vtable_index;
        }
    }
    return membername_init_call(t, mname, &call);
}

void membername_init_field(struct vm *vm, struct object *mname, const struct field *f, bool setter) {
    u32 flags = f->access_flags & RECOGNIZED_FIELD_MODIFIERS;
    u32 ref_kind = field_is_static(f) ? REF_GET_STATIC : REF_GET_FIELD;
    if (setter)
        ref_kind += REF_PUT_FIELD - REF_GET_FIELD;
    flags |= MEMBERNAME_IS_FIELD | ref_kind << MEMBERNAME_KIND_SHIFT;
    if ((f->access_flags & ACC_FINAL) && (field_is_static(f) || (f->holder->flags & (CLASS_HIDDEN | CLASS_IS_RECORD))))
        flags |= MEMBERNAME_TRUSTED_FINAL;
    FIELD(mname, KF(vm, MemberName_flags), i32) = (i32)flags;
    FIELD(mname, KF(vm, MemberName_vmindex), i64) = f->offset;
    object_put_ref(mname, KF(vm, MemberName_method), NULL);
    object_put_ref(mname, KF(vm, MemberName_clazz), f->holder->mirror);
}
