/* SPDX-License-Identifier: MIT
 *
 * address.h - the ways in which the files of gc/ say where in the heap something is.
 *
 *      an address           a pointer; as a number (uintptr_t, or size_t from the base) where it is calculated with
 *      a reference          heap_ref, what fields and elements hold (gc/object.h)
 *      a granule            16 bytes of the heap, counted from its base: the index of mark and allocation bits
 *      a block              32 KB of it, a plain u32 (gc/heap.h)
 *
 * References and granules are structures, so that none is taken for another. A cell has 16 bytes at least, so its
 * start's granule is no other cell's; but it begins in the middle of that granule where its size is an odd multiple of
 * 8, so a granule does not tell an address without the size class. Therefore the stacks of marking hold references,
 * which do.
 *
 * Marking goes from a reference to its granule, past the question whether it points into this heap, without making an
 * address of it: three instructions whatever the shift is.
 */
#ifndef GC_ADDRESS_H
#define GC_ADDRESS_H

#include "gc/object.h"

#define GRANULE_SHIFT 4

typedef struct {
    u32 number;
} granule;

struct heap_area {
    uintptr_t base;
    size_t bytes;
    u32 first_ref, refs; /* the same as references: of the base, and how many there are up to the end */
};

static inline struct heap_area area_make(void *base, size_t bytes) {
    return (struct heap_area){.base = (uintptr_t)base,
                              .bytes = bytes,
                              .first_ref = ref_encode(base).bits,
                              .refs = (u32)(bytes >> REFERENCE_SHIFT)};
}

/* Bytes from the base; `bytes` or more = not in the area (an address below it wraps). */
static inline size_t area_offset(const struct heap_area *a, const void *p) {
    return (uintptr_t)p - a->base;
}
static inline bool area_has(const struct heap_area *a, const void *p) {
    return area_offset(a, p) < a->bytes;
}
static inline bool area_has_ref(const struct heap_area *a, heap_ref ref) { /* null wraps to beyond the area */
    return ref.bits - a->first_ref < a->refs;
}

/* ---- granules ---- */

static inline granule granule_at(size_t offset) {
    return (granule){(u32)(offset >> GRANULE_SHIFT)};
}
static inline granule granule_of(const struct heap_area *a, const void *p) {
    return granule_at(area_offset(a, p));
}
static inline granule granule_of_ref(const struct heap_area *a, heap_ref ref) {
    return (granule){(ref.bits - a->first_ref) >> (GRANULE_SHIFT - REFERENCE_SHIFT)};
}

/* Its place in a map of bits. */
static inline size_t granule_word(granule g) {
    return g.number >> 6;
}
static inline u64 granule_bit(granule g) {
    return (u64)1 << (g.number & 63);
}
static inline bool granule_get(const u64 *map, granule g) {
    return (__atomic_load_n(&map[granule_word(g)], __ATOMIC_ACQUIRE) & granule_bit(g)) != 0;
}

#endif
