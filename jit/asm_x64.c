/* SPDX-License-Identifier: MIT
 *
 * asm_x64.c - jit/asm.h for x86-64 (Intel's manual, volume 2).
 *
 * An instruction is: prefix (0x66, 0xF2, 0xF3, which choose a type), REX (bits above the third of register numbers, and W: 64
 * bits), opcode, ModRM (a register, and a register or an address), SIB (base + index << scale), offset, constant.
 */
#include "jit/asm.h"

#include <cpuid.h>
#include <string.h>

enum { REX_W = 1, REX_BYTE = 2 /* a byte register of 4 to 7 needs an empty REX */ };

static void byte(struct assembler *a, unsigned b) {
    *a->at++ = (u8)b;
}
static void word32(struct assembler *a, i32 v) {
    memcpy(a->at, &v, 4);
    a->at += 4;
}

static void opcode(struct assembler *a, unsigned prefix, unsigned rex, unsigned code, int reg, int index, int base) {
    if (prefix)
        byte(a, prefix);
    unsigned bits =
        (rex & REX_W ? 8u : 0) | (unsigned)(reg >> 3) << 2 | (unsigned)(index >> 3) << 1 | (unsigned)(base >> 3);
    if (bits || (rex & REX_BYTE))
        byte(a, 0x40 | bits);
    if (code > 0xffff)
        byte(a, code >> 16);
    if (code > 0xff)
        byte(a, code >> 8 & 0xff);
    byte(a, code & 0xff);
}

/* reg, and register rm */
static void with_register(struct assembler *a, unsigned prefix, unsigned rex, unsigned code, int reg, int rm) {
    opcode(a, prefix, rex, code, reg, 0, rm);
    byte(a, 0xc0 | (unsigned)(reg & 7) << 3 | (unsigned)(rm & 7));
}

/* reg, and memory at base + offset */
static void with_memory(struct assembler *a, unsigned prefix, unsigned rex, unsigned code, int reg, int base,
                        i32 offset) {
    opcode(a, prefix, rex, code, reg, 0, base);
    unsigned mod = offset == 0 && (base & 7) != RBP ? 0 : offset == (i8)offset ? 0x40 : 0x80;
    byte(a, mod | (unsigned)(reg & 7) << 3 | (unsigned)(base & 7));
    if ((base & 7) == RSP)
        byte(a, 0x24);
    if (mod == 0x40)
        byte(a, (u8)offset);
    else if (mod == 0x80)
        word32(a, offset);
}

/* reg, and memory at base + (index << scale) + offset */
static void with_index(struct assembler *a, unsigned prefix, unsigned rex, unsigned code, int reg, int base, int index,
                       unsigned scale, i32 offset) {
    opcode(a, prefix, rex, code, reg, index, base);
    unsigned mod = offset == 0 && (base & 7) != RBP ? 0 : offset == (i8)offset ? 0x40 : 0x80;
    byte(a, mod | (unsigned)(reg & 7) << 3 | 4);
    byte(a, scale << 6 | (unsigned)(index & 7) << 3 | (unsigned)(base & 7));
    if (mod == 0x40)
        byte(a, (u8)offset);
    else if (mod == 0x80)
        word32(a, offset);
}

static unsigned rex_of(enum width w) {
    return w == W64 ? REX_W : 0;
}

/* ---- moves ---- */

void asm_move(struct assembler *a, enum width w, int d, int x) {
    if (d != x || w == W32)
        with_register(a, 0, rex_of(w), 0x89, x, d);
}

void asm_constant(struct assembler *a, int d, u64 value) {
    if (value == 0) {
        with_register(a, 0, 0, 0x31, d, d);
    } else if (value == (u32)value) {
        opcode(a, 0, 0, 0xb8 | (d & 7), 0, 0, d);
        word32(a, (i32)(u32)value);
    } else if ((i64)value == (i32)value) {
        with_register(a, 0, REX_W, 0xc7, 0, d);
        word32(a, (i32)value);
    } else {
        opcode(a, 0, REX_W, 0xb8 | (d & 7), 0, 0, d);
        memcpy(a->at, &value, 8);
        a->at += 8;
    }
}

