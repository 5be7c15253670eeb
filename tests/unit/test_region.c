/* SPDX-License-Identifier: MIT
 *
 * test_region.c - guards base/region: memory at fixed addresses, and what base/mem does with it.
 *
 * A process records until its end, so the tests of recording run in a child.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/code_memory.h"
#include "base/mem.h"
#include "base/os.h"
#include "base/region.h"

#define WANT(what)                                                                                                     \
    do {                                                                                                               \
        if (!(what)) {                                                                                                 \
            fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #what);                                                 \
            _Exit(1);                                                                                                  \
        }                                                                                                              \
    } while (0)

static void in_child(void (*body)(void)) {
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        body();
        _Exit(0);
    }
    int status = -1;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
}

static bool is_zero(const u8 *p, size_t n) {
    while (n > 0 && p[n - 1] == 0)
        n--;
    return n == 0;
}

static void record(void) {
    char *before = mem_strdup("from malloc");
    WANT(!region_owns(before));
    WANT(region_start());
    u8 *first = mem_alloc(1);
    WANT(region_owns(first) && (u64)(uintptr_t)first - REGION_C < 64);
    for (size_t size = 0; size < (size_t)100 << 20; size = size * 9 / 8 + 1) {
        u8 *p = mem_zalloc(size), *q = mem_alloc(size);
        WANT(region_owns(p) && region_owns(q + size) && (uintptr_t)p % 16 == 0 && p + size <= q);
        WANT(region_size_of(p) >= size && region_size_of(p) <= size + size / 4 + 32);
        WANT(is_zero(p, size) && is_zero(q, size));
        memset(p, 0x55, size);
        memset(q, 0xAA, size);
        mem_free(p);
        u8 *again = mem_alloc(size); /* the same piece, and nothing left of what was there */
        WANT(again == p && is_zero(again, size));
        mem_free(q);
        mem_free(again);
    }
    u8 *grown = mem_alloc(10);
    memcpy(grown, "123456789", 10);
    for (size_t size = 20; size < 1 << 20; size *= 3) {
        grown = mem_realloc(grown, size);
        WANT(region_owns(grown) && region_size_of(grown) >= size && strcmp((char *)grown, "123456789") == 0);
    }
    grown = mem_realloc(NULL, 5);
    WANT(region_owns(grown));
    before = mem_realloc(before, 1000); /* what malloc gave stays its own */
    WANT(!region_owns(before) && strcmp(before, "from malloc") == 0);
    mem_free(before);
    WANT(mem_try_alloc(REGION_C_SIZE) == NULL && mem_try_alloc(SIZE_MAX - 8) == NULL);
    WANT(mem_try_alloc(REGION_C_SIZE - region_used()) == NULL);

    struct arena low;
    arena_init(&low, true);
    u8 *a = arena_alloc(&low, 100);
    WANT(region_owns_low(a) && region_owns_low(arena_alloc(&low, 3 << 20)));
    memset(a, 1, 100);
    arena_free(&low);
    WANT(is_zero(a, 100) && region_low_used() >= 3 << 20);

    struct code_memory code;
    WANT(code_memory_create_at(&code, 1 << 20, REGION_CODE) && (u64)(uintptr_t)code.run == REGION_CODE);
    struct code_memory second;
    WANT(!code_memory_create_at(&second, 1 << 20, REGION_CODE));
}

static void recorded_memory_is_at_fixed_addresses(void **state) {
    (void)state;
    in_child(record);
}

static void record_where_something_is(void) {
    WANT(os_map_at(REGION_LOW + (1 << 20), 4096, OS_READ));
    WANT(!region_start() && !region_recording);
    u8 *p = mem_alloc(10);
    WANT(!region_owns(p));
    WANT(os_map_at(REGION_C, 4096, OS_READ)); /* given back */
    WANT(!region_start());
    mem_free(p);
}

static void taken_addresses_are_left_alone(void **state) {
    (void)state;
    in_child(record_where_something_is);
}

/* What a process that maps a snapshot does with its memory. */
static void free_what_another_recorded(void) {
    WANT(region_start());
    char *p = mem_strdup("kept"), *q = mem_strdup("moved");
    region_recording = false;
    mem_free(p);
    WANT(strcmp(p, "kept") == 0); /* nothing is used again */
    q = mem_realloc(q, 100000);
    WANT(!region_owns(q) && strcmp(q, "moved") == 0);
    mem_free(q);
    p = mem_alloc(1000);
    WANT(!region_owns(p));
    mem_free(p);
}

static void memory_of_another_process_is_told_by_its_address(void **state) {
    (void)state;
    in_child(free_what_another_recorded);
}

static void nothing_is_fixed_without_recording(void **state) {
    (void)state;
    assert_false(region_recording);
    void *p = mem_alloc(100);
    assert_false(region_owns(p));
    mem_free(p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(recorded_memory_is_at_fixed_addresses),
        cmocka_unit_test(taken_addresses_are_left_alone),
        cmocka_unit_test(memory_of_another_process_is_told_by_its_address),
        cmocka_unit_test(nothing_is_fixed_without_recording),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
