/* SPDX-License-Identifier: MIT
 *
 * safepoint.c - stopping the world: every other thread SAFE, none able to become RUNNING.
 *
 * A thread's state is a word that only it writes. The stopper raises `stopping` and waits until all others are SAFE; a
 * thread that wants to be RUNNING again writes its state, then looks at `stopping`. Each side writes its own word and
 * then reads the other's, so a full fence is needed between (else both could miss the other):
 *
 *      thread                                   stopper
 *      state = RUNNING (or SAFE)                stopping = 1
 *      fence  <----------------- pairs -------> fence
 *      if (stopping) ...                        if (state == RUNNING) wait
 *
 * Transitions are frequent and stops are rare, so the stopper pays for both: its fence is os_membarrier, which makes
 * every running processor execute one, and the thread's is only a compiler barrier. Where the kernel has no membarrier,
 * both are sequentially consistent fences.
 *
 * A thread that becomes SAFE while `stopping` is up takes the lock and signals: the stopper tests states only under
 * that lock, so it cannot miss it. New threads enter vm->threads as SAFE, and leave the list while RUNNING, under
 * vm->threads_lock; the stopper rescans the list each time, holding no lock while it waits. Nobody waits for anything
 * with vm->threads_lock held.
 *
 * How long a stop may take: the interpreter polls after at most POLL_INTERVAL calls and backward branches (some microseconds),
 * and after each native; a native that works on RUNNING threads' memory (array copies, string and digest kernels) takes
 * as long as one pass over its arrays; everything that can block does so in SAFE.
 */
#include <errno.h>
#include <sched.h>
#include <time.h>
#include "base/os.h"
#include "runtime/safepoint.h"
#include "runtime/event.h"
#include "runtime/vm.h"

struct safepoint {
    pthread_mutex_t lock;
    pthread_cond_t changed; /* a thread became SAFE or left */
    pthread_cond_t resumed; /* stopping went down */
    struct thread *owner;   /* stopper; under lock */
    u32 depth;              /* of nested begins; the owner's */
    u32 stopping;           /* atomic */
    bool asymmetric;        /* os_membarrier works */
};

struct safepoint *safepoint_create(void) {
    struct safepoint *s = mem_zalloc(sizeof *s);
    pthread_mutex_init(&s->lock, NULL);
    pthread_cond_init(&s->changed, NULL);
    pthread_cond_init(&s->resumed, NULL);
    s->asymmetric = os_membarrier_setup();
    return s;
}

void safepoint_take_over(struct vm *vm) {
    vm->safepoint->asymmetric = os_membarrier_setup();
}

static inline void light_fence(const struct safepoint *s) {
    if (LIKELY(s->asymmetric))
        __atomic_signal_fence(__ATOMIC_SEQ_CST);
    else
        __atomic_thread_fence(__ATOMIC_SEQ_CST);
}

bool safepoint_active(const struct vm *vm) {
    return __atomic_load_n(&vm->safepoint->stopping, __ATOMIC_RELAXED) != 0;
}

static void signal_stopper(struct safepoint *s) {
    pthread_mutex_lock(&s->lock);
    pthread_cond_broadcast(&s->changed);
    pthread_mutex_unlock(&s->lock);
}

void safepoint_thread_left(struct vm *vm) {
    signal_stopper(vm->safepoint);
}

static void become_safe(struct thread *t, bool frames_clean) {
    t->frames_clean = frames_clean;
    struct safepoint *s = t->vm->safepoint;
    /* release: the stopper that sees SAFE sees this thread's frames, registers and heap writes */
    __atomic_store_n(&t->state, THREAD_SAFE, __ATOMIC_RELEASE);
    light_fence(s);
    if (UNLIKELY(__atomic_load_n(&s->stopping, __ATOMIC_RELAXED)))
        signal_stopper(s);
}

void thread_enter_native(struct thread *t) {
    if (t->safe_depth++ == 0)
        become_safe(t, true);
}

/* Callee-saved registers may hold the callers' objects. __builtin_unwind_init makes this function save all of them in
 * its frame; that part of the frame is copied, since the C code that runs while the thread is SAFE overwrites it. (The
 * copy crosses AddressSanitizer's red zones.) */
NOINLINE __attribute__((no_sanitize("address"))) void thread_enter_safe(struct thread *t) {
    if (t->safe_depth++ > 0)
        return;
    __builtin_unwind_init();
    char *low = __builtin_alloca(16), *high = __builtin_dwarf_cfa(); /* the frame */
    BUG_ON((size_t)(high - low) > sizeof t->safe_registers);
    /* word by word: memcpy's wide loads of words just stored stall (a JNI call took 58 ns, now 34) */
    volatile u64 *to = (volatile u64 *)(void *)t->safe_registers;
    for (const volatile u64 *from = (const volatile u64 *)(void *)low; (char *)(uintptr_t)from < high; from++)
        *to++ = *from;
    t->safe_sp = high;
    become_safe(t, false);
}

