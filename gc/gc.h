/* SPDX-License-Identifier: MIT
 *
 * gc.h - the heap: allocation and stop-the-world mark-sweep collection.
 *
 * Segregated fit: 32 KB blocks each holding cells of one size class, with mark and allocation bits beside the blocks;
 * large objects apart. Each mutator thread allocates from its own struct alloc_cache without locks. Sweeping is lazy,
 * by the allocator. Nothing moves. Generations by sticky mark bits (config.generational).
 *
 * The library knows no threads and no classes: what it needs from above comes through struct gc_ops. The caller
 * guarantees that during gc_collect no mutator runs (runtime/safepoint.c) and that all caches are registered. Callbacks
 * run with the heap's lock held: they may use what is listed under "for ops" and the lookups, but not allocate.
 */
#ifndef GC_GC_H
#define GC_GC_H

#include "base/base.h"
#include "base/log.h"
#include "gc/object.h"

struct heap;
struct gc_marker;

#define GC_SMALL_MAX    2048u /* bytes; larger objects are not allocated from a cache's runs */
#define GC_SIZE_CLASSES 40u   /* bound of the size-class table */

/* A mutator thread's private free runs: one bump range per size class. Cells in [next, end) are zeroed and unused. */
struct alloc_cache {
    struct {
        u8 *next, *end;
    } run[GC_SIZE_CLASSES];
    u8 *cursor[GC_SIZE_CLASSES];    /* where to look for the next run in the block this cache owns; NULL = owns none */
    u64 allocated;                  /* bytes handed out by this cache since creation (counted when runs are taken) */
    u64 folded;                     /* how much of it the heap has counted */
    struct alloc_cache *next_cache; /* heap's list */
};

struct gc_ops {
    /* Reports every root: gc_mark_root for exact ones, gc_mark_range for stacks. The first call of each marking and of
     * each verification. */
    void (*visit_roots)(void *vm, struct gc_marker *m);
    /* Layout of this very mirror (LAYOUT_MIRROR objects): size with static fields, all reference runs. With
     * config.threads > 1 this and visit_mirror are called by several marking threads at once. NULL: the mirror is not
     * complete yet and only what its class's own layout says is scanned. */
    const struct layout *(*mirror_layout)(void *vm, struct object *mirror);
    void (*visit_mirror)(void *vm, struct object *mirror, struct gc_marker *m); /* extra edges of a marked mirror */
    void (*visit_loader)(void *vm, struct object *loader,
                         struct gc_marker *m); /* extra edges of a marked LAYOUT_LOADER object */
    /* After marking, before sweeping: drop what is unmarked (string table, weak globals, monitors). Uses
     * gc_is_marked. */
    void (*clear_weak)(void *vm, struct heap *h);
    /* A list of References (linked by `discovered`, last one's is null) was found with a dead referent. */
    void (*enqueue_pending)(void *vm, struct object *first, struct object *last);
};

/* Bytes of objects at most: of the 4 GB that references reach; the rest is for metadata and the program. */
#define GC_MAX_SIZE ((size_t)3584 << 20)

struct gc_config {
    size_t max_size;      /* -Xmx, bytes */
    bool max_explicit;    /* the user asked for max_size: fail rather than reduce it to what there is room for */
    size_t initial_size;  /* -Xms */
    u32 soft_ms_per_mb;   /* SoftRefLRUPolicyMSPerMB; default 1000 */
    u32 threads;          /* marking threads, >= 1 */
    bool generational;    /* young collections between full ones */
    u64 collect_every;    /* hostile: collect at every n-th slow allocation; 0 = off */
    bool poison;          /* hostile: fill freed cells with 0xA5.. */
    bool verify;          /* hostile: check the heap before and after each collection; small heaps use all threads too
                           * */
    u32 verify_every;     /* ... of every n-th only; 0 = 1 */
    u64 base;             /* where the heap begins; 0 = anywhere. It grows from there, whatever its size */
    bool from_below;      /* large objects, too, take the lowest place: what is in use is a short range from base */
    u32 mark_stack_limit; /* hostile: entries, beyond which marking must recover from overflow; 0 = ample */
    struct log *log;
};

/* Offsets in java.lang.ref.Reference, known once that class is laid out. */
struct gc_reference_offsets {
    u32 referent, queue, next, discovered, timestamp; /* timestamp: SoftReference */
};

