/* SPDX-License-Identifier: MIT
 *
 * print_annotation.c - annotations, twice each as javap has them: the structure with constant pool indexes, then what
 * it means.
 *
 *     0: #34(#35=I#36)
 *       A$IA(
 *         value=1
 *       )
 *
 * One walker does both: `resolved` tells which. The bytes are walked twice.
 */
#include "tools/javap/print_internal.h"

enum { DEEPEST_VALUE = 200 };

static void out_value(struct printer *pr, struct cursor *c, bool resolved);

static void out_annotation(struct printer *pr, struct cursor *c, bool resolved) {
    u16 type = take_u2(pr, c), pairs = take_u2(pr, c);
    if (resolved) {
        out_field_type(pr, type);
        if (pairs) {
            out_line(pr, "(");
            pr->indent++;
        }
    } else {
        out_fmt(pr, "#%u(", type);
    }
    for (u16 i = 0; i < pairs && !pr->failed; i++) {
        u16 name = take_u2(pr, c);
        if (resolved) {
            out_utf8(pr, name, TEXT_RAW);
            out_str(pr, "=");
            out_value(pr, c, true);
            out_newline(pr);
        } else {
            out_fmt(pr, "%s#%u=", i ? "," : "", name);
            out_value(pr, c, false);
        }
    }
    if (!resolved) {
        out_str(pr, ")");
    } else if (pairs) {
        pr->indent--;
        out_str(pr, ")");
    }
}

static void out_simple_value(struct printer *pr, char tag, u16 index) {
    static const struct {
        char tag;
        u8 constant;
    } constants[] = {{'B', CP_INTEGER}, {'C', CP_INTEGER}, {'D', CP_DOUBLE},  {'F', CP_FLOAT}, {'I', CP_INTEGER},
                     {'J', CP_LONG},    {'S', CP_INTEGER}, {'Z', CP_INTEGER}, {'s', CP_UTF8}};
    for (unsigned i = 0; i < sizeof constants / sizeof constants[0]; i++)
        if (constants[i].tag == tag && !constant_is(pr, index, (enum cp_tag)constants[i].constant))
            return;
    i32 number = pr->cf->cp[index].integer;
    switch (tag) {
    case 'B':
        out_fmt(pr, "(byte) %d", number);
        break;
    case 'S':
        out_fmt(pr, "(short) %d", number);
        break;
    case 'C': {
        u8 unit[3] = {(u8)(0xE0 | (number >> 12 & 0xF)), (u8)(0x80 | (number >> 6 & 0x3F)),
                      (u8)(0x80 | (number & 0x3F))};
        out_str(pr, "'");
        if ((u16)number < 0x80)
            out_bytes(pr, (char[]){(char)number}, 1);
        else
            out_text(pr, unit, 3, TEXT_RAW);
        out_str(pr, "'");
        break;
    }
    case 'Z':
        if (number == 0 || number == 1)
            out_str(pr, number ? "true" : "false");
        else
            out_fmt(pr, "#%u", index);
        break;
    case 's':
        out_str(pr, "\"");
        out_utf8(pr, index, TEXT_ESCAPED);
        out_str(pr, "\"");
        break;
    default:
        out_constant(pr, index);
    }
}

static void out_value(struct printer *pr, struct cursor *c, bool resolved) {
    const u8 *at = c->p;
    char tag = (char)take_u1(pr, c);
    if (pr->failed)
        return;
    if (++pr->depth > DEEPEST_VALUE) {
        print_fail(pr, at, "annotation values are nested too deeply");
        return;
    }
    switch (tag) {
    case 'B':
    case 'C':
    case 'D':
    case 'F':
    case 'I':
    case 'J':
    case 'S':
    case 'Z':
    case 's': {
        u16 index = take_u2(pr, c);
        if (resolved)
            out_simple_value(pr, tag, index);
        else
            out_fmt(pr, "%c#%u", tag, index);
        break;
    }
    case 'e': {
        u16 type = take_u2(pr, c), name = take_u2(pr, c);
        if (resolved) {
            out_utf8(pr, type, TEXT_ESCAPED);
            out_str(pr, ".");
            out_utf8(pr, name, TEXT_ESCAPED);
        } else {
            out_fmt(pr, "e#%u.#%u", type, name);
        }
        break;
    }
    case 'c': {
        u16 type = take_u2(pr, c);
        if (resolved) {
            out_str(pr, "class ");
            out_utf8(pr, type, TEXT_ESCAPED);
        } else {
            out_fmt(pr, "c#%u", type);
        }
        break;
    }
    case '@':
        out_str(pr, "@");
        out_annotation(pr, c, resolved);
        break;
    case '[': {
        u16 count = take_u2(pr, c);
        out_str(pr, "[");
        for (u16 i = 0; i < count && !pr->failed; i++) {
            if (i)
                out_str(pr, ",");
            out_value(pr, c, resolved);
        }
        out_str(pr, "]");
        break;
    }
    default:
        print_fail(pr, at, "unknown annotation value tag %u", (u8)tag);
    }
    pr->depth--;
}

static void out_both(struct printer *pr, struct cursor *c, unsigned number) {
    struct cursor again = *c;
    out_fmt(pr, "%u: ", number);
    out_annotation(pr, c, false);
    out_newline(pr);
    pr->indent++;
    out_annotation(pr, &again, true);
    out_newline(pr);
    pr->indent--;
}

void out_annotations(struct printer *pr, struct cursor *c) {
    u16 count = take_u2(pr, c);
    for (u16 i = 0; i < count && !pr->failed; i++)
        out_both(pr, c, i);
}

