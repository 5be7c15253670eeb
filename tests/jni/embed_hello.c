/* SPDX-License-Identifier: MIT
 *
 * embed_hello.c DIR - the smallest program that embeds a JVM: runs Hello.main of class path DIR. It includes <jni.h>, as a
 * program outside of this tree does (tests/install_test.py).
 */
#include <jni.h>
#include <stdio.h>

int main(int count, char **words) {
    char class_path[4096];
    JavaVMOption option = {.optionString = class_path};
    JavaVMInitArgs arguments = {.version = JNI_VERSION_10, .nOptions = 1, .options = &option};
    JavaVM *vm;
    JNIEnv *env;
    if (count != 2 ||
        snprintf(class_path, sizeof class_path, "-Djava.class.path=%s", words[1]) >= (int)sizeof class_path)
        return 2;
    if (JNI_CreateJavaVM(&vm, (void **)&env, &arguments) != JNI_OK)
        return 3;
    jclass hello = (*env)->FindClass(env, "Hello");
    jmethodID method = hello ? (*env)->GetStaticMethodID(env, hello, "main", "([Ljava/lang/String;)V") : NULL;
    if (method)
        (*env)->CallStaticVoidMethod(env, hello, method, NULL);
    if ((*env)->ExceptionCheck(env)) {
        (*env)->ExceptionDescribe(env);
        return 1;
    }
    return (*vm)->DestroyJavaVM(vm) == JNI_OK ? 0 : 4;
}
