/* SPDX-License-Identifier: MIT
 *
 * fuzz_descriptor.c - libFuzzer entry for names and descriptors: the checking functions on any bytes, the walking ones
 * on what those accept, and that both count the same.
 */
#include "classfile/descriptor.h"
#include "interp/translate.h"

int LLVMFuzzerTestOneInput(const u8 *data, size_t size);

static void walk_method(const char *d, size_t n, int words) {
    char *copy = mem_alloc(n + 1);
    memcpy(copy, d, n);
    copy[n] = '\0';
    const char *at = copy, *start, *result;
    int found = 0;
    size_t length;
    for (u8 type; (type = descriptor_next(&at, &start, &length)) != 0;) {
        BUG_ON(start < copy || start + length > copy + n);
        found += type == T_LONG || type == T_DOUBLE ? 2 : 1;
    }
    BUG_ON(found != words || descriptor_words(copy) != words);
    BUG_ON(descriptor_return(copy, &result) == 0 || result > copy + n);
    u64 wide[4];
    char type;
    int count = translate_parameters(copy, n, wide, &type);
    BUG_ON(count >= 0 && count != descriptor_count(copy));
    mem_free(copy);
}

int LLVMFuzzerTestOneInput(const u8 *data, size_t size) {
    if (size == 0 || size > 65535)
        return 0;
    u8 options = data[0];
    /* A buffer of its own size, so that one byte too far is seen. */
    char *s = mem_alloc(size);
    size_t n = size - 1;
    memcpy(s, data + 1, n);
    enum descriptor_problem problem;
    bool old = options & 1;
    name_valid(s, n, NAME_CLASS, old);
    name_valid(s, n, NAME_FIELD, old);
    name_valid(s, n, NAME_METHOD, old);
    descriptor_skip(s, s + n, options & 2, old, &problem);
    descriptor_valid_field(s, n);
    int words = descriptor_scan_method(s, s + n, old, options & 4, &problem);
    BUG_ON((words >= 0) != (problem == DESCRIPTOR_OK));
    if (words >= 0)
        walk_method(s, n, words);
    BUG_ON(descriptor_valid_method(s, n) && !old && !(options & 4) && words < 0);
    mem_free(s);
    return 0;
}
