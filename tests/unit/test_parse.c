/* SPDX-License-Identifier: MIT
 *
 * test_parse.c - guards classfile/parse.c, parse_attributes.c, check.c, attribute.c.
 *
 * Classes are put together by a small builder. The texts of the errors came from HotSpot 17; many more of them are
 * compared in tests/malformed.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <dirent.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/os.h"
#include "classfile/classfile.h"

/* ---- builder ---- */

struct builder {
    u32 magic;
    u16 major, minor, flags, constants;
    bool no_super;
    struct buf pool, interfaces, fields, methods, attributes, file;
    u16 interface_count, field_count, method_count, attribute_count;
};

static void put2(struct buf *b, unsigned v) {
    buf_char(b, (char)(v >> 8));
    buf_char(b, (char)v);
}
static void put4(struct buf *b, u32 v) {
    put2(b, v >> 16);
    put2(b, v & 0xFFFF);
}

static u16 utf8(struct builder *c, const char *s) {
    buf_char(&c->pool, CP_UTF8);
    put2(&c->pool, (unsigned)strlen(s));
    buf_str(&c->pool, s);
    return ++c->constants;
}
static u16 constant2(struct builder *c, u8 tag, unsigned a, unsigned b) {
    buf_char(&c->pool, (char)tag);
    put2(&c->pool, a);
    put2(&c->pool, b);
    return ++c->constants;
}
static u16 constant1(struct builder *c, u8 tag, unsigned a) {
    buf_char(&c->pool, (char)tag);
    put2(&c->pool, a);
    return ++c->constants;
}
static u16 class_constant(struct builder *c, const char *name) {
    return constant1(c, CP_CLASS, utf8(c, name));
}
static u16 name_and_type(struct builder *c, const char *name, const char *descriptor) {
    u16 n = utf8(c, name);
    return constant2(c, CP_NAME_AND_TYPE, n, utf8(c, descriptor));
}
static u16 reference(struct builder *c, u8 tag, const char *name, const char *descriptor) {
    u16 k = class_constant(c, "A");
    return constant2(c, tag, k, name_and_type(c, name, descriptor));
}
static u16 method_handle(struct builder *c, u8 kind, u16 ref) {
    buf_char(&c->pool, CP_METHOD_HANDLE);
    buf_char(&c->pool, (char)kind);
    put2(&c->pool, ref);
    return ++c->constants;
}

static void builder_init(struct builder *c) {
    *c = (struct builder){.magic = 0xCAFEBABE, .major = 61, .flags = ACC_PUBLIC | ACC_SUPER};
}

/* An attribute_info appended to `where`. */
static void attribute(struct builder *c, struct buf *where, const char *name, const void *body, size_t n) {
    put2(where, utf8(c, name));
    put4(where, (u32)n);
    buf_add(where, body, n);
}
static void class_attribute(struct builder *c, const char *name, const void *body, size_t n) {
    attribute(c, &c->attributes, name, body, n);
    c->attribute_count++;
}
static void member(struct builder *c, struct buf *where, unsigned flags, const char *name, const char *descriptor,
                   unsigned attributes) {
    put2(where, flags);
    put2(where, utf8(c, name));
    put2(where, utf8(c, descriptor));
    put2(where, attributes);
    if (where == &c->fields)
        c->field_count++;
    else
        c->method_count++;
}

/* A method with the code `return` and the nested attributes in `nested`. */
static void method_with_code(struct builder *c, unsigned flags, const char *name, const char *descriptor,
                             unsigned nested_count, const struct buf *nested) {
    struct buf body = {0};
    put2(&body, 2), put2(&body, 3), put4(&body, 3);
    buf_add(&body, "\0\0\xb1", 3);
    put2(&body, 0);
    put2(&body, nested_count);
    if (nested != NULL)
        buf_add(&body, nested->data, nested->length);
    member(c, &c->methods, flags, name, descriptor, 1);
    attribute(c, &c->methods, "Code", body.data, body.length);
    buf_free(&body);
}

static void add_part(struct buf *f, u16 count, const struct buf *part) {
    put2(f, count);
    buf_add(f, part->data, part->length);
}

