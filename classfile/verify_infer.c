/* SPDX-License-Identifier: MIT
 *
 * verify_infer.c - type states by inference (JVMS 4.10.2.2), for class files without StackMapTable.
 *
 * A state is kept where a block begins: a place that is not only reached from the instruction before it. A pass goes
 * through the code and carries out every block whose state has changed, starting from it and merging what results into
 * the states of the blocks that may follow, handlers included; passes are made until nothing changes. States only go up
 * (verify_merge.c), so that ends; the work is limited all the same.
 *
 * Errors are found in the order in which HotSpot finds them: by passes from the first instruction to the last, merging
 * into handlers first (the last of the table first), then into the instruction behind, then into branch targets, the
 * last first.
 */
#include "classfile/verify_internal.h"

bool infer_fail_limit(struct verifier *v) {
    return infer_fail(v, "Method is too complex for verification by inference");
}

void infer_free(struct inference *in) {
    mem_free(in->blocks);
    mem_free(in->jsrs);
    mem_free(in->targets);
    mem_free(in->before);
    mem_free(in->combined);
    mem_free(in->subroutines);
}

/* ---- blocks ---- */

void infer_mark_block(struct verifier *v, u32 bci) {
    if (bci < v->code->code_length)
        v->map[bci] |= 1u << MAP_FRAME;
}

struct block *infer_block_at(struct verifier *v, u32 bci) {
    return &v->inference->blocks[(v->map[bci] >> MAP_FRAME) - 1];
}

static bool is_block(const struct verifier *v, u32 bci) {
    return v->map[bci] >> MAP_FRAME != 0;
}

static void number_blocks(struct verifier *v) {
    struct inference *in = v->inference;
    u32 n = 0;
    for (u32 bci = 0; bci < v->code->code_length; bci++)
        n += is_block(v, bci);
    if (in->blocks_capacity < n) {
        mem_free(in->blocks);
        in->blocks = mem_alloc(n * sizeof *in->blocks);
        in->blocks_capacity = n;
    }
    in->blocks_count = 0;
    for (u32 bci = 0; bci < v->code->code_length; bci++) {
        if (!is_block(v, bci))
            continue;
        in->blocks[in->blocks_count++] = (struct block){.bci = bci};
        v->map[bci] = (v->map[bci] & ((1u << MAP_FRAME) - 1)) | in->blocks_count << MAP_FRAME;
    }
}

/* ---- the exception table ---- */

static bool infer_is_instruction(const struct verifier *v, u32 bci) {
    return bci < v->code->code_length && v->map[bci] != 0;
}

static u32 caught_type(struct verifier *v, const struct exception_entry *e) {
    return e->catch_type ? class_constant_type(v, e->catch_type) : known_type(NAME_THROWABLE);
}

static bool infer_handler(struct verifier *v, const struct exception_entry *e) {
    bool ok;
    if (e->start_pc >= e->end_pc || !infer_is_instruction(v, e->start_pc) ||
        (e->end_pc != v->code->code_length && !infer_is_instruction(v, e->end_pc)))
        return infer_fail_format(v, "Illegal exception table range");
    if (e->handler_pc == 0 || !infer_is_instruction(v, e->handler_pc))
        return infer_fail_format(v, "Illegal exception table handler");
    if (!type_assignable(v, caught_type(v, e), known_type(NAME_THROWABLE), false, &ok))
        return false;
    if (!ok)
        return infer_fail(v, "catch_type not a subclass of Throwable");
    infer_mark_block(v, e->handler_pc);
    v->map[e->start_pc] |= MAP_TRY;
    v->try_from = MIN_OF(v->try_from, e->start_pc);
    v->try_to = MAX_OF(v->try_to, e->end_pc);
    return true;
}

static bool infer_exception_table(struct verifier *v) {
    u32 n = v->code->exception_table_length;
    v->try_from = v->code->code_length;
    v->try_to = 0;
    if (n > 0 && v->code->max_stack == 0)
        return infer_fail(v, "Stack size too large"); /* for the exception */
    while (n-- > 0)
        if (!infer_handler(v, &v->code->exception_table[n]))
            return false;
    return true;
}

