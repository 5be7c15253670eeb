/* SPDX-License-Identifier: MIT
 *
 * jar.c - zip files: the central directory is read once into a table found by name; contents on demand.
 *
 *      [local header | data] ... | central directory | [zip64 end] | end record | comment
 *
 * The file is read at positions, not mapped: it may be truncated or overwritten while it is open, which then is a
 * damaged entry. Every offset, length and count is checked against the size it had before use, and a size that the
 * compressed data can't have (deflate makes at most 1032 bytes of one) or that no array of Java holds is refused before
 * memory is taken for it. Of two entries with one name the later one counts, as in java.util.zip. Something before the
 * first header (a shell script, say) is allowed: offsets count from where the central directory shows that the archive
 * begins.
 */
#include "classfile/jar.h"

#include <errno.h>
#include <strings.h>
#include <zlib.h>
#include "base/buf.h"
#include "base/mem.h"
#include "base/os.h"

enum {
    LOCAL_SIZE = 30,
    CENTRAL_SIZE = 46,
    END_SIZE = 22,
    END64_SIZE = 56,
    LOCATOR64_SIZE = 20,
    METHOD_STORED = 0,
    METHOD_DEFLATED = 8,
    FLAG_ENCRYPTED = 1,
    VERSION_LEAST = 9, /* of META-INF/versions/N */
};

struct jar {
    int file;
    u64 size;
    u64 start; /* of the archive in the file */
    struct arena arena;
    struct entry *entries;
    size_t count;
    u32 *table;        /* entry number + 1 by hash of the name; 0 = free */
    size_t table_size; /* power of two */
    bool multi_release;
};

struct entry {
    struct jar_entry e;
    bool encrypted;
};

/* ---- the central directory ---- */

struct directory {
    u64 offset; /* in the file */
    u64 size;
    u64 count;
};

/* The end record: it is followed by a comment of at most 65535 bytes. Its position; UINT64_MAX = none. */
static u64 end_find(const struct jar *jar, u8 end[END_SIZE]) {
    size_t n = (size_t)MIN_OF(jar->size, (u64)END_SIZE + 65535);
    u8 *tail = mem_alloc(n + 1);
    u64 found = UINT64_MAX;
    if (n >= END_SIZE && os_read_at(jar->file, jar->size - n, tail, n)) {
        for (size_t at = n - END_SIZE + 1; at-- > 0 && found == UINT64_MAX;) {
            if (le32(tail + at) != 0x06054b50 || le16(tail + at + 20) > n - END_SIZE - at)
                continue;
            found = jar->size - n + at;
            memcpy(end, tail + at, END_SIZE);
        }
    }
    mem_free(tail);
    return found;
}

/* A zip64 end record at this position? */
static bool end64_read(const struct jar *jar, u64 at, u8 end64[END64_SIZE]) {
    return os_read_at(jar->file, at, end64, END64_SIZE) && le32(end64) == 0x06064b50;
}

static const char *directory_find(struct jar *jar, struct directory *d) {
    u8 e[END_SIZE], e64[END64_SIZE], locator[LOCATOR64_SIZE];
    u64 end = end_find(jar, e);
    if (end == UINT64_MAX)
        return "not a zip file (no end of central directory)";
    u64 offset = le32(e + 16);
    d->size = le32(e + 12);
    d->count = le16(e + 10);
    if (end >= LOCATOR64_SIZE + END64_SIZE && os_read_at(jar->file, end - LOCATOR64_SIZE, locator, LOCATOR64_SIZE) &&
        le32(locator) == 0x07064b50) {
        /* The locator's offset may be off by what precedes the archive: look right before it, too. */
        u64 at = end - LOCATOR64_SIZE - END64_SIZE;
        bool found = end64_read(jar, at, e64);
        if (!found && (at = le64(locator + 8)) <= end - END64_SIZE)
            found = end64_read(jar, at, e64);
        if (found) {
            d->count = le64(e64 + 32);
            d->size = le64(e64 + 40);
            offset = le64(e64 + 48);
            end = at;
        }
    }
    if (d->size > end || offset > end - d->size)
        return "the central directory lies outside of the file";
    d->offset = end - d->size;
    jar->start = d->offset - offset;
    if (d->count > d->size / CENTRAL_SIZE)
        return "too many entries for the size of the central directory";
    return NULL;
}

