/* SPDX-License-Identifier: MIT
 *
 * paths.c - what is known of values at a point of the code, so that nothing is checked or computed twice on a path.
 *
 * Each register that is tracked has a value number: two registers with the same number hold the same value. A move copies the
 * number, every other write takes it away; 0 means that none was needed yet. What a number stands for never changes (struct
 * value); what has been found out about it holds on a path (struct path), and where paths meet, what all of them know. At a
 * loop's head registers that the loop writes lose their numbers; all else that is known before stays true.
 *
 * Facts are about what the program did, not about how: who enters the code at a loop's head or behind a call has executed
 * the same instructions in the interpreter. FOUND_FRESH is the exception: it ends where a collection may be.
 */
#include "jit/jit_internal.h"

enum { VALUES_MOST = UINT16_MAX };

void path_start(struct compiler *c) {
    c->now = (struct path){.count = 0};
    c->values_count = 1; /* 0: none */
}

static u16 new_value(struct compiler *c, struct value v) {
    if (c->values_count == VALUES_MOST)
        return 0;
    if (c->values_count >= c->values_room) {
        u32 room = c->values_room ? 2 * c->values_room : 64;
        struct value *more = arena_alloc(&c->arena, room * sizeof *more);
        if (c->values_room)
            memcpy(more, c->values, c->values_room * sizeof *more);
        c->values = more;
        c->values_room = room;
    }
    c->values[c->values_count] = v;
    return (u16)c->values_count++;
}

static u16 *place_of(struct compiler *c, int slot) {
    return slot == ACCUMULATOR ? &c->now.accumulator : slot < PATH_SLOTS ? &c->now.values[slot] : NULL;
}

/* The number of what a register holds; 0: it is not tracked. */
static u16 value_of(struct compiler *c, int slot) {
    u16 *place = place_of(c, slot);
    if (place && !*place)
        *place = new_value(c, (struct value){.kind = VALUE_ANY});
    return place ? *place : 0;
}

static const struct value *known(const struct compiler *c, int slot) {
    u16 v = slot == ACCUMULATOR ? c->now.accumulator : slot < PATH_SLOTS ? c->now.values[slot] : 0;
    return v ? &c->values[v] : NULL;
}

static bool same_finding(const struct finding *x, const struct finding *y) {
    return x->kind == y->kind && x->a == y->a && x->b == y->b && x->class == y->class;
}
static bool path_holds(const struct path *f, struct finding wanted) {
    for (u32 i = 0; i < f->count; i++)
        if (same_finding(&f->list[i], &wanted))
            return true;
    return false;
}
static void add_finding(struct compiler *c, struct finding finding) {
    struct path *f = &c->now;
    if (!finding.a || path_holds(f, finding))
        return;
    if (f->count < PATH_FINDINGS)
        f->list[f->count++] = finding;
    else
        f->list[f->next++ % PATH_FINDINGS] = finding; /* instead of an old one */
}
static void drop_fresh(struct path *f) {
    u32 count = 0;
    for (u32 i = 0; i < f->count; i++)
        if (f->list[i].kind != FOUND_FRESH)
            f->list[count++] = f->list[i];
    f->count = (u8)count;
}

/* ---- questions and answers ---- */

bool path_constant(const struct compiler *c, int slot, i64 *constant) {
    const struct value *v = known(c, slot);
    if (!v || v->kind != VALUE_CONSTANT)
        return false;
    *constant = (i64)v->is;
    return true;
}

const struct class *path_exact_class(const struct compiler *c, int slot) {
    const struct value *v = known(c, slot);
    return v && v->kind == VALUE_NEW ? (const struct class *)(uintptr_t)v->is : NULL;
}

bool path_not_null(struct compiler *c, int slot) {
    return path_exact_class(c, slot) ||
           path_holds(&c->now, (struct finding){.kind = FOUND_NOT_NULL, .a = value_of(c, slot)});
}
void path_set_not_null(struct compiler *c, int slot) {
    add_finding(c, (struct finding){.kind = FOUND_NOT_NULL, .a = value_of(c, slot)});
}

bool path_in_bounds(struct compiler *c, int array, int index) {
    return path_holds(&c->now,
                      (struct finding){.kind = FOUND_IN_BOUNDS, .a = value_of(c, index), .b = value_of(c, array)});
}
void path_set_in_bounds(struct compiler *c, int array, int index) {
    u16 b = value_of(c, array);
    if (b)
        add_finding(c, (struct finding){.kind = FOUND_IN_BOUNDS, .a = value_of(c, index), .b = b});
}