u8 *asm_constant_later(struct assembler *a, int d) {
    opcode(a, 0, 0, 0xb8 | (d & 7), 0, 0, d);
    word32(a, 0);
    return a->at - 4;
}
u8 *asm_word_later(struct assembler *a) {
    word32(a, 0);
    return a->at - 4;
}
void asm_aim_constant(u8 *place, u32 value) {
    memcpy(place, &value, 4);
}

static const struct access {
    u8 load_prefix, load_rex, store_prefix, store_rex;
    u16 load, store;
} accesses[] = {
    [MEM_I8] = {0, 0, 0, REX_BYTE, 0x0fbe, 0x88},
    [MEM_U8] = {0, 0, 0, REX_BYTE, 0x0fb6, 0x88},
    [MEM_I16] = {0, 0, 0x66, 0, 0x0fbf, 0x89},
    [MEM_U16] = {0, 0, 0x66, 0, 0x0fb7, 0x89},
    [MEM_32] = {0, 0, 0, 0, 0x8b, 0x89},
    [MEM_64] = {0, REX_W, 0, REX_W, 0x8b, 0x89},
    [MEM_F32] = {0xf3, 0, 0xf3, 0, 0x0f10, 0x0f11},
    [MEM_F64] = {0xf2, 0, 0xf2, 0, 0x0f10, 0x0f11},
};

void asm_load(struct assembler *a, enum mem m, int d, int base, i32 offset) {
    const struct access *k = &accesses[m];
    with_memory(a, k->load_prefix, k->load_rex, k->load, d, base, offset);
}
void asm_load_at(struct assembler *a, enum mem m, int d, int base, int index, unsigned scale, i32 offset) {
    const struct access *k = &accesses[m];
    with_index(a, k->load_prefix, k->load_rex, k->load, d, base, index, scale, offset);
}
void asm_store(struct assembler *a, enum mem m, int x, int base, i32 offset) {
    const struct access *k = &accesses[m];
    with_memory(a, k->store_prefix, k->store_rex, k->store, x, base, offset);
}
void asm_store_at(struct assembler *a, enum mem m, int x, int base, int index, unsigned scale, i32 offset) {
    const struct access *k = &accesses[m];
    with_index(a, k->store_prefix, k->store_rex, k->store, x, base, index, scale, offset);
}
void asm_store_constant(struct assembler *a, enum mem m, i32 value, int base, i32 offset) {
    const struct access *k = &accesses[m];
    bool is_byte = m == MEM_I8 || m == MEM_U8;
    with_memory(a, k->store_prefix, m == MEM_64 ? REX_W : 0, is_byte ? 0xc6 : 0xc7, 0, base, offset);
    if (is_byte) {
        byte(a, (u8)value);
    } else if (m == MEM_I16 || m == MEM_U16) {
        byte(a, value & 0xff);
        byte(a, (unsigned)value >> 8 & 0xff);
    } else {
        word32(a, value);
    }
}
void asm_store_ordered(struct assembler *a, enum mem m, int x, int base, i32 offset) {
    asm_exchange(a, m, x, base, offset);
}

void asm_extend(struct assembler *a, enum mem m, int d, int x) {
    if (m == MEM_32)
        with_register(a, 0, REX_W, 0x63, d, x);
    else
        with_register(a, 0, m == MEM_I8 || m == MEM_U8 ? REX_BYTE : 0, accesses[m].load, d, x);
}

void asm_address(struct assembler *a, int d, int base, i32 offset) {
    if (offset == 0)
        asm_move(a, W64, d, base);
    else
        with_memory(a, 0, REX_W, 0x8d, d, base, offset);
}
void asm_address_at(struct assembler *a, int d, int base, int index, unsigned scale, i32 offset) {
    with_index(a, 0, REX_W, 0x8d, d, base, index, scale, offset);
}

