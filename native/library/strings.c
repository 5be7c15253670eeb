/* SPDX-License-Identifier: MIT
 *
 * strings.c - fast paths of String, StringBuilder, StringLatin1, StringUTF16, StringCoding and Arrays.
 *
 * Whole-loop kernels in C for methods that have a Java body. Each handles the ordinary case only and declines (returns
 * false, slots untouched) for everything else: null arguments, bounds that don't fit, a builder that must grow. Then
 * the Java body runs and throws or works as ever, so messages and traces stay the library's own (native/library/natives.h).
 *
 * A String is (byte[] value, coder 0 Latin-1 or 1 UTF-16 in native byte order). Chars of UTF-16 values are read with
 * alignment: array data is 8-byte aligned.
 */
#include "native/library/natives.h"
#include "runtime/object.h"
#include "runtime/vm.h"

static inline const u8 *bytes_of(const struct object *a) {
    return (const u8 *)a + ARRAY_BASE;
}
static inline const u16 *chars_of(const struct object *a) {
    return (const u16 *)(const void *)((const char *)a + ARRAY_BASE);
}

/* Do [from, from + count) lie in [0, length)? */
static inline bool fits(i64 from, i64 count, i64 length) {
    return from >= 0 && count >= 0 && from + count <= length;
}

static inline bool done_int(union slot *slots, i32 value) {
    slots[0].w = (u32)value;
    return true;
}

/* ---- comparing ---- */

/* The first of n bytes that differ; n = none. */
static size_t first_difference(const u8 *x, const u8 *y, size_t n) {
    size_t i = 0;
    u64 a, b;
    for (; i + 8 <= n; i += 8) {
        memcpy(&a, x + i, 8);
        memcpy(&b, y + i, 8);
        if (a != b)
            break;
    }
    while (i < n && x[i] == y[i])
        i++;
    return i;
}

static i32 compare_latin1(const struct object *a, const struct object *b) {
    u32 n = array_length(a), m = array_length(b), limit = MIN_OF(n, m);
    const u8 *x = bytes_of(a), *y = bytes_of(b);
    size_t i = first_difference(x, y, limit);
    return i < limit ? x[i] - y[i] : (i32)(n - m);
}

static i32 compare_utf16(const struct object *a, const struct object *b) {
    u32 n = array_length(a) >> 1, m = array_length(b) >> 1, limit = MIN_OF(n, m);
    size_t i = first_difference(bytes_of(a), bytes_of(b), 2 * (size_t)limit) >> 1;
    return i < limit ? chars_of(a)[i] - chars_of(b)[i] : (i32)(n - m);
}

/* a is Latin-1, b UTF-16 */
static i32 compare_mixed(const struct object *a, const struct object *b) {
    u32 n = array_length(a), m = array_length(b) >> 1, limit = MIN_OF(n, m);
    const u8 *x = bytes_of(a);
    const u16 *y = chars_of(b);
    for (u32 i = 0; i < limit; i++) {
        if (x[i] != y[i])
            return x[i] - y[i];
    }
    return (i32)(n - m);
}

static bool same_bytes(const struct object *a, const struct object *b) {
    u32 n = array_length(a);
    return n == array_length(b) && memcmp(bytes_of(a), bytes_of(b), n) == 0;
}

/* StringLatin1.equals, StringUTF16.equals(byte[], byte[]) */
bool fast_bytes_equal(struct thread *t, union slot *slots) {
    (void)t;
    if (!slots[0].o || !slots[1].o)
        return false;
    return done_int(slots, same_bytes(slots[0].o, slots[1].o));
}

/* String.equals(Object) */
bool fast_string_equals(struct thread *t, union slot *slots) {
    struct vm *vm = t->vm;
    const struct object *a = slots[0].o, *b = slots[1].o;
    bool equal = a == b;
    if (!equal && b && object_class(b) == K(vm, java_lang_String)) {
        u32 value = KF(vm, String_value), coder = KF(vm, String_coder);
        equal = FIELD(a, coder, i8) == FIELD(b, coder, i8) &&
                same_bytes(object_get_ref(a, value), object_get_ref(b, value));
    }
    return done_int(slots, equal);
}

