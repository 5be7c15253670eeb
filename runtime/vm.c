/* SPDX-License-Identifier: MIT
 *
 * vm.c - creation of a VM: heap, tables, image file, boot loader, primitive classes. Runs no Java code; libjvm/boot.c
 * does that.
 */
#include "runtime/vm.h"

#include "base/os.h"
#include "base/region.h"
#include "classfile/jimage.h"
#include "runtime/boot_path.h"
#include "runtime/event.h"
#include "runtime/handle.h"
#include "runtime/monitor.h"
#include "runtime/safepoint.h"
#include "runtime/string.h"

/* The one VM of the process: JNI allows no second, and exported functions without JNIEnv must find it. */
static struct vm *the_vm;

struct vm *vm_instance(void) {
    return __atomic_load_n(&the_vm, __ATOMIC_ACQUIRE);
}

void vm_set_instance(struct vm *vm) {
    __atomic_store_n(&the_vm, vm, __ATOMIC_RELEASE);
}

static void open_patches(struct vm *vm) {
    const struct vm_options *o = &vm->options;
    vm->patches = mem_calloc(o->patches_count + 1u, sizeof *vm->patches);
    for (u32 i = 0; i < o->patches_count; i++)
        vm->patches[i] = (struct module_patch){o->patches[i].module, boot_path_open(o->patches[i].path)};
}

static bool heap_size_is_exact(const struct vm_options *o) {
    return o->heap_max != 0 && (o->heap_max <= GC_MAX_SIZE || o->strict_heap_limit);
}

struct gc_config vm_heap_config(struct vm *vm) {
    const struct vm_options *o = &vm->options;
    struct gc_config config = o->gc;
    bool exact = heap_size_is_exact(o);
    config.max_size = exact ? o->heap_max : options_heap_size(o);
    config.max_explicit = exact || config.max_size == GC_MAX_SIZE;
    config.initial_size = MIN_OF(o->heap_initial, config.max_size);
    if (config.threads == 0)
        config.threads = (u32)os_processors();
    config.log = &vm->log;
    return config;
}

/* A heap of the largest size may find less room than that; it is then made smaller, unless the user wants exactly it. */
static bool create_heap(struct vm *vm, char **message) {
    const struct vm_options *o = &vm->options;
    struct gc_config config = vm_heap_config(vm);
    bool exact = heap_size_is_exact(o);
    if (region_recording) {
        config.base = REFERENCE_SHIFT == 0 ? REGION_HEAP : REGION_HEAP_FAR;
        config.from_below = true;
    }
    vm->heap = gc_create(&config, &runtime_gc_ops, vm, message);
    if (vm->heap == NULL && config.max_explicit && !exact) {
        mem_free(*message);
        *message = NULL;
        config.max_explicit = false;
        vm->heap = gc_create(&config, &runtime_gc_ops, vm, message);
    }
    if (vm->heap != NULL && o->heap_max > GC_MAX_SIZE && !o->no_warnings) {
        struct gc_stats stats;
        gc_get_stats(vm->heap, &stats);
        options_print(o, stderr,
                      "minijvm warning: a heap of %zuM was asked for; references have 32 bits, it has %zuM"
                      " (-XX:+StrictHeapLimit makes this an error)\n",
                      o->heap_max >> 20, stats.max >> 20);
    }
    return vm->heap != NULL;
}

static void init_locks(struct vm *vm) {
    pthread_mutex_t *const mutexes[] = {&vm->loader_lock,  &vm->init_lock,    &vm->link_lock,    &vm->constraint_lock,
                                        &vm->threads_lock, &vm->pending_lock, &vm->listener_lock};
    for (size_t i = 0; i < ARRAY_LENGTH(mutexes); i++)
        pthread_mutex_init(mutexes[i], NULL);
    pthread_cond_init(&vm->init_cond, NULL);
    pthread_cond_init(&vm->threads_cond, NULL);
    pthread_cond_init(&vm->pending_cond, NULL);
}

struct vm *vm_create(const struct vm_options *options, const struct engine_ops *engine, const struct native_ops *native,
                     void (*listen)(struct vm *vm), struct thread **thread, char **message) {
    struct vm *vm = mem_zalloc(sizeof *vm);
    vm->options = *options;
    vm->engine = engine;
    vm->native = native;
    vm->native_functions = native->functions;
    vm->log = options->log;
    vm->start_ns = vm->log.start_ns;
    vm->start_time_ms = os_walltime_ms();
    init_locks(vm);
    vm->symbols = symbol_table_create();
    known_intern_symbols(vm);
    vm->safepoint = safepoint_create();
    vm->monitors = monitor_table_create();
    vm->strings = string_table_create();
    vm->handles = handle_table_create();
    char *path = mem_printf("%s/lib/modules", options->java_home);
    vm->image = region_recording ? jimage_open_at(path, REGION_MODULES, message) : jimage_open(path, message);
    mem_free(path);
    if (!vm->image || !create_heap(vm, message)) {
        mem_free(vm);
        return NULL;
    }
    vm->boot_append = boot_path_open(options->boot_append);
    open_patches(vm);
    vm->boot_loader = vm->loaders = loader_create(vm, NULL);
    engine->start(vm);
    primitive_classes_create(vm);
    listen(vm);
    __atomic_store_n(&the_vm, vm, __ATOMIC_RELEASE);
    *thread = thread_attach(vm, 0);
    if (!*thread) {
        __atomic_store_n(&the_vm, NULL, __ATOMIC_RELEASE);
        *message = mem_strdup("cannot allocate the main thread's stack");
        return NULL;
    }
    return vm;
}

void vm_death(struct thread *t) {
    if (!__atomic_exchange_n(&t->vm->dead, true, __ATOMIC_RELAXED))
        event_vm_death(t);
}
