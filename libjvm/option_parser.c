/* SPDX-License-Identifier: MIT
 *
 * option_parser.c - reading the VM's options (tables in options.def).
 *
 * Sources, in this order, later ones win: JAVA_TOOL_OPTIONS, the list of JNI_CreateJavaVM, _JAVA_OPTIONS. Messages and
 * results are HotSpot's. An option is done, is tuning that changes no result (accepted silently), would change
 * something that we lack (accepted with a warning), or is unknown (an error, unless the caller or
 * -XX:+IgnoreUnrecognizedVMOptions said to ignore it).
 */
#include "libjvm/option_parser.h"

#include <ctype.h>
#include "base/buf.h"
#include "base/os.h"
#include "base/size.h"
#include "native/library/capability.h"

struct parser {
    struct vm_options *options;
    bool ignore_unrecognized; /* JavaVMInitArgs */
    bool ignore_unrecognized_xx;
    bool warned_reserved; /* about -Djdk.module.* */
    u64 fail_allocation_at;
    u32 numbered[16];   /* next number of each MODULE_OPTION row */
    const char *gc_log; /* of -Xloggc, which takes effect behind all other options */
};

#define COMPLAIN(p, ...)  options_print((p)->options, stderr, __VA_ARGS__)
#define WARN(p, fmt, ...) options_print((p)->options, stderr, "minijvm warning: " fmt "\n", __VA_ARGS__)

static const char *behind(const char *text, const char *prefix) {
    size_t n = strlen(prefix);
    return strncmp(text, prefix, n) == 0 ? text + n : NULL;
}

static void push(char ***list, u32 *count, char *text) {
    *list = mem_realloc(*list, (*count + 1u) * sizeof **list);
    (*list)[(*count)++] = text;
}

static void push_property(struct parser *p, char *text) {
    push(&p->options->properties, &p->options->properties_count, text);
}

/* Memory sizes of the -X options; `what` and the option go into the message. */
static jint size_option(struct parser *p, const char *option, const char *value, const char *what, size_t *field) {
    u64 n;
    if (!size_parse(value, &n) || (n == 0 && field != &p->options->heap_initial)) {
        COMPLAIN(p, "Invalid %s: %s\n", what, option);
        return JNI_EINVAL;
    }
    *field = (size_t)n;
    return JNI_OK;
}

#define MIN_STACK ((u64)136 << 10)
#define MAX_STACK ((u64)1 << 30)

static jint stack_option(struct parser *p, const char *option, const char *value, u64 unit) {
    u64 n;
    if (!size_parse(value, &n) || n > MAX_STACK / unit) {
        bool too_big = size_parse(value, &n);
        COMPLAIN(p, "Invalid thread stack size: %s\n", option);
        if (too_big)
            COMPLAIN(p, "The specified size exceeds the maximum representable size.\n");
        return JNI_EINVAL;
    }
    n *= unit;
    if (n && n < MIN_STACK) {
        options_print(p->options, stdout, "\nThe Java thread stack size specified is too small. Specify at least %uk\n",
                      (unsigned)(MIN_STACK >> 10));
        return JNI_ERR;
    }
    p->options->stack_size = (size_t)n;
    return JNI_OK;
}

/* -XX:ThreadStackSize, in KB. */
static jint thread_stack_size(struct parser *p, const char *option, const char *value) {
    u64 n = 0;
    bool negative = *value == '-', number = size_parse(value + negative, &n);
    if (!number || negative || n > MAX_STACK / 1024) {
        if (number)
            COMPLAIN(p, "intx ThreadStackSize=%s%llu is outside the allowed range [ 0 ... %llu ]\n",
                     negative ? "-" : "", (unsigned long long)n, (unsigned long long)MAX_STACK / 1024);
        COMPLAIN(p, "Improperly specified VM option '%s'\n", option + strlen("-XX:"));
        return JNI_EINVAL;
    }
    return stack_option(p, option, value, 1024);
}

/* ---- -XX ---- */

enum xx_kind {
    XX_KIND_FLAG,
    XX_KIND_NOT,
    XX_KIND_SIZE,
    XX_KIND_NUMBER,
    XX_KIND_TEXT,
    XX_KIND_PROPERTY,
    XX_KIND_FREE_FLAG,
    XX_KIND_FREE_VALUE,
    XX_KIND_LOST_FLAG,
    XX_KIND_LOST_VALUE,
    XX_KIND_READ /* by a function: read_rows */
};

