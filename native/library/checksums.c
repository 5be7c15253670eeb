/* SPDX-License-Identifier: MIT
 *
 * checksums.c - fast paths of java.util.zip.CRC32 and CRC32C.
 *
 * A CRC is the remainder of the message, a polynomial over GF(2), divided by the polynomial of the kind of CRC. A long
 * message is folded: a piece of 128 bits that stands D bits before another one is replaced by its product with x^D,
 * reduced to fewer bits, and added to that other piece, which leaves the remainder as it is. So any message comes down to
 * 16 bytes with the same CRC, by carry-less multiplications that don't wait for each other. They and the rest of the
 * message are left to the processor's crc32 instruction or to zlib.
 */
#include <zlib.h>
#include "native/library/natives.h"
#include "runtime/object.h"

#ifdef __x86_64__
#include <immintrin.h>

/* x^(D + 32) and x^(D - 32) modulo the polynomial, bits reflected, for D = 128 and D = FOLD_BITS */
struct folding {
    u64 near_low, near_high, far_low, far_high;
};
static const struct folding crc32_folding = {0x1751997d0, 0x0ccaa009e, 0x1e88ef372, 0x14a7fe880};
static const struct folding crc32c_folding = {0x0f20c0dfe, 0x14cd00bd6, 0x06992cea2, 0x00d3b6092};

enum { FOLD_BITS = 1024, FOLD_BYTES = FOLD_BITS / 8, FOLD_WORTHWHILE = 3 * FOLD_BYTES };

#define FOLD128(a, k) _mm_xor_si128(_mm_clmulepi64_si128(a, k, 0x00), _mm_clmulepi64_si128(a, k, 0x11))
#define FOLD256(a, k) _mm256_xor_si256(_mm256_clmulepi64_epi128(a, k, 0x00), _mm256_clmulepi64_epi128(a, k, 0x11))

/* Eight pieces that stand one behind the other become one. */
__attribute__((target("pclmul"))) static void join_pieces(const struct folding *f, const __m128i *piece, u8 *rest) {
    const __m128i k = _mm_set_epi64x((i64)f->near_high, (i64)f->near_low);
    __m128i sum = piece[0];
    for (int i = 1; i < FOLD_BYTES / 16; i++)
        sum = _mm_xor_si128(FOLD128(sum, k), piece[i]);
    _mm_storeu_si128((__m128i *)rest, sum);
}

__attribute__((target("pclmul"))) static void fold128(const struct folding *f, u32 crc, const u8 *p, size_t blocks,
                                                      u8 *rest) {
    const __m128i k = _mm_set_epi64x((i64)f->far_high, (i64)f->far_low);
    __m128i sum[FOLD_BYTES / 16];
    for (int i = 0; i < FOLD_BYTES / 16; i++)
        sum[i] = _mm_loadu_si128((const __m128i *)p + i);
    sum[0] = _mm_xor_si128(sum[0], _mm_cvtsi32_si128((i32)crc));
    while (--blocks > 0) {
        p += FOLD_BYTES;
#pragma GCC unroll 8
        for (int i = 0; i < FOLD_BYTES / 16; i++)
            sum[i] = _mm_xor_si128(FOLD128(sum[i], k), _mm_loadu_si128((const __m128i *)p + i));
    }
    join_pieces(f, sum, rest);
}

__attribute__((target("avx2,pclmul,vpclmulqdq"))) static void fold256(const struct folding *f, u32 crc, const u8 *p,
                                                                      size_t blocks, u8 *rest) {
    const __m256i k = _mm256_set_epi64x((i64)f->far_high, (i64)f->far_low, (i64)f->far_high, (i64)f->far_low);
    __m256i sum[FOLD_BYTES / 32];
    for (int i = 0; i < FOLD_BYTES / 32; i++)
        sum[i] = _mm256_loadu_si256((const __m256i *)p + i);
    sum[0] = _mm256_xor_si256(sum[0], _mm256_set_epi64x(0, 0, 0, crc));
    while (--blocks > 0) {
        p += FOLD_BYTES;
#pragma GCC unroll 4
        for (int i = 0; i < FOLD_BYTES / 32; i++)
            sum[i] = _mm256_xor_si256(FOLD256(sum[i], k), _mm256_loadu_si256((const __m256i *)p + i));
    }
    __m128i piece[FOLD_BYTES / 16];
    for (int i = 0; i < FOLD_BYTES / 32; i++)
        _mm256_storeu_si256((__m256i *)piece + i, sum[i]);
    join_pieces(f, piece, rest);
}

