/* SPDX-License-Identifier: MIT
 *
 * test_gc_young.c - generations: what a young collection keeps, frees, and leaves for a full one.
 */
#include "tests/unit/gc_mutator.h"

/* The first collection is full; with collect_every the following three are young. */
static struct mutator *create(void) {
    struct mutator *mu = mutator_create(
        (struct gc_config){.generational = true, .collect_every = 1 << 30, .verify = true, .poison = true});
    collect(mu, false); /* number 0 */
    collect(mu, false); /* 1: young ones come next */
    return mu;
}

static void collect_young(struct mutator *mu) {
    struct gc_stats before, after;
    gc_get_stats(mu->heap, &before);
    gc_collect_due(mu->heap, "test");
    gc_get_stats(mu->heap, &after);
    assert_true(after.last_young);
    assert_int_equal(after.young_collections, before.young_collections + 1);
}

static void test_young_garbage_goes_and_survivors_stay(void **state) {
    (void)state;
    struct mutator *mu = create();
    struct object *kept = mu->roots[0] = new_instance(mu, 1), *dead = new_instance(mu, 1);
    object_put_ref(kept, 16, new_array(mu, &mu->classes->prim_array[0], 100000)); /* large */
    collect_young(mu);
    assert_true(is_object(mu, kept));
    assert_false(is_object(mu, dead));
    assert_int_equal(object_count(mu), 2);
    mutator_destroy(mu);
}

static void test_old_garbage_waits_for_a_full_collection(void **state) {
    (void)state;
    struct mutator *mu = create();
    struct object *o = mu->roots[0] = new_instance(mu, 0);
    collect_young(mu);
    mu->roots[0] = NULL;
    collect_young(mu);
    assert_true(is_object(mu, o));
    collect(mu, false);
    assert_int_equal(object_count(mu), 0);
    mutator_destroy(mu);
}

/* Stores into old objects of every shape are found by their cards: fields, elements at both ends
 * of a large array, in the middle of a medium one, static fields. */
static void test_old_objects_keep_young_ones(void **state) {
    (void)state;
    struct mutator *mu = create();
    const struct layout *array = &mu->classes->ref_array;
    mu->roots[0] = new_instance(mu, 64);
    mu->roots[1] = new_array(mu, array, 100000);
    mu->roots[2] = new_array(mu, array, 3000);
    mu->roots[3] = allocate(mu, &mu->classes->mirror, 16 + 4 * 30);
    FIELD(mu->roots[3], 8, u32) = 3;
    collect_young(mu);
    struct object *young[7];
    for (u32 i = 0; i < ARRAY_LENGTH(young); i++)
        young[i] = new_instance(mu, 0);
    object_put_ref(mu->roots[0], 16 + 4 * 63, young[0]);
    array_put_ref(mu->roots[1], 0, young[1]);
    array_put_ref(mu->roots[1], 99999, young[2]);
    array_put_ref(mu->roots[2], 1500, young[3]);
    object_put_ref(mu->roots[3], 16 + 4 * 29, young[4]);
    assert_null(object_cas_ref(mu->roots[0], 16, NULL, young[5]));
    object_put_ref_release(mu->roots[2], ARRAY_BASE + 4 * 2999, young[6]);
    collect_young(mu);
    for (u32 i = 0; i < ARRAY_LENGTH(young); i++)
        assert_true(is_object(mu, young[i]));
    memset(mu->roots, 0, sizeof mu->roots);
    collect(mu, false);
    assert_int_equal(object_count(mu), 0);
    mutator_destroy(mu);
}

static void test_copied_ranges(void **state) {
    (void)state;
    struct mutator *mu = create();
    mu->roots[0] = new_array(mu, &mu->classes->ref_array, 5000);
    collect_young(mu);
    struct object *source = new_array(mu, &mu->classes->ref_array, 1000);
    for (u32 i = 0; i < 1000; i++)
        array_put_ref(source, i, new_instance(mu, 0));
    char *to = (char *)array_data(mu->roots[0]) + 4 * 777;
    memcpy(to, array_data(source), 4000);
    object_wrote_range(to, 4000);
    object_wrote_range(to, 0);
    collect_young(mu);
    assert_int_equal(object_count(mu), 1001);
    mutator_destroy(mu);
}

/* What a mirror keeps in C memory counts when the mirror's card says so. */
static void test_memory_behind_a_mirror(void **state) {
    (void)state;
    struct mutator *mu = create();
    mu->roots[0] = allocate(mu, &mu->classes->mirror, 16);
    collect_young(mu);
    mu->mirror_extra = new_instance(mu, 0);
    object_wrote(mu->roots[0]);
    collect_young(mu);
    assert_true(is_object(mu, mu->mirror_extra));
    mutator_destroy(mu);
}

static void test_verification_finds_a_missing_barrier(void **state) {
    (void)state;
    char message[256];
    struct mutator *mu = create();
    mu->roots[0] = new_instance(mu, 1);
    mu->roots[1] = allocate(mu, &mu->classes->mirror, 16);
    for (u32 i = 0; i < 200; i++) /* on cards of their own */
        mu->roots[10 + i] = new_instance(mu, 10);
    collect_young(mu);
    assert_true(gc_verify(mu->heap, message, sizeof message));
    FIELD(mu->roots[0], 16, heap_ref) = ref_encode(new_instance(mu, 0));
    assert_false(gc_verify(mu->heap, message, sizeof message));
    assert_non_null(strstr(message, "without a barrier"));
    object_wrote(mu->roots[0]);
    assert_true(gc_verify(mu->heap, message, sizeof message));
    mu->mirror_extra = new_instance(mu, 0);
    assert_false(gc_verify(mu->heap, message, sizeof message));
    assert_non_null(strstr(message, "outside of the heap"));
    object_wrote(mu->roots[1]);
    assert_true(gc_verify(mu->heap, message, sizeof message));
    mutator_destroy(mu);
}

