/* SPDX-License-Identifier: MIT
 *
 * compile.c - one pass over a method's register code: where values are, what paths agree on where they meet, and the code
 * that is seldom run, which comes behind the rest.
 */
#include <stddef.h>

#include "jit/jit_internal.h"

#define INSTRUCTION_ROOM 512  /* bytes that code for one instruction, but a switch, takes at most, with its late code */
#define FRAMES_ROOM      1536 /* ... that makes the frames of an inlined method */
#define FACTS_ROOM       (FACTS_MOST * 20 + 16)

#define IMPLICIT_MOST 4000 /* the first page is never mapped */

static void *grow(struct compiler *c, void *items, u32 *room, size_t size) {
    u32 count = *room;
    *room = count ? 2 * count : 32;
    void *more = arena_alloc(&c->arena, *room * size);
    if (count)
        memcpy(more, items, count * size);
    return more;
}
#define ADD(c, items, count, room)                                                                                     \
    ((count) == (room) ? (void)((items) = grow((c), (items), &(room), sizeof *(items))) : (void)0, &(items)[(count)++])

/* ---- values ---- */

static int pin_index(const struct compiler *c, int slot) {
    return slot < 0 || c->pin_of[slot] == NO_PIN ? -1 : c->pin_of[slot];
}

static void load_pin(struct compiler *c, int pin) {
    const struct pin *p = &c->pins[pin];
    if (c->valid >> pin & 1)
        return;
    asm_load(&c->a, p->fp ? MEM_F64 : MEM_64, p->reg, REG_FRAME, slot_offset(p->slot));
    c->valid |= 1u << pin;
}
static void load_pins(struct compiler *c, u32 which) {
    for (which &= ~c->valid; which; which &= which - 1)
        load_pin(c, __builtin_ctz(which));
}
static void store_pin(struct compiler *c, int pin) {
    const struct pin *p = &c->pins[pin];
    asm_store(&c->a, p->fp ? MEM_F64 : MEM_64, p->reg, REG_FRAME, slot_offset(p->slot));
}
static void store_pins(struct compiler *c, u32 which) {
    for (; which; which &= which - 1)
        store_pin(c, __builtin_ctz(which));
}

void pins_store(struct compiler *c, u32 which) {
    store_pins(c, c->dirty & which);
    c->dirty &= ~which;
}
void pins_forget(struct compiler *c) {
    c->valid = c->dirty = 0;
}

void pins_forget_in_c(struct compiler *c) {
    c->dirty = 0;
    for (u32 set = c->valid; set; set &= set - 1) {
        const struct pin *p = &c->pins[__builtin_ctz(set)];
        if (p->fp || !asm_is_kept(p->reg) || p->slot == first_slot(c))
            c->valid &= ~(set & -set);
    }
}

int value_use(struct compiler *c, int slot, enum width w, int scratch) {
    if (slot == ACCUMULATOR) {
        if (c->acc == ACC_REGISTER)
            return REG_ACC;
        value_use_in(c, slot, w, scratch);
        return scratch;
    }
    int pin = pin_index(c, slot);
    if (pin >= 0 && !c->pins[pin].fp) {
        load_pin(c, pin);
        return c->pins[pin].reg;
    }
    value_use_in(c, slot, w, scratch);
    return scratch;
}

void value_use_in(struct compiler *c, int slot, enum width w, int reg) {
    if (slot == ACCUMULATOR) {
        if (c->acc == ACC_CONSTANT)
            asm_constant(&c->a, reg, c->acc_value);
        else if (c->acc == ACC_FP)
            asm_move_from_fp(&c->a, w, reg, FREG_ACC);
        else if (reg != REG_ACC)
            asm_move(&c->a, W64, reg, REG_ACC);
        return;
    }
    int pin = pin_index(c, slot);
    if (pin >= 0 && !c->pins[pin].fp) {
        load_pin(c, pin);
        if (c->pins[pin].reg != reg)
            asm_move(&c->a, W64, reg, c->pins[pin].reg);
    } else if (pin >= 0 && (c->valid >> pin & 1)) {
        asm_move_from_fp(&c->a, w, reg, c->pins[pin].reg);
    } else {
        asm_load(&c->a, w == W64 ? MEM_64 : MEM_32, reg, REG_FRAME, slot_offset(slot));
    }
}

