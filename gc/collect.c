/* SPDX-License-Identifier: MIT
 *
 * collect.c - a heap from its creation to its end, and one stop-the-world collection.
 *
 * retire the caches -> mark from the roots (and, if young, from dirty cards) -> references -> weak tables of the
 * runtime -> pending list -> sweep the bits -> budget and trimming -> figures. Nothing in it allocates from the heap.
 */
#include "gc/heap.h"

#include "base/mem.h"
#include "base/os.h"

/* Free memory that stays when the program asked for a collection: it may have nothing to do for a while. When
 * allocation did, so much stays as it will use before the next full one. */
#define KEPT_IF_ASKED ((size_t)4 << 20)

struct heap *gc_create(const struct gc_config *config, const struct gc_ops *ops, void *vm, char **message) {
    struct heap *h = mem_zalloc(sizeof *h);
    h->config = *config;
    h->config.threads = MAX_OF(config->threads, 1u);
    h->ops = ops;
    h->vm = vm;
    *message = NULL;
    if (!heap_reserve(h, message)) {
        mem_free(h);
        return NULL;
    }
    if (!mark_create(h)) {
        *message = mem_printf("Could not allocate the mark stack of a %zuKB object heap", config->max_size / 1024);
        heap_release(h);
        mem_free(h);
        return NULL;
    }
    pthread_mutex_init(&h->lock, NULL);
    h->created_ns = h->last_end_ns = os_nanotime();
    budget_start(h);
    report_created(h);
    return h;
}

void gc_destroy(struct heap *h) {
    if (h == NULL)
        return;
    mark_destroy(h);
    mem_free(h->starts);
    pthread_mutex_destroy(&h->lock);
    heap_release(h);
    mem_free(h);
}

/* ---- a collection ---- */

static void retire_all(struct heap *h) {
    for (struct alloc_cache *c = h->caches; c != NULL; c = c->next_cache)
        alloc_retire_cache(h, c);
    memset(h->medium_cursor, 0, sizeof h->medium_cursor);
}

static void verify(struct heap *h) {
    char message[256];
    if (!h->config.verify || h->collections % MAX_OF(h->config.verify_every, 1u) != 0)
        return;
    if (!gc_verify(h, message, sizeof message))
        BUG(message);
}

/* HotSpot's limits: 98 % of the time, 2 % of the heap, 5 collections. Those asked for by the program don't count: they
 * find room. */
static void judge(struct heap *h, u64 mutator_ns, u64 pause_ns) {
    bool slow = pause_ns / 98 > (pause_ns + mutator_ns) / 100;
    bool full = h->live + h->max / 50 > h->max;
    h->futile = slow && full ? h->futile + 1 : 0;
}

/* With the lock held. */
static void collect(struct heap *h, bool young, bool clear_soft, const char *cause, size_t most_kept) {
    struct gc_times times = {.old = h->live, .budget = h->budget, .limit = h->pace.limit};
    report_start(h, young, cause, &times);
    retire_all(h);
    h->used_before = h->live + h->since;
    h->last_cause = cause;
    h->last_young = young;
    h->peak = MAX_OF(h->peak, h->used_before);
    verify(h);

    struct object *first, *last;
    struct gc_marker *m = mark_begin(h, young, clear_soft);
    mark_roots(m);
    if (young)
        young_scan_cards(m);
    mark_all(m);
    times.marked = os_nanotime();
    reference_process(m, &first, &last);
    if (h->ops->clear_weak != NULL)
        h->ops->clear_weak(h->vm, h);
    if (first != NULL)
        h->ops->enqueue_pending(h->vm, first, last);
    mark_end(m);
    times.processed = os_nanotime();

    sweep_heap(h, young);
    h->since = 0;
    h->slow_count = 0;
    h->exhausted = false;
    h->cleared_soft = clear_soft;
    budget_after(h, young, h->used_before, times.old);
    heap_trim(h, (u32)(MIN_OF(budget_until_full(h), most_kept) >> BLOCK_SHIFT));
    verify(h);

    u64 end = times.end = os_nanotime(), pause = end - times.start;
    judge(h, times.start - MIN_OF(times.start, h->last_end_ns), pause);
    h->last_pause_ns = pause;
    h->time_ns += pause;
    h->last_end_ns = end;
    if (young) {
        h->young_collections++;
        h->young_time_ns += pause;
    }
    h->clock_ms = (end - h->created_ns) / 1000000;
    report_end(h, &times);
    h->collections++;
}

void gc_collect(struct heap *h, bool clear_soft, const char *cause) {
    pthread_mutex_lock(&h->lock);
    collect(h, false, clear_soft, cause, KEPT_IF_ASKED);
    pthread_mutex_unlock(&h->lock);
}

void gc_collect_due(struct heap *h, const char *cause) {
    pthread_mutex_lock(&h->lock);
    collect(h, h->pace.young, false, cause, SIZE_MAX);
    pthread_mutex_unlock(&h->lock);
}
