/* SPDX-License-Identifier: MIT
 *
 * select.c - machine code for arithmetic, moves, branches and switches, in terms of jit/asm.h. Memory, objects and calls
 * have files of their own.
 */
#include "jit/jit_internal.h"

/* ---- integers ---- */

static i64 extension(const struct compiler *c) {
    return c->x->words[c->at + 1].j;
}

static void alu_constant(struct compiler *c, enum alu op, enum width w, i64 value) {
    if (w == W32)
        value = (i32)value;
    if (value != (i32)value) {
        int x = value_use(c, c->B, w, REG_X), d = value_define(c, c->A);
        asm_constant(&c->a, REG_Y, (u64)value);
        asm_alu(&c->a, op, w, d, x, REG_Y);
        value_defined(c, c->A, d);
        return;
    }
    /* of 32 bits, a load of the whole slot would wait for it */
    if (op == ALU_ADD && w == W64 && c->A == c->B && value_in_memory(c, c->A) && !value_is_fp(c, c->A)) {
        asm_add_memory(&c->a, w, REG_FRAME, slot_offset(c->A), (i32)value);
        return;
    }
    int x = value_use(c, c->B, w, REG_X), d = value_define(c, c->A);
    asm_alu_constant(&c->a, op, w, d, x, (i32)value);
    value_defined(c, c->A, d);
}

/* By 2^n: a shift; by 3, 5, 9: an address. */
static void multiply_constant(struct compiler *c, enum width w, i64 value) {
    u64 factor = w == W32 ? (u32)value : (u64)value;
    bool power = factor && (factor & (factor - 1)) == 0, sum = factor == 3 || factor == 5 || factor == 9;
    if (!power && (!sum || w == W32)) {
        alu_constant(c, ALU_MUL, w, value);
        return;
    }
    int x = value_use(c, c->B, w, REG_X), d = value_define(c, c->A);
    if (power)
        asm_shift_constant(&c->a, SHIFT_LEFT, w, d, x, (unsigned)__builtin_ctzll(factor));
    else
        asm_address_at(&c->a, d, x, x, (unsigned)__builtin_ctzll(factor - 1), 0);
    value_defined(c, c->A, d);
}

static void alu(struct compiler *c, enum alu op, enum width w) {
    i64 value;
    if (value_is_constant(c, c->C, &value)) {
        op == ALU_MUL ? multiply_constant(c, w, value) : alu_constant(c, op, w, value);
        return;
    }
    int x = value_use(c, c->B, w, REG_X), d = value_define(c, c->A);
    if (value_in_memory(c, c->C)) {
        asm_alu_load(&c->a, op, w, d, x, REG_FRAME, slot_offset(c->C));
    } else {
        int y = value_use(c, c->C, w, REG_Y);
        asm_alu(&c->a, op, w, d, x, y);
    }
    value_defined(c, c->A, d);
}

static void shift(struct compiler *c, enum shift op, enum width w) {
    i64 count;
    if (value_is_constant(c, c->C, &count)) {
        int x = value_use(c, c->B, w, REG_X), d = value_define(c, c->A);
        asm_shift_constant(&c->a, op, w, d, x, (unsigned)count & (w == W64 ? 63 : 31));
        value_defined(c, c->A, d);
        return;
    }
    value_use_in(c, c->C, W32, REG_Y);
    int x = value_use(c, c->B, w, REG_X), d = value_define(c, c->A);
    asm_shift(&c->a, op, w, d, x, REG_Y);
    value_defined(c, c->A, d);
}
static void shift_constant(struct compiler *c, enum shift op, enum width w) {
    int x = value_use(c, c->B, w, REG_X), d = value_define(c, c->A);
    asm_shift_constant(&c->a, op, w, d, x, (unsigned)imm_c(c));
    value_defined(c, c->A, d);
}

