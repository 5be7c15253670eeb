/* SPDX-License-Identifier: MIT
 *
 * print_constant.c - constants as text: their values, the listing of the pool, and the literals of -constants.
 */
#include "tools/javap/print_internal.h"

#include <stdio.h>

struct tag_names {
    const char *pool;       /* in the listing */
    const char *short_name; /* behind instructions and attributes */
};

static const struct tag_names tag_names[] = {
    [CP_UTF8] = {"Utf8", "Utf8"},
    [CP_INTEGER] = {"Integer", "int"},
    [CP_FLOAT] = {"Float", "float"},
    [CP_LONG] = {"Long", "long"},
    [CP_DOUBLE] = {"Double", "double"},
    [CP_CLASS] = {"Class", "class"},
    [CP_STRING] = {"String", "String"},
    [CP_FIELDREF] = {"Fieldref", "Field"},
    [CP_METHODREF] = {"Methodref", "Method"},
    [CP_INTERFACE_METHODREF] = {"InterfaceMethodref", "InterfaceMethod"},
    [CP_NAME_AND_TYPE] = {"NameAndType", "NameAndType"},
    [CP_METHOD_HANDLE] = {"MethodHandle", "MethodHandle"},
    [CP_METHOD_TYPE] = {"MethodType", "MethodType"},
    [CP_DYNAMIC] = {"Dynamic", "Dynamic"},
    [CP_INVOKE_DYNAMIC] = {"InvokeDynamic", "InvokeDynamic"},
    [CP_MODULE] = {"Module", "(unknown tag 19)"},
    [CP_PACKAGE] = {"Package", "(unknown tag 20)"},
};

static const char *const ref_kind_names[] = {
    [REF_GET_FIELD] = "REF_getField",
    [REF_GET_STATIC] = "REF_getStatic",
    [REF_PUT_FIELD] = "REF_putField",
    [REF_PUT_STATIC] = "REF_putStatic",
    [REF_INVOKE_VIRTUAL] = "REF_invokeVirtual",
    [REF_INVOKE_STATIC] = "REF_invokeStatic",
    [REF_INVOKE_SPECIAL] = "REF_invokeSpecial",
    [REF_NEW_INVOKE_SPECIAL] = "REF_newInvokeSpecial",
    [REF_INVOKE_INTERFACE] = "REF_invokeInterface",
};

const char *constant_tag_name(enum cp_tag tag) {
    return tag_names[tag].pool;
}

static u8 tag_at(const struct printer *pr, u16 index) {
    return index < pr->cf->cp_count ? pr->cf->cp_tags[index] : CP_NONE;
}

bool constant_is(struct printer *pr, u16 index, enum cp_tag tag) {
    if (tag_at(pr, index) == tag)
        return true;
    print_fail(pr, pr->cf->bytes, "constant #%u is not a %s", index, tag_names[tag].pool);
    return false;
}

static void out_name_and_type(struct printer *pr, u16 index) {
    if (!constant_is(pr, index, CP_NAME_AND_TYPE))
        return;
    const union cp_entry *e = &pr->cf->cp[index];
    out_utf8(pr, e->name_and_type.name_index, TEXT_CHECKED);
    out_str(pr, ":");
    out_utf8(pr, e->name_and_type.descriptor_index, TEXT_RAW);
}

