/* SPDX-License-Identifier: MIT
 *
 * jvm_load.c - JVM_* functions that find and define classes, hidden ones included, and the -ea/-da settings.
 *
 * Names come from libjava in internal form ("java/lang/String", "[I"), already checked for dots. Finding and defining
 * is runtime/loader.h's work; here are the entry conditions and the differences between the callers.
 */
#include "native/jvm/jvm_internal.h"
#include "native/native.h"
#include "runtime/link.h"
#include "runtime/object.h"
#include "runtime/string.h"

#define NAME_MAX_LENGTH 65535u

/* NULL + pending exception of the given class when the name is absent or too long for a constant pool. */
static struct symbol *name_symbol(struct thread *t, const char *name, const char *exception) {
    if (!name) {
        throw_by_name(t, exception, "No class name given");
        return NULL;
    }
    size_t length = strlen(name);
    if (length > NAME_MAX_LENGTH) {
        /* HotSpot cuts this text off after 1023 bytes. */
        throw_by_name(t, exception, "Class name exceeds maximum length of %u: %.979s", NAME_MAX_LENGTH, name);
        return NULL;
    }
    return symbol_intern(t->vm->symbols, name, length);
}

/* ---- finding ---- */

struct object *jvm_for_name(struct thread *t, const char *name, bool initialize, struct object *loader,
                            const struct class *caller) {
    struct symbol *symbol = name_symbol(t, name, "java/lang/ClassNotFoundException");
    if (!symbol)
        return NULL;
    struct loader *l = loader_of(t, loader);
    struct class *k = l ? loader_load_or_cnfe(t, l, symbol, caller) : NULL;
    if (!k || (initialize && !class_initialize(t, k)))
        return NULL;
    return k->mirror;
}

/* For libjava (BootLoader) and for the launcher: absence is no exception. */
static struct object *find_in_boot_loader(struct thread *t, const char *name) {
    if (!name || strlen(name) > NAME_MAX_LENGTH)
        return NULL;
    struct symbol *symbol = symbol_intern(t->vm->symbols, name, strlen(name));
    if (name[0] != '[')
        return native_mirror(loader_find_boot(t, symbol));
    struct class *k = loader_load_or_cnfe(t, t->vm->boot_loader, symbol, NULL);
    if (!k && object_is_instance(t->exception, K(t->vm, java_lang_ClassNotFoundException)))
        exception_take(t);
    return native_mirror(k);
}

struct object *jvm_find_loaded_class(struct thread *t, struct object *loader, struct object *name) {
    if (!name)
        return NULL;
    char *text = string_to_mutf8(t->vm, name);
    size_t length = strlen(text);
    for (size_t i = 0; i < length; i++)
        if (text[i] == '.')
            text[i] = '/';
    /* A name that is no symbol yet cannot be a class's. */
    struct symbol *symbol = length <= NAME_MAX_LENGTH ? symbol_lookup(t->vm->symbols, text, length) : NULL;
    mem_free(text);
    struct loader *l = symbol ? loader_of(t, loader) : NULL;
    return l ? native_mirror(loader_find_loaded(l, symbol)) : NULL;
}

/* Mirror of a primitive type by its keyword. */
static struct object *find_primitive(struct thread *t, const char *name) {
    for (u8 type = T_BOOLEAN; type <= T_VOID; type++) {
        const char *keyword = basic_type_name(type);
        if (keyword && name && strcmp(keyword, name) == 0)
            return t->vm->primitives[type]->mirror;
    }
    return NULL;
}

/* ---- defining ---- */

static struct object *define(struct thread *t, const char *name, struct object *loader, const void *bytes, jsize length,
                             struct object *protection_domain, const char *source) {
    struct define_options options = {.protection_domain = protection_domain, .source = source};
    if (name) {
        options.name = name_symbol(t, name, "java/lang/NoClassDefFoundError");
        if (!options.name)
            return NULL;
    }
    struct loader *l = loader_of(t, loader);
    if (!l)
        return NULL;
    return native_mirror(loader_define(t, l, bytes, (size_t)length, &options));
}

/* Flags of Lookup.defineHiddenClass and defineClass (MethodHandleNatives.Constants). */
enum { DEFINE_NESTMATE = 1, DEFINE_HIDDEN = 2, DEFINE_STRONG = 4, DEFINE_VM_ANNOTATIONS = 8 };

static bool throw_illegal_definition(struct thread *t, const char *text) {
    return throw_new(t, K(t->vm, java_lang_IllegalArgumentException), "%s", text);
}

