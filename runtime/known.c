/* SPDX-License-Identifier: MIT
 *
 * known.c - fills struct known from known.def.
 */
#include "runtime/known.h"

#include "base/buf.h"
#include "runtime/vm.h"

enum row_kind { ROW_CLASS, ROW_FIELD, ROW_STATIC, ROW_METHOD };

/* Where things stand in struct known; the class row of a class row is its own. */
static const struct known_row {
    u8 kind;
    struct releases releases;
    u16 slot, class_slot;
    const char *name, *descriptor;
} rows[] = {
#define ROW(kind, slot, class_id, name, descriptor, ...)                                                               \
    {kind, {__VA_ARGS__}, offsetof(struct known, slot), offsetof(struct known, c_##class_id), name, descriptor},
#define KNOWN_CLASS_IN(id, name, releases) ROW(ROW_CLASS, c_##id, id, name, NULL, releases)
#define KNOWN_FIELD_IN(id, class_id, name, descriptor, releases)                                                       \
    ROW(ROW_FIELD, f_##id, class_id, name, descriptor, releases)
#define KNOWN_FIELD_ELSE KNOWN_FIELD_IN
#define KNOWN_STATIC_IN(id, class_id, name, descriptor, releases)                                                      \
    ROW(ROW_STATIC, f_##id, class_id, name, descriptor, releases)
#define KNOWN_METHOD_IN(id, class_id, name, descriptor, releases)                                                      \
    ROW(ROW_METHOD, m_##id, class_id, name, descriptor, releases)
#define KNOWN_METHOD_ELSE KNOWN_METHOD_IN
#define KNOWN_SYMBOL(id, text)
#include "runtime/known.def"
#undef ROW
#undef KNOWN_CLASS_IN
#undef KNOWN_FIELD_IN
#undef KNOWN_FIELD_ELSE
#undef KNOWN_STATIC_IN
#undef KNOWN_METHOD_IN
#undef KNOWN_METHOD_ELSE
#undef KNOWN_SYMBOL
};
static_assert(sizeof(struct known) <= UINT16_MAX, "slots are 16-bit offsets");

void known_intern_symbols(struct vm *vm) {
#define KNOWN_CLASS_IN(id, name, releases)
#define KNOWN_FIELD_IN(id, class_id, name, descriptor, releases)
#define KNOWN_FIELD_ELSE(id, class_id, name, descriptor, releases)
#define KNOWN_STATIC_IN(id, class_id, name, descriptor, releases)
#define KNOWN_METHOD_IN(id, class_id, name, descriptor, releases)
#define KNOWN_METHOD_ELSE(id, class_id, name, descriptor, releases)
#define KNOWN_SYMBOL(id, text) KS(vm, id) = symbol_intern_cstr(vm->symbols, text);
#include "runtime/known.def"
#undef KNOWN_CLASS_IN
#undef KNOWN_FIELD_IN
#undef KNOWN_FIELD_ELSE
#undef KNOWN_STATIC_IN
#undef KNOWN_METHOD_IN
#undef KNOWN_METHOD_ELSE
#undef KNOWN_SYMBOL
}

static bool is_field(const struct known_row *row) {
    return row->kind == ROW_FIELD || row->kind == ROW_STATIC;
}

/* Fills the row's slot. False: the library has no such thing. */
static bool find(struct thread *t, const struct known_row *row) {
    struct vm *vm = t->vm;
    char *known = (char *)&vm->known;
    struct symbol *name = symbol_intern_cstr(vm->symbols, row->name);
    if (row->kind == ROW_CLASS) {
        struct class *k = loader_find_boot(t, name);
        *(struct class **)(void *)(known + row->slot) = k;
        return k != NULL;
    }
    struct class *k = *(struct class **)(void *)(known + row->class_slot);
    if (!k)
        return true; /* the class was named already */
    struct symbol *descriptor = symbol_intern_cstr(vm->symbols, row->descriptor);
    if (is_field(row)) {
        const struct field *f = class_declared_field(k, name, descriptor);
        if (!f || field_is_static(f) != (row->kind == ROW_STATIC))
            return false;
        *(u32 *)(void *)(known + row->slot) = f->offset;
        return true;
    }
    struct method *m = class_declared_method(k, name, descriptor);
    *(struct method **)(void *)(known + row->slot) = m;
    return m != NULL;
}

static void say_missing(struct vm *vm, const struct known_row *row, struct buf *out) {
    static const char *const kinds[] = {"class", "field", "field", "method"};
    if (!out->length)
        buf_printf(out, "the class library of Java %s does not have:", vm->options.library.version);
    buf_printf(out, "\n  %s ", kinds[row->kind]);
    if (row->kind != ROW_CLASS) {
        const struct class *k = *(struct class **)(void *)((char *)&vm->known + row->class_slot);
        buf_printf(out, "%s.", k->name->text);
    }
    buf_str(out, row->name);
    if (row->kind != ROW_CLASS)
        buf_printf(out, "%s%s", is_field(row) ? " of type " : "", row->descriptor);
}

bool known_load(struct thread *t, char **message) {
    struct vm *vm = t->vm;
    const u16 feature = vm->options.library.feature;
    struct buf missing = {0};
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        if (releases_include(rows[i].releases, feature) && !find(t, &rows[i])) {
            say_missing(vm, &rows[i], &missing);
            t->exception = NULL;
        }
    }
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        u32 *offset = (u32 *)(void *)((char *)&vm->known + rows[i].slot);
        if (is_field(&rows[i]) && !*offset) /* no field has offset 0: there is the header */
            *offset = NO_FIELD;
    }
    *message = missing.length ? missing.data : NULL;
    return !missing.length;
}
