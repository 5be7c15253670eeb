/* SPDX-License-Identifier: MIT
 *
 * translate_insn.c - one bytecode instruction to register operations.
 *
 * The order within each function matters: operands are brought into registers and the result's home is made free first,
 * which may move entries; then their registers are read and they are popped; then the operation is emitted and its
 * result pushed.
 */
#include "interp/translate_internal.h"

#include "classfile/descriptor.h"

/* ---- constant pool ---- */

static void check_cp(struct translator *tr, u32 index, u32 tags) {
    if (index == 0 || index >= tr->cf->cp_count || !(tags >> tr->cf->cp_tags[index] & 1))
        translate_fail(tr, "bad constant pool index");
}

/* Descriptor of a Fieldref, Methodref, Dynamic ... entry (its parts were checked by the parser). */
static const char *cp_descriptor(struct translator *tr, u32 index, size_t *length) {
    const union cp_entry *e = &tr->cf->cp[index];
    u8 tag = tr->cf->cp_tags[index];
    u16 pair =
        tag == CP_DYNAMIC || tag == CP_INVOKE_DYNAMIC ? e->dynamic.name_and_type_index : e->ref.name_and_type_index;
    u16 bytes;
    check_cp(tr, pair, 1u << CP_NAME_AND_TYPE);
    u16 descriptor = tr->cf->cp[pair].name_and_type.descriptor_index;
    check_cp(tr, descriptor, 1u << CP_UTF8);
    const char *d = classfile_utf8(tr->cf, descriptor, &bytes);
    if (bytes == 0)
        translate_fail(tr, "bad descriptor");
    *length = bytes;
    return d;
}

static u32 category_of(char type) {
    return type == 'J' || type == 'D' ? 2 : 1;
}

/* ---- returns ---- */

static void translate_return(struct translator *tr, u32 opcode) {
    tr->dead = true;
    if (opcode == OP_return) {
        if (tr->synchronized)
            emit(tr, R_unlock_return_void, 0, tr->lock, 0);
        else
            emit(tr, R_return_void, 0, 0, 0);
        return;
    }
    stack_need(tr, 1);
    u32 x = tr->depth - 1, op = R_return_value;
    struct entry e = tr->stack[x];
    if (opcode == OP_ireturn) { /* JVMS 6.5 ireturn narrows to the method's type */
        static const struct {
            char type;
            u16 op, narrow;
        } narrowing[] = {
            {'Z', R_return_z, 0}, {'B', R_return_b, R_i2b}, {'C', R_return_c, R_i2c}, {'S', R_return_s, R_i2s}};
        for (u32 i = 0; i < ARRAY_LENGTH(narrowing); i++)
            if (tr->return_type == narrowing[i].type) {
                op = narrowing[i].op;
                if (tr->synchronized) {
                    stack_load(tr, x);
                    u32 from = tr->stack[x].reg;
                    stack_free_home(tr, x);
                    tr->depth--;
                    if (narrowing[i].narrow)
                        emit(tr, narrowing[i].narrow, home(tr, x), from, 0);
                    else
                        emit(tr, R_iandI, home(tr, x), from, 1);
                    stack_push_home(tr, 1);
                }
            }
    }
    if (e.kind == ENTRY_INT && !tr->synchronized) {
        i32 v = (i32)e.value;
        v = op == R_return_z   ? v & 1
            : op == R_return_b ? (i8)v
            : op == R_return_c ? (u16)v
            : op == R_return_s ? (i16)v
                               : v;
        tr->depth--;
        emit(tr, R_return_imm, 0, (u16)v, (u16)((u32)v >> 16));
        tr->depth++;
        return;
    }
    stack_load(tr, x);
    u32 a = tr->stack[x].reg;
    tr->depth--;
    if (tr->synchronized)
        emit(tr, R_unlock_return_value, a, tr->lock, 0);
    else
        emit(tr, op, a, 0xffff, 0xffff); /* B, C unused */
    tr->depth++;
}

