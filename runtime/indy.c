/* SPDX-License-Identifier: MIT
 *
 * indy.c - call-site linkage through java.lang.invoke (docs/OPENJDK.md#method-handles).
 *
 * What Java decided is kept in a struct call_site of the calling class, one for each
 *
 *     invokedynamic instruction    (caller, bci)   method + appendix, or the recorded error
 *     polymorphic Methodref        (cp_index)      method + appendix
 *     CONSTANT_Dynamic             (cp_index)      appendix = the value, boxed, or the recorded error
 *
 * in the list k->call_sites, whose objects are roots. Sites are made from the loader's arena and enter the list under
 * the loader's lock, which is never held while Java code runs: racing threads each do the linking, the first one to
 * publish wins and all use its site. A site in the list never changes.
 *
 * The VM's own methods for invokeBasic and linkTo* (docs/OPENJDK.md#method-handle-intrinsics) exist once for each basic
 * descriptor: sub-int types erased to int, all references to Object, but the trailing MemberName kept.
 */
#include "runtime/box.h"
#include "runtime/indy.h"

#include "base/buf.h"
#include "runtime/exception.h"
#include "runtime/library_shape.h"
#include "runtime/membername.h"
#include "runtime/object.h"
#include "runtime/string.h"
#include "runtime/vm.h"

/* ---- call sites ---- */

/* The published site; lock held or not (the list only grows at its head, sites don't change). */
static struct call_site *site_find(struct class *k, const struct method *caller, u32 bci, u16 cp_index) {
    struct call_site *s = __atomic_load_n(&k->call_sites, __ATOMIC_ACQUIRE);
    for (; s; s = s->next) {
        if (s->cp_index == cp_index && s->caller == caller && s->bci == bci)
            return s;
    }
    return NULL;
}

/* Publishes `value` unless another thread was first; returns the site that counts. */
static struct call_site *site_publish(struct class *k, const struct call_site *value) {
    struct loader *l = k->loader;
    pthread_mutex_lock(&l->lock);
    struct call_site *s = site_find(k, value->caller, value->bci, value->cp_index);
    if (!s) {
        s = arena_alloc(&l->arena, sizeof *s);
        *s = *value;
        s->next = k->call_sites;
        __atomic_store_n(&k->call_sites, s, __ATOMIC_RELEASE);
        class_wrote(k);
    }
    pthread_mutex_unlock(&l->lock);
    return s;
}

/* The pending exception of a failed linkage: other exceptions than Errors are wrapped in a BootstrapMethodError. */
static void wrap_exception(struct thread *t) {
    struct vm *vm = t->vm;
    struct object *cause = exception_take(t);
    if (!cause || object_is_instance(cause, K(vm, java_lang_Error))) {
        if (cause)
            throw_object(t, cause);
        return;
    }
    struct class *k = K(vm, java_lang_BootstrapMethodError);
    if (!class_initialize(t, k))
        return;
    struct object *error = object_new(t, k);
    if (!error)
        return;
    union slot args[2] = {{.o = error}, {.o = cause}};
    if (java_call(t, KM(vm, BootstrapMethodError_init_cause), args))
        throw_object(t, error);
}

/* A linkage failed with a pending exception: wraps it and records LinkageErrors (JVMS 5.4.3). If another thread linked
 * the site meanwhile, its result counts and is returned; else NULL. */
static struct call_site *site_fail(struct thread *t, struct class *k, struct call_site *value) {
    wrap_exception(t);
    struct object *error = t->exception;
    if (!error || !object_is_instance(error, K(t->vm, java_lang_LinkageError)))
        return NULL;
    value->method = NULL;
    value->appendix = NULL;
    value->error = error;
    struct call_site *s = site_publish(k, value);
    if (s->error)
        return NULL;
    exception_take(t);
    return s;
}

/* ---- bootstrap specifiers ---- */

/* c (NULL: exception pending), to which `accessing` must have access. */
static struct class *accessible_class(struct thread *t, struct class *accessing, struct class *c) {
    if (!c)
        return NULL;
    struct class *element = class_is_array(c) ? c->element : c;
    if (class_is_primitive(element) || class_accessible(accessing, element))
        return c;
    throw_class_access(t, accessing, element);
    return NULL;
}

