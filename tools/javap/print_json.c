/* SPDX-License-Identifier: MIT
 *
 * print_json.c - a class as one JSON object on one line; docs/JAVAP.md, docs/javap.schema.json.
 *
 * Structure where programs want it: constants, members, instructions, tables of lines, variables and exceptions, lists
 * of classes. The attributes that are trees of their own (annotations, stack maps, modules, records) carry the lines
 * that -v shows for them.
 *
 * Text is plain UTF-8; surrogates are escaped, so that strings which are no valid Unicode survive.
 */
#include "classfile/opcode.h"
#include "tools/javap/print_internal.h"

struct json {
    struct printer pr; /* out: a side buffer for texts made by the printer */
    struct buf side;
    struct buf *out;
    bool first; /* no comma before the next member or element */
};

static void quote(struct json *j, const u8 *s, size_t n) {
    const u8 *end = s + n;
    struct buf *b = j->out;
    buf_char(b, '"');
    while (s < end) {
        u32 c = text_next_unit(&s, end);
        if (c == '"' || c == '\\') {
            buf_char(b, '\\');
            buf_char(b, (char)c);
        } else if (c < 0x20 || c == 0x7F || (c >= 0xD800 && c < 0xE000)) {
            buf_printf(b, "\\u%04x", c);
        } else {
            text_add_char(b, c);
        }
    }
    buf_char(b, '"');
}

static void separate(struct json *j) {
    if (!j->first)
        buf_char(j->out, ',');
    j->first = false;
}

static void key(struct json *j, const char *name) {
    separate(j);
    buf_printf(j->out, "\"%s\":", name);
}

static void open(struct json *j, char bracket) {
    buf_char(j->out, bracket);
    j->first = true;
}

static void close(struct json *j, char bracket) {
    buf_char(j->out, bracket);
    j->first = false;
}

static void add_number(struct json *j, const char *name, i64 value) {
    key(j, name);
    buf_printf(j->out, "%lld", (long long)value);
}

static void add_string(struct json *j, const char *name, const char *value) {
    key(j, name);
    quote(j, (const u8 *)value, strlen(value));
}

static void add_utf8(struct json *j, const char *name, u16 index) {
    if (!constant_is(&j->pr, index, CP_UTF8))
        return;
    u16 n;
    const char *s = classfile_utf8(j->pr.cf, index, &n);
    key(j, name);
    quote(j, (const u8 *)s, n);
}

/* What the printer has written to the side buffer since side_start. It is UTF-8 already. */
static void side_start(struct json *j) {
    buf_reset(&j->side);
    j->pr.indent = 0;
    j->pr.in_line = j->pr.pending_newline = false;
}

static void quote_utf8(struct json *j, const char *s, size_t n) {
    struct buf *b = j->out;
    buf_char(b, '"');
    for (size_t i = 0; i < n; i++) {
        u8 c = (u8)s[i];
        if (c == '"' || c == '\\')
            buf_char(b, '\\');
        if (c < 0x20)
            buf_printf(b, "\\u%04x", c);
        else
            buf_char(b, (char)c);
    }
    buf_char(b, '"');
}

static void add_side(struct json *j, const char *name) {
    out_end(&j->pr);
    key(j, name);
    quote_utf8(j, buf_cstr(&j->side), j->side.length);
}

static void add_constant_text(struct json *j, const char *name, u16 index) {
    side_start(j);
    out_constant(&j->pr, index);
    add_side(j, name);
}

static void add_class(struct json *j, const char *name, u16 index) {
    if (index && constant_is(&j->pr, index, CP_CLASS))
        add_utf8(j, name, j->pr.cf->cp[index].name_index);
}

static void add_classes(struct json *j, const char *name, struct cursor *c, u16 count) {
    key(j, name);
    open(j, '[');
    for (u16 i = 0; i < count && !j->pr.failed; i++) {
        u16 index = take_u2(&j->pr, c);
        if (!constant_is(&j->pr, index, CP_CLASS))
            break;
        u16 n, utf8 = j->pr.cf->cp[index].name_index;
        const char *s = classfile_utf8(j->pr.cf, utf8, &n);
        separate(j);
        quote(j, (const u8 *)s, n);
    }
    close(j, ']');
}

/* ---- constants ---- */