/* Marking skips what was never stored to in a large array: at the first and last elements, around the edges of cards
 * and pieces, after any number of collections, and in a recycled place. */
static void test_sparse_large_arrays(void **state) {
    (void)state;
    static const u32 at[] = {0,    1,    123,  124,   125,   251,   252,   255,  256,
                             8191, 8192, 8193, 50000, 99871, 99872, 99998, 99999};
    struct mutator *mu = create();
    for (u32 round = 0; round < 3; round++) {
        struct object *array = mu->roots[0] = new_array(mu, &mu->classes->ref_array, 100000);
        for (u32 i = 0; i < ARRAY_LENGTH(at); i++) {
            array_put_ref(array, at[i], new_instance(mu, 0));
            if (i % 3 == 0)
                gc_collect_due(mu->heap, "test"); /* young, mostly */
            else if (i % 3 == 1)
                collect(mu, false);
        }
        assert_int_equal(object_count(mu), 1 + ARRAY_LENGTH(at));
        for (u32 i = 0; i < ARRAY_LENGTH(at); i++)
            assert_true(is_object(mu, array_get_ref(array, at[i])));
        mu->roots[0] = NULL;
        collect(mu, false);
        assert_int_equal(object_count(mu), 0);
    }
    mutator_destroy(mu);
}

static void test_verification_finds_a_missing_barrier_in_a_young_array(void **state) {
    (void)state;
    char message[256];
    struct mutator *mu = create();
    mu->roots[0] = new_array(mu, &mu->classes->ref_array, 100000);
    mu->roots[1] = new_instance(mu, 0);
    heap_ref *slot = (heap_ref *)array_data(mu->roots[0]) + 5000;
    *slot = ref_encode(mu->roots[1]);
    assert_false(gc_verify(mu->heap, message, sizeof message));
    assert_non_null(strstr(message, "element 5000, stored without a barrier"));
    object_wrote(slot);
    assert_true(gc_verify(mu->heap, message, sizeof message));
    mutator_destroy(mu);
}

static void test_references_young_and_old(void **state) {
    (void)state;
    struct mutator *mu = create();
    mu->roots[0] = new_instance(mu, 0);
    mu->roots[1] = new_reference(mu, STRENGTH_WEAK, mu->roots[0]);
    mu->weak[0] = mu->roots[0];
    collect_young(mu);
    mu->roots[0] = NULL; /* old: stays until a full collection */
    mu->roots[2] = new_instance(mu, 0);
    mu->roots[3] = new_reference(mu, STRENGTH_WEAK, mu->roots[2]);
    mu->roots[2] = NULL; /* young: goes now */
    collect_young(mu);
    assert_non_null(object_get_ref(mu->roots[1], REF_REFERENT));
    assert_non_null(mu->weak[0]);
    assert_null(object_get_ref(mu->roots[3], REF_REFERENT));
    assert_ptr_equal(mu->pending, mu->roots[3]);
    mu->pending = NULL;
    /* an old Reference that gets a young referent */
    struct object *referent = mu->roots[2] = new_instance(mu, 0);
    object_put_ref(mu->roots[3], REF_REFERENT, referent);
    mu->roots[2] = NULL;
    collect_young(mu);
    assert_null(object_get_ref(mu->roots[3], REF_REFERENT));
    collect(mu, false);
    assert_null(object_get_ref(mu->roots[1], REF_REFERENT));
    assert_null(mu->weak[0]);
    mutator_destroy(mu);
}

/* Short-lived objects beside a live set: young collections; when nothing dies young: full ones. */
static void test_pace(void **state) {
    (void)state;
    struct mutator *mu = mutator_create((struct gc_config){.generational = true, .max_size = (size_t)256 << 20});
    struct gc_stats s;
    const struct layout *list = &mu->classes->instance[1];
    for (u32 i = 0; i < 5000000; i++)
        allocate(mu, list, list->instance_size);
    gc_get_stats(mu->heap, &s);
    assert_in_range(s.young_collections, 3, 100);
    assert_in_range(s.collections - s.young_collections, 1, 2);
    u64 young = s.young_collections;
    for (u32 i = 0; i < 8000000; i++) { /* 192 MB, none dies */
        struct object *o = allocate(mu, list, list->instance_size);
        object_put_ref(o, 16, mu->roots[0]);
        mu->roots[0] = o;
    }
    gc_get_stats(mu->heap, &s);
    assert_in_range(s.young_collections - young, 0, 3);
    mutator_destroy(mu);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_young_garbage_goes_and_survivors_stay),
        cmocka_unit_test(test_old_garbage_waits_for_a_full_collection),
        cmocka_unit_test(test_old_objects_keep_young_ones),
        cmocka_unit_test(test_copied_ranges),
        cmocka_unit_test(test_memory_behind_a_mirror),
        cmocka_unit_test(test_verification_finds_a_missing_barrier),
        cmocka_unit_test(test_sparse_large_arrays),
        cmocka_unit_test(test_verification_finds_a_missing_barrier_in_a_young_array),
        cmocka_unit_test(test_references_young_and_old),
        cmocka_unit_test(test_pace),
    };
    return cmocka_run_group_tests_name("gc young", tests, NULL, NULL);
}
