/* SPDX-License-Identifier: MIT
 *
 * verify_stackmap.c - the StackMapTable attribute (JVMS 4.7.4): decoding all its frames, and checking the current type
 * state against them.
 *
 * A frame's types lie in v->pool. A frame that keeps the locals of the one before shares them. The attribute is a few
 * bytes a frame, but appending frames can describe locals far beyond its size, so the pool is limited.
 */
#include "classfile/reader.h"
#include "classfile/verify_internal.h"

enum { POOL_MOST = 16 << 20 }; /* slots; real methods stay below 1 << 20 */

struct decoder {
    struct verifier *v;
    struct reader in;
};

static bool at_end(struct decoder *d) {
    return d->in.overrun ? !verify_fail_stackmap(d->v, "access beyond the end of attribute") : false;
}

static bool fail_size(struct verifier *v) {
    return verify_fail_format(v, "StackMapTable format error: bad type array size");
}

static bool pool_add(struct verifier *v, u32 type) {
    if (v->pool_count == v->pool_capacity) {
        if (v->pool_count >= POOL_MOST)
            return verify_fail_format(v, "StackMapTable format error: too many types");
        v->pool_capacity *= 2;
        v->pool = mem_realloc(v->pool, v->pool_capacity * sizeof *v->pool);
    }
    v->pool[v->pool_count++] = type;
    return true;
}

/* ---- verification_type_info ---- */

static bool decode_object(struct decoder *d, u32 *type) {
    const struct classfile *cf = d->v->cf;
    u16 index = reader_u2(&d->in);
    if (at_end(d))
        return false;
    if (index >= cf->cp_count || cf->cp_tags[index] != CP_CLASS)
        return verify_fail_stackmap(d->v, "bad class index");
    *type = class_constant_type(d->v, index);
    return true;
}

/* A wrong bci is recorded, and the frame read to its end: what is wrong behind it wins, as in HotSpot. */
static bool decode_uninitialized(struct decoder *d, u32 *type) {
    u16 bci = reader_u2(&d->in);
    if (at_end(d))
        return false;
    if (bci >= d->v->code->code_length || (d->v->map[bci] & MAP_NEW) == 0)
        verify_fail_format(d->v, "StackMapTable format error: bad offset for Uninitialized");
    *type = type_of(TYPE_UNINITIALIZED, bci);
    return true;
}

/* Appends one type, both halves of a wide one. */
static bool decode_type(struct decoder *d, bool *this_uninit) {
    u8 tag = reader_u1(&d->in);
    u32 type = tag;
    if (at_end(d))
        return false;
    if (tag == TYPE_OBJECT) {
        if (!decode_object(d, &type))
            return false;
    } else if (tag == TYPE_UNINITIALIZED) {
        if (!decode_uninitialized(d, &type))
            return false;
    } else if (tag == TYPE_UNINITIALIZED_THIS) {
        *this_uninit = true;
    } else if (tag > TYPE_UNINITIALIZED) {
        return verify_fail_stackmap(d->v, "bad verification type");
    }
    if (!pool_add(d->v, type))
        return false;
    return type == TYPE_LONG ? pool_add(d->v, TYPE_LONG_2) : type == TYPE_DOUBLE ? pool_add(d->v, TYPE_DOUBLE_2) : true;
}

/* ---- frames ---- */

static bool decode_stack(struct decoder *d, struct map_frame *frame, u32 n) {
    bool ignored;
    frame->stack = d->v->pool_count;
    for (u32 i = 0; i < n; i++)
        if (!decode_type(d, &ignored))
            return false;
    u32 size = d->v->pool_count - frame->stack;
    if (size > d->v->code->max_stack)
        return fail_size(d->v);
    frame->stack_size = (u16)size;
    return d->v->status == VERIFY_OK;
}

