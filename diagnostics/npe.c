/* SPDX-License-Identifier: MIT
 *
 * npe.c - helpful NullPointerException messages (JEP 358).
 *
 * The text says what could not be done ("Cannot read field "x"") and, if it can be told, which expression was null
 * ("because "a.b" is null"). Neither is recorded when the exception is thrown; both are found from the bytecode when
 * somebody asks: a data-flow analysis of the operand stack finds, for each stack word of each instruction, the bytecode
 * index of the instruction that produced it ("source"; NO_SOURCE where paths with different ones meet). The failing
 * instruction says which word was null; from its source the expression is written recursively.
 *
 *      0: aload_1            getfield "b" failed: its word 0 comes from 1: getfield "a",
 *      1: getfield a         whose word 0 comes from 0: aload_1,
 *      4: getfield b         <- NullPointerException: so "<local1>.a" is null
 *
 * The texts, and what is left untold, are those of HotSpot 17, including that a parameter is called a local once any
 * instruction before may have written it, and that instructions are gone through in order only until the failing one
 * has been reached. Values that are not references are followed too: they are array indexes.
 */
#include "diagnostics/npe.h"

#include "base/buf.h"
#include "classfile/opcode.h"
#include "runtime/class.h"
#include "runtime/exception.h"
#include "runtime/vm.h"

#define NO_SOURCE   UINT32_MAX
#define MAX_DETAIL  5       /* nesting of a described expression */
#define MAX_ENTRIES 1000000 /* stack words analysed: a bound for very large methods */

/* Operand stack before an instruction. */
struct sources {
    u64 written; /* bit n: local n may have been written; locals from 64 on count as written */
    u32 depth;
    u32 source[]; /* max_stack words, bottom first: bytecode index */
};

struct analysis {
    const struct method *m;
    const struct classfile *file;
    const struct code_attribute *code;
    struct arena arena;
    struct sources **before; /* by bytecode index; NULL = not reached */
    struct sources *now;     /* working copy */
    u64 entries;
    bool added, complete;
    bool failed; /* stack depths don't fit: code that was not verified */
};

/* ---- the analysis ---- */

static void push(struct analysis *a, u32 source) {
    if (a->now->depth >= a->code->max_stack) {
        a->failed = true;
        return;
    }
    a->now->source[a->now->depth++] = source;
}

static u32 pop(struct analysis *a) {
    if (a->now->depth == 0) {
        a->failed = true;
        return NO_SOURCE;
    }
    return a->now->source[--a->now->depth];
}

static void pop_words(struct analysis *a, u32 n) {
    while (n-- > 0)
        pop(a);
}

static size_t sources_size(const struct analysis *a) {
    return sizeof(struct sources) + a->code->max_stack * sizeof(u32);
}

/* The state `now` reaches target. */
static void flow_to(struct analysis *a, i64 target) {
    if (a->failed || target < 0 || target >= a->code->code_length)
        return;
    struct sources *known = a->before[target];
    if (!known) {
        a->before[target] = arena_copy(&a->arena, a->now, sources_size(a));
        a->entries += a->now->depth;
        a->added = true;
        return;
    }
    if (known->depth != a->now->depth) {
        a->failed = true;
        return;
    }
    known->written |= a->now->written;
    for (u32 i = 0; i < known->depth; i++) {
        if (known->source[i] != a->now->source[i])
            known->source[i] = NO_SOURCE;
    }
}

static u32 words_of(u8 basic_type) {
    return basic_type == T_LONG || basic_type == T_DOUBLE ? 2 : basic_type == T_VOID ? 0 : 1;
}

static const char *utf8_at(const struct analysis *a, u16 index, u16 *length) {
    return classfile_utf8(a->file, index, length);
}

/* Name and descriptor of a Fieldref, Methodref, InterfaceMethodref, Dynamic or InvokeDynamic. */
static const union cp_entry *name_and_type(const struct analysis *a, u16 index) {
    u8 tag = a->file->cp_tags[index];
    u16 nat = tag == CP_DYNAMIC || tag == CP_INVOKE_DYNAMIC ? a->file->cp[index].dynamic.name_and_type_index
                                                            : a->file->cp[index].ref.name_and_type_index;
    return &a->file->cp[nat];
}

