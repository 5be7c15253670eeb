/* SPDX-License-Identifier: MIT
 *
 * jvm_system.c - JVM_* functions of System, Runtime and native libraries.
 *
 * Those without a JNIEnv may be called by threads the VM doesn't know (thread_current is then NULL). dlopen runs
 * constructors of foreign code, so it happens while the thread is SAFE.
 */
#include <dlfcn.h>
#include <time.h>
#include "base/buf.h"
#include "base/os.h"
#include "diagnostics/code_addresses.h"
#include "native/jvm/jvm_internal.h"
#include "native/native.h"
#include "runtime/event.h"
#include "runtime/object.h"
#include "runtime/safepoint.h"
#include "runtime/string.h"

/* ---- time ---- */

JNIEXPORT jlong JNICALL JVM_CurrentTimeMillis(JNIEnv *env, jclass ignored) {
    (void)env;
    (void)ignored;
    return (jlong)os_walltime_ms();
}

JNIEXPORT jlong JNICALL JVM_NanoTime(JNIEnv *env, jclass ignored) {
    (void)env;
    (void)ignored;
    return (jlong)os_nanotime();
}

/* Wall time in ns since offset_seconds; -1 when it is too far away for the caller to be asked again with a better
 * one. */
i64 jvm_nano_time_adjustment(i64 offset_seconds) {
    const i64 limit = (i64)1 << 32;
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    i64 difference;
    if (__builtin_sub_overflow((i64)now.tv_sec, offset_seconds, &difference) || difference >= limit ||
        difference <= -limit)
        return -1;
    return difference * 1000000000 + now.tv_nsec;
}

JNIEXPORT jlong JNICALL JVM_GetNanoTimeAdjustment(JNIEnv *env, jclass ignored, jlong offset_seconds) {
    (void)env;
    (void)ignored;
    return jvm_nano_time_adjustment(offset_seconds);
}

/* ---- memory ---- */

i64 jvm_total_memory(struct vm *vm) {
    struct gc_stats stats;
    gc_get_stats(vm->heap, &stats);
    return (i64)stats.capacity;
}

i64 jvm_free_memory(struct vm *vm) {
    struct gc_stats stats;
    gc_get_stats(vm->heap, &stats);
    return stats.capacity > stats.used ? (i64)(stats.capacity - stats.used) : 0;
}

i64 jvm_max_memory(struct vm *vm) {
    struct gc_stats stats;
    gc_get_stats(vm->heap, &stats);
    return (i64)stats.max;
}

JNIEXPORT jlong JNICALL JVM_TotalMemory(void) {
    return jvm_total_memory(vm_instance());
}
JNIEXPORT jlong JNICALL JVM_FreeMemory(void) {
    return jvm_free_memory(vm_instance());
}
JNIEXPORT jlong JNICALL JVM_MaxMemory(void) {
    return jvm_max_memory(vm_instance());
}

JNIEXPORT void JNICALL JVM_GC(void) {
    struct thread *t = thread_current();
    if (!t || t->vm->options.disable_explicit_gc)
        return;
    thread_leave_safe(t);
    vm_collect_from_native(t, "System.gc()");
    thread_enter_native(t);
}

JNIEXPORT jlong JNICALL JVM_MaxObjectInspectionAge(void) {
    return (jlong)gc_last_collection_ms(vm_instance()->heap);
}

/* ---- the process ---- */

JNIEXPORT jint JNICALL JVM_ActiveProcessorCount(void) {
    u32 given = vm_instance()->options.active_processors;
    return given ? (jint)given : os_processors();
}

JNIEXPORT jboolean JNICALL JVM_IsUseContainerSupport(void) {
    return JNI_TRUE;
}

/* Notification for a flight recorder, which this VM doesn't have. */
JNIEXPORT void JNICALL JVM_BeforeHalt(void) {}

/* exit() runs destructors of the process while other threads still exist: they are stopped before. A thread in native
 * code goes on until it comes back. */
void jvm_halt(struct thread *t, i32 code) {
    struct vm *vm = vm_instance();
    if (t) {
        vm_death(t);
        safepoint_begin(t);
        vm->exiting = true;
        event_vm_end(t);
        if (vm->options.verify_metadata && code_addresses_report(vm))
            code = 1;
    }
    fflush(NULL);
    if (vm && vm->options.exit_hook)
        vm->options.exit_hook(code);
    exit(code);
}

JNIEXPORT void JNICALL JVM_Halt(jint code) {
    struct thread *t = thread_current();
    if (t)
        thread_leave_safe(t);
    jvm_halt(t, code);
}

struct object *jvm_string_array(struct thread *t, char *const *strings, u32 count) {
    struct class *array_class = class_array_of(t, K(t->vm, java_lang_String));
    struct object *array = array_class ? array_new(t, array_class, (i32)count) : NULL;
    for (u32 i = 0; array && i < count; i++) {
        struct object *s = native_platform_string(t, strings[i]);
        if (!s)
            return NULL;
        array_put_ref(array, i, s);
    }
    return array;
}

