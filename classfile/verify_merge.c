/* SPDX-License-Identifier: MIT
 *
 * verify_merge.c - type states that meet (JVMS 4.10.2.2).
 *
 * Two classes meet in their nearest common superclass, where interfaces count as java/lang/Object; locals that have
 * nothing in common become TYPE_TOP, on the stack that is an error. A state can only go up: locals_size shrinks, a
 * local goes up the superclasses to java/lang/Object and to TYPE_TOP. So the number of changes is bounded by the size
 * of the method and the depth of the classes.
 */
#include "classfile/verify_internal.h"

/* In slots looked at. */
enum { WORK_OF_MERGING = 8, WORK_OF_ASKING = 32 };

/* ---- types ---- */

static bool merge_classes(struct verifier *v, u32 a, u32 b, u32 *result) {
    struct verify_name name;
    enum verify_answer answer = VERIFY_YES;
    *result = known_type(NAME_OBJECT);
    if (a == *result || b == *result)
        return true;
    if (a == b) {
        *result = a;
        return true;
    }
    v->inference->work += WORK_OF_ASKING;
    answer = v->ops->common_superclass(v->context, v->names[type_payload(a)], v->names[type_payload(b)], &name);
    if (answer == VERIFY_STOP) {
        v->status = VERIFY_STOPPED;
        return false;
    }
    *result = object_type(v, name.s, name.n);
    return true;
}

/* An array type as dimensions around a class; one of primitives as an Object[] of one less. */
static u32 split_array(struct verifier *v, u32 type, u32 *dimensions) {
    struct verify_name name = v->names[type_payload(type)];
    *dimensions = 0;
    while (*dimensions < name.n && name.s[*dimensions] == '[')
        ++*dimensions;
    if (*dimensions == 0)
        return type;
    u32 base = descriptor_type(v, name.s + *dimensions, name.n - *dimensions);
    if (type_kind(base) == TYPE_OBJECT)
        return base;
    --*dimensions;
    return known_type(NAME_OBJECT);
}

/* At least one is an array; they differ. */
static bool merge_arrays(struct verifier *v, u32 a, u32 b, u32 *result) {
    u32 dimensions_a, dimensions_b;
    if (type_is_array_interface(v, b) || type_is_array_interface(v, a)) {
        *result = type_is_array_interface(v, b) ? b : a;
        return true;
    }
    u32 base_a = split_array(v, a, &dimensions_a), base_b = split_array(v, b, &dimensions_b);
    u32 base = known_type(NAME_OBJECT), dimensions = MIN_OF(dimensions_a, dimensions_b);
    if (dimensions_a == dimensions_b) {
        if (!merge_classes(v, base_a, base_b, &base))
            return false;
    } else {
        u32 smaller = dimensions_a < dimensions_b ? base_a : base_b;
        if (type_is_array_interface(v, smaller))
            base = smaller;
    }
    *result = array_type(v, base, dimensions);
    return true;
}

/* `b` is looked at first, where that makes a difference. */
static bool merge_types(struct verifier *v, u32 a, u32 b, u32 *result) {
    *result = a;
    if (a == b || (b == TYPE_NULL && type_is_reference(a)))
        return true;
    if (!type_is_reference(a) || !type_is_reference(b)) {
        *result = TYPE_TOP;
        return true;
    }
    if (a == TYPE_NULL) {
        *result = b;
        return true;
    }
    if (a == known_type(NAME_OBJECT) || b == known_type(NAME_OBJECT)) {
        *result = known_type(NAME_OBJECT);
        return true;
    }
    return type_is_array(v, a) || type_is_array(v, b) ? merge_arrays(v, a, b, result) : merge_classes(v, a, b, result);
}

/* The first of n types from which `from` doesn't fit what is there; n = all do. */
static bool first_misfit(struct verifier *v, const u32 *from, const u32 *to, u32 n, u32 *at) {
    for (*at = 0; *at < n; ++*at) {
        bool ok = true;
        if (from[*at] != to[*at]) {
            v->inference->work += WORK_OF_ASKING;
            if (!type_assignable(v, from[*at], to[*at], false, &ok))
                return false;
        }
        if (!ok)
            break;
    }
    v->inference->work += n;
    return true;
}

/* ---- states ---- */

