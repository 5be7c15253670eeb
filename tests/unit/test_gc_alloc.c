/* SPDX-License-Identifier: MIT
 *
 * test_gc_alloc.c - size classes, large objects, conservative lookup, threads' caches, exhaustion, sizing, figures.
 */
#include "tests/unit/gc_mutator.h"

#include <pthread.h>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SANITIZED true
#elif defined(__has_feature)
#define SANITIZED (__has_feature(address_sanitizer) || __has_feature(thread_sanitizer))
#else
#define SANITIZED false
#endif

static void test_size_classes(void **state) {
    (void)state;
    for (size_t size = 8; size <= GC_SMALL_MAX; size += 8) {
        unsigned c = gc_size_class_table[size / 8];
        assert_true(c < GC_SIZE_CLASSES);
        assert_true(gc_size_class_bytes[c] >= size && gc_size_class_bytes[c] % 8 == 0);
        assert_true(c == 0 || gc_size_class_bytes[c - 1] < size);
        assert_true(size == 8 || (gc_size_class_bytes[c] - size) * 8 < gc_size_class_bytes[c]);
    }
}

/* Every size around the borders of cells, blocks and spans: zeroed, apart from others, found by interior pointers. */
static void test_sizes_around_borders(void **state) {
    (void)state;
    static const u32 borders[] = {16,    128,   2048,  2064,  4112,   8192,   8208,    16384,   16400,
                                  32752, 32768, 32784, 65536, 131072, 262144, 1048576, 1048600, 3000000};
    struct mutator *mu = mutator_create((struct gc_config){.verify = true, .poison = true});
    const struct layout *bytes = &mu->classes->prim_array[0];
    for (int round = 0; round < 3; round++) {
        u32 n = 0;
        for (u32 b = 0; b < ARRAY_LENGTH(borders); b++)
            for (i32 d = -24; d <= 24; d += 8) {
                i32 length = (i32)borders[b] + d - (i32)ARRAY_BASE;
                if (length < 0)
                    continue;
                struct object *o = new_array(mu, bytes, (u32)length);
                assert_non_null(o);
                memset(array_data(o), (int)n + 1, (size_t)length);
                assert_ptr_equal(gc_find_object(mu->heap, (u8 *)o + 15), o);
                if (length > 0)
                    assert_ptr_equal(gc_find_object(mu->heap, (u8 *)o + ARRAY_BASE + length - 1), o);
                mu->roots[n++] = o;
            }
        collect(mu, false);
        assert_int_equal(object_count(mu), n);
        for (u32 i = 0; i < n; i++) {
            const u8 *p = array_data(mu->roots[i]);
            for (u32 k = 0; k < array_length(mu->roots[i]); k++)
                if (p[k] != (u8)(i + 1))
                    fail_msg("object %u changed at %u", i, k);
        }
        for (u32 i = 0; i < n; i++) /* every other one goes, the holes are filled in the next round */
            if (round == 2 || i % 2 == 0)
                mu->roots[i] = NULL;
        collect(mu, false);
        memset(mu->roots, 0, sizeof mu->roots);
    }
    collect(mu, false);
    assert_int_equal(object_count(mu), 0);
    mutator_destroy(mu);
}

static void test_conservative_ranges(void **state) {
    (void)state;
    struct mutator *mu = mutator_create((struct gc_config){.verify = true});
    struct object *o[8];
    for (u32 i = 0; i < 5; i++)
        o[i] = new_instance(mu, i);
    o[5] = new_array(mu, &mu->classes->prim_array[3], 1000);   /* medium */
    o[6] = new_array(mu, &mu->classes->prim_array[3], 100000); /* large */
    o[7] = new_array(mu, &mu->classes->prim_array[0], 1);
    struct {
        const void *pointer, *inside;
        u32 low_half, above; /* no pointer: half of one, and a reference as fields hold it */
        u32 reference, beside;
        const void *medium_end, *large_middle, *beyond, *none, *highest, *garbage;
    } stack = {
        .pointer = o[0],
        .inside = (u8 *)o[1] + 9,
        .low_half = (u32)(uintptr_t)o[2],
        .above = 77,
        .reference = ref_encode(o[3]).bits,
        .beside = 77,
        .medium_end = (u8 *)o[5] + ARRAY_BASE + 7999,
        .large_middle = (u8 *)o[6] + 400000,
        .beyond = (u8 *)o[6] + ARRAY_BASE + 800000,
        .none = (void *)1,
        .highest = (void *)UINTPTR_MAX,
        .garbage = (u8 *)o[7] + 64, /* a free cell */
    };
    mu->range_low = (u8 *)&stack + 1; /* rounded up: `pointer` is skipped ... */
    mu->range_high = &stack + 1;
    collect(mu, false);
    for (u32 i = 0; i < ARRAY_LENGTH(o); i++)
        assert_int_equal(is_object(mu, o[i]), i == 1 || i == 5 || i == 6);
    mu->range_low = &stack;
    mu->range_high = (u8 *)&stack + 15; /* ... and a partial word at the end too */
    o[0] = new_instance(mu, 0);
    stack.pointer = o[0];
    collect(mu, false);
    assert_true(is_object(mu, o[0]));
    assert_int_equal(object_count(mu), 1);
    mu->range_low = mu->range_high = NULL;
    collect(mu, false);
    assert_int_equal(object_count(mu), 0);
    mutator_destroy(mu);
}

