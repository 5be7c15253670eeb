/* SPDX-License-Identifier: MIT
 *
 * monitor.h - Java monitors: synchronized, Object.wait and notify.
 *
 * The uncontended cases, which need no call, are in runtime/lockword.h.
 */
#ifndef RUNTIME_MONITOR_H
#define RUNTIME_MONITOR_H

#include "runtime/thread.h"

struct vm;
struct monitor;
struct monitor_table; /* in struct vm */

struct monitor_table *monitor_table_create(void);
/* Gives t its thread_id; false when all are in use. Called under threads_lock. */
bool monitor_thread_register(struct vm *vm, struct thread *t);
void monitor_thread_unregister(struct vm *vm, struct thread *t);
/* JNI MonitorEnter: as monitor_enter, but the lock can be found again by monitor_release_all. */
bool monitor_enter_jni(struct thread *t, struct object *o);
void monitor_release_all(struct thread *t);             /* at detach: gives up what JNI MonitorEnter left locked */
struct object *monitor_object(const struct monitor *m); /* what t->blocked_on / waiting_on stand for */
void monitor_visit_roots(struct vm *vm, struct gc_marker *m);
void monitor_clear_weak(struct vm *vm, struct heap *heap); /* world stopped: deflates idle monitors */
bool monitor_enter(struct thread *t, struct object *o);    /* false only on failure to inflate (OutOfMemoryError) */
bool monitor_exit(struct thread *t, struct object *o);     /* false = IllegalMonitorStateException */
bool monitor_try_enter(struct thread *t, struct object *o);
bool monitor_wait(struct thread *t, struct object *o, i64 ms); /* false = exception */
bool monitor_notify(struct thread *t, struct object *o, bool all);
bool monitor_owned(struct thread *t, struct object *o);
struct thread *monitor_owner(struct vm *vm, struct object *o); /* NULL = free; world stopped or racy */

#endif
