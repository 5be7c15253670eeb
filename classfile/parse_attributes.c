/* SPDX-License-Identifier: MIT
 *
 * parse_attributes.c - the attributes of classes, fields, methods, code and record components
 * (JVMS 4.7).
 *
 * Every attribute that later code reads is walked here once, so that its body needs no checks again: length, counts,
 * constant-pool indexes and their tags. Annotations and StackMapTable are only measured: their readers (the library's
 * annotation parser, the verifier) check as they go. Unknown attributes, and known ones in the wrong place or in too
 * old a class file, are kept as ATTR_UNKNOWN.
 *
 * Like HotSpot, bodies are read from the stream of the whole file and the declared length is compared afterwards: a
 * wrong length is then reported as that, and not as a strange content.
 */
#include "classfile/parse.h"

static const struct {
    const char *name;
    u16 length;
    u16 major, minor;
    const char *where;
} rows[ATTRIBUTE_KINDS] = {
#define ATTRIBUTE(id, name, major, minor, where) [ATTR_##id] = {name, sizeof(name) - 1, major, minor, where},
#include "classfile/attributes.def"
#undef ATTRIBUTE
};

#define KIND(id) ((u64)1 << ATTR_##id)

const char *attribute_kind_name(enum attribute_kind kind) {
    return rows[kind].name;
}

/* By name alone; remembered in the constant, since "Code" is asked for once a method. */
static enum attribute_kind kind_of_name(const struct classfile *cf, u16 name_index) {
    union cp_entry *e = &cf->cp[name_index];
    if (e->utf8.attribute_name == 0) {
        unsigned kind = 1;
        while (kind < ATTRIBUTE_KINDS && (rows[kind].length != e->utf8.length ||
                                          memcmp(rows[kind].name, cf->bytes + e->utf8.offset, e->utf8.length) != 0))
            kind++;
        e->utf8.attribute_name = (u8)(1 + (kind < ATTRIBUTE_KINDS ? kind : ATTR_UNKNOWN));
    }
    return (enum attribute_kind)(e->utf8.attribute_name - 1);
}

enum attribute_kind classfile_attribute_kind(const struct classfile *cf, u16 name_index, char where) {
    enum attribute_kind kind = kind_of_name(cf, name_index);
    bool known = kind != ATTR_UNKNOWN && strchr(rows[kind].where, where) != NULL &&
                 (cf->major_version > rows[kind].major ||
                  (cf->major_version == rows[kind].major && cf->minor_version >= rows[kind].minor));
    return known ? kind : ATTR_UNKNOWN;
}

/* Kinds of which HotSpot wants at most one, whose message ends in " attributes for <place>" ... */
static const u64 ONE_NAMED_PLACE =
    KIND(SIGNATURE) | KIND(RUNTIME_VISIBLE_ANNOTATIONS) | KIND(RUNTIME_INVISIBLE_ANNOTATIONS) |
    KIND(RUNTIME_VISIBLE_PARAMETER_ANNOTATIONS) | KIND(RUNTIME_INVISIBLE_PARAMETER_ANNOTATIONS) |
    KIND(RUNTIME_VISIBLE_TYPE_ANNOTATIONS) | KIND(RUNTIME_INVISIBLE_TYPE_ANNOTATIONS) | KIND(ANNOTATION_DEFAULT);
/* ... and those that don't name the place. */
static const u64 ONE = KIND(CODE) | KIND(STACK_MAP_TABLE) | KIND(EXCEPTIONS) | KIND(INNER_CLASSES) |
                       KIND(ENCLOSING_METHOD) | KIND(SOURCE_FILE) | KIND(SOURCE_DEBUG_EXTENSION) |
                       KIND(BOOTSTRAP_METHODS) | KIND(METHOD_PARAMETERS) | KIND(NEST_HOST) | KIND(NEST_MEMBERS) |
                       KIND(RECORD) | KIND(PERMITTED_SUBCLASSES);

