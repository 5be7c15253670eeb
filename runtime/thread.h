/* SPDX-License-Identifier: MIT
 *
 * thread.h - a thread that is attached to the VM.
 *
 * The struct's address is the JNIEnv: its first member is the JNI function table. A thread is RUNNING while it may
 * touch the heap (interpreter, VM code) and SAFE while it may not (native code, blocked); the collector runs when every
 * other thread is SAFE (runtime/safepoint.c). Transitions cost a store and a load.
 */
#ifndef RUNTIME_THREAD_H
#define RUNTIME_THREAD_H

#include <pthread.h>
#include <setjmp.h>
#include "gc/gc.h"
#include "runtime/frame.h"

struct vm;
struct handle_block;
struct load_record;
struct open_spans;

/* Bytes of Java stack beyond stack_size that only StackOverflowError handling may use. */
#define JAVA_STACK_RESERVE (64u * 1024)
#define JAVA_STACK_DEFAULT (2u * 1024 * 1024) /* without -Xss */
#define C_STACK_DEFAULT    (1024u * 1024)     /* C stack of a thread the VM starts */
#define SIGNAL_STACK       (64u * 1024)       /* of the handlers of faults (diagnostics/crash.c) */

#define SAFE_REGISTERS 48 /* words that hold the callee-saved registers of any processor, with room */

enum thread_state { THREAD_RUNNING, THREAD_SAFE };

/* Bits of thread.wanted, changed by atomic operations. */
enum thread_wanted {
    WANTED_STOP = 1,        /* a stop of the world waits for this thread */
    WANTED_SUSPENDED = 2,   /* Thread.suspend: it shall stay where it is until resumed; changed under threads_lock */
    WANTED_THROW = 4,       /* Thread.stop: it shall throw async_exception */
    WANTED_CLEAR_STACK = 8, /* a collection has been: what dead C frames left below the engine's shall be forgotten */
};

/* Values of Thread.threadStatus (JVMTI bits; docs/OPENJDK.md#thread-status). */
enum java_thread_status {
    STATUS_NEW = 0,
    STATUS_TERMINATED = 0x2,
    STATUS_RUNNABLE = 0x5,
    STATUS_BLOCKED = 0x401,
    STATUS_WAITING = 0x191,
    STATUS_TIMED_WAITING = 0x1A1,
    STATUS_SLEEPING = 0xE1,
    STATUS_PARKED = 0x291,
    STATUS_TIMED_PARKED = 0x2A1,
};

/* A call of Java by C code, in the frame of java_call. The C stack of a thread, drawn downwards:
 *
 *      frames of C code                          scanned
 *      java_call's frame, from `high` on         scanned: it has the registers of the C code that called
 *      the interpreter's frame, down to `low`    not scanned: what it needs of objects is in slots
 *      C code that it called, ...                scanned, but when the thread says that it holds none (frames_clean)
 */
struct java_call {
    struct java_call *previous;
    void *high, *low;       /* low: set by the engine's first frame; NULL = the frames have no such part */
    union slot accumulator; /* thread.accumulator of the instruction that led to this call */
};

struct thread {
    const void *jni_functions; /* must be first: (JNIEnv *)t */
    struct vm *vm;
    struct object *exception; /* pending, or NULL */
    struct frame *top;        /* innermost frame record (frame.h) */
    /* Machine code has called C: records from here on may have to be written before they are read (frame_record_first).
     * NULL: no. */
    struct frame *records_unwritten;
    struct alloc_cache cache;

    /* Java stack: stack_size usable bytes and JAVA_STACK_RESERVE more. Without records, top == stack_high. */
    char *stack_low, *stack_high; /* the memory: registers from low, records from high; SIGNAL_STACK bytes below low */
    union slot *stack_next;       /* first slot free for a new entry from C (above the top frame's registers) */
    size_t stack_size;            /* usable bytes; a reserve beyond it serves StackOverflowError handling */
    char *c_stack_limit;          /* C stack address below which StackOverflowError is thrown */
    char *c_stack_high;           /* highest address of the C stack (conservative scan ends here) */

    u32 fuel;   /* the interpreter's, between its runs: calls and back branches until the next poll */
    u32 state;  /* enum thread_state, atomic */
    u32 wanted; /* enum thread_wanted: what others want of it, which it looks for when it polls; atomic */
    u32 safe_depth;
    bool frames_clean; /* while SAFE, or collecting: the C frames up to the innermost java_call hold no references */
    struct java_call *java_calls; /* innermost first */
    union slot accumulator;       /* the interpreter's, while C code carries out an instruction for it; a root */
    void *safe_sp;                /* C stack pointer when it became SAFE */
    void *safe_registers[SAFE_REGISTERS]; /* callee-saved registers at that moment: scanned too */