static void test_find_object_rejects_what_is_none(void **state) {
    (void)state;
    struct mutator *mu = mutator_create((struct gc_config){0});
    struct object *o = new_instance(mu, 0);
    assert_ptr_equal(gc_find_object(mu->heap, o), o);
    assert_null(gc_find_object(mu->heap, NULL));
    assert_null(gc_find_object(mu->heap, &o));
    assert_null(gc_find_object(mu->heap, (void *)(uintptr_t)UINT64_MAX));
    assert_null(gc_find_object(mu->heap, (void *)((uintptr_t)o + ((u64)1 << 32))));
    assert_null(gc_find_object(mu->heap, (u8 *)o + 16)); /* the cache's free run */
    assert_null(gc_find_object(mu->heap, mu->classes));
    for (u64 p = 0; p < REFERENCE_REACH; p += (u64)4093 << REFERENCE_SHIFT) {
        struct object *found = gc_find_object(mu->heap, (void *)(uintptr_t)p);
        if (found != NULL)
            assert_ptr_equal(found, o);
    }
    mutator_destroy(mu);
}

/* A cell between allocation and the writing of its header is kept when something refers to it. */
static void test_cell_without_header_is_kept(void **state) {
    (void)state;
    struct mutator *mu = mutator_create((struct gc_config){.verify = true, .poison = true});
    u64 *cell = gc_alloc(mu->heap, &mu->cache, 24);
    if (cell == NULL)
        cell = gc_alloc_slow(mu->heap, &mu->cache, 24, true);
    mu->range_low = &cell;
    mu->range_high = &cell + 1;
    collect(mu, false);
    assert_null(gc_find_object(mu->heap, cell));
    assert_int_equal(cell[0], 0);
    assert_int_equal(cell[2], 0);
    for (u32 i = 0; i < 5000; i++) /* and not given to anyone else */
        assert_ptr_not_equal(new_instance(mu, 2), cell);
    mutator_destroy(mu);
}

static void test_runs_are_returned(void **state) {
    (void)state;
    struct mutator *mu = mutator_create((struct gc_config){.verify = true});
    struct gc_stats before, after;
    gc_get_stats(mu->heap, &before);
    for (u32 i = 0; i < 200; i++) { /* many short-lived threads share a few blocks */
        struct alloc_cache c = {0};
        gc_cache_register(mu->heap, &c);
        for (u32 k = 0; k < 10; k++) {
            struct object *o = gc_alloc(mu->heap, &c, 24);
            o->klass = (u32)(uintptr_t)&mu->classes->instance[2];
        }
        gc_cache_unregister(mu->heap, &c);
        assert_int_equal(c.allocated, 240);
    }
    gc_get_stats(mu->heap, &after);
    assert_int_equal(after.used - before.used, 200 * 240);
    assert_true(after.capacity <= 4 * 32768);
    assert_int_equal(object_count(mu), 2000);
    mutator_destroy(mu);
}

/* ---- exhaustion ---- */

static void fill(struct mutator *mu, u32 refs) {
    for (;;) {
        struct object *o = new_instance(mu, refs);
        if (o == NULL)
            return;
        object_put_ref(o, 16, mu->roots[0]);
        mu->roots[0] = o;
    }
}

