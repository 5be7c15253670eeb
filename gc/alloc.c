/* SPDX-License-Identifier: MIT
 *
 * alloc.c - allocation: the slow path behind gc_alloc.
 *
 * A cache owns at most one block of each small size class. Its cursor walks over the block; each refill hands out the
 * next run of neighbouring free cells (at most run_limit bytes, so that zeroing stays in the first-level cache), sets
 * their alloc bits as one range and zeroes what is not known to be zero. No lock is needed until the block is used up:
 * then the next one is taken from the partial list of the size class (blocks with free cells, found by the last sweep,
 * lowest first), or a free one.
 *
 * Medium cells are taken one by one under the lock by the same walk; large objects get blocks of their own.
 *
 * NULL means: collect first. After a collection the caller passes may_grow, which ignores the budget; NULL then means
 * that max is reached. After a NULL following a collection with clear_soft the heap lets the reserve be used, so that
 * OutOfMemoryError and its stack trace can be made; the next collection closes it again.
 */
#include "gc/heap.h"

/* Poison mode: a free cell must still hold what it was filled with when it was freed. */
static void check_poison(const u8 *low, const u8 *high) {
    for (const u8 *p = low; p < high; p += sizeof(u64))
        if (*(const u64 *)p != POISON_WORD)
            BUG("gc: freed memory was written to");
}

static void zero_range(struct heap *h, u8 *low, u8 *high) {
    if (low >= high)
        return;
    if (UNLIKELY(h->config.poison))
        check_poison(low, high);
    memset(low, 0, (size_t)(high - low));
}

/* Takes the next run of free cells at or after *cursor (not NULL) within its span: at least one cell, at most `limit`
 * bytes if that is more. Advances the cursor, to NULL at the span's end. */
static bool take_run(struct heap *h, const struct size_class *sc, u8 **cursor, u32 limit, u8 **start, u8 **end) {
    u32 first = heap_block_of(h, *cursor);
    if (h->block[first].state == BLOCK_REST)
        first = h->block[first].span;
    struct block *b = &h->block[first];
    u8 *span = heap_block_start(h, first);
    const u64 *bits = h->alloc_bits + (size_t)first * BLOCK_BIT_WORDS; /* spans start at whole words */
    u32 from = heap_cell_index(sc, (u32)(*cursor - span));
    u32 offset = from * sc->size;
    while (from < sc->cells && bits[offset >> GRANULE_SHIFT >> 6] >> (offset >> GRANULE_SHIFT & 63) & 1) {
        from++;
        offset += sc->size;
    }
    if (from >= sc->cells) {
        *cursor = NULL;
        return false;
    }
    u32 to = MIN_OF(sc->cells, from + MAX_OF(1u, limit / sc->size));
    u32 stop = bits_find(bits, offset >> GRANULE_SHIFT, (to * sc->size) >> GRANULE_SHIFT, true);
    if (stop < (to * sc->size) >> GRANULE_SHIFT) /* the granule where the next allocated cell starts */
        to = ((stop << GRANULE_SHIFT) + sc->size - 1) / sc->size;
    u32 end_offset = to * sc->size;

    zero_range(h, span + offset, span + MIN_OF(end_offset, b->extent));
    if (end_offset > b->extent)
        __atomic_store_n(&b->extent, end_offset, __ATOMIC_RELAXED);
    u32 granules = heap_block_granule(first).number;
    bits_set(h->alloc_bits, granules + (offset >> GRANULE_SHIFT), granules + (end_offset >> GRANULE_SHIFT));
    *start = span + offset;
    *end = span + end_offset;
    *cursor = to < sc->cells ? *end : NULL;
    return true;
}

/* ---- under the lock ---- */

static void fold(struct heap *h, struct alloc_cache *c) {
    h->since += (size_t)(c->allocated - c->folded);
    c->folded = c->allocated;
}

static void count(struct heap *h, struct alloc_cache *c, size_t size) {
    h->since += size;
    c->folded += size;
    __atomic_store_n(&c->allocated, c->allocated + size, __ATOMIC_RELAXED);
}

/* May this many more bytes be used now? */
static bool within_budget(struct heap *h, size_t size, bool may_grow) {
    if (!may_grow && !h->exhausted && h->since + size > h->budget)
        return false;
    size_t limit = h->max + (h->exhausted ? h->reserve : 0);
    size_t used = h->live + h->since;
    return used <= limit && size <= limit - used;
}

