/* SPDX-License-Identifier: MIT
 *
 * test_runtime_library.c - the file `release` of a class library, ranges of releases, and that the rows of
 * runtime/known.def for one release name each thing once.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <unistd.h>
#include "runtime/known.h"
#include "runtime/library.h"

static const struct row {
    const char *id;
    bool otherwise; /* a row with _ELSE */
    struct releases releases;
} rows[] = {
#define KNOWN_CLASS_IN(id, name, releases)                          {"class " #id, false, {releases}},
#define KNOWN_FIELD_IN(id, class_id, name, descriptor, releases)    {"field " #id, false, {releases}},
#define KNOWN_FIELD_ELSE(id, class_id, name, descriptor, releases)  {"field " #id, true, {releases}},
#define KNOWN_STATIC_IN(id, class_id, name, descriptor, releases)   {"field " #id, false, {releases}},
#define KNOWN_METHOD_IN(id, class_id, name, descriptor, releases)   {"method " #id, false, {releases}},
#define KNOWN_METHOD_ELSE(id, class_id, name, descriptor, releases) {"method " #id, true, {releases}},
#define KNOWN_SYMBOL(id, text)
#include "runtime/known.def"
};

static void one_row_of_a_release_has_a_name(void **state) {
    (void)state;
    for (u16 release = 17; release <= 26; release++) {
        for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
            for (size_t j = 0; j < i; j++) {
                if (strcmp(rows[i].id, rows[j].id) == 0 && releases_include(rows[i].releases, release) &&
                    releases_include(rows[j].releases, release))
                    fail_msg("%s has two rows for release %u", rows[i].id, release);
            }
        }
    }
}

static u32 count(u16 release) {
    u32 n = 0;
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++)
        n += releases_include(rows[i].releases, release);
    return n;
}

/* Of what 17 has, 25 has not: 2 classes and 19 members; 8 of those are elsewhere there (and vmholder is a declared
 * field), and there are the holder and its class. */
static void rows_of_each_release(void **state) {
    (void)state;
    u32 otherwise = 0;
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++)
        otherwise += rows[i].otherwise;
    assert_int_equal(otherwise, 9);
    assert_int_equal(count(17), ARRAY_LENGTH(rows) - 9 - 2);
    assert_int_equal(count(25), (int)count(17) - 21 + 8 + 2);
    assert_int_equal(count(21), (int)count(17) - 2 + 2); /* without stillborn and ThreadGroup.add */
}

static void ranges_include_both_ends(void **state) {
    (void)state;
    const struct releases until = {UNTIL(18)}, since = {SINCE(19)}, between = {BETWEEN(19, 23)}, all = {ALL_RELEASES};
    assert_true(releases_include(until, 17) && releases_include(until, 18) && !releases_include(until, 19));
    assert_true(!releases_include(since, 18) && releases_include(since, 19) && releases_include(since, 99));
    assert_true(!releases_include(between, 18) && releases_include(between, 19));
    assert_true(releases_include(between, 23) && !releases_include(between, 24));
    assert_true(releases_include(all, 0) && releases_include(all, 25));
}

static bool read_release(const char *text, struct library *library) {
    char home[] = "/tmp/test_library_XXXXXX", path[64];
    assert_non_null(mkdtemp(home));
    snprintf(path, sizeof path, "%s/release", home);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
    bool ok = library_read(home, library);
    unlink(path);
    rmdir(home);
    return ok;
}

static void the_release_is_read_from_its_file(void **state) {
    (void)state;
    struct library l;
    assert_true(read_release("IMPLEMENTOR=\"Debian\"\nJAVA_VERSION=\"17.0.15\"\nOS_NAME=\"Linux\"\n", &l));
    assert_int_equal(l.feature, 17);
    assert_int_equal(l.class_file_major, 61);
    assert_string_equal(l.version, "17.0.15");
    assert_true(read_release("JAVA_VERSION=\"25\"\n", &l));
    assert_int_equal(l.feature, 25);
    assert_int_equal(l.class_file_major, 69);
    assert_true(read_release("JAVA_VERSION=\"26-ea\"\n", &l));
    assert_int_equal(l.feature, 26);
}

static void what_names_no_release_is_refused(void **state) {
    (void)state;
    struct library l;
    assert_false(read_release("", &l));
    assert_false(read_release("JAVA_VERSION=\"\"\n", &l));
    assert_false(read_release("JAVA_VERSION=17\n", &l));
    assert_false(read_release("JAVA_VERSION=\"seventeen\"\n", &l));
    assert_false(read_release("JAVA_VERSION=\"17x\"\n", &l));
    assert_false(read_release("JAVA_VERSION=\"4294967313\"\n", &l));
    assert_false(library_read("/nonexistent", &l));
    assert_int_equal(l.feature, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_row_of_a_release_has_a_name),  cmocka_unit_test(rows_of_each_release),
        cmocka_unit_test(ranges_include_both_ends),         cmocka_unit_test(the_release_is_read_from_its_file),
        cmocka_unit_test(what_names_no_release_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