static void divide(struct compiler *c, enum width w, bool remainder) {
    value_use_in(c, c->C, w, REG_Y);
    asm_compare_constant(&c->a, w, REG_Y, 0);
    leave(c, asm_branch(&c->a, COND_EQ), LATE_DIVISION);
    value_use_in(c, c->B, w, REG_X);
    asm_divide(&c->a, w, remainder);
    value_defined(c, c->A, REG_X);
}

/* By 2^shift, rounding towards 0: a negative dividend first gets 2^shift - 1 more. In REG_X. */
static void divide_by_power(struct compiler *c, enum width w, unsigned power, bool remainder, bool negate) {
    unsigned bits = w == W64 ? 64 : 32;
    value_use_in(c, c->B, w, REG_X);
    if (power == 0) {
        if (remainder)
            asm_constant(&c->a, REG_X, 0);
        else if (negate)
            asm_negate(&c->a, w, REG_X, REG_X);
        return;
    }
    asm_shift_constant(&c->a, SHIFT_RIGHT, w, REG_Z, REG_X, bits - 1);
    asm_shift_constant(&c->a, SHIFT_RIGHT_LOGICAL, w, REG_Z, REG_Z, bits - power);
    asm_alu(&c->a, ALU_ADD, w, REG_X, REG_X, REG_Z);
    if (remainder) {
        asm_alu_constant(&c->a, ALU_AND, w, REG_X, REG_X, (i32)((1u << power) - 1));
        asm_alu(&c->a, ALU_SUB, w, REG_X, REG_X, REG_Z);
        return;
    }
    asm_shift_constant(&c->a, SHIFT_RIGHT, w, REG_X, REG_X, power);
    if (negate)
        asm_negate(&c->a, w, REG_X, REG_X);
}

/* q = x / d as (x * m) >> s, rounded towards 0, for a divisor of at least 3 that is no power of 2: m = ceil(2^s / d) with
 * s = 32 + floor(log2 d) is exact for all 32-bit x (Granlund, Montgomery, Division by Invariant Integers using
 * Multiplication, 1994). m is at most 2^32, so that x * m fits in 64 bits. */
static void divide_by_number(struct compiler *c, i32 divisor, bool remainder) {
    u32 positive = divisor < 0 ? 0u - (u32)divisor : (u32)divisor;
    unsigned s = 32 + (31 - (unsigned)__builtin_clz(positive));
    u64 m = ((u64)1 << s) / positive + 1;
    value_use_in(c, c->B, W32, REG_Y);
    asm_extend(&c->a, MEM_32, REG_Y, REG_Y);
    asm_constant(&c->a, REG_X, m);
    asm_alu(&c->a, ALU_MUL, W64, REG_X, REG_X, REG_Y);
    asm_shift_constant(&c->a, SHIFT_RIGHT, W64, REG_X, REG_X, s);
    asm_shift_constant(&c->a, SHIFT_RIGHT, W32, REG_Z, REG_Y, 31);
    asm_alu(&c->a, ALU_SUB, W32, REG_X, REG_X, REG_Z);
    if (divisor < 0)
        asm_negate(&c->a, W32, REG_X, REG_X);
    if (remainder) {
        asm_alu_constant(&c->a, ALU_MUL, W32, REG_X, REG_X, divisor);
        asm_alu(&c->a, ALU_SUB, W32, REG_X, REG_Y, REG_X);
    }
}

static void divide_constant(struct compiler *c, enum width w, bool remainder) {
    i32 divisor = imm_c(c);
    u32 positive = divisor < 0 ? 0u - (u32)divisor : (u32)divisor;
    if ((positive & (positive - 1)) == 0) {
        divide_by_power(c, w, (unsigned)__builtin_ctz(positive), remainder, divisor < 0);
    } else if (w == W32) {
        divide_by_number(c, divisor, remainder);
    } else {
        value_use_in(c, c->B, w, REG_X);
        asm_constant(&c->a, REG_Y, (u64)(i64)divisor);
        asm_divide(&c->a, w, remainder);
    }
    value_defined(c, c->A, REG_X);
}

