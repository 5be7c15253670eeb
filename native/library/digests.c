/* SPDX-License-Identifier: MIT
 *
 * digests.c - fast paths of the block functions of MD5, SHA-1, SHA-224/256, SHA-384/512 and SHA-3, by nettle.
 *
 * Each is implCompress0(byte[] block, int offset) of a class in sun.security.provider, whose private field `state`
 * holds the chaining value; DigestBase.implCompressMultiBlock0 does it for many blocks. The Java side has checked the
 * bounds, which is checked again here. nettle has no public block function for SHA-2: a context that has our chaining
 * value and no bytes waiting does the same when it is given whole blocks.
 */
#include <nettle/md5.h>
#include <nettle/sha1.h>
#include <nettle/sha2.h>
#include <nettle/sha3.h>
#include "native/library/fields.h"
#include "native/library/natives.h"

static void md5_blocks(struct object *state, const u8 *p, size_t blocks, u32 size) {
    for (; blocks-- > 0; p += size)
        nettle_md5_compress(&ARRAY_AT(state, 0, u32), p);
}

static void sha1_blocks(struct object *state, const u8 *p, size_t blocks, u32 size) {
    for (; blocks-- > 0; p += size)
        nettle_sha1_compress(&ARRAY_AT(state, 0, u32), p);
}

static void sha256_blocks(struct object *state, const u8 *p, size_t blocks, u32 size) {
    struct sha256_ctx context = {.index = 0};
    memcpy(context.state, &ARRAY_AT(state, 0, u32), sizeof context.state);
    sha256_update(&context, blocks * size, p);
    memcpy(&ARRAY_AT(state, 0, u32), context.state, sizeof context.state);
}

static void sha512_blocks(struct object *state, const u8 *p, size_t blocks, u32 size) {
    struct sha512_ctx context = {.index = 0};
    memcpy(context.state, &ARRAY_AT(state, 0, u64), sizeof context.state);
    sha512_update(&context, blocks * size, p);
    memcpy(&ARRAY_AT(state, 0, u64), context.state, sizeof context.state);
}

/* Words of a block are little-endian. */
static void sha3_blocks(struct object *state, const u8 *p, size_t blocks, u32 size) {
    struct sha3_state sponge;
    memcpy(sponge.a, &ARRAY_AT(state, 0, u64), sizeof sponge.a);
    for (; blocks-- > 0; p += size) {
        for (u32 i = 0; i < size / 8; i++)
            sponge.a[i] ^= (u64)p[8 * i] | (u64)p[8 * i + 1] << 8 | (u64)p[8 * i + 2] << 16 | (u64)p[8 * i + 3] << 24 |
                           (u64)p[8 * i + 4] << 32 | (u64)p[8 * i + 5] << 40 | (u64)p[8 * i + 6] << 48 |
                           (u64)p[8 * i + 7] << 56;
        sha3_permute(&sponge);
    }
    memcpy(&ARRAY_AT(state, 0, u64), sponge.a, sizeof sponge.a);
}

static const struct digest {
    enum library_field state;
    u32 length; /* of the state */
    u32 block;  /* size in bytes; 0 = DigestBase.blockSize says, a multiple of 8 and smaller than the state */
    void (*compress)(struct object *state, const u8 *p, size_t blocks, u32 size);
} sha256 = {FIELD_SHA2_state, 8, SHA256_BLOCK_SIZE, sha256_blocks},
  sha1 = {FIELD_SHA_state, 5, SHA1_BLOCK_SIZE, sha1_blocks}, md5 = {FIELD_MD5_state, 4, MD5_BLOCK_SIZE, md5_blocks},
  sha512 = {FIELD_SHA5_state, 8, SHA512_BLOCK_SIZE, sha512_blocks}, sha3 = {FIELD_SHA3_state, 25, 0, sha3_blocks};

static const struct digest *const digests[] = {&sha256, &sha1, &md5, &sha512, &sha3};

/* The size of a block of `digest`; 0 = leave it to Java. */
static u32 block_size(struct vm *vm, const struct object *o, const struct digest *d) {
    if (d->block)
        return d->block;
    u32 field = library_field(vm, o, FIELD_DigestBase_blockSize), size = field ? FIELD(o, field, u32) : 0;
    return size % 8 == 0 && size < d->length * 8 ? size : 0;
}

