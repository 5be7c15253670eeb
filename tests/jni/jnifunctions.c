/* SPDX-License-Identifier: MIT
 *
 * jnifunctions.c - the native half of testdata/src/jni/JniFunctions.java: most of the JNI function
 * table, used as native libraries do. It knows nothing of the VM.
 */
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "native/jni/jni.h"

#define E       (*env)
#define N(name) JNICALL Java_JniFunctions_##name

static JavaVM *the_vm;
static int loaded;

JNIEXPORT jint JNICALL JNI_OnLoad(JavaVM *vm, void *reserved) {
    JNIEnv *env;
    (void)reserved;
    the_vm = vm;
    if ((*vm)->GetEnv(vm, (void **)&env, JNI_VERSION_10) != JNI_OK)
        return JNI_ERR;
    loaded = E->FindClass(env, "JniFunctions$Square") != NULL; /* needs the loader of the class that loads us */
    return JNI_VERSION_1_8;
}

/* Everything is printed through System.out so that the order of lines is one. */
static void say(JNIEnv *env, const char *fmt, ...) {
    char text[1000];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    jthrowable pending = E->ExceptionOccurred(env);
    E->ExceptionClear(env);
    jclass k = E->FindClass(env, "JniFunctions");
    jmethodID show = E->GetStaticMethodID(env, k, "show", "(Ljava/lang/Object;)V");
    jstring s = E->NewStringUTF(env, text);
    E->CallStaticVoidMethod(env, k, show, s);
    E->DeleteLocalRef(env, s);
    E->DeleteLocalRef(env, k);
    if (pending)
        E->Throw(env, pending);
}

/* Prints and clears the pending exception, if any. */
static void say_exception(JNIEnv *env, const char *what) {
    jthrowable e = E->ExceptionOccurred(env);
    if (!e) {
        say(env, "%s: no exception", what);
        return;
    }
    E->ExceptionClear(env);
    jclass object = E->FindClass(env, "java/lang/Object");
    jstring s = E->CallObjectMethod(env, e, E->GetMethodID(env, object, "toString", "()Ljava/lang/String;"));
    const char *text = E->GetStringUTFChars(env, s, NULL);
    say(env, "%s: %s", what, text);
    E->ReleaseStringUTFChars(env, s, text);
}

static const char *text_of(JNIEnv *env, jstring s, char *buffer) {
    if (!s)
        return "null";
    E->GetStringUTFRegion(env, s, 0, E->GetStringLength(env, s), buffer);
    return buffer;
}

/* ---- arguments and results ---- */

JNIEXPORT jboolean N(nz)(JNIEnv *env, jclass k, jboolean x) {
    (void)env;
    (void)k;
    return !x;
}
JNIEXPORT jbyte N(nb)(JNIEnv *env, jclass k, jbyte x) {
    (void)env;
    (void)k;
    return x;
}
JNIEXPORT jchar N(nc)(JNIEnv *env, jclass k, jchar x) {
    (void)env;
    (void)k;
    return x;
}
JNIEXPORT jshort N(ns)(JNIEnv *env, jclass k, jshort x) {
    (void)env;
    (void)k;
    return x;
}
JNIEXPORT jint N(ni)(JNIEnv *env, jclass k, jint x) {
    (void)env;
    (void)k;
    return x;
}
JNIEXPORT jlong N(nj)(JNIEnv *env, jclass k, jlong x) {
    (void)env;
    (void)k;
    return x;
}
JNIEXPORT jfloat N(nf)(JNIEnv *env, jclass k, jfloat x) {
    (void)env;
    (void)k;
    return x;
}
JNIEXPORT jdouble N(nd)(JNIEnv *env, jclass k, jdouble x) {
    (void)env;
    (void)k;
    return x;
}
JNIEXPORT jstring N(many)(JNIEnv *env, jclass k, jint a, jlong b, jfloat c, jdouble d, jstring e, jbyte f, jchar g,
                          jshort h, jboolean i, jint j, jlong l, jdouble m, jobject n) {
    char text[300], buffer[100];
    (void)k;
    snprintf(text, sizeof text, "%d %ld %.2f %.2f %s %d %d %d %d %d %ld %.3f %d", a, (long)b, c, d,
             text_of(env, e, buffer), f, g, h, i, j, (long)l, m, E->GetArrayLength(env, n));
    return E->NewStringUTF(env, text);
}
JNIEXPORT jlong N(six)(JNIEnv *env, jclass k, jint a, jlong b, jshort c, jbyte d, jchar e, jboolean f) {
    (void)env;
    (void)k;
    return a + b + c + d + e + f;
}
JNIEXPORT jint N(instance)(JNIEnv *env, jobject self, jint x) {
    return E->IsInstanceOf(env, self, E->FindClass(env, "JniFunctions")) ? x + 1 : -1;
}
/* garbage above the result's own bits must not reach Java: declared wider on purpose */
JNIEXPORT jint N(dirtyBoolean)(JNIEnv *env, jclass k) {
    (void)env;
    (void)k;
    return 0x7f01;
}
JNIEXPORT jint N(dirtyByte)(JNIEnv *env, jclass k) {
    (void)env;
    (void)k;
    return 0x12380;
}
JNIEXPORT jint N(dirtyChar)(JNIEnv *env, jclass k) {
    (void)env;
    (void)k;
    return -1;
}
JNIEXPORT jint N(dirtyShort)(JNIEnv *env, jclass k) {
    (void)env;
    (void)k;
    return 0x78001;
}
JNIEXPORT void N(overloaded__I)(JNIEnv *env, jclass k, jint x) {
    (void)k;
    say(env, "overloaded int %d", x);
}
JNIEXPORT void N(overloaded___3Ljava_lang_String_2)(JNIEnv *env, jclass k, jobjectArray x) {
    (void)k;
    say(env, "overloaded array %d", E->GetArrayLength(env, x));
}
JNIEXPORT jint N(with_1underscore)(JNIEnv *env, jclass k, jint x) {
    (void)env;
    (void)k;
    return x + 10;
}
JNIEXPORT jint N(_000e4nderung)(JNIEnv *env, jclass k, jint x) {
    (void)env;
    (void)k;
    return x + 20;
}
JNIEXPORT jboolean N(holdsLock)(JNIEnv *env, jclass k) {
    jclass thread = E->FindClass(env, "java/lang/Thread");
    return E->CallStaticBooleanMethod(env, thread,
                                      E->GetStaticMethodID(env, thread, "holdsLock", "(Ljava/lang/Object;)Z"), k);
}