/* What a place needs to read its attributes. */
struct place {
    char where;           /* letter of attributes.def */
    const char *of;       /* " for method" in messages about duplicates */
    const char *bad_name; /* start of the message for a bad name index */
    u64 seen;             /* kinds met so far */
};

/* Reads name and length. The body follows in the stream; a->info points at it. */
static bool attribute_head(struct parser *p, struct place *place, struct attribute *a) {
    const struct classfile *cf = p->cf;
    a->name_index = reader_u2(&p->in);
    a->length = reader_u4(&p->in);
    if (p->in.overrun)
        return parse_truncated(p);
    a->info = p->in.at;
    if (!cp_is(cf, a->name_index, CP_UTF8))
        return parse_fail(p, "%s %u in class file %s", place->bad_name, a->name_index, p->name);
    a->kind = (u16)classfile_attribute_kind(cf, a->name_index, place->where);
    if (a->kind == ATTR_SOURCE_FILE && a->length != 2)
        return parse_fail(p, "Wrong SourceFile attribute length in class file %s", p->name);
    u64 bit = (u64)1 << a->kind;
    if ((place->seen & bit & (place->where == 'K' ? ONE : ONE | ONE_NAMED_PLACE)) != 0)
        return parse_fail(p, "Multiple %s attributes%s in class file %s", rows[a->kind].name,
                          (bit & ONE_NAMED_PLACE) != 0 ? place->of : "", p->name);
    place->seen |= bit;
    return true;
}

static bool skip_body(struct parser *p, const struct attribute *a) {
    return reader_take(&p->in, a->length) != NULL || parse_truncated(p);
}

/* True when exactly the declared length has been read. */
static bool length_right(const struct parser *p, const struct attribute *a) {
    return (size_t)(p->in.at - a->info) == a->length;
}

/* Room for `count` attributes, but not for more than the bytes left can hold (6 each), and then
 * one for that at which the bytes run out. */
static struct attribute *attributes_alloc(struct parser *p, u16 count, size_t *room) {
    *room = MIN_OF((size_t)count, reader_left(&p->in) / 6);
    return arena_alloc(p->arena, MIN_OF((size_t)count, *room + 1) * sizeof(struct attribute));
}

/* Synthetic and Deprecated have no body. */
static bool check_empty(struct parser *p, const struct attribute *a, const char *of) {
    if (a->length != 0)
        return parse_fail(p, "Invalid %s %s attribute length %u in class file %s", rows[a->kind].name, of, a->length,
                          p->name);
    return true;
}

/* A body of one u2 that names a utf8 constant. The caller has checked the length. */
static bool utf8_body(struct parser *p, u16 *index) {
    *index = reader_u2(&p->in);
    return !p->in.overrun || parse_truncated(p);
}

static bool parse_member_signature(struct parser *p, const struct attribute *a) {
    u16 index;
    if (a->length != 2)
        return parse_fail(p, "Invalid Signature attribute length %u in class file %s", a->length, p->name);
    if (!utf8_body(p, &index))
        return false;
    return cp_is(p->cf, index, CP_UTF8) ||
           parse_fail(p, "Invalid Signature attribute at constant pool index %u in class file %s", index, p->name);
}

/* ---- fields ---- */

static bool parse_constant_value(struct parser *p, const struct member *f, const struct attribute *a) {
    const struct classfile *cf = p->cf;
    if (a->length != 2)
        return parse_fail(p, "Invalid ConstantValue field attribute length %u in class file %s", a->length, p->name);
    u16 index = reader_u2(&p->in);
    if (p->in.overrun)
        return parse_truncated(p);
    if (index == 0 || index >= cf->cp_count)
        return parse_fail(p, "Bad initial value index %u in ConstantValue attribute in class file %s", index, p->name);
    struct text descriptor = text_at(cf, f->descriptor_index);
    u8 wanted = 0;
    switch (descriptor.n != 0 ? descriptor.s[0] : '\0') {
    case 'J':
        wanted = CP_LONG;
        break;
    case 'F':
        wanted = CP_FLOAT;
        break;
    case 'D':
        wanted = CP_DOUBLE;
        break;
    case 'B':
    case 'C':
    case 'S':
    case 'Z':
    case 'I':
        wanted = CP_INTEGER;
        break;
    case 'L':
        if (!text_is(descriptor, "Ljava/lang/String;") || cf->cp_tags[index] != CP_STRING)
            return parse_fail(p, "Bad string initial value in class file %s", p->name);
        return true;
    default:
        return parse_fail(p, "Unable to set initial value %u in class file %s", index, p->name);
    }
    return cf->cp_tags[index] == wanted || parse_fail(p, "Inconsistent constant value type in class file %s", p->name);
}

