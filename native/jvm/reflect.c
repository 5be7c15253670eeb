/* SPDX-License-Identifier: MIT
 *
 * reflect.c - builds java.lang.reflect objects (docs/OPENJDK.md#reflection-objects).
 *
 * No Java constructor runs: objects are allocated and their fields written. Annotation bytes and signatures are handed
 * over raw, as they stand in the class file: their constant-pool indexes are read back through ConstantPool objects
 * (native/jvm/jvm_constantpool.c). Members are listed in class-file order. Invocation is in reflect_invoke.c.
 */
#include "native/jvm/reflect.h"

#include "native/jvm/jvm_internal.h"
#include "runtime/exception.h"
#include "runtime/link.h"
#include "runtime/object.h"
#include "runtime/string.h"
#include "runtime/vm.h"

/* An instance of one of the VM's known classes, not constructed. */
static struct object *new_known(struct thread *t, struct class *k) {
    if (!class_initialize(t, k))
        return NULL;
    return object_new(t, k);
}

struct object *reflect_attribute_bytes(struct thread *t, const struct attribute *attributes, u16 count,
                                       enum attribute_kind kind) {
    const struct attribute *a = attribute_find(attributes, count, kind);
    if (!a || a->length > INT32_MAX)
        return NULL;
    struct object *bytes = array_new_primitive(t, T_BYTE, (i32)a->length);
    if (bytes)
        memcpy(array_data(bytes), a->info, a->length);
    return bytes;
}

struct object *reflect_utf8_string(struct thread *t, const struct classfile *file, u16 index) {
    u16 length;
    const char *s = classfile_utf8(file, index, &length);
    return string_new(t, s, length);
}

struct object *reflect_signature(struct thread *t, const struct class *k, const struct attribute *attributes,
                                 u16 count) {
    u16 index = attribute_index_value(attributes, count, ATTR_SIGNATURE);
    return index ? reflect_utf8_string(t, k->file, index) : NULL;
}

u32 reflect_field_modifiers(const struct field *f) {
    return f->access_flags & REFLECT_FIELD_MODIFIERS;
}

u32 reflect_method_modifiers(const struct method *m) {
    return m->access_flags & REFLECT_METHOD_MODIFIERS;
}

bool reflect_field_trusted_final(const struct vm *vm, const struct field *f) {
    if (!(f->access_flags & ACC_FINAL))
        return false;
    return field_is_static(f) || (f->holder->flags & CLASS_HIDDEN) || jvm_class_is_record(vm, f->holder);
}

/* ---- types ---- */

static struct class *load_descriptor(struct thread *t, const struct class *k, const char *start, size_t length) {
    u8 type = basic_type_of_char(start[0]);
    if (type != T_OBJECT && type != T_ARRAY && type != 0)
        return t->vm->primitives[type];
    return class_from_descriptor(t, k, start, length);
}

/* Class[] of the parameter types and, if asked for, the mirror of the return type. */
static struct object *load_parameter_types(struct thread *t, const struct method *m, struct object **return_type) {
    const char *d = m->descriptor->text;
    struct object *types = jvm_class_array(t, (u32)descriptor_count(d));
    if (!types)
        return NULL;
    const char *start;
    size_t length;
    for (u32 i = 0; descriptor_next(&d, &start, &length); i++) {
        struct class *k = load_descriptor(t, m->holder, start, length);
        if (!k)
            return NULL;
        array_put_ref(types, i, k->mirror);
    }
    if (return_type) {
        descriptor_return(m->descriptor->text, &start);
        struct class *k = load_descriptor(t, m->holder, start, strlen(start));
        if (!k)
            return NULL;
        *return_type = k->mirror;
    }
    return types;
}

/* Class[] from the Exceptions attribute (JVMS 4.7.5); empty without one. */
static struct object *load_exception_types(struct thread *t, const struct method *m) {
    u16 count = 0;
    const u8 *list =
        m->member ? attribute_class_list(m->member->attributes, m->member->attributes_count, ATTR_EXCEPTIONS, &count)
                  : NULL;
    struct object *types = jvm_class_array(t, count);
    if (!types)
        return NULL;
    for (u32 i = 0; i < count; i++) {
        struct class *k = resolve_class(t, m->holder, be16(list + 2 * i));
        if (!k)
            return NULL;
        array_put_ref(types, i, k->mirror);
    }
    return types;
}

