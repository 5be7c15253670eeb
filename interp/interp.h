/* SPDX-License-Identifier: MIT
 *
 * interp.h - the engine that runs register code, as the VM sees it.
 */
#ifndef INTERP_INTERP_H
#define INTERP_INTERP_H

#include "runtime/vm.h"

/* Fills hooks->invoke and hooks->prepare_method. */
void interp_hooks(struct vm_hooks *hooks);

/* Runs m with its arguments in args[0 .. m->arguments); the result goes to args[0] (there is at least one slot). May be
 * called from natives at any depth. False = exception pending. */
bool interp_invoke(struct thread *t, struct method *m, union slot *args);

/* Empties the receiver caches of all code. The world is stopped. */
void interp_forget_classes(struct vm *vm);

/* Gives m, whose arguments and return_type are set, its entry stub and frame_size. */
void interp_prepare_method(struct vm *vm, struct method *m);

#endif
