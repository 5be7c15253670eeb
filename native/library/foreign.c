/* SPDX-License-Identifier: MIT
 *
 * foreign.c - natives of jdk.incubator.foreign: calls of C functions from Java, and functions for C that call Java.
 *
 * The library assigns arguments to registers and memory itself, in Java. It asks the VM for two things: to load all
 * registers from a buffer, call, and store the results there; and for machine code which, when C calls it, stores all
 * registers in such a buffer and passes that to a Java method (docs/OPENJDK.md#foreign-linker). The buffer is a struct
 * foreign_registers (base/foreign_call.h).
 */
#include "base/code_memory.h"
#include "base/foreign_call.h"
#include "native/library/natives.h"
#include "native/native.h"

/* ---- how the library lays registers out ---- */

/* Storage types of both architectures. */
enum { INTEGER, VECTOR };

static struct field *field_of(const struct vm *vm, const struct object *o, const char *name, const char *descriptor) {
    return class_declared_field(object_class(o), symbol_intern_cstr(vm->symbols, name),
                                symbol_intern_cstr(vm->symbols, descriptor));
}

static i64 long_of(const struct vm *vm, const struct object *o, const char *name) {
    const struct field *f = field_of(vm, o, name, "J");
    return f ? FIELD(o, f->offset, const i64) : -1;
}

static i32 int_of(const struct vm *vm, const struct object *o, const char *name) {
    const struct field *f = field_of(vm, o, name, "I");
    return f ? FIELD(o, f->offset, const i32) : -1;
}

static struct object *array_of(const struct vm *vm, const struct object *o, const char *name, const char *descriptor) {
    const struct field *f = field_of(vm, o, name, descriptor);
    return f ? object_get_ref(o, f->offset) : NULL;
}

/* Are the first registers of a type those of the table? More than `count` there must not be. */
static bool same_registers(const struct vm *vm, const struct object *storages, u32 type, const u8 *numbers, u32 count) {
    const struct object *list = storages && type < array_length(storages) ? array_get_ref(storages, type) : NULL;
    if (!list || array_length(list) > count)
        return false;
    for (u32 i = 0; i < array_length(list); i++) {
        const struct object *storage = array_get_ref(list, i);
        if (!storage || int_of(vm, storage, "type") != (i32)type ||
            int_of(vm, storage, "index") != (numbers ? numbers[i] : (i32)i))
            return false;
    }
    return true;
}

static bool same_offset(const struct object *offsets, u32 type, size_t offset) {
    return offsets && type < array_length(offsets) && ARRAY_AT(offsets, type, const i64) == (i64)offset;
}

/* Is the library's buffer a struct foreign_registers? */
static bool same_layout(const struct vm *vm, const struct object *abi, const struct object *layout) {
    static const char storage[] = "[[Ljdk/internal/foreign/abi/VMStorage;";
    if (!FOREIGN_CALLS || !abi || !layout)
        return false;
    const struct object *in = array_of(vm, abi, "inputStorage", storage),
                        *out = array_of(vm, abi, "outputStorage", storage),
                        *in_offsets = array_of(vm, layout, "input_type_offsets", "[J"),
                        *out_offsets = array_of(vm, layout, "output_type_offsets", "[J");
#define AT(member) offsetof(struct foreign_registers, member)
    return long_of(vm, layout, "size") <= (i64)sizeof(struct foreign_registers) &&
           long_of(vm, layout, "arguments_next_pc") == AT(target) &&
           long_of(vm, layout, "stack_args_bytes") == AT(stack_size) &&
           long_of(vm, layout, "stack_args") == AT(stack) && same_offset(in_offsets, INTEGER, AT(integers)) &&
           same_offset(in_offsets, VECTOR, AT(vectors)) && same_offset(out_offsets, INTEGER, AT(integer_results)) &&
           same_offset(out_offsets, VECTOR, AT(vector_results)) &&
           same_registers(vm, in, INTEGER, foreign_integer_registers, FOREIGN_INTEGERS) &&
           same_registers(vm, in, VECTOR, NULL, FOREIGN_VECTORS) &&
           same_registers(vm, out, INTEGER, foreign_result_registers, FOREIGN_INTEGER_RESULTS) &&
           same_registers(vm, out, VECTOR, NULL, FOREIGN_VECTOR_RESULTS);
#undef AT
}

