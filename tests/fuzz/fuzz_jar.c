/* SPDX-License-Identifier: MIT
 *
 * fuzz_jar.c - libFuzzer entry for jar files: every entry is found again by its name and read.
 */
#include "tests/fuzz/fuzz_file.h"

#include "base/mem.h"
#include "classfile/jar.h"

int LLVMFuzzerTestOneInput(const u8 *data, size_t size);

int LLVMFuzzerTestOneInput(const u8 *data, size_t size) {
    char path[32], *message = NULL;
    int fd = fuzz_file(data, size, path);
    struct jar *jar = jar_open(path, &message);
    u64 total = 0;
    for (size_t i = 0; jar && i < jar_count(jar) && i < 64; i++) {
        const struct jar_entry *e = jar_entry_at(jar, i);
        BUG_ON(!jar_find(jar, e->name));
        total += e->size;
        if (total > 64u << 20)
            break;
        mem_free(jar_read(jar, e, &message));
        mem_free(message);
        message = NULL;
    }
    if (jar) {
        mem_free(jar_manifest_value(jar, "Main-Class"));
        mem_free(jar_manifest_value(jar, "Multi-Release"));
        jar_close(jar);
    }
    mem_free(message);
    close(fd);
    return 0;
}
