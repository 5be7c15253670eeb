/* SPDX-License-Identifier: MIT
 *
 * reflect_invoke.c - Method.invoke and Constructor.newInstance (docs/OPENJDK.md#reflective-calls).
 *
 * Java code has checked access; left to do are the receiver, the number of arguments, their conversion (unboxing, then
 * widening, JLS 5.1.2), the choice of the method that runs, and the wrapping of whatever it throws into an
 * InvocationTargetException. Failures of ours (wrong arguments, failed initialization) are thrown as they are.
 */
#include "native/jvm/reflect.h"

#include "runtime/box.h"
#include "runtime/exception.h"
#include "runtime/link.h"
#include "runtime/object.h"
#include "runtime/vm.h"

#define MAX_ARGUMENTS 256 /* JVMS 4.3.3: 255 words, receiver included */

static bool throw_illegal_argument(struct thread *t, const char *text) {
    return throw_new(t, K(t->vm, java_lang_IllegalArgumentException), "%s", text);
}

/* Replaces the pending exception by an InvocationTargetException with it as target. Its no-argument constructor forbids
 * initCause, so the right constructor is called. */
static void wrap_pending_exception(struct thread *t) {
    struct vm *vm = t->vm;
    struct object *target = exception_take(t);
    struct class *k =
        loader_load(t, vm->boot_loader, symbol_intern_cstr(vm->symbols, "java/lang/reflect/InvocationTargetException"));
    if (!k || !class_initialize(t, k))
        return;
    struct method *constructor = class_declared_method(k, KS(vm, object_initializer),
                                                       symbol_intern_cstr(vm->symbols, "(Ljava/lang/Throwable;)V"));
    BUG_ON(!constructor);
    struct object *wrapper = object_new(t, k);
    if (!wrapper)
        return;
    union slot arguments[2] = {{.w = 0}, {.w = 0}};
    arguments[0].o = wrapper;
    arguments[1].o = target;
    if (java_call(t, constructor, arguments))
        throw_object(t, wrapper);
}

/* One argument of the declared type into a slot. */
static bool convert_argument(struct thread *t, struct class *type, struct object *value, union slot *out) {
    out->w = 0;
    if (!class_is_primitive(type)) {
        if (value && !object_is_instance(value, type))
            return throw_illegal_argument(t, "argument type mismatch");
        out->o = value;
        return true;
    }
    if (!value)
        return throw_new(t, K(t->vm, java_lang_IllegalArgumentException), NULL);
    u8 from = unbox_value(t->vm, value, out);
    if (!from || !widen_value(from, type->primitive_type, out))
        return throw_illegal_argument(t, "argument type mismatch");
    return true;
}

/* All of Object[] arguments (NULL = none) to slots. */
static bool convert_arguments(struct thread *t, struct object *types, struct object *arguments, union slot *out) {
    u32 count = arguments ? array_length(arguments) : 0;
    u32 expected = types ? array_length(types) : 0;
    if (count != expected)
        return throw_illegal_argument(t, "wrong number of arguments");
    BUG_ON(count >= MAX_ARGUMENTS);
    for (u32 i = 0; i < count; i++) {
        struct class *type = class_of_mirror(t->vm, array_get_ref(types, i));
        if (!convert_argument(t, type, array_get_ref(arguments, i), &out[i]))
            return false;
    }
    return true;
}

/* Boxed result of a call; NULL for void. Sub-int results are narrowed: a native may leave more bits. */
static struct object *box_result(struct thread *t, u8 type, union slot value) {
    switch ((enum basic_type)type) {
    case T_VOID:
        return NULL;
    case T_OBJECT:
    case T_ARRAY:
        return value.o;
    case T_BOOLEAN:
        value.w = value.w & 1;
        break;
    case T_BYTE:
        value.w = (u32)(i32)(i8)value.i;
        break;
    case T_SHORT:
        value.w = (u32)(i32)(i16)value.i;
        break;
    case T_CHAR:
        value.w = (u16)value.i;
        break;
    case T_INT:
    case T_LONG:
    case T_FLOAT:
    case T_DOUBLE:
        break;
    }
    return box_value(t, type, value);
}

