/* SPDX-License-Identifier: MIT
 *
 * jvm_verify.c - the JVM_* functions that OpenJDK's libverify.so is written for. The VM has a verifier of its own
 * (classfile/verify.h); these belong to the interface. Strings are modified UTF-8 copies that the caller gives back to
 * JVM_ReleaseUTF. Indexes come from a verifier that has parsed the same class: one out of range is a fault of the
 * caller and gives 0, NULL or -1.
 */
#include "native/native.h"
#include "runtime/link.h"

/* The contract of the exported function: four ints. */
struct exception_range {
    jint start_pc, end_pc, handler_pc, catch_type;
};

static const struct method *method_at(const struct class *k, jint index) {
    return k && index >= 0 && (u32)index < k->methods_count ? &k->methods[index] : NULL;
}

static const struct code_attribute *code_at(const struct class *k, jint index) {
    const struct method *m = method_at(k, index);
    return m && m->member ? m->member->code : NULL;
}

static char *copy_symbol(const struct symbol *s) {
    return s ? mem_strndup(s->text, s->length) : NULL;
}

static char *copy_utf8(const struct class *k, u16 index) {
    u16 length;
    const char *s = classfile_utf8(k->file, index, &length);
    return mem_strndup(s, length);
}

static bool has_tag(const struct class *k, jint index, enum cp_tag a, enum cp_tag b) {
    return k && k->file && index > 0 && index < k->file->cp_count &&
           (k->file->cp_tags[index] == a || k->file->cp_tags[index] == b);
}

/* Fields below: what part of a member reference is meant. */
enum ref_part { REF_NAME, REF_DESCRIPTOR, REF_CLASS };

static char *copy_ref(const struct class *k, jint index, enum cp_tag a, enum cp_tag b, enum ref_part part) {
    if (!has_tag(k, index, a, b))
        return NULL;
    const union cp_entry *cp = k->file->cp, *ref = &cp[index];
    const union cp_entry *pair = &cp[ref->ref.name_and_type_index];
    switch (part) {
    case REF_NAME:
        return copy_utf8(k, pair->name_and_type.name_index);
    case REF_DESCRIPTOR:
        return copy_utf8(k, pair->name_and_type.descriptor_index);
    case REF_CLASS:
        break;
    }
    return copy_utf8(k, cp[ref->ref.class_index].name_index);
}

/* ---- the class ---- */

JNIEXPORT const char *JNICALL JVM_GetClassNameUTF(JNIEnv *env, jclass cls) {
    NATIVE_ENTER(env);
    NATIVE_RETURN((const char *)copy_symbol(native_class(t, cls)->name));
}

JNIEXPORT void JNICALL JVM_GetClassCPTypes(JNIEnv *env, jclass cls, unsigned char *types) {
    NATIVE_ENTER(env);
    const struct class *k = native_class(t, cls);
    if (k->file)
        memcpy(types, k->file->cp_tags, k->file->cp_count);
    NATIVE_RETURN_VOID();
}

#define CLASS_COUNT(Name, value)                                                                                       \
    JNIEXPORT jint JNICALL Name(JNIEnv *env, jclass cls) {                                                             \
        NATIVE_ENTER(env);                                                                                             \
        const struct class *k = native_class(t, cls);                                                                  \
        NATIVE_RETURN((jint)(value));                                                                                  \
    }
CLASS_COUNT(JVM_GetClassCPEntriesCount, k->file ? k->file->cp_count : 0)
CLASS_COUNT(JVM_GetClassFieldsCount, k->fields_count)
CLASS_COUNT(JVM_GetClassMethodsCount, k->methods_count)
#undef CLASS_COUNT

JNIEXPORT jboolean JNICALL JVM_IsSameClassPackage(JNIEnv *env, jclass a, jclass b) {
    NATIVE_ENTER(env);
    NATIVE_RETURN((jboolean)class_same_package(native_class(t, a), native_class(t, b)));
}

/* ---- methods and fields by index ---- */

#define METHOD_INT(type, Name, value, otherwise)                                                                       \
    JNIEXPORT type JNICALL Name(JNIEnv *env, jclass cls, int index) {                                                  \
        NATIVE_ENTER(env);                                                                                             \
        const struct method *m = method_at(native_class(t, cls), index);                                               \
        NATIVE_RETURN((type)(m ? (value) : (otherwise)));                                                              \
    }
