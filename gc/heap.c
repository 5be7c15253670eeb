/* SPDX-License-Identifier: MIT
 *
 * heap.c - the address space of the heap: reservation, blocks, spans, commit and decommit.
 *
 * One reservation in the reach of references holds the blocks and, behind them, the side tables (gc/heap.h has the
 * drawing). Side tables are made accessible at once but cost memory only where they are touched; blocks are made
 * accessible by the megabyte and are touched by the object that lands in them, not before. Nothing moves, so cells go
 * to the lowest free blocks and large objects to the highest: small survivors don't cut up the room for the next large
 * one.
 *
 * The heap is larger than -Xmx: max bounds the bytes of cells and large objects, and an eighth more of address space
 * absorbs fragmentation. On top of that the reserve lets the way to OutOfMemoryError allocate.
 */
#include "gc/heap.h"

#include "base/mem.h"
#include "base/os.h"

enum { RESERVE_BLOCKS = 16 }; /* kept for the way to OutOfMemoryError */
#define AREA_LEAST ((size_t)4 << 20)
/* Where scaled references reach further than metadata, the heap leaves the first 4 GB to that, and the next ones too:
 * they would not show whether something in the VM relies on low addresses. */
#define AREA_FROM ((u64)(REFERENCE_SHIFT == 0 ? 0 : 8) << 30)

const u16 gc_size_class_bytes[GC_SIZE_CLASSES] = {
#define SIZE_CLASS(index, below, bytes) [index] = (bytes),
#include "gc/sizes.def"
#undef SIZE_CLASS
};

const u8 gc_size_class_table[GC_SMALL_MAX / 8 + 1] = {
#define SIZE_CLASS(index, below, bytes) [(below) / 8 + 1 ...(bytes) / 8] = (index),
#include "gc/sizes.def"
#undef SIZE_CLASS
};

#define SIZE_CLASS(index, below, bytes)                                                                                \
    static_assert((bytes) % 8 == 0 && (bytes) > (below) && (bytes) <= GC_SMALL_MAX && (index) < GC_SIZE_CLASSES &&     \
                      ((below) == 0 || ((bytes) - (below)-8) * 8 < (bytes)),                                           \
                  "size class");
#include "gc/sizes.def"
#undef SIZE_CLASS

/* ---- bits ---- */

static u64 range_mask(u32 word, u32 from, u32 to) {
    u64 mask = ~(u64)0;
    if (word == from >> 6)
        mask &= ~(u64)0 << (from & 63);
    if (word == to >> 6)
        mask &= ((u64)1 << (to & 63)) - 1;
    return mask;
}

void bits_set(u64 *bits, u32 from, u32 to) {
    for (u32 w = from >> 6; from < to && w <= (to - 1) >> 6; w++)
        bit_store_word(&bits[w], bits[w] | range_mask(w, from, to));
}

void bits_clear(u64 *bits, u32 from, u32 to) {
    for (u32 w = from >> 6; from < to && w <= (to - 1) >> 6; w++)
        bit_store_word(&bits[w], bits[w] & ~range_mask(w, from, to));
}

u32 bits_find(const u64 *bits, u32 from, u32 to, bool value) {
    u64 flip = value ? 0 : ~(u64)0;
    if (from >= to)
        return to;
    u32 w = from >> 6, last = (to - 1) >> 6;
    u64 word = (bits[w] ^ flip) & (~(u64)0 << (from & 63));
    while (word == 0) {
        if (w == last)
            return to;
        word = bits[++w] ^ flip;
    }
    return MIN_OF(to, (w << 6) + (u32)__builtin_ctzll(word));
}

u32 bits_find_last(const u64 *bits, u32 from, u32 to, bool value) {
    u64 flip = value ? 0 : ~(u64)0;
    if (from >= to)
        return from;
    u32 w = (to - 1) >> 6, first = from >> 6;
    u64 word = (bits[w] ^ flip) & (~(u64)0 >> (63 - ((to - 1) & 63)));
    while (word == 0) {
        if (w == first)
            return from;
        word = bits[--w] ^ flip;
    }
    return MAX_OF(from, (w << 6) + 64 - (u32)__builtin_clzll(word));
}

