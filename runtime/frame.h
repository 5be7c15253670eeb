/* SPDX-License-Identifier: MIT
 *
 * frame.h - the Java frames of a thread: walking them, and what may be asked of one.
 *
 * A frame is an activation of a Java or native method. What it looks like in memory is known to the engines that run
 * methods (runtime/frame_record.h) and to frame.c, which answers everybody else. So an engine can be added, or keep its
 * frames differently, without a change elsewhere.
 *
 * A frame pointer is valid until its method returns or throws. Ask for frames of the calling thread, of a thread that
 * is kept SAFE, or while the world is stopped. Nothing here allocates, blocks or throws.
 */
#ifndef RUNTIME_FRAME_H
#define RUNTIME_FRAME_H

#include "base/base.h"

struct class;
struct frame;
struct method;
struct object;
struct thread;

/* The innermost frame, and the one that called f; NULL = none. Where C called Java they continue with the frame in whose
 * name that C ran. */
struct frame *frame_first(const struct thread *t);
struct frame *frame_next(const struct thread *t, const struct frame *f);
/* The method of the innermost frame: for C code, the native method in whose name it runs. NULL without frames. */
struct method *frame_current_method(const struct thread *t);

struct method *frame_method(const struct frame *f);
/* Bytecode index of the instruction that calls or has left to C; -1 for native methods, 0 before the first one. */
int frame_bci(const struct frame *f);
/* Argument i (in slots; the receiver is argument 0), of a native method or of one that never assigns that parameter and
 * uses it up to its end: others may have given its place to another value. */
struct object *frame_argument(const struct frame *f, u32 i);
/* Every object to which f may refer. Frames have no types, so a number that happens to be the address of an object
 * counts, and what f is done with may still be among them. Arguments in the middle of a call are visited with both
 * frames. The world is stopped or t is the caller. */
void frame_each_reference(const struct thread *t, const struct frame *f, void (*visit)(void *context, struct object *o),
                          void *context);
/* Monitors that t's frame f has entered, innermost first, at most `most`; returns how many. The world is stopped or t
 * is the caller. */
#define FRAME_MONITORS 64 /* of one frame that callers tell apart */
u32 frame_monitors(struct thread *t, const struct frame *f, struct object **found, u32 most);

/* Source line: -1 unknown, -2 native. */
int method_line_number(const struct method *m, int bci);

/* As a frame reads in dumps: "java.lang.Object.wait(java.base@17.0.15/Native Method)", and a class: "java.lang.Object",
 * "[I". Text that does not fit is cut. Both return the length. */
size_t frame_text(const struct frame *f, char *out, size_t room);
size_t frame_class_name(const struct class *k, char *out, size_t room);

/* Rules of getCallerClass (docs/OPENJDK.md#callers): skips reflection, method-handle and LambdaForm frames. */
bool frame_ignored_by_security_walk(const struct frame *f);

#endif
