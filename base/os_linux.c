/* SPDX-License-Identifier: MIT
 *
 * os_linux.c - the operating system, for Linux.
 *
 * Memory in a range of addresses: there is no portable way to ask for it, so the holes are read from /proc/self/maps
 * (sorted; reading stops at the end of the range, which is some GB, so this is one or two read calls) and taken with
 * MAP_FIXED_NOREPLACE, which never harms an existing mapping. Another thread may take a hole between the two steps:
 * then the map is read again.
 *
 *      1 MB                                                             4 GB
 *       | metadata: os_map_low, upward ->      <- os_reserve, downward: heap |
 *
 * The two kinds grow towards each other so that a large heap finds one undivided hole. AddressSanitizer's shadow (from
 * just below 2 GB up) is an ordinary mapping and thus simply no hole.
 */
#include "base/os.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/membarrier.h>
#include <pthread.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"

#ifndef MAP_FIXED_NOREPLACE
#define MAP_FIXED_NOREPLACE 0x100000
#endif

static const u64 LOW_START = (u64)1 << 20; /* pages under it stay unmapped: null with an offset must fault */
static const u64 LOW_END = (u64)1 << 32;

size_t os_page_size(void) {
    return (size_t)sysconf(_SC_PAGESIZE);
}

/* ---- holes in the address space ---- */

struct hole {
    u64 start, end;
};

struct maps_reader {
    int fd;
    size_t at, filled;
    char data[4096];
};

static int maps_char(struct maps_reader *r) {
    if (r->at == r->filled) {
        ssize_t n;
        do
            n = read(r->fd, r->data, sizeof r->data);
        while (n < 0 && errno == EINTR);
        if (n <= 0)
            return -1;
        r->at = 0;
        r->filled = (size_t)n;
    }
    return (unsigned char)r->data[r->at++];
}

/* Reads hex digits up to (and including) the character `stop`. */
static bool maps_hex(struct maps_reader *r, char stop, u64 *value) {
    u64 v = 0;
    for (int c = maps_char(r); c != stop; c = maps_char(r)) {
        int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
        if (digit < 0)
            return false;
        v = v << 4 | (u64)digit;
    }
    *value = v;
    return true;
}

enum { HOLES_MOST = 256 };

/* Free ranges in [from, to), ascending. With more than HOLES_MOST the rest is left out. */
static u32 holes_read(struct hole holes[HOLES_MOST], u64 from, u64 to) {
    struct maps_reader r = {.fd = open("/proc/self/maps", O_RDONLY | O_CLOEXEC)};
    u32 count = 0;
    u64 free_from = from;
    if (r.fd < 0)
        return 0;
    while (count < HOLES_MOST && free_from < to) {
        u64 start, end;
        if (!maps_hex(&r, '-', &start) || !maps_hex(&r, ' ', &end))
            start = end = to;
        if (start > free_from)
            holes[count++] = (struct hole){free_from, MIN_OF(start, to)};
        free_from = MAX_OF(free_from, end);
        int c;
        do
            c = maps_char(&r);
        while (c != '\n' && c != -1);
    }
    close(r.fd);
    return count;
}

/* 1 = mapped there, 0 = someone else was first, -1 = the system refuses. */
static int map_at(u64 address, size_t size, int prot) {
    void *want = (void *)(uintptr_t)address;
    void *got = mmap(want, size, prot, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED_NOREPLACE, -1, 0);
    if (got == want)
        return 1;
    if (got != MAP_FAILED) { /* a kernel before 4.17 takes the address as a mere hint */
        munmap(got, size);
        return 0;
    }
    return errno == EEXIST ? 0 : -1;
}

static void *map_in(u64 from, u64 to, size_t size, size_t align, int prot, bool downward) {
    size_t page = os_page_size();
    align = MAX_OF(align, page);
    from = MAX_OF(from, LOW_START);
    if (size == 0 || to < from || size > to - from)
        return NULL;
    size = ALIGN_UP(size, page);
    for (int attempt = 0; attempt < 8; attempt++) {
        struct hole holes[HOLES_MOST];
        u32 count = holes_read(holes, from, to);
        bool raced = false;
        for (u32 i = 0; i < count; i++) {
            struct hole h = holes[downward ? count - 1 - i : i];
            u64 at = ALIGN_UP(h.start, (u64)align);
            if (at > h.end || h.end - at < size)
                continue;
            if (downward)
                at = (h.end - size) & ~((u64)align - 1);
            int result = map_at(at, size, prot);
            if (result == 1)
                return (void *)(uintptr_t)at;
            raced |= result == 0;
        }
        if (!raced)
            return NULL;
    }
    return NULL;
}