static void translate_goto(struct translator *tr, u32 target, u32 next_bci) {
    u8 there = tr->code->code[target];
    tr->dead = true;
    if (target > tr->bci && there >= OP_ireturn && there <= OP_return) {
        translate_return(tr, there);
        return;
    }
    stack_flush(tr);
    if (!branch_invert_loop(tr, target, next_bci))
        branch_goto(tr, target);
}

/* ---- operations on the stack ---- */

static u32 operand(struct translator *tr, u32 i) {
    return tr->stack[i].reg;
}

static void unary(struct translator *tr, u32 op, u32 c, u32 category) {
    stack_need(tr, 1);
    u32 x = tr->depth - 1;
    stack_load(tr, x);
    stack_free_home(tr, x);
    u32 b = operand(tr, x);
    tr->depth--;
    emit(tr, op, home(tr, x), b, c);
    stack_push_home(tr, category);
}

static void unary_extended(struct translator *tr, u32 op, u32 c, u64 extension, u32 category) {
    unary(tr, op, c, category);
    emit_word(tr, extension);
}

static void binary_registers(struct translator *tr, u32 op, u32 category) {
    stack_need(tr, 2);
    u32 x = tr->depth - 2, y = x + 1;
    stack_load(tr, x);
    stack_load(tr, y);
    stack_free_home(tr, x);
    u32 b = operand(tr, x), c = operand(tr, y);
    tr->depth -= 2;
    emit(tr, op, home(tr, x), b, c);
    stack_push_home(tr, category);
}

/* The forms an arithmetic bytecode has: registers; 16-bit immediate; constant in the extension word. */
struct arithmetic {
    u16 op, immediate, constant;
    u8 category;
    enum { PLAIN, COMMUTATIVE, SUBTRACTION, SHIFT, DIVISION, FLOATING, FLOATING_COMMUTATIVE } kind;
};
static const struct arithmetic arithmetics[OP_lxor + 1] = {
    [OP_iadd] = {R_iadd, R_iaddI, R_iaddK, 1, COMMUTATIVE},
    [OP_ladd] = {R_ladd, R_laddI, R_laddK, 2, COMMUTATIVE},
    [OP_fadd] = {R_fadd, 0, R_faddK, 1, FLOATING_COMMUTATIVE},
    [OP_dadd] = {R_dadd, 0, R_daddK, 2, FLOATING_COMMUTATIVE},
    [OP_isub] = {R_isub, R_iaddI, R_iaddK, 1, SUBTRACTION},
    [OP_lsub] = {R_lsub, R_laddI, R_laddK, 2, SUBTRACTION},
    [OP_fsub] = {R_fsub, 0, R_fsubK, 1, FLOATING},
    [OP_dsub] = {R_dsub, 0, R_dsubK, 2, FLOATING},
    [OP_imul] = {R_imul, R_imulI, R_imulK, 1, COMMUTATIVE},
    [OP_lmul] = {R_lmul, R_lmulI, R_lmulK, 2, COMMUTATIVE},
    [OP_fmul] = {R_fmul, 0, R_fmulK, 1, FLOATING_COMMUTATIVE},
    [OP_dmul] = {R_dmul, 0, R_dmulK, 2, FLOATING_COMMUTATIVE},
    [OP_idiv] = {R_idiv, R_idivI, 0, 1, DIVISION},
    [OP_ldiv] = {R_ldiv, R_ldivI, 0, 2, DIVISION},
    [OP_fdiv] = {R_fdiv, 0, R_fdivK, 1, FLOATING},
    [OP_ddiv] = {R_ddiv, 0, R_ddivK, 2, FLOATING},
    [OP_irem] = {R_irem, R_iremI, 0, 1, DIVISION},
    [OP_lrem] = {R_lrem, R_lremI, 0, 2, DIVISION},
    [OP_frem] = {R_frem, 0, 0, 1, PLAIN},
    [OP_drem] = {R_drem, 0, 0, 2, PLAIN},
    [OP_ishl] = {R_ishl, R_ishlI, 0, 1, SHIFT},
    [OP_lshl] = {R_lshl, R_lshlI, 0, 2, SHIFT},
    [OP_ishr] = {R_ishr, R_ishrI, 0, 1, SHIFT},
    [OP_lshr] = {R_lshr, R_lshrI, 0, 2, SHIFT},
    [OP_iushr] = {R_iushr, R_iushrI, 0, 1, SHIFT},
    [OP_lushr] = {R_lushr, R_lushrI, 0, 2, SHIFT},
    [OP_iand] = {R_iand, R_iandI, R_iandK, 1, COMMUTATIVE},
    [OP_land] = {R_land, R_landI, R_landK, 2, COMMUTATIVE},
    [OP_ior] = {R_ior, R_iorI, R_iorK, 1, COMMUTATIVE},
    [OP_lor] = {R_lor, R_lorI, R_lorK, 2, COMMUTATIVE},
    [OP_ixor] = {R_ixor, R_ixorI, R_ixorK, 1, COMMUTATIVE},
    [OP_lxor] = {R_lxor, R_lxorI, R_lxorK, 2, COMMUTATIVE},
};

