/* SPDX-License-Identifier: MIT
 *
 * object.h - what an object looks like in the heap, and the only code that knows what is in a heap reference.
 *
 *      0        4        8
 *      +--------+--------+----------------------
 *      | klass  | lock   | fields ...                         instance
 *      +--------+--------+--------+--------+----
 *      | klass  | lock   | length | (pad)  | elements at 16   array
 *      +--------+--------+--------+--------+----
 *
 * klass: the class's metadata address; metadata lies below 4 GB. Its first member is a struct layout, which is all the
 * collector knows about a class. lock: thin lock or inflated monitor (runtime/lockword.h). Objects never move, sizes
 * are multiples of 8.
 *
 * A reference in the heap (heap_ref) has 32 bits: the object's address divided by 2^REFERENCE_SHIFT. The shift is
 * fixed when the VM is built: 0, the product, whose heap lies below 4 GB, or 3 (meson's -Dreference_shift=3), with
 * which references reach 32 GB. ref_encode and ref_decode are the only code that turns one into the other. Everywhere
 * else, in registers, slots, handles and C variables, a reference is a plain struct object pointer.
 */
#ifndef GC_OBJECT_H
#define GC_OBJECT_H

#include "base/base.h"

#ifndef REFERENCE_SHIFT /* -Dreference_shift of the build */
#define REFERENCE_SHIFT 0
#endif

/* A reference inside a heap object; bits 0 = null. A structure, so that the compiler finds who takes it for a number or
 * an address; it is passed as a plain u32 is. */
typedef struct {
    u32 bits;
} heap_ref;
#define HEAP_REF_SHIFT  2                                  /* log2 sizeof(heap_ref) */
#define REFERENCE_REACH ((u64)1 << (32 + REFERENCE_SHIFT)) /* addresses below it have a heap_ref */

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
static_assert(sizeof(heap_ref) == 1 << HEAP_REF_SHIFT, "a reference has 32 bits");
static_assert(REFERENCE_SHIFT == 0 || REFERENCE_SHIFT == 3, "objects begin at multiples of 8");

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

/* ---- encoding ---- */

/* The collector finds objects on C stacks and in registers by their addresses; an encoded reference says nothing to it.
 * So wherever a collection can happen, which is in some call, a C function must hold the whole pointer to what it goes
 * on to use. The compiler need not: in a loop that stores the same object again and again it may encode it once, before
 * the loop, and forget the pointer; what was loaded before a call and is used behind it, it may decode behind it. (It
 * may with a shift of 0 too: then it is the upper half of the pointer that is forgotten, and a spilled register takes
 * four bytes of the stack, of which a word holds two.) HELD and DECODED forbid that, without an instruction: the one is
 * a use of the pointer at the place where it is encoded, the other hides from the compiler what the pointer was made
 * of. Both are volatile, so they keep their places between the calls before and behind them. */
#define HELD(pointer)    __asm__ volatile("" : : "r"(pointer))
#define DECODED(pointer) __asm__ volatile("" : "+r"(pointer))

static ALWAYS_INLINE heap_ref ref_encode(const struct object *o) {
    HELD(o);
    return (heap_ref){(u32)((uintptr_t)o >> REFERENCE_SHIFT)};
}
static ALWAYS_INLINE struct object *ref_decode(heap_ref ref) {
    struct object *o = (struct object *)((uintptr_t)ref.bits << REFERENCE_SHIFT);
    DECODED(o);
    return o;
}

/* ---- cards ---- */

/* One byte for each 512 bytes of the address space that references reach. CARD_DIRTY: a reference may have been stored
 * there since the last collection; young collections look at the old objects there (gc/young.c). CARD_WRITTEN: one was
 * stored there before that. Where a card of a large array has neither bit, that piece of it is all null and marking
 * skips it. CARD_WRITTEN is kept for the cards of large objects only; elsewhere it is never set and says nothing.
 *
 * The table is indexed by address and heaps don't overlap, so it belongs to the address space as page tables do, and
 * not to a VM: a barrier needs no pointer to any state. No two places in heaps share a card. An address beyond the
 * reach of references is a valid index too, that of a card below; it dirties that, which costs a look at it. The table
 * takes memory where it is touched only. */
#define CARD_SHIFT 9
enum { CARD_DIRTY = 1, CARD_WRITTEN = 2 };
extern HIDDEN u8 gc_cards[REFERENCE_REACH >> CARD_SHIFT];

static ALWAYS_INLINE size_t card_of(const void *address) {
    if (REFERENCE_SHIFT == 0)
        return (u32)(uintptr_t)address >> CARD_SHIFT; /* the same; compilers take an instruction more for it */
    return ((uintptr_t)address & (REFERENCE_REACH - 1)) >> CARD_SHIFT;
}

/* The write barrier: after every store of a reference to `slot`; also for an object from which memory outside of the
 * heap hangs (a mirror, a loader) when a reference was stored in that memory. Four instructions, no branch: 0.3 % of a
 * program of nothing but reference stores (bench/GcStores). */
static ALWAYS_INLINE void object_wrote(const void *slot) {
    __atomic_store_n(&gc_cards[card_of(slot)], CARD_DIRTY, __ATOMIC_RELAXED);
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
static ALWAYS_INLINE heap_ref *object_ref_slot(const struct object *o, size_t offset) {
    return (heap_ref *)((uintptr_t)o + offset);
}
static inline struct object *object_get_ref(const struct object *o, size_t offset) {
    return ref_decode((heap_ref){__atomic_load_n(&object_ref_slot(o, offset)->bits, REF_LOAD_ORDER)});
}
static ALWAYS_INLINE void object_put_ref(struct object *o, size_t offset, struct object *value) {
    heap_ref *slot = object_ref_slot(o, offset);
    __atomic_store_n(&slot->bits, ref_encode(value).bits, __ATOMIC_RELEASE);
    object_wrote(slot);
}
static inline struct object *object_get_ref_acquire(const struct object *o, size_t offset) {
    return ref_decode((heap_ref){__atomic_load_n(&object_ref_slot(o, offset)->bits, __ATOMIC_SEQ_CST)});
}
static inline void object_put_ref_release(struct object *o, size_t offset, struct object *value) {
    heap_ref *slot = object_ref_slot(o, offset);
    __atomic_store_n(&slot->bits, ref_encode(value).bits, __ATOMIC_SEQ_CST);
    object_wrote(slot);
}
/* Compare and exchange; returns the witness (== expected on success). */
static inline struct object *object_cas_ref(struct object *o, size_t offset, struct object *expected,
                                            struct object *value) {
    heap_ref *slot = object_ref_slot(o, offset), seen = ref_encode(expected);
    __atomic_compare_exchange_n(&slot->bits, &seen.bits, ref_encode(value).bits, false, __ATOMIC_SEQ_CST,
                                __ATOMIC_SEQ_CST);
    object_wrote(slot);
    return ref_decode(seen);
}

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
