/* SPDX-License-Identifier: MIT
 *
 * mark.c - marking: everything reachable from the roots gets its mark bit.
 *
 * An object is marked when a reference to it is first seen, and pushed on an explicit stack to be scanned later; no
 * recursion. Between the stack and the scan sits a short ring of prefetched objects, so that the memory behind a
 * reference has arrived when it is looked at; an empty stack lets the oldest out at once (bench/GcDeep: pauses of 130
 * instead of 400 ms). Big arrays of references are scanned in pieces, the rest stays on the stack.
 *
 * When the stack can't grow the object stays marked but unscanned and `overflowed` is set: then the heap is walked,
 * each marked object is scanned again, until nothing overflows.
 *
 * Several threads (config.threads, when one has found much to do): each has its own stack and its own map of mark bits,
 * and looks at the others' before it takes an object. Two may take the same one at the same time and both scan it,
 * which does no harm and is rare (atomic bits in one map instead made each thread 2.4 times as slow as one alone). One
 * with plenty of work puts a packet of half of its entries into the pool whenever another one waits. All waiting and no
 * packets left = done; then the maps are joined.
 *
 * Exact references are trusted to be 0, outside of the heap (ignored) or the start of an allocated cell. Conservative
 * words may be anything. They have 64 bits: what registers, C stacks and Java stacks hold of an object is a pointer to
 * it or into it, never an encoded reference (gc/object.h, HELD, has the reason). A cell whose header is not written yet
 * is marked and not scanned.
 */
#include "gc/heap.h"

#include <signal.h>

#include "base/mem.h"

enum {
    STACK_START = 4096,   /* entries */
    STACK_KEEP = 1 << 16, /* what is kept between collections at most */
    STACK_MOST = 1 << 26,
    MAPS = 8,            /* threads at most */
    SHARED_PIECE = 4096, /* while several threads mark: something to share at each piece */
    ARRAY_PIECE = 256,   /* references of an array scanned at a time; even, see scan_array */
    ARRAY_ENTRIES = 3,   /* of the stack, for the rest of an array */
    RING = 16,           /* gc_bench, random tree: 4 1.0, 8 1.3, 16 2.2, 32 1.7 GB/s */
    SHARE_ABOVE = 16,    /* stack entries from which on a waiting thread is given some: a tree has few */
    SHARED_RUNS = 32,
    PACKET = 4096, /* entries handed over at most */
    SPINS = 2000,  /* looks at the pool before a thread sleeps: waking it takes longer */
};

/* So many objects and pieces of arrays are scanned by one thread before others are started, if there is more to do:
 * about 10 ms of work, where to start a thread on a busy machine takes 1 to 3 ms. (Bytes would not tell: bench/GcArrays
 * has 50 MB in a hundred objects.) */
#define ALONE_FIRST 1048576u

struct packet {
    struct packet *next;
    u32 count;
    u32 entries[];
};

struct mark_pool {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    struct packet *packets;
    u64 *maps[MAPS];      /* of each thread; the first one's is the heap's */
    u32 threads, waiting; /* it, packets and done are read without the lock, as hints */
    bool done;
};

static u32 stack_most(const struct heap *h) {
    return h->config.mark_stack_limit != 0 ? MAX_OF(h->config.mark_stack_limit, 16u) : STACK_MOST;
}

bool mark_create(struct heap *h) {
    h->markers = mem_calloc(h->config.threads, sizeof(struct gc_marker));
    for (u32 i = 0; i < h->config.threads; i++) {
        struct gc_marker *m = &h->markers[i];
        m->heap = h;
        m->capacity = MIN_OF((u32)STACK_START, stack_most(h));
        m->stack = i == 0 ? mem_try_alloc(m->capacity * sizeof(u32)) : NULL; /* others' when first used */
    }
    if (h->markers[0].stack != NULL)
        return true;
    mark_destroy(h);
    return false;
}

void mark_destroy(struct heap *h) {
    for (u32 i = 0; i < h->config.threads; i++) {
        mem_free(h->markers[i].stack);
        if (i > 0)
            mem_free(h->markers[i].map);
    }
    mem_free(h->markers);
}

/* ---- the stack ---- */

