/* SPDX-License-Identifier: MIT
 *
 * box.c - wrapper objects: boxing, unboxing, widening. The VM's boxes are always new objects, as HotSpot's are:
 * reflection shows it.
 */
#include "runtime/box.h"
#include "runtime/exception.h"
#include "runtime/link.h"
#include "runtime/object.h"
#include "runtime/vm.h"

static struct class *box_class(const struct vm *vm, u8 basic_type) {
    switch (basic_type) {
    case T_BOOLEAN:
        return K(vm, java_lang_Boolean);
    case T_CHAR:
        return K(vm, java_lang_Character);
    case T_FLOAT:
        return K(vm, java_lang_Float);
    case T_DOUBLE:
        return K(vm, java_lang_Double);
    case T_BYTE:
        return K(vm, java_lang_Byte);
    case T_SHORT:
        return K(vm, java_lang_Short);
    case T_INT:
        return K(vm, java_lang_Integer);
    case T_LONG:
        return K(vm, java_lang_Long);
    default:
        return NULL;
    }
}

struct object *box_value(struct thread *t, u8 basic_type, union slot value) {
    const struct vm *vm = t->vm;
    struct class *k = box_class(vm, basic_type);
    BUG_ON(!k);
    if (!class_initialize(t, k))
        return NULL;
    struct object *o = object_new(t, k);
    if (!o)
        return NULL;
    switch ((enum basic_type)basic_type) {
    case T_BOOLEAN:
        FIELD(o, KF(vm, Boolean_value), u8) = (u8)(value.u & 1);
        break;
    case T_CHAR:
        FIELD(o, KF(vm, Character_value), u16) = (u16)value.u;
        break;
    case T_FLOAT:
        FIELD(o, KF(vm, Float_value), u32) = value.u; /* the bits */
        break;
    case T_DOUBLE:
        FIELD(o, KF(vm, Double_value), u64) = value.w;
        break;
    case T_BYTE:
        FIELD(o, KF(vm, Byte_value), i8) = (i8)value.i;
        break;
    case T_SHORT:
        FIELD(o, KF(vm, Short_value), i16) = (i16)value.i;
        break;
    case T_INT:
        FIELD(o, KF(vm, Integer_value), i32) = value.i;
        break;
    case T_LONG:
        FIELD(o, KF(vm, Long_value), i64) = value.j;
        break;
    case T_OBJECT:
    case T_ARRAY:
    case T_VOID:
        BUG("no box");
    }
    return o;
}

u8 unbox_value(const struct vm *vm, const struct object *o, union slot *value) {
    if (!o)
        return 0;
    const struct class *k = object_class(o);
    value->w = 0;
    if (k == K(vm, java_lang_Integer)) {
        value->u = FIELD(o, KF(vm, Integer_value), u32);
        return T_INT;
    }
    if (k == K(vm, java_lang_Long)) {
        value->j = FIELD(o, KF(vm, Long_value), i64);
        return T_LONG;
    }
    if (k == K(vm, java_lang_Boolean)) {
        value->u = FIELD(o, KF(vm, Boolean_value), u8);
        return T_BOOLEAN;
    }
    if (k == K(vm, java_lang_Character)) {
        value->u = FIELD(o, KF(vm, Character_value), u16);
        return T_CHAR;
    }
    if (k == K(vm, java_lang_Byte)) {
        value->u = (u32)FIELD(o, KF(vm, Byte_value), i8);
        return T_BYTE;
    }
    if (k == K(vm, java_lang_Short)) {
        value->u = (u32)FIELD(o, KF(vm, Short_value), i16);
        return T_SHORT;
    }
    if (k == K(vm, java_lang_Float)) {
        value->u = FIELD(o, KF(vm, Float_value), u32); /* the bits */
        return T_FLOAT;
    }
    if (k == K(vm, java_lang_Double)) {
        value->w = FIELD(o, KF(vm, Double_value), u64);
        return T_DOUBLE;
    }
    return 0;
}

/* Target types each source type widens to, as bit sets over enum basic_type (JLS 5.1.2). */
static bool widens(u8 from, u8 to) {
    static const u16 targets[T_LONG + 1] = {
        [T_BYTE] = 1 << T_SHORT | 1 << T_INT | 1 << T_LONG | 1 << T_FLOAT | 1 << T_DOUBLE,
        [T_SHORT] = 1 << T_INT | 1 << T_LONG | 1 << T_FLOAT | 1 << T_DOUBLE,
        [T_CHAR] = 1 << T_INT | 1 << T_LONG | 1 << T_FLOAT | 1 << T_DOUBLE,
        [T_INT] = 1 << T_LONG | 1 << T_FLOAT | 1 << T_DOUBLE,
        [T_LONG] = 1 << T_FLOAT | 1 << T_DOUBLE,
        [T_FLOAT] = 1 << T_DOUBLE,
    };
    return from <= T_LONG && to <= T_LONG && (targets[from] >> to & 1) != 0;
}

bool widen_value(u8 from, u8 to, union slot *value) {
    if (from == to)
        return true;
    if (!widens(from, to))
        return false;
    union slot result = {.w = 0};
    if (to == T_DOUBLE)
        result.d = from == T_FLOAT ? (double)value->f : from == T_LONG ? (double)value->j : (double)value->i;
    else if (to == T_FLOAT)
        result.f = from == T_LONG ? (float)value->j : (float)value->i;
    else if (to == T_LONG)
        result.j = value->i;
    else
        result.u = value->u;
    *value = result;
    return true;
}
