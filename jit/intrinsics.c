/* SPDX-License-Identifier: MIT
 *
 * intrinsics.c - methods of the class library that calls carry out in line: those of jit/intrinsics.def by some
 * instructions, and natives and fast paths that need no frame (native/library/natives.h) by a call of the C function.
 *
 * The arguments of a call are in slots like all others, so they may be pinned, and the result goes to the first of them.
 * Where the fast way does not apply the ordinary call is made (LATE_CALL), with the arguments where they were; so an
 * emitter branches there before it writes anything but scratch registers.
 */
#include "jit/jit_internal.h"

#include <stddef.h>

/* ---- which method is which ---- */

typedef void (*emit_fn)(struct compiler *c, const struct method *m, u32 parameter);

struct intrinsic {
    const char *id, *class_name, *name, *descriptor;
    emit_fn emit;
    u32 parameter;
    enum feature feature;
    fast_path_fn try;
};

enum { UNSAFE_BOOLEAN = 100, UNSAFE_REFERENCE }; /* as an enum mem */

#define INTRINSIC(id, class_name, name, descriptor, emitter, parameter, feature)                                       \
    static void emit_##emitter(struct compiler *c, const struct method *m, u32 p);
#define TRY(id, class_name, name, descriptor, function)
#include "jit/intrinsics.def"
#undef INTRINSIC
#undef TRY

