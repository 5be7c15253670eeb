/* SPDX-License-Identifier: MIT
 *
 * object.c - making instances and arrays, cloning and copying them.
 *
 * Allocation: the thread's cache, then the heap (gc_alloc); when that gives nothing the collection that is due, then a
 * full one, then one that clears soft references, then finalizers are waited for, then OutOfMemoryError. The heap hands
 * out zeroed cells, so a new object is complete once its header is written; that happens before anything else can look at it.
 */
#include "runtime/object.h"
#include "runtime/exception.h"
#include "runtime/finalization.h"
#include "runtime/link.h"
#include "runtime/vm.h"

/* HotSpot's limit for every element type with 32-bit references in 64-bit words. */
#define MAX_ARRAY_LENGTH 0x7FFFFFFD

/* Finalizers that are under way will leave garbage (runtime/finalization.h). Ever longer waits, 0.3 s in all. */
static NOINLINE void *wait_for_room(struct thread *t, size_t size) {
    struct gc_stats stats;
    gc_get_stats(t->vm->heap, &stats);
    for (u32 ms = 10; ms <= 160 && size <= stats.max && finalization_wait(t, ms); ms *= 2) {
        vm_collect_for_allocation(t, COLLECT_SOFT);
        void *p = gc_alloc_slow(t->vm->heap, &t->cache, size, true);
        if (p)
            return p;
    }
    return NULL;
}

/* Only HotSpot's ParallelGC has the limit and its text; the others report the heap, after a longer time. What soft
 * references hold may still make it worth going on; the next refusal will tell. */
static NOINLINE void *throw_overhead_limit(struct thread *t, size_t size) {
    vm_collect(t, true, "GC Overhead Limit");
    void *p = wait_for_room(t, size);
    if (p)
        return p;
    throw_out_of_memory(t, t->vm->options.parallel_gc ? "GC overhead limit exceeded" : "Java heap space");
    return NULL;
}

static bool last_collection_was_young(struct heap *heap) {
    struct gc_stats stats;
    gc_get_stats(heap, &stats);
    return stats.last_young;
}

static NOINLINE void *allocate_slow(struct thread *t, size_t size) {
    struct heap *heap = t->vm->heap;
    static const enum collection_kind kinds[] = {COLLECT_DUE, COLLECT_FULL, COLLECT_SOFT};
    for (u32 i = 0; i < ARRAY_LENGTH(kinds) && !t->throwing_oom; i++) {
        if (i > 0) {
            void *p = gc_alloc_slow(heap, &t->cache, size, true);
            if (p)
                return p;
        }
        if (kinds[i] == COLLECT_FULL && !last_collection_was_young(heap))
            continue;
        vm_collect_for_allocation(t, kinds[i]);
        if (UNLIKELY(gc_overhead_exceeded(heap)) && !t->vm->options.no_overhead_limit)
            return throw_overhead_limit(t, size);
    }
    void *p = gc_alloc_slow(heap, &t->cache, size, true);
    if (!p && !t->throwing_oom)
        p = wait_for_room(t, size);
    if (!p)
        throw_out_of_memory(t, "Java heap space");
    return p;
}

static inline void *allocate(struct thread *t, size_t size) {
    void *p = gc_alloc(t->vm->heap, &t->cache, size);
    return LIKELY(p != NULL) ? p : allocate_slow(t, size);
}

static inline void write_header(struct object *o, struct class *k) {
    o->klass = (u32)(uintptr_t)k;
}

struct object *object_new(struct thread *t, struct class *k) {
    struct object *o = allocate(t, k->layout.instance_size);
    if (LIKELY(o != NULL))
        write_header(o, k);
    return o;
}

static inline size_t array_bytes(const struct class *array_class, i32 length) {
    return ALIGN_UP(ARRAY_BASE + ((size_t)length << array_class->layout.element_shift), (size_t)8);
}

struct object *array_new(struct thread *t, struct class *array_class, i32 length) {
    if (UNLIKELY(length < 0)) {
        throw_negative_array_size(t, length);
        return NULL;
    }
    if (UNLIKELY(length > MAX_ARRAY_LENGTH)) {
        throw_out_of_memory(t, "Requested array size exceeds VM limit");
        return NULL;
    }
    struct array *a = allocate(t, array_bytes(array_class, length));
    if (UNLIKELY(!a))
        return NULL;
    a->length = (u32)length;
    write_header(&a->header, array_class);
    return &a->header;
}

struct object *object_at_hand(struct thread *t, struct class *k) {
    struct object *o = gc_alloc(t->vm->heap, &t->cache, k->layout.instance_size);
    if (LIKELY(o != NULL))
        write_header(o, k);
    return o;
}

struct object *array_at_hand(struct thread *t, struct class *array_class, i32 length) {
    if (UNLIKELY(length < 0 || length > MAX_ARRAY_LENGTH))
        return NULL;
    struct array *a = gc_alloc(t->vm->heap, &t->cache, array_bytes(array_class, length));
    if (UNLIKELY(!a))
        return NULL;
    a->length = (u32)length;
    write_header(&a->header, array_class);
    return &a->header;
}

