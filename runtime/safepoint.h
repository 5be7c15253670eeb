/* SPDX-License-Identifier: MIT
 *
 * safepoint.h - stopping the world, and the transitions between RUNNING and SAFE that it waits for.
 */
#ifndef RUNTIME_SAFEPOINT_H
#define RUNTIME_SAFEPOINT_H

#include "runtime/thread.h"

struct safepoint; /* in struct vm */

struct safepoint *safepoint_create(void);
/* In a process that has mapped a snapshot: its system may have other means than the one that wrote it. */
void safepoint_take_over(struct vm *vm);

/* RUNNING -> SAFE -> RUNNING; they nest. While SAFE the thread must not read or write the heap. thread_leave_safe
 * blocks while the world is stopped. */
void thread_enter_safe(struct thread *t);
void thread_leave_safe(struct thread *t);
/* The same for a thread whose C frames, up to the innermost call of Java, hold no references that they need: those of
 * foreign code (it has handles), or of code whose objects are kept elsewhere. They are not scanned, so no dead word of
 * theirs keeps an object alive for as long as the thread stays there. */
void thread_enter_native(struct thread *t);
void thread_yield(struct thread *t); /* gives up the processor, in SAFE */

/* Called by the interpreter when its fuel runs out and by long loops of C: blocks while a collection runs. */
void safepoint_poll(struct thread *t);
/* Stops all other threads; returns with the world stopped and the caller RUNNING. Nestable by the same thread. */
void safepoint_begin(struct thread *t);
void safepoint_end(struct thread *t);
bool safepoint_active(const struct vm *vm); /* a stop is requested or in force */
void safepoint_thread_left(struct vm *vm);  /* a thread left vm->threads: a stop may be waiting for it */

#endif