static void negate(struct compiler *c, enum width w) {
    int x = value_use(c, c->B, w, REG_X), d = value_define(c, c->A);
    asm_negate(&c->a, w, d, x);
    value_defined(c, c->A, d);
}
static void extend(struct compiler *c, enum mem m) {
    int x = value_use(c, c->B, W32, REG_X), d = value_define(c, c->A);
    asm_extend(&c->a, m, d, x);
    value_defined(c, c->A, d);
}
static void narrow(struct compiler *c) {
    int x = value_use(c, c->B, W32, REG_X), d = value_define(c, c->A);
    asm_move(&c->a, W32, d, x);
    value_defined(c, c->A, d);
}

void value_move(struct compiler *c, int to, int from) {
    i64 value;
    if (value_is_constant(c, from, &value)) {
        value_define_constant(c, to, (u64)value);
    } else if (value_is_fp(c, to) || (from == ACCUMULATOR && c->acc == ACC_FP)) {
        int d = value_define_fp(c, to), x = value_use_fp(c, from, true, d);
        value_defined_fp(c, to, true, x);
    } else {
        int d = value_define(c, to), x = value_use(c, from, W64, d);
        value_defined(c, to, x);
    }
}

/* Both are read before one is written. */
static void move_pair(struct compiler *c) {
    int first = value_use(c, c->B, W64, REG_X), second = value_use(c, c->C, W64, REG_Y);
    if (first == value_define(c, c->A + 1) && first != REG_X) {
        asm_move(&c->a, W64, REG_X, first);
        first = REG_X;
    }
    if (second == value_define(c, c->A) && second != REG_Y) {
        asm_move(&c->a, W64, REG_Y, second);
        second = REG_Y;
    }
    value_defined(c, c->A, first);
    value_defined(c, c->A + 1, second);
}

static void compare_long(struct compiler *c) {
    int x = value_use(c, c->B, W64, REG_Y), y = value_use(c, c->C, W64, REG_Z);
    asm_compare_long(&c->a, x, y);
    value_defined(c, c->A, REG_X);
}

/* ---- floating point ---- */

static void falu(struct compiler *c, enum falu op, bool wide) {
    int d = value_define_fp(c, c->A);
    if (c->C != ACCUMULATOR && value_in_memory(c, c->C) && !value_is_fp(c, c->C)) {
        int x = value_use_fp(c, c->B, wide, d);
        asm_falu_load(&c->a, op, wide, d, x, REG_FRAME, slot_offset(c->C));
    } else {
        int y = value_use_fp(c, c->C, wide, FREG_Y);
        d = d == y ? FREG_X : d;
        asm_falu(&c->a, op, wide, d, value_use_fp(c, c->B, wide, d), y);
    }
    value_defined_fp(c, c->A, wide, d);
}
static void falu_constant(struct compiler *c, enum falu op, bool wide) {
    int d = value_define_fp(c, c->A), x = value_use_fp(c, c->B, wide, d);
    constant_there(c, asm_falu_constant(&c->a, op, wide, d, x), (u64)extension(c));
    value_defined_fp(c, c->A, wide, d);
}
static void fnegate(struct compiler *c, bool wide) { /* the sign bit */
    value_use_in(c, c->B, W64, REG_X);
    if (wide) {
        asm_constant(&c->a, REG_Y, (u64)1 << 63);
        asm_alu(&c->a, ALU_XOR, W64, REG_X, REG_X, REG_Y);
    } else {
        asm_alu_constant(&c->a, ALU_XOR, W32, REG_X, REG_X, INT32_MIN);
    }
    value_defined(c, c->A, REG_X);
}
static void to_fp(struct compiler *c, enum convert kind, enum width w, bool wide) {
    int x = value_use(c, c->B, w, REG_X), d = value_define_fp(c, c->A);
    asm_convert(&c->a, kind, d, x);
    value_defined_fp(c, c->A, wide, d);
}
static void between_fp(struct compiler *c, enum convert kind, bool wide) {
    int x = value_use_fp(c, c->B, !wide, FREG_Y), d = value_define_fp(c, c->A);
    d = d == x ? FREG_X : d;
    asm_convert(&c->a, kind, d, x);
    value_defined_fp(c, c->A, wide, d);
}
static void from_fp(struct compiler *c, enum width w, bool wide) {
    int x = value_use_fp(c, c->B, wide, FREG_Y);
    leave(c, asm_truncate(&c->a, w, wide, REG_X, x), LATE_EXECUTE);
    value_defined(c, c->A, REG_X);
}

