/* SPDX-License-Identifier: MIT
 *
 * jit_internal.h - the compiler's own data: what a compilation knows, and what remains of it.
 *
 * A method is compiled in two steps. plan.c reads its register code: where blocks begin, which slots are used how often
 * and live where, and which of them are pinned, that is, have a machine register for the whole method. Then compile.c
 * goes over the instructions once more, in order, and has select.c, memory.c and call.c emit machine code for each.
 *
 * State of machine code. REG_FRAME points to register 0 of the frame, REG_RECORD is its record, REG_THREAD the thread,
 * REG_FUEL what is left until the next poll. Every slot has its place in the frame, as in the interpreter. Of a pinned
 * slot the compiler knows, at each point of the code: is the value in its machine register (valid), and is the frame
 * behind it (dirty: valid, and not stored yet)? Before anything that may look at the frame, dirty slots that are live are
 * stored; so there is nothing to describe to anybody who does.
 *
 * Where paths meet, the first one to get there says what is valid and dirty; the others load and store what differs. A
 * loop's head is met before its end is known: there, slots that the loop uses are loaded, and those that it only reads
 * are stored before.
 */
#ifndef JIT_JIT_INTERNAL_H
#define JIT_JIT_INTERNAL_H

#include "base/code_memory.h"
#include "base/mem.h"
#include "interp/interp_internal.h"
#include "interp/operand_roles.h"
#include "jit/asm.h"
#include "jit/jit.h"
#include "runtime/link.h"

#define RECORD ((i32)sizeof(struct frame))

enum { ACCUMULATOR = -1 }; /* as a slot */
enum { PINS = PIN_REGS + PIN_FREGS, LIVE_BITS = 32, NO_PIN = 0xff };

/* ---- what remains ---- */

struct place {
    u32 pc, address; /* word index; where the code runs */
};
/* Of whose instructions the code is, from an address on. In memory the numbers are differences to those before, as bytes of
 * seven bits each (code_next_mark). */
struct mark {
    u32 address;
    u32 pc;      /* word index */
    u32 inlined; /* index in compiled.inlined; 0: the method itself */
};
struct inlined {
    const struct method *method;
    u32 parent, call_at; /* where its call is; of the first one, the method itself, nothing */
};
struct compiled {
    struct method *method;
    u32 entry;         /* address for a call */
    u32 start, end;    /* addresses */
    u32 places_count;  /* where a frame can go on; sorted by pc */
    u32 returns_count; /* behind calls; sorted by pc */
    const struct place *places, *returns;
    const struct inlined *inlined;
    u32 inlined_count;
    const u8 *marks, *marks_end;
    u32 unresolved;     /* instructions that were not resolved */
    u32 unresolved_met; /* how often one that has been resolved since was left to C; atomic, not exact */
    u32 generation;     /* how often the method had been compiled before */
};

/* What a frame's record would say while it waits for a call. Its address is the word before the return address. */
struct call_place {
    const union code_word *pc;
    struct method *method;
    u64 first; /* slots from its register 0 to the callee's */
};

struct fault { /* an access that checks for null: where it begins, and where it goes on */
    u32 from, target;
};

/* vm->compiler */
struct compiler_state {
    struct vm *vm;
    pthread_mutex_t lock; /* guards all below */
    struct code_memory memory;
    size_t used;
    struct compiled **codes; /* all of the VM, by address; room for codes_most, read by handlers of signals */
    u32 codes_count;         /* atomic */
    u32 codes_most;
    const union code_word *machine_word; /* method->code of compiled methods */
    u32 threshold;
    u64 methods, nanoseconds; /* compiled; CPU time that took, atomic */
    u32 epoch;                /* counts how often all code was discarded; atomic */
    u32 operations;           /* that could have been executed by C; with CompileFallbackEvery */
    size_t links_begin;       /* of the memory: room for these three */
    size_t shared_end;        /* of the memory: what lies before is never discarded */
    bool full;                /* until all code is discarded */
    bool disabled;            /* for good: it was full, and nothing is to be discarded for that */
    struct fault *faults;     /* of all code, by address; room for faults_most, read by handlers of signals */
    u32 faults_count;         /* atomic */
    u32 faults_most;
    /* code that all methods share */
    struct {
        u32 enter, to_interpreter, through_adapter, unwind, interpret;
        u32 execute, execute_call, execute_unresolved, execute_unresolved_call;
        u32 find_interface, is_subtype, new_array[4], unlock, overflow, poll, poll_call;
        u32 call_interpreter, call_native, call_fast, call_link;
        u32 call_basic, call_static, call_special; /* 0 until the library is known (stubs_make_links) */
    } stubs;
    const union code_word *adapter_code; /* pc of adapter records */
    struct exit_counts *exits;           /* exits.c; NULL: not counted */
    struct intrinsic_index *intrinsics;  /* by name; NULL before the first compilation */
};

