/* SPDX-License-Identifier: MIT
 *
 * memory.c - machine code for arrays, fields, objects, casts and locks. What the fast path does not cover leaves to C,
 * which carries out the whole instruction (LATE_EXECUTE).
 */
#include <stddef.h>

#include "jit/jit_internal.h"

/* ---- references in the heap ---- */

void reference_decode(struct compiler *c, int reg) {
    if (REFERENCE_SHIFT)
        asm_shift_constant(&c->a, SHIFT_LEFT, W64, reg, reg, REFERENCE_SHIFT);
}
int reference_encode(struct compiler *c, int reg, int scratch) {
    if (!REFERENCE_SHIFT)
        return reg;
    asm_shift_constant(&c->a, SHIFT_RIGHT_LOGICAL, W64, scratch, reg, REFERENCE_SHIFT);
    return scratch;
}
void mark_card(struct compiler *c) {
    asm_shift_constant(&c->a, SHIFT_RIGHT_LOGICAL, REFERENCE_SHIFT ? W64 : W32, REG_X, REG_X, CARD_SHIFT);
    if (REFERENCE_SHIFT)
        asm_alu_constant(&c->a, ALU_AND, W64, REG_X, REG_X, (i32)(sizeof gc_cards - 1));
    asm_constant(&c->a, REG_Y, (u64)(uintptr_t)gc_cards);
    asm_alu(&c->a, ALU_ADD, W64, REG_X, REG_X, REG_Y);
    asm_store_constant(&c->a, MEM_U8, CARD_DIRTY, REG_X, 0);
}

/* ---- arrays ---- */

static int element_checked(struct compiler *c, int *index) {
    int array = value_use(c, c->B, W64, REG_X);
    *index = value_use(c, c->C, W32, REG_Y);
    if (path_in_bounds(c, c->B, c->C))
        return array;
    if (!path_not_null(c, c->B))
        leave_if_null(c, array, offsetof(struct array, length));
    asm_compare_load(&c->a, W32, *index, array, offsetof(struct array, length));
    leave(c, asm_branch(&c->a, COND_UGE), LATE_NULL);
    path_set_not_null(c, c->B);
    path_set_in_bounds(c, c->B, c->C);
    /* the upper half of an int's slot is 0 */
    return array;
}

static void array_load(struct compiler *c, enum mem m, unsigned scale) {
    int index, array = element_checked(c, &index);
    if ((m == MEM_32 || m == MEM_64) && value_is_fp(c, c->A)) {
        int d = value_define_fp(c, c->A);
        asm_load_at(&c->a, m == MEM_64 ? MEM_F64 : MEM_F32, d, array, index, scale, ARRAY_BASE);
        value_defined_fp(c, c->A, m == MEM_64, d);
        return;
    }
    int d = value_define(c, c->A);
    asm_load_at(&c->a, m, d, array, index, scale, ARRAY_BASE);
    value_defined(c, c->A, d);
}
static void array_load_reference(struct compiler *c) {
    int index, array = element_checked(c, &index), d = value_define(c, c->A);
    asm_load_at(&c->a, MEM_32, d, array, index, HEAP_REF_SHIFT, ARRAY_BASE);
    reference_decode(c, d);
    value_defined(c, c->A, d);
}

static bool fp_value(const struct compiler *c, int slot) {
    return slot == ACCUMULATOR ? c->acc == ACC_FP : value_is_fp(c, slot);
}

static void array_store(struct compiler *c, enum mem m, unsigned scale) {
    int index, array = element_checked(c, &index);
    if ((m == MEM_32 || m == MEM_64) && fp_value(c, c->A)) {
        int x = value_use_fp(c, c->A, m == MEM_64, FREG_X);
        asm_store_at(&c->a, m == MEM_64 ? MEM_F64 : MEM_F32, x, array, index, scale, ARRAY_BASE);
        return;
    }
    int x = value_use(c, c->A, m == MEM_64 ? W64 : W32, REG_Z);
    asm_store_at(&c->a, m, x, array, index, scale, ARRAY_BASE);
}

