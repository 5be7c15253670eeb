/* SPDX-License-Identifier: MIT
 *
 * interp.h - the engine that runs register code by an interpreter.
 */
#ifndef INTERP_INTERP_H
#define INTERP_INTERP_H

#include "runtime/engine.h"

extern const struct engine_ops interp_engine;

/* -Xlog:bytecode: a line for each instruction before it runs. */
void interp_log_instructions(struct vm *vm);

#endif
