/* SPDX-License-Identifier: MIT
 *
 * test_translate.c - guards interp/translate*.c: every method of java.base translates; known code comes out as
 * designed; damaged code gives an error and nothing worse.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <time.h>
#include "base/buf.h"
#include "base/mem.h"
#include "classfile/classfile.h"
#include "classfile/jimage.h"
#include "classfile/opcode.h"
#include "interp/dump.h"
#include "interp/operand_roles.h"
#include "interp/translate.h"

struct totals {
    u32 methods, failures;
    u64 bytecodes, bytes, words, ns;
};

static u64 now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (u64)t.tv_sec * 1000000000u + (u64)t.tv_nsec;
}

/* Every instruction is known, stays in its registers and jumps to an instruction. */
static void check_code(const struct register_code *code) {
    u8 *starts = mem_zalloc(code->length + 1);
    for (u32 at = 0; at < code->length; at += rop_words(code->words + at)) {
        assert_true(code->words[at].insn.op < ROPS);
        starts[at] = 1;
    }
    for (u32 at = 0; at < code->length; at += rop_words(code->words + at)) {
        for (u32 t = 0; t < rop_targets(code->words + at); t++) {
            i64 target = (i64)at + rop_target(code->words + at, t);
            assert_true(target >= 0 && target < code->length && starts[target]);
        }
        struct rop_roles roles = rop_roles(code->words[at].insn);
        for (u32 r = 0; r < roles.reads_count; r++)
            assert_true(roles.reads[r] < code->registers);
        for (u32 r = 0; r < roles.writes_count; r++)
            assert_true(roles.writes[r] < code->registers);
        assert_true(!roles.arguments || roles.first + roles.arguments <= code->registers);
    }
    for (u32 i = 0; i < code->handlers_count; i++)
        assert_true(code->handlers[i].handler_pc < code->length && starts[code->handlers[i].handler_pc]);
    mem_free(starts);
}

static void translate_class(struct arena *a, const struct classfile *cf, struct totals *totals) {
    for (u32 i = 0; i < cf->methods_count; i++) {
        const struct member *m = &cf->methods[i];
        struct translate_error error;
        if (!m->code)
            continue;
        u64 start = now();
        struct register_code *code = translate_method(a, cf, m, 0, &error);
        totals->ns += now() - start;
        totals->methods++;
        totals->bytes += m->code->code_length;
        for (u32 pc = 0; pc < m->code->code_length; pc += opcode_length(m->code->code, m->code->code_length, pc))
            totals->bytecodes++;
        if (!code) {
            u16 length;
            const char *name = classfile_utf8(cf, m->name_index, &length);
            print_message("%.*s: %s at %u\n", length, name, error.reason, error.bci);
            totals->failures++;
        } else {
            totals->words += code->length;
            check_code(code);
        }
    }
}

static bool visit(void *ctx, const char *module, const char *name, const struct jimage_resource *r) {
    size_t length = strlen(name);
    struct classfile_error error;
    struct arena a;
    if (strcmp(module, "java.base") != 0 || length < 6 || strcmp(name + length - 6, ".class") != 0 || r->packed)
        return true;
    arena_init(&a, false);
    const struct classfile_options options = {.flags = CLASSFILE_ALLOW_MODULE};
    const struct classfile *cf = classfile_parse(&a, r->stored, r->stored_size, &options, &error);
    if (cf)
        translate_class(&a, cf, ctx);
    arena_free(&a);
    return true;
}