/* With the constant k on the right; false if there is no form for it. */
static bool binary_constant(struct translator *tr, const struct arithmetic *f, i64 k) {
    bool floating = f->kind == FLOATING || f->kind == FLOATING_COMMUTATIVE;
    if (!floating && f->category == 1)
        k = (i32)k;
    if (f->kind == SUBTRACTION)
        k = f->category == 1 ? (i32)(0u - (u32)k) : (i64)(0u - (u64)k);
    if (f->kind == SHIFT)
        k &= 63; /* the operation masks to 31 for ints */
    if (f->kind == DIVISION && k == 0)
        return false;
    bool immediate = f->immediate && k == (i16)k;
    if (!immediate && !f->constant)
        return false;
    tr->depth--;
    if (immediate)
        unary(tr, f->immediate, (u16)k, f->category);
    else
        unary_extended(tr, f->constant, 0xffff, (u64)k, f->category);
    return true;
}

static void arithmetic(struct translator *tr, u32 opcode) {
    const struct arithmetic *f = &arithmetics[opcode];
    stack_need(tr, 2);
    struct entry *x = &tr->stack[tr->depth - 2], *y = x + 1;
    bool commutes = f->kind == COMMUTATIVE || f->kind == FLOATING_COMMUTATIVE;
    if (commutes && x->kind != ENTRY_REGISTER && y->kind == ENTRY_REGISTER) {
        struct entry e = *x;
        *x = *y;
        *y = e;
        tr->crossed = true;
    }
    if ((y->kind == ENTRY_INT || y->kind == ENTRY_WIDE) && !(tr->options & TRANSLATE_NO_SUPEROPERATORS) &&
        binary_constant(tr, f, y->value))
        return;
    binary_registers(tr, f->op, f->category);
}

static void array_store(struct translator *tr, u32 op) {
    stack_need(tr, 3);
    u32 x = tr->depth - 3;
    for (u32 i = 0; i < 3; i++)
        stack_load(tr, x + i);
    u32 array = operand(tr, x), index = operand(tr, x + 1), value = operand(tr, x + 2);
    tr->depth -= 3;
    emit(tr, op, value, array, index);
}

/* dup and its relatives. */
static void duplicate(struct translator *tr, u32 opcode) {
    const struct duplication d = opcode_duplication((u8)opcode);
    struct entry moved[4];
    u32 counts[2], at = tr->depth;
    for (u32 part = 0; part < 2; part++) {
        u32 wanted = part ? d.below : d.words;
        counts[part] = 0;
        for (u32 n = 0; n < wanted; counts[part]++) {
            if (at == 0)
                translate_fail(tr, "operand stack underflow");
            n += tr->stack[--at].category;
            if (n > wanted)
                translate_fail(tr, "half of a long or double moved");
        }
    }
    memcpy(moved, tr->stack + at, (counts[0] + counts[1]) * sizeof *moved);
    tr->depth = at;
    const struct entry *top = moved + counts[1];
    for (u32 i = 0; i < counts[0]; i++)
        stack_push(tr, top[i].kind, top[i].category, top[i].reg, top[i].value);
    for (u32 i = 0; i < counts[1]; i++)
        stack_push(tr, moved[i].kind, moved[i].category, moved[i].reg, moved[i].value);
    for (u32 i = 0; i < counts[0]; i++)
        stack_push(tr, top[i].kind, top[i].category, top[i].reg, top[i].value);
    tr->crossed = true;
}

