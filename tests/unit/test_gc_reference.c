/* SPDX-License-Identifier: MIT
 *
 * test_gc_reference.c - soft, weak, final, phantom references; the pending list; weak tables.
 */
#include "tests/unit/gc_mutator.h"

#include <unistd.h>

static struct object *referent_of(const struct object *r) {
    return object_get_ref(r, REF_REFERENT);
}

static u32 pending_count(struct mutator *mu) {
    u32 n = 0;
    for (struct object *r = mu->pending; r != NULL; r = object_get_ref(r, REF_DISCOVERED))
        n++;
    return n;
}
static bool is_pending(struct mutator *mu, const struct object *wanted) {
    for (struct object *r = mu->pending; r != NULL; r = object_get_ref(r, REF_DISCOVERED))
        if (r == wanted)
            return true;
    return false;
}
/* What the Reference Handler does: takes all, nulls discovered, enqueues (next becomes the reference itself). */
static void handle_pending(struct mutator *mu) {
    while (mu->pending != NULL) {
        struct object *r = mu->pending;
        mu->pending = object_get_ref(r, REF_DISCOVERED);
        object_put_ref(r, REF_DISCOVERED, NULL);
        object_put_ref(r, REF_NEXT, r);
    }
}

/* roots[0] = a new reference to a new object, which is otherwise unreachable when `drop`. */
static struct object *make(struct mutator *mu, unsigned strength, bool drop) {
    mu->roots[1] = new_instance(mu, 0);
    mu->roots[0] = new_reference(mu, strength, mu->roots[1]);
    if (drop)
        mu->roots[1] = NULL;
    return mu->roots[0];
}

static struct mutator *create(void) {
    return mutator_create((struct gc_config){.verify = true, .poison = true});
}

static void test_weak_and_phantom_are_cleared_and_pending(void **state) {
    (void)state;
    for (unsigned s = STRENGTH_WEAK; s <= STRENGTH_PHANTOM; s++) {
        if (s == STRENGTH_FINAL)
            continue;
        struct mutator *mu = create();
        struct object *r = make(mu, s, true);
        struct object *referent = referent_of(r);
        collect(mu, false);
        assert_null(referent_of(r));
        assert_false(is_object(mu, referent));
        assert_ptr_equal(mu->pending, r);
        assert_int_equal(pending_count(mu), 1);
        collect(mu, false); /* still pending, not found again */
        assert_int_equal(pending_count(mu), 1);
        mutator_destroy(mu);
    }
}

static void test_reachable_referents_stay(void **state) {
    (void)state;
    for (unsigned s = STRENGTH_SOFT; s <= STRENGTH_PHANTOM; s++) {
        struct mutator *mu = create();
        struct object *r = make(mu, s, false);
        collect(mu, true);
        assert_ptr_equal(referent_of(r), mu->roots[1]);
        assert_null(mu->pending);
        assert_null(object_get_ref(r, REF_DISCOVERED));
        mutator_destroy(mu);
    }
}

static void test_final_referent_is_kept_once(void **state) {
    (void)state;
    struct mutator *mu = create();
    struct object *r = make(mu, STRENGTH_FINAL, true);
    struct object *referent = referent_of(r);
    collect(mu, false);
    assert_ptr_equal(referent_of(r), referent);
    assert_true(is_object(mu, referent));
    assert_ptr_equal(mu->pending, r);
    assert_ptr_equal(object_get_ref(r, REF_NEXT), r);
    collect(mu, false); /* pending: its referent is an ordinary field now */
    assert_int_equal(pending_count(mu), 1);
    assert_true(is_object(mu, referent));
    handle_pending(mu);
    object_put_ref(r, REF_REFERENT, NULL); /* Finalizer.runFinalizer clears it */
    collect(mu, false);
    assert_null(mu->pending);
    assert_false(is_object(mu, referent));
    mutator_destroy(mu);
}

