/* SPDX-License-Identifier: MIT
 *
 * misc.c - natives of jdk.internal.perf.Perf, ScopedMemoryAccess and VectorSupport.
 *
 * Performance counters are plain C memory wrapped in direct buffers; no other process can attach to them, so their
 * names only have to be unique. Of vectors the VM says that it has none, and the library runs its Java code.
 */
#include "base/os.h"
#include "native/library/natives.h"
#include "runtime/exception.h"
#include "runtime/link.h"
#include "runtime/object.h"
#include "runtime/safepoint.h"
#include "runtime/string.h"
#include "runtime/vm.h"

/* ---- Perf ---- */

/* Direct ByteBuffer over C memory that is never freed (counters live as long as the VM). NULL = exception. */
static struct object *direct_buffer(struct thread *t, void *memory, i32 size) {
    struct vm *vm = t->vm;
    struct class *k = loader_load(t, vm->boot_loader, symbol_intern_cstr(vm->symbols, "java/nio/DirectByteBuffer"));
    if (!k || !class_initialize(t, k))
        return NULL;
    struct method *init =
        class_declared_method(k, KS(vm, object_initializer), symbol_intern_cstr(vm->symbols, "(JI)V"));
    if (!init) {
        throw_by_name(t, "java/lang/NoSuchMethodError", "java.nio.DirectByteBuffer.<init>(long, int)");
        return NULL;
    }
    struct object *buffer = object_new(t, k);
    if (!buffer)
        return NULL;
    union slot args[3] = {{.o = buffer}, {.w = (u64)(uintptr_t)memory}, {.w = (u32)size}};
    return java_call(t, init, args) ? buffer : NULL;
}

/* attach(String user, int vm, int mode) */
void nat_perf_attach(struct thread *t, union slot *slots) {
    (void)slots;
    throw_by_name(t, "java/io/IOException", "attaching to performance counters is not supported");
}

void nat_perf_detach(struct thread *t, union slot *slots) {
    (void)slots;
    throw_new(t, K(t->vm, java_lang_IllegalArgumentException), "buffer was not attached");
}

/* The constants of jdk.internal.perf.Perf. */
enum perf_variability { PERF_CONSTANT = 1, PERF_MONOTONIC, PERF_VARIABLE };
enum perf_units { PERF_NONE = 1, PERF_BYTES, PERF_TICKS, PERF_EVENTS, PERF_STRING, PERF_HERTZ };

/* Notes the name of a new counter; false = exception, it exists already. */
static bool new_counter_name(struct thread *t, const struct object *name, const char *kind) {
    struct vm *vm = t->vm;
    struct symbol *symbol = string_to_symbol(vm, name, false);
    bool taken = !symbol;
    if (symbol) {
        pthread_mutex_lock(&vm->link_lock);
        taken = map_put(&vm->perf_counters, symbol, symbol) != NULL;
        pthread_mutex_unlock(&vm->link_lock);
    }
    if (taken)
        throw_new(t, K(vm, java_lang_IllegalArgumentException), "%s name already exists", kind);
    return !taken;
}

/* createLong(String name, int variability, int units, long value) */
void nat_perf_create_long(struct thread *t, union slot *slots) {
    i32 variability = slots[2].i, units = slots[3].i;
    if (!slots[1].o) {
        throw_null_pointer(t);
        return;
    }
    if (units < PERF_NONE || units > PERF_HERTZ || variability < PERF_CONSTANT || variability > PERF_VARIABLE) {
        throw_new(t, K(t->vm, java_lang_IllegalArgumentException), NULL);
        return;
    }
    if (!new_counter_name(t, slots[1].o, "PerfLong"))
        return;
    i64 *counter = mem_alloc(sizeof *counter);
    *counter = slots[4].j;
    slots[0].o = direct_buffer(t, counter, sizeof *counter);
}

/* createByteArray(String name, int variability, int units, byte[] value, int max length): the text with a NUL behind
 * it. */
void nat_perf_create_byte_array(struct thread *t, union slot *slots) {
    struct object *value = slots[4].o;
    i32 variability = slots[2].i, units = slots[3].i;
    if (!slots[1].o || !value) {
        throw_null_pointer(t);
        return;
    }
    if (units != PERF_STRING || (variability != PERF_CONSTANT && variability != PERF_VARIABLE)) {
        throw_new(t, K(t->vm, java_lang_IllegalArgumentException), NULL);
        return;
    }
    if (!new_counter_name(t, slots[1].o, "PerfByteArray"))
        return;
    u32 length = array_length(value);
    i32 capacity = variability == PERF_CONSTANT ? (i32)length : MAX_OF(slots[5].i, (i32)length);
    u8 *memory = capacity < INT32_MAX ? mem_try_alloc((size_t)capacity + 1) : NULL;
    if (!memory) {
        throw_out_of_memory(t, "performance counter");
        return;
    }
    memset(memory, 0, (size_t)capacity + 1);
    memcpy(memory, array_data(value), length);
    slots[0].o = direct_buffer(t, memory, capacity + 1);
}

void nat_perf_high_res_counter(struct thread *t, union slot *slots) {
    slots[0].w = os_nanotime() - t->vm->start_ns;
}

void nat_perf_high_res_frequency(struct thread *t, union slot *slots) {
    (void)t;
    slots[0].w = 1000000000;
}

/* ---- ScopedMemoryAccess ---- */

struct scope_search {
    const struct object *scope;
    bool found;
};

static void compare_scope(void *context, struct object *o) {
    struct scope_search *search = context;
    search->found = search->found || o == search->scope;
}

/* Is a frame of `thread` inside a @Scoped method that works on this scope? It refers to a scope in use: such methods end
 * with a reachabilityFence of it. */
static bool thread_uses_scope(const struct thread *thread, const struct object *scope) {
    struct scope_search search = {scope, false};
    for (const struct frame *f = frame_first(thread); f && !search.found; f = frame_next(thread, f))
        if (frame_method(f)->flags & METHOD_SCOPED)
            frame_each_reference(thread, f, compare_scope, &search);
    return search.found;
}

/* closeScope0(Scope, ScopedAccessError): false when some thread is using the scope's memory. */
void nat_scoped_close_scope(struct thread *t, union slot *slots) {
    const struct object *scope = slots[1].o;
    bool used = false;
    safepoint_begin(t);
    for (const struct thread *other = t->vm->threads; other && !used; other = other->next)
        used = other != t && thread_uses_scope(other, scope);
    safepoint_end(t);
    slots[0].w = !used;
}

/* ---- VectorSupport ---- */

/* getMaxLaneCount(Class): -1 = no vectors. */
void nat_vector_get_max_lane_count(struct thread *t, union slot *slots) {
    (void)t;
    slots[0].w = (u32)-1;
}
