/* SPDX-License-Identifier: MIT
 *
 * bignum.c - fast paths of java.math.BigInteger and MutableBigInteger.
 *
 * A magnitude is an int[] of 32-bit digits, the most significant one first; the kernels are the schoolbook ones of the
 * Java bodies, which is what the library's own algorithms (Karatsuba, Montgomery ...) come down to. Numbers of up to
 * MAX_LIMBS are multiplied as limbs of 64 bits, the least significant one first. Whatever doesn't fit its arrays is declined
 * and left to Java (native/library/natives.h).
 */
#include "native/library/natives.h"
#include "runtime/object.h"
#include "runtime/vm.h"

static inline u32 *digits(const struct object *a) {
    return (u32 *)((uintptr_t)a + ARRAY_BASE);
}

static inline bool covers(const struct object *a, i64 n) {
    return a && n >= 0 && n <= (i64)array_length(a);
}

/* out[at - n + 1 .. at] += in[0 .. n) * k; returns the carry. */
static u32 multiply_add(u32 *out, i64 at, const u32 *in, i64 n, u32 k) {
    u64 carry = 0;
    for (i64 j = n - 1; j >= 0; j--, at--) {
        u64 product = (u64)in[j] * k + out[at] + carry;
        out[at] = (u32)product;
        carry = product >> 32;
    }
    return (u32)carry;
}

/* ---- limbs ---- */

enum { MAX_LIMBS = 512 };

__extension__ typedef unsigned __int128 wide;

static inline size_t limbs_of(i64 digits) {
    return (size_t)(digits + 1) / 2;
}

static void load_limbs(u64 *limbs, const u32 *d, i64 n) {
    for (; n >= 2; n -= 2)
        *limbs++ = d[n - 1] | (u64)d[n - 2] << 32;
    if (n)
        *limbs = d[0];
}

static void store_limbs(u32 *d, i64 n, const u64 *limbs) {
    for (; n >= 2; n -= 2, limbs++) {
        d[n - 1] = (u32)*limbs;
        d[n - 2] = (u32)(*limbs >> 32);
    }
    if (n)
        d[0] = (u32)*limbs;
}

/* z[0 .. n) += x[0 .. n) * k; returns the carry. */
static u64 add_multiple(u64 *z, const u64 *x, size_t n, u64 k) {
    u64 carry = 0;
#pragma GCC unroll 4
    for (size_t i = 0; i < n; i++) {
        wide sum = (wide)x[i] * k + z[i] + carry;
        z[i] = (u64)sum;
        carry = (u64)(sum >> 64);
    }
    return carry;
}

/* z[0 .. n + m) = x * y */
static void multiply_limbs(u64 *z, const u64 *x, size_t n, const u64 *y, size_t m) {
    memset(z, 0, m * sizeof *z);
    for (size_t i = 0; i < n; i++)
        z[i + m] = add_multiple(z + i, y, m, x[i]);
}

/* z[0 .. 2n) = x * x: the products of different limbs, which occur twice, and then the squares. */
static void square_limbs(u64 *z, const u64 *x, size_t n) {
    memset(z, 0, n * sizeof *z);
    for (size_t i = 0; i < n; i++)
        z[i + n] = add_multiple(z + 2 * i + 1, x + i + 1, n - i - 1, x[i]);
    u64 carry = 0, shifted_out = 0;
    for (size_t i = 0; i < n; i++) {
        wide square = (wide)x[i] * x[i];
        u64 low = z[2 * i] << 1 | shifted_out, high = z[2 * i + 1] << 1 | z[2 * i] >> 63;
        shifted_out = z[2 * i + 1] >> 63;
        wide sum = (wide)low + (u64)square + carry;
        z[2 * i] = (u64)sum;
        sum = (wide)high + (u64)(square >> 64) + (u64)(sum >> 64);
        z[2 * i + 1] = (u64)sum;
        carry = (u64)(sum >> 64);
    }
}

/* x[0 .. n) -= y; returns the borrow. */
static u64 subtract_limbs(u64 *x, const u64 *y, size_t n) {
    u64 borrow = 0;
    for (size_t i = 0; i < n; i++) {
        wide difference = (wide)x[i] - y[i] - borrow;
        x[i] = (u64)difference;
        borrow = (u64)(difference >> 64) & 1;
    }
    return borrow;
}

static bool not_below(const u64 *x, const u64 *y, size_t n) {
    while (n-- > 0) {
        if (x[n] != y[n])
            return x[n] > y[n];
    }
    return true;
}

/* Montgomery's reduction: z[n .. 2n) = z[0 .. 2n) / 2^(64 n) modulo m, where inverse = -1 / m modulo 2^64. */
static void montgomery_reduce(u64 *z, const u64 *m, size_t n, u64 inverse) {
    u64 top = 0;
    for (size_t i = 0; i < n; i++) {
        wide sum = (wide)z[i + n] + add_multiple(z + i, m, n, z[i] * inverse) + top;
        z[i + n] = (u64)sum;
        top = (u64)(sum >> 64);
    }
    while (top || not_below(z + n, m, n))
        top -= subtract_limbs(z + n, m, n);
}

/* z[0 .. n + m) = x * y */
static void multiply(u32 *z, const u32 *x, i64 n, const u32 *y, i64 m) {
    if (limbs_of(n) <= MAX_LIMBS && limbs_of(m) <= MAX_LIMBS) {
        u64 a[MAX_LIMBS], b[MAX_LIMBS], product[2 * MAX_LIMBS];
        load_limbs(a, x, n);
        load_limbs(b, y, m);
        multiply_limbs(product, a, limbs_of(n), b, limbs_of(m));
        store_limbs(z, n + m, product);
        return;
    }
    memset(z, 0, (size_t)(n + m) * sizeof *z);
    for (i64 i = n - 1; i >= 0; i--)
        z[i] = multiply_add(z, i + m, y, m, x[i]);
}