static void add_constants(struct json *j) {
    const struct classfile *cf = j->pr.cf;
    key(j, "constant_pool");
    open(j, '[');
    for (u32 i = 1; i < cf->cp_count && !j->pr.failed; i++) {
        enum cp_tag tag = (enum cp_tag)cf->cp_tags[i];
        const union cp_entry *e = &cf->cp[i];
        if (tag == CP_NONE)
            continue;
        separate(j);
        open(j, '{');
        add_number(j, "index", i);
        add_string(j, "tag", constant_tag_name(tag));
        switch (tag) {
        case CP_NONE:
        case CP_FLOAT:
        case CP_DOUBLE:
            break;
        case CP_UTF8:
            add_utf8(j, "value", (u16)i);
            break;
        case CP_INTEGER:
            add_number(j, "value", e->integer);
            break;
        case CP_LONG: /* as text: readers that keep numbers as doubles would lose digits */
            break;
        case CP_CLASS:
        case CP_MODULE:
        case CP_PACKAGE:
            add_number(j, "name_index", e->name_index);
            break;
        case CP_STRING:
            add_number(j, "string_index", e->name_index);
            break;
        case CP_METHOD_TYPE:
            add_number(j, "descriptor_index", e->name_index);
            break;
        case CP_FIELDREF:
        case CP_METHODREF:
        case CP_INTERFACE_METHODREF:
            add_number(j, "class_index", e->ref.class_index);
            add_number(j, "name_and_type_index", e->ref.name_and_type_index);
            break;
        case CP_NAME_AND_TYPE:
            add_number(j, "name_index", e->name_and_type.name_index);
            add_number(j, "descriptor_index", e->name_and_type.descriptor_index);
            break;
        case CP_METHOD_HANDLE:
            add_number(j, "reference_kind", e->method_handle.kind);
            add_number(j, "reference_index", e->method_handle.ref_index);
            break;
        case CP_DYNAMIC:
        case CP_INVOKE_DYNAMIC:
            add_number(j, "bootstrap_method_attr_index", e->dynamic.bootstrap_index);
            add_number(j, "name_and_type_index", e->dynamic.name_and_type_index);
            break;
        }
        if (tag != CP_UTF8)
            add_constant_text(j, "text", (u16)i);
        close(j, '}');
    }
    close(j, ']');
}

/* ---- attributes ---- */

static void add_attributes(struct json *j, const struct attribute *a, u16 count, const struct member *method);

static void add_code(struct json *j, const struct code_attribute *code) {
    add_number(j, "max_stack", code->max_stack);
    add_number(j, "max_locals", code->max_locals);
    add_number(j, "code_length", code->code_length);
    key(j, "instructions");
    open(j, '[');
    for (u32 bci = 0; bci < code->code_length && !j->pr.failed;) {
        u32 length = opcode_length(code->code, code->code_length, bci);
        if (length == 0) {
            print_fail(&j->pr, code->code + bci, "no instruction at bytecode index %u", bci);
            break;
        }
        bool wide = code->code[bci] == OP_wide;
        enum opcode_format format = (enum opcode_format)opcode_infos[code->code[bci + wide]].format;
        separate(j);
        open(j, '{');
        add_number(j, "bci", bci);
        add_string(j, "op", opcode_infos[code->code[bci + wide]].name);
        if (wide)
            add_number(j, "wide", 1);
        if (format == FMT_CP1)
            add_number(j, "constant", code->code[bci + 1]);
        else if (format == FMT_CP2 || format == FMT_FIELD || format == FMT_METHOD || format == FMT_CLASS ||
                 format == FMT_INTERFACE || format == FMT_DYNAMIC || format == FMT_MULTI)
            add_number(j, "constant", be16(code->code + bci + 1));
        else if (format == FMT_BRANCH2)
            add_number(j, "target", (i64)bci + (i16)be16(code->code + bci + 1));
        else if (format == FMT_BRANCH4)
            add_number(j, "target", (i64)bci + (i32)be32(code->code + bci + 1));
        if (length > 1) {
            side_start(j);
            print_instruction(&j->side, j->pr.cf, code, bci);
            add_side(j, "text");
        }
        close(j, '}');
        bci += length;
    }
    close(j, ']');
    key(j, "exception_table");
    open(j, '[');
    for (u16 i = 0; i < code->exception_table_length && !j->pr.failed; i++) {
        const struct exception_entry *e = &code->exception_table[i];
        separate(j);
        open(j, '{');
        add_number(j, "start_pc", e->start_pc);
        add_number(j, "end_pc", e->end_pc);
        add_number(j, "handler_pc", e->handler_pc);
        add_class(j, "catch_type", e->catch_type);
        close(j, '}');
    }
    close(j, ']');
    add_attributes(j, code->attributes, code->attributes_count, NULL);
}

