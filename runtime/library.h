/* SPDX-License-Identifier: MIT
 *
 * library.h - which class library the VM runs on, and which releases of it a row of a table is for.
 *
 * The release is read once, from the file `release` of the JRE's home (libjvm/javahome.c), into struct library, which
 * stands in the VM's options. Nothing else in the VM has a release number of its own: what depends on it asks here, or
 * better asks what the loaded class has (KF_PRESENT and its like in runtime/known.h).
 *
 * Tables whose rows name things of the class library (runtime/known.def, native/library/natives.def) have two forms of
 * row: the plain one, for every release, and one with _IN, whose last column says for which releases it is:
 *
 *   UNTIL(18)  up to and with 18      SINCE(19)  from 19 on      BETWEEN(19, 23)  both included
 *
 * Known are 17 and 25, of 21 its published header. So a bound between them is that of the release that made the change
 * where this is known, else the widest one: a row too many is logged, a row too few leaves a method without its native.
 */
#ifndef RUNTIME_LIBRARY_H
#define RUNTIME_LIBRARY_H

#include "base/base.h"

struct library {
    u16 feature;          /* the release: 17 */
    u16 class_file_major; /* the newest class files that its VM takes: 61 */
    char version[32];     /* JAVA_VERSION: "17.0.15" */
};

/* Reads HOME/release. False: there is no such file, or it names no version; *library is empty then. */
bool library_read(const char *home, struct library *library);

/* Releases of Java, both included. */
struct releases {
    u8 first, last;
};

enum { RELEASE_FIRST = 0, RELEASE_LAST = 255 };

/* For the last column of a table's row: two values, so that they can stand in an initializer of struct releases. */
#define ALL_RELEASES         RELEASE_FIRST, RELEASE_LAST
#define UNTIL(release)       RELEASE_FIRST, release
#define SINCE(release)       release, RELEASE_LAST
#define BETWEEN(first, last) first, last

static inline bool releases_include(struct releases releases, u16 feature) {
    return feature >= releases.first && feature <= releases.last;
}

#endif
