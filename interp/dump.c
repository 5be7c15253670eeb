/* SPDX-License-Identifier: MIT
 *
 * dump.c - register code as text: "  12  @7   t1 = b * b                       imul 4 1 1".
 *
 * The text of an operation comes from its row in rops.def. Registers print as the local variable's name, l3 (local
 * variable word 3), t2 (home of operand stack entry 2); the accumulator as acc.
 */
#include "interp/dump.h"

#include <inttypes.h>
#include "base/mem.h"
#include "interp/rops.h"
#include "interp/translate.h"

struct dumper {
    struct buf *out;
    const struct register_code *code;
    const struct classfile *cf;
    const struct member *m;
    u16 *local_words; /* register -> local variable word */
    u32 locals;
    bool synchronized; /* one register more before the operand homes */
};

/* Name of local variable `word` in scope at bci (LocalVariableTable, JVMS 4.7.13), or NULL. A variable's scope begins
 * behind the store that gives it its value. */
static const char *local_name(const struct dumper *d, u32 word, u32 bci, u16 *length) {
    const struct code_attribute *code = d->m->code;
    for (u32 i = 0; i < code->attributes_count; i++) {
        const struct attribute *a = &code->attributes[i];
        if (a->kind != ATTR_LOCAL_VARIABLE_TABLE || a->length < 2)
            continue;
        u32 count = MIN_OF(be16(a->info), (a->length - 2) / 10);
        for (u32 j = 0; j < count; j++) {
            const u8 *p = a->info + 2 + 10 * j;
            u32 start = be16(p), end = start + be16(p + 2), name = be16(p + 4);
            if (be16(p + 8) == word && bci + 4 >= start && bci < end && name < d->cf->cp_count &&
                d->cf->cp_tags[name] == CP_UTF8)
                return classfile_utf8(d->cf, (u16)name, length);
        }
    }
    return NULL;
}

static void put_register(const struct dumper *d, u32 reg, u32 bci) {
    u16 length;
    if (reg >= d->locals) {
        u32 first = d->locals + d->synchronized;
        if (reg < first)
            buf_str(d->out, "lock");
        else
            buf_printf(d->out, "t%u", reg - first);
        return;
    }
    const char *name = local_name(d, d->local_words[reg], bci, &length);
    if (name)
        buf_add(d->out, name, length);
    else
        buf_printf(d->out, "l%u", d->local_words[reg]);
}

/* A field that the text shows as a register but the row does not name is in the accumulator. */
static void put_operand(const struct dumper *d, const union code_word *pc, char which, u32 bci) {
    struct insn i = pc->insn;
    u32 roles = rop_infos[i.op].roles;
    if (which == 'A' && (roles & (DEF_A | USE_A | ARGS_C | ARGS_METHOD)))
        put_register(d, i.a, bci);
    else if (which == 'B' && (roles & (USE_B | CLEAR_B)))
        put_register(d, i.b, bci);
    else if (which == 'C' && (roles & USE_C))
        put_register(d, i.c, bci);
    else
        buf_str(d->out, "acc");
}

static void put_text(const struct dumper *d, const union code_word *pc, u32 at, u32 bci) {
    struct insn i = pc->insn;
    struct buf *out = d->out;
    for (const char *p = rop_infos[i.op].text; *p; p++) {
        if (*p != '%') {
            buf_char(out, *p);
            continue;
        }
        switch (*++p) {
        case 'A':
        case 'B':
        case 'C':
            put_operand(d, pc, *p, bci);
            break;
        case '+':
            put_register(d, i.a + 1u, bci);
            p++;
            break;
        case 'i':
            buf_printf(out, "%d", (i16)i.c);
            break;
        case 'j':
            buf_printf(out, "%d", (i16)i.b);
            break;
        case 'n':
            buf_printf(out, "%d", insn_imm32(i));
            break;
        case 'w':
            buf_printf(out, "%" PRId64, pc[1].j);
            break;
        case 'd':
            buf_printf(out, "%g", pc[1].d);
            break;
        case 'f':
            buf_printf(out, "%g", (double)pc[1].f);
            break;
        case 'c':
        case 'u':
            buf_printf(out, "%u", i.c);
            break;
        case 'b':
            buf_printf(out, "%u", i.b);
            break;
        case 'x':
            buf_printf(out, "0x%" PRIx64, pc[1].w);
            break;
        case 't':
            buf_printf(out, "%d", (i32)at + (i16)i.c);
            break;
        case 'T':
            buf_printf(out, "%d", (i32)at + insn_imm32(i));
            break;
        default:
            buf_char(out, *p);
        }
    }
}