struct object *object_try_new(struct thread *t, struct class *k) {
    struct object *o = gc_alloc(t->vm->heap, &t->cache, k->layout.instance_size);
    if (!o)
        o = gc_alloc_slow(t->vm->heap, &t->cache, k->layout.instance_size, true);
    if (o)
        write_header(o, k);
    return o;
}

struct object *array_try_new(struct thread *t, struct class *array_class, i32 length) {
    size_t size = array_bytes(array_class, length);
    struct array *a = gc_alloc(t->vm->heap, &t->cache, size);
    if (!a)
        a = gc_alloc_slow(t->vm->heap, &t->cache, size, true);
    if (!a)
        return NULL;
    a->length = (u32)length;
    write_header(&a->header, array_class);
    return &a->header;
}

struct object *array_new_primitive(struct thread *t, u8 basic_type, i32 length) {
    return array_new(t, t->vm->primitive_arrays[basic_type], length);
}

static struct object *new_multi(struct thread *t, struct class *array_class, int dimensions, const i32 *lengths) {
    struct object *a = array_new(t, array_class, lengths[0]);
    if (!a || dimensions == 1)
        return a;
    for (i32 i = 0; i < lengths[0]; i++) {
        struct object *element = new_multi(t, array_class->component, dimensions - 1, lengths + 1);
        if (!element)
            return NULL;
        array_put_ref(a, (u32)i, element);
    }
    return a;
}

struct object *array_new_multi(struct thread *t, struct class *array_class, int dimensions, const i32 *lengths) {
    for (int i = 0; i < dimensions; i++) {
        if (lengths[i] < 0) {
            throw_negative_array_size(t, lengths[i]);
            return NULL;
        }
    }
    return new_multi(t, array_class, dimensions, lengths);
}

/* Objects don't move, so the address says it; mixed, because addresses differ in few bits and maps use the low ones. */
i32 object_identity_hash(const struct object *o) {
    u64 h = (u64)(uintptr_t)o >> 3;
    h = (h ^ h >> 16) * 0x9E3779B97F4A7C15u;
    h = h >> 32 & 0x7FFFFFFF;
    return h ? (i32)h : 1;
}

static bool register_finalizer(struct thread *t, struct object *o) {
    union slot args[1] = {{.o = o}};
    return java_call(t, KM(t->vm, Finalizer_register), args);
}

static bool may_be_cloned(const struct class *k) {
    return class_is_array(k) || ((k->flags & CLASS_IS_CLONEABLE) && !(k->flags & CLASS_IS_REFERENCE));
}

/* All but the header: the copy is unlocked. */
static void copy_contents(const struct class *k, struct object *copy, struct object *o) {
    if (class_is_array(k)) {
        size_t bytes = (size_t)array_length(o) << k->layout.element_shift;
        memcpy(array_data(copy), array_data(o), bytes);
        if (k->layout.kind == LAYOUT_REF_ARRAY)
            object_wrote_range(array_data(copy), bytes);
        return;
    }
    /* words, so that a racing writer's fields are not torn */
    const u64 *from = (const u64 *)(const void *)o;
    u64 *to = (u64 *)(void *)copy;
    for (size_t i = sizeof *o / 8; i < k->layout.instance_size / 8; i++)
        to[i] = from[i];
}

struct object *object_clone(struct thread *t, struct object *o) {
    struct class *k = object_class(o);
    if (!may_be_cloned(k)) {
        char *name = class_external_name(k);
        throw_by_name(t, "java/lang/CloneNotSupportedException", "%s", name);
        mem_free(name);
        return NULL;
    }
    struct object *copy = class_is_array(k) ? array_new(t, k, (i32)array_length(o)) : object_new(t, k);
    if (!copy)
        return NULL;
    copy_contents(k, copy, o);
    if (!class_is_array(k) && k->layout.finalizable && !register_finalizer(t, copy))
        return NULL;
    return copy;
}

struct object *object_clone_at_hand(struct thread *t, struct object *o) {
    struct class *k = object_class(o);
    if (!may_be_cloned(k) || (!class_is_array(k) && k->layout.finalizable))
        return NULL;
    struct object *copy = class_is_array(k) ? array_at_hand(t, k, (i32)array_length(o)) : object_at_hand(t, k);
    if (copy)
        copy_contents(k, copy, o);
    return copy;
}

/* ---- System.arraycopy ---- */

static bool throw_array_copy(struct thread *t, bool index, char *text) {
    throw_new(t, index ? K(t->vm, java_lang_ArrayIndexOutOfBoundsException) : K(t->vm, java_lang_ArrayStoreException),
              "arraycopy: %s", text);
    mem_free(text);
    return false;
}

static bool is_reference_array(const struct class *k) {
    return class_is_array(k) && !class_is_primitive(k->component);
}

static const char *element_kind(const struct class *array_class) {
    return is_reference_array(array_class) ? "object array" : basic_type_name(array_class->component->primitive_type);
}

