/* SPDX-License-Identifier: MIT
 *
 * jni_class.c - JNI: classes, method and field IDs, reflection conversions, registering natives.
 *
 * jmethodID is struct method *, jfieldID is struct field *. Error texts are HotSpot's, odd as some are: GetMethodID
 * names only the method when the VM has never seen one of the two strings.
 */
#include "base/mutf8.h"
#include "native/jni/jni_impl.h"
#include "native/jvm/reflect.h"
#include "runtime/event.h"
#include "runtime/link.h"

jint JNICALL jni_GetVersion(JNIEnv *env) {
    (void)env;
    return JNI_VERSION_10;
}

/* Symbol for a class name given by native code; NULL + NoClassDefFoundError when it cannot be a name. */
static struct symbol *class_symbol(struct thread *t, const char *name) {
    size_t length = name ? strlen(name) : 0;
    if (!name || length > UINT16_MAX || !mutf8_valid((const u8 *)name, length)) {
        throw_by_name(t, "java/lang/NoClassDefFoundError", "%.200s", name ? name : "(null)");
        return NULL;
    }
    return symbol_intern(t->vm->symbols, name, length);
}

jclass JNICALL jni_DefineClass(JNIEnv *env, const char *name, jobject loader, const jbyte *bytes, jsize size) {
    JNI_ENTER(env);
    struct define_options options = {0};
    struct class *k = NULL;
    if (!name || (options.name = class_symbol(t, name)) != NULL) {
        struct loader *l = loader_of(t, handle_get(loader));
        if (l)
            k = loader_define(t, l, (const u8 *)bytes, size < 0 ? 0 : (size_t)size, &options);
    }
    JNI_RETURN_OBJECT(native_mirror(k));
}

/* FindClass uses the loader of the calling native's class; without one the system class loader. JNI_OnLoad and
 * JNI_OnUnload run on behalf of the class that loads the library, which NativeLibraries knows. */
static struct loader *caller_loader(struct thread *t) {
    struct vm *vm = t->vm;
    const struct method *native = frame_current_method(t);
    if (!native)
        return vm->system_class_loader ? loader_of(t, vm->system_class_loader) : vm->boot_loader;
    struct class *k = native->holder;
    if (!k->loader->object && strcmp(k->name->text, "jdk/internal/loader/NativeLibraries") == 0) {
        struct method *from = class_declared_method(k, symbol_intern_cstr(vm->symbols, "getFromClass"), NULL);
        union slot result = {.w = 0};
        if (from && !java_call(t, from, &result))
            return NULL;
        struct class *library_class = class_of_mirror(vm, result.o);
        if (library_class)
            k = library_class;
    }
    return k->loader;
}

jclass JNICALL jni_FindClass(JNIEnv *env, const char *name) {
    JNI_ENTER(env);
    struct class *k = NULL;
    struct loader *l = caller_loader(t);
    struct symbol *symbol = l ? class_symbol(t, name) : NULL;
    if (symbol) {
        u16 n = symbol->length;
        if (n > 2 && symbol->text[0] == 'L' && symbol->text[n - 1] == ';') /* HotSpot takes the descriptor, too */
            symbol = symbol_intern(t->vm->symbols, symbol->text + 1, n - 2u);
        k = loader_load(t, l, symbol);
    }
    if (k && !class_initialize(t, k))
        k = NULL;
    JNI_RETURN_OBJECT(native_mirror(k));
}

jclass JNICALL jni_GetSuperclass(JNIEnv *env, jclass handle) {
    NATIVE_ENTER(env);
    struct class *k = native_class(t, handle);
    NATIVE_RETURN_OBJECT(k && !class_is_interface(k) ? native_mirror(k->super) : NULL);
}

jboolean JNICALL jni_IsAssignableFrom(JNIEnv *env, jclass from_handle, jclass to_handle) {
    NATIVE_ENTER(env);
    struct class *from = native_class(t, from_handle), *to = native_class(t, to_handle);
    bool yes = from == to;
    if (!yes && from && to && !class_is_primitive(from) && !class_is_primitive(to))
        yes = class_is_subtype(from, to);
    NATIVE_RETURN((jboolean)yes);
}

