/* SPDX-License-Identifier: MIT
 *
 * jvm_class.c - JVM_* functions of java.lang.Class: what a class file says about its class.
 *
 * Names, modifiers, nesting (InnerClasses, EnclosingMethod, NestHost, NestMembers), records, sealed classes, signatures
 * and annotations. Attributes are read from the kept class file at each call: these are cold and Java caches the
 * results. An InnerClasses entry is "for" a class when its inner_class_info names it; the text is compared before
 * anything is loaded. Member objects are made by reflect.c.
 */
#include "classfile/version.h"
#include "native/jvm/jvm_internal.h"
#include "native/native.h"
#include "native/jvm/reflect.h"
#include "runtime/link.h"
#include "runtime/object.h"
#include "runtime/string.h"

struct object *jvm_class_array(struct thread *t, u32 count) {
    struct class *array = class_array_of(t, K(t->vm, java_lang_Class));
    return array ? array_new(t, array, (i32)count) : NULL;
}

/* ---- names and modifiers ---- */

struct object *jvm_class_name(struct thread *t, struct class *k) {
    char *name = class_external_name(k);
    struct object *string = string_intern_mutf8(t, name, strlen(name));
    mem_free(name);
    if (string)
        object_put_ref(k->mirror, KF(t->vm, Class_name), string);
    return string;
}

static const struct attribute *class_attribute(const struct class *k, enum attribute_kind kind) {
    return k->file ? attribute_find(k->file->attributes, k->file->attributes_count, kind) : NULL;
}

static u16 inner_classes_count(const struct class *k) {
    return k->file ? classfile_inner_class_count(k->file) : 0;
}

/* Does Class entry `index` of k name the class `other`? For a hidden class: the entry this_class itself is renamed. */
static bool entry_names(const struct class *k, u16 index, const struct class *other) {
    const struct classfile *file = k->file;
    if (!index || index >= file->cp_count || file->cp_tags[index] != CP_CLASS)
        return false;
    u16 name = file->cp[index].name_index;
    if (k == other && name == file->cp[file->this_class].name_index)
        return true;
    u16 length;
    const char *text = classfile_utf8(file, name, &length);
    return length == other->name->length && memcmp(text, other->name->text, length) == 0;
}

static bool find_own_entry(const struct class *k, struct inner_class *out) {
    return k->file && classfile_inner_class_self(k->file, out);
}

u32 jvm_class_modifiers(const struct class *k) {
    if (class_is_primitive(k))
        return ACC_PUBLIC | ACC_FINAL | ACC_ABSTRACT;
    if (class_is_array(k)) {
        u32 element = class_is_primitive(k->element) ? ACC_PUBLIC : jvm_class_modifiers(k->element);
        return (element & (ACC_PUBLIC | ACC_PRIVATE | ACC_PROTECTED)) | ACC_FINAL | ACC_ABSTRACT;
    }
    struct inner_class own;
    u32 flags = find_own_entry(k, &own) ? own.access_flags : k->access_flags;
    if (class_attribute(k, ATTR_SYNTHETIC))
        flags |= ACC_SYNTHETIC;
    return flags & ~(u32)ACC_SUPER & REFLECT_CLASS_MODIFIERS;
}

static u32 raw_access_flags(const struct class *k) {
    if (class_is_primitive(k))
        return ACC_PUBLIC | ACC_FINAL | ACC_ABSTRACT;
    return k->access_flags & REFLECT_CLASS_MODIFIERS;
}

/* ---- supertypes ---- */

struct object *jvm_class_interfaces(struct thread *t, struct class *k) {
    struct class *of_arrays[2] = {K(t->vm, java_lang_Cloneable), K(t->vm, java_io_Serializable)};
    struct class **list = class_is_array(k) ? of_arrays : k->interfaces;
    u32 count = class_is_array(k) ? 2 : class_is_primitive(k) ? 0 : k->interfaces_count;
    struct object *array = jvm_class_array(t, count);
    if (!array)
        return NULL;
    for (u32 i = 0; i < count; i++)
        array_put_ref(array, i, list[i]->mirror);
    return array;
}

