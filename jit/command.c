/* SPDX-License-Identifier: MIT
 *
 * command.c - the compiler's commands: reading them as HotSpot 17 does, with its texts, and finding those for a method.
 *
 *     line     name, pattern, and a value unless the name is a bool's; or: "option", pattern, then names, each with its type
 *              and a value before it unless it is a bool's
 *     pattern  package/Class.method(signature), or package.Class::method(signature)
 *
 * Between the parts lie spaces or commas. A class or method may begin or end with `*`; a signature fits whatever begins so.
 */
#include "jit/command.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include "base/buf.h"
#include "base/mem.h"
#include "runtime/class.h"

enum command_type { TYPE_bool, TYPE_intx, TYPE_uintx, TYPE_double, TYPE_ccstr, TYPE_ccstrlist, TYPES };

static const struct {
    const char *name, *shown;
} types[TYPES] = {
    [TYPE_bool] = {"bool", "bool"},          [TYPE_intx] = {"intx", "intx"},
    [TYPE_uintx] = {"uintx", "uintx"},       [TYPE_double] = {"double", "double"},
    [TYPE_ccstr] = {"ccstr", "const char*"}, [TYPE_ccstrlist] = {"ccstrlist", "const char*"},
};
static const struct {
    const char *name;
    enum command_type type;
} rows[COMMANDS] = {
#define COMMAND(name, type) [COMMAND_##name] = {#name, TYPE_##type},
#include "jit/command.def"
#undef COMMAND
};

#define TOKEN_MOST 255 /* characters */

struct pattern {
    char *text;              /* without stars */
    bool before, after, any; /* a star there; nothing but a star */
};
struct compile_command {
    enum command name;
    struct pattern class, method;
    char *signature; /* its beginning, or NULL */
    union {
        i64 n;
        double d;
        char *text;
    } value;
};
struct compile_commands {
    struct compile_command *all;
    u32 count;
    bool quiet;
    u64 used; /* names, a bit each */
};
static_assert(COMMANDS <= 64, "compile_commands.used has a bit for each");

struct reader {
    struct vm_options *options;
    struct compile_commands *commands;
    const char *at;   /* where it reads */
    const char *line; /* the command */
};

/* ---- what is said ---- */

#define SAY(r, ...) options_print((r)->options, stdout, __VA_ARGS__)

static void usage(const struct reader *r) {
    SAY(r,
        "Line: '%s'\n\n"
        "Usage: '-XX:CompileCommand=<option>,<method pattern>' - to set boolean option to true\n"
        "Usage: '-XX:CompileCommand=<option>,<method pattern>,<value>'\n"
        "Use:   '-XX:CompileCommand=help' for more information and to list all option.\n\n",
        r->line);
}
#define FAIL(r, ...)                                                                                                   \
    do {                                                                                                               \
        SAY(r, "CompileCommand: An error occurred during parsing\nError: ");                                           \
        SAY(r, __VA_ARGS__);                                                                                           \
        SAY(r, "\n");                                                                                                  \
        usage(r);                                                                                                      \
        return false;                                                                                                  \
    } while (0)

static void help(const struct reader *r) {
    SAY(r, "\nThe CompileCommand option enables the user of the JVM to control specific\n"
           "behavior of the dynamic compilers.\n\n"
           "Compile commands has this general form:\n"
           "-XX:CompileCommand=<option><method pattern><value>\n"
           "    Sets <option> to the specified value for methods matching <method pattern>\n"
           "    All options are typed\n\n"
           "-XX:CompileCommand=<option><method pattern>\n"
           "    Sets <option> to true for methods matching <method pattern>\n"
           "    Only applies to boolean options.\n\n"
           "-XX:CompileCommand=quiet\n"
           "    Silence the compile command output\n\n"
           "-XX:CompileCommand=help\n"
           "    Prints this help text\n\n\n"
           "All available options:\n");
    for (u32 i = 0; i < COMMANDS; i++)
        SAY(r, "    %s (%s)\n", rows[i].name, types[rows[i].type].name);
    SAY(r, "\n\nMethod patterns has the format:\n"
           "  package/Class.method()\n\n"
           "For backward compatibility this form is also allowed:\n"
           "  package.Class::method()\n\n"
           "The signature can be separated by an optional whitespace or comma:\n"
           "  package/Class.method ()\n\n"
           "The class and method identifier can be used together with leading or\n"
           "trailing *'s for wildcard matching:\n"
           "  *ackage/Clas*.*etho*()\n\n"
           "It is possible to use more than one CompileCommand on the command line:\n"
           "  -XX:CompileCommand=exclude,java/*.* -XX:CompileCommand=log,java*.*\n\n"
           "The CompileCommands can be loaded from a file with the flag\n"
           "-XX:CompileCommandFile=<file> or be added to the file '.hotspot_compiler'\n"
           "Use the same format in the file as the argument to the CompileCommand flag.\n"
           "Add one command on each line.\n"
           "  exclude java/*.*\n"
           "  option java/*.* ReplayInline\n\n"
           "The following commands have conflicting behavior: 'exclude', 'inline', 'dontinline',\n"
           "and 'compileonly'. There is no priority of commands. Applying (a subset of) these\n"
           "commands to the same method results in undefined behavior.\n\n");
}