/* ---- a compilation ---- */

enum word_flag {
    WORD_LEADER = 1,
    WORD_LOOP = 2,
    WORD_HANDLER = 4,
    WORD_SEEN = 8,
    WORD_DEAD = 16,    /* no path leads there */
    WORD_CALL = 64,    /* in place of a call: a constant, or a cast */
    WORD_NOTHING = 32, /* there is nothing to do for the instruction: a branch that is never taken */
};

/* What is known of values (paths.c). */
enum { PATH_SLOTS = 64, PATH_FINDINGS = 12 };
struct value {
    enum { VALUE_ANY, VALUE_CONSTANT, VALUE_NEW, VALUE_LENGTH } kind;
    u64 is; /* the slot's bits; the class; the number of the array */
};
enum finding_kind {
    FOUND_NOT_NULL,
    FOUND_IN_BOUNDS, /* a is an index of array b */
    FOUND_INSTANCE,  /* null, or an instance of the class or a subtype */
    FOUND_LESS,      /* of ints: a < b */
    FOUND_FRESH      /* an object of at most FRESH_MOST bytes, made since there could be a collection last */
};
#define FRESH_MOST 512 /* = a card: the object is on two cards at most */
struct finding {
    const struct class *class;
    u16 a, b; /* numbers of values */
    u8 kind;
};
struct path {
    u16 values[PATH_SLOTS], accumulator; /* numbers; 0: it has none yet */
    u8 count, next;
    struct finding list[PATH_FINDINGS];
};

/* About each word of register code. */
struct word_info {
    u32 live;         /* slots that are live before the instruction (compiler.bit_of) */
    u32 valid, dirty; /* leaders: what paths agreed on (WORD_SEEN) */
    u32 address;      /* where the code for it begins */
    u32 again;        /* loop heads: where branches back go to, with loop_valid and loop_dirty */
    u32 loop_valid, loop_dirty;
    u32 loop_end;      /* loop heads: word index of the last branch back */
    u32 first_from;    /* leaders: 1 + word index of the first branch to it */
    struct path *path; /* leaders: what all paths know; NULL: nothing */
    u8 flags, depth;
};

/* What is known of a slot, or of the accumulator. */
enum fact_kind { FACT_NONE, FACT_CLASS, FACT_CONSTANT };
struct fact {
    int slot;
    u8 kind;
    u8 stable;           /* of a constant array: so many dimensions of it don't change once they are not 0 */
    u64 value;           /* FACT_CLASS: the class of the object that is there, which is not null */
    struct class *owner; /* who keeps alive what a constant leads to */
};
enum { FACTS_MOST = 32 };
struct facts {
    u32 count, next; /* next: the one to be given up when there are too many */
    struct fact all[FACTS_MOST];
};

struct pin {
    int slot;
    int reg; /* fp: an fp register */
    bool fp;
};

struct fix { /* a branch forward, or an address of what comes later */
    u8 *place;
    const struct word_info *target;
    bool absolute;
};

struct constant { /* in memory behind the code */
    u8 *place;
    u64 value;
    u32 address;
};

struct call { /* a struct call_place that will be in memory behind the code */
    u8 *place;
    struct call_place what;
};