/* Folds whole blocks of a message with this CRC before it into rest, 16 bytes. How many bytes; 0 = it doesn't pay. */
static size_t fold(const struct folding *f, u32 crc, const u8 *p, size_t n, u8 *rest) {
    size_t blocks = n / FOLD_BYTES;
    if (n < FOLD_WORTHWHILE || !__builtin_cpu_supports("pclmul"))
        return 0;
    (__builtin_cpu_supports("vpclmulqdq") && __builtin_cpu_supports("avx2") ? fold256 : fold128)(f, crc, p, blocks,
                                                                                                 rest);
    return blocks * FOLD_BYTES;
}

__attribute__((target("sse4.2"))) static u32 crc32c_sse(u32 crc, const u8 *p, size_t n) {
    u64 word, sum = crc;
    for (; n >= sizeof word; n -= sizeof word, p += sizeof word) {
        memcpy(&word, p, sizeof word);
        sum = _mm_crc32_u64(sum, word);
    }
    crc = (u32)sum;
    while (n-- > 0)
        crc = _mm_crc32_u8(crc, *p++);
    return crc;
}
#endif

/* The Castagnoli polynomial, bits reflected, four at a time. */
static const u32 crc_nibbles[16] = {
    0x00000000, 0x105ec76f, 0x20bd8ede, 0x30e349b1, 0x417b1dbc, 0x5125dad3, 0x61c69362, 0x7198540d,
    0x82f63b78, 0x92a8fc17, 0xa24bb5a6, 0xb21572c9, 0xc38d26c4, 0xd3d3e1ab, 0xe330a81a, 0xf36e6f75,
};

static u32 crc32c_nibbles(u32 crc, const u8 *p, size_t n) {
    while (n-- > 0) {
        crc ^= *p++;
        crc = crc >> 4 ^ crc_nibbles[crc & 15];
        crc = crc >> 4 ^ crc_nibbles[crc & 15];
    }
    return crc;
}

static u32 crc32c(u32 crc, const u8 *p, size_t n) {
#ifdef __x86_64__
    if (__builtin_cpu_supports("sse4.2")) {
        u8 rest[16];
        size_t done = fold(&crc32c_folding, crc, p, n, rest);
        return crc32c_sse(done ? crc32c_sse(0, rest, sizeof rest) : crc, p + done, n - done);
    }
#endif
    return crc32c_nibbles(crc, p, n);
}

/* zlib's crc32, and CRC32 in Java, are the complement of the register that a message begins with. */
static u32 crc32_of(u32 crc, const u8 *p, size_t n) {
#ifdef __x86_64__
    u8 rest[16];
    size_t done = fold(&crc32_folding, ~crc, p, n, rest);
    if (done) {
        crc = (u32)crc32_z(~0u, rest, sizeof rest);
        p += done;
        n -= done;
    }
#endif
    return (u32)crc32_z(crc, p, n);
}

static bool spans(const struct object *bytes, i64 from, i64 end) {
    return bytes && from >= 0 && end >= from && end <= (i64)array_length(bytes);
}

/* CRC32.updateBytes(int crc, byte[], int from, int length) */
bool fast_crc32_bytes(struct thread *t, union slot *slots) {
    (void)t;
    if (!spans(slots[1].o, slots[2].i, (i64)slots[2].i + slots[3].i))
        return false;
    slots[0].w = crc32_of(slots[0].u, &ARRAY_AT(slots[1].o, slots[2].i, u8), slots[3].u);
    return true;
}

static void crc32_memory(union slot *slots) {
    slots[0].w = crc32_of(slots[0].u, (const u8 *)(uintptr_t)slots[1].w + slots[2].i, slots[3].u);
}

/* CRC32.updateByteBuffer(int crc, long address, int from, int length) */
bool fast_crc32_memory(struct thread *t, union slot *slots) {
    return slots[1].w && slots[2].i >= 0 && slots[3].i >= 0 && native_guarded(t, crc32_memory, slots);
}

/* CRC32C.updateBytes(int crc, byte[], int from, int end) */
bool fast_crc32c_bytes(struct thread *t, union slot *slots) {
    (void)t;
    i64 from = slots[2].i, end = slots[3].i;
    if (!spans(slots[1].o, from, end))
        return false;
    slots[0].w = crc32c(slots[0].u, &ARRAY_AT(slots[1].o, from, u8), (size_t)(end - from));
    return true;
}

static void crc32c_memory(union slot *slots) {
    const u8 *p = (const u8 *)(uintptr_t)slots[1].w + slots[2].i;
    slots[0].w = crc32c(slots[0].u, p, (size_t)slots[3].i - (size_t)slots[2].i);
}

/* CRC32C.updateDirectByteBuffer(int crc, long address, int from, int end) */
bool fast_crc32c_memory(struct thread *t, union slot *slots) {
    return slots[2].i >= 0 && slots[2].i <= slots[3].i && native_guarded(t, crc32c_memory, slots);
}
