/* SPDX-License-Identifier: MIT
 *
 * thread_dump.c - the thread dump of SIGQUIT, and who waits for whom.
 *
 * The format is HotSpot's, line by line, because people and tools read it: what HotSpot says of its own service threads
 * has no counterpart here and is left out. The text is made while the world is stopped and printed afterwards, so a
 * slow terminal stops nobody.
 */
#include <time.h>
#include "base/os.h"
#include "diagnostics/thread_dump.h"
#include "runtime/handle.h"
#include "runtime/library_shape.h"
#include "runtime/link.h"
#include "runtime/metadata.h"
#include "runtime/monitor.h"
#include "runtime/options.h"
#include "runtime/safepoint.h"
#include "runtime/string.h"

/* ---- who waits for what ---- */

static struct object *park_blocker(struct vm *vm, struct object *java_thread) {
    struct field *f = class_find_field(K(vm, java_lang_Thread), symbol_intern_cstr(vm->symbols, "parkBlocker"),
                                       symbol_intern_cstr(vm->symbols, "Ljava/lang/Object;"));
    return f ? object_get_ref(java_thread, f->offset) : NULL;
}

struct object *thread_synchronizer_owner(struct vm *vm, struct object *blocker) {
    struct symbol *name = symbol_intern_cstr(vm->symbols, "exclusiveOwnerThread");
    struct field *f =
        class_find_field(object_class(blocker), name, symbol_intern_cstr(vm->symbols, "Ljava/lang/Thread;"));
    if (!f || strcmp(f->holder->name->text, "java/util/concurrent/locks/AbstractOwnableSynchronizer") != 0)
        return NULL;
    return object_get_ref(blocker, f->offset);
}

static i32 java_status(const struct thread *thread) {
    return thread_object_status(thread->vm, thread->object);
}

static bool is_parked(i32 status) {
    return status == STATUS_PARKED || status == STATUS_TIMED_PARKED;
}

struct thread_blocker thread_find_blocker(struct vm *vm, const struct thread *thread) {
    struct thread_blocker b = {NULL, NULL};
    i32 status = java_status(thread);
    const struct monitor *m = status == STATUS_BLOCKED && thread->blocked_on ? thread->blocked_on : thread->waiting_on;
    if (m) {
        b.object = monitor_object(m);
        struct thread *owner = b.object ? monitor_owner(vm, b.object) : NULL;
        b.owner = owner && owner != thread ? owner->object : NULL;
    } else if (is_parked(status)) {
        b.object = park_blocker(vm, thread->object);
        b.owner = b.object ? thread_synchronizer_owner(vm, b.object) : NULL;
    }
    return b;
}

static struct thread *waited_for(struct vm *vm, const struct thread *thread, bool monitors_only) {
    i32 status = java_status(thread);
    if (status != STATUS_BLOCKED && (monitors_only || !is_parked(status)))
        return NULL;
    return thread_of_object(vm, thread_find_blocker(vm, thread).owner);
}

bool thread_in_deadlock(struct vm *vm, struct thread *thread, u32 threads, bool monitors_only) {
    struct thread *at = thread;
    for (u32 i = 0; i <= threads; i++) {
        at = at->object ? waited_for(vm, at, monitors_only) : NULL;
        if (!at || at == thread)
            return at != NULL;
    }
    return false;
}

/* ---- one thread ---- */

static const struct {
    i32 status;
    const char *java, *system; /* as after "java.lang.Thread.State:", and in the thread's line */
} statuses[] = {
    {STATUS_RUNNABLE, "RUNNABLE", "runnable"},
    {STATUS_BLOCKED, "BLOCKED (on object monitor)", "waiting for monitor entry"},
    {STATUS_WAITING, "WAITING (on object monitor)", "in Object.wait()"},
    {STATUS_TIMED_WAITING, "TIMED_WAITING (on object monitor)", "in Object.wait()"},
    {STATUS_SLEEPING, "TIMED_WAITING (sleeping)", "waiting on condition"},
    {STATUS_PARKED, "WAITING (parking)", "waiting on condition"},
    {STATUS_TIMED_PARKED, "TIMED_WAITING (parking)", "waiting on condition"},
    {STATUS_TERMINATED, "TERMINATED", "zombie"},
};

