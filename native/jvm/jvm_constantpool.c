/* SPDX-License-Identifier: MIT
 *
 * jvm_constantpool.c - jdk.internal.reflect.ConstantPool: a class's constant pool as Java code sees it.
 *
 * The object's constantPoolOop field holds the class mirror. Indexes and tags are those of the class file: the
 * annotation parser depends on it. Every function is called as (env, the ConstantPool object, its constantPoolOop,
 * index); the third argument is what is used here (docs/OPENJDK.md#constant-pool-object).
 */
#include "native/jvm/jvm_internal.h"
#include "native/native.h"
#include "native/jvm/reflect.h"
#include "runtime/link.h"
#include "runtime/object.h"

static bool throw_pool_error(struct thread *t, const char *text) {
    return throw_new(t, K(t->vm, java_lang_IllegalArgumentException), "%s", text);
}

static bool check_pool_index(struct thread *t, const struct class *k, i32 index) {
    if (!k || !k->file || index < 0 || index >= k->file->cp_count)
        return throw_pool_error(t, "Constant pool index out of bounds");
    return true;
}

static bool check_tag(struct thread *t, const struct class *k, i32 index, enum cp_tag tag) {
    if (!check_pool_index(t, k, index))
        return false;
    if (k->file->cp_tags[index] != tag)
        return throw_pool_error(t, "Wrong type at constant pool index");
    return true;
}

static bool is_member_tag(u8 tag) {
    return tag == CP_FIELDREF || tag == CP_METHODREF || tag == CP_INTERFACE_METHODREF;
}

static bool is_dynamic_tag(u8 tag) {
    return tag == CP_DYNAMIC || tag == CP_INVOKE_DYNAMIC;
}

static bool check_member(struct thread *t, const struct class *k, i32 index) {
    if (!check_pool_index(t, k, index))
        return false;
    if (!is_member_tag(k->file->cp_tags[index]))
        return throw_pool_error(t, "Wrong type at constant pool index");
    return true;
}

static struct symbol *utf8_symbol(const struct vm *vm, const struct class *k, u16 index) {
    u16 length;
    const char *s = classfile_utf8(k->file, index, &length);
    return symbol_intern(vm->symbols, s, length);
}

/* The class of a member reference: resolved, or only looked up (NULL without exception). */
static struct class *member_class(struct thread *t, struct class *k, i32 index, bool load) {
    u16 class_index = k->file->cp[index].ref.class_index;
    return load ? resolve_class(t, k, class_index) : resolve_class_if_loaded(t, k, class_index);
}

static struct object *pool_method_at(struct thread *t, struct class *k, i32 index, bool load) {
    if (!check_pool_index(t, k, index))
        return NULL;
    u8 tag = k->file->cp_tags[index];
    if (tag != CP_METHODREF && tag != CP_INTERFACE_METHODREF) {
        throw_pool_error(t, "Wrong type at constant pool index");
        return NULL;
    }
    struct class *holder = member_class(t, k, index, load);
    if (!holder)
        return NULL;
    const union cp_entry *pair = &k->file->cp[k->file->cp[index].ref.name_and_type_index];
    struct method *m = class_find_method(holder, utf8_symbol(t->vm, k, pair->name_and_type.name_index),
                                         utf8_symbol(t->vm, k, pair->name_and_type.descriptor_index));
    if (!m) {
        throw_by_name(t, "java/lang/RuntimeException", "Unable to look up method in target class");
        return NULL;
    }
    return m->flags & METHOD_INIT ? reflect_new_constructor(t, m) : reflect_new_method(t, m);
}

