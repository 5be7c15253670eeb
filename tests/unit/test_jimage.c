/* SPDX-License-Identifier: MIT
 *
 * test_jimage.c - guards classfile/jimage.c, on the installed library's image (JAVA_HOME or Debian's place; skipped
 * where there is none) and on damaged images made here.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <unistd.h>
#include <zlib.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/os.h"
#include "classfile/classfile.h"
#include "classfile/jimage.h"
#include "classfile/jimage_unpack.h"

static char *image_path(void) {
    const char *home = getenv("JAVA_HOME");
    char *path = mem_printf("%s/lib/modules", home ? home : "/usr/lib/jvm/default-java");
    if (os_is_file(path))
        return path;
    mem_free(path);
    return NULL;
}

static struct jimage *image_open(void) {
    char *path = image_path(), *message;
    if (path == NULL)
        skip();
    struct jimage *image = jimage_open(path, &message);
    assert_non_null(image);
    mem_free(path);
    return image;
}

static void resources_are_found(void **state) {
    (void)state;
    struct jimage *image = image_open();
    struct jimage_resource r;
    u8 *owned;
    const char *fault;
    assert_true(jimage_find(image, "java.base", "java/lang/Object.class", &r));
    const u8 *bytes = jimage_read(image, &r, &owned, &fault);
    assert_true(r.size > 100 && be32(bytes) == 0xCAFEBABE);
    mem_free(owned);
    assert_true(jimage_find(image, "java.base", "module-info.class", &r));
    assert_false(jimage_find(image, "java.base", "java/lang/NoSuchClass.class", &r));
    assert_false(jimage_find(image, "java.base", "java/lang/Object", &r));
    assert_false(jimage_find(image, "no.module", "java/lang/Object.class", &r));
    assert_false(jimage_find(image, "", "", &r));
    for (int i = 0; i < 20000; i++) { /* absent names land on arbitrary slots */
        char name[64];
        snprintf(name, sizeof name, "java/lang/X%d.class", i);
        assert_false(jimage_find(image, "java.base", name, &r));
    }
    char *longest = mem_alloc(70001);
    memset(longest, 'a', 70000);
    longest[70000] = '\0';
    assert_false(jimage_find(image, "java.base", longest, &r));
    assert_null(jimage_package_module(image, longest, 70000));
    mem_free(longest);
    jimage_close(image);
}

static void packages_know_their_module(void **state) {
    (void)state;
    struct jimage *image = image_open();
    assert_string_equal(jimage_package_module(image, "java/lang", 9), "java.base");
    assert_string_equal(jimage_package_module(image, "java/util/concurrent/atomic", 27), "java.base");
    assert_null(jimage_package_module(image, "java", 4)); /* only sub-packages */
    assert_null(jimage_package_module(image, "no/such", 7));
    assert_null(jimage_package_module(image, "", 0));
    jimage_close(image);
}

struct census {
    const struct jimage *image;
    struct arena arena;
    int classes, lost, bad;
};

static bool census_visit(void *ctx, const char *module, const char *name, const struct jimage_resource *r) {
    struct census *c = ctx;
    struct jimage_resource found;
    size_t n = strlen(name);
    u8 *owned;
    const char *fault;
    const u8 *bytes = jimage_read(c->image, r, &owned, &fault);
    c->lost += !jimage_find(c->image, module, name, &found) || found.stored != r->stored || !bytes;
    if (strcmp(module, "java.base") == 0 && n > 6 && strcmp(name + n - 6, ".class") == 0) {
        struct classfile_error error;
        c->classes++;
        const struct classfile_options options = {.flags = CLASSFILE_CHECK | CLASSFILE_ALLOW_MODULE};
        if (classfile_parse(&c->arena, bytes, (size_t)r->size, &options, &error) == NULL) {
            print_message("%s: %s\n", name, error.message);
            c->bad++;
        }
    }
    return true;
}

static void every_resource_is_found_and_every_class_parses(void **state) {
    (void)state;
    struct census c = {.image = image_open()};
    arena_init(&c.arena, false);
    jimage_each(c.image, census_visit, &c);
    assert_true(c.classes > 5000);
    assert_int_equal(c.lost, 0);
    assert_int_equal(c.bad, 0);
    arena_free(&c.arena);
    jimage_close((struct jimage *)(uintptr_t)c.image);
}

