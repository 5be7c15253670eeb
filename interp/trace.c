/* SPDX-License-Identifier: MIT
 *
 * trace.c - the loop's instance for -Xlog:bytecode, which logs every instruction before it runs.
 */
#include "interp/interp_internal.h"

#include "interp/arith.h"
#include "interp/dispatch.h"
#include "interp/operands.h"

#define LOOP       interp_run_traced
#define LEAF_CALLS 0 /* so that their instructions are seen */
#define TRACE_STEP interp_trace(t, ci, pc)
#include "interp/loop.inc"

void interp_trace(struct thread *t, const struct frame *frame, const union code_word *pc) {
    const struct method *m = frame->method;
    const struct register_code *code = m ? m->register_code : NULL;
    struct insn i = pc->insn;
    char *name = m ? method_external_name(m) : mem_strdup("(C)");
    log_write(&t->vm->log, LOG_CH_bytecode, LOG_INFO, "%u %s %d: %s %u %u %u", t->thread_id, name,
              code_contains(code, pc) ? (int)code_bci_at(code, pc) : -1, rop_infos[i.op].name, i.a, i.b, i.c);
    mem_free(name);
}