static void swap(struct translator *tr) {
    stack_need(tr, 2);
    struct entry *x = &tr->stack[tr->depth - 2], e = x[0];
    if (x[0].category != 1 || x[1].category != 1)
        translate_fail(tr, "half of a long or double moved");
    x[0] = x[1];
    x[1] = e;
    tr->crossed = true;
}

static void pop_words(struct translator *tr, u32 words) {
    for (u32 n = 0; n < words;) {
        stack_need(tr, 1);
        n += tr->stack[--tr->depth].category;
        if (n > words)
            translate_fail(tr, "half of a long or double popped");
    }
}

u32 local_variable(struct translator *tr, u32 local, u32 category) {
    if (local + category > tr->code->max_locals)
        translate_fail(tr, "local variable out of range");
    return tr->local_register[local];
}

static void load_local(struct translator *tr, u32 local, u32 category) {
    stack_push(tr, ENTRY_REGISTER, category, local_variable(tr, local, category), 0);
    if (tr->options & TRANSLATE_NO_COPY_PROPAGATION)
        stack_place(tr, tr->depth - 1, tr->depth, NOWHERE);
}

static void store_local(struct translator *tr, u32 local, u32 category) {
    stack_need(tr, 1);
    const struct entry *e = &tr->stack[tr->depth - 1];
    u32 reg = local_variable(tr, local, category);
    if (e->category != category)
        translate_fail(tr, "half of a long or double stored");
    if (e->address_of)
        tr->subroutines.items[e->address_of - 1].local = local;
    stack_store(tr, reg);
}

/* ---- calls, fields, objects ---- */

/* A call of `count` arguments on the stack; they go to consecutive homes. */
static void call(struct translator *tr, u32 op, u32 count, u32 cp_index, char return_type) {
    stack_need(tr, count);
    u32 base = tr->depth - count;
    stack_place(tr, base, tr->depth, NOWHERE);
    tr->depth = base;
    u32 at = emit_extended(tr, op, home(tr, base), cp_index, count, 0);
    if (return_type == 'V')
        return;
    stack_push_home(tr, category_of(return_type));
    tr->last_def = at;
}

static void invoke(struct translator *tr, u32 opcode, u32 cp_index) {
    static const u16 ops[] = {R_invokevirtual_u, R_invokespecial_u, R_invokestatic_u, R_invokeinterface_u,
                              R_invokedynamic_u};
    static const u32 tags[] = {1u << CP_METHODREF, 1u << CP_METHODREF | 1u << CP_INTERFACE_METHODREF,
                               1u << CP_METHODREF | 1u << CP_INTERFACE_METHODREF, 1u << CP_INTERFACE_METHODREF,
                               1u << CP_INVOKE_DYNAMIC};
    u32 i = opcode - OP_invokevirtual;
    u64 wide[4];
    size_t length;
    char return_type;
    check_cp(tr, cp_index, tags[i]);
    const char *descriptor = cp_descriptor(tr, cp_index, &length);
    int count = translate_parameters(descriptor, length, wide, &return_type);
    if (count < 0)
        translate_fail(tr, "bad method descriptor");
    bool receiver = opcode != OP_invokestatic && opcode != OP_invokedynamic;
    call(tr, ops[i], (u32)count + receiver, cp_index, return_type);
}

