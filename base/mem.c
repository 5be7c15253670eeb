/* SPDX-License-Identifier: MIT
 *
 * mem.c - checked malloc, and arenas.
 *
 * Every C allocation of the program passes `next_fails`, so that the hostile test mode (mem_fail_at) can make any one
 * of them fail. The counter belongs to the process, as the memory does whose end it plays.
 *
 * An arena is a list of chunks; only the newest has room:
 *
 *      chunks -> [chunk: header | used ... | next ....... end] -> [chunk, full] -> [chunk, full]
 *
 * Pages of low chunks are asked for PREFAULT bytes at a time, which costs a third of a page fault for each. Chunks
 * double from 32 KB to 1 MB, so that a small loader is small and a big one makes few system calls. Chunk memory is
 * always fresh from the system or zeroed, hence allocations are zero-filled.
 *
 * While a snapshot is recorded all memory comes from base/region.h. What it brought to another process is told by its
 * address there.
 */
#include "base/mem.h"

#include <stdarg.h>
#include <stdatomic.h>
#include "base/os.h"
#include "base/region.h"

static _Atomic u64 fail_countdown; /* 0 = off */

static NOINLINE bool countdown_hit(void) {
    u64 n = atomic_load_explicit(&fail_countdown, memory_order_relaxed);
    while (n != 0) {
        if (atomic_compare_exchange_weak_explicit(&fail_countdown, &n, n - 1, memory_order_relaxed,
                                                  memory_order_relaxed))
            return n == 1;
    }
    return false;
}

static inline bool next_fails(void) {
    return UNLIKELY(atomic_load_explicit(&fail_countdown, memory_order_relaxed) != 0) && countdown_hit();
}

void mem_fail_at(u64 n) {
    atomic_store_explicit(&fail_countdown, n, memory_order_relaxed);
}

NORETURN static NOINLINE void out_of_memory(size_t size) {
    fflush(stdout);
    fprintf(stderr, "minijvm: there is insufficient memory to continue (allocating %zu bytes failed)\n", size);
    /* _exit: exit handlers could allocate again and must not run inside a failing allocation. */
    _Exit(1);
}

static inline void *take(size_t size) {
    size = size != 0 ? size : 1;
    return UNLIKELY(region_recording) ? region_alloc(size) : malloc(size);
}

static inline void *take_zeroed(size_t size) {
    size = size != 0 ? size : 1;
    return UNLIKELY(region_recording) ? region_alloc(size) : calloc(1, size);
}

/* p is the region's. */
static NOINLINE void *move(void *p, size_t size) {
    size_t had = region_size_of(p);
    if (size <= had)
        return p;
    void *q = take(size);
    if (q != NULL) {
        memcpy(q, p, had);
        region_free(p);
    }
    return q;
}

static inline void *change(void *p, size_t size) {
    if (p == NULL)
        return take(size);
    if (UNLIKELY(region_owns(p)))
        return move(p, size);
    return realloc(p, size != 0 ? size : 1);
}

void *mem_try_alloc(size_t size) {
    return next_fails() ? NULL : take(size);
}

void *mem_try_realloc(void *p, size_t size) {
    return next_fails() ? NULL : change(p, size);
}

void *mem_alloc(size_t size) {
    void *p = mem_try_alloc(size);
    if (UNLIKELY(p == NULL))
        out_of_memory(size);
    return p;
}

void *mem_calloc(size_t n, size_t size) {
    size_t total;
    if (__builtin_mul_overflow(n, size, &total))
        out_of_memory(SIZE_MAX);
    return mem_zalloc(total);
}

void *mem_zalloc(size_t size) {
    void *p = next_fails() ? NULL : take_zeroed(size);
    if (UNLIKELY(p == NULL))
        out_of_memory(size);
    return p;
}

void *mem_realloc(void *p, size_t size) {
    void *q = mem_try_realloc(p, size);
    if (UNLIKELY(q == NULL))
        out_of_memory(size);
    return q;
}

char *mem_strndup(const char *s, size_t n) {
    char *p = mem_alloc(n + 1);
    memcpy(p, s, n);
    p[n] = '\0';
    return p;
}

char *mem_strdup(const char *s) {
    return mem_strndup(s, strlen(s));
}

char *mem_printf(const char *fmt, ...) {
    va_list ap, again;
    BUG_ON(fmt == NULL); /* also keeps gcc's UBSan builds from warning */
    va_start(ap, fmt);
    va_copy(again, ap);
    int n = vsnprintf(NULL, 0, fmt, ap);
    va_end(ap);
    BUG_ON(n < 0);
    char *p = mem_alloc((size_t)n + 1);
    vsnprintf(p, (size_t)n + 1, fmt, again);
    va_end(again);
    return p;
}

