/* SPDX-License-Identifier: MIT
 *
 * jnitest.c - the native half of testdata/src/jni/JniNative.java: every family of JNI functions, used as a library
 * would.
 *
 * It is compiled like any third-party library, knows nothing of the VM, and runs under OpenJDK's java too: that is
 * where the recorded output comes from. Results go back as strings, so that Java prints everything.
 */
#include <pthread.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "native/jni/jni.h"

#define NATIVE(type, name) JNIEXPORT type JNICALL Java_JniNative_##name

static JavaVM *the_vm;

JNIEXPORT jint JNICALL JNI_OnLoad(JavaVM *vm, void *reserved) {
    (void)reserved;
    the_vm = vm;
    return JNI_VERSION_10;
}

/* ---- arguments and results ---- */

NATIVE(jlong, many)
(JNIEnv *env, jclass k, jint a, jlong b, jfloat c, jdouble d, jbyte e, jshort f, jchar g, jboolean h, jint i, jlong j,
 jfloat kk, jdouble l, jdouble m, jdouble n, jdouble o, jdouble p, jdouble q, jdouble r, jfloat s, jlong t, jobject u,
 jint v) {
    (void)k;
    double sum = 0, values[] = {a, (double)b, c, d, e, f, g, h, i, (double)j, kk, l, m, n, o, p, q, r, s, (double)t};
    for (int x = 0; x < 20; x++)
        sum += values[x] * (x + 1);
    return (jlong)sum * 1000 + v + (*env)->GetStringLength(env, u);
}

NATIVE(jboolean, rz)(JNIEnv *env, jclass k, jboolean x) {
    (void)env, (void)k;
    return x;
}
NATIVE(jbyte, rb)(JNIEnv *env, jclass k, jbyte x) {
    (void)env, (void)k;
    return x;
}
NATIVE(jchar, rc)(JNIEnv *env, jclass k, jchar x) {
    (void)env, (void)k;
    return x;
}
NATIVE(jshort, rs)(JNIEnv *env, jclass k, jshort x) {
    (void)env, (void)k;
    return x;
}
NATIVE(jint, ri)(JNIEnv *env, jclass k, jint x) {
    (void)env, (void)k;
    return x;
}
NATIVE(jlong, rl)(JNIEnv *env, jclass k, jlong x) {
    (void)env, (void)k;
    return x;
}
NATIVE(jfloat, rf)(JNIEnv *env, jclass k, jfloat x) {
    (void)env, (void)k;
    return x;
}
NATIVE(jdouble, rd)(JNIEnv *env, jclass k, jdouble x) {
    (void)env, (void)k;
    return x;
}
NATIVE(jobject, ro)(JNIEnv *env, jclass k, jobject x) {
    (void)env, (void)k;
    return x;
}

/* ---- a text that grows ---- */

struct text {
    char at[4096];
    size_t length;
};

static __attribute__((format(printf, 2, 3))) void say(struct text *t, const char *format, ...) {
    va_list list;
    va_start(list, format);
    int n = vsnprintf(t->at + t->length, sizeof t->at - t->length, format, list);
    va_end(list);
    t->length += n > 0 ? (size_t)n : 0;
}

static void say_string(JNIEnv *env, struct text *t, jstring s) {
    const char *bytes = s ? (*env)->GetStringUTFChars(env, s, NULL) : NULL;
    say(t, "%s ", bytes ? bytes : "null");
    if (bytes)
        (*env)->ReleaseStringUTFChars(env, s, bytes);
}

static jstring done(JNIEnv *env, struct text *t) {
    return (*env)->NewStringUTF(env, t->at);
}

/* ---- fields ---- */

