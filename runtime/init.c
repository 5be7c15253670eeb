/* SPDX-License-Identifier: MIT
 *
 * init.c - class initialization (JVMS 5.5).
 *
 * The per-class lock of the specification is one VM-wide mutex and condition (vm->init_lock, init_cond) around the
 * state changes; it is never held while Java code runs. A thread that waits is SAFE and lets the lock go before it
 * becomes RUNNING again.
 */
#include "runtime/async.h"
#include "runtime/event.h"
#include "runtime/exception.h"
#include "runtime/link.h"
#include "runtime/object.h"
#include "runtime/safepoint.h"
#include "runtime/string.h"
#include "runtime/vm.h"

/* Static finals with a ConstantValue attribute (JVMS 4.7.2, 5.5 step 6). */
static bool set_constant_values(struct thread *t, struct class *k) {
    const struct classfile *cf = k->file;
    for (u32 i = 0; i < k->fields_count; i++) {
        const struct field *f = &k->fields[i];
        if (!field_is_static(f) || !f->member)
            continue;
        const struct attribute *a =
            attribute_find(f->member->attributes, f->member->attributes_count, ATTR_CONSTANT_VALUE);
        if (!a)
            continue;
        u16 index = be16(a->info);
        const union cp_entry *c = &cf->cp[index];
        switch (f->type) {
        case T_BOOLEAN:
        case T_BYTE:
            FIELD(k->mirror, f->offset, i8) = (i8)c->integer;
            break;
        case T_CHAR:
        case T_SHORT:
            FIELD(k->mirror, f->offset, i16) = (i16)c->integer;
            break;
        case T_INT:
        case T_FLOAT:
            FIELD(k->mirror, f->offset, i32) = c->integer;
            break;
        case T_LONG:
        case T_DOUBLE:
            FIELD(k->mirror, f->offset, i64) = c->wide;
            break;
        default: {
            if (cf->cp_tags[index] != CP_STRING)
                break;
            struct object *s = resolve_string(t, k, index);
            if (!s)
                return false;
            object_put_ref(k->mirror, f->offset, s);
        }
        }
    }
    return true;
}

/* Superinterfaces that declare default methods (step 7). all_interfaces has each once and behind its own
 * superinterfaces, as the recursion of the specification would visit them; those of the superclass are initialized
 * already. */
static bool initialize_interfaces(struct thread *t, struct class *k) {
    for (u32 i = k->super->all_interfaces_count; i < k->all_interfaces_count; i++) {
        struct class *s = k->all_interfaces[i];
        if ((s->flags & CLASS_HAS_DEFAULTS) && !class_initialize(t, s))
            return false;
    }
    return true;
}

static void set_state(struct thread *t, struct class *k, enum class_state state) {
    struct vm *vm = t->vm;
    pthread_mutex_lock(&vm->init_lock);
    __atomic_store_n(&k->state, state, __ATOMIC_RELEASE);
    k->init_thread = NULL;
    pthread_cond_broadcast(&vm->init_cond);
    pthread_mutex_unlock(&vm->init_lock);
}

/* NoClassDefFoundError of a class whose initialization failed earlier, with the first failure as its cause. */
static bool throw_erroneous(struct thread *t, struct class *k) {
    char *name = class_external_name(k);
    throw_with_cause(t, "java/lang/NoClassDefFoundError", k->init_error, "Could not initialize class %s", name);
    mem_free(name);
    return false;
}

/* Remembers the failure for throw_erroneous: an ExceptionInInitializerError that tells class, message and thread of the
 * original and has its stack trace (docs/OPENJDK.md#class-initialization). Failing to make it only loses the cause. */
