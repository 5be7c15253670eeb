/* SPDX-License-Identifier: MIT
 *
 * boot.h - from an empty VM to one whose class library is initialized.
 */
#ifndef LIBJVM_BOOT_H
#define LIBJVM_BOOT_H

#include "runtime/vm.h"

/* Runs the steps of HotSpot's start (docs/OPENJDK.md#boot-order) on the main thread: well-known classes, String,
 * Thread, System.initPhase1, 2 and 3. t is RUNNING. False: *message (malloc'ed) says what failed, or NULL when Java
 * code has printed it; an exception may be pending. */
bool boot_java(struct thread *t, char **message);
/* Opens the library of java.base's native methods, vm->libjava. False: *message (malloc'ed). */
bool boot_open_libjava(struct thread *t, char **message);

#endif
