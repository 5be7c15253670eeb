/* SPDX-License-Identifier: MIT
 *
 * verify_message.c - the texts of VerifyError and ClassFormatError, laid out as HotSpot 17 does:
 *
 *     Bad type on operand stack
 *     Exception Details:
 *       Location:        class, method, bytecode index, instruction
 *       Reason:          which type was found where, which was wanted
 *       Current Frame:   the type state at the instruction; Stackmap Frame: the one it must match
 *       Bytecode:        hex dump;  Exception Handler Table;  Stackmap Table
 */
#include <stdarg.h>

#include "classfile/reader.h"
#include "classfile/verify_internal.h"

static void put_name(struct buf *b, struct verify_name name) {
    buf_add(b, name.s, name.n);
}

static void put_utf8(struct buf *b, const struct classfile *cf, u16 index) {
    u16 n;
    const char *s = classfile_utf8(cf, index, &n);
    buf_add(b, s, n);
}

/* ---- types and frames ---- */

static void message_type(struct buf *b, const struct verifier *v, u32 type) {
    static const char *const texts[TYPE_KINDS] = {
        [TYPE_TOP] = "top",
        [TYPE_INT] = "integer",
        [TYPE_FLOAT] = "float",
        [TYPE_DOUBLE] = "double",
        [TYPE_LONG] = "long",
        [TYPE_NULL] = "null",
        [TYPE_UNINITIALIZED_THIS] = "uninitializedThis",
        [TYPE_LONG_2] = "long_2nd",
        [TYPE_DOUBLE_2] = "double_2nd",
        [TYPE_BOOLEAN] = "boolean",
        [TYPE_BYTE] = "byte",
        [TYPE_CHAR] = "char",
        [TYPE_SHORT] = "short",
        [TYPE_ANY_1] = "category1 type",
        [TYPE_ANY_2] = "category2 type",
        [TYPE_ANY_2_2] = "category2_2nd type",
        [TYPE_REFERENCE] = "reference type",
    };
    if (type_kind(type) == TYPE_OBJECT) {
        buf_char(b, '\'');
        put_name(b, v->names[type_payload(type)]);
        buf_char(b, '\'');
    } else if (type_kind(type) == TYPE_UNINITIALIZED) {
        buf_printf(b, "uninitialized %u", type_payload(type));
    } else {
        buf_str(b, texts[type_kind(type)]);
    }
}

static void message_types(struct buf *b, const struct verifier *v, const char *what, const u32 *types, u32 n) {
    buf_printf(b, "    %s: {", what);
    for (u32 i = 0; i < n; i++) {
        buf_char(b, ' ');
        message_type(b, v, types[i]);
        if (i + 1 < n)
            buf_char(b, ',');
    }
    buf_str(b, " }\n");
}

static void put_frame(struct buf *b, const struct verifier *v, const char *title, const struct frame_view *frame) {
    buf_printf(b, "  %s:\n    bci: @%u\n    flags: {%s }\n", title, frame->bci,
               frame->this_uninit ? " flagThisUninit" : "");
    message_types(b, v, "locals", frame->locals, frame->locals_size);
    message_types(b, v, "stack", frame->stack, frame->stack_size);
}

/* ---- the parts of the message ---- */

static void put_location(struct buf *b, const struct verifier *v, u32 bci) {
    const struct code_attribute *code = v->code;
    const char *name = "<invalid>";
    if (bci < code->code_length) {
        name = opcode_name(code->code[bci]);
        if (name == NULL)
            name = "<illegal>";
    }
    buf_str(b, "  Location:\n    ");
    put_name(b, v->class_name);
    buf_char(b, '.');
    put_utf8(b, v->cf, v->method->name_index);
    put_utf8(b, v->cf, v->method->descriptor_index);
    buf_printf(b, " @%u: %s\n", bci, name);
}

static void put_origin(struct buf *b, const struct verifier *v, const struct origin *origin) {
    message_type(b, v, origin->type);
    switch (origin->kind) {
    case ORIGIN_LOCAL:
        buf_printf(b, " (current frame, locals[%u])", origin->index);
        break;
    case ORIGIN_STACK:
        buf_printf(b, " (current frame, stack[%u])", origin->index);
        break;
    case ORIGIN_MAP_LOCAL:
        buf_printf(b, " (stack map, locals[%u])", origin->index);
        break;
    case ORIGIN_MAP_STACK:
        buf_printf(b, " (stack map, stack[%u])", origin->index);
        break;
    case ORIGIN_POOL:
        buf_printf(b, " (constant pool %u)", origin->index);
        break;
    case ORIGIN_SIGNATURE:
        buf_str(b, " (from method signature)");
        break;
    case ORIGIN_NONE:
    case ORIGIN_IMPLICIT:
    case ORIGIN_INDEX:
    case ORIGIN_FRAME:
        break;
    }
}

