/* SPDX-License-Identifier: MIT
 *
 * asm_x64.h - x86-64's registers, and who has which.
 *
 * rsp is C's. The argument registers of C's calling convention are rdi, rsi, rdx, rcx, r8, r9; it keeps rbx, rbp, r12 to r15.
 */
#ifndef JIT_ASM_X64_H
#define JIT_ASM_X64_H

enum { RAX, RCX, RDX, RBX, RSP, RBP, RSI, RDI, R8, R9, R10, R11, R12, R13, R14, R15 };

enum {
    REG_FRAME = R12,
    REG_RECORD = R13,
    REG_THREAD = R14,
    REG_FUEL = R15,
    REG_ACC = RDI,
    REG_X = RAX,
    REG_Y = RCX,
    REG_Z = RDX,
    FREG_ACC = 1,
    FREG_X = 0,
    FREG_Y = 15,
    PIN_REGS = 7,
    PIN_FREGS = 12,
};

/* Where C wants its arguments, and has its result: a structure of two words comes in both. */
enum { ARG_1 = RDI, ARG_2 = RSI, ARG_3 = RDX, ARG_4 = RCX, ARG_5 = R8, RESULT_1 = RAX, RESULT_2 = RDX };

static inline int asm_pin_register(int i) {
    static const unsigned char registers[PIN_REGS] = {RBX, RBP, RSI, R8, R9, R10, R11};
    return registers[i];
}
/* Does C keep it? */
static inline bool asm_is_kept(int reg) {
    return reg == RBX || reg == RBP;
}
static inline int asm_pin_fp_register(int i) {
    return 2 + i;
}

#endif
