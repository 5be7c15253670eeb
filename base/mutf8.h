/* SPDX-License-Identifier: MIT
 *
 * mutf8.h - modified UTF-8 (JVMS 4.4.7) <-> UTF-16 and plain UTF-8.
 *
 * U+0000 is C0 80; a supplementary character is two 3-byte surrogates.
 */
#ifndef BASE_MUTF8_H
#define BASE_MUTF8_H

#include "base/base.h"

bool mutf8_valid(const u8 *s, size_t length);
/* As class files up to version 47 may write it: a character in more bytes than it needs is accepted too. */
bool mutf8_valid_old(const u8 *s, size_t length);
/* UTF-16 units of valid input; *latin1 tells whether each is < 0x100. */
size_t mutf8_utf16_length(const u8 *s, size_t length, bool *latin1);
void mutf8_to_utf16(const u8 *s, size_t length, u16 *out); /* out: mutf8_utf16_length units */
void mutf8_to_latin1(const u8 *s, size_t length, u8 *out); /* only if all < 0x100 */
size_t mutf8_length_of_utf16(const u16 *s, size_t n);      /* bytes, no NUL */
size_t mutf8_from_utf16(const u16 *s, size_t n, u8 *out);  /* bytes written, no NUL */
size_t mutf8_length_of_latin1(const u8 *s, size_t n);
size_t mutf8_from_latin1(const u8 *s, size_t n, u8 *out);
/* Standard UTF-8 (from the operating system) to UTF-16; bad bytes become U+FFFD. Returns units; out may be NULL. */
size_t utf8_to_utf16(const char *s, size_t length, u16 *out);

#endif