/* Stores a nullable attribute result; false when it is NULL because of an exception. */
static bool put_optional(struct thread *t, struct object *o, u32 offset, struct object *value) {
    if (!value)
        return !exception_pending(t);
    object_put_ref(o, offset, value);
    return true;
}

static bool put_bytes(struct thread *t, struct object *o, u32 offset, const struct member *member,
                      enum attribute_kind kind) {
    if (!member)
        return true;
    return put_optional(t, o, offset, reflect_attribute_bytes(t, member->attributes, member->attributes_count, kind));
}

static bool put_signature(struct thread *t, struct object *o, u32 offset, const struct class *k,
                          const struct member *member) {
    if (!member)
        return true;
    return put_optional(t, o, offset, reflect_signature(t, k, member->attributes, member->attributes_count));
}

/* ---- objects ---- */

struct object *reflect_new_field(struct thread *t, struct field *f) {
    const struct vm *vm = t->vm;
    struct class *k = f->holder;
    struct object *name = string_intern_symbol(t, f->name);
    if (!name)
        return NULL;
    struct class *type = load_descriptor(t, k, f->descriptor->text, f->descriptor->length);
    if (!type)
        return NULL;
    struct object *o = new_known(t, K(vm, java_lang_reflect_Field));
    if (!o)
        return NULL;
    object_put_ref(o, KF(vm, Field_clazz), k->mirror);
    FIELD(o, KF(vm, Field_slot), i32) = (i32)(f - k->fields);
    object_put_ref(o, KF(vm, Field_name), name);
    object_put_ref(o, KF(vm, Field_type), type->mirror);
    FIELD(o, KF(vm, Field_modifiers), i32) = (i32)reflect_field_modifiers(f);
    FIELD(o, KF(vm, Field_trustedFinal), u8) = reflect_field_trusted_final(vm, f);
    if (!put_signature(t, o, KF(vm, Field_signature), k, f->member) ||
        !put_bytes(t, o, KF(vm, Field_annotations), f->member, ATTR_RUNTIME_VISIBLE_ANNOTATIONS))
        return NULL;
    return o;
}

struct object *reflect_new_method(struct thread *t, struct method *m) {
    const struct vm *vm = t->vm;
    struct object *return_type = NULL;
    struct object *name = string_intern_symbol(t, m->name);
    if (!name)
        return NULL;
    struct object *parameters = load_parameter_types(t, m, &return_type);
    if (!parameters)
        return NULL;
    struct object *exceptions = load_exception_types(t, m);
    if (!exceptions)
        return NULL;
    struct object *o = new_known(t, K(vm, java_lang_reflect_Method));
    if (!o)
        return NULL;
    object_put_ref(o, KF(vm, Method_clazz), m->holder->mirror);
    FIELD(o, KF(vm, Method_slot), i32) = (i32)method_index_in_class(m);
    object_put_ref(o, KF(vm, Method_name), name);
    object_put_ref(o, KF(vm, Method_returnType), return_type);
    object_put_ref(o, KF(vm, Method_parameterTypes), parameters);
    object_put_ref(o, KF(vm, Method_exceptionTypes), exceptions);
    FIELD(o, KF(vm, Method_modifiers), i32) = (i32)reflect_method_modifiers(m);
    if (!put_signature(t, o, KF(vm, Method_signature), m->holder, m->member) ||
        !put_bytes(t, o, KF(vm, Method_annotations), m->member, ATTR_RUNTIME_VISIBLE_ANNOTATIONS) ||
        !put_bytes(t, o, KF(vm, Method_parameterAnnotations), m->member, ATTR_RUNTIME_VISIBLE_PARAMETER_ANNOTATIONS) ||
        !put_bytes(t, o, KF(vm, Method_annotationDefault), m->member, ATTR_ANNOTATION_DEFAULT))
        return NULL;
    return o;
}

