/* SPDX-License-Identifier: MIT
 *
 * chacha.c - fast paths of ChaCha20 and Poly1305 (RFC 8439) in com.sun.crypto.provider.
 *
 * ChaCha20 makes eight blocks of key stream at a time, one in each lane of the vectors that hold the sixteen words of the
 * state. Poly1305 works with limbs of 44, 44 and 42 bits. Java's accumulator has five of 26 bits, signed and not quite
 * reduced; any such form of the number will do, so what is written back is the one without excess.
 *
 * The state of both is in fields, as the Java bodies leave it.
 */
#include "native/library/fields.h"
#include "native/library/natives.h"
#include "runtime/object.h"

/* ---- ChaCha20 ---- */

enum { WORDS = 16, LANES = 8, KEY_STREAM = 64 };

/* Word by word, those of all blocks together. */
struct key_streams {
    u32 word[WORDS][LANES];
};

#define ROTATE(x, n) ((x) << (n) | (x) >> (32 - (n)))
#define QUARTER_ROUND(a, b, c, d)                                                                                      \
    a += b, d = ROTATE(d ^ a, 16);                                                                                     \
    c += d, b = ROTATE(b ^ c, 12);                                                                                     \
    a += b, d = ROTATE(d ^ a, 8);                                                                                      \
    c += d, b = ROTATE(b ^ c, 7)

static ALWAYS_INLINE void make_key_streams(const u32 *state, u32 counter, struct key_streams *out) {
    typedef u32 lanes __attribute__((vector_size(LANES * sizeof(u32))));
    lanes x[WORDS], start[WORDS];
    for (int i = 0; i < WORDS; i++)
        start[i] = (lanes){0} + state[i];
    start[12] = (lanes){0, 1, 2, 3, 4, 5, 6, 7} + counter;
    memcpy(x, start, sizeof x);
    for (int i = 0; i < 10; i++) {
        QUARTER_ROUND(x[0], x[4], x[8], x[12]);
        QUARTER_ROUND(x[1], x[5], x[9], x[13]);
        QUARTER_ROUND(x[2], x[6], x[10], x[14]);
        QUARTER_ROUND(x[3], x[7], x[11], x[15]);
        QUARTER_ROUND(x[0], x[5], x[10], x[15]);
        QUARTER_ROUND(x[1], x[6], x[11], x[12]);
        QUARTER_ROUND(x[2], x[7], x[8], x[13]);
        QUARTER_ROUND(x[3], x[4], x[9], x[14]);
    }
    for (int i = 0; i < WORDS; i++) {
        x[i] += start[i];
        memcpy(out->word[i], &x[i], sizeof x[i]);
    }
}

static void make_key_streams_anywhere(const u32 *state, u32 counter, struct key_streams *out) {
    make_key_streams(state, counter, out);
}
#ifdef __x86_64__
__attribute__((target("avx2"))) static void make_key_streams_avx2(const u32 *state, u32 counter,
                                                                  struct key_streams *out) {
    make_key_streams(state, counter, out);
}
#endif

typedef void streams_fn(const u32 *state, u32 counter, struct key_streams *out);

static streams_fn *choose_streams(void) {
#ifdef __x86_64__
    if (__builtin_cpu_supports("avx2"))
        return make_key_streams_avx2;
#endif
    return make_key_streams_anywhere;
}

static inline void put_little_endian(u8 *p, u32 x) {
    p[0] = (u8)x, p[1] = (u8)(x >> 8), p[2] = (u8)(x >> 16), p[3] = (u8)(x >> 24);
}
static inline u32 get_little_endian(const u8 *p) {
    return (u32)p[0] | (u32)p[1] << 8 | (u32)p[2] << 16 | (u32)p[3] << 24;
}

static void copy_key_stream(u8 *out, const struct key_streams *s, int lane) {
    for (int i = 0; i < WORDS; i++)
        put_little_endian(out + 4 * i, s->word[i][lane]);
}

static bool start_words(const struct object *state, u32 *initial) {
    static const u32 constants[4] = {0x61707865, 0x3320646e, 0x79622d32, 0x6b206574};
    if (!state || array_length(state) < WORDS)
        return false;
    memcpy(initial, array_data((struct object *)(uintptr_t)state), WORDS * sizeof *initial);
    memcpy(initial, constants, sizeof constants);
    return true;
}

/* ChaCha20Cipher.chaCha20Block(int[] state, long counter, byte[] key stream) */
bool fast_chacha20_block(struct thread *t, union slot *slots) {
    (void)t;
    u32 initial[WORDS];
    struct key_streams s;
    if (!start_words(slots[0].o, initial) || !slots[2].o || array_length(slots[2].o) < KEY_STREAM)
        return false;
    choose_streams()(initial, (u32)slots[1].w, &s);
    copy_key_stream(&ARRAY_AT(slots[2].o, 0, u8), &s, 0);
    return true;
}