static void test_exhaustion_and_recovery(void **state) {
    (void)state;
    static const u32 refs[] = {1, 2, 13, 40, 64};
    struct mutator *mu = mutator_create((struct gc_config){.max_size = (size_t)4 << 20, .max_explicit = true});
    for (u32 round = 0; round < 10; round++) {
        struct gc_stats st;
        u64 collections = mu->collections;
        fill(mu, refs[round % ARRAY_LENGTH(refs)]);
        assert_true(mu->collections - collections < 20); /* it does not crawl to the end */
        gc_get_stats(mu->heap, &st);
        assert_in_range(st.used, (size_t)3800 << 10, (size_t)5 << 20);
        for (u32 i = 0; i < 200; i++) { /* the way to OutOfMemoryError */
            assert_non_null(gc_alloc_slow(mu->heap, &mu->cache, 8 * (1 + i % 20), false));
            assert_non_null(gc_alloc_slow(mu->heap, &mu->cache, 600, true));
        }
        assert_null(new_array(mu, &mu->classes->prim_array[0], (u32)8 << 20));
        assert_null(new_array(mu, &mu->classes->prim_array[3], 0x10000000));
        mu->roots[0] = NULL;
        struct object *big = new_array(mu, &mu->classes->prim_array[0], (u32)3 << 20);
        assert_non_null(big);
    }
    char message[200];
    collect(mu, false);
    if (!gc_verify(mu->heap, message, sizeof message))
        fail_msg("%s", message);
    mutator_destroy(mu);
}

/* One array that does not fit is refused without the heap growing from then on. */
static void test_too_big_an_array_changes_nothing(void **state) {
    (void)state;
    struct mutator *mu = mutator_create((struct gc_config){.max_size = (size_t)256 << 20});
    assert_null(new_array(mu, &mu->classes->prim_array[3], (u32)32 << 20));
    assert_null(new_array(mu, &mu->classes->prim_array[3], UINT32_MAX));
    u64 collections = mu->collections;
    for (u32 i = 0; i < 2000000; i++)
        new_instance(mu, 2);
    assert_in_range(mu->collections - collections, 1, 2); /* 48 MB, a collection for every 32 */
    mutator_destroy(mu);
}

/* Refused before the budget is used up only by may_grow = false; soft referents go before memory is refused. */
static void test_soft_references_go_before_out_of_memory(void **state) {
    (void)state;
    struct mutator *mu = mutator_create((struct gc_config){.max_size = (size_t)8 << 20});
    mu->roots[1] = new_array(mu, &mu->classes->prim_array[0], (u32)5 << 20);
    mu->roots[2] = new_reference(mu, STRENGTH_SOFT, mu->roots[1]);
    mu->roots[1] = NULL;
    assert_non_null(new_array(mu, &mu->classes->prim_array[0], (u32)2 << 20));
    assert_non_null(object_get_ref(mu->roots[2], REF_REFERENT));
    mu->roots[3] = new_array(mu, &mu->classes->prim_array[0], (u32)6 << 20);
    assert_non_null(mu->roots[3]);
    assert_null(object_get_ref(mu->roots[2], REF_REFERENT));
    mutator_destroy(mu);
}

static void test_creation_limits(void **state) {
    (void)state;
    char *message = NULL;
    struct log log;
    log_init(&log);
    struct gc_config config = {.max_size = (size_t)8 << 30, .max_explicit = true, .log = &log};
    assert_null(gc_create(&config, &mutator_ops, NULL, &message));
    assert_non_null(strstr(message, "Could not reserve enough space for 8388608KB object heap"));
    mem_free(message);
    config.max_explicit = false; /* reduced to what fits */
    struct heap *h = gc_create(&config, &mutator_ops, NULL, &message);
    assert_non_null(h);
    struct gc_stats st;
    gc_get_stats(h, &st);
    assert_in_range(st.max, (size_t)100 << 20, (size_t)3584 << 20);
    gc_destroy(h);
    config = (struct gc_config){.max_size = 1, .max_explicit = true, .log = &log}; /* useless, but no crash */
    h = gc_create(&config, &mutator_ops, NULL, &message);
    struct alloc_cache c = {0};
    gc_cache_register(h, &c);
    assert_null(gc_alloc_slow(h, &c, 16, true));
    gc_cache_unregister(h, &c);
    gc_destroy(h);
}

/* Resident pages of a mapping that follow the heap's use. */
static size_t resident_kb(void) {
    size_t total = 0, resident = 0;
    FILE *f = fopen("/proc/self/statm", "r");
    assert_int_equal(fscanf(f, "%zu %zu", &total, &resident), 2);
    fclose(f);
    return resident * os_page_size() / 1024;
}

