/* SPDX-License-Identifier: MIT
 *
 * interp.c - the interpreter as an engine (runtime/engine.h): entering it from C, and the loop's plain instance.
 *
 * invoke pushes an entry record (method NULL), copies the arguments above the registers in use, and runs the
 * method in a new loop. The entry record's pc is such that the outermost return finds the `exit` operation.
 */
#include "interp/interp_internal.h"

#include "interp/arith.h"
#include "interp/dispatch.h"
#include "interp/liveness.h"
#include "interp/operands.h"
#include "runtime/event.h"

#define LOOP        interp_run
#define LEAF_CALLS  1
#define MACHINE     1
#define TRACE_ENTRY ((void)0)
#define TRACE_EXIT  ((void)0)
#include "interp/loop.inc"

static void forget_loaders(struct vm *vm, const struct loader *dead) {
    (void)dead; /* a living loader's code may have called methods of any */
    for (struct loader *l = vm->loaders; l; l = l->next) {
        for (struct class *k = l->defined; k; k = k->next_defined) {
            for (u32 i = 0; i < k->methods_count; i++) {
                const struct register_code *code = k->methods[i].register_code;
                for (u32 at = 0; code && at < code->length; at += rop_words(&code->words[at])) {
                    if (rop_infos[code->words[at].insn.op].extension == EXT_cache)
                        code->words[at + 1].w = code->words[at + 1].w ? CACHED_NONE : 0;
                }
            }
        }
    }
}

static bool invoke(struct thread *t, struct method *m, union slot *args) {
    struct frame *top = t->top;
    union slot *next = t->stack_next;
    struct frame *entry = (top ? top : (struct frame *)t->stack_high) - 1;
    if (bounds_stopped(t->vm))
        return bounds_throw(t);
    if (UNLIKELY(thread_c_stack_exhausted(t) || (char *)(next + m->frame_size + STACK_GAP) > (char *)(entry - 1)))
        return throw_stack_overflow(t);
    if (method_is_static(m) && !class_is_initialized(m->holder) && !class_initialize(t, m->holder))
        return false;
    memcpy(next, args, m->arguments * sizeof *args);
    const union code_word *code = __atomic_load_n(&m->code, __ATOMIC_ACQUIRE);
    *entry = (struct frame){.pc = interp_exit_code(t->vm),
                            .fp = next,
                            .method = NULL,
                            .machine_return = t->vm->machine_to_interpreter,
                            .kind = FRAME_ENTRY};
    entry[-1] = (struct frame){.pc = code, .fp = next, .method = m};
    t->top = entry - 1;
    t->stack_next = next + m->frame_size;
    bool traced = EVENT_ANY(t->vm, EVENT_BIT(method_entry) | EVENT_BIT(method_exit) | EVENT_BIT(instruction));
    bool ok = traced ? interp_run_traced(t, entry - 1, code) : interp_run(t, entry - 1, code);
    if (ok)
        args[0] = next[0];
    t->top = top;
    t->stack_next = next;
    return ok;
}

/* There is nothing to do with it but to show it: -Xlog:hot. */
static void credit(struct thread *t, u32 units) {
    u32 *hotness = &t->top->method->hotness;
    __atomic_store_n(hotness, __atomic_load_n(hotness, __ATOMIC_RELAXED) + units, __ATOMIC_RELAXED);
}

/* Methods of a snapshot have to know their machine code's stubs (jit/). */
static bool forget_process(struct vm *vm) {
    (void)vm;
    return false;
}

/* What methods know of machine code is nothing anybody reads without a compiler. */
static bool resume(struct vm *vm) {
    vm->compiler = NULL;
    vm->machine_to_interpreter = 0;
    return true;
}

const struct engine_ops interp_engine = {
    .mode = "interpreted mode",
    .start = interp_start,
    .invoke = invoke,
    .prepare_method = interp_prepare_method,
    .mark_frames = interp_mark_frames,
    .frame_locks = interp_frame_locks,
    .forget_loaders = forget_loaders,
    .forget_process = forget_process,
    .resume = resume,
    .hot = credit,
};

/* extension: count | default offset << 32, then sorted match | offset << 32 */
i32 interp_lookup(const union code_word *table, i32 key) {
    /* Which half is a conditional move: keys of no pattern would mispredict every second branch. */
    const union code_word *low = table + 1;
    for (u32 count = (u32)table->w; count > 1; count -= count / 2)
        low = (i32)(u32)low[count / 2].w <= key ? low + count / 2 : low;
    return (u32)table->w && (i32)(u32)low->w == key ? (i32)(low->w >> 32) : (i32)(table->w >> 32);
}
