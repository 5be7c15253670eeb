/* SPDX-License-Identifier: MIT
 *
 * plan.c - what has to be known of a method before code is made for it: blocks, loops, pinned slots, and where those are
 * live.
 *
 * A slot's score is the number of times it is read or written, each 8^depth times, depth counting the loops around it.
 * The best ones get a register; an fp register, if most of its uses are floating-point operations. Liveness is that of
 * interp/liveness.c, for pinned slots only and simpler: what is live in any handler is live everywhere.
 */
#include "jit/command.h"
#include "jit/jit_internal.h"

#define MOST_WORDS 8000 /* of register code; HotSpot compiles nothing above 8000 bytes either */
#define DEPTH_MAX  5

/* what is inlined: methods of so many words, so deep, with registers no farther behind those of the outermost method, which
 * then lie in the gap that every method has behind its own, as do the records */
#define INLINE_WORDS        40
#define INLINE_CALLER_WORDS 12 /* if calls remain in it */
#define INLINE_LEVELS       4
#define INLINE_RECURSION    2 /* how often a method in itself */
#define INLINE_REGISTERS    (STACK_GAP - INLINE_FRAMES * 4 - 32)
#define INLINE_ALL          600 /* words, with the outermost method's, in one compilation */
/* The same for the glue of method handles, and what the library wants inlined: it counts as nothing */
#define GLUE_WORDS    300
#define GLUE_ALL      1500
#define INLINE_FRAMES 16 /* of both kinds */

bool plan_is_floating(u32 op, bool result) {
    u32 base = rop_infos[op].base;
    switch (base) {
    case R_fadd:
    case R_fsub:
    case R_fmul:
    case R_fdiv:
    case R_frem:
    case R_faddK:
    case R_fsubK:
    case R_fmulK:
    case R_fdivK:
    case R_dadd:
    case R_dsub:
    case R_dmul:
    case R_ddiv:
    case R_drem:
    case R_daddK:
    case R_dsubK:
    case R_dmulK:
    case R_ddivK:
    case R_fneg:
    case R_dneg:
    case R_f2d:
    case R_d2f:
        return true;
    case R_i2f:
    case R_i2d:
    case R_l2f:
    case R_l2d:
        return result;
    case R_f2i:
    case R_f2l:
    case R_d2i:
    case R_d2l:
    case R_fcmpl:
    case R_fcmpg:
    case R_dcmpl:
    case R_dcmpg:
        return !result;
    default:
        return base >= R_if_feq && base < R_loop_lt_back;
    }
}

/* A copy of the method's words; instruction before extension, as resolution writes them the other way round. */
static void copy_words(struct compiler *c, struct context *x) {
    x->length = x->code->length;
    x->words = arena_alloc(&c->arena, (x->length + 2) * sizeof *x->words);
    for (u32 at = 0, words; at < x->length; at += words) {
        x->words[at].w = __atomic_load_n(&x->code->words[at].w, __ATOMIC_ACQUIRE);
        words = rop_words(&x->code->words[at]);
        for (u32 i = 1; i < words; i++)
            x->words[at + i].w = __atomic_load_n(&x->code->words[at + i].w, __ATOMIC_RELAXED);
    }
    x->original = arena_alloc(&c->arena, (x->length + 2) * sizeof *x->words);
    memcpy(x->original, x->words, x->length * sizeof *x->words);
}

