/* SPDX-License-Identifier: MIT
 *
 * translate_jsr.c - jsr and ret, which class files before version 51 may have.
 *
 * Each jsr of a method has a number, which is the return address in the register code; ret looks it up among the calls
 * of its subroutine and jumps behind the one that it names. So a subroutine is translated once, however many ways lead
 * into it. Registers have no types, so those that the subroutine doesn't touch need no thought (JVMS 4.10.2.5). The
 * operand stack does: where a call returns to, it is what it is at the ret.
 *
 * Which subroutine does a ret end? Return addresses on the stack know theirs (entry.address_of), a store notes the
 * variable. Each block belongs to the subroutine that was entered last on the way that reached it first (owners); that
 * one, or the nearest of its callers, that keeps its address in the ret's variable is meant. In verified code every way
 * to a ret leads through one subroutine: its variable would have no type otherwise.
 */
#include "interp/translate_internal.h"

u32 jsr_add_subroutine(struct translator *tr, u32 target) {
    *VECTOR_ADD(tr, tr->subroutines) =
        (struct subroutine){.target = target, .local = NOWHERE, .first = NOWHERE, .last = NOWHERE};
    return tr->subroutines.count - 1;
}

static u32 subroutine_at(struct translator *tr, u32 target) {
    for (u32 i = 1; i < tr->subroutines.count; i++)
        if (tr->subroutines.items[i].target == target)
            return i;
    return jsr_add_subroutine(tr, target);
}

static u32 call_add(struct translator *tr, u32 callee, u32 return_bci) {
    u32 number = tr->calls.count;
    *VECTOR_ADD(tr, tr->calls) = (struct subroutine_call){tr->owner, callee, return_bci, NOWHERE};
    struct subroutine *s = &tr->subroutines.items[callee];
    if (s->first == NOWHERE)
        s->first = number;
    else
        tr->calls.items[s->last].next = number;
    s->last = number;
    return number;
}

/* The current stack flows to a block of another subroutine. */
static void reach_in(struct translator *tr, u32 owner, u32 bci) {
    u32 from = tr->owner;
    tr->owner = owner;
    block_reach(tr, bci);
    tr->owner = from;
}

void jsr_call(struct translator *tr, u32 target, u32 return_bci) {
    if (tr->cf->major_version >= 51)
        translate_fail(tr, "jsr in a class file of version 51 or later");
    if (return_bci >= tr->code->code_length)
        translate_fail(tr, "falling off the end of the code");
    u32 callee = subroutine_at(tr, target);
    stack_push(tr, ENTRY_INT, 1, 0, call_add(tr, callee, return_bci));
    tr->stack[tr->depth - 1].address_of = callee + 1;
    stack_flush(tr);
    reach_in(tr, callee, target);
    u32 at = emit(tr, R_goto_back, 0, 0, 0);
    fix_add(tr, at, 0, target, FIX_32);
    const struct subroutine *s = &tr->subroutines.items[callee];
    if (s->depth) {
        block_restore_stack(tr, s->depth, s->categories);
        block_reach(tr, return_bci);
    }
    tr->dead = true;
}

/* The subroutine that a ret in tr->owner ends: a search through callers, breadth first. */
static u32 subroutine_of(struct translator *tr, u32 local) {
    u32 count = tr->subroutines.count, known = 0, found = tr->owner;
    u32 *queue = mem_alloc(count * sizeof *queue);
    bool *seen = mem_zalloc(count);
    queue[known++] = tr->owner;
    seen[0] = seen[tr->owner] = true;
    for (u32 i = 0; i < known; i++) {
        const struct subroutine *s = &tr->subroutines.items[queue[i]];
        if (s->local == local) {
            found = queue[i];
            break;
        }
        for (u32 c = s->first; c != NOWHERE; c = tr->calls.items[c].next) {
            u32 caller = tr->calls.items[c].caller;
            if (!seen[caller])
                queue[known++] = caller;
            seen[caller] = true;
        }
    }
    mem_free(queue);
    mem_free(seen);
    return found;
}

void jsr_return(struct translator *tr, u32 local) {
    u32 reg = local_variable(tr, local, 1);
    if (tr->owner == 0)
        translate_fail(tr, "ret outside of a subroutine");
    u32 callee = subroutine_of(tr, local);
    struct subroutine *s = &tr->subroutines.items[callee];
    stack_flush(tr);
    for (u32 c = s->first; c != NOWHERE; c = tr->calls.items[c].next)
        reach_in(tr, tr->calls.items[c].caller, tr->calls.items[c].return_bci);
    if (!s->depth) {
        const struct place *p = &tr->places[tr->calls.items[s->first].return_bci];
        s->depth = p->depth;
        s->categories = p->categories;
    }
    u32 at = emit(tr, R_goto_back, 0, 0, 0);
    *VECTOR_ADD(tr, tr->returns) = (struct subroutine_return){at, tr->bci, callee, reg};
    tr->dead = true;
}

/* The switch of a ret, in the form of lookupswitch. */
static void link_return(struct translator *tr, const struct subroutine_return *r) {
    const struct subroutine *s = &tr->subroutines.items[r->callee];
    const struct subroutine_call *calls = tr->calls.items;
    tr->bci = r->bci;
    if (calls[s->first].next == NOWHERE) {
        fix_add(tr, r->at, 0, calls[s->first].return_bci, FIX_32);
        return;
    }
    u32 at = emit_exact(tr, (union code_word){.insn = {R_lookupswitch, (u16)r->reg, 0, 0}});
    struct insn *jump = &tr->words.items[r->at].insn;
    jump->b = (u16)(at - r->at);
    jump->c = (u16)((at - r->at) >> 16);
    u32 count = 0;
    emit_word(tr, 0);
    fix_add(tr, at, 2 * (at + 1) + 1, calls[s->first].return_bci, FIX_TABLE);
    for (u32 c = s->first; c != NOWHERE; c = calls[c].next, count++) {
        emit_word(tr, c);
        fix_add(tr, at, 2 * (at + 2 + count) + 1, calls[c].return_bci, FIX_TABLE);
    }
    tr->words.items[at + 1].w = count;
}

void jsr_link(struct translator *tr) {
    for (u32 i = 0; i < tr->returns.count; i++)
        link_return(tr, &tr->returns.items[i]);
}
