/* SPDX-License-Identifier: MIT
 *
 * mem.h - C memory: checked malloc, and arenas.
 *
 * mem_* never return NULL except the mem_try_* forms: when memory is gone they print one line and exit(1), like
 * HotSpot's "insufficient memory" (a VM without C memory cannot run Java's handlers). Sizes that come from input use
 * the mem_try_* forms and become OutOfMemoryError above. mem_fail_at(n) makes the n-th allocation from now fail
 * (hostile test mode).
 *
 * An arena is a bump allocator freed as a whole. A low arena hands out memory below 4 GB, which is what class metadata
 * needs: an object's header holds its class as a 32-bit pointer.
 * Arenas are not locked: the owner serializes.
 */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include "base/base.h"

void *mem_alloc(size_t size);            /* uninitialized */
void *mem_zalloc(size_t size);           /* zeroed */
void *mem_calloc(size_t n, size_t size); /* zeroed, overflow checked */
void *mem_realloc(void *p, size_t size);
void *mem_try_alloc(size_t size); /* NULL when out of memory */
void *mem_try_realloc(void *p, size_t size);
char *mem_strdup(const char *s);
char *mem_strndup(const char *s, size_t n);
char *mem_printf(const char *fmt, ...) PRINTF_LIKE(1, 2); /* malloc'ed; caller frees */
void mem_free(void *p);                                   /* NULL allowed */
void mem_fail_at(u64 n);                                  /* 0 = off */

struct arena {
    struct arena_chunk *chunks;
    u8 *next, *end;  /* room whose pages are there */
    u8 *chunk_end;   /* more room, in the newest chunk */
    size_t used;     /* bytes handed out */
    size_t reserved; /* bytes taken from the system */
    bool low;        /* chunks lie below 4 GB */
};

void arena_init(struct arena *a, bool low);
void arena_free(struct arena *a);                /* frees every chunk; the struct can be used again after arena_init */
void *arena_alloc(struct arena *a, size_t size); /* 8-byte aligned, zeroed */
void *arena_alloc_aligned(struct arena *a, size_t size, size_t align); /* zeroed; align is a power of two <= 4096 */
void *arena_copy(struct arena *a, const void *p, size_t size);
/* Calls visit for each piece of memory that the arena got from the system, used or not. */
void arena_visit(const struct arena *a, void (*visit)(void *context, const void *from, size_t size), void *context);
char *arena_strndup(struct arena *a, const char *s, size_t n); /* NUL-terminated copy */

#endif
