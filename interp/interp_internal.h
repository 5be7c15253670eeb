/* SPDX-License-Identifier: MIT
 *
 * interp_internal.h - between the interpreter loop and the functions it leaves to.
 */
#ifndef INTERP_INTERP_INTERNAL_H
#define INTERP_INTERP_INTERNAL_H

#include "interp/interp.h"
#include "interp/rops.h"
#include "runtime/bounds.h"
#include "runtime/class.h"
#include "runtime/exception.h"
#include "runtime/frame_record.h"
#include "runtime/link.h"
#include "runtime/lockword.h"
#include "runtime/object.h"
#include "runtime/thread.h"
#include "runtime/vm.h"

/* The loop: runs from pc in the frame *frame until its entry record is reached. False = exception pending. Two
 * instances of interp/loop.inc: plain, and sending the events of methods and instructions (interp/trace.c). */
bool interp_run(struct thread *t, struct frame *frame, const union code_word *pc);
bool interp_run_traced(struct thread *t, struct frame *frame, const union code_word *pc);
/* Sends event_method_exit for f, unless it is of a method that hands its frame on. result NULL: by an exception. */
void interp_trace_exit(struct thread *t, struct frame *f, const union slot *result);

/* An operation that leaves the loop: what to do next. */
enum slow_result {
    SLOW_AGAIN, /* rewritten: run the instruction again */
    SLOW_NEXT,  /* done */
    SLOW_CALL,  /* call->method with registers from call->args */
    SLOW_THROW, /* t->exception is pending */
};
struct slow_call {
    struct method *method;
    union slot *args;
};
/* The frame f enters machine code from the interpreter: whoever returns from it goes back to the interpreter. */
static inline void machine_returns_here(const struct thread *t, struct frame *f) {
    if (f[1].method) { /* entry records and adapters say it already */
        f[1].machine_return = t->vm->machine_to_interpreter;
        f[1].kind = FRAME_WRITTEN;
    }
}
/* Machine code in which the frame f can go on at pc, or behind the call at pc; 0 = there is none. */
static inline u32 machine_at(const struct thread *t, struct frame *f, const union code_word *pc,
                             enum machine_place place) {
    const struct register_code *code = f->method ? f->method->register_code : NULL;
    const struct compiled *compiled = code ? __atomic_load_n(&code->compiled, __ATOMIC_ACQUIRE) : NULL;
    u32 address = compiled && code_contains(code, pc)
                      ? t->vm->engine->machine_place(compiled, (u32)(pc - code->words), place)
                      : 0;
    if (address)
        machine_returns_here(t, f);
    return address;
}

/* Everything about pc that the loop does not do itself: resolution, failing checks, allocation, locks. t->top is
 * current. */
enum slow_result interp_slow(struct thread *t, const union code_word *pc, union slot *fp, union slot *acc,
                             struct slow_call *call);
/* The operations ending in _u (interp/resolve.c). */
enum slow_result interp_resolve(struct thread *t, const union code_word *pc, union slot *fp, union slot *acc,
                                struct slow_call *call);

/* Searches t->top and its callers for a handler of t->exception. Returns its code with t->top its frame and the
 * exception stored; NULL when the entry record is reached (then t->top). */
const union code_word *interp_unwind(struct thread *t);

/* Functions of the engine's table (runtime/engine.h): interp/stubs.c, held.c. */
void interp_start(struct vm *vm);
void interp_prepare_method(struct vm *vm, struct method *m);
u32 interp_frame_locks(struct thread *t, const struct frame *f, struct object **found, u32 most);

/* m's code or one of its instructions is new: makes m a leaf if it is one now (interp/leaf.c). */
void interp_find_leaf(struct thread *t, struct method *m);

/* pc of entry records: the outermost method returns to code that leaves the loop. */
const union code_word *interp_exit_code(const struct vm *vm);

/* What entry stubs do. */
bool interp_translate(struct thread *t, struct method *m);                            /* False = VerifyError pending */
void interp_native(struct thread *t, struct method *m, union slot *fp);               /* may leave an exception */
void interp_throw_no_method(struct thread *t, struct method *m, union slot *args);    /* t->top is the caller */
struct method *interp_basic_target(const struct vm *vm, const struct object *handle); /* MethodHandle.form.vmentry */
/* Target of linkToXxx m; NULL = exception pending. t->top is the caller. */
struct method *interp_link_target(struct thread *t, const struct method *m, const union slot *args);
/* Method that a call of interface method m on an object of class k runs; NULL = exception pending. As in HotSpot its
 * text depends on the way: a call that never got through, one that did, a method handle. */
enum interface_call { CALL_FIRST, CALL_AGAIN, CALL_BY_HANDLE };
struct method *interp_select_interface(struct thread *t, struct class *k, struct method *m, enum interface_call how);

i32 interp_lookup(const union code_word *table, i32 key); /* lookupswitch: offset */

/* Extension word of call_virtual and call_interface: the method that objects of o's class run. Both lie below 4 GB, as
 * all metadata does. Nothing cached: 0 before the first call, then CACHED_NONE, which is no class. */
enum { CACHED_NONE = 1 };
static inline u64 cached_call(const struct object *o, const struct method *m) {
    return (u64)(uintptr_t)m << 32 | o->klass;
}

/* What a synchronized method locks. */
static inline struct object *interp_lock_of(const struct method *m, const union slot *fp) {
    return method_is_static(m) ? m->holder->mirror : fp[0].o;
}

/* Small array from the thread's cache, or NULL. */
static inline struct object *interp_array_fast(struct thread *t, struct class *k, i32 length) {
    if ((u32)length > GC_SMALL_MAX)
        return NULL;
    size_t size = ALIGN_UP(ARRAY_BASE + ((size_t)length << k->layout.element_shift), (size_t)8);
    struct array *a = gc_alloc(t->vm->heap, &t->cache, size);
    if (!a)
        return NULL;
    a->header.klass = (u32)(uintptr_t)k;
    a->length = (u32)length;
    return &a->header;
}

/* The instruction at pc, which another thread may be replacing: the old one or the new one. */
static inline struct insn load_insn(const union code_word *pc) {
    return ((union code_word){.w = __atomic_load_n(&pc->w, __ATOMIC_ACQUIRE)}).insn;
}

/* Operands of an instruction that left the loop, whatever its variant. */
static inline u32 slow_variant(struct insn i) {
    return i.op - (u32)rop_infos[i.op].base;
}
static inline union slot slow_a(struct insn i, const union slot *fp, const union slot *acc) {
    return rop_infos[i.op].roles & USE_A ? fp[i.a] : *acc;
}
static inline union slot slow_b(struct insn i, const union slot *fp, const union slot *acc) {
    return rop_infos[i.op].roles & USE_B ? fp[i.b] : *acc;
}
static inline union slot slow_c(struct insn i, const union slot *fp, const union slot *acc) {
    return rop_infos[i.op].roles & USE_C ? fp[i.c] : *acc;
}
static inline enum slow_result slow_result(struct insn i, union slot *fp, union slot *acc, union slot value) {
    *(rop_infos[i.op].roles & DEF_A ? &fp[i.a] : acc) = value;
    return SLOW_NEXT;
}
static inline union slot slot_of_object(struct object *o) {
    return (union slot){.w = (u64)(uintptr_t)o};
}

#endif
