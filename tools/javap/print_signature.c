/* SPDX-License-Identifier: MIT
 *
 * print_signature.c - descriptors (JVMS 4.3) and generic signatures (JVMS 4.7.9.1) as Java types.
 *
 * One recursive descent over both, as descriptors are signatures without generics: it appends the Java form to a buffer
 * and stops at the first character that fits no rule. Nesting is bounded.
 */
#include "tools/javap/print_internal.h"

struct signature {
    struct printer *pr;
    struct buf b;
    const char *s, *end;
    unsigned depth;
    bool bad;
    bool slashes; /* class names as in the file: javap leaves them so behind throws */
    bool open;    /* inside type parameters: java.lang.Object bounds are left out unless verbose */
};

enum { DEEPEST_TYPE = 500 };

static int peek(const struct signature *g) {
    return g->s < g->end ? (u8)*g->s : -1;
}

static bool accept(struct signature *g, char c) {
    if (peek(g) != c)
        return false;
    g->s++;
    return true;
}

static void bad(struct signature *g) {
    g->bad = true;
    g->s = g->end;
}

/* An identifier up to one of the stop characters. */
static void add_name(struct signature *g, const char *stops) {
    const char *start = g->s;
    while (g->s < g->end && *g->s && !strchr(stops, *g->s))
        g->s++;
    if (g->s == g->end)
        bad(g);
    else
        text_append(&g->b, (const u8 *)start, (size_t)(g->s - start), g->slashes ? TEXT_RAW : TEXT_JAVA);
}

static void add_type(struct signature *g);

static void add_type_arguments(struct signature *g) {
    buf_char(&g->b, '<');
    for (bool first = true; !g->bad && !accept(g, '>'); first = false) {
        if (!first)
            buf_str(&g->b, ", ");
        if (accept(g, '*')) {
            buf_char(&g->b, '?');
            continue;
        }
        if (accept(g, '+'))
            buf_str(&g->b, "? extends ");
        else if (accept(g, '-'))
            buf_str(&g->b, "? super ");
        add_type(g);
    }
    buf_char(&g->b, '>');
}

static void add_type(struct signature *g) {
    static const struct {
        char letter;
        const char *name;
    } basic[] = {{'B', "byte"}, {'C', "char"},  {'D', "double"},  {'F', "float"}, {'I', "int"},
                 {'J', "long"}, {'S', "short"}, {'Z', "boolean"}, {'V', "void"}};
    unsigned dimensions = 0;
    while (accept(g, '['))
        dimensions++;
    if (++g->depth > DEEPEST_TYPE)
        bad(g);
    int c = peek(g);
    if (accept(g, 'L')) {
        add_name(g, "<;.");
        for (;;) {
            if (peek(g) == '<') {
                g->s++;
                add_type_arguments(g);
            } else if (accept(g, '.')) {
                buf_char(&g->b, '.');
                add_name(g, "<;.");
            } else {
                break;
            }
        }
        if (!accept(g, ';'))
            bad(g);
    } else if (accept(g, 'T')) {
        add_name(g, ";");
        if (!accept(g, ';'))
            bad(g);
    } else {
        const char *name = NULL;
        for (unsigned i = 0; i < sizeof basic / sizeof basic[0]; i++)
            if (basic[i].letter == c)
                name = basic[i].name;
        if (name)
            buf_str(&g->b, name), g->s++;
        else
            bad(g);
    }
    for (; dimensions > 0 && !g->bad; dimensions--)
        buf_str(&g->b, "[]");
    g->depth--;
}

static bool at_object(const struct signature *g) {
    static const char object[] = "Ljava/lang/Object;";
    size_t n = sizeof object - 1;
    return (size_t)(g->end - g->s) >= n && memcmp(g->s, object, n) == 0;
}

static void skip_type(struct signature *g) {
    size_t length = g->b.length;
    add_type(g);
    if (g->b.length > length)
        g->b.length = length;
}

/* Behind '<' of FormalTypeParameters. */
static void add_type_parameters(struct signature *g) {
    buf_char(&g->b, '<');
    for (bool first = true; !g->bad && !accept(g, '>'); first = false) {
        if (!first)
            buf_str(&g->b, ", ");
        add_name(g, ":");
        const char *separator = " extends ";
        while (accept(g, ':')) {
            if (peek(g) == ':')
                continue; /* no class bound */
            if (!g->pr->options->verbose && at_object(g)) {
                skip_type(g);
                continue;
            }
            buf_str(&g->b, separator);
            separator = " & ";
            add_type(g);
        }
    }
    buf_char(&g->b, '>');
}

