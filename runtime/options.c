/* SPDX-License-Identifier: MIT
 *
 * options.c - reading a VM's options.
 */
#include "runtime/options.h"

#include <string.h>
#include "base/os.h"

const char *options_property(const struct vm_options *options, const char *key) {
    size_t n = strlen(key);
    for (u32 i = options->properties_count; i-- > 0;) {
        const char *property = options->properties[i];
        if (strncmp(property, key, n) == 0 && (property[n] == '=' || property[n] == '\0'))
            return property[n] ? property + n + 1 : property + n;
    }
    return NULL;
}

size_t options_heap_size(const struct vm_options *options) {
    if (options->heap_max)
        return MIN_OF(options->heap_max, GC_MAX_SIZE);
    u64 memory = os_physical_memory();
    if (options->ram_max)
        memory = MIN_OF(memory, options->ram_max);
    double share = (double)memory * options->heap_share / 100;
    return MAX_OF((size_t)MIN_OF(share, (double)GC_MAX_SIZE), (size_t)64 << 20);
}

void options_print(const struct vm_options *options, FILE *out, const char *fmt, ...) {
    va_list ap;
    va_start(ap, fmt);
    if (options->vfprintf_hook)
        options->vfprintf_hook(out, fmt, ap);
    else
        vfprintf(out, fmt, ap);
    va_end(ap);
    fflush(out); /* what the program prints next goes past this buffer */
}
