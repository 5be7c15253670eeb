/* SPDX-License-Identifier: MIT
 *
 * identifier.h - which characters make a Java identifier (JLS 3.8), as JDK 17 has it: Unicode 13.
 */
#ifndef CLASSFILE_IDENTIFIER_H
#define CLASSFILE_IDENTIFIER_H

#include "base/base.h"

/* May code point `c` begin (`start`) or go on an identifier? */
bool identifier_has(u32 c, bool start);

#endif