static struct object *field_at(struct thread *t, struct class *k, i32 index, bool load) {
    if (!check_tag(t, k, index, CP_FIELDREF))
        return NULL;
    struct class *holder = member_class(t, k, index, load);
    if (!holder)
        return NULL;
    const union cp_entry *pair = &k->file->cp[k->file->cp[index].ref.name_and_type_index];
    struct field *f = class_find_field(holder, utf8_symbol(t->vm, k, pair->name_and_type.name_index),
                                       utf8_symbol(t->vm, k, pair->name_and_type.descriptor_index));
    if (!f) {
        throw_by_name(t, "java/lang/RuntimeException", "Unable to look up field in target class");
        return NULL;
    }
    return reflect_new_field(t, f);
}

static struct object *string_array_of(struct thread *t, const struct class *k, const u16 *indexes, u32 count) {
    struct class *array_class = class_array_of(t, K(t->vm, java_lang_String));
    struct object *array = array_class ? array_new(t, array_class, (i32)count) : NULL;
    if (!array)
        return NULL;
    for (u32 i = 0; i < count; i++) {
        struct object *s = reflect_utf8_string(t, k->file, indexes[i]);
        if (!s)
            return NULL;
        array_put_ref(array, i, s);
    }
    return array;
}

static struct object *member_info(struct thread *t, struct class *k, i32 index) {
    if (!check_member(t, k, index))
        return NULL;
    const union cp_entry *cp = k->file->cp;
    const union cp_entry *pair = &cp[cp[index].ref.name_and_type_index];
    u16 indexes[3] = {cp[cp[index].ref.class_index].name_index, pair->name_and_type.name_index,
                      pair->name_and_type.descriptor_index};
    return string_array_of(t, k, indexes, 3);
}

static struct object *name_and_type_info(struct thread *t, struct class *k, i32 index) {
    if (!check_tag(t, k, index, CP_NAME_AND_TYPE))
        return NULL;
    const union cp_entry *pair = &k->file->cp[index];
    u16 indexes[2] = {pair->name_and_type.name_index, pair->name_and_type.descriptor_index};
    return string_array_of(t, k, indexes, 2);
}

static i32 name_and_type_index(struct thread *t, struct class *k, i32 index) {
    if (!check_pool_index(t, k, index))
        return 0;
    u8 tag = k->file->cp_tags[index];
    if (is_member_tag(tag))
        return k->file->cp[index].ref.name_and_type_index;
    if (is_dynamic_tag(tag))
        return k->file->cp[index].dynamic.name_and_type_index;
    throw_pool_error(t, "Wrong type at constant pool index");
    return 0;
}

/* ---- exported functions ---- */

JNIEXPORT jobject JNICALL JVM_GetClassConstantPool(JNIEnv *env, jclass cls) {
    NATIVE_ENTER(env);
    struct class *k = native_class(t, cls), *pool_class = K(t->vm, jdk_internal_reflect_ConstantPool);
    if (k->kind != CLASS_INSTANCE)
        NATIVE_RETURN_OBJECT(NULL);
    struct object *pool = class_initialize(t, pool_class) ? object_new(t, pool_class) : NULL;
    if (pool)
        object_put_ref(pool, KF(t->vm, ConstantPool_constantPoolOop), k->mirror);
    NATIVE_RETURN_OBJECT(pool);
}

JNIEXPORT jint JNICALL JVM_ConstantPoolGetSize(JNIEnv *env, jobject pool, jobject mirror) {
    (void)pool;
    NATIVE_ENTER(env);
    struct class *k = native_class(t, mirror);
    NATIVE_RETURN((jint)(k && k->file ? k->file->cp_count : 0));
}

JNIEXPORT jclass JNICALL JVM_ConstantPoolGetClassAt(JNIEnv *env, jobject pool, jobject mirror, jint index) {
    (void)pool;
    NATIVE_ENTER(env);
    struct class *k = native_class(t, mirror);
    struct class *found = check_tag(t, k, index, CP_CLASS) ? resolve_class(t, k, (u16)index) : NULL;
    NATIVE_RETURN_OBJECT(native_mirror(found));
}