/* malloc'ed, NUL-terminated. */
static char *descriptor_of(const struct analysis *a, u16 index) {
    u16 length;
    const char *s = utf8_at(a, name_and_type(a, index)->name_and_type.descriptor_index, &length);
    return mem_strndup(s, length);
}

static u32 field_words(const struct analysis *a, u16 index) {
    u16 length;
    const char *s = utf8_at(a, name_and_type(a, index)->name_and_type.descriptor_index, &length);
    return words_of(basic_type_of_char(s[0]));
}

static u32 parameter_words(const struct analysis *a, u16 index) {
    char *descriptor = descriptor_of(a, index);
    u32 words = (u32)descriptor_words(descriptor);
    mem_free(descriptor);
    return words;
}

static bool is_constructor_call(const struct analysis *a, u16 index) {
    return classfile_utf8_equals(a->file, name_and_type(a, index)->name_and_type.name_index, "<init>");
}

static u32 constant_words(const struct analysis *a, u16 index) {
    u8 tag = a->file->cp_tags[index];
    return tag == CP_LONG || tag == CP_DOUBLE ? 2 : tag == CP_DYNAMIC ? field_words(a, index) : 1;
}

/* Local variable of a load, store or iinc; *op gets the instruction without wide and index (iload_2 -> iload). */
static u16 local_of(const u8 *code, u32 pc, u8 *op) {
    bool wide = code[pc] == OP_wide;
    *op = code[pc + wide];
    if (*op >= OP_iload_0 && *op <= OP_aload_3) {
        u16 local = (*op - OP_iload_0) & 3;
        *op = (u8)(OP_iload + ((*op - OP_iload_0) >> 2));
        return local;
    }
    if (*op >= OP_istore_0 && *op <= OP_astore_3) {
        u16 local = (*op - OP_istore_0) & 3;
        *op = (u8)(OP_istore + ((*op - OP_istore_0) >> 2));
        return local;
    }
    u8 format = opcode_infos[*op].format;
    if (format != FMT_LOCAL && format != FMT_IINC)
        return 0;
    return wide ? be16(code + pc + 2) : code[pc + 1];
}

static void mark_written(struct analysis *a, u32 local) {
    if (local < 64)
        a->now->written |= (u64)1 << local;
}

static bool was_written(const struct sources *s, u32 local) {
    return local >= 64 || (s->written >> local & 1) != 0;
}

static void store(struct analysis *a, u8 op, u16 local) {
    mark_written(a, local);
    if (op == OP_lstore || op == OP_dstore)
        mark_written(a, local + 1u);
}

static void duplicate(struct analysis *a, struct duplication d) {
    u32 words[4];
    u32 total = d.words + d.below;
    for (u32 i = total; i-- > 0;)
        words[i] = pop(a);
    for (u32 i = 0; i < d.words; i++)
        push(a, words[d.below + i]);
    for (u32 i = 0; i < total; i++)
        push(a, words[i]);
}

/* Pops and pushes as opcodes.def says; every new word comes from pc. */
static void apply_effect(struct analysis *a, u32 pc, const char *effect) {
    const char *arrow = strchr(effect, '>');
    for (const char *p = effect; p < arrow; p++)
        pop_words(a, *p == 'J' || *p == 'D' ? 2 : 1);
    for (const char *p = arrow + 1; *p; p++) {
        push(a, pc);
        if (*p == 'J' || *p == 'D')
            push(a, pc);
    }
}

static void push_words(struct analysis *a, u32 pc, u32 n) {
    while (n-- > 0)
        push(a, pc);
}

static void call(struct analysis *a, u32 pc, u16 index, bool receiver) {
    char *descriptor = descriptor_of(a, index);
    pop_words(a, (u32)descriptor_words(descriptor) + receiver);
    push_words(a, pc, words_of(descriptor_return(descriptor, NULL)));
    mem_free(descriptor);
}

static void flow_to_switch_targets(struct analysis *a, u32 pc) {
    const struct switch_operands s = opcode_switch(a->code->code, pc);
    flow_to(a, (i64)pc + s.fallback);
    for (u32 i = 0; i < s.count; i++)
        flow_to(a, (i64)pc + switch_offset(&s, i));
}

