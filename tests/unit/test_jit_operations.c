/* SPDX-License-Identifier: MIT
 *
 * test_jit_operations.c - guards the machine code of each operation against the interpreter's body for it.
 *
 * A method of one operation is compiled and run with random operands; the body, as a C function (jit/fallback.c), runs on
 * a copy of the same frame and objects. Registers, accumulator and memory must be the same afterwards, and both must
 * leave to C or neither. Operands lie in the frame, in pinned registers of both kinds, in the accumulator (of both kinds
 * and as a constant), and several of them in the same register. Not here: calls, returns, allocation and what resolves
 * itself, which need a VM; the programs of testdata run those.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "base/os.h"

#if defined(__x86_64__) && !defined(THREAD_SANITIZER)
#include "jit/jit_internal.h"

enum { REGISTERS = 8, SCRATCH = 20, FRAME = 24, OBJECTS = 4, LENGTH = 4, CODE = 64, TRIALS = 40, SHAPES = 12 };

/* Below 4 GB, as classes, objects and register code are. */
struct world {
    struct class classes[3]; /* Object, and two that extend it */
    struct class *supers[3][2];
    struct array_object {
        struct array array;
        u64 data[LENGTH];
    } objects[OBJECTS], before[OBJECTS];
    u64 statics[1], statics_before[1];
    union code_word words[CODE];
    struct register_code code;
    struct method method;
    union slot slots[FRAME + STACK_GAP];
    struct frame records[4];
};

static struct world *w;
static struct vm vm;
static struct thread thread;
static struct compiler_state state;
static u32 complaints, rounds = 4;

static u64 random_word(void) {
    static u64 seed = 88172645463325252u;
    seed ^= seed << 13;
    seed ^= seed >> 7;
    return seed ^= seed << 17;
}

/* Small numbers, ends of ranges, floats and doubles of all kinds, and anything. */
static u64 random_number(void) {
    static const u64 edges[] = {0,
                                1,
                                2,
                                31,
                                32,
                                63,
                                64,
                                0x7fffffff,
                                0x80000000,
                                0xffffffff,
                                (u64)1 << 63,
                                ~(u64)0,
                                ((u64)1 << 63) - 1,
                                0x7ff0000000000000,
                                0xfff0000000000000,
                                0x7ff8000000000000,
                                0x3ff0000000000000,
                                0xbff8000000000000,
                                0x41dfffffffc00000,
                                0xc1e0000000200000,
                                0x43e0000000000000,
                                0x7f800000,
                                0xff800000,
                                0x7fc00000,
                                0x3fc00000,
                                0xcf000000,
                                0x4f000000,
                                0x8000000000000001};
    u64 r = random_word();
    if (r % 4 == 0)
        return edges[r / 4 % ARRAY_LENGTH(edges)];
    return r % 4 == 1 ? r / 4 % LENGTH : random_word();
}
static u64 random_object(void) {
    u64 r = random_word();
    return r % 8 == 7 ? 0 : (u64)(uintptr_t)&w->objects[r / 8 % OBJECTS];
}

/* What the register is for, as the text of the row tells. */
static bool is_object(const struct rop_info *info, char operand) {
    char element[8] = {'%', 'B', '[', 0};
    if (operand == 'B')
        return strstr(info->text, element) || strstr(info->text, "%B.") || strstr(info->text, ") %B") ||
               strstr(info->text, "%B instanceof");
    return operand == 'A' && (strstr(info->text, "= %A ref") || strstr(info->text, "monitor"));
}
static bool is_int(u32 op, char operand) { /* whose upper half is 0 in every slot */
    const char *name = rop_infos[rop_infos[op].base].name;
    bool array = strstr(name, "aload") || strstr(name, "astore");
    return operand == 'C' ? array || name[0] == 'i' || strstr(name, "sh") : name[0] == 'i' && !strstr(name, "instance");
}

static bool is_single(u32 op) { /* float, not double */
    const char *name = rop_infos[rop_infos[op].base].name;
    return name[0] == 'f' || strncmp(name, "if_f", 4) == 0;
}

