/* SPDX-License-Identifier: MIT
 *
 * link.c - from a native method to its C function (docs/OPENJDK.md#binding-native-methods).
 *
 * The order: a native the VM provides (bound when the class was defined, natives.def) is never looked up at all; a
 * registered function wins over any symbol; then the symbol names, short before long, each first in libjava (boot
 * classes only), then in the libraries of the class's loader, which Java code keeps (ClassLoader.findNative). Nothing
 * found: UnsatisfiedLinkError.
 *
 * A native method's native_entry starts as native_link_and_call; once bound it is native_call_function (jni_call.c).
 */
#include <dlfcn.h>
#include "base/buf.h"
#include "base/mutf8.h"
#include "native/library/capability.h"
#include "native/native.h"
#include "runtime/event.h"
#include "runtime/library_shape.h"
#include "runtime/string.h"

void native_bind(struct method *m, void *function) {
    if (function) {
        __atomic_store_n(&m->native_function, function, __ATOMIC_RELEASE);
        __atomic_store_n(&m->native_entry, capability_entry(vm_instance(), m), __ATOMIC_RELEASE);
    } else {
        __atomic_store_n(&m->native_entry, native_link_and_call, __ATOMIC_RELEASE);
        __atomic_store_n(&m->native_function, NULL, __ATOMIC_RELEASE);
    }
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

bool native_link_and_call(struct thread *t, struct method *m, union slot *slots) {
    void *function = __atomic_load_n(&m->native_function, __ATOMIC_ACQUIRE);
    if (!function) {
        event_method_bind_begin(t, m);
        function = find_function(t, m);
        event_method_bind_end(t, m);
        if (!function) {
            if (!t->exception) {
                char *text = method_external_name_and_return(m);
                throw_by_name(t, "java/lang/UnsatisfiedLinkError", "'%s'", text);
                mem_free(text);
            }
            return false;
        }
        event_method_bind(t, m, false, &function);
        native_bind(m, function);
    }
    /* Not m->native_entry: another thread that binds m may have stored only the function so far. */
    return capability_entry(t->vm, m)(t, m, slots);
}
