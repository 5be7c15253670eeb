/* SPDX-License-Identifier: MIT
 *
 * string.c - java.lang.String from C, and the table of interned strings.
 *
 * A String has a byte[] and a coder: Latin-1 (0) when every char is below 256, otherwise UTF-16 in native order (1).
 * String.equals relies on it, so every string made here is compressed when it can be. hash is left 0 (not computed).
 *
 * The table is weak: after marking the collector removes the strings nobody else holds (literals are held by their
 * classes' cp_objects). The lock is never held across an allocation: look up, make the string, look up again and
 * insert. No string found in the table can be dead, because clear_weak runs before anything is swept.
 */
#include "base/buf.h"
#include "base/mutf8.h"
#include "runtime/exception.h"
#include "runtime/object.h"
#include "runtime/string.h"
#include "runtime/vm.h"

enum { LATIN1, UTF16 };

/* Contents of a string, in an object or about to become one. */
struct text {
    const void *data; /* u8 or u16 units */
    u32 length;       /* units */
    u8 coder;
};

static inline u16 text_at(const struct text *x, u32 i) {
    return x->coder == LATIN1 ? ((const u8 *)x->data)[i] : ((const u16 *)x->data)[i];
}

static struct text text_of(const struct vm *vm, const struct object *string) {
    struct object *value = object_get_ref(string, KF(vm, String_value));
    u8 coder = FIELD(string, KF(vm, String_coder), u8);
    return (struct text){array_data(value), array_length(value) >> coder, coder};
}

static bool text_equals(const struct text *a, const struct text *b) {
    return a->coder == b->coder && a->length == b->length &&
           memcmp(a->data, b->data, (size_t)a->length << a->coder) == 0;
}

static struct object *new_string(struct thread *t, const struct text *x) {
    struct vm *vm = t->vm;
    if (x->length > (u32)(INT32_MAX >> 1)) {
        throw_out_of_memory(t, "Requested array size exceeds VM limit");
        return NULL;
    }
    struct object *value = array_new(t, vm->primitive_arrays[T_BYTE], (i32)(x->length << x->coder));
    if (!value)
        return NULL;
    memcpy(array_data(value), x->data, (size_t)x->length << x->coder);
    struct object *string = object_new(t, K(vm, java_lang_String));
    if (!string)
        return NULL;
    object_put_ref(string, KF(vm, String_value), value);
    FIELD(string, KF(vm, String_coder), u8) = x->coder;
    return string;
}

/* Units decoded from bytes; small ones stay on the C stack. Free with decoded_free. */
struct decoded {
    struct text text;
    void *memory;
    u16 small[128];
};

static void decoded_free(struct decoded *d) {
    mem_free(d->memory);
}

static void *decoded_room(struct decoded *d, size_t bytes) {
    d->memory = bytes > sizeof d->small ? mem_alloc(bytes) : NULL;
    return d->memory ? d->memory : d->small;
}

static void compress(struct decoded *d, const u16 *units, size_t length) {
    u16 all = 0;
    for (size_t i = 0; i < length; i++)
        all |= units[i];
    d->text = (struct text){units, (u32)length, UTF16};
    if (all > 0xFF)
        return;
    u8 *bytes = (u8 *)(uintptr_t)units; /* in place: the bytes never overtake the units */
    for (size_t i = 0; i < length; i++)
        bytes[i] = (u8)units[i];
    d->text = (struct text){bytes, (u32)length, LATIN1};
}

static void decode_utf8(struct decoded *d, const char *s, size_t length) {
    size_t units = utf8_to_utf16(s, length, NULL);
    u16 *room = decoded_room(d, units * 2);
    utf8_to_utf16(s, length, room);
    compress(d, room, units);
}

static void decode_mutf8(struct decoded *d, const char *s, size_t length) {
    const u8 *bytes = (const u8 *)s;
    d->memory = NULL;
    bool ascii = true;
    for (size_t i = 0; i < length && ascii; i++)
        ascii = bytes[i] < 0x80;
    if (ascii) {
        d->text = (struct text){s, (u32)length, LATIN1};
        return;
    }
    if (!mutf8_valid(bytes, length)) { /* from C code: plain UTF-8 or garbage */
        decode_utf8(d, s, length);
        return;
    }
    bool latin1;
    size_t units = mutf8_utf16_length(bytes, length, &latin1);
    void *room = decoded_room(d, units << (latin1 ? LATIN1 : UTF16));
    if (latin1)
        mutf8_to_latin1(bytes, length, room);
    else
        mutf8_to_utf16(bytes, length, room);
    d->text = (struct text){room, (u32)units, latin1 ? LATIN1 : UTF16};
}

