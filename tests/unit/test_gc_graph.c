/* SPDX-License-Identifier: MIT
 *
 * test_gc_graph.c - a random graph of objects, changed and collected many times, against a model in C memory.
 *
 * The model knows each object's class, payload and references. After each checked collection exactly the objects the
 * model can reach are there (none missing, none kept), and each has its contents.
 */
#include "tests/unit/gc_mutator.h"

#include "base/map.h"

enum { ENTRIES = 6000, GRAPH_ROOTS = 48 };
enum entry_kind { ENTRY_NONE, ENTRY_INSTANCE, ENTRY_MIRROR, ENTRY_REF_ARRAY, ENTRY_PRIM_ARRAY };

struct entry {
    enum entry_kind kind;
    struct object *object;
    u32 count; /* references, or bytes of a primitive array */
    u32 serial;
    u32 *refs; /* index of the entry + 1; 0 = null */
    bool reached;
};

struct graph {
    struct mutator *mu;
    struct entry entries[ENTRIES]; /* 0..GRAPH_ROOTS-1 are only names: entry i is held by root i */
    u32 root[GRAPH_ROOTS];         /* entry index + 1 */
    u64 random;
    u32 serial;
};

static size_t ref_offset(const struct entry *e, u32 i) {
    (void)e;
    return 16 + (size_t)i * 4; /* instances, mirrors and arrays alike */
}
static u8 pattern(const struct entry *e, u32 i) {
    return (u8)(e->serial * 31 + i * 7 + 1);
}

static void reach(struct graph *g) {
    static u32 stack[ENTRIES];
    u32 top = 0;
    for (u32 i = 0; i < ENTRIES; i++)
        g->entries[i].reached = false;
    for (u32 i = 0; i < GRAPH_ROOTS; i++)
        if (g->root[i] != 0 && !g->entries[g->root[i] - 1].reached) {
            g->entries[g->root[i] - 1].reached = true;
            stack[top++] = g->root[i] - 1;
        }
    while (top > 0) {
        const struct entry *e = &g->entries[stack[--top]];
        for (u32 i = 0; e->refs != NULL && i < e->count; i++)
            if (e->refs[i] != 0 && !g->entries[e->refs[i] - 1].reached) {
                g->entries[e->refs[i] - 1].reached = true;
                stack[top++] = e->refs[i] - 1;
            }
    }
}

/* Forgets what can't be reached any more. */
static void forget_dead(struct graph *g) {
    reach(g);
    for (u32 i = 0; i < ENTRIES; i++) {
        struct entry *e = &g->entries[i];
        if (e->kind != ENTRY_NONE && !e->reached) {
            mem_free(e->refs);
            *e = (struct entry){0};
        }
    }
}

struct survey {
    struct map known;
    u32 seen, strange;
};
static void survey_object(void *ctx, struct object *o, size_t size) {
    struct survey *s = ctx;
    (void)size;
    s->seen++;
    s->strange += map_get(&s->known, o) == NULL;
}

static void check(struct graph *g) {
    forget_dead(g);
    struct survey s = {0};
    u32 live = 0;
    for (u32 i = 0; i < ENTRIES; i++) {
        const struct entry *e = &g->entries[i];
        if (e->kind == ENTRY_NONE)
            continue;
        live++;
        map_put(&s.known, e->object, (void *)(uintptr_t)e);
        assert_true(is_object(g->mu, e->object));
        assert_ptr_equal(gc_find_object(g->mu->heap, (u8 *)e->object + 13), e->object);
        if (e->kind == ENTRY_PRIM_ARRAY) {
            assert_int_equal(array_length(e->object), e->count);
            for (u32 k = 0; k < e->count; k++)
                if (ARRAY_AT(e->object, k, u8) != pattern(e, k))
                    fail_msg("contents of a byte array changed");
            continue;
        }
        for (u32 k = 0; k < e->count; k++) {
            struct object *want = e->refs[k] != 0 ? g->entries[e->refs[k] - 1].object : NULL;
            if (object_get_ref(e->object, ref_offset(e, k)) != want)
                fail_msg("a reference changed");
        }
    }
    gc_each_object(g->mu->heap, survey_object, &s);
    assert_int_equal(s.strange, 0);
    assert_int_equal(s.seen, live);
    map_free(&s.known);
    char message[200];
    if (!gc_verify(g->mu->heap, message, sizeof message))
        fail_msg("%s", message);
}

