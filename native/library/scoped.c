/* SPDX-License-Identifier: MIT
 *
 * scoped.c - fast paths of jdk.internal.misc.ScopedMemoryAccess.
 *
 * Every get and put of a buffer outside the heap goes through it, and those of more than a byte in a heap buffer too:
 * four calls deep, to Unsafe. A buffer that is no memory segment's has no Scope, and then there is nothing to check.
 * With one, or when the memory is gone (base/os_guard.h), the bytecode does it. Slots: this, Scope, base, offset, then
 * what is put and whether it is big-endian.
 */
#include "base/os_guard.h"
#include "native/library/natives.h"

static ALWAYS_INLINE void *scoped_address(const union slot *slots) {
    return (char *)slots[2].o + slots[3].j;
}

/* The `size` bytes of v in the other order. */
static ALWAYS_INLINE u64 swapped(u64 v, size_t size) {
    return __builtin_bswap64(v) >> (64 - 8 * size);
}

#define SCOPED_GETTER(name, ctype, swap)                                                                               \
    bool fast_scoped_##name(struct thread *t, union slot *slots) {                                                     \
        ctype v;                                                                                                       \
        (void)t;                                                                                                       \
        if (slots[1].o)                                                                                                \
            return false;                                                                                              \
        OS_GUARDED_LOAD(ctype, scoped_address(slots), v, __ATOMIC_RELAXED);                                            \
        if (swap)                                                                                                      \
            v = (ctype)swapped((u64)v, sizeof v);                                                                      \
        slots[0].w = SLOT_WORD(v);                                                                                     \
        return true;                                                                                                   \
    faulted:                                                                                                           \
        return false;                                                                                                  \
    }
#define SCOPED_PUTTER(name, ctype, swap)                                                                               \
    bool fast_scoped_##name(struct thread *t, union slot *slots) {                                                     \
        ctype v = (ctype)slots[4].w;                                                                                   \
        (void)t;                                                                                                       \
        if (slots[1].o)                                                                                                \
            return false;                                                                                              \
        if (swap)                                                                                                      \
            v = (ctype)swapped((u64)v, sizeof v);                                                                      \
        OS_GUARDED_STORE(ctype, scoped_address(slots), v, __ATOMIC_RELAXED);                                           \
        return true;                                                                                                   \
    faulted:                                                                                                           \
        return false;                                                                                                  \
    }

#define UNSAFE_TYPE(Name, descriptor, ctype)                                                                           \
    SCOPED_GETTER(get##Name, ctype, false)                                                                             \
    SCOPED_PUTTER(put##Name, ctype, false)
#define UNSAFE_UNALIGNED(Name, descriptor, ctype)                                                                      \
    SCOPED_GETTER(get##Name##Unaligned, ctype, slots[4].i)                                                             \
    SCOPED_PUTTER(put##Name##Unaligned, ctype, slots[5].i)
#include "native/library/unsafe.def"
#undef UNSAFE_TYPE
#undef UNSAFE_UNALIGNED
