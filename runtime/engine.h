/* SPDX-License-Identifier: MIT
 *
 * engine.h - what runs methods, as the rest of the VM sees it: a table of functions. And what all who run methods agree
 * on: how a method is entered and left.
 *
 * There are two: the interpreter, interp/, and the compiler, jit/, whose table has functions of its own where it does
 * more (hot, forget_loaders) and the interpreter's where it does not. Its code and the interpreter call each other freely,
 * because both keep to the following.
 *
 * State. Between two instructions of a frame everything is in memory, except for the accumulator, which the next
 * instruction may want. pc is register code for every engine, so bytecode indices, handlers, live registers and monitors
 * are found in the same way whoever runs the frame. t->top and t->stack_next are only true while C code runs: whoever
 * leaves to C that may look at the stack, throw, allocate or block writes them, and pc of its record, before.
 *
 * C's stack. Objects that an engine needs are in slots, or in thread.accumulator: the collector does not look at the frame of
 * the interpreter's loop, nor, while a native method's foreign code runs, at any C frame up to java_call's.
 *
 * Entering. The caller has put the arguments into consecutive registers of its own, args. It
 *   1. makes sure that args + callee->frame_size + STACK_GAP slots lie below the next record (or throws
 *      StackOverflowError in its own frame),
 *   2. stores the pc of the call in its record,
 *   3. pushes the callee's record: fp = args, and method,
 *   4. takes one unit of fuel, and polls when none is left: in the new frame, before its first instruction,
 *   5. goes on at the word method->code.
 * That word is never missing. It is the first one of the method's register code, or a stub of one word that makes the
 * register code, calls a native, selects the method that a method handle means (which then takes over the record), or
 * throws; or it is a leaf word (interp/leaf.c), which a caller may carry out without steps 1 to 4. Another word becomes
 * the entry by one store with release, at any time: callers load it with acquire, once per call.
 *
 * Entering by machine code. method->machine is the address to which machine code jumps instead of step 5, with the same
 * steps before it; it is never missing either, as long as there is a compiler. Such a caller writes in its own record,
 * machine_return, the address to which the callee returns. It may leave the rest of steps 2 and 3 undone, if that address
 * says what to write (frame.kind): whoever looks at a thread's records then has them written first (frame_record_first), and
 * so does C that goes on with Java code in another way. For a frame in the
 * interpreter machine_return is nothing anybody reads, until a method that it called enters machine code: then it becomes
 * vm->machine_to_interpreter (machine_returns_here). Its result comes back in the accumulator only.
 * Between machine code and an interpreted method that it calls lies an adapter record.
 *
 * Leaving. The result is in register 0 of the callee, which is the caller's args[0], and in the accumulator. Whoever
 * returns pops the record; an interpreted caller goes on two words behind its pc, as every call has two words.
 *
 * Exits. Every instruction checks first and writes last. So an engine that cannot do one, or does not want to, leaves
 * its frame to the interpreter at that instruction: record and slots written, accumulator handed over, nothing of the
 * instruction done. The interpreter executes it and goes on from there; so it does behind a poll.
 *
 * Exceptions. t->exception is pending and t->top is the frame that threw; interp_unwind searches it and its callers for a
 * handler, releasing the locks of synchronized methods on the way. The frame with the handler goes on at the handler's
 * pc, whoever ran it before. A record without a method ends the search: C code finds the exception pending. (Everybody
 * else who walks over records skips those, so an engine may have such records of its own if interp_unwind knows them.)
 *
 * From C. invoke() pushes an entry record and does steps 1, 3 and 5 itself, with copies of its args.
 */
#ifndef RUNTIME_ENGINE_H
#define RUNTIME_ENGINE_H

#include "gc/gc.h"
#include "runtime/code.h"

struct compiled;
struct frame;
struct loader;
struct method;
struct thread;
struct vm;