/* String.compareTo(String) */
bool fast_string_compare_to(struct thread *t, union slot *slots) {
    struct vm *vm = t->vm;
    const struct object *a = slots[0].o, *b = slots[1].o;
    if (!b)
        return false;
    bool wide_a = FIELD(a, KF(vm, String_coder), i8) != 0, wide_b = FIELD(b, KF(vm, String_coder), i8) != 0;
    a = object_get_ref(a, KF(vm, String_value));
    b = object_get_ref(b, KF(vm, String_value));
    if (wide_a)
        return done_int(slots, wide_b ? compare_utf16(a, b) : -compare_mixed(b, a));
    return done_int(slots, wide_b ? compare_mixed(a, b) : compare_latin1(a, b));
}

bool fast_latin1_compare_to(struct thread *t, union slot *slots) {
    (void)t;
    return slots[0].o && slots[1].o && done_int(slots, compare_latin1(slots[0].o, slots[1].o));
}

bool fast_utf16_compare_to(struct thread *t, union slot *slots) {
    (void)t;
    return slots[0].o && slots[1].o && done_int(slots, compare_utf16(slots[0].o, slots[1].o));
}

/* Latin-1 letters without their case: what Character.toLowerCase(Character.toUpperCase(c)) tells apart. The micro sign and
 * y with diaeresis have upper cases that aren't Latin-1, and are equal to themselves only. */
static u8 fold_latin1(u8 c) {
    bool upper = (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7);
    return upper ? c + 0x20 : c;
}

/* StringLatin1.regionMatchesCI(byte[], int, byte[], int, int) */
bool fast_latin1_region_matches(struct thread *t, union slot *slots) {
    (void)t;
    i32 n = slots[4].i;
    if (!slots[0].o || !slots[2].o || !fits(slots[1].i, n, array_length(slots[0].o)) ||
        !fits(slots[3].i, n, array_length(slots[2].o)))
        return false;
    const u8 *x = bytes_of(slots[0].o) + slots[1].i, *y = bytes_of(slots[2].o) + slots[3].i;
    i32 i = 0;
    while (i < n && (x[i] == y[i] || fold_latin1(x[i]) == fold_latin1(y[i])))
        i++;
    return done_int(slots, i == n);
}

/* String.startsWith(String, int) */
bool fast_string_starts_with(struct thread *t, union slot *slots) {
    struct vm *vm = t->vm;
    const struct object *s = slots[0].o, *prefix = slots[1].o;
    i32 offset = slots[2].i;
    if (!prefix)
        return false;
    u32 shift = FIELD(s, KF(vm, String_coder), u8), prefix_shift = FIELD(prefix, KF(vm, String_coder), u8);
    s = object_get_ref(s, KF(vm, String_value));
    prefix = object_get_ref(prefix, KF(vm, String_value));
    u32 n = array_length(s), m = array_length(prefix);
    if (offset < 0 || offset > (i32)(n >> shift) - (i32)(m >> prefix_shift))
        return done_int(slots, false);
    if (shift == prefix_shift)
        return done_int(slots, memcmp(bytes_of(s) + ((size_t)(u32)offset << shift), bytes_of(prefix), m) == 0);
    if (shift == 0)
        return done_int(slots, false);
    const u16 *x = chars_of(s) + offset;
    const u8 *y = bytes_of(prefix);
    for (u32 i = 0; i < m; i++) {
        if (x[i] != y[i])
            return done_int(slots, false);
    }
    return done_int(slots, true);
}

/* ---- characters and hashes ---- */

/* String.charAt(int) */
bool fast_string_char_at(struct thread *t, union slot *slots) {
    struct vm *vm = t->vm;
    const struct object *s = slots[0].o, *value = object_get_ref(s, KF(vm, String_value));
    u32 i = slots[1].u, shift = FIELD(s, KF(vm, String_coder), u8);
    if (i >= array_length(value) >> shift)
        return false;
    slots[0].w = shift ? chars_of(value)[i] : bytes_of(value)[i];
    return true;
}

/* StringUTF16.getChar(byte[], int) */
bool fast_utf16_get_char(struct thread *t, union slot *slots) {
    (void)t;
    if (!slots[0].o || slots[1].u >= array_length(slots[0].o) >> 1)
        return false;
    slots[0].w = chars_of(slots[0].o)[slots[1].u];
    return true;
}

