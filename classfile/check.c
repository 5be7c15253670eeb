/* SPDX-License-Identifier: MIT
 *
 * check.c - format checks (JVMS 4.8) beyond what the parser needs to stay inside the bytes: legal names, descriptors,
 * combinations of flags, duplicates.
 *
 * Descriptors are checked unless CLASSFILE_TRUSTED, the rest with CLASSFILE_CHECK only: HotSpot leaves it out for the
 * classes of its own library.
 */
#include "classfile/parse.h"
#include "classfile/version.h"

static bool old_names(const struct parser *p) {
    return p->cf->major_version < 49;
}

/* ---- names ---- */

bool check_class_name(struct parser *p, struct text name) {
    if (!p->check)
        return true;
    bool legal;
    enum descriptor_problem problem = DESCRIPTOR_OK;
    if (name.n != 0 && name.s[0] == '[')
        legal = descriptor_skip(name.s, name.s + name.n, false, old_names(p), &problem) == name.s + name.n;
    else
        legal = name_valid(name.s, name.n, NAME_CLASS, old_names(p));
    if (problem == DESCRIPTOR_DIMENSIONS)
        return parse_fail(p, "Array type descriptor has more than 255 dimensions in class file %s", p->name);
    if (problem == DESCRIPTOR_BAD_CLASS)
        return parse_fail(p, "Class name is empty or contains illegal character in descriptor in class file %s",
                          p->name);
    return legal || parse_fail(p, "Illegal class name \"%.*s\" in class file %s", name.n, name.s, p->name);
}

bool check_field_name(struct parser *p, struct text name) {
    return !p->check || name_valid(name.s, name.n, NAME_FIELD, old_names(p)) ||
           parse_fail(p, "Illegal field name \"%.*s\" in class %s", name.n, name.s, p->name);
}

bool check_method_name(struct parser *p, struct text name) {
    return !p->check || text_is(name, "<init>") || text_is(name, "<clinit>") ||
           name_valid(name.s, name.n, NAME_METHOD, old_names(p)) ||
           parse_fail(p, "Illegal method name \"%.*s\" in class %s", name.n, name.s, p->name);
}

/* ---- descriptors ---- */

bool check_illegal_signature(struct parser *p, const char *what, struct text name, struct text descriptor) {
    return parse_fail(p, "%s \"%.*s\" in class %s has illegal signature \"%.*s\"", what, name.n, name.s, p->name,
                      descriptor.n, descriptor.s);
}

static bool descriptor_fault(struct parser *p, enum descriptor_problem problem, const char *what, struct text name,
                             struct text descriptor) {
    if (problem == DESCRIPTOR_DIMENSIONS)
        return parse_fail(p, "Array type descriptor has more than 255 dimensions in class file %s", p->name);
    if (problem == DESCRIPTOR_BAD_CLASS)
        return parse_fail(p, "Class name is empty or contains illegal character in descriptor in class file %s",
                          p->name);
    return check_illegal_signature(p, what, name, descriptor);
}

bool check_field_descriptor(struct parser *p, struct text name, struct text descriptor) {
    enum descriptor_problem problem;
    const char *end = descriptor.s + descriptor.n;
    if (p->trusted)
        return true;
    if (descriptor_skip(descriptor.s, end, false, old_names(p), &problem) == end)
        return true;
    return descriptor_fault(p, problem, "Field", name, descriptor);
}

bool check_method_descriptor(struct parser *p, struct text name, struct text descriptor, int *words) {
    enum descriptor_problem problem;
    *words = 0;
    if (p->trusted)
        return true;
    if (text_is(name, "<clinit>") && !text_is(descriptor, "()V") && p->cf->major_version >= 51)
        return check_illegal_signature(p, "Method", name, descriptor);
    bool internal = name.n != 0 && name.s[0] == '<';
    *words = descriptor_scan_method(descriptor.s, descriptor.s + descriptor.n, old_names(p), internal, &problem);
    return *words >= 0 || descriptor_fault(p, problem, "Method", name, descriptor);
}

/* ---- strings of the constant pool ---- */

static bool is_method_descriptor(struct text t) {
    return t.n != 0 && t.s[0] == '(';
}

static bool check_name_and_type(struct parser *p, const union cp_entry *e) {
    u16 name_index = e->name_and_type.name_index, descriptor_index = e->name_and_type.descriptor_index;
    struct text name = text_at(p->cf, name_index), descriptor = text_at(p->cf, descriptor_index);
    if (descriptor.n == 0 || name.n == 0)
        return parse_fail(p, "Illegal zero length constant pool entry at %d in class %s",
                          descriptor.n == 0 ? descriptor_index : name_index, p->name);
    int words;
    if (is_method_descriptor(descriptor))
        return check_method_name(p, name) && check_method_descriptor(p, name, descriptor, &words);
    return check_field_name(p, name) && check_field_descriptor(p, name, descriptor);
}

