/* SPDX-License-Identifier: MIT
 *
 * jni_invoke.c - JNI: Call<Type>Method, CallNonvirtual<Type>Method, CallStatic<Type>Method in their three argument
 * forms.
 *
 * 90 functions that differ in the result's type alone; the work is in jni_call.c. A failing call returns zero.
 */
#include "native/jni/jni_impl.h"

#define RETURN_Object(r)  NATIVE_RETURN_OBJECT((r).o)
#define RETURN_Boolean(r) NATIVE_RETURN((jboolean)((r).i != 0))
#define RETURN_Byte(r)    NATIVE_RETURN((jbyte)(r).i)
#define RETURN_Char(r)    NATIVE_RETURN((jchar)(r).i)
#define RETURN_Short(r)   NATIVE_RETURN((jshort)(r).i)
#define RETURN_Int(r)     NATIVE_RETURN((jint)(r).i)
#define RETURN_Long(r)    NATIVE_RETURN((jlong)(r).j)
#define RETURN_Float(r)   NATIVE_RETURN((r).f)
#define RETURN_Double(r)  NATIVE_RETURN((r).d)
#define RETURN_Void(r)                                                                                                 \
    do {                                                                                                               \
        (void)(r);                                                                                                     \
        NATIVE_RETURN_VOID();                                                                                          \
    } while (0)

#define METHOD(id) ((struct method *)(id))

/* One function each; `receiver` is an expression, `last` the last named parameter. */
#define DEFINE_DOTS(type, Name, function, parameters, receiver, is_virtual)                                            \
    type JNICALL jni_##function parameters {                                                                           \
        NATIVE_ENTER(env);                                                                                             \
        union slot result;                                                                                             \
        va_list arguments;                                                                                             \
        va_start(arguments, id);                                                                                       \
        native_call_list(t, METHOD(id), receiver, is_virtual, arguments, &result);                                     \
        va_end(arguments);                                                                                             \
        RETURN_##Name(result);                                                                                         \
    }
#define DEFINE_WITH(type, Name, function, parameters, receiver, is_virtual, call)                                      \
    type JNICALL jni_##function parameters {                                                                           \
        NATIVE_ENTER(env);                                                                                             \
        union slot result;                                                                                             \
        call(t, METHOD(id), receiver, is_virtual, arguments, &result);                                                 \
        RETURN_##Name(result);                                                                                         \
    }

#define VIRTUAL(type, Name)                                                                                            \
    DEFINE_DOTS(type, Name, Call##Name##Method, (JNIEnv * env, jobject o, jmethodID id, ...), handle_get(o), true)     \
    DEFINE_WITH(type, Name, Call##Name##MethodV, (JNIEnv * env, jobject o, jmethodID id, va_list arguments),           \
                handle_get(o), true, native_call_list)                                                                 \
    DEFINE_WITH(type, Name, Call##Name##MethodA, (JNIEnv * env, jobject o, jmethodID id, const jvalue *arguments),     \
                handle_get(o), true, native_call_values)
#define NONVIRTUAL(type, Name)                                                                                         \
    DEFINE_DOTS(type, Name, CallNonvirtual##Name##Method,                                                              \
                (JNIEnv * env, jobject o, UNUSED jclass k, jmethodID id, ...), handle_get(o), false)                   \
    DEFINE_WITH(type, Name, CallNonvirtual##Name##MethodV,                                                             \
                (JNIEnv * env, jobject o, UNUSED jclass k, jmethodID id, va_list arguments), handle_get(o), false,     \
                native_call_list)                                                                                      \
    DEFINE_WITH(type, Name, CallNonvirtual##Name##MethodA,                                                             \
                (JNIEnv * env, jobject o, UNUSED jclass k, jmethodID id, const jvalue *arguments), handle_get(o),      \
                false, native_call_values)
#define STATIC(type, Name)                                                                                             \
    DEFINE_DOTS(type, Name, CallStatic##Name##Method, (JNIEnv * env, UNUSED jclass k, jmethodID id, ...), NULL, false) \
    DEFINE_WITH(type, Name, CallStatic##Name##MethodV,                                                                 \
                (JNIEnv * env, UNUSED jclass k, jmethodID id, va_list arguments), NULL, false, native_call_list)       \
    DEFINE_WITH(type, Name, CallStatic##Name##MethodA,                                                                 \
                (JNIEnv * env, UNUSED jclass k, jmethodID id, const jvalue *arguments), NULL, false,                   \
                native_call_values)

JNI_EACH_RESULT(VIRTUAL)
JNI_EACH_RESULT(NONVIRTUAL)
JNI_EACH_RESULT(STATIC)
