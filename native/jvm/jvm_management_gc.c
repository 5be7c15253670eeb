/* SPDX-License-Identifier: MIT
 *
 * jvm_management_gc.c - the last collection in figures (GcInfo), and notifications of collections.
 *
 * Pools are listed as jvm_management.c lists them: heap, metadata. Notifications are sent by a thread of their own,
 * "Notification Thread", started by the first listener: after a collection it hands a GcInfo to the bean's
 * createGCNotification. It waits on vm->pending_cond, which every collection broadcasts once vm->collection_watcher is
 * set. Several collections between two wakeups give one notification, of the last.
 */
#include "base/os.h"
#include "native/jvm/jmm.h"
#include "native/jvm/jvm_internal.h"
#include "runtime/box.h"
#include "runtime/link.h"
#include "runtime/object.h"
#include "runtime/safepoint.h"
#include "runtime/string.h"

#define POOLS 2

/* All under vm->pending_lock. */
struct watcher {
    void *bean; /* global reference to the collector's bean; NULL: no listener */
    u64 seen;   /* of vm->collections_done */
};

/* ---- the last collection ---- */

struct collection {
    i64 index, start_ms, end_ms; /* since the VM's start; index 0: none yet */
    const char *cause;
    struct jmm_usage before[POOLS], after[POOLS];
    i32 threads;
    bool young;
};

static void describe_last(struct vm *vm, struct collection *c) {
    struct gc_stats stats;
    gc_get_stats(vm->heap, &stats);
    i64 uptime = (i64)((os_nanotime() - vm->start_ns) / 1000000);
    c->index = (i64)stats.collections;
    c->end_ms = MAX_OF(uptime - (i64)gc_last_collection_ms(vm->heap), 0);
    c->start_ms = MAX_OF(c->end_ms - (i64)(stats.last_pause_ns / 1000000), 0);
    c->cause = stats.last_cause;
    c->young = stats.last_young;
    c->before[0] = c->after[0] = jmm_heap_usage(vm);
    c->before[0].used = (i64)MIN_OF(stats.used_before, stats.capacity);
    c->after[0].used = (i64)MIN_OF(stats.used_after, stats.capacity);
    c->before[1] = c->after[1] = jmm_metadata_usage(vm);
    c->threads = (i32)MAX_OF(vm->options.gc.threads, 1u);
}

static bool fill_usages(struct thread *t, struct object *array, const struct jmm_usage *usages) {
    for (u32 i = 0; array && i < MIN_OF(array_length(array), (u32)POOLS); i++) {
        struct object *usage = jmm_new_usage(t, usages[i]);
        if (!usage)
            return false;
        array_put_ref(array, i, usage);
    }
    return true;
}

void jmm_last_gc(JNIEnv *env, jobject manager, struct jmm_gc_stat *stat) {
    (void)manager;
    NATIVE_ENTER(env);
    struct collection c;
    describe_last(t->vm, &c);
    stat->index = c.index;
    if (c.index) {
        stat->start_time = c.start_ms;
        stat->end_time = c.end_ms;
        stat->attributes_count = MIN_OF(stat->attributes_size, JMM_GC_ATTRIBUTES_COUNT);
        if (stat->attributes_count > 0)
            stat->attributes[0].i = c.threads;
        if (fill_usages(t, handle_get(stat->usage_before), c.before))
            fill_usages(t, handle_get(stat->usage_after), c.after);
    }
    NATIVE_RETURN_VOID();
}

jint jmm_gc_attribute_info(JNIEnv *env, jobject manager, struct jmm_gc_attribute *info, jint count) {
    (void)env;
    (void)manager;
    if (count > 0)
        info[0] = (struct jmm_gc_attribute){"GcThreadCount", 'I', "Number of GC threads"};
    return MIN_OF(count, JMM_GC_ATTRIBUTES_COUNT);
}

/* ---- notifications ---- */

struct class *jmm_load(struct thread *t, const char *name) {
    struct class *k = loader_load(t, t->vm->boot_loader, symbol_intern_cstr(t->vm->symbols, name));
    return k && class_initialize(t, k) ? k : NULL;
}

static struct method *find_inherited(struct thread *t, const struct class *k, const char *name,
                                     const char *descriptor) {
    struct symbol_table *st = t->vm->symbols;
    struct method *m = class_find_method(k, symbol_intern_cstr(st, name), symbol_intern_cstr(st, descriptor));
    if (!m)
        throw_new(t, K(t->vm, java_lang_InternalError), "%s.%s is missing", k->name->text, name);
    return m;
}

static struct object *new_usages(struct thread *t, const struct jmm_usage *usages) {
    struct class *k = jmm_load(t, "java/lang/management/MemoryUsage");
    struct class *array_class = k ? class_array_of(t, k) : NULL;
    struct object *array = array_class ? array_new(t, array_class, POOLS) : NULL;
    return array && fill_usages(t, array, usages) ? array : NULL;
}

