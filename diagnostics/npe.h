/* SPDX-License-Identifier: MIT
 *
 * npe.h - helpful messages of NullPointerExceptions (JEP 358).
 */
#ifndef DIAGNOSTICS_NPE_H
#define DIAGNOSTICS_NPE_H

#include "runtime/thread.h"

/* What was null, for an exception that the VM made, from its backtrace. NULL = no text. malloc'ed. */
char *npe_text(struct thread *t, struct object *throwable);

#endif
