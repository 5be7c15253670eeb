/* SPDX-License-Identifier: MIT
 *
 * test_opcode.c - guards classfile/opcodes.def and classfile/opcode.c.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "classfile/opcode.h"

static_assert(OP_nop == 0 && OP_ldc == 18 && OP_iload == 21 && OP_aload_3 == 45, "table in order");
static_assert(OP_iastore == 79 && OP_iadd == 96 && OP_iinc == 132 && OP_dcmpg == 152, "table in order");
static_assert(OP_goto == 167 && OP_tableswitch == 170 && OP_return == 177, "table in order");
static_assert(OP_invokedynamic == 186 && OP_wide == 196 && OP_jsr_w == 201, "table in order");

static void names_and_effects_are_complete(void **state) {
    (void)state;
    for (unsigned code = 0; code < OPCODES; code++) {
        assert_non_null(opcode_name(code));
        const char *effect = opcode_infos[code].effect;
        assert_non_null(strchr(effect, '>'));
        assert_int_equal(strspn(effect, "IJFDA1*>"), strlen(effect));
        for (unsigned other = 0; other < code; other++)
            assert_string_not_equal(opcode_name(code), opcode_name(other));
    }
    assert_null(opcode_name(OPCODES));
    assert_string_equal(opcode_name(OP_goto_w), "goto_w");
    assert_string_equal(opcode_name(OP_multianewarray), "multianewarray");
}

static u32 length(const char *code, u32 size) {
    return opcode_length((const u8 *)code, size, 0);
}

static void fixed_lengths(void **state) {
    (void)state;
    static const struct {
        u8 code, length;
    } rows[] = {{OP_nop, 1},
                {OP_bipush, 2},
                {OP_sipush, 3},
                {OP_ldc, 2},
                {OP_ldc2_w, 3},
                {OP_iload, 2},
                {OP_iload_0, 1},
                {OP_iinc, 3},
                {OP_ifeq, 3},
                {OP_goto, 3},
                {OP_jsr, 3},
                {OP_ret, 2},
                {OP_getfield, 3},
                {OP_invokeinterface, 5},
                {OP_newarray, 2},
                {OP_invokedynamic, 5},
                {OP_multianewarray, 4},
                {OP_ifnull, 3},
                {OP_goto_w, 5},
                {OP_jsr_w, 5},
                {OP_checkcast, 3},
                {OP_areturn, 1}};
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        u8 code[8] = {rows[i].code};
        assert_int_equal(opcode_length(code, rows[i].length, 0), rows[i].length);
        assert_int_equal(opcode_length(code, rows[i].length - 1u, 0), 0);
    }
    u8 unknown[8] = {202};
    assert_int_equal(opcode_length(unknown, 8, 0), 0);
    assert_int_equal(opcode_length(unknown, 8, 8), 0);
    assert_int_equal(opcode_length(unknown, 8, UINT32_MAX), 0);
}

static void wide_lengths(void **state) {
    (void)state;
    assert_int_equal(length("\xc4\x15\0\1", 4), 4); /* wide iload */
    assert_int_equal(length("\xc4\x15\0\1", 3), 0);
    assert_int_equal(length("\xc4\x84\0\1\0\1", 6), 6); /* wide iinc */
    assert_int_equal(length("\xc4\x84\0\1\0\1", 5), 0);
    assert_int_equal(length("\xc4\xa9\0\1", 4), 4); /* wide ret */
    assert_int_equal(length("\xc4\x60\0\1", 4), 0); /* wide iadd */
    assert_int_equal(length("\xc4\xc4\x15\0\1\0", 6), 0);
    assert_int_equal(length("\xc4", 1), 0);
    assert_int_equal(length("\xc4\xff\0\1", 4), 0);
}

