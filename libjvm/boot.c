/* SPDX-License-Identifier: MIT
 *
 * boot.c - the start of the class library, in HotSpot's order (docs/OPENJDK.md#boot-order).
 *
 * Each step is a function that returns false with an exception pending or a message; the table at the end is the boot.
 * With -Xlog:startuptime each step's time is printed.
 */
#include "libjvm/boot.h"

#include <dlfcn.h>
#include "base/os.h"
#include "native/jvm/jvm_internal.h"
#include "runtime/bounds.h"
#include "runtime/event.h"
#include "runtime/exception.h"
#include "runtime/link.h"
#include "runtime/object.h"
#include "runtime/string.h"

static bool initialize(struct thread *t, const char *name, char **message) {
    struct class *k = loader_find_boot(t, symbol_intern_cstr(t->vm->symbols, name));
    if (!k && !t->exception) {
        *message = mem_printf("the class library has no class %s", name);
        return false;
    }
    return k && class_initialize(t, k);
}

static bool initialize_all(struct thread *t, const char *const *names, char **message) {
    for (; *names; names++) {
        if (!initialize(t, *names, message))
            return false;
    }
    return true;
}

static bool load_known(struct thread *t, char **message) {
    struct vm *vm = t->vm;
    if (!known_load(t, message))
        return false;
    const struct gc_reference_offsets offsets = {.referent = KF(vm, Reference_referent),
                                                 .queue = KF(vm, Reference_queue),
                                                 .next = KF(vm, Reference_next),
                                                 .discovered = KF(vm, Reference_discovered),
                                                 .timestamp = KF(vm, SoftReference_timestamp)};
    gc_set_reference_offsets(vm->heap, &offsets);
    for (u8 type = T_BOOLEAN; type <= T_LONG; type++) {
        vm->primitive_arrays[type] = class_array_of(t, vm->primitives[type]);
        if (!vm->primitive_arrays[type])
            return false;
    }
    return true;
}

/* Errors that must be thrown when nothing can be allocated any more. */
static bool preallocate_errors(struct thread *t, char **message) {
    (void)message;
    return exception_preallocate(t);
}

bool boot_open_libjava(struct thread *t, char **message) {
    struct vm *vm = t->vm;
    char *path = mem_printf("%s/lib/libjava.so", vm->options.java_home);
    vm->libjava = dlopen(path, RTLD_LAZY);
    if (!vm->libjava)
        *message = mem_printf("cannot open %s: %s", path, dlerror());
    mem_free(path);
    return vm->libjava != NULL;
}

static bool init_string(struct thread *t, char **message) {
    if (!initialize(t, "java/lang/String", message))
        return false;
    FIELD(K(t->vm, java_lang_String)->mirror, KF(t->vm, String_COMPACT_STRINGS), u8) = 1;
    static const char *const names[] = {"java/lang/System", "java/lang/Class", "java/lang/ThreadGroup", NULL};
    return initialize_all(t, names, message);
}

static bool make_main_thread(struct thread *t, char **message) {
    struct vm *vm = t->vm;
    struct object *name = string_new_cstr(t, "main");
    vm->system_thread_group = name ? object_new(t, K(vm, java_lang_ThreadGroup)) : NULL;
    vm->main_thread_group = vm->system_thread_group ? object_new(t, K(vm, java_lang_ThreadGroup)) : NULL;
    if (!vm->main_thread_group)
        return false;
    union slot args[3] = {{.o = vm->system_thread_group}};
    if (!java_call(t, KM(vm, ThreadGroup_init_system), args))
        return false;
    args[0].o = vm->main_thread_group;
    args[1].o = vm->system_thread_group;
    args[2].o = name;
    return java_call(t, KM(vm, ThreadGroup_init), args) && initialize(t, "java/lang/Thread", message) &&
           thread_create_object(t, vm->main_thread_group, "main", false);
}

