/* SPDX-License-Identifier: MIT
 *
 * print_internal.h - shared by the files of the printer (see print.h for who does what).
 *
 * The line writer: text goes out through out_*; blanks at the end of a line are taken back; a line starts with two
 * blanks a level of `indent`; out_tab moves
 * to column 40 behind the indentation. Columns are counted in UTF-16 units, as Java counts them.
 *
 * After the first fault `failed` is set and reads give zeros: loops over counts from the file must test it.
 */
#ifndef JAVAP_PRINT_INTERNAL_H
#define JAVAP_PRINT_INTERNAL_H

#include "tools/javap/print.h"

struct printer {
    struct buf *out;
    const struct classfile *cf;
    const struct print_options *options;
    struct print_error *error;
    unsigned indent;      /* levels */
    size_t line;          /* where in `out` the line begins, */
    bool in_line;         /* if it has begun */
    unsigned depth;       /* of nested annotation values */
    bool pending_newline; /* an empty line comes before the next line */
    bool failed;
};

/* A bounded view of class-file data. */
struct cursor {
    const u8 *p, *end;
};

/* ---- faults ---- */
void print_fail(struct printer *pr, const u8 *at, const char *fmt, ...) PRINTF_LIKE(3, 4);
u8 take_u1(struct printer *pr, struct cursor *c);
u16 take_u2(struct printer *pr, struct cursor *c);
u32 take_u4(struct printer *pr, struct cursor *c);
const u8 *take(struct printer *pr, struct cursor *c, size_t n); /* NULL when fewer are left */

/* ---- the line writer ---- */
void out_bytes(struct printer *pr, const char *s, size_t n); /* UTF-8 */
void out_str(struct printer *pr, const char *s);
void out_fmt(struct printer *pr, const char *fmt, ...) PRINTF_LIKE(2, 3);
void out_newline(struct printer *pr);
void out_line(struct printer *pr, const char *fmt, ...) PRINTF_LIKE(2, 3);
void out_tab(struct printer *pr);
void out_end(struct printer *pr); /* the last line may be unfinished */
/* Decimal, with blanks in front up to `width`; as "#12". */
void out_number(struct printer *pr, i64 value, unsigned width);
void out_index(struct printer *pr, u16 index);
/* `name` and `end`, with blanks behind up to `width`. */
void out_name(struct printer *pr, const char *name, const char *end, unsigned width);

/* ---- text of utf8 constants ---- */
enum text_form {
    TEXT_RAW,
    TEXT_ESCAPED, /* \n \" \' \u0001 ... */
    TEXT_CHECKED, /* in quotes unless it is made of Java identifiers */
    TEXT_JAVA,    /* '/' as '.' */
};
/* Appends modified UTF-8 in plain UTF-8; returns the number of UTF-16 units. */
unsigned text_append(struct buf *b, const u8 *s, size_t n, enum text_form form);
void out_text(struct printer *pr, const u8 *s, size_t n, enum text_form form);
/* The utf8 constant `index`; a fault when it is none. */
void out_utf8(struct printer *pr, u16 index, enum text_form form);
/* One UTF-16 unit of modified UTF-8; never reads past end. */
u32 text_next_unit(const u8 **s, const u8 *end);
void text_add_char(struct buf *b, u32 c); /* as UTF-8; half a surrogate pair as '?' */
unsigned utf16_units(const char *s, size_t n);

/* ---- constants (print_constant.c) ---- */
/* False and a fault unless constant `index` has the tag. */
bool constant_is(struct printer *pr, u16 index, enum cp_tag tag);
void out_constant(struct printer *pr, u16 index);        /* the value */
void out_tagged_constant(struct printer *pr, u16 index); /* "Method foo:()V" */
void out_constant_pool(struct printer *pr);
const char *constant_tag_name(enum cp_tag tag);                                 /* "Methodref" */
void out_field_constant(struct printer *pr, const struct member *f, u16 index); /* Java literal */
void out_char_literal(struct printer *pr, unsigned c, char quote);
void out_java_class(struct printer *pr, u16 index); /* class constant with '.' */

/* ---- types (print_signature.c) ---- */
void out_field_type(struct printer *pr, u16 descriptor_index);
bool out_generic_type(struct printer *pr, u16 signature_index); /* of a field or record component */
/* "extends X implements Y" of a class Signature, with type parameters in front */
void out_class_signature(struct printer *pr, u16 signature_index, bool interface);
/* The parts of a method's descriptor or Signature. */
void out_method_type_parameters(struct printer *pr, u16 index);
void out_return_type(struct printer *pr, u16 index);
void out_parameter_types(struct printer *pr, u16 index, bool varargs);
bool out_generic_throws(struct printer *pr, u16 index); /* false: the signature names none */

/* ---- flags (print_class.c) ---- */
enum flag_place { FLAGS_CLASS, FLAGS_INNER_CLASS, FLAGS_FIELD, FLAGS_METHOD };
void out_modifiers(struct printer *pr, enum flag_place place, u16 flags);
/* "flags: (0x0001) ACC_PUBLIC" and the end of the line; unknown bits as "0x8000" */
void out_flags(struct printer *pr, enum flag_place place, u16 flags);
bool print_shows(const struct printer *pr, u16 flags);
void out_method_header(struct printer *pr, const struct member *m);

/* ---- code, attributes ---- */
void out_code(struct printer *pr, const struct member *m); /* with -v's header and attributes */
void out_instructions(struct printer *pr, const struct code_attribute *code);
void out_exception_table(struct printer *pr, const struct code_attribute *code);
struct print_owner { /* whose attribute */
    const struct member *method;
    const struct code_attribute *code;
};
void out_attribute(struct printer *pr, const struct attribute *a, struct print_owner owner);
void out_attributes(struct printer *pr, const struct attribute *a, u16 count, struct print_owner owner);
/* Kind of an attribute by its name alone: javap looks neither at the version nor at the place. */
enum attribute_kind print_attribute_kind(const struct printer *pr, const struct attribute *a);
const struct attribute *print_attribute_find(const struct printer *pr, const struct attribute *a, u16 count,
                                             enum attribute_kind kind);
/* The u2 a Signature or SourceFile body is; 0 = no such attribute. */
u16 print_attribute_u2(struct printer *pr, const struct attribute *a, u16 count, enum attribute_kind kind);

/* "locals = [ int, class A ]": `count` verification_type_info (JVMS 4.7.4) */
void out_verification_types(struct printer *pr, const char *label, unsigned count, struct cursor *c);

void out_annotations(struct printer *pr, struct cursor *c);
void out_type_annotations(struct printer *pr, struct cursor *c);
void out_parameter_annotations(struct printer *pr, struct cursor *c);
void out_annotation_default(struct printer *pr, struct cursor *c);

void out_module(struct printer *pr, struct cursor *c);            /* Module of -v */
void out_module_directives(struct printer *pr, struct cursor *c); /* as module-info.java has them */
/* ModulePackages and the JDK's own: false when the name is none of them. */
bool out_module_extra(struct printer *pr, const u8 *name, u16 name_length, struct cursor *c);
bool out_legacy_attribute(struct printer *pr, const u8 *name, u16 name_length, struct cursor *c);

#endif
