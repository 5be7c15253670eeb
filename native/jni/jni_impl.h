/* SPDX-License-Identifier: MIT
 *
 * jni_impl.h - shared by the jni_*.c files that implement the JNI function table.
 *
 * Each file defines its functions under their JNI names behind jni_; jni_functions.def lists them all, and the tables are
 * constants made from it.
 *
 * A JNI function may legally be called with an exception pending only if it is one of a few; real code calls others,
 * too. JNI_ENTER therefore sets a pending exception aside and JNI_RETURN puts it back unless the function threw its
 * own, so VM code below always starts clean. Call<Type>Method and NewObject do nothing at all while an exception is
 * pending.
 */
#ifndef NATIVE_JNI_IMPL_H
#define NATIVE_JNI_IMPL_H

#include "native/native.h"

#define JNI_ENTER(env)                                                                                                 \
    NATIVE_ENTER(env);                                                                                                 \
    struct object *pending_ = t->exception;                                                                            \
    t->exception = NULL
#define JNI_RESTORE_PENDING()                                                                                          \
    do {                                                                                                               \
        if (!t->exception)                                                                                             \
            t->exception = pending_;                                                                                   \
    } while (0)
#define JNI_RETURN(value)                                                                                              \
    do {                                                                                                               \
        __typeof__(value) value_ = (value);                                                                            \
        JNI_RESTORE_PENDING();                                                                                         \
        NATIVE_RETURN(value_);                                                                                         \
    } while (0)
#define JNI_RETURN_VOID()                                                                                              \
    do {                                                                                                               \
        JNI_RESTORE_PENDING();                                                                                         \
        NATIVE_RETURN_VOID();                                                                                          \
    } while (0)
#define JNI_RETURN_OBJECT(reference)                                                                                   \
    do {                                                                                                               \
        struct object *value_ = (reference);                                                                           \
        JNI_RESTORE_PENDING();                                                                                         \
        NATIVE_RETURN_OBJECT(value_);                                                                                  \
    } while (0)

/* Basic types by the Name column of the JNI_EACH_* lists. */
#define JNI_BASIC_Object  T_OBJECT
#define JNI_BASIC_Boolean T_BOOLEAN
#define JNI_BASIC_Byte    T_BYTE
#define JNI_BASIC_Char    T_CHAR
#define JNI_BASIC_Short   T_SHORT
#define JNI_BASIC_Int     T_INT
#define JNI_BASIC_Long    T_LONG
#define JNI_BASIC_Float   T_FLOAT
#define JNI_BASIC_Double  T_DOUBLE

/* Declares them all: each has the type of its place in the table. */
#define JNI_FUNCTION(name) __typeof__(*((struct JNINativeInterface_ *)0)->name) jni_##name;
#include "native/jni/jni_functions.def"
#undef JNI_FUNCTION

/* The table of the functions (jni_table.c), and that of -Xcheck:jni (jni_checked.c). */
extern const struct JNINativeInterface_ jni_table, jni_checked_table;
enum {
    JNI_FUNCTIONS = 0
#define JNI_FUNCTION(name) +1
#include "native/jni/jni_functions.def"
#undef JNI_FUNCTION
};
/* Four reserved places come first. A function listed twice is a warning of the compiler. */
static_assert(sizeof(struct JNINativeInterface_) == (4 + JNI_FUNCTIONS) * sizeof(void *), "every place is filled");
static_assert(JNI_FUNCTIONS == 230, "as in JNI 10");

#endif
