/* SPDX-License-Identifier: MIT
 *
 * parse.h - shared by the files of the class-file parser: parse.c (header, constant pool, members), parse_attributes.c
 * (attributes), check.c (format checks of names, descriptors, flags).
 *
 * Every function that returns bool returns false exactly when parse_fail was called: then the error is filled in and
 * the caller returns false at once. The order of reads and checks follows HotSpot's, so that a class file with several
 * faults gets the same message.
 */
#ifndef CLASSFILE_PARSE_H
#define CLASSFILE_PARSE_H

#include "classfile/classfile.h"
#include "classfile/descriptor.h"
#include "classfile/reader.h"

struct parser {
    struct reader in;
    struct classfile *cf;
    struct arena *arena;
    struct classfile_error *error;
    const char *name;   /* of the class, for messages; internal form */
    u16 newest_major;   /* versions above are refused */
    bool check;         /* CLASSFILE_CHECK */
    bool lenient;       /* CLASSFILE_LENIENT */
    bool named;         /* CLASSFILE_NAMED */
    bool trusted;       /* CLASSFILE_TRUSTED */
    bool module_ok;     /* CLASSFILE_ALLOW_MODULE */
    bool preview;       /* CLASSFILE_PREVIEW */
    u8 module_tag;      /* a Module or Package constant was seen (the tag) */
    bool dynamic_seen;  /* a Dynamic or InvokeDynamic constant was seen, */
    u16 bootstrap_most; /* and the highest bootstrap_method_attr_index of them */
};

bool parse_fail(struct parser *p, const char *fmt, ...) PRINTF_LIKE(2, 3);
bool parse_fail_status(struct parser *p, enum classfile_status status, const char *fmt, ...) PRINTF_LIKE(3, 4);
bool parse_truncated(struct parser *p);

static inline bool cp_is(const struct classfile *cf, u16 index, enum cp_tag tag) {
    return index < cf->cp_count && cf->cp_tags[index] == tag;
}

/* A utf8 constant; also the C text of one for messages (arena memory). */
struct text {
    const char *s;
    u16 n;
};
static inline struct text text_at(const struct classfile *cf, u16 index) {
    struct text t;
    t.s = classfile_utf8(cf, index, &t.n);
    return t;
}
static inline bool text_is(struct text t, const char *s) {
    return strlen(s) == t.n && memcmp(t.s, s, t.n) == 0;
}
static inline struct text class_name_at(const struct classfile *cf, u16 index) {
    return text_at(cf, cf->cp[index].name_index);
}

/* parse_attributes.c */
bool parse_field_attributes(struct parser *p, struct member *field);
bool parse_method_attributes(struct parser *p, struct member *method, int arguments);
bool parse_class_attributes(struct parser *p);

/* check.c. The first group does nothing without CLASSFILE_CHECK. */
bool check_class_name(struct parser *p, struct text name);
bool check_field_name(struct parser *p, struct text name);
bool check_method_name(struct parser *p, struct text name);
bool check_class_flags(struct parser *p, u16 flags);
bool check_field_flags(struct parser *p, u16 flags);
bool check_method_flags(struct parser *p, u16 flags, struct text name);
bool check_no_duplicate_interfaces(struct parser *p);
bool check_no_duplicate_members(struct parser *p, const struct member *members, u16 count, const char *what);
bool check_local_variable_tables(struct parser *p, const struct code_attribute *code);
/* Descriptors are checked unless CLASSFILE_TRUSTED: later code walks them without looking at lengths. */
bool check_field_descriptor(struct parser *p, struct text name, struct text descriptor);
bool check_method_descriptor(struct parser *p, struct text name, struct text descriptor, int *words);
bool check_illegal_signature(struct parser *p, const char *what, struct text name, struct text descriptor);
bool check_constant_pool_strings(struct parser *p);

#endif