struct xx_row {
    const char *name;
    enum xx_kind kind;
    u16 offset, size; /* field in struct vm_options */
    const char *text; /* property key, or what is lost */
};

#define FIELD_OF(field)           offsetof(struct vm_options, field), sizeof(((struct vm_options *)0)->field)
#define XX_FLAG(name, field)      {#name, XX_KIND_FLAG, FIELD_OF(field), NULL},
#define XX_NOT(name, field)       {#name, XX_KIND_NOT, FIELD_OF(field), NULL},
#define XX_SIZE(name, field)      {#name, XX_KIND_SIZE, FIELD_OF(field), NULL},
#define XX_NUMBER(name, field)    {#name, XX_KIND_NUMBER, FIELD_OF(field), NULL},
#define XX_TEXT(name, field)      {#name, XX_KIND_TEXT, FIELD_OF(field), NULL},
#define XX_PROPERTY(name, key)    {#name, XX_KIND_PROPERTY, 0, 0, key},
#define XX_FREE_FLAG(name)        {#name, XX_KIND_FREE_FLAG, 0, 0, NULL},
#define XX_FREE_VALUE(name)       {#name, XX_KIND_FREE_VALUE, 0, 0, NULL},
#define XX_LOST_FLAG(name, what)  {#name, XX_KIND_LOST_FLAG, 0, 0, what},
#define XX_LOST_VALUE(name, what) {#name, XX_KIND_LOST_VALUE, 0, 0, what},
#define XX_READ(name, function)   {#name, XX_KIND_READ, 0, 0, NULL},
#define XX_LOCKED(name, kind)
#define MODULE_OPTION(option, key, numbered)
#define IGNORED_X(text)
static const struct xx_row xx_rows[] = {
#include "libjvm/options.def"
};
#undef XX_FLAG
#undef XX_NOT
#undef XX_SIZE
#undef XX_NUMBER
#undef XX_TEXT
#undef XX_PROPERTY
#undef XX_FREE_FLAG
#undef XX_FREE_VALUE
#undef XX_LOST_FLAG
#undef XX_LOST_VALUE
#undef XX_READ
#undef MODULE_OPTION
#undef IGNORED_X
#define XX_FLAG(name, field)
#define XX_NOT(name, field)
#define XX_SIZE(name, field)
#define XX_NUMBER(name, field)
#define XX_TEXT(name, field)
#define XX_PROPERTY(name, key)
#define XX_FREE_FLAG(name)
#define XX_FREE_VALUE(name)
#define XX_LOST_FLAG(name, what)
#define XX_LOST_VALUE(name, what)
#define XX_READ(name, function)
#define MODULE_OPTION(option, key, numbered) {option, key, numbered},
#define IGNORED_X(text)
static const struct {
    const char *option, *key;
    bool numbered;
} module_rows[] = {
#include "libjvm/options.def"
};
static_assert(ARRAY_LENGTH(module_rows) <= 16, "struct parser numbers 16 rows");
#undef MODULE_OPTION
#undef IGNORED_X
#define MODULE_OPTION(option, key, numbered)
#define IGNORED_X(text) text,
static const char *const ignored_rows[] = {
#include "libjvm/options.def"
};
#undef XX_LOCKED
#undef IGNORED_X
#define XX_LOCKED(name, kind) {#name, #kind, offsetof(struct vm_options, unlock_##kind)},
#define IGNORED_X(text)
static const struct {
    const char *name, *kind;
    size_t unlocked;
} locked_rows[] = {
#include "libjvm/options.def"
};

/* ---- options that are read by a function (XX_READ) ---- */

/* A share of physical memory, where no -Xmx says better. */
static jint ram_percentage(struct parser *p, const char *option, const char *value) {
    char *end;
    double percent = strtod(value, &end);
    if (end == value || *end || !(percent >= 0 && percent <= 100)) {
        COMPLAIN(p, "Improperly specified VM option '%s'\n", option + strlen("-XX:"));
        return JNI_EINVAL;
    }
    p->options->heap_share = percent;
    return JNI_OK;
}

