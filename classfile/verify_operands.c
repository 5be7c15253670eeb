/* SPDX-License-Identifier: MIT
 *
 * verify_operands.c - what inference checks of each instruction before it goes through the code: the static constraints
 * on operands (JVMS 4.9.1), also where the code is never reached. On the way it marks where blocks begin and lists the
 * jsrs.
 */
#include "classfile/verify_internal.h"

static const u8 *operands(const struct verifier *v) {
    return v->code->code + v->bci + 1;
}

/* ---- branches ---- */

static bool check_target(struct verifier *v, i64 target, const char *text) {
    if (target < 0 || target >= v->code->code_length || v->map[target] == 0)
        return infer_fail(v, "%s", text);
    infer_mark_block(v, (u32)target);
    return true;
}

static void add_jsr(struct verifier *v, u32 target, u32 next) {
    struct inference *in = v->inference;
    if (in->jsrs_count == in->jsrs_capacity) {
        in->jsrs_capacity = in->jsrs_capacity ? 2 * in->jsrs_capacity : 16;
        in->jsrs = mem_realloc(in->jsrs, in->jsrs_capacity * sizeof *in->jsrs);
    }
    in->jsrs[in->jsrs_count++] = (struct jsr){v->bci, target, next, UINT32_MAX};
    infer_mark_block(v, v->bci);
    infer_mark_block(v, next);
}

static bool check_branch(struct verifier *v, u8 opcode, u32 length) {
    i64 target = (i64)v->bci + (length == 3 ? (i16)be16(operands(v)) : (i32)be32(operands(v)));
    if (!check_target(v, target, "Illegal target of jump or branch"))
        return false;
    if (opcode == OP_jsr || opcode == OP_jsr_w)
        add_jsr(v, (u32)target, v->bci + length);
    return true;
}

static bool check_switch_operands(struct verifier *v) {
    const struct switch_operands s = opcode_switch(v->code->code, v->bci);
    for (const u8 *p = s.padding; p < s.start && v->cf->major_version < 51; p++)
        if (*p != 0)
            return infer_fail(v, "Non zero padding bytes in switch");
    if (!switch_is_sorted(&s))
        return infer_fail(v, "Unsorted lookup switch");
    if (!check_target(v, (i64)v->bci + s.fallback, "Illegal default target in switch"))
        return false;
    for (u32 i = 0; i < s.count; i++)
        if (!check_target(v, (i64)v->bci + switch_offset(&s, i), "Illegal branch in tableswitch"))
            return false;
    return true;
}

/* ---- constants ---- */

static bool check_constant(struct verifier *v, u32 index, u32 tags) {
    if (index == 0 || index >= v->cf->cp_count)
        return infer_fail(v, "Illegal constant pool index");
    return (tags >> v->cf->cp_tags[index] & 1) != 0 || infer_fail(v, "Illegal type in constant pool");
}

static bool check_load(struct verifier *v, u8 opcode) {
    u32 major = v->cf->major_version, index = opcode == OP_ldc ? *operands(v) : be16(operands(v));
    u32 tags = 1u << CP_INTEGER | 1u << CP_FLOAT | 1u << CP_STRING;
    if (major >= 49)
        tags |= 1u << CP_CLASS;
    if (opcode == OP_ldc2_w)
        tags = 1u << CP_LONG | 1u << CP_DOUBLE;
    return check_constant(v, index, tags);
}

static u32 dimensions_of(const struct verifier *v, u32 type) {
    struct verify_name name = v->names[type_payload(type)];
    u32 n = 0;
    while (n < name.n && name.s[n] == '[')
        n++;
    return n;
}

static bool check_class(struct verifier *v, u8 opcode) {
    u16 index = be16(operands(v));
    if (!check_constant(v, index, 1u << CP_CLASS))
        return false;
    u32 type = class_constant_type(v, index), dimensions = dimensions_of(v, type);
    switch (opcode) {
    case OP_new:
        return dimensions == 0 || infer_fail(v, "Illegal creation of multi-dimensional array");
    case OP_anewarray:
        return dimensions < 255 || infer_fail(v, "Array with too many dimensions");
    case OP_multianewarray:
        return (operands(v)[2] > 0 && operands(v)[2] <= dimensions) || infer_fail(v, "Illegal dimension argument");
    default:
        return true;
    }
}

