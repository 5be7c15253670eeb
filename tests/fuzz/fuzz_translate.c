/* SPDX-License-Identifier: MIT
 *
 * fuzz_translate.c - libFuzzer entry for the translator: every method of an accepted class is translated and printed;
 * code that comes out must jump to instructions and use registers of its frame only.
 */
#include "base/buf.h"
#include "classfile/classfile.h"
#include "interp/dump.h"
#include "interp/operand_roles.h"
#include "interp/translate.h"

int LLVMFuzzerTestOneInput(const u8 *data, size_t size);

static void check(const struct register_code *code) {
    u8 *starts = mem_zalloc(code->length + 1);
    for (u32 at = 0; at < code->length; at += rop_words(code->words + at))
        starts[at] = 1;
    for (u32 at = 0; at < code->length; at += rop_words(code->words + at)) {
        for (u32 t = 0; t < rop_targets(code->words + at); t++) {
            i64 target = (i64)at + rop_target(code->words + at, t);
            BUG_ON(target < 0 || target >= code->length || !starts[target]);
        }
        struct rop_roles roles = rop_roles(code->words[at].insn);
        for (u32 r = 0; r < roles.reads_count; r++)
            BUG_ON(roles.reads[r] >= code->registers);
        for (u32 r = 0; r < roles.writes_count; r++)
            BUG_ON(roles.writes[r] >= code->registers);
        BUG_ON(roles.arguments && roles.first + roles.arguments > code->registers);
    }
    mem_free(starts);
}

int LLVMFuzzerTestOneInput(const u8 *data, size_t size) {
    struct classfile_error class_error;
    struct translate_error error;
    struct buf text = {0};
    struct arena a;
    arena_init(&a, false);
    const struct classfile_options options = {.flags = 0};
    const struct classfile *cf = classfile_parse(&a, data, size, &options, &class_error);
    for (u16 i = 0; cf && i < cf->methods_count; i++) {
        const struct member *m = &cf->methods[i];
        const struct register_code *code = m->code ? translate_method(&a, cf, m, 0, &error) : NULL;
        if (!code)
            continue;
        check(code);
        buf_reset(&text);
        dump_register_code(&text, code, cf, m);
    }
    buf_free(&text);
    arena_free(&a);
    return 0;
}