static void test_untouched_memory_stays_untouched(void **state) {
    (void)state;
    size_t before = resident_kb();
    struct mutator *mu = mutator_create((struct gc_config){.max_size = (size_t)1 << 30});
    for (u32 i = 0; i < 1000; i++)
        mu->roots[i] = new_instance(mu, i % 8);
    mu->roots[1000] = gc_alloc_slow(mu->heap, &mu->cache, (size_t)200 << 20, true); /* only its header is touched */
    mu->roots[1000]->klass = (u32)(uintptr_t)&mu->classes->prim_array[0];
    collect(mu, false);
    size_t small = resident_kb();
    if (!SANITIZED)
        assert_in_range(small - before, 0, 1024);
    mu->roots[1000] = NULL;
    for (u32 i = 0; i < 100; i++) {
        struct object *array = new_array(mu, &mu->classes->prim_array[0], (u32)1 << 20);
        assert_non_null(array);
        if (array != NULL) /* gcc does not know that assert_non_null ends the test */
            memset(array_data(array), 1, (size_t)1 << 20);
    }
    memset(mu->roots, 0, sizeof mu->roots);
    collect(mu, false); /* gives back nearly all pages */
    struct gc_stats st;
    gc_get_stats(mu->heap, &st);
    assert_true(st.capacity <= (size_t)5 << 20);
    assert_int_equal(st.used, 0);
    mutator_destroy(mu);
}

static void test_figures_and_log(void **state) {
    (void)state;
    u64 start = os_nanotime();
    struct mutator *mu = mutator_create((struct gc_config){.max_size = (size_t)256 << 20});
    char text[400] = "";
    mu->log.out = fmemopen(text, sizeof text, "w");
    assert_true(log_configure(&mu->log, "gc:stdout:none"));
    mu->roots[0] = new_array(mu, &mu->classes->prim_array[0], (u32)5 << 20);
    new_array(mu, &mu->classes->prim_array[0], (u32)7 << 20);
    gc_collect(mu->heap, false, "System.gc()");
    fclose(mu->log.out);
    mu->log.out = NULL;
    assert_true(log_configure(&mu->log, "gc=off"));
    assert_ptr_equal(strstr(text, "GC(0) Pause Full (System.gc()) 12M->5M(9M) "), text);
    struct gc_stats st;
    gc_get_stats(mu->heap, &st);
    assert_int_equal(st.collections, 1);
    assert_int_equal(st.used_after, ((u32)5 << 20) + 16);
    assert_int_equal(st.used_before, ((u32)12 << 20) + 32);
    assert_true(st.time_ns != 0 && st.last_pause_ns == st.time_ns);
    assert_int_equal(mu->cache.allocated, ((u32)12 << 20) + 32);
    assert_true(gc_soft_clock_ms(mu->heap) <= (os_nanotime() - start) / 1000000); /* since the heap was made */
    mutator_destroy(mu);
}

/* ---- threads ---- */

enum { WORKERS = 4, WORKER_LISTS = 16 };

/* Running mutators hold the lock for reading, the collector for writing: a safepoint in ten lines. */
struct world {
    struct heap *heap;
    struct classes *classes;
    pthread_rwlock_t lock;
    struct worker {
        struct world *world;
        struct alloc_cache cache;
        struct object *lists[WORKER_LISTS];
        u32 lengths[WORKER_LISTS];
        u64 random;
        u32 steps;
    } workers[WORKERS];
};

static void world_visit_roots(void *vm, struct gc_marker *m) {
    struct world *w = vm;
    for (u32 i = 0; i < WORKERS; i++)
        gc_mark_range(m, w->workers[i].lists, w->workers[i].lists + WORKER_LISTS);
}
static const struct gc_ops world_ops = {.visit_roots = world_visit_roots, .mirror_layout = mutator_mirror_layout};

static struct object *worker_allocate(struct worker *me, u32 refs) {
    struct world *w = me->world;
    const struct layout *k = &w->classes->instance[refs];
    for (bool grow = false;; grow = true) {
        struct object *o = grow ? gc_alloc_slow(w->heap, &me->cache, k->instance_size, true)
                                : gc_alloc(w->heap, &me->cache, k->instance_size);
        if (o != NULL) {
            for (u32 i = 0; i < k->instance_size / 8; i++)
                if (((u64 *)o)[i] != 0)
                    abort();
            __atomic_store_n(&o->klass, (u32)(uintptr_t)k, __ATOMIC_RELAXED); /* others look at it below */
            return o;
        }
        pthread_rwlock_unlock(&w->lock);
        pthread_rwlock_wrlock(&w->lock);
        gc_collect(w->heap, grow, "allocation");
        pthread_rwlock_unlock(&w->lock);
        pthread_rwlock_rdlock(&w->lock);
    }
}