/* ---- integers ---- */

/* opcode of "register op= register or memory" is n << 3 | 3; n also stands in the form with a constant */
static const u8 alu_number[] = {[ALU_ADD] = 0, [ALU_OR] = 1, [ALU_AND] = 4, [ALU_SUB] = 5, [ALU_XOR] = 6};

static void in_place(struct assembler *a, enum alu op, enum width w, int d, int y) {
    with_register(a, 0, rex_of(w), op == ALU_MUL ? 0x0fafu : (unsigned)alu_number[op] << 3 | 3, d, y);
}

static void constant_form(struct assembler *a, unsigned n, enum width w, int d, i32 value) {
    bool small = value == (i8)value;
    with_register(a, 0, rex_of(w), small ? 0x83 : 0x81, (int)n, d);
    if (small)
        byte(a, (u8)value);
    else
        word32(a, value);
}

void asm_alu(struct assembler *a, enum alu op, enum width w, int d, int x, int y) {
    if (d == y && d != x) {
        if (op == ALU_SUB) { /* d = x - d */
            with_register(a, 0, rex_of(w), 0xf7, 3, d);
            in_place(a, ALU_ADD, w, d, x);
            return;
        }
        y = x;
        x = d;
    }
    if (op == ALU_ADD && d != x) { /* both operands stay */
        with_index(a, 0, rex_of(w), 0x8d, d, x, y == RSP ? x : y, 0, 0);
        return;
    }
    if (d != x)
        asm_move(a, w, d, x);
    in_place(a, op, w, d, y);
}

void asm_alu_constant(struct assembler *a, enum alu op, enum width w, int d, int x, i32 value) {
    if (op == ALU_MUL) {
        bool small = value == (i8)value;
        with_register(a, 0, rex_of(w), small ? 0x6b : 0x69, d, x);
        if (small)
            byte(a, (u8)value);
        else
            word32(a, value);
        return;
    }
    if (op == ALU_SUB && value != INT32_MIN) {
        op = ALU_ADD;
        value = -value;
    }
    if (op == ALU_ADD && d != x) {
        with_memory(a, 0, rex_of(w), 0x8d, d, x, value);
        return;
    }
    if (d != x)
        asm_move(a, w, d, x);
    constant_form(a, alu_number[op], w, d, value);
}

void asm_alu_load(struct assembler *a, enum alu op, enum width w, int d, int x, int base, i32 offset) {
    if (d != x)
        asm_move(a, w, d, x);
    with_memory(a, 0, rex_of(w), op == ALU_MUL ? 0x0fafu : (unsigned)alu_number[op] << 3 | 3, d, base, offset);
}

void asm_add_memory(struct assembler *a, enum width w, int base, i32 offset, i32 value) {
    bool small = value == (i8)value;
    with_memory(a, 0, rex_of(w), small ? 0x83 : 0x81, 0, base, offset);
    if (small)
        byte(a, (u8)value);
    else
        word32(a, value);
}

void asm_negate(struct assembler *a, enum width w, int d, int x) {
    if (d != x)
        asm_move(a, w, d, x);
    with_register(a, 0, rex_of(w), 0xf7, 3, d);
}

static const u8 shift_number[] = {[SHIFT_LEFT] = 4, [SHIFT_RIGHT_LOGICAL] = 5, [SHIFT_RIGHT] = 7};

void asm_shift(struct assembler *a, enum shift op, enum width w, int d, int x, int count) {
    (void)count; /* cl */
    if (d != x)
        asm_move(a, w, d, x);
    with_register(a, 0, rex_of(w), 0xd3, shift_number[op], d);
}

void asm_shift_constant(struct assembler *a, enum shift op, enum width w, int d, int x, unsigned count) {
    if (d != x)
        asm_move(a, w, d, x);
    count &= w == W64 ? 63 : 31;
    if (count) {
        with_register(a, 0, rex_of(w), 0xc1, shift_number[op], d);
        byte(a, count);
    } else if (d == x && w == W32) {
        asm_move(a, W32, d, d);
    }
}

