/* SPDX-License-Identifier: MIT
 *
 * exception.c - throwing from C, with HotSpot's message texts.
 *
 * Normally an exception is made as Java code would make it: class initialized, constructor run, which fills the stack
 * trace. Two can't be: StackOverflowError, as there is no stack for a constructor, and OutOfMemoryError, as there may
 * be no memory; their fields are set here. When not even the object can be allocated, an instance made at boot is
 * thrown.
 *
 * Before the library's classes exist nothing can be thrown: the text is printed and the process ends, as HotSpot does
 * for errors during initialization.
 */
#include "runtime/exception.h"
#include "base/buf.h"
#include "runtime/class.h"
#include "runtime/event.h"
#include "runtime/link.h"
#include "runtime/object.h"
#include "runtime/string.h"
#include "runtime/vm.h"

#define MAX_THROW_DEPTH 8
#define MAX_CAUSES      16

static NORETURN void fail_at_boot(const char *class_name, const char *text) {
    fputs("Error occurred during initialization of VM\n", stdout); /* where HotSpot says it */
    for (; *class_name; class_name++)
        putchar(*class_name == '/' ? '.' : *class_name);
    printf("%s%s\n", text ? ": " : "", text ? text : "");
    exit(1);
}

static void make_pending(struct thread *t, struct object *exception) {
    t->exception = exception;
    event_exception_throw(t, exception);
}

bool throw_object(struct thread *t, struct object *throwable) {
    if (!throwable)
        return throw_null_pointer(t);
    make_pending(t, throwable);
    return false;
}

struct object *exception_take(struct thread *t) {
    struct object *exception = t->exception;
    t->exception = NULL;
    return exception;
}

/* ---- by constructor ---- */

/* NULL = another exception is pending. text may be NULL. */
static struct object *make(struct thread *t, struct class *k, const char *text) {
    struct vm *vm = t->vm;
    if (!class_initialize(t, k))
        return NULL;
    struct object *message = text ? string_new_cstr(t, text) : NULL;
    if (text && !message)
        return NULL;
    struct object *exception = object_new(t, k);
    if (!exception)
        return NULL;
    struct method *constructor =
        text ? class_declared_method(k, KS(vm, object_initializer), KS(vm, string_void)) : NULL;
    bool has_text = constructor != NULL;
    if (!constructor)
        constructor = class_declared_method(k, KS(vm, object_initializer), KS(vm, void_method));
    BUG_ON(!constructor);
    union slot args[2] = {{.o = exception}, {.o = message}};
    if (!java_call(t, constructor, args))
        return NULL;
    if (text && !has_text)
        object_put_ref(exception, KF(vm, Throwable_detailMessage), message);
    return exception;
}

static bool throw_text(struct thread *t, struct class *k, struct object *cause, const char *text) {
    struct vm *vm = t->vm;
    if (!K(vm, java_lang_Throwable) || !K(vm, java_lang_String) || !KM(vm, Object_init) ||
        t->throw_depth >= MAX_THROW_DEPTH)
        fail_at_boot(k->name->text, text);
    t->throw_depth++;
    struct object *exception = make(t, k, text);
    t->throw_depth--;
    if (!exception)
        return false;
    if (cause) /* not by initCause: some classes' constructors forbid it */
        object_put_ref(exception, KF(vm, Throwable_cause), cause);
    make_pending(t, exception);
    return false;
}

static bool throw_formatted(struct thread *t, struct class *k, struct object *cause, const char *fmt, va_list ap) {
    if (exception_pending(t))
        return false;
    if (!fmt)
        return throw_text(t, k, cause, NULL);
    struct buf text = {0};
    buf_vprintf(&text, fmt, ap);
    throw_text(t, k, cause, buf_cstr(&text));
    buf_free(&text);
    return false;
}

bool throw_new(struct thread *t, struct class *exception_class, const char *fmt, ...) {
    va_list ap;
    va_start(ap, fmt);
    throw_formatted(t, exception_class, NULL, fmt, ap);
    va_end(ap);
    return false;
}

/* NULL: an exception is pending. */
static struct class *load_exception_class(struct thread *t, const char *class_name) {
    struct vm *vm = t->vm;
    t->throw_depth++;
    struct class *k = loader_load(t, vm->boot_loader, symbol_intern_cstr(vm->symbols, class_name));
    t->throw_depth--;
    return k;
}

static bool throw_named(struct thread *t, const char *class_name, struct object *cause, const char *fmt, va_list ap) {
    if (exception_pending(t))
        return false;
    if (!K(t->vm, java_lang_Throwable) || t->throw_depth >= MAX_THROW_DEPTH) {
        struct buf text = {0};
        if (fmt)
            buf_vprintf(&text, fmt, ap);
        fail_at_boot(class_name, fmt ? buf_cstr(&text) : NULL);
    }
    struct class *k = load_exception_class(t, class_name);
    if (k)
        throw_formatted(t, k, cause, fmt, ap);
    return false;
}

