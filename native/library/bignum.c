/* SPDX-License-Identifier: MIT
 *
 * bignum.c - fast paths of java.math.BigInteger and MutableBigInteger.
 *
 * A magnitude is an int[] of 32-bit digits, the most significant one first; the kernels are the schoolbook ones of the
 * Java bodies, which is what the library's own algorithms (Karatsuba, Montgomery ...) come down to. Whatever doesn't
 * fit its arrays is declined and left to Java (native/library/natives.h).
 */
#include "native/library/natives.h"
#include "runtime/object.h"

static inline u32 *digits(struct object *a) {
    return &ARRAY_AT(a, 0, u32);
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

/* z[0 .. n + m) = x * y */
static void multiply(u32 *z, const u32 *x, i64 n, const u32 *y, i64 m) {
    memset(z, 0, (size_t)(n + m) * sizeof *z);
    for (i64 i = n - 1; i >= 0; i--)
        z[i] = multiply_add(z, i + m, y, m, x[i]);
}

/* The array for a product: z if it is long enough, else a new one. NULL = exception. */
static struct object *product_array(struct thread *t, struct object *z, i64 length) {
    return z && (i64)array_length(z) >= length ? z : array_new_primitive(t, T_INT, (i32)length);
}

/* implMultiplyToLen(int[] x, int n, int[] y, int m, int[] z) */
bool fast_multiply_to_length(struct thread *t, union slot *slots) {
    struct object *x = slots[0].o, *y = slots[2].o;
    i64 n = slots[1].i, m = slots[3].i;
    if (n < 1 || m < 1 || !covers(x, n) || !covers(y, m) || n + m > INT32_MAX || slots[4].o == x || slots[4].o == y)
        return false;
    struct object *z = product_array(t, slots[4].o, n + m);
    if (z)
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
    if (z)
        multiply(digits(z), digits(x), n, digits(x), n);
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