jclass JNICALL jni_GetObjectClass(JNIEnv *env, jobject handle) {
    JNI_ENTER(env);
    struct object *o = handle_get(handle);
    if (!o)
        throw_null_pointer(t);
    JNI_RETURN_OBJECT(o ? object_class(o)->mirror : NULL);
}

jboolean JNICALL jni_IsInstanceOf(JNIEnv *env, jobject handle, jclass class_handle) {
    NATIVE_ENTER(env);
    struct object *o = handle_get(handle);
    struct class *k = native_class(t, class_handle);
    NATIVE_RETURN((jboolean)(!o || (k && !class_is_primitive(k) && object_is_instance(o, k))));
}

jobject JNICALL jni_GetModule(JNIEnv *env, jclass handle) {
    JNI_ENTER(env);
    struct class *k = native_class(t, handle);
    if (!k)
        throw_null_pointer(t);
    JNI_RETURN_OBJECT(k ? object_get_ref(k->mirror, KF(t->vm, Class_module)) : NULL);
}

/* ---- IDs ---- */

static struct symbol *known_symbol(struct thread *t, const char *text) {
    size_t length = text ? strlen(text) : 0;
    return text && length <= UINT16_MAX ? symbol_lookup(t->vm->symbols, text, length) : NULL;
}

static struct method *find_method(struct thread *t, struct class *k, const char *name, const char *descriptor,
                                  bool is_static) {
    if (!k || !name || !descriptor) {
        throw_null_pointer(t);
        return NULL;
    }
    struct symbol *name_symbol = known_symbol(t, name), *descriptor_symbol = known_symbol(t, descriptor);
    if (!name_symbol || !descriptor_symbol) {
        throw_by_name(t, "java/lang/NoSuchMethodError", "%s", name);
        return NULL;
    }
    struct method *m = NULL;
    if (!class_is_primitive(k)) {
        if (!class_initialize(t, k))
            return NULL;
        bool inherited = name_symbol != KS(t->vm, object_initializer) && name_symbol != KS(t->vm, class_initializer);
        m = inherited ? class_find_method(k, name_symbol, descriptor_symbol)
                      : class_declared_method(k, name_symbol, descriptor_symbol);
    }
    if (m && method_is_static(m) == is_static)
        return m;
    bool instance = k->kind == CLASS_INSTANCE;
    throw_by_name(t, "java/lang/NoSuchMethodError", "%s%s%s%s.%s%s", is_static ? "static " : "", instance ? "L" : "",
                  k->name->text, instance ? ";" : "", name, descriptor);
    return NULL;
}

jmethodID JNICALL jni_GetMethodID(JNIEnv *env, jclass handle, const char *name, const char *descriptor) {
    JNI_ENTER(env);
    JNI_RETURN((jmethodID)find_method(t, native_class(t, handle), name, descriptor, false));
}

jmethodID JNICALL jni_GetStaticMethodID(JNIEnv *env, jclass handle, const char *name, const char *descriptor) {
    JNI_ENTER(env);
    JNI_RETURN((jmethodID)find_method(t, native_class(t, handle), name, descriptor, true));
}

static struct field *find_field(struct thread *t, struct class *k, const char *name, const char *descriptor,
                                bool is_static) {
    if (!k || !name || !descriptor) {
        throw_null_pointer(t);
        return NULL;
    }
    if (k->kind == CLASS_INSTANCE && !class_initialize(t, k))
        return NULL;
    struct symbol *name_symbol = known_symbol(t, name), *descriptor_symbol = known_symbol(t, descriptor);
    struct field *f = NULL;
    if (name_symbol && descriptor_symbol && k->kind == CLASS_INSTANCE)
        f = class_find_field(k, name_symbol, descriptor_symbol);
    if (f && field_is_static(f) == is_static && f->member)
        return f;
    if (is_static) {
        throw_by_name(t, "java/lang/NoSuchFieldError", "%s", name);
    } else {
        char *class_name = class_external_name(k);
        throw_by_name(t, "java/lang/NoSuchFieldError", "%s.%s %s", class_name, name, descriptor);
        mem_free(class_name);
    }
    return NULL;
}

