/* SPDX-License-Identifier: MIT
 *
 * resolve.c - resolution of constant-pool entries (JVMS 5.4.3): classes, fields, methods, loadable constants.
 *
 * A result is published in class->cp_resolved (metadata) or cp_objects (heap objects) with release; readers use
 * acquire. Racing threads compute the same metadata; for objects the first one stored wins. A LinkageError of a class or
 * a loadable constant is recorded per entry and thrown again, as the specification demands, with a fresh trace. Errors of
 * fields and methods aren't, as in HotSpot: they come again of themselves, since classes don't change, and which one it
 * is depends on the instruction too, of which there may be several kinds for one entry.
 */
#include "base/buf.h"
#include "runtime/constraint.h"
#include "runtime/exception.h"
#include "runtime/indy.h"
#include "runtime/link.h"
#include "runtime/object.h"
#include "runtime/string.h"
#include "runtime/vm.h"

/* ---- constant-pool shorthands ---- */

static void ref_symbols(struct vm *vm, struct class *k, u16 index, struct symbol **name, struct symbol **descriptor) {
    const union cp_entry *nt = &k->file->cp[k->file->cp[index].ref.name_and_type_index];
    *name = class_cp_symbol(vm, k, nt->name_and_type.name_index);
    *descriptor = class_cp_symbol(vm, k, nt->name_and_type.descriptor_index);
}

static void *resolved_get(struct class *k, u16 index) {
    return (void *)(uintptr_t)__atomic_load_n(&k->cp_resolved[index], __ATOMIC_ACQUIRE);
}

static void resolved_set(struct class *k, u16 index, const void *p) {
    __atomic_store_n(&k->cp_resolved[index], (u32)(uintptr_t)p, __ATOMIC_RELEASE);
}

static struct object *object_get(struct class *k, u16 index) {
    struct object **objects = __atomic_load_n(&k->cp_objects, __ATOMIC_ACQUIRE);
    return objects ? __atomic_load_n(&objects[index], __ATOMIC_ACQUIRE) : NULL;
}

/* First store wins; returns the winner. */
static struct object *object_set(struct class *k, u16 index, struct object *o) {
    struct object **objects = __atomic_load_n(&k->cp_objects, __ATOMIC_ACQUIRE), *first = NULL;
    if (!objects) {
        pthread_mutex_lock(&k->loader->lock);
        if (!k->cp_objects) {
            objects = arena_alloc(&k->loader->arena, sizeof *objects * k->file->cp_count);
            __atomic_store_n(&k->cp_objects, objects, __ATOMIC_RELEASE);
        }
        objects = k->cp_objects;
        pthread_mutex_unlock(&k->loader->lock);
    }
    if (__atomic_compare_exchange_n(&objects[index], &first, o, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE)) {
        class_wrote(k);
        return o;
    }
    return first;
}

/* ---- recorded errors ---- */

static const void *error_key(u16 index) {
    return (const void *)(uintptr_t)(index + 2u);
}

/* Remembers the pending LinkageError for the entry; always false. */
static bool record_error(struct thread *t, struct class *k, u16 index) {
    struct object *error = t->exception;
    if (!error || !object_is_instance(error, K(t->vm, java_lang_LinkageError)))
        return false;
    pthread_mutex_lock(&k->loader->lock);
    if (!k->cp_errors)
        k->cp_errors = mem_zalloc(sizeof *k->cp_errors);
    if (!map_get(k->cp_errors, error_key(index)))
        map_put(k->cp_errors, error_key(index), error);
    class_wrote(k);
    pthread_mutex_unlock(&k->loader->lock);
    return false;
}

/* Constructors aren't inherited: m, of a superclass or of nobody, is none of the holder's. */
static bool throw_no_constructor(struct thread *t, const struct class *holder, const struct method *m) {
    char *name = class_external_name(holder), *text = method_return_and_name(m);
    throw_by_name(t, "java/lang/NoSuchMethodError", "%s: method '%s' not found", name, text);
    mem_free(name);
    mem_free(text);
    return false;
}

/* A new throwable of the class and message of `model`; without a message of its own it gets `text`, which may be NULL.
 * As in HotSpot its class is the boot loader's of that name, and if anything fails, what that threw comes instead. */