static jint deny_option(struct parser *p, const char *option, const char *list) {
    (void)option;
    const char *bad;
    size_t length;
    if (capability_parse(list, &p->options->denied, &bad, &length))
        return JNI_OK;
    char *words = capability_words();
    COMPLAIN(p, "--deny: '%.*s' is none of %s\n", (int)length, bad, words);
    mem_free(words);
    return JNI_EINVAL;
}

static jint fail_allocation_at(struct parser *p, const char *option, const char *value) {
    if (size_parse(value, &p->fail_allocation_at))
        return JNI_OK;
    COMPLAIN(p, "Improperly specified VM option '%s'\n", option + strlen("-XX:"));
    return JNI_EINVAL;
}

#undef XX_READ
#undef XX_LOCKED
#define XX_READ(name, function) {#name, function},
#define XX_LOCKED(name, kind)
static const struct {
    const char *name;
    jint (*read)(struct parser *p, const char *option, const char *value);
} read_rows[] = {
#include "libjvm/options.def"
};

static bool is_flag(enum xx_kind kind) {
    return kind == XX_KIND_FLAG || kind == XX_KIND_NOT || kind == XX_KIND_FREE_FLAG || kind == XX_KIND_LOST_FLAG;
}

static jint xx_flag(struct parser *p, const struct xx_row *row, bool on) {
    bool *field = (bool *)((char *)p->options + row->offset);
    if (row->kind == XX_KIND_FLAG || row->kind == XX_KIND_NOT)
        *field = on == (row->kind == XX_KIND_FLAG);
    else if (row->kind == XX_KIND_LOST_FLAG && on)
        WARN(p, "option %s: %s", row->name, row->text);
    return JNI_OK;
}

static jint xx_value(struct parser *p, const struct xx_row *row, const char *value, const char *option) {
    char *field = (char *)p->options + row->offset;
    u64 n = 0;
    switch (row->kind) {
    case XX_KIND_FREE_VALUE:
        return JNI_OK;
    case XX_KIND_LOST_VALUE:
        WARN(p, "option %s: %s", row->name, row->text);
        return JNI_OK;
    case XX_KIND_SIZE:
        return size_option(p, option, value,
                           row->offset == offsetof(struct vm_options, heap_max) ? "maximum heap size"
                                                                                : "initial heap size",
                           (size_t *)(void *)field);
    case XX_KIND_TEXT:
        mem_free(*(char **)(void *)field);
        *(char **)(void *)field = mem_strdup(value);
        return JNI_OK;
    case XX_KIND_NUMBER:
    case XX_KIND_PROPERTY:
        if (!size_parse(value, &n) || (row->size == 4 && n > INT32_MAX)) {
            COMPLAIN(p, "Improperly specified VM option '%s=%s'\n", row->name, value);
            return JNI_EINVAL;
        }
        if (row->kind == XX_KIND_PROPERTY)
            push_property(p, mem_printf("%s=%llu", row->text, (unsigned long long)n));
        else if (row->size == 4)
            *(u32 *)(void *)field = (u32)n;
        else
            *(u64 *)(void *)field = n;
        return JNI_OK;
    case XX_KIND_READ:
        for (size_t i = 0; i < ARRAY_LENGTH(read_rows); i++)
            if (strcmp(read_rows[i].name, row->name) == 0)
                return read_rows[i].read(p, option, value);
        break;
    case XX_KIND_FLAG:
    case XX_KIND_NOT:
    case XX_KIND_FREE_FLAG:
    case XX_KIND_LOST_FLAG:
        break;
    }
    BUG("a flag has no value");
}

static bool complain_locked(struct parser *p, const char *name) {
    for (size_t i = 0; i < ARRAY_LENGTH(locked_rows); i++) {
        const char *kind = locked_rows[i].kind;
        if (strcmp(locked_rows[i].name, name) != 0 || *((const bool *)p->options + locked_rows[i].unlocked))
            continue;
        COMPLAIN(p,
                 "Error: VM option '%s' is %s and must be enabled via -XX:+Unlock%c%sVMOptions.\n"
                 "Error: The unlock option must precede '%s'.\n",
                 name, kind, *kind - 'a' + 'A', kind + 1, name);
        return true;
    }
    return false;
}

