/* SPDX-License-Identifier: MIT
 *
 * event_count.h - -Xlog:events: how often each event of runtime/event.def has happened, at the VM's end; with
 * -Xlog:events=debug also a line for each one but instructions.
 */
#ifndef DIAGNOSTICS_EVENT_COUNT_H
#define DIAGNOSTICS_EVENT_COUNT_H

#include "runtime/vm.h"

/* Begins to listen to everything when the channel is on. */
void event_count_listen(struct vm *vm);

#endif
