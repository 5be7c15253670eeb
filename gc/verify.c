/* SPDX-License-Identifier: MIT
 *
 * verify.c - is the heap what gc/heap.h says it is?
 *
 * Checks, outside of marking and with the world stopped: the block table against the map of used blocks; mark bits only
 * of allocated cells; no alloc bits and only zeroes beyond a span's fresh offset; poison in free cells when that mode
 * is on; each object's kind and size against its cell; each reference against the start of an allocated cell with a
 * header; the same for roots and for what mirrors and class loaders keep alive outside of the heap. Dead, not yet
 * collected objects are checked too: what they refer to can't have been swept before them.
 *
 * With generations: an old object's reference to a young one needs a dirty card, else a young collection would not see
 * it. This finds stores that have no barrier.
 *
 * Two passes, because a hostile run does this twice per collection and a reference is to cost one look at a small
 * table: the first goes over blocks and cells and notes where objects begin, the second over what they and the roots
 * refer to.
 */
#include "gc/heap.h"

#include <stdarg.h>

#include "base/mem.h"

#define START_SHIFT 3 /* cells begin at multiples of 8 */

struct verifier {
    struct heap *heap;
    u64 *starts; /* bit per 8 bytes of heap: an allocated cell with a header begins there */
    char *message;
    size_t size;
    bool ok;
    const struct object *object; /* under inspection; NULL: the roots */
    bool old;                    /* so is that object */
    bool want_old;               /* the object's clean card says that all it refers to is old */
};

static PRINTF_LIKE(2, 3) void fail(struct verifier *v, const char *format, ...) {
    if (!v->ok) /* the first one is reported */
        return;
    v->ok = false;
    va_list ap;
    va_start(ap, format);
    vsnprintf(v->message, v->size, format, ap);
    va_end(ap);
}

static bool is_old(const struct verifier *v, const struct object *o) {
    return v->heap->config.generational && mark_is_set(v->heap, o);
}

/* Of an address in the heap. */
static bool is_start(const struct verifier *v, const struct object *o) {
    size_t offset = area_offset(&v->heap->area, o);
    return v->starts[offset >> START_SHIFT >> 6] >> (offset >> START_SHIFT & 63) & 1 &&
           offset % (1u << START_SHIFT) == 0;
}

void verify_root(struct verifier *v, const struct object *o) {
    if (!area_has(&v->heap->area, o))
        return;
    if (!is_start(v, o))
        fail(v, "heap: %p, which is no object, is kept by %p (null: a root)", (const void *)o, (const void *)v->object);
    else if (v->want_old && !is_old(v, o))
        fail(v, "heap: old object %p keeps young %p outside of the heap, without a barrier", (const void *)v->object,
             (const void *)o);
}

static NOINLINE void bad_ref(struct verifier *v, u32 offset, const struct object *to) {
    const struct object *cell = heap_cell_of(v->heap, to);
    if (cell != to)
        fail(v, "heap: object %p refers at offset %u to %p, which is %s", (const void *)v->object, offset,
             (const void *)to, cell == NULL ? "not allocated" : "inside an object");
    else if (to->klass == 0)
        fail(v, "heap: object %p refers at offset %u to %p, which has no header", (const void *)v->object, offset,
             (const void *)to);
    else
        fail(v, "heap: old object %p refers at offset %u to young %p, stored without a barrier",
             (const void *)v->object, offset, (const void *)to);
}

static ALWAYS_INLINE void check_ref(struct verifier *v, u32 offset) {
    heap_ref ref = FIELD(v->object, offset, heap_ref);
    if (!area_has_ref(&v->heap->area, ref))
        return; /* null, or not in this heap */
    const struct object *to = ref_decode(ref);
    if (UNLIKELY(!is_start(v, to) ||
                 (v->old && !mark_is_set(v->heap, to) && !card_is_dirty((const char *)v->object + offset))))
        bad_ref(v, offset, to);
}

static void check_runs(struct verifier *v, const struct layout *l) {
    for (u32 i = 0; i < l->ref_runs_count; i++)
        for (u32 k = 0; k < l->ref_runs[i].count; k++)
            check_ref(v, l->ref_runs[i].offset + (k << HEAP_REF_SHIFT));
}

