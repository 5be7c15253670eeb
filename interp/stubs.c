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

#include "interp/translate.h"

enum stub {
    STUB_TRANSLATE,
    STUB_NATIVE,
    STUB_FAST,
    STUB_ABSTRACT,
    STUB_CONFLICT,
    STUB_BASIC,
    STUB_DIRECT,
    STUB_VIRTUAL,
    STUB_OBJECT_INIT,
    STUBS
};
static const u16 operations[STUBS] = {
    [STUB_TRANSLATE] = R_stub_translate, [STUB_NATIVE] = R_stub_native,        [STUB_FAST] = R_stub_fast,
    [STUB_ABSTRACT] = R_stub_abstract,   [STUB_CONFLICT] = R_stub_conflict,    [STUB_BASIC] = R_stub_invoke_basic,
    [STUB_DIRECT] = R_stub_link_direct,  [STUB_VIRTUAL] = R_stub_link_virtual, [STUB_OBJECT_INIT] = R_call_object_init,
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
    case MH_LINK_TO_NATIVE: /* without a compiler for it: the first argument is a handle that does the same */
        return STUB_BASIC;
    case MH_LINK_TO_STATIC:
    case MH_LINK_TO_SPECIAL:
        return STUB_DIRECT;
    case MH_LINK_TO_VIRTUAL:
    case MH_LINK_TO_INTERFACE:
        return STUB_VIRTUAL;
    case MH_NONE:
        break;
    }
    if (m->flags & METHOD_CONFLICT)
        return STUB_CONFLICT;
    if (method_is_native(m) || m->binding == BINDING_VM)
        return STUB_NATIVE;
    if (method_is_abstract(m) || !m->member || !m->member->code)
        return STUB_ABSTRACT;
    if (m->binding == BINDING_FAST)
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
