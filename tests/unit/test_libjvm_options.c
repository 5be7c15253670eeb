/* SPDX-License-Identifier: MIT
 *
 * test_libjvm_options.c - guards libjvm/option_parser.c (JavaVMOption list -> struct vm_options, messages, results).
 * Messages and results were recorded from HotSpot 17.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <unistd.h>

#include "base/mem.h"
#include "libjvm/option_parser.h"

static char printed[1 << 18]; /* what the VM printed through the vfprintf hook */

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
        {"-XX:MaxInlineLevl=3", "Unrecognized VM option 'MaxInlineLevl=3'\nDid you mean 'MaxInlineLevel=<value>'? ",
         JNI_EINVAL},
        {"-XX:+UseG1GCC", "Unrecognized VM option 'UseG1GCC'\nDid you mean '(+/-)UseG1GC'? ", JNI_EINVAL},
        {"-XX:+TraceBytecodes",
         "Error: VM option 'TraceBytecodes' is develop and is available only in debug version of VM.\n", JNI_EINVAL},
        {"-XX:BailoutAfterHIR=x",
         "Error: VM option 'BailoutAfterHIR' is develop and is available only in debug version of VM.\n", JNI_EINVAL},
        {"-XX:+TraceBytecode", "Unrecognized VM option 'TraceBytecode'\nDid you mean '(+/-)TraceBytecodes'? ",
         JNI_EINVAL},
        {"-XX:-Foo-Bar", "Unrecognized VM option 'Foo-Bar'\n", JNI_EINVAL},
        {"-XX:UseG1GC=true", "Missing +/- setting for VM option 'UseG1GC=true'\n", JNI_EINVAL},
        {"-XX:+MaxInlineLevel=3", "Unexpected +/- setting in VM option 'MaxInlineLevel=3'\n", JNI_EINVAL},
        {"-XX:MaxInlineLevel", "Improperly specified VM option 'MaxInlineLevel'\n", JNI_EINVAL},
        {"-XX:MaxInlineLevel=", "Improperly specified VM option 'MaxInlineLevel='\n", JNI_EINVAL},
        {"-XX:MaxInlineLevel=-1",
         "intx MaxInlineLevel=-1 is outside the allowed range [ 0 ... 2147483647 ]\n"
         "Improperly specified VM option 'MaxInlineLevel=-1'\n",
         JNI_EINVAL},
        {"-XX:GCTimeRatio=-1", "Improperly specified VM option 'GCTimeRatio=-1'\n", JNI_EINVAL},
        {"-XX:GCTimeRatio=99999999999999999999", "Improperly specified VM option 'GCTimeRatio=99999999999999999999'\n",
         JNI_EINVAL},
        {"-XX:SurvivorRatio=0",
         "uintx SurvivorRatio=0 is outside the allowed range [ 1 ... 18446744073709551613 ]\n"
         "Improperly specified VM option 'SurvivorRatio=0'\n",
         JNI_EINVAL},
        {"-XX:MaxRAMPercentage=200",
         "double MaxRAMPercentage=200.000000 is outside the allowed range [ 0.000000 ... 100.000000 ]\n"
         "Improperly specified VM option 'MaxRAMPercentage=200'\n",
         JNI_EINVAL},
        {"-XX:MaxRAMPercentage=1e1", "Improperly specified VM option 'MaxRAMPercentage=1e1'\n", JNI_EINVAL},
        {"-XX:MaxHeapSize=1x", "Invalid maximum heap size: -XX:MaxHeapSize=1x\n", JNI_EINVAL},
        {"-XX:+DebugNonSafepoints",
         "Error: VM option 'DebugNonSafepoints' is diagnostic and must be enabled via -XX:+UnlockDiagnosticVMOptions.\n"
         "Error: The unlock option must precede 'DebugNonSafepoints'.\n",
         JNI_EINVAL},
        {"-XX:hashCode=7",
         "Error: VM option 'hashCode' is experimental and must be enabled via -XX:+UnlockExperimentalVMOptions.\n"
         "Error: The unlock option must precede 'hashCode'.\n",
         JNI_EINVAL},
        {"-XX:MaxRAMFraction=0",
         "minijvm warning: Option MaxRAMFraction was deprecated in version 10.0 and will likely be removed in a future "
         "release.\nuintx MaxRAMFraction=0 is outside the allowed range [ 1 ... 18446744073709551615 ]\n"
         "Improperly specified VM option 'MaxRAMFraction=0'\n",
         JNI_EINVAL},
        {"-XX:NativeMemoryTracking=foo", "Syntax error, expecting -XX:NativeMemoryTracking=[off|summary|detail]",
         JNI_ERR},
        {"-XX:Flags=/nonexistent", "Could not open settings file /nonexistent\n", JNI_EINVAL},
        {"-XX:VMOptionsFile=/nonexistent", "Could not open options file '/nonexistent'\n", JNI_ERR},
        {"-Xminfx", "Bad min heap free percentage size: -Xminfx\n", JNI_EINVAL},
        {"-Xshare:foo", "Unrecognized option: -Xshare:foo\n", JNI_ERR},
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