NATIVE(jstring, fields)(JNIEnv *env, jobject o) {
    struct text t = {0};
    jclass k = (*env)->GetObjectClass(env, o);
#define FIELD(name, descriptor) (*env)->GetFieldID(env, k, name, descriptor)
    jfieldID z = FIELD("z", "Z"), b = FIELD("b", "B"), c = FIELD("c", "C"), s = FIELD("s", "S"), i = FIELD("i", "I"),
             l = FIELD("l", "J"), f = FIELD("f", "F"), d = FIELD("d", "D"), r = FIELD("o", "Ljava/lang/String;");
    say(&t, "%d %d %d %d %d %ld %g %g ", (*env)->GetBooleanField(env, o, z), (*env)->GetByteField(env, o, b),
        (*env)->GetCharField(env, o, c), (*env)->GetShortField(env, o, s), (*env)->GetIntField(env, o, i),
        (long)(*env)->GetLongField(env, o, l), (*env)->GetFloatField(env, o, f), (*env)->GetDoubleField(env, o, d));
    say_string(env, &t, (*env)->GetObjectField(env, o, r));
    (*env)->SetBooleanField(env, o, z, JNI_FALSE);
    (*env)->SetByteField(env, o, b, -1);
    (*env)->SetCharField(env, o, c, 'Z');
    (*env)->SetShortField(env, o, s, -2);
    (*env)->SetIntField(env, o, i, -3);
    (*env)->SetLongField(env, o, l, -4);
    (*env)->SetFloatField(env, o, f, -5.5f);
    (*env)->SetDoubleField(env, o, d, -6.5);
    (*env)->SetObjectField(env, o, r, (*env)->NewStringUTF(env, "set"));
    return done(env, &t);
}

NATIVE(jstring, staticFields)(JNIEnv *env, jclass k) {
    struct text t = {0};
#define STATIC(name, descriptor) (*env)->GetStaticFieldID(env, k, name, descriptor)
    jfieldID z = STATIC("sz", "Z"), b = STATIC("sb", "B"), c = STATIC("sc", "C"), s = STATIC("ss", "S"),
             i = STATIC("si", "I"), l = STATIC("sl", "J"), f = STATIC("sf", "F"), d = STATIC("sd", "D"),
             r = STATIC("so", "Ljava/lang/String;");
    say(&t, "%d %d %d %d %d %ld %g %g ", (*env)->GetStaticBooleanField(env, k, z),
        (*env)->GetStaticByteField(env, k, b), (*env)->GetStaticCharField(env, k, c),
        (*env)->GetStaticShortField(env, k, s), (*env)->GetStaticIntField(env, k, i),
        (long)(*env)->GetStaticLongField(env, k, l), (*env)->GetStaticFloatField(env, k, f),
        (*env)->GetStaticDoubleField(env, k, d));
    say_string(env, &t, (*env)->GetStaticObjectField(env, k, r));
    (*env)->SetStaticBooleanField(env, k, z, JNI_FALSE);
    (*env)->SetStaticByteField(env, k, b, -1);
    (*env)->SetStaticCharField(env, k, c, 'Z');
    (*env)->SetStaticShortField(env, k, s, -2);
    (*env)->SetStaticIntField(env, k, i, -3);
    (*env)->SetStaticLongField(env, k, l, -4);
    (*env)->SetStaticFloatField(env, k, f, -5.5f);
    (*env)->SetStaticDoubleField(env, k, d, -6.5);
    (*env)->SetStaticObjectField(env, k, r, NULL);
    if (!(*env)->GetFieldID(env, k, "nope", "I"))
        say(&t, "NoSuchFieldError %d", (*env)->ExceptionCheck(env));
    (*env)->ExceptionClear(env);
    return done(env, &t);
}

/* ---- calls ---- */

/* The V form needs a va_list of its own. */
static jint call_int_v(JNIEnv *env, jobject o, jmethodID m, ...) {
    va_list list;
    va_start(list, m);
    jint result = (*env)->CallIntMethodV(env, o, m, list);
    va_end(list);
    return result;
}

static jdouble call_static_double_v(JNIEnv *env, jclass k, jmethodID m, ...) {
    va_list list;
    va_start(list, m);
    jdouble result = (*env)->CallStaticDoubleMethodV(env, k, m, list);
    va_end(list);
    return result;
}

