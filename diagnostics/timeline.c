/* SPDX-License-Identifier: MIT
 *
 * timeline.c - spans of the VM's own work: totals, and a file of Chrome trace events.
 *
 * Spans of a thread nest: t->timeline_spans is the stack of those that have begun. Each adds its length to the inner
 * time of the one around it, which so knows how much of its own length was theirs. Spans are written when they end, in
 * the order of ends, which the format allows.
 */
#include "diagnostics/timeline.h"

#include "base/mem.h"
#include "base/os.h"
#include "runtime/class.h"
#include "runtime/event.h"

enum span_kind { SPAN_BOOT, SPAN_LOAD, SPAN_LINK, SPAN_VERIFY, SPAN_INIT, SPAN_BIND, SPAN_TRANSLATE, SPANS };
static const char *const kind_names[SPANS] = {"boot", "load", "link", "verify", "initialize", "bind", "translate"};

struct timeline {
    pthread_mutex_t lock;
    FILE *file; /* or NULL */
    u64 events;
    u64 count[SPANS], own_ns[SPANS];
};

struct open_spans {
    u32 depth, room;
    struct open_span {
        u64 start, inner; /* inner: time in spans that began and ended in this one */
    } * spans;
};

static const struct event_listener timeline_listener;

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

static void begin(struct thread *t) {
    struct open_spans *open = t->timeline_spans;
    if (!open)
        open = t->timeline_spans = mem_zalloc(sizeof *open);
    if (open->depth == open->room) {
        open->room = open->room ? 2 * open->room : 16;
        open->spans = mem_realloc(open->spans, open->room * sizeof *open->spans);
    }
    open->spans[open->depth++] = (struct open_span){os_nanotime(), 0};
}

/* name: of a method of the class, or NULL. */
static void end(struct thread *t, enum span_kind kind, const char *class_name, const char *name) {
    struct timeline *line = event_state(t->vm, &timeline_listener);
    struct open_spans *open = t->timeline_spans;
    const struct open_span *span = &open->spans[--open->depth];
    u64 length = os_nanotime() - span->start;
    if (open->depth > 0)
        open->spans[open->depth - 1].inner += length;
    pthread_mutex_lock(&line->lock);
    line->count[kind]++;
    line->own_ns[kind] += length - MIN_OF(span->inner, length);
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

/* ---- events ---- */

static void on_boot_step_begin(struct thread *t, const char *name) {
    (void)name;
    begin(t);
}
static void on_boot_step_end(struct thread *t, const char *name) {
    end(t, SPAN_BOOT, name, NULL);
}
static void on_define_begin(struct thread *t, struct loader *l) {
    (void)l;
    begin(t);
}
static void on_define_end(struct thread *t, struct class *k) {
    end(t, SPAN_LOAD, k ? k->name->text : "(failed)", NULL);
}
static void on_class_begin(struct thread *t, struct class *k) {
    (void)k;
    begin(t);
}
static void on_verify_end(struct thread *t, struct class *k, bool failed_over) {
    (void)failed_over;
    end(t, SPAN_VERIFY, k->name->text, NULL);
}
static void on_link_end(struct thread *t, struct class *k) {
    end(t, SPAN_LINK, k->name->text, NULL);
}
static void on_init_end(struct thread *t, struct class *k) {
    end(t, SPAN_INIT, k->name->text, NULL);
}
static void on_method_begin(struct thread *t, struct method *m) {
    (void)m;
    begin(t);
}
static void on_bind_end(struct thread *t, struct method *m) {
    end(t, SPAN_BIND, m->holder->name->text, m->name->text);
}
static void on_compile_end(struct thread *t, struct method *m) {
    end(t, SPAN_TRANSLATE, m->holder->name->text, m->name->text);
}

static void on_thread_detach(struct thread *t) {
    if (t->timeline_spans)
        mem_free(t->timeline_spans->spans);
    mem_free(t->timeline_spans);
    t->timeline_spans = NULL;
}

/* Prints the totals and completes the file. */
static void on_vm_end(struct thread *t) {
    struct timeline *line = event_state(t->vm, &timeline_listener);
    pthread_mutex_lock(&line->lock);
    for (u32 i = 0; i < SPANS; i++)
        LOG(&t->vm->log, startup, LOG_INFO, "%-10s %6llu times, %8.3f ms of its own", kind_names[i],
            (unsigned long long)line->count[i], (double)line->own_ns[i] / 1e6);
    if (line->file) {
        fputs("\n]\n", line->file);
        fclose(line->file);
        line->file = NULL;
    }
    pthread_mutex_unlock(&line->lock);
}

static const struct event_listener timeline_listener = {
    .boot_step_begin = on_boot_step_begin,
    .boot_step_end = on_boot_step_end,
    .class_define_begin = on_define_begin,
    .class_define_end = on_define_end,
    .class_link_begin = on_class_begin,
    .class_link_end = on_link_end,
    .class_verify_begin = on_class_begin,
    .class_verify_end = on_verify_end,
    .class_init_begin = on_class_begin,
    .class_init_end = on_init_end,
    .method_bind_begin = on_method_begin,
    .method_bind_end = on_bind_end,
    .method_compile_begin = on_method_begin,
    .method_compile_end = on_compile_end,
    .thread_detach = on_thread_detach,
    .vm_end = on_vm_end,
};

bool timeline_listen(struct vm *vm) {
    const char *name = vm->options.timeline_file;
    FILE *f = NULL;
    if (!name && !LOG_ON(&vm->log, startup, LOG_INFO))
        return true;
    if (name && !(f = fopen(name, "we")))
        return false;
    struct timeline *line = mem_zalloc(sizeof *line);
    pthread_mutex_init(&line->lock, NULL);
    line->file = f;
    if (f)
        fputs("[", f);
    event_listen(vm, &timeline_listener, line, EVENTS_ALL);
    return true;
}
