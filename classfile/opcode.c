/* SPDX-License-Identifier: MIT
 *
 * opcode.c - names, formats and lengths of instructions (JVMS 6.5), and the operands of switches.
 *
 * Everything of fixed length comes from the table; the two switches and wide are measured in the code.
 */
#include "classfile/opcode.h"

#include "classfile/classfile.h"

enum {
    LENGTH_NONE = 1,
    LENGTH_I1 = 2,
    LENGTH_I2 = 3,
    LENGTH_CP1 = 2,
    LENGTH_CP2 = 3,
    LENGTH_LOCAL = 2,
    LENGTH_IINC = 3,
    LENGTH_BRANCH2 = 3,
    LENGTH_BRANCH4 = 5,
    LENGTH_TABLE = 0,
    LENGTH_LOOKUP = 0,
    LENGTH_FIELD = 3,
    LENGTH_METHOD = 3,
    LENGTH_INTERFACE = 5,
    LENGTH_DYNAMIC = 5,
    LENGTH_CLASS = 3,
    LENGTH_ARRAY_TYPE = 2,
    LENGTH_MULTI = 4,
    LENGTH_WIDE = 0,
};

const struct opcode_info opcode_infos[OPCODES] = {
#define OPCODE(code, id, name, format, effect, flags) [code] = {name, effect, FMT_##format, flags, LENGTH_##format},
#include "classfile/opcodes.def"
#undef OPCODE
};

const char *opcode_name(unsigned code) {
    return code < OPCODES ? opcode_infos[code].name : NULL;
}

/* `left` = bytes from pc to the end of the code. */
static u32 switch_length(const u8 *code, u32 pc, u32 left, bool table) {
    u32 fixed = 1 + (3 - (pc & 3)) + (table ? 12 : 8);
    if (left < fixed)
        return 0;
    const u8 *operands = code + pc + fixed - (table ? 12 : 8);
    i64 count;
    if (table)
        count = (i64)(i32)be32(operands + 8) - (i32)be32(operands + 4) + 1;
    else
        count = (i32)be32(operands + 4);
    if (count < (table ? 1 : 0) || count > (left - fixed) / (table ? 4 : 8))
        return 0;
    return fixed + (u32)count * (table ? 4 : 8);
}

static u32 wide_length(const u8 *code, u32 pc, u32 left) {
    if (left < 2 || code[pc + 1] >= OPCODES)
        return 0;
    const struct opcode_info *op = &opcode_infos[code[pc + 1]];
    u32 length = op->format == FMT_IINC ? 6 : 4;
    return (op->flags & OPF_WIDE) != 0 && left >= length ? length : 0;
}

u32 opcode_length(const u8 *code, u32 code_length, u32 pc) {
    if (pc >= code_length || code[pc] >= OPCODES)
        return 0;
    u32 left = code_length - pc;
    u32 length = opcode_infos[code[pc]].length;
    if (LIKELY(length != 0))
        return length <= left ? length : 0;
    if (code[pc] == OP_wide)
        return wide_length(code, pc, left);
    return switch_length(code, pc, left, code[pc] == OP_tableswitch);
}

struct switch_operands opcode_switch(const u8 *code, u32 pc) {
    const u8 *start = code + ALIGN_UP(pc + 1, 4u);
    bool is_table = code[pc] == OP_tableswitch;
    return (struct switch_operands){
        .padding = code + pc + 1,
        .start = start,
        .entries = start + (is_table ? 12 : 8),
        .fallback = (i32)be32(start),
        .count = is_table ? be32(start + 8) - be32(start + 4) + 1 : be32(start + 4),
        .low = is_table ? (i32)be32(start + 4) : 0,
        .is_table = is_table,
    };
}

i32 switch_key(const struct switch_operands *s, u32 i) {
    return s->is_table ? (i32)((u32)s->low + i) : (i32)be32(s->entries + 8 * (size_t)i);
}

i32 switch_offset(const struct switch_operands *s, u32 i) {
    return (i32)be32(s->entries + (s->is_table ? 4 * (size_t)i : 8 * (size_t)i + 4));
}

bool switch_is_sorted(const struct switch_operands *s) {
    for (u32 i = 1; !s->is_table && i < s->count; i++)
        if (switch_key(s, i - 1) >= switch_key(s, i))
            return false;
    return true;
}
