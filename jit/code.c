/* SPDX-License-Identifier: MIT
 *
 * code.c - compiled methods: making one known, finding where a frame can go on in it, and discarding all of them.
 */
#include "jit/jit_internal.h"

static bool is_place(const struct word_info *w) {
    return (w->flags & (WORD_LOOP | WORD_HANDLER)) && !(w->flags & WORD_DEAD);
}
static u32 count_places(const struct compiler *c) {
    u32 count = 1;
    for (u32 at = 1; at < c->x->length; at++)
        count += is_place(&c->x->info[at]);
    return count;
}

static int by_pc(const void *a, const void *b) {
    u32 x = ((const struct place *)a)->pc, y = ((const struct place *)b)->pc;
    return (x > y) - (x < y);
}

static int by_from(const void *a, const void *b) {
    u32 x = ((const struct fault *)a)->from, y = ((const struct fault *)b)->from;
    return (x > y) - (x < y);
}

/* ---- marks ---- */

static u32 number_contexts(struct context *x, u32 number) {
    x->number = number++;
    for (struct context *y = x->first; y; y = y->next)
        number = number_contexts(y, number);
    return number;
}

static void list_contexts(const struct context *x, struct inlined *all) {
    all[x->number] = (struct inlined){x->method, x->parent ? x->parent->number : 0, x->call_at};
    for (const struct context *y = x->first; y; y = y->next)
        list_contexts(y, all);
}

static u8 *write_number(u8 *at, u32 n) {
    for (; n > 0x7f; n >>= 7)
        *at++ = (u8)(n | 0x80);
    *at++ = (u8)n;
    return at;
}

static u32 read_number(const u8 **at) {
    u32 n = 0, shift = 0;
    for (; **at & 0x80; shift += 7)
        n |= (u32)(*(*at)++ & 0x7f) << shift;
    n |= (u32) * *at << shift;
    (*at)++;
    return n;
}

#define MARK_MOST 15 /* bytes */

/* An instruction may come before the one that was marked last: its sign is the lowest bit. */
static u8 *write_marks(const struct compiler *c, u32 start, u8 *at) {
    struct mark last = {start, 0, 0};
    for (u32 i = 0; i < c->marks_count; i++) {
        struct mark m = {c->marks[i].address, c->marks[i].pc, c->marks[i].x->number};
        at = write_number(at, m.address - last.address);
        at = write_number(at, m.pc >= last.pc ? (m.pc - last.pc) << 1 : (last.pc - m.pc) << 1 | 1);
        at = write_number(at, m.inlined);
        last = m;
    }
    return at;
}

bool code_next_mark(const struct compiled *k, const u8 **at, struct mark *mark) {
    if (*at == k->marks_end)
        return false;
    mark->address = (mark->address ? mark->address : k->start) + read_number(at);
    u32 pc = read_number(at);
    mark->pc += pc & 1 ? -(pc >> 1) : pc >> 1;
    mark->inlined = read_number(at);
    return true;
}

struct mark code_mark_at(const struct compiled *k, u32 address) {
    struct mark next = {0, 0, 0}, found = next;
    for (const u8 *at = k->marks; code_next_mark(k, &at, &next) && next.address <= address;)
        found = next;
    return found;
}

/* ---- compiled methods ---- */

struct compiled *code_install(struct compiler *c) {
    u32 places = count_places(c), count = 0;
    if (c->state->faults_count + c->faults_count > c->state->faults_most ||
        c->state->codes_count == c->state->codes_most)
        return NULL;
    u32 inlined_count = number_contexts(c->outermost, 0);
    u8 *marks = arena_alloc(&c->arena, (size_t)c->marks_count * MARK_MOST);
    u32 start = (u32)(uintptr_t)c->state->memory.run + (u32)c->state->used;
    size_t marks_size = (size_t)(write_marks(c, start, marks) - marks);
    struct compiled *k = mem_alloc(sizeof *k + (places + c->returns_count) * sizeof(struct place) +
                                   inlined_count * sizeof(struct inlined) + marks_size);
    struct inlined *inlined = (struct inlined *)(k + 1);
    struct place *all = (struct place *)(inlined + inlined_count);
    list_contexts(c->outermost, inlined);
    memcpy(all + places + c->returns_count, marks, marks_size);
    const struct compiled *before = c->x->code->compiled;
    *k = (struct compiled){.method = c->x->method,
                           .entry = c->entry,
                           .start = start,
                           .end = asm_here(&c->a),
                           .places_count = places,
                           .returns_count = c->returns_count,
                           .places = all,
                           .returns = all + places,
                           .inlined = inlined,
                           .inlined_count = inlined_count,
                           .marks = (const u8 *)(all + places + c->returns_count),
                           .marks_end = (const u8 *)(all + places + c->returns_count) + marks_size,
                           .unresolved = c->unresolved,
                           .generation = before ? before->generation + 1 : 0};
    all[count++] = (struct place){0, c->entry};
    for (u32 at = 1; at < c->x->length; at++)
        if (is_place(&c->x->info[at]))
            all[count++] = (struct place){at, c->x->info[at].address};
    memcpy(all + places, c->returns, c->returns_count * sizeof *all);
    qsort(all + places, c->returns_count, sizeof *all, by_pc);
    for (u32 i = 0; i < c->faults_count; i++)
        c->state->faults[c->state->faults_count + i] = c->faults[i];
    qsort(c->state->faults + c->state->faults_count, c->faults_count, sizeof *c->faults, by_from);
    __atomic_store_n(&c->state->faults_count, c->state->faults_count + c->faults_count, __ATOMIC_RELEASE);
    asm_align(&c->a, 16);
    code_memory_flush(&c->state->memory, c->state->used, (size_t)(c->a.at - c->state->memory.write) - c->state->used);
    c->state->used = (size_t)(c->a.at - c->state->memory.write);
    c->state->codes[c->state->codes_count] = k;
    __atomic_store_n(&c->state->codes_count, c->state->codes_count + 1, __ATOMIC_RELEASE);
    return k;
}

u32 code_place(const struct compiled *k, u32 pc, enum machine_place place) {
    const struct place *all = place == MACHINE_AT ? k->places : k->returns;
    u32 low = 0, high = place == MACHINE_AT ? k->places_count : k->returns_count;
    while (low < high) {
        u32 mid = (low + high) / 2;
        if (all[mid].pc < pc)
            low = mid + 1;
        else
            high = mid;
    }
    return low < (place == MACHINE_AT ? k->places_count : k->returns_count) && all[low].pc == pc ? all[low].address : 0;
}

u32 code_fault(const struct compiler_state *s, u64 pc) {
    u32 low = 0, high = __atomic_load_n(&s->faults_count, __ATOMIC_ACQUIRE), count = high;
    while (low < high) {
        u32 mid = (low + high) / 2;
        if (s->faults[mid].from < pc)
            low = mid + 1;
        else
            high = mid;
    }
    return low < count && s->faults[low].from == pc ? s->faults[low].target : 0;
}

struct compiled *code_find(const struct compiler_state *s, u32 address) {
    u32 low = 0, high = __atomic_load_n(&s->codes_count, __ATOMIC_ACQUIRE);
    while (low < high) { /* the first that begins behind it */
        u32 mid = (low + high) / 2;
        if (s->codes[mid]->start <= address)
            low = mid + 1;
        else
            high = mid;
    }
    return low > 0 && address < s->codes[low - 1]->end ? s->codes[low - 1] : NULL;
}
