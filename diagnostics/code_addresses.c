/* SPDX-License-Identifier: MIT
 *
 * code_addresses.c - finds addresses of C code and of C variables in class metadata (code_addresses.h).
 *
 * Metadata is to be mapped by other processes, where libraries lie elsewhere. So methods hold rows and indices of
 * tables (runtime/class.h, enum native_binding), and what of struct vm and struct loader does hold such an address is in
 * the list below: a process that takes over another's memory sets these itself.
 *
 * Any 8 bytes at a multiple of 4 count that would be such an address. Two small numbers side by side can look like one, but a
 * library lies elsewhere in each run (ASLR): what is found twice is there.
 */
#include "diagnostics/code_addresses.h"

#include <dlfcn.h>
#include <link.h>
#include "runtime/class.h"
#include "runtime/loader.h"

struct segment {
    uintptr_t low, high;
};

struct scan {
    const struct vm *vm;
    const struct loader *loader; /* whose memory is being looked through, or NULL */
    struct segment *segments;
    u32 count, faults;
    u64 bytes;
};

/* What of struct vm may be an address of a library; in the order of the struct. */
#define FIELD_RANGE(name)                                                                                              \
    { offsetof(struct vm, name), offsetof(struct vm, name) + sizeof((struct vm *)0)->name }
static const struct {
    size_t from, to;
} expected[] = {
    FIELD_RANGE(invoke_functions),      /* constant tables, here and below */
    FIELD_RANGE(options.log),           /* stdout is a variable of libc */
    FIELD_RANGE(options.vfprintf_hook), /* what an embedding program gave */
    FIELD_RANGE(options.exit_hook),
    FIELD_RANGE(options.flags),
    FIELD_RANGE(options.abort_hook),
    FIELD_RANGE(engine),
    FIELD_RANGE(native),
    FIELD_RANGE(native_functions),
    FIELD_RANGE(log),
    FIELD_RANGE(listeners),
};

static int add_segments(struct dl_phdr_info *object, size_t size, void *context) {
    struct scan *scan = context;
    (void)size;
    for (int i = 0; i < object->dlpi_phnum; i++) {
        const ElfW(Phdr) *header = &object->dlpi_phdr[i];
        if (header->p_type != PT_LOAD)
            continue;
        uintptr_t low = object->dlpi_addr + header->p_vaddr;
        scan->segments = mem_realloc(scan->segments, (scan->count + 1) * sizeof *scan->segments);
        scan->segments[scan->count++] = (struct segment){low, low + header->p_memsz};
    }
    return 0;
}

static bool in_segment(const struct scan *scan, u64 word) {
    for (u32 i = 0; i < scan->count; i++) {
        if (word >= scan->segments[i].low && word < scan->segments[i].high)
            return true;
    }
    return false;
}

static bool is_inside(const void *p, const void *array, size_t size) {
    return (uintptr_t)p - (uintptr_t)array < size;
}

/* "method java.lang.Object.hashCode() + 0x8", or what is known of the place. */
static void print_place(const struct scan *scan, const char *p) {
    for (struct class *k = scan->loader ? scan->loader->defined : NULL; k; k = k->next_defined) {
        char *name = NULL;
        size_t offset = 0;
        if (is_inside(p, k, sizeof *k)) {
            name = class_external_name(k);
            offset = (size_t)(p - (const char *)k);
        } else if (is_inside(p, k->methods, k->methods_count * sizeof *k->methods)) {
            const struct method *m = &k->methods[(size_t)(p - (const char *)k->methods) / sizeof *m];
            name = method_external_name(m);
            offset = (size_t)(p - (const char *)m);
        }
        if (name) {
            fprintf(stderr, "%s + %zu", name, offset);
            mem_free(name);
            return;
        }
    }
    if (is_inside(p, scan->vm, sizeof *scan->vm))
        fprintf(stderr, "struct vm + %zu", (size_t)(p - (const char *)scan->vm));
    else
        fprintf(stderr, "memory of a %s", scan->loader == scan->vm->boot_loader ? "boot loader" : "class loader");
}

static void report_word(struct scan *scan, const char *p, u64 word) {
    Dl_info symbol = {0};
    dladdr((void *)(uintptr_t)word, &symbol);
    fprintf(stderr, "VerifyMetadata: %p holds 0x%llx (%s%s%s): ", (const void *)p, (unsigned long long)word,
            symbol.dli_fname ? symbol.dli_fname : "?", symbol.dli_sname ? ", " : "",
            symbol.dli_sname ? symbol.dli_sname : "");
    print_place(scan, p);
    fprintf(stderr, "\n");
    scan->faults++;
}

static void look_through(void *context, const void *from, size_t size) {
    struct scan *scan = context;
    scan->bytes += size;
    const char *start = from;
    for (size_t at = 0; at + sizeof(u64) <= size; at += 4) {
        u64 word;
        memcpy(&word, start + at, sizeof word);
        if (UNLIKELY(word >> 32 != 0 && in_segment(scan, word)))
            report_word(scan, start + at, word);
    }
}

static void look_through_vm(struct scan *scan) {
    const char *vm = (const char *)scan->vm;
    size_t at = 0;
    for (u32 i = 0; i < ARRAY_LENGTH(expected); i++) {
        look_through(scan, vm + at, expected[i].from - at);
        at = expected[i].to;
    }
    look_through(scan, vm + at, sizeof *scan->vm - at);
}

static void look_through_map(struct scan *scan, const struct map *map) {
    u32 position = 0;
    const struct map_entry *e;
    while ((e = map_next(map, &position)))
        look_through(scan, e, sizeof *e);
}

u32 code_addresses_report(struct vm *vm) {
    struct scan scan = {.vm = vm};
    dl_iterate_phdr(add_segments, &scan);
    look_through_vm(&scan);
    const struct map *const maps[] = {&vm->native_rows, &vm->mh_intrinsics, &vm->perf_counters, &vm->modules,
                                      &vm->loader_index};
    for (u32 i = 0; i < ARRAY_LENGTH(maps); i++)
        look_through_map(&scan, maps[i]);
    for (const struct loader *l = vm->loaders; l; l = l->next) {
        scan.loader = l;
        look_through(&scan, l, sizeof *l);
        look_through_map(&scan, &l->classes);
        look_through_map(&scan, &l->packages);
        arena_visit(&l->arena, look_through, &scan);
    }
    LOG(&vm->log, memory, LOG_INFO, "looked through %llu KB for addresses of libraries: %u",
        (unsigned long long)scan.bytes / 1024, scan.faults);
    mem_free(scan.segments);
    return scan.faults;
}
