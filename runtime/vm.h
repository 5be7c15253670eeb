/* SPDX-License-Identifier: MIT
 *
 * vm.h - the virtual machine: everything that would be global.
 *
 * One struct vm exists per JNI_CreateJavaVM. Layers above plug in through tables of functions, so that runtime/ can run
 * a method (struct engine_ops of runtime/engine.h) and call a native (struct native_ops) without knowing either.
 */
#ifndef RUNTIME_VM_H
#define RUNTIME_VM_H

#include <pthread.h>
#include "base/log.h"
#include "base/mem.h"
#include "base/symbol.h"
#include "gc/gc.h"
#include "runtime/engine.h"
#include "runtime/known.h"
#include "runtime/loader.h"
#include "runtime/options.h"
#include "runtime/thread.h"

struct handle_table;
struct jni_bindings;
struct jni_pins;
struct foreign_stubs;
struct string_table;
struct monitor_table;
struct safepoint;
struct jimage;
struct boot_path;
struct module_patch;

/* What native/ does for the layers below: a constant table there. */
struct native_ops {
    /* Runs native method m, whose binding is BINDING_JNI, through JNI; finds its function first if it has to. The
     * result goes to slots[0]. False = exception pending. */
    bool (*call)(struct thread *t, struct method *m, union slot *slots);
    /* k is being defined, known to this thread only: binds what the VM provides (native/library/natives.def). */
    void (*bind_class)(struct vm *vm, struct class *k);
    /* k is about to be freed, the world is stopped: gives back what its native methods have in vm->jni_bindings. */
    void (*forget_class)(struct vm *vm, struct class *k);
    const union native_function *functions; /* of BINDING_VM and BINDING_FAST, by binding_index */
    /* The JNI function table, first word of every struct thread, and that of -Xcheck:jni. */
    const void *jni_functions, *checked_jni_functions;
};

#define EVENT_LISTENERS 8

struct event_listening {
    const struct event_listener *listener; /* NULL: free */
    void *state;                           /* the listener's own */
    u64 wanted;                            /* bits by enum event; atomic */
};

struct vm {
    const void *invoke_functions; /* must be first: (JavaVM *)vm */
    struct vm_options options;
    const struct engine_ops *engine;
    void *engine_state;         /* the engine's own */
    void *compiler;             /* jit/'s own, or NULL */
    u32 machine_to_interpreter; /* machine_return of interpreted callers (runtime/engine.h) */
    const struct native_ops *native;
    const union native_function *native_functions; /* native->functions, one load nearer to calls */
    struct log log;
    struct heap *heap;
    u64 events; /* bits by enum event (runtime/event.h): somebody listens to them; atomic */
    struct event_listening listeners[EVENT_LISTENERS];
    pthread_mutex_t listener_lock;
    struct symbol_table *symbols;
    struct known known;           /* classes, fields, methods, symbols the VM uses by name */
    struct class *primitives[16]; /* by enum basic_type, T_VOID too */
    struct class *primitive_arrays[16];

    struct loader *boot_loader, *loaders;
    struct map loader_index;     /* Java ClassLoader object address -> struct loader */
    pthread_mutex_t loader_lock; /* guards loaders, loader_index */
    struct map modules;          /* java.lang.Module object address -> struct module; under loader_lock */
    struct module *java_base;    /* NULL until JVM_DefineModule("java.base") */
    struct object *boot_unnamed_module;
    struct jimage *image;
    u32 image_reads;               /* classes read from it */
    struct boot_path *boot_append; /* -Xbootclasspath/a */
    struct module_patch *patches;  /* --patch-module; options.patches_count of them */
    bool modules_ready;            /* initPhase2 done */

    pthread_mutex_t init_lock; /* class states (JVMS 5.5 locks) */
    pthread_cond_t init_cond;
    pthread_mutex_t link_lock;
    pthread_mutex_t constraint_lock; /* all loaders' constraints; taken before a loader's lock */

