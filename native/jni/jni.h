/* SPDX-License-Identifier: MIT
 *
 * jni.h - the Java Native Interface, version 10, and its Invocation API: types, tables, constants.
 *
 * Names, layout and order are those of the JNI specification, so C code written for any JVM compiles with this header
 * and runs on any JVM. Only the C view is here. The function table repeats itself by type; the JNI_EACH_* lists below
 * write each family once (they are undefined again at the end unless JNI_KEEP_LISTS is defined, as it is for
 * native/, whose implementations use the same lists).
 */
#ifndef NATIVE_JNI_H
#define NATIVE_JNI_H

#include <stdarg.h>
#include <stdio.h>

#define JNIEXPORT __attribute__((visibility("default")))
#define JNIIMPORT __attribute__((visibility("default")))
#define JNICALL

typedef unsigned char jboolean;
typedef signed char jbyte;
typedef unsigned short jchar;
typedef short jshort;
typedef int jint;
#ifdef _LP64
typedef long jlong;
#else
typedef long long jlong;
#endif
typedef float jfloat;
typedef double jdouble;
typedef jint jsize;

struct _jobject;
typedef struct _jobject *jobject;
typedef jobject jclass;
typedef jobject jthrowable;
typedef jobject jstring;
typedef jobject jarray;
typedef jarray jbooleanArray;
typedef jarray jbyteArray;
typedef jarray jcharArray;
typedef jarray jshortArray;
typedef jarray jintArray;
typedef jarray jlongArray;
typedef jarray jfloatArray;
typedef jarray jdoubleArray;
typedef jarray jobjectArray;
typedef jobject jweak;

typedef union jvalue {
    jboolean z;
    jbyte b;
    jchar c;
    jshort s;
    jint i;
    jlong j;
    jfloat f;
    jdouble d;
    jobject l;
} jvalue;

struct _jfieldID;
typedef struct _jfieldID *jfieldID;
struct _jmethodID;
typedef struct _jmethodID *jmethodID;

typedef enum _jobjectType {
    JNIInvalidRefType = 0,
    JNILocalRefType = 1,
    JNIGlobalRefType = 2,
    JNIWeakGlobalRefType = 3
} jobjectRefType;

#define JNI_FALSE 0
#define JNI_TRUE  1

#define JNI_OK        0
#define JNI_ERR       (-1)
#define JNI_EDETACHED (-2)
#define JNI_EVERSION  (-3)
#define JNI_ENOMEM    (-4)
#define JNI_EEXIST    (-5)
#define JNI_EINVAL    (-6)

/* Release<Type>ArrayElements modes */
#define JNI_COMMIT 1
#define JNI_ABORT  2

#define JNI_VERSION_1_1 0x00010001
#define JNI_VERSION_1_2 0x00010002
#define JNI_VERSION_1_4 0x00010004
#define JNI_VERSION_1_6 0x00010006
#define JNI_VERSION_1_8 0x00010008
#define JNI_VERSION_9   0x00090000
#define JNI_VERSION_10  0x000a0000

typedef struct {
    char *name;
    char *signature;
    void *fnPtr;
} JNINativeMethod;

struct JNINativeInterface_;
struct JNIInvokeInterface_;
typedef const struct JNINativeInterface_ *JNIEnv;
typedef const struct JNIInvokeInterface_ *JavaVM;

/* X(C type, Name) in table order; the object row first where a family has one. */
#define JNI_EACH_PRIMITIVE(X)                                                                                          \
    X(jboolean, Boolean)                                                                                               \
    X(jbyte, Byte)                                                                                                     \
    X(jchar, Char)                                                                                                     \
    X(jshort, Short)                                                                                                   \
    X(jint, Int)                                                                                                       \
    X(jlong, Long)                                                                                                     \
    X(jfloat, Float)                                                                                                   \
    X(jdouble, Double)
#define JNI_EACH_VALUE(X)  X(jobject, Object) JNI_EACH_PRIMITIVE(X)
#define JNI_EACH_RESULT(X) JNI_EACH_VALUE(X) X(void, Void)