/* The name-and-type of a reference must be of the reference's sort. */
static bool check_reference(struct parser *p, u8 tag, u16 name_and_type) {
    const union cp_entry *e = &p->cf->cp[name_and_type];
    struct text name = text_at(p->cf, e->name_and_type.name_index);
    struct text descriptor = text_at(p->cf, e->name_and_type.descriptor_index);
    bool method = is_method_descriptor(descriptor);
    if (tag == CP_FIELDREF || tag == CP_DYNAMIC) {
        if (method)
            return check_illegal_signature(p, tag == CP_FIELDREF ? "Field" : "CONSTANT_Dynamic", name, descriptor);
        return true;
    }
    if (!method)
        return check_illegal_signature(p, "Method", name, descriptor);
    if (tag == CP_METHODREF && name.n != 0 && name.s[0] == '<' && !text_is(name, "<init>"))
        return parse_fail(p, "Bad method name at constant pool index %u in class file %s", e->name_and_type.name_index,
                          p->name);
    return true;
}

static bool check_handle_name(struct parser *p, const union cp_entry *e) {
    u16 kind = e->method_handle.kind;
    if (kind < REF_INVOKE_VIRTUAL || kind > REF_NEW_INVOKE_SPECIAL)
        return true;
    u16 name_and_type = p->cf->cp[e->method_handle.ref_index].ref.name_and_type_index;
    u16 name_index = p->cf->cp[name_and_type].name_and_type.name_index;
    bool constructor = text_is(text_at(p->cf, name_index), "<init>");
    if (constructor == (kind == REF_NEW_INVOKE_SPECIAL))
        return true;
    return parse_fail(p, "Bad %s name at constant pool index %u in class file %s",
                      constructor ? "method" : "constructor", name_index, p->name);
}

bool check_constant_pool_strings(struct parser *p) {
    const struct classfile *cf = p->cf;
    for (u32 i = 1; i < cf->cp_count; i++) {
        const union cp_entry *e = &cf->cp[i];
        u8 tag = cf->cp_tags[i];
        bool ok = true;
        int words;
        switch (tag) {
        case CP_CLASS:
            ok = check_class_name(p, text_at(cf, e->name_index));
            break;
        case CP_NAME_AND_TYPE:
            ok = check_name_and_type(p, e);
            break;
        case CP_FIELDREF:
        case CP_METHODREF:
        case CP_INTERFACE_METHODREF:
            ok = check_reference(p, tag, e->ref.name_and_type_index);
            break;
        case CP_DYNAMIC:
        case CP_INVOKE_DYNAMIC:
            ok = check_reference(p, tag, e->dynamic.name_and_type_index);
            break;
        case CP_METHOD_HANDLE:
            ok = check_handle_name(p, e);
            break;
        case CP_METHOD_TYPE:
            /* HotSpot puts a placeholder where the message wants the method's name. */
            ok = check_method_descriptor(p, (struct text){"type", 4}, text_at(cf, e->name_index), &words);
            break;
        default:
            break;
        }
        if (!ok)
            return false;
    }
    return true;
}

/* ---- flags ---- */

static bool more_than_one_visibility(u16 flags) {
    u16 v = flags & (ACC_PUBLIC | ACC_PRIVATE | ACC_PROTECTED);
    return (v & (v - 1)) != 0;
}

bool check_class_flags(struct parser *p, u16 flags) {
    if ((flags & ACC_MODULE) != 0)
        return p->module_ok || parse_fail_status(p, CLASSFILE_NO_CLASS_DEF,
                                                 "%s is not a class because access_flag ACC_MODULE is set", p->name);
    if (!p->check)
        return true;
    bool interface = (flags & ACC_INTERFACE) != 0, abstract = (flags & ACC_ABSTRACT) != 0;
    bool since_5 = p->cf->major_version >= 49;
    if ((abstract && (flags & ACC_FINAL) != 0) || (interface && !abstract) ||
        (interface && since_5 && (flags & (ACC_SUPER | ACC_ENUM)) != 0) ||
        (!interface && since_5 && (flags & ACC_ANNOTATION) != 0))
        return parse_fail(p, "Illegal class modifiers in class %s: 0x%X", p->name, flags);
    return true;
}

bool check_field_flags(struct parser *p, u16 flags) {
    if (!p->check)
        return true;
    const u16 constant = ACC_PUBLIC | ACC_STATIC | ACC_FINAL;
    bool illegal;
    if ((p->cf->access_flags & ACC_INTERFACE) != 0)
        illegal = (flags & constant) != constant ||
                  (flags & (ACC_PRIVATE | ACC_PROTECTED | ACC_VOLATILE | ACC_TRANSIENT)) != 0 ||
                  (p->cf->major_version >= 49 && (flags & ACC_ENUM) != 0);
    else
        illegal = more_than_one_visibility(flags) || (flags & (ACC_FINAL | ACC_VOLATILE)) == (ACC_FINAL | ACC_VOLATILE);
    return !illegal || parse_fail(p, "Illegal field modifiers in class %s: 0x%X", p->name, flags);
}