/* ---- creation ---- */

/* Cells of 2^n * (1 + i/8) elements' bytes and an array header: sizes that programs like (byte[8192]) fit exactly. */
static u32 medium_size(u32 i) {
    return ((8 + i % 8) << (8 + i / 8)) + ARRAY_BASE;
}

static void classes_init(struct heap *h) {
    static_assert(ALL_CLASSES <= 256, "a size class is a byte");
    BUG_ON(medium_size(MEDIUM_CLASSES - 1) != MEDIUM_MAX || medium_size(0) <= GC_SMALL_MAX);
    for (u32 i = 0; i < ALL_CLASSES; i++) {
        struct size_class *sc = &h->classes[i];
        sc->size = i < GC_SIZE_CLASSES ? gc_size_class_bytes[i] : medium_size(i - GC_SIZE_CLASSES);
        sc->blocks = 1;
        if (i >= GC_SIZE_CLASSES) /* the tail of a span: at most a sixteenth */
            while (sc->blocks * BLOCK_SIZE % sc->size > sc->blocks * BLOCK_SIZE / 16)
                sc->blocks++;
        sc->cells = sc->blocks * BLOCK_SIZE / sc->size;
        sc->magic = ((u64)1 << MAGIC_SHIFT) / sc->size + 1;
        BUG_ON(heap_cell_index(sc, sc->blocks * BLOCK_SIZE - 1) != (sc->blocks * BLOCK_SIZE - 1) / sc->size);
    }
}

/* Bytes of each side table for an area of blocks, whole pages. */
struct table_sizes {
    size_t block, map, bits;
};
static struct table_sizes tables_of(size_t area) {
    size_t page = os_page_size(), blocks = area >> BLOCK_SHIFT;
    struct table_sizes s;
    s.block = ALIGN_UP(blocks * sizeof(struct block), page);
    s.map = ALIGN_UP((blocks + 63) / 64 * sizeof(u64), page);
    s.bits = ALIGN_UP(blocks * BLOCK_BIT_WORDS * sizeof(u64), page);
    return s;
}
static size_t tables_total(size_t area) {
    struct table_sizes s = tables_of(area);
    return s.block + 4 * s.map + 2 * s.bits;
}

static size_t area_for(size_t max) {
    size_t area = max >= AREA_MOST ? AREA_MOST : max + max / 8 + RESERVE_BLOCKS * BLOCK_SIZE;
    return ALIGN_UP(MIN_OF(MAX_OF(area, AREA_LEAST), AREA_MOST), (size_t)BLOCK_SIZE);
}

static void *reserve_area(const struct heap *h, size_t area) {
    size_t size = area + tables_total(area);
    u64 base = h->config.base;
    if (base != 0)
        return base + size <= REFERENCE_REACH && os_map_at(base, size, OS_NO_ACCESS) ? (void *)(uintptr_t)base : NULL;
    void *p = os_reserve(size, BLOCK_SIZE, AREA_FROM, REFERENCE_REACH);
    if (p == NULL && AREA_FROM > 0) /* AddressSanitizer has those addresses for itself */
        p = os_reserve(size, BLOCK_SIZE, 0, REFERENCE_REACH);
    return p;
}

/* Address space for max_size, or less if the caller can live with that. Returns the area's size, 0 = no room. */
static size_t reserve(struct heap *h) {
    size_t area = area_for(h->config.max_size);
    void *p = reserve_area(h, area);
    if (p == NULL && !h->config.max_explicit) {
        while (p == NULL && area > AREA_LEAST) {
            area = ALIGN_UP(area - area / 8, (size_t)BLOCK_SIZE);
            p = reserve_area(h, area);
        }
        if (p != NULL && area > 2 * AREA_LEAST) { /* low memory is tight: leave some of it to class metadata */
            os_release(p, area + tables_total(area));
            area = ALIGN_UP(area - area / 4, (size_t)BLOCK_SIZE);
            p = reserve_area(h, area);
        }
    }
    h->reservation = p;
    h->reservation_size = area + tables_total(area);
    return p != NULL ? area : 0;
}

