/* SPDX-License-Identifier: MIT
 *
 * verify_code.c - one pass over the instructions of a method (JVMS 4.10.1.9).
 *
 * What an instruction does to the stack comes from the effect column of opcodes.def; those whose operands decide have a
 * case of their own. The state at branch targets and exception handlers is checked against StackMapTable, never
 * computed. Inference (verify_infer.c) uses what is said here of a single instruction, when it has checked the
 * operands.
 */
#include "classfile/verify_internal.h"

static const u8 *operands_of(const struct verifier *v) {
    return v->code->code + v->bci + 1;
}

/* ---- values ---- */

static u32 letter_type(char letter) {
    switch (letter) {
    case 'I':
        return TYPE_INT;
    case 'F':
        return TYPE_FLOAT;
    case 'J':
        return TYPE_LONG;
    case 'D':
        return TYPE_DOUBLE;
    default:
        return TYPE_REFERENCE; /* A, as something popped */
    }
}

static bool pop_letter(struct verifier *v, char letter) {
    if (letter == 'J')
        return frame_pop_wide(v, TYPE_LONG_2, TYPE_LONG);
    if (letter == 'D')
        return frame_pop_wide(v, TYPE_DOUBLE_2, TYPE_DOUBLE);
    return frame_pop(v, letter_type(letter), NULL);
}

static bool push_letter(struct verifier *v, char letter) {
    if (letter == 'J')
        return frame_push_wide(v, TYPE_LONG, TYPE_LONG_2);
    if (letter == 'D')
        return frame_push_wide(v, TYPE_DOUBLE, TYPE_DOUBLE_2);
    return frame_push(v, letter_type(letter));
}

static bool branch(struct verifier *v, i64 target) {
    return v->inference ? infer_branch(v, target) : stackmap_check_branch(v, target);
}

/* As letter_type; but of A inference wants an initialized object, except that it may be compared with null. */
static bool pop_operand(struct verifier *v, u8 opcode, char letter) {
    if (letter == 'A' && v->inference && opcode != OP_ifnull && opcode != OP_ifnonnull)
        return frame_pop(v, known_type(NAME_OBJECT), NULL);
    return pop_letter(v, letter);
}

/* The table's effect: what is popped > what is pushed. */
static bool effect(struct verifier *v, u8 opcode) {
    const char *text = opcode_infos[opcode].effect;
    const char *arrow = text;
    while (*arrow != '>')
        arrow++;
    for (const char *s = arrow; s > text; s--)
        if (!pop_operand(v, opcode, s[-1]))
            return false;
    for (const char *s = arrow + 1; *s; s++)
        if (!push_letter(v, *s))
            return false;
    return true;
}

static bool fail_stack_type(struct verifier *v, u32 type, u32 wanted, u8 opcode) {
    struct origin origin = {wanted == TYPE_TOP ? ORIGIN_NONE : ORIGIN_IMPLICIT, .type = wanted};
    return verify_fail_popped(v, type, origin, "Bad type on operand stack in %s", opcode_name(opcode));
}

/* ---- locals ---- */

static bool load(struct verifier *v, u32 index, char letter) {
    u32 type = TYPE_TOP;
    if (letter == 'J')
        return frame_get_wide_local(v, index, TYPE_LONG, TYPE_LONG_2) && push_letter(v, letter);
    if (letter == 'D')
        return frame_get_wide_local(v, index, TYPE_DOUBLE, TYPE_DOUBLE_2) && push_letter(v, letter);
    return frame_get_local(v, index, letter_type(letter), &type) && frame_push(v, type);
}

static bool store(struct verifier *v, u32 index, char letter) {
    u32 type = TYPE_TOP;
    if (letter == 'J' || letter == 'D') {
        u32 first = letter_type(letter), second = letter == 'J' ? TYPE_LONG_2 : TYPE_DOUBLE_2;
        return frame_pop_wide(v, second, first) && frame_set_wide_local(v, index, first, second);
    }
    u32 wanted = letter == 'A' && v->inference ? TYPE_STORABLE : letter_type(letter);
    return frame_pop(v, wanted, &type) && frame_set_local(v, index, type);
}

static u32 local_operand(const struct verifier *v, bool wide) {
    return wide ? be16(operands_of(v) + 1) : *operands_of(v);
}

