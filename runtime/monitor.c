/* SPDX-License-Identifier: MIT
 *
 * monitor.c - Java monitors: a thin lock in the object's header, inflated to a struct monitor when that isn't enough.
 *
 * Inflation happens on contention, Object.wait, recursion overflow and JNI MonitorEnter. Whoever inflates makes a
 * monitor that says what the thin word said (owner, recursion) and exchanges the word by one CAS; as the owner too
 * changes a thin word only by CAS, nobody's update is lost. Deflation happens at a safepoint only, for monitors that no
 * thread owns, waits for or waits on: a RUNNING thread may use a monitor it found without pinning it, and a blocked one
 * is counted in `entering` or linked in the wait set from before it becomes SAFE until it owns the monitor.
 *
 * Entering an inflated monitor is a CAS of `owner` from 0. Leaving stores 0 and then reads `entering`; a blocked thread
 * increments `entering` and then tries the CAS:
 *
 *      leave:  owner = 0;   [seq_cst]   if (entering) lock; signal; unlock
 *      enter:  lock; entering++;  [seq_cst]  while (CAS(owner, 0, me) fails) wait; entering--; unlock
 *
 * Either the leaver sees `entering` or the enterer sees owner == 0; and the signal, given under the lock, falls either
 * before the CAS or into the wait. A running thread may overtake a signalled one, which then waits again and is
 * signalled by the overtaker.
 *
 * m->lock is held for a few instructions only, never while blocked except inside pthread_cond_wait, so RUNNING threads
 * and the collector may take it. Lock order: m->lock, then a thread's park_lock.
 */
#include "base/os.h"
#include "runtime/async.h"
#include "runtime/event.h"
#include "runtime/exception.h"
#include "runtime/lockword.h"
#include "runtime/monitor.h"
#include "runtime/park.h"
#include "runtime/safepoint.h"
#include "runtime/vm.h"

#define CHUNK_MONITORS 256u
#define MAX_CHUNKS     16384u
#define SPINS          60

struct monitor {
    pthread_mutex_t lock;
    pthread_cond_t free_cond; /* entering threads wait here */
    u32 owner;                /* thread_id, 0 = free; atomic */
    u32 recursion;            /* owner's */
    u32 entering;             /* blocked threads; written under lock, read atomically */
    u32 index;
    bool by_jni;                           /* entered by JNI MonitorEnter at least once */
    struct thread *wait_first, *wait_last; /* wait set, FIFO; under lock */
    struct object *object;                 /* NULL = on the free list */
    struct monitor *next_free;
};

struct monitor_table {
    pthread_mutex_t lock;               /* guards everything but the threads */
    struct monitor *chunks[MAX_CHUNKS]; /* never move; a chunk is published by the word that names its monitor */
    u32 chunks_count;
    struct monitor *free;
    struct thread *threads[LOCK_MAX_THREAD_ID + 1]; /* by thread_id; under vm->threads_lock */
    u32 next_thread_id;
};

struct monitor_table *monitor_table_create(void) {
    struct monitor_table *table = mem_zalloc(sizeof *table);
    pthread_mutex_init(&table->lock, NULL);
    return table;
}

bool monitor_thread_register(struct vm *vm, struct thread *t) {
    struct monitor_table *table = vm->monitors;
    for (u32 tries = 0; tries < LOCK_MAX_THREAD_ID; tries++) {
        u32 id = table->next_thread_id++ % LOCK_MAX_THREAD_ID + 1;
        if (!table->threads[id]) {
            table->threads[id] = t;
            t->thread_id = id;
            return true;
        }
    }
    return false;
}

void monitor_thread_unregister(struct vm *vm, struct thread *t) {
    vm->monitors->threads[t->thread_id] = NULL;
}

static inline struct monitor *monitor_at(struct vm *vm, u32 word) {
    u32 index = word >> 1;
    return &vm->monitors->chunks[index / CHUNK_MONITORS][index % CHUNK_MONITORS];
}

static inline bool thin_owned(const struct thread *t, u32 word) {
    return !(word & LOCK_INFLATED) && word >> LOCK_OWNER_SHIFT == t->thread_id;
}

/* ---- the table ---- */

static bool add_chunk(struct monitor_table *table) {
    if (table->chunks_count == MAX_CHUNKS)
        return false;
    struct monitor *chunk = mem_calloc(CHUNK_MONITORS, sizeof *chunk);
    for (u32 i = CHUNK_MONITORS; i-- > 0;) {
        struct monitor *m = &chunk[i];
        pthread_mutex_init(&m->lock, NULL);
        pthread_cond_init(&m->free_cond, NULL);
        m->index = table->chunks_count * CHUNK_MONITORS + i;
        m->next_free = table->free;
        table->free = m;
    }
    table->chunks[table->chunks_count++] = chunk;
    return true;
}