/* ---- fields ---- */

JNIEXPORT void N(fields)(JNIEnv *env, jclass unused, jobject o) {
    char buffer[100];
    (void)unused;
    jclass k = E->GetObjectClass(env, o);
#define FIELD(Type, name, sig, change)                                                                                 \
    {                                                                                                                  \
        jfieldID id = E->GetFieldID(env, k, name, sig);                                                                \
        E->Set##Type##Field(env, o, id, E->Get##Type##Field(env, o, id) change);                                       \
    }
    FIELD(Int, "number", "I", +1)
    FIELD(Boolean, "z", "Z", == 0)
    FIELD(Byte, "b", "B", -1)
    FIELD(Char, "c", "C", +1)
    FIELD(Short, "s", "S", -1)
    FIELD(Long, "j", "J", +1)
    FIELD(Float, "f", "F", +1)
    FIELD(Double, "d", "D", +1)
    FIELD(Long, "vj", "J", *2)
#define STATIC(Type, name, sig, value)                                                                                 \
    E->SetStatic##Type##Field(env, k, E->GetStaticFieldID(env, k, name, sig),                                          \
                              value + E->GetStatic##Type##Field(env, k, E->GetStaticFieldID(env, k, name, sig)));
    STATIC(Long, "counter", "J", 5)
    STATIC(Boolean, "sz", "Z", 1)
    STATIC(Byte, "sb", "B", -2)
    STATIC(Char, "sc", "C", 'q')
    STATIC(Short, "ss", "S", -3)
    STATIC(Int, "si", "I", 4)
    STATIC(Float, "sf", "F", 0.5f)
    STATIC(Double, "sd", "D", 0.25)
    jfieldID name = E->GetFieldID(env, k, "name", "Ljava/lang/String;");
    say(env, "name %s", text_of(env, E->GetObjectField(env, o, name), buffer));
    E->SetObjectField(env, o, name, E->NewStringUTF(env, "changed"));
    jfieldID st = E->GetStaticFieldID(env, k, "st", "Ljava/lang/String;");
    say(env, "st %s", text_of(env, E->GetStaticObjectField(env, k, st), buffer));
    E->SetStaticObjectField(env, k, st, NULL);
}

/* ---- calls ---- */

static void call_v(JNIEnv *env, const char *what, jobject o, jclass k, jmethodID id, ...) {
    va_list a, b;
    char buffer[100];
    va_start(a, id);
    va_copy(b, a);
    say(env, "%s V %s", what, text_of(env, E->CallObjectMethodV(env, o, id, a), buffer));
    say(env, "%s nonvirtual V %s", what, text_of(env, E->CallNonvirtualObjectMethodV(env, o, k, id, b), buffer));
    va_end(a);
    va_end(b);
}

static jobject new_v(JNIEnv *env, jclass k, jmethodID id, ...) {
    va_list a;
    va_start(a, id);
    jobject o = E->NewObjectV(env, k, id, a);
    va_end(a);
    return o;
}