void asm_divide(struct assembler *a, enum width w, bool remainder) {
    constant_form(a, 7, w, REG_Y, -1); /* the smallest number by -1 traps */
    u8 *minus_one = asm_skip(a, COND_EQ);
    opcode(a, 0, rex_of(w), 0x99, 0, 0, 0); /* the sign into rdx */
    with_register(a, 0, rex_of(w), 0xf7, 7, REG_Y);
    if (remainder)
        asm_move(a, w, REG_X, REG_Z);
    u8 *end = asm_skip_always(a);
    asm_join(a, minus_one);
    if (remainder)
        asm_constant(a, REG_X, 0);
    else
        asm_negate(a, w, REG_X, REG_X);
    asm_join(a, end);
}

void asm_divide_unsigned(struct assembler *a, enum width w, bool remainder) {
    asm_constant(a, REG_Z, 0);
    with_register(a, 0, rex_of(w), 0xf7, 6, REG_Y);
    if (remainder)
        asm_move(a, w, REG_X, REG_Z);
}
void asm_multiply_high(struct assembler *a, int y) {
    with_register(a, 0, REX_W, 0xf7, 5, y);
}

/* ---- bits ---- */

bool asm_has(enum feature f) {
    unsigned eax, ebx, ecx, edx, bits = 0;
    switch (f) {
    case FEATURE_NONE:
        return true;
    case FEATURE_POPCNT:
        return __get_cpuid(1, &eax, &ebx, &ecx, &edx) && (ecx & bit_POPCNT);
    case FEATURE_SSE41:
        return __get_cpuid(1, &eax, &ebx, &ecx, &edx) && (ecx & bit_SSE4_1);
    case FEATURE_LZCNT:
        return __get_cpuid(0x80000001, &eax, &ebx, &ecx, &edx) && (ecx & 1u << 5);
    case FEATURE_BMI1:
        return __get_cpuid_count(7, 0, &eax, &ebx, &ecx, &edx) && (ebx & 1u << 3);
    case FEATURE_FMA:
        bits = bit_FMA | bit_AVX | bit_OSXSAVE; /* its encoding is AVX's, which the system has to know */
        break;
    }
    return __get_cpuid(1, &eax, &ebx, &ecx, &edx) && (ecx & bits) == bits && __builtin_cpu_supports("avx");
}

void asm_count_ones(struct assembler *a, enum width w, int d, int x) {
    with_register(a, 0xf3, rex_of(w), 0x0fb8, d, x);
}
void asm_count_leading_zeros(struct assembler *a, enum width w, int d, int x) {
    with_register(a, 0xf3, rex_of(w), 0x0fbd, d, x);
}
void asm_count_trailing_zeros(struct assembler *a, enum width w, int d, int x) {
    with_register(a, 0xf3, rex_of(w), 0x0fbc, d, x);
}
void asm_reverse_bytes(struct assembler *a, enum width w, int d, int x) {
    if (d != x)
        asm_move(a, w, d, x);
    opcode(a, 0, rex_of(w), 0x0fc8 | (d & 7), 0, 0, d);
}
void asm_rotate(struct assembler *a, bool right, enum width w, int d, int x, int count) {
    (void)count; /* cl */
    if (d != x)
        asm_move(a, w, d, x);
    with_register(a, 0, rex_of(w), 0xd3, right, d);
}

void asm_compare_long(struct assembler *a, int x, int y) {
    asm_compare(a, W64, x, y);
    with_register(a, 0, REX_BYTE, 0x0f9f, 0, REG_X); /* setg al */
    with_register(a, 0, REX_BYTE, 0x0f9c, 0, REG_Y); /* setl cl */
    with_register(a, 0, REX_BYTE, 0x28, REG_Y, REG_X);
    asm_extend(a, MEM_I8, REG_X, REG_X);
}

/* ---- compare and branch ---- */

