/* SPDX-License-Identifier: MIT
 *
 * jvm_management.c - JVM_GetManagement: figures for java.lang.management.
 *
 * Memory is two pools: "Heap" (the collector's) and "Metadata" (arenas of the class loaders), managed by one collector,
 * "MarkSweep". Pool and manager objects are told apart by their name field, so nothing is kept here. What the VM has no
 * figure for is either answered as unsupported in GetOptionalSupport, which makes Java code say so, or throws.
 */
#include <unistd.h>
#include "base/os.h"
#include "diagnostics/event_log.h"
#include "diagnostics/heapdump.h"
#include "native/jvm/jmm.h"
#include "native/jvm/jvm_internal.h"
#include "runtime/link.h"
#include "runtime/metadata.h"
#include "runtime/object.h"
#include "runtime/string.h"

#define HEAP_POOL     "Heap"
#define METADATA_POOL "Metadata"
#define COLLECTOR     "MarkSweep"

static bool throw_not_managed(struct thread *t, const char *what) {
    return throw_by_name(t, "java/lang/UnsupportedOperationException", "%s", what);
}

static struct method *find(struct thread *t, struct class *k, const char *name, const char *descriptor) {
    struct symbol_table *st = t->vm->symbols;
    struct method *m = class_declared_method(k, symbol_intern_cstr(st, name), symbol_intern_cstr(st, descriptor));
    if (!m)
        throw_new(t, K(t->vm, java_lang_InternalError), "%s.%s%s is missing", k->name->text, name, descriptor);
    return m;
}

/* ---- plain figures ---- */

static jint get_version(JNIEnv *env) {
    (void)env;
    return JMM_VERSION_3;
}

static jint get_optional_support(JNIEnv *env, u32 *support) {
    const struct vm *vm = thread_of_env(env)->vm;
    *support = (vm->engine->compiler ? JMM_COMPILE_TIME : 0) | JMM_CURRENT_THREAD_CPU_TIME | JMM_OTHER_THREAD_CPU_TIME |
               JMM_OBJECT_MONITOR_USAGE | JMM_SYNCHRONIZER_USAGE | JMM_THREAD_ALLOCATED_MEMORY;
    return 0;
}

static i64 long_attribute(struct vm *vm, int attribute) {
    struct gc_stats stats;
    switch (attribute) {
    case JMM_CLASSES_LOADED:
        return (i64)vm->classes_loaded;
    case JMM_CLASSES_UNLOADED:
        return (i64)vm->classes_unloaded;
    case JMM_THREADS_STARTED:
        return (i64)vm->started_threads;
    case JMM_THREADS_LIVE:
        return vm->live_threads;
    case JMM_THREADS_PEAK:
        return (i64)vm->peak_threads;
    case JMM_THREADS_DAEMON:
        return (i64)vm->live_threads - vm->non_daemon_threads;
    case JMM_INIT_DONE_TIME_MS:
        return (i64)vm->start_time_ms;
    case JMM_COMPILE_TIME_MS:
        return vm->engine->compiler ? (i64)(vm->engine->compile_time(vm) / 1000000) : -1;
    case JMM_GC_TIME_MS:
        gc_get_stats(vm->heap, &stats);
        return (i64)(stats.time_ns / 1000000);
    case JMM_GC_COUNT:
        gc_get_stats(vm->heap, &stats);
        return (i64)stats.collections;
    case JMM_FLAG_COUNT:
        return jmm_flag_count(vm);
    case JMM_UPTIME_MS:
        return (i64)((os_nanotime() - vm->start_ns) / 1000000);
    case JMM_PROCESS_ID:
        return getpid();
    case JMM_PHYSICAL_MEMORY:
        return (i64)os_physical_memory();
    case JMM_GC_ATTRIBUTES:
        return JMM_GC_ATTRIBUTES_COUNT;
    default:
        return -1; /* "not available" */
    }
}

static jlong get_long_attribute(JNIEnv *env, jobject object, jint attribute) {
    (void)object;
    return long_attribute(thread_of_env(env)->vm, attribute);
}

static jint get_long_attributes(JNIEnv *env, jobject object, const jint *attributes, jint count, jlong *result) {
    (void)object;
    jint known = 0;
    for (jint i = 0; i < count; i++) {
        result[i] = long_attribute(thread_of_env(env)->vm, attributes[i]);
        known += result[i] != -1;
    }
    return known;
}