/* ---- branches ---- */

static const enum cond conditions[] = {COND_EQ, COND_NE, COND_LT, COND_GE, COND_GT, COND_LE};

/* A branch around a goto is one with the opposite condition to where that goes. */
static u32 target_around(struct compiler *c, enum cond *cond) {
    u32 target = target_of(c), next = c->at + (u32)rop_words(&c->x->words[c->at]);
    if (target <= c->at || next >= c->x->length)
        return target;
    const union code_word *w = &c->x->words[next];
    u32 base = rop_infos[w->insn.op].base;
    if ((base != R_goto && base != R_goto_back) ||
        (c->x->info[next].flags & (WORD_LEADER | WORD_DEAD | WORD_NOTHING)) || next + rop_words(w) != target)
        return target;
    *cond ^= 1;
    c->at = next;
    return (u32)((i32)next + rop_target(w, 0));
}

static void branch_compare(struct compiler *c, u32 first, enum width w) {
    enum cond cond = conditions[(c->rop->base - first) / 6];
    i64 value;
    bool constant = value_is_constant(c, c->B, &value);
    if (w == W32)
        value = (i32)value;
    if (constant && value == (i32)value) {
        int x = value_use(c, c->A, w, REG_X);
        asm_compare_constant(&c->a, w, x, (i32)value);
    } else if (value_in_memory(c, c->B)) {
        int x = value_use(c, c->A, w, REG_X);
        asm_compare_load(&c->a, w, x, REG_FRAME, slot_offset(c->B));
    } else {
        int x = value_use(c, c->A, w, REG_X), y = value_use(c, c->B, w, REG_Y);
        asm_compare(&c->a, w, x, y);
    }
    u32 target = target_around(c, &cond);
    branch_if(c, cond, target);
    if (w == W32 && cond == COND_GE)
        path_set_less(c, c->A, c->B);
}
static void branch_compare_constant(struct compiler *c, u32 first, enum width w) {
    enum cond cond = conditions[(c->rop->base - first) / 4];
    if (value_in_memory(c, c->A)) {
        asm_compare_memory(&c->a, w == W64 ? MEM_64 : MEM_32, REG_FRAME, slot_offset(c->A), imm_b(c));
    } else {
        int x = value_use(c, c->A, w, REG_X);
        asm_compare_constant(&c->a, w, x, imm_b(c));
    }
    u32 target = target_around(c, &cond);
    branch_if(c, cond, target);
    if (w == W64 && cond == COND_EQ && imm_b(c) == 0)
        path_set_not_null(c, c->A);
}

/* eq ne lt nlt le nle: < and <= with operands exchanged */
static const enum fcond fconditions[] = {FCOND_EQ, FCOND_NE, FCOND_GT, FCOND_NGT, FCOND_GE, FCOND_NGE};

static void branch_fcompare(struct compiler *c, u32 first, bool wide) {
    enum fcond cond = fconditions[(c->rop->base - first) / 6];
    int left = c->A, right = c->B;
    if (cond >= FCOND_GT) {
        left = c->B;
        right = c->A;
    }
    int x = value_use_fp(c, left, wide, FREG_X), y = value_use_fp(c, right, wide, FREG_Y);
    u32 target = target_of(c);
    asm_fcompare(&c->a, wide, x, y);
    u8 *places[2];
    if (target > c->at) {
        block_agree(c, target);
        for (unsigned i = 0, n = asm_fbranch(&c->a, cond, places); i < n; i++)
            block_branch(c, places[i], target);
        return;
    }
    block_agree(c, target);
    unsigned n = asm_fbranch(&c->a, cond, places);
    u8 *over = asm_jump(&c->a);
    for (unsigned i = 0; i < n; i++)
        asm_aim(&c->a, places[i], asm_here(&c->a));
    branch_to(c, target);
    asm_aim(&c->a, over, asm_here(&c->a));
}

