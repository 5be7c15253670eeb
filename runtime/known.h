/* SPDX-License-Identifier: MIT
 *
 * known.h - the classes, fields, methods and symbols of the library that the VM uses by name.
 *
 * All come from runtime/known.def. Classes are loaded at boot in table order; a missing class, field or method ends
 * the start with a message that names it. Access: K(vm, java_lang_String), KF(vm, Thread_eetop) is the field's offset,
 * KM(vm, Thread_run) its method, KS(vm, object_initializer) a symbol.
 */
#ifndef RUNTIME_KNOWN_H
#define RUNTIME_KNOWN_H

#include "base/base.h"
#include "base/symbol.h"

struct class;
struct method;
struct vm;
struct thread;

struct known {
#define KNOWN_CLASS(id, name)                        struct class *c_##id;
#define KNOWN_FIELD(id, class_id, name, descriptor)  u32 f_##id;
#define KNOWN_STATIC(id, class_id, name, descriptor) u32 f_##id;
#define KNOWN_METHOD(id, class_id, name, descriptor) struct method *m_##id;
#define KNOWN_SYMBOL(id, text)                       struct symbol *s_##id;
#include "runtime/known.def"
#undef KNOWN_CLASS
#undef KNOWN_FIELD
#undef KNOWN_STATIC
#undef KNOWN_METHOD
#undef KNOWN_SYMBOL
};

#define K(vm, id)  ((vm)->known.c_##id)
#define KF(vm, id) ((vm)->known.f_##id)
#define KM(vm, id) ((vm)->known.m_##id)
#define KS(vm, id) ((vm)->known.s_##id)

void known_intern_symbols(struct vm *vm);
/* Loads all classes and looks up fields and methods. False + malloc'ed message. Runs no Java code. */
bool known_load(struct thread *t, char **message);

#endif
