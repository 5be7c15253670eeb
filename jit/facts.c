/* SPDX-License-Identifier: MIT
 *
 * facts.c - what is known of slots while a method is planned: that one holds this value, or an object of exactly this
 * class. And what follows: instructions become constants, branches are decided, calls get their targets.
 *
 * Constants come from the code itself, from call sites, from static final fields of initialized classes, and from fields
 * of constant objects that nobody changes any more. Which ones those are is the same question, with the same answer, as in
 * HotSpot: final fields of hidden classes, records, boxes, strings and of some packages, and whatever is annotated @Stable
 * once it is not 0. Who changes such a field nevertheless (by Unsafe, say) may or may not see it changed.
 *
 * Objects do not move. Those that code is made with are kept alive by the class that it knows them from (class_keep): by
 * the code itself would be too long, as classes that are unloaded have to take their objects with them.
 *
 * Instructions are replaced in the compilation's copy of the code. What is live follows from the original, which the
 * interpreter may go on with.
 */
#include <stddef.h>
#include <string.h>

#include "jit/jit_internal.h"
#include "runtime/annotation.h"
#include "runtime/known.h"
#include "runtime/membername.h"

/* ---- sets of facts ---- */

static const struct fact *fact_of(const struct facts *f, int slot) {
    for (u32 i = 0; i < f->count; i++)
        if (f->all[i].slot == slot)
            return &f->all[i];
    return NULL;
}

void facts_forget(struct facts *f, int slot) {
    for (u32 i = f->count; i-- > 0;)
        if (f->all[i].slot == slot)
            f->all[i] = f->all[--f->count];
}

void facts_forget_from(struct facts *f, int slot) {
    for (u32 i = f->count; i-- > 0;)
        if (f->all[i].slot >= slot)
            f->all[i] = f->all[--f->count];
    facts_forget(f, ACCUMULATOR);
}

void facts_add(struct facts *f, int slot, struct fact fact) {
    facts_forget(f, slot);
    fact.slot = slot;
    if (f->count == FACTS_MOST)
        f->all[f->next++ % FACTS_MOST] = fact;
    else
        f->all[f->count++] = fact;
}

bool facts_same(const struct fact *a, const struct fact *b) {
    return a->kind == b->kind && a->value == b->value && a->stable == b->stable;
}

void facts_meet(struct facts *f, const struct facts *other) {
    for (u32 i = f->count; i-- > 0;) {
        const struct fact *there = fact_of(other, f->all[i].slot);
        if (!there || !facts_same(&f->all[i], there))
            f->all[i] = f->all[--f->count];
    }
}

static size_t size_of(const struct facts *f) {
    return offsetof(struct facts, all) + f->count * sizeof f->all[0];
}
void facts_set(struct facts *f, const struct facts *from) {
    memcpy(f, from, size_of(from));
}
struct facts *facts_copy(struct arena *a, const struct facts *f) {
    return arena_copy(a, f, size_of(f));
}

struct fact facts_value(const struct facts *f, int slot) {
    const struct fact *known = fact_of(f, slot);
    return known ? *known : (struct fact){.kind = FACT_NONE};
}

/* ---- fields that nobody changes ---- */

static const char *const trusted_packages[] = {"java/lang/invoke/", "jdk/internal/foreign/", "jdk/internal/vm/vector/"};
static const char *const trusted_classes[] = {
    "java/lang/String",
    "java/lang/Boolean",
    "java/lang/Byte",
    "java/lang/Character",
    "java/lang/Short",
    "java/lang/Integer",
    "java/lang/Long",
    "java/lang/Float",
    "java/lang/Double",
    "java/util/concurrent/atomic/AtomicIntegerFieldUpdater$AtomicIntegerFieldUpdaterImpl",
    "java/util/concurrent/atomic/AtomicLongFieldUpdater$CASUpdater",
    "java/util/concurrent/atomic/AtomicReferenceFieldUpdater$AtomicReferenceFieldUpdaterImpl"};

