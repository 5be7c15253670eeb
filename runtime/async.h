/* SPDX-License-Identifier: MIT
 *
 * async.h - Thread.stop, suspend and resume: how one thread asks (thread_stop and so on), and where the other one finds
 * out (thread_poll, thread_stay_suspended).
 */
#ifndef RUNTIME_ASYNC_H
#define RUNTIME_ASYNC_H

#include "runtime/thread.h"

/* What the interpreter does when its fuel runs out, and after C code when thread_is_wanted: safepoint_poll, and what
 * other threads want of this one. False = an exception is pending. */
bool thread_poll(struct thread *t);
/* Throws what Thread.stop left. False = an exception is pending. */
bool thread_deliver_async(struct thread *t);

/* Stop and suspend of a thread that has not started, or has ended, do what they do in HotSpot. */
void thread_stop(struct thread *t, struct object *java_thread, struct object *throwable);
/* A thread other than t has stopped when this returns: at most it finishes an operation of the VM, and it runs no
 * instruction of Java. t itself stays where it returns from native code. */
void thread_suspend(struct thread *t, struct object *java_thread);
void thread_resume(struct thread *t, struct object *java_thread);

static ALWAYS_INLINE bool thread_is_suspended(const struct thread *t) {
    return UNLIKELY(__atomic_load_n(&t->wanted, __ATOMIC_RELAXED) & WANTED_SUSPENDED);
}
/* Blocks while t is suspended; t is SAFE. */
void thread_wait_while_suspended(struct thread *t);
void thread_stay_suspended_slow(struct thread *t);
/* The same for a thread that is RUNNING and holds no lock of C code: called where it has become so by coming back from
 * foreign code or from blocking. May reach a safepoint. */
static ALWAYS_INLINE void thread_stay_suspended(struct thread *t) {
    if (thread_is_suspended(t))
        thread_stay_suspended_slow(t);
}

#endif