/* The reserve is opened only when there is hardly room left: not because one array was too big. */
static void *refuse(struct heap *h, bool may_grow) {
    bool full =
        h->live + h->since + h->reserve > h->max || h->blocks_used + 2 * (h->reserve >> BLOCK_SHIFT) > h->blocks;
    if (may_grow && h->cleared_soft && full)
        h->exhausted = true;
    pthread_mutex_unlock(&h->lock);
    return NULL;
}

/* A span of this class with free cells: its first address, or NULL. */
static u8 *take_span(struct heap *h, unsigned class_index) {
    struct partial_list *list = &h->partial[class_index];
    if (list->first != 0) {
        u32 first = list->first - 1;
        list->first = h->block[first].next;
        bits_set(h->taken_map, first, first + 1);
        return heap_block_start(h, first);
    }
    const struct size_class *sc = &h->classes[class_index];
    u32 first = heap_take_blocks(h, sc->blocks, false);
    if (first == UINT32_MAX)
        return NULL;
    bool dirty = bits_find(h->dirty_map, first, first + sc->blocks, true) < first + sc->blocks;
    for (u32 i = first; h->config.poison && dirty && i < first + sc->blocks; i++)
        if (!bit_get(h->dirty_map, i)) /* one state for the whole span */
            memset(heap_block_start(h, i), POISON_BYTE, BLOCK_SIZE);
    heap_publish_span(h, first, sc->blocks, BLOCK_CELLS, class_index, dirty ? sc->blocks * BLOCK_SIZE : 0);
    bits_set(h->taken_map, first, first + 1);
    return heap_block_start(h, first);
}

/* ---- medium and large objects ---- */

static unsigned medium_class(const struct heap *h, size_t size) {
    if (size <= h->classes[GC_SIZE_CLASSES].size)
        return GC_SIZE_CLASSES;
    u32 body = (u32)size - ARRAY_BASE - 1;
    u32 doubling = 31 - (u32)__builtin_clz(body) - 11; /* 2048 << doubling <= body */
    return GC_SIZE_CLASSES + doubling * 8 + ((body >> (doubling + 8)) - 8) + 1;
}

/* Blocks of its own; called with the lock held, returns without. */
static void *alloc_large(struct heap *h, struct alloc_cache *c, size_t size, bool may_grow) {
    if (!within_budget(h, size, may_grow))
        return refuse(h, may_grow);
    u32 blocks = (u32)((size + BLOCK_SIZE - 1) >> BLOCK_SHIFT);
    u32 first = heap_take_blocks(h, blocks, true);
    if (first == UINT32_MAX)
        return refuse(h, may_grow);
    count(h, c, size);
    u8 *p = heap_block_start(h, first);
    if (bit_get(h->dirty_map, first)) /* the header before the object becomes visible to heap_cell_of */
        memset(p, 0, sizeof(struct object));
    cards_reset(p, (size_t)blocks << BLOCK_SHIFT);
    heap_publish_span(h, first, blocks, BLOCK_LARGE, 0, (u32)size);
    u32 granule_number = heap_block_granule(first).number;
    bits_set(h->alloc_bits, granule_number, granule_number + 1);
    pthread_mutex_unlock(&h->lock);
    for (u32 i = 0; i < blocks; i++) /* the span is ours: no one changes its dirty bits now */
        if (bit_get(h->dirty_map, first + i)) {
            size_t low = (size_t)i << BLOCK_SHIFT;
            zero_range(h, p + MAX_OF(low, sizeof(struct object)), p + MIN_OF(low + BLOCK_SIZE, size));
        }
    return p;
}

static void *alloc_medium(struct heap *h, struct alloc_cache *c, size_t size, bool may_grow) {
    unsigned class_index = medium_class(h, size);
    const struct size_class *sc = &h->classes[class_index];
    u8 **cursor = &h->medium_cursor[class_index - GC_SIZE_CLASSES], *start, *end;
    if (!within_budget(h, sc->size, may_grow))
        return refuse(h, may_grow);
    while (*cursor == NULL || !take_run(h, sc, cursor, sc->size, &start, &end)) {
        *cursor = take_span(h, class_index);
        if (*cursor == NULL) /* no room for a whole span */
            return alloc_large(h, c, size, may_grow);
    }
    count(h, c, sc->size);
    pthread_mutex_unlock(&h->lock);
    return start;
}