static bool holder_is_trusted(const struct class *k) {
    if (k->loader->object) /* not the boot loader's */
        return false;
    for (size_t i = 0; i < ARRAY_LENGTH(trusted_packages); i++)
        if (strncmp(k->name->text, trusted_packages[i], strlen(trusted_packages[i])) == 0)
            return true;
    for (size_t i = 0; i < ARRAY_LENGTH(trusted_classes); i++)
        if (strcmp(k->name->text, trusted_classes[i]) == 0)
            return true;
    return false;
}

static bool is_stable(const struct field *f) {
    return f->member && (f->holder->flags & CLASS_TRUSTED) && annotation_field_is_stable(f->holder->file, f->member);
}

/* Of an instance field, whose value is this. */
static bool is_constant_field(const struct vm *vm, const struct field *f, u64 value) {
    if (f->holder == K(vm, java_lang_invoke_CallSite) && f->offset == KF(vm, CallSite_target))
        return false; /* final by its looks only */
    if (f->holder == K(vm, java_lang_invoke_LambdaForm) && f->offset == KF(vm, LambdaForm_vmentry))
        return value != 0; /* another one does the same */
    if (f->access_flags & ACC_FINAL)
        return (f->flags & FIELD_TRUSTED_FINAL) || holder_is_trusted(f->holder) || (value && is_stable(f));
    return value && is_stable(f);
}

/* System.setIn and its like set these. */
static bool is_set_by_native(const struct vm *vm, const struct field *f) {
    const char *name = f->name->text;
    return f->holder == K(vm, java_lang_System) &&
           (strcmp(name, "in") == 0 || strcmp(name, "out") == 0 || strcmp(name, "err") == 0);
}

static const struct field *field_at(const struct class *k, u32 offset, bool is_static) {
    for (; k; k = is_static ? NULL : k->super)
        for (u32 i = 0; i < k->fields_count; i++)
            if (k->fields[i].offset == offset && field_is_static(&k->fields[i]) == is_static)
                return &k->fields[i];
    return NULL;
}

/* How many dimensions of the array in f are as unchanging as f. */
static u8 stable_dimensions(const struct field *f) {
    return f->descriptor->text[0] == '[' && is_stable(f) ? (u8)strspn(f->descriptor->text, "[") : 0;
}

/* ---- values ---- */

static struct fact constant(u64 value, struct class *owner) {
    return (struct fact){.kind = FACT_CONSTANT, .value = value, .owner = owner};
}
static struct object *object_of(const struct fact *f) {
    return (struct object *)(uintptr_t)f->value;
}
/* The class of the object that is there; NULL: unknown, or it may be null. */
static struct class *class_of(const struct fact *f) {
    if (!f)
        return NULL;
    if (f->kind == FACT_CLASS)
        return (struct class *)(uintptr_t)f->value;
    return f->value ? object_class(object_of(f)) : NULL;
}

/* What an operation of this width (its distance from getfield_b or getstatic_b) loads. */
static u64 load(u32 width, const struct object *o, u32 offset) {
    switch (width) {
    case 0:
        return (u32)(i32)FIELD(o, offset, i8);
    case 1:
        return FIELD(o, offset, u16);
    case 2:
        return (u32)(i32)FIELD(o, offset, i16);
    case 3:
        return __atomic_load_n(&FIELD(o, offset, u32), __ATOMIC_ACQUIRE);
    case 4:
        return __atomic_load_n(&FIELD(o, offset, u64), __ATOMIC_ACQUIRE);
    default:
        return (u64)(uintptr_t)object_get_ref_acquire(o, offset);
    }
}
static u32 width_of(u32 base, u32 first) {
    return (base - first) / (base < R_getstatic_u ? 4 : 2);
}
#define WIDTH_REFERENCE 5

