/* SPDX-License-Identifier: MIT
 *
 * asm.h - an assembler for the compiler: one function for each kind of instruction, three operands, two widths.
 *
 * What it says is meant for any 64-bit processor with registers enough; each has a file asm_PROCESSOR.c, which also
 * decides what a long form costs, and asm_PROCESSOR.h, which gives out the registers:
 *
 *     REG_FRAME, REG_RECORD, REG_THREAD, REG_FUEL   the state of the Java frame that runs (jit/jit_internal.h)
 *     REG_ACC, FREG_ACC                             the accumulator
 *     REG_X, REG_Y, REG_Z, FREG_X, FREG_Y           scratch; no function below uses one that it is not given, but where
 *                                                   its comment says so
 *     PIN_REGS, PIN_FREGS                           registers for pinned slots
 *
 * Code is written at `at`, where it does not run: it runs at at + run. Nothing here checks for room but asm_room.
 */
#ifndef JIT_ASM_H
#define JIT_ASM_H

#include "base/base.h"

#if defined(__x86_64__)
#include "jit/asm_x64.h"
#endif

struct assembler {
    u8 *at, *end;
    intptr_t run; /* address where the code runs, minus where it is written */
};

/* Are there still `bytes` to write? */
static inline bool asm_room(const struct assembler *a, size_t bytes) {
    return (size_t)(a->end - a->at) > bytes;
}
/* Where what comes next will run. */
static inline u32 asm_here(const struct assembler *a) {
    return (u32)((uintptr_t)a->at + (uintptr_t)a->run);
}

enum width { W32, W64 };
/* What is in memory; MEM_I8, MEM_I16 are extended to 32 bits with the sign, all others with zeroes. */
enum mem { MEM_I8, MEM_U8, MEM_I16, MEM_U16, MEM_32, MEM_64, MEM_F32, MEM_F64 };
enum alu { ALU_ADD, ALU_OR, ALU_AND, ALU_SUB, ALU_XOR, ALU_MUL };
enum shift { SHIFT_LEFT, SHIFT_RIGHT_LOGICAL, SHIFT_RIGHT };
enum falu { FALU_ADD, FALU_SUB, FALU_MUL, FALU_DIV };
/* Conditions come in pairs, so that cond ^ 1 is the opposite. U: unsigned. */
enum cond {
    COND_EQ,
    COND_NE,
    COND_LT,
    COND_GE,
    COND_GT,
    COND_LE,
    COND_ULT,
    COND_UGE,
    COND_UGT,
    COND_ULE,
    COND_OVERFLOW, /* of the asm_alu or asm_negate before, whose d is x */
    COND_NO_OVERFLOW,
    COND_UNORDERED, /* after asm_fcompare: one is NaN */
    COND_ORDERED
};
/* What not every processor has; an operation that needs it says so. */
enum feature { FEATURE_NONE, FEATURE_POPCNT, FEATURE_LZCNT, FEATURE_BMI1, FEATURE_SSE41, FEATURE_FMA };
bool asm_has(enum feature f);
/* Of floats: after asm_fcompare(x, y). The second of a pair is true for NaN, too. */
enum fcond { FCOND_EQ, FCOND_NE, FCOND_GT, FCOND_NGT, FCOND_GE, FCOND_NGE };
enum convert {
    CONVERT_I2F,
    CONVERT_I2D,
    CONVERT_L2F,
    CONVERT_L2D, /* x is a register, d an fp register */
    CONVERT_F2D,
    CONVERT_D2F /* both fp registers, not the same one */
};

/* ---- moves ---- */
void asm_move(struct assembler *a, enum width w, int d, int x); /* W32: the upper half becomes 0 */
void asm_constant(struct assembler *a, int d, u64 value);
/* d = 32 bits that asm_aim_constant writes there later; also for words of tables. */
u8 *asm_constant_later(struct assembler *a, int d);
void asm_aim_constant(u8 *place, u32 value);
u8 *asm_word_later(struct assembler *a); /* the same, between instructions */
void asm_load(struct assembler *a, enum mem m, int d, int base, i32 offset);
void asm_load_at(struct assembler *a, enum mem m, int d, int base, int index, unsigned scale,
                 i32 offset); /* 1 << scale */
