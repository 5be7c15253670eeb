/* SPDX-License-Identifier: MIT
 *
 * fuzz_file.h - the input as a file, for readers that open a path.
 */
#ifndef TESTS_FUZZ_FUZZ_FILE_H
#define TESTS_FUZZ_FUZZ_FILE_H

#include <sys/mman.h>
#include <unistd.h>

#include "base/base.h"

/* Writes /proc/self/fd/N to path; the caller closes the result. */
static int fuzz_file(const u8 *data, size_t size, char path[32]) {
    int fd = memfd_create("fuzz", 0);
    BUG_ON(fd < 0 || write(fd, data, size) != (ssize_t)size);
    snprintf(path, 32, "/proc/self/fd/%d", fd);
    return fd;
}

#endif
