/* SPDX-License-Identifier: MIT
 *
 * gc_bench.c - allocation rate and mark rate of gc/ alone.
 *
 *     cc -std=gnu17 -O2 -D_GNU_SOURCE -fno-strict-aliasing -I. bench/gc_bench.c gc/[a-z]*.c base/[a-z]*.c -lz -lpthread -o /tmp/gc_bench
 *     /tmp/gc_bench [threads]
 *
 * alloc: 24-byte objects that die at once, collections of the (nearly empty) heap included.
 * keep: the same with a sliding window of live objects (1 MB), so that blocks fragment.
 * mark: a random binary tree and a shuffled array of nodes of 32 bytes, bytes of live cells per second.
 */
#include "base/mem.h"
#include "base/os.h"
#include "gc/gc.h"

#define ROOTS 65536u

struct bench {
    struct heap *heap;
    struct alloc_cache cache;
    struct object *roots[ROOTS];
};

static void visit_roots(void *vm, struct gc_marker *m) {
    struct bench *b = vm;
    for (u32 i = 0; i < ROOTS; i++)
        gc_mark_root(m, b->roots[i]);
}
static const struct layout *mirror_layout(void *vm, struct object *mirror) {
    (void)vm;
    return object_layout(mirror);
}
static const struct gc_ops ops = {.visit_roots = visit_roots, .mirror_layout = mirror_layout};

static ALWAYS_INLINE struct object *allocate(struct bench *b, const struct layout *k, size_t size) {
    struct object *o = gc_alloc(b->heap, &b->cache, size);
    if (UNLIKELY(o == NULL)) {
        gc_collect(b->heap, false, "bench");
        o = gc_alloc_slow(b->heap, &b->cache, size, true);
        BUG_ON(o == NULL);
    }
    o->klass = (u32)(uintptr_t)k;
    return o;
}

static double seconds(u64 since) {
    return (double)(os_nanotime() - since) / 1e9;
}

static void figures(struct bench *b, const char *name, u64 n, size_t size, double s, struct gc_stats before) {
    struct gc_stats now;
    gc_get_stats(b->heap, &now);
    printf("%-12s %6.2f ns/object %7.0f MB/s  %llu collections, %.1f ms in them\n", name, s * 1e9 / (double)n,
           (double)(n * size) / s / 1e6, (unsigned long long)(now.collections - before.collections),
           (double)(now.time_ns - before.time_ns) / 1e6);
}

static void measure_marking(struct bench *b, const char *name, struct object *root) {
    memset(b->roots, 0, sizeof b->roots);
    b->roots[0] = root;
    gc_collect(b->heap, false, "warm");
    struct gc_stats st;
    u64 best = UINT64_MAX;
    for (int i = 0; i < 3; i++) {
        gc_collect(b->heap, false, "bench");
        gc_get_stats(b->heap, &st);
        best = MIN_OF(best, st.last_pause_ns);
    }
    printf("%-12s %6.1f MB live, pause %7.2f ms, %6.0f MB/s\n", name, (double)st.used_after / 1e6, (double)best / 1e6,
           (double)st.used_after / ((double)best / 1e3));
}

int main(int argc, char **argv) {
    struct bench *b = mem_zalloc(sizeof *b);
    struct log log;
    char *message;
    log_init(&log);
    struct gc_config config = {.max_size = (size_t)1 << 30, .threads = argc > 1 ? (u32)atoi(argv[1]) : 1, .log = &log};
    b->heap = gc_create(&config, &ops, b, &message);
    if (b->heap == NULL) {
        fprintf(stderr, "%s\n", message);
        return 1;
    }
    gc_cache_register(b->heap, &b->cache);
    struct layout *k = os_map_low(4096);
    struct ref_run *runs = (struct ref_run *)(k + 4);
    runs[0] = (struct ref_run){16, 2};
    k[0] = (struct layout){.kind = LAYOUT_INSTANCE, .instance_size = 24, .ref_runs_count = 1, .ref_runs = runs};
    k[1] = (struct layout){.kind = LAYOUT_INSTANCE, .instance_size = 32, .ref_runs_count = 1, .ref_runs = runs};
    k[2] = (struct layout){.kind = LAYOUT_REF_ARRAY, .element_shift = 2};

    const u64 n = 100000000;
    struct gc_stats before;
    gc_get_stats(b->heap, &before);
    u64 start = os_nanotime();
    for (u64 i = 0; i < n; i++)
        allocate(b, &k[0], 24);
    figures(b, "alloc", n, 24, seconds(start), before);

    gc_get_stats(b->heap, &before);
    start = os_nanotime();
    for (u64 i = 0; i < n; i++) {
        struct object *o = allocate(b, &k[0], 24);
        if (i % 8 == 0)
            b->roots[(i / 8 * 2654435761u) % ROOTS] = o;
    }
    figures(b, "keep", n, 24, seconds(start), before);

    /* marking */
    const u32 nodes = 4000000;
    memset(b->roots, 0, sizeof b->roots);
    struct object *all = allocate(b, &k[2], ALIGN_UP(ARRAY_BASE + 4 * (size_t)nodes, (size_t)8));
    ((struct array *)all)->length = nodes;
    b->roots[0] = all;
    for (u32 i = 0; i < nodes; i++)
        array_put_ref(all, i, allocate(b, &k[1], 32));
    measure_marking(b, "array", all);
    u64 random = 88172645463325252u;
    for (u32 i = nodes - 1; i > 0; i--) {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        u32 j = (u32)(random >> 11) % (i + 1);
        struct object *x = array_get_ref(all, i), *y = array_get_ref(all, j);
        array_put_ref(all, i, y);
        array_put_ref(all, j, x);
    }
    measure_marking(b, "shuffled", all);
    for (u32 i = 1; i < nodes; i++) { /* a heap-shaped tree over the shuffled nodes */
        struct object *parent = array_get_ref(all, (i - 1) / 2);
        object_put_ref(parent, i % 2 == 1 ? 16 : 20, array_get_ref(all, i));
    }
    measure_marking(b, "random tree", array_get_ref(all, 0));
    gc_cache_unregister(b->heap, &b->cache);
    gc_destroy(b->heap);
    return 0;
}
