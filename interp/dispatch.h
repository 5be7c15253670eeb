/* SPDX-License-Identifier: MIT
 *
 * dispatch.h - how the handler bodies in ops_*.inc are reached and left, defined for the interpreter loop
 * (interp/loop.inc).
 *
 * Bodies know control flow only as these macros, operands only as those of interp/operands.h and the loop's state only
 * by the names of interp/state.h, so that the same text can be compiled in other ways. Every body checks first and
 * writes last: where it leaves by SLOW, the instruction can be executed again.
 */
#ifndef INTERP_DISPATCH_H
#define INTERP_DISPATCH_H

#include "interp/state.h"

#define BODY(id) L_##id:

/* calls and back branches between two polls; a prime, so that loops of any length poll everywhere in turn */
#define POLL_INTERVAL 997u

/* One dispatch; GO, the way to it, is in loop.inc. Where loads are weakly ordered the word is read once, as resolution replaces it whole. */
#if defined(__x86_64__) && !defined(THREAD_SANITIZER)
#define INSN     (PC->insn)
#define DISPATCH goto *handlers[PC->insn.op]
#else
#define INSN current.insn
#define DISPATCH                                                                                                       \
    do {                                                                                                               \
        current.w = __atomic_load_n(&PC->w, __ATOMIC_ACQUIRE);                                                         \
        goto *handlers[current.insn.op];                                                                               \
    } while (0)
#endif

/* leaving a body */
#define ADVANCE(n)                                                                                                     \
    do {                                                                                                               \
        PC += (n);                                                                                                     \
        GO;                                                                                                            \
    } while (0)
#define NEXT       ADVANCE(1)
#define NEXT_EXT   ADVANCE(2)
#define TARGET     IMM_C
#define TARGET32   IMM32
#define BR(offset) ADVANCE(offset)
#define BRB(offset)                                                                                                    \
    do {                                                                                                               \
        PC += (offset);                                                                                                \
        if (UNLIKELY(FUEL-- == 0))                                                                                     \
            goto slow_poll;                                                                                            \
        GO;                                                                                                            \
    } while (0)
#define SLOW(what) goto slow_##what
#define METHOD     (CI->method)
/* Runs m in a new frame whose registers begin at args; a leaf without one. */
#define CALL(m_, args_)                                                                                                \
    do {                                                                                                               \
        struct method *callee_ = (m_);                                                                                 \
        union slot *arguments_ = (args_);                                                                              \
        const union code_word *entry_ = __atomic_load_n(&callee_->code, __ATOMIC_ACQUIRE);                             \
        if (LEAF_CALLS && entry_->insn.op >= R_leaf_void) {                                                            \
            LEAF = entry_->insn;                                                                                       \
            ARGUMENTS = arguments_;                                                                                    \
            goto leaf_call;                                                                                            \
        }                                                                                                              \
        if (UNLIKELY((char *)(arguments_ + callee_->frame_size + STACK_GAP) > (char *)(CI - 1)))                       \
            goto slow_stack_overflow;                                                                                  \
        CI->pc = PC;                                                                                                   \
        CI--;                                                                                                          \
        CI->fp = FP = arguments_;                                                                                      \
        CI->method = callee_;                                                                                          \
        PC = entry_;                                                                                                   \
        TRACE_ENTRY;                                                                                                   \
        if (UNLIKELY(FUEL-- == 0))                                                                                     \
            goto slow_poll;                                                                                            \
        GO;                                                                                                            \
    } while (0)
#define LEAF_DONE ADVANCE(2) /* every call has two words */
#define LEAF_RETURN(slot)                                                                                              \
    do {                                                                                                               \
        ACC = (slot);                                                                                                  \
        ARGUMENTS[0] = ACC;                                                                                            \
        LEAF_DONE;                                                                                                     \
    } while (0)
#define LEAF_RETURN_I(e) LEAF_RETURN(((union slot){.w = (u32)(e)}))
#define LEAF_OP(id)      case R_leaf_##id:
#define LEAF_ARGUMENT    ARGUMENTS[LEAF.a]
#define LEAF_THIS        ARGUMENTS[0].o
#define LEAF_OFFSET      LEAF.c
#define LEAF_IMM         insn_imm32(LEAF)
#define LEAF_FIELD(type) FIELD(LEAF_THIS, LEAF_OFFSET, type)
/* Tail call: m takes over this frame. */
#define CALL_INSTEAD(m_)                                                                                               \
    do {                                                                                                               \
        struct method *callee_ = (m_);                                                                                 \
        if (UNLIKELY((char *)(FP + callee_->frame_size + STACK_GAP) > (char *)(CI - 1)))                               \
            goto slow_stack_overflow;                                                                                  \
        CI->method = callee_;                                                                                          \
        PC = __atomic_load_n(&callee_->code, __ATOMIC_ACQUIRE);                                                        \
        TRACE_ENTRY;                                                                                                   \
        GO;                                                                                                            \
    } while (0)
#define POP_FRAME                                                                                                      \
    do {                                                                                                               \
        TRACE_EXIT;                                                                                                    \
        CI++;                                                                                                          \
        FP = CI->fp;                                                                                                   \
        PC = CI->pc + 2; /* every call has two words */                                                                \
        GO;                                                                                                            \
    } while (0)
#define RETURN(slot)                                                                                                   \
    do {                                                                                                               \
        ACC = (slot);                                                                                                  \
        FP[0] = ACC;                                                                                                   \
        POP_FRAME;                                                                                                     \
    } while (0)
#define RETURN_I(e) RETURN(((union slot){.w = (u32)(e)}))
/* Back to the C code that entered the loop; false: an exception is pending. */
#define LEAVE(ok)                                                                                                      \
    do {                                                                                                               \
        THREAD->fuel = (u32)FUEL; /* short runs add up to polls */                                                     \
        return (ok);                                                                                                   \
    } while (0)

#endif