JNIEXPORT void N(calls)(JNIEnv *env, jclass unused, jobject o) {
    char buffer[100];
    (void)unused;
    jclass derived = E->GetObjectClass(env, o), base = E->GetSuperclass(env, derived);
    jmethodID who = E->GetMethodID(env, base, "who", "()Ljava/lang/String;");
    say(env, "%s", text_of(env, E->CallObjectMethod(env, o, who), buffer));
    say(env, "%s", text_of(env, E->CallNonvirtualObjectMethod(env, o, base, who), buffer));
    call_v(env, "who", o, base, who);
    say(env, "private %d", E->CallIntMethod(env, o, E->GetMethodID(env, base, "secret", "(I)I"), 4));
    jvalue v;
#define ID(name, sig) E->GetMethodID(env, derived, name, sig)
    v.z = 0;
    say(env, "z %d %d", E->CallBooleanMethod(env, o, ID("rz", "(Z)Z"), 1),
        E->CallBooleanMethodA(env, o, ID("rz", "(Z)Z"), &v));
    v.b = 127;
    say(env, "b %d %d", E->CallByteMethod(env, o, ID("rb", "(B)B"), -2),
        E->CallByteMethodA(env, o, ID("rb", "(B)B"), &v));
    v.c = 0xffff;
    say(env, "c %d %d", E->CallCharMethod(env, o, ID("rc", "(C)C"), 'a'),
        E->CallNonvirtualCharMethodA(env, o, base, ID("rc", "(C)C"), &v));
    v.s = 32767;
    say(env, "s %d %d", E->CallShortMethod(env, o, ID("rs", "(S)S"), -2),
        E->CallNonvirtualShortMethodA(env, o, base, ID("rs", "(S)S"), &v));
    v.i = 2147483647;
    say(env, "i %d %d", E->CallIntMethod(env, o, ID("ri", "(I)I"), -2),
        E->CallIntMethodA(env, o, ID("ri", "(I)I"), &v));
    v.j = 1LL << 62;
    say(env, "j %ld %ld", (long)E->CallLongMethod(env, o, ID("rj", "(J)J"), (jlong)-2),
        (long)E->CallLongMethodA(env, o, ID("rj", "(J)J"), &v));
    v.f = 0.5f;
    say(env, "f %g %g", E->CallFloatMethod(env, o, ID("rf", "(F)F"), 2.5),
        E->CallNonvirtualFloatMethodA(env, o, base, ID("rf", "(F)F"), &v));
    v.d = 1e100;
    say(env, "d %g %g", E->CallDoubleMethod(env, o, ID("rd", "(D)D"), 2.5),
        E->CallDoubleMethodA(env, o, ID("rd", "(D)D"), &v));
    v.l = E->NewStringUTF(env, "str");
    say(env, "l %s",
        text_of(env, E->CallObjectMethodA(env, o, ID("rl", "(Ljava/lang/String;)Ljava/lang/String;"), &v), buffer));
    E->CallVoidMethod(env, o, ID("rv", "(I)V"), 77);
    say(env, "v %d", E->GetIntField(env, o, E->GetFieldID(env, derived, "number", "I")));
    jmethodID init = ID("<init>", "(I)V");
    jfieldID number = E->GetFieldID(env, derived, "number", "I");
    v.i = 9;
    say(env, "new %d %d %d %d", E->GetIntField(env, E->NewObject(env, derived, init, 8), number),
        E->GetIntField(env, E->NewObjectA(env, derived, init, &v), number),
        E->GetIntField(env, new_v(env, derived, init, 10), number),
        E->GetIntField(env, E->AllocObject(env, derived), number));
    jclass square = E->FindClass(env, "JniFunctions$Square"), shape = E->FindClass(env, "JniFunctions$Shape");
    jobject s = E->NewObject(env, square, E->GetMethodID(env, square, "<init>", "()V"));
    jmethodID m = E->GetMethodID(env, shape, "shape", "()Ljava/lang/String;");
    say(env, "%s", text_of(env, E->CallObjectMethod(env, s, m), buffer));
    say(env, "inherited %d", E->GetMethodID(env, square, "shape", "()Ljava/lang/String;") == m);
    jclass object = E->FindClass(env, "java/lang/Object");
    jintArray array = E->NewIntArray(env, 3);
    say(env, "array receiver %d",
        E->CallBooleanMethod(env, array, E->GetMethodID(env, object, "equals", "(Ljava/lang/Object;)Z"), array));
}

