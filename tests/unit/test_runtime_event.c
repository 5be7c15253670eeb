/* SPDX-License-Identifier: MIT
 *
 * test_runtime_event.c - listeners: who hears what, in which order, and that nobody is asked for what nobody wants.
 * Guards runtime/event.c. That each row of runtime/event.def happens is tests/events_test.py's.
 */
#include "runtime/event.h"
#include "tests/unit/runtime_fixture.h"

static char heard[64];

static void note(char who) {
    size_t n = strlen(heard);
    assert_true(n + 1 < sizeof heard);
    heard[n] = who;
    heard[n + 1] = 0;
}

static void first_start(struct thread *t) {
    assert_non_null(t);
    note('s');
}
static void first_file(struct thread *t, struct loader *l, const struct define_options *options,
                       struct class_bytes *bytes) {
    (void)t;
    (void)l;
    (void)options;
    note('f');
    bytes->size = 7;
}
static void second_start(struct thread *t) {
    assert_non_null(t);
    note('S');
}
static void second_file(struct thread *t, struct loader *l, const struct define_options *options,
                        struct class_bytes *bytes) {
    (void)t;
    (void)l;
    (void)options;
    note('F');
    assert_int_equal(bytes->size, 7); /* what the first one left */
}

static const struct event_listener first = {.thread_start = first_start, .class_file = first_file};
static const struct event_listener second = {.thread_start = second_start, .class_file = second_file};

static void send(struct fixture *f, const char *want) {
    heard[0] = 0;
    struct class_bytes bytes = {NULL, 3, false};
    event_thread_start(f->t);
    event_class_file(f->t, NULL, NULL, &bytes);
    event_thread_end(f->t); /* nobody has a function for it */
    assert_string_equal(heard, want);
}

static void listeners_hear_what_they_want_in_the_order_they_came(void **state) {
    struct fixture *f = *state;
    struct vm *vm = &f->vm;
    assert_int_equal(vm->events, 0);
    send(f, "");
    event_listen(vm, &first, &heard, EVENTS_ALL);
    assert_int_equal(vm->events, EVENT_BIT(thread_start) | EVENT_BIT(class_file));
    send(f, "sf");
    event_listen(vm, &second, NULL, EVENT_BIT(class_file));
    send(f, "sfF");
    event_listen(vm, &second, NULL, EVENTS_ALL);
    send(f, "sSfF");
    assert_true(EVENT_ON(f->t, class_file));
    event_listen(vm, &first, &heard, 0);
    event_listen(vm, &second, NULL, EVENT_BIT(thread_start) | EVENT_BIT(thread_end));
    assert_false(EVENT_ON(f->t, class_file));
    assert_false(EVENT_ON(f->t, thread_end));
    send(f, "S");
    event_listen(vm, &second, NULL, 0);
    assert_int_equal(vm->events, 0);
    send(f, "");
}

static void a_listener_finds_its_state(void **state) {
    struct fixture *f = *state;
    assert_null(event_state(&f->vm, &first));
    event_listen(&f->vm, &first, f, 0);
    assert_ptr_equal(event_state(&f->vm, &first), f);
    assert_null(event_state(&f->vm, &second));
}

static void events_have_names(void **state) {
    (void)state;
    assert_string_equal(event_name(EVENT_thread_start), "thread_start");
    assert_string_equal(event_name((enum event)0), "boot_step_begin");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(listeners_hear_what_they_want_in_the_order_they_came, fixture_setup,
                                        fixture_teardown),
        cmocka_unit_test_setup_teardown(a_listener_finds_its_state, fixture_setup, fixture_teardown),
        cmocka_unit_test(events_have_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
