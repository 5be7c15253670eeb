/* SPDX-License-Identifier: MIT
 *
 * thread_dump.h - what threads wait for, deadlocks, and the dump that SIGQUIT prints.
 */
#ifndef DIAGNOSTICS_THREAD_DUMP_H
#define DIAGNOSTICS_THREAD_DUMP_H

#include <stdio.h>
#include "base/buf.h"
#include "runtime/thread.h"

/* What a thread waits for, and the Thread that holds it (NULL: nobody, or itself). The world is stopped. */
struct thread_blocker {
    struct object *object, *owner;
};
struct thread_blocker thread_find_blocker(struct vm *vm, const struct thread *thread);
/* AbstractOwnableSynchronizer.exclusiveOwnerThread; NULL for objects of other classes. */
struct object *thread_synchronizer_owner(struct vm *vm, struct object *blocker);
/* Does the thread wait for itself through at most `threads` others? The world is stopped. */
bool thread_in_deadlock(struct vm *vm, struct thread *thread, u32 threads, bool monitors_only);

/* The full dump in HotSpot's format: every thread with its frames and monitors, JNI references, deadlocks, the heap.
 * Stops the world. */
void thread_dump_print(struct thread *t, FILE *out);
/* The frames alone, one line each ("\tat ..."). */
void thread_dump_frames(struct thread *thread, struct buf *out);

#endif
