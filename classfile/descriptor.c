/* SPDX-License-Identifier: MIT
 *
 * descriptor.c - field and method descriptors (JVMS 4.3), legal names (JVMS 4.2.2).
 *
 * The walking functions trust their argument: descriptors are checked once, when the class file is parsed. The checking
 * functions accept exactly what HotSpot 17 accepts; it had stricter rules for names in class files before version 49
 * (identifiers only), which `old` selects.
 */
#include "classfile/descriptor.h"

static const struct {
    char letter;
    u8 size;
    const char *name;
} basic_types[] = {
    [T_BOOLEAN] = {'Z', 1, "boolean"}, [T_CHAR] = {'C', 2, "char"}, [T_FLOAT] = {'F', 4, "float"},
    [T_DOUBLE] = {'D', 8, "double"},   [T_BYTE] = {'B', 1, "byte"}, [T_SHORT] = {'S', 2, "short"},
    [T_INT] = {'I', 4, "int"},         [T_LONG] = {'J', 8, "long"}, [T_OBJECT] = {'L', 4, NULL},
    [T_ARRAY] = {'[', 4, NULL},        [T_VOID] = {'V', 0, "void"},
};

u8 basic_type_of_char(char c) {
    switch (c) {
    case 'B':
        return T_BYTE;
    case 'C':
        return T_CHAR;
    case 'D':
        return T_DOUBLE;
    case 'F':
        return T_FLOAT;
    case 'I':
        return T_INT;
    case 'J':
        return T_LONG;
    case 'L':
        return T_OBJECT;
    case 'S':
        return T_SHORT;
    case 'V':
        return T_VOID;
    case 'Z':
        return T_BOOLEAN;
    case '[':
        return T_ARRAY;
    default:
        return 0;
    }
}

char basic_type_char(u8 type) {
    return type < ARRAY_LENGTH(basic_types) ? basic_types[type].letter : 0;
}

const char *basic_type_name(u8 type) {
    return type < ARRAY_LENGTH(basic_types) ? basic_types[type].name : NULL;
}

u8 basic_type_size(u8 type) {
    return type < ARRAY_LENGTH(basic_types) ? basic_types[type].size : 0;
}

/* ---- walking valid descriptors ---- */

static const char *field_end(const char *d) {
    while (*d == '[')
        d++;
    if (*d != 'L')
        return d + 1;
    while (*d != ';')
        d++;
    return d + 1;
}

u8 descriptor_next(const char **d, const char **start, size_t *length) {
    const char *s = *d;
    if (*s == '(')
        s++;
    if (*s == ')') {
        *d = s;
        return 0;
    }
    const char *end = field_end(s);
    if (start != NULL)
        *start = s;
    if (length != NULL)
        *length = (size_t)(end - s);
    *d = end;
    return basic_type_of_char(*s);
}

u8 descriptor_return(const char *d, const char **start) {
    while (*d != ')') /* no class name may contain it in front of the real one: names end at ';' */
        d = *d == '(' ? d + 1 : field_end(d);
    if (start != NULL)
        *start = d + 1;
    return basic_type_of_char(d[1]);
}

int descriptor_count(const char *d) {
    int n = 0;
    while (descriptor_next(&d, NULL, NULL) != 0)
        n++;
    return n;
}

u8 descriptor_outline(const char *d, int *parameters) {
    int n = 0;
    for (d++; *d != ')'; n++)
        d = field_end(d);
    *parameters = n;
    return basic_type_of_char(d[1]);
}

int descriptor_words(const char *d) {
    int n = 0;
    for (u8 type; (type = descriptor_next(&d, NULL, NULL)) != 0;)
        n += type == T_LONG || type == T_DOUBLE ? 2 : 1;
    return n;
}

/* ---- checking ---- */

/* How far an identifier reaches; with slash_ok single slashes count as letters anywhere, as in HotSpot. Characters
 * outside of ASCII are taken for letters: only the class library could tell. */
