/* SPDX-License-Identifier: MIT
 *
 * frame.c - walking a thread's frame records; source lines.
 */
#include "runtime/frame.h"
#include "runtime/class.h"
#include "runtime/thread.h"
#include "runtime/vm.h"

static struct frame *skip_entries(const struct thread *t, struct frame *f) {
    while (f && (char *)f < t->stack_high && !f->method)
        f++;
    return f && (char *)f < t->stack_high ? f : NULL;
}

struct frame *frame_first(const struct thread *t) {
    return skip_entries(t, t->top);
}

struct frame *frame_next(const struct thread *t, struct frame *f) {
    return skip_entries(t, f + 1);
}

int frame_bci(const struct frame *f) {
    if (method_is_native(f->method))
        return -1;
    return (int)code_bci_at(f->method->register_code, f->pc);
}

int method_line_number(const struct method *m, int bci) {
    if (method_is_native(m))
        return -2;
    const struct code_attribute *code = m->member ? m->member->code : NULL;
    if (!code || bci < 0)
        return -1;
    int line = -1, best = -1;
    /* A method may have several tables, in any order (JVMS 4.7.12): the entry with the nearest start below counts. */
    for (u16 i = 0; i < code->attributes_count; i++) {
        const struct attribute *a = &code->attributes[i];
        if (a->kind != ATTR_LINE_NUMBER_TABLE || a->length < 2)
            continue;
        u32 count = MIN_OF((u32)be16(a->info), (a->length - 2) / 4);
        for (u32 j = 0; j < count; j++) {
            int start = be16(a->info + 2 + 4 * j);
            int entry_line = be16(a->info + 4 + 4 * j);
            if (start == bci)
                return entry_line;
            if (start < bci && start >= best) {
                best = start;
                line = entry_line;
            }
        }
    }
    return line;
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