/* Marking skips what was never written in a large array. */
static void check_written(struct verifier *v) {
    for (u32 i = 0; i < array_length(v->object) && v->ok; i++) {
        u32 offset = ARRAY_BASE + (i << HEAP_REF_SHIFT);
        if (FIELD(v->object, offset, heap_ref).bits != 0 && !card_is_written((const char *)v->object + offset))
            fail(v, "heap: large array %p has element %u, stored without a barrier", (const void *)v->object, i);
    }
}

/* What the object keeps alive outside of the heap. */
static void check_outside(struct verifier *v, struct object *o,
                          void (*visit)(void *vm, struct object *o, struct gc_marker *m)) {
    struct gc_marker checker = {.heap = v->heap, .verifier = v};
    if (visit == NULL)
        return;
    v->want_old = v->old && !card_is_dirty(o);
    visit(v->heap->vm, o, &checker);
    v->want_old = false;
}

static void check_object(struct verifier *v, const struct object *o, size_t cell_size) {
    struct heap *h = v->heap;
    const struct layout *l = object_layout(o);
    v->object = o;
    v->old = is_old(v, o);
    if (l->kind > LAYOUT_PRIM_ARRAY || l->strength > STRENGTH_PHANTOM || l->element_shift > 3) {
        fail(v, "heap: object %p has a bad layout (klass %#x)", (const void *)o, o->klass);
        return;
    }
    size_t size = gc_object_size(h, o);
    if (size < sizeof(struct object) || size > cell_size) {
        fail(v, "heap: object %p of %zu bytes in a cell of %zu", (const void *)o, size, cell_size);
        return;
    }
    switch ((enum layout_kind)l->kind) {
    case LAYOUT_LOADER:
        check_runs(v, l);
        check_outside(v, (struct object *)(uintptr_t)o, h->ops->visit_loader);
        break;
    case LAYOUT_INSTANCE:
        check_runs(v, l);
        if (l->strength != STRENGTH_STRONG && h->offsets_known) {
            check_ref(v, h->offsets.referent);
            check_ref(v, h->offsets.discovered);
        }
        break;
    case LAYOUT_MIRROR: {
        const struct layout *own = h->ops->mirror_layout(h->vm, (struct object *)(uintptr_t)o);
        check_runs(v, own != NULL ? own : l);
        check_outside(v, (struct object *)(uintptr_t)o, h->ops->visit_mirror);
        break;
    }
    case LAYOUT_REF_ARRAY:
        for (u32 i = 0; i < array_length(o) && v->ok; i++)
            check_ref(v, ARRAY_BASE + (i << HEAP_REF_SHIFT));
        if (array_is_large(array_length(o)))
            check_written(v);
        break;
    case LAYOUT_PRIM_ARRAY:
        break;
    }
}

static bool filled_with(const u8 *low, const u8 *high, u64 word) {
    size_t rest = (size_t)(high - low) - sizeof word;
    return *(const u64 *)low == word && memcmp(low, low + sizeof word, rest) == 0;
}

static void note_start(struct verifier *v, const void *o) {
    size_t bit = area_offset(&v->heap->area, o) >> START_SHIFT;
    v->starts[bit >> 6] |= (u64)1 << (bit & 63);
}

/* The words of the table for a span. */
static u64 *starts_of(struct verifier *v, u32 first) {
    return v->starts + ((size_t)first << BLOCK_SHIFT >> START_SHIFT >> 6);
}
static size_t starts_words(u32 blocks) {
    return (size_t)blocks << BLOCK_SHIFT >> START_SHIFT >> 6;
}

/* ---- first pass ---- */

static void note_cells(struct verifier *v, u32 first) {
    struct heap *h = v->heap;
    const struct block *b = &h->block[first];
    if (b->size_class >= ALL_CLASSES) {
        fail(v, "heap: block %u has size class %u", first, b->size_class);
        return;
    }
    const struct size_class *sc = &h->classes[b->size_class];
    if (b->span != sc->blocks || b->extent > sc->blocks * BLOCK_SIZE) {
        fail(v, "heap: block %u: span %u, fresh %u", first, b->span, b->extent);
        return;
    }
    u8 *span = heap_block_start(h, first);
    for (u32 i = 0; i < sc->cells && v->ok; i++) {
        u8 *cell = span + (size_t)i * sc->size;
        if (granule_get(h->alloc_bits, granule_of(&h->area, cell))) {
            if (i * sc->size >= b->extent)
                fail(v, "heap: allocated cell %p beyond the fresh offset", (void *)cell);
            else if (((struct object *)cell)->klass != 0)
                note_start(v, cell);
        } else if (i * sc->size >= b->extent ? !filled_with(cell, cell + sc->size, 0)
                                             : h->config.poison && !filled_with(cell, cell + sc->size, POISON_WORD)) {
            fail(v, "heap: free cell %p was written to", (void *)cell);
        }
    }
}