/* A finalizable object is weakly unreachable but still phantom reachable until its finalizer is through. */
static void test_order_weak_final_phantom(void **state) {
    (void)state;
    struct mutator *mu = create();
    mu->roots[1] = new_instance(mu, 1); /* the finalizable one ... */
    struct object *child = new_instance(mu, 0);
    object_put_ref(mu->roots[1], 16, child); /* ... and what it keeps */
    mu->roots[0] = new_reference(mu, STRENGTH_FINAL, mu->roots[1]);
    mu->roots[2] = new_reference(mu, STRENGTH_WEAK, mu->roots[1]);
    mu->roots[3] = new_reference(mu, STRENGTH_PHANTOM, mu->roots[1]);
    mu->roots[4] = new_reference(mu, STRENGTH_WEAK, object_get_ref(mu->roots[1], 16));
    mu->roots[5] = new_reference(mu, STRENGTH_PHANTOM, object_get_ref(mu->roots[1], 16));
    mu->weak[0] = mu->roots[1];
    mu->roots[1] = NULL;
    collect(mu, false);
    assert_int_equal(pending_count(mu), 3);
    assert_true(is_pending(mu, mu->roots[0]) && is_pending(mu, mu->roots[2]) && is_pending(mu, mu->roots[4]));
    assert_null(referent_of(mu->roots[2]));
    assert_null(referent_of(mu->roots[4]));
    assert_non_null(referent_of(mu->roots[3]));
    assert_non_null(referent_of(mu->roots[5]));
    assert_non_null(mu->weak[0]); /* JNI weak globals go with phantom references */
    assert_true(is_object(mu, child));
    handle_pending(mu);
    object_put_ref(mu->roots[0], REF_REFERENT, NULL);
    collect(mu, false);
    assert_int_equal(pending_count(mu), 2);
    assert_null(referent_of(mu->roots[3]));
    assert_null(referent_of(mu->roots[5]));
    assert_null(mu->weak[0]);
    mutator_destroy(mu);
}

/* Finalizable objects that refer to each other are all due at once. */
static void test_final_cycle_is_found_whole(void **state) {
    (void)state;
    struct mutator *mu = create();
    for (u32 i = 0; i < 3; i++)
        mu->roots[i] = new_instance(mu, 1);
    for (u32 i = 0; i < 3; i++) {
        object_put_ref(mu->roots[i], 16, mu->roots[(i + 1) % 3]);
        mu->roots[10 + i] = new_reference(mu, STRENGTH_FINAL, mu->roots[i]);
    }
    mu->roots[0] = mu->roots[1] = mu->roots[2] = NULL;
    collect(mu, false);
    assert_int_equal(pending_count(mu), 3);
    mutator_destroy(mu);
}

static void test_inactive_reference_is_an_ordinary_object(void **state) {
    (void)state;
    struct mutator *mu = create();
    struct object *r = make(mu, STRENGTH_WEAK, true);
    object_put_ref(r, REF_NEXT, r);
    collect(mu, false);
    assert_non_null(referent_of(r));
    assert_null(mu->pending);
    mutator_destroy(mu);
}

static void test_unreachable_reference_does_nothing(void **state) {
    (void)state;
    struct mutator *mu = create();
    make(mu, STRENGTH_PHANTOM, true);
    mu->roots[0] = NULL;
    collect(mu, false);
    assert_null(mu->pending);
    assert_int_equal(object_count(mu), 0);
    mutator_destroy(mu);
}

static void test_reference_fields_are_strong(void **state) {
    (void)state;
    struct mutator *mu = create();
    struct object *r = make(mu, STRENGTH_WEAK, true);
    struct object *queue = new_instance(mu, 0);
    object_put_ref(r, REF_QUEUE, queue);
    collect(mu, false);
    assert_true(is_object(mu, queue));
    mutator_destroy(mu);
}

static void test_soft_is_kept_while_used_lately(void **state) {
    (void)state;
    struct mutator *mu = create(); /* 64 MB free: kept for 64 s */
    struct object *r = make(mu, STRENGTH_SOFT, true);
    collect(mu, false);
    assert_non_null(referent_of(r));
    FIELD(r, REF_TIMESTAMP, i64) = (i64)gc_soft_clock_ms(mu->heap) - 65 * 1000;
    collect(mu, false);
    assert_null(referent_of(r));
    assert_ptr_equal(mu->pending, r);
    mutator_destroy(mu);

    mu = mutator_create((struct gc_config){.soft_ms_per_mb = 1, .max_size = (size_t)4 << 20, .verify = true});
    r = make(mu, STRENGTH_SOFT, true);
    usleep(20000);
    collect(mu, false); /* the clock stands at the last collection: not old yet */
    assert_non_null(referent_of(r));
    usleep(20000);
    assert_true(gc_last_collection_ms(mu->heap) >= 20);
    collect(mu, false); /* the first collection advanced it by 20 ms */
    assert_null(referent_of(r));
    mutator_destroy(mu);
}

