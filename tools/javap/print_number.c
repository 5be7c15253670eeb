/* SPDX-License-Identifier: MIT
 *
 * print_number.c - float and double as text, digit for digit as Float.toString and
 * Double.toString of JDK 17.
 *
 * Those give most numbers the fewest digits that read back as the same number, but not all (JDK-4511638, repaired in
 * JDK 19): Double.MIN_VALUE is
 * 4.9E-324 and 2^30 as a float 1.07374182E9. To agree with it everywhere the digits are made the same way: with the
 * value b/s and half the distance to its neighbours m/s as fractions of integers, digits are taken from b until what is
 * left is below m (low) or within m of the next digit (high). Where the fractions fit 32 or 64 bits that is done in
 * machine integers, whose comparison differs in the case of equality; then in big ones.
 *
 * From 1e-3 up to below 1e7 there is no exponent, else d.dddE[-]xx.
 */
#include <math.h>
#include <stdio.h>

#include "tools/javap/print.h"

enum { FRACTION_BITS = 52, DIGITS = 24 };

struct decimal {
    char digits[DIGITS + 4];
    int count;
    int exponent; /* the value is 0.digits * 10^exponent */
};

/* ---- big integers: little-endian limbs; at most 2^1130 * 10 here ---- */

struct big {
    u32 limb[48];
    int n;
};

static void big_multiply(struct big *b, u32 factor) {
    u64 carry = 0;
    for (int i = 0; i < b->n; i++) {
        carry += (u64)b->limb[i] * factor;
        b->limb[i] = (u32)carry;
        carry >>= 32;
    }
    if (carry)
        b->limb[b->n++] = (u32)carry;
}

static void big_shift(struct big *b, int bits) {
    int limbs = bits / 32;
    if (b->n == 0)
        return;
    big_multiply(b, 1u << bits % 32);
    memmove(b->limb + limbs, b->limb, (size_t)b->n * 4);
    memset(b->limb, 0, (size_t)limbs * 4);
    b->n += limbs;
}

static struct big big_make(u64 value, int power_of_5, int power_of_2) {
    struct big b = {.limb = {(u32)value, (u32)(value >> 32)}, .n = value >> 32 ? 2 : 1};
    for (int i = 0; i < power_of_5; i++)
        big_multiply(&b, 5);
    big_shift(&b, power_of_2);
    return b;
}

static int big_compare(const struct big *a, const struct big *b) {
    if (a->n != b->n)
        return a->n < b->n ? -1 : 1;
    for (int i = a->n - 1; i >= 0; i--)
        if (a->limb[i] != b->limb[i])
            return a->limb[i] < b->limb[i] ? -1 : 1;
    return 0;
}

static struct big big_sum(const struct big *a, const struct big *b) {
    struct big sum = a->n >= b->n ? *a : *b;
    const struct big *less = a->n >= b->n ? b : a;
    u64 carry = 0;
    for (int i = 0; i < sum.n; i++) {
        carry += (u64)sum.limb[i] + (i < less->n ? less->limb[i] : 0);
        sum.limb[i] = (u32)carry;
        carry >>= 32;
    }
    if (carry)
        sum.limb[sum.n++] = (u32)carry;
    return sum;
}

static void big_subtract(struct big *a, const struct big *b) {
    i64 borrow = 0;
    for (int i = 0; i < a->n; i++) {
        borrow += (i64)a->limb[i] - (i < b->n ? b->limb[i] : 0);
        a->limb[i] = (u32)borrow;
        borrow >>= 32;
    }
    while (a->n && a->limb[a->n - 1] == 0)
        a->n--;
}

/* b = 10 * (b mod s); returns b / s, a digit. */
static int big_digit(struct big *b, const struct big *s) {
    int q = 0;
    while (big_compare(b, s) >= 0) {
        big_subtract(b, s);
        q++;
    }
    big_multiply(b, 10);
    return q;
}

/* ---- digits ---- */

/* The fractions by their powers: b = fraction * 5^b5 * 2^b2, s = 5^s5 * 2^s2, m = 5^m5 * 2^m2. */
struct scale {
    u64 fraction;
    int b5, b2, s5, s2, m5, m2;
};

static i64 wrapped(i64 v, bool narrow) {
    return narrow ? (i64)(i32)(u32)(u64)v : v;
}

static i64 power_of_5(int n) {
    i64 p = 1;
    while (n-- > 0)
        p *= 5;
    return p;
}

