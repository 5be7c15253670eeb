/* SPDX-License-Identifier: MIT
 *
 * platform_string.c - Strings of what came in the system's encoding: options, and what the launcher takes from the
 * command line and the environment.
 *
 * libjava knows that encoding, which may be one that only Java code can read (docs/OPENJDK.md#system-properties).
 */
#include <dlfcn.h>

#include "native/native.h"
#include "runtime/handle.h"
#include "runtime/string.h"

static bool is_ascii(const char *text) {
    while (*text && !((u8)*text & 0x80))
        text++;
    return !*text;
}

struct object *native_platform_string(struct thread *t, const char *text) {
    union {
        void *symbol;
        jstring (*function)(JNIEnv *, const char *);
    } make = {.symbol = is_ascii(text) || !t->vm->libjava ? NULL : dlsym(t->vm->libjava, "JNU_NewStringPlatform")};
    if (!make.symbol)
        return string_new_utf8(t, text);
    thread_enter_safe(t);
    jstring made = make.function((JNIEnv *)t, text);
    thread_leave_safe(t);
    struct object *string = handle_get(made);
    handle_delete_local(t, made);
    return t->exception ? NULL : string;
}
