/* SPDX-License-Identifier: MIT
 *
 * jio.c - jio_*: printf as the JRE's libraries want it.
 *
 * The buffer form always terminates and returns -1 when the text did not fit; the stream form sends stdout and stderr
 * through the embedder's "vfprintf" hook, if it gave one.
 */
#include <stdarg.h>
#include "native/native.h"

JNIEXPORT int jio_vsnprintf(char *s, size_t size, const char *fmt, va_list args);
JNIEXPORT int jio_snprintf(char *s, size_t size, const char *fmt, ...);
JNIEXPORT int jio_vfprintf(FILE *f, const char *fmt, va_list args);
JNIEXPORT int jio_fprintf(FILE *f, const char *fmt, ...);
JNIEXPORT int jio_printf(const char *fmt, ...);

PRINTF_LIKE(3, 0) int jio_vsnprintf(char *s, size_t size, const char *fmt, va_list args) {
    if (size == 0 || size > INT32_MAX)
        return -1;
    int n = vsnprintf(s, size, fmt, args);
    if (n >= 0 && (size_t)n < size)
        return n;
    s[size - 1] = '\0';
    return -1;
}

PRINTF_LIKE(3, 4) int jio_snprintf(char *s, size_t size, const char *fmt, ...) {
    va_list args;
    va_start(args, fmt);
    int n = jio_vsnprintf(s, size, fmt, args);
    va_end(args);
    return n;
}

PRINTF_LIKE(2, 0) int jio_vfprintf(FILE *f, const char *fmt, va_list args) {
    const struct vm *vm = vm_instance();
    if ((f == stdout || f == stderr) && vm && vm->options.vfprintf_hook)
        return vm->options.vfprintf_hook(f, fmt, args);
    return vfprintf(f, fmt, args);
}

PRINTF_LIKE(2, 3) int jio_fprintf(FILE *f, const char *fmt, ...) {
    va_list args;
    va_start(args, fmt);
    int n = jio_vfprintf(f, fmt, args);
    va_end(args);
    return n;
}

PRINTF_LIKE(1, 2) int jio_printf(const char *fmt, ...) {
    va_list args;
    va_start(args, fmt);
    int n = jio_vfprintf(stdout, fmt, args);
    va_end(args);
    return n;
}
