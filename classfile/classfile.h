/* SPDX-License-Identifier: MIT
 *
 * classfile.h - a class file (JVMS chapter 4) as structures.
 *
 * classfile_parse reads the bytes once, checks the format (JVMS 4.8) and leaves a struct classfile that points into
 * them: names, code and attribute bodies are not copied, so the bytes must outlive it. Indexes and counts are in host
 * order; everything behind a `const u8 *` is big-endian class-file data that has been bounds checked by the parser.
 *
 *      +-------------+     cp[i].utf8 ----------> "java/lang/Object"   (in the bytes)
 *      | classfile   |---> cp[], cp_tags[]
 *      |             |---> fields[], methods[] --> attributes[] --> info (in the bytes)
 *      +-------------+
 *
 * Knows nothing of loading or of the VM; used by the VM, by minijavap, and fuzzed alone.
 */
#ifndef CLASSFILE_CLASSFILE_H
#define CLASSFILE_CLASSFILE_H

#include "base/base.h"
#include "base/mem.h"

/* Constant pool tags (JVMS table 4.4-A). */
enum cp_tag {
    CP_NONE = 0, /* index 0 and the second half of a long or double */
    CP_UTF8 = 1,
    CP_INTEGER = 3,
    CP_FLOAT = 4,
    CP_LONG = 5,
    CP_DOUBLE = 6,
    CP_CLASS = 7,
    CP_STRING = 8,
    CP_FIELDREF = 9,
    CP_METHODREF = 10,
    CP_INTERFACE_METHODREF = 11,
    CP_NAME_AND_TYPE = 12,
    CP_METHOD_HANDLE = 15,
    CP_METHOD_TYPE = 16,
    CP_DYNAMIC = 17,
    CP_INVOKE_DYNAMIC = 18,
    CP_MODULE = 19,
    CP_PACKAGE = 20,
};

enum access_flag {
    ACC_PUBLIC = 0x0001,
    ACC_PRIVATE = 0x0002,
    ACC_PROTECTED = 0x0004,
    ACC_STATIC = 0x0008,
    ACC_FINAL = 0x0010,
    ACC_SUPER = 0x0020,
    ACC_SYNCHRONIZED = 0x0020,
    ACC_OPEN = 0x0020,
    ACC_TRANSITIVE = 0x0020,
    ACC_VOLATILE = 0x0040,
    ACC_BRIDGE = 0x0040,
    ACC_STATIC_PHASE = 0x0040,
    ACC_TRANSIENT = 0x0080,
    ACC_VARARGS = 0x0080,
    ACC_NATIVE = 0x0100,
    ACC_INTERFACE = 0x0200,
    ACC_ABSTRACT = 0x0400,
    ACC_STRICT = 0x0800,
    ACC_SYNTHETIC = 0x1000,
    ACC_ANNOTATION = 0x2000,
    ACC_ENUM = 0x4000,
    ACC_MANDATED = 0x8000,
    ACC_MODULE = 0x8000,
};

/* Reference kinds of CONSTANT_MethodHandle (JVMS table 5.4.3.5-A). */
enum ref_kind {
    REF_GET_FIELD = 1,
    REF_GET_STATIC,
    REF_PUT_FIELD,
    REF_PUT_STATIC,
    REF_INVOKE_VIRTUAL,
    REF_INVOKE_STATIC,
    REF_INVOKE_SPECIAL,
    REF_NEW_INVOKE_SPECIAL,
    REF_INVOKE_INTERFACE,
};

/* One constant; which member is valid follows from cp_tags[i]. */
union cp_entry {
    struct {
        u32 offset; /* in the file; not NUL-terminated. See classfile_utf8 */
        u16 length;
        u8 attribute_name; /* used by the parser alone: enum attribute_kind + 1, 0 = not looked up yet */
    } utf8;
    i32 integer;
    float single;
    i64 wide;       /* LONG */
    double real;    /* DOUBLE */
    u16 name_index; /* CLASS, MODULE, PACKAGE: the name; STRING: the text; METHOD_TYPE: the descriptor */
    struct {
        u16 class_index, name_and_type_index;
    } ref; /* FIELDREF, METHODREF, INTERFACE_METHODREF */
    struct {
        u16 name_index, descriptor_index;
    } name_and_type;
    struct {
        u16 kind, ref_index;
    } method_handle;
    struct {
        u16 bootstrap_index, name_and_type_index;
    } dynamic; /* DYNAMIC, INVOKE_DYNAMIC */
};
static_assert(sizeof(union cp_entry) == 8, "a class library has many constants");

