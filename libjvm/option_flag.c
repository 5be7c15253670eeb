/* SPDX-License-Identifier: MIT
 *
 * option_flag.c - reading one -XX flag: its name, sign and value are checked against the row of flags.def, and what
 * the row says is done. Messages are HotSpot's, and so is their order: history of the name, lock, form, number, range.
 */
#include "libjvm/option_flag.h"

#include "base/mem.h"
#include "native/library/capability.h"

/* Remembers a value for the lists of flags; `text` is copied. */
static void note(struct parser *p, const struct flag *flag, union flag_value value) {
    if (flags_is_text(flag) && value.text)
        value.text = mem_strdup(value.text);
    p->given = mem_realloc(p->given, (p->given_count + 1u) * sizeof *p->given);
    p->given[p->given_count++] = (struct flag_given){flag, value, p->origin};
}

void option_note(struct parser *p, const char *name, u64 n) {
    note(p, flags_find(name, strlen(name)), (union flag_value){.n = n});
}

const struct flag_given *option_given(const struct parser *p, const char *name) {
    for (u32 i = p->given_count; i-- > 0;)
        if (strcmp(p->given[i].flag->name, name) == 0)
            return &p->given[i];
    return NULL;
}

bool option_is_on(const struct parser *p, const char *name) {
    const struct flag_given *given = option_given(p, name);
    return given && given->value.n != 0;
}

/* ---- flags that are read by a function (READ) ---- */

static jint thread_stack_size(struct parser *p, union flag_value value) {
    return option_stack_size(p, value.n << 10);
}

/* 0: the interpreter only; there is one compiler for all other levels. */
static jint tiered_stop(struct parser *p, union flag_value value) {
    p->options->no_compiler = value.n == 0;
    return JNI_OK;
}

/* 0: the interpreter only. */
static jint threshold_scaling(struct parser *p, union flag_value value) {
    p->options->compile_threshold_scale = value.d;
    p->options->no_compiler = p->options->no_compiler || value.d == 0;
    return JNI_OK;
}

static jint ram_fraction(struct parser *p, union flag_value value) {
    p->options->heap_share = 100.0 / (double)value.n;
    return JNI_OK;
}

static jint deny_option(struct parser *p, union flag_value value) {
    const char *bad;
    size_t length;
    if (capability_parse(value.text ? value.text : "", &p->options->denied, &bad, &length))
        return JNI_OK;
    char *words = capability_words();
    COMPLAIN(p, "--deny: '%.*s' is none of %s\n", (int)length, bad, words);
    mem_free(words);
    return JNI_EINVAL;
}

static bool is_intrinsic(const char *word, size_t length) {
    static const char *const names[] = {
#define INTRINSIC_NAME(name) #name,
#include "libjvm/intrinsic_names.def"
#undef INTRINSIC_NAME
    };
    for (size_t i = 0; i < ARRAY_LENGTH(names); i++)
        if (strlen(names[i]) == length && memcmp(names[i], word, length) == 0)
            return true;
    return false;
}

/* The names, in ControlIntrinsic behind a sign each: those with a minus, and all of DisableIntrinsic, are disabled. */
static jint read_intrinsics(struct parser *p, const char *list, bool signs) {
    static const char separators[] = ", \n";
    for (size_t length; list && *list; list += length) {
        list += strspn(list, separators);
        length = strcspn(list, separators);
        bool sign = *list == '+' || *list == '-';
        const char *name = list + (signs && sign);
        int rest = (int)(length - (size_t)(name - list));
        if (!length)
            break;
        if (signs && !sign)
            COMPLAIN(p, "OpenJDK 64-Bit Server VM warning: failed to parse %.*s. must start with +/-!\n", rest, name);
        if (!is_intrinsic(name, (size_t)rest)) {
            COMPLAIN(p, "Unrecognized intrinsic detected in %s: %.*s\n",
                     signs ? "ControlIntrinsic" : "DisableIntrinsic", rest, name);
            return JNI_ERR;
        }
        char *old = p->options->disabled_intrinsics;
        if (!signs || *list == '-') {
            p->options->disabled_intrinsics = mem_printf("%s,%.*s", old ? old : "", rest, name);
            mem_free(old);
        }
    }
    return JNI_OK;
}
static jint disable_intrinsic(struct parser *p, union flag_value value) {
    return read_intrinsics(p, value.text, false);
}
static jint control_intrinsic(struct parser *p, union flag_value value) {
    return read_intrinsics(p, value.text, true);
}

