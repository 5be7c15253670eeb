/* SPDX-License-Identifier: MIT
 *
 * test_interp_roles.c - guards the columns of interp/rops.def: the roles of each operation, its extension and its flags
 * agree with the text that dumps show, and accumulator variants differ from their base in the one operand only.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "interp/operand_roles.h"

#define USES (USE_A | USE_B | USE_C)

/* Where the value of placeholder c lies: the extension word, or fields of the instruction, as a mask of 1 (A), 2, 4. */
enum { IN_EXTENSION = 8 };
static u32 fields_of(char c) {
    switch (c) {
    case 'A':
        return 1;
    case 'B':
    case 'j':
    case 'b':
        return 2;
    case 'C':
    case 'i':
    case 'c':
    case 'u':
    case 't':
        return 4;
    case 'n':
    case 'T':
        return 6;
    case 'w':
    case 'd':
    case 'f':
    case 'x':
        return IN_EXTENSION;
    default:
        fail_msg("placeholder %%%c", c);
        return 0;
    }
}

/* What the text says that the operation does, in roles. */
struct told {
    u32 roles;
    u32 numbers; /* fields that it shows as something else than a register */
    char extension;
};

static struct told read_text(const char *text) {
    struct told told = {0, 0, 0};
    const char *p = text;
    if (strncmp(p, "%A, %+A = ", 10) == 0) {
        told.roles |= DEF_A | DEF_A_NEXT;
        p += 10;
    } else if (strncmp(p, "%A = ", 5) == 0) {
        told.roles |= DEF_A;
        p += 5;
    } else if (strncmp(p, "%A++", 4) == 0) {
        told.roles |= DEF_A;
    }
    if (strstr(p, "this.") || strstr(p, "lock of method"))
        told.roles |= USE_THIS;
    if (strncmp(p, "unlock %B", 9) == 0)
        told.roles |= CLEAR_B;
    for (; *p; p++) {
        if (*p != '%' || *++p == '%')
            continue;
        u32 fields = fields_of(*p);
        if (*p == 'A')
            told.roles |= strncmp(p, "A...)", 5) == 0 ? ARGS_C : USE_A;
        else if (*p == 'B')
            told.roles |= USE_B;
        else if (*p == 'C')
            told.roles |= USE_C;
        else if (fields == IN_EXTENSION)
            told.extension = *p;
        else
            told.numbers |= fields;
    }
    return told;
}

static void test_roles_are_what_the_text_shows(void **state) {
    (void)state;
    for (u32 op = 0; op < ROPS; op++) {
        const struct rop_info *info = &rop_infos[op];
        if (info->base != op)
            continue;
        struct told told = read_text(info->text);
        u32 roles = info->roles & ~(u32)DEF_ACC;
        if (roles & ARGS_METHOD)
            roles ^= ARGS_METHOD | ARGS_C;
        if (told.roles != roles)
            fail_msg("%s: roles %#x, but its text \"%s\" says %#x", info->name, roles, info->text, told.roles);
        u32 registers =
            (roles & (USE_A | DEF_A) ? 1 : 0) | (roles & (USE_B | CLEAR_B) ? 2 : 0) | (roles & USE_C ? 4 : 0);
        if (told.numbers & registers)
            fail_msg("%s: a field is both a register and a number", info->name);
    }
}

static void test_extension_is_what_the_text_shows(void **state) {
    (void)state;
    /* a switch's targets and a cache, which only looks like an address, are not in the text */
    static const char shown[] = {[EXT_none] = 0,    [EXT_room] = 0,     [EXT_slot] = 'w',  [EXT_integer] = 'w',
                                 [EXT_float] = 'f', [EXT_double] = 'd', [EXT_class] = 'x', [EXT_method] = 'x',
                                 [EXT_field] = 'x', [EXT_site] = 'x',   [EXT_cache] = 0,   [EXT_table] = 0};
    for (u32 op = 0; op < ROPS; op++) {
        const struct rop_info *info = &rop_infos[op];
        char expected = info->base == R_call_empty || info->base == R_call_object_init ? 0 : shown[info->extension];
        if (read_text(info->text).extension != expected)
            fail_msg("%s: extension %u, text \"%s\"", info->name, info->extension, info->text);
        assert_int_equal(info->words, info->extension == EXT_table ? 0 : info->extension == EXT_none ? 1 : 2);
    }
}

static void test_flags_are_what_the_text_shows(void **state) {
    (void)state;
    for (u32 op = 0; op < ROPS; op++) {
        const struct rop_info *info = &rop_infos[op];
        bool unresolved = strchr(info->text, '#') != NULL;
        assert_int_equal(strstr(info->text, "goto %t") != NULL, (info->flags & ROPF_BRANCH) != 0);
        assert_int_equal(strstr(info->text, "goto %T") != NULL, (info->flags & ROPF_GOTO) != 0);
        assert_int_equal(strstr(info->text, "volatile") != NULL || strstr(info->text, "lock") != NULL ||
                             strstr(info->text, "monitor") != NULL,
                         (info->flags & ROPF_ORDERS) != 0);
        assert_int_equal(strncmp(info->text, "%A = new ", 9) == 0 && !unresolved, (info->flags & ROPF_ALLOCATES) != 0);
        assert_int_equal(unresolved, (info->flags & ROPF_UNRESOLVED) != 0);
    }
}

