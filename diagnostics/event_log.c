/* SPDX-License-Identifier: MIT
 *
 * event_log.c - -Xlog's channels as listeners: the lines on classes, exceptions, threads, monitors, natives, metadata.
 *
 * The table at the end says which events which channel wants. Lines that only explain how a part of the VM works (call
 * site linkage, module definitions, the collector's phases) are written where they arise.
 */
#include "diagnostics/event_log.h"

#include "base/mem.h"
#include "base/os.h"
#include "diagnostics/footprint.h"
#include "diagnostics/hot_methods.h"
#include "runtime/class.h"
#include "runtime/event.h"
#include "runtime/frame.h"
#include "runtime/metadata.h"
#include "runtime/string.h"

struct event_log {
    u64 boot_step_start;            /* the boot has one thread */
    struct metadata_usage metadata; /* before the collection that is going on */
};

static const struct event_listener log_listener;

static struct event_log *log_state(const struct vm *vm) {
    return event_state(vm, &log_listener);
}

/* ---- the VM, memory ---- */

static void on_boot_step_begin(struct thread *t, const char *name) {
    (void)name;
    log_state(t->vm)->boot_step_start = os_nanotime();
}

static void on_boot_step_end(struct thread *t, const char *name) {
    LOG(&t->vm->log, startup, LOG_INFO, "%s, %.3f ms", name,
        (double)(os_nanotime() - log_state(t->vm)->boot_step_start) / 1e6);
}

static void on_vm_end(struct thread *t) {
    footprint_log(t->vm);
    hot_methods_log(t->vm);
    gc_report_exit(t->vm->heap);
}

static void on_gc_begin(struct thread *t, const char *cause) {
    (void)cause;
    log_state(t->vm)->metadata = metadata_get_usage(t->vm);
}

static void on_gc_end(struct thread *t, u64 number) {
    struct metadata_usage before = log_state(t->vm)->metadata, after = metadata_get_usage(t->vm);
    LOG(&t->vm->log, gc_metaspace, LOG_INFO, "GC(%llu) Metaspace: %zuK(%zuK)->%zuK(%zuK)", (unsigned long long)number,
        before.used >> 10, before.committed >> 10, after.used >> 10, after.committed >> 10);
}

/* ---- classes and natives ---- */

static void on_class_load(struct thread *t, struct class *k) {
    char *name = class_external_name(k);
    LOG(&t->vm->log, class, LOG_INFO, "%s source: %s", name, k->source ? k->source : "__ClassLoader::defineClass__");
    mem_free(name);
}

static void on_class_unload(struct thread *t, struct class *k) {
    LOG(&t->vm->log, unload, LOG_INFO, "unloading class %s %p", k->name->text, (void *)k);
}

static void on_class_verify_end(struct thread *t, struct class *k, bool failed_over) {
    if (failed_over)
        LOG(&t->vm->log, init, LOG_INFO, "Fail over class verification to old verifier for: %s", k->name->text);
    LOG(&t->vm->log, init, LOG_DEBUG, "verified %s", k->name->text);
}

static void on_class_prepare(struct thread *t, struct class *k) {
    LOG(&t->vm->log, init, LOG_DEBUG, "linked %s", k->name->text);
}

static void on_class_init_begin(struct thread *t, struct class *k) {
    LOG(&t->vm->log, init, LOG_INFO, "initializing %s", k->name->text);
}

/* In HotSpot's words. */
static void on_method_bind(struct thread *t, struct method *m, bool registered, void **function) {
    (void)function;
    char *class_name = class_external_name(m->holder);
    if (registered)
        LOG(&t->vm->log, jni_resolve, LOG_DEBUG, "[Registering JNI native method %s.%s]", class_name, m->name->text);
    else
        LOG(&t->vm->log, jni_resolve, LOG_DEBUG, "[Dynamic-linking native method %s.%s ... JNI]", class_name,
            m->name->text);
    mem_free(class_name);
}

/* ---- exceptions ---- */

static void on_exception_throw(struct thread *t, struct object *exception) {
    char *name = class_external_name(object_class(exception));
    struct object *message = object_get_ref(exception, KF(t->vm, Throwable_detailMessage));
    char *text = message ? string_to_utf8(t->vm, message) : NULL;
    LOG(&t->vm->log, exceptions, LOG_INFO, "Exception <%s%s%s> thrown in thread %u", name, text ? ": " : "",
        text ? text : "", t->thread_id);
    mem_free(name);
    mem_free(text);
}