void mem_free(void *p) {
    if (UNLIKELY(region_owns(p)))
        region_free(p);
    else
        free(p);
}

/* ---- arenas ---- */

struct arena_chunk {
    struct arena_chunk *older;
    size_t size; /* with this header */
};

enum {
    CHUNK_FIRST = 32 << 10,
    CHUNK_MOST = 1 << 20,
    PREFAULT = 64 << 10,
    CHUNK_HEADER = ALIGN_UP(sizeof(struct arena_chunk), 16)
};

void arena_init(struct arena *a, bool low) {
    *a = (struct arena){.low = low};
}

void arena_visit(const struct arena *a, void (*visit)(void *context, const void *from, size_t size), void *context) {
    for (const struct arena_chunk *c = a->chunks; c != NULL; c = c->older)
        visit(context, c, c->size);
}

void arena_free(struct arena *a) {
    struct arena_chunk *c = a->chunks;
    while (c != NULL) {
        struct arena_chunk *older = c->older;
        if (!a->low)
            mem_free(c);
        else if (region_recording)
            region_low_free(c, c->size);
        else
            os_release(c, c->size);
        c = older;
    }
    *a = (struct arena){.low = a->low};
}

/* The owner's lock guards an arena; its figures are also read without it (runtime/metadata.c). */
static inline void add_count(size_t *count, size_t n) {
    __atomic_store_n(count, *count + n, __ATOMIC_RELAXED);
}

static struct arena_chunk *chunk_take(struct arena *a, size_t size) {
    struct arena_chunk *c;
    if (a->low) {
        c = next_fails() ? NULL : region_recording ? region_low_alloc(size) : os_map_low(size);
        if (c == NULL)
            out_of_memory(size);
    } else {
        c = mem_zalloc(size);
    }
    c->size = size;
    add_count(&a->reserved, size);
    return c;
}

/* Makes more of the newest chunk usable. */
static bool extend(struct arena *a, size_t least) {
    size_t left = (size_t)(a->chunk_end - a->end);
    size_t step = MIN_OF(MAX_OF((size_t)PREFAULT, ALIGN_UP(least, os_page_size())), left);
    if (step < least)
        return false;
    os_prefault(a->end, step);
    a->end += step;
    return true;
}

static NOINLINE void *alloc_slow(struct arena *a, size_t size, size_t align) {
    size_t need = size + CHUNK_HEADER + align;
    if (need < size || need > (size_t)1 << 40)
        out_of_memory(size);
    if (a->end < a->chunk_end && extend(a, size + align))
        return arena_alloc_aligned(a, size, align);
    size_t wanted = a->reserved < CHUNK_FIRST ? CHUNK_FIRST
                                              : MIN_OF(ALIGN_UP(a->reserved, (size_t)CHUNK_FIRST), (size_t)CHUNK_MOST);
    bool own = need > wanted / 4; /* a large piece gets its own chunk, the current one stays in use */
    size_t chunk_size = own ? ALIGN_UP(need, os_page_size()) : wanted;
    struct arena_chunk *c = chunk_take(a, chunk_size);
    u8 *start = (u8 *)ALIGN_UP((uintptr_t)c + CHUNK_HEADER, align);
    if (own && a->chunks != NULL) {
        c->older = a->chunks->older;
        a->chunks->older = c;
    } else {
        c->older = a->chunks;
        a->chunks = c;
        a->next = start + size;
        a->chunk_end = (u8 *)c + chunk_size;
        a->end = a->low && !own ? (u8 *)c + MIN_OF((size_t)PREFAULT, chunk_size) : a->chunk_end;
        if (a->low)
            os_prefault(c, (size_t)(a->end - (u8 *)c));
    }
    add_count(&a->used, size);
    return start;
}

void *arena_alloc_aligned(struct arena *a, size_t size, size_t align) {
    if (align < 8)
        align = 8;
    uintptr_t start = ALIGN_UP((uintptr_t)a->next, align);
    if (LIKELY(a->next != NULL && start <= (uintptr_t)a->end && size <= (uintptr_t)a->end - start)) {
        a->next = (u8 *)start + size;
        add_count(&a->used, size);
        return (void *)start;
    }
    return alloc_slow(a, size, align);
}

void *arena_alloc(struct arena *a, size_t size) {
    return arena_alloc_aligned(a, size, 8);
}

void *arena_copy(struct arena *a, const void *p, size_t size) {
    void *q = arena_alloc(a, size);
    if (size != 0)
        memcpy(q, p, size);
    return q;
}

char *arena_strndup(struct arena *a, const char *s, size_t n) {
    char *q = arena_alloc(a, n + 1);
    if (n != 0)
        memcpy(q, s, n);
    return q;
}
