/* SPDX-License-Identifier: MIT
 *
 * test_arith.c - guards interp/arith.h: the corners of Java's arithmetic where C differs or is undefined.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "interp/arith.h"

static void test_int_overflow_wraps(void **state) {
    (void)state;
    assert_int_equal(java_iadd(INT32_MAX, 1), INT32_MIN);
    assert_int_equal(java_isub(INT32_MIN, 1), INT32_MAX);
    assert_int_equal(java_imul(65536, 65536), 0);
    assert_int_equal(java_imul(INT32_MAX, INT32_MAX), 1);
    assert_int_equal(java_ineg(INT32_MIN), INT32_MIN);
    assert_true(java_ladd(INT64_MAX, 1) == INT64_MIN);
    assert_true(java_lmul(INT64_MAX, 2) == -2);
    assert_true(java_lneg(INT64_MIN) == INT64_MIN);
}

static void test_division_by_minus_one(void **state) {
    (void)state;
    assert_int_equal(java_idiv(INT32_MIN, -1), INT32_MIN);
    assert_int_equal(java_irem(INT32_MIN, -1), 0);
    assert_int_equal(java_idiv(-7, 2), -3);
    assert_int_equal(java_irem(-7, 2), -1);
    assert_int_equal(java_irem(7, -2), 1);
    assert_true(java_ldiv(INT64_MIN, -1) == INT64_MIN);
    assert_true(java_lrem(INT64_MIN, -1) == 0);
}

static void test_shift_counts_are_masked(void **state) {
    (void)state;
    assert_int_equal(java_ishl(1, 33), 2);
    assert_int_equal(java_ishl(1, -1), INT32_MIN);
    assert_int_equal(java_ishr(-8, 1), -4);
    assert_int_equal(java_iushr(-1, 28), 15);
    assert_int_equal(java_iushr(-1, 32), -1);
    assert_true(java_lshl(1, 65) == 2);
    assert_true(java_lushr(-1, 60) == 15);
    assert_true(java_lshr(-16, 66) == -4);
}

static void test_floating_point_to_integer_saturates(void **state) {
    (void)state;
    assert_int_equal(java_d2i(1e20), INT32_MAX);
    assert_int_equal(java_d2i(-1e20), INT32_MIN);
    assert_int_equal(java_d2i((double)NAN), 0);
    assert_int_equal(java_d2i(2147483647.9), INT32_MAX);
    assert_int_equal(java_d2i(-2147483648.9), INT32_MIN);
    assert_int_equal(java_d2i(-0.9), 0);
    assert_true(java_d2l(1e30) == INT64_MAX);
    assert_true(java_d2l(-9223372036854775808.0) == INT64_MIN);
    assert_true(java_d2l((double)-INFINITY) == INT64_MIN);
    assert_true(java_d2l((double)NAN) == 0);
    assert_int_equal(java_f2i(INFINITY), INT32_MAX);
    assert_true(java_f2l(-1e30f) == INT64_MIN);
    assert_int_equal(java_f2i(16777217.0f), 16777216);
}

static void test_compares_order_nan(void **state) {
    (void)state;
    assert_int_equal(java_fcmpl(NAN, 1), -1);
    assert_int_equal(java_fcmpg(NAN, 1), 1);
    assert_int_equal(java_dcmpl(1, (double)NAN), -1);
    assert_int_equal(java_dcmpg(1, (double)NAN), 1);
    assert_int_equal(java_dcmpg(0.0, -0.0), 0);
    assert_int_equal(java_dcmpl(2, 1), 1);
    assert_int_equal(java_fcmpg(1, 2), -1);
    assert_int_equal(java_lcmp(INT64_MIN, INT64_MAX), -1);
}

static void test_remainder_truncates(void **state) {
    (void)state;
    assert_true(java_drem(-7.5, 2.0) == -1.5);
    assert_true(java_drem(5.0, (double)INFINITY) == 5.0);
    assert_true(signbit(java_drem(-4.0, 2.0)) != 0);
    assert_true(isnan(java_drem(1.0, 0.0)));
    assert_true(java_frem(5.5f, -2.0f) == 1.5f);
}

static void test_narrowing(void **state) {
    (void)state;
    assert_int_equal(java_i2b(0x1ff), -1);
    assert_int_equal(java_i2c(-1), 65535);
    assert_int_equal(java_i2s(0x18000), -32768);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_int_overflow_wraps),
        cmocka_unit_test(test_division_by_minus_one),
        cmocka_unit_test(test_shift_counts_are_masked),
        cmocka_unit_test(test_floating_point_to_integer_saturates),
        cmocka_unit_test(test_compares_order_nan),
        cmocka_unit_test(test_remainder_truncates),
        cmocka_unit_test(test_narrowing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
