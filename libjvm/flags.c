/* SPDX-License-Identifier: MIT
 *
 * flags.c - the table of -XX flags, and what can be said of a flag from its row alone.
 */
#include "libjvm/flags.h"

#include <errno.h>
#include <float.h>
#include <limits.h>
#include "base/size.h"

/* ---- the table ---- */

#define INTX_MAX  INT64_MAX
#define INTX_MIN  INT64_MIN
#define UINTX_MAX UINT64_MAX
#define KB        ((u64)1 << 10)
#define MB        ((u64)1 << 20)
#define GB        ((u64)1 << 30)

#define NUMBER_(v)                                                                                                     \
    { .n = (u64)(v) }
#define REAL_(v)                                                                                                       \
    { .d = (v) }
#define TEXT_(v)                                                                                                       \
    { .text = (v) }
#define INIT_bool   NUMBER_
#define INIT_int    NUMBER_
#define INIT_uint   NUMBER_
#define INIT_intx   NUMBER_
#define INIT_uintx  NUMBER_
#define INIT_size_t NUMBER_
/* uint64_t is a macro in some C libraries, and these are pasted: the names of all types are spelled once here. */
#define INIT_uint64_t  NUMBER_
#define INIT_double    REAL_
#define INIT_ccstr     TEXT_
#define INIT_ccstrlist TEXT_

#define RANGE_OF_ANY         RANGE_ANY, NUMBER_(0), NUMBER_(0)
#define RANGE_OF_RULE        RANGE_RULE, NUMBER_(0), NUMBER_(0)
#define RANGE_OF_RANGE(a, b) RANGE_GIVEN, NUMBER_(a), NUMBER_(b)
#define RANGE_OF_REALS(a, b) RANGE_GIVEN, REAL_(a), REAL_(b)

#define FIELD_OF(field)         offsetof(struct vm_options, field), sizeof(((struct vm_options *)0)->field)
#define EFFECT_OF_NONE          EFFECT_NONE, 0, 0, NULL
#define EFFECT_OF_SET(field)    EFFECT_SET, FIELD_OF(field), NULL
#define EFFECT_OF_NOT(field)    EFFECT_NOT, FIELD_OF(field), NULL
#define EFFECT_OF_SIZE(field)   EFFECT_SIZE, FIELD_OF(field), NULL
#define EFFECT_OF_PROPERTY(key) EFFECT_PROPERTY, 0, 0, key
#define EFFECT_OF_LATER         EFFECT_LATER, 0, 0, NULL
#define EFFECT_OF_READ(reader)  EFFECT_READ, 0, 0, NULL
#define EFFECT_OF_LOST(what)    EFFECT_LOST, 0, 0, what

/* The two groups of values are expanded before ROW takes them apart. */
#define ROW(name_, type_, initial_, kind_, group_, ...) ROW_(name_, type_, initial_, kind_, group_, __VA_ARGS__)
#define ROW_(name_, type_, initial_, kind_, group_, range_, low_, high_, effect_, offset_, size_, text_)               \
    {.name = name_,                                                                                                    \
     .type = type_,                                                                                                    \
     .kind = kind_,                                                                                                    \
     .group = group_,                                                                                                  \
     .range = range_,                                                                                                  \
     .effect = effect_,                                                                                                \
     .offset = offset_,                                                                                                \
     .size = size_,                                                                                                    \
     .text = text_,                                                                                                    \
     .initial = initial_,                                                                                              \
     .lowest = low_,                                                                                                   \
     .highest = high_},
