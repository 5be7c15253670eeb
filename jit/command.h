/* SPDX-License-Identifier: MIT
 *
 * command.h - what -XX:CompileCommand, CompileCommandFile and CompileOnly say about single methods.
 */
#ifndef JIT_COMMAND_H
#define JIT_COMMAND_H

#include "runtime/options.h"

struct method;

enum command {
#define COMMAND(name, type) COMMAND_##name,
#include "jit/command.def"
#undef COMMAND
    COMMANDS
};

/* Reads the texts of the options into options->compile_commands, which lives as long as the VM. Prints, as HotSpot does,
 * each command and what is wrong with it; a bad one is left out. */
void commands_read(struct vm_options *options);

/* Of several commands with the same name that fit m, the last one counts. False: none does, or it says so. */
bool command_is_on(const struct vm_options *options, const struct method *m, enum command name);
/* m is not to be compiled: excluded, or others are named by compileonly. */
bool command_excludes(const struct vm_options *options, const struct method *m);
/* Calls of m remain calls: dontinline, or it is excluded. */
bool command_keeps_call(const struct vm_options *options, const struct method *m);
/* The factor of m's threshold; 1.0 without a command. */
double command_threshold_scale(const struct vm_options *options, const struct method *m);
/* Commands are echoed, and excluded methods are told of. */
bool command_is_quiet(const struct vm_options *options);

#endif
