/* SPDX-License-Identifier: MIT
 *
 * reference.c - java.lang.ref: soft, weak, final and phantom references.
 *
 * A Reference is active while it has a referent and its next field is null. Marking does not follow the referent of an
 * active one: if it is not marked yet the Reference is discovered, put on the list of its strength, linked through its
 * `discovered` field (null in every active Reference outside of collections; the last one of a list points to itself,
 * so that "on a list" shows in the object). An inactive Reference is an ordinary object; its `discovered` may be a link
 * of the pending list.
 *
 * When all is marked the lists are gone through in this order: soft, weak; final; phantom. Those whose referent was
 * marked meanwhile are let go. The others become pending: soft, weak and phantom ones with referent cleared, final ones
 * with it kept, so what they refer to is marked before the phantom list is looked at, and next pointing to themselves,
 * which makes them inactive. References met by that late marking are ordinary for this time.
 *
 * Softly reachable: the policy decides at discovery. One used lately (SoftReference.clock - timestamp within
 * soft_ms_per_mb for each free megabyte) is an ordinary object.
 */
#include "gc/heap.h"

static u32 *field(u32 reference, u32 offset) {
    return &FIELD((uintptr_t)reference, offset, u32);
}

/* Marked, or not the collector's business. */
static bool is_alive(const struct heap *h, u32 ref) {
    u32 offset = ref - h->base;
    if (offset >= h->bytes)
        return true;
    u32 granule = offset >> GRANULE_SHIFT;
    return __atomic_load_n(&h->mark_bits[granule >> 6], __ATOMIC_RELAXED) >> (granule & 63) & 1;
}

static bool used_lately(const struct gc_marker *m, u32 reference) {
    i64 timestamp = FIELD((uintptr_t)reference, m->heap->offsets.timestamp, i64);
    return !m->clear_soft && (i64)m->heap->clock_ms - timestamp <= m->soft_interval_ms;
}

bool reference_discover(struct gc_marker *m, struct object *reference, unsigned strength) {
    struct heap *h = m->heap;
    u32 r = (u32)(uintptr_t)reference;
    BUG_ON(!h->offsets_known || strength > STRENGTH_PHANTOM);
    u32 referent = *field(r, h->offsets.referent);
    if (referent == 0 || *field(r, h->offsets.next) != 0)
        return false;
    if (__atomic_load_n(field(r, h->offsets.discovered), __ATOMIC_RELAXED) != 0)
        return true; /* scanned again after an overflow, or by another thread */
    if (!m->discovering || is_alive(h, referent) || (strength == STRENGTH_SOFT && used_lately(m, r)))
        return false;
    u32 *list = &m->discovered[strength], none = 0;
    if (__atomic_compare_exchange_n(field(r, h->offsets.discovered), &none, *list != 0 ? *list : r, false,
                                    __ATOMIC_RELAXED, __ATOMIC_RELAXED))
        *list = r; /* else another thread met it at the same time */
    return true;
}

struct pending {
    u32 first, last;
};

static void append(const struct heap *h, struct pending *p, u32 r) {
    if (p->first == 0)
        p->first = r;
    else
        *field(p->last, h->offsets.discovered) = r;
    p->last = r;
    *field(r, h->offsets.discovered) = 0;
}

/* Clears those with dead referents and moves them to the pending list. */
static void clear_dead(struct gc_marker *m, unsigned strength, struct pending *pending) {
    const struct heap *h = m->heap;
    u32 next;
    for (u32 r = m->discovered[strength]; r != 0; r = next) {
        u32 link = *field(r, h->offsets.discovered);
        next = link != r ? link : 0;
        u32 *referent = field(r, h->offsets.referent);
        if (*referent == 0 || is_alive(h, *referent)) {
            *field(r, h->offsets.discovered) = 0;
        } else {
            *referent = 0;
            append(h, pending, r);
        }
    }
    m->discovered[strength] = 0;
}

/* Final ones: first all that are due are found, then what they keep is marked, so that the order among them does not
 * matter. */
static void process_final(struct gc_marker *m, struct pending *pending) {
    const struct heap *h = m->heap;
    struct pending due = {0, 0};
    u32 next;
    for (u32 r = m->discovered[STRENGTH_FINAL]; r != 0; r = next) {
        u32 link = *field(r, h->offsets.discovered);
        next = link != r ? link : 0;
        *field(r, h->offsets.discovered) = 0;
        if (!is_alive(h, *field(r, h->offsets.referent)))
            append(h, &due, r);
    }
    m->discovered[STRENGTH_FINAL] = 0;
    for (u32 r = due.first; r != 0; r = *field(r, h->offsets.discovered)) {
        *field(r, h->offsets.next) = r; /* inactive */
        gc_mark_root(m, (struct object *)(uintptr_t)*field(r, h->offsets.referent));
    }
    if (due.first == 0)
        return;
    mark_drain(m);
    if (pending->first == 0)
        pending->first = due.first;
    else
        *field(pending->last, h->offsets.discovered) = due.first;
    pending->last = due.last;
}

void reference_process(struct gc_marker *m, struct object **first, struct object **last) {
    struct pending pending = {0, 0};
    m->discovering = false;
    clear_dead(m, STRENGTH_SOFT, &pending);
    clear_dead(m, STRENGTH_WEAK, &pending);
    process_final(m, &pending);
    clear_dead(m, STRENGTH_PHANTOM, &pending);
    *first = (struct object *)(uintptr_t)pending.first;
    *last = (struct object *)(uintptr_t)pending.last;
}