/* A class's method: HotSpot says which class lacks it. */
static void throw_abstract_in(struct thread *t, struct class *k, const struct method *m) {
    struct method named = *m;
    named.holder = k;
    char *text = method_external_name_and_return(&named);
    throw_by_name(t, "java/lang/AbstractMethodError", "'%s'", text);
    mem_free(text);
}

/* The method that an invocation of m on receiver runs; NULL = exception (wrapped, as HotSpot does). */
static struct method *select_for_receiver(struct thread *t, struct method *m, struct object *receiver) {
    struct method *selected = m;
    struct class *k = object_class(receiver);
    if (!(m->access_flags & ACC_PRIVATE) && !(m->flags & METHOD_INIT))
        selected = class_select_method(k, m);
    if (!selected && (selected = class_vtable_entry(k, m)) != NULL &&
        (selected->flags & (METHOD_MIRANDA | METHOD_CONFLICT)))
        return selected; /* says itself why there is nothing to run */
    if (selected && class_is_interface(m->holder) && m->itable_index >= 0 && !(selected->access_flags & ACC_PUBLIC)) {
        throw_not_public(t, k, selected);
        wrap_pending_exception(t);
        return NULL;
    }
    if (!selected || method_is_abstract(selected)) {
        if (class_is_interface(m->holder))
            throw_abstract_method(t, k, m, selected ? selected : class_vtable_entry(k, m));
        else
            throw_abstract_in(t, k, m);
        wrap_pending_exception(t);
        return NULL;
    }
    return selected;
}

struct object *reflect_invoke(struct thread *t, struct object *method, struct object *receiver,
                              struct object *arguments) {
    struct vm *vm = t->vm;
    struct method *m = reflect_method_of(t, method);
    if (!m) {
        throw_new(t, K(vm, java_lang_InternalError), "invoke");
        return NULL;
    }
    if (!class_initialize(t, m->holder))
        return NULL;
    union slot slots[MAX_ARGUMENTS + 1];
    slots[0].w = 0;
    u32 at = 0;
    if (!method_is_static(m)) {
        if (!receiver) {
            throw_new(t, K(vm, java_lang_NullPointerException), NULL);
            return NULL;
        }
        if (!object_is_instance(receiver, m->holder)) {
            throw_illegal_argument(t, "object is not an instance of declaring class");
            return NULL;
        }
        m = select_for_receiver(t, m, receiver);
        if (!m)
            return NULL;
        slots[at].w = 0;
        slots[at++].o = receiver;
    }
    if (!convert_arguments(t, object_get_ref(method, KF(vm, Method_parameterTypes)), arguments, slots + at))
        return NULL;
    if (!java_call(t, m, slots)) {
        wrap_pending_exception(t);
        return NULL;
    }
    return box_result(t, m->return_type, slots[0]);
}

struct object *reflect_new_instance(struct thread *t, struct object *constructor, struct object *arguments) {
    struct vm *vm = t->vm;
    struct method *m = reflect_method_of(t, constructor);
    if (!m) {
        throw_new(t, K(vm, java_lang_InternalError), "newInstance");
        return NULL;
    }
    struct class *k = m->holder;
    if (k->access_flags & (ACC_ABSTRACT | ACC_INTERFACE)) {
        char *name = class_external_name(k);
        throw_by_name(t, "java/lang/InstantiationException", "%s", name);
        mem_free(name);
        return NULL;
    }
    if (k == K(vm, java_lang_Class)) {
        throw_by_name(t, "java/lang/IllegalAccessException", "java.lang.Class");
        return NULL;
    }
    if (!class_initialize(t, k))
        return NULL;
    union slot slots[MAX_ARGUMENTS + 1];
    struct object *o = object_new(t, k);
    if (!o)
        return NULL;
    slots[0].w = 0;
    slots[0].o = o;
    if (!convert_arguments(t, object_get_ref(constructor, KF(vm, Constructor_parameterTypes)), arguments, slots + 1))
        return NULL;
    if (!java_call(t, m, slots)) {
        wrap_pending_exception(t);
        return NULL;
    }
    return o;
}
