/* SPDX-License-Identifier: MIT
 *
 * call.c - machine code for calls and returns (runtime/engine.h: entering and leaving).
 *
 * A call jumps to method->machine, with the callee's record pushed and the place to come back to in the caller's record.
 * The callee comes back with everything as it was when it began, the result in the accumulator.
 */
#include <stddef.h>

#include "jit/command.h"
#include "jit/jit_internal.h"

/* Pins of arguments that a call of this code has in registers. */
static u32 passed_pins(const struct compiler *c) {
    u32 set = 0;
    for (u32 which = c->entry_pins; which; which &= which - 1) {
        u8 pin = c->pin_of[first_slot(c) + c->pins[__builtin_ctz(which)].slot];
        set |= pin == NO_PIN || c->pins[pin].fp ? 0 : 1u << pin;
    }
    return set;
}

/* Moves arguments to where the beginning of this code has them: from register to register, all at once, then from memory. */
static void pass_arguments(struct compiler *c) {
    struct {
        int from, to;
    } moves[PINS];
    u32 count = 0;
    for (u32 which = c->entry_pins; which; which &= which - 1) {
        const struct pin *p = &c->pins[__builtin_ctz(which)];
        u8 from = c->pin_of[first_slot(c) + p->slot];
        if (from != NO_PIN && !c->pins[from].fp && (c->valid >> from & 1) && c->pins[from].reg != p->reg)
            moves[count].from = c->pins[from].reg, moves[count++].to = p->reg;
    }
    while (count) {
        u32 i = 0, blocking = 0;
        for (; i < count; i++) { /* one to where nothing is still to be read */
            for (blocking = 0; blocking < count && moves[blocking].from != moves[i].to; blocking++) {
            }
            if (blocking == count)
                break;
        }
        if (i == count) { /* they go in circles */
            asm_move(&c->a, W64, REG_X, moves[0].from);
            for (i = count; i-- > 0;)
                if (i == 0 || moves[i].from == moves[0].from)
                    moves[i].from = REG_X;
            continue;
        }
        asm_move(&c->a, W64, moves[i].to, moves[i].from);
        moves[i] = moves[--count];
    }
    for (u32 which = c->entry_pins; which; which &= which - 1) {
        const struct pin *p = &c->pins[__builtin_ctz(which)];
        u8 from = c->pin_of[first_slot(c) + p->slot];
        if (from == NO_PIN || c->pins[from].fp || !(c->valid >> from & 1))
            asm_load(&c->a, MEM_64, p->reg, REG_FRAME, slot_offset(first_slot(c) + p->slot));
    }
}

/* Calls `known`, or the method in REG_X; all that is live is in the frame. Of the records, only the return address in the
 * caller's is written, and those of the methods around it if it is inlined: stubs.c writes the rest if somebody looks. */
static void call_method(struct compiler *c, const struct method *known) {
    struct assembler *a = &c->a;
    i32 first = slot_offset(first_slot(c)), level = (i32)c->x->level;
    i32 gap = first + slot_offset(STACK_GAP) + (level + 1) * RECORD;
    bool self = known == c->outermost->method; /* this code: a newer one may come, but it is not wrong */
    if (known) {
        asm_address(a, REG_Y, REG_FRAME, gap + slot_offset(known->frame_size));
    } else {
        asm_load(a, MEM_U16, REG_Y, REG_X, offsetof(struct method, frame_size));
        asm_address_at(a, REG_Y, REG_FRAME, REG_Y, 3, gap);
    }
    asm_compare(a, W64, REG_Y, REG_RECORD);
    leave(c, asm_branch(a, COND_UGT), LATE_OVERFLOW);
    if (self)
        pass_arguments(c);
    frames_return_addresses(c);
    asm_store_constant(a, MEM_64, 0, REG_RECORD, (i32)offsetof(struct frame, machine_return) - level * RECORD);
    u8 *place = a->at - 4;
    if (first)
        asm_alu_constant(a, ALU_ADD, W64, REG_FRAME, REG_FRAME, first);
    asm_alu_constant(a, ALU_SUB, W64, REG_RECORD, REG_RECORD, (level + 1) * RECORD);
    if (known && !self)
        asm_constant(a, REG_X, (u64)(uintptr_t)known);
    asm_count_down(a, REG_FUEL);
    if (self) {
        struct late *l = leave(c, asm_branch(a, COND_ULT), LATE_POLL_CALL);
        l->dirty = l->live = c->entry_pins;
        asm_jump_to(a, c->inner_entry);
    } else {
        asm_branch_to(a, COND_ULT, c->state->stubs.poll_call);
        asm_load(a, MEM_32, REG_Y, REG_X, offsetof(struct method, machine));
        asm_jump_register(a, REG_Y);
    }
    call_returns_here(c, c->x, c->at, c->insn.a);
    asm_aim_constant(place, asm_here(a));
    returns_here(c);
    asm_alu_constant(a, ALU_ADD, W64, REG_RECORD, REG_RECORD, (level + 1) * RECORD);
    if (first)
        asm_alu_constant(a, ALU_SUB, W64, REG_FRAME, REG_FRAME, first);
}

