/* SPDX-License-Identifier: MIT
 *
 * event_log.h - the lines of -Xlog's channels that are made from events (runtime/event.def).
 */
#ifndef DIAGNOSTICS_EVENT_LOG_H
#define DIAGNOSTICS_EVENT_LOG_H

#include "runtime/vm.h"

void event_log_listen(struct vm *vm);
/* After levels of vm->log have changed. */
void event_log_update(struct vm *vm);

#endif