static void loop_lt(struct compiler *c, bool constant) {
    int x = value_use(c, c->A, W32, REG_X);
    asm_alu_constant(&c->a, ALU_ADD, W32, x, x, 1);
    value_defined(c, c->A, x);
    if (constant)
        asm_compare_constant(&c->a, W32, x, imm_b(c));
    else if (value_in_memory(c, c->B))
        asm_compare_load(&c->a, W32, x, REG_FRAME, slot_offset(c->B));
    else
        asm_compare(&c->a, W32, x, value_use(c, c->B, W32, REG_Y));
    branch_if(c, COND_LT, target_of(c));
}

/* ---- switches ---- */

/* A branch of a switch: all targets have agreed before. */
static void switch_branch(struct compiler *c, u8 *place, i32 offset) {
    u32 target = (u32)((i32)c->at + offset);
    if (target > c->at) {
        block_branch(c, place, target);
        return;
    }
    /* counts fuel on its way */
    u8 *around = asm_jump(&c->a);
    asm_aim(&c->a, place, asm_here(&c->a));
    branch_to(c, target);
    asm_aim(&c->a, around, asm_here(&c->a));
}

static void agree_on_all(struct compiler *c) {
    u32 targets = rop_targets(&c->x->words[c->at]);
    for (u32 k = 0; k < targets; k++)
        block_agree(c, (u32)((i32)c->at + rop_target(&c->x->words[c->at], k)));
}

#define TREE_MOST 12 /* ranges that a switch tells apart by compares */

/* Targets of a table switch that differ: a tree of compares over runs of equal targets. */
struct range {
    i32 low, high, offset;
};

/* last: what comes next is what follows the switch. */
static void switch_tree(struct compiler *c, const struct range *ranges, u32 count, int x, bool last) {
    i32 next = (i32)rop_words(&c->x->words[c->at]);
    if (count == 1) {
        if (!last || ranges->offset != next)
            switch_branch(c, asm_jump(&c->a), ranges->offset);
        return;
    }
    if (count == 3 && ranges[0].offset == ranges[2].offset && ranges[1].low == ranges[1].high) { /* one key */
        asm_compare_constant(&c->a, W32, x, ranges[1].low);
        switch_branch(c, asm_branch(&c->a, COND_EQ), ranges[1].offset);
        if (!last || ranges[0].offset != next)
            switch_branch(c, asm_jump(&c->a), ranges[0].offset);
        return;
    }
    if (count == 2 && last && ranges[0].offset == next) {
        asm_compare_constant(&c->a, W32, x, ranges[1].low);
        switch_branch(c, asm_branch(&c->a, COND_GE), ranges[1].offset);
        return;
    }
    u32 half = count / 2;
    asm_compare_constant(&c->a, W32, x, ranges[half].low);
    u8 *below = asm_branch(&c->a, COND_LT);
    if (half == 1)
        switch_branch(c, below, ranges[0].offset);
    switch_tree(c, ranges + half, count - half, x, last && half == 1);
    if (half == 1)
        return;
    asm_aim(&c->a, below, asm_here(&c->a));
    switch_tree(c, ranges, half, x, last);
}

static void add_range(struct range *ranges, u32 *count, i32 low, i32 high, i32 offset) {
    if (*count && ranges[*count - 1].offset == offset)
        ranges[*count - 1].high = high;
    else
        ranges[(*count)++] = (struct range){low, high, offset};
}

