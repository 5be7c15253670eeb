/* SPDX-License-Identifier: MIT
 *
 * jmm.h - the private table between the VM and libmanagement / libmanagement_ext.
 *
 * JVM_GetManagement returns it. Slots and numbers were read off those libraries (JDK 17: version 0x20030000, 40 slots);
 * a slot the VM cannot serve is filled with a function that throws UnsupportedOperationException, never left NULL.
 */
#ifndef NATIVE_JMM_H
#define NATIVE_JMM_H

#include "native/native.h"

enum { JMM_VERSION_1 = 0x20010000, JMM_VERSION_2 = 0x20020000, JMM_VERSION_3 = 0x20030000 };

/* Bits of GetOptionalSupport. */
enum jmm_support {
    JMM_LOW_MEMORY_DETECTION = 1 << 0,
    JMM_COMPILATION_TIME = 1 << 1,
    JMM_THREAD_CONTENTION = 1 << 2,
    JMM_COMPILE_TIME = 1 << 1,
    JMM_CURRENT_THREAD_CPU_TIME = 1 << 3,
    JMM_OTHER_THREAD_CPU_TIME = 1 << 4,
    JMM_OBJECT_MONITOR_USAGE = 1 << 5,
    JMM_SYNCHRONIZER_USAGE = 1 << 6,
    JMM_THREAD_ALLOCATED_MEMORY = 1 << 7,
    JMM_DIAGNOSTIC_COMMANDS = 1 << 8,
};

/* GetLongAttribute. */
enum jmm_long {
    JMM_CLASSES_LOADED = 1,
    JMM_CLASSES_UNLOADED = 2,
    JMM_THREADS_STARTED = 3,
    JMM_THREADS_LIVE = 4,
    JMM_THREADS_PEAK = 5,
    JMM_THREADS_DAEMON = 6,
    JMM_INIT_DONE_TIME_MS = 7,
    JMM_COMPILE_TIME_MS = 8,
    JMM_GC_TIME_MS = 9,
    JMM_GC_COUNT = 10,
    JMM_UPTIME_MS = 11,
    JMM_FLAG_COUNT = 104,
    JMM_PROCESS_ID = 201,
    JMM_PHYSICAL_MEMORY = 202,
    JMM_GC_ATTRIBUTES = 401,
};

/* GetBoolAttribute, SetBoolAttribute. */
enum jmm_bool {
    JMM_VERBOSE_GC = 21,
    JMM_VERBOSE_CLASS = 22,
    JMM_CONTENTION_MONITORING = 23,
    JMM_CPU_TIME = 24,
    JMM_ALLOCATED_MEMORY = 25,
};

/* ResetStatistic. */
enum jmm_statistic { JMM_RESET_PEAK_THREADS = 801, JMM_RESET_PEAK_POOL_USAGE = 805 };

/* GetLastGCStat's result. */
struct jmm_gc_stat {
    jlong index, start_time, end_time;
    jobjectArray usage_before, usage_after; /* MemoryUsage[] by pool, allocated by the caller */
    jint attributes_size;
    jvalue *attributes;
    jint attributes_count;
};

/* GetGCExtAttributeInfo: what a GcInfo has beyond the standard figures. libmanagement_ext wants at least one: like
 * HotSpot's, the number of marking threads. */
struct jmm_gc_attribute {
    const char *name;
    char type; /* as in descriptors */
    const char *description;
};
enum { JMM_GC_ATTRIBUTES_COUNT = 1 };

/* GetVMGlobals' result. */
struct jmm_flag {
    jstring name;
    jvalue value;
    int type, origin;
    unsigned writeable : 1, external : 1, reserved : 30;
    void *unused[2];
};

#define JMM_COLLECTOR "MarkSweep"

/* Contents of a MemoryUsage object; -1 = undefined. */
struct jmm_usage {
    i64 initial, used, committed, max;
};

/* jvm_management.c */
struct jmm_usage jmm_heap_usage(struct vm *vm);
struct jmm_usage jmm_metadata_usage(struct vm *vm);
struct object *jmm_new_usage(struct thread *t, struct jmm_usage usage); /* NULL = exception */

/* jvm_management_gc.c */
jint jmm_gc_attribute_info(JNIEnv *env, jobject manager, struct jmm_gc_attribute *info, jint count);
/* The boot loader's class of that name, initialized. NULL = exception. */
struct class *jmm_load(struct thread *t, const char *name);
void jmm_last_gc(JNIEnv *env, jobject manager, struct jmm_gc_stat *stat);
void jmm_set_gc_notification(JNIEnv *env, jobject manager, jboolean on);

/* jvm_management_flags.c */
jint jmm_flag_count(struct vm *vm);
jint jmm_get_flags(JNIEnv *env, jobjectArray names, struct jmm_flag *out, jint count);
jobjectArray jmm_get_flag_names(JNIEnv *env);
void jmm_set_flag(JNIEnv *env, jstring name, jvalue value);

/* jvm_management_threads.c */
jint jmm_get_thread_info(JNIEnv *env, jlongArray ids, jint max_depth, jobjectArray result);
jobjectArray jmm_dump_threads(JNIEnv *env, jlongArray ids, jboolean monitors, jboolean synchronizers, jint max_depth);
jobjectArray jmm_find_monitor_deadlocks(JNIEnv *env);
jobjectArray jmm_find_deadlocks(JNIEnv *env, jboolean monitors_only);
jlong jmm_thread_cpu_time(JNIEnv *env, jlong id);
jlong jmm_thread_cpu_time_of_kind(JNIEnv *env, jlong id, jboolean user_and_system);
void jmm_thread_cpu_times(JNIEnv *env, jlongArray ids, jlongArray times, jboolean user_and_system);
jlong jmm_thread_allocated(JNIEnv *env, jlong id);
void jmm_threads_allocated(JNIEnv *env, jlongArray ids, jlongArray sizes);
jlong jmm_total_allocated(JNIEnv *env);

#endif