static void field(struct translator *tr, u32 opcode, u32 cp_index) {
    size_t length;
    check_cp(tr, cp_index, 1u << CP_FIELDREF);
    u32 category = category_of(*cp_descriptor(tr, cp_index, &length));
    switch (opcode) {
    case OP_getstatic:
        stack_free_home(tr, tr->depth);
        emit_extended(tr, R_getstatic_u, home(tr, tr->depth), cp_index, 0, 0);
        stack_push_home(tr, category);
        break;
    case OP_putstatic: {
        stack_need(tr, 1);
        stack_load(tr, tr->depth - 1);
        u32 value = operand(tr, --tr->depth);
        emit_extended(tr, R_putstatic_u, value, cp_index, 0xffff, 0);
        break;
    }
    case OP_getfield:
        unary(tr, R_getfield_u, cp_index, category);
        break;
    case OP_putfield: {
        stack_need(tr, 2);
        u32 x = tr->depth - 2;
        stack_load(tr, x);
        stack_load(tr, x + 1);
        u32 object = operand(tr, x), value = operand(tr, x + 1);
        tr->depth -= 2;
        emit(tr, R_putfield_u, value, object, cp_index);
        break;
    }
    }
}

static void load_constant(struct translator *tr, u32 index, bool wide) {
    u32 single = 1u << CP_INTEGER | 1u << CP_FLOAT | 1u << CP_STRING | 1u << CP_CLASS | 1u << CP_METHOD_TYPE |
                 1u << CP_METHOD_HANDLE;
    check_cp(tr, index, (wide ? 1u << CP_LONG | 1u << CP_DOUBLE : single) | 1u << CP_DYNAMIC);
    const union cp_entry *e = &tr->cf->cp[index];
    u32 bits;
    i64 wide_bits;
    switch (tr->cf->cp_tags[index]) {
    case CP_INTEGER:
        stack_push(tr, ENTRY_INT, 1, 0, (u32)e->integer);
        return;
    case CP_FLOAT:
        memcpy(&bits, &e->single, sizeof bits);
        stack_push(tr, ENTRY_INT, 1, 0, bits);
        return;
    case CP_LONG:
        stack_push(tr, ENTRY_WIDE, 2, 0, e->wide);
        return;
    case CP_DOUBLE:
        memcpy(&wide_bits, &e->real, sizeof wide_bits);
        stack_push(tr, ENTRY_WIDE, 2, 0, wide_bits);
        return;
    case CP_DYNAMIC: {
        size_t length;
        if (category_of(*cp_descriptor(tr, index, &length)) != (wide ? 2 : 1))
            translate_fail(tr, "bad constant pool index");
        break;
    }
    }
    stack_free_home(tr, tr->depth);
    emit_extended(tr, R_ldc_u, home(tr, tr->depth), index, 0, 0);
    stack_push_home(tr, wide ? 2 : 1);
}

static void new_object(struct translator *tr, u32 index) {
    check_cp(tr, index, 1u << CP_CLASS);
    stack_free_home(tr, tr->depth);
    emit_extended(tr, R_new_u, home(tr, tr->depth), index, 0, 0);
    stack_push_home(tr, 1);
}

static void multi_array(struct translator *tr, u32 index, u32 dimensions) {
    check_cp(tr, index, 1u << CP_CLASS);
    stack_need(tr, dimensions);
    if (dimensions == 0)
        translate_fail(tr, "array without dimensions");
    u32 base = tr->depth - dimensions;
    stack_place(tr, base, tr->depth, NOWHERE);
    tr->depth = base;
    emit_extended(tr, R_multianewarray_u, home(tr, base), index, dimensions, 0);
    stack_push_home(tr, 1);
}

/* op A with one popped operand and no result */
static void consume(struct translator *tr, u32 op) {
    stack_need(tr, 1);
    stack_load(tr, tr->depth - 1);
    u32 a = operand(tr, --tr->depth);
    emit(tr, op, a, 0, 0);
}

/* ---- switches ---- */

static void table_entry(struct translator *tr, u32 at, u32 where, u32 target) {
    block_reach(tr, target);
    fix_add(tr, at, where, target, FIX_TABLE);
}