enum { CODE_PARITY = 10, CODE_NO_PARITY = 11, CODE_OVERFLOW = 0 };
static const u8 cond_code[] = {[COND_EQ] = 4,
                               [COND_NE] = 5,
                               [COND_LT] = 12,
                               [COND_GE] = 13,
                               [COND_GT] = 15,
                               [COND_LE] = 14,
                               [COND_ULT] = 2,
                               [COND_UGE] = 3,
                               [COND_UGT] = 7,
                               [COND_ULE] = 6,
                               [COND_OVERFLOW] = CODE_OVERFLOW,
                               [COND_NO_OVERFLOW] = 1,
                               [COND_UNORDERED] = CODE_PARITY,
                               [COND_ORDERED] = CODE_NO_PARITY};

void asm_compare(struct assembler *a, enum width w, int x, int y) {
    with_register(a, 0, rex_of(w), 0x39, y, x);
}
void asm_compare_constant(struct assembler *a, enum width w, int x, i32 value) {
    if (value == 0)
        with_register(a, 0, rex_of(w), 0x85, x, x);
    else
        constant_form(a, 7, w, x, value);
}
void asm_compare_load(struct assembler *a, enum width w, int x, int base, i32 offset) {
    with_memory(a, 0, rex_of(w), 0x3b, x, base, offset);
}
void asm_compare_memory(struct assembler *a, enum mem m, int base, i32 offset, i32 value) {
    if (m == MEM_U8 || m == MEM_I8) {
        with_memory(a, 0, 0, 0x80, 7, base, offset);
        byte(a, (u8)value);
        return;
    }
    bool small = value == (i8)value, half = m == MEM_U16 || m == MEM_I16;
    with_memory(a, half ? 0x66 : 0, m == MEM_64 ? REX_W : 0, small ? 0x83 : 0x81, 7, base, offset);
    if (small) {
        byte(a, (u8)value);
    } else if (half) {
        byte(a, value & 0xff);
        byte(a, (unsigned)value >> 8 & 0xff);
    } else {
        word32(a, value);
    }
}

static u8 *branch_code(struct assembler *a, unsigned code) {
    byte(a, 0x0f);
    byte(a, 0x80 | code);
    word32(a, 0);
    return a->at - 4;
}
static u8 *skip_code(struct assembler *a, unsigned code) {
    byte(a, 0x70 | code);
    byte(a, 0);
    return a->at - 1;
}

u8 *asm_branch(struct assembler *a, enum cond cond) {
    return branch_code(a, cond_code[cond]);
}
u8 *asm_jump(struct assembler *a) {
    byte(a, 0xe9);
    word32(a, 0);
    return a->at - 4;
}
void asm_aim(const struct assembler *a, u8 *place, u32 target) {
    i32 distance = (i32)(target - (u32)((uintptr_t)place + (uintptr_t)a->run) - 4);
    memcpy(place, &distance, 4);
}
u8 *asm_skip(struct assembler *a, enum cond cond) {
    return skip_code(a, cond_code[cond]);
}
u8 *asm_skip_always(struct assembler *a) {
    byte(a, 0xeb);
    byte(a, 0);
    return a->at - 1;
}
void asm_join(struct assembler *a, u8 *place) {
    intptr_t distance = a->at - place - 1;
    BUG_ON(distance > 127);
    *place = (u8)distance;
}
/* The distance of a branch of two bytes, which is written next, to the target; false: it is too far. */
static bool is_near(const struct assembler *a, u32 target, i32 *distance) {
    *distance = (i32)(target - asm_here(a) - 2);
    return *distance == (i8)*distance;
}
void asm_jump_to(struct assembler *a, u32 target) {
    i32 distance;
    if (is_near(a, target, &distance)) {
        byte(a, 0xeb);
        byte(a, (u8)distance);
        return;
    }
    asm_aim(a, asm_jump(a), target);
}
u8 *asm_call(struct assembler *a) {
    byte(a, 0xe8);
    word32(a, 0);
    return a->at - 4;
}
void asm_call_to(struct assembler *a, u32 target) {
    asm_aim(a, asm_call(a), target);
}
void asm_load_return_address(struct assembler *a, int d) {
    asm_load(a, MEM_64, d, RSP, 0);
}
void asm_return(struct assembler *a) {
    byte(a, 0xc3);
}
void asm_branch_to(struct assembler *a, enum cond cond, u32 target) {
    i32 distance;
    if (is_near(a, target, &distance)) {
        byte(a, 0x70u | cond_code[cond]);
        byte(a, (u8)distance);
        return;
    }
    asm_aim(a, asm_branch(a, cond), target);
}
void asm_jump_register(struct assembler *a, int x) {
    with_register(a, 0, 0, 0xff, 4, x);
}
void asm_move_if(struct assembler *a, enum cond cond, enum width w, int d, int x) {
    with_register(a, 0, rex_of(w), 0x0f40u | cond_code[cond], d, x);
}
void asm_set_if(struct assembler *a, enum cond cond, int d) {
    with_register(a, 0, REX_BYTE, 0x0f90u | cond_code[cond], 0, d);
    asm_extend(a, MEM_U8, d, d);
}
void asm_count_down(struct assembler *a, int x) {
    constant_form(a, 5, W64, x, 1);
}