static size_t old_identifier(const char *s, size_t n, bool slash_ok) {
    bool after_slash = false;
    size_t i = 0;
    for (; i < n; i++) {
        char c = s[i];
        bool slash = slash_ok && c == '/';
        if (slash && after_slash)
            return 0;
        if (!slash && !(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') && c != '_' && c != '$' && (c & 0x80) == 0 &&
            !(i > 0 && c >= '0' && c <= '9'))
            break;
        after_slash = slash;
    }
    return i;
}

static bool new_name(const char *s, size_t n, enum name_kind kind) {
    static const bool special[256] = {
        ['.'] = true, [';'] = true, ['['] = true, ['/'] = true, ['<'] = true, ['>'] = true};
    for (size_t i = 0; i < n; i++) {
        if (LIKELY(!special[(u8)s[i]]))
            continue;
        bool slash = s[i] == '/', angle = s[i] == '<' || s[i] == '>';
        if (slash ? kind != NAME_CLASS || i == 0 || i + 1 == n || s[i + 1] == '/' : !angle || kind == NAME_METHOD)
            return false;
    }
    return n != 0;
}

bool name_valid(const char *s, size_t length, enum name_kind kind, bool old) {
    if (length == 0)
        return false;
    if (old)
        return old_identifier(s, length, kind == NAME_CLASS) == length;
    return new_name(s, length, kind);
}

const char *descriptor_skip(const char *s, const char *end, bool void_ok, bool old, enum descriptor_problem *problem) {
    int dimensions = 0;
    *problem = DESCRIPTOR_BAD;
    for (; s < end && *s == '['; s++) {
        if (++dimensions > 255) {
            *problem = DESCRIPTOR_DIMENSIONS;
            return NULL;
        }
    }
    if (s == end)
        return NULL;
    u8 type = basic_type_of_char(*s++);
    if (type == 0 || (type == T_VOID && (!void_ok || dimensions > 0)))
        return NULL;
    if (type == T_OBJECT) {
        const char *semicolon;
        if (old) {
            semicolon = s + old_identifier(s, (size_t)(end - s), true);
            if (semicolon == s || semicolon == end || *semicolon != ';')
                return NULL;
        } else {
            semicolon = memchr(s, ';', (size_t)(end - s));
            if (semicolon == NULL)
                return NULL;
            if (!new_name(s, (size_t)(semicolon - s), NAME_CLASS)) {
                *problem = DESCRIPTOR_BAD_CLASS;
                return NULL;
            }
        }
        s = semicolon + 1;
    }
    *problem = DESCRIPTOR_OK;
    return s;
}

int descriptor_scan_method(const char *s, const char *end, bool old, bool void_only, enum descriptor_problem *problem) {
    int words = 0;
    *problem = DESCRIPTOR_BAD;
    if (s == end || *s++ != '(')
        return -1;
    while (s < end && *s != ')') {
        words += *s == 'J' || *s == 'D' ? 2 : 1;
        s = descriptor_skip(s, end, false, old, problem);
        if (s == NULL)
            return -1;
    }
    *problem = DESCRIPTOR_BAD;
    if (s == end)
        return -1;
    s++;
    if (void_only) {
        if (end - s != 1 || *s != 'V')
            return -1;
    } else {
        s = descriptor_skip(s, end, true, old, problem);
        if (s == NULL)
            return -1;
        if (s != end) {
            *problem = DESCRIPTOR_BAD;
            return -1;
        }
    }
    *problem = DESCRIPTOR_OK;
    return words;
}

bool descriptor_valid_field(const char *d, size_t length) {
    enum descriptor_problem problem;
    return descriptor_skip(d, d + length, false, false, &problem) == d + length;
}

bool descriptor_valid_method(const char *d, size_t length) {
    enum descriptor_problem problem;
    int words = descriptor_scan_method(d, d + length, false, false, &problem);
    return words >= 0 && words <= 255;
}