/* Changes `now` as the instruction does; true when control may reach the next one. */
static bool step(struct analysis *a, u32 pc) {
    const u8 *code = a->code->code;
    u8 op;
    u16 local = local_of(code, pc, &op);
    const struct opcode_info *info = &opcode_infos[op];
    u16 index = info->length >= 3 ? be16(code + pc + 1) : 0; /* meaningful where there is one */
    switch (op) {
    case OP_istore:
    case OP_lstore:
    case OP_fstore:
    case OP_dstore:
    case OP_astore:
        apply_effect(a, pc, info->effect);
        store(a, op, local);
        break;
    case OP_iinc:
        mark_written(a, local);
        break;
    case OP_dup ... OP_dup2_x2:
        duplicate(a, opcode_duplication(op));
        break;
    case OP_swap: {
        u32 top = pop(a), second = pop(a);
        push(a, top);
        push(a, second);
        break;
    }
    case OP_checkcast:
        break; /* the same value */
    case OP_ldc:
        push_words(a, pc, constant_words(a, code[pc + 1]));
        break;
    case OP_ldc_w:
    case OP_ldc2_w:
        push_words(a, pc, constant_words(a, index));
        break;
    case OP_getstatic:
        push_words(a, pc, field_words(a, index));
        break;
    case OP_putstatic:
        pop_words(a, field_words(a, index));
        break;
    case OP_getfield:
        pop(a);
        push_words(a, pc, field_words(a, index));
        break;
    case OP_putfield:
        pop_words(a, field_words(a, index) + 1);
        break;
    case OP_invokevirtual:
    case OP_invokespecial:
    case OP_invokeinterface:
        call(a, pc, index, true);
        break;
    case OP_invokestatic:
    case OP_invokedynamic:
        call(a, pc, index, false);
        break;
    case OP_multianewarray:
        pop_words(a, code[pc + 3]);
        push(a, pc);
        break;
    case OP_tableswitch:
    case OP_lookupswitch:
        pop(a);
        flow_to_switch_targets(a, pc);
        return false;
    case OP_jsr:
    case OP_jsr_w:
        push(a, pc);
        flow_to(a, (i64)pc + (op == OP_jsr ? (i16)index : (i32)be32(code + pc + 1)));
        pop(a); /* what comes back from the subroutine */
        return true;
    default:
        apply_effect(a, pc, info->effect);
        if (info->flags & OPF_BRANCH)
            flow_to(a, (i64)pc + (info->format == FMT_BRANCH4 ? (i32)be32(code + pc + 1) : (i16)index));
        break;
    }
    return !(info->flags & OPF_END);
}

static void start(struct analysis *a) {
    memset(a->now, 0, sources_size(a));
    flow_to(a, 0);
    for (u16 i = 0; i < a->code->exception_table_length; i++) {
        u16 handler = a->code->exception_table[i].handler_pc;
        if (handler < a->code->code_length && !a->before[handler]) {
            memset(a->now, 0, sources_size(a));
            push(a, handler);
            flow_to(a, handler);
        }
    }
}

/* Goes through the instructions in order until nothing new is reached, or the wanted one is. */
static void analyse(struct analysis *a, u32 wanted) {
    start(a);
    a->added = true;
    for (bool done = a->before[wanted] != NULL; !done && a->added && !a->failed && a->entries <= MAX_ENTRIES;) {
        a->added = false;
        for (u32 pc = 0; pc < a->code->code_length && !a->failed && !done;) {
            u32 length = opcode_length(a->code->code, a->code->code_length, pc);
            if (length == 0) {
                a->failed = true;
                return;
            }
            if (a->before[pc]) {
                memcpy(a->now, a->before[pc], sources_size(a));
                if (step(a, pc))
                    flow_to(a, (i64)pc + length);
            }
            pc += length;
            done = pc == wanted && a->before[pc];
        }
    }
}

/* ---- the text ---- */

/* Class and type names are shown in full, except these two. */
static void add_class_name(struct buf *b, const char *s, size_t length) {
    if (length == 16 && (memcmp(s, "java/lang/Object", 16) == 0 || memcmp(s, "java/lang/String", 16) == 0)) {
        s += 10;
        length -= 10;
    }
    for (size_t i = 0; i < length; i++)
        buf_char(b, s[i] == '/' ? '.' : s[i]);
}

static void add_type(struct buf *b, const char *d, size_t length) {
    size_t dimensions = 0;
    while (d[dimensions] == '[')
        dimensions++;
    const char *name = basic_type_name(basic_type_of_char(d[dimensions]));
    if (name)
        buf_str(b, name);
    else
        add_class_name(b, d + dimensions + 1, length - dimensions - 2);
    while (dimensions-- > 0)
        buf_str(b, "[]");
}

