/* SPDX-License-Identifier: MIT
 *
 * disassembler.c - capstone, if its header was there when the VM was built, and its library is when it runs.
 */
#include "jit/disassembler.h"

#ifdef HAVE_CAPSTONE
#include <capstone/capstone.h>
#include <dlfcn.h>
#include <stdio.h>
#include <string.h>
#include "base/mem.h"

#define TEXT(x)  TEXT_(x)
#define TEXT_(x) #x
#define LIBRARY  "libcapstone.so." TEXT(CS_API_MAJOR)

struct disassembler {
    void *library;
    csh handle;
    cs_insn *instruction;
    __typeof__(cs_open) *open;
    __typeof__(cs_close) *close;
    __typeof__(cs_option) *option;
    __typeof__(cs_malloc) *allocate;
    __typeof__(cs_free) *release;
    __typeof__(cs_disasm_iter) *next;
};

static bool find_functions(struct disassembler *d) {
    const struct {
        const char *name;
        void *to;
    } functions[] = {{"cs_open", &d->open},       {"cs_close", &d->close},  {"cs_option", &d->option},
                     {"cs_malloc", &d->allocate}, {"cs_free", &d->release}, {"cs_disasm_iter", &d->next}};
    for (size_t i = 0; i < ARRAY_LENGTH(functions); i++) {
        void *function = dlsym(d->library, functions[i].name);
        if (!function)
            return false;
        memcpy(functions[i].to, &function, sizeof function);
    }
    return true;
}

struct disassembler *disassembler_open(void) {
    struct disassembler *d = mem_zalloc(sizeof *d);
    d->library = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL);
    if (d->library && find_functions(d) && d->open(CS_ARCH_X86, CS_MODE_64, &d->handle) == CS_ERR_OK) {
        d->option(d->handle, CS_OPT_DETAIL, CS_OPT_ON);
        d->instruction = d->allocate(d->handle);
        if (d->instruction)
            return d;
        d->close(&d->handle);
    }
    if (d->library)
        dlclose(d->library);
    mem_free(d);
    return NULL;
}

const char *disassembler_missing(void) {
    return LIBRARY " cannot be opened (Debian: libcapstone" TEXT(CS_API_MAJOR) ")";
}

void disassembler_close(struct disassembler *d) {
    if (!d)
        return;
    d->release(d->instruction, 1);
    d->close(&d->handle);
    dlclose(d->library);
    mem_free(d);
}

static bool is_branch(const cs_insn *i) {
    for (u32 k = 0; k < i->detail->groups_count; k++)
        if (i->detail->groups[k] == CS_GRP_JUMP || i->detail->groups[k] == CS_GRP_CALL)
            return true;
    return false;
}

bool disassembler_next(struct disassembler *d, const u8 *bytes, size_t size, u64 address, struct disassembled *i) {
    if (!d->next(d->handle, &bytes, &size, &address, d->instruction))
        return false;
    const cs_insn *from = d->instruction;
    const cs_x86 *x86 = &from->detail->x86;
    *i = (struct disassembled){.length = from->size};
    snprintf(i->mnemonic, sizeof i->mnemonic, "%s", from->mnemonic);
    snprintf(i->operands, sizeof i->operands, "%s", from->op_str);
    if (is_branch(from) && x86->op_count == 1 && x86->operands[0].type == X86_OP_IMM)
        i->target = (u64)x86->operands[0].imm;
    return true;
}

#else

struct disassembler *disassembler_open(void) {
    return NULL;
}

const char *disassembler_missing(void) {
    return "minijvm was built without capstone's header (Debian: libcapstone-dev)";
}

void disassembler_close(struct disassembler *d) {
    (void)d;
}

bool disassembler_next(struct disassembler *d, const u8 *bytes, size_t size, u64 address, struct disassembled *i) {
    (void)d, (void)bytes, (void)size, (void)address, (void)i;
    return false;
}

#endif