static bool set_unsafe_constants(struct thread *t, char **message) {
    struct vm *vm = t->vm;
    static const u16 one = 1;
    if (!initialize(t, "java/lang/Module", message) || !initialize(t, "jdk/internal/misc/UnsafeConstants", message))
        return false;
    struct object *mirror = K(vm, jdk_internal_misc_UnsafeConstants)->mirror;
    FIELD(mirror, KF(vm, UnsafeConstants_ADDRESS_SIZE0), i32) = (i32)sizeof(void *);
    FIELD(mirror, KF(vm, UnsafeConstants_PAGE_SIZE), i32) = (i32)os_page_size();
    FIELD(mirror, KF(vm, UnsafeConstants_BIG_ENDIAN), u8) = *(const u8 *)&one == 0;
    FIELD(mirror, KF(vm, UnsafeConstants_UNALIGNED_ACCESS), u8) = 1; /* natives use memcpy-like accesses */
    FIELD(mirror, KF(vm, UnsafeConstants_DATA_CACHE_LINE_FLUSH_SIZE), i32) = 0;
    return true;
}

static bool init_reflection(struct thread *t, char **message) {
    static const char *const names[] = {"java/lang/reflect/Method", "java/lang/ref/Finalizer", NULL};
    return initialize_all(t, names, message);
}

static bool phase1(struct thread *t, char **message) {
    (void)message;
    union slot result = {0};
    return java_call(t, KM(t->vm, System_initPhase1), &result);
}

static bool init_errors(struct thread *t, char **message) {
    static const char *const names[] = {"java/lang/OutOfMemoryError",
                                        "java/lang/NullPointerException",
                                        "java/lang/ClassCastException",
                                        "java/lang/ArrayStoreException",
                                        "java/lang/ArithmeticException",
                                        "java/lang/StackOverflowError",
                                        "java/lang/IllegalMonitorStateException",
                                        "java/lang/IllegalArgumentException",
                                        NULL};
    return initialize_all(t, names, message) && exception_finish_preallocated(t) && signals_start(t);
}

static bool init_method_handles(struct thread *t, char **message) {
    static const char *const names[] = {"java/lang/invoke/MethodHandle", "java/lang/invoke/ResolvedMethodName",
                                        "java/lang/invoke/MemberName", "java/lang/invoke/MethodHandleNatives", NULL};
    return initialize_all(t, names, message);
}

static bool phase2(struct thread *t, char **message) {
    (void)message;
    union slot args[2] = {{.u = 0},
                          {.u = 0}}; /* of a failure print the message, on stdout as HotSpot does, not its trace */
    if (!java_call(t, KM(t->vm, System_initPhase2), args) || args[0].i != 0)
        return false;
    t->vm->modules_ready = true;
    event_vm_start(t);
    return true;
}

static bool phase3(struct thread *t, char **message) {
    (void)message;
    struct vm *vm = t->vm;
    union slot result = {0};
    if (!java_call(t, KM(vm, System_initPhase3), &result))
        return false;
    if (!java_call(t, KM(vm, ClassLoader_getSystemClassLoader), &result))
        return false;
    vm->system_class_loader = result.o;
    if (!java_call(t, KM(vm, ClassLoader_getPlatformClassLoader), &result))
        return false;
    vm->platform_class_loader = result.o;
    return true;
}

static const struct boot_step {
    const char *name;
    bool (*run)(struct thread *t, char **message);
} boot_steps[] = {
    {"load well-known classes", load_known},
    {"preallocate errors", preallocate_errors},
    {"open libjava", boot_open_libjava},
    {"initialize String, System, Class, ThreadGroup", init_string},
    {"main thread", make_main_thread},
    {"Module, UnsafeConstants", set_unsafe_constants},
    {"Method, Finalizer", init_reflection},
    {"System.initPhase1", phase1},
    {"error classes, Signal Dispatcher", init_errors},
    {"method handles", init_method_handles},
    {"System.initPhase2", phase2},
    {"System.initPhase3", phase3},
};

bool boot_java(struct thread *t, char **message) {
    struct vm *vm = t->vm;
    for (size_t i = 0; i < ARRAY_LENGTH(boot_steps); i++) {
        event_boot_step_begin(t, boot_steps[i].name);
        if (!boot_steps[i].run(t, message))
            return false;
        event_boot_step_end(t, boot_steps[i].name);
        BUG_ON(t->exception);
    }
    vm->booted = true;
    event_vm_init(t);
    return bounds_start(t);
}