/* Code that is seldom run, behind the method's own. */
enum late_kind {
    LATE_EXECUTE,
    LATE_NULL,  /* also of other faults: the instruction throws */
    LATE_STORE, /* LATE_EXECUTE, if the class of an element is not found to be right */
    LATE_NULL_CALL,
    LATE_DIVISION,
    LATE_OVERFLOW,
    LATE_POLL,
    LATE_DISPATCH,
    LATE_SUBTYPE,
    LATE_POLL_CALL, /* in a new frame of the outermost method */
    LATE_POLL_INLINED,
    LATE_UNLOCK,
    LATE_CALL /* the call that the instruction is, of a known method, after all */
};
struct late {
    u8 *place; /* the branch that leads there; NULL: the access at `from` */
    u32 from;
    struct context *x;
    u32 pc, target;       /* of the instruction; LATE_POLL: where it goes on */
    u32 dirty, live;      /* before the instruction */
    u32 back, valid_back; /* LATE_EXECUTE and calls: where it goes on, and what is to be loaded before */
    u8 kind, acc, acc_back;
    bool same_as_last; /* has no code of its own */
    u32 address;
    u8 value; /* LATE_STORE: the register that holds it, and where it goes on when its class is right */
    u32 checked;
    u64 acc_value;
    /* LATE_CALL: the method. LATE_DISPATCH of a virtual call: the register of the receiver, the method that is called if it has the expected class,
     * and where; NULL: dispatched whatever it is */
    int receiver;
    const struct method *method;
    u32 same;
};

struct code_mark { /* struct mark while compiling */
    u32 address, pc;
    const struct context *x;
};

/* Late code that stores pins and has an instruction throw its exception. */
enum { TAILS = 8 };
struct tail {
    const struct context *x;
    u32 stored, stub, address;
};

enum acc { ACC_NONE, ACC_REGISTER, ACC_FP, ACC_CONSTANT };

struct compiler;

/* A method that is compiled: the one that was asked for, or one that is inlined in it. The registers of an inlined method
 * begin where they would in a call, at its caller's first argument: its slots are numbered from `base`. It has no frame.
 * Code that needs one makes them first, for all methods around, and goes on with REG_FRAME and REG_RECORD moved to it
 * (frames_enter, frames_leave). */
struct context {
    struct context *parent;
    u32 call_at; /* word index of the call in the parent */
    u32 level;   /* 0: the outermost */
    u32 depth;   /* the same, without glue (plan.c) */
    int base;    /* slot of its register 0 */
    struct method *method;
    const struct register_code *code;
    union code_word *words;    /* a copy, in which instructions are replaced by what does the same */
    union code_word *original; /* a copy as it was: other threads resolve meanwhile */
    struct facts **arriving;   /* by word: what all branches there know; NULL: there are none */
    struct facts **known; /* the outermost method: at loop heads, and at the second word of calls what is known behind
                                * them; else NULL */
    struct fact result;   /* inlined: of all returns so far */
    bool returns;         /* there was one */
    struct word_info *info;
    u32 length;
    bool keeps_this;              /* register 0 is the receiver from beginning to end */
    u32 through;                  /* slots that are live behind the call, and not its own */
    u32 uses, kills;              /* slots of all its instructions, inlined ones too */
    struct context *first, *next; /* what is inlined in it; its parent's next one */
    u32 number;                   /* in compiled.inlined */
    struct word_info join, back,
        make_frames;               /* places in the code: behind the call; where its frame returns to, if it has
                                                * got one; the code that makes the frames */
    bool wants_frames, acc_wanted; /* somebody needs its frame; what comes behind the call takes the accumulator */
};

struct compiler {
    struct assembler a;
    struct compiler_state *state;
    struct context *x; /* the method whose instructions are looked at */
    struct context *outermost;
    u32 contexts_count, words_count; /* inlined ones, too, */
    u32 glue_count;                  /* but for the words of glue */
    struct arena arena;              /* of the compilation */
    struct pin pins[PINS];
    u32 pins_count;
    u32 slots;  /* of all methods together */
    u8 *pin_of; /* by slot: index of its pin, or NO_PIN */
    /* Slots in sets of live ones: by slot its bit, which is that of its pin if it has one, or NO_PIN: it counts as live. */
    u8 *bit_of;
    int bits[LIVE_BITS]; /* their slots */
    u32 bits_count;
    bool recursive;
    u32 entry_pins; /* in which calls from this code have arguments; they are not in the frame then */

