/* SPDX-License-Identifier: MIT
 *
 * verify_subroutine.c - jsr and ret (JVMS 4.10.2.5).
 *
 * Code in a subroutine is called from several places, whose locals may differ. Those that the subroutine doesn't touch
 * keep, behind the call, the types they had before it. So with the state goes a list of the subroutines that an
 * instruction is in, and for each of the locals that were used in it since the call: entries of 1 + words(locals_limit)
 * integers, the bci where it begins and a bit a local. Subroutines don't call themselves, so the list is as long as
 * there are jsr targets at most.
 */
#include "classfile/verify_internal.h"

u32 subroutine_size(const struct verifier *v) {
    return 1 + (v->inference->locals_limit + 31) / 32;
}

static u32 *entry(const struct verifier *v, u32 number) {
    return v->inference->subroutines + (size_t)number * subroutine_size(v);
}

static bool is_used(const u32 *entry, u32 local) {
    return (entry[1 + local / 32] >> local % 32 & 1) != 0;
}

static bool make_room(struct verifier *v, u32 depth) {
    struct inference *in = v->inference;
    u64 needed = (u64)depth * subroutine_size(v);
    if (needed > INFER_SLOTS_MOST)
        return infer_fail_limit(v);
    if (needed > in->subroutines_capacity) {
        in->subroutines_capacity = 2 * (u32)needed;
        in->subroutines = mem_realloc(in->subroutines, 2 * needed * sizeof *in->subroutines);
    }
    return true;
}

bool subroutine_load(struct verifier *v, const u32 *list, u32 depth) {
    size_t n = (size_t)depth * subroutine_size(v);
    v->inference->depth = depth;
    v->inference->work += n;
    if (depth && make_room(v, depth))
        memcpy(v->inference->subroutines, list, n * sizeof *list);
    return v->status == VERIFY_OK;
}

bool subroutine_enter(struct verifier *v, u32 bci) {
    struct inference *in = v->inference;
    for (u32 i = 0; i < in->depth; i++)
        if (*entry(v, i) == bci)
            return infer_fail(v, "Recursive call to jsr entry");
    in->work += in->depth;
    if (!make_room(v, in->depth + 1))
        return false;
    memset(entry(v, in->depth), 0, subroutine_size(v) * sizeof *in->subroutines);
    *entry(v, in->depth++) = bci;
    return true;
}

void subroutine_spoil_objects(struct verifier *v) {
    for (u32 i = 0; i < v->locals_size; i++)
        if (type_kind(v->locals[i]) == TYPE_UNINITIALIZED)
            v->locals[i] = TYPE_TOP;
    for (u32 i = 0; i < v->stack_size; i++)
        if (type_kind(v->stack[i]) == TYPE_UNINITIALIZED)
            v->stack[i] = TYPE_UNUSABLE;
}

void subroutine_use_local(struct verifier *v, u32 index) {
    for (u32 i = 0; i < v->inference->depth; i++) {
        u32 *word = entry(v, i) + 1 + index / 32, bit = (u32)1 << index % 32;
        if ((*word & bit) == 0)
            v->changed_count = CHANGED_MUCH; /* handlers must hear of it */
        *word |= bit;
    }
}

/* ---- ret ---- */

/* The number of the subroutine in the list; it ends with those called from it. */
static bool find_subroutine(struct verifier *v, u32 bci, u32 *number) {
    *number = 0;
    for (u32 i = v->inference->depth; i-- > 0;) {
        if (*entry(v, i) == bci) {
            *number = i;
            return true;
        }
    }
    return infer_fail(v, "Illegal return from subroutine");
}

static u32 local_type(const u32 *locals, u32 size, u32 index) {
    return index < size ? locals[index] : TYPE_TOP;
}

/* The locals behind the call: those used in the subroutine as they are now, the others as they were at the jsr. */
static u32 combine(struct verifier *v, const u32 *subroutine, const struct block *at_jsr) {
    struct inference *in = v->inference;
    u32 n = MAX_OF(v->locals_size, at_jsr->locals_size);
    if (in->combined_capacity < n) {
        mem_free(in->combined);
        in->combined = mem_alloc(n * sizeof *in->combined);
        in->combined_capacity = n;
    }
    for (u32 i = 0; i < n; i++) {
        in->combined[i] = is_used(subroutine, i) ? local_type(v->locals, v->locals_size, i)
                                                 : local_type(v->pool + at_jsr->at, at_jsr->locals_size, i);
    }
    in->work += n;
    return n;
}

static bool return_to(struct verifier *v, struct jsr *jsr) {
    const struct block *at_jsr = infer_block_at(v, jsr->bci);
    u32 number;
    if (jsr->next == v->code->code_length)
        return infer_fail(v, "Falling off the end of the code");
    if (jsr->ret != v->bci && jsr->ret != UINT32_MAX)
        return infer_fail(v, "Multiple returns to single jsr");
    jsr->ret = v->bci;
    if (!at_jsr->reached) /* when it is, this ret will be looked at again */
        return true;
    if (!find_subroutine(v, jsr->target, &number))
        return false;
    struct incoming from = merge_current(v);
    from.locals_size = combine(v, entry(v, number), at_jsr);
    from.locals = v->inference->combined;
    from.depth = number;
    return merge_into(v, &from, infer_block_at(v, jsr->next));
}

/* Goes back to all jsrs of the subroutine, whether they led here or not. */
bool subroutine_return(struct verifier *v, u32 local) {
    struct inference *in = v->inference;
    u32 target = type_payload(v->locals[local]);
    for (u32 i = in->jsrs_count; i-- > 0;)
        if (in->jsrs[i].target == target && !return_to(v, &in->jsrs[i]))
            return false;
    return true;
}

/* ---- states that meet ---- */

/* Of a->b->d and a->c->d what is left is a->d. */
bool subroutine_merge(struct verifier *v, u32 depth, struct block *to) {
    u32 size = subroutine_size(v), kept = 0, next = 0;
    u32 *list = v->pool + to->at + to->locals_room + to->stack_size;
    bool changed = false;
    for (u32 i = 0; i < to->depth; i++) {
        u32 *old = list + (size_t)i * size, found = next;
        while (found < depth && *entry(v, found) != *old)
            found++;
        if (found == depth)
            continue;
        next = found + 1;
        u32 *put = list + (size_t)kept++ * size;
        *put = *old;
        for (u32 word = 1; word < size; word++) {
            u32 bits = old[word] | entry(v, found)[word];
            changed |= bits != old[word];
            put[word] = bits;
        }
    }
    v->inference->work += (u64)to->depth * (depth + size);
    changed |= kept != to->depth;
    to->depth = (u16)kept;
    return changed;
}
