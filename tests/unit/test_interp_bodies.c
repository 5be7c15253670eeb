/* SPDX-License-Identifier: MIT
 *
 * test_interp_bodies.c - guards the roles and flags in interp/rops.def against what the bodies in interp/ops_*.inc do.
 *
 * Every body is compiled once more, as a function of one operation. That the state has other names here than in the
 * interpreter loop proves that bodies know it by macro only. Each function then runs with random operands, and again
 * with everything that the row does not name changed: results must stay the same, and nothing else may be written.
 * The other way round, each operand that is named must have had an effect at least once.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <sys/mman.h>
#include "interp/interp_internal.h"
#include "interp/operand_roles.h"
#include "interp/arith.h"

/* ---- the bodies as functions ---- */

enum { LEFT = 1 << 20, CALLED, RETURNED }; /* how a body ends, if not by going on at a distance in words */

static bool fuel_counted;
static struct object *next_object; /* what is allocated next, or NULL */
static struct method fake_method;

#define THREAD     thread_
#define FP         registers_
#define PC         at_
#define ACC        (*accumulator_)
#define METHOD     (&fake_method)
#define INSN       (PC->insn)
#define ADVANCE(n) return (i32)(n)
#define NEXT       ADVANCE(1)
#define NEXT_EXT   ADVANCE(2)
#define TARGET     IMM_C
#define TARGET32   IMM32
#define BR(offset) ADVANCE(offset)
#define BRB(offset)                                                                                                    \
    do {                                                                                                               \
        fuel_counted = true;                                                                                           \
        ADVANCE(offset);                                                                                               \
    } while (0)
#define SLOW(what)         return LEFT
#define CALL(m, arguments) return CALLED
#define CALL_INSTEAD(m)    return CALLED
#define POP_FRAME          return RETURNED
#define RETURN(slot)                                                                                                   \
    do {                                                                                                               \
        ACC = (slot);                                                                                                  \
        POP_FRAME;                                                                                                     \
    } while (0)
#define RETURN_I(e) RETURN(((union slot){.w = (u32)(e)}))
#define LEAVE(ok)   return RETURNED
#define BODY(id)                                                                                                       \
    static i32 body_##id(struct thread *thread_ UNUSED, union slot *registers_ UNUSED,                                 \
                         const union code_word *at_ UNUSED, union slot *accumulator_ UNUSED)
#include "interp/operands.h"

#define gc_alloc(heap, cache, size)     ((void *)next_object)
#define interp_array_fast(t, k, length) ((u32)(length) < 100 ? next_object : NULL)
#define object_is_instance(o, k)        (object_class(o) == (k))

#include "interp/bodies.inc"
#define OPS "interp/ops_switch.inc"
#include "interp/shape_s.inc"
#define OPS "interp/ops_return.inc"
#include "interp/shape_s.inc"
#define OPS "interp/ops_call.inc"
#include "interp/shape_n.inc"
#define OPS "interp/ops_stub.inc"
#include "interp/shape_n.inc"

static i32 (*const bodies[ROPS])(struct thread *, union slot *, const union code_word *, union slot *) = {
#define ROP(id, base, extension, roles, flags, text) body_##id,
#include "interp/rops.def"
#undef ROP
};

/* ---- a world for them to run in ---- */

enum { REGISTERS = 8, OBJECTS = 4, LENGTH = 4, TRIALS = 400, ACCUMULATOR = REGISTERS };

/* Below 4 GB, as classes and objects are. */
struct heap_image {
    struct class classes[2];
    struct made {
        struct array array;
        u64 data[LENGTH];
    } objects[OBJECTS];
    u64 statics[1];
};
static struct heap_image *image;
static struct vm fake_vm;
static struct thread fake_thread;

static u32 complaints;

static void PRINTF_LIKE(1, 2) complain(const char *format, ...) {
    va_list args;
    if (complaints++ >= 50) /* one wrong row is said to be wrong in many trials */
        return;
    va_start(args, format);
    vprint_error(format, args);
    va_end(args);
    print_error("\n");
}

static u64 random_word(void) {
    static u64 state = 88172645463325252u;
    state ^= state << 13;
    state ^= state >> 7;
    return state ^= state << 17;
}

/* Half of them small: equal ones, zero and valid indexes must occur. */
static union slot random_number(void) {
    u64 r = random_word();
    return (union slot){.w = r & 1 ? r >> 1 & 3 : r & 2 ? (u64)(i64)(i8)(r >> 2) : random_word()};
}