static void record_init_error(struct thread *t, struct class *k, struct object *failure) {
    struct vm *vm = t->vm;
    char *name = class_external_name(object_class(failure)), *message = NULL, *thread_name = NULL;
    struct object *text = object_get_ref(failure, KF(vm, Throwable_detailMessage));
    if (text)
        message = string_to_mutf8(vm, text);
    struct object *own_name = t->object ? object_get_ref(t->object, KF(vm, Thread_name)) : NULL;
    if (own_name)
        thread_name = string_to_mutf8(vm, own_name);
    throw_by_name(t, "java/lang/ExceptionInInitializerError", "Exception %s%s%s [in thread \"%s\"]", name,
                  message ? ": " : "", message ? message : "", thread_name ? thread_name : "");
    struct object *error = exception_take(t);
    if (error) {
        object_put_ref(error, KF(vm, Throwable_backtrace), object_get_ref(failure, KF(vm, Throwable_backtrace)));
        object_put_ref(error, KF(vm, Throwable_stackTrace), object_get_ref(failure, KF(vm, Throwable_stackTrace)));
        FIELD(error, KF(vm, Throwable_depth), i32) = FIELD(failure, KF(vm, Throwable_depth), i32);
        k->init_error = error;
        class_wrote(k);
    }
    mem_free(name);
    mem_free(message);
    mem_free(thread_name);
}

/* Steps 1 to 6: true = this thread shall run the initializer; false = nothing to do, or exception. */
static bool begin(struct thread *t, struct class *k) {
    struct vm *vm = t->vm;
    pthread_mutex_lock(&vm->init_lock);
    while (class_state(k) == CLASS_INITIALIZING && k->init_thread != t) {
        pthread_mutex_unlock(&vm->init_lock);
        thread_enter_safe(t);
        pthread_mutex_lock(&vm->init_lock);
        while (class_state(k) == CLASS_INITIALIZING)
            pthread_cond_wait(&vm->init_cond, &vm->init_lock);
        pthread_mutex_unlock(&vm->init_lock);
        thread_leave_safe(t);
        thread_stay_suspended(t);
        pthread_mutex_lock(&vm->init_lock);
    }
    enum class_state state = class_state(k);
    if (state == CLASS_LINKED) {
        k->init_thread = t;
        __atomic_store_n(&k->state, CLASS_INITIALIZING, __ATOMIC_RELEASE);
    }
    pthread_mutex_unlock(&vm->init_lock);
    if (state == CLASS_ERRONEOUS)
        throw_erroneous(t, k);
    return state == CLASS_LINKED;
}

/* Steps 7 to 12. */
static bool run(struct thread *t, struct class *k) {
    struct vm *vm = t->vm;
    bool ok = set_constant_values(t, k);
    if (ok && k->super && !class_is_interface(k))
        ok = class_initialize(t, k->super) && initialize_interfaces(t, k);
    bool own = ok && (k->flags & CLASS_HAS_CLINIT);
    if (own) {
        struct method *m = class_declared_method(k, KS(vm, class_initializer), KS(vm, void_method));
        union slot result = {0};
        event_class_init_begin(t, k);
        ok = java_call(t, m, &result);
        event_class_init_end(t, k);
    }
    if (ok) {
        set_state(t, k, CLASS_INITIALIZED);
        return true;
    }
    struct object *failure = exception_take(t);
    record_init_error(t, k, failure);
    set_state(t, k, CLASS_ERRONEOUS);
    if (object_is_instance(failure, K(vm, java_lang_Error)))
        return throw_object(t, failure);
    struct class *wrapper =
        loader_find_boot(t, symbol_intern_cstr(vm->symbols, "java/lang/ExceptionInInitializerError"));
    struct symbol *descriptor = symbol_intern_cstr(vm->symbols, "(Ljava/lang/Throwable;)V");
    if (!wrapper || !class_initialize(t, wrapper))
        return false;
    struct object *error = object_new(t, wrapper);
    if (!error)
        return false;
    union slot args[2] = {{.o = error}, {.o = failure}};
    if (!java_call(t, class_declared_method(wrapper, KS(vm, object_initializer), descriptor), args))
        return false;
    return throw_object(t, error);
}

bool class_initialize(struct thread *t, struct class *k) {
    if (LIKELY(class_is_initialized(k)))
        return true;
    if (thread_c_stack_exhausted(t))
        return throw_stack_overflow(t);
    if (!class_link(t, k))
        return false;
    if (!begin(t, k))
        return t->exception == NULL;
    return run(t, k);
}
