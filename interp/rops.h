/* SPDX-License-Identifier: MIT
 *
 * rops.h - the operations of register code: numbers, names, properties; generated from rops.def.
 *
 * An instruction is one 64-bit word (struct insn: op, a, b, c), many have a second, the extension word (a wide
 * constant, a resolved entity). Operands a, b, c are registers (slots from the frame pointer) where the row's roles say
 * so, else immediates, indexes or distances. A temporary that the very next instruction consumes is passed in the
 * accumulator: that is what the variants are for.
 *
 * Whoever needs to know what an instruction does to registers asks its roles: the emitter, liveness, dumps and slow
 * paths do. interp/operand_roles.h has them worked out for one instruction, with argument ranges.
 */
#ifndef INTERP_ROPS_H
#define INTERP_ROPS_H

#include "runtime/code.h"

enum rop {
#define ROP(id, base, extension, roles, flags, text) R_##id,
#include "interp/rops.def"
#undef ROP
    ROPS
};

/* Place of a variant behind its base operation. */
enum rop_variant {
    VARIANT_BASE = 0,
    VARIANT_T = 1,   /* D, U, B: result to the accumulator; add to VARIANT_B or VARIANT_C for both */
    VARIANT_B = 2,   /* U, B: source B from the accumulator */
    VARIANT_C = 4,   /* B: source C */
    VARIANT_S_A = 1, /* S, S2: source A */
    VARIANT_S_B = 2, /* S2: source B */
};

/* What an operation reads and writes. All reads come before all writes. */
enum rop_role {
    DEF_A = 1,      /* writes register A, the whole slot */
    DEF_A_NEXT = 2, /* and A + 1 */
    USE_A = 4,      /* reads register A, B, C */
    USE_B = 8,
    USE_C = 16,
    CLEAR_B = 32,      /* writes null to register B */
    USE_THIS = 64,     /* reads register 0, the receiver (in static methods: unneeded, but kept) */
    ARGS_C = 128,      /* reads C registers from A on */
    ARGS_METHOD = 256, /* reads registers from A on, as many as the method with address B|C has arguments */
    USE_ACC = 512,     /* reads the accumulator */
    DEF_ACC = 1024,    /* leaves its result in the accumulator; with DEF_A: in both */
};

/* The word behind the instruction. Those of calls and casts name metadata, which does not move. */
enum rop_extension {
    EXT_none,
    EXT_room,    /* filled when the operation resolves itself */
    EXT_slot,    /* a constant of any type, a reference too: the class keeps what it names alive */
    EXT_integer, /* of the operation's width */
    EXT_float,
    EXT_double,
    EXT_class,  /* struct class * */
    EXT_method, /* struct method * */
    EXT_field,  /* address of a static field */
    EXT_site,   /* struct call_site * */
    EXT_cache,  /* class | method << 32 of a receiver (cached_call), or none; changes while code runs */
    EXT_table,  /* of a switch: as many words as its first one says */
};

enum rop_flag {
    ROPF_RESULT = 1,       /* writes register A and nothing else: A may be renamed, and a _t variant exists */
    ROPF_BRANCH = 2,       /* signed 16-bit target offset in C */
    ROPF_GOTO = 4,         /* signed 32-bit target offset in B|C */
    ROPF_END = 8,          /* never falls through */
    ROPF_BACK = 16,        /* counts fuel when it branches back, and may poll at its target then */
    ROPF_CALL = 32,        /* runs a method, whose registers begin at A */
    ROPF_STUB = 64,        /* an entry of a method, or the way back to C: never in a method's code */
    ROPF_UNRESOLVED = 128, /* rewrites itself; may throw and run Java code */
    ROPF_THROWS = 256,     /* may throw an exception of its own, or collect, or block */
    /* memory, but for calls and unresolved operations, which may do everything */
    ROPF_LOADS = 512,      /* reads a field or element, which others may write */
    ROPF_STORES = 1024,    /* writes one */
    ROPF_ALLOCATES = 2048, /* makes an object */
    ROPF_ORDERS = 4096,    /* a volatile access or a monitor (JLS 17.4): other accesses stay on their side of it */
};

struct rop_info {
    const char *name, *text;
    u16 base;     /* operation without accumulator */
    u16 roles;    /* enum rop_role */
    u16 flags;    /* enum rop_flag */
    u8 extension; /* enum rop_extension */
    u8 words;     /* 0: switch */
};
extern const struct rop_info rop_infos[ROPS];

/* Words the instruction takes, tables included. */
u32 rop_words(const union code_word *pc);

/* Places the instruction may branch to: their number (a switch: its default first), and the distance of number `i` from
 * the instruction, in words. */
u32 rop_targets(const union code_word *pc);
i32 rop_target(const union code_word *pc, u32 i);

/* The variant of base operation `op` that takes its source operand `use` (USE_A, USE_B or USE_C) from the accumulator;
 * 0: there is none. */
static inline u32 rop_source_variant(u32 op, u32 use) {
    u32 variant = use == USE_A ? VARIANT_S_A : use == USE_B ? VARIANT_B : VARIANT_C;
    bool exists = op + variant < ROPS && rop_infos[op + variant].base == op &&
                  rop_infos[op + variant].roles == ((rop_infos[op].roles & ~use) | USE_ACC);
    return exists ? variant : 0;
}

static inline i32 insn_imm32(struct insn i) {
    return (i32)((u32)i.b | (u32)i.c << 16);
}

#endif
