/* SPDX-License-Identifier: MIT
 *
 * base.h - integer names and the macros that every layer uses.
 *
 * Attributes of the compiler have their names here. Which other extensions of C17 are used: docs/HACKING.md#conventions.
 */
#ifndef BASE_BASE_H
#define BASE_BASE_H

#include <assert.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef uint8_t u8;
typedef uint16_t u16;
typedef uint32_t u32;
typedef uint64_t u64;
typedef int8_t i8;
typedef int16_t i16;
typedef int32_t i32;
typedef int64_t i64;

#define ARRAY_LENGTH(a) (sizeof(a) / sizeof((a)[0]))
#define ALIGN_UP(n, a)  (((n) + ((a)-1)) & ~((__typeof__(n))(a)-1))
#define MIN_OF(a, b)    ((a) < (b) ? (a) : (b))
#define MAX_OF(a, b)    ((a) > (b) ? (a) : (b))

/* Little-endian integers at any address: jars and lib/modules have them. */
static inline u16 le16(const u8 *p) {
    return (u16)(p[0] | p[1] << 8);
}
static inline u32 le32(const u8 *p) {
    return p[0] | (u32)p[1] << 8 | (u32)p[2] << 16 | (u32)p[3] << 24;
}
static inline u64 le64(const u8 *p) {
    return le32(p) | (u64)le32(p + 4) << 32;
}

#define LIKELY(x)               __builtin_expect(!!(x), 1)
#define UNLIKELY(x)             __builtin_expect(!!(x), 0)
#define NOINLINE                __attribute__((noinline))
#define ALWAYS_INLINE           inline __attribute__((always_inline))
#define NORETURN                __attribute__((noreturn))
#define PRINTF_LIKE(fmt, first) __attribute__((format(printf, fmt, first)))
#define UNUSED                  __attribute__((unused))
#define EXPORT                  __attribute__((visibility("default")))
/* Of this library only: reached without the GOT. */
#define HIDDEN __attribute__((visibility("hidden")))

/* ThreadSanitizer (./dev test --tsan, with clang). Java threads may access fields and array elements without order, and
 * the memory model says what they may see then (JLS 17.4): functions that do such accesses for Java, as plain loads and
 * stores of at most a word, are marked JAVA_RACES. Their atomic operations are still seen, so what they order is
 * known. */
#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define THREAD_SANITIZER 1
#endif
#endif
#if defined(THREAD_SANITIZER)
#define JAVA_RACES __attribute__((no_sanitize("thread")))
#else
#define JAVA_RACES
#endif

/* In a loop that waits for another processor's store. */
static ALWAYS_INLINE void pause_processor(void) {
#if defined(__x86_64__) || defined(__i386__)
    __builtin_ia32_pause();
#else
    __atomic_signal_fence(__ATOMIC_SEQ_CST);
#endif
}

/* A fault of ours, never of the input: prints the place and aborts. */
NORETURN void bug_report(const char *file, int line, const char *what);
/* What bug_report ends in, instead of abort; NULL = abort (diagnostics/crash.c sets it: once a process). */
typedef void (*bug_reporter)(const char *file, int line, const char *what);
void bug_set_reporter(bug_reporter reporter);
#define BUG(what) bug_report(__FILE__, __LINE__, (what))
#define BUG_ON(cond)                                                                                                   \
    do {                                                                                                               \
        if (UNLIKELY(cond))                                                                                            \
            bug_report(__FILE__, __LINE__, #cond);                                                                     \
    } while (0)

#endif
