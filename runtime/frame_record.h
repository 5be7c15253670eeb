/* SPDX-License-Identifier: MIT
 *
 * frame_record.h - activation records, for the engines that push them and for frame.c; all others ask runtime/frame.h
 * (tools/check_layers.py sees to that).
 *
 * Every thread has one Java stack. Registers (slots) grow up from its low end, records down from its high end, so one
 * comparison finds the overflow:
 *
 *      low                                                              high
 *      | registers of main | registers of callee ...   free ... | callee | main | entry |
 *        slots grow -->                                      <-- struct frame records
 *
 * A callee's registers begin at the caller's first argument slot: arguments are not copied, the result lands in slot 0
 * of the callee. t->top is the innermost record; the caller's lies behind it. A record without a method is an entry
 * record (C called Java there) or an adapter. While C code runs (natives, slow paths), pc of each record is the instruction being
 * executed: the call in progress or the operation that left to C. How records are pushed and popped: runtime/engine.h.
 */
#ifndef RUNTIME_FRAME_RECORD_H
#define RUNTIME_FRAME_RECORD_H

#include "runtime/class.h"
#include "runtime/frame.h"
#include "runtime/thread.h"
#include "runtime/vm.h"

struct frame {
    const union code_word *pc; /* current instruction of this frame */
    union slot *fp;            /* its register 0 */
    struct method *method;     /* NULL: entry record */
    u32 machine_return; /* where machine code that this frame calls returns to; an interpreted frame need not set it */
    u32 kind;           /* enum frame_kind, where machine_return is set; no other record's is looked at */
};

/* Any other value: machine code called, and left the rest of the record for jit/ to write when somebody looks. */
enum frame_kind {
    FRAME_WRITTEN = 1, /* and so are all behind it */
    FRAME_ENTRY,       /* without a method */
    /* The same, and lies between a frame in machine code and one in the interpreter that it calls: the interpreter's
     * ordinary return finds an operation there that goes on in machine code. Walkers skip it, the unwinder goes on
     * behind it. */
    FRAME_ADAPTER,
};

#define STACK_GAP 256 /* slots kept free between registers and records */

/* All records, entry records too, innermost first; NULL = no more. */
static inline struct frame *frame_record_here(const struct thread *t, struct frame *f) {
    return (char *)f < t->stack_high ? f : NULL;
}
static inline struct frame *frame_record_first(const struct thread *t) {
    if (t->records_unwritten)
        t->vm->engine->write_records((struct thread *)(uintptr_t)t);
    return frame_record_here(t, t->top);
}
static inline struct frame *frame_record_next(const struct thread *t, const struct frame *f) {
    return frame_record_here(t, (struct frame *)(uintptr_t)(f + 1));
}

static inline bool frame_is_entry(const struct frame *f) {
    return !f->method;
}
static inline bool frame_is_adapter(const struct frame *f) {
    return !f->method && f->kind == FRAME_ADAPTER;
}

/* Has the method's own code begun to run? False: f is at an entry stub, as native methods always are. */
static inline bool frame_in_code(const struct frame *f) {
    return code_contains(f->method->register_code, f->pc);
}

/* Index of f's instruction in the words of its code, in which f is. */
static inline u32 frame_word(const struct frame *f) {
    return (u32)(f->pc - f->method->register_code->words);
}

/* A synchronized method locks with its first instruction; before, its lock register isn't set. f is in its code. */
static inline bool frame_has_locked(const struct frame *f) {
    return (f->method->access_flags & ACC_SYNCHRONIZED) && frame_word(f) != 0;
}

/* How many registers f has: those of its code, or the arguments while it is at an entry stub. */
static inline u32 frame_registers(const struct frame *f) {
    return MAX_OF(f->method->frame_size, f->method->arguments);
}

#endif
