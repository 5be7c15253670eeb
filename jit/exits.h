/* SPDX-License-Identifier: MIT
 *
 * exits.h - counting where machine code leaves for C or the interpreter (-Xlog:jit+exits).
 */
#ifndef JIT_EXITS_H
#define JIT_EXITS_H

#include "runtime/vm.h"

struct compiler_state;
struct loader;

enum exit_reason {
#define EXIT(id, name, meaning) EXIT_##id,
#include "jit/exits.def"
#undef EXIT
    EXITS
};

/* t left at pc of m's register code, or, where pc is not in it, when it called m. */
#define EXITS_COUNT(t, m, pc, reason)                                                                                  \
    do {                                                                                                               \
        if (LOG_ON(&(t)->vm->log, jit_exits, LOG_INFO))                                                                \
            exits_add((t), (m), (pc), (reason));                                                                       \
    } while (0)
void exits_add(struct thread *t, const struct method *m, const union code_word *pc, enum exit_reason reason);
/* Methods of the loaders in this list are about to be freed. The world is stopped. */
void exits_forget(struct compiler_state *s, const struct loader *dead);

#endif
