/* SPDX-License-Identifier: MIT
 *
 * manifest.h - the look that the launcher takes at a jar before there is a VM.
 */
#ifndef TOOLS_MANIFEST_H
#define TOOLS_MANIFEST_H

enum manifest_state { MANIFEST_GOOD, MANIFEST_NO_FILE, MANIFEST_BAD };

/* Has this file a manifest whose main section can be read? */
enum manifest_state manifest_check(const char *jar);

#endif
