/* SPDX-License-Identifier: MIT
 *
 * native.c - what native/ does for the layers below, as one constant table.
 */
#include "native/jni/jni_impl.h"

#include "native/jni/binding.h"
#include "native/library/natives.h"

const struct native_ops native_ops = {
    .call = native_call,
    .bind_class = natives_bind_class,
    .forget_class = jni_bindings_forget,
    .functions = native_functions,
    .jni_functions = &jni_table,
    .checked_jni_functions = &jni_checked_table,
};
