/* SPDX-License-Identifier: MIT
 *
 * os.h - the operating system: memory mapping at wanted addresses, files, clocks, processors.
 */
#ifndef BASE_OS_H
#define BASE_OS_H

#include "base/base.h"

/* Reserves (PROT_NONE) address space in [from, to), aligned to align (a power of two), as high as there is a hole; NULL
 * when there is none. The lowest megabyte is never taken. */
void *os_reserve(size_t size, size_t align, u64 from, u64 to);
bool os_commit(void *p, size_t size);   /* read/write, zero-filled; false = out of memory */
void os_decommit(void *p, size_t size); /* gives the pages back; contents are lost; stays readable as zeros */
void os_replace(void *p, size_t size);  /* the same for memory that a file is mapped to; it is writable behind it */
void os_release(void *p, size_t size);  /* unmaps */
/* Has pages of zeroed memory put there at once rather than at the first touch of each; a hint. Page aligned. */
void os_prefault(void *p, size_t size);
void *os_map_low(size_t size); /* reserve + commit as low as possible below 4 GB, page aligned; NULL on failure */
/* Maps zeroed memory exactly there, page aligned. False: something is mapped there, or the system refuses. */
enum os_access { OS_NO_ACCESS, OS_READ, OS_READ_WRITE };
bool os_map_at(u64 address, size_t size, enum os_access access);
size_t os_page_size(void);

/* Maps a whole file read-only. NULL with errno on failure. An empty file gives a non-NULL pointer, size 0. */
const u8 *os_map_file(const char *path, size_t *size);
/* Maps a part of an open file exactly there, privately. over: in place of what is mapped there, else false if something
 * is. */
bool os_map_file_at(int file, u64 offset, size_t size, u64 address, enum os_access access, bool over);
void os_unmap_file(const u8 *p, size_t size);
/* Takes a mapped file's pages out of the process; they come back from the page cache when touched. */
void os_trim_file(const u8 *p, size_t size);
/* A regular file for reading at positions: other than a mapped one it may be truncated or rewritten meanwhile. -1 with
 * errno on failure. os_read_at: false unless all n bytes are there. */
int os_open_file(const char *path, u64 *size);
bool os_read_at(int file, u64 at, void *out, size_t n);
void os_close_file(int file);
/* A whole file's contents, malloc'ed. NULL with errno on failure. */
u8 *os_read_file(const char *path, size_t *size);
bool os_is_file(const char *path);
bool os_is_directory(const char *path);

u64 os_nanotime(void);    /* monotonic, ns */
u64 os_walltime_ms(void); /* ms since the epoch */
/* Processor time the process has used so far, all threads, ns. */
void os_cpu_times(u64 *user, u64 *system);
int os_processors(void);      /* usable CPUs, >= 1 */
u64 os_physical_memory(void); /* bytes; a cgroup's limit counts */
/* Bytes of this process in memory, now and at most; false when the system does not say. */
bool os_resident_memory(u64 *now, u64 *peak);
/* Lower end and size of the calling thread's C stack. */
void os_stack_bounds(void **low, size_t *size);
/* The lowest address of the caller's frame, or a higher one where that isn't known. */
static ALWAYS_INLINE void *os_stack_pointer(void) {
    void *sp;
#if defined(__x86_64__)
    __asm__ volatile("mov %%rsp, %0" : "=r"(sp));
#elif defined(__aarch64__)
    __asm__ volatile("mov %0, sp" : "=r"(sp));
#else
    sp = __builtin_frame_address(0);
#endif
    return sp;
}
/* For handlers of faults (base/os_fault.c); context is the handler's third argument. */
u64 os_fault_pc(const void *context);
u64 os_fault_sp(const void *context);
void os_fault_go_on(void *context, u64 pc); /* behind the handler, there */
/* The i-th register; false: no such. */
bool os_fault_register(const void *context, u32 i, const char **name, u64 *value);
/* Gives the calling thread a stack for signal handlers; false: it has one, or the system refuses. */
bool os_signal_stack_set(void *p, size_t size);
void os_signal_stack_clear(const void *p); /* if p is still the calling thread's */
/* Return addresses of the calling thread's C frames, innermost first; returns how many. */
u32 os_backtrace(u64 *pcs, u32 most);
/* The object file that pc is in, and the function if it has a name there; false: no file's code. */
struct os_code {
    const char *file;
    u64 offset;       /* in the file's address space */
    char symbol[256]; /* "" = unknown */
    u64 symbol_offset;
};
bool os_describe_code(u64 pc, struct os_code *code);

/* Process-wide memory barrier on all running threads (membarrier); false when unsupported: then
 * the caller's counterpart must use full fences. */
bool os_membarrier_setup(void);
void os_membarrier(void);

#endif