static jboolean get_bool_attribute(JNIEnv *env, jint attribute) {
    const struct vm *vm = thread_of_env(env)->vm;
    switch (attribute) {
    case JMM_VERBOSE_GC:
        return vm->log.level[LOG_CH_gc] >= LOG_INFO;
    case JMM_VERBOSE_CLASS:
        return vm->log.level[LOG_CH_class] >= LOG_INFO;
    case JMM_CPU_TIME:
    case JMM_ALLOCATED_MEMORY:
        return JNI_TRUE; /* always counted */
    default:
        return JNI_FALSE;
    }
}

/* Returns the old value. Counting CPU time and allocation cannot be switched off: it costs nothing. */
static jboolean set_bool_attribute(JNIEnv *env, jint attribute, jboolean on) {
    struct vm *vm = thread_of_env(env)->vm;
    jboolean old = get_bool_attribute(env, attribute);
    if (attribute == JMM_VERBOSE_GC)
        log_set_stdout(&vm->log, on ? "gc" : "gc=off");
    else if (attribute == JMM_VERBOSE_CLASS)
        log_set_stdout(&vm->log, on ? "class+load*,class+unload*" : "class+load*=off,class+unload*=off");
    event_log_update(vm);
    return old;
}

/* ---- memory ---- */

struct jmm_usage jmm_heap_usage(struct vm *vm) {
    struct gc_stats stats;
    gc_get_stats(vm->heap, &stats);
    return (struct jmm_usage){(i64)vm->options.gc.initial_size, (i64)MIN_OF(stats.used, stats.capacity),
                              (i64)stats.capacity, (i64)stats.max};
}

struct jmm_usage jmm_metadata_usage(struct vm *vm) {
    struct metadata_usage m = metadata_get_usage(vm);
    return (struct jmm_usage){0, (i64)m.used, (i64)m.committed,
                              vm->options.metaspace_max ? (i64)vm->options.metaspace_max : -1};
}

struct object *jmm_new_usage(struct thread *t, struct jmm_usage u) {
    struct class *k = jmm_load(t, "java/lang/management/MemoryUsage");
    struct method *constructor = k ? find(t, k, "<init>", "(JJJJ)V") : NULL;
    struct object *o = constructor ? object_new(t, k) : NULL;
    if (!o)
        return NULL;
    union slot args[5];
    args[0].w = 0;
    args[0].o = o;
    args[1].j = u.initial;
    args[2].j = u.used;
    args[3].j = MAX_OF(u.committed, u.used);
    args[4].j = u.max;
    return java_call(t, constructor, args) ? o : NULL;
}

/* The name of a MemoryPoolImpl or MemoryManagerImpl is `name`. */
static bool is_named(struct thread *t, struct object *bean, const char *name) {
    struct symbol_table *st = t->vm->symbols;
    struct field *f = class_find_field(object_class(bean), symbol_intern_cstr(st, "name"),
                                       symbol_intern_cstr(st, "Ljava/lang/String;"));
    struct object *s = f && !field_is_static(f) ? object_get_ref(bean, f->offset) : NULL;
    char *text = s ? string_to_mutf8(t->vm, s) : NULL;
    bool equal = text && strcmp(text, name) == 0;
    mem_free(text);
    return equal;
}

static struct object *pool_usage(struct thread *t, struct object *pool) {
    if (!pool) {
        throw_new(t, K(t->vm, java_lang_NullPointerException), NULL);
        return NULL;
    }
    return jmm_new_usage(t, is_named(t, pool, HEAP_POOL) ? jmm_heap_usage(t->vm) : jmm_metadata_usage(t->vm));
}

static jobject get_memory_usage(JNIEnv *env, jboolean heap) {
    NATIVE_ENTER(env);
    NATIVE_RETURN_OBJECT(jmm_new_usage(t, heap ? jmm_heap_usage(t->vm) : jmm_metadata_usage(t->vm)));
}

static jobject get_pool_usage(JNIEnv *env, jobject pool) {
    NATIVE_ENTER(env);
    NATIVE_RETURN_OBJECT(pool_usage(t, handle_get(pool)));
}

/* The most the heap ever held; metadata only grows, so it is at its peak. */
static jobject get_peak_usage(JNIEnv *env, jobject pool) {
    NATIVE_ENTER(env);
    struct object *o = handle_get(pool);
    if (!o || !is_named(t, o, HEAP_POOL))
        NATIVE_RETURN_OBJECT(pool_usage(t, o));
    struct gc_stats stats;
    gc_get_stats(t->vm->heap, &stats);
    struct jmm_usage u = jmm_heap_usage(t->vm);
    u.used = (i64)stats.peak;
    NATIVE_RETURN_OBJECT(jmm_new_usage(t, u));
}