/* StringUTF16.putChar(byte[], int, int) */
bool fast_utf16_put_char(struct thread *t, union slot *slots) {
    (void)t;
    if (!slots[0].o || slots[1].u >= array_length(slots[0].o) >> 1)
        return false;
    ARRAY_AT(slots[0].o, slots[1].u, u16) = (u16)slots[2].u;
    return true;
}

/* StringLatin1.hashCode(byte[]) */
bool fast_latin1_hash_code(struct thread *t, union slot *slots) {
    (void)t;
    if (!slots[0].o)
        return false;
    const u8 *p = bytes_of(slots[0].o);
    u32 h = 0;
    for (u32 i = 0, n = array_length(slots[0].o); i < n; i++)
        h = 31 * h + p[i];
    return done_int(slots, (i32)h);
}

/* StringUTF16.hashCode(byte[]) */
bool fast_utf16_hash_code(struct thread *t, union slot *slots) {
    (void)t;
    if (!slots[0].o)
        return false;
    const u16 *p = chars_of(slots[0].o);
    u32 h = 0;
    for (u32 i = 0, n = array_length(slots[0].o) >> 1; i < n; i++)
        h = 31 * h + p[i];
    return done_int(slots, (i32)h);
}

/* Arrays.hashCode(byte[]), (int[]): null is 0 */
bool fast_hash_bytes(struct thread *t, union slot *slots) {
    (void)t;
    u32 h = slots[0].o ? 1 : 0;
    for (u32 i = 0, n = slots[0].o ? array_length(slots[0].o) : 0; i < n; i++)
        h = 31 * h + (u32)ARRAY_AT(slots[0].o, i, i8);
    return done_int(slots, (i32)h);
}

bool fast_hash_ints(struct thread *t, union slot *slots) {
    (void)t;
    u32 h = slots[0].o ? 1 : 0;
    for (u32 i = 0, n = slots[0].o ? array_length(slots[0].o) : 0; i < n; i++)
        h = 31 * h + ARRAY_AT(slots[0].o, i, u32);
    return done_int(slots, (i32)h);
}

/* ---- searching ---- */

/* StringLatin1.indexOf(byte[], int ch, int from) */
bool fast_latin1_index_of_char(struct thread *t, union slot *slots) {
    (void)t;
    if (!slots[0].o)
        return false;
    u32 c = slots[1].u, n = array_length(slots[0].o);
    i32 from = MAX_OF(slots[2].i, 0);
    if (c > 0xFF || (u32)from >= n)
        return done_int(slots, -1);
    const u8 *p = bytes_of(slots[0].o), *found = memchr(p + from, (int)c, n - (u32)from);
    return done_int(slots, found ? (i32)(found - p) : -1);
}

/* StringLatin1.lastIndexOf(byte[], int ch, int from) */
bool fast_latin1_last_index_of_char(struct thread *t, union slot *slots) {
    (void)t;
    if (!slots[0].o)
        return false;
    if (slots[1].u > 0xFF)
        return done_int(slots, -1);
    const u8 *p = bytes_of(slots[0].o);
    i32 i = MIN_OF(slots[2].i, (i32)array_length(slots[0].o) - 1);
    while (i >= 0 && p[i] != slots[1].u)
        i--;
    return done_int(slots, i < 0 ? -1 : i);
}

/* StringUTF16.indexOf(byte[], int ch, int from), characters of the basic plane */
bool fast_utf16_index_of_char(struct thread *t, union slot *slots) {
    (void)t;
    if (!slots[0].o || slots[1].u >= 0x10000)
        return false;
    const u16 *p = chars_of(slots[0].o);
    u32 n = array_length(slots[0].o) >> 1, i = (u32)MAX_OF(slots[2].i, 0);
    while (i < n && p[i] != slots[1].u)
        i++;
    return done_int(slots, i < n ? (i32)i : -1);
}

/* First index >= from, <= last, where the m units of y stand in x. Units of x and y are 1 or 2 bytes wide. */
static i32 find_latin1(const u8 *x, i32 from, i32 last, const u8 *y, i32 m) {
    for (i32 i = from; i <= last; i++) {
        const u8 *p = memchr(x + i, y[0], (size_t)(last - i + 1));
        if (!p)
            return -1;
        i = (i32)(p - x);
        if (memcmp(p + 1, y + 1, (size_t)(m - 1)) == 0)
            return i;
    }
    return -1;
}

