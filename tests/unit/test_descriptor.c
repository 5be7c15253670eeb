/* SPDX-License-Identifier: MIT
 *
 * test_descriptor.c - guards classfile/descriptor.c.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "classfile/descriptor.h"

static void basic_types_agree(void **state) {
    (void)state;
    for (u8 t = T_BOOLEAN; t <= T_VOID; t++)
        assert_int_equal(basic_type_of_char(basic_type_char(t)), t);
    assert_int_equal(basic_type_of_char('Q'), 0);
    assert_int_equal(basic_type_char(0), 0);
    assert_int_equal(basic_type_char(200), 0);
    assert_string_equal(basic_type_name(T_INT), "int");
    assert_null(basic_type_name(T_OBJECT));
    assert_int_equal(basic_type_size(T_CHAR), 2);
    assert_int_equal(basic_type_size(T_ARRAY), 4);
    assert_int_equal(basic_type_size(T_VOID), 0);
}

static void walking_a_method_descriptor(void **state) {
    (void)state;
    const char *d = "(I[[JLjava/lang/String;D[La/b;)[I", *start;
    size_t length;
    const char *p = d;
    assert_int_equal(descriptor_next(&p, &start, &length), T_INT);
    assert_int_equal(descriptor_next(&p, &start, &length), T_ARRAY);
    assert_int_equal(length, 3);
    assert_memory_equal(start, "[[J", 3);
    assert_int_equal(descriptor_next(&p, &start, &length), T_OBJECT);
    assert_int_equal(length, 18);
    assert_int_equal(descriptor_next(&p, NULL, NULL), T_DOUBLE);
    assert_int_equal(descriptor_next(&p, &start, &length), T_ARRAY);
    assert_int_equal(length, 6);
    assert_int_equal(descriptor_next(&p, NULL, NULL), 0);
    assert_int_equal(descriptor_next(&p, NULL, NULL), 0);
    assert_int_equal(*p, ')');
    assert_int_equal(descriptor_return(d, &start), T_ARRAY);
    assert_string_equal(start, "[I");
    assert_int_equal(descriptor_count(d), 5);
    assert_int_equal(descriptor_words(d), 6);
    assert_int_equal(descriptor_count("()V"), 0);
    assert_int_equal(descriptor_return("()V", NULL), T_VOID);
    assert_int_equal(descriptor_return("(La)b;)J", NULL), T_LONG); /* ')' may stand in a name */
}

static bool field(const char *d) {
    return descriptor_valid_field(d, strlen(d));
}
static bool method(const char *d) {
    return descriptor_valid_method(d, strlen(d));
}

static void field_descriptors(void **state) {
    (void)state;
    static const char *const good[] = {"I", "[I", "[[[Z", "La;", "La/b/C$D;", "[La;", "La b;", "L<a>;"};
    static const char *const bad[] = {"",      "V",    "Q",      "II",   "[",    "[V",   "L;", "La",
                                      "La.b;", "L/a;", "La//b;", "La/;", "La[;", "La;;", "I;", "(I)V"};
    for (size_t i = 0; i < ARRAY_LENGTH(good); i++)
        assert_true(field(good[i]));
    for (size_t i = 0; i < ARRAY_LENGTH(bad); i++)
        assert_false(field(bad[i]));
    char deep[300];
    memset(deep, '[', sizeof deep);
    deep[255] = 'I';
    assert_true(descriptor_valid_field(deep, 256));
    deep[255] = '[';
    deep[256] = 'I';
    assert_false(descriptor_valid_field(deep, 257));
}

static void method_descriptors(void **state) {
    (void)state;
    static const char *const good[] = {"()V", "(I)I", "([[JLa;)[La;", "(DJ)Z"};
    static const char *const bad[] = {"",    "(",   ")",     "()",    "()VV",  "(V)V", "(I",
                                      "I)V", "(I)", "(I)[V", "(L;)V", "((I)V", "()Ix"};
    for (size_t i = 0; i < ARRAY_LENGTH(good); i++)
        assert_true(method(good[i]));
    for (size_t i = 0; i < ARRAY_LENGTH(bad); i++)
        assert_false(method(bad[i]));
    char many[300] = "(";
    memset(many + 1, 'I', 255);
    strcpy(many + 256, ")V");
    assert_true(method(many));
    many[1] = 'J';
    assert_false(method(many));
}

static void names(void **state) {
    (void)state;
    assert_true(name_valid("java/lang/Object", 16, NAME_CLASS, false));
    assert_false(name_valid("java/lang/", 10, NAME_CLASS, false));
    assert_false(name_valid("java.lang", 9, NAME_CLASS, false));
    assert_false(name_valid("", 0, NAME_FIELD, false));
    assert_true(name_valid("<x>", 3, NAME_FIELD, false));
    assert_false(name_valid("<x>", 3, NAME_METHOD, false));
    assert_false(name_valid("a/b", 3, NAME_METHOD, false));
    assert_true(name_valid("1-2", 3, NAME_METHOD, false));
    assert_false(name_valid("1-2", 3, NAME_METHOD, true));
    assert_true(name_valid("a1", 2, NAME_METHOD, true));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(basic_types_agree),
        cmocka_unit_test(walking_a_method_descriptor),
        cmocka_unit_test(field_descriptors),
        cmocka_unit_test(method_descriptors),
        cmocka_unit_test(names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
