/* SPDX-License-Identifier: MIT
 *
 * library_shape.c - the places where the releases of the class library differ in shape (runtime/library_shape.h).
 */
#include "runtime/library_shape.h"

#include "runtime/exception.h"
#include "runtime/membername.h"
#include "runtime/object.h"
#include "runtime/string.h"
#include "runtime/vm.h"

/* ---- java.lang.Thread ---- */

/* The object that has the fields, or NULL: the Thread itself, or its holder. */
static struct object *thread_fields(const struct vm *vm, const struct object *thread) {
    if (KF_PRESENT(vm, Thread_holder))
        return object_get_ref(thread, KF(vm, Thread_holder));
    return (struct object *)(uintptr_t)thread;
}

i32 thread_object_status(const struct vm *vm, const struct object *thread) {
    const struct object *o = thread_fields(vm, thread);
    return o ? __atomic_load_n(&FIELD(o, KF(vm, Thread_threadStatus), const i32), __ATOMIC_RELAXED) : 0;
}

void thread_object_set_status(const struct vm *vm, struct object *thread, i32 status) {
    struct object *o = thread_fields(vm, thread);
    if (o)
        __atomic_store_n(&FIELD(o, KF(vm, Thread_threadStatus), i32), status, __ATOMIC_RELAXED);
}

i32 thread_object_priority(const struct vm *vm, const struct object *thread) {
    const struct object *o = thread_fields(vm, thread);
    return o ? FIELD(o, KF(vm, Thread_priority), const i32) : 0;
}

void thread_object_set_priority(const struct vm *vm, struct object *thread, i32 priority) {
    struct object *o = thread_fields(vm, thread);
    if (o)
        FIELD(o, KF(vm, Thread_priority), i32) = priority;
}

bool thread_object_is_daemon(const struct vm *vm, const struct object *thread) {
    const struct object *o = thread_fields(vm, thread);
    return o && FIELD(o, KF(vm, Thread_daemon), const u8) != 0;
}

void thread_object_set_daemon(const struct vm *vm, struct object *thread) {
    struct object *o = thread_fields(vm, thread);
    if (o)
        FIELD(o, KF(vm, Thread_daemon), u8) = 1;
}

i64 thread_object_stack_size(const struct vm *vm, const struct object *thread) {
    const struct object *o = thread_fields(vm, thread);
    return o ? FIELD(o, KF(vm, Thread_stackSize), const i64) : 0;
}

bool thread_object_is_stillborn(const struct vm *vm, const struct object *thread) {
    return KF_PRESENT(vm, Thread_stillborn) && FIELD(thread, KF(vm, Thread_stillborn), const u8) != 0;
}

void thread_object_set_stillborn(const struct vm *vm, struct object *thread) {
    if (KF_PRESENT(vm, Thread_stillborn))
        FIELD(thread, KF(vm, Thread_stillborn), u8) = 1;
}

bool thread_object_join_group(struct thread *t, struct object *group, struct object *thread) {
    struct method *add = KM(t->vm, ThreadGroup_add);
    union slot args[2] = {{.o = group}, {.o = thread}};
    return !add || java_call_virtual(t, add, args);
}

void thread_object_run_exit(struct thread *t) {
    struct vm *vm = t->vm;
    /* exit() clears the group until 18; later it leaves it alone. */
    const int most = KF_PRESENT(vm, Thread_holder) ? 1 : 3;
    for (int i = 0; i < most; i++) {
        const struct object *fields = thread_fields(vm, t->object);
        if (!fields || !object_get_ref(fields, KF(vm, Thread_group)))
            return;
        union slot args[1] = {{.o = t->object}};
        java_call_virtual(t, KM(vm, Thread_exit), args);
        exception_take(t);
    }
}

/* ---- linking ---- */

bool library_call_linker(struct thread *t, struct method *linker, union slot *args, u32 count) {
    if (linker->arguments < count)
        memmove(args + 1, args + 2, (count - 2) * sizeof *args);
    return java_call(t, linker, args);
}

void *library_find_native(struct thread *t, const struct method *m, const char *symbol) {
    struct method *find = KM(t->vm, ClassLoader_findNative);
    const struct class *k = m->holder;
    struct object *name = string_new_cstr(t, symbol);
    if (!name)
        return NULL;
    union slot args[4] = {{.o = k->loader->object}, {.o = name}};
    if (find->arguments == 4) { /* (loader, class, symbol, name of the method), since 24 */
        args[1].o = k->mirror;
        args[2].o = name;
        args[3].o = string_new_cstr(t, m->name->text);
        if (!args[3].o)
            return NULL;
    }
    return java_call(t, find, args) ? (void *)(intptr_t)args[0].j : NULL;
}

/* ---- reflection and stack walks ---- */

bool library_is_accessor_loader(const struct vm *vm, const struct object *loader) {
    struct class *k = K(vm, jdk_internal_reflect_DelegatingClassLoader);
    return loader && k && object_is_instance(loader, k);
}

static bool throw_corrupted(struct thread *t) {
    return throw_new(t, K(t->vm, java_lang_InternalError), "doStackWalk: corrupted buffers");
}

bool frame_info_fill(struct thread *t, struct object *info, struct method *m, i32 bci) {
    const struct vm *vm = t->vm;
    if (!info || !object_is_instance(info, K(vm, java_lang_StackFrameInfo)))
        return throw_corrupted(t);
    struct object *name = object_get_ref(info, KF(vm, StackFrameInfo_memberName));
    if (!name || !membername_init_method(t, name, m))
        return exception_pending(t) ? false : throw_corrupted(t);
    FIELD(info, KF(vm, StackFrameInfo_bci), i32) = bci;
    return true;
}

struct method *frame_info_method(const struct vm *vm, const struct object *info, i32 *bci) {
    const struct object *name = object_get_ref(info, KF(vm, StackFrameInfo_memberName));
    *bci = FIELD(info, KF(vm, StackFrameInfo_bci), const i32);
    return name ? membername_method(vm, name) : NULL;
}
