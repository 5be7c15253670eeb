/* SPDX-License-Identifier: MIT
 *
 * backtrace.c - stack traces: captured cheaply into Throwable.backtrace, made into StackTraceElements on demand.
 *
 * The backtrace is an Object[]: element 0 is a long[] with one number per frame, the others are mirrors of the classes
 * outside the boot loader, which keep those classes (and with them their methods) alive:
 *
 *       63  62                  16 15        0
 *      +---+-----------------------+----------+
 *      | h | struct method address | bci      |     bci 0xFFFF: native method
 *      +---+-----------------------+----------+     h (first entry only): hidden frames above it were left out
 *
 * Which frames are left out: docs/OPENJDK.md#stack-traces, docs/OPENJDK.md#hidden-frames.
 */
#include "runtime/class.h"
#include "runtime/exception.h"
#include "runtime/object.h"
#include "runtime/string.h"
#include "runtime/vm.h"

#define NATIVE_BCI 0xFFFFu
#define HIDDEN_TOP ((u64)1 << 63)

struct trace {
    u64 *entries;
    u32 count, capacity;
    u64 small[128];
};

static void trace_begin(struct trace *trace) {
    trace->entries = trace->small;
    trace->count = 0;
    trace->capacity = ARRAY_LENGTH(trace->small);
}

static void trace_end(struct trace *trace) {
    if (trace->entries != trace->small)
        mem_free(trace->entries);
}

static void trace_add(struct trace *trace, const struct method *m, int bci) {
    if (trace->count == trace->capacity) {
        u64 *more = mem_alloc(2 * sizeof *more * trace->capacity);
        memcpy(more, trace->entries, trace->count * sizeof *more);
        trace_end(trace);
        trace->entries = more;
        trace->capacity *= 2;
    }
    trace->entries[trace->count++] = (u64)(uintptr_t)m << 16 | (bci < 0 ? NATIVE_BCI : (u64)bci);
}

static struct method *entry_method(u64 entry) {
    return (struct method *)(uintptr_t)((entry & ~HIDDEN_TOP) >> 16);
}

static int entry_bci(u64 entry) {
    return (entry & 0xFFFF) == NATIVE_BCI ? -1 : (int)(entry & 0xFFFF);
}

static bool is_hidden(const struct vm *vm, const struct method *m) {
    return (m->flags & (METHOD_HIDDEN | METHOD_MH_INTRINSIC)) && !vm->options.show_hidden_frames;
}

/* Frames of the throwable's own construction come first: fillInStackTrace, then constructors of its classes. */
static void capture_throwable(struct thread *t, const struct object *throwable, struct trace *trace) {
    struct vm *vm = t->vm;
    u32 limit = vm->options.max_stack_trace_depth ? vm->options.max_stack_trace_depth : UINT32_MAX;
    bool skip_fill = true, skip_init = true, hidden_top = false;
    for (struct frame *f = frame_first(t); f && trace->count < limit; f = frame_next(t, f)) {
        const struct method *m = frame_method(f);
        if (skip_fill && m->name == KS(vm, fillInStackTrace) && object_is_instance(throwable, m->holder))
            continue;
        skip_fill = false;
        if (skip_init && m->name == KS(vm, object_initializer) && object_is_instance(throwable, m->holder))
            continue;
        skip_init = false;
        if (!is_hidden(vm, m))
            trace_add(trace, m, frame_bci(f));
        else if (trace->count == 0)
            hidden_top = true;
    }
    if (hidden_top && trace->count > 0)
        trace->entries[0] |= HIDDEN_TOP;
}

static struct object *new_array(struct thread *t, struct class *array_class, u32 length) {
    return t->throwing_oom ? array_try_new(t, array_class, (i32)length) : array_new(t, array_class, (i32)length);
}

static struct object *encode(struct thread *t, const struct trace *trace) {
    struct vm *vm = t->vm;
    u32 mirrors = 0;
    const struct class *last = NULL;
    for (u32 i = 0; i < trace->count; i++) {
        const struct class *k = entry_method(trace->entries[i])->holder;
        mirrors += k->loader != vm->boot_loader && k != last;
        last = k;
    }
    struct class *array_class = class_array_of(t, K(vm, java_lang_Object));
    struct object *entries = array_class ? new_array(t, vm->primitive_arrays[T_LONG], trace->count) : NULL;
    struct object *backtrace = entries ? new_array(t, array_class, 1 + mirrors) : NULL;
    if (!backtrace)
        return NULL;
    memcpy(array_data(entries), trace->entries, trace->count * sizeof *trace->entries);
    array_put_ref(backtrace, 0, entries);
    last = NULL;
    mirrors = 1;
    for (u32 i = 0; i < trace->count; i++) {
        const struct class *k = entry_method(trace->entries[i])->holder;
        if (k->loader != vm->boot_loader && k != last)
            array_put_ref(backtrace, mirrors++, k->mirror);
        last = k;
    }
    return backtrace;
}

