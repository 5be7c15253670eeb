/* SPDX-License-Identifier: MIT
 *
 * test_runtime_frame.c - guards runtime/frame.c: walking records and what it answers about one.
 */
#include "runtime_fixture.h"

#include "runtime/frame_record.h"

static union code_word words[4], stub[1];
static struct code_bci map[] = {{0, 0}, {2, 7}};
static struct register_code code = {
    .words = words, .length = ARRAY_LENGTH(words), .registers = 4, .bci_map = map, .bci_count = ARRAY_LENGTH(map)};
static struct method java_method = {.register_code = &code, .frame_size = 4, .arguments = 2},
                     untranslated = {.frame_size = 4, .arguments = 2},
                     native_method = {.access_flags = ACC_NATIVE, .frame_size = 1, .arguments = 1};

static struct frame *push(struct thread *t, struct method *m, const union code_word *pc, union slot *fp) {
    t->top--;
    *t->top = (struct frame){.pc = pc, .fp = fp, .method = m};
    return t->top;
}

static void test_no_frames(void **state) {
    const struct fixture *f = *state;
    assert_null(frame_first(f->t));
    assert_null(frame_current_method(f->t));
}

static void test_entry_records_are_skipped(void **state) {
    const struct fixture *f = *state;
    struct thread *t = f->t;
    push(t, NULL, stub, t->stack_next);
    struct frame *outer = push(t, &java_method, words, t->stack_next);
    struct frame *native = push(t, &native_method, stub, t->stack_next + 2);
    push(t, NULL, stub, t->stack_next + 3);
    struct frame *inner = push(t, &java_method, words, t->stack_next + 3);
    assert_ptr_equal(frame_first(t), inner);
    assert_ptr_equal(frame_next(t, inner), native);
    assert_ptr_equal(frame_next(t, native), outer);
    assert_null(frame_next(t, outer));
    assert_ptr_equal(frame_current_method(t), &java_method);
    push(t, NULL, stub, t->stack_next + 7); /* C was called to call Java, which has not begun yet */
    assert_ptr_equal(frame_first(t), inner);
}

static void test_bytecode_index(void **state) {
    const struct fixture *f = *state;
    struct thread *t = f->t;
    struct frame *frame = push(t, &java_method, words + 1, t->stack_next);
    assert_true(frame_in_code(frame));
    assert_int_equal(frame_bci(frame), 0);
    frame->pc = words + 3;
    assert_int_equal(frame_word(frame), 3);
    assert_int_equal(frame_bci(frame), 7);
    frame->pc = words + 4; /* behind the code */
    assert_false(frame_in_code(frame));
    assert_int_equal(frame_bci(frame), 0);
    *frame = (struct frame){.pc = stub, .method = &untranslated};
    assert_false(frame_in_code(frame));
    assert_int_equal(frame_bci(frame), 0);
    *frame = (struct frame){.pc = stub, .method = &native_method};
    assert_false(frame_in_code(frame));
    assert_int_equal(frame_bci(frame), -1);
}

struct seen {
    struct object *objects[4];
    u32 count;
};

static void see(void *context, struct object *o) {
    struct seen *seen = context;
    assert_true(seen->count < ARRAY_LENGTH(seen->objects));
    seen->objects[seen->count++] = o;
}

static void test_references(void **state) {
    const struct fixture *f = *state;
    struct thread *t = f->t;
    struct object *a = object_new(t, f->object_class), *b = object_new(t, f->object_class);
    union slot *fp = t->stack_next;
    fp[0].o = a;
    fp[1].w = 5;
    fp[2].w = (u64)(uintptr_t)a + 8; /* inside of an object */
    fp[3].o = b;
    fp[4].o = b; /* not the frame's */
    const struct frame *frame = push(t, &java_method, words, fp);
    struct seen seen = {.count = 0};
    frame_each_reference(t, frame, see, &seen);
    assert_int_equal(seen.count, 2);
    assert_ptr_equal(seen.objects[0], a);
    assert_ptr_equal(seen.objects[1], b);
    assert_ptr_equal(frame_argument(frame, 0), a);
    assert_ptr_equal(frame_argument(frame, 3), b);
}

static void test_locked_from_the_second_instruction_on(void **state) {
    const struct fixture *f = *state;
    struct frame *frame = push(f->t, &java_method, words + 1, f->t->stack_next);
    assert_false(frame_has_locked(frame));
    java_method.access_flags = ACC_SYNCHRONIZED;
    assert_true(frame_has_locked(frame));
    frame->pc = words;
    assert_false(frame_has_locked(frame));
    java_method.access_flags = 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_no_frames, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_entry_records_are_skipped, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_bytecode_index, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_references, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_locked_from_the_second_instruction_on, fixture_setup, fixture_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
