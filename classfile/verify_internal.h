/* SPDX-License-Identifier: MIT
 *
 * verify_internal.h - shared by the files of the verifier.
 *
 * Every function that returns bool returns false exactly when an error was recorded (or a question
 * to the caller's ops could not be answered); the caller then returns false at once.
 */
#ifndef CLASSFILE_VERIFY_INTERNAL_H
#define CLASSFILE_VERIFY_INTERNAL_H

#include "classfile/descriptor.h"
#include "classfile/opcode.h"
#include "classfile/verify.h"

/* A verification type is a u32: a kind in the low byte; above it the number of the class's name
 * (TYPE_OBJECT; arrays too) or the bci of the `new` (TYPE_UNINITIALIZED). A long or double takes
 * two slots, the second one is of a kind of its own. The first kinds are numbered as in
 * StackMapTable (JVMS 4.7.4). */
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
    TYPE_ANY_1, /* the rest is what an instruction may want of a value: any of one slot, */
    TYPE_ANY_2, /* the halves of any of two, */
    TYPE_ANY_2_2,
    TYPE_REFERENCE, /* any reference, also null and uninitialized objects */
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
    MAP_FRAME = 8        /* shift: number of its StackMapTable entry + 1 */
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
    struct signature **signatures; /* of descriptors, by index of the utf8 constant */
    u64 yes[64];                   /* pairs (from, to) known to be assignable */
    u32 this_type, super_type;     /* super_type TYPE_TOP: none */

    /* the method */
    const struct member *method;
    const struct code_attribute *code;
    bool is_constructor;
    u32 return_type; /* TYPE_TOP: void */
    u32 *map;        /* code_length entries: enum map_bits */
    u32 map_capacity;
    struct map_frame *frames;
    u32 frames_count, frames_capacity;
    u32 *pool; /* the types of the entries of StackMapTable */
    u32 pool_count, pool_capacity;
    u32 try_from, try_to; /* the exception table covers nothing outside */

    /* the type state before (and, in between, within) the current instruction */
    u32 bci;
    u32 *locals, *stack; /* max_locals, max_stack entries */
    u32 locals_capacity, stack_capacity;
    u32 locals_size, stack_size;
    u32 stack_mark; /* size at the start of the instruction, for messages */
    bool this_uninit;
    /* Which locals changed since the handlers were checked; more than fit, or this_uninit too:
     * CHANGED_MUCH. */
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
/* Kind of the first character of a descriptor, boolean and the like as such. */
u32 descriptor_type(struct verifier *v, const char *s, size_t n);
bool type_is_array(const struct verifier *v, u32 type);
u32 array_component(struct verifier *v, u32 type);
/* Is `from` assignable to `to`? *answer; false = stopped. */
bool type_assignable(struct verifier *v, u32 from, u32 to, bool of_protected, bool *answer);
static inline bool type_is_category2_2nd(u32 type) {
    return type == TYPE_LONG_2 || type == TYPE_DOUBLE_2;
}
bool type_is_category1(u32 type);

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

/* ---- verify_member.c ---- */
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
bool verify_fail(struct verifier *v, const struct fault *fault, const char *fmt, ...)
    PRINTF_LIKE(3, 4);
/* FAULT_CODE at the current instruction. */
#define FAIL_CODE(v, ...)                                                                          \
    verify_fail((v), &(struct fault){FAULT_CODE, .bci = (v)->bci}, __VA_ARGS__)
/* A popped value of the wrong type; `wanted` an origin. */
bool verify_fail_popped(struct verifier *v, u32 type, struct origin wanted, const char *fmt, ...)
    PRINTF_LIKE(4, 5);
/* Records a ClassFormatError that names the method. */
bool verify_fail_format(struct verifier *v, const char *fmt, ...) PRINTF_LIKE(2, 3);
/* ... of a StackMapTable that cannot be read. */
bool verify_fail_stackmap(struct verifier *v, const char *what);

#endif
