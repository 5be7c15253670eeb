/* SPDX-License-Identifier: MIT
 *
 * dispatch.h - how the handler bodies in ops_*.inc are reached and left, defined for the interpreter loop
 * (interp/loop.inc).
 *
 * Bodies know control flow only as these macros and operands only as those of interp/operands.h, so that the same text
 * can become stencils of a compiler.
 */
#ifndef INTERP_DISPATCH_H
#define INTERP_DISPATCH_H

#define FUEL 1000u /* calls and back branches between two polls */

/* One dispatch. Where loads are weakly ordered the word is read once, as resolution replaces it whole. */
#if defined(__x86_64__) && !defined(THREAD_SANITIZER)
#define INSN (pc->insn)
#define GO                                                                                                             \
    do {                                                                                                               \
        TRACE_STEP;                                                                                                    \
        goto *handlers[pc->insn.op];                                                                                   \
    } while (0)
#else
#define INSN current.insn
#define GO                                                                                                             \
    do {                                                                                                               \
        TRACE_STEP;                                                                                                    \
        current.w = __atomic_load_n(&pc->w, __ATOMIC_ACQUIRE);                                                         \
        goto *handlers[current.insn.op];                                                                               \
    } while (0)
#endif

/* leaving a body */
#define ADVANCE(n)                                                                                                     \
    do {                                                                                                               \
        pc += (n);                                                                                                     \
        GO;                                                                                                            \
    } while (0)
#define NEXT       ADVANCE(1)
#define NEXT_EXT   ADVANCE(2)
#define TARGET     IMM_C
#define TARGET32   IMM32
#define BR(offset) ADVANCE(offset)
#define BRB(offset)                                                                                                    \
    do {                                                                                                               \
        pc += (offset);                                                                                                \
        if (UNLIKELY(fuel-- == 0))                                                                                     \
            goto slow_poll;                                                                                            \
        GO;                                                                                                            \
    } while (0)
#define SLOW(what) goto slow_##what
#define METHOD     (ci->method)
/* Runs m in a new frame whose registers begin at args; a leaf without one. */
#define CALL(m_, args_)                                                                                                \
    do {                                                                                                               \
        struct method *callee_ = (m_);                                                                                 \
        union slot *arguments_ = (args_);                                                                              \
        const union code_word *entry_ = __atomic_load_n(&callee_->code, __ATOMIC_ACQUIRE);                             \
        if (LEAF_CALLS && entry_->insn.op >= R_leaf_void) {                                                            \
            leaf = entry_->insn;                                                                                       \
            arguments = arguments_;                                                                                    \
            goto leaf_call;                                                                                            \
        }                                                                                                              \
        if (UNLIKELY((char *)(arguments_ + callee_->frame_size + STACK_GAP) > (char *)(ci - 1)))                       \
            goto slow_stack_overflow;                                                                                  \
        ci->pc = pc;                                                                                                   \
        ci--;                                                                                                          \
        ci->fp = fp = arguments_;                                                                                      \
        ci->method = callee_;                                                                                          \
        pc = entry_;                                                                                                   \
        if (UNLIKELY(fuel-- == 0))                                                                                     \
            goto slow_poll;                                                                                            \
        GO;                                                                                                            \
    } while (0)
#define LEAF_DONE ADVANCE(2) /* every call has two words */
#define LEAF_RETURN(slot)                                                                                              \
    do {                                                                                                               \
        acc = (slot);                                                                                                  \
        arguments[0] = acc;                                                                                            \
        LEAF_DONE;                                                                                                     \
    } while (0)
#define LEAF_RETURN_I(e) LEAF_RETURN(((union slot){.w = (u32)(e)}))
#define LEAF_FIELD(type) FIELD(arguments[0].o, leaf.c, type)
/* Tail call: m takes over this frame. */
#define CALL_INSTEAD(m_)                                                                                               \
    do {                                                                                                               \
        struct method *callee_ = (m_);                                                                                 \
        if (UNLIKELY((char *)(fp + callee_->frame_size + STACK_GAP) > (char *)(ci - 1)))                               \
            goto slow_stack_overflow;                                                                                  \
        ci->method = callee_;                                                                                          \
        pc = __atomic_load_n(&callee_->code, __ATOMIC_ACQUIRE);                                                        \
        GO;                                                                                                            \
    } while (0)
#define POP_FRAME                                                                                                      \
    do {                                                                                                               \
        ci++;                                                                                                          \
        fp = ci->fp;                                                                                                   \
        pc = ci->pc + 2; /* every call has two words */                                                                \
        GO;                                                                                                            \
    } while (0)
#define RETURN(slot)                                                                                                   \
    do {                                                                                                               \
        acc = (slot);                                                                                                  \
        fp[0] = acc;                                                                                                   \
        POP_FRAME;                                                                                                     \
    } while (0)
#define RETURN_I(e) RETURN(((union slot){.w = (u32)(e)}))

#endif
