/* SPDX-License-Identifier: MIT
 *
 * frame_text.c - how a frame reads in thread dumps, JNI warnings and crash reports:
 *
 *     java.lang.Object.wait(java.base@17.0.15/Native Method)
 *
 * Nothing is allocated: a crash report is written by a process whose C heap may be damaged or locked.
 */
#include <stdarg.h>
#include "runtime/class.h"
#include "runtime/frame.h"
#include "runtime/loader.h"

struct text {
    char *out;
    size_t length, room; /* length < room */
};

static void PRINTF_LIKE(2, 3) add(struct text *text, const char *format, ...) {
    va_list list;
    va_start(list, format);
    int n = vsnprintf(text->out + text->length, text->room - text->length, format, list);
    va_end(list);
    text->length = MIN_OF(text->length + (size_t)MAX_OF(n, 0), text->room - 1);
}

static void add_class_name(struct text *text, const struct class *k) {
    size_t start = text->length;
    add(text, "%s", k->name->text);
    for (char *p = text->out + start; *p; p++)
        if (*p == '/')
            *p = '.';
    const struct class *base = class_is_array(k) ? k->element : k;
    char *plus = (base->flags & CLASS_HIDDEN) ? strrchr(text->out + start, '+') : NULL;
    if (plus)
        *plus = '/';
}

size_t frame_class_name(const struct class *k, char *out, size_t room) {
    struct text text = {out, 0, room};
    out[0] = '\0';
    add_class_name(&text, k);
    return text.length;
}

size_t frame_text(const struct frame *f, char *out, size_t room) {
    struct text text = {out, 0, room};
    const struct method *m = frame_method(f);
    const struct module *module = m->holder->module;
    out[0] = '\0';
    add_class_name(&text, m->holder);
    add(&text, ".%s(", m->name->text);
    if (module && module->name && module->version)
        add(&text, "%s@%s/", module->name->text, module->version);
    else if (module && module->name)
        add(&text, "%s/", module->name->text);
    u16 length = 0;
    const char *source = class_source_file(m->holder, &length);
    int line = method_line_number(m, frame_bci(f));
    if (method_is_native(m))
        add(&text, "Native Method)");
    else if (!source)
        add(&text, "Unknown Source)");
    else if (line >= 0)
        add(&text, "%.*s:%d)", (int)length, source, line);
    else
        add(&text, "%.*s)", (int)length, source);
    return text.length;
}