static bool table_switch(struct compiler *c) {
    const union code_word *w = &c->x->words[c->at];
    i32 low = (i32)(u32)w[1].w;
    u32 cases = (u32)(w[1].w >> 32), count = 0;
    struct range *ranges = arena_alloc(&c->arena, (cases + 2) * sizeof *ranges);
    if (low > INT32_MIN)
        add_range(ranges, &count, INT32_MIN, low - 1, rop_target(w, 0));
    for (u32 k = 0; k < cases; k++)
        add_range(ranges, &count, (i32)((u32)low + k), (i32)((u32)low + k), rop_target(w, k + 1));
    if ((i64)low + cases <= INT32_MAX)
        add_range(ranges, &count, (i32)((u32)low + cases), INT32_MAX, rop_target(w, 0));
    int x = value_use(c, c->A, W32, REG_X);
    agree_on_all(c);
    if (count <= TREE_MOST) { /* a processor predicts these better than an indirect branch */
        switch_tree(c, ranges, count, x, true);
        return true;
    }
    /* a table of distances from it */
    asm_alu_constant(&c->a, ALU_SUB, W32, REG_X, x, low);
    asm_compare_constant(&c->a, W32, REG_X, (i32)cases);
    u8 *outside = asm_branch(&c->a, COND_UGE);
    u8 *place = asm_constant_later(&c->a, REG_Y);
    asm_load_at(&c->a, MEM_32, REG_X, REG_Y, REG_X, 2, 0);
    asm_jump_register(&c->a, REG_X);
    asm_align(&c->a, 4);
    asm_aim_constant(place, asm_here(&c->a));
    u8 *table = c->a.at;
    c->a.at += 4 * (size_t)cases;
    for (u32 k = 0; k < cases; k++) {
        u32 target = (u32)((i32)c->at + rop_target(w, k + 1));
        if (target > c->at) {
            block_address(c, table + 4 * (size_t)k, target);
        } else {
            asm_aim_constant(table + 4 * (size_t)k, asm_here(&c->a));
            branch_to(c, target);
        }
    }
    switch_branch(c, outside, rop_target(w, 0));
    return true;
}

static bool lookup_switch(struct compiler *c) {
    const union code_word *w = &c->x->words[c->at];
    u32 cases = (u32)w[1].w, count = 0;
    struct range *ranges = arena_alloc(&c->arena, (2 * (size_t)cases + 1) * sizeof *ranges);
    i64 next = INT32_MIN;
    for (u32 k = 0; k < cases; k++) {
        i32 key = (i32)(u32)w[2 + k].w;
        if (next < key)
            add_range(ranges, &count, (i32)next, key - 1, rop_target(w, 0));
        add_range(ranges, &count, key, key, rop_target(w, k + 1));
        next = (i64)key + 1;
    }
    if (next <= INT32_MAX)
        add_range(ranges, &count, (i32)next, INT32_MAX, rop_target(w, 0));
    int x = value_use(c, c->A, W32, REG_X);
    agree_on_all(c);
    switch_tree(c, ranges, count, x, true);
    return true;
}

/* ---- the table ---- */

#define CASES(first)                                                                                                   \
    case first:                                                                                                        \
    case first + 6:                                                                                                    \
    case first + 12:                                                                                                   \
    case first + 18:                                                                                                   \
    case first + 24:                                                                                                   \
    case first + 30:                                                                                                   \
    case first + 3:                                                                                                    \
    case first + 9:                                                                                                    \
    case first + 15:                                                                                                   \
    case first + 21:                                                                                                   \
    case first + 27:                                                                                                   \
    case first + 33
#define CASES_I(first)                                                                                                 \
    case first:                                                                                                        \
    case first + 4:                                                                                                    \
    case first + 8:                                                                                                    \
    case first + 12:                                                                                                   \
    case first + 16:                                                                                                   \
    case first + 20:                                                                                                   \
    case first + 2:                                                                                                    \
    case first + 6:                                                                                                    \
    case first + 10:                                                                                                   \
    case first + 14:                                                                                                   \
    case first + 18:                                                                                                   \
    case first + 22
#define DO(statement)                                                                                                  \
    do {                                                                                                               \
        statement;                                                                                                     \
        return true;                                                                                                   \
    } while (0)