/* Usage right after the last collection, for the collected pool. */
static jobject get_collection_usage(JNIEnv *env, jobject pool) {
    NATIVE_ENTER(env);
    struct object *o = handle_get(pool);
    if (!o || !is_named(t, o, HEAP_POOL))
        NATIVE_RETURN_OBJECT(NULL);
    struct gc_stats stats;
    gc_get_stats(t->vm->heap, &stats);
    struct jmm_usage u = jmm_heap_usage(t->vm);
    u.used = (i64)MIN_OF(stats.used_after, stats.capacity);
    NATIVE_RETURN_OBJECT(jmm_new_usage(t, u));
}

static struct object *new_pool(struct thread *t, const char *name, bool is_heap) {
    struct class *k = jmm_load(t, "sun/management/ManagementFactoryHelper");
    struct method *create =
        k ? find(t, k, "createMemoryPool", "(Ljava/lang/String;ZJJ)Ljava/lang/management/MemoryPoolMXBean;") : NULL;
    union slot args[4];
    args[0].w = 0;
    args[0].o = create ? string_new_cstr(t, name) : NULL;
    args[1].w = is_heap;
    args[2].j = -1; /* no usage thresholds: they need a monitor of every allocation */
    args[3].j = -1;
    return args[0].o && java_call(t, create, args) ? args[0].o : NULL;
}

static struct object *new_collector(struct thread *t) {
    /* With the module jdk.management the bean also implements com.sun.management.GarbageCollectorMXBean. */
    struct vm *vm = t->vm;
    struct class *k =
        loader_find_boot(t, symbol_intern_cstr(vm->symbols, "com/sun/management/internal/GarbageCollectorExtImpl"));
    if (exception_pending(t) || (k && !class_initialize(t, k)))
        return NULL;
    if (!k)
        k = jmm_load(t, "sun/management/ManagementFactoryHelper");
    struct method *create = k ? find(t, k, "createGarbageCollector",
                                     "(Ljava/lang/String;Ljava/lang/String;)Ljava/lang/management/"
                                     "GarbageCollectorMXBean;")
                              : NULL;
    union slot args[2];
    args[0].w = args[1].w = 0;
    args[0].o = create ? string_new_cstr(t, JMM_COLLECTOR) : NULL;
    return args[0].o && java_call(t, create, args) ? args[0].o : NULL;
}

static struct object *new_bean_array(struct thread *t, const char *element, u32 count) {
    struct class *k = jmm_load(t, element);
    struct class *array = k ? class_array_of(t, k) : NULL;
    return array ? array_new(t, array, (i32)count) : NULL;
}

/* Pools of a manager, or all of them. */
static jobjectArray get_memory_pools(JNIEnv *env, jobject manager) {
    NATIVE_ENTER(env);
    u32 count = manager ? 1 : 2;
    struct object *array = new_bean_array(t, "java/lang/management/MemoryPoolMXBean", count);
    struct object *heap = array ? new_pool(t, HEAP_POOL, true) : NULL;
    struct object *metadata = heap && count > 1 ? new_pool(t, METADATA_POOL, false) : NULL;
    if (exception_pending(t))
        NATIVE_RETURN_OBJECT(NULL);
    array_put_ref(array, 0, heap);
    if (count > 1)
        array_put_ref(array, 1, metadata);
    NATIVE_RETURN_OBJECT(array);
}

/* Managers of a pool, or all of them: the metadata pool is managed by none. */
static jobjectArray get_memory_managers(JNIEnv *env, jobject pool) {
    NATIVE_ENTER(env);
    struct object *of = handle_get(pool);
    u32 count = !of || is_named(t, of, HEAP_POOL);
    struct object *array = new_bean_array(t, "java/lang/management/MemoryManagerMXBean", count);
    if (array && count) {
        struct object *collector = new_collector(t);
        if (!collector)
            NATIVE_RETURN_OBJECT(NULL);
        array_put_ref(array, 0, collector);
    }
    NATIVE_RETURN_OBJECT(array);
}

/* ---- what this VM has none of ---- */

/* HotSpot's -XX flags: none, so all lists are empty. */
static jobjectArray no_commands(JNIEnv *env) {
    NATIVE_ENTER(env);
    NATIVE_RETURN_OBJECT(jvm_string_array(t, NULL, 0));
}

