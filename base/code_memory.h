/* SPDX-License-Identifier: MIT
 *
 * code_memory.h - memory for machine code that is made at run time.
 *
 * It is mapped twice: what is written at `write` runs at `run`. So no page is ever writable and executable (W^X), and
 * code can be added while other threads run what is there.
 *
 *      write ---.
 *               +--- the same pages (a file in memory)
 *      run -----'
 *
 * For the compiler, jit/.
 */
#ifndef BASE_CODE_MEMORY_H
#define BASE_CODE_MEMORY_H

#include "base/base.h"

struct code_memory {
    u8 *write;
    const u8 *run; /* below 4 GB: addresses of code fit in 32 bits */
    size_t size;
};

/* Makes at least `size` bytes; they cost memory when they are first written. False: the system refuses. */
bool code_memory_create(struct code_memory *m, size_t size);
/* The same with `run` exactly there; false also when something is mapped there. */
bool code_memory_create_at(struct code_memory *m, size_t size, u64 run);
void code_memory_destroy(struct code_memory *m);
/* Before [offset, offset + size), just written, is run for the first time, by any thread. A place that has held code
 * before may be written again only when no thread can be on its way to the old code. */
void code_memory_flush(const struct code_memory *m, size_t offset, size_t size);

#endif
