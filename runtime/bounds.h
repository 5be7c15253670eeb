/* SPDX-License-Identifier: MIT
 *
 * bounds.h - limits that whoever starts the VM sets to the work of the program.
 *
 * -XX:MaxInstructions=N   calls and backward branches of Java code, all threads together, counted
 *                         in steps of the interpreter's poll interval
 * -XX:MaxRunTime=MS       milliseconds of wall time since the VM was created
 * -XX:MaxThreads=N        live threads, as ThreadMXBean counts them; starting another one throws
 *                         OutOfMemoryError, which the program may catch
 *
 * The first two end the program: nothing it does can prevent it. A message goes to stderr, then the process exits with
 * status BOUNDS_EXIT_STATUS; no shutdown hook and no finally block runs. An embedding program that gave an `exit` hook
 * (JNI_CreateJavaVM) is called instead; when the hook returns, each thread's Java frames are unwound to the C code that
 * called them, with a pending InternalError, and every later call of Java fails at once in the same way. Threads that
 * sleep, wait or park are woken for that; native code that blocks is not.
 */
#ifndef RUNTIME_BOUNDS_H
#define RUNTIME_BOUNDS_H

#include "runtime/vm.h"

enum { BOUNDS_EXIT_STATUS = 124 }; /* as of timeout(1) */

/* Takes the limits of vm->options into force, at the end of the boot. False = exception pending. */
bool bounds_start(struct thread *t);
/* At the VM's end. */
void bounds_end(struct vm *vm);
/* The interpreter reports what it executed since its last poll. False: the program was stopped,
 * the error is pending. */
bool bounds_charge(struct thread *t, u32 instructions);
/* May another thread start? */
bool bounds_thread_allowed(const struct vm *vm);

/* No Java code may run any more. */
static inline bool bounds_stopped(const struct vm *vm) {
    return UNLIKELY(__atomic_load_n(&vm->stopped, __ATOMIC_RELAXED));
}
/* Makes the error of a stopped VM pending; returns false. */
bool bounds_throw(struct thread *t);

#endif
