/* SPDX-License-Identifier: MIT
 *
 * jvm_management_threads.c - what java.lang.management.ThreadMXBean asks: states, traces, deadlocks, CPU time,
 * allocation.
 *
 * Threads are named by Thread.getId(). Everything about other threads is read while the world is stopped. Times of
 * contention are not measured (-1). The monitors and synchronizers a thread
 * holds are listed nowhere in the VM: they are found by a walk through the heap, and a monitor's frame by asking each
 * frame (interp/held.c).
 */
#include <time.h>
#include "native/jvm/jmm.h"
#include "native/jvm/jvm_internal.h"
#include "diagnostics/thread_dump.h"
#include "runtime/library_shape.h"
#include "runtime/link.h"
#include "runtime/monitor.h"
#include "runtime/object.h"
#include "runtime/safepoint.h"

#define JMM_THREAD_SUSPENDED 0x00100000 /* bit of a thread's status for ThreadInfo */

/* The live thread with this id; the caller holds threads_lock or has stopped the world. */
static struct thread *find_thread(struct vm *vm, i64 id) {
    for (struct thread *thread = vm->threads; thread; thread = thread->next)
        if (thread->object && !thread->exiting && FIELD(thread->object, KF(vm, Thread_tid), i64) == id)
            return thread;
    return NULL;
}

/* ---- locks a thread holds ---- */

/* Objects of the heap that `thread` has locked, or the synchronizers it owns. */
struct lock_search {
    struct vm *vm;
    const struct thread *thread;
    struct class *synchronizer; /* AbstractOwnableSynchronizer: look for those; NULL: for monitors */
    struct object *found;       /* Object[], NULL while counting */
    u32 count;
};

static void visit_object(void *context, struct object *o, size_t size) {
    struct lock_search *search = context;
    (void)size;
    if (search->synchronizer) {
        if (!object_is_instance(o, search->synchronizer) ||
            thread_synchronizer_owner(search->vm, o) != search->thread->object)
            return;
    } else if (!o->lock || monitor_owner(search->vm, o) != search->thread) {
        return;
    }
    if (search->found && search->count < array_length(search->found))
        array_put_ref(search->found, search->count, o);
    search->count++;
}

static struct object *shorten_array(struct thread *t, struct object *array, u32 length) {
    if (array_length(array) <= length)
        return array;
    struct object *shorter = array_new(t, object_class(array), (i32)length);
    for (u32 i = 0; shorter && i < length; i++)
        array_put_ref(shorter, i, array_get_ref(array, i));
    return shorter;
}

/* Object[]; the world is stopped. Counted first: making the array may collect, so only it keeps what is found. */
static struct object *find_locks(struct thread *t, const struct thread *thread, struct class *synchronizer) {
    struct class *array_class = class_array_of(t, K(t->vm, java_lang_Object));
    struct lock_search search = {t->vm, thread, synchronizer, NULL, 0};
    if (!array_class)
        return NULL;
    gc_each_object(t->vm->heap, visit_object, &search);
    search.found = array_new(t, array_class, (i32)search.count);
    if (!search.found)
        return NULL;
    search.count = 0;
    gc_each_object(t->vm->heap, visit_object, &search);
    return shorten_array(t, search.found, search.count);
}

static struct class *synchronizer_class(struct vm *vm) {
    return loader_find_loaded(
        vm->boot_loader, symbol_intern_cstr(vm->symbols, "java/util/concurrent/locks/AbstractOwnableSynchronizer"));
}

static bool frame_locks(struct thread *thread, const struct frame *f, const struct object *o) {
    struct object *held[FRAME_MONITORS];
    u32 count = frame_monitors(thread, f, held, FRAME_MONITORS);
    for (u32 i = 0; i < count; i++)
        if (held[i] == o)
            return true;
    return false;
}

/* Depth (0 = innermost) of the outermost frame that locks o; -1: none does (JNI MonitorEnter). */
static i32 lock_depth(struct thread *thread, const struct object *o) {
    i32 depth = 0, found = -1;
    for (struct frame *f = frame_first(thread); f; f = frame_next(thread, f), depth++)
        if (frame_locks(thread, f, o))
            found = depth;
    return found;
}

