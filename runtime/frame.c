/* SPDX-License-Identifier: MIT
 *
 * frame.c - what everybody but the engines may know of frame records; source lines.
 */
#include "runtime/frame.h"

#include "runtime/frame_record.h"
#include "runtime/vm.h"

static struct frame *skip_entries(const struct thread *t, struct frame *f) {
    while (f && frame_is_entry(f))
        f = frame_record_next(t, f);
    return f;
}

struct frame *frame_first(const struct thread *t) {
    return skip_entries(t, frame_record_first(t));
}

struct frame *frame_next(const struct thread *t, const struct frame *f) {
    return skip_entries(t, frame_record_next(t, f));
}

struct method *frame_current_method(const struct thread *t) {
    const struct frame *f = frame_first(t);
    return f ? f->method : NULL;
}

struct method *frame_method(const struct frame *f) {
    return f->method;
}

int frame_bci(const struct frame *f) {
    if (method_is_native(f->method))
        return -1;
    return (int)code_bci_at(f->method->register_code, f->pc);
}

struct object *frame_argument(const struct frame *f, u32 i) {
    return f->fp[i].o;
}

void frame_each_reference(const struct thread *t, const struct frame *f, void (*visit)(void *context, struct object *o),
                          void *context) {
    u32 count = frame_registers(f);
    for (u32 i = 0; i < count && f->fp + i < (union slot *)(void *)t->top; i++) {
        struct object *o = f->fp[i].o;
        if (o && gc_find_object(t->vm->heap, o) == o)
            visit(context, o);
    }
}

u32 frame_monitors(struct thread *t, const struct frame *f, struct object **found, u32 most) {
    return t->vm->engine->frame_locks(t, f, found, most);
}

int method_line_number(const struct method *m, int bci) {
    if (method_is_native(m))
        return -2;
    const struct code_attribute *code = m->member ? m->member->code : NULL;
    if (!code || bci < 0)
        return -1;
    return code_line_number(code, (u32)bci);
}

bool frame_ignored_by_security_walk(const struct frame *f) {
    const struct method *m = f->method;
    if (m->flags & (METHOD_LAMBDA_FORM_COMPILED | METHOD_MH_INTRINSIC))
        return true;
    const struct class *k = m->holder;
    const struct vm *vm = k->loader->vm;
    if (k == K(vm, java_lang_reflect_Method))
        return strcmp(m->name->text, "invoke") == 0;
    const struct class *accessor = K(vm, jdk_internal_reflect_MethodAccessorImpl);
    return accessor && !class_is_interface(k) && class_is_subclass(k, accessor);
}
