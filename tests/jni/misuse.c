/* SPDX-License-Identifier: MIT
 *
 * misuse.c - the native half of testdata/src/jni/JniMisuse.java: every function commits one offence that -Xcheck:jni is there
 * to find, or faults, so that the VM has something to report.
 */
#include <pthread.h>
#include <stdint.h>
#include <string.h>

#include "native/jni/jni.h"

static JNIEnv *theirs;

static void *use_their_env(void *unused) {
    (void)unused;
    (*theirs)->FindClass(theirs, "java/lang/String");
    return NULL;
}

/* Recursion until the stack ends; not to be optimized away. */
static int recurse(int n) {
    volatile char bytes[512];
    memset((char *)bytes, n, sizeof bytes);
    return n < 0 ? 0 : recurse(n + 1) + bytes[3];
}

static void do_pending(JNIEnv *e, jclass k, jobject o, jstring what) {
    (void)e, (void)k, (void)o, (void)what;
    (*e)->ThrowNew(e, (*e)->FindClass(e, "java/lang/Error"), "x");
    (*e)->FindClass(e, "java/lang/String");
    (*e)->ExceptionClear(e);
}

static void do_unchecked(JNIEnv *e, jclass k, jobject o, jstring what) {
    (void)e, (void)k, (void)o, (void)what;
    jmethodID m = (*e)->GetMethodID(e, k, "id", "(I)I");
    (*e)->CallIntMethod(e, o, m, 3);
    (*e)->FindClass(e, "java/lang/String");
}

static void do_checked(JNIEnv *e, jclass k, jobject o, jstring what) {
    (void)e, (void)k, (void)o, (void)what;
    jmethodID m = (*e)->GetMethodID(e, k, "id", "(I)I");
    (*e)->CallIntMethod(e, o, m, 3);
    (*e)->ExceptionCheck(e);
    (*e)->FindClass(e, "java/lang/String");
}

static void do_boom(JNIEnv *e, jclass k, jobject o, jstring what) {
    (void)e, (void)k, (void)o, (void)what;
    jmethodID m = (*e)->GetStaticMethodID(e, k, "boom", "()I");
    (*e)->CallStaticIntMethod(e, k, m);
    (*e)->NewStringUTF(e, "a");
    (*e)->ExceptionClear(e);
}

static void do_nullclass(JNIEnv *e, jclass k, jobject o, jstring what) {
    (void)e, (void)k, (void)o, (void)what;
    (*e)->GetMethodID(e, 0, "id", "(I)I");
}

static void do_notclass(JNIEnv *e, jclass k, jobject o, jstring what) {
    (void)e, (void)k, (void)o, (void)what;
    (*e)->GetMethodID(e, o, "id", "(I)I");
}

static void do_badref(JNIEnv *e, jclass k, jobject o, jstring what) {
    (void)e, (void)k, (void)o, (void)what;
    (*e)->GetObjectClass(e, (jobject)0x12345670);
}

static void do_deleted(JNIEnv *e, jclass k, jobject o, jstring what) {
    (void)e, (void)k, (void)o, (void)what;
    jobject g = (*e)->NewGlobalRef(e, o);
    (*e)->DeleteGlobalRef(e, g);
    (*e)->GetObjectClass(e, g);
}

static void do_twice(JNIEnv *e, jclass k, jobject o, jstring what) {
    (void)e, (void)k, (void)o, (void)what;
    jobject g = (*e)->NewGlobalRef(e, o);
    (*e)->DeleteGlobalRef(e, g);
    (*e)->DeleteGlobalRef(e, g);
}

static void do_dellocal(JNIEnv *e, jclass k, jobject o, jstring what) {
    (void)e, (void)k, (void)o, (void)what;
    jobject g = (*e)->NewGlobalRef(e, o);
    (*e)->DeleteLocalRef(e, g);
}