/* Reads a resource, whose image is the context. */
static bool touch(void *ctx, const char *module, const char *name, const struct jimage_resource *r) {
    u8 sink = 0, *owned;
    const char *fault;
    const u8 *bytes = jimage_read(ctx, r, &owned, &fault);
    (void)module, (void)name;
    for (size_t i = 0; bytes && i < r->size; i++)
        sink ^= bytes[i];
    __asm__ volatile("" : : "r"(sink)); /* all bytes were read */
    mem_free(owned);
    return true;
}

/* An image of one slot, whole and with every byte of it changed: no crash, no read outside. */
static void damaged_images_are_refused_or_empty(void **state) {
    (void)state;
    u8 whole[] = {0xDA,   0xDA, 0xFE,   0xCA, 0,      0,    1,      0,   0,      0,   0,   0,   1,
                  0,      0,    0,      1,    0,      0,    0,      17,  0,      0,   0,   9,   0,
                  0,      0,    0xFF,   0xFF, 0xFF,   0xFF, 0,      0,   0,      0, /* redirect, offsets */
                  1 << 3, 1,    2 << 3, 3,    3 << 3, 5,    4 << 3, 7,   5 << 3, 0, /* module m, parent p, base b, */
                  6 << 3, 0,    7 << 3, 4,    0,      0,    0,                      /* extension e, size 4 */
                  0,      'm',  0,      'p',  0,      'b',  0,      'e', 0,      'D', 'A', 'T', 'A'};
    char path[] = "/tmp/test_jimage_XXXXXX";
    int fd = mkstemp(path);
    for (size_t change = 0; change <= 8 * sizeof whole; change++) {
        u8 image[sizeof whole];
        char *message;
        struct jimage_resource r;
        memcpy(image, whole, sizeof whole);
        if (change < 8 * sizeof whole)
            image[change / 8] ^= (u8)(1 << change % 8);
        assert_int_equal(pwrite(fd, image, sizeof image, 0), sizeof image);
        struct jimage *open = jimage_open(path, &message);
        if (open == NULL) {
            mem_free(message);
            continue;
        }
        bool found = jimage_find(open, "m", "p/b.e", &r);
        if (change == 8 * sizeof whole) {
            assert_true(found && r.size == 4);
            assert_memory_equal(r.stored, "DATA", 4);
        }
        jimage_each(open, touch, open);
        jimage_close(open);
    }
    for (size_t size = sizeof whole; size-- > 0;) {
        char *message;
        assert_int_equal(ftruncate(fd, (off_t)size), 0);
        struct jimage *open = jimage_open(path, &message);
        if (open == NULL)
            mem_free(message);
        else
            jimage_each(open, touch, open);
        jimage_close(open);
    }
    close(fd);
    unlink(path);
}

/* ---- compressed resources ---- */

static const char strings[] = "\0zip\0compact-cp\0(L;[L;I)L;\0a/b\0C\0java/lang\0String\0";
enum { ZIP = 1, COMPACT = 5, FRAME = 16, PACKAGE = 27, NAME = 31, JAVA_LANG = 33, STRING = 43 };

static void put(struct buf *b, u64 n, unsigned bytes) {
    for (unsigned i = 0; i < bytes; i++)
        buf_char(b, (char)(n >> 8 * i));
}

/* A header (jlink's, 29 bytes) and the compressed bytes. */
static struct buf with_header(u32 decompressor, const void *bytes, size_t size, u64 unpacked) {
    struct buf b = {0};
    put(&b, 0xCAFEFAFA, 4);
    put(&b, size, 8);
    put(&b, unpacked, 8);
    put(&b, decompressor, 4);
    put(&b, 0xFFFFFFFF, 4);
    put(&b, 1, 1);
    buf_add(&b, bytes, size);
    return b;
}

static struct buf zipped(const void *bytes, size_t size) {
    u8 out[1000];
    uLongf n = sizeof out;
    assert_int_equal(compress(out, &n, bytes, size), Z_OK);
    return with_header(ZIP, out, n, size);
}

static void expect(const struct buf *packed, const void *wanted, size_t size) {
    const char *fault = NULL;
    struct jimage_strings s = {strings, sizeof strings};
    u8 *bytes = jimage_unpack(s, (const u8 *)packed->data, packed->length, size, &fault);
    assert_null(fault);
    assert_memory_equal(bytes, wanted, size);
    mem_free(bytes);
}

