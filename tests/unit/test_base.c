/* SPDX-License-Identifier: MIT
 *
 * test_base.c - guards base/: mem, buf, map, symbol, os, log.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <pthread.h>
#include <regex.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/log.h"
#include "base/log_tags.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/os.h"
#include "base/size.h"
#include "base/symbol.h"

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED
#endif
#endif

static void arena_gives_zeroed_aligned_memory(void **state) {
    (void)state;
    for (int low = 0; low < 2; low++) {
        struct arena a;
        arena_init(&a, low != 0);
        size_t total = 0;
        for (size_t i = 1; i < 3000; i += 7) {
            u8 *p = i % 3 == 0 ? arena_alloc_aligned(&a, i, 64) : arena_alloc(&a, i);
            assert_int_equal((uintptr_t)p % (i % 3 == 0 ? 64 : 8), 0);
            if (low != 0)
                assert_true((uintptr_t)p + i <= (u64)1 << 32);
            for (size_t j = 0; j < i; j++)
                assert_int_equal(p[j], 0);
            memset(p, 0xAB, i);
            total += i;
        }
        u8 *big = arena_alloc(&a, 3 << 20);
        assert_int_equal(big[(3 << 20) - 1], 0);
        total += 3 << 20;
        u8 *page = arena_alloc_aligned(&a, 10, 4096);
        assert_int_equal((uintptr_t)page % 4096, 0);
        assert_int_equal(a.used, total + 10);
        assert_true(a.reserved >= a.used);
        assert_string_equal(arena_strndup(&a, "hello", 3), "hel");
        assert_memory_equal(arena_copy(&a, "abc", 3), "abc", 3);
        assert_non_null(arena_alloc(&a, 0));
        arena_free(&a);
        assert_int_equal(a.reserved, 0);
    }
}

static void mem_fails_where_asked(void **state) {
    (void)state;
    mem_fail_at(2);
    void *p = mem_try_alloc(8);
    assert_non_null(p);
    assert_null(mem_try_alloc(8));
    void *q = mem_try_alloc(8);
    assert_non_null(q);
    mem_free(p);
    mem_free(q);
    char *s = mem_printf("%d-%s", 42, "x");
    assert_string_equal(s, "42-x");
    mem_free(s);
}

static void buf_grows_and_terminates(void **state) {
    (void)state;
    struct buf b = {0};
    assert_string_equal(buf_cstr(&b), "");
    for (int i = 0; i < 1000; i++)
        buf_printf(&b, "%d,", i % 10);
    assert_int_equal(b.length, 2000);
    assert_int_equal(strlen(b.data), 2000);
    buf_reset(&b);
    assert_string_equal(buf_cstr(&b), "");
    buf_str(&b, "ab");
    buf_char(&b, 'c');
    buf_add(&b, "d\0e", 3);
    assert_memory_equal(b.data, "abcd\0e\0", 7);
    buf_free(&b);
}

static void map_keeps_what_was_put(void **state) {
    (void)state;
    struct map m = {0};
    static u64 keys[5000];
    assert_null(map_get(&m, &keys[0]));
    assert_null(map_remove(&m, &keys[0]));
    for (int round = 0; round < 3; round++) {
        for (size_t i = 0; i < 5000; i++)
            assert_null(map_put(&m, &keys[i], &keys[4999 - i]));
        assert_int_equal(m.count, 5000);
        assert_ptr_equal(map_put(&m, &keys[7], &keys[7]), &keys[4992]);
        assert_ptr_equal(map_get(&m, &keys[7]), &keys[7]);
        u32 pos = 0, seen = 0;
        while (map_next(&m, &pos) != NULL)
            seen++;
        assert_int_equal(seen, 5000);
        for (size_t i = 0; i < 5000; i++)
            assert_non_null(map_remove(&m, &keys[i]));
        assert_int_equal(m.count, 0);
        assert_null(map_get(&m, &keys[3]));
    }
    assert_true(m.capacity <= 16384); /* deletion marks don't pile up */
    map_free(&m);
}