static struct object *make_again(struct thread *t, struct object *model, const char *text) {
    struct vm *vm = t->vm;
    struct object *message = object_get_ref(model, KF(vm, Throwable_detailMessage));
    if (!message && text && !(message = string_intern_mutf8(t, text, strlen(text))))
        return exception_take(t);
    struct class *k = loader_load(t, vm->boot_loader, object_class(model)->name);
    if (!k || !class_initialize(t, k))
        return exception_take(t);
    struct symbol *descriptor = message ? KS(vm, string_void) : KS(vm, void_method);
    struct method *constructor = class_declared_method(k, KS(vm, object_initializer), descriptor);
    if (!constructor) {
        const struct method absent = {.holder = k, .name = KS(vm, object_initializer), .descriptor = descriptor};
        throw_no_constructor(t, k, &absent);
        return exception_take(t);
    }
    struct object *made = object_new(t, k);
    union slot args[2] = {{.o = made}, {.o = message}};
    return made && java_call(t, constructor, args) ? made : exception_take(t);
}

bool resolve_rethrow(struct thread *t, struct object *error, const char *text, bool with_cause) {
    struct vm *vm = t->vm;
    struct object *cause = object_get_ref(error, KF(vm, Throwable_cause)), *made_cause = NULL;
    bool has_cause = with_cause && cause && cause != error;
    if (has_cause)
        made_cause = make_again(t, cause, NULL);
    struct object *made = make_again(t, error, text);
    union slot args[2] = {{.o = made}, {.o = made_cause}};
    /* Some forbid it: then their refusal is thrown, in HotSpot too. */
    if (!has_cause || java_call_virtual(t, KM(vm, Throwable_initCause), args))
        throw_object(t, made);
    return false;
}

/* Throws the entry's recorded error again (same class, message and cause), with the entry's name or descriptor if it has
 * no message. True = there was one. */
static bool rethrow_recorded(struct thread *t, struct class *k, u16 index, u16 name_index) {
    if (LIKELY(!__atomic_load_n(&k->cp_errors, __ATOMIC_ACQUIRE)))
        return false;
    pthread_mutex_lock(&k->loader->lock);
    struct object *error = map_get(k->cp_errors, error_key(index));
    pthread_mutex_unlock(&k->loader->lock);
    if (!error)
        return false;
    resolve_rethrow(t, error, class_cp_symbol(t->vm, k, name_index)->text, true);
    return true;
}

/* ---- classes ---- */

struct class *resolve_class(struct thread *t, struct class *k, u16 cp_index) {
    struct class *c = resolved_get(k, cp_index);
    if (c)
        return c;
    if (rethrow_recorded(t, k, cp_index, k->file->cp[cp_index].name_index))
        return NULL;
    struct symbol *name = class_cp_symbol(t->vm, k, k->file->cp[cp_index].name_index);
    c = loader_load_for(t, k, name);
    if (!c || (!class_accessible(k, c) && !throw_class_access(t, k, c))) {
        record_error(t, k, cp_index);
        return NULL;
    }
    resolved_set(k, cp_index, c);
    return c;
}

struct class *resolve_class_if_loaded(struct thread *t, struct class *k, u16 cp_index) {
    struct class *c = resolved_get(k, cp_index);
    if (c)
        return c;
    struct vm *vm = t->vm;
    struct symbol *name = class_cp_symbol(vm, k, k->file->cp[cp_index].name_index);
    if (name->text[0] != '[')
        return loader_find_loaded(k->loader, name);
    const char *d = name->text;
    int dimensions = 0;
    while (d[dimensions] == '[')
        dimensions++;
    d += dimensions;
    c = *d == 'L' ? loader_find_loaded(k->loader, symbol_intern(vm->symbols, d + 1, strlen(d) - 2))
                  : vm->primitives[basic_type_of_char(*d)];
    while (c && dimensions-- > 0)
        c = __atomic_load_n(&c->array, __ATOMIC_ACQUIRE);
    return c;
}

struct class *class_from_descriptor(struct thread *t, const struct class *k, const char *descriptor, size_t length) {
    u8 type = basic_type_of_char(descriptor[0]);
    if (type == T_OBJECT)
        return loader_load_for(t, k, symbol_intern(t->vm->symbols, descriptor + 1, length - 2));
    if (type == T_ARRAY)
        return loader_load_for(t, k, symbol_intern(t->vm->symbols, descriptor, length));
    return t->vm->primitives[type];
}

/* ---- fields ---- */

static const char *protection(u16 access_flags) {
    return access_flags & ACC_PRIVATE ? "private " : access_flags & ACC_PROTECTED ? "protected " : "";
}

