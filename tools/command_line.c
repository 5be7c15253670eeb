/* SPDX-License-Identifier: MIT
 *
 * command_line.c - which program is to be started, and with which options of the VM: see command_line.h.
 *
 * Every -X, -XX, -D, assertion and module option goes on to the VM in the order given, in the forms that OpenJDK's own
 * launcher uses, so that libjvm.so sees no difference between the two.
 */
#include "tools/command_line.h"

#include <dirent.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/size.h"

static _Noreturn void out_of_memory(void) {
    fputs("Error: out of memory\n", stderr);
    exit(1);
}

char *text_of(const char *format, ...) {
    char *text;
    va_list list;
    va_start(list, format);
    int length = vasprintf(&text, format, list);
    va_end(list);
    if (length < 0)
        out_of_memory();
    return text;
}

static bool starts_with(const char *text, const char *prefix) {
    return !strncmp(text, prefix, strlen(prefix));
}

/* What is no size is left to the VM, which complains about the option. */
static i64 size_or_0(const char *text) {
    u64 size;
    return size_parse(text, &size) && size <= INT64_MAX ? (i64)size : 0;
}

void command_line_add(struct launch *l, char *text) {
    if (l->options_count == l->options_capacity) {
        l->options_capacity = l->options_capacity ? 2 * l->options_capacity : 32;
        l->options = realloc(l->options, (size_t)l->options_capacity * sizeof *l->options);
        if (!l->options)
            out_of_memory();
    }
    l->options[l->options_count++] = (JavaVMOption){.optionString = text, .extraInfo = NULL};
    if (starts_with(text, "-Xss"))
        l->stack_size = size_or_0(text + 4);
    else if (starts_with(text, "-Xms"))
        l->heap_initial = size_or_0(text + 4);
    else if (starts_with(text, "-Xmx"))
        l->heap_max = size_or_0(text + 4);
}

/* ---- class path ---- */

static char *append(char *path, const char *entry) {
    char *longer = path ? text_of("%s:%s", path, entry) : text_of("%s", entry);
    free(path);
    return longer;
}

/* `*` and `DIR/ *` stand for the jars of that folder; an entry without any stays as it is. */
static char *append_wildcard(char *path, const char *entry) {
    size_t length = strlen(entry);
    if (entry[length - 1] != '*' || (length > 1 && entry[length - 2] != '/'))
        return append(path, entry);
    char *folder = strndup(entry, length - 1);
    DIR *directory = opendir(*folder ? folder : ".");
    bool any = false;
    for (struct dirent *e; directory && (e = readdir(directory));) {
        size_t n = strlen(e->d_name);
        if (n < 4 || (strcmp(e->d_name + n - 4, ".jar") && strcmp(e->d_name + n - 4, ".JAR")))
            continue;
        char *jar = text_of("%s%s", folder, e->d_name);
        path = append(path, jar);
        free(jar);
        any = true;
    }
    if (directory)
        closedir(directory);
    free(folder);
    return any ? path : append(path, entry);
}

static void set_class_path(struct launch *l, const char *given) {
    char *copy = strdup(given), *path = NULL;
    for (char *entry = copy, *next; entry; entry = next) {
        next = strchr(entry, ':');
        if (next)
            *next++ = 0;
        path = *entry ? append_wildcard(path, entry) : append(path, "");
    }
    command_line_add(l, text_of("-Djava.class.path=%s", path));
    free(path);
    free(copy);
}

/* ---- options with a value ---- */

#define MODULES "modules to be specified"

static void complain(struct launch *l, const char *option, const char *what) {
    fprintf(stderr, "Error: %s %s\n", option, what);
    l->failed = true;
}

static void value_class_path(struct launch *l, const char *value) {
    set_class_path(l, value);
    l->class_path_given = true;
    if (l->mode != MODE_SOURCE)
        l->mode = MODE_CLASS;
}

static void value_module(struct launch *l, const char *value) {
    command_line_add(l, text_of("-Djdk.module.main=%.*s", (int)strcspn(value, "/"), value));
    l->mode = MODE_MODULE;
    l->what = value;
}

static void value_source(struct launch *l, const char *value) {
    command_line_add(l, text_of("-Djdk.internal.javac.source=%s", value));
    l->mode = MODE_SOURCE;
}

static void value_describe(struct launch *l, const char *value) {
    l->describe_module = value;
}