static void *intern_many(void *arg) {
    for (int i = 0; i < 20000; i++) {
        char name[32];
        int n = snprintf(name, sizeof name, "name%d", i);
        if (symbol_intern(arg, name, (size_t)n)->length != n)
            return arg;
    }
    return NULL;
}

static void symbols_are_unique(void **state) {
    (void)state;
    struct symbol_table *st = symbol_table_create();
    assert_null(symbol_lookup(st, "java/lang/Object", 16));
    struct symbol *a = symbol_intern_cstr(st, "java/lang/Object");
    assert_ptr_equal(a, symbol_intern(st, "java/lang/Object;", 16));
    assert_string_equal(a->text, "java/lang/Object");
    assert_ptr_equal(a, symbol_lookup(st, "java/lang/Object", 16));
    assert_ptr_not_equal(a, symbol_intern_cstr(st, "java/lang/Objecu"));
    assert_int_equal(symbol_intern_cstr(st, "")->length, 0);
    pthread_t other;
    pthread_create(&other, NULL, intern_many, st);
    assert_null(intern_many(st));
    void *result;
    pthread_join(other, &result);
    assert_null(result);
    assert_int_equal(symbol_table_count(st), 20003);
    symbol_table_destroy(st);
}

static void low_memory_is_below_4gb(void **state) {
    (void)state;
    size_t size = 256 << 20;
    u8 *heap = os_reserve(size, 1 << 20, 0, (u64)1 << 32);
    assert_non_null(heap);
    assert_int_equal((uintptr_t)heap % (1 << 20), 0);
    assert_true((uintptr_t)heap + size <= (u64)1 << 32);
    assert_true(os_commit(heap + (1 << 20), 1 << 20));
    heap[1 << 20] = 1;
    os_decommit(heap + (1 << 20), 1 << 20);
    assert_int_equal(heap[1 << 20], 0);
    u8 *metadata = os_map_low(100);
    assert_non_null(metadata);
    assert_true((uintptr_t)metadata < (uintptr_t)heap);
    metadata[99] = 1;
    assert_null(os_reserve((size_t)4 << 30, 4096, 0, (u64)1 << 32));
    assert_null(os_reserve((size_t)1 << 40, 4096, 0, (u64)1 << 32));
    assert_null(os_reserve(0, 4096, 0, (u64)1 << 32));
    os_release(metadata, 100);
    os_release(heap, size);
#ifndef SANITIZED
    size = (size_t)3500 << 20; /* the largest heap: must fit in a position-independent program */
    heap = os_reserve(size, 1 << 20, 0, (u64)1 << 32);
    assert_non_null(heap);
    metadata = os_map_low(1 << 20);
    assert_non_null(metadata);
    os_release(metadata, 1 << 20);
    os_release(heap, size);
#endif
}

/* Two ranges of one window: the second lies beside the first, the third finds no room, and nothing is ever outside. */
static void reservations_stay_in_their_range(void **state) {
    (void)state;
#ifndef SANITIZED /* which has this range for itself */
    const u64 from = (u64)20 << 30, to = (u64)21 << 30;
    const size_t size = (size_t)400 << 20, align = 1 << 15;
    u8 *first = os_reserve(size, align, from, to), *second = os_reserve(size, align, from, to);
    assert_ptr_equal(first, (u8 *)(uintptr_t)to - size);
    assert_ptr_equal(second, first - size);
    assert_null(os_reserve(size, align, from, to));
    assert_null(os_reserve(size, align, to, from));
    assert_true(os_commit(second, 4096));
    second[0] = 1;
    os_release(first, size);
    os_release(second, size);
#endif
}

