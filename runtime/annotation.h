/* SPDX-License-Identifier: MIT
 *
 * annotation.h - the annotations that the VM itself reacts to.
 */
#ifndef RUNTIME_ANNOTATION_H
#define RUNTIME_ANNOTATION_H

#include "classfile/classfile.h"

/* enum method_flag bits that a trusted method's RuntimeVisibleAnnotations ask for. */
u32 annotation_method_flags(const struct classfile *cf, const struct member *method);

/* Is a trusted class's field annotated @Stable: a value that is not 0 never changes? */
bool annotation_field_is_stable(const struct classfile *cf, const struct member *field);

#endif