/* A field of a constant object. These set *result if they know it. */
static bool load_field(const struct vm *vm, const struct fact *object, u32 width, u32 offset, struct fact *result) {
    if (!object || object->kind != FACT_CONSTANT || !object->value)
        return false;
    const struct field *f = field_at(object_class(object_of(object)), offset, false);
    struct fact value = constant(load(width, object_of(object), offset), object->owner);
    if (!f || !is_constant_field(vm, f, value.value))
        return false;
    if (width == WIDTH_REFERENCE) {
        class_keep(value.owner, object_of(&value));
        value.stable = stable_dimensions(f);
    }
    *result = value;
    return true;
}

/* address: of the field, in its class's mirror */
static bool load_static(const struct vm *vm, u32 width, u64 address, struct fact *result) {
    struct object *mirror = vm->heap ? gc_find_object(vm->heap, (const void *)(uintptr_t)address) : NULL;
    if (!mirror || object_class(mirror) != K(vm, java_lang_Class))
        return false;
    struct class *k = class_of_mirror(vm, mirror);
    u32 offset = (u32)(address - (u64)(uintptr_t)mirror);
    const struct field *f = k && class_is_initialized(k) ? field_at(k, offset, true) : NULL;
    if (!f || is_set_by_native(vm, f))
        return false;
    struct fact value = constant(load(width, mirror, offset), k);
    if (!(f->access_flags & ACC_FINAL) && !(value.value && is_stable(f)))
        return false;
    if (width == WIDTH_REFERENCE) {
        class_keep(k, object_of(&value));
        value.stable = stable_dimensions(f);
    }
    *result = value;
    return true;
}

static bool load_element(const struct fact *array, const struct fact *index, struct fact *result) {
    if (!array || !index || array->kind != FACT_CONSTANT || index->kind != FACT_CONSTANT || !array->stable)
        return false;
    const struct array *a = (const struct array *)object_of(array);
    if ((u32)index->value >= a->length)
        return false;
    u32 offset = ARRAY_BASE + ((u32)index->value << HEAP_REF_SHIFT);
    struct fact value = constant(load(WIDTH_REFERENCE, &a->header, offset), array->owner);
    if (!value.value)
        return false;
    class_keep(value.owner, object_of(&value));
    value.stable = array->stable - 1;
    *result = value;
    return true;
}

/* ---- instructions ---- */

struct operands {
    int a, b, c;
};
static struct operands operands_of(const struct context *x, struct insn i) {
    u32 moved = rop_infos[rop_infos[i.op].base].roles & ~(u32)rop_infos[i.op].roles;
    return (struct operands){moved & (USE_A | DEF_A) ? ACCUMULATOR : x->base + i.a,
                             moved & USE_B ? ACCUMULATOR : x->base + i.b, moved & USE_C ? ACCUMULATOR : x->base + i.c};
}

/* The instruction becomes one that defines its result as a constant, if there is one of its size. */
static void replace_by_constant(union code_word *w, u64 value) {
    u32 words = rop_words(w), accumulator = rop_infos[w->insn.op].roles & DEF_A ? 0 : VARIANT_T;
    bool wide = value > UINT32_MAX;
    if (words == 2) {
        w[0].insn.op = (u16)(R_const_wide + accumulator);
        w[1].w = value;
    } else if (!wide || (i64)value == (i32)value) {
        w->insn.op = (u16)((wide ? R_const_j : R_const_i) + accumulator);
        w->insn.b = (u16)value;
        w->insn.c = (u16)(value >> 16);
    }
}

