/* SPDX-License-Identifier: MIT
 *
 * snapshot_restore.c - from a file to a VM.
 *
 *      open, key, options, properties -> map -> reserve the heap, stubs of machine code    undone if anything fails
 *      -> structures get this process's part -> libraries -> properties ... are renewed -> service threads
 *
 * Up to the second line nothing outside of the mapped memory has changed. Behind it there is no way back: what can fail
 * there is memory, and then the VM ends as one that could not boot.
 */
#include "libjvm/snapshot.h"

#include "base/os.h"
#include "base/region.h"
#include "classfile/jimage.h"
#include "diagnostics/crash.h"
#include "gc/snapshot.h"
#include "libjvm/boot.h"
#include "native/jni/binding.h"
#include "native/native.h"
#include "runtime/bounds.h"
#include "runtime/event.h"
#include "runtime/safepoint.h"

/* What has been taken of the address space. */
struct taken {
    const struct image *image;
    bool spaces[IMAGE_SPACES];
    struct heap *heap;
    struct vm *modules;
    size_t modules_size;
};

/* ---- may it be used here? ---- */

static const char *check_key(const struct image *image, struct vm_options *options) {
    size_t size;
    u8 *there = image_data(image, SNAPSHOT_KEY, &size);
    char *here = snapshot_key(options);
    const char *fault = NULL;
    if (!there || strlen(here) != size || memcmp(here, there, size) != 0) {
        const char *a = here, *b = there ? (const char *)there : "";
        while (*a && *b && strncmp(a, b, strcspn(a, "\n") + 1) == 0) {
            a += strcspn(a, "\n") + 1;
            b += strcspn(b, "\n") + 1;
        }
        LOG(&options->log, snapshot, LOG_INFO, "made for: %.*s", (int)strcspn(b, "\n"), b);
        LOG(&options->log, snapshot, LOG_INFO, "here:     %.*s", (int)strcspn(a, "\n"), a);
        fault = "it was made for another VM, class library or locale";
    }
    mem_free(here);
    mem_free(there);
    return fault;
}

static const char *check_options(const struct image *image, const struct vm_options *options) {
    const char *fault = snapshot_check_options(options);
    if (fault)
        return fault;
    struct vm_options blank = *options;
    snapshot_blank_options(&blank);
    size_t size;
    u8 *there = image_data(image, SNAPSHOT_OPTIONS, &size);
    bool same = there && size == sizeof blank && memcmp(there, &blank, size) == 0;
    mem_free(there);
    return same ? NULL : "an option changes what the boot does";
}

static const char *check_properties(struct vm *vm, struct vm_options *options) {
    for (u32 i = 0; i < options->properties_count; i++)
        if (snapshot_property_was_read(vm, options->properties[i])) {
            LOG(&options->log, snapshot, LOG_INFO, "-D%s", options->properties[i]);
            return "the boot reads a property that is given";
        }
    return NULL;
}

/* ---- mapping ---- */

static void give_back(struct taken *taken) {
    if (taken->heap)
        gc_unadopt(taken->heap);
    if (taken->modules_size)
        os_release((void *)(uintptr_t)REGION_MODULES, taken->modules_size);
    for (u32 i = 0; i < IMAGE_SPACES; i++) {
        u64 from, to;
        if (taken->spaces[i] && image_space(taken->image, i, &from, &to))
            os_release((void *)(uintptr_t)from, (size_t)(to - from));
    }
}

static const char *map_space(struct taken *taken, u32 space) {
    const char *fault = image_map(taken->image, space);
    taken->spaces[space] = fault == NULL;
    return fault;
}

static const char *map_modules(struct taken *taken, struct vm *vm, const struct vm_options *options) {
    char *path = mem_printf("%s/lib/modules", options->java_home);
    taken->modules_size = jimage_map_again(vm->image, path);
    mem_free(path);
    return taken->modules_size ? NULL : "lib/modules cannot be mapped where it was";
}

static const char *map_heap(struct taken *taken, struct vm *vm) {
    size_t size;
    u8 *tables = image_data(taken->image, SNAPSHOT_HEAP_TABLES, &size);
    const struct gc_config config = vm_heap_config(vm);
    taken->heap = vm->heap;
    const char *fault =
        tables ? gc_adopt(vm->heap, &config, &runtime_gc_ops, tables, size) : "the heap's tables cannot be read";
    mem_free(tables);
    return fault ? fault : image_map_runs(taken->image, SNAPSHOT_HEAP);
}

