/* SPDX-License-Identifier: MIT
 *
 * native_call.c - calling a native method from its stub: the lock of a synchronized one is held meanwhile.
 */
#include "interp/interp_internal.h"

#include "runtime/monitor.h"

void interp_native(struct thread *t, struct method *m, union slot *fp) {
    struct object *lock = NULL;
    if (m->access_flags & ACC_SYNCHRONIZED) {
        lock = method_is_static(m) ? m->holder->mirror : fp[0].o;
        if (!monitor_enter(t, lock))
            return;
    }
    t->vm->native->call(t, m, fp);
    if (lock) {
        struct object *exception = t->exception ? exception_take(t) : NULL;
        if (monitor_exit(t, lock) && exception)
            t->exception = exception;
    }
}
