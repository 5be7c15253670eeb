/* SPDX-License-Identifier: MIT
 *
 * resolve.c - operations that resolve their constant-pool entry at first use (JVMS 5.4.3) and rewrite themselves.
 *
 * Other threads may run the same instruction meanwhile. The instruction word is replaced by one atomic store, so they
 * see the old or the new one; the extension word is written before (release), and all threads write the same. Where a
 * class is still being initialized by this thread, the operation is carried out here and left unresolved, because other
 * threads have to wait.
 */
#include "interp/interp_internal.h"
#include "runtime/object.h"

static enum slow_result rewrite(const union code_word *pc, struct insn i) {
    __atomic_store_n((u64 *)&pc->w, (union code_word){.insn = i}.w, __ATOMIC_RELEASE);
    return SLOW_AGAIN;
}

static enum slow_result rewrite_extended(const union code_word *pc, struct insn i, u64 extension) {
    __atomic_store_n((u64 *)&pc[1].w, extension, __ATOMIC_RELAXED);
    return rewrite(pc, i);
}

/* Needs code that is running now no more checks that k is initialized? class_initialize has succeeded, so k is
 * initialized or this thread is at it. In the latter case other threads must go on waiting; but k's own static methods
 * and constructors are run by no other thread before k is initialized. */
static bool initialized_for(const struct method *m, const struct class *k) {
    return class_is_initialized(k) || (m->holder == k && (method_is_static(m) || (m->flags & METHOD_INIT)));
}

/* ---- fields ---- */

struct field_ops {
    u16 getfield, putfield, getstatic, putstatic; /* the volatile forms follow in a second row */
};
#define FIELD_OPS(get, put)                                                                                            \
    {                                                                                                                  \
        {R_getfield_##get, R_putfield_##put, R_getstatic_##get, R_putstatic_##put}, {                                  \
            R_getfield_v##get, R_putfield_v##put, R_getstatic_v##get, R_putstatic_v##put                               \
        }                                                                                                              \
    }
static const struct field_ops field_ops[][2] = {
    [T_BOOLEAN] = FIELD_OPS(b, z), [T_CHAR] = FIELD_OPS(c, c), [T_FLOAT] = FIELD_OPS(i, i),
    [T_DOUBLE] = FIELD_OPS(j, j),  [T_BYTE] = FIELD_OPS(b, b), [T_SHORT] = FIELD_OPS(s, c),
    [T_INT] = FIELD_OPS(i, i),     [T_LONG] = FIELD_OPS(j, j), [T_OBJECT] = FIELD_OPS(a, a),
    [T_ARRAY] = FIELD_OPS(a, a),
};

static const struct field_ops *ops_of(const struct field *f) {
    return &field_ops[f->type][(f->access_flags & ACC_VOLATILE) != 0];
}

/* Field access without a rewritten instruction; volatile or not, it is done as if volatile. */
static union slot field_read(struct object *o, const struct field *f) {
    union slot v = {.w = 0};
    switch (f->type) {
    case T_BOOLEAN:
    case T_BYTE:
        v.w = (u32)(i32)FIELD(o, f->offset, i8);
        break;
    case T_CHAR:
        v.w = FIELD(o, f->offset, u16);
        break;
    case T_SHORT:
        v.w = (u32)(i32)FIELD(o, f->offset, i16);
        break;
    case T_INT:
    case T_FLOAT:
        v.w = __atomic_load_n(&FIELD(o, f->offset, u32), __ATOMIC_SEQ_CST);
        break;
    case T_LONG:
    case T_DOUBLE:
        v.w = __atomic_load_n(&FIELD(o, f->offset, u64), __ATOMIC_SEQ_CST);
        break;
    default:
        v = slot_of_object(object_get_ref_acquire(o, f->offset));
    }
    __atomic_thread_fence(__ATOMIC_SEQ_CST);
    return v;
}

static void field_write(struct object *o, const struct field *f, union slot v) {
    switch (f->type) {
    case T_BOOLEAN:
        __atomic_store_n(&FIELD(o, f->offset, u8), (u8)(v.u & 1), __ATOMIC_SEQ_CST);
        break;
    case T_BYTE:
        __atomic_store_n(&FIELD(o, f->offset, u8), (u8)v.u, __ATOMIC_SEQ_CST);
        break;
    case T_CHAR:
    case T_SHORT:
        __atomic_store_n(&FIELD(o, f->offset, u16), (u16)v.u, __ATOMIC_SEQ_CST);
        break;
    case T_INT:
    case T_FLOAT:
        __atomic_store_n(&FIELD(o, f->offset, u32), v.u, __ATOMIC_SEQ_CST);
        break;
    case T_LONG:
    case T_DOUBLE:
        __atomic_store_n(&FIELD(o, f->offset, u64), v.w, __ATOMIC_SEQ_CST);
        break;
    default:
        object_put_ref_release(o, f->offset, v.o);
    }
}

