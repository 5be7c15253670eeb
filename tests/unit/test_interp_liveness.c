/* SPDX-License-Identifier: MIT
 *
 * test_interp_liveness.c - guards interp/liveness.c: a register is live exactly while a later instruction or handler
 * may read it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "base/mem.h"
#include "interp/liveness.h"
#include "interp/rops.h"

#define INSN(op, a, b, c)                                                                                              \
    {                                                                                                                  \
        .insn = { R_##op, a, b, c }                                                                                    \
    }
#define WORD(x)                                                                                                        \
    { .w = (x) }

static struct liveness *compute(union code_word *words, u32 length, u16 registers) {
    static struct code_bci map[] = {{0, 0}};
    struct register_code code = {
        .words = words, .length = length, .registers = registers, .bci_map = map, .bci_count = 1};
    struct liveness *l = liveness_compute(&code);
    assert_non_null(l);
    return l;
}

static void test_dead_after_last_use(void **state) {
    (void)state;
    union code_word words[] = {INSN(iadd, 2, 0, 1), INSN(imul, 3, 2, 0), INSN(return_value, 3, 0, 0)};
    struct liveness *l = compute(words, ARRAY_LENGTH(words), 4);
    assert_true(liveness_test(l, 0, 0) && liveness_test(l, 0, 1));
    assert_false(liveness_test(l, 0, 2));
    assert_true(liveness_test(l, 1, 0) && liveness_test(l, 1, 2));
    assert_false(liveness_test(l, 1, 1));
    assert_true(liveness_test(l, 2, 3));
    assert_false(liveness_test(l, 2, 0));
    mem_free(l);
}

static void test_loop_keeps_what_the_next_round_reads(void **state) {
    (void)state;
    /* 0: r1 = 0; 1: r1 += r2; 2: r0++; if r0 < 10 goto 1; 3: return */
    union code_word words[] = {INSN(const_i, 1, 0, 0), INSN(iadd, 1, 1, 2), INSN(loop_ltI_back, 0, 10, (u16)-1),
                               INSN(return_void, 0, 0, 0)};
    struct liveness *l = compute(words, ARRAY_LENGTH(words), 3);
    assert_true(liveness_test(l, 2, 2) && liveness_test(l, 2, 1) && liveness_test(l, 2, 0));
    assert_false(liveness_test(l, 0, 1));
    assert_false(liveness_test(l, 3, 2));
    mem_free(l);
}

static void test_call_reads_its_arguments_only(void **state) {
    (void)state;
    union code_word words[] = {INSN(call_static, 2, 0, 2), WORD(0), INSN(return_value, 2, 0, 0)};
    struct liveness *l = compute(words, ARRAY_LENGTH(words), 5);
    assert_true(liveness_test(l, 0, 2) && liveness_test(l, 0, 3));
    assert_false(liveness_test(l, 0, 4));
    assert_false(liveness_test(l, 0, 0));
    mem_free(l);
}

static void test_handler_keeps_locals_of_its_range(void **state) {
    (void)state;
    union code_word words[] = {INSN(call_static, 2, 0, 0), WORD(0), INSN(return_void, 0, 0, 0), INSN(iadd, 0, 1, 2),
                               INSN(return_value, 0, 0, 0)};
    struct code_bci map[] = {{0, 0}, {2, 3}, {3, 4}};
    struct code_handler handler = {.start_bci = 0, .end_bci = 3, .handler_pc = 3, .register_ = 2};
    struct register_code code = {.words = words,
                                 .length = ARRAY_LENGTH(words),
                                 .registers = 4,
                                 .bci_map = map,
                                 .bci_count = 3,
                                 .handlers = &handler,
                                 .handlers_count = 1};
    struct liveness *l = liveness_compute(&code);
    assert_non_null(l);
    assert_true(liveness_test(l, 0, 1));
    assert_false(liveness_test(l, 0, 2)); /* the exception comes there */
    assert_false(liveness_test(l, 2, 1));
    mem_free(l);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_dead_after_last_use),
        cmocka_unit_test(test_loop_keeps_what_the_next_round_reads),
        cmocka_unit_test(test_call_reads_its_arguments_only),
        cmocka_unit_test(test_handler_keeps_locals_of_its_range),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