static void test_all_of_java_base(void **state) {
    (void)state;
    const char *home = getenv("JAVA_HOME");
    char *message = NULL, *path = mem_printf("%s/lib/modules", home ? home : "/usr/lib/jvm/default-java");
    struct jimage *image = jimage_open(path, &message);
    mem_free(path);
    if (!image) {
        mem_free(message);
        skip();
    }
    struct totals totals = {0};
    jimage_each(image, visit, &totals);
    print_message("%u methods, %llu bytecodes, %llu us, %.1f ns per bytecode, %.2f words per bytecode\n",
                  totals.methods, (unsigned long long)totals.bytecodes, (unsigned long long)totals.ns / 1000,
                  (double)totals.ns / (double)totals.bytecodes, (double)totals.words / (double)totals.bytecodes);
    jimage_close(image);
    assert_int_equal(totals.failures, 0);
}

/* A class with one static method, enough for the translator. */
struct fake {
    struct classfile cf;
    struct member m;
    struct code_attribute code;
    union cp_entry cp[2];
    u8 tags[2];
    struct arena arena;
    struct translate_error error;
};

static struct register_code *translate(struct fake *f, const char *descriptor, const u8 *code, u32 length,
                                       u16 max_stack, u16 max_locals) {
    memset(f, 0, sizeof *f);
    arena_init(&f->arena, false);
    f->cp[1].utf8.length = (u16)strlen(descriptor);
    f->tags[1] = CP_UTF8;
    f->cf = (struct classfile){
        .bytes = (const u8 *)descriptor, .cp = f->cp, .cp_tags = f->tags, .cp_count = 2, .major_version = 48};
    f->code =
        (struct code_attribute){.max_stack = max_stack, .max_locals = max_locals, .code_length = length, .code = code};
    f->m = (struct member){.access_flags = ACC_STATIC, .descriptor_index = 1, .code = &f->code};
    return translate_method(&f->arena, &f->cf, &f->m, 0, &f->error);
}

/* b*b - 4*a*c, the example of docs/ARCHITECTURE.md#register-code: four operations */
static void test_discriminant(void **state) {
    (void)state;
    static const u8 code[] = {OP_iload_1, OP_iload_1, OP_imul, OP_iconst_4, OP_iload_0,
                              OP_imul,    OP_iload_2, OP_imul, OP_isub,     OP_ireturn};
    struct fake f;
    struct register_code *r = translate(&f, "(III)I", code, sizeof code, 3, 3);
    assert_non_null(r);
    assert_int_equal(r->length, 5);
    assert_int_equal(r->words[0].insn.op, R_imul);
    assert_int_equal(r->words[1].insn.op, R_imulI_t);
    assert_int_equal(r->words[2].insn.op, R_imul_b_t);
    assert_int_equal(r->words[3].insn.op, R_isub_c_t);
    assert_int_equal(r->words[4].insn.op, R_return_value_a);
    struct buf text = {0};
    dump_register_code(&text, r, &f.cf, &f.m);
    assert_non_null(strstr(buf_cstr(&text), "t0 = l1 * l1"));
    buf_free(&text);
    arena_free(&f.arena);
}

/* for (i = 0; i < n; i++) s += i: two operations a round */
static void test_loop_is_inverted(void **state) {
    (void)state;
    static const u8 code[] = {OP_iconst_0, OP_istore_1, OP_iconst_0, OP_istore_2, OP_iload_2, OP_iload_0,  OP_if_icmpge,
                              0,           13,          OP_iload_1,  OP_iload_2,  OP_iadd,    OP_istore_1, OP_iinc,
                              2,           1,           OP_goto,     0xff,        0xf4,       OP_iload_1,  OP_ireturn};
    struct fake f;
    struct register_code *r = translate(&f, "(I)I", code, sizeof code, 2, 3);
    assert_non_null(r);
    assert_int_equal(r->words[3].insn.op, R_iadd);
    assert_int_equal(r->words[4].insn.op, R_loop_lt_back);
    assert_int_equal((i16)r->words[4].insn.c, -1);
    check_code(r);
    arena_free(&f.arena);
}

