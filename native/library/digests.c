/* SPDX-License-Identifier: MIT
 *
 * digests.c - fast paths of the block functions of MD5, SHA-1, SHA-224/256 and SHA-384/512, by nettle.
 *
 * Each is implCompress0(byte[] block, int offset) of a class in sun.security.provider, whose private field `state`
 * holds the chaining value; the Java side has checked the bounds, which is checked again here. nettle has no public
 * block function for SHA-2: a context that has our chaining value and no bytes waiting does the same when it is given
 * one block.
 */
#include <nettle/md5.h>
#include <nettle/sha1.h>
#include <nettle/sha2.h>
#include "native/library/natives.h"
#include "runtime/frame.h"
#include "runtime/vm.h"

/* The object's `state` array of `length` elements if the block fits; NULL = leave it to Java. */
static struct object *digest_state(struct thread *t, const union slot *slots, u32 length, u32 block) {
    const struct object *bytes = slots[1].o;
    i64 offset = slots[2].i;
    if (!bytes || offset < 0 || offset + block > (i64)array_length(bytes))
        return NULL;
    const struct symbol *name = symbol_lookup(t->vm->symbols, "state", 5);
    const struct field *f = name ? class_declared_field(frame_current_method(t)->holder, name, NULL) : NULL;
    struct object *state = f ? object_get_ref(slots[0].o, f->offset) : NULL;
    return state && array_length(state) >= length ? state : NULL;
}

static inline const u8 *block_of(const union slot *slots) {
    return &ARRAY_AT(slots[1].o, slots[2].i, u8);
}

bool fast_md5_block(struct thread *t, union slot *slots) {
    struct object *state = digest_state(t, slots, 4, MD5_BLOCK_SIZE);
    if (state)
        nettle_md5_compress(&ARRAY_AT(state, 0, u32), block_of(slots));
    return state;
}

bool fast_sha1_block(struct thread *t, union slot *slots) {
    struct object *state = digest_state(t, slots, 5, SHA1_BLOCK_SIZE);
    if (state)
        nettle_sha1_compress(&ARRAY_AT(state, 0, u32), block_of(slots));
    return state;
}

bool fast_sha256_block(struct thread *t, union slot *slots) {
    struct object *state = digest_state(t, slots, 8, SHA256_BLOCK_SIZE);
    if (!state)
        return false;
    struct sha256_ctx context = {.index = 0};
    memcpy(context.state, &ARRAY_AT(state, 0, u32), sizeof context.state);
    sha256_update(&context, SHA256_BLOCK_SIZE, block_of(slots));
    memcpy(&ARRAY_AT(state, 0, u32), context.state, sizeof context.state);
    return true;
}

bool fast_sha512_block(struct thread *t, union slot *slots) {
    struct object *state = digest_state(t, slots, 8, SHA512_BLOCK_SIZE);
    if (!state)
        return false;
    struct sha512_ctx context = {.index = 0};
    memcpy(context.state, &ARRAY_AT(state, 0, u64), sizeof context.state);
    sha512_update(&context, SHA512_BLOCK_SIZE, block_of(slots));
    memcpy(&ARRAY_AT(state, 0, u64), context.state, sizeof context.state);
    return true;
}