/* How the interpreter enters machine code, and in which way that comes back. */
enum machine_place { MACHINE_AT, MACHINE_BEHIND_CALL };
enum machine_exit {
    MACHINE_INTERPRET, /* go on at pc in the interpreter */
    MACHINE_RETURNED,  /* ci returns to an interpreted caller, with the result in fp[0] and acc */
    MACHINE_UNWIND,    /* an exception is pending, t->top is the frame */
};
struct machine_state {
    u32 address; /* in: where to enter */
    const union code_word *pc;
    union slot *fp;
    struct frame *ci;
    u64 fuel;
    union slot acc;
};
/* A place in machine code. */
struct machine_spot {
    const char *stub; /* its name, or NULL: the method's */
    const struct method *method;
    u32 start, end; /* addresses */
    struct {
        const struct method *method;
        u32 bci;
    } frames[8]; /* of the method and those inlined in it, innermost first */
    u32 frames_count;
};
struct engine_ops {
    const char *mode;     /* as in java.vm.info: "interpreted mode" */
    const char *compiler; /* its name, or NULL: there is none */
    /* Makes what the engine keeps for vm, vm->engine_state. The boot loader exists, no method does. */
    void (*start)(struct vm *vm);
    /* Runs m; args holds m->arguments slots (at least 1) and gets the result in args[0]. May be called from natives at
     * any depth. False = exception pending. */
    bool (*invoke)(struct thread *t, struct method *m, union slot *args);
    /* m is new: its arguments and binding are set, its class is known to this thread only. Sets code and frame_size. */
    void (*prepare_method)(struct vm *vm, struct method *m);
    /* Marks what t's Java frames refer to, leaving out dead registers. The world is stopped. */
    void (*mark_frames)(struct thread *t, struct gc_marker *m);
    /* frame_monitors of runtime/frame.h. */
    u32 (*frame_locks)(struct thread *t, const struct frame *f, struct object **found, u32 most);
    /* The loaders in the list `dead` (linked by next, already out of vm->loaders) are about to be freed with their
     * classes: forgets what code has cached about classes, and code of theirs. The world is stopped. */
    void (*forget_loaders)(struct vm *vm, const struct loader *dead);
    /* For a snapshot, last of all: discards machine code and forgets what only this process has. False: it can't. */
    bool (*forget_process)(struct vm *vm);
    /* In a process that has mapped a snapshot: what start does, where the engine's state is there already. The snapshot
     * may be another engine's. False: it can't; nothing has changed then but vm->compiler's own memory. */
    bool (*resume)(struct vm *vm);
    /* Nanoseconds of CPU time that compiling has taken. Only where there is a compiler. */
    u64 (*compile_time)(const struct vm *vm);
    /* Where in a method's machine code the frame can go on at word index pc, or behind the call there; 0 = nowhere. This
     * and the next: only where there is machine code. */
    u32 (*machine_place)(const struct compiled *code, u32 pc, enum machine_place place);
    enum machine_exit (*machine_run)(struct thread *t, struct machine_state *state);
    /* Writes what machine code left out of t's records, t->records_unwritten, which is NULL then. t is the calling thread or
     * does not run. */
    void (*write_records)(struct thread *t);
    /* In a handler of SIGSEGV, at an access to the first page: where machine code goes on whose null check that access is;
     * 0 = it is none. Takes no lock. NULL: there are no such checks. */
    u32 (*machine_fault)(const struct vm *vm, u64 pc);
    /* For reports of faults, in a handler of signals: whose machine code is at this address. False: it is none. Takes no
     * lock. This and the next may be NULL. */
    bool (*machine_describe)(const struct vm *vm, u64 address, struct machine_spot *spot);
    /* The same thread's registers are in context: if it was in machine code, its frames are written as for C. */
    void (*machine_settle)(struct thread *t, const void *context);
    /* Whether f, which is written, waits in machine code for a call. */
    bool (*machine_waits)(const struct thread *t, const struct frame *f);
    /* m got its register code just now, in its first call. As hot. NULL: nothing is to be done. */
    void (*translated)(struct thread *t, struct method *m);
    /* Java code of t has made `units` calls and backward branches since it told last; t->top is the frame it is in now,
     * at a clean pc. Called at each poll, so seldom. May allocate C memory and stop the world; must not throw. */
    void (*hot)(struct thread *t, u32 units);
};

#endif