static i32 find_utf16(const u16 *x, i32 from, i32 last, const u16 *y, i32 m) {
    for (i32 i = from; i <= last; i++) {
        if (x[i] == y[0] && memcmp(x + i + 1, y + 1, 2 * (size_t)(m - 1)) == 0)
            return i;
    }
    return -1;
}

/* StringLatin1.indexOf(byte[] value, byte[] str) */
bool fast_latin1_index_of(struct thread *t, union slot *slots) {
    (void)t;
    if (!slots[0].o || !slots[1].o)
        return false;
    i32 n = (i32)array_length(slots[0].o), m = (i32)array_length(slots[1].o);
    return done_int(slots, m == 0 ? 0 : find_latin1(bytes_of(slots[0].o), 0, n - m, bytes_of(slots[1].o), m));
}

/* StringLatin1.indexOf(byte[] value, int count, byte[] str, int strCount, int from) */
bool fast_latin1_index_of_from(struct thread *t, union slot *slots) {
    (void)t;
    i32 n = slots[1].i, m = slots[3].i, from = slots[4].i;
    if (!slots[0].o || !slots[2].o || m <= 0 || from < 0 || !fits(0, n, array_length(slots[0].o)) ||
        !fits(0, m, array_length(slots[2].o)))
        return false;
    return done_int(slots, find_latin1(bytes_of(slots[0].o), from, n - m, bytes_of(slots[2].o), m));
}

/* StringUTF16.indexOf(byte[] value, byte[] str) */
bool fast_utf16_index_of(struct thread *t, union slot *slots) {
    (void)t;
    if (!slots[0].o || !slots[1].o)
        return false;
    i32 n = (i32)array_length(slots[0].o) >> 1, m = (i32)array_length(slots[1].o) >> 1;
    return done_int(slots, m == 0 ? 0 : find_utf16(chars_of(slots[0].o), 0, n - m, chars_of(slots[1].o), m));
}

/* StringUTF16.indexOf(byte[] value, int count, byte[] str, int strCount, int from) */
bool fast_utf16_index_of_from(struct thread *t, union slot *slots) {
    (void)t;
    i32 n = slots[1].i, m = slots[3].i, from = slots[4].i;
    if (!slots[0].o || !slots[2].o || m <= 0 || from < 0 || !fits(0, n, array_length(slots[0].o) >> 1) ||
        !fits(0, m, array_length(slots[2].o) >> 1))
        return false;
    return done_int(slots, find_utf16(chars_of(slots[0].o), from, n - m, chars_of(slots[2].o), m));
}

/* ---- converting ---- */

/* Narrows up to n units; returns how many before the first above `limit`. */
static i32 narrow_chars(u8 *dst, const u16 *src, i32 n, u16 limit) {
    i32 i = 0;
    while (i < n && src[i] <= limit) {
        dst[i] = (u8)src[i];
        i++;
    }
    return i;
}

static void widen(u16 *dst, const u8 *src, i32 n) {
    for (i32 i = 0; i < n; i++)
        dst[i] = src[i];
}

/* (units src, int srcOff, byte[] dst, int dstOff, int len) with srcOff counted in units of 1 << shift bytes */
static bool conversion_fits(const union slot *slots, u32 src_shift, u32 dst_shift) {
    return slots[0].o && slots[2].o && fits(slots[1].i, slots[4].i, array_length(slots[0].o) >> src_shift) &&
           fits(slots[3].i, slots[4].i, array_length(slots[2].o) >> dst_shift);
}

/* StringUTF16.compress(char[], int, byte[], int, int): 0 when some char is not Latin-1 */
bool fast_compress_chars(struct thread *t, union slot *slots) {
    (void)t;
    if (!conversion_fits(slots, 0, 0))
        return false;
    i32 n = slots[4].i;
    i32 got = narrow_chars(&ARRAY_AT(slots[2].o, slots[3].i, u8), chars_of(slots[0].o) + slots[1].i, n, 0xFF);
    return done_int(slots, got == n ? n : 0);
}

