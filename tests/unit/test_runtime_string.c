/* SPDX-License-Identifier: MIT
 *
 * test_runtime_string.c - strings made from C, the weak intern table, boxing's widening. Guards runtime/{string,box}.c.
 */
#include "runtime/box.h"
#include "runtime/string.h"
#include "tests/unit/runtime_fixture.h"

static u8 coder(struct fixture *f, struct object *s) {
    return FIELD(s, f->vm.known.f_String_coder, u8);
}

static void check(struct fixture *f, struct object *s, i32 length, u8 want_coder, const char *mutf8) {
    assert_non_null(s);
    assert_int_equal(string_length(&f->vm, s), length);
    assert_int_equal(coder(f, s), want_coder);
    char *text = string_to_mutf8(&f->vm, s);
    assert_string_equal(text, mutf8);
    mem_free(text);
}

static void strings_are_compressed_when_they_can_be(void **state) {
    struct fixture *f = *state;
    check(f, string_new_cstr(f->t, ""), 0, 0, "");
    check(f, string_new_cstr(f->t, "abc"), 3, 0, "abc");
    check(f, string_new_cstr(f->t, "\xC3\xA9t\xC3\xA9"), 3, 0, "\xC3\xA9t\xC3\xA9");
    check(f, string_new_cstr(f->t, "\xE2\x82\xAC"), 1, 1, "\xE2\x82\xAC");
    check(f, string_new_cstr(f->t, "a\xC0\x80z"), 3, 0, "a\xC0\x80z");
    check(f, string_new_utf16(f->t, (const u16[]){'x', 0xFF}, 2), 2, 0, "x\xC3\xBF");
    check(f, string_new_utf16(f->t, (const u16[]){'x', 0x100}, 2), 2, 1, "x\xC4\x80");
}

static void platform_text_with_supplementary_characters(void **state) {
    struct fixture *f = *state;
    struct object *s = string_new_utf8(f->t, "\xF0\x9F\x98\x80!");
    assert_int_equal(string_length(&f->vm, s), 3);
    assert_int_equal(string_char_at(&f->vm, s, 0), 0xD83D);
    assert_int_equal(string_char_at(&f->vm, s, 1), 0xDE00);
    char *text = string_to_utf8(&f->vm, s);
    assert_string_equal(text, "\xF0\x9F\x98\x80!");
    mem_free(text);
}

static void invalid_modified_utf8_is_no_crash(void **state) {
    struct fixture *f = *state;
    assert_non_null(string_new(f->t, "a\xFF\x80", 3));
    assert_non_null(string_new(f->t, "\xE2\x82", 2));
}

static void interned_strings_are_unique(void **state) {
    struct fixture *f = *state;
    struct object *a = string_intern(f->t, string_new_cstr(f->t, "hello"));
    assert_ptr_equal(string_intern_mutf8(f->t, "hello", 5), a);
    assert_ptr_equal(string_intern_symbol(f->t, symbol_intern_cstr(f->vm.symbols, "hello")), a);
    assert_ptr_not_equal(string_new_cstr(f->t, "hello"), a);
    assert_true(string_equals(&f->vm, string_new_cstr(f->t, "hello"), a));
    assert_false(string_equals(&f->vm, string_new_cstr(f->t, "hellp"), a));
    assert_false(string_equals(&f->vm, NULL, a));
}

#define WEAK_HANDLES 100

/* In a function of its own: the caller's frame then holds no leftover of these strings for the conservative scan. */
static __attribute__((noinline)) void make_weak(struct fixture *f, void **weak) {
    char text[32];
    for (int i = 0; i < WEAK_HANDLES; i++) {
        int n = snprintf(text, sizeof text, "number %d", i);
        weak[i] = handle_new_weak(&f->vm, string_intern_mutf8(f->t, text, (size_t)n));
    }
}

static void the_table_is_weak(void **state) {
    struct fixture *f = *state;
    void *kept = handle_local(f->t, string_intern_mutf8(f->t, "kept", 4));
    char text[32];
    for (int i = 0; i < 20000; i++) {
        int n = snprintf(text, sizeof text, "number %d", i);
        string_intern_mutf8(f->t, text, (size_t)n);
    }
    void *weak[WEAK_HANDLES];
    make_weak(f, weak);
    vm_collect(f->t, false, "test");
    vm_collect(f->t, false, "test");
    int cleared = 0;
    for (int i = 0; i < WEAK_HANDLES; i++)
        cleared += handle_get(weak[i]) == NULL;
    assert_in_range(cleared, WEAK_HANDLES - 3, WEAK_HANDLES); /* a dead frame may still hold the last one or two */
    assert_ptr_equal(string_intern_mutf8(f->t, "kept", 4), handle_get(kept));
    check(f, string_intern_mutf8(f->t, "number 77", 9), 9, 0, "number 77");
}

static void symbols_and_names(void **state) {
    struct fixture *f = *state;
    struct symbol *s = string_to_symbol(&f->vm, string_new_cstr(f->t, "java.lang.String"), true);
    assert_ptr_equal(s, symbol_intern_cstr(f->vm.symbols, "java/lang/String"));
    check(f, string_new_symbol(f->t, s, true), 16, 0, "java.lang.String");
    check(f, string_new_symbol(f->t, s, false), 16, 0, "java/lang/String");
}

static void widening(void **state) {
    (void)state;
    union slot v = {.u = (u32)-5};
    assert_true(widen_value(T_BYTE, T_LONG, &v));
    assert_int_equal(v.j, -5);
    v = (union slot){.j = (i64)1 << 40};
    assert_true(widen_value(T_LONG, T_FLOAT, &v));
    assert_true(v.f == 1099511627776.0f && v.w >> 32 == 0);
    v = (union slot){.u = 'x'};
    assert_false(widen_value(T_CHAR, T_SHORT, &v));
    assert_false(widen_value(T_BOOLEAN, T_INT, &v));
    assert_false(widen_value(T_INT, T_BYTE, &v));
    assert_true(widen_value(T_CHAR, T_DOUBLE, &v) && v.d == 120.0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(strings_are_compressed_when_they_can_be, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(platform_text_with_supplementary_characters, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(invalid_modified_utf8_is_no_crash, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(interned_strings_are_unique, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(the_table_is_weak, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(symbols_and_names, fixture_setup, fixture_teardown),
        cmocka_unit_test(widening),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