/* Class of one descriptor in the context of `accessing`. */
static struct class *descriptor_class(struct thread *t, struct class *accessing, const char *s, size_t length) {
    return accessible_class(t, accessing, class_from_descriptor(t, accessing, s, length));
}

/* A type that means the same to all loaders: a primitive or a public class of java.lang or java.lang.invoke, or arrays of
 * them. NULL: it is another, or an exception is pending. */
static struct class *common_class(struct thread *t, const char *s, size_t length) {
    const struct vm *vm = t->vm;
    u8 type = basic_type_of_char(s[0]);
    if (type != T_OBJECT && type != T_ARRAY)
        return vm->primitives[type];
    const char *name = type == T_OBJECT ? s + 1 : s;
    struct class *c = loader_find_boot(t, symbol_intern(vm->symbols, name, type == T_OBJECT ? length - 2 : length));
    if (!c)
        return NULL;
    const struct class *element = class_is_array(c) ? c->element : c;
    bool common = class_is_primitive(element) || ((element->access_flags & ACC_PUBLIC) &&
                                                  (element->package == K(vm, java_lang_Object)->package ||
                                                   element->package == K(vm, java_lang_invoke_MethodHandle)->package));
    return common ? c : NULL;
}

/* As descriptor_class for one type of a method's. As in HotSpot no loader is asked for the types up to the first that is
 * not *common; from there on the caller's is, for every one. */
static struct class *method_type_class(struct thread *t, struct class *accessing, const char *s, size_t length,
                                       bool *common) {
    struct class *c = *common ? common_class(t, s, length) : NULL;
    *common = c != NULL;
    if (exception_pending(t))
        return NULL;
    return c ? accessible_class(t, accessing, c) : descriptor_class(t, accessing, s, length);
}

bool indy_bootstrap_specifier(const struct class *k, u16 cp_index, u16 *method, u16 *count, const u8 **arguments) {
    const struct classfile *cf = k->file;
    u8 tag = cp_index < cf->cp_count ? cf->cp_tags[cp_index] : CP_NONE;
    if (tag != CP_DYNAMIC && tag != CP_INVOKE_DYNAMIC)
        return false;
    const struct attribute *a = attribute_find(cf->attributes, cf->attributes_count, ATTR_BOOTSTRAP_METHODS);
    if (!a || a->length < 2)
        return false;
    const u8 *p = a->info + 2, *end = a->info + a->length;
    u16 rows = be16(a->info), wanted = cf->cp[cp_index].dynamic.bootstrap_index;
    for (u16 i = 0; i < rows && end - p >= 4; i++) {
        u16 n = be16(p + 2);
        if ((size_t)(end - p) < 4 + 2 * (size_t)n)
            return false;
        if (i == wanted) {
            *method = be16(p);
            *count = n;
            *arguments = p + 4;
            return true;
        }
        p += 4 + 2 * (size_t)n;
    }
    return false;
}

bool indy_bootstrap_argument(struct thread *t, struct class *k, u16 cp_index, struct object **out) {
    union slot value;
    u8 type;
    *out = NULL;
    if (!resolve_constant(t, k, cp_index, &value, &type))
        return false;
    if (type == T_OBJECT || type == T_ARRAY) {
        *out = value.o;
        return true;
    }
    *out = box_value(t, type, value);
    return *out != NULL;
}

/* What MethodHandleNatives.linkCallSite and linkDynamicConstant take. */
struct bootstrap {
    struct object *method, *name, *type, *arguments;
};

/* Argument value (4.8 step 2): null, the bare single argument, Object[], or int[]{count, index} for bootstrap methods
 * that pull. */