void asm_store(struct assembler *a, enum mem m, int x, int base, i32 offset);
void asm_store_at(struct assembler *a, enum mem m, int x, int base, int index, unsigned scale, i32 offset);
void asm_store_constant(struct assembler *a, enum mem m, i32 value, int base, i32 offset); /* MEM_64: sign extended */
void asm_store_ordered(struct assembler *a, enum mem m, int x, int base,
                       i32 offset); /* sequentially consistent; loses x */
/* Extends a value in the low bits of x to 32 bits: MEM_I8, MEM_U8, MEM_I16, MEM_U16; MEM_32: to 64, with the sign. */
void asm_extend(struct assembler *a, enum mem m, int d, int x);
void asm_address(struct assembler *a, int d, int base, i32 offset); /* d = base + offset */
void asm_address_at(struct assembler *a, int d, int base, int index, unsigned scale, i32 offset);

/* ---- integers ---- */
void asm_alu(struct assembler *a, enum alu op, enum width w, int d, int x, int y);
void asm_alu_constant(struct assembler *a, enum alu op, enum width w, int d, int x, i32 value);
void asm_alu_load(struct assembler *a, enum alu op, enum width w, int d, int x, int base, i32 offset); /* d != base */
void asm_add_memory(struct assembler *a, enum width w, int base, i32 offset, i32 value); /* memory += value */
void asm_negate(struct assembler *a, enum width w, int d, int x);
/* count: its low bits count, REG_Y holds it; d is not REG_Y */
void asm_shift(struct assembler *a, enum shift op, enum width w, int d, int x, int count);
void asm_shift_constant(struct assembler *a, enum shift op, enum width w, int d, int x, unsigned count);
/* Java's quotient or remainder of REG_X by REG_Y, which is not 0, in REG_X; loses REG_Z */
void asm_divide(struct assembler *a, enum width w, bool remainder);
/* The same of unsigned numbers. */
void asm_divide_unsigned(struct assembler *a, enum width w, bool remainder);
/* REG_Z = the upper 64 bits of REG_X * y; loses REG_X */
void asm_multiply_high(struct assembler *a, int y);
void asm_count_ones(struct assembler *a, enum width w, int d, int x);           /* FEATURE_POPCNT */
void asm_count_leading_zeros(struct assembler *a, enum width w, int d, int x);  /* FEATURE_LZCNT */
void asm_count_trailing_zeros(struct assembler *a, enum width w, int d, int x); /* FEATURE_BMI1 */
void asm_reverse_bytes(struct assembler *a, enum width w, int d, int x);
/* As asm_shift. */
void asm_rotate(struct assembler *a, bool right, enum width w, int d, int x, int count);
/* After a compare: d = x if cond holds; d = 0 or 1. Neither changes what was compared. */
void asm_move_if(struct assembler *a, enum cond cond, enum width w, int d, int x);
void asm_set_if(struct assembler *a, enum cond cond, int d); /* d: REG_X, REG_Y, REG_Z or REG_ACC */
/* d = -1, 0, 1 as x compares with y; d is REG_X, loses REG_Y */
void asm_compare_long(struct assembler *a, int x, int y);

/* ---- compare and branch: each compare is followed by a branch ---- */
void asm_compare(struct assembler *a, enum width w, int x, int y);
void asm_compare_constant(struct assembler *a, enum width w, int x, i32 value);
void asm_compare_load(struct assembler *a, enum width w, int x, int base, i32 offset);
void asm_compare_memory(struct assembler *a, enum mem m, int base, i32 offset, i32 value);
/* A branch to somewhere else: returns the place for asm_aim. */
u8 *asm_branch(struct assembler *a, enum cond cond);
u8 *asm_jump(struct assembler *a);
void asm_aim(const struct assembler *a, u8 *place, u32 target); /* target: an address where code runs */
/* A branch by at most 100 bytes, which asm_join ends. */
u8 *asm_skip(struct assembler *a, enum cond cond);
u8 *asm_skip_always(struct assembler *a);
void asm_join(struct assembler *a, u8 *place);
void asm_jump_to(struct assembler *a, u32 target);
void asm_call_to(struct assembler *a, u32 target); /* of code of ours: the stack is aligned before, not there */
u8 *asm_call(struct assembler *a);                 /* as asm_jump */
void asm_return(struct assembler *a);
void asm_load_return_address(struct assembler *a, int d);
void asm_branch_to(struct assembler *a, enum cond cond, u32 target);
void asm_jump_register(struct assembler *a, int x);
/* Subtracts 1 from x; asm_branch(COND_ULT) when it was 0. */
void asm_count_down(struct assembler *a, int x);

