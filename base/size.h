/* SPDX-License-Identifier: MIT
 *
 * size.h - sizes as the command line has them: 512k, 64m, 0x1000.
 */
#ifndef BASE_SIZE_H
#define BASE_SIZE_H

#include "base/base.h"

/* A number (decimal, 0x hexadecimal) and k, m, g or t in either case; nothing behind. False: not that, or not
 * below 2^64; *size is unchanged then. */
bool size_parse(const char *text, u64 *size);

#endif
