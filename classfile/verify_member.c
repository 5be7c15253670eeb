/* SPDX-License-Identifier: MIT
 *
 * verify_member.c - instructions that refer to a field or method: constant-pool entries, operands, protected access
 * (JVMS 4.10.1.8), constructors (4.10.1.9.invokespecial).
 */
#include "classfile/verify_internal.h"

static void put_class(const struct verifier *v, char *out, size_t size) {
    size_t n = MIN_OF((size_t)v->class_name.n, size - 1);
    for (size_t i = 0; i < n; i++)
        out[i] = v->class_name.s[i] == '/' ? '.' : v->class_name.s[i];
    out[n] = '\0';
}

static bool fail_pool(struct verifier *v, u32 index, const char *what) {
    struct fault fault = {FAULT_POOL_INDEX, .bci = v->bci, .type = {ORIGIN_INDEX, .index = index}};
    char name[UINT16_MAX + 1];
    put_class(v, name, sizeof name);
    return verify_fail(v, &fault, "Illegal %s %u in class %s", what, index, name);
}

bool check_pool_tags(struct verifier *v, u32 index, u32 tags) {
    if (index == 0 || index >= v->cf->cp_count)
        return fail_pool(v, index, "constant pool index");
    return (tags >> v->cf->cp_tags[index] & 1) != 0 || fail_pool(v, index, "type at constant pool entry");
}

static u16 operand_index(const struct verifier *v) {
    return be16(v->code->code + v->bci + 1);
}

static struct verify_name utf8_name(const struct verifier *v, u16 index) {
    struct verify_name name;
    name.s = classfile_utf8(v->cf, index, &name.n);
    return name;
}

void read_reference(struct verifier *v, struct reference *r) {
    const union cp_entry *cp = v->cf->cp, *entry;
    r->index = operand_index(v);
    entry = &cp[r->index];
    bool dynamic = v->cf->cp_tags[r->index] == CP_INVOKE_DYNAMIC;
    const union cp_entry *pair = &cp[dynamic ? entry->dynamic.name_and_type_index : entry->ref.name_and_type_index];
    r->owner = dynamic ? TYPE_TOP : class_constant_type(v, entry->ref.class_index);
    r->name = utf8_name(v, pair->name_and_type.name_index);
    r->descriptor = utf8_name(v, pair->name_and_type.descriptor_index);
    r->signature = signature_of(v, pair->name_and_type.descriptor_index);
}

static bool pop_types(struct verifier *v, const u32 *types, u32 n) {
    while (n-- > 0)
        if (!frame_pop(v, types[n], NULL))
            return false;
    return true;
}

bool name_is(struct verify_name name, const char *s) {
    return name.n == strlen(s) && memcmp(name.s, s, name.n) == 0;
}

/* ---- protected members ---- */

/* If the reference is to a protected member of a superclass in another package, the object (just popped) must be of
 * this class. */
static bool check_protected(struct verifier *v, const struct reference *r, enum verify_member kind, u32 object,
                            const char *message) {
    bool ok;
    if (object == v->this_type || type_is_array(v, r->owner))
        return true;
    enum verify_answer foreign =
        v->ops->foreign_protected(v->context, v->names[type_payload(r->owner)], kind, r->name, r->descriptor);
    if (foreign == VERIFY_STOP)
        v->status = VERIFY_STOPPED;
    if (foreign != VERIFY_YES)
        return foreign == VERIFY_NO;
    if (kind == VERIFY_METHOD && r->owner == known_type(NAME_OBJECT) && type_is_array(v, object) &&
        name_is(r->name, "clone"))
        return true; /* arrays have a public one */
    if (!type_assignable(v, object, v->this_type, true, &ok))
        return false;
    return ok || verify_fail_popped(v, object, (struct origin){ORIGIN_IMPLICIT, .type = v->this_type}, "%s", message);
}

/* ---- fields ---- */

