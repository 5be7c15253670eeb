/* SPDX-License-Identifier: MIT
 *
 * arith.h - Java's arithmetic (JLS 15, JVMS 6.5) in C, once: overflow wraps, shift counts are masked, MIN / -1 does not
 * trap, float to integer saturates and NaN becomes 0. Used by the interpreter and by tests; later by compilers.
 */
#ifndef INTERP_ARITH_H
#define INTERP_ARITH_H

#include <math.h>
#include "base/base.h"

static inline i32 java_iadd(i32 x, i32 y) {
    return (i32)((u32)x + (u32)y);
}
static inline i32 java_isub(i32 x, i32 y) {
    return (i32)((u32)x - (u32)y);
}
static inline i32 java_imul(i32 x, i32 y) {
    return (i32)((u32)x * (u32)y);
}
static inline i32 java_ineg(i32 x) {
    return (i32)(0u - (u32)x);
}
static inline i32 java_ishl(i32 x, i32 n) {
    return (i32)((u32)x << (n & 31));
}
static inline i32 java_ishr(i32 x, i32 n) {
    return x >> (n & 31);
}
static inline i32 java_iushr(i32 x, i32 n) {
    return (i32)((u32)x >> (n & 31));
}
/* y is not 0 */
static inline i32 java_idiv(i32 x, i32 y) {
    return UNLIKELY(y == -1) ? java_ineg(x) : x / y;
}
static inline i32 java_irem(i32 x, i32 y) {
    return UNLIKELY(y == -1) ? 0 : x % y;
}

static inline i64 java_ladd(i64 x, i64 y) {
    return (i64)((u64)x + (u64)y);
}
static inline i64 java_lsub(i64 x, i64 y) {
    return (i64)((u64)x - (u64)y);
}
static inline i64 java_lmul(i64 x, i64 y) {
    return (i64)((u64)x * (u64)y);
}
static inline i64 java_lneg(i64 x) {
    return (i64)(0u - (u64)x);
}
static inline i64 java_lshl(i64 x, i32 n) {
    return (i64)((u64)x << (n & 63));
}
static inline i64 java_lshr(i64 x, i32 n) {
    return x >> (n & 63);
}
static inline i64 java_lushr(i64 x, i32 n) {
    return (i64)((u64)x >> (n & 63));
}
static inline i64 java_ldiv(i64 x, i64 y) {
    return UNLIKELY(y == -1) ? java_lneg(x) : x / y;
}
static inline i64 java_lrem(i64 x, i64 y) {
    return UNLIKELY(y == -1) ? 0 : x % y;
}

static inline i32 java_lcmp(i64 x, i64 y) {
    return (x > y) - (x < y);
}
static inline i32 java_fcmpl(float x, float y) {
    return x > y ? 1 : x == y ? 0 : -1;
}
static inline i32 java_fcmpg(float x, float y) {
    return x < y ? -1 : x == y ? 0 : 1;
}
static inline i32 java_dcmpl(double x, double y) {
    return x > y ? 1 : x == y ? 0 : -1;
}
static inline i32 java_dcmpg(double x, double y) {
    return x < y ? -1 : x == y ? 0 : 1;
}

/* Truncating division's remainder, sign of the dividend: C's fmod, not IEEE remainder. */
static inline float java_frem(float x, float y) {
    return fmodf(x, y);
}
static inline double java_drem(double x, double y) {
    return fmod(x, y);
}

static inline i32 java_d2i(double x) {
    if (LIKELY(x > -2147483649.0 && x < 2147483648.0))
        return (i32)x;
    return x != x ? 0 : x < 0 ? INT32_MIN : INT32_MAX;
}
static inline i64 java_d2l(double x) {
    if (LIKELY(x >= -9223372036854775808.0 && x < 9223372036854775808.0))
        return (i64)x;
    return x != x ? 0 : x < 0 ? INT64_MIN : INT64_MAX;
}
static inline i32 java_f2i(float x) {
    return java_d2i((double)x);
}
static inline i64 java_f2l(float x) {
    return java_d2l((double)x);
}
static inline i32 java_i2b(i32 x) {
    return (i8)x;
}
static inline i32 java_i2c(i32 x) {
    return (u16)x;
}
static inline i32 java_i2s(i32 x) {
    return (i16)x;
}

#endif