/* Types differ so that nothing can be copied: the texts of HotSpot. */
static NOINLINE bool throw_copy_types(struct thread *t, const struct class *from, const struct class *to) {
    const struct class *wrong = !class_is_array(from) ? from : !class_is_array(to) ? to : NULL;
    if (wrong) {
        char *name = class_external_name(wrong);
        char *text = mem_printf("%s type %s is not an array", wrong == from ? "source" : "destination", name);
        mem_free(name);
        return throw_array_copy(t, false, text);
    }
    const char *target = is_reference_array(to) ? "object array" : element_kind(to);
    return throw_array_copy(t, false,
                            mem_printf("type mismatch: can not copy %s[] into %s[]", element_kind(from), target));
}

static NOINLINE bool throw_copy_bounds(struct thread *t, struct object *src, i32 src_pos, struct object *dst,
                                       i32 dst_pos, i32 length) {
    const char *from = element_kind(object_class(src)), *to = element_kind(object_class(dst));
    u32 from_length = array_length(src), to_length = array_length(dst);
    if (src_pos < 0)
        return throw_array_copy(t, true,
                                mem_printf("source index %d out of bounds for %s[%u]", src_pos, from, from_length));
    if (dst_pos < 0)
        return throw_array_copy(t, true,
                                mem_printf("destination index %d out of bounds for %s[%u]", dst_pos, to, to_length));
    if (length < 0)
        return throw_array_copy(t, true, mem_printf("length %d is negative", length));
    if ((u32)src_pos + (u32)length > from_length)
        return throw_array_copy(
            t, true,
            mem_printf("last source index %u out of bounds for %s[%u]", (u32)src_pos + (u32)length, from, from_length));
    return throw_array_copy(
        t, true,
        mem_printf("last destination index %u out of bounds for %s[%u]", (u32)dst_pos + (u32)length, to, to_length));
}

static NOINLINE bool throw_copy_element(struct thread *t, struct class *from, struct class *to) {
    char *source = class_external_name(from), *target = class_external_name(to);
    char *text = class_is_subtype(to, from)
                     ? mem_printf("element type mismatch: can not cast one of the elements of %s[] "
                                  "to the type of the "
                                  "destination array, %s",
                                  source, target)
                     : mem_printf("type mismatch: can not copy %s[] into %s[]", source, target);
    mem_free(source);
    mem_free(target);
    return throw_array_copy(t, false, text);
}

/* Each element checked; those before the failing one stay copied. src != dst, so they don't overlap. */
static bool copy_checked(struct thread *t, struct object *src, u32 src_pos, struct object *dst, u32 dst_pos,
                         u32 length) {
    struct class *element = object_class(dst)->component;
    for (u32 i = 0; i < length; i++) {
        struct object *o = array_get_ref(src, src_pos + i);
        if (o && !object_is_instance(o, element))
            return throw_copy_element(t, object_class(src)->component, element);
        array_put_ref(dst, dst_pos + i, o);
    }
    return true;
}

bool array_copy_plain(struct object *src, i32 src_pos, struct object *dst, i32 dst_pos, i32 length) {
    if (UNLIKELY(!src || !dst))
        return false;
    const struct class *from = object_class(src), *to = object_class(dst);
    if (UNLIKELY(!class_is_array(from) || !class_is_array(to)))
        return false;
    if (from != to &&
        (!is_reference_array(from) || !is_reference_array(to) || !class_is_subtype(from->component, to->component)))
        return false;
    if (UNLIKELY(src_pos < 0 || dst_pos < 0 || length < 0 || (u32)src_pos + (u32)length > array_length(src) ||
                 (u32)dst_pos + (u32)length > array_length(dst)))
        return false;
    /* memmove moves aligned elements by whole words, so none is seen torn. References are
     * published by it, as by object_put_ref (gc/object.h). */
    u8 shift = from->layout.element_shift;
    char *to_elements = (char *)array_data(dst) + ((size_t)dst_pos << shift);
    if (from->layout.kind == LAYOUT_REF_ARRAY)
        __atomic_thread_fence(__ATOMIC_RELEASE);
    memmove(to_elements, (char *)array_data(src) + ((size_t)src_pos << shift), (size_t)length << shift);
    if (from->layout.kind == LAYOUT_REF_ARRAY)
        object_wrote_range(to_elements, (size_t)length << shift);
    return true;
}

bool array_copy(struct thread *t, struct object *src, i32 src_pos, struct object *dst, i32 dst_pos, i32 length) {
    if (LIKELY(array_copy_plain(src, src_pos, dst, dst_pos, length)))
        return true;
    if (!src || !dst)
        return throw_null_pointer(t);
    const struct class *from = object_class(src), *to = object_class(dst);
    bool both_references = is_reference_array(from) && is_reference_array(to);
    if (!class_is_array(from) || (from != to && !both_references))
        return throw_copy_types(t, from, to);
    if (src_pos < 0 || dst_pos < 0 || length < 0 || (u32)src_pos + (u32)length > array_length(src) ||
        (u32)dst_pos + (u32)length > array_length(dst))
        return throw_copy_bounds(t, src, src_pos, dst, dst_pos, length);
    return copy_checked(t, src, (u32)src_pos, dst, (u32)dst_pos, (u32)length);
}
