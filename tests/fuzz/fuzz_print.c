/* SPDX-License-Identifier: MIT
 *
 * fuzz_print.c - libFuzzer entry for the class printer: whatever the parser lets through is dumped as javap would and
 * as JSON. The first byte chooses the options.
 */
#include "tools/javap/print.h"

int LLVMFuzzerTestOneInput(const u8 *data, size_t size);

int LLVMFuzzerTestOneInput(const u8 *data, size_t size) {
    if (size < 1)
        return 0;
    u8 choice = data[0];
    struct arena a;
    struct classfile_error error;
    struct print_error fault;
    struct buf out = {0};
    struct print_options options = {.access = choice & 3,
                                    .verbose = choice & 4,
                                    .code = choice & 8,
                                    .lines = choice & 16,
                                    .constants = choice & 32,
                                    .descriptors = choice & 64};
    arena_init(&a, false);
    const struct classfile_options parsing = {.flags = CLASSFILE_ALLOW_MODULE | CLASSFILE_LENIENT};
    struct classfile *cf = classfile_parse(&a, data + 1, size - 1, &parsing, &error);
    if (cf && !(choice & 128))
        print_class(&out, cf, &options, NULL, &fault);
    else if (cf)
        print_class_json(&out, cf, &options, NULL, &fault);
    buf_free(&out);
    arena_free(&a);
    return 0;
}