static void put_reason(struct buf *b, const struct verifier *v, const struct fault *fault) {
    static const char *const texts[] = {
        [FAULT_CODE] = "Error exists in the bytecode",
        [FAULT_LOCALS_SIZE] = "Current frame's local size doesn't match stackmap.",
        [FAULT_STACK_SIZE] = "Current frame's stack size doesn't match stackmap.",
        [FAULT_OVERFLOW] = "Exceeded max stack size.",
        [FAULT_UNDERFLOW] = "Attempt to pop empty stack.",
        [FAULT_NO_FRAME] = "Expected stackmap frame at this location.",
        [FAULT_BAD_FRAME] = "Invalid stackmap specification.",
    };
    buf_str(b, "  Reason:\n    ");
    switch ((u32)fault->kind) {
    case FAULT_TYPE:
        buf_str(b, fault->expected.kind ? "Type " : "Invalid type: ");
        put_origin(b, v, &fault->type);
        if (fault->expected.kind) {
            buf_str(b, " is not assignable to ");
            put_origin(b, v, &fault->expected);
        }
        break;
    case FAULT_FLAGS:
        buf_str(b, fault->expected.kind ? "Current frame's flags are not assignable to stack map frame's."
                                        : "Current frame's flags are invalid in this context.");
        break;
    case FAULT_POOL_INDEX:
        buf_printf(b, "Constant pool index %u is invalid", fault->type.index);
        break;
    case FAULT_LOCAL_INDEX:
        buf_printf(b, "Local index %u is invalid", fault->type.index);
        break;
    default:
        buf_str(b, texts[fault->kind]);
    }
    buf_char(b, '\n');
}

/* HotSpot's dump has an empty line at the end of code that fills its last one. */
static void put_bytecode(struct buf *b, const struct code_attribute *code) {
    u32 limit = (code->code_length + 16) / 16 * 16;
    buf_str(b, "  Bytecode:\n");
    for (u32 i = 0; i < limit; i++) {
        if (i % 16 == 0)
            buf_printf(b, "    %07x:", i);
        if (i % 2 == 0)
            buf_char(b, ' ');
        if (i < code->code_length)
            buf_printf(b, "%02x", code->code[i]);
        else
            buf_str(b, "  ");
        if (i % 16 == 15)
            buf_char(b, '\n');
    }
}

static void put_handlers(struct buf *b, const struct code_attribute *code) {
    if (code->exception_table_length)
        buf_str(b, "  Exception Handler Table:\n");
    for (u32 i = 0; i < code->exception_table_length; i++) {
        const struct exception_entry *e = &code->exception_table[i];
        buf_printf(b, "    bci [%u, %u] => handler: %u\n", e->start_pc, e->end_pc, e->handler_pc);
    }
}

/* ---- StackMapTable as it is in the file ---- */

/* Steps over one verification_type_info and writes it. */
static void put_map_type(struct buf *b, struct reader *in) {
    static const char *const texts[] = {"Top", "Integer", "Float", "Double", "Long", "Null", "UninitializedThis"};
    u8 tag = reader_u1(in);
    if (tag < ARRAY_LENGTH(texts))
        buf_str(b, texts[tag]);
    else if (tag <= 8)
        buf_printf(b, tag == 7 ? "Object[#%u]" : "Uninitialized[#%u]", reader_u2(in));
    else
        buf_printf(b, "BAD:%u", tag);
}

static void put_map_types(struct buf *b, struct reader *in, u32 n) {
    for (u32 i = 0; i < n && !in->overrun; i++) {
        if (i)
            buf_char(b, ',');
        put_map_type(b, in);
    }
}

/* Writes the name and returns false for types that are reserved. */
static bool put_frame_name(struct buf *b, u8 type) {
    if (type >= 128 && type < 247)
        return false;
    buf_str(b, type < 64     ? "same_frame"
               : type < 128  ? "same_locals_1_stack_item_frame"
               : type == 247 ? "same_locals_1_stack_item_extended"
               : type < 251  ? "chop_frame"
               : type == 251 ? "same_frame_extended"
               : type < 255  ? "append_frame"
                             : "full_frame");
    return true;
}

/* False where the table cannot be read further. A frame cut off by the end of the attribute shows its place only. */
static bool put_map_frame(struct buf *b, struct reader *in, u32 *bci) {
    u8 type = reader_u1(in);
    if (in->overrun || !put_frame_name(b, type))
        return false;
    *bci += (type < 128 ? type & 63u : reader_u2(in)) + 1;
    buf_printf(b, "(@%u", *bci);
    size_t place = b->length;
    if (type == 255) {
        buf_str(b, ",{");
        put_map_types(b, in, reader_u2(in));
        buf_str(b, "},{");
        put_map_types(b, in, reader_u2(in));
        buf_char(b, '}');
    } else if (type > 251) {
        buf_char(b, ',');
        put_map_types(b, in, type - 251);
    } else if (type > 247 && type < 251) {
        buf_printf(b, ",%u", 251 - type);
    } else if (type == 247 || (type >= 64 && type < 128)) {
        buf_char(b, ',');
        put_map_type(b, in);
    }
    if (in->overrun) {
        b->length = place;
        buf_str(b, "), output truncated, Stackmap exceeds table size.");
        return false;
    }
    buf_char(b, ')');
    return true;
}

