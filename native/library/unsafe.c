/* SPDX-License-Identifier: MIT
 *
 * unsafe.c - the natives of jdk.internal.misc.Unsafe and its hot Java wrappers (docs/OPENJDK.md#unsafe).
 *
 * An address is (Object o, long offset): bytes from the object's start, or a raw address when o is null. No checks: the
 * caller is trusted. Memory orders: plain and opaque accesses are relaxed atomics (no tearing, which Java demands of
 * references and ints and is free for long), volatile ones sequentially consistent, Acquire and Release as named; every
 * compare-and-set is sequentially consistent (the weaker forms may be stronger than asked) and never fails spuriously.
 *
 * Slots of these instance methods: 0 this, 1 o, 2 offset, 3... operands; the result goes to slot 0.
 */
#include <setjmp.h>
#include <stdlib.h>

#include "base/os_guard.h"
#include "native/native.h"
#include "native/library/natives.h"
#include "runtime/link.h"
#include "runtime/object.h"
#include "runtime/park.h"
#include "runtime/string.h"

static ALWAYS_INLINE void *address(const union slot *slots) {
    return (char *)slots[1].o + slots[2].j;
}

/* A file mapped there was truncated. HotSpot's text, even without compiled code. */
static NOINLINE void throw_gone(struct thread *t) {
    throw_by_name(t, "java/lang/InternalError",
                  "a fault occurred in a recent unsafe memory access operation in compiled Java "
                  "code");
}

#define GETTER(name, ctype, order)                                                                                     \
    void nat_unsafe_##name(struct thread *t, union slot *slots) {                                                      \
        ctype v;                                                                                                       \
        OS_GUARDED_LOAD(ctype, address(slots), v, order);                                                              \
        slots[0].w = SLOT_WORD(v);                                                                                     \
        return;                                                                                                        \
    faulted:                                                                                                           \
        throw_gone(t);                                                                                                 \
    }
#define PUTTER(name, ctype, order)                                                                                     \
    void nat_unsafe_##name(struct thread *t, union slot *slots) {                                                      \
        OS_GUARDED_STORE(ctype, address(slots), slots[3].w, order);                                                    \
        return;                                                                                                        \
    faulted:                                                                                                           \
        throw_gone(t);                                                                                                 \
    }
#define PUTTER_VOLATILE(name, ctype)                                                                                   \
    void nat_unsafe_##name(struct thread *t, union slot *slots) {                                                      \
        ctype v = (ctype)slots[3].w;                                                                                   \
        OS_GUARDED_EXCHANGE(ctype, address(slots), v);                                                                 \
        return;                                                                                                        \
    faulted:                                                                                                           \
        throw_gone(t);                                                                                                 \
    }
