/* SPDX-License-Identifier: MIT
 *
 * object.h - what an object looks like in the heap, and the only code that knows how wide a heap reference is.
 *
 *      0        4        8
 *      +--------+--------+----------------------
 *      | klass  | lock   | fields ...                         instance
 *      +--------+--------+--------+--------+----
 *      | klass  | lock   | length | (pad)  | elements at 16   array
 *      +--------+--------+--------+--------+----
 *
 * klass: the class's metadata address; metadata lies below 4 GB. Its first member is a struct layout, which is all the
 * collector knows about a class. lock: thin lock or inflated monitor (runtime/monitor.c). Objects never move, sizes are
 * multiples of 8. References in the heap are 32 bits, zero-based, unscaled (the heap lies below 4 GB); registers and C
 * variables hold plain struct object pointers.
 */
#ifndef GC_OBJECT_H
#define GC_OBJECT_H

#include "base/base.h"

typedef u32 heap_ref; /* a reference inside a heap object; 0 = null */

struct object {
    u32 klass;
    u32 lock; /* accessed atomically by runtime/monitor.c only */
};

struct array {
    struct object header;
    u32 length; /* elements */
    u32 pad;
};
#define ARRAY_BASE 16u /* offset of the elements */

/* Value of one local variable, operand or argument: 64 bits; always written whole (ints zero-extended). */
union slot {
    i32 i;
    u32 u;
    i64 j;
    u64 w;
    float f;
    double d;
    struct object *o;
    void *p;
};
static_assert(sizeof(union slot) == 8, "a slot is 64 bits");

enum layout_kind {
    LAYOUT_INSTANCE,
    LAYOUT_MIRROR, /* java.lang.Class: size and references differ by object (static fields live there) */
    LAYOUT_LOADER, /* instance of a java.lang.ClassLoader: gc_ops.visit_loader knows what else it keeps alive */
    LAYOUT_REF_ARRAY,
    LAYOUT_PRIM_ARRAY,
};
enum reference_strength { STRENGTH_STRONG, STRENGTH_SOFT, STRENGTH_WEAK, STRENGTH_FINAL, STRENGTH_PHANTOM };

/* `count` consecutive heap_refs at `offset` from the object's start. */
struct ref_run {
    u32 offset, count;
};

/* First member of every class. */
struct layout {
    u8 kind;           /* enum layout_kind */
    u8 strength;       /* enum reference_strength: subclasses of java.lang.ref.SoftReference ... */
    u8 element_shift;  /* arrays: log2 of the element size */
    u8 finalizable;    /* has a non-empty finalize() */
    u32 instance_size; /* bytes incl. header, multiple of 8 (not arrays) */
    u32 ref_runs_count;
    heap_ref keep_alive;      /* every instance keeps this object alive: the mirror of a class that can be unloaded;
                               * else 0 */
    struct ref_run *ref_runs; /* incl. inherited fields; for a Reference WITHOUT its referent and discovered fields */
};

static inline const struct layout *object_layout(const struct object *o) {
    return (const struct layout *)(uintptr_t)o->klass;
}

/* ---- cards ---- */

/* One byte for each 512 bytes of address space below 4 GB. CARD_DIRTY: a reference may have been stored there since the
 * last collection; young collections look at the old objects there (gc/young.c). CARD_WRITTEN: one was stored there
 * before that. Where a card of a large array has neither bit, that piece of it is all null and marking skips it.
 * CARD_WRITTEN is kept for the cards of large objects only; elsewhere it is never set and says nothing.
 *
 * The table is indexed by address and heaps don't overlap, so it belongs to the address space as page tables do, and
 * not to a VM: a barrier needs no pointer to any state, and any address is a valid index. It costs memory where it is
 * touched only. */
#define CARD_SHIFT 9
enum { CARD_DIRTY = 1, CARD_WRITTEN = 2 };
extern HIDDEN u8 gc_cards[(size_t)1 << (32 - CARD_SHIFT)];