static void switch_lengths(void **state) {
    (void)state;
    /* nop, tableswitch 1..2: the operands start at offset 4 */
    static const char table[] = "\0\xaa\0\0\0\0\0\x09\0\0\0\1\0\0\0\2\0\0\0\7\0\0\0\x08";
    assert_int_equal(opcode_length((const u8 *)table, 24, 1), 23);
    assert_int_equal(opcode_length((const u8 *)table, 23, 1), 0);
    for (u32 size = 0; size < 24; size++)
        assert_int_equal(opcode_length((const u8 *)table, size, 1), 0);
    static const char lookup[] = "\xab\0\0\0\0\0\0\x09\0\0\0\1\0\0\0\2\0\0\0\7";
    assert_int_equal(length(lookup, 20), 20);
    assert_int_equal(length(lookup, 19), 0);
    assert_int_equal(length("\xab\0\0\0\0\0\0\x09\0\0\0\0", 12), 12);              /* no pairs */
    assert_int_equal(length("\xab\0\0\0\0\0\0\x09\xff\xff\xff\xff", 12), 0);       /* -1 pairs */
    assert_int_equal(length("\xab\0\0\0\0\0\0\x09\x20\0\0\0", 12), 0);             /* 2^29 pairs */
    assert_int_equal(length("\xaa\0\0\0\0\0\0\0\0\0\0\2\0\0\0\1\0\0\0\0", 20), 0); /* high < low */
    assert_int_equal(length("\xaa\0\0\0\0\0\0\0\x80\0\0\0\x7f\xff\xff\xff\0\0\0\0", 20), 0);
}

static void switches_are_taken_apart(void **state) {
    (void)state;
    static const u8 table[] = {
        OP_nop, OP_tableswitch, 0, 0, 0, 0, 0, 30, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0, 10};
    struct switch_operands s = opcode_switch(table, 1);
    assert_true(s.is_table && s.padding == table + 2 && s.start == table + 4 && switch_is_sorted(&s));
    assert_int_equal(s.count, 2);
    assert_int_equal(s.fallback, 30);
    assert_int_equal(switch_key(&s, 0), -1);
    assert_int_equal(switch_key(&s, 1), 0);
    assert_int_equal(switch_offset(&s, 0), 9);
    assert_int_equal(switch_offset(&s, 1), 10);

    u8 lookup[] = {
        OP_lookupswitch, 0, 0, 0, 0, 0, 0, 40, 0, 0, 0, 2, 0xff, 0xff, 0xff, 0xfe, 0, 0, 0, 7, 0, 0, 0, 5, 0, 0, 0, 8};
    s = opcode_switch(lookup, 0);
    assert_true(!s.is_table && s.padding == lookup + 1 && s.start == lookup + 4 && switch_is_sorted(&s));
    assert_int_equal(s.count, 2);
    assert_int_equal(s.fallback, 40);
    assert_int_equal(switch_key(&s, 0), -2);
    assert_int_equal(switch_key(&s, 1), 5);
    assert_int_equal(switch_offset(&s, 0), 7);
    assert_int_equal(switch_offset(&s, 1), 8);

    memcpy(lookup + 12, lookup + 20, 4); /* twice the same key */
    assert_false(switch_is_sorted(&s));
}

/* What opcode_duplication says is what the table says of the operand stack. */
static void duplications_are_their_effects(void **state) {
    (void)state;
    for (u8 code = OP_dup; code <= OP_dup2_x2; code++) {
        const char *effect = opcode_infos[code].effect, *arrow = strchr(effect, '>');
        size_t taken = (size_t)(arrow - effect), given = strlen(arrow + 1);
        struct duplication d = opcode_duplication(code);
        assert_int_equal(d.words + d.below, taken);
        assert_int_equal(d.words, given - taken);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_and_effects_are_complete),
        cmocka_unit_test(fixed_lengths),
        cmocka_unit_test(wide_lengths),
        cmocka_unit_test(switch_lengths),
        cmocka_unit_test(switches_are_taken_apart),
        cmocka_unit_test(duplications_are_their_effects),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
