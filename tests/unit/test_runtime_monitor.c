/* SPDX-License-Identifier: MIT
 *
 * test_runtime_monitor.c - monitors, parking and safepoints under real threads. Guards runtime/{monitor,park,safepoint,
 * thread,roots,handle}.c. A lost wakeup or a deadlock shows as the test's timeout.
 */
#include "runtime/monitor.h"
#include "runtime/object.h"
#include "runtime/park.h"
#include "runtime/safepoint.h"
#include "tests/unit/runtime_fixture.h"

#include <sched.h>

#define THREADS 4

struct worker {
    pthread_t pthread;
    struct fixture *f;
    struct thread *t;
    int number;
};

struct shared {
    struct object *lock, *other;
    long counter; /* plain: the monitor guards it */
    int turn;
    int order[THREADS], ordered, waiting;
    bool stop; /* atomic */
    u64 progress[THREADS];
    void (*work)(struct worker *w, struct shared *s);
};

static struct shared *shared; /* one test runs at a time */

static void *worker_main(void *argument) {
    struct worker *w = argument;
    __atomic_store_n(&w->t, thread_attach(&w->f->vm, 0), __ATOMIC_RELEASE);
    shared->work(w, shared);
    thread_detach(w->t);
    return NULL;
}

static void run_workers(struct fixture *f, struct worker *workers, int count,
                        void (*work)(struct worker *, struct shared *)) {
    shared->work = work;
    for (int i = 0; i < count; i++) {
        workers[i] = (struct worker){.f = f, .number = i};
        assert_int_equal(pthread_create(&workers[i].pthread, NULL, worker_main, &workers[i]), 0);
    }
}

static void join_workers(struct fixture *f, struct worker *workers, int count) {
    thread_enter_safe(f->t);
    for (int i = 0; i < count; i++)
        pthread_join(workers[i].pthread, NULL);
    thread_leave_safe(f->t);
}

static void begin(struct fixture *f) {
    static struct shared s;
    s = (struct shared){0};
    shared = &s;
    s.lock = object_new(f->t, f->object_class);
    s.other = object_new(f->t, f->object_class);
    handle_local(f->t, s.lock); /* keeps it alive: static C data is no root */
    handle_local(f->t, s.other);
}

static void recursion_and_ownership(void **state) {
    struct fixture *f = *state;
    begin(f);
    struct object *o = shared->lock;
    assert_false(monitor_owned(f->t, o));
    for (int i = 0; i < 40000; i++) /* beyond what a thin lock counts */
        assert_true(monitor_enter(f->t, o));
    assert_ptr_equal(monitor_owner(&f->vm, o), f->t);
    for (int i = 0; i < 40000; i++) {
        assert_true(monitor_owned(f->t, o));
        assert_true(monitor_exit(f->t, o));
    }
    assert_false(monitor_owned(f->t, o));
    assert_null(monitor_owner(&f->vm, o));
    assert_true(monitor_try_enter(f->t, o));
    assert_true(monitor_try_enter(f->t, o));
    assert_true(monitor_exit(f->t, o) && monitor_exit(f->t, o));
}

static void increment(struct worker *w, struct shared *s) {
    for (int i = 0; i < 20000; i++) {
        assert_true(monitor_enter(w->t, s->lock));
        if (i % 3 == 0)
            monitor_enter(w->t, s->lock);
        s->counter++;
        if (i % 64 == 0)
            sched_yield(); /* provokes contention */
        if (i % 3 == 0)
            monitor_exit(w->t, s->lock);
        assert_true(monitor_exit(w->t, s->lock));
        safepoint_poll(w->t);
    }
}

static void mutual_exclusion_with_collections(void **state) {
    struct fixture *f = *state;
    struct worker workers[THREADS];
    begin(f);
    run_workers(f, workers, THREADS, increment);
    for (int i = 0; i < 200; i++) {
        vm_collect(f->t, false, "test"); /* deflates whatever is idle, in between everything */
        thread_yield(f->t);
    }
    join_workers(f, workers, THREADS);
    assert_int_equal(shared->counter, THREADS * 20000);
}

