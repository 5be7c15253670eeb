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

static heap_ref *field(heap_ref reference, u32 offset) {
    return &FIELD(ref_decode(reference), offset, heap_ref);
}
static bool same(heap_ref a, heap_ref b) {
    return a.bits == b.bits;
}
static bool is_null(heap_ref r) {
    return r.bits == 0;
}
static const heap_ref null;

/* Marked, or not the collector's business. */
static bool is_alive(const struct heap *h, heap_ref ref) {
    if (!area_has_ref(&h->area, ref))
        return true;
    granule g = granule_of_ref(&h->area, ref);
    return (__atomic_load_n(&h->mark_bits[granule_word(g)], __ATOMIC_RELAXED) & granule_bit(g)) != 0;
}

static bool used_lately(const struct gc_marker *m, const struct object *reference) {
    i64 timestamp = FIELD(reference, m->heap->offsets.timestamp, i64);
    return !m->clear_soft && (i64)m->heap->clock_ms - timestamp <= m->soft_interval_ms;
}

bool reference_discover(struct gc_marker *m, struct object *reference, unsigned strength) {
    struct heap *h = m->heap;
    heap_ref r = ref_encode(reference), referent = FIELD(reference, h->offsets.referent, heap_ref);
    u32 *link = &FIELD(reference, h->offsets.discovered, heap_ref).bits;
    BUG_ON(!h->offsets_known || strength > STRENGTH_PHANTOM);
    if (is_null(referent) || !is_null(FIELD(reference, h->offsets.next, heap_ref)))
        return false;
    if (__atomic_load_n(link, __ATOMIC_RELAXED) != 0)
        return true; /* scanned again after an overflow, or by another thread */
    if (!m->discovering || is_alive(h, referent) || (strength == STRENGTH_SOFT && used_lately(m, reference)))
        return false;
    heap_ref *list = &m->discovered[strength], next = is_null(*list) ? r : *list;
    u32 none = 0;
    if (__atomic_compare_exchange_n(link, &none, next.bits, false, __ATOMIC_RELAXED, __ATOMIC_RELAXED))
        *list = r; /* else another thread met it at the same time */
    return true;
}

struct pending {
    heap_ref first, last;
};

static void append(const struct heap *h, struct pending *p, heap_ref r) {
    if (is_null(p->first))
        p->first = r;
    else
        *field(p->last, h->offsets.discovered) = r;
    p->last = r;
    *field(r, h->offsets.discovered) = null;
}

/* The next one on a discovered list. */
static heap_ref next_of(const struct heap *h, heap_ref r) {
    heap_ref link = *field(r, h->offsets.discovered);
    return same(link, r) ? null : link;
}

/* Clears those with dead referents and moves them to the pending list. */
static void clear_dead(struct gc_marker *m, unsigned strength, struct pending *pending) {
    const struct heap *h = m->heap;
    heap_ref next;
    for (heap_ref r = m->discovered[strength]; !is_null(r); r = next) {
        next = next_of(h, r);
        heap_ref *referent = field(r, h->offsets.referent);
        if (is_null(*referent) || is_alive(h, *referent)) {
            *field(r, h->offsets.discovered) = null;
        } else {
            *referent = null;
            append(h, pending, r);
        }
    }
    m->discovered[strength] = null;
}

/* Final ones: first all that are due are found, then what they keep is marked, so that the order among them does not
 * matter. */
static void process_final(struct gc_marker *m, struct pending *pending) {
    const struct heap *h = m->heap;
    struct pending due = {null, null};
    heap_ref next;
    for (heap_ref r = m->discovered[STRENGTH_FINAL]; !is_null(r); r = next) {
        next = next_of(h, r);
        *field(r, h->offsets.discovered) = null;
        if (!is_alive(h, *field(r, h->offsets.referent)))
            append(h, &due, r);
    }
    m->discovered[STRENGTH_FINAL] = null;
    for (heap_ref r = due.first; !is_null(r); r = *field(r, h->offsets.discovered)) {
        *field(r, h->offsets.next) = r; /* inactive */
        gc_mark_root(m, ref_decode(*field(r, h->offsets.referent)));
    }
    if (is_null(due.first))
        return;
    mark_drain(m);
    if (is_null(pending->first))
        pending->first = due.first;
    else
        *field(pending->last, h->offsets.discovered) = due.first;
    pending->last = due.last;
}

void reference_process(struct gc_marker *m, struct object **first, struct object **last) {
    struct pending pending = {null, null};
    m->discovering = false;
    clear_dead(m, STRENGTH_SOFT, &pending);
    clear_dead(m, STRENGTH_WEAK, &pending);
    process_final(m, &pending);
    clear_dead(m, STRENGTH_PHANTOM, &pending);
    *first = ref_decode(pending.first);
    *last = ref_decode(pending.last);
}