static bool parse_field_attribute(struct parser *p, struct place *place, struct member *f, struct attribute *a) {
    u64 before = place->seen;
    if (!attribute_head(p, place, a))
        return false;
    switch (a->kind) {
    case ATTR_CONSTANT_VALUE:
        if ((f->access_flags & ACC_STATIC) == 0) { /* JVMS 4.7.2: to be ignored */
            if (!p->lenient)
                a->kind = ATTR_UNKNOWN;
            return skip_body(p, a);
        }
        if ((before & KIND(CONSTANT_VALUE)) != 0)
            return parse_fail(p, "Duplicate ConstantValue attribute in class file %s", p->name);
        return parse_constant_value(p, f, a);
    case ATTR_SYNTHETIC:
        if (!p->lenient)
            f->access_flags |= ACC_SYNTHETIC;
        return check_empty(p, a, "field");
    case ATTR_DEPRECATED:
        return check_empty(p, a, "field");
    case ATTR_SIGNATURE:
        if (a->length != 2)
            return parse_fail(p, "Wrong size %u for field's Signature attribute in class file %s", a->length, p->name);
        return parse_member_signature(p, a);
    default:
        return skip_body(p, a);
    }
}

bool parse_field_attributes(struct parser *p, struct member *f) {
    struct place place = {'F', " for field", "Invalid field attribute index", 0};
    size_t room;
    f->attributes = attributes_alloc(p, f->attributes_count, &room);
    for (u32 i = 0; i < f->attributes_count; i++)
        if (!parse_field_attribute(p, &place, f, &f->attributes[MIN_OF(i, room)]))
            return false;
    return true;
}

/* ---- code ---- */

static bool parse_line_numbers(struct parser *p, const struct code_attribute *code, const struct attribute *a) {
    u32 n = reader_u2(&p->in);
    if (p->in.overrun)
        return parse_truncated(p);
    if (a->length != 2 + 4 * n)
        return parse_fail(p, "LineNumberTable attribute has wrong length in class file %s", p->name);
    const u8 *e = reader_take(&p->in, 4 * n);
    if (e == NULL)
        return parse_truncated(p);
    for (u32 i = 0; i < n && !p->trusted; i++, e += 4)
        if (be16(e) >= code->code_length)
            return parse_fail(p, "Invalid pc in LineNumberTable in class file %s", p->name);
    return true;
}

static bool parse_local_variable(struct parser *p, const struct code_attribute *code, const u8 *e, bool types) {
    const char *table = types ? "LocalVariableTypeTable" : "LocalVariableTable";
    u16 start = be16(e), length = be16(e + 2), name = be16(e + 4), descriptor = be16(e + 6);
    u16 index = be16(e + 8);
    if (start >= code->code_length)
        return parse_fail(p, "Invalid start_pc %u in %s in class file %s", start, table, p->name);
    if ((u32)start + length > code->code_length)
        return parse_fail(p, "Invalid length %u in %s in class file %s", length, table, p->name);
    if (!cp_is(p->cf, name, CP_UTF8))
        return parse_fail(p, "Name index %u in %s has bad constant type in class file %s", name, table, p->name);
    if (!cp_is(p->cf, descriptor, CP_UTF8))
        return parse_fail(p, "Signature index %u in %s has bad constant type in class file %s", descriptor, table,
                          p->name);
    if (!check_field_name(p, text_at(p->cf, name)))
        return false;
    u32 last = index;
    if (!types) {
        struct text d = text_at(p->cf, descriptor);
        if (!check_field_descriptor(p, text_at(p->cf, name), d))
            return false;
        last += d.s[0] == 'J' || d.s[0] == 'D' ? 1 : 0;
    }
    return last < code->max_locals || parse_fail(p, "Invalid index %u in %s in class file %s", index, table, p->name);
}