void out_constant(struct printer *pr, u16 index) {
    const union cp_entry *e = &pr->cf->cp[index < pr->cf->cp_count ? index : 0];
    char number[32];
    switch ((enum cp_tag)tag_at(pr, index)) {
    case CP_NONE:
        print_fail(pr, pr->cf->bytes, "there is no constant #%u", index);
        break;
    case CP_UTF8:
        out_utf8(pr, index, TEXT_ESCAPED);
        break;
    case CP_INTEGER:
        out_fmt(pr, "%d", e->integer);
        break;
    case CP_FLOAT:
        print_float(number, e->single);
        out_fmt(pr, "%sf", number);
        break;
    case CP_LONG:
        out_fmt(pr, "%lldl", (long long)e->wide);
        break;
    case CP_DOUBLE:
        print_double(number, e->real);
        out_fmt(pr, "%sd", number);
        break;
    case CP_CLASS:
    case CP_MODULE:
    case CP_PACKAGE:
        out_utf8(pr, e->name_index, TEXT_CHECKED);
        break;
    case CP_STRING:
        out_utf8(pr, e->name_index, TEXT_ESCAPED);
        break;
    case CP_METHOD_TYPE:
        out_utf8(pr, e->name_index, TEXT_RAW);
        break;
    case CP_FIELDREF:
    case CP_METHODREF:
    case CP_INTERFACE_METHODREF:
        out_constant(pr, e->ref.class_index);
        out_str(pr, ".");
        out_name_and_type(pr, e->ref.name_and_type_index);
        break;
    case CP_NAME_AND_TYPE:
        out_name_and_type(pr, index);
        break;
    case CP_METHOD_HANDLE:
        if (e->method_handle.kind >= REF_GET_FIELD && e->method_handle.kind <= REF_INVOKE_INTERFACE)
            out_str(pr, ref_kind_names[e->method_handle.kind]);
        else
            out_fmt(pr, "(unknown: %u)", e->method_handle.kind);
        out_str(pr, " ");
        switch (tag_at(pr, e->method_handle.ref_index)) {
        case CP_FIELDREF:
        case CP_METHODREF:
        case CP_INTERFACE_METHODREF:
            out_constant(pr, e->method_handle.ref_index);
            break;
        default:
            print_fail(pr, pr->cf->bytes, "method handle #%u refers to no member", index);
        }
        break;
    case CP_DYNAMIC:
    case CP_INVOKE_DYNAMIC:
        out_fmt(pr, "#%u:", e->dynamic.bootstrap_index);
        out_name_and_type(pr, e->dynamic.name_and_type_index);
        break;
    }
}

void out_tagged_constant(struct printer *pr, u16 index) {
    if (index == 0) {
        out_str(pr, "#0");
        return;
    }
    u8 tag = tag_at(pr, index);
    if (tag == CP_NONE) {
        out_fmt(pr, "#%u", index);
        return;
    }
    out_str(pr, tag_names[tag].short_name);
    out_str(pr, " ");
    if (tag == CP_FIELDREF || tag == CP_METHODREF || tag == CP_INTERFACE_METHODREF) {
        /* members of this class go without its name */
        const struct classfile *cf = pr->cf;
        const union cp_entry *e = &cf->cp[index];
        u16 length;
        if (constant_is(pr, e->ref.class_index, CP_CLASS) && constant_is(pr, cf->this_class, CP_CLASS)) {
            u16 own = cf->cp[cf->this_class].name_index, other = cf->cp[e->ref.class_index].name_index;
            const char *name = classfile_utf8(cf, own, &length);
            if (own == other || (cf->cp[other].utf8.length == length &&
                                 memcmp(classfile_utf8(cf, other, &length), name, length) == 0)) {
                out_name_and_type(pr, e->ref.name_and_type_index);
                return;
            }
        }
    }
    out_constant(pr, index);
}

static void out_pair(struct printer *pr, u16 first, const char *between, u16 second) {
    out_index(pr, first);
    out_str(pr, between);
    out_index(pr, second);
}

static void out_behind_tab(struct printer *pr, u16 index, const char *lead) {
    out_tab(pr);
    out_str(pr, lead);
    out_constant(pr, index);
}

static unsigned decimal_digits(u32 n) {
    unsigned digits = 1;
    for (; n >= 10; n /= 10)
        digits++;
    return digits;
}

