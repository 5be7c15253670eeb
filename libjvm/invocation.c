/* SPDX-License-Identifier: MIT
 *
 * invocation.c - the Invocation API: creating and destroying the VM, attaching and detaching threads.
 *
 * One VM can be created in the life of a process, as with HotSpot: class-library state in C libraries cannot be undone.
 * A thread is SAFE whenever it is in the caller's code; each function here makes it RUNNING for what it does.
 */
#include "base/os.h"
#include "diagnostics/code_addresses.h"
#include "diagnostics/crash.h"
#include "diagnostics/event_count.h"
#include "diagnostics/event_log.h"
#include "diagnostics/heapdump.h"
#include "diagnostics/timeline.h"
#include "interp/interp.h"
#include "jit/command.h"
#include "jit/jit.h"
#include "libjvm/boot.h"
#include "libjvm/javahome.h"
#include "libjvm/option_parser.h"
#include "libjvm/snapshot.h"
#include "native/jni/binding.h"
#include "native/native.h"
#include "runtime/bounds.h"
#include "runtime/event.h"
#include "runtime/link.h"
#include "runtime/safepoint.h"

/* C stack that the launcher gives the main thread: natives, class loading and the collector run on it. */
#define MAIN_C_STACK (8u << 20)
#define MIN_HEAP     ((size_t)2 << 20)

/* Process-wide by nature: 1 once a VM was (or is being) created. */
static int vm_created;

/* A launcher loads this library before it starts the main thread. Linux registers a process with one thread for
 * membarrier at once; with two it waits for a grace period of its own, 10 ms of nothing in a start of 20. The
 * registration lasts, so the VM's own (runtime/safepoint.c) then costs nothing. */
__attribute__((constructor)) static void register_early(void) {
    (void)os_membarrier_setup();
}

static bool supported_version(jint version) {
    switch (version) {
    case JNI_VERSION_1_2:
    case JNI_VERSION_1_4:
    case JNI_VERSION_1_6:
    case JNI_VERSION_1_8:
    case JNI_VERSION_9:
    case JNI_VERSION_10:
        return true;
    default:
        return false;
    }
}

/* ---- threads ---- */

static jint attach(JavaVM *handle, void **env, const JavaVMAttachArgs *arguments, bool daemon) {
    struct vm *vm = vm_of_invocation(handle);
    struct thread *t = thread_current();
    if (t) {
        *env = t;
        return JNI_OK;
    }
    if (vm->exiting)
        return JNI_ERR;
    t = thread_attach(vm, 0);
    if (!t)
        return JNI_ENOMEM;
    t->attached_by_jni = true;
    struct object *group = arguments ? handle_get(arguments->group) : NULL;
    if (!thread_create_object(t, group, arguments ? arguments->name : NULL, daemon)) {
        t->exception = NULL;
        thread_detach(t);
        return JNI_ERR;
    }
    event_thread_start(t);
    thread_enter_native(t);
    *env = t;
    return JNI_OK;
}

static jint JNICALL AttachCurrentThread(JavaVM *vm, void **env, void *arguments) {
    return attach(vm, env, arguments, false);
}

static jint JNICALL AttachCurrentThreadAsDaemon(JavaVM *vm, void **env, void *arguments) {
    return attach(vm, env, arguments, true);
}

/* Dispatches a pending exception to the uncaught-exception handler (docs/OPENJDK.md#end-of-main). */
static jint JNICALL DetachCurrentThread(JavaVM *vm) {
    struct thread *t = thread_current();
    if (!t)
        return vm_of_invocation(vm)->exiting ? JNI_ERR : JNI_OK;
    if (frame_first(t))
        return JNI_ERR; /* Java code is still to be returned to */
    thread_leave_safe(t);
    thread_exit_java(t, true);
    thread_detach(t);
    return JNI_OK;
}

static jint JNICALL GetEnv(JavaVM *vm, void **env, jint version) {
    (void)vm;
    struct thread *t = thread_current();
    *env = NULL;
    if (!t)
        return JNI_EDETACHED;
    if (!supported_version(version) && version != JNI_VERSION_1_1)
        return JNI_EVERSION;
    *env = t;
    return JNI_OK;
}

/* ---- the end ---- */

static void wait_for_other_threads(struct thread *t) {
    struct vm *vm = t->vm;
    u32 self = t->is_daemon ? 0 : 1;
    thread_enter_safe(t);
    pthread_mutex_lock(&vm->threads_lock);
    while (vm->non_daemon_threads > self)
        pthread_cond_wait(&vm->threads_cond, &vm->threads_lock);
    pthread_mutex_unlock(&vm->threads_lock);
    thread_leave_safe(t);
}