/* ", (...)" behind the message about a private member: what is wrong with the nests of the two classes. */
static char *nest_problems(struct thread *t, u16 access_flags, struct class *from, struct class *holder) {
    char *a = access_flags & ACC_PRIVATE ? class_nest_host_problem(t, from) : NULL;
    char *b = access_flags & ACC_PRIVATE ? class_nest_host_problem(t, holder) : NULL;
    char *text = a || b ? mem_printf(", (%s%s%s)", a ? a : "", a && b ? ", " : "", b ? b : "") : mem_strdup("");
    mem_free(a);
    mem_free(b);
    return text;
}

static bool throw_field_access(struct thread *t, struct class *from, const struct field *f) {
    char *a = class_external_name(from), *b = class_external_name(f->holder);
    char *where = classes_module_and_loader(t->vm, from, f->holder);
    char *nests = nest_problems(t, f->access_flags, from, f->holder);
    throw_by_name(t, "java/lang/IllegalAccessError", "class %s tried to access %sfield %s.%s (%s)%s", a,
                  protection(f->access_flags), b, f->name->text, where, nests);
    mem_free(nests);
    mem_free(a);
    mem_free(b);
    mem_free(where);
    return false;
}

struct field *resolve_field_in(struct thread *t, struct class *caller, struct class *holder, struct symbol *name,
                               struct symbol *descriptor, bool is_static) {
    struct field *f = class_find_field(holder, name, descriptor);
    if (!f || !f->member) {
        throw_by_name(t, "java/lang/NoSuchFieldError", "%s", name->text);
        return NULL;
    }
    if (caller && !member_accessible(t, caller, holder, f->holder, f->access_flags)) {
        throw_field_access(t, caller, f);
        return NULL;
    }
    if (field_is_static(f) != is_static) {
        char *text = class_external_name(holder);
        throw_by_name(t, "java/lang/IncompatibleClassChangeError", "Expected %s field %s.%s",
                      is_static ? "static" : "non-static", text, name->text);
        mem_free(text);
        return NULL;
    }
    struct constraint_violation violation;
    if (caller && !constraint_add_descriptor(caller->loader, f->holder->loader, descriptor->text, &violation)) {
        throw_field_constraint(t, caller, f, &violation);
        return NULL;
    }
    return f;
}

/* Rules on assigning a final field (JVMS 6.5 putfield, putstatic). */
static bool check_final_put(struct thread *t, struct class *k, const struct field *f, const struct method *m) {
    if (!(f->access_flags & ACC_FINAL))
        return true;
    const char *kind = field_is_static(f) ? "static" : "non-static";
    char *holder = class_external_name(f->holder);
    bool ok = true;
    if (f->holder != k) {
        char *from = class_external_name(k);
        ok = throw_by_name(t, "java/lang/IllegalAccessError",
                           "Update to %s final field %s.%s attempted from a different class (%s) "
                           "than the field's declaring class",
                           kind, holder, f->name->text, from);
        mem_free(from);
    } else if (m && k->file->major_version >= 53 && !(m->flags & (field_is_static(f) ? METHOD_CLINIT : METHOD_INIT))) {
        ok = throw_by_name(t, "java/lang/IllegalAccessError",
                           "Update to %s final field %s.%s attempted from a different method (%s) "
                           "than the initializer method %s ",
                           kind, holder, f->name->text, m->name->text, field_is_static(f) ? "<clinit>" : "<init>");
    }
    mem_free(holder);
    return ok;
}

struct field *resolve_field(struct thread *t, struct class *k, u16 cp_index, bool is_static, enum field_access access,
                            const struct method *m) {
    struct vm *vm = t->vm;
    struct symbol *name, *descriptor;
    struct class *c = resolve_class(t, k, k->file->cp[cp_index].ref.class_index);
    if (!c)
        return NULL;
    struct field *f = resolved_get(k, cp_index);
    if (!f || field_is_static(f) != is_static) {
        ref_symbols(vm, k, cp_index, &name, &descriptor);
        f = resolve_field_in(t, k, c, name, descriptor, is_static);
        if (!f)
            return NULL;
        resolved_set(k, cp_index, f);
    }
    if (access == ACCESS_PUT && !check_final_put(t, k, f, m))
        return NULL;
    return f;
}

/* ---- methods ---- */

