/* SPDX-License-Identifier: MIT
 *
 * arguments.h - the launcher's argument list after JDK_JAVA_OPTIONS and @argument files have been expanded into it.
 */
#ifndef TOOLS_ARGUMENTS_H
#define TOOLS_ARGUMENTS_H

#include <stdbool.h>

struct arguments {
    char **item; /* each malloc'ed; item[count] == NULL */
    int count, capacity;
    bool value_expected;  /* the argument before was an option that takes this one */
    bool no_expansion;    /* --disable-@files was seen */
    bool main_found;      /* the main class (or what comes after -jar, -m) is in: the rest are the program's own */
    const char *variable; /* environment variable being expanded, for messages; NULL: command line */
};

/* Appends JDK_JAVA_OPTIONS, then argv[1..], with every @file replaced by its contents. Exits with a message on
 * failure. */
void arguments_collect(struct arguments *list, char **argv);

#endif
