/* SPDX-License-Identifier: MIT
 *
 * test_natives_table.c - the table native/library/natives.def keeps its own rules: one run of rows for each class, no method
 * twice for a release of the class library, well-formed descriptors. Nothing of native/ is linked: only the strings are looked at.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "base/base.h"
#include "classfile/descriptor.h"
#include "runtime/library.h"

static const struct row {
    const char *class_name, *name, *descriptor;
    struct releases releases;
} rows[] = {
#define NATIVE_IN(class_name, name, descriptor, function, kind, releases) {class_name, name, descriptor, {releases}},
#define FAST_IN(class_name, name, descriptor, function, releases)         {class_name, name, descriptor, {releases}},
#include "native/library/natives.def"
#undef NATIVE_IN
#undef FAST_IN
};

static void rows_of_a_class_stand_together(void **state) {
    (void)state;
    for (size_t i = 1; i < ARRAY_LENGTH(rows); i++) {
        if (strcmp(rows[i].class_name, rows[i - 1].class_name) == 0)
            continue;
        for (size_t j = 0; j < i; j++)
            assert_string_not_equal(rows[i].class_name, rows[j].class_name);
    }
}

static void no_method_has_two_rows_for_a_release(void **state) {
    (void)state;
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        for (size_t j = 0; j < i; j++)
            assert_false(
                strcmp(rows[i].class_name, rows[j].class_name) == 0 && strcmp(rows[i].name, rows[j].name) == 0 &&
                strcmp(rows[i].descriptor, rows[j].descriptor) == 0 &&
                rows[i].releases.first <= rows[j].releases.last && rows[j].releases.first <= rows[i].releases.last);
    }
}

static void descriptors_are_valid(void **state) {
    (void)state;
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        if (!descriptor_valid_method(rows[i].descriptor, strlen(rows[i].descriptor)))
            fail_msg("%s.%s%s", rows[i].class_name, rows[i].name, rows[i].descriptor);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_of_a_class_stand_together),
        cmocka_unit_test(no_method_has_two_rows_for_a_release),
        cmocka_unit_test(descriptors_are_valid),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
