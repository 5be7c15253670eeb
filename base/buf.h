/* SPDX-License-Identifier: MIT
 *
 * buf.h - a growable byte buffer; always NUL-terminated after any append, so data works as a C string.
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stdarg.h>
#include "base/base.h"

struct buf {
    char *data; /* NULL while empty */
    size_t length, capacity;
};

void buf_free(struct buf *b);
void buf_reset(struct buf *b); /* length = 0, keeps the memory */
void buf_reserve(struct buf *b, size_t extra);
void buf_add(struct buf *b, const void *p, size_t n);
void buf_char(struct buf *b, char c);
void buf_str(struct buf *b, const char *s);
void buf_printf(struct buf *b, const char *fmt, ...) PRINTF_LIKE(2, 3);
void buf_vprintf(struct buf *b, const char *fmt, va_list ap);
const char *buf_cstr(const struct buf *b); /* "" while empty */

#endif