#define FLAG(type, name, initial, kind, group, range, effect)                                                          \
    ROW(#name, FLAG_##type, INIT_##type(initial), FLAG_##kind, GROUP_##group, RANGE_OF_##range, EFFECT_OF_##effect)
#define OWN(type, name, initial, effect)                                                                               \
    ROW(#name, FLAG_##type, INIT_##type(initial), FLAG_minijvm, GROUP_any, RANGE_OF_ANY, EFFECT_OF_##effect)
#define DEPRECATED(name, release)
#define OBSOLETE(name, release)
#define ALIAS(name, flag)
#define DEVELOP(type, name) ROW(#name, FLAG_##type, NUMBER_(0), FLAG_develop, GROUP_any, RANGE_OF_ANY, EFFECT_OF_NONE)
static const struct flag rows[] = {
#include "libjvm/flags.def"
#include "libjvm/flags_develop.def"
};
#undef DEVELOP
#undef FLAG
#undef OWN
#undef DEPRECATED
#undef OBSOLETE
#define FLAG(type, name, initial, kind, group, range, effect)
#define OWN(type, name, initial, effect)
#define DEPRECATED(name, release) {#name, release, false},
#define OBSOLETE(name, release)   {#name, release, true},
static const struct {
    const char *name, *release;
    bool removed;
} history[] = {
#include "libjvm/flags.def"
};
#undef DEPRECATED
#undef OBSOLETE
#undef ALIAS
#define DEPRECATED(name, release)
#define OBSOLETE(name, release)
#define ALIAS(name, flag) {#name, #flag},
static const struct {
    const char *name, *flag;
} aliases[] = {
#include "libjvm/flags.def"
};
#undef FLAG
#undef OWN
#undef DEPRECATED
#undef OBSOLETE
#undef ALIAS
#undef ROW

static const char *const type_names[] = {
    [FLAG_bool] = "bool",           [FLAG_int] = "int",       [FLAG_uint] = "uint",
    [FLAG_intx] = "intx",           [FLAG_uintx] = "uintx",   [FLAG_uint64_t] = "uint64_t",
    [FLAG_size_t] = "size_t",       [FLAG_double] = "double", [FLAG_ccstr] = "ccstr",
    [FLAG_ccstrlist] = "ccstrlist",
};
static const char *const kind_names[] = {
    [FLAG_product] = "product",           [FLAG_manageable] = "manageable", [FLAG_diagnostic] = "diagnostic",
    [FLAG_experimental] = "experimental", [FLAG_minijvm] = "minijvm",
};
static const char *const group_names[] = {
    [GROUP_any] = "",         [GROUP_pd] = "pd ",       [GROUP_C1] = "C1 ",     [GROUP_C2] = "C2 ",
    [GROUP_C2_pd] = "C2 pd ", [GROUP_JVMCI] = "JVMCI ", [GROUP_ARCH] = "ARCH ", [GROUP_lp64] = "",
};

/* ---- names ---- */

static bool is_name(const char *name, const char *text, size_t length) {
    return strlen(name) == length && memcmp(name, text, length) == 0;
}

const struct flag *flags_find(const char *text, size_t length) {
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++)
        if (is_name(rows[i].name, text, length))
            return &rows[i];
    return NULL;
}

/* Dice's coefficient, with HotSpot's way of counting: pairs of the first name that the second one has somewhere. */
static double similarity(const char *a, size_t a_length, const char *b, size_t b_length) {
    size_t hits = 0;
    for (size_t i = 0; i + 1 < a_length; i++)
        for (size_t j = 0; j + 1 < b_length; j++)
            if (a[i] == b[j] && a[i + 1] == b[j + 1]) {
                hits++;
                break;
            }
    return 2.0 * (double)hits / (double)(a_length + b_length);
}

const struct flag *flags_nearest(const char *text, size_t length) {
    const struct flag *nearest = NULL;
    double most = 0;
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        double s = similarity(rows[i].name, strlen(rows[i].name), text, length);
        if (s > most) {
            most = s;
            nearest = &rows[i];
        }
    }
    return most >= 0.7 ? nearest : NULL;
}

bool flags_history(const char **name, size_t *length, const char **release) {
    bool removed = false;
    *release = NULL;
    for (size_t i = 0; i < ARRAY_LENGTH(history); i++)
        if (is_name(history[i].name, *name, *length)) {
            *release = history[i].release;
            removed = history[i].removed;
        }
    for (size_t i = 0; i < ARRAY_LENGTH(aliases); i++)
        if (is_name(aliases[i].name, *name, *length)) {
            *name = aliases[i].flag;
            *length = strlen(aliases[i].flag);
            break;
        }
    return removed;
}

/* ---- values ---- */