bool heap_reserve(struct heap *h, char **message) {
    classes_init(h);
    size_t max = h->config.max_size;
    if (h->config.max_explicit && max > AREA_MOST) {
        *message = mem_printf("Could not reserve enough space for %zuKB object heap: references have 32 bits, "
                              "heaps at most %zuKB",
                              max / 1024, AREA_MOST / 1024);
        return false;
    }
    size_t area = reserve(h);
    if (area == 0) {
        *message = mem_printf("Could not reserve enough space for %zuKB object heap", max / 1024);
        return false;
    }
    h->area = area_make(h->reservation, area);
    h->blocks = (u32)(area >> BLOCK_SHIFT);
    struct table_sizes s = tables_of(area);
    u8 *p = (u8 *)h->reservation + area;
    if (!os_commit(p, tables_total(area))) {
        *message = mem_printf("Could not commit the tables of a %zuKB object heap", max / 1024);
        heap_release(h);
        return false;
    }
    h->block = (struct block *)p;
    h->used_map = (u64 *)(p += s.block);
    h->dirty_map = (u64 *)(p += s.map);
    h->taken_map = (u64 *)(p += s.map);
    h->shunned_map = (u64 *)(p += s.map);
    h->alloc_bits = (u64 *)(p += s.map);
    h->mark_bits = (u64 *)(p + s.bits);

    size_t most = area - RESERVE_BLOCKS * BLOCK_SIZE;
    h->max = MIN_OF(max, h->config.max_explicit ? most : most - most / 9);
    h->reserve = RESERVE_BLOCKS * BLOCK_SIZE;
    h->run_limit = h->config.collect_every != 0 ? 256 : 4096;
    return true;
}

void heap_release(struct heap *h) {
    os_release(h->reservation, h->reservation_size);
}

void gc_set_reference_offsets(struct heap *h, const struct gc_reference_offsets *offsets) {
    pthread_mutex_lock(&h->lock);
    h->offsets = *offsets;
    h->offsets_known = true;
    pthread_mutex_unlock(&h->lock);
}

/* ---- blocks and spans ---- */

static bool commit(struct heap *h, u32 first, u32 count) {
    for (u32 step = first / COMMIT_STEP; step <= (first + count - 1) / COMMIT_STEP; step++) {
        if (bit_get(h->committed, step))
            continue;
        u32 from = step * COMMIT_STEP, to = MIN_OF(h->blocks, from + COMMIT_STEP);
        if (!os_commit(heap_block_start(h, from), (size_t)(to - from) << BLOCK_SHIFT))
            return false;
        bits_set(h->committed, step, step + 1);
    }
    return true;
}

/* The highest neighbouring unused blocks, none of them shunned if so wanted; UINT32_MAX = none. */
static u32 find_highest(const struct heap *h, u32 count, bool shun) {
    u32 end = bits_find_last(h->used_map, 0, h->blocks, false);
    while (end >= count) {
        u32 start = bits_find_last(h->used_map, end - count, end, true);
        if (shun)
            start = MAX_OF(start, bits_find_last(h->shunned_map, end - count, end, true));
        if (start == end - count)
            return start;
        /* start - 1 is in the way, and it may be an unused one */
        end = bits_find_last(h->used_map, 0, start - 1, false);
    }
    return UINT32_MAX;
}

