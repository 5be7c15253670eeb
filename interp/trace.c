/* SPDX-License-Identifier: MIT
 *
 * trace.c - the loop's instance that runs while somebody listens to method_entry, method_exit or instruction
 * (runtime/event.def), and -Xlog:bytecode, which does.
 *
 * Before an event is sent the frame is as SAVE leaves it: the listener may walk the stack and run Java code. What the
 * accumulator holds is kept by the C stack, which the collector scans.
 */
#include "interp/interp_internal.h"

#include "interp/arith.h"
#include "interp/dispatch.h"
#include "interp/operands.h"
#include "runtime/event.h"

static void save(struct thread *t, struct frame *f, const union code_word *pc) {
    f->pc = pc;
    t->top = f;
    if (f->method)
        t->stack_next = f->fp + f->method->frame_size;
}

static NOINLINE void trace_step(struct thread *t, struct frame *f, const union code_word *pc) {
    save(t, f, pc);
    event_instruction(t, f, pc);
}

/* Method-handle intrinsics hand their frame on; what has no code throws in its caller's name. */
static bool has_own_frame(const struct method *m) {
    return m->mh_intrinsic == MH_NONE && !(m->flags & METHOD_CONFLICT) &&
           (method_is_native(m) || m->binding == BINDING_VM || (m->member && m->member->code));
}

static NOINLINE void trace_entry(struct thread *t, struct frame *f, const union code_word *pc) {
    if (!has_own_frame(f->method))
        return;
    save(t, f, pc);
    event_method_entry(t, f);
}

void interp_trace_exit(struct thread *t, struct frame *f, const union slot *result) {
    if (has_own_frame(f->method))
        event_method_exit(t, f, result);
}

static NOINLINE void trace_exit(struct thread *t, struct frame *f, const union code_word *pc) {
    save(t, f, pc);
    interp_trace_exit(t, f, f->fp);
}

#define LOOP       interp_run_traced
#define LEAF_CALLS 0 /* so that they are seen */
#define MACHINE    0
#define TRACE(id, function)                                                                                            \
    do {                                                                                                               \
        if (EVENT_ON(t, id))                                                                                           \
            function(t, ci, pc);                                                                                       \
    } while (0)
#define TRACE_STEP  TRACE(instruction, trace_step)
#define TRACE_ENTRY TRACE(method_entry, trace_entry)
#define TRACE_EXIT  TRACE(method_exit, trace_exit)
#include "interp/loop.inc"

/* ---- -Xlog:bytecode ---- */

static void log_instruction(struct thread *t, struct frame *frame, const union code_word *pc) {
    const struct method *m = frame->method;
    const struct register_code *code = m ? m->register_code : NULL;
    struct insn i = pc->insn;
    char *name = m ? method_external_name(m) : mem_strdup("(C)");
    log_write(&t->vm->log, LOG_CH_bytecode, LOG_INFO, "%u %s %d: %s %u %u %u", t->thread_id, name,
              code_contains(code, pc) ? (int)code_bci_at(code, pc) : -1, rop_infos[i.op].name, i.a, i.b, i.c);
    mem_free(name);
}

void interp_log_instructions(struct vm *vm) {
    static const struct event_listener listener = {.instruction = log_instruction};
    if (LOG_ON(&vm->log, bytecode, LOG_INFO))
        event_listen(vm, &listener, NULL, EVENTS_ALL);
}