/* Rows of u2 columns. names: one a column; "utf8:" in front: the text of that constant. */
static void add_rows(struct json *j, struct cursor *c, const char *const *names) {
    u16 count = take_u2(&j->pr, c);
    key(j, "entries");
    open(j, '[');
    for (u16 i = 0; i < count && !j->pr.failed; i++) {
        separate(j);
        open(j, '{');
        for (const char *const *name = names; *name; name++) {
            u16 value = take_u2(&j->pr, c);
            bool text = strncmp(*name, "utf8:", 5) == 0;
            if (text && value)
                add_utf8(j, *name + 5, value);
            else if (!text && strncmp(*name, "class:", 6) == 0)
                add_class(j, *name + 6, value);
            else if (!text)
                add_number(j, *name, value);
        }
        close(j, '}');
    }
    close(j, ']');
}

static void add_lines(struct json *j, const struct attribute *a) {
    side_start(j);
    out_attribute(&j->pr, a, (struct print_owner){0});
    key(j, "lines");
    open(j, '[');
    const char *s = buf_cstr(&j->side), *end = s + j->side.length;
    while (s < end) {
        const char *stop = memchr(s, '\n', (size_t)(end - s));
        size_t n = stop ? (size_t)(stop - s) : (size_t)(end - s);
        separate(j);
        quote_utf8(j, s, n);
        s += n + (stop != NULL);
    }
    close(j, ']');
}

static void add_bootstrap_methods(struct json *j, struct cursor *c) {
    u16 count = take_u2(&j->pr, c);
    key(j, "methods");
    open(j, '[');
    for (u16 i = 0; i < count && !j->pr.failed; i++) {
        u16 method = take_u2(&j->pr, c), arguments = take_u2(&j->pr, c);
        separate(j);
        open(j, '{');
        add_number(j, "method_ref", method);
        add_constant_text(j, "text", method);
        key(j, "arguments");
        open(j, '[');
        for (u16 k = 0; k < arguments && !j->pr.failed; k++) {
            u16 argument = take_u2(&j->pr, c);
            separate(j);
            open(j, '{');
            add_number(j, "index", argument);
            add_constant_text(j, "text", argument);
            close(j, '}');
        }
        close(j, ']');
        close(j, '}');
    }
    close(j, ']');
}

static void add_attribute_body(struct json *j, const struct attribute *a, const struct member *method) {
    static const char *const lines[] = {"start_pc", "line_number", NULL};
    static const char *const variables[] = {"start_pc", "length", "utf8:name", "utf8:descriptor", "index", NULL};
    static const char *const types[] = {"start_pc", "length", "utf8:name", "utf8:signature", "index", NULL};
    static const char *const inner[] = {"class:inner_class", "class:outer_class", "utf8:inner_name", "access_flags",
                                        NULL};
    struct cursor c = {a->info, a->info + a->length};
    enum attribute_kind kind = print_attribute_kind(&j->pr, a);
    if (kind == ATTR_CODE && method && method->code) {
        add_code(j, method->code);
    } else if (kind == ATTR_LINE_NUMBER_TABLE) {
        add_rows(j, &c, lines);
    } else if (kind == ATTR_LOCAL_VARIABLE_TABLE) {
        add_rows(j, &c, variables);
    } else if (kind == ATTR_LOCAL_VARIABLE_TYPE_TABLE) {
        add_rows(j, &c, types);
    } else if (kind == ATTR_INNER_CLASSES) {
        add_rows(j, &c, inner);
    } else if (kind == ATTR_BOOTSTRAP_METHODS) {
        add_bootstrap_methods(j, &c);
    } else if (kind == ATTR_EXCEPTIONS || kind == ATTR_NEST_MEMBERS || kind == ATTR_PERMITTED_SUBCLASSES) {
        u16 count = take_u2(&j->pr, &c);
        add_classes(j, "classes", &c, count);
    } else if (kind == ATTR_NEST_HOST) {
        add_class(j, "class", take_u2(&j->pr, &c));
    } else if (kind == ATTR_SIGNATURE || kind == ATTR_SOURCE_FILE) {
        add_utf8(j, "value", take_u2(&j->pr, &c));
    } else if (kind == ATTR_CONSTANT_VALUE) {
        u16 index = take_u2(&j->pr, &c);
        add_number(j, "index", index);
        add_constant_text(j, "text", index);
    } else if (kind != ATTR_SYNTHETIC && kind != ATTR_DEPRECATED) {
        add_lines(j, a);
    }
}

