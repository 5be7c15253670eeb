/* SPDX-License-Identifier: MIT
 *
 * thread.c - attaching, starting and ending threads (docs/OPENJDK.md#thread-start, docs/OPENJDK.md#thread-end).
 *
 * A struct thread enters vm->threads in state SAFE and leaves it while RUNNING; it is freed by its own pthread after it
 * left. So whoever holds vm->threads_lock may use any struct in the list, and a stopped world's list only grows by
 * threads that can't run yet.
 *
 * Starting: the parent makes the child's struct, links it (that makes the child's Thread object a root) and counts it,
 * then creates the pthread. eetop is set before the pthread exists: isAlive() holds from Thread.start on.
 */
#include <errno.h>
#include <limits.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>
#include "base/os.h"
#include "base/region.h"
#include "runtime/async.h"
#include "runtime/bounds.h"
#include "runtime/class.h"
#include "runtime/event.h"
#include "runtime/exception.h"
#include "runtime/handle.h"
#include "runtime/library_shape.h"
#include "runtime/link.h"
#include "runtime/monitor.h"
#include "runtime/object.h"
#include "runtime/safepoint.h"
#include "runtime/string.h"
#include "runtime/vm.h"

static __thread struct thread *current_thread; /* one VM per process: JNI hands C code no other way to its thread */

struct thread *thread_current(void) {
    return current_thread;
}

/* ---- the struct and its Java stack ---- */

/* Reserves the Java stack and, below it, the stack of signal handlers (a fault may be the C stack's overflow); the
 * kernel gives pages as they are touched. */
