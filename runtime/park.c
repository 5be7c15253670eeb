/* SPDX-License-Identifier: MIT
 *
 * park.c - LockSupport's permit, sleeping, and interruption (docs/OPENJDK.md#park, docs/OPENJDK.md#interruption).
 *
 * One mutex and condition per thread serve park, sleep and Object.wait: a thread does one of them at a time. What wakes
 * it (park_permit, interrupt_wakeup, wait_notified) is only read and written under park_lock, so no wakeup is lost
 * between the test and the wait.
 *
 * The interrupted flag is Java's field Thread.interrupted; Java sets it, then calls interrupt0. A sleeper clears
 * interrupt_wakeup under park_lock first and reads the flag after that: if the interrupter came before the clearing its
 * flag is visible (the lock orders them), if it came later interrupt_wakeup stays set.
 */
#include <errno.h>
#include <time.h>
#include "base/os.h"
#include "runtime/async.h"
#include "runtime/exception.h"
#include "runtime/park.h"
#include "runtime/safepoint.h"
#include "runtime/vm.h"

#define NS_PER_S   1000000000
#define MAX_WAIT_S 100000000 /* three years: keeps time_t sums far from overflow */

static struct timespec clock_after(clockid_t clock, i64 seconds, i64 nanos) {
    struct timespec limit;
    clock_gettime(clock, &limit);
    limit.tv_sec += MIN_OF(seconds, (i64)MAX_WAIT_S);
    limit.tv_nsec += nanos;
    if (limit.tv_nsec >= NS_PER_S) {
        limit.tv_sec++;
        limit.tv_nsec -= NS_PER_S;
    }
    return limit;
}

static bool interrupted(struct thread *t) {
    return t->object && __atomic_load_n(&FIELD(t->object, KF(t->vm, Thread_interrupted), u8), __ATOMIC_SEQ_CST) != 0;
}

static void clear_interrupted(struct thread *t) {
    __atomic_store_n(&FIELD(t->object, KF(t->vm, Thread_interrupted), u8), 0, __ATOMIC_SEQ_CST);
}

void thread_park(struct thread *t, bool absolute, i64 time) {
    pthread_mutex_lock(&t->park_lock);
    bool permit = t->park_permit;
    t->park_permit = false;
    pthread_mutex_unlock(&t->park_lock);
    if (permit || interrupted(t) || time < 0 || (absolute && time == 0))
        return;

    bool timed = absolute || time > 0;
    clockid_t clock = absolute ? CLOCK_REALTIME : CLOCK_MONOTONIC;
    struct timespec limit = {0};
    if (absolute) {
        if ((u64)time <= os_walltime_ms())
            return;
        limit.tv_sec = time / 1000;
        limit.tv_nsec = time % 1000 * 1000000;
    } else if (timed) {
        limit = clock_after(clock, time / NS_PER_S, time % NS_PER_S);
    }
    thread_set_status(t, timed ? STATUS_TIMED_PARKED : STATUS_PARKED);
    thread_enter_native(t); /* no objects here but the thread's own */
    pthread_mutex_lock(&t->park_lock);
    while (!t->park_permit) {
        if (!timed)
            pthread_cond_wait(&t->park_cond, &t->park_lock);
        else if (pthread_cond_clockwait(&t->park_cond, &t->park_lock, clock, &limit) == ETIMEDOUT)
            break;
    }
    t->park_permit = false;
    pthread_mutex_unlock(&t->park_lock);
    thread_leave_safe(t);
    thread_set_status(t, STATUS_RUNNABLE);
}

void thread_unpark(struct thread *target) {
    pthread_mutex_lock(&target->park_lock);
    target->park_permit = true;
    pthread_cond_signal(&target->park_cond);
    pthread_mutex_unlock(&target->park_lock);
}

void thread_interrupt(struct thread *t, struct object *java_thread) {
    struct vm *vm = t->vm;
    pthread_mutex_lock(&vm->threads_lock);
    struct thread *target = thread_of_object(vm, java_thread);
    if (target) {
        pthread_mutex_lock(&target->park_lock);
        target->park_permit = true;
        target->interrupt_wakeup = true;
        pthread_cond_signal(&target->park_cond);
        pthread_mutex_unlock(&target->park_lock);
    }
    pthread_mutex_unlock(&vm->threads_lock);
}

/* Clears what an earlier interrupt left, then looks at Java's flag (see the head of this file). */
static bool interrupted_before_wait(struct thread *t) {
    pthread_mutex_lock(&t->park_lock);
    t->interrupt_wakeup = false;
    pthread_mutex_unlock(&t->park_lock);
    return interrupted(t);
}

bool thread_check_interrupt(struct thread *t, const char *message) {
    if (!interrupted_before_wait(t))
        return true;
    clear_interrupted(t);
    thread_stay_suspended(t); /* the exception's constructor is Java code */
    return message ? throw_by_name(t, "java/lang/InterruptedException", "%s", message)
                   : throw_by_name(t, "java/lang/InterruptedException", NULL);
}

bool thread_sleep(struct thread *t, i64 ms, i32 nanos) {
    if (ms < 0)
        return throw_by_name(t, "java/lang/IllegalArgumentException", "timeout value is negative");
    if (!thread_check_interrupt(t, "sleep interrupted"))
        return false;
    if (ms == 0 && nanos <= 0) {
        thread_yield(t);
        return true;
    }
    struct timespec limit = clock_after(CLOCK_MONOTONIC, ms / 1000, ms % 1000 * 1000000);
    limit.tv_nsec += nanos;
    if (limit.tv_nsec >= NS_PER_S) {
        limit.tv_sec++;
        limit.tv_nsec -= NS_PER_S;
    }
    thread_set_status(t, STATUS_SLEEPING);
    thread_enter_native(t); /* no objects here but the thread's own */
    pthread_mutex_lock(&t->park_lock);
    while (!t->interrupt_wakeup) {
        if (pthread_cond_clockwait(&t->park_cond, &t->park_lock, CLOCK_MONOTONIC, &limit) == ETIMEDOUT)
            break;
    }
    bool woken = t->interrupt_wakeup;
    pthread_mutex_unlock(&t->park_lock);
    thread_leave_safe(t);
    bool slept = !woken || thread_check_interrupt(t, "sleep interrupted");
    thread_set_status(t, STATUS_RUNNABLE);
    return slept;
}

/* Object.wait's blocking part; the thread is SAFE and in the wait set. */
void thread_wait_for_notify(struct thread *t, i64 ms) {
    struct timespec limit = {0};
    if (ms > 0)
        limit = clock_after(CLOCK_MONOTONIC, ms / 1000, ms % 1000 * 1000000);
    pthread_mutex_lock(&t->park_lock);
    while (!t->wait_notified && !t->interrupt_wakeup) {
        if (ms == 0)
            pthread_cond_wait(&t->park_cond, &t->park_lock);
        else if (pthread_cond_clockwait(&t->park_cond, &t->park_lock, CLOCK_MONOTONIC, &limit) == ETIMEDOUT)
            break;
    }
    pthread_mutex_unlock(&t->park_lock);
}