static void add_attributes(struct json *j, const struct attribute *a, u16 count, const struct member *method) {
    key(j, "attributes");
    open(j, '[');
    for (u16 i = 0; i < count && !j->pr.failed; i++) {
        separate(j);
        open(j, '{');
        add_utf8(j, "name", a[i].name_index);
        add_number(j, "length", a[i].length);
        add_attribute_body(j, &a[i], method);
        close(j, '}');
    }
    close(j, ']');
}

/* ---- members, the class ---- */

static void add_flags(struct json *j, enum flag_place place, u16 flags) {
    add_number(j, "access_flags", flags);
    side_start(j);
    out_flags(&j->pr, place, flags);
    const char *s = strchr(buf_cstr(&j->side), ')');
    key(j, "flags");
    open(j, '[');
    for (s = s ? s + 1 : ""; *s;) {
        s += strspn(s, ", \n");
        size_t n = strcspn(s, ", \n");
        if (n) {
            separate(j);
            quote_utf8(j, s, n);
        }
        s += n;
    }
    close(j, ']');
}

static void add_members(struct json *j, const char *name, const struct member *list, u16 count, enum flag_place place) {
    key(j, name);
    open(j, '[');
    for (u16 i = 0; i < count && !j->pr.failed; i++) {
        const struct member *m = &list[i];
        if (!print_shows(&j->pr, m->access_flags))
            continue;
        separate(j);
        open(j, '{');
        add_utf8(j, "name", m->name_index);
        add_utf8(j, "descriptor", m->descriptor_index);
        add_flags(j, place, m->access_flags);
        if (place == FLAGS_METHOD) {
            side_start(j);
            out_method_header(&j->pr, m);
            add_side(j, "declaration");
        }
        add_attributes(j, m->attributes, m->attributes_count, m);
        close(j, '}');
    }
    close(j, ']');
}

static void add_source(struct json *j, const struct print_source *source) {
    key(j, "file");
    open(j, '{');
    if (source->path) {
        key(j, "path");
        quote_utf8(j, source->path, strlen(source->path));
    }
    if (source->modified)
        add_string(j, "modified", source->modified);
    add_number(j, "size", (i64)source->size);
    if (source->sha256[0])
        add_string(j, "sha256", source->sha256);
    close(j, '}');
}

bool print_class_json(struct buf *out, const struct classfile *cf, const struct print_options *options,
                      const struct print_source *source, struct print_error *error) {
    struct print_options all = *options;
    all.verbose = true;
    struct json json = {.out = out, .first = true}, *j = &json;
    j->pr = (struct printer){.out = &j->side, .cf = cf, .options = &all, .error = error};
    size_t start = out->length;
    open(j, '{');
    add_class(j, "name", cf->this_class);
    if (source)
        add_source(j, source);
    add_number(j, "minor_version", cf->minor_version);
    add_number(j, "major_version", cf->major_version);
    add_flags(j, FLAGS_CLASS, cf->access_flags);
    add_class(j, "super_class", cf->super_class);
    key(j, "interfaces");
    open(j, '[');
    for (u16 i = 0; i < cf->interfaces_count; i++) {
        u16 n;
        const char *s = classfile_utf8(cf, cf->cp[cf->interfaces[i]].name_index, &n);
        separate(j);
        quote(j, (const u8 *)s, n);
    }
    close(j, ']');
    add_constants(j);
    add_members(j, "fields", cf->fields, cf->fields_count, FLAGS_FIELD);
    add_members(j, "methods", cf->methods, cf->methods_count, FLAGS_METHOD);
    add_attributes(j, cf->attributes, cf->attributes_count, NULL);
    close(j, '}');
    buf_free(&j->side);
    if (j->pr.failed && out->length > start) { /* half an object is of no use */
        out->length = start;
        out->data[start] = 0;
    }
    return !j->pr.failed;
}
