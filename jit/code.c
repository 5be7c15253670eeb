/* SPDX-License-Identifier: MIT
 *
 * code.c - compiled methods: making one known, finding where a frame can go on in it, and discarding all of them.
 */
#include "jit/jit_internal.h"

static u32 count_places(const struct compiler *c) {
    u32 count = 1;
    for (u32 at = 1; at < c->x->length; at++)
        count += (c->x->info[at].flags & (WORD_LOOP | WORD_HANDLER)) != 0;
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

struct compiled *code_install(struct compiler *c) {
    u32 places = count_places(c), count = 0;
    if (c->state->faults_count + c->faults_count > c->state->faults_most ||
        c->state->codes_count == c->state->codes_most)
        return NULL;
    struct compiled *k = mem_alloc(sizeof *k + (places + c->returns_count) * sizeof(struct place));
    struct place *all = (struct place *)(k + 1);
    const struct compiled *before = c->x->code->compiled;
    *k = (struct compiled){.method = c->x->method,
                           .entry = c->entry,
                           .start = (u32)(uintptr_t)c->state->memory.run + (u32)c->state->used,
                           .end = asm_here(&c->a),
                           .places_count = places,
                           .returns_count = c->returns_count,
                           .places = all,
                           .returns = all + places,
                           .unresolved = c->unresolved,
                           .generation = before ? before->generation + 1 : 0};
    all[count++] = (struct place){0, c->entry};
    for (u32 at = 1; at < c->x->length; at++)
        if (c->x->info[at].flags & (WORD_LOOP | WORD_HANDLER))
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
