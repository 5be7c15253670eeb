/* SPDX-License-Identifier: MIT
 *
 * timeline.h - what the VM itself spends its time on: loading, linking, verifying, initializing, binding, translating.
 *
 * Off, a span costs two tests of a pointer. With -Xlog:startuptime the VM's end prints count and own time of each kind;
 * with -XX:TimelineFile=FILE every span goes to FILE as Chrome trace events (chrome://tracing, ui.perfetto.dev).
 *
 *     struct span span = timeline_begin(t);
 *     ...
 *     timeline_end(t, &span, SPAN_LINK, k->name->text);
 */
#ifndef RUNTIME_TIMELINE_H
#define RUNTIME_TIMELINE_H

#include "base/os.h"
#include "runtime/vm.h"

enum span_kind { SPAN_BOOT, SPAN_LOAD, SPAN_LINK, SPAN_VERIFY, SPAN_INIT, SPAN_BIND, SPAN_TRANSLATE, SPANS };

struct span {
    u64 start; /* 0: off */
    u64 inner; /* the thread's time in inner spans of the enclosing one so far */
};

/* Before threads run; file may be NULL (totals only). False: it can't be written (errno). */
bool timeline_open(struct vm *vm, const char *file);
/* Prints the totals and completes the file. */
void timeline_close(struct vm *vm);

static inline struct span timeline_begin(struct thread *t) {
    struct span span = {0, 0};
    if (UNLIKELY(t->vm->timeline != NULL)) {
        span = (struct span){os_nanotime(), t->timeline_inner};
        t->timeline_inner = 0;
    }
    return span;
}
void timeline_record(struct thread *t, const struct span *span, enum span_kind kind, const char *class_name,
                     const char *name);
/* name: of a class, or of a boot step. */
static inline void timeline_end(struct thread *t, const struct span *span, enum span_kind kind, const char *name) {
    if (UNLIKELY(span->start != 0))
        timeline_record(t, span, kind, name, NULL);
}
static inline void timeline_end_method(struct thread *t, const struct span *span, enum span_kind kind,
                                       const struct method *m) {
    if (UNLIKELY(span->start != 0))
        timeline_record(t, span, kind, m->holder->name->text, m->name->text);
}

#endif