static jint xx_option(struct parser *p, const char *option) {
    const char *text = option + strlen("-XX:");
    char sign = *text == '+' || *text == '-' ? *text : 0;
    const char *name = text + (sign != 0);
    size_t length = strcspn(name, "=");
    const struct xx_row *row = NULL;
    for (size_t i = 0; i < ARRAY_LENGTH(xx_rows) && !row; i++)
        if (strlen(xx_rows[i].name) == length && memcmp(xx_rows[i].name, name, length) == 0)
            row = &xx_rows[i];
    if (!row) {
        if (p->ignore_unrecognized_xx)
            return JNI_OK;
        COMPLAIN(p, "Unrecognized VM option '%s'\n", name);
        return JNI_EINVAL;
    }
    if (complain_locked(p, row->name))
        return JNI_EINVAL;
    bool flag = is_flag(row->kind);
    if (sign && !name[length] && flag)
        return xx_flag(p, row, sign == '+');
    if (!sign && name[length] == '=' && !flag)
        return xx_value(p, row, name + length + 1, option);
    if (sign && !flag)
        COMPLAIN(p, "Unexpected +/- setting in VM option '%s'\n", name);
    else if (!sign && flag)
        COMPLAIN(p, "Missing +/- setting for VM option '%s'\n", name);
    else
        COMPLAIN(p, "Improperly specified VM option '%s'\n", name);
    return JNI_EINVAL;
}

/* ---- the other options ---- */

/* Names in which only the VM writes (see MODULE_OPTION): -D cannot forge them. */
static bool is_reserved_property(const char *text) {
    size_t length = strcspn(text, "=");
    for (size_t i = 0; i < ARRAY_LENGTH(module_rows); i++) {
        size_t n = strlen(module_rows[i].key);
        if (length >= n && memcmp(text, module_rows[i].key, n) == 0 && (length == n || text[n] == '.'))
            return true;
    }
    return false;
}

static jint property_option(struct parser *p, const char *text) {
    if (is_reserved_property(text)) {
        if (!p->warned_reserved)
            WARN(p, "%s",
                 "Ignoring system property options whose names match the '-Djdk.module.*'."
                 " names that are reserved for internal use.");
        p->warned_reserved = true;
        return JNI_OK;
    }
    if (behind(text, "java.endorsed.dirs=") || behind(text, "java.ext.dirs=")) {
        COMPLAIN(p, "-D%s is not supported.\n", text);
        return JNI_EINVAL;
    }
    push_property(p, mem_strdup(text));
    return JNI_OK;
}

/* -ea, -da with [:<package>...|:<class>] */
static bool assertion_option(struct parser *p, const char *option) {
    static const struct {
        const char *text;
        bool enable, system;
    } rows[] = {
        {"-ea", true, false},  {"-enableassertions", true, false},
        {"-da", false, false}, {"-disableassertions", false, false},
        {"-esa", true, true},  {"-enablesystemassertions", true, true},
        {"-dsa", false, true}, {"-disablesystemassertions", false, true},
    };
    struct vm_options *o = p->options;
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        const char *rest = behind(option, rows[i].text);
        if (!rest || (*rest && *rest != ':') || (*rest && rows[i].system))
            continue;
        if (rows[i].system) {
            o->system_assertions = rows[i].enable;
            return true;
        }
        struct assertion_option a = {.enable = rows[i].enable};
        if (*rest) {
            a.name = mem_strdup(rest + 1);
            size_t n = strlen(a.name);
            a.package = n >= 3 && strcmp(a.name + n - 3, "...") == 0;
            if (a.package)
                a.name[n - 3] = '\0';
            for (char *c = a.name; *c; c++)
                if (*c == '.')
                    *c = '/';
        }
        o->assertions = mem_realloc(o->assertions, (o->assertions_count + 1u) * sizeof a);
        o->assertions[o->assertions_count++] = a;
        return true;
    }
    return false;
}

static bool module_option(struct parser *p, const char *option) {
    for (size_t i = 0; i < ARRAY_LENGTH(module_rows); i++) {
        const char *rest = behind(option, module_rows[i].option);
        if (!rest || *rest != '=')
            continue;
        if (module_rows[i].numbered)
            push_property(p, mem_printf("%s.%u=%s", module_rows[i].key, p->numbered[i]++, rest + 1));
        else
            push_property(p, mem_printf("%s=%s", module_rows[i].key, rest + 1));
        return true;
    }
    return false;
}