static int protection(enum os_access access) {
    return access == OS_NO_ACCESS ? PROT_NONE : access == OS_READ ? PROT_READ : PROT_READ | PROT_WRITE;
}

bool os_map_at(u64 address, size_t size, enum os_access access) {
    return map_at(address, ALIGN_UP(size, os_page_size()), protection(access)) == 1;
}

void *os_reserve(size_t size, size_t align, u64 from, u64 to) {
    return map_in(from, to, size, align, PROT_NONE, true);
}

void *os_map_low(size_t size) {
    return map_in(LOW_START, LOW_END, size, 1, PROT_READ | PROT_WRITE, false);
}

bool os_commit(void *p, size_t size) {
    return mprotect(p, size, PROT_READ | PROT_WRITE) == 0;
}

void os_decommit(void *p, size_t size) {
    if (madvise(p, size, MADV_DONTNEED) != 0)
        BUG("madvise");
}

void os_replace(void *p, size_t size) {
    int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED;
    if (mmap(p, size, PROT_READ | PROT_WRITE, flags, -1, 0) != p)
        BUG("mmap");
}

void os_prefault(void *p, size_t size) {
#ifdef MADV_POPULATE_WRITE
    (void)madvise(p, size, MADV_POPULATE_WRITE); /* Linux 5.14; before, pages come one by one */
#else
    (void)p, (void)size;
#endif
}

void os_release(void *p, size_t size) {
    size_t page = os_page_size();
    if (munmap(p, ALIGN_UP(size, page)) != 0)
        BUG("munmap");
}

/* ---- files ---- */

static const u8 empty_file[1];

int os_open_file(const char *path, u64 *size) {
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return -1;
    struct stat st;
    int error = 0;
    if (fstat(fd, &st) != 0)
        error = errno;
    else if (!S_ISREG(st.st_mode))
        error = S_ISDIR(st.st_mode) ? EISDIR : EINVAL;
    if (error == 0) {
        *size = (u64)st.st_size;
        return fd;
    }
    close(fd);
    errno = error;
    return -1;
}

bool os_read_at(int file, u64 at, void *out, size_t n) {
    u8 *p = out;
    while (n > 0) {
        ssize_t got = pread(file, p, MIN_OF(n, (size_t)1 << 30), (off_t)at);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        p += got;
        at += (u64)got;
        n -= (size_t)got;
    }
    return true;
}

void os_close_file(int file) {
    if (file >= 0)
        close(file);
}

u8 *os_read_file(const char *path, size_t *size) {
    u64 length;
    int file = os_open_file(path, &length);
    if (file < 0)
        return NULL;
    u8 *bytes = mem_try_alloc((size_t)length + 1);
    if (bytes == NULL || !os_read_at(file, 0, bytes, (size_t)length)) {
        mem_free(bytes);
        bytes = NULL;
        errno = EIO;
    }
    close(file);
    *size = (size_t)length;
    return bytes;
}

const u8 *os_map_file(const char *path, size_t *size) {
    u64 length;
    int file = os_open_file(path, &length);
    if (file < 0)
        return NULL;
    const u8 *p = empty_file;
    *size = (size_t)length;
    int error = 0;
    if (length > 0) {
        void *q = mmap(NULL, *size, PROT_READ, MAP_PRIVATE, file, 0);
        error = errno;
        p = q != MAP_FAILED ? q : NULL;
    }
    close(file);
    errno = error;
    return p;
}

bool os_map_file_at(int file, u64 offset, size_t size, u64 address, enum os_access access, bool over) {
    void *want = (void *)(uintptr_t)address;
    int flags = MAP_PRIVATE | (over ? MAP_FIXED : MAP_FIXED_NOREPLACE);
    void *got = mmap(want, size, protection(access), flags, file, (off_t)offset);
    if (got != want && got != MAP_FAILED)
        munmap(got, size);
    return got == want;
}

void os_trim_file(const u8 *p, size_t size) {
    (void)madvise((void *)(uintptr_t)p, size, MADV_DONTNEED);
}

void os_unmap_file(const u8 *p, size_t size) {
    if (p != NULL && p != empty_file)
        munmap((void *)(uintptr_t)p, size);
}

