/* SPDX-License-Identifier: MIT
 *
 * print.c - the line writer of the class printer, and text from modified UTF-8.
 */
#include "classfile/identifier.h"
#include "tools/javap/print_internal.h"

#include <stdio.h>

/* ---- faults ---- */

void print_fail(struct printer *pr, const u8 *at, const char *fmt, ...) {
    if (pr->failed)
        return;
    pr->failed = true;
    if (!pr->error)
        return;
    pr->error->offset = at ? (size_t)(at - pr->cf->bytes) : 0;
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(pr->error->message, sizeof pr->error->message, fmt, ap);
    va_end(ap);
}

const u8 *take(struct printer *pr, struct cursor *c, size_t n) {
    if ((size_t)(c->end - c->p) < n) {
        print_fail(pr, c->p, "attribute ends early: %zu bytes needed, %zu left", n, (size_t)(c->end - c->p));
        c->p = c->end;
        return NULL;
    }
    const u8 *p = c->p;
    c->p += n;
    return p;
}

u8 take_u1(struct printer *pr, struct cursor *c) {
    const u8 *p = take(pr, c, 1);
    return p ? *p : 0;
}

u16 take_u2(struct printer *pr, struct cursor *c) {
    const u8 *p = take(pr, c, 2);
    return p ? be16(p) : 0;
}

u32 take_u4(struct printer *pr, struct cursor *c) {
    const u8 *p = take(pr, c, 4);
    return p ? be32(p) : 0;
}

/* ---- the line writer ---- */

unsigned utf16_units(const char *s, size_t n) {
    unsigned units = 0;
    for (size_t i = 0; i < n; i++) {
        u8 b = (u8)s[i];
        units += ((b & 0xC0) != 0x80) + (b >= 0xF0);
    }
    return units;
}

static void put_columns(struct printer *pr, unsigned n) {
    buf_reserve(pr->out, n);
    memset(pr->out->data + pr->out->length, ' ', n);
    pr->out->length += n;
    pr->out->data[pr->out->length] = 0;
}

static void put_empty_line(struct printer *pr) {
    if (pr->pending_newline) {
        pr->pending_newline = false;
        buf_char(pr->out, '\n');
    }
}

static void begin_line(struct printer *pr) {
    put_empty_line(pr);
    pr->line = pr->out->length;
    pr->in_line = true;
    put_columns(pr, pr->indent * 2);
}

static void put_run(struct printer *pr, const char *s, size_t n) {
    if (n == 0)
        return;
    if (!pr->in_line)
        begin_line(pr);
    buf_add(pr->out, s, n);
}

/* Length of the output without the blanks at the end of the line. */
static size_t trimmed_length(const struct printer *pr) {
    size_t end = pr->out->length;
    while (end > pr->line && pr->out->data[end - 1] == ' ')
        end--;
    return end;
}

void out_end(struct printer *pr) {
    if (!pr->in_line)
        return;
    pr->out->length = trimmed_length(pr);
    pr->out->data[pr->out->length] = 0;
}

void out_newline(struct printer *pr) {
    if (pr->in_line)
        out_end(pr);
    else
        put_empty_line(pr);
    buf_char(pr->out, '\n');
    pr->in_line = false;
}

void out_bytes(struct printer *pr, const char *s, size_t n) {
    const char *end = s + n, *stop;
    while ((stop = memchr(s, '\n', (size_t)(end - s))) != NULL) {
        put_run(pr, s, (size_t)(stop - s));
        out_newline(pr);
        s = stop + 1;
    }
    put_run(pr, s, (size_t)(end - s));
}

void out_str(struct printer *pr, const char *s) {
    out_bytes(pr, s, strlen(s));
}

/* Formats have no newlines, arguments of "%s" neither. */
static void out_vfmt(struct printer *pr, const char *fmt, va_list ap) {
    if (*fmt == 0)
        return;
    if (!pr->in_line)
        begin_line(pr);
    buf_vprintf(pr->out, fmt, ap);
}

void out_fmt(struct printer *pr, const char *fmt, ...) {
    va_list ap;
    va_start(ap, fmt);
    out_vfmt(pr, fmt, ap);
    va_end(ap);
}

void out_line(struct printer *pr, const char *fmt, ...) {
    va_list ap;
    va_start(ap, fmt);
    out_vfmt(pr, fmt, ap);
    va_end(ap);
    out_newline(pr);
}

void out_tab(struct printer *pr) {
    if (!pr->in_line)
        begin_line(pr);
    const char *start = pr->out->data + pr->line;
    unsigned stop = pr->indent * 2 + 40, column = utf16_units(start, trimmed_length(pr) - pr->line);
    put_columns(pr, column < stop ? stop - column : 1);
}

void out_number(struct printer *pr, i64 value, unsigned width) {
    char digits[32], *p = digits + sizeof digits;
    u64 left = value < 0 ? -(u64)value : (u64)value;
    do {
        *--p = (char)('0' + left % 10);
        left /= 10;
    } while (left);
    if (value < 0)
        *--p = '-';
    unsigned n = (unsigned)(digits + sizeof digits - p);
    for (; n < width && n < sizeof digits; n++)
        *--p = ' ';
    put_run(pr, p, n);
}