bool throw_by_name(struct thread *t, const char *class_name, const char *fmt, ...) {
    va_list ap;
    va_start(ap, fmt);
    throw_named(t, class_name, NULL, fmt, ap);
    va_end(ap);
    return false;
}

bool throw_with_cause(struct thread *t, const char *class_name, struct object *cause, const char *fmt, ...) {
    va_list ap;
    va_start(ap, fmt);
    throw_named(t, class_name, cause, fmt, ap);
    va_end(ap);
    return false;
}

/* ---- shared texts ---- */

bool throw_null_pointer(struct thread *t) {
    return throw_new(t, K(t->vm, java_lang_NullPointerException), NULL);
}

bool throw_array_index(struct thread *t, i32 index, i32 length) {
    return throw_new(t, K(t->vm, java_lang_ArrayIndexOutOfBoundsException), "Index %d out of bounds for length %d",
                     index, length);
}

bool throw_class_cast(struct thread *t, struct object *o, struct class *target) {
    struct class *k = object_class(o);
    char *from = class_external_name(k), *to = class_external_name(target);
    char *where = classes_module_and_loader(t->vm, k, target);
    throw_new(t, K(t->vm, java_lang_ClassCastException), "class %s cannot be cast to class %s (%s)", from, to, where);
    mem_free(from);
    mem_free(to);
    mem_free(where);
    return false;
}

bool throw_array_store(struct thread *t, struct object *value) {
    char *name = class_external_name(object_class(value));
    throw_new(t, K(t->vm, java_lang_ArrayStoreException), "%s", name);
    mem_free(name);
    return false;
}

bool throw_negative_array_size(struct thread *t, i32 size) {
    return throw_by_name(t, "java/lang/NegativeArraySizeException", "%d", size);
}

bool throw_division_by_zero(struct thread *t) {
    return throw_new(t, K(t->vm, java_lang_ArithmeticException), "/ by zero");
}

bool throw_abstract_method(struct thread *t, struct class *receiver, struct method *m, const struct method *selected) {
    char *holder = class_external_name(m->holder), *method = method_return_and_name(m);
    char *receiver_name = class_external_name(receiver);
    char *chosen = selected && selected->holder != m->holder ? method_external_name_and_return(selected) : NULL;
    const char *kind = class_is_interface(m->holder)  ? "interface"
                       : class_is_abstract(m->holder) ? "abstract class"
                                                      : "class";
    throw_by_name(
        t, "java/lang/AbstractMethodError",
        "Receiver class %s does not define or inherit an implementation of the resolved method '%s%s%s' of %s "
        "%s.%s%s%s",
        receiver_name, method_is_abstract(m) ? "abstract " : "", m->access_flags & ACC_PRIVATE ? "private " : "",
        method, kind, holder, chosen ? " Selected method is 'abstract " : "", chosen ? chosen : "", chosen ? "'." : "");
    mem_free(holder);
    mem_free(method);
    mem_free(receiver_name);
    mem_free(chosen);
    return false;
}

bool throw_not_public(struct thread *t, struct class *receiver, const struct method *m) {
    struct method named = *m;
    named.holder = receiver;
    char *text = method_external_name_and_return(&named);
    throw_by_name(t, "java/lang/IllegalAccessError", "'%s'", text);
    mem_free(text);
    return false;
}

/* ---- without running Java ---- */

/* What Throwable's field initializers and constructor would set. */
static void set_fields(struct vm *vm, struct object *exception, struct object *message) {
    const struct object *statics = K(vm, java_lang_Throwable)->mirror;
    object_put_ref(exception, KF(vm, Throwable_detailMessage), message);
    object_put_ref(exception, KF(vm, Throwable_cause), exception);
    object_put_ref(exception, KF(vm, Throwable_suppressedExceptions),
                   object_get_ref(statics, KF(vm, Throwable_SUPPRESSED_SENTINEL)));
    object_put_ref(exception, KF(vm, Throwable_stackTrace),
                   object_get_ref(statics, KF(vm, Throwable_UNASSIGNED_STACK)));
}

static void fill_trace(struct thread *t, struct object *exception) {
    struct vm *vm = t->vm;
    exception_fill_in_stack_trace(t, exception);
    object_put_ref(exception, KF(vm, Throwable_stackTrace),
                   object_get_ref(K(vm, java_lang_Throwable)->mirror, KF(vm, Throwable_UNASSIGNED_STACK)));
}

bool throw_stack_overflow(struct thread *t) {
    struct vm *vm = t->vm;
    struct class *k = K(vm, java_lang_StackOverflowError);
    if (!k || !class_is_linked(k))
        fail_at_boot("java/lang/StackOverflowError", NULL);
    if (exception_pending(t))
        return false;
    struct object *exception = object_try_new(t, k);
    if (exception) {
        set_fields(vm, exception, NULL);
        fill_trace(t, exception);
    } else {
        exception = vm->stack_overflow_error;
        if (!exception)
            return throw_out_of_memory(t, "Java heap space");
    }
    make_pending(t, exception);
    return false;
}