static bool bootstrap_arguments(struct thread *t, struct class *k, u16 cp_index, u16 count, const u8 *indexes,
                                struct bootstrap *b) {
    struct vm *vm = t->vm;
    if (count == 0)
        return true;
    struct object *method_type = object_get_ref(b->method, KF(vm, MethodHandle_type));
    struct object *parameters = object_get_ref(method_type, KF(vm, MethodType_ptypes));
    if (array_length(parameters) == 2) {
        struct object *info = array_new_primitive(t, T_INT, 2);
        if (!info)
            return false;
        ARRAY_AT(info, 0, i32) = count;
        ARRAY_AT(info, 1, i32) = cp_index;
        b->arguments = info;
        return true;
    }
    struct object *first = NULL;
    if (count == 1) {
        if (!indy_bootstrap_argument(t, k, be16(indexes), &first))
            return false;
        if (first && !class_is_array(object_class(first))) {
            b->arguments = first;
            return true;
        }
    }
    struct class *objects = class_array_of(t, K(vm, java_lang_Object));
    struct object *array = objects ? array_new(t, objects, count) : NULL;
    if (!array)
        return false;
    for (u16 i = 0; i < count; i++) {
        struct object *o = first;
        if (count > 1 && !indy_bootstrap_argument(t, k, be16(indexes + 2 * i), &o))
            return false;
        array_put_ref(array, i, o);
    }
    b->arguments = array;
    return true;
}

/* Resolves bootstrap method, name, type and static arguments, in this order. */
static bool bootstrap_prepare(struct thread *t, struct class *k, u16 cp_index, struct bootstrap *b) {
    const struct classfile *cf = k->file;
    u16 method_index, count, length;
    const u8 *indexes;
    memset(b, 0, sizeof *b);
    if (!indy_bootstrap_specifier(k, cp_index, &method_index, &count, &indexes))
        return throw_by_name(t, "java/lang/ClassFormatError",
                             "Constant pool entry %u has no bootstrap method in class file %s", cp_index,
                             k->name->text);
    union slot value;
    u8 type;
    if (!resolve_constant(t, k, method_index, &value, &type))
        return false;
    b->method = value.o;
    const union cp_entry *nt = &cf->cp[cf->cp[cp_index].dynamic.name_and_type_index];
    const char *text = classfile_utf8(cf, nt->name_and_type.name_index, &length);
    b->name = string_intern_mutf8(t, text, length);
    if (!b->name)
        return false;
    text = classfile_utf8(cf, nt->name_and_type.descriptor_index, &length);
    if (cf->cp_tags[cp_index] == CP_INVOKE_DYNAMIC) {
        b->type = indy_method_type(t, k, text, length);
    } else {
        struct class *c = descriptor_class(t, k, text, length);
        b->type = c ? c->mirror : NULL;
    }
    return b->type && bootstrap_arguments(t, k, cp_index, count, indexes, b);
}

/* Object[1] that Java fills with the appendix. */
static struct object *new_box(struct thread *t) {
    struct class *objects = class_array_of(t, K(t->vm, java_lang_Object));
    return objects ? array_new(t, objects, 1) : NULL;
}

/* Fills site from what a link method returned. */
static bool unpack_target(struct thread *t, struct object *mname, struct object *box, struct call_site *site) {
    struct method *m = membername_method(t->vm, mname);
    if (!m)
        return throw_by_name(t, "java/lang/LinkageError", "bad value from MethodHandleNatives");
    site->method = m;
    site->appendix = array_get_ref(box, 0);
    return true;
}

/* ---- invokedynamic ---- */

static bool link_call_site(struct thread *t, struct class *k, struct call_site *site) {
    struct vm *vm = t->vm;
    struct bootstrap b;
    if (!bootstrap_prepare(t, k, site->cp_index, &b))
        return false;
    struct object *box = new_box(t);
    if (!box || !class_initialize(t, K(vm, java_lang_invoke_MethodHandleNatives)))
        return false;
    union slot args[7] = {{.o = k->mirror}, {.w = site->cp_index}, {.o = b.method}, {.o = b.name},
                          {.o = b.type},    {.o = b.arguments},    {.o = box}};
    if (!library_call_linker(t, KM(vm, MHN_linkCallSite), args, ARRAY_LENGTH(args)))
        return false;
    return unpack_target(t, args[0].o, box, site);
}

