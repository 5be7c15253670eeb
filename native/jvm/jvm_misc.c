/* SPDX-License-Identifier: MIT
 *
 * jvm_misc.c - the small group that libzip needs: path normalization and raw monitors.
 *
 * A raw monitor is a plain mutex. It is used by threads that may not be Java threads, always SAFE, and held for short.
 */
#include <pthread.h>
#include "base/mem.h"
#include "native/native.h"

/* Unix paths are what they are. */
JNIEXPORT char *JNICALL JVM_NativePath(char *path) {
    return path;
}

JNIEXPORT void *JNICALL JVM_RawMonitorCreate(void) {
    pthread_mutex_t *m = mem_try_alloc(sizeof *m);
    if (m && pthread_mutex_init(m, NULL) != 0) {
        mem_free(m);
        m = NULL;
    }
    return m;
}

JNIEXPORT void JNICALL JVM_RawMonitorDestroy(void *monitor) {
    pthread_mutex_destroy(monitor);
    mem_free(monitor);
}

JNIEXPORT jint JNICALL JVM_RawMonitorEnter(void *monitor) {
    return pthread_mutex_lock(monitor);
}

JNIEXPORT void JNICALL JVM_RawMonitorExit(void *monitor) {
    pthread_mutex_unlock(monitor);
}