/* rest is what follows "-Xlog". */
static jint log_option(struct parser *p, const char *option, const char *rest) {
    bool good = (!*rest || *rest == ':') && log_configure(&p->options->log, *rest ? rest + 1 : "");
    if (strcmp(rest, ":help") == 0) { /* HotSpot ends the process, too */
        fflush(stdout);
        if (p->options->exit_hook)
            p->options->exit_hook(0);
        _Exit(0);
    }
    if (good)
        return JNI_OK;
    COMPLAIN(p, "Invalid -Xlog option '%s', see error log for details.\n", option);
    return JNI_EINVAL;
}

/* The old ways to ask for lines about collections. */
static jint log_collections(struct parser *p) {
    struct log *log = &p->options->log;
    bool plain = p->options->print_gc, details = p->options->print_gc_details;
    if (plain)
        LOG(log, gc, LOG_WARNING, "%s", "-XX:+PrintGC is deprecated. Will use -Xlog:gc instead.");
    if (details)
        LOG(log, gc, LOG_WARNING, "%s", "-XX:+PrintGCDetails is deprecated. Will use -Xlog:gc* instead.");
    if (p->gc_log != NULL)
        return log_send(log, details ? "gc*" : "gc", p->gc_log) ? JNI_OK : JNI_EINVAL;
    if (plain || details)
        log_set_stdout(log, details ? "gc*" : "gc");
    return JNI_OK;
}

static void verbose_option(struct log *log, const char *rest) {
    static const char *const rows[][2] = {
        {"", "class+load*,class+unload*"}, {":class", "class+load*,class+unload*"},           {":gc", "gc"},
        {":jni", "jni+resolve=debug"},     {":module", "module,module+load*,module+unload*"},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++)
        if (strcmp(rest, rows[i][0]) == 0)
            log_set_stdout(log, rows[i][1]); /* HotSpot takes any other word, too */
}

static jint unrecognized(struct parser *p, const char *option) {
    if (p->ignore_unrecognized)
        return JNI_OK;
    COMPLAIN(p, "Unrecognized option: %s\n", option);
    return JNI_ERR;
}

static jint no_agent(struct parser *p, const char *option) {
    COMPLAIN(p, "%s: minijvm has no JVMTI and cannot load agents\n", option);
    return JNI_ERR;
}

static jint verify_option(struct parser *p, const char *option, const char *mode) {
    struct vm_options *o = p->options;
    if (!*mode || strcmp(mode, ":remote") == 0)
        o->verify_local = !(o->verify_remote = true);
    else if (strcmp(mode, ":all") == 0)
        o->verify_local = o->verify_remote = true;
    else if (strcmp(mode, ":none") == 0) {
        o->verify_local = o->verify_remote = false;
        WARN(p, "%s",
             "Options -Xverify:none and -noverify were deprecated in JDK 13 and will likely be "
             "removed in a future release.");
    } else {
        COMPLAIN(p, "Unrecognized verification option: %s\n", option);
        return JNI_EINVAL;
    }
    return JNI_OK;
}

static jint boot_append(struct parser *p, const char *path) {
    char **append = &p->options->boot_append;
    char *old = *append;
    *append = old ? mem_printf("%s:%s", old, path) : mem_strdup(path);
    mem_free(old);
    return JNI_OK;
}