/* "void A.m(int)" of a reference that may not exist; malloc'ed. */
static char *reference_text(const struct class *holder, struct symbol *name, struct symbol *descriptor) {
    struct method m = {.holder = (struct class *)(uintptr_t)holder, .name = name, .descriptor = descriptor};
    return method_external_name_and_return(&m);
}

static bool throw_method(struct thread *t, const char *error, const char *before, const struct class *holder,
                         struct symbol *name, struct symbol *descriptor, const char *after) {
    char *text = reference_text(holder, name, descriptor);
    throw_by_name(t, error, "%s'%s'%s", before, text, after);
    mem_free(text);
    return false;
}

static bool throw_method_access(struct thread *t, struct class *from, const struct method *m) {
    char *a = class_external_name(from), *b = method_external_name_and_return(m);
    char *where = classes_module_and_loader(t->vm, from, m->holder);
    char *nests = nest_problems(t, m->access_flags, from, m->holder);
    throw_by_name(t, "java/lang/IllegalAccessError", "class %s tried to access %s%smethod '%s' (%s)%s", a,
                  method_is_abstract(m) ? "abstract " : "", protection(m->access_flags), b, where, nests);
    mem_free(nests);
    mem_free(a);
    mem_free(b);
    mem_free(where);
    return false;
}

static bool throw_kind_mismatch(struct thread *t, const struct class *holder, bool is_interface) {
    char *name = class_external_name(holder);
    throw_by_name(t, "java/lang/IncompatibleClassChangeError", "Found %s %s, but %s was expected",
                  is_interface ? "interface" : "class", name, is_interface ? "class" : "interface");
    mem_free(name);
    return false;
}

/* The caller's loader and that of the method found agree on its types (JVMS 5.4.3.3). */
static bool check_method_constraints(struct thread *t, const struct class *caller, const struct class *holder,
                                     const struct method *m) {
    struct constraint_violation violation;
    return constraint_add_descriptor(caller->loader, m->holder->loader, m->descriptor->text, &violation) ||
           throw_method_constraint(t, caller, holder, m, &violation);
}

/* Method lookup with access check and the class/interface rules. NULL = exception. */
static struct method *lookup(struct thread *t, struct class *caller, struct class *holder, struct symbol *name,
                             struct symbol *descriptor, enum invoke_kind kind, bool interface_ref) {
    static const char icce[] = "java/lang/IncompatibleClassChangeError";
    struct vm *vm = t->vm;
    bool is_interface = class_is_interface(holder);
    if ((kind == INVOKE_VIRTUAL && is_interface) || (kind == INVOKE_INTERFACE && !is_interface)) {
        throw_kind_mismatch(t, holder, is_interface);
        return NULL;
    }
    if (caller && is_interface != interface_ref) {
        throw_method(t, icce, "Method ", holder, name, descriptor,
                     is_interface ? " must be InterfaceMethodref constant" : " must be Methodref constant");
        return NULL;
    }
    struct method *m = is_interface ? class_find_interface_method(holder, name, descriptor)
                                    : class_find_method(holder, name, descriptor);
    if (m && name == KS(vm, class_initializer))
        m = NULL;
    if (!m) {
        throw_method(t, "java/lang/NoSuchMethodError", "", holder, name, descriptor, "");
        return NULL;
    }
    bool array_clone = class_is_array(holder) && name == KS(vm, clone);
    if (caller && !array_clone && !member_accessible(t, caller, holder, m->holder, m->access_flags)) {
        throw_method_access(t, caller, m);
        return NULL;
    }
    if (caller && !check_method_constraints(t, caller, holder, m))
        return NULL;
    if (name == KS(vm, object_initializer) && m->holder != holder) {
        throw_no_constructor(t, holder, m);
        return NULL;
    }
    return m;
}

static bool check_staticness(struct thread *t, const struct class *holder, const struct method *m,
                             enum invoke_kind kind) {
    if (method_is_static(m) == (kind == INVOKE_STATIC))
        return true;
    const char *expected = kind == INVOKE_STATIC        ? "Expected static method "
                           : class_is_interface(holder) ? "Expected instance not static method "
                                                        : "Expecting non-static method ";
    return throw_method(t, "java/lang/IncompatibleClassChangeError", expected, m->holder, m->name, m->descriptor, "");
}

static bool is_direct_interface(const struct class *k, const struct class *interface) {
    for (u32 i = 0; i < k->interfaces_count; i++) {
        if (k->interfaces[i] == interface)
            return true;
    }
    return k == interface;
}