static void builder_finish(struct builder *c) {
    u16 self = class_constant(c, "A"), super = class_constant(c, "java/lang/Object");
    struct buf *f = &c->file;
    put4(f, c->magic), put2(f, c->minor), put2(f, c->major);
    put2(f, c->constants + 1u);
    buf_add(f, c->pool.data, c->pool.length);
    put2(f, c->flags), put2(f, self), put2(f, c->no_super ? 0 : super);
    add_part(f, c->interface_count, &c->interfaces);
    add_part(f, c->field_count, &c->fields);
    add_part(f, c->method_count, &c->methods);
    add_part(f, c->attribute_count, &c->attributes);
}

static void builder_free(struct builder *c) {
    struct buf *all[] = {&c->pool, &c->interfaces, &c->fields, &c->methods, &c->attributes, &c->file};
    for (size_t i = 0; i < ARRAY_LENGTH(all); i++)
        buf_free(all[i]);
}

/* Parses a copy of exactly `size` bytes, so that the sanitizer sees a read behind them. */
static struct classfile *parse(struct arena *a, const void *bytes, size_t size, unsigned options,
                               struct classfile_error *error) {
    arena_init(a, false);
    u8 *copy = mem_alloc(size);
    memcpy(copy, bytes, size);
    const struct classfile_options as_17 = {.flags = options, .newest_major = 61, .expected_name = "A"};
    struct classfile *cf = classfile_parse(a, copy, size, &as_17, error);
    if (cf == NULL) {
        mem_free(copy);
        assert_int_not_equal(error->status, CLASSFILE_OK);
        assert_true(error->message[0] != '\0');
        arena_free(a);
    }
    return cf;
}
static void parsed_free(struct arena *a, struct classfile *cf) {
    mem_free((void *)(uintptr_t)cf->bytes);
    arena_free(a);
}

static void expect(struct builder *c, enum classfile_status status, const char *message) {
    struct arena a;
    struct classfile_error error;
    builder_finish(c);
    struct classfile *cf = parse(&a, c->file.data, c->file.length, CLASSFILE_CHECK, &error);
    if (message == NULL) {
        assert_string_equal(error.message, "");
        parsed_free(&a, cf);
    } else {
        assert_null(cf);
        assert_string_equal(error.message, message);
        assert_int_equal(error.status, status);
    }
    builder_free(c);
}

/* ---- a class with some of everything ---- */

