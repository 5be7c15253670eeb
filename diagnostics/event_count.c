/* SPDX-License-Identifier: MIT
 *
 * event_count.c - -Xlog:events, the listener that wants everything: it shows that a row of runtime/event.def is alive.
 */
#include "diagnostics/event_count.h"

#include "base/mem.h"
#include "runtime/event.h"

static const struct event_listener count_listener;

static void count(struct thread *t, enum event event) {
    u64 *counts = event_state(t->vm, &count_listener);
    __atomic_add_fetch(&counts[event], 1, __ATOMIC_RELAXED);
    if (event != EVENT_instruction)
        LOG(&t->vm->log, events, LOG_DEBUG, "thread %u: %s", t->thread_id, event_name(event));
    if (event != EVENT_vm_end)
        return;
    for (u32 i = 0; i < EVENTS; i++)
        LOG(&t->vm->log, events, LOG_INFO, "%-25s %12llu times", event_name((enum event)i),
            (unsigned long long)__atomic_load_n(&counts[i], __ATOMIC_RELAXED));
}

static inline void unused(struct thread *t, ...) {
    (void)t;
}

#define EVENT(id, parameters, arguments)                                                                               \
    static void count_##id parameters {                                                                                \
        unused arguments;                                                                                              \
        count(t, EVENT_##id);                                                                                          \
    }
#include "runtime/event.def"
#undef EVENT

static const struct event_listener count_listener = {
#define EVENT(id, parameters, arguments) .id = count_##id,
#include "runtime/event.def"
#undef EVENT
};

void event_count_listen(struct vm *vm) {
    if (LOG_ON(&vm->log, events, LOG_INFO))
        event_listen(vm, &count_listener, mem_zalloc(EVENTS * sizeof(u64)), EVENTS_ALL);
}