    /* while emitting */
    u32 at; /* word index */
    struct insn insn;
    const struct rop_info *rop;
    int A, B, C; /* slots of the operands: registers or ACCUMULATOR */
    u32 valid, dirty;
    u8 acc;
    u64 acc_value; /* ACC_CONSTANT */
    struct path now;
    struct value *values; /* by number */
    u32 values_count, values_room;
    bool by_c, fresh; /* of the instruction: C executes it; its result is FOUND_FRESH */
    bool reachable, failed;
    u32 entry, inner_entry; /* with entry_pins loaded */
    struct fix *fixes;
    u32 fixes_count, fixes_room;
    struct constant *constants;
    u32 constants_count, constants_room;
    struct call *calls;
    u32 calls_count, calls_room;
    struct late *lates;
    u32 lates_count, lates_room;
    struct tail tails[TAILS]; /* the last ones */
    u32 tails_count;
    struct fault *faults;
    u32 faults_count, faults_room;
    struct place *returns;
    u32 returns_count, returns_room;
    struct code_mark *marks;
    u32 marks_count, marks_room;
    u32 unresolved;
};

static inline const struct call_place *call_place_before(u32 return_address) {
    u32 place;
    memcpy(&place, (const void *)((uintptr_t)return_address - sizeof place), sizeof place);
    return (const struct call_place *)(uintptr_t)place;
}
static inline i32 slot_offset(int slot) {
    return slot * (i32)sizeof(union slot);
}
static inline const union code_word *word_address(const struct compiler *c, u32 at) {
    return c->x->code->words + at;
}
/* Of a call: its first argument, and its result. */
static inline int first_slot(const struct compiler *c) {
    return c->x->base + c->insn.a;
}
static inline i16 imm_b(const struct compiler *c) {
    return (i16)c->insn.b;
}
static inline i16 imm_c(const struct compiler *c) {
    return (i16)c->insn.c;
}

/* plan.c. False: not for the compiler. */
bool plan_method(struct compiler *c, struct method *m);
bool plan_is_floating(u32 op, bool result); /* the operands, the result */

/* facts.c */
void facts_set(struct facts *f, const struct facts *from);
struct facts *facts_copy(struct arena *a, const struct facts *f); /* to be set, or to be met with others */
void facts_add(struct facts *f, int slot, struct fact fact);      /* instead of what was known */
struct fact facts_value(const struct facts *f, int slot);         /* FACT_NONE: nothing */
bool facts_same(const struct fact *a, const struct fact *b);
void facts_forget(struct facts *f, int slot);
void facts_forget_from(struct facts *f, int slot);           /* and all behind, and the accumulator */
void facts_meet(struct facts *f, const struct facts *other); /* only what both know */
bool facts_know_object(const struct facts *f, int slot);     /* it is not null */
void facts_after(struct compiler *c, struct context *x, u32 at,
                 struct facts *f); /* the instruction, no call; may replace it */
enum decision { UNDECIDED, NOT_TAKEN, TAKEN };
enum decision facts_decide(const struct context *x, u32 at, const struct facts *f);
/* Replaces the call by one of the method that it is known to run. */
void facts_link(const struct compiler *c, struct context *x, u32 at, const struct facts *f);
/* Replaces the call of m, whose receiver is not null, by the constant that is its result, or a cast; false: it can't be. */
bool facts_replace_call(const struct compiler *c, struct context *x, u32 at, const struct method *m,
                        const struct facts *f, struct fact *result);