static enum slow_result resolve_instance_field(struct thread *t, const union code_word *pc, struct insn i,
                                               union slot *fp, union slot *acc, bool get) {
    struct method *m = t->top->method;
    struct field *f = resolve_field(t, m->holder, i.c, false, get ? ACCESS_GET : ACCESS_PUT, m);
    if (!f)
        return SLOW_THROW;
    u32 op = get ? ops_of(f)->getfield : ops_of(f)->putfield;
    if (f->offset <= 0xffff) {
        i.op = (u16)(op + slow_variant(i));
        i.c = (u16)f->offset;
        rewrite(pc, i);
        interp_find_leaf(t, m);
        return SLOW_AGAIN;
    }
    struct object *o = slow_b(i, fp, acc).o;
    if (!o) {
        throw_null_pointer(t);
        return SLOW_THROW;
    }
    if (get)
        return slow_result(i, fp, acc, field_read(o, f));
    field_write(o, f, slow_a(i, fp, acc));
    return SLOW_NEXT;
}

static enum slow_result resolve_static_field(struct thread *t, const union code_word *pc, struct insn i, union slot *fp,
                                             union slot *acc, bool get) {
    struct method *m = t->top->method;
    struct field *f = resolve_field(t, m->holder, i.b, true, get ? ACCESS_GET : ACCESS_PUT, m);
    if (!f || !class_initialize(t, f->holder))
        return SLOW_THROW;
    struct object *mirror = f->holder->mirror;
    if (initialized_for(m, f->holder)) {
        i.op = (u16)((get ? ops_of(f)->getstatic : ops_of(f)->putstatic) + slow_variant(i));
        return rewrite_extended(pc, i, (u64)(uintptr_t)mirror + f->offset);
    }
    if (get)
        return slow_result(i, fp, acc, field_read(mirror, f));
    field_write(mirror, f, slow_a(i, fp, acc));
    return SLOW_NEXT;
}

/* ---- calls ---- */

static enum slow_result call_now(struct slow_call *call, struct method *m, union slot *args) {
    *call = (struct slow_call){m, args};
    return SLOW_CALL;
}

static enum slow_result resolve_direct(struct thread *t, const union code_word *pc, struct insn i, union slot *args,
                                       struct method *m, struct slow_call *call) {
    if (method_is_static(m)) {
        if (!class_initialize(t, m->holder))
            return SLOW_THROW;
        if (!initialized_for(t->top->method, m->holder))
            return call_now(call, m, args);
        i.op = R_call_static;
    } else if (m->flags & METHOD_OBJECT_INIT) {
        i.op = R_call_object_init;
    } else if ((m->flags & METHOD_EMPTY) && !(m->access_flags & ACC_SYNCHRONIZED)) {
        i.op = R_call_empty;
    } else {
        i.op = R_call_special;
    }
    return rewrite_extended(pc, i, (u64)(uintptr_t)m);
}

static enum slow_result resolve_site(struct thread *t, const union code_word *pc, struct insn i,
                                     struct call_site *site) {
    if (!class_initialize(t, site->method->holder))
        return SLOW_THROW;
    i.op = R_call_site;
    return rewrite_extended(pc, i, (u64)(uintptr_t)site);
}

static enum slow_result resolve_invoke(struct thread *t, const union code_word *pc, struct insn i, union slot *fp,
                                       enum invoke_kind kind, struct slow_call *call) {
    struct resolved_call to = {0};
    union slot *args = &fp[i.a];
    if (!resolve_call(t, t->top->method->holder, i.b, kind, &to))
        return SLOW_THROW;
    switch (to.how) {
    case CALL_DIRECT:
        return resolve_direct(t, pc, i, args, to.method, call);
    case CALL_POLYMORPHIC:
        return to.site ? resolve_site(t, pc, i, to.site) : resolve_direct(t, pc, i, args, to.method, call);
    case CALL_VIRTUAL:
        if (to.index <= 0xffff) {
            i.op = R_call_virtual;
            i.b = (u16)to.index;
            /* The first receiver's class stays the site's guess: most sites see no other. */
            return rewrite_extended(pc, i,
                                    args->o && !t->vm->options.no_inline_caches
                                        ? cached_call(args->o, object_class(args->o)->vtable[to.index])
                                        : 0);
        }
        if (args->o)
            return call_now(call, object_class(args->o)->vtable[to.index], args);
        throw_null_pointer(t);
        return SLOW_THROW;
    case CALL_INTERFACE:
        /* methods lie below 4 GB, as all metadata does */
        i.op = R_call_interface;
        i.b = (u16)(uintptr_t)to.method;
        i.c = (u16)((uintptr_t)to.method >> 16);
        return rewrite(pc, i);
    }
    BUG("kind of call");
}

