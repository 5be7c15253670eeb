/* SPDX-License-Identifier: MIT
 *
 * image.h - the file of a snapshot: ranges of memory that are mapped again at their addresses, and named data.
 *
 *      header | table of sections | data ... | pages of memory ...
 *
 * It knows nothing of the VM. A space is a range of addresses; its pages that were not zero are runs in the file, the
 * others are anonymous memory. The file is code to the process that maps it: image_open takes it only from where nobody
 * else can have written it, and checks all that says where something is. What the memory contains is not checked, but for
 * image_verify.
 */
#ifndef BASE_IMAGE_H
#define BASE_IMAGE_H

#include "base/buf.h"

enum { IMAGE_SPACES = 4, IMAGE_ROOTS = 4 };

/* ---- writing ---- */

struct image_writer {
    struct buf table, data;
    u64 roots[IMAGE_ROOTS]; /* the writer's own, found again in struct image */
};

void image_add_data(struct image_writer *w, u32 tag, const void *p, size_t size);
/* The memory [from, to), whole pages, readable; it must not change until image_write is done. */
void image_add_space(struct image_writer *w, u32 space, u64 from, u64 to);
/* Writes the file: under another name first, then renamed, readable to its owner only. NULL, or a malloc'ed message. */
char *image_write(const struct image_writer *w, const char *path);
void image_writer_free(struct image_writer *w);

/* ---- reading ---- */

struct image_section {
    u32 kind, tag;     /* of data the tag; otherwise the space */
    u64 address, size; /* data: 0 */
    u64 offset;        /* in the file; a space: 0 */
};
enum image_kind { IMAGE_DATA, IMAGE_SPACE, IMAGE_RUN };

struct image {
    int file;
    u64 file_size;
    struct image_section *sections;
    u32 sections_count;
    u64 roots[IMAGE_ROOTS];
    u64 contents; /* sum of all behind the table */
};

/* Where a space may lie. */
struct image_area {
    u64 low, high;
};

/* Opens a snapshot; every address is checked against areas (IMAGE_SPACES of them). Follows no link, waits for nothing.
 * NULL, or why it cannot be used (a constant text); then image is closed. */
const char *image_open(struct image *image, const char *path, const struct image_area *areas);
void image_close(struct image *image);
/* Are all bytes what was written? Reads the whole file. */
bool image_verify(const struct image *image);
/* A copy of data, which the caller frees; NULL = there is none, or it cannot be read. */
u8 *image_data(const struct image *image, u32 tag, size_t *size);
/* The range of a space; false: there is none. */
bool image_space(const struct image *image, u32 space, u64 *from, u64 *to);
/* Maps a space, writable and private; nothing that is mapped is replaced. NULL, or why it cannot be. After a failure
 * nothing of it is mapped. */
const char *image_map(const struct image *image, u32 space);
/* Only its runs, over what the caller has mapped there. After a failure some of them are there. */
const char *image_map_runs(const struct image *image, u32 space);

#endif