static void build_rich(struct builder *c) {
    builder_init(c);
    constant2(c, CP_INTEGER, 0, 5);
    constant2(c, CP_FLOAT, 0x3f80, 0);
    for (u8 tag = CP_LONG; tag <= CP_DOUBLE; tag++) {
        buf_char(&c->pool, (char)tag);
        put4(&c->pool, tag == CP_LONG ? 1 : 0x3ff00000);
        put4(&c->pool, 0);
        c->constants += 2;
    }
    constant1(c, CP_STRING, utf8(c, "text"));
    reference(c, CP_FIELDREF, "f", "I");
    u16 method = reference(c, CP_METHODREF, "m", "()V");
    reference(c, CP_INTERFACE_METHODREF, "i", "()V");
    u16 handle = method_handle(c, REF_INVOKE_STATIC, method);
    constant1(c, CP_METHOD_TYPE, utf8(c, "(I)V"));
    constant2(c, CP_DYNAMIC, 1, name_and_type(c, "d", "I"));
    constant2(c, CP_INVOKE_DYNAMIC, 0, name_and_type(c, "i", "()V"));

    put2(&c->interfaces, class_constant(c, "java/lang/Runnable"));
    c->interface_count = 1;
    u8 five[2] = {0, 1};
    member(c, &c->fields, ACC_STATIC | ACC_FINAL, "F", "I", 2);
    attribute(c, &c->fields, "ConstantValue", five, 2);
    attribute(c, &c->fields, "Synthetic", NULL, 0);
    member(c, &c->fields, ACC_PRIVATE, "g", "[J", 0);

    struct buf nested = {0};
    attribute(c, &nested, "LineNumberTable", "\0\2\0\1\0\x0b\0\0\0\x0a", 10);
    attribute(c, &nested, "LineNumberTable", "\0\1\0\2\0\x0c", 6);
    attribute(c, &nested, "NoSuchThing", "???", 3);
    method_with_code(c, ACC_PUBLIC, "<init>", "()V", 3, &nested);
    buf_free(&nested);
    member(c, &c->methods, ACC_NATIVE, "n", "(IJ)V", 1);
    u16 list[2] = {0};
    u16 exception = class_constant(c, "java/lang/Exception");
    u8 *e = (u8 *)list;
    e[1] = 1, e[2] = (u8)(exception >> 8), e[3] = (u8)exception;
    attribute(c, &c->methods, "Exceptions", e, 4);

    struct buf body = {0};
    put2(&body, 2);
    put2(&body, handle), put2(&body, 0);
    put2(&body, handle), put2(&body, 1), put2(&body, 1);
    class_attribute(c, "BootstrapMethods", body.data, body.length);
    buf_reset(&body);
    put2(&body, 2);
    put2(&body, class_constant(c, "B")), put2(&body, 0), put2(&body, 0), put2(&body, ACC_PUBLIC);
    put2(&body, class_constant(c, "A")), put2(&body, class_constant(c, "B"));
    put2(&body, utf8(c, "A")), put2(&body, ACC_STATIC);
    class_attribute(c, "InnerClasses", body.data, body.length);
    buf_reset(&body);
    put2(&body, 2);
    put2(&body, utf8(c, "x")), put2(&body, utf8(c, "I")), put2(&body, 1);
    attribute(c, &body, "RuntimeVisibleAnnotations", "\0\0", 2);
    put2(&body, utf8(c, "y")), put2(&body, utf8(c, "[J")), put2(&body, 0);
    class_attribute(c, "Record", body.data, body.length);
    buf_reset(&body);
    put2(&body, utf8(c, "A.java"));
    class_attribute(c, "SourceFile", body.data, body.length);
    buf_reset(&body);
    put2(&body, 1), put2(&body, class_constant(c, "A$B"));
    class_attribute(c, "NestMembers", body.data, body.length);
    buf_free(&body);
    builder_finish(c);
}

static void a_rich_class_parses(void **state) {
    (void)state;
    struct builder c;
    struct arena a;
    struct classfile_error error;
    u16 n;
    build_rich(&c);
    struct classfile *cf = parse(&a, c.file.data, c.file.length, CLASSFILE_CHECK, &error);
    assert_non_null(cf);
    assert_int_equal(cf->major_version, 61);
    assert_int_equal(cf->cp_tags[1], CP_INTEGER);
    assert_int_equal(cf->cp[1].integer, 5);
    assert_true(cf->cp[2].single == 1.0f);
    assert_int_equal(cf->cp[3].wide, (i64)1 << 32);
    assert_int_equal(cf->cp_tags[4], CP_NONE);
    assert_true(cf->cp[5].real == 1.0);
    assert_true(classfile_utf8_equals(cf, cf->cp[cf->this_class].name_index, "A"));
    const char *interface = classfile_utf8(cf, cf->cp[cf->interfaces[0]].name_index, &n);
    assert_int_equal(n, 18);
    assert_memory_equal(interface, "java/lang/Runnable", 18);
    assert_int_equal(cf->fields_count, 2);
    assert_int_equal(cf->fields[0].access_flags, ACC_STATIC | ACC_FINAL | ACC_SYNTHETIC);
    assert_int_equal(attribute_index_value(cf->fields[0].attributes, 2, ATTR_CONSTANT_VALUE), 1);
    const struct code_attribute *code = cf->methods[0].code;
    assert_int_equal(code->max_stack, 2);
    assert_int_equal(code->max_locals, 3);
    assert_int_equal(code->code_length, 3);
    assert_int_equal(code->code[2], 0xb1);
    assert_int_equal(code->attributes[2].kind, ATTR_UNKNOWN);
    assert_int_equal(code_line_number(code, 0), 10);
    assert_int_equal(code_line_number(code, 1), 11);
    assert_int_equal(code_line_number(code, 2), 12);
    assert_null(cf->methods[1].code);
    const u8 *list = attribute_class_list(cf->methods[1].attributes, 1, ATTR_EXCEPTIONS, &n);
    assert_int_equal(n, 1);
    assert_true(classfile_utf8_equals(cf, cf->cp[be16(list)].name_index, "java/lang/Exception"));
    u16 ref, argc;
    const u8 *args;
    assert_true(classfile_bootstrap_method(cf, 1, &ref, &argc, &args));
    assert_int_equal(cf->cp_tags[ref], CP_METHOD_HANDLE);
    assert_int_equal(argc, 1);
    assert_int_equal(be16(args), 1);
    assert_false(classfile_bootstrap_method(cf, 2, &ref, &argc, &args));
    assert_int_equal(classfile_inner_class_count(cf), 2);
    struct inner_class self;
    assert_true(classfile_inner_class_self(cf, &self));
    assert_int_equal(self.access_flags, ACC_STATIC);
    const u8 *pos = NULL;
    struct record_component component;
    assert_true(classfile_record_next(cf, &pos, &component));
    assert_true(classfile_utf8_equals(cf, component.name_index, "x"));
    assert_int_equal(component.attributes_count, 1);
    const u8 *p = component.attributes;
    assert_int_equal(classfile_attribute_next(cf, &p, 'R').kind, ATTR_RUNTIME_VISIBLE_ANNOTATIONS);
    assert_true(classfile_record_next(cf, &pos, &component));
    assert_true(classfile_utf8_equals(cf, component.descriptor_index, "[J"));
    assert_false(classfile_record_next(cf, &pos, &component));
    attribute_class_list(cf->attributes, cf->attributes_count, ATTR_PERMITTED_SUBCLASSES, &n);
    assert_int_equal(n, 0);
    parsed_free(&a, cf);
    builder_free(&c);
}