#define UNSAFE_TYPE(Name, descriptor, ctype)                                                                           \
    GETTER(get##Name, ctype, __ATOMIC_RELAXED)                                                                         \
    GETTER(get##Name##Acquire, ctype, __ATOMIC_ACQUIRE)                                                                \
    GETTER(get##Name##Volatile, ctype, __ATOMIC_SEQ_CST)                                                               \
    PUTTER(put##Name, ctype, __ATOMIC_RELAXED)                                                                         \
    PUTTER(put##Name##Release, ctype, __ATOMIC_RELEASE)                                                                \
    PUTTER_VOLATILE(put##Name##Volatile, ctype)
#include "native/library/unsafe.def"
#undef UNSAFE_TYPE

/* put makes one bit of its operand, as get does of what it finds. */
#define BOOLEAN_ACCESS(get, put, get_order, store)                                                                     \
    void nat_unsafe_##get(struct thread *t, union slot *slots) {                                                       \
        u8 v;                                                                                                          \
        OS_GUARDED_LOAD(u8, address(slots), v, get_order);                                                             \
        slots[0].w = v & 1u;                                                                                           \
        return;                                                                                                        \
    faulted:                                                                                                           \
        throw_gone(t);                                                                                                 \
    }                                                                                                                  \
    void nat_unsafe_##put(struct thread *t, union slot *slots) {                                                       \
        u8 v = slots[3].w & 1;                                                                                         \
        store;                                                                                                         \
        return;                                                                                                        \
    faulted:                                                                                                           \
        throw_gone(t);                                                                                                 \
    }
BOOLEAN_ACCESS(getBoolean, putBoolean, __ATOMIC_RELAXED, OS_GUARDED_STORE(u8, address(slots), v, __ATOMIC_RELAXED))
BOOLEAN_ACCESS(getBooleanAcquire, putBooleanRelease, __ATOMIC_ACQUIRE,
               OS_GUARDED_STORE(u8, address(slots), v, __ATOMIC_RELEASE))
BOOLEAN_ACCESS(getBooleanVolatile, putBooleanVolatile, __ATOMIC_SEQ_CST, OS_GUARDED_EXCHANGE(u8, address(slots), v))

#define UNSAFE_UNALIGNED(Name, descriptor, ctype)                                                                      \
    GETTER(get##Name##Unaligned, ctype, __ATOMIC_RELAXED)                                                              \
    PUTTER(put##Name##Unaligned, ctype, __ATOMIC_RELAXED)
#include "native/library/unsafe.def"
#undef UNSAFE_UNALIGNED

#define UNSAFE_CAS(Name, descriptor, ctype, kind)                                                                      \
    void nat_unsafe_compareAndSet##Name(struct thread *t, union slot *slots) {                                         \
        ctype seen = (ctype)slots[3].w;                                                                                \
        OS_GUARDED_COMPARE(ctype, address(slots), seen, slots[4].w);                                                   \
        slots[0].w = seen == (ctype)slots[3].w;                                                                        \
        return;                                                                                                        \
    faulted:                                                                                                           \
        throw_gone(t);                                                                                                 \
    }                                                                                                                  \
    void nat_unsafe_compareAndExchange##Name(struct thread *t, union slot *slots) {                                    \
        ctype seen = (ctype)slots[3].w;                                                                                \
        OS_GUARDED_COMPARE(ctype, address(slots), seen, slots[4].w);                                                   \
        slots[0].w = SLOT_WORD(seen);                                                                                  \
        return;                                                                                                        \
    faulted:                                                                                                           \
        throw_gone(t);                                                                                                 \
    }                                                                                                                  \
    void nat_unsafe_getAndSet##Name(struct thread *t, union slot *slots) {                                             \
        ctype v = (ctype)slots[3].w;                                                                                   \
        OS_GUARDED_EXCHANGE(ctype, address(slots), v);                                                                 \
        slots[0].w = SLOT_WORD(v);                                                                                     \
        return;                                                                                                        \
    faulted:                                                                                                           \
        throw_gone(t);                                                                                                 \
    }                                                                                                                  \
    void nat_unsafe_getAndAdd##Name(struct thread *t, union slot *slots) {                                             \
        ctype v = (ctype)slots[3].w;                                                                                   \
        OS_GUARDED_ADD(ctype, address(slots), v);                                                                      \
        slots[0].w = SLOT_WORD(v);                                                                                     \
        return;                                                                                                        \
    faulted:                                                                                                           \
        throw_gone(t);                                                                                                 \
    }
#include "native/library/unsafe.def"
#undef UNSAFE_CAS

/* ---- references ---- */

void nat_unsafe_getReference(struct thread *t, union slot *slots) {
    (void)t;
    slots[0].o = object_get_ref(slots[1].o, (size_t)slots[2].j);
}

void nat_unsafe_getReferenceVolatile(struct thread *t, union slot *slots) {
    (void)t;
    slots[0].o = object_get_ref_acquire(slots[1].o, (size_t)slots[2].j);
}

void nat_unsafe_putReference(struct thread *t, union slot *slots) {
    (void)t;
    object_put_ref(slots[1].o, (size_t)slots[2].j, slots[3].o);
}

void nat_unsafe_putReferenceVolatile(struct thread *t, union slot *slots) {
    (void)t;
    object_put_ref_release(slots[1].o, (size_t)slots[2].j, slots[3].o);
}

void nat_unsafe_compareAndSetReference(struct thread *t, union slot *slots) {
    (void)t;
    slots[0].w = object_cas_ref(slots[1].o, (size_t)slots[2].j, slots[3].o, slots[4].o) == slots[3].o;
}

void nat_unsafe_compareAndExchangeReference(struct thread *t, union slot *slots) {
    (void)t;
    slots[0].o = object_cas_ref(slots[1].o, (size_t)slots[2].j, slots[3].o, slots[4].o);
}

void nat_unsafe_getAndSetReference(struct thread *t, union slot *slots) {
    (void)t;
    struct object *seen = object_get_ref_acquire(slots[1].o, (size_t)slots[2].j), *expected;
    do {
        expected = seen;
        seen = object_cas_ref(slots[1].o, (size_t)slots[2].j, expected, slots[3].o);
    } while (seen != expected);
    slots[0].o = seen;
}

/* getUncompressedObject(long): the object whose address is stored, as a full pointer, at this raw address. */
void nat_unsafe_getUncompressedObject(struct thread *t, union slot *slots) {
    (void)t;
    slots[0].o = *(struct object **)(uintptr_t)slots[1].w;
}

/* ---- fences ---- */

void nat_unsafe_loadFence(struct thread *t, union slot *slots) {
    (void)t;
    (void)slots;
    __atomic_thread_fence(__ATOMIC_ACQUIRE);
}

void nat_unsafe_storeFence(struct thread *t, union slot *slots) {
    (void)t;
    (void)slots;
    __atomic_thread_fence(__ATOMIC_RELEASE);
}

void nat_unsafe_fullFence(struct thread *t, union slot *slots) {
    (void)t;
    (void)slots;
    __atomic_thread_fence(__ATOMIC_SEQ_CST);
}

/* ---- raw memory ---- */

/* A result of 0 makes Java throw OutOfMemoryError. */
void nat_unsafe_allocateMemory0(struct thread *t, union slot *slots) {
    (void)t;
    slots[0].w = (u64)(uintptr_t)mem_try_alloc((size_t)slots[1].w);
}

void nat_unsafe_reallocateMemory0(struct thread *t, union slot *slots) {
    (void)t;
    slots[0].w = (u64)(uintptr_t)mem_try_realloc((void *)(uintptr_t)slots[1].w, (size_t)slots[2].w);
}

void nat_unsafe_freeMemory0(struct thread *t, union slot *slots) {
    (void)t;
    mem_free((void *)(uintptr_t)slots[1].w);
}

bool native_guarded(struct thread *t, void (*access)(union slot *), union slot *slots) {
    sigjmp_buf gone;
    bool ok = sigsetjmp(gone, 0) == 0;
    if (ok) {
        t->gone = &gone;
        __atomic_signal_fence(__ATOMIC_SEQ_CST);
        access(slots);
        __atomic_signal_fence(__ATOMIC_SEQ_CST);
    }
    t->gone = NULL;
    return ok;
}

static void set_memory(union slot *slots) {
    memset(address(slots), (u8)slots[4].w, (size_t)slots[3].w);
}

void nat_unsafe_setMemory0(struct thread *t, union slot *slots) {
    if (!native_guarded(t, set_memory, slots))
        throw_gone(t);
}

/* memmove moves aligned 2, 4 and 8 byte elements whole. */
static void copy_memory(union slot *slots) {
    memmove((char *)slots[3].o + slots[4].j, address(slots), (size_t)slots[5].w);
}

/* copyMemory0(Object src, long, Object dst, long, long bytes) */
void nat_unsafe_copyMemory0(struct thread *t, union slot *slots) {
    if (slots[1].o && slots[3].o)
        copy_memory(slots);
    else if (!native_guarded(t, copy_memory, slots))
        throw_gone(t);
}

static void swap_element(char *dst, const char *src, size_t size) {
    u64 v8;
    u32 v4;
    u16 v2;
    switch (size) {
    case 8:
        memcpy(&v8, src, 8);
        v8 = __builtin_bswap64(v8);
        memcpy(dst, &v8, 8);
        break;
    case 4:
        memcpy(&v4, src, 4);
        v4 = __builtin_bswap32(v4);
        memcpy(dst, &v4, 4);
        break;
    default:
        memcpy(&v2, src, 2);
        v2 = __builtin_bswap16(v2);
        memcpy(dst, &v2, 2);
        break;
    }
}

/* The ranges may overlap. */
static void copy_swapped(union slot *slots) {
    const char *src = address(slots);
    char *dst = (char *)slots[3].o + slots[4].j;
    size_t bytes = (size_t)slots[5].w, size = (size_t)slots[6].w;
    if (dst <= src || dst >= src + bytes) {
        for (size_t i = 0; i + size <= bytes; i += size)
            swap_element(dst + i, src + i, size);
    } else {
        for (size_t i = bytes - bytes % size; i >= size; i -= size)
            swap_element(dst + i - size, src + i - size, size);
    }
}

/* copySwapMemory0(Object src, long, Object dst, long, long bytes, long element size) */
void nat_unsafe_copySwapMemory0(struct thread *t, union slot *slots) {
    if (!native_guarded(t, copy_swapped, slots))
        throw_gone(t);
}

/* writeback0, writebackPreSync0, writebackPostSync0: UnsafeConstants says the CPU cannot, so Java never gets here. */
void nat_unsafe_writeback(struct thread *t, union slot *slots) {
    (void)slots;
    throw_by_name(t, "java/lang/InternalError", "cache line write-back is not supported");
}

/* ---- fields and arrays ---- */

/* Field a java.lang.reflect.Field stands for. NULL = exception. */
static struct field *reflected_field(struct thread *t, struct object *o) {
    struct vm *vm = t->vm;
    if (!o) {
        throw_null_pointer(t);
        return NULL;
    }
    struct class *k = class_of_mirror(vm, object_get_ref(o, KF(vm, Field_clazz)));
    u32 slot = (u32)FIELD(o, KF(vm, Field_slot), i32);
    if (!k || slot >= k->fields_count) {
        throw_by_name(t, "java/lang/InternalError", "Field object without a field");
        return NULL;
    }
    return &k->fields[slot];
}

static struct field *reflected_field_of_kind(struct thread *t, struct object *o, bool is_static) {
    struct field *f = reflected_field(t, o);
    if (f && field_is_static(f) != is_static) {
        throw_new(t, K(t->vm, java_lang_IllegalArgumentException), NULL);
        return NULL;
    }
    return f;
}

void nat_unsafe_objectFieldOffset0(struct thread *t, union slot *slots) {
    struct field *f = reflected_field_of_kind(t, slots[1].o, false);
    if (f)
        slots[0].w = f->offset;
}

/* objectFieldOffset1(Class, String): a field declared in that very class, static or not. */
void nat_unsafe_objectFieldOffset1(struct thread *t, union slot *slots) {
    struct class *k = class_of_mirror(t->vm, slots[1].o);
    if (!k || !slots[2].o) {
        throw_null_pointer(t);
        return;
    }
    const struct symbol *name = string_to_symbol(t->vm, slots[2].o, false);
    struct field *f = name ? class_declared_field(k, name, NULL) : NULL;
    if (f)
        slots[0].w = f->offset;
    else
        throw_new(t, K(t->vm, java_lang_InternalError), NULL);
}

void nat_unsafe_staticFieldOffset0(struct thread *t, union slot *slots) {
    struct field *f = reflected_field_of_kind(t, slots[1].o, true);
    if (f)
        slots[0].w = f->offset;
}

void nat_unsafe_staticFieldBase0(struct thread *t, union slot *slots) {
    struct field *f = reflected_field_of_kind(t, slots[1].o, true);
    if (f)
        slots[0].o = f->holder->mirror;
}

/* The array class in slot 1. NULL = exception; HotSpot names an exception class here that does not exist. */
static struct class *array_class_argument(struct thread *t, const union slot *slots) {
    struct class *k = class_of_mirror(t->vm, slots[1].o);
    if (!slots[1].o) {
        throw_null_pointer(t);
        return NULL;
    }
    if (!k || !class_is_array(k)) {
        throw_by_name(t, "java/lang/NoClassDefFoundError", "java/lang/InvalidClassException");
        return NULL;
    }
    return k;
}

void nat_unsafe_arrayBaseOffset0(struct thread *t, union slot *slots) {
    if (array_class_argument(t, slots))
        slots[0].w = ARRAY_BASE;
}

void nat_unsafe_arrayIndexScale0(struct thread *t, union slot *slots) {
    struct class *k = array_class_argument(t, slots);
    if (k)
        slots[0].w = 1u << k->layout.element_shift;
}

/* ---- classes and instances ---- */

void nat_unsafe_shouldBeInitialized0(struct thread *t, union slot *slots) {
    struct class *k = class_of_mirror(t->vm, slots[1].o);
    if (!k)
        throw_null_pointer(t);
    else
        slots[0].w = k->kind == CLASS_INSTANCE && !class_is_initialized(k);
}

void nat_unsafe_ensureClassInitialized0(struct thread *t, union slot *slots) {
    struct class *k = class_of_mirror(t->vm, slots[1].o);
    if (!k)
        throw_null_pointer(t);
    else if (k->kind == CLASS_INSTANCE)
        class_initialize(t, k);
}

static bool throw_not_instantiable(struct thread *t, const char *exception, const struct class *k) {
    char *name = class_external_name(k);
    throw_by_name(t, exception, "%s", name);
    mem_free(name);
    return false;
}

/* allocateInstance(Class): no constructor, no finalizer registration. */
void nat_unsafe_allocateInstance(struct thread *t, union slot *slots) {
    struct class *k = class_of_mirror(t->vm, slots[1].o);
    if (!k) {
        throw_null_pointer(t);
    } else if (class_is_primitive(k)) {
        throw_by_name(t, "java/lang/InstantiationException", NULL);
    } else if (k->kind != CLASS_INSTANCE || class_is_interface(k) || class_is_abstract(k)) {
        throw_not_instantiable(t, "java/lang/InstantiationException", k);
    } else if (k == K(t->vm, java_lang_Class)) {
        throw_not_instantiable(t, "java/lang/IllegalAccessException", k);
    } else if (class_initialize(t, k)) {
        slots[0].o = object_new(t, k);
    }
}

/* allocateUninitializedArray0(Class component, int length): null for component types that aren't primitive. */
void nat_unsafe_allocateUninitializedArray0(struct thread *t, union slot *slots) {
    struct class *k = class_of_mirror(t->vm, slots[1].o);
    slots[0].o = k && class_is_primitive(k) && k->primitive_type != T_VOID
                     ? array_new_primitive(t, k->primitive_type, slots[2].i)
                     : NULL;
}

/* defineClass0(String name, byte[], int offset, int length, ClassLoader, ProtectionDomain). */
void nat_unsafe_defineClass0(struct thread *t, union slot *slots) {
    struct object *bytes = slots[2].o;
    i32 offset = slots[3].i, length = slots[4].i;
    if (!bytes) {
        throw_null_pointer(t);
        return;
    }
    if (length < 0) {
        throw_new(t, K(t->vm, java_lang_ArrayIndexOutOfBoundsException), NULL);
        return;
    }
    if (offset < 0 || (u32)offset > array_length(bytes) || (u32)length > array_length(bytes) - (u32)offset) {
        throw_array_index(t, offset, (i32)array_length(bytes));
        return;
    }
    struct define_options options = {.protection_domain = slots[6].o};
    if (slots[1].o) {
        options.name = string_to_symbol(t->vm, slots[1].o, true);
        if (!options.name) {
            throw_by_name(t, "java/lang/NoClassDefFoundError", "Class name exceeds maximum length of 65535");
            return;
        }
    }
    struct loader *l = loader_of(t, slots[5].o);
    struct class *k = l ? loader_define(t, l, (u8 *)array_data(bytes) + offset, (size_t)length, &options) : NULL;
    slots[0].o = k ? k->mirror : NULL;
}

/* ---- the rest ---- */

void nat_unsafe_throwException(struct thread *t, union slot *slots) {
    throw_object(t, slots[1].o);
}

void nat_unsafe_park(struct thread *t, union slot *slots) {
    thread_park(t, slots[1].i != 0, slots[2].j);
}

void nat_unsafe_unpark(struct thread *t, union slot *slots) {
    struct vm *vm = t->vm;
    struct object *o = slots[1].o;
    if (!o)
        return;
    pthread_mutex_lock(&vm->threads_lock);
    struct thread *target = thread_of_object(vm, o);
    if (target)
        thread_unpark(target);
    pthread_mutex_unlock(&vm->threads_lock);
}

/* getLoadAverage0(double[], int): how many were stored, -1 = none. */
void nat_unsafe_getLoadAverage0(struct thread *t, union slot *slots) {
    (void)t;
    struct object *out = slots[1].o;
    double samples[3];
    int wanted = MIN_OF(slots[2].i, 3);
    int got = getloadavg(samples, wanted);
    for (int i = 0; i < got; i++)
        ARRAY_AT(out, i, double) = samples[i];
    slots[0].w = (u32)got;
}