static void flags_that_are_going_away_are_warned_of(void **state) {
    (void)state;
    static const char *const rows[][2] = {
        {"-XX:+UseBiasedLocking",
         "minijvm warning: Option UseBiasedLocking was deprecated in version 15.0 and will likely "
         "be removed in a future release.\n"},
        {"-XX:-CreateMinidumpOnCrash",
         "minijvm warning: Option CreateMinidumpOnCrash was deprecated in version 9.0 and will likely be removed in a "
         "future release. Use option CreateCoredumpOnCrash instead.\n"},
        {"-XX:SuspendRetryCount=5",
         "minijvm warning: Ignoring option SuspendRetryCount; support was removed in 17.0\n"},
        {"-Xprof", "minijvm warning: Ignoring option -Xprof; support was removed in 10.0\n"},
        {"-XX:GCTimeRatio=4", ""},
    };
    struct vm_options o;
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        assert_int_equal(parse(&o, JNI_FALSE, rows[i][0], NULL), JNI_OK);
        assert_string_equal(printed, rows[i][1]);
        options_free(&o);
    }
    assert_int_equal(parse(&o, JNI_FALSE, "-XX:-PrintWarnings", "-XX:-CreateMinidumpOnCrash", NULL), JNI_OK);
    assert_string_equal(printed, "");
    assert_true(o.no_core_dump);
    options_free(&o);
}

static void flags_set_fields(void **state) {
    (void)state;
    struct vm_options o;
    assert_int_equal(parse(&o, JNI_FALSE, "-XX:+UnlockDiagnosticVMOptions", "-XX:+ShowHiddenFrames",
                           "-XX:ActiveProcessorCount=-3", "-XX:MaxJavaStackTraceDepth=010",
                           "-XX:SoftRefLRUPolicyMSPerMB=0x10", "-XX:MaxRAMFraction=2", "-XX:OnError=a", "-XX:OnError=b",
                           "-XX:HeapDumpPath=c", "-XX:HeapDumpPath=", "-XX:-UseInlineCaches", "-XX:GCEvery=7",
                           "-XX:MaxDirectMemorySize=1k", NULL),
                     JNI_OK);
    assert_string_equal(printed + strlen(printed) - strlen("release.\n"), "release.\n");
    assert_true(o.show_hidden_frames && o.no_inline_caches);
    assert_int_equal(o.active_processors, 0);
    assert_int_equal(o.max_stack_trace_depth, 10);
    assert_int_equal(o.gc.soft_ms_per_mb, 16);
    assert_int_equal(o.gc.collect_every, 7);
    assert_true(o.heap_share == 50);
    assert_string_equal(o.on_error_command, "a\nb");
    assert_null(o.heap_dump_path);
    assert_string_equal(options_property(&o, "sun.nio.MaxDirectMemorySize"), "1024");
    options_free(&o);
    assert_int_equal(parse(&o, JNI_FALSE, "-XX:+UseG1GC", "-XX:+UseParallelGC", NULL), JNI_OK);
    assert_string_equal(o.fault, "Multiple garbage collectors selected");
    options_free(&o);
    assert_int_equal(parse(&o, JNI_FALSE, "-XX:+UseG1GC", "-XX:-UseG1GC", "-XX:+UseParallelGC", "-Xmx9g", NULL),
                     JNI_OK);
    assert_null(o.fault);
    assert_int_equal(options_heap_size(&o), GC_MAX_SIZE);
    options_free(&o);
}