static struct signature signature_open(struct printer *pr, u16 index) {
    struct signature g = {.pr = pr};
    if (constant_is(pr, index, CP_UTF8)) {
        u16 length;
        g.s = classfile_utf8(pr->cf, index, &length);
        g.end = g.s + length;
    } else {
        g.bad = true;
    }
    return g;
}

static void signature_close(struct signature *g) {
    if (g->bad)
        print_fail(g->pr, (const u8 *)g->end, "malformed descriptor or signature");
    if (g->b.length)
        out_bytes(g->pr, g->b.data, g->b.length);
    buf_free(&g->b);
}

static void skip_type_parameters(struct signature *g) {
    if (accept(g, '<')) {
        add_type_parameters(g);
        buf_reset(&g->b);
    }
}

void out_field_type(struct printer *pr, u16 descriptor_index) {
    struct signature g = signature_open(pr, descriptor_index);
    add_type(&g);
    signature_close(&g);
}

bool out_generic_type(struct printer *pr, u16 signature_index) {
    struct signature g = signature_open(pr, signature_index);
    add_type(&g);
    signature_close(&g);
    return !g.bad;
}

void out_class_signature(struct printer *pr, u16 signature_index, bool interface) {
    struct signature g = signature_open(pr, signature_index);
    bool verbose = pr->options->verbose;
    if (accept(&g, '<'))
        add_type_parameters(&g);
    /* one type alone is not taken for a class signature: then an interface shows it, too */
    struct signature ahead = g;
    ahead.b = (struct buf){0};
    add_type(&ahead);
    bool alone = g.b.length == 0 && ahead.s == ahead.end;
    buf_free(&ahead.b);
    if ((interface && !alone) || (!verbose && at_object(&g))) {
        skip_type(&g);
    } else {
        buf_str(&g.b, " extends ");
        add_type(&g);
    }
    const char *separator = interface ? " extends " : " implements ";
    while (g.s < g.end && !g.bad) {
        buf_str(&g.b, separator);
        add_type(&g);
        separator = ", ";
    }
    signature_close(&g);
}

void out_method_type_parameters(struct printer *pr, u16 index) {
    struct signature g = signature_open(pr, index);
    if (accept(&g, '<')) {
        add_type_parameters(&g);
        buf_char(&g.b, ' ');
    }
    signature_close(&g);
}

void out_parameter_types(struct printer *pr, u16 index, bool varargs) {
    struct signature g = signature_open(pr, index);
    skip_type_parameters(&g);
    if (!accept(&g, '('))
        bad(&g);
    buf_char(&g.b, '(');
    for (bool first = true; !g.bad && !accept(&g, ')'); first = false) {
        if (!first)
            buf_str(&g.b, ", ");
        add_type(&g);
    }
    buf_char(&g.b, ')');
    if (varargs) { /* the last "[]" there is becomes "..." */
        size_t at = g.b.length;
        while (at >= 2 && memcmp(g.b.data + at - 2, "[]", 2) != 0)
            at--;
        if (at >= 2) {
            out_bytes(pr, g.b.data, at - 2);
            out_str(pr, "...");
            memmove(g.b.data, g.b.data + at, g.b.length - at + 1);
            g.b.length -= at;
        }
    }
    signature_close(&g);
}

static void skip_parameters(struct signature *g) {
    skip_type_parameters(g);
    if (!accept(g, '('))
        bad(g);
    while (!g->bad && !accept(g, ')'))
        skip_type(g);
    buf_reset(&g->b);
}

void out_return_type(struct printer *pr, u16 index) {
    struct signature g = signature_open(pr, index);
    skip_parameters(&g);
    add_type(&g);
    signature_close(&g);
}

bool out_generic_throws(struct printer *pr, u16 index) {
    struct signature g = signature_open(pr, index);
    skip_parameters(&g);
    skip_type(&g);
    buf_reset(&g.b);
    g.slashes = true;
    bool any = false;
    while (accept(&g, '^')) {
        if (any)
            buf_str(&g.b, ", ");
        any = true;
        add_type(&g);
    }
    signature_close(&g);
    return any;
}