static bool parse_local_variables(struct parser *p, const struct code_attribute *code, const struct attribute *a) {
    bool types = a->kind == ATTR_LOCAL_VARIABLE_TYPE_TABLE;
    u32 n = reader_u2(&p->in);
    if (p->in.overrun)
        return parse_truncated(p);
    if (a->length != 2 + 10 * n)
        return parse_fail(p, "%s has wrong length in class file %s", rows[a->kind].name, p->name);
    const u8 *e = reader_take(&p->in, 10 * n);
    if (e == NULL)
        return parse_truncated(p);
    for (u32 i = 0; i < n && !p->trusted; i++, e += 10)
        if (!parse_local_variable(p, code, e, types))
            return false;
    return true;
}

static bool parse_exception_table(struct parser *p, struct code_attribute *code) {
    u16 n = code->exception_table_length;
    const u8 *e = reader_take(&p->in, 8 * (size_t)n);
    if (e == NULL)
        return parse_truncated(p);
    code->exception_table = arena_alloc(p->arena, n * sizeof *code->exception_table);
    for (u16 i = 0; i < n; i++, e += 8) {
        struct exception_entry x = {be16(e), be16(e + 2), be16(e + 4), be16(e + 6)};
        if (x.start_pc >= x.end_pc || x.end_pc > code->code_length)
            return parse_fail(p, "Illegal exception table range in class file %s", p->name);
        if (x.handler_pc >= code->code_length)
            return parse_fail(p, "Illegal exception table handler in class file %s", p->name);
        if (x.catch_type != 0 && !cp_is(p->cf, x.catch_type, CP_CLASS))
            return parse_fail(p, "Catch type in exception table has bad constant type in class file %s", p->name);
        code->exception_table[i] = x;
    }
    return true;
}

static bool parse_code_attribute(struct parser *p, struct place *place, struct code_attribute *code,
                                 struct attribute *a) {
    if (!attribute_head(p, place, a))
        return false;
    switch (a->kind) {
    case ATTR_LINE_NUMBER_TABLE:
        return parse_line_numbers(p, code, a);
    case ATTR_LOCAL_VARIABLE_TABLE:
    case ATTR_LOCAL_VARIABLE_TYPE_TABLE:
        return parse_local_variables(p, code, a);
    default:
        return skip_body(p, a);
    }
}

static bool parse_code(struct parser *p, struct member *m, const struct attribute *a, int arguments) {
    if ((m->access_flags & (ACC_NATIVE | ACC_ABSTRACT)) != 0)
        return parse_fail(p, "Code attribute in native or abstract methods in class file %s", p->name);
    struct code_attribute *code = arena_alloc(p->arena, sizeof *code);
    code->max_stack = reader_u2(&p->in);
    code->max_locals = reader_u2(&p->in);
    code->code_length = reader_u4(&p->in);
    if (p->in.overrun)
        return parse_truncated(p);
    if (arguments > code->max_locals)
        return parse_fail(p, "Arguments can't fit into locals in class file %s", p->name);
    if (code->code_length == 0 || code->code_length > 65535)
        return parse_fail(p, "Invalid method Code length %u in class file %s", code->code_length, p->name);
    code->code = reader_take(&p->in, code->code_length);
    code->exception_table_length = reader_u2(&p->in);
    if (p->in.overrun)
        return parse_truncated(p);
    if (!parse_exception_table(p, code))
        return false;
    code->attributes_count = reader_u2(&p->in);
    if (p->in.overrun)
        return parse_truncated(p);
    struct place place = {'K', "", "Invalid code attribute name index", 0};
    size_t room;
    code->attributes = attributes_alloc(p, code->attributes_count, &room);
    for (u32 i = 0; i < code->attributes_count; i++)
        if (!parse_code_attribute(p, &place, code, &code->attributes[MIN_OF(i, room)]))
            return false;
    if (!length_right(p, a))
        return parse_fail(p, "Code segment has wrong length in class file %s", p->name);
    m->code = code;
    return true;
}

