/* SPDX-License-Identifier: MIT
 *
 * fuzz_translate.c - libFuzzer entry for the translator: every method of an accepted class is translated and printed;
 * code that comes out must jump to instructions only.
 */
#include "base/buf.h"
#include "classfile/classfile.h"
#include "interp/dump.h"
#include "interp/rops.h"
#include "interp/translate.h"

int LLVMFuzzerTestOneInput(const u8 *data, size_t size);

static void check(const struct register_code *code) {
    u8 *starts = mem_zalloc(code->length + 1);
    for (u32 at = 0; at < code->length; at += rop_words(code->words + at))
        starts[at] = 1;
    for (u32 at = 0; at < code->length; at += rop_words(code->words + at)) {
        struct insn i = code->words[at].insn;
        i64 target = at;
        if (rop_infos[i.op].flags & ROPF_BRANCH)
            target += (i16)i.c;
        else if (i.op == R_goto || i.op == R_goto_back)
            target += insn_imm32(i);
        BUG_ON(target < 0 || target >= code->length || !starts[target]);
        BUG_ON((rop_infos[i.op].flags & ROPF_RESULT) && i.a >= code->registers);
    }
    mem_free(starts);
}

int LLVMFuzzerTestOneInput(const u8 *data, size_t size) {
    struct classfile_error class_error;
    struct translate_error error;
    struct buf text = {0};
    struct arena a;
    arena_init(&a, false);
    const struct classfile *cf = classfile_parse(&a, data, size, 0, NULL, &class_error);
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