static union slot random_object(void) {
    u64 r = random_word();
    return (union slot){.w = r % 4 == 3 ? 0 : (u64)(uintptr_t)&image->objects[r / 4 % OBJECTS]};
}

/* Is the register that the text shows as `operand` one that holds a reference? */
static bool holds_object(const struct rop_info *info, char operand) {
    static const struct {
        char operand;
        const char *pattern;
    } signs[] = {
        {'B', "%B[%C]"},         {'B', "%B."},      {'B', "(%x) %B"}, {'B', "%B instanceof"}, {'A', "monitorenter %A"},
        {'A', "monitorexit %A"}, {'A', "= %A ref"}, {'A', "(%A...)"}};
    for (u32 i = 0; i < ARRAY_LENGTH(signs); i++)
        if (signs[i].operand == operand && strstr(info->text, signs[i].pattern))
            return true;
    return false;
}

struct world {
    union slot slots[REGISTERS + 1]; /* the last one is the accumulator */
    struct made objects[OBJECTS];
    u64 statics[1];
    i32 end;
    bool counted;
};

static void image_set(const struct world *w) {
    memcpy(image->objects, w->objects, sizeof w->objects);
    memcpy(image->statics, w->statics, sizeof w->statics);
}

static struct world run(const union code_word *code, const struct world *before) {
    struct world after = *before;
    image_set(before);
    fuel_counted = false;
    after.end = bodies[code->insn.op](&fake_thread, after.slots, code, &after.slots[ACCUMULATOR]);
    after.counted = fuel_counted;
    memcpy(after.objects, image->objects, sizeof after.objects);
    memcpy(after.statics, image->statics, sizeof after.statics);
    return after;
}

static void random_memory(struct world *w) {
    for (u32 i = 0; i < OBJECTS; i++)
        for (u32 j = 0; j < LENGTH; j++)
            w->objects[i].data[j] = random_word();
    w->statics[0] = random_word();
}

static bool memory_equal(const struct world *a, const struct world *b) {
    bool equal = a->statics[0] == b->statics[0];
    for (u32 i = 0; i < OBJECTS; i++)
        equal = equal && memcmp(a->objects[i].data, b->objects[i].data, sizeof a->objects[i].data) == 0;
    return equal;
}

/* ---- one operation ---- */

struct operation {
    const struct rop_info *info;
    struct rop_roles roles;
    union code_word code[2 + LENGTH];
    bool object[REGISTERS + 1]; /* holds a reference */
    /* what was seen */
    u32 fields_in[REGISTERS + 1]; /* how often a change of it alone had an effect */
    bool written[REGISTERS + 1], left, went_on, branched, counted, called, returned, loads, stores;
};

static bool reads(const struct rop_roles *r, u32 slot) {
    if (slot == ACCUMULATOR)
        return r->accumulator_in;
    for (u32 i = 0; i < r->reads_count; i++)
        if (r->reads[i] == slot)
            return true;
    return slot >= r->first && slot < r->first + r->arguments;
}

static bool writes(const struct rop_roles *r, u32 slot) {
    if (slot == ACCUMULATOR)
        return r->accumulator_out;
    for (u32 i = 0; i < r->writes_count; i++)
        if (r->writes[i] == slot)
            return true;
    return false;
}

static union slot random_slot(const struct operation *o, u32 slot) {
    union slot value = o->object[slot] ? random_object() : random_number();
    if (o->info->roles & USE_THIS && slot == 0 && !value.o) /* a receiver is never null */
        value.w = (u64)(uintptr_t)&image->objects[0];
    return value;
}