bool value_in_memory(const struct compiler *c, int slot) {
    int pin = pin_index(c, slot);
    return slot >= 0 && (pin < 0 || (c->pins[pin].fp && !(c->valid >> pin & 1)));
}
bool value_is_constant(const struct compiler *c, int slot, i64 *value) {
    *value = (i64)c->acc_value;
    return (slot == ACCUMULATOR && c->acc == ACC_CONSTANT) || path_constant(c, slot, value);
}

int value_define(const struct compiler *c, int slot) {
    int pin = pin_index(c, slot);
    return slot == ACCUMULATOR ? REG_ACC : pin >= 0 && !c->pins[pin].fp ? c->pins[pin].reg : REG_X;
}

static void mark_defined(struct compiler *c, int pin) {
    c->valid |= 1u << pin;
    c->dirty |= 1u << pin;
}

void value_defined(struct compiler *c, int slot, int reg) {
    int pin = pin_index(c, slot);
    if (slot == ACCUMULATOR) {
        if (reg != REG_ACC)
            asm_move(&c->a, W64, REG_ACC, reg);
        c->acc = ACC_REGISTER;
    } else if (pin < 0) {
        asm_store(&c->a, MEM_64, reg, REG_FRAME, slot_offset(slot));
    } else if (c->pins[pin].fp) {
        asm_move_to_fp(&c->a, c->pins[pin].reg, reg);
        mark_defined(c, pin);
    } else {
        if (c->pins[pin].reg != reg)
            asm_move(&c->a, W64, c->pins[pin].reg, reg);
        mark_defined(c, pin);
    }
}

void constant_there(struct compiler *c, u8 *place, u64 value) {
    *ADD(c, c->constants, c->constants_count, c->constants_room) = (struct constant){place, value, 0};
}

static void load_fp_constant(struct compiler *c, bool wide, int d, u64 value) {
    if (value == 0)
        asm_fzero(&c->a, d);
    else
        constant_there(c, asm_fload_later(&c->a, wide, d), value);
}

void value_define_constant(struct compiler *c, int slot, u64 value) {
    int pin = pin_index(c, slot);
    if (slot == ACCUMULATOR) {
        c->acc = ACC_CONSTANT;
        c->acc_value = value;
    } else if (pin >= 0 && c->pins[pin].fp) {
        load_fp_constant(c, true, c->pins[pin].reg, value);
        mark_defined(c, pin);
    } else if (pin < 0 && (i64)value == (i32)value) {
        asm_store_constant(&c->a, MEM_64, (i32)value, REG_FRAME, slot_offset(slot));
    } else {
        int d = value_define(c, slot);
        asm_constant(&c->a, d, value);
        value_defined(c, slot, d);
    }
}

int value_use_fp(struct compiler *c, int slot, bool wide, int scratch) {
    int pin = pin_index(c, slot);
    if (slot == ACCUMULATOR) {
        if (c->acc == ACC_FP)
            return FREG_ACC;
        if (c->acc == ACC_CONSTANT)
            load_fp_constant(c, wide, scratch, c->acc_value);
        else
            asm_move_to_fp(&c->a, scratch, REG_ACC);
        return scratch;
    }
    if (pin >= 0 && c->pins[pin].fp) {
        load_pin(c, pin);
        return c->pins[pin].reg;
    }
    if (pin >= 0 && (c->valid >> pin & 1))
        asm_move_to_fp(&c->a, scratch, c->pins[pin].reg);
    else
        asm_load(&c->a, wide ? MEM_F64 : MEM_F32, scratch, REG_FRAME, slot_offset(slot));
    return scratch;
}

bool value_is_fp(const struct compiler *c, int slot) {
    int pin = pin_index(c, slot);
    return pin >= 0 && c->pins[pin].fp;
}
int value_define_fp(const struct compiler *c, int slot) {
    return slot == ACCUMULATOR ? FREG_ACC : value_is_fp(c, slot) ? c->pins[pin_index(c, slot)].reg : FREG_X;
}

