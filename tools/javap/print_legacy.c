/* SPDX-License-Identifier: MIT
 *
 * print_legacy.c - attributes that no specification of today has but javap knows: what old compilers and javac's own
 * options write (-Xjcov), and the stack maps of the small VMs (CLDC).
 */
#include "tools/javap/print_internal.h"

/* CompilationID, SourceID: javap says nothing of them. */
static void out_nothing(struct printer *pr, struct cursor *c) {
    (void)pr;
    c->p = c->end;
}

/* Line and column are one number: 22 and 10 bits. */
static void out_position(struct printer *pr, u32 position) {
    out_fmt(pr, ", %4d:%02u", (i32)position >> 10, position & 0x3FF);
}

static void out_character_ranges(struct printer *pr, struct cursor *c) {
    static const char *const names[] = {
        "statement", "block",  "assignment",  "flow-controller", "flow-target",
        "invoke",    "create", "branch-true", "branch-false",
    };
    out_line(pr, "CharacterRangeTable:");
    pr->indent++;
    u16 count = take_u2(pr, c);
    for (u16 i = 0; i < count && !pr->failed; i++) {
        u16 start = take_u2(pr, c), end = take_u2(pr, c);
        u32 from = take_u4(pr, c), to = take_u4(pr, c);
        u16 flags = take_u2(pr, c);
        out_fmt(pr, "    %2u, %2u, %6x, %6x, %4x", start, end, from, to, flags);
        out_tab(pr);
        out_fmt(pr, "// %2u, %2u", start, end);
        out_position(pr, from);
        out_position(pr, to);
        for (unsigned bit = 0; bit < ARRAY_LENGTH(names); bit++)
            if (flags >> bit & 1)
                out_fmt(pr, ", %s", names[bit]);
        out_newline(pr);
    }
    pr->indent--;
}

static void out_stack_map(struct printer *pr, struct cursor *c) {
    u16 count = take_u2(pr, c);
    out_line(pr, "StackMap: number_of_entries = %u", count);
    pr->indent++;
    for (u16 i = 0; i < count && !pr->failed; i++) {
        out_line(pr, "frame_type = 255 offset = %u", take_u2(pr, c));
        pr->indent++;
        u16 locals = take_u2(pr, c);
        out_verification_types(pr, "locals", locals, c);
        u16 stack = take_u2(pr, c);
        out_verification_types(pr, "stack", stack, c);
        pr->indent--;
    }
    pr->indent--;
}

bool out_legacy_attribute(struct printer *pr, const u8 *name, u16 name_length, struct cursor *c) {
    static const struct {
        const char *name;
        void (*out)(struct printer *pr, struct cursor *c);
    } rows[] = {
        {"CharacterRangeTable", out_character_ranges},
        {"CompilationID", out_nothing},
        {"SourceID", out_nothing},
        {"StackMap", out_stack_map},
    };
    for (unsigned i = 0; i < ARRAY_LENGTH(rows); i++)
        if (strlen(rows[i].name) == name_length && memcmp(rows[i].name, name, name_length) == 0) {
            rows[i].out(pr, c);
            return true;
        }
    return false;
}
