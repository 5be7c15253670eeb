/* SPDX-License-Identifier: MIT
 *
 * test_gc_snapshot.c - guards gc/snapshot: a heap goes on at the same address, in a reservation of another size.
 *
 * What a second process would map is copied to and fro here: struct heap stays where it is.
 */
#include "gc/snapshot.h"

#include "base/region.h"
#include "gc/heap.h"
#include "tests/unit/gc_mutator.h"

#define BASE (REFERENCE_SHIFT == 0 ? REGION_HEAP : REGION_HEAP_FAR)

enum { LIST = 3000, LARGE = 100000 };

struct copy {
    struct buf tables, objects;
    u64 from;
};

static u64 random_state = 88172645463325252u;

/* roots[0]: a list of LIST cells of many sizes; roots[1]: a large array with a few references; roots[2]: a medium one. */
static void build(struct mutator *mu) {
    for (u32 i = 0; i < LIST; i++) {
        struct object *o = new_instance(mu, 1 + next_random(&random_state) % 40);
        FIELD(o, 8, u64) = i;
        object_put_ref(o, 16, mu->roots[0]);
        mu->roots[0] = o;
        new_instance(mu, next_random(&random_state) % 40); /* garbage beside it */
    }
    mu->roots[1] = new_array(mu, &mu->classes->ref_array, LARGE);
    for (u32 i = 0; i < LARGE; i += 9001)
        array_put_ref(mu->roots[1], i, mu->roots[0]);
    mu->roots[2] = new_array(mu, &mu->classes->prim_array[0], 5000);
    memset((u8 *)mu->roots[2] + ARRAY_BASE, 7, 5000);
}

static void check_graph(struct mutator *mu) {
    struct object *o = mu->roots[0];
    for (u32 i = LIST; i-- > 0; o = object_get_ref(o, 16)) {
        assert_true(is_object(mu, o));
        assert_int_equal(FIELD(o, 8, u64), i);
    }
    assert_null(o);
    for (u32 i = 0; i < LARGE; i++)
        assert_ptr_equal(array_get_ref(mu->roots[1], i), i % 9001 == 0 ? mu->roots[0] : NULL);
    for (u32 i = 0; i < 5000; i++)
        assert_int_equal(((u8 *)mu->roots[2])[ARRAY_BASE + i], 7);
    char message[256];
    if (!gc_verify(mu->heap, message, sizeof message))
        fail_msg("%s", message);
}

/* All that is written; then the heap is gone. */
static struct copy save(struct mutator *mu) {
    struct copy c = {.from = 0};
    struct heap *h = mu->heap;
    u64 to;
    collect(mu, true);
    gc_quiesce(h);
    gc_snapshot_objects(h, &c.from, &to);
    assert_int_equal(c.from, BASE);
    assert_in_range(to - c.from, 1, 8 << 20); /* large objects lie below, too */
    buf_add(&c.objects, (const void *)(uintptr_t)c.from, (size_t)(to - c.from));
    gc_snapshot_tables(h, &c.tables);
    void *reservation = h->reservation;
    size_t size = h->reservation_size;
    gc_cache_unregister(h, &mu->cache);
    memset(&mu->cache, 0, sizeof mu->cache);
    gc_snapshot_forget(h);
    os_release(reservation, size);
    memset(&gc_cards[card_of((const void *)(uintptr_t)c.from)], 0, (size_t)(to - c.from) >> CARD_SHIFT);
    return c;
}

static const char *adopt(struct mutator *mu, const struct copy *c, struct gc_config config) {
    config.log = &mu->log;
    config.soft_ms_per_mb = 1000;
    return gc_adopt(mu->heap, &config, &mutator_ops, (const u8 *)c->tables.data, c->tables.length);
}

static void resume(struct mutator *mu, const struct copy *c, struct gc_config config) {
    const char *fault = adopt(mu, c, config);
    if (fault != NULL)
        fail_msg("%s", fault);
    memcpy((void *)(uintptr_t)c->from, c->objects.data, c->objects.length);
    assert_true(gc_resume(mu->heap));
    gc_cache_register(mu->heap, &mu->cache);
}

static struct mutator *recorder(void) {
    struct mutator *mu = mutator_create(
        (struct gc_config){.max_size = (size_t)64 << 20, .base = BASE, .from_below = true, .generational = true});
    build(mu);
    return mu;
}

static void free_copy(struct copy *c) {
    buf_free(&c->tables);
    buf_free(&c->objects);
}