static void echo_pattern(const struct reader *r, const struct pattern *p) {
    SAY(r, "%s%s%s", p->before || p->any ? "*" : "", p->text, p->after ? "*" : "");
}

static void echo(const struct reader *r, const struct compile_command *c) {
    SAY(r, "CompileCommand: %s ", rows[c->name].name);
    echo_pattern(r, &c->class);
    SAY(r, ".");
    echo_pattern(r, &c->method);
    SAY(r, "%s %s %s = ", c->signature ? c->signature : "", types[rows[c->name].type].shown, rows[c->name].name);
    switch ((int)rows[c->name].type) {
    case TYPE_bool:
        SAY(r, "%s\n", c->value.n ? "true" : "false");
        return;
    case TYPE_intx:
        SAY(r, "%lld\n", (long long)c->value.n);
        return;
    case TYPE_uintx:
        SAY(r, "%llu\n", (unsigned long long)c->value.n);
        return;
    case TYPE_double:
        SAY(r, "%f\n", c->value.d);
        return;
    default:
        SAY(r, "'%s'\n", c->value.text);
    }
}

/* ---- commands ---- */

static bool logs_compilation(const struct vm_options *o) {
    struct flag_view view;
    return o->flags && o->flags->find(o, "LogCompilation", &view) && view.value.n;
}

/* Takes the command. */
static void add(struct reader *r, struct compile_command c) {
    struct compile_commands *all = r->commands;
    if (c.name == COMMAND_log && !logs_compilation(r->options))
        SAY(r, "Warning:  +LogCompilation must be enabled in order for individual methods to be logged with \n"
               "          CompileCommand=log,<method pattern>\n");
    if (!all->quiet)
        echo(r, &c);
    all->all = mem_realloc(all->all, (all->count + 1u) * sizeof *all->all);
    all->all[all->count++] = c;
    all->used |= (u64)1 << c.name;
}

static struct pattern copy_pattern(const struct pattern *p) {
    struct pattern copy = *p;
    copy.text = mem_strdup(p->text);
    return copy;
}

/* The same methods, another name and value. */
static void add_for(struct reader *r, const struct compile_command *methods, enum command name,
                    struct compile_command value) {
    if (name == COMMAND_blackhole && !r->options->unlock_experimental) {
        if (!r->options->no_warnings)
            options_print(r->options, stderr,
                          "minijvm warning: Blackhole compile option is experimental and must be enabled "
                          "via -XX:+UnlockExperimentalVMOptions\n");
        return;
    }
    value.name = name;
    value.class = copy_pattern(&methods->class);
    value.method = copy_pattern(&methods->method);
    value.signature = methods->signature ? mem_strdup(methods->signature) : NULL;
    add(r, value);
}

/* ---- words ---- */

static void skip(struct reader *r) {
    r->at += strspn(r->at, " \t,");
}

static size_t name_length(const char *text) {
    size_t n = 0;
    while (n < TOKEN_MOST && isalnum((unsigned char)text[n]))
        n++;
    return n;
}

/* Letters and digits; "" = there are none. */
static void take_name(struct reader *r, char name[TOKEN_MOST + 1]) {
    size_t n = name_length(r->at);
    memcpy(name, r->at, n);
    name[n] = '\0';
    r->at += n;
}

static enum command find_command(const char *name) {
    u32 i = 0;
    while (i < COMMANDS && strcasecmp(rows[i].name, name) != 0)
        i++;
    return i;
}

static enum command_type find_type(const char *name) {
    u32 i = 0;
    while (i < TYPES && strcasecmp(types[i].name, name) != 0)
        i++;
    return i;
}

/* ---- patterns ---- */

static const char *stars(char *text, struct pattern *p) {
    size_t n = strlen(text);
    if (strcmp(text, "**") == 0)
        return "** Not a valid pattern";
    p->any = strcmp(text, "*") == 0;
    p->before = !p->any && n > 0 && text[0] == '*';
    p->after = !p->any && n > 0 && text[n - 1] == '*';
    if (p->any || p->after)
        text[n - 1] = '\0';
    if (p->before)
        memmove(text, text + 1, strlen(text));
    p->text = text;
    return strchr(text, '*') ? " Embedded * not allowed" : NULL;
}

