/* SPDX-License-Identifier: MIT
 *
 * ghash.c - fast path of GHASH, the authentication of AES/GCM, by the carry-less multiplication of x86-64; elsewhere this
 * file is left out.
 *
 * The state S and the key H are elements of GF(2^128) (NIST SP 800-38D): two longs, the first of which has the first 64 bits.
 * Bits are in reverse: the first one is the coefficient of x^0. The instruction's product of two such numbers is x times
 * their product, so powers of H are kept divided by x. Eight blocks are taken together, as
 * (S + B1) H^8 + B2 H^7 + ... + B8 H: the sum of products is reduced once.
 */
#include <immintrin.h>
#include "native/library/natives.h"
#include "runtime/object.h"

#define WITH_CLMUL __attribute__((target("pclmul,ssse3")))

enum { GHASH_BLOCK = 16, GHASH_WIDTH = 8 };

/* An unreduced product: high * x^128 + middle * x^64 + low, in the order of the reversed bits. */
struct product {
    __m128i high, middle, low;
};

WITH_CLMUL static inline void add_product(struct product *sum, __m128i a, __m128i b) {
    sum->high = _mm_xor_si128(sum->high, _mm_clmulepi64_si128(a, b, 0x11));
    sum->low = _mm_xor_si128(sum->low, _mm_clmulepi64_si128(a, b, 0x00));
    sum->middle = _mm_xor_si128(sum->middle, _mm_clmulepi64_si128(a, b, 0x01));
    sum->middle = _mm_xor_si128(sum->middle, _mm_clmulepi64_si128(a, b, 0x10));
}

/* The modulus is x^128 + x^7 + x^2 + x + 1; 0xc2 << 56 is what is left of it, reversed, when each of two steps clears 64
 * bits. */
WITH_CLMUL static inline __m128i reduce(const struct product *p) {
    const __m128i modulus = _mm_set_epi64x(0, (i64)0xc200000000000000);
    __m128i low = _mm_xor_si128(p->low, _mm_slli_si128(p->middle, 8));
    __m128i high = _mm_xor_si128(p->high, _mm_srli_si128(p->middle, 8));
    for (int i = 0; i < 2; i++)
        low = _mm_xor_si128(_mm_shuffle_epi32(low, 0x4e), _mm_clmulepi64_si128(low, modulus, 0x00));
    return _mm_xor_si128(high, low);
}

WITH_CLMUL static inline __m128i times(__m128i a, __m128i b) {
    struct product p = {_mm_setzero_si128(), _mm_setzero_si128(), _mm_setzero_si128()};
    add_product(&p, a, b);
    return reduce(&p);
}

static __m128i divided_by_x(__m128i a) {
    u64 low = (u64)_mm_cvtsi128_si64(a), high = (u64)_mm_cvtsi128_si64(_mm_unpackhi_epi64(a, a));
    u64 carry = -(high >> 63);
    return _mm_set_epi64x((i64)((high << 1 | low >> 63) ^ (carry & 0xc200000000000000)), (i64)(low << 1 ^ (carry & 1)));
}

WITH_CLMUL static inline __m128i load_reversed(const u8 *p) {
    const __m128i reverse = _mm_set_epi64x(0x0001020304050607, 0x08090a0b0c0d0e0f);
    return _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)p), reverse);
}

WITH_CLMUL static __m128i hash_blocks(__m128i s, __m128i h, const u8 *p, u32 blocks) {
    __m128i power[GHASH_WIDTH + 1];
    power[1] = divided_by_x(h);
    if (blocks >= GHASH_WIDTH) {
        for (int i = 2; i <= GHASH_WIDTH; i++)
            power[i] = divided_by_x(h = times(h, power[1]));
        for (; blocks >= GHASH_WIDTH; blocks -= GHASH_WIDTH) {
            struct product sum = {_mm_setzero_si128(), _mm_setzero_si128(), _mm_setzero_si128()};
            for (int i = GHASH_WIDTH; i > 0; i--, p += GHASH_BLOCK) {
                add_product(&sum, _mm_xor_si128(load_reversed(p), s), power[i]);
                s = _mm_setzero_si128();
            }
            s = reduce(&sum);
        }
    }
    for (; blocks > 0; blocks--, p += GHASH_BLOCK)
        s = times(_mm_xor_si128(s, load_reversed(p)), power[1]);
    return s;
}

/* GHASH.processBlocks(byte[] data, int from, int blocks, long[] state, long[] key) */
bool fast_ghash_blocks(struct thread *t, union slot *slots) {
    (void)t;
    struct object *data = slots[0].o, *state = slots[3].o, *key = slots[4].o;
    i64 from = slots[1].i, blocks = slots[2].i;
    if (!data || !state || !key || from < 0 || blocks < 0 || from + blocks * GHASH_BLOCK > (i64)array_length(data) ||
        array_length(state) < 2 || array_length(key) < 2 || !__builtin_cpu_supports("pclmul"))
        return false;
    u64 *s = &ARRAY_AT(state, 0, u64), *h = &ARRAY_AT(key, 0, u64);
    __m128i sum = hash_blocks(_mm_set_epi64x((i64)s[0], (i64)s[1]), _mm_set_epi64x((i64)h[0], (i64)h[1]),
                              &ARRAY_AT(data, from, u8), (u32)blocks);
    s[0] = (u64)_mm_cvtsi128_si64(_mm_unpackhi_epi64(sum, sum));
    s[1] = (u64)_mm_cvtsi128_si64(sum);
    return true;
}