u32 instruction_local(const struct verifier *v, u8 opcode, bool wide, u32 *slots) {
    const struct opcode_info *info = &opcode_infos[opcode];
    char letter = info->effect[0] == '>' ? info->effect[1] : info->effect[0];
    *slots = letter == 'J' || letter == 'D' ? 2 : 1;
    if (info->format == FMT_LOCAL || info->format == FMT_IINC)
        return local_operand(v, wide);
    if (opcode >= OP_iload_0 && opcode <= OP_aload_3)
        return (opcode - OP_iload_0) & 3u;
    if (opcode >= OP_istore_0 && opcode <= OP_astore_3)
        return (opcode - OP_istore_0) & 3u;
    *slots = 0;
    return 0;
}

static bool increment(struct verifier *v, u32 index) {
    u32 type;
    return frame_get_local(v, index, TYPE_INT, &type) && frame_set_local(v, index, type);
}

/* ---- arrays ---- */

/* Pops the array of a load or store; `descriptor` of its type. */
static bool pop_array(struct verifier *v, u8 opcode, const char *descriptor) {
    u32 array = TYPE_TOP;
    if (!frame_pop(v, TYPE_REFERENCE, &array))
        return false;
    u32 wanted = object_type(v, descriptor, 2);
    return array == TYPE_NULL || array == wanted || fail_stack_type(v, array, wanted, opcode);
}

/* boolean[] or byte[] */
static bool pop_byte_array(struct verifier *v, u8 opcode) {
    u32 array = TYPE_TOP;
    if (!frame_pop(v, TYPE_REFERENCE, &array))
        return false;
    return array == TYPE_NULL || array == object_type(v, "[Z", 2) || array == object_type(v, "[B", 2) ||
           fail_stack_type(v, array, TYPE_TOP, opcode);
}

static bool pop_reference_array(struct verifier *v, u8 opcode, u32 *array) {
    if (!frame_pop(v, TYPE_REFERENCE, array))
        return false;
    bool ok = *array == TYPE_NULL || (type_is_array(v, *array) && type_kind(array_component(v, *array)) == TYPE_OBJECT);
    return ok || fail_stack_type(v, *array, TYPE_REFERENCE, opcode);
}

static const char *const array_descriptors[] = {"[I", "[J", "[F", "[D", NULL, NULL, "[C", "[S"};

static bool array_load(struct verifier *v, u8 opcode) {
    static const char pushed[] = "IJFDAIII";
    u32 kind = opcode - OP_iaload, array;
    if (!frame_pop(v, TYPE_INT, NULL))
        return false;
    if (opcode == OP_aaload)
        return pop_reference_array(v, opcode, &array) &&
               frame_push(v, array == TYPE_NULL ? TYPE_NULL : array_component(v, array));
    bool ok = opcode == OP_baload ? pop_byte_array(v, opcode) : pop_array(v, opcode, array_descriptors[kind]);
    return ok && push_letter(v, pushed[kind]);
}

/* The element's type against the array's is left to run time (JVMS aastore). */
static bool array_store(struct verifier *v, u8 opcode) {
    static const char popped[] = "IJFDAIII";
    u32 kind = opcode - OP_iastore, array;
    bool ok = opcode == OP_aastore ? frame_pop(v, known_type(NAME_OBJECT), NULL) : pop_letter(v, popped[kind]);
    if (!ok || !frame_pop(v, TYPE_INT, NULL))
        return false;
    if (opcode == OP_aastore)
        return pop_reference_array(v, opcode, &array);
    return opcode == OP_bastore ? pop_byte_array(v, opcode) : pop_array(v, opcode, array_descriptors[kind]);
}

static bool array_length(struct verifier *v) {
    u32 array = TYPE_TOP;
    if (!frame_pop(v, TYPE_REFERENCE, &array))
        return false;
    if (array != TYPE_NULL && !type_is_array(v, array))
        return fail_stack_type(v, array, TYPE_TOP, OP_arraylength);
    return frame_push(v, TYPE_INT);
}

static bool new_primitive_array(struct verifier *v) {
    u8 element = *operands_of(v);
    if (element < T_BOOLEAN || element > T_LONG)
        return FAIL_CODE(v, "Illegal newarray instruction");
    static const char descriptors[][3] = {"[Z", "[C", "[F", "[D", "[B", "[S", "[I", "[J"};
    return frame_pop(v, TYPE_INT, NULL) && frame_push(v, object_type(v, descriptors[element - T_BOOLEAN], 2));
}

