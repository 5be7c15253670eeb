/* SPDX-License-Identifier: MIT
 *
 * stubs.c - the code that all compiled methods share: the way from the interpreter into machine code and back, and calls
 * of C. And the C functions that are called.
 *
 * Machine code keeps C's stack pointer where asm_enter left it. Its `call` of a stub pushes one word, which the stub drops
 * when it does not return. What C finds is a thread whose top frame is the one that runs, with its pc. While C runs, a
 * collection may discard all machine code (jit.c): then nobody returns to it, but goes on in the interpreter.
 */
#include <stddef.h>

#include "interp/dispatch.h"
#include "jit/exits.h"
#include "jit/jit_internal.h"
#include "runtime/async.h"
#include "runtime/bounds.h"
#include "runtime/monitor.h"
#include "runtime/safepoint.h"

/* What the C functions answer, in two registers. */
struct answer {
    u64 what; /* GO_*, or an address */
    u64 value;
};
enum {
    GO_UNWIND,
    GO_ON,
    GO_INTERPRET, /* at pc of the record */
    GO_CALLEE,    /* the same, of a record that was pushed */
    GO_ADDRESS
};

/* Machine code that calls writes nothing but the return address. All behind the first record that is written are, too. */
void frames_write(struct frame *f) {
    for (; f->kind - FRAME_WRITTEN > FRAME_ADAPTER - FRAME_WRITTEN; f++) {
        const struct call_place *p = call_place_before(f->machine_return);
        f->pc = p->pc;
        f->fp = f[-1].fp - p->first;
        f->method = p->method;
        f->kind = FRAME_WRITTEN;
    }
}

void jit_write_records(struct thread *t) {
    if (t->records_unwritten)
        frames_write(t->records_unwritten);
    t->records_unwritten = NULL;
}

/* ci is written, but for its pc. */
static void save(struct thread *t, struct frame *ci, const union code_word *pc) {
    ci->pc = pc;
    t->top = ci;
    t->records_unwritten = ci + 1;
    t->stack_next = ci->fp + ci->method->frame_size;
}

/* ---- instructions ---- */

/* Executes the instruction at pc, all of it, but calls: returns the method to call. */
static struct answer execute_here(struct thread *t, struct frame *ci, const union code_word *pc, union slot *acc) {
    struct slow_call call = {NULL, NULL};
    for (;;) {
        switch ((int)fallback_execute(t, ci->fp, pc, acc, &call)) {
        case FALLBACK_next:
            return (struct answer){GO_ON, 0};
        case FALLBACK_call:
            return (struct answer){GO_ADDRESS, (u64)(uintptr_t)call.method};
        case FALLBACK_op:
            break;
        case FALLBACK_null:
            throw_null_pointer(t);
            return (struct answer){GO_UNWIND, 0};
        case FALLBACK_division:
            throw_division_by_zero(t);
            return (struct answer){GO_UNWIND, 0};
        case FALLBACK_site: {
            const struct call_site *site = pc[1].p;
            union slot *args = ci->fp + pc->insn.a;
            if (!site->caller && !args[0].o) {
                throw_null_pointer(t);
                return (struct answer){GO_UNWIND, 0};
            }
            if (site->appendix)
                args[site->method->arguments - 1] = slot_of_object(site->appendix);
            return (struct answer){GO_ADDRESS, (u64)(uintptr_t)site->method};
        }
        default:
            BUG("jit: an operation that is not C's");
        }
        switch (interp_slow(t, pc, ci->fp, acc, &call)) {
        case SLOW_AGAIN:
            continue;
        case SLOW_NEXT:
            return (struct answer){GO_ON, 0};
        case SLOW_CALL:
            return (struct answer){GO_ADDRESS, (u64)(uintptr_t)call.method};
        case SLOW_THROW:
            return (struct answer){GO_UNWIND, 0};
        }
    }
}

static bool discarded_since(const struct compiler_state *s, u32 epoch) {
    return __atomic_load_n(&s->epoch, __ATOMIC_RELAXED) != epoch;
}

