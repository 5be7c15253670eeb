/* SPDX-License-Identifier: MIT
 *
 * os_fault.c - what a handler of SIGSEGV and its like needs from the system: the registers at the fault, a stack of its
 * own, and the names of functions.
 *
 * Everything here may run inside a signal handler of a process in an unknown state: it allocates nothing and takes no
 * lock, except that names are found by dladdr and in the mapped symbol table of the object file, which is as far as one
 * gets.
 */
#include <dlfcn.h>
#include <elf.h>
#include <signal.h>
#include <ucontext.h>
#include <unwind.h>

#include "base/os.h"
#include "base/os_guard.h"

/* ---- registers ---- */

#if defined(__x86_64__)
static const struct {
    const char *name;
    int index;
} registers[] = {
    {"RAX", REG_RAX},       {"RBX", REG_RBX}, {"RCX", REG_RCX},    {"RDX", REG_RDX},       {"RSP", REG_RSP},
    {"RBP", REG_RBP},       {"RSI", REG_RSI}, {"RDI", REG_RDI},    {"R8 ", REG_R8},        {"R9 ", REG_R9},
    {"R10", REG_R10},       {"R11", REG_R11}, {"R12", REG_R12},    {"R13", REG_R13},       {"R14", REG_R14},
    {"R15", REG_R15},       {"RIP", REG_RIP}, {"EFLAGS", REG_EFL}, {"CSGSFS", REG_CSGSFS}, {"ERR", REG_ERR},
    {"TRAPNO", REG_TRAPNO},
};

bool os_fault_register(const void *context, u32 i, const char **name, u64 *value) {
    const ucontext_t *c = context;
    if (i >= ARRAY_LENGTH(registers))
        return false;
    *name = registers[i].name;
    *value = (u64)c->uc_mcontext.gregs[registers[i].index];
    return true;
}

u64 os_fault_pc(const void *context) {
    return (u64)((const ucontext_t *)context)->uc_mcontext.gregs[REG_RIP];
}

u64 os_fault_sp(const void *context) {
    return (u64)((const ucontext_t *)context)->uc_mcontext.gregs[REG_RSP];
}
#elif defined(__aarch64__)
bool os_fault_register(const void *context, u32 i, const char **name, u64 *value) {
    static const char names[31][4] = {"R0",  "R1",  "R2",  "R3",  "R4",  "R5",  "R6",  "R7",  "R8",  "R9",  "R10",
                                      "R11", "R12", "R13", "R14", "R15", "R16", "R17", "R18", "R19", "R20", "R21",
                                      "R22", "R23", "R24", "R25", "R26", "R27", "R28", "R29", "R30"};
    if (i >= ARRAY_LENGTH(names))
        return false;
    *name = names[i];
    *value = ((const ucontext_t *)context)->uc_mcontext.regs[i];
    return true;
}

u64 os_fault_pc(const void *context) {
    return ((const ucontext_t *)context)->uc_mcontext.pc;
}

u64 os_fault_sp(const void *context) {
    return ((const ucontext_t *)context)->uc_mcontext.sp;
}
#else
bool os_fault_register(const void *context, u32 i, const char **name, u64 *value) {
    (void)context, (void)i, (void)name, (void)value;
    return false;
}

u64 os_fault_pc(const void *context) {
    (void)context;
    return 0;
}

u64 os_fault_sp(const void *context) {
    (void)context;
    return (u64)(uintptr_t)__builtin_frame_address(0);
}
#endif

/* ---- the handler's stack ---- */

bool os_signal_stack_set(void *p, size_t size) {
    stack_t old, mine = {.ss_sp = p, .ss_size = size};
    if (sigaltstack(NULL, &old) != 0 || !(old.ss_flags & SS_DISABLE))
        return false; /* somebody else's stays */
    return sigaltstack(&mine, NULL) == 0;
}

void os_signal_stack_clear(const void *p) {
    stack_t old, none = {.ss_flags = SS_DISABLE};
    if (sigaltstack(NULL, &old) == 0 && old.ss_sp == p)
        sigaltstack(&none, NULL);
}

/* ---- the C stack ---- */

struct walk {
    u64 *pcs;
    u32 count, most;
};

static _Unwind_Reason_Code note_frame(struct _Unwind_Context *context, void *argument) {
    struct walk *walk = argument;
    if (walk->count == walk->most)
        return _URC_END_OF_STACK;
    walk->pcs[walk->count++] = (u64)_Unwind_GetIP(context);
    return _URC_NO_REASON;
}

