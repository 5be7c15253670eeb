/* SPDX-License-Identifier: MIT
 *
 * crash.h - what happens when VM or native code faults: a report, then abort.
 */
#ifndef NATIVE_CRASH_H
#define NATIVE_CRASH_H

struct vm;

/* Installs the handlers of SIGSEGV, SIGBUS, SIGFPE and SIGILL and makes BUG() end in a report.
 * Handlers that the process had before are called instead of a report. Once a process. */
void crash_install(struct vm *vm);

#endif
