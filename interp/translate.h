/* SPDX-License-Identifier: MIT
 *
 * translate.h - from bytecode to register code.
 *
 * Pure: needs a parsed class file only, resolves nothing, runs no Java code, so that the dump tool can use it too. What
 * the constant pool decides is left to operations that rewrite themselves when they first run.
 */
#ifndef INTERP_TRANSLATE_H
#define INTERP_TRANSLATE_H

#include "base/mem.h"
#include "classfile/classfile.h"
#include "runtime/code.h"

struct translate_error {
    const char *reason; /* constant text */
    u32 bci;
};

/* What to leave out, to find out whether it is at fault: the code does the same without. */
enum translate_option {
    TRANSLATE_NO_ACCUMULATOR = 1,      /* variants that pass a value to the next instruction */
    TRANSLATE_NO_INVERSION = 2,        /* loop conditions repeated at the end of the loop */
    TRANSLATE_NO_SUPEROPERATORS = 4,   /* immediates, compare and branch, mov2, loop_lt */
    TRANSLATE_NO_COPY_PROPAGATION = 8, /* operands read from local variables where they are */
};

/* Register code of a method with a Code attribute, allocated in `a`. NULL with *error filled when the bytecode is
 * malformed (bad opcode, operand stack underflow, branch into an instruction ...): no input leads to an access out of
 * bounds. Types are not checked: that is the verifier's work. */
struct register_code *translate_method(struct arena *a, const struct classfile *cf, const struct member *m,
                                       unsigned options, struct translate_error *error);

/* Frame size in slots of the register code that translate_method would make: known without translating. */
u32 translate_frame_size(const struct member *m);

/* Parameters of a method descriptor, bounded by length. Returns their count and sets *wide's bit i (i < 256) when
 * parameter i is long or double; -1 when malformed. A call may have more than 255: no method is found for it then. */
int translate_parameters(const char *descriptor, size_t length, u64 wide[4], char *return_type);

/* Register of each local variable word (max_locals entries): arguments take one register each and come first. 0xffff:
 * not used. */
bool translate_local_registers(const struct classfile *cf, const struct member *m, u16 *registers);

#endif