/* The elements of a boolean[] are 0 or 1. */
static void array_store_byte(struct compiler *c) {
    int index, array = element_checked(c, &index), x = REG_Z;
    i64 value;
    if (value_is_constant(c, c->A, &value) && (value & ~1) == 0) {
        value_use_in(c, c->A, W32, x);
    } else {
        value_use_in(c, c->A, W32, x);
        asm_compare_memory(&c->a, MEM_32, array, offsetof(struct object, klass),
                           (i32)(uintptr_t)c->state->vm->primitive_arrays[T_BOOLEAN]);
        u8 *no = asm_skip(&c->a, COND_NE);
        asm_alu_constant(&c->a, ALU_AND, W32, x, x, 1);
        asm_join(&c->a, no);
    }
    asm_store_at(&c->a, MEM_U8, x, array, index, 0, ARRAY_BASE);
}

/* Null, an element of the array's component class itself, or anything into an Object[]; others in late code. */
static void array_store_reference(struct compiler *c) {
    int index, array = element_checked(c, &index);
    i64 constant;
    if (value_is_constant(c, c->A, &constant) && constant == 0) {
        asm_constant(&c->a, REG_Z, 0);
        asm_store_at(&c->a, MEM_32, REG_Z, array, index, HEAP_REF_SHIFT, ARRAY_BASE);
        return;
    }
    asm_load(&c->a, MEM_32, REG_Z, array, offsetof(struct object, klass));
    asm_load(&c->a, MEM_64, REG_Z, REG_Z, offsetof(struct class, component));
    int address = array == REG_X ? REG_X : REG_Y, free = array == REG_X ? REG_Y : REG_X;
    asm_address_at(&c->a, address, array, index, HEAP_REF_SHIFT, ARRAY_BASE);
    int value = value_use(c, c->A, W64, free);
    struct class *object = K(c->state->vm, java_lang_Object);
    asm_compare_constant(&c->a, W32, REG_Z, (i32)(uintptr_t)object);
    u8 *any = asm_skip(&c->a, COND_EQ);
    asm_compare_constant(&c->a, W64, value, 0);
    u8 *null = asm_skip(&c->a, COND_EQ);
    asm_compare_load(&c->a, W32, REG_Z, value, offsetof(struct object, klass));
    struct late *l = leave(c, asm_branch(&c->a, COND_NE), LATE_STORE);
    asm_join(&c->a, any);
    asm_join(&c->a, null);
    l->value = (u8)value;
    l->checked = asm_here(&c->a);
    int bits = reference_encode(c, value, REG_Z);
    asm_store(&c->a, MEM_32, bits, address, 0);
    if (address != REG_X)
        asm_move(&c->a, W64, REG_X, address);
    mark_card(c);
}

/* REG_Z: the array's component class, which may be an array's itself: C knows about those. */
void store_check(struct compiler *c, const struct late *l) {
    asm_compare_memory(&c->a, MEM_64, REG_Z, offsetof(struct class, component), 0);
    u8 *by_c = asm_skip(&c->a, COND_NE);
    asm_push(&c->a, REG_Y);
    asm_move(&c->a, W64, REG_Y, REG_Z);
    if (l->value == REG_Y)
        asm_load(&c->a, MEM_64, REG_Z, REG_FRAME, slot_offset(c->A));
    asm_load(&c->a, MEM_32, REG_Z, l->value == REG_Y ? REG_Z : l->value, offsetof(struct object, klass));
    asm_call_to(&c->a, c->state->stubs.is_subtype);
    asm_pop(&c->a, REG_Y);
    asm_branch_to(&c->a, COND_EQ, l->checked);
    asm_join(&c->a, by_c);
}

