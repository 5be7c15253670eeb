/* SPDX-License-Identifier: MIT
 *
 * jar.h - zip/jar files: stored and deflated entries, zip64, found by name.
 *
 * The VM itself needs jars only for -Xbootclasspath/a; the application class path is read by the Java library.
 * minijavap reads classes from jars with it.
 */
#ifndef CLASSFILE_JAR_H
#define CLASSFILE_JAR_H

#include "base/base.h"

struct jar;
struct jar_entry {
    const char *name; /* owned by the jar, NUL-terminated */
    u64 size, compressed_size;
    u32 crc, dos_time;
    u16 method;
    u64 header_offset;
};

struct jar *jar_open(const char *path, char **message); /* NULL + malloc'ed message on failure */
void jar_close(struct jar *jar);
size_t jar_count(const struct jar *jar);
const struct jar_entry *jar_entry_at(const struct jar *jar, size_t i);
const struct jar_entry *jar_find(const struct jar *jar, const char *name);
/* As jar_find, but honours META-INF/versions/N (9 <= N <= release) when the manifest says Multi-Release: true. */
const struct jar_entry *jar_find_versioned(const struct jar *jar, const char *name, unsigned release);
/* malloc'ed contents (size in e->size), CRC checked; NULL + malloc'ed message on failure. */
u8 *jar_read(const struct jar *jar, const struct jar_entry *e, char **message);
/* Value of a main attribute of META-INF/MANIFEST.MF, continuation lines joined; malloc'ed or NULL. */
char *jar_manifest_value(const struct jar *jar, const char *key);

#endif