static NOINLINE bool stack_grow(struct gc_marker *m) {
    u32 most = stack_most(m->heap);
    u32 capacity = m->capacity <= most / 2 ? m->capacity * 2 : most;
    u32 *grown = capacity > m->capacity ? mem_try_alloc(capacity * sizeof(u32)) : NULL;
    if (grown == NULL)
        return false;
    memcpy(grown, m->stack, m->top * sizeof(u32));
    mem_free(m->stack);
    m->stack = grown;
    m->capacity = capacity;
    return true;
}

static ALWAYS_INLINE void push(struct gc_marker *m, heap_ref ref) {
    if (UNLIKELY(m->top == m->capacity) && !stack_grow(m)) {
        m->overflowed = true;
        return;
    }
    m->stack[m->top++] = ref.bits;
}

/* An array to go on with at index `next`, where there is room for it. */
static ALWAYS_INLINE bool push_array(struct gc_marker *m, const struct object *array, u32 next) {
    while (m->top + ARRAY_ENTRIES > m->capacity && stack_grow(m))
        ;
    if (m->top + ARRAY_ENTRIES > m->capacity)
        return false;
    m->stack[m->top++] = next;
    m->stack[m->top++] = ref_encode(array).bits;
    m->stack[m->top++] = 0;
    return true;
}

/* ---- references ---- */

/* Together with others: in this thread's own map. */
static ALWAYS_INLINE bool set_own_mark(struct gc_marker *m, size_t word, u64 bit) {
    u64 own = m->map[word];
    if (own & bit)
        return false;
    u32 threads = __atomic_load_n(&m->pool->threads, __ATOMIC_ACQUIRE);
    for (u32 i = 0; i < threads; i++)
        if (__atomic_load_n(&m->pool->maps[i][word], __ATOMIC_RELAXED) & bit)
            return false;
    __atomic_store_n(&m->map[word], own | bit, __ATOMIC_RELAXED);
    return true;
}

/* Sets the mark bit; true if this call did it. */
static ALWAYS_INLINE bool set_mark(struct gc_marker *m, granule g, bool parallel) {
    if (parallel)
        return set_own_mark(m, granule_word(g), granule_bit(g));
    u64 *word = &m->heap->mark_bits[granule_word(g)];
    if (*word & granule_bit(g))
        return false;
    *word |= granule_bit(g);
    return true;
}

static ALWAYS_INLINE void mark_ref(struct gc_marker *m, heap_ref ref, bool parallel) {
    const struct heap_area *area = &m->heap->area;
    if (area_has_ref(area, ref) && set_mark(m, granule_of_ref(area, ref), parallel))
        push(m, ref);
}

static ALWAYS_INLINE void mark_object(struct gc_marker *m, const struct object *o) {
    const struct heap_area *area = &m->heap->area;
    if (area_has(area, o) && set_mark(m, granule_of(area, o), m->parallel))
        push(m, ref_encode(o));
}

void gc_mark_root(struct gc_marker *m, struct object *o) {
    if (UNLIKELY(m->verifier != NULL))
        verify_root(m->verifier, o);
    else
        mark_object(m, o);
}

static NOINLINE void mark_candidate(struct gc_marker *m, const void *p) {
    const struct object *cell = heap_cell_of(m->heap, p);
    u32 block = heap_block_of(m->heap, p);
    if (cell != NULL)
        mark_object(m, cell);
    else if (!bit_get(m->heap->used_map, block))
        bits_set(m->heap->shunned_map, block, block + 1);
}

NO_SANITIZE_ADDRESS void gc_mark_range(struct gc_marker *m, const void *low, const void *high) {
    const struct heap_area area = m->heap->area;
    if (UNLIKELY(m->verifier != NULL))
        return;
    for (uintptr_t p = ALIGN_UP((uintptr_t)low, sizeof(void *)); p + sizeof(void *) <= (uintptr_t)high;
         p += sizeof(void *)) {
        const void *word = *(const void *const *)p;
        if (UNLIKELY((uintptr_t)word - area.base < area.bytes))
            mark_candidate(m, word);
    }
}

bool gc_is_marked(struct heap *h, const struct object *o) {
    return !area_has(&h->area, o) || mark_is_set(h, o); /* not ours: never collected */
}

/* ---- scanning ---- */