/* z[0 .. 2n) = x * x */
static void square(u32 *z, const u32 *x, i64 n) {
    if (limbs_of(n) > MAX_LIMBS) {
        multiply(z, x, n, x, n);
        return;
    }
    u64 a[MAX_LIMBS], product[2 * MAX_LIMBS];
    load_limbs(a, x, n);
    square_limbs(product, a, limbs_of(n));
    store_limbs(z, 2 * n, product);
}

/* ---- the methods ---- */

/* The array for a product: z if it is long enough, else a new one. NULL: none is at hand. */
static struct object *product_array(struct thread *t, struct object *z, i64 length) {
    return z && (i64)array_length(z) >= length ? z : array_at_hand(t, t->vm->primitive_arrays[T_INT], (i32)length);
}

/* implMultiplyToLen(int[] x, int n, int[] y, int m, int[] z) */
bool fast_multiply_to_length(struct thread *t, union slot *slots) {
    struct object *x = slots[0].o, *y = slots[2].o;
    i64 n = slots[1].i, m = slots[3].i;
    if (n < 1 || m < 1 || !covers(x, n) || !covers(y, m) || n + m > INT32_MAX || slots[4].o == x || slots[4].o == y)
        return false;
    struct object *z = product_array(t, slots[4].o, n + m);
    if (!z)
        return false;
    multiply(digits(z), digits(x), n, digits(y), m);
    slots[0].o = z;
    return true;
}

/* implSquareToLen(int[] x, int n, int[] z, int 2n): the Java body counts from the end of z, so z must have just this
 * length */
bool fast_square_to_length(struct thread *t, union slot *slots) {
    struct object *x = slots[0].o, *z = slots[2].o;
    i64 n = slots[1].i, length = slots[3].i;
    if (n < 1 || !covers(x, n) || length != 2 * n || z == x || (z && (i64)array_length(z) != length))
        return false;
    z = product_array(t, z, length);
    if (!z)
        return false;
    square(digits(z), digits(x), n);
    slots[0].o = z;
    return true;
}

/* implMulAdd(int[] out, int[] in, int offset from the end, int n, int k) */
bool fast_multiply_add(struct thread *t, union slot *slots) {
    (void)t;
    struct object *out = slots[0].o, *in = slots[1].o;
    i64 n = slots[3].i;
    i64 at = out ? (i64)array_length(out) - slots[2].i - 1 : -1;
    if (!covers(in, n) || slots[2].i < 0 || at - n + 1 < 0 || in == out)
        return false;
    slots[0].w = multiply_add(digits(out), at, digits(in), n, slots[4].u);
    return true;
}

/* implMontgomeryMultiply(int[] a, int[] b, int[] modulus, int length, long inverse, int[] product): a * b / 2^(32 length)
 * modulo an odd modulus, in the first `length` digits of product. The length is even. b may be NULL: a * a. */
static bool montgomery(union slot *slots, const struct object *a, const struct object *b, const struct object *modulus,
                       i64 length, u64 inverse, struct object *product) {
    u64 x[MAX_LIMBS], m[MAX_LIMBS], z[2 * MAX_LIMBS];
    size_t n = limbs_of(length);
    if (length < 2 || length % 2 != 0 || n > MAX_LIMBS || !covers(a, length) || (b && !covers(b, length)) ||
        !covers(modulus, length) || !covers(product, length))
        return false;
    load_limbs(m, digits(modulus), length);
    if (m[0] * inverse != UINT64_MAX)
        return false;
    load_limbs(x, digits(a), length);
    if (b) {
        u64 y[MAX_LIMBS];
        load_limbs(y, digits(b), length);
        multiply_limbs(z, x, n, y, n);
    } else
        square_limbs(z, x, n);
    montgomery_reduce(z, m, n, inverse);
    store_limbs(digits(product), length, z + n);
    slots[0].o = product;
    return true;
}

bool fast_montgomery_multiply(struct thread *t, union slot *slots) {
    (void)t;
    return slots[1].o && montgomery(slots, slots[0].o, slots[1].o, slots[2].o, slots[3].i, slots[4].w, slots[5].o);
}

/* implMontgomerySquare(int[] a, int[] modulus, int length, long inverse, int[] product) */
bool fast_montgomery_square(struct thread *t, union slot *slots) {
    (void)t;
    return montgomery(slots, slots[0].o, NULL, slots[1].o, slots[2].i, slots[3].w, slots[4].o);
}

/* MutableBigInteger.mulsub(int[] q, int[] a, int x, int n, int offset): q[offset + 1 ..] -= a * x; the borrow */
bool fast_multiply_subtract(struct thread *t, union slot *slots) {
    (void)t;
    struct object *q = slots[1].o, *a = slots[2].o;
    u64 x = slots[3].u, borrow = 0;
    i64 n = slots[4].i, at = (i64)slots[5].i + n;
    if (!covers(a, n) || slots[5].i < -1 || !covers(q, at + 1))
        return false;
    for (i64 j = n - 1; j >= 0; j--, at--) {
        u64 product = digits(a)[j] * x + borrow;
        u32 old = digits(q)[at];
        digits(q)[at] = old - (u32)product;
        borrow = (product >> 32) + (old < (u32)product);
    }
    slots[0].w = (u32)borrow;
    return true;
}
