/* SPDX-License-Identifier: MIT
 *
 * os_guard.h - accesses to memory that may have gone: the file mapped there was truncated, and the kernel answers with
 * SIGBUS.
 *
 * Each access is one instruction of which the linker collects the address and where to go on when it fails, in a table
 * (section os_guarded) that the handler of the signal searches: without a fault they cost nothing. `faulted` is a label
 * of the calling function. `type` is an integer type of up to 8 bytes; p may be unaligned where the operation isn't
 * atomic. Not under ThreadSanitizer, which has to see the accesses, and on other processors: there they are unguarded.
 */
#ifndef BASE_OS_GUARD_H
#define BASE_OS_GUARD_H

#include "base/base.h"

#if defined(__SANITIZE_THREAD__)
#define OS_GUARD_ASM 0
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define OS_GUARD_ASM 0
#endif
#endif
#ifndef OS_GUARD_ASM
#ifdef __x86_64__
#define OS_GUARD_ASM 1
#else
#define OS_GUARD_ASM 0
#endif
#endif

/* In a handler of SIGBUS: if the fault is one of a guarded access, lets it go on at its `faulted`. */
bool os_guard_resume(void *context);

#if OS_GUARD_ASM
#define OS_GUARDED(text)                                                                                               \
    "1: " text "\n"                                                                                                    \
    ".pushsection os_guarded, \"a\"\n"                                                                                 \
    ".balign 4\n"                                                                                                      \
    ".long 1b - ., %l[faulted] - .\n"                                                                                  \
    ".popsection"

/* v = *p; acquire or sequentially consistent on x86-64 */
#define OS_GUARDED_LOAD(type, p, v, order)                                                                             \
    __asm__ goto(OS_GUARDED("mov %[m], %[r]") : [r] "=q"(v) : [m] "m"(*(type *)(p)) : "memory" : faulted)
/* *p = v; release */
#define OS_GUARDED_STORE(type, p, v, order)                                                                            \
    __asm__ goto(OS_GUARDED("mov %[r], %[m]") : [m] "=m"(*(type *)(p)) : [r] "q"((type)(v)) : "memory" : faulted)
/* exchanges v and *p */
#define OS_GUARDED_EXCHANGE(type, p, v)                                                                                \
    __asm__ goto(OS_GUARDED("xchg %[r], %[m]") : [r] "+q"(v), [m] "+m"(*(type *)(p)) : : "memory" : faulted)
/* *p += v; v = what it was */
#define OS_GUARDED_ADD(type, p, v)                                                                                     \
    __asm__ goto(OS_GUARDED("lock xadd %[r], %[m]") : [r] "+q"(v), [m] "+m"(*(type *)(p)) : : "memory", "cc" : faulted)
/* if *p == seen then *p = v; seen = what it was */
#define OS_GUARDED_COMPARE(type, p, seen, v)                                                                           \
    __asm__ goto(OS_GUARDED("lock cmpxchg %[r], %[m]")                                                                 \
                 : [a] "+a"(seen), [m] "+m"(*(type *)(p))                                                              \
                 : [r] "q"((type)(v))                                                                                  \
                 : "memory", "cc"                                                                                      \
                 : faulted)
#else
#define OS_GUARDED_UNUSED                                                                                              \
    if (0)                                                                                                             \
    goto faulted
#define OS_GUARDED_LOAD(type, p, v, order)                                                                             \
    do {                                                                                                               \
        OS_GUARDED_UNUSED;                                                                                             \
        (v) = __atomic_load_n((type *)(p), order);                                                                     \
    } while (0)
#define OS_GUARDED_STORE(type, p, v, order)                                                                            \
    do {                                                                                                               \
        OS_GUARDED_UNUSED;                                                                                             \
        __atomic_store_n((type *)(p), (type)(v), order);                                                               \
    } while (0)
#define OS_GUARDED_EXCHANGE(type, p, v)                                                                                \
    do {                                                                                                               \
        OS_GUARDED_UNUSED;                                                                                             \
        (v) = __atomic_exchange_n((type *)(p), v, __ATOMIC_SEQ_CST);                                                   \
    } while (0)
#define OS_GUARDED_ADD(type, p, v)                                                                                     \
    do {                                                                                                               \
        OS_GUARDED_UNUSED;                                                                                             \
        (v) = __atomic_fetch_add((type *)(p), v, __ATOMIC_SEQ_CST);                                                    \
    } while (0)
#define OS_GUARDED_COMPARE(type, p, seen, v)                                                                           \
    do {                                                                                                               \
        OS_GUARDED_UNUSED;                                                                                             \
        (void)__atomic_compare_exchange_n((type *)(p), &(seen), (type)(v), false, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST); \
    } while (0)
#endif

#endif