static void write_file(const char *path, const char *text) {
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static void options_stand_in_files(void **state) {
    (void)state;
    char folder[] = "/tmp/optionsXXXXXX", settings[64], file[64], option[2][96];
    assert_non_null(mkdtemp(folder));
    snprintf(settings, sizeof settings, "%s/settings", folder);
    snprintf(file, sizeof file, "%s/options", folder);
    snprintf(option[0], sizeof option[0], "-XX:Flags=%s", settings);
    snprintf(option[1], sizeof option[1], "-XX:VMOptionsFile=%s", file);
    write_file(settings, "# a comment\n+GCVerify GCEvery=3 # another\nErrorFile=a#b\n");
    write_file(file, "-Da='x y'\n-XX:GCEvery=4 -Xmx64m");
    struct vm_options o;
    assert_int_equal(parse(&o, JNI_FALSE, "-Da=1", option[1], "-Xmx32m", option[0], NULL), JNI_OK);
    assert_string_equal(printed, "");
    assert_true(o.gc.verify);
    assert_int_equal(o.gc.collect_every, 4);
    assert_int_equal(o.heap_max, 32u << 20);
    assert_string_equal(o.error_file, "a#b");
    assert_string_equal(options_property(&o, "a"), "x y");
    options_free(&o);
    write_file(settings, "+UseFoo\n");
    assert_int_equal(parse(&o, JNI_FALSE, option[0], NULL), JNI_EINVAL);
    assert_string_equal(printed, "Unrecognized VM option 'UseFoo'\n");
    options_free(&o);
    assert_int_equal(parse(&o, JNI_FALSE, option[1], option[1], NULL), JNI_EINVAL);
    assert_non_null(strstr(printed, "is already specified in the options container 'cmd_line_args'"));
    options_free(&o);
    write_file(file, "-XX:VMOptionsFile=x");
    assert_int_equal(parse(&o, JNI_FALSE, option[1], NULL), JNI_EINVAL);
    assert_non_null(strstr(printed, "A VM options file may not refer to a VM options file."));
    options_free(&o);
    unlink(settings);
    unlink(file);
    rmdir(folder);
}

static void flags_are_listed(void **state) {
    (void)state;
    struct vm_options o;
    assert_int_equal(
        parse(&o, JNI_FALSE, "-XX:+PrintCommandLineFlags", "-Xmx64m", "-XX:GCTimeRatio=3", "-XX:-UseTLAB", NULL),
        JNI_OK);
    assert_string_equal(printed,
                        "-XX:GCTimeRatio=3 -XX:MaxHeapSize=67108864 -XX:+PrintCommandLineFlags -XX:-UseTLAB \n");
    options_free(&o);
    assert_int_equal(parse(&o, JNI_FALSE, "-XX:+PrintFlagsFinal", "-XX:MaxInlineLevel=7", NULL), JNI_OK);
    assert_non_null(strstr(printed, "[Global flags]\n"));
    assert_non_null(strstr(printed, "    intx MaxInlineLevel                           = 7            "
                                    "                          {C2 product} {command line}\n"));
    assert_non_null(strstr(printed, "   double MaxRAMPercentage                         = 25.000000    "
                                    "                             {product} {default}\n"));
    assert_null(strstr(printed, "DebugNonSafepoints"));
    options_free(&o);
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
        cmocka_unit_test(flags_that_are_going_away_are_warned_of),
        cmocka_unit_test(flags_set_fields),
        cmocka_unit_test(options_stand_in_files),
        cmocka_unit_test(flags_are_listed),
        cmocka_unit_test(unknown_options_can_be_ignored),
        cmocka_unit_test(module_options_become_numbered_properties),
        cmocka_unit_test(the_last_property_wins),
        cmocka_unit_test(assertion_options_name_classes_and_packages),
        cmocka_unit_test(environment_variables_surround_the_list),
        cmocka_unit_test(boot_append_paths_are_joined),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
