/* SPDX-License-Identifier: MIT
 *
 * known.c - fills struct known from known.def.
 */
#include "runtime/known.h"

#include "runtime/vm.h"

void known_intern_symbols(struct vm *vm) {
#define KNOWN_CLASS(id, name)
#define KNOWN_FIELD(id, class_id, name, descriptor)
#define KNOWN_STATIC(id, class_id, name, descriptor)
#define KNOWN_METHOD(id, class_id, name, descriptor)
#define KNOWN_SYMBOL(id, text) KS(vm, id) = symbol_intern_cstr(vm->symbols, text);
#include "runtime/known.def"
#undef KNOWN_CLASS
#undef KNOWN_FIELD
#undef KNOWN_STATIC
#undef KNOWN_METHOD
#undef KNOWN_SYMBOL
}

static bool find_class(struct thread *t, struct class **slot, const char *name, char **message) {
    struct class *k = loader_find_boot(t, symbol_intern_cstr(t->vm->symbols, name));
    if (!k) {
        *message = mem_printf("the class library has no class %s", name);
        return false;
    }
    *slot = k;
    return true;
}

static bool find_field(struct thread *t, u32 *offset, struct class *k, const char *name, const char *descriptor,
                       bool is_static, char **message) {
    struct vm *vm = t->vm;
    const struct field *f =
        class_declared_field(k, symbol_intern_cstr(vm->symbols, name), symbol_intern_cstr(vm->symbols, descriptor));
    if (!f || field_is_static(f) != is_static) {
        *message = mem_printf("the class library has no field %s.%s of type %s", k->name->text, name, descriptor);
        return false;
    }
    *offset = f->offset;
    return true;
}

static bool find_method(struct thread *t, struct method **slot, struct class *k, const char *name,
                        const char *descriptor, char **message) {
    struct vm *vm = t->vm;
    *slot =
        class_declared_method(k, symbol_intern_cstr(vm->symbols, name), symbol_intern_cstr(vm->symbols, descriptor));
    if (!*slot)
        *message = mem_printf("the class library has no method %s.%s%s", k->name->text, name, descriptor);
    return *slot != NULL;
}

bool known_load(struct thread *t, char **message) {
    struct known *known = &t->vm->known;
#define KNOWN_CLASS(id, name)                                                                                          \
    if (!find_class(t, &known->c_##id, name, message))                                                                 \
        return false;
#define KNOWN_FIELD(id, class_id, name, descriptor)                                                                    \
    if (!find_field(t, &known->f_##id, known->c_##class_id, name, descriptor, false, message))                         \
        return false;
#define KNOWN_STATIC(id, class_id, name, descriptor)                                                                   \
    if (!find_field(t, &known->f_##id, known->c_##class_id, name, descriptor, true, message))                          \
        return false;
#define KNOWN_METHOD(id, class_id, name, descriptor)                                                                   \
    if (!find_method(t, &known->m_##id, known->c_##class_id, name, descriptor, message))                               \
        return false;
#define KNOWN_SYMBOL(id, text)
#include "runtime/known.def"
#undef KNOWN_CLASS
#undef KNOWN_FIELD
#undef KNOWN_STATIC
#undef KNOWN_METHOD
#undef KNOWN_SYMBOL
    return true;
}