static void every_truncation_is_an_error(void **state) {
    (void)state;
    struct builder c;
    struct arena a;
    struct classfile_error error;
    build_rich(&c);
    for (size_t size = 0; size < c.file.length; size++) {
        assert_null(parse(&a, c.file.data, size, CLASSFILE_CHECK, &error));
        assert_int_equal(error.status, CLASSFILE_FORMAT_ERROR);
    }
    builder_free(&c);
}

/* Whatever a changed byte does, it must not crash; the sanitizers watch. */
static void try_changes(const u8 *bytes, size_t size, unsigned step) {
    struct classfile_error error;
    struct arena a;
    u8 *copy = mem_alloc(size);
    memcpy(copy, bytes, size);
    for (size_t i = 0; i < size; i += step) {
        static const u8 masks[] = {0x01, 0x02, 0x10, 0x80, 0xFF};
        copy[i] = bytes[i] ^ masks[i / step % ARRAY_LENGTH(masks)];
        struct classfile *cf = parse(&a, copy, size, i & 1 ? CLASSFILE_CHECK : 0, &error);
        if (cf != NULL) {
            u16 ref, argc;
            const u8 *args, *pos = NULL;
            struct inner_class self;
            struct record_component component;
            for (u16 j = 0; classfile_bootstrap_method(cf, j, &ref, &argc, &args); j++)
                ;
            classfile_inner_class_self(cf, &self);
            while (classfile_record_next(cf, &pos, &component))
                ;
            for (u16 j = 0; j < cf->methods_count; j++)
                if (cf->methods[j].code != NULL)
                    code_line_number(cf->methods[j].code, 3);
            parsed_free(&a, cf);
        }
        copy[i] = bytes[i];
    }
    mem_free(copy);
}

static void changed_bytes_never_crash(void **state) {
    (void)state;
    struct builder c;
    build_rich(&c);
    try_changes((const u8 *)c.file.data, c.file.length, 1);
    builder_free(&c);
    const char *dir = getenv("TESTDATA");
    DIR *d = dir != NULL ? opendir(dir) : NULL;
    if (d == NULL)
        return;
    for (struct dirent *e; (e = readdir(d)) != NULL;) {
        size_t n = strlen(e->d_name), size;
        if (n < 7 || strcmp(e->d_name + n - 6, ".class") != 0)
            continue;
        char *path = mem_printf("%s/%s", dir, e->d_name);
        const u8 *bytes = os_map_file(path, &size);
        assert_non_null(bytes);
        struct arena a;
        struct classfile_error error;
        struct classfile *cf = parse(&a, bytes, size, CLASSFILE_CHECK, &error);
        if (cf == NULL)
            fail_msg("%s: %s", path, error.message);
        parsed_free(&a, cf);
        try_changes(bytes, size, 37);
        os_unmap_file(bytes, size);
        mem_free(path);
    }
    closedir(d);
}