static enum slow_result resolve_dynamic(struct thread *t, const union code_word *pc, struct insn i) {
    struct method *m = t->top->method;
    struct call_site *site = resolve_invokedynamic(t, m->holder, m, code_bci_at(m->register_code, pc), i.b);
    return site ? resolve_site(t, pc, i, site) : SLOW_THROW;
}

/* ---- classes and constants ---- */

static enum slow_result resolve_new(struct thread *t, const union code_word *pc, struct insn i, union slot *fp,
                                    union slot *acc) {
    struct class *k = resolve_class(t, t->top->method->holder, i.b);
    if (!k)
        return SLOW_THROW;
    if (k->kind != CLASS_INSTANCE || class_is_abstract(k) || class_is_interface(k)) {
        char *name = class_external_name(k);
        throw_by_name(t, "java/lang/InstantiationError", "%s", name);
        mem_free(name);
        return SLOW_THROW;
    }
    if (!class_initialize(t, k))
        return SLOW_THROW;
    if (initialized_for(t->top->method, k) && k->layout.kind == LAYOUT_INSTANCE) {
        i.op = (u16)(R_new + slow_variant(i));
        return rewrite_extended(pc, i, (u64)(uintptr_t)k);
    }
    struct object *o = object_new(t, k);
    return o ? slow_result(i, fp, acc, slot_of_object(o)) : SLOW_THROW;
}

static enum slow_result resolve_type(struct thread *t, const union code_word *pc, struct insn i, u32 cp_index,
                                     u32 resolved, bool array_of) {
    struct class *k = resolve_class(t, t->top->method->holder, (u16)cp_index);
    if (k && array_of)
        k = class_array_of(t, k);
    if (!k)
        return SLOW_THROW;
    i.op = (u16)(resolved + slow_variant(i));
    return rewrite_extended(pc, i, (u64)(uintptr_t)k);
}

static enum slow_result resolve_ldc(struct thread *t, const union code_word *pc, struct insn i) {
    union slot value = {.w = 0};
    u8 type;
    if (!resolve_constant(t, t->top->method->holder, i.b, &value, &type))
        return SLOW_THROW;
    bool wide = type == T_LONG || type == T_DOUBLE || type == T_OBJECT || type == T_ARRAY;
    i.op = (u16)(R_const_wide + slow_variant(i));
    return rewrite_extended(pc, i, wide ? value.w : value.u);
}

enum slow_result interp_resolve(struct thread *t, const union code_word *pc, union slot *fp, union slot *acc,
                                struct slow_call *call) {
    struct insn i = load_insn(pc);
    switch (rop_infos[i.op].base) {
    case R_getfield_u:
        return resolve_instance_field(t, pc, i, fp, acc, true);
    case R_putfield_u:
        return resolve_instance_field(t, pc, i, fp, acc, false);
    case R_getstatic_u:
        return resolve_static_field(t, pc, i, fp, acc, true);
    case R_putstatic_u:
        return resolve_static_field(t, pc, i, fp, acc, false);
    case R_invokevirtual_u:
        return resolve_invoke(t, pc, i, fp, INVOKE_VIRTUAL, call);
    case R_invokespecial_u:
        return resolve_invoke(t, pc, i, fp, INVOKE_SPECIAL, call);
    case R_invokestatic_u:
        return resolve_invoke(t, pc, i, fp, INVOKE_STATIC, call);
    case R_invokeinterface_u:
        return resolve_invoke(t, pc, i, fp, INVOKE_INTERFACE, call);
    case R_invokedynamic_u:
        return resolve_dynamic(t, pc, i);
    case R_new_u:
        return resolve_new(t, pc, i, fp, acc);
    case R_anewarray_u:
        return resolve_type(t, pc, i, i.c, R_anewarray, true);
    case R_multianewarray_u:
        return resolve_type(t, pc, i, i.b, R_multianewarray, false);
    case R_checkcast_u:
        if (!slow_b(i, fp, acc).o) /* null: the class stays unresolved, as in HotSpot */
            return slow_result(i, fp, acc, slot_of_object(NULL));
        return resolve_type(t, pc, i, i.c, R_checkcast, false);
    case R_instanceof_u:
        if (!slow_b(i, fp, acc).o)
            return slow_result(i, fp, acc, (union slot){.w = 0});
        return resolve_type(t, pc, i, i.c, R_instanceof, false);
    case R_ldc_u:
        return resolve_ldc(t, pc, i);
    default: /* another thread was faster */
        return SLOW_AGAIN;
    }
}