bool declares_field(const struct verifier *v, const struct reference *r) {
    for (u32 i = 0; i < v->cf->fields_count; i++) {
        const struct member *f = &v->cf->fields[i];
        struct verify_name name = utf8_name(v, f->name_index);
        struct verify_name descriptor = utf8_name(v, f->descriptor_index);
        if (name.n == r->name.n && memcmp(name.s, r->name.s, name.n) == 0 && descriptor.n == r->descriptor.n &&
            memcmp(descriptor.s, r->descriptor.s, descriptor.n) == 0)
            return true;
    }
    return false;
}

static bool get_field(struct verifier *v, const struct reference *r) {
    u32 object;
    return frame_pop(v, r->owner, &object) &&
           check_protected(v, r, VERIFY_FIELD, object, "Bad access to protected data in getfield") &&
           frame_push_types(v, r->signature->types, r->signature->length);
}

static bool put_field(struct verifier *v, const struct reference *r) {
    u32 object;
    bool ok;
    if (!pop_types(v, r->signature->types, r->signature->length) || !frame_pop_any(v, &object))
        return false;
    /* A constructor may set fields that its class declares before it calls the next one. */
    if (object == TYPE_UNINITIALIZED_THIS && r->owner == v->this_type && declares_field(v, r))
        object = v->this_type;
    if (!type_assignable(v, object, r->owner, false, &ok))
        return false;
    if (!ok)
        return verify_fail_popped(v, object, (struct origin){ORIGIN_POOL, .index = r->index, .type = r->owner},
                                  "Bad type on operand stack in putfield");
    return check_protected(v, r, VERIFY_FIELD, object, "Bad access to protected data in putfield");
}

bool verify_field_access(struct verifier *v, u8 opcode) {
    struct reference r;
    bool is_static = opcode == OP_getstatic || opcode == OP_putstatic;
    if (!check_pool_tags(v, operand_index(v), 1u << CP_FIELDREF))
        return false;
    read_reference(v, &r);
    if (!is_static && type_is_array(v, r.owner)) {
        struct fault fault = {FAULT_TYPE, .bci = v->bci, .type = {ORIGIN_POOL, .index = r.index, .type = r.owner}};
        char name[UINT16_MAX + 1];
        put_class(v, name, sizeof name);
        return verify_fail(v, &fault, "Expecting reference to class in class %s at constant pool index %u", name,
                           r.index);
    }
    switch (opcode) {
    case OP_getstatic:
        return frame_push_types(v, r.signature->types, r.signature->length);
    case OP_putstatic:
        return pop_types(v, r.signature->types, r.signature->length);
    case OP_getfield:
        return get_field(v, &r);
    default:
        return put_field(v, &r);
    }
}

/* ---- constructors ---- */

/* Where the search for a way out of a handler has been and has still to go. */
struct search {
    const struct code_attribute *code;
    u8 *seen; /* by bci */
    u32 *stack, depth;
    bool leaves; /* found: a way out, or out of the code */
};

static void search_add(struct search *s, i64 bci) {
    if (bci >= 0 && bci < s->code->code_length && !s->seen[bci]) {
        s->seen[bci] = 1;
        s->stack[s->depth++] = (u32)bci;
    }
}

static void search_branch(struct search *s, i64 bci) {
    s->leaves |= bci < 0 || bci >= s->code->code_length;
    search_add(s, bci);
}

static void search_switch(struct search *s, u32 bci, u32 length) {
    const struct switch_operands operands = opcode_switch(s->code->code, bci);
    search_branch(s, (i64)bci + operands.fallback);
    search_add(s, bci + length); /* HotSpot also looks at what follows the switch */
    for (u32 i = 0; i < operands.count; i++)
        search_branch(s, (i64)bci + switch_offset(&operands, i));
}

static void search_next(struct search *s, u32 bci, u32 length) {
    const u8 *code = s->code->code;
    const struct opcode_info *info = &opcode_infos[code[bci]];
    for (u32 i = 0; i < s->code->exception_table_length; i++) {
        const struct exception_entry *e = &s->code->exception_table[i];
        if (bci >= e->start_pc && bci < e->end_pc)
            search_add(s, e->handler_pc);
    }
    if (info->format == FMT_BRANCH2)
        search_branch(s, (i64)bci + (i16)be16(code + bci + 1));
    else if (info->format == FMT_BRANCH4)
        search_branch(s, (i64)bci + (i32)be32(code + bci + 1));
    else if (info->format == FMT_TABLE || info->format == FMT_LOOKUP)
        search_switch(s, bci, length);
    if ((info->flags & OPF_END) == 0)
        search_add(s, bci + length);
}