static ALWAYS_INLINE void scan_runs(struct gc_marker *m, const struct object *o, const struct layout *l,
                                    bool parallel) {
    for (u32 i = 0; i < l->ref_runs_count; i++) {
        const heap_ref *ref = (const heap_ref *)((const char *)o + l->ref_runs[i].offset);
        for (u32 n = l->ref_runs[i].count; n > 0; n--)
            mark_ref(m, *ref++, parallel);
    }
}

/* In a large array: the first index from which on it may have references. bench/GcArrays, a third of whose arrays hold
 * one element each, spends a third of the time in collections that it did when they were read through. */
static NOINLINE u32 skip_unwritten(const struct object *o, u32 from, u32 length) {
    const char *elements = (const char *)o + ARRAY_BASE;
    const char *slot =
        cards_find_written(elements + ((size_t)from << HEAP_REF_SHIFT), elements + ((size_t)length << HEAP_REF_SHIFT));
    size_t i = (size_t)(slot - elements) >> HEAP_REF_SHIFT;
    return i < length ? (u32)i & ~1u : length;
}

static ALWAYS_INLINE void scan_array(struct gc_marker *m, const struct object *o, u32 from, bool parallel) {
    u32 length = array_length(o), to = length;
    if (UNLIKELY(array_is_large(length)))
        from = skip_unwritten(o, from, length);
    u32 piece = parallel ? SHARED_PIECE : ARRAY_PIECE;
    if (length - from > piece && m->top + ARRAY_ENTRIES < stack_most(m->heap) && push_array(m, o, from + piece))
        to = from + piece; /* else it is scanned in one go */
    const heap_ref *refs = (const heap_ref *)((const char *)o + ARRAY_BASE);
    u32 i = from; /* even */
    for (; i + 8 <= to; i += 8) {
        const u64 *pairs = (const u64 *)(const void *)(refs + i);
        if ((pairs[0] | pairs[1] | pairs[2] | pairs[3]) == 0) /* hash tables, buffers: mostly nulls */
            continue;
        for (u32 j = i; j < i + 8; j++)
            mark_ref(m, refs[j], parallel);
    }
    for (; i < to; i++)
        mark_ref(m, refs[i], parallel);
}

static NOINLINE void scan_reference(struct gc_marker *m, struct object *o, unsigned strength) {
    const struct gc_reference_offsets *f = &m->heap->offsets;
    if (reference_discover(m, o, strength))
        return;
    mark_ref(m, FIELD(o, f->referent, heap_ref), m->parallel);
    /* atomic: another thread may be discovering it */
    heap_ref link = {__atomic_load_n(&FIELD(o, f->discovered, heap_ref).bits, __ATOMIC_RELAXED)};
    mark_ref(m, link, m->parallel);
}

static NOINLINE void scan_mirror(struct gc_marker *m, struct object *o, const struct layout *l) {
    const struct heap *h = m->heap;
    const struct layout *own = h->ops->mirror_layout(h->vm, o);
    scan_runs(m, o, own != NULL ? own : l, m->parallel);
    if (h->ops->visit_mirror != NULL)
        h->ops->visit_mirror(h->vm, o, m);
}

static ALWAYS_INLINE void scan(struct gc_marker *m, struct object *o, bool parallel) {
    if (UNLIKELY(o->klass == 0))
        return;
    const struct layout *l = object_layout(o);
    if (UNLIKELY(l->keep_alive.bits != 0))
        mark_ref(m, l->keep_alive, parallel);
    switch ((enum layout_kind)l->kind) {
    case LAYOUT_INSTANCE:
        scan_runs(m, o, l, parallel);
        if (UNLIKELY(l->strength != STRENGTH_STRONG))
            scan_reference(m, o, l->strength);
        break;
    case LAYOUT_MIRROR:
        scan_mirror(m, o, l);
        break;
    case LAYOUT_LOADER:
        scan_runs(m, o, l, parallel);
        if (m->heap->ops->visit_loader != NULL)
            m->heap->ops->visit_loader(m->heap->vm, o, m);
        break;
    case LAYOUT_REF_ARRAY:
        scan_array(m, o, 0, parallel);
        break;
    case LAYOUT_PRIM_ARRAY:
        break;
    }
}