/* Replaces the 32-bit values that say "see the zip64 field" (JDK: only those, in this order). */
static bool zip64_apply(const u8 *extra, size_t length, struct jar_entry *e) {
    while (length >= 4) {
        u16 id = le16(extra), size = le16(extra + 2);
        if (size > length - 4)
            return false;
        if (id == 1) {
            const u8 *at = extra + 4;
            u64 *const values[] = {&e->size, &e->compressed_size, &e->header_offset};
            for (int i = 0; i < 3; i++) {
                if (*values[i] != UINT32_MAX)
                    continue;
                if (at + 8 > extra + 4 + size)
                    return false;
                *values[i] = le64(at);
                at += 8;
            }
            return true;
        }
        extra += 4 + size;
        length -= 4u + size;
    }
    return true; /* without the field the 32-bit values are meant as they are */
}

static u32 entry_hash(const char *name, size_t length) {
    u32 h = 0x811C9DC5;
    for (size_t i = 0; i < length; i++)
        h = (h ^ (u8)name[i]) * 0x01000193;
    return h ^ h >> 15;
}

static void table_add(struct jar *jar, u32 number) {
    const char *name = jar->entries[number].e.name;
    size_t at = entry_hash(name, strlen(name)) & (jar->table_size - 1);
    while (jar->table[at] != 0 && strcmp(jar->entries[jar->table[at] - 1].e.name, name) != 0)
        at = (at + 1) & (jar->table_size - 1);
    jar->table[at] = number + 1;
}

static const char *entry_read(struct jar *jar, const u8 **at, const u8 *end, struct entry *entry) {
    const u8 *c = *at;
    if ((size_t)(end - c) < CENTRAL_SIZE || le32(c) != 0x02014b50)
        return "a central directory entry is damaged";
    size_t name = le16(c + 28), extra = le16(c + 30), comment = le16(c + 32);
    if ((size_t)(end - c) - CENTRAL_SIZE < name + extra + comment)
        return "a central directory entry is cut off";
    const char *text = (const char *)c + CENTRAL_SIZE;
    if (memchr(text, '\0', name) != NULL)
        return "an entry's name has a zero byte";
    entry->encrypted = (le16(c + 8) & FLAG_ENCRYPTED) != 0;
    entry->e = (struct jar_entry){
        .name = arena_strndup(&jar->arena, text, name),
        .size = le32(c + 24),
        .compressed_size = le32(c + 20),
        .crc = le32(c + 16),
        .dos_time = le32(c + 12),
        .method = le16(c + 10),
        .header_offset = le32(c + 42),
    };
    if (!zip64_apply(c + CENTRAL_SIZE + name, extra, &entry->e))
        return "a zip64 field is damaged";
    if (entry->e.header_offset > jar->size || entry->e.compressed_size > jar->size)
        return "an entry lies outside of the file";
    *at = c + CENTRAL_SIZE + name + extra + comment;
    return NULL;
}

static const char *entries_read(struct jar *jar, const u8 *at, const struct directory *d) {
    const u8 *end = at + d->size;
    if (d->count >= UINT32_MAX / 4)
        return "too many entries";
    jar->entries = mem_calloc((size_t)d->count + 1, sizeof *jar->entries);
    jar->table_size = 16;
    while (jar->table_size < d->count * 2)
        jar->table_size *= 2;
    jar->table = mem_calloc(jar->table_size, sizeof *jar->table);
    for (; jar->count < d->count; jar->count++) {
        const char *fault = entry_read(jar, &at, end, &jar->entries[jar->count]);
        if (fault != NULL)
            return fault;
        table_add(jar, (u32)jar->count);
    }
    return NULL;
}

static const char *directory_read(struct jar *jar) {
    struct directory d;
    const char *fault = directory_find(jar, &d);
    u8 *bytes = fault == NULL ? mem_try_alloc(d.size + 1) : NULL;
    if (bytes == NULL)
        return fault != NULL ? fault : "the central directory does not fit into memory";
    fault = os_read_at(jar->file, d.offset, bytes, d.size) ? entries_read(jar, bytes, &d)
                                                           : "the central directory cannot be read";
    mem_free(bytes);
    return fault;
}