/* compile.c: what selection uses. */
int value_use(struct compiler *c, int slot, enum width w, int scratch); /* the register that holds the value */
void value_use_in(struct compiler *c, int slot, enum width w, int reg); /* ... which is this one */
bool value_in_memory(const struct compiler *c, int slot);               /* it is in the frame only */
bool value_is_constant(const struct compiler *c, int slot, i64 *value);
int value_define(const struct compiler *c, int slot);      /* the register for a result; REG_X if it goes to memory */
void value_defined(struct compiler *c, int slot, int reg); /* it is there */
int value_use_fp(struct compiler *c, int slot, bool wide, int scratch); /* the same for fp registers */
int value_define_fp(const struct compiler *c, int slot);
void value_defined_fp(struct compiler *c, int slot, bool wide, int reg);
void value_move(struct compiler *c, int to, int from);
void value_define_constant(struct compiler *c, int slot, u64 value);
bool value_is_fp(const struct compiler *c, int slot); /* a result would rather be in an fp register */
void pins_store(struct compiler *c, u32 which);       /* those of them that are live */
void pins_forget(struct compiler *c);                 /* C or other Java code has run */
void pins_forget_in_c(struct compiler *c); /* C has run that saw the frame's slots, and wrote none but the call's */
struct late *leave(struct compiler *c, u8 *place, enum late_kind kind);
/* The next instruction has to be an access to what reg points to, at this offset: it is the check, where it can be. */
bool is_null_check(const struct compiler *c, i32 offset); /* can it be? */
void leave_if_null(struct compiler *c, int reg, i32 offset);
#define NO_ACCESS INT32_MAX /* as offset: there is none */
u32 target_of(const struct compiler *c);
/* C executes the instruction; of a call it finds the method, which is in REG_X then, or does all (0). */
void call_execute(struct compiler *c);
void frames_enter(struct compiler *c); /* in an inlined method: makes its frame; all that is live has been stored */
void frames_leave(struct compiler *c);
void frames_return_addresses(struct compiler *c); /* stored for all methods around; the frames are not gone to */
/* Behind a call's jump: the call returns to what comes next, in x; its callee's register 0 is x's `first`. */
void call_returns_here(struct compiler *c, struct context *x, u32 pc, u32 first);
/* Emits the method that plan.c inlined in the call that is the instruction; false: there is none. */
bool inline_call(struct compiler *c);
/* Shall C execute the operation, to see whether it does the same (-XX:CompileFallbackEvery)? */
bool operation_by_c(struct compiler *c);
void inline_return(struct compiler *c); /* the result is in REG_ACC and in its register */
void constant_there(struct compiler *c, u8 *place, u64 value);
void returns_here(struct compiler *c); /* from the call that is the instruction */
/* Everything agreed with the block at `target`; then a branch there has to follow. */
void block_agree(struct compiler *c, u32 target);
void block_branch(struct compiler *c, u8 *place, u32 target);
void block_address(struct compiler *c, u8 *place, u32 target); /* `target` is ahead */
/* A branch to `target`, which cond has decided (branch back: counts fuel). */
void branch_if(struct compiler *c, enum cond cond, u32 target);
void branch_to(struct compiler *c, u32 target);
void leave_to_c(struct compiler *c); /* the instruction, by C */

/* select.c: false = it has no code for the instruction. */
bool select_instruction(struct compiler *c);
bool memory_instruction(struct compiler *c);
void own_lock_word(struct compiler *c, int reg); /* reg = the lock word of an object that the thread has entered once */
void call_instruction(struct compiler *c);
void return_instruction(struct compiler *c);
void new_object_late(struct compiler *c); /* late: C has made it */
void subtype_by_c(struct compiler *c);    /* late: of checkcast and instanceof of arrays; all is in the frame */
/* Late, before anything else: goes to l->same if a receiver of another class has the same method, too; or REG_X becomes the
 * method. */
void call_same(struct compiler *c, const struct late *l);
/* Late: of any receiver; all is in the frame. found: the method is in REG_X. */
void call_dispatch(struct compiler *c, bool found);
void store_check(struct compiler *c, const struct late *l); /* late: of aastore; goes on if the class is right */
void call_what_c_finds(struct compiler *c);                 /* or does all there is to do; all is in the frame */
bool call_result_is_live(const struct compiler *c);
void call_late(struct compiler *c, const struct method *m); /* LATE_CALL */
/* memory.c: references in the heap */
void reference_decode(struct compiler *c, int reg);
int reference_encode(struct compiler *c, int reg, int scratch); /* in `scratch` if what the heap has differs */
void mark_card(struct compiler *c);                             /* of the address in REG_X. Loses REG_X, REG_Y */

