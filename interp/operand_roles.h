/* SPDX-License-Identifier: MIT
 *
 * operand_roles.h - which registers one instruction reads and writes, worked out from its row in rops.def.
 *
 * All reads come before all writes: a register that is read and written is in both lists. Beyond the lists
 *     - a call loses all registers from A on, where its callee's registers lie, and the accumulator, but for its result;
 *     - a handler's exception register (struct code_handler) is written between the instruction that throws and the
 *       handler, by the unwinder;
 *     - a return ends the frame; its value goes to the accumulator and to the caller's A.
 */
#ifndef INTERP_OPERAND_ROLES_H
#define INTERP_OPERAND_ROLES_H

#include "interp/rops.h"
#include "runtime/class.h"

struct rop_roles {
    u16 reads[3], writes[2];
    u8 reads_count, writes_count;
    bool accumulator_in, accumulator_out;
    u32 first, arguments; /* registers [first, first + arguments) are read, too */
};

static inline struct rop_roles rop_roles(struct insn i) {
    u32 roles = rop_infos[i.op].roles;
    struct rop_roles r = {.first = i.a, .accumulator_in = roles & USE_ACC, .accumulator_out = roles & DEF_ACC};
    if (roles & USE_A)
        r.reads[r.reads_count++] = i.a;
    if (roles & USE_B)
        r.reads[r.reads_count++] = i.b;
    if (roles & USE_C)
        r.reads[r.reads_count++] = i.c;
    if (roles & USE_THIS)
        r.reads[r.reads_count++] = 0;
    if (roles & DEF_A)
        r.writes[r.writes_count++] = i.a;
    if (roles & DEF_A_NEXT)
        r.writes[r.writes_count++] = (u16)(i.a + 1);
    if (roles & CLEAR_B)
        r.writes[r.writes_count++] = i.b;
    if (roles & ARGS_C)
        r.arguments = i.c;
    if (roles & ARGS_METHOD)
        r.arguments = ((const struct method *)(uintptr_t)(u32)insn_imm32(i))->arguments;
    return r;
}

#endif
