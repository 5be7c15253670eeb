/* SPDX-License-Identifier: MIT
 *
 * attribute.c - reading parsed attributes. Bounds are checked only where the parser did not.
 */
#include "classfile/classfile.h"

const struct attribute *attribute_find(const struct attribute *attrs, u16 count, enum attribute_kind kind) {
    for (u16 i = 0; i < count; i++)
        if (attrs[i].kind == kind)
            return &attrs[i];
    return NULL;
}

/* A method may have several tables, in any order (JVMS 4.7.12): the entry with the nearest start below counts. The
 * parser doesn't look into the tables of trusted classes, so the length is held against the count. */
int code_line_number(const struct code_attribute *code, u32 bci) {
    int line = -1;
    i32 best = -1;
    for (u16 i = 0; i < code->attributes_count; i++) {
        const struct attribute *a = &code->attributes[i];
        if (a->kind != ATTR_LINE_NUMBER_TABLE || a->length < 2)
            continue;
        u32 count = MIN_OF((u32)be16(a->info), (a->length - 2) / 4);
        for (const u8 *e = a->info + 2; count-- > 0; e += 4) {
            u16 start = be16(e);
            if (start == bci)
                return be16(e + 2);
            if (start < bci && start >= best) {
                best = start;
                line = be16(e + 2);
            }
        }
    }
    return line;
}

bool classfile_bootstrap_method(const struct classfile *cf, u16 index, u16 *method_ref, u16 *argc, const u8 **args) {
    const struct attribute *a = attribute_find(cf->attributes, cf->attributes_count, ATTR_BOOTSTRAP_METHODS);
    if (a == NULL || index >= be16(a->info))
        return false;
    const u8 *e = a->info + 2;
    for (u16 i = 0; i < index; i++)
        e += 4 + 2 * be16(e + 2);
    *method_ref = be16(e);
    *argc = be16(e + 2);
    *args = e + 4;
    return true;
}

u16 classfile_inner_class_count(const struct classfile *cf) {
    const struct attribute *a = attribute_find(cf->attributes, cf->attributes_count, ATTR_INNER_CLASSES);
    return a != NULL ? be16(a->info) : 0;
}

struct inner_class classfile_inner_class_at(const struct classfile *cf, u16 i) {
    const struct attribute *a = attribute_find(cf->attributes, cf->attributes_count, ATTR_INNER_CLASSES);
    const u8 *e = a->info + 2 + 8 * (size_t)i;
    return (struct inner_class){be16(e), be16(e + 2), be16(e + 4), be16(e + 6)};
}

bool classfile_inner_class_self(const struct classfile *cf, struct inner_class *entry) {
    u16 length, own_length;
    const char *own = classfile_utf8(cf, cf->cp[cf->this_class].name_index, &own_length);
    u16 n = classfile_inner_class_count(cf);
    for (u16 i = 0; i < n; i++) {
        struct inner_class e = classfile_inner_class_at(cf, i);
        const char *name = classfile_utf8(cf, cf->cp[e.inner_class_info_index].name_index, &length);
        if (length == own_length && memcmp(name, own, length) == 0) {
            *entry = e;
            return true;
        }
    }
    return false;
}

u16 attribute_index_value(const struct attribute *attrs, u16 count, enum attribute_kind kind) {
    const struct attribute *a = attribute_find(attrs, count, kind);
    return a != NULL ? be16(a->info) : 0;
}

const u8 *attribute_class_list(const struct attribute *attrs, u16 count, enum attribute_kind kind, u16 *n) {
    const struct attribute *a = attribute_find(attrs, count, kind);
    *n = a != NULL ? be16(a->info) : 0;
    return a != NULL ? a->info + 2 : NULL;
}

struct attribute classfile_attribute_next(const struct classfile *cf, const u8 **pos, char where) {
    const u8 *e = *pos;
    struct attribute a = {.name_index = be16(e), .length = be32(e + 2), .info = e + 6};
    a.kind = (u16)classfile_attribute_kind(cf, a.name_index, where);
    *pos = a.info + a.length;
    return a;
}

bool classfile_record_next(const struct classfile *cf, const u8 **pos, struct record_component *component) {
    const struct attribute *a = attribute_find(cf->attributes, cf->attributes_count, ATTR_RECORD);
    if (a == NULL)
        return false;
    const u8 *e = *pos != NULL ? *pos : a->info + 2;
    if (e == a->info + a->length)
        return false;
    *component = (struct record_component){be16(e), be16(e + 2), be16(e + 4), e + 6};
    e += 6;
    for (u16 i = 0; i < component->attributes_count; i++)
        classfile_attribute_next(cf, &e, 'R');
    *pos = e;
    return true;
}
