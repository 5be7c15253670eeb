/* SPDX-License-Identifier: MIT
 *
 * held.c - which monitors a frame has entered, for thread dumps and java.lang.management.
 *
 * Nothing is recorded when a frame enters a monitor. Compilers protect a synchronized block by a handler for every
 * exception that releases the monitor first, so the blocks a frame is in are the handlers that cover its pc and begin
 * with monitorexit, whose operand is the register that keeps the object. A block whose early exits split it has one
 * handler and several ranges. What a register names is reported only if the thread really owns it, so code that pairs
 * monitorenter and monitorexit in other ways may lack an entry but never shows a wrong one.
 */
#include "interp/interp_internal.h"
#include "runtime/monitor.h"

static bool covers(const struct code_handler *h, u32 bci) {
    return h->catch_type == 0 && bci >= h->start_bci && bci < h->end_bci;
}

/* The object a handler begins by releasing, or NULL. Before monitorexit it may move the exception, and the object out
 * of the register that keeps it. */
static struct object *released_by(const struct frame *f, const struct code_handler *h) {
    const union code_word *pc = f->method->register_code->words + h->handler_pc;
    struct insn moves[4];
    for (int n = 0; n < 4; n++, pc += rop_words(pc)) {
        const struct rop_info *info = &rop_infos[pc->insn.op];
        if (info->base == R_monitorexit) {
            u16 kept = pc->insn.a;
            while (n-- > 0)
                if (moves[n].a == kept)
                    kept = moves[n].b;
            return f->fp[kept].o;
        }
        if (info->base != R_mov)
            break;
        moves[n] = pc->insn;
    }
    return NULL;
}

/* Is handlers[i] the handler of an earlier range too, one that covers pc? */
static bool is_repeated(const struct register_code *code, u32 i, u32 bci) {
    const struct code_handler *h = code->handlers;
    for (u32 j = 0; j < i; j++)
        if (h[j].handler_pc == h[i].handler_pc && covers(&h[j], bci))
            return true;
    return false;
}

/* Object.wait gives the monitor up for a while; its block still counts as entered, as in HotSpot's dumps. */
static bool owns(struct thread *t, struct object *o) {
    if (!o || gc_find_object(t->vm->heap, o) != o)
        return false; /* what a register holds that is not in use */
    return (monitor_owned(t, o) || (t->waiting_on && monitor_object(t->waiting_on) == o));
}

u32 interp_frame_locks(struct thread *t, const struct frame *f, struct object **found, u32 most) {
    const struct method *m = f->method;
    const struct register_code *code = m->register_code;
    u32 count = 0;
    bool running = frame_in_code(f);
    if (running) {
        u32 bci = code_bci_at(code, f->pc);
        for (u32 i = 0; i < code->handlers_count && count < most; i++) {
            const struct code_handler *h = &code->handlers[i];
            struct object *o = covers(h, bci) && !is_repeated(code, i, bci) ? released_by(f, h) : NULL;
            if (owns(t, o))
                found[count++] = o;
        }
    }
    if ((m->access_flags & ACC_SYNCHRONIZED) && count < most) {
        struct object *o = method_is_native(m)              ? interp_lock_of(m, f->fp)
                           : running && frame_has_locked(f) ? f->fp[code->lock_register].o
                                                            : NULL;
        if (owns(t, o))
            found[count++] = o;
    }
    return count;
}
