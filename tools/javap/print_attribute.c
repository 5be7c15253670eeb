/* SPDX-License-Identifier: MIT
 *
 * print_attribute.c - attributes as -v shows them. One function an attribute, found by kind; annotations and modules
 * are in files of their own. An attribute of no known name is dumped in hex.
 */
#include "tools/javap/print_internal.h"

#include <stdio.h>

static struct cursor body(const struct attribute *a) {
    return (struct cursor){a->info, a->info + a->length};
}

/* "Label: #12        // text": the constant's utf8 text behind the tab stop */
static void out_signature(struct printer *pr, struct cursor *c) {
    u16 index = take_u2(pr, c);
    out_fmt(pr, "Signature: #%u", index);
    out_tab(pr);
    out_str(pr, "// ");
    out_utf8(pr, index, TEXT_RAW);
    out_newline(pr);
}

static void out_enclosing_method(struct printer *pr, struct cursor *c) {
    u16 class = take_u2(pr, c), method = take_u2(pr, c);
    out_fmt(pr, "EnclosingMethod: #%u.#%u", class, method);
    out_tab(pr);
    out_str(pr, "// ");
    out_java_class(pr, class);
    if (method && constant_is(pr, method, CP_NAME_AND_TYPE)) {
        out_str(pr, ".");
        out_utf8(pr, pr->cf->cp[method].name_and_type.name_index, TEXT_RAW);
    }
    out_newline(pr);
}

static void out_exceptions(struct printer *pr, struct cursor *c) {
    out_line(pr, "Exceptions:");
    pr->indent++;
    out_str(pr, "throws ");
    u16 count = take_u2(pr, c);
    for (u16 i = 0; i < count && !pr->failed; i++) {
        if (i)
            out_str(pr, ", ");
        out_java_class(pr, take_u2(pr, c));
    }
    out_newline(pr);
    pr->indent--;
}

static void out_class_list(struct printer *pr, const char *label, struct cursor *c) {
    out_line(pr, "%s:", label);
    pr->indent++;
    u16 count = take_u2(pr, c);
    for (u16 i = 0; i < count && !pr->failed; i++) {
        out_constant(pr, take_u2(pr, c));
        out_newline(pr);
    }
    pr->indent--;
}

static void out_inner_classes(struct printer *pr, struct cursor *c) {
    u16 count = take_u2(pr, c);
    bool any = false;
    for (u16 i = 0; i < count && !pr->failed; i++) {
        u16 inner = take_u2(pr, c), outer = take_u2(pr, c), name = take_u2(pr, c), flags = take_u2(pr, c);
        if (!print_shows(pr, flags))
            continue;
        if (!any) {
            out_line(pr, "InnerClasses:");
            pr->indent++;
            any = true;
        }
        out_modifiers(pr, FLAGS_INNER_CLASS, flags);
        if (name)
            out_fmt(pr, "#%u= ", name);
        out_fmt(pr, "#%u", inner);
        if (outer)
            out_fmt(pr, " of #%u", outer);
        out_str(pr, ";");
        out_tab(pr);
        out_str(pr, "// ");
        if (name) {
            out_utf8(pr, name, TEXT_RAW);
            out_str(pr, "=");
        }
        out_tagged_constant(pr, inner);
        if (outer) {
            out_str(pr, " of ");
            out_tagged_constant(pr, outer);
        }
        out_newline(pr);
    }
    pr->indent -= any;
}

static void out_line_numbers(struct printer *pr, struct cursor *c) {
    out_line(pr, "LineNumberTable:");
    pr->indent++;
    u16 count = take_u2(pr, c);
    for (u16 i = 0; i < count && !pr->failed; i++) {
        u16 bci = take_u2(pr, c), line = take_u2(pr, c);
        out_str(pr, "line ");
        out_number(pr, line, 0);
        out_str(pr, ": ");
        out_number(pr, bci, 0);
        out_newline(pr);
    }
    pr->indent--;
}

static void out_padded(struct printer *pr, u16 utf8_index, int width) {
    if (!constant_is(pr, utf8_index, CP_UTF8))
        return;
    u16 length;
    const u8 *s = (const u8 *)classfile_utf8(pr->cf, utf8_index, &length);
    struct buf b = {0};
    int units = (int)text_append(&b, s, length, TEXT_ESCAPED);
    int blanks = (width < 0 ? -width : width) - units;
    if (width > 0 && blanks > 0)
        out_fmt(pr, "%*s", blanks, "");
    out_bytes(pr, buf_cstr(&b), b.length);
    if (width < 0 && blanks > 0)
        out_fmt(pr, "%*s", blanks, "");
    buf_free(&b);
}

