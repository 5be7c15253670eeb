/* SPDX-License-Identifier: MIT
 *
 * operands.h - operands and results of the handler bodies in ops_*.inc, in terms of FP, PC and ACC (interp/state.h) and
 * INSN, the instruction.
 *
 * A shape_*.inc file includes a file of bodies once per accumulator variant, with OP and REG_A/B/C set accordingly. R,
 * I, J, ... name a register operand by its field, as a whole or as a type.
 */
#ifndef INTERP_OPERANDS_H
#define INTERP_OPERANDS_H

#define R(x)       REG_##x
#define I(x)       REG_##x.i
#define J(x)       REG_##x.j
#define F(x)       REG_##x.f
#define D(x)       REG_##x.d
#define O(x)       REG_##x.o
#define W(x)       REG_##x.w
#define REGISTER_A FP[INSN.a]
#define REGISTER_B FP[INSN.b]
#define REGISTER_C FP[INSN.c]
#define IMM_B      ((i16)INSN.b)
#define IMM_C      ((i16)INSN.c)
#define UIMM_A     ((u32)INSN.a)
#define UIMM_B     ((u32)INSN.b)
#define UIMM_C     ((u32)INSN.c)
#define IMM32      insn_imm32(INSN)
#define UIMM32     ((u32)insn_imm32(INSN))
#define EXT        (PC[1])
#define TABLE      (PC + 1)      /* of a switch */
#define ARGS       (&REGISTER_A) /* of a call */

/* results: always the whole slot */
#define SET(slot) (REG_A = (slot))
#define SET_I(e)  (REG_A = (union slot){.w = (u32)(e)})
#define SET_J(e)  (REG_A = (union slot){.j = (e)})
#define SET_F(e)  (REG_A = (union slot){.w = (union slot){.f = (e)}.u})
#define SET_D(e)  (REG_A = (union slot){.d = (e)})
/* the value first: where it is decoded, no address waits for it in a register */
#define SET_O(e)                                                                                                       \
    do {                                                                                                               \
        union slot reference_slot = {.w = (u64)(uintptr_t)(e)};                                                        \
        REG_A = reference_slot;                                                                                        \
    } while (0)

/* A and the register behind it */
#define SET_PAIR(first, second) (REGISTER_A = (first), FP[INSN.a + 1] = (second))

#endif
