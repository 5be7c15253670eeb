/* SPDX-License-Identifier: MIT
 *
 * manifest.c - finds META-INF/MANIFEST.MF in a jar and reads its main section, as strictly as OpenJDK's launcher does, and no
 * more: the class library and the VM have readers of their own, with other rules.
 *
 *   - The end record is the last one whose comment ends with the file, or any that fills the last 22 bytes. A zip64 record
 *     counts if its locator stands before the end record: the one it names, else the one right before it.
 *   - The directory ends where the end record begins; from that follows by how much all offsets are off. Its first entry's
 *     own header must be where it says, with as long a name. It is walked until something is no entry: numbers of
 *     entries count for nothing.
 *   - Of the entry count the exact name, method, sizes and offset of the directory, and the signature and lengths of its own
 *     header. Flags and checksums don't. Data that ends too early is followed by zeros.
 *   - Of the text counts what is before a zero byte. Each line up to an empty one is NAME, colon, space, VALUE; a line that
 *     begins with a space continues the one before, and has to end with a line end.
 *
 * All of this was found by trying (tests/launcher/jars.py).
 */
#include "tools/manifest.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include "base/base.h"
#include "base/os.h"

enum {
    LOCAL_SIZE = 30,
    CENTRAL_SIZE = 46,
    END_SIZE = 22,
    END64_SIZE = 56,
    LOCATOR64_SIZE = 20,
    COMMENT_MAX = 65535,
};

static const char manifest_name[] = "META-INF/MANIFEST.MF";

struct file {
    int descriptor;
    u64 size;
};

static bool read_at(const struct file *f, u64 at, void *out, u64 size) {
    return at <= f->size && f->size - at >= size && os_read_at(f->descriptor, at, out, size);
}

/* ---- the end records ---- */

/* Where the end record is, which is copied to `end`; UINT64_MAX = there is none. */
static u64 find_end(const struct file *f, u8 end[END_SIZE]) {
    if (f->size < END_SIZE)
        return UINT64_MAX;
    u64 n = MIN_OF(f->size, (u64)END_SIZE + COMMENT_MAX), last = n - END_SIZE, found = UINT64_MAX;
    u8 *tail = malloc(n);
    if (tail && read_at(f, f->size - n, tail, n))
        for (u64 at = last + 1; at-- > 0 && found == UINT64_MAX;)
            if (le32(tail + at) == 0x06054b50 && (at == last || le16(tail + at + 20) == last - at)) {
                memcpy(end, tail + at, END_SIZE);
                found = f->size - n + at;
            }
    free(tail);
    return found;
}

/* Does the end record say the same as the zip64 record, or all ones instead? */
static bool agree(const u8 *end, const u8 *end64) {
    const u64 pairs[][3] = {
        {le16(end + 6), 0, 0}, /* the number of the disk, whatever the other says */
        {le16(end + 10), le64(end64 + 32), UINT16_MAX},
        {le32(end + 12), le64(end64 + 40), UINT32_MAX},
        {le32(end + 16), le64(end64 + 48), UINT32_MAX},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(pairs); i++)
        if (pairs[i][0] != pairs[i][1] && pairs[i][0] != pairs[i][2])
            return false;
    return true;
}

/* The zip64 end record that belongs to the end record at `end`; UINT64_MAX = there is none. */
static u64 find_end64(const struct file *f, u64 end, const u8 record[END_SIZE], u8 end64[END64_SIZE]) {
    u8 locator[LOCATOR64_SIZE];
    if (end < LOCATOR64_SIZE || !read_at(f, end - LOCATOR64_SIZE, locator, sizeof locator) ||
        le32(locator) != 0x07064b50 || le32(locator + 4) != 0)
        return UINT64_MAX;
    const u64 places[] = {le64(locator + 8), end - LOCATOR64_SIZE - END64_SIZE};
    for (size_t i = 0; i < ARRAY_LENGTH(places); i++)
        if (read_at(f, places[i], end64, END64_SIZE) && le32(end64) == 0x06064b50 && agree(record, end64))
            return places[i];
    return UINT64_MAX;
}

/* ---- the entry ---- */

struct entry {
    u16 method;
    u32 size, compressed_size;
    u64 header; /* place of its own header */
};

/* The directory begins at `at`; offsets count from `base`. Does its first entry belong to what is there? */
static bool is_directory(const struct file *f, u64 at, u64 base) {
    u8 c[CENTRAL_SIZE], header[LOCAL_SIZE];
    return read_at(f, at, c, sizeof c) && le32(c) == 0x02014b50 &&
           read_at(f, base + le32(c + 42), header, sizeof header) && le32(header) == 0x04034b50 &&
           le16(header + 26) == le16(c + 28);
}

