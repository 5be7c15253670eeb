/* SPDX-License-Identifier: MIT
 *
 * jni_reference.c - JNI: references, local frames, new objects without a constructor, monitors, direct buffers.
 */
#include "native/jni/jni_impl.h"
#include "runtime/link.h"
#include "runtime/monitor.h"
#include "runtime/object.h"

/* HotSpot refuses frames and capacities it could not serve either. */
#define MAX_LOCAL_CAPACITY 65536

jint JNICALL jni_PushLocalFrame(JNIEnv *env, jint capacity) {
    if (capacity < 0 || capacity > MAX_LOCAL_CAPACITY)
        return JNI_ERR;
    NATIVE_ENTER(env);
    handle_push_frame(t);
    NATIVE_RETURN(JNI_OK);
}

jobject JNICALL jni_PopLocalFrame(JNIEnv *env, jobject result) {
    NATIVE_ENTER(env);
    struct object *o = handle_get(result);
    handle_pop_frame(t);
    NATIVE_RETURN_OBJECT(o);
}

jint JNICALL jni_EnsureLocalCapacity(JNIEnv *env, jint capacity) {
    (void)env; /* local references grow as needed */
    return capacity < 0 || capacity > MAX_LOCAL_CAPACITY ? JNI_ERR : JNI_OK;
}

jobject JNICALL jni_NewGlobalRef(JNIEnv *env, jobject handle) {
    NATIVE_ENTER(env);
    struct object *o = handle_get(handle);
    NATIVE_RETURN((jobject)(o ? handle_new_global(t->vm, o) : NULL));
}

void JNICALL jni_DeleteGlobalRef(JNIEnv *env, jobject handle) {
    if (!handle)
        return;
    NATIVE_ENTER(env);
    handle_delete_global(t->vm, handle);
    NATIVE_RETURN_VOID();
}

jobject JNICALL jni_NewLocalRef(JNIEnv *env, jobject handle) {
    NATIVE_ENTER(env);
    NATIVE_RETURN_OBJECT(handle_get(handle));
}

void JNICALL jni_DeleteLocalRef(JNIEnv *env, jobject handle) {
    if (!handle)
        return;
    NATIVE_ENTER(env);
    handle_delete_local(t, handle);
    NATIVE_RETURN_VOID();
}

jweak JNICALL jni_NewWeakGlobalRef(JNIEnv *env, jobject handle) {
    NATIVE_ENTER(env);
    struct object *o = handle_get(handle);
    NATIVE_RETURN((jweak)(o ? handle_new_weak(t->vm, o) : NULL));
}

void JNICALL jni_DeleteWeakGlobalRef(JNIEnv *env, jweak handle) {
    if (!handle)
        return;
    NATIVE_ENTER(env);
    handle_delete_weak(t->vm, handle);
    NATIVE_RETURN_VOID();
}

jboolean JNICALL jni_IsSameObject(JNIEnv *env, jobject a, jobject b) {
    NATIVE_ENTER(env);
    NATIVE_RETURN((jboolean)(handle_get(a) == handle_get(b)));
}

jobjectRefType JNICALL jni_GetObjectRefType(JNIEnv *env, jobject handle) {
    if (!handle)
        return JNIInvalidRefType;
    NATIVE_ENTER(env);
    NATIVE_RETURN((jobjectRefType)handle_kind(t, handle));
}

jint JNICALL jni_GetJavaVM(JNIEnv *env, JavaVM **vm) {
    *vm = (JavaVM *)(void *)thread_of_env(env)->vm;
    return JNI_OK;
}

/* ---- objects ---- */

/* Instance of k without a constructor call; NULL = exception. */
static struct object *alloc_object(struct thread *t, struct class *k) {
    if (!k) {
        throw_null_pointer(t);
        return NULL;
    }
    bool is_class = k == K(t->vm, java_lang_Class);
    if (is_class || k->kind != CLASS_INSTANCE || class_is_abstract(k) || class_is_interface(k)) {
        char *name = class_is_array(k) ? symbol_to_external(k->name) : class_external_name(k);
        throw_by_name(t, is_class ? "java/lang/IllegalAccessException" : "java/lang/InstantiationException", "%s",
                      name);
        mem_free(name);
        return NULL;
    }
    return class_initialize(t, k) ? object_new(t, k) : NULL;
}

jobject JNICALL jni_AllocObject(JNIEnv *env, jclass handle) {
    JNI_ENTER(env);
    JNI_RETURN_OBJECT(alloc_object(t, native_class(t, handle)));
}

