/* SPDX-License-Identifier: MIT
 *
 * test_libjvm_options.c - guards libjvm/option_parser.c (JavaVMOption list -> struct vm_options, messages, results).
 * Messages and results were recorded from HotSpot 17.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "base/mem.h"
#include "libjvm/option_parser.h"

static char printed[4096]; /* what the VM printed through the vfprintf hook */

static int record(FILE *out, const char *fmt, va_list ap) {
    (void)out;
    size_t n = strlen(printed);
    return vsnprintf(printed + n, sizeof printed - n, fmt, ap);
}

/* Parses the NULL-terminated list of options behind a vfprintf hook. */
static jint parse(struct vm_options *o, int ignore, ...) {
    JavaVMOption list[40] = {{(char *)(uintptr_t) "vfprintf", NULL}};
    int (*hook)(FILE *, const char *, va_list) = record;
    memcpy(&list[0].extraInfo, &hook, sizeof hook);
    JavaVMInitArgs arguments = {JNI_VERSION_1_2, 1, list, (jboolean)ignore};
    va_list ap;
    va_start(ap, ignore);
    for (char *text; (text = va_arg(ap, char *)) != NULL;)
        list[arguments.nOptions++].optionString = text;
    va_end(ap);
    printed[0] = '\0';
    return options_parse(o, &arguments);
}

static void sizes_take_suffixes(void **state) {
    (void)state;
    struct vm_options o;
    assert_int_equal(parse(&o, JNI_FALSE, "-Xmx64m", "-Xms1024k", "-Xss2M", NULL), JNI_OK);
    assert_int_equal(o.heap_max, 64u << 20);
    assert_int_equal(o.heap_initial, 1u << 20);
    assert_int_equal(o.stack_size, 2u << 20);
    options_free(&o);
    assert_int_equal(parse(&o, JNI_FALSE, "-XX:MaxHeapSize=1g", "-XX:ThreadStackSize=512", NULL), JNI_OK);
    assert_int_equal(o.heap_max, 1u << 30);
    assert_int_equal(o.stack_size, 512u << 10);
    options_free(&o);
}

static void faults_are_named_as_hotspot_names_them(void **state) {
    (void)state;
    static const struct {
        const char *option, *message;
        jint result;
    } rows[] = {
        {"-Xmx", "Invalid maximum heap size: -Xmx\n", JNI_EINVAL},
        {"-Xmx1x", "Invalid maximum heap size: -Xmx1x\n", JNI_EINVAL},
        {"-Xmx99999999999999999999", "Invalid maximum heap size: -Xmx99999999999999999999\n", JNI_EINVAL},
        {"-Xmx99999999t", "Invalid maximum heap size: -Xmx99999999t\n", JNI_EINVAL},
        {"-Xmsq", "Invalid initial heap size: -Xmsq\n", JNI_EINVAL},
        {"-Xssfoo", "Invalid thread stack size: -Xssfoo\n", JNI_EINVAL},
        {"-Xss2000g",
         "Invalid thread stack size: -Xss2000g\nThe specified size exceeds the maximum "
         "representable size.\n",
         JNI_EINVAL},
        {"-Xss1", "\nThe Java thread stack size specified is too small. Specify at least 136k\n", JNI_ERR},
        {"-XX:Foo=1", "Unrecognized VM option 'Foo=1'\n", JNI_EINVAL},
        {"-XX:+Foo", "Unrecognized VM option 'Foo'\n", JNI_EINVAL},
        {"-XX:UseSerialGC", "Missing +/- setting for VM option 'UseSerialGC'\n", JNI_EINVAL},
        {"-XX:+TieredStopAtLevel", "Unexpected +/- setting in VM option 'TieredStopAtLevel'\n", JNI_EINVAL},
        {"-XX:MaxDirectMemorySize=x", "Improperly specified VM option 'MaxDirectMemorySize=x'\n", JNI_EINVAL},
        {"-Xfoo", "Unrecognized option: -Xfoo\n", JNI_ERR},
        {"-foo", "Unrecognized option: -foo\n", JNI_ERR},
        {"--add-foo=x", "Unrecognized option: --add-foo=x\n", JNI_ERR},
        {"-Xcheck:foo", "Unrecognized check option: -Xcheck:foo\n", JNI_EINVAL},
        {"-Xverify:foo", "Unrecognized verification option: -Xverify:foo\n", JNI_EINVAL},
        {"-Xbootclasspath/p:x", "-Xbootclasspath/p is no longer a supported option.\n", JNI_EINVAL},
        {"", "Unrecognized option: \n", JNI_ERR},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        struct vm_options o;
        assert_int_equal(parse(&o, JNI_FALSE, rows[i].option, NULL), rows[i].result);
        assert_string_equal(printed, rows[i].message);
        options_free(&o);
    }
}