/* XORs whole blocks of [in, in + n), n <= LANES * KEY_STREAM, and the beginning of another one, for which stream is. */
static void xor_key_streams(const struct key_streams *s, const u8 *in, u8 *out, u32 n) {
    u8 stream[KEY_STREAM];
    int lane = 0;
    for (; n >= KEY_STREAM; n -= KEY_STREAM, lane++, in += KEY_STREAM, out += KEY_STREAM)
        for (int i = 0; i < WORDS; i++)
            put_little_endian(out + 4 * i, get_little_endian(in + 4 * i) ^ s->word[i][lane]);
    if (n > 0)
        copy_key_stream(stream, s, lane);
    for (u32 i = 0; i < n; i++)
        out[i] = in[i] ^ stream[i];
}

/* ChaCha20Cipher.chaCha20Transform(byte[] in, int from, int length, byte[] out, int to): keyStrOffset bytes of keyStream are
 * spent; the next block is that of counter, which finalCounterValue is the last of. */
bool fast_chacha20_transform(struct thread *t, union slot *slots) {
    struct vm *vm = t->vm;
    struct object *o = slots[0].o, *in = slots[1].o, *out = slots[4].o;
    i64 from = slots[2].i, n = slots[3].i, to = slots[5].i, ahead = to - from;
    struct object *stream = library_field_array(vm, o, FIELD_ChaCha20Cipher_keyStream, KEY_STREAM);
    u32 used_field = library_field(vm, o, FIELD_ChaCha20Cipher_keyStrOffset);
    u32 counter_field = library_field(vm, o, FIELD_ChaCha20Cipher_counter);
    u32 final_field = library_field(vm, o, FIELD_ChaCha20Cipher_finalCounterValue);
    u32 initial[WORDS];
    if (!stream || array_length(stream) != KEY_STREAM || !used_field || !counter_field || !final_field || !in || !out ||
        from < 0 || n < 0 || to < 0 || from + n > (i64)array_length(in) || to + n > (i64)array_length(out) ||
        (in == out && ahead > 0 && ahead < n) ||
        !start_words(library_field_ref(vm, o, FIELD_ChaCha20Cipher_startState), initial))
        return false;
    i64 used = FIELD(o, used_field, i32), counter = FIELD(o, counter_field, i64);
    if (used < 0 || used > KEY_STREAM)
        return false;
    i64 rest = n - (KEY_STREAM - used), blocks = rest > 0 ? (rest + KEY_STREAM - 1) / KEY_STREAM : 0;
    if (blocks > 0 && (counter > FIELD(o, final_field, i64) || blocks - 1 > FIELD(o, final_field, i64) - counter))
        return false;
    const u8 *p = &ARRAY_AT(in, from, u8);
    u8 *q = &ARRAY_AT(out, to, u8), *key = &ARRAY_AT(stream, 0, u8);
    for (; used < KEY_STREAM && n > 0; n--)
        *q++ = *p++ ^ key[used++];
    streams_fn *make = choose_streams();
    struct key_streams s;
    while (n > 0) {
        u32 piece = n < LANES * KEY_STREAM ? (u32)n : LANES * KEY_STREAM;
        make(initial, (u32)counter, &s);
        xor_key_streams(&s, p, q, piece);
        u32 made = (piece + KEY_STREAM - 1) / KEY_STREAM;
        n -= piece, p += piece, q += piece, counter += made;
        if (n == 0) {
            copy_key_stream(key, &s, (int)made - 1);
            used = piece - (made - 1) * KEY_STREAM;
        }
    }
    FIELD(o, used_field, u32) = (u32)used;
    FIELD(o, counter_field, i64) = counter;
    return true;
}

/* ---- Poly1305 ---- */

enum { POLY_BLOCK = 16, POLY_LIMBS = 5, POLY_BITS = 26 };

#define LOW_BITS(n) (((u64)1 << (n)) - 1)

/* low + middle * 2^44 + high * 2^88 */
struct element {
    u64 low, middle, high;
};

static struct element load_element(const i64 *limbs) {
    u64 l[POLY_LIMBS];
    i64 carry = 0, sum;
    for (int i = 0; i < POLY_LIMBS; i++)
        l[i] = (u64)limbs[i];
    do { /* 2^130 is 5 */
        carry *= 5;
        for (int i = 0; i < POLY_LIMBS; i++) {
            sum = (i64)l[i] + carry;
            l[i] = (u64)sum & LOW_BITS(POLY_BITS);
            carry = sum >> POLY_BITS;
        }
    } while (carry);
    return (struct element){(l[0] | l[1] << 26) & LOW_BITS(44), (l[1] >> 18 | l[2] << 8 | l[3] << 34) & LOW_BITS(44),
                            l[3] >> 10 | l[4] << 16};
}

