/* SPDX-License-Identifier: MIT
 *
 * jni_array.c - JNI: arrays.
 *
 * Elements are handed out directly: nothing moves. Get<Type>ArrayElements pins the array (jni_pin.c), because its
 * last reference may go before the pointer does; in a critical region no other JNI function may be called, so the
 * caller's reference stays and no pin is needed.
 */
#include "base/buf.h"
#include "native/jni/jni_impl.h"
#include "runtime/object.h"

jsize JNICALL jni_GetArrayLength(JNIEnv *env, jarray handle) {
    JNI_ENTER(env);
    struct object *a = handle_get(handle);
    if (!a)
        throw_null_pointer(t);
    JNI_RETURN(a ? (jsize)array_length(a) : 0);
}

jobjectArray JNICALL jni_NewObjectArray(JNIEnv *env, jsize length, jclass handle, jobject initial) {
    JNI_ENTER(env);
    struct class *k = native_class(t, handle);
    struct object *a = NULL, *value = handle_get(initial);
    if (!k)
        throw_null_pointer(t);
    else if (length < 0)
        throw_negative_array_size(t, length);
    else if ((k = class_array_of(t, k)) != NULL)
        a = array_new(t, k, length);
    if (a && value)
        for (jsize i = 0; i < length; i++)
            array_put_ref(a, (u32)i, value);
    JNI_RETURN_OBJECT(a);
}

/* The array if index is inside; NULL = exception pending. */
static struct object *element_holder(struct thread *t, jobjectArray handle, jsize index) {
    struct object *a = handle_get(handle);
    if (!a)
        throw_null_pointer(t);
    else if ((u32)index >= array_length(a))
        throw_array_index(t, index, (i32)array_length(a));
    else
        return a;
    return NULL;
}

jobject JNICALL jni_GetObjectArrayElement(JNIEnv *env, jobjectArray handle, jsize index) {
    JNI_ENTER(env);
    struct object *a = element_holder(t, handle, index);
    JNI_RETURN_OBJECT(a ? array_get_ref(a, (u32)index) : NULL);
}

/* HotSpot's text: "... can not store [I to java.lang.String[0]", for a String[][] "java.lang.String[0][]". */
static void throw_type_mismatch(struct thread *t, struct object *a, jsize index, struct object *value) {
    const struct class *k = object_class(a);
    struct buf text = {0};
    char *from = symbol_to_external(object_class(value)->name), *to = class_external_name(k->element);
    buf_printf(&text, "type mismatch: can not store %s to %s[%d]", from, to, index);
    for (int i = 1; i < k->dimensions; i++)
        buf_str(&text, "[]");
    throw_by_name(t, "java/lang/ArrayStoreException", "%s", text.data);
    buf_free(&text);
    mem_free(from);
    mem_free(to);
}

void JNICALL jni_SetObjectArrayElement(JNIEnv *env, jobjectArray handle, jsize index, jobject value_handle) {
    JNI_ENTER(env);
    struct object *a = element_holder(t, handle, index), *value = handle_get(value_handle);
    if (a && value && !object_is_instance(value, object_class(a)->component)) {
        throw_type_mismatch(t, a, index, value);
    } else if (a) {
        array_put_ref(a, (u32)index, value);
    }
    JNI_RETURN_VOID();
}

static struct object *checked_region(struct thread *t, jarray handle, jsize start, jsize length) {
    struct object *a = handle_get(handle);
    if (!a) {
        throw_null_pointer(t);
        return NULL;
    }
    i32 size = (i32)array_length(a);
    if (length < 0)
        throw_by_name(t, "java/lang/ArrayIndexOutOfBoundsException", "Length %d is negative", length);
    else if (start < 0 || start > size - length)
        throw_by_name(t, "java/lang/ArrayIndexOutOfBoundsException",
                      "Array region %d..%lld out of bounds for length %d", start, (long long)start + length, size);
    else
        return a;
    return NULL;
}

/* Pointer to the elements, the array pinned; NULL = exception pending. */
static void *get_elements(struct thread *t, jarray handle, jboolean *is_copy) {
    struct object *a = handle_get(handle);
    if (!a) {
        throw_null_pointer(t);
        return NULL;
    }
    native_pin(t, a);
    if (is_copy)
        *is_copy = JNI_FALSE;
    return array_data(a);
}

static void release_elements(struct thread *t, void *elements, jint mode) {
    if (elements && mode != JNI_COMMIT)
        native_unpin(t, (struct object *)(void *)((char *)elements - ARRAY_BASE));
}

#define DEFINE_ARRAY(type, Name)                                                                                       \
    type##Array JNICALL jni_New##Name##Array(JNIEnv *env, jsize length) {                                              \
        JNI_ENTER(env);                                                                                                \
        JNI_RETURN_OBJECT(array_new_primitive(t, JNI_BASIC_##Name, length));                                           \
    }                                                                                                                  \
    type *JNICALL jni_Get##Name##ArrayElements(JNIEnv *env, type##Array handle, jboolean *is_copy) {                   \
        JNI_ENTER(env);                                                                                                \
        JNI_RETURN((type *)get_elements(t, handle, is_copy));                                                          \
    }                                                                                                                  \
    void JNICALL jni_Release##Name##ArrayElements(JNIEnv *env, UNUSED type##Array handle, type *elements, jint mode) { \
        NATIVE_ENTER(env);                                                                                             \
        release_elements(t, elements, mode);                                                                           \
        NATIVE_RETURN_VOID();                                                                                          \
    }                                                                                                                  \
    void JNICALL jni_Get##Name##ArrayRegion(JNIEnv *env, type##Array handle, jsize start, jsize length, type *out) {   \
        JNI_ENTER(env);                                                                                                \
        struct object *a = checked_region(t, handle, start, length);                                                   \
        if (a && length)                                                                                               \
            memcpy(out, &ARRAY_AT(a, start, type), (size_t)length * sizeof(type));                                     \
        JNI_RETURN_VOID();                                                                                             \
    }                                                                                                                  \
    void JNICALL jni_Set##Name##ArrayRegion(JNIEnv *env, type##Array handle, jsize start, jsize length,                \
                                            const type *in) {                                                          \
        JNI_ENTER(env);                                                                                                \
        struct object *a = checked_region(t, handle, start, length);                                                   \
        if (a && length)                                                                                               \
            memcpy(&ARRAY_AT(a, start, type), in, (size_t)length * sizeof(type));                                      \
        JNI_RETURN_VOID();                                                                                             \
    }

JNI_EACH_PRIMITIVE(DEFINE_ARRAY)

void *JNICALL jni_GetPrimitiveArrayCritical(JNIEnv *env, jarray handle, jboolean *is_copy) {
    JNI_ENTER(env);
    struct object *a = handle_get(handle);
    if (!a)
        throw_null_pointer(t);
    else if (is_copy)
        *is_copy = JNI_FALSE;
    JNI_RETURN(a ? array_data(a) : NULL);
}

void JNICALL jni_ReleasePrimitiveArrayCritical(JNIEnv *env, jarray handle, void *elements, jint mode) {
    (void)env; /* nothing was copied */
    (void)handle;
    (void)elements;
    (void)mode;
}
