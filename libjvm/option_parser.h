/* SPDX-License-Identifier: MIT
 *
 * option_parser.h - from the JavaVMOption list (and JAVA_TOOL_OPTIONS, _JAVA_OPTIONS) to struct vm_options.
 */
#ifndef LIBJVM_OPTION_PARSER_H
#define LIBJVM_OPTION_PARSER_H

#include "native/jni/jni.h"
#include "runtime/options.h"

/* Fills *options from zero. JNI_OK, or JNI_EINVAL / JNI_ERR after printing what is wrong on stderr. */
jint options_parse(struct vm_options *options, const JavaVMInitArgs *arguments);
void options_free(struct vm_options *options);

#endif