static bool new_reference_array(struct verifier *v) {
    u16 index = be16(operands_of(v));
    if (!check_pool_tags(v, index, 1u << CP_CLASS) || !frame_pop(v, TYPE_INT, NULL))
        return false;
    u32 component = class_constant_type(v, index);
    struct verify_name name = v->names[type_payload(component)];
    bool array = type_is_array(v, component);
    if (array && name.n > 255 && name.s[254] == '[')
        return FAIL_CODE(v, "Illegal anewarray instruction, array has more than 255 dimensions");
    if (name.n + (array ? 1u : 3u) > UINT16_MAX)
        return FAIL_CODE(v, "Illegal anewarray instruction, the name of the class is too long");
    if (!v->array_types[index])
        v->array_types[index] = array_type(v, component, 1);
    return frame_push(v, v->array_types[index]);
}

static bool new_multi_array(struct verifier *v) {
    u16 index = be16(operands_of(v));
    u8 wanted = operands_of(v)[2];
    if (!check_pool_tags(v, index, 1u << CP_CLASS))
        return false;
    u32 type = class_constant_type(v, index);
    struct fault fault = {FAULT_TYPE, .bci = v->bci, .type = {ORIGIN_POOL, index, type, NULL}};
    if (!type_is_array(v, type))
        return verify_fail(v, &fault, "Illegal constant pool index in multianewarray instruction");
    struct verify_name name = v->names[type_payload(type)];
    u32 dimensions = 0;
    while (dimensions < name.n && name.s[dimensions] == '[')
        dimensions++;
    if (wanted < 1 || dimensions < wanted)
        return FAIL_CODE(v, "Illegal dimension in multianewarray instruction: %u", wanted);
    for (u32 i = 0; i < wanted; i++)
        if (!frame_pop(v, TYPE_INT, NULL))
            return false;
    return frame_push(v, type);
}

/* ---- objects and constants ---- */

/* JVMS 4.10.1.9 wants no older object of the same `new` on the stack, and takes those in locals away. In type checking
 * there are none: a frame with one would have to be met before the `new` has run once. */
static bool forget_older(struct verifier *v, u32 type) {
    for (u32 i = 0; i < v->stack_size; i++)
        if (v->stack[i] == type)
            return infer_fail(v, "Uninitialized object on stack at creating point");
    frame_replace(v, type, TYPE_TOP);
    return true;
}

static bool new_object(struct verifier *v) {
    u16 index = be16(operands_of(v));
    if (!check_pool_tags(v, index, 1u << CP_CLASS))
        return false;
    u32 type = class_constant_type(v, index);
    struct fault fault = {FAULT_TYPE, .bci = v->bci, .type = {ORIGIN_POOL, index, type, NULL}};
    if (type_is_array(v, type))
        return verify_fail(v, &fault, "Illegal new instruction");
    if (v->inference && !forget_older(v, type_of(TYPE_UNINITIALIZED, v->bci)))
        return false;
    return frame_push(v, type_of(TYPE_UNINITIALIZED, v->bci));
}

static bool cast(struct verifier *v, u8 opcode) {
    u16 index = be16(operands_of(v));
    return check_pool_tags(v, index, 1u << CP_CLASS) && frame_pop(v, known_type(NAME_OBJECT), NULL) &&
           frame_push(v, opcode == OP_checkcast ? class_constant_type(v, index) : TYPE_INT);
}

static bool load_dynamic(struct verifier *v, u32 index, u32 slots, u32 tags) {
    const union cp_entry *cp = v->cf->cp;
    const union cp_entry *pair = &cp[cp[index].dynamic.name_and_type_index];
    const struct signature *type = signature_of(v, pair->name_and_type.descriptor_index);
    if (type->length != slots) /* the wrong form of ldc */
        return check_pool_tags(v, index, tags & ~(1u << CP_DYNAMIC));
    return frame_push_types(v, type->types, type->length);
}

static bool load_constant(struct verifier *v, u8 opcode) {
    u32 index = opcode == OP_ldc ? *operands_of(v) : be16(operands_of(v));
    u32 tags = opcode == OP_ldc2_w ? 1u << CP_LONG | 1u << CP_DOUBLE | 1u << CP_DYNAMIC
                                   : 1u << CP_INTEGER | 1u << CP_FLOAT | 1u << CP_STRING | 1u << CP_CLASS |
                                         1u << CP_METHOD_HANDLE | 1u << CP_METHOD_TYPE | 1u << CP_DYNAMIC;
    if (!check_pool_tags(v, index, tags))
        return false;
    switch (v->cf->cp_tags[index]) {
    case CP_INTEGER:
        return frame_push(v, TYPE_INT);
    case CP_FLOAT:
        return frame_push(v, TYPE_FLOAT);
    case CP_LONG:
        return push_letter(v, 'J');
    case CP_DOUBLE:
        return push_letter(v, 'D');
    case CP_STRING:
        return frame_push(v, known_type(NAME_STRING));
    case CP_CLASS:
        return frame_push(v, known_type(NAME_CLASS_CLASS));
    case CP_METHOD_HANDLE:
        return frame_push(v, known_type(NAME_METHOD_HANDLE));
    case CP_METHOD_TYPE:
        return frame_push(v, known_type(NAME_METHOD_TYPE));
    default:
        return load_dynamic(v, index, opcode == OP_ldc2_w ? 2 : 1, tags);
    }
}

