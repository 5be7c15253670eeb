/* SPDX-License-Identifier: MIT
 *
 * roots.c - what the collector needs to know of threads and classes: struct gc_ops, and starting a collection.
 *
 * Stacks are scanned conservatively: the live registers of each Java stack, and each C stack from where its thread
 * became SAFE (or, for the collecting thread, from the collection's own frame) up to its end, with the registers saved
 * at that moment. Left out are the frames of the interpreter and those that are known to need no object (struct java_call,
 * thread_enter_native): a dead word in a frame that stays keeps its object alive for ever. Words in frames that come
 * and go are cleared after each collection (WANTED_CLEAR_STACK). Everything else is exact.
 *
 * The builtin loaders and their classes live for ever: each class's mirror is a root, and what the class refers to from
 * C memory is visited with its mirror. Other loaders are visited when their Java object is found (runtime/unload.c).
 */
#include "runtime/event.h"
#include "runtime/exception.h"
#include "runtime/handle.h"
#include "runtime/link.h"
#include "runtime/load_record.h"
#include "runtime/metadata.h"
#include "runtime/monitor.h"
#include "runtime/safepoint.h"
#include "runtime/string.h"
#include "runtime/unload.h"
#include "runtime/vm.h"

static void visit_class(struct class *k, struct gc_marker *m) {
    gc_mark_root(m, k->init_error);
    gc_mark_root(m, k->protection_domain);
    gc_mark_root(m, k->signers);
    gc_mark_root(m, k->class_data);
    if (k->cp_objects && k->file) {
        for (u32 i = 0; i < k->file->cp_count; i++)
            if (k->cp_objects[i])
                gc_mark_root(m, k->cp_objects[i]);
    }
    if (k->cp_errors) {
        u32 position = 0;
        struct map_entry *e;
        while ((e = map_next(k->cp_errors, &position)))
            gc_mark_root(m, e->value);
    }
    for (const struct kept *kept = k->kept; kept; kept = kept->next)
        gc_mark_root(m, kept->object);
    for (struct call_site *site = k->call_sites; site; site = site->next) {
        if (site->method)
            gc_mark_root(m, site->method->holder->mirror);
        gc_mark_root(m, site->appendix);
        gc_mark_root(m, site->error);
    }
    for (u32 i = 0; k->resolved_names && i < k->methods_count; i++)
        gc_mark_root(m, k->methods[i].resolved_name);
    for (u32 i = 0; i < k->extra_methods_count; i++)
        gc_mark_root(m, k->extra_methods[i]->resolved_name);
}

static void visit_loaders(struct vm *vm, struct gc_marker *m) {
    for (struct loader *l = vm->loaders; l; l = l->next) {
        if (loader_can_unload(l))
            continue;
        gc_mark_root(m, l->object);
        for (struct class *k = l->defined; k; k = k->next_defined) {
            if (k->mirror)
                gc_mark_root(m, k->mirror);
            else
                visit_class(k, m); /* early boot: no mirror yet that would bring it */
        }
    }
    for (u32 i = 0; i < ARRAY_LENGTH(vm->primitives); i++) {
        if (vm->primitives[i])
            gc_mark_root(m, vm->primitives[i]->mirror);
        if (vm->primitive_arrays[i])
            gc_mark_root(m, vm->primitive_arrays[i]->mirror);
    }
    u32 position = 0;
    struct map_entry *e;
    while ((e = map_next(&vm->modules, &position))) {
        const struct module *module = e->value;
        if (!loader_can_unload(module->loader))
            gc_mark_root(m, module->object);
    }
}

static void visit_c_stack(const struct thread *t, struct gc_marker *m) {
    const void *from = NULL;
    if (!t->frames_clean) {
        from = t->safe_sp;
        gc_mark_range(m, t->safe_registers, t->safe_registers + SAFE_REGISTERS);
    }
    for (const struct java_call *call = t->java_calls; call; call = call->previous) {
        if (from)
            gc_mark_range(m, from, call->low ? call->low : call->high);
        from = call->high;
    }
    if (from) /* a thread that has not run yet has no C stack */
        gc_mark_range(m, from, t->c_stack_high);
}

static void visit_thread(struct thread *t, struct gc_marker *m) {
    gc_mark_root(m, t->object);
    gc_mark_root(m, t->exception);
    gc_mark_root(m, t->async_exception);
    t->vm->engine->mark_frames(t, m);
    for (const struct frame *f = frame_first(t); f; f = frame_next(t, f))
        gc_mark_root(m, frame_method(f)->holder->mirror); /* running code keeps its class */
    for (const struct load_record *r = t->loading; r; r = r->previous)
        gc_mark_root(m, r->loader->object);
    gc_mark_range(m, &t->accumulator, &t->accumulator + 1);
    visit_c_stack(t, m);
}

