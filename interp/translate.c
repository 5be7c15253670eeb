/* SPDX-License-Identifier: MIT
 *
 * translate.c - bytecode to register code: one pass over the instructions, block after block.
 *
 * A first scan finds instruction boundaries and branch targets. Then code is translated in bytecode order; a block that
 * only a later jump reaches is translated when its operand stack is known (or, optimistically, assumed empty: old
 * compilers put loop bodies before their conditions; if the assumption fails the method is translated again without
 * it). Unreachable code is skipped. At a backward goto to a condition, the condition is repeated inverted (loop
 * inversion), and
 * `i++; if (i < n)` becomes one instruction.
 */
#include "interp/translate_internal.h"

#include "classfile/descriptor.h"
#include "classfile/opcode.h"

/* ---- descriptors and locals ---- */

int translate_parameters(const char *d, size_t length, u64 wide[4], char *return_type) {
    const char *end = d + length;
    int count = 0;
    memset(wide, 0, 4 * sizeof *wide);
    if (length < 3 || *d++ != '(')
        return -1;
    while (d < end && *d != ')') {
        char type = *d;
        while (d < end && *d == '[')
            d++;
        if (d == end || !strchr("BCDFIJSZL", *d))
            return -1;
        if (*d == 'L')
            d = memchr(d, ';', (size_t)(end - d));
        if (!d)
            return -1;
        d++;
        if ((type == 'J' || type == 'D') && count < 256)
            wide[count / 64] |= (u64)1 << (count % 64);
        count++;
    }
    if (end - d < 2 || !strchr("BCDFIJSZLV[", d[1]))
        return -1;
    *return_type = d[1];
    return count;
}

static bool is_wide(const u64 wide[4], u32 i) {
    return wide[i / 64] >> (i % 64) & 1;
}

/* A frame has at most MOST_REGISTERS, a method may ask for twice as many. What it can really use is far less, and is
 * looked for only where it asks for absurdly much: this is called for every method. */
#define MOST_REGISTERS 65500u

static bool asks_much(const struct code_attribute *code) {
    return (u32)code->max_locals + code->max_stack > 8192;
}

/* Which locals instructions and arguments (at most 255 words) touch, by index. */
static bool *locals_used(const struct code_attribute *code) {
    bool *used = mem_zalloc((size_t)MAX_OF(code->max_locals, 256) + 2);
    memset(used, 1, 256);
    for (u32 pc = 0, length; (length = opcode_length(code->code, code->code_length, pc)) != 0; pc += length) {
        bool wide = code->code[pc] == OP_wide;
        u8 format = opcode_infos[code->code[pc + wide]].format;
        if (format != FMT_LOCAL && format != FMT_IINC)
            continue;
        const u8 *operand = code->code + pc + wide + 1;
        u32 local = wide ? be16(operand) : *operand;
        if (local < code->max_locals)
            used[local] = used[local + 1] = true;
    }
    return used;
}

static u32 locals_count(const struct code_attribute *code) {
    if (!asks_much(code))
        return code->max_locals;
    bool *used = locals_used(code);
    u32 count = 0;
    for (u32 i = 0; i < code->max_locals; i++)
        count += used[i];
    mem_free(used);
    return count;
}

/* No instruction pushes more than two words beyond what it pops. */
static u32 stack_count(const struct code_attribute *code, u32 locals) {
    u32 most = locals < MOST_REGISTERS - 2 ? MOST_REGISTERS - 2 - locals : 0;
    return !asks_much(code) ? code->max_stack : MIN_OF(MIN_OF(2 * code->code_length + 2, (u32)code->max_stack), most);
}

/* Fills registers[0..max_locals); returns the number of arguments or -1. */
static int map_locals(const struct classfile *cf, const struct member *m, u16 *registers, char *return_type) {
    u64 wide[4];
    u16 length;
    const char *descriptor = classfile_utf8(cf, m->descriptor_index, &length);
    int parameters = translate_parameters(descriptor, length, wide, return_type);
    u32 max_locals = m->code->max_locals, word = 0, next = 0;
    if (parameters < 0 || parameters > 255)
        return -1;
    bool instance = !(m->access_flags & ACC_STATIC);
    memset(registers, 0xff, max_locals * sizeof *registers);
    for (u32 i = 0; i < (u32)parameters + instance; i++) {
        if (word >= max_locals)
            return -1;
        registers[word] = (u16)next++;
        word += i >= instance && is_wide(wide, i - instance) ? 2 : 1;
    }
    if (word > max_locals)
        return -1;
    bool *used = asks_much(m->code) ? locals_used(m->code) : NULL;
    for (u32 i = 0; i < max_locals; i++)
        if (registers[i] == 0xffff && (!used || used[i]))
            registers[i] = (u16)next++;
    mem_free(used);
    return parameters + instance;
}

