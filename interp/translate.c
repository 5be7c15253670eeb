/* SPDX-License-Identifier: MIT
 *
 * translate.c - bytecode to register code: one pass over the instructions, block after block.
 *
 * A first scan finds instruction boundaries and branch targets. Then code is translated in bytecode order; a block that only
 * a later jump reaches is translated when its operand stack is known (or, optimistically, assumed empty: old compilers put loop bodies
 * before their conditions; if the assumption fails the method is translated again without it). Subroutines (jsr) are copied
 * for each call, so ret is a plain jump. Unreachable code is skipped. At a backward goto to a condition, the condition is repeated
 * inverted (loop inversion), and `i++; if (i < n)` becomes one instruction.
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
        if (!d || count > 254)
            return -1;
        d++;
        if (type == 'J' || type == 'D')
            wide[count / 64] |= (u64)1 << (count % 64);
        count++;
    }
    if (end - d < 2 || !strchr("BCDFIJSZLV[", d[1]))
        return -1;
    *return_type = d[1];
    return count;
}

static bool is_wide(const u64 wide[4], u32 i) { return wide[i / 64] >> (i % 64) & 1; }

/* Fills registers[0..max_locals); returns the number of arguments or -1. */
static int map_locals(const struct classfile *cf, const struct member *m, u16 *registers, char *return_type) {
    u64 wide[4];
    u16 length;
    const char *descriptor = classfile_utf8(cf, m->descriptor_index, &length);
    int parameters = translate_parameters(descriptor, length, wide, return_type);
    u32 max_locals = m->code->max_locals, word = 0, next = 0;
    if (parameters < 0)
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
    for (u32 i = 0; i < max_locals; i++)
        if (registers[i] == 0xffff)
            registers[i] = (u16)next++;
    return parameters + instance;
}

bool translate_local_registers(const struct classfile *cf, const struct member *m, u16 *registers) {
    char ignored;
    return map_locals(cf, m, registers, &ignored) >= 0;
}

/* locals, operand homes, scratch, lock */
u32 translate_frame_size(const struct member *m) { return (u32)m->code->max_locals + m->code->max_stack + 2; }

/* ---- constant pool ---- */

static void check_cp(struct translator *tr, u32 index, u32 tags) {
    if (index == 0 || index >= tr->cf->cp_count || !(tags >> tr->cf->cp_tags[index] & 1))
        translate_fail(tr, "bad constant pool index");
}