/* Cut off anywhere, and with any bit changed, it is refused or still unpacked; nothing outside is read. */
static void damage(struct buf *packed, size_t size) {
    struct jimage_strings s = {strings, sizeof strings};
    const char *fault;
    for (size_t bit = 0; bit < 8 * packed->length; bit++) {
        packed->data[bit / 8] ^= (char)(1 << bit % 8);
        fault = NULL;
        u8 *bytes = jimage_unpack(s, (const u8 *)packed->data, packed->length, size, &fault);
        assert_true((bytes == NULL) == (fault != NULL));
        mem_free(bytes);
        packed->data[bit / 8] ^= (char)(1 << bit % 8);
    }
    for (size_t n = 0; n < packed->length; n++) {
        u8 *exact = mem_alloc(n + 1); /* so that a sanitizer sees the end */
        memcpy(exact, packed->data, n);
        assert_null(jimage_unpack(s, exact, n, size, &fault));
        assert_non_null(fault);
        mem_free(exact);
    }
    assert_null(jimage_unpack(s, (const u8 *)packed->data, packed->length, size + 1, &fault));
    assert_string_equal(fault, "its size is not that of its index entry");
}

static void compressed_resources_are_unpacked(void **state) {
    (void)state;
    static const u8 compact[] = {0xCA,
                                 0xFE,
                                 0xBA,
                                 0xBE,
                                 0,
                                 0,
                                 0,
                                 61,
                                 0,
                                 7,
                                 23,
                                 0x80 | 1 << 5 | NAME, /* "C" */
                                 25,
                                 0x80 | 1 << 5 | FRAME,
                                 0,
                                 0,
                                 0,
                                 10, /* (La/b/C;[LC;I)Ljava/lang/String; */
                                 0x80 | 1 << 5 | PACKAGE,
                                 0x80 | 1 << 5 | NAME,
                                 0,
                                 0,
                                 0,
                                 0,
                                 0x80 | 1 << 5 | NAME,
                                 0x80 | 2 << 5,
                                 JAVA_LANG,
                                 0x80 | 2 << 5,
                                 STRING,
                                 1,
                                 0,
                                 2,
                                 'h',
                                 'i',
                                 5,
                                 1,
                                 2,
                                 3,
                                 4,
                                 5,
                                 6,
                                 7,
                                 8,
                                 7,
                                 0,
                                 1,
                                 'r',
                                 'e',
                                 's',
                                 't'};
    static const char text[] = "(La/b/C;[LC;I)Ljava/lang/String;";
    struct buf whole = {0};
    buf_add(&whole, compact, 10);
    buf_add(&whole, "\1\0\1C\1\0", 6);
    buf_char(&whole, (char)strlen(text));
    buf_str(&whole, text);
    buf_add(&whole, "\1\0\2hi\5\1\2\3\4\5\6\7\10\7\0\1rest", 21);
    struct buf zip = zipped("some text, some text", 20);
    struct buf shared = with_header(COMPACT, compact, sizeof compact, whole.length);
    struct buf both = zipped(shared.data, shared.length), empty = zipped("", 0);
    expect(&zip, "some text, some text", 20);
    expect(&shared, whole.data, whole.length);
    expect(&both, whole.data, whole.length);
    expect(&empty, "", 0);
    damage(&zip, 20);
    damage(&shared, whole.length);
    damage(&both, whole.length);
    struct buf *all[] = {&whole, &zip, &shared, &both, &empty};
    for (size_t i = 0; i < ARRAY_LENGTH(all); i++)
        buf_free(all[i]);
}

/* A few bytes that promise or give too much. */
static void bombs_are_refused(void **state) {
    (void)state;
    struct jimage_strings s = {strings, sizeof strings};
    const char *fault;
    struct buf promise = with_header(ZIP, "x", 1, (u64)1 << 60);
    assert_null(jimage_unpack(s, (const u8 *)promise.data, promise.length, (u64)1 << 60, &fault));
    assert_string_equal(fault, "its header is damaged");
    static const char zeros[100000];
    u8 out[1000];
    uLongf n = sizeof out;
    assert_int_equal(compress(out, &n, (const u8 *)zeros, sizeof zeros), Z_OK);
    struct buf more = with_header(ZIP, out, n, 5);
    assert_null(jimage_unpack(s, (const u8 *)more.data, more.length, 5, &fault));
    assert_non_null(fault);
    buf_free(&promise);
    buf_free(&more);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(resources_are_found),
        cmocka_unit_test(packages_know_their_module),
        cmocka_unit_test(every_resource_is_found_and_every_class_parses),
        cmocka_unit_test(damaged_images_are_refused_or_empty),
        cmocka_unit_test(compressed_resources_are_unpacked),
        cmocka_unit_test(bombs_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
