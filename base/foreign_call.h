/* SPDX-License-Identifier: MIT
 *
 * foreign_call.h - calls between Java and C by registers: somebody else has laid out which argument lies where, as
 * jdk.incubator.foreign does. (Natives of JNI are called by types, through libffi.)
 *
 * For x86-64 (System V) and aarch64 (AAPCS64). Elsewhere FOREIGN_CALLS is 0 and there are none of these functions.
 */
#ifndef BASE_FOREIGN_CALL_H
#define BASE_FOREIGN_CALL_H

#include "base/base.h"

#if defined(__x86_64__)
#define FOREIGN_CALLS 1
enum { FOREIGN_INTEGERS = 7, FOREIGN_VECTORS = 8, FOREIGN_INTEGER_RESULTS = 2, FOREIGN_VECTOR_RESULTS = 2 };
#elif defined(__aarch64__)
#define FOREIGN_CALLS 1
enum { FOREIGN_INTEGERS = 9, FOREIGN_VECTORS = 8, FOREIGN_INTEGER_RESULTS = 2, FOREIGN_VECTOR_RESULTS = 4 };
#else
#define FOREIGN_CALLS 0
enum { FOREIGN_INTEGERS = 1, FOREIGN_VECTORS = 1, FOREIGN_INTEGER_RESULTS = 1, FOREIGN_VECTOR_RESULTS = 1 };
#endif

/* The numbers, in machine code, of the registers below: of the integer ones in their order here; vector registers are
 * numbered from 0. */
extern const u8 foreign_integer_registers[FOREIGN_INTEGERS], foreign_result_registers[FOREIGN_INTEGER_RESULTS];

/* All registers that can hold arguments or results. Machine code knows the layout, which is the library's own. */
struct foreign_registers {
    const void *target;                           /* of a call from Java: the C function */
    u64 stack_size;                               /* of a call from Java: bytes of arguments in memory */
    const void *stack;                            /* these */
    u64 integers[FOREIGN_INTEGERS];               /* x86-64: rdi rsi rdx rcx r8 r9 rax; aarch64: x0-x7 x8 */
    u64 vectors[FOREIGN_VECTORS][2];              /* xmm0-7; v0-7 */
    u64 integer_results[FOREIGN_INTEGER_RESULTS]; /* rax rdx; x0 x1 */
    u64 vector_results[FOREIGN_VECTOR_RESULTS][2];
    u64 others[4]; /* x86-64: of the x87, which no type of the library comes back in; not touched */
};

/* Calls r->target; fills the results. */
void foreign_call(struct foreign_registers *r);

/* A function made for C code to call. */
struct foreign_callback {
    /* Gets the arguments, and sets the results. First in the structure: machine code calls it. */
    void (*handler)(struct foreign_callback *callback, struct foreign_registers *r);
};
enum { FOREIGN_CALLBACK_CODE = 32 }; /* bytes of machine code of a callback */
/* Writes the machine code that calls callback->handler. It may run anywhere. */
void foreign_callback_write(u8 *code, const struct foreign_callback *callback);

#endif
