/* SPDX-License-Identifier: MIT
 *
 * park.h - LockSupport's permit, sleeping, the blocking part of Object.wait, and interruption.
 *
 * A thread does one of them at a time, in state SAFE. Interrupts and Thread.stop end all of them.
 */
#ifndef RUNTIME_PARK_H
#define RUNTIME_PARK_H

#include "runtime/thread.h"

bool thread_sleep(struct thread *t, i64 ms, i32 nanos); /* false = InterruptedException pending */
void thread_park(struct thread *t, bool absolute, i64 time);
void thread_unpark(struct thread *target);
void thread_interrupt(struct thread *t, struct object *java_thread);
/* For blocking operations that interrupts end: false = the flag was set, is cleared, InterruptedException is
 * pending. */
bool thread_check_interrupt(struct thread *t, const char *message);
/* Object.wait's blocking part (runtime/monitor.c): until wait_notified, interrupt or timeout (ms 0 = none). */
void thread_wait_for_notify(struct thread *t, i64 ms);

#endif