/* Compresses the blocks that begin at offset, offset + size, ... up to limit. How many; 0 = leave it to Java. */
static i64 compress_blocks(struct vm *vm, const union slot *slots, const struct digest *d, i64 limit, u32 *size) {
    struct object *bytes = slots[1].o, *state = library_field_array(vm, slots[0].o, d->state, d->length);
    i64 offset = slots[2].i;
    *size = state ? block_size(vm, slots[0].o, d) : 0;
    if (!*size || !bytes || offset < 0 || limit < offset)
        return 0;
    i64 blocks = (limit - offset) / *size + 1;
    if (offset + blocks * *size > (i64)array_length(bytes))
        return 0;
    d->compress(state, &ARRAY_AT(bytes, offset, u8), (size_t)blocks, *size);
    return blocks;
}

static bool compress_one(struct thread *t, const union slot *slots, const struct digest *d) {
    u32 size;
    return compress_blocks(t->vm, slots, d, slots[2].i, &size) == 1;
}

bool fast_md5_block(struct thread *t, union slot *slots) {
    return compress_one(t, slots, &md5);
}
bool fast_sha1_block(struct thread *t, union slot *slots) {
    return compress_one(t, slots, &sha1);
}
bool fast_sha256_block(struct thread *t, union slot *slots) {
    return compress_one(t, slots, &sha256);
}
bool fast_sha512_block(struct thread *t, union slot *slots) {
    return compress_one(t, slots, &sha512);
}
bool fast_sha3_block(struct thread *t, union slot *slots) {
    return compress_one(t, slots, &sha3);
}

/* DigestBase.implCompressMultiBlock0(byte[], int offset, int limit): the offset behind the last block */
bool fast_digest_blocks(struct thread *t, union slot *slots) {
    u32 size;
    for (size_t i = 0; i < ARRAY_LENGTH(digests); i++) {
        i64 blocks = compress_blocks(t->vm, slots, digests[i], slots[3].i, &size);
        if (blocks) {
            slots[0].w = (u32)(slots[2].i + blocks * size);
            return true;
        }
    }
    return false;
}

/* SHA3.keccak(long[] state) */
bool fast_keccak(struct thread *t, union slot *slots) {
    (void)t;
    if (!slots[0].o || array_length(slots[0].o) < 25)
        return false;
    sha3_permute((struct sha3_state *)array_data(slots[0].o));
    return true;
}

/* ---- words and bytes ---- */

static inline void put_word(u8 *p, u64 x, u32 size, bool big) {
    for (u32 i = 0; i < size; i++)
        p[i] = (u8)(x >> 8 * (big ? size - 1 - i : i));
}

/* ByteArrayAccess.i2bBig(int[] in, int from, byte[] out, int to, int length in bytes) and its like */
static ALWAYS_INLINE bool words_to_bytes(const union slot *slots, u32 size, bool big) {
    struct object *in = slots[0].o, *out = slots[2].o;
    i64 from = slots[1].i, to = slots[3].i, count = ((i64)slots[4].i + size - 1) / size;
    if (!in || !out || from < 0 || to < 0 || slots[4].i < 0 || from + count > (i64)array_length(in) ||
        to + count * size > (i64)array_length(out))
        return false;
    u8 *p = &ARRAY_AT(out, to, u8);
    for (i64 i = 0; i < count; i++, p += size)
        put_word(p, size == 4 ? ARRAY_AT(in, from + i, u32) : ARRAY_AT(in, from + i, u64), size, big);
    return true;
}

/* ByteArrayAccess.i2bBig4(int, byte[] out, int to) */
static ALWAYS_INLINE bool word_to_bytes(const union slot *slots, bool big) {
    struct object *out = slots[1].o;
    i64 to = slots[2].i;
    if (!out || to < 0 || to + 4 > (i64)array_length(out))
        return false;
    put_word(&ARRAY_AT(out, to, u8), slots[0].u, 4, big);
    return true;
}

#define WORDS_TO_BYTES(name, convert)                                                                                  \
    bool fast_##name(struct thread *t, union slot *slots) {                                                            \
        (void)t;                                                                                                       \
        return convert;                                                                                                \
    }
WORDS_TO_BYTES(ints_to_little_endian, words_to_bytes(slots, 4, false))
WORDS_TO_BYTES(ints_to_big_endian, words_to_bytes(slots, 4, true))
WORDS_TO_BYTES(longs_to_little_endian, words_to_bytes(slots, 8, false))
WORDS_TO_BYTES(longs_to_big_endian, words_to_bytes(slots, 8, true))
WORDS_TO_BYTES(int_to_little_endian, word_to_bytes(slots, false))
WORDS_TO_BYTES(int_to_big_endian, word_to_bytes(slots, true))
#undef WORDS_TO_BYTES