static void find_blocks(struct context *x, u8 depth) {
    struct word_info *info = x->info;
    for (u32 at = 0, words; at < x->length; at += words) {
        const union code_word *w = &x->words[at];
        words = rop_words(w);
        for (u32 k = 0, targets = rop_targets(w); k < targets; k++) {
            u32 target = (u32)((i32)at + rop_target(w, k));
            info[target].flags |= WORD_LEADER;
            if (!info[target].first_from)
                info[target].first_from = at + 1;
            if (target > at)
                continue;
            info[target].flags |= WORD_LOOP;
            info[target].loop_end = MAX_OF(info[target].loop_end, at);
        }
    }
    for (u32 i = 0; i < x->code->handlers_count; i++)
        info[x->code->handlers[i].handler_pc].flags |= WORD_LEADER | WORD_HANDLER;
    for (u32 at = 0; at < x->length; at++) {
        info[at].depth = (u8)MIN_OF(info[at].depth + depth, DEPTH_MAX);
        if (info[at].flags & WORD_LOOP)
            for (u32 in = at; in <= info[at].loop_end; in++)
                info[in].depth += info[in].depth < DEPTH_MAX;
    }
    bool written = false;
    for (u32 at = 0; at < x->length; at += rop_words(&x->words[at])) {
        struct rop_roles roles = rop_roles(x->words[at].insn);
        for (u32 k = 0; k < roles.writes_count; k++)
            written = written || roles.writes[k] == 0;
    }
    for (u32 i = 0; i < x->code->handlers_count; i++)
        written = written || x->code->handlers[i].register_ == 0;
    x->keeps_this = !written && !method_is_static(x->method);
}

/* ---- inlining ---- */

/* The method that a call runs, or that the call site met first; NULL: unknown. */
static struct method *method_of_call(const struct compiler *c, const union code_word *w) {
    switch (rop_infos[w->insn.op].base) {
    case R_call_static:
    case R_call_special:
        return w[1].p;
    case R_call_site:
        return ((const struct call_site *)w[1].p)->method;
    case R_call_virtual:
    case R_call_interface:
        return (u32)w[1].w > CACHED_NONE && !c->state->vm->options.no_inline_caches
                   ? (struct method *)(uintptr_t)(w[1].w >> 32)
                   : NULL;
    default:
        return NULL;
    }
}

/* The method that the call runs, if that is done in line. */
static struct method *intrinsic_at(const struct compiler *c, const union code_word *w) {
    struct method *m = rop_infos[w->insn.op].base == R_call_site ? NULL : method_of_call(c, w);
    return m && intrinsic_of(c->state, m) ? m : NULL;
}

static bool is_guarded(const union code_word *w) {
    u32 base = rop_infos[w->insn.op].base;
    return base == R_call_virtual || base == R_call_interface;
}

static bool is_glue(const struct method *m) {
    return m->flags & (METHOD_FORCE_INLINE | METHOD_LAMBDA_FORM_COMPILED);
}

static bool is_leaf(u16 op) {
    return op >= R_leaf_void && op != R_leaf_put_a; /* call.c has shorter code for these */
}
static struct insn entry_of(const struct method *m) {
    return load_insn(__atomic_load_n(&m->code, __ATOMIC_ACQUIRE));
}

/* Is there room for m, as the callee of x? */
static bool has_room(const struct compiler *c, const struct context *x, const struct method *m, u32 first) {
    u32 length = m->register_code->length;
    if (x->base + (i32)first + m->frame_size - c->outermost->code->registers > INLINE_REGISTERS ||
        x->level == INLINE_FRAMES)
        return false;
    if (is_glue(m))
        return length <= GLUE_WORDS && c->glue_count + length <= GLUE_ALL;
    u32 most = command_is_on(&c->state->vm->options, m, COMMAND_inline) ? INLINE_ALL : INLINE_WORDS;
    return length <= most && c->words_count + length <= INLINE_ALL && x->depth < INLINE_LEVELS;
}

/* Small, and with nothing but straight ways through. Calls of its own have to be inlinable, too: make_context looks. */
static bool is_inlinable(const struct compiler *c, const struct context *x, const struct method *m, u32 first) {
    const struct vm_options *o = &c->state->vm->options;
    const struct register_code *code = __atomic_load_n(&m->register_code, __ATOMIC_ACQUIRE);
    if (!code || command_keeps_call(o, m) || code->handlers_count || m->binding != BINDING_JNI || method_is_native(m) ||
        (m->access_flags & ACC_SYNCHRONIZED) || is_leaf(entry_of(m).op) || !has_room(c, x, m, first))
        return false;
    u32 again = 0;
    for (const struct context *y = x; y; y = y->parent)
        again += y->method == m;
    if (again > INLINE_RECURSION && !(m->flags & METHOD_LAMBDA_FORM_COMPILED))
        return false;
    for (u32 at = 0; at < code->length; at += rop_words(&code->words[at]))
        if (rop_infos[load_insn(&code->words[at]).op].flags & ROPF_BACK)
            return false;
    return true;
}