static struct monitor *take_monitor(struct vm *vm, struct object *o) {
    struct monitor_table *table = vm->monitors;
    pthread_mutex_lock(&table->lock);
    struct monitor *m = NULL;
    if (table->free || add_chunk(table)) {
        m = table->free;
        table->free = m->next_free;
        m->object = o;
    }
    pthread_mutex_unlock(&table->lock);
    return m;
}

static void give_monitor(struct vm *vm, struct monitor *m) {
    struct monitor_table *table = vm->monitors;
    pthread_mutex_lock(&table->lock);
    m->object = NULL;
    m->owner = m->recursion = 0;
    m->by_jni = false;
    m->next_free = table->free;
    table->free = m;
    pthread_mutex_unlock(&table->lock);
}

struct object *monitor_object(const struct monitor *m) {
    return m->object;
}

/* The object's monitor, whoever owns it. NULL = OutOfMemoryError pending. */
static NOINLINE struct monitor *inflate(struct thread *t, struct object *o) {
    struct vm *vm = t->vm;
    struct monitor *m = NULL;
    for (;;) {
        u32 word = lock_word_load(o);
        if (word & LOCK_INFLATED) {
            if (m)
                give_monitor(vm, m);
            return monitor_at(vm, word);
        }
        if (!m && !(m = take_monitor(vm, o))) {
            throw_out_of_memory(t, "too many monitors in use");
            return NULL;
        }
        m->owner = word >> LOCK_OWNER_SHIFT;
        m->recursion = (word & LOCK_RECURSION_MASK) >> 1;
        if (lock_word_cas(o, word, m->index << 1 | LOCK_INFLATED)) {
            event_monitor_inflate(t, o, word >> LOCK_OWNER_SHIFT);
            return m;
        }
    }
}

/* ---- inflated monitors ---- */

static inline bool try_own(struct monitor *m, const struct thread *t) {
    u32 expected = 0;
    return __atomic_compare_exchange_n(&m->owner, &expected, t->thread_id, false, __ATOMIC_SEQ_CST, __ATOMIC_RELAXED);
}

static inline u32 owner_of(const struct monitor *m) {
    return __atomic_load_n(&m->owner, __ATOMIC_RELAXED);
}

static void give_up(struct monitor *m) {
    __atomic_store_n(&m->owner, 0, __ATOMIC_SEQ_CST);
    if (__atomic_load_n(&m->entering, __ATOMIC_SEQ_CST) > 0) {
        pthread_mutex_lock(&m->lock);
        pthread_cond_signal(&m->free_cond);
        pthread_mutex_unlock(&m->lock);
    }
}

/* Waits until t owns m. At the call m->lock is held, and t is SAFE and counted in `entering`; at the return the lock is
 * free, and t RUNNING and not counted. A suspended thread gives the monitor back, so that others get it. */
static void block_until_owned(struct thread *t, struct monitor *m) {
    for (;;) {
        while (!try_own(m, t))
            pthread_cond_wait(&m->free_cond, &m->lock);
        pthread_mutex_unlock(&m->lock);
        thread_leave_safe(t);
        if (LIKELY(!thread_is_suspended(t)))
            break;
        give_up(m);
        thread_stay_suspended(t);
        thread_enter_safe(t);
        pthread_mutex_lock(&m->lock);
    }
    __atomic_sub_fetch(&m->entering, 1, __ATOMIC_SEQ_CST);
}

static NOINLINE void enter_blocking(struct thread *t, struct monitor *m, struct object *o) {
    event_monitor_contended_enter(t, o);
    thread_set_status(t, STATUS_BLOCKED);
    t->blocked_on = m;
    pthread_mutex_lock(&m->lock);
    __atomic_add_fetch(&m->entering, 1, __ATOMIC_SEQ_CST);
    thread_enter_safe(t);
    block_until_owned(t, m);
    t->blocked_on = NULL;
    thread_set_status(t, STATUS_RUNNABLE);
    event_monitor_contended_entered(t, o);
}

static void enter_inflated(struct thread *t, struct monitor *m, struct object *o) {
    if (owner_of(m) == t->thread_id) {
        m->recursion++;
        return;
    }
    for (int i = 0; i < SPINS; i++) {
        if (owner_of(m) == 0 && try_own(m, t))
            return;
        pause_processor();
    }
    enter_blocking(t, m, o);
}

static void exit_inflated(struct monitor *m) {
    if (m->recursion > 0) {
        m->recursion--;
        return;
    }
    give_up(m);
}

/* ---- enter and exit ---- */