/* ---- errors ---- */

static void header_errors(void **state) {
    (void)state;
    struct builder c;
    builder_init(&c);
    c.magic = 1234;
    expect(&c, CLASSFILE_FORMAT_ERROR, "Incompatible magic value 1234 in class file A");
    static const struct {
        u16 major, minor;
        const char *message;
    } versions[] = {
        {44, 0, "A (class file version 44.0) was compiled with an invalid major version"},
        {62, 0,
         "A has been compiled by a more recent version of the Java Runtime (class file version "
         "62.0), this "
         "version of the Java Runtime only recognizes class file versions up to 61.0"},
        {60, 3, "A (class file version 60.3) was compiled with an invalid non-zero minor version"},
        {60, 65535,
         "A (class file version 60.65535) was compiled with preview features that are unsupported. "
         "This version "
         "of the Java Runtime only recognizes preview features for class file version 61.65535"},
        {61, 65535,
         "Preview features are not enabled for A (class file version 61.65535). Try running with "
         "'--enable-preview'"},
        {45, 3, NULL},
        {55, 7, NULL},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(versions); i++) {
        builder_init(&c);
        c.major = versions[i].major;
        c.minor = versions[i].minor;
        expect(&c, CLASSFILE_UNSUPPORTED_VERSION, versions[i].message);
    }
    builder_init(&c);
    c.no_super = true;
    expect(&c, CLASSFILE_FORMAT_ERROR, "Invalid superclass index 0 in class file A");
    builder_init(&c);
    c.flags = ACC_MODULE;
    expect(&c, CLASSFILE_NO_CLASS_DEF, "A is not a class because access_flag ACC_MODULE is set");
    builder_init(&c);
    c.flags = ACC_FINAL | ACC_ABSTRACT;
    expect(&c, CLASSFILE_FORMAT_ERROR, "Illegal class modifiers in class A: 0x410");
}

static void constant_pool_errors(void **state) {
    (void)state;
    struct builder c;
    static const u8 unknown[] = {0, 2, 13, 14, 19, 20, 99};
    for (size_t i = 0; i < ARRAY_LENGTH(unknown); i++) {
        char text[64];
        snprintf(text, sizeof text, "Unknown constant tag %u in class file A", unknown[i]);
        builder_init(&c);
        constant1(&c, unknown[i], 1);
        expect(&c, CLASSFILE_FORMAT_ERROR, text);
    }
    builder_init(&c);
    c.major = 50;
    constant1(&c, CP_METHOD_TYPE, 1);
    expect(&c, CLASSFILE_FORMAT_ERROR, "Class file version does not support constant tag 16 in class file A");
    builder_init(&c);
    constant1(&c, CP_CLASS, 99);
    expect(&c, CLASSFILE_FORMAT_ERROR, "Invalid constant pool index 99 in class file A");
    builder_init(&c);
    constant1(&c, CP_STRING, class_constant(&c, "x"));
    expect(&c, CLASSFILE_FORMAT_ERROR, "Invalid constant pool index 2 in class file A");
    builder_init(&c);
    method_handle(&c, REF_GET_FIELD, reference(&c, CP_METHODREF, "m", "()V"));
    expect(&c, CLASSFILE_FORMAT_ERROR, "Invalid constant pool index 6 in class file A (not a field)");
    builder_init(&c);
    method_handle(&c, 10, reference(&c, CP_METHODREF, "m", "()V"));
    expect(&c, CLASSFILE_FORMAT_ERROR, "Bad method handle kind at constant pool index 7 in class file A");
    builder_init(&c);
    method_handle(&c, REF_NEW_INVOKE_SPECIAL, reference(&c, CP_METHODREF, "m", "()V"));
    expect(&c, CLASSFILE_FORMAT_ERROR, "Bad constructor name at constant pool index 3 in class file A");
    builder_init(&c);
    utf8(&c, "\xC0");
    expect(&c, CLASSFILE_FORMAT_ERROR, "Illegal UTF8 string in constant pool in class file A");
    builder_init(&c);
    class_constant(&c, "a.b");
    expect(&c, CLASSFILE_FORMAT_ERROR, "Illegal class name \"a.b\" in class file A");
    builder_init(&c);
    reference(&c, CP_FIELDREF, "f", "()V");
    expect(&c, CLASSFILE_FORMAT_ERROR, "Field \"f\" in class A has illegal signature \"()V\"");
    builder_init(&c);
    constant2(&c, CP_INVOKE_DYNAMIC, 0, name_and_type(&c, "i", "()V"));
    expect(&c, CLASSFILE_FORMAT_ERROR, "Missing BootstrapMethods attribute in class file A");
}

