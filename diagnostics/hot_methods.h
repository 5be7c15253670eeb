/* SPDX-License-Identifier: MIT
 *
 * hot_methods.h - where Java code spends its calls and backward branches, for -Xlog:hot at the VM's end.
 */
#ifndef DIAGNOSTICS_HOT_METHODS_H
#define DIAGNOSTICS_HOT_METHODS_H

struct vm;

/* Logs the hottest methods; the world is stopped. */
void hot_methods_log(struct vm *vm);

#endif