bool flags_is_text(const struct flag *flag) {
    return flag->type == FLAG_ccstr || flag->type == FLAG_ccstrlist;
}

static bool is_signed(const struct flag *flag) {
    return flag->type == FLAG_int || flag->type == FLAG_intx;
}

static bool parse_real(const char *text, double *value) {
    if (!*text || text[strspn(text, "-0123456789.")])
        return false;
    char *end;
    errno = 0;
    *value = strtod(text, &end);
    return errno == 0 && end != text && !*end;
}

bool flags_parse(const struct flag *flag, const char *text, union flag_value *value) {
    if (flag->type == FLAG_double)
        return parse_real(text, &value->d);
    bool negative = *text == '-';
    if ((negative && !is_signed(flag)) || !size_parse(text + negative, &value->n))
        return false;
    if (negative)
        value->n = -value->n;
    if (flag->type == FLAG_int)
        value->n = (u64)(i64)(i32)value->n;
    else if (flag->type == FLAG_uint)
        value->n = (u32)value->n;
    return true;
}

bool flags_in_range(const struct flag *flag, union flag_value value, struct buf *message) {
    union flag_value low = flag->lowest, high = flag->highest;
    if (flag->range != RANGE_GIVEN)
        return true;
    bool good = flag->type == FLAG_double ? value.d >= low.d && value.d <= high.d
                : is_signed(flag)         ? (i64)value.n >= (i64)low.n && (i64)value.n <= (i64)high.n
                                          : value.n >= low.n && value.n <= high.n;
    if (good)
        return true;
    buf_printf(message, "%s %s=", type_names[flag->type], flag->name);
    flags_format(flag, value, message);
    buf_str(message, " is outside the allowed range [ ");
    flags_format(flag, low, message);
    buf_str(message, " ... ");
    flags_format(flag, high, message);
    buf_str(message, " ]\n");
    return false;
}

void flags_format(const struct flag *flag, union flag_value value, struct buf *out) {
    if (flag->type == FLAG_bool)
        buf_str(out, value.n ? "true" : "false");
    else if (flags_is_text(flag))
        buf_str(out, value.text ? value.text : "");
    else if (flag->type == FLAG_double)
        buf_printf(out, "%f", value.d);
    else if (is_signed(flag))
        buf_printf(out, "%lld", (long long)value.n);
    else
        buf_printf(out, "%llu", (unsigned long long)value.n);
}

/* ---- lists ---- */

static bool is_hidden(const struct vm_options *o, const struct flag *flag) {
    return (flag->kind == FLAG_diagnostic && !o->unlock_diagnostic) ||
           (flag->kind == FLAG_experimental && !o->unlock_experimental) || flag->kind == FLAG_develop;
}

bool flags_is_locked(const struct vm_options *options, const struct flag *flag) {
    bool unlocks = flag->effect == EFFECT_SET && (flag->offset == offsetof(struct vm_options, unlock_diagnostic) ||
                                                  flag->offset == offsetof(struct vm_options, unlock_experimental));
    return !unlocks && is_hidden(options, flag);
}

/* Spaces up to a column of the line that begins at `start`, one at least where the column is passed already. */
static void pad_to(struct buf *out, size_t start, size_t column) {
    while (out->length - start < column)
        buf_char(out, ' ');
}

/* The kind ends at the column, the addition of lp64 flags two behind it. */
static void list_kind(const struct flag *flag, size_t line, size_t column, const char *origin, struct buf *out) {
    bool lp64 = flag->group == GROUP_lp64;
    struct buf kind = {0};
    buf_printf(&kind, "{%s%s%s}", group_names[flag->group], kind_names[flag->kind], lp64 ? " lp64_product" : "");
    buf_char(out, ' ');
    pad_to(out, line, column + (lp64 ? 2 : 0) - kind.length);
    buf_printf(out, "%s {%s}\n", buf_cstr(&kind), origin);
    buf_free(&kind);
}

