/* SPDX-License-Identifier: MIT
 *
 * test_mutf8.c - guards base/mutf8.c.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "base/mutf8.h"

#define BYTES(s) (const u8 *)(s), sizeof(s) - 1

static void validity_follows_the_specification(void **state) {
    (void)state;
    assert_true(mutf8_valid(BYTES("")));
    assert_true(mutf8_valid(BYTES("plain ascii, longer than eight")));
    assert_true(mutf8_valid(BYTES("\xC0\x80")));
    assert_true(mutf8_valid(BYTES("\xC3\xA9\xE2\x82\xAC")));
    assert_true(mutf8_valid(BYTES("\xED\xA0\x80"))); /* a lone surrogate is fine */
    assert_false(mutf8_valid(BYTES("a\0b")));
    assert_false(mutf8_valid(BYTES("12345678\0")));
    assert_false(mutf8_valid(BYTES("1234567\0"
                                   "9")));
    assert_false(mutf8_valid(BYTES("\x80")));
    assert_false(mutf8_valid(BYTES("\xC3")));
    assert_false(mutf8_valid(BYTES("\xC3\x41")));
    assert_false(mutf8_valid(BYTES("\xE2\x82")));
    assert_false(mutf8_valid(BYTES("\xE2\x41\x80")));
    assert_false(mutf8_valid(BYTES("\xF0\x9F\x98\x80")));
    assert_false(mutf8_valid(BYTES("\xFF")));
    assert_false(mutf8_valid(BYTES("\xC1\x80"))); /* two bytes for a one-byte character */
    assert_true(mutf8_valid_old(BYTES("\xC1\x80")));
    assert_false(mutf8_valid(BYTES("\xE0\x81\x80"))); /* three bytes for a two-byte character */
    assert_true(mutf8_valid_old(BYTES("\xE0\x81\x80")));
}

static void every_unit_survives_the_round_trip(void **state) {
    (void)state;
    for (u32 unit = 0; unit < 0x10000; unit++) {
        u16 in[3] = {'x', (u16)unit, 'y'}, out[3];
        u8 bytes[9];
        size_t n = mutf8_from_utf16(in, 3, bytes);
        assert_int_equal(n, mutf8_length_of_utf16(in, 3));
        assert_true(mutf8_valid(bytes, n));
        bool latin1;
        assert_int_equal(mutf8_utf16_length(bytes, n, &latin1), 3);
        assert_int_equal(latin1, unit < 0x100);
        mutf8_to_utf16(bytes, n, out);
        assert_memory_equal(in, out, sizeof in);
    }
}

static void latin1_round_trip(void **state) {
    (void)state;
    u8 in[300], bytes[600], out[300];
    for (int i = 0; i < 300; i++)
        in[i] = (u8)i;
    size_t n = mutf8_from_latin1(in, 300, bytes);
    assert_int_equal(n, mutf8_length_of_latin1(in, 300));
    assert_int_equal(n, 300 + 128 + 2); /* 80..FF and the two zeros take two bytes */
    mutf8_to_latin1(bytes, n, out);
    assert_memory_equal(in, out, 300);
}

static void utf8_becomes_utf16(void **state) {
    (void)state;
    static const char text[] = "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80";
    static const u16 expected[] = {'a', 0xE9, 0x20AC, 0xD83D, 0xDE00};
    u16 out[16];
    assert_int_equal(utf8_to_utf16(text, sizeof text - 1, NULL), 5);
    assert_int_equal(utf8_to_utf16(text, sizeof text - 1, out), 5);
    assert_memory_equal(out, expected, sizeof expected);
    static const u16 bad[] = {0xFFFD, 'x', 0xFFFD, 0xFFFD, 0xFFFD, 0xFFFD, 0xFFFD};
    assert_int_equal(utf8_to_utf16("\xFFx\xC3\xED\xA0\x80\xC0", 7, out), 7);
    assert_memory_equal(out, bad, sizeof bad);
    assert_int_equal(utf8_to_utf16("a\0b", 3, out), 3);
    assert_int_equal(out[1], 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(validity_follows_the_specification),
        cmocka_unit_test(every_unit_survives_the_round_trip),
        cmocka_unit_test(latin1_round_trip),
        cmocka_unit_test(utf8_becomes_utf16),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