/* Runs the shutdown hooks. Exceptions of hooks were dealt with in Java. */
static void run_shutdown(struct thread *t) {
    struct vm *vm = t->vm;
    struct class *k = loader_find_boot(t, symbol_intern_cstr(vm->symbols, "java/lang/Shutdown"));
    struct method *shutdown =
        k ? class_declared_method(k, symbol_intern_cstr(vm->symbols, "shutdown"), KS(vm, void_method)) : NULL;
    union slot none = {.w = 0};
    if (shutdown && class_initialize(t, k))
        java_call(t, shutdown, &none);
    t->exception = NULL;
}

/* docs/OPENJDK.md#shutdown. The world stays stopped: daemon threads block where they are, and never come back. */
static jint JNICALL DestroyJavaVM(JavaVM *handle) {
    struct vm *vm = vm_of_invocation(handle);
    if (vm->exiting)
        return JNI_ERR;
    JavaVMAttachArgs arguments = {.version = JNI_VERSION_10, .name = (char *)(uintptr_t) "DestroyJavaVM"};
    void *env;
    jint status = attach(handle, &env, &arguments, false);
    if (status != JNI_OK)
        return status;
    struct thread *t = env;
    thread_leave_safe(t);
    t->exception = NULL;
    wait_for_other_threads(t);
    run_shutdown(t);
    vm_death(t);
    vm->exiting = true;
    bounds_end(vm);
    safepoint_begin(t);
    event_vm_end(t);
    fflush(NULL);
    if (vm->options.verify_metadata && code_addresses_report(vm))
        _Exit(1);
    thread_forget_current();
    return JNI_OK;
}

static const struct JNIInvokeInterface_ invoke_table = {
    .DestroyJavaVM = DestroyJavaVM,
    .AttachCurrentThread = AttachCurrentThread,
    .DetachCurrentThread = DetachCurrentThread,
    .GetEnv = GetEnv,
    .AttachCurrentThreadAsDaemon = AttachCurrentThreadAsDaemon,
};

/* ---- creation ---- */

static void print_start_error(const struct vm_options *options, const char *message) {
    options_print(options, stdout, "Error occurred during initialization of VM\n%s\n", message);
    fflush(stdout);
}

/* There is no way back but the end of the process, as in HotSpot. */
static NORETURN void fail_start(const struct vm_options *options, const char *message) {
    if (message)
        print_start_error(options, message);
    fflush(NULL);
    if (options->exit_hook)
        options->exit_hook(1);
    _Exit(1);
}

/* What the options say, checked as a whole. NULL = fine. */
static const char *check_sizes(const struct vm_options *options) {
    if (options->fault)
        return options->fault;
    if (options->heap_max && options->heap_max < MIN_HEAP)
        return "Too small maximum heap";
    if (options->heap_max && options->heap_initial > options->heap_max)
        return "Initial heap size set to a larger value than the maximum heap size";
    return NULL;
}

/* Listeners are told in this order. */
static void listen(struct vm *vm) {
    if (!timeline_listen(vm))
        fail_start(&vm->options, "cannot write the file of -XX:TimelineFile");
    event_log_listen(vm);
    heapdump_listen(vm);
    interp_log_instructions(vm);
    jit_log_exits(vm);
    jit_write_perf_map(vm);
    jit_print_native(vm);
    event_count_listen(vm);
}

/* The VM of a snapshot, or NULL. *message: it could not go on (libjvm/snapshot.h). */
static struct vm *restore(struct vm_options *options, const struct engine_ops *engine, struct thread **thread,
                          char **message) {
    const char *why = "-XX:-Snapshot";
    struct vm *vm = NULL;
    if (!options->no_snapshot) {
        char *path = snapshot_path(options, options->snapshot_from);
        vm = snapshot_restore(options, path, engine, &invoke_table, listen, thread, &why, message);
        mem_free(path);
    }
    if (vm)
        return vm;
    LOG(&options->log, snapshot, LOG_INFO, "starting without a snapshot: %s", why);
    if (options->require_snapshot) {
        char *text = mem_printf("A snapshot is required, and cannot be used: %s", why);
        fail_start(options, text);
    }
    return NULL;
}

