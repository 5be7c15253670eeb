/* SPDX-License-Identifier: MIT
 *
 * liveness.c - live registers of register code by backward data flow, and marking frames with it.
 *
 * Without it, weak references, cleaners and finalizers would wait for chance to overwrite a dead register. It is
 * computed only for methods that are on a stack when a collection starts, and forgotten afterwards.
 *
 * before(i) = reads(i) + (after(i) - writes(i)) + before(handlers that cover i) - their exception register; after(i) =
 * before of all successors. Passes from the end to the beginning are repeated until nothing changes.
 */
#include "interp/liveness.h"

#include "gc/gc.h"
#include "interp/interp_internal.h"
#include "interp/operand_roles.h"

struct liveness {
    u32 length, set_words; /* 64-bit words of a set */
    u64 sets[];            /* by word index of the instruction */
};

struct flow {
    const struct register_code *code;
    struct liveness *l;
    u32 *starts, *bcis; /* of the instructions */
    u32 count;
    u64 *after;
};

#define LIMIT     (4u << 20)     /* 64-bit words: 32 MB */
#define MOST_WORK ((u64)1 << 27) /* words and handlers looked at: a tenth of a second */

static void set_add(u64 *set, u32 reg) {
    set[reg / 64] |= (u64)1 << (reg % 64);
}
static void set_remove(u64 *set, u32 reg) {
    set[reg / 64] &= ~((u64)1 << (reg % 64));
}

static u64 *before(struct liveness *l, u32 pc) {
    return l->sets + (size_t)pc * l->set_words;
}

bool liveness_test(const struct liveness *l, u32 pc, u32 reg) {
    return l->sets[(size_t)pc * l->set_words + reg / 64] >> (reg % 64) & 1;
}

/* Adds before(pc), perhaps without one register. */
static void join(const struct flow *f, u32 pc, u32 without, u64 *set) {
    const u64 *from = before(f->l, pc);
    bool present = without != UINT32_MAX && (set[without / 64] >> (without % 64) & 1);
    for (u32 w = 0; w < f->l->set_words; w++)
        set[w] |= from[w];
    if (without != UINT32_MAX && !present)
        set_remove(set, without);
}

static void join_successors(const struct flow *f, u32 at, u64 *set) {
    const union code_word *pc = f->code->words + at;
    const struct rop_info *info = &rop_infos[pc->insn.op];
    for (u32 k = 0, targets = rop_targets(pc); k < targets; k++)
        join(f, (u32)((i32)at + rop_target(pc, k)), UINT32_MAX, set);
    if (!(info->flags & ROPF_END))
        join(f, at + info->words, UINT32_MAX, set);
}

/* after becomes before, handlers aside */
static void transfer(struct insn i, u64 *set) {
    struct rop_roles roles = rop_roles(i);
    for (u32 k = 0; k < roles.writes_count; k++)
        set_remove(set, roles.writes[k]);
    for (u32 k = 0; k < roles.reads_count; k++)
        set_add(set, roles.reads[k]);
    for (u32 k = 0; k < roles.arguments; k++)
        set_add(set, roles.first + k);
}

static void join_handlers(const struct flow *f, u32 index, u64 *set) {
    u32 bci = f->bcis[index];
    for (u32 i = 0; i < f->code->handlers_count; i++) {
        const struct code_handler *h = &f->code->handlers[i];
        if (bci >= h->start_bci && bci < h->end_bci)
            join(f, h->handler_pc, h->register_, set);
    }
}

static bool pass(struct flow *f) {
    bool changed = false;
    u32 words = f->l->set_words;
    for (u32 i = f->count; i-- > 0;) {
        u32 at = f->starts[i];
        u64 *set = before(f->l, at);
        memset(f->after, 0, words * sizeof *f->after);
        join_successors(f, at, f->after);
        transfer(f->code->words[at].insn, f->after);
        join_handlers(f, i, f->after);
        for (u32 w = 0; w < words; w++) {
            changed = changed || set[w] != f->after[w];
            set[w] = f->after[w];
        }
    }
    return changed;
}