struct object *reflect_new_constructor(struct thread *t, struct method *m) {
    const struct vm *vm = t->vm;
    struct object *parameters = load_parameter_types(t, m, NULL);
    if (!parameters)
        return NULL;
    struct object *exceptions = load_exception_types(t, m);
    if (!exceptions)
        return NULL;
    struct object *o = new_known(t, K(vm, java_lang_reflect_Constructor));
    if (!o)
        return NULL;
    object_put_ref(o, KF(vm, Constructor_clazz), m->holder->mirror);
    FIELD(o, KF(vm, Constructor_slot), i32) = (i32)method_index_in_class(m);
    object_put_ref(o, KF(vm, Constructor_parameterTypes), parameters);
    object_put_ref(o, KF(vm, Constructor_exceptionTypes), exceptions);
    FIELD(o, KF(vm, Constructor_modifiers), i32) = (i32)reflect_method_modifiers(m);
    if (!put_signature(t, o, KF(vm, Constructor_signature), m->holder, m->member) ||
        !put_bytes(t, o, KF(vm, Constructor_annotations), m->member, ATTR_RUNTIME_VISIBLE_ANNOTATIONS) ||
        !put_bytes(t, o, KF(vm, Constructor_parameterAnnotations), m->member,
                   ATTR_RUNTIME_VISIBLE_PARAMETER_ANNOTATIONS))
        return NULL;
    return o;
}

struct method *reflect_method_of(struct thread *t, struct object *o) {
    const struct vm *vm = t->vm;
    u32 clazz, slot;
    if (!o)
        return NULL;
    if (object_class(o) == K(vm, java_lang_reflect_Method)) {
        clazz = KF(vm, Method_clazz);
        slot = KF(vm, Method_slot);
    } else if (object_class(o) == K(vm, java_lang_reflect_Constructor)) {
        clazz = KF(vm, Constructor_clazz);
        slot = KF(vm, Constructor_slot);
    } else {
        return NULL;
    }
    struct class *k = class_of_mirror(vm, object_get_ref(o, clazz));
    if (!k)
        return NULL;
    u32 index = FIELD(o, slot, u32);
    if (index < k->methods_count)
        return &k->methods[index];
    index -= k->methods_count;
    return index < k->extra_methods_count ? k->extra_methods[index] : NULL;
}

struct field *reflect_field_of(struct thread *t, struct object *o) {
    const struct vm *vm = t->vm;
    if (!o || object_class(o) != K(vm, java_lang_reflect_Field))
        return NULL;
    struct class *k = class_of_mirror(vm, object_get_ref(o, KF(vm, Field_clazz)));
    u32 index = FIELD(o, KF(vm, Field_slot), u32);
    return k && index < k->fields_count ? &k->fields[index] : NULL;
}

/* ---- member lists ---- */

static struct object *new_array_of(struct thread *t, struct class *element, u32 count) {
    struct class *array = class_array_of(t, element);
    return array ? array_new(t, array, (i32)count) : NULL;
}

struct object *reflect_declared_fields(struct thread *t, struct class *k, bool public_only) {
    struct class *element = K(t->vm, java_lang_reflect_Field);
    if (k->kind != CLASS_INSTANCE)
        return new_array_of(t, element, 0);
    if (!class_link(t, k))
        return NULL;
    u32 count = 0;
    for (u32 i = 0; i < k->fields_count; i++)
        count += k->fields[i].member && (!public_only || (k->fields[i].access_flags & ACC_PUBLIC));
    struct object *array = new_array_of(t, element, count);
    if (!array)
        return NULL;
    for (u32 i = 0, n = 0; i < k->fields_count; i++) {
        struct field *f = &k->fields[i];
        if (!f->member || (public_only && !(f->access_flags & ACC_PUBLIC)))
            continue;
        struct object *o = reflect_new_field(t, f);
        if (!o)
            return NULL;
        array_put_ref(array, n++, o);
    }
    return array;
}

