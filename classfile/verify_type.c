/* SPDX-License-Identifier: MIT
 *
 * verify_type.c - verification types (JVMS 4.10.1.2): names as numbers, descriptors as types, assignability.
 *
 * Names are numbered by content, so equal types are equal integers. What a constant means is looked up once a class.
 */
#include "classfile/verify_internal.h"

static const char *const known_names[KNOWN_NAMES] = {
    [NAME_OBJECT] = "java/lang/Object",
    [NAME_THROWABLE] = "java/lang/Throwable",
    [NAME_STRING] = "java/lang/String",
    [NAME_CLASS_CLASS] = "java/lang/Class",
    [NAME_METHOD_HANDLE] = "java/lang/invoke/MethodHandle",
    [NAME_METHOD_TYPE] = "java/lang/invoke/MethodType",
};

/* ---- names ---- */

static u32 hash_name(const char *s, size_t n) {
    u32 h = (u32)n;
    for (; n >= 4; n -= 4, s += 4) {
        u32 word;
        memcpy(&word, s, 4);
        h = (h ^ word) * 0x9e3779b1;
        h ^= h >> 15;
    }
    for (; n > 0; n--)
        h = (h ^ (u8)*s++) * 0x01000193;
    return h ^ h >> 13;
}

static void grow_names(struct verifier *v) {
    u32 count = v->name_slots_count ? 2 * v->name_slots_count : 128;
    v->names_capacity = count / 2;
    v->names = mem_realloc(v->names, v->names_capacity * sizeof *v->names);
    mem_free(v->name_slots);
    v->name_slots = mem_calloc(count, sizeof *v->name_slots);
    v->name_slots_count = count;
    for (u32 i = 0; i < v->names_count; i++) {
        u32 at = hash_name(v->names[i].s, v->names[i].n) & (count - 1);
        while (v->name_slots[at])
            at = (at + 1) & (count - 1);
        v->name_slots[at] = i + 1;
    }
}

/* The slot of a name, or where it belongs. */
static u32 *name_slot(const struct verifier *v, const char *s, size_t n) {
    u32 mask = v->name_slots_count - 1, at = hash_name(s, n) & mask;
    for (; v->name_slots[at]; at = (at + 1) & mask) {
        const struct verify_name *name = &v->names[v->name_slots[at] - 1];
        if (name->n == n && memcmp(name->s, s, n) == 0)
            break;
    }
    return &v->name_slots[at];
}

u32 name_number(struct verifier *v, const char *s, size_t n) {
    u32 *slot = name_slot(v, s, n);
    if (*slot)
        return *slot - 1;
    if (v->names_count == v->names_capacity) {
        grow_names(v);
        return name_number(v, s, n);
    }
    v->names[v->names_count] = (struct verify_name){s, (u16)n};
    *slot = ++v->names_count;
    return v->names_count - 1;
}

void types_init(struct verifier *v, struct verify_name own_name) {
    const struct classfile *cf = v->cf;
    grow_names(v);
    for (u32 i = 0; i < KNOWN_NAMES; i++)
        name_number(v, known_names[i], strlen(known_names[i]));
    v->class_types = arena_alloc(&v->arena, cf->cp_count * sizeof *v->class_types);
    v->array_types = arena_alloc(&v->arena, cf->cp_count * sizeof *v->array_types);
    v->signatures = arena_alloc(&v->arena, cf->cp_count * sizeof *v->signatures);
    if (own_name.n)
        v->class_types[cf->this_class] = object_type(v, own_name.s, own_name.n);
    v->this_type = class_constant_type(v, cf->this_class);
    v->class_name = v->names[type_payload(v->this_type)];
    v->super_type = cf->super_class ? class_constant_type(v, cf->super_class) : TYPE_TOP;
}

void types_free(struct verifier *v) {
    mem_free(v->names);
    mem_free(v->name_slots);
}

/* ---- constants and descriptors ---- */

u32 class_constant_type(struct verifier *v, u16 index) {
    if (!v->class_types[index]) {
        u16 n;
        const char *s = classfile_utf8(v->cf, v->cf->cp[index].name_index, &n);
        v->class_types[index] = object_type(v, s, n);
    }
    return v->class_types[index];
}