/* Attribute kinds: one row in classfile/attributes.def each; ATTR_UNKNOWN for all other names. */
enum attribute_kind {
    ATTR_UNKNOWN,
#define ATTRIBUTE(id, name, major, minor, where) ATTR_##id,
#include "classfile/attributes.def"
#undef ATTRIBUTE
    ATTRIBUTE_KINDS
};
static_assert(ATTRIBUTE_KINDS <= 64, "the parser keeps sets of kinds in 64 bits");

struct attribute {
    u16 name_index;
    u16 kind;       /* enum attribute_kind */
    u32 length;     /* of info */
    const u8 *info; /* body, without name and length */
};

struct exception_entry {
    u16 start_pc, end_pc, handler_pc, catch_type; /* catch_type 0 = any */
};

/* A Code attribute (JVMS 4.7.3), parsed. */
struct code_attribute {
    u16 max_stack, max_locals;
    u32 code_length;
    const u8 *code;
    u16 exception_table_length;
    u16 attributes_count;
    struct exception_entry *exception_table;
    struct attribute *attributes;
};

/* A field_info or method_info (JVMS 4.5, 4.6).
 * access_flags: only those with a meaning for the kind of member, ACC_SYNTHETIC also from the Synthetic attribute,
 * <clinit> just ACC_STATIC (and ACC_STRICT); with CLASSFILE_LENIENT as in the file. */
struct member {
    u16 access_flags, name_index, descriptor_index;
    u16 attributes_count;
    struct attribute *attributes;
    struct code_attribute *code; /* methods with a Code attribute; else NULL */
};

struct classfile {
    const u8 *bytes;
    size_t size;
    u16 minor_version, major_version;
    u16 cp_count; /* constant_pool_count: valid indexes are 1 .. cp_count - 1 */
    u16 access_flags, this_class, super_class;
    u16 interfaces_count, fields_count, methods_count, attributes_count;
    u8 *cp_tags; /* enum cp_tag */
    union cp_entry *cp;
    u16 *interfaces;
    struct member *fields, *methods;
    struct attribute *attributes;
};

enum classfile_status {
    CLASSFILE_OK,
    CLASSFILE_FORMAT_ERROR,        /* ClassFormatError */
    CLASSFILE_UNSUPPORTED_VERSION, /* UnsupportedClassVersionError */
    CLASSFILE_NO_CLASS_DEF,        /* NoClassDefFoundError: a module-info (ACC_MODULE) loaded as a class */
    CLASSFILE_INCOMPATIBLE,        /* IncompatibleClassChangeError */
};

struct classfile_error {
    enum classfile_status status;
    char message[1024]; /* the text HotSpot 17 gives, e.g. "Truncated class file" */
    size_t offset;      /* how far the file had been read */
};

enum classfile_flags {
    CLASSFILE_CHECK = 1,        /* full format checks of names, descriptors, flags (HotSpot: not for boot classes) */
    CLASSFILE_ALLOW_MODULE = 2, /* accept module-info (tools) */
    CLASSFILE_PREVIEW = 4,      /* accept minor version 65535 of newest_major */
    CLASSFILE_LENIENT = 8,      /* tools: any version, stubs (methods without code), bytes at the end; flags as in
                                 * the file */
    CLASSFILE_NAMED = 32,       /* a class that is not called expected_name is CLASSFILE_NO_CLASS_DEF */
    CLASSFILE_TRUSTED = 16,     /* of the JRE's own image: strings, descriptors and debugging tables are taken to be
                                 * right, as HotSpot does; counts and indexes are not */
};

