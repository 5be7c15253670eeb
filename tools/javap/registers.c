/* SPDX-License-Identifier: MIT
 *
 * registers.c - --registers: the bytecode of a method on the left, the register code that the interpreter runs for it
 * on the right, beside the instruction it came from.
 *
 *     Registers: 4 arguments, 7 registers, 12 words
 *          0: dload_2        |
 *          1: dload_2        |
 *          2: dmul           |  t0 = b * b
 *
 * Instructions with nothing beside them were absorbed by one that follows. The right side is taken from
 * dump_register_code, whose lines are
 *     <word>  @<bytecode index> <text> <operation> <a> <b> <c> [<extension>]
 * and, without '@', continuations.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "classfile/opcode.h"
#include "interp/dump.h"
#include "interp/translate.h"
#include "tools/javap/javap.h"

enum { LEFT_WIDTH = 26, TEXT_COLUMN = 15 };

/* Length of a dump line without the raw operation at its end. */
static size_t text_length(const char *line, size_t n) {
    size_t end = n;
    for (int tokens = 4; tokens > 0 && end > TEXT_COLUMN; tokens--) {
        size_t last = end;
        while (end > TEXT_COLUMN && line[end - 1] != ' ')
            end--;
        if (tokens == 4 && last - end > 2 && strncmp(line + end, "0x", 2) == 0)
            tokens++;
        while (end > TEXT_COLUMN && line[end - 1] == ' ')
            end--;
    }
    return end;
}

/* "Math.sqrt" for the constant of a member, "ArrayList" for that of a class; false for others. */
static bool add_short_name(struct buf *out, const struct classfile *cf, u32 index) {
    u8 tag = index < cf->cp_count ? cf->cp_tags[index] : CP_NONE;
    bool member = tag == CP_FIELDREF || tag == CP_METHODREF || tag == CP_INTERFACE_METHODREF;
    if (!member && tag != CP_CLASS)
        return false;
    const union cp_entry *e = &cf->cp[index];
    const union cp_entry *class = member ? &cf->cp[e->ref.class_index] : e;
    u16 n;
    const char *name = classfile_utf8(cf, class->name_index, &n);
    u16 start = n;
    while (start > 0 && name[start - 1] != '/')
        start--;
    buf_add(out, name + start, (size_t)(n - start));
    if (member) {
        name = classfile_utf8(cf, cf->cp[e->ref.name_and_type_index].name_and_type.name_index, &n);
        buf_char(out, '.');
        buf_add(out, name, n);
    }
    return true;
}

/* The dump's text for readers: jump targets, which it has as word indexes, become the bytecode indexes they came from;
 * constants get names; operators go without the letter of their type, which the bytecode beside them tells. */
static void add_text(struct buf *out, const struct register_code *code, const struct classfile *cf, const char *s,
                     size_t n) {
    static const char jump[] = "goto ";
    size_t length = sizeof jump - 1;
    for (size_t i = 0; i < n;) {
        if (n - i > length && memcmp(s + i, jump, length) == 0 && isdigit((u8)s[i + length])) {
            u32 word = (u32)strtoul(s + i + length, NULL, 10);
            buf_printf(out, "%s%u", jump, code_bci_at(code, code->words + word));
            for (i += length; i < n && isdigit((u8)s[i]); i++)
                ;
        } else if (s[i] == '#' && i + 1 < n && isdigit((u8)s[i + 1]) &&
                   add_short_name(out, cf, (u32)strtoul(s + i + 1, NULL, 10))) {
            for (i++; i < n && isdigit((u8)s[i]); i++)
                ;
        } else {
            buf_char(out, s[i++]);
            if (i + 1 < n && strchr("+-*/%", s[i - 1]) && strchr("JDFL", s[i]) && s[i + 1] == ' ')
                i += i >= 3 && s[i - 3] == '=' ? 2 : 1; /* a sign stands before its operand */
        }
    }
}