/* This code, which `from` is in, leaves an instruction to C that has been resolved, here or elsewhere: code that knows it is
 * better. That is made after the 64th such time, next after the 128th, and so on. */
static void met_unresolved(struct thread *t, u64 from) {
    struct compiled *code = code_find(t->vm->compiler, (u32)from);
    if (!code || __atomic_load_n(&code->method->register_code->compiled, __ATOMIC_ACQUIRE) != code)
        return;
    u32 met = __atomic_load_n(&code->unresolved_met, __ATOMIC_RELAXED) + 1;
    __atomic_store_n(&code->unresolved_met, met, __ATOMIC_RELAXED);
    if (met >= 64u << MIN_OF(code->generation, 20u))
        jit_compile(t, code->method);
}

/* Behind an instruction, or before the call that it is: C may have taken long or blocked, so others see that this thread
 * looks. The record says where the interpreter would go on. False = exception pending. */
static bool executed(struct thread *t, struct frame *ci, const union code_word *pc, bool done, u64 unresolved_from) {
    if (unresolved_from && !(rop_infos[load_insn(pc).op].flags & ROPF_UNRESOLVED))
        met_unresolved(t, unresolved_from);
    ci->pc = done ? pc + rop_words(pc) : pc;
    return !thread_is_wanted(t) || thread_poll(t);
}

static u64 take_accumulator(struct thread *t) {
    u64 value = t->accumulator.w;
    t->accumulator.w = 0;
    return value;
}

/* Executes an instruction; of a call it finds the method, *method, or NULL when all is done. from: in the code for which it
 * was not resolved; 0: it was. */
static struct answer execute(struct thread *t, struct frame *ci, const union code_word *pc, u64 acc, u64 from,
                             u64 *method) {
    const struct compiler_state *s = t->vm->compiler;
    t->accumulator.w = acc; /* where the collector finds it */
    u32 epoch = __atomic_load_n(&s->epoch, __ATOMIC_RELAXED);
    save(t, ci, pc);
    struct answer r = execute_here(t, ci, pc, &t->accumulator);
    EXITS_COUNT(t, ci->method, pc,
                from                   ? EXIT_unresolved
                : r.what == GO_UNWIND  ? EXIT_exception
                : r.what == GO_ADDRESS ? EXIT_call
                                       : EXIT_operation);
    if (r.what == GO_UNWIND || !executed(t, ci, pc, r.what == GO_ON, from))
        return (struct answer){GO_UNWIND, 0};
    *method = r.value;
    if (UNLIKELY(discarded_since(s, epoch)))
        EXITS_COUNT(t, ci->method, pc, EXIT_discarded);
    return (struct answer){discarded_since(s, epoch) ? GO_INTERPRET : GO_ON, take_accumulator(t)};
}

static struct answer jit_execute_unresolved(struct thread *t, struct frame *ci, const union code_word *pc, u64 acc,
                                            u64 from) {
    u64 method;
    return execute(t, ci, pc, acc, from, &method);
}
static struct answer jit_execute(struct thread *t, struct frame *ci, const union code_word *pc, u64 acc) {
    return jit_execute_unresolved(t, ci, pc, acc, 0);
}

/* The same for calls: the answer's value is the method, or 0. */
static struct answer jit_execute_unresolved_call(struct thread *t, struct frame *ci, const union code_word *pc, u64 acc,
                                                 u64 from) {
    u64 method = 0;
    struct answer r = execute(t, ci, pc, acc, from, &method);
    return r.what == GO_ON ? (struct answer){GO_ON, method} : r;
}
static struct answer jit_execute_call(struct thread *t, struct frame *ci, const union code_word *pc, u64 acc) {
    return jit_execute_unresolved_call(t, ci, pc, acc, 0);
}