static void os_answers(void **state) {
    (void)state;
    char here;
    void *low;
    size_t size;
    os_stack_bounds(&low, &size);
    assert_true((char *)low < &here && &here < (char *)low + size);
    assert_true(os_processors() >= 1);
    assert_true(os_physical_memory() > 1 << 20);
    assert_true(os_is_directory("/") && !os_is_file("/"));
    assert_true(os_is_file("/proc/self/exe"));
    u64 before = os_nanotime();
    assert_true(os_nanotime() >= before);
    assert_true(os_walltime_ms() > 1600000000000u);
    size_t length;
    assert_null(os_map_file("/nonexistent", &length));
    assert_null(os_map_file("/", &length));
    char path[] = "/tmp/test_base_XXXXXX";
    int fd = mkstemp(path);
    const u8 *p = os_map_file(path, &length);
    assert_non_null(p);
    assert_int_equal(length, 0);
    os_unmap_file(p, length);
    assert_int_equal(write(fd, "xyz", 3), 3);
    p = os_map_file(path, &length);
    assert_int_equal(length, 3);
    assert_memory_equal(p, "xyz", 3);
    os_unmap_file(p, length);
    close(fd);
    unlink(path);
    if (os_membarrier_setup())
        os_membarrier();
}

/* What a few lines become on stdout. */
static char *log_text(struct log *log) {
    char *text = NULL;
    size_t size = 0;
    FILE *f = open_memstream(&text, &size);
    log->out = f;
    LOG(log, class, LOG_INFO, "%s source: %s", "A", "x");
    LOG(log, gc, LOG_DEBUG, "%s", "pause");
    LOG(log, class, LOG_TRACE, "%s", "never");
    fclose(f);
    log->out = NULL;
    return text;
}

/* What the log says about an option, without decorations. */
static char *log_answer(struct log *log, const char *spec, bool *good) {
    char *text = NULL;
    size_t size = 0;
    FILE *f = open_memstream(&text, &size);
    assert_true(log_configure(log, "all=warning:stdout:none"));
    log->out = f;
    *good = log_configure(log, spec);
    fclose(f);
    log->out = NULL;
    return text;
}

static void log_selects_channels(void **state) {
    (void)state;
    static const char *const rows[][2] = {
        {"class*=info:stdout:none", "A source: x\n"},
        {"class+load,gc=debug:stdout:level,tags", "[info][class,load] A source: x\n[debug][gc        ] pause\n"},
        {"load+class::l,tg", "[info][class,load] A source: x\n"},
        {"CLASS+load=Trace::L", "[info] A source: x\n[trace] never\n"},
        {"class+load=info,class*=off,gc=debug::none", "pause\n"},
        {"all=debug:#0:none", "A source: x\npause\n"},
        {"disable", ""},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        struct log log;
        log_init(&log);
        char *text = log_text(&log);
        assert_string_equal(text, "");
        free(text);
        assert_true(log_configure(&log, rows[i][0]));
        text = log_text(&log);
        assert_string_equal(text, rows[i][1]);
        free(text);
    }
}

static void log_pads_decorations(void **state) {
    (void)state;
    struct log log;
    log_init(&log);
    assert_true(log_configure(&log, "class+load,gc=debug:stdout:level,tags"));
    free(log_text(&log));
    char *text = log_text(&log);
    assert_string_equal(text, "[info ][class,load] A source: x\n[debug][gc        ] pause\n");
    free(text);
    assert_true(log_configure(&log, "gc=debug"));
    log_set_stdout(&log, "class+load");
    text = log_text(&log);
    assert_non_null(strstr(text, "s][info ][class,load] A source: x\n["));
    free(text);
}