bool path_instance(struct compiler *c, int slot, const struct class *k) {
    const struct class *exact = path_exact_class(c, slot);
    if (exact && class_is_subtype_slow((struct class *)(uintptr_t)exact, (struct class *)(uintptr_t)k))
        return true;
    u16 a = value_of(c, slot);
    for (u32 i = 0; i < c->now.count && a; i++)
        if (c->now.list[i].kind == FOUND_INSTANCE && c->now.list[i].a == a &&
            class_is_subtype_slow((struct class *)(uintptr_t)c->now.list[i].class, (struct class *)(uintptr_t)k))
            return true;
    return false;
}
void path_set_instance(struct compiler *c, int slot, const struct class *k) {
    add_finding(c, (struct finding){.kind = FOUND_INSTANCE, .a = value_of(c, slot), .class = k});
}

void path_set_less(struct compiler *c, int x, int y) {
    u16 b = value_of(c, y);
    if (b)
        add_finding(c, (struct finding){.kind = FOUND_LESS, .a = value_of(c, x), .b = b});
}

bool path_fresh(struct compiler *c, int slot) {
    return path_holds(&c->now, (struct finding){.kind = FOUND_FRESH, .a = value_of(c, slot)});
}

/* ---- instructions ---- */

static void forget(struct compiler *c, int slot) {
    u16 *place = place_of(c, slot);
    if (place)
        *place = 0;
}
static void forget_from(struct compiler *c, int slot) {
    for (int s = slot; s < PATH_SLOTS; s++)
        c->now.values[s] = 0;
}

void path_instruction(struct compiler *c, bool may_collect, bool fresh) {
    struct path *f = &c->now;
    struct rop_roles roles = rop_roles(c->insn);
    u16 result = 0;
    bool number = true;
    if (may_collect)
        drop_fresh(f);
    switch (c->rop->base) {
    case R_mov:
    case R_checkcast:
        result = value_of(c, c->B);
        break;
    case R_const_i:
        result = new_value(c, (struct value){.kind = VALUE_CONSTANT, .is = (u32)insn_imm32(c->insn)});
        break;
    case R_const_j:
        result = new_value(c, (struct value){.kind = VALUE_CONSTANT, .is = (u64)(i64)insn_imm32(c->insn)});
        break;
    case R_new:
        result = new_value(c, (struct value){.kind = VALUE_NEW, .is = c->x->words[c->at + 1].w});
        break;
    case R_arraylength:
        result = new_value(c, (struct value){.kind = VALUE_LENGTH, .is = value_of(c, c->B)});
        break;
    default:
        number = false;
    }
    if (!(c->rop->roles & DEF_ACC))
        f->accumulator = 0;
    if (c->rop->flags & ROPF_CALL) {
        forget_from(c, c->x->base + c->insn.a);
        f->accumulator = 0;
        return;
    }
    for (u32 k = 0; k < roles.writes_count; k++)
        forget(c, c->x->base + roles.writes[k]);
    if (c->rop->roles & DEF_ACC)
        f->accumulator = 0;
    if (number && (c->rop->roles & (DEF_A | DEF_ACC))) {
        u16 *place = place_of(c, c->A);
        if (place)
            *place = result;
        if (fresh)
            add_finding(c, (struct finding){.kind = FOUND_FRESH, .a = result});
    }
}

/* A call from which `before` is what is still known, because the method need not be the one that was inlined. */
void path_called(struct compiler *c, const struct path *before) {
    c->now = *before;
    forget_from(c, c->x->base + c->insn.a);
    c->now.accumulator = 0;
    drop_fresh(&c->now);
}

/* ---- paths ---- */

void path_meet(struct compiler *c, struct word_info *w) {
    if (!w->path) {
        w->path = arena_alloc(&c->arena, sizeof *w->path);
        *w->path = c->now;
        w->path->accumulator = 0;
        return;
    }
    struct path *f = w->path;
    for (u32 s = 0; s < PATH_SLOTS; s++)
        f->values[s] = f->values[s] == c->now.values[s] ? f->values[s] : 0;
    u32 count = 0;
    for (u32 i = 0; i < f->count; i++)
        if (path_holds(&c->now, f->list[i]))
            f->list[count++] = f->list[i];
    f->count = (u8)count;
    f->next = 0;
}

