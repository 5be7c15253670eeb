/* SPDX-License-Identifier: MIT
 *
 * code_memory.c - one file in memory (memfd), mapped writable and mapped executable.
 */
#define _GNU_SOURCE 1
#include "base/code_memory.h"

#include <sys/mman.h>
#include <unistd.h>
#include "base/os.h"

static bool map_both(struct code_memory *m, int file, void *low) {
    if (mmap(low, m->size, PROT_READ | PROT_EXEC, MAP_SHARED | MAP_FIXED, file, 0) == MAP_FAILED)
        return false;
    void *write = mmap(NULL, m->size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (write == MAP_FAILED)
        return false;
    m->run = low;
    m->write = write;
    return true;
}

/* low is m->size bytes of memory, or NULL. */
static bool create(struct code_memory *m, void *low) {
    int file = low ? memfd_create("code", MFD_CLOEXEC) : -1;
    bool made = file >= 0 && ftruncate(file, (off_t)m->size) == 0 && map_both(m, file, low);
    if (file >= 0)
        close(file); /* the mappings keep the memory */
    if (low && !made)
        os_release(low, m->size);
    return made;
}

bool code_memory_create(struct code_memory *m, size_t size) {
    m->size = ALIGN_UP(size, os_page_size());
    return create(m, os_map_low(m->size));
}

bool code_memory_create_at(struct code_memory *m, size_t size, u64 run) {
    m->size = ALIGN_UP(size, os_page_size());
    return create(m, os_map_at(run, m->size, OS_READ_WRITE) ? (void *)(uintptr_t)run : NULL);
}

void code_memory_destroy(struct code_memory *m) {
    os_release(m->write, m->size);
    os_release((void *)(uintptr_t)m->run, m->size);
    *m = (struct code_memory){NULL, NULL, 0};
}

void code_memory_flush(const struct code_memory *m, size_t offset, size_t size) {
    /* Where caches of data and instructions are not kept equal, both addresses have to be told of (x86: neither). */
    char *write = (char *)m->write + offset, *run = (char *)(uintptr_t)m->run + offset;
    __builtin___clear_cache(write, write + size);
    __builtin___clear_cache(run, run + size);
}