static jint fail_allocation_at(struct parser *p, union flag_value value) {
    p->fail_allocation_at = value.n;
    return JNI_OK;
}

/* C memory is not tracked, but only jcmd, which does not reach us, could ask for it. */
static jint native_memory_tracking(struct parser *p, union flag_value value) {
    static const char *const words[] = {"off", "summary", "detail"};
    for (size_t i = 0; i < ARRAY_LENGTH(words); i++)
        if (value.text && strcmp(value.text, words[i]) == 0)
            return JNI_OK;
    COMPLAIN(p, "Syntax error, expecting -XX:NativeMemoryTracking=[off|summary|detail]");
    return JNI_ERR;
}

/* One row for each READ of the table; of the others nothing is left. */
#define NAMED_NONE           NOTHING
#define NAMED_LATER          NOTHING
#define NAMED_SET(field)     NOTHING
#define NAMED_NOT(field)     NOTHING
#define NAMED_SIZE(field)    NOTHING
#define NAMED_PROPERTY(key)  NOTHING
#define NAMED_LOST(what)     NOTHING
#define NAMED_READ(function) function, ROW
#define NOTHING              , EMPTY
#define EMPTY(name, function)
#define ROW(name, function)                                   {name, function},
#define PICK(name, ...)                                       PICK_(name, __VA_ARGS__)
#define PICK_(name, function, make)                           make(name, function)
#define FLAG(type, name, initial, kind, group, range, effect) PICK(#name, NAMED_##effect)
#define OWN(type, name, initial, effect)                      PICK(#name, NAMED_##effect)
#define DEPRECATED(name, release)
#define OBSOLETE(name, release)
#define ALIAS(name, flag)
static const struct {
    const char *name;
    jint (*read)(struct parser *p, union flag_value value);
} readers[] = {
#include "libjvm/flags.def"
};

/* ---- what a value does ---- */

static void set_text(char **field, const struct flag *flag, const char *value) {
    char *old = *field;
    if (!value) /* -XX:HeapDumpPath= */
        *field = NULL;
    else if (flag->type == FLAG_ccstrlist && old)
        *field = mem_printf("%s\n%s", old, value);
    else
        *field = mem_strdup(value);
    mem_free(old);
}

static void set_field(const struct parser *p, const struct flag *flag, union flag_value value) {
    void *field = (char *)p->options + flag->offset;
    bool negative = (flag->type == FLAG_int || flag->type == FLAG_intx) && (i64)value.n < 0; /* as good as not given */
    u64 n = negative ? 0 : value.n;
    if (flag->type == FLAG_bool)
        *(bool *)field = value.n == (flag->effect == EFFECT_SET);
    else if (flags_is_text(flag))
        set_text((char **)field, flag, value.text);
    else if (flag->type == FLAG_double)
        *(double *)field = value.d;
    else if (flag->size == sizeof(u32))
        *(u32 *)field = (u32)MIN_OF(n, UINT32_MAX);
    else
        *(u64 *)field = n;
}

static jint apply(struct parser *p, const struct flag *flag, union flag_value value) {
    note(p, flag, value);
    switch ((enum flag_effect)flag->effect) {
    case EFFECT_NONE:
    case EFFECT_LATER:
        return JNI_OK;
    case EFFECT_SET:
    case EFFECT_NOT:
    case EFFECT_SIZE:
        set_field(p, flag, value);
        return JNI_OK;
    case EFFECT_PROPERTY:
        option_property(p, mem_printf("%s=%llu", flag->text, (unsigned long long)value.n));
        return JNI_OK;
    case EFFECT_LOST:
        WARN(p, "option %s: %s", flag->name, flag->text);
        return JNI_OK;
    case EFFECT_READ:
        for (size_t i = 0; i < ARRAY_LENGTH(readers); i++)
            if (strcmp(readers[i].name, flag->name) == 0)
                return readers[i].read(p, value);
        break;
    }
    BUG("a flag without an effect");
}

/* ---- reading a flag ---- */

static bool complain_locked(struct parser *p, const struct flag *flag) {
    const struct vm_options *o = p->options;
    if (!flags_is_locked(o, flag))
        return false;
    if (flag->kind == FLAG_develop) {
        COMPLAIN(p, "Error: VM option '%s' is develop and is available only in debug version of VM.\n", flag->name);
        return true;
    }
    bool diagnostic = flag->kind == FLAG_diagnostic;
    COMPLAIN(p,
             "Error: VM option '%s' is %s and must be enabled via -XX:+Unlock%sVMOptions.\n"
             "Error: The unlock option must precede '%s'.\n",
             flag->name, diagnostic ? "diagnostic" : "experimental", diagnostic ? "Diagnostic" : "Experimental",
             flag->name);
    return true;
}