bool translate_local_registers(const struct classfile *cf, const struct member *m, u16 *registers) {
    char ignored;
    return map_locals(cf, m, registers, &ignored) >= 0;
}

/* locals, operand homes, scratch, lock */
u32 translate_frame_size(const struct member *m) {
    u32 locals = locals_count(m->code);
    return locals + stack_count(m->code, locals) + 2;
}

/* ---- the method ---- */

static void mark_target(struct translator *tr, i64 target) {
    if (target < 0 || target >= tr->code->code_length)
        translate_fail(tr, "bad branch target");
    tr->flags[target] |= target <= tr->bci ? BCI_LEADER | BCI_BACK_TARGET : BCI_LEADER;
}

/* Instruction boundaries and branch targets. */
static void scan(struct translator *tr) {
    const u8 *code = tr->code->code;
    u32 n = tr->code->code_length;
    for (u32 pc = 0, length; pc < n; pc += length) {
        const u8 *p = code + pc;
        tr->bci = pc;
        length = opcode_infos[*p < OPCODES ? *p : OP_wide].length;
        if (!length || length > n - pc)
            length = opcode_length(code, n, pc);
        if (!length)
            translate_fail(tr, "bad instruction");
        tr->flags[pc] |= BCI_INSN;
        const struct opcode_info *op = &opcode_infos[*p];
        if (!(op->flags & OPF_BRANCH))
            continue;
        if (op->flags & OPF_OLD) {
            tr->has_jsr = true;
            if (pc + length < n)
                tr->flags[pc + length] |= BCI_LEADER;
        }
        if (op->format == FMT_BRANCH2) {
            mark_target(tr, (i64)pc + (i16)be16(p + 1));
        } else if (op->format == FMT_BRANCH4) {
            mark_target(tr, (i64)pc + (i32)be32(p + 1));
        } else {
            const struct switch_operands operands = opcode_switch(code, pc);
            mark_target(tr, (i64)pc + operands.fallback);
            for (u32 i = 0; i < operands.count; i++)
                mark_target(tr, (i64)pc + switch_offset(&operands, i));
        }
    }
    for (u32 i = 0; i < tr->code->exception_table_length; i++) {
        const struct exception_entry *e = &tr->code->exception_table[i];
        tr->bci = 0;
        if (e->handler_pc >= n || !(tr->flags[e->handler_pc] & BCI_INSN) || e->start_pc >= e->end_pc || e->end_pc > n)
            translate_fail(tr, "bad exception table");
        tr->flags[e->handler_pc] |= BCI_LEADER;
    }
}

/* Handlers start with the exception on an otherwise empty stack. */
static void reach_handler(struct translator *tr, u32 i) {
    u32 depth = tr->depth;
    tr->depth = 0;
    stack_push_home(tr, 1);
    block_reach(tr, tr->code->exception_table[i].handler_pc);
    tr->depth = depth;
}

/* At a leader. False: nothing to translate here. */
static bool enter_block(struct translator *tr, u32 bci) {
    const struct place *p = &tr->places[bci];
    if (!tr->dead) {
        stack_flush(tr);
        if (p->pc != NOWHERE) {
            branch_goto(tr, bci);
            tr->dead = true;
            return false;
        }
        block_reach(tr, bci);
    } else {
        if (p->pc != NOWHERE)
            return false;
        if (!p->depth) {
            if (!tr->optimistic || !(tr->flags[bci] & BCI_BACK_TARGET) || tr->has_jsr)
                return false;
            tr->assumed = true;
            tr->depth = 0;
            block_record(tr, bci);
        }
        tr->dead = false;
    }
    block_restore_stack(tr, p->depth, p->categories);
    if (tr->owners)
        tr->owner = tr->owners[bci];
    tr->last_def = tr->last_insn = NOWHERE;
    return true;
}