static NOINLINE bool enter_slow(struct thread *t, struct object *o) {
    for (int spins = 0;; spins++) {
        u32 word = lock_word_load(o);
        if (word & LOCK_INFLATED) {
            enter_inflated(t, monitor_at(t->vm, word), o);
            return true;
        }
        if (word == 0) {
            if (lock_word_cas(o, 0, t->thread_id << LOCK_OWNER_SHIFT))
                return true;
            continue;
        }
        if (thin_owned(t, word) && (word & LOCK_RECURSION_MASK) != LOCK_RECURSION_MASK) {
            if (lock_word_cas(o, word, word + LOCK_RECURSION_ONE))
                return true;
            continue;
        }
        if (!thin_owned(t, word) && spins < SPINS) { /* short critical sections end soon */
            pause_processor();
            continue;
        }
        struct monitor *m = inflate(t, o);
        if (!m)
            return false;
        enter_inflated(t, m, o);
        return true;
    }
}

bool monitor_enter(struct thread *t, struct object *o) {
    return LIKELY(lock_enter_free(t, o)) || enter_slow(t, o);
}

bool monitor_enter_jni(struct thread *t, struct object *o) {
    struct monitor *m = inflate(t, o);
    if (!m)
        return false;
    enter_inflated(t, m, o);
    m->by_jni = true;
    return true;
}

bool monitor_try_enter(struct thread *t, struct object *o) {
    for (;;) {
        u32 word = lock_word_load(o);
        if (word & LOCK_INFLATED) {
            struct monitor *m = monitor_at(t->vm, word);
            if (owner_of(m) == t->thread_id) {
                m->recursion++;
                return true;
            }
            return try_own(m, t);
        }
        if (word == 0) {
            if (lock_word_cas(o, 0, t->thread_id << LOCK_OWNER_SHIFT))
                return true;
        } else if (!thin_owned(t, word)) {
            return false;
        } else {
            return enter_slow(t, o); /* recursion: never blocks */
        }
    }
}

static bool throw_not_owner(struct thread *t) {
    struct class *k = K(t->vm, java_lang_IllegalMonitorStateException);
    return throw_new(t, k, "current thread is not owner");
}

bool monitor_exit(struct thread *t, struct object *o) {
    for (;;) {
        u32 word = lock_word_load(o);
        if (word & LOCK_INFLATED) {
            struct monitor *m = monitor_at(t->vm, word);
            if (UNLIKELY(owner_of(m) != t->thread_id))
                break;
            exit_inflated(m);
            return true;
        }
        if (UNLIKELY(!thin_owned(t, word)))
            break;
        /* a CAS, because a contender may be inflating */
        if (LIKELY(lock_word_cas(o, word, (word & LOCK_RECURSION_MASK) ? word - LOCK_RECURSION_ONE : 0)))
            return true;
    }
    /* bytecode's monitorexit; the text is that of wait and notify only in those */
    return throw_new(t, K(t->vm, java_lang_IllegalMonitorStateException), NULL);
}

bool monitor_owned(struct thread *t, struct object *o) {
    u32 word = lock_word_load(o);
    return word & LOCK_INFLATED ? owner_of(monitor_at(t->vm, word)) == t->thread_id : thin_owned(t, word);
}

struct thread *monitor_owner(struct vm *vm, struct object *o) {
    u32 word = lock_word_load(o);
    u32 id = word & LOCK_INFLATED ? owner_of(monitor_at(vm, word)) : word >> LOCK_OWNER_SHIFT;
    return id ? vm->monitors->threads[id] : NULL;
}

void monitor_release_all(struct thread *t) {
    struct monitor_table *table = t->vm->monitors;
    pthread_mutex_lock(&table->lock);
    u32 chunks = table->chunks_count;
    pthread_mutex_unlock(&table->lock);
    for (u32 c = 0; c < chunks; c++) {
        for (u32 i = 0; i < CHUNK_MONITORS; i++) {
            struct monitor *m = &table->chunks[c][i];
            if (m->by_jni && owner_of(m) == t->thread_id) {
                m->recursion = 0;
                exit_inflated(m);
            }
        }
    }
}

/* ---- wait and notify ---- */

static void append_waiter(struct monitor *m, struct thread *t) {
    t->wait_next = NULL;
    if (m->wait_last)
        m->wait_last->wait_next = t;
    else
        m->wait_first = t;
    m->wait_last = t;
}

static void remove_waiter(struct monitor *m, struct thread *t) {
    struct thread *before = NULL;
    for (struct thread *w = m->wait_first; w != t; w = w->wait_next)
        before = w;
    if (before)
        before->wait_next = t->wait_next;
    else
        m->wait_first = t->wait_next;
    if (m->wait_last == t)
        m->wait_last = before;
    t->wait_next = NULL;
}