/* The upper half of a float's slot is 0: what is not an fp register of its own goes through a register of 32 bits. */
void value_defined_fp(struct compiler *c, int slot, bool wide, int reg) {
    int pin = pin_index(c, slot);
    if (slot == ACCUMULATOR) {
        asm_fmove(&c->a, FREG_ACC, reg);
        c->acc = ACC_FP;
    } else if (pin >= 0 && c->pins[pin].fp) {
        asm_fmove(&c->a, c->pins[pin].reg, reg);
        mark_defined(c, pin);
    } else if (pin >= 0) {
        asm_move_from_fp(&c->a, wide ? W64 : W32, c->pins[pin].reg, reg);
        mark_defined(c, pin);
    } else if (wide) {
        asm_store(&c->a, MEM_F64, reg, REG_FRAME, slot_offset(slot));
    } else {
        asm_move_from_fp(&c->a, W32, REG_X, reg);
        asm_store(&c->a, MEM_64, REG_X, REG_FRAME, slot_offset(slot));
    }
}

/* ---- leaving ---- */

struct late *leave(struct compiler *c, u8 *place, enum late_kind kind) {
    bool same = false; /* as what the last one of the instruction does */
    if (c->lates_count && (kind == LATE_NULL || kind == LATE_DIVISION)) {
        const struct late *last = &c->lates[c->lates_count - 1];
        same = last->kind == kind && last->x == c->x && last->pc == c->at && last->dirty == c->dirty &&
               last->acc == c->acc;
    }
    struct late *l = ADD(c, c->lates, c->lates_count, c->lates_room);
    *l = (struct late){.place = place,
                       .x = c->x,
                       .pc = c->at,
                       .dirty = c->dirty,
                       .live = c->x->info[c->at].live,
                       .kind = (u8)kind,
                       .same_as_last = same,
                       .acc = c->acc,
                       .acc_value = c->acc_value};
    return l;
}

/* By the plan: what C would execute is another one, which may find its operands gone. */
static bool is_replaced(const struct compiler *c) {
    return c->insn.op != c->x->original[c->at].insn.op;
}

bool is_null_check(const struct compiler *c, i32 offset) {
    return offset < IMPLICIT_MOST && !c->state->vm->options.no_implicit_null_checks;
}

void leave_if_null(struct compiler *c, int reg, i32 offset) {
    enum late_kind kind = c->rop->flags & ROPF_CALL && is_replaced(c) ? LATE_NULL_CALL : LATE_NULL;
    if (is_null_check(c, offset)) {
        leave(c, NULL, kind)->from = asm_here(&c->a);
        return;
    }
    asm_compare_constant(&c->a, W64, reg, 0);
    leave(c, asm_branch(&c->a, COND_EQ), kind);
}

/* ---- frames of inlined methods ---- */

static void go_to(struct compiler *c, u8 *place, const struct word_info *target, bool absolute) {
    *ADD(c, c->fixes, c->fixes_count, c->fixes_room) = (struct fix){place, target, absolute};
}

void frames_enter(struct compiler *c) {
    if (c->x->level) {
        c->x->wants_frames = true;
        go_to(c, asm_call(&c->a), &c->x->make_frames, false);
    }
}
static void frames_drop(struct compiler *c, const struct context *x) {
    if (x->level) {
        asm_alu_constant(&c->a, ALU_ADD, W64, REG_RECORD, REG_RECORD, (i32)x->level * RECORD);
        asm_alu_constant(&c->a, ALU_SUB, W64, REG_FRAME, REG_FRAME, slot_offset(x->base));
    }
}
void frames_leave(struct compiler *c) {
    frames_drop(c, c->x);
}

/* The outermost method's record is there. Keeps all registers. */
void frames_return_addresses(struct compiler *c) {
    for (struct context *x = c->x; x->level; x = x->parent) {
        x->wants_frames = true;
        i32 caller = -(i32)(x->level - 1) * RECORD;
        asm_store_constant(&c->a, MEM_64, 0, REG_RECORD, caller + (i32)offsetof(struct frame, machine_return));
        go_to(c, c->a.at - 4, &x->back, true);
    }
}

void call_returns_here(struct compiler *c, struct context *x, u32 pc, u32 first) {
    *ADD(c, c->calls, c->calls_count, c->calls_room) =
        (struct call){asm_word_later(&c->a), {x->code->words + pc, x->method, first}};
}

/* The frame of an inlined method went on elsewhere and has returned: what is known of its result is made true. */
static void make_result_known(struct compiler *c, const struct context *x) {
    if (x->result.kind == FACT_CONSTANT) {
        asm_constant(&c->a, REG_ACC, x->result.value);
        asm_store(&c->a, MEM_64, REG_ACC, REG_FRAME, slot_offset(x->base));
    }
}

