/* SPDX-License-Identifier: MIT
 *
 * library_shape.h - what the releases of the class library keep in different places or call in different ways.
 *
 * The rest of the VM asks here and does not know which release it runs on. Each function decides by what the loaded
 * classes have (rows of runtime/known.def with a range), not by the release's number. Facts: docs/OPENJDK.md.
 */
#ifndef RUNTIME_LIBRARY_SHAPE_H
#define RUNTIME_LIBRARY_SHAPE_H

#include "base/base.h"

struct class;
struct method;
struct object;
struct thread;
struct vm;
union slot;

/* ---- java.lang.Thread ----
 *
 * Group, priority, daemon, stack size and status are fields of the Thread itself until 18, of its holder since 19. The
 * constructor makes the holder; before, and when the constructor failed, reading gives 0 and writing does nothing.
 * `thread` is the java.lang.Thread object. */

/* The status is one of enum java_thread_status. Written and read by any thread, SAFE or not: relaxed atomic. */
i32 thread_object_status(const struct vm *vm, const struct object *thread);
void thread_object_set_status(const struct vm *vm, struct object *thread, i32 status);
i32 thread_object_priority(const struct vm *vm, const struct object *thread);
void thread_object_set_priority(const struct vm *vm, struct object *thread, i32 priority);
bool thread_object_is_daemon(const struct vm *vm, const struct object *thread);
void thread_object_set_daemon(const struct vm *vm, struct object *thread);
i64 thread_object_stack_size(const struct vm *vm, const struct object *thread); /* bytes; <= 0: the default */
/* Thread.stop of a thread that was not started (until 18): its run is skipped. */
bool thread_object_is_stillborn(const struct vm *vm, const struct object *thread);
void thread_object_set_stillborn(const struct vm *vm, struct object *thread);
/* Makes a constructed thread a member of its group: until 18 groups know their threads. False = exception. */
bool thread_object_join_group(struct thread *t, struct object *group, struct object *thread);
/* Runs Thread.exit for t's own object. Until 18 again when an exception ended it before it had left the group. */
void thread_object_run_exit(struct thread *t);

/* ---- linking ---- */

/* Calls MethodHandleNatives.linkCallSite or linkDynamicConstant. `args` are `count` slots as 17 takes them, the second
 * one the index of the constant; releases since 21 do without it. Result in args[0]; false = exception. */
bool library_call_linker(struct thread *t, struct method *linker, union slot *args, u32 count);
/* Asks ClassLoader.findNative for the C function `symbol` of m in the libraries of its loader. NULL: not found, or an
 * exception is pending. */
void *library_find_native(struct thread *t, const struct method *m, const char *symbol);

/* ---- reflection and stack walks ---- */

/* Is this loader (may be NULL) one that reflection makes for a generated accessor (until 21)? Its parent is meant. */
bool library_is_accessor_loader(const struct vm *vm, const struct object *loader);
/* java.lang.StackFrameInfo as the StackWalker's buffers have them: the method and the bytecode index of a frame. Until
 * 21 the method is in a MemberName that the library made beforehand. False = exception. */
bool frame_info_fill(struct thread *t, struct object *info, struct method *m, i32 bci);
struct method *frame_info_method(const struct vm *vm, const struct object *info, i32 *bci); /* NULL: not filled */

#endif
