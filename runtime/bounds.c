/* SPDX-License-Identifier: MIT
 *
 * bounds.c - limits to a program's work (bounds.h).
 *
 * A clock thread, which is no thread of the VM, sleeps until the time is up. The error object is made at the start, so
 * that stopping needs neither memory nor Java code.
 */
#include "runtime/bounds.h"

#include <errno.h>
#include <time.h>
#include "base/os.h"
#include "runtime/exception.h"
#include "runtime/safepoint.h"

struct bounds {
    i64 instructions; /* left; atomic */
    u64 deadline_ns;  /* os_nanotime */
    pthread_t clock;
    pthread_mutex_t lock;
    pthread_cond_t ended;
    bool has_clock, end; /* end: under lock */
    u8 hit;              /* atomic: somebody is stopping the program */
};

/* Threads notice at their next poll; those that sleep, wait or park are woken. */
static void stop_threads(struct vm *vm) {
    __atomic_store_n(&vm->stopped, true, __ATOMIC_RELEASE);
    pthread_mutex_lock(&vm->threads_lock);
    for (struct thread *t = vm->threads; t; t = t->next) {
        pthread_mutex_lock(&t->park_lock);
        t->park_permit = t->interrupt_wakeup = true;
        __atomic_fetch_and(&t->wanted, ~(u32)WANTED_SUSPENDED, __ATOMIC_RELAXED);
        pthread_cond_signal(&t->park_cond);
        pthread_mutex_unlock(&t->park_lock);
    }
    pthread_cond_broadcast(&vm->threads_cond);
    pthread_mutex_unlock(&vm->threads_lock);
}

static void stop_program(struct vm *vm, const char *option, u64 limit) {
    if (__atomic_exchange_n(&vm->bounds->hit, 1, __ATOMIC_ACQ_REL))
        return;
    fflush(stdout);
    char *message =
        mem_printf("minijvm: the program was stopped: -XX:%s=%llu is used up\n", option, (unsigned long long)limit);
    fputs(message, stderr);
    mem_free(message);
    if (!vm->options.exit_hook)
        _Exit(BOUNDS_EXIT_STATUS);
    vm->options.exit_hook(BOUNDS_EXIT_STATUS);
    stop_threads(vm);
}

static void *run_clock(void *context) {
    struct vm *vm = context;
    struct bounds *b = vm->bounds;
    struct timespec until = {(time_t)(b->deadline_ns / 1000000000u), (long)(b->deadline_ns % 1000000000u)};
    bool over = false;
    pthread_mutex_lock(&b->lock);
    while (!b->end && !over)
        over = pthread_cond_timedwait(&b->ended, &b->lock, &until) == ETIMEDOUT;
    over = over && !b->end;
    pthread_mutex_unlock(&b->lock);
    if (over)
        stop_program(vm, "MaxRunTime", vm->options.max_run_time);
    return NULL;
}

static bool start_clock(struct thread *t) {
    struct vm *vm = t->vm;
    struct bounds *b = vm->bounds;
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC); /* what os_nanotime reads */
    pthread_cond_init(&b->ended, &attributes);
    pthread_condattr_destroy(&attributes);
    pthread_mutex_init(&b->lock, NULL);
    b->deadline_ns = vm->start_ns + vm->options.max_run_time * 1000000u;
    b->has_clock = pthread_create(&b->clock, NULL, run_clock, vm) == 0;
    if (!b->has_clock) /* fail closed */
        return throw_by_name(t, "java/lang/InternalError", "no thread for -XX:MaxRunTime");
    return true;
}

bool bounds_start(struct thread *t) {
    struct vm *vm = t->vm;
    if (!vm->options.max_instructions && !vm->options.max_run_time)
        return true;
    throw_by_name(t, "java/lang/InternalError", "the program was stopped by a bound of the VM");
    vm->bound_error = exception_take(t);
    struct bounds *b = mem_zalloc(sizeof *b);
    b->instructions = vm->options.max_instructions ? (i64)vm->options.max_instructions : INT64_MAX;
    vm->bounds = b;
    return !vm->options.max_run_time || start_clock(t);
}

void bounds_end(struct vm *vm) {
    struct bounds *b = vm->bounds;
    if (!b || !b->has_clock)
        return;
    pthread_mutex_lock(&b->lock);
    b->end = true;
    pthread_cond_signal(&b->ended);
    pthread_mutex_unlock(&b->lock);
    pthread_join(b->clock, NULL);
    b->has_clock = false;
}

bool bounds_charge(struct thread *t, u32 instructions) {
    struct vm *vm = t->vm;
    struct bounds *b = vm->bounds;
    if (b && __atomic_sub_fetch(&b->instructions, (i64)instructions, __ATOMIC_RELAXED) < 0) {
        thread_enter_safe(t); /* the exit hook is foreign code */
        stop_program(vm, "MaxInstructions", vm->options.max_instructions);
        thread_leave_safe(t);
    }
    return !bounds_stopped(vm) || bounds_throw(t);
}

bool bounds_throw(struct thread *t) {
    t->exception = t->vm->bound_error;
    return false;
}

bool bounds_thread_allowed(const struct vm *vm) {
    u64 most = vm->options.max_threads;
    return most == 0 || !vm->booted || vm->live_threads < most;
}