/* int[] of lock_depth for each of monitors. */
static struct object *lock_depths(struct thread *t, struct thread *thread, struct object *monitors) {
    struct object *depths = array_new_primitive(t, T_INT, (i32)array_length(monitors));
    for (u32 i = 0; depths && i < array_length(monitors); i++)
        ARRAY_AT(depths, i, i32) = lock_depth(thread, array_get_ref(monitors, i));
    return depths;
}

/* ---- ThreadInfo ---- */

static struct object *shorten(struct thread *t, struct object *trace, i32 max_depth) {
    return trace && max_depth >= 0 ? shorten_array(t, trace, (u32)max_depth) : trace;
}

static struct object *empty_trace(struct thread *t) {
    struct class *k = class_array_of(t, K(t->vm, java_lang_StackTraceElement));
    return k ? array_new(t, k, 0) : NULL;
}

struct info_request {
    struct class *info_class;
    struct method *constructor;
    i32 max_depth; /* -1 all frames, 0 none */
    bool monitors, synchronizers;
};

/* A lock beyond the wanted frames has no frame to be shown with. */
static void forget_far_locks(struct object *depths, i32 max_depth) {
    for (u32 i = 0; i < array_length(depths); i++)
        if (max_depth >= 0 && ARRAY_AT(depths, i, i32) >= max_depth)
            ARRAY_AT(depths, i, i32) = -1;
}

/* NULL without exception: no such thread. */
static struct object *new_thread_info(struct thread *t, const struct info_request *request, i64 id) {
    struct vm *vm = t->vm;
    union slot args[13]; /* this, thread, status, blocker, owner, 4 counts and times, trace, locks */
    for (size_t i = 0; i < ARRAY_LENGTH(args); i++)
        args[i].w = 0;
    safepoint_begin(t);
    struct thread *thread = find_thread(vm, id);
    struct object *trace = NULL;
    if (thread) {
        struct thread_blocker b = thread_find_blocker(vm, thread);
        args[1].o = thread->object;
        args[2].u = (u32)thread_object_status(vm, thread->object);
        if (thread_is_suspended(thread))
            args[2].u |= JMM_THREAD_SUSPENDED;
        args[3].o = b.object;
        args[4].o = b.owner;
        args[5].j = (i64)thread->blocked_count;
        args[7].j = (i64)thread->waited_count;
        args[6].j = args[8].j = -1; /* times: contention monitoring is not supported */
        trace = request->max_depth == 0 ? NULL : exception_elements_of_thread(t, thread);
        if (request->monitors && !exception_pending(t)) {
            args[10].o = find_locks(t, thread, NULL);
            args[11].o = args[10].o ? lock_depths(t, thread, args[10].o) : NULL;
        }
        struct class *synchronizer = request->synchronizers ? synchronizer_class(vm) : NULL;
        if (synchronizer && !exception_pending(t))
            args[12].o = find_locks(t, thread, synchronizer);
    }
    safepoint_end(t);
    if (!thread || exception_pending(t))
        return NULL;
    if (args[11].o)
        forget_far_locks(args[11].o, request->max_depth);
    args[9].o = request->max_depth == 0 ? empty_trace(t) : shorten(t, trace, request->max_depth);
    struct object *info = args[9].o ? object_new(t, request->info_class) : NULL;
    args[0].o = info;
    return info && java_call(t, request->constructor, args) ? info : NULL;
}