void out_parameter_annotations(struct printer *pr, struct cursor *c) {
    u8 parameters = take_u1(pr, c);
    for (u8 i = 0; i < parameters && !pr->failed; i++) {
        out_line(pr, "parameter %u:", i);
        pr->indent++;
        out_annotations(pr, c);
        pr->indent--;
    }
}

void out_annotation_default(struct printer *pr, struct cursor *c) {
    struct cursor again = *c;
    out_str(pr, "default_value: ");
    out_value(pr, c, false);
    out_newline(pr);
    pr->indent++;
    out_value(pr, &again, true);
    out_newline(pr);
    pr->indent--;
}

/* ---- type annotations (JVMS 4.7.20) ---- */

/* What stands behind target_type, by letter: p param_index, b bound_index, t type_index (u2),
 * e exception_index, o offset, i type_index (u1), v local variable table. */
struct target {
    u8 type;
    const char *name, *fields;
};

static const struct target targets[] = {
    {0x00, "CLASS_TYPE_PARAMETER", "p"},
    {0x01, "METHOD_TYPE_PARAMETER", "p"},
    {0x10, "CLASS_EXTENDS", "t"},
    {0x11, "CLASS_TYPE_PARAMETER_BOUND", "pb"},
    {0x12, "METHOD_TYPE_PARAMETER_BOUND", "pb"},
    {0x13, "FIELD", ""},
    {0x14, "METHOD_RETURN", ""},
    {0x15, "METHOD_RECEIVER", ""},
    {0x16, "METHOD_FORMAL_PARAMETER", "p"},
    {0x17, "THROWS", "t"},
    {0x40, "LOCAL_VARIABLE", "v"},
    {0x41, "RESOURCE_VARIABLE", "v"},
    {0x42, "EXCEPTION_PARAMETER", "e"},
    {0x43, "INSTANCEOF", "o"},
    {0x44, "NEW", "o"},
    {0x45, "CONSTRUCTOR_REFERENCE", "o"},
    {0x46, "METHOD_REFERENCE", "o"},
    {0x47, "CAST", "oi"},
    {0x48, "CONSTRUCTOR_INVOCATION_TYPE_ARGUMENT", "oi"},
    {0x49, "METHOD_INVOCATION_TYPE_ARGUMENT", "oi"},
    {0x4A, "CONSTRUCTOR_REFERENCE_TYPE_ARGUMENT", "oi"},
    {0x4B, "METHOD_REFERENCE_TYPE_ARGUMENT", "oi"},
};

static void out_target(struct printer *pr, const struct target *t, struct cursor *c) {
    out_str(pr, t->name);
    for (const char *field = t->fields; *field; field++)
        switch (*field) {
        case 'p':
            out_fmt(pr, ", param_index=%u", take_u1(pr, c));
            break;
        case 'b':
            out_fmt(pr, ", bound_index=%u", take_u1(pr, c));
            break;
        case 't':
            out_fmt(pr, ", type_index=%u", take_u2(pr, c));
            break;
        case 'e':
            out_fmt(pr, ", exception_index=%u", take_u2(pr, c));
            break;
        case 'o':
            out_fmt(pr, ", offset=%u", take_u2(pr, c));
            break;
        case 'i':
            out_fmt(pr, ", type_index=%u", take_u1(pr, c));
            break;
        case 'v': {
            u16 count = take_u2(pr, c);
            out_str(pr, ", {");
            for (u16 i = 0; i < count && !pr->failed; i++) {
                u16 start = take_u2(pr, c), length = take_u2(pr, c), index = take_u2(pr, c);
                out_fmt(pr, "%sstart_pc=%u, length=%u, index=%u", i ? "; " : "", start, length, index);
            }
            out_str(pr, "}");
            break;
        }
        default:
            break;
        }
    static const char *const steps[] = {"ARRAY", "INNER_TYPE", "WILDCARD", "TYPE_ARGUMENT"};
    u8 path = take_u1(pr, c);
    for (u8 i = 0; i < path && !pr->failed; i++) {
        const u8 *at = c->p;
        u8 kind = take_u1(pr, c), argument = take_u1(pr, c);
        if (kind > 3) {
            print_fail(pr, at, "unknown type path kind %u", kind);
            return;
        }
        out_str(pr, i ? ", " : ", location=[");
        if (kind == 3)
            out_fmt(pr, "TYPE_ARGUMENT(%u)", argument);
        else
            out_str(pr, steps[kind]);
    }
    if (path)
        out_str(pr, "]");
}

void out_type_annotations(struct printer *pr, struct cursor *c) {
    u16 count = take_u2(pr, c);
    for (u16 i = 0; i < count && !pr->failed; i++) {
        const u8 *at = c->p;
        u8 type = take_u1(pr, c);
        const struct target *target = NULL;
        for (unsigned j = 0; j < sizeof targets / sizeof targets[0]; j++)
            if (targets[j].type == type)
                target = &targets[j];
        if (!target) {
            print_fail(pr, at, "unknown type annotation target 0x%02x", type);
            return;
        }
        /* the target comes first in the file and last in the line */
        struct buf held = {0};
        struct printer side = *pr;
        side.out = &held;
        side.in_line = true; /* no indentation */
        side.line = 0;
        side.pending_newline = false;
        out_target(&side, target, c);
        pr->failed = side.failed;
        struct cursor again = *c;
        out_fmt(pr, "%u: ", i);
        out_annotation(pr, c, false);
        out_str(pr, ": ");
        out_bytes(pr, buf_cstr(&held), held.length);
        buf_free(&held);
        out_newline(pr);
        pr->indent++;
        out_annotation(pr, &again, true);
        out_newline(pr);
        pr->indent--;
    }
}
