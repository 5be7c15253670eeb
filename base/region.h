/* SPDX-License-Identifier: MIT
 *
 * region.h - memory at fixed addresses, for a process whose state is to be written to a snapshot.
 *
 * Another process maps the state where it was, so that pointers inside it stay valid. The places:
 *
 *      64 MB   .. 128 MB   low arenas: class metadata
 *      128 MB  .. 384 MB   machine code; a snapshot holds none, but methods hold addresses of stubs (jit/)
 *      384 MB  ..          the heap, as far as -Xmx says (with scaled references: 8 GB ..)
 *      16 TB   .. + 4 GB   what mem_* give
 *      17 TB   ..          lib/modules
 *
 * While region_recording is set, mem_* and low arenas take their memory here (base/mem.c). Nobody else does: a process
 * that records nothing uses malloc, and so does a restored one for what is new. There, what is given back of the
 * region's memory is not used again.
 */
#ifndef BASE_REGION_H
#define BASE_REGION_H

#include "base/base.h"

#define REGION_LOW       ((u64)64 << 20)
#define REGION_LOW_SIZE  ((u64)64 << 20)
#define REGION_CODE      ((u64)128 << 20)
#define REGION_CODE_SIZE ((u64)256 << 20)
#define REGION_HEAP      ((u64)384 << 20)
#define REGION_HEAP_FAR  ((u64)8 << 30)
#define REGION_C         ((u64)16 << 40)
#define REGION_C_SIZE    ((u64)4 << 30)
#define REGION_MODULES   ((u64)17 << 40)

extern bool region_recording; /* set once, by region_start, before there are other threads */

/* Reserves the two areas for memory, and begins to record. False: they are taken, or the system refuses. */
bool region_start(void);
/* Zeroed memory, 16-byte aligned; NULL = the area is full. While recording. */
void *region_alloc(size_t size);
void region_free(void *p);               /* of region_alloc; when nothing is recorded it does nothing */
size_t region_size_of(const void *p);    /* bytes of it that can be used */
void *region_low_alloc(size_t size);     /* whole pages, zeroed, for arenas; NULL = the area is full */
void region_low_free(void *p, size_t n); /* they read as zeros from now on; their addresses are not used again */
/* What is in use of the two areas, from their beginnings. */
size_t region_used(void);
size_t region_low_used(void);

static inline bool region_owns(const void *p) {
    return (u64)(uintptr_t)p - REGION_C < REGION_C_SIZE;
}
static inline bool region_owns_low(const void *p) {
    return (u64)(uintptr_t)p - REGION_LOW < REGION_LOW_SIZE;
}

#endif