/* A span in use, or a dirty block that is free; returns the number of its blocks. */
static u32 note_span(struct verifier *v, u32 first, bool in_use) {
    struct heap *h = v->heap;
    const struct block *b = &h->block[first];
    if (in_use != (b->state != BLOCK_FREE) || (in_use && (b->span == 0 || b->span > h->blocks - first))) {
        fail(v, "heap: block %u: state %u, span %u, %s", first, b->state, b->span, in_use ? "used" : "unused");
        return 1;
    }
    u32 count = in_use ? b->span : 1;
    for (u32 k = 1; k < count && v->ok; k++)
        if (h->block[first + k].state != BLOCK_REST || h->block[first + k].span != first ||
            !bit_get(h->used_map, first + k))
            fail(v, "heap: block %u is not the rest of span %u", first + k, first);
    for (size_t w = (size_t)first * BLOCK_BIT_WORDS; w < (size_t)(first + count) * BLOCK_BIT_WORDS && v->ok; w++)
        if ((h->mark_bits[w] & ~h->alloc_bits[w]) != 0 || (!in_use && h->alloc_bits[w] != 0))
            fail(v, "heap: block %u has stray bits", first);
    if (b->state == BLOCK_CELLS)
        note_cells(v, first);
    else if (b->state == BLOCK_LARGE && granule_get(h->alloc_bits, heap_block_granule(first)) &&
             ((struct object *)heap_block_start(h, first))->klass != 0)
        note_start(v, heap_block_start(h, first));
    return count;
}

static void note_blocks(struct verifier *v) {
    struct heap *h = v->heap;
    u32 used = 0, dirty = 0;
    for (u32 i = 0; i < h->blocks && v->ok;) {
        if (((h->used_map[i >> 6] | h->dirty_map[i >> 6]) >> (i & 63)) == 0) {
            i = ALIGN_UP(i + 1, 64u); /* the others were never used, or are given back */
            continue;
        }
        bool in_use = bit_get(h->used_map, i);
        if (!in_use && !bit_get(h->dirty_map, i)) {
            i++;
            continue;
        }
        u32 count = note_span(v, i, in_use);
        used += in_use ? count : 0;
        dirty += !in_use;
        i += count;
    }
    if (v->ok && (used != h->blocks_used || dirty != h->blocks_dirty))
        fail(v, "heap: %u blocks used, %u counted; %u dirty, %u counted", h->blocks_used, used, h->blocks_dirty, dirty);
}

/* ---- second pass ---- */

static void check_span(struct verifier *v, u32 first) {
    const struct heap *h = v->heap;
    const struct block *b = &h->block[first];
    size_t room = b->state == BLOCK_LARGE ? b->extent : h->classes[b->size_class].size;
    const u64 *starts = starts_of(v, first);
    u8 *base = heap_block_start(v->heap, first);
    for (size_t w = 0; w < starts_words(b->span) && v->ok; w++)
        for (u64 bits = starts[w]; bits != 0; bits &= bits - 1) {
            size_t offset = (w << 6 | (u32)__builtin_ctzll(bits)) << START_SHIFT;
            check_object(v, (const struct object *)(base + offset), room);
        }
}

bool gc_verify(struct heap *h, char *message, size_t message_size) {
    if (h->starts == NULL)
        h->starts = mem_calloc(starts_words(h->blocks), sizeof(u64));
    struct verifier v = {.heap = h, .starts = h->starts, .message = message, .size = message_size, .ok = true};
    struct gc_marker checker = {.heap = h, .verifier = &v};
    note_blocks(&v);
    if (!v.ok) {
        mem_free(h->starts);
        h->starts = NULL;
        return false;
    }
    h->ops->visit_roots(h->vm, &checker);
    HEAP_EACH_SPAN(h, first) {
        check_span(&v, first);
    }
    HEAP_EACH_SPAN(h, first) {
        memset(starts_of(&v, first), 0, starts_words(h->block[first].span) * sizeof(u64));
    }
    return v.ok;
}
