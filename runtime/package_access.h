/* SPDX-License-Identifier: MIT
 *
 * package_access.h - the question to a security manager whether a protection domain may use a class
 * (docs/OPENJDK.md#class-loading).
 */
#ifndef RUNTIME_PACKAGE_ACCESS_H
#define RUNTIME_PACKAGE_ACCESS_H

#include "base/base.h"

struct class;
struct loader;
struct thread;

/* c was found through `l` for code of `user` (NULL: the VM's own). If there is a security manager, the loader's
 * checkPackageAccess is called, once for each name and domain of the user. Classes of one domain use each other. False = exception pending. */
bool package_access_check(struct thread *t, const struct class *user, struct loader *l, const struct class *c);

#endif