/* Code that makes the frames, and code to which such a frame returns. */
static void frames_code(struct compiler *c, struct context *x) {
    for (struct context *y = x->first; y; y = y->next)
        frames_code(c, y);
    if (!x->level || !x->wants_frames)
        return;
    c->x = x;
    x->make_frames.address = asm_here(&c->a);
    frames_return_addresses(c);
    asm_alu_constant(&c->a, ALU_SUB, W64, REG_RECORD, REG_RECORD, (i32)x->level * RECORD);
    asm_alu_constant(&c->a, ALU_ADD, W64, REG_FRAME, REG_FRAME, slot_offset(x->base));
    asm_return(&c->a);
    call_returns_here(c, x->parent, x->call_at, (u32)(x->base - x->parent->base));
    x->back.address = asm_here(&c->a);
    asm_store(&c->a, MEM_64, REG_ACC, REG_FRAME, 0);
    if (x->level == 1)
        *ADD(c, c->returns, c->returns_count, c->returns_room) = (struct place){x->call_at, x->back.address};
    frames_drop(c, x);
    make_result_known(c, x);
    c->valid = 0;
    load_pins(c, x->join.valid);
    if (x->join.address)
        go_to(c, asm_jump(&c->a), &x->join, false);
    else
        asm_trap(&c->a);
}

/* The accumulator as C wants it. */
static void acc_to_register(struct compiler *c, u8 acc, u64 value) {
    if (acc == ACC_FP)
        asm_move_from_fp(&c->a, W64, REG_ACC, FREG_ACC);
    else if (acc == ACC_CONSTANT)
        asm_constant(&c->a, REG_ACC, value);
}

static void frame_here(struct compiler *c, u32 pc) {
    asm_constant(&c->a, REG_X, (u64)(uintptr_t)word_address(c, pc));
    asm_constant(&c->a, REG_Y, (u64)(uintptr_t)c->x->method);
}

static u32 execute_stub(const struct compiler *c) {
    bool call = c->rop->flags & ROPF_CALL || c->x->info[c->at].flags & WORD_CALL;
    if (c->rop->flags & ROPF_UNRESOLVED)
        return call ? c->state->stubs.execute_unresolved_call : c->state->stubs.execute_unresolved;
    return call ? c->state->stubs.execute_call : c->state->stubs.execute;
}

void call_execute(struct compiler *c) {
    frame_here(c, c->at);
    asm_call_to(&c->a, execute_stub(c));
}

void returns_here(struct compiler *c) {
    if (c->x->level)
        return; /* a frame of the inlined method itself is of other code */
    *ADD(c, c->returns, c->returns_count, c->returns_room) = (struct place){c->at, asm_here(&c->a)};
}

void leave_to_c(struct compiler *c) {
    c->by_c = true;
    acc_to_register(c, c->acc, c->acc_value);
    pins_store(c, c->x->info[c->at].live);
    frames_enter(c);
    call_execute(c);
    frames_leave(c);
    pins_forget(c);
    c->acc = c->rop->roles & DEF_ACC ? ACC_REGISTER : ACC_NONE;
}

/* ---- where paths meet ---- */

u32 target_of(const struct compiler *c) {
    return (u32)((i32)c->at + rop_target(&c->x->words[c->at], 0));
}

static void agree_on_head(struct compiler *c, const struct word_info *w) {
    pins_store(c, c->dirty & w->live & ~w->loop_dirty);
    load_pins(c, w->loop_valid);
}

/* The path that is being compiled goes on at w, which comes later. */
static void agree_forward(struct compiler *c, struct word_info *w) {
    if (!(w->flags & WORD_SEEN)) {
        w->flags |= WORD_SEEN;
        w->valid = c->valid & w->live;
        w->dirty = c->dirty & w->live;
        return;
    }
    pins_store(c, c->dirty & w->live & ~w->valid);
    load_pins(c, w->dirty & w->live);
    w->valid &= c->valid;
    w->dirty = (w->dirty | (c->dirty & w->live)) & w->valid;
}

void block_agree(struct compiler *c, u32 target) {
    if (target <= c->at) {
        agree_on_head(c, &c->x->info[target]);
    } else {
        agree_forward(c, &c->x->info[target]);
        path_meet(c, &c->x->info[target]);
    }
}

