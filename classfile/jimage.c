/* SPDX-License-Identifier: MIT
 *
 * jimage.c - reading lib/modules, the class library's image (its format: docs/OPENJDK.md#image-file).
 *
 *      header | redirect s4[n] | offsets u4[n] | location attributes | strings | resource data
 *
 * A name is hashed to a redirect entry, which says directly which slot holds the location or gives the seed of a second
 * hash. Any name lands somewhere, so the full name is compared afterwards. The file is mapped and only the pages of
 * what is asked for are read. Everything from the file is checked before use: a damaged image finds nothing, it does
 * not crash.
 */
#include "classfile/jimage.h"

#include <errno.h>
#include "base/buf.h"
#include "base/mem.h"
#include "base/os.h"
#include "classfile/jimage_unpack.h"

struct jimage {
    const u8 *file;
    size_t size;
    u32 slots; /* table length */
    const u8 *redirect, *offsets;
    const u8 *locations;
    u32 locations_size;
    const char *strings; /* the last byte is NUL */
    u32 strings_size;
    const u8 *data;
    size_t data_size;
};

enum location_attribute { END, MODULE, PARENT, BASE, EXTENSION, OFFSET, COMPRESSED, UNCOMPRESSED, KINDS };

enum { HEADER_SIZE = 28, HASH_SEED = 0x01000193 };

struct location {
    const char *module, *parent, *base, *extension;
    struct jimage_resource resource;
};

/* ---- opening ---- */

static const char *header_fault(struct jimage *image) {
    const u8 *h = image->file;
    if (image->size < HEADER_SIZE || le32(h) != 0xCAFEDADA)
        return "not a module image";
    if (le32(h + 4) != 1u << 16)
        return "unknown version of the module image format";
    u64 slots = le32(h + 16), locations = le32(h + 20), strings = le32(h + 24);
    u64 index = HEADER_SIZE + 8 * slots + locations + strings;
    if (slots == 0 || strings == 0 || index > image->size)
        return "the index of the module image is damaged";
    image->slots = (u32)slots;
    image->redirect = h + HEADER_SIZE;
    image->offsets = image->redirect + 4 * slots;
    image->locations = image->offsets + 4 * slots;
    image->locations_size = (u32)locations;
    image->strings = (const char *)image->locations + locations;
    image->strings_size = (u32)strings;
    if (image->strings[strings - 1] != '\0')
        return "the strings of the module image are damaged";
    image->data = h + index;
    image->data_size = image->size - index;
    return NULL;
}

/* Maps the file exactly there. NULL with errno on failure. */
static const u8 *map_at(const char *path, u64 address, size_t *size) {
    u64 length;
    int file = os_open_file(path, &length);
    if (file < 0)
        return NULL;
    *size = (size_t)length;
    errno = EINVAL; /* of an empty file */
    bool ok = length > 0 && os_map_file_at(file, 0, *size, address, OS_READ, false);
    int error = errno;
    os_close_file(file);
    errno = error;
    return ok ? (const u8 *)(uintptr_t)address : NULL;
}

size_t jimage_map_again(const struct jimage *image, const char *path) {
    size_t size;
    const u8 *file = map_at(path, (u64)(uintptr_t)image->file, &size);
    if (file != NULL && size != image->size) {
        os_unmap_file(file, size);
        file = NULL;
    }
    return file != NULL ? size : 0;
}

struct jimage *jimage_open(const char *path, char **message) {
    return jimage_open_at(path, 0, message);
}

struct jimage *jimage_open_at(const char *path, u64 address, char **message) {
    struct jimage *image = mem_zalloc(sizeof *image);
    image->file = address != 0 ? map_at(path, address, &image->size) : os_map_file(path, &image->size);
    if (image->file == NULL) {
        *message = mem_printf("%s: %s", path, strerror(errno));
        mem_free(image);
        return NULL;
    }
    const char *fault = header_fault(image);
    if (fault != NULL) {
        *message = mem_printf("%s: %s", path, fault);
        jimage_close(image);
        return NULL;
    }
    return image;
}

/* The index is looked into for every class and stays: Hello takes 1 ms less than if it went too. */
void jimage_trim(const struct jimage *image) {
    const u8 *end = image->file + image->size;
    const u8 *start = (const u8 *)ALIGN_UP((uintptr_t)image->data, os_page_size());
    if (start < end)
        os_trim_file(start, (size_t)(end - start));
}

bool jimage_maps(const struct jimage *image, const void *address) {
    const u8 *p = address;
    return p >= image->file && p < image->file + ALIGN_UP(image->size, os_page_size());
}

void jimage_close(struct jimage *image) {
    if (image == NULL)
        return;
    os_unmap_file(image->file, image->size);
    mem_free(image);
}

/* ---- finding ---- */

static u32 name_hash(const char *name, size_t length, u32 seed) {
    u32 h = seed;
    for (size_t i = 0; i < length; i++)
        h = (h * HASH_SEED) ^ (u8)name[i];
    return h & 0x7fffffff;
}

static const char *string_at(const struct jimage *image, u64 offset) {
    return offset < image->strings_size ? image->strings + offset : NULL;
}