static void length(struct compiler *c) {
    int array = value_use(c, c->B, W64, REG_X), d = value_define(c, c->A);
    if (!path_not_null(c, c->B))
        leave_if_null(c, array, offsetof(struct array, length));
    asm_load(&c->a, MEM_32, d, array, offsetof(struct array, length));
    path_set_not_null(c, c->B);
    value_defined(c, c->A, d);
}

/* ---- fields: at base + offset; instance fields in the object B, static ones at an address of the mirror ---- */

/* An access follows. A static field needs no check, nor does `this`. */
static void check_base(struct compiler *c, int base, i32 offset) {
    bool instance = rop_infos[c->rop->base].roles & USE_B;
    if (!instance || (c->B == c->x->base && c->x->keeps_this) || path_not_null(c, c->B))
        return;
    leave_if_null(c, base, offset);
    path_set_not_null(c, c->B);
}

static void load_from(struct compiler *c, enum mem m, bool reference, int base, i32 offset) {
    if ((m == MEM_32 || m == MEM_64) && !reference && value_is_fp(c, c->A)) {
        int d = value_define_fp(c, c->A);
        check_base(c, base, offset);
        asm_load(&c->a, m == MEM_64 ? MEM_F64 : MEM_F32, d, base, offset);
        value_defined_fp(c, c->A, m == MEM_64, d);
        return;
    }
    int d = value_define(c, c->A);
    check_base(c, base, offset);
    asm_load(&c->a, m, d, base, offset);
    if (reference)
        reference_decode(c, d);
    value_defined(c, c->A, d);
}

/* base may be REG_X */
static void store_to(struct compiler *c, enum mem m, bool boolean, bool ordered, int base, i32 offset) {
    if ((m == MEM_32 || m == MEM_64) && !ordered && fp_value(c, c->A)) {
        int x = value_use_fp(c, c->A, m == MEM_64, FREG_X);
        check_base(c, base, offset);
        asm_store(&c->a, m == MEM_64 ? MEM_F64 : MEM_F32, x, base, offset);
        return;
    }
    int x;
    if (boolean || ordered) {
        value_use_in(c, c->A, m == MEM_64 ? W64 : W32, x = REG_Z);
        if (boolean)
            asm_alu_constant(&c->a, ALU_AND, W32, REG_Z, REG_Z, 1);
    } else {
        x = value_use(c, c->A, m == MEM_64 ? W64 : W32, REG_Z);
    }
    check_base(c, base, offset);
    if (ordered)
        asm_store_ordered(&c->a, m, x, base, offset);
    else
        asm_store(&c->a, m, x, base, offset);
}

static void store_reference_to(struct compiler *c, bool ordered, int base, i32 offset) {
    i64 constant;
    if (!ordered && value_is_constant(c, c->A, &constant) && constant == 0) {
        check_base(c, base, offset);
        asm_store_constant(&c->a, MEM_32, 0, base, offset);
        return;
    }
    if (!ordered && !REFERENCE_SHIFT && (rop_infos[c->rop->base].roles & USE_B) && path_fresh(c, c->B)) {
        asm_store(&c->a, MEM_32, value_use(c, c->A, W64, REG_Z), base, offset);
        return;
    }
    int value = value_use(c, c->A, W64, REG_Z);
    if (value != REG_Z && (ordered || REFERENCE_SHIFT)) {
        asm_move(&c->a, W64, REG_Z, value);
        value = REG_Z;
    }
    value = reference_encode(c, value, REG_Z);
    bool by_access = is_null_check(c, offset);
    if (!by_access)
        check_base(c, base, offset);
    asm_address(&c->a, REG_X, base, offset);
    if (by_access)
        check_base(c, REG_X, offset);
    if (ordered)
        asm_store_ordered(&c->a, MEM_32, value, REG_X, 0);
    else
        asm_store(&c->a, MEM_32, value, REG_X, 0);
    mark_card(c);
}