static jint improper(struct parser *p, const char *name) {
    COMPLAIN(p, "Improperly specified VM option '%s'\n", name);
    return JNI_EINVAL;
}

/* name=value for anything but a bool */
static jint set_value(struct parser *p, const struct flag *flag, const char *name, const char *text) {
    union flag_value value = {.n = 0};
    if (flags_is_text(flag)) {
        value.text = *text ? text : NULL;
        return apply(p, flag, value);
    }
    if (flag->effect == EFFECT_SIZE) {
        char *option = mem_printf("-XX:%s", name);
        jint status = option_size(p, option, text, "maximum heap size", 1, &value.n);
        mem_free(option);
        return status == JNI_OK ? apply(p, flag, value) : status;
    }
    if (!flags_parse(flag, text, &value))
        return improper(p, name);
    struct buf message = {0};
    bool good = flags_in_range(flag, value, &message);
    if (!good)
        COMPLAIN(p, "%s", buf_cstr(&message));
    buf_free(&message);
    return good ? apply(p, flag, value) : improper(p, name);
}

static jint unknown_flag(struct parser *p, const char *name, size_t length) {
    if (p->ignore_unrecognized_xx)
        return JNI_OK;
    COMPLAIN(p, "Unrecognized VM option '%s'\n", name);
    const struct flag *nearest = flags_nearest(name, length);
    if (nearest && nearest->type == FLAG_bool)
        COMPLAIN(p, "Did you mean '(+/-)%s'? ", nearest->name);
    else if (nearest)
        COMPLAIN(p, "Did you mean '%s=<value>'? ", nearest->name);
    return JNI_EINVAL;
}

/* What stands behind -XX:, or a word of the file of -XX:Flags. */
jint option_flag(struct parser *p, const char *text) {
    char sign = *text == '+' || *text == '-' ? *text : 0;
    const char *name = text + (sign != 0), *known = name, *release;
    size_t length = strcspn(name, "="), known_length;
    const char *value = name[length] ? name + length + 1 : NULL;
    if (value && length > 0 && name[length - 1] == ':') /* Name:=value sets a list anew; lists of ours begin empty */
        length--;
    known_length = length;
    if (flags_history(&known, &known_length, &release)) {
        WARN(p, "Ignoring option %.*s; support was removed in %s", (int)length, name, release);
        return JNI_OK;
    }
    if (release && (sign != 0) != (value != NULL)) {
        bool renamed = known != name;
        WARN(p, "Option %.*s was deprecated in version %s and will likely be removed in a future release.%s%s%s",
             (int)length, name, release, renamed ? " Use option " : "", renamed ? known : "",
             renamed ? " instead." : "");
    }
    const struct flag *flag = flags_find(known, known_length);
    if (!flag)
        return unknown_flag(p, name, length);
    if (flag->kind == FLAG_develop && p->ignore_unrecognized_xx)
        return JNI_OK;
    if (complain_locked(p, flag))
        return JNI_EINVAL;
    bool is_bool = flag->type == FLAG_bool;
    if (is_bool && sign && !value)
        return apply(p, flag, (union flag_value){.n = sign == '+'});
    if (!is_bool && !sign && value)
        return set_value(p, flag, name, value);
    if (sign && !is_bool)
        COMPLAIN(p, "Unexpected +/- setting in VM option '%s'\n", name);
    else if (!sign && is_bool)
        COMPLAIN(p, "Missing +/- setting for VM option '%s'\n", name);
    else
        return improper(p, name);
    return JNI_EINVAL;
}

/* ---- while the VM runs ---- */

static char *set_manageable(struct vm_options *o, const char *text) {
    struct parser p = {
        .options = o, .origin = "management", .given = o->flags_given, .given_count = o->flags_given_count};
    bool taken = option_flag(&p, text) == JNI_OK;
    o->flags_given = p.given;
    o->flags_given_count = p.given_count;
    return taken ? NULL : mem_printf("%s: not a value of this flag", text);
}

const struct flag_ops option_flag_ops = {.at = flags_view_at, .find = flags_view, .set = set_manageable};