/* From the top down, as in HotSpot: which class is loaded first may matter. */
static bool stack_fits(struct verifier *v, const u32 *from, const u32 *to, u32 n, bool *fits) {
    u32 at;
    *fits = true;
    for (u32 i = n; i-- > 0 && *fits;) {
        if (!first_misfit(v, from + i, to + i, 1, &at))
            return false;
        *fits = at == 1;
    }
    return true;
}

static bool merge_stack(struct verifier *v, const struct incoming *from, struct block *to) {
    u32 *stack = v->pool + to->at + to->locals_room, type;
    bool fits;
    if (from->stack_size != to->stack_size)
        return infer_fail(v, "Inconsistent stack height %u != %u", from->stack_size, to->stack_size);
    if (!stack_fits(v, from->stack, stack, to->stack_size, &fits))
        return false;
    for (u32 i = to->stack_size; !fits && i-- > 0;) {
        if (!merge_types(v, stack[i], from->stack[i], &type))
            return false;
        if (type == TYPE_TOP || type == TYPE_UNUSABLE)
            return infer_fail(v, "Mismatched stack types");
        to->changed |= type != stack[i];
        stack[i] = type;
    }
    return true;
}

static bool merge_locals(struct verifier *v, const struct incoming *from, struct block *to) {
    u32 *locals = v->pool + to->at, at, type;
    if (to->locals_size > from->locals_size) {
        to->locals_size = (u16)from->locals_size;
        to->changed = true;
    }
    if (!first_misfit(v, from->locals, locals, to->locals_size, &at))
        return false;
    if (at == to->locals_size)
        return true;
    for (; at < to->locals_size; at++) {
        if (!merge_types(v, from->locals[at], locals[at], &type))
            return false;
        to->changed |= type != locals[at];
        locals[at] = type;
    }
    while (to->locals_size > 0 && locals[to->locals_size - 1] == TYPE_TOP)
        to->locals_size--;
    return true;
}

static u32 *put_types(u32 *at, const u32 *types, u32 n) {
    if (n)
        memcpy(at, types, n * sizeof *at);
    return at + n;
}

static bool first_visit(struct verifier *v, const struct incoming *from, struct block *to) {
    u32 lists = from->depth * subroutine_size(v);
    u32 n = from->locals_size + from->stack_size + lists;
    if (n > INFER_SLOTS_MOST - v->pool_count)
        return infer_fail_limit(v);
    if (n > v->pool_capacity - v->pool_count) {
        v->pool_capacity = MAX_OF(v->pool_capacity * 2, v->pool_count + n);
        v->pool = mem_realloc(v->pool, v->pool_capacity * sizeof *v->pool);
    }
    u32 *at = v->pool + v->pool_count;
    *to = (struct block){to->bci,
                         v->pool_count,
                         .locals_size = (u16)from->locals_size,
                         .stack_size = (u16)from->stack_size,
                         .locals_room = (u16)from->locals_size,
                         .depth = (u16)from->depth,
                         .reached = true,
                         .changed = true,
                         .this_uninit = from->this_uninit,
                         .no_return = from->no_return};
    v->pool_count += n;
    v->inference->work += n;
    at = put_types(at, from->locals, from->locals_size);
    at = put_types(at, from->stack, from->stack_size);
    put_types(at, v->inference->subroutines, lists);
    return true;
}

struct incoming merge_current(const struct verifier *v) {
    return (struct incoming){.locals = v->locals,
                             .stack = v->stack,
                             .locals_size = v->locals_size,
                             .stack_size = v->stack_size,
                             .depth = v->inference->depth,
                             .this_uninit = v->this_uninit,
                             .no_return = v->inference->no_return};
}

bool merge_into(struct verifier *v, const struct incoming *from, struct block *to) {
    v->inference->work += WORK_OF_MERGING;
    if (v->inference->work > INFER_WORK_MOST)
        return infer_fail_limit(v);
    if (!to->reached)
        return first_visit(v, from, to);
    if (!merge_stack(v, from, to) || !merge_locals(v, from, to))
        return false;
    if (subroutine_merge(v, from->depth, to) || (from->this_uninit && !to->this_uninit) ||
        (from->no_return && !to->no_return))
        to->changed = true;
    to->this_uninit |= from->this_uninit;
    to->no_return |= from->no_return;
    return true;
}