void mark_scan_part(struct gc_marker *m, struct object *o, const void *low, const void *high) {
    unsigned kind = o->klass != 0 ? object_layout(o)->kind : LAYOUT_PRIM_ARRAY;
    if (kind == LAYOUT_PRIM_ARRAY)
        return;
    if (kind != LAYOUT_REF_ARRAY) {
        scan(m, o, false);
        return;
    }
    const heap_ref *slot = array_data(o), *end = slot + array_length(o);
    slot = MAX_OF(slot, (const heap_ref *)low);
    end = MIN_OF(end, (const heap_ref *)high);
    for (; slot < end; slot++)
        mark_ref(m, *slot, false);
}

/* ---- sharing among threads ---- */

/* Entries of the stack that belong together from i on, where such a unit begins. */
static u32 unit_at(const struct gc_marker *m, u32 i) {
    return i + 2 < m->top && m->stack[i + 2] == 0 ? ARRAY_ENTRIES : 1;
}
/* The first unit that begins at i or above it. */
static u32 next_unit(const struct gc_marker *m, u32 i) {
    return m->stack[i] == 0 ? i + 1 : i + 1 < m->top && m->stack[i + 1] == 0 ? i + 2 : i;
}

/* Hands every other one of the newest entries to another thread: in a tree the older ones have exponentially more below
 * them, so neither half of the stack would be half of the work. Of many entries every other run, because objects beside
 * each other share mark bits' cache lines. */
static NOINLINE void share(struct gc_marker *m) {
    u32 low = next_unit(m, m->top > 2 * PACKET ? m->top - 2 * PACKET : 0), kept = low;
    struct packet *p = mem_try_alloc(sizeof *p + (m->top - low) * sizeof(u32));
    if (p == NULL)
        return;
    p->count = 0;
    u32 run = (m->top - low) / SHARED_RUNS + 1;
    for (u32 i = low, unit; i < m->top; i += unit) {
        bool give = (i - low) / run % 2 == 0;
        unit = unit_at(m, i);
        u32 *to = give ? &p->entries[p->count] : &m->stack[kept];
        for (u32 j = 0; j < unit; j++)
            to[j] = m->stack[i + j];
        *(give ? &p->count : &kept) += unit;
    }
    m->top = kept;
    struct mark_pool *pool = m->pool;
    pthread_mutex_lock(&pool->lock);
    p->next = pool->packets;
    __atomic_store_n(&pool->packets, p, __ATOMIC_RELAXED);
    pthread_cond_signal(&pool->changed);
    pthread_mutex_unlock(&pool->lock);
}

/* Fills the empty stack from the pool; false when marking is complete. */
static NOINLINE bool wait_for_work(struct gc_marker *m) {
    struct mark_pool *pool = m->pool;
    pthread_mutex_lock(&pool->lock);
    __atomic_store_n(&pool->waiting, pool->waiting + 1, __ATOMIC_RELAXED);
    if (pool->packets == NULL && pool->waiting < pool->threads) {
        pthread_mutex_unlock(&pool->lock);
        for (u32 i = 0; i < SPINS && !__atomic_load_n(&pool->packets, __ATOMIC_RELAXED) &&
                        !__atomic_load_n(&pool->done, __ATOMIC_RELAXED);
             i++)
            pause_processor();
        pthread_mutex_lock(&pool->lock);
    }
    while (pool->packets == NULL && !pool->done) {
        if (pool->waiting == pool->threads) {
            __atomic_store_n(&pool->done, true, __ATOMIC_RELAXED);
            pthread_cond_broadcast(&pool->changed);
        } else {
            pthread_cond_wait(&pool->changed, &pool->lock);
        }
    }
    struct packet *p = pool->packets;
    if (p != NULL) {
        __atomic_store_n(&pool->packets, p->next, __ATOMIC_RELAXED);
        __atomic_store_n(&pool->waiting, pool->waiting - 1, __ATOMIC_RELAXED);
    }
    pthread_mutex_unlock(&pool->lock);
    if (p == NULL)
        return false;
    while (m->capacity < p->count && stack_grow(m))
        ;
    if (m->capacity < p->count) { /* a tiny limit: what does not fit counts as overflowed, arrays start again */
        m->overflowed = true;
        mem_free(p);
        return true;
    }
    memcpy(m->stack, p->entries, p->count * sizeof(u32));
    m->top = p->count;
    mem_free(p);
    return true;
}

