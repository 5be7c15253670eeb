/* SPDX-License-Identifier: MIT
 *
 * command_line.h - the launcher's words (tools/arguments.h) understood: what to start, and the option list of the VM.
 */
#ifndef TOOLS_COMMAND_LINE_H
#define TOOLS_COMMAND_LINE_H

#include <stdbool.h>

#include "base/base.h"
#include "native/jni/jni.h"

/* Values that LauncherHelper.checkAndLoadMain takes. */
enum launch_mode { MODE_UNKNOWN, MODE_CLASS, MODE_JAR, MODE_MODULE, MODE_SOURCE };

struct launch {
    enum launch_mode mode;
    const char *what; /* class, jar file, module[/class] */
    char **arguments; /* the program's, NULL-terminated */
    int arguments_count;
    bool class_path_given;

    JavaVMOption *options; /* what JNI_CreateJavaVM gets */
    int options_count, options_capacity;
    i64 stack_size, heap_initial, heap_max; /* -Xss -Xms -Xmx in bytes; 0: not given */

    bool to_stdout; /* the -- spelling of an option prints to stdout, the - spelling to stderr */
    bool help, help_extra, version, show_version, full_version;
    bool list_modules, validate_modules, dry_run, show_resolved_modules;
    const char *describe_module, *show_settings;
    bool failed; /* a message has been printed: exit 1, after the usage text if help is set */

    void *library;
    int exit_code;
};

/* A malloc'ed text; ends the process if there is no memory. */
__attribute__((format(printf, 1, 2))) char *text_of(const char *format, ...);

/* Adds an option for the VM. Takes over `text`. */
void command_line_add(struct launch *l, char *text);

/* Is the word behind this option its value, or, for -jar, the program (-cp X, --module-path X)? */
bool command_line_takes_next(const char *option);

/* The jar that -jar asks for, found before the words are understood; NULL = none. Complains of options that once chose
 * another JRE. */
const char *command_line_jar(char **words);

/* Reads the words, a NULL-terminated list, and the variable CLASSPATH. `l` is zeroed before; it refers to the words
 * afterwards. Complaints go to stderr, and `failed` is set. */
void command_line_parse(struct launch *l, char **words);

#endif
