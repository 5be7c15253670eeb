/* SPDX-License-Identifier: MIT
 *
 * memory.c - machine code for arrays, fields, objects, casts and locks. What the fast path does not cover leaves to C,
 * which carries out the whole instruction (LATE_EXECUTE).
 */
#include <stddef.h>

#include "jit/jit_internal.h"

/* ---- references in the heap ---- */

static void decode(struct compiler *c, int reg) {
    if (REFERENCE_SHIFT)
        asm_shift_constant(&c->a, SHIFT_LEFT, W64, reg, reg, REFERENCE_SHIFT);
}
/* The reference in reg, as the heap has it; in `scratch` if it differs. */
static int encode(struct compiler *c, int reg, int scratch) {
    if (!REFERENCE_SHIFT)
        return reg;
    asm_shift_constant(&c->a, SHIFT_RIGHT_LOGICAL, W64, scratch, reg, REFERENCE_SHIFT);
    return scratch;
}
/* The card of the address in REG_X is dirty. Loses REG_X, REG_Y. */
static void mark_card(struct compiler *c) {
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
    leave_if_null(c, array, offsetof(struct array, length));
    asm_compare_load(&c->a, W32, *index, array, offsetof(struct array, length));
    leave(c, asm_branch(&c->a, COND_UGE), LATE_EXECUTE);
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
    decode(c, d);
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

static void array_store_byte(struct compiler *c) {
    int index, array = element_checked(c, &index);
    value_use_in(c, c->A, W32, REG_Z);
    asm_compare_memory(&c->a, MEM_32, array, offsetof(struct object, klass),
                       (i32)(uintptr_t)c->state->vm->primitive_arrays[T_BOOLEAN]);
    u8 *no = asm_skip(&c->a, COND_NE);
    asm_alu_constant(&c->a, ALU_AND, W32, REG_Z, REG_Z, 1);
    asm_join(&c->a, no);
    asm_store_at(&c->a, MEM_U8, REG_Z, array, index, 0, ARRAY_BASE);
}

/* Null, an element of the array's component class itself, or anything into an Object[]. */
static void array_store_reference(struct compiler *c) {
    int index, array = element_checked(c, &index);
    asm_load(&c->a, MEM_32, REG_Z, array, offsetof(struct object, klass));
    asm_load(&c->a, MEM_64, REG_Z, REG_Z, offsetof(struct class, component));
    asm_address_at(&c->a, array == REG_X ? REG_X : REG_Y, array, index, HEAP_REF_SHIFT, ARRAY_BASE);
    int address = array == REG_X ? REG_X : REG_Y, free = array == REG_X ? REG_Y : REG_X;
    int value = value_use(c, c->A, W64, free);
    struct class *object = K(c->state->vm, java_lang_Object);
    asm_compare_constant(&c->a, W32, REG_Z, (i32)(uintptr_t)object);
    u8 *any = asm_skip(&c->a, COND_EQ);
    asm_compare_constant(&c->a, W64, value, 0);
    u8 *null = asm_skip(&c->a, COND_EQ);
    asm_compare_load(&c->a, W32, REG_Z, value, offsetof(struct object, klass));
    leave(c, asm_branch(&c->a, COND_NE), LATE_EXECUTE);
    asm_join(&c->a, any);
    asm_join(&c->a, null);
    int bits = encode(c, value, REG_Z);
    asm_store(&c->a, MEM_32, bits, address, 0);
    if (address != REG_X)
        asm_move(&c->a, W64, REG_X, address);
    mark_card(c);
}

static void length(struct compiler *c) {
    int array = value_use(c, c->B, W64, REG_X), d = value_define(c, c->A);
    leave_if_null(c, array, offsetof(struct array, length));
    asm_load(&c->a, MEM_32, d, array, offsetof(struct array, length));
    value_defined(c, c->A, d);
}

/* ---- fields: at base + offset; instance fields in the object B, static ones at an address of the mirror ---- */

/* An access follows. A static field needs no check, nor does `this`. */
static void check_base(struct compiler *c, int base, i32 offset) {
    bool instance = rop_infos[c->rop->base].roles & USE_B;
    if (instance && (c->B != c->x->base || !c->x->keeps_this))
        leave_if_null(c, base, offset);
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
        decode(c, d);
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
    int value = value_use(c, c->A, W64, REG_Z);
    if (value != REG_Z && (ordered || REFERENCE_SHIFT)) {
        asm_move(&c->a, W64, REG_Z, value);
        value = REG_Z;
    }
    value = encode(c, value, REG_Z);
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

static int receiver(struct compiler *c) {
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
    return true;
}

/* ---- type checks ---- */

/* Branches there when the object in reg, which is not null, is found to be of class k; else goes on. Loses REG_Z. */
static bool check_class(struct compiler *c, int reg, const struct class *k, u8 **yes, unsigned *count) {
    asm_compare_memory(&c->a, MEM_32, reg, offsetof(struct object, klass), (i32)(uintptr_t)k);
    yes[(*count)++] = asm_skip(&c->a, COND_EQ);
    if (class_is_interface(k) || class_is_array(k) || (k->access_flags & ACC_FINAL))
        return class_is_interface(k) || class_is_array(k);
    /* supers of a class of less depth are not that long; its slot of that depth is beyond them */
    asm_load(&c->a, MEM_32, REG_Z, reg, offsetof(struct object, klass));
    asm_compare_memory(&c->a, MEM_U16, REG_Z, offsetof(struct class, depth), k->depth);
    u8 *no = asm_skip(&c->a, COND_ULT);
    asm_load(&c->a, MEM_64, REG_Z, REG_Z, offsetof(struct class, supers));
    asm_compare_memory(&c->a, MEM_32, REG_Z, k->depth * (i32)sizeof(struct class *), (i32)(uintptr_t)k);
    yes[(*count)++] = asm_skip(&c->a, COND_EQ);
    asm_join(&c->a, no);
    return false;
}
/* An interface that was found before. */
static void check_remembered(struct compiler *c, int reg, const struct class *k, u8 **yes, unsigned *count) {
    asm_load(&c->a, MEM_32, REG_Z, reg, offsetof(struct object, klass));
    asm_compare_memory(&c->a, MEM_32, REG_Z, offsetof(struct class, subtype_cache), (i32)(uintptr_t)k);
    yes[(*count)++] = asm_skip(&c->a, COND_EQ);
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
        leave_to_stub(c, c->at, c->state->stubs.execute); /* throws */
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
    u8 *yes[4];
    unsigned count = 0;
    int x = value_use(c, c->B, W64, REG_X);
    asm_compare_constant(&c->a, W64, x, 0);
    yes[count++] = asm_skip(&c->a, COND_EQ);
    if (check_class(c, x, k, yes, &count))
        check_remembered(c, x, k, yes, &count);
    leave(c, asm_jump(&c->a), by_c(c));
    while (count)
        asm_join(&c->a, yes[--count]);
    value_defined(c, c->A, x);
    return true;
}

static bool instance_of(struct compiler *c) {
    const struct class *k = c->x->words[c->at + 1].p;
    u8 *yes[4];
    unsigned count = 0;
    int x = value_use(c, c->B, W64, REG_X), d = value_define(c, c->A);
    asm_compare_constant(&c->a, W64, x, 0);
    u8 *null = asm_skip(&c->a, COND_EQ);
    if (check_class(c, x, k, yes, &count)) {
        check_remembered(c, x, k, yes, &count);
        leave(c, asm_jump(&c->a), by_c(c));
    }
    asm_join(&c->a, null);
    asm_constant(&c->a, REG_Y, 0);
    u8 *end = asm_skip_always(&c->a);
    while (count)
        asm_join(&c->a, yes[--count]);
    asm_constant(&c->a, REG_Y, 1);
    asm_join(&c->a, end);
    (void)d;
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
    asm_compare_exchange(&c->a, REG_Y, object, offsetof(struct object, lock));
    leave(c, asm_branch(&c->a, COND_NE), LATE_EXECUTE);
}
static void monitor_exit_code(struct compiler *c) {
    int object = value_use(c, c->A, W64, REG_Z);
    own_lock_word(c, REG_X);
    asm_constant(&c->a, REG_Y, 0);
    leave_if_null(c, object, offsetof(struct object, lock));
    asm_compare_exchange(&c->a, REG_Y, object, offsetof(struct object, lock));
    leave(c, asm_branch(&c->a, COND_NE), LATE_EXECUTE);
}
static void lock_method_code(struct compiler *c) {
    if (method_is_static(c->x->method))
        asm_constant(&c->a, REG_Z, (u64)(uintptr_t)c->x->method->holder->mirror);
    else
        value_use_in(c, 0, W64, REG_Z);
    own_lock_word(c, REG_Y);
    asm_constant(&c->a, REG_X, 0);
    asm_compare_exchange(&c->a, REG_Y, REG_Z, offsetof(struct object, lock));
    leave(c, asm_branch(&c->a, COND_NE), LATE_EXECUTE);
    value_defined(c, c->A, REG_Z);
}

/* ---- the table ---- */

#define DO(statement)                                                                                                  \
    do {                                                                                                               \
        statement;                                                                                                     \
        return true;                                                                                                   \
    } while (0)
#define GET(m, reference)               DO(load_from(c, m, reference, receiver(c), field_offset(c)))
#define PUT(m, boolean, ordered)        DO(store_to(c, m, boolean, ordered, receiver(c), field_offset(c)))
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
    case R_putfield_a:  DO(store_reference_to(c, false, receiver(c), field_offset(c)));
    case R_putfield_va: DO(store_reference_to(c, true, receiver(c), field_offset(c)));
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