static int object_of_field(struct compiler *c) {
    return value_use(c, c->B, W64, REG_X);
}
static int mirror_field(struct compiler *c) {
    asm_constant(&c->a, REG_X, c->x->words[c->at + 1].w);
    return REG_X;
}
static i32 field_offset(const struct compiler *c) {
    return c->insn.c;
}

/* ---- objects ---- */

/* Takes a cell of `size` bytes from the thread's run of its size class, as gc_alloc does: address in REG_X. */
static void allocate(struct compiler *c, size_t size) {
    unsigned class = gc_size_class_table[size >> 3];
    i32 next = (i32)(offsetof(struct thread, cache.run) + class * sizeof((struct alloc_cache *)0)->run[0]);
    asm_load(&c->a, MEM_64, REG_X, REG_THREAD, next);
    asm_compare_load(&c->a, W64, REG_X, REG_THREAD, next + 8);
    leave(c, asm_branch(&c->a, COND_UGE), LATE_EXECUTE);
    asm_add_memory(&c->a, W64, REG_THREAD, next, gc_size_class_bytes[class]);
}

static bool new_object(struct compiler *c) {
    const struct class *k = c->x->words[c->at + 1].p;
    if (k->layout.instance_size > GC_SMALL_MAX)
        return false;
    allocate(c, k->layout.instance_size);
    asm_store_constant(&c->a, MEM_32, (i32)(uintptr_t)k, REG_X, offsetof(struct object, klass));
    value_defined(c, c->A, REG_X);
    c->fresh = k->layout.instance_size <= FRESH_MOST;
    return true;
}

/* C may have collected since, so that the object is old: its cards are dirty, as stores are not going to say so. */
void new_object_late(struct compiler *c) {
    const struct class *k = c->x->words[c->at + 1].p;
    u32 size = k->layout.instance_size;
    if (size > FRESH_MOST)
        return;
    for (i32 byte = 0; byte <= (i32)size; byte += MAX_OF((i32)size - 1, 1)) {
        if (c->A == ACCUMULATOR)
            asm_move(&c->a, W64, REG_X, REG_ACC);
        else
            asm_load(&c->a, MEM_64, REG_X, REG_FRAME, slot_offset(c->A));
        asm_address(&c->a, REG_X, REG_X, byte);
        mark_card(c);
    }
}

static bool new_array(struct compiler *c, const struct class *k) {
    i64 length;
    if (value_is_constant(c, c->B, &length) && (u32)length <= GC_SMALL_MAX - ARRAY_BASE &&
        ((size_t)length << k->layout.element_shift) <= GC_SMALL_MAX - ARRAY_BASE) {
        allocate(c, ALIGN_UP(ARRAY_BASE + ((size_t)length << k->layout.element_shift), (size_t)8));
        asm_store_constant(&c->a, MEM_32, (i32)length, REG_X, offsetof(struct array, length));
    } else {
        value_use_in(c, c->B, W32, REG_Y);
        asm_call_to(&c->a, c->state->stubs.new_array[k->layout.element_shift]);
        asm_compare_constant(&c->a, W64, REG_X, 0);
        leave(c, asm_branch(&c->a, COND_EQ), LATE_EXECUTE);
        asm_store(&c->a, MEM_32, value_use(c, c->B, W32, REG_Y), REG_X, offsetof(struct array, length));
    }
    asm_store_constant(&c->a, MEM_32, (i32)(uintptr_t)k, REG_X, offsetof(struct object, klass));
    value_defined(c, c->A, REG_X);
    return true;
}

/* ---- type checks ---- */

/* Where a test of an object's class leads, in the order in which it finds out. */
struct class_test {
    u8 *yes[3]; /* of asm_skip */
    u8 *no;     /* of asm_branch, or NULL */
    unsigned yes_count;
};

/* Is the object in reg, which is not null, of class k? At the end, COND_EQ = yes; but not all ways lead there. Of an array's
 * class, another one may still be a subtype. Loses REG_Y and REG_Z. */