/* ---- nesting by InnerClasses and EnclosingMethod ---- */

/* `inner` claims to be nested in `outer`: outer's own InnerClasses must agree, or any class could claim private
 * access. */
static bool check_inner_class(struct thread *t, struct class *outer, struct class *inner, bool is_member) {
    for (u16 i = 0; i < inner_classes_count(outer); i++) {
        struct inner_class e = classfile_inner_class_at(outer->file, i);
        if (!entry_names(outer, e.inner_class_info_index, inner))
            continue;
        if (is_member) {
            if (!entry_names(outer, e.outer_class_info_index, outer))
                continue;
            struct class *o = resolve_class(t, outer, e.outer_class_info_index);
            if (!o)
                return false;
            if (o != outer)
                continue;
        } else if (e.outer_class_info_index) {
            continue;
        }
        struct class *k = resolve_class(t, outer, e.inner_class_info_index);
        if (!k)
            return false;
        if (k == inner)
            return true;
    }
    char *a = class_external_name(outer), *b = class_external_name(inner);
    throw_by_name(t, "java/lang/IncompatibleClassChangeError", "%s and %s disagree on InnerClasses attribute", a, b);
    mem_free(a);
    mem_free(b);
    return false;
}

/* NULL with or without exception. */
static struct object *declaring_class(struct thread *t, struct class *k) {
    struct inner_class own = {0, 0, 0, 0};
    if (k->kind != CLASS_INSTANCE)
        return NULL;
    u16 outer_index = find_own_entry(k, &own) ? own.outer_class_info_index : 0;
    bool is_member = outer_index != 0;
    if (!is_member) {
        const struct attribute *a = class_attribute(k, ATTR_ENCLOSING_METHOD);
        outer_index = a && a->length >= 2 ? be16(a->info) : 0;
    }
    if (!outer_index)
        return NULL;
    struct class *outer = resolve_class(t, k, outer_index);
    if (!outer || !check_inner_class(t, outer, k, is_member))
        return NULL;
    return is_member ? outer->mirror : NULL;
}

static struct object *declared_classes(struct thread *t, struct class *k) {
    u16 count = inner_classes_count(k);
    struct object *all = jvm_class_array(t, count);
    if (!all)
        return NULL;
    u32 found = 0;
    for (u16 i = 0; i < count; i++) {
        struct inner_class e = classfile_inner_class_at(k->file, i);
        if (!e.inner_class_info_index || !entry_names(k, e.outer_class_info_index, k))
            continue;
        struct class *outer = resolve_class(t, k, e.outer_class_info_index);
        if (!outer)
            return NULL;
        if (outer != k)
            continue;
        struct class *inner = resolve_class(t, k, e.inner_class_info_index);
        if (!inner || !check_inner_class(t, k, inner, true))
            return NULL;
        array_put_ref(all, found++, inner->mirror);
    }
    if (found == count)
        return all;
    struct object *exact = jvm_class_array(t, found);
    for (u32 i = 0; exact && i < found; i++)
        array_put_ref(exact, i, array_get_ref(all, i));
    return exact;
}

static struct object *simple_binary_name(struct thread *t, struct class *k) {
    struct inner_class own;
    if (k->kind != CLASS_INSTANCE || !find_own_entry(k, &own) || !own.inner_name_index)
        return NULL;
    return reflect_utf8_string(t, k->file, own.inner_name_index);
}

static struct object *enclosing_method_info(struct thread *t, struct class *k) {
    const struct attribute *a = class_attribute(k, ATTR_ENCLOSING_METHOD);
    if (!a || a->length < 4 || !be16(a->info))
        return NULL;
    struct class *array_class = class_array_of(t, K(t->vm, java_lang_Object));
    struct object *info = array_class ? array_new(t, array_class, 3) : NULL;
    if (!info)
        return NULL;
    struct class *enclosing = resolve_class(t, k, be16(a->info));
    if (!enclosing)
        return NULL;
    array_put_ref(info, 0, enclosing->mirror);
    u16 method = be16(a->info + 2);
    if (method) {
        const union cp_entry *entry = &k->file->cp[method];
        struct object *name = reflect_utf8_string(t, k->file, entry->name_and_type.name_index);
        if (!name)
            return NULL;
        array_put_ref(info, 1, name);
        struct object *descriptor = reflect_utf8_string(t, k->file, entry->name_and_type.descriptor_index);
        if (!descriptor)
            return NULL;
        array_put_ref(info, 2, descriptor);
    }
    return info;
}

