/* SPDX-License-Identifier: MIT
 *
 * digests.c - fast paths of the block functions of MD5, SHA-1, SHA-224/256 and SHA-384/512.
 *
 * RFC 1321 and FIPS 180-4. Each is implCompress0(byte[] block, int offset) of a class in
 * sun.security.provider, whose private field `state` holds the chaining value; the Java side has
 * checked the bounds, which is checked again here.
 */
#include "native/natives.h"
#include "runtime/frame.h"
#include "runtime/vm.h"

/* The object's `state` array of `length` elements if the block fits; NULL = leave it to Java. */
static struct object *digest_state(struct thread *t, const union slot *slots, u32 length,
                                   u32 block) {
    const struct object *bytes = slots[1].o;
    i64 offset = slots[2].i;
    if (!bytes || offset < 0 || offset + block > (i64)array_length(bytes))
        return NULL;
    const struct symbol *name = symbol_lookup(t->vm->symbols, "state", 5);
    const struct field *f =
        name ? class_declared_field(frame_first(t)->method->holder, name, NULL) : NULL;
    struct object *state = f ? object_get_ref(slots[0].o, f->offset) : NULL;
    return state && array_length(state) >= length ? state : NULL;
}

static inline const u8 *block_of(const union slot *slots) {
    return &ARRAY_AT(slots[1].o, slots[2].i, u8);
}

static inline u32 left(u32 x, int n) {
    return x << n | x >> (32 - n);
}
static inline u32 right(u32 x, int n) {
    return x >> n | x << (32 - n);
}
static inline u64 right_wide(u64 x, int n) {
    return x >> n | x << (64 - n);
}
static inline u32 big_endian(const u8 *p) {
    return (u32)p[0] << 24 | (u32)p[1] << 16 | (u32)p[2] << 8 | p[3];
}
static inline u32 little_endian(const u8 *p) {
    return (u32)p[3] << 24 | (u32)p[2] << 16 | (u32)p[1] << 8 | p[0];
}

/* --- MD5 ---------------------------------------------------------------------------------------
 */

/* floor(2^32 * |sin(i + 1)|) */
static const u32 md5_sines[64] = {
    0xd76aa478, 0xe8c7b756, 0x242070db, 0xc1bdceee, 0xf57c0faf, 0x4787c62a, 0xa8304613, 0xfd469501,
    0x698098d8, 0x8b44f7af, 0xffff5bb1, 0x895cd7be, 0x6b901122, 0xfd987193, 0xa679438e, 0x49b40821,
    0xf61e2562, 0xc040b340, 0x265e5a51, 0xe9b6c7aa, 0xd62f105d, 0x02441453, 0xd8a1e681, 0xe7d3fbc8,
    0x21e1cde6, 0xc33707d6, 0xf4d50d87, 0x455a14ed, 0xa9e3e905, 0xfcefa3f8, 0x676f02d9, 0x8d2a4c8a,
    0xfffa3942, 0x8771f681, 0x6d9d6122, 0xfde5380c, 0xa4beea44, 0x4bdecfa9, 0xf6bb4b60, 0xbebfbc70,
    0x289b7ec6, 0xeaa127fa, 0xd4ef3085, 0x04881d05, 0xd9d4d039, 0xe6db99e5, 0x1fa27cf8, 0xc4ac5665,
    0xf4292244, 0x432aff97, 0xab9423a7, 0xfc93a039, 0x655b59c3, 0x8f0ccc92, 0xffeff47d, 0x85845dd1,
    0x6fa87e4f, 0xfe2ce6e0, 0xa3014314, 0x4e0811a1, 0xf7537e82, 0xbd3af235, 0x2ad7d2bb, 0xeb86d391,
};
static const u8 md5_shifts[4][4] = {
    {7, 12, 17, 22}, {5, 9, 14, 20}, {4, 11, 16, 23}, {6, 10, 15, 21}};

