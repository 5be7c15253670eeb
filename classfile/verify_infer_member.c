/* SPDX-License-Identifier: MIT
 *
 * verify_infer_member.c - field access and calls in class files that are verified by inference.
 *
 * First all operands are popped and must be of the right kind, then their classes are looked at, the object first. Type
 * checking (verify_member.c) does both at once, from the last argument to the object; which of two faults is named, and
 * which classes are loaded, depends on it. The operands' constants were checked before (verify_operands.c).
 */
#include "classfile/verify_internal.h"

/* Pops values of these types; of references any will do that is initialized. */
static bool pop_kinds(struct verifier *v, const u32 *types, u32 n) {
    while (n-- > 0) {
        bool reference = type_kind(types[n]) == TYPE_OBJECT;
        if (!frame_pop(v, reference ? known_type(NAME_OBJECT) : types[n], NULL))
            return false;
    }
    return true;
}

static bool pop_object(struct verifier *v, u32 *type) {
    return frame_pop(v, known_type(NAME_OBJECT), type);
}

static bool check_type(struct verifier *v, u32 type, u32 wanted, const char *text) {
    bool ok;
    if (!type_assignable(v, type, wanted, false, &ok))
        return false;
    return ok || infer_fail(v, "%s", text);
}

/* ---- protected members ---- */

/* An interface has no superclass here. */
static bool is_foreign_protected(struct verifier *v, const struct reference *r, enum verify_member kind, bool *answer) {
    *answer = false;
    if ((v->cf->access_flags & ACC_INTERFACE) != 0)
        return true;
    enum verify_answer foreign =
        v->ops->foreign_protected(v->context, v->names[type_payload(r->owner)], kind, r->name, r->descriptor);
    if (foreign == VERIFY_STOP)
        v->status = VERIFY_STOPPED;
    *answer = foreign == VERIFY_YES;
    return foreign != VERIFY_STOP;
}

static bool infer_protected(struct verifier *v, const struct reference *r, enum verify_member kind, u32 object) {
    bool foreign, ok;
    if (object == v->this_type || type_is_array(v, r->owner))
        return true;
    if (!is_foreign_protected(v, r, kind, &foreign))
        return false;
    if (!foreign || (r->owner == known_type(NAME_OBJECT) && type_is_array(v, object) && kind == VERIFY_METHOD &&
                     name_is(r->name, "clone")))
        return true; /* arrays have a public one */
    if (!type_assignable(v, object, v->this_type, false, &ok))
        return false;
    return ok || infer_fail(v, "Bad access to protected data");
}

/* ---- fields ---- */

/* A constructor may set fields that its class declares before it calls the next one. In HotSpot, and so here, the
 * object may be the value as well. */
static bool pop_reference(struct verifier *v, u8 opcode, const struct reference *r, u32 *type) {
    u32 top = v->stack_size ? v->stack[v->stack_size - 1] : (u32)TYPE_TOP;
    if (opcode == OP_putfield && top == TYPE_UNINITIALIZED_THIS && r->owner == v->this_type && declares_field(v, r)) {
        *type = v->this_type;
        return frame_pop_any(v, &top);
    }
    return pop_object(v, type);
}

static bool pop_value(struct verifier *v, u8 opcode, const struct reference *r, u32 *type) {
    const struct signature *field = r->signature;
    *type = field->types[0];
    return type_kind(*type) == TYPE_OBJECT ? pop_reference(v, opcode, r, type)
                                           : pop_kinds(v, field->types, field->length);
}

bool infer_field_access(struct verifier *v, u8 opcode) {
    struct reference r;
    bool has_object = opcode == OP_getfield || opcode == OP_putfield;
    bool puts = opcode == OP_putstatic || opcode == OP_putfield;
    u32 object = TYPE_TOP, value = TYPE_TOP;
    read_reference(v, &r);
    const struct signature *field = r.signature;
    if ((puts && !pop_value(v, opcode, &r, &value)) || (has_object && !pop_reference(v, opcode, &r, &object)))
        return false;
    if (has_object && (!check_type(v, object, r.owner, "Incompatible type for getting or setting field") ||
                       !infer_protected(v, &r, VERIFY_FIELD, object)))
        return false;
    return puts ? check_type(v, value, field->types[0], "Bad type in putfield/putstatic")
                : frame_push_types(v, field->types, field->length);
}

/* ---- constructors ---- */

static bool initialize(struct verifier *v, const struct reference *r, u32 object, u32 *type) {
    bool foreign;
    if (object == TYPE_UNINITIALIZED_THIS) {
        *type = v->this_type;
        return r->owner == v->this_type || r->owner == v->super_type ||
               infer_fail(v, "Call to wrong initialization method");
    }
    *type = class_constant_type(v, be16(v->code->code + type_payload(object) + 1));
    if (*type != r->owner)
        return infer_fail(v, "Call to wrong initialization method");
    if (!is_foreign_protected(v, r, VERIFY_METHOD, &foreign))
        return false;
    return !foreign || check_type(v, *type, v->this_type, "Bad access to protected data");
}

static bool pop_uninitialized(struct verifier *v, u32 *object) {
    if (!frame_pop_any(v, object))
        return false;
    return *object == TYPE_UNINITIALIZED_THIS || type_kind(*object) == TYPE_UNINITIALIZED ||
           infer_fail(v, "Expecting to find unitialized object on stack");
}

/* ---- calls ---- */

static bool check_receiver(struct verifier *v, u8 opcode, const struct reference *r, u32 object) {
    if (!check_type(v, object, r->owner, "Incompatible object argument for function call"))
        return false;
    if (opcode == OP_invokespecial &&
        !check_type(v, object, v->this_type, "Incompatible object argument for invokespecial"))
        return false;
    return opcode == OP_invokeinterface || infer_protected(v, r, VERIFY_METHOD, object);
}

/* They still lie above the stack's top. */
static bool check_arguments(struct verifier *v, const struct signature *signature, u32 at) {
    for (u32 i = 0; i < signature->arguments; i++)
        if (type_kind(signature->types[i]) == TYPE_OBJECT &&
            !check_type(v, v->stack[at + i], signature->types[i], "Incompatible argument to function"))
            return false;
    return true;
}

bool infer_call(struct verifier *v, bool *initialized_this) {
    struct reference r;
    u8 opcode = v->code->code[v->bci];
    u32 object = TYPE_TOP, made = TYPE_TOP;
    read_reference(v, &r);
    const struct signature *signature = r.signature;
    bool constructor = name_is(r.name, "<init>");
    if (!pop_kinds(v, signature->types, signature->arguments))
        return false;
    u32 arguments = v->stack_size;
    if (opcode == OP_invokestatic) {
        /* no object */
    } else if (constructor) {
        if (!pop_uninitialized(v, &object) || !initialize(v, &r, object, &made))
            return false;
    } else if (!pop_object(v, &object) || !check_receiver(v, opcode, &r, object)) {
        return false;
    }
    if (!check_arguments(v, signature, arguments))
        return false;
    if (constructor)
        frame_replace(v, object, made);
    *initialized_this = object == TYPE_UNINITIALIZED_THIS;
    return frame_push_types(v, signature->types + signature->arguments, signature->length - (u32)signature->arguments);
}