static bool is_listed(const struct method *m, bool constructors, bool public_only) {
    if (!m->member || (m->flags & METHOD_CLINIT) || (public_only && !(m->access_flags & ACC_PUBLIC)))
        return false;
    return ((m->flags & METHOD_INIT) != 0) == constructors;
}

static struct object *declared_executables(struct thread *t, struct class *k, bool constructors, bool public_only) {
    struct class *element = constructors ? K(t->vm, java_lang_reflect_Constructor) : K(t->vm, java_lang_reflect_Method);
    if (k->kind != CLASS_INSTANCE)
        return new_array_of(t, element, 0);
    if (!class_link(t, k))
        return NULL;
    u32 count = 0;
    for (u32 i = 0; i < k->methods_count; i++)
        count += is_listed(&k->methods[i], constructors, public_only);
    struct object *array = new_array_of(t, element, count);
    if (!array)
        return NULL;
    for (u32 i = 0, n = 0; i < k->methods_count; i++) {
        struct method *m = &k->methods[i];
        if (!is_listed(m, constructors, public_only))
            continue;
        struct object *o = constructors ? reflect_new_constructor(t, m) : reflect_new_method(t, m);
        if (!o)
            return NULL;
        array_put_ref(array, n++, o);
    }
    return array;
}

struct object *reflect_declared_methods(struct thread *t, struct class *k, bool public_only) {
    return declared_executables(t, k, false, public_only);
}

struct object *reflect_declared_constructors(struct thread *t, struct class *k, bool public_only) {
    return declared_executables(t, k, true, public_only);
}

/* ---- MethodParameters (JVMS 4.7.24) ---- */

struct object *reflect_method_parameters(struct thread *t, struct object *executable) {
    const struct vm *vm = t->vm;
    struct method *m = reflect_method_of(t, executable);
    if (!m || !m->member)
        return NULL;
    const struct attribute *a =
        attribute_find(m->member->attributes, m->member->attributes_count, ATTR_METHOD_PARAMETERS);
    if (!a || a->length < 1)
        return NULL;
    u32 count = a->info[0];
    if (a->length < 1 + 4 * count) {
        throw_new(t, K(vm, java_lang_IllegalArgumentException),
                  "Wrong number of parameters in MethodParameters attribute");
        return NULL;
    }
    const struct classfile *file = m->holder->file;
    for (u32 i = 0; i < count; i++) {
        u16 name = be16(a->info + 1 + 4 * i);
        if (name >= file->cp_count) {
            throw_new(t, K(vm, java_lang_IllegalArgumentException), "Constant pool index out of bounds");
            return NULL;
        }
        if (name && file->cp_tags[name] != CP_UTF8) {
            throw_new(t, K(vm, java_lang_IllegalArgumentException), "Wrong type at constant pool index");
            return NULL;
        }
    }
    struct object *array = new_array_of(t, K(vm, java_lang_reflect_Parameter), count);
    if (!array)
        return NULL;
    for (u32 i = 0; i < count; i++) {
        u16 name = be16(a->info + 1 + 4 * i);
        struct object *o = new_known(t, K(vm, java_lang_reflect_Parameter));
        if (!o)
            return NULL;
        array_put_ref(array, i, o);
        if (name) {
            u16 length;
            const char *s = classfile_utf8(file, name, &length);
            if (!put_optional(t, o, KF(vm, Parameter_name), string_intern_mutf8(t, s, length)))
                return NULL;
        }
        FIELD(o, KF(vm, Parameter_modifiers), i32) = be16(a->info + 3 + 4 * i);
        object_put_ref(o, KF(vm, Parameter_executable), executable);
        FIELD(o, KF(vm, Parameter_index), i32) = (i32)i;
    }
    return array;
}

/* ---- Record (JVMS 4.7.30) ---- */

static bool put_raw_bytes(struct thread *t, struct object *o, u32 offset, const struct attribute *a) {
    struct object *array = array_new_primitive(t, T_BYTE, (i32)a->length);
    if (!array)
        return false;
    memcpy(array_data(array), a->info, a->length);
    object_put_ref(o, offset, array);
    return true;
}

