/* SPDX-License-Identifier: MIT
 *
 * jit.c - the engine: which methods are compiled, and when their code goes.
 *
 * Polls credit calls and backward branches to the method that polls, which averages out. A method that has enough of them
 * is compiled at once, by the thread that polls; the frame it is in goes on in machine code at the place of the poll.
 * Whoever finds the compiler busy goes on as before.
 *
 * When classes are unloaded, or the memory for code is full, all code is discarded and what is still hot compiled anew:
 * in the second case, what gets hot once more. This happens while the world is stopped. Frames that wait in machine code
 * for a call to return then return to the interpreter, and so does C that machine code has called (stubs.c).
 */
#include "jit/jit.h"

#include <time.h>
#include "base/os.h"
#include "base/region.h"
#include "interp/interp.h"
#include "jit/command.h"
#include "jit/exits.h"
#include "jit/jit_internal.h"
#include "runtime/event.h"
#include "runtime/loader.h"
#include "runtime/safepoint.h"

#define CODE_MEMORY       ((size_t)48 << 20)
#define CODE_MEMORY_LEAST ((size_t)256 << 10)
#define CODE_MEMORY_MOST  ((size_t)256 << 20)
#define THRESHOLD         10000
#define BYTES_PER_FAULT   32  /* of code, for which there is room in the table of faults */
#define BYTES_PER_CODE    128 /* that a method has at least, of those in the table */
#define ENTRY_CREDIT      20  /* of a call from machine code */

#define LINKS_ROOM 512

static struct assembler assembler_at(const struct compiler_state *s, size_t offset) {
    return (struct assembler){.at = s->memory.write + offset,
                              .end = s->memory.write + s->memory.size,
                              .run = (intptr_t)s->memory.run - (intptr_t)s->memory.write};
}

/* The library's fields are known when the first method of that kind is made. */
static void need_links(struct compiler_state *s) {
    pthread_mutex_lock(&s->lock);
    if (!s->stubs.call_basic) {
        struct assembler a = assembler_at(s, s->links_begin);
        stubs_make_links(s, &a);
        BUG_ON((size_t)(a.at - s->memory.write) > s->links_begin + LINKS_ROOM);
        code_memory_flush(&s->memory, s->links_begin, LINKS_ROOM);
    }
    pthread_mutex_unlock(&s->lock);
}

static u32 link_stub(struct compiler_state *s, const struct method *m) {
    need_links(s);
    switch (m->mh_intrinsic) {
    case MH_INVOKE_BASIC:
    case MH_LINK_TO_NATIVE:
        return s->stubs.call_basic;
    case MH_LINK_TO_STATIC:
        return s->stubs.call_static;
    case MH_LINK_TO_SPECIAL:
        return s->stubs.call_special;
    default:
        return s->stubs.call_link;
    }
}

/* What a method's machine code is before it is compiled. */
static u32 first_machine(struct compiler_state *s, const struct method *m) {
    switch (__atomic_load_n(&m->code, __ATOMIC_ACQUIRE)->insn.op) {
    case R_stub_native:
        return s->stubs.call_native;
    case R_stub_fast:
        return s->stubs.call_fast;
    case R_stub_invoke_basic:
    case R_stub_link_direct:
    case R_stub_link_virtual:
        return link_stub(s, m);
    default:
        return s->stubs.call_interpreter;
    }
}

static void prepare_method(struct vm *vm, struct method *m) {
    struct compiler_state *s = vm->compiler;
    interp_prepare_method(vm, m);
    if (s)
        __atomic_store_n(&m->machine, first_machine(s, m), __ATOMIC_RELEASE);
}

static void publish(struct compiler_state *s, struct method *m, struct compiled *k) {
    __atomic_store_n(&m->register_code->compiled, k, __ATOMIC_RELEASE);
    if (m->binding == BINDING_FAST)
        return; /* entered by the fast path when it declines */
    __atomic_store_n(&m->machine, k->entry, __ATOMIC_RELEASE);
    if (load_insn(__atomic_load_n(&m->code, __ATOMIC_ACQUIRE)).op < R_leaf_void)
        __atomic_store_n(&m->code, s->machine_word, __ATOMIC_RELEASE);
}

/* HotSpot's line: milliseconds, number, properties, level, method, bytes of bytecode. */
static void print_compiled(const struct compiler_state *s, const struct method *m) {
    const struct vm *vm = s->vm;
    char *class_name = class_external_name(m->holder);
    options_print(&vm->options, stdout, "%7u %4u  %c%c   1       %s::%s (%u bytes)\n",
                  (u32)((os_nanotime() - vm->start_ns) / 1000000), (u32)s->methods,
                  m->access_flags & ACC_SYNCHRONIZED ? 's' : ' ', m->register_code->handlers_count ? '!' : ' ',
                  class_name, m->name->text, m->member->code->code_length);
    mem_free(class_name);
}

