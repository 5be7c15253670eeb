/* SPDX-License-Identifier: MIT
 *
 * jni_pin.c - arrays and strings whose elements native code holds by direct pointer.
 *
 * Arrays never move, so Get<Type>ArrayElements hands out the elements themselves. Native code may then drop its last
 * reference to the array and still use the pointer until Release: a pin (a counted global handle) keeps the array
 * alive.
 */
#include "native/native.h"

struct pin {
    void *handle;
    u32 count;
};

struct jni_pins {
    pthread_mutex_t lock; /* guards the map; never held across anything that blocks */
    struct map map;       /* object -> struct pin */
};

struct jni_pins *jni_pins_create(void) {
    struct jni_pins *pins = mem_zalloc(sizeof *pins);
    pthread_mutex_init(&pins->lock, NULL);
    return pins;
}

void native_pin(struct thread *t, struct object *o) {
    struct jni_pins *pins = t->vm->jni_pins;
    pthread_mutex_lock(&pins->lock);
    struct pin *pin = map_get(&pins->map, o);
    if (!pin) {
        pin = mem_zalloc(sizeof *pin);
        pin->handle = handle_new_global(t->vm, o);
        map_put(&pins->map, o, pin);
    }
    pin->count++;
    pthread_mutex_unlock(&pins->lock);
}

void native_unpin(struct thread *t, struct object *o) {
    struct jni_pins *pins = t->vm->jni_pins;
    pthread_mutex_lock(&pins->lock);
    struct pin *pin = map_get(&pins->map, o);
    if (pin && --pin->count == 0) {
        handle_delete_global(t->vm, pin->handle);
        map_remove(&pins->map, o);
        mem_free(pin);
    }
    pthread_mutex_unlock(&pins->lock);
}
