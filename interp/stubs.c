/* SPDX-License-Identifier: MIT
 *
 * stubs.c - how methods are entered before, or instead of, register code of their own.
 *
 * method->code always points to code. At first it is one of the one-word stubs here: translate (and continue), call a
 * native, throw AbstractMethodError, or jump on for the method-handle intrinsics, whose frame the target takes over.
 *
 * The stubs lie in the boot loader's metadata, not in the library: so no method's code and no frame's pc is an address
 * of the library, which another process has elsewhere.
 */
#include "interp/interp_internal.h"

#include "interp/dump.h"
#include "interp/translate.h"
#include "runtime/monitor.h"
#include "runtime/timeline.h"

enum stub {
    STUB_TRANSLATE,
    STUB_NATIVE,
    STUB_FAST,
    STUB_ABSTRACT,
    STUB_CONFLICT,
    STUB_BASIC,
    STUB_DIRECT,
    STUB_VIRTUAL,
    STUB_LINK_NATIVE,
    STUB_OBJECT_INIT,
    STUBS
};
static const u16 operations[STUBS] = {
    [STUB_TRANSLATE] = R_stub_translate,
    [STUB_NATIVE] = R_stub_native,
    [STUB_FAST] = R_stub_fast,
    [STUB_ABSTRACT] = R_stub_abstract,
    [STUB_CONFLICT] = R_stub_conflict,
    [STUB_BASIC] = R_stub_invoke_basic,
    [STUB_DIRECT] = R_stub_link_direct,
    [STUB_VIRTUAL] = R_stub_link_virtual,
    [STUB_LINK_NATIVE] = R_stub_link_native,
    [STUB_OBJECT_INIT] = R_call_object_init,
};

/* vm->engine_state. Behind the operation of two words lies a return, for STUB_OBJECT_INIT, which goes on. */
struct stubs {
    union code_word entries[STUBS][3];
    union code_word exit[3]; /* pc of entry records: a return goes on two words behind it */
};

void interp_start(struct vm *vm) {
    struct stubs *stubs = arena_alloc(&vm->boot_loader->arena, sizeof *stubs);
    for (u32 i = 0; i < STUBS; i++) {
        stubs->entries[i][0].insn = (struct insn){operations[i], 0, 0, 0};
        stubs->entries[i][2].insn = (struct insn){R_return_void, 0, 0, 0};
    }
    stubs->exit[2].insn = (struct insn){R_exit, 0, 0, 0};
    vm->engine_state = stubs;
}

const union code_word *interp_exit_code(const struct vm *vm) {
    const struct stubs *stubs = vm->engine_state;
    return stubs->exit;
}

static enum stub stub_of(const struct method *m) {
    switch ((enum mh_intrinsic)m->mh_intrinsic) {
    case MH_INVOKE_BASIC:
        return STUB_BASIC;
    case MH_LINK_TO_STATIC:
    case MH_LINK_TO_SPECIAL:
        return STUB_DIRECT;
    case MH_LINK_TO_VIRTUAL:
    case MH_LINK_TO_INTERFACE:
        return STUB_VIRTUAL;
    case MH_LINK_TO_NATIVE:
        return STUB_LINK_NATIVE;
    case MH_NONE:
        break;
    }
    if (m->flags & METHOD_CONFLICT)
        return STUB_CONFLICT;
    if (method_is_native(m) || m->vm_native)
        return STUB_NATIVE;
    if (method_is_abstract(m) || !m->member || !m->member->code)
        return STUB_ABSTRACT;
    if (m->fast_path)
        return STUB_FAST; /* stays the entry after translation */
    return m->flags & METHOD_OBJECT_INIT ? STUB_OBJECT_INIT : STUB_TRANSLATE;
}

void interp_prepare_method(struct vm *vm, struct method *m) {
    const struct stubs *stubs = vm->engine_state;
    enum stub stub = stub_of(m);
    u32 size = stub == STUB_TRANSLATE || stub == STUB_FAST ? translate_frame_size(m->member) : m->arguments;
    m->frame_size = (u16)MIN_OF(MAX_OF(size, 1u), 65535u); /* larger ones are refused by the translator */
    __atomic_store_n(&m->code, stubs->entries[stub], __ATOMIC_RELEASE);
}