static bool check_layout(struct thread *t, const struct object *abi, const struct object *layout) {
    return same_layout(t->vm, abi, layout) ||
           throw_by_name(t, "java/lang/UnsupportedOperationException", "this calling convention is not supported");
}

/* ---- from Java to C ---- */

/* long generateAdapter(ABIDescriptor abi, BufferLayout layout): what invokeNative gets. There is only one. */
void nat_foreign_generate_adapter(struct thread *t, union slot *slots) {
    if (check_layout(t, slots[0].o, slots[1].o))
        slots[0].j = 1;
}

/* invokeNative(long adapter, long buffer) */
void nat_foreign_invoke(struct thread *t, union slot *slots) {
    struct foreign_registers *r = (struct foreign_registers *)(uintptr_t)slots[1].j;
    thread_enter_safe(t);
#if FOREIGN_CALLS
    foreign_call(r);
#else
    (void)r;
#endif
    thread_leave_safe(t);
    thread_stay_suspended(t);
}

/* NativeEntryPoint.vmStorageToVMReg(int type, int index): only a compiler would ask what the number means. */
void nat_entry_point_vm_storage(struct thread *t, union slot *slots) {
    (void)t;
    slots[0].j = (i64)slots[0].i << 32 | slots[1].w;
}

/* ---- from C to Java ---- */

/* A function for C. Those in use, and free ones, are lists in struct foreign_stubs. */
struct upcall {
    struct foreign_callback callback; /* first: machine code has its address */
    struct vm *vm;
    struct method *invoke; /* ProgrammableUpcallHandler.invoke(MethodHandle, long) */
    void *target;          /* global reference to the method handle */
    const u8 *code;
    struct upcall *next;
};

enum { STUBS_AT_ONCE = 1024 };

/* vm->foreign_stubs; under vm->link_lock. Code is never given back to the system. */
struct foreign_stubs {
    struct upcall *used, *unused;
};

/* What Java throws out of an upcall cannot pass through C: the library has ended the process before. */
static NORETURN void end_process(struct thread *t) {
    struct object *problem = exception_take(t);
    fputs("Uncaught exception in upcall:\n", stderr);
    if (problem)
        exception_print_raw(t, problem, stderr);
    fflush(NULL);
    if (t->vm->options.exit_hook)
        t->vm->options.exit_hook(1);
    _Exit(1);
}

static void run_upcall(struct thread *t, const struct upcall *u, struct foreign_registers *r) {
    thread_leave_safe(t);
    thread_stay_suspended(t);
    union slot args[2] = {{.o = handle_get(u->target)}, {.j = (i64)(uintptr_t)r}};
    if (!java_call(t, u->invoke, args))
        end_process(t);
    thread_enter_safe(t);
}

/* Called by machine code, on any thread: one that the VM doesn't know is attached for the time. */
static void upcall_handler(struct foreign_callback *callback, struct foreign_registers *r) {
    const struct upcall *u = (const struct upcall *)callback;
    struct thread *t = thread_current();
    JavaVM *vm = (JavaVM *)(void *)u->vm;
    void *env;
    bool attach = !t;
    memset(r->integer_results, 0, sizeof r->integer_results);
    memset(r->vector_results, 0, sizeof r->vector_results);
    if (attach) {
        if ((*vm)->AttachCurrentThread(vm, &env, NULL) != JNI_OK)
            return; /* the VM is ending */
        t = thread_current();
    }
    run_upcall(t, u, r);
    if (attach)
        (*vm)->DetachCurrentThread(vm);
}

