/* SPDX-License-Identifier: MIT
 *
 * intpoly.c - fast paths of products and squares in the fields of elliptic curves (sun.security.util.math.intpoly).
 *
 * An element is a long[] of signed limbs, the least significant one first, of fewer bits than an int, so that sums of products
 * fit a long. The modulus is 2^power minus a few powers of two, and the number of limbs times their bits is at least power.
 * Any limbs of a small enough size that stand for the same element will do (JDK's carryReduce leaves others than this file
 * does): the result's are at most half of 2^bits, but for the last one, which may be a little larger.
 */
#include "native/library/natives.h"
#include "runtime/object.h"

enum { MOST_LIMBS = 19, MOST_TERMS = 4 };

struct prime_field {
    int limbs, bits, power;
    struct {
        int factor, exponent;
    } terms[MOST_TERMS]; /* 2^power is the sum of factor * 2^exponent */
};
static const struct prime_field p256 = {10, 26, 256, {{1, 224}, {-1, 192}, {-1, 96}, {1, 0}}};
static const struct prime_field p384 = {14, 28, 384, {{1, 128}, {1, 96}, {-1, 32}, {1, 0}}};
static const struct prime_field p521 = {19, 28, 521, {{1, 0}}};
static const struct prime_field p25519 = {10, 26, 255, {{19, 0}}};
static const struct prime_field p448 = {16, 28, 448, {{1, 224}, {1, 0}}};

#define UNROLLED _Pragma("GCC unroll 40") for

/* Makes the limbs from..to small; what is too much goes to the next one. */
static ALWAYS_INLINE void carry_limbs(i64 *c, int from, int to, int bits) {
    UNROLLED(int i = from; i <= to; i++) {
        i64 carry = (c[i] + ((i64)1 << (bits - 1))) >> bits;
        c[i] -= carry << bits;
        c[i + 1] += carry;
    }
}

/* Takes limb i, which stands for multiples of the power, away and adds what it is to lower ones. */
static ALWAYS_INLINE void fold_limb(i64 *c, int i, const struct prime_field *f) {
    UNROLLED(int j = 0; j < MOST_TERMS; j++) {
        if (f->terms[j].factor == 0)
            continue;
        int position = f->bits * i - f->power + f->terms[j].exponent, to = position / f->bits,
            shift = position % f->bits;
        i64 x = c[i] * f->terms[j].factor;
        c[to] += (i64)((u64)x << shift) & (((i64)1 << f->bits) - 1);
        c[to + 1] += x >> (f->bits - shift);
    }
    c[i] = 0;
}

static ALWAYS_INLINE void reduce_limbs(i64 *r, i64 *c, const struct prime_field *f) {
    int n = f->limbs;
    carry_limbs(c, 0, 2 * n - 2, f->bits);
    UNROLLED(int i = 2 * n - 1; i >= n; i--) fold_limb(c, i, f);
    carry_limbs(c, 0, n - 1, f->bits);
    fold_limb(c, n, f);
    carry_limbs(c, 0, n - 2, f->bits);
    memcpy(r, c, (size_t)n * sizeof *r);
}

static ALWAYS_INLINE bool has_limbs(const struct object *a, const struct prime_field *f) {
    return a && array_length(a) == (u32)f->limbs;
}

/* mult(long[] a, long[] b, long[] product) */
static ALWAYS_INLINE bool multiply_elements(union slot *slots, const struct prime_field *f) {
    int n = f->limbs;
    if (!has_limbs(slots[1].o, f) || !has_limbs(slots[2].o, f) || !has_limbs(slots[3].o, f))
        return false;
    const i64 *a = &ARRAY_AT(slots[1].o, 0, i64), *b = &ARRAY_AT(slots[2].o, 0, i64);
    i64 c[2 * MOST_LIMBS + 1] = {0};
    UNROLLED(int i = 0; i < n; i++)
    UNROLLED(int j = 0; j < n; j++) c[i + j] += a[i] * b[j];
    reduce_limbs(&ARRAY_AT(slots[3].o, 0, i64), c, f);
    return true;
}

/* square(long[] a, long[] product) */
static ALWAYS_INLINE bool square_element(union slot *slots, const struct prime_field *f) {
    int n = f->limbs;
    if (!has_limbs(slots[1].o, f) || !has_limbs(slots[2].o, f))
        return false;
    const i64 *a = &ARRAY_AT(slots[1].o, 0, i64);
    i64 c[2 * MOST_LIMBS + 1] = {0};
    UNROLLED(int i = 0; i < n; i++) {
        UNROLLED(int j = i + 1; j < n; j++) c[i + j] += 2 * a[i] * a[j];
        c[2 * i] += a[i] * a[i];
    }
    reduce_limbs(&ARRAY_AT(slots[2].o, 0, i64), c, f);
    return true;
}

#define PRIME_FIELD(name)                                                                                              \
    bool fast_##name##_multiply(struct thread *t, union slot *slots) {                                                 \
        (void)t;                                                                                                       \
        return multiply_elements(slots, &name);                                                                        \
    }                                                                                                                  \
    bool fast_##name##_square(struct thread *t, union slot *slots) {                                                   \
        (void)t;                                                                                                       \
        return square_element(slots, &name);                                                                           \
    }
PRIME_FIELD(p256)
PRIME_FIELD(p384)
PRIME_FIELD(p521)
PRIME_FIELD(p25519)
PRIME_FIELD(p448)
