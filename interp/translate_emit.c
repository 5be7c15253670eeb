/* SPDX-License-Identifier: MIT
 *
 * translate_emit.c - the translator's back end: emitting instructions, where stack entries are.
 *
 * Two economies happen here. A result that only the next instruction reads stays in the accumulator (emit). A result
 * that is stored into a local variable at once is written there directly (stack_store, move).
 */
#include "interp/translate_internal.h"

#include "base/mem.h"

void translate_fail(struct translator *tr, const char *reason) {
    tr->error->reason = reason;
    tr->error->bci = tr->bci;
    longjmp(tr->failed, 1);
}

void *translate_grow(struct translator *tr, void *items, u32 *capacity, size_t size) {
    u32 wanted = *capacity ? *capacity * 2 : 64;
    if (wanted > 1u << 22) /* 65535 bytes of bytecode don't need a tenth of it */
        translate_fail(tr, "method too large");
    *capacity = wanted;
    return mem_realloc(items, wanted * size);
}

void emit_word(struct translator *tr, u64 w) {
    VECTOR_ADD(tr, tr->words)->w = w;
}

u32 emit_exact(struct translator *tr, union code_word word) {
    u32 at = tr->words.count;
    emit_word(tr, word.w);
    if (!tr->map.count || tr->map.items[tr->map.count - 1].bci != tr->bci)
        *VECTOR_ADD(tr, tr->map) = (struct code_bci){at, tr->bci};
    tr->last_insn = at;
    tr->last_def = NOWHERE;
    return at;
}

static bool referenced(const struct translator *tr, u32 reg) {
    for (u32 i = 0; i < tr->depth; i++)
        if (tr->stack[i].kind == ENTRY_REGISTER && tr->stack[i].reg == reg)
            return true;
    return false;
}

/* The variant of op that takes the accumulator where this instruction reads register r, once; 0 = none. */
static u32 accumulator_variant(u32 op, u32 a, u32 b, u32 c, u32 r) {
    u32 roles = rop_infos[op].roles, use = 0;
    if (a == r)
        use |= roles & USE_A;
    if (b == r)
        use |= roles & USE_B;
    if (c == r)
        use |= roles & USE_C;
    bool once = use && !(use & (use - 1));
    return once ? rop_source_variant(op, use) : 0;
}

/* Operands must be popped already: an entry that still names the last result keeps it in its register. */
u32 emit(struct translator *tr, u32 op, u32 a, u32 b, u32 c) {
    u32 variant = 0;
    if (tr->last_def != NOWHERE && !(tr->options & TRANSLATE_NO_ACCUMULATOR)) {
        struct insn *def = &tr->words.items[tr->last_def].insn;
        if (def->a >= tr->locals && (variant = accumulator_variant(op, a, b, c, def->a)) != 0) {
            if (referenced(tr, def->a))
                variant = 0;
            else if (!(rop_infos[def->op].roles & DEF_ACC)) /* calls leave the result in both */
                def->op = (u16)(def->op + VARIANT_T);
        }
    }
    u32 at = emit_exact(tr, (union code_word){.insn = {(u16)(op + variant), (u16)a, (u16)b, (u16)c}});
    if (rop_infos[op].flags & ROPF_RESULT)
        tr->last_def = at;
    return at;
}

u32 emit_extended(struct translator *tr, u32 op, u32 a, u32 b, u32 c, u64 extension) {
    u32 at = emit(tr, op, a, b, c);
    emit_word(tr, extension);
    return at;
}

void emit_constant(struct translator *tr, u32 reg, const struct entry *e) {
    if (e->kind == ENTRY_INT)
        emit(tr, R_const_i, reg, (u16)e->value, (u16)((u64)e->value >> 16));
    else if (e->value == (i32)e->value)
        emit(tr, R_const_j, reg, (u16)e->value, (u16)((u64)e->value >> 16));
    else
        emit_extended(tr, R_const_wide, reg, 0, 0, (u64)e->value);
}

void stack_need(struct translator *tr, u32 n) {
    if (tr->depth < n)
        translate_fail(tr, "operand stack underflow");
}

void stack_push(struct translator *tr, u32 kind, u32 category, u32 reg, i64 value) {
    if (tr->depth >= tr->max_stack)
        translate_fail(tr, "operand stack overflow");
    if (tr->depth == 0)
        tr->crossed = false;
    tr->stack[tr->depth++] = (struct entry){(u8)kind, (u8)category, (u16)reg, 0, value};
}

void stack_push_home(struct translator *tr, u32 category) {
    stack_push(tr, ENTRY_REGISTER, category, home(tr, tr->depth), 0);
}

/* dst = src; the entry that held src names dst already. */
static void move(struct translator *tr, u32 dst, u32 src) {
    if (tr->last_def != NOWHERE && src >= tr->locals) {
        struct insn *def = &tr->words.items[tr->last_def].insn;
        if (def->a == src && (rop_infos[def->op].flags & ROPF_RESULT) && !referenced(tr, src)) {
            def->a = (u16)dst;
            return;
        }
    }
    emit(tr, R_mov, dst, src, 0);
}

struct placement {
    u32 from, to, reg;
};