struct call_site *resolve_invokedynamic(struct thread *t, struct class *k, struct method *m, u32 bci, u16 cp_index) {
    struct call_site *s = site_find(k, m, bci, cp_index);
    if (!s) {
        struct call_site site = {.holder = k, .cp_index = cp_index, .bci = bci, .caller = m};
        if (!link_call_site(t, k, &site))
            return site_fail(t, k, &site);
        LOG(&t->vm->log, methodhandles, LOG_INFO, "invokedynamic in %s.%s at %u -> %s.%s%s", k->name->text,
            m->name->text, bci, site.method->holder->name->text, site.method->name->text,
            site.method->descriptor->text);
        s = site_publish(k, &site);
    }
    if (s->error) {
        resolve_rethrow(t, s->error, NULL, false); /* HotSpot drops an indy site's cause */
        return NULL;
    }
    return s;
}

/* ---- polymorphic calls ---- */

enum mh_intrinsic indy_intrinsic_of_name(const struct vm *vm, const struct symbol *name) {
    if (name == KS(vm, invokeBasic))
        return MH_INVOKE_BASIC;
    if (name == KS(vm, linkToVirtual))
        return MH_LINK_TO_VIRTUAL;
    if (name == KS(vm, linkToStatic))
        return MH_LINK_TO_STATIC;
    if (name == KS(vm, linkToSpecial))
        return MH_LINK_TO_SPECIAL;
    if (name == KS(vm, linkToInterface))
        return MH_LINK_TO_INTERFACE;
    if (name == KS(vm, linkToNative))
        return MH_LINK_TO_NATIVE;
    return MH_NONE;
}

static void add_basic_type(struct buf *b, u8 type) {
    if (type == T_OBJECT || type == T_ARRAY)
        buf_str(b, "Ljava/lang/Object;");
    else if (type == T_BOOLEAN || type == T_BYTE || type == T_SHORT || type == T_CHAR)
        buf_char(b, 'I');
    else
        buf_char(b, basic_type_char(type));
}

/* Erases a descriptor to basic types; the last parameter of the linkTo* ones (a MemberName) stays. */
static struct symbol *basic_descriptor(struct vm *vm, const struct symbol *descriptor, bool keep_last) {
    struct buf b = {0};
    const char *d = descriptor->text, *start;
    size_t length;
    int left = descriptor_count(d);
    buf_char(&b, '(');
    for (u8 type; (type = descriptor_next(&d, &start, &length)) != 0;) {
        if (--left == 0 && keep_last)
            buf_add(&b, start, length);
        else
            add_basic_type(&b, type);
    }
    buf_char(&b, ')');
    add_basic_type(&b, descriptor_return(descriptor->text, NULL));
    struct symbol *s = symbol_intern(vm->symbols, b.data, b.length);
    buf_free(&b);
    return s;
}

static struct symbol *intrinsic_name(const struct vm *vm, enum mh_intrinsic intrinsic) {
    switch (intrinsic) {
    case MH_INVOKE_BASIC:
        return KS(vm, invokeBasic);
    case MH_LINK_TO_VIRTUAL:
        return KS(vm, linkToVirtual);
    case MH_LINK_TO_STATIC:
        return KS(vm, linkToStatic);
    case MH_LINK_TO_SPECIAL:
        return KS(vm, linkToSpecial);
    case MH_LINK_TO_INTERFACE:
        return KS(vm, linkToInterface);
    case MH_LINK_TO_NATIVE:
        return KS(vm, linkToNative);
    case MH_NONE:
        break;
    }
    BUG("no method-handle intrinsic");
}

struct method *indy_intrinsic_method(struct thread *t, enum mh_intrinsic intrinsic, struct symbol *descriptor) {
    struct vm *vm = t->vm;
    struct loader *boot = vm->boot_loader;
    bool is_static = intrinsic != MH_INVOKE_BASIC;
    struct symbol *basic = basic_descriptor(vm, descriptor, is_static);
    /* Symbols are 8-byte aligned: the intrinsic's number fits in the low bits of the key. */
    static_assert(MH_LINK_TO_NATIVE < 8, "the key has three bits for the intrinsic");
    const void *key = (const char *)basic + intrinsic;
    BUG_ON(((uintptr_t)basic & 7) != 0);

