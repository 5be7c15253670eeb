/* SPDX-License-Identifier: MIT
 *
 * listing.c - a compiled method for readers: its bytecode, its register code and its machine code side by side
 * (-XX:CompileCommand=print, minijavap --native).
 *
 *     0: iload_1          |                   |
 *     1: iload_1          |                   |
 *     2: imul             |  t0 = l1 * l1     |  +0x0c  mov      edx, ecx
 *
 * Machine code comes in the order in which it lies in memory, so instructions of inlined methods stand below their call, and
 * what is seldom run below everything else. The disassembler is capstone's library, opened when the first method is
 * printed; without it there are bytes.
 */
#include <stdlib.h>

#include "classfile/opcode.h"
#include "interp/dump.h"
#include "jit/disassembler.h"
#include "jit/jit_internal.h"
#include "runtime/event.h"
#include "runtime/exception.h"
#include "runtime/link.h"
#include "runtime/loader.h"
#include "runtime/safepoint.h"

enum { LEFT = 24, MIDDLE = 36 };

struct lister {
    const struct compiler_state *s;
    const struct compiled *k;
    struct disassembler *disassembler; /* or NULL */
    struct buf *dumps;                 /* of each method, the inlined ones too */
    u32 *next_bci;                     /* of each, whose bytecode has not been shown */
    u32 constants;                     /* where they begin */
    struct buf left, middle, right;    /* lines of one row, each with '\n' behind it */
    struct buf out;
};

/* ---- columns ---- */

/* The next line of a column, or "". */
static const char *take_line(const char **at, size_t *n) {
    const char *line = *at;
    *n = strcspn(line, "\n");
    *at += *n + (line[*n] == '\n');
    return line;
}

static void put_cell(struct buf *out, const char *text, size_t n, size_t width) {
    buf_add(out, text, n);
    for (; n < width; n++)
        buf_char(out, ' ');
}

static void put_rows(struct lister *l) {
    const char *left = buf_cstr(&l->left), *middle = buf_cstr(&l->middle), *right = buf_cstr(&l->right);
    while (*left || *middle || *right) {
        size_t a, b, c;
        const char *x = take_line(&left, &a), *y, *z;
        /* what an instruction does stands beside the last bytecode it came from */
        bool last = !*left;
        y = last ? take_line(&middle, &b) : (b = 0, "");
        z = last ? take_line(&right, &c) : (c = 0, "");
        buf_str(&l->out, "  ");
        put_cell(&l->out, x, a, LEFT);
        buf_str(&l->out, "|  ");
        put_cell(&l->out, y, b, MIDDLE);
        buf_str(&l->out, c ? "|  " : "|");
        buf_add(&l->out, z, c);
        buf_char(&l->out, '\n');
    }
    buf_reset(&l->left);
    buf_reset(&l->middle);
    buf_reset(&l->right);
}

/* Bytecode that has not been shown, up to an index. */
static void put_bytecode(struct lister *l, u32 number, u32 bci) {
    const struct code_attribute *code = l->k->inlined[number].method->member->code;
    while (l->next_bci[number] <= bci && l->next_bci[number] < code->code_length) {
        u32 at = l->next_bci[number];
        buf_printf(&l->left, "%5u: %s\n", at, opcode_name(code->code[at]));
        l->next_bci[number] += opcode_length(code->code, code->code_length, at);
    }
}

/* The text of a word in the dump, whose lines are "<word>  @<bytecode index> <text>  <operation> ...". */
static void put_register_code(struct lister *l, u32 number, u32 pc) {
    enum { TEXT = 15 };
    bool inside = false;
    for (const char *at = buf_cstr(&l->dumps[number]); *at;) {
        size_t n;
        const char *line = take_line(&at, &n);
        bool begins = n > TEXT && line[8] == '@';
        inside = begins ? strtoul(line, NULL, 10) == pc : inside && n > 2 && strncmp(line, "  bytecodes", 11) != 0;
        if (!inside)
            continue;
        const char *text = line + (begins ? TEXT : strspn(line, " ")), *end = line + n;
        size_t length = 0;
        while (text + length < end && !(text[length] == ' ' && (text + length + 1 == end || text[length + 1] == ' ')))
            length++;
        buf_add(&l->middle, text, length);
        buf_char(&l->middle, '\n');
    }
}

