/* SPDX-License-Identifier: MIT
 *
 * heap.h - the inside of the heap, shared by the files of gc/ only.
 *
 *      base                                                    base + bytes
 *      +-------+-------+-------+-------+--   --+-------+-------+-------------+
 *      | cells | free  | cells | (rest)| unused| large | (rest)| side tables |
 *      +-------+-------+-------+-------+--   --+-------+-------+-------------+
 *
 * 32 KB blocks: cells from below, large objects from above. Side tables (of blocks, maps of blocks, alloc and mark
 * bits) are touched only for blocks in use.
 *
 * A span is one or more neighbouring blocks that hold the cells of one size class, or one large object. Small cells (<=
 * GC_SMALL_MAX) live in spans of one block and are allocated through the threads' caches; medium cells (up to 32 KB) in
 * spans of up to 16 blocks, allocated under the lock.
 *
 * Bits: one per granule of 16 bytes of heap. Cells have at least 16 bytes, so no two cells start in one granule, and
 * the bit of the granule in which a cell starts is the cell's bit. alloc: the cell was handed out (to a cache at
 * least). Bits of the granules inside a handed-out cell may be set too: runs are marked as ranges; only bits of starts
 * are ever asked for. mark: the object survived the last collection: it is old. Marked cells are a subset of allocated
 * ones. A full collection clears these bits and a young one keeps them (gc/young.c). Sweeping copies mark to alloc,
 * which is all a collection does per cell: free cells are found and zeroed when they are handed out again.
 *
 * fresh: the cells of a span at offsets >= fresh were never handed out and are known to be zero. A free block is dirty
 * unless it is known to be zero.
 *
 * Locking: everything under heap.lock, except that the span under a cache's cursor (its alloc bits, its fresh) belongs
 * to the cache's thread, and that heap_cell_of may read at any time (hence the atomic accesses).
 */
#ifndef GC_HEAP_H
#define GC_HEAP_H

#include <pthread.h>

#include "gc/address.h"
#include "gc/gc.h"

#define BLOCK_SHIFT         15
#define BLOCK_SIZE          ((u32)1 << BLOCK_SHIFT)
#define AREA_MOST           GC_MAX_SIZE /* of blocks */
#define COMMIT_STEP         32u         /* blocks made accessible at a time: 1 MB */
#define COMMIT_WORDS        (AREA_MOST / BLOCK_SIZE / COMMIT_STEP / 64)
#define BLOCK_BIT_WORDS     (BLOCK_SIZE >> GRANULE_SHIFT >> 6)
#define MEDIUM_CLASSES      33u
#define MEDIUM_MAX          32784u /* the biggest medium cell: 32 KB of elements and an array header */
#define ALL_CLASSES         (GC_SIZE_CLASSES + MEDIUM_CLASSES)
#define MAGIC_SHIFT         40
#define FUTILE_MOST         5u /* futile collections in a row: OutOfMemoryError */
#define POISON_BYTE         0xA5
#define POISON_WORD         0xA5A5A5A5A5A5A5A5u
#define NO_SANITIZE_ADDRESS __attribute__((no_sanitize("address"))) /* conservative scans cross red zones */

enum block_state { BLOCK_FREE, BLOCK_CELLS, BLOCK_LARGE, BLOCK_REST };

struct block {
    u8 state; /* enum block_state; written last (release) when a span comes to be */
    u8 size_class;
    u16 live;   /* cells: marked ones, counted by the last sweep */
    u32 span;   /* first block of a span: number of blocks; rest: index of the first */
    u32 next;   /* partial list: index + 1, 0 ends */
    u32 extent; /* cells: fresh offset; large: bytes of the object */
};

static_assert(sizeof(struct block) == 16, "the block table is a two-thousandth of the heap");

struct size_class {
    u32 size, cells, blocks;
    u64 magic; /* offset * magic >> MAGIC_SHIFT == offset / size */
};

struct partial_list {
    u32 first, last; /* block index + 1 */
};

