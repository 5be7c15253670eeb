/* SPDX-License-Identifier: MIT
 *
 * snapshot.c - a heap that goes on in another process (gc/snapshot.h).
 *
 * After a full collection all objects are old: mark and allocation bits are the same and no card is dirty. The blocks in
 * use are the lowest ones (gc_config.from_below), so their tables are short. The tables as bytes:
 *
 *      struct saved | struct block [blocks] | used map | mark bits | cards
 */
#include "gc/snapshot.h"

#include "base/mem.h"
#include "base/os.h"
#include "gc/heap.h"

struct saved {
    u64 base;
    u32 blocks; /* the last one in use is blocks - 1 */
    u32 block_size, sizes, unused;
};

struct sizes {
    size_t block, used, bits, cards, total;
};

static struct sizes sizes_of(u32 blocks) {
    struct sizes s = {.block = blocks * sizeof(struct block),
                      .used = (blocks + 63) / 64 * sizeof(u64),
                      .bits = blocks * (size_t)BLOCK_BIT_WORDS * sizeof(u64),
                      .cards = (size_t)blocks * (BLOCK_SIZE >> CARD_SHIFT)};
    s.total = sizeof(struct saved) + s.block + s.used + s.bits + s.cards;
    return s;
}

static u32 blocks_in_use(const struct heap *h) {
    return bits_find_last(h->used_map, 0, h->blocks, true);
}

/* Calls fill for the free parts of spans with cells, as far as they were ever used. */
static void each_free_cell(struct heap *h, void (*fill)(u8 *cell, size_t size)) {
    HEAP_EACH_SPAN(h, first) {
        const struct block *b = &h->block[first];
        const struct size_class *sc = &h->classes[b->size_class];
        u8 *span = heap_block_start(h, first);
        if (b->state != BLOCK_CELLS)
            continue;
        for (u32 i = 0; i < sc->cells && (i + 1) * sc->size <= b->extent; i++)
            if (!granule_get(h->alloc_bits, granule_of(&h->area, span + i * sc->size)))
                fill(span + i * sc->size, sc->size);
        u32 end =
            sc->cells * sc->size; /* behind the last cell nothing lies but what an earlier use of the block left */
        if (b->extent > end)
            fill(span + end, b->extent - end);
    }
}

static void fill_zero(u8 *cell, size_t size) {
    memset(cell, 0, size);
}

static void fill_poison(u8 *cell, size_t size) {
    memset(cell, POISON_BYTE, size);
}

/* ---- writing ---- */

void gc_quiesce(struct heap *h) {
    pthread_mutex_lock(&h->lock);
    for (struct alloc_cache *c = h->caches; c != NULL; c = c->next_cache)
        alloc_retire_cache(h, c);
    memset(h->medium_cursor, 0, sizeof h->medium_cursor);
    heap_trim(h, 0);
    each_free_cell(h, fill_zero);
    pthread_mutex_unlock(&h->lock);
}

void gc_snapshot_objects(const struct heap *h, u64 *from, u64 *to) {
    *from = h->area.base;
    *to = h->area.base + ((u64)blocks_in_use(h) << BLOCK_SHIFT);
}

void gc_snapshot_tables(const struct heap *h, struct buf *out) {
    u32 blocks = blocks_in_use(h);
    struct sizes s = sizes_of(blocks);
    struct saved saved = {.base = h->area.base, .blocks = blocks, .block_size = BLOCK_SIZE, .sizes = ALL_CLASSES};
    buf_add(out, &saved, sizeof saved);
    buf_add(out, h->block, s.block);
    buf_add(out, h->used_map, s.used);
    buf_add(out, h->mark_bits, s.bits);
    buf_add(out, &gc_cards[card_of((const void *)h->area.base)], s.cards);
}

void gc_snapshot_forget(struct heap *h) {
    mark_destroy(h);
    h->markers = NULL;
    h->ops = NULL;
    h->reservation = NULL;
    h->block = NULL;
    h->used_map = h->dirty_map = h->shunned_map = h->taken_map = h->alloc_bits = h->mark_bits = NULL;
    h->caches = NULL;
    memset(h->committed, 0, sizeof h->committed);
    h->last_cause = NULL;
}

/* ---- going on ---- */

const char *gc_adopt(struct heap *h, const struct gc_config *config, const struct gc_ops *ops, const u8 *tables,
                     size_t tables_size) {
    struct saved saved;
    h->reservation = NULL;
    if (tables_size < sizeof saved)
        return "the heap's tables are too short";
    memcpy(&saved, tables, sizeof saved);
    struct sizes s = sizes_of(saved.blocks);
    if (saved.block_size != BLOCK_SIZE || saved.sizes != ALL_CLASSES || saved.blocks > AREA_MOST / BLOCK_SIZE ||
        saved.base != h->area.base || tables_size != s.total)
        return "the heap's tables are damaged";
    h->config = *config;
    h->config.threads = MAX_OF(config->threads, 1u);
    h->config.base = saved.base;
    h->config.from_below = false;
    h->ops = ops;
    char *message = NULL;
    if (!heap_reserve(h, &message)) {
        mem_free(message);
        h->reservation = NULL;
        return "no room for a heap of that size where the snapshot's is";
    }
    if (h->blocks < saved.blocks || h->max < h->live)
        return "the heap is too small";
    const u8 *p = tables + sizeof saved;
    memcpy(h->block, p, s.block);
    memcpy(h->used_map, p += s.block, s.used);
    memcpy(h->mark_bits, p += s.used, s.bits);
    memcpy(h->alloc_bits, p, s.bits);
    memcpy(&gc_cards[card_of((const void *)h->area.base)], p + s.bits, s.cards);
    /* what was in use is dirty when it is given back; what was free is zero */
    memcpy(h->dirty_map, h->used_map, s.used);
    h->from_file = saved.blocks;
    for (u32 step = 0; step * COMMIT_STEP < saved.blocks; step++) {
        u32 from = step * COMMIT_STEP, to = MIN_OF(h->blocks, from + COMMIT_STEP);
        if (!os_commit(heap_block_start(h, from), (size_t)(to - from) << BLOCK_SHIFT))
            return "no memory for the heap";
        bits_set(h->committed, step, step + 1);
    }
    return NULL;
}

void gc_unadopt(struct heap *h) {
    if (h->reservation == NULL)
        return;
    memset(&gc_cards[card_of((const void *)h->area.base)], 0, h->area.bytes >> CARD_SHIFT);
    heap_release(h);
    h->reservation = NULL;
}

bool gc_resume(struct heap *h) {
    if (!mark_create(h))
        return false;
    u64 now = os_nanotime();
    h->created_ns = now - h->clock_ms * 1000000; /* timestamps in soft references go on */
    h->last_end_ns = now;
    h->collections = h->time_ns = h->last_pause_ns = h->young_collections = h->young_time_ns = 0;
    h->slow_count = 0;
    h->used_before = h->peak = 0;
    h->last_young = false;
    h->futile = 0;
    budget_start(h);
    if (h->config.poison)
        each_free_cell(h, fill_poison);
    report_created(h);
    return true;
}
