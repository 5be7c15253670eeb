/* SPDX-License-Identifier: MIT
 *
 * finalization.c - waiting for what the library does about dead objects (docs/OPENJDK.md#references).
 *
 * Two threads of the library do it: the Reference Handler takes the list of pending references and enqueues them, the
 * Finalizer runs finalizers. A program that makes objects with finalizers faster than they are finalized fills the heap
 * with dead objects. Before OutOfMemoryError an allocation gives these threads the time they need.
 *
 * It waits for no thread that cannot go on, or need not: one of them that sleeps, waits or is parked, or is blocked by
 * the allocating thread itself, is stuck. Nor do these threads wait for themselves. The rest is bounded by time.
 */
#include <time.h>
#include "base/os.h"
#include "runtime/class.h"
#include "runtime/finalization.h"
#include "runtime/library_shape.h"
#include "runtime/monitor.h"
#include "runtime/safepoint.h"
#include "runtime/vm.h"

void finalization_wait_for_pending(struct vm *vm) {
    pthread_mutex_lock(&vm->pending_lock);
    vm->reference_handler_idle = true;
    while (!vm->reference_pending)
        pthread_cond_wait(&vm->pending_cond, &vm->pending_lock);
    vm->reference_handler_idle = false;
    pthread_mutex_unlock(&vm->pending_lock);
}

static bool handler_is_idle(struct vm *vm) {
    pthread_mutex_lock(&vm->pending_lock);
    bool idle = vm->reference_handler_idle && !vm->reference_pending;
    pthread_mutex_unlock(&vm->pending_lock);
    return idle;
}

static bool is_of_class(const struct thread *t, const char *name) {
    const struct class *k = t->object ? object_class(t->object) : NULL;
    return k && !k->loader->object && strcmp(k->name->text, name) == 0;
}

/* threads_lock is held, and t is RUNNING: no monitor changes its meaning. */
static bool goes_on(struct thread *t, const struct thread *worker) {
    switch ((enum java_thread_status)thread_object_status(t->vm, worker->object)) {
    case STATUS_RUNNABLE:
        return true;
    case STATUS_BLOCKED: {
        const struct monitor *m = __atomic_load_n(&worker->blocked_on, __ATOMIC_ACQUIRE);
        struct object *o = m ? monitor_object(m) : NULL;
        return !o || monitor_owner(t->vm, o) != t;
    }
    case STATUS_NEW:
    case STATUS_TERMINATED:
    case STATUS_WAITING:
    case STATUS_TIMED_WAITING:
    case STATUS_SLEEPING:
    case STATUS_PARKED:
    case STATUS_TIMED_PARKED:
        return false;
    }
    return false;
}

static bool under_way(struct thread *t) {
    struct vm *vm = t->vm;
    bool handler_idle = handler_is_idle(vm), result = false, own = false;
    pthread_mutex_lock(&vm->threads_lock);
    for (const struct thread *other = vm->threads; other; other = other->next) {
        bool handler = is_of_class(other, "java/lang/ref/Reference$ReferenceHandler");
        if (!handler && !is_of_class(other, "java/lang/ref/Finalizer$FinalizerThread"))
            continue;
        own |= other == t;
        result |= !(handler && handler_idle) && goes_on(t, other);
    }
    pthread_mutex_unlock(&vm->threads_lock);
    return result && !own;
}

bool finalization_wait(struct thread *t, u32 ms) {
    if (!under_way(t))
        return false;
    u64 end = os_nanotime() + ms * 1000000ull;
    do {
        thread_enter_safe(t);
        nanosleep(&(struct timespec){.tv_nsec = 500000}, NULL);
        thread_leave_safe(t);
    } while (under_way(t) && os_nanotime() < end);
    return true;
}