static void translate_switch(struct translator *tr) {
    const struct switch_operands s = opcode_switch(tr->code->code, tr->bci);
    u32 default_target = branch_target(tr, (i64)tr->bci + s.fallback);
    stack_need(tr, 1);
    stack_load(tr, tr->depth - 1);
    stack_place(tr, 0, tr->depth - 1, NOWHERE);
    u32 key = operand(tr, --tr->depth);
    u32 at = emit(tr, s.is_table ? R_tableswitch : R_lookupswitch, key, 0, 0);
    if (s.is_table) {
        emit_word(tr, (u32)s.low | (u64)s.count << 32);
        for (u32 i = 0; i <= s.count; i += 2)
            emit_word(tr, 0);
        table_entry(tr, at, 2 * (at + 2), default_target);
        for (u32 i = 0; i < s.count; i++)
            table_entry(tr, at, 2 * (at + 2) + 1 + i, branch_target(tr, (i64)tr->bci + switch_offset(&s, i)));
    } else {
        if (!switch_is_sorted(&s))
            translate_fail(tr, "lookupswitch is not sorted");
        emit_word(tr, s.count);
        table_entry(tr, at, 2 * (at + 1) + 1, default_target);
        for (u32 i = 0; i < s.count; i++) {
            emit_word(tr, (u32)switch_key(&s, i));
            table_entry(tr, at, 2 * (at + 2 + i) + 1, branch_target(tr, (i64)tr->bci + switch_offset(&s, i)));
        }
    }
    tr->last_insn = tr->last_def = NOWHERE;
    tr->dead = true;
}

/* ---- one instruction ---- */

static void increment(struct translator *tr, u32 local, i32 by) {
    u32 reg = local_variable(tr, local, 1);
    stack_place(tr, 0, 0, reg);
    emit(tr, R_iaddI, reg, reg, (u16)by);
    tr->last_def = NOWHERE;
}

static void translate_wide(struct translator *tr, const u8 *p) {
    u32 opcode = p[1], local = be16(p + 2);
    if (opcode == OP_iinc)
        increment(tr, local, (i16)be16(p + 4));
    else if (opcode == OP_ret)
        jsr_return(tr, local);
    else if (opcode <= OP_aload)
        load_local(tr, local, opcode == OP_lload || opcode == OP_dload ? 2 : 1);
    else
        store_local(tr, local, opcode == OP_lstore || opcode == OP_dstore ? 2 : 1);
}

/* lcmp, fcmpx, dcmpx: fused with a following ifxx. Returns the bytes that took. */
static u32 translate_compare(struct translator *tr, u32 opcode, u32 length) {
    static const u16 ops[] = {R_lcmp, R_fcmpl, R_fcmpg, R_dcmpl, R_dcmpg};
    const u8 *code = tr->code->code;
    u32 next = tr->bci + length;
    if (!(tr->options & TRANSLATE_NO_SUPEROPERATORS) && next < tr->code->code_length &&
        !(tr->flags[next] & BCI_LEADER) && code[next] >= OP_ifeq && code[next] <= OP_ifle) {
        u32 cc = code[next] - OP_ifeq;
        u32 target = branch_target(tr, (i64)next + (i16)be16(code + next + 1));
        tr->places[next].pc = tr->words.count;
        if (opcode == OP_lcmp)
            branch_compare(tr, FAMILY_W, cc, target);
        else
            branch_compare_float(tr, opcode <= OP_fcmpg ? FAMILY_F : FAMILY_D, opcode == OP_fcmpg || opcode == OP_dcmpg,
                                 cc, target);
        return length + 3;
    }
    binary_registers(tr, ops[opcode - OP_lcmp], 1);
    return length;
}

static const u16 array_loads[] = {R_iaload, R_laload, R_iaload, R_laload, R_aaload, R_baload, R_caload, R_saload};
static const u16 array_stores[] = {R_iastore, R_lastore, R_iastore, R_lastore,
                                   R_aastore, R_bastore, R_castore, R_castore};
static const u16 conversions[] = {R_i2l, R_i2f, R_i2d, R_l2i, R_l2f, R_l2d, R_f2i, R_f2l,
                                  R_f2d, R_d2i, R_d2l, R_d2f, R_i2b, R_i2c, R_i2s};
