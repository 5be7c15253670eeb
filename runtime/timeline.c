/* SPDX-License-Identifier: MIT
 *
 * timeline.c - spans of the VM's own work: totals, and a file of Chrome trace events.
 *
 * Spans of a thread nest. Each adds its length to the thread's timeline_inner, so that the enclosing one knows how much
 * of its own length was theirs. Events are written when a span ends, in the order of ends, which the format allows.
 */
#include "runtime/timeline.h"

#include <errno.h>
#include "base/mem.h"

static const char *const kind_names[SPANS] = {"boot", "load", "link", "verify", "initialize", "bind", "translate"};

struct timeline {
    pthread_mutex_t lock;
    FILE *file; /* or NULL */
    u64 events;
    u64 count[SPANS], own_ns[SPANS];
};

bool timeline_open(struct vm *vm, const char *file) {
    FILE *f = NULL;
    if (file && !(f = fopen(file, "we")))
        return false;
    struct timeline *line = mem_zalloc(sizeof *line);
    pthread_mutex_init(&line->lock, NULL);
    line->file = f;
    if (f)
        fputs("[", f);
    vm->timeline = line;
    return true;
}

/* Names of classes and methods may hold anything but NUL. */
static void put_json(FILE *f, const char *s) {
    for (; *s; s++) {
        if (*s == '"' || *s == '\\')
            fprintf(f, "\\%c", *s);
        else if ((unsigned char)*s < 0x20)
            fprintf(f, "\\u%04x", (unsigned char)*s);
        else
            fputc(*s, f);
    }
}

void timeline_record(struct thread *t, const struct span *span, enum span_kind kind, const char *class_name,
                     const char *name) {
    struct timeline *line = t->vm->timeline;
    u64 length = os_nanotime() - span->start;
    u64 own = length - MIN_OF(t->timeline_inner, length);
    t->timeline_inner = span->inner + length;
    pthread_mutex_lock(&line->lock);
    line->count[kind]++;
    line->own_ns[kind] += own;
    if (line->file) {
        fprintf(line->file,
                "%s\n{\"ph\":\"X\",\"pid\":1,\"tid\":%u,\"ts\":%.3f,\"dur\":%.3f,\"cat\":\"%s\","
                "\"name\":\"%s ",
                line->events++ ? "," : "", t->thread_id, (double)(span->start - t->vm->log.start_ns) / 1e3,
                (double)length / 1e3, kind_names[kind], kind_names[kind]);
        put_json(line->file, class_name);
        if (name) {
            fputc('.', line->file);
            put_json(line->file, name);
        }
        fputs("\"}", line->file);
    }
    pthread_mutex_unlock(&line->lock);
}

void timeline_close(struct vm *vm) {
    struct timeline *line = vm->timeline;
    if (!line)
        return;
    pthread_mutex_lock(&line->lock);
    for (u32 i = 0; i < SPANS; i++)
        LOG(&vm->log, startup, LOG_INFO, "%-10s %6llu times, %8.3f ms of its own", kind_names[i],
            (unsigned long long)line->count[i], (double)line->own_ns[i] / 1e6);
    if (line->file) {
        fputs("\n]\n", line->file);
        fclose(line->file);
        line->file = NULL;
    }
    pthread_mutex_unlock(&line->lock);
}
