/* SPDX-License-Identifier: MIT
 *
 * exits.c - where machine code leaves for C or the interpreter, counted for -Xlog:jit+exits and listed at the end.
 *
 * Counted is only while the channel is on: the functions of stubs.c that machine code calls ask for that bit, machine code
 * itself does not. A row is a place, which is a method and a word of its register code, and a reason.
 */
#include "jit/exits.h"

#include <stdlib.h>
#include "jit/jit_internal.h"
#include "runtime/event.h"

#define SHOWN      40
#define FIRST_ROOM 256 /* rows; a power of two */
#define NO_WORD    UINT32_MAX

static const struct {
    const char *name, *meaning;
} reasons[EXITS] = {
#define EXIT(id, name, meaning) [EXIT_##id] = {name, meaning},
#include "jit/exits.def"
#undef EXIT
};

struct exit_row {
    const struct method *method; /* NULL: free; of class `unloaded` when it is gone */
    u64 count;
    u32 word; /* NO_WORD: the call of the method as a whole */
    u16 op;
    u8 reason;
};
struct exit_counts {
    pthread_mutex_t lock;
    struct exit_row *rows; /* hashed */
    u32 room, used;
    u64 all[EXITS], gone; /* by reason; in methods that are unloaded */
};

static u32 hash_row(const struct method *m, u32 word, enum exit_reason reason) {
    u64 h = ((u64)(uintptr_t)m >> 3) * 0x9e3779b97f4a7c15u + word * 31u + reason;
    return (u32)((h * 0x9e3779b97f4a7c15u) >> 32);
}

static struct exit_row *find_row(const struct exit_counts *x, const struct method *m, u32 word,
                                 enum exit_reason reason) {
    u32 i = hash_row(m, word, reason) & (x->room - 1);
    while (x->rows[i].method && (x->rows[i].method != m || x->rows[i].word != word || x->rows[i].reason != (u8)reason))
        i = (i + 1) & (x->room - 1);
    return &x->rows[i];
}

/* The rows again in a table of this size, those of methods whose loader is in the list left out. */
static void rebuild(struct exit_counts *x, u32 room, const struct loader *dead) {
    struct exit_row *old = x->rows;
    u32 count = x->room;
    x->rows = mem_calloc(room, sizeof *x->rows);
    x->room = room;
    x->used = 0;
    for (u32 i = 0; i < count; i++) {
        const struct loader *l = dead;
        while (old[i].method && l && l != old[i].method->holder->loader)
            l = l->next;
        if (old[i].method && l) {
            x->gone += old[i].count;
        } else if (old[i].method) {
            *find_row(x, old[i].method, old[i].word, old[i].reason) = old[i];
            x->used++;
        }
    }
    mem_free(old);
}

void exits_add(struct thread *t, const struct method *m, const union code_word *pc, enum exit_reason reason) {
    const struct compiler_state *s = t->vm->compiler;
    struct exit_counts *x = s->exits;
    bool inside = pc && code_contains(m->register_code, pc);
    u32 word = inside ? (u32)(pc - m->register_code->words) : NO_WORD;
    pthread_mutex_lock(&x->lock);
    if (2 * x->used >= x->room)
        rebuild(x, x->room ? 2 * x->room : FIRST_ROOM, NULL);
    struct exit_row *row = find_row(x, m, word, reason);
    if (!row->method) {
        *row = (struct exit_row){.method = m, .word = word, .reason = (u8)reason, .op = inside ? load_insn(pc).op : 0};
        x->used++;
    }
    row->count++;
    x->all[reason]++;
    pthread_mutex_unlock(&x->lock);
}

void exits_forget(struct compiler_state *s, const struct loader *dead) {
    if (s->exits && s->exits->room)
        rebuild(s->exits, s->exits->room, dead);
}

/* ---- the list ---- */

static int by_count(const void *a, const void *b) {
    u64 x = ((const struct exit_row *)a)->count, y = ((const struct exit_row *)b)->count;
    return (x < y) - (x > y);
}

static void log_row(struct vm *vm, const struct exit_row *row, u64 all) {
    char *name = method_external_name(row->method);
    double share = 100.0 * (double)row->count / (double)all;
    if (row->word == NO_WORD)
        LOG(&vm->log, jit_exits, LOG_INFO, "%12llu %5.1f %%  %-14s %s", (unsigned long long)row->count, share,
            reasons[row->reason].name, name);
    else
        LOG(&vm->log, jit_exits, LOG_INFO, "%12llu %5.1f %%  %-14s %s @ %u  %s", (unsigned long long)row->count, share,
            reasons[row->reason].name, name,
            code_bci_at(row->method->register_code, row->method->register_code->words + row->word),
            rop_infos[row->op].name);
    mem_free(name);
}

static void log_exits(struct thread *t) {
    struct vm *vm = t->vm;
    const struct compiler_state *s = vm->compiler;
    struct exit_counts *x = s->exits;
    u64 all = 0;
    u32 count = 0, most = LOG_ON(&vm->log, jit_exits, LOG_DEBUG) ? UINT32_MAX : SHOWN;
    pthread_mutex_lock(&x->lock);
    for (u32 i = 0; i < EXITS; i++) {
        all += x->all[i];
        LOG(&vm->log, jit_exits, LOG_INFO, "%12llu  %-14s %s", (unsigned long long)x->all[i], reasons[i].name,
            reasons[i].meaning);
    }
    if (x->gone)
        LOG(&vm->log, jit_exits, LOG_INFO, "%12llu  of these in methods that have been unloaded",
            (unsigned long long)x->gone);
    for (u32 i = 0; i < x->room; i++)
        if (x->rows[i].method)
            x->rows[count++] = x->rows[i];
    qsort(x->rows, count, sizeof *x->rows, by_count);
    for (u32 i = 0; i < MIN_OF(count, most); i++)
        log_row(vm, &x->rows[i], all);
    pthread_mutex_unlock(&x->lock);
}

void jit_log_exits(struct vm *vm) {
    static const struct event_listener listener = {.vm_end = log_exits};
    struct compiler_state *s = vm->compiler;
    if (!s || !LOG_ON(&vm->log, jit_exits, LOG_INFO))
        return;
    struct exit_counts *x = mem_zalloc(sizeof *x);
    pthread_mutex_init(&x->lock, NULL);
    s->exits = x;
    event_listen(vm, &listener, NULL, EVENT_BIT(vm_end));
}