static bool merge_into_handlers(struct verifier *v, const struct incoming *state) {
    for (u32 i = v->code->exception_table_length; i-- > 0;) {
        const struct exception_entry *e = &v->code->exception_table[i];
        struct incoming from = *state;
        u32 caught = caught_type(v, e);
        from.stack = &caught;
        from.stack_size = 1;
        if (v->bci >= e->start_pc && v->bci < e->end_pc && !merge_into(v, &from, infer_block_at(v, e->handler_pc)))
            return false;
    }
    v->inference->work += v->code->exception_table_length;
    return true;
}

/* ---- one instruction ---- */

bool infer_return(struct verifier *v) {
    bool constructed = !v->is_constructor || !v->this_uninit;
    if (v->code->code[v->bci] == OP_return && !constructed)
        return infer_fail(v, "Constructor must call super() or this()");
    return !v->inference->no_return || infer_fail(v, "Cannot return normally");
}

bool infer_branch(struct verifier *v, i64 target) {
    struct inference *in = v->inference;
    if (in->targets_count == in->targets_capacity) {
        in->targets_capacity = in->targets_capacity ? 2 * in->targets_capacity : 16;
        in->targets = mem_realloc(in->targets, in->targets_capacity * sizeof *in->targets);
    }
    in->targets[in->targets_count++] = (u32)target; /* operands_check has seen it */
    return true;
}

static bool changes_locals(u8 opcode) {
    return (opcode >= OP_istore && opcode <= OP_astore_3) || opcode == OP_new || opcode == OP_invokespecial;
}

static void keep_locals(struct verifier *v) {
    struct inference *in = v->inference;
    if (in->before_capacity < v->locals_size) {
        mem_free(in->before);
        in->before_capacity = MAX_OF(v->locals_size, 64u);
        in->before = mem_alloc(in->before_capacity * sizeof *in->before);
    }
    if (v->locals_size)
        memcpy(in->before, v->locals, v->locals_size * sizeof *in->before);
    in->before_size = v->locals_size;
    in->work += v->locals_size;
}

/* The subroutines that the instruction is in have used the locals it names, and those where it has initialized an
 * object or, being `new`, forgotten one. */
static void note_locals(struct verifier *v, u8 opcode, bool wide, bool kept) {
    const struct inference *in = v->inference;
    u32 slots, index = instruction_local(v, opcode, wide, &slots);
    for (u32 i = 0; i < slots; i++)
        subroutine_use_local(v, index + i);
    for (u32 i = 0; kept && slots == 0 && i < in->before_size; i++)
        if (in->before[i] != v->locals[i])
            subroutine_use_local(v, i);
}

static bool merge_into_targets(struct verifier *v) {
    struct inference *in = v->inference;
    struct incoming from = merge_current(v);
    while (in->targets_count > 0)
        if (!merge_into(v, &from, infer_block_at(v, in->targets[--in->targets_count])))
            return false;
    return true;
}

/* A handler sees the locals as they were before any instruction of its range, and around the call of a constructor both
 * before and after. Nothing is `fresh` that it has seen before. */
static bool carry_out(struct verifier *v, u8 opcode, bool wide) {
    struct inference *in = v->inference;
    bool covered = v->bci >= v->try_from && v->bci < v->try_to;
    bool leaves = opcode == OP_jsr || opcode == OP_jsr_w || opcode == OP_ret;
    bool fresh = v->changed_count != 0 || (v->map[v->bci] & MAP_TRY) != 0 || leaves;
    bool keep = changes_locals(opcode) && (covered || in->depth), initialized_this = false;
    struct incoming before = merge_current(v);
    v->changed_count = 0;
    in->targets_count = 0;
    if (keep) {
        keep_locals(v);
        before.locals = in->before;
    }
    if (!verify_instruction(v, opcode, wide, &initialized_this))
        return false;
    if (leaves)
        subroutine_spoil_objects(v);
    if (covered && fresh && !merge_into_handlers(v, &before))
        return false;
    if (in->depth)
        note_locals(v, opcode, wide, keep);
    struct incoming after = merge_current(v);
    after.no_return |= initialized_this;
    bool initialized = opcode == OP_invokespecial && v->changed_count != 0;
    return !covered || !initialized || merge_into_handlers(v, &after);
}