static struct class_test test_class(struct compiler *c, int reg, const struct class *k) {
    struct class_test t = {.no = NULL};
    if (class_is_interface(k)) {
        asm_load(&c->a, MEM_32, REG_Z, reg, offsetof(struct object, klass));
        asm_compare_memory(&c->a, MEM_32, REG_Z, offsetof(struct class, subtype_cache), (i32)(uintptr_t)k);
        t.yes[t.yes_count++] = asm_skip(&c->a, COND_EQ);
        asm_constant(&c->a, REG_Y, (u64)(uintptr_t)k);
        asm_call_to(&c->a, c->state->stubs.is_subtype);
        return t;
    }
    asm_compare_memory(&c->a, MEM_32, reg, offsetof(struct object, klass), (i32)(uintptr_t)k);
    if (class_is_array(k) || (k->access_flags & ACC_FINAL))
        return t;
    t.yes[t.yes_count++] = asm_skip(&c->a, COND_EQ);
    /* supers of a class of less depth are not that long; its slot of that depth is beyond them */
    asm_load(&c->a, MEM_32, REG_Z, reg, offsetof(struct object, klass));
    asm_compare_memory(&c->a, MEM_U16, REG_Z, offsetof(struct class, depth), k->depth);
    t.no = asm_branch(&c->a, COND_ULT);
    asm_load(&c->a, MEM_64, REG_Z, REG_Z, offsetof(struct class, supers));
    asm_compare_memory(&c->a, MEM_32, REG_Z, k->depth * (i32)sizeof(struct class *), (i32)(uintptr_t)k);
    return t;
}
static void join_yes(struct compiler *c, const struct class_test *t) {
    for (unsigned i = 0; i < t->yes_count; i++)
        asm_join(&c->a, t->yes[i]);
}

/* C decides only this; what follows from it is done here. What comes from the accumulator C does from the beginning. */
static enum late_kind by_c(const struct compiler *c) {
    return c->B == ACCUMULATOR ? LATE_EXECUTE : LATE_SUBTYPE;
}

void subtype_by_c(struct compiler *c) {
    bool cast = c->rop->base == R_checkcast;
    asm_load(&c->a, MEM_64, ARG_1, REG_FRAME, slot_offset(c->B));
    asm_load(&c->a, MEM_32, ARG_1, ARG_1, offsetof(struct object, klass));
    asm_constant(&c->a, ARG_2, c->x->words[c->at + 1].w);
    asm_call_c(&c->a, class_is_subtype_slow);
    asm_extend(&c->a, MEM_U8, REG_X, RESULT_1);
    if (cast) {
        asm_compare_constant(&c->a, W32, REG_X, 0);
        u8 *yes = asm_skip(&c->a, COND_NE);
        frames_enter(c);
        call_execute(c); /* throws */
        asm_trap(&c->a);
        asm_join(&c->a, yes);
        asm_load(&c->a, MEM_64, REG_X, REG_FRAME, slot_offset(c->B));
    }
    if (c->A == ACCUMULATOR)
        asm_move(&c->a, W64, REG_ACC, REG_X);
    else
        asm_store(&c->a, MEM_64, REG_X, REG_FRAME, slot_offset(c->A));
}

static bool check_cast(struct compiler *c) {
    const struct class *k = c->x->words[c->at + 1].p;
    if (path_instance(c, c->B, k)) {
        value_move(c, c->A, c->B);
        return true;
    }
    int x = value_use(c, c->B, W64, REG_X);
    asm_compare_constant(&c->a, W64, x, 0);
    u8 *null = asm_skip(&c->a, COND_EQ);
    struct class_test t = test_class(c, x, k);
    path_set_instance(c, c->B, k);
    leave(c, asm_branch(&c->a, COND_NE), class_is_array(k) ? by_c(c) : LATE_NULL);
    if (t.no)
        leave(c, t.no, LATE_NULL);
    join_yes(c, &t);
    asm_join(&c->a, null);
    value_defined(c, c->A, x);
    return true;
}

