/* SPDX-License-Identifier: MIT
 *
 * hierarchy.h - classes by name, for the verifier in minijavap.
 */
#ifndef TOOLS_JAVAP_HIERARCHY_H
#define TOOLS_JAVAP_HIERARCHY_H

#include "classfile/verify.h"
#include "tools/javap/javap.h"

struct hierarchy *hierarchy_create(struct locator *l);
void hierarchy_free(struct hierarchy *h);

/* The context of hierarchy_ops while one class is verified. */
struct verify_context {
    struct hierarchy *hierarchy;
    const struct classfile *cf;
    struct verify_name own; /* its name */
    struct place home;      /* looked in first; without jar and path: nowhere */
    struct facts *itself;   /* hierarchy.c's */
    char *missing;          /* after VERIFY_STOP: the class that was not found; malloc'ed */
};
extern const struct verify_ops hierarchy_ops;

#endif
