/* SPDX-License-Identifier: MIT
 *
 * jvm_string_object.c - JVM_* functions of Object, String and System that are one call into runtime/.
 *
 * The VM binds Object's natives, arraycopy and the like directly (native/library/natives.def); these exported forms serve
 * libjava's registration tables and embedders that look them up by name.
 */
#include "native/jvm/jvm_internal.h"
#include "native/native.h"
#include "runtime/monitor.h"
#include "runtime/object.h"
#include "runtime/string.h"

JNIEXPORT jint JNICALL JVM_IHashCode(JNIEnv *env, jobject handle) {
    NATIVE_ENTER(env);
    struct object *o = handle_get(handle);
    NATIVE_RETURN((jint)(o ? object_identity_hash(o) : 0));
}

JNIEXPORT jstring JNICALL JVM_InternString(JNIEnv *env, jstring string) {
    NATIVE_ENTER(env);
    struct object *s = handle_get(string);
    NATIVE_RETURN_OBJECT(s ? string_intern(t, s) : NULL);
}

JNIEXPORT void JNICALL JVM_ArrayCopy(JNIEnv *env, jclass ignored, jobject src, jint src_pos, jobject dst, jint dst_pos,
                                     jint length) {
    (void)ignored;
    NATIVE_ENTER(env);
    array_copy(t, handle_get(src), src_pos, handle_get(dst), dst_pos, length);
    NATIVE_RETURN_VOID();
}

JNIEXPORT jobject JNICALL JVM_Clone(JNIEnv *env, jobject o) {
    NATIVE_ENTER(env);
    NATIVE_RETURN_OBJECT(object_clone(t, handle_get(o)));
}

JNIEXPORT void JNICALL JVM_MonitorWait(JNIEnv *env, jobject o, jlong ms) {
    NATIVE_ENTER(env);
    monitor_wait(t, handle_get(o), ms);
    NATIVE_RETURN_VOID();
}

JNIEXPORT void JNICALL JVM_MonitorNotify(JNIEnv *env, jobject o) {
    NATIVE_ENTER(env);
    monitor_notify(t, handle_get(o), false);
    NATIVE_RETURN_VOID();
}

JNIEXPORT void JNICALL JVM_MonitorNotifyAll(JNIEnv *env, jobject o) {
    NATIVE_ENTER(env);
    monitor_notify(t, handle_get(o), true);
    NATIVE_RETURN_VOID();
}