METHOD_INT(jint, JVM_GetMethodIxModifiers, m->access_flags, 0)
METHOD_INT(jint, JVM_GetMethodIxArgsSize, descriptor_words(m->descriptor->text) + !method_is_static(m), 0)
METHOD_INT(jboolean, JVM_IsConstructorIx, (m->flags & METHOD_INIT) != 0, JNI_FALSE)
METHOD_INT(jboolean, JVM_IsVMGeneratedMethodIx, m->member == NULL, JNI_FALSE)
#undef METHOD_INT

#define CODE_INT(Name, value)                                                                                          \
    JNIEXPORT jint JNICALL Name(JNIEnv *env, jclass cls, int index) {                                                  \
        NATIVE_ENTER(env);                                                                                             \
        const struct code_attribute *code = code_at(native_class(t, cls), index);                                      \
        NATIVE_RETURN((jint)(code ? (value) : 0));                                                                     \
    }
CODE_INT(JVM_GetMethodIxByteCodeLength, code->code_length)
CODE_INT(JVM_GetMethodIxExceptionTableLength, code->exception_table_length)
CODE_INT(JVM_GetMethodIxLocalsCount, code->max_locals)
CODE_INT(JVM_GetMethodIxMaxStack, code->max_stack)
#undef CODE_INT

JNIEXPORT void JNICALL JVM_GetMethodIxByteCode(JNIEnv *env, jclass cls, jint index, unsigned char *out) {
    NATIVE_ENTER(env);
    const struct code_attribute *code = code_at(native_class(t, cls), index);
    if (code)
        memcpy(out, code->code, code->code_length);
    NATIVE_RETURN_VOID();
}

JNIEXPORT void JNICALL JVM_GetMethodIxExceptionTableEntry(JNIEnv *env, jclass cls, jint index, jint entry,
                                                          struct exception_range *out) {
    NATIVE_ENTER(env);
    const struct code_attribute *code = code_at(native_class(t, cls), index);
    memset(out, 0, sizeof *out);
    if (code && entry >= 0 && entry < code->exception_table_length) {
        const struct exception_entry *e = &code->exception_table[entry];
        *out = (struct exception_range){e->start_pc, e->end_pc, e->handler_pc, e->catch_type};
    }
    NATIVE_RETURN_VOID();
}

static const u8 *checked_exceptions(const struct class *k, jint index, u16 *count) {
    const struct method *m = method_at(k, index);
    *count = 0;
    if (!m || !m->member)
        return NULL;
    return attribute_class_list(m->member->attributes, m->member->attributes_count, ATTR_EXCEPTIONS, count);
}

JNIEXPORT jint JNICALL JVM_GetMethodIxExceptionsCount(JNIEnv *env, jclass cls, jint index) {
    NATIVE_ENTER(env);
    u16 count;
    checked_exceptions(native_class(t, cls), index, &count);
    NATIVE_RETURN((jint)count);
}

JNIEXPORT void JNICALL JVM_GetMethodIxExceptionIndexes(JNIEnv *env, jclass cls, jint index, unsigned short *out) {
    NATIVE_ENTER(env);
    u16 count;
    const u8 *list = checked_exceptions(native_class(t, cls), index, &count);
    for (u16 i = 0; i < count; i++)
        out[i] = be16(list + 2 * i);
    NATIVE_RETURN_VOID();
}

JNIEXPORT const char *JNICALL JVM_GetMethodIxNameUTF(JNIEnv *env, jclass cls, jint index) {
    NATIVE_ENTER(env);
    const struct method *m = method_at(native_class(t, cls), index);
    NATIVE_RETURN((const char *)(m ? copy_symbol(m->name) : NULL));
}

JNIEXPORT const char *JNICALL JVM_GetMethodIxSignatureUTF(JNIEnv *env, jclass cls, jint index) {
    NATIVE_ENTER(env);
    const struct method *m = method_at(native_class(t, cls), index);
    NATIVE_RETURN((const char *)(m ? copy_symbol(m->descriptor) : NULL));
}

