/* SPDX-License-Identifier: MIT
 *
 * async.h - Thread.stop, suspend and resume, and the poll by which a running thread finds out.
 */
#ifndef RUNTIME_ASYNC_H
#define RUNTIME_ASYNC_H

#include "runtime/thread.h"

/* What the interpreter does when its fuel runs out: safepoint_poll, and what other threads want of this one. False = an
 * exception is pending. */
bool thread_poll(struct thread *t);
/* After blocking: throws what Thread.stop left. False = an exception is pending. */
bool thread_deliver_async(struct thread *t);
void thread_stop(struct thread *t, struct object *java_thread, struct object *throwable);
void thread_suspend(struct thread *t, struct object *java_thread);
void thread_resume(struct thread *t, struct object *java_thread);

#endif
