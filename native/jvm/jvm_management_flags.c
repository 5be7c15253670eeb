/* SPDX-License-Identifier: MIT
 *
 * jvm_management_flags.c - the -XX flags for com.sun.management.HotSpotDiagnosticMXBean: reading them, and setting those
 * that are manageable. The table of flags is libjvm's (struct flag_ops of runtime/options.h).
 */
#include "native/jvm/jmm.h"
#include "native/jvm/jvm_internal.h"
#include "runtime/object.h"
#include "runtime/string.h"

enum { TYPE_BOOLEAN = 1, TYPE_STRING, TYPE_LONG, TYPE_DOUBLE };

jint jmm_flag_count(struct vm *vm) {
    struct flag_view view;
    jint count = 0;
    for (u32 i = 0; vm->options.flags && vm->options.flags->at(&vm->options, i, &view); i++)
        count += view.name != NULL;
    return count;
}

/* False = exception. */
static bool describe(struct thread *t, const struct flag_view *view, struct jmm_flag *out) {
    memset(out, 0, sizeof *out);
    out->writeable = out->external = view->manageable;
    out->origin = (int)view->origin;
    switch (view->type) {
    case 'Z':
        out->type = TYPE_BOOLEAN;
        out->value.z = view->value.n != 0;
        break;
    case 'J':
        out->type = TYPE_LONG;
        out->value.j = (jlong)view->value.n;
        break;
    case 'D':
        out->type = TYPE_DOUBLE;
        out->value.d = view->value.d;
        break;
    default:
        out->type = TYPE_STRING;
        out->value.l = view->value.text ? native_local(t, string_new_utf8(t, view->value.text)) : NULL;
        break;
    }
    out->name = t->exception ? NULL : (jstring)native_local(t, string_new_cstr(t, view->name));
    return !t->exception;
}

jint jmm_get_flags(JNIEnv *env, jobjectArray names, struct jmm_flag *out, jint count) {
    NATIVE_ENTER(env);
    const struct vm_options *options = &t->vm->options;
    struct object *array = handle_get(names);
    struct flag_view view;
    jint done = 0;
    bool ok = options->flags != NULL;
    for (u32 i = 0; ok && array && i < MIN_OF(array_length(array), (u32)count); i++) {
        struct object *name = array_get_ref(array, i);
        char *text = name ? string_to_utf8(t->vm, name) : NULL;
        out[i].name = NULL; /* a name that no flag has */
        if (text && options->flags->find(options, text, &view)) {
            ok = describe(t, &view, &out[i]);
            done++;
        }
        mem_free(text);
    }
    for (u32 i = 0; ok && !array && done < count && options->flags->at(options, i, &view); i++)
        if (view.name)
            ok = describe(t, &view, &out[done++]);
    NATIVE_RETURN(ok ? done : 0);
}

jobjectArray jmm_get_flag_names(JNIEnv *env) {
    NATIVE_ENTER(env);
    const struct vm_options *options = &t->vm->options;
    u32 count = (u32)jmm_flag_count(t->vm), n = 0;
    const char **names = mem_calloc(count + 1, sizeof *names);
    struct flag_view view;
    for (u32 i = 0; n < count && options->flags->at(options, i, &view); i++)
        if (view.name)
            names[n++] = view.name;
    struct object *array = jvm_string_array(t, (char *const *)(uintptr_t)names, n);
    mem_free(names);
    NATIVE_RETURN_OBJECT(array);
}

void jmm_set_flag(JNIEnv *env, jstring name, jvalue value) {
    NATIVE_ENTER(env);
    struct vm_options *options = &t->vm->options;
    struct object *o = handle_get(name);
    char *text = o ? string_to_utf8(t->vm, o) : NULL;
    struct flag_view view;
    if (!text)
        throw_null_pointer(t);
    else if (!options->flags || !options->flags->find(options, text, &view))
        throw_by_name(t, "java/lang/IllegalArgumentException", "Flag %s does not exist.", text);
    else if (!view.manageable)
        throw_by_name(t, "java/lang/IllegalArgumentException", "This flag is not writeable.");
    else {
        char *given = NULL;
        if (view.type == 'Z')
            given = mem_printf("%c%s", value.z ? '+' : '-', text);
        else if (view.type == 'J')
            given = mem_printf("%s=%llu", text, (unsigned long long)value.j);
        else if (view.type == 'D')
            given = mem_printf("%s=%f", text, value.d);
        else {
            char *string = value.l ? string_to_utf8(t->vm, handle_get(value.l)) : NULL;
            given = mem_printf("%s=%s", text, string ? string : "");
            mem_free(string);
        }
        char *fault = options->flags->set(options, given);
        if (fault)
            throw_by_name(t, "java/lang/IllegalArgumentException", "%s", fault);
        mem_free(fault);
        mem_free(given);
    }
    mem_free(text);
    NATIVE_RETURN_VOID();
}
