/* SPDX-License-Identifier: MIT
 *
 * arguments.c - expands JDK_JAVA_OPTIONS and @argument files as java does.
 *
 * Every argument goes through add(), which notices where the launcher's options end: at the first argument that neither
 * starts with '-' nor is the value of the option before. After that, nothing is expanded.
 *
 * Two small languages are read here. In the environment variable, words are separated by white space and quotes (' or
 * ") group; there is no escape. In an argument file:
 *
 *   - words are separated by blanks and lines; quotes group, but end with their line;
 *   - inside quotes a backslash escapes: \n \r \t \f, otherwise the character itself; before a line end it joins lines and
 *     eats the indentation;
 *   - # starts a comment outside of quotes, even in a word. Of that word only what quotes and escapes have settled is
 *     left, and it goes on behind the comment;
 *   - at the end of the file, a word that is empty, or ends with an escape or a comment, is lost.
 */
#include "tools/arguments.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "tools/command_line.h"

#define FILE_MAX_BYTES 0x7fffffffL

/* Options that end the launcher's work or name the program: they may not hide in an environment variable. */
static const char *const terminal_options[] = {
    "-jar",     "-m",        "--module",     "--dry-run",      "-h", "-?", "-help", "--help", "-X", "--help-extra",
    "-version", "--version", "-fullversion", "--full-version", NULL};

static bool contains(const char *const *list, const char *text) {
    for (; *list; list++)
        if (!strcmp(*list, text))
            return true;
    return false;
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

/* Makes room for one more, and for the end. */
static void reserve(struct arguments *list) {
    if (list->count + 1 < list->capacity)
        return;
    list->capacity = list->capacity ? 2 * list->capacity : 32;
    list->item = allocate(list->item, (size_t)list->capacity * sizeof *list->item);
}

/* Takes over `text` (malloc'ed). */
static void add(struct arguments *list, char *text) {
    reserve(list);
    list->item[list->count++] = text;
    list->item[list->count] = NULL;
    if (list->main_found)
        return;
    if (*text == '-') {
        bool names_main = !strcmp(text, "-jar") || !strcmp(text, "-m") || !strcmp(text, "--module");
        list->value_expected = command_line_takes_next(text) && !names_main;
        list->main_found = !strncmp(text, "--module=", 9);
        if (!strcmp(text, "--disable-@files")) /* which the VM refuses, as java's does */
            list->no_expansion = true;
    } else {
        list->main_found = !list->value_expected;
        list->value_expected = false;
    }
}

struct word {
    char *text;
    size_t length, capacity;
};

static void put(struct word *word, char c) {
    if (word->length == word->capacity) {
        word->capacity = word->capacity ? 2 * word->capacity : 64;
        word->text = allocate(word->text, word->capacity);
    }
    word->text[word->length++] = c;
}

static char *finish(struct word *word) {
    put(word, 0);
    char *text = word->text;
    *word = (struct word){0};
    return text;
}

static void check_from_file(struct arguments *list, const char *word, const char *name) {
    if (list->variable && contains(terminal_options, word))
        fail("Option %s in %s is not allowed in environment variable %s", word, name, list->variable);
}

/* ---- argument files ---- */

struct file_reader {
    struct arguments *list;
    const char *name; /* of the file, with the @ */
    struct word word;
    size_t kept; /* as much of the word is there to stay; a comment takes what comes behind */
    char quote;  /* that is open, or 0 */
    enum { BETWEEN, IN_WORD, ESCAPE, JOIN, COMMENT } state;
};

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static void end_word(struct file_reader *r) {
    char *done = finish(&r->word);
    check_from_file(r->list, done, r->name);
    add(r->list, done);
    r->kept = 0;
    r->quote = 0;
    r->state = BETWEEN;
}

static void read_escaped(struct file_reader *r, char c) {
    static const char from[] = "nrtf", to[] = "\n\r\t\f";
    r->state = c == '\n' || c == '\r' ? JOIN : IN_WORD;
    if (r->state == JOIN)
        return;
    const char *found = c ? strchr(from, c) : NULL;
    put(&r->word, found ? to[found - from] : c);
    r->kept = r->word.length;
}

static void read_in_word(struct file_reader *r, char c) {
    if (r->quote ? c == '\n' || c == '\r' : is_blank(c)) { /* an open quote ends with its line */
        end_word(r);
    } else if (r->quote ? c == r->quote : c == '"' || c == '\'') {
        r->quote = r->quote ? 0 : c;
        r->kept = r->word.length;
    } else if (r->quote && c == '\\') {
        r->kept = r->word.length;
        r->state = ESCAPE;
    } else if (!r->quote && c == '#') {
        r->word.length = r->kept;
        r->state = COMMENT;
    } else {
        put(&r->word, c);
    }
}

static void read_char(struct file_reader *r, char c) {
    switch (r->state) {
    case ESCAPE:
        read_escaped(r, c);
        break;
    case COMMENT:
        if (c == '\n' || c == '\r')
            r->state = BETWEEN;
        break;
    case BETWEEN:
    case JOIN:
        if (is_blank(c))
            break;
        r->state = IN_WORD;
        read_in_word(r, c);
        break;
    case IN_WORD:
        read_in_word(r, c);
        break;
    }
}

/* `name` begins with @. */
static void expand_file(struct arguments *list, const char *name) {
    struct stat status;
    FILE *file = fopen(name + 1, "r");
    if (!file || fstat(fileno(file), &status))
        fail("could not open `%s'", name + 1);
    if (status.st_size > FILE_MAX_BYTES)
        fail("Argument file size should not be larger than 2147483647.");
    struct file_reader reader = {.list = list, .name = name};
    for (int c; (c = getc(file)) != EOF;)
        read_char(&reader, (char)c);
    if (ferror(file))
        fail("loading: %s", name + 1);
    fclose(file);
    if (reader.state == IN_WORD && reader.word.length)
        end_word(&reader);
    free(reader.word.text);
}

/* One word as given by the user: an @file is expanded, @@x stands for @x. Takes over `text`. */
static void expand(struct arguments *list, char *text) {
    if (list->main_found || list->no_expansion || *text != '@' || !text[1]) {
        add(list, text);
    } else if (text[1] == '@') {
        memmove(text, text + 1, strlen(text));
        add(list, text);
    } else {
        expand_file(list, text);
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
    reserve(list);
    list->item[0] = NULL;
    expand_variable(list, "JDK_JAVA_OPTIONS");
    for (char **a = argv + 1; *a; a++)
        expand(list, strdup(*a));
}