static bool is_root(const struct image *image, enum snapshot_root root, size_t size) {
    u64 from, to, at = image->roots[root];
    return image_space(image, SNAPSHOT_C, &from, &to) && at >= from && at % 16 == 0 && size <= to - from &&
           at <= to - size;
}

/* All that can be undone. */
static const char *take(struct taken *taken, struct vm_options *options, const struct engine_ops *engine) {
    const struct image *image = taken->image;
    const char *fault = check_key(image, options);
    if (!fault)
        fault = check_options(image, options);
    if (!fault && options->verify_snapshot && !image_verify(image))
        fault = "its contents are damaged";
    if (!fault &&
        (!is_root(image, SNAPSHOT_VM, sizeof(struct vm)) || !is_root(image, SNAPSHOT_THREAD, sizeof(struct thread))))
        fault = "it is damaged";
    if (!fault)
        fault = map_space(taken, SNAPSHOT_C);
    if (!fault)
        fault = map_space(taken, SNAPSHOT_LOW);
    if (fault)
        return fault;
    struct vm *vm = (struct vm *)(uintptr_t)image->roots[SNAPSHOT_VM];
    vm->options = *options;
    vm->log = options->log;
    fault = map_heap(taken, vm);
    if (!fault)
        fault = map_modules(taken, vm, options);
    if (!fault)
        fault = check_properties(vm, options);
    if (!fault && !gc_resume(vm->heap))
        fault = "no memory for collections";
    if (!fault && !engine->resume(vm))
        fault = "machine code cannot lie where it did";
    return fault;
}

/* ---- going on ---- */

static bool rerun(struct thread *t, const struct image *image) {
    size_t size;
    u8 *methods = image_data(image, SNAPSHOT_RERUN, &size);
    bool ok = methods != NULL;
    for (size_t i = 0; i < size / sizeof(struct method *) && ok; i++) {
        struct method *m;
        union slot none[1] = {{.w = 0}};
        memcpy(&m, methods + i * sizeof m, sizeof m);
        ok = java_call(t, m, none);
    }
    mem_free(methods);
    return ok;
}

static bool start_threads(struct vm *vm) {
    bool ok = true;
    for (struct thread *t = vm->threads; t && ok; t = t->next)
        ok = !t->deferred || thread_start_deferred(t);
    return ok;
}

static bool go_on(struct vm *vm, struct thread *t, const struct engine_ops *engine, const void *invoke_functions,
                  void (*listen)(struct vm *vm), const struct image *image, char **message) {
    vm->invoke_functions = invoke_functions;
    vm->engine = engine;
    vm->native = &native_ops;
    vm->native_functions = native_ops.functions;
    vm->start_ns = vm->log.start_ns;
    vm->start_time_ms = os_walltime_ms();
    safepoint_take_over(vm);
    listen(vm);
    vm_set_instance(vm);
    if (!thread_take_over(t)) {
        *message = mem_strdup("cannot allocate the main thread's stack");
        return false;
    }
    crash_install(vm);
    if (!boot_open_libjava(t, message))
        return false;
    jni_bindings_resume(vm);
    signals_resume(t);
    if (!rerun(t, image) || !snapshot_renew(t))
        return false;
    if (!start_threads(vm)) {
        *message = mem_strdup("cannot start the threads of the VM");
        return false;
    }
    return bounds_start(t);
}

struct vm *snapshot_restore(struct vm_options *options, const char *path, const struct engine_ops *engine,
                            const void *invoke_functions, void (*listen)(struct vm *vm), struct thread **thread,
                            const char **why, char **message) {
    struct image image;
    u64 begin = os_nanotime();
    *message = NULL;
    *why = image_open(&image, path, snapshot_areas);
    if (*why)
        return NULL;
    struct taken taken = {.image = &image};
    *why = take(&taken, options, engine);
    if (*why) {
        give_back(&taken);
        image_close(&image);
        return NULL;
    }
    struct vm *vm = (struct vm *)(uintptr_t)image.roots[SNAPSHOT_VM];
    *thread = (struct thread *)(uintptr_t)image.roots[SNAPSHOT_THREAD];
    if (!go_on(vm, *thread, engine, invoke_functions, listen, &image, message) && !*message)
        *message = mem_strdup("the snapshot's state cannot be renewed");
    image_close(&image);
    LOG(&vm->log, snapshot, LOG_INFO, "%s is used, after %llu us", path,
        (unsigned long long)(os_nanotime() - begin) / 1000);
    return vm;
}
