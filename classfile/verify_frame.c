/* SPDX-License-Identifier: MIT
 *
 * verify_frame.c - the type state: what the locals and the operand stack hold (JVMS 4.10.1.4).
 *
 * locals_size counts the locals in use, as the frames of StackMapTable do; those behind are TYPE_TOP. A slot freed on
 * the stack keeps its type: messages show the state at the instruction's start.
 */
#include "classfile/verify_internal.h"

static void reserve(u32 **types, u32 *capacity, u32 n) {
    if (*capacity >= n)
        return;
    mem_free(*types);
    *types = mem_alloc(n * sizeof **types);
    *capacity = n;
}

static bool in_object_class(const struct verifier *v) {
    return v->this_type == known_type(NAME_OBJECT);
}

bool frame_init(struct verifier *v) {
    const struct code_attribute *code = v->code;
    const struct signature *signature = signature_of(v, v->method->descriptor_index);
    reserve(&v->locals, &v->locals_capacity, MAX_OF(code->max_locals, 1u));
    reserve(&v->stack, &v->stack_capacity, MAX_OF(code->max_stack, 1u));
    for (u32 i = 0; i < code->max_locals; i++)
        v->locals[i] = TYPE_TOP;
    u32 n = 0;
    v->this_uninit = false;
    if ((v->method->access_flags & ACC_STATIC) == 0) {
        v->this_uninit = v->is_constructor && !in_object_class(v);
        v->locals[n++] = v->this_uninit ? TYPE_UNINITIALIZED_THIS : v->this_type;
    }
    /* The parser has made sure that the arguments fit (JVMS 4.7.3). */
    memcpy(v->locals + n, signature->types, signature->arguments * sizeof *v->locals);
    v->locals_size = n + signature->arguments;
    v->stack_size = v->stack_mark = 0;
    v->bci = 0;
    v->changed_count = CHANGED_MUCH;
    return true;
}

struct frame_view frame_current(const struct verifier *v) {
    return (struct frame_view){v->bci, v->this_uninit, v->locals_size, v->stack_size, v->locals, v->stack};
}

/* ---- the operand stack ---- */

static NOINLINE bool fail_overflow(struct verifier *v) {
    struct frame_view frame = frame_current(v);
    frame.stack_size = v->stack_mark;
    return verify_fail(v, &(struct fault){FAULT_OVERFLOW, .bci = v->bci, .type = {ORIGIN_FRAME, .frame = &frame}},
                       "Operand stack overflow");
}

static NOINLINE bool fail_underflow(struct verifier *v) {
    struct frame_view frame = frame_current(v);
    frame.stack_size = v->stack_mark;
    return verify_fail(v, &(struct fault){FAULT_UNDERFLOW, .bci = v->bci, .type = {ORIGIN_FRAME, .frame = &frame}},
                       "Operand stack underflow");
}

bool frame_push(struct verifier *v, u32 type) {
    if (v->stack_size >= v->code->max_stack)
        return fail_overflow(v);
    v->stack[v->stack_size++] = type;
    return true;
}

bool frame_push_wide(struct verifier *v, u32 first, u32 second) {
    if (v->stack_size + 1u >= v->code->max_stack)
        return fail_overflow(v);
    v->stack[v->stack_size++] = first;
    v->stack[v->stack_size++] = second;
    return true;
}

bool frame_push_types(struct verifier *v, const u32 *types, u32 n) {
    for (u32 i = 0; i < n; i++)
        if (!frame_push(v, types[i]))
            return false;
    return true;
}

bool frame_pop_any(struct verifier *v, u32 *type) {
    if (v->stack_size == 0)
        return fail_underflow(v);
    *type = v->stack[--v->stack_size];
    return true;
}

bool frame_pop(struct verifier *v, u32 wanted, u32 *type) {
    u32 top = TYPE_TOP;
    bool ok;
    if (!frame_pop_any(v, &top) || !type_assignable(v, top, wanted, false, &ok))
        return false;
    if (!ok)
        return verify_fail_popped(v, top, (struct origin){ORIGIN_IMPLICIT, .type = wanted},
                                  "Bad type on operand stack");
    if (type != NULL)
        *type = top;
    return true;
}

