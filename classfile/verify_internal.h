/* SPDX-License-Identifier: MIT
 *
 * verify_internal.h - shared by the files of the verifier.
 *
 * Every function that returns bool returns false exactly when an error was recorded (or a question to the caller's ops
 * could not be answered); the caller then returns false at once.
 */
#ifndef CLASSFILE_VERIFY_INTERNAL_H
#define CLASSFILE_VERIFY_INTERNAL_H

#include "classfile/descriptor.h"
#include "classfile/opcode.h"
#include "classfile/verify.h"

/* A verification type is a u32: a kind in the low byte; above it the number of the class's name (TYPE_OBJECT; arrays
 * too) or the bci of the `new` (TYPE_UNINITIALIZED). A long or double takes two slots, the second one is of a kind of
 * its own. The first kinds are numbered as in StackMapTable (JVMS 4.7.4). */
enum type_kind {
    TYPE_TOP,
    TYPE_INT,
    TYPE_FLOAT,
    TYPE_DOUBLE,
    TYPE_LONG,
    TYPE_NULL,
    TYPE_UNINITIALIZED_THIS,
    TYPE_OBJECT,
    TYPE_UNINITIALIZED,
    TYPE_LONG_2,
    TYPE_DOUBLE_2,
    TYPE_BOOLEAN, /* the next four: what a method returns, and elements of arrays */
    TYPE_BYTE,
    TYPE_CHAR,
    TYPE_SHORT,
    TYPE_RETURN_ADDRESS, /* inference: what jsr pushes; above it the bci of the subroutine */
    TYPE_UNUSABLE,       /* inference: on the stack, an uninitialized object that jsr or ret met */
    TYPE_ANY_1,          /* the rest is what an instruction may want of a value: any of one slot, */
    TYPE_ANY_2,          /* the halves of any of two, */
    TYPE_ANY_2_2,
    TYPE_REFERENCE, /* any reference, also null and uninitialized objects */
    TYPE_STORABLE,  /* ... or return address: what inference lets astore have */
    TYPE_ANY_ADDRESS,
    TYPE_KINDS
};

static inline enum type_kind type_kind(u32 type) {
    return (enum type_kind)(type & 0xff);
}
static inline u32 type_payload(u32 type) {
    return type >> 8;
}
static inline u32 type_of(enum type_kind kind, u32 payload) {
    return kind | payload << 8;
}

/* Names known from the start, by number. */
enum known_name {
    NAME_OBJECT,
    NAME_THROWABLE,
    NAME_STRING,
    NAME_CLASS_CLASS,
    NAME_METHOD_HANDLE,
    NAME_METHOD_TYPE,
    KNOWN_NAMES
};

/* A descriptor as types: of a field one value; of a method the arguments, then the result. */
struct signature {
    u16 arguments; /* slots */
    u16 length;    /* slots of arguments and result */
    u32 types[];
};

/* An entry of StackMapTable. locals, stack: offsets into verifier.pool. */
struct map_frame {
    u32 bci, locals, stack;
    u16 locals_size, stack_size;
    bool this_uninit;
};

/* A type state as others see it. */
struct frame_view {
    u32 bci;
    bool this_uninit;
    u32 locals_size, stack_size;
    const u32 *locals, *stack;
};

/* What is known of a bytecode index: verifier.map. */
enum map_bits {
    MAP_INSTRUCTION = 1, /* an instruction begins here */
    MAP_NEW = 2,         /* it is `new` */
    MAP_TRY = 4,         /* a range of the exception table begins here */
    MAP_FRAME = 8        /* shift: number of its StackMapTable entry, or of its block, + 1 */
};

enum { CHANGED_MUCH = 5 };

struct verifier {
    const struct classfile *cf;
    const struct verify_ops *ops;
    void *context;
    struct verify_name class_name;
    struct buf *message;
    enum verify_status status;
    bool may_failover;
    struct arena arena;