JNIEXPORT jclass JNICALL JVM_ConstantPoolGetClassAtIfLoaded(JNIEnv *env, jobject pool, jobject mirror, jint index) {
    (void)pool;
    NATIVE_ENTER(env);
    struct class *k = native_class(t, mirror);
    struct class *found = check_tag(t, k, index, CP_CLASS) ? resolve_class_if_loaded(t, k, (u16)index) : NULL;
    NATIVE_RETURN_OBJECT(native_mirror(found));
}

JNIEXPORT jint JNICALL JVM_ConstantPoolGetClassRefIndexAt(JNIEnv *env, jobject pool, jobject mirror, jint index) {
    (void)pool;
    NATIVE_ENTER(env);
    struct class *k = native_class(t, mirror);
    NATIVE_RETURN((jint)(check_member(t, k, index) ? k->file->cp[index].ref.class_index : 0));
}

#define POOL_OBJECT(Name, make)                                                                                        \
    JNIEXPORT jobject JNICALL Name(JNIEnv *env, jobject pool, jobject mirror, jint index) {                            \
        (void)pool;                                                                                                    \
        NATIVE_ENTER(env);                                                                                             \
        struct class *k = native_class(t, mirror);                                                                     \
        NATIVE_RETURN_OBJECT(make);                                                                                    \
    }
POOL_OBJECT(JVM_ConstantPoolGetMethodAt, pool_method_at(t, k, index, true))
POOL_OBJECT(JVM_ConstantPoolGetMethodAtIfLoaded, pool_method_at(t, k, index, false))
POOL_OBJECT(JVM_ConstantPoolGetFieldAt, field_at(t, k, index, true))
POOL_OBJECT(JVM_ConstantPoolGetFieldAtIfLoaded, field_at(t, k, index, false))
POOL_OBJECT(JVM_ConstantPoolGetMemberRefInfoAt, member_info(t, k, index))
POOL_OBJECT(JVM_ConstantPoolGetNameAndTypeRefInfoAt, name_and_type_info(t, k, index))
POOL_OBJECT(JVM_ConstantPoolGetStringAt, check_tag(t, k, index, CP_STRING) ? resolve_string(t, k, (u16)index) : NULL)
POOL_OBJECT(JVM_ConstantPoolGetUTF8At,
            check_tag(t, k, index, CP_UTF8) ? reflect_utf8_string(t, k->file, (u16)index) : NULL)
#undef POOL_OBJECT

JNIEXPORT jint JNICALL JVM_ConstantPoolGetNameAndTypeRefIndexAt(JNIEnv *env, jobject pool, jobject mirror, jint index) {
    (void)pool;
    NATIVE_ENTER(env);
    NATIVE_RETURN((jint)name_and_type_index(t, native_class(t, mirror), index));
}

#define POOL_VALUE(type, Name, tag, member)                                                                            \
    JNIEXPORT type JNICALL Name(JNIEnv *env, jobject pool, jobject mirror, jint index) {                               \
        (void)pool;                                                                                                    \
        NATIVE_ENTER(env);                                                                                             \
        struct class *k = native_class(t, mirror);                                                                     \
        NATIVE_RETURN((type)(check_tag(t, k, index, tag) ? k->file->cp[index].member : 0));                            \
    }
POOL_VALUE(jint, JVM_ConstantPoolGetIntAt, CP_INTEGER, integer)
POOL_VALUE(jlong, JVM_ConstantPoolGetLongAt, CP_LONG, wide)
POOL_VALUE(jfloat, JVM_ConstantPoolGetFloatAt, CP_FLOAT, single)
POOL_VALUE(jdouble, JVM_ConstantPoolGetDoubleAt, CP_DOUBLE, real)
#undef POOL_VALUE

JNIEXPORT jbyte JNICALL JVM_ConstantPoolGetTagAt(JNIEnv *env, jobject pool, jobject mirror, jint index) {
    (void)pool;
    NATIVE_ENTER(env);
    struct class *k = native_class(t, mirror);
    NATIVE_RETURN((jbyte)(check_pool_index(t, k, index) ? k->file->cp_tags[index] : 0));
}
