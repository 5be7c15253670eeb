/* SPDX-License-Identifier: MIT
 *
 * jimage.h - the class library's image file lib/modules: mapped, never read whole.
 */
#ifndef CLASSFILE_JIMAGE_H
#define CLASSFILE_JIMAGE_H

#include "base/base.h"

struct jimage;

/* NULL on failure with *message set to a malloc'ed text. */
struct jimage *jimage_open(const char *path, char **message);
/* The same, mapped exactly there (REGION_MODULES); also NULL when something is mapped there. */
struct jimage *jimage_open_at(const char *path, u64 address, char **message);
/* The image was opened there by the process that made this memory (base/region.h): maps the file again. Returns
 * its size; 0 = it has another one, or cannot be had there. */
size_t jimage_map_again(const struct jimage *image, const char *path);
void jimage_close(struct jimage *image);
/* Makes the image's pages leave the process's resident set. Linux maps 64 KB around each page touched, so reading 400
 * classes leaves 7 MB resident of which 2 are used. */
void jimage_trim(const struct jimage *image);
/* Is that an address in the mapped file? May be called by a signal handler. */
bool jimage_maps(const struct jimage *image, const void *address);
/* Where a resource is in the image. */
struct jimage_resource {
    const u8 *stored; /* the mapped bytes, valid until close */
    size_t stored_size;
    u64 size; /* of the resource itself */
    bool packed;
};
/* Looks up /module/name (name = "java/lang/Object.class", "META-INF/x"); false = absent. */
bool jimage_find(const struct jimage *image, const char *module, const char *name, struct jimage_resource *r);
/* The r->size bytes of a resource: those in the image, or, if they are packed there, a copy that the caller frees by
 * mem_free (*owned; else NULL). NULL with *fault, a constant text, when they are damaged. */
const u8 *jimage_read(const struct jimage *image, const struct jimage_resource *r, u8 **owned, const char **fault);
/* Module that contains the package ("java/lang"), or NULL. The string lives in the image. */
const char *jimage_package_module(const struct jimage *image, const char *package, size_t length);
/* Enumerates resources: calls visit(ctx, module, path-inside-module, resource) until it returns false. */
void jimage_each(const struct jimage *image,
                 bool (*visit)(void *ctx, const char *module, const char *name, const struct jimage_resource *r),
                 void *ctx);

#endif