/* gc/budget.c */
struct pace {
    size_t full_live; /* after the last full collection */
    size_t full_rest; /* ... and what it left free in blocks that are in use */
    size_t limit;     /* of live objects: beyond it the next full one is due */
    bool young;       /* the next collection is a young one */
    u32 skip;         /* full collections to go without young ones between them */
    u32 backoff;      /* what skip was set to last time */
};

struct heap {
    struct gc_config config;
    const struct gc_ops *ops;
    void *vm;

    struct heap_area area; /* the blocks */
    u32 blocks;
    u32 from_file; /* blocks below are, or were, a file's pages (gc/snapshot.c) */
    void *reservation;
    size_t reservation_size;
    struct block *block;
    u64 *used_map;    /* bit per block: part of a span */
    u64 *dirty_map;   /* bit per block: was used, so its contents are unknown; kept while it is in use */
    u64 *shunned_map; /* bit per block: unused, yet a word on a native stack looks like a pointer to it */
    u64 *taken_map;   /* bit per block: first of a span allocated from since the last collection */
    u64 *alloc_bits, *mark_bits;
    struct size_class classes[ALL_CLASSES];
    u32 run_limit; /* bytes handed to a cache at a time */

    pthread_mutex_t lock;
    u32 first_free;                /* no free block below this index */
    u32 blocks_used, blocks_dirty; /* the latter: of the free ones */
    u64 committed[COMMIT_WORDS];   /* bit per COMMIT_STEP blocks: accessible */
    struct partial_list partial[ALL_CLASSES];
    u8 *medium_cursor[MEDIUM_CLASSES]; /* as alloc_cache.cursor */
    struct alloc_cache *caches;

    size_t max;        /* bytes of cells and large objects */
    size_t reserve;    /* beyond max, for the way to OutOfMemoryError */
    size_t live;       /* after the last collection */
    size_t since;      /* allocated since, as far as folded */
    size_t budget;     /* of since */
    struct pace pace;  /* what kind of collection is due next */
    bool exhausted;    /* memory was refused after a collection with clear_soft */
    bool cleared_soft; /* the last collection had clear_soft */
    u32 futile;        /* collections in a row that took nearly all the time and freed nearly nothing */
    u64 slow_count;    /* slow allocations since the last collection */

    u64 collections, time_ns, last_pause_ns;
    u64 young_collections, young_time_ns; /* parts of the former */
    bool last_young;
    size_t used_before;
    const char *last_cause;
    size_t peak; /* most bytes in use before a collection so far */
    u64 created_ns, last_end_ns, clock_ms;

    struct gc_reference_offsets offsets;
    bool offsets_known;
    struct gc_marker *markers; /* config.threads of them */
    u64 *starts;               /* gc/verify.c; all zero outside of it */
};

/* ---- bits ---- */

static inline bool bit_get(const u64 *bits, u32 i) {
    return __atomic_load_n(&bits[i >> 6], __ATOMIC_ACQUIRE) >> (i & 63) & 1;
}
static inline void bit_store_word(u64 *word, u64 value) {
    __atomic_store_n(word, value, __ATOMIC_RELEASE);
}

void bits_set(u64 *bits, u32 from, u32 to); /* [from, to) */
void bits_clear(u64 *bits, u32 from, u32 to);
/* First bit of the given value in [from, to), or to. */
u32 bits_find(const u64 *bits, u32 from, u32 to, bool value);
/* One more than the last bit of the given value in [from, to), or from. */
u32 bits_find_last(const u64 *bits, u32 from, u32 to, bool value);

/* ---- heap.c: creation ---- */

/* Reserves the area of blocks and its tables as h->config says. False: message says why not. */
bool heap_reserve(struct heap *h, char **message);
void heap_release(struct heap *h);

/* ---- heap.c: spans of blocks (lock held) ---- */