static struct context *make_context(struct compiler *c, struct context *parent, u32 call_at, struct method *m,
                                    struct facts *facts);

/* What is known of the arguments of the call in x at `at`, which runs m. */
static struct facts facts_of_arguments(const struct context *x, u32 at, const struct method *m,
                                       const struct facts *facts) {
    const union code_word *w = &x->words[at];
    int first = x->base + w->insn.a;
    struct facts arguments = {.count = 0};
    for (u32 i = 0; i < facts->count; i++)
        if (facts->all[i].slot >= first && facts->all[i].slot < first + m->arguments)
            facts_add(&arguments, facts->all[i].slot, facts->all[i]);
    if (rop_infos[w->insn.op].base == R_call_interface) /* a virtual call comes with others that have the method, too */
        facts_add(&arguments, first, (struct fact){.kind = FACT_CLASS, .value = (u32)w[1].w});
    const struct call_site *site = rop_infos[w->insn.op].base == R_call_site ? w[1].p : NULL;
    if (site && site->appendix)
        facts_add(
            &arguments, first + m->arguments - 1,
            (struct fact){.kind = FACT_CONSTANT, .value = (u64)(uintptr_t)site->appendix, .owner = x->method->holder});
    return arguments;
}

/* Plans the call. Does it remain one? */
static bool plan_call(struct compiler *c, struct context *x, u32 at, struct facts *facts) {
    const union code_word *w = &x->words[at];
    facts_link(c, x, at, facts);
    u32 base = rop_infos[w->insn.op].base;
    int first = x->base + w->insn.a;
    struct method *m = method_of_call(c, w);
    struct fact result = {.kind = FACT_NONE};
    bool remains = base != R_call_empty && base != R_call_object_init;
    bool not_null = base == R_call_static || (base == R_call_special && facts_know_object(facts, first));
    if (m && not_null && facts_replace_call(c, x, at, m, facts, &result)) {
        remains = false;
    } else if (intrinsic_at(c, w)) {
        remains = false;
    } else if (m && is_inlinable(c, x, m, w->insn.a)) {
        struct facts arguments = facts_of_arguments(x, at, m, facts);
        struct context *child = make_context(c, x, at, m, &arguments);
        if (child) {
            child->next = x->first;
            x->first = child;
            remains = false;
            if (!is_guarded(w))
                result = child->result;
        }
    } else if (m && is_leaf(entry_of(m).op)) {
        remains = false;
    }
    c->recursive = c->recursive || (remains && m == c->outermost->method);
    if (base == R_call_empty || base == R_call_object_init)
        return false;
    facts_forget_from(facts, first);
    if (result.kind) {
        facts_add(facts, first, result);
        facts_add(facts, ACCUMULATOR, result);
    }
    if (x->level == 0)
        x->known[at + 1] = facts_copy(&c->arena, facts);
    return remains;
}

/* A method returns what is known, or not. */
static void note_return(struct context *x, u32 at, const struct facts *facts) {
    struct insn i = x->words[at].insn;
    struct fact result = {.kind = FACT_NONE};
    u32 base = rop_infos[i.op].base;
    if (base < R_return_void || base > R_return_imm)
        return;
    if (base == R_return_imm)
        result = (struct fact){.kind = FACT_CONSTANT, .value = (u32)insn_imm32(i)};
    else if (base == R_return_value)
        result = facts_value(facts, i.op == R_return_value ? x->base + i.a : ACCUMULATOR);
    if (x->returns && !facts_same(&x->result, &result))
        result.kind = FACT_NONE;
    x->result = result;
    x->returns = true;
}

/* What a loop writes is not known at its head. Blocks of it may lie behind its last branch back, within that of a loop in it. */
static void forget_written(const struct context *x, u32 head, struct facts *facts) {
    for (u32 at = head, end = head; facts->count && at <= end; at += rop_words(&x->words[at])) {
        if (x->info[at].flags & WORD_LOOP)
            end = MAX_OF(end, x->info[at].loop_end);
        struct insn i = x->words[at].insn;
        struct rop_roles roles = rop_roles(i);
        for (u32 k = 0; k < roles.writes_count; k++)
            facts_forget(facts, x->base + roles.writes[k]);
        if (rop_infos[i.op].flags & ROPF_CALL)
            facts_forget_from(facts, x->base + i.a);
    }
}

