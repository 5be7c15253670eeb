/* SPDX-License-Identifier: MIT
 *
 * translate_insn.c - one bytecode instruction to register operations.
 *
 * The order within each function matters: operands are brought into registers and the result's home is made free first,
 * which may move entries; then their registers are read and they are popped; then the operation is emitted and its
 * result pushed.
 *
 * The table at the end says which function translates which bytecode; it gets the operands decoded (struct bytecode),
 * by the format in classfile/opcodes.def. The stack effect there says which results take two words.
 */
#include "interp/translate_internal.h"

#include "classfile/descriptor.h"

/* An instruction being translated, without its wide prefix. */
struct bytecode {
    u32 opcode;
    u32 length;  /* bytes, with the prefix; a function that translates the next instruction too adds that one's */
    u32 operand; /* immediate, local variable, constant-pool index, array type, or bytecode index of the target */
    i32 second;  /* iinc: what is added; multianewarray: dimensions */
    u32 op;      /* register operation, where the table names one */
};

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

/* Category of the value that a bytecode pushes; of the one it pops. */
static u32 result_category(u32 opcode) {
    return category_of(strchr(opcode_infos[opcode].effect, '>')[1]);
}
static u32 popped_category(u32 opcode) {
    return category_of(opcode_infos[opcode].effect[0]);
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

static void translate_goto(struct translator *tr, struct bytecode *in) {
    u32 target = in->operand, next_bci = tr->bci + in->length;
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

static void arithmetic(struct translator *tr, struct bytecode *in) {
    const struct arithmetic *f = &arithmetics[in->opcode];
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

static void array_store(struct translator *tr, struct bytecode *in) {
    stack_need(tr, 3);
    u32 x = tr->depth - 3;
    for (u32 i = 0; i < 3; i++)
        stack_load(tr, x + i);
    u32 array = operand(tr, x), index = operand(tr, x + 1), value = operand(tr, x + 2);
    tr->depth -= 3;
    emit(tr, in->op, value, array, index);
}

/* dup and its relatives. */
static void duplicate(struct translator *tr, struct bytecode *in) {
    const struct duplication d = opcode_duplication((u8)in->opcode);
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

static void swap(struct translator *tr, struct bytecode *in UNUSED) {
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

static void invoke(struct translator *tr, struct bytecode *in) {
    static const u16 ops[] = {R_invokevirtual_u, R_invokespecial_u, R_invokestatic_u, R_invokeinterface_u,
                              R_invokedynamic_u};
    static const u32 tags[] = {1u << CP_METHODREF, 1u << CP_METHODREF | 1u << CP_INTERFACE_METHODREF,
                               1u << CP_METHODREF | 1u << CP_INTERFACE_METHODREF, 1u << CP_INTERFACE_METHODREF,
                               1u << CP_INVOKE_DYNAMIC};
    u32 opcode = in->opcode, cp_index = in->operand, i = opcode - OP_invokevirtual;
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

static void field(struct translator *tr, struct bytecode *in) {
    u32 cp_index = in->operand;
    size_t length;
    check_cp(tr, cp_index, 1u << CP_FIELDREF);
    u32 category = category_of(*cp_descriptor(tr, cp_index, &length));
    switch (in->opcode) {
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

static void load_constant(struct translator *tr, struct bytecode *in) {
    u32 index = in->operand;
    bool wide = in->opcode == OP_ldc2_w;
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

static void new_object(struct translator *tr, struct bytecode *in) {
    u32 index = in->operand;
    check_cp(tr, index, 1u << CP_CLASS);
    stack_free_home(tr, tr->depth);
    emit_extended(tr, R_new_u, home(tr, tr->depth), index, 0, 0);
    stack_push_home(tr, 1);
}

static void multi_array(struct translator *tr, struct bytecode *in) {
    u32 index = in->operand, dimensions = (u32)in->second;
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
static void consume(struct translator *tr, struct bytecode *in) {
    stack_need(tr, 1);
    stack_load(tr, tr->depth - 1);
    u32 a = operand(tr, --tr->depth);
    emit(tr, in->op, a, 0, 0);
}

/* ---- switches ---- */

static void table_entry(struct translator *tr, u32 at, u32 where, u32 target) {
    block_reach(tr, target);
    fix_add(tr, at, where, target, FIX_TABLE);
}

static void translate_switch(struct translator *tr, struct bytecode *in UNUSED) {
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

static void nothing(struct translator *tr UNUSED, struct bytecode *in UNUSED) {}

static void push_null(struct translator *tr, struct bytecode *in UNUSED) {
    stack_push(tr, ENTRY_INT, 1, 0, 0);
}

static void push_iconst(struct translator *tr, struct bytecode *in) {
    stack_push(tr, ENTRY_INT, 1, 0, in->opcode - OP_iconst_0);
}

static void push_lconst(struct translator *tr, struct bytecode *in) {
    stack_push(tr, ENTRY_WIDE, 2, 0, in->opcode - OP_lconst_0);
}

static void push_fconst(struct translator *tr, struct bytecode *in) {
    float f = (float)(in->opcode - OP_fconst_0);
    u32 bits;
    memcpy(&bits, &f, sizeof bits);
    stack_push(tr, ENTRY_INT, 1, 0, bits);
}

static void push_dconst(struct translator *tr, struct bytecode *in) {
    double d = in->opcode - OP_dconst_0;
    i64 bits;
    memcpy(&bits, &d, sizeof bits);
    stack_push(tr, ENTRY_WIDE, 2, 0, bits);
}

static void push_immediate(struct translator *tr, struct bytecode *in) {
    stack_push(tr, ENTRY_INT, 1, 0, in->operand);
}

static void load(struct translator *tr, struct bytecode *in) {
    load_local(tr, in->operand, result_category(in->opcode));
}

static void load_n(struct translator *tr, struct bytecode *in) {
    load_local(tr, (in->opcode - OP_iload_0) & 3, result_category(in->opcode));
}

static void store(struct translator *tr, struct bytecode *in) {
    store_local(tr, in->operand, popped_category(in->opcode));
}

static void store_n(struct translator *tr, struct bytecode *in) {
    store_local(tr, (in->opcode - OP_istore_0) & 3, popped_category(in->opcode));
}

static void unary_of_type(struct translator *tr, struct bytecode *in) {
    unary(tr, in->op, 0xffff, result_category(in->opcode));
}

static void unary_of_class(struct translator *tr, struct bytecode *in) {
    check_cp(tr, in->operand, 1u << CP_CLASS);
    unary_extended(tr, in->op, in->operand, 0, 1);
}

static void binary_of_type(struct translator *tr, struct bytecode *in) {
    binary_registers(tr, in->op, result_category(in->opcode));
}

static void pop(struct translator *tr, struct bytecode *in) {
    pop_words(tr, in->opcode == OP_pop ? 1 : 2);
}

static void increment(struct translator *tr, struct bytecode *in) {
    u32 reg = local_variable(tr, in->operand, 1);
    stack_place(tr, 0, 0, reg);
    emit(tr, R_iaddI, reg, reg, (u16)in->second);
    tr->last_def = NOWHERE;
}

/* lcmp, fcmpx, dcmpx: fused with a following ifxx. */
static void compare(struct translator *tr, struct bytecode *in) {
    const u8 *code = tr->code->code;
    u32 opcode = in->opcode, next = tr->bci + in->length;
    if ((tr->options & TRANSLATE_NO_SUPEROPERATORS) || next >= tr->code->code_length ||
        (tr->flags[next] & BCI_LEADER) || code[next] < OP_ifeq || code[next] > OP_ifle) {
        binary_of_type(tr, in);
        return;
    }
    u32 cc = code[next] - OP_ifeq;
    u32 target = branch_target(tr, (i64)next + (i16)be16(code + next + 1));
    tr->places[next].pc = tr->words.count;
    if (opcode == OP_lcmp)
        branch_compare(tr, FAMILY_W, cc, target);
    else
        branch_compare_float(tr, opcode <= OP_fcmpg ? FAMILY_F : FAMILY_D, opcode == OP_fcmpg || opcode == OP_dcmpg, cc,
                             target);
    in->length += 3;
}

static void branch_if(struct translator *tr, struct bytecode *in) {
    u32 target = in->operand;
    if (in->opcode <= OP_ifle)
        branch_compare_zero(tr, FAMILY_I, in->opcode - OP_ifeq, target);
    else if (in->opcode <= OP_if_icmple)
        branch_compare(tr, FAMILY_I, in->opcode - OP_if_icmpeq, target);
    else if (in->opcode <= OP_if_acmpne)
        branch_compare(tr, FAMILY_W, in->opcode - OP_if_acmpeq, target);
    else
        branch_compare_zero(tr, FAMILY_W, in->opcode - OP_ifnull, target);
}

static void call_subroutine(struct translator *tr, struct bytecode *in) {
    jsr_call(tr, in->operand, tr->bci + in->length);
}

static void return_from_subroutine(struct translator *tr, struct bytecode *in) {
    jsr_return(tr, in->operand);
}

static void return_value(struct translator *tr, struct bytecode *in) {
    translate_return(tr, in->opcode);
}

static void new_primitive_array(struct translator *tr, struct bytecode *in) {
    if (in->operand < T_BOOLEAN || in->operand > T_LONG)
        translate_fail(tr, "bad array type");
    unary(tr, R_newarray, in->operand, 1);
}

static void throw_top(struct translator *tr, struct bytecode *in) {
    consume(tr, in);
    tr->dead = true;
}

/* clang-format off */
static const struct translation {
    void (*translate)(struct translator *tr, struct bytecode *in);
    u16 op; /* for the functions that take one */
} translations[OPCODES] = {
    [OP_nop]                             = {nothing, 0},
    [OP_aconst_null]                     = {push_null, 0},
    [OP_iconst_m1 ... OP_iconst_5]       = {push_iconst, 0},
    [OP_lconst_0 ... OP_lconst_1]        = {push_lconst, 0},
    [OP_fconst_0 ... OP_fconst_2]        = {push_fconst, 0},
    [OP_dconst_0 ... OP_dconst_1]        = {push_dconst, 0},
    [OP_bipush ... OP_sipush]            = {push_immediate, 0},
    [OP_ldc ... OP_ldc2_w]               = {load_constant, 0},
    [OP_iload ... OP_aload]              = {load, 0},
    [OP_iload_0 ... OP_aload_3]          = {load_n, 0},
    [OP_istore ... OP_astore]            = {store, 0},
    [OP_istore_0 ... OP_astore_3]        = {store_n, 0},
    [OP_iaload] = {binary_of_type, R_iaload},       [OP_iastore] = {array_store, R_iastore},
    [OP_laload] = {binary_of_type, R_laload},       [OP_lastore] = {array_store, R_lastore},
    [OP_faload] = {binary_of_type, R_iaload},       [OP_fastore] = {array_store, R_iastore},
    [OP_daload] = {binary_of_type, R_laload},       [OP_dastore] = {array_store, R_lastore},
    [OP_aaload] = {binary_of_type, R_aaload},       [OP_aastore] = {array_store, R_aastore},
    [OP_baload] = {binary_of_type, R_baload},       [OP_bastore] = {array_store, R_bastore},
    [OP_caload] = {binary_of_type, R_caload},       [OP_castore] = {array_store, R_castore},
    [OP_saload] = {binary_of_type, R_saload},       [OP_sastore] = {array_store, R_castore},
    [OP_pop ... OP_pop2]                 = {pop, 0},
    [OP_dup ... OP_dup2_x2]              = {duplicate, 0},
    [OP_swap]                            = {swap, 0},
    [OP_iadd ... OP_drem]                = {arithmetic, 0},
    [OP_ineg] = {unary_of_type, R_ineg},            [OP_lneg] = {unary_of_type, R_lneg},
    [OP_fneg] = {unary_of_type, R_fneg},            [OP_dneg] = {unary_of_type, R_dneg},
    [OP_ishl ... OP_lxor]                = {arithmetic, 0},
    [OP_iinc]                            = {increment, 0},
    [OP_i2l] = {unary_of_type, R_i2l},              [OP_i2f] = {unary_of_type, R_i2f},          [OP_i2d] = {unary_of_type, R_i2d},
    [OP_l2i] = {unary_of_type, R_l2i},              [OP_l2f] = {unary_of_type, R_l2f},          [OP_l2d] = {unary_of_type, R_l2d},
    [OP_f2i] = {unary_of_type, R_f2i},              [OP_f2l] = {unary_of_type, R_f2l},          [OP_f2d] = {unary_of_type, R_f2d},
    [OP_d2i] = {unary_of_type, R_d2i},              [OP_d2l] = {unary_of_type, R_d2l},          [OP_d2f] = {unary_of_type, R_d2f},
    [OP_i2b] = {unary_of_type, R_i2b},              [OP_i2c] = {unary_of_type, R_i2c},          [OP_i2s] = {unary_of_type, R_i2s},
    [OP_lcmp]                            = {compare, R_lcmp},
    [OP_fcmpl] = {compare, R_fcmpl},        [OP_fcmpg] = {compare, R_fcmpg},
    [OP_dcmpl] = {compare, R_dcmpl},        [OP_dcmpg] = {compare, R_dcmpg},
    [OP_ifeq ... OP_if_acmpne]           = {branch_if, 0},
    [OP_goto] = {translate_goto, 0},                  [OP_goto_w] = {translate_goto, 0},
    [OP_jsr] = {call_subroutine, 0},                    [OP_jsr_w] = {call_subroutine, 0},
    [OP_ret]                             = {return_from_subroutine, 0},
    [OP_tableswitch ... OP_lookupswitch] = {translate_switch, 0},
    [OP_ireturn ... OP_return]           = {return_value, 0},
    [OP_getstatic ... OP_putfield]       = {field, 0},
    [OP_invokevirtual ... OP_invokedynamic] = {invoke, 0},
    [OP_new]                             = {new_object, 0},
    [OP_newarray]                        = {new_primitive_array, 0},
    [OP_anewarray]                       = {unary_of_class, R_anewarray_u},
    [OP_arraylength]                     = {unary_of_type, R_arraylength},
    [OP_athrow]                          = {throw_top, R_athrow},
    [OP_checkcast]                       = {unary_of_class, R_checkcast_u},
    [OP_instanceof]                      = {unary_of_class, R_instanceof_u},
    [OP_monitorenter]                    = {consume, R_monitorenter},
    [OP_monitorexit]                     = {consume, R_monitorexit},
    [OP_multianewarray]                  = {multi_array, 0},
    [OP_ifnull ... OP_ifnonnull]         = {branch_if, 0},
};
/* clang-format on */

/* The operands of the instruction behind the opcode byte at p. */
static void decode(struct translator *tr, const u8 *p, bool wide, struct bytecode *in) {
    switch ((enum opcode_format)opcode_infos[*p].format) {
    case FMT_NONE:
    case FMT_TABLE: /* translate_switch reads these */
    case FMT_LOOKUP:
    case FMT_WIDE:
        break;
    case FMT_I1:
        in->operand = (u32)(i8)p[1];
        break;
    case FMT_I2:
        in->operand = (u32)(i16)be16(p + 1);
        break;
    case FMT_CP1:
    case FMT_ARRAY_TYPE:
        in->operand = p[1];
        break;
    case FMT_LOCAL:
        in->operand = wide ? be16(p + 1) : p[1];
        break;
    case FMT_IINC:
        in->operand = wide ? be16(p + 1) : p[1];
        in->second = wide ? (i16)be16(p + 3) : (i8)p[2];
        break;
    case FMT_BRANCH2:
        in->operand = branch_target2(tr, p + 1);
        break;
    case FMT_BRANCH4:
        in->operand = branch_target4(tr, p + 1);
        break;
    case FMT_MULTI:
        in->second = p[3];
        in->operand = be16(p + 1);
        break;
    case FMT_CP2:
    case FMT_FIELD:
    case FMT_METHOD:
    case FMT_INTERFACE:
    case FMT_DYNAMIC:
    case FMT_CLASS:
        in->operand = be16(p + 1);
        break;
    }
}

u32 translate_instruction(struct translator *tr) {
    const u8 *p = tr->code->code + tr->bci;
    struct bytecode in = {.length = instruction_length(tr, tr->bci)};
    bool wide = *p == OP_wide;
    p += wide;
    if (*p >= OPCODES || !translations[*p].translate)
        translate_fail(tr, "bad instruction");
    in.opcode = *p;
    in.op = translations[*p].op;
    decode(tr, p, wide, &in);
    translations[*p].translate(tr, &in);
    return in.length;
}