static void test_clear_soft_clears_all(void **state) {
    (void)state;
    struct mutator *mu = create();
    struct object *r = make(mu, STRENGTH_SOFT, true);
    struct object *referent = referent_of(r);
    mu->roots[2] = new_reference(mu, STRENGTH_WEAK, referent);
    collect(mu, false);
    assert_non_null(referent_of(mu->roots[2])); /* softly reachable */
    collect(mu, true);
    assert_null(referent_of(r));
    assert_null(referent_of(mu->roots[2]));
    assert_int_equal(pending_count(mu), 2);
    assert_false(is_object(mu, referent));
    mutator_destroy(mu);
}

/* Thousands of references of all strengths, with marking that overflows its stack, and with several threads. */
static void test_many(void **state) {
    (void)state;
    const struct gc_config configs[] = {{0},
                                        {.mark_stack_limit = 16, .verify = true},
                                        {.threads = 2, .verify = true},
                                        {.threads = 2, .verify = true, .mark_stack_limit = 16, .poison = true}};
    enum { N = 4000 };
    for (u32 c = 0; c < ARRAY_LENGTH(configs); c++) {
        struct mutator *mu = mutator_create(configs[c]);
        mu->roots[0] = new_array(mu, &mu->classes->ref_array, N); /* references */
        mu->roots[1] = new_array(mu, &mu->classes->ref_array, N); /* strong referents */
        for (u32 i = 0; i < N; i++) {
            mu->roots[2] = new_instance(mu, 0);
            if (i / 4 % 2 == 0)
                array_put_ref(mu->roots[1], i, mu->roots[2]);
            array_put_ref(mu->roots[0], i, new_reference(mu, 1 + i % 4, mu->roots[2]));
        }
        mu->roots[2] = NULL;
        collect(mu, true);
        assert_int_equal(pending_count(mu), N / 2);
        for (u32 i = 0; i < N; i++) {
            const struct object *r = array_get_ref(mu->roots[0], i);
            bool alive = i / 4 % 2 == 0;
            assert_int_equal(referent_of(r) != NULL, alive || 1 + i % 4 == STRENGTH_FINAL);
            if (alive)
                assert_ptr_equal(referent_of(r), array_get_ref(mu->roots[1], i));
        }
        handle_pending(mu);
        mu->roots[1] = NULL;
        collect(mu, true);
        assert_int_equal(pending_count(mu), N / 2);
        mutator_destroy(mu);
    }
}

static void test_mirror_extra_edges(void **state) {
    (void)state;
    struct mutator *mu = create();
    mu->mirror_extra = new_instance(mu, 0);
    mu->weak[0] = mu->mirror_extra;
    mu->roots[0] = allocate(mu, &mu->classes->mirror, 56);
    FIELD(mu->roots[0], 8, u32) = 1;
    collect(mu, false);
    assert_non_null(mu->weak[0]);
    assert_int_equal(gc_object_size(mu->heap, mu->roots[0]), 56);
    mu->roots[0] = NULL;
    collect(mu, false);
    assert_null(mu->weak[0]);
    mutator_destroy(mu);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_weak_and_phantom_are_cleared_and_pending),
        cmocka_unit_test(test_reachable_referents_stay),
        cmocka_unit_test(test_final_referent_is_kept_once),
        cmocka_unit_test(test_order_weak_final_phantom),
        cmocka_unit_test(test_final_cycle_is_found_whole),
        cmocka_unit_test(test_inactive_reference_is_an_ordinary_object),
        cmocka_unit_test(test_unreachable_reference_does_nothing),
        cmocka_unit_test(test_reference_fields_are_strong),
        cmocka_unit_test(test_soft_is_kept_while_used_lately),
        cmocka_unit_test(test_clear_soft_clears_all),
        cmocka_unit_test(test_many),
        cmocka_unit_test(test_mirror_extra_edges),
    };
    return cmocka_run_group_tests_name("gc references", tests, NULL, NULL);
}