static jint no_internal_times(JNIEnv *env, jobjectArray names, jlongArray times) {
    (void)env, (void)names, (void)times;
    return 0;
}

static jboolean reset_peak_usage(JNIEnv *env, jobject pool) {
    NATIVE_ENTER(env);
    struct object *o = handle_get(pool);
    if (o && is_named(t, o, HEAP_POOL))
        gc_reset_peak(t->vm->heap);
    NATIVE_RETURN((jboolean)(o != NULL));
}

static jboolean reset_statistic(JNIEnv *env, jvalue object, jint kind) {
    struct vm *vm = thread_of_env(env)->vm;
    switch (kind) {
    case JMM_RESET_PEAK_POOL_USAGE:
        return reset_peak_usage(env, object.l);
    case JMM_RESET_PEAK_THREADS:
        pthread_mutex_lock(&vm->threads_lock);
        vm->peak_threads = vm->live_threads;
        pthread_mutex_unlock(&vm->threads_lock);
        return JNI_TRUE;
    default:
        return JNI_FALSE;
    }
}

static void throw_no(JNIEnv *env, const char *what) {
    NATIVE_ENTER(env);
    throw_not_managed(t, what);
    NATIVE_RETURN_VOID();
}

static void set_pool_sensor(JNIEnv *env, jobject pool, jint kind, jobject sensor) {
    (void)pool, (void)kind, (void)sensor;
    throw_no(env, "memory usage thresholds");
}

static jlong set_pool_threshold(JNIEnv *env, jobject pool, jint kind, jlong threshold) {
    (void)pool, (void)kind, (void)threshold;
    throw_no(env, "memory usage thresholds");
    return 0;
}

static jint dump_heap(JNIEnv *env, jstring file, jboolean live) {
    NATIVE_ENTER(env);
    struct object *name = handle_get(file);
    if (!name) {
        throw_null_pointer(t);
        NATIVE_RETURN(-1);
    }
    char *path = string_to_utf8(t->vm, name), *message;
    bool ok = heapdump_write(t, path, live, &message) > 0;
    if (!ok)
        throw_by_name(t, "java/io/IOException", "%s", message);
    mem_free(message);
    mem_free(path);
    NATIVE_RETURN(ok ? 0 : -1);
}

static void set_command_notification(JNIEnv *env, jboolean on) {
    if (on)
        throw_no(env, "notifications of diagnostic commands");
}

static void command_info(JNIEnv *env, jobjectArray commands, void *info) {
    (void)commands, (void)info;
    throw_no(env, "diagnostic commands");
}

static void command_arguments(JNIEnv *env, jstring command, void *info) {
    (void)command, (void)info;
    throw_no(env, "diagnostic commands");
}

static jstring execute_command(JNIEnv *env, jstring command) {
    (void)command;
    throw_no(env, "diagnostic commands");
    return NULL;
}

/* ---- the table ---- */

