/* SPDX-License-Identifier: MIT
 *
 * test_image.c - guards base/image: what is written is read again, and a damaged or foreign file is refused.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/image.h"
#include "base/mem.h"
#include "base/os.h"

#define BASE ((u64)0x200000000000)
enum { PAGE = 4096, PAGES = 64 };

static const struct image_area areas[IMAGE_SPACES] = {{BASE, BASE + 1024 * PAGE},
                                                      {BASE + 1024 * PAGE, BASE + 2048 * PAGE}};

static char folder[] = "/tmp/minijvm-image-XXXXXX";
static char path[64];

static int make_folder(void **state) {
    (void)state;
    if (mkdtemp(folder) == NULL)
        return -1;
    snprintf(path, sizeof path, "%s/a.snap", folder);
    return 0;
}

static int remove_folder(void **state) {
    (void)state;
    unlink(path);
    return rmdir(folder);
}

static u8 *at(u64 address) {
    return (u8 *)(uintptr_t)address;
}

/* Two spaces: pages 0, 1, 3 and 40 of the first are written, the second is empty. */
static void write_one(void) {
    struct image_writer w = {.roots = {1, 2, 3, 4}};
    assert_true(os_map_at(BASE, PAGES * PAGE, OS_READ_WRITE));
    assert_true(os_map_at(BASE + 1024 * PAGE, PAGE, OS_READ_WRITE));
    at(BASE)[5] = 1;
    at(BASE + 1 * PAGE)[0] = 2;
    at(BASE + 3 * PAGE)[PAGE - 1] = 3;
    at(BASE + 40 * PAGE)[7] = 4;
    image_add_data(&w, 9, "nine bytes", 9);
    image_add_space(&w, 0, BASE, BASE + PAGES * PAGE);
    image_add_data(&w, 10, "", 0);
    image_add_space(&w, 1, BASE + 1024 * PAGE, BASE + 1025 * PAGE);
    assert_null(image_write(&w, path));
    image_writer_free(&w);
    os_release(at(BASE), PAGES * PAGE);
    os_release(at(BASE + 1024 * PAGE), PAGE);
}

static void what_is_written_is_read(void **state) {
    (void)state;
    struct image i;
    struct stat st;
    write_one();
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 07777, 0400);
    assert_int_equal(st.st_size, (1 + 4 + 1) * PAGE); /* pages 0 .. 3 are one run */
    assert_null(image_open(&i, path, areas));
    assert_true(image_verify(&i));
    for (u32 r = 0; r < IMAGE_ROOTS; r++)
        assert_int_equal(i.roots[r], r + 1);
    size_t size;
    u8 *data = image_data(&i, 9, &size);
    assert_int_equal(size, 9);
    assert_string_equal((char *)data, "nine byte");
    mem_free(data);
    data = image_data(&i, 10, &size);
    assert_int_equal(size, 0);
    mem_free(data);
    assert_null(image_data(&i, 11, &size));
    u64 from, to;
    assert_true(image_space(&i, 0, &from, &to) && from == BASE && to == BASE + PAGES * PAGE);
    assert_false(image_space(&i, 2, &from, &to));
    assert_non_null(image_map(&i, 2));
    assert_null(image_map(&i, 0));
    assert_null(image_map(&i, 1));
    for (u32 n = 0; n < PAGES * PAGE; n++)
        assert_int_equal(at(BASE)[n], n == 5                     ? 1
                                      : n == PAGE                ? 2
                                      : n == 3 * PAGE + PAGE - 1 ? 3
                                      : n == 40 * PAGE + 7       ? 4
                                                                 : 0);
    at(BASE)[0] = at(BASE + 20 * PAGE)[0] = at(BASE + 1024 * PAGE)[0] = 1; /* ours alone */
    assert_non_null(image_map(&i, 0));                                     /* something is there */
    assert_true(image_verify(&i));
    image_close(&i);
    os_release(at(BASE), PAGES * PAGE);
    os_release(at(BASE + 1024 * PAGE), PAGE);
}

static u8 *whole(size_t *size) {
    u8 *bytes = os_read_file(path, size);
    assert_non_null(bytes);
    return bytes;
}

static void put(const u8 *bytes, size_t size, mode_t mode) {
    unlink(path);
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, size, f), size);
    fclose(f);
    chmod(path, mode);
}

static const char *fault(void) {
    struct image i;
    const char *text = image_open(&i, path, areas);
    if (text == NULL)
        image_close(&i);
    return text;
}

static void damage_is_found(void **state) {
    (void)state;
    size_t size;
    write_one();
    u8 *bytes = whole(&size);
    size_t head = 72 + 6 * sizeof(struct image_section);
    for (size_t n = 0; n < size; n += n < head + 40 ? 1 : 509) {
        put(bytes, n, 0400);
        assert_non_null(fault()); /* cut off anywhere */
    }
    for (size_t n = 0; n < head; n++)
        for (u32 bit = 0; bit < 8; bit++) {
            bytes[n] ^= (u8)(1 << bit);
            put(bytes, size, 0400);
            assert_non_null(fault());
            bytes[n] ^= (u8)(1 << bit);
        }
    for (size_t n = head; n < size; n += 4001) { /* contents: only to who asks */
        bytes[n] ^= 1;
        put(bytes, size, 0400);
        struct image i;
        if (image_open(&i, path, areas) == NULL) {
            bool padding = n >= head + 16 && n < PAGE;
            assert_true(padding || !image_verify(&i));
            image_close(&i);
        }
        bytes[n] ^= 1;
    }
    put(bytes, size, 0400);
    assert_null(fault());
    mem_free(bytes);
}