u32 descriptor_type(struct verifier *v, const char *s, size_t n) {
    switch (*s) {
    case 'I':
        return TYPE_INT;
    case 'J':
        return TYPE_LONG;
    case 'F':
        return TYPE_FLOAT;
    case 'D':
        return TYPE_DOUBLE;
    case 'Z':
        return TYPE_BOOLEAN;
    case 'B':
        return TYPE_BYTE;
    case 'C':
        return TYPE_CHAR;
    case 'S':
        return TYPE_SHORT;
    case 'L':
        return object_type(v, s + 1, n - 2);
    case '[':
        return object_type(v, s, n);
    default:
        return TYPE_TOP; /* V */
    }
}

/* The type as values of it have it on the stack. */
static u32 value_type(u32 type) {
    return type >= TYPE_BOOLEAN && type <= TYPE_SHORT ? TYPE_INT : type;
}

static u16 put_type(struct verifier *v, u32 *types, u16 at, const char *s, size_t n) {
    u32 type = value_type(descriptor_type(v, s, n));
    if (type == TYPE_TOP)
        return at;
    types[at++] = type;
    if (type == TYPE_LONG)
        types[at++] = TYPE_LONG_2;
    else if (type == TYPE_DOUBLE)
        types[at++] = TYPE_DOUBLE_2;
    return at;
}

/* End of the field descriptor at s; descriptors were checked by the parser. */
static const char *descriptor_end(const char *s) {
    while (*s == '[')
        s++;
    if (*s == 'L')
        while (*s != ';')
            s++;
    return s + 1;
}

const struct signature *signature_of(struct verifier *v, u16 utf8_index) {
    struct signature *found = v->signatures[utf8_index];
    if (found)
        return found;
    u16 length;
    const char *s = classfile_utf8(v->cf, utf8_index, &length), *end = s + length;
    u32 types[256 + 2]; /* the parser allows 255 slots of arguments */
    u16 n = 0, arguments = 0;
    if (*s == '(') {
        for (s++; *s != ')'; s = descriptor_end(s))
            n = put_type(v, types, n, s, (size_t)(descriptor_end(s) - s));
        arguments = n;
        s++;
    }
    n = put_type(v, types, n, s, (size_t)(end - s));
    found = arena_alloc(&v->arena, sizeof *found + n * sizeof *types);
    found->arguments = arguments;
    found->length = n;
    memcpy(found->types, types, n * sizeof *types);
    return v->signatures[utf8_index] = found;
}

bool type_is_array(const struct verifier *v, u32 type) {
    return type_kind(type) == TYPE_OBJECT && v->names[type_payload(type)].n && v->names[type_payload(type)].s[0] == '[';
}

static char *put_base(char *at, struct verify_name name, bool array) {
    if (array) {
        memcpy(at, name.s, name.n);
        return at + name.n;
    }
    *at = 'L';
    memcpy(at + 1, name.s, name.n);
    at[name.n + 1] = ';';
    return at + name.n + 2;
}

/* The text is kept only where the name is new: inference asks again and again. */
u32 array_type(struct verifier *v, u32 base, u32 dimensions) {
    struct verify_name name = v->names[type_payload(base)];
    char stack[256], *text = stack;
    size_t room = (size_t)name.n + dimensions + 2;
    if (dimensions == 0)
        return base;
    if (room > sizeof stack)
        text = mem_alloc(room);
    memset(text, '[', dimensions);
    size_t n = (size_t)(put_base(text + dimensions, name, type_is_array(v, base)) - text);
    const char *kept = *name_slot(v, text, n) ? text : arena_copy(&v->arena, text, n);
    u32 number = name_number(v, kept, n);
    if (text != stack)
        mem_free(text);
    return type_of(TYPE_OBJECT, number);
}

u32 array_component(struct verifier *v, u32 type) {
    struct verify_name name = v->names[type_payload(type)];
    return descriptor_type(v, name.s + 1, name.n - 1u);
}

bool type_is_category1(u32 type) {
    switch ((u32)type_kind(type)) {
    case TYPE_INT:
    case TYPE_FLOAT:
    case TYPE_NULL:
    case TYPE_UNINITIALIZED_THIS:
    case TYPE_OBJECT:
    case TYPE_UNINITIALIZED:
    case TYPE_BOOLEAN:
    case TYPE_BYTE:
    case TYPE_CHAR:
    case TYPE_SHORT:
    case TYPE_RETURN_ADDRESS:
    case TYPE_UNUSABLE:
        return true;
    default:
        return false;
    }
}