/* The ret of the subroutine has to combine its locals with those that are here now. */
static void revisit_ret(struct verifier *v) {
    const struct inference *in = v->inference;
    u32 low = 0, high = in->jsrs_count - 1;
    while (low < high) {
        u32 middle = (low + high) / 2;
        if (in->jsrs[middle].bci < v->bci)
            low = middle + 1;
        else
            high = middle;
    }
    if (in->jsrs[low].ret != UINT32_MAX)
        infer_block_at(v, in->jsrs[low].ret)->changed = true;
}

/* To where control goes from here; *on: the instruction behind, which is no block, is next. */
static bool leave(struct verifier *v, u8 opcode, bool wide, u32 next, bool *on) {
    u32 ignored;
    *on = false;
    if (opcode == OP_ret)
        return subroutine_return(v, instruction_local(v, opcode, wide, &ignored));
    bool calls = opcode == OP_jsr || opcode == OP_jsr_w;
    if (calls)
        revisit_ret(v);
    if (!calls && (opcode_infos[opcode].flags & OPF_END) == 0) {
        if (next == v->code->code_length)
            return infer_fail(v, "Falling off the end of the code");
        struct incoming from = merge_current(v);
        *on = !is_block(v, next);
        if (!*on && !merge_into(v, &from, infer_block_at(v, next)))
            return false;
    }
    return merge_into_targets(v);
}

/* ---- passes ---- */

static bool load_state(struct verifier *v, const struct block *b) {
    struct inference *in = v->inference;
    const u32 *from = v->pool + b->at;
    for (u32 i = b->locals_size; i < v->locals_size; i++)
        v->locals[i] = TYPE_TOP;
    memcpy(v->locals, from, b->locals_size * sizeof *from);
    from += b->locals_room;
    memcpy(v->stack, from, b->stack_size * sizeof *from);
    from += b->stack_size;
    v->locals_size = b->locals_size;
    v->stack_size = b->stack_size;
    v->this_uninit = b->this_uninit;
    in->no_return = b->no_return;
    v->changed_count = CHANGED_MUCH;
    in->work += b->locals_size + (u32)b->stack_size;
    return subroutine_load(v, from, b->depth);
}

static bool run_block(struct verifier *v, struct block *b) {
    const struct code_attribute *code = v->code;
    bool on = true;
    b->changed = false;
    if (!load_state(v, b))
        return false;
    for (u32 bci = b->bci, length; on; bci += length) {
        bool wide = code->code[bci] == OP_wide;
        u8 opcode = code->code[bci + wide];
        length = opcode_length(code->code, code->code_length, bci);
        v->bci = bci;
        v->stack_mark = v->stack_size;
        if (v->inference->work++ > INFER_WORK_MOST)
            return infer_fail_limit(v);
        if (!carry_out(v, opcode, wide) || !leave(v, opcode, wide, bci + length, &on))
            return false;
    }
    return true;
}

static bool run_passes(struct verifier *v) {
    struct inference *in = v->inference;
    for (bool again = true; again;) {
        again = false;
        for (u32 i = 0; i < in->blocks_count; i++) {
            if (!in->blocks[i].changed)
                continue;
            again = true;
            if (!run_block(v, &in->blocks[i]))
                return false;
        }
        in->work += in->blocks_count;
    }
    return true;
}

bool infer_method(struct verifier *v) {
    struct inference *in = v->inference;
    v->pool_count = in->work = in->depth = 0;
    in->no_return = false;
    if (!operands_check(v) || !infer_exception_table(v))
        return false;
    number_blocks(v);
    struct incoming start = merge_current(v);
    return merge_into(v, &start, infer_block_at(v, 0)) && run_passes(v);
}
