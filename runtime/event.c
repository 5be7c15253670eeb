/* SPDX-License-Identifier: MIT
 *
 * event.c - the listeners of a VM, and how an event reaches them.
 *
 * vm->listeners is filled from the front and nothing leaves it: whoever sees a bit of `wanted` sees the listener too
 * (release, acquire). vm->events is the union of what they want.
 */
#include "runtime/event.h"

static const char *const names[] = {
#define EVENT(id, parameters, arguments) #id,
#include "runtime/event.def"
#undef EVENT
};

const char *event_name(enum event event) {
    return names[event];
}

static u64 heard_by(const struct event_listener *listener) {
    u64 events = 0;
#define EVENT(id, parameters, arguments) events |= listener->id ? EVENT_BIT(id) : 0;
#include "runtime/event.def"
#undef EVENT
    return events;
}

void event_listen(struct vm *vm, const struct event_listener *listener, void *state, u64 wanted) {
    pthread_mutex_lock(&vm->listener_lock);
    u32 i = 0;
    while (i < EVENT_LISTENERS && vm->listeners[i].listener && vm->listeners[i].listener != listener)
        i++;
    BUG_ON(i == EVENT_LISTENERS);
    vm->listeners[i].listener = listener;
    vm->listeners[i].state = state;
    __atomic_store_n(&vm->listeners[i].wanted, wanted & heard_by(listener), __ATOMIC_RELEASE);
    u64 all = 0;
    for (i = 0; i < EVENT_LISTENERS; i++)
        all |= vm->listeners[i].wanted;
    __atomic_store_n(&vm->events, all, __ATOMIC_RELEASE);
    pthread_mutex_unlock(&vm->listener_lock);
}

void *event_state(const struct vm *vm, const struct event_listener *listener) {
    for (u32 i = 0; i < EVENT_LISTENERS; i++) {
        if (vm->listeners[i].listener == listener)
            return vm->listeners[i].state;
    }
    return NULL;
}

#define EVENT(id, parameters, arguments)                                                                               \
    NOINLINE void event_send_##id parameters {                                                                         \
        for (const struct event_listening *at = t->vm->listeners, *end = at + EVENT_LISTENERS; at < end; at++) {       \
            if (__atomic_load_n(&at->wanted, __ATOMIC_ACQUIRE) & EVENT_BIT(id))                                        \
                at->listener->id arguments;                                                                            \
        }                                                                                                              \
    }
#include "runtime/event.def"
#undef EVENT