    struct verify_name *names; /* by number */
    u32 names_count, names_capacity;
    u32 *name_slots; /* hash table of numbers + 1 */
    u32 name_slots_count;
    u32 *class_types;              /* of Class constants, by index; 0 = not looked up yet */
    u32 *array_types;              /* ... and of arrays of these */
    struct signature **signatures; /* of descriptors, by index of the utf8 constant */
    u64 yes[64];                   /* pairs (from, to) known to be assignable */
    u32 this_type, super_type;     /* super_type TYPE_TOP: none */

    struct inference *inference; /* NULL: type checking */

    /* the method */
    const struct member *method;
    const struct code_attribute *code;
    bool is_constructor;
    u32 return_type; /* TYPE_TOP: void */
    u32 *map;        /* code_length entries: enum map_bits */
    u32 map_capacity;
    struct map_frame *frames;
    u32 frames_count, frames_capacity;
    u32 *pool; /* the types of the entries of StackMapTable; inference: of blocks */
    u32 pool_count, pool_capacity;
    u32 try_from, try_to; /* the exception table covers nothing outside */

    /* the type state before (and, in between, within) the current instruction */
    u32 bci;
    u32 *locals, *stack; /* max_locals, max_stack entries */
    u32 locals_capacity, stack_capacity;
    u32 locals_size, stack_size;
    u32 stack_mark; /* size at the start of the instruction, for messages */
    bool this_uninit;
    /* Which locals changed since the handlers were checked; more than fit, or this_uninit too: CHANGED_MUCH. */
    u32 changed[4], changed_count;
};

/* ---- verify_type.c ---- */
void types_init(struct verifier *v, struct verify_name own_name);
void types_free(struct verifier *v);
u32 name_number(struct verifier *v, const char *s, size_t n);
static inline u32 object_type(struct verifier *v, const char *s, size_t n) {
    return type_of(TYPE_OBJECT, name_number(v, s, n));
}
static inline u32 known_type(enum known_name name) {
    return type_of(TYPE_OBJECT, name);
}
u32 class_constant_type(struct verifier *v, u16 index); /* of a Class constant */
const struct signature *signature_of(struct verifier *v, u16 utf8_index);
/* The array type of `dimensions` around `base`. */
u32 array_type(struct verifier *v, u32 base, u32 dimensions);
/* Kind of the first character of a descriptor, boolean and the like as such. */
u32 descriptor_type(struct verifier *v, const char *s, size_t n);
bool type_is_array(const struct verifier *v, u32 type);
bool type_is_array_interface(const struct verifier *v, u32 type); /* Cloneable, Serializable */
u32 array_component(struct verifier *v, u32 type);
/* Is `from` assignable to `to`? *answer; false = stopped. */
bool type_assignable(struct verifier *v, u32 from, u32 to, bool of_protected, bool *answer);
static inline bool type_is_category2_2nd(u32 type) {
    return type == TYPE_LONG_2 || type == TYPE_DOUBLE_2;
}
bool type_is_category1(u32 type);
static inline bool type_is_reference(u32 type) {
    return type_kind(type) == TYPE_OBJECT || type == TYPE_NULL;
}

/* ---- verify_frame.c ---- */
bool frame_init(struct verifier *v); /* the state at the method's start */
struct frame_view frame_current(const struct verifier *v);
void frame_put_local(struct verifier *v, u32 index, u32 type); /* nothing is checked */
bool frame_push(struct verifier *v, u32 type);
bool frame_push_wide(struct verifier *v, u32 first, u32 second);
bool frame_push_types(struct verifier *v, const u32 *types, u32 n);
bool frame_pop_any(struct verifier *v, u32 *type);
bool frame_pop(struct verifier *v, u32 wanted, u32 *type); /* type may be NULL */
bool frame_pop_wide(struct verifier *v, u32 second, u32 first);
bool frame_get_local(struct verifier *v, u32 index, u32 wanted, u32 *type);
bool frame_get_wide_local(struct verifier *v, u32 index, u32 first, u32 second);
bool frame_set_local(struct verifier *v, u32 index, u32 type);
bool frame_set_wide_local(struct verifier *v, u32 index, u32 first, u32 second);
void frame_replace(struct verifier *v, u32 old, u32 type); /* an object is initialized */

