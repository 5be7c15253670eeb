/* SPDX-License-Identifier: MIT
 *
 * exception.h - throwing from C, stack traces.
 *
 * A C function that fails leaves the exception in t->exception and returns false or NULL; its callers return at once.
 * If one is pending already, functions that make an exception leave it and do nothing; throw_object replaces it.
 */
#ifndef RUNTIME_EXCEPTION_H
#define RUNTIME_EXCEPTION_H

#include "runtime/known.h"
#include "runtime/thread.h"

/* Creates the exception by its constructor (String) or () when fmt is NULL, fills its trace, makes it pending. The text
 * is modified UTF-8 of any length. Always returns false. */
bool throw_new(struct thread *t, struct class *exception_class, const char *fmt, ...) PRINTF_LIKE(3, 4);
/* Same, by internal name: "java/lang/IllegalStateException". */
bool throw_by_name(struct thread *t, const char *class_name, const char *fmt, ...) PRINTF_LIKE(3, 4);
/* With a cause (initCause). cause may be NULL. */
bool throw_with_cause(struct thread *t, const char *class_name, struct object *cause, const char *fmt, ...)
    PRINTF_LIKE(4, 5);
bool throw_object(struct thread *t, struct object *throwable); /* NULL becomes NullPointerException */
struct object *exception_take(struct thread *t);               /* clears and returns the pending one */
static inline bool exception_pending(const struct thread *t) {
    return t->exception != NULL;
}

/* Texts the interpreter and natives share (docs/OPENJDK.md#messages). Each returns false. */
bool throw_null_pointer(struct thread *t);
bool throw_array_index(struct thread *t, i32 index, i32 length);
bool throw_class_cast(struct thread *t, struct object *o, struct class *target);
bool throw_array_store(struct thread *t, struct object *value);
bool throw_negative_array_size(struct thread *t, i32 size);
bool throw_division_by_zero(struct thread *t);
bool throw_stack_overflow(struct thread *t); /* usable when the stack is full: its constructor is not run */
bool throw_out_of_memory(struct thread *t, const char *what); /* preallocated instances when nothing is left */
/* For an object of class receiver a call that names m selects `selected`, which is abstract; NULL = nothing. */
bool throw_abstract_method(struct thread *t, struct class *receiver, struct method *m, const struct method *selected);
/* m, which a receiver of this class would run, is not public as an interface's has to be. */
bool throw_not_public(struct thread *t, struct class *receiver, const struct method *m);

/* Throwable.fillInStackTrace0: captures the stack into throwable.backtrace and depth (opaque Java arrays). Never
 * throws. */
void exception_fill_in_stack_trace(struct thread *t, struct object *throwable);
/* Fills StackTraceElement[] from throwable.backtrace. False = exception. */
bool exception_fill_elements(struct thread *t, struct object *elements, struct object *throwable);
/* Sets all fields of one StackTraceElement (docs/OPENJDK.md#stack-trace-elements). False = exception. */
bool exception_fill_element(struct thread *t, struct object *element, struct method *m, int bci);
/* A backtrace array for another (stopped) thread's frames as a StackTraceElement[]; NULL = exception. */
struct object *exception_elements_of_thread(struct thread *t, struct thread *target);
/* VM-side printer that runs no Java code: class, message, frames. For boot failures and crash reports. */
void exception_print_raw(struct thread *t, struct object *throwable, FILE *out);

/* Makes vm->out_of_memory_errors and stack_overflow_error; once, at boot. Runs no Java code: the objects are empty. */
bool exception_preallocate(struct thread *t);
/* Gives them their texts, and what a constructor would set; once, when Throwable's statics are initialized. */
bool exception_finish_preallocated(struct thread *t);
/* Throwable.backtrace, decoded: the i-th frame; false past the end. bci -1 for natives. */
bool backtrace_frame(const struct vm *vm, const struct object *throwable, u32 i, struct method **m, int *bci);
/* Hidden frames above the first one were left out: the exception did not happen there. */
bool backtrace_has_hidden_top(const struct vm *vm, const struct object *throwable);

#endif