/* The end of a synchronized method: acc is its result. */
static struct answer jit_unlock(struct thread *t, struct frame *ci, const union code_word *pc, u64 acc) {
    union slot *lock = &ci->fp[pc->insn.b];
    struct object *o = lock->o;
    bool value = rop_infos[pc->insn.op].base == R_unlock_return_value;
    EXITS_COUNT(t, ci->method, pc, EXIT_unlock);
    lock->w = 0; /* not to be released again by the unwinder */
    save(t, ci, pc);
    if (!monitor_exit(t, o))
        return (struct answer){GO_UNWIND, 0};
    if (value)
        ci->fp[0].w = acc;
    return (struct answer){GO_ON, acc};
}

static void jit_overflow(struct thread *t, struct frame *ci, const union code_word *pc) {
    EXITS_COUNT(t, ci->method, pc, EXIT_exception);
    save(t, ci, pc);
    throw_stack_overflow(t);
}

/* ---- polls ---- */

/* Where the frame goes on at pc. */
static struct answer go_on(struct thread *t, struct frame *ci, const union code_word *pc) {
    const struct method *m = ci->method;
    const struct compiled *code =
        m->register_code ? __atomic_load_n(&m->register_code->compiled, __ATOMIC_ACQUIRE) : NULL;
    u32 address = 0;
    if (!code_contains(m->register_code, pc))
        address = __atomic_load_n(&m->machine, __ATOMIC_ACQUIRE); /* at an entry stub */
    else if (code)
        address = t->vm->engine->machine_place(code, (u32)(pc - m->register_code->words), MACHINE_AT);
    ci->pc = pc;
    return address ? (struct answer){GO_ADDRESS, address} : (struct answer){GO_INTERPRET, 0};
}

static struct answer jit_poll(struct thread *t, struct frame *ci, const union code_word *pc) {
    EXITS_COUNT(t, ci->method, pc, EXIT_poll);
    save(t, ci, pc);
    t->vm->engine->hot(t, POLL_INTERVAL);
    if (UNLIKELY(!thread_poll(t) || !bounds_charge(t, POLL_INTERVAL)))
        return (struct answer){GO_UNWIND, 0};
    return go_on(t, ci, pc);
}

/* In a new frame, before its first instruction. */
static struct answer jit_poll_call(struct thread *t, struct frame *ci) {
    struct method *m = ci->method;
    struct answer r = jit_poll(t, ci, __atomic_load_n(&m->code, __ATOMIC_ACQUIRE));
    return r.what == GO_UNWIND ? r : (struct answer){GO_ADDRESS, __atomic_load_n(&m->machine, __ATOMIC_ACQUIRE)};
}

/* ---- what method->machine is for methods that are not compiled; their frame is pushed ---- */

/* What others want comes first: a stop wins over the exception that the native threw. */
static struct answer returned(struct thread *t, struct frame *ci) {
    if (thread_is_wanted(t)) {
        t->accumulator = ci->fp[0]; /* the result: this frame's registers are its arguments only */
        thread_poll(t);
        ci->fp[0] = t->accumulator;
        t->accumulator.w = 0;
    }
    return UNLIKELY(t->exception != NULL) ? (struct answer){GO_UNWIND, 0} : (struct answer){GO_ON, ci->fp[0].w};
}

static struct answer jit_native(struct thread *t, struct frame *ci) {
    struct method *m = ci->method;
    EXITS_COUNT(t, m, NULL, EXIT_native);
    save(t, ci, m->code);
    if (LIKELY(m->binding == BINDING_VM))
        t->vm->native_functions[m->binding_index].native(t, ci->fp);
    else
        interp_native(t, m, ci->fp);
    return returned(t, ci);
}

/* The interpreter runs the method: an adapter goes between its frame and the caller's. */
static struct answer interpret_at(struct thread *t, struct frame *ci, const union code_word *pc) {
    EXITS_COUNT(t, ci->method, NULL, EXIT_interpreted);
    const struct compiler_state *s = t->vm->compiler;
    ci[-1] = (struct frame){.pc = pc, .fp = ci->fp, .method = ci->method, .kind = FRAME_WRITTEN};
    *ci = (struct frame){.pc = s->adapter_code,
                         .fp = ci->fp,
                         .method = NULL,
                         .machine_return = s->stubs.through_adapter,
                         .kind = FRAME_ADAPTER};
    return (struct answer){GO_CALLEE, 0};
}

