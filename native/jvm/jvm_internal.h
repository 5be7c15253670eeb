/* SPDX-License-Identifier: MIT
 *
 * jvm_internal.h - the work behind the exported JVM_* functions, callable by code that is RUNNING.
 *
 * Each exported JVM_* function of native/jvm/jvm_*.c is a thin bracket around one of these: enter, do, leave. The VM's
 * own native methods (native/library/natives.def), which are called with (thread, slots) and never leave RUNNING, use
 * these directly. Results are objects, not handles; a NULL or false result may mean a pending exception in t.
 */
#ifndef NATIVE_JVM_INTERNAL_H
#define NATIVE_JVM_INTERNAL_H

#include "runtime/class.h"
#include "runtime/frame.h"
#include "runtime/thread.h"

/* ---- jvm_stack.c ---- */
struct object *jvm_caller_class(struct thread *t); /* Reflection.getCallerClass */
struct object *jvm_stack_access_control_context(struct thread *t);
struct object *jvm_inherited_access_control_context(struct thread *t);
struct object *jvm_latest_user_defined_loader(struct thread *t);
struct object *jvm_class_context(struct thread *t);

/* ---- jvm_thread.c ---- */
struct object *jvm_all_threads(struct thread *t);                          /* Thread[] */
struct object *jvm_dump_threads(struct thread *t, struct object *threads); /* StackTraceElement[][] */
bool jvm_sleep(struct thread *t, i64 ms);
bool jvm_stop_thread(struct thread *t, struct object *java_thread, struct object *throwable);

/* ---- jvm_reference.c ---- */
struct object *jvm_take_pending_references(struct thread *t);
bool jvm_reference_refers_to(struct thread *t, struct object *reference, struct object *o);
void jvm_reference_clear(struct thread *t, struct object *reference);

/* ---- jvm_array.c ---- */
/* java.lang.reflect.Array.newArray and multiNewArray; element is a mirror. */
struct object *jvm_new_array(struct thread *t, struct object *element, i32 length);
struct object *jvm_new_multi_array(struct thread *t, struct object *element, struct object *dimensions);

/* ---- jvm_load.c ---- */
/* Class.forName0; name in internal form. NULL = exception. */
struct object *jvm_for_name(struct thread *t, const char *name, bool initialize, struct object *loader,
                            const struct class *caller);
struct object *jvm_find_loaded_class(struct thread *t, struct object *loader, struct object *name);
bool jvm_desired_assertion_status(struct thread *t, struct class *k);

/* ---- jvm_class.c ---- */
struct object *jvm_class_name(struct thread *t, struct class *k); /* Class.getName(), interned and kept in the mirror */
u32 jvm_class_modifiers(const struct class *k);
struct object *jvm_class_interfaces(struct thread *t, struct class *k);
bool jvm_class_is_record(const struct vm *vm, const struct class *k);
/* Class[] of `count` elements, all null. */
struct object *jvm_class_array(struct thread *t, u32 count);

/* ---- jvm_system.c ---- */
i64 jvm_nano_time_adjustment(i64 offset_seconds);
i64 jvm_total_memory(struct vm *vm);
i64 jvm_free_memory(struct vm *vm);
i64 jvm_max_memory(struct vm *vm);
/* Object[] of String: C strings decoded from the platform's encoding. */
struct object *jvm_string_array(struct thread *t, char *const *strings, u32 count);
/* Ends the process: no Java code runs any more. */
NORETURN void jvm_halt(struct thread *t, i32 code);

/* ---- jvm_signal.c ---- */
/* Starts the Signal Dispatcher thread. False = exception. */
bool signals_start(struct thread *t);

#endif
