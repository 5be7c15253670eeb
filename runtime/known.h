/* SPDX-License-Identifier: MIT
 *
 * known.h - the classes, fields, methods and symbols of the library that the VM uses by name.
 *
 * All come from runtime/known.def. Classes are loaded at boot in table order; classes, fields and methods that the
 * library should have by its release and has not are listed in one message. Access: K(vm, java_lang_String), KF(vm,
 * Thread_eetop) is the field's offset, KM(vm, Thread_run) its method, KS(vm, object_initializer) a symbol.
 *
 * A row for other releases gives K and KM NULL, and KF is NO_FIELD, an offset that leads out of the memory of objects:
 * using it faults at once. KF_PRESENT asks.
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
#define KNOWN_CLASS_IN(id, name, releases)                       struct class *c_##id;
#define KNOWN_FIELD_IN(id, class_id, name, descriptor, releases) u32 f_##id;
#define KNOWN_FIELD_ELSE(id, class_id, name, descriptor, releases)
#define KNOWN_STATIC_IN(id, class_id, name, descriptor, releases) u32 f_##id;
#define KNOWN_METHOD_IN(id, class_id, name, descriptor, releases) struct method *m_##id;
#define KNOWN_METHOD_ELSE(id, class_id, name, descriptor, releases)
#define KNOWN_SYMBOL(id, text) struct symbol *s_##id;
#include "runtime/known.def"
#undef KNOWN_CLASS_IN
#undef KNOWN_FIELD_IN
#undef KNOWN_FIELD_ELSE
#undef KNOWN_STATIC_IN
#undef KNOWN_METHOD_IN
#undef KNOWN_METHOD_ELSE
#undef KNOWN_SYMBOL
};

#define K(vm, id)  ((vm)->known.c_##id)
#define KF(vm, id) ((vm)->known.f_##id)
#define KM(vm, id) ((vm)->known.m_##id)
#define KS(vm, id) ((vm)->known.s_##id)

#define NO_FIELD           UINT32_MAX
#define KF_PRESENT(vm, id) (KF(vm, id) != NO_FIELD)

void known_intern_symbols(struct vm *vm);
/* Loads all classes and looks up fields and methods. False + malloc'ed message that names all that are missing. Runs no
 * Java code. */
bool known_load(struct thread *t, char **message);

#endif
