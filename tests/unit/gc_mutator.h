/* SPDX-License-Identifier: MIT
 *
 * gc_mutator.h - a small program's worth of runtime for the tests of gc/: classes, roots, references, allocation.
 *
 * Classes are bare struct layouts below 4 GB. Roots are a table of objects and one conservative range. allocate()
 * follows the protocol the real runtime follows: collect when refused, then grow, then clear soft references, then give
 * up.
 */
#ifndef TESTS_GC_MUTATOR_H
#define TESTS_GC_MUTATOR_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/os.h"
#include "gc/gc.h"

enum { ROOTS = 4096, INSTANCE_REFS_MOST = 64, MIRROR_KINDS = 4 };
/* struct java.lang.ref.Reference of the tests */
enum { REF_REFERENT = 8, REF_QUEUE = 12, REF_NEXT = 16, REF_DISCOVERED = 20, REF_TIMESTAMP = 24, REF_SIZE = 32 };

struct classes {
    struct layout instance[INSTANCE_REFS_MOST + 1]; /* [n]: u64 payload at 8, n references from 16 */
    struct ref_run instance_run[INSTANCE_REFS_MOST + 1];
    struct layout mirror;                   /* u32 kind at 8, u32 at 12, references from 16 */
    struct layout mirror_own[MIRROR_KINDS]; /* kind k has 10 * k references */
    struct ref_run mirror_run[MIRROR_KINDS];
    struct layout ref_array, prim_array[4];
    struct layout reference[STRENGTH_PHANTOM + 1];
    struct ref_run reference_runs[1]; /* queue, next */
};

struct mutator {
    struct heap *heap;
    struct alloc_cache cache;
    struct classes *classes;
    struct object *roots[ROOTS];
    const void *range_low, *range_high;
    struct object *pending;      /* the VM's pending list */
    struct object *mirror_extra; /* kept by every mirror */
    struct object *weak[64];     /* cleared when dead */
    u64 collections;
    struct log log;
};

static UNUSED void mutator_visit_roots(void *vm, struct gc_marker *marker) {
    struct mutator *mu = vm;
    for (u32 i = 0; i < ROOTS; i++)
        gc_mark_root(marker, mu->roots[i]);
    gc_mark_root(marker, mu->pending);
    gc_mark_range(marker, mu->range_low, mu->range_high);
}
static UNUSED const struct layout *mutator_mirror_layout(void *vm, struct object *mirror) {
    struct mutator *mu = vm;
    return &mu->classes->mirror_own[FIELD(mirror, 8, u32)];
}
static UNUSED void mutator_visit_mirror(void *vm, struct object *mirror, struct gc_marker *marker) {
    struct mutator *mu = vm;
    (void)mirror;
    gc_mark_root(marker, mu->mirror_extra);
}
static UNUSED void mutator_clear_weak(void *vm, struct heap *h) {
    struct mutator *mu = vm;
    for (u32 i = 0; i < ARRAY_LENGTH(mu->weak); i++)
        if (mu->weak[i] != NULL && !gc_is_marked(h, mu->weak[i]))
            mu->weak[i] = NULL;
}
static UNUSED void mutator_enqueue(void *vm, struct object *first, struct object *last) {
    struct mutator *mu = vm;
    object_put_ref(last, REF_DISCOVERED, mu->pending);
    mu->pending = first;
}

static const struct gc_ops mutator_ops = {
    .visit_roots = mutator_visit_roots,
    .mirror_layout = mutator_mirror_layout,
    .visit_mirror = mutator_visit_mirror,
    .clear_weak = mutator_clear_weak,
    .enqueue_pending = mutator_enqueue,
};

static UNUSED struct classes *classes_create(void) {
    struct classes *k = os_map_low(sizeof *k);
    assert_non_null(k);
    for (u32 n = 0; n <= INSTANCE_REFS_MOST; n++) {
        k->instance_run[n] = (struct ref_run){16, n};
        k->instance[n] = (struct layout){.kind = LAYOUT_INSTANCE,
                                         .instance_size = ALIGN_UP(16 + 4 * n, 8u),
                                         .ref_runs_count = n != 0,
                                         .ref_runs = &k->instance_run[n]};
    }
    k->mirror = (struct layout){.kind = LAYOUT_MIRROR, .instance_size = 16};
    for (u32 i = 0; i < MIRROR_KINDS; i++) {
        k->mirror_run[i] = (struct ref_run){16, 10 * i};
        k->mirror_own[i] = (struct layout){
            .kind = LAYOUT_MIRROR, .instance_size = 16 + 40 * i, .ref_runs_count = 1, .ref_runs = &k->mirror_run[i]};
    }
    k->ref_array = (struct layout){.kind = LAYOUT_REF_ARRAY, .element_shift = HEAP_REF_SHIFT};
    for (u8 i = 0; i < 4; i++)
        k->prim_array[i] = (struct layout){.kind = LAYOUT_PRIM_ARRAY, .element_shift = i};
    k->reference_runs[0] = (struct ref_run){REF_QUEUE, 2};
    for (u8 s = 1; s <= STRENGTH_PHANTOM; s++)
        k->reference[s] = (struct layout){.kind = LAYOUT_INSTANCE,
                                          .strength = s,
                                          .instance_size = REF_SIZE,
                                          .ref_runs_count = 1,
                                          .ref_runs = k->reference_runs};
    return k;
}

