/* SPDX-License-Identifier: MIT
 *
 * print_class.c - the frame of a dump: the lines about the file, the class header, fields and methods as declarations.
 * What stands inside is in the other print_*.c.
 */
#include "tools/javap/print_internal.h"

/* ---- flags ---- */

struct flag {
    u16 bit;
    u8 places; /* bits 1 << enum flag_place: where -v names it */
    u8 modifier_places;
    const char *name, *modifier;
};

enum { C = 1 << FLAGS_CLASS, I = 1 << FLAGS_INNER_CLASS, F = 1 << FLAGS_FIELD, M = 1 << FLAGS_METHOD };

static const struct flag flags_table[] = {
    {ACC_PUBLIC, C | I | F | M, C | I | F | M, "ACC_PUBLIC", "public"},
    {ACC_PRIVATE, I | F | M, I | F | M, "ACC_PRIVATE", "private"},
    {ACC_PROTECTED, I | F | M, I | F | M, "ACC_PROTECTED", "protected"},
    {ACC_STATIC, I | F | M, I | F | M, "ACC_STATIC", "static"},
    {ACC_FINAL, C | I | F | M, C | I | F | M, "ACC_FINAL", "final"},
    {ACC_SUPER, C | I, 0, "ACC_SUPER", NULL},
    {ACC_SYNCHRONIZED, M, M, "ACC_SYNCHRONIZED", "synchronized"},
    {ACC_VOLATILE, F, F, "ACC_VOLATILE", "volatile"},
    {ACC_BRIDGE, M, 0, "ACC_BRIDGE", NULL},
    {ACC_TRANSIENT, F, F, "ACC_TRANSIENT", "transient"},
    {ACC_VARARGS, M, 0, "ACC_VARARGS", NULL},
    {ACC_NATIVE, M, M, "ACC_NATIVE", "native"},
    {ACC_INTERFACE, C | I, 0, "ACC_INTERFACE", NULL},
    {ACC_ABSTRACT, C | I | M, C | I | M, "ACC_ABSTRACT", "abstract"},
    {ACC_STRICT, M, M, "ACC_STRICT", "strictfp"},
    {ACC_SYNTHETIC, C | I | F | M, 0, "ACC_SYNTHETIC", NULL},
    {ACC_ANNOTATION, C | I, 0, "ACC_ANNOTATION", NULL},
    {ACC_ENUM, C | I | F, 0, "ACC_ENUM", NULL},
    {ACC_MODULE, C, 0, "ACC_MODULE", NULL},
};

void out_modifiers(struct printer *pr, enum flag_place place, u16 flags) {
    if ((place == FLAGS_CLASS || place == FLAGS_INNER_CLASS) && (flags & ACC_INTERFACE))
        flags &= (u16)~ACC_ABSTRACT;
    for (unsigned i = 0; i < sizeof flags_table / sizeof flags_table[0]; i++) {
        const struct flag *f = &flags_table[i];
        if ((flags & f->bit) && (f->modifier_places & 1 << place)) {
            out_str(pr, f->modifier);
            out_str(pr, " ");
        }
    }
}

void out_flags(struct printer *pr, enum flag_place place, u16 flags) {
    out_fmt(pr, "flags: (0x%04x) ", flags);
    const char *separator = "";
    unsigned left = flags;
    for (unsigned i = 0; i < sizeof flags_table / sizeof flags_table[0]; i++) {
        const struct flag *f = &flags_table[i];
        if ((left & f->bit) && (f->places & 1 << place)) {
            out_fmt(pr, "%s%s", separator, f->name);
            separator = ", ";
            left &= ~(unsigned)f->bit;
        }
    }
    for (unsigned bit = 0x8000; bit; bit >>= 1)
        if (left & bit) {
            out_fmt(pr, "%s0x%x", separator, bit);
            separator = ", ";
        }
    out_newline(pr);
}

