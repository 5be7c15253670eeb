/* SPDX-License-Identifier: MIT
 *
 * async.c - Thread.stop, suspend and resume: what one thread does to another that runs on.
 *
 * The victim finds out by itself: at the interpreter's polls (calls and back branches), and when it comes back from
 * sleeping, waiting or parking, which a stop ends. `suspended` and `async_exception` are written under threads_lock;
 * the victim reads them without it first, so a poll costs two loads. All of it is deprecated in Java, and still part of
 * 17.
 */
#include <time.h>
#include "runtime/async.h"
#include "runtime/bounds.h"
#include "runtime/class.h"
#include "runtime/exception.h"
#include "runtime/library_shape.h"
#include "runtime/park.h"
#include "runtime/safepoint.h"
#include "runtime/vm.h"

bool thread_deliver_async(struct thread *t) {
    if (bounds_stopped(t->vm))
        return bounds_throw(t);
    if (LIKELY(!__atomic_load_n(&t->async_exception, __ATOMIC_RELAXED)))
        return !t->exception;
    struct object *throwable = __atomic_exchange_n(&t->async_exception, NULL, __ATOMIC_ACQ_REL);
    exception_take(t); /* the stop wins over what the thread was about to throw */
    return throw_object(t, throwable);
}

static NOINLINE void wait_until_resumed(struct thread *t) {
    struct vm *vm = t->vm;
    thread_enter_safe(t);
    pthread_mutex_lock(&vm->threads_lock);
    while (t->suspended && !bounds_stopped(vm))
        pthread_cond_wait(&vm->threads_cond, &vm->threads_lock);
    pthread_mutex_unlock(&vm->threads_lock);
    thread_leave_safe(t);
}

bool thread_poll(struct thread *t) {
    safepoint_poll(t);
    if (UNLIKELY(__atomic_load_n(&t->suspended, __ATOMIC_RELAXED)))
        wait_until_resumed(t);
    if (bounds_stopped(t->vm))
        return bounds_throw(t);
    return thread_deliver_async(t);
}

void thread_stop(struct thread *t, struct object *java_thread, struct object *throwable) {
    struct vm *vm = t->vm;
    pthread_mutex_lock(&vm->threads_lock);
    struct thread *target = thread_of_object(vm, java_thread);
    if (target) {
        __atomic_store_n(&target->async_exception, throwable, __ATOMIC_RELEASE);
        __atomic_store_n(&target->suspended, false, __ATOMIC_RELAXED);
        pthread_cond_broadcast(&vm->threads_cond);
    } else {
        thread_object_set_stillborn(vm, java_thread); /* not started: its run is skipped */
    }
    pthread_mutex_unlock(&vm->threads_lock);
    if (target)
        thread_interrupt(t, java_thread); /* ends sleep, wait and park; the interrupted flag stays as it is */
}

/* Has the target noticed (it is SAFE), ended, or been resumed? */
static bool is_stopped(struct vm *vm, struct object *java_thread) {
    pthread_mutex_lock(&vm->threads_lock);
    const struct thread *target = thread_of_object(vm, java_thread);
    bool stopped = !target || !target->suspended || __atomic_load_n(&target->state, __ATOMIC_ACQUIRE) == THREAD_SAFE;
    pthread_mutex_unlock(&vm->threads_lock);
    return stopped;
}

void thread_suspend(struct thread *t, struct object *java_thread) {
    struct vm *vm = t->vm;
    pthread_mutex_lock(&vm->threads_lock);
    struct thread *target = thread_of_object(vm, java_thread);
    if (target)
        __atomic_store_n(&target->suspended, true, __ATOMIC_RELAXED);
    pthread_mutex_unlock(&vm->threads_lock);
    if (target == t) {
        wait_until_resumed(t);
        return;
    }
    thread_enter_safe(t);
    while (!is_stopped(vm, java_thread))
        nanosleep(&(struct timespec){.tv_nsec = 100000}, NULL);
    thread_leave_safe(t);
}

void thread_resume(struct thread *t, struct object *java_thread) {
    struct vm *vm = t->vm;
    pthread_mutex_lock(&vm->threads_lock);
    struct thread *target = thread_of_object(vm, java_thread);
    if (target && target->suspended) {
        __atomic_store_n(&target->suspended, false, __ATOMIC_RELAXED);
        pthread_cond_broadcast(&vm->threads_cond);
    }
    pthread_mutex_unlock(&vm->threads_lock);
}
