/* SPDX-License-Identifier: MIT
 *
 * parse.c - a class file's header, constant pool and members (JVMS 4.1 - 4.6).
 *
 * One pass over the bytes, plus two over the constant pool once all of it is known: indexes first, then the strings
 * (check.c). Memory comes from the caller's arena, in proportion to the bytes really there: a count in the file never
 * sizes an allocation by itself.
 */
#include "classfile/parse.h"

#include <stdarg.h>
#include "base/mutf8.h"
#include "classfile/version.h"

enum {
    FLAGS_CLASS =
        ACC_PUBLIC | ACC_FINAL | ACC_SUPER | ACC_INTERFACE | ACC_ABSTRACT | ACC_ANNOTATION | ACC_ENUM | ACC_SYNTHETIC,
    FLAGS_FIELD = ACC_PUBLIC | ACC_PRIVATE | ACC_PROTECTED | ACC_STATIC | ACC_FINAL | ACC_VOLATILE | ACC_TRANSIENT |
                  ACC_ENUM | ACC_SYNTHETIC,
    FLAGS_METHOD = ACC_PUBLIC | ACC_PRIVATE | ACC_PROTECTED | ACC_STATIC | ACC_FINAL | ACC_SYNCHRONIZED | ACC_BRIDGE |
                   ACC_VARARGS | ACC_NATIVE | ACC_ABSTRACT | ACC_STRICT | ACC_SYNTHETIC,
};

/* ---- errors ---- */

static void fail_text(struct parser *p, enum classfile_status status, const char *fmt, va_list ap) {
    p->error->status = status;
    const struct classfile *cf = p->cf;
    p->error->offset =
        cf && p->in.at >= cf->bytes && p->in.at <= cf->bytes + cf->size ? (size_t)(p->in.at - cf->bytes) : 0;
    vsnprintf(p->error->message, sizeof p->error->message, fmt, ap);
}

bool parse_fail(struct parser *p, const char *fmt, ...) {
    va_list ap;
    va_start(ap, fmt);
    fail_text(p, CLASSFILE_FORMAT_ERROR, fmt, ap);
    va_end(ap);
    return false;
}

bool parse_fail_status(struct parser *p, enum classfile_status status, const char *fmt, ...) {
    va_list ap;
    va_start(ap, fmt);
    fail_text(p, status, fmt, ap);
    va_end(ap);
    return false;
}

bool parse_truncated(struct parser *p) {
    return parse_fail(p, "Truncated class file");
}

/* ---- version ---- */

static bool check_version(struct parser *p) {
    unsigned major = p->cf->major_version, minor = p->cf->minor_version;
    enum classfile_status status = CLASSFILE_UNSUPPORTED_VERSION;
    if (p->lenient)
        return true;
    if (major < CLASSFILE_MAJOR_OLDEST)
        return parse_fail_status(p, status, "%s (class file version %u.%u) was compiled with an invalid major version",
                                 p->name, major, minor);
    if (major > p->newest_major)
        return parse_fail_status(
            p, status,
            "%s has been compiled by a more recent version of the Java Runtime (class file version "
            "%u.%u), this version of the Java Runtime only recognizes class file versions up to "
            "%u.0",
            p->name, major, minor, p->newest_major);
    if (major < 56 || minor == 0)
        return true;
    if (minor != CLASSFILE_MINOR_PREVIEW)
        return parse_fail_status(p, status,
                                 "%s (class file version %u.%u) was compiled with an invalid non-zero minor version",
                                 p->name, major, minor);
    if (major != p->newest_major)
        return parse_fail_status(p, status,
                                 "%s (class file version %u.%u) was compiled with preview features "
                                 "that are unsupported. This "
                                 "version of the Java Runtime only recognizes preview features for "
                                 "class file version %u.%u",
                                 p->name, major, minor, p->newest_major, CLASSFILE_MINOR_PREVIEW);
    if (!p->preview)
        return parse_fail_status(p, status,
                                 "Preview features are not enabled for %s (class file version %u.%u). "
                                 "Try running with '--enable-preview'",
                                 p->name, major, minor);
    return true;
}

/* ---- constant pool ---- */

static bool unsupported_tag(struct parser *p, u8 tag) {
    return parse_fail(p, "Class file version does not support constant tag %u in class file %s", tag, p->name);
}

static bool parse_utf8(struct parser *p, union cp_entry *e) {
    u16 length = reader_u2(&p->in);
    const u8 *bytes = reader_take(&p->in, length);
    if (bytes == NULL)
        return parse_truncated(p);
    e->utf8.offset = (u32)(bytes - p->cf->bytes);
    e->utf8.length = length;
    if (p->trusted)
        return true;
    if (!(p->cf->major_version > 47 ? mutf8_valid(bytes, length) : mutf8_valid_old(bytes, length)))
        return parse_fail(p, "Illegal UTF8 string in constant pool in class file %s", p->name);
    return true;
}

