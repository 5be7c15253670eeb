/* SPDX-License-Identifier: MIT
 *
 * symbol.c - the symbol table: open addressing over pointers, symbols in an arena.
 *
 * The full hash is kept beside each pointer, so that a probe touches a symbol's memory only on a likely match; symbols
 * lie below 4 GB, so that a slot is 8 bytes. Symbols are never removed: a boot makes some 9,000.
 */
#include "base/symbol.h"

#include <pthread.h>
#include "base/mem.h"

struct slot {
    u32 hash;
    u32 symbol; /* its address; 0 = free */
};
static struct symbol *slot_symbol(const struct slot *slot) {
    return (struct symbol *)(uintptr_t)slot->symbol;
}

struct symbol_table {
    pthread_mutex_t lock;
    struct arena arena;
    struct slot *slots;
    u32 capacity; /* power of two; count stays below 3/4 of it */
    u32 count;
};

enum { FIRST_CAPACITY = 1 << 14 };

static u32 hash_bytes(const char *s, size_t length) {
    u64 h = 0x9E3779B97F4A7C15u ^ length;
    while (length >= 8) {
        u64 w;
        memcpy(&w, s, 8);
        h = (h ^ w) * 0xD6E8FEB86659FD93u;
        h ^= h >> 32;
        s += 8;
        length -= 8;
    }
    u64 tail = 0;
    memcpy(&tail, s, length);
    h = (h ^ tail) * 0xD6E8FEB86659FD93u;
    h ^= h >> 29;
    return (u32)(h ^ h >> 32);
}

struct symbol_table *symbol_table_create(void) {
    struct symbol_table *st = mem_zalloc(sizeof *st);
    pthread_mutex_init(&st->lock, NULL);
    arena_init(&st->arena, true);
    st->capacity = FIRST_CAPACITY;
    st->slots = mem_calloc(st->capacity, sizeof *st->slots);
    return st;
}

void symbol_table_destroy(struct symbol_table *st) {
    if (st == NULL)
        return;
    pthread_mutex_destroy(&st->lock);
    arena_free(&st->arena);
    mem_free(st->slots);
    mem_free(st);
}

/* The slot that holds the string, or the free slot where it belongs. */
static struct slot *slot_find(struct symbol_table *st, u32 hash, const char *s, size_t length) {
    for (u32 i = hash & (st->capacity - 1);; i = (i + 1) & (st->capacity - 1)) {
        struct slot *slot = &st->slots[i];
        if (slot->symbol == 0 || (slot->hash == hash && slot_symbol(slot)->length == length &&
                                  memcmp(slot_symbol(slot)->text, s, length) == 0))
            return slot;
    }
}

static void grow_symbols(struct symbol_table *st) {
    u32 capacity = st->capacity * 2;
    BUG_ON(capacity == 0);
    struct slot *slots = mem_calloc(capacity, sizeof *slots);
    for (u32 i = 0; i < st->capacity; i++) {
        if (st->slots[i].symbol == 0)
            continue;
        u32 j = st->slots[i].hash & (capacity - 1);
        while (slots[j].symbol != 0)
            j = (j + 1) & (capacity - 1);
        slots[j] = st->slots[i];
    }
    mem_free(st->slots);
    st->slots = slots;
    st->capacity = capacity;
}

struct symbol *symbol_intern(struct symbol_table *st, const char *s, size_t length) {
    BUG_ON(length > UINT16_MAX);
    u32 hash = hash_bytes(s, length);
    pthread_mutex_lock(&st->lock);
    struct slot *slot = slot_find(st, hash, s, length);
    struct symbol *sym = slot_symbol(slot);
    if (sym == NULL) {
        if ((u64)(st->count + 1) * 4 > (u64)st->capacity * 3) {
            grow_symbols(st);
            slot = slot_find(st, hash, s, length);
        }
        sym = arena_alloc(&st->arena, offsetof(struct symbol, text) + length + 1);
        sym->hash = hash;
        sym->length = (u16)length;
        memcpy(sym->text, s, length);
        *slot = (struct slot){.hash = hash, .symbol = (u32)(uintptr_t)sym};
        st->count++;
    }
    pthread_mutex_unlock(&st->lock);
    return sym;
}

struct symbol *symbol_intern_cstr(struct symbol_table *st, const char *s) {
    return symbol_intern(st, s, strlen(s));
}

struct symbol *symbol_lookup(struct symbol_table *st, const char *s, size_t length) {
    if (length > UINT16_MAX)
        return NULL;
    u32 hash = hash_bytes(s, length);
    pthread_mutex_lock(&st->lock);
    struct symbol *sym = slot_symbol(slot_find(st, hash, s, length));
    pthread_mutex_unlock(&st->lock);
    return sym;
}

u32 symbol_table_count(struct symbol_table *st) {
    pthread_mutex_lock(&st->lock);
    u32 n = st->count;
    pthread_mutex_unlock(&st->lock);
    return n;
}
