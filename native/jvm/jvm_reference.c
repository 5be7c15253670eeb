/* SPDX-License-Identifier: MIT
 *
 * jvm_reference.c - JVM_* functions of java.lang.ref: the pending list and the referent field.
 *
 * The collector links References whose referents died through `discovered` and puts them on vm->reference_pending; the
 * Reference Handler thread waits here and takes the whole list (docs/OPENJDK.md#references). The list is under
 * pending_lock.
 */
#include "native/jvm/jvm_internal.h"
#include "native/native.h"
#include "runtime/finalization.h"

struct object *jvm_take_pending_references(struct thread *t) {
    struct vm *vm = t->vm;
    pthread_mutex_lock(&vm->pending_lock);
    struct object *first = vm->reference_pending;
    vm->reference_pending = NULL;
    pthread_mutex_unlock(&vm->pending_lock);
    return first;
}

bool jvm_reference_refers_to(struct thread *t, struct object *reference, struct object *o) {
    return object_get_ref_acquire(reference, KF(t->vm, Reference_referent)) == o;
}

void jvm_reference_clear(struct thread *t, struct object *reference) {
    object_put_ref_release(reference, KF(t->vm, Reference_referent), NULL);
}

JNIEXPORT jobject JNICALL JVM_GetAndClearReferencePendingList(JNIEnv *env) {
    NATIVE_ENTER(env);
    NATIVE_RETURN_OBJECT(jvm_take_pending_references(t));
}

JNIEXPORT jboolean JNICALL JVM_HasReferencePendingList(JNIEnv *env) {
    struct vm *vm = thread_of_env(env)->vm;
    pthread_mutex_lock(&vm->pending_lock);
    bool has = vm->reference_pending != NULL;
    pthread_mutex_unlock(&vm->pending_lock);
    return has;
}

/* Waits in state SAFE, as the caller already is: collections go on. */
JNIEXPORT void JNICALL JVM_WaitForReferencePendingList(JNIEnv *env) {
    finalization_wait_for_pending(thread_of_env(env)->vm);
}

JNIEXPORT jboolean JNICALL JVM_ReferenceRefersTo(JNIEnv *env, jobject reference, jobject o) {
    NATIVE_ENTER(env);
    NATIVE_RETURN((jboolean)jvm_reference_refers_to(t, handle_get(reference), handle_get(o)));
}

JNIEXPORT jboolean JNICALL JVM_PhantomReferenceRefersTo(JNIEnv *env, jobject reference, jobject o) {
    NATIVE_ENTER(env);
    NATIVE_RETURN((jboolean)jvm_reference_refers_to(t, handle_get(reference), handle_get(o)));
}

JNIEXPORT void JNICALL JVM_ReferenceClear(JNIEnv *env, jobject reference) {
    NATIVE_ENTER(env);
    jvm_reference_clear(t, handle_get(reference));
    NATIVE_RETURN_VOID();
}