/* ---- calls ---- */

/* An interface has no superclass here. */
static bool check_special_operand(struct verifier *v, u32 owner) {
    enum verify_answer answer = VERIFY_YES;
    if ((v->cf->access_flags & ACC_INTERFACE) != 0 && owner != v->this_type)
        answer = VERIFY_NO;
    else if (owner != v->this_type && owner != v->super_type)
        answer = v->ops->is_superclass(v->context, v->names[type_payload(owner)]);
    if (answer == VERIFY_STOP)
        v->status = VERIFY_STOPPED;
    return answer == VERIFY_YES || infer_fail(v, "Illegal use of nonvirtual function call");
}

static bool check_name(struct verifier *v, u8 opcode, const struct reference *r) {
    if (name_is(r->name, "<init>"))
        return opcode == OP_invokespecial || infer_fail(v, "Must call initializers using invokespecial");
    if (r->name.n && r->name.s[0] == '<')
        return infer_fail(v, "Illegal call to internal method");
    return opcode != OP_invokespecial || check_special_operand(v, r->owner);
}

static bool check_call(struct verifier *v, u8 opcode) {
    struct reference r;
    bool interface = opcode == OP_invokeinterface;
    if (!check_constant(v, be16(operands(v)), 1u << (interface ? CP_INTERFACE_METHODREF : CP_METHODREF)))
        return false;
    read_reference(v, &r);
    if (!check_name(v, opcode, &r))
        return false;
    if (interface && operands(v)[2] != r.signature->arguments + 1)
        return infer_fail(v, "Inconsistent args_size for invokeinterface");
    if (interface && operands(v)[3] != 0)
        return infer_fail(v, "Fourth operand byte of invokeinterface must be zero");
    return true;
}

/* ---- all ---- */

static bool check_local(struct verifier *v, u8 opcode, bool wide) {
    u32 slots, index = instruction_local(v, opcode, wide, &slots);
    if (slots && index + slots > v->code->max_locals)
        return infer_fail(v, "Illegal local variable number");
    v->inference->locals_limit = MAX_OF(v->inference->locals_limit, index + slots);
    if (opcode == OP_ret)
        infer_mark_block(v, v->bci);
    return true;
}

static bool check_operands(struct verifier *v, u8 opcode, bool wide, u32 length) {
    switch ((enum opcode_format)opcode_infos[opcode].format) {
    case FMT_NONE:
    case FMT_LOCAL:
    case FMT_IINC:
        return check_local(v, opcode, wide);
    case FMT_CP1:
    case FMT_CP2:
        return check_load(v, opcode);
    case FMT_BRANCH2:
    case FMT_BRANCH4:
        return check_branch(v, opcode, length);
    case FMT_TABLE:
    case FMT_LOOKUP:
        return check_switch_operands(v);
    case FMT_FIELD:
        return check_constant(v, be16(operands(v)), 1u << CP_FIELDREF);
    case FMT_METHOD:
    case FMT_INTERFACE:
        return check_call(v, opcode);
    case FMT_DYNAMIC:
        return infer_fail(v, "invokedynamic bytecode is not supported in this class file version");
    case FMT_CLASS:
    case FMT_MULTI:
        return check_class(v, opcode);
    case FMT_ARRAY_TYPE:
        return (*operands(v) >= T_BOOLEAN && *operands(v) <= T_LONG) || infer_fail(v, "Bad type passed to newarray");
    case FMT_I1:
    case FMT_I2:
    case FMT_WIDE:
        return true;
    }
    return true;
}

bool operands_check(struct verifier *v) {
    const struct code_attribute *code = v->code;
    v->inference->locals_limit = v->locals_size;
    v->inference->jsrs_count = 0;
    infer_mark_block(v, 0);
    for (u32 bci = 0, length; bci < code->code_length; bci += length) {
        bool wide = code->code[bci] == OP_wide;
        length = opcode_length(code->code, code->code_length, bci);
        v->bci = bci;
        if (!check_operands(v, code->code[bci + wide], wide, length))
            return false;
    }
    return true;
}
