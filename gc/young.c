/* SPDX-License-Identifier: MIT
 *
 * young.c - young collections: what survived an earlier collection is taken for alive.
 *
 * Generations without moving, by sticky mark bits: an object is old when its mark bit is left over from the last
 * collection, young otherwise. A young collection keeps the bits, so marking stops at old objects, and what it marks
 * becomes old. A full collection begins by clearing them.
 *
 * What only old objects refer to is found through cards (gc/object.h): every store of a reference dirties the card of
 * the slot. The old objects that reach into a dirty card are scanned again; of big arrays only that part. As all
 * survivors are old afterwards no old object refers to a young one when a collection ends: sweeping cleans the cards.
 *
 * Memory outside of the heap that an object keeps alive things from (struct class for a mirror, struct loader for a
 * class loader) is covered by the card of the object's header: whoever stores a reference there calls
 * object_wrote(object). Everything else outside is a root each time.
 *
 * When a young collection is due and when it does not pay: gc/budget.c.
 */
#include "gc/heap.h"

#include <string.h>

#define CARD_SIZE   ((u32)1 << CARD_SHIFT)
#define BLOCK_CARDS (BLOCK_SIZE >> CARD_SHIFT)
#define EACH_CARD   0x0101010101010101u

u8 gc_cards[(size_t)1 << (32 - CARD_SHIFT)];

static_assert(BLOCK_CARDS % sizeof(u64) == 0, "the cards of a block are looked at by the word");
static_assert(CARD_DIRTY << 1 == CARD_WRITTEN, "see cards_clean");
static_assert(CARD_SIZE >> GRANULE_SHIFT == 32, "see scan_cells");

void object_wrote_range(const void *slot, size_t bytes) {
    if (bytes == 0)
        return;
    u32 first = (u32)(uintptr_t)slot >> CARD_SHIFT;
    u32 last = ((u32)(uintptr_t)slot + (u32)(bytes - 1)) >> CARD_SHIFT;
    /* one by one, as object_wrote does: other threads store the same cards */
    for (u32 card = first; card <= last; card++)
        __atomic_store_n(&gc_cards[card], CARD_DIRTY, __ATOMIC_RELAXED);
}

void cards_clean(u32 low, u32 high, bool large) {
    u64 *first = (u64 *)(void *)&gc_cards[low >> CARD_SHIFT];
    for (u64 *p = first; p < first + (high - low) / CARD_SIZE / sizeof(u64); p++)
        if (*p != 0) /* most are clean, many of those were never touched */
            *p = large ? (*p & EACH_CARD * CARD_WRITTEN) | (*p & EACH_CARD * CARD_DIRTY) << 1 : 0;
}

void cards_reset(u32 low, u32 high) {
    memset(&gc_cards[low >> CARD_SHIFT], 0, (high - low) / CARD_SIZE);
}

bool card_is_dirty(u32 address) {
    return gc_cards[address >> CARD_SHIFT] == CARD_DIRTY;
}

bool card_is_written(u32 address) {
    return gc_cards[address >> CARD_SHIFT] != 0;
}

u32 cards_find_written(u32 low, u32 high) {
    u32 card = low >> CARD_SHIFT, end = (high + CARD_SIZE - 1) >> CARD_SHIFT;
    for (u64 word; card < end; card += sizeof word - card % sizeof word) {
        memcpy(&word, &gc_cards[card & ~(u32)(sizeof word - 1)], sizeof word);
        word >>= card % sizeof word * 8;
        if (word != 0)
            return MAX_OF(low, (card + (u32)__builtin_ctzll(word) / 8) << CARD_SHIFT);
    }
    return high;
}

/* Has the span old objects that hold references? */
static bool matters(const struct heap *h, u32 first) {
    const struct block *b = &h->block[first];
    if (b->state == BLOCK_CELLS)
        return true;
    u32 o = h->base + (first << BLOCK_SHIFT);
    const struct object *object = (const struct object *)(uintptr_t)o;
    return mark_is_set(h, o) && object->klass != 0 && object_layout(object)->kind != LAYOUT_PRIM_ARRAY;
}

/* Scans the old cells of a span that reach into a card. A card has 32 granules: half a word of mark bits tells which
 * old cells begin there, and most dirty cards have none, as most stores are to young objects. */
static void scan_cells(struct gc_marker *m, u32 first, u32 low, u32 high) {
    struct heap *h = m->heap;
    const struct size_class *sc = &h->classes[h->block[first].size_class];
    u32 span = h->base + (first << BLOCK_SHIFT), granule = heap_granule(h, low);
    u32 before = span + heap_cell_index(sc, low - span) * sc->size; /* reaches into it, perhaps */
    if (before < low && mark_is_set(h, before))
        mark_scan_part(m, before, low, high);
    u32 bits = (u32)(h->mark_bits[granule >> 6] >> (granule & 32));
    for (; bits != 0; bits &= bits - 1) {
        /* A cell of at least 16 bytes that starts in the granule contains its middle. */
        u32 middle = low + ((u32)__builtin_ctz(bits) << GRANULE_SHIFT) + (1 << GRANULE_SHIFT) / 2;
        mark_scan_part(m, span + heap_cell_index(sc, middle - span) * sc->size, low, high);
    }
}

static void scan_card(struct gc_marker *m, u32 first, u32 card) {
    struct heap *h = m->heap;
    u32 low = card << CARD_SHIFT, high = low + CARD_SIZE;
    if (h->block[first].state == BLOCK_CELLS)
        scan_cells(m, first, low, high);
    else
        mark_scan_part(m, h->base + (first << BLOCK_SHIFT), low, high);
}

void young_scan_cards(struct gc_marker *m) {
    struct heap *h = m->heap;
    HEAP_EACH_SPAN(h, first) {
        if (!matters(h, first))
            continue;
        u32 card = (h->base + (first << BLOCK_SHIFT)) >> CARD_SHIFT;
        u32 end = card + h->block[first].span * BLOCK_CARDS;
        for (; card < end; card += sizeof(u64)) {
            u64 word;
            memcpy(&word, &gc_cards[card], sizeof word);
            if (LIKELY((word & EACH_CARD * CARD_DIRTY) == 0))
                continue;
            for (u32 i = card; i < card + sizeof(u64); i++)
                if (gc_cards[i] == CARD_DIRTY)
                    scan_card(m, first, i);
        }
    }
}