static bool has_versions(const struct jar *jar) {
    static const char prefix[] = "META-INF/versions/";
    for (size_t i = 0; i < jar->count; i++)
        if (strncmp(jar->entries[i].e.name, prefix, sizeof prefix - 1) == 0)
            return true;
    return false;
}

struct jar *jar_open(const char *path, char **message) {
    struct jar *jar = mem_zalloc(sizeof *jar);
    arena_init(&jar->arena, false);
    jar->file = os_open_file(path, &jar->size);
    if (jar->file < 0) {
        *message = mem_printf("%s: %s", path, strerror(errno));
        jar_close(jar);
        return NULL;
    }
    const char *fault = directory_read(jar);
    if (fault != NULL) {
        *message = mem_printf("%s: %s", path, fault);
        jar_close(jar);
        return NULL;
    }
    if (has_versions(jar)) {
        char *value = jar_manifest_value(jar, "Multi-Release");
        jar->multi_release = value != NULL && strcasecmp(value, "true") == 0;
        mem_free(value);
    }
    return jar;
}

void jar_close(struct jar *jar) {
    if (jar == NULL)
        return;
    os_close_file(jar->file);
    arena_free(&jar->arena);
    mem_free(jar->entries);
    mem_free(jar->table);
    mem_free(jar);
}

size_t jar_count(const struct jar *jar) {
    return jar->count;
}

const struct jar_entry *jar_entry_at(const struct jar *jar, size_t i) {
    return i < jar->count ? &jar->entries[i].e : NULL;
}

const struct jar_entry *jar_find(const struct jar *jar, const char *name) {
    size_t at = entry_hash(name, strlen(name)) & (jar->table_size - 1);
    for (; jar->table[at] != 0; at = (at + 1) & (jar->table_size - 1)) {
        const struct jar_entry *e = &jar->entries[jar->table[at] - 1].e;
        if (strcmp(e->name, name) == 0)
            return e;
    }
    return NULL;
}

const struct jar_entry *jar_find_versioned(const struct jar *jar, const char *name, unsigned release) {
    if (jar->multi_release && strncmp(name, "META-INF/", 9) != 0) {
        struct buf path = {0};
        const struct jar_entry *e = NULL;
        for (unsigned v = release; e == NULL && v >= VERSION_LEAST; v--) {
            buf_reset(&path);
            buf_printf(&path, "META-INF/versions/%u/%s", v, name);
            e = jar_find(jar, buf_cstr(&path));
        }
        buf_free(&path);
        if (e != NULL)
            return e;
    }
    return jar_find(jar, name);
}

/* ---- contents ---- */

/* Where the entry's bytes begin; UINT64_MAX when that is not inside of the file. */
static u64 entry_data(const struct jar *jar, const struct jar_entry *e) {
    u64 at = jar->start + e->header_offset;
    u8 header[LOCAL_SIZE];
    if (at > jar->size || jar->size - at < LOCAL_SIZE || !os_read_at(jar->file, at, header, LOCAL_SIZE) ||
        le32(header) != 0x04034b50)
        return UINT64_MAX;
    u64 data = at + LOCAL_SIZE + le16(header + 26) + le16(header + 28);
    return data <= jar->size && jar->size - data >= e->compressed_size ? data : UINT64_MAX;
}

static bool inflate_all(const u8 *in, u64 in_size, u8 *out, u64 out_size) {
    const u64 step = 1u << 30; /* zlib counts in 32 bits */
    z_stream z = {0};
    if (inflateInit2(&z, -MAX_WBITS) != Z_OK)
        return false;
    int result = Z_OK;
    u64 in_at = 0, out_at = 0;
    z.next_out = out;
    while (result == Z_OK) {
        if (z.avail_in == 0 && in_at < in_size) {
            z.next_in = (Bytef *)(uintptr_t)(in + in_at);
            z.avail_in = (uInt)MIN_OF(step, in_size - in_at);
            in_at += z.avail_in;
        }
        if (z.avail_out == 0 && out_at < out_size) {
            z.next_out = out + out_at;
            z.avail_out = (uInt)MIN_OF(step, out_size - out_at);
            out_at += z.avail_out;
        }
        /* Z_BUF_ERROR, and the loop's end, when neither input nor room is left. */
        result = inflate(&z, Z_NO_FLUSH);
    }
    bool complete = result == Z_STREAM_END && out_at == out_size && z.avail_out == 0;
    inflateEnd(&z);
    return complete;
}