/* ---- methods ---- */

static bool parse_exceptions(struct parser *p, const struct attribute *a) {
    u32 n = reader_u2(&p->in);
    const u8 *e = reader_take(&p->in, 2 * n);
    if (p->in.overrun)
        return parse_truncated(p);
    for (u32 i = 0; i < n; i++, e += 2)
        if (!cp_is(p->cf, be16(e), CP_CLASS))
            return parse_fail(p, "Exception name has bad type at constant pool %u in class file %s", be16(e), p->name);
    return length_right(p, a) || parse_fail(p, "Exceptions attribute has wrong length in class file %s", p->name);
}

/* The names are checked by the library's reflection, which has an exception of its own for it. */
static bool parse_method_parameters(struct parser *p, const struct attribute *a) {
    u32 n = reader_u1(&p->in);
    if (p->in.overrun)
        return parse_truncated(p);
    if (a->length != 1 + 4 * n)
        return parse_fail(p, "Invalid MethodParameters method attribute length %u in class file", a->length);
    return reader_take(&p->in, 4 * n) != NULL || parse_truncated(p);
}

static bool parse_method_attribute(struct parser *p, struct place *place, struct member *m, struct attribute *a,
                                   int arguments) {
    if (!attribute_head(p, place, a))
        return false;
    switch (a->kind) {
    case ATTR_CODE:
        return parse_code(p, m, a, arguments);
    case ATTR_EXCEPTIONS:
        return parse_exceptions(p, a);
    case ATTR_METHOD_PARAMETERS:
        return parse_method_parameters(p, a);
    case ATTR_SYNTHETIC:
        if (!p->lenient)
            m->access_flags |= ACC_SYNTHETIC;
        return check_empty(p, a, "method");
    case ATTR_DEPRECATED:
        return check_empty(p, a, "method");
    case ATTR_SIGNATURE:
        return parse_member_signature(p, a);
    default:
        return skip_body(p, a);
    }
}

bool parse_method_attributes(struct parser *p, struct member *m, int arguments) {
    struct place place = {'M', " for method", "Invalid method attribute name index", 0};
    size_t room;
    m->attributes = attributes_alloc(p, m->attributes_count, &room);
    for (u32 i = 0; i < m->attributes_count; i++)
        if (!parse_method_attribute(p, &place, m, &m->attributes[MIN_OF(i, room)], arguments))
            return false;
    if (!p->check)
        return true;
    return m->code == NULL || check_local_variable_tables(p, m->code);
}

/* ---- classes ---- */

static bool inner_class_entry(struct parser *p, const u8 *e) {
    const struct classfile *cf = p->cf;
    u16 inner = be16(e), outer = be16(e + 2), name = be16(e + 4), flags = be16(e + 6);
    if (!cp_is(cf, inner, CP_CLASS))
        return parse_fail(p, "inner_class_info_index %u has bad constant type in class file %s", inner, p->name);
    if (outer != 0 && !cp_is(cf, outer, CP_CLASS))
        return parse_fail(p, "outer_class_info_index %u has bad constant type in class file %s", outer, p->name);
    if (outer != 0) {
        struct text outer_name = class_name_at(cf, outer);
        if (outer_name.n != 0 && outer_name.s[0] == '[')
            return parse_fail(p, "Outer class is an array class in class file %s", p->name);
    }
    if (name != 0 && !cp_is(cf, name, CP_UTF8))
        return parse_fail(p, "inner_name_index %u has bad constant type in class file %s", name, p->name);
    if (p->check && inner == outer)
        return parse_fail(p, "Class is both outer and inner class in class file %s", p->name);
    flags &= ACC_PUBLIC | ACC_FINAL | ACC_SUPER | ACC_INTERFACE | ACC_ABSTRACT | ACC_ANNOTATION | ACC_ENUM |
             ACC_SYNTHETIC | ACC_PRIVATE | ACC_PROTECTED | ACC_STATIC | (cf->major_version >= 53 ? ACC_MODULE : 0);
    if ((flags & ACC_INTERFACE) != 0 && cf->major_version < 50)
        flags |= ACC_ABSTRACT;
    return check_class_flags(p, flags);
}