NATIVE(jstring, calls)(JNIEnv *env, jobject o, jobject sub) {
    struct text t = {0};
    jclass k = (*env)->GetObjectClass(env, o);
#define METHOD(name, descriptor) (*env)->GetMethodID(env, k, name, descriptor)
    jmethodID mi = METHOD("mi", "(I)I"), mo = METHOD("mo", "(Ljava/lang/Object;I)Ljava/lang/String;");
    say(&t, "%d %d %d %d ", (*env)->CallBooleanMethod(env, o, METHOD("mz", "(Z)Z"), JNI_TRUE),
        (*env)->CallByteMethod(env, o, METHOD("mb", "(B)B"), 127),
        (*env)->CallCharMethod(env, o, METHOD("mc", "(C)C"), 'a'),
        (*env)->CallShortMethod(env, o, METHOD("ms", "(S)S"), -1));
    say(&t, "%d %ld %g %g ", (*env)->CallIntMethod(env, o, mi, 10),
        (long)(*env)->CallLongMethod(env, o, METHOD("ml", "(J)J"), 1L << 40),
        (*env)->CallFloatMethod(env, o, METHOD("mf", "(F)F"), 1.0),
        (*env)->CallDoubleMethod(env, o, METHOD("md", "(D)D"), 2.0));
    say_string(env, &t, (*env)->CallObjectMethod(env, o, mo, (*env)->NewStringUTF(env, "x"), 7));
    jvalue a[2] = {{.i = 1}};
    say(&t, "A%d V%d N%d S%d ", (*env)->CallIntMethodA(env, o, mi, a), call_int_v(env, o, mi, 2),
        (*env)->CallNonvirtualIntMethod(env, sub, k, mi, 3), (*env)->CallIntMethod(env, sub, mi, 4));
    a[0].l = NULL;
    a[1].i = 9;
    say_string(env, &t, (*env)->CallNonvirtualObjectMethodA(env, sub, k, mo, a));
    jmethodID make = METHOD("<init>", "(ILjava/lang/String;D)V");
    jobject made = (*env)->NewObject(env, k, make, 5, (*env)->NewStringUTF(env, "n"), 1.5),
            raw = (*env)->AllocObject(env, k);
    jvalue arguments[3] = {{.i = 6}, {.l = NULL}, {.d = 2.5}};
    jobject made_a = (*env)->NewObjectA(env, k, make, arguments);
    jmethodID to_string = METHOD("toString", "()Ljava/lang/String;");
    say_string(env, &t, (*env)->CallObjectMethod(env, made, to_string));
    say_string(env, &t, (*env)->CallObjectMethod(env, made_a, to_string));
    say_string(env, &t, (*env)->CallObjectMethod(env, raw, to_string));
    (*env)->CallVoidMethod(env, o, METHOD("mv", "(I)V"), 99);
    if (!METHOD("mi", "(J)I"))
        say(&t, "NoSuchMethodError");
    (*env)->ExceptionClear(env);
    return done(env, &t);
}

NATIVE(jstring, staticCalls)(JNIEnv *env, jclass k) {
    struct text t = {0};
#define SMETHOD(name, descriptor) (*env)->GetStaticMethodID(env, k, name, descriptor)
    say(&t, "%d %d %d %d %d ", (*env)->CallStaticBooleanMethod(env, k, SMETHOD("tz", "(Z)Z"), JNI_FALSE),
        (*env)->CallStaticByteMethod(env, k, SMETHOD("tb", "(B)B"), 127),
        (*env)->CallStaticCharMethod(env, k, SMETHOD("tc", "(C)C"), 0xffff),
        (*env)->CallStaticShortMethod(env, k, SMETHOD("ts", "(S)S"), 32767),
        (*env)->CallStaticIntMethod(env, k, SMETHOD("ti", "(I)I"), -21));
    say(&t, "%ld %g %g ", (long)(*env)->CallStaticLongMethod(env, k, SMETHOD("tl", "(J)J"), -1L),
        (*env)->CallStaticFloatMethod(env, k, SMETHOD("tf", "(F)F"), 1.0),
        call_static_double_v(env, k, SMETHOD("td", "(D)D"), 2.0));
    say_string(
        env, &t,
        (*env)->CallStaticObjectMethod(env, k, SMETHOD("to", "(Ljava/lang/Object;I)Ljava/lang/String;"), NULL, -7));
    (*env)->CallStaticVoidMethod(env, k, SMETHOD("tv", "(I)V"), 1234);
    return done(env, &t);
}

/* ---- strings, arrays ---- */

