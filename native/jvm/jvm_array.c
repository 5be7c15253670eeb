/* SPDX-License-Identifier: MIT
 *
 * jvm_array.c - JVM_* functions of java.lang.reflect.Array.
 *
 * Elements travel as a basic type and a slot. Storing unboxes and widens (JLS 5.1.2); an array of references takes only
 * what is assignable to its component type. Messages as HotSpot words them (most exceptions here have none).
 */
#include "native/jvm/jvm_internal.h"
#include "native/native.h"
#include "runtime/box.h"
#include "runtime/object.h"

static bool throw_iae(struct thread *t, const char *text) {
    return text ? throw_new(t, K(t->vm, java_lang_IllegalArgumentException), "%s", text)
                : throw_new(t, K(t->vm, java_lang_IllegalArgumentException), NULL);
}

static bool throw_npe(struct thread *t) {
    return throw_new(t, K(t->vm, java_lang_NullPointerException), NULL);
}

static bool check_array(struct thread *t, struct object *array, bool primitive_only) {
    if (!array)
        return throw_npe(t);
    struct class *k = object_class(array);
    if (!class_is_array(k))
        return throw_iae(t, "Argument is not an array");
    if (primitive_only && !class_is_primitive(k->component))
        return throw_iae(t, "Argument is not an array of primitive type");
    return true;
}

static bool check_index(struct thread *t, const struct object *array, i32 index) {
    if (index < 0 || (u32)index >= array_length(array))
        return throw_new(t, K(t->vm, java_lang_ArrayIndexOutOfBoundsException), NULL);
    return true;
}

/* Element of a primitive array; returns its basic type. */
static u8 load_primitive(const struct object *array, i32 i, union slot *out) {
    u8 type = object_class(array)->component->primitive_type;
    out->w = 0;
    switch ((enum basic_type)type) {
    case T_BOOLEAN:
        out->u = ARRAY_AT(array, i, u8);
        break;
    case T_BYTE:
        out->u = (u32)(i32)ARRAY_AT(array, i, i8);
        break;
    case T_SHORT:
        out->u = (u32)(i32)ARRAY_AT(array, i, i16);
        break;
    case T_CHAR:
        out->u = ARRAY_AT(array, i, u16);
        break;
    case T_INT:
    case T_FLOAT:
        out->u = ARRAY_AT(array, i, u32);
        break;
    case T_LONG:
    case T_DOUBLE:
        out->w = ARRAY_AT(array, i, u64);
        break;
    case T_OBJECT:
    case T_ARRAY:
    case T_VOID:
        BUG("array of no primitive type");
    }
    return type;
}

/* value has the array's component type. */
static void store_primitive(struct object *array, i32 i, union slot value) {
    switch ((enum basic_type)object_class(array)->component->primitive_type) {
    case T_BOOLEAN:
        ARRAY_AT(array, i, u8) = value.u & 1;
        break;
    case T_BYTE:
        ARRAY_AT(array, i, u8) = (u8)value.u;
        break;
    case T_SHORT:
    case T_CHAR:
        ARRAY_AT(array, i, u16) = (u16)value.u;
        break;
    case T_INT:
    case T_FLOAT:
        ARRAY_AT(array, i, u32) = value.u;
        break;
    case T_LONG:
    case T_DOUBLE:
        ARRAY_AT(array, i, u64) = value.w;
        break;
    case T_OBJECT:
    case T_ARRAY:
    case T_VOID:
        BUG("array of no primitive type");
    }
}

static struct object *get_element(struct thread *t, struct object *array, i32 index) {
    if (!check_array(t, array, false) || !check_index(t, array, index))
        return NULL;
    if (!class_is_primitive(object_class(array)->component))
        return array_get_ref(array, (u32)index);
    union slot value;
    u8 type = load_primitive(array, index, &value);
    return box_value(t, type, value);
}

static bool set_primitive(struct thread *t, struct object *array, i32 index, u8 type, union slot value) {
    if (!check_index(t, array, index))
        return false;
    if (!widen_value(type, object_class(array)->component->primitive_type, &value))
        return throw_iae(t, "argument type mismatch");
    store_primitive(array, index, value);
    return true;
}

static bool set_element(struct thread *t, struct object *array, i32 index, struct object *o) {
    if (!check_array(t, array, false))
        return false;
    struct class *component = object_class(array)->component;
    union slot value;
    u8 type = 0;
    value.w = 0;
    if (class_is_primitive(component)) {
        if (!o)
            return throw_iae(t, NULL);
        type = unbox_value(t->vm, o, &value);
    }
    if (!check_index(t, array, index))
        return false;
    if (class_is_primitive(component))
        return type ? set_primitive(t, array, index, type, value) : throw_iae(t, "argument type mismatch");
    if (o && !object_is_instance(o, component))
        return throw_iae(t, "array element type mismatch");
    array_put_ref(array, (u32)index, o);
    return true;
}

/* ---- making arrays ---- */

#define MAX_DIMENSIONS 255

struct object *jvm_new_array(struct thread *t, struct object *element, i32 length) {
    struct class *k = class_of_mirror(t->vm, element);
    if (!k) {
        throw_npe(t);
        return NULL;
    }
    if (length < 0) {
        throw_negative_array_size(t, length);
        return NULL;
    }
    if ((class_is_primitive(k) && k->primitive_type == T_VOID) || k->dimensions >= MAX_DIMENSIONS) {
        throw_iae(t, NULL);
        return NULL;
    }
    struct class *array_class = class_array_of(t, k);
    return array_class ? array_new(t, array_class, length) : NULL;
}