struct classfile_options {
    unsigned flags;            /* enum classfile_flags */
    u16 newest_major;          /* newer versions are refused; 0 = CLASSFILE_MAJOR_KNOWN (classfile/version.h) */
    const char *expected_name; /* internal form, or NULL: for CLASSFILE_NAMED, and in messages of errors that come
                                * before this_class is known */
};

/*
 * Parses `size` bytes. All structures come from `a` (left with garbage on failure). Returns NULL with *error filled.
 * Every offset, index and count is checked: no input may read outside the bytes.
 */
struct classfile *classfile_parse(struct arena *a, const u8 *bytes, size_t size,
                                  const struct classfile_options *options, struct classfile_error *error);

/* The utf8 bytes of entry `index`, which must be a CP_UTF8 (checked by the parser for all indexes it accepts). */
static inline const char *classfile_utf8(const struct classfile *cf, u16 index, u16 *length) {
    *length = cf->cp[index].utf8.length;
    return (const char *)cf->bytes + cf->cp[index].utf8.offset;
}
bool classfile_utf8_equals(const struct classfile *cf, u16 index, const char *s);

/* ---- access to attributes (classfile/attribute.c) ---- */

/* First attribute of the kind, or NULL. */
const struct attribute *attribute_find(const struct attribute *attrs, u16 count, enum attribute_kind kind);
const char *attribute_kind_name(enum attribute_kind kind); /* NULL for ATTR_UNKNOWN */

/* Line of the instruction at bci; -1 unknown. (JVMS 4.7.12: several tables together, entries in any order.) */
int code_line_number(const struct code_attribute *code, u32 bci);

/* Entry `index` of BootstrapMethods: constant pool index of the method handle, number of arguments, and the arguments'
 * constant pool indexes (be16 each). False when there is no such entry. */
bool classfile_bootstrap_method(const struct classfile *cf, u16 index, u16 *method_ref, u16 *argc, const u8 **args);

/* One entry of InnerClasses; indexes as in the file. */
struct inner_class {
    u16 inner_class_info_index, outer_class_info_index, inner_name_index, access_flags;
};
u16 classfile_inner_class_count(const struct classfile *cf);
struct inner_class classfile_inner_class_at(const struct classfile *cf, u16 i); /* i < count */
/* The InnerClasses entry that describes this class itself (its real access flags); false = none. */
bool classfile_inner_class_self(const struct classfile *cf, struct inner_class *entry);

/* The u2 that is the body of Signature, SourceFile, ConstantValue, NestHost; 0 = no such attribute. */
u16 attribute_index_value(const struct attribute *attrs, u16 count, enum attribute_kind kind);

/* The class indexes (be16 each) of Exceptions, NestMembers, PermittedSubclasses; *n = 0 when absent. */
const u8 *attribute_class_list(const struct attribute *attrs, u16 count, enum attribute_kind kind, u16 *n);

/* The Record attribute, component by component. next: start with *pos = NULL; false after the last one. Annotations and
 * the generic signature are found by name index in `attributes` (raw, be data): walk them with
 * classfile_attribute_next. */
struct record_component {
    u16 name_index, descriptor_index, attributes_count;
    const u8 *attributes;
};
bool classfile_record_next(const struct classfile *cf, const u8 **pos, struct record_component *component);
/* Decodes the attribute_info at *pos (bounds were checked by the parser) and steps over it; `where` is the letter of
 * attributes.def. */
struct attribute classfile_attribute_next(const struct classfile *cf, const u8 **pos, char where);

/* Kind of an attribute named by the utf8 entry, in a place of attributes.def, in this class's version. */
enum attribute_kind classfile_attribute_kind(const struct classfile *cf, u16 name_index, char where);

/* Big-endian reads from checked class-file data. */
static inline u16 be16(const u8 *p) {
    return (u16)(p[0] << 8 | p[1]);
}
static inline u32 be32(const u8 *p) {
    return (u32)p[0] << 24 | (u32)p[1] << 16 | (u32)p[2] << 8 | p[3];
}

#endif