static u64 now(void) {
    struct timespec ts;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &ts);
    return (u64)ts.tv_sec * 1000000000u + (u64)ts.tv_nsec;
}

static void log_compiled(const struct compiler_state *s, const struct method *m, const struct compiled *k, u64 ns) {
    char *name = method_external_name(m);
    log_write(&s->vm->log, LOG_CH_jit_compilation, LOG_INFO, "%s: %u words, %u bytes at 0x%x, %u unresolved, %u us",
              name, m->register_code->length, k->end - k->start, k->start, k->unresolved, (u32)(ns / 1000));
    mem_free(name);
}

/* HotSpot's two lines. */
static void print_excluded(const struct compiler_state *s, const struct method *m) {
    const struct vm_options *o = &s->vm->options;
    if (!o->print_compilation || command_is_quiet(o))
        return;
    char *class_name = class_external_name(m->holder);
    options_print(o, stdout,
                  "### Excluding compile: %s%s::%s\n"
                  "made not compilable on level 1  %s::%s (%u bytes)   excluded by CompileCommand\n",
                  method_is_static(m) ? "static " : "", class_name, m->name->text, class_name, m->name->text,
                  m->member->code->code_length);
    mem_free(class_name);
}

/* By a command; asked once for each method. */
static bool is_excluded(const struct compiler_state *s, const struct method *m) {
    if (!s->vm->options.compile_commands)
        return false;
    if (!m->register_code->excluded && command_excludes(&s->vm->options, m)) {
        m->register_code->excluded = true;
        print_excluded(s, m);
    }
    return m->register_code->excluded;
}

static bool is_printed(const struct vm_options *o, const struct method *m) {
    return o->print_native || command_is_on(o, m, COMMAND_print) || command_is_on(o, m, COMMAND_PrintAssembly) ||
           command_is_on(o, m, COMMAND_PrintNMethods);
}

/* There was no room for m's code. */
static void found_full(struct compiler_state *s, struct method *m) {
    const struct vm_options *o = &s->vm->options;
    if (s->used == s->shared_end) { /* there never will be */
        m->register_code->excluded = true;
        s->full = false;
    } else if (o->no_code_flushing && !s->disabled) {
        s->disabled = true;
        if (!o->no_warnings)
            options_print(o, stderr,
                          "minijvm warning: CodeCache is full. Compiler has been disabled.\n"
                          "minijvm warning: Try increasing the code cache size using -XX:ReservedCodeCacheSize=\n");
    }
}

bool jit_compile(struct thread *t, struct method *m) {
    struct compiler_state *s = t->vm->compiler;
    if (!m->register_code || s->full || s->disabled ||
        EVENT_ANY(t->vm, EVENT_BIT(method_entry) | EVENT_BIT(method_exit) | EVENT_BIT(instruction)))
        return false;
    if (pthread_mutex_trylock(&s->lock) != 0)
        return false;
    u64 begin = now();
    if (!s->intrinsics)
        intrinsics_init(s);
    struct compiled *k = is_excluded(s, m) ? NULL : compile_method(s, m);
    if (!k && s->full)
        found_full(s, m);
    if (k) {
        u64 ns = now() - begin;
        s->methods++;
        __atomic_store_n(&s->nanoseconds, s->nanoseconds + ns, __ATOMIC_RELAXED);
        publish(s, m, k);
        if (s->vm->options.print_compilation)
            print_compiled(s, m);
        if (is_printed(&s->vm->options, m))
            listing_print(s, k);
        if (LOG_ON(&s->vm->log, jit_compilation, LOG_INFO))
            log_compiled(s, m, k, ns);
    }
    pthread_mutex_unlock(&s->lock);
    return k != NULL;
}

static void add_hotness(struct method *m, u32 units) {
    __atomic_store_n(&m->hotness, __atomic_load_n(&m->hotness, __ATOMIC_RELAXED) + units, __ATOMIC_RELAXED);
}

static bool has_code(const struct method *m) {
    const struct register_code *code = __atomic_load_n(&m->register_code, __ATOMIC_ACQUIRE);
    return code && __atomic_load_n(&code->compiled, __ATOMIC_ACQUIRE);
}

static bool is_hot(const struct compiler_state *s, const struct method *m) {
    const struct register_code *code = m->register_code;
    if (!code || code->excluded)
        return false;
    u32 hotness = __atomic_load_n(&m->hotness, __ATOMIC_RELAXED) - code->cooled;
    if (LIKELY(!s->vm->options.compile_commands))
        return hotness >= s->threshold;
    return hotness >= (double)s->threshold * command_threshold_scale(&s->vm->options, m);
}