/* The state of a block's beginning, from all branches ahead that lead there; false: nothing does. */
static bool enter_block(struct compiler *c, struct context *x, u32 at, struct facts *facts, bool reachable) {
    const struct word_info *info = &x->info[at];
    const struct facts *arriving = x->arriving[at];
    if (arriving && reachable)
        facts_meet(facts, arriving);
    else if (arriving)
        facts_set(facts, arriving);
    facts_forget(facts, ACCUMULATOR);
    reachable = reachable || arriving;
    if ((info->flags & WORD_HANDLER) && x->level == 0) {
        facts->count = 0;
        reachable = true;
    }
    if (!(info->flags & WORD_LOOP))
        return reachable;
    if (!reachable)
        facts->count = 0; /* entered by branches back only */
    forget_written(x, at, facts);
    if (x->level == 0)
        x->known[at] = facts_copy(&c->arena, facts);
    return true;
}

static void send_to(struct compiler *c, struct context *x, u32 at, u32 target, const struct facts *facts) {
    if (target <= at)
        return;
    struct facts *there = x->arriving[target];
    if (there)
        facts_meet(there, facts);
    else
        x->arriving[target] = facts_copy(&c->arena, facts);
}

static void replace_by_goto(union code_word *w) {
    i32 distance = rop_target(w, 0);
    w->insn.op = rop_infos[w->insn.op].flags & ROPF_BACK ? R_goto_back : R_goto;
    w->insn.b = (u16)distance;
    w->insn.c = (u16)((u32)distance >> 16);
}

/* Goes over the instructions in order with what is known, decides what can be, and plans the calls. How many remain? */
static u32 plan_instructions(struct compiler *c, struct context *x, struct facts *facts) {
    bool reachable = true;
    u32 calls = 0;
    for (u32 at = 0; at < x->length; at += rop_words(&x->words[at])) {
        union code_word *w = &x->words[at];
        if (x->info[at].flags & WORD_LEADER)
            reachable = enter_block(c, x, at, facts, reachable);
        if (!reachable) {
            x->info[at].flags |= WORD_DEAD;
            continue;
        }
        u32 flags = rop_infos[w->insn.op].flags;
        if (flags & ROPF_CALL) {
            calls += plan_call(c, x, at, facts);
            continue;
        }
        if (flags & ROPF_BRANCH) {
            enum decision decision = facts_decide(x, at, facts);
            if (decision == NOT_TAKEN) {
                x->info[at].flags |= WORD_NOTHING;
                continue;
            }
            if (decision == TAKEN)
                replace_by_goto(w);
            flags = rop_infos[w->insn.op].flags;
        }
        if (flags & ROPF_END)
            note_return(x, at, facts);
        facts_after(c, x, at, facts);
        for (u32 k = 0, targets = rop_targets(w); k < targets; k++)
            send_to(c, x, at, (u32)((i32)at + rop_target(w, k)), facts);
        if (flags & ROPF_END)
            reachable = false;
    }
    return calls;
}

static struct context *make_context(struct compiler *c, struct context *parent, u32 call_at, struct method *m,
                                    struct facts *facts) {
    struct context *x = arena_alloc(&c->arena, sizeof *x);
    u32 words_before = c->words_count, glue_before = c->glue_count;
    x->parent = parent;
    x->call_at = call_at;
    x->method = m;
    x->code = m->register_code;
    if (parent) {
        x->level = parent->level + 1;
        x->depth = parent->depth + !is_glue(m);
        x->base = parent->base + parent->words[call_at].insn.a;
    } else {
        c->outermost = x;
    }
    *(parent && is_glue(m) ? &c->glue_count : &c->words_count) += x->code->length;
    copy_words(c, x);
    x->info = arena_alloc(&c->arena, (x->length + 1) * sizeof *x->info);
    x->arriving = arena_alloc(&c->arena, (x->length + 1) * sizeof *x->arriving);
    if (!parent)
        x->known = arena_alloc(&c->arena, (x->length + 1) * sizeof *x->known);
    find_blocks(x, parent ? parent->info[call_at].depth : 0);
    u32 calls = plan_instructions(c, x, facts);
    if (parent && calls && x->length > INLINE_CALLER_WORDS && !is_glue(m)) {
        c->words_count = words_before;
        c->glue_count = glue_before;
        return NULL;
    }
    c->contexts_count++;
    return x;
}

