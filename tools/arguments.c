/* SPDX-License-Identifier: MIT
 *
 * arguments.c - expands JDK_JAVA_OPTIONS and @argument files as java does.
 *
 * Every argument goes through add(), which notices where the launcher's options end: at the first argument that neither
 * starts with '-' nor is the value of the option before. After that, nothing is expanded.
 *
 * Two small languages are read here. In the environment variable, words are separated by white space and quotes (' or
 * ") group; there is no escape. In an argument file the same, plus: # starts a comment, and inside quotes a backslash
 * escapes (\n \r \t \f, otherwise the character itself; before a line end it joins lines and eats the indentation).
 */
#include "tools/arguments.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define FILE_MAX_BYTES 0x7fffffffL

/* Options that end the launcher's work or name the program: they may not hide in an environment variable. */
static const char *const terminal_options[] = {
    "-jar",     "-m", "--module",     "--dry-run", "-h",        "-?",           "-help",
    "--help",   "-X", "--help-extra", "-version",  "--version", "-fullversion", "--full-version",
    "--source", NULL};

static const char *const value_options[] = {"-jar",
                                            "-cp",
                                            "-classpath",
                                            "--class-path",
                                            "-p",
                                            "--module-path",
                                            "-m",
                                            "--module",
                                            "-d",
                                            "--describe-module",
                                            "--add-modules",
                                            "--add-exports",
                                            "--add-opens",
                                            "--add-reads",
                                            "--limit-modules",
                                            "--patch-module",
                                            "--upgrade-module-path",
                                            "--enable-native-access",
                                            "--source",
                                            "--java-home",
                                            NULL};

static bool contains(const char *const *list, const char *text) {
    for (; *list; list++)
        if (!strcmp(*list, text))
            return true;
    return false;
}

bool arguments_takes_value(const char *option) {
    return contains(value_options, option);
}

static _Noreturn __attribute__((format(printf, 1, 2))) void fail(const char *format, ...) {
    va_list list;
    va_start(list, format);
    fputs("Error: ", stderr);
    vfprintf(stderr, format, list);
    va_end(list);
    fputc('\n', stderr);
    exit(1);
}

static void *allocate(void *old, size_t bytes) {
    void *memory = realloc(old, bytes);
    if (!memory) {
        fputs("Error: out of memory\n", stderr);
        exit(1);
    }
    return memory;
}

/* Takes over `text` (malloc'ed). */
static void add(struct arguments *list, char *text) {
    if (list->count + 1 >= list->capacity) {
        list->capacity = list->capacity ? 2 * list->capacity : 32;
        list->item = allocate(list->item, (size_t)list->capacity * sizeof *list->item);
    }
    list->item[list->count++] = text;
    list->item[list->count] = NULL;
    if (list->main_found)
        return;
    if (*text == '-') {
        bool names_main = !strcmp(text, "-jar") || !strcmp(text, "-m") || !strcmp(text, "--module");
        list->value_expected = arguments_takes_value(text) && !names_main;
        list->main_found = !strncmp(text, "--module=", 9);
        if (!strcmp(text, "--disable-@files"))
            list->no_expansion = true;
    } else {
        list->main_found = !list->value_expected;
        list->value_expected = false;
    }
}

struct word {
    char *text;
    size_t length, capacity;
    bool begun;
};

static void put(struct word *word, char c) {
    if (word->length + 2 > word->capacity) {
        word->capacity = word->capacity ? 2 * word->capacity : 64;
        word->text = allocate(word->text, word->capacity);
    }
    word->text[word->length++] = c;
    word->text[word->length] = 0;
    word->begun = true;
}

static char *finish(struct word *word) {
    char *text = word->text ? word->text : strdup("");
    *word = (struct word){0};
    return text;
}

/* One escape inside quotes; p stands behind the backslash. */
static const char *escape(const char *p, const char *end, struct word *word) {
    static const char from[] = "nrtf", to[] = "\n\r\t\f";
    if (*p == '\n' || *p == '\r') {
        if (*p == '\r' && p + 1 < end && p[1] == '\n')
            p++;
        p++;
        while (p < end && (*p == ' ' || *p == '\t' || *p == '\f'))
            p++;
        return p;
    }
    const char *found = strchr(from, *p);
    put(word, found && *p ? to[found - from] : *p);
    return p + 1;
}

static void check_from_file(struct arguments *list, const char *word, const char *file) {
    if (list->variable && contains(terminal_options, word))
        fail("Option %s in %s is not allowed in environment variable %s", word, file, list->variable);
}

static void expand_file(struct arguments *list, const char *path) {
    struct stat status;
    FILE *file = fopen(path, "r");
    if (!file || fstat(fileno(file), &status))
        fail("could not open `%s'", path);
    if (status.st_size > FILE_MAX_BYTES)
        fail("Argument file size should not be larger than 2147483647.");
    size_t size = (size_t)status.st_size;
    char *text = allocate(NULL, size + 1);
    size = fread(text, 1, size, file);
    text[size] = 0;
    fclose(file);

    struct word word = {0};
    char quote = 0;
    const char *end = text + size;
    for (const char *p = text; p < end;) {
        char c = *p++;
        if (quote && c == '\\' && p < end) {
            p = escape(p, end, &word);
        } else if (quote && c == quote) {
            quote = 0;
        } else if (quote && c != '\n' && c != '\r') {
            put(&word, c);
        } else if (!quote && (c == '"' || c == '\'')) {
            quote = c;
            word.begun = true;
        } else if (!quote && c == '#' && !word.begun) {
            while (p < end && *p != '\n' && *p != '\r')
                p++;
        } else if (quote || isspace((unsigned char)c)) { /* an open quote ends with its line */
            quote = 0;
            if (word.begun) {
                char *done = finish(&word);
                check_from_file(list, done, path);
                add(list, done);
            }
        } else {
            put(&word, c);
        }
    }
    if (word.begun) {
        char *done = finish(&word);
        check_from_file(list, done, path);
        add(list, done);
    }
    free(text);
}

/* One word as given by the user: an @file is expanded, @@x stands for @x. Takes over `text`. */
static void expand(struct arguments *list, char *text) {
    if (list->main_found || list->no_expansion || *text != '@' || !text[1]) {
        add(list, text);
    } else if (text[1] == '@') {
        memmove(text, text + 1, strlen(text));
        add(list, text);
    } else {
        expand_file(list, text + 1);
        free(text);
    }
}

static void expand_variable(struct arguments *list, const char *name) {
    const char *p = getenv(name);
    if (!p)
        return;
    fprintf(stderr, "NOTE: Picked up %s: %s\n", name, p);
    list->variable = name;
    while (*p) {
        while (isspace((unsigned char)*p))
            p++;
        if (!*p)
            break;
        struct word word = {0};
        for (char quote = 0; *p && (quote || !isspace((unsigned char)*p)); p++) {
            if (quote && *p == quote)
                quote = 0;
            else if (!quote && (*p == '"' || *p == '\''))
                quote = *p;
            else
                put(&word, *p);
            if (quote && !p[1])
                fail("Unmatched quote in environment variable %s", name);
        }
        char *text = finish(&word);
        if (contains(terminal_options, text) || !strncmp(text, "--module=", 9))
            fail("Option %s is not allowed in environment variable %s", text, name);
        expand(list, text);
        if (list->main_found)
            fail("Cannot specify main class in environment variable %s", name);
    }
    list->variable = NULL;
}

void arguments_collect(struct arguments *list, char **argv) {
    expand_variable(list, "JDK_JAVA_OPTIONS");
    for (char **a = argv + 1; *a; a++)
        expand(list, strdup(*a));
}
