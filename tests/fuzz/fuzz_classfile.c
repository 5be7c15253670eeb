/* SPDX-License-Identifier: MIT
 *
 * fuzz_classfile.c - libFuzzer entry for classfile_parse and everything that trusts what it accepts.
 *
 * The first byte chooses the options. For an accepted class every accessor is called, descriptors are walked and
 * instructions measured: what the parser lets through must be safe to read without checks.
 */
#include "classfile/classfile.h"
#include "classfile/descriptor.h"
#include "classfile/opcode.h"

int LLVMFuzzerTestOneInput(const u8 *data, size_t size);

static u64 sink;

static void walk_descriptor(const struct classfile *cf, const struct member *m) {
    u16 n;
    const char *text = classfile_utf8(cf, m->descriptor_index, &n);
    char copy[65536];
    memcpy(copy, text, n);
    copy[n] = '\0';
    if (copy[0] == '(')
        sink += (u64)descriptor_words(copy) + descriptor_return(copy, NULL) + (u64)descriptor_count(copy);
}

static void walk_method(const struct classfile *cf, const struct member *m) {
    const struct code_attribute *code = m->code;
    u16 n;
    walk_descriptor(cf, m);
    const u8 *list = attribute_class_list(m->attributes, m->attributes_count, ATTR_EXCEPTIONS, &n);
    for (u16 i = 0; i < n; i++)
        sink += cf->cp[be16(list + 2 * i)].name_index;
    if (code == NULL)
        return;
    for (u32 pc = 0, length; (length = opcode_length(code->code, code->code_length, pc)) != 0; pc += length)
        sink += length;
    sink += (u64)code_line_number(code, code->code_length - 1);
}

static void walk(const struct classfile *cf) {
    u16 ref, argc;
    const u8 *args, *pos = NULL;
    struct inner_class self;
    struct record_component component;
    for (u16 i = 0; i < cf->methods_count; i++)
        walk_method(cf, &cf->methods[i]);
    for (u16 i = 0; i < cf->fields_count; i++)
        sink += attribute_index_value(cf->fields[i].attributes, cf->fields[i].attributes_count, ATTR_SIGNATURE);
    for (u16 i = 0; classfile_bootstrap_method(cf, i, &ref, &argc, &args); i++)
        for (u16 j = 0; j < argc; j++)
            sink += cf->cp_tags[be16(args + 2 * j)];
    sink += classfile_inner_class_self(cf, &self);
    while (classfile_record_next(cf, &pos, &component))
        sink += component.name_index;
    for (u16 i = 0; i < cf->attributes_count; i++)
        for (u32 j = 0; j < cf->attributes[i].length; j++)
            sink += cf->attributes[i].info[j];
}

int LLVMFuzzerTestOneInput(const u8 *data, size_t size) {
    if (size == 0)
        return 0;
    struct arena a;
    struct classfile_error error;
    arena_init(&a, false);
    const struct classfile_options options = {.flags = data[0] & 15u};
    struct classfile *cf = classfile_parse(&a, data + 1, size - 1, &options, &error);
    if (cf != NULL)
        walk(cf);
    else
        BUG_ON(error.status == CLASSFILE_OK || error.message[0] == '\0');
    arena_free(&a);
    return 0;
}