/* ---- pins ---- */

struct score {
    u32 all, floating, integer; /* moves, and loads of fields and elements, are for both */
    bool is_read;               /* what is only written for calls is best written to the frame */
};

static bool is_neutral(u32 op) {
    switch (rop_infos[op].base) {
    case R_mov:
    case R_mov2:
    case R_const_i:
    case R_const_wide:
    case R_return_value:
    case R_getfield_i:
    case R_getfield_j:
    case R_getstatic_i:
    case R_getstatic_j:
    case R_putfield_i:
    case R_putfield_j:
    case R_putstatic_i:
    case R_putstatic_j:
        return true;
    default:
        return (rop_infos[op].flags & ROPF_CALL) != 0;
    }
}

static void add_use(struct score *s, u32 weight, bool neutral, bool floating) {
    s->all += weight;
    s->floating += !neutral && floating ? weight : 0;
    s->integer += !neutral && !floating ? weight : 0;
}

static void add_read(struct score *s, u32 weight, bool neutral, bool floating) {
    add_use(s, weight, neutral, floating);
    s->is_read = true;
}

/* An intrinsic takes its arguments and leaves its result where they are pinned. */
static void score_intrinsic(const struct compiler *c, const struct context *x, u32 at, struct score *scores,
                            u32 weight) {
    const struct method *m = intrinsic_at(c, &x->words[at]);
    const struct intrinsic *o = m ? intrinsic_of(c->state, m) : NULL;
    u32 first = x->words[at].insn.a;
    if (!o || !intrinsic_in_registers(o))
        return;
    for (u32 k = 0; k < m->arguments; k++)
        add_read(&scores[first + k], weight, false, intrinsic_is_floating(m, (int)k));
    if (m->return_type != T_VOID)
        add_use(&scores[first], 0, false, intrinsic_is_floating(m, -1));
}

static void score_slots(const struct compiler *c, const struct context *x, struct score *scores) {
    scores += x->base;
    for (u32 at = 0; at < x->length; at += rop_words(&x->words[at])) {
        if (x->info[at].flags & (WORD_DEAD | WORD_NOTHING))
            continue;
        struct insn i = x->words[at].insn;
        struct rop_roles roles = rop_roles(i);
        u32 base = rop_infos[i.op].base, weight = 1u << (3 * x->info[at].depth);
        bool neutral = is_neutral(i.op), element = base == R_iaload || base == R_laload;
        bool store = base == R_iastore || base == R_lastore || base == R_putfield_i || base == R_putfield_j;
        for (u32 k = 0; k < roles.reads_count; k++)
            add_read(&scores[roles.reads[k]], weight, neutral || (store && roles.reads[k] == i.a),
                     plan_is_floating(i.op, false));
        for (u32 k = 0; k < roles.writes_count; k++)
            add_use(&scores[roles.writes[k]], weight, neutral || element, plan_is_floating(i.op, true));
        if (c->recursive && (rop_infos[i.op].flags & ROPF_CALL) &&
            method_of_call(c, &x->words[at]) == c->outermost->method)
            for (u32 k = 0; k < roles.arguments; k++) /* in registers */
                add_read(&scores[roles.first + k], weight, true, false);
        if (rop_infos[i.op].flags & ROPF_CALL)
            score_intrinsic(c, x, at, scores, weight);
    }
    for (const struct context *y = x->first; y; y = y->next)
        score_slots(c, y, scores - x->base);
}