static bool fill_thread_infos(struct thread *t, struct object *ids, i32 max_depth, bool monitors, bool synchronizers,
                              struct object *result) {
    struct vm *vm = t->vm;
    struct class *k =
        loader_load(t, vm->boot_loader, symbol_intern_cstr(vm->symbols, "java/lang/management/ThreadInfo"));
    if (!k || !class_initialize(t, k))
        return false;
    struct method *constructor =
        class_declared_method(k, KS(vm, object_initializer),
                              symbol_intern_cstr(vm->symbols, "(Ljava/lang/Thread;ILjava/lang/Object;Ljava/lang/"
                                                              "Thread;JJJJ[Ljava/lang/StackTraceElement;"
                                                              "[Ljava/lang/Object;[I[Ljava/lang/Object;)V"));
    if (!constructor)
        return throw_new(t, K(vm, java_lang_InternalError), "a constructor of ThreadInfo is missing");
    struct info_request request = {k, constructor, max_depth, monitors, synchronizers};
    for (u32 i = 0; i < array_length(ids); i++) {
        struct object *info = new_thread_info(t, &request, ARRAY_AT(ids, i, i64));
        if (exception_pending(t))
            return false;
        array_put_ref(result, i, info);
    }
    return true;
}

jint jmm_get_thread_info(JNIEnv *env, jlongArray ids, jint max_depth, jobjectArray result) {
    NATIVE_ENTER(env);
    struct object *id_array = handle_get(ids), *infos = handle_get(result);
    if (!id_array || !infos)
        throw_new(t, K(t->vm, java_lang_NullPointerException), NULL);
    else if (array_length(infos) < array_length(id_array))
        throw_new(t, K(t->vm, java_lang_IllegalArgumentException),
                  "The length of the given ThreadInfo array does not match the length of the given "
                  "array of thread IDs");
    else
        fill_thread_infos(t, id_array, max_depth, false, false, infos);
    NATIVE_RETURN((jint)0);
}

static struct object *all_ids(struct thread *t) {
    struct object *threads = jvm_all_threads(t);
    struct object *ids = threads ? array_new_primitive(t, T_LONG, (i32)array_length(threads)) : NULL;
    for (u32 i = 0; ids && i < array_length(ids); i++)
        ARRAY_AT(ids, i, i64) = FIELD(array_get_ref(threads, i), KF(t->vm, Thread_tid), i64);
    return ids;
}

/* ids NULL = all threads; Java passes Integer.MAX_VALUE for "all frames". */
static struct object *dump_threads(struct thread *t, struct object *ids, i32 max_depth, bool monitors,
                                   bool synchronizers) {
    struct vm *vm = t->vm;
    if (!ids)
        ids = all_ids(t);
    struct class *k =
        ids ? loader_load(t, vm->boot_loader, symbol_intern_cstr(vm->symbols, "java/lang/management/ThreadInfo"))
            : NULL;
    struct class *array_class = k ? class_array_of(t, k) : NULL;
    struct object *result = array_class ? array_new(t, array_class, (i32)array_length(ids)) : NULL;
    return result && fill_thread_infos(t, ids, max_depth, monitors, synchronizers, result) ? result : NULL;
}

jobjectArray jmm_dump_threads(JNIEnv *env, jlongArray ids, jboolean monitors, jboolean synchronizers, jint max_depth) {
    NATIVE_ENTER(env);
    NATIVE_RETURN_OBJECT(dump_threads(t, handle_get(ids), max_depth, monitors, synchronizers));
}

/* ---- deadlocks ---- */

/* Thread[] of those that wait for each other in a circle; NULL = none. */
static struct object *find_deadlocked(struct thread *t, bool monitors_only) {
    struct vm *vm = t->vm;
    struct class *array_class = class_array_of(t, K(vm, java_lang_Thread));
    if (!array_class)
        return NULL;
    safepoint_begin(t);
    u32 threads = 0, count = 0;
    for (struct thread *thread = vm->threads; thread; thread = thread->next)
        threads++;
    for (struct thread *thread = vm->threads; thread; thread = thread->next)
        count += thread->object && thread_in_deadlock(vm, thread, threads, monitors_only);
    struct object *array = count ? array_new(t, array_class, (i32)count) : NULL;
    u32 n = 0;
    for (struct thread *thread = vm->threads; array && thread; thread = thread->next)
        if (thread->object && n < count && thread_in_deadlock(vm, thread, threads, monitors_only))
            array_put_ref(array, n++, thread->object);
    safepoint_end(t);
    return array;
}

jobjectArray jmm_find_monitor_deadlocks(JNIEnv *env) {
    NATIVE_ENTER(env);
    NATIVE_RETURN_OBJECT(find_deadlocked(t, true));
}

