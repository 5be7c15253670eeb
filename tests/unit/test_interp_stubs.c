/* SPDX-License-Identifier: MIT
 *
 * test_interp_stubs.c - the entry stub that each kind of method gets, and where stubs lie.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "interp/interp_internal.h"
#include "interp/translate.h"

struct fixture {
    struct vm vm;
    struct loader boot;
};

static int setup(void **state) {
    struct fixture *f = mem_zalloc(sizeof *f);
    f->vm.boot_loader = &f->boot;
    arena_init(&f->boot.arena, true);
    interp_engine.start(&f->vm);
    *state = f;
    return 0;
}

static int teardown(void **state) {
    struct fixture *f = *state;
    arena_free(&f->boot.arena);
    mem_free(f);
    return 0;
}

static void assert_entry(struct fixture *f, struct method m, u32 op, u32 frame_size) {
    interp_engine.prepare_method(&f->vm, &m);
    assert_int_equal(m.code->insn.op, op);
    assert_int_equal(m.frame_size, frame_size);
    assert_true((uintptr_t)m.code < (u64)1 << 32);
}

static void test_kinds(void **state) {
    struct fixture *f = *state;
    static const struct code_attribute code = {.max_stack = 2, .max_locals = 3};
    static const struct member with_code = {.code = (struct code_attribute *)(uintptr_t)&code},
                               without = {.code = NULL};
    u32 size = translate_frame_size(&with_code);
    assert_true(size >= 3);
    assert_entry(f, (struct method){.member = &with_code, .arguments = 1}, R_stub_translate, size);
    assert_entry(f, (struct method){.member = &with_code, .arguments = 1, .flags = METHOD_OBJECT_INIT},
                 R_call_object_init, 1);
    assert_entry(f, (struct method){.member = &without, .arguments = 4, .access_flags = ACC_NATIVE}, R_stub_native, 4);
    assert_entry(f, (struct method){.member = &without, .arguments = 0, .access_flags = ACC_NATIVE | ACC_STATIC},
                 R_stub_native, 1); /* a slot for the result */
    assert_entry(f, (struct method){.member = &without, .arguments = 2, .access_flags = ACC_ABSTRACT}, R_stub_abstract,
                 2);
    assert_entry(f, (struct method){.arguments = 2, .flags = METHOD_CONFLICT}, R_stub_conflict, 2);
    assert_entry(f, (struct method){.arguments = 3, .mh_intrinsic = MH_INVOKE_BASIC}, R_stub_invoke_basic, 3);
    assert_entry(f, (struct method){.arguments = 3, .mh_intrinsic = MH_LINK_TO_STATIC}, R_stub_link_direct, 3);
    assert_entry(f, (struct method){.arguments = 3, .mh_intrinsic = MH_LINK_TO_SPECIAL}, R_stub_link_direct, 3);
    assert_entry(f, (struct method){.arguments = 3, .mh_intrinsic = MH_LINK_TO_VIRTUAL}, R_stub_link_virtual, 3);
    assert_entry(f, (struct method){.arguments = 3, .mh_intrinsic = MH_LINK_TO_INTERFACE}, R_stub_link_virtual, 3);
    assert_entry(f, (struct method){.arguments = 3, .mh_intrinsic = MH_LINK_TO_NATIVE}, R_stub_invoke_basic, 3);
}

static void test_exit(void **state) {
    struct fixture *f = *state;
    const union code_word *pc = interp_exit_code(&f->vm);
    assert_int_equal(pc[2].insn.op, R_exit); /* a return goes on two words behind the call */
}

/* They are the VM's, not the library's: a second VM has others. */
static void test_each_vm_has_its_own(void **state) {
    struct fixture *f = *state;
    void *other = NULL;
    setup(&other);
    struct method m = {.arguments = 1, .flags = METHOD_CONFLICT}, n = m;
    interp_engine.prepare_method(&f->vm, &m);
    interp_engine.prepare_method(&((struct fixture *)other)->vm, &n);
    assert_ptr_not_equal(m.code, n.code);
    assert_ptr_not_equal(interp_exit_code(&f->vm), interp_exit_code(&((struct fixture *)other)->vm));
    teardown(&other);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_kinds, setup, teardown),
        cmocka_unit_test_setup_teardown(test_exit, setup, teardown),
        cmocka_unit_test_setup_teardown(test_each_vm_has_its_own, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
