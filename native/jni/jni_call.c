/* SPDX-License-Identifier: MIT
 *
 * jni_call.c - calls across the JNI border, both ways.
 *
 * Upcall (C -> Java): arguments come as jvalue array or va_list and become slots by the method's descriptor; the engine
 * runs the method through java_call. Downcall (Java -> C): slots become C arguments; references become local handles
 * of a fresh local frame that ends with the call. While the C function runs the thread is SAFE.
 *
 * Most natives take a few integers and references and return one or nothing: on every 64-bit ABI we know each such
 * argument is one register, so a call through a function type that takes u64s (sign-extended, as the ABIs that care
 * want it) reaches them. Everything else goes through libffi with a call interface prepared once a method.
 *
 * C functions leave garbage above a sub-int result: it is narrowed here (docs/OPENJDK.md#values-between-c-and-java).
 */
#include <ffi.h>
#include "native/jni/binding.h"
#include "native/jni/jni_impl.h"
#include "native/library/capability.h"
#include "runtime/link.h"
#include "runtime/safepoint.h"

/* ---- upcalls ---- */

/* Runs m with slots filled in (slots[0] = receiver if m has one). */
static bool call_slots(struct thread *t, struct method *m, bool is_virtual, union slot *slots, union slot *result) {
    bool ok;
    if (method_is_static(m)) {
        ok = class_initialize(t, m->holder) && java_call(t, m, slots);
    } else if (!slots[0].o) {
        ok = throw_null_pointer(t);
    } else if (is_virtual) {
        ok = java_call_virtual(t, m, slots);
    } else {
        ok = java_call(t, m, slots);
    }
    if (ok && m->return_type != T_VOID)
        *result = slots[0];
    return ok;
}

/* May m be called at all? A null jmethodID is the caller's unchecked failure of GetMethodID. */
static bool may_call(struct thread *t, const struct method *m, union slot *result) {
    result->w = 0;
    if (t->exception)
        return false;
    return m ? true : throw_null_pointer(t);
}

bool native_call_values(struct thread *t, struct method *m, struct object *receiver, bool is_virtual,
                        const jvalue *arguments, union slot *result) {
    if (!may_call(t, m, result))
        return false;
    union slot slots[m->arguments + 1u];
    u32 n = 0;
    slots[0].w = 0;
    if (!method_is_static(m))
        slots[n++].o = receiver;
    const char *d = m->descriptor->text;
    for (u8 type; (type = descriptor_next(&d, NULL, NULL)) != 0; n++) {
        const jvalue *v = arguments++;
        slots[n].w = 0;
        switch ((enum basic_type)type) {
        case T_BOOLEAN:
            slots[n].i = v->z != 0;
            break;
        case T_BYTE:
            slots[n].i = v->b;
            break;
        case T_CHAR:
            slots[n].i = v->c;
            break;
        case T_SHORT:
            slots[n].i = v->s;
            break;
        case T_INT:
            slots[n].i = v->i;
            break;
        case T_LONG:
            slots[n].j = v->j;
            break;
        case T_FLOAT:
            slots[n].f = v->f;
            break;
        case T_DOUBLE:
            slots[n].d = v->d;
            break;
        case T_OBJECT:
        case T_ARRAY:
            slots[n].o = handle_get(v->l);
            break;
        case T_VOID:
            BUG("void parameter");
        }
    }
    return call_slots(t, m, is_virtual, slots, result);
}

bool native_call_list(struct thread *t, struct method *m, struct object *receiver, bool is_virtual, va_list arguments,
                      union slot *result) {
    if (!may_call(t, m, result))
        return false;
    union slot slots[m->arguments + 1u];
    u32 n = 0;
    slots[0].w = 0;
    if (!method_is_static(m))
        slots[n++].o = receiver;
    const char *d = m->descriptor->text;
    /* sub-int types and float arrive promoted to int and double */
    for (u8 type; (type = descriptor_next(&d, NULL, NULL)) != 0; n++) {
        slots[n].w = 0;
        switch ((enum basic_type)type) {
        case T_BOOLEAN:
            slots[n].i = (u8)va_arg(arguments, int) != 0;
            break;
        case T_BYTE:
            slots[n].i = (i8)va_arg(arguments, int);
            break;
        case T_CHAR:
            slots[n].i = (u16)va_arg(arguments, int);
            break;
        case T_SHORT:
            slots[n].i = (i16)va_arg(arguments, int);
            break;
        case T_INT:
            slots[n].i = va_arg(arguments, int);
            break;
        case T_LONG:
            slots[n].j = va_arg(arguments, jlong);
            break;
        case T_FLOAT:
            slots[n].f = (float)va_arg(arguments, double);
            break;
        case T_DOUBLE:
            slots[n].d = va_arg(arguments, double);
            break;
        case T_OBJECT:
        case T_ARRAY:
            slots[n].o = handle_get(va_arg(arguments, jobject));
            break;
        case T_VOID:
            BUG("void parameter");
        }
    }
    return call_slots(t, m, is_virtual, slots, result);
}