static const char *check_method_name(const char *name) {
    if (!strpbrk(name, "<>"))
        return NULL;
    size_t n = strlen(name) - (name[strlen(name) - 1] == '*');
    bool special = (n == 6 && memcmp(name, "<init>", n) == 0) || (n == 8 && memcmp(name, "<clinit>", n) == 0);
    return special ? NULL : "Chars '<' and '>' only allowed in <init> and <clinit>";
}

#define PATTERN_ENDS " \t,"
#define NAME_ENDS    PATTERN_ENDS "()[]"

/* Dots and colons at r->at, up to a space or comma: which of them is between class and method. */
static const char *check_separators(const char *text, size_t n, bool *colons) {
    u32 dots = 0, doubles = 0;
    bool slash = false;
    for (size_t i = 0; i < n; i++) {
        slash = slash || text[i] == '/';
        dots += text[i] == '.';
        if (i + 1 < n && text[i] == ':' && text[i + 1] == ':') {
            if (slash)
                return "Method pattern uses '/' together with '::'";
            doubles++;
            i++;
        }
    }
    *colons = doubles > 0;
    if (doubles > 1)
        return "Method pattern only allows one '::' allowed";
    return !doubles && dots > 1 ? "Method pattern uses multiple '.' in pattern" : NULL;
}

/* A class or method into `out`: up to the end of a name, or what separates class and method. */
static void take_part(struct reader *r, bool colons, char out[TOKEN_MOST + 1]) {
    size_t n = 0;
    for (; n < TOKEN_MOST && *r->at && !strchr(NAME_ENDS, *r->at); r->at++) {
        if (colons ? r->at[0] == ':' && r->at[1] == ':' : r->at[0] == '.')
            break;
        out[n++] = colons && *r->at == '.' ? '/' : *r->at;
    }
    out[n] = '\0';
}

static void take_signature(struct reader *r, bool colons, struct buf *out) {
    const char *before = r->at;
    skip(r);
    if (*r->at != '(') {
        r->at = before;
        return;
    }
    for (; *r->at && !strchr(PATTERN_ENDS, *r->at); r->at++)
        buf_char(out, colons && *r->at == '.' ? '/' : *r->at);
}

/* The texts of *c are those of class_name, method_name and signature. */
static bool read_pattern(struct reader *r, struct compile_command *c, char class_name[TOKEN_MOST + 1],
                         char method_name[TOKEN_MOST + 1], struct buf *signature) {
    bool colons;
    skip(r);
    if (!*r->at)
        FAIL(r, "%s", "Method pattern missing from command");
    const char *fault = check_separators(r->at, strcspn(r->at, PATTERN_ENDS), &colons);
    if (fault)
        FAIL(r, "%s", fault);
    take_part(r, colons, class_name);
    skip(r);
    r->at += colons && r->at[0] == ':' && r->at[1] == ':' ? 2 : !colons && *r->at == '.';
    skip(r);
    take_part(r, colons, method_name);
    if (!*class_name || !*method_name)
        FAIL(r, "%s", "Could not parse method pattern");
    take_signature(r, colons, signature);
    fault = strpbrk(class_name, "<>") ? "Chars '<' and '>' not allowed in class name" : check_method_name(method_name);
    if (!fault)
        fault = stars(class_name, &c->class);
    if (!fault)
        fault = stars(method_name, &c->method);
    if (!fault && signature->length && strchr(buf_cstr(signature), '*'))
        fault = " Wildcard * not allowed in signature";
    if (fault)
        FAIL(r, "%s", fault);
    c->signature = signature->length ? (char *)(uintptr_t)buf_cstr(signature) : NULL;
    return true;
}

/* ---- values ---- */

static bool read_bool(struct reader *r, i64 *value) {
    size_t n = 0;
    while (isalpha((unsigned char)r->at[n]))
        n++;
    *value = n == 4 && strncasecmp(r->at, "true", n) == 0;
    bool good = *value || (n == 5 && strncasecmp(r->at, "false", n) == 0);
    r->at += n;
    return good;
}

static bool read_integer(struct reader *r, bool is_signed, i64 *value) {
    char *end;
    *value = is_signed ? strtoll(r->at, &end, 10) : (i64)strtoull(r->at, &end, 10);
    bool good = end != r->at;
    r->at = end;
    return good;
}

