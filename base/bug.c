/* SPDX-License-Identifier: MIT
 *
 * bug.c - what BUG() and BUG_ON() end in.
 *
 * A bug is a broken invariant of this program. It prints one line and aborts, so that a debugger or a core dump shows
 * the place; nothing is unwound, as the state can't be trusted any more. Faults in the input never come here: those are
 * error values, and above runtime/ Java exceptions.
 */
#include "base/base.h"

/* Process-wide, as aborting is. */
static bug_reporter the_reporter;

void bug_set_reporter(bug_reporter reporter) {
    __atomic_store_n(&the_reporter, reporter, __ATOMIC_RELEASE);
}

void bug_report(const char *file, int line, const char *what) {
    fflush(stdout);
    fprintf(stderr, "minijvm: internal error: %s (%s:%d)\n", what, file, line);
    fflush(stderr);
    bug_reporter reporter = __atomic_load_n(&the_reporter, __ATOMIC_ACQUIRE);
    if (reporter)
        reporter(file, line, what);
    abort();
}
