/* SPDX-License-Identifier: MIT
 *
 * symbol.h - unique immutable byte strings (modified UTF-8): names and descriptors.
 *
 * Two symbols of one table are equal exactly when their pointers are. Symbols live as long as the table. All functions
 * are thread safe (one lock inside the table).
 */
#ifndef BASE_SYMBOL_H
#define BASE_SYMBOL_H

#include "base/base.h"

struct symbol {
    u32 hash;
    u16 length;  /* bytes, without the NUL */
    char text[]; /* NUL-terminated */
};
struct symbol_table;

struct symbol_table *symbol_table_create(void);
void symbol_table_destroy(struct symbol_table *st);
struct symbol *symbol_intern(struct symbol_table *st, const char *s, size_t length); /* length <= 65535 */
struct symbol *symbol_intern_cstr(struct symbol_table *st, const char *s);
struct symbol *symbol_lookup(struct symbol_table *st, const char *s, size_t length); /* NULL = unknown */
u32 symbol_table_count(struct symbol_table *st);

#endif