jobject JNICALL jni_NewObjectV(JNIEnv *env, jclass handle, jmethodID id, va_list arguments) {
    NATIVE_ENTER(env);
    struct object *o = t->exception ? NULL : alloc_object(t, native_class(t, handle));
    union slot none;
    if (o && !native_call_list(t, (struct method *)id, o, false, arguments, &none))
        o = NULL;
    NATIVE_RETURN_OBJECT(o);
}

jobject JNICALL jni_NewObject(JNIEnv *env, jclass handle, jmethodID id, ...) {
    va_list arguments;
    va_start(arguments, id);
    jobject result = jni_NewObjectV(env, handle, id, arguments);
    va_end(arguments);
    return result;
}

jobject JNICALL jni_NewObjectA(JNIEnv *env, jclass handle, jmethodID id, const jvalue *arguments) {
    NATIVE_ENTER(env);
    struct object *o = t->exception ? NULL : alloc_object(t, native_class(t, handle));
    union slot none;
    if (o && !native_call_values(t, (struct method *)id, o, false, arguments, &none))
        o = NULL;
    NATIVE_RETURN_OBJECT(o);
}

/* ---- monitors ---- */

jint JNICALL jni_MonitorEnter(JNIEnv *env, jobject handle) {
    JNI_ENTER(env);
    struct object *o = handle_get(handle);
    bool ok = o ? monitor_enter_jni(t, o) : throw_null_pointer(t);
    JNI_RETURN(ok ? JNI_OK : JNI_ERR);
}

jint JNICALL jni_MonitorExit(JNIEnv *env, jobject handle) {
    JNI_ENTER(env);
    struct object *o = handle_get(handle);
    bool ok = o ? monitor_owned(t, o) : throw_null_pointer(t);
    if (ok)
        ok = monitor_exit(t, o);
    else if (o)
        throw_new(t, K(t->vm, java_lang_IllegalMonitorStateException), "current thread is not owner");
    JNI_RETURN(ok ? JNI_OK : JNI_ERR);
}

/* ---- direct buffers (docs/OPENJDK.md#direct-buffers) ---- */

jobject JNICALL jni_NewDirectByteBuffer(JNIEnv *env, void *address, jlong capacity) {
    JNI_ENTER(env);
    struct vm *vm = t->vm;
    struct object *o = NULL;
    if (capacity < 0 || capacity > INT32_MAX) {
        throw_by_name(t, "java/lang/IllegalArgumentException", "capacity %s 0: (%lld %s %d)", capacity < 0 ? "<" : ">",
                      (long long)capacity, capacity < 0 ? "<" : ">", capacity < 0 ? 0 : INT32_MAX);
    } else {
        struct class *k = loader_load(t, vm->boot_loader, symbol_intern_cstr(vm->symbols, "java/nio/DirectByteBuffer"));
        o = k ? alloc_object(t, k) : NULL;
        struct method *init =
            o ? class_declared_method(k, KS(vm, object_initializer), symbol_intern_cstr(vm->symbols, "(JI)V")) : NULL;
        jvalue arguments[2] = {{.j = (jlong)(uintptr_t)address}, {.i = (jint)capacity}};
        union slot none;
        if (o && !native_call_values(t, init, o, false, arguments, &none))
            o = NULL;
    }
    JNI_RETURN_OBJECT(o);
}

/* Reads a long or int field of java.nio.Buffer if o is a direct buffer; -1 otherwise. */
static i64 direct_buffer_field(struct thread *t, struct object *o, const char *name, const char *descriptor) {
    struct vm *vm = t->vm;
    if (!o || !object_is_instance(o, K(vm, java_nio_Buffer)))
        return -1;
    struct class *direct = loader_load(t, vm->boot_loader, symbol_intern_cstr(vm->symbols, "sun/nio/ch/DirectBuffer"));
    if (!direct) {
        t->exception = NULL;
        return -1;
    }
    if (!object_is_instance(o, direct))
        return -1;
    struct field *f = class_find_field(K(vm, java_nio_Buffer), symbol_intern_cstr(vm->symbols, name),
                                       symbol_intern_cstr(vm->symbols, descriptor));
    BUG_ON(!f);
    return descriptor[0] == 'J' ? FIELD(o, f->offset, i64) : FIELD(o, f->offset, i32);
}

void *JNICALL jni_GetDirectBufferAddress(JNIEnv *env, jobject handle) {
    JNI_ENTER(env);
    i64 address = direct_buffer_field(t, handle_get(handle), "address", "J");
    JNI_RETURN((void *)(uintptr_t)(address == -1 ? 0 : address));
}

jlong JNICALL jni_GetDirectBufferCapacity(JNIEnv *env, jobject handle) {
    JNI_ENTER(env);
    JNI_RETURN((jlong)direct_buffer_field(t, handle_get(handle), "capacity", "I"));
}