void block_branch(struct compiler *c, u8 *place, u32 target) {
    const struct word_info *w = &c->x->info[target];
    if (target <= c->at)
        asm_aim(&c->a, place, w->again);
    else
        *ADD(c, c->fixes, c->fixes_count, c->fixes_room) = (struct fix){place, &c->x->info[target], false};
}

void block_address(struct compiler *c, u8 *place, u32 target) {
    *ADD(c, c->fixes, c->fixes_count, c->fixes_room) = (struct fix){place, &c->x->info[target], true};
}

static void poll(struct compiler *c, u8 *place, u32 target) {
    struct late *l = leave(c, place, LATE_POLL);
    l->target = target;
    l->live = c->x->info[target].live;
}

void branch_if(struct compiler *c, enum cond cond, u32 target) {
    block_agree(c, target);
    if (target > c->at) {
        block_branch(c, asm_branch(&c->a, cond), target);
        return;
    }
    u8 *over = asm_skip(&c->a, cond ^ 1);
    asm_count_down(&c->a, REG_FUEL);
    block_branch(c, asm_branch(&c->a, COND_UGE), target);
    poll(c, asm_jump(&c->a), target);
    asm_join(&c->a, over);
}

void branch_to(struct compiler *c, u32 target) {
    block_agree(c, target);
    if (target <= c->at) {
        asm_count_down(&c->a, REG_FUEL);
        block_branch(c, asm_branch(&c->a, COND_UGE), target);
        poll(c, asm_jump(&c->a), target);
    } else if (target != c->at + rop_words(&c->x->words[c->at])) {
        block_branch(c, asm_jump(&c->a), target);
    }
}

static void begin_block(struct compiler *c) {
    struct word_info *w = &c->x->info[c->at];
    if (w->flags & WORD_HANDLER && !(w->flags & WORD_SEEN)) {
        w->flags |= WORD_SEEN; /* the unwinder, too, comes here: with everything in the frame */
        w->valid = w->dirty = 0;
    }
    if (c->reachable) {
        agree_forward(c, w);
        path_meet(c, w);
    }
    path_enter_block(c);
    c->acc = ACC_NONE;
    c->valid = w->flags & WORD_SEEN ? w->valid : 0;
    c->dirty = w->flags & WORD_SEEN ? w->dirty : 0;
    w->address = asm_here(&c->a);
    if (w->flags & WORD_LOOP) {
        agree_on_head(c, w);
        c->valid = w->loop_valid;
        c->dirty = w->loop_dirty;
        w->again = asm_here(&c->a);
    }
}

/* ---- code that is seldom run ---- */

static void finish_instruction(struct compiler *c, u32 first_late) {
    for (u32 i = first_late; i < c->lates_count; i++) {
        struct late *l = &c->lates[i];
        if (l->back || (l->kind != LATE_EXECUTE && l->kind != LATE_STORE && l->kind != LATE_DISPATCH &&
                        l->kind != LATE_SUBTYPE && l->kind != LATE_NULL_CALL && l->kind != LATE_CALL))
            continue;
        l->back = asm_here(&c->a);
        l->valid_back = c->valid;
        l->acc_back = c->acc;
    }
}

static void go_back(struct compiler *c, const struct late *l) {
    c->valid = 0;
    load_pins(c, l->valid_back);
    if (l->acc_back == ACC_FP)
        asm_move_to_fp(&c->a, FREG_ACC, REG_ACC);
    asm_jump_to(&c->a, l->back);
}

/* The code that comes is the instruction's. */
static void mark(struct compiler *c) {
    *ADD(c, c->marks, c->marks_count, c->marks_room) = (struct code_mark){asm_here(&c->a), c->at, c->x};
}

static void begin_instruction(struct compiler *c) {
    c->insn = c->x->words[c->at].insn;
    c->rop = &rop_infos[c->insn.op];
    /* the operand that the base operation has in a register and this variant has not */
    u32 moved = rop_infos[c->rop->base].roles & ~c->rop->roles;
    int base = c->x->base;
    c->A = moved & (USE_A | DEF_A) ? ACCUMULATOR : base + c->insn.a;
    c->B = moved & USE_B ? ACCUMULATOR : base + c->insn.b;
    c->C = moved & USE_C ? ACCUMULATOR : base + c->insn.c;
}