static void do_wrongobj(JNIEnv *e, jclass k, jobject o, jstring what) {
    (void)e, (void)k, (void)o, (void)what;
    jmethodID m = (*e)->GetMethodID(e, k, "id", "(I)I");
    (*e)->CallIntMethod(e, what, m, 3);
}

static void do_wrongid(JNIEnv *e, jclass k, jobject o, jstring what) {
    (void)e, (void)k, (void)o, (void)what;
    (*e)->CallIntMethod(e, o, (jmethodID)0x1238, 3);
}

static void do_nullobj(JNIEnv *e, jclass k, jobject o, jstring what) {
    (void)e, (void)k, (void)o, (void)what;
    jmethodID m = (*e)->GetMethodID(e, k, "id", "(I)I");
    (*e)->CallIntMethod(e, 0, m, 3);
}

static void do_nonstring(JNIEnv *e, jclass k, jobject o, jstring what) {
    (void)e, (void)k, (void)o, (void)what;
    (*e)->GetStringLength(e, o);
}

static void do_nonarray(JNIEnv *e, jclass k, jobject o, jstring what) {
    (void)e, (void)k, (void)o, (void)what;
    (*e)->GetArrayLength(e, o);
}

static void do_objarray(JNIEnv *e, jclass k, jobject o, jstring what) {
    (void)e, (void)k, (void)o, (void)what;
    jintArray a = (*e)->NewIntArray(e, 4);
    (*e)->GetObjectArrayElement(e, a, 0);
}

static void do_primarray(JNIEnv *e, jclass k, jobject o, jstring what) {
    (void)e, (void)k, (void)o, (void)what;
    jobjectArray a = (*e)->NewObjectArray(e, 4, k, 0);
    (*e)->GetIntArrayElements(e, a, 0);
}

static void do_elemtype(JNIEnv *e, jclass k, jobject o, jstring what) {
    (void)e, (void)k, (void)o, (void)what;
    jintArray a = (*e)->NewIntArray(e, 4);
    (*e)->GetByteArrayElements(e, a, 0);
}

static void do_fieldtype(JNIEnv *e, jclass k, jobject o, jstring what) {
    (void)e, (void)k, (void)o, (void)what;
    jfieldID f = (*e)->GetFieldID(e, k, "x", "I");
    (*e)->GetLongField(e, o, f);
}

static void do_fieldstatic(JNIEnv *e, jclass k, jobject o, jstring what) {
    (void)e, (void)k, (void)o, (void)what;
    jfieldID f = (*e)->GetStaticFieldID(e, k, "s", "Ljava/lang/String;");
    (*e)->GetObjectField(e, o, f);
}

static void do_staticinst(JNIEnv *e, jclass k, jobject o, jstring what) {
    (void)e, (void)k, (void)o, (void)what;
    jfieldID f = (*e)->GetFieldID(e, k, "x", "I");
    (*e)->GetStaticIntField(e, k, f);
}

static void do_throwable(JNIEnv *e, jclass k, jobject o, jstring what) {
    (void)e, (void)k, (void)o, (void)what;
    (*e)->ThrowNew(e, k, "x");
}

static void do_overrun(JNIEnv *e, jclass k, jobject o, jstring what) {
    (void)e, (void)k, (void)o, (void)what;
    jintArray a = (*e)->NewIntArray(e, 4);
    jint *p = (*e)->GetIntArrayElements(e, a, 0);
    p[4] = 1;
    (*e)->ReleaseIntArrayElements(e, a, p, 0);
}

static void do_copyback(JNIEnv *e, jclass k, jobject o, jstring what) {
    (void)e, (void)k, (void)o, (void)what;
    jintArray a = (*e)->NewIntArray(e, 4);
    jint *p = (*e)->GetIntArrayElements(e, a, 0);
    p[3] = 77;
    (*e)->ReleaseIntArrayElements(e, a, p, 0);
    jint v;
    (*e)->GetIntArrayRegion(e, a, 3, 1, &v);
    (*e)->ExceptionCheck(e);
    if (v != 77)
        (*e)->FatalError(e, "lost");
}