/* Takes `count` neighbouring blocks, the lowest or the highest there are; their state is still BLOCK_FREE. The highest
 * are taken for large objects: not where shunned_map says that a word on a native stack would keep them alive for ever,
 * as long as there is another place. (Numbers are such words where the heap lies low. When halves of words counted too,
 * five of 80 runs that filled a heap of 64 MB with one array could not let it go again.) Returns the first one's index,
 * or UINT32_MAX. */
u32 heap_take_blocks(struct heap *h, u32 count, bool high);
/* Gives a span back; its alloc bits are clear already. */
void heap_free_span(struct heap *h, u32 first);
/* Gives pages of free blocks back to the system until about `keep` dirty ones remain. */
void heap_trim(struct heap *h, u32 keep);
/* Publishes a span: rest first, head last. */
void heap_publish_span(struct heap *h, u32 first, u32 count, enum block_state state, unsigned size_class, u32 extent);
void heap_partial_push(struct heap *h, unsigned size_class, u32 first);
static inline u32 heap_block_of(const struct heap *h, const void *p) {
    return (u32)(area_offset(&h->area, p) >> BLOCK_SHIFT);
}
static inline u8 *heap_block_start(const struct heap *h, u32 index) {
    return (u8 *)h->area.base + ((size_t)index << BLOCK_SHIFT);
}
static inline granule heap_block_granule(u32 index) {
    return (granule){index << (BLOCK_SHIFT - GRANULE_SHIFT)};
}
static inline u32 heap_cell_index(const struct size_class *sc, u32 offset) {
    return (u32)(((u64)offset * sc->magic) >> MAGIC_SHIFT);
}

/* Has an array of references of this length certainly blocks of its own? */
static inline bool array_is_large(u32 length) {
    return length > (MEDIUM_MAX - ARRAY_BASE) >> HEAP_REF_SHIFT;
}

/* Start of the allocated cell or large object that contains p, or NULL. Callable at any time. */
static inline struct object *heap_cell_of(const struct heap *h, const void *p) {
    size_t offset = area_offset(&h->area, p);
    if (offset >= h->area.bytes)
        return NULL;
    u32 index = (u32)(offset >> BLOCK_SHIFT);
    if (!bit_get(h->used_map, index)) /* denser than the block table */
        return NULL;
    const struct block *b = &h->block[index];
    u8 state = __atomic_load_n(&b->state, __ATOMIC_ACQUIRE);
    if (state == BLOCK_REST) {
        index = __atomic_load_n(&b->span, __ATOMIC_RELAXED);
        b = &h->block[index];
        state = __atomic_load_n(&b->state, __ATOMIC_ACQUIRE);
    }
    size_t start = (size_t)index << BLOCK_SHIFT;
    if (state == BLOCK_CELLS) {
        const struct size_class *sc = &h->classes[__atomic_load_n(&b->size_class, __ATOMIC_RELAXED)];
        u32 cell = heap_cell_index(sc, (u32)(offset - start));
        if (cell >= sc->cells)
            return NULL;
        start += cell * sc->size;
    } else if (state != BLOCK_LARGE || offset - start >= __atomic_load_n(&b->extent, __ATOMIC_RELAXED)) {
        return NULL;
    }
    return granule_get(h->alloc_bits, granule_at(start)) ? (struct object *)(h->area.base + start) : NULL;
}

/* Calls body for each span in use: `first` is its first block's index. */
#define HEAP_EACH_SPAN(h, first)                                                                                       \
    for (u32 first = bits_find((h)->used_map, 0, (h)->blocks, true); first < (h)->blocks;                              \
         first = bits_find((h)->used_map, first + (h)->block[first].span, (h)->blocks, true))

/* ---- budget.c ---- */

/* Before the first collection: budget of allocation until then. */
void budget_start(struct heap *h);
/* After a collection: what is to be learnt from it, the budget until the next one, and its kind. `before`: bytes in use
 * before it; `old`: what of them had survived earlier ones. */
void budget_after(struct heap *h, bool young, size_t before, size_t old);

