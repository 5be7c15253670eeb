/* SPDX-License-Identifier: MIT
 *
 * javahome.h - finding the class library: the directory of an installed JRE 17.
 */
#ifndef LIBJVM_JAVAHOME_H
#define LIBJVM_JAVAHOME_H

#include "runtime/library.h"

/* `given` is -Djava.home or NULL. Returns a malloc'ed path and fills *library; NULL + malloc'ed *message that says what
 * was looked for. */
char *javahome_find(const char *given, struct library *library, char **message);

#endif