static struct answer jit_interpret(struct thread *t, struct frame *ci) {
    struct method *m = ci->method;
    const union code_word *code = __atomic_load_n(&m->code, __ATOMIC_ACQUIRE);
    save(t, ci, code);
    if (jit_entered(t, m))
        return (struct answer){GO_ADDRESS, __atomic_load_n(&m->machine, __ATOMIC_ACQUIRE)};
    return interpret_at(t, ci, code);
}

static struct answer jit_fast(struct thread *t, struct frame *ci) {
    struct method *m = ci->method;
    save(t, ci, m->code);
    bool done = t->vm->native_functions[m->binding_index].fast(t, ci->fp);
    EXITS_COUNT(t, m, NULL, done ? EXIT_fast : EXIT_declined);
    if (LIKELY(done))
        return returned(t, ci);
    if (UNLIKELY(!__atomic_load_n(&m->register_code, __ATOMIC_ACQUIRE)) && UNLIKELY(!interp_translate(t, m)))
        return (struct answer){GO_UNWIND, 0};
    const struct register_code *code = __atomic_load_n(&m->register_code, __ATOMIC_ACQUIRE);
    const struct compiled *compiled = __atomic_load_n(&code->compiled, __ATOMIC_ACQUIRE);
    if (!compiled && jit_entered(t, m))
        compiled = __atomic_load_n(&code->compiled, __ATOMIC_ACQUIRE);
    return compiled ? (struct answer){GO_ADDRESS, compiled->entry} : interpret_at(t, ci, code->words);
}

/* linkToXxx and invokeBasic: the target takes over the frame. */
static struct answer jit_link(struct thread *t, struct frame *ci) {
    struct method *m = ci->method, *target;
    union slot *fp = ci->fp;
    EXITS_COUNT(t, m, NULL, EXIT_link);
    save(t, ci, m->code);
    t->top = ci + 1; /* the stub's own frame is gone when an exception is made */
    if (m->mh_intrinsic == MH_INVOKE_BASIC || m->mh_intrinsic == MH_LINK_TO_NATIVE) {
        if (!fp[0].o) {
            throw_null_pointer(t);
            return (struct answer){GO_UNWIND, 0};
        }
        target = interp_basic_target(t->vm, fp[0].o);
    } else {
        target = interp_link_target(t, m, fp);
        if (!target)
            return (struct answer){GO_UNWIND, 0};
    }
    if (UNLIKELY((char *)(fp + target->frame_size + STACK_GAP) > (char *)(ci - 1))) {
        t->top = ci;
        throw_stack_overflow(t);
        return (struct answer){GO_UNWIND, 0};
    }
    ci->method = target;
    return (struct answer){GO_ADDRESS, __atomic_load_n(&target->machine, __ATOMIC_ACQUIRE)};
}

/* ---- the stubs ---- */

#define STATE(field) ((i32)offsetof(struct machine_state, field))

static u32 exit_stub(struct assembler *a, enum machine_exit how) {
    u32 here = asm_here(a);
    asm_load_kept(a, REG_Y);
    if (how == MACHINE_RETURNED)
        asm_store(a, MEM_64, REG_ACC, REG_FRAME, 0);
    asm_store(a, MEM_64, REG_X, REG_Y, STATE(pc));
    asm_store(a, MEM_64, REG_FRAME, REG_Y, STATE(fp));
    asm_store(a, MEM_64, REG_RECORD, REG_Y, STATE(ci));
    asm_store(a, MEM_64, REG_FUEL, REG_Y, STATE(fuel));
    asm_store(a, MEM_64, REG_ACC, REG_Y, STATE(acc));
    asm_constant(a, REG_X, how);
    asm_leave(a);
    return here;
}

/* C is called in a new frame, whose method is in REG_X, or at an instruction: its address is in REG_X, the method in REG_Y. */
enum called_from { FROM_CALL, FROM_INSTRUCTION };