/* Reads n types behind the locals that the frame already has in the pool's end. */
static bool decode_locals(struct decoder *d, struct map_frame *frame, u32 n) {
    for (u32 i = 0; i < n; i++)
        if (!decode_type(d, &frame->this_uninit))
            return false;
    u32 size = d->v->pool_count - frame->locals;
    if (size > d->v->code->max_locals)
        return fail_size(d->v);
    frame->locals_size = (u16)size;
    return d->v->status == VERIFY_OK;
}

static bool decode_append(struct decoder *d, struct map_frame *frame, u32 n) {
    struct verifier *v = d->v;
    u32 old = frame->locals;
    frame->locals = v->pool_count;
    for (u32 i = 0; i < frame->locals_size; i++)
        if (!pool_add(v, v->pool[old + i]))
            return false;
    return decode_locals(d, frame, n);
}

static bool decode_full(struct decoder *d, struct map_frame *frame) {
    frame->this_uninit = false;
    frame->locals = d->v->pool_count;
    u16 n = reader_u2(&d->in);
    if (at_end(d) || !decode_locals(d, frame, n))
        return false;
    n = reader_u2(&d->in);
    return !at_end(d) && decode_stack(d, frame, n);
}

static bool chop(struct verifier *v, struct map_frame *frame, u32 n) {
    u32 size = frame->locals_size;
    for (; n > 0; n--) {
        if (size == 0)
            return fail_size(v);
        size -= type_is_category2_2nd(v->pool[frame->locals + size - 1]) ? 2 : 1;
    }
    frame->locals_size = (u16)size;
    frame->this_uninit = false;
    for (u32 i = 0; i < size; i++)
        frame->this_uninit |= v->pool[frame->locals + i] == TYPE_UNINITIALIZED_THIS;
    return true;
}

/* Makes *frame, a copy of the one before, the next one. */
static bool decode_frame(struct decoder *d, struct map_frame *frame, bool first) {
    u8 type = reader_u1(&d->in);
    if (at_end(d))
        return false;
    u32 delta = type & 63;
    if (type >= 128) {
        delta = reader_u2(&d->in);
        if (at_end(d))
            return false;
        if (type < 247)
            return verify_fail_stackmap(d->v, "reserved frame type");
    }
    frame->bci = first ? delta : frame->bci + delta + 1;
    frame->stack_size = 0;
    if (type == 255)
        return decode_full(d, frame);
    if (type > 251)
        return decode_append(d, frame, type - 251);
    if (type > 247)
        return type == 251 || chop(d->v, frame, 251 - type);
    return type < 64 || decode_stack(d, frame, 1);
}

static bool check_place(struct verifier *v, u32 number) {
    const struct map_frame *frame = &v->frames[number];
    if (frame->bci < v->code->code_length && (v->map[frame->bci] & MAP_INSTRUCTION) != 0) {
        v->map[frame->bci] |= (number + 1) << MAP_FRAME;
        return true;
    }
    struct frame_view view = stackmap_frame(v, number);
    return verify_fail(v, &(struct fault){FAULT_BAD_FRAME, .type = {ORIGIN_FRAME, .frame = &view}},
                       "StackMapTable error: bad offset");
}

bool stackmap_decode(struct verifier *v) {
    const struct attribute *a = attribute_find(v->code->attributes, v->code->attributes_count, ATTR_STACK_MAP_TABLE);
    v->frames_count = v->pool_count = 0;
    if (a == NULL || a->length == 0) /* HotSpot takes an empty attribute for none */
        return true;
    struct decoder d = {v, {a->info, a->info + a->length, false}};
    u32 count = reader_u2(&d.in);
    if (at_end(&d))
        return false;
    if (v->frames_capacity < count) {
        mem_free(v->frames);
        v->frames = mem_alloc(count * sizeof *v->frames);
        v->frames_capacity = count;
    }
    struct map_frame frame = {.locals_size = (u16)v->locals_size, .this_uninit = v->this_uninit};
    for (u32 i = 0; i < v->locals_size; i++)
        if (!pool_add(v, v->locals[i]))
            return false;
    for (; v->frames_count < count; v->frames_count++) {
        if (!decode_frame(&d, &frame, v->frames_count == 0))
            return false;
        v->frames[v->frames_count] = frame;
        if (!check_place(v, v->frames_count))
            return false;
    }
    return reader_left(&d.in) == 0 || verify_fail_stackmap(v, "wrong attribute size");
}