u32 os_backtrace(u64 *pcs, u32 most) {
    struct walk walk = {pcs, 0, most};
    _Unwind_Backtrace(note_frame, &walk);
    return walk.count;
}

/* Static functions have no entry in the dynamic symbol table: the full one is in the file, unless it was stripped. */
static const char *find_symbol(const u8 *file, size_t size, u64 offset, u64 *start, size_t *length, char *name,
                               size_t room) {
    const Elf64_Ehdr *head = (const void *)file;
    if (size < sizeof *head || memcmp(head->e_ident, ELFMAG, SELFMAG) != 0 || head->e_ident[EI_CLASS] != ELFCLASS64 ||
        head->e_shentsize != sizeof(Elf64_Shdr) || head->e_shoff > size ||
        (size - head->e_shoff) / sizeof(Elf64_Shdr) < head->e_shnum)
        return NULL;
    const Elf64_Shdr *sections = (const void *)(file + head->e_shoff);
    for (u32 i = 0; i < head->e_shnum; i++) {
        const Elf64_Shdr *s = &sections[i];
        if (s->sh_type != SHT_SYMTAB || s->sh_link >= head->e_shnum || s->sh_offset > size ||
            size - s->sh_offset < s->sh_size)
            continue;
        const Elf64_Shdr *strings = &sections[s->sh_link];
        if (strings->sh_offset > size || size - strings->sh_offset < strings->sh_size)
            continue;
        const Elf64_Sym *symbols = (const void *)(file + s->sh_offset);
        for (u64 j = 0; j < s->sh_size / sizeof *symbols; j++) {
            const Elf64_Sym *y = &symbols[j];
            if (ELF64_ST_TYPE(y->st_info) != STT_FUNC || offset < y->st_value || offset - y->st_value >= y->st_size ||
                y->st_name >= strings->sh_size)
                continue;
            *start = y->st_value;
            *length = y->st_size;
            snprintf(name, room, "%.*s", (int)MIN_OF(strings->sh_size - y->st_name, (u64)INT32_MAX),
                     (const char *)file + strings->sh_offset + y->st_name);
            return name;
        }
    }
    return NULL;
}

bool os_describe_code(u64 pc, struct os_code *code) {
    Dl_info info;
    memset(code, 0, sizeof *code);
    if (dladdr((void *)(uintptr_t)pc, &info) == 0 || !info.dli_fname)
        return false;
    code->file = info.dli_fname;
    code->offset = pc - (u64)(uintptr_t)info.dli_fbase;
    size_t size, length;
    const u8 *file = os_map_file(info.dli_fname, &size);
    if (file) {
        u64 start;
        if (find_symbol(file, size, code->offset, &start, &length, code->symbol, sizeof code->symbol))
            code->symbol_offset = code->offset - start;
        os_unmap_file(file, size);
    }
    if (!code->symbol[0] && info.dli_sname) {
        snprintf(code->symbol, sizeof code->symbol, "%s", info.dli_sname);
        code->symbol_offset = pc - (u64)(uintptr_t)info.dli_saddr;
    }
    return true;
}

/* ---- guarded accesses (os_guard.h) ---- */

struct guarded {
    i32 access, resume; /* distances from the field itself */
};
extern const struct guarded first_guarded[] __asm__("__start_os_guarded") __attribute__((weak, visibility("hidden")));
extern const struct guarded end_guarded[] __asm__("__stop_os_guarded") __attribute__((weak, visibility("hidden")));

#if defined(__x86_64__)
void os_fault_go_on(void *context, u64 pc) {
    ((ucontext_t *)context)->uc_mcontext.gregs[REG_RIP] = (greg_t)pc;
}
bool os_guard_resume(void *context) {
    greg_t *pc = &((ucontext_t *)context)->uc_mcontext.gregs[REG_RIP];
    size_t count = ((uintptr_t)end_guarded - (uintptr_t)first_guarded) / sizeof *first_guarded;
    for (size_t i = 0; i < count; i++) {
        const struct guarded *g = &first_guarded[i];
        if ((uintptr_t)*pc == (uintptr_t)&g->access + (uintptr_t)(intptr_t)g->access) {
            *pc = (greg_t)((uintptr_t)&g->resume + (uintptr_t)(intptr_t)g->resume);
            return true;
        }
    }
    return false;
}
#else
void os_fault_go_on(void *context, u64 pc) {
    (void)context, (void)pc;
}
bool os_guard_resume(void *context) {
    (void)context;
    return false;
}
#endif
