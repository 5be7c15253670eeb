/* SPDX-License-Identifier: MIT
 *
 * jni_table.c - the JNI function table: what a JNIEnv points to.
 */
#include "native/jni/jni_impl.h"

const struct JNINativeInterface_ jni_table = {
#define JNI_FUNCTION(name) .name = jni_##name,
#include "native/jni/jni_functions.def"
#undef JNI_FUNCTION
};