static u32 random_length(struct graph *g) {
    u32 r = next_random(&g->random);
    switch (r % 64) {
    case 0:
        return r >> 6 & 0x1ffff; /* large */
    case 1:
    case 2:
    case 3:
        return r >> 6 & 0x3fff;
    default:
        return r >> 6 & 0xff;
    }
}

static void link_entry(struct graph *g, struct entry *e, u32 i, u32 target) {
    e->refs[i] = target;
    object_put_ref(e->object, ref_offset(e, i), target != 0 ? g->entries[target - 1].object : NULL);
}

/* A random entry that is reachable now (the model must not store references to dead objects): by a walk from a root. */
static u32 random_live(struct graph *g) {
    u32 at = g->root[next_random(&g->random) % GRAPH_ROOTS];
    for (u32 steps = next_random(&g->random) % 6; steps > 0 && at != 0; steps--) {
        const struct entry *e = &g->entries[at - 1];
        if (e->refs == NULL || e->count == 0)
            break;
        u32 next = e->refs[next_random(&g->random) % e->count];
        if (next != 0)
            at = next;
    }
    return at;
}

static void set_root(struct graph *g, u32 i, u32 target) {
    g->root[i] = target;
    g->mu->roots[i] = target != 0 ? g->entries[target - 1].object : NULL;
}

static void add_object(struct graph *g) {
    struct mutator *mu = g->mu;
    u32 slot = 0;
    while (slot < ENTRIES && g->entries[slot].kind != ENTRY_NONE)
        slot++;
    if (slot == ENTRIES) { /* full: let most of it go */
        for (u32 i = 0; i < GRAPH_ROOTS; i++)
            if (next_random(&g->random) % 4 != 0)
                set_root(g, i, 0);
        forget_dead(g);
        return;
    }
    struct entry e = {.serial = g->serial++};
    u32 r = next_random(&g->random);
    switch (r % 16) {
    case 0:
        e.kind = ENTRY_MIRROR;
        e.count = 10 * (r >> 8 & 3);
        e.object = allocate(mu, &mu->classes->mirror, 16 + 4 * e.count);
        if (e.object != NULL)
            FIELD(e.object, 8, u32) = e.count / 10;
        break;
    case 1:
    case 2:
        e.kind = ENTRY_REF_ARRAY;
        e.count = random_length(g) / 4;
        e.object = new_array(mu, &mu->classes->ref_array, e.count);
        break;
    case 3:
    case 4:
    case 5:
        e.kind = ENTRY_PRIM_ARRAY;
        e.count = random_length(g);
        e.object = new_array(mu, &mu->classes->prim_array[0], e.count);
        break;
    default:
        e.kind = ENTRY_INSTANCE;
        e.count = r >> 8 & 7;
        e.object = new_instance(mu, e.count);
        break;
    }
    if (e.object == NULL) { /* out of memory is allowed: make room */
        for (u32 i = 0; i < GRAPH_ROOTS / 2; i++)
            set_root(g, i, 0);
        return;
    }
    if (e.kind == ENTRY_PRIM_ARRAY)
        for (u32 k = 0; k < e.count; k++)
            ARRAY_AT(e.object, k, u8) = pattern(&e, k);
    else
        e.refs = mem_calloc(e.count + 1, sizeof(u32));
    g->entries[slot] = e;
    for (u32 n = MIN_OF(e.count, 12u); e.refs != NULL && n > 0; n--)
        link_entry(g, &g->entries[slot], next_random(&g->random) % e.count, random_live(g));
    /* hang it somewhere */
    u32 at = random_live(g);
    if (at != 0 && g->entries[at - 1].refs != NULL && g->entries[at - 1].count > 0 && r >> 12 & 3)
        link_entry(g, &g->entries[at - 1], next_random(&g->random) % g->entries[at - 1].count, slot + 1);
    else
        set_root(g, next_random(&g->random) % GRAPH_ROOTS, slot + 1);
}

