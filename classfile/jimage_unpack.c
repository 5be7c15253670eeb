/* SPDX-License-Identifier: MIT
 *
 * jimage_unpack.c - compressed resources of lib/modules, as `jlink --compress` makes them.
 *
 * Compressed bytes have a header that names the decompressor. What it gives may have such a header again. There are two:
 *
 *      zip          the bytes in zlib's format
 *      compact-cp   a class file whose UTF-8 constants are strings of the image: a tag of its own and the string's number,
 *                   or a descriptor without its class names, and the numbers of their packages and simple names
 */
#include "classfile/jimage_unpack.h"

#include <zlib.h>
#include "base/buf.h"
#include "base/mem.h"
#include "classfile/reader.h"

enum { PACKED_HEADER = 29, SIZE_AT = 4, UNPACKED_SIZE_AT = 12, NAME_AT = 20 };
#define HEADER_MAGIC 0xCAFEFAFAu
#define MOST         ((u64)INT32_MAX) /* bytes of a resource, as Java reads it */

enum { EXTERNAL_STRING = 23, EXTERNAL_DESCRIPTOR = 25 }; /* tags of compact-cp */

static const char *string_of(struct jimage_strings strings, u64 offset) {
    return offset < strings.size ? strings.text + offset : NULL;
}

/* ---- zip ---- */

static const char *unzip(struct jimage_strings strings, const u8 *in, size_t size, u64 most, struct buf *out) {
    (void)strings;
    z_stream z = {.next_in = (u8 *)(uintptr_t)in, .avail_in = (uInt)size};
    u8 part[16384];
    int result;
    if (inflateInit(&z) != Z_OK)
        return "zlib fails";
    do {
        z.next_out = part;
        z.avail_out = sizeof part;
        result = inflate(&z, Z_NO_FLUSH);
        buf_add(out, part, sizeof part - z.avail_out);
    } while (result == Z_OK && out->length <= most);
    inflateEnd(&z);
    return result == Z_STREAM_END ? NULL : "its zipped bytes are damaged";
}

/* ---- compact-cp ---- */

struct compact {
    struct reader in;
    struct jimage_strings strings;
    struct buf *out;
};

/* A number: in four bytes, or, if the first one's highest bit is set, in as many as its next two bits say; then the five
 * bits below are the number's highest. */
static u32 compact_number(struct reader *in) {
    u8 first = reader_u1(in);
    unsigned length = first & 0x80 ? first >> 5 & 3 : 4;
    u32 n = first & 0x80 ? first & 0x1fu : first;
    for (unsigned i = 1; i < length; i++)
        n = n << 8 | reader_u1(in);
    return n;
}

/* The string whose number comes next; NULL: there is none. */
static const char *compact_string(struct compact *c) {
    u32 n = compact_number(&c->in);
    return c->in.overrun ? NULL : string_of(c->strings, n);
}

static void put_be16(struct buf *out, size_t n) {
    buf_char(out, (char)(n >> 8));
    buf_char(out, (char)n);
}

/* A descriptor: the string without names; for each L in it the package and the simple name come behind. */
static bool put_descriptor(struct compact *c, struct buf *text) {
    const char *frame = compact_string(c);
    u32 names_size = compact_number(&c->in);
    for (; frame && *frame; frame++) {
        buf_char(text, *frame);
        if (*frame != 'L' || names_size == 0)
            continue;
        const char *package = compact_string(c), *name = compact_string(c);
        if (!package || !name || text->length > UINT16_MAX)
            return false;
        buf_str(text, package);
        if (*package)
            buf_char(text, '/');
        buf_str(text, name);
    }
    return frame && !c->in.overrun;
}

/* A UTF-8 constant that is made of strings of the image. */
static bool put_external(struct compact *c, u8 tag) {
    struct buf text = {0};
    bool good;
    if (tag == EXTERNAL_DESCRIPTOR) {
        good = put_descriptor(c, &text);
    } else {
        const char *string = compact_string(c);
        good = string != NULL;
        buf_str(&text, good ? string : "");
    }
    good = good && text.length <= UINT16_MAX;
    if (good) {
        buf_char(c->out, CP_UTF8);
        put_be16(c->out, text.length);
        buf_add(c->out, buf_cstr(&text), text.length);
    }
    buf_free(&text);
    return good;
}

