/* SPDX-License-Identifier: MIT
 *
 * aes.c - fast paths of AES and its modes ECB, CBC and CTR in com.sun.crypto.provider, by the AES instructions of x86-64;
 * elsewhere this file is left out.
 *
 * The key schedule is AESCrypt.K: words of the round keys, the most significant byte first, in the order in which they are
 * used; for decryption those of the equivalent inverse cipher (FIPS 197, 5.3.5), but with the last round key in front. Where
 * the processor has no such instructions, the mode's cipher isn't AES, or input and output overlap in a way that makes
 * the order of the Java body's accesses matter, the Java body does it.
 *
 * Blocks that don't depend on each other are done eight at a time: an instruction takes several cycles, and the next one
 * can begin one cycle later.
 */
#include <immintrin.h>
#include "native/library/fields.h"
#include "native/library/natives.h"
#include "runtime/object.h"

#define WITH_AES __attribute__((target("aes,ssse3")))
#define EACH     _Pragma("GCC unroll 8") for (int i = 0; i < WIDTH; i++)

enum { BLOCK = 16, WIDTH = 8, MAX_ROUNDS = 14 };

struct schedule {
    __m128i key[MAX_ROUNDS + 1];
    int rounds;
};

static inline __m128i load(const u8 *p) {
    return _mm_loadu_si128((const __m128i *)p);
}
static inline void store(u8 *p, __m128i block) {
    _mm_storeu_si128((__m128i *)p, block);
}

/* The schedule of an AESCrypt; false = leave it to Java. */
WITH_AES static bool load_schedule(struct thread *t, const struct object *cipher, struct schedule *s, bool decrypting) {
    struct object *words = library_field_array(t->vm, cipher, FIELD_AESCrypt_K, 4 * (10 + 1));
    if (!words || !__builtin_cpu_supports("aes"))
        return false;
    s->rounds = (int)array_length(words) / 4 - 1;
    if (s->rounds > MAX_ROUNDS)
        return false;
    const __m128i swap_words = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
    for (int i = 0; i <= s->rounds; i++) {
        int to = decrypting ? (i + s->rounds) % (s->rounds + 1) : i;
        s->key[to] = _mm_shuffle_epi8(load(&ARRAY_AT(words, BLOCK * i, u8)), swap_words);
    }
    return true;
}

WITH_AES static inline __m128i encrypt(const struct schedule *s, __m128i x) {
    x = _mm_xor_si128(x, s->key[0]);
    for (int r = 1; r < s->rounds; r++)
        x = _mm_aesenc_si128(x, s->key[r]);
    return _mm_aesenclast_si128(x, s->key[s->rounds]);
}
WITH_AES static inline __m128i decrypt(const struct schedule *s, __m128i x) {
    x = _mm_xor_si128(x, s->key[0]);
    for (int r = 1; r < s->rounds; r++)
        x = _mm_aesdec_si128(x, s->key[r]);
    return _mm_aesdeclast_si128(x, s->key[s->rounds]);
}
WITH_AES static inline void encrypt_all(const struct schedule *s, __m128i *x) {
    EACH x[i] = _mm_xor_si128(x[i], s->key[0]);
    for (int r = 1; r < s->rounds; r++)
        EACH x[i] = _mm_aesenc_si128(x[i], s->key[r]);
    EACH x[i] = _mm_aesenclast_si128(x[i], s->key[s->rounds]);
}
WITH_AES static inline void decrypt_all(const struct schedule *s, __m128i *x) {
    EACH x[i] = _mm_xor_si128(x[i], s->key[0]);
    for (int r = 1; r < s->rounds; r++)
        EACH x[i] = _mm_aesdec_si128(x[i], s->key[r]);
    EACH x[i] = _mm_aesdeclast_si128(x[i], s->key[s->rounds]);
}

WITH_AES static void ecb_encrypt(const struct schedule *s, const u8 *in, u8 *out, size_t n) {
    __m128i x[WIDTH];
    for (; n >= WIDTH * BLOCK; n -= WIDTH * BLOCK, in += WIDTH * BLOCK, out += WIDTH * BLOCK) {
        EACH x[i] = load(in + BLOCK * i);
        encrypt_all(s, x);
        EACH store(out + BLOCK * i, x[i]);
    }
    for (; n >= BLOCK; n -= BLOCK, in += BLOCK, out += BLOCK)
        store(out, encrypt(s, load(in)));
}