/* ---- verify_stackmap.c ---- */
bool stackmap_decode(struct verifier *v);
struct frame_view stackmap_frame(const struct verifier *v, u32 number);
/* The current state at a branch to `target`. */
bool stackmap_check_branch(struct verifier *v, i64 target);
/* Takes over the entry of this place, if there is one; *next is the number of the next entry. */
bool stackmap_at_instruction(struct verifier *v, u32 *next, bool reached);
/* The state at the handlers of this place; `uninit`: also while `this` is not initialized. */
bool stackmap_check_handlers(struct verifier *v, bool uninit);

/* ---- verify_code.c ---- */
bool verify_instructions(struct verifier *v);
/* One instruction, at v->bci; `wide`: opcode is the one behind the prefix. */
bool verify_instruction(struct verifier *v, u8 opcode, bool wide, bool *initialized_this);
/* The local that it reads or writes; *slots 1, 2, or 0 = none. */
u32 instruction_local(const struct verifier *v, u8 opcode, bool wide, u32 *slots);

/* ---- verify_member.c ---- */
/* A Fieldref, Methodref, InterfaceMethodref, or InvokeDynamic (then without owner). */
struct reference {
    u16 index;
    u32 owner;
    struct verify_name name, descriptor;
    const struct signature *signature;
};
void read_reference(struct verifier *v, struct reference *r); /* of the current instruction */
bool name_is(struct verify_name name, const char *s);
bool declares_field(const struct verifier *v, const struct reference *r);
bool check_pool_tags(struct verifier *v, u32 index, u32 tags); /* bits 1 << enum cp_tag */
bool verify_field_access(struct verifier *v, u8 opcode);
bool verify_call(struct verifier *v, u8 opcode, bool *initialized_this);

/* ---- verify_message.c ---- */
enum fault_kind {
    FAULT_CODE,
    FAULT_TYPE,
    FAULT_FLAGS,
    FAULT_POOL_INDEX,
    FAULT_LOCAL_INDEX,
    FAULT_LOCALS_SIZE,
    FAULT_STACK_SIZE,
    FAULT_OVERFLOW,
    FAULT_UNDERFLOW,
    FAULT_NO_FRAME,
    FAULT_BAD_FRAME
};

/* Where a type in a message comes from. */
struct origin {
    enum {
        ORIGIN_NONE,
        ORIGIN_IMPLICIT,
        ORIGIN_LOCAL,
        ORIGIN_STACK,
        ORIGIN_MAP_LOCAL,
        ORIGIN_MAP_STACK,
        ORIGIN_POOL,
        ORIGIN_SIGNATURE,
        ORIGIN_INDEX, /* no type: index alone */
        ORIGIN_FRAME  /* no type: frame alone */
    } kind;
    u32 index, type;
    const struct frame_view *frame;
};

struct fault {
    enum fault_kind kind;
    u32 bci;
    struct origin type, expected;
};

/* Records a VerifyError; always false. A later one replaces it. */
bool verify_fail(struct verifier *v, const struct fault *fault, const char *fmt, ...) PRINTF_LIKE(3, 4);
/* FAULT_CODE at the current instruction. */
#define FAIL_CODE(v, ...) verify_fail((v), &(struct fault){FAULT_CODE, .bci = (v)->bci}, __VA_ARGS__)
/* A popped value of the wrong type; `wanted` an origin. */
bool verify_fail_popped(struct verifier *v, u32 type, struct origin wanted, const char *fmt, ...) PRINTF_LIKE(4, 5);
/* Records a ClassFormatError that names the method. */
bool verify_fail_format(struct verifier *v, const char *fmt, ...) PRINTF_LIKE(2, 3);
/* ... of a StackMapTable that cannot be read. */
bool verify_fail_stackmap(struct verifier *v, const char *what);

/* ---- inference: verify_infer.c ---- */