    pthread_mutex_lock(&boot->lock);
    struct method *m = map_get(&vm->mh_intrinsics, key);
    struct method *fresh = m ? NULL : arena_alloc(&boot->arena, sizeof *fresh);
    pthread_mutex_unlock(&boot->lock);
    if (m)
        return m;

    fresh->holder = K(vm, java_lang_invoke_MethodHandle);
    fresh->name = intrinsic_name(vm, intrinsic);
    fresh->descriptor = basic;
    fresh->access_flags = ACC_NATIVE | ACC_FINAL | ACC_SYNTHETIC | (is_static ? ACC_STATIC : 0);
    fresh->arguments = (u16)(descriptor_count(basic->text) + !is_static);
    fresh->frame_size = fresh->arguments;
    fresh->return_type = descriptor_return(basic->text, NULL);
    fresh->mh_intrinsic = (u8)intrinsic;
    fresh->flags = METHOD_MH_INTRINSIC | METHOD_HIDDEN;
    fresh->vtable_index = fresh->itable_index = METHOD_NO_INDEX;
    vm->engine->prepare_method(vm, fresh);

    pthread_mutex_lock(&boot->lock);
    m = map_get(&vm->mh_intrinsics, key);
    if (!m) {
        map_put(&vm->mh_intrinsics, key, fresh);
        m = fresh;
    }
    pthread_mutex_unlock(&boot->lock);
    return m;
}

/* Asks MethodHandleNatives.linkMethod for the adapter of a call of holder.name with this descriptor
 * (docs/OPENJDK.md#call-sites-of-method-handles). */
static bool link_method(struct thread *t, struct class *k, struct class *holder, struct symbol *name,
                        struct symbol *descriptor, struct call_site *site) {
    struct vm *vm = t->vm;
    struct object *type = indy_method_type(t, k, descriptor->text, descriptor->length);
    struct object *name_string = type ? string_intern_symbol(t, name) : NULL;
    struct object *box = name_string ? new_box(t) : NULL;
    if (!box || !class_initialize(t, K(vm, java_lang_invoke_MethodHandleNatives)))
        return false;
    union slot args[6] = {{.o = k->mirror},      {.w = REF_INVOKE_VIRTUAL},
                          {.o = holder->mirror}, {.o = name_string},
                          {.o = type},           {.o = box}};
    if (!java_call(t, KM(vm, MHN_linkMethod), args))
        return false;
    return unpack_target(t, args[0].o, box, site);
}

bool indy_resolve_polymorphic(struct thread *t, struct class *k, u16 cp_index, struct class *holder,
                              struct symbol *name, struct symbol *descriptor, struct resolved_call *out) {
    memset(out, 0, sizeof *out);
    out->how = CALL_POLYMORPHIC;
    out->resolved_class = holder;
    enum mh_intrinsic intrinsic = indy_intrinsic_of_name(t->vm, name);
    if (intrinsic != MH_NONE && holder == K(t->vm, java_lang_invoke_MethodHandle)) {
        out->method = indy_intrinsic_method(t, intrinsic, descriptor);
        return out->method != NULL;
    }
    struct call_site *s = site_find(k, NULL, 0, cp_index);
    if (!s) {
        struct call_site site = {.holder = k, .cp_index = cp_index};
        if (!link_method(t, k, holder, name, descriptor, &site))
            return false;
        LOG(&t->vm->log, methodhandles, LOG_INFO, "%s.%s%s in %s -> %s.%s", holder->name->text, name->text,
            descriptor->text, k->name->text, site.method->holder->name->text, site.method->name->text);
        s = site_publish(k, &site);
    }
    out->method = s->method;
    out->site = s;
    return true;
}

/* ---- MethodType and MethodHandle constants ---- */