void exception_fill_in_stack_trace(struct thread *t, struct object *throwable) {
    struct vm *vm = t->vm;
    if (!vm->options.stack_trace_in_throwable)
        return;
    struct object *pending = exception_take(t);
    struct trace trace;
    trace_begin(&trace);
    capture_throwable(t, throwable, &trace);
    object_put_ref(throwable, KF(vm, Throwable_stackTrace), NULL);
    object_put_ref(throwable, KF(vm, Throwable_backtrace), NULL);
    struct object *backtrace = encode(t, &trace);
    exception_take(t); /* no memory: the throwable keeps an empty trace */
    object_put_ref(throwable, KF(vm, Throwable_backtrace), backtrace);
    FIELD(throwable, KF(vm, Throwable_depth), i32) = backtrace ? (i32)trace.count : 0;
    trace_end(&trace);
    t->exception = pending;
}

bool backtrace_frame(const struct vm *vm, const struct object *throwable, u32 i, struct method **m, int *bci) {
    struct object *backtrace = object_get_ref(throwable, KF(vm, Throwable_backtrace));
    if (!backtrace)
        return false;
    struct object *entries = array_get_ref(backtrace, 0);
    if (i >= array_length(entries))
        return false;
    u64 entry = ARRAY_AT(entries, i, u64);
    *m = entry_method(entry);
    *bci = entry_bci(entry);
    return true;
}

bool backtrace_has_hidden_top(const struct vm *vm, const struct object *throwable) {
    struct object *backtrace = object_get_ref(throwable, KF(vm, Throwable_backtrace));
    struct object *entries = backtrace ? array_get_ref(backtrace, 0) : NULL;
    return entries && array_length(entries) > 0 && (ARRAY_AT(entries, 0, u64) & HIDDEN_TOP) != 0;
}

/* ---- StackTraceElements ---- */

/* Class.getName() of k, which the mirror keeps. NULL = exception. */
static struct object *class_name_string(struct thread *t, struct class *k) {
    struct vm *vm = t->vm;
    struct object *name = k->mirror ? object_get_ref(k->mirror, KF(vm, Class_name)) : NULL;
    if (name)
        return name;
    char *text = class_external_name(k);
    name = string_intern_mutf8(t, text, strlen(text));
    mem_free(text);
    if (name && k->mirror)
        object_put_ref(k->mirror, KF(vm, Class_name), name);
    return name;
}

static bool put_interned(struct thread *t, struct object *element, u32 offset, const char *s, size_t length) {
    struct object *string = string_intern_mutf8(t, s, length);
    if (!string)
        return false;
    object_put_ref(element, offset, string);
    return true;
}

bool exception_fill_element(struct thread *t, struct object *element, struct method *m, int bci) {
    struct vm *vm = t->vm;
    struct class *k = m->holder;
    object_put_ref(element, KF(vm, StackTraceElement_declaringClassObject), k->mirror);
    struct object *class_name = class_name_string(t, k);
    if (!class_name)
        return false;
    object_put_ref(element, KF(vm, StackTraceElement_declaringClass), class_name);
    if (k->loader->object)
        object_put_ref(element, KF(vm, StackTraceElement_classLoaderName),
                       object_get_ref(k->loader->object, KF(vm, ClassLoader_name)));
    const struct module *module = k->module;
    if (module && module->name &&
        !put_interned(t, element, KF(vm, StackTraceElement_moduleName), module->name->text, module->name->length))
        return false;
    if (module && module->name && module->version &&
        !put_interned(t, element, KF(vm, StackTraceElement_moduleVersion), module->version, strlen(module->version)))
        return false;
    if (!put_interned(t, element, KF(vm, StackTraceElement_methodName), m->name->text, m->name->length))
        return false;
    u16 length;
    const char *file = class_source_file(k, &length);
    if (file && !put_interned(t, element, KF(vm, StackTraceElement_fileName), file, length))
        return false;
    FIELD(element, KF(vm, StackTraceElement_lineNumber), i32) = method_line_number(m, bci);
    return true;
}

bool exception_fill_elements(struct thread *t, struct object *elements, struct object *throwable) {
    struct vm *vm = t->vm;
    if (!elements || !throwable)
        return throw_null_pointer(t);
    u32 depth = (u32)FIELD(throwable, KF(vm, Throwable_depth), i32);
    if (array_length(elements) != depth)
        return throw_by_name(t, "java/lang/IndexOutOfBoundsException", NULL);
    struct method *m;
    int bci;
    for (u32 i = 0; i < depth && backtrace_frame(vm, throwable, i, &m, &bci); i++) {
        struct object *element = array_get_ref(elements, i);
        if (!element)
            return throw_null_pointer(t);
        if (!exception_fill_element(t, element, m, bci))
            return false;
    }
    return true;
}

struct object *exception_elements_of_thread(struct thread *t, struct thread *target) {
    struct vm *vm = t->vm;
    struct trace trace;
    trace_begin(&trace);
    for (struct frame *f = frame_first(target); f; f = frame_next(target, f))
        trace_add(&trace, frame_method(f), frame_bci(f));
    struct class *k = K(vm, java_lang_StackTraceElement);
    struct class *array_class = class_array_of(t, k);
    struct object *elements = array_class ? array_new(t, array_class, (i32)trace.count) : NULL;
    for (u32 i = 0; elements && i < trace.count; i++) {
        struct object *element = object_new(t, k);
        if (!element ||
            !exception_fill_element(t, element, entry_method(trace.entries[i]), entry_bci(trace.entries[i])))
            elements = NULL;
        else
            array_put_ref(elements, i, element);
    }
    trace_end(&trace);
    return elements;
}