static void out_local_variables(struct printer *pr, const char *label, struct cursor *c) {
    out_line(pr, "%s:", label);
    pr->indent++;
    out_line(pr, "Start  Length  Slot  Name   Signature");
    u16 count = take_u2(pr, c);
    for (u16 i = 0; i < count && !pr->failed; i++) {
        u16 start = take_u2(pr, c), length = take_u2(pr, c), name = take_u2(pr, c), type = take_u2(pr, c),
            slot = take_u2(pr, c);
        out_number(pr, start, 5);
        out_number(pr, length, 8);
        out_number(pr, slot, 6);
        out_str(pr, " ");
        out_padded(pr, name, 5);
        out_str(pr, "   ");
        out_utf8(pr, type, TEXT_ESCAPED);
        out_newline(pr);
    }
    pr->indent--;
}

static void out_method_parameters(struct printer *pr, struct cursor *c) {
    out_line(pr, "MethodParameters:");
    pr->indent++;
    out_line(pr, "%-31sFlags", "Name");
    u8 count = take_u1(pr, c);
    for (u8 i = 0; i < count && !pr->failed; i++) {
        u16 name = take_u2(pr, c), flags = take_u2(pr, c);
        if (name)
            out_padded(pr, name, -31);
        else
            out_fmt(pr, "%-31s", "<no name>");
        if (flags & ACC_FINAL)
            out_str(pr, "final ");
        if (flags & ACC_MANDATED)
            out_str(pr, "mandated ");
        if (flags & ACC_SYNTHETIC)
            out_str(pr, "synthetic");
        out_newline(pr);
    }
    pr->indent--;
}

static void out_bootstrap_methods(struct printer *pr, struct cursor *c) {
    out_line(pr, "BootstrapMethods:");
    pr->indent++;
    u16 count = take_u2(pr, c);
    for (u16 i = 0; i < count && !pr->failed; i++) {
        u16 method = take_u2(pr, c), arguments = take_u2(pr, c);
        out_fmt(pr, "%u: #%u ", i, method);
        out_constant(pr, method);
        out_newline(pr);
        pr->indent++;
        out_line(pr, "Method arguments:");
        pr->indent++;
        for (u16 j = 0; j < arguments && !pr->failed; j++) {
            u16 argument = take_u2(pr, c);
            out_fmt(pr, "#%u ", argument);
            out_constant(pr, argument);
            out_newline(pr);
        }
        pr->indent -= 2;
    }
    pr->indent--;
}

static void out_source_debug_extension(struct printer *pr, struct cursor *c) {
    out_line(pr, "SourceDebugExtension:");
    pr->indent++;
    const u8 *end = c->end;
    while (end > c->p && (end[-1] == '\n' || end[-1] == '\r'))
        end--;
    if (c->p == c->end)
        out_newline(pr);
    while (c->p < end) {
        const u8 *start = c->p;
        while (c->p < end && *c->p != '\n' && *c->p != '\r')
            c->p++;
        out_text(pr, start, (size_t)(c->p - start), TEXT_RAW);
        out_newline(pr);
        while (c->p < end && (*c->p == '\n' || *c->p == '\r'))
            c->p++;
    }
    pr->indent--;
}

static struct attribute take_attribute(struct printer *pr, struct cursor *c) {
    struct attribute a = {.name_index = take_u2(pr, c), .length = take_u4(pr, c)};
    a.info = take(pr, c, a.length);
    if (!a.info) {
        a.info = c->end;
        a.length = 0;
    }
    return a;
}