static void round_up(struct decimal *d) {
    int i = d->count - 1;
    while (i > 0 && d->digits[i] == '9')
        d->digits[i--] = '0';
    if (d->digits[i] == '9') {
        d->digits[0] = '1';
        d->exponent++;
    } else {
        d->digits[i]++;
    }
}

static void finish(struct decimal *d, bool low, bool high, i64 difference) {
    if (high && (!low || difference > 0 || (difference == 0 && (d->digits[d->count - 1] & 1))))
        round_up(d);
}

/* At least two digits are wanted where an exponent will be shown. */
static bool needs_more(const struct decimal *d) {
    return d->exponent < -3 || d->exponent >= 8;
}

/* d->exponent is one less than its final meaning while digits are made. */
static void machine_digits(struct decimal *d, const struct scale *f, bool narrow) {
    i64 b = (i64)(f->fraction * (u64)power_of_5(f->b5)) << f->b2;
    i64 s = power_of_5(f->s5) << f->s2, m = power_of_5(f->m5) << f->m2, tens = s * 10;
    i64 q = b / s;
    b = wrapped(10 * (b % s), narrow);
    m = wrapped((i64)((u64)m * 10), narrow);
    bool low = b<m, high = wrapped((i64)((u64)b + (u64)m), narrow)> tens;
    if (q == 0 && !high)
        d->exponent--;
    else
        d->digits[d->count++] = (char)('0' + q);
    if (needs_more(d))
        low = high = false;
    while (!low && !high && d->count < DIGITS) {
        q = b / s;
        b = wrapped(10 * (b % s), narrow);
        m = wrapped((i64)((u64)m * 10), narrow);
        low = m <= 0 || b < m; /* m has overflowed: there is nothing below it left */
        high = m <= 0 || wrapped((i64)((u64)b + (u64)m), narrow) > tens;
        d->digits[d->count++] = (char)('0' + q);
    }
    d->exponent++;
    finish(d, low, high, wrapped((i64)((u64)b * 2 - (u64)tens), narrow));
}

static void big_digits(struct decimal *d, const struct scale *f) {
    struct big s = big_make(1, f->s5, f->s2), b = big_make(f->fraction, f->b5, f->b2);
    struct big m = big_make(1, f->m5 + 1, f->m2 + 1), tens = big_make(1, f->s5 + 1, f->s2 + 1);
    int q = big_digit(&b, &s);
    struct big sum = big_sum(&b, &m);
    bool low = big_compare(&b, &m) < 0, high = big_compare(&tens, &sum) <= 0;
    if (q == 0 && !high)
        d->exponent--;
    else
        d->digits[d->count++] = (char)('0' + q);
    if (needs_more(d))
        low = high = false;
    while (!low && !high && d->count < DIGITS) {
        q = big_digit(&b, &s);
        big_multiply(&m, 10);
        sum = big_sum(&b, &m);
        low = big_compare(&b, &m) < 0;
        high = big_compare(&tens, &sum) <= 0;
        d->digits[d->count++] = (char)('0' + q);
    }
    d->exponent++;
    big_shift(&b, 1);
    finish(d, low, high, big_compare(&b, &tens));
}

static int bits_of_5(int n) { /* of 5^n; an upper bound from 27 on */
    if (n >= 27)
        return n * 3;
    return 64 - __builtin_clzll((u64)power_of_5(n));
}

/* An integer below 2^63, of which only the upper `significant` bits are known. */
static void integer_digits(struct decimal *d, u64 fraction, int exponent, int significant) {
    u64 value =
        exponent >= FRACTION_BITS ? fraction << (exponent - FRACTION_BITS) : fraction >> (FRACTION_BITS - exponent);
    int unknown = exponent > significant ? exponent - significant - 1 : 0;
    int dropped = unknown > 1 ? (int)(unknown * 0.30102999566398) : 0;
    if (dropped) {
        u64 power = (u64)power_of_5(dropped) << dropped, rest = value % power;
        value = value / power + (rest >= power / 2);
    }
    while (value % 10 == 0) {
        value /= 10;
        dropped++;
    }
    d->count = snprintf(d->digits, sizeof d->digits, "%llu", (unsigned long long)value);
    d->exponent = d->count + dropped;
}

