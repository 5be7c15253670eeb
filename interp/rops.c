/* SPDX-License-Identifier: MIT
 *
 * rops.c - the table of register operations, and the relations between its rows that code relies on.
 */
#include "interp/rops.h"

const struct rop_info rop_infos[ROPS] = {
#define ROP(id, base, shape, words, flags, text) {#id, text, R_##base, SHAPE_##shape, words, flags},
#include "interp/rops.def"
#undef ROP
};

static_assert(ROPS < 65536, "op is 16 bits");
static_assert(R_iadd_t == R_iadd + VARIANT_T && R_iadd_b_t == R_iadd + VARIANT_B + VARIANT_T &&
                  R_iadd_c_t == R_iadd + VARIANT_C + VARIANT_T,
              "variants of shape B");
static_assert(R_mov_b_t == R_mov + VARIANT_B + VARIANT_T, "variants of shape U");
static_assert(R_const_i_t == R_const_i + VARIANT_T, "variants of shape D");
static_assert(R_if_ieq_a == R_if_ieq + VARIANT_S_A && R_if_ieq_b == R_if_ieq + VARIANT_S_B, "variants of shape S2");
static_assert(R_return_value_a == R_return_value + VARIANT_S_A, "variants of shape S");
/* the translator computes condition + 6 per step: forward and back form of three variants each (S: 4) */
static_assert(R_if_ieq_back == R_if_ieq + 3 && R_if_ine == R_if_ieq + 6 && R_if_ile == R_if_ieq + 30, "int conditions");
static_assert(R_if_wle == R_if_weq + 30, "64-bit conditions");
static_assert(R_if_ieqI_back == R_if_ieqI + 2 && R_if_ileI == R_if_ieqI + 20, "immediate conditions");
static_assert(R_if_wleI == R_if_weqI + 20, "64-bit immediate conditions");
static_assert(R_if_fnle == R_if_feq + 30 && R_if_dnle == R_if_deq + 30, "floating-point conditions");

u32 rop_words(const union code_word *pc) {
    u32 words = rop_infos[pc->insn.op].words;
    if (words)
        return words;
    if (rop_infos[pc->insn.op].base == R_tableswitch)
        return 2 + (u32)((pc[1].w >> 32) + 2) / 2; /* count + 1 offsets, two a word */
    return 2 + (u32)pc[1].w;
}