static void out_record(struct printer *pr, struct cursor *c) {
    out_line(pr, "Record:");
    pr->indent++;
    u16 count = take_u2(pr, c);
    for (u16 i = 0; i < count && !pr->failed; i++) {
        u16 name = take_u2(pr, c), descriptor = take_u2(pr, c), attributes = take_u2(pr, c);
        struct cursor again = *c;
        u16 signature = 0;
        for (u16 j = 0; j < attributes && !pr->failed; j++) {
            struct attribute a = take_attribute(pr, &again);
            if (print_attribute_kind(pr, &a) == ATTR_SIGNATURE)
                signature = print_attribute_u2(pr, &a, 1, ATTR_SIGNATURE);
        }
        if (signature)
            out_generic_type(pr, signature);
        else
            out_field_type(pr, descriptor);
        out_str(pr, " ");
        out_utf8(pr, name, TEXT_RAW);
        out_line(pr, ";");
        pr->indent++;
        out_str(pr, "descriptor: ");
        out_utf8(pr, descriptor, TEXT_RAW);
        out_newline(pr);
        for (u16 j = 0; j < attributes && !pr->failed; j++) {
            struct attribute a = take_attribute(pr, c);
            out_attribute(pr, &a, (struct print_owner){0});
        }
        out_newline(pr);
        pr->indent--;
    }
    pr->indent--;
}

/* ---- StackMapTable (JVMS 4.7.4) ---- */

void out_verification_types(struct printer *pr, const char *label, unsigned count, struct cursor *c) {
    static const char *const names[] = {"top", "int", "float", "double", "long", "null", "this"};
    out_fmt(pr, "%s = [", label);
    for (unsigned i = 0; i < count && !pr->failed; i++) {
        out_str(pr, i ? ", " : " ");
        const u8 *at = c->p;
        u8 tag = take_u1(pr, c);
        if (tag < sizeof names / sizeof names[0]) {
            out_str(pr, names[tag]);
        } else if (tag == 7) {
            out_tagged_constant(pr, take_u2(pr, c));
        } else if (tag == 8) {
            out_fmt(pr, "uninitialized %u", take_u2(pr, c));
        } else {
            print_fail(pr, at, "unknown verification type %u", tag);
        }
    }
    out_line(pr, count ? " ]" : "]");
}

static void out_frame(struct printer *pr, struct cursor *c) {
    const u8 *at = c->p;
    u8 type = take_u1(pr, c);
    const char *name = type < 64     ? "same"
                       : type < 128  ? "same_locals_1_stack_item"
                       : type < 247  ? NULL
                       : type == 247 ? "same_locals_1_stack_item_frame_extended"
                       : type < 251  ? "chop"
                       : type == 251 ? "same_frame_extended"
                       : type < 255  ? "append"
                                     : "full_frame";
    if (!name) {
        print_fail(pr, at, "unknown stack map frame type %u", type);
        return;
    }
    out_line(pr, "frame_type = %u /* %s */", type, name);
    pr->indent++;
    if (type >= 247)
        out_line(pr, "offset_delta = %u", take_u2(pr, c));
    if ((type >= 64 && type < 128) || type == 247)
        out_verification_types(pr, "stack", 1, c);
    else if (type > 251 && type < 255)
        out_verification_types(pr, "locals", type - 251u, c);
    else if (type == 255) {
        u16 locals = take_u2(pr, c);
        out_verification_types(pr, "locals", locals, c);
        u16 stack = take_u2(pr, c);
        out_verification_types(pr, "stack", stack, c);
    }
    pr->indent--;
}

static void out_stack_map_table(struct printer *pr, struct cursor *c) {
    u16 count = take_u2(pr, c);
    out_line(pr, "StackMapTable: number_of_entries = %u", count);
    pr->indent++;
    for (u16 i = 0; i < count && !pr->failed; i++)
        out_frame(pr, c);
    pr->indent--;
}

/* ---- attributes of unknown name ---- */

static void out_unknown(struct printer *pr, const struct attribute *a) {
    out_str(pr, "  ");
    out_utf8(pr, a->name_index, TEXT_RAW);
    out_line(pr, ": length = 0x%X (unknown attribute)", a->length);
    out_str(pr, "   ");
    for (u32 i = 0; i < a->length; i++) {
        out_fmt(pr, "%02X", a->info[i]);
        if (i % 16 == 15) {
            out_newline(pr);
            out_str(pr, "   ");
        } else {
            out_str(pr, " ");
        }
    }
    out_newline(pr);
}