static void *worker_main(void *arg) {
    struct worker *me = arg;
    struct world *w = me->world;
    pthread_rwlock_rdlock(&w->lock);
    gc_cache_register(w->heap, &me->cache);
    for (u32 i = 0; i < me->steps; i++) {
        u32 r = next_random(&me->random), list = r % WORKER_LISTS;
        struct object *o = worker_allocate(me, 1 + (r >> 4) % 30);
        FIELD(o, 8, u64) = me->lengths[list];
        object_put_ref(o, 16, me->lists[list]);
        me->lists[list] = o;
        me->lengths[list]++;
        if (r >> 16 & 1 && gc_find_object(w->heap, (u8 *)o + 12) != o)
            abort();
        (void)gc_find_object(w->heap, (void *)((uintptr_t)o ^ (r & 0xfffff))); /* anything, but no crash */
        if (me->lengths[list] > 400 || r % 1024 == 0) {                        /* check it and let it go */
            u32 n = me->lengths[list];
            for (struct object *p = me->lists[list]; p != NULL; p = object_get_ref(p, 16))
                if (FIELD(p, 8, u64) != --n)
                    abort();
            if (n != 0)
                abort();
            me->lists[list] = NULL;
            me->lengths[list] = 0;
        }
        if (i % 64 == 0) { /* a safepoint poll */
            pthread_rwlock_unlock(&w->lock);
            pthread_rwlock_rdlock(&w->lock);
        }
    }
    gc_cache_unregister(w->heap, &me->cache);
    pthread_rwlock_unlock(&w->lock);
    return NULL;
}

static void run_threads(struct gc_config config, u32 steps) {
    struct world *w = mem_zalloc(sizeof *w);
    struct log log;
    char *message;
    log_init(&log);
    config.log = &log;
    config.max_size = (size_t)24 << 20;
    w->heap = gc_create(&config, &world_ops, w, &message);
    assert_non_null(w->heap);
    w->classes = classes_create();
    pthread_rwlockattr_t attr;
    pthread_rwlockattr_init(&attr);
    pthread_rwlockattr_setkind_np(&attr, PTHREAD_RWLOCK_PREFER_WRITER_NONRECURSIVE_NP);
    pthread_rwlock_init(&w->lock, &attr);
    pthread_t threads[WORKERS];
    for (u32 i = 0; i < WORKERS; i++) {
        w->workers[i].world = w;
        w->workers[i].random = 1000 + i;
        w->workers[i].steps = steps;
        assert_int_equal(pthread_create(&threads[i], NULL, worker_main, &w->workers[i]), 0);
    }
    for (u32 i = 0; i < WORKERS; i++)
        pthread_join(threads[i], NULL);
    struct gc_stats st;
    gc_get_stats(w->heap, &st);
    assert_true(st.collections > 1);
    gc_collect(w->heap, false, "end");
    u32 left = 0, count = 0;
    for (u32 i = 0; i < WORKERS; i++)
        for (u32 k = 0; k < WORKER_LISTS; k++)
            left += w->workers[i].lengths[k];
    gc_each_object(w->heap, count_object, &count);
    assert_int_equal(count, left);
    gc_destroy(w->heap);
    os_release(w->classes, sizeof *w->classes);
    pthread_rwlock_destroy(&w->lock);
    mem_free(w);
}

static void test_four_threads(void **state) {
    (void)state;
    run_threads((struct gc_config){0}, 250000);
}
static void test_four_threads_hostile(void **state) {
    (void)state;
    run_threads((struct gc_config){.collect_every = 50, .poison = true, .verify = true, .threads = 2}, 4000);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_size_classes),
        cmocka_unit_test(test_sizes_around_borders),
        cmocka_unit_test(test_conservative_ranges),
        cmocka_unit_test(test_find_object_rejects_what_is_none),
        cmocka_unit_test(test_cell_without_header_is_kept),
        cmocka_unit_test(test_runs_are_returned),
        cmocka_unit_test(test_exhaustion_and_recovery),
        cmocka_unit_test(test_too_big_an_array_changes_nothing),
        cmocka_unit_test(test_soft_references_go_before_out_of_memory),
        cmocka_unit_test(test_creation_limits),
        cmocka_unit_test(test_untouched_memory_stays_untouched),
        cmocka_unit_test(test_figures_and_log),
        cmocka_unit_test(test_four_threads),
        cmocka_unit_test(test_four_threads_hostile),
    };
    return cmocka_run_group_tests_name("gc allocation", tests, NULL, NULL);
}