static const u8 conversion_categories[] = {2, 1, 2, 1, 1, 2, 1, 2, 2, 1, 2, 1, 1, 1, 1};
static const u16 negations[] = {R_ineg, R_lneg, R_fneg, R_dneg};

static u32 category_of_type(u32 type) {
    return type == 1 || type == 3 ? 2 : 1;
} /* int, long, float, double, reference */

/* aconst_null to ldc2_w */
static void push_constant(struct translator *tr, u32 opcode, const u8 *p) {
    switch (opcode) {
    case OP_aconst_null:
        stack_push(tr, ENTRY_INT, 1, 0, 0);
        break;
    case OP_iconst_m1 ... OP_iconst_5:
        stack_push(tr, ENTRY_INT, 1, 0, (u32)(opcode - OP_iconst_0));
        break;
    case OP_lconst_0 ... OP_lconst_1:
        stack_push(tr, ENTRY_WIDE, 2, 0, opcode - OP_lconst_0);
        break;
    case OP_fconst_0 ... OP_fconst_2: {
        float f = (float)(opcode - OP_fconst_0);
        u32 bits;
        memcpy(&bits, &f, sizeof bits);
        stack_push(tr, ENTRY_INT, 1, 0, bits);
        break;
    }
    case OP_dconst_0 ... OP_dconst_1: {
        double d = opcode - OP_dconst_0;
        i64 bits;
        memcpy(&bits, &d, sizeof bits);
        stack_push(tr, ENTRY_WIDE, 2, 0, bits);
        break;
    }
    case OP_bipush:
        stack_push(tr, ENTRY_INT, 1, 0, (u32)(i8)p[1]);
        break;
    case OP_sipush:
        stack_push(tr, ENTRY_INT, 1, 0, (u32)(i16)be16(p + 1));
        break;
    case OP_ldc:
        load_constant(tr, p[1], false);
        break;
    case OP_ldc_w:
        load_constant(tr, be16(p + 1), false);
        break;
    case OP_ldc2_w:
        load_constant(tr, be16(p + 1), true);
        break;
    default:
        break;
    }
}

/* ifeq to ret, ifnull to jsr_w */
static void translate_branch(struct translator *tr, u32 opcode, const u8 *p, u32 length) {
    switch (opcode) {
    case OP_ifeq ... OP_ifle:
        branch_compare_zero(tr, FAMILY_I, opcode - OP_ifeq, branch_target2(tr, p + 1));
        break;
    case OP_if_icmpeq ... OP_if_icmple:
        branch_compare(tr, FAMILY_I, opcode - OP_if_icmpeq, branch_target2(tr, p + 1));
        break;
    case OP_if_acmpeq ... OP_if_acmpne:
        branch_compare(tr, FAMILY_W, opcode - OP_if_acmpeq, branch_target2(tr, p + 1));
        break;
    case OP_ifnull ... OP_ifnonnull:
        branch_compare_zero(tr, FAMILY_W, opcode - OP_ifnull, branch_target2(tr, p + 1));
        break;
    case OP_goto:
        translate_goto(tr, branch_target2(tr, p + 1), tr->bci + length);
        break;
    case OP_goto_w:
        translate_goto(tr, branch_target4(tr, p + 1), tr->bci + length);
        break;
    case OP_jsr:
        jsr_call(tr, branch_target2(tr, p + 1), tr->bci + length);
        break;
    case OP_jsr_w:
        jsr_call(tr, branch_target4(tr, p + 1), tr->bci + length);
        break;
    case OP_ret:
        jsr_return(tr, p[1]);
        break;
    default:
        break;
    }
}

