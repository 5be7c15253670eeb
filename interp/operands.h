/* SPDX-License-Identifier: MIT
 *
 * operands.h - operands and results of the handler bodies in ops_*.inc, defined for the interpreter loop.
 *
 * A shape_*.inc file includes a file of bodies once per accumulator variant, with OP and REG_A/B/C set accordingly. R,
 * I, J,
 * ... name a register operand by its field, as a whole or as a type.
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
#define REGISTER_A fp[INSN.a]
#define REGISTER_B fp[INSN.b]
#define REGISTER_C fp[INSN.c]
#define IMM_B      ((i16)INSN.b)
#define IMM_C      ((i16)INSN.c)
#define UIMM_A     ((u32)INSN.a)
#define UIMM_B     ((u32)INSN.b)
#define UIMM_C     ((u32)INSN.c)
#define IMM32      insn_imm32(INSN)
#define UIMM32     ((u32)insn_imm32(INSN))
#define EXT        (pc[1])
#define EXT_TABLE  (pc + 1)

/* results: always the whole slot */
#define SET(slot) (REG_A = (slot))
#define SET_I(e)  (REG_A = (union slot){.w = (u32)(e)})
#define SET_J(e)  (REG_A = (union slot){.j = (e)})
#define SET_F(e)  (REG_A = (union slot){.w = (union slot){.f = (e)}.u})
#define SET_D(e)  (REG_A = (union slot){.d = (e)})
#define SET_O(e)  (REG_A = (union slot){.w = (u64)(uintptr_t)(e)})

#endif
