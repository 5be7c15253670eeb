/* SPDX-License-Identifier: MIT
 *
 * no_method.c - the error when the method that a call selects has no code: abstract, or in conflict with another default.
 */
#include "interp/interp_internal.h"

#include "base/buf.h"
#include "classfile/opcode.h"

/* HotSpot's text: "Conflicting default methods: A.m B.m". */
static void throw_conflict(struct thread *t, struct method *m, struct class *k) {
    struct buf text = {0};
    buf_str(&text, "Conflicting default methods:");
    for (u32 i = 0; i < k->all_interfaces_count; i++) {
        struct class *interface = k->all_interfaces[i];
        struct method *candidate = class_declared_method(interface, m->name, m->descriptor);
        bool maximal = candidate && !(candidate->access_flags & (ACC_STATIC | ACC_PRIVATE | ACC_ABSTRACT));
        for (u32 j = 0; maximal && j < k->all_interfaces_count; j++)
            maximal = j == i || !class_declared_method(k->all_interfaces[j], m->name, m->descriptor) ||
                      !class_is_subtype(k->all_interfaces[j], interface);
        if (maximal)
            buf_printf(&text, " %.*s.%.*s", (int)interface->name->length, interface->name->text, (int)m->name->length,
                       m->name->text);
    }
    throw_by_name(t, "java/lang/IncompatibleClassChangeError", "%s", buf_cstr(&text));
    buf_free(&text);
}

/* An interface method that no default implements, in a class that has got defaults to choose from: the error names the
 * class where the choice failed. False = none among its supertypes. */
static bool throw_no_default(struct thread *t, const struct method *m, const struct class *receiver) {
    u32 index = (u32)m->vtable_index;
    while (receiver->super && index < receiver->super->vtable_length && receiver->super->vtable[index] == m)
        receiver = receiver->super;
    if (!(receiver->flags & (CLASS_HAS_DEFAULTS | CLASS_HAS_INHERITED_DEFAULTS)))
        return false;
    throw_by_name(t, "java/lang/AbstractMethodError", "Method %s.%s%s is abstract", receiver->name->text, m->name->text,
                  m->descriptor->text);
    return true;
}

/* The method that the call in progress names, or NULL when m was not selected by an instruction for it. */
static struct method *named_by_caller(struct thread *t, const struct method *m) {
    const struct frame *f = frame_first(t);
    if (!f || !frame_in_code(f))
        return NULL;
    const struct code_attribute *code = f->method->member->code;
    u32 bci = (u32)frame_bci(f);
    if (bci + 2 >= code->code_length || code->code[bci] < OP_invokevirtual || code->code[bci] > OP_invokeinterface)
        return NULL;
    enum invoke_kind kind = code->code[bci] == OP_invokevirtual     ? INVOKE_VIRTUAL
                            : code->code[bci] == OP_invokespecial   ? INVOKE_SPECIAL
                            : code->code[bci] == OP_invokeinterface ? INVOKE_INTERFACE
                                                                    : INVOKE_STATIC;
    struct resolved_call to;
    if (!resolve_call(t, f->method->holder, be16(code->code + bci + 1), kind, &to)) {
        exception_take(t);
        return NULL;
    }
    return to.method->name == m->name && to.method->descriptor == m->descriptor ? to.method : NULL;
}

void interp_throw_no_method(struct thread *t, struct method *m, union slot *args) {
    struct class *receiver = method_is_static(m) || !args[0].o ? m->holder : object_class(args[0].o);
    if (m->flags & METHOD_CONFLICT)
        throw_conflict(t, m, receiver);
    else if ((m->flags & METHOD_MIRANDA) && throw_no_default(t, m, receiver))
        return;
    else {
        struct method *named = named_by_caller(t, m);
        throw_abstract_method(t, receiver, named ? named : m, m);
    }
}