static bool read_real(struct reader *r, double *value) {
    size_t whole = strspn(r->at, "0123456789"),
           part = r->at[whole] == '.' ? strspn(r->at + whole + 1, "0123456789") : 0;
    if (!whole || !part)
        return false;
    char *text = mem_strndup(r->at, whole + 1 + part);
    *value = strtod(text, NULL);
    mem_free(text);
    r->at += whole + 1 + part;
    return true;
}

/* All words up to the end, with single spaces between them. */
static bool read_text(struct reader *r, char **value) {
    struct buf text = {0};
    for (skip(r); *r->at; skip(r)) {
        size_t n = strcspn(r->at, PATTERN_ENDS);
        if (text.length)
            buf_char(&text, ' ');
        buf_add(&text, r->at, n);
        r->at += n;
    }
    bool good = text.length > 0;
    *value = good ? mem_strdup(buf_cstr(&text)) : NULL;
    buf_free(&text);
    return good;
}

static bool read_value(struct reader *r, enum command name, struct compile_command *c) {
    bool good;
    switch ((int)rows[name].type) {
    case TYPE_bool:
        good = read_bool(r, &c->value.n);
        break;
    case TYPE_double:
        good = read_real(r, &c->value.d);
        break;
    case TYPE_intx:
    case TYPE_uintx:
        good = read_integer(r, rows[name].type == TYPE_intx, &c->value.n);
        break;
    default:
        good = read_text(r, &c->value.text);
    }
    if (!good)
        FAIL(r, "Value cannot be read for option '%s' of type '%s'", rows[name].name, types[rows[name].type].name);
    return true;
}

/* ---- lines ---- */

/* Behind "option" and the pattern. */
static bool read_options(struct reader *r, const struct compile_command *methods) {
    char word[TOKEN_MOST + 1];
    for (;;) {
        struct compile_command c = {.value.n = true};
        skip(r);
        take_name(r, word);
        if (!*word)
            return true;
        enum command_type type = find_type(word);
        if (type == TYPES) {
            enum command name = find_command(word);
            bool keyword =
                strcasecmp(word, "quiet") == 0 || strcasecmp(word, "help") == 0 || strcasecmp(word, "option") == 0;
            if (name == COMMANDS && !keyword)
                FAIL(r, "Unrecognized option '%s'", word);
            if (keyword || rows[name].type != TYPE_bool)
                FAIL(r, "  Missing type '%s' before option '%s'", keyword ? "(null)" : types[rows[name].type].name,
                     word);
            add_for(r, methods, name, c);
            continue;
        }
        skip(r);
        take_name(r, word);
        if (!*word)
            FAIL(r, "Option name for type '%s' should be alphanumeric ", types[type].name);
        enum command name = find_command(word);
        if (name == COMMANDS)
            FAIL(r, "Unrecognized option '%s'", word);
        if (rows[name].type != type)
            FAIL(r, "Option '%s' with type '%s' doesn't match supplied type '%s'", rows[name].name,
                 types[rows[name].type].name, types[type].name);
        skip(r);
        if ((type != TYPE_bool || *r->at) && !read_value(r, name, &c))
            return false;
        add_for(r, methods, name, c);
    }
}

static bool read_single(struct reader *r, const struct compile_command *methods, enum command name) {
    struct compile_command c = {.value.n = true};
    skip(r);
    if (!*r->at && rows[name].type != TYPE_bool)
        FAIL(r, "  Option '%s' is not followed by a value", rows[name].name);
    if (*r->at && !read_value(r, name, &c))
        return false;
    add_for(r, methods, name, c);
    return true;
}

static bool read_methods(struct reader *r, const char *word) {
    char class_name[TOKEN_MOST + 1], method_name[TOKEN_MOST + 1];
    struct buf signature = {0};
    struct compile_command methods = {.value.n = true};
    bool option = strcasecmp(word, "option") == 0;
    enum command name = find_command(word);
    if (!option && name == COMMANDS)
        FAIL(r, "Unrecognized option '%s'", word);
    bool good = read_pattern(r, &methods, class_name, method_name, &signature) &&
                (option ? read_options(r, &methods) : read_single(r, &methods, name));
    buf_free(&signature);
    return good;
}

static void read_line(struct reader *r) {
    char word[TOKEN_MOST + 1];
    if (!*r->line || *r->line == '#')
        return;
    r->at = r->line;
    take_name(r, word);
    if (strcasecmp(word, "help") == 0)
        help(r);
    else if (strcasecmp(word, "quiet") == 0)
        r->commands->quiet = true;
    else
        read_methods(r, word);
}