/* ---- nests, records, sealed classes ---- */

/* Class[] of the loadable classes named by an attribute that is a list of Class entries, accepted by `keep`; entries
 * that fail to load are left out, but errors of the VM itself (OutOfMemoryError) are not swallowed. `first` (may be
 * NULL) goes in front. */
static struct object *loadable_classes(struct thread *t, struct class *k, enum attribute_kind kind, struct class *first,
                                       bool (*keep)(struct thread *t, struct class *k, struct class *candidate)) {
    u16 count;
    const u8 *list = attribute_class_list(k->file->attributes, k->file->attributes_count, kind, &count);
    struct object *all = jvm_class_array(t, count + (u32)(first != NULL));
    if (!all)
        return NULL;
    u32 found = 0;
    if (first)
        array_put_ref(all, found++, first->mirror);
    for (u32 i = 0; i < count; i++) {
        struct class *candidate = resolve_class(t, k, be16(list + 2 * i));
        if (!candidate) {
            if (object_is_instance(t->exception, K(t->vm, java_lang_VirtualMachineError)))
                return NULL;
            exception_take(t);
            continue;
        }
        if (keep(t, k, candidate))
            array_put_ref(all, found++, candidate->mirror);
    }
    if (found == count + (u32)(first != NULL))
        return all;
    struct object *exact = jvm_class_array(t, found);
    for (u32 i = 0; exact && i < found; i++)
        array_put_ref(exact, i, array_get_ref(all, i));
    return exact;
}

static bool same_nest(struct thread *t, struct class *host, struct class *member) {
    return member != host && member->kind == CLASS_INSTANCE && class_nest_host(t, member) == host;
}

static bool is_instance_class(struct thread *t, struct class *k, struct class *candidate) {
    (void)t;
    (void)k;
    return candidate->kind == CLASS_INSTANCE;
}

static struct object *nest_members(struct thread *t, struct class *k) {
    struct class *host = class_nest_host(t, k);
    return loadable_classes(t, host, ATTR_NEST_MEMBERS, host, same_nest);
}

static struct object *permitted_subclasses(struct thread *t, struct class *k) {
    if (!class_attribute(k, ATTR_PERMITTED_SUBCLASSES) || k->file->major_version < CLASSFILE_MAJOR_SEALED)
        return NULL;
    return loadable_classes(t, k, ATTR_PERMITTED_SUBCLASSES, NULL, is_instance_class);
}

bool jvm_class_is_record(const struct vm *vm, const struct class *k) {
    return k->kind == CLASS_INSTANCE && (k->access_flags & ACC_FINAL) && k->super == K(vm, java_lang_Record) &&
           class_attribute(k, ATTR_RECORD) != NULL;
}

/* ---- exported functions ---- */

JNIEXPORT jstring JNICALL JVM_InitClassName(JNIEnv *env, jclass cls) {
    NATIVE_ENTER(env);
    NATIVE_RETURN_OBJECT(jvm_class_name(t, native_class(t, cls)));
}

JNIEXPORT jobjectArray JNICALL JVM_GetClassInterfaces(JNIEnv *env, jclass cls) {
    NATIVE_ENTER(env);
    NATIVE_RETURN_OBJECT(jvm_class_interfaces(t, native_class(t, cls)));
}

JNIEXPORT jboolean JNICALL JVM_IsInterface(JNIEnv *env, jclass cls) {
    NATIVE_ENTER(env);
    struct class *k = native_class(t, cls);
    NATIVE_RETURN((jboolean)(k->kind == CLASS_INSTANCE && class_is_interface(k)));
}