    struct thread *threads; /* all attached; under threads_lock */
    pthread_mutex_t threads_lock;
    pthread_cond_t threads_cond; /* a thread ended (DestroyJavaVM waits) */
    u32 live_threads, non_daemon_threads;
    u64 started_threads, peak_threads;
    struct map mh_intrinsics; /* runtime/indy.c: descriptor symbol + intrinsic -> struct method; under the boot loader's
                               * lock */
    struct map perf_counters; /* native/library/misc.c: names of jdk.internal.perf counters; under link_lock */
    struct map native_rows;   /* native/library/natives.c: class symbol -> number of its first row, and 1 */
    struct {
        const struct class *class;
        u32 offset;
    } library_fields[32];              /* native/library/fields.c: where fields are that fast paths use; atomic */
    struct jni_bindings *jni_bindings; /* native/jni/binding.c: functions of native methods, by binding_index */
    struct safepoint *safepoint;
    struct monitor_table *monitors;
    struct string_table *strings; /* interned: literals and String.intern, weak */
    struct handle_table *handles;

    struct object *system_thread_group, *main_thread_group;
    struct object *system_class_loader, *platform_class_loader;
    struct object *out_of_memory_errors[6], *stack_overflow_error; /* preallocated */
    struct object *reference_pending;                              /* head of the pending list; under pending_lock */
    bool reference_handler_idle;                                   /* it waits for that list; under pending_lock */
    pthread_mutex_t pending_lock;
    pthread_cond_t pending_cond;
    u64 collections_done;     /* under pending_lock */
    void *collection_watcher; /* native/'s; not NULL: pending_cond is broadcast after each collection */
    void *libjava;            /* dlopen handle */
    u64 classes_loaded, classes_unloaded;
    u64 collection; /* number of the collection going on; see struct loader.visited */
    u32 hidden_class_counter;
    u64 metadata_next_check;     /* classes_loaded at which runtime/metadata.c looks again */
    u32 heap_dumps;              /* written to the default place */
    bool out_of_memory_reported; /* diagnostics/heapdump.c did what options want at the first OutOfMemoryError */
    u64 java_signals;            /* while a snapshot is recorded: those that Java handles, by number */
    u64 start_time_ms, start_ns;
    bool booted, exiting;
    bool dead;                           /* atomic: event_vm_death was sent */
    struct bounds *bounds;               /* runtime/bounds.h; NULL: no limit to instructions or time */
    struct object *bound_error;          /* what ends the program then */
    bool stopped;                        /* atomic: a bound was hit, no Java code runs any more */
    struct jni_pins *jni_pins;           /* native/jni/jni_pin.c */
    struct foreign_stubs *foreign_stubs; /* native/library/foreign.c: functions for C that call Java; under link_lock */
};

/* Creates heap, tables, primitive classes; attaches the calling thread (RUNNING, no Java object yet). Takes over
 * *options. listen registers the listeners of events (runtime/event.h) before the first thread is attached. NULL +
 * malloc'ed message on failure. */
struct vm *vm_create(const struct vm_options *options, const struct engine_ops *engine, const struct native_ops *native,
                     void (*listen)(struct vm *vm), struct thread **thread, char **message);
/* What vm->options say of the heap. */
struct gc_config vm_heap_config(struct vm *vm);
/* Sends event_vm_death, once. */
void vm_death(struct thread *t);
/* In a process that has mapped a snapshot: vm is the VM of this process now; NULL: there is none. */
void vm_set_instance(struct vm *vm);
/* The VM of this process, or NULL (JNI_GetCreatedJavaVMs; exported functions that get no JNIEnv). */
struct vm *vm_instance(void);

/* Runs m with args (m->arguments slots, at least one; result in args[0]). False = exception pending. */
bool java_call(struct thread *t, struct method *m, union slot *args);
/* Selects the method for args[0]'s class first; NULL receiver throws NullPointerException. */
bool java_call_virtual(struct thread *t, struct method *m, union slot *args);

/* What the collector needs to know of threads and classes (runtime/roots.c); the context is the struct vm. */
extern const struct gc_ops runtime_gc_ops;
/* A collection, with the world stopped. */
void vm_collect(struct thread *t, bool clear_soft, const char *cause);
/* A full one, asked for by foreign code: as thread_enter_native, t has no objects in its frames up to the innermost call
 * of Java. */
void vm_collect_from_native(struct thread *t, const char *cause);
enum collection_kind {
    COLLECT_DUE, /* young or full, as the heap wants */
    COLLECT_FULL,
    COLLECT_SOFT, /* full, and all soft references are cleared */
};
/* The allocator's form. COLLECT_DUE: nothing is done when another thread collected while this one waited to stop the
 * world. */
void vm_collect_for_allocation(struct thread *t, enum collection_kind kind);

#endif