static void log_has_all_decorators(void **state) {
    (void)state;
    struct log log;
    char host[256] = "", pattern[800];
    gethostname(host, sizeof host - 1);
    log_init(&log);
    assert_true(log_configure(&log, "gc=debug:stdout:tags,hn,pid,tid,um,un,tm,tn,t,utc,uptime"));
    char *text = log_text(&log);
    snprintf(pattern, sizeof pattern,
             "^\\[[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}\\.[0-9]{3}[+-][0-9]{4}\\]"
             "\\[[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}\\.[0-9]{3}\\+0000\\]"
             "\\[[0-9]+\\.[0-9]{3}s\\]\\[[0-9]{13}ms\\]\\[[0-9]+ms\\]\\[[0-9]+ns\\]\\[[0-9]+ns\\]"
             "\\[%s\\]\\[%d\\]\\[%d\\]\\[gc\\] pause\n$",
             host, (int)getpid(), (int)gettid());
    regex_t regex;
    assert_int_equal(regcomp(&regex, pattern, REG_EXTENDED | REG_NOSUB), 0);
    if (regexec(&regex, text, 0, NULL, 0) != 0)
        fail_msg("%s isn't %s", text, pattern);
    regfree(&regex);
    free(text);
}

static void log_explains_what_is_wrong(void **state) {
    (void)state;
    static const struct {
        const char *spec, *text;
        bool good;
    } rows[] = {
        {"gc+ref=debug,cds,jni+resolve", "", true},
        {"async", "", true},
        {"foo", "Invalid tag 'foo' in log selection.\n", false},
        {"clas+load", "Invalid tag 'clas' in log selection. Did you mean 'class'?\n", false},
        {"gc=bar", "Invalid level 'bar' in log selection.\n", false},
        {"gc=debg", "Invalid level 'debg' in log selection. Did you mean 'debug'?\n", false},
        {"gc+gc", "Log selection contains duplicates of tag gc.\n", false},
        {"gc+class+load+init+cpu+heap", "Too many tags in log selection 'gc' (can only have up to 5 tags).\n", false},
        {"all*", "Invalid tag 'all' in log selection. Did you mean 'alloc'?\n", false},
        {"class*,,gc", "Invalid tag '' in log selection.\n", false},
        {"gc:stdout:xx", "Invalid decorator 'xx'.\n", false},
        {"gc::none,pid", "Invalid decorator 'none'.\n", false},
        {"gc:/nonexistent/x",
         "Error opening log file '/nonexistent/x': No such file or directory\n"
         "Initialization of output 'file=/nonexistent/x' using options '(null)' failed.\n",
         false},
        {"gc:x=y", "Unsupported log output type: x=y\n", false},
        {"gc:#9", "Invalid output index '#9'\n", false},
        {"gc:\"a", "Missing terminating quote in -Xlog option '\"a'\n", false},
        {"gc:f\"a\"",
         "Output name can not be partially quoted. Either surround the whole name with quotation marks, or do not use "
         "quotation marks at all.\n",
         false},
        {"gc:stdout:none:filecount=1", "Output options for existing outputs are ignored.\n", true},
        {"gc:stdout:none::a:b", "Ignoring excess -Xlog options: \"a:b\"\n", true},
        {"gc+class::none",
         "No tag set matches selection: gc+class. Did you mean any of the following? gc* class* gc+ref* gc+director "
         "gc+compaction\n",
         true},
        {"age::none", "No tag set matches selection: age. Did you mean any of the following? age* gc+age\n", true},
        {"task+gc+start+startup::none",
         "No tag set matches selection: task+gc+start+startup. Did you mean any of the following? gc+task+start "
         "gc+start* gc+task* gc+ref+start gc+verify+start\n",
         true},
        {"memory+hot::none",
         "No tag set matches selection: memory+hot. Did you mean any of the following? memory hot\n", true},
        {"thread,bytecode,jni::none", "", true}, /* of this VM, not of HotSpot */
    };
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        struct log log;
        bool good;
        log_init(&log);
        char *text = log_answer(&log, rows[i].spec, &good);
        assert_string_equal(text, rows[i].text);
        assert_int_equal(good, rows[i].good);
        free(text);
        log_close(&log);
    }
}