static jint x_option(struct parser *p, const char *option) {
    struct vm_options *o = p->options;
    const char *rest;
    size_t unused;
    for (size_t i = 0; i < ARRAY_LENGTH(ignored_rows); i++)
        if (strcmp(option, ignored_rows[i]) == 0)
            return JNI_OK;
    if ((rest = behind(option, "-Xmx")) != NULL)
        return size_option(p, option, rest, "maximum heap size", &o->heap_max);
    if ((rest = behind(option, "-Xms")) != NULL)
        return size_option(p, option, rest, "initial heap size", &o->heap_initial);
    if ((rest = behind(option, "-Xmn")) != NULL) /* young objects have no area of their own */
        return size_option(p, option, rest, "initial young generation size", &unused);
    if ((rest = behind(option, "-Xss")) != NULL)
        return stack_option(p, option, rest, 1);
    if ((rest = behind(option, "-Xloggc:")) != NULL) {
        LOG(&o->log, gc, LOG_WARNING, "-Xloggc is deprecated. Will use -Xlog:gc:%s instead.", rest);
        p->gc_log = rest;
        return JNI_OK;
    }
    if ((rest = behind(option, "-Xlog")) != NULL)
        return log_option(p, option, rest);
    if ((rest = behind(option, "-Xbootclasspath/a:")) != NULL)
        return boot_append(p, rest);
    if (behind(option, "-Xbootclasspath:") || behind(option, "-Xbootclasspath/p:")) {
        COMPLAIN(p, "%.*s is no longer a supported option.\n", (int)strcspn(option, ":"), option);
        return JNI_EINVAL;
    }
    if ((rest = behind(option, "-Xcheck:")) != NULL) {
        bool jni = strcmp(rest, "jni") == 0;
        o->check_jni |= jni;
        if (jni || p->ignore_unrecognized)
            return JNI_OK;
        COMPLAIN(p, "Unrecognized check option: %s\n", option);
        return JNI_EINVAL;
    }
    if ((rest = behind(option, "-Xverify")) != NULL)
        return verify_option(p, option, rest);
    if (strcmp(option, "-Xfuture") == 0)
        return verify_option(p, option, ":all");
    if (strcmp(option, "-Xrs") == 0) {
        o->reduced_signals = true;
        return JNI_OK;
    }
    if (behind(option, "-Xrun"))
        return no_agent(p, option);
    return unrecognized(p, option);
}

/* Reads a function pointer given as extraInfo. */
#define HOOK(p, member, info)                                                                                          \
    do {                                                                                                               \
        union {                                                                                                        \
            void *object;                                                                                              \
            __typeof__((p)->options->member) function;                                                                 \
        } hook_ = {.object = (info)};                                                                                  \
        if (!hook_.function)                                                                                           \
            return JNI_EINVAL;                                                                                         \
        (p)->options->member = hook_.function;                                                                         \
        return JNI_OK;                                                                                                 \
    } while (0)

/* Properties that the launcher adds by itself: RuntimeMXBean.getInputArguments doesn't show them. */
static bool is_launcher_property(const char *option) {
    return behind(option, "-Djava.class.path=") || behind(option, "-Dsun.java.command=") ||
           behind(option, "-Dsun.java.launcher=");
}

static jint parse_option(struct parser *p, const char *option, void *extra) {
    const char *rest;
    if (strcmp(option, "vfprintf") == 0)
        HOOK(p, vfprintf_hook, extra);
    if (strcmp(option, "exit") == 0)
        HOOK(p, exit_hook, extra);
    if (strcmp(option, "abort") == 0)
        HOOK(p, abort_hook, extra);
    if (!is_launcher_property(option))
        push(&p->options->arguments, &p->options->arguments_count, mem_strdup(option));
    if ((rest = behind(option, "-D")) != NULL)
        return property_option(p, rest);
    if (behind(option, "-XX:"))
        return xx_option(p, option);
    if (behind(option, "-X"))
        return x_option(p, option);
    if ((rest = behind(option, "-verbose")) != NULL && (!*rest || *rest == ':')) {
        verbose_option(&p->options->log, rest);
        return JNI_OK;
    }
    if (assertion_option(p, option) || module_option(p, option))
        return JNI_OK;
    if (strcmp(option, "--enable-preview") == 0) {
        p->options->enable_preview = true;
        return JNI_OK;
    }
    if (behind(option, "--illegal-access=")) {
        WARN(p, "Ignoring option %s; support was removed in 17.0", option);
        return JNI_OK;
    }
    if (behind(option, "-agentlib:") || behind(option, "-agentpath:") || behind(option, "-javaagent:"))
        return no_agent(p, option);
    return unrecognized(p, option);
}

/* ---- environment variables ---- */

/* The words of a variable: separated by white space, '...' and "..." keep it together. */
static char **split_words(const char *text, u32 *count) {
    char **words = NULL;
    *count = 0;
    for (;;) {
        while (isspace((unsigned char)*text))
            text++;
        if (!*text)
            return words;
        struct buf word = {0};
        buf_str(&word, "");
        char quote = 0;
        for (; *text && (quote || !isspace((unsigned char)*text)); text++) {
            if (quote ? *text == quote : *text == '\'' || *text == '"')
                quote = quote ? 0 : *text;
            else
                buf_char(&word, *text);
        }
        push(&words, count, mem_strdup(buf_cstr(&word)));
        buf_free(&word);
    }
}