NATIVE(jstring, strings)(JNIEnv *env, jclass k, jstring s) {
    (void)k;
    struct text t = {0};
    jsize length = (*env)->GetStringLength(env, s), bytes = (*env)->GetStringUTFLength(env, s);
    const char *utf = (*env)->GetStringUTFChars(env, s, NULL);
    const jchar *chars = (*env)->GetStringChars(env, s, NULL), *critical = (*env)->GetStringCritical(env, s, NULL);
    say(&t, "%d %d %zu %02x%02x %d ", length, bytes, strlen(utf), (unsigned char)utf[1], (unsigned char)utf[2],
        !memcmp(chars, critical, (size_t)length * 2));
    (*env)->ReleaseStringCritical(env, s, critical);
    jchar part[4] = {0};
    char utf_part[16] = {0};
    (*env)->GetStringRegion(env, s, 1, 3, part);
    (*env)->GetStringUTFRegion(env, s, 1, 3, utf_part);
    say(&t, "%x %x %s ", part[0], part[1], utf_part);
    jstring copy = (*env)->NewString(env, chars, length);
    (*env)->ReleaseStringChars(env, s, chars);
    (*env)->ReleaseStringUTFChars(env, s, utf);
    jclass object = (*env)->FindClass(env, "java/lang/Object");
    jmethodID equals = (*env)->GetMethodID(env, object, "equals", "(Ljava/lang/Object;)Z");
    say(&t, "%d ", (*env)->CallBooleanMethod(env, s, equals, copy));
    (*env)->GetStringRegion(env, s, length, 5, part);
    jthrowable e = (*env)->ExceptionOccurred(env);
    (*env)->ExceptionClear(env);
    jmethodID message = (*env)->GetMethodID(env, (*env)->GetObjectClass(env, e), "getMessage", "()Ljava/lang/String;");
    say_string(env, &t, (*env)->CallObjectMethod(env, e, message));
    return done(env, &t);
}

NATIVE(jstring, arrays)
(JNIEnv *env, jclass k, jintArray i, jbyteArray b, jdoubleArray d, jbooleanArray z, jobjectArray o, jlongArray l,
 jcharArray c, jshortArray s, jfloatArray f) {
    (void)k;
    struct text t = {0};
    jint *ie = (*env)->GetIntArrayElements(env, i, NULL);
    ie[0] = 100;
    (*env)->ReleaseIntArrayElements(env, i, ie, JNI_COMMIT);
    ie[1] = 200;
    (*env)->ReleaseIntArrayElements(env, i, ie, 0);
    jbyte *be = (*env)->GetPrimitiveArrayCritical(env, b, NULL);
    be[1] = -7;
    (*env)->ReleasePrimitiveArrayCritical(env, b, be, 0);
    jdouble *de = (*env)->GetDoubleArrayElements(env, d, NULL);
    say(&t, "%g ", de[0]);
    de[0] *= 2;
    (*env)->ReleaseDoubleArrayElements(env, d, de, 0);
    jboolean zr[2];
    (*env)->GetBooleanArrayRegion(env, z, 0, 2, zr);
    zr[1] = JNI_TRUE;
    (*env)->SetBooleanArrayRegion(env, z, 1, 1, zr + 1);
    (*env)->SetObjectArrayElement(env, o, 1, (*env)->GetObjectArrayElement(env, o, 0));
    jlong lr = -1;
    (*env)->SetLongArrayRegion(env, l, 0, 1, &lr);
    jchar cr = 'Q';
    (*env)->SetCharArrayRegion(env, c, 0, 1, &cr);
    jshort sr;
    (*env)->GetShortArrayRegion(env, s, 0, 1, &sr);
    jfloat fr = 9.5f;
    (*env)->SetFloatArrayRegion(env, f, 0, 1, &fr);
    say(&t, "%d %d ", sr, (*env)->GetArrayLength(env, i));
    jintArray fresh = (*env)->NewIntArray(env, 5);
    jobjectArray objects =
        (*env)->NewObjectArray(env, 3, (*env)->FindClass(env, "java/lang/String"), (*env)->NewStringUTF(env, "init"));
    say(&t, "%d %d ", (*env)->GetArrayLength(env, fresh), (*env)->GetArrayLength(env, objects));
    say_string(env, &t, (*env)->GetObjectArrayElement(env, objects, 2));
    (*env)->SetIntArrayRegion(env, fresh, 3, 5, (jint[5]){0});
    say(&t, "%d ", (*env)->ExceptionCheck(env));
    (*env)->ExceptionClear(env);
    (*env)->SetObjectArrayElement(env, objects, 0, fresh);
    say(&t, "%d ", (*env)->ExceptionCheck(env));
    (*env)->ExceptionClear(env);
    (*env)->GetObjectArrayElement(env, objects, 3);
    say(&t, "%d ", (*env)->ExceptionCheck(env));
    (*env)->ExceptionClear(env);
    return done(env, &t);
}