struct object *jvm_new_multi_array(struct thread *t, struct object *element, struct object *dimensions) {
    struct class *k = class_of_mirror(t->vm, element);
    if (!k || !dimensions) {
        throw_npe(t);
        return NULL;
    }
    u32 count = array_length(dimensions);
    if (count == 0 || count + k->dimensions > MAX_DIMENSIONS ||
        (class_is_primitive(k) && k->primitive_type == T_VOID)) {
        throw_iae(t, NULL);
        return NULL;
    }
    i32 lengths[MAX_DIMENSIONS];
    for (u32 i = 0; i < count; i++) {
        lengths[i] = ARRAY_AT(dimensions, i, i32); /* copied: Java may change the array meanwhile */
        if (lengths[i] < 0) {
            throw_negative_array_size(t, lengths[i]);
            return NULL;
        }
    }
    for (u32 i = 0; k && i < count; i++)
        k = class_array_of(t, k);
    return k ? array_new_multi(t, k, (int)count, lengths) : NULL;
}

/* ---- exported functions ---- */

static union slot slot_of_jvalue(u8 type, jvalue v) {
    union slot s;
    s.w = 0;
    switch ((enum basic_type)type) {
    case T_BOOLEAN:
        s.u = v.z & 1;
        break;
    case T_BYTE:
        s.u = (u32)(i32)v.b;
        break;
    case T_SHORT:
        s.u = (u32)(i32)v.s;
        break;
    case T_CHAR:
        s.u = v.c;
        break;
    case T_INT:
        s.u = (u32)v.i;
        break;
    case T_FLOAT:
        s.f = v.f;
        break;
    case T_LONG:
        s.j = v.j;
        break;
    case T_DOUBLE:
        s.d = v.d;
        break;
    case T_OBJECT:
    case T_ARRAY:
    case T_VOID:
        break;
    }
    return s;
}

JNIEXPORT jint JNICALL JVM_GetArrayLength(JNIEnv *env, jobject handle) {
    NATIVE_ENTER(env);
    struct object *array = handle_get(handle);
    NATIVE_RETURN((jint)(check_array(t, array, false) ? array_length(array) : 0));
}

JNIEXPORT jobject JNICALL JVM_GetArrayElement(JNIEnv *env, jobject array, jint index) {
    NATIVE_ENTER(env);
    NATIVE_RETURN_OBJECT(get_element(t, handle_get(array), index));
}

static jvalue jvalue_of_slot(u8 type, union slot s) {
    jvalue v;
    v.j = s.j;
    switch ((enum basic_type)type) { /* members narrower than a slot lie elsewhere on a big-endian machine */
    case T_BOOLEAN:
        v.z = (jboolean)s.u;
        break;
    case T_BYTE:
        v.b = (jbyte)s.i;
        break;
    case T_SHORT:
        v.s = (jshort)s.i;
        break;
    case T_CHAR:
        v.c = (jchar)s.u;
        break;
    case T_INT:
        v.i = s.i;
        break;
    case T_FLOAT:
        v.f = s.f;
        break;
    case T_LONG:
    case T_DOUBLE:
    case T_OBJECT:
    case T_ARRAY:
    case T_VOID:
        break;
    }
    return v;
}

/* wanted: basic type code (JVM_T_*) the caller asks for. */
JNIEXPORT jvalue JNICALL JVM_GetPrimitiveArrayElement(JNIEnv *env, jobject handle, jint index, jint wanted) {
    NATIVE_ENTER(env);
    struct object *array = handle_get(handle);
    union slot value;
    value.w = 0;
    if (check_array(t, array, true) && check_index(t, array, index)) {
        u8 type = load_primitive(array, index, &value);
        if (!widen_value(type, (u8)wanted, &value))
            throw_iae(t, "argument type mismatch");
    }
    NATIVE_RETURN(jvalue_of_slot((u8)wanted, value));
}

JNIEXPORT void JNICALL JVM_SetArrayElement(JNIEnv *env, jobject array, jint index, jobject value) {
    NATIVE_ENTER(env);
    set_element(t, handle_get(array), index, handle_get(value));
    NATIVE_RETURN_VOID();
}

JNIEXPORT void JNICALL JVM_SetPrimitiveArrayElement(JNIEnv *env, jobject handle, jint index, jvalue value,
                                                    unsigned char type) {
    NATIVE_ENTER(env);
    struct object *array = handle_get(handle);
    if (check_array(t, array, true))
        set_primitive(t, array, index, type, slot_of_jvalue(type, value));
    NATIVE_RETURN_VOID();
}

JNIEXPORT jobject JNICALL JVM_NewArray(JNIEnv *env, jclass element, jint length) {
    NATIVE_ENTER(env);
    NATIVE_RETURN_OBJECT(jvm_new_array(t, handle_get(element), length));
}

JNIEXPORT jobject JNICALL JVM_NewMultiArray(JNIEnv *env, jclass element, jintArray dimensions) {
    NATIVE_ENTER(env);
    NATIVE_RETURN_OBJECT(jvm_new_multi_array(t, handle_get(element), handle_get(dimensions)));
}
