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

#include "base/mem.h"
#include "base/os.h"
#include "classfile/classfile.h"
#include "classfile/jimage.h"

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
    size_t size = 0;
    const u8 *bytes = jimage_find(image, "java.base", "java/lang/Object.class", &size);
    assert_non_null(bytes);
    assert_true(size > 100 && be32(bytes) == 0xCAFEBABE);
    assert_non_null(jimage_find(image, "java.base", "module-info.class", &size));
    assert_null(jimage_find(image, "java.base", "java/lang/NoSuchClass.class", &size));
    assert_null(jimage_find(image, "java.base", "java/lang/Object", &size));
    assert_null(jimage_find(image, "no.module", "java/lang/Object.class", &size));
    assert_null(jimage_find(image, "", "", &size));
    for (int i = 0; i < 20000; i++) { /* absent names land on arbitrary slots */
        char name[64];
        snprintf(name, sizeof name, "java/lang/X%d.class", i);
        assert_null(jimage_find(image, "java.base", name, &size));
    }
    char *longest = mem_alloc(70001);
    memset(longest, 'a', 70000);
    longest[70000] = '\0';
    assert_null(jimage_find(image, "java.base", longest, &size));
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

static bool census_visit(void *ctx, const char *module, const char *name, const u8 *bytes, size_t size) {
    struct census *c = ctx;
    size_t found_size, n = strlen(name);
    c->lost += jimage_find(c->image, module, name, &found_size) != bytes || found_size != size;
    if (strcmp(module, "java.base") == 0 && n > 6 && strcmp(name + n - 6, ".class") == 0) {
        struct classfile_error error;
        c->classes++;
        const struct classfile_options options = {.flags = CLASSFILE_CHECK | CLASSFILE_ALLOW_MODULE};
        if (classfile_parse(&c->arena, bytes, size, &options, &error) == NULL) {
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

static bool touch(void *ctx, const char *module, const char *name, const u8 *bytes, size_t size) {
    (void)module, (void)name;
    for (size_t i = 0; i < size; i++)
        *(volatile u8 *)ctx ^= bytes[i];
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
    u8 sink = 0;
    for (size_t change = 0; change <= 8 * sizeof whole; change++) {
        u8 image[sizeof whole];
        char *message;
        size_t size;
        memcpy(image, whole, sizeof whole);
        if (change < 8 * sizeof whole)
            image[change / 8] ^= (u8)(1 << change % 8);
        assert_int_equal(pwrite(fd, image, sizeof image, 0), sizeof image);
        struct jimage *open = jimage_open(path, &message);
        if (open == NULL) {
            mem_free(message);
            continue;
        }
        const u8 *found = jimage_find(open, "m", "p/b.e", &size);
        if (change == 8 * sizeof whole) {
            assert_int_equal(size, 4);
            assert_memory_equal(found, "DATA", 4);
        }
        jimage_each(open, touch, &sink);
        jimage_close(open);
    }
    for (size_t size = sizeof whole; size-- > 0;) {
        char *message;
        assert_int_equal(ftruncate(fd, (off_t)size), 0);
        struct jimage *open = jimage_open(path, &message);
        if (open == NULL)
            mem_free(message);
        else
            jimage_each(open, touch, &sink);
        jimage_close(open);
    }
    close(fd);
    unlink(path);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(resources_are_found),
        cmocka_unit_test(packages_know_their_module),
        cmocka_unit_test(every_resource_is_found_and_every_class_parses),
        cmocka_unit_test(damaged_images_are_refused_or_empty),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