static UNUSED struct mutator *mutator_create(struct gc_config config) {
    struct mutator *mu = mem_zalloc(sizeof *mu);
    char *message = NULL;
    log_init(&mu->log);
    config.log = &mu->log;
    if (config.max_size == 0)
        config.max_size = (size_t)64 << 20;
    if (config.soft_ms_per_mb == 0)
        config.soft_ms_per_mb = 1000;
    mu->classes = classes_create();
    mu->heap = gc_create(&config, &mutator_ops, mu, &message);
    if (mu->heap == NULL)
        fail_msg("%s", message);
    gc_set_reference_offsets(mu->heap, &(struct gc_reference_offsets){.referent = REF_REFERENT,
                                                                      .queue = REF_QUEUE,
                                                                      .next = REF_NEXT,
                                                                      .discovered = REF_DISCOVERED,
                                                                      .timestamp = REF_TIMESTAMP});
    gc_cache_register(mu->heap, &mu->cache);
    return mu;
}

static UNUSED void mutator_destroy(struct mutator *mu) {
    gc_cache_unregister(mu->heap, &mu->cache);
    gc_destroy(mu->heap);
    os_release(mu->classes, sizeof *mu->classes);
    mem_free(mu);
}

static UNUSED void collect(struct mutator *mu, bool clear_soft) {
    mu->collections++;
    gc_collect(mu->heap, clear_soft, "test");
}

static UNUSED struct object *allocate(struct mutator *mu, const struct layout *klass, size_t size) {
    struct object *o = gc_alloc(mu->heap, &mu->cache, size);
    if (o == NULL) {
        mu->collections++;
        gc_collect_due(mu->heap, "test");
        o = gc_alloc_slow(mu->heap, &mu->cache, size, true);
    }
    if (o == NULL) {
        collect(mu, false);
        o = gc_alloc_slow(mu->heap, &mu->cache, size, true);
    }
    if (o == NULL) {
        collect(mu, true);
        o = gc_alloc_slow(mu->heap, &mu->cache, size, true);
    }
    if (o == NULL)
        return NULL;
    for (const u64 *p = (const u64 *)o; p < (const u64 *)((u8 *)o + size); p++)
        if (*p != 0)
            fail_msg("cell %p of %zu bytes is not zero at %p", (void *)o, size, (const void *)p);
    o->klass = (u32)(uintptr_t)klass;
    return o;
}

static UNUSED struct object *new_instance(struct mutator *mu, u32 refs) {
    return allocate(mu, &mu->classes->instance[refs], mu->classes->instance[refs].instance_size);
}
static UNUSED struct object *new_array(struct mutator *mu, const struct layout *klass, u32 length) {
    struct object *o = allocate(mu, klass, ALIGN_UP(ARRAY_BASE + ((size_t)length << klass->element_shift), (size_t)8));
    if (o != NULL)
        ((struct array *)o)->length = length;
    return o;
}
/* The referent must be a root: allocation may collect. */
static UNUSED struct object *new_reference(struct mutator *mu, unsigned strength, struct object *referent) {
    struct object *o = allocate(mu, &mu->classes->reference[strength], REF_SIZE);
    if (o == NULL) {
        fail_msg("no memory for a reference object");
        return NULL;
    }
    object_put_ref(o, REF_REFERENT, referent);
    FIELD(o, REF_TIMESTAMP, i64) = (i64)gc_soft_clock_ms(mu->heap);
    return o;
}

static UNUSED void count_object(void *ctx, struct object *o, size_t size) {
    (void)o;
    (void)size;
    ++*(u32 *)ctx;
}
static UNUSED u32 object_count(struct mutator *mu) {
    u32 n = 0;
    gc_each_object(mu->heap, count_object, &n);
    return n;
}
static UNUSED bool is_object(struct mutator *mu, const struct object *o) {
    return gc_find_object(mu->heap, o) == o;
}

static UNUSED u32 next_random(u64 *state) { /* xorshift */
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return (u32)(*state >> 20);
}

#endif
