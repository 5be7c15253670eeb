/* SPDX-License-Identifier: MIT
 *
 * native.h - what every file of native/ shares: from JNIEnv to thread, handles, and the state rule.
 *
 * While native (JNI) code runs its thread is SAFE: the collector may run. Every function that native code calls (JNI
 * table, JVM_*) and that touches objects is therefore bracketed:
 *
 *     JNIEXPORT jint JNICALL JVM_IHashCode(JNIEnv *env, jobject handle)
 *     {
 *         NATIVE_ENTER(env);                          // declares t, thread RUNNING
 *         struct object *o = handle_get(handle);
 *         NATIVE_RETURN(o ? object_identity_hash(o) : 0); // evaluated RUNNING, then SAFE again
 *     }
 *
 * Every way out goes through NATIVE_RETURN / NATIVE_RETURN_VOID / NATIVE_RETURN_OBJECT (makes the local handle).
 * Objects of results are turned into handles before the thread becomes SAFE. Such a function must never be called by
 * code that is RUNNING: the VM itself uses the internal functions of runtime/.
 */
#ifndef NATIVE_NATIVE_H
#define NATIVE_NATIVE_H

#include "native/jni/jni.h"
#include "runtime/async.h"
#include "runtime/class.h"
#include "runtime/exception.h"
#include "runtime/handle.h"
#include "runtime/safepoint.h"
#include "runtime/thread.h"
#include "runtime/vm.h"

/* JNIEnv and JavaVM are the addresses of struct thread and struct vm. */
static inline struct thread *thread_of_env(JNIEnv *env) {
    return (struct thread *)(void *)env;
}
static inline JNIEnv *env_of_thread(struct thread *t) {
    return (JNIEnv *)(void *)t;
}
static inline struct vm *vm_of_invocation(JavaVM *vm) {
    return (struct vm *)(void *)vm;
}

#define NATIVE_ENTER(env)                                                                                              \
    struct thread *t = thread_of_env(env);                                                                             \
    thread_leave_safe(t);                                                                                              \
    thread_stay_suspended(t)
#define NATIVE_LEAVE() thread_enter_native(t)
#define NATIVE_RETURN(value)                                                                                           \
    do {                                                                                                               \
        __typeof__(value) result_ = (value);                                                                           \
        thread_enter_native(t);                                                                                        \
        return result_;                                                                                                \
    } while (0)
#define NATIVE_RETURN_VOID()                                                                                           \
    do {                                                                                                               \
        thread_enter_native(t);                                                                                        \
        return;                                                                                                        \
    } while (0)
#define NATIVE_RETURN_OBJECT(reference)                                                                                \
    do {                                                                                                               \
        jobject result_ = native_local(t, (reference));                                                                \
        thread_enter_native(t);                                                                                        \
        return result_;                                                                                                \
    } while (0)

/* Object -> new local reference; NULL for NULL. */
static inline jobject native_local(struct thread *t, struct object *o) {
    return (jobject)handle_local(t, o);
}
/* jclass -> class; NULL for NULL. */
static inline struct class *native_class(const struct thread *t, jclass handle) {
    return class_of_mirror(t->vm, handle_get(handle));
}
static inline struct object *native_mirror(const struct class *k) {
    return k ? k->mirror : NULL;
}

/* ---- jni_call.c: C -> Java (JNI Call*, NewObject*) and Java -> C (native methods) ---- */

/* Runs m on receiver (ignored for static) with JNI arguments; the thread is RUNNING; *result gets the value (reference
 * results: the object). is_virtual: select by the receiver's class. False = exception pending. */
bool native_call_values(struct thread *t, struct method *m, struct object *receiver, bool is_virtual,
                        const jvalue *arguments, union slot *result);
bool native_call_list(struct thread *t, struct method *m, struct object *receiver, bool is_virtual, va_list arguments,
                      union slot *result);
/* native_ops.call: JNI downcall of m. */
bool native_call(struct thread *t, struct method *m, union slot *slots);

/* ---- link.c ---- */

/* Finds the function of native method m (docs/OPENJDK.md#binding-native-methods) and binds m to it. NULL = exception
 * pending. */
void *native_link(struct thread *t, struct method *m);
/* Binds m to a JNI function, or unbinds it (NULL: next call looks it up again). Has no effect on a method that the VM
 * itself provides (BINDING_VM). */
void native_bind(struct vm *vm, struct method *m, void *function);
/* "Java_pkg_Class_method" and, with_signature, "...__sig"; malloc'ed. NULL: the name cannot be mangled. */
char *native_mangled_name(const struct method *m, bool with_signature);

/* ---- native.c ---- */

/* What native/ does for runtime/ and interp/. */
extern const struct native_ops native_ops;

/* ---- jni_pin.c ---- */

struct jni_pins *jni_pins_create(void);
/* Objects whose elements native code holds by direct pointer: kept alive until released as often as pinned. */
void native_pin(struct thread *t, struct object *o);
void native_unpin(struct thread *t, struct object *o);

/* ---- platform_string.c ---- */

/* From the system's encoding. NULL = exception. Only once Java code has told libjava the encoding. */
struct object *native_platform_string(struct thread *t, const char *text);

/* ---- jvm/jvm_signal.c ---- */

/* Lets the signals do nothing that HotSpot catches: the library and the VM expect EPIPE and EFBIG instead of death. A
 * handler, not SIG_IGN: that would be inherited by child processes. Handlers that are there already stay. */
void signals_ignore(void);
/* In a process that has mapped a snapshot: the signals that Java handles there are handled here, as in a new VM. */
void signals_resume(struct thread *t);

/* ---- properties.c ---- */
/* Object[] of alternating keys and values for JVM_GetProperties. NULL = exception. */
struct object *properties_array(struct thread *t);

#endif