bool jit_entered(struct thread *t, struct method *m) {
    struct compiler_state *s = t->vm->compiler;
    if (!has_code(m) && m->register_code) {
        add_hotness(m, ENTRY_CREDIT);
        if (is_hot(s, m))
            jit_compile(t, m);
    }
    return has_code(m) && m->binding != BINDING_FAST;
}

/* ---- the end of code ---- */

/* The world is stopped. */
static void discard_all(struct compiler_state *s) {
    __atomic_store_n(&s->epoch, s->epoch + 1, __ATOMIC_RELAXED);
    u32 count = s->codes_count;
    __atomic_store_n(&s->codes_count, 0, __ATOMIC_RELEASE);
    for (u32 i = 0; i < count; i++) {
        struct method *m = s->codes[i]->method;
        if (m->register_code->compiled) {
            m->register_code->compiled = NULL;
            if (m->code == s->machine_word)
                m->code = m->register_code->words;
            if (m->binding != BINDING_FAST)
                m->machine = s->stubs.call_interpreter;
        }
        mem_free(s->codes[i]);
    }
    for (struct thread *t = s->vm->threads; t; t = t->next)
        for (struct frame *f = frame_record_first(t); f; f = frame_record_next(t, f))
            if (f->method)
                f->machine_return = s->stubs.to_interpreter;
    s->used = s->shared_end;
    __atomic_store_n(&s->faults_count, 0, __ATOMIC_RELEASE);
    s->full = false;
}

/* Memory for code is full. Code that was made long ago may be of no use any more; nobody knows which. */
static void evict_all(struct thread *t, struct compiler_state *s) {
    safepoint_begin(t);
    if (s->full) {
        for (u32 i = 0; i < s->codes_count; i++)
            s->codes[i]->method->register_code->cooled = s->codes[i]->method->hotness;
        LOG(&s->vm->log, jit, LOG_INFO, "memory for code is full: %u methods discarded, %u KB", s->codes_count,
            (u32)((s->used - s->shared_end) >> 10));
        discard_all(s);
    }
    safepoint_end(t);
}

static void hot(struct thread *t, u32 units) {
    struct compiler_state *s = t->vm->compiler;
    struct method *m = t->top->method;
    add_hotness(m, units);
    if (!s)
        return;
    if (UNLIKELY(s->full) && !s->disabled)
        evict_all(t, s);
    if (!has_code(m) && is_hot(s, m))
        jit_compile(t, m);
    const struct frame *caller = frame_record_next(t, frame_record_first(t)); /* it may be a loop that calls */
    if (caller && caller->method) {
        add_hotness(caller->method, units / 2);
        if (!has_code(caller->method) && is_hot(s, caller->method))
            jit_compile(t, caller->method);
    }
}

static void forget_loaders(struct vm *vm, const struct loader *dead) {
    struct compiler_state *s = vm->compiler;
    if (s) {
        discard_all(s);
        exits_forget(s, dead);
    }
    interp_engine.forget_loaders(vm, dead);
}

/* ---- start ---- */

static u64 compile_time(const struct vm *vm) {
    const struct compiler_state *s = vm->compiler;
    return s ? __atomic_load_n(&s->nanoseconds, __ATOMIC_RELAXED) : 0;
}

static u32 fault(const struct vm *vm, u64 pc) {
    return vm->compiler ? code_fault(vm->compiler, pc) : 0;
}

static enum machine_exit run(struct thread *t, struct machine_state *state) {
    const struct compiler_state *s = t->vm->compiler;
    enum machine_exit (*enter)(struct thread *, struct machine_state *) =
        (enum machine_exit(*)(struct thread *, struct machine_state *))(uintptr_t)s->stubs.enter;
    enum machine_exit how = enter(t, state);
    if (how != MACHINE_RETURNED) /* C had been called last */
        jit_write_records(t);
    t->records_unwritten = NULL;
    return how;
}

