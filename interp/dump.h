/* SPDX-License-Identifier: MIT
 *
 * dump.h - register code as text, for -Xlog:translate and minijavap --registers.
 */
#ifndef INTERP_DUMP_H
#define INTERP_DUMP_H

#include "base/buf.h"
#include "classfile/classfile.h"
#include "runtime/code.h"

/* Appends one line an instruction: word index, bytecode index, "t1 = b * b", and the raw operation with its fields.
 * Locals have their names where the method has a LocalVariableTable. */
void dump_register_code(struct buf *out, const struct register_code *code, const struct classfile *cf,
                        const struct member *m);

#endif