/* Translates from a reached leader to the end of the code, block after block, leaving out what is not reached. */
static void translate_run(struct translator *tr, u32 start) {
    u32 n = tr->code->code_length;
    tr->dead = true;
    tr->last_def = tr->last_insn = NOWHERE;
    for (u32 bci = start; bci < n;) {
        u32 length;
        tr->bci = bci;
        if ((tr->flags[bci] & BCI_LEADER) != 0 && !enter_block(tr, bci)) {
            bci += instruction_length(tr, bci);
            continue;
        }
        if (tr->dead) {
            length = instruction_length(tr, bci);
        } else {
            tr->places[bci].pc = tr->words.count;
            if (tr->owners)
                tr->owners[bci] = tr->owner;
            length = translate_instruction(tr);
        }
        bci += length;
    }
    if (!tr->dead)
        translate_fail(tr, "falling off the end of the code");
}

static void translate_reached(struct translator *tr) {
    for (u32 i = 0; i < tr->reached.count; i++)
        if (tr->places[tr->reached.items[i]].pc == NOWHERE)
            translate_run(tr, tr->reached.items[i]);
    tr->reached.count = 0;
}

/* With subroutines a handler is translated when code in its range is, and belongs to the same one. */
static void translate_covering_handlers(struct translator *tr) {
    u32 n = tr->code->code_length;
    bool found = true;
    u32 *next = tr->next_translated;
    while (found) {
        found = false;
        next[n] = n;
        for (u32 bci = n; bci-- > 0;)
            next[bci] = tr->places[bci].pc != NOWHERE ? bci : next[bci + 1];
        for (u32 i = 0; i < tr->code->exception_table_length; i++) {
            const struct exception_entry *e = &tr->code->exception_table[i];
            if (tr->places[e->handler_pc].pc != NOWHERE || next[e->start_pc] >= e->end_pc)
                continue;
            found = true;
            tr->owner = tr->owners[next[e->start_pc]];
            tr->bci = e->handler_pc;
            reach_handler(tr, i);
            translate_reached(tr);
        }
    }
}

static void patch(struct translator *tr) {
    for (u32 i = 0; i < tr->fixes.count; i++) {
        const struct fix *f = &tr->fixes.items[i];
        u32 pc = tr->places[f->target].pc;
        BUG_ON(pc == NOWHERE);
        i64 distance = (i64)pc - f->at;
        struct insn *insn = &tr->words.items[f->at].insn;
        switch (f->kind) {
        case FIX_16:
            tr->out_of_reach = tr->out_of_reach || distance != (i16)distance;
            insn->c = (u16)distance;
            break;
        case FIX_32:
            insn->b = (u16)distance;
            insn->c = (u16)((u32)distance >> 16);
            break;
        case FIX_TABLE:
            ((i32 *)tr->words.items)[f->where] = (i32)distance;
            break;
        }
    }
}

static u32 translate_handlers(struct translator *tr, struct code_handler *out) {
    u32 count = 0;
    for (u32 i = 0; i < tr->code->exception_table_length; i++) {
        const struct exception_entry *e = &tr->code->exception_table[i];
        u32 pc = tr->places[e->handler_pc].pc;
        if (pc == NOWHERE)
            continue;
        if (out)
            out[count] = (struct code_handler){e->start_pc, e->end_pc, pc, e->catch_type, home(tr, 0)};
        count++;
    }
    return count;
}

static void translate_body(struct translator *tr) {
    const struct code_attribute *code = tr->code;
    scan(tr);
    if (!(tr->flags[0] & BCI_INSN))
        translate_fail(tr, "no code");
    tr->flags[0] |= BCI_LEADER;
    if (tr->has_jsr) {
        u32 n = code->code_length;
        if (!tr->owners)
            tr->owners = mem_alloc((2 * (size_t)n + 1) * sizeof *tr->owners);
        tr->next_translated = tr->owners + n;
        jsr_add_subroutine(tr, NOWHERE);
    }
    block_record(tr, 0);
    if (!tr->has_jsr)
        for (u32 i = 0; i < code->exception_table_length; i++)
            reach_handler(tr, i);
    if (tr->synchronized)
        emit(tr, R_lock_method, tr->lock, 0, 0);
    translate_run(tr, 0);
    translate_reached(tr);
    if (tr->has_jsr) {
        translate_covering_handlers(tr);
        jsr_link(tr);
    }
    patch(tr);
}

