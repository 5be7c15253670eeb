/* SPDX-License-Identifier: MIT
 *
 * verify_infer_message.c - the texts of errors found by inference:
 *
 *     (class: pkg/Name, method: m signature: (I)V) Register 1 contains wrong type
 *
 * They tell less than those of type checking, and follow from the instruction and from what it wanted, so that the code
 * shared with type checking needs to know nothing of them.
 */
#include <stdarg.h>

#include "classfile/verify_internal.h"

enum { MESSAGE_MOST = 1023 }; /* HotSpot cuts them there */

static void infer_utf8(struct buf *b, const struct classfile *cf, u16 index) {
    u16 n;
    const char *s = classfile_utf8(cf, index, &n);
    buf_add(b, s, n);
}

static bool record(struct verifier *v, enum verify_status status, const char *fmt, va_list ap) {
    struct buf *b = v->message;
    if (v->status != VERIFY_OK)
        return false;
    v->status = status;
    buf_reset(b);
    buf_str(b, "(class: ");
    buf_add(b, v->class_name.s, v->class_name.n);
    buf_str(b, ", method: ");
    infer_utf8(b, v->cf, v->method->name_index);
    buf_str(b, " signature: ");
    infer_utf8(b, v->cf, v->method->descriptor_index);
    buf_str(b, ") ");
    buf_vprintf(b, fmt, ap);
    b->length = MIN_OF(b->length, (size_t)MESSAGE_MOST);
    return false;
}

bool infer_fail(struct verifier *v, const char *fmt, ...) {
    va_list ap;
    va_start(ap, fmt);
    record(v, VERIFY_ERROR, fmt, ap);
    va_end(ap);
    return false;
}

static bool format_error(struct verifier *v, const char *fmt, ...) PRINTF_LIKE(2, 3);
static bool format_error(struct verifier *v, const char *fmt, ...) {
    va_list ap;
    va_start(ap, fmt);
    record(v, VERIFY_FORMAT_ERROR, fmt, ap);
    va_end(ap);
    return false;
}

bool infer_fail_format(struct verifier *v, const char *text) {
    return format_error(v, "%s", text);
}

/* ---- code that is no instruction ---- */

/* Is there an instruction, only longer than the code? */
static bool is_cut_off(const struct verifier *v) {
    const u8 *code = v->code->code;
    u32 n = v->code->code_length, at = ALIGN_UP(v->bci + 1, 4u);
    u8 opcode = code[v->bci];
    if (opcode >= OPCODES)
        return false;
    switch (opcode) {
    case OP_wide:
        return v->bci + 1 < n && code[v->bci + 1] < OPCODES && (opcode_infos[code[v->bci + 1]].flags & OPF_WIDE) != 0;
    case OP_tableswitch:
        if (at + 12 > n)
            return false;
        i64 range = (i64)(i32)be32(code + at + 8) - (i32)be32(code + at + 4);
        return range >= 0 && range <= UINT16_MAX;
    case OP_lookupswitch:
        return at + 8 <= n && be32(code + at + 4) <= UINT16_MAX;
    default:
        return true;
    }
}

bool infer_fail_length(struct verifier *v) {
    if (is_cut_off(v))
        return infer_fail(v, "Code stops in the middle of instruction  starting at offset %u", v->bci);
    return infer_fail(v, "Illegal instruction found at offset %u", v->bci);
}

/* ---- faults ---- */

static const char *wanted_text(u32 wanted) {
    switch ((u32)type_kind(wanted)) {
    case TYPE_INT:
        return "Expecting to find integer on stack";
    case TYPE_FLOAT:
        return "Expecting to find float on stack";
    case TYPE_LONG:
    case TYPE_LONG_2:
        return "Expecting to find long on stack";
    case TYPE_DOUBLE:
    case TYPE_DOUBLE_2:
        return "Expecting to find double on stack";
    case TYPE_ANY_1:
    case TYPE_ANY_2:
    case TYPE_ANY_2_2:
        return "Attempt to split long or double on the stack";
    default:
        return "Expecting to find object/array on stack";
    }
}

static bool fail_array(struct verifier *v, u32 kind) {
    static const char *const elements[] = {
        "ints", "longs", "floats", "doubles", "objects or arrays", "bytes or Booleans", "chars", "shorts"};
    return infer_fail(v, "Expecting to find array of %s on stack", elements[kind]);
}

/* A value on the stack is not what the instruction wants. */
static bool fail_popped(struct verifier *v, u8 opcode, u32 type, u32 wanted) {
    bool value = wanted >= TYPE_INT && wanted <= TYPE_LONG;
    value |= wanted == TYPE_LONG_2 || wanted == TYPE_DOUBLE_2;
    if (opcode >= OP_iaload && opcode <= OP_saload && !value)
        return fail_array(v, opcode - OP_iaload);
    if (opcode >= OP_iastore && opcode <= OP_sastore && !value &&
        wanted != known_type(NAME_OBJECT)) /* what aastore stores */
        return fail_array(v, opcode - OP_iastore);
    switch (opcode) {
    case OP_arraylength:
        return infer_fail(v, "Expecting to find array on stack");
    case OP_athrow:
        return infer_fail(v, type_is_reference(type) && !type_is_array(v, type) ? "Can only throw Throwable objects"
                                                                                : "Expecting to find object on stack");
    case OP_areturn:
        return infer_fail(v, "%s",
                          type_is_reference(type) ? "Wrong return type in function" : wanted_text(TYPE_REFERENCE));
    default:
        break;
    }
    return infer_fail(v, "%s", wanted_text(wanted));
}

static bool fail_local(struct verifier *v, u8 opcode, bool wide) {
    u32 slots, index = instruction_local(v, opcode, wide, &slots);
    if (slots == 2)
        return infer_fail(v,
                          index + 1 >= v->locals_size ? "Accessing value from uninitialized register pair %u/%u"
                                                      : "Register pair %u/%u contains wrong type",
                          index, index + 1);
    if (index >= v->locals_size)
        return infer_fail(v, "Accessing value from uninitialized register %u", index);
    return infer_fail(v,
                      type_kind(v->locals[index]) == TYPE_RETURN_ADDRESS ? "Cannot load return address from register %u"
                                                                         : "Register %u contains wrong type",
                      index);
}

bool infer_fail_fault(struct verifier *v, const struct fault *fault) {
    bool wide = v->code->code[v->bci] == OP_wide;
    u8 opcode = v->code->code[v->bci + wide];
    switch ((u32)fault->kind) {
    case FAULT_UNDERFLOW:
        return infer_fail(v, "Unable to pop operand off an empty stack");
    case FAULT_OVERFLOW:
        return infer_fail(v, "Stack size too large");
    case FAULT_LOCAL_INDEX:
        return fail_local(v, opcode, wide);
    case FAULT_TYPE:
        if (fault->type.kind == ORIGIN_LOCAL)
            return fail_local(v, opcode, wide);
        if (fault->expected.kind == ORIGIN_SIGNATURE && opcode != OP_areturn)
            break;
        return fail_popped(v, opcode, fault->type.type, fault->expected.type);
    default:
        break;
    }
    return infer_fail(v, "Wrong return type in function"); /* what is left are the returns */
}