/* ---- dup and its kin ---- */

/* Pops what is one value of two slots, or two of one; types[0] the lower slot. */
static bool pop_two_slots(struct verifier *v, u8 opcode, u32 types[2]) {
    if (!frame_pop_any(v, &types[1]))
        return false;
    if (type_is_category1(types[1]))
        return frame_pop(v, TYPE_ANY_1, &types[0]);
    if (type_is_category2_2nd(types[1]))
        return frame_pop(v, TYPE_ANY_2, &types[0]);
    return fail_stack_type(v, types[1], TYPE_TOP, opcode);
}

static bool pop_one_slot(struct verifier *v, u32 types[2]) {
    return frame_pop(v, TYPE_ANY_1, &types[0]);
}

static bool duplicate(struct verifier *v, u8 opcode, struct duplication d) {
    u32 group[2] = {0}, under[2] = {0};
    bool ok = d.words == 1 ? pop_one_slot(v, group) : pop_two_slots(v, opcode, group);
    if (ok && d.below)
        ok = d.below == 1 ? pop_one_slot(v, under) : pop_two_slots(v, opcode, under);
    return ok && frame_push_types(v, group, d.words) && frame_push_types(v, under, d.below) &&
           frame_push_types(v, group, d.words);
}

static bool stack_instruction(struct verifier *v, u8 opcode) {
    u32 types[2], other[2];
    switch (opcode) {
    case OP_pop:
        return frame_pop(v, TYPE_ANY_1, NULL);
    case OP_pop2:
        return pop_two_slots(v, opcode, types);
    case OP_swap:
        return pop_one_slot(v, types) && pop_one_slot(v, other) && frame_push(v, types[0]) && frame_push(v, other[0]);
    default: /* dup and its kin */
        return duplicate(v, opcode, opcode_duplication(opcode));
    }
}

/* ---- control ---- */

static bool check_switch(struct verifier *v) {
    const struct switch_operands s = opcode_switch(v->code->code, v->bci);
    for (const u8 *p = s.padding; p < s.start && v->cf->major_version < 51; p++)
        if (*p != 0)
            return FAIL_CODE(v, "Nonzero padding byte in lookupswitch or tableswitch");
    if (!frame_pop(v, TYPE_INT, NULL))
        return false;
    if (!switch_is_sorted(&s))
        return FAIL_CODE(v, "Bad lookupswitch instruction");
    if (!branch(v, (i64)v->bci + s.fallback))
        return false;
    for (u32 i = 0; i < s.count; i++)
        if (!branch(v, (i64)v->bci + switch_offset(&s, i)))
            return false;
    return true;
}

static i64 branch_target(const struct verifier *v, u8 opcode) {
    return (i64)v->bci +
           (opcode_infos[opcode].format == FMT_BRANCH2 ? (i16)be16(operands_of(v)) : (i32)be32(operands_of(v)));
}

/* Type checking knows no subroutines. */
static bool call_subroutine(struct verifier *v, u8 opcode) {
    if (!v->inference)
        return FAIL_CODE(v, "Bad instruction: %02x", opcode);
    i64 target = branch_target(v, opcode);
    return subroutine_enter(v, (u32)target) && frame_push(v, type_of(TYPE_RETURN_ADDRESS, (u32)target)) &&
           branch(v, target);
}

static bool return_from_subroutine(struct verifier *v, u32 local) {
    u32 type;
    if (!v->inference)
        return FAIL_CODE(v, "Bad instruction: %02x", OP_ret);
    return frame_get_local(v, local, TYPE_ANY_ADDRESS, &type);
}

static bool return_value(struct verifier *v, u8 opcode) {
    static const char letters[] = "IJFDA";
    char letter = letters[opcode - OP_ireturn];
    u32 type = letter_type(letter);
    bool ok;
    if ((letter == 'J' && !frame_pop(v, TYPE_LONG_2, NULL)) || (letter == 'D' && !frame_pop(v, TYPE_DOUBLE_2, NULL)) ||
        !frame_pop(v, type, &type))
        return false;
    struct origin wanted = {ORIGIN_SIGNATURE, .type = v->return_type};
    if (v->return_type == TYPE_TOP)
        return verify_fail_popped(v, type, wanted, "Method does not expect a return value");
    if (!type_assignable(v, type, v->return_type, false, &ok))
        return false;
    return ok || verify_fail_popped(v, type, wanted, "Bad return type");
}

