/* SPDX-License-Identifier: MIT
 *
 * code.h - register code as data: the instruction word and a method's translated code.
 *
 * Only the shape is here, because stack walking (runtime/) and execution (interp/) both need it. Operations are listed
 * in interp/rops.def, made by interp/translate.c, run by interp/interp.c.
 */
#ifndef RUNTIME_CODE_H
#define RUNTIME_CODE_H

#include "gc/object.h"

struct insn {
    u16 op, a, b, c;
};

/* One 64-bit word of register code: an instruction, or its extension word. */
union code_word {
    struct insn insn;
    u64 w;
    i64 j;
    double d;
    float f;
    void *p;
};
static_assert(sizeof(union code_word) == 8, "a code word is 64 bits");

/* Start of the code that came from bytecode index `bci`; sorted by pc. */
struct code_bci {
    u32 pc; /* word index */
    u32 bci;
};

struct compiled;

/* A method's register code. Owned by the method's loader arena. */
struct register_code {
    u32 length; /* words */
    u32 bci_count;
    struct code_bci *bci_map;
    u16 registers; /* frame size in slots: arguments, locals, operand homes, scratch */
    u16 arguments;
    u16 lock_register; /* synchronized methods: holds the locked object */
    bool excluded;     /* not to be compiled; under the compiler's lock */
    u32 cooled;        /* the method's hotness when its machine code was discarded, for which it has to get hot again */
    u32 handlers_count; /* exception table, translated */
    struct code_handler *handlers;
    union code_word *words;
    struct compiled *compiled; /* its machine code (jit/), or NULL; stored with release */
};

struct code_handler {
    u32 start_bci, end_bci; /* as in the class file: the unwinder searches by bytecode index */
    u32 handler_pc;         /* word index */
    u16 catch_type;         /* constant pool index, 0 = any */
    u16 register_;          /* where the exception goes */
};

/* False: pc is in an entry stub, or there is no code yet (NULL). */
static inline bool code_contains(const struct register_code *code, const union code_word *pc) {
    return code && pc >= code->words && pc < code->words + code->length;
}

/* Bytecode index of the instruction at pc; 0 when that is in an entry stub or the method has no map. */
static inline u32 code_bci_at(const struct register_code *code, const union code_word *pc) {
    if (!code_contains(code, pc) || !code->bci_count)
        return 0;
    u32 at = (u32)(pc - code->words), low = 0, high = code->bci_count;
    while (high - low > 1) {
        u32 mid = (low + high) / 2;
        if (code->bci_map[mid].pc <= at)
            low = mid;
        else
            high = mid;
    }
    return code->bci_map[low].bci;
}

#endif
