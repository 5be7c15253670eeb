/* SPDX-License-Identifier: MIT
 *
 * test_jar.c - guards classfile/jar.c. The archives are put together here, byte by byte, so that the tests need no zip
 * program and can damage every part.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <sys/mman.h>
#include <unistd.h>
#include <zlib.h>

#include "base/buf.h"
#include "base/mem.h"
#include "classfile/jar.h"

struct archive {
    struct buf file, directory;
    unsigned count;
};

static void put(struct buf *b, u64 value, int bytes) {
    for (int i = 0; i < bytes; i++)
        buf_char(b, (char)(value >> 8 * i));
}

/* zip64: sizes and offset stand in the extra field of the central entry. */
static void add(struct archive *a, const char *name, const char *text, bool deflated, bool zip64) {
    u8 packed[4096];
    size_t size = strlen(text), packed_size = size, offset = a->file.length;
    u32 crc = (u32)crc32(0, (const Bytef *)text, (uInt)size);
    memcpy(packed, text, size);
    if (deflated) {
        z_stream z = {0};
        deflateInit2(&z, 9, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
        z.next_in = (Bytef *)(uintptr_t)text;
        z.avail_in = (uInt)size;
        z.next_out = packed;
        z.avail_out = sizeof packed;
        assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
        packed_size = z.total_out;
        deflateEnd(&z);
    }
    put(&a->file, 0x04034b50, 4);
    put(&a->file, 20, 2), put(&a->file, 0, 2), put(&a->file, deflated ? 8 : 0, 2), put(&a->file, 0, 4);
    put(&a->file, crc, 4), put(&a->file, packed_size, 4), put(&a->file, size, 4);
    put(&a->file, strlen(name), 2), put(&a->file, 3, 2);
    buf_str(&a->file, name);
    buf_str(&a->file, "xyz"); /* an extra field that the central directory has not */
    buf_add(&a->file, packed, packed_size);

    struct buf *d = &a->directory;
    put(d, 0x02014b50, 4), put(d, 20, 2), put(d, 20, 2), put(d, 0, 2), put(d, deflated ? 8 : 0, 2);
    put(d, 0, 4), put(d, crc, 4), put(d, zip64 ? UINT32_MAX : packed_size, 4);
    put(d, zip64 ? UINT32_MAX : size, 4), put(d, strlen(name), 2), put(d, zip64 ? 28 : 0, 2), put(d, 2, 2);
    put(d, 0, 2), put(d, 0, 2), put(d, 0, 4), put(d, zip64 ? UINT32_MAX : offset, 4);
    buf_str(d, name);
    if (zip64)
        put(d, 1, 2), put(d, 24, 2), put(d, size, 8), put(d, packed_size, 8), put(d, offset, 8);
    buf_str(d, "##");
    a->count++;
}

static void finish(struct archive *a, bool zip64) {
    struct buf *f = &a->file;
    u64 offset = f->length, size = a->directory.length;
    buf_add(f, a->directory.data, size);
    if (zip64) {
        u64 at = f->length;
        put(f, 0x06064b50, 4), put(f, 44, 8), put(f, 45, 2), put(f, 45, 2), put(f, 0, 4), put(f, 0, 4);
        put(f, a->count, 8), put(f, a->count, 8), put(f, size, 8), put(f, offset, 8);
        put(f, 0x07064b50, 4), put(f, 0, 4), put(f, at, 8), put(f, 1, 4);
    }
    put(f, 0x06054b50, 4), put(f, 0, 4), put(f, zip64 ? 0xFFFF : a->count, 2);
    put(f, zip64 ? 0xFFFF : a->count, 2), put(f, zip64 ? UINT32_MAX : size, 4);
    put(f, zip64 ? UINT32_MAX : offset, 4), put(f, 7, 2);
    buf_str(f, "comment");
    buf_free(&a->directory);
}

/* A file in memory: thousands of damaged archives are written to it. */
static char temp_path[64];
static int temp_file;

static struct jar *open_bytes(const void *bytes, size_t size, char **message) {
    assert_int_equal(ftruncate(temp_file, 0), 0);
    assert_int_equal(pwrite(temp_file, bytes, size, 0), size);
    return jar_open(temp_path, message);
}

static void expect_text(const struct jar *jar, const struct jar_entry *e, const char *text) {
    char *message = NULL;
    assert_non_null(e);
    u8 *bytes = jar_read(jar, e, &message);
    assert_non_null(bytes);
    assert_int_equal(e->size, strlen(text));
    assert_memory_equal(bytes, text, e->size);
    mem_free(bytes);
}

static const char manifest[] = "Manifest-Version: 1.0\r\nMulti-Release: true\r\nMain-Class: a.very.lo\r\n"
                               " ng.Name\r\nClass-Path: x.jar\n  y.jar\nEmpty: \n\nMain-Class: other\n";

static struct archive sample(bool zip64) {
    struct archive a = {0};
    add(&a, "META-INF/MANIFEST.MF", manifest, true, zip64);
    add(&a, "a/A.class", "stored", false, zip64);
    add(&a, "b/B.class", "deflated deflated deflated deflated deflated", true, zip64);
    add(&a, "META-INF/versions/11/b/B.class", "eleven", true, zip64);
    add(&a, "META-INF/versions/17/b/B.class", "seventeen", false, zip64);
    add(&a, "META-INF/versions/18/b/B.class", "eighteen", false, zip64);
    add(&a, "META-INF/versions/9/a/A.class", "nine", false, zip64);
    add(&a, "empty", "", false, zip64);
    add(&a, "dir/", "", false, zip64);
    add(&a, "twice", "first", false, zip64);
    add(&a, "twice", "second", false, zip64);
    finish(&a, zip64);
    return a;
}

static void check_sample(const struct jar *jar) {
    assert_int_equal(jar_count(jar), 11);
    assert_string_equal(jar_entry_at(jar, 1)->name, "a/A.class");
    assert_null(jar_entry_at(jar, 11));
    expect_text(jar, jar_find(jar, "a/A.class"), "stored");
    expect_text(jar, jar_find(jar, "b/B.class"), "deflated deflated deflated deflated deflated");
    expect_text(jar, jar_find(jar, "empty"), "");
    expect_text(jar, jar_find(jar, "twice"), "second");
    assert_null(jar_find(jar, "dir"));
    assert_null(jar_find(jar, "a/A.clas"));
    expect_text(jar, jar_find_versioned(jar, "a/A.class", 17), "nine");
    expect_text(jar, jar_find_versioned(jar, "b/B.class", 17), "seventeen");
    expect_text(jar, jar_find_versioned(jar, "b/B.class", 16), "eleven");
    expect_text(jar, jar_find_versioned(jar, "a/A.class", 8), "stored");
    expect_text(jar, jar_find_versioned(jar, "empty", 17), "");
    assert_null(jar_find_versioned(jar, "none", 17));
    static const char *const values[][2] = {
        {"Main-Class", "a.very.long.Name"},
        {"main-class", "a.very.long.Name"},
        {"Class-Path", "x.jar y.jar"},
        {"Empty", ""},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(values); i++) {
        char *value = jar_manifest_value(jar, values[i][0]);
        assert_non_null(value);
        assert_string_equal(value, values[i][1]);
        mem_free(value);
    }
    assert_null(jar_manifest_value(jar, "Main"));
}

static void entries_are_read(void **state) {
    (void)state;
    for (int kind = 0; kind < 4; kind++) { /* plain, zip64, each also behind a foreign beginning */
        struct archive a = sample((kind & 1) != 0);
        struct buf file = {0};
        char *message = NULL;
        if (kind >= 2)
            buf_str(&file, "#!/bin/sh\nexec java -jar $0\n");
        buf_add(&file, a.file.data, a.file.length);
        struct jar *jar = open_bytes(file.data, file.length, &message);
        assert_non_null(jar);
        check_sample(jar);
        jar_close(jar);
        buf_free(&file);
        buf_free(&a.file);
    }
}

static void read_everything(const void *bytes, size_t size) {
    char *message = NULL;
    struct jar *jar = open_bytes(bytes, size, &message);
    if (jar == NULL) {
        assert_non_null(message);
        mem_free(message);
        return;
    }
    for (size_t i = 0; i < jar_count(jar); i++) {
        message = NULL;
        u8 *content = jar_read(jar, jar_entry_at(jar, i), &message);
        assert_true((content == NULL) == (message != NULL));
        mem_free(content);
        mem_free(message);
    }
    mem_free(jar_manifest_value(jar, "Main-Class"));
    jar_close(jar);
}

static void damaged_archives_give_errors(void **state) {
    (void)state;
    for (int zip64 = 0; zip64 < 2; zip64++) {
        struct archive a = sample(zip64 != 0);
        for (size_t i = 0; i < a.file.length; i++) {
            char saved = a.file.data[i];
            static const u8 masks[] = {0x01, 0x80, 0xFF};
            for (size_t j = 0; j < ARRAY_LENGTH(masks); j++) {
                a.file.data[i] = (char)(saved ^ masks[j]);
                read_everything(a.file.data, a.file.length);
            }
            a.file.data[i] = saved;
        }
        for (size_t size = 0; size < a.file.length; size++)
            read_everything(a.file.data, size);
        buf_free(&a.file);
    }
}

static void a_wrong_checksum_is_found(void **state) {
    (void)state;
    struct archive a = {0};
    char *message = NULL;
    add(&a, "x", "hello", false, false);
    finish(&a, false);
    char *text = strstr(a.file.data + 30, "hello");
    text[0] = 'j';
    struct jar *jar = open_bytes(a.file.data, a.file.length, &message);
    assert_non_null(jar);
    assert_null(jar_read(jar, jar_find(jar, "x"), &message));
    assert_string_equal(message, "entry x has a wrong checksum");
    mem_free(message);
    jar_close(jar);
    buf_free(&a.file);
    assert_null(jar_open("/nonexistent.jar", &message));
    assert_string_equal(message, "/nonexistent.jar: No such file or directory");
    mem_free(message);
}

int main(void) {
    temp_file = memfd_create("test_jar", 0);
    snprintf(temp_path, sizeof temp_path, "/proc/self/fd/%d", temp_file);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(entries_are_read),
        cmocka_unit_test(damaged_archives_give_errors),
        cmocka_unit_test(a_wrong_checksum_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