/* An interface named by invokespecial is the caller itself or one of its direct superinterfaces. */
static bool check_special_interface(struct thread *t, const struct class *caller, const struct class *holder,
                                    const struct method *m) {
    if (!caller || !class_is_interface(holder) || (caller->flags & CLASS_MAGIC_ACCESSOR) ||
        is_direct_interface(caller, holder))
        return true;
    char *name = class_external_name(caller), *after;
    after = mem_printf(", is in an indirect superinterface of %s", name);
    throw_method(t, "java/lang/IncompatibleClassChangeError", "Interface method reference: ", m->holder, m->name,
                 m->descriptor, after);
    mem_free(after);
    mem_free(name);
    return false;
}

/* invokespecial: the method of the caller's superclass (JVMS 6.5 invokespecial). NULL = exception. */
static struct method *select_special(struct thread *t, struct class *caller, struct class *holder, struct method *m) {
    struct method *selected = m;
    if (!check_special_interface(t, caller, holder, m))
        return NULL;
    if (caller && m->name != KS(t->vm, object_initializer) && !class_is_interface(holder) && caller != holder &&
        class_is_subclass(caller, holder))
        selected = class_find_method(caller->super, m->name, m->descriptor);
    if (!selected || method_is_abstract(selected)) {
        /* named as if the class that the call names had it, but for what a class has from interfaces */
        bool inherited = !class_is_interface(holder) && (!selected || class_is_interface(selected->holder));
        throw_method(t, "java/lang/AbstractMethodError", "", inherited ? m->holder : holder, m->name, m->descriptor,
                     "");
        return NULL;
    }
    return selected == m || check_method_constraints(t, caller, holder, selected) ? selected : NULL;
}

/* Index of m's implementation in class k's vtable; m may be an interface's method (miranda entry). -1 = none. */
static i32 vtable_index_of(const struct class *k, const struct method *m) {
    if (!class_is_interface(m->holder))
        return m->vtable_index;
    for (u32 i = 0; i < k->vtable_length; i++) {
        if (k->vtable[i]->name == m->name && k->vtable[i]->descriptor == m->descriptor)
            return (i32)i;
    }
    return METHOD_NO_INDEX;
}

/* How a found method is called. False = exception. */
static bool dispatch(struct thread *t, struct class *caller, struct class *holder, struct method *m,
                     enum invoke_kind kind, struct resolved_call *out) {
    if (!check_staticness(t, holder, m, kind))
        return false;
    *out = (struct resolved_call){.method = m, .resolved_class = holder, .how = CALL_DIRECT, .index = METHOD_NO_INDEX};
    switch (kind) {
    case INVOKE_STATIC:
        return class_link(t, m->holder);
    case INVOKE_SPECIAL:
        out->method = select_special(t, caller, holder, m);
        return out->method != NULL && class_link(t, holder);
    case INVOKE_INTERFACE:
        if (class_is_interface(m->holder)) {
            if (m->itable_index >= 0) {
                out->how = CALL_INTERFACE;
                out->index = m->itable_index;
            }
            return true;
        }
        break; /* a method of Object */
    case INVOKE_VIRTUAL:
        break;
    }
    struct class *table_owner = class_is_array(holder) ? holder->super : holder;
    if (!class_link(t, table_owner) || !class_link(t, m->holder))
        return false;
    if (m->access_flags & (ACC_PRIVATE | ACC_FINAL))
        return true;
    out->index = vtable_index_of(table_owner, m);
    if (out->index >= 0)
        out->how = CALL_VIRTUAL;
    return true;
}

/* HotSpot also selects in the interface itself when a method handle is made. It finds a method of Object there that is
 * not public before the one of a superinterface that was resolved, and refuses it. */
static bool check_hides_nothing(struct thread *t, const struct class *holder, const struct method *m) {
    if (m->holder == holder || (m->access_flags & (ACC_PRIVATE | ACC_STATIC)) || !class_is_interface(m->holder))
        return true;
    const struct method *hidden = class_declared_method(holder->super, m->name, m->descriptor);
    return !hidden || (hidden->access_flags & (ACC_PRIVATE | ACC_STATIC)) ||
           throw_method(t, "java/lang/IllegalAccessError", "", holder, m->name, m->descriptor, "");
}