struct object *indy_method_type(struct thread *t, struct class *accessing, const char *descriptor, size_t length) {
    struct vm *vm = t->vm;
    struct symbol *text = symbol_intern(vm->symbols, descriptor, length); /* for its NUL */
    struct class *classes = class_array_of(t, K(vm, java_lang_Class));
    struct object *parameters = classes ? array_new(t, classes, descriptor_count(text->text)) : NULL;
    if (!parameters)
        return NULL;
    const char *d = text->text, *start;
    size_t n;
    u32 i = 0;
    bool common = true;
    while (descriptor_next(&d, &start, &n) != 0) {
        struct class *c = method_type_class(t, accessing, start, n, &common);
        if (!c)
            return NULL;
        array_put_ref(parameters, i++, c->mirror);
    }
    descriptor_return(text->text, &start);
    struct class *result = method_type_class(t, accessing, start, strlen(start), &common);
    if (!result || !class_initialize(t, K(vm, java_lang_invoke_MethodHandleNatives)))
        return NULL;
    union slot args[2] = {{.o = result->mirror}, {.o = parameters}};
    if (!java_call(t, KM(vm, MHN_findMethodHandleType), args))
        return NULL;
    return args[0].o;
}

/* The entry a MethodHandle constant names must be a Methodref for a class, an InterfaceMethodref for an interface. */
static bool check_reference_tag(struct thread *t, u16 cp_index, const struct class *callee, u8 tag,
                                const struct symbol *name, const struct symbol *descriptor) {
    bool interface = class_is_interface(callee);
    if ((tag == CP_METHODREF && !interface) || (tag == CP_INTERFACE_METHODREF && interface) || tag == CP_FIELDREF)
        return true;
    struct method fake = {
        .holder = (struct class *)callee, .name = (struct symbol *)name, .descriptor = (struct symbol *)descriptor};
    char *text = method_external_name_and_return(&fake); /* "void Foo.bar(int)" */
    char *open = strchr(text, '('), *space = strchr(text, ' ');
    const char *plain = class_is_interface(callee) ? "CONSTANT_MethodRef" : "CONSTANT_InterfaceMethodRef";
    const char *wanted = class_is_interface(callee) ? "CONSTANT_InterfaceMethodRef" : "CONSTANT_MethodRef";
    throw_by_name(t, "java/lang/IncompatibleClassChangeError",
                  "Inconsistent constant pool data in classfile for class %s. Method '%.*s %s%s' "
                  "at index %u is %s "
                  "and should be %s",
                  callee->name->text, space ? (int)(space - text) : 0, text, name->text, open ? open : "()", cp_index,
                  plain, wanted);
    mem_free(text);
    return false;
}

/* A method is resolved as an invoke instruction would (JVMS 5.4.3.5). Fields are left to Java, but that an absent one is
 * missed before its type. */
static bool check_member(struct thread *t, struct class *k, struct class *callee, struct symbol *name,
                         struct symbol *descriptor, u16 ref_kind, bool interface_ref) {
    struct vm *vm = t->vm;
    static const enum invoke_kind kinds[] = {
        [REF_INVOKE_VIRTUAL] = INVOKE_VIRTUAL,     [REF_INVOKE_STATIC] = INVOKE_STATIC,
        [REF_INVOKE_SPECIAL] = INVOKE_SPECIAL,     [REF_NEW_INVOKE_SPECIAL] = INVOKE_SPECIAL,
        [REF_INVOKE_INTERFACE] = INVOKE_INTERFACE,
    };
    if (ref_kind < REF_INVOKE_VIRTUAL)
        return class_find_field(callee, name, descriptor) ||
               throw_by_name(t, "java/lang/NoSuchFieldError", "%s", name->text);
    if (callee == K(vm, java_lang_invoke_MethodHandle) || callee == K(vm, java_lang_invoke_VarHandle)) {
        const struct method *m = class_declared_method(callee, name, NULL);
        if (m && (m->flags & METHOD_POLYMORPHIC))
            return true;
    }
    struct resolved_call call;
    return resolve_call_in(t, k, callee, name, descriptor, kinds[ref_kind], interface_ref, &call);
}