void out_index(struct printer *pr, u16 index) {
    put_run(pr, "#", 1);
    out_number(pr, index, 0);
}

void out_name(struct printer *pr, const char *name, const char *end, unsigned width) {
    out_str(pr, name);
    out_str(pr, end);
    size_t n = strlen(name) + strlen(end);
    if (n < width) {
        if (!pr->in_line)
            begin_line(pr);
        put_columns(pr, width - (unsigned)n);
    }
}

/* ---- text ---- */

u32 text_next_unit(const u8 **s, const u8 *end) {
    const u8 *p = *s;
    if (*p < 0x80 || end - p < 2) {
        *s = p + 1;
        return *p;
    }
    if ((*p & 0xE0) == 0xC0 || end - p < 3) {
        *s = p + 2;
        return (u32)(p[0] & 0x1F) << 6 | (p[1] & 0x3F);
    }
    *s = p + 3;
    return (u32)(p[0] & 0x0F) << 12 | (u32)(p[1] & 0x3F) << 6 | (p[2] & 0x3F);
}

static u32 next_char(const u8 **s, const u8 *end) {
    u32 c = text_next_unit(s, end);
    if (c >= 0xD800 && c < 0xDC00 && *s < end) {
        const u8 *after = *s;
        u32 low = text_next_unit(&after, end);
        if (low >= 0xDC00 && low < 0xE000) {
            *s = after;
            return 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
        }
    }
    return c;
}

void text_add_char(struct buf *b, u32 c) {
    if (c < 0x80) {
        buf_char(b, (char)c);
    } else if (c < 0x800) {
        buf_char(b, (char)(0xC0 | c >> 6));
        buf_char(b, (char)(0x80 | (c & 0x3F)));
    } else if (c >= 0xD800 && c < 0xE000) {
        buf_char(b, '?'); /* half a surrogate pair has no UTF-8 */
    } else if (c < 0x10000) {
        buf_char(b, (char)(0xE0 | c >> 12));
        buf_char(b, (char)(0x80 | (c >> 6 & 0x3F)));
        buf_char(b, (char)(0x80 | (c & 0x3F)));
    } else {
        buf_char(b, (char)(0xF0 | c >> 18));
        buf_char(b, (char)(0x80 | (c >> 12 & 0x3F)));
        buf_char(b, (char)(0x80 | (c >> 6 & 0x3F)));
        buf_char(b, (char)(0x80 | (c & 0x3F)));
    }
}

static bool add_escape(struct buf *b, u32 c) {
    static const char plain[] = "\t\n\r\b\f\"'\\", letters[] = "tnrbf\"'\\";
    const char *at = c && c < 0x80 ? strchr(plain, (int)c) : NULL;
    if (at) {
        buf_char(b, '\\');
        buf_char(b, letters[at - plain]);
        return true;
    }
    if (c < 0x20 || (c >= 0x7F && c < 0xA0)) {
        buf_printf(b, "\\u%04x", c);
        return true;
    }
    return false;
}

static bool is_name(const u8 *s, const u8 *end) {
    u32 before = '/';
    while (s < end) {
        u32 c = next_char(&s, end);
        if ((before == '/' && !identifier_has(c, true)) || (c != '/' && !identifier_has(c, false)))
            return false;
        before = c;
    }
    return true;
}

static bool is_plain_ascii(const u8 *s, size_t n, enum text_form form) {
    for (size_t i = 0; i < n; i++) {
        u8 c = s[i];
        if (c >= 0x7F || c < 0x20)
            return false;
        if (form == TEXT_ESCAPED && (c == '"' || c == '\'' || c == '\\'))
            return false;
    }
    return form != TEXT_JAVA;
}

unsigned text_append(struct buf *b, const u8 *s, size_t n, enum text_form form) {
    size_t start = b->length;
    const u8 *end = s + n;
    bool quotes = form == TEXT_CHECKED && (n == 0 || !is_name(s, end));
    if (!quotes && is_plain_ascii(s, n, form)) {
        buf_add(b, s, n);
        return (unsigned)n;
    }
    if (quotes)
        buf_char(b, '"');
    while (s < end) {
        u32 c = next_char(&s, end);
        if (form == TEXT_JAVA && c == '/')
            c = '.';
        if (quotes && (c == '"' || c == '\\' || c == '\n' || c == '\t')) {
            buf_char(b, '\\');
            c = c == '\n' ? 'n' : c == '\t' ? 't' : c;
        }
        if (form != TEXT_ESCAPED || !add_escape(b, c))
            text_add_char(b, c);
    }
    if (quotes)
        buf_char(b, '"');
    return utf16_units(buf_cstr(b) + start, b->length - start);
}

void out_text(struct printer *pr, const u8 *s, size_t n, enum text_form form) {
    struct buf b = {0};
    text_append(&b, s, n, form);
    if (b.length)
        out_bytes(pr, b.data, b.length);
    buf_free(&b);
}

void out_utf8(struct printer *pr, u16 index, enum text_form form) {
    if (!constant_is(pr, index, CP_UTF8))
        return;
    u16 length;
    const char *s = classfile_utf8(pr->cf, index, &length);
    if (form != TEXT_CHECKED && is_plain_ascii((const u8 *)s, length, form))
        out_bytes(pr, s, length);
    else
        out_text(pr, (const u8 *)s, length, form);
}