/* A new instruction: distinct registers; what is no register gets a small number. */
static void random_instruction(struct operation *o, u16 op) {
    const struct rop_info *info = o->info;
    u32 first = (u32)(random_word() % 3), roles = info->roles;
    struct insn i = {op, (u16)(1 + first), (u16)(3 + first), (u16)(5 + first)};
    if (!(roles & (USE_B | CLEAR_B)))
        i.b = (u16)(1 + random_word() % 3);
    if (!(roles & USE_C))
        i.c = (u16)(2 + random_word() % 3); /* no division by 0 or 1; calls have a receiver */
    if (strstr(info->text, "@%u"))          /* an offset */
        i.c = (u16)(ARRAY_BASE + 8 * (random_word() % LENGTH));
    if (strstr(info->text, "primitive %u"))
        i.c = (u16)(T_BOOLEAN + random_word() % 8);
    if (info->flags & ROPF_BRANCH)
        i.c = 100;
    if (info->flags & ROPF_GOTO)
        i.b = 100;
    if (roles & ARGS_METHOD) {
        i.b = (u16)(uintptr_t)&image->classes[0];
        i.c = (u16)((uintptr_t)&image->classes[0] >> 16);
    }
    o->code[0].insn = i;
    o->code[1].w = random_word();
    if (info->extension == EXT_class || info->extension == EXT_cache)
        o->code[1].p = &image->classes[0];
    if (info->extension == EXT_float)
        o->code[1].f = 1.5f;
    if (info->extension == EXT_double)
        o->code[1].d = 1.5;
    if (info->extension == EXT_field)
        o->code[1].p = image->statics;
    if (info->base == R_tableswitch) {
        o->code[1].w = (u64)2 << 32 | 1;
        o->code[2].w = 100 | (u64)101 << 32;
        o->code[3].w = (u32)-100;
    }
    if (info->base == R_lookupswitch) {
        o->code[1].w = (u64)100 << 32 | 2;
        o->code[2].w = 1 | (u64)101 << 32;
        o->code[3].w = 3 | (u64)(u32)-100 << 32;
    }
    o->roles = (struct rop_roles){0};
    if (!(roles & ARGS_METHOD))
        o->roles = rop_roles(i);
    else
        o->roles.first = i.a, o->roles.arguments = 1, o->roles.writes_count = 1, o->roles.writes[0] = i.a,
        o->roles.accumulator_out = true;
    memset(o->object, 0, sizeof o->object);
    o->object[i.a] = holds_object(info, 'A');
    if (i.b < REGISTERS && (roles & USE_B))
        o->object[i.b] = holds_object(info, 'B');
    const struct rop_info *base = &rop_infos[info->base];
    if (roles & USE_ACC)
        o->object[ACCUMULATOR] = holds_object(info, base->roles & USE_A && !(roles & USE_A)   ? 'A'
                                                    : base->roles & USE_B && !(roles & USE_B) ? 'B'
                                                                                              : 'C');
    if (roles & USE_THIS)
        o->object[0] = true;
    for (u32 k = 0; k < o->roles.arguments && o->roles.first + k < REGISTERS; k++)
        o->object[o->roles.first + k] = holds_object(info, 'A');
}

static void see_end(struct operation *o, const struct world *w) {
    bool target = false;
    for (u32 i = 0; i < rop_targets(o->code); i++)
        target = target || w->end == rop_target(o->code, i);
    o->left |= w->end == LEFT;
    o->called |= w->end == CALLED;
    o->returned |= w->end == RETURNED;
    o->branched |= target;
    o->counted |= w->counted;
    o->went_on |= w->end == o->info->words;
    if (w->end != LEFT && w->end != CALLED && w->end != RETURNED && !target && w->end != o->info->words)
        complain("%s goes on %d words away", o->info->name, w->end);
}

/* Do both end alike, with the same in all that the operation may write? */
static bool same_results(const struct operation *o, const struct world *a, const struct world *b) {
    bool same = a->end == b->end && memory_equal(a, b);
    for (u32 i = 0; i <= REGISTERS; i++)
        same = same && (!writes(&o->roles, i) || a->end == LEFT || a->end == CALLED || a->slots[i].w == b->slots[i].w);
    for (u32 i = 0; i < OBJECTS; i++)
        same = same && a->objects[i].array.header.lock == b->objects[i].array.header.lock;
    return same;
}

static void trial(struct operation *o) {
    struct world before = {0};
    for (u32 i = 0; i <= REGISTERS; i++)
        before.slots[i] = random_slot(o, i);
    for (u32 i = 0; i < OBJECTS; i++) {
        before.objects[i].array.header.klass = (u32)(uintptr_t)&image->classes[i % 2];
        before.objects[i].array.header.lock = i / 2 ? fake_thread.thread_id << LOCK_OWNER_SHIFT : 0;
        before.objects[i].array.length = LENGTH - i % 2;
    }
    random_memory(&before);
    next_object = random_object().o;
    struct world after = run(o->code, &before);
    see_end(o, &after);
    o->stores |= !memory_equal(&before, &after);
    for (u32 i = 0; i <= REGISTERS; i++) {
        bool changed = before.slots[i].w != after.slots[i].w;
        if (changed && (!writes(&o->roles, i) || after.end == LEFT))
            complain("%s writes %s %u", o->info->name, i == ACCUMULATOR ? "the accumulator" : "register", i);
        o->written[i] |= changed;
    }
    /* all that is not read is different */
    struct world other = before;
    for (u32 i = 0; i <= REGISTERS; i++)
        if (!reads(&o->roles, i))
            other.slots[i].w = random_word();
    struct world again = run(o->code, &other);
    if (!same_results(o, &after, &again))
        complain("%s reads something that its row does not name", o->info->name);
    /* each that is read, by itself */
    for (u32 i = 0; i <= REGISTERS; i++) {
        if (!reads(&o->roles, i))
            continue;
        other = before;
        other.slots[i] = random_slot(o, i);
        again = run(o->code, &other);
        o->fields_in[i] += !same_results(o, &after, &again);
    }
    other = before;
    random_memory(&other);
    again = run(o->code, &other);
    bool same = after.end == again.end;
    for (u32 i = 0; i <= REGISTERS; i++)
        same = same && after.slots[i].w == again.slots[i].w;
    o->loads |= !same;
}