static const struct intrinsic intrinsics[] = {
#define INTRINSIC(id, class_name, name, descriptor, emitter, parameter, feature)                                       \
    {#id, class_name, name, descriptor, emit_##emitter, parameter, FEATURE_##feature, NULL},
#define TRY(id, class_name, name, descriptor, function)                                                                \
    {#id, class_name, name, descriptor, NULL, 0, FEATURE_NONE, try_##function},
#include "jit/intrinsics.def"
#undef INTRINSIC
#undef TRY
};

/* All natives and fast paths that need no frame, but those above. */
static const struct intrinsic c_function = {.id = "NONE"};

/* Names lead to the first row of the name, and each row to the next one. */
struct intrinsic_index {
    struct map first; /* symbol -> number of the row + 1 */
    struct intrinsic_key {
        const struct symbol *class_name, *descriptor;
        u32 next;      /* number + 1, or 0 */
        bool disabled; /* the method is called */
    } keys[ARRAY_LENGTH(intrinsics)];
};

/* Is the word in a list of words with commas, blanks or line ends between? */
static bool is_listed(const char *list, const char *word) {
    size_t length = strlen(word);
    for (const char *at = list; at && (at = strstr(at, word)); at += length)
        if ((at == list || strchr(", \n", at[-1])) && strchr(", \n", at[length]))
            return true;
    return false;
}

void intrinsics_init(struct compiler_state *s) {
    struct vm *vm = s->vm;
    struct intrinsic_index *index = mem_zalloc(sizeof *index);
    for (u32 i = 0; i < ARRAY_LENGTH(intrinsics); i++) {
        const struct intrinsic *o = &intrinsics[i];
        if (!asm_has(o->feature))
            continue;
        const struct symbol *name = symbol_intern_cstr(vm->symbols, o->name);
        uintptr_t before = (uintptr_t)map_put(&index->first, name, (void *)(uintptr_t)(i + 1));
        index->keys[i] = (struct intrinsic_key){symbol_intern_cstr(vm->symbols, o->class_name),
                                                symbol_intern_cstr(vm->symbols, o->descriptor), (u32)before,
                                                is_listed(vm->options.disabled_intrinsics, o->id)};
    }
    s->intrinsics = index;
}

const struct intrinsic *intrinsic_of(const struct compiler_state *s, const struct method *m) {
    const struct vm *vm = s->vm;
    const struct intrinsic_index *index = s->intrinsics;
    if (m->holder->loader != vm->boot_loader || vm->options.no_inline_natives)
        return NULL;
    bool patched = (m->holder->flags & CLASS_PATCH) && !method_is_native(m); /* its body is wanted */
    for (u32 i = (u32)(uintptr_t)map_get(&index->first, m->name); i && !patched; i = index->keys[i - 1].next)
        if (index->keys[i - 1].class_name == m->holder->name && index->keys[i - 1].descriptor == m->descriptor)
            return index->keys[i - 1].disabled ? NULL : &intrinsics[i - 1];
    return m->flags & METHOD_NO_FRAME ? &c_function : NULL;
}

bool intrinsic_in_registers(const struct intrinsic *o) {
    return o->emit != NULL;
}

bool intrinsic_is_floating(const struct method *m, int k) {
    const char *d = m->descriptor->text + 1;
    if (k < 0)
        return m->return_type == T_FLOAT || m->return_type == T_DOUBLE;
    if (!method_is_static(m) && k-- == 0)
        return false;
    for (; k > 0; k--) {
        while (*d == '[')
            d++;
        d = *d == 'L' ? strchr(d, ';') + 1 : d + 1;
    }
    return *d == 'F' || *d == 'D';
}

/* ---- arguments and result ---- */

static int use(struct compiler *c, int k, enum width w, int scratch) {
    return value_use(c, first_slot(c) + k, w, scratch);
}
static void use_in(struct compiler *c, int k, enum width w, int reg) {
    value_use_in(c, first_slot(c) + k, w, reg);
}
static int use_fp(struct compiler *c, int k, bool wide, int scratch) {
    return value_use_fp(c, first_slot(c) + k, wide, scratch);
}

/* What comes next takes the result from the accumulator. */
static bool wants_accumulator(const struct compiler *c) {
    return rop_infos[c->x->words[c->at + 2].insn.op].roles & USE_ACC;
}
static int result_register(const struct compiler *c) {
    return wants_accumulator(c) ? REG_ACC : call_result_is_live(c) ? value_define(c, first_slot(c)) : REG_X;
}
static void result(struct compiler *c, int reg) {
    if (wants_accumulator(c)) {
        asm_move(&c->a, W64, REG_ACC, reg);
        reg = REG_ACC;
        c->acc = ACC_REGISTER;
    }
    if (call_result_is_live(c))
        value_defined(c, first_slot(c), reg);
}
static int result_fp_register(const struct compiler *c) {
    return wants_accumulator(c) ? FREG_ACC : call_result_is_live(c) ? value_define_fp(c, first_slot(c)) : FREG_X;
}
static void result_fp(struct compiler *c, bool wide, int reg) {
    if (wants_accumulator(c)) {
        asm_fmove(&c->a, FREG_ACC, reg);
        reg = FREG_ACC;
        c->acc = ACC_FP;
    }
    if (call_result_is_live(c))
        value_defined_fp(c, first_slot(c), wide, reg);
}

static void call_if(struct compiler *c, const struct method *m, enum cond cond) {
    leave(c, asm_branch(&c->a, cond), LATE_CALL)->method = m;
}
/* ... if the access that comes next faults. */
static void call_if_fault(struct compiler *c, const struct method *m) {
    struct late *l = leave(c, NULL, LATE_CALL);
    l->from = asm_here(&c->a);
    l->method = m;
}
/* ... if reg is null; the next instruction accesses what it points to, near its beginning. */
static void call_if_null(struct compiler *c, const struct method *m, int reg) {
    if (is_null_check(c, 0)) {
        call_if_fault(c, m);
        return;
    }
    asm_compare_constant(&c->a, W64, reg, 0);
    call_if(c, m, COND_EQ);
}

/* ---- C functions ---- */

/* All registers are lost but those that C keeps. */
static void call_function(struct compiler *c, const struct method *m, const void *function, bool may_decline) {
    struct assembler *a = &c->a;
    pins_store(c, c->x->info[c->at].live);
    asm_move(a, W64, ARG_1, REG_THREAD);
    asm_address(a, ARG_2, REG_FRAME, slot_offset(first_slot(c)));
    asm_call_c(a, function);
    pins_forget_in_c(c);
    c->acc = ACC_NONE;
    if (may_decline) {
        asm_extend(a, MEM_U8, REG_X, RESULT_1);
        asm_compare_constant(a, W32, REG_X, 0);
        call_if(c, m, COND_EQ);
    }
    if (m->return_type != T_VOID && wants_accumulator(c)) {
        asm_load(a, MEM_64, REG_ACC, REG_FRAME, slot_offset(first_slot(c)));
        c->acc = ACC_REGISTER;
    }
}

bool intrinsic_call(struct compiler *c, const struct method *m) {
    const struct intrinsic *o = intrinsic_of(c->state, m);
    if (!o)
        return false;
    if (o->emit) {
        c->acc = ACC_NONE;
        o->emit(c, m, o->parameter);
    } else if (o->try) {
        call_function(c, m, (const void *)(uintptr_t)o->try, true);
    } else {
        const union native_function *f = &c->state->vm->native_functions[m->binding_index];
        bool fast = m->binding == BINDING_FAST;
        call_function(c, m, fast ? (const void *)(uintptr_t)f->fast : (const void *)(uintptr_t)f->native, fast);
    }
    return true;
}

/* ---- bits ---- */

#define EMIT(name)   static void emit_##name(struct compiler *c, const struct method *m, u32 p)
#define PLAIN(name)  static void emit_##name(struct compiler *c, UNUSED const struct method *m, u32 p)
#define NO_PARAMETER (void)p

typedef void (*unary_fn)(struct assembler *a, enum width w, int d, int x);
static void unary(struct compiler *c, unary_fn emit, enum width w) {
    int x = use(c, 0, w, REG_X), d = result_register(c);
    emit(&c->a, w, d, x);
    result(c, d);
}
PLAIN(count_ones) {
    unary(c, asm_count_ones, p);
}
PLAIN(leading_zeros) {
    unary(c, asm_count_leading_zeros, p);
}
PLAIN(trailing_zeros) {
    unary(c, asm_count_trailing_zeros, p);
}
PLAIN(reverse_bytes) {
    if (p == MEM_32 || p == MEM_64) {
        unary(c, asm_reverse_bytes, p == MEM_64 ? W64 : W32);
        return;
    }
    asm_reverse_bytes(&c->a, W32, REG_X, use(c, 0, W32, REG_X));
    asm_shift_constant(&c->a, p == MEM_I16 ? SHIFT_RIGHT : SHIFT_RIGHT_LOGICAL, W32, REG_X, REG_X, 16);
    result(c, REG_X);
}
/* Pairs are exchanged, then pairs of pairs and halves of bytes, then bytes. */
PLAIN(reverse_bits) {
    static const u64 masks[] = {0x5555555555555555, 0x3333333333333333, 0x0f0f0f0f0f0f0f0f};
    use_in(c, 0, p, REG_X);
    for (unsigned i = 0; i < ARRAY_LENGTH(masks); i++) {
        asm_constant(&c->a, REG_Z, p == W64 ? masks[i] : (u32)masks[i]);
        asm_shift_constant(&c->a, SHIFT_RIGHT_LOGICAL, p, REG_Y, REG_X, 1u << i);
        asm_alu(&c->a, ALU_AND, p, REG_Y, REG_Y, REG_Z);
        asm_alu(&c->a, ALU_AND, p, REG_X, REG_X, REG_Z);
        asm_shift_constant(&c->a, SHIFT_LEFT, p, REG_X, REG_X, 1u << i);
        asm_alu(&c->a, ALU_OR, p, REG_X, REG_X, REG_Y);
    }
    asm_reverse_bytes(&c->a, p, REG_X, REG_X);
    result(c, REG_X);
}
/* The highest bit, shifted by the count of zeroes; of 0 that is some bit, which is not in it. */
PLAIN(highest_bit) {
    int x = use(c, 0, p, REG_X);
    asm_count_leading_zeros(&c->a, p, REG_Y, x);
    asm_constant(&c->a, REG_Z, (u64)1 << (p == W64 ? 63 : 31));
    asm_shift(&c->a, SHIFT_RIGHT_LOGICAL, p, REG_Z, REG_Z, REG_Y);
    asm_alu(&c->a, ALU_AND, p, REG_Z, REG_Z, x);
    result(c, REG_Z);
}

static void rotate(struct compiler *c, bool right, enum width w) {
    use_in(c, 1, W32, REG_Y);
    int x = use(c, 0, w, REG_X), d = result_register(c);
    asm_rotate(&c->a, right, w, d, x, REG_Y);
    result(c, d);
}
PLAIN(rotate_left) {
    rotate(c, false, p);
}
PLAIN(rotate_right) {
    rotate(c, true, p);
}

static void divide_unsigned_by(struct compiler *c, const struct method *m, enum width w, bool remainder) {
    use_in(c, 1, w, REG_Y);
    asm_compare_constant(&c->a, w, REG_Y, 0);
    call_if(c, m, COND_EQ); /* which throws */
    use_in(c, 0, w, REG_X);
    asm_divide_unsigned(&c->a, w, remainder);
    result(c, REG_X);
}
EMIT(divide_unsigned) {
    divide_unsigned_by(c, m, p, false);
}
EMIT(remainder_unsigned) {
    divide_unsigned_by(c, m, p, true);
}

/* ---- numbers ---- */

PLAIN(abs) {
    int x = use(c, 0, p, REG_X);
    asm_negate(&c->a, p, REG_Y, x);
    asm_move_if(&c->a, COND_LT, p, REG_Y, x); /* -x < 0, and did not overflow */
    result(c, REG_Y);
}
static void extreme(struct compiler *c, enum cond second, enum width w) {
    use_in(c, 0, w, REG_X);
    int y = use(c, 1, w, REG_Y);
    asm_compare(&c->a, w, REG_X, y);
    asm_move_if(&c->a, second, w, REG_X, y);
    result(c, REG_X);
}
PLAIN(min) {
    extreme(c, COND_GT, p);
}
PLAIN(max) {
    extreme(c, COND_LT, p);
}

PLAIN(fabs) {
    int x = use_fp(c, 0, p, FREG_X), d = result_fp_register(c);
    asm_fabs(&c->a, p, d, x);
    result_fp(c, p, d);
}
static void fextreme(struct compiler *c, bool larger, bool wide) {
    int x = use_fp(c, 0, wide, FREG_X), y = use_fp(c, 1, wide, FREG_Y);
    asm_fextreme(&c->a, wide, larger, x, y);
    result_fp(c, wide, FREG_X);
}
PLAIN(fmin) {
    fextreme(c, false, p);
}
PLAIN(fmax) {
    fextreme(c, true, p);
}
PLAIN(fsqrt) {
    int x = use_fp(c, 0, p, FREG_X), d = result_fp_register(c);
    asm_fsqrt(&c->a, p, d, x);
    result_fp(c, p, d);
}
PLAIN(fround) {
    int x = use_fp(c, 0, true, FREG_X), d = result_fp_register(c);
    asm_fround(&c->a, p, d, x);
    result_fp(c, true, d);
}
PLAIN(fma) {
    asm_fmove(&c->a, FREG_X, use_fp(c, 2, p, FREG_X));
    int x = use_fp(c, 0, p, FREG_Y), y = use_fp(c, 1, p, FREG_ACC);
    asm_fmultiply_add(&c->a, p, FREG_X, x, y);
    result_fp(c, p, FREG_X);
}
PLAIN(copy_sign) {
    int x = use_fp(c, 0, p, FREG_X), sign = use_fp(c, 1, p, FREG_ACC);
    asm_fcopy_sign(&c->a, p, FREG_X, x, sign);
    result_fp(c, p, FREG_X);
}

PLAIN(multiply_high) {
    NO_PARAMETER;
    int y = use(c, 1, W64, REG_Y);
    use_in(c, 0, W64, REG_X);
    asm_multiply_high(&c->a, y);
    result(c, REG_Z);
}

static void exact(struct compiler *c, const struct method *m, enum alu op, enum width w) {
    use_in(c, 0, w, REG_X);
    int y = use(c, 1, w, REG_Y);
    asm_alu(&c->a, op, w, REG_X, REG_X, y);
    call_if(c, m, COND_OVERFLOW);
    result(c, REG_X);
}
EMIT(add_exact) {
    exact(c, m, ALU_ADD, p);
}
EMIT(subtract_exact) {
    exact(c, m, ALU_SUB, p);
}
EMIT(multiply_exact) {
    exact(c, m, ALU_MUL, p);
}
static void step_exact(struct compiler *c, const struct method *m, enum width w, i32 by) {
    use_in(c, 0, w, REG_X);
    asm_alu_constant(&c->a, ALU_ADD, w, REG_X, REG_X, by);
    call_if(c, m, COND_OVERFLOW);
    result(c, REG_X);
}
EMIT(increment_exact) {
    step_exact(c, m, p, 1);
}
EMIT(decrement_exact) {
    step_exact(c, m, p, -1);
}
EMIT(negate_exact) {
    use_in(c, 0, p, REG_X);
    asm_negate(&c->a, p, REG_X, REG_X);
    call_if(c, m, COND_OVERFLOW);
    result(c, REG_X);
}

/* A slot has the bits of any type. */
PLAIN(same_bits) {
    NO_PARAMETER;
    if (!wants_accumulator(c))
        return;
    use_in(c, 0, W64, REG_ACC);
    c->acc = ACC_REGISTER;
}
/* All NaNs become one. */
PLAIN(number_bits) {
    int x = use_fp(c, 0, p, FREG_X);
    asm_move_from_fp(&c->a, p ? W64 : W32, REG_X, x);
    asm_fcompare(&c->a, p, x, x);
    u8 *number = asm_skip(&c->a, COND_ORDERED);
    asm_constant(&c->a, REG_X, p ? 0x7ff8000000000000 : 0x7fc00000);
    asm_join(&c->a, number);
    result(c, REG_X);
}

/* ---- objects and classes ---- */

PLAIN(nothing) {
    (void)c;
    NO_PARAMETER;
}
PLAIN(fence) {
    NO_PARAMETER;
    asm_fence(&c->a);
}

PLAIN(get_class) {
    NO_PARAMETER;
    int object = use(c, 0, W64, REG_X), d = result_register(c);
    asm_load(&c->a, MEM_32, REG_X, object, offsetof(struct object, klass));
    asm_load(&c->a, MEM_64, d, REG_X, offsetof(struct class, mirror));
    result(c, d);
}
/* object_identity_hash of runtime/object.c; of null: 0 */
PLAIN(identity_hash) {
    struct assembler *a = &c->a;
    u8 *null = NULL;
    use_in(c, 0, W64, REG_X);
    if (p) {
        asm_compare_constant(a, W64, REG_X, 0);
        null = asm_skip(a, COND_EQ);
    }
    asm_shift_constant(a, SHIFT_RIGHT_LOGICAL, W64, REG_X, REG_X, 3);
    asm_shift_constant(a, SHIFT_RIGHT_LOGICAL, W64, REG_Y, REG_X, 16);
    asm_alu(a, ALU_XOR, W64, REG_X, REG_X, REG_Y);
    asm_constant(a, REG_Y, 0x9E3779B97F4A7C15u);
    asm_alu(a, ALU_MUL, W64, REG_X, REG_X, REG_Y);
    asm_shift_constant(a, SHIFT_RIGHT_LOGICAL, W64, REG_X, REG_X, 32);
    asm_alu_constant(a, ALU_AND, W32, REG_X, REG_X, INT32_MAX);
    asm_constant(a, REG_Y, 1);
    asm_compare_constant(a, W32, REG_X, 0);
    asm_move_if(a, COND_EQ, W32, REG_X, REG_Y);
    if (null)
        asm_join(a, null);
    result(c, REG_X);
}
PLAIN(current_thread) {
    NO_PARAMETER;
    int d = result_register(c);
    asm_load(&c->a, MEM_64, d, REG_THREAD, offsetof(struct thread, object));
    result(c, d);
}
PLAIN(refers_to) {
    NO_PARAMETER;
    int reference = use(c, 0, W64, REG_X), object = use(c, 1, W64, REG_Y);
    asm_load(&c->a, MEM_32, REG_X, reference, (i32)KF(c->state->vm, Reference_referent));
    reference_decode(c, REG_X);
    asm_compare(&c->a, W64, REG_X, object);
    asm_set_if(&c->a, COND_EQ, REG_X);
    result(c, REG_X);
}
EMIT(check_index) { /* a length may be negative */
    NO_PARAMETER;
    int index = use(c, 0, W32, REG_X), length = use(c, 1, W32, REG_Y);
    asm_compare(&c->a, W32, index, length);
    call_if(c, m, COND_GE);
    asm_compare_constant(&c->a, W32, index, 0);
    call_if(c, m, COND_LT);
    result(c, index);
}
EMIT(get_length) {
    NO_PARAMETER;
    int array = use(c, 0, W64, REG_X), d = result_register(c);
    call_if_null(c, m, array);
    asm_load(&c->a, MEM_32, REG_Y, array, offsetof(struct object, klass));
    asm_compare_memory(&c->a, MEM_U8, REG_Y, offsetof(struct layout, kind), LAYOUT_REF_ARRAY);
    call_if(c, m, COND_ULT);
    asm_load(&c->a, MEM_32, d, array, offsetof(struct array, length));
    result(c, d);
}

/* ---- strings ---- */

/* The length in bytes, in REG_X, of the value of a string, whose address goes to REG_Z. */
static void load_value(struct compiler *c, const struct method *m, int string) {
    asm_load(&c->a, MEM_32, REG_Z, string, (i32)KF(c->state->vm, String_value));
    reference_decode(c, REG_Z);
    call_if_null(c, m, REG_Z);
}
EMIT(string_length) {
    int string = use(c, 0, W64, REG_X);
    load_value(c, m, string);
    if (p) {
        asm_compare_memory(&c->a, MEM_32, REG_Z, offsetof(struct array, length), 0);
        asm_set_if(&c->a, COND_EQ, REG_X);
    } else {
        asm_load(&c->a, MEM_32, REG_Z, REG_Z, offsetof(struct array, length));
        asm_load(&c->a, MEM_U8, REG_Y, string, (i32)KF(c->state->vm, String_coder));
        asm_shift(&c->a, SHIFT_RIGHT_LOGICAL, W32, REG_X, REG_Z, REG_Y);
    }
    result(c, REG_X);
}
EMIT(string_char_at) {
    struct assembler *a = &c->a;
    NO_PARAMETER;
    int string = use(c, 0, W64, REG_X), index = use(c, 1, W32, REG_Y);
    asm_load(a, MEM_32, REG_Z, string, (i32)KF(c->state->vm, String_value));
    reference_decode(c, REG_Z);
    asm_compare_memory(a, MEM_U8, string, (i32)KF(c->state->vm, String_coder), 0);
    u8 *wide = asm_branch(a, COND_NE);
    call_if_null(c, m, REG_Z);
    asm_compare_load(a, W32, index, REG_Z, offsetof(struct array, length));
    call_if(c, m, COND_UGE);
    asm_load_at(a, MEM_U8, REG_X, REG_Z, index, 0, ARRAY_BASE);
    u8 *end = asm_skip_always(a);
    asm_aim(a, wide, asm_here(a));
    call_if_null(c, m, REG_Z);
    asm_load(a, MEM_32, REG_X, REG_Z, offsetof(struct array, length));
    asm_shift_constant(a, SHIFT_RIGHT_LOGICAL, W32, REG_X, REG_X, 1);
    asm_compare(a, W32, index, REG_X);
    call_if(c, m, COND_UGE);
    asm_load_at(a, MEM_U16, REG_X, REG_Z, index, 1, ARRAY_BASE);
    asm_join(a, end);
    result(c, REG_X);
}
/* The bytes of a string and an index into them, which is good. Loses REG_Z. */
static int checked_bytes(struct compiler *c, const struct method *m, unsigned scale, int *index) {
    int bytes = use(c, 0, W64, REG_X);
    *index = use(c, 1, W32, REG_Y);
    call_if_null(c, m, bytes);
    asm_load(&c->a, MEM_32, REG_Z, bytes, offsetof(struct array, length));
    if (scale)
        asm_shift_constant(&c->a, SHIFT_RIGHT_LOGICAL, W32, REG_Z, REG_Z, scale);
    asm_compare(&c->a, W32, *index, REG_Z);
    call_if(c, m, COND_UGE);
    return bytes;
}
EMIT(byte_char_at) {
    unsigned scale = p == MEM_U16;
    int index, bytes = checked_bytes(c, m, scale, &index), d = result_register(c);
    asm_load_at(&c->a, p, d, bytes, index, scale, ARRAY_BASE);
    result(c, d);
}
EMIT(put_char) {
    NO_PARAMETER;
    int index, bytes = checked_bytes(c, m, 1, &index), x = use(c, 2, W32, REG_Z);
    asm_store_at(&c->a, MEM_U16, x, bytes, index, 1, ARRAY_BASE);
}

/* ---- memory ---- */

/* Arguments: this, object or null, offset or address, values. An access that faults is made again by the ordinary call:
 * the file that is mapped there may be shorter than it was. */

static enum mem memory_type(u32 p) {
    return p == UNSAFE_BOOLEAN     ? MEM_U8
           : p == UNSAFE_REFERENCE ? MEM_32
           : p == MEM_F32          ? MEM_32
           : p == MEM_F64          ? MEM_64
                                   : p;
}
static enum width width_of(u32 p) {
    return p == MEM_64 || p == MEM_F64 || p == UNSAFE_REFERENCE ? W64 : W32;
}

EMIT(unsafe_get) {
    int base = use(c, 1, W64, REG_Z), offset = use(c, 2, W64, REG_Y);
    if (p == MEM_F32 || p == MEM_F64) {
        int d = result_fp_register(c);
        call_if_fault(c, m);
        asm_load_at(&c->a, p, d, base, offset, 0, 0);
        result_fp(c, p == MEM_F64, d);
        return;
    }
    int d = result_register(c);
    call_if_fault(c, m);
    asm_load_at(&c->a, memory_type(p), d, base, offset, 0, 0);
    if (p == UNSAFE_BOOLEAN)
        asm_alu_constant(&c->a, ALU_AND, W32, d, d, 1);
    if (p == UNSAFE_REFERENCE)
        reference_decode(c, d);
    result(c, d);
}

/* Value k as memory has it, in reg, which may be changed. */
static void use_value(struct compiler *c, int k, u32 p, int reg) {
    use_in(c, k, width_of(p), reg);
    if (p == UNSAFE_BOOLEAN)
        asm_alu_constant(&c->a, ALU_AND, W32, reg, reg, 1);
    if (p == UNSAFE_REFERENCE)
        reference_encode(c, reg, reg);
}
static void use_address(struct compiler *c) { /* in REG_Z */
    int base = use(c, 1, W64, REG_Z), offset = use(c, 2, W64, REG_Y);
    asm_address_at(&c->a, REG_Z, base, offset, 0, 0);
}
static void wrote_reference(struct compiler *c) { /* at REG_Z */
    asm_move(&c->a, W64, REG_X, REG_Z);
    mark_card(c);
}

EMIT(unsafe_put) {
    if (p == UNSAFE_REFERENCE || p == UNSAFE_BOOLEAN) {
        use_address(c);
        use_value(c, 3, p, REG_X);
        call_if_fault(c, m);
        asm_store(&c->a, memory_type(p), REG_X, REG_Z, 0);
        if (p == UNSAFE_REFERENCE)
            wrote_reference(c);
        return;
    }
    bool fp = p == MEM_F32 || p == MEM_F64;
    int base = use(c, 1, W64, REG_Z), offset = use(c, 2, W64, REG_Y);
    int x = fp ? use_fp(c, 3, p == MEM_F64, FREG_X) : use(c, 3, width_of(p), REG_X);
    call_if_fault(c, m);
    asm_store_at(&c->a, p, x, base, offset, 0, 0);
}
EMIT(unsafe_put_ordered) {
    use_address(c);
    use_value(c, 3, p, REG_X);
    call_if_fault(c, m);
    asm_store_ordered(&c->a, memory_type(p), REG_X, REG_Z, 0);
    if (p == UNSAFE_REFERENCE)
        wrote_reference(c);
}

/* What was in memory is in REG_X; a reference may have been stored at REG_Z. */
static void result_from_memory(struct compiler *c, u32 p) {
    if (p == MEM_I8 || p == MEM_I16)
        asm_extend(&c->a, p, REG_X, REG_X);
    if (p != UNSAFE_REFERENCE) {
        result(c, REG_X);
        return;
    }
    asm_move(&c->a, W64, REG_ACC, REG_X);
    reference_decode(c, REG_ACC);
    wrote_reference(c);
    result(c, REG_ACC);
}
static void compare_and_store(struct compiler *c, const struct method *m, u32 p) {
    use_address(c);
    use_value(c, 4, p, REG_Y);
    use_value(c, 3, p, REG_X);
    call_if_fault(c, m);
    asm_compare_exchange(&c->a, memory_type(p), REG_Y, REG_Z, 0);
}
EMIT(unsafe_compare) {
    compare_and_store(c, m, p);
    asm_set_if(&c->a, COND_EQ, REG_ACC);
    if (p == UNSAFE_REFERENCE)
        wrote_reference(c);
    result(c, REG_ACC);
}
EMIT(unsafe_witness) {
    compare_and_store(c, m, p);
    result_from_memory(c, p);
}
EMIT(unsafe_exchange) {
    use_address(c);
    use_value(c, 3, p, REG_X);
    call_if_fault(c, m);
    asm_exchange(&c->a, memory_type(p), REG_X, REG_Z, 0);
    result_from_memory(c, p);
}
EMIT(unsafe_add) {
    use_address(c);
    use_value(c, 3, p, REG_X);
    call_if_fault(c, m);
    asm_fetch_add(&c->a, memory_type(p), REG_X, REG_Z, 0);
    result_from_memory(c, p);
}