static int entry_compare(const void *a, const void *b) {
    return memcmp(a, b, 8);
}

static bool inner_classes_unique(struct parser *p, const u8 *entries, u32 n) {
    if (n < 2)
        return true;
    u8(*sorted)[8] = arena_copy(p->arena, entries, 8 * (size_t)n);
    qsort(sorted, n, 8, entry_compare);
    for (u32 i = 1; i < n; i++)
        if (memcmp(sorted[i - 1], sorted[i], 8) == 0)
            return parse_fail(p, "Duplicate entry in InnerClasses attribute in class file %s", p->name);
    return true;
}

static bool parse_inner_classes(struct parser *p, struct attribute *a) {
    u32 n = reader_u2(&p->in);
    const u8 *entries = reader_take(&p->in, 8 * n);
    if (p->in.overrun)
        return parse_truncated(p);
    for (u32 i = 0; i < n; i++)
        if (!inner_class_entry(p, entries + 8 * (size_t)i))
            return false;
    if (p->check && p->cf->major_version >= 49 && !inner_classes_unique(p, entries, n))
        return false;
    if (!length_right(p, a)) {
        if (p->cf->major_version >= 49)
            return parse_fail(p, "Wrong InnerClasses attribute length in class file %s", p->name);
        a->length = 2 + 8 * n; /* HotSpot goes by the count in old class files */
    }
    return true;
}

static bool parse_enclosing_method(struct parser *p, const struct attribute *a) {
    const struct classfile *cf = p->cf;
    if (a->length != 4)
        return parse_fail(p, "Wrong EnclosingMethod attribute length %u in class file %s", a->length, p->name);
    u16 class_index = reader_u2(&p->in), method_index = reader_u2(&p->in);
    if (p->in.overrun)
        return parse_truncated(p);
    if (class_index == 0)
        return parse_fail(p, "Invalid class index in EnclosingMethod attribute in class file %s", p->name);
    if (!cp_is(cf, class_index, CP_CLASS))
        return parse_fail(p, "Invalid or out-of-bounds class index in EnclosingMethod attribute in class file %s",
                          p->name);
    return method_index == 0 || cp_is(cf, method_index, CP_NAME_AND_TYPE) ||
           parse_fail(p,
                      "Invalid or out-of-bounds method index in EnclosingMethod attribute in class "
                      "file %s",
                      p->name);
}

static bool loadable(const struct classfile *cf, u16 index) {
    if (index >= cf->cp_count)
        return false;
    switch (cf->cp_tags[index]) {
    case CP_INTEGER:
    case CP_FLOAT:
    case CP_LONG:
    case CP_DOUBLE:
    case CP_CLASS:
    case CP_STRING:
    case CP_METHOD_HANDLE:
    case CP_METHOD_TYPE:
    case CP_DYNAMIC:
        return true;
    default:
        return false;
    }
}