/* fraction: 53 bits with the leading one at bit 52; the value is fraction * 2^(exponent - 52). */
static struct decimal to_decimal(u64 fraction, int exponent, int significant) {
    struct decimal d = {.count = 0};
    int zeros = __builtin_ctzll(fraction), fraction_bits = FRACTION_BITS + 1 - zeros;
    int tiny = fraction_bits - exponent - 1 > 0 ? fraction_bits - exponent - 1 : 0;
    if (exponent <= 62 && exponent >= -21 && tiny == 0 && fraction_bits < 63) {
        integer_digits(&d, fraction, exponent, significant);
        return d;
    }
    /* an estimate of the decimal exponent, at most one too large */
    double one = (double)fraction / (double)(1ull << FRACTION_BITS);
    int estimate = (int)floor((one - 1.5) * 0.289529654 + 0.176091259 + exponent * 0.301029995663981);
    struct scale f = {.fraction = fraction >> zeros};
    f.b5 = estimate < 0 ? -estimate : 0;
    f.s5 = estimate > 0 ? estimate : 0;
    f.b2 = f.b5 + tiny + exponent;
    f.s2 = f.s5 + tiny;
    f.m5 = f.b5;
    f.m2 = f.b2 - significant;
    f.b2 -= fraction_bits - 1;
    int common = f.b2 < f.s2 ? f.b2 : f.s2;
    f.b2 -= common;
    f.s2 -= common;
    f.m2 -= common;
    if (fraction_bits == 1)
        f.m2--; /* the neighbour below a power of two is only half as far away */
    if (f.m2 < 0) {
        f.b2 -= f.m2;
        f.s2 -= f.m2;
        f.m2 = 0;
    }
    d.exponent = estimate;
    int b_bits = fraction_bits + f.b2 + bits_of_5(f.b5), s_bits = f.s2 + 1 + bits_of_5(f.s5 + 1);
    if (b_bits < 64 && s_bits < 64)
        machine_digits(&d, &f, b_bits < 32 && s_bits < 32);
    else
        big_digits(&d, &f);
    return d;
}

/* ---- layout ---- */

static int layout(char *out, const struct decimal *d) {
    char *o = out;
    if (d->exponent > 0 && d->exponent < 8) {
        for (int i = 0; i < d->exponent; i++)
            *o++ = i < d->count ? d->digits[i] : '0';
        *o++ = '.';
        if (d->count <= d->exponent)
            *o++ = '0';
        for (int i = d->exponent; i < d->count; i++)
            *o++ = d->digits[i];
    } else if (d->exponent <= 0 && d->exponent > -3) {
        *o++ = '0';
        *o++ = '.';
        for (int i = d->exponent; i < 0; i++)
            *o++ = '0';
        for (int i = 0; i < d->count; i++)
            *o++ = d->digits[i];
    } else {
        *o++ = d->digits[0];
        *o++ = '.';
        if (d->count == 1)
            *o++ = '0';
        for (int i = 1; i < d->count; i++)
            *o++ = d->digits[i];
        o += sprintf(o, "E%d", d->exponent - 1);
    }
    *o = 0;
    return (int)(o - out);
}

/* value = fraction * 2^(exponent - fraction_bits), where a fraction without its leading one is subnormal */
static int print_bits(char *out, bool negative, u64 fraction, int exponent, int fraction_bits) {
    int significant = 64 - __builtin_clzll(fraction);
    exponent -= fraction_bits + 1 - significant;
    fraction <<= FRACTION_BITS + 1 - significant;
    if (negative)
        *out++ = '-';
    struct decimal d = to_decimal(fraction, exponent, significant);
    return negative + layout(out, &d);
}

static int special(char out[32], double value) {
    if (isnan(value))
        return sprintf(out, "NaN");
    if (isinf(value))
        return sprintf(out, "%sInfinity", value < 0 ? "-" : "");
    return sprintf(out, "%s0.0", signbit(value) ? "-" : "");
}

int print_double(char out[32], double value) {
    if (value == 0 || !isfinite(value))
        return special(out, value);
    u64 bits;
    memcpy(&bits, &value, 8);
    int exponent = (int)(bits >> 52 & 0x7FF);
    u64 fraction = (bits & ((1ull << 52) - 1)) | (u64)(exponent != 0) << 52;
    return print_bits(out, bits >> 63, fraction, (exponent ? exponent : 1) - 1023, 52);
}

int print_float(char out[32], float value) {
    if (value == 0 || !isfinite(value))
        return special(out, (double)value);
    u32 bits;
    memcpy(&bits, &value, 4);
    int exponent = (int)(bits >> 23 & 0xFF);
    u32 fraction = (bits & 0x7FFFFF) | (u32)(exponent != 0) << 23;
    return print_bits(out, bits >> 31, fraction, (exponent ? exponent : 1) - 127, 23);
}