    struct object *object; /* java.lang.Thread */
    pthread_t pthread;
    i32 os_tid;
    u64 start_ns; /* os_nanotime when it was attached or began to run */
    bool attached_by_jni, is_daemon, is_vm_internal, exiting;
    bool counted;                   /* in vm->live_threads */
    bool throwing_oom;              /* making an OutOfMemoryError: allocation fails without another one */
    u8 throw_depth;                 /* throws inside throws: early boot has no exceptions to throw */
    void (*body)(struct thread *t); /* VM service threads: runs instead of Thread.run */
    bool had_body;                  /* it has one in the process that wrote the snapshot */
    bool deferred;                  /* started as far as anybody sees, but it has no pthread: thread_start_deferred */

    /* parking and waiting (runtime/monitor.h, runtime/park.h) */
    pthread_mutex_t park_lock;
    pthread_cond_t park_cond;
    bool park_permit;
    bool interrupt_wakeup; /* set by thread_interrupt to end sleep and wait */
    struct monitor *blocked_on, *waiting_on;
    struct thread *wait_next; /* wait-set link */
    bool wait_notified;
    u64 blocked_count, waited_count; /* times it blocked on a monitor; waited, slept or parked */
    u32 thread_id;                   /* small number, 1.. : owner field of thin locks */

    const char *jni_unchecked;          /* -Xcheck:jni: function whose exceptions were not asked for, or NULL */
    u32 jni_critical;                   /* -Xcheck:jni: depth of critical regions */
    struct handle_block *local_handles; /* JNI local references (runtime/handle.h) */
    struct handle_block *spare_handles; /* one empty block kept for the next local frame, or NULL */
    sigjmp_buf *gone;                   /* where a copy goes on when it meets a truncated file, or NULL */
    struct object *async_exception;     /* of Thread.stop, with WANTED_THROW (runtime/async.h) */
    void *stack_walk;                   /* active StackWalker state (native/jvm/jvm_stack.c) */
    struct open_spans *timeline_spans;  /* diagnostics/timeline.c */
    struct load_record *loading;        /* classes this thread is defining (runtime/define.c) */
    struct thread *next, *prev;         /* vm->threads */
};

/* Asked before Java is entered, and by every recursion in C whose depth is that of a class file or of the class
 * hierarchy: then throw_stack_overflow. */
static ALWAYS_INLINE bool thread_c_stack_exhausted(const struct thread *t) {
    return UNLIKELY((char *)__builtin_frame_address(0) < t->c_stack_limit);
}

static ALWAYS_INLINE bool thread_is_wanted(const struct thread *t) {
    return UNLIKELY(__atomic_load_n(&t->wanted, __ATOMIC_RELAXED) != 0);
}

/* The calling thread, or NULL when it isn't attached. */
struct thread *thread_current(void);

/* Registers the calling pthread (no Java object yet), state RUNNING. NULL = out of memory. java_stack 0 = -Xss. */
struct thread *thread_attach(struct vm *vm, size_t java_stack);
void thread_detach(struct thread *t); /* unregisters and frees; Java-level exit protocol was run before */
/* Last act of DestroyJavaVM: the caller, in whose name the world stays stopped, is no thread of the VM any more; the
 * destructors of its thread-specific data may still call the Invocation API. */
void thread_forget_current(void);
/* Makes the java.lang.Thread object for an attached thread (docs/OPENJDK.md#attaching-a-thread). group and name may be
 * NULL. False = exception. */
bool thread_create_object(struct thread *t, struct object *group, const char *name, bool daemon);
/* Thread.start0: false = exception. */
bool thread_start(struct thread *t, struct object *java_thread);
/* What a Java thread does at its end (docs/OPENJDK.md#thread-end): the uncaught exception is dispatched, Thread.exit
 * called, the status becomes TERMINATED, and who waits for the thread is notified. Without dispatch_uncaught
 * (DestroyJavaVM) the pending exception is dropped and Thread.exit isn't called. */
void thread_exit_java(struct thread *t, bool dispatch_uncaught);
/* Of a deferred thread: makes its stack and its pthread. False: the system refuses. */
bool thread_start_deferred(struct thread *t);
/* For a snapshot: t, which runs nothing, keeps nothing of this process. */
void thread_forget_process(struct thread *t);
/* In a process that has mapped a snapshot: the calling pthread becomes the main thread t, RUNNING. False: no memory. */
bool thread_take_over(struct thread *t);
/* struct thread of a java.lang.Thread (its eetop), or NULL; hold vm->threads_lock while using the result, unless it is
 * t's own. */
struct thread *thread_of_object(struct vm *vm, struct object *java_thread);
void thread_set_status(struct thread *t, enum java_thread_status status);
/* Starts a VM service thread with a Java Thread object in the system group (Signal Dispatcher): body(t) runs in it. */
bool thread_start_service(struct thread *t, const char *name, int priority, void (*body)(struct thread *t));

#endif
