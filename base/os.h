/* SPDX-License-Identifier: MIT
 *
 * os.h - the operating system: memory mapping below 4 GB, files, clocks, processors.
 */
#ifndef BASE_OS_H
#define BASE_OS_H

#include "base/base.h"

/* Reserves (PROT_NONE) address space that ends below 4 GB, aligned to align (a power of two);
 * tries from high to low addresses. NULL when there is no such hole. */
void *os_reserve_low(size_t size, size_t align);
bool os_commit(void *p, size_t size); /* read/write, zero-filled; false = out of memory */
void os_decommit(
    void *p, size_t size); /* gives the pages back; contents are lost; stays readable as zeros */
void os_release(void *p, size_t size); /* unmaps */
/* Has pages of zeroed memory put there at once rather than at the first touch of each; a hint. Page
 * aligned. */
void os_prefault(void *p, size_t size);
void *os_map_low(size_t size); /* reserve + commit, page aligned; NULL on failure */
size_t os_page_size(void);

/* Maps a whole file read-only. NULL with errno on failure. An empty file gives a non-NULL pointer,
 * size 0. */
const u8 *os_map_file(const char *path, size_t *size);
void os_unmap_file(const u8 *p, size_t size);
/* Takes a mapped file's pages out of the process; they come back from the page cache when touched.
 */
void os_trim_file(const u8 *p, size_t size);
bool os_is_file(const char *path);
bool os_is_directory(const char *path);

u64 os_nanotime(void);        /* monotonic, ns */
u64 os_walltime_ms(void);     /* ms since the epoch */
int os_processors(void);      /* usable CPUs, >= 1 */
u64 os_physical_memory(void); /* bytes; cgroup limit considered */
/* Lower end and size of the calling thread's C stack. */
void os_stack_bounds(void **low, size_t *size);
/* Process-wide memory barrier on all running threads (membarrier); false when unsupported: then
 * the caller's counterpart must use full fences. */
bool os_membarrier_setup(void);
void os_membarrier(void);

#endif