static void unknown_options_can_be_ignored(void **state) {
    (void)state;
    struct vm_options o;
    assert_int_equal(parse(&o, JNI_TRUE, "-Xfoo", "-foo", "_bar", NULL), JNI_OK);
    options_free(&o);
    assert_int_equal(parse(&o, JNI_FALSE, "-XX:+Foo", "-XX:+IgnoreUnrecognizedVMOptions", NULL), JNI_OK);
    assert_string_equal(printed, "");
    options_free(&o);
}

static void module_options_become_numbered_properties(void **state) {
    (void)state;
    struct vm_options o;
    assert_int_equal(parse(&o, JNI_FALSE, "--add-opens=a/b=c", "--add-exports=d/e=f", "--add-opens=g/h=i",
                           "--module-path=p", "-Djdk.module.addmods.0=forged", "-Djdk.module.main=m", NULL),
                     JNI_OK);
    assert_string_equal(options_property(&o, "jdk.module.addopens.0"), "a/b=c");
    assert_string_equal(options_property(&o, "jdk.module.addopens.1"), "g/h=i");
    assert_string_equal(options_property(&o, "jdk.module.addexports.0"), "d/e=f");
    assert_string_equal(options_property(&o, "jdk.module.path"), "p");
    assert_string_equal(options_property(&o, "jdk.module.main"), "m");
    assert_null(options_property(&o, "jdk.module.addmods.0"));
    options_free(&o);
}

static void the_last_property_wins(void **state) {
    (void)state;
    struct vm_options o;
    assert_int_equal(parse(&o, JNI_FALSE, "-Da=1", "-Dab=2", "-Da=3", "-De", NULL), JNI_OK);
    assert_string_equal(options_property(&o, "a"), "3");
    assert_string_equal(options_property(&o, "e"), "");
    assert_null(options_property(&o, "b"));
    options_free(&o);
}

static void assertion_options_name_classes_and_packages(void **state) {
    (void)state;
    struct vm_options o;
    assert_int_equal(parse(&o, JNI_FALSE, "-ea", "-da:a.b...", "-enableassertions:c.D", "-esa", NULL), JNI_OK);
    assert_int_equal(o.assertions_count, 3);
    assert_null(o.assertions[0].name);
    assert_true(o.assertions[0].enable);
    assert_string_equal(o.assertions[1].name, "a/b");
    assert_true(o.assertions[1].package && !o.assertions[1].enable);
    assert_string_equal(o.assertions[2].name, "c/D");
    assert_true(!o.assertions[2].package && o.assertions[2].enable);
    assert_true(o.system_assertions);
    options_free(&o);
}

static void environment_variables_surround_the_list(void **state) {
    (void)state;
    struct vm_options o;
    setenv("JAVA_TOOL_OPTIONS", " -Da='x y'  -Xmx4m", 1);
    setenv("_JAVA_OPTIONS", "-Xmx6m", 1);
    assert_int_equal(parse(&o, JNI_FALSE, "-Xmx5m", NULL), JNI_OK);
    unsetenv("JAVA_TOOL_OPTIONS");
    unsetenv("_JAVA_OPTIONS");
    assert_int_equal(o.heap_max, 6u << 20);
    assert_string_equal(options_property(&o, "a"), "x y");
    assert_string_equal(printed, "Picked up JAVA_TOOL_OPTIONS:  -Da='x y'  -Xmx4m\nPicked up _JAVA_OPTIONS: -Xmx6m\n");
    options_free(&o);
}

static void boot_append_paths_are_joined(void **state) {
    (void)state;
    struct vm_options o;
    assert_int_equal(parse(&o, JNI_FALSE, "-Xbootclasspath/a:x.jar", "-Xbootclasspath/a:y", NULL), JNI_OK);
    assert_string_equal(o.boot_append, "x.jar:y");
    options_free(&o);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sizes_take_suffixes),
        cmocka_unit_test(faults_are_named_as_hotspot_names_them),
        cmocka_unit_test(unknown_options_can_be_ignored),
        cmocka_unit_test(module_options_become_numbered_properties),
        cmocka_unit_test(the_last_property_wins),
        cmocka_unit_test(assertion_options_name_classes_and_packages),
        cmocka_unit_test(environment_variables_surround_the_list),
        cmocka_unit_test(boot_append_paths_are_joined),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