/* x = i++ keeps the old value: the copy on the stack is materialized before iinc */
static void test_increment_keeps_copies(void **state) {
    (void)state;
    static const u8 code[] = {OP_iload_0, OP_iinc, 0, 1, OP_iload_0, OP_iadd, OP_ireturn};
    struct fake f;
    struct register_code *r = translate(&f, "(I)I", code, sizeof code, 2, 1);
    assert_non_null(r);
    assert_int_equal(r->words[0].insn.op, R_mov);
    assert_int_equal(r->words[1].insn.op, R_iaddI);
    assert_int_equal(r->words[2].insn.op, R_iadd_t);
    arena_free(&f.arena);
}

/* a subroutine called twice is translated once and ends in a switch */
static void test_subroutine(void **state) {
    (void)state;
    static const u8 code[] = {OP_jsr,     0,           8,       OP_jsr, 0, 5,      OP_iload_0,
                              OP_ireturn, OP_astore_1, OP_iinc, 0,      1, OP_ret, 1};
    struct fake f;
    struct register_code *r = translate(&f, "(I)I", code, sizeof code, 1, 2);
    assert_non_null(r);
    u32 increments = 0, targets = 0;
    for (u32 at = 0; at < r->length; at += rop_words(r->words + at)) {
        increments += r->words[at].insn.op == R_iaddI;
        if (r->words[at].insn.op == R_lookupswitch)
            targets = (u32)r->words[at + 1].w;
    }
    assert_int_equal(increments, 1);
    assert_int_equal(targets, 2);
    check_code(r);
    arena_free(&f.arena);
}

static void test_errors(void **state) {
    (void)state;
    static const struct {
        u8 code[4];
        u32 length;
        const char *reason;
    } rows[] = {
        {{OP_iadd, OP_ireturn}, 2, "operand stack underflow"},
        {{OP_iload_3, OP_ireturn}, 2, "local variable out of range"},
        {{OP_goto, 0, 9}, 3, "bad branch target"},
        {{OP_goto, 0, 1}, 3, "bad branch target"},
        {{OP_nop}, 1, "falling off the end of the code"},
        {{203}, 1, "bad instruction"},
        {{OP_bipush}, 1, "bad instruction"},
        {{OP_ldc, 7, OP_ireturn}, 3, "bad constant pool index"},
        {{OP_lconst_0, OP_pop, OP_return}, 3, "half of a long or double popped"},
        {{OP_iconst_0, OP_dup, OP_dup2, OP_return}, 4, "operand stack overflow"},
        {{OP_ret, 0}, 2, "ret outside of a subroutine"},
    };
    for (u32 i = 0; i < ARRAY_LENGTH(rows); i++) {
        struct fake f;
        assert_null(translate(&f, "()V", rows[i].code, rows[i].length, 2, 1));
        assert_string_equal(f.error.reason, rows[i].reason);
        arena_free(&f.arena);
    }
}

/* Random bytes behind valid beginnings: no crash (run under a sanitizer to mean more). */
static void test_random_code(void **state) {
    (void)state;
    u64 seed = 42;
    u32 translated = 0;
    for (u32 round = 0; round < 200000; round++) {
        u8 code[24];
        for (u32 i = 0; i < sizeof code; i++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            u32 r = (u32)(seed >> 33);
            code[i] = i & 1 || r & 0x10000 ? (u8)(r % 202) : (u8)(r % 4);
        }
        code[sizeof code - 1] = OP_return;
        struct fake f;
        struct register_code *r = translate(&f, "(IJ)V", code, sizeof code, 8, 6);
        if (r) {
            check_code(r);
            translated++;
        }
        arena_free(&f.arena);
    }
    print_message("%u random methods translated\n", translated);
    assert_true(translated > 100);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_discriminant),
        cmocka_unit_test(test_loop_is_inverted),
        cmocka_unit_test(test_increment_keeps_copies),
        cmocka_unit_test(test_subroutine),
        cmocka_unit_test(test_errors),
        cmocka_unit_test(test_random_code),
        cmocka_unit_test(test_all_of_java_base),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