static void others_files_are_refused(void **state) {
    (void)state;
    static const mode_t bad[] = {0420, 0402, 0666};
    size_t size;
    write_one();
    u8 *bytes = whole(&size);
    for (size_t n = 0; n < ARRAY_LENGTH(bad); n++) {
        put(bytes, size, bad[n]);
        assert_string_equal(fault(), "others may have written it");
    }
    put(bytes, size, 0600);
    assert_null(fault());
    chmod(folder, 0777);
    assert_string_equal(fault(), "others may have written its folder");
    chmod(folder, 01777); /* as /tmp is */
    assert_null(fault());
    chmod(folder, 0700);
    if (geteuid() == 0) {
        assert_int_equal(chown(path, 12345, 0), 0);
        assert_string_equal(fault(), "others may have written it");
    }
    char link[80];
    snprintf(link, sizeof link, "%s/b.snap", folder);
    put(bytes, size, 0400);
    assert_int_equal(rename(path, link), 0);
    assert_string_equal(fault(), "there is no such file");
    assert_int_equal(symlink(link, path), 0);
    assert_string_equal(fault(), "it is a link");
    unlink(path);
    unlink(link);
    assert_int_equal(mkfifo(path, 0600), 0);
    assert_string_equal(fault(), "it is no regular file"); /* and nobody waits for a writer */
    unlink(path);
    assert_int_equal(mkdir(path, 0700), 0);
    assert_string_equal(fault(), "it is no regular file");
    rmdir(path);
    mem_free(bytes);
}

static void spaces_stay_in_their_areas(void **state) {
    (void)state;
    write_one();
    struct image_area less[IMAGE_SPACES];
    struct image i;
    memcpy(less, areas, sizeof less);
    less[0].low += PAGE;
    assert_non_null(image_open(&i, path, less));
    less[0] = (struct image_area){BASE, BASE + (PAGES - 1) * PAGE};
    assert_non_null(image_open(&i, path, less));
}

/* Sums that are right, and a table that is not: what somebody would write who wants to do harm. */
static void tables_that_lie_are_refused(void **state) {
    (void)state;
    enum { DATA_AT, SPACE_AT, FIRST_RUN, SECOND_RUN };
    static const struct {
        u32 section;
        struct image_section add; /* to each field */
    } lies[] = {
        {DATA_AT, {.size = (u64)1 << 40}},
        {DATA_AT, {.size = UINT64_MAX - 9}},
        {DATA_AT, {.offset = (u64)1 << 40}},
        {DATA_AT, {.kind = 3}},
        {SPACE_AT, {.kind = IMAGE_DATA - IMAGE_SPACE}},
        {SPACE_AT, {.tag = IMAGE_SPACES}},
        {SPACE_AT, {.tag = 1}}, /* whose area is another */
        {SPACE_AT, {.address = 1}},
        {SPACE_AT, {.address = (u64)0 - PAGE}},
        {SPACE_AT, {.address = 3000 * PAGE}},
        {SPACE_AT, {.size = 1}},
        {SPACE_AT, {.size = 2000 * PAGE}},
        {SPACE_AT, {.size = (u64)0 - PAGES * PAGE}},
        {SPACE_AT, {.size = (u64)0 - (PAGES - 1) * PAGE}}, /* runs behind its end */
        {FIRST_RUN, {.tag = 1}},
        {FIRST_RUN, {.tag = 3}},
        {FIRST_RUN, {.kind = 5}},
        {FIRST_RUN, {.size = (u64)0 - 1}},
        {SECOND_RUN, {.address = (u64)0 - 38 * PAGE}}, /* into the first */
        {SECOND_RUN, {.address = 1}},
    };
    assert_true(os_map_at(BASE, PAGES * PAGE, OS_READ_WRITE));
    at(BASE)[0] = at(BASE + 3 * PAGE)[0] = at(BASE + 40 * PAGE)[0] = 1;
    for (size_t i = 0; i <= ARRAY_LENGTH(lies); i++) {
        struct image_writer w = {.roots = {0}};
        image_add_data(&w, 9, "nine bytes", 9);
        image_add_space(&w, 0, BASE, BASE + PAGES * PAGE);
        assert_int_equal(w.table.length, 4 * sizeof(struct image_section));
        if (i < ARRAY_LENGTH(lies)) {
            struct image_section *s = (struct image_section *)(void *)w.table.data + lies[i].section;
            s->kind += lies[i].add.kind;
            s->tag += lies[i].add.tag;
            s->address += lies[i].add.address;
            s->size += lies[i].add.size;
            s->offset += lies[i].add.offset;
        }
        assert_null(image_write(&w, path));
        const char *text = fault();
        if (i < ARRAY_LENGTH(lies) ? text == NULL : text != NULL)
            fail_msg("lie %zu: %s", i, text != NULL ? text : "taken");
        image_writer_free(&w);
    }
    os_release(at(BASE), PAGES * PAGE);
}

static void a_failed_write_leaves_nothing(void **state) {
    (void)state;
    struct image_writer w = {.roots = {0}};
    char *message = image_write(&w, "/nonexistent/a.snap");
    assert_string_equal(message, "/nonexistent/a.snap: No such file or directory");
    mem_free(message);
    unlink(path);
    assert_int_equal(mkdir(path, 0700), 0); /* cannot be replaced */
    message = image_write(&w, path);
    assert_non_null(message);
    mem_free(message);
    assert_int_equal(rmdir(path), 0);
    assert_int_equal(rmdir(folder), 0); /* it is empty */
    assert_int_equal(mkdir(folder, 0700), 0);
    image_writer_free(&w);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read),     cmocka_unit_test(damage_is_found),
        cmocka_unit_test(others_files_are_refused),    cmocka_unit_test(spaces_stay_in_their_areas),
        cmocka_unit_test(tables_that_lie_are_refused), cmocka_unit_test(a_failed_write_leaves_nothing),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
