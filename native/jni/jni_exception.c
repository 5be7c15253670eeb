/* SPDX-License-Identifier: MIT
 *
 * jni_exception.c - JNI: exceptions and FatalError.
 *
 * The pending exception is the thread's own field: asking for it and clearing it needs no change of state.
 */
#include "diagnostics/crash.h"
#include "native/jni/jni_impl.h"
#include "runtime/options.h"
#include "diagnostics/thread_dump.h"
#include "runtime/link.h"
#include "runtime/string.h"

jint JNICALL jni_Throw(JNIEnv *env, jthrowable handle) {
    NATIVE_ENTER(env);
    t->exception = NULL; /* the last one thrown counts */
    throw_object(t, handle_get(handle));
    NATIVE_RETURN(handle ? JNI_OK : JNI_ERR);
}

jint JNICALL jni_ThrowNew(JNIEnv *env, jclass handle, const char *message) {
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

jthrowable JNICALL jni_ExceptionOccurred(JNIEnv *env) {
    if (!thread_of_env(env)->exception)
        return NULL;
    NATIVE_ENTER(env);
    NATIVE_RETURN_OBJECT(t->exception);
}

jboolean JNICALL jni_ExceptionCheck(JNIEnv *env) {
    return thread_of_env(env)->exception != NULL;
}

void JNICALL jni_ExceptionClear(JNIEnv *env) {
    thread_of_env(env)->exception = NULL;
}

/* Prints as the default uncaught-exception handler would and clears the exception. ThreadDeath is silent. */
void JNICALL jni_ExceptionDescribe(JNIEnv *env) {
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
            class_find_method(object_class(e), symbol_intern_cstr(vm->symbols, "printStackTrace"), KS(vm, void_method));
        union slot arguments[1] = {{.o = e}};
        if (!vm->booted || !print || !java_call_virtual(t, print, arguments)) {
            t->exception = NULL;
            exception_print_raw(t, e, stderr);
        }
        fflush(stderr);
    }
    NATIVE_RETURN_VOID();
}

void JNICALL jni_FatalError(JNIEnv *env, const char *message) {
    NATIVE_ENTER(env);
    struct buf frames = {0};
    thread_dump_frames(t, &frames);
    options_print(&t->vm->options, stdout, "FATAL ERROR in native method: %s\n%s", message ? message : "(null)",
                  buf_cstr(&frames));
    fflush(NULL);
    crash_abort(t->vm);
}