struct object *string_new(struct thread *t, const char *mutf8, size_t length) {
    struct decoded d;
    decode_mutf8(&d, mutf8, length);
    struct object *string = new_string(t, &d.text);
    decoded_free(&d);
    return string;
}

struct object *string_new_cstr(struct thread *t, const char *mutf8) {
    return string_new(t, mutf8, strlen(mutf8));
}

struct object *string_new_utf8(struct thread *t, const char *utf8) {
    struct decoded d;
    decode_utf8(&d, utf8, strlen(utf8));
    struct object *string = new_string(t, &d.text);
    decoded_free(&d);
    return string;
}

struct object *string_new_utf16(struct thread *t, const u16 *chars, i32 length) {
    struct decoded d;
    u16 *room = decoded_room(&d, (size_t)length * 2);
    if (length > 0)
        memcpy(room, chars, (size_t)length * 2);
    compress(&d, room, (size_t)length);
    struct object *string = new_string(t, &d.text);
    decoded_free(&d);
    return string;
}

struct object *string_new_symbol(struct thread *t, const struct symbol *s, bool slashes_to_dots) {
    if (!slashes_to_dots)
        return string_new(t, s->text, s->length);
    char *text = symbol_to_external(s);
    struct object *string = string_new(t, text, s->length);
    mem_free(text);
    return string;
}

/* ---- reading ---- */

i32 string_length(const struct vm *vm, const struct object *string) {
    return (i32)text_of(vm, string).length;
}

u16 string_char_at(const struct vm *vm, const struct object *string, i32 i) {
    struct text x = text_of(vm, string);
    return text_at(&x, (u32)i);
}

char *string_to_mutf8(const struct vm *vm, const struct object *string) {
    struct text x = text_of(vm, string);
    bool latin1 = x.coder == LATIN1;
    size_t length = latin1 ? mutf8_length_of_latin1(x.data, x.length) : mutf8_length_of_utf16(x.data, x.length);
    char *out = mem_alloc(length + 1);
    if (latin1)
        mutf8_from_latin1(x.data, x.length, (u8 *)out);
    else
        mutf8_from_utf16(x.data, x.length, (u8 *)out);
    out[length] = '\0';
    return out;
}

