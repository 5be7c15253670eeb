/* SPDX-License-Identifier: MIT
 *
 * jvm_cds.c - JVM_* functions of class data sharing: this VM has no archive, and says so.
 *
 * With these answers the class library builds everything itself (docs/OPENJDK.md#archived-heap). A start-up snapshot of
 * our own would work below Java code and leave them as they are.
 */
#include "native/native.h"

JNIEXPORT void JNICALL JVM_InitializeFromArchive(JNIEnv *env, jclass cls) {
    (void)env;
    (void)cls;
}

JNIEXPORT void JNICALL JVM_RegisterLambdaProxyClassForArchiving(JNIEnv *env, jclass caller, jstring method_name,
                                                                jobject factory_type, jobject method_type,
                                                                jobject implementation, jobject dynamic_type,
                                                                jclass proxy) {
    (void)env, (void)caller, (void)method_name, (void)factory_type, (void)method_type;
    (void)implementation, (void)dynamic_type, (void)proxy;
}

JNIEXPORT jclass JNICALL JVM_LookupLambdaProxyClassFromArchive(JNIEnv *env, jclass caller, jstring method_name,
                                                               jobject factory_type, jobject method_type,
                                                               jobject implementation, jobject dynamic_type) {
    (void)env, (void)caller, (void)method_name, (void)factory_type, (void)method_type;
    (void)implementation, (void)dynamic_type;
    return NULL;
}

/* 0: the salt of immutable collections comes from the clock. */
JNIEXPORT jlong JNICALL JVM_GetRandomSeedForDumping(void) {
    return 0;
}

JNIEXPORT void JNICALL JVM_LogLambdaFormInvoker(JNIEnv *env, jstring line) {
    (void)env;
    (void)line;
}

/* Requested by jcmd alone; nothing in this VM can be dumped. */
static void throw_unsupported(JNIEnv *env, const char *text) {
    NATIVE_ENTER(env);
    throw_by_name(t, "java/lang/UnsupportedOperationException", "%s", text);
    NATIVE_RETURN_VOID();
}

JNIEXPORT void JNICALL JVM_DumpClassListToFile(JNIEnv *env, jstring file) {
    (void)file;
    throw_unsupported(env, "class data sharing: this VM has no class list");
}

JNIEXPORT void JNICALL JVM_DumpDynamicArchive(JNIEnv *env, jstring archive) {
    (void)archive;
    throw_unsupported(env, "class data sharing: this VM has no archive");
}

JNIEXPORT void JNICALL JVM_DefineArchivedModules(JNIEnv *env, jobject platform_loader, jobject system_loader) {
    (void)platform_loader;
    (void)system_loader;
    throw_unsupported(env, "class data sharing: this VM has no archived modules");
}