void out_attribute(struct printer *pr, const struct attribute *a, struct print_owner owner) {
    struct cursor c = body(a);
    enum attribute_kind kind = print_attribute_kind(pr, a);
    if (kind == ATTR_CODE && !(owner.method && owner.method->code))
        kind = ATTR_UNKNOWN;
    const char *label = attribute_kind_name(kind);
    switch (kind) {
    case ATTR_CODE:
        out_code(pr, owner.method);
        break;
    case ATTR_CONSTANT_VALUE:
        out_str(pr, "ConstantValue: ");
        out_tagged_constant(pr, take_u2(pr, &c));
        out_newline(pr);
        break;
    case ATTR_STACK_MAP_TABLE:
        out_stack_map_table(pr, &c);
        break;
    case ATTR_EXCEPTIONS:
        out_exceptions(pr, &c);
        break;
    case ATTR_INNER_CLASSES:
        out_inner_classes(pr, &c);
        break;
    case ATTR_ENCLOSING_METHOD:
        out_enclosing_method(pr, &c);
        break;
    case ATTR_SYNTHETIC:
    case ATTR_DEPRECATED:
        out_line(pr, "%s: true", label);
        break;
    case ATTR_SIGNATURE:
        out_signature(pr, &c);
        break;
    case ATTR_SOURCE_FILE:
        out_str(pr, "SourceFile: \"");
        out_utf8(pr, take_u2(pr, &c), TEXT_RAW);
        out_line(pr, "\"");
        break;
    case ATTR_SOURCE_DEBUG_EXTENSION:
        out_source_debug_extension(pr, &c);
        break;
    case ATTR_LINE_NUMBER_TABLE:
        out_line_numbers(pr, &c);
        break;
    case ATTR_LOCAL_VARIABLE_TABLE:
    case ATTR_LOCAL_VARIABLE_TYPE_TABLE:
        out_local_variables(pr, label, &c);
        break;
    case ATTR_RUNTIME_VISIBLE_ANNOTATIONS:
    case ATTR_RUNTIME_INVISIBLE_ANNOTATIONS:
        out_line(pr, "%s:", label);
        pr->indent++;
        out_annotations(pr, &c);
        pr->indent--;
        break;
    case ATTR_RUNTIME_VISIBLE_PARAMETER_ANNOTATIONS:
    case ATTR_RUNTIME_INVISIBLE_PARAMETER_ANNOTATIONS:
        out_line(pr, "%s:", label);
        pr->indent++;
        out_parameter_annotations(pr, &c);
        pr->indent--;
        break;
    case ATTR_RUNTIME_VISIBLE_TYPE_ANNOTATIONS:
    case ATTR_RUNTIME_INVISIBLE_TYPE_ANNOTATIONS:
        out_line(pr, "%s:", label);
        pr->indent++;
        out_type_annotations(pr, &c);
        pr->indent--;
        break;
    case ATTR_ANNOTATION_DEFAULT:
        out_line(pr, "AnnotationDefault:");
        pr->indent++;
        out_annotation_default(pr, &c);
        pr->indent--;
        break;
    case ATTR_BOOTSTRAP_METHODS:
        out_bootstrap_methods(pr, &c);
        break;
    case ATTR_METHOD_PARAMETERS:
        out_method_parameters(pr, &c);
        break;
    case ATTR_MODULE:
        out_module(pr, &c);
        break;
    case ATTR_NEST_HOST:
        out_str(pr, "NestHost: ");
        out_tagged_constant(pr, take_u2(pr, &c));
        out_newline(pr);
        break;
    case ATTR_NEST_MEMBERS:
    case ATTR_PERMITTED_SUBCLASSES:
        out_class_list(pr, label, &c);
        break;
    case ATTR_RECORD:
        out_record(pr, &c);
        break;
    case ATTR_MODULE_PACKAGES:
    case ATTR_MODULE_MAIN_CLASS:
    case ATTR_UNKNOWN:
    case ATTRIBUTE_KINDS: {
        if (!constant_is(pr, a->name_index, CP_UTF8))
            break;
        u16 length;
        const char *name = classfile_utf8(pr->cf, a->name_index, &length);
        if (!out_module_extra(pr, (const u8 *)name, length, &c) &&
            !out_legacy_attribute(pr, (const u8 *)name, length, &c))
            out_unknown(pr, a);
        break;
    }
    }
}

void out_attributes(struct printer *pr, const struct attribute *a, u16 count, struct print_owner owner) {
    for (u16 i = 0; i < count && !pr->failed; i++)
        out_attribute(pr, &a[i], owner);
}
