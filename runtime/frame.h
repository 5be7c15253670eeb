/* SPDX-License-Identifier: MIT
 *
 * frame.h - activation records of Java methods, and walking them.
 *
 * Every thread has one Java stack. Registers (slots) grow up from its low end, frame records down from its high end, so
 * one comparison finds the overflow:
 *
 *      low                                                              high
 *      | registers of main | registers of callee ...   free ... | callee | main | entry |
 *        slots grow -->                                      <-- struct frame records
 *
 * A callee's registers begin at the caller's first argument slot: arguments are not copied, the result lands in slot 0
 * of the callee. t->top is the innermost record; frame + 1 is the caller's. A record with method == NULL is an entry
 * record: C called Java there; walkers skip it. While C code runs (natives, slow paths), pc of each record is the
 * instruction being executed: the call in progress or the operation that left to C.
 *
 * This is in runtime/ and not in interp/ because native/ and diagnostics/ walk stacks, too.
 */
#ifndef RUNTIME_FRAME_H
#define RUNTIME_FRAME_H

#include "runtime/code.h"

struct class;
struct thread;
struct method;

struct frame {
    const union code_word *pc; /* current instruction of this frame */
    union slot *fp;            /* its register 0 */
    struct method *method;     /* NULL: entry record */
    u64 extra;                 /* engine's own (e.g. saved state of an entry record) */
};

/* Innermost Java (or native-method) frame, or NULL. Entry records are skipped. */
struct frame *frame_first(const struct thread *t);
struct frame *frame_next(const struct thread *t, struct frame *f);
/* Bytecode index, or -1 for native methods. */
int frame_bci(const struct frame *f);
/* Source line: -1 unknown, -2 native. */
int method_line_number(const struct method *m, int bci);

/* As a frame reads in dumps: "java.lang.Object.wait(java.base@17.0.15/Native Method)", and a class: "java.lang.Object",
 * "[I". Text that does not fit is cut; nothing is allocated. Both return the length. */
size_t frame_text(const struct frame *f, char *out, size_t room);
size_t frame_class_name(const struct class *k, char *out, size_t room);

/* Rules of getCallerClass (docs/OPENJDK.md#callers): skips reflection, method-handle and LambdaForm frames. */
bool frame_ignored_by_security_walk(const struct frame *f);

#endif