static void put_stackmap(struct buf *b, const struct verifier *v) {
    const struct attribute *a = attribute_find(v->code->attributes, v->code->attributes_count, ATTR_STACK_MAP_TABLE);
    if (a == NULL)
        return;
    struct reader in = {a->info, a->info + a->length, false};
    u32 count = reader_u2(&in), bci = UINT32_MAX;
    buf_str(b, "  Stackmap Table:\n");
    for (u32 i = 0; i < count; i++) {
        buf_str(b, "    ");
        if (!put_map_frame(b, &in, &bci))
            return;
        buf_char(b, '\n');
    }
}

/* ---- recording ---- */

static void put_details(struct buf *b, const struct verifier *v, const struct fault *fault) {
    buf_str(b, "\nException Details:\n");
    put_location(b, v, fault->bci);
    put_reason(b, v, fault);
    if (fault->type.frame != NULL)
        put_frame(b, v, "Current Frame", fault->type.frame);
    if (fault->expected.frame != NULL)
        put_frame(b, v, "Stackmap Frame", fault->expected.frame);
    put_bytecode(b, v->code);
    put_handlers(b, v->code);
    put_stackmap(b, v);
}

bool verify_fail(struct verifier *v, const struct fault *fault, const char *fmt, ...) {
    va_list ap;
    if (v->inference)
        return infer_fail_fault(v, fault);
    buf_reset(v->message);
    va_start(ap, fmt);
    buf_vprintf(v->message, fmt, ap);
    va_end(ap);
    put_details(v->message, v, fault);
    v->status = VERIFY_ERROR;
    return false;
}

bool verify_fail_popped(struct verifier *v, u32 type, struct origin wanted, const char *fmt, ...) {
    struct frame_view frame = frame_current(v);
    frame.stack_size = v->stack_mark;
    struct fault fault = {FAULT_TYPE, .bci = v->bci, .type = {ORIGIN_STACK, v->stack_size, type, &frame},
                          .expected = wanted};
    va_list ap;
    if (v->inference)
        return infer_fail_fault(v, &fault);
    buf_reset(v->message);
    va_start(ap, fmt);
    buf_vprintf(v->message, fmt, ap);
    va_end(ap);
    put_details(v->message, v, &fault);
    v->status = VERIFY_ERROR;
    return false;
}

/* ---- a method in Java's notation: "void Foo.bar(int, java.lang.String[])" ---- */

static void put_dotted(struct buf *b, struct verify_name name) {
    for (u16 i = 0; i < name.n; i++)
        buf_char(b, name.s[i] == '/' ? '.' : name.s[i]);
}

/* Writes the field descriptor at s and returns its end. */
static const char *put_java_type(struct buf *b, const char *s) {
    u32 dimensions = 0;
    for (; *s == '['; s++)
        dimensions++;
    if (*s == 'L') {
        const char *end = s;
        while (*end != ';')
            end++;
        put_dotted(b, (struct verify_name){s + 1, (u16)(end - s - 1)});
        s = end;
    } else {
        buf_str(b, basic_type_name(basic_type_of_char(*s)));
    }
    while (dimensions-- > 0)
        buf_str(b, "[]");
    return s + 1;
}

static void put_method(struct buf *b, const struct verifier *v) {
    const char *result, *s;
    u16 n;
    s = classfile_utf8(v->cf, v->method->descriptor_index, &n);
    descriptor_return(s, &result);
    put_java_type(b, result);
    buf_char(b, ' ');
    put_dotted(b, v->class_name);
    buf_char(b, '.');
    put_utf8(b, v->cf, v->method->name_index);
    buf_char(b, '(');
    for (s++; *s != ')';) {
        s = put_java_type(b, s);
        if (*s != ')')
            buf_str(b, ", ");
    }
    buf_char(b, ')');
}

bool verify_fail_format(struct verifier *v, const char *fmt, ...) {
    va_list ap;
    buf_reset(v->message);
    va_start(ap, fmt);
    buf_vprintf(v->message, fmt, ap);
    va_end(ap);
    buf_str(v->message, " in method '");
    put_method(v->message, v);
    buf_char(v->message, '\'');
    v->status = VERIFY_FORMAT_ERROR;
    return false;
}

bool verify_fail_stackmap(struct verifier *v, const char *what) {
    buf_reset(v->message);
    buf_printf(v->message, "StackMapTable format error: %s", what);
    v->status = VERIFY_FORMAT_ERROR;
    v->may_failover = false;
    return false;
}