/* ---- exceptions ---- */

NATIVE(jstring, exceptions)(JNIEnv *env, jclass k) {
    struct text t = {0};
    jmethodID boom = (*env)->GetStaticMethodID(env, k, "boom", "(Ljava/lang/String;)V");
    (*env)->CallStaticVoidMethod(env, k, boom, (*env)->NewStringUTF(env, "bang"));
    jthrowable e = (*env)->ExceptionOccurred(env);
    say(&t, "%d ", (*env)->ExceptionCheck(env));
    (*env)->ExceptionClear(env);
    jclass ek = (*env)->GetObjectClass(env, e);
    say_string(env, &t,
               (*env)->CallObjectMethod(env, e, (*env)->GetMethodID(env, ek, "getMessage", "()Ljava/lang/String;")));
    say(&t, "%d ", (*env)->FindClass(env, "no/such/Class") == NULL);
    e = (*env)->ExceptionOccurred(env);
    (*env)->ExceptionClear(env);
    say_string(
        env, &t,
        (*env)->CallObjectMethod(
            env, e, (*env)->GetMethodID(env, (*env)->GetObjectClass(env, e), "toString", "()Ljava/lang/String;")));
    (*env)->Throw(env, e);
    say(&t, "%d ", (*env)->IsSameObject(env, e, (*env)->ExceptionOccurred(env)));
    (*env)->ExceptionClear(env);
    say(&t, "%d", (*env)->ExceptionCheck(env));
    return done(env, &t);
}

NATIVE(void, throwNew)(JNIEnv *env, jclass k, jstring m) {
    (void)k;
    const char *text = (*env)->GetStringUTFChars(env, m, NULL);
    (*env)->ThrowNew(env, (*env)->FindClass(env, "java/lang/UnsupportedOperationException"), text);
    (*env)->ReleaseStringUTFChars(env, m, text);
}

/* ---- references, classes, monitors ---- */

NATIVE(jobject, references)(JNIEnv *env, jclass k, jobject o) {
    (void)k;
    struct text t = {0};
    jobject global = (*env)->NewGlobalRef(env, o), local = (*env)->NewLocalRef(env, o);
    jweak weak = (*env)->NewWeakGlobalRef(env, o);
    say(&t, "%d %d %d ", (*env)->GetObjectRefType(env, global), (*env)->GetObjectRefType(env, local),
        (*env)->GetObjectRefType(env, weak));
    (*env)->PushLocalFrame(env, 10);
    for (int n = 0; n < 500; n++)
        (*env)->NewStringUTF(env, "many locals");
    jobject survivor = (*env)->PopLocalFrame(env, (*env)->NewStringUTF(env, "survivor"));
    say_string(env, &t, survivor);
    say(&t, "%d %d %d ", (*env)->EnsureLocalCapacity(env, 1000), (*env)->IsSameObject(env, weak, global),
        (*env)->IsSameObject(env, NULL, NULL));
    (*env)->DeleteWeakGlobalRef(env, weak);
    (*env)->DeleteGlobalRef(env, global);
    (*env)->DeleteLocalRef(env, local);
    (*env)->DeleteLocalRef(env, NULL);
    return done(env, &t);
}

