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

/* Module options arrive at the VM as --name=value, whichever way they were written. */
static const char *const module_options[] = {
    "--module-path", "--upgrade-module-path", "--add-modules",  "--add-exports",          "--add-opens",
    "--add-reads",   "--limit-modules",       "--patch-module", "--enable-native-access", NULL};

/* Old spellings that OpenJDK's launcher still translates. */
static const struct {
    const char *old, *now;
} translated_options[] = {
    {"-verbosegc", "-verbose:gc"},        {"-debug", "-Xdebug"},
    {"-noclassgc", "-Xnoclassgc"},        {"-verify", "-Xverify:all"},
    {"-verifyremote", "-Xverify:remote"}, {"-noverify", "-Xverify:none"},
};

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

/* ---- command line ---- */

static void complain(struct launch *l, const char *format, const char *argument) {
    fputs("Error: ", stderr);
    fprintf(stderr, format, argument);
    fputc('\n', stderr);
    l->failed = true;
}

/* Is `option` NAME, or NAME=value? Then `value` is what stands behind the sign, else the next argument (or NULL). */
static bool option_is(const char *name, char **argument, const char **value, int *used) {
    size_t length = strlen(name);
    const char *option = *argument;
    if (!strncmp(option, name, length) && option[length] == '=' && starts_with(name, "--")) {
        *value = option + length + 1;
        *used = 1;
        return true;
    }
    if (strcmp(option, name))
        return false;
    *value = argument[1];
    *used = argument[1] ? 2 : 1;
    return true;
}

static const char *required(struct launch *l, const char *value, const char *format, const char *option) {
    if (!value || !*value)
        complain(l, format, option);
    return value;
}

static bool parse_module_option(struct launch *l, char **a, int *used) {
    const char *value;
    if (option_is("-p", a, &value, used)) {
        if (required(l, value, "%s requires module path specification", *a))
            command_line_add(l, text_of("--module-path=%s", value));
        return true;
    }
    for (const char *const *name = module_options; *name; name++) {
        if (!option_is(*name, a, &value, used))
            continue;
        bool attached = (*a)[strlen(*name)] == '=';
        bool path = !strcmp(*name, "--module-path") || !strcmp(*name, "--upgrade-module-path");
        if (!attached)
            required(l, value, path ? "%s requires module path specification" : "%s requires modules to be specified",
                     *a);
        if (value)
            command_line_add(l, text_of("%s=%s", *name, value));
        return true;
    }
    return false;
}

/* Options with a value that say what to start. True: `*a` was one, and used words were taken. */
static bool parse_target_option(struct launch *l, char **a, int *used) {
    const char *value;
    *used = 1;
    if (!strcmp(*a, "-jar")) {
        l->mode = MODE_JAR;
        if (!a[1]) {
            complain(l, "%s requires jar file specification", *a);
            l->help = true;
        }
    } else if (option_is("-m", a, &value, used) || option_is("--module", a, &value, used)) {
        if (required(l, value, "%s requires module name", *a) && *value) {
            const char *slash = strchr(value, '/');
            size_t length = slash ? (size_t)(slash - value) : strlen(value);
            command_line_add(l, text_of("-Djdk.module.main=%.*s", (int)length, value));
            l->mode = MODE_MODULE;
            l->what = value;
        }
    } else if (option_is("-cp", a, &value, used) || option_is("-classpath", a, &value, used) ||
               option_is("--class-path", a, &value, used)) {
        if (!value) {
            complain(l, "%s requires class path specification", *a);
        } else {
            set_class_path(l, value);
            l->class_path_given = true;
            if (l->mode != MODE_SOURCE)
                l->mode = MODE_CLASS;
        }
    } else if (option_is("--source", a, &value, used)) {
        if (required(l, value, "%s requires source version", *a)) {
            command_line_add(l, text_of("-Djdk.internal.javac.source=%s", value));
            l->mode = MODE_SOURCE;
        }
    } else if (option_is("-d", a, &value, used) || option_is("--describe-module", a, &value, used)) {
        l->describe_module = required(l, value, "%s requires module name", *a);
    } else if (option_is("--java-home", a, &value, used)) {
        if (required(l, value, "%s requires the folder of a JRE", *a))
            command_line_add(l, text_of("-Djava.home=%s", value));
    } else {
        return false;
    }
    return true;
}

static bool set_flag(bool *flag, bool *to_stdout, const char *option) {
    *flag = true;
    *to_stdout = starts_with(option, "--");
    return true;
}

/* Options without a value. `end` is set when what follows is not looked at any more. */
static bool parse_flag(struct launch *l, const char *option, bool *end) {
    static const char *const help[] = {"-help", "-h", "-?", "--help", NULL};
    for (const char *const *name = help; *name; name++)
        if (!strcmp(option, *name))
            return *end = set_flag(&l->help, &l->to_stdout, option);
    if (!strcmp(option, "-X") || !strcmp(option, "--help-extra"))
        return *end = set_flag(&l->help_extra, &l->to_stdout, option);
    if (!strcmp(option, "-version") || !strcmp(option, "--version"))
        return *end = set_flag(&l->version, &l->to_stdout, option);
    if (!strcmp(option, "-fullversion"))
        return *end = l->full_version = true;
    if (!strcmp(option, "--full-version"))
        return *end = l->full_version = l->full_version_short = true;
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
    /* --disable-@files has done its work; -server, -client choose among the VMs of a JDK: here is only one. */
    return !strcmp(option, "--disable-@files") || !strcmp(option, "-server") || !strcmp(option, "-client");
}

static void pass_on(struct launch *l, const char *option) {
    for (size_t i = 0; i < sizeof translated_options / sizeof *translated_options; i++)
        if (!strcmp(option, translated_options[i].old)) {
            command_line_add(l, text_of("%s", translated_options[i].now));
            return;
        }
    if (starts_with(option, "-ss") || starts_with(option, "-ms") || starts_with(option, "-mx"))
        command_line_add(l, text_of("-X%s", option + 1));
    else
        command_line_add(l, text_of("%s", option));
}

static bool is_source_file(const char *name) {
    size_t length = strlen(name);
    return length > 5 && !strcmp(name + length - 5, ".java") && !access(name, R_OK);
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
    if (l->mode == MODE_SOURCE || (l->mode == MODE_UNKNOWN && is_source_file(l->what))) {
        if (!l->class_path_given && !getenv("CLASSPATH"))
            set_class_path(l, ".");
        launch_source(l);
    } else if (l->mode == MODE_UNKNOWN) {
        if (!l->class_path_given && !getenv("CLASSPATH"))
            set_class_path(l, ".");
        l->mode = MODE_CLASS;
    } else if (l->mode == MODE_JAR) {
        set_class_path(l, l->what);
    }
}

void command_line_parse(struct launch *l, char **words) {
    if (getenv("CLASSPATH"))
        set_class_path(l, getenv("CLASSPATH"));
    char **a = words;
    bool end = false;
    while (*a && **a == '-' && !end && !l->failed && !(l->mode == MODE_MODULE && l->what)) {
        int used = 1;
        if (!parse_target_option(l, a, &used) && !parse_module_option(l, a, &used) && !parse_flag(l, *a, &end))
            pass_on(l, *a);
        a += used;
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
