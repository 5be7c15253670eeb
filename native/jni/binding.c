/* SPDX-License-Identifier: MIT
 *
 * binding.c - the table of native methods' functions (binding.h).
 *
 * Entries lie in chunks, each twice as large as the one before, so that none ever moves and an index finds its chunk by
 * the position of its highest bit.
 */
#include "native/jni/binding.h"

#include <dlfcn.h>
#include <link.h>

enum { FIRST_CHUNK_BITS = 6, CHUNKS = 32 - FIRST_CHUNK_BITS };

struct jni_bindings {
    struct jni_binding *chunks[CHUNKS]; /* chunk c has 64 << c entries; written before an index in it is known */
    u32 used;                           /* entries that were ever handed out: 1 to used */
    u32 free;                           /* one that was given back, or 0 */
    pthread_mutex_t lock;               /* guards used and free; nothing below it blocks */
};

struct jni_bindings *jni_bindings_create(void) {
    struct jni_bindings *bindings = mem_zalloc(sizeof *bindings);
    pthread_mutex_init(&bindings->lock, NULL);
    return bindings;
}

/* Index 1 is the first entry of the first chunk. */
static struct jni_binding **chunk_of(struct jni_bindings *bindings, u32 index, u32 *offset) {
    u32 place = index - 1 + (1u << FIRST_CHUNK_BITS), bit = 31u - (u32)__builtin_clz(place);
    *offset = place - (1u << bit);
    return &bindings->chunks[bit - FIRST_CHUNK_BITS];
}

static struct jni_binding *entry_at(struct jni_bindings *bindings, u32 index) {
    u32 offset;
    struct jni_binding **chunk = chunk_of(bindings, index, &offset);
    return &(*chunk)[offset];
}

struct jni_binding *jni_binding_of(const struct vm *vm, const struct method *m) {
    u32 index = __atomic_load_n(&m->binding_index, __ATOMIC_ACQUIRE);
    return LIKELY(index != 0) ? entry_at(vm->jni_bindings, index) : NULL;
}

/* The index of an entry that is all zeros. */
static u32 take_entry(struct jni_bindings *bindings) {
    u32 index = bindings->free, offset;
    if (index) {
        struct jni_binding *entry = entry_at(bindings, index);
        bindings->free = entry->next_free;
        entry->next_free = 0;
        return index;
    }
    index = ++bindings->used;
    struct jni_binding **chunk = chunk_of(bindings, index, &offset);
    if (!*chunk)
        *chunk = mem_zalloc(((size_t)1 << FIRST_CHUNK_BITS << (chunk - bindings->chunks)) * sizeof **chunk);
    return index;
}

struct jni_binding *jni_binding_make(struct vm *vm, struct method *m) {
    struct jni_bindings *bindings = vm->jni_bindings;
    pthread_mutex_lock(&bindings->lock);
    if (!m->binding_index)
        __atomic_store_n(&m->binding_index, take_entry(bindings), __ATOMIC_RELEASE);
    pthread_mutex_unlock(&bindings->lock);
    return entry_at(bindings, m->binding_index);
}

void jni_bindings_forget(struct vm *vm, struct class *k) {
    struct jni_bindings *bindings = vm->jni_bindings;
    for (u32 i = 0; i < k->methods_count; i++) {
        struct method *m = &k->methods[i];
        if (m->binding != BINDING_JNI || !m->binding_index)
            continue;
        struct jni_binding *entry = entry_at(bindings, m->binding_index);
        mem_free(entry->call_info);
        *entry = (struct jni_binding){.next_free = bindings->free};
        bindings->free = m->binding_index;
        m->binding_index = 0;
    }
}

/* ---- snapshots ---- */

/* A function in a snapshot: its offset in a library, and which that is. */
enum { IN_LIBJVM = 1, IN_LIBJAVA = 2, PLACE_SHIFT = 56 };

/* Where the library that has this address begins; 0: none has. */
static uintptr_t base_of(const void *address) {
    Dl_info info;
    return dladdr(address, &info) ? (uintptr_t)info.dli_fbase : 0;
}

static uintptr_t libjvm_base(void) {
    return base_of((const void *)(uintptr_t)jni_bindings_create);
}

static uintptr_t libjava_base(const struct vm *vm) {
    const struct link_map *map;
    return dlinfo(vm->libjava, RTLD_DI_LINKMAP, &map) == 0 ? (uintptr_t)map->l_addr : 0;
}

bool jni_binding_is_in_libjava(const struct vm *vm, const void *function) {
    return base_of(function) == libjava_base(vm);
}

char *jni_bindings_forget_process(struct vm *vm) {
    struct jni_bindings *bindings = vm->jni_bindings;
    uintptr_t bases[] = {0, libjvm_base(), libjava_base(vm)};
    for (u32 index = 1; index <= bindings->used; index++) {
        struct jni_binding *b = entry_at(bindings, index);
        uintptr_t function = (uintptr_t)b->function, base = base_of(b->function);
        mem_free(b->call_info);
        b->call_info = NULL;
        if (!function)
            continue;
        u64 place = base == bases[IN_LIBJVM] ? IN_LIBJVM : base == bases[IN_LIBJAVA] ? IN_LIBJAVA : 0;
        if (!place) {
            Dl_info info = {0};
            dladdr(b->function, &info);
            return mem_strdup(info.dli_fname ? info.dli_fname : "no library");
        }
        b->function = (void *)(uintptr_t)(place << PLACE_SHIFT | (function - base));
    }
    return NULL;
}

void jni_bindings_resume(struct vm *vm) {
    struct jni_bindings *bindings = vm->jni_bindings;
    uintptr_t bases[] = {0, libjvm_base(), libjava_base(vm)};
    for (u32 index = 1; index <= bindings->used; index++) {
        struct jni_binding *b = entry_at(bindings, index);
        u64 place = (u64)(uintptr_t)b->function;
        if (place)
            b->function = (void *)(bases[place >> PLACE_SHIFT] + (uintptr_t)(place & (((u64)1 << PLACE_SHIFT) - 1)));
    }
}
