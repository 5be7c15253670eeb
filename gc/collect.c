/* SPDX-License-Identifier: MIT
 *
 * collect.c - one stop-the-world collection from beginning to end.
 *
 * retire the caches -> mark from the roots -> references -> weak tables of the runtime -> pending
 * list -> sweep the bits
 * -> budget and trimming -> figures. Nothing in it allocates from the heap.
 */
#include "gc/heap.h"

#include <inttypes.h>

#include "base/os.h"

static void retire_all(struct heap *h) {
    for (struct alloc_cache *c = h->caches; c != NULL; c = c->next_cache)
        alloc_retire_cache(h, c);
    memset(h->medium_cursor, 0, sizeof h->medium_cursor);
}

static void verify(struct heap *h) {
    char message[256];
    if (!gc_verify(h, message, sizeof message))
        BUG(message);
}

/* HotSpot's limits: 98 % of the time, 2 % of the heap, 5 collections. Those asked for by the
 * program don't count: they find room. */
static void judge(struct heap *h, u64 mutator_ns, u64 pause_ns) {
    bool slow = pause_ns / 98 > (pause_ns + mutator_ns) / 100;
    bool full = h->live + h->max / 50 > h->max;
    h->futile = slow && full ? h->futile + 1 : 0;
}

static size_t megabytes(size_t bytes) {
    return (bytes + ((size_t)1 << 19)) >> 20;
}

void gc_collect(struct heap *h, bool clear_soft, const char *cause) {
    pthread_mutex_lock(&h->lock);
    u64 start = os_nanotime();
    retire_all(h);
    h->used_before = h->live + h->since;
    h->last_cause = cause;
    h->peak = MAX_OF(h->peak, h->used_before);
    if (h->config.verify)
        verify(h);

    struct object *first, *last;
    struct gc_marker *m = mark_begin(h, clear_soft);
    mark_roots(m);
    u64 marked = os_nanotime();
    reference_process(m, &first, &last);
    if (h->ops->clear_weak != NULL)
        h->ops->clear_weak(h->vm, h);
    if (first != NULL)
        h->ops->enqueue_pending(h->vm, first, last);
    mark_end(m);
    u64 processed = os_nanotime();

    sweep_heap(h);
    h->since = 0;
    h->slow_count = 0;
    h->exhausted = false;
    h->cleared_soft = clear_soft;
    heap_set_budget(h);
    heap_trim(h, (u32)(h->budget >> BLOCK_SHIFT));
    if (h->config.verify)
        verify(h);

    u64 end = os_nanotime();
    judge(h, start - MIN_OF(start, h->last_end_ns), end - start);
    h->last_pause_ns = end - start;
    h->time_ns += end - start;
    h->last_end_ns = end;
    h->clock_ms = (end - h->created_ns) / 1000000;
    size_t capacity = (size_t)(h->blocks_used + h->blocks_dirty) << BLOCK_SHIFT;
    if (h->config.log != NULL) {
        LOG(h->config.log, gc, LOG_INFO, "GC(%" PRIu64 ") Pause Full (%s) %zuM->%zuM(%zuM) %.3fms",
            h->collections, cause, megabytes(h->used_before), megabytes(h->live),
            megabytes(capacity), (double)(end - start) / 1e6);
        LOG(h->config.log, gc, LOG_DEBUG,
            "GC(%" PRIu64 ") mark %.3fms references and weak %.3fms sweep %.3fms", h->collections,
            (double)(marked - start) / 1e6, (double)(processed - marked) / 1e6,
            (double)(end - processed) / 1e6);
    }
    h->collections++;
    pthread_mutex_unlock(&h->lock);
}