struct words {
    char **text;
    u32 count;
};

static struct words environment_words(struct parser *p, const char *variable) {
    struct words words = {0};
    const char *text = getenv(variable);
    if (text) {
        options_print(p->options, stderr, "Picked up %s: %s\n", variable, text);
        words.text = split_words(text, &words.count);
    }
    return words;
}

static jint parse_words(struct parser *p, const struct words *words) {
    jint status = JNI_OK;
    for (u32 i = 0; i < words->count && status == JNI_OK; i++)
        status = parse_option(p, words->text[i], NULL);
    return status;
}

static void free_words(struct words *words) {
    for (u32 i = 0; i < words->count; i++)
        mem_free(words->text[i]);
    mem_free(words->text);
}

/* ---- all ---- */

static void look_for_ignore(struct parser *p, const char *option) {
    if (option && strcmp(option, "-XX:+IgnoreUnrecognizedVMOptions") == 0)
        p->ignore_unrecognized_xx = true;
    else if (option && strcmp(option, "-XX:-IgnoreUnrecognizedVMOptions") == 0)
        p->ignore_unrecognized_xx = false;
}

jint options_parse(struct vm_options *options, const JavaVMInitArgs *arguments) {
    struct parser p = {.options = options, .ignore_unrecognized = arguments->ignoreUnrecognized};
    memset(options, 0, sizeof *options);
    log_init(&options->log);
    options->stack_trace_in_throwable = true;
    options->verify_remote = true;
    options->max_stack_trace_depth = 1024;
    options->gc.soft_ms_per_mb = 1000;
    options->heap_share = 25;
    options->gc.generational = true;
    jint count = arguments->options ? arguments->nOptions : 0;
    for (jint i = 0; i < count; i++) /* first, so that all messages go there */
        if (arguments->options[i].optionString && strcmp(arguments->options[i].optionString, "vfprintf") == 0)
            memcpy(&options->vfprintf_hook, &arguments->options[i].extraInfo, sizeof options->vfprintf_hook);

    struct words before = environment_words(&p, "JAVA_TOOL_OPTIONS"), after = environment_words(&p, "_JAVA_OPTIONS");
    for (u32 i = 0; i < before.count; i++)
        look_for_ignore(&p, before.text[i]);
    for (jint i = 0; i < count; i++)
        look_for_ignore(&p, arguments->options[i].optionString);
    for (u32 i = 0; i < after.count; i++)
        look_for_ignore(&p, after.text[i]);

    jint status = parse_words(&p, &before);
    for (jint i = 0; i < count && status == JNI_OK; i++) {
        const JavaVMOption *option = &arguments->options[i];
        status = option->optionString ? parse_option(&p, option->optionString, option->extraInfo) : JNI_EINVAL;
    }
    if (status == JNI_OK)
        status = parse_words(&p, &after);
    if (status == JNI_OK)
        status = log_collections(&p);
    free_words(&before);
    free_words(&after);
    if (status == JNI_OK && options->denied && !options->verify_remote) {
        COMPLAIN(&p, "%s", "--deny: classes must be verified\n");
        status = JNI_EINVAL;
    }
    if (status == JNI_OK && p.fail_allocation_at)
        mem_fail_at(p.fail_allocation_at);
    return status;
}

static void free_texts(char **texts, u32 count) {
    for (u32 i = 0; i < count; i++)
        mem_free(texts[i]);
    mem_free(texts);
}

void options_free(struct vm_options *options) {
    free_texts(options->properties, options->properties_count);
    free_texts(options->arguments, options->arguments_count);
    for (u32 i = 0; i < options->assertions_count; i++)
        mem_free(options->assertions[i].name);
    mem_free(options->assertions);
    mem_free(options->boot_append);
    mem_free(options->heap_dump_path);
    mem_free(options->on_oom_command);
    mem_free(options->timeline_file);
    mem_free(options->error_file);
    mem_free(options->on_error_command);
    mem_free(options->java_home);
    memset(options, 0, sizeof *options);
}
