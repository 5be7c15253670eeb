/* SPDX-License-Identifier: MIT
 *
 * verify.c - verification as a step of linking (JVMS 5.4.1): whether a class is verified, and what the verifier
 * (classfile/verify.h) asks about other classes.
 *
 * Nothing is locked: a check may load classes and so run Java code, also code that links this very class, which then is
 * verified within its own verification. Verification changes nothing, so that two threads may do it at once.
 */
#include "classfile/verify.h"

#include "runtime/event.h"
#include "runtime/exception.h"
#include "runtime/link.h"
#include "runtime/vm.h"

struct context {
    struct thread *t;
    struct class *k;
};

/* A class named in k. NULL = exception. */
static struct class *named_class(const struct context *c, struct verify_name name) {
    struct symbol *s = symbol_intern(c->t->vm->symbols, name.s, name.n);
    if (s == c->k->name) /* hidden classes cannot be found by name */
        return c->k;
    return loader_load_for(c->t, c->k, s);
}

static enum verify_answer assignable(void *context, struct verify_name from, struct verify_name to, bool of_protected) {
    const struct context *c = context;
    const struct vm *vm = c->t->vm;
    struct class *target = named_class(c, to);
    bool array = from.n && from.s[0] == '[';
    if (!target)
        return VERIFY_STOP;
    bool object = from.n == 16 && memcmp(from.s, "java/lang/Object", 16) == 0;
    if (class_is_interface(target) && !(of_protected && object))
        return !array || target == K(vm, java_lang_Cloneable) || target == K(vm, java_io_Serializable) ? VERIFY_YES
                                                                                                       : VERIFY_NO;
    if (array)
        return VERIFY_NO;
    const struct class *source = named_class(c, from);
    if (!source)
        return VERIFY_STOP;
    return class_is_subclass(source, target) ? VERIFY_YES : VERIFY_NO;
}

static bool has_super_named(const struct class *k, struct verify_name name) {
    for (; k; k = k->super) {
        if (k->name->length == name.n && memcmp(k->name->text, name.s, name.n) == 0)
            return true;
    }
    return false;
}

static enum verify_answer foreign_protected(void *context, struct verify_name owner, enum verify_member kind,
                                            struct verify_name name, struct verify_name descriptor) {
    const struct context *c = context;
    struct symbol_table *symbols = c->t->vm->symbols;
    if (!has_super_named(c->k, owner))
        return VERIFY_NO;
    struct class *k = named_class(c, owner);
    if (!k)
        return VERIFY_STOP;
    if (kind != VERIFY_CONSTRUCTOR && !class_is_subclass(c->k, k))
        return VERIFY_NO;
    const struct symbol *n = symbol_intern(symbols, name.s, name.n);
    const struct symbol *d = symbol_intern(symbols, descriptor.s, descriptor.n);
    const struct class *holder = NULL;
    u16 flags = 0;
    if (kind == VERIFY_FIELD) {
        const struct field *f = class_find_field(k, n, d);
        if (f) {
            holder = f->holder;
            flags = f->access_flags;
        }
    } else {
        const struct method *m = kind == VERIFY_METHOD ? class_find_method(k, n, d) : class_declared_method(k, n, d);
        if (m) {
            holder = m->holder;
            flags = m->access_flags;
        }
    }
    return (flags & ACC_PROTECTED) && !class_same_package(c->k, holder) ? VERIFY_YES : VERIFY_NO;
}

static enum verify_answer is_superclass(void *context, struct verify_name name) {
    const struct context *c = context;
    return has_super_named(c->k->super, name) ? VERIFY_YES : VERIFY_NO;
}

static u32 depth_of(const struct class *k) {
    u32 n = 0;
    for (; k; k = k->super)
        n++;
    return n;
}

static enum verify_answer common_superclass(void *context, struct verify_name first, struct verify_name second,
                                            struct verify_name *super) {
    const struct context *c = context;
    const struct class *a = NULL, *b = named_class(c, second);
    if (b && !class_is_interface(b) && (a = named_class(c, first)) == NULL)
        return VERIFY_STOP;
    if (!b)
        return VERIFY_STOP;
    if (!a || class_is_interface(a))
        a = b = K(c->t->vm, java_lang_Object);
    u32 depth_a = depth_of(a), depth_b = depth_of(b);
    for (; depth_a > depth_b; depth_a--)
        a = a->super;
    for (; depth_b > depth_a; depth_b--)
        b = b->super;
    for (; a != b; b = b->super)
        a = a->super;
    *super = (struct verify_name){a->name->text, (u16)a->name->length};
    return VERIFY_YES;
}

bool class_is_to_verify(const struct loader *l) {
    return l->object ? l->vm->options.verify_remote : l->vm->options.verify_local;
}

/* As in HotSpot: not the classes that everything stands on, nor what core reflection generates. */
static bool is_not_verified(const struct class *k) {
    static const char *const names[] = {"java/lang/Object", "java/lang/Class", "java/lang/String",
                                        "java/lang/Throwable"};
    if (!k->file || (k->flags & CLASS_MAGIC_ACCESSOR))
        return true;
    for (size_t i = 0; i < ARRAY_LENGTH(names); i++) {
        if (strcmp(k->name->text, names[i]) == 0)
            return true;
    }
    return false;
}

static bool throw_status(struct thread *t, enum verify_status status, const struct buf *message) {
    if (status == VERIFY_OK || status == VERIFY_STOPPED)
        return status == VERIFY_OK;
    return throw_by_name(t, status == VERIFY_ERROR ? "java/lang/VerifyError" : "java/lang/ClassFormatError", "%s",
                         buf_cstr(message));
}

bool class_verify(struct thread *t, struct class *k) {
    static const struct verify_ops ops = {assignable, foreign_protected, is_superclass, common_superclass};
    /* As in HotSpot, where a class whose format went unchecked counts as a local one. */
    if ((!class_is_to_verify(k->loader) && !t->vm->options.verify_local) || is_not_verified(k))
        return true;
    struct context context = {t, k};
    struct verify_request request = {.cf = k->file, .name = {k->name->text, (u16)k->name->length}, &ops, &context};
    struct buf message = {0};
    bool failed_over;
    event_class_verify_begin(t, k);
    enum verify_status status = verify_class(&request, &message, &failed_over);
    event_class_verify_end(t, k, failed_over);
    bool ok = throw_status(t, status, &message);
    buf_free(&message);
    return ok;
}
