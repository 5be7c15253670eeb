/* SPDX-License-Identifier: MIT
 *
 * test_gc_address.c - references, granules and cards, and where the heap lies, whatever the build's REFERENCE_SHIFT is.
 */
#include "tests/unit/gc_mutator.h"

#include "gc/address.h"
#include "gc/heap.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SANITIZED true
#elif defined(__has_feature)
#define SANITIZED (__has_feature(address_sanitizer) || __has_feature(thread_sanitizer))
#else
#define SANITIZED false
#endif

static void test_references_name_every_multiple_of_8(void **state) {
    (void)state;
    static const u64 at[] = {0,
                             8,
                             16,
                             (u64)1 << 31,
                             ((u64)1 << 32) - 8,
                             (u64)1 << (31 + REFERENCE_SHIFT),
                             REFERENCE_REACH / 2 - 8,
                             REFERENCE_REACH - 24,
                             REFERENCE_REACH - 8};
    for (u32 i = 0; i < ARRAY_LENGTH(at); i++) {
        struct object *o = (struct object *)(uintptr_t)at[i];
        assert_ptr_equal(ref_decode(ref_encode(o)), o);
        assert_int_equal(ref_encode(o).bits, at[i] >> REFERENCE_SHIFT);
        assert_int_equal(ref_encode(o).bits == 0, o == NULL);
    }
}

/* Fields hold 32 bits whatever the address is; each way of writing one is read by each way of reading one. */
static void test_fields(void **state) {
    (void)state;
    u64 memory[4] = {0, UINT64_MAX, UINT64_MAX, 0};
    struct object *holder = (struct object *)memory;
    struct object *high = (struct object *)(uintptr_t)(REFERENCE_REACH - 8), *low = (struct object *)(uintptr_t)4096;
    object_put_ref(holder, 12, high);
    assert_ptr_equal(object_get_ref(holder, 12), high);
    assert_ptr_equal(object_get_ref_acquire(holder, 12), high);
    assert_ptr_equal(object_cas_ref(holder, 12, low, NULL), high); /* another one is there */
    assert_ptr_equal(object_cas_ref(holder, 12, high, low), high);
    assert_ptr_equal(object_get_ref(holder, 12), low);
    object_put_ref_release(holder, 12, NULL);
    assert_null(object_get_ref(holder, 12));
    assert_int_equal(memory[1], UINT32_MAX); /* its neighbours are what they were */
    assert_int_equal(memory[2], UINT64_MAX);
}

static void test_the_heap_lies_in_reach(void **state) {
    (void)state;
    struct mutator *mu = mutator_create((struct gc_config){0});
    const struct heap_area *a = &mu->heap->area;
    assert_true(a->base + a->bytes <= REFERENCE_REACH);
    /* else nothing would show who takes addresses for numbers of 32 bits; sanitizers leave no room there */
    if (REFERENCE_SHIFT > 0 && !SANITIZED)
        assert_true(a->base > (u64)8 << 30);
    assert_true((uintptr_t)mu->classes + sizeof *mu->classes <= (u64)1 << 32);
    mutator_destroy(mu);
}

/* What is in the area as an address is in it as a reference, and has the same granule. */
static void test_granules(void **state) {
    (void)state;
    const uintptr_t base = (uintptr_t)((REFERENCE_REACH >> 1) + 5 * BLOCK_SIZE);
    const size_t bytes = 3 * BLOCK_SIZE;
    struct heap_area a = area_make((void *)base, bytes);
    for (size_t offset = 0; offset < bytes; offset += 8) {
        struct object *o = (struct object *)(base + offset);
        assert_true(area_has(&a, o));
        assert_true(area_has_ref(&a, ref_encode(o)));
        assert_int_equal(granule_of(&a, o).number, offset / 16);
        assert_int_equal(granule_of_ref(&a, ref_encode(o)).number, offset / 16);
    }
    static const i64 outside[] = {-8, -4096, 0, 8, 4096}; /* from the base; from the end on */
    for (u32 i = 0; i < ARRAY_LENGTH(outside); i++) {
        struct object *o = (struct object *)(base + (outside[i] < 0 ? 0 : bytes) + (uintptr_t)outside[i]);
        assert_false(area_has(&a, o));
        assert_false(area_has_ref(&a, ref_encode(o)));
    }
    assert_false(area_has(&a, NULL));
    assert_false(area_has_ref(&a, ref_encode(NULL)));
    assert_false(area_has(&a, (void *)(base + ((uintptr_t)1 << 32) * 16)));

    u64 map[3] = {0, (u64)1 << 63, 1};
    assert_false(granule_get(map, (granule){126}));
    assert_true(granule_get(map, (granule){127}));
    assert_true(granule_get(map, (granule){128}));
    assert_false(granule_get(map, (granule){129}));
}

