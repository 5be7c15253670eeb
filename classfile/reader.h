/* SPDX-License-Identifier: MIT
 *
 * reader.h - the bounds-checked big-endian reader that all class-file bytes pass through.
 *
 * A read behind the end gives 0, moves to the end and sets `overrun`, which stays set. A parser thus reads a group of
 * fields and asks once. Loops over counts from the file must ask in each turn.
 */
#ifndef CLASSFILE_READER_H
#define CLASSFILE_READER_H

#include "classfile/classfile.h"

struct reader {
    const u8 *at, *end;
    bool overrun;
};

static inline size_t reader_left(const struct reader *r) {
    return (size_t)(r->end - r->at);
}

/* Takes n bytes; NULL (and overrun) when there are fewer. */
static inline const u8 *reader_take(struct reader *r, size_t n) {
    const u8 *p = r->at;
    if (UNLIKELY(n > reader_left(r))) {
        r->at = r->end;
        r->overrun = true;
        return NULL;
    }
    r->at += n;
    return p;
}

static inline u8 reader_u1(struct reader *r) {
    const u8 *p = reader_take(r, 1);
    return p != NULL ? *p : 0;
}

static inline u16 reader_u2(struct reader *r) {
    const u8 *p = reader_take(r, 2);
    return p != NULL ? be16(p) : 0;
}

static inline u32 reader_u4(struct reader *r) {
    const u8 *p = reader_take(r, 4);
    return p != NULL ? be32(p) : 0;
}

#endif