/* Reads one entry; *slots becomes 2 for long and double. */
static bool parse_constant(struct parser *p, u16 index, u16 *slots) {
    struct classfile *cf = p->cf;
    union cp_entry *e = &cf->cp[index];
    u8 tag = reader_u1(&p->in);
    cf->cp_tags[index] = tag;
    *slots = 1;
    if (p->in.overrun)
        return parse_truncated(p);
    switch (tag) {
    case CP_UTF8:
        return parse_utf8(p, e);
    case CP_INTEGER:
    case CP_FLOAT:
        e->integer = (i32)reader_u4(&p->in); /* `single` has the same bits */
        break;
    case CP_LONG:
    case CP_DOUBLE:
        if (index + 1 >= cf->cp_count)
            return parse_fail(p, "Invalid constant pool entry %u in class file %s", index, p->name);
        e->wide = (i64)((u64)reader_u4(&p->in) << 32);
        e->wide |= reader_u4(&p->in);
        *slots = 2;
        break;
    case CP_CLASS:
    case CP_STRING:
        e->name_index = reader_u2(&p->in);
        break;
    case CP_FIELDREF:
    case CP_METHODREF:
    case CP_INTERFACE_METHODREF:
        e->ref.class_index = reader_u2(&p->in);
        e->ref.name_and_type_index = reader_u2(&p->in);
        break;
    case CP_NAME_AND_TYPE:
        e->name_and_type.name_index = reader_u2(&p->in);
        e->name_and_type.descriptor_index = reader_u2(&p->in);
        break;
    case CP_METHOD_HANDLE:
        if (cf->major_version < 51)
            return unsupported_tag(p, tag);
        e->method_handle.kind = reader_u1(&p->in);
        e->method_handle.ref_index = reader_u2(&p->in);
        break;
    case CP_METHOD_TYPE:
        if (cf->major_version < 51)
            return unsupported_tag(p, tag);
        e->name_index = reader_u2(&p->in);
        break;
    case CP_DYNAMIC:
    case CP_INVOKE_DYNAMIC:
        if (cf->major_version < (tag == CP_DYNAMIC ? 55 : 51))
            return unsupported_tag(p, tag);
        e->dynamic.bootstrap_index = reader_u2(&p->in);
        e->dynamic.name_and_type_index = reader_u2(&p->in);
        p->dynamic_seen = true;
        p->bootstrap_most = MAX_OF(p->bootstrap_most, e->dynamic.bootstrap_index);
        break;
    case CP_MODULE:
    case CP_PACKAGE:
        if (cf->major_version >= 53) {
            /* Reported once the access flags are known: a module-info gets another error. */
            e->name_index = reader_u2(&p->in);
            p->module_tag = tag;
            break;
        }
        return parse_fail(p, "Unknown constant tag %u in class file %s", tag, p->name);
    default:
        return parse_fail(p, "Unknown constant tag %u in class file %s", tag, p->name);
    }
    return p->in.overrun ? parse_truncated(p) : true;
}

static bool bad_index(struct parser *p, u16 index, const char *more) {
    return parse_fail(p, "Invalid constant pool index %u in class file %s%s", index, p->name, more);
}

static bool check_method_handle(struct parser *p, u16 index) {
    const struct classfile *cf = p->cf;
    u16 ref = cf->cp[index].method_handle.ref_index;
    if (ref == 0 || ref >= cf->cp_count)
        return bad_index(p, ref, "");
    u8 tag = cf->cp_tags[ref];
    switch (cf->cp[index].method_handle.kind) {
    case REF_GET_FIELD:
    case REF_GET_STATIC:
    case REF_PUT_FIELD:
    case REF_PUT_STATIC:
        return tag == CP_FIELDREF || bad_index(p, ref, " (not a field)");
    case REF_INVOKE_VIRTUAL:
    case REF_NEW_INVOKE_SPECIAL:
        return tag == CP_METHODREF || bad_index(p, ref, " (not a method)");
    case REF_INVOKE_STATIC:
    case REF_INVOKE_SPECIAL:
        return tag == CP_METHODREF || (tag == CP_INTERFACE_METHODREF && cf->major_version >= 52) ||
               bad_index(p, ref, " (not a method)");
    case REF_INVOKE_INTERFACE:
        return tag == CP_INTERFACE_METHODREF || bad_index(p, ref, " (not an interface method)");
    default:
        return parse_fail(p, "Bad method handle kind at constant pool index %u in class file %s", index, p->name);
    }
}