/* What may become live before the next full collection: so many free blocks are worth keeping. */
size_t budget_until_full(const struct heap *h);

/* ---- alloc.c ---- */

/* Takes unused runs back from a cache or the medium cursors (lock held; world stopped or by the cache's own thread). */
void alloc_retire_cache(struct heap *h, struct alloc_cache *c);

/* ---- mark.c ---- */

/* The marking state of one thread. The stack holds references to marked, unscanned objects (the bits of a heap_ref).
 * A 0, which is no object, stands on top of a big array to go on with, and the array's next index, never 0, below that.
 */
struct gc_marker {
    struct heap *heap;
    u32 *stack;
    u32 top, capacity;
    bool overflowed;  /* some marked object could not be pushed */
    bool discovering; /* References with unmarked referents go to the lists below; otherwise they are ordinary */
    bool parallel;
    u64 alone;  /* steps of work until one thread that works alone stops */
    bool young; /* mark bits of old objects were kept */
    bool clear_soft;
    i64 soft_interval_ms;                      /* softly reachable objects unused for longer are cleared */
    heap_ref discovered[STRENGTH_PHANTOM + 1]; /* linked through `discovered`; the last one points to itself */
    struct mark_pool *pool;
    u64 *map;                  /* where it sets mark bits while it works with others */
    struct verifier *verifier; /* not marking but checking: roots go there */
};

bool mark_create(struct heap *h);
void mark_destroy(struct heap *h);
struct gc_marker *mark_begin(struct heap *h, bool young, bool clear_soft); /* world stopped */
void mark_roots(struct gc_marker *m);                                      /* pushes the roots */
void mark_all(struct gc_marker *m);   /* what was pushed and all it reaches; one thread or several */
void mark_drain(struct gc_marker *m); /* this thread alone, until nothing is left */
void mark_end(struct gc_marker *m);
/* What the object refers to; of arrays only from slots in [low, high). */
void mark_scan_part(struct gc_marker *m, struct object *o, const void *low, const void *high);

/* Of the start of a cell in the heap. */
static inline bool mark_is_set(const struct heap *h, const void *cell) {
    return granule_get(h->mark_bits, granule_of(&h->area, cell));
}

/* ---- reference.c ---- */

/* Marking meets a Reference. True: it is on a discovered list now; the caller leaves referent and discovered alone. */
bool reference_discover(struct gc_marker *m, struct object *reference, unsigned strength);
/* After marking: clears or keeps the discovered ones; the pending list goes to *first, *last (NULL = empty). */
void reference_process(struct gc_marker *m, struct object **first, struct object **last);

/* ---- sweep.c ---- */

/* After a young collection only spans that were allocated from can hold what died. */
void sweep_heap(struct heap *h, bool young);

/* ---- young.c ---- */

/* Marks what old objects on dirty cards refer to. */
void young_scan_cards(struct gc_marker *m);

/* ---- cards.c ---- */

static inline bool card_is_dirty(const void *p) {
    return gc_cards[card_of(p)] == CARD_DIRTY;
}
/* Of whole blocks: none is dirty any more. Those of large objects stay written. */
void cards_clean(const void *low, size_t bytes, bool large);

/* Large objects only: was a reference ever stored there? All of it is null otherwise. */
static inline bool card_is_written(const void *p) {
    return gc_cards[card_of(p)] != 0;
}
/* The first address in [low, high) where that may be, or high. */
const char *cards_find_written(const char *low, const char *high);
void cards_reset(const void *low, size_t bytes); /* whole blocks, for a new object */

/* ---- report.c ---- */

/* Times of a collection (ns), and how things stood before it. */
struct gc_times {
    u64 start, marked, processed, end, user, system;
    size_t old, budget, limit;
};
void report_created(const struct heap *h);
void report_start(const struct heap *h, bool young, const char *cause, struct gc_times *times);
void report_end(const struct heap *h, const struct gc_times *times);

/* ---- verify.c ---- */
void verify_root(struct verifier *v, const struct object *o);

#endif