struct liveness *liveness_compute(const struct register_code *code) {
    u32 words = (code->registers + 63u) / 64 + 1, map = 0;
    if ((u64)words * code->length > LIMIT)
        return NULL;
    struct flow f = {.code = code};
    f.l = mem_zalloc(sizeof *f.l + (size_t)words * code->length * sizeof(u64));
    f.l->length = code->length;
    f.l->set_words = words;
    f.starts = mem_alloc(code->length * sizeof *f.starts);
    f.bcis = mem_alloc(code->length * sizeof *f.bcis);
    f.after = mem_alloc(words * sizeof *f.after);
    for (u32 at = 0; at < code->length; at += rop_words(code->words + at)) {
        while (map + 1 < code->bci_count && code->bci_map[map + 1].pc <= at)
            map++;
        f.starts[f.count] = at;
        f.bcis[f.count++] = code->bci_count ? code->bci_map[map].bci : 0;
    }
    /* Hostile code may need a pass for each of its instructions: then nothing is known. */
    u64 each = (u64)f.count * (words + code->handlers_count), work = each;
    bool known = work <= MOST_WORK;
    while (known && pass(&f))
        known = (work += each) <= MOST_WORK;
    if (!known) {
        mem_free(f.l);
        f.l = NULL;
    }
    mem_free(f.starts);
    mem_free(f.bcis);
    mem_free(f.after);
    return f.l;
}

/* ---- marking ---- */

/* Results for the methods met so far; a newer method evicts one that shares its place. */
struct live_cache {
    struct {
        const struct register_code *code;
        struct liveness *l;
    } entries[64];
};

static const struct liveness *cached(struct live_cache *c, const struct register_code *code) {
    u32 place = (u32)((uintptr_t)code >> 4) % ARRAY_LENGTH(c->entries);
    if (c->entries[place].code != code) {
        mem_free(c->entries[place].l);
        c->entries[place].code = code;
        c->entries[place].l = liveness_compute(code);
    }
    return c->entries[place].l;
}

static void mark_registers(struct gc_marker *m, const struct frame *f, u32 count) {
    gc_mark_range(m, f->fp, f->fp + count);
}

/* `called`: a Java frame called by this one; its registers begin in this frame's and are its own. */
static void mark_frame(struct live_cache *c, const struct frame *f, const struct frame *called, struct gc_marker *m) {
    const struct register_code *code = f->method->register_code;
    u32 size = frame_registers(f);
    u32 count = called && called->fp >= f->fp && called->fp < f->fp + size ? (u32)(called->fp - f->fp) : size;
    bool running = frame_in_code(f);
    const struct liveness *l = running ? cached(c, code) : NULL;
    if (!l) {
        mark_registers(m, f, running ? count : f->method->arguments);
        return;
    }
    u32 pc = frame_word(f);
    for (u32 i = 0; i < count; i++)
        if (liveness_test(l, pc, i))
            gc_mark_range(m, f->fp + i, f->fp + i + 1);
    if (frame_has_locked(f) && code->lock_register < count)
        gc_mark_range(m, f->fp + code->lock_register, f->fp + code->lock_register + 1);
}

void interp_mark_frames(struct thread *t, struct gc_marker *m) {
    struct live_cache cache;
    memset(&cache, 0, sizeof cache);
    const struct frame *called = NULL;
    for (const struct frame *f = frame_record_first(t); f; f = frame_record_next(t, f)) {
        if (frame_is_adapter(f))
            continue;
        if (!frame_is_entry(f))
            mark_frame(&cache, f, called, m);
        called =
            frame_is_entry(f) ? NULL : f; /* behind an entry record an operation is still at work with its operands */
    }
    for (u32 i = 0; i < ARRAY_LENGTH(cache.entries); i++)
        mem_free(cache.entries[i].l);
}