/* Decodes the location of a slot; false when it is damaged. */
static bool location_read(const struct jimage *image, u32 slot, struct location *l) {
    u64 values[KINDS] = {0};
    u32 at = le32(image->offsets + 4 * (size_t)slot);
    for (;;) {
        if (at >= image->locations_size)
            return false;
        u8 head = image->locations[at++];
        unsigned kind = head >> 3, length = (head & 7u) + 1;
        if (kind == END)
            break;
        if (kind >= KINDS || length > image->locations_size - at)
            return false;
        values[kind] = 0;
        for (unsigned i = 0; i < length; i++)
            values[kind] = values[kind] << 8 | image->locations[at++];
    }
    l->module = string_at(image, values[MODULE]);
    l->parent = string_at(image, values[PARENT]);
    l->base = string_at(image, values[BASE]);
    l->extension = string_at(image, values[EXTENSION]);
    u64 stored = values[COMPRESSED] != 0 ? values[COMPRESSED] : values[UNCOMPRESSED];
    if (l->module == NULL || l->parent == NULL || l->base == NULL || l->extension == NULL ||
        values[OFFSET] > image->data_size || stored > image->data_size - values[OFFSET])
        return false;
    l->resource = (struct jimage_resource){.stored = image->data + values[OFFSET],
                                           .stored_size = (size_t)stored,
                                           .size = values[UNCOMPRESSED],
                                           .packed = values[COMPRESSED] != 0};
    return true;
}

/* Steps over `piece` at the start of *name. */
static bool piece_matches(const char **name, const char *piece) {
    size_t n = strlen(piece);
    if (strncmp(*name, piece, n) != 0)
        return false;
    *name += n;
    return true;
}

/* name = [/module/][parent/]base[.extension], empty parts left out with their separator */
static bool location_is(const struct location *l, const char *name) {
    if (*l->module != '\0' &&
        !(piece_matches(&name, "/") && piece_matches(&name, l->module) && piece_matches(&name, "/")))
        return false;
    if (*l->parent != '\0' && !(piece_matches(&name, l->parent) && piece_matches(&name, "/")))
        return false;
    if (!piece_matches(&name, l->base))
        return false;
    if (*l->extension != '\0' && !(piece_matches(&name, ".") && piece_matches(&name, l->extension)))
        return false;
    return *name == '\0';
}

static bool location_find(const struct jimage *image, const char *name, size_t length, struct location *l) {
    u32 slot = name_hash(name, length, HASH_SEED) % image->slots;
    i32 redirect = (i32)le32(image->redirect + 4 * (size_t)slot);
    if (redirect == 0)
        return false;
    slot = redirect < 0 ? (u32)(-1 - redirect) : name_hash(name, length, (u32)redirect) % image->slots;
    return slot < image->slots && location_read(image, slot, l) && location_is(l, name);
}

bool jimage_find(const struct jimage *image, const char *module, const char *name, struct jimage_resource *r) {
    char small[512], *path = small;
    size_t module_length = strlen(module), name_length = strlen(name);
    size_t length = module_length + name_length + 2;
    struct location l;
    if (length >= sizeof small)
        path = mem_alloc(length + 1);
    path[0] = '/';
    memcpy(path + 1, module, module_length);
    path[module_length + 1] = '/';
    memcpy(path + module_length + 2, name, name_length + 1);
    bool found = location_find(image, path, length, &l);
    if (path != small)
        mem_free(path);
    if (found)
        *r = l.resource;
    return found;
}

const u8 *jimage_read(const struct jimage *image, const struct jimage_resource *r, u8 **owned, const char **fault) {
    const struct jimage_strings strings = {image->strings, image->strings_size};
    *owned = NULL;
    if (!r->packed)
        return r->stored;
    return *owned = jimage_unpack(strings, r->stored, r->stored_size, r->size, fault);
}

const char *jimage_package_module(const struct jimage *image, const char *package, size_t length) {
    static const char prefix[] = "/packages/";
    enum { PREFIX = sizeof prefix - 1 };
    char path[512];
    struct location l;
    if (length == 0 || length >= sizeof path - PREFIX)
        return NULL;
    memcpy(path, prefix, PREFIX);
    for (size_t i = 0; i < length; i++)
        path[PREFIX + i] = package[i] == '/' ? '.' : package[i];
    path[PREFIX + length] = '\0';
    if (memchr(path, '\0', PREFIX + length) != NULL || !location_find(image, path, PREFIX + length, &l))
        return NULL;
    u8 *owned;
    const char *fault, *module = NULL;
    const u8 *pairs = jimage_read(image, &l.resource, &owned, &fault);
    /* Pairs (is empty, module name): several modules may have sub-packages of a name, one has classes in it. */
    for (size_t at = 0; pairs && !module && at + 8 <= l.resource.size; at += 8)
        if (le32(pairs + at) == 0)
            module = string_at(image, le32(pairs + at + 4));
    mem_free(owned);
    return module;
}

void jimage_each(const struct jimage *image,
                 bool (*visit)(void *ctx, const char *module, const char *name, const struct jimage_resource *r),
                 void *ctx) {
    struct buf name = {0};
    bool more = true;
    for (u32 slot = 0; more && slot < image->slots; slot++) {
        struct location l;
        if (!location_read(image, slot, &l))
            continue;
        /* What serves the jrt file system is no resource of a module. */
        if (*l.module == '\0' || strcmp(l.module, "modules") == 0 || strcmp(l.module, "packages") == 0)
            continue;
        buf_reset(&name);
        if (*l.parent != '\0')
            buf_printf(&name, "%s/", l.parent);
        buf_str(&name, l.base);
        if (*l.extension != '\0')
            buf_printf(&name, ".%s", l.extension);
        more = visit(ctx, l.module, buf_cstr(&name), &l.resource);
    }
    buf_free(&name);
}