static bool interface_method_illegal(u16 major, u16 flags) {
    const u16 strict = major >= CLASSFILE_MAJOR_NO_STRICT ? 0 : ACC_STRICT;
    if (major >= 52)
        return ((flags & ACC_PUBLIC) != 0) == ((flags & ACC_PRIVATE) != 0) ||
               (flags & (ACC_NATIVE | ACC_PROTECTED | ACC_FINAL | ACC_SYNCHRONIZED)) != 0 ||
               ((flags & ACC_ABSTRACT) != 0 && (flags & (ACC_PRIVATE | ACC_STATIC | strict)) != 0);
    u16 forbidden = ACC_STATIC | ACC_FINAL | ACC_NATIVE;
    if (major >= 49)
        forbidden |= ACC_PRIVATE | ACC_PROTECTED | ACC_SYNCHRONIZED | ACC_STRICT;
    return (flags & (ACC_PUBLIC | ACC_ABSTRACT)) != (ACC_PUBLIC | ACC_ABSTRACT) || (flags & forbidden) != 0;
}

static bool class_method_illegal(u16 major, u16 flags, bool constructor) {
    if (more_than_one_visibility(flags))
        return true;
    if (constructor)
        return (flags & (ACC_STATIC | ACC_FINAL | ACC_SYNCHRONIZED | ACC_NATIVE | ACC_ABSTRACT)) != 0 ||
               (major >= 49 && (flags & ACC_BRIDGE) != 0);
    if ((flags & ACC_ABSTRACT) == 0)
        return false;
    u16 forbidden = ACC_FINAL | ACC_NATIVE | ACC_PRIVATE | ACC_STATIC;
    if (major >= 49)
        forbidden |= ACC_SYNCHRONIZED | (major >= CLASSFILE_MAJOR_NO_STRICT ? 0 : ACC_STRICT);
    return (flags & forbidden) != 0;
}

bool check_method_flags(struct parser *p, u16 flags, struct text name) {
    if (!p->check)
        return true;
    u16 major = p->cf->major_version;
    bool illegal = (p->cf->access_flags & ACC_INTERFACE) != 0
                       ? interface_method_illegal(major, flags)
                       : class_method_illegal(major, flags, text_is(name, "<init>"));
    return !illegal ||
           parse_fail(p, "Method %.*s in class %s has illegal modifiers: 0x%X", name.n, name.s, p->name, flags);
}

/* ---- duplicates ---- */

/* A set of numbered things, probed by hash: open addressing, twice as large as needed, in arena memory when the stack's
 * part is too small. */
struct number_set {
    u32 capacity;
    u32 *slots; /* number + 1; 0 = free */
    u32 small[128];
};

static void set_init(struct number_set *set, struct parser *p, u32 most) {
    set->capacity = ARRAY_LENGTH(set->small);
    while (set->capacity < 2 * most)
        set->capacity *= 2;
    set->slots = set->small;
    if (set->capacity > ARRAY_LENGTH(set->small))
        set->slots = arena_alloc(p->arena, set->capacity * sizeof *set->slots);
    else
        memset(set->small, 0, sizeof set->small);
}

static u32 hash_bytes(u32 h, const void *bytes, size_t n) {
    const u8 *b = bytes;
    for (size_t i = 0; i < n; i++)
        h = (h ^ b[i]) * 0x01000193;
    return h ^ h >> 15;
}

static bool same_text(struct text a, struct text b) {
    return a.n == b.n && (a.s == b.s || memcmp(a.s, b.s, a.n) == 0);
}

bool check_no_duplicate_interfaces(struct parser *p) {
    const struct classfile *cf = p->cf;
    struct number_set seen;
    if (!p->check || cf->interfaces_count < 2)
        return true;
    set_init(&seen, p, cf->interfaces_count);
    for (u32 i = 0; i < cf->interfaces_count; i++) {
        struct text name = class_name_at(cf, cf->interfaces[i]);
        u32 at = hash_bytes(0, name.s, name.n) & (seen.capacity - 1);
        for (; seen.slots[at] != 0; at = (at + 1) & (seen.capacity - 1))
            if (same_text(class_name_at(cf, cf->interfaces[seen.slots[at] - 1]), name))
                return parse_fail(p, "Duplicate interface name \"%.*s\" in class file %s", name.n, name.s, p->name);
        seen.slots[at] = i + 1;
    }
    return true;
}