/* What is only moved is of the kind of where it comes from or goes to. */
static void spread_kinds(const struct context *x, struct score *scores) {
    for (u32 at = 0; at < x->length; at += rop_words(&x->words[at])) {
        struct insn i = x->words[at].insn;
        if (i.op != R_mov)
            continue;
        struct score *a = &scores[x->base + i.a], *b = &scores[x->base + i.b];
        if (!a->floating && !a->integer)
            a->floating += b->floating > b->integer;
        if (!b->floating && !b->integer)
            b->floating += a->floating > a->integer;
    }
    for (const struct context *y = x->first; y; y = y->next)
        spread_kinds(y, scores);
}

static void choose_pins(struct compiler *c, const struct score *scores, u32 slots) {
    u32 regs = 0, fregs = 0;
    memset(c->pin_of, NO_PIN, slots);
    while (!c->state->vm->options.no_pinned_slots && c->pins_count < PINS) {
        u32 best = UINT32_MAX;
        for (u32 s = 0; s < slots; s++) {
            bool fp = scores[s].floating > scores[s].integer;
            if (!scores[s].is_read || scores[s].all < 2 || c->pin_of[s] != NO_PIN ||
                (fp ? fregs == PIN_FREGS : regs == PIN_REGS))
                continue;
            if (best == UINT32_MAX || scores[s].all > scores[best].all)
                best = s;
        }
        if (best == UINT32_MAX)
            break;
        bool fp = scores[best].floating > scores[best].integer;
        c->pin_of[best] = (u8)c->pins_count;
        c->pins[c->pins_count++] = (struct pin){
            .slot = (int)best, .fp = fp, .reg = fp ? asm_pin_fp_register((int)fregs) : asm_pin_register((int)regs)};
        fregs += fp;
        regs += !fp;
    }
}

/* ---- liveness ---- */

/* Of pinned slots, and of slots that calls have their results in, as far as there are bits. */
static void choose_bits(struct compiler *c, const struct context *x) {
    if (!x->level) {
        memcpy(c->bit_of, c->pin_of, c->slots);
        for (c->bits_count = 0; c->bits_count < c->pins_count; c->bits_count++)
            c->bits[c->bits_count] = c->pins[c->bits_count].slot;
    }
    for (u32 at = 0; at < x->length && c->bits_count < LIVE_BITS; at += rop_words(&x->original[at])) {
        u8 *bit = &c->bit_of[x->base + x->original[at].insn.a];
        if (!(rop_infos[x->original[at].insn.op].flags & ROPF_CALL) || *bit != NO_PIN)
            continue;
        *bit = (u8)c->bits_count;
        c->bits[c->bits_count++] = x->base + x->original[at].insn.a;
    }
    for (const struct context *y = x->first; y; y = y->next)
        choose_bits(c, y);
}

static u32 slot_bit(const struct compiler *c, int slot) {
    u8 bit = c->bit_of[slot];
    return bit == NO_PIN ? 0 : 1u << bit;
}

static u32 slots_from(const struct compiler *c, int slot) {
    u32 set = 0;
    for (u32 i = 0; i < c->bits_count; i++)
        set |= c->bits[i] >= slot ? 1u << i : 0;
    return set;
}

struct flow {
    u32 uses, kills;
    u32 inlined; /* slots that the method inlined here uses or writes */
};

static struct context *inlined_at(const struct context *x, u32 at) {
    struct context *y = x->first;
    while (y && y->call_at != at)
        y = y->next;
    return y;
}

/* A call loses all registers from its first argument on. */
static struct flow flow_of(const struct compiler *c, const struct context *x, u32 at) {
    struct insn i = x->original[at].insn;
    struct rop_roles roles = rop_roles(i);
    struct flow f = {0, 0, 0};
    for (u32 k = 0; k < roles.writes_count; k++)
        f.kills |= slot_bit(c, x->base + roles.writes[k]);
    for (u32 k = 0; k < roles.reads_count; k++)
        f.uses |= slot_bit(c, x->base + roles.reads[k]);
    for (u32 k = 0; k < roles.arguments; k++)
        f.uses |= slot_bit(c, x->base + (int)(roles.first + k));
    if (rop_infos[i.op].flags & ROPF_CALL && roles.writes_count) {
        f.kills |= slots_from(c, x->base + i.a);
        const struct context *y = inlined_at(x, at);
        f.inlined = y ? y->uses | y->kills : 0;
    }
    return f;
}