JNIEXPORT void N(staticCalls)(JNIEnv *env, jclass unused) {
    char buffer[100];
    (void)unused;
    jclass k = E->FindClass(env, "JniFunctions$Base");
    jvalue v[5] = {{.z = 0}};
#define SID(name, sig) E->GetStaticMethodID(env, k, name, sig)
    say(env, "z %d %d", E->CallStaticBooleanMethod(env, k, SID("srz", "(Z)Z"), 1),
        E->CallStaticBooleanMethodA(env, k, SID("srz", "(Z)Z"), v));
    say(env, "b %d", E->CallStaticByteMethod(env, k, SID("srb", "(B)B"), 127));
    say(env, "c %d", E->CallStaticCharMethod(env, k, SID("src", "(C)C"), 0xffff));
    say(env, "s %d", E->CallStaticShortMethod(env, k, SID("srs", "(S)S"), 32767));
    say(env, "i %d", E->CallStaticIntMethod(env, k, SID("sri", "(I)I"), -3));
    say(env, "j %ld", (long)E->CallStaticLongMethod(env, k, SID("srj", "(J)J"), (jlong)1 << 50));
    say(env, "f %g", E->CallStaticFloatMethod(env, k, SID("srf", "(F)F"), 0.25));
    say(env, "d %g", E->CallStaticDoubleMethod(env, k, SID("srd", "(D)D"), 0.25));
    say(env, "l %s",
        text_of(env, E->CallStaticObjectMethod(env, k, SID("srl", "(Ljava/lang/String;)Ljava/lang/String;"), NULL),
                buffer));
    E->CallStaticVoidMethod(env, k, SID("srv", "(I)V"), 1234);
    v[0].l = E->NewStringUTF(env, "<");
    v[1].i = 1;
    v[2].j = 2;
    v[3].d = 3.5;
    v[4].z = 1;
    say(env, "%s",
        text_of(env, E->CallStaticObjectMethodA(env, k, SID("join", "(Ljava/lang/String;IJDZ)Ljava/lang/String;"), v),
                buffer));
    jclass lazy = E->FindClass(env, "JniFunctions$Lazy");
    say(env, "lazy %d %d", E->GetStaticIntField(env, lazy, E->GetStaticFieldID(env, lazy, "value", "I")),
        E->CallStaticIntMethod(env, lazy, E->GetStaticMethodID(env, lazy, "get", "()I")));
    say(env, "clinit %d", E->GetStaticMethodID(env, lazy, "<clinit>", "()V") != NULL);
}

/* ---- strings ---- */

static void string(JNIEnv *env, jstring s) {
    char line[400];
    int n = 0;
    jsize length = E->GetStringLength(env, s), bytes = E->GetStringUTFLength(env, s);
    jboolean copy = 9;
    const jchar *chars = E->GetStringChars(env, s, &copy);
    n += snprintf(line + n, sizeof line - n, "%d %d %d:", length, bytes, copy <= 1);
    for (jsize i = 0; i < length; i++)
        n += snprintf(line + n, sizeof line - n, " %x", chars[i]);
    const char *utf = E->GetStringUTFChars(env, s, &copy);
    n += snprintf(line + n, sizeof line - n, " |");
    for (jsize i = 0; i < bytes; i++)
        n += snprintf(line + n, sizeof line - n, " %02x", (unsigned char)utf[i]);
    n += snprintf(line + n, sizeof line - n, " | %d %d", utf[bytes], chars[length]);
    jstring again = E->NewString(env, chars, length), utf_again = E->NewStringUTF(env, utf);
    E->ReleaseStringChars(env, s, chars);
    E->ReleaseStringUTFChars(env, s, utf);
    const jchar *critical = E->GetStringCritical(env, s, NULL);
    jchar first = critical[0];
    E->ReleaseStringCritical(env, s, critical);
    jchar region[2] = {0, 0};
    char utf_region[20];
    E->GetStringRegion(env, s, 1, 2, region);
    E->GetStringUTFRegion(env, s, 1, 2, utf_region);
    jclass object = E->FindClass(env, "java/lang/Object");
    jmethodID equals = E->GetMethodID(env, object, "equals", "(Ljava/lang/Object;)Z");
    say(env, "%s %x %x %x %x %d %d", line, first, region[0], region[1], (unsigned char)utf_region[0],
        E->CallBooleanMethod(env, s, equals, again), E->CallBooleanMethod(env, s, equals, utf_again));
}

JNIEXPORT void N(strings)(JNIEnv *env, jclass k, jstring a, jstring b, jstring c) {
    (void)k;
    string(env, a);
    string(env, b);
    string(env, c);
    say(env, "%d %d", E->NewStringUTF(env, NULL) == NULL, E->GetStringLength(env, E->NewStringUTF(env, "")));
}

/* ---- arrays ---- */