static ALWAYS_INLINE void drain(struct gc_marker *m, bool parallel) {
    heap_ref ring[RING]; /* entries oldest .. oldest + held - 1, modulo RING, are filled */
    unsigned oldest = 0, held = 0;
    for (;;) {
        if (!parallel && UNLIKELY(m->alone-- == 0)) {
            while (held > 0)
                push(m, ring[(oldest + --held) % RING]);
            return;
        }
        if (LIKELY(m->top > 0)) {
            heap_ref ref = {m->stack[--m->top]};
            if (UNLIKELY(ref.bits == 0)) {
                m->top -= ARRAY_ENTRIES - 1;
                ref.bits = m->stack[m->top + 1];
                scan_array(m, ref_decode(ref), m->stack[m->top], parallel);
                continue;
            }
            __builtin_prefetch(ref_decode(ref));
            ring[(oldest + held++) % RING] = ref;
            if (held < RING)
                continue;
        } else if (held == 0) {
            if (parallel && wait_for_work(m))
                continue;
            return;
        }
        // cppcheck-suppress uninitvar ; it loses track of held
        heap_ref next = ring[oldest];
        oldest = (oldest + 1) % RING;
        held--;
        scan(m, ref_decode(next), parallel);
        if (parallel && m->top > SHARE_ABOVE && UNLIKELY(__atomic_load_n(&m->pool->waiting, __ATOMIC_RELAXED) > 0) &&
            __atomic_load_n(&m->pool->packets, __ATOMIC_RELAXED) == NULL)
            share(m);
    }
}

static NOINLINE void drain_alone(struct gc_marker *m) {
    drain(m, false);
}
static NOINLINE void drain_together(struct gc_marker *m) {
    drain(m, true);
}

/* Scans every marked object again until nothing was left unscanned. */
static NOINLINE void recover_from_overflow(struct gc_marker *m) {
    struct heap *h = m->heap;
    while (m->overflowed) {
        m->overflowed = false;
        HEAP_EACH_SPAN(h, first) {
            const struct block *b = &h->block[first];
            const struct size_class *sc = &h->classes[b->size_class];
            bool large = b->state == BLOCK_LARGE;
            for (u32 i = 0; i < (large ? 1 : sc->cells); i++) {
                u8 *cell = heap_block_start(h, first) + (large ? 0 : i * sc->size);
                if (mark_is_set(h, cell)) {
                    scan(m, (struct object *)cell, false);
                    drain_alone(m);
                }
            }
        }
    }
}

void mark_drain(struct gc_marker *m) {
    m->alone = UINT64_MAX;
    drain_alone(m);
    if (UNLIKELY(m->overflowed))
        recover_from_overflow(m);
}

/* On the helper's own stack, because neighbours of an array of markers share cache lines. */
static void *helper_main(void *arg) {
    struct gc_marker own = *(const struct gc_marker *)arg;
    drain_together(&own);
    *(struct gc_marker *)arg = own;
    return NULL;
}

/* Appends one discovered list to another; both end in a self-reference. */
static void join_discovered(struct heap *h, heap_ref *list, heap_ref other) {
    if (list->bits == 0) {
        *list = other;
        return;
    }
    if (other.bits == 0)
        return;
    heap_ref last = other, *link;
    while ((link = &FIELD(ref_decode(last), h->offsets.discovered, heap_ref))->bits != last.bits)
        last = *link;
    *link = *list;
    *list = other;
}

/* What a helper has marked goes to the heap's map, and its own is all clear again. */
static void join_map(struct heap *h, u64 *map) {
    HEAP_EACH_SPAN(h, first) {
        size_t at = (size_t)first * BLOCK_BIT_WORDS;
        u32 words = h->block[first].state == BLOCK_CELLS ? h->block[first].span * BLOCK_BIT_WORDS : 1;
        for (size_t i = at; i < at + words; i++) {
            h->mark_bits[i] |= map[i];
            map[i] = 0;
        }
    }
}