static bool parse_bootstrap_methods(struct parser *p, const struct attribute *a) {
    const struct classfile *cf = p->cf;
    if (a->length < 2)
        return parse_fail(p, "Invalid BootstrapMethods attribute length %u in class file %s", a->length, p->name);
    if (a->length > reader_left(&p->in))
        return parse_truncated(p);
    u32 n = reader_u2(&p->in);
    if (p->dynamic_seen && p->bootstrap_most >= n)
        return parse_fail(p, "Short length on BootstrapMethods in class file %s", p->name);
    for (u32 i = 0; i < n; i++) {
        u16 method = reader_u2(&p->in), argc = reader_u2(&p->in);
        if (p->in.overrun)
            return parse_truncated(p);
        if (!cp_is(cf, method, CP_METHOD_HANDLE))
            return parse_fail(p, "bootstrap_method_index %u has bad constant type in class file %s", method, p->name);
        if ((size_t)(p->in.at - a->info) + 2 * (size_t)argc > a->length)
            return parse_fail(p,
                              "Invalid BootstrapMethods num_bootstrap_methods or num_bootstrap_arguments "
                              "value in class file %s",
                              p->name);
        for (u16 j = 0; j < argc; j++) {
            u16 argument = reader_u2(&p->in);
            if (!loadable(cf, argument))
                return parse_fail(p, "argument_index %u has bad constant type in class file %s", argument, p->name);
        }
    }
    return length_right(p, a) || parse_fail(p, "Bad length on BootstrapMethods in class file %s", p->name);
}

static bool parse_nest_host(struct parser *p, const struct attribute *a) {
    if (a->length != 2)
        return parse_fail(p, "Wrong NestHost attribute length in class file %s", p->name);
    u16 index = reader_u2(&p->in);
    if (p->in.overrun)
        return parse_truncated(p);
    return cp_is(p->cf, index, CP_CLASS) ||
           parse_fail(p, "Nest-host class_info_index %u has bad constant type in class file %s", index, p->name);
}

/* NestMembers and PermittedSubclasses: a counted list of classes. */
static bool parse_class_list(struct parser *p, const struct attribute *a, const char *what) {
    u32 n = reader_u2(&p->in);
    const u8 *e = reader_take(&p->in, 2 * n);
    if (p->in.overrun)
        return parse_truncated(p);
    for (u32 i = 0; i < n; i++, e += 2)
        if (!cp_is(p->cf, be16(e), CP_CLASS))
            return parse_fail(p, "%s class_info_index %u has bad constant type in class file %s", what, be16(e),
                              p->name);
    return length_right(p, a) ||
           parse_fail(p, "Wrong %s attribute length in class file %s", rows[a->kind].name, p->name);
}

static bool parse_record_component(struct parser *p) {
    const struct classfile *cf = p->cf;
    u16 name = reader_u2(&p->in), descriptor = reader_u2(&p->in), count = reader_u2(&p->in);
    if (p->in.overrun)
        return parse_truncated(p);
    if (!cp_is(cf, name, CP_UTF8))
        return parse_fail(p, "Invalid constant pool index %u for name in Record attribute in class file %s", name,
                          p->name);
    if (!check_field_name(p, text_at(cf, name)))
        return false;
    if (!cp_is(cf, descriptor, CP_UTF8))
        return parse_fail(p, "Invalid constant pool index %u for descriptor in Record attribute in class file %s",
                          descriptor, p->name);
    if (!check_field_descriptor(p, text_at(cf, name), text_at(cf, descriptor)))
        return false;
    struct place place = {'R', " for Record component", "Invalid Record attribute name index", 0};
    for (u16 i = 0; i < count; i++) {
        struct attribute a;
        if (!attribute_head(p, &place, &a))
            return false;
        if (a.kind == ATTR_SIGNATURE && a.length != 2)
            return parse_fail(p, "Invalid Signature attribute length %u in Record component in class file %s", a.length,
                              p->name);
        if (!(a.kind == ATTR_SIGNATURE ? parse_member_signature(p, &a) : skip_body(p, &a)))
            return false;
    }
    return true;
}

static bool parse_record(struct parser *p, const struct attribute *a) {
    u16 n = reader_u2(&p->in);
    if (p->in.overrun)
        return parse_truncated(p);
    for (u16 i = 0; i < n; i++)
        if (!parse_record_component(p))
            return false;
    return length_right(p, a) || parse_fail(p, "Record attribute has wrong length in class file %s", p->name);
}

static bool parse_source_file(struct parser *p) {
    u16 index;
    if (!utf8_body(p, &index))
        return false;
    return cp_is(p->cf, index, CP_UTF8) ||
           parse_fail(p, "Invalid SourceFile attribute at constant pool index %u in class file %s", index, p->name);
}