static void add_holder(struct buf *b, const struct analysis *a, u16 index) {
    u16 length;
    const char *s = utf8_at(a, a->file->cp[a->file->cp[index].ref.class_index].name_index, &length);
    add_class_name(b, s, length);
}

static void add_member_name(struct buf *b, const struct analysis *a, u16 index) {
    u16 length;
    const char *s = utf8_at(a, name_and_type(a, index)->name_and_type.name_index, &length);
    buf_add(b, s, length);
}

static void add_method(struct buf *b, const struct analysis *a, u16 index) {
    add_holder(b, a, index);
    buf_char(b, '.');
    add_member_name(b, a, index);
    buf_char(b, '(');
    char *descriptor = descriptor_of(a, index);
    const char *d = descriptor, *type;
    size_t length;
    for (bool first = true; descriptor_next(&d, &type, &length); first = false) {
        if (!first)
            buf_str(b, ", ");
        add_type(b, type, length);
    }
    buf_char(b, ')');
    mem_free(descriptor);
}

static bool add_local_name(struct buf *b, const struct analysis *a, u32 pc, u16 local) {
    for (u16 i = 0; i < a->code->attributes_count; i++) {
        const struct attribute *table = &a->code->attributes[i];
        if (table->kind != ATTR_LOCAL_VARIABLE_TABLE || table->length < 2)
            continue;
        u32 count = MIN_OF((u32)be16(table->info), (table->length - 2) / 10);
        for (u32 j = 0; j < count; j++) {
            const u8 *e = table->info + 2 + 10 * j; /* start_pc, length, name, descriptor, index */
            u32 begin = be16(e);
            if (be16(e + 8) != local || pc < begin || pc >= begin + be16(e + 2))
                continue;
            u16 length;
            const char *name = utf8_at(a, be16(e + 4), &length);
            buf_add(b, name, length);
            return true;
        }
    }
    return false;
}

/* 1-based number of the parameter in this local, 0 = none. */
static int parameter_number(const struct method *m, u16 local) {
    u32 first = method_is_static(m) ? 0 : 1;
    const char *d = m->descriptor->text;
    int number = 1;
    for (u8 type; (type = descriptor_next(&d, NULL, NULL)); number++) {
        if (local >= first && local < first + words_of(type))
            return number;
        first += words_of(type);
    }
    return 0;
}

static void add_local(struct buf *b, const struct analysis *a, u32 pc, u16 local, bool unwritten) {
    if (add_local_name(b, a, pc, local))
        return;
    int parameter = unwritten ? parameter_number(a->m, local) : 0;
    if (unwritten && local == 0 && !method_is_static(a->m))
        buf_str(b, "this");
    else if (parameter)
        buf_printf(b, "<parameter%d>", parameter);
    else
        buf_printf(b, "<local%u>", local);
}

/* Describes the word `depth` below the top before the instruction at pc. False: nothing was added. `outermost` is the
 * null value itself, `index` an array index (or inside one). */
static bool add_expression(struct buf *b, const struct analysis *a, u32 pc, u32 depth, int detail, bool index) {
    const struct sources *s = a->before[pc];
    if (detail <= 0 || !s || depth >= s->depth)
        return false;
    u32 source = s->source[s->depth - 1 - depth];
    if (source == NO_SOURCE)
        return false;
    const u8 *code = a->code->code;
    u8 op;
    u16 local = local_of(code, source, &op);
    bool outermost = detail == MAX_DETAIL && !index;
    if (outermost && op != OP_invokevirtual && op != OP_invokespecial && op != OP_invokestatic &&
        op != OP_invokeinterface)
        buf_str(b, " because \"");
    switch (op) {
    case OP_iload:
    case OP_aload:
        add_local(b, a, source, local, !was_written(s, local));
        return true;
    case OP_aconst_null:
        buf_str(b, "null");
        return true;
    case OP_iconst_m1:
    case OP_iconst_0:
    case OP_iconst_1:
    case OP_iconst_2:
    case OP_iconst_3:
    case OP_iconst_4:
    case OP_iconst_5:
        buf_printf(b, "%d", op - OP_iconst_0);
        return true;
    case OP_bipush:
        buf_printf(b, "%d", (i8)code[source + 1]);
        return true;
    case OP_sipush:
        buf_printf(b, "%d", (i16)be16(code + source + 1));
        return true;
    case OP_getstatic:
        add_holder(b, a, be16(code + source + 1));
        buf_char(b, '.');
        add_member_name(b, a, be16(code + source + 1));
        return true;
    case OP_getfield:
        if (add_expression(b, a, source, 0, detail - 1, index))
            buf_char(b, '.');
        add_member_name(b, a, be16(code + source + 1));
        return true;
    case OP_iaload:
    case OP_aaload:
        if (!add_expression(b, a, source, 1, detail - 1, index))
            buf_str(b, "<array>");
        buf_char(b, '[');
        if (!add_expression(b, a, source, 0, detail, true))
            buf_str(b, "...");
        buf_char(b, ']');
        return true;
    case OP_invokevirtual:
    case OP_invokespecial:
    case OP_invokestatic:
    case OP_invokeinterface:
        if (outermost)
            buf_str(b, " because the return value of \"");
        add_method(b, a, be16(code + source + 1));
        return true;
    default:
        return false;
    }
}

