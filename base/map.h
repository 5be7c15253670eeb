/* SPDX-License-Identifier: MIT
 *
 * map.h - an open-addressing hash table from pointer-sized keys to pointers.
 *
 * Keys are compared with == (symbols and class pointers are unique); key 0 is not allowed.
 * Not locked: the owner serializes.
 */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include "base/base.h"

struct map_entry {
    uintptr_t key; /* 0 = free, 1 = deleted */
    void *value;
};
struct map {
    struct map_entry *entries;
    u32 capacity; /* power of two, or 0 */
    u32 count;    /* live entries */
    u32 used;     /* live + deleted */
};

void map_free(struct map *m);
void *map_get(const struct map *m, const void *key);        /* NULL = absent */
void *map_put(struct map *m, const void *key, void *value); /* returns the old value or NULL */
void *map_remove(struct map *m, const void *key);           /* returns the old value or NULL */
/* Iterates: start with *pos = 0; returns the next entry or NULL. */
struct map_entry *map_next(const struct map *m, u32 *pos);

#endif