static u32 crc_of(const u8 *p, u64 size) {
    uLong crc = crc32(0, NULL, 0);
    while (size > 0) {
        uInt n = (uInt)MIN_OF(size, (u64)1 << 30);
        crc = crc32(crc, p, n);
        p += n;
        size -= n;
    }
    return (u32)crc;
}

/* NULL, or what is wrong with the entry; *out may then be set all the same. */
static const char *content_read(const struct jar *jar, const struct jar_entry *e, u8 **out) {
    if (((const struct entry *)e)->encrypted)
        return "is encrypted";
    if (e->method != METHOD_STORED && e->method != METHOD_DEFLATED)
        return "has an unknown compression method";
    if (e->method == METHOD_STORED ? e->size != e->compressed_size : e->size / 1032 > e->compressed_size)
        return "has an impossible size";
    if (e->size > INT32_MAX)
        return "is larger than 2 GB";
    u64 data = entry_data(jar, e);
    if (data == UINT64_MAX)
        return "lies outside of the file or has a damaged header";
    *out = mem_try_alloc(e->size);
    u8 *compressed = e->method == METHOD_STORED ? *out : mem_try_alloc(e->compressed_size);
    const char *fault = NULL;
    if (*out == NULL || compressed == NULL)
        fault = "does not fit into memory";
    else if (!os_read_at(jar->file, data, compressed, e->compressed_size))
        fault = "is cut off";
    else if (compressed != *out && !inflate_all(compressed, e->compressed_size, *out, e->size))
        fault = "has damaged compressed data";
    if (compressed != *out)
        mem_free(compressed);
    return fault != NULL ? fault : crc_of(*out, e->size) != e->crc ? "has a wrong checksum" : NULL;
}

u8 *jar_read(const struct jar *jar, const struct jar_entry *e, char **message) {
    u8 *out = NULL;
    const char *fault = content_read(jar, e, &out);
    if (fault != NULL) {
        *message = mem_printf("entry %s %s", e->name, fault);
        mem_free(out);
        return NULL;
    }
    return out;
}

/* ---- manifest ---- */

static const struct jar_entry *manifest_find(const struct jar *jar) {
    const struct jar_entry *e = jar_find(jar, "META-INF/MANIFEST.MF");
    for (size_t i = 0; e == NULL && i < jar->count; i++)
        if (strcasecmp(jar->entries[i].e.name, "META-INF/MANIFEST.MF") == 0)
            e = &jar->entries[i].e;
    return e;
}

/* Appends the line at *at without its end (CR LF, LF or CR) and steps over it. */
static void line_take(const char *text, size_t size, size_t *at, struct buf *line) {
    size_t start = *at, end = start;
    while (end < size && text[end] != '\n' && text[end] != '\r')
        end++;
    buf_add(line, text + start, end - start);
    *at = end + 1 + (end + 1 < size && text[end] == '\r' && text[end + 1] == '\n' ? 1 : 0);
}

char *jar_manifest_value(const struct jar *jar, const char *key) {
    const struct jar_entry *e = manifest_find(jar);
    char *message = NULL, *value = NULL;
    char *text = e != NULL ? (char *)jar_read(jar, e, &message) : NULL;
    if (text == NULL) {
        if (e != NULL)
            mem_free(message);
        return NULL;
    }
    struct buf line = {0};
    size_t at = 0, key_length = strlen(key), size = (size_t)e->size;
    while (at < size) {
        buf_reset(&line);
        line_take(text, size, &at, &line);
        if (line.length == 0)
            break; /* end of the main section */
        while (at < size && text[at] == ' ') {
            at++;
            line_take(text, size, &at, &line);
        }
        if (line.length >= key_length + 2 && strncasecmp(line.data, key, key_length) == 0 &&
            line.data[key_length] == ':' && line.data[key_length + 1] == ' ') {
            mem_free(value); /* the last one counts */
            value = mem_strdup(line.data + key_length + 2);
        }
    }
    buf_free(&line);
    mem_free(text);
    return value;
}
