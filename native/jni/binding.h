/* SPDX-License-Identifier: MIT
 *
 * binding.h - the functions of native methods: what struct method.binding_index counts for BINDING_JNI.
 *
 * A method gets an entry when it is first bound and keeps it until its class is freed; then another may have it. Other
 * threads call natives meanwhile: an entry never moves, and is read without a lock.
 */
#ifndef NATIVE_JNI_BINDING_H
#define NATIVE_JNI_BINDING_H

#include "runtime/vm.h"

struct call_info;

struct jni_binding {
    void *function;              /* JNI function, or NULL: not bound any more. Atomic, stored with release */
    struct call_info *call_info; /* how to call it (jni_call.c), NULL until it was called; atomic */
    bool guarded;                /* calls ask capability_allows. Set before the function that needs it, and for ever */
    u32 next_free;               /* of an entry that nobody has: index of another one, or 0 */
};

struct jni_bindings *jni_bindings_create(void);
/* m's entry, or NULL when m was never bound. Its fields may be written by other threads at any time. */
struct jni_binding *jni_binding_of(const struct vm *vm, const struct method *m);
/* The same, made if m has none. m is a native method whose binding is BINDING_JNI. */
struct jni_binding *jni_binding_make(struct vm *vm, struct method *m);
/* For a snapshot: functions become places in libraries, which jni_bindings_resume makes functions again; the libraries
 * are this one and vm->libjava. NULL, or the malloc'ed name of another library that has such a function. */
char *jni_bindings_forget_process(struct vm *vm);
void jni_bindings_resume(struct vm *vm);
/* Is that the address of something in vm->libjava? */
bool jni_binding_is_in_libjava(const struct vm *vm, const void *function);
/* native_ops.forget_class. */
void jni_bindings_forget(struct vm *vm, struct class *k);

#endif