JNIEXPORT jboolean JNICALL JVM_IsHiddenClass(JNIEnv *env, jclass cls) {
    NATIVE_ENTER(env);
    struct class *k = native_class(t, cls);
    NATIVE_RETURN((jboolean)((k->flags & CLASS_HIDDEN) && k->kind == CLASS_INSTANCE));
}

JNIEXPORT jint JNICALL JVM_GetClassAccessFlags(JNIEnv *env, jclass cls) {
    NATIVE_ENTER(env);
    NATIVE_RETURN((jint)raw_access_flags(native_class(t, cls)));
}

JNIEXPORT jobjectArray JNICALL JVM_GetDeclaredClasses(JNIEnv *env, jclass cls) {
    NATIVE_ENTER(env);
    NATIVE_RETURN_OBJECT(declared_classes(t, native_class(t, cls)));
}

JNIEXPORT jclass JNICALL JVM_GetDeclaringClass(JNIEnv *env, jclass cls) {
    NATIVE_ENTER(env);
    NATIVE_RETURN_OBJECT(declaring_class(t, native_class(t, cls)));
}

JNIEXPORT jstring JNICALL JVM_GetSimpleBinaryName(JNIEnv *env, jclass cls) {
    NATIVE_ENTER(env);
    NATIVE_RETURN_OBJECT(simple_binary_name(t, native_class(t, cls)));
}

JNIEXPORT jobjectArray JNICALL JVM_GetEnclosingMethodInfo(JNIEnv *env, jclass cls) {
    NATIVE_ENTER(env);
    NATIVE_RETURN_OBJECT(enclosing_method_info(t, native_class(t, cls)));
}

JNIEXPORT jstring JNICALL JVM_GetClassSignature(JNIEnv *env, jclass cls) {
    NATIVE_ENTER(env);
    struct class *k = native_class(t, cls);
    NATIVE_RETURN_OBJECT(k->file ? reflect_signature(t, k, k->file->attributes, k->file->attributes_count) : NULL);
}

static struct object *class_bytes(struct thread *t, const struct class *k, enum attribute_kind kind) {
    return k->file ? reflect_attribute_bytes(t, k->file->attributes, k->file->attributes_count, kind) : NULL;
}

static struct object *member_bytes(struct thread *t, const struct member *member, enum attribute_kind kind) {
    return member ? reflect_attribute_bytes(t, member->attributes, member->attributes_count, kind) : NULL;
}

JNIEXPORT jbyteArray JNICALL JVM_GetClassAnnotations(JNIEnv *env, jclass cls) {
    NATIVE_ENTER(env);
    NATIVE_RETURN_OBJECT(class_bytes(t, native_class(t, cls), ATTR_RUNTIME_VISIBLE_ANNOTATIONS));
}

JNIEXPORT jbyteArray JNICALL JVM_GetClassTypeAnnotations(JNIEnv *env, jclass cls) {
    NATIVE_ENTER(env);
    NATIVE_RETURN_OBJECT(class_bytes(t, native_class(t, cls), ATTR_RUNTIME_VISIBLE_TYPE_ANNOTATIONS));
}

JNIEXPORT jbyteArray JNICALL JVM_GetFieldTypeAnnotations(JNIEnv *env, jobject field) {
    NATIVE_ENTER(env);
    struct field *f = reflect_field_of(t, handle_get(field));
    NATIVE_RETURN_OBJECT(f ? member_bytes(t, f->member, ATTR_RUNTIME_VISIBLE_TYPE_ANNOTATIONS) : NULL);
}

JNIEXPORT jbyteArray JNICALL JVM_GetMethodTypeAnnotations(JNIEnv *env, jobject method) {
    NATIVE_ENTER(env);
    struct method *m = reflect_method_of(t, handle_get(method));
    NATIVE_RETURN_OBJECT(m ? member_bytes(t, m->member, ATTR_RUNTIME_VISIBLE_TYPE_ANNOTATIONS) : NULL);
}

