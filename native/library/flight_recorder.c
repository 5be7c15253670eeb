/* SPDX-License-Identifier: MIT
 *
 * flight_recorder.c - natives of jdk.jfr.internal.JVM. This VM records nothing, but the library's readers of recordings
 * initialize that class too: they need numbers for the types that every recording has. Starting a recording is refused in
 * Java, because isAvailable fails (docs/OPENJDK.md#flight-recorder).
 */
#include "native/library/natives.h"
#include "runtime/exception.h"
#include "runtime/string.h"
#include "runtime/vm.h"

/* The library takes every answer, true or false, for a recorder; a failure means that there is none. */
void nat_flight_recorder_is_available(struct thread *t, union slot *slots) {
    (void)slots;
    throw_by_name(t, "java/lang/UnsupportedOperationException", "Flight Recorder is not supported");
}

/* long getTypeId(String name): the types that the library knows without a recording, with the numbers that HotSpot 17 gives
 * them; -1: another. */
void nat_flight_recorder_type_id(struct thread *t, union slot *slots) {
    static const struct {
        const char *name;
        i64 id;
    } types[] = {
        {"java.lang.Thread", 164},
        {"java.lang.Class", 166},
        {"jdk.types.StackTrace", 188},
        {"long", 206},
        {"int", 207},
        {"short", 208},
        {"byte", 209},
        {"double", 210},
        {"float", 211},
        {"boolean", 212},
        {"char", 213},
        {"java.lang.String", 214},
    };
    if (!slots[1].o) {
        throw_null_pointer(t);
        return;
    }
    char *name = string_to_mutf8(t->vm, slots[1].o);
    i64 id = -1;
    for (size_t i = 0; i < ARRAY_LENGTH(types); i++)
        if (strcmp(types[i].name, name) == 0)
            id = types[i].id;
    mem_free(name);
    slots[0].j = id;
}

/* long getTypeId(Class c): what tells classes apart. Readers look for an annotation by its number, then by its name. */
void nat_flight_recorder_class_id(struct thread *t, union slot *slots) {
    if (slots[1].o)
        slots[0].j = (i64)(uintptr_t)class_of_mirror(t->vm, slots[1].o);
    else
        throw_null_pointer(t);
}