/* Do all ways from bci end in athrow, or never? */
static bool ends_in_athrow(struct verifier *v, u32 bci) {
    struct search s = {v->code, mem_zalloc(v->code->code_length), mem_alloc(v->code->code_length * sizeof(u32)), 0,
                       false};
    search_add(&s, bci);
    while (s.depth > 0 && !s.leaves) {
        bci = s.stack[--s.depth];
        u32 length = opcode_length(v->code->code, v->code->code_length, bci);
        u8 opcode = v->code->code[bci];
        s.leaves = length == 0 || opcode == OP_return ||
                   (bci + length == v->code->code_length && (opcode_infos[opcode].flags & OPF_END) == 0);
        if (!s.leaves)
            search_next(&s, bci, length);
    }
    mem_free(s.seen);
    mem_free(s.stack);
    return !s.leaves;
}

/* An exception of this() or super() must not let an object escape half made. */
static bool check_handlers_throw(struct verifier *v) {
    for (u32 i = 0; i < v->code->exception_table_length; i++) {
        const struct exception_entry *e = &v->code->exception_table[i];
        if (v->bci >= e->start_pc && v->bci < e->end_pc && !ends_in_athrow(v, e->handler_pc))
            return FAIL_CODE(v, "Bad <init> method call from after the start of a try block");
    }
    return true;
}

static bool initialize_this(struct verifier *v, const struct reference *r, bool covered) {
    struct fault fault = {FAULT_TYPE, .bci = v->bci, .type = {ORIGIN_IMPLICIT, .type = r->owner},
                          .expected = {ORIGIN_IMPLICIT, .type = v->this_type}};
    if (r->owner != v->this_type && r->owner != v->super_type)
        return verify_fail(v, &fault, "Bad <init> method call");
    if (covered && (!check_handlers_throw(v) || !stackmap_check_handlers(v, true)))
        return false;
    frame_replace(v, TYPE_UNINITIALIZED_THIS, v->this_type);
    return true;
}

static bool initialize_new(struct verifier *v, const struct reference *r, u32 object, bool covered) {
    /* StackMapTable and `new` only make types of places that hold a `new`, which was or will be checked itself; this
     * one's constant may still be anything. */
    u16 index = be16(v->code->code + type_payload(object) + 1);
    bool ok;
    if (!check_pool_tags(v, index, 1u << CP_CLASS))
        return false;
    u32 type = class_constant_type(v, index);
    struct origin made = {ORIGIN_POOL, .index = index, .type = type};
    if (type != r->owner) {
        struct fault fault = {FAULT_TYPE, v->bci, made, {ORIGIN_POOL, .index = r->index, .type = r->owner}};
        return verify_fail(v, &fault, "Call to wrong <init> method");
    }
    enum verify_answer foreign = v->ops->foreign_protected(v->context, v->names[type_payload(r->owner)],
                                                           VERIFY_CONSTRUCTOR, r->name, r->descriptor);
    if (foreign == VERIFY_STOP) {
        v->status = VERIFY_STOPPED;
        return false;
    }
    if (foreign == VERIFY_YES) {
        if (!type_assignable(v, type, v->this_type, true, &ok))
            return false;
        struct fault fault = {FAULT_TYPE, v->bci, made, {ORIGIN_IMPLICIT, .type = v->this_type}};
        if (!ok)
            return verify_fail(v, &fault, "Bad access to protected <init> method");
    }
    if (covered && !stackmap_check_handlers(v, false))
        return false;
    frame_replace(v, object, type);
    return true;
}