static void log_translation(struct thread *t, struct method *m) {
    char *name = method_external_name(m);
    struct buf text = {0};
    dump_register_code(&text, m->register_code, m->holder->file, m->member);
    log_write(&t->vm->log, LOG_CH_translate, LOG_INFO, "%s\n%s", name, buf_cstr(&text));
    buf_free(&text);
    mem_free(name);
}

static unsigned translate_options(const struct vm *vm) {
    const struct vm_options *o = &vm->options;
    return (o->no_accumulator ? TRANSLATE_NO_ACCUMULATOR : 0) | (o->no_inversion ? TRANSLATE_NO_INVERSION : 0) |
           (o->no_superoperators ? TRANSLATE_NO_SUPEROPERATORS : 0) |
           (o->no_copy_propagation ? TRANSLATE_NO_COPY_PROPAGATION : 0);
}

bool interp_translate(struct thread *t, struct method *m) {
    struct loader *l = m->holder->loader;
    struct translate_error error = {NULL, 0};
    bool made = false;
    struct span span = timeline_begin(t);
    pthread_mutex_lock(&l->lock); /* guards the arena; nothing below can block or throw */
    if (!m->register_code) {
        struct register_code *code =
            translate_method(&l->arena, m->holder->file, m->member, translate_options(t->vm), &error);
        if (code) {
            __atomic_store_n(&m->register_code, code, __ATOMIC_RELEASE);
            if (!m->fast_path)
                __atomic_store_n(&m->code, code->words, __ATOMIC_RELEASE);
            made = true;
        }
    }
    pthread_mutex_unlock(&l->lock);
    timeline_end_method(t, &span, SPAN_TRANSLATE, m);
    if (error.reason) {
        char *class_name = class_external_name(m->holder);
        throw_by_name(t, "java/lang/VerifyError", "(class: %s, method: %.*s signature: %.*s) %s at bytecode index %u",
                      class_name, (int)m->name->length, m->name->text, (int)m->descriptor->length, m->descriptor->text,
                      error.reason, error.bci);
        mem_free(class_name);
        return false;
    }
    if (made)
        interp_find_leaf(t, m);
    if (made && LOG_ON(&t->vm->log, translate, LOG_INFO))
        log_translation(t, m);
    return true;
}

bool interp_native(struct thread *t, struct method *m, union slot *fp) {
    bool ok = true;
    struct object *lock = NULL;
    if (m->access_flags & ACC_SYNCHRONIZED) {
        lock = method_is_static(m) ? m->holder->mirror : fp[0].o;
        if (!monitor_enter(t, lock))
            return false;
    }
    native_entry_fn entry = __atomic_load_n(&m->native_entry, __ATOMIC_ACQUIRE);
    if (entry)
        ok = entry(t, m, fp);
    else
        ok = t->vm->hooks.native_link(t, m, fp); /* first call: finds the function and sets native_entry */
    if (lock) {
        struct object *exception = t->exception ? exception_take(t) : NULL;
        if (monitor_exit(t, lock) && exception)
            t->exception = exception;
    }
    return ok && !t->exception;
}

/* HotSpot's text: "Conflicting default methods: A.m B.m". */
static void throw_conflict(struct thread *t, struct method *m, struct class *k) {
    struct buf text = {0};
    buf_str(&text, "Conflicting default methods:");
    for (u32 i = 0; i < k->all_interfaces_count; i++) {
        struct class *interface = k->all_interfaces[i];
        struct method *candidate = class_declared_method(interface, m->name, m->descriptor);
        bool maximal = candidate && !(candidate->access_flags & (ACC_STATIC | ACC_PRIVATE | ACC_ABSTRACT));
        for (u32 j = 0; maximal && j < k->all_interfaces_count; j++)
            maximal = j == i || !class_declared_method(k->all_interfaces[j], m->name, m->descriptor) ||
                      !class_is_subtype(k->all_interfaces[j], interface);
        if (maximal)
            buf_printf(&text, " %.*s.%.*s", (int)interface->name->length, interface->name->text, (int)m->name->length,
                       m->name->text);
    }
    throw_by_name(t, "java/lang/IncompatibleClassChangeError", "%s", buf_cstr(&text));
    buf_free(&text);
}