/* ---- the slow path ---- */

static void *next_cell(struct alloc_cache *c, unsigned class_index) {
    u8 *p = c->run[class_index].next;
    c->run[class_index].next = p + gc_size_class_bytes[class_index];
    return p;
}

/* Hostile mode: is this the slow allocation before which a collection is wanted? */
static bool hostile_collection_due(struct heap *h, bool may_grow) {
    if (LIKELY(h->config.collect_every == 0) || may_grow)
        return false;
    return __atomic_fetch_add(&h->slow_count, 1, __ATOMIC_RELAXED) >= h->config.collect_every;
}

NOINLINE void *gc_alloc_slow(struct heap *h, struct alloc_cache *c, size_t size, bool may_grow) {
    if (hostile_collection_due(h, may_grow))
        return NULL;
    if (size > GC_SMALL_MAX) {
        pthread_mutex_lock(&h->lock);
        fold(h, c);
        if (size > h->max) /* also keeps the arithmetic below in 32 bits */
            return refuse(h, may_grow);
        size = ALIGN_UP(size, (size_t)8);
        void *p = size <= MEDIUM_MAX ? alloc_medium(h, c, size, may_grow) : alloc_large(h, c, size, may_grow);
        return p;
    }
    unsigned class_index = gc_size_class_table[(size + 7) >> 3];
    const struct size_class *sc = &h->classes[class_index];
    u8 **cursor = &c->cursor[class_index], *start, *end;
    if (c->run[class_index].next < c->run[class_index].end)
        return next_cell(c, class_index);
    while (*cursor == NULL || !take_run(h, sc, cursor, h->run_limit, &start, &end)) {
        pthread_mutex_lock(&h->lock);
        fold(h, c);
        bool ok = within_budget(h, sc->size, may_grow);
        *cursor = ok ? take_span(h, class_index) : NULL;
        if (*cursor == NULL)
            return refuse(h, may_grow);
        pthread_mutex_unlock(&h->lock);
    }
    c->run[class_index].next = start;
    c->run[class_index].end = end;
    __atomic_store_n(&c->allocated, c->allocated + (u64)(end - start), __ATOMIC_RELAXED);
    return next_cell(c, class_index);
}

/* ---- caches ---- */

void gc_cache_register(struct heap *h, struct alloc_cache *c) {
    pthread_mutex_lock(&h->lock);
    c->next_cache = h->caches;
    h->caches = c;
    pthread_mutex_unlock(&h->lock);
}

void gc_cache_unregister(struct heap *h, struct alloc_cache *c) {
    pthread_mutex_lock(&h->lock);
    for (struct alloc_cache **link = &h->caches; *link != NULL; link = &(*link)->next_cache)
        if (*link == c) {
            *link = c->next_cache;
            break;
        }
    alloc_retire_cache(h, c);
    pthread_mutex_unlock(&h->lock);
}

/* The rest of a run becomes free again. Where nothing behind it was ever handed out it counts as untouched. */
static void give_back(struct heap *h, u8 *next, u8 *end) {
    bits_clear(h->alloc_bits, granule_of(&h->area, next).number, granule_of(&h->area, end).number);
    u32 first = heap_block_of(h, next);
    u8 *span = heap_block_start(h, first);
    struct block *b = &h->block[first];
    if (b->extent == (u32)(end - span))
        __atomic_store_n(&b->extent, (u32)(next - span), __ATOMIC_RELAXED);
    else if (h->config.poison)
        memset(next, POISON_BYTE, (size_t)(end - next));
}

void alloc_retire_cache(struct heap *h, struct alloc_cache *c) {
    for (unsigned i = 0; i < GC_SIZE_CLASSES; i++) {
        u8 *next = c->run[i].next, *end = c->run[i].end;
        const u8 *owned = c->cursor[i];
        if (next < end) {
            give_back(h, next, end);
            c->allocated -= (u64)(end - next);
            owned = next;
        }
        if (owned != NULL) /* has, or may have, free cells */
            heap_partial_push(h, i, heap_block_of(h, owned));
        c->run[i].next = c->run[i].end = NULL;
        c->cursor[i] = NULL;
    }
    fold(h, c);
}