static void put_switch(const struct dumper *d, const union code_word *pc, u32 at) {
    if (rop_infos[pc->insn.op].base == R_tableswitch) {
        i32 low = (i32)(u32)pc[1].w;
        u32 count = (u32)(pc[1].w >> 32);
        const i32 *offsets = (const i32 *)(pc + 2);
        for (u32 i = 0; i < count; i++)
            buf_printf(d->out, "%20d: goto %d\n", (i32)((u32)low + i), (i32)at + offsets[i + 1]);
        buf_printf(d->out, "%20s: goto %d\n", "default", (i32)at + offsets[0]);
    } else if (rop_infos[pc->insn.op].base == R_lookupswitch) {
        for (u32 i = 0; i < (u32)pc[1].w; i++)
            buf_printf(d->out, "%20d: goto %d\n", (i32)(u32)pc[2 + i].w, (i32)at + (i32)(pc[2 + i].w >> 32));
        buf_printf(d->out, "%20s: goto %d\n", "default", (i32)at + (i32)(pc[1].w >> 32));
    }
}

void dump_register_code(struct buf *out, const struct register_code *code, const struct classfile *cf,
                        const struct member *m) {
    struct dumper d = {.out = out,
                       .code = code,
                       .cf = cf,
                       .m = m,
                       .locals = m->code->max_locals,
                       .synchronized = (m->access_flags & ACC_SYNCHRONIZED) != 0};
    u16 *registers = mem_alloc((d.locals + 1) * sizeof *registers);
    d.local_words = mem_zalloc((d.locals + 1) * sizeof *d.local_words);
    if (translate_local_registers(cf, m, registers)) {
        d.locals = 0;
        for (u32 i = 0; i < m->code->max_locals; i++) {
            if (registers[i] == 0xffff)
                continue;
            d.local_words[registers[i]] = (u16)i;
            d.locals = MAX_OF(d.locals, registers[i] + 1u);
        }
    }
    buf_printf(out, "  %u arguments, %u registers, %u words\n", code->arguments, code->registers, code->length);
    for (u32 at = 0; at < code->length;) {
        const union code_word *pc = code->words + at;
        struct insn i = pc->insn;
        u32 bci = code_bci_at(code, pc);
        size_t start = out->length;
        buf_printf(out, "%6u  @%-5u ", at, bci);
        put_text(&d, pc, at, bci);
        while (out->length < start + 52)
            buf_char(out, ' ');
        buf_printf(out, " %s %u %u %u", rop_infos[i.op].name, i.a, i.b, i.c);
        if (rop_infos[i.op].words == 2)
            buf_printf(out, " 0x%" PRIx64, pc[1].w);
        buf_char(out, '\n');
        put_switch(&d, pc, at);
        at += rop_words(pc);
    }
    for (u32 i = 0; i < code->handlers_count; i++) {
        const struct code_handler *h = &code->handlers[i];
        buf_printf(out, "  bytecodes %u to %u, catch #%u: goto %u\n", h->start_bci, h->end_bci, h->catch_type,
                   h->handler_pc);
    }
    mem_free(registers);
    mem_free(d.local_words);
}