static void value_java_home(struct launch *l, const char *value) {
    command_line_add(l, text_of("-Djava.home=%s", value));
}

/* The value is the next word, if that does not begin with '-', or stands behind the '=' of a long option. Those of the
 * module system are the VM's: it gets them as --name=value. */
static const struct value_option {
    const char *name;
    void (*act)(struct launch *l, const char *value); /* NULL: passed on to the VM */
    const char *as;                                   /* under this name */
    enum { ANY, NOT_EMPTY, EMPTY_IF_ATTACHED } values;
    const char *required;
} value_options[] = {
    {"-cp", value_class_path, NULL, ANY, "class path specification"},
    {"-classpath", value_class_path, NULL, ANY, "class path specification"},
    {"--class-path", value_class_path, NULL, ANY, "class path specification"},
    {"-m", value_module, NULL, NOT_EMPTY, "module name"},
    {"--module", value_module, NULL, NOT_EMPTY, "module name"},
    {"--source", value_source, NULL, NOT_EMPTY, "source version"},
    {"-d", value_describe, NULL, ANY, "module name"},
    {"--describe-module", value_describe, NULL, ANY, "module name"},
    {"--java-home", value_java_home, NULL, NOT_EMPTY, "the folder of a JRE"},
    {"-p", NULL, "--module-path", NOT_EMPTY, "module path specification"},
    {"--module-path", NULL, "--module-path", NOT_EMPTY, "module path specification"},
    {"--upgrade-module-path", NULL, "--upgrade-module-path", NOT_EMPTY, "module path specification"},
    {"--add-modules", NULL, "--add-modules", NOT_EMPTY, MODULES},
    {"--add-exports", NULL, "--add-exports", NOT_EMPTY, MODULES},
    {"--add-opens", NULL, "--add-opens", EMPTY_IF_ATTACHED, MODULES},
    {"--add-reads", NULL, "--add-reads", NOT_EMPTY, MODULES},
    {"--limit-modules", NULL, "--limit-modules", NOT_EMPTY, MODULES},
    {"--patch-module", NULL, "--patch-module", NOT_EMPTY, MODULES},
    {"--enable-native-access", NULL, "--enable-native-access", NOT_EMPTY, MODULES},
};

/* The row of an option that stands there as NAME, or as NAME=value if it is a long one; NULL = none. */
static const struct value_option *find_value_option(const char *option) {
    size_t length = starts_with(option, "--") ? strcspn(option, "=") : strlen(option);
    for (size_t i = 0; i < ARRAY_LENGTH(value_options); i++)
        if (strlen(value_options[i].name) == length && !strncmp(value_options[i].name, option, length))
            return &value_options[i];
    return NULL;
}

bool command_line_takes_next(const char *option) {
    return !strcmp(option, "-jar") || (find_value_option(option) && !strchr(option, '='));
}

/* -> how many words were taken; 0 = this is no such option */
static int parse_value_option(struct launch *l, char **a) {
    const struct value_option *row = find_value_option(*a);
    if (!row)
        return 0;
    const char *sign = strchr(*a, '=');
    const char *value = sign ? sign + 1 : a[1] && *a[1] != '-' ? a[1] : NULL;
    bool empty_allowed = row->values == ANY || (row->values == EMPTY_IF_ATTACHED && sign);
    if (!value || (!*value && !empty_allowed))
        complain(l, *a, text_of("requires %s", sign && row->as ? MODULES : row->required));
    else if (l->mode == MODE_SOURCE && row->act == value_module)
        complain(l, text_of("Option %s", *a), "is not allowed with --source");
    else if (row->act)
        row->act(l, value);
    else
        command_line_add(l, text_of("%s=%s", row->as, value));
    return sign || !value ? 1 : 2;
}

/* ---- options without a value ---- */

static bool set_flag(bool *flag, bool *to_stdout, const char *option) {
    *flag = true;
    *to_stdout = starts_with(option, "--");
    return true;
}

/* Told at once, whatever else is wrong: the VM starts without options then. */
static bool full_version(struct launch *l, bool to_stdout) {
    int kept = 0;
    for (int i = 0; i < l->options_count; i++)
        if (starts_with(l->options[i].optionString, "-Djava.home="))
            l->options[kept++] = l->options[i];
        else
            free(l->options[i].optionString);
    l->options_count = kept;
    unsetenv("JAVA_TOOL_OPTIONS");
    unsetenv("_JAVA_OPTIONS");
    l->to_stdout = to_stdout;
    return l->full_version = true;
}

