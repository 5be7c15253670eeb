/* SPDX-License-Identifier: MIT
 *
 * jit.h - the engine that compiles hot methods to machine code. In all else it is the interpreter.
 */
#ifndef JIT_JIT_H
#define JIT_JIT_H

#include "runtime/engine.h"
#include "runtime/options.h"

/* The engine for this mode; the interpreter's for EXECUTION_INTERPRETED, and where there is no compiler for the
 * processor. */
const struct engine_ops *jit_engine(enum execution mode);
/* Makes -Xlog:jit+exits count, and list what it has counted when the VM ends. */
void jit_log_exits(struct vm *vm);
/* With -XX:PrintNative=CLASS,...: prints these classes' methods when the VM has booted, and ends the program. */
void jit_print_native(struct vm *vm);
/* With -XX:+DumpPerfMapAtExit: makes /tmp/perf-PID.map when the VM ends. */
void jit_write_perf_map(struct vm *vm);

#endif
