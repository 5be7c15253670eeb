/* SPDX-License-Identifier: MIT
 *
 * async.c - Thread.stop, suspend and resume: what one thread does to another that runs on.
 *
 * The victim finds out by itself. Bits of thread.wanted tell it, and it looks at them wherever its next step might be an
 * instruction of Java: at the interpreter's polls (calls and back branches), behind C code that the interpreter called,
 * and at every way back from native code and from blocking.
 *
 * Suspension is ordered with all that by a stop of the world: the bit is set while every other thread is SAFE, so a
 * thread sees it when it next becomes RUNNING, and when the stop ends it is suspended. While it stays it is SAFE: it
 * holds up no collection. One that blocks on a monitor does not own it meanwhile (runtime/monitor.c). Suspending twice
 * is like once. Thread.stop ends sleeping, waiting and parking as an interrupt does, and sets the interrupted flag.
 *
 * All of it is deprecated in Java, and still part of 17.
 */
#include "runtime/async.h"
#include "runtime/bounds.h"
#include "runtime/class.h"
#include "runtime/exception.h"
#include "runtime/library_shape.h"
#include "runtime/park.h"
#include "runtime/safepoint.h"
#include "runtime/vm.h"

#define CLEARED_STACK 2048 /* bytes: deeper than what blocks or collects reaches */

bool thread_deliver_async(struct thread *t) {
    if (bounds_stopped(t->vm))
        return bounds_throw(t);
    if (LIKELY(!(__atomic_load_n(&t->wanted, __ATOMIC_RELAXED) & WANTED_THROW)) || t->exiting)
        return !t->exception;
    __atomic_fetch_and(&t->wanted, ~(u32)WANTED_THROW, __ATOMIC_ACQ_REL);
    struct object *throwable = __atomic_exchange_n(&t->async_exception, NULL, __ATOMIC_ACQ_REL);
    if (!throwable) /* two stops: the first delivery took the second one's */
        return !t->exception;
    exception_take(t); /* the stop wins over what the thread was about to throw */
    return throw_object(t, throwable);
}

void thread_wait_while_suspended(struct thread *t) {
    struct vm *vm = t->vm;
    pthread_mutex_lock(&vm->threads_lock);
    while (thread_is_suspended(t))
        pthread_cond_wait(&vm->threads_cond, &vm->threads_lock);
    pthread_mutex_unlock(&vm->threads_lock);
}

NOINLINE void thread_stay_suspended_slow(struct thread *t) {
    while (thread_is_suspended(t)) {
        thread_enter_safe(t);
        thread_wait_while_suspended(t);
        thread_leave_safe(t);
    }
}

/* The C frames that the engine will call lie where others lay, and do not write each of their words: without this a dead
 * object's address may be in one of them again and again. */
static NOINLINE void clear_stack(struct thread *t) {
    __atomic_fetch_and(&t->wanted, ~(u32)WANTED_CLEAR_STACK, __ATOMIC_RELAXED);
    char dead[CLEARED_STACK];
    memset(dead, 0, sizeof dead);
    __asm__ volatile("" : : "r"(dead) : "memory"); /* the compiler shall not leave it out */
}

bool thread_poll(struct thread *t) {
    safepoint_poll(t);
    if (__atomic_load_n(&t->wanted, __ATOMIC_RELAXED) & WANTED_CLEAR_STACK)
        clear_stack(t);
    thread_stay_suspended(t);
    return thread_deliver_async(t);
}

void thread_stop(struct thread *t, struct object *java_thread, struct object *throwable) {
    struct vm *vm = t->vm;
    pthread_mutex_lock(&vm->threads_lock);
    struct thread *target = thread_of_object(vm, java_thread);
    if (target) {
        __atomic_store_n(&target->async_exception, throwable, __ATOMIC_RELEASE);
        __atomic_fetch_or(&target->wanted, WANTED_THROW, __ATOMIC_RELEASE);
        __atomic_store_n(&FIELD(java_thread, KF(vm, Thread_interrupted), u8), 1, __ATOMIC_SEQ_CST);
    } else {
        thread_object_set_stillborn(vm, java_thread); /* not started: its run is skipped */
    }
    pthread_mutex_unlock(&vm->threads_lock);
    if (target)
        thread_interrupt(t, java_thread);
}

void thread_suspend(struct thread *t, struct object *java_thread) {
    struct vm *vm = t->vm;
    safepoint_begin(t);
    pthread_mutex_lock(&vm->threads_lock);
    struct thread *target = thread_of_object(vm, java_thread);
    if (target && !bounds_stopped(vm))
        __atomic_fetch_or(&target->wanted, WANTED_SUSPENDED, __ATOMIC_RELAXED);
    pthread_mutex_unlock(&vm->threads_lock);
    safepoint_end(t);
}

void thread_resume(struct thread *t, struct object *java_thread) {
    struct vm *vm = t->vm;
    pthread_mutex_lock(&vm->threads_lock);
    struct thread *target = thread_of_object(vm, java_thread);
    if (target) {
        __atomic_fetch_and(&target->wanted, ~(u32)WANTED_SUSPENDED, __ATOMIC_RELAXED);
        pthread_cond_broadcast(&vm->threads_cond);
    }
    pthread_mutex_unlock(&vm->threads_lock);
}
