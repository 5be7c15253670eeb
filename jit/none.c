/* SPDX-License-Identifier: MIT
 *
 * none.c - in place of the compiler, for processors that it has no assembler for.
 */
#include "interp/interp.h"
#include "jit/jit.h"

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