/* ---- floating point ---- */

static unsigned prefix_of(bool wide) {
    return wide ? 0xf2 : 0xf3;
}

void asm_fmove(struct assembler *a, int d, int x) {
    if (d != x)
        with_register(a, 0, 0, 0x0f28, d, x); /* movaps */
}
void asm_move_to_fp(struct assembler *a, int d, int x) {
    with_register(a, 0x66, REX_W, 0x0f6e, d, x);
}
void asm_move_from_fp(struct assembler *a, enum width w, int d, int x) {
    with_register(a, 0x66, rex_of(w), 0x0f7e, x, d);
}
void asm_fzero(struct assembler *a, int d) {
    with_register(a, 0, 0, 0x0f57, d, d); /* xorps */
}

static const u16 falu_code[] = {[FALU_ADD] = 0x0f58, [FALU_SUB] = 0x0f5c, [FALU_MUL] = 0x0f59, [FALU_DIV] = 0x0f5e};

void asm_falu(struct assembler *a, enum falu op, bool wide, int d, int x, int y) {
    BUG_ON(d == y && d != x);
    asm_fmove(a, d, x);
    with_register(a, prefix_of(wide), 0, falu_code[op], d, y);
}
void asm_falu_load(struct assembler *a, enum falu op, bool wide, int d, int x, int base, i32 offset) {
    asm_fmove(a, d, x);
    with_memory(a, prefix_of(wide), 0, falu_code[op], d, base, offset);
}
/* [rip + distance] */
static u8 *with_distance(struct assembler *a, unsigned prefix, unsigned code, int reg) {
    opcode(a, prefix, 0, code, reg, 0, 0);
    byte(a, (unsigned)(reg & 7) << 3 | 5);
    word32(a, 0);
    return a->at - 4;
}
u8 *asm_falu_constant(struct assembler *a, enum falu op, bool wide, int d, int x) {
    asm_fmove(a, d, x);
    return with_distance(a, prefix_of(wide), falu_code[op], d);
}
u8 *asm_fload_later(struct assembler *a, bool wide, int d) {
    return with_distance(a, prefix_of(wide), 0x0f10, d);
}
void asm_fcompare(struct assembler *a, bool wide, int x, int y) {
    with_register(a, wide ? 0x66 : 0, 0, 0x0f2e, x, y); /* ucomiss, ucomisd: unordered sets ZF, PF and CF */
}
unsigned asm_fbranch(struct assembler *a, enum fcond cond, u8 *places[2]) {
    u8 *unordered;
    switch (cond) {
    case FCOND_EQ:
        unordered = skip_code(a, CODE_PARITY);
        places[0] = asm_branch(a, COND_EQ);
        asm_join(a, unordered);
        return 1;
    case FCOND_NE:
        places[0] = branch_code(a, CODE_PARITY);
        places[1] = asm_branch(a, COND_NE);
        return 2;
    case FCOND_GT:
        places[0] = asm_branch(a, COND_UGT);
        return 1;
    case FCOND_NGT:
        places[0] = asm_branch(a, COND_ULE);
        return 1;
    case FCOND_GE:
        places[0] = asm_branch(a, COND_UGE);
        return 1;
    case FCOND_NGE:
        break;
    }
    places[0] = asm_branch(a, COND_ULT);
    return 1;
}