static bool has_text(const char *folder, const char *name, const char *text) {
    char path[600], line[200] = "";
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *f = fopen(path, "r");
    if (f == NULL)
        return false;
    line[fread(line, 1, sizeof line - 1, f)] = '\0';
    fclose(f);
    return strcmp(line, text) == 0;
}

/* Logs a, b, c ... of 4 bytes each, as many as asked for. */
static void log_letters(const char *folder, const char *name, const char *options, u32 count) {
    struct log log;
    char spec[600];
    log_init(&log);
    snprintf(spec, sizeof spec, "gc:file=%s/%s:none:%s", folder, name, options);
    assert_true(log_configure(&log, spec));
    for (u32 i = 0; i < count; i++)
        LOG(&log, gc, LOG_INFO, "%c--", (char)('a' + i));
    log_close(&log);
    LOG(&log, gc, LOG_INFO, "%s", "never");
}

static void log_files_rotate(void **state) {
    (void)state;
    char folder[] = "/tmp/minijvm-log-XXXXXX", command[100];
    assert_non_null(mkdtemp(folder));
    log_letters(folder, "a", "filecount=3,filesize=8", 11); /* ab cd ef | gh ij k */
    assert_true(has_text(folder, "a", "k--\n"));
    assert_true(has_text(folder, "a.0", "g--\nh--\n"));
    assert_true(has_text(folder, "a.1", "i--\nj--\n"));
    assert_true(has_text(folder, "a.2", "e--\nf--\n"));
    assert_false(has_text(folder, "a.3", ""));
    log_letters(folder, "b", "filecount=11,filesize=1k", 1); /* what is there is kept; numbers have two digits */
    log_letters(folder, "b", "filecount=11,filesize=1k", 2);
    assert_true(has_text(folder, "b", "a--\nb--\n"));
    assert_true(has_text(folder, "b.00", "a--\n"));
    log_letters(folder, "c", "filecount=0,filesize=4", 3); /* no rotation: overwritten */
    log_letters(folder, "c", "filecount=0,filesize=4", 2);
    assert_true(has_text(folder, "c", "a--\nb--\n"));
    log_letters(folder, "d", "filesize=0", 3);
    assert_true(has_text(folder, "d", "a--\nb--\nc--\n"));
    log_letters(folder, "p%p-%p", "", 1);
    snprintf(command, sizeof command, "p%d-%%p", (int)getpid());
    assert_true(has_text(folder, command, "a--\n"));
    snprintf(command, sizeof command, "rm -r %s", folder);
    assert_int_equal(system(command), 0);
}

static void log_file_options_are_checked(void **state) {
    (void)state;
    static const char *const rows[][2] = {
        {"filecount=1001", "Invalid option: filecount must be in range [0, 1000]\n"},
        {"filecount=-1", "Invalid option: filecount must be in range [0, 1000]\n"},
        {"filecount=3k", "Invalid option: filecount must be in range [0, 1000]\n"},
        {"filecount", "Invalid option 'filecount' for log file output.\n"},
        {"filesize=1q", "Invalid option: filesize must be in range [0, 18446744073709551615]\n"},
        {"filecount=1,x=2", "Invalid option 'x' for log file output.\n"},
        {"filecount=1,", "Invalid option '' for log file output.\n"},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        struct log log;
        char spec[200], expected[400];
        bool good;
        log_init(&log);
        snprintf(spec, sizeof spec, "gc:/nonexistent/x::%s", rows[i][0]);
        snprintf(expected, sizeof expected,
                 "%sInitialization of output 'file=/nonexistent/x' using options '%s' failed.\n", rows[i][1],
                 rows[i][0]);
        char *text = log_answer(&log, spec, &good);
        assert_string_equal(text, expected);
        assert_false(good);
        free(text);
    }
}