/* What the instruction's result is, if that is known. */
static bool evaluate(const struct compiler *c, const struct context *x, const union code_word *w,
                     const struct operands *at, const struct facts *f, struct fact *result) {
    const struct vm *vm = c->state->vm;
    struct insn i = w->insn;
    u32 base = rop_infos[i.op].base;
    const struct fact *b = fact_of(f, at->b);
    switch (base) {
    case R_const_i:
        *result = constant((u32)insn_imm32(i), NULL);
        return true;
    case R_const_j:
        *result = constant((u64)(i64)insn_imm32(i), NULL);
        return true;
    case R_const_wide:
        *result = constant(w[1].w, x->method->holder);
        return true;
    case R_mov:
        if (b)
            *result = *b;
        return b != NULL;
    case R_new:
        *result = (struct fact){.kind = FACT_CLASS, .value = w[1].w};
        return true;
    case R_checkcast: {
        struct class *k = class_of(b);
        if (!b || (k && !class_is_subtype(k, w[1].p)))
            return false;
        *result = *b;
        return true;
    }
    case R_instanceof: {
        struct class *k = class_of(b);
        if (!b)
            return false;
        *result = constant(k && class_is_subtype(k, w[1].p), NULL);
        return true;
    }
    case R_arraylength:
        if (!b || b->kind != FACT_CONSTANT || !b->value)
            return false;
        *result = constant(((const struct array *)object_of(b))->length, NULL);
        return true;
    case R_aaload:
        return load_element(b, fact_of(f, at->c), result);
    case R_getfield_b:
    case R_getfield_c:
    case R_getfield_s:
    case R_getfield_i:
    case R_getfield_j:
    case R_getfield_a:
        return load_field(vm, b, width_of(base, R_getfield_b), i.c, result);
    case R_getstatic_b:
    case R_getstatic_c:
    case R_getstatic_s:
    case R_getstatic_i:
    case R_getstatic_j:
    case R_getstatic_a:
        return load_static(vm, width_of(base, R_getstatic_b), w[1].w, result);
    default:
        return false;
    }
}

void facts_after(struct compiler *c, struct context *x, u32 at, struct facts *f) {
    union code_word *w = &x->words[at];
    struct operands o = operands_of(x, w->insn);
    u32 roles = rop_infos[w->insn.op].roles, base = rop_infos[w->insn.op].base;
    if (base == R_mov2) {
        const struct fact *b = fact_of(f, o.b), *second = fact_of(f, o.c);
        struct fact facts[2] = {b ? *b : (struct fact){0}, second ? *second : (struct fact){0}};
        for (int k = 0; k < 2; k++) {
            facts_forget(f, o.a + k);
            if (facts[k].kind)
                facts_add(f, o.a + k, facts[k]);
        }
        facts_forget(f, ACCUMULATOR);
        return;
    }
    struct fact result = {0};
    bool known = (roles & (DEF_A | DEF_ACC)) && evaluate(c, x, w, &o, f, &result);
    if (known && result.kind == FACT_CONSTANT)
        replace_by_constant(w, result.value);
    facts_forget(f, ACCUMULATOR);
    if (roles & DEF_A)
        facts_forget(f, o.a);
    if (roles & CLEAR_B)
        facts_forget(f, o.b);
    if (known)
        facts_add(f, roles & DEF_A ? o.a : ACCUMULATOR, result);
}

/* ---- branches ---- */

static bool holds(u32 condition, i64 a, i64 b) { /* eq ne lt ge gt le */
    switch (condition) {
    case 0:
        return a == b;
    case 1:
        return a != b;
    case 2:
        return a < b;
    case 3:
        return a >= b;
    case 4:
        return a > b;
    default:
        return a <= b;
    }
}

enum decision facts_decide(const struct context *x, u32 at, const struct facts *f) {
    struct insn i = x->words[at].insn;
    u32 base = rop_infos[i.op].base;
    struct operands o = operands_of(x, i);
    bool immediate = (base >= R_if_ieqI && base < R_if_weq) || (base >= R_if_weqI && base < R_if_feq);
    u32 first = base >= R_if_weqI ? R_if_weqI : base >= R_if_weq ? R_if_weq : base >= R_if_ieqI ? R_if_ieqI : R_if_ieq;
    if (base < R_if_ieq || base >= R_if_feq)
        return UNDECIDED;
    const struct fact *a = fact_of(f, o.a), *b = immediate ? NULL : fact_of(f, o.b);
    u32 condition = (base - first) / (immediate ? 4 : 6);
    if (!a || (!immediate && !b))
        return UNDECIDED;
    i64 right = immediate ? (i16)i.b : 0;
    if (a->kind == FACT_CLASS) /* is not null */
        return immediate && first == R_if_weqI && right == 0 && condition < 2 ? condition == 1 ? TAKEN : NOT_TAKEN
                                                                              : UNDECIDED;
    if (b && b->kind == FACT_CLASS)
        return UNDECIDED;
    i64 left = (i64)a->value;
    if (b)
        right = (i64)b->value;
    if (first == R_if_ieq || first == R_if_ieqI) {
        left = (i32)left;
        right = (i32)right;
    }
    return holds(condition, left, right) ? TAKEN : NOT_TAKEN;
}

