/* SPDX-License-Identifier: MIT
 *
 * snapshot_write.c - from a VM behind its boot to a file.
 *
 * Review first, as long as the VM can run and explain: threads, classes, files. Then the VM forgets what is this
 * process's, module by module, after which nothing of it can be used any more; the memory that is left is looked through
 * for addresses of anything outside of it, and written.
 */
#include "base/os.h"
#include "base/region.h"
#include "gc/snapshot.h"
#include "libjvm/option_parser.h"
#include "libjvm/snapshot.h"
#include "native/jni/binding.h"
#include "native/native.h"
#include "runtime/class.h"
#include "runtime/string.h"

const char *snapshot_record(const struct vm_options *options) {
    struct vm_options given = *options, plain;
    const char *fault = snapshot_check_options(options);
    if (fault)
        return fault;
    const JavaVMInitArgs none = {.version = JNI_VERSION_1_2};
    if (options_parse(&plain, &none) != JNI_OK)
        return "the environment has options for the VM";
    snapshot_blank_options(&given);
    snapshot_blank_options(&plain);
    bool same = memcmp(&given, &plain, sizeof given) == 0;
    if (!same)
        return "a start-up snapshot is made without such options";
    if (options->execution != EXECUTION_MIXED || options->no_compiler)
        return "the compiler is switched off";
    for (u32 i = 0; i < options->properties_count; i++) {
        static const char launcher[] = "sun.java.launcher=", path[] = "java.class.path=";
        if (strncmp(options->properties[i], launcher, sizeof launcher - 1) != 0 &&
            strncmp(options->properties[i], path, sizeof path - 1) != 0)
            return "a start-up snapshot is made without a program and system properties";
    }
    return region_start() ? NULL : "the addresses of a snapshot are taken in this process";
}

/* ---- review ---- */

static char *thread_name(struct vm *vm, const struct thread *t) {
    struct object *name = t->object ? object_get_ref(t->object, KF(vm, Thread_name)) : NULL;
    return name ? string_to_utf8(vm, name) : mem_strdup("?");
}

static char *review_threads(struct thread *t) {
    struct vm *vm = t->vm;
    char *fault = NULL;
    pthread_mutex_lock(&vm->threads_lock);
    for (struct thread *other = vm->threads; other && !fault; other = other->next)
        if (other != t && !other->deferred) {
            char *name = thread_name(vm, other);
            fault = mem_printf("thread \"%s\" is running", name);
            mem_free(name);
        }
    pthread_mutex_unlock(&vm->threads_lock);
    if (!fault && frame_first(t))
        fault = mem_strdup("Java code is running");
    return fault;
}

static char *review_vm(const struct vm *vm) {
    if (vm->foreign_stubs)
        return mem_strdup("C code has functions that call Java");
    if (vm->collection_watcher)
        return mem_strdup("somebody waits for collections");
    if (!vm->compiler)
        return mem_strdup("there is no memory for machine code");
    return NULL;
}

/* The natives that libraries initialize themselves by: without arguments and result all they can do is that. */
static void find_reruns(const struct vm *vm, struct buf *out) {
    for (const struct class *k = vm->boot_loader->defined; k; k = k->next_defined)
        for (u32 i = 0; i < k->methods_count; i++) {
            struct method *m = &k->methods[i];
            if (m->binding != BINDING_JNI || !method_is_static(m) || strcmp(m->descriptor->text, "()V") != 0)
                continue;
            const struct jni_binding *b = jni_binding_of(vm, m);
            if (b && b->function && jni_binding_is_in_libjava(vm, b->function))
                buf_add(out, &m, sizeof m);
        }
}

/* ---- addresses ---- */

struct foreign_range {
    u64 from, to;
};

static bool is_saved(u64 at) {
    return (at >= REGION_C && at < REGION_C + REGION_C_SIZE) || at >> 40 == REGION_MODULES >> 40;
}

/* What else is mapped in this process: another has it elsewhere, or not at all. */
static struct foreign_range *foreign_ranges(u32 *count) {
    struct foreign_range *ranges = NULL;
    char line[512];
    *count = 0;
    FILE *f = fopen("/proc/self/maps", "r");
    while (f && fgets(line, sizeof line, f)) {
        unsigned long long from, to;
        if (sscanf(line, "%llx-%llx", &from, &to) != 2 || from >> 35 == 0 || is_saved(from))
            continue;
        ranges = mem_realloc(ranges, (*count + 1) * sizeof *ranges);
        ranges[(*count)++] = (struct foreign_range){from, to};
    }
    if (f)
        fclose(f);
    return ranges;
}

