/* SPDX-License-Identifier: MIT
 *
 * budget.c - how much may be allocated until the next collection, and of what kind it is.
 *
 * A full collection is due when the heap has grown by three quarters of what survived the last one, but not before some
 * MB (MIN_GROWTH): the cost of marking is bounded by a constant per allocated byte. A fragmented heap may grow less, by
 * a quarter of what is free in blocks in use: that is memory too, and not all of it fits what comes next.
 * bench/GcFragment needs 218 instead of 240 MB (SerialGC: 238), with growth by all of what survived 264 MB.
 *
 * In between come young collections, as long as they pay. One pays when most of what was allocated since the last
 * collection is dead: it frees that for the price of marking the rest, and so puts off the full one. If less than half
 * is dead, the full collection that is due anyway would have been cheaper: then there are no young ones until the one
 * after, and, should the next attempt fail too, for twice as many full collections, and so on. While the live set is
 * being built up, as full collections see as well, none is tried. They never add to the memory used: the heap still
 * grows by no more than what a full collection is due at.
 */
#include "gc/heap.h"

/* Bytes a small heap may grow by between full collections; otherwise an eighth of -Xmx, up to the most. */
#define MIN_GROWTH      ((size_t)8 << 20)
#define MOST_MIN_GROWTH ((size_t)32 << 20)
#define YOUNG_LEAST     ((size_t)16 << 20)
#define YOUNG_MOST      ((size_t)32 << 20)
#define JUDGED          ((size_t)1 << 20) /* after less allocation nothing is learnt */
enum { SKIP_MOST = 16 };

static size_t growth(const struct heap *h) {
    size_t live = h->pace.full_live;
    size_t bytes = live - live / 4;
    bytes -= MIN_OF(bytes, h->pace.full_rest / 4);
    bytes = MAX_OF(bytes, MIN_OF(MAX_OF(h->max / 8, MIN_GROWTH), MOST_MIN_GROWTH));
    if (h->config.initial_size > live)
        bytes = MAX_OF(bytes, h->config.initial_size - live);
    return bytes;
}

size_t budget_until_full(const struct heap *h) {
    return MAX_OF(h->budget, h->pace.limit > h->live ? h->pace.limit - h->live : 0);
}

/* Bytes between young collections. They have a fixed cost (roots, cards, blocks to look at), and the longer the
 * interval the more is dead. */
static size_t young_interval(const struct heap *h) {
    size_t most = growth(h);
    return MIN_OF(MAX_OF(most / 3, MIN_OF(YOUNG_LEAST, most / 2)), YOUNG_MOST);
}

static void set(struct heap *h) {
    h->pace.limit = MIN_OF(h->pace.full_live + growth(h), h->max);
    size_t left = h->pace.limit > h->live ? h->pace.limit - h->live : 0;
    size_t young = young_interval(h), room = h->max > h->live ? h->max - h->live : 0;
    h->pace.young = h->config.generational && h->pace.skip == 0 && left >= young + young / 2;
    if (h->config.collect_every != 0) /* hostile: all kinds, as soon as possible */
        h->pace.young = h->config.generational && h->collections % 4 != 0;
    h->budget = MIN_OF(h->pace.young ? young : MAX_OF(left, young / 2), room);
}

void budget_start(struct heap *h) {
    h->pace.skip = 1; /* nothing is known yet */
    set(h);
}

void budget_after(struct heap *h, bool young, size_t before, size_t old) {
    struct pace *p = &h->pace;
    size_t allocated = before - old, stayed = h->live > old ? h->live - old : 0;
    bool pays = stayed <= allocated / 2 || allocated < JUDGED;
    if (!young) {
        size_t held = (size_t)h->blocks_used << BLOCK_SHIFT;
        p->full_live = h->live;
        p->full_rest = held > h->live ? held - h->live : 0;
        p->skip -= p->skip > 0;
        if (!pays)
            p->skip = MAX_OF(p->skip, 1u);
    } else if (!pays) {
        p->skip = p->backoff = MIN_OF(MAX_OF(2 * p->backoff, 1u), (u32)SKIP_MOST);
    } else {
        p->backoff = 0;
    }
    set(h);
}