JNIEXPORT void N(arrays)(JNIEnv *env, jclass k, jintArray a, jobjectArray s) {
    char buffer[100];
    jboolean copy;
    (void)k;
    jint *elements = E->GetIntArrayElements(env, a, &copy);
    elements[0] = 10;
    E->ReleaseIntArrayElements(env, a, elements, JNI_COMMIT);
    elements[1] = 20;
    E->ReleaseIntArrayElements(env, a, elements, 0);
    jint *critical = E->GetPrimitiveArrayCritical(env, a, NULL);
    critical[2] = 30;
    E->ReleasePrimitiveArrayCritical(env, a, critical, 0);
    jint region[2] = {40, 50};
    E->SetIntArrayRegion(env, a, 3, 1, region);
    E->GetIntArrayRegion(env, a, 0, 2, region);
    say(env, "%d %d %d", region[0], region[1], E->GetArrayLength(env, s));
    say(env, "%s %s", text_of(env, E->GetObjectArrayElement(env, s, 0), buffer),
        E->GetObjectArrayElement(env, s, 1) ? "?" : "null");
    E->SetObjectArrayElement(env, s, 1, E->NewStringUTF(env, "set"));
    jobjectArray filled = E->NewObjectArray(env, 3, E->FindClass(env, "java/lang/Object"), s);
    say(env, "%d", E->IsSameObject(env, E->GetObjectArrayElement(env, filled, 2), s));
    jobjectArray nested = E->NewObjectArray(env, 2, E->GetObjectClass(env, a), a);
    say(env, "%d", E->IsInstanceOf(env, nested, E->FindClass(env, "[[I")));
}