/* StringUTF16.compress(byte[], int, byte[], int, int) */
bool fast_compress_bytes(struct thread *t, union slot *slots) {
    (void)t;
    if (!conversion_fits(slots, 1, 0))
        return false;
    i32 n = slots[4].i;
    i32 got = narrow_chars(&ARRAY_AT(slots[2].o, slots[3].i, u8), chars_of(slots[0].o) + slots[1].i, n, 0xFF);
    return done_int(slots, got == n ? n : 0);
}

/* StringCoding.implEncodeISOArray(byte[] of UTF-16, ...), ISO_8859_1.Encoder.implEncodeISOArray(char[], ...): how many
 * fitted */
bool fast_encode_iso_bytes(struct thread *t, union slot *slots) {
    (void)t;
    return conversion_fits(slots, 1, 0) &&
           done_int(slots, narrow_chars(&ARRAY_AT(slots[2].o, slots[3].i, u8), chars_of(slots[0].o) + slots[1].i,
                                        slots[4].i, 0xFF));
}

bool fast_encode_iso_chars(struct thread *t, union slot *slots) {
    (void)t;
    return conversion_fits(slots, 0, 0) &&
           done_int(slots, narrow_chars(&ARRAY_AT(slots[2].o, slots[3].i, u8), chars_of(slots[0].o) + slots[1].i,
                                        slots[4].i, 0xFF));
}

/* StringCoding.implEncodeAsciiArray(char[], int, byte[], int, int) */
bool fast_encode_ascii_chars(struct thread *t, union slot *slots) {
    (void)t;
    return conversion_fits(slots, 0, 0) &&
           done_int(slots, narrow_chars(&ARRAY_AT(slots[2].o, slots[3].i, u8), chars_of(slots[0].o) + slots[1].i,
                                        slots[4].i, 0x7F));
}

/* StringLatin1.inflate(byte[], int, char[], int, int) */
bool fast_inflate_chars(struct thread *t, union slot *slots) {
    (void)t;
    if (!conversion_fits(slots, 0, 0))
        return false;
    widen(&ARRAY_AT(slots[2].o, slots[3].i, u16), bytes_of(slots[0].o) + slots[1].i, slots[4].i);
    return true;
}

/* StringUTF16.inflate(byte[], int, byte[], int, int), StringLatin1.inflate(byte[], int, byte[], int, int) */
bool fast_inflate_bytes(struct thread *t, union slot *slots) {
    (void)t;
    if (!conversion_fits(slots, 0, 1))
        return false;
    widen(&ARRAY_AT(slots[2].o, slots[3].i, u16), bytes_of(slots[0].o) + slots[1].i, slots[4].i);
    return true;
}

/* StringUTF16.getChars(byte[], int begin, int end, char[], int at) */
bool fast_utf16_get_chars(struct thread *t, union slot *slots) {
    (void)t;
    i64 n = (i64)slots[2].i - slots[1].i;
    if (!slots[0].o || !slots[3].o || !fits(slots[1].i, n, array_length(slots[0].o) >> 1) ||
        !fits(slots[4].i, n, array_length(slots[3].o)))
        return false;
    memmove(&ARRAY_AT(slots[3].o, slots[4].i, u16), chars_of(slots[0].o) + slots[1].i, 2 * (size_t)n);
    return true;
}

/* StringUTF16.toBytes(char[], int, int) */
bool fast_utf16_to_bytes(struct thread *t, union slot *slots) {
    i32 n = slots[2].i;
    if (!slots[0].o || n > INT32_MAX / 2 || !fits(slots[1].i, n, array_length(slots[0].o)))
        return false;
    struct object *bytes = array_at_hand(t, t->vm->primitive_arrays[T_BYTE], 2 * n);
    if (!bytes)
        return false;
    memcpy(array_data(bytes), chars_of(slots[0].o) + slots[1].i, 2 * (size_t)n);
    slots[0].o = bytes;
    return true;
}

/* StringCoding.hasNegatives(byte[], int, int) */
bool fast_has_negatives(struct thread *t, union slot *slots) {
    (void)t;
    if (!slots[0].o || !fits(slots[1].i, slots[2].i, array_length(slots[0].o)))
        return false;
    const u8 *p = bytes_of(slots[0].o) + slots[1].i, *end = p + slots[2].i;
    u64 word;
    for (; end - p >= 8; p += 8) {
        memcpy(&word, p, 8);
        if (word & 0x8080808080808080u)
            return done_int(slots, true);
    }
    for (; p < end; p++) {
        if (*p & 0x80)
            return done_int(slots, true);
    }
    return done_int(slots, false);
}

