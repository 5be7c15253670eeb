/* SPDX-License-Identifier: MIT
 *
 * unload.h - class loaders as the collector sees them.
 */
#ifndef RUNTIME_UNLOAD_H
#define RUNTIME_UNLOAD_H

#include "runtime/vm.h"

/* gc_ops.visit_loader: marks what a reachable ClassLoader object keeps alive besides its fields. */
void unload_visit_loader(void *vm, struct object *loader, struct gc_marker *m);
/* After marking, the world stopped: frees the loaders whose object is dead, with all their metadata. */
void unload_dead_loaders(struct vm *vm, struct heap *heap);

#endif