static void member_errors(void **state) {
    (void)state;
    struct builder c;
    static const struct {
        unsigned flags;
        const char *name, *descriptor, *message;
    } fields[] = {
        {3, "f", "I", "Illegal field modifiers in class A: 0x3"},
        {0, "a;", "I", "Illegal field name \"a;\" in class A"},
        {0, "f", "V", "Field \"f\" in class A has illegal signature \"V\""},
        {0, "f", "L;", "Class name is empty or contains illegal character in descriptor in class file A"},
        {0, "f", "[[J", NULL},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(fields); i++) {
        builder_init(&c);
        member(&c, &c.fields, fields[i].flags, fields[i].name, fields[i].descriptor, 0);
        expect(&c, CLASSFILE_FORMAT_ERROR, fields[i].message);
    }
    static const struct {
        unsigned flags;
        const char *name, *descriptor, *message;
    } methods[] = {
        {0x412, "m", "()V", "Method m in class A has illegal modifiers: 0x412"},
        {0, "<m>", "()V", "Illegal method name \"<m>\" in class A"},
        {0, "m", "(V)V", "Method \"m\" in class A has illegal signature \"(V)V\""},
        {0, "<init>", "()I", "Method \"<init>\" in class A has illegal signature \"()I\""},
        {0, "<clinit>", "()V", "Method <clinit> is not static in class file A"},
        {8, "<clinit>", "(I)V", "Method \"<clinit>\" in class A has illegal signature \"(I)V\""},
        {0, "m", "()V", "Absent Code attribute in method that is not native or abstract in class file A"},
        {0x100, "m", "()V", NULL},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(methods); i++) {
        builder_init(&c);
        member(&c, &c.methods, methods[i].flags, methods[i].name, methods[i].descriptor, 0);
        expect(&c, CLASSFILE_FORMAT_ERROR, methods[i].message);
    }
    builder_init(&c);
    for (int i = 0; i < 200; i++) {
        char name[16];
        snprintf(name, sizeof name, "f%d", i % 199);
        member(&c, &c.fields, 0, name, "I", 0);
    }
    expect(&c, CLASSFILE_FORMAT_ERROR, "Duplicate field name \"f0\" with signature \"I\" in class file A");
    builder_init(&c);
    member(&c, &c.methods, ACC_NATIVE, "m", "()V", 0);
    member(&c, &c.methods, ACC_NATIVE, "m", "()I", 0);
    member(&c, &c.methods, ACC_NATIVE, "m", "()V", 0);
    expect(&c, CLASSFILE_FORMAT_ERROR, "Duplicate method name \"m\" with signature \"()V\" in class file A");
    builder_init(&c);
    put2(&c.interfaces, class_constant(&c, "I"));
    put2(&c.interfaces, class_constant(&c, "I"));
    c.interface_count = 2;
    expect(&c, CLASSFILE_FORMAT_ERROR, "Duplicate interface name \"I\" in class file A");
}

