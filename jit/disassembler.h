/* SPDX-License-Identifier: MIT
 *
 * disassembler.h - machine code as text. The library that does it is opened when it is needed: the VM starts without it.
 */
#ifndef JIT_DISASSEMBLER_H
#define JIT_DISASSEMBLER_H

#include "base/base.h"

struct disassembler;
struct disassembled {
    char mnemonic[32], operands[160];
    u32 length; /* bytes */
    u64 target; /* of a branch or call to a known address, else 0 */
};

/* NULL: there is none; disassembler_missing says why. */
struct disassembler *disassembler_open(void);
const char *disassembler_missing(void);
void disassembler_close(struct disassembler *d); /* NULL allowed */
/* The instruction at `bytes`, of which `size` are there, and which runs at `address`. False: it is none. */
bool disassembler_next(struct disassembler *d, const u8 *bytes, size_t size, u64 address, struct disassembled *i);

#endif