/* The dump's texts of one bytecode index, '\n' between them. */
static void texts_at(const struct buf *dump, const struct register_code *code, const struct classfile *cf, u32 bci,
                     struct buf *out) {
    const char *p = buf_cstr(dump), *end = p + dump->length;
    bool inside = false, any = false;
    while (p < end) {
        const char *stop = memchr(p, '\n', (size_t)(end - p));
        size_t n = stop ? (size_t)(stop - p) : (size_t)(end - p);
        if (n > TEXT_COLUMN && p[8] == '@') {
            inside = strtoul(p + 9, NULL, 10) == bci;
            if (inside) {
                size_t length = text_length(p, n);
                if (any)
                    buf_char(out, '\n');
                if (length > TEXT_COLUMN)
                    add_text(out, code, cf, p + TEXT_COLUMN, length - TEXT_COLUMN);
                any = true;
            }
        } else if (inside && n > 2 && strncmp(p, "  bytecodes", 11) != 0) {
            while (n && *p == ' ')
                p++, n--;
            buf_str(out, "\n    ");
            add_text(out, code, cf, p, n);
        }
        p = stop ? stop + 1 : end;
    }
}

static void left_side(struct buf *out, const struct classfile *cf, const struct code_attribute *code, u32 bci) {
    struct buf text = {0};
    print_instruction(&text, cf, code, bci);
    const char *s = buf_cstr(&text);
    size_t n = strcspn(s, "{\n");
    const char *comment = strstr(s, "//");
    if (comment && (size_t)(comment - s) < n)
        n = (size_t)(comment - s);
    while (n && s[n - 1] == ' ')
        n--;
    buf_add(out, s, n);
    buf_free(&text);
}

static void put_blanks(struct buf *out, size_t n) {
    while (n-- > 0)
        buf_char(out, ' ');
}

static void put_row(struct buf *out, unsigned indent, const char *left, const char *right) {
    put_blanks(out, indent);
    size_t start = out->length;
    buf_str(out, left);
    put_blanks(out, out->length - start < LEFT_WIDTH ? LEFT_WIDTH - (out->length - start) : 0);
    buf_str(out, *right ? " |  " : " |");
    buf_str(out, right);
    buf_char(out, '\n');
}

static void put_rows(struct buf *out, unsigned indent, const char *left, struct buf *right) {
    char *line = right->length ? right->data : NULL;
    if (!line)
        put_row(out, indent, left, "");
    while (line) {
        char *stop = strchr(line, '\n');
        if (stop)
            *stop++ = 0;
        put_row(out, indent, left, line);
        left = "";
        line = stop;
    }
}

void show_registers(void *context, struct buf *out, const struct classfile *cf, const struct member *m,
                    unsigned indent) {
    (void)context;
    struct arena a;
    struct translate_error error;
    arena_init(&a, false);
    struct register_code *code = translate_method(&a, cf, m, 0, &error);
    put_blanks(out, indent * 2);
    if (!code) {
        buf_printf(out, "Registers: none: %s at bytecode index %u\n", error.reason, error.bci);
        arena_free(&a);
        return;
    }
    buf_printf(out, "Registers: %u arguments, %u registers, %u words\n", code->arguments, code->registers,
               code->length);
    struct buf dump = {0}, left = {0}, right = {0};
    dump_register_code(&dump, code, cf, m);
    const struct code_attribute *c = m->code;
    for (u32 bci = 0, length; bci < c->code_length; bci += length) {
        length = opcode_length(c->code, c->code_length, bci);
        if (length == 0)
            break;
        buf_reset(&left);
        buf_reset(&right);
        buf_printf(&left, "%4u: ", bci);
        left_side(&left, cf, c, bci);
        texts_at(&dump, code, cf, bci, &right);
        put_rows(out, indent * 2, left.data, &right);
    }
    for (const char *p = buf_cstr(&dump); p && *p; p = strchr(p, '\n') ? strchr(p, '\n') + 1 : NULL)
        if (strncmp(p, "  bytecodes", 11) == 0) {
            put_blanks(out, indent * 2 + 2);
            add_text(out, code, cf, p + 2, strcspn(p + 2, "\n"));
            buf_char(out, '\n');
        }
    buf_free(&dump);
    buf_free(&left);
    buf_free(&right);
    arena_free(&a);
}
