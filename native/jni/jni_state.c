/* SPDX-License-Identifier: MIT
 *
 * jni_state.c - what JNI keeps for a VM: the function table and the pinned arrays.
 *
 * Arrays never move, so Get<Type>ArrayElements hands out the elements themselves. Native code may then drop its last
 * reference to the array and still use the pointer until Release: a pin (a counted global handle) keeps the array
 * alive.
 */
#include "native/jni/jni_check.h"
#include "native/jni/jni_impl.h"

struct pin {
    void *handle;
    u32 count;
};

struct native_state {
    struct JNINativeInterface_ jni;
    struct JNINativeInterface_ checked; /* -Xcheck:jni; filled when first asked for */
    pthread_mutex_t lock;               /* guards the rest; never held across anything that blocks */
    struct map pins;                    /* object -> struct pin */
};

static void verify_table(const struct JNINativeInterface_ *table) {
    static_assert(sizeof *table == 234 * sizeof(void *), "JNI 10 has 234 slots");
    void *const *slot = (void *const *)(const void *)table;
    for (size_t i = 4; i < sizeof *table / sizeof *slot; i++)
        BUG_ON(!slot[i]);
}

struct native_state *native_state_create(void) {
    struct native_state *state = mem_zalloc(sizeof *state);
    pthread_mutex_init(&state->lock, NULL);
    struct JNINativeInterface_ *table = &state->jni;
    jni_fill_classes(table);
    jni_fill_references(table);
    jni_fill_exceptions(table);
    jni_fill_calls(table);
    jni_fill_fields(table);
    jni_fill_strings(table);
    jni_fill_arrays(table);
    verify_table(table);
    return state;
}

const struct JNINativeInterface_ *native_jni_functions(const struct native_state *state) {
    return &state->jni;
}

const struct JNINativeInterface_ *native_checked_functions(struct native_state *state) {
    jni_fill_checked(&state->checked);
    verify_table(&state->checked);
    return &state->checked;
}

static struct native_state *state_of(struct thread *t) {
    return t->vm->native_state;
}

void native_pin(struct thread *t, struct object *o) {
    struct native_state *state = state_of(t);
    pthread_mutex_lock(&state->lock);
    struct pin *pin = map_get(&state->pins, o);
    if (!pin) {
        pin = mem_zalloc(sizeof *pin);
        pin->handle = handle_new_global(t->vm, o);
        map_put(&state->pins, o, pin);
    }
    pin->count++;
    pthread_mutex_unlock(&state->lock);
}

void native_unpin(struct thread *t, struct object *o) {
    struct native_state *state = state_of(t);
    pthread_mutex_lock(&state->lock);
    struct pin *pin = map_get(&state->pins, o);
    if (pin && --pin->count == 0) {
        handle_delete_global(t->vm, pin->handle);
        map_remove(&state->pins, o);
        mem_free(pin);
    }
    pthread_mutex_unlock(&state->lock);
}