static bool put_component_attributes(struct thread *t, struct class *k, struct object *o,
                                     const struct record_component *component) {
    const struct vm *vm = t->vm;
    const u8 *pos = component->attributes;
    for (u16 i = 0; i < component->attributes_count; i++) {
        struct attribute a = classfile_attribute_next(k->file, &pos, 'R');
        bool ok = true;
        if (a.kind == ATTR_SIGNATURE && a.length >= 2)
            ok = put_optional(t, o, KF(vm, RecordComponent_signature), reflect_utf8_string(t, k->file, be16(a.info)));
        else if (a.kind == ATTR_RUNTIME_VISIBLE_ANNOTATIONS)
            ok = put_raw_bytes(t, o, KF(vm, RecordComponent_annotations), &a);
        else if (a.kind == ATTR_RUNTIME_VISIBLE_TYPE_ANNOTATIONS)
            ok = put_raw_bytes(t, o, KF(vm, RecordComponent_typeAnnotations), &a);
        if (!ok)
            return false;
    }
    return true;
}

/* The instance method that k declares with the component's name and type and no parameters; NULL = none. */
static struct method *find_accessor(struct vm *vm, struct class *k, const struct record_component *component) {
    u16 name_length, descriptor_length;
    const char *name = classfile_utf8(k->file, component->name_index, &name_length);
    const char *descriptor = classfile_utf8(k->file, component->descriptor_index, &descriptor_length);
    char *text = mem_printf("()%.*s", (int)descriptor_length, descriptor);
    struct symbol *name_symbol = symbol_lookup(vm->symbols, name, name_length);
    struct symbol *accessor_descriptor = symbol_lookup(vm->symbols, text, strlen(text));
    mem_free(text);
    struct method *m =
        name_symbol && accessor_descriptor ? class_declared_method(k, name_symbol, accessor_descriptor) : NULL;
    return m && !method_is_static(m) ? m : NULL;
}

static struct object *new_record_component(struct thread *t, struct class *k,
                                           const struct record_component *component) {
    struct vm *vm = t->vm;
    u16 name_length, descriptor_length;
    const char *name = classfile_utf8(k->file, component->name_index, &name_length);
    const char *descriptor = classfile_utf8(k->file, component->descriptor_index, &descriptor_length);
    struct object *o = new_known(t, K(vm, java_lang_reflect_RecordComponent));
    if (!o)
        return NULL;
    object_put_ref(o, KF(vm, RecordComponent_clazz), k->mirror);
    struct object *name_string = string_intern_mutf8(t, name, name_length);
    if (!name_string)
        return NULL;
    object_put_ref(o, KF(vm, RecordComponent_name), name_string);
    struct class *type = load_descriptor(t, k, descriptor, descriptor_length);
    if (!type)
        return NULL;
    object_put_ref(o, KF(vm, RecordComponent_type), type->mirror);
    struct method *accessor = find_accessor(vm, k, component);
    if (accessor && !put_optional(t, o, KF(vm, RecordComponent_accessor), reflect_new_method(t, accessor)))
        return NULL;
    return put_component_attributes(t, k, o, component) ? o : NULL;
}

struct object *reflect_record_components(struct thread *t, struct class *k) {
    if (k->kind != CLASS_INSTANCE || !attribute_find(k->file->attributes, k->file->attributes_count, ATTR_RECORD))
        return NULL;
    struct record_component component;
    u32 count = 0;
    for (const u8 *pos = NULL; classfile_record_next(k->file, &pos, &component);)
        count++;
    struct object *array = new_array_of(t, K(t->vm, java_lang_reflect_RecordComponent), count);
    if (!array)
        return NULL;
    u32 n = 0;
    for (const u8 *pos = NULL; classfile_record_next(k->file, &pos, &component);) {
        struct object *o = new_record_component(t, k, &component);
        if (!o)
            return NULL;
        array_put_ref(array, n++, o);
    }
    return array;
}
