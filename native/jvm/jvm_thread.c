/* SPDX-License-Identifier: MIT
 *
 * jvm_thread.c - JVM_* functions of java.lang.Thread (docs/OPENJDK.md#threads).
 *
 * The work is in runtime/thread.c and its neighbours. Lists of threads are snapshots: vm->threads_lock is never held
 * while memory is allocated, since that may wait for a collection.
 */
#include <errno.h>
#include "native/jvm/jvm_internal.h"
#include "native/native.h"
#include "diagnostics/thread_dump.h"
#include "runtime/async.h"
#include "runtime/monitor.h"
#include "runtime/object.h"
#include "runtime/park.h"
#include "runtime/safepoint.h"
#include "runtime/string.h"

/* ---- snapshots ---- */

static bool is_visible(const struct thread *thread) {
    return thread->object && !thread->is_vm_internal && !thread->exiting;
}

/* Threads into array[0..), at most its length; returns how many there are. */
static u32 collect_threads(struct vm *vm, struct object *array) {
    u32 count = 0;
    pthread_mutex_lock(&vm->threads_lock);
    for (const struct thread *thread = vm->threads; thread; thread = thread->next) {
        if (!is_visible(thread))
            continue;
        if (array && count < array_length(array))
            array_put_ref(array, count, thread->object);
        count++;
    }
    pthread_mutex_unlock(&vm->threads_lock);
    return count;
}

struct object *jvm_all_threads(struct thread *t) {
    struct class *array_class = class_array_of(t, K(t->vm, java_lang_Thread));
    if (!array_class)
        return NULL;
    u32 room = collect_threads(t->vm, NULL) + 4;
    for (;;) {
        struct object *found = array_new(t, array_class, (i32)room);
        if (!found)
            return NULL;
        u32 count = collect_threads(t->vm, found);
        if (count > room) {
            room = count + 4;
            continue;
        }
        struct object *exact = array_new(t, array_class, (i32)count);
        for (u32 i = 0; exact && i < count; i++)
            array_put_ref(exact, i, array_get_ref(found, i));
        return exact;
    }
}

/* The trace of one thread, taken while the world is stopped; NULL for a thread that has ended. */
static struct object *dump_thread(struct thread *t, struct object *java_thread) {
    safepoint_begin(t);
    struct thread *target = thread_of_object(t->vm, java_thread);
    struct object *trace = target ? exception_elements_of_thread(t, target) : NULL;
    safepoint_end(t);
    return trace;
}

struct object *jvm_dump_threads(struct thread *t, struct object *threads) {
    struct vm *vm = t->vm;
    if (!threads) {
        throw_new(t, K(vm, java_lang_NullPointerException), NULL);
        return NULL;
    }
    u32 count = array_length(threads);
    if (count == 0) {
        throw_new(t, K(vm, java_lang_IllegalArgumentException), NULL);
        return NULL;
    }
    struct class *trace_class = class_array_of(t, K(vm, java_lang_StackTraceElement));
    struct class *result_class = trace_class ? class_array_of(t, trace_class) : NULL;
    struct object *result = result_class ? array_new(t, result_class, (i32)count) : NULL;
    for (u32 i = 0; result && i < count; i++) {
        struct object *java_thread = array_get_ref(threads, i);
        struct object *trace = java_thread ? dump_thread(t, java_thread) : NULL;
        if (exception_pending(t))
            return NULL;
        array_put_ref(result, i, trace);
    }
    return result;
}

/* ---- control ---- */

bool jvm_sleep(struct thread *t, i64 ms) {
    if (ms < 0)
        return throw_new(t, K(t->vm, java_lang_IllegalArgumentException), "timeout value is negative");
    return thread_sleep(t, ms, 0);
}

bool jvm_stop_thread(struct thread *t, struct object *java_thread, struct object *throwable) {
    if (!throwable)
        return throw_new(t, K(t->vm, java_lang_NullPointerException), NULL);
    if (java_thread == t->object)
        return throw_object(t, throwable);
    thread_stop(t, java_thread, throwable);
    return true;
}

/* ---- exported functions ---- */

JNIEXPORT void JNICALL JVM_StartThread(JNIEnv *env, jobject thread) {
    NATIVE_ENTER(env);
    thread_start(t, handle_get(thread));
    NATIVE_RETURN_VOID();
}

/* The Java field was set by the caller; the system's priorities are left alone (as HotSpot's ThreadPriorityPolicy=0
 * does). */
JNIEXPORT void JNICALL JVM_SetThreadPriority(JNIEnv *env, jobject thread, jint priority) {
    (void)env;
    (void)thread;
    (void)priority;
}

JNIEXPORT void JNICALL JVM_Yield(JNIEnv *env, jclass cls) {
    (void)cls;
    NATIVE_ENTER(env);
    thread_yield(t);
    NATIVE_RETURN_VOID();
}

JNIEXPORT jobject JNICALL JVM_CurrentThread(JNIEnv *env, jclass cls) {
    (void)cls;
    NATIVE_ENTER(env);
    NATIVE_RETURN_OBJECT(t->object);
}

JNIEXPORT void JNICALL JVM_Interrupt(JNIEnv *env, jobject thread) {
    NATIVE_ENTER(env);
    thread_interrupt(t, handle_get(thread));
    NATIVE_RETURN_VOID();
}

JNIEXPORT jboolean JNICALL JVM_HoldsLock(JNIEnv *env, jclass cls, jobject handle) {
    (void)cls;
    NATIVE_ENTER(env);
    struct object *o = handle_get(handle);
    if (!o)
        throw_new(t, K(t->vm, java_lang_NullPointerException), NULL);
    NATIVE_RETURN((jboolean)(o && monitor_owned(t, o)));
}

JNIEXPORT jobjectArray JNICALL JVM_GetAllThreads(JNIEnv *env, jclass cls) {
    (void)cls;
    NATIVE_ENTER(env);
    NATIVE_RETURN_OBJECT(jvm_all_threads(t));
}

JNIEXPORT jobjectArray JNICALL JVM_DumpThreads(JNIEnv *env, jclass cls, jobjectArray threads) {
    (void)cls;
    NATIVE_ENTER(env);
    NATIVE_RETURN_OBJECT(jvm_dump_threads(t, handle_get(threads)));
}

JNIEXPORT void JNICALL JVM_DumpAllStacks(JNIEnv *env, jclass cls) {
    (void)cls;
    NATIVE_ENTER(env);
    thread_dump_print(t, stdout);
    NATIVE_RETURN_VOID();
}

JNIEXPORT void JNICALL JVM_SetNativeThreadName(JNIEnv *env, jobject thread, jstring name) {
    NATIVE_ENTER(env);
    struct object *java_thread = handle_get(thread), *string = handle_get(name);
    char *text = string ? string_to_utf8(t->vm, string) : NULL;
    if (text) {
        char shortened[16]; /* the kernel's limit, NUL included */
        snprintf(shortened, sizeof shortened, "%s", text);
        pthread_mutex_lock(&t->vm->threads_lock);
        struct thread *target = thread_of_object(t->vm, java_thread);
        if (target)
            pthread_setname_np(target->pthread, shortened);
        pthread_mutex_unlock(&t->vm->threads_lock);
        mem_free(text);
    }
    NATIVE_RETURN_VOID();
}
