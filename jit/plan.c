/* SPDX-License-Identifier: MIT
 *
 * plan.c - what has to be known of a method before code is made for it: blocks, loops, pinned slots, and where those are
 * live.
 *
 * A slot's score is the number of times it is read or written, each 8^depth times, depth counting the loops around it.
 * The best ones get a register; an fp register, if most of its uses are floating-point operations. Liveness is that of
 * interp/liveness.c, for pinned slots only and simpler: what is live in any handler is live everywhere.
 */
#include "jit/jit_internal.h"

#define MOST_WORDS 8000 /* of register code; HotSpot compiles nothing above 8000 bytes either */
#define DEPTH_MAX  5

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

static bool find_blocks(struct compiler *c) {
    struct word_info *info = c->info;
    for (u32 at = 0, words; at < c->length; at += words) {
        const union code_word *w = &c->words[at];
        words = rop_words(w);
        info[at].flags |= WORD_START;
        for (u32 k = 0, targets = rop_targets(w); k < targets; k++) {
            u32 target = (u32)((i32)at + rop_target(w, k));
            info[target].flags |= WORD_LEADER;
            if (target > at)
                continue;
            info[target].flags |= WORD_LOOP;
            info[target].loop_end = MAX_OF(info[target].loop_end, at);
        }
    }
    for (u32 i = 0; i < c->code->handlers_count; i++)
        info[c->code->handlers[i].handler_pc].flags |= WORD_LEADER | WORD_HANDLER;
    for (u32 at = 0; at < c->length; at++)
        if (info[at].flags & WORD_LOOP)
            for (u32 in = at; in <= info[at].loop_end; in++)
                info[in].depth += info[in].depth < DEPTH_MAX;
    return true;
}

struct score {
    u32 all, floating, integer; /* moves, and loads of fields and elements, are for both */
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

static void score_slots(struct compiler *c, struct score *scores) {
    for (u32 at = 0; at < c->length; at += rop_words(&c->words[at])) {
        struct insn i = c->words[at].insn;
        struct rop_roles roles = rop_roles(i);
        u32 base = rop_infos[i.op].base, weight = 1u << (3 * c->info[at].depth);
        bool neutral = is_neutral(i.op), element = base == R_iaload || base == R_laload;
        bool store = base == R_iastore || base == R_lastore || base == R_putfield_i || base == R_putfield_j;
        for (u32 k = 0; k < roles.reads_count; k++)
            add_use(&scores[roles.reads[k]], weight, neutral || (store && roles.reads[k] == i.a),
                    plan_is_floating(i.op, false));
        for (u32 k = 0; k < roles.writes_count; k++)
            add_use(&scores[roles.writes[k]], weight, neutral || element, plan_is_floating(i.op, true));
    }
}

/* What is only moved is of the kind of where it comes from or goes to. */
static void spread_kinds(struct compiler *c, struct score *scores) {
    for (int round = 0; round < 3; round++) {
        for (u32 at = 0; at < c->length; at += rop_words(&c->words[at])) {
            struct insn i = c->words[at].insn;
            if (i.op != R_mov)
                continue;
            struct score *a = &scores[i.a], *b = &scores[i.b];
            if (!a->floating && !a->integer)
                a->floating += b->floating > b->integer;
            if (!b->floating && !b->integer)
                b->floating += a->floating > a->integer;
        }
    }
}

static void choose_pins(struct compiler *c, const struct score *scores) {
    u32 regs = 0, fregs = 0;
    memset(c->pin_of, NO_PIN, c->code->registers + 1u);
    while (!c->state->vm->options.no_pinned_slots && c->pins_count < PINS) {
        u32 best = UINT32_MAX;
        for (u32 s = 0; s < c->code->registers; s++) {
            bool fp = scores[s].floating > scores[s].integer;
            if (scores[s].all < 3 || c->pin_of[s] != NO_PIN || (fp ? fregs == PIN_FREGS : regs == PIN_REGS))
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

static u32 pin_bit(const struct compiler *c, u32 slot) {
    u8 pin = c->pin_of[slot];
    return pin == NO_PIN ? 0 : 1u << pin;
}

struct flow {
    u32 uses, kills;
};

static void find_live(struct compiler *c) {
    struct flow *flow = arena_alloc(&c->arena, c->length * sizeof *flow);
    u32 *starts = arena_alloc(&c->arena, c->length * sizeof *starts), count = 0;
    for (u32 at = 0; at < c->length; at += rop_words(&c->words[at])) {
        struct rop_roles roles = rop_roles(c->words[at].insn);
        for (u32 k = 0; k < roles.writes_count; k++)
            flow[at].kills |= pin_bit(c, roles.writes[k]);
        for (u32 k = 0; k < roles.reads_count; k++)
            flow[at].uses |= pin_bit(c, roles.reads[k]);
        for (u32 k = 0; k < roles.arguments; k++)
            flow[at].uses |= pin_bit(c, roles.first + k);
        starts[count++] = at;
    }
    bool written = false;
    for (u32 i = 0; i < count; i++) {
        struct rop_roles roles = rop_roles(c->words[starts[i]].insn);
        for (u32 k = 0; k < roles.writes_count; k++)
            written = written || roles.writes[k] == 0;
    }
    for (u32 i = 0; i < c->code->handlers_count; i++)
        written = written || c->code->handlers[i].register_ == 0;
    c->keeps_this = !written && !method_is_static(c->method);
    /* what a synchronized method locks is read by the unwinder */
    u32 always = c->method->access_flags & ACC_SYNCHRONIZED ? pin_bit(c, c->code->lock_register) : 0;
    for (bool changed = true; changed;) {
        changed = false;
        u32 handled = always;
        for (u32 i = 0; i < c->code->handlers_count; i++)
            handled |= c->info[c->code->handlers[i].handler_pc].live & ~pin_bit(c, c->code->handlers[i].register_);
        for (u32 i = count; i-- > 0;) {
            u32 at = starts[i], live = 0;
            const union code_word *w = &c->words[at];
            for (u32 k = 0, targets = rop_targets(w); k < targets; k++)
                live |= c->info[(u32)((i32)at + rop_target(w, k))].live;
            if (!(rop_infos[w->insn.op].flags & ROPF_END))
                live |= c->info[at + rop_words(w)].live;
            live = (live & ~flow[at].kills) | flow[at].uses | handled;
            changed = changed || live != c->info[at].live;
            c->info[at].live = live;
        }
    }
    /* of a loop: what it uses, and what it writes */
    for (u32 at = 0; at < c->length; at++) {
        struct word_info *w = &c->info[at];
        if (!(w->flags & WORD_LOOP))
            continue;
        for (u32 in = at; in <= w->loop_end; in++) {
            w->loop_valid |= flow[in].uses | flow[in].kills;
            w->loop_dirty |= flow[in].kills;
        }
        w->loop_valid &= w->live;
        w->loop_dirty &= w->loop_valid;
    }
}

bool plan_method(struct compiler *c) {
    if (c->length > MOST_WORDS)
        return false;
    c->info = arena_alloc(&c->arena, (c->length + 1) * sizeof *c->info);
    c->pin_of = arena_alloc(&c->arena, c->code->registers + 257u);
    struct score *scores = arena_alloc(&c->arena, (c->code->registers + 1u) * sizeof *scores);
    find_blocks(c);
    score_slots(c, scores);
    spread_kinds(c, scores);
    choose_pins(c, scores);
    find_live(c);
    return true;
}
