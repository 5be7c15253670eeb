/* SPDX-License-Identifier: MIT
 *
 * verify.c - a class, method by method: where instructions begin, what the exception and local variable tables refer
 * to, then StackMapTable and the instructions, or inference.
 */
#include "classfile/verify.h"

#include "classfile/verify_internal.h"

/* ---- where instructions begin ---- */

static bool map_instructions(struct verifier *v) {
    const struct code_attribute *code = v->code;
    if (v->map_capacity < code->code_length) {
        mem_free(v->map);
        v->map = mem_alloc(code->code_length * sizeof *v->map);
        v->map_capacity = code->code_length;
    }
    memset(v->map, 0, code->code_length * sizeof *v->map);
    for (u32 bci = 0, length; bci < code->code_length; bci += length) {
        length = opcode_length(code->code, code->code_length, bci);
        v->bci = bci;
        if (length == 0)
            return v->inference ? infer_fail_length(v) : FAIL_CODE(v, "Bad instruction");
        /* HotSpot wants a byte behind the fixed part of a switch. */
        if (!v->inference && code->code[bci] == OP_lookupswitch && bci + length == code->code_length &&
            opcode_switch(code->code, bci).count == 0)
            return FAIL_CODE(v, "Bad instruction");
        v->map[bci] = code->code[bci] == OP_new ? MAP_INSTRUCTION | MAP_NEW : MAP_INSTRUCTION;
    }
    return true;
}

static bool is_instruction(const struct verifier *v, u32 bci) {
    return bci < v->code->code_length && v->map[bci] != 0;
}

static bool is_end(const struct verifier *v, u32 bci) {
    return bci == v->code->code_length || is_instruction(v, bci);
}

/* ---- tables ---- */

static bool check_handler(struct verifier *v, const struct exception_entry *e) {
    if (!is_instruction(v, e->start_pc))
        return verify_fail_format(v, "Illegal exception table start_pc %u", e->start_pc);
    if (!is_end(v, e->end_pc))
        return verify_fail_format(v, "Illegal exception table end_pc %u", e->end_pc);
    if (!is_instruction(v, e->handler_pc))
        return verify_fail_format(v, "Illegal exception table handler_pc %u", e->handler_pc);
    if (e->catch_type) {
        u32 type = class_constant_type(v, e->catch_type), wanted = known_type(NAME_THROWABLE);
        bool ok;
        if (!type_assignable(v, type, wanted, false, &ok))
            return false;
        struct fault fault = {FAULT_TYPE, .bci = e->handler_pc,
                              .type = {ORIGIN_POOL, .index = e->catch_type, .type = type},
                              .expected = {ORIGIN_IMPLICIT, .type = wanted}};
        if (!ok)
            return verify_fail(v, &fault, "Catch type is not a subclass of Throwable in exception handler %u",
                               e->handler_pc);
    }
    return true;
}

static bool check_exception_table(struct verifier *v) {
    v->try_from = v->code->code_length;
    v->try_to = 0;
    for (u32 i = 0; i < v->code->exception_table_length; i++) {
        const struct exception_entry *e = &v->code->exception_table[i];
        if (!check_handler(v, e))
            return false;
        v->map[e->start_pc] |= MAP_TRY;
        v->try_from = MIN_OF(v->try_from, e->start_pc);
        v->try_to = MAX_OF(v->try_to, e->end_pc);
    }
    return true;
}

static bool check_local_variables(struct verifier *v, const struct attribute *a) {
    for (const u8 *e = a->info + 2; e < a->info + a->length; e += 10) {
        u16 start = be16(e), length = be16(e + 2);
        if (!is_instruction(v, start))
            return verify_fail_format(v, "Illegal local variable table start_pc %u", start);
        if (!is_end(v, (u32)start + length))
            return verify_fail_format(v, "Illegal local variable table length %u", length);
    }
    return true;
}

/* ---- methods ---- */

static bool verify_method(struct verifier *v, const struct member *m) {
    u16 n;
    const char *name = classfile_utf8(v->cf, m->name_index, &n);
    v->method = m;
    v->code = m->code;
    v->is_constructor = n == 6 && memcmp(name, "<init>", 6) == 0;
    const char *descriptor = classfile_utf8(v->cf, m->descriptor_index, &n), *result;
    descriptor_return(descriptor, &result);
    v->return_type = descriptor_type(v, result, (size_t)(descriptor + n - result));
    if (!frame_init(v) || !map_instructions(v))
        return false;
    if (v->inference)
        return infer_method(v);
    if (!check_exception_table(v))
        return false;
    for (u32 i = 0; i < v->code->attributes_count; i++) {
        const struct attribute *a = &v->code->attributes[i];
        if (a->kind == ATTR_LOCAL_VARIABLE_TABLE && !check_local_variables(v, a))
            return false;
    }
    return stackmap_decode(v) && verify_instructions(v);
}

/* HotSpot verifies the methods of old class files from the last to the first. */
static void verify_methods(struct verifier *v) {
    u32 n = v->cf->methods_count;
    for (u32 i = 0; i < n; i++) {
        const struct member *m = &v->cf->methods[v->inference ? n - 1 - i : i];
        if (m->code && !verify_method(v, m))
            break;
    }
}

static enum verify_status verify(const struct verify_request *request, struct buf *message, struct inference *inference,
                                 bool *may_failover) {
    const struct classfile *cf = request->cf;
    struct verifier v = {.cf = cf,
                         .ops = request->ops,
                         .context = request->context,
                         .message = message,
                         .may_failover = cf->major_version == VERIFY_FIRST_MAJOR,
                         .inference = inference,
                         .pool = mem_alloc(256 * sizeof(u32)),
                         .pool_capacity = 256};
    arena_init(&v.arena, false);
    types_init(&v, request->name);
    verify_methods(&v);
    types_free(&v);
    mem_free(v.map);
    mem_free(v.frames);
    mem_free(v.pool);
    mem_free(v.locals);
    mem_free(v.stack);
    arena_free(&v.arena);
    *may_failover = v.may_failover && (v.status == VERIFY_ERROR || v.status == VERIFY_FORMAT_ERROR);
    return v.status;
}

static enum verify_status infer(const struct verify_request *request, struct buf *message) {
    struct inference inference = {0};
    bool ignored;
    enum verify_status status = verify(request, message, &inference, &ignored);
    infer_free(&inference);
    return status;
}

enum verify_status verify_class(const struct verify_request *request, struct buf *message, bool *failed_over) {
    *failed_over = false;
    if (request->cf->major_version < VERIFY_FIRST_MAJOR)
        return infer(request, message);
    enum verify_status status = verify(request, message, NULL, failed_over);
    if (*failed_over) {
        struct buf second = {0}; /* the message stays the first one */
        status = infer(request, &second);
        buf_free(&second);
        if (status == VERIFY_OK)
            buf_reset(message);
    }
    return status;
}