/* Neighbouring unused blocks, the lowest (h->first_free is kept up to date) or the highest; UINT32_MAX = none. */
static u32 find_unused(struct heap *h, u32 count, bool high) {
    if (high) {
        u32 first = find_highest(h, count, true);
        return first != UINT32_MAX ? first : find_highest(h, count, false);
    }
    h->first_free = bits_find(h->used_map, h->first_free, h->blocks, false);
    for (u32 first = h->first_free; h->blocks - first >= count;) {
        u32 end = bits_find(h->used_map, first, first + count, true);
        if (end == first + count)
            return first;
        first = bits_find(h->used_map, end, h->blocks, false);
    }
    return UINT32_MAX;
}

u32 heap_take_blocks(struct heap *h, u32 count, bool high) {
    u32 kept = h->exhausted ? 0 : RESERVE_BLOCKS;
    if (count > h->blocks || h->blocks_used + count + kept > h->blocks)
        return UINT32_MAX;
    u32 first = find_unused(h, count, high && !h->config.from_below);
    if (first == UINT32_MAX || !commit(h, first, count))
        return UINT32_MAX;
    bits_set(h->used_map, first, first + count);
    h->blocks_used += count;
    for (u32 i = first; i < first + count; i++)
        h->blocks_dirty -= bit_get(h->dirty_map, i);
    return first;
}

void heap_publish_span(struct heap *h, u32 first, u32 count, enum block_state state, unsigned size_class, u32 extent) {
    for (u32 i = first + 1; i < first + count; i++) {
        __atomic_store_n(&h->block[i].span, first, __ATOMIC_RELAXED);
        __atomic_store_n(&h->block[i].state, BLOCK_REST, __ATOMIC_RELEASE);
    }
    struct block *b = &h->block[first];
    __atomic_store_n(&b->size_class, (u8)size_class, __ATOMIC_RELAXED);
    __atomic_store_n(&b->extent, extent, __ATOMIC_RELAXED);
    b->next = 0;
    b->span = count;
    __atomic_store_n(&b->state, (u8)state, __ATOMIC_RELEASE);
}

void heap_free_span(struct heap *h, u32 first) {
    u32 count = h->block[first].span;
    for (u32 i = first; i < first + count; i++)
        __atomic_store_n(&h->block[i].state, BLOCK_FREE, __ATOMIC_RELEASE);
    bits_set(h->dirty_map, first, first + count);
    if (h->config.poison)
        memset(heap_block_start(h, first), POISON_BYTE, (size_t)count << BLOCK_SHIFT);
    bits_clear(h->used_map, first, first + count);
    h->blocks_used -= count;
    h->blocks_dirty += count;
    h->first_free = MIN_OF(h->first_free, first);
}

void heap_trim(struct heap *h, u32 keep) {
    if (h->blocks_dirty <= keep + keep / 4)
        return;
    u32 end = h->blocks;
    while (h->blocks_dirty > keep && (end = bits_find_last(h->dirty_map, 0, end, true)) > 0) {
        if (bit_get(h->used_map, end - 1)) {
            end--;
            continue;
        }
        u32 first = bits_find_last(h->dirty_map, 0, end, false); /* a dirty run, as far as it is not in use ... */
        first = bits_find_last(h->used_map, first, end, true);
        first = MAX_OF(first, end - MIN_OF(end, h->blocks_dirty - keep)); /* ... and no more than needed */
        u8 *start = heap_block_start(h, first);
        size_t bytes = (size_t)(end - first) << BLOCK_SHIFT;
        if (UNLIKELY(first < h->from_file)) /* pages of a file come back as they are there */
            os_replace(start, bytes);
        else
            os_decommit(start, bytes);
        bits_clear(h->dirty_map, first, end);
        h->blocks_dirty -= end - first;
        end = first;
    }
}

void heap_partial_push(struct heap *h, unsigned size_class, u32 first) {
    struct partial_list *list = &h->partial[size_class];
    h->block[first].next = 0;
    if (list->first == 0)
        list->first = first + 1;
    else
        h->block[list->last - 1].next = first + 1;
    list->last = first + 1;
}

/* ---- figures ---- */

