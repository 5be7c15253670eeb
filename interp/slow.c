/* SPDX-License-Identifier: MIT
 *
 * slow.c - what instructions do besides their fast path: failing checks, allocation that may collect, locks.
 */
#include "interp/interp_internal.h"
#include "runtime/monitor.h"
#include "runtime/object.h"

static enum slow_result array_failure(struct thread *t, struct object *array, i32 index) {
    throw_array_index(t, index, (i32)array_length(array));
    return SLOW_THROW;
}

static enum slow_result array_store_failure(struct thread *t, struct insn i, const union slot *fp,
                                            const union slot *acc) {
    struct object *array = slow_b(i, fp, acc).o;
    i32 index = slow_c(i, fp, acc).i;
    if ((u32)index >= array_length(array))
        return array_failure(t, array, index);
    throw_array_store(t, slow_a(i, fp, acc).o);
    return SLOW_THROW;
}

static enum slow_result allocated(struct insn i, union slot *fp, union slot *acc, struct object *o) {
    return o ? slow_result(i, fp, acc, slot_of_object(o)) : SLOW_THROW;
}

static enum slow_result slow_multi_array(struct thread *t, struct insn i, union slot *fp, struct class *k) {
    i32 lengths[256];
    for (u32 d = 0; d < i.c; d++)
        lengths[d] = fp[i.a + d].i;
    struct object *array = array_new_multi(t, k, i.c, lengths);
    if (!array)
        return SLOW_THROW;
    fp[i.a] = slot_of_object(array);
    return SLOW_NEXT;
}

static enum slow_result lock_method(struct thread *t, struct insn i, union slot *fp) {
    struct object *o = interp_lock_of(t->top->method, fp);
    if (!monitor_enter(t, o))
        return SLOW_THROW;
    fp[i.a] = slot_of_object(o);
    return SLOW_NEXT;
}

static enum slow_result lock(struct thread *t, struct object *o, bool (*action)(struct thread *, struct object *)) {
    if (!o)
        throw_null_pointer(t);
    else if (action(t, o))
        return SLOW_NEXT;
    return SLOW_THROW;
}

static enum slow_result call_interface(struct thread *t, const union code_word *pc, union slot *fp,
                                       struct slow_call *call) {
    union slot *args = &fp[pc->insn.a];
    struct class *k = object_class(args->o);
    bool first = __atomic_load_n((const u64 *)&pc[1].w, __ATOMIC_RELAXED) == 0;
    struct method *m = interp_select_interface(t, k, (struct method *)(uintptr_t)(u32)insn_imm32(pc->insn),
                                               first ? CALL_FIRST : CALL_AGAIN);
    if (!m)
        return SLOW_THROW;
    __atomic_store_n((u64 *)&pc[1].w, t->vm->options.no_inline_caches ? CACHED_NONE : cached_call(args->o, m),
                     __ATOMIC_RELAXED);
    *call = (struct slow_call){m, args};
    return SLOW_CALL;
}

enum slow_result interp_slow(struct thread *t, const union code_word *pc, union slot *fp, union slot *acc,
                             struct slow_call *call) {
    struct insn i = load_insn(pc);
    if (rop_infos[i.op].flags & ROPF_UNRESOLVED)
        return interp_resolve(t, pc, fp, acc, call);
    switch (rop_infos[i.op].base) {
    case R_baload:
    case R_caload:
    case R_saload:
    case R_iaload:
    case R_laload:
    case R_aaload:
        return array_failure(t, slow_b(i, fp, acc).o, slow_c(i, fp, acc).i);
    case R_bastore:
    case R_castore:
    case R_iastore:
    case R_lastore:
    case R_aastore:
        return array_store_failure(t, i, fp, acc);
    case R_new:
        return allocated(i, fp, acc, object_new(t, pc[1].p));
    case R_newarray:
        return allocated(i, fp, acc, array_new(t, t->vm->primitive_arrays[i.c], slow_b(i, fp, acc).i));
    case R_anewarray:
        return allocated(i, fp, acc, array_new(t, pc[1].p, slow_b(i, fp, acc).i));
    case R_multianewarray:
        return slow_multi_array(t, i, fp, pc[1].p);
    case R_checkcast: /* which another thread may have resolved meanwhile */
        if (!slow_b(i, fp, acc).o || object_is_instance(slow_b(i, fp, acc).o, pc[1].p))
            return SLOW_AGAIN;
        throw_class_cast(t, slow_b(i, fp, acc).o, pc[1].p);
        return SLOW_THROW;
    case R_athrow:
        throw_object(t, fp[i.a].o);
        return SLOW_THROW;
    case R_monitorenter:
        return lock(t, fp[i.a].o, monitor_enter);
    case R_monitorexit:
        return lock(t, fp[i.a].o, monitor_exit);
    case R_lock_method:
        return lock_method(t, i, fp);
    case R_call_interface:
        return call_interface(t, pc, fp, call);
    default: /* rewritten by another thread meanwhile */
        return SLOW_AGAIN;
    }
}
