/* SPDX-License-Identifier: MIT
 *
 * finalization.h - whether the library is about to free memory: references that wait to be enqueued, finalizers that run.
 */
#ifndef RUNTIME_FINALIZATION_H
#define RUNTIME_FINALIZATION_H

#include "runtime/thread.h"

/* For an allocation that found no room: waits until reference processing and finalizers are done or stuck, ms
 * milliseconds at most. False: nothing is under way that t could wait for. May reach a safepoint. */
bool finalization_wait(struct thread *t, u32 ms);

/* Blocks the Reference Handler until there are references to enqueue; the caller is SAFE. */
void finalization_wait_for_pending(struct vm *vm);

#endif