/* Copies n bytes. */
static bool copy_bytes(struct compact *c, size_t n) {
    const u8 *bytes = reader_take(&c->in, n);
    if (bytes)
        buf_add(c->out, bytes, n);
    return bytes && !c->in.overrun;
}

/* Bytes behind the tag of a constant that is copied as it is; 0: unknown. */
static size_t copied_size(const struct compact *c, u8 tag) {
    switch (tag) {
    case CP_UTF8:
        return reader_left(&c->in) >= 2 ? 2u + be16(c->in.at) : 0;
    case CP_CLASS:
    case CP_STRING:
    case CP_METHOD_TYPE:
    case CP_MODULE:
    case CP_PACKAGE:
        return 2;
    case CP_METHOD_HANDLE:
        return 3;
    case CP_INTEGER:
    case CP_FLOAT:
    case CP_FIELDREF:
    case CP_METHODREF:
    case CP_INTERFACE_METHODREF:
    case CP_NAME_AND_TYPE:
    case CP_DYNAMIC:
    case CP_INVOKE_DYNAMIC:
        return 4;
    case CP_LONG:
    case CP_DOUBLE:
        return 8;
    default:
        return 0;
    }
}

static const char *expand_class(struct jimage_strings strings, const u8 *in, size_t size, u64 most, struct buf *out) {
    static const char damaged[] = "its shared strings are damaged";
    struct compact c = {.in = {in, in + size, false}, .strings = strings, .out = out};
    if (size < 10 || !copy_bytes(&c, 10))
        return damaged;
    u16 count = be16(in + 8);
    for (u32 i = 1; i < count; i++) {
        u8 tag = reader_u1(&c.in);
        if (tag == EXTERNAL_STRING || tag == EXTERNAL_DESCRIPTOR) {
            if (!put_external(&c, tag))
                return damaged;
        } else {
            size_t n = copied_size(&c, tag);
            buf_char(out, (char)tag);
            if (n == 0 || !copy_bytes(&c, n))
                return damaged;
            i += tag == CP_LONG || tag == CP_DOUBLE;
        }
        if (out->length > most)
            return damaged;
    }
    return copy_bytes(&c, reader_left(&c.in)) ? NULL : damaged;
}

/* ---- both ---- */

static const struct decompressor {
    const char *name;
    /* Appends what it makes of `in`, and stops soon behind `most` bytes. NULL, or what is wrong. */
    const char *(*run)(struct jimage_strings strings, const u8 *in, size_t size, u64 most, struct buf *out);
} decompressors[] = {{"zip", unzip}, {"compact-cp", expand_class}};

static const struct decompressor *find_decompressor(const char *name) {
    for (size_t i = 0; name && i < ARRAY_LENGTH(decompressors); i++)
        if (strcmp(decompressors[i].name, name) == 0)
            return &decompressors[i];
    return NULL;
}

static bool has_header(const u8 *bytes, size_t size) {
    return size >= PACKED_HEADER && le32(bytes) == HEADER_MAGIC;
}

/* One compression undone. */
static const char *unpack_once(struct jimage_strings strings, const u8 *in, size_t size, struct buf *out) {
    u64 packed = le64(in + SIZE_AT), unpacked = le64(in + UNPACKED_SIZE_AT);
    const struct decompressor *d = find_decompressor(string_of(strings, le32(in + NAME_AT)));
    if (!d)
        return "its compression is unknown";
    if (packed > size - PACKED_HEADER || unpacked > MOST)
        return "its header is damaged";
    const char *fault = d->run(strings, in + PACKED_HEADER, (size_t)packed, unpacked, out);
    return fault || out->length == unpacked ? fault : "its size is not that of its header";
}

u8 *jimage_unpack(struct jimage_strings strings, const u8 *packed, size_t packed_size, u64 size, const char **fault) {
    struct buf in = {0}, out = {0};
    *fault = has_header(packed, packed_size) ? NULL : "it has no header";
    while (!*fault && has_header(packed, packed_size)) {
        *fault = unpack_once(strings, packed, packed_size, &out);
        buf_free(&in);
        in = out;
        out = (struct buf){0};
        packed = (const u8 *)buf_cstr(&in);
        packed_size = in.length;
    }
    buf_free(&out);
    if (!*fault && in.length != size)
        *fault = "its size is not that of its index entry";
    if (*fault) {
        buf_free(&in);
        return NULL;
    }
    buf_reserve(&in, 1); /* empty resources, too, are not NULL */
    return (u8 *)in.data;
}