static bool map_java_stack(struct thread *t, size_t size) {
    size = ALIGN_UP(size, os_page_size());
    size_t total = SIGNAL_STACK + size + JAVA_STACK_RESERVE;
    void *p = mmap(NULL, total, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (p == MAP_FAILED)
        return false;
    t->stack_low = (char *)p + SIGNAL_STACK;
    t->stack_high = (char *)p + total;
    t->stack_size = size;
    t->stack_next = (union slot *)(void *)t->stack_low;
    t->top = (struct frame *)t->stack_high;
    return true;
}

static size_t java_stack_size(const struct vm *vm, size_t wanted) {
    size_t size = wanted ? wanted : vm->options.stack_size ? vm->options.stack_size : JAVA_STACK_DEFAULT;
    return MIN_OF(MAX_OF(size, 32u * 1024), (size_t)1 << 30);
}

static void set_jni_functions(struct thread *t) {
    const struct vm *vm = t->vm;
    t->jni_functions = vm->options.check_jni ? vm->native->checked_jni_functions : vm->native->jni_functions;
}

static void free_thread(struct thread *t) {
    if (t->stack_low)
        munmap(t->stack_low - SIGNAL_STACK, (size_t)(t->stack_high - t->stack_low) + SIGNAL_STACK);
    pthread_mutex_destroy(&t->park_lock);
    pthread_cond_destroy(&t->park_cond);
    mem_free(t);
}

/* An unlinked struct in state SAFE, or NULL when memory is gone. deferred: it gets its stack later. */
static struct thread *new_thread(struct vm *vm, size_t java_stack, bool deferred) {
    struct thread *t = mem_try_alloc(sizeof *t);
    if (!t)
        return NULL;
    memset(t, 0, sizeof *t);
    t->vm = vm;
    set_jni_functions(t);
    t->state = THREAD_SAFE;
    t->safe_depth = 1;
    pthread_mutex_init(&t->park_lock, NULL);
    pthread_cond_init(&t->park_cond, NULL);
    t->deferred = deferred;
    if (!deferred && !map_java_stack(t, java_stack_size(vm, java_stack))) {
        free_thread(t);
        return NULL;
    }
    return t;
}

static bool link_thread(struct thread *t) {
    struct vm *vm = t->vm;
    pthread_mutex_lock(&vm->threads_lock);
    bool registered = monitor_thread_register(vm, t);
    if (registered) {
        t->next = vm->threads;
        if (t->next)
            t->next->prev = t;
        vm->threads = t;
    }
    pthread_mutex_unlock(&vm->threads_lock);
    return registered;
}

static void count_thread(struct thread *t, bool daemon) {
    struct vm *vm = t->vm;
    pthread_mutex_lock(&vm->threads_lock);
    t->is_daemon = daemon;
    if (!t->counted && !t->is_vm_internal) {
        t->counted = true;
        vm->live_threads++;
        vm->started_threads++;
        vm->peak_threads = MAX_OF(vm->peak_threads, (u64)vm->live_threads);
        if (!daemon)
            vm->non_daemon_threads++;
    }
    pthread_mutex_unlock(&vm->threads_lock);
}

static void unlink_thread(struct thread *t) {
    struct vm *vm = t->vm;
    pthread_mutex_lock(&vm->threads_lock);
    if (t->object && FIELD(t->object, KF(vm, Thread_eetop), i64) == (i64)(intptr_t)t)
        __atomic_store_n(&FIELD(t->object, KF(vm, Thread_eetop), i64), 0, __ATOMIC_SEQ_CST);
    if (t->prev)
        t->prev->next = t->next;
    else
        vm->threads = t->next;
    if (t->next)
        t->next->prev = t->prev;
    monitor_thread_unregister(vm, t);
    if (t->counted) {
        vm->live_threads--;
        if (!t->is_daemon)
            vm->non_daemon_threads--;
    }
    pthread_cond_broadcast(&vm->threads_cond);
    pthread_mutex_unlock(&vm->threads_lock);
}

/* What only the thread itself can know; then RUNNING (waits while the world is stopped). */
static void begin_running(struct thread *t) {
    void *low;
    size_t size;
    os_stack_bounds(&low, &size);
    t->c_stack_high = (char *)low + size;
    /* Room for the handlers of StackOverflowError and for libraries' C code (docs/OPENJDK.md#stack-overflow). */
    t->c_stack_limit = (char *)low + MIN_OF(size / 4, (size_t)192 * 1024);
    t->pthread = pthread_self();
    t->os_tid = (i32)syscall(SYS_gettid);
    t->start_ns = os_nanotime();
    current_thread = t;
    os_signal_stack_set(t->stack_low - SIGNAL_STACK, SIGNAL_STACK);
    thread_leave_safe(t);
    thread_stay_suspended(t);
    gc_cache_register(t->vm->heap, &t->cache);
}

struct thread *thread_attach(struct vm *vm, size_t java_stack) {
    struct thread *t = new_thread(vm, java_stack, false);
    if (!t)
        return NULL;
    if (!link_thread(t)) {
        free_thread(t);
        return NULL;
    }
    begin_running(t);
    event_thread_attach(t);
    return t;
}

void thread_detach(struct thread *t) {
    struct vm *vm = t->vm;
    BUG_ON(t != current_thread || t->state != THREAD_RUNNING);
    event_thread_detach(t);
    monitor_release_all(t);
    handle_free_all_local(t);
    safepoint_poll(t);
    gc_cache_unregister(vm->heap, &t->cache);
    unlink_thread(t);
    safepoint_thread_left(vm);
    current_thread = NULL;
    os_signal_stack_clear(t->stack_low - SIGNAL_STACK);
    free_thread(t);
}

void thread_forget_current(void) {
    current_thread = NULL;
}

struct thread *thread_of_object(struct vm *vm, struct object *java_thread) {
    if (!java_thread)
        return NULL;
    i64 eetop = __atomic_load_n(&FIELD(java_thread, KF(vm, Thread_eetop), i64), __ATOMIC_SEQ_CST);
    return (struct thread *)(intptr_t)eetop;
}

/* Also called while SAFE (monitor.c): the object is a root of t and objects don't move, so the store is harmless. */
void thread_set_status(struct thread *t, enum java_thread_status status) {
    if (status == STATUS_BLOCKED)
        t->blocked_count++;
    else if (status & 0x80) /* JVMTI's "waiting": all of wait, sleep, park */
        t->waited_count++;
    if (t->object)
        thread_object_set_status(t->vm, t->object, (i32)status);
}

/* ---- the Java object ---- */

static void set_native_name(struct thread *t) {
    struct object *name = object_get_ref(t->object, KF(t->vm, Thread_name));
    char *text = name ? string_to_utf8(t->vm, name) : NULL;
    if (text) {
        char shortened[16];
        snprintf(shortened, sizeof shortened, "%s", text);
        pthread_setname_np(t->pthread, shortened);
        mem_free(text);
    }
}

static bool run_constructor(struct thread *t, struct object *object, struct object *group, const char *name) {
    struct vm *vm = t->vm;
    union slot args[3] = {{.o = object}, {.o = group}, {.o = NULL}};
    struct method *constructor = KM(vm, Thread_init_group_runnable);
    if (name) {
        constructor = KM(vm, Thread_init_group_name);
        args[2].o = string_new_utf8(t, name);
        if (!args[2].o)
            return false;
    }
    return java_call(t, constructor, args);
}

bool thread_create_object(struct thread *t, struct object *group, const char *name, bool daemon) {
    struct vm *vm = t->vm;
    BUG_ON(t->object);
    struct object *object = object_new(t, K(vm, java_lang_Thread));
    if (!object)
        return false;
    if (!group)
        group = vm->main_thread_group;
    /* The constructor reads currentThread(), which is this half-built object, and its priority and group. */
    FIELD(object, KF(vm, Thread_eetop), i64) = (i64)(intptr_t)t;
    thread_object_set_priority(vm, object, 5);
    t->object = object;
    if (!run_constructor(t, object, group, name))
        goto fail;
    if (daemon)
        thread_object_set_daemon(vm, object);
    thread_set_status(t, STATUS_RUNNABLE);
    /* During boot initPhase1 adds the main thread itself. */
    if (vm->booted && !thread_object_join_group(t, group, object))
        goto fail;
    count_thread(t, daemon);
    return true;
fail:
    FIELD(object, KF(vm, Thread_eetop), i64) = 0;
    t->object = NULL;
    return false;
}

/* ---- starting ---- */

static void *thread_main(void *argument) {
    struct thread *t = argument;
    struct vm *vm = t->vm;
    begin_running(t);
    set_native_name(t);
    event_thread_start(t);
    if (t->body) {
        t->body(t);
    } else if (!thread_object_is_stillborn(vm, t->object)) {
        union slot args[1] = {{.o = t->object}};
        java_call_virtual(t, KM(vm, Thread_run), args);
    }
    thread_exit_java(t, true);
    thread_detach(t);
    return NULL;
}

/* eetop and the pthread become known together, under threads_lock: who finds a thread by eetop may use t->pthread. */
static bool create_pthread(struct thread *child, size_t c_stack) {
    struct vm *vm = child->vm;
    i64 *eetop = &FIELD(child->object, KF(vm, Thread_eetop), i64);
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    pthread_attr_setstacksize(&attributes, ALIGN_UP(MAX_OF(c_stack, (size_t)PTHREAD_STACK_MIN), os_page_size()));
    pthread_mutex_lock(&vm->threads_lock);
    __atomic_store_n(eetop, (i64)(intptr_t)child, __ATOMIC_SEQ_CST);
    int error = pthread_create(&child->pthread, &attributes, thread_main, child);
    if (error)
        __atomic_store_n(eetop, 0, __ATOMIC_SEQ_CST);
    pthread_mutex_unlock(&vm->threads_lock);
    pthread_attr_destroy(&attributes);
    return error == 0;
}

/* The threads that the library and the VM start for themselves; all others have to end before a snapshot is written. */
static bool is_service(const struct vm *vm, const struct object *java_thread) {
    struct object *name = object_get_ref(java_thread, KF(vm, Thread_name));
    char *text = name ? string_to_utf8(vm, name) : NULL;
    bool service = !vm->booted || (text && strcmp(text, "Common-Cleaner") == 0);
    mem_free(text);
    return service;
}

static bool start(struct thread *t, struct object *java_thread, void (*body)(struct thread *t)) {
    struct vm *vm = t->vm;
    bool deferred = UNLIKELY(region_recording) && is_service(vm, java_thread);
    if (thread_of_object(vm, java_thread))
        return throw_by_name(t, "java/lang/IllegalThreadStateException", NULL);
    i64 wanted = thread_object_stack_size(vm, java_thread);
    size_t size = wanted > 0 ? (size_t)MIN_OF(wanted, (i64)1 << 50) : 0; /* more than can be had: fails */
    struct thread *child = bounds_thread_allowed(vm) ? new_thread(vm, size, deferred) : NULL;
    if (child) {
        child->object = java_thread;
        child->body = body;
        if (!link_thread(child)) {
            child->object = NULL;
            free_thread(child);
            child = NULL;
        }
    }
    if (!child)
        return throw_out_of_memory(t, "unable to create native thread: possibly out of memory or "
                                      "process/resource limits reached");
    count_thread(child, thread_object_is_daemon(vm, java_thread));
    thread_set_status(child, STATUS_RUNNABLE);
    if (deferred) {
        FIELD(java_thread, KF(vm, Thread_eetop), i64) = (i64)(intptr_t)child;
        return true;
    }
    /* Java's stackSize and -Xss bound recursion of Java and of C alike. */
    if (create_pthread(child, MAX_OF(size, (size_t)C_STACK_DEFAULT)))
        return true;
    thread_set_status(child, STATUS_NEW);
    unlink_thread(child);
    free_thread(child);
    return throw_out_of_memory(t, "unable to create native thread: possibly out of memory or "
                                  "process/resource limits reached");
}

bool thread_start(struct thread *t, struct object *java_thread) {
    return start(t, java_thread, NULL);
}

bool thread_start_service(struct thread *t, const char *name, int priority, void (*body)(struct thread *t)) {
    struct vm *vm = t->vm;
    struct object *object = object_new(t, K(vm, java_lang_Thread));
    if (!object || !run_constructor(t, object, vm->system_thread_group, name))
        return false;
    thread_object_set_priority(vm, object, priority);
    thread_object_set_daemon(vm, object);
    if (!thread_object_join_group(t, vm->system_thread_group, object))
        return false;
    return start(t, object, body);
}

/* ---- snapshots ---- */

bool thread_start_deferred(struct thread *t) {
    if (!map_java_stack(t, java_stack_size(t->vm, 0)))
        return false;
    set_jni_functions(t);
    t->deferred = false;
    return create_pthread(t, C_STACK_DEFAULT);
}

void thread_forget_process(struct thread *t) {
    handle_free_all_local(t);
    gc_cache_unregister(t->vm->heap, &t->cache);
    memset(&t->cache, 0, sizeof t->cache);
    t->jni_functions = NULL;
    t->stack_low = t->stack_high = t->c_stack_high = t->c_stack_limit = NULL;
    t->stack_next = NULL;
    t->top = NULL;
    t->safe_sp = NULL;
    memset(t->safe_registers, 0, sizeof t->safe_registers);
    t->java_calls = NULL;
    t->accumulator.w = 0;
    t->pthread = 0;
    t->os_tid = 0;
    t->start_ns = 0;
    t->had_body = t->body != NULL;
    t->body = NULL;
    t->gone = NULL;
    t->stack_walk = NULL;
    t->blocked_count = t->waited_count = 0;
}

bool thread_take_over(struct thread *t) {
    t->state = THREAD_SAFE;
    t->safe_depth = 1;
    if (!map_java_stack(t, java_stack_size(t->vm, 0)))
        return false;
    set_jni_functions(t);
    begin_running(t);
    return true;
}

/* ---- ending ---- */

static void dispatch_uncaught_exception(struct thread *t, struct object *exception) {
    struct vm *vm = t->vm;
    union slot args[2] = {{.o = t->object}, {.o = exception}};
    java_call_virtual(t, KM(vm, Thread_dispatchUncaughtException), args);
    struct object *second = exception_take(t);
    if (!second)
        return;
    char *class_name = class_external_name(object_class(second));
    struct object *name = object_get_ref(t->object, KF(vm, Thread_name));
    char *thread_name = name ? string_to_utf8(vm, name) : NULL;
    fprintf(stderr, "\nException: %s thrown from the UncaughtExceptionHandler in thread \"%s\"\n", class_name,
            thread_name ? thread_name : "");
    mem_free(class_name);
    mem_free(thread_name);
}

void thread_exit_java(struct thread *t, bool dispatch_uncaught) {
    struct vm *vm = t->vm;
    struct object *exception = exception_take(t);
    if (!t->object)
        return;
    t->exiting = true;
    if (dispatch_uncaught) {
        if (exception)
            dispatch_uncaught_exception(t, exception);
        thread_object_run_exit(t);
    }
    event_thread_end(t);
    /* Thread.join waits on the object until isAlive() is false: all under its monitor. */
    bool locked = monitor_enter(t, t->object);
    exception_take(t);
    thread_set_status(t, STATUS_TERMINATED);
    pthread_mutex_lock(&vm->threads_lock);
    __atomic_store_n(&FIELD(t->object, KF(vm, Thread_eetop), i64), 0, __ATOMIC_SEQ_CST);
    pthread_mutex_unlock(&vm->threads_lock);
    if (locked) {
        monitor_notify(t, t->object, true);
        monitor_exit(t, t->object);
    }
    exception_take(t);
}

bool java_call_virtual(struct thread *t, struct method *m, union slot *args) {
    struct object *receiver = args[0].o;
    if (!receiver)
        return throw_null_pointer(t);
    struct method *selected = class_select_method(object_class(receiver), m);
    if (!selected)
        return throw_abstract_method(t, object_class(receiver), m, NULL);
    if (class_is_interface(m->holder) && m->itable_index >= 0 && !(selected->access_flags & ACC_PUBLIC))
        return throw_not_public(t, object_class(receiver), selected);
    return java_call(t, selected, args);
}