struct object *indy_method_handle_constant(struct thread *t, struct class *k, u16 cp_index) {
    struct vm *vm = t->vm;
    const struct classfile *cf = k->file;
    u16 ref = cf->cp[cp_index].method_handle.ref_index, length;
    const union cp_entry *nt = &cf->cp[cf->cp[ref].ref.name_and_type_index];
    struct class *callee = resolve_class(t, k, cf->cp[ref].ref.class_index);
    if (!callee)
        return NULL;
    const char *text = classfile_utf8(cf, nt->name_and_type.name_index, &length);
    struct symbol *name = symbol_intern(vm->symbols, text, length);
    text = classfile_utf8(cf, nt->name_and_type.descriptor_index, &length);
    struct symbol *descriptor = symbol_intern(vm->symbols, text, length);
    if (!check_reference_tag(t, cp_index, callee, cf->cp_tags[ref], name, descriptor))
        return NULL;

    if (!check_member(t, k, callee, name, descriptor, cf->cp[cp_index].method_handle.kind,
                      cf->cp_tags[ref] == CP_INTERFACE_METHODREF))
        return NULL;

    struct object *name_string = string_intern_symbol(t, name), *type;
    if (!name_string)
        return NULL;
    if (descriptor->text[0] == '(') {
        type = indy_method_type(t, k, descriptor->text, descriptor->length);
    } else {
        struct class *c = descriptor_class(t, k, descriptor->text, descriptor->length);
        type = c ? c->mirror : NULL;
    }
    if (!type || !class_initialize(t, K(vm, java_lang_invoke_MethodHandleNatives)))
        return NULL;
    union slot args[5] = {{.o = k->mirror},
                          {.w = cf->cp[cp_index].method_handle.kind},
                          {.o = callee->mirror},
                          {.o = name_string},
                          {.o = type}};
    if (!java_call(t, KM(vm, MHN_linkMethodHandleConstant), args))
        return NULL;
    return args[0].o;
}

/* ---- dynamic constants ---- */

static bool link_dynamic_constant(struct thread *t, struct class *k, struct call_site *site) {
    struct vm *vm = t->vm;
    struct bootstrap b;
    if (!bootstrap_prepare(t, k, site->cp_index, &b))
        return false;
    if (!class_initialize(t, K(vm, java_lang_invoke_MethodHandleNatives)))
        return false;
    union slot args[6] = {{.o = k->mirror}, {.w = site->cp_index}, {.o = b.method},
                          {.o = b.name},    {.o = b.type},         {.o = b.arguments}};
    if (!library_call_linker(t, KM(vm, MHN_linkDynamicConstant), args, ARRAY_LENGTH(args)))
        return false;
    site->appendix = args[0].o;
    return true;
}

bool indy_dynamic_is_resolved(struct class *k, u16 cp_index) {
    const struct call_site *s = site_find(k, NULL, 0, cp_index);
    return s && !s->error;
}

bool indy_dynamic_constant(struct thread *t, struct class *k, u16 cp_index, union slot *value, u8 *type) {
    if (thread_c_stack_exhausted(t))
        return throw_stack_overflow(t);
    struct call_site *s = site_find(k, NULL, 0, cp_index);
    if (!s) {
        struct call_site site = {.holder = k, .cp_index = cp_index};
        if (link_dynamic_constant(t, k, &site))
            s = site_publish(k, &site);
        else
            s = site_fail(t, k, &site);
        if (!s)
            return false;
    }
    const struct classfile *cf = k->file;
    const union cp_entry *nt = &cf->cp[cf->cp[cp_index].dynamic.name_and_type_index];
    if (s->error)
        return resolve_rethrow(t, s->error, class_cp_symbol(t->vm, k, nt->name_and_type.name_index)->text, true);
    u16 length;
    u8 wanted = basic_type_of_char(classfile_utf8(cf, nt->name_and_type.descriptor_index, &length)[0]);
    value->w = 0;
    if (wanted == T_OBJECT || wanted == T_ARRAY) {
        *type = T_OBJECT;
        value->o = s->appendix;
        return true;
    }
    *type = wanted;
    if (!s->appendix || unbox_value(t->vm, s->appendix, value) != wanted)
        return throw_by_name(t, "java/lang/ClassCastException", "dynamic constant is not of its declared type");
    return true;
}