NATIVE(jstring, classes)(JNIEnv *env, jclass k, jclass sub, jobject loader, jbyteArray array) {
    struct text t = {0};
    jclass object = (*env)->FindClass(env, "java/lang/Object"), ints = (*env)->FindClass(env, "[I");
    say(&t, "%x %d %d %d %d ", (*env)->GetVersion(env), (*env)->IsAssignableFrom(env, sub, k),
        (*env)->IsAssignableFrom(env, k, sub), (*env)->IsSameObject(env, (*env)->GetSuperclass(env, sub), k),
        (*env)->GetSuperclass(env, object) == NULL);
    say(&t, "%d %d ", (*env)->IsInstanceOf(env, ints, (*env)->FindClass(env, "java/lang/Class")),
        (*env)->IsInstanceOf(env, NULL, k));
    jclass own = (*env)->FindClass(env, "JniNative$Sub");
    say(&t, "%d ", own && (*env)->IsSameObject(env, own, sub));
    jobject module = (*env)->GetModule(env, object);
    say_string(env, &t,
               (*env)->CallObjectMethod(
                   env, module,
                   (*env)->GetMethodID(env, (*env)->GetObjectClass(env, module), "getName", "()Ljava/lang/String;")));
    jsize length = (*env)->GetArrayLength(env, array);
    jbyte *bytes = (*env)->GetByteArrayElements(env, array, NULL);
    jclass defined = (*env)->DefineClass(env, "Quadratic", loader, bytes, length);
    (*env)->ReleaseByteArrayElements(env, array, bytes, JNI_ABORT);
    jmethodID discriminant = defined ? (*env)->GetStaticMethodID(env, defined, "discriminant", "(III)I") : NULL;
    say(&t, "%d", discriminant ? (*env)->CallStaticIntMethod(env, defined, discriminant, 1, 5, 6) : -1);
    return done(env, &t);
}

NATIVE(jstring, monitors)(JNIEnv *env, jclass k, jobject o) {
    (void)k;
    struct text t = {0};
    say(&t, "%d %d ", (*env)->MonitorEnter(env, o), (*env)->MonitorEnter(env, o));
    say(&t, "%d %d ", (*env)->MonitorExit(env, o), (*env)->MonitorExit(env, o));
    say(&t, "%d ", (*env)->MonitorExit(env, o) != JNI_OK);
    say(&t, "%d", (*env)->ExceptionCheck(env));
    (*env)->ExceptionClear(env);
    return done(env, &t);
}

NATIVE(jint, locked)(JNIEnv *env, jclass k) {
    jclass thread = (*env)->FindClass(env, "java/lang/Thread");
    return (*env)->CallStaticBooleanMethod(
        env, thread, (*env)->GetStaticMethodID(env, thread, "holdsLock", "(Ljava/lang/Object;)Z"), k);
}

NATIVE(jobject, buffers)(JNIEnv *env, jclass k, jobject b) {
    (void)k;
    static char memory[32];
    char *at = (*env)->GetDirectBufferAddress(env, b);
    at[3] = (char)(*env)->GetDirectBufferCapacity(env, b);
    memory[1] = 77;
    return (*env)->NewDirectByteBuffer(env, memory, sizeof memory);
}

/* ---- threads ---- */

struct attached {
    jclass holder;
    jint result;
    jint before, after;
};

static void *attach_and_call(void *argument) {
    struct attached *a = argument;
    void *environment;
    a->before = (*the_vm)->GetEnv(the_vm, &environment, JNI_VERSION_10);
    JavaVMAttachArgs arguments = {.version = JNI_VERSION_10, .name = (char *)"native thread", .group = NULL};
    if ((*the_vm)->AttachCurrentThread(the_vm, &environment, &arguments) != JNI_OK)
        return NULL;
    JNIEnv *env = environment;
    jmethodID m = (*env)->GetStaticMethodID(env, a->holder, "callback", "(I)I");
    a->result = (*env)->CallStaticIntMethod(env, a->holder, m, 100);
    (*the_vm)->DetachCurrentThread(the_vm);
    a->after = (*the_vm)->GetEnv(the_vm, &environment, JNI_VERSION_10);
    return NULL;
}

