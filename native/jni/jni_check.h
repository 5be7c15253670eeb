/* SPDX-License-Identifier: MIT
 *
 * jni_check.h - -Xcheck:jni: what is looked at before a JNI function runs.
 *
 * A checked function is: jni_check_begin, checks of its arguments, jni_check_end, the plain function, check_after.
 * Between jni_check_begin and check_end the thread is RUNNING. A violation that HotSpot survives is a warning with the
 * Java frames; the others print "FATAL ERROR in native method: ..." and abort. The texts are HotSpot's where it has
 * one.
 */
#ifndef NATIVE_JNI_CHECK_H
#define NATIVE_JNI_CHECK_H

#include "native/native.h"

/* When a function may be called, and what must follow it. */
enum jni_check_when {
    WHEN_ALWAYS = 1,   /* with an exception pending, too */
    WHEN_CRITICAL = 2, /* between Get...Critical and Release...Critical, too */
    WHEN_THROWS = 4,   /* the caller must ask for an exception before the next call */
};

struct jni_check {
    struct thread *t;
    const char *name; /* of the function */
};

struct jni_check jni_check_begin(JNIEnv *env, const char *name, u32 when);
void jni_check_end(const struct jni_check *c);
void jni_check_after(const struct jni_check *c, u32 when);

/* Each names what the argument must be. */
void jni_check_reference(const struct jni_check *c, jobject handle); /* or NULL */
void jni_check_object(const struct jni_check *c, jobject handle);
void jni_check_class(const struct jni_check *c, jclass handle);
void jni_check_throwable_class(const struct jni_check *c, jclass handle);
void jni_check_throwable(const struct jni_check *c, jobject handle);
void jni_check_string(const struct jni_check *c, jstring handle);
void jni_check_array(const struct jni_check *c, jarray handle);
void jni_check_object_array(const struct jni_check *c, jarray handle);
void jni_check_primitive_array(const struct jni_check *c, jarray handle, u8 type); /* T_VOID = any */
void jni_check_class_name(const struct jni_check *c, const char *name);
void jni_check_utf(const struct jni_check *c, const char *text);
/* kind: 1 local, 2 global, 3 weak, as handle_kind says. */
void jni_check_deletable(const struct jni_check *c, jobject handle, int kind);
/* receiver or k may be NULL where the function has none; type is that of the function's name. */
void jni_check_call(const struct jni_check *c, jobject receiver, jclass k, jmethodID id, u8 type, bool is_static);
void jni_check_constructor(const struct jni_check *c, jclass k, jmethodID id);
void jni_check_method_id(const struct jni_check *c, jmethodID id);
void jni_check_field(const struct jni_check *c, jobject receiver, jfieldID id, u8 type);
void jni_check_static_field(const struct jni_check *c, jclass k, jfieldID id, u8 type);
void jni_check_field_id(const struct jni_check *c, jfieldID id);

/* Copies with guards around them, so that writing beyond either end is found at the release. */
void *jni_check_wrap(const struct jni_check *c, const void *data, size_t size);
/* The copied bytes' number; a fatal error when the pointer is none of check_wrap's or a guard was overwritten. */
size_t jni_check_wrapped(const struct jni_check *c, const void *wrapped, jobject handle);
void jni_check_unwrap(void *wrapped);

void jni_check_enter_critical(const struct jni_check *c);
void jni_check_leave_critical(const struct jni_check *c);

#endif