/* The write barrier: after every store of a reference to `slot`; also for an object from which memory outside of the
 * heap hangs (a mirror, a loader) when a reference was stored in that memory. Four instructions, no branch: 0.3 % of a
 * program of nothing but reference stores (bench/GcStores). */
static ALWAYS_INLINE void object_wrote(const void *slot) {
    __atomic_store_n(&gc_cards[(u32)(uintptr_t)slot >> CARD_SHIFT], CARD_DIRTY, __ATOMIC_RELAXED);
}
/* The same after copying references into [slot, slot + bytes). */
void object_wrote_range(const void *slot, size_t bytes);

/* ---- references ---- */

/* The only loads and stores of references in heap objects. `offset` in bytes from the object's start.
 *
 * Stores release: whoever finds an object through the heap, in whatever racy way, finds its header and the fields its
 * constructor wrote (JLS 17.5), since what is read through the reference depends on it. On x86 this is a plain store.
 * Loads rely on that dependency, which every processor obeys but ThreadSanitizer doesn't know. */
#if defined(THREAD_SANITIZER)
#define REF_LOAD_ORDER __ATOMIC_ACQUIRE
#else
#define REF_LOAD_ORDER __ATOMIC_RELAXED
#endif
static inline struct object *object_get_ref(const struct object *o, size_t offset) {
    return (struct object *)(uintptr_t)__atomic_load_n((const heap_ref *)((const char *)o + offset), REF_LOAD_ORDER);
}
static ALWAYS_INLINE void object_put_ref(struct object *o, size_t offset, struct object *value) {
    char *slot = (char *)o + offset;
    __atomic_store_n((heap_ref *)slot, (heap_ref)(uintptr_t)value, __ATOMIC_RELEASE);
    object_wrote(slot);
}
static inline struct object *object_get_ref_acquire(const struct object *o, size_t offset) {
    return (struct object *)(uintptr_t)__atomic_load_n((const heap_ref *)((const char *)o + offset), __ATOMIC_SEQ_CST);
}
static inline void object_put_ref_release(struct object *o, size_t offset, struct object *value) {
    char *slot = (char *)o + offset;
    __atomic_store_n((heap_ref *)slot, (heap_ref)(uintptr_t)value, __ATOMIC_SEQ_CST);
    object_wrote(slot);
}
/* Compare and exchange; returns the witness (== expected on success). */
static inline struct object *object_cas_ref(struct object *o, size_t offset, struct object *expected,
                                            struct object *value) {
    char *slot = (char *)o + offset;
    heap_ref e = (heap_ref)(uintptr_t)expected;
    __atomic_compare_exchange_n((heap_ref *)slot, &e, (heap_ref)(uintptr_t)value, false, __ATOMIC_SEQ_CST,
                                __ATOMIC_SEQ_CST);
    object_wrote(slot);
    return (struct object *)(uintptr_t)e;
}
#define HEAP_REF_SHIFT 2 /* log2 sizeof(heap_ref) */

static inline u32 array_length(const struct object *a) {
    return ((const struct array *)a)->length;
}
static inline void *array_data(struct object *a) {
    return (char *)a + ARRAY_BASE;
}
static inline struct object *array_get_ref(const struct object *a, u32 i) {
    return object_get_ref(a, ARRAY_BASE + ((size_t)i << HEAP_REF_SHIFT));
}
static inline void array_put_ref(struct object *a, u32 i, struct object *v) {
    object_put_ref(a, ARRAY_BASE + ((size_t)i << HEAP_REF_SHIFT), v);
}

/* Primitive fields: FIELD(o, offset, i32) is an lvalue. */
#define FIELD(o, offset, type) (*(type *)((char *)(o) + (offset)))
#define ARRAY_AT(a, i, type)   (((type *)((char *)(a) + ARRAY_BASE))[i])

#endif