NATIVE(jstring, threads)(JNIEnv *env, jclass k) {
    struct text t = {0};
    struct attached a = {.holder = (*env)->NewGlobalRef(env, k)};
    pthread_t thread;
    pthread_create(&thread, NULL, attach_and_call, &a);
    pthread_join(thread, NULL);
    (*env)->DeleteGlobalRef(env, a.holder);
    JavaVM *vm;
    void *same;
    say(&t, "%d %d %d ", a.result, a.before, a.after);
    say(&t, "%d ", (*env)->GetJavaVM(env, &vm));
    say(&t, "%d ", vm == the_vm);
    say(&t, "%d", (*vm)->GetEnv(vm, &same, JNI_VERSION_1_8) == JNI_OK && same == env);
    return done(env, &t);
}

/* ---- reflection, registration ---- */

NATIVE(jstring, reflected)(JNIEnv *env, jclass k, jobject method, jobject field) {
    struct text t = {0};
    jmethodID m = (*env)->FromReflectedMethod(env, method);
    jfieldID f = (*env)->FromReflectedField(env, field);
    say(&t, "%d %d ", (*env)->CallIntMethod(env, (*env)->NewStringUTF(env, "seven!!"), m),
        (*env)->GetStaticIntField(env, k, f));
    jobject back = (*env)->ToReflectedField(env, k, f, JNI_TRUE);
    say_string(env, &t,
               (*env)->CallObjectMethod(
                   env, back,
                   (*env)->GetMethodID(env, (*env)->GetObjectClass(env, back), "toString", "()Ljava/lang/String;")));
    back = (*env)->ToReflectedMethod(env, (*env)->FindClass(env, "java/lang/String"), m, JNI_FALSE);
    say_string(env, &t,
               (*env)->CallObjectMethod(
                   env, back,
                   (*env)->GetMethodID(env, (*env)->GetObjectClass(env, back), "toString", "()Ljava/lang/String;")));
    return done(env, &t);
}

static jint plus_one(JNIEnv *env, jclass k, jint x) {
    (void)env, (void)k;
    return x + 1;
}

NATIVE(void, registerNow)(JNIEnv *env, jclass k) {
    union {
        jint (*function)(JNIEnv *, jclass, jint);
        void *address;
    } plus = {plus_one};
    JNINativeMethod method = {(char *)"registered", (char *)"(I)I", plus.address};
    (*env)->RegisterNatives(env, k, &method, 1);
}

NATIVE(jint, recurse)(JNIEnv *env, jclass k, jint n) {
    return (*env)->CallStaticIntMethod(env, k, (*env)->GetStaticMethodID(env, k, "recurseJava", "(I)I"), n) + 1;
}

NATIVE(jint, overloaded__I)(JNIEnv *env, jobject o, jint x) {
    (void)env, (void)o;
    return x;
}
NATIVE(jint, overloaded__Ljava_lang_String_2)(JNIEnv *env, jobject o, jstring x) {
    (void)o;
    return (*env)->GetStringLength(env, x) * 10;
}
NATIVE(jint, under_1score_00024dollar)(JNIEnv *env, jobject o) {
    (void)env, (void)o;
    return 1;
}

/* ---- of testdata/src/linkage/InterfaceMethods.java ---- */

/* Calls a method that has no parameters and gives nothing or an object, on the object or statically. */
JNIEXPORT void JNICALL Java_InterfaceMethods_jni(JNIEnv *env, jclass self, jclass k, jstring name, jstring descriptor,
                                                 jboolean is_static, jobject receiver) {
    (void)self;
    const char *n = (*env)->GetStringUTFChars(env, name, NULL), *d = (*env)->GetStringUTFChars(env, descriptor, NULL);
    jmethodID m = is_static ? (*env)->GetStaticMethodID(env, k, n, d) : (*env)->GetMethodID(env, k, n, d);
    bool gives_nothing = strcmp(d, "()V") == 0;
    if (m && is_static && gives_nothing)
        (*env)->CallStaticVoidMethod(env, k, m);
    else if (m && is_static)
        (*env)->CallStaticObjectMethod(env, k, m);
    else if (m && gives_nothing)
        (*env)->CallVoidMethod(env, receiver, m);
    else if (m)
        (*env)->CallObjectMethod(env, receiver, m);
    (*env)->ReleaseStringUTFChars(env, name, n);
    (*env)->ReleaseStringUTFChars(env, descriptor, d);
}