/* -XX:CompileOnly: names of classes, methods or both, between commas; the last two parts of a name count. */
static void read_only(struct reader *r) {
    char separator = strstr(r->line, "::") ? ':' : '.';
    struct buf class = {0}, method = {0};
    bool any_class = false;
    for (const char *at = r->line; *at;) {
        struct buf part = {0};
        for (; *at && *at != separator && *at != ',' && !isspace((unsigned char)*at); at++)
            buf_char(&part, *at == '.' ? '/' : *at);
        if (!part.length) {
            any_class = any_class || !class.length;
        } else {
            struct buf *to = class.length || any_class ? &method : &class;
            buf_reset(to);
            buf_str(to, buf_cstr(&part));
        }
        buf_free(&part);
        if (!*at || *at == ',' || (at[0] == '.' && !at[1])) {
            struct compile_command c = {.value.n = true};
            struct pattern class_pattern = {.text = (char *)(uintptr_t)buf_cstr(&class), .any = any_class};
            struct pattern method_pattern = {.text = (char *)(uintptr_t)buf_cstr(&method),
                                             .any = !method.length && *at != separator};
            c.class = class_pattern;
            c.method = method_pattern;
            add_for(r, &c, COMMAND_compileonly, c);
            buf_reset(&class);
            buf_reset(&method);
            any_class = false;
        }
        at += *at != '\0';
    }
    buf_free(&class);
    buf_free(&method);
}

static void each_line(struct reader *r, const char *text, void (*read)(struct reader *)) {
    while (text && *text) {
        size_t n = strcspn(text, "\n");
        char *line = mem_strndup(text, n);
        r->line = line;
        read(r);
        mem_free(line);
        text += n + (text[n] == '\n');
    }
}

static void read_file(struct reader *r, const char *path) {
    FILE *file = fopen(path, "re");
    struct buf text = {0};
    int c;
    while (file && (c = getc(file)) != EOF)
        buf_char(&text, c ? (char)c : '\n');
    if (file)
        fclose(file);
    each_line(r, buf_cstr(&text), read_line);
    buf_free(&text);
}

void commands_read(struct vm_options *options) {
    if (!options->compile_command && !options->compile_only && !options->compile_command_file)
        return;
    struct reader r = {.options = options, .commands = mem_zalloc(sizeof *r.commands)};
    each_line(&r, options->compile_command, read_line);
    each_line(&r, options->compile_only, read_only);
    if (options->compile_command_file)
        read_file(&r, options->compile_command_file);
    options->compile_commands = r.commands;
}

/* ---- finding ---- */

static bool pattern_fits(const struct pattern *p, const struct symbol *name) {
    size_t n = strlen(p->text), length = name->length;
    if (p->any)
        return true;
    if (p->before && p->after)
        return strstr(name->text, p->text) != NULL;
    if (n > length || (n < length && !p->before && !p->after))
        return false;
    return memcmp(name->text + (p->before ? length - n : 0), p->text, n) == 0;
}

static const struct compile_command *find(const struct compile_commands *all, const struct method *m,
                                          enum command name) {
    if (!(all->used >> name & 1))
        return NULL;
    for (u32 i = all->count; i-- > 0;) {
        const struct compile_command *c = &all->all[i];
        if (c->name == name && pattern_fits(&c->class, m->holder->name) && pattern_fits(&c->method, m->name) &&
            (!c->signature || strncmp(m->descriptor->text, c->signature, strlen(c->signature)) == 0))
            return c;
    }
    return NULL;
}

bool command_is_on(const struct vm_options *options, const struct method *m, enum command name) {
    const struct compile_commands *all = options->compile_commands;
    const struct compile_command *c = all ? find(all, m, name) : NULL;
    return c && c->value.n;
}

bool command_excludes(const struct vm_options *options, const struct method *m) {
    const struct compile_commands *all = options->compile_commands;
    if (!all)
        return false;
    bool others = all->used >> COMMAND_compileonly & 1;
    return command_is_on(options, m, COMMAND_exclude) || (others && !command_is_on(options, m, COMMAND_compileonly));
}

bool command_keeps_call(const struct vm_options *options, const struct method *m) {
    return options->compile_commands && (command_is_on(options, m, COMMAND_dontinline) || command_excludes(options, m));
}

double command_threshold_scale(const struct vm_options *options, const struct method *m) {
    const struct compile_commands *all = options->compile_commands;
    const struct compile_command *c = all ? find(all, m, COMMAND_CompileThresholdScaling) : NULL;
    return c ? c->value.d : 1.0;
}

bool command_is_quiet(const struct vm_options *options) {
    return options->compile_commands && options->compile_commands->quiet;
}