/* Options that a launcher adds on its own are not shown. */
static bool is_shown_argument(const char *argument) {
    static const char *const hidden[] = {"-Djava.class.path", "-Dsun.java.command", "-Dsun.java.launcher"};
    for (size_t i = 0; i < ARRAY_LENGTH(hidden); i++)
        if (strncmp(argument, hidden[i], strlen(hidden[i])) == 0)
            return false;
    return true;
}

static struct object *vm_arguments(struct thread *t) {
    const struct vm_options *o = &t->vm->options;
    char **shown = mem_calloc(o->arguments_count + 1, sizeof *shown);
    u32 count = 0;
    for (u32 i = 0; i < o->arguments_count; i++)
        if (is_shown_argument(o->arguments[i]))
            shown[count++] = o->arguments[i];
    struct object *array = count ? jvm_string_array(t, shown, count) : NULL;
    mem_free(shown);
    return array;
}

JNIEXPORT jobjectArray JNICALL JVM_GetVmArguments(JNIEnv *env) {
    NATIVE_ENTER(env);
    NATIVE_RETURN_OBJECT(vm_arguments(t));
}

JNIEXPORT jobjectArray JNICALL JVM_GetProperties(JNIEnv *env) {
    NATIVE_ENTER(env);
    NATIVE_RETURN_OBJECT(properties_array(t));
}

/* Fixed by the attach protocol, whatever java.io.tmpdir says. */
JNIEXPORT jstring JNICALL JVM_GetTemporaryDirectory(JNIEnv *env) {
    NATIVE_ENTER(env);
    NATIVE_RETURN_OBJECT(string_new_cstr(t, "/tmp"));
}

/* Value of a "key=value" option, the last one; NULL = not set. */
static const char *property_option(const struct vm_options *o, const char *key) {
    size_t length = strlen(key);
    for (u32 i = o->properties_count; i-- > 0;)
        if (strncmp(o->properties[i], key, length) == 0 && o->properties[i][length] == '=')
            return o->properties[i] + length + 1;
    return NULL;
}

static bool put_agent_property(struct thread *t, struct object *properties, const char *key, const char *value) {
    struct vm *vm = t->vm;
    struct method *put =
        class_find_method(object_class(properties), symbol_intern_cstr(vm->symbols, "setProperty"),
                          symbol_intern_cstr(vm->symbols, "(Ljava/lang/String;Ljava/lang/String;)Ljava/lang/Object;"));
    if (!put)
        return throw_new(t, K(vm, java_lang_IllegalArgumentException), "not a Properties object");
    union slot args[3] = {{.w = 0}, {.w = 0}, {.w = 0}};
    args[0].o = properties;
    args[1].o = string_new_utf8(t, key);
    args[2].o = args[1].o ? native_platform_string(t, value) : NULL;
    return args[2].o && java_call_virtual(t, put, args);
}

static struct object *init_agent_properties(struct thread *t, struct object *properties) {
    const struct vm_options *o = &t->vm->options;
    if (!properties) {
        throw_new(t, K(t->vm, java_lang_NullPointerException), NULL);
        return NULL;
    }
    struct buf arguments = {0};
    for (u32 i = 0; i < o->arguments_count; i++)
        if (is_shown_argument(o->arguments[i]))
            buf_printf(&arguments, "%s%s", arguments.length ? " " : "", o->arguments[i]);
    const char *command = property_option(o, "sun.java.command");
    bool ok = put_agent_property(t, properties, "sun.java.command", command ? command : "") &&
              put_agent_property(t, properties, "sun.jvm.flags", "") &&
              put_agent_property(t, properties, "sun.jvm.args", buf_cstr(&arguments));
    buf_free(&arguments);
    return ok ? properties : NULL;
}

JNIEXPORT jobject JNICALL JVM_InitAgentProperties(JNIEnv *env, jobject properties) {
    NATIVE_ENTER(env);
    NATIVE_RETURN_OBJECT(init_agent_properties(t, handle_get(properties)));
}

/* ---- native libraries ---- */

JNIEXPORT void *JNICALL JVM_LoadLibrary(const char *name, jboolean throw_exception) {
    void *library = dlopen(name, RTLD_LAZY);
    struct thread *t = thread_current();
    if (library || !throw_exception || !t)
        return library;
    const char *reason = dlerror();
    thread_leave_safe(t);
    throw_by_name(t, "java/lang/UnsatisfiedLinkError", "%s: %s", name, reason ? reason : "unknown error");
    thread_enter_native(t);
    return NULL;
}

JNIEXPORT void JNICALL JVM_UnloadLibrary(void *library) {
    dlclose(library);
}

JNIEXPORT void *JNICALL JVM_FindLibraryEntry(void *library, const char *name) {
    return dlsym(library, name);
}

JNIEXPORT jboolean JNICALL JVM_IsSupportedJNIVersion(jint version) {
    switch (version) {
    case JNI_VERSION_1_1:
    case JNI_VERSION_1_2:
    case JNI_VERSION_1_4:
    case JNI_VERSION_1_6:
    case JNI_VERSION_1_8:
    case JNI_VERSION_9:
    case JNI_VERSION_10:
        return JNI_TRUE;
    default:
        return JNI_FALSE;
    }
}