/* Descriptor of a Fieldref, Methodref, Dynamic ... entry (its parts were checked by the parser). */
static const char *cp_descriptor(struct translator *tr, u32 index, size_t *length) {
    const union cp_entry *e = &tr->cf->cp[index];
    u8 tag = tr->cf->cp_tags[index];
    u16 pair = tag == CP_DYNAMIC || tag == CP_INVOKE_DYNAMIC ? e->dynamic.name_and_type_index : e->ref.name_and_type_index;
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

static u32 category_of(char type) { return type == 'J' || type == 'D' ? 2 : 1; }

/* ---- blocks and branches ---- */

static struct copy *current(struct translator *tr) { return &tr->copies.items[tr->copy]; }

static void record_stack(struct translator *tr, struct copy *c, u32 bci) {
    c->depth[bci] = (u16)(tr->depth + 1);
    c->categories[bci] = tr->categories.count;
    for (u32 i = 0; i < tr->depth; i++)
        *VECTOR_ADD(tr, tr->categories) = (u8)(tr->stack[i].category | tr->stack[i].kind << 4);
}

/* The current stack flows to bci, which is a leader. */
static void reach(struct translator *tr, u32 bci) {
    struct copy *c = current(tr);
    if (!c->depth[bci]) {
        record_stack(tr, c, bci);
        *VECTOR_ADD(tr, tr->reached) = (struct reached){tr->copy, bci};
        return;
    }
    if (c->depth[bci] != tr->depth + 1)
        translate_fail(tr, "operand stacks of different depth meet");
    for (u32 i = 0; i < tr->depth; i++)
        if ((tr->categories.items[c->categories[bci] + i] & 15) != tr->stack[i].category)
            translate_fail(tr, "operand stacks of different types meet");
}

static void add_fix(struct translator *tr, u32 at, u32 where, u32 target, int kind) {
    *VECTOR_ADD(tr, tr->fixes) = (struct fix){at, where, tr->copy, target, kind};
}

static void flush(struct translator *tr) { stack_place(tr, 0, tr->depth, NOWHERE); }

static void emit_goto(struct translator *tr, u32 target) {
    reach(tr, target);
    u32 at = emit(tr, target <= tr->bci ? R_goto_back : R_goto, 0, 0, 0);
    add_fix(tr, at, 0, target, FIX_32);
}

/* Conditions come in families of six (rops.def); condition ^ 1 is the complement. */
struct condition {
    u32 family, step; /* first operation; distance between conditions: forward and back form */
};
static const struct condition families[] = {
    {R_if_ieq, 6}, {R_if_ieqI, 4}, {R_if_weq, 6}, {R_if_weqI, 4}, {R_if_feq, 6}, {R_if_deq, 6},
};
enum { FAMILY_I, FAMILY_II, FAMILY_W, FAMILY_WI, FAMILY_F, FAMILY_D, FAMILIES };
static_assert(ARRAY_LENGTH(families) == FAMILIES, "one row each");

static u32 condition_op(u32 family, u32 cc, bool back) {
    return families[family].family + cc * families[family].step + (back ? families[family].step / 2 : 0);
}

/* Operands are popped and the rest of the stack is home. */
static void emit_branch(struct translator *tr, u32 family, u32 cc, u32 a, u32 b, u32 target) {
    bool back = target <= tr->bci;
    if (tr->large) {
        emit(tr, condition_op(family, cc ^ 1, false), a, b, 2);
        emit_goto(tr, target);
        return;
    }
    reach(tr, target);
    u32 at = emit(tr, condition_op(family, cc, back), a, b, (u16)MIN_OF(tr->fixes.count, 0xffffu));
    add_fix(tr, at, 0, target, FIX_16);
    tr->last_insn = NOWHERE;
}

static u32 branch_target(struct translator *tr, i64 target) {
    if (target < 0 || target >= tr->code->code_length || !(tr->flags[target] & BCI_INSN))
        translate_fail(tr, "bad branch target");
    return (u32)target;
}

static u32 target2(struct translator *tr, const u8 *operand) { return branch_target(tr, (i64)tr->bci + (i16)be16(operand)); }
static u32 target4(struct translator *tr, const u8 *operand) { return branch_target(tr, (i64)tr->bci + (i32)be32(operand)); }

/* Compares the two uppermost entries and branches. */
static void compare_branch(struct translator *tr, u32 family, u32 cc, u32 target) {
    static const u8 exchanged[6] = {0, 1, 4, 5, 2, 3};
    stack_need(tr, 2);
    u32 x = tr->depth - 2, y = x + 1;
    if (family <= FAMILY_WI && tr->stack[x].kind != ENTRY_REGISTER && tr->stack[y].kind == ENTRY_REGISTER) {
        struct entry e = tr->stack[x];
        tr->stack[x] = tr->stack[y];
        tr->stack[y] = e;
        cc = exchanged[cc];
    }
    const struct entry *right = &tr->stack[y];
    bool immediate = (family == FAMILY_I && right->kind == ENTRY_INT && (i32)right->value == (i16)right->value) ||
                     (family == FAMILY_W && right->kind == ENTRY_WIDE && right->value == (i16)right->value) ||
                     (family == FAMILY_W && right->kind == ENTRY_INT && right->value == 0);
    stack_load(tr, x);
    if (!immediate)
        stack_load(tr, y);
    stack_place(tr, 0, x, NOWHERE);
    u32 a = tr->stack[x].reg, b = immediate ? (u16)tr->stack[y].value : tr->stack[y].reg;
    tr->depth -= 2;
    emit_branch(tr, immediate ? family + 1 : family, cc, a, b, target);
}

static void compare_zero_branch(struct translator *tr, u32 family, u32 cc, u32 target) {
    stack_need(tr, 1);
    stack_load(tr, tr->depth - 1);
    stack_place(tr, 0, tr->depth - 1, NOWHERE);
    u32 a = tr->stack[--tr->depth].reg;
    emit_branch(tr, family + 1, cc, a, 0, target);
}

/* xcmp followed by ifxx. cc: that of the if; result: floating-point condition and whether operands are exchanged. */
static void compare_float_branch(struct translator *tr, u32 family, bool nan_is_greater, u32 cc, u32 target) {
    enum { EQ, NE, LT, NLT, LE, NLE, SWAP = 8 };
    static const u8 less[6] = {EQ, NE, NLE | SWAP, LE | SWAP, LT | SWAP, NLT | SWAP};
    static const u8 greater[6] = {EQ, NE, LT, NLT, NLE, LE};
    u32 condition = nan_is_greater ? greater[cc] : less[cc];
    stack_need(tr, 2);
    if (condition & SWAP) {
        struct entry e = tr->stack[tr->depth - 1];
        tr->stack[tr->depth - 1] = tr->stack[tr->depth - 2];
        tr->stack[tr->depth - 2] = e;
    }
    compare_branch(tr, family, condition & 7, target);
}

/* Is op a condition? Then its family, condition and variant. */
static bool decode_condition(u32 op, u32 *family, u32 *cc, u32 *variant, bool *back) {
    for (u32 f = 0; f < FAMILIES; f++) {
        u32 first = families[f].family, step = families[f].step;
        if (op >= first && op < first + 6 * step) {
            *family = f;
            *cc = (op - first) / step;
            u32 rest = (op - first) % step;
            *back = rest >= step / 2;
            *variant = rest % (step / 2);
            return true;
        }
    }
    return false;
}

/* A backward goto to a short condition that leaves the loop: repeats the condition, inverted. */
static bool invert_loop(struct translator *tr, u32 target, u32 next_bci) {
    enum { LIMIT = 8 }; /* words to repeat */
    struct copy *c = current(tr);
    u32 start = c->pc[target];
    if (tr->large || start == NOWHERE || target > tr->bci)
        return false;
    u32 at = start, family = 0, cc = 0, variant = 0;
    bool back = false, found = false;
    while (at < tr->words.count && at - start <= LIMIT) {
        u32 op = tr->words.items[at].insn.op;
        if ((found = decode_condition(op, &family, &cc, &variant, &back)))
            break;
        if (rop_infos[op].flags & (ROPF_END | ROPF_BRANCH) || rop_infos[op].words == 0)
            return false;
        at += rop_infos[op].words;
    }
    if (!found || back)
        return false;
    struct insn branch = tr->words.items[at].insn;
    if (branch.c == 0xffff || tr->fixes.items[branch.c].at != at || (i64)tr->words.count - at > 30000)
        return false;
    u32 exit = tr->fixes.items[branch.c].target, goto_bci = tr->bci, last = tr->last_insn;
    u32 inverted = condition_op(family, cc ^ 1, true);
    reach(tr, target);
    if (at == start && last != NOWHERE && variant == 0 &&
        (inverted == R_if_ilt_back || inverted == R_if_iltI_back)) {
        struct insn *add = &tr->words.items[last].insn;
        bool fits = add->op == R_iaddI && add->a == add->b && add->c == 1 && add->a == branch.a &&
                    (inverted == R_if_iltI_back || branch.b != branch.a);
        if (fits) {
            u32 op = inverted == R_if_ilt_back ? R_loop_lt_back : R_loop_ltI_back;
            *add = (struct insn){(u16)op, branch.a, branch.b, (u16)(at + 1 - last)};
            goto done;
        }
    }
    for (u32 p = start, words; p < at; p += words) {
        words = rop_infos[tr->words.items[p].insn.op].words;
        struct register_code so_far = {.words = tr->words.items, .bci_map = tr->map.items, .bci_count = tr->map.count};
        tr->bci = code_bci_at(&so_far, so_far.words + p);
        emit_exact(tr, tr->words.items[p]);
        for (u32 i = 1; i < words; i++)
            emit_word(tr, tr->words.items[p + i].w);
    }
    tr->bci = goto_bci;
    emit_exact(tr, (union code_word){.insn = {(u16)(inverted + variant), branch.a, branch.b,
                                              (u16)(at + 1 - tr->words.count)}});
done:
    tr->last_insn = tr->last_def = NOWHERE;
    if (exit != next_bci || c->pc[exit] != NOWHERE) {
        tr->bci = goto_bci;
        u32 jump = emit(tr, exit <= goto_bci ? R_goto_back : R_goto, 0, 0, 0);
        add_fix(tr, jump, 0, exit, FIX_32);
    }
    return true;
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
        static const struct { char type; u16 op, narrow; } narrowing[] = {
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
        v = op == R_return_z ? v & 1 : op == R_return_b ? (i8)v : op == R_return_c ? (u16)v : op == R_return_s ? (i16)v : v;
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
    flush(tr);
    if (!invert_loop(tr, target, next_bci))
        emit_goto(tr, target);
}

/* ---- operations on the stack ---- */

static u32 operand(struct translator *tr, u32 i) { return tr->stack[i].reg; }

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
    [OP_iadd] = {R_iadd, R_iaddI, R_iaddK, 1, COMMUTATIVE},  [OP_ladd] = {R_ladd, R_laddI, R_laddK, 2, COMMUTATIVE},
    [OP_fadd] = {R_fadd, 0, R_faddK, 1, FLOATING_COMMUTATIVE}, [OP_dadd] = {R_dadd, 0, R_daddK, 2, FLOATING_COMMUTATIVE},
    [OP_isub] = {R_isub, R_iaddI, R_iaddK, 1, SUBTRACTION},  [OP_lsub] = {R_lsub, R_laddI, R_laddK, 2, SUBTRACTION},
    [OP_fsub] = {R_fsub, 0, R_fsubK, 1, FLOATING},           [OP_dsub] = {R_dsub, 0, R_dsubK, 2, FLOATING},
    [OP_imul] = {R_imul, R_imulI, R_imulK, 1, COMMUTATIVE},  [OP_lmul] = {R_lmul, R_lmulI, R_lmulK, 2, COMMUTATIVE},
    [OP_fmul] = {R_fmul, 0, R_fmulK, 1, FLOATING_COMMUTATIVE}, [OP_dmul] = {R_dmul, 0, R_dmulK, 2, FLOATING_COMMUTATIVE},
    [OP_idiv] = {R_idiv, R_idivI, 0, 1, DIVISION},           [OP_ldiv] = {R_ldiv, R_ldivI, 0, 2, DIVISION},
    [OP_fdiv] = {R_fdiv, 0, R_fdivK, 1, FLOATING},           [OP_ddiv] = {R_ddiv, 0, R_ddivK, 2, FLOATING},
    [OP_irem] = {R_irem, R_iremI, 0, 1, DIVISION},           [OP_lrem] = {R_lrem, R_lremI, 0, 2, DIVISION},
    [OP_frem] = {R_frem, 0, 0, 1, PLAIN},                    [OP_drem] = {R_drem, 0, 0, 2, PLAIN},
    [OP_ishl] = {R_ishl, R_ishlI, 0, 1, SHIFT},              [OP_lshl] = {R_lshl, R_lshlI, 0, 2, SHIFT},
    [OP_ishr] = {R_ishr, R_ishrI, 0, 1, SHIFT},              [OP_lshr] = {R_lshr, R_lshrI, 0, 2, SHIFT},
    [OP_iushr] = {R_iushr, R_iushrI, 0, 1, SHIFT},           [OP_lushr] = {R_lushr, R_lushrI, 0, 2, SHIFT},
    [OP_iand] = {R_iand, R_iandI, R_iandK, 1, COMMUTATIVE},  [OP_land] = {R_land, R_landI, R_landK, 2, COMMUTATIVE},
    [OP_ior] = {R_ior, R_iorI, R_iorK, 1, COMMUTATIVE},      [OP_lor] = {R_lor, R_lorI, R_lorK, 2, COMMUTATIVE},
    [OP_ixor] = {R_ixor, R_ixorI, R_ixorK, 1, COMMUTATIVE},  [OP_lxor] = {R_lxor, R_lxorI, R_lxorK, 2, COMMUTATIVE},
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
    }
    if ((y->kind == ENTRY_INT || y->kind == ENTRY_WIDE) && binary_constant(tr, f, y->value))
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

/* dup and its relatives: copies the uppermost one or two words below `skip_words` further ones. */
static void duplicate(struct translator *tr, u32 words, u32 skip_words) {
    struct entry moved[4];
    u32 counts[2], at = tr->depth;
    for (u32 part = 0; part < 2; part++) {
        u32 wanted = part ? skip_words : words;
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
}

static void swap(struct translator *tr) {
    stack_need(tr, 2);
    struct entry *x = &tr->stack[tr->depth - 2], e = x[0];
    if (x[0].category != 1 || x[1].category != 1)
        translate_fail(tr, "half of a long or double moved");
    x[0] = x[1];
    x[1] = e;
}

static void pop_words(struct translator *tr, u32 words) {
    for (u32 n = 0; n < words;) {
        stack_need(tr, 1);
        n += tr->stack[--tr->depth].category;
        if (n > words)
            translate_fail(tr, "half of a long or double popped");
    }
}

static u32 local_register(struct translator *tr, u32 local, u32 category) {
    if (local + category > tr->code->max_locals)
        translate_fail(tr, "local variable out of range");
    return tr->local_register[local];
}

static void load_local(struct translator *tr, u32 local, u32 category) {
    stack_push(tr, ENTRY_REGISTER, category, local_register(tr, local, category), 0);
}

static void store_local(struct translator *tr, u32 local, u32 category) {
    stack_need(tr, 1);
    const struct entry *e = &tr->stack[tr->depth - 1];
    u32 reg = local_register(tr, local, category);
    if (e->category != category)
        translate_fail(tr, "half of a long or double stored");
    if (e->kind == ENTRY_RETURN)
        tr->copies.items[e->value].local = local;
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
    static const u16 ops[] = {R_invokevirtual_u, R_invokespecial_u, R_invokestatic_u, R_invokeinterface_u, R_invokedynamic_u};
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
    u32 single = 1u << CP_INTEGER | 1u << CP_FLOAT | 1u << CP_STRING | 1u << CP_CLASS | 1u << CP_METHOD_TYPE | 1u << CP_METHOD_HANDLE;
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
    reach(tr, target);
    add_fix(tr, at, where, target, FIX_TABLE);
}

static void translate_switch(struct translator *tr, bool table) {
    const u8 *p = tr->code->code + ((tr->bci + 4) & ~3u);
    u32 default_target = target4(tr, p);
    stack_need(tr, 1);
    stack_load(tr, tr->depth - 1);
    stack_place(tr, 0, tr->depth - 1, NOWHERE);
    u32 key = operand(tr, --tr->depth);
    u32 at = emit(tr, table ? R_tableswitch : R_lookupswitch, key, 0, 0);
    if (table) {
        i32 low = (i32)be32(p + 4), high = (i32)be32(p + 8);
        u32 count = (u32)high - (u32)low + 1;
        emit_word(tr, (u32)low | (u64)count << 32);
        for (u32 i = 0; i <= count; i += 2)
            emit_word(tr, 0);
        table_entry(tr, at, 2 * (at + 2), default_target);
        for (u32 i = 0; i < count; i++)
            table_entry(tr, at, 2 * (at + 2) + 1 + i, target4(tr, p + 12 + 4 * i));
    } else {
        u32 count = be32(p + 4);
        emit_word(tr, count);
        table_entry(tr, at, 2 * (at + 1) + 1, default_target);
        for (u32 i = 0; i < count; i++) {
            i32 match = (i32)be32(p + 8 + 8 * i);
            if (i && match <= (i32)be32(p + 8 * i))
                translate_fail(tr, "lookupswitch is not sorted");
            emit_word(tr, (u32)match);
            table_entry(tr, at, 2 * (at + 2 + i) + 1, target4(tr, p + 12 + 8 * i));
        }
    }
    tr->last_insn = tr->last_def = NOWHERE;
    tr->dead = true;
}

/* ---- subroutines ---- */

static u32 add_copy(struct translator *tr, u32 parent, u32 return_bci, u32 target) {
    size_t n = tr->code->code_length;
    if (tr->copies.count * (u64)n > 1u << 23)
        translate_fail(tr, "too many subroutine calls");
    struct copy c = {.parent = parent, .return_bci = return_bci, .local = NOWHERE, .target = target};
    u8 *memory = mem_zalloc(n * (2 * sizeof(u32) + sizeof(u16)));
    c.pc = (u32 *)(void *)memory;
    c.categories = c.pc + n;
    c.depth = (u16 *)(void *)(c.categories + n);
    memset(c.pc, 0xff, n * sizeof *c.pc);
    *VECTOR_ADD(tr, tr->copies) = c;
    return tr->copies.count - 1;
}

/* A jump into another copy. */
static void jump_to_copy(struct translator *tr, u32 copy, u32 target) {
    u32 from = tr->copy;
    tr->copy = copy;
    flush(tr);
    reach(tr, target);
    u32 at = emit(tr, R_goto_back, 0, 0, 0);
    add_fix(tr, at, 0, target, FIX_32);
    tr->copy = from;
    tr->dead = true;
}

static void jsr(struct translator *tr, u32 target, u32 return_bci) {
    if (tr->cf->major_version >= 51)
        translate_fail(tr, "jsr in a class file of version 51 or later");
    if (return_bci >= tr->code->code_length)
        translate_fail(tr, "falling off the end of the code");
    for (u32 c = tr->copy; c; c = tr->copies.items[c].parent)
        if (tr->copies.items[c].target == target)
            translate_fail(tr, "recursive call of a subroutine");
    u32 copy = add_copy(tr, tr->copy, return_bci, target);
    stack_push(tr, ENTRY_RETURN, 1, 0, copy);
    jump_to_copy(tr, copy, target);
}

static void ret(struct translator *tr, u32 local) {
    local_register(tr, local, 1);
    if (tr->copy == 0)
        translate_fail(tr, "ret outside of a subroutine");
    u32 c = tr->copy;
    while (c && tr->copies.items[c].local != local)
        c = tr->copies.items[c].parent;
    if (!c)
        c = tr->copy;
    jump_to_copy(tr, tr->copies.items[c].parent, tr->copies.items[c].return_bci);
}

/* ---- one instruction ---- */

static void increment(struct translator *tr, u32 local, i32 by) {
    u32 reg = local_register(tr, local, 1);
    stack_place(tr, 0, 0, reg);
    emit(tr, R_iaddI, reg, reg, (u16)by);
    tr->last_def = NOWHERE;
}

static void translate_wide(struct translator *tr, const u8 *p) {
    u32 opcode = p[1], local = be16(p + 2);
    if (opcode == OP_iinc)
        increment(tr, local, (i16)be16(p + 4));
    else if (opcode == OP_ret)
        ret(tr, local);
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
    if (next < tr->code->code_length && !(tr->flags[next] & BCI_LEADER) && code[next] >= OP_ifeq && code[next] <= OP_ifle) {
        u32 cc = code[next] - OP_ifeq;
        u32 target = branch_target(tr, (i64)next + (i16)be16(code + next + 1));
        current(tr)->pc[next] = tr->words.count;
        if (opcode == OP_lcmp)
            compare_branch(tr, FAMILY_W, cc, target);
        else
            compare_float_branch(tr, opcode <= OP_fcmpg ? FAMILY_F : FAMILY_D, opcode == OP_fcmpg || opcode == OP_dcmpg, cc,
                                 target);
        return length + 3;
    }
    binary_registers(tr, ops[opcode - OP_lcmp], 1);
    return length;
}

static const u16 array_loads[] = {R_iaload, R_laload, R_iaload, R_laload, R_aaload, R_baload, R_caload, R_saload};
static const u16 array_stores[] = {R_iastore, R_lastore, R_iastore, R_lastore, R_aastore, R_bastore, R_castore, R_castore};
static const u16 conversions[] = {R_i2l, R_i2f, R_i2d, R_l2i, R_l2f, R_l2d, R_f2i, R_f2l, R_f2d, R_d2i, R_d2l, R_d2f, R_i2b, R_i2c, R_i2s};
static const u8 conversion_categories[] = {2, 1, 2, 1, 1, 2, 1, 2, 2, 1, 2, 1, 1, 1, 1};
static const u16 negations[] = {R_ineg, R_lneg, R_fneg, R_dneg};

static u32 category_of_type(u32 type) { return type == 1 || type == 3 ? 2 : 1; } /* int, long, float, double, reference */

/* Translates the instruction at tr->bci; returns how many bytes that consumed. */
static u32 translate_instruction(struct translator *tr) {
    const u8 *p = tr->code->code + tr->bci;
    u32 opcode = p[0], length = opcode_length(tr->code->code, tr->code->code_length, tr->bci);
    switch (opcode) {
    case OP_nop:
        break;
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
    case OP_dup ... OP_dup_x2:
        duplicate(tr, 1, opcode - OP_dup);
        break;
    case OP_dup2 ... OP_dup2_x2:
        duplicate(tr, 2, opcode - OP_dup2);
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
    case OP_ifeq ... OP_ifle:
        compare_zero_branch(tr, FAMILY_I, opcode - OP_ifeq, target2(tr, p + 1));
        break;
    case OP_if_icmpeq ... OP_if_icmple:
        compare_branch(tr, FAMILY_I, opcode - OP_if_icmpeq, target2(tr, p + 1));
        break;
    case OP_if_acmpeq ... OP_if_acmpne:
        compare_branch(tr, FAMILY_W, opcode - OP_if_acmpeq, target2(tr, p + 1));
        break;
    case OP_ifnull ... OP_ifnonnull:
        compare_zero_branch(tr, FAMILY_W, opcode - OP_ifnull, target2(tr, p + 1));
        break;
    case OP_goto:
        translate_goto(tr, target2(tr, p + 1), tr->bci + length);
        break;
    case OP_goto_w:
        translate_goto(tr, target4(tr, p + 1), tr->bci + length);
        break;
    case OP_jsr:
        jsr(tr, target2(tr, p + 1), tr->bci + length);
        break;
    case OP_jsr_w:
        jsr(tr, target4(tr, p + 1), tr->bci + length);
        break;
    case OP_ret:
        ret(tr, p[1]);
        break;
    case OP_tableswitch:
    case OP_lookupswitch:
        translate_switch(tr, opcode == OP_tableswitch);
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
    case OP_wide:
        translate_wide(tr, p);
        break;
    case OP_multianewarray:
        multi_array(tr, be16(p + 1), p[3]);
        break;
    default:
        translate_fail(tr, "bad instruction");
    }
    return length;
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
        const u8 *operands = code + ((pc + 4) & ~3u);
        if (op->format == FMT_BRANCH2) {
            mark_target(tr, (i64)pc + (i16)be16(p + 1));
        } else if (op->format == FMT_BRANCH4) {
            mark_target(tr, (i64)pc + (i32)be32(p + 1));
        } else if (op->format == FMT_TABLE) {
            u32 count = be32(operands + 8) - be32(operands + 4) + 1;
            mark_target(tr, (i64)pc + (i32)be32(operands));
            for (u32 i = 0; i < count; i++)
                mark_target(tr, (i64)pc + (i32)be32(operands + 12 + 4 * i));
        } else {
            u32 count = be32(operands + 4);
            mark_target(tr, (i64)pc + (i32)be32(operands));
            for (u32 i = 0; i < count; i++)
                mark_target(tr, (i64)pc + (i32)be32(operands + 12 + 8 * i));
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
    reach(tr, tr->code->exception_table[i].handler_pc);
    tr->depth = depth;
}

/* The simulated stack at a leader that is reached by jumps. */
static void restore_stack(struct translator *tr, u32 bci) {
    const struct copy *c = current(tr);
    u32 depth = c->depth[bci] - 1u;
    tr->depth = 0;
    for (u32 i = 0; i < depth; i++) {
        u8 entry = tr->categories.items[c->categories[bci] + i];
        if (entry >> 4 == ENTRY_RETURN)
            stack_push(tr, ENTRY_RETURN, 1, 0, tr->copy);
        else
            stack_push_home(tr, entry & 15);
    }
}

/* At a leader. False: nothing to translate here. */
static bool enter_block(struct translator *tr, u32 bci) {
    struct copy *c = current(tr);
    if (!tr->dead) {
        flush(tr);
        if (c->pc[bci] != NOWHERE) {
            emit_goto(tr, bci);
            tr->dead = true;
            return false;
        }
        reach(tr, bci);
    } else {
        if (c->pc[bci] != NOWHERE)
            return false;
        if (!c->depth[bci]) {
            if (!tr->optimistic || !(tr->flags[bci] & BCI_BACK_TARGET) || tr->has_jsr)
                return false;
            tr->assumed = true;
            tr->depth = 0;
            record_stack(tr, c, bci);
        }
        restore_stack(tr, bci);
        tr->dead = false;
    }
    tr->last_def = tr->last_insn = NOWHERE;
    return true;
}

/* Translates from a reached leader to the end of the code, block after block, leaving out what is not reached. */
static void translate_run(struct translator *tr, u32 copy, u32 start) {
    u32 n = tr->code->code_length;
    struct region region = {copy, tr->words.count, 0};
    tr->copy = copy;
    tr->dead = true;
    tr->last_def = tr->last_insn = NOWHERE;
    for (u32 bci = start; bci < n;) {
        u32 length;
        tr->bci = bci;
        if ((tr->flags[bci] & BCI_LEADER) != 0 && !enter_block(tr, bci)) {
            bci += opcode_length(tr->code->code, n, bci);
            continue;
        }
        if (tr->dead) {
            length = opcode_length(tr->code->code, n, bci);
        } else {
            current(tr)->pc[bci] = tr->words.count;
            length = translate_instruction(tr);
        }
        bci += length;
    }
    if (!tr->dead)
        translate_fail(tr, "falling off the end of the code");
    region.end = tr->words.count;
    *VECTOR_ADD(tr, tr->regions) = region;
}

static bool covers_code(struct translator *tr, u32 copy, const struct exception_entry *e) {
    for (u32 bci = e->start_pc; bci < e->end_pc; bci++)
        if (tr->copies.items[copy].pc[bci] != NOWHERE)
            return true;
    return false;
}

static void translate_reached(struct translator *tr) {
    for (u32 i = 0; i < tr->reached.count; i++) {
        struct reached r = tr->reached.items[i];
        if (tr->copies.items[r.copy].pc[r.bci] == NOWHERE)
            translate_run(tr, r.copy, r.bci);
    }
    tr->reached.count = 0;
}

/* With subroutines a handler belongs to a copy when that copy has code in its range. */
static void translate_copies_handlers(struct translator *tr) {
    bool found = true;
    while (found) {
        found = false;
        for (u32 copy = 0; copy < tr->copies.count; copy++)
            for (u32 i = 0; i < tr->code->exception_table_length; i++) {
                const struct exception_entry *e = &tr->code->exception_table[i];
                if (tr->copies.items[copy].pc[e->handler_pc] != NOWHERE || !covers_code(tr, copy, e))
                    continue;
                found = true;
                tr->copy = copy;
                tr->bci = e->handler_pc;
                reach_handler(tr, i);
                translate_reached(tr);
            }
    }
}

static void patch(struct translator *tr) {
    for (u32 i = 0; i < tr->fixes.count; i++) {
        const struct fix *f = &tr->fixes.items[i];
        u32 pc = tr->copies.items[f->copy].pc[f->target];
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
    for (u32 r = 0; r < tr->regions.count; r++) {
        const struct region *region = &tr->regions.items[r];
        const u32 *pcs = tr->copies.items[region->copy].pc;
        for (u32 i = 0; i < tr->code->exception_table_length; i++) {
            const struct exception_entry *e = &tr->code->exception_table[i];
            if (region->start == region->end || pcs[e->handler_pc] == NOWHERE)
                continue;
            if (out)
                out[count] = (struct code_handler){e->start_pc, e->end_pc, region->start, region->end, pcs[e->handler_pc],
                                                   e->catch_type, home(tr, 0)};
            count++;
        }
    }
    return count;
}

static void translate_body(struct translator *tr) {
    const struct code_attribute *code = tr->code;
    scan(tr);
    if (!(tr->flags[0] & BCI_INSN))
        translate_fail(tr, "no code");
    tr->flags[0] |= BCI_LEADER;
    add_copy(tr, 0, 0, 0);
    record_stack(tr, &tr->copies.items[0], 0);
    if (!tr->has_jsr)
        for (u32 i = 0; i < code->exception_table_length; i++)
            reach_handler(tr, i);
    if (tr->synchronized)
        emit(tr, R_lock_method, tr->lock, 0, 0);
    translate_run(tr, 0, 0);
    tr->regions.items[0].start = 0;
    translate_reached(tr);
    if (tr->has_jsr)
        translate_copies_handlers(tr);
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
    for (u32 i = 0; i < tr->copies.count; i++)
        mem_free(tr->copies.items[i].pc);
    mem_free(tr->copies.items);
    mem_free(tr->words.items);
    mem_free(tr->map.items);
    mem_free(tr->fixes.items);
    mem_free(tr->regions.items);
    mem_free(tr->reached.items);
    mem_free(tr->categories.items);
}

static void reset(struct translator *tr) {
    u32 n = tr->code->code_length;
    memset(tr->flags, 0, n + 1);
    for (u32 i = 0; i < tr->copies.count; i++)
        mem_free(tr->copies.items[i].pc);
    tr->copies.count = tr->words.count = tr->map.count = tr->fixes.count = tr->regions.count = tr->reached.count = 0;
    tr->categories.count = tr->depth = tr->bci = tr->copy = 0;
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
    else if (tr->registers > 65000)
        tr->error->reason = "too many local variables and operands";
    else if (code->code_length == 0)
        tr->error->reason = "no code";
    tr->arguments = (u32)arguments;
    /* The locked object lies below the operand homes: a callee's frame begins at its arguments and overlaps all above. */
    tr->lock = code->max_locals;
    tr->locals = code->max_locals + (tr->synchronized ? 1u : 0u);
    tr->max_stack = code->max_stack;
    tr->scratch = tr->locals + tr->max_stack;
    return !tr->error->reason;
}

struct register_code *translate_method(struct arena *a, const struct classfile *cf, const struct member *m,
                                       struct translate_error *error) {
    struct translator tr = {.cf = cf, .m = m, .code = m->code, .error = error, .optimistic = true};
    struct register_code *volatile result = NULL;
    *error = (struct translate_error){NULL, 0};
    tr.flags = mem_alloc(m->code->code_length + 1u);
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
    mem_free(tr.flags);
    mem_free(tr.local_register);
    mem_free(tr.stack);
    return result;
}
