/* SPDX-License-Identifier: MIT
 *
 * bug.c - what BUG() and BUG_ON() end in.
 *
 * A bug is a broken invariant of this program. It prints one line and aborts, so that a debugger or
 * a core dump shows the place; nothing is unwound, as the state can't be trusted any more. Faults
 * in the input never come here: those are error values, and above runtime/ Java exceptions.
 */
#include "base/base.h"

void bug_report(const char *file, int line, const char *what) {
    fflush(stdout);
    fprintf(stderr, "minijvm: internal error: %s (%s:%d)\n", what, file, line);
    fflush(stderr);
    abort();
}