/* ---- matching ---- */

struct frame_view stackmap_frame(const struct verifier *v, u32 number) {
    const struct map_frame *f = &v->frames[number];
    return (struct frame_view){f->bci,        f->this_uninit,      f->locals_size,
                               f->stack_size, v->pool + f->locals, v->pool + f->stack};
}

/* How frame `from` fails to be assignable to `to` (JVMS 4.10.1.4). */
struct mismatch {
    bool found;
    struct fault fault;
};

/* The first of n types that is not assignable; n = none. False = stopped. */
static bool compare_types(struct verifier *v, const u32 *from, const u32 *to, u32 n, u32 *at) {
    for (*at = 0; *at < n; ++*at) {
        bool ok = true;
        if (from[*at] != to[*at] && !type_assignable(v, from[*at], to[*at], false, &ok))
            return false;
        if (!ok)
            break;
    }
    return true;
}

/* `from` has all max_locals types. */
static bool compare(struct verifier *v, const struct frame_view *from, const struct frame_view *to,
                    struct mismatch *m) {
    u32 at;
    m->found = true;
    m->fault = (struct fault){
        .bci = from->bci, .type = {ORIGIN_FRAME, .frame = from}, .expected = {ORIGIN_FRAME, .frame = to}};
    if (from->stack_size != to->stack_size) {
        m->fault.kind = FAULT_STACK_SIZE;
        return true;
    }
    m->fault.bci = to->bci;
    m->fault.kind = FAULT_TYPE;
    if (!compare_types(v, from->locals, to->locals, to->locals_size, &at))
        return false;
    if (at < to->locals_size) {
        m->fault.type = (struct origin){ORIGIN_LOCAL, at, from->locals[at], from};
        m->fault.expected = (struct origin){ORIGIN_MAP_LOCAL, at, to->locals[at], to};
        return true;
    }
    if (!compare_types(v, from->stack, to->stack, to->stack_size, &at))
        return false;
    if (at < to->stack_size) {
        m->fault.type = (struct origin){ORIGIN_STACK, at, from->stack[at], from};
        m->fault.expected = (struct origin){ORIGIN_MAP_STACK, at, to->stack[at], to};
        return true;
    }
    m->fault.kind = FAULT_FLAGS;
    m->found = from->this_uninit && !to->this_uninit;
    return true;
}

#define NO_FRAME(v)                                                                                                    \
    &(struct fault) {                                                                                                  \
        FAULT_NO_FRAME, .bci = (v)->bci                                                                                \
    }

/* The frame at a bytecode index, or an error. */
static bool find_frame(struct verifier *v, i64 target, u32 *number) {
    if (target < 0 || target >= v->code->code_length || v->map[target] >> MAP_FRAME == 0)
        return verify_fail(v, NO_FRAME(v), "Expecting a stackmap frame at branch target %lld", (long long)target);
    *number = (v->map[target] >> MAP_FRAME) - 1;
    return true;
}

bool stackmap_check_branch(struct verifier *v, i64 target) {
    struct frame_view from = frame_current(v);
    struct mismatch m;
    u32 number = 0; /* find_frame sets it; gcc 12 -O3 does not see that */
    if (!find_frame(v, target, &number))
        return false;
    struct frame_view to = stackmap_frame(v, number);
    if (!compare(v, &from, &to, &m))
        return false;
    if (!m.found)
        return true;
    from.stack_size = v->stack_mark;
    return verify_fail(v, &m.fault, "Inconsistent stackmap frames at branch target %lld", (long long)target);
}