static void put_bytes(struct lister *l, u32 from, u32 to) {
    const u8 *bytes = l->s->memory.write + (from - (u32)(uintptr_t)l->s->memory.run);
    for (u32 i = 0; i < to - from; i++) {
        if (i % 8 == 0)
            buf_printf(&l->right, "%s+0x%03x ", i ? "\n" : "", from + i - l->k->start);
        buf_printf(&l->right, " %02x", bytes[i]);
    }
    if (to > from)
        buf_char(&l->right, '\n');
}

/* Behind the jump of a call lies the address of its struct call_place, which is one of the constants. */
static bool is_call_place(const struct lister *l, const struct disassembled *before, const u8 *bytes, u32 left) {
    u32 address;
    if (left < sizeof address || (strcmp(before->mnemonic, "jmp") != 0 && strcmp(before->mnemonic, "ret") != 0))
        return false;
    memcpy(&address, bytes, sizeof address);
    return address >= l->constants && address < l->k->end;
}

static void put_machine_code(struct lister *l, u32 from, u32 to) {
    const u8 *bytes = l->s->memory.write + (from - (u32)(uintptr_t)l->s->memory.run);
    struct disassembled i;
    while (from < to && l->disassembler && disassembler_next(l->disassembler, bytes, to - from, from, &i)) {
        struct machine_spot spot;
        buf_printf(&l->right, "+0x%03x  %-8s ", from - l->k->start, i.mnemonic);
        if (i.target && view_spot(l->s->vm, i.target, &spot) && spot.stub)
            buf_printf(&l->right, "~%s", spot.stub);
        else if (i.target && i.target >= l->k->start && i.target < l->k->end)
            buf_printf(&l->right, "+0x%03x", (u32)i.target - l->k->start);
        else
            buf_str(&l->right, i.operands);
        buf_char(&l->right, '\n');
        from += i.length;
        bytes += i.length;
        if (is_call_place(l, &i, bytes, to - from)) {
            put_bytes(l, from, from + 4);
            from += 4;
            bytes += 4;
        }
    }
    put_bytes(l, from, to);
}

/* ---- methods ---- */

/* Instructions that are not in the order of the bytecode say where they come from. */
static void put_mark(struct lister *l, const struct mark *m, u32 end, bool late) {
    const struct inlined *x = &l->k->inlined[m->inlined];
    const struct register_code *code = x->method->register_code;
    u32 bci = code_bci_at(code, code->words + m->pc);
    if (m->pc >= code->length && end - m->address < 8) /* no more than what aligns the end */
        return;
    if (m->pc >= code->length) {
        buf_str(&l->middle, m->pc == code->length ? "-- frames of inlined methods\n" : "-- constants\n");
    } else if (late) {
        buf_printf(&l->middle, "-- seldom run: %s @ %u\n", x->method->name->text, bci);
        put_register_code(l, m->inlined, m->pc);
    } else {
        put_bytecode(l, m->inlined, bci);
        put_register_code(l, m->inlined, m->pc);
    }
    if (m->pc == code->length + 1)
        put_bytes(l, m->address, end);
    else
        put_machine_code(l, m->address, end);
    put_rows(l);
}

static void put_inlined(struct lister *l, u32 from, u32 to) {
    char *name = method_external_name(l->k->inlined[to].method);
    if (to > from || l->next_bci[to] == 0)
        buf_printf(&l->out, "  -- inlined: %s\n", name);
    else
        buf_printf(&l->out, "  -- %s\n", name);
    mem_free(name);
}