bool resolve_call_in(struct thread *t, struct class *caller, struct class *holder, struct symbol *name,
                     struct symbol *descriptor, enum invoke_kind kind, bool interface_ref, struct resolved_call *out) {
    struct method *m = lookup(t, caller, holder, name, descriptor, kind, interface_ref);
    if (!m || (kind == INVOKE_INTERFACE && !check_hides_nothing(t, holder, m)))
        return false;
    return dispatch(t, caller, holder, m, kind, out);
}

/* Does the name denote a signature polymorphic method of the class (JVMS 2.9.3)? */
static bool is_polymorphic(const struct vm *vm, const struct class *holder, const struct symbol *name) {
    if (holder != K(vm, java_lang_invoke_MethodHandle) && holder != K(vm, java_lang_invoke_VarHandle))
        return false;
    const struct method *m = class_declared_method(holder, name, NULL);
    return m && (m->flags & METHOD_POLYMORPHIC);
}

bool resolve_call(struct thread *t, struct class *k, u16 cp_index, enum invoke_kind kind, struct resolved_call *out) {
    struct vm *vm = t->vm;
    struct symbol *name, *descriptor;
    struct class *holder = resolve_class(t, k, k->file->cp[cp_index].ref.class_index);
    if (!holder)
        return false;
    struct method *m = resolved_get(k, cp_index);
    if (!m) {
        ref_symbols(vm, k, cp_index, &name, &descriptor);
        if (is_polymorphic(vm, holder, name))
            return indy_resolve_polymorphic(t, k, cp_index, holder, name, descriptor, out);
        m = lookup(t, k, holder, name, descriptor, kind, k->file->cp_tags[cp_index] == CP_INTERFACE_METHODREF);
        if (!m)
            return false;
        resolved_set(k, cp_index, m);
    }
    return dispatch(t, k, holder, m, kind, out);
}

/* ---- loadable constants ---- */

struct object *resolve_string(struct thread *t, struct class *k, u16 cp_index) {
    struct object *s = object_get(k, cp_index);
    if (s)
        return s;
    u16 length;
    const char *text = classfile_utf8(k->file, k->file->cp[cp_index].name_index, &length);
    s = string_intern_mutf8(t, text, length);
    return s ? object_set(k, cp_index, s) : NULL;
}

static bool resolve_object(struct thread *t, struct class *k, u16 cp_index, union slot *value) {
    struct object *o = object_get(k, cp_index);
    if (!o) {
        const union cp_entry *cp = k->file->cp;
        u16 length, name_index = cp[cp_index].name_index;
        const char *text;
        if (k->file->cp_tags[cp_index] == CP_METHOD_HANDLE)
            name_index = cp[cp[cp[cp_index].method_handle.ref_index].ref.name_and_type_index].name_and_type.name_index;
        if (rethrow_recorded(t, k, cp_index, name_index))
            return false;
        if (k->file->cp_tags[cp_index] == CP_METHOD_TYPE) {
            text = classfile_utf8(k->file, k->file->cp[cp_index].name_index, &length);
            o = indy_method_type(t, k, text, length);
        } else {
            o = indy_method_handle_constant(t, k, cp_index);
        }
        if (!o)
            return record_error(t, k, cp_index);
        o = object_set(k, cp_index, o);
    }
    value->o = o;
    return true;
}

bool resolve_constant(struct thread *t, struct class *k, u16 cp_index, union slot *value, u8 *type) {
    const union cp_entry *c = &k->file->cp[cp_index];
    *type = T_OBJECT;
    value->w = 0;
    switch (k->file->cp_tags[cp_index]) {
    case CP_INTEGER:
        *type = T_INT;
        value->u = (u32)c->integer;
        return true;
    case CP_FLOAT:
        *type = T_FLOAT;
        value->f = c->single;
        return true;
    case CP_LONG:
        *type = T_LONG;
        value->j = c->wide;
        return true;
    case CP_DOUBLE:
        *type = T_DOUBLE;
        value->d = c->real;
        return true;
    case CP_STRING:
        value->o = resolve_string(t, k, cp_index);
        return value->o != NULL;
    case CP_CLASS: {
        struct class *resolved = resolve_class(t, k, cp_index);
        value->o = resolved ? resolved->mirror : NULL;
        return resolved != NULL;
    }
    case CP_METHOD_TYPE:
    case CP_METHOD_HANDLE:
        return resolve_object(t, k, cp_index, value);
    case CP_DYNAMIC:
        return indy_dynamic_constant(t, k, cp_index, value, type);
    default:
        return throw_by_name(t, "java/lang/ClassFormatError", "Constant pool entry %u cannot be loaded", cp_index);
    }
}