/* ---- downcalls ---- */

#define MAX_INTEGER_ARGUMENTS 6

/* How to call one native method; prepared at its first call, lives as long as its struct jni_binding. */
struct call_info {
    u16 count; /* parameters, without JNIEnv and receiver or class */
    u8 return_type;
    bool integers_only; /* no cif needed */
    ffi_cif cif;
    u8 *types;            /* basic type of each parameter */
    ffi_type **ffi_types; /* count + 2 */
};

static ffi_type *ffi_type_of(u8 type) {
    switch ((enum basic_type)type) {
    case T_BOOLEAN:
        return &ffi_type_uint8;
    case T_BYTE:
        return &ffi_type_sint8;
    case T_CHAR:
        return &ffi_type_uint16;
    case T_SHORT:
        return &ffi_type_sint16;
    case T_INT:
        return &ffi_type_sint32;
    case T_LONG:
        return &ffi_type_sint64;
    case T_FLOAT:
        return &ffi_type_float;
    case T_DOUBLE:
        return &ffi_type_double;
    case T_OBJECT:
    case T_ARRAY:
        return &ffi_type_pointer;
    case T_VOID:
        return &ffi_type_void;
    }
    BUG("basic type");
}

static bool is_real(u8 type) {
    return type == T_FLOAT || type == T_DOUBLE;
}

static struct call_info *make_info(const struct method *m) {
    const char *d = m->descriptor->text;
    u32 count = (u32)descriptor_count(d);
    struct call_info *info = mem_zalloc(sizeof *info + count + (count + 2) * sizeof(ffi_type *));
    info->ffi_types = (ffi_type **)(info + 1);
    info->types = (u8 *)(info->ffi_types + count + 2);
    info->count = (u16)count;
    info->return_type = descriptor_return(d, NULL);
    info->integers_only = sizeof(void *) == 8 && count <= MAX_INTEGER_ARGUMENTS && !is_real(info->return_type);
    info->ffi_types[0] = info->ffi_types[1] = &ffi_type_pointer;
    u8 type;
    for (u32 i = 0; (type = descriptor_next(&d, NULL, NULL)) != 0; i++) {
        info->types[i] = type;
        info->ffi_types[i + 2] = ffi_type_of(type);
        info->integers_only &= !is_real(type);
    }
    if (ffi_prep_cif(&info->cif, FFI_DEFAULT_ABI, count + 2, ffi_type_of(info->return_type), info->ffi_types) != FFI_OK)
        BUG("ffi_prep_cif");
    return info;
}

static const struct call_info *info_of(const struct method *m, struct jni_binding *binding) {
    struct call_info *info = __atomic_load_n(&binding->call_info, __ATOMIC_ACQUIRE);
    if (UNLIKELY(!info)) {
        struct call_info *made = make_info(m);
        if (__atomic_compare_exchange_n(&binding->call_info, &info, made, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE))
            info = made;
        else
            mem_free(made); /* another thread was faster */
    }
    return info;
}

static u64 call_integers(struct thread *t, const struct call_info *info, void *function, void *self,
                         const union slot *arguments) {
    u64 a[MAX_INTEGER_ARGUMENTS];
    for (u32 i = 0; i < info->count; i++) {
        u8 type = info->types[i];
        if (type >= T_OBJECT)
            a[i] = (u64)(uintptr_t)handle_local(t, arguments[i].o);
        else if (type == T_LONG)
            a[i] = arguments[i].w;
        else
            a[i] = (u64)(i64)arguments[i].i;
    }
    JNIEnv *env = env_of_thread(t);
    union {
        void *p;
        u64 (*f0)(JNIEnv *, void *);
        u64 (*f1)(JNIEnv *, void *, u64);
        u64 (*f2)(JNIEnv *, void *, u64, u64);
        u64 (*f3)(JNIEnv *, void *, u64, u64, u64);
        u64 (*f4)(JNIEnv *, void *, u64, u64, u64, u64);
        u64 (*f5)(JNIEnv *, void *, u64, u64, u64, u64, u64);
        u64 (*f6)(JNIEnv *, void *, u64, u64, u64, u64, u64, u64);
    } f = {.p = function};
    u64 result = 0;
    thread_enter_native(t);
    switch (info->count) {
    case 0:
        result = f.f0(env, self);
        break;
    case 1:
        result = f.f1(env, self, a[0]);
        break;
    case 2:
        result = f.f2(env, self, a[0], a[1]);
        break;
    case 3:
        result = f.f3(env, self, a[0], a[1], a[2]);
        break;
    case 4:
        result = f.f4(env, self, a[0], a[1], a[2], a[3]);
        break;
    case 5:
        result = f.f5(env, self, a[0], a[1], a[2], a[3], a[4]);
        break;
    case 6:
        result = f.f6(env, self, a[0], a[1], a[2], a[3], a[4], a[5]);
        break;
    default:
        break;
    }
    thread_leave_safe(t);
    thread_stay_suspended(t);
    return result;
}