/* Do the locals that changed still fit a handler's frame that all others fit? */
static bool changed_fit(struct verifier *v, const struct frame_view *to, bool *ok) {
    *ok = true;
    for (u32 i = 0; i < v->changed_count && *ok; i++) {
        u32 at = v->changed[i];
        if (at < to->locals_size && v->locals[at] != to->locals[at] &&
            !type_assignable(v, v->locals[at], to->locals[at], false, ok))
            return false;
    }
    return true;
}

static bool match_handler(struct verifier *v, const struct exception_entry *e, bool uninit) {
    u32 caught = e->catch_type ? class_constant_type(v, e->catch_type) : known_type(NAME_THROWABLE);
    struct frame_view from = frame_current(v);
    struct mismatch m;
    u32 number = 0; /* find_frame sets it; gcc 12 -O3 does not see that */
    from.this_uninit |= uninit;
    from.stack = &caught;
    from.stack_size = v->code->max_stack == 0 ? 0 : 1;
    if (v->code->max_stack == 0)
        return verify_fail(v, &(struct fault){FAULT_OVERFLOW, v->bci, {ORIGIN_FRAME, .frame = &from}, {0}},
                           "Operand stack overflow");
    if (!find_frame(v, e->handler_pc, &number))
        return false;
    struct frame_view to = stackmap_frame(v, number);
    if (v->changed_count != CHANGED_MUCH && e->start_pc != v->bci && !uninit) {
        bool ok;
        if (!changed_fit(v, &to, &ok))
            return false;
        if (ok)
            return true;
    }
    if (!compare(v, &from, &to, &m))
        return false;
    return !m.found ||
           verify_fail(v, &m.fault, "Stack map does not match the one at exception handler %u", e->handler_pc);
}

/* A handler is checked in full where its range begins, and then for the locals that change: so that 65535 handlers
 * around 65535 instructions with as many locals take seconds, not days. */
bool stackmap_check_handlers(struct verifier *v, bool uninit) {
    bool starts = (v->map[v->bci] & MAP_TRY) != 0;
    if (v->changed_count == 0 && !starts && !uninit)
        return true;
    for (u32 i = 0; i < v->code->exception_table_length; i++) {
        const struct exception_entry *e = &v->code->exception_table[i];
        if (v->bci >= e->start_pc && v->bci < e->end_pc && !match_handler(v, e, uninit))
            return false;
    }
    v->changed_count = 0;
    return true;
}

static void take_over(struct verifier *v, const struct frame_view *frame) {
    for (u32 i = 0; i < frame->locals_size; i++)
        frame_put_local(v, i, frame->locals[i]);
    for (u32 i = frame->locals_size; i < v->locals_size; i++)
        frame_put_local(v, i, TYPE_TOP);
    memcpy(v->stack, frame->stack, frame->stack_size * sizeof *v->stack);
    v->locals_size = frame->locals_size;
    v->stack_size = v->stack_mark = frame->stack_size;
    if (v->this_uninit != frame->this_uninit)
        v->changed_count = CHANGED_MUCH;
    v->this_uninit = frame->this_uninit;
}

bool stackmap_at_instruction(struct verifier *v, u32 *next, bool reached) {
    if (*next == v->frames_count)
        return reached || FAIL_CODE(v, "Expecting a stack map frame");
    if (v->frames[*next].bci != v->bci) /* it is further on: every frame stands at an instruction */
        return reached || verify_fail(v, NO_FRAME(v), "Expecting a stack map frame");
    struct frame_view to = stackmap_frame(v, *next);
    if (reached) {
        struct frame_view from = frame_current(v);
        struct mismatch m;
        if (!compare(v, &from, &to, &m))
            return false;
        if (m.found)
            return verify_fail(v, &m.fault, "Instruction type does not match stack map");
    }
    take_over(v, &to);
    ++*next;
    return true;
}
