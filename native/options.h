/* SPDX-License-Identifier: MIT
 *
 * options.h - from the JavaVMOption list (and JAVA_TOOL_OPTIONS, _JAVA_OPTIONS) to struct vm_options.
 */
#ifndef NATIVE_OPTIONS_H
#define NATIVE_OPTIONS_H

#include "native/jni.h"
#include "runtime/vm.h"

/* Fills *options from zero. JNI_OK, or JNI_EINVAL / JNI_ERR after printing what is wrong on stderr. */
jint options_parse(struct vm_options *options, const JavaVMInitArgs *arguments);
void options_free(struct vm_options *options);
/* Value of the last -Dkey=value, or NULL. */
const char *options_property(const struct vm_options *options, const char *key);
/* Prints through the vfprintf hook if the embedder gave one. */
void options_print(const struct vm_options *options, FILE *out, const char *fmt, ...) PRINTF_LIKE(3, 4);

#endif
