/* SPDX-License-Identifier: MIT
 *
 * lockword.h - the lock word in an object's header, and its uncontended cases, which the interpreter does without a
 * call.
 *
 *       31             16 15             1   0
 *      +-----------------+----------------+---+
 *      |        0        |       0        | 0 |  unlocked
 *      | owner thread_id | recursion      | 0 |  thin: entered recursion + 1 times
 *      |       index in the table         | 1 |  inflated
 *      +----------------------------------+---+
 *
 * All else is in runtime/monitor.c.
 */
#ifndef RUNTIME_LOCKWORD_H
#define RUNTIME_LOCKWORD_H

#include "runtime/thread.h"

#define LOCK_INFLATED       1u
#define LOCK_OWNER_SHIFT    16
#define LOCK_RECURSION_ONE  2u
#define LOCK_RECURSION_MASK 0xFFFEu
#define LOCK_MAX_THREAD_ID  0xFFFFu

static inline u32 lock_word_load(const struct object *o) {
    return __atomic_load_n(&o->lock, __ATOMIC_ACQUIRE);
}

/* acq_rel: entering acquires what the last owner released; publishing a monitor releases its fields. */
static inline bool lock_word_cas(struct object *o, u32 expected, u32 word) {
    return __atomic_compare_exchange_n(&o->lock, &expected, word, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE);
}

/* Enters an object that nobody has entered; false: monitor_enter is needed. */
static inline bool lock_enter_free(struct thread *t, struct object *o) {
    return lock_word_cas(o, 0, t->thread_id << LOCK_OWNER_SHIFT);
}

/* Leaves an object that t has entered once; false: monitor_exit is needed. By CAS, because a contender may be
 * inflating. */
static inline bool lock_leave_once(struct thread *t, struct object *o) {
    return lock_word_cas(o, t->thread_id << LOCK_OWNER_SHIFT, 0);
}

#endif