static void drain_with_helpers(struct gc_marker *m) {
    struct heap *h = m->heap;
    struct mark_pool pool = {.threads = 1};
    pthread_t *threads = mem_calloc(h->config.threads, sizeof *threads);
    pthread_mutex_init(&pool.lock, NULL);
    pthread_cond_init(&pool.changed, NULL);
    m->parallel = true;
    m->pool = &pool;
    sigset_t all, before; /* signals are for the program's threads */
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    /* pool.threads includes this thread from the start, so no helper can find all waiting before this one does. */
    u32 helpers = 0;
    m->map = pool.maps[0] = h->mark_bits;
    for (u32 i = 1; i < MIN_OF(h->config.threads, (u32)MAPS); i++) {
        struct gc_marker *w = &h->markers[i];
        if (w->map == NULL)
            w->map = mem_calloc((size_t)h->blocks * BLOCK_BIT_WORDS, sizeof(u64));
        if (w->stack == NULL) {
            w->capacity = MIN_OF((u32)STACK_START, stack_most(h));
            w->stack = mem_try_alloc(w->capacity * sizeof(u32));
            if (w->stack == NULL)
                break;
        }
        struct gc_marker fresh = *m;
        memset(fresh.discovered, 0, sizeof fresh.discovered);
        fresh.stack = w->stack;
        fresh.map = pool.maps[i] = w->map;
        fresh.capacity = w->capacity;
        fresh.top = 0;
        *w = fresh;
        pthread_mutex_lock(&pool.lock);
        __atomic_store_n(&pool.threads, pool.threads + 1, __ATOMIC_RELEASE); /* its map is there */
        pthread_mutex_unlock(&pool.lock);
        if (pthread_create(&threads[i], NULL, helper_main, w) != 0) {
            pthread_mutex_lock(&pool.lock);
            __atomic_store_n(&pool.threads, pool.threads - 1, __ATOMIC_RELEASE);
            pthread_mutex_unlock(&pool.lock);
            break;
        }
        helpers = i;
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    drain_together(m);
    for (u32 i = 1; i <= helpers; i++) {
        struct gc_marker *w = &h->markers[i];
        pthread_join(threads[i], NULL);
        m->overflowed |= w->overflowed;
        join_map(h, w->map);
        for (unsigned s = 0; s <= STRENGTH_PHANTOM; s++)
            join_discovered(h, &m->discovered[s], w->discovered[s]);
    }
    m->parallel = false;
    m->pool = NULL;
    pthread_cond_destroy(&pool.changed);
    pthread_mutex_destroy(&pool.lock);
    mem_free(threads);
}

/* ---- a collection's marking ---- */

static void clear_marks(struct heap *h) {
    HEAP_EACH_SPAN(h, first) {
        u32 words = h->block[first].state == BLOCK_CELLS ? h->block[first].span * BLOCK_BIT_WORDS
                                                         : 1; /* the only bit of a large object */
        memset(h->mark_bits + (size_t)first * BLOCK_BIT_WORDS, 0, words * sizeof(u64));
    }
}

struct gc_marker *mark_begin(struct heap *h, bool young, bool clear_soft) {
    struct gc_marker *m = &h->markers[0];
    if (!young)
        clear_marks(h);
    m->young = young;
    m->top = 0;
    m->overflowed = m->parallel = false;
    m->discovering = true;
    m->clear_soft = clear_soft;
    size_t free_bytes = h->max > h->live ? h->max - h->live : 0;
    m->soft_interval_ms = (i64)(free_bytes >> 20) * h->config.soft_ms_per_mb;
    memset(m->discovered, 0, sizeof m->discovered);
    return m;
}

void mark_roots(struct gc_marker *m) {
    struct heap *h = m->heap;
    bits_clear(h->shunned_map, 0, h->blocks);
    h->ops->visit_roots(h->vm, m); /* first: this begins a new collection for visit_loader */
}

void mark_all(struct gc_marker *m) {
    struct heap *h = m->heap;
    if (h->config.threads > 1) {
        bool at_once = h->config.verify && h->collections % 2 != 0; /* small heaps test it too */
        do {
            m->alone = at_once ? 0 : ALONE_FIRST;
            drain_alone(m);
        } while (!at_once && m->top > 0 && m->top <= RING); /* a list: nothing to share */
        if (m->top > 0)
            drain_with_helpers(m);
    }
    mark_drain(m);
}

void mark_end(struct gc_marker *m) {
    for (u32 i = 0; i < m->heap->config.threads; i++) {
        struct gc_marker *w = &m->heap->markers[i];
        if (w->capacity <= STACK_KEEP)
            continue;
        u32 *small = mem_try_alloc(STACK_START * sizeof(u32));
        if (small == NULL)
            continue;
        mem_free(w->stack);
        w->stack = small;
        w->capacity = STACK_START;
    }
}