/* C(thread, record, REG_X, accumulator); the stack is aligned. Nothing that is dead may get to where the collector looks. */
static void call_c(struct assembler *a, const void *function, enum called_from from, bool accumulator) {
    asm_store(a, MEM_64, REG_FRAME, REG_RECORD, offsetof(struct frame, fp));
    asm_store(a, MEM_64, from == FROM_CALL ? REG_X : REG_Y, REG_RECORD, offsetof(struct frame, method));
    if (accumulator)
        asm_move(a, W64, ARG_4, REG_ACC);
    asm_clear_pins(a);
    asm_move(a, W64, ARG_3, REG_X);
    asm_move(a, W64, ARG_2, REG_RECORD);
    asm_move(a, W64, ARG_1, REG_THREAD);
    asm_call_c(a, function);
}

/* Where answers other than GO_ON lead. In the interpreter what an answer says goes on with its value as accumulator. */
static void other_answers(struct compiler_state *s, struct assembler *a) {
    asm_compare_constant(a, W32, RESULT_1, GO_INTERPRET);
    asm_branch_to(a, COND_ULT, s->stubs.unwind);
    asm_move(a, W64, REG_ACC, RESULT_2);
    u8 *interpret = asm_skip(a, COND_EQ);
    asm_compare_constant(a, W32, RESULT_1, GO_CALLEE);
    u8 *address = asm_skip(a, COND_UGT);
    asm_alu_constant(a, ALU_SUB, W64, REG_RECORD, REG_RECORD, RECORD);
    asm_join(a, interpret);
    asm_load(a, MEM_64, REG_X, REG_RECORD, offsetof(struct frame, pc));
    asm_jump_to(a, s->stubs.interpret);
    asm_join(a, address);
    asm_load(a, MEM_64, REG_X, REG_RECORD, offsetof(struct frame, method)); /* it may be the beginning of a method */
    asm_jump_register(a, RESULT_2);
}

/* Called by machine code: goes on behind the call, or leaves. */
static u32 called_stub(struct compiler_state *s, struct assembler *a, const void *function, bool value_in_x) {
    u32 here = asm_here(a);
    asm_load_return_address(a, ARG_5);
    asm_move_stack(a, -8);
    call_c(a, function, FROM_INSTRUCTION, true);
    asm_move_stack(a, 8);
    asm_compare_constant(a, W32, RESULT_1, GO_ON);
    u8 *other = asm_skip(a, COND_NE);
    asm_move(a, W64, value_in_x ? REG_X : REG_ACC, RESULT_2);
    asm_return(a);
    asm_join(a, other);
    asm_move_stack(a, 8);
    other_answers(s, a);
    return here;
}

/* Jumped to in place of a method's code, for a poll, or for its return. */
enum method_stub { STUB_METHOD, STUB_POLL_CALL, STUB_POLL, STUB_RETURN };
static u32 method_stub(struct compiler_state *s, struct assembler *a, const void *function, enum method_stub kind) {
    u32 here = asm_here(a);
    call_c(a, function, kind == STUB_METHOD || kind == STUB_POLL_CALL ? FROM_CALL : FROM_INSTRUCTION,
           kind == STUB_RETURN);
    if (kind == STUB_POLL || kind == STUB_POLL_CALL)
        asm_constant(a, REG_FUEL, POLL_INTERVAL - 1);
    asm_compare_constant(a, W32, RESULT_1, GO_ON);
    u8 *other = asm_skip(a, COND_NE);
    asm_move(a, W64, REG_ACC, RESULT_2);
    asm_load(a, MEM_32, REG_Y, REG_RECORD, RECORD + (i32)offsetof(struct frame, machine_return));
    asm_jump_register(a, REG_Y);
    asm_join(a, other);
    other_answers(s, a);
    return here;
}

/* REG_X: a class, REG_Y: an interface's method. REG_X becomes the method that runs, or 0: C has to look. Loses all but the
 * state. */