/* One line may go to several outputs, each with its levels and its decorations; a file that is off is closed. */
static void log_outputs_are_independent(void **state) {
    (void)state;
    char folder[] = "/tmp/minijvm-log-XXXXXX", spec[100];
    assert_non_null(mkdtemp(folder));
    struct log log;
    log_init(&log);
    snprintf(spec, sizeof spec, "gc=debug:%s/f:tags", folder);
    assert_true(log_configure(&log, spec));
    assert_true(log_configure(&log, "class+load=info:stdout:level"));
    assert_true(log_configure(&log, "class+load=trace:#2:none"));
    char *text = log_text(&log);
    assert_string_equal(text, "[info] A source: x\n");
    assert_true(has_text(folder, "f", "A source: x\npause\nnever\n"));
    free(text);
    assert_true(log_configure(&log, "all=off:#2"));
    assert_int_equal(log.files_count, 0);
    assert_int_equal(log.level[LOG_CH_class], LOG_INFO);
    snprintf(spec, sizeof spec, "rm -r %s", folder);
    assert_int_equal(system(spec), 0);
    log_close(&log);
}

/* The table of tags: each set has tags of the table; a channel with several tags is one of HotSpot's sets, or
 * has a tag of its own. */
static void log_tags_are_a_table(void **state) {
    (void)state;
    struct buf tags = {0};
    log_print_tags(&tags);
    for (u32 i = 0; i < LOG_SETS; i++) {
        struct log_selection s;
        struct buf faults = {0};
        char *text = mem_strdup(log_set_tags(i));
        assert_true(log_parse_selection(&s, text, &faults));
        assert_string_equal(s.tags, log_set_tags(i));
        bool known = i >= LOG_CHANNELS || strchr(s.tags, '+') == NULL || strstr(s.tags, "+exits") != NULL;
        for (u32 j = LOG_CHANNELS; j < LOG_SETS && !known; j++)
            known = strcmp(log_set_tags(j), s.tags) == 0;
        assert_true(known);
        mem_free(text);
    }
    assert_non_null(strstr(buf_cstr(&tags), ", gc, handshake, hashtables, heap, hot, humongous, "));
    buf_free(&tags);
}

static void sizes_have_units(void **state) {
    (void)state;
    static const struct {
        const char *text;
        u64 size;
    } good[] = {{"0", 0},
                {"512", 512},
                {"64k", 65536},
                {"1M", 1u << 20},
                {"3g", 3ull << 30},
                {"2T", 2ull << 40},
                {"0x10k", 16 * 1024},
                {"010", 10},
                {"16777215t", 16777215ull << 40}};
    static const char *const bad[] = {"",    "k",   "-1", "+1",        " 1",
                                      "1kb", "1 k", "1x", "16777216t", "99999999999999999999"};
    for (size_t i = 0; i < ARRAY_LENGTH(good); i++) {
        u64 size = 1;
        assert_true(size_parse(good[i].text, &size));
        assert_int_equal(size, good[i].size);
    }
    for (size_t i = 0; i < ARRAY_LENGTH(bad); i++) {
        u64 size = 77;
        assert_false(size_parse(bad[i], &size));
        assert_int_equal(size, 77);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arena_gives_zeroed_aligned_memory),
        cmocka_unit_test(sizes_have_units),
        cmocka_unit_test(mem_fails_where_asked),
        cmocka_unit_test(buf_grows_and_terminates),
        cmocka_unit_test(map_keeps_what_was_put),
        cmocka_unit_test(symbols_are_unique),
        cmocka_unit_test(low_memory_is_below_4gb),
        cmocka_unit_test(reservations_stay_in_their_range),
        cmocka_unit_test(os_answers),
        cmocka_unit_test(log_selects_channels),
        cmocka_unit_test(log_pads_decorations),
        cmocka_unit_test(log_has_all_decorators),
        cmocka_unit_test(log_explains_what_is_wrong),
        cmocka_unit_test(log_files_rotate),
        cmocka_unit_test(log_file_options_are_checked),
        cmocka_unit_test(log_outputs_are_independent),
        cmocka_unit_test(log_tags_are_a_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