#define JNI_SLOTS_CALL(type, Name)                                                                                     \
    type(JNICALL *Call##Name##Method)(JNIEnv *, jobject, jmethodID, ...);                                              \
    type(JNICALL *Call##Name##MethodV)(JNIEnv *, jobject, jmethodID, va_list);                                         \
    type(JNICALL *Call##Name##MethodA)(JNIEnv *, jobject, jmethodID, const jvalue *);
#define JNI_SLOTS_NONVIRTUAL(type, Name)                                                                               \
    type(JNICALL *CallNonvirtual##Name##Method)(JNIEnv *, jobject, jclass, jmethodID, ...);                            \
    type(JNICALL *CallNonvirtual##Name##MethodV)(JNIEnv *, jobject, jclass, jmethodID, va_list);                       \
    type(JNICALL *CallNonvirtual##Name##MethodA)(JNIEnv *, jobject, jclass, jmethodID, const jvalue *);
#define JNI_SLOTS_STATIC(type, Name)                                                                                   \
    type(JNICALL *CallStatic##Name##Method)(JNIEnv *, jclass, jmethodID, ...);                                         \
    type(JNICALL *CallStatic##Name##MethodV)(JNIEnv *, jclass, jmethodID, va_list);                                    \
    type(JNICALL *CallStatic##Name##MethodA)(JNIEnv *, jclass, jmethodID, const jvalue *);
#define JNI_SLOT_GET_FIELD(type, Name)    type(JNICALL *Get##Name##Field)(JNIEnv *, jobject, jfieldID);
#define JNI_SLOT_SET_FIELD(type, Name)    void(JNICALL * Set##Name##Field)(JNIEnv *, jobject, jfieldID, type);
#define JNI_SLOT_GET_STATIC(type, Name)   type(JNICALL *GetStatic##Name##Field)(JNIEnv *, jclass, jfieldID);
#define JNI_SLOT_SET_STATIC(type, Name)   void(JNICALL * SetStatic##Name##Field)(JNIEnv *, jclass, jfieldID, type);
#define JNI_SLOT_NEW_ARRAY(type, Name)    type##Array(JNICALL *New##Name##Array)(JNIEnv *, jsize);
#define JNI_SLOT_GET_ELEMENTS(type, Name) type *(JNICALL * Get##Name##ArrayElements)(JNIEnv *, type##Array, jboolean *);
#define JNI_SLOT_RELEASE_ELEMENTS(type, Name)                                                                          \
    void(JNICALL * Release##Name##ArrayElements)(JNIEnv *, type##Array, type *, jint);
#define JNI_SLOT_GET_REGION(type, Name)                                                                                \
    void(JNICALL * Get##Name##ArrayRegion)(JNIEnv *, type##Array, jsize, jsize, type *);
#define JNI_SLOT_SET_REGION(type, Name)                                                                                \
    void(JNICALL * Set##Name##ArrayRegion)(JNIEnv *, type##Array, jsize, jsize, const type *);

struct JNINativeInterface_ {
    void *reserved0;
    void *reserved1;
    void *reserved2;
    void *reserved3;
    jint(JNICALL *GetVersion)(JNIEnv *);
    jclass(JNICALL *DefineClass)(JNIEnv *, const char *, jobject, const jbyte *, jsize);
    jclass(JNICALL *FindClass)(JNIEnv *, const char *);
    jmethodID(JNICALL *FromReflectedMethod)(JNIEnv *, jobject);
    jfieldID(JNICALL *FromReflectedField)(JNIEnv *, jobject);
    jobject(JNICALL *ToReflectedMethod)(JNIEnv *, jclass, jmethodID, jboolean);
    jclass(JNICALL *GetSuperclass)(JNIEnv *, jclass);
    jboolean(JNICALL *IsAssignableFrom)(JNIEnv *, jclass, jclass);
    jobject(JNICALL *ToReflectedField)(JNIEnv *, jclass, jfieldID, jboolean);
    jint(JNICALL *Throw)(JNIEnv *, jthrowable);
    jint(JNICALL *ThrowNew)(JNIEnv *, jclass, const char *);
    jthrowable(JNICALL *ExceptionOccurred)(JNIEnv *);
    void(JNICALL *ExceptionDescribe)(JNIEnv *);
    void(JNICALL *ExceptionClear)(JNIEnv *);
    void(JNICALL *FatalError)(JNIEnv *, const char *);
    jint(JNICALL *PushLocalFrame)(JNIEnv *, jint);
    jobject(JNICALL *PopLocalFrame)(JNIEnv *, jobject);
    jobject(JNICALL *NewGlobalRef)(JNIEnv *, jobject);
    void(JNICALL *DeleteGlobalRef)(JNIEnv *, jobject);
    void(JNICALL *DeleteLocalRef)(JNIEnv *, jobject);
    jboolean(JNICALL *IsSameObject)(JNIEnv *, jobject, jobject);
    jobject(JNICALL *NewLocalRef)(JNIEnv *, jobject);
    jint(JNICALL *EnsureLocalCapacity)(JNIEnv *, jint);
    jobject(JNICALL *AllocObject)(JNIEnv *, jclass);
    jobject(JNICALL *NewObject)(JNIEnv *, jclass, jmethodID, ...);
    jobject(JNICALL *NewObjectV)(JNIEnv *, jclass, jmethodID, va_list);
    jobject(JNICALL *NewObjectA)(JNIEnv *, jclass, jmethodID, const jvalue *);
    jclass(JNICALL *GetObjectClass)(JNIEnv *, jobject);
    jboolean(JNICALL *IsInstanceOf)(JNIEnv *, jobject, jclass);
    jmethodID(JNICALL *GetMethodID)(JNIEnv *, jclass, const char *, const char *);
    JNI_EACH_RESULT(JNI_SLOTS_CALL)
    JNI_EACH_RESULT(JNI_SLOTS_NONVIRTUAL)
    jfieldID(JNICALL *GetFieldID)(JNIEnv *, jclass, const char *, const char *);
    JNI_EACH_VALUE(JNI_SLOT_GET_FIELD)
    JNI_EACH_VALUE(JNI_SLOT_SET_FIELD)
    jmethodID(JNICALL *GetStaticMethodID)(JNIEnv *, jclass, const char *, const char *);
    JNI_EACH_RESULT(JNI_SLOTS_STATIC)
    jfieldID(JNICALL *GetStaticFieldID)(JNIEnv *, jclass, const char *, const char *);
    JNI_EACH_VALUE(JNI_SLOT_GET_STATIC)
    JNI_EACH_VALUE(JNI_SLOT_SET_STATIC)
    jstring(JNICALL *NewString)(JNIEnv *, const jchar *, jsize);
    jsize(JNICALL *GetStringLength)(JNIEnv *, jstring);
    const jchar *(JNICALL *GetStringChars)(JNIEnv *, jstring, jboolean *);
    void(JNICALL *ReleaseStringChars)(JNIEnv *, jstring, const jchar *);
    jstring(JNICALL *NewStringUTF)(JNIEnv *, const char *);
    jsize(JNICALL *GetStringUTFLength)(JNIEnv *, jstring);
    const char *(JNICALL *GetStringUTFChars)(JNIEnv *, jstring, jboolean *);
    void(JNICALL *ReleaseStringUTFChars)(JNIEnv *, jstring, const char *);
    jsize(JNICALL *GetArrayLength)(JNIEnv *, jarray);
    jobjectArray(JNICALL *NewObjectArray)(JNIEnv *, jsize, jclass, jobject);
    jobject(JNICALL *GetObjectArrayElement)(JNIEnv *, jobjectArray, jsize);
    void(JNICALL *SetObjectArrayElement)(JNIEnv *, jobjectArray, jsize, jobject);
    JNI_EACH_PRIMITIVE(JNI_SLOT_NEW_ARRAY)
    JNI_EACH_PRIMITIVE(JNI_SLOT_GET_ELEMENTS)
    JNI_EACH_PRIMITIVE(JNI_SLOT_RELEASE_ELEMENTS)
    JNI_EACH_PRIMITIVE(JNI_SLOT_GET_REGION)
    JNI_EACH_PRIMITIVE(JNI_SLOT_SET_REGION)
    jint(JNICALL *RegisterNatives)(JNIEnv *, jclass, const JNINativeMethod *, jint);
    jint(JNICALL *UnregisterNatives)(JNIEnv *, jclass);
    jint(JNICALL *MonitorEnter)(JNIEnv *, jobject);
    jint(JNICALL *MonitorExit)(JNIEnv *, jobject);
    jint(JNICALL *GetJavaVM)(JNIEnv *, JavaVM **);
    void(JNICALL *GetStringRegion)(JNIEnv *, jstring, jsize, jsize, jchar *);
    void(JNICALL *GetStringUTFRegion)(JNIEnv *, jstring, jsize, jsize, char *);
    void *(JNICALL *GetPrimitiveArrayCritical)(JNIEnv *, jarray, jboolean *);
    void(JNICALL *ReleasePrimitiveArrayCritical)(JNIEnv *, jarray, void *, jint);
    const jchar *(JNICALL *GetStringCritical)(JNIEnv *, jstring, jboolean *);
    void(JNICALL *ReleaseStringCritical)(JNIEnv *, jstring, const jchar *);
    jweak(JNICALL *NewWeakGlobalRef)(JNIEnv *, jobject);
    void(JNICALL *DeleteWeakGlobalRef)(JNIEnv *, jweak);
    jboolean(JNICALL *ExceptionCheck)(JNIEnv *);
    jobject(JNICALL *NewDirectByteBuffer)(JNIEnv *, void *, jlong);
    void *(JNICALL *GetDirectBufferAddress)(JNIEnv *, jobject);
    jlong(JNICALL *GetDirectBufferCapacity)(JNIEnv *, jobject);
    jobjectRefType(JNICALL *GetObjectRefType)(JNIEnv *, jobject);
    jobject(JNICALL *GetModule)(JNIEnv *, jclass);
};

#undef JNI_SLOTS_CALL
#undef JNI_SLOTS_NONVIRTUAL
#undef JNI_SLOTS_STATIC
#undef JNI_SLOT_GET_FIELD
#undef JNI_SLOT_SET_FIELD
#undef JNI_SLOT_GET_STATIC
#undef JNI_SLOT_SET_STATIC
#undef JNI_SLOT_NEW_ARRAY
#undef JNI_SLOT_GET_ELEMENTS
#undef JNI_SLOT_RELEASE_ELEMENTS
#undef JNI_SLOT_GET_REGION
#undef JNI_SLOT_SET_REGION
#ifndef JNI_KEEP_LISTS
#undef JNI_EACH_PRIMITIVE
#undef JNI_EACH_VALUE
#undef JNI_EACH_RESULT
#endif

struct JNIInvokeInterface_ {
    void *reserved0;
    void *reserved1;
    void *reserved2;
    jint(JNICALL *DestroyJavaVM)(JavaVM *);
    jint(JNICALL *AttachCurrentThread)(JavaVM *, void **, void *);
    jint(JNICALL *DetachCurrentThread)(JavaVM *);
    jint(JNICALL *GetEnv)(JavaVM *, void **, jint);
    jint(JNICALL *AttachCurrentThreadAsDaemon)(JavaVM *, void **, void *);
};

typedef struct JavaVMOption {
    char *optionString;
    void *extraInfo;
} JavaVMOption;

typedef struct JavaVMInitArgs {
    jint version;
    jint nOptions;
    JavaVMOption *options;
    jboolean ignoreUnrecognized;
} JavaVMInitArgs;

typedef struct JavaVMAttachArgs {
    jint version;
    char *name; /* modified UTF-8, or NULL */
    jobject group;
} JavaVMAttachArgs;

JNIEXPORT jint JNICALL JNI_GetDefaultJavaVMInitArgs(void *args);
JNIEXPORT jint JNICALL JNI_CreateJavaVM(JavaVM **vm, void **env, void *args);
JNIEXPORT jint JNICALL JNI_GetCreatedJavaVMs(JavaVM **vms, jsize length, jsize *count);

/* What a native library may define. */
JNIEXPORT jint JNICALL JNI_OnLoad(JavaVM *vm, void *reserved);
JNIEXPORT void JNICALL JNI_OnUnload(JavaVM *vm, void *reserved);

#endif
