/* SPDX-License-Identifier: MIT
 *
 * buf.c - a growable byte buffer.
 *
 * Capacity doubles; one byte behind the content is always kept for the NUL.
 */
#include "base/buf.h"

#include "base/mem.h"

void buf_free(struct buf *b) {
    mem_free(b->data);
    *b = (struct buf){0};
}

void buf_reset(struct buf *b) {
    b->length = 0;
    if (b->data != NULL)
        b->data[0] = '\0';
}

void buf_reserve(struct buf *b, size_t extra) {
    size_t need;
    if (__builtin_add_overflow(b->length, extra, &need) || need > SIZE_MAX / 4)
        BUG("buffer too long");
    need++;
    if (need <= b->capacity)
        return;
    size_t capacity = b->capacity < 64 ? 64 : b->capacity;
    while (capacity < need)
        capacity *= 2;
    b->data = mem_realloc(b->data, capacity);
    b->capacity = capacity;
}

void buf_add(struct buf *b, const void *p, size_t n) {
    buf_reserve(b, n);
    if (n != 0)
        memcpy(b->data + b->length, p, n);
    b->length += n;
    b->data[b->length] = '\0';
}

void buf_char(struct buf *b, char c) {
    buf_add(b, &c, 1);
}

void buf_str(struct buf *b, const char *s) {
    buf_add(b, s, strlen(s));
}

void buf_vprintf(struct buf *b, const char *fmt, va_list ap) {
    va_list again;
    va_copy(again, ap);
    buf_reserve(b, 0);
    size_t room = b->capacity - b->length;
    int n = vsnprintf(b->data + b->length, room, fmt, ap);
    BUG_ON(n < 0);
    if ((size_t)n >= room) {
        buf_reserve(b, (size_t)n);
        vsnprintf(b->data + b->length, (size_t)n + 1, fmt, again);
    }
    va_end(again);
    b->length += (size_t)n;
}

void buf_printf(struct buf *b, const char *fmt, ...) {
    va_list ap;
    va_start(ap, fmt);
    buf_vprintf(b, fmt, ap);
    va_end(ap);
}

const char *buf_cstr(const struct buf *b) {
    return b->data != NULL ? b->data : "";
}