JNIEXPORT jobjectArray JNICALL JVM_GetClassDeclaredMethods(JNIEnv *env, jclass cls, jboolean public_only) {
    NATIVE_ENTER(env);
    NATIVE_RETURN_OBJECT(reflect_declared_methods(t, native_class(t, cls), public_only));
}

JNIEXPORT jobjectArray JNICALL JVM_GetClassDeclaredFields(JNIEnv *env, jclass cls, jboolean public_only) {
    NATIVE_ENTER(env);
    NATIVE_RETURN_OBJECT(reflect_declared_fields(t, native_class(t, cls), public_only));
}

JNIEXPORT jobjectArray JNICALL JVM_GetClassDeclaredConstructors(JNIEnv *env, jclass cls, jboolean public_only) {
    NATIVE_ENTER(env);
    NATIVE_RETURN_OBJECT(reflect_declared_constructors(t, native_class(t, cls), public_only));
}

JNIEXPORT jboolean JNICALL JVM_AreNestMates(JNIEnv *env, jclass current, jclass member) {
    NATIVE_ENTER(env);
    struct class *a = native_class(t, current), *b = native_class(t, member);
    bool same = a == b || (a->kind == CLASS_INSTANCE && b->kind == CLASS_INSTANCE &&
                           class_nest_host(t, a) == class_nest_host(t, b));
    NATIVE_RETURN((jboolean)same);
}

JNIEXPORT jclass JNICALL JVM_GetNestHost(JNIEnv *env, jclass cls) {
    NATIVE_ENTER(env);
    struct class *k = native_class(t, cls);
    NATIVE_RETURN_OBJECT(native_mirror(k->kind == CLASS_INSTANCE ? class_nest_host(t, k) : k));
}

JNIEXPORT jobjectArray JNICALL JVM_GetNestMembers(JNIEnv *env, jclass cls) {
    NATIVE_ENTER(env);
    struct class *k = native_class(t, cls);
    if (k->kind == CLASS_INSTANCE)
        NATIVE_RETURN_OBJECT(nest_members(t, k));
    struct object *only = jvm_class_array(t, 1);
    if (only)
        array_put_ref(only, 0, k->mirror);
    NATIVE_RETURN_OBJECT(only);
}

JNIEXPORT jboolean JNICALL JVM_IsRecord(JNIEnv *env, jclass cls) {
    NATIVE_ENTER(env);
    NATIVE_RETURN((jboolean)jvm_class_is_record(t->vm, native_class(t, cls)));
}

JNIEXPORT jobjectArray JNICALL JVM_GetRecordComponents(JNIEnv *env, jclass cls) {
    NATIVE_ENTER(env);
    NATIVE_RETURN_OBJECT(reflect_record_components(t, native_class(t, cls)));
}

JNIEXPORT jobjectArray JNICALL JVM_GetPermittedSubclasses(JNIEnv *env, jclass cls) {
    NATIVE_ENTER(env);
    struct class *k = native_class(t, cls);
    NATIVE_RETURN_OBJECT(k->kind == CLASS_INSTANCE ? permitted_subclasses(t, k) : NULL);
}

JNIEXPORT jobjectArray JNICALL JVM_GetMethodParameters(JNIEnv *env, jobject method) {
    NATIVE_ENTER(env);
    NATIVE_RETURN_OBJECT(reflect_method_parameters(t, handle_get(method)));
}

JNIEXPORT jobject JNICALL JVM_InvokeMethod(JNIEnv *env, jobject method, jobject receiver, jobjectArray arguments) {
    NATIVE_ENTER(env);
    NATIVE_RETURN_OBJECT(reflect_invoke(t, handle_get(method), handle_get(receiver), handle_get(arguments)));
}

JNIEXPORT jobject JNICALL JVM_NewInstanceFromConstructor(JNIEnv *env, jobject constructor, jobjectArray arguments) {
    NATIVE_ENTER(env);
    NATIVE_RETURN_OBJECT(reflect_new_instance(t, handle_get(constructor), handle_get(arguments)));
}