static u64 call_ffi(struct thread *t, const struct call_info *info, void *function, void *self,
                    const union slot *arguments) {
    jvalue values[info->count + 1u];
    void *pointers[info->count + 2u];
    JNIEnv *env = env_of_thread(t);
    pointers[0] = &env;
    pointers[1] = &self;
    for (u32 i = 0; i < info->count; i++) {
        jvalue *v = &values[i];
        pointers[i + 2] = v;
        switch ((enum basic_type)info->types[i]) {
        case T_BOOLEAN:
            v->z = (jboolean)arguments[i].i;
            break;
        case T_BYTE:
            v->b = (jbyte)arguments[i].i;
            break;
        case T_CHAR:
            v->c = (jchar)arguments[i].i;
            break;
        case T_SHORT:
            v->s = (jshort)arguments[i].i;
            break;
        case T_INT:
            v->i = arguments[i].i;
            break;
        case T_LONG:
            v->j = arguments[i].j;
            break;
        case T_FLOAT:
            v->f = arguments[i].f;
            break;
        case T_DOUBLE:
            v->d = arguments[i].d;
            break;
        case T_OBJECT:
        case T_ARRAY:
            v->l = native_local(t, arguments[i].o);
            break;
        case T_VOID:
            BUG("void parameter");
        }
    }
    union {
        ffi_arg integer; /* libffi widens integer results to this */
        float f;
        double d;
        u64 w;
    } result = {.w = 0};
    thread_enter_native(t);
    ffi_call((ffi_cif *)&info->cif, FFI_FN(function), &result, pointers);
    thread_leave_safe(t);
    thread_stay_suspended(t);
    if (info->return_type == T_FLOAT) {
        union slot s = {.w = 0};
        s.f = result.f;
        return s.w;
    }
    return result.w;
}

/* The raw register contents as a Java value. */
static u64 narrow(u8 type, u64 raw) {
    switch ((enum basic_type)type) {
    case T_BOOLEAN:
        return (u8)raw != 0;
    case T_BYTE:
        return (u32)(i32)(i8)raw;
    case T_CHAR:
        return (u16)raw;
    case T_SHORT:
        return (u32)(i32)(i16)raw;
    case T_INT:
        return (u32)raw;
    case T_FLOAT:
    case T_DOUBLE:
    case T_LONG:
        return raw;
    case T_OBJECT:
    case T_ARRAY:
        return (u64)(uintptr_t)handle_get((void *)(uintptr_t)raw);
    case T_VOID:
        return 0;
    }
    BUG("basic type");
}

bool native_call(struct thread *t, struct method *m, union slot *slots) {
    struct jni_binding *binding = jni_binding_of(t->vm, m);
    void *function = LIKELY(binding != NULL) ? __atomic_load_n(&binding->function, __ATOMIC_ACQUIRE) : NULL;
    if (UNLIKELY(!function)) { /* the first call, or unregistered */
        function = native_link(t, m);
        if (!function)
            return false;
        binding = jni_binding_of(t->vm, m);
    }
    if (UNLIKELY(__atomic_load_n(&binding->guarded, __ATOMIC_RELAXED)) && !capability_allows(t, m, function, slots))
        return false;
    const struct call_info *info = info_of(m, binding);
    struct handle_block *outer = t->local_handles;
    handle_push_frame(t);
    bool is_static = method_is_static(m);
    void *self = handle_local(t, is_static ? m->holder->mirror : slots[0].o);
    const union slot *arguments = is_static ? slots : slots + 1;
    u64 raw = info->integers_only ? call_integers(t, info, function, self, arguments)
                                  : call_ffi(t, info, function, self, arguments);
    bool ok = t->exception == NULL;
    if (ok && info->return_type != T_VOID)
        slots[0].w = narrow(info->return_type, raw);
    do /* frames that the function pushed and forgot end with it, too */
        handle_pop_frame(t);
    while (t->local_handles && t->local_handles != outer);
    t->jni_unchecked = NULL;
    return ok;
}