/* Do ways from outside lead into the loop, but not through its head? Handlers count as such. */
static bool has_other_ways_in(const struct context *x, u32 head, u32 end) {
    for (u32 at = head + 1; at <= end; at++)
        if ((x->info[at].flags & WORD_HANDLER) || (x->info[at].first_from && x->info[at].first_from - 1 < head))
            return true;
    return false;
}

/* The end of all that a path from the loop's head back to it may go through: loops that begin in it belong to it. */
static u32 end_of_loop(const struct context *x, u32 head) {
    u32 end = x->info[head].loop_end;
    for (u32 at = head + 1; at <= end; at++)
        if ((x->info[at].flags & WORD_LOOP) && x->info[at].loop_end > end)
            end = x->info[at].loop_end;
    return end;
}

/* Of a loop that goes on while slot `index`, which only grows by 1 each time around, is below an array's length. */
struct count {
    int index, array;
};

/* Is it such a loop? Its only way back is "acc = array.length; if index < acc goto head". */
static bool counts_to_length(const struct context *x, u32 head, u32 end, struct count *count) {
    const union code_word *back = &x->words[end];
    u32 base = rop_infos[back->insn.op].base;
    if (end == head || base < R_if_ilt || base >= R_if_ilt + 6 || !(rop_infos[back->insn.op].roles & USE_ACC) ||
        !(rop_infos[back->insn.op].roles & USE_A) || (u32)((i32)end + rop_target(back, 0)) != head)
        return false;
    const struct insn length = x->words[end - 1].insn;
    if ((x->info[end].flags & WORD_LEADER) || rop_infos[length.op].base != R_arraylength ||
        !(rop_infos[length.op].roles & USE_B) || !(rop_infos[length.op].roles & DEF_ACC))
        return false;
    *count = (struct count){.index = back->insn.a, .array = length.b};
    bool grows = false;
    u32 last = head;
    for (u32 at = head; at < end; at += rop_words(&x->words[at])) {
        const union code_word *w = &x->words[at];
        struct rop_roles roles = rop_roles(w->insn);
        last = at;
        for (u32 k = 0, targets = rop_targets(w); k < targets; k++)
            if ((u32)((i32)at + rop_target(w, k)) == head)
                return false;
        if (rop_infos[w->insn.op].flags & ROPF_CALL && (w->insn.a <= count->index || w->insn.a <= count->array))
            return false;
        for (u32 k = 0; k < roles.writes_count; k++) {
            if (roles.writes[k] == count->array)
                return false;
            if (roles.writes[k] != count->index)
                continue;
            if (grows || w->insn.op != R_iaddI || w->insn.a != w->insn.b || w->insn.c != 1)
                return false;
            grows = true;
        }
    }
    return grows && last == end - 1; /* and not the second word of another instruction */
}

static void enter_loop(struct compiler *c) {
    const struct context *x = c->x;
    u32 head = c->at, end = end_of_loop(x, head);
    struct path *f = &c->now;
    struct count count;
    if (has_other_ways_in(x, head, end)) {
        *f = (struct path){.count = 0};
        return;
    }
    bool in_bounds = false;
    if (end == x->info[head].loop_end && counts_to_length(x, head, end, &count)) {
        int index = x->base + count.index, array = x->base + count.array;
        i64 from;
        u16 i = value_of(c, index), a = value_of(c, array);
        bool natural = path_constant(c, index, &from) && (i32)from >= 0;
        for (u32 k = 0; k < f->count && natural && i && a; k++)
            in_bounds = in_bounds || (f->list[k].kind == FOUND_LESS && f->list[k].a == i &&
                                      c->values[f->list[k].b].kind == VALUE_LENGTH && c->values[f->list[k].b].is == a);
    }
    for (u32 at = head; at <= end; at += rop_words(&x->words[at])) {
        struct rop_roles roles = rop_roles(x->words[at].insn);
        for (u32 k = 0; k < roles.writes_count; k++)
            forget(c, x->base + roles.writes[k]);
        if (rop_infos[x->words[at].insn.op].flags & ROPF_CALL)
            forget_from(c, x->base + x->words[at].insn.a);
    }
    drop_fresh(f);
    if (in_bounds) {
        path_set_in_bounds(c, x->base + count.array, x->base + count.index);
        path_set_not_null(c, x->base + count.array);
    }
}

void path_enter_block(struct compiler *c) {
    const struct word_info *w = &c->x->info[c->at];
    if (!w->path || w->flags & WORD_HANDLER)
        c->now = (struct path){.count = 0};
    else
        c->now = *w->path;
    if (w->flags & WORD_LOOP)
        enter_loop(c);
}