/* HotSpot tries both halves, and reports the second fault. */
bool frame_pop_wide(struct verifier *v, u32 second, u32 first) {
    bool ok = frame_pop(v, second, NULL);
    return v->status != VERIFY_STOPPED && frame_pop(v, first, NULL) && ok;
}

/* ---- locals ---- */

static bool fail_index(struct verifier *v, u32 index, const char *message) {
    return verify_fail(v, &(struct fault){FAULT_LOCAL_INDEX, .bci = v->bci, .type = {ORIGIN_INDEX, .index = index}},
                       "%s", message);
}

static bool local_exists(struct verifier *v, u32 index, u32 wanted) {
    bool ok;
    if (!type_assignable(v, v->locals[index], wanted, false, &ok))
        return false;
    if (ok)
        return true;
    struct frame_view frame = frame_current(v);
    return verify_fail(v,
                       &(struct fault){FAULT_TYPE, .bci = v->bci,
                                       .type = {ORIGIN_LOCAL, index, v->locals[index], &frame},
                                       .expected = {ORIGIN_IMPLICIT, .type = wanted}},
                       "Bad local variable type");
}

bool frame_get_local(struct verifier *v, u32 index, u32 wanted, u32 *type) {
    if (index >= v->code->max_locals)
        return fail_index(v, index, "Local variable table overflow");
    if (!local_exists(v, index, wanted))
        return false;
    *type = v->locals[index];
    return true;
}

bool frame_get_wide_local(struct verifier *v, u32 index, u32 first, u32 second) {
    if (index + 1 >= v->locals_size)
        return fail_index(v, index, "get long/double overflows locals");
    return local_exists(v, index, first) && local_exists(v, index + 1, second);
}

void frame_put_local(struct verifier *v, u32 index, u32 type) {
    if (v->locals[index] == type)
        return;
    v->locals[index] = type;
    if (v->changed_count < ARRAY_LENGTH(v->changed))
        v->changed[v->changed_count++] = index;
    else
        v->changed_count = CHANGED_MUCH;
}

/* The other half of a long or double that is about to be overwritten. */
static void spoil_half(struct verifier *v, u32 index) {
    u32 old = v->locals[index];
    if ((old == TYPE_LONG || old == TYPE_DOUBLE) && index + 1 < v->code->max_locals)
        frame_put_local(v, index + 1, TYPE_TOP);
    else if (type_is_category2_2nd(old) && index > 0)
        frame_put_local(v, index - 1, TYPE_TOP);
}

bool frame_set_local(struct verifier *v, u32 index, u32 type) {
    if (index >= v->code->max_locals)
        return fail_index(v, index, "Local variable table overflow");
    spoil_half(v, index);
    frame_put_local(v, index, type);
    v->locals_size = MAX_OF(v->locals_size, index + 1);
    return true;
}

bool frame_set_wide_local(struct verifier *v, u32 index, u32 first, u32 second) {
    if (index + 1 >= v->code->max_locals)
        return fail_index(v, index, "Local variable table overflow");
    spoil_half(v, index);
    spoil_half(v, index + 1);
    frame_put_local(v, index, first);
    frame_put_local(v, index + 1, second);
    v->locals_size = MAX_OF(v->locals_size, index + 2);
    return true;
}

void frame_replace(struct verifier *v, u32 old, u32 type) {
    for (u32 i = 0; i < v->locals_size; i++)
        if (v->locals[i] == old)
            frame_put_local(v, i, type);
    for (u32 i = 0; i < v->stack_size; i++)
        if (v->stack[i] == old)
            v->stack[i] = type;
    if (old == TYPE_UNINITIALIZED_THIS && v->this_uninit) {
        v->this_uninit = false;
        v->changed_count = CHANGED_MUCH;
    }
}