void asm_convert(struct assembler *a, enum convert kind, int d, int x) {
    switch (kind) {
    case CONVERT_F2D:
        with_register(a, 0xf3, 0, 0x0f5a, d, x);
        return;
    case CONVERT_D2F:
        with_register(a, 0, 0, 0x0f57, d, d); /* the upper half of a float's slot is 0 */
        with_register(a, 0xf2, 0, 0x0f5a, d, x);
        return;
    case CONVERT_I2F:
    case CONVERT_I2D:
    case CONVERT_L2F:
    case CONVERT_L2D:
        break;
    }
    with_register(a, 0, 0, 0x0f57, d, d); /* what d held before must not be waited for */
    bool wide = kind == CONVERT_I2D || kind == CONVERT_L2D, is_long = kind == CONVERT_L2F || kind == CONVERT_L2D;
    with_register(a, prefix_of(wide), is_long ? REX_W : 0, 0x0f2a, d, x);
}

u8 *asm_truncate(struct assembler *a, enum width w, bool wide, int d, int x) {
    with_register(a, prefix_of(wide), rex_of(w), 0x0f2c, d, x); /* out of range: the smallest number */
    constant_form(a, 7, w, d, 1);
    return branch_code(a, CODE_OVERFLOW);
}

void asm_fsqrt(struct assembler *a, bool wide, int d, int x) {
    asm_fmove(a, d, x); /* with the upper half */
    with_register(a, prefix_of(wide), 0, 0x0f51, d, d);
}
void asm_fround(struct assembler *a, enum rounding mode, int d, int x) {
    with_register(a, 0x66, 0, 0x0f3a0b, d, x); /* roundsd */
    byte(a, (unsigned)mode | 8);
}
void asm_fmultiply_add(struct assembler *a, bool wide, int d, int x, int y) {
    /* vfmadd231: VEX with map 0F38; R, X and B are inverted */
    byte(a, 0xc4);
    byte(a, (d & 8 ? 0 : 0x80u) | 0x40 | (y & 8 ? 0 : 0x20u) | 2);
    byte(a, (wide ? 0x80u : 0) | (unsigned)(~x & 15) << 3 | 1);
    byte(a, 0xb9);
    byte(a, 0xc0 | (unsigned)(d & 7) << 3 | (unsigned)(y & 7));
}
/* all bits but the sign's */
static void sign_mask(struct assembler *a, bool wide, int d) {
    with_register(a, 0x66, 0, 0x0f76, d, d);                 /* pcmpeqd */
    with_register(a, 0x66, 0, wide ? 0x0f73 : 0x0f72, 2, d); /* psrlq, psrld */
    byte(a, 1);
}
static void fbits(struct assembler *a, unsigned code, int d, int x) {
    with_register(a, 0, 0, code, d, x);
}
enum { FBITS_AND = 0x0f54, FBITS_AND_NOT = 0x0f55, FBITS_OR = 0x0f56 }; /* and_not: ~d & x */

