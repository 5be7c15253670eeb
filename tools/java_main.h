/* SPDX-License-Identifier: MIT
 *
 * java_main.h - what the launcher does in Java: the texts that were asked for, finding the main class, calling main.
 */
#ifndef TOOLS_JAVA_MAIN_H
#define TOOLS_JAVA_MAIN_H

#include "tools/command_line.h"

/* The main thread's life between JNI_CreateJavaVM and DestroyJavaVM. -> the exit code. An exception may be pending at
 * the end. */
int java_main(struct launch *l, JNIEnv *env);

/* Prints the line that says no more than that a call of the JNI failed. */
void java_main_jni_error(void);

#endif
