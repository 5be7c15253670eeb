/* SPDX-License-Identifier: MIT
 *
 * module_path.c - --module-path: the folder or jar that is module M, found as Java finds it.
 *
 * An entry of the path is a module itself or a folder of modules. A module is a folder with a module-info.class, a jar
 * with one, or any other jar: an automatic module, named by its manifest or else by its file
 * (java.lang.module.ModuleFinder.of).
 */
#include <ctype.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/os.h"
#include "tools/javap/javap.h"

/* The name in a module-info.class; NULL when it is none. */
static char *name_in(const u8 *bytes, size_t size) {
    struct arena a;
    struct classfile_error error;
    char *name = NULL;
    arena_init(&a, false);
    const struct classfile_options options = {.flags = CLASSFILE_ALLOW_MODULE | CLASSFILE_LENIENT};
    const struct classfile *cf = classfile_parse(&a, bytes, size, &options, &error);
    const struct attribute *module = cf ? attribute_find(cf->attributes, cf->attributes_count, ATTR_MODULE) : NULL;
    u16 index = module && module->length >= 2 ? be16(module->info) : 0;
    if (index && index < cf->cp_count && cf->cp_tags[index] == CP_MODULE) {
        u16 n;
        const char *text = classfile_utf8(cf, cf->cp[index].name_index, &n);
        name = mem_strndup(text, n);
    }
    arena_free(&a);
    return name;
}

/* "some-lib-1.2.jar" is module some.lib. */
static char *name_of_file(const char *path) {
    const char *base = strrchr(path, '/');
    char *name = mem_strdup(base ? base + 1 : path), *to = name;
    name[strlen(name) - strlen(".jar")] = 0;
    for (char *dash = strchr(name, '-'); dash; dash = strchr(dash + 1, '-')) {
        size_t digits = strspn(dash + 1, "0123456789");
        if (digits && (dash[1 + digits] == '.' || dash[1 + digits] == 0)) {
            *dash = 0; /* the rest is a version */
            break;
        }
    }
    for (const char *from = name; *from; from++) {
        char c = isalnum((u8)*from) ? *from : '.';
        if (c != '.' || (to > name && to[-1] != '.'))
            *to++ = c;
    }
    while (to > name && to[-1] == '.')
        to--;
    *to = 0;
    return name;
}

static char *name_of_jar(const struct jar *jar, const char *path) {
    const struct jar_entry *e = jar_find_versioned(jar, "module-info.class", JAVAP_RELEASE);
    char *message = NULL, *name = NULL;
    u8 *bytes = e ? jar_read(jar, e, &message) : NULL;
    if (bytes)
        name = name_in(bytes, e->size);
    mem_free(bytes);
    mem_free(message);
    if (e)
        return name;
    name = jar_manifest_value(jar, "Automatic-Module-Name");
    return name ? name : name_of_file(path);
}

static char *name_of_folder(const char *path) {
    char *file = mem_printf("%s/module-info.class", path), *name = NULL;
    size_t size;
    u8 *bytes = os_is_file(file) ? os_read_file(file, &size) : NULL;
    if (bytes) {
        name = name_in(bytes, size);
        mem_free(bytes);
    }
    mem_free(file);
    return name;
}

/* True when `path` is module `module`: then *place is it. */
static bool is_module(const char *path, const char *module, struct place *place) {
    size_t n = strlen(path);
    struct jar *jar = NULL;
    char *name = NULL, *message = NULL;
    if (os_is_directory(path))
        name = name_of_folder(path);
    else if (n > 4 && strcmp(path + n - 4, ".jar") == 0 && (jar = jar_open(path, &message)))
        name = name_of_jar(jar, path);
    bool found = name && strcmp(name, module) == 0;
    if (found)
        *place = (struct place){.path = mem_strdup(path), .jar = jar};
    else if (jar)
        jar_close(jar);
    mem_free(name);
    mem_free(message);
    return found;
}

static bool is_in_folder(const char *folder, const char *module, struct place *place) {
    struct dirent **names;
    int n = scandir(folder, &names, NULL, alphasort);
    bool found = false;
    for (int i = 0; i < n; i++) {
        if (!found && names[i]->d_name[0] != '.') {
            char *path = mem_printf("%s/%s", folder, names[i]->d_name);
            found = is_module(path, module, place);
            mem_free(path);
        }
        free(names[i]);
    }
    if (n >= 0)
        free(names);
    return found;
}

bool module_path_find(const char *path, const char *module, struct place *place) {
    bool found = false;
    while (*path && !found) {
        size_t n = strcspn(path, ":");
        char *entry = mem_strndup(path, n);
        found = n && (is_module(entry, module, place) || is_in_folder(entry, module, place));
        mem_free(entry);
        path += n + (path[n] == ':');
    }
    return found;
}