/* ---- calls ---- */

static void call_directly(union code_word *w, const struct method *m) {
    w[0].insn = (struct insn){R_call_static, w->insn.a, 0, m->arguments};
    w[1].w = (u64)(uintptr_t)m;
}

/* The method of a constant MemberName. */
static struct method *method_of_member(const struct vm *vm, const struct fact *member) {
    if (!member || member->kind != FACT_CONSTANT || !member->value ||
        object_class(object_of(member)) != K(vm, java_lang_invoke_MemberName))
        return NULL;
    return membername_method(vm, object_of(member));
}

static void link_call(const struct vm *vm, const struct context *x, union code_word *w, const struct method *intrinsic,
                      const struct facts *f) {
    int first = x->base + w->insn.a;
    const struct fact *receiver = intrinsic->mh_intrinsic == MH_LINK_TO_STATIC ? NULL : fact_of(f, first);
    struct class *k = class_of(receiver);
    if (intrinsic->mh_intrinsic == MH_INVOKE_BASIC) {
        if (!k || receiver->kind != FACT_CONSTANT || !class_is_subclass(k, K(vm, java_lang_invoke_MethodHandle)))
            return;
        const struct object *form = object_get_ref(object_of(receiver), KF(vm, MethodHandle_form));
        const struct object *entry = form ? object_get_ref_acquire(form, KF(vm, LambdaForm_vmentry)) : NULL;
        struct method *m = entry ? membername_method(vm, entry) : NULL;
        if (m)
            call_directly(w, m);
        return;
    }
    struct method *m = intrinsic->mh_intrinsic == MH_LINK_TO_NATIVE
                           ? NULL
                           : method_of_member(vm, fact_of(f, first + intrinsic->arguments - 1));
    if (!m)
        return;
    if (intrinsic->mh_intrinsic == MH_LINK_TO_STATIC) {
        call_directly(w, m);
        return;
    }
    bool by_interface = class_is_interface(m->holder) && m->itable_index >= 0;
    if (intrinsic->mh_intrinsic == MH_LINK_TO_SPECIAL || (!by_interface && m->vtable_index < 0)) {
        if (k)
            call_directly(w, m);
        else {
            w[0].insn.op = R_call_special;
            w[1].w = (u64)(uintptr_t)m;
        }
    } else if (!by_interface) {
        w[0].insn.op = R_call_virtual;
        w[0].insn.b = (u16)m->vtable_index;
        w[1].w = CACHED_NONE;
    } else if (intrinsic->mh_intrinsic == MH_LINK_TO_INTERFACE) {
        w[0].insn.op = R_call_interface;
        w[0].insn.b = (u16)(uintptr_t)m;
        w[0].insn.c = (u16)((uintptr_t)m >> 16);
        w[1].w = CACHED_NONE;
    }
}

/* The method that a virtual or interface call runs on objects of class k; NULL: it is C's business. */
static const struct method *selected(const union code_word *w, const struct class *k) {
    if (rop_infos[w->insn.op].base == R_call_virtual)
        return w->insn.b < k->vtable_length ? k->vtable[w->insn.b] : NULL;
    const struct method *m = (const struct method *)(uintptr_t)(u32)insn_imm32(w->insn);
    struct method **methods = class_itable(k, m->holder);
    const struct method *found = methods ? methods[m->itable_index] : NULL;
    return found && (found->access_flags & ACC_PUBLIC) ? found : NULL;
}