static bool parse_class_signature(struct parser *p, const struct attribute *a) {
    u16 index;
    if (a->length != 2)
        return parse_fail(p, "Wrong Signature attribute length %u in class file %s", a->length, p->name);
    if (!utf8_body(p, &index))
        return false;
    return cp_is(p->cf, index, CP_UTF8) ||
           parse_fail(p, "Invalid constant pool index %u in Signature attribute in class file %s", index, p->name);
}

static bool parse_class_attribute(struct parser *p, struct place *place, struct attribute *a) {
    if (!attribute_head(p, place, a))
        return false;
    switch (a->kind) {
    case ATTR_SOURCE_FILE:
        return parse_source_file(p);
    case ATTR_SYNTHETIC:
        if (!p->lenient)
            p->cf->access_flags |= ACC_SYNTHETIC;
        return check_empty(p, a, "classfile");
    case ATTR_DEPRECATED:
        return check_empty(p, a, "classfile");
    case ATTR_SIGNATURE:
        return parse_class_signature(p, a);
    case ATTR_ENCLOSING_METHOD:
        return parse_enclosing_method(p, a);
    case ATTR_BOOTSTRAP_METHODS:
        return parse_bootstrap_methods(p, a);
    case ATTR_NEST_HOST:
        if ((place->seen & KIND(NEST_MEMBERS)) != 0)
            return parse_fail(p, "Conflicting NestMembers and NestHost attributes in class file %s", p->name);
        return parse_nest_host(p, a);
    case ATTR_NEST_MEMBERS:
        if ((place->seen & KIND(NEST_HOST)) != 0)
            return parse_fail(p, "Conflicting NestHost and NestMembers attributes in class file %s", p->name);
        return skip_body(p, a);
    case ATTR_PERMITTED_SUBCLASSES:
        if ((p->cf->access_flags & ACC_FINAL) != 0)
            return parse_fail(p, "PermittedSubclasses attribute in final class file %s", p->name);
        return skip_body(p, a);
    default:
        return skip_body(p, a);
    }
}

/* The attributes whose bodies HotSpot reads when it has seen all of the class, in its order. */
static bool parse_late_attributes(struct parser *p, u64 seen) {
    static const u8 order[] = {ATTR_INNER_CLASSES, ATTR_NEST_MEMBERS, ATTR_RECORD, ATTR_PERMITTED_SUBCLASSES};
    const struct classfile *cf = p->cf;
    struct reader end = p->in;
    for (size_t i = 0; i < ARRAY_LENGTH(order); i++) {
        for (u32 j = 0; (seen >> order[i] & 1) != 0 && j < cf->attributes_count; j++) {
            struct attribute *a = &cf->attributes[j];
            if (a->kind != order[i])
                continue;
            p->in.at = a->info;
            if (!(a->kind == ATTR_INNER_CLASSES  ? parse_inner_classes(p, a)
                  : a->kind == ATTR_NEST_MEMBERS ? parse_class_list(p, a, "Nest member")
                  : a->kind == ATTR_RECORD       ? parse_record(p, a)
                                                 : parse_class_list(p, a, "Permitted subclass")))
                return false;
        }
    }
    p->in = end;
    return true;
}

bool parse_class_attributes(struct parser *p) {
    struct classfile *cf = p->cf;
    struct place place = {'C', "", "Attribute name has bad constant pool index", 0};
    size_t room;
    cf->attributes_count = reader_u2(&p->in);
    if (p->in.overrun)
        return parse_truncated(p);
    cf->attributes = attributes_alloc(p, cf->attributes_count, &room);
    for (u32 i = 0; i < cf->attributes_count; i++)
        if (!parse_class_attribute(p, &place, &cf->attributes[MIN_OF(i, room)]))
            return false;
    if (!parse_late_attributes(p, place.seen))
        return false;
    if (!p->lenient && p->dynamic_seen && (place.seen & KIND(BOOTSTRAP_METHODS)) == 0)
        return parse_fail(p, "Missing BootstrapMethods attribute in class file %s", p->name);
    return true;
}
