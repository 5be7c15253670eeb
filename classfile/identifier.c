/* SPDX-License-Identifier: MIT
 *
 * identifier.c - the characters of Java identifiers: ASCII by rule, the rest by binary search in identifier.def.
 */
#include "classfile/identifier.h"

static const struct range {
    u32 first, last;
    bool start;
} ranges[] = {
#define START(first, last) {first, last, true},
#define PART(first, last)  {first, last, false},
#include "classfile/identifier.def"
#undef PART
#undef START
};

bool identifier_has(u32 c, bool start) {
    if (c < 0x80) {
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$')
            return true;
        return !start && ((c >= '0' && c <= '9') || c <= 8 || (c >= 0x0E && c <= 0x1B) || c == 0x7F);
    }
    size_t low = 0, high = ARRAY_LENGTH(ranges);
    while (low < high) {
        size_t middle = (low + high) / 2;
        const struct range *r = &ranges[middle];
        if (c > r->last)
            low = middle + 1;
        else if (c < r->first)
            high = middle;
        else
            return r->start || !start;
    }
    return false;
}
