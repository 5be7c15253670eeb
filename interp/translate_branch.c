/* SPDX-License-Identifier: MIT
 *
 * translate_branch.c - the translator's control flow: where blocks begin and with which stack, conditions and branches,
 * loop inversion.
 *
 * A branch knows its target's bytecode index only; a fix notes where to put the distance once all code is there.
 * Conditions come in forward and backward forms, the latter count fuel. In methods too large for 16-bit distances a
 * condition jumps over a goto, which has 32 bits.
 */
#include "interp/translate_internal.h"

void block_record(struct translator *tr, u32 bci) {
    struct place *p = &tr->places[bci];
    p->depth = tr->depth + 1;
    p->categories = tr->categories.count;
    for (u32 i = 0; i < tr->depth; i++)
        *VECTOR_ADD(tr, tr->categories) = tr->stack[i].category | tr->stack[i].address_of << 2;
    if (tr->owners)
        tr->owners[bci] = tr->owner;
}

void block_restore_stack(struct translator *tr, u32 depth, u32 categories) {
    tr->depth = 0;
    for (u32 i = 0; i + 1 < depth; i++) {
        u32 entry = tr->categories.items[categories + i];
        stack_push_home(tr, entry & 3);
        tr->stack[i].address_of = entry >> 2;
    }
}

/* The current stack flows to bci, which is a leader. */
void block_reach(struct translator *tr, u32 bci) {
    const struct place *p = &tr->places[bci];
    if (!p->depth) {
        block_record(tr, bci);
        *VECTOR_ADD(tr, tr->reached) = bci;
        return;
    }
    if (p->depth != tr->depth + 1)
        translate_fail(tr, "operand stacks of different depth meet");
    for (u32 i = 0; i < tr->depth; i++)
        if ((tr->categories.items[p->categories + i] & 3) != tr->stack[i].category)
            translate_fail(tr, "operand stacks of different types meet");
}

void fix_add(struct translator *tr, u32 at, u32 where, u32 target, int kind) {
    *VECTOR_ADD(tr, tr->fixes) = (struct fix){at, where, target, kind};
}

void stack_flush(struct translator *tr) {
    stack_place(tr, 0, tr->depth, NOWHERE);
}

void branch_goto(struct translator *tr, u32 target) {
    block_reach(tr, target);
    u32 at = emit(tr, target <= tr->bci ? R_goto_back : R_goto, 0, 0, 0);
    fix_add(tr, at, 0, target, FIX_32);
}

/* Conditions come in families of six (rops.def); condition ^ 1 is the complement. */
struct condition {
    u32 family, step; /* first operation; distance between conditions: forward and back form */
};
static const struct condition families[] = {
    {R_if_ieq, 6}, {R_if_ieqI, 4}, {R_if_weq, 6}, {R_if_weqI, 4}, {R_if_feq, 6}, {R_if_deq, 6},
};
static_assert(ARRAY_LENGTH(families) == FAMILIES, "one row each");

static u32 condition_op(u32 family, u32 cc, bool back) {
    return families[family].family + cc * families[family].step + (back ? families[family].step / 2 : 0);
}

/* Operands are popped and the rest of the stack is home. */
static void emit_branch(struct translator *tr, u32 family, u32 cc, u32 a, u32 b, u32 target) {
    bool back = target <= tr->bci;
    if (tr->large) {
        emit(tr, condition_op(family, cc ^ 1, false), a, b, 2);
        branch_goto(tr, target);
        return;
    }
    block_reach(tr, target);
    u32 at = emit(tr, condition_op(family, cc, back), a, b, (u16)MIN_OF(tr->fixes.count, 0xffffu));
    fix_add(tr, at, 0, target, FIX_16);
    tr->last_insn = NOWHERE;
}

u32 branch_target(struct translator *tr, i64 target) {
    if (target < 0 || target >= tr->code->code_length || !(tr->flags[target] & BCI_INSN))
        translate_fail(tr, "bad branch target");
    return (u32)target;
}

u32 branch_target2(struct translator *tr, const u8 *operand) {
    return branch_target(tr, (i64)tr->bci + (i16)be16(operand));
}
u32 branch_target4(struct translator *tr, const u8 *operand) {
    return branch_target(tr, (i64)tr->bci + (i32)be32(operand));
}

/* Compares the two uppermost entries and branches. */
void branch_compare(struct translator *tr, u32 family, u32 cc, u32 target) {
    static const u8 exchanged[6] = {0, 1, 4, 5, 2, 3};
    stack_need(tr, 2);
    u32 x = tr->depth - 2, y = x + 1;
    if (family <= FAMILY_WI && tr->stack[x].kind != ENTRY_REGISTER && tr->stack[y].kind == ENTRY_REGISTER) {
        struct entry e = tr->stack[x];
        tr->stack[x] = tr->stack[y];
        tr->stack[y] = e;
        tr->crossed = true;
        cc = exchanged[cc];
    }
    const struct entry *right = &tr->stack[y];
    bool immediate = !(tr->options & TRANSLATE_NO_SUPEROPERATORS) &&
                     ((family == FAMILY_I && right->kind == ENTRY_INT && (i32)right->value == (i16)right->value) ||
                      (family == FAMILY_W && right->kind == ENTRY_WIDE && right->value == (i16)right->value) ||
                      (family == FAMILY_W && right->kind == ENTRY_INT && right->value == 0));
    stack_load(tr, x);
    if (!immediate)
        stack_load(tr, y);
    stack_place(tr, 0, x, NOWHERE);
    u32 a = tr->stack[x].reg, b = immediate ? (u16)tr->stack[y].value : tr->stack[y].reg;
    tr->depth -= 2;
    emit_branch(tr, immediate ? family + 1 : family, cc, a, b, target);
}