/* Takes an unused function, or makes more. NULL: the system gives no memory for machine code. */
static struct upcall *take_stub(struct vm *vm) {
    pthread_mutex_lock(&vm->link_lock);
    if (!vm->foreign_stubs)
        vm->foreign_stubs = mem_zalloc(sizeof *vm->foreign_stubs);
    struct foreign_stubs *stubs = vm->foreign_stubs;
    struct code_memory code;
    if (!stubs->unused && code_memory_create(&code, (size_t)STUBS_AT_ONCE * FOREIGN_CALLBACK_CODE)) {
        struct upcall *fresh = mem_calloc(STUBS_AT_ONCE, sizeof *fresh);
        for (u32 i = 0; i < STUBS_AT_ONCE; i++) {
            struct upcall *u = &fresh[i];
            *u = (struct upcall){.callback = {upcall_handler},
                                 .vm = vm,
                                 .code = code.run + i * FOREIGN_CALLBACK_CODE,
                                 .next = stubs->unused};
#if FOREIGN_CALLS
            foreign_callback_write(code.write + i * FOREIGN_CALLBACK_CODE, &u->callback);
#endif
            stubs->unused = u;
        }
        code_memory_flush(&code, 0, code.size);
    }
    struct upcall *u = stubs->unused;
    if (u) {
        stubs->unused = u->next;
        u->next = stubs->used;
        stubs->used = u;
    }
    pthread_mutex_unlock(&vm->link_lock);
    return u;
}

/* long allocateUpcallStub(MethodHandle target, ABIDescriptor abi, BufferLayout layout) */
void nat_foreign_allocate_upcall(struct thread *t, union slot *slots) {
    struct vm *vm = t->vm;
    struct class *k = frame_current_method(t)->holder;
    struct method *invoke =
        class_declared_method(k, symbol_intern_cstr(vm->symbols, "invoke"),
                              symbol_intern_cstr(vm->symbols, "(Ljava/lang/invoke/MethodHandle;J)V"));
    if (!slots[0].o) {
        throw_null_pointer(t);
        return;
    }
    if (!check_layout(t, slots[1].o, slots[2].o))
        return;
    struct upcall *u = invoke ? take_stub(vm) : NULL;
    if (!u) {
        throw_by_name(t, "java/lang/OutOfMemoryError", "no memory for the code of an upcall");
        return;
    }
    u->invoke = invoke;
    u->target = handle_new_global(vm, slots[0].o);
    slots[0].j = (i64)(uintptr_t)u->code;
}

/* boolean supportsOptimizedUpcalls(): no; those above do. */
void nat_foreign_optimized_upcalls(struct thread *t, union slot *slots) {
    (void)t;
    slots[0].w = 0;
}

/* Not called, as the answer above is no. */
void nat_foreign_allocate_optimized_upcall(struct thread *t, union slot *slots) {
    (void)slots;
    throw_by_name(t, "java/lang/UnsupportedOperationException", "optimized upcalls are not supported");
}

/* boolean freeUpcallStub0(long address) */
void nat_foreign_free_upcall(struct thread *t, union slot *slots) {
    struct vm *vm = t->vm;
    const u8 *code = (const u8 *)(uintptr_t)slots[0].j;
    void *target = NULL;
    pthread_mutex_lock(&vm->link_lock);
    struct upcall **place = vm->foreign_stubs ? &vm->foreign_stubs->used : NULL;
    while (place && *place && (*place)->code != code)
        place = &(*place)->next;
    if (place && *place) {
        struct upcall *u = *place;
        target = u->target;
        *place = u->next;
        u->next = vm->foreign_stubs->unused;
        vm->foreign_stubs->unused = u;
    }
    pthread_mutex_unlock(&vm->link_lock);
    if (target)
        handle_delete_global(vm, target);
    slots[0].w = target != NULL;
}