void out_constant_pool(struct printer *pr) {
    const struct classfile *cf = pr->cf;
    out_line(pr, "Constant pool:");
    pr->indent++;
    unsigned width = decimal_digits(cf->cp_count) + 1;
    for (u32 i = 1; i < cf->cp_count && !pr->failed; i++) {
        const union cp_entry *e = &cf->cp[i];
        enum cp_tag tag = (enum cp_tag)cf->cp_tags[i];
        u16 index = (u16)i;
        if (tag == CP_NONE)
            continue;
        out_name(pr, "", "", width - decimal_digits(i) - 1);
        out_index(pr, index);
        out_str(pr, " = ");
        out_name(pr, tag_names[tag].pool, " ", 19);
        switch (tag) {
        case CP_CLASS:
        case CP_STRING:
        case CP_MODULE:
        case CP_PACKAGE:
            out_index(pr, e->name_index);
            out_behind_tab(pr, index, "// ");
            break;
        case CP_METHOD_TYPE:
            out_index(pr, e->name_index);
            out_behind_tab(pr, index, "//  ");
            break;
        case CP_FIELDREF:
        case CP_METHODREF:
        case CP_INTERFACE_METHODREF:
            out_pair(pr, e->ref.class_index, ".", e->ref.name_and_type_index);
            out_behind_tab(pr, index, "// ");
            break;
        case CP_NAME_AND_TYPE:
            out_pair(pr, e->name_and_type.name_index, ":", e->name_and_type.descriptor_index);
            out_behind_tab(pr, index, "// ");
            break;
        case CP_METHOD_HANDLE:
            out_fmt(pr, "%u:#%u", e->method_handle.kind, e->method_handle.ref_index);
            out_behind_tab(pr, index, "// ");
            break;
        case CP_DYNAMIC:
        case CP_INVOKE_DYNAMIC:
            out_fmt(pr, "#%u:#%u", e->dynamic.bootstrap_index, e->dynamic.name_and_type_index);
            out_behind_tab(pr, index, "// ");
            break;
        case CP_UTF8:
        case CP_INTEGER:
        case CP_FLOAT:
        case CP_LONG:
        case CP_DOUBLE:
            out_constant(pr, index);
            break;
        case CP_NONE:
            break;
        }
        out_newline(pr);
    }
    pr->indent--;
}

void out_java_class(struct printer *pr, u16 index) {
    if (constant_is(pr, index, CP_CLASS))
        out_utf8(pr, pr->cf->cp[index].name_index, TEXT_JAVA);
}

/* ---- literals of -constants ---- */

void out_char_literal(struct printer *pr, unsigned c, char quote) {
    static const char plain[] = "\b\n\t\f\r\\'\"", letters[] = "bntfr\\'\"";
    if (c >= 32 && c <= 126 && c != (unsigned)quote && c != '\\') {
        out_fmt(pr, "%c", (int)c);
        return;
    }
    const char *at = c && c < 0x80 ? strchr(plain, (int)c) : NULL;
    if (at)
        out_fmt(pr, "\\%c", letters[at - plain]);
    else
        out_fmt(pr, "\\u%04x", c);
}

static void out_string_literal(struct printer *pr, u16 utf8_index) {
    if (!constant_is(pr, utf8_index, CP_UTF8))
        return;
    u16 length;
    const u8 *s = (const u8 *)classfile_utf8(pr->cf, utf8_index, &length), *end = s + length;
    out_str(pr, "\"");
    while (s < end) {
        unsigned c = text_next_unit(&s, end);
        out_char_literal(pr, c, '"');
    }
    out_str(pr, "\"");
}

void out_field_constant(struct printer *pr, const struct member *f, u16 index) {
    if (!constant_is(pr, f->descriptor_index, CP_UTF8))
        return;
    u16 length;
    const char *type = classfile_utf8(pr->cf, f->descriptor_index, &length);
    u8 tag = tag_at(pr, index);
    if (tag == CP_STRING) {
        out_string_literal(pr, pr->cf->cp[index].name_index);
    } else if (tag == CP_INTEGER && length == 1 && *type == 'C') {
        out_str(pr, "'");
        out_char_literal(pr, (u16)pr->cf->cp[index].integer, '\'');
        out_str(pr, "'");
    } else if (tag == CP_INTEGER && length == 1 && *type == 'Z') {
        out_str(pr, pr->cf->cp[index].integer == 1 ? "true" : "false");
    } else {
        out_constant(pr, index);
    }
}