static struct register_code *finish(struct translator *tr, struct arena *a) {
    struct register_code *code = arena_alloc(a, sizeof *code);
    code->length = tr->words.count;
    code->words = arena_copy(a, tr->words.items, tr->words.count * sizeof *tr->words.items);
    code->bci_count = tr->map.count;
    code->bci_map = arena_copy(a, tr->map.items, tr->map.count * sizeof *tr->map.items);
    code->registers = (u16)tr->registers;
    code->arguments = (u16)tr->arguments;
    code->lock_register = (u16)tr->lock;
    code->handlers_count = translate_handlers(tr, NULL);
    code->handlers = arena_alloc(a, code->handlers_count * sizeof *code->handlers);
    translate_handlers(tr, code->handlers);
    return code;
}

static void release(struct translator *tr) {
    mem_free(tr->flags);
    mem_free(tr->places);
    mem_free(tr->owners);
    mem_free(tr->local_register);
    mem_free(tr->stack);
    mem_free(tr->words.items);
    mem_free(tr->map.items);
    mem_free(tr->fixes.items);
    mem_free(tr->reached.items);
    mem_free(tr->categories.items);
    mem_free(tr->subroutines.items);
    mem_free(tr->calls.items);
    mem_free(tr->returns.items);
}

static void reset(struct translator *tr) {
    u32 n = tr->code->code_length;
    memset(tr->flags, 0, n + 1);
    for (u32 i = 0; i < n; i++)
        tr->places[i] = (struct place){.pc = NOWHERE};
    tr->words.count = tr->map.count = tr->fixes.count = tr->reached.count = 0;
    tr->categories.count = tr->depth = tr->bci = tr->owner = 0;
    tr->subroutines.count = tr->calls.count = tr->returns.count = 0;
    tr->last_def = tr->last_insn = NOWHERE;
    tr->assumed = tr->out_of_reach = tr->has_jsr = tr->dead = false;
}

static bool prepare(struct translator *tr) {
    const struct code_attribute *code = tr->code;
    int arguments = map_locals(tr->cf, tr->m, tr->local_register, &tr->return_type);
    tr->registers = translate_frame_size(tr->m);
    tr->synchronized = (tr->m->access_flags & ACC_SYNCHRONIZED) != 0;
    if (arguments < 0)
        tr->error->reason = "arguments do not fit into the local variables";
    else if (tr->registers > MOST_REGISTERS)
        tr->error->reason = "too many local variables and operands";
    else if (code->code_length == 0)
        tr->error->reason = "no code";
    tr->arguments = (u32)arguments;
    /* The locked object lies below the operand homes: a callee's frame begins at its arguments and overlaps all
     * above. */
    tr->lock = locals_count(code);
    tr->locals = tr->lock + (tr->synchronized ? 1u : 0u);
    tr->max_stack = stack_count(code, tr->lock);
    tr->scratch = tr->locals + tr->max_stack;
    return !tr->error->reason;
}

struct register_code *translate_method(struct arena *a, const struct classfile *cf, const struct member *m,
                                       unsigned options, struct translate_error *error) {
    struct translator tr = {.cf = cf, .m = m, .code = m->code, .error = error, .options = options, .optimistic = true};
    struct register_code *volatile result = NULL;
    *error = (struct translate_error){NULL, 0};
    tr.flags = mem_alloc(m->code->code_length + 1u);
    tr.places = mem_alloc((m->code->code_length + 1u) * sizeof *tr.places);
    tr.local_register = mem_alloc((m->code->max_locals + 1u) * sizeof *tr.local_register);
    /* one entry more: handlers push even when max_stack is 0, which only unreachable ones may have */
    tr.stack = mem_alloc((m->code->max_stack + 1u) * sizeof *tr.stack);
    if (prepare(&tr)) {
        for (;;) {
            bool ok;
            reset(&tr);
            if (setjmp(tr.failed) == 0) {
                error->reason = NULL;
                translate_body(&tr);
                ok = true;
            } else {
                ok = false;
            }
            if (ok && tr.out_of_reach && !tr.large) {
                tr.large = true;
                continue;
            }
            if (!ok && tr.assumed) {
                tr.optimistic = false;
                continue;
            }
            if (ok)
                result = finish(&tr, a);
            break;
        }
    }
    release(&tr);
    return result;
}