bool os_is_file(const char *path) {
    struct stat st;
    return stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

bool os_is_directory(const char *path) {
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

/* ---- clocks, processors, memory ---- */

u64 os_nanotime(void) {
    struct timespec ts;
    clock_gettime(CLOCK_MONOTONIC, &ts);
    return (u64)ts.tv_sec * 1000000000u + (u64)ts.tv_nsec;
}

static u64 nanoseconds(struct timeval tv) {
    return (u64)tv.tv_sec * 1000000000u + (u64)tv.tv_usec * 1000u;
}

void os_cpu_times(u64 *user, u64 *system) {
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    *user = nanoseconds(usage.ru_utime);
    *system = nanoseconds(usage.ru_stime);
}

u64 os_walltime_ms(void) {
    struct timespec ts;
    clock_gettime(CLOCK_REALTIME, &ts);
    return (u64)ts.tv_sec * 1000u + (u64)ts.tv_nsec / 1000000u;
}

/* Reads a short text file; false when it is absent or empty. */
static bool text_read(const char *path, char *text, size_t room) {
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return false;
    ssize_t n = read(fd, text, room - 1);
    close(fd);
    text[n > 0 ? n : 0] = '\0';
    return n > 0;
}

/* Control-group limits of this process: group version 2 with the process's own path first (a limit set there counts
 * outside of a container), then the mount point (what a container sees as its root), then the version 1 hierarchies. */
static bool cgroup_read(const char *v2_file, const char *v1_file, char *text, size_t room) {
    char groups[4096], path[4096 + 128];
    if (text_read("/proc/self/cgroup", groups, sizeof groups)) {
        char *own = strstr(groups, "0::/");
        if (own != NULL && (own == groups || own[-1] == '\n')) {
            own += 3;
            own[strcspn(own, "\n")] = '\0';
            snprintf(path, sizeof path, "/sys/fs/cgroup%s/%s", own, v2_file);
            if (text_read(path, text, room))
                return true;
        }
    }
    snprintf(path, sizeof path, "/sys/fs/cgroup/%s", v2_file);
    if (text_read(path, text, room))
        return true;
    snprintf(path, sizeof path, "/sys/fs/cgroup/%s", v1_file);
    return text_read(path, text, room);
}

static int cgroup_processors(void) {
    char text[128];
    long quota = -1, period = 0;
    if (!cgroup_read("cpu.max", "cpu/cpu.cfs_quota_us", text, sizeof text))
        return INT_MAX;
    if (sscanf(text, "%ld %ld", &quota, &period) == 1 &&
        text_read("/sys/fs/cgroup/cpu/cpu.cfs_period_us", text, sizeof text))
        sscanf(text, "%ld", &period);
    if (quota <= 0 || period <= 0)
        return INT_MAX;
    long n = (quota + period - 1) / period;
    return n < INT_MAX ? (int)n : INT_MAX;
}

int os_processors(void) {
    int n = 1;
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) == 0)
        n = CPU_COUNT(&set);
    else
        n = (int)sysconf(_SC_NPROCESSORS_ONLN); /* more than 1024 processors */
    n = MIN_OF(n, cgroup_processors());
    return MAX_OF(n, 1);
}

u64 os_physical_memory(void) {
    u64 bytes = (u64)sysconf(_SC_PHYS_PAGES) * os_page_size();
    char text[128];
    if (cgroup_read("memory.max", "memory/memory.limit_in_bytes", text, sizeof text) && text[0] >= '0' &&
        text[0] <= '9') {
        u64 limit = strtoull(text, NULL, 10);
        if (limit != 0)
            bytes = MIN_OF(bytes, limit);
    }
    return bytes;
}

bool os_resident_memory(u64 *now, u64 *peak) {
    char text[4096];
    unsigned long long resident, most;
    if (!text_read("/proc/self/status", text, sizeof text))
        return false;
    const char *r = strstr(text, "VmRSS:"), *m = strstr(text, "VmHWM:");
    if (!r || !m || sscanf(r, "VmRSS: %llu", &resident) != 1 || sscanf(m, "VmHWM: %llu", &most) != 1)
        return false;
    *now = resident * 1024;
    *peak = most * 1024;
    return true;
}

void os_stack_bounds(void **low, size_t *size) {
    pthread_attr_t attr;
    if (pthread_getattr_np(pthread_self(), &attr) != 0)
        BUG("pthread_getattr_np");
    pthread_attr_getstack(&attr, low, size);
    pthread_attr_destroy(&attr);
}

bool os_membarrier_setup(void) {
    long commands = syscall(SYS_membarrier, MEMBARRIER_CMD_QUERY, 0, 0);
    return commands > 0 && (commands & MEMBARRIER_CMD_PRIVATE_EXPEDITED) != 0 &&
           syscall(SYS_membarrier, MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED, 0, 0) == 0;
}

void os_membarrier(void) {
    if (syscall(SYS_membarrier, MEMBARRIER_CMD_PRIVATE_EXPEDITED, 0, 0) != 0)
        BUG("membarrier");
}
