/* SPDX-License-Identifier: MIT
 *
 * option_parser.c - reading the VM's options (table options.def); -XX flags are option_flag.c's.
 *
 * Sources, in this order, later ones win: the file of -XX:Flags, JAVA_TOOL_OPTIONS, the list of JNI_CreateJavaVM,
 * _JAVA_OPTIONS; in a list, the options of -XX:VMOptionsFile stand where it is named. Messages and results are
 * HotSpot's. An option is done, is tuning that changes no result (checked and accepted silently), would change
 * something that we lack (accepted with a warning), or is unknown (an error, unless the caller or
 * -XX:+IgnoreUnrecognizedVMOptions said to ignore it).
 */
#include "libjvm/option_parser.h"

#include <ctype.h>
#include <unistd.h>
#include "base/buf.h"
#include "base/mem.h"
#include "base/os.h"
#include "base/size.h"
#include "libjvm/option_flag.h"

static const char *behind(const char *text, const char *prefix) {
    size_t n = strlen(prefix);
    return strncmp(text, prefix, n) == 0 ? text + n : NULL;
}

static void push(char ***list, u32 *count, char *text) {
    *list = mem_realloc(*list, (*count + 1u) * sizeof **list);
    (*list)[(*count)++] = text;
}

#define MIN_STACK ((u64)136 << 10)
#define MAX_STACK ((u64)1 << 30)

void option_property(struct parser *p, char *text) {
    push(&p->options->properties, &p->options->properties_count, text);
}

jint option_size(struct parser *p, const char *option, const char *value, const char *what, u64 least, u64 *size) {
    if (size_parse(value, size) && *size >= least)
        return JNI_OK;
    COMPLAIN(p, "Invalid %s: %s\n", what, option);
    return JNI_EINVAL;
}

jint option_stack_size(struct parser *p, u64 bytes) {
    if (bytes && bytes < MIN_STACK) {
        options_print(p->options, stdout, "\nThe Java thread stack size specified is too small. Specify at least %uk\n",
                      (unsigned)(MIN_STACK >> 10));
        return JNI_ERR;
    }
    p->options->stack_size = (size_t)bytes;
    return JNI_OK;
}

/* -Xss */
static jint stack_option(struct parser *p, const char *option, const char *value) {
    u64 n;
    bool number = size_parse(value, &n);
    if (number && n <= MAX_STACK)
        return option_stack_size(p, n);
    COMPLAIN(p, "Invalid thread stack size: %s\n", option);
    if (number)
        COMPLAIN(p, "The specified size exceeds the maximum representable size.\n");
    return JNI_EINVAL;
}

/* ---- options.def ---- */

#define MODULE_OPTION(option, key, numbered) {option, key, numbered},
#define IGNORED_X(text)
#define EXECUTION_X(text, mode)
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
#undef IGNORED_X
#undef EXECUTION_X
#define IGNORED_X(text)
#define EXECUTION_X(text, mode) {text, mode},
static const struct {
    const char *text;
    enum execution mode;
} execution_rows[] = {
#include "libjvm/options.def"
};

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

static const struct {
    const char *name, *advice;
} removed_properties[] = {
    {"java.endorsed.dirs=",
     " Endorsed standards and standalone APIs\nin modular form will be supported via the concept of "
     "upgradeable modules."},
    {"java.ext.dirs=", "  Use -classpath instead."},
};

