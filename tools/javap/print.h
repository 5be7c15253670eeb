/* SPDX-License-Identifier: MIT
 *
 * print.h - class files as text, byte for byte as javap of JDK 17 prints them, and as JSON.
 *
 * A function here only reads a parsed class file and appends UTF-8 to a buffer: no files, no VM. The parser leaves the
 * bodies of most attributes unchecked, so every read of one is bounded here and a fault ends the dump with a message
 * that has the byte offset in the file.
 *
 *   print.c             the line writer: indentation, tab stop, names, escapes
 *   print_number.c      float and double as Java's toString gives them
 *   print_constant.c    constants and the constant pool
 *   print_signature.c   descriptors and generic signatures as Java types
 *   print_class.c       header, fields, methods, module directives
 *   print_code.c        instructions and exception tables
 *   print_attribute.c   attributes; print_annotation.c and print_module.c the larger ones
 *   print_json.c        everything above as one JSON object
 */
#ifndef JAVAP_PRINT_H
#define JAVAP_PRINT_H

#include "base/buf.h"
#include "classfile/classfile.h"

enum print_access { PRINT_PUBLIC, PRINT_PROTECTED, PRINT_PACKAGE, PRINT_PRIVATE };

struct print_options {
    enum print_access access; /* members of at least this access are shown */
    bool verbose;             /* -v: everything */
    bool code;                /* -c */
    bool lines;               /* -l */
    bool descriptors;         /* -s */
    bool constants;           /* -constants */
    bool sysinfo;             /* -sysinfo, and with -v */
    /* Called behind the code of each method shown that has any (--registers); may be NULL. */
    void (*after_code)(void *context, struct buf *out, const struct classfile *cf, const struct member *m,
                       unsigned indent);
    void *context;
};

/* Where the class comes from, for the lines of -sysinfo. */
struct print_source {
    const char *path;     /* as shown behind "Classfile "; NULL = line left out */
    const char *modified; /* the date as text; NULL = unknown */
    u64 size;
    char sha256[65]; /* hex; "" = line left out */
};

struct print_error {
    size_t offset; /* in the class file */
    char message[200];
};

/* Appends the class. False with *error filled when the class file is damaged: what was appended so far stays. */
bool print_class(struct buf *out, const struct classfile *cf, const struct print_options *options,
                 const struct print_source *source, struct print_error *error);

/* The same content as one JSON object without a newline at its end; schema in docs/JAVAP.md. */
bool print_class_json(struct buf *out, const struct classfile *cf, const struct print_options *options,
                      const struct print_source *source, struct print_error *error);

/* One instruction as -c shows it, without its bytecode index: "invokevirtual #4 // Method ...", lines of a switch
 * separated by '\n'. */
void print_instruction(struct buf *out, const struct classfile *cf, const struct code_attribute *code, u32 bci);

/* float and double as Float.toString and Double.toString of JDK 17; returns the length. */
int print_float(char out[32], float value);
int print_double(char out[32], double value);

#endif