void asm_fabs(struct assembler *a, bool wide, int d, int x) {
    sign_mask(a, wide, FREG_Y);
    asm_fmove(a, d, x);
    fbits(a, FBITS_AND, d, FREG_Y);
}
void asm_fcopy_sign(struct assembler *a, bool wide, int d, int x, int sign) {
    sign_mask(a, wide, FREG_Y);
    asm_fmove(a, d, x);
    fbits(a, FBITS_AND, d, FREG_Y);
    fbits(a, FBITS_AND_NOT, FREG_Y, sign);
    fbits(a, FBITS_OR, d, FREG_Y);
}
void asm_fextreme(struct assembler *a, bool wide, bool larger, int x, int y) {
    asm_fmove(a, FREG_X, x);
    asm_fcompare(a, wide, FREG_X, y);
    u8 *rare = asm_skip(a, COND_EQ); /* equal, or one is NaN */
    with_register(a, prefix_of(wide), 0, larger ? 0x0f5f : 0x0f5d, FREG_X, y);
    u8 *end = asm_skip_always(a);
    asm_join(a, rare);
    u8 *nan = asm_skip(a, COND_UNORDERED);
    fbits(a, larger ? FBITS_AND : FBITS_OR, FREG_X, y);
    u8 *end_equal = asm_skip_always(a);
    asm_join(a, nan);
    with_register(a, prefix_of(wide), 0, 0x0f58, FREG_X, y);
    asm_join(a, end_equal);
    asm_join(a, end);
}

/* ---- memory that others see ---- */

void asm_exchange(struct assembler *a, enum mem m, int x, int base, i32 offset) {
    const struct access *k = &accesses[m];
    with_memory(a, k->store_prefix, k->store_rex, k->store - 2u, x, base,
                offset); /* xchg is 2 before mov: 86, 87 for 88, 89 */
}
/* code: of the form with 8 bits; the next one has the others */
static void locked(struct assembler *a, unsigned code, enum mem m, int x, int base, i32 offset) {
    const struct access *k = &accesses[m];
    byte(a, 0xf0);
    with_memory(a, k->store_prefix, k->store_rex, code | (m != MEM_I8 && m != MEM_U8), x, base, offset);
}
void asm_fetch_add(struct assembler *a, enum mem m, int x, int base, i32 offset) {
    locked(a, 0x0fc0, m, x, base, offset);
}
void asm_compare_exchange(struct assembler *a, enum mem m, int x, int base, i32 offset) {
    locked(a, 0x0fb0, m, x, base, offset);
}
void asm_fence(struct assembler *a) {
    byte(a, 0xf0); /* lock add [rsp], 0 */
    with_memory(a, 0, 0, 0x83, 0, RSP, 0);
    byte(a, 0);
}

/* ---- C and the world outside ---- */

static const u8 kept[] = {RBX, RBP, R12, R13, R14, R15};

void asm_push(struct assembler *a, int x) {
    opcode(a, 0, 0, 0x50 | (x & 7), 0, 0, x);
}
void asm_pop(struct assembler *a, int d) {
    opcode(a, 0, 0, 0x58 | (d & 7), 0, 0, d);
}
void asm_move_stack(struct assembler *a, i32 bytes) {
    constant_form(a, 0, W64, RSP, bytes);
}
void asm_enter(struct assembler *a) {
    for (unsigned i = 0; i < sizeof kept; i++)
        asm_push(a, kept[i]);
    asm_push(a, RSI); /* 7 words and the return address: the stack is aligned again */
}
void asm_load_kept(struct assembler *a, int d) {
    asm_load(a, MEM_64, d, RSP, 0);
}
void asm_leave(struct assembler *a) {
    asm_move_stack(a, 8);
    for (unsigned i = sizeof kept; i-- > 0;)
        asm_pop(a, kept[i]);
    byte(a, 0xc3);
}
void asm_clear_pins(struct assembler *a) {
    asm_constant(a, RBX, 0);
    asm_constant(a, RBP, 0);
}
void asm_call_c(struct assembler *a, const void *function) {
    asm_constant(a, REG_X, (u64)(uintptr_t)function);
    with_register(a, 0, 0, 0xff, 2, REG_X);
}
void asm_trap(struct assembler *a) {
    byte(a, 0x0f);
    byte(a, 0x0b);
}
void asm_align(struct assembler *a, unsigned to) {
    while ((uintptr_t)a->at % to)
        byte(a, 0x90);
}
