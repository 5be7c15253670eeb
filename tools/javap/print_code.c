/* SPDX-License-Identifier: MIT
 *
 * print_code.c - a Code attribute: instructions with what their operands refer to, and the exception table. The parser
 * does not look into code, so opcode_length guards every instruction.
 */
#include "classfile/descriptor.h"
#include "classfile/opcode.h"
#include "tools/javap/print_internal.h"

#include <stdio.h>

static void out_switch(struct printer *pr, const u8 *code, u32 bci) {
    const struct switch_operands s = opcode_switch(code, bci);
    if (s.is_table)
        out_fmt(pr, "{ // %d to %d", s.low, switch_key(&s, s.count - 1));
    else
        out_fmt(pr, "{ // %u", s.count);
    pr->indent += 3;
    for (u32 i = 0; i < s.count; i++) {
        out_newline(pr);
        out_number(pr, switch_key(&s, i), 12);
        out_str(pr, ": ");
        out_number(pr, (i32)(bci + (u32)switch_offset(&s, i)), 0);
    }
    out_newline(pr);
    out_fmt(pr, "     default: %d", (i32)(bci + (u32)s.fallback));
    out_newline(pr);
    out_str(pr, "}");
    pr->indent -= 3;
}

static void out_operand_constant(struct printer *pr, u16 index) {
    out_tab(pr);
    out_str(pr, "// ");
    out_tagged_constant(pr, index);
}

static void out_operands(struct printer *pr, const u8 *code, u32 bci, bool wide) {
    const u8 *p = code + bci + 1;
    u8 op = wide ? *p++ : code[bci];
    switch ((enum opcode_format)opcode_infos[op].format) {
    case FMT_NONE:
    case FMT_WIDE:
        break;
    case FMT_I1:
        out_number(pr, (i8)*p, 0);
        break;
    case FMT_I2:
        out_number(pr, (i16)be16(p), 0);
        break;
    case FMT_CP1:
        out_index(pr, *p);
        out_operand_constant(pr, *p);
        break;
    case FMT_CP2:
    case FMT_FIELD:
    case FMT_METHOD:
    case FMT_CLASS:
        out_index(pr, be16(p));
        out_operand_constant(pr, be16(p));
        break;
    case FMT_INTERFACE:
    case FMT_DYNAMIC:
    case FMT_MULTI:
        out_fmt(pr, "#%u,  %u", be16(p), p[2]);
        out_operand_constant(pr, be16(p));
        break;
    case FMT_LOCAL:
        out_number(pr, wide ? be16(p) : *p, 0);
        break;
    case FMT_IINC:
        if (wide)
            out_fmt(pr, "%u, %d", be16(p), (i16)be16(p + 2));
        else
            out_fmt(pr, "%u, %d", *p, (i8)p[1]);
        break;
    case FMT_BRANCH2:
        out_number(pr, (i32)(bci + (u32)(i32)(i16)be16(p)), 0);
        break;
    case FMT_BRANCH4:
        out_number(pr, (i32)(bci + be32(p)), 0);
        break;
    case FMT_TABLE:
    case FMT_LOOKUP:
        out_switch(pr, code, bci);
        break;
    case FMT_ARRAY_TYPE: {
        const char *name = basic_type_name(*p);
        if (name)
            out_fmt(pr, " %s", name);
        else
            out_fmt(pr, " %u", *p);
        break;
    }
    }
}

/* Returns the instruction's length. */
static u32 out_instruction(struct printer *pr, const struct code_attribute *c, u32 bci) {
    const u8 *code = c->code;
    u32 length = opcode_length(code, c->code_length, bci);
    bool wide = code[bci] == OP_wide;
    if (length == 0) {
        if (opcode_name(code[bci]))
            print_fail(pr, code + bci, "instruction %s at bytecode index %u is cut off or malformed",
                       opcode_name(code[bci]), bci);
        else
            out_fmt(pr, "bytecode %u", code[bci]);
        return 1;
    }
    out_name(pr, opcode_infos[code[bci + wide]].name, wide ? "_w " : " ", 14);
    out_operands(pr, code, bci, wide);
    return length;
}

void out_instructions(struct printer *pr, const struct code_attribute *code) {
    for (u32 bci = 0; bci < code->code_length && !pr->failed;) {
        out_number(pr, bci, 4);
        out_str(pr, ": ");
        bci += out_instruction(pr, code, bci);
        out_newline(pr);
    }
}

void out_exception_table(struct printer *pr, const struct code_attribute *code) {
    if (code->exception_table_length == 0)
        return;
    out_line(pr, "Exception table:");
    pr->indent++;
    out_line(pr, " from    to  target type");
    for (u16 i = 0; i < code->exception_table_length && !pr->failed; i++) {
        const struct exception_entry *e = &code->exception_table[i];
        out_fmt(pr, " %5u %5u %5u   ", e->start_pc, e->end_pc, e->handler_pc);
        if (e->catch_type) {
            out_str(pr, "Class ");
            out_constant(pr, e->catch_type);
        } else {
            out_str(pr, "any");
        }
        out_newline(pr);
    }
    pr->indent--;
}

void out_code(struct printer *pr, const struct member *m) {
    const struct code_attribute *code = m->code;
    out_line(pr, "Code:");
    pr->indent++;
    u16 length;
    const char *d = classfile_utf8(pr->cf, m->descriptor_index, &length);
    const char *end = d + length;
    int arguments = m->access_flags & ACC_STATIC ? 0 : 1;
    for (d++; d < end && *d != ')'; arguments++) {
        while (d < end && *d == '[')
            d++;
        if (d < end && *d == 'L')
            while (d < end && *d != ';')
                d++;
        d++;
    }
    out_line(pr, "stack=%u, locals=%u, args_size=%d", code->max_stack, code->max_locals, arguments);
    out_instructions(pr, code);
    out_exception_table(pr, code);
    out_attributes(pr, code->attributes, code->attributes_count, (struct print_owner){.code = code});
    pr->indent--;
}

void print_instruction(struct buf *out, const struct classfile *cf, const struct code_attribute *code, u32 bci) {
    static const struct print_options options = {.access = PRINT_PRIVATE};
    struct printer pr = {.out = out, .cf = cf, .options = &options};
    out_instruction(&pr, code, bci);
    out_end(&pr);
}
