/* SPDX-License-Identifier: MIT
 *
 * class_text.c - names of classes and methods as HotSpot's messages write them. All results are malloc'ed.
 */
#include "base/buf.h"
#include "runtime/string.h"
#include "runtime/vm.h"

static char *finish(struct buf *b) {
    char *s = mem_strdup(buf_cstr(b));
    buf_free(b);
    return s;
}

char *symbol_to_external(const struct symbol *internal_name) {
    char *s = mem_strndup(internal_name->text, internal_name->length);
    for (char *p = s; *p; p++) {
        if (*p == '/')
            *p = '.';
    }
    return s;
}

char *class_external_name(const struct class *k) {
    char *s = symbol_to_external(k->name);
    const struct class *base = class_is_array(k) ? k->element : k;
    char *plus = (base->flags & CLASS_HIDDEN) ? strrchr(s, '+') : NULL;
    if (plus)
        *plus = '/';
    return s;
}

/* One field descriptor in source form: "[Ljava/lang/String;" -> "java.lang.String[]". */
static void add_type(struct buf *b, const char *d, size_t length) {
    size_t dimensions = 0;
    while (dimensions < length && d[dimensions] == '[')
        dimensions++;
    u8 type = basic_type_of_char(d[dimensions]);
    if (type == T_OBJECT) {
        for (size_t i = dimensions + 1; i + 1 < length; i++)
            buf_char(b, d[i] == '/' ? '.' : d[i]);
    } else {
        buf_str(b, basic_type_name(type));
    }
    while (dimensions--)
        buf_str(b, "[]");
}

static void add_signature(struct buf *b, const struct method *m, bool with_holder) {
    if (with_holder) {
        char *holder = class_external_name(m->holder);
        buf_printf(b, "%s.", holder);
        mem_free(holder);
    }
    buf_printf(b, "%s(", m->name->text);
    const char *d = m->descriptor->text, *start;
    size_t length;
    for (bool first = true; descriptor_next(&d, &start, &length); first = false) {
        if (!first)
            buf_str(b, ", ");
        add_type(b, start, length);
    }
    buf_char(b, ')');
}

static char *method_text(const struct method *m, bool with_return, bool with_holder) {
    struct buf b = {0};
    const char *start;
    if (with_return) {
        descriptor_return(m->descriptor->text, &start);
        add_type(&b, start, strlen(start));
        buf_char(&b, ' ');
    }
    add_signature(&b, m, with_holder);
    return finish(&b);
}

char *method_external_name(const struct method *m) {
    return method_text(m, false, true);
}
char *method_external_name_and_return(const struct method *m) {
    return method_text(m, true, true);
}
char *method_return_and_name(const struct method *m) {
    return method_text(m, true, false);
}

char *loader_describe(struct vm *vm, const struct loader *l) {
    if (!l->object)
        return mem_strdup("'bootstrap'");
    struct object *text = object_get_ref(l->object, KF(vm, ClassLoader_nameAndId));
    if (text)
        return string_to_utf8(vm, text);
    return class_external_name(object_class(l->object));
}

/* "module java.base of loader 'bootstrap'", "unnamed module of loader 'x' @12ab" and with parent ", parent loader
 * 'app'" */
static void add_module_and_loader(struct vm *vm, struct buf *b, const struct class *k, bool parent_too) {
    const struct class *base = class_is_array(k) ? k->element : k;
    const struct module *m = class_is_primitive(base) ? vm->java_base : base->module;
    if (m && m->name) {
        buf_printf(b, "module %s", m->name->text);
        if (m->version && m->location && strncmp(m->location, "jrt:", 4) != 0)
            buf_printf(b, "@%s", m->version);
    } else if (!m && base->loader == vm->boot_loader) {
        buf_str(b, "module java.base");
    } else {
        buf_str(b, "unnamed module");
    }
    char *loader = loader_describe(vm, base->loader);
    buf_printf(b, " of loader %s", loader);
    mem_free(loader);
    struct object *object = base->loader->object;
    if (!parent_too || !object || base->loader->is_app || base->loader->is_platform)
        return;
    struct object *parent = object_get_ref(object, KF(vm, ClassLoader_parent));
    struct object *text = parent ? object_get_ref(parent, KF(vm, ClassLoader_nameAndId)) : NULL;
    char *name = text ? string_to_utf8(vm, text) : mem_strdup("'bootstrap'");
    buf_printf(b, ", parent loader %s", name);
    mem_free(name);
}

static void add_class_module_and_loader(struct vm *vm, struct buf *b, const struct class *k, bool parent_too) {
    char *name = class_external_name(k);
    buf_printf(b, "%s is in ", name);
    mem_free(name);
    add_module_and_loader(vm, b, k, parent_too);
}

char *class_module_and_loader(struct vm *vm, const struct class *k, bool parent_too) {
    struct buf b = {0};
    add_class_module_and_loader(vm, &b, k, parent_too);
    return finish(&b);
}

char *classes_module_and_loader(struct vm *vm, const struct class *a, const struct class *b) {
    const struct class *ea = class_is_array(a) ? a->element : a, *eb = class_is_array(b) ? b->element : b;
    struct buf text = {0};
    if (ea->module == eb->module && ea->loader == eb->loader) {
        char *na = class_external_name(a), *nb = class_external_name(b);
        buf_printf(&text, "%s and %s are in ", na, nb);
        mem_free(na);
        mem_free(nb);
        add_module_and_loader(vm, &text, a, false);
    } else {
        add_class_module_and_loader(vm, &text, a, false);
        buf_str(&text, "; ");
        add_class_module_and_loader(vm, &text, b, false);
    }
    return finish(&text);
}

const char *class_source_file(const struct class *k, u16 *length) {
    if (!k->file)
        return NULL;
    const struct attribute *a = attribute_find(k->file->attributes, k->file->attributes_count, ATTR_SOURCE_FILE);
    return a ? classfile_utf8(k->file, be16(a->info), length) : NULL;
}
