/* SPDX-License-Identifier: MIT
 *
 * jni_field.c - JNI: Get/Set<Type>Field and GetStatic/SetStatic<Type>Field.
 *
 * Static fields live in the mirror of the class that declares them. Volatile fields get full fences around the access,
 * which makes it sequentially consistent whatever its width.
 */
#include "native/jni/jni_impl.h"

static inline void fence_if_volatile(const struct field *f) {
    if (UNLIKELY(f->access_flags & ACC_VOLATILE))
        __atomic_thread_fence(__ATOMIC_SEQ_CST);
}

/* Object that holds f: the receiver, or the mirror when f is static. NULL = NullPointerException pending. */
static struct object *holder_of(struct thread *t, jobject receiver, const struct field *f) {
    struct object *o = NULL;
    if (f)
        o = field_is_static(f) ? f->holder->mirror : handle_get(receiver);
    if (UNLIKELY(!o))
        throw_null_pointer(t);
    return o;
}

#define STORED_Boolean(v) ((v)&1) /* as HotSpot */
#define STORED_Byte(v)    (v)
#define STORED_Char(v)    (v)
#define STORED_Short(v)   (v)
#define STORED_Int(v)     (v)
#define STORED_Long(v)    (v)
#define STORED_Float(v)   (v)
#define STORED_Double(v)  (v)

#define DEFINE_GET(type, function)                                                                                     \
    type JNICALL jni_##function(JNIEnv *env, jobject receiver, jfieldID id) {                                          \
        JNI_ENTER(env);                                                                                                \
        const struct field *f = (const struct field *)id;                                                              \
        struct object *o = holder_of(t, receiver, f);                                                                  \
        type value = 0;                                                                                                \
        if (o) {                                                                                                       \
            value = FIELD(o, f->offset, type);                                                                         \
            fence_if_volatile(f);                                                                                      \
        }                                                                                                              \
        JNI_RETURN(value);                                                                                             \
    }
#define DEFINE_SET(type, Name, function)                                                                               \
    void JNICALL jni_##function(JNIEnv *env, jobject receiver, jfieldID id, type value) {                              \
        JNI_ENTER(env);                                                                                                \
        const struct field *f = (const struct field *)id;                                                              \
        struct object *o = holder_of(t, receiver, f);                                                                  \
        if (o) {                                                                                                       \
            fence_if_volatile(f);                                                                                      \
            FIELD(o, f->offset, type) = STORED_##Name(value);                                                          \
            fence_if_volatile(f);                                                                                      \
        }                                                                                                              \
        JNI_RETURN_VOID();                                                                                             \
    }
#define DEFINE_FIELDS(type, Name)                                                                                      \
    DEFINE_GET(type, Get##Name##Field)                                                                                 \
    DEFINE_SET(type, Name, Set##Name##Field)                                                                           \
    DEFINE_GET(type, GetStatic##Name##Field)                                                                           \
    DEFINE_SET(type, Name, SetStatic##Name##Field)

JNI_EACH_PRIMITIVE(DEFINE_FIELDS)

jobject JNICALL jni_GetObjectField(JNIEnv *env, jobject receiver, jfieldID id) {
    JNI_ENTER(env);
    const struct field *f = (const struct field *)id;
    struct object *o = holder_of(t, receiver, f), *value = NULL;
    if (o) {
        value = object_get_ref(o, f->offset);
        fence_if_volatile(f);
    }
    JNI_RETURN_OBJECT(value);
}

void JNICALL jni_SetObjectField(JNIEnv *env, jobject receiver, jfieldID id, jobject value) {
    JNI_ENTER(env);
    const struct field *f = (const struct field *)id;
    struct object *o = holder_of(t, receiver, f);
    if (o)
        object_put_ref_release(o, f->offset, handle_get(value));
    JNI_RETURN_VOID();
}

jobject JNICALL jni_GetStaticObjectField(JNIEnv *env, jclass k, jfieldID id) {
    return jni_GetObjectField(env, k, id);
}
void JNICALL jni_SetStaticObjectField(JNIEnv *env, jclass k, jfieldID id, jobject value) {
    jni_SetObjectField(env, k, id, value);
}
