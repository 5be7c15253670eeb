/* SPDX-License-Identifier: MIT
 *
 * reflect.h - core reflection: java.lang.reflect objects from the VM's classes, methods and fields, and back.
 *
 * A Field, Method or Constructor object names its member by (clazz, slot): slot is the index among the class's declared
 * fields, or method_index_in_class. Objects are fresh at every call; their Class objects are loaded through the
 * declaring class's loader, so making one can run Java code and fail.
 */
#ifndef NATIVE_REFLECT_H
#define NATIVE_REFLECT_H

#include "runtime/class.h"
#include "runtime/thread.h"

#define REFLECT_FIELD_MODIFIERS  0x50DFu /* the access flags that Java code may see */
#define REFLECT_METHOD_MODIFIERS 0x1DFFu
#define REFLECT_CLASS_MODIFIERS  0x7FFFu

/* NULL = exception. */
struct object *reflect_new_field(struct thread *t, struct field *f);
struct object *reflect_new_method(struct thread *t, struct method *m);
struct object *reflect_new_constructor(struct thread *t, struct method *m);
/* Parameter[] from the MethodParameters attribute; NULL without an exception when there is none. */
struct object *reflect_method_parameters(struct thread *t, struct object *executable);
/* RecordComponent[], or NULL without an exception when k has no Record attribute. */
struct object *reflect_record_components(struct thread *t, struct class *k);

/* Member arrays of Class.getDeclared*0. NULL = exception. */
struct object *reflect_declared_fields(struct thread *t, struct class *k, bool public_only);
struct object *reflect_declared_methods(struct thread *t, struct class *k, bool public_only);
struct object *reflect_declared_constructors(struct thread *t, struct class *k, bool public_only);

/* What a Method or Constructor (Field) object stands for; NULL if o is none. */
struct method *reflect_method_of(struct thread *t, struct object *o);
struct field *reflect_field_of(struct thread *t, struct object *o);

u32 reflect_field_modifiers(const struct field *f);
u32 reflect_method_modifiers(const struct method *m);
/* Final fields that no reflection may write: static ones, and those of hidden classes and records. */
bool reflect_field_trusted_final(const struct vm *vm, const struct field *f);

/* Body of an attribute as byte[]; NULL without an exception when the attribute is absent. */
struct object *reflect_attribute_bytes(struct thread *t, const struct attribute *attributes, u16 count,
                                       enum attribute_kind kind);
/* The String of a Signature attribute; NULL without an exception when absent. */
struct object *reflect_signature(struct thread *t, const struct class *k, const struct attribute *attributes,
                                 u16 count);
struct object *reflect_utf8_string(struct thread *t, const struct classfile *file, u16 index);

/* reflect_invoke.c: Method.invoke and Constructor.newInstance without access checks (Java did them). The result is
 * boxed; NULL with or without exception. Exceptions of the target come wrapped in InvocationTargetException. */
struct object *reflect_invoke(struct thread *t, struct object *method, struct object *receiver,
                              struct object *arguments);
struct object *reflect_new_instance(struct thread *t, struct object *constructor, struct object *arguments);

#endif
