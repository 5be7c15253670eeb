/* SPDX-License-Identifier: MIT
 *
 * embed.c - a program with a Java VM inside: calls Java, is called back by Java, bounds the run.
 *
 *     embed CLASSPATH [SECONDS]
 *
 * It runs Embedded.main of CLASSPATH, whose native method `host` is a C function here, and a worker thread of its own
 * that calls Java meanwhile. If Java has not come back after SECONDS (10), the process ends. docs/EMBEDDING.md explains
 * the steps. Nothing in it is special to minijvm: it runs with OpenJDK's libjvm.so as well.
 */
#include <jni.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The VM's own messages (not those of Java programs) come here. */
static jint JNICALL print(FILE *file, const char *format, va_list list) {
    (void)file;
    fputs("[vm] ", stdout);
    return vprintf(format, list);
}

/* Called by System.exit, in place of exit: the last chance to clean up. */
static void JNICALL leave(jint code) {
    printf("[host] Java asks to exit with %d\n", (int)code);
    fflush(stdout);
    _exit(code);
}

/* Embedded.host: Java calls C. */
static jint JNICALL host(JNIEnv *env, jclass k, jstring text, jint n) {
    (void)k;
    const char *bytes = (*env)->GetStringUTFChars(env, text, NULL);
    if (!bytes)
        return 0; /* OutOfMemoryError is pending and is thrown on return */
    printf("[host] Java says: %s %d\n", bytes, (int)n);
    fflush(stdout);
    (*env)->ReleaseStringUTFChars(env, text, bytes);
    if (n < 0)
        (*env)->ThrowNew(env, (*env)->FindClass(env, "java/lang/IllegalArgumentException"),
                         "the host wants no negative numbers");
    return n * 2;
}

/* True if no exception is pending; else prints and clears it. */
static int fine(JNIEnv *env) {
    if (!(*env)->ExceptionCheck(env))
        return 1;
    (*env)->ExceptionDescribe(env);
    return 0;
}

/* A thread of the program that uses Java for a while. As a daemon it keeps the VM from nothing. */
static void *work(void *argument) {
    JavaVM *vm = argument;
    JNIEnv *env;
    JavaVMAttachArgs how = {JNI_VERSION_10, (char *)"worker", NULL};
    if ((*vm)->AttachCurrentThreadAsDaemon(vm, (void **)&env, &how) != JNI_OK)
        return "cannot attach";
    jclass k = (*env)->FindClass(env, "Embedded");
    jmethodID square = k ? (*env)->GetStaticMethodID(env, k, "square", "(I)J") : NULL;
    jlong sum = 0;
    for (jint i = 0; square && i < 1000; i++)
        sum += (*env)->CallStaticLongMethod(env, k, square, i);
    int good = fine(env) && sum == 332833500;
    (*vm)->DetachCurrentThread(vm);
    return good ? NULL : "wrong sum";
}

/* The bound: when the time is over the process ends, whatever Java does. */
static void *watch(void *argument) {
    sleep((unsigned)atoi(argument));
    printf("[host] time is over\n");
    fflush(stdout);
    _exit(3);
}

/* Finds Embedded, gives it its native method, calls main. Returns the exit code. */
static int run(JNIEnv *env) {
    jclass k = (*env)->FindClass(env, "Embedded");
    JNINativeMethod natives[] = {{(char *)"host", (char *)"(Ljava/lang/String;I)I", (void *)host}};
    if (!k || (*env)->RegisterNatives(env, k, natives, 1) != JNI_OK)
        return fine(env), 1;
    jmethodID entry = (*env)->GetStaticMethodID(env, k, "main", "([Ljava/lang/String;)V");
    jobjectArray none = entry ? (*env)->NewObjectArray(env, 0, (*env)->FindClass(env, "java/lang/String"), NULL) : NULL;
    if (none)
        (*env)->CallStaticVoidMethod(env, k, entry, none);
    return fine(env) ? 0 : 1;
}

int main(int argc, char **argv) {
    if (argc < 2) {
        fprintf(stderr, "usage: embed CLASSPATH [SECONDS]\n");
        return 2;
    }
    char class_path[4096];
    snprintf(class_path, sizeof class_path, "-Djava.class.path=%s", argv[1]);
    JavaVMOption options[] = {
        {class_path, NULL},
        {(char *)"-Xmx64m", NULL}, /* bounds memory */
        {(char *)"-Xrs", NULL},    /* signals stay the program's */
        {(char *)"vfprintf", (void *)print},
        {(char *)"exit", (void *)leave},
    };
    JavaVMInitArgs init = {.version = JNI_VERSION_10,
                           .nOptions = (jint)(sizeof options / sizeof options[0]),
                           .options = options,
                           .ignoreUnrecognized = JNI_FALSE};
    JavaVM *vm;
    JNIEnv *env;
    if (JNI_CreateJavaVM(&vm, (void **)&env, &init) != JNI_OK) {
        fprintf(stderr, "no Java VM\n");
        return 1;
    }
    pthread_t worker, watchdog;
    void *problem;
    pthread_create(&watchdog, NULL, watch, argc > 2 ? argv[2] : (char *)"10");
    pthread_create(&worker, NULL, work, vm);
    int status = run(env);
    pthread_join(worker, &problem);
    printf("[host] worker: %s\n", problem ? (char *)problem : "right");
    fflush(stdout);
    (*vm)->DestroyJavaVM(vm); /* waits for Java's threads, runs shutdown hooks */
    printf("[host] done\n");
    return problem ? 1 : status;
}