bool select_instruction(struct compiler *c) {
    /* clang-format off */
    switch (c->rop->base) {
    case R_mov:        DO(value_move(c, c->A, c->B));
    case R_mov2:       DO(move_pair(c));
    case R_const_i:    DO(value_define_constant(c, c->A, (u32)insn_imm32(c->insn)));
    case R_const_j:    DO(value_define_constant(c, c->A, (u64)(i64)insn_imm32(c->insn)));
    case R_const_wide: DO(value_define_constant(c, c->A, (u64)extension(c)));

    case R_iadd: DO(alu(c, ALU_ADD, W32));     case R_ladd: DO(alu(c, ALU_ADD, W64));
    case R_isub: DO(alu(c, ALU_SUB, W32));     case R_lsub: DO(alu(c, ALU_SUB, W64));
    case R_imul: DO(alu(c, ALU_MUL, W32));     case R_lmul: DO(alu(c, ALU_MUL, W64));
    case R_iand: DO(alu(c, ALU_AND, W32));     case R_land: DO(alu(c, ALU_AND, W64));
    case R_ior:  DO(alu(c, ALU_OR, W32));      case R_lor:  DO(alu(c, ALU_OR, W64));
    case R_ixor: DO(alu(c, ALU_XOR, W32));     case R_lxor: DO(alu(c, ALU_XOR, W64));
    case R_iaddI: DO(alu_constant(c, ALU_ADD, W32, imm_c(c)));   case R_laddI: DO(alu_constant(c, ALU_ADD, W64, imm_c(c)));
    case R_imulI: DO(multiply_constant(c, W32, imm_c(c)));   case R_lmulI: DO(multiply_constant(c, W64, imm_c(c)));
    case R_iandI: DO(alu_constant(c, ALU_AND, W32, imm_c(c)));   case R_landI: DO(alu_constant(c, ALU_AND, W64, imm_c(c)));
    case R_iorI:  DO(alu_constant(c, ALU_OR, W32, imm_c(c)));    case R_lorI:  DO(alu_constant(c, ALU_OR, W64, imm_c(c)));
    case R_ixorI: DO(alu_constant(c, ALU_XOR, W32, imm_c(c)));   case R_lxorI: DO(alu_constant(c, ALU_XOR, W64, imm_c(c)));
    case R_iaddK: DO(alu_constant(c, ALU_ADD, W32, extension(c))); case R_laddK: DO(alu_constant(c, ALU_ADD, W64, extension(c)));
    case R_imulK: DO(multiply_constant(c, W32, extension(c))); case R_lmulK: DO(multiply_constant(c, W64, extension(c)));
    case R_iandK: DO(alu_constant(c, ALU_AND, W32, extension(c))); case R_landK: DO(alu_constant(c, ALU_AND, W64, extension(c)));
    case R_iorK:  DO(alu_constant(c, ALU_OR, W32, extension(c)));  case R_lorK:  DO(alu_constant(c, ALU_OR, W64, extension(c)));
    case R_ixorK: DO(alu_constant(c, ALU_XOR, W32, extension(c))); case R_lxorK: DO(alu_constant(c, ALU_XOR, W64, extension(c)));
    case R_idiv: DO(divide(c, W32, false));    case R_ldiv: DO(divide(c, W64, false));
    case R_irem: DO(divide(c, W32, true));     case R_lrem: DO(divide(c, W64, true));
    case R_idivI: DO(divide_constant(c, W32, false)); case R_ldivI: DO(divide_constant(c, W64, false));
    case R_iremI: DO(divide_constant(c, W32, true));  case R_lremI: DO(divide_constant(c, W64, true));
    case R_ishl:  DO(shift(c, SHIFT_LEFT, W32));          case R_lshl:  DO(shift(c, SHIFT_LEFT, W64));
    case R_ishr:  DO(shift(c, SHIFT_RIGHT, W32));         case R_lshr:  DO(shift(c, SHIFT_RIGHT, W64));
    case R_iushr: DO(shift(c, SHIFT_RIGHT_LOGICAL, W32)); case R_lushr: DO(shift(c, SHIFT_RIGHT_LOGICAL, W64));
    case R_ishlI:  DO(shift_constant(c, SHIFT_LEFT, W32));          case R_lshlI:  DO(shift_constant(c, SHIFT_LEFT, W64));
    case R_ishrI:  DO(shift_constant(c, SHIFT_RIGHT, W32));         case R_lshrI:  DO(shift_constant(c, SHIFT_RIGHT, W64));
    case R_iushrI: DO(shift_constant(c, SHIFT_RIGHT_LOGICAL, W32)); case R_lushrI: DO(shift_constant(c, SHIFT_RIGHT_LOGICAL, W64));
    case R_ineg: DO(negate(c, W32));           case R_lneg: DO(negate(c, W64));
    case R_lcmp: DO(compare_long(c));
    case R_i2l: DO(extend(c, MEM_32));
    case R_l2i: DO(narrow(c));
    case R_i2b: DO(extend(c, MEM_I8));
    case R_i2c: DO(extend(c, MEM_U16));
    case R_i2s: DO(extend(c, MEM_I16));

    case R_fadd: DO(falu(c, FALU_ADD, false));          case R_dadd: DO(falu(c, FALU_ADD, true));
    case R_fsub: DO(falu(c, FALU_SUB, false));          case R_dsub: DO(falu(c, FALU_SUB, true));
    case R_fmul: DO(falu(c, FALU_MUL, false));          case R_dmul: DO(falu(c, FALU_MUL, true));
    case R_fdiv: DO(falu(c, FALU_DIV, false));          case R_ddiv: DO(falu(c, FALU_DIV, true));
    case R_faddK: DO(falu_constant(c, FALU_ADD, false)); case R_daddK: DO(falu_constant(c, FALU_ADD, true));
    case R_fsubK: DO(falu_constant(c, FALU_SUB, false)); case R_dsubK: DO(falu_constant(c, FALU_SUB, true));
    case R_fmulK: DO(falu_constant(c, FALU_MUL, false)); case R_dmulK: DO(falu_constant(c, FALU_MUL, true));
    case R_fdivK: DO(falu_constant(c, FALU_DIV, false)); case R_ddivK: DO(falu_constant(c, FALU_DIV, true));
    case R_fneg: DO(fnegate(c, false));                 case R_dneg: DO(fnegate(c, true));
    case R_i2f: DO(to_fp(c, CONVERT_I2F, W32, false));  case R_i2d: DO(to_fp(c, CONVERT_I2D, W32, true));
    case R_l2f: DO(to_fp(c, CONVERT_L2F, W64, false));  case R_l2d: DO(to_fp(c, CONVERT_L2D, W64, true));
    case R_f2d: DO(between_fp(c, CONVERT_F2D, true));   case R_d2f: DO(between_fp(c, CONVERT_D2F, false));
    case R_f2i: DO(from_fp(c, W32, false));             case R_d2i: DO(from_fp(c, W32, true));
    case R_f2l: DO(from_fp(c, W64, false));             case R_d2l: DO(from_fp(c, W64, true));

    CASES(R_if_ieq):    DO(branch_compare(c, R_if_ieq, W32));
    CASES(R_if_weq):    DO(branch_compare(c, R_if_weq, W64));
    CASES_I(R_if_ieqI): DO(branch_compare_constant(c, R_if_ieqI, W32));
    CASES_I(R_if_weqI): DO(branch_compare_constant(c, R_if_weqI, W64));
    CASES(R_if_feq):    DO(branch_fcompare(c, R_if_feq, false));
    CASES(R_if_deq):    DO(branch_fcompare(c, R_if_deq, true));
    case R_loop_lt_back:  DO(loop_lt(c, false));
    case R_loop_ltI_back: DO(loop_lt(c, true));
    case R_goto: case R_goto_back: DO(branch_to(c, target_of(c)));
    case R_tableswitch:  return table_switch(c);
    case R_lookupswitch: return lookup_switch(c);
    default: return memory_instruction(c);
    }
    /* clang-format on */
}