static bool return_void(struct verifier *v) {
    if (v->return_type != TYPE_TOP)
        return FAIL_CODE(v, "Method expects a return value");
    if (v->is_constructor && v->this_uninit)
        return FAIL_CODE(v, "Constructor must call super() or this() before return");
    return true;
}

/* ---- one instruction ---- */

bool verify_instruction(struct verifier *v, u8 opcode, bool wide, bool *initialized_this) {
    const struct opcode_info *info = &opcode_infos[opcode];
    switch (opcode) {
    case OP_aconst_null:
        return frame_push(v, TYPE_NULL);
    case OP_ldc:
    case OP_ldc_w:
    case OP_ldc2_w:
        return load_constant(v, opcode);
    case OP_iload ... OP_aload:
        return load(v, local_operand(v, wide), info->effect[1]);
    case OP_iload_0 ... OP_aload_3:
        return load(v, (opcode - OP_iload_0) & 3u, info->effect[1]);
    case OP_istore ... OP_astore:
        return store(v, local_operand(v, wide), info->effect[0]);
    case OP_istore_0 ... OP_astore_3:
        return store(v, (opcode - OP_istore_0) & 3u, info->effect[0]);
    case OP_iinc:
        return increment(v, local_operand(v, wide));
    case OP_iaload ... OP_saload:
        return array_load(v, opcode);
    case OP_iastore ... OP_sastore:
        return array_store(v, opcode);
    case OP_pop ... OP_swap:
        return stack_instruction(v, opcode);
    case OP_tableswitch:
    case OP_lookupswitch:
        return check_switch(v);
    case OP_ireturn ... OP_areturn:
        return (!v->inference || infer_return(v)) && return_value(v, opcode);
    case OP_return:
        return (!v->inference || infer_return(v)) && return_void(v);
    case OP_getstatic ... OP_putfield:
        return v->inference ? infer_field_access(v, opcode) : verify_field_access(v, opcode);
    case OP_invokevirtual ... OP_invokedynamic:
        return v->inference ? infer_call(v, initialized_this) : verify_call(v, opcode, initialized_this);
    case OP_new:
        return new_object(v);
    case OP_newarray:
        return new_primitive_array(v);
    case OP_anewarray:
        return new_reference_array(v);
    case OP_multianewarray:
        return new_multi_array(v);
    case OP_arraylength:
        return array_length(v);
    case OP_athrow:
        return frame_pop(v, known_type(NAME_THROWABLE), NULL);
    case OP_checkcast:
    case OP_instanceof:
        return cast(v, opcode);
    case OP_jsr:
    case OP_jsr_w:
        return call_subroutine(v, opcode);
    case OP_ret:
        return return_from_subroutine(v, local_operand(v, wide));
    default:
        break;
    }
    return effect(v, opcode) && ((info->flags & OPF_BRANCH) == 0 || branch(v, branch_target(v, opcode)));
}

static bool is_store(u8 opcode) {
    return opcode >= OP_istore && opcode <= OP_astore_3;
}

bool verify_instructions(struct verifier *v) {
    const struct code_attribute *code = v->code;
    bool reached = true; /* from the instruction before */
    u32 next_frame = 0;
    for (u32 bci = 0; bci < code->code_length;) {
        u32 length = opcode_length(code->code, code->code_length, bci);
        v->bci = bci;
        v->stack_mark = v->stack_size;
        if (!stackmap_at_instruction(v, &next_frame, reached))
            return false;
        bool wide = code->code[bci] == OP_wide, initialized_this = false;
        u8 opcode = code->code[bci + wide];
        bool covered = bci >= v->try_from && bci < v->try_to;
        /* A handler may run with the locals from before a store, and from after it at the next instruction. */
        if (covered && is_store(opcode) && !stackmap_check_handlers(v, false))
            return false;
        if (!verify_instruction(v, opcode, wide, &initialized_this))
            return false;
        if (covered && !is_store(opcode) && !stackmap_check_handlers(v, initialized_this))
            return false;
        reached = (opcode_infos[opcode].flags & OPF_END) == 0;
        bci += length;
    }
    v->bci = code->code_length;
    return !reached || FAIL_CODE(v, "Control flow falls through code end");
}