/* intrinsics.c: methods that calls carry out in line, without a frame */
struct intrinsic;
void intrinsics_init(struct compiler_state *s); /* under the lock, once the library's symbols can be made */
/* NULL: m is called as others are. */
const struct intrinsic *intrinsic_of(const struct compiler_state *s, const struct method *m);
bool intrinsic_in_registers(const struct intrinsic *o); /* it takes its arguments where they are pinned */
/* Is argument k, or the result (k = -1), floating? */
bool intrinsic_is_floating(const struct method *m, int k);
/* Emits the call that is the instruction, of m, whose receiver has been checked. False: m has no operation. */
bool intrinsic_call(struct compiler *c, const struct method *m);
/* try.c: false = nothing was done */
#define INTRINSIC(id, class_name, name, descriptor, emitter, parameter, feature)
#define TRY(id, class_name, name, descriptor, function) bool try_##function(struct thread *t, union slot *slots);
#include "jit/intrinsics.def"
#undef INTRINSIC
#undef TRY
void call_result(struct compiler *c);  /* the call's result is in REG_ACC */
void cast_of_call(struct compiler *c); /* memory.c: Class.cast to a class that is known */

/* paths.c */
void path_start(struct compiler *c);
bool path_constant(const struct compiler *c, int slot, i64 *constant);
const struct class *path_exact_class(const struct compiler *c, int slot); /* of what `new` made; or NULL */
bool path_not_null(struct compiler *c, int slot);
void path_set_not_null(struct compiler *c, int slot);
bool path_in_bounds(struct compiler *c, int array, int index);
void path_set_in_bounds(struct compiler *c, int array, int index);
bool path_instance(struct compiler *c, int slot, const struct class *k); /* or null */
void path_set_instance(struct compiler *c, int slot, const struct class *k);
void path_set_less(struct compiler *c, int x, int y);
bool path_fresh(struct compiler *c, int slot);
/* The instruction has been emitted. may_collect: on the way through it, there may have been a collection. */
void path_instruction(struct compiler *c, bool may_collect, bool fresh);
void path_called(struct compiler *c, const struct path *before);
void path_meet(struct compiler *c, struct word_info *w); /* a path leads to block w, which comes later */
void path_enter_block(struct compiler *c);

/* compile.c: NULL = it can't be, or there is no room. Under the lock. */
struct compiled *compile_method(struct compiler_state *s, struct method *m);

/* jit.c: compiles m now, if it can be; false: it has no machine code. t is RUNNING; may allocate C memory. */
bool jit_compile(struct thread *t, struct method *m);
/* m was entered from machine code: true if it has machine code by now. */
bool jit_entered(struct thread *t, struct method *m);

/* stubs.c */
/* The frames from f on, which wait in machine code, are written; f[-1].fp is right. */
void frames_write(struct frame *f);
void jit_write_records(struct thread *t); /* runtime/engine.h */
void stubs_make(struct compiler_state *s, struct assembler *a);
void stubs_make_links(struct compiler_state *s, struct assembler *a);
/* code.c */
struct compiled *code_install(struct compiler *c);
u32 code_fault(const struct compiler_state *s, u64 pc);
/* Whose code is at this address; NULL: nobody's. */
struct compiled *code_find(const struct compiler_state *s, u32 address);
u32 code_place(const struct compiled *k, u32 pc, enum machine_place place);
/* listing.c: prints it. */
void listing_print(struct compiler_state *s, const struct compiled *k);
/* views.c: of struct engine_ops. */
bool view_spot(const struct vm *vm, u64 address, struct machine_spot *spot);
void view_settle(struct thread *t, const void *context);
bool view_waits(const struct thread *t, const struct frame *f);
/* Reads a mark at *at, which moves on; *mark is the one before, or zero. False: there are no more. */
bool code_next_mark(const struct compiled *k, const u8 **at, struct mark *mark);
/* The last mark at or before an address in k's code. */
struct mark code_mark_at(const struct compiled *k, u32 address);

/* fallback.c: how the body of an operation ended: what the bodies say in SLOW, and */
enum fallback {
    FALLBACK_next,   /* the instruction is done */
    FALLBACK_call,   /* *call is to be made */
    FALLBACK_branch, /* not for this function: branches, returns */
    FALLBACK_op,
    FALLBACK_null,
    FALLBACK_division,
    FALLBACK_site,
    FALLBACK_unlock,
    FALLBACK_translate,
    FALLBACK_native,
    FALLBACK_fast,
    FALLBACK_no_method,
    FALLBACK_null_in_caller,
    FALLBACK_link,
    FALLBACK_enter,
    FALLBACK_machine,
    FALLBACK_machine_return,
};
enum fallback fallback_execute(struct thread *t, union slot *fp, const union code_word *pc, union slot *acc,
                               struct slow_call *call);

#endif