static void list(struct lister *l) {
    struct mark mark = {0, 0, 0}, next = mark;
    const u8 *at = l->k->marks;
    bool more = code_next_mark(l->k, &at, &next), late = false;
    put_machine_code(l, l->k->start, more ? next.address : l->k->end);
    put_rows(l);
    while (more) {
        struct mark before = mark;
        mark = next;
        more = code_next_mark(l->k, &at, &next);
        const struct register_code *code = l->k->inlined[mark.inlined].method->register_code;
        late = late || mark.pc >= code->length ||
               (mark.inlined == before.inlined && mark.pc <= before.pc && before.address != 0);
        if (mark.inlined != before.inlined && !late)
            put_inlined(l, before.inlined, mark.inlined);
        put_mark(l, &mark, more ? next.address : l->k->end, late);
    }
}

void listing_print(struct compiler_state *s, const struct compiled *k) {
    struct lister l = {.s = s, .k = k, .disassembler = disassembler_open()};
    l.dumps = mem_calloc(k->inlined_count, sizeof *l.dumps);
    l.next_bci = mem_calloc(k->inlined_count, sizeof *l.next_bci);
    for (u32 i = 0; i < k->inlined_count; i++) {
        const struct method *m = k->inlined[i].method;
        dump_register_code(&l.dumps[i], m->register_code, m->holder->file, m->member);
    }
    char *name = method_external_name_and_return(k->method);
    buf_printf(
        &l.out, "\nCompiled method %s (%u bytes)\n  %u words of register code, %u bytes of machine code at 0x%08x\n",
        name, k->method->member->code->code_length, k->method->register_code->length, k->end - k->start, k->start);
    mem_free(name);
    if (!l.disassembler)
        buf_printf(&l.out, "  no disassembler: %s\n", disassembler_missing());
    list(&l);
    options_print(&s->vm->options, stdout, "%s", buf_cstr(&l.out));
    for (u32 i = 0; i < k->inlined_count; i++)
        buf_free(&l.dumps[i]);
    mem_free(l.dumps);
    mem_free(l.next_bci);
    buf_free(&l.left);
    buf_free(&l.middle);
    buf_free(&l.right);
    buf_free(&l.out);
    disassembler_close(l.disassembler);
}

/* ---- classes that have not run (minijavap --native) ---- */

static void print_class(struct thread *t, struct class *k) {
    for (u32 i = 0; i < k->methods_count; i++) {
        struct method *m = &k->methods[i];
        if (method_is_native(m) || !m->member->code)
            continue;
        bool good = m->register_code || interp_translate(t, m);
        for (int tries = 0; good && !m->register_code->compiled && tries < 100; tries++, thread_yield(t))
            jit_compile(t, m); /* not while another thread compiles */
        if (!good || !m->register_code->compiled)
            options_print(&t->vm->options, stdout, "\n%s is not compiled\n", m->name->text);
        t->exception = NULL;
    }
}

/* Ends the program. */
static void print_classes(struct thread *t) {
    struct vm *vm = t->vm;
    bool good = vm->compiler != NULL;
    if (!good)
        options_print(&vm->options, stderr, "there is no machine code with -Xint\n");
    const char *names = vm->options.print_native;
    for (size_t n; vm->compiler && *names; names += n + (names[n] == ',')) {
        n = strcspn(names, ",");
        char *name = mem_strndup(names, n);
        for (char *p = name; *p; p++)
            *p = *p == '.' ? '/' : *p;
        struct class *k =
            loader_load_or_cnfe(t, loader_of(t, vm->system_class_loader), symbol_intern_cstr(vm->symbols, name), NULL);
        if (k && class_link(t, k)) {
            print_class(t, k);
        } else {
            exception_print_raw(t, t->exception, stderr);
            fputs("\n", stderr);
            t->exception = NULL;
            good = false;
        }
        mem_free(name);
    }
    fflush(NULL);
    if (vm->options.exit_hook)
        vm->options.exit_hook(good ? 0 : 1);
    _Exit(good ? 0 : 1);
}

void jit_print_native(struct vm *vm) {
    static const struct event_listener listener = {.vm_init = print_classes};
    if (vm->options.print_native)
        event_listen(vm, &listener, NULL, EVENT_BIT(vm_init));
}
