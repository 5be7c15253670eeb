/* SPDX-License-Identifier: MIT
 *
 * timeline.h - what the VM itself spends its time on: loading, linking, verifying, initializing, binding, translating.
 *
 * A listener of the events that have a begin and an end. With -Xlog:startuptime the VM's end prints count and own time
 * of each kind; with -XX:TimelineFile=FILE every span goes to FILE as Chrome trace events (chrome://tracing,
 * ui.perfetto.dev).
 */
#ifndef DIAGNOSTICS_TIMELINE_H
#define DIAGNOSTICS_TIMELINE_H

#include "runtime/vm.h"

/* Begins to listen when the options ask for one of the two. False: the file can't be written (errno). */
bool timeline_listen(struct vm *vm);

#endif