/* -jar. The jar is the first word that is no option. */
static bool parse_jar(struct launch *l, const char *next) {
    if (l->mode == MODE_SOURCE && next) {
        complain(l, "Option -jar", "is not allowed with --source");
    } else if (!next) {
        complain(l, "-jar", "requires jar file specification");
        l->help = true;
    }
    l->mode = MODE_JAR;
    return true;
}

/* `next` is the word behind it, or NULL. `end` is set when what follows is not looked at any more. */
static bool parse_flag(struct launch *l, const char *option, const char *next, bool *end) {
    static const char *const help[] = {"-help", "-h", "-?", "--help", NULL};
    for (const char *const *name = help; *name; name++)
        if (!strcmp(option, *name))
            return *end = set_flag(&l->help, &l->to_stdout, option);
    if (!strcmp(option, "-jar"))
        return parse_jar(l, next);
    if (!strcmp(option, "-X") || !strcmp(option, "--help-extra"))
        return *end = set_flag(&l->help_extra, &l->to_stdout, option);
    if (!strcmp(option, "-version") || !strcmp(option, "--version"))
        return *end = set_flag(&l->version, &l->to_stdout, option);
    if (!strcmp(option, "-fullversion") || !strcmp(option, "--full-version"))
        return *end = full_version(l, starts_with(option, "--"));
    if (!strcmp(option, "-showversion") || !strcmp(option, "--show-version"))
        return set_flag(&l->show_version, &l->to_stdout, option);
    if (starts_with(option, "--deny=")) {
        command_line_add(l, text_of("-XX:Deny=%s", option + strlen("--deny=")));
        return true;
    }
    if (starts_with(option, "-splash:"))
        return true; /* as by java without its splash-screen library, which headless JREs lack */
    if (!strcmp(option, "--dry-run"))
        return l->dry_run = true;
    if (!strcmp(option, "--list-modules"))
        return l->list_modules = true;
    if (!strcmp(option, "--show-resolved-modules"))
        return l->show_resolved_modules = true;
    if (!strcmp(option, "--validate-modules")) {
        command_line_add(l, text_of("-Djdk.module.validation=true"));
        return l->validate_modules = true;
    }
    if (!strcmp(option, "--show-module-resolution")) {
        command_line_add(l, text_of("-Djdk.module.showModuleResolution=true"));
        return true;
    }
    if (!strcmp(option, "-XshowSettings") || starts_with(option, "-XshowSettings:")) {
        l->show_settings = option;
        return true;
    }
    if (!strcmp(option, "-Xdiag")) {
        command_line_add(l, text_of("-Dsun.java.launcher.diag=true"));
        return true;
    }
    /* They choose among the VMs of a JDK: here is only one. */
    return !strcmp(option, "-server") || !strcmp(option, "-client");
}

/* ---- options of the past ---- */

/* They are passed on after that, except those with `drop`. %s = the option. */
static const struct {
    const char *option;
    bool drop;
    const char *text;
} old_options[] = {
    {"-checksource", true, "Warning: %s option is no longer supported.\n"},
    {"-cs", true, "Warning: %s option is no longer supported.\n"},
    {"-noasyncgc", true, "Warning: %s option is no longer supported.\n"},
    {"-Xfuture", false, "Warning: %s option is deprecated and may be removed in a future release.\n"},
};

/* Spellings that are translated. */
static const struct {
    const char *old, *now;
} translated_options[] = {
    {"-verbosegc", "-verbose:gc"},
    {"-debug", "-Xdebug"},
    {"-noclassgc", "-Xnoclassgc"},
    {"-verify", "-Xverify:all"},
    {"-verifyremote", "-Xverify:remote"},
    {"-noverify", "-Xverify:none"},
    {"-tm", "-Xtm"},
};

static const char *const translated_prefixes[] = {"-ss", "-oss", "-ms", "-mx"};

static char *translated(const char *option) {
    for (size_t i = 0; i < ARRAY_LENGTH(translated_options); i++)
        if (!strcmp(option, translated_options[i].old))
            return text_of("%s", translated_options[i].now);
    for (size_t i = 0; i < ARRAY_LENGTH(translated_prefixes); i++)
        if (starts_with(option, translated_prefixes[i]))
            return text_of("-X%s", option + 1);
    return text_of("%s", option);
}

