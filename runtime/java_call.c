/* SPDX-License-Identifier: MIT
 *
 * java_call.c - C code calls Java: the border on the C stack between those whose words the collector looks at, and the
 * engine, whose it does not (struct java_call in runtime/thread.h).
 */
#include "runtime/vm.h"

NOINLINE bool java_call(struct thread *t, struct method *m, union slot *args) {
    __builtin_unwind_init(); /* the callers' registers are in this frame */
    struct java_call call = {.previous = t->java_calls, .high = __builtin_alloca(16), .accumulator = t->accumulator};
    t->accumulator.w = 0;
    t->java_calls = &call;
    bool ok = t->vm->engine->invoke(t, m, args);
    t->java_calls = call.previous;
    t->accumulator = call.accumulator;
    return ok;
}
