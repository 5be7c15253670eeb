/* SPDX-License-Identifier: MIT
 *
 * sweep.c - after marking: what is not marked becomes free.
 *
 * The part inside the pause costs a few instructions for each word of bits (256 bytes of bits a block, so about 1 % of
 * what marking costs) and touches no object: mark bits become the alloc bits too, live cells are counted, cards are
 * cleaned, spans without any are given back for use by any size class, the others with room go to the partial list of
 * their class. The rest of sweeping, finding and zeroing free cells, is done by the allocator when it comes to a block
 * (gc/alloc.c), and never for a block it does not need.
 */
#include "gc/heap.h"

/* Poison mode: fill the cells that die now. */
static NOINLINE void poison_dead(struct heap *h, u32 first) {
    const struct size_class *sc = &h->classes[h->block[first].size_class];
    u8 *span = heap_block_start(h, first);
    for (u32 i = 0; i < sc->cells; i++) {
        u8 *cell = span + (size_t)i * sc->size;
        if (granule_get(h->alloc_bits, granule_of(&h->area, cell)) && !mark_is_set(h, cell))
            memset(cell, POISON_BYTE, sc->size);
    }
}

static u16 sweep_bits(struct heap *h, u32 first, u32 count) {
    const u64 *mark = h->mark_bits + (size_t)first * BLOCK_BIT_WORDS;
    u64 *alloc = h->alloc_bits + (size_t)first * BLOCK_BIT_WORDS;
    u32 live = 0;
    for (u32 i = 0; i < count * BLOCK_BIT_WORDS; i++) {
        u64 word = mark[i];
        live += (u32)__builtin_popcountll(word);
        bit_store_word(&alloc[i], word);
    }
    return (u16)live;
}

static void sweep_cells(struct heap *h, u32 first, bool young) {
    struct block *b = &h->block[first];
    const struct size_class *sc = &h->classes[b->size_class];
    if (!young || bit_get(h->taken_map, first)) {
        if (UNLIKELY(h->config.poison))
            poison_dead(h, first);
        b->live = sweep_bits(h, first, b->span);
    }
    h->live += (size_t)b->live * sc->size;
    if (b->live == 0)
        heap_free_span(h, first);
    else if (b->live < sc->cells)
        heap_partial_push(h, b->size_class, first);
}

static void sweep_large(struct heap *h, u32 first) {
    granule start = heap_block_granule(first);
    if (granule_get(h->mark_bits, start)) {
        h->live += h->block[first].extent;
    } else {
        bits_clear(h->alloc_bits, start.number, start.number + 1);
        heap_free_span(h, first);
    }
}

void sweep_heap(struct heap *h, bool young) {
    memset(h->partial, 0, sizeof h->partial);
    h->live = 0;
    HEAP_EACH_SPAN(h, first) {
        const struct block *b = &h->block[first];
        if (h->config.generational)
            cards_clean(heap_block_start(h, first), (size_t)b->span << BLOCK_SHIFT, b->state == BLOCK_LARGE);
        if (b->state == BLOCK_CELLS)
            sweep_cells(h, first, young);
        else
            sweep_large(h, first);
    }
    bits_clear(h->taken_map, 0, h->blocks);
}