/* An interface method that no default implements, in a class that has got defaults to choose from: the error names the
 * class where the choice failed. False = none among its supertypes. */
static bool throw_no_default(struct thread *t, const struct method *m, const struct class *receiver) {
    u32 index = (u32)m->vtable_index;
    while (receiver->super && index < receiver->super->vtable_length && receiver->super->vtable[index] == m)
        receiver = receiver->super;
    if (!(receiver->flags & (CLASS_HAS_DEFAULTS | CLASS_HAS_INHERITED_DEFAULTS)))
        return false;
    throw_by_name(t, "java/lang/AbstractMethodError", "Method %s.%s%s is abstract", receiver->name->text, m->name->text,
                  m->descriptor->text);
    return true;
}

void interp_throw_no_method(struct thread *t, struct method *m, union slot *args) {
    struct class *receiver = method_is_static(m) || !args[0].o ? m->holder : object_class(args[0].o);
    if (m->mh_intrinsic == MH_LINK_TO_NATIVE)
        throw_by_name(t, "java/lang/UnsupportedOperationException", "linkToNative: no foreign linker");
    else if (m->flags & METHOD_CONFLICT)
        throw_conflict(t, m, receiver);
    else if ((m->flags & METHOD_MIRANDA) && throw_no_default(t, m, receiver))
        return;
    else
        throw_abstract_method(t, receiver, m);
}

struct method *interp_select_interface(struct thread *t, struct class *k, struct method *m, enum interface_call how) {
    struct method **methods = class_itable(k, m->holder);
    if (!methods) {
        char *class_name = class_external_name(k), *interface = class_external_name(m->holder);
        throw_by_name(t, "java/lang/IncompatibleClassChangeError",
                      "Class %s does not implement the requested interface %s", class_name, interface);
        mem_free(class_name);
        mem_free(interface);
        return NULL;
    }
    struct method *selected = methods[m->itable_index];
    if (!selected && how == CALL_BY_HANDLE)
        throw_by_name(t, "java/lang/AbstractMethodError", NULL);
    else if (!selected)
        throw_abstract_method(t, k, m);
    else if (selected->access_flags & ACC_PUBLIC)
        return selected;
    else if (how == CALL_FIRST)
        throw_not_public(t, k, selected);
    else
        throw_by_name(t, "java/lang/IllegalAccessError", NULL);
    return NULL;
}

/* ---- method handles (docs/OPENJDK.md#method-handle-intrinsics) ---- */

static struct method *member_target(const struct vm *vm, const struct object *member) {
    const struct object *resolved = object_get_ref(member, KF(vm, MemberName_method));
    return resolved ? (struct method *)(uintptr_t)FIELD(resolved, KF(vm, ResolvedMethodName_vmtarget), u64) : NULL;
}

struct method *interp_basic_target(const struct vm *vm, const struct object *handle) {
    const struct object *form = object_get_ref(handle, KF(vm, MethodHandle_form));
    return member_target(vm, object_get_ref_acquire(form, KF(vm, LambdaForm_vmentry)));
}

struct method *interp_link_target(struct thread *t, const struct method *m, const union slot *args) {
    struct object *member = args[m->arguments - 1].o;
    struct method *target = member ? member_target(t->vm, member) : NULL;
    if (!target || (m->mh_intrinsic != MH_LINK_TO_STATIC && !args[0].o)) {
        throw_null_pointer(t);
        return NULL;
    }
    if (m->mh_intrinsic == MH_LINK_TO_STATIC || m->mh_intrinsic == MH_LINK_TO_SPECIAL)
        return target;
    struct class *k = object_class(args[0].o);
    if (class_is_interface(target->holder) && target->itable_index >= 0) {
        struct method *entry = m->mh_intrinsic == MH_LINK_TO_VIRTUAL ? class_vtable_entry(k, target) : NULL;
        return entry ? entry : interp_select_interface(t, k, target, CALL_BY_HANDLE);
    }
    return target->vtable_index >= 0 ? k->vtable[target->vtable_index] : target;
}