/* What the instruction could not do. Sets the depth of the null word; false: it needs no object. */
static bool add_action(struct buf *b, const struct analysis *a, u32 pc, u32 *depth) {
    static const char *const array_types[] = {"int",    "long",         "float", "double",
                                              "object", "byte/boolean", "char",  "short"};
    const u8 *code = a->code->code;
    u8 op = code[pc];
    if (op >= OP_iaload && op <= OP_saload) {
        buf_printf(b, "Cannot load from %s array", array_types[op - OP_iaload]);
        *depth = 1;
        return true;
    }
    if (op >= OP_iastore && op <= OP_sastore) {
        buf_printf(b, "Cannot store to %s array", array_types[op - OP_iastore]);
        *depth = op == OP_lastore || op == OP_dastore ? 3 : 2;
        return true;
    }
    *depth = 0;
    switch (op) {
    case OP_arraylength:
        buf_str(b, "Cannot read the array length");
        return true;
    case OP_athrow:
        buf_str(b, "Cannot throw exception");
        return true;
    case OP_monitorenter:
        buf_str(b, "Cannot enter synchronized block");
        return true;
    case OP_monitorexit:
        buf_str(b, "Cannot exit synchronized block");
        return true;
    case OP_getfield:
    case OP_putfield: {
        u16 index = be16(code + pc + 1);
        buf_printf(b, "Cannot %s field \"", op == OP_getfield ? "read" : "assign");
        add_member_name(b, a, index);
        buf_char(b, '"');
        *depth = op == OP_getfield ? 0 : field_words(a, index);
        return true;
    }
    case OP_invokevirtual:
    case OP_invokespecial:
    case OP_invokeinterface: {
        u16 index = be16(code + pc + 1);
        if (is_constructor_call(a, index))
            return false; /* new NullPointerException(): made by the program */
        buf_str(b, "Cannot invoke \"");
        add_method(b, a, index);
        buf_char(b, '"');
        *depth = parameter_words(a, index);
        return true;
    }
    default:
        return false;
    }
}

static char *describe(const struct method *m, u32 bci) {
    struct analysis a = {.m = m, .file = m->holder->file, .code = m->member->code};
    arena_init(&a.arena, false);
    a.before = arena_alloc(&a.arena, a.code->code_length * sizeof *a.before);
    a.now = arena_alloc(&a.arena, sources_size(&a));
    struct buf text = {0};
    char *result = NULL;
    u32 depth;
    if (add_action(&text, &a, bci, &depth)) {
        analyse(&a, bci);
        size_t length = text.length;
        if (!a.failed && add_expression(&text, &a, bci, depth, MAX_DETAIL, false))
            buf_str(&text, "\" is null");
        else
            text.length = length;
        result = mem_strndup(text.data, text.length);
    }
    buf_free(&text);
    arena_free(&a.arena);
    return result;
}

char *npe_text(struct thread *t, struct object *throwable) {
    struct method *m;
    int bci;
    if (backtrace_has_hidden_top(t->vm, throwable) || !backtrace_frame(t->vm, throwable, 0, &m, &bci))
        return NULL;
    const struct code_attribute *code = m->member ? m->member->code : NULL;
    if (!code || bci < 0 || (u32)bci >= code->code_length)
        return NULL;
    return describe(m, (u32)bci);
}