/* m->lock is held. The waiter is moved to `entering` at once: at no moment does the monitor look idle. */
static void wake_first_waiter(struct monitor *m) {
    struct thread *w = m->wait_first;
    m->wait_first = w->wait_next;
    if (!m->wait_first)
        m->wait_last = NULL;
    w->wait_next = NULL;
    __atomic_add_fetch(&m->entering, 1, __ATOMIC_SEQ_CST);
    thread_set_status(w, STATUS_BLOCKED); /* w still waits in C code and doesn't touch its status */
    pthread_mutex_lock(&w->park_lock);
    w->wait_notified = true;
    pthread_cond_signal(&w->park_cond);
    pthread_mutex_unlock(&w->park_lock);
}

bool monitor_wait(struct thread *t, struct object *o, i64 ms) {
    if (ms < 0)
        return throw_by_name(t, "java/lang/IllegalArgumentException", "timeout value is negative");
    if (!monitor_owned(t, o))
        return throw_not_owner(t);
    if (!thread_check_interrupt(t, NULL))
        return false;
    struct monitor *m = inflate(t, o);
    if (!m)
        return false;
    event_monitor_wait(t, o, ms);

    thread_set_status(t, ms ? STATUS_TIMED_WAITING : STATUS_WAITING);
    pthread_mutex_lock(&m->lock);
    u32 recursion = m->recursion;
    t->wait_notified = false;
    t->waiting_on = m;
    append_waiter(m, t);
    m->recursion = 0;
    __atomic_store_n(&m->owner, 0, __ATOMIC_SEQ_CST);
    if (m->entering > 0)
        pthread_cond_signal(&m->free_cond);
    thread_enter_native(t); /* the monitor keeps o, and its Java frame does */
    pthread_mutex_unlock(&m->lock);

    thread_wait_for_notify(t, ms);
    thread_wait_while_suspended(t); /* so long it waits on, and can be notified */

    pthread_mutex_lock(&m->lock);
    bool notified = t->wait_notified;
    if (!notified) {
        remove_waiter(m, t);
        __atomic_add_fetch(&m->entering, 1, __ATOMIC_SEQ_CST);
        thread_set_status(t, STATUS_BLOCKED);
    }
    block_until_owned(t, m);
    m->recursion = recursion;
    t->waiting_on = NULL;
    thread_set_status(t, STATUS_RUNNABLE);
    event_monitor_waited(t, o, notified);
    /* A notified thread keeps its interrupt for later, or the notification would be lost
     * (JLS 17.2.4). */
    return notified || thread_check_interrupt(t, NULL);
}

bool monitor_notify(struct thread *t, struct object *o, bool all) {
    u32 word = lock_word_load(o);
    if (!(word & LOCK_INFLATED))
        return thin_owned(t, word) || throw_not_owner(t); /* thin: nobody waits */
    struct monitor *m = monitor_at(t->vm, word);
    if (owner_of(m) != t->thread_id)
        return throw_not_owner(t);
    pthread_mutex_lock(&m->lock);
    while (m->wait_first) {
        wake_first_waiter(m);
        if (!all)
            break;
    }
    pthread_mutex_unlock(&m->lock);
    return true;
}

/* ---- the collector's part (world stopped) ---- */

/* Blocked threads run these few instructions while SAFE, so idleness is decided under the lock. */
static bool idle(struct monitor *m) {
    pthread_mutex_lock(&m->lock);
    bool result = owner_of(m) == 0 && m->entering == 0 && !m->wait_first;
    pthread_mutex_unlock(&m->lock);
    return result;
}

void monitor_visit_roots(struct vm *vm, struct gc_marker *marker) {
    struct monitor_table *table = vm->monitors;
    for (u32 c = 0; c < table->chunks_count; c++) {
        for (u32 i = 0; i < CHUNK_MONITORS; i++) {
            struct monitor *m = &table->chunks[c][i];
            if (m->object && !idle(m))
                gc_mark_root(marker, m->object);
        }
    }
}

void monitor_clear_weak(struct vm *vm, struct heap *heap) {
    struct monitor_table *table = vm->monitors;
    for (u32 c = 0; c < table->chunks_count; c++) {
        for (u32 i = 0; i < CHUNK_MONITORS; i++) {
            struct monitor *m = &table->chunks[c][i];
            if (!m->object || !idle(m))
                continue;
            if (gc_is_marked(heap, m->object))
                __atomic_store_n(&m->object->lock, 0, __ATOMIC_RELEASE);
            give_monitor(vm, m);
        }
    }
}
