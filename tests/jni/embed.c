/* SPDX-License-Identifier: MIT
 *
 * embed.c - a C program with a JVM inside, linked with libjvm.so: the Invocation API from the outside.
 *
 * usage: embed CLASSPATH. It checks itself: a line per fault on stderr, exit code 1 if there was any. It passes with
 * OpenJDK's libjvm.so as well (LD_LIBRARY_PATH), so what it expects is what programs get today. The java.home that it
 * runs on is found by the VM, as for the launcher.
 */
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "native/jni/jni.h"

static int faults;
static char printed[4096];
static int exit_code = -1;

#define CHECK(what)                                                                                                    \
    do {                                                                                                               \
        if (!(what)) {                                                                                                 \
            fprintf(stderr, "line %d: %s\n", __LINE__, #what);                                                         \
            faults++;                                                                                                  \
        }                                                                                                              \
    } while (0)

/* The VM's own messages come here, not to stderr. */
static jint JNICALL capture(FILE *file, const char *format, va_list list) {
    (void)file;
    size_t length = strlen(printed);
    return vsnprintf(printed + length, sizeof printed - length, format, list);
}

static void JNICALL at_exit(jint code) {
    exit_code = code;
}

struct worker {
    JavaVM *vm;
    jclass holder;
    jint sum;
};

static void *work(void *argument) {
    struct worker *w = argument;
    void *environment;
    CHECK((*w->vm)->GetEnv(w->vm, &environment, JNI_VERSION_10) == JNI_EDETACHED);
    CHECK((*w->vm)->AttachCurrentThreadAsDaemon(w->vm, &environment, NULL) == JNI_OK);
    JNIEnv *env = environment;
    jmethodID discriminant = (*env)->GetStaticMethodID(env, w->holder, "discriminant", "(III)I");
    for (int i = 0; i < 10000; i++)
        w->sum += (*env)->CallStaticIntMethod(env, w->holder, discriminant, 1, i % 7, 1);
    CHECK((*w->vm)->DetachCurrentThread(w->vm) == JNI_OK);
    CHECK((*w->vm)->DetachCurrentThread(w->vm) == JNI_OK); /* nothing to detach: no fault */
    return NULL;
}

static void use(JavaVM *vm, JNIEnv *env) {
    jclass quadratic = (*env)->FindClass(env, "Quadratic");
    CHECK(quadratic != NULL);
    if (!quadratic)
        return;
    struct worker workers[4];
    pthread_t threads[4];
    for (int i = 0; i < 4; i++) {
        workers[i] = (struct worker){.vm = vm, .holder = (*env)->NewGlobalRef(env, quadratic)};
        pthread_create(&threads[i], NULL, work, &workers[i]);
    }
    for (int i = 0; i < 4; i++) {
        pthread_join(threads[i], NULL);
        CHECK(workers[i].sum == workers[0].sum && workers[i].sum == 89962);
        (*env)->DeleteGlobalRef(env, workers[i].holder);
    }

    jclass string = (*env)->FindClass(env, "java/lang/String");
    jmethodID format =
        (*env)->GetStaticMethodID(env, string, "format", "(Ljava/lang/String;[Ljava/lang/Object;)Ljava/lang/String;");
    jobjectArray arguments = (*env)->NewObjectArray(env, 1, string, (*env)->NewStringUTF(env, "C"));
    jstring text = (*env)->CallStaticObjectMethod(env, string, format, (*env)->NewStringUTF(env, "from %s"), arguments);
    const char *bytes = (*env)->GetStringUTFChars(env, text, NULL);
    CHECK(!strcmp(bytes, "from C"));
    (*env)->ReleaseStringUTFChars(env, text, bytes);

    jclass system = (*env)->FindClass(env, "java/lang/System");
    jmethodID property =
        (*env)->GetStaticMethodID(env, system, "getProperty", "(Ljava/lang/String;)Ljava/lang/String;");
    text = (*env)->CallStaticObjectMethod(env, system, property, (*env)->NewStringUTF(env, "embedded.by"));
    CHECK(text && (*env)->GetStringLength(env, text) == 6);

    CHECK((*env)->FindClass(env, "no/such/Thing") == NULL);
    CHECK((*env)->ExceptionCheck(env));
    (*env)->ExceptionClear(env);

    jint many[3];
    JavaVM *vms[2];
    CHECK(JNI_GetCreatedJavaVMs(vms, 2, many) == JNI_OK && many[0] == 1 && vms[0] == vm);
}

int main(int argc, char **argv) {
    if (argc != 2)
        return 2;
    char class_path[4096];
    snprintf(class_path, sizeof class_path, "-Djava.class.path=%s", argv[1]);
    union {
        void *pointer;
        jint (*function)(FILE *, const char *, va_list);
    } print = {.function = capture};
    union {
        void *pointer;
        void (*function)(jint);
    } leave = {.function = at_exit};
    JavaVMOption options[] = {{class_path, NULL},
                              {(char *)"-Xmx64m", NULL},
                              {(char *)"-Dembedded.by=embed!", NULL},
                              {(char *)"vfprintf", print.pointer},
                              {(char *)"exit", leave.pointer},
                              {(char *)"-Xno-such-option", NULL}};
    JavaVMInitArgs init = {
        .version = JNI_VERSION_10, .nOptions = 6, .options = options, .ignoreUnrecognized = JNI_TRUE};
    JavaVM *vm;
    void *environment;

    CHECK(JNI_GetDefaultJavaVMInitArgs(&init) == JNI_OK);
    jint count = -1;
    CHECK(JNI_GetCreatedJavaVMs(NULL, 0, &count) == JNI_OK && count == 0);
    jint made = JNI_CreateJavaVM(&vm, &environment, &init);
    CHECK(made == JNI_OK);
    if (made != JNI_OK) {
        fprintf(stderr, "%s", printed);
        return 1;
    }
    use(vm, environment);
    JavaVM *second;
    void *second_environment;
    CHECK(JNI_CreateJavaVM(&second, &second_environment, &init) == JNI_EEXIST);
    CHECK((*vm)->DestroyJavaVM(vm) == JNI_OK);
    CHECK(JNI_GetCreatedJavaVMs(NULL, 0, &count) == JNI_OK && count == 0);
    /* as a library's thread-specific destructor does when the main thread ends */
    CHECK((*vm)->GetEnv(vm, &environment, JNI_VERSION_10) == JNI_EDETACHED && !environment);
    CHECK((*vm)->DetachCurrentThread(vm) == JNI_ERR);
    CHECK((*vm)->AttachCurrentThread(vm, &environment, NULL) == JNI_ERR);
    CHECK(exit_code == -1);
    return faults != 0;
}
