/* SPDX-License-Identifier: MIT
 *
 * replay.c - runs a fuzz target on files, without libFuzzer: what a corpus once found stays found, under every compiler
 * and sanitizer.
 *
 *     replay_NAME FILE-OR-FOLDER...
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/os.h"

int LLVMFuzzerTestOneInput(const u8 *data, size_t size);

static size_t replay(const char *path) {
    struct dirent **names;
    if (!os_is_directory(path)) {
        size_t size;
        const u8 *mapped = os_map_file(path, &size);
        if (!mapped) {
            perror(path);
            exit(1);
        }
        u8 *bytes = mem_alloc(size); /* so that a sanitizer sees reads behind the end */
        memcpy(bytes, mapped, size);
        LLVMFuzzerTestOneInput(bytes, size);
        mem_free(bytes);
        os_unmap_file(mapped, size);
        return 1;
    }
    int n = scandir(path, &names, NULL, alphasort);
    size_t count = 0;
    for (int i = 0; i < n; i++) {
        if (names[i]->d_name[0] != '.') {
            char *file = mem_printf("%s/%s", path, names[i]->d_name);
            count += replay(file);
            mem_free(file);
        }
        free(names[i]);
    }
    if (n >= 0)
        free(names);
    return count;
}

int main(int argc, char **argv) {
    size_t count = 0;
    for (int i = 1; i < argc; i++)
        count += replay(argv[i]);
    printf("%zu inputs\n", count);
    return count ? 0 : 1;
}
