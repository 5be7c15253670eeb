/* SPDX-License-Identifier: MIT
 *
 * map.c - open addressing with linear probing and deletion marks.
 *
 * Invariants: capacity is a power of two; used (live + deleted) stays below 3/4 of it, so a probe always ends at a free
 * entry. Growing drops the deletion marks. Keys are pointers, whose low bits are alike: the slot comes from the high
 * bits of a product (Fibonacci hashing).
 */
#include "base/map.h"

#include "base/mem.h"

enum { KEY_FREE = 0, KEY_DELETED = 1 };

static u32 slot_of(const struct map *m, uintptr_t key) {
    return (u32)(((u64)key * 0x9E3779B97F4A7C15u) >> 32) & (m->capacity - 1);
}

void map_free(struct map *m) {
    mem_free(m->entries);
    *m = (struct map){0};
}

static struct map_entry *entry_find(const struct map *m, uintptr_t key) {
    if (m->capacity == 0)
        return NULL;
    for (u32 i = slot_of(m, key);; i = (i + 1) & (m->capacity - 1)) {
        struct map_entry *e = &m->entries[i];
        if (e->key == key)
            return e;
        if (e->key == KEY_FREE)
            return NULL;
    }
}

static void grow_map(struct map *m) {
    struct map old = *m;
    u32 capacity = 16;
    while (capacity / 2 <= old.count)
        capacity *= 2;
    BUG_ON(capacity == 0);
    m->entries = mem_calloc(capacity, sizeof *m->entries);
    m->capacity = capacity;
    m->used = old.count;
    for (u32 i = 0; i < old.capacity; i++) {
        if (old.entries[i].key <= KEY_DELETED)
            continue;
        u32 j = slot_of(m, old.entries[i].key);
        while (m->entries[j].key != KEY_FREE)
            j = (j + 1) & (capacity - 1);
        m->entries[j] = old.entries[i];
    }
    mem_free(old.entries);
}

void *map_get(const struct map *m, const void *key) {
    struct map_entry *e = entry_find(m, (uintptr_t)key);
    return e != NULL ? e->value : NULL;
}

void *map_put(struct map *m, const void *key, void *value) {
    uintptr_t k = (uintptr_t)key;
    BUG_ON(k <= KEY_DELETED);
    struct map_entry *e = entry_find(m, k);
    if (e != NULL) {
        void *old = e->value;
        e->value = value;
        return old;
    }
    if (m->capacity == 0 || (u64)m->used * 4 >= (u64)m->capacity * 3)
        grow_map(m);
    u32 i = slot_of(m, k);
    while (m->entries[i].key > KEY_DELETED)
        i = (i + 1) & (m->capacity - 1);
    if (m->entries[i].key == KEY_FREE)
        m->used++;
    m->entries[i] = (struct map_entry){.key = k, .value = value};
    m->count++;
    return NULL;
}

void *map_remove(struct map *m, const void *key) {
    uintptr_t k = (uintptr_t)key;
    if (k <= KEY_DELETED)
        return NULL;
    struct map_entry *e = entry_find(m, k);
    if (e == NULL)
        return NULL;
    void *old = e->value;
    *e = (struct map_entry){.key = KEY_DELETED};
    m->count--;
    return old;
}

struct map_entry *map_next(const struct map *m, u32 *pos) {
    while (*pos < m->capacity) {
        struct map_entry *e = &m->entries[(*pos)++];
        if (e->key > KEY_DELETED)
            return e;
    }
    return NULL;
}
