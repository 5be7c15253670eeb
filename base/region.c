/* SPDX-License-Identifier: MIT
 *
 * region.c - memory at fixed addresses (region.h).
 *
 * Pieces have a header of 16 bytes and come in sizes that are multiples of 16 up to 1 KB, then four to each doubling.
 * Free ones of a size are a list. What is free is zero but for the link, so that the snapshot holds nothing of what was
 * there before, and is the same whenever the same was done.
 */
#include "base/region.h"

#include <pthread.h>
#include "base/os.h"

enum { UNIT = 16, SMALL_UNITS = 64, DOUBLINGS = 24, SIZES = SMALL_UNITS + 1 + 4 * DOUBLINGS };

struct piece {
    u64 size; /* with this header */
    u32 list;
    u32 unused;
};

/* Of a free one: the next in its list. */
static struct piece **link_of(struct piece *p) {
    return (struct piece **)(void *)(p + 1);
}

bool region_recording;

static struct {
    pthread_mutex_t lock;
    u8 *next;     /* the rest of the area was never used */
    u8 *low_next; /* the same of the low one */
    struct piece *free[SIZES];
} the_region = {.lock = PTHREAD_MUTEX_INITIALIZER};

bool region_start(void) {
    if (!os_map_at(REGION_C, REGION_C_SIZE, OS_READ_WRITE))
        return false;
    if (!os_map_at(REGION_LOW, REGION_LOW_SIZE, OS_READ_WRITE)) {
        os_release((void *)(uintptr_t)REGION_C, REGION_C_SIZE);
        return false;
    }
    the_region.next = (u8 *)(uintptr_t)REGION_C;
    the_region.low_next = (u8 *)(uintptr_t)REGION_LOW;
    region_recording = true;
    return true;
}

/* Rounds a size up to one that has a list; false: too large. */
static bool round_size(size_t *size, u32 *list) {
    size_t units = (*size + UNIT - 1) / UNIT;
    if (units <= SMALL_UNITS) {
        *size = units * UNIT;
        *list = (u32)units;
        return true;
    }
    u32 log = 63 - (u32)__builtin_clzll((u64)*size - 1); /* 2^log < size <= 2^(log + 1) */
    size_t base = (size_t)1 << log, step = base / 4, quarters = (*size - base + step - 1) / step;
    if (log - 10 >= DOUBLINGS)
        return false;
    *size = base + quarters * step;
    *list = SMALL_UNITS + 4 * (log - 10) + (u32)quarters;
    return true;
}

void *region_alloc(size_t size) {
    u32 list;
    if (size > REGION_C_SIZE)
        return NULL;
    size += sizeof(struct piece);
    if (!round_size(&size, &list))
        return NULL;
    pthread_mutex_lock(&the_region.lock);
    struct piece *p = the_region.free[list];
    if (p != NULL) {
        struct piece **link = link_of(p);
        the_region.free[list] = *link;
        *link = NULL;
    } else if (REGION_C + REGION_C_SIZE - (u64)(uintptr_t)the_region.next >= size) {
        p = (struct piece *)(void *)the_region.next;
        the_region.next += size;
        *p = (struct piece){.size = size, .list = list};
    }
    pthread_mutex_unlock(&the_region.lock);
    return p != NULL ? p + 1 : NULL;
}

size_t region_size_of(const void *p) {
    return (size_t)((const struct piece *)p)[-1].size - sizeof(struct piece);
}

void region_free(void *q) {
    if (!region_recording)
        return;
    struct piece *p = (struct piece *)q - 1;
    memset(q, 0, region_size_of(q));
    pthread_mutex_lock(&the_region.lock);
    *link_of(p) = the_region.free[p->list];
    the_region.free[p->list] = p;
    pthread_mutex_unlock(&the_region.lock);
}

void *region_low_alloc(size_t size) {
    size = ALIGN_UP(size, os_page_size());
    pthread_mutex_lock(&the_region.lock);
    u8 *p = REGION_LOW + REGION_LOW_SIZE - (u64)(uintptr_t)the_region.low_next >= size ? the_region.low_next : NULL;
    if (p != NULL)
        the_region.low_next += size;
    pthread_mutex_unlock(&the_region.lock);
    return p;
}

void region_low_free(void *p, size_t n) {
    os_decommit(p, n);
}

size_t region_used(void) {
    return (size_t)((u64)(uintptr_t)the_region.next - REGION_C);
}

size_t region_low_used(void) {
    return (size_t)((u64)(uintptr_t)the_region.low_next - REGION_LOW);
}