static bool check_constant_indexes(struct parser *p, u16 index) {
    const struct classfile *cf = p->cf;
    const union cp_entry *e = &cf->cp[index];
    switch (cf->cp_tags[index]) {
    case CP_CLASS:
    case CP_STRING:
    case CP_METHOD_TYPE:
    case CP_MODULE:
    case CP_PACKAGE:
        return cp_is(cf, e->name_index, CP_UTF8) || bad_index(p, e->name_index, "");
    case CP_FIELDREF:
    case CP_METHODREF:
    case CP_INTERFACE_METHODREF:
        if (!cp_is(cf, e->ref.class_index, CP_CLASS))
            return bad_index(p, e->ref.class_index, "");
        return cp_is(cf, e->ref.name_and_type_index, CP_NAME_AND_TYPE) || bad_index(p, e->ref.name_and_type_index, "");
    case CP_NAME_AND_TYPE:
        if (!cp_is(cf, e->name_and_type.name_index, CP_UTF8))
            return bad_index(p, e->name_and_type.name_index, "");
        return cp_is(cf, e->name_and_type.descriptor_index, CP_UTF8) ||
               bad_index(p, e->name_and_type.descriptor_index, "");
    case CP_METHOD_HANDLE:
        return check_method_handle(p, index);
    case CP_DYNAMIC:
    case CP_INVOKE_DYNAMIC:
        return cp_is(cf, e->dynamic.name_and_type_index, CP_NAME_AND_TYPE) ||
               bad_index(p, e->dynamic.name_and_type_index, "");
    default: /* constants without indexes */
        return true;
    }
}

static bool parse_constant_pool(struct parser *p) {
    struct classfile *cf = p->cf;
    cf->cp_count = reader_u2(&p->in);
    if (p->in.overrun)
        return parse_truncated(p);
    if (cf->cp_count < 1)
        return parse_fail(p, "Illegal constant pool size %u in class file %s", cf->cp_count, p->name);
    /* The arrays cost 9 bytes an entry, at most 0.6 MB, whatever the file's size. */
    cf->cp = arena_alloc(p->arena, cf->cp_count * sizeof *cf->cp);
    cf->cp_tags = arena_alloc(p->arena, cf->cp_count);
    u16 slots;
    for (u32 i = 1; i < cf->cp_count; i += slots)
        if (!parse_constant(p, (u16)i, &slots))
            return false;
    if (p->module_tag != 0 && !p->module_ok)
        return true; /* parse_access_flags says what is wrong */
    for (u32 i = 1; i < cf->cp_count; i++)
        if (!check_constant_indexes(p, (u16)i))
            return false;
    return p->trusted || check_constant_pool_strings(p);
}

/* ---- class, interfaces ---- */

static const char *text_c(struct parser *p, struct text t) {
    return arena_strndup(p->arena, t.s, t.n);
}

static bool is_object(struct parser *p) {
    return strcmp(p->name, "java/lang/Object") == 0;
}

static bool parse_access_flags(struct parser *p) {
    struct classfile *cf = p->cf;
    u16 raw = reader_u2(&p->in);
    cf->this_class = reader_u2(&p->in);
    cf->super_class = reader_u2(&p->in);
    if (p->in.overrun)
        return parse_truncated(p);
    u16 flags = raw & (FLAGS_CLASS | (cf->major_version >= 53 ? ACC_MODULE : 0));
    if ((flags & ACC_INTERFACE) != 0 && cf->major_version < 50)
        flags |= ACC_ABSTRACT; /* old compilers left it out */
    cf->access_flags = flags;
    if (!check_class_flags(p, flags))
        return false;
    if (p->module_tag != 0 && !((flags & ACC_MODULE) != 0 && p->module_ok))
        return parse_fail(p, "Unknown constant tag %u in class file %s", p->module_tag, p->name);
    if (p->lenient)
        cf->access_flags = raw;
    return true;
}

