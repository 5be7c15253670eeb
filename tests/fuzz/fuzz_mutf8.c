/* SPDX-License-Identifier: MIT
 *
 * fuzz_mutf8.c - libFuzzer entry for modified UTF-8: valid text survives the way to UTF-16 and back; UTF-8 from the
 * system may be anything.
 */
#include "base/mem.h"
#include "base/mutf8.h"

int LLVMFuzzerTestOneInput(const u8 *data, size_t size);

static void round_trip(const u8 *s, size_t n, bool strict) {
    bool latin1;
    size_t units = mutf8_utf16_length(s, n, &latin1);
    u16 *wide = mem_alloc(units * sizeof *wide + 1);
    mutf8_to_utf16(s, n, wide);
    size_t length = mutf8_length_of_utf16(wide, units);
    u8 *back = mem_alloc(length + 1);
    BUG_ON(mutf8_from_utf16(wide, units, back) != length);
    BUG_ON(strict && (length != n || memcmp(back, s, n) != 0));
    mem_free(back);
    if (latin1) {
        u8 *narrow = mem_alloc(units + 1);
        mutf8_to_latin1(s, n, narrow);
        for (size_t i = 0; i < units; i++)
            BUG_ON(narrow[i] != wide[i]);
        BUG_ON(mutf8_length_of_latin1(narrow, units) != length);
        u8 *again = mem_alloc(length + 1);
        BUG_ON(mutf8_from_latin1(narrow, units, again) != length);
        mem_free(again);
        mem_free(narrow);
    }
    mem_free(wide);
}

int LLVMFuzzerTestOneInput(const u8 *data, size_t size) {
    u8 *s = mem_alloc(size + !size);
    memcpy(s, data, size);
    if (mutf8_valid(s, size)) {
        BUG_ON(!mutf8_valid_old(s, size));
        round_trip(s, size, true);
    } else if (mutf8_valid_old(s, size)) {
        round_trip(s, size, false);
    }
    size_t units = utf8_to_utf16((const char *)s, size, NULL);
    u16 *wide = mem_alloc(units * sizeof *wide + 1);
    BUG_ON(utf8_to_utf16((const char *)s, size, wide) != units);
    mem_free(wide);
    mem_free(s);
    return 0;
}