static bool is_tested(u32 op) {
    const struct rop_info *info = &rop_infos[op];
    u32 base = info->base;
    if (info->flags & (ROPF_STUB | ROPF_CALL | ROPF_UNRESOLVED | ROPF_ALLOCATES | ROPF_END | ROPF_BACK))
        return false;
    return base != R_lock_method && base != R_monitorenter && base != R_monitorexit && base != R_aastore;
}

/* Stands for the stub that executes an instruction in C: the test sees that machine code has left. */
static void make_leaving_stub(struct assembler *a) {
    state.stubs.execute = asm_here(a);
    asm_move_stack(a, 8);
    asm_jump_to(a, state.stubs.interpret);
}

static void set_up_world(void) {
    w = os_map_low(sizeof *w);
    assert_non_null(w);
    for (u32 i = 0; i < 3; i++) {
        struct class *k = &w->classes[i];
        k->supers = w->supers[i];
        k->depth = i ? 1 : 0;
        w->supers[i][0] = &w->classes[0];
        w->supers[i][1] = i ? k : NULL;
        k->layout.kind = LAYOUT_PRIM_ARRAY;
    }
    vm.known.c_java_lang_Object = &w->classes[0];
    vm.primitive_arrays[T_BOOLEAN] = &w->classes[1];
    thread.vm = &vm;
    thread.thread_id = 1;
    vm.compiler = &state;
    state.vm = &vm;
    assert_true(code_memory_create(&state.memory, (size_t)4 << 20));
    state.faults_most = 1000;
    state.faults = mem_alloc(state.faults_most * sizeof *state.faults);
    state.codes_most = 1;
    state.codes = mem_alloc(sizeof *state.codes);
    struct assembler a = {state.memory.write, state.memory.write + state.memory.size,
                          (intptr_t)state.memory.run - (intptr_t)state.memory.write};
    stubs_make(&state, &a);
    make_leaving_stub(&a);
    state.shared_end = (size_t)(a.at - state.memory.write);
}

static void fill_objects(void) {
    for (u32 i = 0; i < OBJECTS; i++) {
        w->objects[i].array.header.klass = (u32)(uintptr_t)&w->classes[1 + i % 2];
        w->objects[i].array.length = LENGTH;
        for (u32 j = 0; j < LENGTH; j++)
            w->objects[i].data[j] = random_number();
    }
    w->statics[0] = random_number();
    memcpy(w->before, w->objects, sizeof w->before);
    memcpy(w->statics_before, w->statics, sizeof w->statics);
}

static u32 emit(u32 at, u32 op, u32 a, u32 b, u32 c) {
    w->words[at].insn = (struct insn){(u16)op, (u16)a, (u16)b, (u16)c};
    return at + 1;
}

/* Uses that make a register the kind of pin that is wanted. */
static u32 emit_uses(u32 at, u32 slot, u32 kind) {
    for (u32 i = 0; kind != 0 && i < 4; i++)
        at = emit(at, kind == 1 ? R_ixor : R_dadd, SCRATCH + 1, slot, slot);
    return at;
}