bool call_result_is_live(const struct compiler *c) {
    u8 bit = c->bit_of[first_slot(c)];
    return bit == NO_PIN || (c->x->info[c->at + 2].live >> bit & 1); /* every call has two words */
}

/* The result is in REG_ACC. */
void call_result(struct compiler *c) {
    c->acc = ACC_REGISTER;
    if (call_result_is_live(c))
        value_defined(c, first_slot(c), REG_ACC);
}

/* A call has been made. */
static void called(struct compiler *c) {
    pins_forget(c);
    call_result(c);
}

static void call_known(struct compiler *c, const struct method *m) {
    pins_store(c, c->x->info[c->at].live & (m == c->outermost->method ? ~passed_pins(c) : UINT32_MAX));
    call_method(c, m);
    called(c);
}

/* ---- leaves: carried out in place (interp/leaf.c) ---- */

static void leaf_get(struct compiler *c, struct insn leaf, enum mem m, bool boolean, bool reference) {
    int object = value_use(c, first_slot(c), W64, REG_X);
    asm_load(&c->a, m, REG_ACC, object, leaf.c);
    if (boolean)
        asm_alu_constant(&c->a, ALU_AND, W32, REG_ACC, REG_ACC, 1);
    if (reference && REFERENCE_SHIFT)
        asm_shift_constant(&c->a, SHIFT_LEFT, W64, REG_ACC, REG_ACC, REFERENCE_SHIFT);
    call_result(c);
}
static void leaf_put(struct compiler *c, struct insn leaf, enum mem m, bool boolean) {
    int object = value_use(c, first_slot(c), W64, REG_X), x;
    if (boolean) {
        value_use_in(c, first_slot(c) + leaf.a, W32, x = REG_Y);
        asm_alu_constant(&c->a, ALU_AND, W32, x, x, 1);
    } else {
        x = value_use(c, first_slot(c) + leaf.a, m == MEM_64 ? W64 : W32, REG_Y);
    }
    asm_store(&c->a, m, x, object, leaf.c);
}

/* The receiver has been checked. */
static bool call_leaf(struct compiler *c, const struct method *m) {
    struct insn leaf = load_insn(__atomic_load_n(&m->code, __ATOMIC_ACQUIRE));
    switch (leaf.op) {
    case R_leaf_void:
        c->acc = ACC_REGISTER; /* of no value */
        return true;
    case R_leaf_imm:
        asm_constant(&c->a, REG_ACC, (u32)insn_imm32(leaf));
        call_result(c);
        return true;
    case R_leaf_arg:
        value_use_in(c, first_slot(c) + leaf.a, W64, REG_ACC);
        call_result(c);
        return true;
    case R_leaf_get_z:
        leaf_get(c, leaf, MEM_U8, true, false);
        return true;
    case R_leaf_get_b:
        leaf_get(c, leaf, MEM_I8, false, false);
        return true;
    case R_leaf_get_c:
        leaf_get(c, leaf, MEM_U16, false, false);
        return true;
    case R_leaf_get_s:
        leaf_get(c, leaf, MEM_I16, false, false);
        return true;
    case R_leaf_get_i:
        leaf_get(c, leaf, MEM_32, false, false);
        return true;
    case R_leaf_get_j:
        leaf_get(c, leaf, MEM_64, false, false);
        return true;
    case R_leaf_get_a:
        leaf_get(c, leaf, MEM_32, false, true);
        return true;
    case R_leaf_put_z:
        leaf_put(c, leaf, MEM_U8, true);
        return true;
    case R_leaf_put_b:
        leaf_put(c, leaf, MEM_U8, false);
        return true;
    case R_leaf_put_c:
        leaf_put(c, leaf, MEM_U16, false);
        return true;
    case R_leaf_put_i:
        leaf_put(c, leaf, MEM_32, false);
        return true;
    case R_leaf_put_j:
        leaf_put(c, leaf, MEM_64, false);
        return true;
    default: /* also of a reference: with its card it is not shorter than a call */
        return false;
    }
}