JNIEXPORT jint JNICALL JVM_GetFieldIxModifiers(JNIEnv *env, jclass cls, int index) {
    NATIVE_ENTER(env);
    const struct class *k = native_class(t, cls);
    NATIVE_RETURN((jint)(index >= 0 && (u32)index < k->fields_count ? k->fields[index].access_flags : 0));
}

/* ---- the constant pool ---- */

#define REF_UTF(Name, a, b, part)                                                                                      \
    JNIEXPORT const char *JNICALL Name(JNIEnv *env, jclass cls, jint index) {                                          \
        NATIVE_ENTER(env);                                                                                             \
        NATIVE_RETURN((const char *)copy_ref(native_class(t, cls), index, a, b, part));                                \
    }
REF_UTF(JVM_GetCPMethodNameUTF, CP_METHODREF, CP_INTERFACE_METHODREF, REF_NAME)
REF_UTF(JVM_GetCPMethodSignatureUTF, CP_METHODREF, CP_INTERFACE_METHODREF, REF_DESCRIPTOR)
REF_UTF(JVM_GetCPMethodClassNameUTF, CP_METHODREF, CP_INTERFACE_METHODREF, REF_CLASS)
REF_UTF(JVM_GetCPFieldNameUTF, CP_FIELDREF, CP_FIELDREF, REF_NAME)
REF_UTF(JVM_GetCPFieldSignatureUTF, CP_FIELDREF, CP_FIELDREF, REF_DESCRIPTOR)
REF_UTF(JVM_GetCPFieldClassNameUTF, CP_FIELDREF, CP_FIELDREF, REF_CLASS)
#undef REF_UTF

JNIEXPORT const char *JNICALL JVM_GetCPClassNameUTF(JNIEnv *env, jclass cls, jint index) {
    NATIVE_ENTER(env);
    const struct class *k = native_class(t, cls);
    char *name = has_tag(k, index, CP_CLASS, CP_CLASS) ? copy_utf8(k, k->file->cp[index].name_index) : NULL;
    NATIVE_RETURN((const char *)name);
}

/* Symbols of the reference's name and descriptor; false = no such reference. */
static bool ref_symbols(const struct thread *t, const struct class *k, jint index, enum cp_tag a, enum cp_tag b,
                        struct symbol **name, struct symbol **descriptor) {
    if (!has_tag(k, index, a, b))
        return false;
    const union cp_entry *pair = &k->file->cp[k->file->cp[index].ref.name_and_type_index];
    u16 length;
    const char *s = classfile_utf8(k->file, pair->name_and_type.name_index, &length);
    *name = symbol_intern(t->vm->symbols, s, length);
    s = classfile_utf8(k->file, pair->name_and_type.descriptor_index, &length);
    *descriptor = symbol_intern(t->vm->symbols, s, length);
    return true;
}

/* Flags of the referenced member as declared in `called` itself, -1 = it declares none. */
JNIEXPORT jint JNICALL JVM_GetCPFieldModifiers(JNIEnv *env, jclass cls, int index, jclass called) {
    NATIVE_ENTER(env);
    struct symbol *name, *descriptor;
    const struct field *f = NULL;
    if (ref_symbols(t, native_class(t, cls), index, CP_FIELDREF, CP_FIELDREF, &name, &descriptor))
        f = class_declared_field(native_class(t, called), name, descriptor);
    NATIVE_RETURN((jint)(f ? f->access_flags : -1));
}

JNIEXPORT jint JNICALL JVM_GetCPMethodModifiers(JNIEnv *env, jclass cls, int index, jclass called) {
    NATIVE_ENTER(env);
    struct symbol *name, *descriptor;
    const struct method *m = NULL;
    if (ref_symbols(t, native_class(t, cls), index, CP_METHODREF, CP_INTERFACE_METHODREF, &name, &descriptor))
        m = class_declared_method(native_class(t, called), name, descriptor);
    NATIVE_RETURN((jint)(m ? m->access_flags : -1));
}

JNIEXPORT void JNICALL JVM_ReleaseUTF(const char *text) {
    mem_free((void *)(uintptr_t)text);
}
