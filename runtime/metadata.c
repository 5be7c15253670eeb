/* SPDX-License-Identifier: MIT
 *
 * metadata.c - the limit of class metadata.
 *
 * Classes, methods and register code live in their loader's arena, below 4 GB as the heap does. The limit is
 * -XX:MaxMetaspaceSize, or what the heap leaves of the low 4 GB less a margin for everything else there. It is looked
 * at before a class is defined, so one class may go beyond it; the sum over all loaders is taken anew only when a few
 * more classes than last time were defined, unless it is close to the limit.
 */
#include "runtime/metadata.h"
#include "runtime/exception.h"
#include "runtime/loader.h"

#define LOW_MEMORY ((size_t)4 << 30)
#define LOW_MARGIN ((size_t)256 << 20) /* programs, libraries, page granularity */
#define CLASS_MOST ((size_t)256 << 10) /* assumed of one class when deciding how many may be defined unseen */

struct metadata_usage metadata_get_usage(struct vm *vm) {
    struct metadata_usage u = {0, 0};
    pthread_mutex_lock(&vm->loader_lock);
    for (const struct loader *l = vm->loaders; l; l = l->next) {
        u.used += __atomic_load_n(&l->arena.used, __ATOMIC_RELAXED);
        u.committed += __atomic_load_n(&l->arena.reserved, __ATOMIC_RELAXED);
    }
    pthread_mutex_unlock(&vm->loader_lock);
    return u;
}

static size_t limit_of(struct vm *vm) {
    if (vm->options.metaspace_max)
        return vm->options.metaspace_max;
    struct gc_stats stats;
    gc_get_stats(vm->heap, &stats);
    size_t heap = stats.max + stats.max / 6 + LOW_MARGIN; /* with its side tables */
    return heap < LOW_MEMORY ? LOW_MEMORY - heap : LOW_MARGIN;
}

bool metadata_check_limit(struct thread *t) {
    struct vm *vm = t->vm;
    u64 defined = __atomic_load_n(&vm->classes_loaded, __ATOMIC_RELAXED);
    if (defined < __atomic_load_n(&vm->metadata_next_check, __ATOMIC_RELAXED) || !vm->booted)
        return true;
    size_t limit = limit_of(vm), used = metadata_get_usage(vm).committed;
    if (used >= limit) {
        vm_collect(t, false, "Metadata GC Threshold");
        used = metadata_get_usage(vm).committed;
    }
    if (used >= limit) {
        vm_collect(t, true, "Metadata GC Clear Soft References");
        used = metadata_get_usage(vm).committed;
    }
    if (used >= limit)
        return throw_out_of_memory(t, "Metaspace");
    __atomic_store_n(&vm->metadata_next_check, defined + (limit - used) / CLASS_MOST / 2, __ATOMIC_RELAXED);
    return true;
}
