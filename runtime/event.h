/* SPDX-License-Identifier: MIT
 *
 * event.h - telling listeners what happens: the log's channels, the timeline, heap dumps, and agents to come.
 *
 *     event_class_load(t, k);                            where it happens
 *
 *     static const struct event_listener listener = {.class_load = on_class_load};
 *     event_listen(vm, &listener, state, EVENTS_ALL);    who wants to hear of it
 *
 * An event that nobody listens to costs a test of one bit of vm->events. Its arguments are evaluated always, so what
 * takes work to know is asked for behind EVENT_ON(t, id). Method entries and exits and instructions are seen by the
 * interpreter's traced loop only: a loop that is running when somebody begins to listen stays as it is.
 */
#ifndef RUNTIME_EVENT_H
#define RUNTIME_EVENT_H

#include "runtime/vm.h"

struct define_options;

/* The file of a class that is being defined. */
struct class_bytes {
    const u8 *bytes;
    size_t size;
    bool persist; /* they stay where they are for ever; else the VM copies them */
};

enum event {
#define EVENT(id, parameters, arguments) EVENT_##id,
#include "runtime/event.def"
#undef EVENT
    EVENTS
};
static_assert(EVENTS < 64, "vm->events has a bit for each");

#define EVENT_BIT(id) ((u64)1 << EVENT_##id)
#define EVENTS_ALL    (((u64)1 << EVENTS) - 1)

struct event_listener {
#define EVENT(id, parameters, arguments) void(*id) parameters;
#include "runtime/event.def"
#undef EVENT
};

/* The listener hears of those of the wanted events that it has a function for, after listeners that were here before.
 * A second call changes what is wanted. It stays for the VM's life; state is what event_state returns. */
void event_listen(struct vm *vm, const struct event_listener *listener, void *state, u64 wanted);
/* NULL when it doesn't listen. */
void *event_state(const struct vm *vm, const struct event_listener *listener);
const char *event_name(enum event event);

#define EVENT_ANY(vm, bits) UNLIKELY((__atomic_load_n(&(vm)->events, __ATOMIC_RELAXED) & (bits)) != 0)
#define EVENT_ON(t, id)     EVENT_ANY((t)->vm, EVENT_BIT(id))

#define EVENT(id, parameters, arguments)                                                                               \
    void event_send_##id parameters;                                                                                   \
    static inline void event_##id parameters {                                                                         \
        if (EVENT_ON(t, id))                                                                                           \
            event_send_##id arguments;                                                                                 \
    }
#include "runtime/event.def"
#undef EVENT

#endif
