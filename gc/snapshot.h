/* SPDX-License-Identifier: MIT
 *
 * snapshot.h - a heap that is written to a file and goes on in another process, in memory at the same addresses.
 *
 * Three things are written: the objects, as memory; struct heap and what mem_* gave it, as the C memory they are in; and
 * the side tables and cards, whose place depends on the heap's size there, as a text of bytes (gc_snapshot_tables).
 */
#ifndef GC_SNAPSHOT_H
#define GC_SNAPSHOT_H

#include "base/buf.h"
#include "gc/gc.h"

/* Makes the heap as small and plain as it can be: call it after a full collection, when only one thread is left. Free
 * memory becomes zero. Then nothing may be allocated any more. */
void gc_quiesce(struct heap *h);
/* After that: where the objects are. */
void gc_snapshot_objects(const struct heap *h, u64 *from, u64 *to);
/* Appends the tables of the blocks in use to out. */
void gc_snapshot_tables(const struct heap *h, struct buf *out);
/* After that, last of all: forgets what is this process's. */
void gc_snapshot_forget(struct heap *h);

/* In the other process: h is in memory that was mapped, tables are what gc_snapshot_tables gave. Reserves the heap as
 * config says, at the same address, whose memory is not mapped yet, and makes [from, to) writable. NULL, or why it
 * cannot be (a constant text). After a failure gc_unadopt undoes what was done. */
const char *gc_adopt(struct heap *h, const struct gc_config *config, const struct gc_ops *ops, const u8 *tables,
                     size_t tables_size);
void gc_unadopt(struct heap *h);
/* When the objects are there: goes on, as after its creation. False: no memory. */
bool gc_resume(struct heap *h);

#endif