/* shape: where operands lie: bits 0-1 pins (none, integer, floating), 2-3: aliases. Returns the index of the operation. */
static u32 make_method(u32 op, u32 shape) {
    const struct rop_info *info = &rop_infos[op];
    u32 at = 0, kind = shape % 3, alias = shape / 3, a = 1, b = 3, c = 5;
    if (alias == 1)
        b = c;
    if (alias == 2)
        a = b;
    if (alias == 3)
        a = c;
    for (u32 r = 1; r <= 5; r += 2)
        at = emit_uses(at, r, kind);
    struct insn i = {(u16)op, (u16)a, (u16)b, (u16)c};
    if (!(info->roles & USE_B))
        i.b = (u16)(random_word() % 5);
    if (!(info->roles & USE_C))
        i.c = (u16)(1 + random_word() % 40000);
    if (strstr(info->text, "@%u"))
        i.c = (u16)(ARRAY_BASE + 8 * (random_word() % LENGTH));
    if (info->roles & USE_ACC) {
        /* register 7 comes in the accumulator: as integer, as double, or a constant that register 7 is, too */
        if (plan_is_floating(op, false) && kind != 0)
            at = emit(at, is_single(op) ? R_fadd_t : R_dadd_t, 0, 7, 6); /* 6 is -0.0 */
        else
            at = emit(at, R_mov_t, 0, 7, 0);
    }
    u32 operation = at;
    if (info->flags & ROPF_BRANCH)
        i.c = 5;
    if (info->flags & ROPF_GOTO)
        i.b = 5, i.c = 0;
    w->words[at++].insn = i;
    if (info->words == 2) {
        w->words[at].w = info->extension == EXT_float ? (u32)random_number() : random_number();
        if (info->extension == EXT_integer && rop_infos[info->base].name[0] == 'i')
            w->words[at].j = (i32)w->words[at].w;
        if (info->extension == EXT_class)
            w->words[at].p = &w->classes[random_word() % 3];
        if (info->extension == EXT_field)
            w->words[at].p = w->statics;
        at++;
    }
    if (info->flags & (ROPF_BRANCH | ROPF_GOTO)) {
        at = emit(at, R_const_i, SCRATCH, 1, 0);
        at = emit(at, R_return_void, 0, 0, 0);
        while (at < operation + 5)
            at = emit(at, R_return_void, 0, 0, 0);
        at = emit(at, R_const_i, SCRATCH, 2, 0);
    } else if ((info->roles & DEF_ACC) && !(info->roles & DEF_A)) {
        at = emit(at, R_mov_b, SCRATCH, 0, 0);
    } else { /* a pinned register would not be stored any more */
        at = emit(at, R_mov, SCRATCH, a, 0);
        at = emit(at, R_mov, SCRATCH + 2, a + 1, 0);
    }
    at = emit(at, R_return_void, 0, 0, 0);
    w->code = (struct register_code){.length = at, .registers = FRAME, .words = w->words};
    w->method = (struct method){.register_code = &w->code,
                                .frame_size = FRAME,
                                .access_flags = ACC_STATIC,
                                .code = w->words,
                                .holder = &w->classes[0]};
    return operation;
}

static void fill_slots(union slot *slots, const struct rop_info *info, struct insn i) {
    for (u32 s = 0; s < FRAME; s++)
        slots[s].w = random_number();
    slots[6].w = is_single(i.op) ? 0x80000000 : (u64)1 << 63;
    const char operands[] = {'A', 'B', 'C'};
    const u32 base = rop_infos[info->base].roles, roles[] = {USE_A, USE_B, USE_C}, registers[] = {i.a, i.b, i.c};
    for (u32 k = 0; k < 3; k++) {
        if (!(base & roles[k]))
            continue;
        union slot *s = &slots[info->roles & roles[k] ? registers[k] : 7];
        if (is_object(info, operands[k]))
            s->w = random_object();
        else if (is_int(i.op, operands[k]) || is_single(i.op))
            s->w = (u32)s->w;
    }
}

static bool run_machine(const struct compiled *k, union slot *slots, u32 *left_at) {
    memcpy(w->slots, slots, FRAME * sizeof *slots);
    struct frame *records = w->records;
    records[2] = (struct frame){.machine_return = state.stubs.to_interpreter, .kind = FRAME_ENTRY};
    records[1] = (struct frame){.pc = w->words, .fp = w->slots, .method = &w->method};
    struct machine_state m = {k->entry, w->words, w->slots, &records[1], 100, {0}};
    enum machine_exit (*enter)(struct thread *, struct machine_state *) =
        (enum machine_exit(*)(struct thread *, struct machine_state *))(uintptr_t)state.stubs.enter;
    enum machine_exit how = enter(&thread, &m);
    memcpy(slots, w->slots, FRAME * sizeof *slots);
    *left_at = (u32)(m.pc - w->words);
    return how == MACHINE_RETURNED;
}

/* Java does not say which NaN an operation on two of them gives. */
static bool same(u32 op, union slot x, union slot y) {
    if (x.w == y.w)
        return true;
    if (!plan_is_floating(op, true))
        return false;
    return is_single(op) ? x.f != x.f && y.f != y.f && !(x.w >> 32) : x.d != x.d && y.d != y.d;
}