/* HotSpot writes the descriptor with dots. */
static bool fail_duplicate(struct parser *p, const char *what, struct text name, struct text descriptor) {
    char *dotted = arena_strndup(p->arena, descriptor.s, descriptor.n);
    for (char *c = dotted; *c; c++)
        if (*c == '/')
            *c = '.';
    return parse_fail(p, "Duplicate %s name \"%.*s\" with signature \"%s\" in class file %s", what, name.n, name.s,
                      dotted, p->name);
}

bool check_no_duplicate_members(struct parser *p, const struct member *members, u16 count, const char *what) {
    const struct classfile *cf = p->cf;
    struct number_set seen;
    if (!p->check || count < 2)
        return true;
    set_init(&seen, p, count);
    for (u32 i = 0; i < count; i++) {
        struct text name = text_at(cf, members[i].name_index);
        struct text descriptor = text_at(cf, members[i].descriptor_index);
        u32 h = hash_bytes(hash_bytes(0, name.s, name.n), descriptor.s, descriptor.n);
        u32 at = h & (seen.capacity - 1);
        for (; seen.slots[at] != 0; at = (at + 1) & (seen.capacity - 1)) {
            const struct member *other = &members[seen.slots[at] - 1];
            if (same_text(text_at(cf, other->name_index), name) &&
                same_text(text_at(cf, other->descriptor_index), descriptor))
                return fail_duplicate(p, what, name, descriptor);
        }
        seen.slots[at] = i + 1;
    }
    return true;
}

/* ---- local variable tables ---- */

/* Two entries are the same when all but the descriptor agree. */
static bool same_local(const u8 *a, const u8 *b) {
    return memcmp(a, b, 6) == 0 && memcmp(a + 8, b + 8, 2) == 0;
}

static u32 hash_local(const u8 *e) {
    return hash_bytes(hash_bytes(0, e, 6), e + 8, 2);
}

/* Puts the entries of all tables of `kind` into `seen`; entries[n] gets them in order. */
static bool collect_locals(struct parser *p, const struct code_attribute *code, enum attribute_kind kind,
                           struct number_set *seen, const u8 **entries) {
    u32 n = 0;
    for (u32 i = 0; i < code->attributes_count; i++) {
        const struct attribute *a = &code->attributes[i];
        if (a->kind != kind)
            continue;
        for (const u8 *e = a->info + 2; e < a->info + a->length; e += 10) {
            u32 at = hash_local(e) & (seen->capacity - 1);
            for (; seen->slots[at] != 0; at = (at + 1) & (seen->capacity - 1)) {
                if (same_local(entries[seen->slots[at] - 1], e)) {
                    struct text name = text_at(p->cf, be16(e + 4));
                    return parse_fail(p, "Duplicated %s attribute entry for '%.*s' in class file %s",
                                      attribute_kind_name(kind), name.n, name.s, p->name);
                }
            }
            entries[n++] = e;
            seen->slots[at] = n;
        }
    }
    return true;
}

static u32 count_locals(const struct code_attribute *code, enum attribute_kind kind) {
    u32 n = 0;
    for (u32 i = 0; i < code->attributes_count; i++)
        if (code->attributes[i].kind == kind)
            n += code->attributes[i].length / 10;
    return n;
}

bool check_local_variable_tables(struct parser *p, const struct code_attribute *code) {
    u32 n = count_locals(code, ATTR_LOCAL_VARIABLE_TABLE);
    u32 types = count_locals(code, ATTR_LOCAL_VARIABLE_TYPE_TABLE);
    struct number_set seen, seen_types;
    if (n == 0 || n + types < 2) /* HotSpot looks at the types only beside a LocalVariableTable */
        return true;
    const u8 **entries = arena_alloc(p->arena, (size_t)(n + types + 1) * sizeof *entries);
    const u8 **type_entries = entries + n;
    set_init(&seen, p, n);
    if (!collect_locals(p, code, ATTR_LOCAL_VARIABLE_TABLE, &seen, entries))
        return false;
    set_init(&seen_types, p, types);
    if (!collect_locals(p, code, ATTR_LOCAL_VARIABLE_TYPE_TABLE, &seen_types, type_entries))
        return false;
    for (u32 i = 0; i < types; i++) {
        const u8 *e = type_entries[i];
        u32 at = hash_local(e) & (seen.capacity - 1);
        while (seen.slots[at] != 0 && !same_local(entries[seen.slots[at] - 1], e))
            at = (at + 1) & (seen.capacity - 1);
        if (seen.slots[at] == 0) {
            struct text name = text_at(p->cf, be16(e + 4));
            return parse_fail(p, "LVTT entry for '%.*s' in class file %s does not match any LVT entry", name.n, name.s,
                              p->name);
        }
    }
    return true;
}