static jint property_option(struct parser *p, const char *text) {
    if (is_reserved_property(text)) {
        if (!p->warned_reserved)
            WARN(p, "%s",
                 "Ignoring system property options whose names match the '-Djdk.module.*'."
                 " names that are reserved for internal use.");
        p->warned_reserved = true;
        return JNI_OK;
    }
    for (size_t i = 0; i < ARRAY_LENGTH(removed_properties); i++) {
        const char *value = behind(text, removed_properties[i].name);
        if (value && *value) {
            options_print(p->options, stdout, "-D%s is not supported.%s\n", text, removed_properties[i].advice);
            return JNI_EINVAL;
        }
    }
    option_property(p, mem_strdup(text));
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

/* --patch-module MODULE=PATH: the boot loader needs it before the library reads the property. What is wrong with it
 * beyond this, the library says. */
static jint patch_option(struct parser *p, const char *value) {
    struct vm_options *o = p->options;
    const char *equals = strchr(value, '=');
    if (!equals) {
        options_print(o, stdout, "Missing '=' in --patch-module specification\n");
        return JNI_ERR;
    }
    struct patch_option patch = {mem_strndup(value, (size_t)(equals - value)), mem_strdup(equals + 1)};
    for (u32 i = 0; i < o->patches_count; i++)
        if (strcmp(patch.module, "java.base") == 0 && strcmp(o->patches[i].module, patch.module) == 0)
            o->fault = "Cannot specify java.base more than once to --patch-module";
    o->patches = mem_realloc(o->patches, (o->patches_count + 1u) * sizeof patch);
    o->patches[o->patches_count++] = patch;
    return JNI_OK;
}

/* *status is set when the option is one of the table. */
static bool module_option(struct parser *p, const char *option, jint *status) {
    for (size_t i = 0; i < ARRAY_LENGTH(module_rows); i++) {
        const char *rest = behind(option, module_rows[i].option);
        if (!rest || *rest != '=')
            continue;
        if (module_rows[i].numbered)
            option_property(p, mem_printf("%s.%u=%s", module_rows[i].key, p->numbered[i]++, rest + 1));
        else
            option_property(p, mem_printf("%s=%s", module_rows[i].key, rest + 1));
        *status = strcmp(module_rows[i].option, "--patch-module") == 0 ? patch_option(p, rest + 1) : JNI_OK;
        return true;
    }
    return false;
}

/* After an option that only prints something; HotSpot ends the process, too. */
static NORETURN void exit_start(const struct parser *p) {
    fflush(stdout);
    if (p->options->exit_hook)
        p->options->exit_hook(0);
    _Exit(0);
}

/* rest is what follows "-Xlog". */
static jint log_option(struct parser *p, const char *option, const char *rest) {
    bool good = (!*rest || *rest == ':') && log_configure(&p->options->log, *rest ? rest + 1 : "");
    if (strcmp(rest, ":help") == 0)
        exit_start(p);
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

/* -Xmaxf and -Xminf: a share of 1. */
static jint free_share(struct parser *p, const char *option, const char *value) {
    char *end;
    double share = strtod(value, &end);
    if (end != value && !*end && share >= 0 && share <= 1)
        return JNI_OK;
    COMPLAIN(p, "Bad %.3s heap free percentage size: %s\n", option + strlen("-X"), option);
    return JNI_EINVAL;
}

static jint x_option(struct parser *p, const char *option) {
    struct vm_options *o = p->options;
    const char *rest;
    u64 size;
    for (size_t i = 0; i < ARRAY_LENGTH(ignored_rows); i++)
        if (strcmp(option, ignored_rows[i]) == 0)
            return JNI_OK;
    for (size_t i = 0; i < ARRAY_LENGTH(execution_rows); i++) {
        if (strcmp(option, execution_rows[i].text) == 0) {
            o->execution = execution_rows[i].mode;
            return JNI_OK;
        }
    }
    if ((rest = behind(option, "-Xmx")) != NULL) {
        if (option_size(p, option, rest, "maximum heap size", 1, &size) != JNI_OK)
            return JNI_EINVAL;
        option_note(p, "MaxHeapSize", o->heap_max = (size_t)size);
        return JNI_OK;
    }
    if ((rest = behind(option, "-Xms")) != NULL) {
        if (option_size(p, option, rest, "initial heap size", 0, &size) != JNI_OK)
            return JNI_EINVAL;
        option_note(p, "InitialHeapSize", o->heap_initial = (size_t)size);
        return JNI_OK;
    }
    if ((rest = behind(option, "-Xmn")) != NULL) { /* young objects have no area of their own */
        if (option_size(p, option, rest, "initial young generation size", 1, &size) != JNI_OK)
            return JNI_EINVAL;
        option_note(p, "NewSize", size);
        option_note(p, "MaxNewSize", size);
        return JNI_OK;
    }
    if ((rest = behind(option, "-Xss")) != NULL) {
        jint status = stack_option(p, option, rest);
        if (status == JNI_OK)
            option_note(p, "ThreadStackSize", o->stack_size >> 10);
        return status;
    }
    if ((rest = behind(option, "-Xmaxjitcodesize")) != NULL) /* there is no code */
        return option_size(p, option, rest, "maximum code cache size", 0, &size);
    if ((rest = behind(option, "-Xmaxf")) != NULL || (rest = behind(option, "-Xminf")) != NULL)
        return free_share(p, option, rest);
    if (strcmp(option, "-Xprof") == 0) {
        WARN(p, "%s", "Ignoring option -Xprof; support was removed in 10.0");
        return JNI_OK;
    }
    if (strcmp(option, "-Xinternalversion") == 0) {
        options_print(o, stdout, "minijvm (%s) for %s\n", MINIJVM_VERSION, "linux");
        exit_start(p);
    }
    if (strcmp(option, "-Xshare:dump") == 0) {
        options_print(o, stdout, "minijvm has no shared archive; none was written\n");
        exit_start(p);
    }
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
        options_print(o, stdout, "%.*s is no longer a supported option.\n", (int)strcspn(option, ":"), option);
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
    if ((rest = behind(option, "-XX:")) != NULL)
        return behind(rest, "Flags=") ? JNI_OK : option_flag(p, rest); /* that file was read first */
    if (behind(option, "-X"))
        return x_option(p, option);
    if ((rest = behind(option, "-verbose")) != NULL) {
        verbose_option(&p->options->log, rest);
        return JNI_OK;
    }
    if (assertion_option(p, option))
        return JNI_OK;
    jint status;
    if (module_option(p, option, &status))
        return status;
    if (strcmp(option, "-native") == 0) /* threads: there are no others */
        return JNI_OK;
    if (strcmp(option, "-green") == 0) {
        COMPLAIN(p, "Green threads support not available\n");
        return JNI_EINVAL;
    }
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

/* The words of a text: separated by white space, '...' and "..." keep it together. False: a quote isn't closed; *words has
 * the words before it. */
static bool split_words(const char *text, char ***words, u32 *count) {
    char quote = 0;
    *words = NULL;
    *count = 0;
    while (!quote) {
        while (isspace((unsigned char)*text))
            text++;
        if (!*text)
            break;
        struct buf word = {0};
        buf_str(&word, "");
        for (; *text && (quote || !isspace((unsigned char)*text)); text++) {
            if (quote ? *text == quote : *text == '\'' || *text == '"')
                quote = quote ? 0 : *text;
            else
                buf_char(&word, *text);
        }
        if (!quote)
            push(words, count, mem_strdup(buf_cstr(&word)));
        buf_free(&word);
    }
    return !quote;
}

static void free_texts(char **texts, u32 count) {
    for (u32 i = 0; i < count; i++)
        mem_free(texts[i]);
    mem_free(texts);
}

/* ---- lists of options, with the files that they name ---- */

struct list {
    const char *container; /* as messages name it */
    JavaVMOption *options; /* the texts are malloc'ed */
    u32 count;
    bool has_file; /* an options file was read */
};

static void append(struct list *list, const char *text, void *extra) {
    list->options = mem_realloc(list->options, (list->count + 1u) * sizeof *list->options);
    list->options[list->count++] = (JavaVMOption){text ? mem_strdup(text) : NULL, extra};
}

static void free_list(struct list *list) {
    for (u32 i = 0; i < list->count; i++)
        mem_free(list->options[i].optionString);
    mem_free(list->options);
}

static char *read_text(const char *path) {
    FILE *file = fopen(path, "r");
    if (!file)
        return NULL;
    struct buf text = {0};
    char part[4096];
    for (size_t n; (n = fread(part, 1, sizeof part, file)) > 0;)
        buf_add(&text, part, n);
    fclose(file);
    char *copy = mem_strdup(buf_cstr(&text));
    buf_free(&text);
    return copy;
}

static jint unmatched_quote(struct parser *p, const char *where) {
    COMPLAIN(p, "Unmatched quote in %s\n", where);
    return JNI_ERR;
}

static const char options_file[] = "-XX:VMOptionsFile=";

/* The options of an options file take its place. */
static jint append_file(struct parser *p, struct list *list, const char *option) {
    const char *path = option + strlen(options_file);
    if (list->has_file) {
        COMPLAIN(
            p,
            "The option '%s' is already specified in the options container '%s' so the specification of '%s' in the "
            "same options container is an error.\n",
            option, list->container, option);
        return JNI_EINVAL;
    }
    list->has_file = true;
    char *text = read_text(path);
    if (!text) {
        COMPLAIN(p, "Could not open options file '%s'\n", path);
        return JNI_ERR;
    }
    u32 count;
    char **words;
    jint status = split_words(text, &words, &count) ? JNI_OK : unmatched_quote(p, path);
    for (u32 i = 0; i < count && status == JNI_OK; i++) {
        if (behind(words[i], options_file)) {
            COMPLAIN(p,
                     "A VM options file may not refer to a VM options file. Specification of '%s<file-name>' in the "
                     "options file '%s' in options container '%s' is an error.\n",
                     options_file, option, list->container);
            status = JNI_EINVAL;
        }
        append(list, words[i], NULL);
    }
    free_texts(words, count);
    mem_free(text);
    return status;
}

static jint append_option(struct parser *p, struct list *list, const char *text, void *extra) {
    if (text && behind(text, options_file))
        return append_file(p, list, text);
    append(list, text, extra);
    return JNI_OK;
}

static jint append_environment(struct parser *p, struct list *list) {
    const char *text = getenv(list->container);
    if (!text)
        return JNI_OK;
    options_print(p->options, stderr, "Picked up %s: %s\n", list->container, text);
    u32 count;
    char **words;
    jint status = split_words(text, &words, &count) ? JNI_OK : unmatched_quote(p, list->container);
    for (u32 i = 0; i < count && status == JNI_OK; i++)
        status = append_option(p, list, words[i], NULL);
    free_texts(words, count);
    return status;
}

static jint parse_list(struct parser *p, const struct list *list, const char *origin) {
    jint status = JNI_OK;
    p->origin = origin;
    for (u32 i = 0; i < list->count && status == JNI_OK && !p->options->fault; i++) {
        const JavaVMOption *option = &list->options[i];
        status = option->optionString ? parse_option(p, option->optionString, option->extraInfo) : JNI_EINVAL;
    }
    return status;
}

/* Options that count wherever they stand. */
static void look_ahead(struct parser *p, const struct list *list, char **settings) {
    for (u32 i = 0; i < list->count; i++) {
        const char *option = list->options[i].optionString, *path;
        if (option && strcmp(option, "-XX:+IgnoreUnrecognizedVMOptions") == 0)
            p->ignore_unrecognized_xx = true;
        else if (option && strcmp(option, "-XX:-IgnoreUnrecognizedVMOptions") == 0)
            p->ignore_unrecognized_xx = false;
        else if (option && (path = behind(option, "-XX:Flags=")) != NULL) {
            mem_free(*settings);
            *settings = mem_strdup(path);
        }
    }
}

/* -XX:Flags: words without -XX:, and comments from # to the end of the line. */
static jint parse_settings(struct parser *p, const char *path) {
    if (!path) {
        if (access(".hotspotrc", F_OK) == 0)
            WARN(p, "%s",
                 ".hotspotrc file is present but has been ignored.  Run with -XX:Flags=.hotspotrc to load the file.");
        return JNI_OK;
    }
    char *text = read_text(path);
    if (!text) {
        COMPLAIN(p, "Could not open settings file %s\n", path);
        return JNI_EINVAL;
    }
    for (char *c = text; *c; c++)
        if (*c == '#' && (c == text || isspace((unsigned char)c[-1])))
            memset(c, ' ', strcspn(c, "\n"));
    jint status = JNI_OK;
    u32 count;
    char **words;
    split_words(text, &words, &count);
    p->origin = "config file";
    for (u32 i = 0; i < count && status == JNI_OK; i++)
        status = option_flag(p, words[i]);
    free_texts(words, count);
    mem_free(text);
    return status;
}

/* ---- all ---- */

static void print_and_free(struct parser *p, struct buf *text) {
    options_print(p->options, stdout, "%s", buf_cstr(text));
    buf_free(text);
}

static void print_lists(struct parser *p) {
    struct buf text = {0};
    if (option_is_on(p, "PrintFlagsInitial")) {
        flags_list(p->options, NULL, 0, false, &text);
        print_and_free(p, &text);
        exit_start(p);
    }
    p->origin = option_given(p, "MaxHeapSize") ? "command line" : "ergonomic";
    option_note(p, "MaxHeapSize", options_heap_size(p->options));
    if (option_is_on(p, "PrintCommandLineFlags")) {
        flags_command_line(p->given, p->given_count, &text);
        print_and_free(p, &text);
    }
    bool ranges = option_is_on(p, "PrintFlagsRanges");
    if (ranges || option_is_on(p, "PrintFlagsFinal")) {
        flags_list(p->options, p->given, p->given_count, ranges, &text);
        print_and_free(p, &text);
    }
}

/* When all options are read: LATER. */
static jint finish(struct parser *p, const struct list *list) {
    static const char *const collectors[] = {"UseSerialGC", "UseParallelGC",   "UseG1GC",
                                             "UseZGC",      "UseShenandoahGC", "UseEpsilonGC"};
    struct vm_options *o = p->options;
    u32 chosen = 0;
    for (size_t i = 0; i < ARRAY_LENGTH(collectors); i++)
        chosen += option_is_on(p, collectors[i]);
    const struct flag_given *standard = option_given(p, "UseG1GC");
    if (chosen > 1)
        o->fault = "Multiple garbage collectors selected";
    else if (chosen == 0 && standard && !standard->value.n)
        o->fault = "Garbage collector not selected (default collector explicitly disabled)";
    if (option_is_on(p, "PrintVMOptions"))
        for (u32 i = 0; i < list->count; i++) {
            const char *rest = list->options[i].optionString ? behind(list->options[i].optionString, "-XX:") : NULL;
            if (rest)
                options_print(o, stdout, "VM option '%s'\n", rest);
        }
    jint status = log_collections(p);
    if (status == JNI_OK && o->denied && !o->verify_remote) {
        COMPLAIN(p, "%s", "--deny: classes must be verified\n");
        status = JNI_EINVAL;
    }
    if (status == JNI_OK && !o->fault)
        print_lists(p);
    if (status == JNI_OK && p->fail_allocation_at)
        mem_fail_at(p->fail_allocation_at);
    return status;
}

static void free_given(struct vm_options *o) {
    for (u32 i = 0; i < o->flags_given_count; i++)
        if (flags_is_text(o->flags_given[i].flag))
            mem_free((char *)(uintptr_t)o->flags_given[i].value.text);
    mem_free(o->flags_given);
}

jint options_parse(struct vm_options *options, const JavaVMInitArgs *arguments) {
    struct parser p = {.options = options, .ignore_unrecognized = arguments->ignoreUnrecognized};
    memset(options, 0, sizeof *options);
    log_init(&options->log);
    options->stack_trace_in_throwable = true;
    options->detailed_npe = true;
    options->verify_remote = true;
    options->max_stack_trace_depth = 1024;
    options->gc.soft_ms_per_mb = 1000;
    options->heap_share = 25;
    options->gc.generational = true;
    jint count = arguments->options ? arguments->nOptions : 0;
    for (jint i = 0; i < count; i++) /* first, so that all messages go there */
        if (arguments->options[i].optionString && strcmp(arguments->options[i].optionString, "vfprintf") == 0)
            memcpy(&options->vfprintf_hook, &arguments->options[i].extraInfo, sizeof options->vfprintf_hook);

    struct list before = {.container = "JAVA_TOOL_OPTIONS"}, list = {.container = "cmd_line_args"},
                after = {.container = "_JAVA_OPTIONS"};
    char *settings = NULL;
    jint status = append_environment(&p, &before);
    if (status == JNI_OK)
        status = append_environment(&p, &after);
    for (jint i = 0; i < count && status == JNI_OK; i++)
        status = append_option(&p, &list, arguments->options[i].optionString, arguments->options[i].extraInfo);
    look_ahead(&p, &before, &settings);
    look_ahead(&p, &list, &settings);
    look_ahead(&p, &after, &settings);

    if (status == JNI_OK)
        status = parse_settings(&p, settings);
    if (status == JNI_OK)
        status = parse_list(&p, &before, "environment");
    if (status == JNI_OK)
        status = parse_list(&p, &list, "command line");
    if (status == JNI_OK)
        status = parse_list(&p, &after, "environment");
    if (status == JNI_OK)
        status = finish(&p, &list);
    mem_free(settings);
    free_list(&before);
    free_list(&list);
    free_list(&after);
    options->flags = &option_flag_ops;
    options->flags_given = p.given;
    options->flags_given_count = p.given_count;
    return status;
}

void options_free(struct vm_options *options) {
    free_given(options);
    free_texts(options->properties, options->properties_count);
    free_texts(options->arguments, options->arguments_count);
    for (u32 i = 0; i < options->assertions_count; i++)
        mem_free(options->assertions[i].name);
    mem_free(options->assertions);
    for (u32 i = 0; i < options->patches_count; i++) {
        mem_free(options->patches[i].module);
        mem_free(options->patches[i].path);
    }
    mem_free(options->patches);
    mem_free(options->boot_append);
    mem_free(options->heap_dump_path);
    mem_free(options->on_oom_command);
    mem_free(options->timeline_file);
    mem_free(options->compile_command);
    mem_free(options->compile_only);
    mem_free(options->print_native);
    mem_free(options->compile_command_file);
    mem_free(options->snapshot_to);
    mem_free(options->snapshot_from);
    mem_free(options->disabled_intrinsics);
    mem_free(options->error_file);
    mem_free(options->on_error_command);
    mem_free(options->java_home);
    memset(options, 0, sizeof *options);
}