struct gc_stats {
    size_t capacity, used, max;              /* bytes; used is an estimate between collections */
    u64 collections, time_ns, last_pause_ns; /* all kinds */
    u64 young_collections, young_time_ns;    /* young ones of them */
    bool last_young;
    size_t used_before, used_after; /* last collection */
    const char *last_cause;         /* NULL before the first */
    size_t peak;                    /* most bytes ever in use, or since gc_reset_peak */
};

/* NULL + malloc'ed message when address space in the reach of references cannot be had. */
struct heap *gc_create(const struct gc_config *config, const struct gc_ops *ops, void *vm, char **message);
void gc_destroy(struct heap *h);
void gc_set_reference_offsets(struct heap *h, const struct gc_reference_offsets *offsets);

void gc_cache_register(struct heap *h, struct alloc_cache *c);   /* c zeroed by the caller */
void gc_cache_unregister(struct heap *h, struct alloc_cache *c); /* returns its runs */

/* Slow path: refills the cache or takes a large object. Returns zeroed memory of `size` (multiple of 8) bytes, or NULL
 * when the heap wants a collection first (gc_collect, then try again; NULL after a full collection with clear_soft =
 * out of memory). With may_grow the budget is ignored up to max_size. */
void *gc_alloc_slow(struct heap *h, struct alloc_cache *c, size_t size, bool may_grow);

extern const u8 gc_size_class_table[GC_SMALL_MAX / 8 + 1]; /* (size / 8) -> size class */
extern const u16 gc_size_class_bytes[GC_SIZE_CLASSES];

/* Zeroed cell or NULL (see gc_alloc_slow). The header is the caller's to write before the next safepoint. */
static ALWAYS_INLINE void *gc_alloc(struct heap *h, struct alloc_cache *c, size_t size) {
    if (LIKELY(size <= GC_SMALL_MAX)) {
        unsigned sc = gc_size_class_table[size >> 3];
        u8 *p = c->run[sc].next;
        if (LIKELY(p < c->run[sc].end)) {
            c->run[sc].next = p + gc_size_class_bytes[sc];
            return p;
        }
    }
    return gc_alloc_slow(h, c, size, false);
}

/* Stop-the-world full collection. clear_soft: clear all soft references too (before OutOfMemoryError). */
void gc_collect(struct heap *h, bool clear_soft, const char *cause);
/* The collection that is due when the budget is used up: a young one or a full one. */
void gc_collect_due(struct heap *h, const char *cause);
/* Did the last collections take nearly all the time and free nearly nothing? Asking forgets it. */
bool gc_overhead_exceeded(struct heap *h);
void gc_get_stats(struct heap *h, struct gc_stats *stats);
/* The same without the lock: for crash reports, where it may be held for ever. */
void gc_peek_stats(struct heap *h, struct gc_stats *stats);
void gc_reset_peak(struct heap *h);
void gc_report_exit(struct heap *h);       /* -Xlog:gc+heap+exit */
u64 gc_last_collection_ms(struct heap *h); /* ms since the last one */
/* Clock of the soft reference policy: ms from the heap's creation to its last collection, 0 before the first. The
 * runtime stores it to the static field SoftReference.clock after each gc_collect (get() copies it to timestamp). */
u64 gc_soft_clock_ms(struct heap *h);

/* For ops, while marking: */
void gc_mark_root(struct gc_marker *m, struct object *o); /* exact; NULL allowed */
/* Conservative: of the aligned words of 64 bits, each that is the address of or in an object counts. */
void gc_mark_range(struct gc_marker *m, const void *low, const void *high);
bool gc_is_marked(struct heap *h, const struct object *o); /* clear_weak only */

/* The object that contains address p, or NULL (conservative lookup; also for debuggers and JNI checks). */
struct object *gc_find_object(struct heap *h, const void *p);
/* Calls visit for each object not yet swept (collect first to see only live ones); the world must be stopped. */
void gc_each_object(struct heap *h, void (*visit)(void *ctx, struct object *o, size_t size), void *ctx);
size_t gc_object_size(struct heap *h, const struct object *o); /* bytes by layout */
/* Checks side tables, objects and references; the world must be stopped. False: message says what is wrong. */
bool gc_verify(struct heap *h, char *message, size_t message_size);

#endif