static void compare(u32 op, u32 shape, u32 operation, const struct compiled *k) {
    const struct rop_info *info = &rop_infos[op];
    struct insn i = w->words[operation].insn;
    union slot machine[FRAME], body[FRAME], acc = {.w = 0};
    struct slow_call call;
    u32 left_at;
    fill_objects();
    fill_slots(machine, info, i);
    /* what comes before is executed for the body, too: it only writes SCRATCH + 1 and the accumulator */
    memcpy(body, machine, sizeof body);
    u32 at = 0;
    for (; at < operation; at++)
        (void)fallback_execute(&thread, body, &w->words[at], &acc, &call);
    enum fallback end = fallback_execute(&thread, body, &w->words[operation], &acc, &call);
    struct array_object objects[OBJECTS];
    u64 statics = w->statics[0];
    memcpy(objects, w->objects, sizeof objects);
    memcpy(w->objects, w->before, sizeof w->before);
    w->statics[0] = w->statics_before[0];
    bool returned = run_machine(k, machine, &left_at);
    bool body_done = end == FALLBACK_next || end == FALLBACK_branch;
    /* C executes what the fast path leaves: then nothing has been changed */
    if (!returned) {
        if (left_at != operation || memcmp(w->objects, w->before, sizeof w->before) != 0)
            complaints++, print_error("%s, shape %u: leaves in the middle\n", info->name, shape);
        return;
    }
    for (at = operation + info->words;
         body_done && at + 1 < w->code.length && !(info->flags & (ROPF_BRANCH | ROPF_GOTO)); at++)
        (void)fallback_execute(&thread, body, &w->words[at], &acc, &call);
    bool equal = body_done && memcmp(objects, w->objects, sizeof objects) == 0 && statics == w->statics[0];
    if ((info->flags & (ROPF_BRANCH | ROPF_GOTO)))
        body[SCRATCH].w = end == FALLBACK_branch ? 2 : 1;
    u32 wrong = FRAME;
    for (u32 s = SCRATCH; s < FRAME; s++)
        if (s != SCRATCH + 1 && !same(op, machine[s], body[s]))
            wrong = s;
    if (equal && wrong == FRAME)
        return;
    if (complaints++ < 20)
        print_error("%s, shape %u: register %u is %llx and should be %llx%s (a %u b %u c %u)\n", info->name, shape,
                    wrong, wrong < FRAME ? (unsigned long long)machine[wrong].w : 0,
                    wrong < FRAME ? (unsigned long long)body[wrong].w : 0, body_done ? "" : "; the body leaves", i.a,
                    i.b, i.c);
}

static void operations_do_what_bodies_do(void **s) {
    (void)s;
    u32 operations = 0;
    for (u32 op = 0; op < ROPS; op++) {
        if (!is_tested(op))
            continue;
        operations++;
        for (u32 shape = 0; shape < SHAPES; shape++) {
            for (u32 round = 0; round < rounds; round++) {
                u32 operation = make_method(op, shape);
                state.used = state.shared_end;
                state.faults_count = 0;
                state.codes_count = 0;
                vm.options.no_implicit_null_checks = true; /* there is no handler of faults */
                struct compiled *k = compile_method(&state, &w->method);
                assert_non_null(k);
                for (u32 t = 0; t < TRIALS; t++)
                    compare(op, shape, operation, k);
                mem_free(k);
            }
        }
    }
    assert_true(operations > 300);
    assert_int_equal(complaints, 0);
}

static int set_up(void **s) {
    (void)s;
    set_up_world();
    return 0;
}

int main(int count, char **arguments) {
    if (count > 1) /* of TRIALS for each operation and shape: 50 are ten million cases */
        rounds = (u32)atoi(arguments[1]);
    const struct CMUnitTest tests[] = {cmocka_unit_test(operations_do_what_bodies_do)};
    return cmocka_run_group_tests(tests, set_up, NULL);
}

#else
int main(void) {
    return 0; /* there is no compiler to test */
}
#endif
