/* SPDX-License-Identifier: MIT
 *
 * report.c - log lines about collections, in the shape of HotSpot's -Xlog:gc*, so that its users' tools read them.
 *
 *     [gc,start  ] GC(3) Pause Young (Allocation Failure)
 *     [gc,phases ] GC(3) Phase 1: Mark live objects 1.204ms
 *     [gc,heap   ] GC(3) Young: 8191K(8192K)->0K(8192K)
 *     [gc,heap   ] GC(3) Old: 20481K(32768K)->20790K(32768K)
 *     [gc        ] GC(3) Pause Young (Allocation Failure) 28M->20M(38M) 1.702ms
 *     [gc,cpu    ] GC(3) User=0.00s Sys=0.00s Real=0.00s
 *
 * Young is what was allocated since the last collection, old what has survived one; their capacity is what they may
 * grow to before the next collection. The number in the line of the pause is what the heap holds of the system's
 * memory.
 */
#include "gc/heap.h"

#include <inttypes.h>

#include "base/os.h"

#define KB(bytes) ((bytes) >> 10)
#define MB(bytes) ((bytes) >> 20)

static double ms(u64 ns) {
    return (double)ns / 1e6;
}

static const char *kind(bool young) {
    return young ? "Pause Young" : "Pause Full";
}

void report_start(const struct heap *h, bool young, const char *cause, struct gc_times *times) {
    times->start = os_nanotime();
    if (h->config.log == NULL)
        return;
    if (LOG_ON(h->config.log, gc_cpu, LOG_INFO))
        os_cpu_times(&times->user, &times->system);
    LOG(h->config.log, gc_start, LOG_INFO, "GC(%" PRIu64 ") %s (%s)", h->collections, kind(young), cause);
}

static void report_phase(const struct heap *h, const char *what, u64 from, u64 to) {
    LOG(h->config.log, gc_phases, LOG_INFO, "GC(%" PRIu64 ") %s %.3fms", h->collections, what, ms(to - from));
}

static void report_cpu(const struct heap *h, const struct gc_times *times) {
    u64 user, system;
    if (!LOG_ON(h->config.log, gc_cpu, LOG_INFO))
        return;
    os_cpu_times(&user, &system);
    LOG(h->config.log, gc_cpu, LOG_INFO, "GC(%" PRIu64 ") User=%.2fs Sys=%.2fs Real=%.2fs", h->collections,
        ms(user - times->user) / 1e3, ms(system - times->system) / 1e3, ms(times->end - times->start) / 1e3);
    LOG(h->config.log, gc_cpu, LOG_DEBUG, "GC(%" PRIu64 ") cpu %.3fms", h->collections,
        ms(user - times->user + system - times->system));
}

void report_end(const struct heap *h, const struct gc_times *times) {
    if (h->config.log == NULL)
        return;
    report_phase(h, "Phase 1: Mark live objects", times->start, times->marked);
    report_phase(h, "Phase 2: References and weak tables", times->marked, times->processed);
    report_phase(h, "Phase 3: Sweep", times->processed, times->end);
    size_t old_capacity = h->pace.limit, young_capacity = h->budget;
    LOG(h->config.log, gc_heap, LOG_INFO, "GC(%" PRIu64 ") Young: %zuK(%zuK)->0K(%zuK)", h->collections,
        KB(h->used_before - times->old), KB(times->budget), KB(young_capacity));
    LOG(h->config.log, gc_heap, LOG_INFO, "GC(%" PRIu64 ") Old: %zuK(%zuK)->%zuK(%zuK)", h->collections, KB(times->old),
        KB(times->limit), KB(h->live), KB(old_capacity));
    size_t held = (size_t)(h->blocks_used + h->blocks_dirty) << BLOCK_SHIFT;
    LOG(h->config.log, gc, LOG_INFO, "GC(%" PRIu64 ") %s (%s) %zuM->%zuM(%zuM) %.3fms", h->collections,
        kind(h->last_young), h->last_cause, MB(h->used_before), MB(h->live), MB(held), ms(times->end - times->start));
    report_cpu(h, times);
}

void report_created(const struct heap *h) {
    struct log *log = h->config.log;
    if (log == NULL)
        return;
    LOG(log, gc, LOG_INFO, "Using MarkSweep");
    LOG(log, gc_init, LOG_INFO, "CPUs: %d", os_processors());
    LOG(log, gc_init, LOG_INFO, "Memory: %" PRIu64 "M", MB(os_physical_memory()));
    LOG(log, gc_init, LOG_INFO, "Compressed Oops: Enabled (%s)", REFERENCE_SHIFT == 0 ? "32-bit" : "Zero based");
    LOG(log, gc_init, LOG_INFO, "Heap Initial Capacity: %zuM", MB(h->config.initial_size));
    LOG(log, gc_init, LOG_INFO, "Heap Max Capacity: %zuM", MB(h->max));
    LOG(log, gc_init, LOG_INFO, "Heap Reserved: %zuM at %#zx", MB(h->reservation_size), (size_t)h->area.base);
    LOG(log, gc_init, LOG_INFO, "Generations: %s", h->config.generational ? "Enabled (sticky mark bits)" : "Disabled");
    LOG(log, gc_init, LOG_INFO, "Parallel Workers: %u", h->config.threads);
}

void gc_report_exit(struct heap *h) {
    struct gc_stats s;
    if (h->config.log == NULL || !LOG_ON(h->config.log, gc_exit, LOG_INFO))
        return;
    gc_get_stats(h, &s);
    LOG(h->config.log, gc_exit, LOG_INFO, "Heap");
    LOG(h->config.log, gc_exit, LOG_INFO, " mark-sweep heap   total %zuK, used %zuK, max %zuK [%#zx, %#zx)",
        KB(s.capacity), KB(s.used), KB(s.max), (size_t)h->area.base, (size_t)h->area.base + h->area.bytes);
    LOG(h->config.log, gc_exit, LOG_INFO, " collections        young %" PRIu64 " in %.3fms, full %" PRIu64 " in %.3fms",
        s.young_collections, ms(s.young_time_ns), s.collections - s.young_collections, ms(s.time_ns - s.young_time_ns));
}