/* The instruction throws, so nobody comes back: what stores the same and leaves for the same frame is shared. */
static void late_throw(struct compiler *c, const struct late *l) {
    u32 stub = execute_stub(c), stored = l->dirty & l->live;
    acc_to_register(c, l->acc, l->acc_value);
    asm_constant(&c->a, REG_X, (u64)(uintptr_t)word_address(c, l->pc));
    for (u32 i = 0; i < MIN_OF(c->tails_count, TAILS); i++) {
        const struct tail *e = &c->tails[i];
        if (e->x == c->x && e->stored == stored && e->stub == stub) {
            asm_jump_to(&c->a, e->address);
            return;
        }
    }
    c->tails[c->tails_count++ % TAILS] = (struct tail){c->x, stored, stub, asm_here(&c->a)};
    store_pins(c, stored);
    frames_enter(c);
    asm_constant(&c->a, REG_Y, (u64)(uintptr_t)c->x->method);
    asm_call_to(&c->a, stub);
    asm_trap(&c->a);
}

static void late_code(struct compiler *c, struct late *l) {
    l->address = l->same_as_last ? l[-1].address : asm_here(&c->a);
    if (l->place)
        asm_aim(&c->a, l->place, l->address);
    else
        *ADD(c, c->faults, c->faults_count, c->faults_room) = (struct fault){l->from, l->address};
    if (l->same_as_last)
        return;
    c->x = l->x;
    c->at = l->pc;
    mark(c);
    begin_instruction(c);
    if (l->kind == LATE_DISPATCH && l->method)
        call_same(c, l);
    if (l->kind == LATE_STORE)
        store_check(c, l);
    if (l->kind == LATE_NULL || l->kind == LATE_DIVISION) { /* in C the instruction finds its fault again */
        late_throw(c, l);
        return;
    }
    acc_to_register(c, l->acc, l->acc_value);
    store_pins(c, l->dirty & l->live);
    switch ((enum late_kind)l->kind) {
    case LATE_EXECUTE:
    case LATE_STORE:
        frames_enter(c);
        call_execute(c);
        frames_leave(c);
        if (c->rop->base == R_new)
            new_object_late(c);
        go_back(c, l);
        return;
    case LATE_NULL:
    case LATE_DIVISION:
        return;
    case LATE_OVERFLOW:
        frames_enter(c);
        frame_here(c, l->pc);
        asm_jump_to(&c->a, c->state->stubs.overflow);
        return;
    case LATE_POLL_CALL:
        asm_constant(&c->a, REG_X, (u64)(uintptr_t)c->outermost->method);
        asm_jump_to(&c->a, c->state->stubs.poll_call);
        return;
    case LATE_POLL_INLINED:
        frames_enter(c);
        asm_constant(&c->a, REG_X, (u64)(uintptr_t)c->x->method);
        asm_jump_to(&c->a, c->state->stubs.poll_call);
        return;
    case LATE_POLL:
        frame_here(c, l->target);
        asm_jump_to(&c->a, c->state->stubs.poll);
        return;
    case LATE_SUBTYPE:
        subtype_by_c(c);
        go_back(c, l);
        return;
    case LATE_NULL_CALL: /* the method that is called finds it */
    case LATE_DISPATCH:
        if (l->kind == LATE_NULL_CALL)
            call_what_c_finds(c);
        else
            call_dispatch(c, l->method != NULL);
        if (call_result_is_live(c))
            asm_store(&c->a, MEM_64, REG_ACC, REG_FRAME, slot_offset(c->A));
        go_back(c, l);
        return;
    case LATE_CALL:
        call_late(c, l->method);
        go_back(c, l);
        return;
    case LATE_UNLOCK:
        frame_here(c, l->pc);
        asm_jump_to(&c->a, c->state->stubs.unlock);
        return;
    }
}

/* ---- the pass ---- */

bool operation_by_c(struct compiler *c) {
    u32 every = c->state->vm->options.fallback_every;
    return every && ++c->state->operations % every == 0;
}

/* In place of a call: the result is in its register and in the accumulator. */
static void in_place_of_call(struct compiler *c) {
    if (c->rop->base == R_checkcast) {
        cast_of_call(c);
        return;
    }
    u64 value = c->x->words[c->at + 1].w;
    if (call_result_is_live(c))
        value_define_constant(c, c->A, value);
    value_define_constant(c, ACCUMULATOR, value);
}