/* StringLatin1.newString(byte[], int, int) of a non-empty range */
bool fast_latin1_new_string(struct thread *t, union slot *slots) {
    struct vm *vm = t->vm;
    struct object *source = slots[0].o;
    i32 from = slots[1].i, n = slots[2].i;
    if (!source || n == 0 || !fits(from, n, array_length(source)))
        return false;
    struct object *bytes = array_at_hand(t, vm->primitive_arrays[T_BYTE], n);
    struct object *string = bytes ? object_at_hand(t, K(vm, java_lang_String)) : NULL;
    if (!string)
        return false;
    memcpy(array_data(bytes), bytes_of(source) + from, (size_t)n);
    object_put_ref(string, KF(vm, String_value), bytes);
    slots[0].o = string;
    return true;
}

/* ---- StringBuilder ---- */

/* A builder with room for `extra` units more than it has; NULL = let Java grow or widen it. */
static struct object *builder_room(const struct vm *vm, const struct object *builder, i64 extra, u32 *shift,
                                   i32 *count) {
    struct object *value = object_get_ref(builder, KF(vm, AbstractStringBuilder_value));
    *count = FIELD(builder, KF(vm, AbstractStringBuilder_count), i32);
    *shift = FIELD(builder, KF(vm, AbstractStringBuilder_coder), u8);
    return value && fits(*count, extra, array_length(value) >> *shift) ? value : NULL;
}

/* StringBuilder.append(String) */
bool fast_append_string(struct thread *t, union slot *slots) {
    struct vm *vm = t->vm;
    const struct object *string = slots[1].o;
    u32 shift, string_shift;
    i32 count;
    if (!string)
        return false;
    const struct object *text = object_get_ref(string, KF(vm, String_value));
    string_shift = FIELD(string, KF(vm, String_coder), u8);
    i32 n = (i32)(array_length(text) >> string_shift);
    struct object *value = builder_room(vm, slots[0].o, n, &shift, &count);
    if (!value || string_shift > shift)
        return false;
    if (shift == string_shift)
        memmove((u8 *)array_data(value) + ((size_t)(u32)count << shift), bytes_of(text), array_length(text));
    else
        widen(&ARRAY_AT(value, count, u16), bytes_of(text), n);
    FIELD(slots[0].o, KF(vm, AbstractStringBuilder_count), i32) = count + n;
    return true; /* slot 0 is the builder */
}

/* StringBuilder.append(char) */
bool fast_append_char(struct thread *t, union slot *slots) {
    struct vm *vm = t->vm;
    u32 shift;
    i32 count;
    u16 c = (u16)slots[1].u;
    struct object *value = builder_room(vm, slots[0].o, 1, &shift, &count);
    if (!value || (shift == 0 && c > 0xFF))
        return false;
    if (shift)
        ARRAY_AT(value, count, u16) = c;
    else
        ARRAY_AT(value, count, u8) = (u8)c;
    FIELD(slots[0].o, KF(vm, AbstractStringBuilder_count), i32) = count + 1;
    return true;
}

static bool append_number(struct thread *t, union slot *slots, i64 number) {
    struct vm *vm = t->vm;
    u8 text[24];
    int at = sizeof text;
    u64 rest = number < 0 ? 0 - (u64)number : (u64)number;
    do {
        text[--at] = (u8)('0' + rest % 10);
        rest /= 10;
    } while (rest);
    if (number < 0)
        text[--at] = '-';
    i32 n = (i32)sizeof text - at, count;
    u32 shift;
    struct object *value = builder_room(vm, slots[0].o, n, &shift, &count);
    if (!value)
        return false;
    if (shift)
        widen(&ARRAY_AT(value, count, u16), text + at, n);
    else
        memcpy(&ARRAY_AT(value, count, u8), text + at, (size_t)n);
    FIELD(slots[0].o, KF(vm, AbstractStringBuilder_count), i32) = count + n;
    return true;
}

/* StringBuilder.append(int), append(long) */
bool fast_append_int(struct thread *t, union slot *slots) {
    return append_number(t, slots, slots[1].i);
}