/* Texts of vm->out_of_memory_errors; the last serves for all others. */
static const char *const oom_texts[] = {
    "Java heap space",
    "Metaspace",
    "Requested array size exceeds VM limit",
    "GC overhead limit exceeded",
    "unable to create native thread: possibly out of memory or process/resource limits reached",
    NULL,
};

enum { OOM_GC_OVERHEAD = 3 }; /* index in oom_texts */

static u32 oom_index(const char *what) {
    for (u32 i = 0; oom_texts[i]; i++) {
        if (what && strcmp(oom_texts[i], what) == 0)
            return i;
    }
    return ARRAY_LENGTH(oom_texts) - 1;
}

bool exception_preallocate(struct thread *t) {
    struct vm *vm = t->vm;
    struct class *memory = K(vm, java_lang_OutOfMemoryError), *stack = K(vm, java_lang_StackOverflowError);
    if (!class_link(t, memory) || !class_link(t, stack))
        return false;
    for (u32 i = 0; i < ARRAY_LENGTH(vm->out_of_memory_errors); i++)
        if (!(vm->out_of_memory_errors[i] = object_new(t, memory)))
            return false;
    vm->stack_overflow_error = object_new(t, stack);
    return vm->stack_overflow_error != NULL;
}

bool exception_finish_preallocated(struct thread *t) {
    struct vm *vm = t->vm;
    static_assert(ARRAY_LENGTH(oom_texts) == ARRAY_LENGTH(((struct vm *)0)->out_of_memory_errors), "one text each");
    for (u32 i = 0; i < ARRAY_LENGTH(oom_texts); i++) {
        struct object *message = oom_texts[i] ? string_intern_mutf8(t, oom_texts[i], strlen(oom_texts[i])) : NULL;
        if (oom_texts[i] && !message)
            return false;
        set_fields(vm, vm->out_of_memory_errors[i], message);
    }
    set_fields(vm, vm->stack_overflow_error, NULL);
    return true;
}

bool throw_out_of_memory(struct thread *t, const char *what) {
    struct vm *vm = t->vm;
    if (exception_pending(t))
        return false;
    u32 index = oom_index(what);
    struct object *prepared = vm->out_of_memory_errors[index];
    if (!prepared)
        fail_at_boot("java/lang/OutOfMemoryError", what);
    if (t->throwing_oom) { /* an allocation below failed: the caller clears it */
        t->exception = prepared;
        return false;
    }
    event_out_of_memory(t, what, index <= OOM_GC_OVERHEAD); /* memory that the VM manages: threads are not */
    t->throwing_oom = true;
    struct object *exception = object_try_new(t, K(vm, java_lang_OutOfMemoryError));
    if (exception) {
        struct object *message = object_get_ref(prepared, KF(vm, Throwable_detailMessage));
        if (!message && what)
            message = string_new_cstr(t, what);
        t->exception = NULL;
        set_fields(vm, exception, message);
        fill_trace(t, exception);
    }
    t->throwing_oom = false;
    make_pending(t, exception ? exception : prepared);
    return false;
}

/* ---- printing without Java ---- */

/* As HotSpot's own printer: the module stands with the file, not before the class. */
static void print_frame(const struct method *m, int bci, FILE *out) {
    char *class_name = class_external_name(m->holder);
    const struct module *module = m->holder->module;
    fprintf(out, "\tat %s.%s(", class_name, m->name->text);
    mem_free(class_name);
    if (module && module->name)
        fprintf(out, "%s%s%s/", module->name->text, module->version ? "@" : "", module->version ? module->version : "");
    u16 length;
    const char *file = class_source_file(m->holder, &length);
    int line = method_line_number(m, bci);
    if (line == -2)
        fputs("Native Method", out);
    else if (!file)
        fputs("Unknown Source", out);
    else if (line < 0)
        fprintf(out, "%.*s", (int)length, file);
    else
        fprintf(out, "%.*s:%d", (int)length, file, line);
    fputs(")\n", out);
}

void exception_print_raw(struct thread *t, struct object *throwable, FILE *out) {
    struct vm *vm = t->vm;
    for (int depth = 0; throwable && depth < MAX_CAUSES; depth++) {
        char *class_name = class_external_name(object_class(throwable));
        struct object *message = object_get_ref(throwable, KF(vm, Throwable_detailMessage));
        char *text = message ? string_to_utf8(vm, message) : NULL;
        fprintf(out, "%s%s%s%s\n", depth ? "Caused by: " : "", class_name, text ? ": " : "", text ? text : "");
        mem_free(class_name);
        mem_free(text);
        struct method *m;
        int bci;
        for (u32 i = 0; backtrace_frame(vm, throwable, i, &m, &bci); i++)
            print_frame(m, bci, out);
        struct object *cause = object_get_ref(throwable, KF(vm, Throwable_cause));
        throwable = cause == throwable ? NULL : cause;
    }
    fflush(out);
}
