/* SPDX-License-Identifier: MIT
 *
 * boot_path.h - where the boot loader finds classes outside lib/modules: a path of folders and jars, as
 * -Xbootclasspath/a and --patch-module give it.
 */
#ifndef RUNTIME_BOOT_PATH_H
#define RUNTIME_BOOT_PATH_H

#include "base/base.h"

struct boot_path;

/* Opens the jars of a ':'-separated path (NULL or empty: no entries). Entries that cannot be opened find nothing, and
 * empty ones are left out, as HotSpot does. The path lives as long as the VM. */
struct boot_path *boot_path_open(const char *text);
/* The malloc'ed contents of the first file of that name ("java/lang/Object.class"), with the entry where it was found in
 * *entry, which the path owns; NULL = absent. Reads files and throws nothing. */
u8 *boot_path_read(const struct boot_path *path, const char *file_name, size_t *size, const char **entry);

/* Modules of the boot loader whose classes come from a path first (--patch-module). */
struct module_patch {
    const char *module;
    struct boot_path *path;
};

#endif
