/* SPDX-License-Identifier: MIT
 *
 * liveness.h - which registers of a frame may still be read: a dead local variable is no root.
 */
#ifndef INTERP_LIVENESS_H
#define INTERP_LIVENESS_H

#include "runtime/code.h"

struct gc_marker;
struct thread;

/* Bit sets of the live registers before each instruction. NULL = too large to be worth it. free() with mem_free. */
struct liveness;
struct liveness *liveness_compute(const struct register_code *code);
bool liveness_test(const struct liveness *l, u32 pc, u32 reg);

/* Marks what the thread's Java frames refer to (engine_ops.mark_frames). */
void interp_mark_frames(struct thread *t, struct gc_marker *m);

#endif
