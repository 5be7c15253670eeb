/* SPDX-License-Identifier: MIT
 *
 * array_class.c - primitive and array classes (JVMS 5.3.3), which no class file describes.
 */
#include "runtime/exception.h"
#include "runtime/layout.h"
#include "runtime/link.h"
#include "runtime/vm.h"

static void enter_array(struct class *k) {
    pthread_mutex_lock(&k->loader->lock);
    k->next_defined = k->loader->defined;
    k->loader->defined = k;
    loader_wrote(k->loader);
    pthread_mutex_unlock(&k->loader->lock);
}

static struct class *allocate_class(struct loader *l) {
    pthread_mutex_lock(&l->lock);
    struct class *k = arena_alloc_aligned(&l->arena, sizeof *k, CLASS_ALIGN);
    pthread_mutex_unlock(&l->lock);
    k->loader = l;
    return k;
}

void primitive_classes_create(struct vm *vm) {
    for (u8 type = T_BOOLEAN; type <= T_VOID; type++) {
        if (type == T_OBJECT || type == T_ARRAY)
            continue;
        struct class *k = allocate_class(vm->boot_loader);
        k->kind = CLASS_PRIMITIVE;
        k->primitive_type = type;
        k->name = symbol_intern_cstr(vm->symbols, basic_type_name(type));
        k->package = KS(vm, empty);
        k->access_flags = ACC_PUBLIC | ACC_FINAL | ACC_ABSTRACT;
        k->supers = arena_alloc(&vm->boot_loader->arena, sizeof *k->supers);
        k->supers[0] = k;
        k->state = CLASS_INITIALIZED;
        vm->primitives[type] = k;
        enter_array(k);
    }
}

static struct symbol *array_name(struct vm *vm, const struct class *component) {
    char *text;
    if (class_is_array(component))
        text = mem_printf("[%s", component->name->text);
    else if (class_is_primitive(component))
        text = mem_printf("[%c", basic_type_char(component->primitive_type));
    else
        text = mem_printf("[L%s;", component->name->text);
    struct symbol *s = strlen(text) <= 0xffff ? symbol_intern_cstr(vm->symbols, text) : NULL;
    mem_free(text);
    return s;
}

struct class *class_array_of(struct thread *t, struct class *component) {
    struct vm *vm = t->vm;
    struct class *k = __atomic_load_n(&component->array, __ATOMIC_ACQUIRE);
    if (k)
        return k;
    struct symbol *name = array_name(vm, component);
    if (component->dimensions >= 255 || !name) {
        throw_by_name(t, "java/lang/IllegalArgumentException", NULL);
        return NULL;
    }
    if (!class_link(t, K(vm, java_lang_Object)))
        return NULL;
    struct class *object = K(vm, java_lang_Object);
    struct loader *l = component->loader;
    k = allocate_class(l);
    k->kind = CLASS_ARRAY;
    k->component = component;
    k->element = class_is_array(component) ? component->element : component;
    k->dimensions = component->dimensions + 1;
    k->name = name;
    k->package = k->element->package;
    k->module = k->element->module;
    k->access_flags =
        (k->element->access_flags & (ACC_PUBLIC | ACC_PRIVATE | ACC_PROTECTED)) | ACC_FINAL | ACC_ABSTRACT;
    k->flags = (k->element->flags & CLASS_TRUSTED) | CLASS_IS_CLONEABLE;
    k->super = object;
    k->depth = 1;
    pthread_mutex_lock(&l->lock);
    k->supers = arena_alloc(&l->arena, 2 * sizeof *k->supers);
    k->interfaces = arena_alloc(&l->arena, 2 * sizeof *k->interfaces);
    pthread_mutex_unlock(&l->lock);
    k->supers[0] = object;
    k->supers[1] = k;
    k->interfaces[0] = K(vm, java_lang_Cloneable);
    k->interfaces[1] = K(vm, java_io_Serializable);
    k->interfaces_count = 2;
    k->all_interfaces = k->interfaces;
    k->all_interfaces_count = 2;
    k->vtable = object->vtable;
    k->vtable_length = object->vtable_length;
    k->state = CLASS_INITIALIZED;
    layout_array(k);
    if (!mirror_create(t, k))
        return NULL;
    struct class *first = NULL;
    if (!__atomic_compare_exchange_n(&component->array, &first, k, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE))
        return first; /* another thread made it; ours stays unused in the arena */
    enter_array(k);
    if (k->element->flags & CLASS_HIDDEN)
        return k;
    /* a module defined meanwhile has patched only entered classes */
    if (!k->module && k->element->module) {
        k->module = k->element->module;
        object_put_ref(k->mirror, KF(vm, Class_module), k->module->object);
    }
    return k;
}
