/* SPDX-License-Identifier: MIT
 *
 * rops.h - the operations of register code: numbers, names, properties; generated from rops.def.
 *
 * An instruction is one 64-bit word (struct insn: op, a, b, c), many have a second, the extension word (a wide
 * constant, a resolved entity). Operands a, b, c are registers (slots from the frame pointer) unless the row says
 * otherwise. A temporary that the very next instruction consumes is passed in the accumulator: that is what the
 * variants are for.
 */
#ifndef INTERP_ROPS_H
#define INTERP_ROPS_H

#include "runtime/code.h"

enum rop {
#define ROP(id, base, shape, words, flags, text) R_##id,
#include "interp/rops.def"
#undef ROP
    ROPS
};

enum rop_shape { SHAPE_N, SHAPE_D, SHAPE_U, SHAPE_B, SHAPE_S, SHAPE_S2 };

/* Place of a variant behind its base operation. */
enum rop_variant {
    VARIANT_BASE = 0,
    VARIANT_T = 1,   /* D, U, B: result to the accumulator; add to VARIANT_B or VARIANT_C for both */
    VARIANT_B = 2,   /* U, B: source B from the accumulator */
    VARIANT_C = 4,   /* B: source C */
    VARIANT_S_A = 1, /* S, S2: source A */
    VARIANT_S_B = 2, /* S2: source B */
};

enum rop_flag {
    ROPF_RESULT = 1, /* writes register A and nothing else: A may be renamed, and a _t variant exists */
    ROPF_BRANCH = 2, /* signed 16-bit target offset in C */
    ROPF_END = 4,    /* never falls through */
    ROPF_BACK = 8,   /* counts fuel */
    ROPF_CALL = 16,  /* result in register A and in the accumulator */
    ROPF_THROWS = 32,
    ROPF_UNRESOLVED = 64, /* rewrites itself; may throw and run Java code */
};

struct rop_info {
    const char *name, *text;
    u16 base; /* operation without accumulator */
    u8 shape; /* enum rop_shape */
    u8 words; /* 0: switch */
    u8 flags; /* enum rop_flag */
};
extern const struct rop_info rop_infos[ROPS];

/* Words the instruction takes, tables included. */
u32 rop_words(const union code_word *pc);

static inline i32 insn_imm32(struct insn i) {
    return (i32)((u32)i.b | (u32)i.c << 16);
}

#endif
