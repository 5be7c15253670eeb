/* SPDX-License-Identifier: MIT
 *
 * footprint.h - where the process's memory is, for -Xlog:memory at the VM's end.
 */
#ifndef DIAGNOSTICS_FOOTPRINT_H
#define DIAGNOSTICS_FOOTPRINT_H

#include "runtime/vm.h"

/* The world is stopped. */
void footprint_log(struct vm *vm);

#endif