static bool misplaced(const struct translator *tr, const struct placement *p, u32 i) {
    const struct entry *e = &tr->stack[i];
    bool wanted = i >= p->from && i < p->to;
    if (e->kind != ENTRY_REGISTER)
        return wanted;
    return e->reg != home(tr, i) && (wanted || e->reg >= tr->locals || e->reg == p->reg);
}

/* Another entry than i whose value lies in i's home. */
static bool occupied(const struct translator *tr, u32 i) {
    u16 h = home(tr, i);
    for (u32 j = 0; tr->crossed && j < tr->depth; j++)
        if (j != i && tr->stack[j].kind == ENTRY_REGISTER && tr->stack[j].reg == h)
            return true;
    return false;
}

static void place_one(struct translator *tr, u32 i) {
    struct entry e = tr->stack[i];
    u16 h = home(tr, i);
    tr->stack[i] = (struct entry){ENTRY_REGISTER, e.category, h, e.address_of, 0};
    if (e.kind == ENTRY_REGISTER)
        move(tr, h, e.reg);
    else
        emit_constant(tr, h, &e);
}

/* Two local variables to neighbouring homes (arguments of calls). */
static bool place_two(struct translator *tr, const struct placement *p, u32 i) {
    if (i + 1 >= tr->depth || (tr->options & TRANSLATE_NO_SUPEROPERATORS))
        return false;
    struct entry *x = &tr->stack[i], *y = x + 1;
    if (x->kind != ENTRY_REGISTER || y->kind != ENTRY_REGISTER || x->reg >= tr->locals || y->reg >= tr->locals ||
        !misplaced(tr, p, i + 1) || occupied(tr, i + 1))
        return false;
    u32 first = x->reg, second = y->reg;
    x->reg = home(tr, i);
    y->reg = home(tr, i + 1);
    emit(tr, R_mov2, x->reg, first, second);
    return true;
}

/* A parallel move: an entry goes home when no other needs what lies there; the scratch register breaks cycles. */
void stack_place(struct translator *tr, u32 from, u32 to, u32 reg) {
    struct placement p = {from, to, reg};
    bool simple = !tr->crossed && reg == NOWHERE; /* others than [from, to) have no reason to move */
    u32 first = simple ? from : 0, last = simple ? to : tr->depth;
    for (;;) {
        u32 blocked = NOWHERE;
        bool progress = false;
        for (u32 i = first; i < last; i++) {
            if (!misplaced(tr, &p, i))
                continue;
            if (occupied(tr, i)) {
                blocked = i;
                continue;
            }
            if (!place_two(tr, &p, i))
                place_one(tr, i);
            progress = true;
        }
        if (blocked == NOWHERE)
            break;
        if (progress)
            continue;
        u16 h = home(tr, blocked);
        for (u32 j = 0; j < tr->depth; j++)
            if (j != blocked && tr->stack[j].kind == ENTRY_REGISTER && tr->stack[j].reg == h)
                tr->stack[j].reg = (u16)tr->scratch;
        emit(tr, R_mov, tr->scratch, h, 0);
        tr->last_def = NOWHERE;
    }
    tr->crossed = false;
}

void stack_load(struct translator *tr, u32 i) {
    struct entry e = tr->stack[i];
    if (e.kind == ENTRY_REGISTER)
        return;
    u16 h = home(tr, i);
    if (occupied(tr, i))
        stack_place(tr, 0, 0, NOWHERE);
    tr->stack[i] = (struct entry){ENTRY_REGISTER, e.category, h, e.address_of, 0};
    emit_constant(tr, h, &e);
}

void stack_free_home(struct translator *tr, u32 i) {
    u16 h = home(tr, i);
    for (u32 j = 0; tr->crossed && j < i && j < tr->depth; j++)
        if (tr->stack[j].kind == ENTRY_REGISTER && tr->stack[j].reg == h) {
            stack_place(tr, 0, 0, NOWHERE);
            return;
        }
}

void stack_store(struct translator *tr, u32 local) {
    struct entry e = tr->stack[tr->depth - 1];
    if (e.kind == ENTRY_REGISTER && e.reg == local) {
        tr->depth--;
        return;
    }
    bool copied = false;
    for (u32 i = 0; i + 1 < tr->depth; i++)
        copied = copied || (tr->stack[i].kind == ENTRY_REGISTER && tr->stack[i].reg == local);
    if (copied) { /* the old value is still needed */
        stack_place(tr, 0, 0, local);
        e = tr->stack[tr->depth - 1];
    }
    tr->depth--;
    if (e.kind != ENTRY_REGISTER) {
        emit_constant(tr, local, &e);
        return;
    }
    if (tr->last_def != NOWHERE && e.reg >= tr->locals) {
        struct insn *def = &tr->words.items[tr->last_def].insn;
        if (def->a == e.reg && (rop_infos[def->op].flags & ROPF_RESULT)) {
            def->a = (u16)local;
            for (u32 i = 0; i < tr->depth; i++)
                if (tr->stack[i].kind == ENTRY_REGISTER && tr->stack[i].reg == e.reg)
                    tr->stack[i].reg = (u16)local;
            tr->last_def = NOWHERE;
            return;
        }
    }
    emit(tr, R_mov, local, e.reg, 0);
}