WITH_AES static void ecb_decrypt(const struct schedule *s, const u8 *in, u8 *out, size_t n) {
    __m128i x[WIDTH];
    for (; n >= WIDTH * BLOCK; n -= WIDTH * BLOCK, in += WIDTH * BLOCK, out += WIDTH * BLOCK) {
        EACH x[i] = load(in + BLOCK * i);
        decrypt_all(s, x);
        EACH store(out + BLOCK * i, x[i]);
    }
    for (; n >= BLOCK; n -= BLOCK, in += BLOCK, out += BLOCK)
        store(out, decrypt(s, load(in)));
}

WITH_AES static void cbc_encrypt(const struct schedule *s, u8 *last, const u8 *in, u8 *out, size_t n) {
    __m128i x = load(last);
    for (; n >= BLOCK; n -= BLOCK, in += BLOCK, out += BLOCK) {
        x = encrypt(s, _mm_xor_si128(x, load(in)));
        store(out, x);
    }
    store(last, x);
}

WITH_AES static void cbc_decrypt(const struct schedule *s, u8 *last, const u8 *in, u8 *out, size_t n) {
    __m128i x[WIDTH], before = load(last);
    for (; n >= WIDTH * BLOCK; n -= WIDTH * BLOCK, in += WIDTH * BLOCK, out += WIDTH * BLOCK) {
        EACH x[i] = load(in + BLOCK * i);
        decrypt_all(s, x);
        EACH store(out + BLOCK * i, _mm_xor_si128(x[i], i ? load(in + BLOCK * (i - 1)) : before));
        before = load(in + BLOCK * (WIDTH - 1));
    }
    for (; n >= BLOCK; n -= BLOCK, in += BLOCK, out += BLOCK) {
        store(out, _mm_xor_si128(decrypt(s, load(in)), before));
        before = load(in);
    }
    store(last, before);
}

/* The counter is a number of 128 bits, the most significant byte first. */
struct counter {
    u64 high, low;
};

WITH_AES static inline __m128i next_counter(struct counter *c) {
    __m128i x = _mm_set_epi64x((i64)__builtin_bswap64(c->low), (i64)__builtin_bswap64(c->high));
    c->high += ++c->low == 0;
    return x;
}

/* XORs n bytes with the encrypted counters from *counter on; *counter becomes the next one, and key_stream the last block,
 * of which n % BLOCK bytes are used if that is not 0. */
WITH_AES static void ctr_crypt(const struct schedule *s, u8 *counter, u8 *key_stream, const u8 *in, u8 *out, size_t n) {
    struct counter c;
    memcpy(&c, counter, sizeof c);
    c.high = __builtin_bswap64(c.high);
    c.low = __builtin_bswap64(c.low);
    __m128i x[WIDTH], last = load(key_stream);
    for (; n >= WIDTH * BLOCK; n -= WIDTH * BLOCK, in += WIDTH * BLOCK, out += WIDTH * BLOCK) {
        EACH x[i] = next_counter(&c);
        encrypt_all(s, x);
        EACH store(out + BLOCK * i, _mm_xor_si128(x[i], load(in + BLOCK * i)));
        last = x[WIDTH - 1];
    }
    for (; n >= BLOCK; n -= BLOCK, in += BLOCK, out += BLOCK) {
        last = encrypt(s, next_counter(&c));
        store(out, _mm_xor_si128(last, load(in)));
    }
    if (n > 0)
        last = encrypt(s, next_counter(&c));
    store(key_stream, last);
    for (size_t i = 0; i < n; i++)
        out[i] = in[i] ^ key_stream[i];
    c.high = __builtin_bswap64(c.high);
    c.low = __builtin_bswap64(c.low);
    memcpy(counter, &c, sizeof c);
}

/* ---- the methods ---- */

/* this, byte[] in, int from, int length, byte[] out, int to */
static bool in_bounds(const union slot *slots) {
    const struct object *in = slots[1].o, *out = slots[4].o;
    i64 from = slots[2].i, n = slots[3].i, to = slots[5].i;
    return in && out && n >= 0 && from >= 0 && to >= 0 && from + n <= (i64)array_length(in) &&
           to + n <= (i64)array_length(out);
}

static bool whole_blocks(const union slot *slots) {
    return slots[3].u % BLOCK == 0 && in_bounds(slots);
}

/* Does a write reach bytes that are read later? */
static bool writes_ahead(const union slot *slots) {
    i64 distance = (i64)slots[5].i - slots[2].i;
    return slots[1].o == slots[4].o && distance > 0 && distance < slots[3].i;
}

static bool overlap(const union slot *slots) {
    i64 distance = (i64)slots[5].i - slots[2].i;
    return slots[1].o == slots[4].o && distance < slots[3].i && -distance < slots[3].i;
}