static void do_critical(JNIEnv *e, jclass k, jobject o, jstring what) {
    (void)e, (void)k, (void)o, (void)what;
    jintArray a = (*e)->NewIntArray(e, 4);
    jint *p = (*e)->GetPrimitiveArrayCritical(e, a, 0);
    (*e)->FindClass(e, "java/lang/String");
    (*e)->ReleasePrimitiveArrayCritical(e, a, p, 0);
}

static void do_descriptor(JNIEnv *e, jclass k, jobject o, jstring what) {
    (void)e, (void)k, (void)o, (void)what;
    (*e)->FindClass(e, "Ljava/lang/String;");
    (*e)->ExceptionClear(e);
}

static void do_locals(JNIEnv *e, jclass k, jobject o, jstring what) {
    (void)e, (void)k, (void)o, (void)what;
    for (int i = 0; i < 60; i++)
        (*e)->NewStringUTF(e, "x");
}

static void do_thread(JNIEnv *e, jclass k, jobject o, jstring what) {
    (void)e, (void)k, (void)o, (void)what;
    pthread_t t;
    theirs = e;
    pthread_create(&t, NULL, use_their_env, NULL);
    pthread_join(t, NULL);
}

static void do_fatal(JNIEnv *e, jclass k, jobject o, jstring what) {
    (void)e, (void)k, (void)o, (void)what;
    (*e)->FatalError(e, "by request");
}

static void do_crash(JNIEnv *e, jclass k, jobject o, jstring what) {
    (void)e, (void)k, (void)o, (void)what;
    volatile intptr_t address = 8;
    *(volatile int *)address = 1;
}

static void do_overflow(JNIEnv *e, jclass k, jobject o, jstring what) {
    (void)e, (void)k, (void)o, (void)what;
    recurse(1);
}

static void do_jump(JNIEnv *e, jclass k, jobject o, jstring what) {
    (void)e, (void)k, (void)o, (void)what;
    union {
        intptr_t address;
        void (*function)(void);
    } nowhere = {.address = 16};
    nowhere.function();
}

static const struct {
    const char *name;
    void (*run)(JNIEnv *e, jclass k, jobject o, jstring what);
} offences[] = {
    {"pending", do_pending},       {"unchecked", do_unchecked},
    {"checked", do_checked},       {"boom", do_boom},
    {"nullclass", do_nullclass},   {"notclass", do_notclass},
    {"badref", do_badref},         {"deleted", do_deleted},
    {"twice", do_twice},           {"dellocal", do_dellocal},
    {"wrongobj", do_wrongobj},     {"wrongid", do_wrongid},
    {"nullobj", do_nullobj},       {"nonstring", do_nonstring},
    {"nonarray", do_nonarray},     {"objarray", do_objarray},
    {"primarray", do_primarray},   {"elemtype", do_elemtype},
    {"fieldtype", do_fieldtype},   {"fieldstatic", do_fieldstatic},
    {"staticinst", do_staticinst}, {"throwable", do_throwable},
    {"overrun", do_overrun},       {"copyback", do_copyback},
    {"critical", do_critical},     {"descriptor", do_descriptor},
    {"locals", do_locals},         {"thread", do_thread},
    {"fatal", do_fatal},           {"crash", do_crash},
    {"overflow", do_overflow},     {"jump", do_jump},
};

JNIEXPORT void JNICALL Java_JniMisuse_run(JNIEnv *e, jclass k, jstring what, jobject o) {
    const char *name = (*e)->GetStringUTFChars(e, what, NULL);
    for (size_t i = 0; i < sizeof offences / sizeof offences[0]; i++)
        if (!strcmp(offences[i].name, name))
            offences[i].run(e, k, o, what);
    (*e)->ReleaseStringUTFChars(e, what, name);
}
