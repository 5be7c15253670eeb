/* SPDX-License-Identifier: MIT
 *
 * metadata.h - how much memory the class loaders' arenas hold, and its limit.
 */
#ifndef RUNTIME_METADATA_H
#define RUNTIME_METADATA_H

#include "runtime/vm.h"

struct metadata_usage {
    size_t used, committed; /* bytes */
};
struct metadata_usage metadata_get_usage(struct vm *vm);
/* Is there room to define another class? Else dead loaders are unloaded; if that does not help: false, with
 * OutOfMemoryError: Metaspace pending. */
bool metadata_check_limit(struct thread *t);

#endif