static void print_thread_line(struct vm *vm, const struct thread *thread, struct buf *out) {
    const char *java = "NEW", *system = "initialized";
    for (size_t i = 0; i < ARRAY_LENGTH(statuses); i++) {
        if (statuses[i].status == java_status(thread)) {
            java = statuses[i].java;
            system = statuses[i].system;
        }
    }
    struct object *name_object = object_get_ref(thread->object, KF(vm, Thread_name));
    char *name = name_object ? string_to_utf8(vm, name_object) : NULL;
    buf_printf(out, "\"%s\" #%lld%s prio=%d os_prio=0 ", name ? name : "",
               (long long)FIELD(thread->object, KF(vm, Thread_tid), i64), thread->is_daemon ? " daemon" : "",
               thread_object_priority(vm, thread->object));
    mem_free(name);
    clockid_t clock;
    struct timespec cpu;
    if (thread->start_ns && pthread_getcpuclockid(thread->pthread, &clock) == 0 && clock_gettime(clock, &cpu) == 0)
        buf_printf(out, "cpu=%.2fms ", (double)cpu.tv_sec * 1e3 + (double)cpu.tv_nsec / 1e6);
    if (thread->start_ns)
        buf_printf(out, "elapsed=%.2fs ", (double)(os_nanotime() - thread->start_ns) / 1e9);
    uintptr_t stack = frame_first(thread) ? (uintptr_t)thread->safe_sp & ~(os_page_size() - 1) : 0;
    buf_printf(out, "tid=0x%016lx nid=0x%x %s  [0x%016lx]\n   java.lang.Thread.State: %s\n",
               (unsigned long)(uintptr_t)thread, (unsigned)thread->os_tid, system, (unsigned long)stack, java);
}

/* "<0x...> (a java.lang.Object)", "(a java.lang.Class for Main)" */
static void print_object(struct vm *vm, struct object *o, struct buf *out) {
    char name[512];
    frame_class_name(object_class(o), name, sizeof name);
    buf_printf(out, "<0x%016lx> (a %s", (unsigned long)(uintptr_t)o, name);
    if (object_class(o) == K(vm, java_lang_Class)) {
        const struct class *k = class_of_mirror(vm, o);
        frame_class_name(k, name, sizeof name);
        buf_printf(out, " for %s", name);
    }
    buf_str(out, ")\n");
}

static bool is_object_wait(const struct vm *vm, const struct method *m) {
    return m->holder == K(vm, java_lang_Object) && method_is_native(m) && strcmp(m->name->text, "wait") == 0;
}

/* What the thread is blocked on or waits for, below its innermost frame. */
static void print_wait(struct vm *vm, const struct thread *thread, const struct frame *f, struct buf *out) {
    i32 status = java_status(thread);
    const char *what = NULL;
    struct object *o = NULL;
    if (is_object_wait(vm, frame_method(f))) {
        what = status == STATUS_BLOCKED ? "waiting to re-lock in wait()" : "waiting on";
        o = frame_argument(f, 0);
    } else if (thread->blocked_on && status == STATUS_BLOCKED) {
        what = "waiting to lock";
        o = monitor_object(thread->blocked_on);
    } else if (is_parked(status)) {
        what = "parking to wait for ";
        o = park_blocker(vm, thread->object);
    }
    if (!o)
        return;
    buf_printf(out, "\t- %s ", what);
    print_object(vm, o, out);
}

static void print_frames(struct vm *vm, struct thread *thread, bool locks, struct buf *out) {
    char text[1024];
    bool innermost = true;
    for (struct frame *f = frame_first(thread); f; f = frame_next(thread, f)) {
        frame_text(f, text, sizeof text);
        buf_printf(out, "\tat %s\n", text);
        if (!locks)
            continue;
        if (innermost)
            print_wait(vm, thread, f, out);
        innermost = false;
        struct object *held[FRAME_MONITORS];
        u32 count = frame_monitors(thread, f, held, FRAME_MONITORS);
        /* Who waits has given the monitor up, and is shown with it all the same, as HotSpot does. */
        for (u32 i = 0; i < count; i++) {
            buf_str(out, "\t- locked ");
            print_object(vm, held[i], out);
        }
    }
}

void thread_dump_frames(struct thread *thread, struct buf *out) {
    print_frames(thread->vm, thread, false, out);
}

/* ---- deadlocks ---- */

static void print_thread_name(const struct thread *thread, struct buf *out) {
    struct object *name_object = object_get_ref(thread->object, KF(thread->vm, Thread_name));
    char *name = name_object ? string_to_utf8(thread->vm, name_object) : NULL;
    buf_printf(out, "\"%s\"", name ? name : "");
    mem_free(name);
}