static void attribute_errors(void **state) {
    (void)state;
    struct builder c;
    builder_init(&c);
    class_attribute(&c, "SourceFile", "\0\1\0", 3);
    expect(&c, CLASSFILE_FORMAT_ERROR, "Wrong SourceFile attribute length in class file A");
    builder_init(&c);
    class_attribute(&c, "Signature", "\0\0", 2);
    expect(&c, CLASSFILE_FORMAT_ERROR, "Invalid constant pool index 0 in Signature attribute in class file A");
    builder_init(&c);
    class_attribute(&c, "NestMembers", "\0\0", 2);
    class_attribute(&c, "NestMembers", "\0\0", 2);
    expect(&c, CLASSFILE_FORMAT_ERROR, "Multiple NestMembers attributes in class file A");
    builder_init(&c);
    class_attribute(&c, "InnerClasses", "\0\0\0", 3);
    expect(&c, CLASSFILE_FORMAT_ERROR, "Wrong InnerClasses attribute length in class file A");
    builder_init(&c);
    c.major = 54; /* too old for nests: an unknown attribute */
    class_attribute(&c, "NestMembers", "?", 1);
    expect(&c, CLASSFILE_OK, NULL);
    struct buf nested = {0};
    builder_init(&c);
    attribute(&c, &nested, "LineNumberTable", "\0\1\0\3\0\1", 6);
    method_with_code(&c, 0, "m", "()V", 1, &nested);
    expect(&c, CLASSFILE_FORMAT_ERROR, "Invalid pc in LineNumberTable in class file A");
    buf_reset(&nested);
    builder_init(&c);
    method_with_code(&c, 0, "m", "(JJ)V", 0, NULL);
    expect(&c, CLASSFILE_FORMAT_ERROR, "Arguments can't fit into locals in class file A");
    builder_init(&c);
    method_with_code(&c, ACC_NATIVE, "m", "()V", 0, NULL);
    expect(&c, CLASSFILE_FORMAT_ERROR, "Code attribute in native or abstract methods in class file A");
    builder_init(&c);
    member(&c, &c.fields, ACC_STATIC, "f", "J", 1);
    attribute(&c, &c.fields, "ConstantValue", "\0\1", 2);
    expect(&c, CLASSFILE_FORMAT_ERROR, "Inconsistent constant value type in class file A");
    builder_init(&c);
    buf_str(&c.attributes, "x");
    expect(&c, CLASSFILE_FORMAT_ERROR, "Extra bytes at the end of class file A");
    buf_free(&nested);
}

/* Boot classes are parsed without the checks of names and flags; those for memory safety stay. */
static void without_checks_only_the_structure_counts(void **state) {
    (void)state;
    struct builder c;
    struct arena a;
    struct classfile_error error;
    builder_init(&c);
    member(&c, &c.fields, 3, "a;", "I", 0);
    builder_finish(&c);
    struct classfile *cf = parse(&a, c.file.data, c.file.length, 0, &error);
    assert_non_null(cf);
    parsed_free(&a, cf);
    builder_free(&c);
    builder_init(&c);
    member(&c, &c.fields, 0, "a", "L", 0);
    builder_finish(&c);
    assert_null(parse(&a, c.file.data, c.file.length, 0, &error));
    builder_free(&c);
}

static void tools_see_the_flags_of_the_file(void **state) {
    (void)state;
    struct builder c;
    struct arena a;
    struct classfile_error error;
    builder_init(&c);
    c.major = 65;
    c.flags = 0x0821;
    member(&c, &c.fields, 0x0A00, "a", "I", 0);
    builder_finish(&c);
    assert_null(parse(&a, c.file.data, c.file.length, 0, &error));
    struct classfile *cf = parse(&a, c.file.data, c.file.length, CLASSFILE_LENIENT, &error);
    assert_non_null(cf);
    assert_int_equal(cf->access_flags, 0x0821);
    assert_int_equal(cf->fields[0].access_flags, 0x0A00);
    parsed_free(&a, cf);
    builder_free(&c);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_rich_class_parses),
        cmocka_unit_test(every_truncation_is_an_error),
        cmocka_unit_test(changed_bytes_never_crash),
        cmocka_unit_test(header_errors),
        cmocka_unit_test(constant_pool_errors),
        cmocka_unit_test(member_errors),
        cmocka_unit_test(attribute_errors),
        cmocka_unit_test(without_checks_only_the_structure_counts),
        cmocka_unit_test(tools_see_the_flags_of_the_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
