/* SPDX-License-Identifier: MIT
 *
 * jimage_unpack.h - compressed resources of lib/modules (docs/OPENJDK.md#image-file).
 */
#ifndef CLASSFILE_JIMAGE_UNPACK_H
#define CLASSFILE_JIMAGE_UNPACK_H

#include "base/base.h"

/* The strings of an image; the last byte is NUL. */
struct jimage_strings {
    const char *text;
    u32 size;
};

/* Undoes every compression of `packed`, which must give `size` bytes: malloc'ed. NULL with *fault (a constant text) when
 * the bytes are damaged. Memory is taken for what is there, not for what headers promise. */
u8 *jimage_unpack(struct jimage_strings strings, const u8 *packed, size_t packed_size, u64 size, const char **fault);

#endif