static void print_cycle(struct vm *vm, struct thread *first, struct buf *out) {
    buf_str(out, "\nFound one Java-level deadlock:\n=============================\n");
    struct thread *thread = first;
    do {
        struct thread_blocker b = thread_find_blocker(vm, thread);
        struct thread *owner = thread_of_object(vm, b.owner);
        char class_name[512];
        frame_class_name(object_class(b.object), class_name, sizeof class_name);
        print_thread_name(thread, out);
        if (is_parked(java_status(thread)))
            buf_printf(out, ":\n  waiting for ownable synchronizer 0x%016lx, (a %s),\n",
                       (unsigned long)(uintptr_t)b.object, class_name);
        else
            buf_printf(out, ":\n  waiting to lock monitor 0x%016lx (object 0x%016lx, a %s),\n",
                       (unsigned long)(uintptr_t)(thread->blocked_on ? thread->blocked_on : thread->waiting_on),
                       (unsigned long)(uintptr_t)b.object, class_name);
        buf_str(out, "  which is held by ");
        print_thread_name(owner, out);
        buf_str(out, "\n\n");
        thread = owner;
    } while (thread != first);
    buf_str(out, "Java stack information for the threads listed above:\n"
                 "===================================================\n");
    do {
        print_thread_name(thread, out);
        buf_str(out, ":\n");
        print_frames(vm, thread, true, out);
        thread = thread_of_object(vm, thread_find_blocker(vm, thread).owner);
    } while (thread != first);
}

/* Every cycle once: at the first of its threads in the list. */
static void print_deadlocks(struct vm *vm, struct thread *const *threads, u32 count, struct buf *out) {
    u32 found = 0;
    bool *reported = mem_calloc(count, sizeof *reported);
    for (u32 i = 0; i < count; i++) {
        if (reported[i] || !thread_in_deadlock(vm, threads[i], count, false))
            continue;
        struct thread *at = threads[i];
        do {
            for (u32 j = 0; j < count; j++)
                reported[j] |= threads[j] == at;
            at = thread_of_object(vm, thread_find_blocker(vm, at).owner);
        } while (at != threads[i]);
        print_cycle(vm, threads[i], out);
        found++;
    }
    mem_free(reported);
    if (found)
        buf_printf(out, "\nFound %u deadlock%s.\n", found, found == 1 ? "" : "s");
}

/* ---- all ---- */

static void print_head(const struct vm *vm, struct buf *out) {
    char when[32];
    time_t now = (time_t)(os_walltime_ms() / 1000);
    struct tm local;
    strftime(when, sizeof when, "%Y-%m-%d %H:%M:%S", localtime_r(&now, &local));
    buf_printf(out, "%s\nFull thread dump minijvm (" MINIJVM_VERSION " %s):\n\n", when, vm->engine->mode);
}

static void print_heap(struct vm *vm, struct buf *out) {
    struct gc_stats stats;
    gc_get_stats(vm->heap, &stats);
    struct metadata_usage metadata = metadata_get_usage(vm);
    buf_printf(out,
               "Heap\n mark-sweep heap total %zuK, used %zuK, maximum %zuK\n"
               " Metaspace       used %zuK, committed %zuK\n\n",
               stats.capacity >> 10, MIN_OF(stats.used, stats.capacity) >> 10, stats.max >> 10, metadata.used >> 10,
               metadata.committed >> 10);
}

void thread_dump_print(struct thread *t, FILE *out) {
    struct vm *vm = t->vm;
    struct buf text = {0};
    safepoint_begin(t);
    print_head(vm, &text);
    u32 count = 0, all = 0;
    for (const struct thread *thread = vm->threads; thread; thread = thread->next)
        all++;
    struct thread **threads = mem_calloc(all + 1, sizeof(struct thread *));
    /* newest first in the list, oldest first in a dump */
    for (struct thread *thread = vm->threads; thread; thread = thread->next)
        if (thread->object)
            threads[all - ++count] = thread;
    struct thread **oldest = threads + (all - count);
    for (u32 i = 0; i < count; i++) {
        print_thread_line(vm, oldest[i], &text);
        print_frames(vm, oldest[i], true, &text);
        buf_char(&text, '\n');
    }
    u32 global, weak;
    handle_count(vm, &global, &weak);
    buf_printf(&text, "JNI global refs: %u, weak refs: %u\n\n", global, weak);
    print_deadlocks(vm, oldest, count, &text);
    buf_char(&text, '\n');
    print_heap(vm, &text);
    safepoint_end(t);
    mem_free(threads);
    thread_enter_safe(t);
    options_print(&vm->options, out, "%s", buf_cstr(&text));
    fflush(out);
    thread_leave_safe(t);
    buf_free(&text);
}