jfieldID JNICALL jni_GetFieldID(JNIEnv *env, jclass handle, const char *name, const char *descriptor) {
    JNI_ENTER(env);
    JNI_RETURN((jfieldID)find_field(t, native_class(t, handle), name, descriptor, false));
}

jfieldID JNICALL jni_GetStaticFieldID(JNIEnv *env, jclass handle, const char *name, const char *descriptor) {
    JNI_ENTER(env);
    JNI_RETURN((jfieldID)find_field(t, native_class(t, handle), name, descriptor, true));
}

/* ---- reflection ---- */

jmethodID JNICALL jni_FromReflectedMethod(JNIEnv *env, jobject handle) {
    JNI_ENTER(env);
    struct object *o = handle_get(handle);
    JNI_RETURN((jmethodID)(o ? reflect_method_of(t, o) : NULL));
}

jfieldID JNICALL jni_FromReflectedField(JNIEnv *env, jobject handle) {
    JNI_ENTER(env);
    struct object *o = handle_get(handle);
    JNI_RETURN((jfieldID)(o ? reflect_field_of(t, o) : NULL));
}

jobject JNICALL jni_ToReflectedMethod(JNIEnv *env, jclass handle, jmethodID id, jboolean is_static) {
    (void)handle;
    (void)is_static; /* the method knows */
    JNI_ENTER(env);
    struct method *m = (struct method *)id;
    struct object *o = NULL;
    if (!m)
        throw_null_pointer(t);
    else if (m->flags & METHOD_INIT)
        o = reflect_new_constructor(t, m);
    else
        o = reflect_new_method(t, m);
    JNI_RETURN_OBJECT(o);
}

jobject JNICALL jni_ToReflectedField(JNIEnv *env, jclass handle, jfieldID id, jboolean is_static) {
    (void)handle;
    (void)is_static;
    JNI_ENTER(env);
    struct object *o = NULL;
    if (!id)
        throw_null_pointer(t);
    else
        o = reflect_new_field(t, (struct field *)id);
    JNI_RETURN_OBJECT(o);
}

/* ---- registering ---- */

static bool register_native(struct thread *t, struct class *k, const JNINativeMethod *row) {
    struct symbol *name = known_symbol(t, row->name), *descriptor = known_symbol(t, row->signature);
    if (!name || !descriptor) {
        char *class_name = class_external_name(k);
        throw_by_name(t, "java/lang/NoSuchMethodError", "Method %s.%s%s not found", class_name,
                      row->name ? row->name : "(null)", row->signature ? row->signature : "(null)");
        mem_free(class_name);
        return false;
    }
    struct method *m = class_declared_method(k, name, descriptor);
    if (!m || !method_is_native(m)) {
        struct method asked = {.holder = k, .name = name, .descriptor = descriptor};
        bool valid = descriptor_valid_method(descriptor->text, descriptor->length);
        char *text = valid ? method_external_name_and_return(&asked) : mem_printf("%s%s", name->text, descriptor->text);
        throw_by_name(t, "java/lang/NoSuchMethodError", "Method '%s' %s", text,
                      m ? "is not declared as native" : "name or signature does not match");
        mem_free(text);
        return false;
    }
    void *function = row->fnPtr;
    event_method_bind(t, m, true, &function);
    native_bind(t->vm, m, function);
    return true;
}

jint JNICALL jni_RegisterNatives(JNIEnv *env, jclass handle, const JNINativeMethod *rows, jint count) {
    JNI_ENTER(env);
    struct class *k = native_class(t, handle);
    if (!k || (!rows && count > 0))
        throw_null_pointer(t);
    for (jint i = 0; i < count && !t->exception; i++)
        register_native(t, k, &rows[i]);
    jint status = t->exception ? JNI_ERR : JNI_OK;
    JNI_RETURN(status);
}

jint JNICALL jni_UnregisterNatives(JNIEnv *env, jclass handle) {
    NATIVE_ENTER(env);
    struct class *k = native_class(t, handle);
    for (u32 i = 0; k && i < k->methods_count; i++)
        if (method_is_native(&k->methods[i]))
            native_bind(t->vm, &k->methods[i], NULL);
    NATIVE_RETURN(JNI_OK);
}