/* Class.cast, in whose place the instruction is: C makes the call, which has another message. */
void cast_of_call(struct compiler *c) {
    int x = value_use(c, c->B, W64, REG_X);
    asm_compare_constant(&c->a, W64, x, 0);
    u8 *null = asm_skip(&c->a, COND_EQ);
    struct class_test t = test_class(c, x, c->x->words[c->at + 1].p);
    leave(c, asm_branch(&c->a, COND_NE), LATE_DISPATCH);
    if (t.no)
        leave(c, t.no, LATE_DISPATCH);
    join_yes(c, &t);
    asm_join(&c->a, null);
    asm_move(&c->a, W64, REG_ACC, x);
    call_result(c);
}

/* The next instruction is a branch forward that tests the result of this one, which nobody else reads. */
static bool branch_follows(const struct compiler *c, u32 at, bool *if_true, u32 *target) {
    const union code_word *w = &c->x->words[at];
    u32 base = rop_infos[w->insn.op].base, condition = (base - R_if_ieqI) / 4;
    if (at >= c->x->length || c->A != ACCUMULATOR ||
        (c->x->info[at].flags & (WORD_LEADER | WORD_DEAD | WORD_NOTHING)) || base < R_if_ieqI || base > R_if_ineI ||
        !(rop_infos[base].roles & ~rop_infos[w->insn.op].roles & USE_A) || (i16)w->insn.b != 0)
        return false;
    *if_true = condition == 1;
    *target = (u32)((i32)at + rop_target(w, 0));
    return *target > at;
}

static void test_and_branch(struct compiler *c, const struct class *k, bool if_true, u32 target) {
    int x = value_use(c, c->B, W64, REG_X);
    c->at += rop_words(&c->x->words[c->at]);
    c->rop = &rop_infos[c->x->words[c->at].insn.op];
    block_agree(c, target);
    asm_compare_constant(&c->a, W64, x, 0);
    u8 *null = if_true ? asm_skip(&c->a, COND_EQ) : asm_branch(&c->a, COND_EQ);
    if (!if_true)
        block_branch(c, null, target);
    struct class_test t = test_class(c, x, k);
    if (if_true) {
        u8 *no = asm_skip(&c->a, COND_NE);
        join_yes(c, &t);
        block_branch(c, asm_jump(&c->a), target);
        asm_join(&c->a, no);
        asm_join(&c->a, null);
        if (t.no)
            asm_aim(&c->a, t.no, asm_here(&c->a));
        return;
    }
    block_branch(c, asm_branch(&c->a, COND_NE), target);
    if (t.no)
        block_branch(c, t.no, target);
    join_yes(c, &t);
    path_set_instance(c, c->B, k);
    path_set_not_null(c, c->B);
}

static bool instance_of(struct compiler *c) {
    const struct class *k = c->x->words[c->at + 1].p;
    bool if_true;
    u32 target;
    if (!class_is_array(k) && branch_follows(c, c->at + 2, &if_true, &target)) {
        test_and_branch(c, k, if_true, target);
        return true;
    }
    int x = value_use(c, c->B, W64, REG_X);
    asm_compare_constant(&c->a, W64, x, 0);
    u8 *null = asm_skip(&c->a, COND_EQ);
    struct class_test t = test_class(c, x, k);
    u8 *no = NULL;
    if (class_is_array(k))
        leave(c, asm_branch(&c->a, COND_NE), by_c(c));
    else
        no = asm_skip(&c->a, COND_NE);
    join_yes(c, &t);
    asm_constant(&c->a, REG_Y, 1);
    u8 *end = asm_skip_always(&c->a);
    asm_join(&c->a, null);
    if (no)
        asm_join(&c->a, no);
    if (t.no)
        asm_aim(&c->a, t.no, asm_here(&c->a));
    asm_constant(&c->a, REG_Y, 0);
    asm_join(&c->a, end);
    value_defined(c, c->A, REG_Y);
    return true;
}

