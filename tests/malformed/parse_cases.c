/* SPDX-License-Identifier: MIT
 *
 * parse_cases.c - parses each class of a file written by cases.py and prints what it says of it, one line a class, in
 * the form of Recorder.java.
 */
#include "base/os.h"
#include "classfile/classfile.h"

static const char *const exceptions[] = {
    [CLASSFILE_FORMAT_ERROR] = "ClassFormatError",
    [CLASSFILE_UNSUPPORTED_VERSION] = "UnsupportedClassVersionError",
    [CLASSFILE_NO_CLASS_DEF] = "NoClassDefFoundError",
    [CLASSFILE_INCOMPATIBLE] = "IncompatibleClassChangeError",
};

int main(int argc, char **argv) {
    size_t size;
    const u8 *file = argc == 2 ? os_map_file(argv[1], &size) : NULL;
    if (file == NULL) {
        fprintf(stderr, "usage: parse_cases FILE\n");
        return 2;
    }
    for (const u8 *at = file; at < file + size;) {
        u32 length = be32(at);
        char name[256];
        snprintf(name, sizeof name, "%.*s", be16(at + 4), (const char *)at + 6);
        at += 6 + be16(at + 4);
        struct arena a;
        struct classfile_error error;
        arena_init(&a, false);
        /* A copy of the exact size: sanitizers notice a read behind it. */
        u8 *copy = mem_alloc(length);
        memcpy(copy, at, length);
        const struct classfile_options as_17 = {
            .flags = CLASSFILE_CHECK, .newest_major = 61, .expected_name = name[0] != '\0' ? name : NULL};
        if (classfile_parse(&a, copy, length, &as_17, &error) != NULL)
            puts("accepted");
        else
            printf("%s: %s\n", exceptions[error.status], error.message);
        mem_free(copy);
        arena_free(&a);
        at += length;
    }
    os_unmap_file(file, size);
    return 0;
}