static void log_in_frame(struct thread *t, struct frame *f, const char *what) {
    char *type = class_external_name(object_class(t->exception)), *name = method_external_name(frame_method(f));
    LOG(&t->vm->log, exceptions, LOG_INFO, "Exception <a '%s'> %s in %s at bci %u", type, what, name,
        (u32)frame_bci(f));
    mem_free(type);
    mem_free(name);
}

static void on_exception_frame(struct thread *t, struct frame *f) {
    log_in_frame(t, f, "thrown");
}

static void on_exception_catch(struct thread *t, struct frame *f, u32 handler_bci) {
    (void)handler_bci;
    log_in_frame(t, f, "caught");
}

/* ---- threads ---- */

static void on_thread_attach(struct thread *t) {
    LOG(&t->vm->log, thread, LOG_INFO, "Thread attached (tid: %d)", t->os_tid);
}

static void on_thread_start(struct thread *t) {
    if (!t->attached_by_jni)
        LOG(&t->vm->log, thread, LOG_INFO, "Thread started (tid: %d)", t->os_tid);
}

static void on_thread_detach(struct thread *t) {
    LOG(&t->vm->log, thread, LOG_INFO, "Thread finished (tid: %d)", t->os_tid);
}

static void on_world_stop(struct thread *t, u64 ns) {
    LOG(&t->vm->log, safepoint, LOG_DEBUG, "stopped in %.3f ms", (double)ns / 1e6);
}

static void on_monitor_inflate(struct thread *t, struct object *o, u32 owner) {
    LOG(&t->vm->log, monitor, LOG_DEBUG, "inflated %p, owner %u", (void *)o, owner);
}

/* ---- who wants what ---- */

static const struct event_listener log_listener = {
    .boot_step_begin = on_boot_step_begin,
    .boot_step_end = on_boot_step_end,
    .vm_end = on_vm_end,
    .gc_begin = on_gc_begin,
    .gc_end = on_gc_end,
    .class_load = on_class_load,
    .class_unload = on_class_unload,
    .class_verify_end = on_class_verify_end,
    .class_prepare = on_class_prepare,
    .class_init_begin = on_class_init_begin,
    .method_bind = on_method_bind,
    .exception_throw = on_exception_throw,
    .exception_frame = on_exception_frame,
    .exception_catch = on_exception_catch,
    .thread_attach = on_thread_attach,
    .thread_start = on_thread_start,
    .thread_detach = on_thread_detach,
    .world_stop = on_world_stop,
    .monitor_inflate = on_monitor_inflate,
};

static const struct {
    enum log_channel channel;
    enum log_level level;
    u64 events;
} channels[] = {
    {LOG_CH_startup, LOG_INFO, EVENT_BIT(boot_step_begin) | EVENT_BIT(boot_step_end)},
    {LOG_CH_gc_metaspace, LOG_INFO, EVENT_BIT(gc_begin) | EVENT_BIT(gc_end)},
    {LOG_CH_class, LOG_INFO, EVENT_BIT(class_load)},
    {LOG_CH_unload, LOG_INFO, EVENT_BIT(class_unload)},
    {LOG_CH_init, LOG_INFO, EVENT_BIT(class_init_begin) | EVENT_BIT(class_verify_end)},
    {LOG_CH_init, LOG_DEBUG, EVENT_BIT(class_prepare)},
    {LOG_CH_jni_resolve, LOG_DEBUG, EVENT_BIT(method_bind)},
    {LOG_CH_exceptions, LOG_INFO, EVENT_BIT(exception_throw) | EVENT_BIT(exception_frame) | EVENT_BIT(exception_catch)},
    {LOG_CH_thread, LOG_INFO, EVENT_BIT(thread_attach) | EVENT_BIT(thread_start) | EVENT_BIT(thread_detach)},
    {LOG_CH_safepoint, LOG_DEBUG, EVENT_BIT(world_stop)},
    {LOG_CH_monitor, LOG_DEBUG, EVENT_BIT(monitor_inflate)},
};

static u64 wanted(const struct vm *vm) {
    u64 events = EVENT_BIT(vm_end);
    for (u32 i = 0; i < ARRAY_LENGTH(channels); i++) {
        if (vm->log.level[channels[i].channel] >= channels[i].level)
            events |= channels[i].events;
    }
    return events;
}

void event_log_listen(struct vm *vm) {
    event_listen(vm, &log_listener, mem_zalloc(sizeof(struct event_log)), wanted(vm));
}

void event_log_update(struct vm *vm) {
    event_listen(vm, &log_listener, log_state(vm), wanted(vm));
}
