/* SPDX-License-Identifier: MIT
 *
 * translate_internal.h - the translator's state: instructions emitted so far and the simulated operand stack.
 *
 * Translation is abstract interpretation of the operand stack. An entry says where a value is: in its home register
 * (locals + its depth), still in a local variable or in another entry's home (copies cost nothing until needed), or a
 * constant. At block boundaries every value is moved home.
 */
#ifndef INTERP_TRANSLATE_INTERNAL_H
#define INTERP_TRANSLATE_INTERNAL_H

#include <setjmp.h>
#include "classfile/opcode.h"
#include "interp/rops.h"
#include "interp/translate.h"

#define NOWHERE 0xffffffffu

enum entry_kind {
    ENTRY_REGISTER,
    ENTRY_INT,  /* 32-bit constant: int, float bits, null */
    ENTRY_WIDE, /* 64-bit constant */
};

struct entry {
    u8 kind;
    u8 category; /* 1 or 2 (JVMS 2.11.1) */
    u16 reg;
    u32 address_of; /* 1 + the subroutine whose return address this is (jsr), 0 = none */
    i64 value;
};

/* A place that gets the distance to a bytecode's code once that is known. */
struct fix {
    u32 at;     /* word index of the instruction, which distances count from */
    u32 where;  /* 32-bit half of the code to patch; for FIX_16, FIX_32 unused */
    u32 target; /* bytecode index */
    enum { FIX_16, FIX_32, FIX_TABLE } kind;
};

enum bci_flag { BCI_INSN = 1, BCI_LEADER = 2, BCI_BACK_TARGET = 4 };

/* What starts at a bytecode index. */
struct place {
    u32 pc;         /* its code, or NOWHERE */
    u32 depth;      /* 1 + entries on the stack, 0 = not reached; leaders only, as is the next */
    u32 categories; /* where in the pool those of the entries are */
};

/* A subroutine is what jsr calls; the method's body is number 0. Its return address is the number of the call, and ret
 * a switch over the calls. */
struct subroutine {
    u32 target;
    u32 local;             /* variable that the return address was last stored into, or NOWHERE */
    u32 first, last;       /* its calls, in ascending order, or NOWHERE */
    u32 depth, categories; /* where it returns, as in struct place */
};

struct subroutine_call {
    u32 caller, callee, return_bci;
    u32 next; /* call of the same subroutine, or NOWHERE */
};

/* A goto that stands for a ret, until all calls are known. */
struct subroutine_return {
    u32 at, bci, callee, reg;
};

#define VECTOR(type)                                                                                                   \
    struct {                                                                                                           \
        type *items;                                                                                                   \
        u32 count, capacity;                                                                                           \
    }

struct translator {
    const struct classfile *cf;
    const struct member *m;
    const struct code_attribute *code;
    jmp_buf failed;
    unsigned options; /* enum translate_option */
    struct translate_error *error;

    u32 locals; /* registers below are local variables; entry i's home is locals + i */
    u32 max_stack, scratch, lock, registers;
    u32 arguments;
    u16 *local_register;
    char return_type;
    bool synchronized, has_jsr;
    bool large;        /* branches may not reach with 16 bits */
    bool optimistic;   /* blocks reached only from below are assumed to start with an empty stack */
    bool assumed;      /* ... and one was */
    bool out_of_reach; /* a 16-bit distance did not fit */

    u8 *flags;            /* by bytecode index: enum bci_flag */
    struct place *places; /* by bytecode index */
    u32 *owners;          /* by bytecode index: the subroutine entered last; with jsr only */
    u32 *next_translated; /* by bytecode index: this or the next one that has code; likewise */
    VECTOR(union code_word) words;
    VECTOR(struct code_bci) map;
    VECTOR(struct fix) fixes;
    VECTOR(u32) reached;    /* leaders */
    VECTOR(u32) categories; /* of entries on the stack, with what their address_of is above bit 1 */
    VECTOR(struct subroutine) subroutines;
    VECTOR(struct subroutine_call) calls;
    VECTOR(struct subroutine_return) returns;

    struct entry *stack;
    u32 depth;     /* entries */
    bool crossed;  /* an entry may lie in another's home (after dup, swap) */
    u32 bci;       /* of the instruction being translated */
    u32 owner;     /* the subroutine being translated */
    u32 last_def;  /* the instruction before, if it is in this block and leaves its result in a home register */
    u32 last_insn; /* the instruction before, if in this block */
    bool dead;
};