static void sum_uses(const struct compiler *c, struct context *x) {
    for (struct context *y = x->first; y; y = y->next)
        sum_uses(c, y);
    for (u32 at = 0; at < x->length; at += rop_words(&x->words[at])) {
        struct flow f = flow_of(c, x, at);
        x->uses |= f.uses | f.inlined;
        x->kills |= f.kills | f.inlined;
    }
}

static void find_loop_pins(const struct compiler *c, const struct context *x, const struct flow *flow) {
    u32 pins = (1u << c->pins_count) - 1; /* the bits behind them are of slots that have no register */
    for (u32 at = 0; at < x->length; at++) {
        struct word_info *w = &x->info[at];
        if (!(w->flags & WORD_LOOP))
            continue;
        for (u32 in = at; in <= w->loop_end; in++) {
            w->loop_valid |= flow[in].uses | flow[in].kills | flow[in].inlined;
            w->loop_dirty |= flow[in].kills | flow[in].inlined;
        }
        w->loop_valid &= w->live & pins;
        w->loop_dirty &= w->loop_valid;
    }
}

static void find_live(struct compiler *c, struct context *x) {
    struct flow *flow = arena_alloc(&c->arena, (x->length + 1) * sizeof *flow);
    u32 *starts = arena_alloc(&c->arena, (x->length + 1) * sizeof *starts), count = 0;
    for (u32 at = 0; at < x->length; at += rop_words(&x->words[at])) {
        flow[at] = flow_of(c, x, at);
        starts[count++] = at;
    }
    /* what a synchronized method locks is read by the unwinder */
    u32 always = x->through;
    if (x->method->access_flags & ACC_SYNCHRONIZED)
        always |= slot_bit(c, x->code->lock_register);
    for (bool changed = true; changed;) {
        changed = false;
        u32 handled = always;
        for (u32 i = 0; i < x->code->handlers_count; i++)
            handled |= x->info[x->code->handlers[i].handler_pc].live & ~slot_bit(c, x->code->handlers[i].register_);
        for (u32 i = count; i-- > 0;) {
            u32 at = starts[i], live = 0;
            const union code_word *w = &x->original[at];
            for (u32 k = 0, targets = rop_targets(w); k < targets; k++)
                live |= x->info[(u32)((i32)at + rop_target(w, k))].live;
            if (!(rop_infos[w->insn.op].flags & ROPF_END))
                live |= x->info[at + rop_words(w)].live;
            live = (live & ~flow[at].kills) | flow[at].uses | handled;
            changed = changed || live != x->info[at].live;
            x->info[at].live = live;
        }
    }
    find_loop_pins(c, x, flow);
    for (struct context *y = x->first; y; y = y->next) {
        u32 behind = x->info[y->call_at + 2].live; /* every call has two words */
        y->through = behind & ~slots_from(c, y->base);
        y->join.live = behind;
        find_live(c, y);
    }
}

bool plan_method(struct compiler *c, struct method *m) {
    if (m->register_code->length > MOST_WORDS)
        return false;
    struct facts nothing = {.count = 0};
    c->x = make_context(c, NULL, 0, m, &nothing);
    u32 slots = c->x->code->registers + INLINE_REGISTERS + 1u;
    c->slots = slots + 257;
    c->pin_of = arena_alloc(&c->arena, c->slots);
    c->bit_of = arena_alloc(&c->arena, c->slots);
    memset(c->pin_of, NO_PIN, c->slots);
    struct score *scores = arena_alloc(&c->arena, (slots + 1) * sizeof *scores);
    score_slots(c, c->x, scores);
    for (int round = 0; round < 3; round++)
        spread_kinds(c->x, scores);
    choose_pins(c, scores, slots);
    choose_bits(c, c->x);
    sum_uses(c, c->x);
    find_live(c, c->x);
    for (u32 i = 0; c->recursive && i < c->pins_count; i++)
        if (!c->pins[i].fp && c->pins[i].slot < m->arguments)
            c->entry_pins |= c->x->info[0].live & 1u << i;
    return true;
}