static void list_range(const struct flag *flag, size_t line, const char *origin, struct buf *out) {
    struct buf low = {0}, high = {0};
    if (flag->range == RANGE_GIVEN) {
        if (flag->type == FLAG_double) {
            buf_printf(&low, "%.3f", flag->lowest.d);
            buf_printf(&high, "%.3f", flag->highest.d);
        } else {
            flags_format(flag, flag->lowest, &low);
            flags_format(flag, flag->highest, &high);
        }
    }
    pad_to(out, line, 60);
    buf_printf(out, " [ %-25s ... %25s ]", buf_cstr(&low), buf_cstr(&high));
    list_kind(flag, line, out->length - line + 37, origin, out);
    buf_free(&low);
    buf_free(&high);
}

static const struct flag_given *last_given(const struct flag *flag, const struct flag_given *given, u32 count) {
    while (count > 0)
        if (given[--count].flag == flag)
            return &given[count];
    return NULL;
}

void flags_list(const struct vm_options *options, const struct flag_given *given, u32 count, bool ranges,
                struct buf *out) {
    buf_printf(out, "[Global flags%s]\n", ranges ? " ranges" : "");
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        const struct flag *flag = &rows[i];
        if (is_hidden(options, flag) || (ranges && flag->range == RANGE_ANY))
            continue;
        const struct flag_given *g = last_given(flag, given, count);
        const char *origin = g ? g->origin : "default";
        size_t line = out->length;
        buf_printf(out, "%9s %s", type_names[flag->type], flag->name);
        if (ranges) {
            list_range(flag, line, origin, out);
            continue;
        }
        pad_to(out, line, 50);
        if (out->length - line > 50)
            buf_char(out, ' ');
        buf_str(out, " = ");
        flags_format(flag, g ? g->value : flag->initial, out);
        list_kind(flag, line, 104, origin, out);
    }
}

void flags_command_line(const struct flag_given *given, u32 count, struct buf *out) {
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        const struct flag_given *g = last_given(&rows[i], given, count);
        if (!g)
            continue;
        buf_str(out, "-XX:");
        if (rows[i].type == FLAG_bool) {
            buf_printf(out, "%c%s ", g->value.n ? '+' : '-', rows[i].name);
            continue;
        }
        buf_printf(out, "%s=", rows[i].name);
        flags_format(&rows[i], g->value, out);
        buf_char(out, ' ');
    }
    buf_char(out, '\n');
}

/* ---- for java.lang.management ---- */

static void view_flag(const struct vm_options *o, const struct flag *flag, struct flag_view *view) {
    static const char *const origins[] = {[FLAG_BY_COMMAND] = "command line",
                                          [FLAG_BY_MANAGEMENT] = "management",
                                          [FLAG_BY_ENVIRONMENT] = "environment",
                                          [FLAG_BY_FILE] = "config file",
                                          [FLAG_BY_VM] = "ergonomic"};
    const struct flag_given *g = last_given(flag, o->flags_given, o->flags_given_count);
    union flag_value value = g ? g->value : flag->initial;
    *view = (struct flag_view){.name = flag->name, .type = 'J', .manageable = flag->kind == FLAG_manageable};
    view->origin = FLAG_BY_DEFAULT;
    for (u32 i = FLAG_BY_COMMAND; g && i < ARRAY_LENGTH(origins); i++)
        if (strcmp(g->origin, origins[i]) == 0)
            view->origin = i;
    view->value.n = value.n;
    if (flag->type == FLAG_bool) {
        view->type = 'Z';
    } else if (flag->type == FLAG_double) {
        view->type = 'D';
        view->value.d = value.d;
    } else if (flags_is_text(flag)) {
        view->type = 'L';
        view->value.text = value.text;
    }
}

bool flags_view_at(const struct vm_options *options, u32 index, struct flag_view *view) {
    if (index >= ARRAY_LENGTH(rows))
        return false;
    view->name = NULL;
    if (!flags_is_locked(options, &rows[index]))
        view_flag(options, &rows[index], view);
    return true;
}

bool flags_view(const struct vm_options *options, const char *name, struct flag_view *view) {
    const struct flag *flag = flags_find(name, strlen(name));
    if (!flag || flags_is_locked(options, flag))
        return false;
    view_flag(options, flag, view);
    return true;
}