static void idle_monitors_deflate(void **state) {
    struct fixture *f = *state;
    begin(f);
    for (int i = 0; i < 40000; i++)
        monitor_enter(f->t, shared->lock);
    vm_collect(f->t, false, "test");
    assert_true(shared->lock->lock & 1); /* owned: stays */
    for (int i = 0; i < 40000; i++)
        monitor_exit(f->t, shared->lock);
    assert_true(shared->lock->lock & 1);
    vm_collect(f->t, false, "test");
    assert_int_equal(shared->lock->lock, 0);
}

static void take_turns(struct worker *w, struct shared *s) {
    monitor_enter(w->t, s->lock);
    for (int i = 0; i < 2000; i++) {
        while (s->turn != w->number)
            monitor_wait(w->t, s->lock, i % 2 ? 0 : 100000);
        s->turn = 1 - s->turn;
        monitor_notify(w->t, s->lock, false);
    }
    monitor_exit(w->t, s->lock);
}

static void wait_and_notify_ping_pong(void **state) {
    struct fixture *f = *state;
    struct worker workers[2];
    begin(f);
    run_workers(f, workers, 2, take_turns);
    for (int i = 0; i < 50; i++) {
        vm_collect(f->t, false, "test");
        thread_yield(f->t);
    }
    join_workers(f, workers, 2);
}

static void wait_in_line(struct worker *w, struct shared *s) {
    monitor_enter(w->t, s->lock);
    while (s->waiting != w->number) /* enter the wait set in order of number */
        monitor_wait(w->t, s->lock, 1);
    s->waiting++;
    monitor_enter(w->t, s->lock); /* recursion is given up and restored */
    assert_true(monitor_wait(w->t, s->lock, 0));
    assert_true(monitor_exit(w->t, s->lock));
    s->order[s->ordered] = w->number;
    __atomic_add_fetch(&s->ordered, 1, __ATOMIC_RELAXED);
    assert_true(monitor_owned(w->t, s->lock));
    monitor_exit(w->t, s->lock);
}

static void notify_wakes_in_order(void **state) {
    struct fixture *f = *state;
    struct worker workers[THREADS];
    begin(f);
    run_workers(f, workers, THREADS, wait_in_line);
    for (int woken = 0; woken < THREADS;) {
        monitor_enter(f->t, shared->lock);
        if (shared->waiting == THREADS && shared->ordered == woken) {
            monitor_notify(f->t, shared->lock, false);
            woken++;
        }
        monitor_exit(f->t, shared->lock);
        while (__atomic_load_n(&shared->ordered, __ATOMIC_RELAXED) < woken)
            thread_yield(f->t);
    }
    join_workers(f, workers, THREADS);
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(shared->order[i], i);
}

static void timed_wait_returns(void **state) {
    struct fixture *f = *state;
    begin(f);
    monitor_enter(f->t, shared->lock);
    u64 start = os_nanotime();
    assert_true(monitor_wait(f->t, shared->lock, 20));
    assert_true(os_nanotime() - start >= 19000000);
    assert_true(monitor_owned(f->t, shared->lock));
    monitor_exit(f->t, shared->lock);
}

static void park_many_times(struct worker *w, struct shared *s) {
    for (int i = 0; i < 5000; i++) {
        while (__atomic_load_n(&s->counter, __ATOMIC_SEQ_CST) == i)
            thread_park(w->t, false, i % 3 == 0 ? 1000000000 : 0);
    }
}

static void unpark_is_never_lost(void **state) {
    struct fixture *f = *state;
    struct worker worker;
    begin(f);
    thread_unpark(f->t);
    thread_park(f->t, false, 0); /* the permit was there */
    thread_park(f->t, true, 1);  /* 1970: long ago */
    run_workers(f, &worker, 1, park_many_times);
    while (!__atomic_load_n(&worker.t, __ATOMIC_ACQUIRE))
        thread_yield(f->t);
    for (int i = 0; i < 5000; i++) {
        __atomic_add_fetch(&shared->counter, 1, __ATOMIC_SEQ_CST);
        thread_unpark(worker.t);
        if (i % 16 == 0)
            thread_yield(f->t);
    }
    /* no more unpark: the last permit must do */
    join_workers(f, &worker, 1);
}