bool print_shows(const struct printer *pr, u16 flags) {
    switch (pr->options->access) {
    case PRINT_PUBLIC:
        return flags & ACC_PUBLIC;
    case PRINT_PROTECTED:
        return flags & (ACC_PUBLIC | ACC_PROTECTED);
    case PRINT_PACKAGE:
        return !(flags & ACC_PRIVATE);
    case PRINT_PRIVATE:
        return true;
    }
    return true;
}

/* ---- attributes of the class ---- */

enum attribute_kind print_attribute_kind(const struct printer *pr, const struct attribute *a) {
    if (a->kind != ATTR_UNKNOWN)
        return (enum attribute_kind)a->kind;
    for (int kind = ATTR_UNKNOWN + 1; kind < ATTRIBUTE_KINDS; kind++)
        if (a->name_index < pr->cf->cp_count && pr->cf->cp_tags[a->name_index] == CP_UTF8 &&
            classfile_utf8_equals(pr->cf, a->name_index, attribute_kind_name((enum attribute_kind)kind)))
            return (enum attribute_kind)kind;
    return ATTR_UNKNOWN;
}

const struct attribute *print_attribute_find(const struct printer *pr, const struct attribute *a, u16 count,
                                             enum attribute_kind kind) {
    const struct attribute *found = NULL;
    for (u16 i = 0; i < count; i++)
        if (a[i].kind == kind || (a[i].kind == ATTR_UNKNOWN && print_attribute_kind(pr, &a[i]) == kind))
            found = &a[i]; /* of several, javap's table by name keeps the last */
    return found;
}

u16 print_attribute_u2(struct printer *pr, const struct attribute *a, u16 count, enum attribute_kind kind) {
    const struct attribute *found = print_attribute_find(pr, a, count, kind);
    if (!found)
        return 0;
    struct cursor c = {found->info, found->info + found->length};
    return take_u2(pr, &c);
}

/* ---- header ---- */

static bool is_interface(const struct classfile *cf) {
    return cf->access_flags & ACC_INTERFACE;
}

static void out_module_name(struct printer *pr, const struct attribute *module) {
    struct cursor c = {module->info, module->info + module->length};
    u16 name = take_u2(pr, &c), flags = take_u2(pr, &c), version = take_u2(pr, &c);
    if (flags & ACC_OPEN)
        out_str(pr, "open ");
    out_str(pr, "module ");
    if (constant_is(pr, name, CP_MODULE))
        out_utf8(pr, pr->cf->cp[name].name_index, TEXT_RAW);
    if (version) {
        out_str(pr, "@");
        out_utf8(pr, version, TEXT_RAW);
    }
}

static bool is_object_class(const struct classfile *cf, u16 index) {
    return index && index < cf->cp_count && cf->cp_tags[index] == CP_CLASS &&
           classfile_utf8_equals(cf, cf->cp[index].name_index, "java/lang/Object");
}

static void out_supertypes(struct printer *pr) {
    const struct classfile *cf = pr->cf;
    u16 signature = print_attribute_u2(pr, cf->attributes, cf->attributes_count, ATTR_SIGNATURE);
    if (signature) {
        out_class_signature(pr, signature, is_interface(cf));
        return;
    }
    if (!is_interface(cf) && cf->super_class && !is_object_class(cf, cf->super_class)) {
        out_str(pr, " extends ");
        out_java_class(pr, cf->super_class);
    }
    for (u16 i = 0; i < cf->interfaces_count; i++) {
        out_str(pr, i ? "," : is_interface(cf) ? " extends " : " implements ");
        out_java_class(pr, cf->interfaces[i]);
    }
}

static void out_class_reference(struct printer *pr, const char *label, u16 index) {
    out_fmt(pr, "%s: #%u", label, index);
    if (index) {
        out_tab(pr);
        out_str(pr, "// ");
        out_constant(pr, index);
    }
    out_newline(pr);
}

