/* SPDX-License-Identifier: MIT
 *
 * version.h - versions of class files (JVMS 4.1) and the releases of Java that brought them.
 *
 * Since JDK 1.2, release N made class files of version 44 + N. A VM takes versions up to that of the class library it
 * runs on; it says so to the parser with each class (struct classfile_options). Programs that only look at class files
 * take all whose format this parser knows.
 */
#ifndef CLASSFILE_VERSION_H
#define CLASSFILE_VERSION_H

#include "base/base.h"

enum {
    CLASSFILE_MAJOR_OLDEST = 45,
    CLASSFILE_MAJOR_KNOWN = 69,      /* the newest format that the parser was held against: 25's, the same as 17's */
    CLASSFILE_MAJOR_NO_STRICT = 61,  /* ACC_STRICT means nothing since (JVMS 4.6) */
    CLASSFILE_MAJOR_SEALED = 61,     /* classes can be sealed since: PermittedSubclasses (JVMS 4.7.31) */
    CLASSFILE_MINOR_PREVIEW = 65535, /* the class depends on preview features of its release */
};

static inline u16 classfile_major_of_release(u16 feature) {
    return (u16)(feature + 44);
}

#endif