/* Whatever the class is, null is no instance of it and may be cast to it; so it may stay unresolved for ever. */
static bool check_null(struct compiler *c) {
    if (c->B == ACCUMULATOR)
        return false;
    int x = value_use(c, c->B, W64, REG_X);
    asm_compare_constant(&c->a, W64, x, 0);
    leave(c, asm_branch(&c->a, COND_NE), LATE_EXECUTE);
    value_defined(c, c->A, x); /* null, and 0 */
    return true;
}

/* ---- locks ---- */

void own_lock_word(struct compiler *c, int reg) {
    asm_load(&c->a, MEM_32, reg, REG_THREAD, offsetof(struct thread, thread_id));
    asm_shift_constant(&c->a, SHIFT_LEFT, W32, reg, reg, LOCK_OWNER_SHIFT);
}

static void monitor_enter_code(struct compiler *c) {
    int object = value_use(c, c->A, W64, REG_Z);
    own_lock_word(c, REG_Y);
    asm_constant(&c->a, REG_X, 0);
    leave_if_null(c, object, offsetof(struct object, lock));
    asm_compare_exchange(&c->a, MEM_32, REG_Y, object, offsetof(struct object, lock));
    leave(c, asm_branch(&c->a, COND_NE), LATE_EXECUTE);
}
static void monitor_exit_code(struct compiler *c) {
    int object = value_use(c, c->A, W64, REG_Z);
    own_lock_word(c, REG_X);
    asm_constant(&c->a, REG_Y, 0);
    leave_if_null(c, object, offsetof(struct object, lock));
    asm_compare_exchange(&c->a, MEM_32, REG_Y, object, offsetof(struct object, lock));
    leave(c, asm_branch(&c->a, COND_NE), LATE_EXECUTE);
}
static void lock_method_code(struct compiler *c) {
    if (method_is_static(c->x->method))
        asm_constant(&c->a, REG_Z, (u64)(uintptr_t)c->x->method->holder->mirror);
    else
        value_use_in(c, 0, W64, REG_Z);
    own_lock_word(c, REG_Y);
    asm_constant(&c->a, REG_X, 0);
    asm_compare_exchange(&c->a, MEM_32, REG_Y, REG_Z, offsetof(struct object, lock));
    leave(c, asm_branch(&c->a, COND_NE), LATE_EXECUTE);
    value_defined(c, c->A, REG_Z);
}

/* ---- the table ---- */

#define DO(statement)                                                                                                  \
    do {                                                                                                               \
        statement;                                                                                                     \
        return true;                                                                                                   \
    } while (0)
#define GET(m, reference)               DO(load_from(c, m, reference, object_of_field(c), field_offset(c)))
#define PUT(m, boolean, ordered)        DO(store_to(c, m, boolean, ordered, object_of_field(c), field_offset(c)))
#define GET_STATIC(m, reference)        DO(load_from(c, m, reference, mirror_field(c), 0))
#define PUT_STATIC(m, boolean, ordered) DO(store_to(c, m, boolean, ordered, mirror_field(c), 0))