static void out_header(struct printer *pr, const struct attribute *module) {
    const struct classfile *cf = pr->cf;
    out_modifiers(pr, FLAGS_CLASS, cf->access_flags);
    if ((cf->access_flags & ACC_MODULE) && module) {
        out_module_name(pr, module);
    } else {
        bool interface = is_interface(cf) && !(cf->access_flags & ACC_MODULE);
        out_str(pr, interface ? "interface " : "class ");
        out_java_class(pr, cf->this_class);
    }
    out_supertypes(pr);
    if (!pr->options->verbose) {
        out_str(pr, " ");
        return;
    }
    out_newline(pr);
    pr->indent++;
    out_line(pr, "minor version: %u", cf->minor_version);
    out_line(pr, "major version: %u", cf->major_version);
    out_flags(pr, FLAGS_CLASS, cf->access_flags);
    out_class_reference(pr, "this_class", cf->this_class);
    out_class_reference(pr, "super_class", cf->super_class);
    out_line(pr, "interfaces: %u, fields: %u, methods: %u, attributes: %u", cf->interfaces_count, cf->fields_count,
             cf->methods_count, cf->attributes_count);
    pr->indent--;
    out_constant_pool(pr);
}

/* ---- members ---- */

static void out_descriptor_and_flags(struct printer *pr, const struct member *m, enum flag_place place) {
    if (pr->options->verbose || pr->options->descriptors) {
        out_str(pr, "descriptor: ");
        out_utf8(pr, m->descriptor_index, TEXT_RAW);
        out_newline(pr);
    }
    if (pr->options->verbose)
        out_flags(pr, place, m->access_flags);
}

static void out_field(struct printer *pr, const struct member *f) {
    const struct print_options *o = pr->options;
    if (!print_shows(pr, f->access_flags))
        return;
    out_modifiers(pr, FLAGS_FIELD, f->access_flags);
    u16 signature = print_attribute_u2(pr, f->attributes, f->attributes_count, ATTR_SIGNATURE);
    if (signature)
        out_generic_type(pr, signature);
    else
        out_field_type(pr, f->descriptor_index);
    out_str(pr, " ");
    out_utf8(pr, f->name_index, TEXT_RAW);
    if (o->constants) {
        u16 value = print_attribute_u2(pr, f->attributes, f->attributes_count, ATTR_CONSTANT_VALUE);
        if (value) {
            out_str(pr, " = ");
            out_field_constant(pr, f, value);
        }
    }
    out_line(pr, ";");
    pr->indent++;
    out_descriptor_and_flags(pr, f, FLAGS_FIELD);
    if (o->verbose)
        out_attributes(pr, f->attributes, f->attributes_count, (struct print_owner){0});
    pr->indent--;
    if (o->verbose || o->code || o->lines)
        out_newline(pr);
}

static void out_throws(struct printer *pr, const struct member *m, u16 signature) {
    const struct attribute *a = print_attribute_find(pr, m->attributes, m->attributes_count, ATTR_EXCEPTIONS);
    if (!a)
        return;
    out_str(pr, " throws ");
    if (signature && out_generic_throws(pr, signature))
        return;
    struct cursor c = {a->info, a->info + a->length};
    u16 count = take_u2(pr, &c);
    for (u16 i = 0; i < count && !pr->failed; i++) {
        if (i)
            out_str(pr, ", ");
        out_java_class(pr, take_u2(pr, &c));
    }
}

void out_method_header(struct printer *pr, const struct member *m) {
    const struct classfile *cf = pr->cf;
    u16 flags = m->access_flags;
    bool clinit = classfile_utf8_equals(cf, m->name_index, "<clinit>");
    out_modifiers(pr, FLAGS_METHOD, flags);
    if (is_interface(cf) && !clinit && cf->major_version >= 52 && !(flags & (ACC_ABSTRACT | ACC_STATIC | ACC_PRIVATE)))
        out_str(pr, "default ");
    u16 signature = print_attribute_u2(pr, m->attributes, m->attributes_count, ATTR_SIGNATURE);
    u16 type = signature ? signature : m->descriptor_index;
    if (signature)
        out_method_type_parameters(pr, signature);
    if (clinit) {
        out_str(pr, "{}");
    } else {
        if (classfile_utf8_equals(cf, m->name_index, "<init>")) {
            out_java_class(pr, cf->this_class);
        } else {
            out_return_type(pr, type);
            out_str(pr, " ");
            out_utf8(pr, m->name_index, TEXT_RAW);
        }
        out_parameter_types(pr, type, flags & ACC_VARARGS);
    }
    out_throws(pr, m, signature);
}