static bool parse_this_and_super(struct parser *p, bool name_known) {
    struct classfile *cf = p->cf;
    if (!cp_is(cf, cf->this_class, CP_CLASS))
        return parse_fail(p, "Invalid this class index %u in constant pool in class file %s", cf->this_class, p->name);
    struct text name = class_name_at(cf, cf->this_class);
    if (name.n != 0 && name.s[0] == '[')
        return parse_fail(p, "Bad class name in class file %s", p->name);
    if (!name_known)
        p->name = text_c(p, name);
    else if (p->named && !text_is(name, p->name))
        return parse_fail_status(p, CLASSFILE_NO_CLASS_DEF, "%s (wrong name: %.*s)", p->name, name.n, name.s);
    if (cf->super_class == 0) {
        if (!is_object(p) && (cf->access_flags & ACC_MODULE) == 0)
            return parse_fail(p, "Invalid superclass index %u in class file %s", 0, p->name);
        return true;
    }
    if (!cp_is(cf, cf->super_class, CP_CLASS))
        return parse_fail(p, "Invalid superclass index %u in class file %s", cf->super_class, p->name);
    struct text super = class_name_at(cf, cf->super_class);
    if (super.n != 0 && super.s[0] == '[')
        return parse_fail(p, "Bad superclass name in class file %s", p->name);
    return true;
}

static bool parse_interfaces(struct parser *p) {
    struct classfile *cf = p->cf;
    cf->interfaces_count = reader_u2(&p->in);
    cf->interfaces = arena_alloc(p->arena, MIN_OF((size_t)cf->interfaces_count * 2, reader_left(&p->in)));
    for (u16 i = 0; i < cf->interfaces_count; i++) {
        u16 index = reader_u2(&p->in);
        if (p->in.overrun)
            return parse_truncated(p);
        if (!cp_is(cf, index, CP_CLASS))
            return parse_fail(p, "Interface name has bad constant pool index %u in class file %s", index, p->name);
        struct text name = class_name_at(cf, index);
        if (name.n != 0 && name.s[0] == '[')
            return parse_fail(p, "Bad interface name in class file %s", p->name);
        cf->interfaces[i] = index;
    }
    return p->in.overrun ? parse_truncated(p) : check_no_duplicate_interfaces(p);
}

/* ---- members ---- */

/* The four u2 that start a field_info or method_info. */
static bool parse_member_head(struct parser *p, struct member *m) {
    *m = (struct member){0};
    m->access_flags = reader_u2(&p->in);
    m->name_index = reader_u2(&p->in);
    m->descriptor_index = reader_u2(&p->in);
    m->attributes_count = reader_u2(&p->in);
    return p->in.overrun ? parse_truncated(p) : true;
}

/* `fault`: HotSpot says "Invalid" of fields and "Illegal" of methods. */
static bool bad_member_index(struct parser *p, const char *fault, u16 index, const char *what) {
    return parse_fail(p, "%s constant pool index %u for %s in class file %s", fault, index, what, p->name);
}

static bool parse_field(struct parser *p, struct member *f) {
    const struct classfile *cf = p->cf;
    if (!parse_member_head(p, f))
        return false;
    u16 flags = f->access_flags & FLAGS_FIELD;
    if (!p->lenient)
        f->access_flags = flags;
    if (!check_field_flags(p, flags))
        return false;
    if (!cp_is(cf, f->name_index, CP_UTF8))
        return bad_member_index(p, "Invalid", f->name_index, "field name");
    struct text name = text_at(cf, f->name_index);
    if (!check_field_name(p, name))
        return false;
    if (!cp_is(cf, f->descriptor_index, CP_UTF8))
        return bad_member_index(p, "Invalid", f->descriptor_index, "field signature");
    return check_field_descriptor(p, name, text_at(cf, f->descriptor_index)) && parse_field_attributes(p, f);
}

/* JVMS 2.9.2: of a class initializer only static counts; before version 51 not even that. */
static bool class_initializer_flags(struct parser *p, u16 *flags) {
    u16 major = p->cf->major_version;
    if (major < 51)
        *flags = ACC_STATIC;
    else if ((*flags & ACC_STATIC) != 0)
        *flags &= ACC_STATIC | (major < CLASSFILE_MAJOR_NO_STRICT ? ACC_STRICT : 0);
    else if (!p->lenient)
        return parse_fail(p, "Method <clinit> is not static in class file %s", p->name);
    return true;
}

