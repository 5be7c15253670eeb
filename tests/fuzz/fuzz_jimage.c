/* SPDX-License-Identifier: MIT
 *
 * fuzz_jimage.c - libFuzzer entry for lib/modules: look-ups that hit and miss, and every resource: its bytes lie in the
 * image, or are unpacked.
 */
#include "tests/fuzz/fuzz_file.h"

#include "base/mem.h"
#include "classfile/jimage.h"

int LLVMFuzzerTestOneInput(const u8 *data, size_t size);

static u64 sum(const u8 *bytes, size_t size) {
    u64 total = 0;
    for (size_t i = 0; bytes && i < size; i++)
        total += bytes[i];
    return total;
}

/* What the visits of one image share: bytes that may still be read. */
struct budget {
    const struct jimage *image;
    u64 left;
};

static bool visit(void *context, const char *module, const char *name, const struct jimage_resource *r) {
    struct budget *b = context;
    u64 used = strlen(module) + strlen(name);
    b->left = b->left > r->size + 1 ? b->left - r->size - 1 : 0;
    if (b->left != 0) {
        u8 *owned;
        const char *fault;
        const u8 *bytes = jimage_read(b->image, r, &owned, &fault);
        used += bytes ? sum(bytes, (size_t)r->size) : strlen(fault);
        mem_free(owned);
    }
    return b->left != 0 && used != UINT64_MAX;
}

int LLVMFuzzerTestOneInput(const u8 *data, size_t size) {
    static const char *const names[][2] = {
        {"java.base", "java/lang/Object.class"}, {"java.base", "module-info.class"}, {"a", "b"}, {"", ""}};
    char path[32], *message = NULL;
    int fd = fuzz_file(data, size, path);
    struct jimage *image = jimage_open(path, &message);
    if (image) {
        struct budget budget = {image, 1u << 20};
        for (size_t i = 0; i < ARRAY_LENGTH(names); i++) {
            struct jimage_resource r;
            if (jimage_find(image, names[i][0], names[i][1], &r))
                budget.left += sum(r.stored, r.stored_size) & 1;
        }
        const char *module = jimage_package_module(image, "java/lang", 9);
        budget.left += module ? strlen(module) & 1 : 0;
        jimage_each(image, visit, &budget);
        jimage_close(image);
    }
    mem_free(message);
    close(fd);
    return 0;
}