static bool call_constructor(struct verifier *v, const struct reference *r, bool *initialized_this) {
    u32 object;
    bool covered = v->bci >= v->try_from && v->bci < v->try_to;
    if (!frame_pop(v, TYPE_REFERENCE, &object))
        return false;
    if (object == TYPE_UNINITIALIZED_THIS) {
        *initialized_this = true;
        return initialize_this(v, r, covered);
    }
    if (type_kind(object) == TYPE_UNINITIALIZED)
        return initialize_new(v, r, object, covered);
    return verify_fail_popped(v, object, (struct origin){.kind = ORIGIN_NONE}, "Bad operand type when invoking <init>");
}

/* ---- calls ---- */

static bool check_call_operands(struct verifier *v, u8 opcode, const struct reference *r) {
    const u8 *operands = v->code->code + v->bci + 1;
    if (opcode == OP_invokeinterface) {
        if (operands[2] != r->signature->arguments + 1)
            return FAIL_CODE(v, "Inconsistent args count operand in invokeinterface");
        if (operands[3] != 0)
            return FAIL_CODE(v, "Fourth operand byte of invokeinterface must be zero");
    }
    if (opcode == OP_invokedynamic && (operands[2] != 0 || operands[3] != 0))
        return FAIL_CODE(v, "Third and fourth operand bytes of invokedynamic must be zero");
    return true;
}

static bool is_direct_interface(struct verifier *v, u32 type) {
    for (u32 i = 0; i < v->cf->interfaces_count; i++)
        if (class_constant_type(v, v->cf->interfaces[i]) == type)
            return true;
    return false;
}

/* invokespecial names this class, a superclass or a direct superinterface. */
static bool check_special_owner(struct verifier *v, const struct reference *r) {
    bool ok;
    if (r->owner == v->this_type || r->owner == v->super_type || is_direct_interface(v, r->owner))
        return true;
    if (!type_assignable(v, v->this_type, r->owner, false, &ok))
        return false;
    if (!ok)
        return FAIL_CODE(v, "Bad invokespecial instruction: current class isn't assignable to reference class.");
    return v->cf->cp_tags[r->index] != CP_INTERFACE_METHODREF ||
           FAIL_CODE(v, "Bad invokespecial instruction: interface method reference is in an "
                        "indirect superinterface.");
}

static bool pop_receiver(struct verifier *v, u8 opcode, const struct reference *r) {
    u32 object;
    switch (opcode) {
    case OP_invokespecial:
        return frame_pop(v, v->this_type, NULL);
    case OP_invokeinterface:
        return frame_pop(v, r->owner, NULL);
    case OP_invokevirtual:
        return frame_pop(v, r->owner, &object) &&
               check_protected(v, r, VERIFY_METHOD, object, "Bad access to protected data in invokevirtual");
    default:
        return true;
    }
}

static u32 call_tags(const struct verifier *v, u8 opcode) {
    switch (opcode) {
    case OP_invokeinterface:
        return 1u << CP_INTERFACE_METHODREF;
    case OP_invokedynamic:
        return 1u << CP_INVOKE_DYNAMIC;
    case OP_invokespecial:
    case OP_invokestatic:
        return 1u << CP_METHODREF | (v->cf->major_version >= 52 ? 1u << CP_INTERFACE_METHODREF : 0);
    default:
        return 1u << CP_METHODREF;
    }
}

bool verify_call(struct verifier *v, u8 opcode, bool *initialized_this) {
    struct reference r;
    if (!check_pool_tags(v, operand_index(v), call_tags(v, opcode)))
        return false;
    read_reference(v, &r);
    if (!check_call_operands(v, opcode, &r))
        return false;
    bool constructor = name_is(r.name, "<init>");
    if (r.name.n && r.name.s[0] == '<') {
        if (opcode != OP_invokespecial || !constructor)
            return FAIL_CODE(v, "Illegal call to internal method");
    } else if (opcode == OP_invokespecial && !check_special_owner(v, &r)) {
        return false;
    }
    if (!pop_types(v, r.signature->types, r.signature->arguments))
        return false;
    if (constructor)
        return call_constructor(v, &r, initialized_this);
    return pop_receiver(v, opcode, &r) && frame_push_types(v, r.signature->types + r.signature->arguments,
                                                           r.signature->length - (u32)r.signature->arguments);
}