static void test_cards(void **state) {
    (void)state;
    const u32 card_size = 1 << CARD_SHIFT;
    const char *high = (const char *)(uintptr_t)(REFERENCE_REACH - card_size);
    assert_int_equal(card_of(NULL), 0);
    assert_int_equal(card_of((void *)(uintptr_t)(card_size - 1)), 0);
    assert_int_equal(card_of((void *)(uintptr_t)card_size), 1);
    assert_int_equal(card_of(high), ARRAY_LENGTH(gc_cards) - 1);
    assert_int_equal(card_of(high + card_size - 1), ARRAY_LENGTH(gc_cards) - 1);
    assert_int_equal(card_of(high + card_size + 3 * (size_t)card_size), 3); /* out of reach: some card */
    assert_in_range(card_of((void *)UINTPTR_MAX), 0, ARRAY_LENGTH(gc_cards) - 1);
    if (REFERENCE_SHIFT > 0) /* no two places of heaps have one card */
        assert_int_not_equal(card_of((void *)((uintptr_t)high - ((u64)1 << 32))), card_of(high));

    struct mutator *mu = mutator_create((struct gc_config){0});
    char *block = (char *)heap_block_start(mu->heap, 100); /* not in use: its cards are nobody's */
    object_wrote(block + 3 * card_size + 8);
    object_wrote_range(block + 5 * card_size - 4, 8);
    object_wrote_range(block + 9 * card_size, 0);
    for (u32 i = 0; i < 12; i++) {
        assert_int_equal(card_is_dirty(block + i * card_size), i == 3 || i == 4 || i == 5);
        assert_int_equal(card_is_written(block + i * card_size + card_size - 1), i == 3 || i == 4 || i == 5);
    }
    assert_ptr_equal(cards_find_written(block + 8, block + BLOCK_SIZE), block + 3 * card_size);
    assert_ptr_equal(cards_find_written(block + 3 * card_size + 16, block + BLOCK_SIZE), block + 3 * card_size + 16);
    assert_ptr_equal(cards_find_written(block + 6 * card_size, block + BLOCK_SIZE), block + BLOCK_SIZE);
    cards_clean(block, BLOCK_SIZE, true);
    assert_false(card_is_dirty(block + 3 * card_size));
    assert_true(card_is_written(block + 3 * card_size));
    cards_clean(block, BLOCK_SIZE, false);
    assert_false(card_is_written(block + 3 * card_size));
    object_wrote(block + BLOCK_SIZE - 4);
    cards_reset(block, BLOCK_SIZE);
    assert_ptr_equal(cards_find_written(block, block + BLOCK_SIZE), block + BLOCK_SIZE);
    mutator_destroy(mu);
}

/* A collection while C code holds an object in local variables only. */
static NOINLINE void collect_above(struct mutator *mu) {
    char here;
    mu->range_low = (const void *)((uintptr_t)&here & ~(uintptr_t)7);
    collect(mu, false);
    mu->range_low = mu->range_high;
}
static NOINLINE void collect_below(struct mutator *mu) {
    __builtin_unwind_init(); /* callers' registers go to this frame: on aarch64 below its locals */
    collect_above(mu);
    __asm__ volatile("" ::: "memory"); /* no tail call: the frame stays */
}
static NOINLINE void store_all(struct mutator *mu, struct object *array, struct object *value, u32 n) {
    for (u32 i = 0; i < n; i++) { /* a compiler would encode the value once, and keep no pointer */
        collect_below(mu);
        array_put_ref(array, i, value);
    }
}
static NOINLINE u32 load_early(struct mutator *mu, struct object *array, bool wanted) {
    struct object *o = array_get_ref(array, 0);
    array_put_ref(array, 0, NULL);
    collect_below(mu);
    return wanted ? FIELD(o, 8, u32) : 0;
}
static NOINLINE void clobber_stack(void) {
    volatile char dead[4096];
    for (u32 i = 0; i < sizeof dead; i++)
        dead[i] = 0;
}
static NOINLINE void store_new(struct mutator *mu, u32 n) {
    struct object *value = new_instance(mu, 0);
    FIELD(value, 8, u32) = 4711;
    clobber_stack();
    store_all(mu, mu->roots[0], value, n);
}
NO_SANITIZE_ADDRESS static void test_local_variables_hold_pointers(void **state) {
    (void)state;
    struct mutator *mu = mutator_create((struct gc_config){.poison = true});
    mu->range_low = mu->range_high = __builtin_frame_address(0);
    mu->roots[0] = new_array(mu, &mu->classes->ref_array, 4);
    store_new(mu, 4);
    for (u32 i = 0; i < 4; i++)
        assert_int_equal(FIELD(array_get_ref(mu->roots[0], i), 8, u32), 4711);
    for (u32 i = 1; i < 4; i++)
        array_put_ref(mu->roots[0], i, NULL);
    clobber_stack();
    assert_int_equal(load_early(mu, mu->roots[0], true), 4711);
    mu->range_low = mu->range_high = NULL;
    mutator_destroy(mu);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_references_name_every_multiple_of_8),
        cmocka_unit_test(test_fields),
        cmocka_unit_test(test_the_heap_lies_in_reach),
        cmocka_unit_test(test_granules),
        cmocka_unit_test(test_cards),
        cmocka_unit_test(test_local_variables_hold_pointers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
