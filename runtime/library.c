/* SPDX-License-Identifier: MIT
 *
 * library.c - the release of the class library, from the file `release` of its home.
 */
#include "runtime/library.h"

#include "base/mem.h"
#include "classfile/version.h"

bool library_read(const char *home, struct library *library) {
    *library = (struct library){0};
    char *path = mem_printf("%s/release", home);
    FILE *file = fopen(path, "r");
    mem_free(path);
    if (!file)
        return false;
    char line[512];
    while (!library->version[0] && fgets(line, sizeof line, file))
        sscanf(line, "JAVA_VERSION=\"%31[^\"]\"", library->version);
    fclose(file);
    /* The feature number is the first one (JEP 322); "1.8.0" and its like are of releases that are no concern here. */
    char *end;
    unsigned long feature = strtoul(library->version, &end, 10);
    if (end == library->version || (*end && !strchr(".-+", *end)) || feature >= RELEASE_LAST)
        return false;
    library->feature = (u16)feature;
    library->class_file_major = classfile_major_of_release(library->feature);
    return true;
}
