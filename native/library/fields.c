/* SPDX-License-Identifier: MIT
 *
 * fields.c - where the fields of native/library/fields.def are in an object.
 *
 * vm->library_fields remembers for each field the class that declares it, and the offset, which is written before the class.
 * There is one class of that name in the boot loader, and it is not unloaded.
 */
#include "native/library/fields.h"
#include "runtime/object.h"

static const struct {
    const char *class_name, *name, *descriptor;
} fields[] = {
#define LIBRARY_FIELD(id, class_name, name, descriptor) {class_name, name, descriptor},
#include "native/library/fields.def"
};
static_assert(LIBRARY_FIELDS <= ARRAY_LENGTH(((struct vm *)NULL)->library_fields), "an entry for each");

/* The class of the row that o is an instance of; NULL = of none. */
static const struct class *find_class(struct vm *vm, const struct object *o, enum library_field id) {
    const struct class *k = object_class(o);
    while (k && (k->loader != vm->boot_loader || strcmp(k->name->text, fields[id].class_name) != 0))
        k = k->super;
    return k;
}

static u32 find_offset(struct vm *vm, const struct class *k, enum library_field id) {
    struct symbol *name = symbol_lookup(vm->symbols, fields[id].name, strlen(fields[id].name));
    struct symbol *descriptor = symbol_lookup(vm->symbols, fields[id].descriptor, strlen(fields[id].descriptor));
    const struct field *f = name && descriptor ? class_declared_field(k, name, descriptor) : NULL;
    return f && !(f->access_flags & ACC_STATIC) ? f->offset : 0;
}

u32 library_field(struct vm *vm, const struct object *o, enum library_field id) {
    if (!o)
        return 0;
    const struct class *k = __atomic_load_n(&vm->library_fields[id].class, __ATOMIC_ACQUIRE);
    if (LIKELY(k && class_is_subclass(object_class(o), k)))
        return __atomic_load_n(&vm->library_fields[id].offset, __ATOMIC_RELAXED);
    k = k ? NULL : find_class(vm, o, id);
    if (!k)
        return 0;
    u32 offset = find_offset(vm, k, id);
    __atomic_store_n(&vm->library_fields[id].offset, offset, __ATOMIC_RELAXED);
    __atomic_store_n(&vm->library_fields[id].class, k, __ATOMIC_RELEASE);
    return offset;
}

struct object *library_field_ref(struct vm *vm, const struct object *o, enum library_field id) {
    u32 offset = library_field(vm, o, id);
    return offset ? object_get_ref(o, offset) : NULL;
}

struct object *library_field_array(struct vm *vm, const struct object *o, enum library_field id, u32 length) {
    struct object *array = library_field_ref(vm, o, id);
    return array && array_length(array) >= length ? array : NULL;
}