static inline u8 *bytes_from(const union slot *array_and_offset) {
    return &ARRAY_AT(array_and_offset[0].o, array_and_offset[1].i, u8);
}

static bool mode_schedule(struct thread *t, const union slot *slots, struct schedule *s, bool decrypting) {
    return load_schedule(t, library_field_ref(t->vm, slots[0].o, FIELD_FeedbackCipher_embeddedCipher), s, decrypting);
}

/* AESCrypt.implEncryptBlock(byte[] in, int from, byte[] out, int to) */
static bool block_method(struct thread *t, const union slot *slots, bool decrypting) {
    struct schedule s;
    union slot all[] = {slots[0], slots[1], slots[2], {.w = BLOCK}, slots[3], slots[4]};
    if (!in_bounds(all) || !load_schedule(t, slots[0].o, &s, decrypting))
        return false;
    (decrypting ? ecb_decrypt : ecb_encrypt)(&s, bytes_from(&slots[1]), bytes_from(&slots[3]), BLOCK);
    return true;
}
bool fast_aes_encrypt_block(struct thread *t, union slot *slots) {
    return block_method(t, slots, false);
}
bool fast_aes_decrypt_block(struct thread *t, union slot *slots) {
    return block_method(t, slots, true);
}

/* ElectronicCodeBook.implECBEncrypt(byte[] in, int from, int length, byte[] out, int to); returns the length */
static bool ecb_method(struct thread *t, union slot *slots, bool decrypting) {
    struct schedule s;
    if (!whole_blocks(slots) || writes_ahead(slots) || !mode_schedule(t, slots, &s, decrypting))
        return false;
    (decrypting ? ecb_decrypt : ecb_encrypt)(&s, bytes_from(&slots[1]), bytes_from(&slots[4]), slots[3].u);
    slots[0].w = slots[3].u;
    return true;
}
bool fast_aes_ecb_encrypt(struct thread *t, union slot *slots) {
    return ecb_method(t, slots, false);
}
bool fast_aes_ecb_decrypt(struct thread *t, union slot *slots) {
    return ecb_method(t, slots, true);
}

/* CipherBlockChaining.implEncrypt, with the same parameters. The field r is the last block that was encrypted. When the Java
 * body decrypts, it reads a block again after it has written the plain text. */
static bool cbc_method(struct thread *t, union slot *slots, bool decrypting) {
    struct schedule s;
    struct object *last = library_field_array(t->vm, slots[0].o, FIELD_CipherBlockChaining_r, BLOCK);
    if (!last || !whole_blocks(slots) || (decrypting && overlap(slots)) || !mode_schedule(t, slots, &s, decrypting))
        return false;
    (decrypting ? cbc_decrypt : cbc_encrypt)(&s, &ARRAY_AT(last, 0, u8), bytes_from(&slots[1]), bytes_from(&slots[4]),
                                             slots[3].u);
    slots[0].w = slots[3].u;
    return true;
}
bool fast_aes_cbc_encrypt(struct thread *t, union slot *slots) {
    return cbc_method(t, slots, false);
}
bool fast_aes_cbc_decrypt(struct thread *t, union slot *slots) {
    return cbc_method(t, slots, true);
}

/* CounterMode.implCrypt, with the same parameters: `used` bytes of encryptedCounter are spent, and counter comes next. */
bool fast_aes_ctr(struct thread *t, union slot *slots) {
    struct vm *vm = t->vm;
    struct schedule s;
    struct object *o = slots[0].o;
    struct object *counter = library_field_array(vm, o, FIELD_CounterMode_counter, BLOCK);
    struct object *key_stream = library_field_array(vm, o, FIELD_CounterMode_encryptedCounter, BLOCK);
    u32 used_field = library_field(vm, o, FIELD_CounterMode_used);
    if (!counter || array_length(counter) != BLOCK || !key_stream || !used_field || !in_bounds(slots) ||
        writes_ahead(slots) || FIELD(o, used_field, u32) > BLOCK || !mode_schedule(t, slots, &s, false))
        return false;
    u8 *stream = &ARRAY_AT(key_stream, 0, u8);
    const u8 *in = bytes_from(&slots[1]);
    u8 *out = bytes_from(&slots[4]);
    u32 used = FIELD(o, used_field, u32), n = slots[3].u;
    for (; used < BLOCK && n > 0; n--)
        *out++ = *in++ ^ stream[used++];
    if (n > 0) {
        ctr_crypt(&s, &ARRAY_AT(counter, 0, u8), stream, in, out, n);
        used = n % BLOCK ? n % BLOCK : BLOCK;
    }
    FIELD(o, used_field, u32) = used;
    slots[0].w = slots[3].u;
    return true;
}
