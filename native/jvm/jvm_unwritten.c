/* SPDX-License-Identifier: MIT
 *
 * jvm_unwritten.c - exported functions of native/jvm/jvm_unwritten.def: each says its name and aborts.
 *
 * The JRE's libraries cannot be loaded while one symbol they need is missing, whether or not it is ever called. A
 * function that is not written yet gets a row in the table instead of a body that pretends.
 */
#include "native/native.h"

static UNUSED NORETURN void unwritten(const char *name) {
    fprintf(stderr, "minijvm: %s is not written yet\n", name);
    abort();
}

#define JVM_UNWRITTEN(name)                                                                                            \
    JNIEXPORT void JNICALL name(void);                                                                                 \
    JNIEXPORT void JNICALL name(void) {                                                                                \
        unwritten(#name);                                                                                              \
    }
#include "native/jvm/jvm_unwritten.def"
#undef JVM_UNWRITTEN
