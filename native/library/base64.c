/* SPDX-License-Identifier: MIT
 *
 * base64.c - fast paths of java.util.Base64: whole groups of three bytes and four characters.
 *
 * Two alphabets (RFC 4648), which differ in the last two characters. Sixteen characters are done at a time where the
 * processor has SSSE3, the rest one group after the other.
 */
#include "native/library/natives.h"
#include "runtime/object.h"

static const char alphabets[2][65] = {"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/",
                                      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"};

/* The value of a character; negative = it is in neither place of the alphabet. */
static inline i32 value_of(u8 c, const char *alphabet) {
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (c >= '0' && c <= '9')
        return c - '0' + 52;
    return c == (u8)alphabet[62] ? 62 : c == (u8)alphabet[63] ? 63 : -1;
}

#ifdef __x86_64__
#include <immintrin.h>

#define WITH_SSSE3 __attribute__((target("ssse3")))

/* Encodes groups of 12 bytes from p[0 .. n), which may be read in full; how many bytes. */
WITH_SSSE3 static size_t encode_vectors(const u8 *p, size_t n, u8 *out, const char *alphabet) {
    const __m128i spread = _mm_setr_epi8(1, 0, 2, 1, 4, 3, 5, 4, 7, 6, 8, 7, 10, 9, 11, 10);
    /* What is to be added to a value: by kind, 0 for a to z, 1 to 10 for digits, 11, 12, and 13 for A to Z */
    const __m128i offset =
        _mm_setr_epi8('a' - 26, '0' - 52, '0' - 52, '0' - 52, '0' - 52, '0' - 52, '0' - 52, '0' - 52, '0' - 52,
                      '0' - 52, '0' - 52, (char)(alphabet[62] - 62), (char)(alphabet[63] - 63), 'A', 0, 0);
    size_t done = 0;
    for (; n - done >= 16; done += 12, out += 16) {
        __m128i in = _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)(p + done)), spread);
        /* multiplications as shifts by a distance for each 16 bits */
        __m128i first = _mm_mulhi_epu16(_mm_and_si128(in, _mm_set1_epi32(0x0fc0fc00)), _mm_set1_epi32(0x04000040));
        __m128i second = _mm_mullo_epi16(_mm_and_si128(in, _mm_set1_epi32(0x003f03f0)), _mm_set1_epi32(0x01000010));
        __m128i value = _mm_or_si128(first, second);
        __m128i kind = _mm_subs_epu8(value, _mm_set1_epi8(51));
        __m128i upper = _mm_cmpgt_epi8(_mm_set1_epi8(26), value);
        kind = _mm_or_si128(kind, _mm_and_si128(upper, _mm_set1_epi8(13)));
        _mm_storeu_si128((__m128i *)out, _mm_add_epi8(_mm_shuffle_epi8(offset, kind), value));
    }
    return done;
}

WITH_SSSE3 static inline __m128i in_range(__m128i c, char from, char to) {
    return _mm_and_si128(_mm_cmpgt_epi8(c, _mm_set1_epi8((char)(from - 1))),
                         _mm_cmpgt_epi8(_mm_set1_epi8((char)(to + 1)), c));
}

/* Decodes 16 characters at a time, up to the first 16 that are not all of the alphabet; how many characters. */
WITH_SSSE3 static size_t decode_vectors(const u8 *p, size_t n, u8 *out, const char *alphabet) {
    const __m128i gather = _mm_setr_epi8(2, 1, 0, 6, 5, 4, 10, 9, 8, 14, 13, 12, -1, -1, -1, -1);
    size_t done = 0;
    for (; n - done >= 16; done += 16, out += 12) {
        __m128i c = _mm_loadu_si128((const __m128i *)(p + done));
        __m128i upper = in_range(c, 'A', 'Z'), lower = in_range(c, 'a', 'z'), digit = in_range(c, '0', '9');
        __m128i c62 = _mm_cmpeq_epi8(c, _mm_set1_epi8(alphabet[62]));
        __m128i c63 = _mm_cmpeq_epi8(c, _mm_set1_epi8(alphabet[63]));
        __m128i known = _mm_or_si128(_mm_or_si128(upper, lower), _mm_or_si128(digit, _mm_or_si128(c62, c63)));
        if (_mm_movemask_epi8(known) != 0xffff)
            break;
        __m128i offset =
            _mm_or_si128(_mm_and_si128(upper, _mm_set1_epi8(-'A')), _mm_and_si128(lower, _mm_set1_epi8(26 - 'a')));
        offset = _mm_or_si128(offset, _mm_and_si128(digit, _mm_set1_epi8(52 - '0')));
        offset = _mm_or_si128(offset, _mm_and_si128(c62, _mm_set1_epi8((char)(62 - alphabet[62]))));
        offset = _mm_or_si128(offset, _mm_and_si128(c63, _mm_set1_epi8((char)(63 - alphabet[63]))));
        __m128i value = _mm_add_epi8(c, offset);
        /* pairs of 6 bits, then pairs of 12, then the bytes in their order */
        value = _mm_maddubs_epi16(value, _mm_set1_epi32(0x01400140));
        value = _mm_shuffle_epi8(_mm_madd_epi16(value, _mm_set1_epi32(0x00011000)), gather);
        _mm_storel_epi64((__m128i *)out, value);
        i32 rest = _mm_cvtsi128_si32(_mm_srli_si128(value, 8));
        memcpy(out + 8, &rest, sizeof rest);
    }
    return done;
}