static void find_interface_stub(struct assembler *a) {
    enum { ENTRY = REG_Z, COUNT = ARG_5, HOLDER = ARG_2 };
    asm_load(a, MEM_64, HOLDER, REG_Y, offsetof(struct method, holder));
    asm_load(a, MEM_64, ENTRY, REG_X, offsetof(struct class, itable));
    asm_load(a, MEM_32, COUNT, REG_X, offsetof(struct class, itable_length));
    asm_alu_constant(a, ALU_ADD, W64, COUNT, COUNT, 1);
    asm_constant(a, REG_X, 0);
    u32 next = asm_here(a);
    asm_alu_constant(a, ALU_SUB, W64, COUNT, COUNT, 1);
    u8 *none = asm_skip(a, COND_EQ);
    asm_alu_constant(a, ALU_ADD, W64, ENTRY, ENTRY, sizeof(struct itable_entry));
    asm_compare_load(a, W64, HOLDER, ENTRY,
                     (i32)offsetof(struct itable_entry, interface) - (i32)sizeof(struct itable_entry));
    asm_branch_to(a, COND_NE, next);
    asm_load(a, MEM_64, ENTRY, ENTRY, (i32)offsetof(struct itable_entry, methods) - (i32)sizeof(struct itable_entry));
    asm_load(a, MEM_32, REG_Y, REG_Y, offsetof(struct method, itable_index));
    asm_load_at(a, MEM_64, ENTRY, ENTRY, REG_Y, 3, 0);
    asm_compare_constant(a, W64, ENTRY, 0);
    u8 *missing = asm_skip(a, COND_EQ);
    asm_load(a, MEM_U16, REG_Y, ENTRY, offsetof(struct method, access_flags));
    asm_alu_constant(a, ALU_AND, W32, REG_Y, REG_Y, ACC_PUBLIC);
    u8 *hidden = asm_skip(a, COND_EQ);
    asm_move(a, W64, REG_X, ENTRY);
    asm_join(a, none);
    asm_join(a, missing);
    asm_join(a, hidden);
    asm_return(a);
}

/* Is the class in REG_Z a subtype of the one in REG_Y, which is no array? COND_EQ = yes. Loses REG_Y and REG_Z. */
static void subtype_stub(const struct vm *vm, struct assembler *a) {
    const int list = asm_pin_register(0), item = asm_pin_register(1);
    asm_push(a, REG_X);
    asm_push(a, list);
    asm_push(a, item);
    asm_load(a, MEM_U16, REG_X, REG_Y, offsetof(struct class, depth));
    asm_load(a, MEM_U16, item, REG_Z, offsetof(struct class, depth));
    asm_compare(a, W32, item, REG_X);
    u8 *shallow = asm_skip(a, COND_ULT);
    asm_load(a, MEM_64, list, REG_Z, offsetof(struct class, supers));
    asm_load_at(a, MEM_64, item, list, REG_X, 3, 0);
    asm_compare(a, W64, item, REG_Y);
    u8 *super = asm_skip(a, COND_EQ);
    asm_join(a, shallow);
    asm_load(a, MEM_64, list, REG_Z, offsetof(struct class, all_interfaces));
    asm_load(a, MEM_32, REG_X, REG_Z, offsetof(struct class, all_interfaces_count));
    u32 next = asm_here(a);
    asm_count_down(a, REG_X);
    u8 *none = asm_skip(a, COND_ULT); /* and not equal */
    asm_load_at(a, MEM_64, item, list, REG_X, 3, 0);
    asm_compare(a, W64, item, REG_Y);
    asm_branch_to(a, COND_NE, next);
    if (!vm->options.no_type_cache) { /* a hint, as class_is_subtype_slow leaves it; but the first one stays */
        asm_compare_memory(a, MEM_64, REG_Z, offsetof(struct class, subtype_cache), 0);
        u8 *there = asm_skip(a, COND_NE);
        asm_store(a, MEM_64, REG_Y, REG_Z, offsetof(struct class, subtype_cache));
        asm_join(a, there);
        asm_compare(a, W64, item, REG_Y);
    }
    asm_join(a, super);
    asm_join(a, none);
    asm_pop(a, item);
    asm_pop(a, list);
    asm_pop(a, REG_X);
    asm_return(a);
}

