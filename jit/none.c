/* SPDX-License-Identifier: MIT
 *
 * none.c - in place of the compiler, for processors that it has no assembler for.
 */
#include "interp/interp.h"
#include "jit/jit.h"
#include "runtime/event.h"

const struct engine_ops *jit_engine(enum execution mode) {
    (void)mode;
    return &interp_engine;
}

void jit_log_exits(struct vm *vm) {
    (void)vm;
}

void jit_write_perf_map(struct vm *vm) {
    (void)vm;
}

static void refuse(struct thread *t) {
    options_print(&t->vm->options, stderr, "minijvm has no compiler for this processor\n");
    fflush(NULL);
    _Exit(1);
}

void jit_print_native(struct vm *vm) {
    static const struct event_listener listener = {.vm_init = refuse};
    if (vm->options.print_native)
        event_listen(vm, &listener, NULL, EVENT_BIT(vm_init));
}