static void store_element(i64 *limbs, struct element e) {
    for (int i = 0; i < 2; i++) {
        e.middle += e.low >> 44, e.low &= LOW_BITS(44);
        e.high += e.middle >> 44, e.middle &= LOW_BITS(44);
        e.low += (e.high >> 42) * 5, e.high &= LOW_BITS(42);
    }
    limbs[0] = (i64)(e.low & LOW_BITS(26));
    limbs[1] = (i64)((e.low >> 26 | e.middle << 18) & LOW_BITS(26));
    limbs[2] = (i64)(e.middle >> 8 & LOW_BITS(26));
    limbs[3] = (i64)((e.middle >> 34 | e.high << 10) & LOW_BITS(26));
    limbs[4] = (i64)(e.high >> 16);
}

/* sum = (sum + block) * r for each block, with a bit set behind its last one */
static struct element add_blocks(struct element sum, struct element r, const u8 *p, size_t blocks) {
    __extension__ typedef unsigned __int128 product;
    u64 middle20 = r.middle * 20, high20 = r.high * 20; /* 2^132 is 20 */
    for (; blocks > 0; blocks--, p += POLY_BLOCK) {
        u64 first = get_little_endian(p) | (u64)get_little_endian(p + 4) << 32;
        u64 second = get_little_endian(p + 8) | (u64)get_little_endian(p + 12) << 32;
        sum.low += first & LOW_BITS(44);
        sum.middle += (first >> 44 | second << 20) & LOW_BITS(44);
        sum.high += second >> 24 | (u64)1 << 40;
        product low = (product)sum.low * r.low + (product)sum.middle * high20 + (product)sum.high * middle20;
        product middle = (product)sum.low * r.middle + (product)sum.middle * r.low + (product)sum.high * high20;
        product high = (product)sum.low * r.high + (product)sum.middle * r.middle + (product)sum.high * r.low;
        middle += (u64)(low >> 44);
        high += (u64)(middle >> 44);
        u64 excess = ((u64)low & LOW_BITS(44)) + (u64)(high >> 42) * 5;
        sum.low = excess & LOW_BITS(44);
        sum.middle = ((u64)middle & LOW_BITS(44)) + (excess >> 44);
        sum.high = (u64)high & LOW_BITS(42);
    }
    return sum;
}

/* Poly1305.engineUpdate(byte[] in, int from, int length): blockOffset bytes wait in block. */
bool fast_poly1305_update(struct thread *t, union slot *slots) {
    struct vm *vm = t->vm;
    struct object *o = slots[0].o, *in = slots[1].o;
    i64 from = slots[2].i, n = slots[3].i;
    struct object *block = library_field_array(vm, o, FIELD_Poly1305_block, POLY_BLOCK);
    u32 waiting_field = library_field(vm, o, FIELD_Poly1305_blockOffset);
    struct object *sum = library_field_ref(vm, o, FIELD_Poly1305_a);
    struct object *sum_limbs = library_field_array(vm, sum, FIELD_Element_limbs, POLY_LIMBS);
    u32 adds_field = library_field(vm, sum, FIELD_Element_numAdds);
    struct object *r_limbs =
        library_field_array(vm, library_field_ref(vm, o, FIELD_Poly1305_r), FIELD_Element_limbs, POLY_LIMBS);
    if (!block || !waiting_field || !sum_limbs || array_length(sum_limbs) != POLY_LIMBS || !adds_field || !r_limbs ||
        array_length(r_limbs) != POLY_LIMBS || !in || from < 0 || n < 0 || from + n > (i64)array_length(in) ||
        FIELD(o, waiting_field, u32) >= POLY_BLOCK)
        return false;
    const u8 *p = &ARRAY_AT(in, from, u8);
    u8 *buffer = &ARRAY_AT(block, 0, u8);
    u32 waiting = FIELD(o, waiting_field, u32);
    if (waiting + n >= POLY_BLOCK) {
        struct element r = load_element(&ARRAY_AT(r_limbs, 0, i64)), e = load_element(&ARRAY_AT(sum_limbs, 0, i64));
        if (waiting > 0) {
            memcpy(buffer + waiting, p, POLY_BLOCK - waiting);
            p += POLY_BLOCK - waiting, n -= POLY_BLOCK - waiting;
            e = add_blocks(e, r, buffer, 1);
            waiting = 0;
        }
        e = add_blocks(e, r, p, (size_t)n / POLY_BLOCK);
        p += n / POLY_BLOCK * POLY_BLOCK, n %= POLY_BLOCK;
        store_element(&ARRAY_AT(sum_limbs, 0, i64), e);
        FIELD(sum, adds_field, u32) = 0;
    }
    memcpy(buffer + waiting, p, (size_t)n);
    FIELD(o, waiting_field, u32) = waiting + (u32)n;
    return true;
}