static bool find_entry(const struct file *f, u64 at, u64 base, struct entry *e) {
    u8 c[CENTRAL_SIZE];
    char name[sizeof manifest_name - 1];
    while (read_at(f, at, c, sizeof c) && le32(c) == 0x02014b50) {
        u64 next = at + CENTRAL_SIZE + le16(c + 28) + le16(c + 30) + le16(c + 32);
        if (next + sizeof(u32) > f->size) /* another signature follows, be it that of the end record */
            return false;
        if (le16(c + 28) == sizeof name && read_at(f, at + CENTRAL_SIZE, name, sizeof name) &&
            !memcmp(name, manifest_name, sizeof name)) {
            *e = (struct entry){le16(c + 10), le32(c + 24), le32(c + 20), base + le32(c + 42)};
            return true;
        }
        at = next;
    }
    return false;
}

static bool find_manifest(const struct file *f, struct entry *e) {
    u8 record[END_SIZE] = {0}, record64[END64_SIZE] = {0};
    u64 end = find_end(f, record);
    if (end == UINT64_MAX)
        return false;
    u64 size = le32(record + 12), offset = le32(record + 16), end64 = find_end64(f, end, record, record64);
    if (end64 != UINT64_MAX) {
        end = end64;
        size = le64(record64 + 40);
        offset = le64(record64 + 48);
    }
    if (size > end || offset > end - size)
        return false;
    u64 directory = end - size, base = directory - offset;
    return is_directory(f, directory, base) && find_entry(f, directory, base, e);
}

/* malloc'ed, with a zero behind; NULL = it can't be read. */
static char *inflated(u8 *data, const struct entry *e) {
    z_stream z = {.next_in = data, .avail_in = e->compressed_size};
    char *text = calloc((size_t)e->size + 1, 1); /* a lie about the size costs address space only */
    if (!text || inflateInit2(&z, -MAX_WBITS) != Z_OK) {
        free(text);
        return NULL;
    }
    z.next_out = (Bytef *)text;
    z.avail_out = e->size == UINT32_MAX ? e->size : e->size + 1;
    int result = inflate(&z, Z_PARTIAL_FLUSH);
    inflateEnd(&z);
    if (result < 0) {
        free(text);
        return NULL;
    }
    text[e->size] = 0;
    return text;
}

/* malloc'ed, with a zero behind; NULL = it can't be read. */
static char *read_entry(const struct file *f, const struct entry *e) {
    u8 header[LOCAL_SIZE];
    if (!read_at(f, e->header, header, sizeof header) || le32(header) != 0x04034b50)
        return NULL;
    u64 at = e->header + LOCAL_SIZE + le16(header + 26) + le16(header + 28);
    u64 size = e->compressed_size;
    bool there = !size || (at <= f->size && f->size - at >= size); /* nothing is everywhere */
    char *data = there ? calloc((size_t)size + 1, 1) : NULL;
    if (!data || (size && !read_at(f, at, data, size)) || (e->method != 0 && e->method != 8)) {
        free(data);
        return NULL;
    }
    if (e->method == 0)
        return data;
    char *text = inflated((u8 *)data, e);
    free(data);
    return text;
}

/* ---- the text ---- */

static const char *behind_line_end(const char *end) {
    return end + (end[0] == '\r' && end[1] == '\n' ? 2 : 1);
}

/* Steps over the line at *text and those that continue it. Is it good? */
static bool read_line(const char **text) {
    enum { NAME, COLON, VALUE, WRONG } state = NAME;
    for (const char *p = *text;; p++) {
        for (; *p && *p != '\r' && *p != '\n'; p++)
            if (state == NAME && *p == ':')
                state = COLON;
            else if (state == COLON)
                state = *p == ' ' ? VALUE : WRONG;
        const char *next = *p ? behind_line_end(p) : p;
        if (*next != ' ' || next == p) {
            *text = next;
            return state == VALUE;
        }
        p = next;
        if (!strpbrk(p, "\r\n"))
            return false;
    }
}

static bool has_good_main_section(const char *text) {
    while (*text && *text != '\r' && *text != '\n')
        if (!read_line(&text))
            return false;
    return true;
}

enum manifest_state manifest_check(const char *jar) {
    struct file f;
    struct entry e;
    f.descriptor = os_open_file(jar, &f.size);
    if (f.descriptor < 0)
        return access(jar, R_OK) ? MANIFEST_NO_FILE : MANIFEST_BAD; /* a folder */
    char *text = find_manifest(&f, &e) ? read_entry(&f, &e) : NULL;
    os_close_file(f.descriptor);
    bool good = text && has_good_main_section(text);
    free(text);
    return good ? MANIFEST_GOOD : MANIFEST_BAD;
}