#define ARRAY(type, Name, one, two)                                                                                    \
    {                                                                                                                  \
        type##Array a = E->New##Name##Array(env, 2);                                                                   \
        type in[2] = {one, two}, out[2] = {0, 0};                                                                      \
        E->Set##Name##ArrayRegion(env, a, 0, 2, in);                                                                   \
        type *e = E->Get##Name##ArrayElements(env, a, NULL);                                                           \
        int ok = e[0] == (type)(one) && e[1] == (type)(two);                                                           \
        e[0] = two;                                                                                                    \
        E->Release##Name##ArrayElements(env, a, e, 0);                                                                 \
        E->Get##Name##ArrayRegion(env, a, 0, 2, out);                                                                  \
        say(env, #Name " %d %d %d", ok, out[0] == (type)(two), E->GetArrayLength(env, a));                             \
        e = E->Get##Name##ArrayElements(env, E->New##Name##Array(env, 0), NULL);                                       \
        ok = e != NULL;                                                                                                \
        say(env, "empty %d", ok);                                                                                      \
    }

JNIEXPORT void N(everyArray)(JNIEnv *env, jclass k) {
    (void)k;
    ARRAY(jboolean, Boolean, 1, 0)
    ARRAY(jbyte, Byte, -1, 2)
    ARRAY(jchar, Char, 0xfffe, 2)
    ARRAY(jshort, Short, -3, 2)
    ARRAY(jint, Int, -4, 2)
    ARRAY(jlong, Long, -5, 2)
    ARRAY(jfloat, Float, -6.5f, 2)
    ARRAY(jdouble, Double, -7.5, 2)
}

/* ---- references ---- */

JNIEXPORT void N(references)(JNIEnv *env, jclass k, jobject o) {
    jobject global = E->NewGlobalRef(env, o), local = E->NewLocalRef(env, global);
    jweak weak = E->NewWeakGlobalRef(env, o);
    say(env, "%d %d %d %d", E->GetObjectRefType(env, o), E->GetObjectRefType(env, global),
        E->GetObjectRefType(env, weak), E->GetObjectRefType(env, NULL));
    say(env, "%d %d %d %d", E->IsSameObject(env, o, global), E->IsSameObject(env, local, weak),
        E->IsSameObject(env, weak, NULL), E->IsSameObject(env, NULL, NULL));
    E->PushLocalFrame(env, 100);
    jobject inner = NULL;
    for (int i = 0; i < 1000; i++)
        inner = E->NewStringUTF(env, "in a frame");
    inner = E->PopLocalFrame(env, inner);
    say(env, "%d", E->GetStringLength(env, inner));
    for (int i = 0; i < 100000; i++)
        E->DeleteLocalRef(env, E->NewLocalRef(env, o));
    jobject many[200];
    for (int i = 0; i < 200; i++)
        many[i] = E->NewGlobalRef(env, i % 2 ? (jobject)k : o);
    int same = 0;
    for (int i = 0; i < 200; i++)
        same += E->IsSameObject(env, many[i], k);
    for (int i = 0; i < 200; i++)
        E->DeleteGlobalRef(env, many[i]);
    say(env, "%d %d %d", same, E->EnsureLocalCapacity(env, 500), E->EnsureLocalCapacity(env, -1));
    E->DeleteWeakGlobalRef(env, weak);
    E->DeleteGlobalRef(env, global);
    E->DeleteLocalRef(env, local);
    /* a weak reference to something nobody holds goes away */
    jstring garbage = E->NewStringUTF(env, "garbage");
    weak = E->NewWeakGlobalRef(env, garbage);
    jobject kept = E->NewLocalRef(env, weak);
    say(env, "weak %d", kept != NULL);
    E->DeleteLocalRef(env, NULL);
    say(env, "null %d %d %d", E->NewGlobalRef(env, NULL) == NULL, E->NewLocalRef(env, NULL) == NULL,
        E->NewWeakGlobalRef(env, NULL) == NULL);
}

/* ---- exceptions ---- */

JNIEXPORT void N(exceptions)(JNIEnv *env, jclass unused, jobject o) {
    jclass k = E->GetObjectClass(env, o), io = E->FindClass(env, "java/io/IOException");
    (void)unused;
    E->CallVoidMethod(env, o, E->GetMethodID(env, k, "fail", "()V"));
    say(env, "%d", E->ExceptionCheck(env));
    say_exception(env, "thrown by Java");
    say(env, "%d", E->ThrowNew(env, io, "by C"));
    say(env, "%d %d", E->ExceptionCheck(env), E->ExceptionOccurred(env) != NULL);
    say_exception(env, "ThrowNew");
    say(env, "%d", E->ThrowNew(env, io, NULL));
    say_exception(env, "ThrowNew NULL");
    jobject e = E->NewObject(env, io, E->GetMethodID(env, io, "<init>", "(Ljava/lang/String;)V"),
                             E->NewStringUTF(env, "object"));
    say(env, "%d", E->Throw(env, e));
    say(env, "%d", E->IsSameObject(env, E->ExceptionOccurred(env), e));
    say_exception(env, "Throw");
    E->ThrowNew(env, io, "described");
    E->ExceptionDescribe(env); /* stderr */
    say(env, "%d", E->ExceptionCheck(env));
    E->ExceptionClear(env);
    E->ExceptionDescribe(env);
}

JNIEXPORT void N(errors)(JNIEnv *env, jclass k) {
    static const char truncated[] = "\xca\xfe\xba\xbe\0\0\0\x3d";
    jint ints[8];
    jchar chars[8];
    char utf[30];
#define TRY(expression) ((void)(expression), say_exception(env, #expression))
    jclass base = E->FindClass(env, "JniFunctions$Base"), abstract = E->FindClass(env, "JniFunctions$Abstract");
    jintArray a = E->NewIntArray(env, 3);
    jobjectArray strings = E->NewObjectArray(env, 2, E->FindClass(env, "java/lang/String"), NULL);
    jstring s = E->NewStringUTF(env, "hello");
    TRY(E->FindClass(env, "no/Such"));
    TRY(E->FindClass(env, "java.lang.String"));
    TRY(E->FindClass(env, "int"));
    TRY(E->FindClass(env, ""));
    TRY(E->FindClass(env, "Ljava/lang/String;"));
    TRY(E->FindClass(env, "[Ljava/lang/String;"));
    TRY(E->GetFieldID(env, base, "xyzzyField", "I"));
    TRY(E->GetFieldID(env, base, "number", "J"));
    TRY(E->GetFieldID(env, base, "counter", "J"));
    TRY(E->GetStaticFieldID(env, base, "number", "I"));
    TRY(E->GetMethodID(env, base, "xyzzyMethod", "()V"));
    TRY(E->GetMethodID(env, base, "who", "()V"));
    TRY(E->GetMethodID(env, base, "join", "(Ljava/lang/String;IJDZ)Ljava/lang/String;"));
    TRY(E->GetStaticMethodID(env, base, "who", "()Ljava/lang/String;"));
    TRY(E->AllocObject(env, abstract));
    TRY(E->AllocObject(env, E->FindClass(env, "java/lang/Runnable")));
    TRY(E->AllocObject(env, E->FindClass(env, "java/lang/Class")));
    TRY(E->AllocObject(env, E->GetObjectClass(env, a)));
    TRY(E->NewObject(env, abstract, E->GetMethodID(env, abstract, "<init>", "()V")));
    TRY(E->NewIntArray(env, -1));
    TRY(E->NewObjectArray(env, -2, base, NULL));
    TRY(E->GetIntArrayRegion(env, a, 2, 3, ints));
    TRY(E->GetIntArrayRegion(env, a, -1, 1, ints));
    TRY(E->SetIntArrayRegion(env, a, 1, -1, ints));
    TRY(E->GetIntArrayRegion(env, a, 3, 0, ints));
    TRY(E->GetObjectArrayElement(env, strings, 2));
    TRY(E->SetObjectArrayElement(env, strings, -1, NULL));
    TRY(E->SetObjectArrayElement(env, strings, 0, a));
    TRY(E->GetStringRegion(env, s, 2, 4, chars));
    TRY(E->GetStringUTFRegion(env, s, -1, 2, utf));
    TRY(E->MonitorExit(env, s));
    TRY(E->DefineClass(env, "Truncated", NULL, (const jbyte *)truncated, 8));
    TRY(E->NewDirectByteBuffer(env, ints, -1));
    JNINativeMethod unknown = {(char *)"xyzzyNative", (char *)"()V", utf},
                    mismatch = {(char *)"main", (char *)"(I)V", utf},
                    not_native = {(char *)"show", (char *)"(Ljava/lang/Object;)V", utf};
    TRY(E->RegisterNatives(env, k, &unknown, 1));
    TRY(E->RegisterNatives(env, k, &mismatch, 1));
    TRY(E->RegisterNatives(env, k, &not_native, 1));
}

/* ---- classes ---- */

JNIEXPORT void N(classes)(JNIEnv *env, jclass k) {
    jclass base = E->FindClass(env, "JniFunctions$Base"), derived = E->FindClass(env, "JniFunctions$Derived");
    jclass object = E->FindClass(env, "java/lang/Object"), ints = E->FindClass(env, "[I");
    say(env, "%x %d", E->GetVersion(env), loaded);
    say(env, "%d %d %d", E->IsSameObject(env, E->GetSuperclass(env, derived), base),
        E->GetSuperclass(env, object) == NULL, E->GetSuperclass(env, E->FindClass(env, "java/lang/Runnable")) == NULL);
    say(env, "%d %d %d %d", E->IsAssignableFrom(env, derived, base), E->IsAssignableFrom(env, base, derived),
        E->IsAssignableFrom(env, ints, object),
        E->IsAssignableFrom(env, ints, E->FindClass(env, "java/lang/Cloneable")));
    say(env, "%d %d", E->IsInstanceOf(env, NULL, base), E->IsInstanceOf(env, k, object));
    say(env, "%d %d", E->GetModule(env, k) != NULL,
        E->IsSameObject(env, E->GetModule(env, object), E->GetModule(env, ints)));
    JavaVM *vm = NULL;
    jint status = E->GetJavaVM(env, &vm);
    say(env, "%d %d", status, vm == the_vm);
    static const jint versions[] = {0,       1,       0x10001, 0x10002, 0x10003, 0x10004,
                                    0x10006, 0x10008, 0x90000, 0xa0000, 0xb0000};
    for (size_t i = 0; i < sizeof versions / sizeof *versions; i++) {
        void *e;
        say(env, "%x %d", versions[i], (*vm)->GetEnv(vm, &e, versions[i]));
    }
}

JNIEXPORT jobject N(reflection)(JNIEnv *env, jclass k, jobject method, jobject constructor, jobject field) {
    jclass base = E->FindClass(env, "JniFunctions$Base"), derived = E->FindClass(env, "JniFunctions$Derived");
    jmethodID show = E->FromReflectedMethod(env, method), init = E->FromReflectedMethod(env, constructor);
    jfieldID counter = E->FromReflectedField(env, field);
    say(env, "%d %d %d", show == E->GetStaticMethodID(env, k, "show", "(Ljava/lang/Object;)V"),
        init == E->GetMethodID(env, derived, "<init>", "(I)V"),
        counter == E->GetStaticFieldID(env, base, "counter", "J"));
    jclass object = E->FindClass(env, "java/lang/Object");
    jmethodID equals = E->GetMethodID(env, object, "equals", "(Ljava/lang/Object;)Z");
    say(env, "%d %d %d", E->CallBooleanMethod(env, method, equals, E->ToReflectedMethod(env, k, show, JNI_TRUE)),
        E->CallBooleanMethod(env, constructor, equals, E->ToReflectedMethod(env, derived, init, JNI_FALSE)),
        E->CallBooleanMethod(env, field, equals, E->ToReflectedField(env, base, counter, JNI_TRUE)));
    return E->ToReflectedMethod(env, base, E->GetMethodID(env, base, "secret", "(I)I"), JNI_FALSE);
}

JNIEXPORT void N(monitors)(JNIEnv *env, jclass k, jobject o) {
    (void)k;
    jclass thread = E->FindClass(env, "java/lang/Thread");
    jmethodID holds = E->GetStaticMethodID(env, thread, "holdsLock", "(Ljava/lang/Object;)Z");
    say(env, "%d", E->CallStaticBooleanMethod(env, thread, holds, o));
    say(env, "%d %d", E->MonitorEnter(env, o), E->MonitorEnter(env, o));
    say(env, "%d", E->MonitorExit(env, o));
    say(env, "%d", E->CallStaticBooleanMethod(env, thread, holds, o));
    say(env, "%d", E->MonitorExit(env, o));
    say(env, "%d", E->CallStaticBooleanMethod(env, thread, holds, o));
    say(env, "%d", E->MonitorExit(env, o));
    say_exception(env, "MonitorExit");
}

/* ---- direct buffers ---- */

static jbyte memory[16];

JNIEXPORT jobject N(buffers)(JNIEnv *env, jclass k) {
    (void)k;
    memory[0] = 1;
    memory[15] = 16;
    return E->NewDirectByteBuffer(env, memory, sizeof memory);
}

JNIEXPORT void N(direct)(JNIEnv *env, jclass k, jobject buffer, jobject heap) {
    (void)k;
    say(env, "%d %ld %d", E->GetDirectBufferAddress(env, buffer) == memory,
        (long)E->GetDirectBufferCapacity(env, buffer), memory[0]);
    say(env, "%d %ld", E->GetDirectBufferAddress(env, heap) == NULL, (long)E->GetDirectBufferCapacity(env, heap));
}

/* ---- registering ---- */

static jint JNICALL first(JNIEnv *env, jclass k, jint x) {
    (void)env;
    (void)k;
    return x + 1;
}
static jint JNICALL second(JNIEnv *env, jclass k, jint x) {
    (void)env;
    (void)k;
    return x + 2;
}

JNIEXPORT void N(register)(JNIEnv *env, jclass k) {
    jmethodID m = E->GetStaticMethodID(env, k, "registered", "(I)I");
    JNINativeMethod row = {(char *)"registered", (char *)"(I)I", (void *)(uintptr_t)first};
    say(env, "%d", E->RegisterNatives(env, k, &row, 1));
    say(env, "%d", E->CallStaticIntMethod(env, k, m, 1));
    row.fnPtr = (void *)(uintptr_t)second;
    say(env, "%d", E->RegisterNatives(env, k, &row, 1));
    say(env, "%d", E->CallStaticIntMethod(env, k, m, 1));
}

/* ---- threads ---- */

static jobject runnable;

static void *thread_body(void *name) {
    JNIEnv *env = NULL;
    JavaVMAttachArgs arguments = {JNI_VERSION_1_8, name, NULL};
    jint detached = (*the_vm)->GetEnv(the_vm, (void **)&env, JNI_VERSION_1_8);
    jint status = name ? (*the_vm)->AttachCurrentThread(the_vm, (void **)&env, &arguments)
                       : (*the_vm)->AttachCurrentThreadAsDaemon(the_vm, (void **)&env, NULL);
    if (status != JNI_OK)
        return NULL;
    jclass k = E->FindClass(env, "JniFunctions"); /* system class loader */
    jclass thread = E->FindClass(env, "java/lang/Thread");
    jobject self = E->CallStaticObjectMethod(
        env, thread, E->GetStaticMethodID(env, thread, "currentThread", "()Ljava/lang/Thread;"));
    say(env, "attached %d %d %d daemon %d", detached, status, k != NULL,
        E->CallBooleanMethod(env, self, E->GetMethodID(env, thread, "isDaemon", "()Z")));
    if (name)
        E->CallVoidMethod(env, runnable, E->GetMethodID(env, E->FindClass(env, "java/lang/Runnable"), "run", "()V"));
    JNIEnv *again = NULL;
    status = (*the_vm)->AttachCurrentThread(the_vm, (void **)&again, NULL);
    say(env, "%d %d", status, again == env);
    (*the_vm)->DetachCurrentThread(the_vm);
    return (*the_vm)->DetachCurrentThread(the_vm) == JNI_OK &&
                   (*the_vm)->GetEnv(the_vm, (void **)&env, JNI_VERSION_1_8) == JNI_EDETACHED
               ? name
               : NULL;
}

JNIEXPORT void N(threads)(JNIEnv *env, jclass k, jobject r) {
    pthread_t thread;
    void *result = NULL;
    (void)k;
    runnable = E->NewGlobalRef(env, r);
    pthread_create(&thread, NULL, thread_body, (void *)(uintptr_t) "native thread");
    pthread_join(thread, &result);
    say(env, "joined %d", result != NULL);
    pthread_create(&thread, NULL, thread_body, NULL);
    pthread_join(thread, &result);
    E->DeleteGlobalRef(env, runnable);
}

JNIEXPORT void N(attach)(JNIEnv *env, jclass k) {
    void *again = NULL;
    (void)k;
    jint status = (*the_vm)->AttachCurrentThread(the_vm, &again, NULL);
    say(env, "%d %d", status, again == (void *)env);
    say(env, "detach with Java frames %d", (*the_vm)->DetachCurrentThread(the_vm));
}

JNIEXPORT jobject N(throwing)(JNIEnv *env, jclass k, jint depth) {
    jobject o =
        E->CallStaticObjectMethod(env, k, E->GetStaticMethodID(env, k, "recurse", "(I)Ljava/lang/Object;"), depth);
    return E->ExceptionCheck(env) ? (jobject)k : o; /* the result doesn't matter */
}
