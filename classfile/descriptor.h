/* SPDX-License-Identifier: MIT
 *
 * descriptor.h - field and method descriptors (JVMS 4.3).
 */
#ifndef CLASSFILE_DESCRIPTOR_H
#define CLASSFILE_DESCRIPTOR_H

#include "base/base.h"

/* Basic types, numbered as newarray's operand and JVM_T_* (4..11) where those exist. */
enum basic_type {
    T_BOOLEAN = 4,
    T_CHAR = 5,
    T_FLOAT = 6,
    T_DOUBLE = 7,
    T_BYTE = 8,
    T_SHORT = 9,
    T_INT = 10,
    T_LONG = 11,
    T_OBJECT = 12, /* class or interface type */
    T_ARRAY = 13,
    T_VOID = 14,
};

/* Basic type of a descriptor's first character ('B', 'L', '[', 'V' ...); 0 = none. */
u8 basic_type_of_char(char c);
char basic_type_char(u8 type);        /* inverse; 'L' for T_OBJECT, '[' for T_ARRAY */
const char *basic_type_name(u8 type); /* "int", "void" ...; NULL for T_OBJECT, T_ARRAY */
u8 basic_type_size(u8 type);          /* bytes in a field or array element; references 4; void 0 */

/* Walks a method descriptor. `d` may stand at '(' or at a parameter. Sets *start and *length (may be NULL) to the field
 * descriptor and returns its basic type and advances *d; returns 0 at ')'. The descriptor must be valid. */
u8 descriptor_next(const char **d, const char **start, size_t *length);
u8 descriptor_return(const char *d, const char **start); /* basic type of the return type */
/* Both: basic type of the return type, and the number of parameters. */
u8 descriptor_outline(const char *d, int *parameters);
int descriptor_count(const char *d); /* number of parameters */
int descriptor_words(const char *d); /* parameter words: long and double count 2 (JVMS 4.3.3) */
bool descriptor_valid_field(const char *d, size_t length);
bool descriptor_valid_method(const char *d, size_t length); /* incl. at most 255 words (without this) */

/* The scanners behind the two functions above, for callers that must say what is wrong.
 * `old`: the rules for names of class files before version 49. */
enum descriptor_problem {
    DESCRIPTOR_OK,
    DESCRIPTOR_BAD,
    DESCRIPTOR_BAD_CLASS,  /* the class name in it is empty or has an illegal character */
    DESCRIPTOR_DIMENSIONS, /* more than 255 array dimensions */
};
/* Checks one field descriptor in [s, end) and returns what follows it, or NULL. */
const char *descriptor_skip(const char *s, const char *end, bool void_ok, bool old, enum descriptor_problem *problem);
/* Checks that [s, end) is a method descriptor; returns its parameter words (any number), or -1. */
int descriptor_scan_method(const char *s, const char *end, bool old, bool void_only, enum descriptor_problem *problem);

/* Legal names, JVMS 4.2: of classes (with '/'), fields, methods (not for <init> and <clinit>). */
enum name_kind { NAME_CLASS, NAME_FIELD, NAME_METHOD };
bool name_valid(const char *s, size_t length, enum name_kind kind, bool old);

#endif