static bool parse_method(struct parser *p, struct member *m) {
    const struct classfile *cf = p->cf;
    if (!parse_member_head(p, m))
        return false;
    if (!cp_is(cf, m->name_index, CP_UTF8))
        return bad_member_index(p, "Illegal", m->name_index, "method name");
    struct text name = text_at(cf, m->name_index);
    if (!check_method_name(p, name))
        return false;
    if (!cp_is(cf, m->descriptor_index, CP_UTF8))
        return bad_member_index(p, "Illegal", m->descriptor_index, "method signature");
    u16 flags = m->access_flags;
    bool ok = text_is(name, "<clinit>") ? class_initializer_flags(p, &flags) : check_method_flags(p, flags, name);
    if (!ok)
        return false;
    if (p->check && text_is(name, "<init>") && (cf->access_flags & ACC_INTERFACE) != 0)
        return parse_fail(p, "Interface cannot have a method named <init>, class file %s", p->name);
    int words;
    if (!check_method_descriptor(p, name, text_at(cf, m->descriptor_index), &words))
        return false;
    words += (flags & ACC_STATIC) != 0 ? 0 : 1;
    if (words > 255)
        return parse_fail(p, "Too many arguments in method signature in class file %s", p->name);
    if (!p->lenient)
        m->access_flags = flags & FLAGS_METHOD;
    if (!parse_method_attributes(p, m, words))
        return false;
    if (m->code == NULL && (flags & (ACC_NATIVE | ACC_ABSTRACT)) == 0 && !p->lenient)
        return parse_fail(p, "Absent Code attribute in method that is not native or abstract in class file %s",
                          p->name);
    return true;
}

static bool parse_members(struct parser *p, u16 *count, struct member **members,
                          bool (*parse_one)(struct parser *p, struct member *m)) {
    *count = reader_u2(&p->in);
    size_t room = MIN_OF((size_t)*count, reader_left(&p->in) / 8); /* 8 bytes is the smallest member */
    *members = arena_alloc(p->arena, (room + 1) * sizeof **members);
    for (u32 i = 0; i < *count; i++)
        if (!parse_one(p, &(*members)[MIN_OF(i, room)]))
            return false;
    if (p->in.overrun)
        return parse_truncated(p);
    return check_no_duplicate_members(p, *members, *count, parse_one == parse_field ? "field" : "method");
}

/* ---- all together ---- */

static bool parse_all(struct parser *p, bool name_known) {
    struct classfile *cf = p->cf;
    u32 magic = reader_u4(&p->in);
    cf->minor_version = reader_u2(&p->in);
    cf->major_version = reader_u2(&p->in);
    if (p->in.overrun)
        return parse_truncated(p);
    if (magic != 0xCAFEBABE)
        return parse_fail(p, "Incompatible magic value %u in class file %s", magic, p->name);
    if (!check_version(p) || !parse_constant_pool(p) || !parse_access_flags(p) ||
        !parse_this_and_super(p, name_known) || !parse_interfaces(p) ||
        !parse_members(p, &cf->fields_count, &cf->fields, parse_field) ||
        !parse_members(p, &cf->methods_count, &cf->methods, parse_method) || !parse_class_attributes(p))
        return false;
    if (reader_left(&p->in) != 0 && !p->lenient)
        return parse_fail(p, "Extra bytes at the end of class file %s", p->name);
    if (p->check && is_object(p) && cf->interfaces_count != 0)
        return parse_fail(p, "java.lang.Object cannot implement an interface in class file %s", p->name);
    if (p->check && (cf->access_flags & ACC_INTERFACE) != 0 &&
        (cf->super_class == 0 || !text_is(class_name_at(cf, cf->super_class), "java/lang/Object")))
        return parse_fail(p, "Interfaces must have java.lang.Object as superclass in class file %s", p->name);
    return true;
}

struct classfile *classfile_parse(struct arena *a, const u8 *bytes, size_t size,
                                  const struct classfile_options *options, struct classfile_error *error) {
    const unsigned flags = options->flags;
    const char *expected_name = options->expected_name;
    struct classfile *cf = arena_alloc(a, sizeof *cf);
    struct parser p = {
        .in = {.at = bytes, .end = bytes + size},
        .cf = cf,
        .arena = a,
        .error = error,
        .name = expected_name != NULL ? expected_name : "<Unknown>",
        .newest_major = options->newest_major ? options->newest_major : CLASSFILE_MAJOR_KNOWN,
        .check = (flags & CLASSFILE_CHECK) != 0,
        .lenient = (flags & CLASSFILE_LENIENT) != 0,
        .named = (flags & CLASSFILE_NAMED) != 0,
        .trusted = (flags & CLASSFILE_TRUSTED) != 0,
        .module_ok = (flags & CLASSFILE_ALLOW_MODULE) != 0,
        .preview = (flags & CLASSFILE_PREVIEW) != 0,
    };
    cf->bytes = bytes;
    cf->size = size;
    error->status = CLASSFILE_OK;
    error->message[0] = '\0';
    if (size > UINT32_MAX) { /* offsets of constants have 32 bits */
        parse_fail(&p, "Class file of more than 4 GB: %s", p.name);
        return NULL;
    }
    return parse_all(&p, expected_name != NULL) ? cf : NULL;
}

bool classfile_utf8_equals(const struct classfile *cf, u16 index, const char *s) {
    return text_is(text_at(cf, index), s);
}