NORETURN void translate_fail(struct translator *tr, const char *reason);
void *translate_grow(struct translator *tr, void *items, u32 *capacity, size_t size);
#define VECTOR_ADD(tr, v)                                                                                              \
    (((v).count == (v).capacity                                                                                        \
          ? (void)((v).items = translate_grow((tr), (v).items, &(v).capacity, sizeof *(v).items))                      \
          : (void)0),                                                                                                  \
     &(v).items[(v).count++])

static inline u16 home(const struct translator *tr, u32 i) {
    return (u16)(tr->locals + i);
}

/* Emits one instruction, choosing accumulator variants; returns its word index. */
u32 emit(struct translator *tr, u32 op, u32 a, u32 b, u32 c);
u32 emit_extended(struct translator *tr, u32 op, u32 a, u32 b, u32 c, u64 extension);
/* Exactly this instruction. */
u32 emit_exact(struct translator *tr, union code_word word);
void emit_word(struct translator *tr, u64 w);
void emit_constant(struct translator *tr, u32 reg, const struct entry *e);

/* Fails unless n entries are on the stack. */
void stack_need(struct translator *tr, u32 n);
void stack_push(struct translator *tr, u32 kind, u32 category, u32 reg, i64 value);
void stack_push_home(struct translator *tr, u32 category);
/* Moves entries [from, to) home; and, whichever, those that lie in another entry's home or in register `reg`. */
void stack_place(struct translator *tr, u32 from, u32 to, u32 reg);
/* Constant -> register. */
void stack_load(struct translator *tr, u32 i);
/* Makes home i writable as the result of an operation on the entries from i on. */
void stack_free_home(struct translator *tr, u32 i);
/* Pops into local variable register `local`. */
void stack_store(struct translator *tr, u32 local);

/* ---- blocks and branches (translate_branch.c) ---- */

/* Families of conditions: comparison of ints, with an immediate; of 64 bits, with an immediate; of floats; of
 * doubles. */
enum { FAMILY_I, FAMILY_II, FAMILY_W, FAMILY_WI, FAMILY_F, FAMILY_D, FAMILIES };

/* The stack with which the block at bci begins. */
void block_record(struct translator *tr, u32 bci);
/* Makes that the current one. */
void block_restore_stack(struct translator *tr, u32 depth, u32 categories);
/* The current stack flows to bci, which is a leader. */
void block_reach(struct translator *tr, u32 bci);
void stack_flush(struct translator *tr); /* everything home */
void fix_add(struct translator *tr, u32 at, u32 where, u32 target, int kind);
void branch_goto(struct translator *tr, u32 target);
u32 branch_target(struct translator *tr, i64 target);         /* checks it */
u32 branch_target2(struct translator *tr, const u8 *operand); /* of a 16-bit, 32-bit operand */
u32 branch_target4(struct translator *tr, const u8 *operand);
/* Pops two values (zero: one), compares them and branches; cc as in ifeq, ifne, iflt, ifge, ifgt, ifle. */
void branch_compare(struct translator *tr, u32 family, u32 cc, u32 target);
void branch_compare_zero(struct translator *tr, u32 family, u32 cc, u32 target);
void branch_compare_float(struct translator *tr, u32 family, bool nan_is_greater, u32 cc, u32 target);
/* A backward goto to a short condition that leaves the loop: repeats the condition, inverted. False: not possible. */
bool branch_invert_loop(struct translator *tr, u32 target, u32 next_bci);

/* ---- jsr and ret (translate_jsr.c) ---- */

u32 jsr_add_subroutine(struct translator *tr, u32 target);
void jsr_call(struct translator *tr, u32 target, u32 return_bci);
void jsr_return(struct translator *tr, u32 local);
/* Once everything is translated: the switches. */
void jsr_link(struct translator *tr);

/* ---- instructions (translate_insn.c) ---- */

/* Length of the instruction at bci, which the first scan has checked. */
static inline u32 instruction_length(const struct translator *tr, u32 bci) {
    u32 length = opcode_infos[tr->code->code[bci]].length;
    return LIKELY(length != 0) ? length : opcode_length(tr->code->code, tr->code->code_length, bci);
}

/* Translates the instruction at tr->bci; returns how many bytes that consumed. */
u32 translate_instruction(struct translator *tr);
u32 local_variable(struct translator *tr, u32 local, u32 category); /* its register; checks the index */

#endif