void gc_peek_stats(struct heap *h, struct gc_stats *stats) {
    size_t used = h->live + h->since;
    for (struct alloc_cache *c = h->caches; c != NULL; c = c->next_cache)
        used += (size_t)(__atomic_load_n(&c->allocated, __ATOMIC_RELAXED) - c->folded);
    size_t capacity = (size_t)(h->blocks_used + h->blocks_dirty) << BLOCK_SHIFT;
    capacity = MAX_OF(capacity, MIN_OF(h->config.initial_size, h->max));
    stats->max = h->max;
    stats->used = used;
    stats->capacity = MAX_OF(used, MIN_OF(capacity, h->max));
    stats->collections = h->collections;
    stats->time_ns = h->time_ns;
    stats->last_pause_ns = h->last_pause_ns;
    stats->young_collections = h->young_collections;
    stats->young_time_ns = h->young_time_ns;
    stats->last_young = h->last_young;
    stats->used_before = h->used_before;
    stats->used_after = h->live;
    stats->last_cause = h->last_cause;
    stats->peak = MAX_OF(h->peak, used);
}

void gc_get_stats(struct heap *h, struct gc_stats *stats) {
    pthread_mutex_lock(&h->lock);
    gc_peek_stats(h, stats);
    pthread_mutex_unlock(&h->lock);
}

bool gc_overhead_exceeded(struct heap *h) {
    pthread_mutex_lock(&h->lock);
    bool exceeded = h->futile >= FUTILE_MOST;
    if (exceeded)
        h->futile = 0;
    pthread_mutex_unlock(&h->lock);
    return exceeded;
}

/* The next question for the peak looks at what is in use then. */
void gc_reset_peak(struct heap *h) {
    pthread_mutex_lock(&h->lock);
    h->peak = 0;
    pthread_mutex_unlock(&h->lock);
}

u64 gc_last_collection_ms(struct heap *h) {
    pthread_mutex_lock(&h->lock);
    u64 last = h->last_end_ns;
    pthread_mutex_unlock(&h->lock);
    return (os_nanotime() - last) / 1000000;
}

u64 gc_soft_clock_ms(struct heap *h) {
    pthread_mutex_lock(&h->lock);
    u64 clock = h->clock_ms;
    pthread_mutex_unlock(&h->lock);
    return clock;
}

/* ---- objects ---- */

size_t gc_object_size(struct heap *h, const struct object *o) {
    const struct layout *l = object_layout(o);
    switch ((enum layout_kind)l->kind) {
    case LAYOUT_INSTANCE:
    case LAYOUT_LOADER:
        return l->instance_size;
    case LAYOUT_MIRROR: {
        const struct layout *own = h->ops->mirror_layout(h->vm, (struct object *)(uintptr_t)o);
        return own != NULL ? own->instance_size : l->instance_size;
    }
    case LAYOUT_REF_ARRAY:
    case LAYOUT_PRIM_ARRAY:
        return ALIGN_UP(ARRAY_BASE + ((size_t)array_length(o) << l->element_shift), (size_t)8);
    }
    return 0;
}

/* If p is no live object another thread may be sweeping it; 0 and its class are both right then. */
JAVA_RACES struct object *gc_find_object(struct heap *h, const void *p) {
    struct object *o = heap_cell_of(h, p);
    return o != NULL && o->klass != 0 ? o : NULL;
}

void gc_each_object(struct heap *h, void (*visit)(void *ctx, struct object *o, size_t size), void *ctx) {
    HEAP_EACH_SPAN(h, first) {
        const struct block *b = &h->block[first];
        const struct size_class *sc = &h->classes[b->size_class];
        u32 cells = b->state == BLOCK_LARGE ? 1 : sc->cells;
        u8 *start = heap_block_start(h, first);
        for (u32 i = 0; i < cells; i++) {
            struct object *o = (struct object *)(start + (b->state == BLOCK_LARGE ? 0 : i * sc->size));
            if (granule_get(h->alloc_bits, granule_of(&h->area, o)) && o->klass != 0)
                visit(ctx, o, gc_object_size(h, o));
        }
    }
}