static char *put_utf8(char *out, u32 c) {
    if (c < 0x80) {
        *out++ = (char)c;
    } else if (c < 0x800) {
        *out++ = (char)(0xC0 | c >> 6);
        *out++ = (char)(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        *out++ = (char)(0xE0 | c >> 12);
        *out++ = (char)(0x80 | (c >> 6 & 0x3F));
        *out++ = (char)(0x80 | (c & 0x3F));
    } else {
        *out++ = (char)(0xF0 | c >> 18);
        *out++ = (char)(0x80 | (c >> 12 & 0x3F));
        *out++ = (char)(0x80 | (c >> 6 & 0x3F));
        *out++ = (char)(0x80 | (c & 0x3F));
    }
    return out;
}

char *string_to_utf8(const struct vm *vm, const struct object *string) {
    struct text x = text_of(vm, string);
    char *text = mem_alloc((size_t)x.length * 3 + 1), *out = text;
    for (u32 i = 0; i < x.length; i++) {
        u32 c = text_at(&x, i);
        if (c >= 0xD800 && c < 0xE000) {
            u32 low = c < 0xDC00 && i + 1 < x.length ? text_at(&x, i + 1) : 0;
            if (low >= 0xDC00 && low < 0xE000) {
                c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
                i++;
            } else {
                c = '?'; /* a lone surrogate has no UTF-8 form */
            }
        }
        out = put_utf8(out, c);
    }
    *out = '\0';
    return text;
}

struct symbol *string_to_symbol(struct vm *vm, const struct object *string, bool dots_to_slashes) {
    char *text = string_to_mutf8(vm, string);
    size_t length = strlen(text); /* U+0000 is two bytes in modified UTF-8 */
    struct symbol *s = NULL;
    if (length <= 65535) {
        for (char *p = text; dots_to_slashes && *p; p++) {
            if (*p == '.')
                *p = '/';
        }
        s = symbol_intern(vm->symbols, text, length);
    }
    mem_free(text);
    return s;
}

bool string_equals(const struct vm *vm, const struct object *a, const struct object *b) {
    if (a == b)
        return true;
    if (!a || !b)
        return false;
    struct text x = text_of(vm, a), y = text_of(vm, b);
    return text_equals(&x, &y);
}

/* ---- interned strings ---- */

struct string_entry {
    struct object *string; /* NULL = free */
    u32 hash;
};

struct string_table {
    pthread_mutex_t lock;
    struct string_entry *entries; /* open addressing, linear probing; capacity a power of two */
    u32 capacity, count;
};

struct string_table *string_table_create(void) {
    struct string_table *table = mem_zalloc(sizeof *table);
    pthread_mutex_init(&table->lock, NULL);
    table->capacity = 2048;
    table->entries = mem_calloc(table->capacity, sizeof *table->entries);
    return table;
}

static u32 text_hash(const struct text *x) {
    u32 h = 0;
    for (u32 i = 0; i < x->length; i++)
        h = h * 31 + text_at(x, i);
    return h ^ h >> 15;
}

static void insert(struct string_table *table, struct object *string, u32 hash) {
    u32 i = hash & (table->capacity - 1);
    while (table->entries[i].string)
        i = (i + 1) & (table->capacity - 1);
    table->entries[i] = (struct string_entry){string, hash};
    table->count++;
}

static void rehash(struct string_table *table, u32 capacity) {
    struct string_entry *old = table->entries;
    u32 old_capacity = table->capacity;
    table->entries = mem_calloc(capacity, sizeof *table->entries);
    table->capacity = capacity;
    table->count = 0;
    for (u32 i = 0; i < old_capacity; i++) {
        if (old[i].string)
            insert(table, old[i].string, old[i].hash);
    }
    mem_free(old);
}

static struct object *find(const struct vm *vm, const struct text *x, u32 hash) {
    const struct string_table *table = vm->strings;
    for (u32 i = hash & (table->capacity - 1); table->entries[i].string; i = (i + 1) & (table->capacity - 1)) {
        const struct string_entry *e = &table->entries[i];
        if (e->hash != hash)
            continue;
        struct text y = text_of(vm, e->string);
        if (text_equals(x, &y))
            return e->string;
    }
    return NULL;
}

static struct object *find_interned(struct vm *vm, const struct text *x, u32 hash) {
    pthread_mutex_lock(&vm->strings->lock);
    struct object *found = find(vm, x, hash);
    pthread_mutex_unlock(&vm->strings->lock);
    return found;
}

/* string becomes the interned one unless another thread was faster. */
static struct object *add_interned(struct vm *vm, const struct text *x, u32 hash, struct object *string) {
    struct string_table *table = vm->strings;
    pthread_mutex_lock(&table->lock);
    struct object *found = find(vm, x, hash);
    if (!found) {
        if (table->count + 1 > table->capacity / 4 * 3)
            rehash(table, table->capacity * 2);
        insert(table, string, hash);
        found = string;
    }
    pthread_mutex_unlock(&table->lock);
    return found;
}

struct object *string_intern(struct thread *t, struct object *string) {
    struct text x = text_of(t->vm, string);
    return add_interned(t->vm, &x, text_hash(&x), string);
}

struct object *string_intern_mutf8(struct thread *t, const char *s, size_t length) {
    struct vm *vm = t->vm;
    struct decoded d;
    decode_mutf8(&d, s, length);
    u32 hash = text_hash(&d.text);
    struct object *string = find_interned(vm, &d.text, hash);
    if (!string) {
        string = new_string(t, &d.text);
        if (string)
            string = add_interned(vm, &d.text, hash, string);
    }
    decoded_free(&d);
    return string;
}

bool string_is_interned(struct vm *vm, const char *s, size_t length) {
    struct decoded d;
    decode_mutf8(&d, s, length);
    bool found = find_interned(vm, &d.text, text_hash(&d.text)) != NULL;
    decoded_free(&d);
    return found;
}

struct object *string_intern_symbol(struct thread *t, const struct symbol *s) {
    return string_intern_mutf8(t, s->text, s->length);
}

void string_clear_weak(struct vm *vm, struct heap *heap) {
    struct string_table *table = vm->strings;
    u32 live = 0;
    for (u32 i = 0; i < table->capacity; i++) {
        struct string_entry *e = &table->entries[i];
        if (e->string && !gc_is_marked(heap, e->string))
            e->string = NULL;
        live += e->string != NULL;
    }
    if (live == table->count)
        return;
    /* removal breaks probe sequences: insert the rest again */
    u32 capacity = 2048;
    while (live > capacity / 2)
        capacity *= 2;
    rehash(table, capacity);
}