/* An ordinary class through Lookup.defineClass may ask for nothing special. */
static bool check_ordinary(struct thread *t, int flags, const struct object *class_data) {
    if (class_data)
        return throw_illegal_definition(t, "classData is only applicable for hidden classes");
    if (flags & DEFINE_NESTMATE)
        return throw_illegal_definition(t, "dynamic nestmate is only applicable for hidden classes");
    if (!(flags & DEFINE_STRONG))
        return throw_illegal_definition(t, "an ordinary class must be strongly referenced by its defining loader");
    if (flags & DEFINE_VM_ANNOTATIONS)
        return throw_illegal_definition(t, "vm annotations only allowed for hidden classes");
    if (flags != DEFINE_STRONG)
        return throw_new(t, K(t->vm, java_lang_IllegalArgumentException), "invalid flag 0x%x", (unsigned)flags);
    return true;
}

static struct object *lookup_define(struct thread *t, struct class *lookup, const char *name, const void *bytes,
                                    jsize length, struct object *protection_domain, bool initialize, int flags,
                                    struct object *class_data) {
    if (!lookup) {
        throw_illegal_definition(t, "Lookup class is null");
        return NULL;
    }
    bool hidden = (flags & DEFINE_HIDDEN) != 0;
    if (!hidden && !check_ordinary(t, flags, class_data))
        return NULL;
    struct define_options options = {
        .protection_domain = protection_domain,
        .hidden = hidden,
        .nestmate = (flags & DEFINE_NESTMATE) != 0,
        .strong = (flags & DEFINE_STRONG) != 0,
        .vm_annotations = (flags & DEFINE_VM_ANNOTATIONS) != 0,
        .lookup = lookup,
        .class_data = class_data,
    };
    if (name) {
        options.name = name_symbol(t, name, "java/lang/NoClassDefFoundError");
        if (!options.name)
            return NULL;
    }
    struct class *k = loader_define(t, lookup->loader, bytes, (size_t)length, &options);
    if (!k || !(initialize ? class_initialize(t, k) : class_link(t, k)))
        return NULL;
    return k->mirror;
}

/* ---- assertions ---- */

/* Does option name (a package, "" = the unnamed one) cover the first `length` bytes of a class name? */
static const struct assertion_option *find_package_option(const struct vm_options *o, const char *name, size_t length) {
    for (u32 i = o->assertions_count; i-- > 0;) {
        const struct assertion_option *a = &o->assertions[i];
        if (a->name && a->package && strlen(a->name) == length && memcmp(a->name, name, length) == 0)
            return a;
    }
    return NULL;
}

/* The last matching option for the class itself wins, then for the innermost package, then -ea/-da or -esa/-dsa. */
static bool assertions_enabled(const struct vm_options *o, const char *name, bool system_class) {
    for (u32 i = o->assertions_count; i-- > 0;) {
        const struct assertion_option *a = &o->assertions[i];
        if (a->name && !a->package && strcmp(a->name, name) == 0)
            return a->enable;
    }
    size_t length = strlen(name);
    do {
        while (length > 0 && name[--length] != '/') {
        }
        const struct assertion_option *a = find_package_option(o, name, length);
        if (a)
            return a->enable;
    } while (length > 0);
    if (system_class)
        return o->system_assertions;
    for (u32 i = o->assertions_count; i-- > 0;)
        if (!o->assertions[i].name)
            return o->assertions[i].enable;
    return false;
}

bool jvm_desired_assertion_status(struct thread *t, struct class *k) {
    if (!k || k->kind != CLASS_INSTANCE)
        return false;
    return assertions_enabled(&t->vm->options, k->name->text, k->loader == t->vm->boot_loader);
}

static bool fill_assertion_lists(struct thread *t, struct object *directives, bool packages) {
    const struct vm_options *o = &t->vm->options;
    u32 count = 0;
    for (u32 i = 0; i < o->assertions_count; i++)
        count += o->assertions[i].name && o->assertions[i].package == packages;
    struct class *string_array = class_array_of(t, K(t->vm, java_lang_String));
    struct object *names = string_array ? array_new(t, string_array, (i32)count) : NULL;
    struct object *enabled = names ? array_new_primitive(t, T_BOOLEAN, (i32)count) : NULL;
    if (!enabled)
        return false;
    for (u32 i = 0, n = 0; i < o->assertions_count; i++) {
        const struct assertion_option *a = &o->assertions[i];
        if (!a->name || a->package != packages)
            continue;
        ARRAY_AT(enabled, n, u8) = a->enable;
        if (a->name[0]) { /* the unnamed package stays null */
            char *dotted = symbol_to_external(symbol_intern_cstr(t->vm->symbols, a->name));
            struct object *s = string_new_cstr(t, dotted);
            mem_free(dotted);
            if (!s)
                return false;
            array_put_ref(names, n, s);
        }
        n++;
    }
    const struct vm *vm = t->vm;
    object_put_ref(directives,
                   packages ? KF(vm, AssertionStatusDirectives_packages) : KF(vm, AssertionStatusDirectives_classes),
                   names);
    object_put_ref(directives,
                   packages ? KF(vm, AssertionStatusDirectives_packageEnabled)
                            : KF(vm, AssertionStatusDirectives_classEnabled),
                   enabled);
    return true;
}