/* HotSpot has no limits and would take hours for what is beyond these. Real methods stay below a hundredth. */
enum infer_limits {
    INFER_SLOTS_MOST = 16 << 20, /* of the states of all blocks */
    INFER_WORK_MOST = 1 << 30    /* slots looked at: seconds */
};
bool infer_fail_limit(struct verifier *v);

/* Where instructions may be reached from more than one place: there a type state is kept. Between such places the state
 * is that of the instruction before. Types lie in v->pool at `at`: locals, stack, subroutines. Sizes are fixed when the
 * block is first reached, locals_size and depth can only shrink. */
struct block {
    u32 bci, at;
    u16 locals_size, stack_size, locals_room;
    u16 depth; /* subroutines it is in */
    bool reached, changed, this_uninit, no_return;
};

/* A jsr instruction. */
struct jsr {
    u32 bci, target, next;
    u32 ret; /* bci of the ret that came back to it; UINT32_MAX: none yet */
};

struct inference {
    struct block *blocks;
    u32 blocks_count, blocks_capacity;
    struct jsr *jsrs;
    u32 jsrs_count, jsrs_capacity;
    u32 *targets; /* of the current instruction */
    u32 targets_count, targets_capacity;
    u32 *before; /* the locals before the current instruction */
    u32 before_size, before_capacity;
    u32 *combined; /* the locals after a ret */
    u32 combined_capacity;
    u32 locals_limit; /* locals from here on are not named by the method */
    /* The subroutines that the current instruction is in, the outermost first: of each its bci, and a bit for each
     * local that was used in it. */
    u32 *subroutines;
    u32 depth, subroutines_capacity;
    /* In a handler around the call of super() or this(), and behind it: the constructor may only end with an
     * exception. */
    bool no_return;
    u64 work; /* slots looked at */
};

bool infer_method(struct verifier *v);
void infer_free(struct inference *inference);
bool infer_return(struct verifier *v);             /* from the method, in any way but by athrow */
bool infer_branch(struct verifier *v, i64 target); /* the current instruction may go there */
void infer_mark_block(struct verifier *v, u32 bci);
struct block *infer_block_at(struct verifier *v, u32 bci);

/* ---- verify_operands.c ---- */
/* Static constraints (JVMS 4.9.1) on all instructions; marks blocks, lists jsrs. */
bool operands_check(struct verifier *v);

/* ---- verify_merge.c ---- */
struct incoming {
    const u32 *locals, *stack;
    u32 locals_size, stack_size, depth;
    bool this_uninit, no_return;
};
struct incoming merge_current(const struct verifier *v);
bool merge_into(struct verifier *v, const struct incoming *from, struct block *to);

/* ---- verify_subroutine.c ---- */
u32 subroutine_size(const struct verifier *v); /* of an entry of inference.subroutines */
bool subroutine_load(struct verifier *v, const u32 *list, u32 depth);
bool subroutine_enter(struct verifier *v, u32 bci);
/* Uninitialized objects don't get through jsr and ret. */
void subroutine_spoil_objects(struct verifier *v);
void subroutine_use_local(struct verifier *v, u32 index);
bool subroutine_return(struct verifier *v, u32 local);
/* Keeps what both are in; true: *to changed. */
bool subroutine_merge(struct verifier *v, u32 depth, struct block *to);

/* ---- verify_infer_member.c ---- */
bool infer_field_access(struct verifier *v, u8 opcode);
bool infer_call(struct verifier *v, bool *initialized_this);

/* ---- verify_infer_message.c ---- */
/* Records a VerifyError or ClassFormatError, unless there is one; always false. */
bool infer_fail(struct verifier *v, const char *fmt, ...) PRINTF_LIKE(2, 3);
bool infer_fail_format(struct verifier *v, const char *text);
/* opcode_length has found no instruction at v->bci. */
bool infer_fail_length(struct verifier *v);
/* What verify_fail is told, in the words of inference. */
bool infer_fail_fault(struct verifier *v, const struct fault *fault);

#endif