static void visit_roots(void *context, struct gc_marker *m) {
    struct vm *vm = context;
    vm->collection++;
    pthread_mutex_lock(&vm->threads_lock); /* threads being attached enter the list while the world is stopped */
    for (struct thread *t = vm->threads; t; t = t->next)
        visit_thread(t, m);
    handle_visit_roots(vm, m);
    pthread_mutex_unlock(&vm->threads_lock);

    monitor_visit_roots(vm, m);
    visit_loaders(vm, m);
    gc_mark_root(m, vm->boot_unnamed_module);
    gc_mark_root(m, vm->system_thread_group);
    gc_mark_root(m, vm->main_thread_group);
    gc_mark_root(m, vm->system_class_loader);
    gc_mark_root(m, vm->platform_class_loader);
    for (u32 i = 0; i < ARRAY_LENGTH(vm->out_of_memory_errors); i++)
        gc_mark_root(m, vm->out_of_memory_errors[i]);
    gc_mark_root(m, vm->stack_overflow_error);
    gc_mark_root(m, vm->bound_error);
    gc_mark_root(m, vm->reference_pending);
}

static struct class *class_of_marked_mirror(const struct vm *vm, const struct object *mirror) {
    return (struct class *)(intptr_t)FIELD(mirror, KF(vm, Class_vm_class), i64);
}

static const struct layout *mirror_layout(void *context, struct object *mirror) {
    const struct class *k = class_of_marked_mirror(context, mirror);
    return k && k->mirror_layout.instance_size ? &k->mirror_layout : NULL; /* NULL: being made */
}

static void visit_mirror(void *context, struct object *mirror, struct gc_marker *m) {
    struct class *k = class_of_marked_mirror(context, mirror);
    if (k)
        visit_class(k, m);
}

static void clear_weak(void *context, struct heap *heap) {
    struct vm *vm = context;
    unload_dead_loaders(vm, heap);
    string_clear_weak(vm, heap);
    handle_clear_weak(vm, heap);
    monitor_clear_weak(vm, heap);
}

static void enqueue_pending(void *context, struct object *first, struct object *last) {
    struct vm *vm = context;
    pthread_mutex_lock(&vm->pending_lock);
    object_put_ref(last, KF(vm, Reference_discovered), vm->reference_pending);
    vm->reference_pending = first;
    pthread_cond_broadcast(&vm->pending_cond);
    pthread_mutex_unlock(&vm->pending_lock);
}

const struct gc_ops runtime_gc_ops = {
    .visit_roots = visit_roots,
    .mirror_layout = mirror_layout,
    .visit_mirror = visit_mirror,
    .visit_loader = unload_visit_loader,
    .clear_weak = clear_weak,
    .enqueue_pending = enqueue_pending,
};

/* ---- collecting ---- */

/* SoftReference.get() copies the clock into the reference's timestamp: that is how the collector knows its last use. */
static void advance_soft_clock(struct vm *vm) {
    struct class *k = K(vm, java_lang_ref_SoftReference);
    if (k && k->mirror && KF(vm, SoftReference_clock))
        FIELD(k->mirror, KF(vm, SoftReference_clock), i64) = (i64)gc_soft_clock_ms(vm->heap);
}

/* This frame holds all callee-saved registers of its callers while the collector runs below it. */
static NOINLINE void collect_here(struct thread *t, enum collection_kind kind, const char *cause, bool frames_clean) {
    __builtin_unwind_init();
    t->safe_sp = __builtin_alloca(16);
    t->frames_clean = frames_clean;
    if (kind == COLLECT_DUE)
        gc_collect_due(t->vm->heap, cause);
    else
        gc_collect(t->vm->heap, kind == COLLECT_SOFT, cause);
    t->safe_sp = NULL;
}

static u64 collections(struct vm *vm) {
    struct gc_stats stats;
    gc_get_stats(vm->heap, &stats);
    return stats.collections;
}

/* For notifications of java.lang.management. */
static void count_collection(struct vm *vm) {
    pthread_mutex_lock(&vm->pending_lock);
    vm->collections_done++;
    if (vm->collection_watcher)
        pthread_cond_broadcast(&vm->pending_cond);
    pthread_mutex_unlock(&vm->pending_lock);
}

static void want_clear_stacks(struct vm *vm) {
    pthread_mutex_lock(&vm->threads_lock);
    for (struct thread *t = vm->threads; t; t = t->next)
        __atomic_fetch_or(&t->wanted, WANTED_CLEAR_STACK, __ATOMIC_RELAXED);
    pthread_mutex_unlock(&vm->threads_lock);
}

static void collect(struct thread *t, enum collection_kind kind, const char *cause, bool skip_if_done,
                    bool frames_clean) {
    struct vm *vm = t->vm;
    u64 before = collections(vm);
    safepoint_begin(t);
    if (!skip_if_done || collections(vm) == before) {
        event_gc_begin(t, cause);
        collect_here(t, kind, cause, frames_clean);
        want_clear_stacks(vm);
        event_gc_end(t, collections(vm) - 1);
        advance_soft_clock(vm);
        count_collection(vm);
    }
    safepoint_end(t);
}

void vm_collect(struct thread *t, bool clear_soft, const char *cause) {
    collect(t, clear_soft ? COLLECT_SOFT : COLLECT_FULL, cause, false, false);
}

void vm_collect_from_native(struct thread *t, const char *cause) {
    collect(t, COLLECT_FULL, cause, false, true);
}

void vm_collect_for_allocation(struct thread *t, enum collection_kind kind) {
    collect(t, kind, "Allocation Failure", kind == COLLECT_DUE, false);
}
