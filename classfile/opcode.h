/* SPDX-License-Identifier: MIT
 *
 * opcode.h - the instruction set: numbers, names, operand formats, lengths; generated from opcodes.def.
 */
#ifndef CLASSFILE_OPCODE_H
#define CLASSFILE_OPCODE_H

#include "base/base.h"

enum opcode {
#define OPCODE(code, id, name, format, effect, flags) OP_##id = code,
#include "classfile/opcodes.def"
#undef OPCODE
    OPCODES
};
static_assert(OPCODES == 202, "JVMS 6.5 has 202 instructions");

/* What follows the opcode byte. u1, u2 unsigned, s1, s2, s4 signed, big-endian. */
enum opcode_format {
    FMT_NONE,
    FMT_I1,         /* s1 value */
    FMT_I2,         /* s2 value */
    FMT_CP1,        /* u1 index of a loadable constant */
    FMT_CP2,        /* u2 index of a loadable constant */
    FMT_LOCAL,      /* u1 local; behind wide: u2 */
    FMT_IINC,       /* u1 local, s1 value; behind wide: u2, s2 */
    FMT_BRANCH2,    /* s2 offset from the opcode */
    FMT_BRANCH4,    /* s4 offset from the opcode */
    FMT_TABLE,      /* 0-3 pad to a multiple of 4, s4 default, s4 low, s4 high, s4 offset[high - low + 1] */
    FMT_LOOKUP,     /* 0-3 pad, s4 default, s4 npairs, { s4 match, s4 offset }[npairs] */
    FMT_FIELD,      /* u2 index of a Fieldref */
    FMT_METHOD,     /* u2 index of a Methodref or InterfaceMethodref */
    FMT_INTERFACE,  /* u2 index of an InterfaceMethodref, u1 count, u1 zero */
    FMT_DYNAMIC,    /* u2 index of an InvokeDynamic, u2 zero */
    FMT_CLASS,      /* u2 index of a Class */
    FMT_ARRAY_TYPE, /* u1 enum basic_type (4..11) */
    FMT_MULTI,      /* u2 index of a Class, u1 dimensions */
    FMT_WIDE,       /* an instruction with OPF_WIDE whose local (and value) are doubled */
};

enum opcode_flag {
    OPF_BRANCH = 1, /* has branch targets */
    OPF_END = 2,    /* control never reaches the next instruction */
    OPF_THROWS = 4, /* may throw */
    OPF_CALL = 8,   /* runs a method */
    OPF_WIDE = 16,  /* may be prefixed by wide */
    OPF_OLD = 32,   /* jsr, ret: not in class files of version 51 and up */
};

struct opcode_info {
    const char *name;
    const char *effect; /* see opcodes.def */
    u8 format;          /* enum opcode_format */
    u8 flags;           /* enum opcode_flag */
    u8 length;          /* bytes with operands, without wide; 0 for the switches and wide */
};

extern const struct opcode_info opcode_infos[OPCODES];

/* "iadd"; NULL for numbers that are no instruction. */
const char *opcode_name(unsigned code);

/* Length in bytes of the instruction at pc, a wide prefix included. 0 = no instruction: pc or an operand lies outside
 * of the code, unknown opcode, bad use of wide, a switch with a count out of range. Reads no byte at or behind
 * code_length. */
u32 opcode_length(const u8 *code, u32 code_length, u32 pc);

/* The operands of a switch. Entry i has the key switch_key(s, i) and leads to pc + switch_offset(s, i). */
struct switch_operands {
    const u8 *padding; /* what lies between the opcode and `start`: 0 to 3 bytes */
    const u8 *start;
    const u8 *entries;
    i32 fallback; /* offset of the default */
    u32 count;    /* entries */
    i32 low;      /* tableswitch: the first key */
    bool is_table;
};
/* Takes the tableswitch or lookupswitch at pc apart, whose length opcode_length has found right. */
struct switch_operands opcode_switch(const u8 *code, u32 pc);
i32 switch_key(const struct switch_operands *s, u32 i);
i32 switch_offset(const struct switch_operands *s, u32 i);
/* Are the keys of a lookupswitch in ascending order (JVMS 6.5)? Those of a tableswitch are. */
bool switch_is_sorted(const struct switch_operands *s);

/* dup, dup_x1 ... dup2_x2: the `words` uppermost words of the operand stack come a second time, below `below` others. */
struct duplication {
    u8 words, below;
};
static inline struct duplication opcode_duplication(u8 opcode) {
    static_assert(OP_dup_x2 == OP_dup + 2 && OP_dup2 == OP_dup + 3 && OP_dup2_x2 == OP_dup2 + 2, "by number");
    return (struct duplication){(u8)(1 + (opcode - OP_dup) / 3), (u8)((opcode - OP_dup) % 3)};
}

#endif