/* A variant moves one source, or the result, or both, from registers to the accumulator; all else is its base's. */
static void test_variants_differ_in_one_operand(void **state) {
    (void)state;
    for (u32 op = 0; op < ROPS; op++) {
        const struct rop_info *info = &rop_infos[op], *base = &rop_infos[info->base];
        u32 added = info->roles & ~(u32)base->roles, removed = base->roles & ~(u32)info->roles;
        if (info->base == op) {
            assert_int_equal(info->roles & USE_ACC, 0);
            continue;
        }
        u32 source = removed & USES;
        assert_int_equal(removed & ~(u32)(USES | DEF_A), 0);
        assert_int_equal(added, (source ? USE_ACC : 0) | (removed & DEF_A ? DEF_ACC : 0));
        assert_int_equal(source & (source - 1), 0);
        assert_int_equal(info->flags & ~ROPF_RESULT, base->flags & ~ROPF_RESULT);
        assert_int_equal(info->flags & ROPF_RESULT, info->roles & DEF_A ? base->flags & ROPF_RESULT : 0);
        if (source && !(removed & DEF_A))
            assert_int_equal(info->base + rop_source_variant(info->base, source), op);
        if (!source)
            assert_int_equal(op, info->base + VARIANT_T);
    }
    assert_int_equal(rop_source_variant(R_mov2, USE_B), 0);
    assert_int_equal(rop_source_variant(R_iadd, USE_C), VARIANT_C);
    assert_int_equal(rop_source_variant(R_aastore, USE_B), 0);
}

/* volatile: the compiler shall not see which instruction it is, and warn of what others would do. */
static struct rop_roles roles_of(u16 op, u16 a, u16 b, u16 c) {
    volatile struct insn hidden = {op, a, b, c};
    return rop_roles(hidden);
}

static void test_worked_out_for_an_instruction(void **state) {
    (void)state;
    struct rop_roles r = roles_of(R_aastore, 3, 4, 5);
    assert_true(r.reads_count == 3 && r.writes_count == 0 && r.arguments == 0);
    assert_true(r.reads[0] == 3 && r.reads[1] == 4 && r.reads[2] == 5);
    r = roles_of(R_iadd_c_t, 3, 4, 5);
    assert_true(r.reads_count == 1 && r.reads[0] == 4 && r.writes_count == 0);
    assert_true(r.accumulator_in && r.accumulator_out);
    r = roles_of(R_mov2, 7, 1, 2);
    assert_true(r.writes_count == 2 && r.writes[0] == 7 && r.writes[1] == 8);
    r = roles_of(R_call_static, 6, 0, 2);
    assert_true(r.first == 6 && r.arguments == 2 && r.reads_count == 0 && r.writes[0] == 6 && r.accumulator_out);
    r = roles_of(R_unlock_return_value, 1, 2, 0);
    assert_true(r.reads_count == 2 && r.writes_count == 1 && r.writes[0] == 2);
    r = roles_of(R_loop_lt_back, 1, 2, 0);
    assert_true(r.reads_count == 2 && r.writes_count == 1 && r.writes[0] == 1);
}

static void test_targets(void **state) {
    (void)state;
    union code_word branch = {.insn = {R_if_ieq_back, 0, 1, (u16)-3}}, jump = {.insn = {R_goto, 9, 0, 1}};
    assert_int_equal(rop_targets(&branch), 1);
    assert_int_equal(rop_target(&branch, 0), -3);
    assert_int_equal(rop_target(&jump, 0), 65536);
    union code_word table[] = {
        {.insn = {R_tableswitch, 0, 0, 0}}, {.w = 5 | (u64)2 << 32}, {.w = 10 | (u64)11 << 32}, {.w = 12}};
    assert_int_equal(rop_targets(table), 3);
    assert_int_equal(rop_words(table), 4);
    for (u32 i = 0; i < 3; i++)
        assert_int_equal(rop_target(table, i), 10 + i);
    union code_word lookup[] = {
        {.insn = {R_lookupswitch_a, 0, 0, 0}}, {.w = 1 | (u64)10 << 32}, {.w = 99 | (u64)11 << 32}};
    assert_int_equal(rop_targets(lookup), 2);
    assert_int_equal(rop_words(lookup), 3);
    assert_true(rop_target(lookup, 0) == 10 && rop_target(lookup, 1) == 11);
    union code_word other = {.insn = {R_iadd, 0, 1, 2}};
    assert_int_equal(rop_targets(&other), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_roles_are_what_the_text_shows), cmocka_unit_test(test_extension_is_what_the_text_shows),
        cmocka_unit_test(test_flags_are_what_the_text_shows), cmocka_unit_test(test_variants_differ_in_one_operand),
        cmocka_unit_test(test_worked_out_for_an_instruction), cmocka_unit_test(test_targets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
