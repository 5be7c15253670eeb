/* SPDX-License-Identifier: MIT
 *
 * options.c - reading a VM's options.
 */
#include "runtime/options.h"

#include <string.h>

const char *options_property(const struct vm_options *options, const char *key) {
    size_t n = strlen(key);
    for (u32 i = options->properties_count; i-- > 0;) {
        const char *property = options->properties[i];
        if (strncmp(property, key, n) == 0 && (property[n] == '=' || property[n] == '\0'))
            return property[n] ? property + n + 1 : property + n;
    }
    return NULL;
}

void options_print(const struct vm_options *options, FILE *out, const char *fmt, ...) {
    va_list ap;
    va_start(ap, fmt);
    if (options->vfprintf_hook)
        options->vfprintf_hook(out, fmt, ap);
    else
        vfprintf(out, fmt, ap);
    va_end(ap);
}