bool fast_md5_block(struct thread *t, union slot *slots) {
    struct object *state = digest_state(t, slots, 4, 64);
    if (!state)
        return false;
    u32 *h = &ARRAY_AT(state, 0, u32), a = h[0], b = h[1], c = h[2], d = h[3], x[16];
    const u8 *p = block_of(slots);
    for (int i = 0; i < 16; i++)
        x[i] = little_endian(p + 4 * i);
    for (int i = 0; i < 64; i++) {
        u32 f;
        int k;
        if (i < 16) {
            f = (b & c) | (~b & d);
            k = i;
        } else if (i < 32) {
            f = (d & b) | (~d & c);
            k = (5 * i + 1) & 15;
        } else if (i < 48) {
            f = b ^ c ^ d;
            k = (3 * i + 5) & 15;
        } else {
            f = c ^ (b | ~d);
            k = (7 * i) & 15;
        }
        u32 next = b + left(a + f + x[k] + md5_sines[i], md5_shifts[i / 16][i % 4]);
        a = d;
        d = c;
        c = b;
        b = next;
    }
    h[0] += a;
    h[1] += b;
    h[2] += c;
    h[3] += d;
    return true;
}

/* --- SHA-1 -------------------------------------------------------------------------------------
 */

bool fast_sha1_block(struct thread *t, union slot *slots) {
    struct object *state = digest_state(t, slots, 5, 64);
    if (!state)
        return false;
    u32 *h = &ARRAY_AT(state, 0, u32), a = h[0], b = h[1], c = h[2], d = h[3], e = h[4], w[80];
    const u8 *p = block_of(slots);
    for (int i = 0; i < 16; i++)
        w[i] = big_endian(p + 4 * i);
    for (int i = 16; i < 80; i++)
        w[i] = left(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
    for (int i = 0; i < 80; i++) {
        u32 f, k;
        if (i < 20) {
            f = (b & c) | (~b & d);
            k = 0x5a827999;
        } else if (i < 40) {
            f = b ^ c ^ d;
            k = 0x6ed9eba1;
        } else if (i < 60) {
            f = (b & c) | (b & d) | (c & d);
            k = 0x8f1bbcdc;
        } else {
            f = b ^ c ^ d;
            k = 0xca62c1d6;
        }
        u32 next = left(a, 5) + f + e + k + w[i];
        e = d;
        d = c;
        c = left(b, 30);
        b = a;
        a = next;
    }
    h[0] += a;
    h[1] += b;
    h[2] += c;
    h[3] += d;
    h[4] += e;
    return true;
}

/* --- SHA-2: fractions of the cube roots of the first primes ------------------------------------
 */

static const u32 sha256_roots[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

bool fast_sha256_block(struct thread *t, union slot *slots) {
    struct object *state = digest_state(t, slots, 8, 64);
    if (!state)
        return false;
    u32 *h = &ARRAY_AT(state, 0, u32), v[8], w[64];
    const u8 *p = block_of(slots);
    for (int i = 0; i < 16; i++)
        w[i] = big_endian(p + 4 * i);
    for (int i = 16; i < 64; i++) {
        u32 x = w[i - 15], y = w[i - 2];
        w[i] = w[i - 16] + (right(x, 7) ^ right(x, 18) ^ x >> 3) + w[i - 7] +
               (right(y, 17) ^ right(y, 19) ^ y >> 10);
    }
    memcpy(v, h, sizeof v);
    for (int i = 0; i < 64; i++) {
        u32 a = v[0], e = v[4];
        u32 one = v[7] + (right(e, 6) ^ right(e, 11) ^ right(e, 25)) + ((e & v[5]) ^ (~e & v[6])) +
                  sha256_roots[i] + w[i];
        u32 two =
            (right(a, 2) ^ right(a, 13) ^ right(a, 22)) + ((a & v[1]) ^ (a & v[2]) ^ (v[1] & v[2]));
        memmove(v + 1, v, 7 * sizeof v[0]);
        v[4] += one;
        v[0] = one + two;
    }
    for (int i = 0; i < 8; i++)
        h[i] += v[i];
    return true;
}

static const u64 sha512_roots[80] = {
    0x428a2f98d728ae22, 0x7137449123ef65cd, 0xb5c0fbcfec4d3b2f, 0xe9b5dba58189dbbc,
    0x3956c25bf348b538, 0x59f111f1b605d019, 0x923f82a4af194f9b, 0xab1c5ed5da6d8118,
    0xd807aa98a3030242, 0x12835b0145706fbe, 0x243185be4ee4b28c, 0x550c7dc3d5ffb4e2,
    0x72be5d74f27b896f, 0x80deb1fe3b1696b1, 0x9bdc06a725c71235, 0xc19bf174cf692694,
    0xe49b69c19ef14ad2, 0xefbe4786384f25e3, 0x0fc19dc68b8cd5b5, 0x240ca1cc77ac9c65,
    0x2de92c6f592b0275, 0x4a7484aa6ea6e483, 0x5cb0a9dcbd41fbd4, 0x76f988da831153b5,
    0x983e5152ee66dfab, 0xa831c66d2db43210, 0xb00327c898fb213f, 0xbf597fc7beef0ee4,
    0xc6e00bf33da88fc2, 0xd5a79147930aa725, 0x06ca6351e003826f, 0x142929670a0e6e70,
    0x27b70a8546d22ffc, 0x2e1b21385c26c926, 0x4d2c6dfc5ac42aed, 0x53380d139d95b3df,
    0x650a73548baf63de, 0x766a0abb3c77b2a8, 0x81c2c92e47edaee6, 0x92722c851482353b,
    0xa2bfe8a14cf10364, 0xa81a664bbc423001, 0xc24b8b70d0f89791, 0xc76c51a30654be30,
    0xd192e819d6ef5218, 0xd69906245565a910, 0xf40e35855771202a, 0x106aa07032bbd1b8,
    0x19a4c116b8d2d0c8, 0x1e376c085141ab53, 0x2748774cdf8eeb99, 0x34b0bcb5e19b48a8,
    0x391c0cb3c5c95a63, 0x4ed8aa4ae3418acb, 0x5b9cca4f7763e373, 0x682e6ff3d6b2b8a3,
    0x748f82ee5defb2fc, 0x78a5636f43172f60, 0x84c87814a1f0ab72, 0x8cc702081a6439ec,
    0x90befffa23631e28, 0xa4506cebde82bde9, 0xbef9a3f7b2c67915, 0xc67178f2e372532b,
    0xca273eceea26619c, 0xd186b8c721c0c207, 0xeada7dd6cde0eb1e, 0xf57d4f7fee6ed178,
    0x06f067aa72176fba, 0x0a637dc5a2c898a6, 0x113f9804bef90dae, 0x1b710b35131c471b,
    0x28db77f523047d84, 0x32caab7b40c72493, 0x3c9ebe0a15c9bebc, 0x431d67c49c100d4c,
    0x4cc5d4becb3e42b6, 0x597f299cfc657e2a, 0x5fcb6fab3ad6faec, 0x6c44198c4a475817,
};

bool fast_sha512_block(struct thread *t, union slot *slots) {
    struct object *state = digest_state(t, slots, 8, 128);
    if (!state)
        return false;
    u64 *h = &ARRAY_AT(state, 0, u64), v[8], w[80];
    const u8 *p = block_of(slots);
    for (int i = 0; i < 16; i++)
        w[i] = (u64)big_endian(p + 8 * i) << 32 | big_endian(p + 8 * i + 4);
    for (int i = 16; i < 80; i++) {
        u64 x = w[i - 15], y = w[i - 2];
        w[i] = w[i - 16] + (right_wide(x, 1) ^ right_wide(x, 8) ^ x >> 7) + w[i - 7] +
               (right_wide(y, 19) ^ right_wide(y, 61) ^ y >> 6);
    }
    memcpy(v, h, sizeof v);
    for (int i = 0; i < 80; i++) {
        u64 a = v[0], e = v[4];
        u64 one = v[7] + (right_wide(e, 14) ^ right_wide(e, 18) ^ right_wide(e, 41)) +
                  ((e & v[5]) ^ (~e & v[6])) + sha512_roots[i] + w[i];
        u64 two = (right_wide(a, 28) ^ right_wide(a, 34) ^ right_wide(a, 39)) +
                  ((a & v[1]) ^ (a & v[2]) ^ (v[1] & v[2]));
        memmove(v + 1, v, 7 * sizeof v[0]);
        v[4] += one;
        v[0] = one + two;
    }
    for (int i = 0; i < 8; i++)
        h[i] += v[i];
    return true;
}