static void goes_on_in_a_heap_of_any_size(void **state) {
    (void)state;
    static const size_t sizes[] = {(size_t)16 << 20, (size_t)64 << 20, (size_t)700 << 20, GC_MAX_SIZE};
    for (size_t i = 0; i < ARRAY_LENGTH(sizes); i++)
        for (u32 poison = 0; poison < 2; poison++) {
            struct mutator *mu = recorder();
            struct copy c = save(mu);
            resume(
                mu, &c,
                (struct gc_config){.max_size = sizes[i], .generational = true, .verify = true, .poison = poison != 0});
            check_graph(mu);
            struct gc_stats stats;
            gc_get_stats(mu->heap, &stats);
            assert_int_equal(stats.collections, 0);
            for (u32 round = 0; round < 4; round++) { /* old objects get young ones, which only cards lead to */
                array_put_ref(mu->roots[1], 5, new_instance(mu, 3));
                for (u32 n = 0; n < 20000; n++)
                    new_instance(mu, n % 40);
                if (round % 2 == 0)
                    gc_collect_due(mu->heap, "test");
                else
                    collect(mu, false);
                assert_true(is_object(mu, array_get_ref(mu->roots[1], 5)));
            }
            array_put_ref(mu->roots[1], 5, NULL);
            check_graph(mu);
            free_copy(&c);
            mutator_destroy(mu);
        }
}

/* Blocks that become free and go back to the system are zero when they are used again (allocate() looks). */
static void what_was_in_the_file_is_not_seen_again(void **state) {
    (void)state;
    struct mutator *mu = recorder();
    struct copy c = save(mu);
    resume(mu, &c, (struct gc_config){.max_size = (size_t)32 << 20});
    mu->roots[0] = mu->roots[1] = mu->roots[2] = NULL;
    collect(mu, true);
    heap_trim(mu->heap, 0);
    for (u32 i = 0; i < 20000; i++)
        new_instance(mu, i % 60);
    assert_non_null(new_array(mu, &mu->classes->prim_array[0], 200000));
    free_copy(&c);
    mutator_destroy(mu);
}

static void free_memory_is_zero(void **state) {
    (void)state;
    struct mutator *mu = recorder();
    struct heap *h = mu->heap;
    collect(mu, true);
    gc_quiesce(h);
    HEAP_EACH_SPAN(h, first) {
        const struct size_class *sc = &h->classes[h->block[first].size_class];
        for (u32 i = 0; h->block[first].state == BLOCK_CELLS && i < sc->cells; i++) {
            const u8 *cell = heap_block_start(h, first) + i * sc->size;
            if (!granule_get(h->alloc_bits, granule_of(&h->area, cell)))
                for (u32 n = 0; n < sc->size; n++)
                    assert_int_equal(cell[n], 0);
        }
    }
    mutator_destroy(mu);
}

static void damaged_tables_are_refused(void **state) {
    (void)state;
    struct mutator *mu = recorder();
    struct copy c = save(mu);
    const struct gc_config config = {.max_size = (size_t)64 << 20};
    struct copy bad = c;
    for (size_t n = 0; n < c.tables.length; n += 61) {
        bad.tables.length = n;
        assert_non_null(adopt(mu, &bad, config));
        gc_unadopt(mu->heap);
    }
    bad = c;
    u32 *words = (u32 *)(void *)c.tables.data;
    for (u32 i = 0; i < 5; i++) { /* base, blocks, sizes */
        words[i] ^= 0x101;
        assert_non_null(adopt(mu, &bad, config));
        gc_unadopt(mu->heap);
        words[i] ^= 0x101;
    }
    assert_string_equal(adopt(mu, &c, (struct gc_config){.max_size = 1 << 18}), "the heap is too small");
    gc_unadopt(mu->heap);
    assert_true(os_map_at(BASE + (1 << 20), 4096, OS_READ)); /* somebody is there */
    assert_non_null(adopt(mu, &c, config));
    gc_unadopt(mu->heap);
    os_release((void *)(uintptr_t)(BASE + (1 << 20)), 4096);
    resume(mu, &c, config); /* nothing of all that is left */
    check_graph(mu);
    free_copy(&c);
    mutator_destroy(mu);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(goes_on_in_a_heap_of_any_size),
        cmocka_unit_test(what_was_in_the_file_is_not_seen_again),
        cmocka_unit_test(free_memory_is_zero),
        cmocka_unit_test(damaged_tables_are_refused),
    };
    return cmocka_run_group_tests_name("gc snapshot", tests, NULL, NULL);
}
