/* SPDX-License-Identifier: MIT
 *
 * code_addresses.h - -XX:+VerifyMetadata: does class metadata hold addresses of loaded libraries?
 */
#ifndef DIAGNOSTICS_CODE_ADDRESSES_H
#define DIAGNOSTICS_CODE_ADDRESSES_H

#include "runtime/vm.h"

/* Looks through the arenas of all class loaders and what C memory describes loaders and the VM, and prints each word to
 * stderr that lies in a segment of the program or of a library and has no business to. The world is stopped. Returns the
 * number of such words. */
u32 code_addresses_report(struct vm *vm);

#endif
