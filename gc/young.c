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

#define CARD_SIZE       ((u32)1 << CARD_SHIFT)
#define BLOCK_CARDS     (BLOCK_SIZE >> CARD_SHIFT)
#define EACH_CARD_DIRTY (0x0101010101010101u * CARD_DIRTY)

static_assert(BLOCK_CARDS % sizeof(u64) == 0, "the cards of a block are looked at by the word");
static_assert(CARD_SIZE >> GRANULE_SHIFT == 32, "see scan_cells");

/* Has the span old objects that hold references? */
static bool matters(const struct heap *h, u32 first) {
    const struct block *b = &h->block[first];
    if (b->state == BLOCK_CELLS)
        return true;
    const struct object *o = (const struct object *)heap_block_start(h, first);
    return mark_is_set(h, o) && o->klass != 0 && object_layout(o)->kind != LAYOUT_PRIM_ARRAY;
}

/* Scans the old cells of a span that reach into a card. A card has 32 granules: half a word of mark bits tells which
 * old cells begin there, and most dirty cards have none, as most stores are to young objects. */
static void scan_cells(struct gc_marker *m, u32 first, const u8 *low, const u8 *high) {
    struct heap *h = m->heap;
    const struct size_class *sc = &h->classes[h->block[first].size_class];
    u8 *span = heap_block_start(h, first);
    u8 *before = span + heap_cell_index(sc, (u32)(low - span)) * sc->size; /* reaches into it, perhaps */
    if (before < low && mark_is_set(h, before))
        mark_scan_part(m, (struct object *)before, low, high);
    granule start = granule_of(&h->area, low);
    u32 bits = (u32)(h->mark_bits[granule_word(start)] >> (start.number & 32));
    for (; bits != 0; bits &= bits - 1) {
        /* A cell of at least 16 bytes that starts in the granule contains its middle. */
        u32 middle = (u32)(low - span) + ((u32)__builtin_ctz(bits) << GRANULE_SHIFT) + (1 << GRANULE_SHIFT) / 2;
        mark_scan_part(m, (struct object *)(span + heap_cell_index(sc, middle) * sc->size), low, high);
    }
}

static void scan_card(struct gc_marker *m, u32 first, const u8 *low) {
    struct heap *h = m->heap;
    if (h->block[first].state == BLOCK_CELLS)
        scan_cells(m, first, low, low + CARD_SIZE);
    else
        mark_scan_part(m, (struct object *)heap_block_start(h, first), low, low + CARD_SIZE);
}

void young_scan_cards(struct gc_marker *m) {
    struct heap *h = m->heap;
    HEAP_EACH_SPAN(h, first) {
        if (!matters(h, first))
            continue;
        const u8 *start = heap_block_start(h, first), *cards = &gc_cards[card_of(start)];
        u32 count = h->block[first].span * BLOCK_CARDS;
        for (u32 card = 0; card < count; card += sizeof(u64)) {
            u64 word;
            memcpy(&word, cards + card, sizeof word);
            if (LIKELY((word & EACH_CARD_DIRTY) == 0))
                continue;
            for (u32 i = card; i < card + sizeof(u64); i++)
                if (cards[i] == CARD_DIRTY)
                    scan_card(m, first, start + ((size_t)i << CARD_SHIFT));
        }
    }
}