/* From here on memory is the snapshot's. */
static void begin_recording(const struct vm_options *options) {
    const char *why = snapshot_record(options);
    if (!why)
        return;
    options_print(options, stderr, "Error: no snapshot is written: %s\n", why);
    fail_start(options, NULL);
}

/* booted: it is a snapshot's. */
static jint create(const JavaVMInitArgs *arguments, struct vm **out, struct thread **thread, bool *booted,
                   char **failure) {
    struct vm_options options;
    jint status = options_parse(&options, arguments);
    if (status != JNI_OK) {
        options_free(&options);
        return status;
    }
    char *message = NULL;
    const char *fault = check_sizes(&options);
    if (fault)
        fail_start(&options, fault);
    signals_ignore();
    commands_read(&options);
    options.java_home = javahome_find(options_property(&options, "java.home"), &options.library, &message);
    const struct engine_ops *engine = jit_engine(options.no_compiler ? EXECUTION_INTERPRETED : options.execution);
    if (!message && options.snapshot_to)
        begin_recording(&options);
    else if (!message && (*out = restore(&options, engine, thread, failure)) != NULL) {
        *booted = true;
        return JNI_OK;
    }
    struct vm *vm = message ? NULL : vm_create(&options, engine, &native_ops, listen, thread, &message);
    if (!vm) {
        print_start_error(&options, message ? message : "not enough memory");
        mem_free(message);
        options_free(&options);
        return JNI_ERR;
    }
    vm->jni_bindings = jni_bindings_create();
    vm->jni_pins = jni_pins_create();
    crash_install(vm);
    vm->invoke_functions = &invoke_table;
    *out = vm;
    return JNI_OK;
}

/* Threads may run by now and libraries are loaded. */
static NORETURN void fail_boot(struct thread *t, const char *message) {
    const struct vm_options *options = &t->vm->options;
    if (message)
        print_start_error(options, message);
    if (t->exception) {
        if (!message)
            options_print(options, stdout, "Error occurred during initialization of VM\n");
        exception_print_raw(t, t->exception, stdout);
        options_print(options, stdout, "\n");
    }
    fail_start(options, NULL);
}

JNIEXPORT jint JNICALL JNI_CreateJavaVM(JavaVM **vm_out, void **env, void *arguments) {
    const JavaVMInitArgs *init = arguments;
    if (!vm_out || !env || !init)
        return JNI_EINVAL;
    if (!supported_version(init->version))
        return JNI_EVERSION;
    if (__atomic_exchange_n(&vm_created, 1, __ATOMIC_ACQ_REL)) {
        struct vm *existing = vm_instance();
        return existing && !existing->exiting ? JNI_EEXIST : JNI_ERR;
    }
    struct vm *vm = NULL;
    struct thread *t = NULL;
    bool booted = false;
    char *message = NULL;
    jint status = create(init, &vm, &t, &booted, &message);
    if (status != JNI_OK) {
        __atomic_store_n(&vm_created, 0, __ATOMIC_RELEASE); /* nothing was started: it may be tried again */
        return status;
    }
    if (booted ? message || t->exception : !boot_java(t, &message))
        fail_boot(t, message);
    if (vm->options.snapshot_to)
        snapshot_write(t);
    t->attached_by_jni = true;
    thread_enter_native(t);
    *vm_out = (JavaVM *)(void *)vm;
    *env = t;
    return JNI_OK;
}

JNIEXPORT jint JNICALL JNI_GetCreatedJavaVMs(JavaVM **vms, jsize length, jsize *count) {
    struct vm *vm = vm_instance();
    bool alive = vm && vm->booted && !vm->exiting;
    if (count)
        *count = alive ? 1 : 0;
    if (alive && vms && length > 0)
        vms[0] = (JavaVM *)(void *)vm;
    return JNI_OK;
}

/* The structure of JNI 1.1, which survives only as the way launchers learn the stack size
 * (docs/OPENJDK.md#launcher). */
struct init_arguments_1_1 {
    jint version;
    char **properties;
    jint check_source, native_stack_size, java_stack_size;
};
static_assert(offsetof(struct init_arguments_1_1, java_stack_size) == 24, "as launchers expect");

JNIEXPORT jint JNICALL JNI_GetDefaultJavaVMInitArgs(void *arguments) {
    struct init_arguments_1_1 *old = arguments;
    if (supported_version(old->version))
        return JNI_OK;
    if (old->version == JNI_VERSION_1_1) {
        old->version = JNI_VERSION_1_2;
        old->java_stack_size = (jint)MAIN_C_STACK;
    }
    return JNI_ERR;
}
