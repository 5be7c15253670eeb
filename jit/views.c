/* SPDX-License-Identifier: MIT
 *
 * views.c - machine code as others see it: whose it is at an address, which Java frames it stands for (crash reports), and
 * the map that perf reads.
 */
#include <stddef.h>
#include <unistd.h>

#include "base/os.h"
#include "jit/jit_internal.h"
#include "runtime/event.h"

/* ---- addresses ---- */

static const struct {
    const char *name;
    size_t offset; /* of its address in struct compiler_state */
} stub_rows[] = {
#define STUB(name)                                                                                                     \
    { #name, offsetof(struct compiler_state, stubs.name) }
    STUB(enter),
    STUB(to_interpreter),
    STUB(through_adapter),
    STUB(unwind),
    STUB(interpret),
    STUB(execute),
    STUB(execute_call),
    STUB(execute_unresolved),
    STUB(is_subtype),
    STUB(execute_unresolved_call),
    STUB(find_interface),
    STUB(unlock),
    STUB(overflow),
    STUB(poll),
    STUB(poll_call),
    STUB(call_native),
    STUB(call_interpreter),
    STUB(call_fast),
    STUB(call_link),
    STUB(call_basic),
    STUB(call_static),
    STUB(call_special),
#undef STUB
};

static u32 stub_address(const struct compiler_state *s, size_t i) {
    u32 address;
    memcpy(&address, (const char *)s + stub_rows[i].offset, sizeof address);
    return address;
}

/* The stub that begins at or before an address that is in no method. */
static void find_stub(const struct compiler_state *s, u32 address, struct machine_spot *spot) {
    spot->stub = "?";
    spot->start = (u32)(uintptr_t)s->memory.run;
    spot->end = spot->start + (u32)s->shared_end;
    for (size_t i = 0; i < ARRAY_LENGTH(stub_rows); i++) {
        u32 begin = stub_address(s, i);
        if (begin && begin <= address && begin >= spot->start) {
            spot->start = begin;
            spot->stub = stub_rows[i].name;
        }
        if (begin > address && begin < spot->end)
            spot->end = begin;
    }
}

/* What inlined method `number` is at word `pc` of its code, and those around it. */
static void find_frames(const struct compiled *k, u32 number, u32 pc, struct machine_spot *spot) {
    for (;;) {
        const struct inlined *x = &k->inlined[number];
        if (spot->frames_count == ARRAY_LENGTH(spot->frames))
            return;
        spot->frames[spot->frames_count].method = x->method;
        spot->frames[spot->frames_count++].bci =
            code_bci_at(x->method->register_code, x->method->register_code->words + pc);
        if (!number)
            return;
        number = x->parent;
        pc = x->call_at;
    }
}

static bool in_memory(const struct compiler_state *s, u64 address) {
    u64 begin = (u64)(uintptr_t)s->memory.run;
    return address >= begin && address < begin + s->used;
}

bool view_spot(const struct vm *vm, u64 address, struct machine_spot *spot) {
    const struct compiler_state *s = vm->compiler;
    if (!s || !in_memory(s, address))
        return false;
    const struct compiled *k = code_find(s, (u32)address);
    *spot = (struct machine_spot){.stub = NULL};
    if (!k) {
        find_stub(s, (u32)address, spot);
        return true;
    }
    struct mark mark = code_mark_at(k, (u32)address);
    spot->method = k->method;
    spot->start = k->start;
    spot->end = k->end;
    find_frames(k, mark.inlined, mark.pc, spot);
    return true;
}

/* ---- frames ---- */

static u64 register_named(const void *context, const char *wanted) {
    const char *name;
    u64 value;
    for (u32 i = 0; os_fault_register(context, i, &name, &value); i++)
        if (strcmp(name, wanted) == 0)
            return value;
    return 0;
}

/* A method's code has the frame that it runs in REG_RECORD, and a stub that it called the return address on C's stack. A
 * stub that is entered in a method's place has a record that is not written yet: its caller is the first frame then. */
void view_settle(struct thread *t, const void *context) {
    const struct compiler_state *s = t->vm->compiler;
    u64 address = os_fault_pc(context);
    if (!s || !in_memory(s, address))
        return;
    struct frame *f = (struct frame *)(uintptr_t)register_named(context, "R13");
    if ((char *)f <= (char *)t->top - (t->stack_high - (char *)t->top) - ((size_t)64 << 20) ||
        (char *)f >= t->stack_high)
        return;
    const struct compiled *k = code_find(s, (u32)address);
    if (!k) {
        u64 back = *(const u64 *)(uintptr_t)os_fault_sp(context);
        k = in_memory(s, back) ? code_find(s, (u32)back) : NULL;
        address = back - 1;
    }
    f->fp = (union slot *)(uintptr_t)register_named(context, "R12");
    frames_write(f + 1);
    t->records_unwritten = NULL;
    t->top = f + 1;
    if (!k)
        return;
    struct mark mark = code_mark_at(k, (u32)address);
    for (u32 i = mark.inlined; i; i = k->inlined[i].parent)
        mark.pc = k->inlined[i].call_at;
    *f = (struct frame){
        .pc = k->method->register_code->words + mark.pc, .fp = f->fp, .method = k->method, .kind = FRAME_WRITTEN};
    t->top = f;
}

bool view_waits(const struct thread *t, const struct frame *f) {
    const struct compiler_state *s = t->vm->compiler;
    if (!s || !f->method || !frame_in_code(f) || !in_memory(s, f->machine_return))
        return false;
    const struct compiled *k = code_find(s, f->machine_return);
    return k && call_place_before(f->machine_return)->pc == f->pc;
}

/* ---- perf ---- */

/* A line for each method, as perf(1) wants it. */
static void write_map(struct thread *t) {
    const struct compiler_state *s = t->vm->compiler;
    char *path = mem_printf("/tmp/perf-%d.map", (int)getpid());
    FILE *out = fopen(path, "we");
    mem_free(path);
    if (!out)
        return;
    for (size_t i = 0; i < ARRAY_LENGTH(stub_rows); i++) {
        struct machine_spot spot = {.stub = NULL};
        u32 address = stub_address(s, i);
        if (!address)
            continue;
        find_stub(s, address, &spot);
        fprintf(out, "0x%016x 0x%016x ~%s\n", address, spot.end - address, stub_rows[i].name);
    }
    for (u32 i = 0; i < s->codes_count; i++) {
        const struct compiled *k = s->codes[i];
        char *name = method_external_name_and_return(k->method);
        fprintf(out, "0x%016x 0x%016x %s\n", k->start, k->end - k->start, name);
        mem_free(name);
    }
    fclose(out);
}

void jit_write_perf_map(struct vm *vm) {
    static const struct event_listener listener = {.vm_end = write_map};
    if (vm->compiler && vm->options.perf_map)
        event_listen(vm, &listener, NULL, EVENT_BIT(vm_end));
}
