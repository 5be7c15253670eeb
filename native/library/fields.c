/* SPDX-License-Identifier: MIT
 *
 * fields.c - where the fields of native/library/fields.def are in an object.
 *
 * vm->library_fields remembers for each field the class of the object that was asked about last. The offset is that of the
 * declaring class, so it is the same for all classes of such objects: two threads that write an entry at a time write the
 * same offset, and it is written before the class. Classes that can be unloaded are not remembered.
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

static u32 find_offset(struct vm *vm, const struct class *k, enum library_field id) {
    while (k && (k->loader != vm->boot_loader || strcmp(k->name->text, fields[id].class_name) != 0))
        k = k->super;
    if (!k)
        return 0;
    struct symbol *name = symbol_lookup(vm->symbols, fields[id].name, strlen(fields[id].name));
    struct symbol *descriptor = symbol_lookup(vm->symbols, fields[id].descriptor, strlen(fields[id].descriptor));
    const struct field *f = name && descriptor ? class_declared_field(k, name, descriptor) : NULL;
    return f && !(f->access_flags & ACC_STATIC) ? f->offset : 0;
}

static bool class_is_permanent(const struct vm *vm, const struct class *k) {
    return k->loader == vm->boot_loader && !(k->flags & CLASS_HIDDEN);
}

u32 library_field(struct vm *vm, const struct object *o, enum library_field id) {
    if (!o)
        return 0;
    const struct class *k = object_class(o);
    if (LIKELY(__atomic_load_n(&vm->library_fields[id].class, __ATOMIC_ACQUIRE) == k))
        return __atomic_load_n(&vm->library_fields[id].offset, __ATOMIC_RELAXED);
    u32 offset = find_offset(vm, k, id);
    if (offset && class_is_permanent(vm, k)) {
        __atomic_store_n(&vm->library_fields[id].offset, offset, __ATOMIC_RELAXED);
        __atomic_store_n(&vm->library_fields[id].class, k, __ATOMIC_RELEASE);
    }
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