static void call_leaf_or(struct compiler *c, const struct method *m) {
    if (operation_by_c(c) || command_keeps_call(&c->state->vm->options, m) ||
        (!intrinsic_call(c, m) && !call_leaf(c, m) && !inline_call(c)))
        call_known(c, m);
}

void call_late(struct compiler *c, const struct method *m) {
    call_method(c, m);
    if (m->return_type != T_VOID && call_result_is_live(c))
        asm_store(&c->a, MEM_64, REG_ACC, REG_FRAME, slot_offset(first_slot(c)));
}

/* ---- the kinds of calls ---- */

/* offset: of the access that follows */
static int receiver(struct compiler *c, i32 offset) {
    int object = value_use(c, first_slot(c), W64, REG_Z);
    if ((first_slot(c) != c->x->base || !c->x->keeps_this) && !path_not_null(c, first_slot(c)))
        leave_if_null(c, object, offset);
    path_set_not_null(c, first_slot(c));
    return object;
}

/* By the class that the site's extension word remembers; others in late code. */
static void call_guarded(struct compiler *c) {
    u64 seen = c->x->words[c->at + 1].w;
    bool cached = (u32)seen > CACHED_NONE && !c->state->vm->options.no_inline_caches;
    int object = receiver(c, cached ? (i32)offsetof(struct object, klass) : NO_ACCESS);
    if (!cached) {
        pins_store(c, c->x->info[c->at].live);
        call_dispatch(c, false);
        called(c);
        return;
    }
    const struct class *exact = path_exact_class(c, first_slot(c));
    if (exact && (u32)(uintptr_t)exact == (u32)seen) {
        call_leaf_or(c, (const struct method *)(uintptr_t)(seen >> 32));
        return;
    }
    asm_compare_memory(&c->a, MEM_32, object, offsetof(struct object, klass), (i32)(u32)seen);
    struct late *l = leave(c, asm_branch(&c->a, COND_NE), LATE_DISPATCH);
    const struct method *m = (const struct method *)(uintptr_t)(seen >> 32);
    if (c->rop->base == R_call_virtual) {
        l->receiver = object;
        l->method = m;
        l->same = asm_here(&c->a);
    }
    call_leaf_or(c, m);
}

/* C finds the method, or does all there is to do. */
void call_what_c_finds(struct compiler *c) {
    frames_enter(c);
    call_execute(c);
    frames_leave(c);
    asm_compare_constant(&c->a, W64, REG_X, 0);
    u8 *done = asm_branch(&c->a, COND_EQ);
    call_method(c, NULL);
    asm_aim(&c->a, done, asm_here(&c->a));
}

/* A stub looks the method up in the class's table; C finds what is wrong with it. */
static void call_interface(struct compiler *c) {
    asm_load(&c->a, MEM_64, REG_X, REG_FRAME, slot_offset(first_slot(c)));
    asm_load(&c->a, MEM_32, REG_X, REG_X, offsetof(struct object, klass));
    asm_constant(&c->a, REG_Y, (u32)insn_imm32(c->insn));
    asm_call_to(&c->a, c->state->stubs.find_interface);
    asm_compare_constant(&c->a, W64, REG_X, 0);
    u8 *found = asm_branch(&c->a, COND_NE);
    frames_enter(c);
    call_execute(c);
    frames_leave(c);
    asm_aim(&c->a, found, asm_here(&c->a));
    call_method(c, NULL);
}

void call_same(struct compiler *c, const struct late *l) {
    i32 entry = c->insn.b * (i32)sizeof(struct method *);
    asm_load(&c->a, MEM_32, REG_X, l->receiver, offsetof(struct object, klass));
    asm_load(&c->a, MEM_64, REG_X, REG_X, offsetof(struct class, vtable));
    asm_load(&c->a, MEM_64, REG_X, REG_X, entry);
    asm_constant(&c->a, REG_Y, (u64)(uintptr_t)l->method);
    asm_compare(&c->a, W64, REG_X, REG_Y);
    asm_branch_to(&c->a, COND_EQ, l->same);
}