void facts_link(const struct compiler *c, struct context *x, u32 at, const struct facts *f) {
    union code_word *w = &x->words[at];
    u32 base = rop_infos[w->insn.op].base;
    if (base == R_call_static || base == R_call_special) {
        const struct method *m = w[1].p;
        if (m->mh_intrinsic != MH_NONE)
            link_call(c->state->vm, x, w, m, f);
        base = rop_infos[w->insn.op].base;
    }
    if (base == R_call_virtual || base == R_call_interface) {
        const struct class *k = class_of(fact_of(f, x->base + w->insn.a));
        const struct method *m = k ? selected(w, k) : NULL;
        if (m && !method_is_abstract(m) && !(m->flags & METHOD_CONFLICT))
            call_directly(w, m);
    }
}

bool facts_know_object(const struct facts *f, int slot) {
    return class_of(fact_of(f, slot)) != NULL;
}

/* MethodHandleImpl.isCompileConstant: says what it is called. */
static bool asks_for_constant(const struct method *m) {
    return !m->holder->loader->object && strcmp(m->name->text, "isCompileConstant") == 0 &&
           strcmp(m->holder->name->text, "java/lang/invoke/MethodHandleImpl") == 0;
}

static bool result_of_leaf(const struct compiler *c, const struct facts *f, struct insn leaf, int first,
                           struct fact *result) {
    switch (leaf.op) {
    case R_leaf_imm:
        *result = constant((u32)insn_imm32(leaf), NULL);
        return true;
    case R_leaf_arg: {
        const struct fact *argument = fact_of(f, first + leaf.a);
        if (argument)
            *result = *argument;
        return argument != NULL;
    }
    case R_leaf_get_i:
        return load_field(c->state->vm, fact_of(f, first), 3, leaf.c, result);
    case R_leaf_get_j:
        return load_field(c->state->vm, fact_of(f, first), 4, leaf.c, result);
    case R_leaf_get_a:
        return load_field(c->state->vm, fact_of(f, first), WIDTH_REFERENCE, leaf.c, result);
    case R_leaf_get_z:
    case R_leaf_get_b:
        return load_field(c->state->vm, fact_of(f, first), 0, leaf.c, result);
    default:
        return false;
    }
}

/* Class.cast to a class that is known. The result is the argument. */
static bool replace_cast(const struct vm *vm, const struct context *x, union code_word *w, const struct method *m,
                         const struct facts *f, struct fact *result) {
    int first = x->base + w->insn.a;
    struct fact mirror = facts_value(f, first);
    if (m->holder != K(vm, java_lang_Class) || strcmp(m->name->text, "cast") != 0 || mirror.kind != FACT_CONSTANT)
        return false;
    struct class *k = class_of_mirror(vm, object_of(&mirror));
    if (class_is_primitive(k))
        return false;
    *result = facts_value(f, first + 1);
    w[0].insn = (struct insn){R_checkcast, w->insn.a, (u16)(w->insn.a + 1), 0};
    w[1].w = (u64)(uintptr_t)k;
    return true;
}

bool facts_replace_call(const struct compiler *c, struct context *x, u32 at, const struct method *m,
                        const struct facts *f, struct fact *result) {
    union code_word *w = &x->words[at];
    int first = x->base + w->insn.a;
    if (replace_cast(c->state->vm, x, w, m, f, result)) {
        x->info[at].flags |= WORD_CALL;
        return true;
    }
    struct fact value;
    struct insn entry = load_insn(__atomic_load_n(&m->code, __ATOMIC_ACQUIRE));
    if (asks_for_constant(m) && facts_value(f, first).kind == FACT_CONSTANT)
        value = constant(1, NULL);
    else if (entry.op < R_leaf_void || !result_of_leaf(c, f, entry, first, &value) || value.kind != FACT_CONSTANT)
        return false;
    w[0].insn = (struct insn){R_const_wide, w->insn.a, 0, 0};
    w[1].w = value.value;
    x->info[at].flags |= WORD_CALL;
    *result = value;
    return true;
}