/* REG_X becomes an array of REG_Y elements of 1 << shift bytes, which has no class and no length yet; 0: C has to make it.
 * Loses REG_Y and REG_Z. As interp_array_fast. */
static void new_array_stub(struct assembler *a, unsigned shift) {
    asm_compare_constant(a, W32, REG_Y, (i32)((GC_SMALL_MAX - ARRAY_BASE) >> shift));
    u8 *large = asm_skip(a, COND_UGT);
    asm_constant(a, REG_X, 0);
    asm_address_at(a, REG_X, REG_X, REG_Y, shift, ARRAY_BASE + 7);
    asm_shift_constant(a, SHIFT_RIGHT_LOGICAL, W32, REG_X, REG_X, 3);
    asm_constant(a, REG_Z, (u64)(uintptr_t)gc_size_class_table);
    asm_load_at(a, MEM_U8, REG_X, REG_Z, REG_X, 0, 0);
    asm_constant(a, REG_Z, (u64)(uintptr_t)gc_size_class_bytes);
    asm_load_at(a, MEM_U16, REG_Z, REG_Z, REG_X, 1, 0);
    static_assert(sizeof((struct alloc_cache *)0)->run[0] == 16, "1 << 4");
    asm_shift_constant(a, SHIFT_LEFT, W32, REG_X, REG_X, 4);
    asm_alu(a, ALU_ADD, W64, REG_X, REG_X, REG_THREAD);
    i32 next = (i32)offsetof(struct thread, cache.run);
    asm_load(a, MEM_64, REG_Y, REG_X, next);
    asm_compare_load(a, W64, REG_Y, REG_X, next + 8);
    u8 *full = asm_skip(a, COND_UGE);
    asm_alu(a, ALU_ADD, W64, REG_Z, REG_Z, REG_Y);
    asm_store(a, MEM_64, REG_Z, REG_X, next);
    asm_move(a, W64, REG_X, REG_Y);
    asm_return(a);
    asm_join(a, large);
    asm_join(a, full);
    asm_constant(a, REG_X, 0);
    asm_return(a);
}

void stubs_make(struct compiler_state *s, struct assembler *a) {
    s->stubs.enter = asm_here(a);
    asm_enter(a);
    asm_move(a, W64, REG_THREAD, ARG_1);
    asm_move(a, W64, REG_Y, ARG_2);
    asm_load(a, MEM_64, REG_FRAME, REG_Y, STATE(fp));
    asm_load(a, MEM_64, REG_RECORD, REG_Y, STATE(ci));
    asm_load(a, MEM_64, REG_FUEL, REG_Y, STATE(fuel));
    asm_load(a, MEM_64, REG_ACC, REG_Y, STATE(acc));
    asm_load(a, MEM_32, REG_Y, REG_Y, STATE(address));
    asm_load(a, MEM_64, REG_X, REG_RECORD, offsetof(struct frame, method));
    asm_jump_register(a, REG_Y);

    s->stubs.interpret = exit_stub(a, MACHINE_INTERPRET);
    s->stubs.unwind = exit_stub(a, MACHINE_UNWIND);
    s->stubs.to_interpreter = exit_stub(a, MACHINE_RETURNED);

    s->stubs.through_adapter = asm_here(a); /* a frame that the interpreter began and machine code went on with */
    asm_alu_constant(a, ALU_ADD, W64, REG_RECORD, REG_RECORD, RECORD);
    asm_load(a, MEM_32, REG_Y, REG_RECORD, RECORD + (i32)offsetof(struct frame, machine_return));
    asm_jump_register(a, REG_Y);

    s->stubs.execute = called_stub(s, a, jit_execute, false);
    s->stubs.execute_call = called_stub(s, a, jit_execute_call, true);
    s->stubs.execute_unresolved = called_stub(s, a, jit_execute_unresolved, false);
    s->stubs.execute_unresolved_call = called_stub(s, a, jit_execute_unresolved_call, true);
    s->stubs.find_interface = asm_here(a);
    find_interface_stub(a);
    s->stubs.is_subtype = asm_here(a);
    subtype_stub(s->vm, a);
    for (unsigned shift = 0; shift < ARRAY_LENGTH(s->stubs.new_array); shift++) {
        s->stubs.new_array[shift] = asm_here(a);
        new_array_stub(a, shift);
    }
    s->stubs.unlock = method_stub(s, a, jit_unlock, STUB_RETURN);
    s->stubs.overflow = asm_here(a);
    call_c(a, jit_overflow, FROM_INSTRUCTION, false);
    asm_jump_to(a, s->stubs.unwind);
    s->stubs.poll = method_stub(s, a, jit_poll, STUB_POLL);
    s->stubs.poll_call = method_stub(s, a, jit_poll_call, STUB_POLL_CALL);
    s->stubs.call_native = method_stub(s, a, jit_native, STUB_METHOD);
    s->stubs.call_fast = method_stub(s, a, jit_fast, STUB_METHOD);
    s->stubs.call_link = method_stub(s, a, jit_link, STUB_METHOD);
    s->stubs.call_interpreter = method_stub(s, a, jit_interpret, STUB_METHOD);
}

