/* SPDX-License-Identifier: MIT
 *
 * jvm_17.c - JVM_* functions that the libraries of 17 import and those of 25 don't.
 *
 * What they ask is answered by Java there, or can't be asked any more. The libraries of a release are linked at once, so
 * all functions of all releases are exported, whichever is run; which release wants which, tests/check_exports.py reads
 * from the libraries themselves. Functions that only a later release wants go into a file of that release's. Sleep has
 * the same name and another unit in 21 (nanoseconds): such a function asks struct library.
 */
#include "native/jvm/jvm_internal.h"
#include "native/native.h"
#include "runtime/async.h"
#include "runtime/object.h"

/* ---- Class ---- */

JNIEXPORT jint JNICALL JVM_GetClassModifiers(JNIEnv *env, jclass cls) {
    NATIVE_ENTER(env);
    NATIVE_RETURN((jint)jvm_class_modifiers(native_class(t, cls)));
}

JNIEXPORT jboolean JNICALL JVM_IsArrayClass(JNIEnv *env, jclass cls) {
    NATIVE_ENTER(env);
    NATIVE_RETURN((jboolean)class_is_array(native_class(t, cls)));
}

JNIEXPORT jboolean JNICALL JVM_IsPrimitiveClass(JNIEnv *env, jclass cls) {
    NATIVE_ENTER(env);
    NATIVE_RETURN((jboolean)class_is_primitive(native_class(t, cls)));
}

JNIEXPORT jobject JNICALL JVM_GetProtectionDomain(JNIEnv *env, jclass cls) {
    NATIVE_ENTER(env);
    struct class *k = native_class(t, cls);
    NATIVE_RETURN_OBJECT(k->kind == CLASS_INSTANCE ? k->protection_domain : NULL);
}

static struct object *copy_signers(struct thread *t, struct class *k) {
    struct object *signers = k->kind == CLASS_INSTANCE ? k->signers : NULL;
    if (!signers)
        return NULL;
    struct object *copy = array_new(t, object_class(signers), (i32)array_length(signers));
    for (u32 i = 0; copy && i < array_length(signers); i++)
        array_put_ref(copy, i, array_get_ref(signers, i));
    return copy;
}

JNIEXPORT jobjectArray JNICALL JVM_GetClassSigners(JNIEnv *env, jclass cls) {
    NATIVE_ENTER(env);
    NATIVE_RETURN_OBJECT(copy_signers(t, native_class(t, cls)));
}

JNIEXPORT void JNICALL JVM_SetClassSigners(JNIEnv *env, jclass cls, jobjectArray signers) {
    NATIVE_ENTER(env);
    struct class *k = native_class(t, cls);
    if (k->kind == CLASS_INSTANCE) {
        k->signers = handle_get(signers);
        class_wrote(k);
    }
    NATIVE_RETURN_VOID();
}

/* ---- access control (works in jvm_stack.c) ---- */

JNIEXPORT jobjectArray JNICALL JVM_GetClassContext(JNIEnv *env) {
    NATIVE_ENTER(env);
    NATIVE_RETURN_OBJECT(jvm_class_context(t));
}

JNIEXPORT jobject JNICALL JVM_GetInheritedAccessControlContext(JNIEnv *env, jclass cls) {
    (void)cls;
    NATIVE_ENTER(env);
    NATIVE_RETURN_OBJECT(jvm_inherited_access_control_context(t));
}

JNIEXPORT jobject JNICALL JVM_GetStackAccessControlContext(JNIEnv *env, jclass cls) {
    (void)cls;
    NATIVE_ENTER(env);
    NATIVE_RETURN_OBJECT(jvm_stack_access_control_context(t));
}

/* ---- Thread ---- */

JNIEXPORT void JNICALL JVM_Sleep(JNIEnv *env, jclass cls, jlong ms) {
    (void)cls;
    NATIVE_ENTER(env);
    jvm_sleep(t, ms);
    NATIVE_RETURN_VOID();
}

JNIEXPORT void JNICALL JVM_StopThread(JNIEnv *env, jobject thread, jobject throwable) {
    NATIVE_ENTER(env);
    jvm_stop_thread(t, handle_get(thread), handle_get(throwable));
    NATIVE_RETURN_VOID();
}

JNIEXPORT void JNICALL JVM_SuspendThread(JNIEnv *env, jobject thread) {
    NATIVE_ENTER(env);
    thread_suspend(t, handle_get(thread));
    NATIVE_RETURN_VOID();
}

JNIEXPORT void JNICALL JVM_ResumeThread(JNIEnv *env, jobject thread) {
    NATIVE_ENTER(env);
    thread_resume(t, handle_get(thread));
    NATIVE_RETURN_VOID();
}

/* ---- class data sharing, atomics ---- */

JNIEXPORT jboolean JNICALL JVM_IsCDSDumpingEnabled(JNIEnv *env) {
    (void)env;
    return JNI_FALSE;
}

JNIEXPORT jboolean JNICALL JVM_IsSharingEnabled(JNIEnv *env) {
    (void)env;
    return JNI_FALSE;
}

JNIEXPORT jboolean JNICALL JVM_IsDumpingClassList(JNIEnv *env) {
    (void)env;
    return JNI_FALSE;
}

JNIEXPORT jboolean JNICALL JVM_SupportsCX8(void) {
    return JNI_TRUE;
}