void branch_compare_zero(struct translator *tr, u32 family, u32 cc, u32 target) {
    stack_need(tr, 1);
    stack_load(tr, tr->depth - 1);
    stack_place(tr, 0, tr->depth - 1, NOWHERE);
    u32 a = tr->stack[--tr->depth].reg;
    emit_branch(tr, family + 1, cc, a, 0, target);
}

/* xcmp followed by ifxx. cc: that of the if; result: floating-point condition and whether operands are exchanged. */
void branch_compare_float(struct translator *tr, u32 family, bool nan_is_greater, u32 cc, u32 target) {
    enum { EQ, NE, LT, NLT, LE, NLE, SWAP = 8 };
    static const u8 less[6] = {EQ, NE, NLE | SWAP, LE | SWAP, LT | SWAP, NLT | SWAP};
    static const u8 greater[6] = {EQ, NE, LT, NLT, NLE, LE};
    u32 condition = nan_is_greater ? greater[cc] : less[cc];
    stack_need(tr, 2);
    if (condition & SWAP) {
        struct entry e = tr->stack[tr->depth - 1];
        tr->stack[tr->depth - 1] = tr->stack[tr->depth - 2];
        tr->stack[tr->depth - 2] = e;
        tr->crossed = true;
    }
    branch_compare(tr, family, condition & 7, target);
}

/* Is op a condition? Then its family, condition and variant. */
static bool decode_condition(u32 op, u32 *family, u32 *cc, u32 *variant, bool *back) {
    for (u32 f = 0; f < FAMILIES; f++) {
        u32 first = families[f].family, step = families[f].step;
        if (op >= first && op < first + 6 * step) {
            *family = f;
            *cc = (op - first) / step;
            u32 rest = (op - first) % step;
            *back = rest >= step / 2;
            *variant = rest % (step / 2);
            return true;
        }
    }
    return false;
}

/* A backward goto to a short condition that leaves the loop: repeats the condition, inverted. */
bool branch_invert_loop(struct translator *tr, u32 target, u32 next_bci) {
    enum { LIMIT = 8 }; /* words to repeat */
    u32 start = tr->places[target].pc;
    if (tr->large || start == NOWHERE || target > tr->bci || (tr->options & TRANSLATE_NO_INVERSION))
        return false;
    u32 at = start, family = 0, cc = 0, variant = 0;
    bool back = false, found = false;
    while (at < tr->words.count && at - start <= LIMIT) {
        u32 op = tr->words.items[at].insn.op;
        if ((found = decode_condition(op, &family, &cc, &variant, &back)))
            break;
        if (rop_infos[op].flags & (ROPF_END | ROPF_BRANCH) || rop_infos[op].words == 0)
            return false;
        at += rop_infos[op].words;
    }
    if (!found || back)
        return false;
    struct insn branch = tr->words.items[at].insn;
    if (branch.c == 0xffff || tr->fixes.items[branch.c].at != at || (i64)tr->words.count - at > 30000)
        return false;
    u32 exit = tr->fixes.items[branch.c].target, goto_bci = tr->bci, last = tr->last_insn;
    u32 inverted = condition_op(family, cc ^ 1, true);
    block_reach(tr, target);
    if (at == start && last != NOWHERE && variant == 0 && !(tr->options & TRANSLATE_NO_SUPEROPERATORS) &&
        (inverted == R_if_ilt_back || inverted == R_if_iltI_back)) {
        struct insn *add = &tr->words.items[last].insn;
        bool fits = add->op == R_iaddI && add->a == add->b && add->c == 1 && add->a == branch.a &&
                    (inverted == R_if_iltI_back || branch.b != branch.a);
        if (fits) {
            u32 op = inverted == R_if_ilt_back ? R_loop_lt_back : R_loop_ltI_back;
            *add = (struct insn){(u16)op, branch.a, branch.b, (u16)(at + 1 - last)};
            goto done;
        }
    }
    for (u32 p = start, words; p < at; p += words) {
        words = rop_infos[tr->words.items[p].insn.op].words;
        struct register_code so_far = {
            .words = tr->words.items, .length = tr->words.count, .bci_map = tr->map.items, .bci_count = tr->map.count};
        tr->bci = code_bci_at(&so_far, so_far.words + p);
        emit_exact(tr, tr->words.items[p]);
        for (u32 i = 1; i < words; i++)
            emit_word(tr, tr->words.items[p + i].w);
    }
    tr->bci = goto_bci;
    emit_exact(tr, (union code_word){
                       .insn = {(u16)(inverted + variant), branch.a, branch.b, (u16)(at + 1 - tr->words.count)}});
done:
    tr->last_insn = tr->last_def = NOWHERE;
    if (exit != next_bci || tr->places[exit].pc != NOWHERE) {
        tr->bci = goto_bci;
        u32 jump = emit(tr, exit <= goto_bci ? R_goto_back : R_goto, 0, 0, 0);
        fix_add(tr, jump, 0, exit, FIX_32);
    }
    return true;
}
