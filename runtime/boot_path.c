/* SPDX-License-Identifier: MIT
 *
 * boot_path.c - folders and jars of the boot loader. Jars are opened once, folders are looked into for each class.
 */
#include "runtime/boot_path.h"

#include "base/mem.h"
#include "base/os.h"
#include "classfile/jar.h"

struct boot_path {
    u32 count;
    struct boot_path_entry {
        char *name;
        struct jar *jar; /* NULL: a folder, or nothing that can be opened */
    } entries[];
};

struct boot_path *boot_path_open(const char *text) {
    const char *rest = text ? text : "";
    u32 most = 1;
    for (const char *c = rest; *c; c++)
        most += *c == ':';
    struct boot_path *path = mem_zalloc(sizeof *path + most * sizeof path->entries[0]);
    while (*rest) {
        size_t n = strcspn(rest, ":");
        if (n > 0) {
            struct boot_path_entry *e = &path->entries[path->count++];
            e->name = mem_strndup(rest, n);
            if (!os_is_directory(e->name)) {
                char *message = NULL;
                e->jar = jar_open(e->name, &message);
                mem_free(message);
            }
        }
        rest += n + (rest[n] == ':');
    }
    return path;
}

static u8 *read_entry(const struct boot_path_entry *e, const char *file_name, size_t *size) {
    if (!e->jar) {
        char *file = mem_printf("%s/%s", e->name, file_name);
        u8 *bytes = os_read_file(file, size);
        mem_free(file);
        return bytes;
    }
    const struct jar_entry *found = jar_find(e->jar, file_name);
    if (!found)
        return NULL;
    char *message = NULL;
    u8 *bytes = jar_read(e->jar, found, &message);
    mem_free(message);
    *size = found->size;
    return bytes;
}

u8 *boot_path_read(const struct boot_path *path, const char *file_name, size_t *size, const char **entry) {
    for (u32 i = 0; i < path->count; i++) {
        u8 *bytes = read_entry(&path->entries[i], file_name, size);
        if (bytes) {
            *entry = path->entries[i].name;
            return bytes;
        }
    }
    return NULL;
}