static void pass_on(struct launch *l, const char *option) {
    for (size_t i = 0; i < ARRAY_LENGTH(old_options); i++) {
        if (strcmp(option, old_options[i].option))
            continue;
        fprintf(stderr, old_options[i].text, option);
        if (old_options[i].drop)
            return;
    }
    command_line_add(l, translated(option));
}

/* ---- before everything else ---- */

static void complain_of_choice(const char *option) {
    if (starts_with(option, "-version:"))
        fputs("Error: Specifying an alternate JDK/JRE version is no longer supported.\n"
              "  The use of the flag '-version:' is no longer valid.\n"
              "  Please download and execute the appropriate version.\n",
              stderr);
    else if (!strcmp(option, "-jre-restrict-search") || !strcmp(option, "-jre-no-restrict-search"))
        fputs("Error: Specifying an alternate JDK/JRE is no longer supported.\n"
              "  The related flags -jre-restrict-search | -jre-no-restrict-search are also no longer valid.\n",
              stderr);
}

const char *command_line_jar(char **words) {
    bool jar = false;
    for (; *words && **words == '-'; words++) {
        complain_of_choice(*words);
        if (!strcmp(*words, "-jar"))
            jar = true;
        else if (words[1] && *words[1] != '-' && command_line_takes_next(*words))
            words++;
    }
    return jar ? *words : NULL;
}

/* ---- what to start ---- */

static bool is_source_file(const char *name) {
    size_t length = strlen(name);
    return length >= 5 && !strcmp(name + length - 5, ".java") && !access(name, F_OK);
}

/* The source launcher of jdk.compiler compiles the file in memory; the file stays the first of its arguments. */
static void launch_source(struct launch *l) {
    command_line_add(l, text_of("--add-modules=ALL-DEFAULT"));
    if (l->what) {
        l->arguments--;
        l->arguments_count++;
    }
    l->what = "jdk.compiler/com.sun.tools.javac.launcher.Main";
    l->mode = MODE_SOURCE;
}

/* The first option, so that one of the user's, -Djava.class.path=X, wins. */
static void set_default_class_path(struct launch *l) {
    set_class_path(l, ".");
    JavaVMOption option = l->options[l->options_count - 1];
    memmove(l->options + 1, l->options, (size_t)(l->options_count - 1) * sizeof option);
    l->options[0] = option;
}

/* Where options end: what is started, and with which class path? */
static void parse_target(struct launch *l, char **a) {
    bool from_module = l->mode == MODE_MODULE && l->what;
    if (!from_module && *a)
        l->what = *a++;
    l->arguments = a;
    while (a[l->arguments_count])
        l->arguments_count++;
    if (!l->what && l->mode != MODE_SOURCE)
        return;
    bool named = l->mode == MODE_UNKNOWN || l->mode == MODE_CLASS;
    if ((named || l->mode == MODE_SOURCE) && !l->class_path_given && !getenv("CLASSPATH"))
        set_default_class_path(l);
    if (l->mode == MODE_SOURCE || (named && is_source_file(l->what)))
        launch_source(l);
    else if (named)
        l->mode = MODE_CLASS;
    else if (l->mode == MODE_JAR)
        set_class_path(l, l->what);
}

void command_line_parse(struct launch *l, char **words) {
    if (getenv("CLASSPATH"))
        set_class_path(l, getenv("CLASSPATH"));
    char **a = words;
    bool end = false;
    while (*a && **a == '-' && !end && !l->failed && !(l->mode == MODE_MODULE && l->what)) {
        int used = parse_value_option(l, a);
        if (!used && !parse_flag(l, *a, a[1], &end))
            pass_on(l, *a);
        a += used ? used : 1;
    }
    if (l->failed || end) {
        l->arguments = words;
        return;
    }
    parse_target(l, a);
    if (!l->what)
        return;
    size_t length = strlen(l->what) + sizeof "-Dsun.java.command=";
    for (int i = 0; i < l->arguments_count; i++)
        length += strlen(l->arguments[i]) + 1;
    char *command = malloc(length), *p = command;
    if (!command)
        out_of_memory();
    p += sprintf(p, "-Dsun.java.command=%s", l->what);
    for (int i = 0; i < l->arguments_count; i++)
        p += sprintf(p, " %s", l->arguments[i]);
    command_line_add(l, command);
}