jobjectArray jmm_find_deadlocks(JNIEnv *env, jboolean monitors_only) {
    NATIVE_ENTER(env);
    NATIVE_RETURN_OBJECT(find_deadlocked(t, monitors_only));
}

/* ---- CPU time and allocation ---- */

/* The kernel's CPU clock of a thread gives user and system time together; user time alone is read for the caller
 * only. */
static i64 cpu_time(struct vm *vm, i64 id, bool user_and_system) {
    struct timespec time;
    i64 result = -1;
    pthread_mutex_lock(&vm->threads_lock);
    const struct thread *self = thread_current(), *thread = id == 0 ? self : find_thread(vm, id);
    if (thread && user_and_system) {
        clockid_t clock;
        if (pthread_getcpuclockid(thread->pthread, &clock) == 0 && clock_gettime(clock, &time) == 0)
            result = (i64)time.tv_sec * 1000000000 + time.tv_nsec;
    } else if (thread) {
        /* /proc/self/task/TID/stat, field 14: user time in clock ticks of 10 ms (USER_HZ is 100 on Linux) */
        char path[64], line[512];
        snprintf(path, sizeof path, "/proc/self/task/%d/stat", thread->os_tid);
        FILE *f = fopen(path, "r");
        if (f && fgets(line, sizeof line, f)) {
            unsigned long ticks;
            const char *p = strrchr(line, ')');
            if (p && sscanf(p + 2, "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu", &ticks) == 1)
                result = (i64)ticks * 10000000;
        }
        if (f)
            fclose(f);
    }
    pthread_mutex_unlock(&vm->threads_lock);
    return result;
}

jlong jmm_thread_cpu_time_of_kind(JNIEnv *env, jlong id, jboolean user_and_system) {
    return cpu_time(thread_of_env(env)->vm, id, user_and_system);
}

jlong jmm_thread_cpu_time(JNIEnv *env, jlong id) {
    return jmm_thread_cpu_time_of_kind(env, id, JNI_TRUE);
}

static i64 allocated(struct vm *vm, i64 id) {
    pthread_mutex_lock(&vm->threads_lock);
    const struct thread *thread = id == 0 ? thread_current() : find_thread(vm, id);
    i64 bytes = thread ? (i64)thread->cache.allocated : -1;
    pthread_mutex_unlock(&vm->threads_lock);
    return bytes;
}

jlong jmm_thread_allocated(JNIEnv *env, jlong id) {
    return allocated(thread_of_env(env)->vm, id);
}

jlong jmm_total_allocated(JNIEnv *env) {
    struct vm *vm = thread_of_env(env)->vm;
    i64 bytes = 0;
    pthread_mutex_lock(&vm->threads_lock);
    for (const struct thread *thread = vm->threads; thread; thread = thread->next)
        bytes += (i64)thread->cache.allocated;
    pthread_mutex_unlock(&vm->threads_lock);
    return bytes;
}

/* Fills a long[] with a figure for each id of another. */
static void fill_figures(JNIEnv *env, jlongArray ids, jlongArray figures, bool cpu, bool user_and_system) {
    NATIVE_ENTER(env);
    struct object *id_array = handle_get(ids), *out = handle_get(figures);
    if (!id_array || !out) {
        throw_new(t, K(t->vm, java_lang_NullPointerException), NULL);
        NATIVE_RETURN_VOID();
    }
    for (u32 i = 0; i < MIN_OF(array_length(id_array), array_length(out)); i++) {
        i64 id = ARRAY_AT(id_array, i, i64);
        ARRAY_AT(out, i, i64) = cpu ? cpu_time(t->vm, id, user_and_system) : allocated(t->vm, id);
    }
    NATIVE_RETURN_VOID();
}

void jmm_thread_cpu_times(JNIEnv *env, jlongArray ids, jlongArray times, jboolean user_and_system) {
    fill_figures(env, ids, times, true, user_and_system);
}

void jmm_threads_allocated(JNIEnv *env, jlongArray ids, jlongArray sizes) {
    fill_figures(env, ids, sizes, false, false);
}
