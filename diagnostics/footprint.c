/* SPDX-License-Identifier: MIT
 *
 * footprint.c - memory by subsystem: the Java heap, metadata by loader, register code, C allocations, and what the
 * system counts.
 */
#include "diagnostics/footprint.h"

#include <malloc.h>
#include "base/os.h"
#include "runtime/class.h"
#include "runtime/loader.h"

#define KB(n) ((unsigned long long)(n) / 1024)

struct metadata {
    u64 used, reserved, classes, methods, translated, code;
};

static void add_loader(struct metadata *sum, const struct loader *l) {
    sum->used += l->arena.used;
    sum->reserved += l->arena.reserved;
    for (const struct class *k = l->defined; k; k = k->next_defined) {
        sum->classes++;
        sum->methods += k->methods_count;
        for (u32 i = 0; i < k->methods_count; i++) {
            const struct register_code *code = k->methods[i].register_code;
            if (!code)
                continue;
            sum->translated++;
            sum->code += sizeof *code + code->length * sizeof *code->words + code->bci_count * sizeof *code->bci_map +
                         code->handlers_count * sizeof *code->handlers;
        }
    }
}

void footprint_log(struct vm *vm) {
    struct log *log = &vm->log;
    if (!LOG_ON(log, memory, LOG_INFO))
        return;
    struct gc_stats heap;
    gc_get_stats(vm->heap, &heap);
    LOG(log, memory, LOG_INFO, "Java heap:     %8llu KB used, %llu KB at most, %llu KB allowed", KB(heap.used),
        KB(heap.peak), KB(heap.max));
    struct metadata boot = {0}, other = {0};
    u32 loaders = 0;
    add_loader(&boot, vm->boot_loader);
    for (const struct loader *l = vm->loaders; l; l = l->next) {
        if (l == vm->boot_loader)
            continue;
        add_loader(&other, l);
        loaders++;
    }
    LOG(log, memory, LOG_INFO, "metadata:      %8llu KB used of %llu: boot loader, %llu classes, %llu methods",
        KB(boot.used), KB(boot.reserved), (unsigned long long)boot.classes, (unsigned long long)boot.methods);
    LOG(log, memory, LOG_INFO, "               %8llu KB used of %llu: %u other loaders, %llu classes, %llu methods",
        KB(other.used), KB(other.reserved), loaders, (unsigned long long)other.classes,
        (unsigned long long)other.methods);
    LOG(log, memory, LOG_INFO, "register code: %8llu KB of these, %llu methods", KB(boot.code + other.code),
        (unsigned long long)(boot.translated + other.translated));
    LOG(log, memory, LOG_INFO, "symbols:       %8u", symbol_table_count(vm->symbols));
    struct mallinfo2 c = mallinfo2();
    LOG(log, memory, LOG_INFO, "C allocations: %8llu KB used of %llu, and %llu mapped", KB(c.uordblks), KB(c.arena),
        KB(c.hblkhd));
    u64 resident, peak;
    if (os_resident_memory(&resident, &peak))
        LOG(log, memory, LOG_INFO, "resident:      %8llu KB, %llu at most", KB(resident), KB(peak));
}