static void out_code_attribute(struct printer *pr, const struct code_attribute *code, enum attribute_kind kind) {
    const struct attribute *a = print_attribute_find(pr, code->attributes, code->attributes_count, kind);
    if (a)
        out_attribute(pr, a, (struct print_owner){.code = code});
}

static void out_method(struct printer *pr, const struct member *m) {
    const struct print_options *o = pr->options;
    if (!print_shows(pr, m->access_flags))
        return;
    out_method_header(pr, m);
    out_line(pr, ";");
    pr->indent++;
    out_descriptor_and_flags(pr, m, FLAGS_METHOD);
    if (o->verbose) {
        out_attributes(pr, m->attributes, m->attributes_count, (struct print_owner){.method = m});
    } else if (m->code) {
        if (o->code) {
            out_line(pr, "Code:");
            out_instructions(pr, m->code);
            out_exception_table(pr, m->code);
        }
        if (o->lines) {
            out_code_attribute(pr, m->code, ATTR_LINE_NUMBER_TABLE);
            out_code_attribute(pr, m->code, ATTR_LOCAL_VARIABLE_TABLE);
        }
    }
    if (m->code && o->after_code && !pr->failed)
        o->after_code(o->context, pr->out, pr->cf, m, pr->indent);
    pr->indent--;
    pr->pending_newline = o->verbose || o->code || o->descriptors || o->lines || o->after_code != NULL;
}

/* ---- the class ---- */

static void out_source(struct printer *pr, const struct print_source *s) {
    if (s->path) {
        out_line(pr, "Classfile %s", s->path);
        pr->indent++;
        if (s->modified)
            out_line(pr, "Last modified %s; size %llu bytes", s->modified, (unsigned long long)s->size);
        else
            out_line(pr, "Size %llu bytes", (unsigned long long)s->size);
        if (s->sha256[0])
            out_line(pr, "SHA-256 checksum %s", s->sha256);
        pr->indent--;
    }
}

bool print_class(struct buf *out, const struct classfile *cf, const struct print_options *options,
                 const struct print_source *source, struct print_error *error) {
    struct printer p = {.out = out, .cf = cf, .options = options, .error = error}, *pr = &p;
    bool sysinfo = options->sysinfo || options->verbose;
    if (sysinfo && source)
        out_source(pr, source);
    u16 file = print_attribute_u2(pr, cf->attributes, cf->attributes_count, ATTR_SOURCE_FILE);
    if (file) {
        pr->indent += sysinfo;
        out_str(pr, "Compiled from \"");
        out_utf8(pr, file, TEXT_RAW);
        out_line(pr, "\"");
        pr->indent -= sysinfo;
    }
    const struct attribute *module = print_attribute_find(pr, cf->attributes, cf->attributes_count, ATTR_MODULE);
    out_header(pr, module);
    out_line(pr, "{");
    pr->indent++;
    if (module && (cf->access_flags & ACC_MODULE) && !options->verbose) {
        struct cursor c = {module->info, module->info + module->length};
        out_module_directives(pr, &c);
    }
    for (u16 i = 0; i < cf->fields_count && !pr->failed; i++)
        out_field(pr, &cf->fields[i]);
    for (u16 i = 0; i < cf->methods_count && !pr->failed; i++)
        out_method(pr, &cf->methods[i]);
    pr->pending_newline = false;
    pr->indent--;
    if (pr->failed) {
        if (pr->in_line)
            out_newline(pr);
        return false;
    }
    out_line(pr, "}");
    if (options->verbose)
        out_attributes(pr, cf->attributes, cf->attributes_count, (struct print_owner){0});
    return !pr->failed;
}