/* A stub runs in place of a method, and reads its arguments; the collector finds those without liveness. */
static bool has_body_of_its_own(const struct rop_info *info) {
    return !(info->flags & ROPF_STUB);
}

static void check_operation(u16 op) {
    struct operation o = {.info = &rop_infos[op]};
    u32 flags = o.info->flags, reads_seen = 0, reads_named = 0, writes_named = 0, writes_seen = 0;
    for (u32 n = 0; n < TRIALS; n++) {
        if (n % 100 == 0) { /* the same registers for some trials, so that what was seen can be added up */
            memset(o.fields_in, 0, sizeof o.fields_in);
            memset(o.written, 0, sizeof o.written);
            random_instruction(&o, op);
        }
        trial(&o);
        if (n % 100 != 99)
            continue;
        for (u32 i = 0; i <= REGISTERS; i++) {
            bool listed = reads(&o.roles, i) && !(i >= o.roles.first && i < o.roles.first + o.roles.arguments);
            reads_named += listed;
            reads_seen += listed && o.fields_in[i];
            writes_named += writes(&o.roles, i);
            writes_seen += writes(&o.roles, i) && o.written[i];
        }
    }
    bool in_c = o.left && !o.went_on && !o.branched && !o.returned; /* the whole operation */
    if (!in_c && !o.called && reads_seen != reads_named)
        complain("%s does not read all that its row names: %u of %u", o.info->name, reads_seen, reads_named);
    u16 base = o.info->base; /* these may put into the accumulator what is there already */
    bool moves_to_itself = (base == R_mov || base == R_checkcast || base == R_return_value) && o.roles.accumulator_in &&
                           o.roles.accumulator_out;
    if (!in_c && !o.called && !moves_to_itself && writes_seen != writes_named)
        complain("%s does not write all that its row names: %u of %u", o.info->name, writes_seen, writes_named);
    bool may_leave = flags & (ROPF_THROWS | ROPF_UNRESOLVED | ROPF_CALL);
    if (o.left && !may_leave)
        complain("%s leaves to C, but has no flag for that", o.info->name);
    if (may_leave && !o.left && o.info->base != R_call_static)
        complain("%s never leaves to C", o.info->name);
    if (o.called && !(flags & ROPF_CALL))
        complain("%s calls", o.info->name);
    if (o.counted != ((flags & ROPF_BACK) != 0))
        complain("%s: fuel", o.info->name);
    if (o.branched != (rop_targets(o.code) != 0))
        complain("%s: targets", o.info->name);
    if ((flags & ROPF_END) && (o.went_on || o.called))
        complain("%s goes on", o.info->name);
    if (!in_c && !(flags & ROPF_CALL) && !o.went_on != ((flags & ROPF_END) != 0))
        complain("%s: ROPF_END", o.info->name);
    if (o.loads != ((flags & ROPF_LOADS) != 0) || o.stores != ((flags & ROPF_STORES) != 0))
        complain("%s: memory: loads %d, stores %d", o.info->name, o.loads, o.stores);
    assert_false(o.returned && !(flags & ROPF_END));
}

static void test_bodies_do_what_their_rows_say(void **state) {
    (void)state;
    image = mmap((void *)0x20000000, sizeof *image, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (image == MAP_FAILED || (uintptr_t)image >> 32)
        skip();
    for (u32 i = 0; i < ARRAY_LENGTH(image->classes); i++)
        image->classes[i].component = &image->classes[0];
    image->classes[1].layout.finalizable = true;
    fake_vm.primitive_arrays[T_BOOLEAN] = &image->classes[0];
    fake_thread.vm = &fake_vm;
    fake_thread.thread_id = 1;
    for (u32 op = 0; op < ROPS; op++)
        if (has_body_of_its_own(&rop_infos[op]))
            check_operation((u16)op);
    assert_int_equal(complaints, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_bodies_do_what_their_rows_say)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
