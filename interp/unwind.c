/* SPDX-License-Identifier: MIT
 *
 * unwind.c - finding the handler of an exception (JVMS 2.10), frame by frame.
 *
 * Handlers are searched by bytecode index in the order of the exception table. Resolving a catch type may fail; then
 * the new exception replaces the old one and the search goes on at that handler, as HotSpot does. Frames without a
 * handler are popped; synchronized ones release their lock.
 */
#include "interp/interp_internal.h"
#include "runtime/event.h"
#include "runtime/monitor.h"

static const struct code_handler *find_handler(struct thread *t, const struct frame *f) {
    const struct register_code *code = f->method->register_code;
    u32 bci = code_bci_at(code, f->pc);
    for (u32 i = 0; i < code->handlers_count; i++) {
        const struct code_handler *h = &code->handlers[i];
        if (bci < h->start_bci || bci >= h->end_bci)
            continue;
        if (h->catch_type == 0)
            return h;
        struct object *exception = exception_take(t);
        struct class *type = resolve_class(t, f->method->holder, h->catch_type);
        if (!type) {
            bci = code_bci_at(code, code->words + h->handler_pc);
            i = UINT32_MAX; /* start again: the next round increments to 0 */
            continue;
        }
        t->exception = exception;
        if (object_is_instance(exception, type))
            return h;
    }
    return NULL;
}

static void release_lock(struct thread *t, struct frame *f) {
    if (!frame_has_locked(f))
        return;
    union slot *lock = &f->fp[f->method->register_code->lock_register];
    if (!lock->o)
        return;
    struct object *exception = exception_take(t), *o = lock->o;
    lock->w = 0;
    if (monitor_exit(t, o)) /* else IllegalMonitorStateException replaces it */
        t->exception = exception;
}

const union code_word *interp_unwind(struct thread *t) {
    for (struct frame *f = t->top;; f++) {
        t->top = f;
        if (frame_is_adapter(f))
            continue;
        if (frame_is_entry(f))
            return NULL;
        if (bounds_stopped(t->vm)) /* no handler applies, no `finally` */
            continue;
        t->stack_next = f->fp + f->method->frame_size;
        if (!frame_in_code(f)) { /* no handler applies, and nothing is locked */
            if (EVENT_ON(t, method_exit))
                interp_trace_exit(t, f, NULL);
            continue;
        }
        event_exception_frame(t, f);
        const struct code_handler *h = find_handler(t, f);
        if (h) {
            const struct register_code *code = f->method->register_code;
            if (EVENT_ON(t, exception_catch))
                event_exception_catch(t, f, code_bci_at(code, code->words + h->handler_pc));
            f->fp[h->register_] = slot_of_object(exception_take(t));
            return code->words + h->handler_pc;
        }
        release_lock(t, f);
        if (EVENT_ON(t, method_exit))
            interp_trace_exit(t, f, NULL);
    }
}
