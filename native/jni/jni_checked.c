/* SPDX-License-Identifier: MIT
 *
 * jni_checked.c - -Xcheck:jni: the table of JNI functions that check, then call the plain ones.
 *
 * Most are rows of jni_checks.def. Here are the families by type, and the functions that hand out memory: those give
 * guarded copies, which are compared and copied back at the release.
 */
#include "native/jni/jni_check.h"
#include "native/jni/jni_impl.h"

#define CHECKED(type, name, parameters, arguments, when, ...)                                                          \
    static type JNICALL name parameters {                                                                              \
        struct jni_check check_ = jni_check_begin(env, #name, when);                                                   \
        UNUSED const struct jni_check *c = &check_;                                                                    \
        __VA_ARGS__;                                                                                                   \
        jni_check_end(&check_);                                                                                        \
        type result_ = jni_table.name arguments;                                                                       \
        jni_check_after(&check_, when);                                                                                \
        return result_;                                                                                                \
    }
#define CHECKED_VOID(name, parameters, arguments, when, ...)                                                           \
    static void JNICALL name parameters {                                                                              \
        struct jni_check check_ = jni_check_begin(env, #name, when);                                                   \
        UNUSED const struct jni_check *c = &check_;                                                                    \
        __VA_ARGS__;                                                                                                   \
        jni_check_end(&check_);                                                                                        \
        jni_table.name arguments;                                                                                      \
        jni_check_after(&check_, when);                                                                                \
    }
#include "native/jni/jni_checks.def"

/* ---- exceptions: asking is what WHEN_THROWS demands ---- */

static jthrowable JNICALL ExceptionOccurred(JNIEnv *env) {
    struct jni_check c = jni_check_begin(env, "ExceptionOccurred", WHEN_ALWAYS);
    c.t->jni_unchecked = NULL;
    jni_check_end(&c);
    return jni_table.ExceptionOccurred(env);
}

static jboolean JNICALL ExceptionCheck(JNIEnv *env) {
    struct jni_check c = jni_check_begin(env, "ExceptionCheck", WHEN_ALWAYS);
    c.t->jni_unchecked = NULL;
    jni_check_end(&c);
    return jni_table.ExceptionCheck(env);
}

static void JNICALL ExceptionClear(JNIEnv *env) {
    struct jni_check c = jni_check_begin(env, "ExceptionClear", WHEN_ALWAYS);
    c.t->jni_unchecked = NULL;
    jni_check_end(&c);
    jni_table.ExceptionClear(env);
}

static void JNICALL ExceptionDescribe(JNIEnv *env) {
    struct jni_check c = jni_check_begin(env, "ExceptionDescribe", WHEN_ALWAYS);
    c.t->jni_unchecked = NULL;
    jni_check_end(&c);
    jni_table.ExceptionDescribe(env);
}

static void JNICALL FatalError(JNIEnv *env, const char *text) {
    struct jni_check c = jni_check_begin(env, "FatalError", WHEN_ALWAYS);
    jni_check_end(&c);
    jni_table.FatalError(env, text);
}

static jint JNICALL EnsureLocalCapacity(JNIEnv *env, jint capacity) {
    struct jni_check c = jni_check_begin(env, "EnsureLocalCapacity", 0);
    u32 live, *planned = handle_frame_capacity(c.t, &live);
    if (planned && capacity > 0)
        *planned = MAX_OF(*planned, live + (u32)capacity + 32);
    jni_check_end(&c);
    return jni_table.EnsureLocalCapacity(env, capacity);
}

/* ---- calls ---- */

#define DEFINE_CALLS(type, Name, KEEP, GIVE)                                                                           \
    static type JNICALL Call##Name##MethodV(JNIEnv *env, jobject o, jmethodID id, va_list list) {                      \
        struct jni_check c = jni_check_begin(env, "Call" #Name "Method", 0);                                           \
        jni_check_call(&c, o, NULL, id, JNI_BASIC_##Name, false);                                                      \
        jni_check_end(&c);                                                                                             \
        KEEP jni_table.Call##Name##MethodV(env, o, id, list);                                                          \
        jni_check_after(&c, WHEN_THROWS);                                                                              \
        GIVE;                                                                                                          \
    }                                                                                                                  \
    static type JNICALL Call##Name##MethodA(JNIEnv *env, jobject o, jmethodID id, const jvalue *list) {                \
        struct jni_check c = jni_check_begin(env, "Call" #Name "Method", 0);                                           \
        jni_check_call(&c, o, NULL, id, JNI_BASIC_##Name, false);                                                      \
        jni_check_end(&c);                                                                                             \
        KEEP jni_table.Call##Name##MethodA(env, o, id, list);                                                          \
        jni_check_after(&c, WHEN_THROWS);                                                                              \
        GIVE;                                                                                                          \
    }                                                                                                                  \
    static type JNICALL Call##Name##Method(JNIEnv *env, jobject o, jmethodID id, ...) {                                \
        va_list list;                                                                                                  \
        va_start(list, id);                                                                                            \
        KEEP Call##Name##MethodV(env, o, id, list);                                                                    \
        va_end(list);                                                                                                  \
        GIVE;                                                                                                          \
    }                                                                                                                  \
    static type JNICALL CallNonvirtual##Name##MethodV(JNIEnv *env, jobject o, jclass k, jmethodID id, va_list list) {  \
        struct jni_check c = jni_check_begin(env, "CallNonvirtual" #Name "Method", 0);                                 \
        jni_check_call(&c, o, k, id, JNI_BASIC_##Name, false);                                                         \
        jni_check_end(&c);                                                                                             \
        KEEP jni_table.CallNonvirtual##Name##MethodV(env, o, k, id, list);                                             \
        jni_check_after(&c, WHEN_THROWS);                                                                              \
        GIVE;                                                                                                          \
    }                                                                                                                  \
    static type JNICALL CallNonvirtual##Name##MethodA(JNIEnv *env, jobject o, jclass k, jmethodID id,                  \
                                                      const jvalue *list) {                                            \
        struct jni_check c = jni_check_begin(env, "CallNonvirtual" #Name "Method", 0);                                 \
        jni_check_call(&c, o, k, id, JNI_BASIC_##Name, false);                                                         \
        jni_check_end(&c);                                                                                             \
        KEEP jni_table.CallNonvirtual##Name##MethodA(env, o, k, id, list);                                             \
        jni_check_after(&c, WHEN_THROWS);                                                                              \
        GIVE;                                                                                                          \
    }                                                                                                                  \
    static type JNICALL CallNonvirtual##Name##Method(JNIEnv *env, jobject o, jclass k, jmethodID id, ...) {            \
        va_list list;                                                                                                  \
        va_start(list, id);                                                                                            \
        KEEP CallNonvirtual##Name##MethodV(env, o, k, id, list);                                                       \
        va_end(list);                                                                                                  \
        GIVE;                                                                                                          \
    }                                                                                                                  \
    static type JNICALL CallStatic##Name##MethodV(JNIEnv *env, jclass k, jmethodID id, va_list list) {                 \
        struct jni_check c = jni_check_begin(env, "CallStatic" #Name "Method", 0);                                     \
        jni_check_call(&c, NULL, k, id, JNI_BASIC_##Name, true);                                                       \
        jni_check_end(&c);                                                                                             \
        KEEP jni_table.CallStatic##Name##MethodV(env, k, id, list);                                                    \
        jni_check_after(&c, WHEN_THROWS);                                                                              \
        GIVE;                                                                                                          \
    }                                                                                                                  \
    static type JNICALL CallStatic##Name##MethodA(JNIEnv *env, jclass k, jmethodID id, const jvalue *list) {           \
        struct jni_check c = jni_check_begin(env, "CallStatic" #Name "Method", 0);                                     \
        jni_check_call(&c, NULL, k, id, JNI_BASIC_##Name, true);                                                       \
        jni_check_end(&c);                                                                                             \
        KEEP jni_table.CallStatic##Name##MethodA(env, k, id, list);                                                    \
        jni_check_after(&c, WHEN_THROWS);                                                                              \
        GIVE;                                                                                                          \
    }                                                                                                                  \
    static type JNICALL CallStatic##Name##Method(JNIEnv *env, jclass k, jmethodID id, ...) {                           \
        va_list list;                                                                                                  \
        va_start(list, id);                                                                                            \
        KEEP CallStatic##Name##MethodV(env, k, id, list);                                                              \
        va_end(list);                                                                                                  \
        GIVE;                                                                                                          \
    }
#define DEFINE_VALUE_CALLS(type, Name) DEFINE_CALLS(type, Name, type result =, return result)
#define JNI_BASIC_Void                 T_VOID
JNI_EACH_VALUE(DEFINE_VALUE_CALLS)
DEFINE_CALLS(void, Void, , )

static jobject JNICALL NewObject(JNIEnv *env, jclass k, jmethodID id, ...) {
    va_list list;
    va_start(list, id);
    jobject result = NewObjectV(env, k, id, list);
    va_end(list);
    return result;
}

/* ---- fields ---- */

#define DEFINE_CHECKED_FIELDS(type, Name)                                                                              \
    static type JNICALL Get##Name##Field(JNIEnv *env, jobject o, jfieldID id) {                                        \
        struct jni_check c = jni_check_begin(env, "Get" #Name "Field", 0);                                             \
        jni_check_field(&c, o, id, JNI_BASIC_##Name);                                                                  \
        jni_check_end(&c);                                                                                             \
        type result = jni_table.Get##Name##Field(env, o, id);                                                          \
        jni_check_after(&c, 0);                                                                                        \
        return result;                                                                                                 \
    }                                                                                                                  \
    static void JNICALL Set##Name##Field(JNIEnv *env, jobject o, jfieldID id, type value) {                            \
        struct jni_check c = jni_check_begin(env, "Set" #Name "Field", 0);                                             \
        jni_check_field(&c, o, id, JNI_BASIC_##Name);                                                                  \
        jni_check_end(&c);                                                                                             \
        jni_table.Set##Name##Field(env, o, id, value);                                                                 \
    }                                                                                                                  \
    static type JNICALL GetStatic##Name##Field(JNIEnv *env, jclass k, jfieldID id) {                                   \
        struct jni_check c = jni_check_begin(env, "GetStatic" #Name "Field", 0);                                       \
        jni_check_static_field(&c, k, id, JNI_BASIC_##Name);                                                           \
        jni_check_end(&c);                                                                                             \
        type result = jni_table.GetStatic##Name##Field(env, k, id);                                                    \
        jni_check_after(&c, 0);                                                                                        \
        return result;                                                                                                 \
    }                                                                                                                  \
    static void JNICALL SetStatic##Name##Field(JNIEnv *env, jclass k, jfieldID id, type value) {                       \
        struct jni_check c = jni_check_begin(env, "SetStatic" #Name "Field", 0);                                       \
        jni_check_static_field(&c, k, id, JNI_BASIC_##Name);                                                           \
        jni_check_end(&c);                                                                                             \
        jni_table.SetStatic##Name##Field(env, k, id, value);                                                           \
    }
JNI_EACH_VALUE(DEFINE_CHECKED_FIELDS)

/* ---- arrays ---- */

/* A guarded copy of the elements that `got` points to, or of nothing. */
static void *wrap_array(const struct jni_check *c, jarray handle, void *got, jboolean *is_copy) {
    if (!got)
        return NULL;
    thread_leave_safe(c->t);
    struct object *a = handle_get(handle);
    size_t size = (size_t)array_length(a) << object_class(a)->layout.element_shift;
    void *wrapped = jni_check_wrap(c, got, size);
    thread_enter_native(c->t);
    if (is_copy)
        *is_copy = JNI_TRUE;
    return wrapped;
}

/* Checks the copy, writes it back unless told not to, frees it unless it goes on being used. The thread is RUNNING.
 * Returns the elements. */
static void *unwrap_array(const struct jni_check *c, jarray handle, void *wrapped, jint mode) {
    struct object *a = handle_get(handle);
    void *elements = array_data(a);
    size_t size = jni_check_wrapped(c, wrapped, handle);
    if (mode != JNI_ABORT)
        memcpy(elements, wrapped, size);
    if (mode != JNI_COMMIT)
        jni_check_unwrap(wrapped);
    return elements;
}

#define DEFINE_ARRAYS(type, Name)                                                                                      \
    CHECKED(type##Array, New##Name##Array, (JNIEnv * env, jsize length), (env, length), 0, )                           \
    CHECKED_VOID(Get##Name##ArrayRegion, (JNIEnv * env, type##Array a, jsize start, jsize length, type * out),         \
                 (env, a, start, length, out), 0, jni_check_primitive_array(c, a, JNI_BASIC_##Name))                   \
    CHECKED_VOID(Set##Name##ArrayRegion, (JNIEnv * env, type##Array a, jsize start, jsize length, const type *in),     \
                 (env, a, start, length, in), 0, jni_check_primitive_array(c, a, JNI_BASIC_##Name))                    \
    static type *JNICALL Get##Name##ArrayElements(JNIEnv *env, type##Array a, jboolean *is_copy) {                     \
        struct jni_check c = jni_check_begin(env, "Get" #Name "ArrayElements", 0);                                     \
        jni_check_primitive_array(&c, a, JNI_BASIC_##Name);                                                            \
        jni_check_end(&c);                                                                                             \
        type *got = jni_table.Get##Name##ArrayElements(env, a, NULL);                                                  \
        return wrap_array(&c, a, got, is_copy);                                                                        \
    }                                                                                                                  \
    static void JNICALL Release##Name##ArrayElements(JNIEnv *env, type##Array a, type *p, jint mode) {                 \
        struct jni_check c = jni_check_begin(env, "Release" #Name "ArrayElements", WHEN_ALWAYS);                       \
        jni_check_primitive_array(&c, a, JNI_BASIC_##Name);                                                            \
        type *elements = unwrap_array(&c, a, p, mode);                                                                 \
        jni_check_end(&c);                                                                                             \
        jni_table.Release##Name##ArrayElements(env, a, elements, mode);                                                \
    }
JNI_EACH_PRIMITIVE(DEFINE_ARRAYS)

static void *JNICALL GetPrimitiveArrayCritical(JNIEnv *env, jarray a, jboolean *is_copy) {
    struct jni_check c = jni_check_begin(env, "GetPrimitiveArrayCritical", WHEN_CRITICAL);
    jni_check_primitive_array(&c, a, T_VOID);
    jni_check_end(&c);
    void *got = jni_table.GetPrimitiveArrayCritical(env, a, NULL);
    if (got)
        jni_check_enter_critical(&c);
    return wrap_array(&c, a, got, is_copy);
}

static void JNICALL ReleasePrimitiveArrayCritical(JNIEnv *env, jarray a, void *p, jint mode) {
    struct jni_check c = jni_check_begin(env, "ReleasePrimitiveArrayCritical", WHEN_ALWAYS | WHEN_CRITICAL);
    jni_check_primitive_array(&c, a, T_VOID);
    jni_check_leave_critical(&c);
    void *elements = unwrap_array(&c, a, p, mode);
    jni_check_end(&c);
    jni_table.ReleasePrimitiveArrayCritical(env, a, elements, mode);
}

/* ---- characters of strings: copies to be read only ---- */

#define DEFINE_CHARS(type, Kind, get_when, release_when, GET, RELEASE, bytes)                                          \
    static const type *JNICALL Get##Kind(JNIEnv *env, jstring s, jboolean *is_copy) {                                  \
        struct jni_check c = jni_check_begin(env, "Get" #Kind, get_when);                                              \
        jni_check_string(&c, s);                                                                                       \
        jni_check_end(&c);                                                                                             \
        const type *got = jni_table.Get##Kind(env, s, NULL);                                                           \
        if (!got)                                                                                                      \
            return NULL;                                                                                               \
        GET;                                                                                                           \
        const type *wrapped = jni_check_wrap(&c, got, bytes);                                                          \
        jni_table.Release##Kind(env, s, got);                                                                          \
        if (is_copy)                                                                                                   \
            *is_copy = JNI_TRUE;                                                                                       \
        return wrapped;                                                                                                \
    }                                                                                                                  \
    static void JNICALL Release##Kind(JNIEnv *env, jstring s, const type *p) {                                         \
        struct jni_check c = jni_check_begin(env, "Release" #Kind, release_when);                                      \
        jni_check_string(&c, s);                                                                                       \
        RELEASE;                                                                                                       \
        if (p) {                                                                                                       \
            jni_check_wrapped(&c, p, s);                                                                               \
            jni_check_unwrap((void *)(uintptr_t)p);                                                                    \
        }                                                                                                              \
        jni_check_end(&c);                                                                                             \
    }
#define CHARS_BYTES ((size_t)jni_table.GetStringLength(env, s) * 2 + 2)
DEFINE_CHARS(jchar, StringChars, 0, WHEN_ALWAYS, , , CHARS_BYTES)
DEFINE_CHARS(char, StringUTFChars, 0, WHEN_ALWAYS, , , strlen(got) + 1)
/* The UTF-16 array itself has no NUL behind it. */
DEFINE_CHARS(jchar, StringCritical, WHEN_CRITICAL, WHEN_ALWAYS | WHEN_CRITICAL, jni_check_enter_critical(&c),
             jni_check_leave_critical(&c), CHARS_BYTES - 2)

/* ---- the table ---- */

const struct JNINativeInterface_ jni_checked_table = {
#define JNI_FUNCTION(name) .name = name,
#include "native/jni/jni_functions.def"
#undef JNI_FUNCTION
};
