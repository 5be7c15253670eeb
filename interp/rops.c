/* SPDX-License-Identifier: MIT
 *
 * rops.c - the table of register operations, and the relations between its rows that code relies on.
 */
#include "interp/rops.h"

#define WORDS(extension) (EXT_##extension == EXT_none ? 1 : EXT_##extension == EXT_table ? 0 : 2)

const struct rop_info rop_infos[ROPS] = {
#define ROP(id, base, extension, roles, flags, text)                                                                   \
    {#id, text, R_##base, roles, flags, EXT_##extension, WORDS(extension)},
#include "interp/rops.def"
#undef ROP
};

static_assert(ROPS < 65536, "op is 16 bits");
static_assert(R_iadd_t == R_iadd + VARIANT_T && R_iadd_b_t == R_iadd + VARIANT_B + VARIANT_T &&
                  R_iadd_c_t == R_iadd + VARIANT_C + VARIANT_T,
              "variants of shape B");
static_assert(R_mov_b_t == R_mov + VARIANT_B + VARIANT_T, "variants of shape U");
static_assert(R_const_i_t == R_const_i + VARIANT_T, "variants of shape D");
static_assert((int)VARIANT_S_B == (int)VARIANT_B, "source B has one place in all shapes");
static_assert(R_if_ieq_a == R_if_ieq + VARIANT_S_A && R_if_ieq_b == R_if_ieq + VARIANT_S_B, "variants of shape S2");
static_assert(R_return_value_a == R_return_value + VARIANT_S_A, "variants of shape S");
/* the translator computes condition + 6 per step: forward and back form of three variants each (S: 4) */
static_assert(R_if_ieq_back == R_if_ieq + 3 && R_if_ine == R_if_ieq + 6 && R_if_ile == R_if_ieq + 30, "int conditions");
static_assert(R_if_wle == R_if_weq + 30, "64-bit conditions");
static_assert(R_if_ieqI_back == R_if_ieqI + 2 && R_if_ileI == R_if_ieqI + 20, "immediate conditions");
static_assert(R_if_wleI == R_if_weqI + 20, "64-bit immediate conditions");
static_assert(R_if_fnle == R_if_feq + 30 && R_if_dnle == R_if_deq + 30, "floating-point conditions");

static_assert(R_leaf_put_a == ROPS - 1, "a call takes every operation from the first leaf on for a leaf");

/* Each row by itself, so that the compiler names the one that is wrong. */
#define HAS(set, bits)     (((set) & (bits)) != 0)
#define HAS_ALL(set, bits) (((set) & (bits)) == (bits))
#define FITS(condition)    _Static_assert(condition, "a role or flag that contradicts another");
#define ROP(id, base, extension, roles, flags, text)                                                                   \
    /* the emitter may rename A: nothing else is written */                                                            \
    FITS(!HAS(flags, ROPF_RESULT) || (HAS(roles, DEF_A) && !HAS(roles, DEF_A_NEXT | CLEAR_B | DEF_ACC)))               \
    /* a return goes on two words behind the call */                                                                   \
    FITS(!HAS(flags, ROPF_CALL) || (WORDS(extension) == 2 && HAS(roles, ARGS_C | ARGS_METHOD)))                        \
    /* resolution fills the extension word, or the instruction has none: instance fields */                            \
    FITS(EXT_##extension != EXT_room || HAS(flags, ROPF_UNRESOLVED))                                                   \
    FITS(EXT_##extension == EXT_room || EXT_##extension == EXT_none || !HAS(flags, ROPF_UNRESOLVED))                   \
    /* C, and B of a goto, are a distance or something else */                                                         \
    FITS(!HAS(flags, ROPF_BRANCH) || !HAS(roles, USE_C | ARGS_C | ARGS_METHOD))                                        \
    FITS(!HAS(flags, ROPF_GOTO) || (roles) == 0)                                                                       \
    FITS(!HAS_ALL(roles, USE_C | ARGS_C) && (!HAS(roles, ARGS_METHOD) || !HAS(roles, USE_B | USE_C | CLEAR_B)))        \
    /* no more than struct rop_roles has room for */                                                                   \
    FITS(!HAS_ALL(roles, USE_THIS | USE_A | USE_B | USE_C) && !HAS_ALL(roles, DEF_A | DEF_A_NEXT | CLEAR_B))
#include "interp/rops.def"
#undef ROP

u32 rop_words(const union code_word *pc) {
    u32 words = rop_infos[pc->insn.op].words;
    if (words)
        return words;
    if (rop_infos[pc->insn.op].base == R_tableswitch)
        return 2 + (u32)((pc[1].w >> 32) + 2) / 2; /* count + 1 offsets, two a word */
    return 2 + (u32)pc[1].w;
}

u32 rop_targets(const union code_word *pc) {
    const struct rop_info *info = &rop_infos[pc->insn.op];
    if (info->words)
        return info->flags & (ROPF_BRANCH | ROPF_GOTO) ? 1 : 0;
    return 1 + (info->base == R_tableswitch ? (u32)(pc[1].w >> 32) : (u32)pc[1].w);
}

i32 rop_target(const union code_word *pc, u32 i) {
    const struct rop_info *info = &rop_infos[pc->insn.op];
    if (info->words)
        return info->flags & ROPF_GOTO ? insn_imm32(pc->insn) : (i16)pc->insn.c;
    if (info->base == R_tableswitch)
        return ((const i32 *)(pc + 2))[i];
    return (i32)(pc[1 + i].w >> 32);
}