static char *find_foreign(u64 from, u64 to, const struct foreign_range *ranges, u32 count) {
    for (u64 at = from; at < to; at += sizeof(u64)) {
        u64 word = *(const u64 *)(uintptr_t)at;
        if (LIKELY(word >> 35 == 0 || word >> 47 != 0))
            continue;
        for (u32 i = 0; i < count; i++)
            if (word >= ranges[i].from && word < ranges[i].to) {
                struct os_code code = {.file = ""};
                os_describe_code(word, &code);
                return mem_printf("0x%llx holds 0x%llx, an address of this process (%s)", (unsigned long long)at,
                                  (unsigned long long)word, code.file);
            }
    }
    return NULL;
}

/* ---- writing ---- */

static void forget_vm(struct vm *vm) {
    vm->invoke_functions = NULL;
    memset(&vm->options, 0, sizeof vm->options);
    vm->engine = NULL;
    vm->native = NULL;
    vm->native_functions = NULL;
    memset(&vm->log, 0, sizeof vm->log);
    vm->events = 0;
    memset(vm->listeners, 0, sizeof vm->listeners);
    vm->libjava = NULL;
    vm->start_ns = vm->start_time_ms = 0;
}

/* Behind this only C memory is used. */
static char *forget_process(struct thread *t) {
    struct vm *vm = t->vm;
    gc_quiesce(vm->heap);
    char *fault = jni_bindings_forget_process(vm);
    if (fault) {
        char *text = mem_printf("a native method of library %s was called", fault);
        mem_free(fault);
        return text;
    }
    if (!vm->engine->forget_process(vm))
        return mem_strdup("the engine keeps what is this process's");
    for (struct thread *other = vm->threads; other; other = other->next)
        thread_forget_process(other);
    return NULL;
}

static char *write_file(struct thread *t, const char *path, const char *key, const struct vm_options *options,
                        const struct buf *reruns) {
    struct vm *vm = t->vm;
    u64 page = os_page_size();
    u64 spaces[][2] = {
        [SNAPSHOT_LOW] = {REGION_LOW, REGION_LOW + ALIGN_UP((u64)region_low_used(), page)},
        [SNAPSHOT_C] = {REGION_C, REGION_C + ALIGN_UP((u64)region_used(), page)},
        [SNAPSHOT_HEAP] = {0, 0},
    };
    gc_snapshot_objects(vm->heap, &spaces[SNAPSHOT_HEAP][0], &spaces[SNAPSHOT_HEAP][1]);
    region_recording = false; /* what is allocated from here on is not part of it */
    struct image_writer w = {.roots = {[SNAPSHOT_VM] = (u64)(uintptr_t)vm, [SNAPSHOT_THREAD] = (u64)(uintptr_t)t}};
    struct buf tables = {0};
    gc_snapshot_tables(vm->heap, &tables);
    image_add_data(&w, SNAPSHOT_KEY, key, strlen(key));
    image_add_data(&w, SNAPSHOT_OPTIONS, options, sizeof *options);
    image_add_data(&w, SNAPSHOT_HEAP_TABLES, tables.data, tables.length);
    image_add_data(&w, SNAPSHOT_RERUN, reruns->data, reruns->length);
    gc_snapshot_forget(vm->heap);
    forget_vm(vm);
    u32 count;
    struct foreign_range *ranges = foreign_ranges(&count);
    char *fault = NULL;
    for (u32 i = 0; i < ARRAY_LENGTH(spaces) && !fault; i++) {
        fault = find_foreign(spaces[i][0], spaces[i][1], ranges, count);
        image_add_space(&w, i, spaces[i][0], spaces[i][1]);
    }
    if (!fault)
        fault = image_write(&w, path);
    return fault;
}

static NORETURN void end(const struct vm_options *options, int status) {
    fflush(NULL);
    if (options->exit_hook)
        options->exit_hook(status);
    _Exit(status);
}

void snapshot_write(struct thread *t) {
    struct vm *vm = t->vm;
    struct vm_options options = vm->options, blank = vm->options;
    struct log log = vm->log;
    struct buf reruns = {0};
    snapshot_blank_options(&blank);
    char *key = snapshot_key(&options), *path = snapshot_path(&options, options.snapshot_to);
    char *fault = snapshot_train(t);
    vm_collect(t, true, "snapshot");
    vm->classes_loaded -= vm->classes_unloaded; /* of the training */
    vm->classes_unloaded = 0;
    if (!fault)
        fault = review_threads(t);
    if (!fault)
        fault = review_vm(vm);
    if (!fault)
        fault = snapshot_review(t);
    if (!fault) {
        find_reruns(vm, &reruns);
        fault = forget_process(t);
    }
    if (!fault)
        fault = write_file(t, path, key, &blank, &reruns);
    if (fault)
        options_print(&options, stderr, "Error: no snapshot is written: %s\n", fault);
    else
        LOG(&log, snapshot, LOG_INFO, "%s is written", path);
    end(&options, fault != NULL);
}
