/* SPDX-License-Identifier: MIT
 *
 * size.c - sizes as the command line has them.
 */
#include "base/size.h"

#include <ctype.h>
#include <errno.h>

bool size_parse(const char *text, u64 *size) {
    if (!isdigit((unsigned char)*text))
        return false;
    char *end;
    errno = 0;
    bool hexadecimal = text[0] == '0' && (text[1] == 'x' || text[1] == 'X');
    u64 n = strtoull(text, &end, hexadecimal ? 16 : 10);
    if (errno)
        return false;
    unsigned shift = 0;
    switch (*end) {
    case 't':
    case 'T':
        shift = 40;
        break;
    case 'g':
    case 'G':
        shift = 30;
        break;
    case 'm':
    case 'M':
        shift = 20;
        break;
    case 'k':
    case 'K':
        shift = 10;
        break;
    default:
        break;
    }
    if (shift)
        end++;
    if (*end || (shift && n >> (64 - shift)))
        return false;
    *size = n << shift;
    return true;
}
