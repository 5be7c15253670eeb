/* SPDX-License-Identifier: MIT
 *
 * string.h - java.lang.String from C, and the table of interned strings.
 *
 * Strings made here are Latin-1 whenever possible. What makes one may collect; NULL = exception pending.
 */
#ifndef RUNTIME_STRING_H
#define RUNTIME_STRING_H

#include "runtime/thread.h"

struct string_table; /* in struct vm */
struct symbol;
struct vm;

struct object *string_new(struct thread *t, const char *mutf8, size_t length); /* from modified UTF-8 */
struct object *string_new_cstr(struct thread *t, const char *mutf8);
/* From UTF-8; what isn't becomes U+FFFD. */
struct object *string_new_utf8(struct thread *t, const char *utf8);
struct object *string_new_utf16(struct thread *t, const u16 *chars, i32 length);
struct object *string_new_symbol(struct thread *t, const struct symbol *s, bool slashes_to_dots);
struct object *string_intern(struct thread *t, struct object *string);
struct object *string_intern_symbol(struct thread *t, const struct symbol *s); /* literal or name: unique String */
struct object *string_intern_mutf8(struct thread *t, const char *s, size_t length);
i32 string_length(const struct vm *vm, const struct object *string); /* UTF-16 units */
u16 string_char_at(const struct vm *vm, const struct object *string, i32 i);
char *string_to_mutf8(const struct vm *vm, const struct object *string); /* malloc'ed, NUL-terminated */
char *string_to_utf8(const struct vm *vm, const struct object *string);  /* malloc'ed, standard UTF-8 */
/* NULL: it is longer than 65535 bytes of modified UTF-8. */
struct symbol *string_to_symbol(struct vm *vm, const struct object *string, bool dots_to_slashes);
bool string_equals(const struct vm *vm, const struct object *a, const struct object *b);

/* Is there an interned string of this modified UTF-8? */
bool string_is_interned(struct vm *vm, const char *s, size_t length);

struct string_table *string_table_create(void);
void string_clear_weak(struct vm *vm, struct heap *heap); /* drops dead interned strings */

#endif