static NOINLINE void wait_for_resume(struct thread *t, struct safepoint *s) {
    for (;;) {
        __atomic_store_n(&t->state, THREAD_SAFE, __ATOMIC_RELEASE);
        pthread_mutex_lock(&s->lock);
        pthread_cond_broadcast(&s->changed);
        while (s->owner)
            pthread_cond_wait(&s->resumed, &s->lock);
        pthread_mutex_unlock(&s->lock);
        __atomic_store_n(&t->state, THREAD_RUNNING, __ATOMIC_RELAXED);
        light_fence(s);
        if (!__atomic_load_n(&s->stopping, __ATOMIC_ACQUIRE))
            return;
    }
}

NOINLINE void thread_leave_safe(struct thread *t) {
    BUG_ON(t->safe_depth == 0);
    if (--t->safe_depth > 0)
        return;
    struct safepoint *s = t->vm->safepoint;
    __atomic_store_n(&t->state, THREAD_RUNNING, __ATOMIC_RELAXED);
    light_fence(s);
    /* acquire: pairs with safepoint_end's release, so what the collector did is visible */
    if (UNLIKELY(__atomic_load_n(&s->stopping, __ATOMIC_ACQUIRE)) && __atomic_load_n(&s->owner, __ATOMIC_RELAXED) != t)
        wait_for_resume(t, s);
}

void safepoint_poll(struct thread *t) {
    struct safepoint *s = t->vm->safepoint;
    if (LIKELY(!__atomic_load_n(&s->stopping, __ATOMIC_RELAXED)) || __atomic_load_n(&s->owner, __ATOMIC_RELAXED) == t)
        return;
    thread_enter_safe(t);
    thread_leave_safe(t);
}

static bool all_others_safe(struct vm *vm, struct thread *self) {
    bool safe = true;
    pthread_mutex_lock(&vm->threads_lock);
    for (struct thread *t = vm->threads; t && safe; t = t->next)
        safe = t == self || __atomic_load_n(&t->state, __ATOMIC_ACQUIRE) == THREAD_SAFE;
    pthread_mutex_unlock(&vm->threads_lock);
    return safe;
}

/* Threads poll now and then by themselves; this makes those poll that spend their time in natives. */
static void want_stop(struct vm *vm, bool wanted) {
    pthread_mutex_lock(&vm->threads_lock);
    for (struct thread *t = vm->threads; t; t = t->next) {
        if (wanted)
            __atomic_fetch_or(&t->wanted, WANTED_STOP, __ATOMIC_RELAXED);
        else
            __atomic_fetch_and(&t->wanted, ~(u32)WANTED_STOP, __ATOMIC_RELAXED);
    }
    pthread_mutex_unlock(&vm->threads_lock);
}

void safepoint_begin(struct thread *t) {
    struct vm *vm = t->vm;
    struct safepoint *s = vm->safepoint;
    BUG_ON(t->state != THREAD_RUNNING);
    pthread_mutex_lock(&s->lock);
    if (s->owner == t) {
        s->depth++;
        pthread_mutex_unlock(&s->lock);
        return;
    }
    while (s->owner) { /* another thread stops the world: be stopped, then try again */
        pthread_mutex_unlock(&s->lock);
        safepoint_poll(t);
        pthread_mutex_lock(&s->lock);
    }
    __atomic_store_n(&s->owner, t, __ATOMIC_RELAXED);
    s->depth = 1;
    __atomic_store_n(&s->stopping, 1, __ATOMIC_SEQ_CST);
    if (s->asymmetric)
        os_membarrier();
    else
        __atomic_thread_fence(__ATOMIC_SEQ_CST);
    want_stop(vm, true);
    u64 begin = os_nanotime();
    unsigned long waits = 0;
    while (!all_others_safe(vm, t)) {
        /* The signal can't be missed; the bound turns a thread that never polls into a message instead of silence. */
        struct timespec limit;
        clock_gettime(CLOCK_MONOTONIC, &limit);
        limit.tv_sec += 1;
        if (pthread_cond_clockwait(&s->changed, &s->lock, CLOCK_MONOTONIC, &limit) == ETIMEDOUT && ++waits % 5 == 0)
            LOG(&vm->log, safepoint, LOG_WARNING, "a thread has not reached a safepoint for %lu s", waits);
    }
    pthread_mutex_unlock(&s->lock);
    event_world_stop(t, os_nanotime() - begin);
}

void safepoint_end(struct thread *t) {
    struct safepoint *s = t->vm->safepoint;
    pthread_mutex_lock(&s->lock);
    BUG_ON(s->owner != t);
    if (--s->depth == 0) {
        want_stop(t->vm, false);
        __atomic_store_n(&s->stopping, 0, __ATOMIC_RELEASE);
        __atomic_store_n(&s->owner, NULL, __ATOMIC_RELAXED);
        pthread_cond_broadcast(&s->resumed);
    }
    pthread_mutex_unlock(&s->lock);
}

void thread_yield(struct thread *t) {
    thread_enter_safe(t);
    sched_yield();
    thread_leave_safe(t);
}