/* May a path through the instruction, whose late code begins there, come back from C? */
static bool may_come_back(const struct compiler *c, u32 first_late) {
    bool back = c->by_c || c->rop->flags & ROPF_CALL;
    for (u32 i = first_late; i < c->lates_count; i++)
        back = back || (c->lates[i].kind != LATE_NULL && c->lates[i].kind != LATE_DIVISION);
    return back;
}

static void instruction(struct compiler *c) {
    u32 first_late = c->lates_count;
    bool call = c->rop->flags & ROPF_CALL;
    c->by_c = c->fresh = false;
    if (c->rop->flags & ROPF_UNRESOLVED)
        c->unresolved++;
    if (call)
        call_instruction(c);
    else if (c->x->info[c->at].flags & WORD_CALL)
        in_place_of_call(c);
    else if (!(c->rop->flags & (ROPF_BRANCH | ROPF_GOTO | ROPF_END)) && !is_replaced(c) && operation_by_c(c))
        leave_to_c(c);
    else if (!select_instruction(c))
        leave_to_c(c);
    if (!(c->rop->roles & DEF_ACC) && !(c->x->info[c->at].flags & WORD_CALL))
        c->acc = ACC_NONE;
    finish_instruction(c, first_late);
    if (!(c->rop->flags & ROPF_END))
        path_instruction(c, may_come_back(c, first_late), c->fresh);
}

/* An equal one from before, or a new one here. */
static u32 constant_address(struct compiler *c, u32 i) {
    struct constant *k = &c->constants[i];
    for (u32 j = 0; j < i && j < 64; j++) {
        if (c->constants[j].value == k->value) {
            k->address = c->constants[j].address;
            return k->address;
        }
    }
    k->address = asm_here(&c->a);
    memcpy(c->a.at, &k->value, sizeof k->value);
    c->a.at += sizeof k->value;
    return k->address;
}

static void emit_instructions(struct compiler *c) {
    for (c->at = 0; c->at < c->x->length; c->at += rop_words(&c->x->words[c->at])) {
        struct word_info *w = &c->x->info[c->at];
        size_t words = rop_words(&c->x->words[c->at]);
        c->failed = c->failed || !asm_room(&c->a, (c->lates_count + 2) * (size_t)INSTRUCTION_ROOM + 128 * words);
        if (c->failed)
            return;
        if (w->flags & WORD_DEAD)
            continue;
        begin_instruction(c);
        if (w->flags & WORD_LEADER)
            begin_block(c);
        else if (!c->reachable)
            continue;
        c->reachable = true;
        if (w->flags & WORD_NOTHING) {
            c->acc = ACC_NONE;
            continue;
        }
        mark(c);
        instruction(c);
        if (c->rop->flags & ROPF_END)
            c->reachable = false;
    }
}

/* ---- inlined methods ---- */

bool inline_call(struct compiler *c) {
    struct context *x = c->x, *y = x->first;
    u32 at = c->at;
    while (y && y->call_at != at)
        y = y->next;
    if (!y)
        return false;
    asm_count_down(&c->a, REG_FUEL);
    struct late *l = leave(c, asm_branch(&c->a, COND_ULT), LATE_POLL_INLINED);
    l->x = y;
    l->pc = 0;
    l->live |= y->info[0].live; /* an argument that the call site adds */
    y->acc_wanted = rop_infos[x->words[at + 2].insn.op].roles & USE_ACC;
    c->x = y;
    c->acc = ACC_NONE;
    c->reachable = true;
    struct path before = c->now;
    emit_instructions(c);
    c->x = x;
    c->at = at;
    begin_instruction(c);
    path_called(c, &before);
    c->reachable = true; /* at least code behind the guard comes here */
    c->valid = y->join.flags & WORD_SEEN ? y->join.valid : 0;
    c->dirty = y->join.flags & WORD_SEEN ? y->join.dirty : 0;
    c->acc = y->acc_wanted ? ACC_REGISTER : ACC_NONE;
    y->join.address = asm_here(&c->a);
    return true;
}

void inline_return(struct compiler *c) {
    struct context *x = c->x;
    agree_forward(c, &x->join);
    if (c->at + rop_words(&x->words[c->at]) < x->length)
        go_to(c, asm_jump(&c->a), &x->join, false);
}

