/* SPDX-License-Identifier: MIT
 *
 * logarithm.c - correctly rounded logarithms.
 *
 * HotSpot's log answers the double nearest to the logarithm, glibc's misses it once in 4000 calls. To agree digit by
 * digit the result must be known to more bits than a double has. A long double has eleven more; once in about 500 calls
 * it is too near the middle between two doubles to say which one is nearest. Then
 *
 *   log x = e log 2 + 2 artanh s,   s = (m-1)/(m+1),   x = 2^e m,   m in [sqrt 1/2, sqrt 2)
 *
 * is summed in pairs of long doubles. Where long double is no wider than double this rounds right nearly always; where
 * it has 113 bits the middle is never met in practice.
 */
#include "native/library/logarithm.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>

/* An unevaluated sum; |low| is at most half a unit in the last place of high. */
struct wide {
    long double high, low;
};

/* a + b without loss (Knuth). */
static struct wide wide_sum(long double a, long double b) {
    long double sum = a + b, part = sum - a;
    return (struct wide){sum, (a - (sum - part)) + (b - part)};
}

/* Half the bits of x, rounded (Veltkamp). */
static long double upper_half(long double x) {
    long double scaled = x * (long double)((1ull << (LDBL_MANT_DIG + 1) / 2) + 1);
    return scaled - (scaled - x);
}

/* a * b without loss (Dekker); fmal is a slow function on x86. */
static struct wide wide_product(long double a, long double b) {
    long double product = a * b, a_high = upper_half(a), b_high = upper_half(b);
    long double a_low = a - a_high, b_low = b - b_high;
    long double low = a_low * b_low - (((product - a_high * b_high) - a_low * b_high) - a_high * b_low);
    return (struct wide){product, low};
}

static struct wide wide_add(struct wide a, struct wide b) {
    struct wide sum = wide_sum(a.high, b.high);
    return wide_sum(sum.high, sum.low + (a.low + b.low));
}

static struct wide wide_multiply(struct wide a, struct wide b) {
    struct wide product = wide_product(a.high, b.high);
    return wide_sum(product.high, product.low + (a.high * b.low + a.low * b.high));
}

static struct wide wide_divide(struct wide a, struct wide b) {
    long double quotient = a.high / b.high;
    struct wide product = wide_multiply((struct wide){quotient, 0}, b);
    struct wide rest = wide_add(a, (struct wide){-product.high, -product.low});
    return wide_sum(quotient, rest.high / b.high);
}

/* The nearest double: (double)x.high, unless x.high lies right between two. */
static double wide_round(struct wide x) {
    double nearest = (double)x.high;
    long double rest = x.high - nearest;
    if (rest == 0 || x.low == 0 || (rest > 0) != (x.low > 0))
        return nearest;
    double next = nextafter(nearest, rest > 0 ? (double)INFINITY : -(double)INFINITY);
    return x.high == nearest + ((long double)next - nearest) / 2 ? next : nearest;
}

static const struct wide log_of_2 = {0xb17217f7d1cf79abp-64L, 0xc9e3b39803f2f6afp-128L};
static const struct wide inverse_log_of_10 = {0xde5bd8a937287195p-65L, 0xd56eaabeb4cf70c8p-131L};

/* artanh s = s (1 + z/3 + z^2/5 + ...), z = s^2 < 0.0295: a term gives five bits. The last ones need no pairs. */
#define SERIES_TERMS 25
#define PAIRED_TERMS 13

static double log_slowly(double x, bool decimal) {
    int exponent;
    double m = frexp(x, &exponent);
    if (m < M_SQRT1_2) {
        m *= 2;
        exponent--;
    }
    struct wide s = wide_divide(wide_sum(m, -1), wide_sum(m, 1));
    struct wide z = wide_multiply(s, s);
    long double last = 0;
    int i = SERIES_TERMS;
    for (; i > PAIRED_TERMS; i--)
        last = last * z.high + 1.0L / (2 * i + 1);
    struct wide series = {last, 0};
    for (; i >= 0; i--)
        series = wide_add(wide_multiply(series, z), wide_divide((struct wide){1, 0}, (struct wide){2 * i + 1, 0}));
    struct wide sum = wide_multiply((struct wide){2 * s.high, 2 * s.low}, series);
    sum = wide_add(sum, wide_multiply(log_of_2, (struct wide){exponent, 0}));
    return wide_round(decimal ? wide_multiply(sum, inverse_log_of_10) : sum);
}

/* x with a long double's rounding error or less, to a double; the middle between two is avoided by this much: x87's
 * logarithms err by less than one unit in the last place. */
#define MARGIN (2 * LDBL_EPSILON)

static double round_log(long double approximate, double x, bool decimal) {
    double nearest = (double)approximate;
    long double margin = fabsl(approximate) * MARGIN;
    if ((double)(approximate - margin) == (double)(approximate + margin) || !(x > 0) || isinf(x))
        return nearest;
    return log_slowly(x, decimal);
}

double logarithm_natural(double x) {
    return round_log(logl(x), x, false);
}

double logarithm_decimal(double x) {
    return round_log(log10l(x), x, true);
}
