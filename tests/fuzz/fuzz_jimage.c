/* SPDX-License-Identifier: MIT
 *
 * fuzz_jimage.c - libFuzzer entry for lib/modules: look-ups that hit and miss, and every resource, all of whose bytes
 * must lie in the image.
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

static bool visit(void *context, const char *module, const char *name, const u8 *bytes, size_t size) {
    u64 *left = context;
    u64 used = sum(bytes, size) + strlen(module) + strlen(name);
    *left = *left > size + 1 ? *left - size - 1 : 0;
    return *left != 0 && used != UINT64_MAX;
}

int LLVMFuzzerTestOneInput(const u8 *data, size_t size) {
    static const char *const names[][2] = {
        {"java.base", "java/lang/Object.class"}, {"java.base", "module-info.class"}, {"a", "b"}, {"", ""}};
    char path[32], *message = NULL;
    int fd = fuzz_file(data, size, path);
    struct jimage *image = jimage_open(path, &message);
    u64 left = 1u << 20;
    if (image) {
        for (size_t i = 0; i < ARRAY_LENGTH(names); i++) {
            size_t n = 0;
            const u8 *bytes = jimage_find(image, names[i][0], names[i][1], &n);
            left += sum(bytes, bytes ? n : 0) & 1;
        }
        const char *module = jimage_package_module(image, "java/lang", 9);
        left += module ? strlen(module) & 1 : 0;
        jimage_each(image, visit, &left);
        jimage_close(image);
    }
    mem_free(message);
    close(fd);
    return 0;
}