/* Memory for code, and the code in it that all methods share. fixed: where a snapshot has it. */
static bool make_memory(struct compiler_state *s, bool fixed) {
    const struct vm_options *o = &s->vm->options;
    size_t size = o->code_cache ? MIN_OF(MAX_OF(o->code_cache, CODE_MEMORY_LEAST), CODE_MEMORY_MOST) : CODE_MEMORY;
    static_assert(CODE_MEMORY_MOST <= REGION_CODE_SIZE, "there is room for it");
    if (!(fixed ? code_memory_create_at(&s->memory, size, REGION_CODE) : code_memory_create(&s->memory, size)))
        return false;
    s->faults_most = (u32)(size / BYTES_PER_FAULT);
    s->faults = mem_alloc(s->faults_most * sizeof *s->faults); /* costs memory when it is written, as the next */
    s->codes_most = (u32)(size / BYTES_PER_CODE);
    s->codes = mem_alloc(s->codes_most * sizeof *s->codes);
    double threshold = (double)(o->compile_threshold > 0 ? o->compile_threshold : THRESHOLD);
    if (o->compile_threshold_scale > 0)
        threshold *= o->compile_threshold_scale;
    s->threshold = (u32)MIN_OF(threshold, (double)INT32_MAX);
    struct assembler a = assembler_at(s, 0);
    stubs_make(s, &a);
    asm_align(&a, 64);
    s->links_begin = (size_t)(a.at - s->memory.write);
    s->used = s->shared_end = s->links_begin + LINKS_ROOM;
    code_memory_flush(&s->memory, 0, s->used);
    return true;
}

static void start(struct vm *vm) {
    interp_start(vm);
    struct compiler_state *s = mem_zalloc(sizeof *s);
    s->vm = vm;
    pthread_mutex_init(&s->lock, NULL);
    union code_word *words = arena_alloc(&vm->boot_loader->arena, 6 * sizeof *words);
    words[0].insn = (struct insn){R_stub_machine, 0, 0, 0};
    words[5].insn = (struct insn){R_exit_machine, 0, 0, 0};
    s->machine_word = words;
    s->adapter_code = words + 3; /* a return goes on two words behind it */
    if (!make_memory(s, region_recording)) {
        mem_free(s);
        return;
    }
    s->disabled = region_recording; /* nothing is compiled that would be discarded */
    vm->compiler = s;
    vm->machine_to_interpreter = s->stubs.to_interpreter;
}

/* ---- snapshots ---- */

/* The stubs' addresses stay: methods have them. */
static bool forget_process(struct vm *vm) {
    struct compiler_state *s = vm->compiler;
    if (!s)
        return false;
    discard_all(s);
    mem_free(s->faults);
    mem_free(s->codes);
    s->faults = NULL;
    s->codes = NULL;
    s->codes_most = 0;
    s->memory = (struct code_memory){NULL, NULL, 0};
    s->methods = s->nanoseconds = 0;
    return true;
}

/* The same stubs are made at the same place: another build's might differ, so it is looked whether they do. */
static bool resume(struct vm *vm) {
    struct compiler_state *s = vm->compiler;
    const __typeof__(s->stubs) known = s->stubs;
    memset(&s->stubs, 0, sizeof s->stubs);
    if (!make_memory(s, true))
        return false;
    s->disabled = false;
    if (known.call_basic)
        need_links(s);
    if (memcmp(&known, &s->stubs, sizeof known) == 0)
        return true;
    code_memory_destroy(&s->memory);
    mem_free(s->faults);
    mem_free(s->codes);
    return false;
}

static bool invoke(struct thread *t, struct method *m, union slot *args) {
    jit_write_records(t);
    return interp_engine.invoke(t, m, args);
}
static void mark_frames(struct thread *t, struct gc_marker *m) {
    interp_engine.mark_frames(t, m);
}

static void translated(struct thread *t, struct method *m) {
    jit_compile(t, m);
}

/* clang-format off */
#define ENGINE(mode_, translated_) { \
    .mode = mode_, \
    .compiler = "minijvm one-pass compiler", \
    .compile_time = compile_time, \
    .start = start, \
    .invoke = invoke, \
    .prepare_method = prepare_method, \
    .mark_frames = mark_frames, \
    .frame_locks = interp_frame_locks, \
    .forget_loaders = forget_loaders, \
    .forget_process = forget_process, \
    .resume = resume, \
    .machine_place = code_place, \
    .machine_run = run, \
    .write_records = jit_write_records, \
    .machine_fault = fault, \
    .machine_describe = view_spot, \
    .machine_settle = view_settle, \
    .machine_waits = view_waits, \
    .translated = translated_, \
    .hot = hot, \
}
/* clang-format on */
static const struct engine_ops mixed_engine = ENGINE("mixed mode", NULL);
static const struct engine_ops first_engine = ENGINE("compiled mode", translated);

const struct engine_ops *jit_engine(enum execution mode) {
#if defined(THREAD_SANITIZER) /* it does not see what machine code does */
    mode = EXECUTION_INTERPRETED;
#endif
    if (mode == EXECUTION_INTERPRETED)
        return &interp_engine;
    return mode == EXECUTION_COMPILED ? &first_engine : &mixed_engine;
}