void call_dispatch(struct compiler *c, bool found) {
    if (found) {
        call_method(c, NULL);
        return;
    }
    if (c->rop->base == R_call_interface) {
        call_interface(c);
        return;
    }
    if (c->rop->base != R_call_virtual) {
        call_what_c_finds(c);
        return;
    }
    asm_load(&c->a, MEM_64, REG_X, REG_FRAME, slot_offset(first_slot(c)));
    asm_load(&c->a, MEM_32, REG_X, REG_X, offsetof(struct object, klass));
    asm_load(&c->a, MEM_64, REG_X, REG_X, offsetof(struct class, vtable));
    asm_load(&c->a, MEM_64, REG_X, REG_X, c->insn.b * (i32)sizeof(struct method *));
    call_method(c, NULL);
}

static void call_linked_site(struct compiler *c, const struct call_site *site) {
    if (!site->caller)
        receiver(c, NO_ACCESS);
    if (site->appendix)
        value_define_constant(c, first_slot(c) + site->method->arguments - 1, (u64)(uintptr_t)site->appendix);
    if (!operation_by_c(c) && !command_keeps_call(&c->state->vm->options, site->method) && inline_call(c))
        return;
    pins_store(c, UINT32_MAX);
    call_method(c, site->method);
    called(c);
}

void call_instruction(struct compiler *c) {
    const void *entity = c->x->words[c->at + 1].p;
    switch (c->rop->base) {
    case R_call_static:
        call_leaf_or(c, entity);
        return;
    case R_call_special:
        receiver(c, NO_ACCESS);
        call_leaf_or(c, entity);
        return;
    case R_call_virtual:
    case R_call_interface:
        call_guarded(c);
        return;
    case R_call_site:
        call_linked_site(c, entity);
        return;
    case R_call_empty:
        receiver(c, NO_ACCESS);
        return;
    case R_call_object_init: {
        const struct class *exact = path_exact_class(c, first_slot(c));
        if (exact && !exact->layout.finalizable)
            return;
        int object = receiver(c, offsetof(struct object, klass));
        asm_load(&c->a, MEM_32, REG_X, object, offsetof(struct object, klass));
        asm_compare_memory(&c->a, MEM_U8, REG_X, offsetof(struct layout, finalizable), 0);
        leave(c, asm_branch(&c->a, COND_NE), LATE_DISPATCH);
        return;
    }
    default: /* unresolved */
        pins_store(c, c->x->info[c->at].live);
        call_what_c_finds(c);
        called(c);
    }
}

/* ---- returns ---- */

static void return_value(struct compiler *c) {
    switch (c->rop->base) {
    case R_return_imm:
        asm_constant(&c->a, REG_ACC, (u32)insn_imm32(c->insn));
        return;
    case R_return_z:
        asm_alu_constant(&c->a, ALU_AND, W32, REG_ACC, value_use(c, c->A, W32, REG_ACC), 1);
        return;
    case R_return_b:
        asm_extend(&c->a, MEM_I8, REG_ACC, value_use(c, c->A, W32, REG_ACC));
        return;
    case R_return_c:
        asm_extend(&c->a, MEM_U16, REG_ACC, value_use(c, c->A, W32, REG_ACC));
        return;
    case R_return_s:
        asm_extend(&c->a, MEM_I16, REG_ACC, value_use(c, c->A, W32, REG_ACC));
        return;
    default:
        value_use_in(c, c->A, W64, REG_ACC);
    }
}

static void unlock(struct compiler *c) {
    if (c->rop->base == R_unlock_return_value)
        c->acc = ACC_REGISTER;
    int object = value_use(c, c->insn.b, W64, REG_Z);
    own_lock_word(c, REG_X);
    asm_constant(&c->a, REG_Y, 0);
    asm_compare_exchange(&c->a, MEM_32, REG_Y, object, offsetof(struct object, lock));
    leave(c, asm_branch(&c->a, COND_NE), LATE_UNLOCK);
}

void return_instruction(struct compiler *c) {
    u32 base = c->rop->base;
    bool value = base != R_return_void && base != R_unlock_return_void;
    if (c->x->level) {
        u8 bit = c->bit_of[c->x->base];
        bool live = bit == NO_PIN || (c->x->join.live >> bit & 1);
        if (value && base == R_return_value && !c->x->acc_wanted) {
            if (live)
                value_move(c, c->x->base, c->A);
        } else if (value) {
            return_value(c);
            if (live)
                value_defined(c, c->x->base, REG_ACC);
        }
        inline_return(c);
        return;
    }
    if (value)
        return_value(c);
    if (base == R_unlock_return_void || base == R_unlock_return_value)
        unlock(c);
    asm_load(&c->a, MEM_32, REG_Y, REG_RECORD, RECORD + (i32)offsetof(struct frame, machine_return));
    asm_jump_register(&c->a, REG_Y);
}
