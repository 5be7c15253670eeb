/* SPDX-License-Identifier: MIT
 *
 * first_call.c - the first call of a method with bytecode: it is translated, with what the VM's options say, and logged.
 */
#include "interp/interp_internal.h"

#include "interp/dump.h"
#include "interp/translate.h"
#include "runtime/event.h"

static void log_translation(struct thread *t, struct method *m) {
    char *name = method_external_name(m);
    struct buf text = {0};
    dump_register_code(&text, m->register_code, m->holder->file, m->member);
    log_write(&t->vm->log, LOG_CH_translate, LOG_INFO, "%s\n%s", name, buf_cstr(&text));
    buf_free(&text);
    mem_free(name);
}

static unsigned translate_options(const struct vm *vm) {
    const struct vm_options *o = &vm->options;
    return (o->no_accumulator ? TRANSLATE_NO_ACCUMULATOR : 0) | (o->no_inversion ? TRANSLATE_NO_INVERSION : 0) |
           (o->no_superoperators ? TRANSLATE_NO_SUPEROPERATORS : 0) |
           (o->no_copy_propagation ? TRANSLATE_NO_COPY_PROPAGATION : 0);
}

bool interp_translate(struct thread *t, struct method *m) {
    struct loader *l = m->holder->loader;
    struct translate_error error = {NULL, 0};
    bool made = false;
    event_method_compile_begin(t, m);
    pthread_mutex_lock(&l->lock); /* guards the arena; nothing below can block or throw */
    if (!m->register_code) {
        struct register_code *code =
            translate_method(&l->arena, m->holder->file, m->member, translate_options(t->vm), &error);
        if (code) {
            __atomic_store_n(&m->register_code, code, __ATOMIC_RELEASE);
            if (m->binding != BINDING_FAST)
                __atomic_store_n(&m->code, code->words, __ATOMIC_RELEASE);
            made = true;
        }
    }
    pthread_mutex_unlock(&l->lock);
    event_method_compile_end(t, m);
    if (error.reason) {
        char *class_name = class_external_name(m->holder);
        throw_by_name(t, "java/lang/VerifyError", "(class: %s, method: %.*s signature: %.*s) %s at bytecode index %u",
                      class_name, (int)m->name->length, m->name->text, (int)m->descriptor->length, m->descriptor->text,
                      error.reason, error.bci);
        mem_free(class_name);
        return false;
    }
    if (made)
        interp_find_leaf(t, m);
    if (made && t->vm->engine->translated)
        t->vm->engine->translated(t, m);
    if (made && LOG_ON(&t->vm->log, translate, LOG_INFO))
        log_translation(t, m);
    return true;
}
