/* SPDX-License-Identifier: MIT
 *
 * cards.c - the table of cards (gc/object.h says what they mean, gc/young.c what they are for).
 *
 * Heaps lie within the reach of references, so the cards of a span are neighbours, and no other span has one of them.
 */
#include "gc/heap.h"

#include <string.h>

#define CARD_SIZE ((size_t)1 << CARD_SHIFT)
#define EACH_CARD 0x0101010101010101u

u8 gc_cards[REFERENCE_REACH >> CARD_SHIFT];

static_assert(BLOCK_SIZE / CARD_SIZE % sizeof(u64) == 0, "the cards of a block are looked at by the word");
static_assert(CARD_DIRTY << 1 == CARD_WRITTEN, "see cards_clean");

void object_wrote_range(const void *slot, size_t bytes) {
    if (bytes == 0)
        return;
    size_t first = card_of(slot), last = card_of((const char *)slot + bytes - 1);
    /* one by one, as object_wrote does: other threads store the same cards */
    for (size_t card = first; card <= last; card++)
        __atomic_store_n(&gc_cards[card], CARD_DIRTY, __ATOMIC_RELAXED);
}

void cards_clean(const void *low, size_t bytes, bool large) {
    u64 *first = (u64 *)(void *)&gc_cards[card_of(low)];
    for (u64 *p = first; p < first + bytes / CARD_SIZE / sizeof(u64); p++)
        if (*p != 0) /* most are clean, many of those were never touched */
            *p = large ? (*p & EACH_CARD * CARD_WRITTEN) | (*p & EACH_CARD * CARD_DIRTY) << 1 : 0;
}

void cards_reset(const void *low, size_t bytes) {
    memset(&gc_cards[card_of(low)], 0, bytes / CARD_SIZE);
}

const char *cards_find_written(const char *low, const char *high) {
    const char *start = (const char *)((uintptr_t)low & ~(CARD_SIZE - 1)); /* of low's card */
    size_t first = card_of(low), end = first + ((size_t)(high - start) + CARD_SIZE - 1) / CARD_SIZE;
    u64 word;
    for (size_t card = first; card < end; card += sizeof word - card % sizeof word) {
        memcpy(&word, &gc_cards[card & ~(sizeof word - 1)], sizeof word);
        word >>= card % sizeof word * 8;
        if (word == 0)
            continue;
        const char *found = start + ((card - first + (size_t)__builtin_ctzll(word) / 8) << CARD_SHIFT);
        return MAX_OF(low, found);
    }
    return high;
}