static struct object *assertion_directives(struct thread *t) {
    const struct vm *vm = t->vm;
    struct class *k = K(vm, java_lang_AssertionStatusDirectives);
    struct object *directives = class_initialize(t, k) ? object_new(t, k) : NULL;
    if (!directives || !fill_assertion_lists(t, directives, false) || !fill_assertion_lists(t, directives, true))
        return NULL;
    bool deflt = false;
    for (u32 i = 0; i < vm->options.assertions_count; i++)
        if (!vm->options.assertions[i].name)
            deflt = vm->options.assertions[i].enable;
    FIELD(directives, KF(vm, AssertionStatusDirectives_deflt), u8) = deflt;
    return directives;
}

/* ---- exported functions ---- */

JNIEXPORT jclass JNICALL JVM_FindPrimitiveClass(JNIEnv *env, const char *name) {
    NATIVE_ENTER(env);
    NATIVE_RETURN_OBJECT(find_primitive(t, name));
}

JNIEXPORT jclass JNICALL JVM_FindClassFromBootLoader(JNIEnv *env, const char *name) {
    NATIVE_ENTER(env);
    NATIVE_RETURN_OBJECT(find_in_boot_loader(t, name));
}

JNIEXPORT jclass JNICALL JVM_FindClassFromCaller(JNIEnv *env, const char *name, jboolean init, jobject loader,
                                                 jclass caller) {
    NATIVE_ENTER(env);
    NATIVE_RETURN_OBJECT(jvm_for_name(t, name, init, handle_get(loader), native_class(t, caller)));
}

JNIEXPORT jclass JNICALL JVM_FindClassFromClass(JNIEnv *env, const char *name, jboolean init, jclass from) {
    NATIVE_ENTER(env);
    struct class *k = native_class(t, from);
    struct symbol *symbol = name_symbol(t, name, "java/lang/NoClassDefFoundError");
    struct class *found = !symbol ? NULL
                          : k     ? loader_load_for(t, k, symbol)
                                  : loader_load(t, t->vm->boot_loader, symbol);
    if (found && init && !class_initialize(t, found))
        found = NULL;
    NATIVE_RETURN_OBJECT(native_mirror(found));
}

JNIEXPORT jclass JNICALL JVM_FindLoadedClass(JNIEnv *env, jobject loader, jstring name) {
    NATIVE_ENTER(env);
    NATIVE_RETURN_OBJECT(jvm_find_loaded_class(t, handle_get(loader), handle_get(name)));
}

JNIEXPORT jclass JNICALL JVM_DefineClassWithSource(JNIEnv *env, const char *name, jobject loader, const jbyte *bytes,
                                                   jsize length, jobject protection_domain, const char *source) {
    NATIVE_ENTER(env);
    NATIVE_RETURN_OBJECT(define(t, name, handle_get(loader), bytes, length, handle_get(protection_domain), source));
}

JNIEXPORT jclass JNICALL JVM_DefineClass(JNIEnv *env, const char *name, jobject loader, const jbyte *bytes,
                                         jsize length, jobject protection_domain) {
    NATIVE_ENTER(env);
    NATIVE_RETURN_OBJECT(define(t, name, handle_get(loader), bytes, length, handle_get(protection_domain), NULL));
}

JNIEXPORT jclass JNICALL JVM_LookupDefineClass(JNIEnv *env, jclass lookup, const char *name, const jbyte *bytes,
                                               jsize length, jobject protection_domain, jboolean init, int flags,
                                               jobject class_data) {
    NATIVE_ENTER(env);
    NATIVE_RETURN_OBJECT(lookup_define(t, native_class(t, lookup), name, bytes, length, handle_get(protection_domain),
                                       init, flags, handle_get(class_data)));
}

JNIEXPORT jboolean JNICALL JVM_DesiredAssertionStatus(JNIEnv *env, jclass unused, jclass cls) {
    (void)unused;
    NATIVE_ENTER(env);
    NATIVE_RETURN((jboolean)jvm_desired_assertion_status(t, native_class(t, cls)));
}

JNIEXPORT jobject JNICALL JVM_AssertionStatusDirectives(JNIEnv *env, jclass unused) {
    (void)unused;
    NATIVE_ENTER(env);
    NATIVE_RETURN_OBJECT(assertion_directives(t));
}
