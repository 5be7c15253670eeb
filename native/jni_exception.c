/* SPDX-License-Identifier: MIT
 *
 * jni_exception.c - JNI: exceptions and FatalError.
 *
 * The pending exception is the thread's own field: asking for it and clearing it needs no change of
 * state.
 */
#include "native/jni_impl.h"
#include "runtime/link.h"
#include "runtime/object.h"

/* Frames of t like the tail of a stack trace. */
static void print_frames(struct thread *t, FILE *out) {
    for (struct frame *f = frame_first(t); f; f = frame_next(t, f)) {
        const struct method *m = f->method;
        char *class_name = class_external_name(m->holder);
        fprintf(out, "\tat %s.%s", class_name, m->name->text);
        mem_free(class_name);
        u16 length = 0;
        const char *source = class_source_file(m->holder, &length);
        int line = method_line_number(m, frame_bci(f));
        if (method_is_native(m))
            fputs("(Native Method)\n", out);
        else if (!source)
            fputs("(Unknown Source)\n", out);
        else if (line > 0)
            fprintf(out, "(%.*s:%d)\n", length, source, line);
        else
            fprintf(out, "(%.*s)\n", length, source);
    }
}

void jni_warn_pending(struct thread *t, struct object *pending, const char *function) {
    char *name = class_external_name(object_class(pending));
    printf("WARNING in native method: JNI call made with exceptions pending: %s called while %s is "
           "pending\n",
           function, name);
    mem_free(name);
    print_frames(t, stdout);
    fflush(stdout);
}

static jint JNICALL Throw(JNIEnv *env, jthrowable handle) {
    NATIVE_ENTER(env);
    t->exception = NULL; /* the last one thrown counts */
    throw_object(t, handle_get(handle));
    NATIVE_RETURN(handle ? JNI_OK : JNI_ERR);
}

static jint JNICALL ThrowNew(JNIEnv *env, jclass handle, const char *message) {
    NATIVE_ENTER(env);
    t->exception = NULL;
    struct class *k = native_class(t, handle);
    if (!k)
        throw_null_pointer(t);
    else if (message)
        throw_new(t, k, "%s", message);
    else
        throw_new(t, k, NULL);
    NATIVE_RETURN(k ? JNI_OK : JNI_ERR);
}

static jthrowable JNICALL ExceptionOccurred(JNIEnv *env) {
    if (!thread_of_env(env)->exception)
        return NULL;
    NATIVE_ENTER(env);
    NATIVE_RETURN_OBJECT(t->exception);
}

static jboolean JNICALL ExceptionCheck(JNIEnv *env) {
    return thread_of_env(env)->exception != NULL;
}

static void JNICALL ExceptionClear(JNIEnv *env) {
    thread_of_env(env)->exception = NULL;
}

/* Prints as the default uncaught-exception handler would and clears the exception. ThreadDeath is
 * silent. */
static void JNICALL ExceptionDescribe(JNIEnv *env) {
    if (!thread_of_env(env)->exception)
        return;
    NATIVE_ENTER(env);
    struct vm *vm = t->vm;
    struct object *e = exception_take(t);
    if (!object_is_instance(e, K(vm, java_lang_ThreadDeath))) {
        struct object *name = t->object ? object_get_ref(t->object, KF(vm, Thread_name)) : NULL;
        if (name) {
            char *text = string_to_utf8(vm, name);
            fprintf(stderr, "Exception in thread \"%s\" ", text);
            mem_free(text);
        }
        fflush(stderr);
        struct method *print =
            class_find_method(object_class(e), symbol_intern_cstr(vm->symbols, "printStackTrace"),
                              KS(vm, void_method));
        union slot arguments[1] = {{.o = e}};
        if (!vm->booted || !print || !java_call_virtual(t, print, arguments)) {
            t->exception = NULL;
            exception_print_raw(t, e, stderr);
        }
        fflush(stderr);
    }
    NATIVE_RETURN_VOID();
}

static void JNICALL FatalError(JNIEnv *env, const char *message) {
    NATIVE_ENTER(env);
    printf("FATAL ERROR in native method: %s\n", message ? message : "(null)");
    print_frames(t, stdout);
    fflush(NULL);
    if (t->vm->options.abort_hook)
        t->vm->options.abort_hook();
    abort();
}

void jni_fill_exceptions(struct JNINativeInterface_ *table) {
    JNI_PUT(Throw)
    JNI_PUT(ThrowNew)
    JNI_PUT(ExceptionOccurred)
    JNI_PUT(ExceptionCheck)
    JNI_PUT(ExceptionClear)
    JNI_PUT(ExceptionDescribe)
    JNI_PUT(FatalError)
}