/* Object[] of the attributes' values. */
static struct object *new_attributes(struct thread *t, const struct collection *c) {
    struct class *array_class = class_array_of(t, K(t->vm, java_lang_Object));
    struct object *array = array_class ? array_new(t, array_class, JMM_GC_ATTRIBUTES_COUNT) : NULL;
    union slot threads = {.w = (u32)c->threads};
    struct object *boxed = array ? box_value(t, T_INT, threads) : NULL;
    if (!boxed)
        return NULL;
    array_put_ref(array, 0, boxed);
    return array;
}

static struct object *new_gc_info(struct thread *t, struct object *bean, const struct collection *c) {
    struct class *k = jmm_load(t, "com/sun/management/GcInfo");
    struct method *constructor =
        k ? find_inherited(t, k, "<init>",
                           "(Lcom/sun/management/internal/GcInfoBuilder;JJJ[Ljava/lang/management/MemoryUsage;"
                           "[Ljava/lang/management/MemoryUsage;[Ljava/lang/Object;)V")
          : NULL;
    struct method *get_builder = constructor ? find_inherited(t, object_class(bean), "getGcInfoBuilder",
                                                              "()Lcom/sun/management/internal/GcInfoBuilder;")
                                             : NULL;
    union slot builder[1] = {{.w = 0}};
    builder[0].o = bean;
    if (!get_builder || !java_call(t, get_builder, builder))
        return NULL;
    union slot args[8];
    memset(args, 0, sizeof args);
    args[1].o = builder[0].o;
    args[2].j = c->index;
    args[3].j = c->start_ms;
    args[4].j = c->end_ms;
    args[5].o = new_usages(t, c->before);
    args[6].o = args[5].o ? new_usages(t, c->after) : NULL;
    args[7].o = args[6].o ? new_attributes(t, c) : NULL;
    struct object *info = args[7].o ? object_new(t, k) : NULL;
    args[0].o = info;
    return info && java_call(t, constructor, args) ? info : NULL;
}

static bool notify(struct thread *t, struct object *bean) {
    struct collection c;
    describe_last(t->vm, &c);
    struct object *info = new_gc_info(t, bean, &c);
    struct method *create = info ? find_inherited(t, object_class(bean), "createGCNotification",
                                                  "(JLjava/lang/String;Ljava/lang/String;Ljava/lang/"
                                                  "String;Lcom/sun/management/GcInfo;)V")
                                 : NULL;
    union slot args[6];
    memset(args, 0, sizeof args);
    args[0].o = bean;
    args[1].j = (i64)os_walltime_ms();
    args[2].o = create ? string_new_cstr(t, JMM_COLLECTOR) : NULL;
    args[3].o = args[2].o ? string_new_cstr(t, c.young ? "end of minor GC" : "end of major GC") : NULL;
    args[4].o = args[3].o ? string_new_cstr(t, c.cause ? c.cause : "No GC") : NULL;
    args[5].o = info;
    return args[4].o && java_call_virtual(t, create, args);
}

static void run_notifier(struct thread *t) {
    struct vm *vm = t->vm;
    struct watcher *w = vm->collection_watcher;
    for (;;) {
        thread_enter_safe(t);
        pthread_mutex_lock(&vm->pending_lock);
        while (!w->bean || w->seen == vm->collections_done)
            pthread_cond_wait(&vm->pending_cond, &vm->pending_lock);
        w->seen = vm->collections_done;
        pthread_mutex_unlock(&vm->pending_lock);
        thread_leave_safe(t);
        pthread_mutex_lock(&vm->pending_lock);
        struct object *bean = handle_get(w->bean);
        pthread_mutex_unlock(&vm->pending_lock);
        if (bean && !notify(t, bean))
            exception_take(t); /* a listener's problem, or no memory for this one */
    }
}

void jmm_set_gc_notification(JNIEnv *env, jobject manager, jboolean on) {
    NATIVE_ENTER(env);
    struct vm *vm = t->vm;
    struct object *bean = handle_get(manager);
    void *handle = on && bean ? handle_new_global(vm, bean) : NULL;
    pthread_mutex_lock(&vm->pending_lock);
    struct watcher *w = vm->collection_watcher;
    bool start = !w && handle;
    if (start)
        w = vm->collection_watcher = mem_zalloc(sizeof *w);
    void *old = w ? w->bean : NULL;
    if (w) {
        w->bean = handle;
        w->seen = vm->collections_done;
        pthread_cond_broadcast(&vm->pending_cond);
    }
    pthread_mutex_unlock(&vm->pending_lock);
    if (old)
        handle_delete_global(vm, old);
    if (start)
        thread_start_service(t, "Notification Thread", 9, run_notifier); /* or an exception is pending */
    NATIVE_RETURN_VOID();
}