static void run_graph(struct gc_config config, u32 steps, u32 check_every, u64 seed) {
    struct graph *g = mem_zalloc(sizeof *g);
    g->mu = mutator_create(config);
    g->random = seed;
    for (u32 i = 1; i <= steps; i++) {
        add_object(g);
        if (next_random(&g->random) % 64 == 0)
            set_root(g, next_random(&g->random) % GRAPH_ROOTS, 0);
        if (next_random(&g->random) % 128 == 0)
            forget_dead(g);
        if (i % check_every == 0) {
            collect(g->mu, false);
            check(g);
        }
    }
    for (u32 i = 0; i < GRAPH_ROOTS; i++)
        set_root(g, i, 0);
    collect(g->mu, true);
    check(g);
    assert_int_equal(object_count(g->mu), 0);
    mutator_destroy(g->mu);
    mem_free(g);
}

static void test_graph_survives_exactly(void **state) {
    (void)state;
    run_graph((struct gc_config){0}, 60000, 3000, 88172645463325252u);
}
static void test_graph_in_a_small_heap(void **state) {
    (void)state;
    run_graph((struct gc_config){.max_size = (size_t)3 << 20}, 20000, 500, 1234567);
}
static void test_graph_with_poison_and_verification(void **state) {
    (void)state;
    run_graph((struct gc_config){.poison = true, .verify = true, .max_size = (size_t)16 << 20}, 15000, 500, 99991);
}
static void test_graph_collecting_all_the_time(void **state) {
    (void)state;
    run_graph((struct gc_config){.collect_every = 2, .poison = true, .max_size = (size_t)16 << 20}, 6000, 500, 424242);
}
static void test_graph_in_generations(void **state) {
    (void)state;
    run_graph(
        (struct gc_config){
            .generational = true, .collect_every = 3, .verify = true, .poison = true, .max_size = (size_t)16 << 20},
        6000, 500, 2718281);
    run_graph((struct gc_config){.generational = true, .max_size = (size_t)24 << 20}, 60000, 5000, 314159);
    run_graph(
        (struct gc_config){
            .generational = true, .collect_every = 20, .verify = true, .threads = 2, .mark_stack_limit = 64},
        10000, 1000, 161803);
}
static void test_graph_with_a_tiny_mark_stack(void **state) {
    (void)state;
    run_graph((struct gc_config){.mark_stack_limit = 16, .verify = true}, 6000, 500, 777);
}
static void test_graph_with_two_marking_threads(void **state) {
    (void)state;
    run_graph((struct gc_config){.threads = 2, .verify = true}, 15000, 500, 31337);
}
static void test_graph_with_three_threads_and_a_tiny_stack(void **state) {
    (void)state;
    run_graph((struct gc_config){.threads = 3, .verify = true, .mark_stack_limit = 64}, 5000, 500, 5);
}

/* Deep lists and wide arrays: no recursion, and pieces of arrays are shared. */
static void test_long_list_and_wide_array(void **state) {
    for (u32 threads = 1; threads <= 2; threads++) {
        (void)state;
        struct mutator *mu = mutator_create((struct gc_config){.threads = threads, .verify = threads == 2});
        for (u32 i = 0; i < 300000; i++) {
            struct object *o = new_instance(mu, 1);
            object_put_ref(o, 16, mu->roots[0]);
            mu->roots[0] = o;
        }
        mu->roots[1] = new_array(mu, &mu->classes->ref_array, 200000);
        for (u32 i = 0; i < 200000; i++)
            array_put_ref(mu->roots[1], i, new_instance(mu, 0));
        collect(mu, false);
        assert_int_equal(object_count(mu), 500001);
        mu->roots[0] = NULL;
        collect(mu, false);
        assert_int_equal(object_count(mu), 200001);
        mutator_destroy(mu);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_graph_survives_exactly),
        cmocka_unit_test(test_graph_in_a_small_heap),
        cmocka_unit_test(test_graph_with_poison_and_verification),
        cmocka_unit_test(test_graph_collecting_all_the_time),
        cmocka_unit_test(test_graph_in_generations),
        cmocka_unit_test(test_graph_with_a_tiny_mark_stack),
        cmocka_unit_test(test_graph_with_two_marking_threads),
        cmocka_unit_test(test_graph_with_three_threads_and_a_tiny_stack),
        cmocka_unit_test(test_long_list_and_wide_array),
    };
    return cmocka_run_group_tests_name("gc graph", tests, NULL, NULL);
}