static bool has_vectors(void) {
    return __builtin_cpu_supports("ssse3");
}
#else
static bool has_vectors(void) {
    return false;
}
static size_t encode_vectors(const u8 *p, size_t n, u8 *out, const char *alphabet) {
    (void)p, (void)n, (void)out, (void)alphabet;
    return 0;
}
#define decode_vectors encode_vectors
#endif

static void encode(const u8 *p, size_t n, u8 *out, const char *alphabet) {
    size_t i = n >= 32 && has_vectors() ? encode_vectors(p, n, out, alphabet) : 0;
    for (out += i / 3 * 4; i < n; i += 3, out += 4) {
        u32 bits = (u32)p[i] << 16 | (u32)p[i + 1] << 8 | p[i + 2];
        out[0] = (u8)alphabet[bits >> 18];
        out[1] = (u8)alphabet[bits >> 12 & 63];
        out[2] = (u8)alphabet[bits >> 6 & 63];
        out[3] = (u8)alphabet[bits & 63];
    }
}

/* Up to the first group with a character that is not of the alphabet; how many characters. */
static size_t decode(const u8 *p, size_t n, u8 *out, const char *alphabet) {
    size_t i = n >= 32 && has_vectors() ? decode_vectors(p, n, out, alphabet) : 0;
    for (out += i / 4 * 3; i < n; i += 4, out += 3) {
        i32 a = value_of(p[i], alphabet), b = value_of(p[i + 1], alphabet), c = value_of(p[i + 2], alphabet),
            d = value_of(p[i + 3], alphabet);
        if ((a | b | c | d) < 0)
            break;
        u32 bits = (u32)a << 18 | (u32)b << 12 | (u32)c << 6 | (u32)d;
        out[0] = (u8)(bits >> 16);
        out[1] = (u8)(bits >> 8);
        out[2] = (u8)bits;
    }
    return i;
}

/* Base64.Encoder.encodeBlock(byte[] in, int from, int end, byte[] out, int to, boolean for URLs), whole groups */
bool fast_base64_encode(struct thread *t, union slot *slots) {
    (void)t;
    struct object *in = slots[1].o, *out = slots[4].o;
    i64 from = slots[2].i, n = (i64)slots[3].i - from, to = slots[5].i;
    if (!in || !out || in == out || from < 0 || n < 0 || n % 3 != 0 || from + n > (i64)array_length(in) || to < 0 ||
        to + n / 3 * 4 > (i64)array_length(out))
        return false;
    encode(&ARRAY_AT(in, from, u8), (size_t)n, &ARRAY_AT(out, to, u8), alphabets[slots[6].i & 1]);
    return true;
}

/* Base64.Decoder.decodeBlock(byte[] in, int from, int end, byte[] out, int to, boolean for URLs, boolean MIME): how many bytes
 * were written. When there are fewer characters of the alphabet than `end` promises, `out` need not have room for all. */
bool fast_base64_decode(struct thread *t, union slot *slots) {
    (void)t;
    struct object *in = slots[1].o, *out = slots[4].o;
    i64 from = slots[2].i, n = ((i64)slots[3].i - from) / 4 * 4, to = slots[5].i;
    if (!in || !out || in == out || from < 0 || n < 0 || from + n > (i64)array_length(in) || to < 0 ||
        to > (i64)array_length(out))
        return false;
    i64 room = ((i64)array_length(out) - to) / 3 * 4, most = n < room ? n : room;
    size_t done = decode(&ARRAY_AT(in, from, u8), (size_t)most, &ARRAY_AT(out, to, u8), alphabets[slots[6].i & 1]);
    if (done == (size_t)most && most < n)
        return false; /* what was written, Java writes again before it fails */
    slots[0].w = (u32)(done / 4 * 3);
    return true;
}