/* new to monitorexit, multianewarray */
static void translate_object(struct translator *tr, u32 opcode, const u8 *p) {
    switch (opcode) {
    case OP_new:
        new_object(tr, be16(p + 1));
        break;
    case OP_newarray:
        if (p[1] < T_BOOLEAN || p[1] > T_LONG)
            translate_fail(tr, "bad array type");
        unary(tr, R_newarray, p[1], 1);
        break;
    case OP_anewarray:
        check_cp(tr, be16(p + 1), 1u << CP_CLASS);
        unary_extended(tr, R_anewarray_u, be16(p + 1), 0, 1);
        break;
    case OP_arraylength:
        unary(tr, R_arraylength, 0xffff, 1);
        break;
    case OP_athrow:
        consume(tr, R_athrow);
        tr->dead = true;
        break;
    case OP_checkcast:
    case OP_instanceof:
        check_cp(tr, be16(p + 1), 1u << CP_CLASS);
        unary_extended(tr, opcode == OP_checkcast ? R_checkcast_u : R_instanceof_u, be16(p + 1), 0, 1);
        break;
    case OP_monitorenter:
    case OP_monitorexit:
        consume(tr, opcode == OP_monitorenter ? R_monitorenter : R_monitorexit);
        break;
    case OP_multianewarray:
        multi_array(tr, be16(p + 1), p[3]);
        break;
    default:
        break;
    }
}

u32 translate_instruction(struct translator *tr) {
    const u8 *p = tr->code->code + tr->bci;
    u32 opcode = p[0], length = instruction_length(tr, tr->bci);
    switch (opcode) {
    case OP_nop:
        break;
    case OP_aconst_null ... OP_ldc2_w:
        push_constant(tr, opcode, p);
        break;
    case OP_iload ... OP_aload:
        load_local(tr, p[1], category_of_type(opcode - OP_iload));
        break;
    case OP_iload_0 ... OP_aload_3:
        load_local(tr, (opcode - OP_iload_0) & 3, category_of_type((opcode - OP_iload_0) >> 2));
        break;
    case OP_istore ... OP_astore:
        store_local(tr, p[1], category_of_type(opcode - OP_istore));
        break;
    case OP_istore_0 ... OP_astore_3:
        store_local(tr, (opcode - OP_istore_0) & 3, category_of_type((opcode - OP_istore_0) >> 2));
        break;
    case OP_iaload ... OP_saload:
        binary_registers(tr, array_loads[opcode - OP_iaload], opcode == OP_laload || opcode == OP_daload ? 2 : 1);
        break;
    case OP_iastore ... OP_sastore:
        array_store(tr, array_stores[opcode - OP_iastore]);
        break;
    case OP_pop:
        pop_words(tr, 1);
        break;
    case OP_pop2:
        pop_words(tr, 2);
        break;
    case OP_dup ... OP_dup2_x2:
        duplicate(tr, opcode);
        break;
    case OP_swap:
        swap(tr);
        break;
    case OP_ineg ... OP_dneg:
        unary(tr, negations[opcode - OP_ineg], 0xffff, category_of_type(opcode - OP_ineg));
        break;
    case OP_iadd ... OP_drem:
    case OP_ishl ... OP_lxor:
        arithmetic(tr, opcode);
        break;
    case OP_iinc:
        increment(tr, p[1], (i8)p[2]);
        break;
    case OP_i2l ... OP_i2s:
        unary(tr, conversions[opcode - OP_i2l], 0xffff, conversion_categories[opcode - OP_i2l]);
        break;
    case OP_lcmp ... OP_dcmpg:
        return translate_compare(tr, opcode, length);
    case OP_ifeq ... OP_ret:
    case OP_ifnull ... OP_jsr_w:
        translate_branch(tr, opcode, p, length);
        break;
    case OP_tableswitch:
    case OP_lookupswitch:
        translate_switch(tr);
        break;
    case OP_ireturn ... OP_return:
        translate_return(tr, opcode);
        break;
    case OP_getstatic ... OP_putfield:
        field(tr, opcode, be16(p + 1));
        break;
    case OP_invokevirtual ... OP_invokedynamic:
        invoke(tr, opcode, be16(p + 1));
        break;
    case OP_new ... OP_monitorexit:
    case OP_multianewarray:
        translate_object(tr, opcode, p);
        break;
    case OP_wide:
        translate_wide(tr, p);
        break;
    default:
        translate_fail(tr, "bad instruction");
    }
    return length;
}
