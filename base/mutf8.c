/* SPDX-License-Identifier: MIT
 *
 * mutf8.c - modified UTF-8, UTF-16, UTF-8.
 *
 *      01..7F            0xxxxxxx
 *      00, 80..7FF       110xxxxx 10xxxxxx
 *      800..FFFF         1110xxxx 10xxxxxx 10xxxxxx      (each UTF-16 unit alone, surrogates too)
 *
 * Only mutf8_valid* and utf8_to_utf16 look at untrusted bytes; the other functions rely on a check made before. ASCII
 * runs are handled eight bytes at a time: nearly all names are ASCII.
 */
#include "base/mutf8.h"

/* True when all 8 bytes are in 01..7F. A zero byte under no set high bit borrows in the subtraction. */
static inline bool ascii8(const u8 *s) {
    u64 w;
    memcpy(&w, s, 8);
    return ((w | (w - 0x0101010101010101u)) & 0x8080808080808080u) == 0;
}

static ALWAYS_INLINE bool valid(const u8 *s, size_t n, bool shortest) {
    size_t i = 0;
    while (i < n) {
        if (n - i >= 8 && ascii8(s + i)) {
            i += 8;
            continue;
        }
        u8 c = s[i];
        if (c < 0x80) {
            if (c == 0)
                return false;
            i++;
        } else if ((c & 0xE0) == 0xC0) {
            if (n - i < 2 || (s[i + 1] & 0xC0) != 0x80)
                return false;
            unsigned u = (c & 0x1Fu) << 6 | (s[i + 1] & 0x3Fu);
            if (shortest && u < 0x80 && u != 0)
                return false;
            i += 2;
        } else if ((c & 0xF0) == 0xE0) {
            if (n - i < 3 || (s[i + 1] & 0xC0) != 0x80 || (s[i + 2] & 0xC0) != 0x80)
                return false;
            unsigned u = (c & 0xFu) << 12 | (s[i + 1] & 0x3Fu) << 6;
            if (shortest && u < 0x800)
                return false;
            i += 3;
        } else {
            return false;
        }
    }
    return true;
}

bool mutf8_valid(const u8 *s, size_t length) {
    return valid(s, length, true);
}

bool mutf8_valid_old(const u8 *s, size_t length) {
    return valid(s, length, false);
}

/* Decodes one unit of valid input at *p and steps over it. */
static inline u16 unit_next(const u8 **p) {
    const u8 *s = *p;
    if (s[0] < 0x80) {
        *p += 1;
        return s[0];
    }
    if (s[0] < 0xE0) {
        *p += 2;
        return (u16)((s[0] & 0x1F) << 6 | (s[1] & 0x3F));
    }
    *p += 3;
    return (u16)((s[0] & 0xF) << 12 | (s[1] & 0x3F) << 6 | (s[2] & 0x3F));
}

size_t mutf8_utf16_length(const u8 *s, size_t length, bool *latin1) {
    const u8 *end = s + length;
    size_t units = 0;
    bool narrow = true;
    while (s < end) {
        if (end - s >= 8 && ascii8(s)) {
            s += 8;
            units += 8;
            continue;
        }
        narrow &= unit_next(&s) < 0x100;
        units++;
    }
    *latin1 = narrow;
    return units;
}

void mutf8_to_utf16(const u8 *s, size_t length, u16 *out) {
    const u8 *end = s + length;
    while (s < end)
        *out++ = unit_next(&s);
}

void mutf8_to_latin1(const u8 *s, size_t length, u8 *out) {
    const u8 *end = s + length;
    while (s < end) {
        if (end - s >= 8 && ascii8(s)) {
            memcpy(out, s, 8);
            s += 8;
            out += 8;
            continue;
        }
        *out++ = (u8)unit_next(&s);
    }
}

static inline unsigned unit_size(unsigned u) {
    return u - 1 < 0x7F ? 1 : u < 0x800 ? 2 : 3; /* u - 1 wraps for 0, which takes two bytes */
}

static inline u8 *unit_put(u8 *out, unsigned u) {
    switch (unit_size(u)) {
    case 1:
        *out++ = (u8)u;
        break;
    case 2:
        *out++ = (u8)(0xC0 | u >> 6);
        *out++ = (u8)(0x80 | (u & 0x3F));
        break;
    default:
        *out++ = (u8)(0xE0 | u >> 12);
        *out++ = (u8)(0x80 | (u >> 6 & 0x3F));
        *out++ = (u8)(0x80 | (u & 0x3F));
        break;
    }
    return out;
}

size_t mutf8_length_of_utf16(const u16 *s, size_t n) {
    size_t bytes = 0;
    for (size_t i = 0; i < n; i++)
        bytes += unit_size(s[i]);
    return bytes;
}

size_t mutf8_from_utf16(const u16 *s, size_t n, u8 *out) {
    u8 *p = out;
    for (size_t i = 0; i < n; i++)
        p = unit_put(p, s[i]);
    return (size_t)(p - out);
}

size_t mutf8_length_of_latin1(const u8 *s, size_t n) {
    size_t bytes = 0;
    for (size_t i = 0; i < n; i++)
        bytes += unit_size(s[i]);
    return bytes;
}

size_t mutf8_from_latin1(const u8 *s, size_t n, u8 *out) {
    u8 *p = out;
    for (size_t i = 0; i < n; i++)
        p = unit_put(p, s[i]);
    return (size_t)(p - out);
}

/* One code point of standard UTF-8 at s (n bytes left); returns the bytes used, 0 when they are bad. */
static size_t utf8_decode(const u8 *s, size_t n, u32 *code) {
    u8 c = s[0];
    size_t need = c < 0x80 ? 1 : c >= 0xC2 && c < 0xE0 ? 2 : (c & 0xF0) == 0xE0 ? 3 : c >= 0xF0 && c < 0xF5 ? 4 : 0;
    if (need == 0 || need > n)
        return 0;
    u32 u = need == 1 ? c : c & (0x7Fu >> need);
    for (size_t i = 1; i < need; i++) {
        if ((s[i] & 0xC0) != 0x80)
            return 0;
        u = u << 6 | (s[i] & 0x3Fu);
    }
    if ((need == 3 && (u < 0x800 || (u >= 0xD800 && u < 0xE000))) || (need == 4 && (u < 0x10000 || u > 0x10FFFF)))
        return 0;
    *code = u;
    return need;
}

size_t utf8_to_utf16(const char *text, size_t length, u16 *out) {
    const u8 *s = (const u8 *)text;
    size_t units = 0;
    for (size_t i = 0; i < length;) {
        u32 u;
        size_t used = utf8_decode(s + i, length - i, &u);
        if (used == 0) {
            used = 1;
            u = 0xFFFD;
        }
        i += used;
        if (u >= 0x10000) {
            if (out != NULL) {
                out[units] = (u16)(0xD800 + ((u - 0x10000) >> 10));
                out[units + 1] = (u16)(0xDC00 + ((u - 0x10000) & 0x3FF));
            }
            units += 2;
        } else {
            if (out != NULL)
                out[units] = (u16)u;
            units++;
        }
    }
    return units;
}