/* ---- floating point; wide: double ---- */
void asm_fmove(struct assembler *a, int d, int x);
void asm_fzero(struct assembler *a, int d);
void asm_move_to_fp(struct assembler *a, int d, int x);
void asm_move_from_fp(struct assembler *a, enum width w, int d, int x);
void asm_falu(struct assembler *a, enum falu op, bool wide, int d, int x, int y); /* d is x or not y */
/* y is a constant in memory, to which asm_aim at the place that is returned */
u8 *asm_falu_constant(struct assembler *a, enum falu op, bool wide, int d, int x);
u8 *asm_fload_later(struct assembler *a, bool wide, int d);
void asm_falu_load(struct assembler *a, enum falu op, bool wide, int d, int x, int base, i32 offset);
void asm_fcompare(struct assembler *a, bool wide, int x, int y);
/* up to two branches: returns how many places it put into `places`, all of which are taken when cond holds */
unsigned asm_fbranch(struct assembler *a, enum fcond cond, u8 *places[2]);
void asm_convert(struct assembler *a, enum convert kind, int d, int x);
/* d = (int or long) x, as C does it: returns the place of a branch that is taken when x is out of range or NaN */
u8 *asm_truncate(struct assembler *a, enum width w, bool wide, int d, int x);

void asm_fsqrt(struct assembler *a, bool wide, int d, int x);
enum rounding { ROUND_NEAREST, ROUND_DOWN, ROUND_UP };
void asm_fround(struct assembler *a, enum rounding mode, int d, int x);      /* doubles; FEATURE_SSE41 */
void asm_fmultiply_add(struct assembler *a, bool wide, int d, int x, int y); /* d += x * y, rounded once; FEATURE_FMA */
void asm_fabs(struct assembler *a, bool wide, int d, int x);                 /* loses FREG_Y */
void asm_fcopy_sign(struct assembler *a, bool wide, int d, int x, int sign); /* d is not sign; loses FREG_Y */
/* The smaller or larger one, as Java has it: -0.0 is less than 0.0, NaN wins. d is FREG_X, y not. */
void asm_fextreme(struct assembler *a, bool wide, bool larger, int x, int y);

/* ---- memory that others see: aligned, sequentially consistent ---- */
void asm_exchange(struct assembler *a, enum mem m, int x, int base, i32 offset); /* x and the contents */
void asm_fetch_add(struct assembler *a, enum mem m, int x, int base,
                   i32 offset); /* adds x, which becomes what was there */
/* Compares the contents with REG_X: if equal, stores x there. REG_X becomes what was there; COND_EQ = it was equal. */
void asm_compare_exchange(struct assembler *a, enum mem m, int x, int base, i32 offset);
void asm_fence(struct assembler *a); /* what comes before it is seen before what comes behind it */

/* ---- C and the world outside ---- */
void asm_push(struct assembler *a, int x);           /* on C's stack */
void asm_pop(struct assembler *a, int d);            /* keeps what the last compare found */
void asm_move_stack(struct assembler *a, i32 bytes); /* C's stack pointer += bytes */
/* The beginning and the end of a function that C calls: keeps what C wants kept, and its second argument, which
 * asm_load_kept finds again. asm_leave returns REG_X. */
void asm_enter(struct assembler *a);
void asm_load_kept(struct assembler *a, int d);
void asm_leave(struct assembler *a);
void asm_clear_pins(struct assembler *a); /* those that C would keep: it must not, the collector would see them */
void asm_call_c(struct assembler *a, const void *function); /* loses REG_X; the stack is aligned */
void asm_trap(struct assembler *a);
void asm_align(struct assembler *a, unsigned to);

#endif