struct jmm_table {
    void *reserved[2];
    jint (*GetVersion)(JNIEnv *);
    jint (*GetOptionalSupport)(JNIEnv *, u32 *);
    jint (*GetThreadInfo)(JNIEnv *, jlongArray, jint, jobjectArray);
    jobjectArray (*GetMemoryPools)(JNIEnv *, jobject);
    jobjectArray (*GetMemoryManagers)(JNIEnv *, jobject);
    jobject (*GetMemoryPoolUsage)(JNIEnv *, jobject);
    jobject (*GetPeakMemoryPoolUsage)(JNIEnv *, jobject);
    jlong (*GetOneThreadAllocatedMemory)(JNIEnv *, jlong);
    void (*GetThreadAllocatedMemory)(JNIEnv *, jlongArray, jlongArray);
    jobject (*GetMemoryUsage)(JNIEnv *, jboolean);
    jlong (*GetLongAttribute)(JNIEnv *, jobject, jint);
    jboolean (*GetBoolAttribute)(JNIEnv *, jint);
    jboolean (*SetBoolAttribute)(JNIEnv *, jint, jboolean);
    jint (*GetLongAttributes)(JNIEnv *, jobject, const jint *, jint, jlong *);
    jobjectArray (*FindMonitorDeadlockedThreads)(JNIEnv *);
    jlong (*GetThreadCpuTime)(JNIEnv *, jlong);
    jobjectArray (*GetVMGlobalNames)(JNIEnv *);
    jint (*GetVMGlobals)(JNIEnv *, jobjectArray, struct jmm_flag *, jint);
    jint (*GetInternalThreadTimes)(JNIEnv *, jobjectArray, jlongArray);
    jboolean (*ResetStatistic)(JNIEnv *, jvalue, jint);
    void (*SetPoolSensor)(JNIEnv *, jobject, jint, jobject);
    jlong (*SetPoolThreshold)(JNIEnv *, jobject, jint, jlong);
    jobject (*GetPoolCollectionUsage)(JNIEnv *, jobject);
    jint (*GetGCExtAttributeInfo)(JNIEnv *, jobject, struct jmm_gc_attribute *, jint);
    void (*GetLastGCStat)(JNIEnv *, jobject, struct jmm_gc_stat *);
    jlong (*GetThreadCpuTimeWithKind)(JNIEnv *, jlong, jboolean);
    void (*GetThreadCpuTimesWithKind)(JNIEnv *, jlongArray, jlongArray, jboolean);
    jint (*DumpHeap)(JNIEnv *, jstring, jboolean);
    jobjectArray (*FindDeadlocks)(JNIEnv *, jboolean);
    void (*SetVMGlobal)(JNIEnv *, jstring, jvalue);
    jlong (*GetTotalThreadAllocatedMemory)(JNIEnv *);
    jobjectArray (*DumpThreads)(JNIEnv *, jlongArray, jboolean, jboolean, jint);
    void (*SetGCNotificationEnabled)(JNIEnv *, jobject, jboolean);
    jobjectArray (*GetDiagnosticCommands)(JNIEnv *);
    void (*GetDiagnosticCommandInfo)(JNIEnv *, jobjectArray, void *);
    void (*GetDiagnosticCommandArgumentsInfo)(JNIEnv *, jstring, void *);
    jstring (*ExecuteDiagnosticCommand)(JNIEnv *, jstring);
    void (*SetDiagnosticFrameworkNotificationEnabled)(JNIEnv *, jboolean);
};
static_assert(sizeof(struct jmm_table) == 40 * sizeof(void *), "libmanagement counts slots");

static const struct jmm_table table = {
    .GetVersion = get_version,
    .GetOptionalSupport = get_optional_support,
    .GetThreadInfo = jmm_get_thread_info,
    .GetMemoryPools = get_memory_pools,
    .GetMemoryManagers = get_memory_managers,
    .GetMemoryPoolUsage = get_pool_usage,
    .GetPeakMemoryPoolUsage = get_peak_usage,
    .GetOneThreadAllocatedMemory = jmm_thread_allocated,
    .GetThreadAllocatedMemory = jmm_threads_allocated,
    .GetMemoryUsage = get_memory_usage,
    .GetLongAttribute = get_long_attribute,
    .GetBoolAttribute = get_bool_attribute,
    .SetBoolAttribute = set_bool_attribute,
    .GetLongAttributes = get_long_attributes,
    .FindMonitorDeadlockedThreads = jmm_find_monitor_deadlocks,
    .GetThreadCpuTime = jmm_thread_cpu_time,
    .GetVMGlobalNames = jmm_get_flag_names,
    .GetVMGlobals = jmm_get_flags,
    .GetInternalThreadTimes = no_internal_times,
    .ResetStatistic = reset_statistic,
    .SetPoolSensor = set_pool_sensor,
    .SetPoolThreshold = set_pool_threshold,
    .GetPoolCollectionUsage = get_collection_usage,
    .GetGCExtAttributeInfo = jmm_gc_attribute_info,
    .GetLastGCStat = jmm_last_gc,
    .GetThreadCpuTimeWithKind = jmm_thread_cpu_time_of_kind,
    .GetThreadCpuTimesWithKind = jmm_thread_cpu_times,
    .DumpHeap = dump_heap,
    .FindDeadlocks = jmm_find_deadlocks,
    .SetVMGlobal = jmm_set_flag,
    .GetTotalThreadAllocatedMemory = jmm_total_allocated,
    .DumpThreads = jmm_dump_threads,
    .SetGCNotificationEnabled = jmm_set_gc_notification,
    .GetDiagnosticCommands = no_commands,
    .GetDiagnosticCommandInfo = command_info,
    .GetDiagnosticCommandArgumentsInfo = command_arguments,
    .ExecuteDiagnosticCommand = execute_command,
    .SetDiagnosticFrameworkNotificationEnabled = set_command_notification,
};

JNIEXPORT void *JNICALL JVM_GetManagement(jint version) {
    if (version != JMM_VERSION_1 && version != JMM_VERSION_2 && version != JMM_VERSION_3)
        return NULL;
    return (void *)(uintptr_t)&table;
}
