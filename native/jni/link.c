/* SPDX-License-Identifier: MIT
 *
 * link.c - from a native method to its C function (docs/OPENJDK.md#binding-native-methods).
 *
 * The order: a native the VM provides (bound when the class was defined, natives.def) is never looked up at all; a
 * registered function wins over any symbol; then the symbol names, short before long, each first in libjava (boot
 * classes only), then in the libraries of the class's loader, which Java code keeps (ClassLoader.findNative). Nothing
 * found: UnsatisfiedLinkError.
 *
 * Functions are kept in vm->jni_bindings (binding.h). Two threads may look up the same method's at once: both store what
 * they found, which is the same, and each calls what it found itself.
 */
#include <dlfcn.h>
#include "base/buf.h"
#include "base/mutf8.h"
#include "native/jni/binding.h"
#include "native/library/capability.h"
#include "native/native.h"
#include "runtime/event.h"
#include "runtime/library_shape.h"
#include "runtime/string.h"

void native_bind(struct vm *vm, struct method *m, void *function) {
    if (m->binding != BINDING_JNI)
        return;
    struct jni_binding *binding = function ? jni_binding_make(vm, m) : jni_binding_of(vm, m);
    if (!binding)
        return;
    if (function && capability_guards(vm, m, function))
        __atomic_store_n(&binding->guarded, true, __ATOMIC_RELAXED);
    __atomic_store_n(&binding->function, function, __ATOMIC_RELEASE);
}

/* Appends text as the JNI specification mangles it ("Resolving Native Method Names"). False: it begins a part with one
 * of the digits that escapes use, so it is no Java identifier and must not be confused with one. */
static bool add_mangled(struct buf *out, const char *text, size_t length) {
    bool latin1;
    size_t n = mutf8_utf16_length((const u8 *)text, length, &latin1);
    u16 *chars = mem_alloc((n + 1) * sizeof *chars);
    mutf8_to_utf16((const u8 *)text, length, chars);
    bool part_start = true, valid = true;
    for (size_t i = 0; i < n && valid; i++) {
        u16 c = chars[i];
        bool digit = c >= '0' && c <= '9';
        if (digit || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
            valid = !(part_start && digit && c <= '3');
            buf_char(out, (char)c);
        } else if (c == '/') {
            buf_char(out, '_');
        } else if (c == '_' || c == ';' || c == '[') {
            buf_str(out, c == '_' ? "_1" : c == ';' ? "_2" : "_3");
        } else {
            buf_printf(out, "_0%04x", c);
        }
        part_start = c == '/';
    }
    mem_free(chars);
    return valid;
}

char *native_mangled_name(const struct method *m, bool with_signature) {
    struct buf out = {0};
    buf_str(&out, "Java_");
    bool valid = add_mangled(&out, m->holder->name->text, m->holder->name->length);
    buf_char(&out, '_');
    valid &= add_mangled(&out, m->name->text, m->name->length);
    if (with_signature) {
        const char *parameters = m->descriptor->text + 1;
        buf_str(&out, "__");
        valid &= add_mangled(&out, parameters, strcspn(parameters, ")"));
    }
    if (valid)
        return out.data;
    buf_free(&out);
    return NULL;
}

static void *find_function(struct thread *t, const struct method *m) {
    void *function = NULL;
    for (int with_signature = 0; with_signature < 2 && !function && !t->exception; with_signature++) {
        char *symbol = native_mangled_name(m, with_signature);
        if (!symbol)
            break;
        if (!m->holder->loader->object && t->vm->libjava)
            function = dlsym(t->vm->libjava, symbol);
        if (!function) /* the Java side knows the libraries of each loader */
            function = library_find_native(t, m, symbol);
        mem_free(symbol);
    }
    return t->exception ? NULL : function;
}

void *native_link(struct thread *t, struct method *m) {
    event_method_bind_begin(t, m);
    void *function = find_function(t, m);
    event_method_bind_end(t, m);
    if (!function) {
        if (!t->exception) {
            char *text = method_external_name_and_return(m);
            throw_by_name(t, "java/lang/UnsatisfiedLinkError", "'%s'", text);
            mem_free(text);
        }
        return NULL;
    }
    event_method_bind(t, m, false, &function);
    native_bind(t->vm, m, function);
    return function;
}