static bool has_constants(const struct facts *known) {
    for (u32 i = 0; known && i < known->count; i++)
        if (known->all[i].kind == FACT_CONSTANT)
            return true;
    return false;
}

/* What is known becomes true in the frame. REG_FRAME is at its slot `first`. */
static void make_known(struct compiler *c, const struct facts *known, int first) {
    for (u32 i = 0; known && i < known->count; i++) {
        const struct fact *f = &known->all[i];
        if (f->kind != FACT_CONSTANT)
            continue;
        int reg = f->slot == ACCUMULATOR ? REG_ACC : REG_X;
        asm_constant(&c->a, reg, f->value);
        if (f->slot != ACCUMULATOR)
            asm_store(&c->a, MEM_64, REG_X, REG_FRAME, slot_offset(f->slot - first));
    }
}

/* Where frames of the interpreter go on: behind calls, and at loop heads, which expect slots in registers. */
static bool entries_code(struct compiler *c) {
    for (u32 i = 0; i < c->returns_count; i++) {
        u32 call = c->returns[i].pc, address = c->returns[i].address;
        if (!has_constants(c->x->known[call + 1]))
            continue;
        if (!asm_room(&c->a, FACTS_ROOM))
            return false;
        c->returns[i].address = asm_here(&c->a);
        c->at = call;
        mark(c);
        make_known(c, c->x->known[call + 1], c->x->words[call].insn.a);
        asm_jump_to(&c->a, address);
    }
    for (u32 at = 0; at < c->x->length; at++) {
        struct word_info *w = &c->x->info[at];
        if (!(w->flags & WORD_LOOP) || w->flags & WORD_DEAD)
            continue;
        if (!asm_room(&c->a, INSTRUCTION_ROOM + FACTS_ROOM))
            return false;
        w->address = asm_here(&c->a);
        c->at = at;
        mark(c);
        make_known(c, c->x->known[at], 0);
        c->valid = 0;
        load_pins(c, w->loop_valid);
        asm_jump_to(&c->a, w->again);
    }
    return true;
}

static bool emit_method(struct compiler *c) {
    c->reachable = true;
    path_start(c);
    c->entry = asm_here(&c->a);
    load_pins(c, c->entry_pins);
    c->dirty = c->entry_pins;
    c->inner_entry = asm_here(&c->a);
    emit_instructions(c);
    for (u32 i = 0; i < c->lates_count && !c->failed; i++) {
        if (!asm_room(&c->a, INSTRUCTION_ROOM))
            return false;
        late_code(c, &c->lates[i]);
    }
    c->x = c->outermost;
    if (c->failed || !asm_room(&c->a, (c->contexts_count + 1) * (size_t)FRAMES_ROOM + 8 * (size_t)c->constants_count +
                                          (c->contexts_count + c->calls_count) * sizeof(struct call_place)))
        return false;
    c->at = c->x->length;
    mark(c);
    frames_code(c, c->x);
    c->x = c->outermost;
    c->at = c->x->length + 1;
    mark(c);
    asm_align(&c->a, 8);
    for (u32 i = 0; i < c->calls_count; i++) {
        asm_aim_constant(c->calls[i].place, asm_here(&c->a));
        memcpy(c->a.at, &c->calls[i].what, sizeof c->calls[i].what);
        c->a.at += sizeof c->calls[i].what;
    }
    for (u32 i = 0; i < c->constants_count; i++)
        asm_aim(&c->a, c->constants[i].place, constant_address(c, i));
    for (u32 i = 0; i < c->fixes_count; i++) {
        const struct fix *f = &c->fixes[i];
        if (f->absolute)
            asm_aim_constant(f->place, f->target->address);
        else
            asm_aim(&c->a, f->place, f->target->address);
    }
    return entries_code(c);
}

struct compiled *compile_method(struct compiler_state *s, struct method *m) {
    struct compiler c = {.state = s};
    struct compiled *made = NULL;
    arena_init(&c.arena, false);
    c.a.at = s->memory.write + s->used;
    c.a.end = s->memory.write + s->memory.size;
    c.a.run = (intptr_t)s->memory.run - (intptr_t)s->memory.write;
    if (plan_method(&c, m)) {
        made = emit_method(&c) ? code_install(&c) : NULL;
        s->full = !made;
    }
    arena_free(&c.arena);
    return made;
}
