/* SPDX-License-Identifier: MIT
 *
 * fallback.c - the interpreter's bodies once more, each as a C function: what machine code calls for an operation that
 * the compiler has no code for, or whose fast path does not apply.
 */
#include "interp/arith.h"
#include "jit/jit_internal.h"

#define THREAD      t
#define FP          fp
#define PC          pc
#define ACC         (*acc)
#define METHOD      (t->top->method)
#define INSN        (PC->insn)
#define ADVANCE(n)  return FALLBACK_next
#define NEXT        return FALLBACK_next
#define NEXT_EXT    return FALLBACK_next
#define TARGET      0
#define TARGET32    0
#define BR(offset)  return FALLBACK_branch
#define BRB(offset) return FALLBACK_branch
#define SLOW(what)  return FALLBACK_##what
#define CALL(m, arguments)                                                                                             \
    do {                                                                                                               \
        *call = (struct slow_call){(m), (arguments)};                                                                  \
        return FALLBACK_call;                                                                                          \
    } while (0)
#define CALL_INSTEAD(m) CALL(m, fp)
#define POP_FRAME       return FALLBACK_branch
#define RETURN(s)       return FALLBACK_branch
#define RETURN_I(e)     return FALLBACK_branch
#define LEAVE(ok)       return FALLBACK_branch
#define BODY(id)                                                                                                       \
    static JAVA_RACES enum fallback body_##id(struct thread *t UNUSED, union slot *fp UNUSED,                          \
                                              const union code_word *pc UNUSED, union slot *acc UNUSED,                \
                                              struct slow_call *call UNUSED)
#include "interp/operands.h"

#include "interp/bodies.inc"
#define OPS "interp/ops_switch.inc"
#include "interp/shape_s.inc"
#define OPS "interp/ops_return.inc"
#include "interp/shape_s.inc"
#define OPS "interp/ops_call.inc"
#include "interp/shape_n.inc"
#define OPS "interp/ops_stub.inc"
#include "interp/shape_n.inc"

typedef enum fallback body(struct thread *, union slot *, const union code_word *, union slot *, struct slow_call *);

static body *const bodies[ROPS] = {
#define ROP(id, base, extension, roles, flags, text) body_##id,
#include "interp/rops.def"
#undef ROP
};

enum fallback fallback_execute(struct thread *t, union slot *fp, const union code_word *pc, union slot *acc,
                               struct slow_call *call) {
    return bodies[pc->insn.op](t, fp, pc, acc, call);
}