bool fast_append_long(struct thread *t, union slot *slots) {
    return append_number(t, slots, slots[1].j);
}

/* AbstractStringBuilder.charAt(int) */
bool fast_builder_char_at(struct thread *t, union slot *slots) {
    struct vm *vm = t->vm;
    u32 i = slots[1].u, shift;
    i32 count;
    const struct object *value = builder_room(vm, slots[0].o, 0, &shift, &count);
    if (!value || count < 0 || i >= (u32)count)
        return false;
    slots[0].w = shift ? chars_of(value)[i] : bytes_of(value)[i];
    return true;
}

/* ---- Arrays ---- */

/* Arrays.equals of two arrays of one integral type */
bool fast_arrays_equal(struct thread *t, union slot *slots) {
    (void)t;
    const struct object *a = slots[0].o, *b = slots[1].o;
    bool equal = a == b;
    if (!equal && a && b && array_length(a) == array_length(b)) {
        size_t bytes = (size_t)array_length(a) << object_layout(a)->element_shift;
        equal = memcmp(bytes_of(a), bytes_of(b), bytes) == 0;
    }
    return done_int(slots, equal);
}

/* Arrays.fill(primitive[], value) */
#define FILL(name, ctype)                                                                                              \
    bool fast_##name(struct thread *t, union slot *slots) {                                                            \
        (void)t;                                                                                                       \
        if (!slots[0].o)                                                                                               \
            return false;                                                                                              \
        ctype *p = &ARRAY_AT(slots[0].o, 0, ctype), value = (ctype)slots[1].w;                                         \
        for (u32 i = 0, n = array_length(slots[0].o); i < n; i++)                                                      \
            p[i] = value;                                                                                              \
        return true;                                                                                                   \
    }
FILL(fill_bytes, u8)
FILL(fill_shorts, u16)
FILL(fill_ints, u32)
FILL(fill_longs, u64)

/* Arrays.copyOf(primitive[], int) */
bool fast_copy_of(struct thread *t, union slot *slots) {
    struct object *source = slots[0].o;
    i32 n = slots[1].i;
    if (!source || n < 0)
        return false;
    struct object *copy = array_at_hand(t, object_class(source), n);
    if (!copy)
        return false;
    u32 have = MIN_OF(array_length(source), (u32)n);
    memcpy(array_data(copy), bytes_of(source), (size_t)have << object_layout(source)->element_shift);
    slots[0].o = copy;
    return true;
}

/* Arrays.copyOfRange(primitive[], int, int) */
bool fast_copy_of_range(struct thread *t, union slot *slots) {
    struct object *source = slots[0].o;
    i64 from = slots[1].i, n = (i64)slots[2].i - from;
    if (!source || n < 0 || n > INT32_MAX || from < 0 || from > (i64)array_length(source))
        return false;
    struct object *copy = array_at_hand(t, object_class(source), (i32)n);
    if (!copy)
        return false;
    u32 shift = object_layout(source)->element_shift;
    i64 have = MIN_OF((i64)array_length(source) - from, n);
    memcpy(array_data(copy), bytes_of(source) + ((size_t)from << shift), (size_t)have << shift);
    slots[0].o = copy;
    return true;
}

static void vectorized_mismatch(union slot *slots) {
    const u8 *a = (const u8 *)slots[0].o + slots[1].j, *b = (const u8 *)slots[2].o + slots[3].j;
    size_t bytes = (size_t)slots[4].u << slots[5].u, i = 0;
    u64 x, y;
    for (; i + 8 <= bytes; i += 8) {
        memcpy(&x, a + i, 8);
        memcpy(&y, b + i, 8);
        if (x != y)
            break;
    }
    while (i < bytes && a[i] == b[i])
        i++;
    done_int(slots, i < bytes ? (i32)(i >> slots[5].u) : ~0);
}

/* ArraysSupport.vectorizedMismatch(Object a, long, Object b, long, int length, int log2 scale): the first differing
 * element, or ~0: nothing is left to compare. */
bool fast_vectorized_mismatch(struct thread *t, union slot *slots) {
    if (slots[4].i < 0)
        return false;
    if (!slots[0].o || !slots[2].o)
        return native_guarded(t, vectorized_mismatch, slots);
    vectorized_mismatch(slots);
    return true;
}
