/* SPDX-License-Identifier: MIT
 *
 * crash.h - what happens when VM or native code faults: a report, then abort.
 */
#ifndef DIAGNOSTICS_CRASH_H
#define DIAGNOSTICS_CRASH_H

#include "base/base.h"

struct vm;

/* Installs the handlers of SIGSEGV, SIGBUS, SIGFPE and SIGILL and makes BUG() end in a report. Handlers that the
 * process had before are called instead of a report. Once a process. */
void crash_install(struct vm *vm);
/* Ends the process as a crash does: the embedder's abort hook, then abort, or exit status 1 with
 * -XX:-CreateCoredumpOnCrash. */
NORETURN void crash_abort(struct vm *vm);

#endif
