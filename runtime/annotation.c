/* SPDX-License-Identifier: MIT
 *
 * annotation.c - finds the VM's annotations among a method's RuntimeVisibleAnnotations
 * (JVMS 4.7.16).
 *
 * The element values of other annotations have to be stepped over; a malformed body ends the scan (reflection reports
 * it when somebody asks).
 */
#include "runtime/annotation.h"

#include "runtime/class.h"

struct known_annotation {
    const char *descriptor;
    u32 flags;
};
static const struct known_annotation method_annotations[] = {
    {"Ljdk/internal/reflect/CallerSensitive;", METHOD_CALLER_SENSITIVE},
    {"Ljdk/internal/vm/annotation/Hidden;", METHOD_HIDDEN},
    {"Ljava/lang/invoke/LambdaForm$Hidden;", METHOD_HIDDEN},
    {"Ljava/lang/invoke/LambdaForm$Compiled;", METHOD_LAMBDA_FORM_COMPILED},
    {"Ljdk/internal/vm/annotation/IntrinsicCandidate;", METHOD_INTRINSIC_CANDIDATE},
    {"Ljdk/internal/vm/annotation/ForceInline;", METHOD_FORCE_INLINE},
    {"Ljdk/internal/misc/ScopedMemoryAccess$Scoped;", METHOD_SCOPED},
};
static const struct known_annotation field_annotations[] = {
    {"Ljdk/internal/vm/annotation/Stable;", FIELD_STABLE},
};

struct cursor {
    const u8 *p, *end;
};

static bool take(struct cursor *c, size_t n) {
    if ((size_t)(c->end - c->p) < n)
        return false;
    c->p += n;
    return true;
}

static bool skip_pairs(struct cursor *c, int depth);

static bool skip_value(struct cursor *c, int depth) {
    if (depth > 32 || !take(c, 1))
        return false;
    switch (c->p[-1]) {
    case 'e':
        return take(c, 4);
    case '@':
        return take(c, 2) && skip_pairs(c, depth + 1);
    case '[': {
        if (!take(c, 2))
            return false;
        for (u16 n = be16(c->p - 2); n > 0; n--) {
            if (!skip_value(c, depth + 1))
                return false;
        }
        return true;
    }
    default:
        return take(c, 2);
    }
}

static bool skip_pairs(struct cursor *c, int depth) {
    if (!take(c, 2))
        return false;
    for (u16 n = be16(c->p - 2); n > 0; n--) {
        if (!take(c, 2) || !skip_value(c, depth))
            return false;
    }
    return true;
}

static u32 flags_of(const struct classfile *cf, const struct member *member, const struct known_annotation *known,
                    size_t count) {
    const struct attribute *a =
        attribute_find(member->attributes, member->attributes_count, ATTR_RUNTIME_VISIBLE_ANNOTATIONS);
    if (!a)
        return 0;
    struct cursor c = {a->info, a->info + a->length};
    u32 flags = 0;
    if (!take(&c, 2))
        return 0;
    for (u16 n = be16(c.p - 2); n > 0; n--) {
        if (!take(&c, 2))
            return flags;
        u16 type = be16(c.p - 2);
        if (type == 0 || type >= cf->cp_count || cf->cp_tags[type] != CP_UTF8)
            return flags;
        for (size_t i = 0; i < count; i++) {
            if (classfile_utf8_equals(cf, type, known[i].descriptor))
                flags |= known[i].flags;
        }
        if (!skip_pairs(&c, 0))
            return flags;
    }
    return flags;
}

u32 annotation_method_flags(const struct classfile *cf, const struct member *method) {
    return flags_of(cf, method, method_annotations, ARRAY_LENGTH(method_annotations));
}

bool annotation_field_is_stable(const struct classfile *cf, const struct member *field) {
    return flags_of(cf, field, field_annotations, ARRAY_LENGTH(field_annotations)) & FIELD_STABLE;
}