/* ---- method handles: the interpreter's interp_basic_target and interp_link_target; what is unusual is left to C ---- */

static void load_reference(struct assembler *a, u32 field) {
    asm_load(a, MEM_32, REG_X, REG_X, (i32)field);
    if (REFERENCE_SHIFT)
        asm_shift_constant(a, SHIFT_LEFT, W64, REG_X, REG_X, REFERENCE_SHIFT);
}

/* The MemberName in REG_X names the method that takes over the frame. */
static void go_to_member(struct compiler_state *s, struct assembler *a, u32 otherwise) {
    asm_compare_constant(a, W64, REG_X, 0);
    asm_branch_to(a, COND_EQ, otherwise);
    load_reference(a, KF(s->vm, MemberName_method));
    asm_compare_constant(a, W64, REG_X, 0);
    asm_branch_to(a, COND_EQ, otherwise);
    asm_load(a, MEM_64, REG_X, REG_X, (i32)KF(s->vm, ResolvedMethodName_vmtarget));
    asm_load(a, MEM_U16, REG_Y, REG_X, offsetof(struct method, frame_size));
    asm_address_at(a, REG_Y, REG_FRAME, REG_Y, 3, (i32)(STACK_GAP * sizeof(union slot)) + RECORD);
    asm_compare(a, W64, REG_Y, REG_RECORD);
    asm_branch_to(a, COND_UGT, otherwise);
    asm_load(a, MEM_32, REG_Y, REG_X, offsetof(struct method, machine));
    asm_jump_register(a, REG_Y);
}

void stubs_make_links(struct compiler_state *s, struct assembler *a) {
    const i32 method = offsetof(struct frame, method);
    u32 by_c = asm_here(a);
    asm_load(a, MEM_64, REG_X, REG_RECORD, method);
    asm_jump_to(a, s->stubs.call_link);

    s->stubs.call_basic = asm_here(a);
    asm_store(a, MEM_64, REG_X, REG_RECORD, method);
    asm_load(a, MEM_64, REG_X, REG_FRAME, 0);
    asm_compare_constant(a, W64, REG_X, 0);
    asm_branch_to(a, COND_EQ, by_c);
    load_reference(a, KF(s->vm, MethodHandle_form));
    load_reference(a, KF(s->vm, LambdaForm_vmentry));
    go_to_member(s, a, by_c);

    s->stubs.call_special = asm_here(a);
    asm_compare_memory(a, MEM_64, REG_FRAME, 0, 0);
    asm_branch_to(a, COND_EQ, s->stubs.call_link);
    s->stubs.call_static = asm_here(a);
    asm_store(a, MEM_64, REG_X, REG_RECORD, method);
    asm_load(a, MEM_U16, REG_Y, REG_X, offsetof(struct method, arguments));
    asm_load_at(a, MEM_64, REG_X, REG_FRAME, REG_Y, 3, -(i32)sizeof(union slot));
    go_to_member(s, a, by_c);
}