static void count_until_stopped(struct worker *w, struct shared *s) {
    while (!__atomic_load_n(&s->stop, __ATOMIC_RELAXED)) {
        s->progress[w->number]++;
        if (w->number == 0)
            thread_yield(w->t); /* goes through SAFE all the time */
        else
            safepoint_poll(w->t);
    }
}

static u64 total_progress(void) {
    u64 sum = 0;
    for (int i = 0; i < THREADS; i++)
        sum += __atomic_load_n(&shared->progress[i], __ATOMIC_SEQ_CST);
    return sum;
}

static void stopped_world_stands_still(void **state) {
    struct fixture *f = *state;
    struct worker workers[THREADS];
    begin(f);
    run_workers(f, workers, THREADS, count_until_stopped);
    for (int i = 0; i < 300; i++) {
        safepoint_begin(f->t);
        safepoint_begin(f->t); /* nests */
        u64 before = total_progress();
        for (int look = 0; look < 4; look++) { /* few: on a busy machine each takes as long as the others want */
            sched_yield();
            assert_int_equal(total_progress(), before);
        }
        safepoint_end(f->t);
        safepoint_end(f->t);
    }
    __atomic_store_n(&shared->stop, true, __ATOMIC_RELAXED);
    join_workers(f, workers, THREADS);
}

static void stop_the_others(struct worker *w, struct shared *s) {
    for (int i = 0; i < 200; i++) {
        safepoint_begin(w->t);
        long seen = s->counter;
        sched_yield();
        s->counter = seen + 1;
        safepoint_end(w->t);
        if (i % 8 == 0) { /* threads come and go meanwhile */
            thread_detach(w->t);
            w->t = thread_attach(&w->f->vm, 0);
        }
    }
}

static void stoppers_exclude_each_other(void **state) {
    struct fixture *f = *state;
    struct worker workers[THREADS];
    begin(f);
    run_workers(f, workers, THREADS, stop_the_others);
    join_workers(f, workers, THREADS);
    assert_int_equal(shared->counter, THREADS * 200);
}

static void handles_keep_and_weak_ones_let_go(void **state) {
    struct fixture *f = *state;
    begin(f);
    handle_push_frame(f->t);
    void *first = handle_local(f->t, shared->lock);
    void *many[200];
    for (int i = 0; i < 200; i++)
        many[i] = handle_local(f->t, shared->other);
    assert_ptr_equal(handle_get(first), shared->lock);
    assert_int_equal(handle_kind(f->t, first), 1);
    handle_delete_local(f->t, many[199]);
    assert_int_equal(handle_kind(f->t, many[199]), 0);
    handle_pop_frame(f->t);
    assert_int_equal(handle_kind(f->t, first), 0);

    void *global = handle_new_global(&f->vm, shared->lock);
    void *weak = handle_new_weak(&f->vm, shared->lock);
    assert_int_equal(handle_kind(f->t, global), 2);
    assert_int_equal(handle_kind(f->t, weak), 3);
    vm_collect(f->t, false, "test");
    assert_ptr_equal(handle_get(weak), shared->lock);
    handle_delete_global(&f->vm, global);
    assert_int_equal(handle_kind(f->t, global), 0);
    handle_delete_weak(&f->vm, weak);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(recursion_and_ownership, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(mutual_exclusion_with_collections, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(idle_monitors_deflate, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(wait_and_notify_ping_pong, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(notify_wakes_in_order, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(timed_wait_returns, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(unpark_is_never_lost, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(stopped_world_stands_still, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(stoppers_exclude_each_other, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(handles_keep_and_weak_ones_let_go, fixture_setup, fixture_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