bool memory_instruction(struct compiler *c) {
    /* clang-format off */
    switch (c->rop->base) {
    case R_baload: DO(array_load(c, MEM_I8, 0));
    case R_caload: DO(array_load(c, MEM_U16, 1));
    case R_saload: DO(array_load(c, MEM_I16, 1));
    case R_iaload: DO(array_load(c, MEM_32, 2));
    case R_laload: DO(array_load(c, MEM_64, 3));
    case R_aaload: DO(array_load_reference(c));
    case R_bastore: DO(array_store_byte(c));
    case R_castore: DO(array_store(c, MEM_U16, 1));
    case R_iastore: DO(array_store(c, MEM_32, 2));
    case R_lastore: DO(array_store(c, MEM_64, 3));
    case R_aastore: DO(array_store_reference(c));
    case R_arraylength: DO(length(c));

    /* on x86-64 a volatile load is a load */
    case R_getfield_b: case R_getfield_vb: GET(MEM_I8, false);
    case R_getfield_c: case R_getfield_vc: GET(MEM_U16, false);
    case R_getfield_s: case R_getfield_vs: GET(MEM_I16, false);
    case R_getfield_i: case R_getfield_vi: GET(MEM_32, false);
    case R_getfield_j: case R_getfield_vj: GET(MEM_64, false);
    case R_getfield_a: case R_getfield_va: GET(MEM_32, true);
    case R_putfield_z: PUT(MEM_U8, true, false);   case R_putfield_vz: PUT(MEM_U8, true, true);
    case R_putfield_b: PUT(MEM_U8, false, false);  case R_putfield_vb: PUT(MEM_U8, false, true);
    case R_putfield_c: PUT(MEM_U16, false, false); case R_putfield_vc: PUT(MEM_U16, false, true);
    case R_putfield_i: PUT(MEM_32, false, false);  case R_putfield_vi: PUT(MEM_32, false, true);
    case R_putfield_j: PUT(MEM_64, false, false);  case R_putfield_vj: PUT(MEM_64, false, true);
    case R_putfield_a:  DO(store_reference_to(c, false, object_of_field(c), field_offset(c)));
    case R_putfield_va: DO(store_reference_to(c, true, object_of_field(c), field_offset(c)));
    case R_getstatic_b: case R_getstatic_vb: GET_STATIC(MEM_I8, false);
    case R_getstatic_c: case R_getstatic_vc: GET_STATIC(MEM_U16, false);
    case R_getstatic_s: case R_getstatic_vs: GET_STATIC(MEM_I16, false);
    case R_getstatic_i: case R_getstatic_vi: GET_STATIC(MEM_32, false);
    case R_getstatic_j: case R_getstatic_vj: GET_STATIC(MEM_64, false);
    case R_getstatic_a: case R_getstatic_va: GET_STATIC(MEM_32, true);
    case R_putstatic_z: PUT_STATIC(MEM_U8, true, false);   case R_putstatic_vz: PUT_STATIC(MEM_U8, true, true);
    case R_putstatic_b: PUT_STATIC(MEM_U8, false, false);  case R_putstatic_vb: PUT_STATIC(MEM_U8, false, true);
    case R_putstatic_c: PUT_STATIC(MEM_U16, false, false); case R_putstatic_vc: PUT_STATIC(MEM_U16, false, true);
    case R_putstatic_i: PUT_STATIC(MEM_32, false, false);  case R_putstatic_vi: PUT_STATIC(MEM_32, false, true);
    case R_putstatic_j: PUT_STATIC(MEM_64, false, false);  case R_putstatic_vj: PUT_STATIC(MEM_64, false, true);
    case R_putstatic_a:  DO(store_reference_to(c, false, mirror_field(c), 0));
    case R_putstatic_va: DO(store_reference_to(c, true, mirror_field(c), 0));

    case R_new:         return new_object(c);
    case R_newarray:    return new_array(c, c->state->vm->primitive_arrays[c->insn.c]);
    case R_anewarray:   return new_array(c, c->x->words[c->at + 1].p);
    case R_checkcast_u: case R_instanceof_u: return check_null(c);
    case R_checkcast:   return check_cast(c);
    case R_instanceof:  return instance_of(c);
    case R_monitorenter: DO(monitor_enter_code(c));
    case R_monitorexit:  DO(monitor_exit_code(c));
    case R_lock_method:  DO(lock_method_code(c));
    case R_return_void: case R_return_value: case R_return_z: case R_return_b: case R_return_c: case R_return_s: case R_return_imm:
    case R_unlock_return_void: case R_unlock_return_value:
        DO(return_instruction(c));
    default: return false;
    }
    /* clang-format on */
}