/* ---- assignability ---- */

static bool ask(struct verifier *v, u32 from, u32 to, bool of_protected, bool *answer) {
    u64 pair = (u64)from << 32 | to;
    u64 *known = &v->yes[(from >> 8 ^ to >> 6) % ARRAY_LENGTH(v->yes)];
    if (*known == pair && !of_protected) {
        *answer = true;
        return true;
    }
    enum verify_answer said =
        v->ops->assignable(v->context, v->names[type_payload(from)], v->names[type_payload(to)], of_protected);
    if (said == VERIFY_STOP) {
        v->status = VERIFY_STOPPED;
        return false;
    }
    *answer = said == VERIFY_YES;
    if (*answer && !of_protected)
        *known = pair;
    return true;
}

bool type_is_array_interface(const struct verifier *v, u32 type) {
    if (type_kind(type) != TYPE_OBJECT)
        return false;
    struct verify_name name = v->names[type_payload(type)];
    return (name.n == 19 && memcmp(name.s, "java/lang/Cloneable", 19) == 0) ||
           (name.n == 20 && memcmp(name.s, "java/io/Serializable", 20) == 0);
}

/* Inference sees an array of primitives as an Object, which any interface takes. */
static bool array_assignable_to_class(struct verifier *v, u32 from, u32 to, bool *answer) {
    bool primitives = type_kind(array_component(v, from)) != TYPE_OBJECT;
    *answer = to == known_type(NAME_OBJECT) || type_is_array_interface(v, to);
    if (*answer || !primitives)
        return true;
    return ask(v, known_type(NAME_OBJECT), to, false, answer); /* as only interfaces do */
}

static bool reference_assignable(struct verifier *v, u32 from, u32 to, bool of_protected, bool *answer) {
    *answer = from == to || from == TYPE_NULL || to == known_type(NAME_OBJECT);
    if (*answer || to == TYPE_NULL)
        return true;
    if (!type_is_array(v, to) && !(v->inference && type_is_array(v, from)))
        return ask(v, from, to, of_protected, answer);
    while (type_is_array(v, to) && type_is_array(v, from)) {
        to = array_component(v, to);
        from = array_component(v, from);
        if (from == to) {
            *answer = true;
            return true;
        }
    }
    /* The array types differ in their elements, or one has more dimensions. */
    if (type_kind(to) != TYPE_OBJECT || type_kind(from) != TYPE_OBJECT || type_is_array(v, to))
        return true;
    if (v->inference && type_is_array(v, from))
        return array_assignable_to_class(v, from, to, answer);
    return reference_assignable(v, from, to, of_protected, answer);
}

bool type_assignable(struct verifier *v, u32 from, u32 to, bool of_protected, bool *answer) {
    if (LIKELY(from == to)) {
        *answer = true;
        return true;
    }
    switch ((u32)type_kind(to)) {
    case TYPE_TOP:
        *answer = true;
        return true;
    case TYPE_BOOLEAN:
    case TYPE_BYTE:
    case TYPE_CHAR:
    case TYPE_SHORT:
        *answer = from == TYPE_INT;
        return true;
    case TYPE_ANY_1:
        *answer = type_is_category1(from);
        return true;
    case TYPE_ANY_2:
        *answer = from == TYPE_LONG || from == TYPE_DOUBLE;
        return true;
    case TYPE_ANY_2_2:
        *answer = type_is_category2_2nd(from);
        return true;
    case TYPE_REFERENCE:
    case TYPE_STORABLE:
        *answer = type_is_reference(from) || from == TYPE_UNINITIALIZED_THIS || type_kind(from) == TYPE_UNINITIALIZED ||
                  (to == TYPE_STORABLE && type_kind(from) == TYPE_RETURN_ADDRESS);
        return true;
    case TYPE_ANY_ADDRESS:
        *answer = type_kind(from) == TYPE_RETURN_ADDRESS;
        return true;
    case TYPE_OBJECT:
        if (type_is_reference(from))
            return reference_assignable(v, from, to, of_protected, answer);
        *answer = false;
        return true;
    default:
        *answer = false;
        return true;
    }
}
