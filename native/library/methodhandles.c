/* SPDX-License-Identifier: MIT
 *
 * methodhandles.c - the natives of java.lang.invoke.MethodHandleNatives (interface
 * document 4.2, 4.3).
 *
 * All of the library's method-handle logic is Java; it asks the VM three things: which method or field is this
 * MemberName (resolve, init, expand, getMembers), where does this field lie (offsets), and a few stores. Linkage in the
 * other direction, from call sites to Java, is runtime/indy.c.
 *
 * Functions are natives of the table native/library/natives.def: arguments in slots, result to slots[0], exceptions in t.
 */
#include "base/buf.h"
#include "native/library/natives.h"
#include "runtime/box.h"
#include "runtime/exception.h"
#include "runtime/indy.h"
#include "runtime/membername.h"
#include "runtime/object.h"
#include "runtime/string.h"
#include "runtime/vm.h"

static bool internal_error(struct thread *t, const char *text) {
    return throw_by_name(t, "java/lang/InternalError", "%s", text);
}

/* ---- names and types of MemberNames ---- */

static void add_descriptor(struct buf *b, const struct class *k) {
    if (class_is_primitive(k)) {
        buf_char(b, basic_type_char(k->primitive_type));
    } else if (class_is_array(k)) {
        buf_add(b, k->name->text, k->name->length);
    } else {
        buf_char(b, 'L');
        buf_add(b, k->name->text, k->name->length);
        buf_char(b, ';');
    }
}

/* Descriptor of a MethodType, Class or String; NULL when it is none of these or too long for a symbol. */
static struct symbol *type_symbol(struct vm *vm, const struct object *type) {
    if (!type)
        return NULL;
    if (object_class(type) == K(vm, java_lang_String))
        return string_to_symbol(vm, type, false);
    struct buf b = {0};
    if (object_class(type) == K(vm, java_lang_Class)) {
        add_descriptor(&b, class_of_mirror(vm, type));
    } else if (object_class(type) == K(vm, java_lang_invoke_MethodType)) {
        const struct object *parameters = object_get_ref(type, KF(vm, MethodType_ptypes));
        buf_char(&b, '(');
        for (u32 i = 0; i < array_length(parameters); i++)
            add_descriptor(&b, class_of_mirror(vm, array_get_ref(parameters, i)));
        buf_char(&b, ')');
        add_descriptor(&b, class_of_mirror(vm, object_get_ref(type, KF(vm, MethodType_rtype))));
    }
    struct symbol *s = b.length && b.length <= 65535 ? symbol_intern(vm->symbols, b.data, b.length) : NULL;
    buf_free(&b);
    return s;
}

/* What expand stores as a field's type: a Class where no loading is needed, else the descriptor. NULL = exception. */
static struct object *field_type_object(struct thread *t, const struct symbol *descriptor) {
    struct vm *vm = t->vm;
    u8 type = basic_type_of_char(descriptor->text[0]);
    if (type != T_OBJECT && type != T_ARRAY)
        return vm->primitives[type]->mirror;
    struct class *const common[] = {K(vm, java_lang_Object), K(vm, java_lang_String), K(vm, java_lang_Class)};
    for (size_t i = 0; i < ARRAY_LENGTH(common) && type == T_OBJECT; i++) {
        const struct symbol *name = common[i]->name;
        if (descriptor->length == name->length + 2 && memcmp(descriptor->text + 1, name->text, name->length) == 0)
            return common[i]->mirror;
    }
    return string_new_symbol(t, descriptor, false);
}

static u32 member_flags(const struct vm *vm, const struct object *mname) {
    return (u32)FIELD(mname, KF(vm, MemberName_flags), i32);
}

/* ---- init, expand ---- */

static bool fill_field(struct thread *t, struct object *mname, const struct field *f) {
    struct vm *vm = t->vm;
    membername_init_field(vm, mname, f, false);
    if (!object_get_ref(mname, KF(vm, MemberName_name))) {
        struct object *name = string_intern_symbol(t, f->name);
        if (!name)
            return false;
        object_put_ref(mname, KF(vm, MemberName_name), name);
    }
    if (!object_get_ref(mname, KF(vm, MemberName_type))) {
        struct object *type = field_type_object(t, f->descriptor);
        if (!type)
            return false;
        object_put_ref(mname, KF(vm, MemberName_type), type);
    }
    return true;
}

/* init(MemberName, Object ref): ref is a Field, Method or Constructor. */
void nat_methodhandles_init(struct thread *t, union slot *slots) {
    struct vm *vm = t->vm;
    struct object *mname = slots[0].o, *ref = slots[1].o;
    if (!mname || !ref) {
        internal_error(t, mname ? "target is null" : "mname is null");
        return;
    }
    struct class *kind = object_class(ref);
    if (kind == K(vm, java_lang_reflect_Field)) {
        struct class *k = class_of_mirror(vm, object_get_ref(ref, KF(vm, Field_clazz)));
        u32 slot = (u32)FIELD(ref, KF(vm, Field_slot), i32);
        if (k && slot < k->fields_count)
            fill_field(t, mname, &k->fields[slot]);
        return;
    }
    bool constructor = kind == K(vm, java_lang_reflect_Constructor);
    if (!constructor && kind != K(vm, java_lang_reflect_Method)) {
        internal_error(t, "unrecognized reflective object");
        return;
    }
    struct class *k =
        class_of_mirror(vm, object_get_ref(ref, constructor ? KF(vm, Constructor_clazz) : KF(vm, Method_clazz)));
    u32 slot = (u32)(constructor ? FIELD(ref, KF(vm, Constructor_slot), i32) : FIELD(ref, KF(vm, Method_slot), i32));
    if (!k || slot >= k->methods_count || !class_link(t, k))
        return;
    struct method *m = &k->methods[slot];
    if (!(m->flags & METHOD_POLYMORPHIC)) /* those stay unresolved: there is no concrete descriptor */
        membername_init_method(t, mname, m);
}

/* expand(MemberName): fills name and type from what the VM knows. */
void nat_methodhandles_expand(struct thread *t, union slot *slots) {
    struct vm *vm = t->vm;
    struct object *mname = slots[0].o;
    if (!mname) {
        internal_error(t, "mname is null");
        return;
    }
    u32 kind = member_flags(vm, mname) & MEMBERNAME_ALL_KINDS;
    struct class *k = class_of_mirror(vm, object_get_ref(mname, KF(vm, MemberName_clazz)));
    bool have_name = object_get_ref(mname, KF(vm, MemberName_name)) != NULL;
    bool have_type = object_get_ref(mname, KF(vm, MemberName_type)) != NULL;
    if (kind == MEMBERNAME_IS_METHOD || kind == MEMBERNAME_IS_CONSTRUCTOR) {
        struct method *m = membername_method(vm, mname);
        if (!m) {
            throw_new(t, K(vm, java_lang_IllegalArgumentException), "nothing to expand");
            return;
        }
        if (!k)
            object_put_ref(mname, KF(vm, MemberName_clazz), m->holder->mirror);
        struct object *name = have_name ? NULL : string_intern_symbol(t, m->name);
        struct object *type = have_type || t->exception ? NULL : string_new_symbol(t, m->descriptor, false);
        if (name)
            object_put_ref(mname, KF(vm, MemberName_name), name);
        if (type)
            object_put_ref(mname, KF(vm, MemberName_type), type);
        return;
    }
    if (kind == MEMBERNAME_IS_FIELD && k) {
        i64 offset = FIELD(mname, KF(vm, MemberName_vmindex), i64);
        bool is_static = (member_flags(vm, mname) & ACC_STATIC) != 0;
        for (struct class *c = k; c; c = is_static ? NULL : c->super) {
            for (u32 i = 0; i < c->fields_count; i++) {
                const struct field *f = &c->fields[i];
                if (f->offset == offset && field_is_static(f) == is_static) {
                    fill_field(t, mname, f);
                    return;
                }
            }
        }
    }
    if (!k && kind == MEMBERNAME_IS_FIELD)
        throw_new(t, K(vm, java_lang_IllegalArgumentException), "nothing to expand");
    else
        internal_error(t, "unrecognized type");
}

/* ---- resolve ---- */

/* Method of MethodHandle or VarHandle without a concrete descriptor: only the intrinsics can be resolved here. False =
 * nothing found or exception. */
static bool resolve_polymorphic(struct thread *t, struct object *mname, struct symbol *name,
                                struct symbol *descriptor) {
    enum mh_intrinsic intrinsic = indy_intrinsic_of_name(t->vm, name);
    if (intrinsic == MH_NONE) /* needs an appendix: Java must ask linkMethod */
        return internal_error(t, "should not request an appendix-taking method here");
    struct method *m = indy_intrinsic_method(t, intrinsic, descriptor);
    return m && membername_init_method(t, mname, m);
}

/* Is a MemberName lookup of this kind one of a signature-polymorphic method? */
static bool is_polymorphic(const struct vm *vm, const struct class *k, const struct symbol *name, u32 ref_kind) {
    if (k != K(vm, java_lang_invoke_MethodHandle) && k != K(vm, java_lang_invoke_VarHandle))
        return false;
    const struct method *m = class_declared_method(k, name, NULL);
    if (!m || !(m->flags & METHOD_POLYMORPHIC))
        return false;
    if (ref_kind == REF_INVOKE_STATIC)
        return method_is_static(m);
    return !method_is_static(m) && (ref_kind == REF_INVOKE_VIRTUAL || ref_kind == REF_INVOKE_SPECIAL);
}

static bool resolve_method(struct thread *t, struct object *mname, struct class *k, struct class *caller,
                           struct symbol *name, struct symbol *descriptor, u32 ref_kind, bool constructor) {
    struct vm *vm = t->vm;
    enum invoke_kind kind;
    if (descriptor->text[0] != '(')
        return false;
    if (constructor) {
        if (name != KS(vm, object_initializer))
            return false;
        kind = INVOKE_SPECIAL;
    } else if (is_polymorphic(vm, k, name, ref_kind)) {
        return resolve_polymorphic(t, mname, name, descriptor);
    } else if (ref_kind == REF_INVOKE_STATIC) {
        kind = INVOKE_STATIC;
    } else if (ref_kind == REF_INVOKE_INTERFACE) {
        kind = INVOKE_INTERFACE;
    } else if (ref_kind == REF_INVOKE_SPECIAL) {
        kind = INVOKE_SPECIAL;
    } else if (ref_kind == REF_INVOKE_VIRTUAL) {
        kind = INVOKE_VIRTUAL;
    } else {
        return internal_error(t, "unrecognized MemberName format");
    }
    struct resolved_call call;
    return resolve_call_in(t, caller, k, name, descriptor, kind, class_is_interface(k), &call) &&
           membername_init_call(t, mname, &call);
}

static bool resolve_field_member(struct thread *t, struct object *mname, struct class *k, struct symbol *name,
                                 struct symbol *descriptor, u32 ref_kind) {
    struct field *f = class_find_field(k, name, descriptor);
    if (!f)
        return throw_by_name(t, "java/lang/NoSuchFieldError", "%s", name->text);
    membername_init_field(t->vm, mname, f, ref_kind == REF_PUT_FIELD || ref_kind == REF_PUT_STATIC);
    return true;
}

/* The body of resolve. False = not found, perhaps with an exception. */
static bool resolve_member(struct thread *t, struct object *mname, struct class *caller, bool *linkage_failed) {
    struct vm *vm = t->vm;
    u32 flags = member_flags(vm, mname);
    if (membername_method(vm, mname))
        return true;
    struct object *name_string = object_get_ref(mname, KF(vm, MemberName_name));
    struct object *type = object_get_ref(mname, KF(vm, MemberName_type));
    struct class *k = class_of_mirror(vm, object_get_ref(mname, KF(vm, MemberName_clazz)));
    if (!k || !name_string || !type) {
        throw_new(t, K(vm, java_lang_IllegalArgumentException), "nothing to resolve");
        *linkage_failed = true;
        return false;
    }
    if (class_is_primitive(k))
        return false;
    if (class_is_array(k))
        k = K(vm, java_lang_Object);
    struct symbol *name = string_to_symbol(vm, name_string, false);
    struct symbol *descriptor = type_symbol(vm, type);
    if (!name || !descriptor || name == KS(vm, class_initializer))
        return false;
    if (!class_link(t, k)) {
        *linkage_failed = true;
        return false;
    }
    u32 ref_kind = flags >> MEMBERNAME_KIND_SHIFT & MEMBERNAME_KIND_MASK;
    switch (flags & MEMBERNAME_ALL_KINDS) {
    case MEMBERNAME_IS_METHOD:
        return resolve_method(t, mname, k, caller, name, descriptor, ref_kind, false);
    case MEMBERNAME_IS_CONSTRUCTOR:
        return resolve_method(t, mname, k, caller, name, descriptor, ref_kind, true);
    case MEMBERNAME_IS_FIELD:
        return resolve_field_member(t, mname, k, name, descriptor, ref_kind);
    default:
        *linkage_failed = true;
        return internal_error(t, "unrecognized MemberName format");
    }
}

/* resolve(MemberName, Class caller, int lookupMode, boolean speculative): the MemberName, filled, or null. */
void nat_methodhandles_resolve(struct thread *t, union slot *slots) {
    struct vm *vm = t->vm;
    struct object *mname = slots[0].o;
    struct class *caller = class_of_mirror(vm, slots[1].o);
    bool speculative = slots[3].i != 0, hard = false;
    if (!mname) {
        internal_error(t, "mname is null");
        return;
    }
    bool found = resolve_member(t, mname, caller, &hard);
    slots[0].w = 0;
    if (found) {
        slots[0].o = mname;
    } else if (speculative && !hard) {
        if (t->exception && object_is_instance(t->exception, K(vm, java_lang_LinkageError)))
            exception_take(t);
    } else if (!t->exception) {
        u32 kind = member_flags(vm, mname) & MEMBERNAME_ALL_KINDS;
        if (kind == MEMBERNAME_IS_FIELD)
            throw_by_name(t, "java/lang/NoSuchFieldError", "field resolution failed");
        else if (kind == MEMBERNAME_IS_METHOD || kind == MEMBERNAME_IS_CONSTRUCTOR)
            throw_by_name(t, "java/lang/NoSuchMethodError", "method resolution failed");
        else
            throw_by_name(t, "java/lang/LinkageError", "resolution failed");
    }
}

/* ---- getMembers ---- */

struct member_query {
    const struct symbol *name, *descriptor; /* NULL = any */
    u32 flags;
    i32 skip;
    struct object *results;
    u32 filled, overflow;
};

/* The next result object to fill; NULL when only counting, or with an exception for a bad array. */
static struct object *next_result(struct thread *t, struct member_query *q) {
    if (q->skip > 0) {
        q->skip--;
        return NULL;
    }
    if (q->filled >= array_length(q->results)) {
        q->overflow++;
        return NULL;
    }
    struct object *mname = array_get_ref(q->results, q->filled++);
    if (!mname || object_class(mname) != K(t->vm, java_lang_invoke_MemberName)) {
        internal_error(t, "getMembers needs an array of MemberNames");
        return NULL;
    }
    return mname;
}

static bool matches(const struct member_query *q, const struct symbol *name, const struct symbol *descriptor) {
    return (!q->name || q->name == name) && (!q->descriptor || q->descriptor == descriptor);
}

static bool query_class(struct thread *t, struct class *k, struct member_query *q) {
    struct vm *vm = t->vm;
    struct object *mname;
    for (u32 i = 0; (q->flags & MEMBERNAME_IS_FIELD) && i < k->fields_count; i++) {
        const struct field *f = &k->fields[i];
        if (!matches(q, f->name, f->descriptor))
            continue;
        mname = next_result(t, q);
        if (t->exception)
            return false;
        if (mname)
            membername_init_field(vm, mname, f, false);
    }
    for (u32 i = 0; i < k->methods_count; i++) {
        struct method *m = &k->methods[i];
        u32 kind = m->name == KS(vm, object_initializer) ? MEMBERNAME_IS_CONSTRUCTOR : MEMBERNAME_IS_METHOD;
        if (!(q->flags & kind) || !matches(q, m->name, m->descriptor) ||
            (m->name == KS(vm, class_initializer) && q->name != m->name))
            continue;
        mname = next_result(t, q);
        if (t->exception || (mname && !membername_init_method(t, mname, m)))
            return false;
    }
    return true;
}

/* getMembers(Class, String name, String descriptor, int flags, Class caller, int skip, MemberName[]): number of
 * matches. */
void nat_methodhandles_get_members(struct thread *t, union slot *slots) {
    struct vm *vm = t->vm;
    struct class *k = class_of_mirror(vm, slots[0].o);
    struct member_query q = {.flags = slots[3].u, .skip = slots[5].i, .results = slots[6].o};
    struct object *name = slots[1].o, *descriptor = slots[2].o;
    slots[0].w = (u32)-1;
    if (!k || !q.results || k->kind != CLASS_INSTANCE)
        return;
    if (name && !(q.name = string_to_symbol(vm, name, false)))
        return;
    if (descriptor && !(q.descriptor = string_to_symbol(vm, descriptor, false)))
        return;
    if (q.descriptor && q.descriptor->text[0] == '(')
        q.flags &= ~(u32)(MEMBERNAME_IS_FIELD | MEMBERNAME_IS_TYPE);
    else if (q.descriptor)
        q.flags &= ~(u32)(MEMBERNAME_IS_CONSTRUCTOR | MEMBERNAME_IS_METHOD);
    if (!class_link(t, k) || !query_class(t, k, &q))
        return;
    for (struct class *c = k->super; c && (q.flags & MEMBERNAME_SEARCH_SUPERCLASSES); c = c->super) {
        if (!query_class(t, c, &q))
            return;
    }
    for (u32 i = 0; i < k->all_interfaces_count && (q.flags & MEMBERNAME_SEARCH_INTERFACES); i++) {
        if (!query_class(t, k->all_interfaces[i], &q))
            return;
    }
    slots[0].w = q.filled + q.overflow;
}

/* ---- offsets and bookkeeping ---- */

static bool check_field(struct thread *t, const struct object *mname, bool is_static) {
    if (mname) {
        u32 flags = member_flags(t->vm, mname);
        if ((flags & MEMBERNAME_IS_FIELD) && ((flags & ACC_STATIC) != 0) == is_static)
            return true;
    }
    return internal_error(t, is_static ? "static field required" : "non-static field required");
}

void nat_methodhandles_object_field_offset(struct thread *t, union slot *slots) {
    if (check_field(t, slots[0].o, false))
        slots[0].j = FIELD(slots[0].o, KF(t->vm, MemberName_vmindex), i64);
}

void nat_methodhandles_static_field_offset(struct thread *t, union slot *slots) {
    if (check_field(t, slots[0].o, true))
        slots[0].j = FIELD(slots[0].o, KF(t->vm, MemberName_vmindex), i64);
}

/* The mirror: static fields live in it. */
void nat_methodhandles_static_field_base(struct thread *t, union slot *slots) {
    if (check_field(t, slots[0].o, true))
        slots[0].o = object_get_ref(slots[0].o, KF(t->vm, MemberName_clazz));
}

/* getMemberVMInfo(MemberName): {Long vmindex, Class of a field or the MemberName itself}. */
void nat_methodhandles_get_member_vm_info(struct thread *t, union slot *slots) {
    struct vm *vm = t->vm;
    struct object *mname = slots[0].o;
    slots[0].w = 0;
    if (!mname)
        return;
    struct class *objects = class_array_of(t, K(vm, java_lang_Object));
    struct object *result = objects ? array_new(t, objects, 2) : NULL;
    if (!result)
        return;
    u32 kind = member_flags(vm, mname) & MEMBERNAME_ALL_KINDS;
    union slot index = {.j = FIELD(mname, KF(vm, MemberName_vmindex), i64)};
    struct object *boxed = box_value(t, T_LONG, index);
    if (!boxed)
        return;
    array_put_ref(result, 0, boxed);
    if (kind == MEMBERNAME_IS_FIELD)
        array_put_ref(result, 1, object_get_ref(mname, KF(vm, MemberName_clazz)));
    else if (kind == MEMBERNAME_IS_METHOD || kind == MEMBERNAME_IS_CONSTRUCTOR)
        array_put_ref(result, 1, mname);
    slots[0].o = result;
}

void nat_methodhandles_set_call_site_target(struct thread *t, union slot *slots) {
    if (!slots[0].o)
        throw_null_pointer(t);
    else
        object_put_ref(slots[0].o, KF(t->vm, CallSite_target), slots[1].o);
}

void nat_methodhandles_set_call_site_target_volatile(struct thread *t, union slot *slots) {
    if (!slots[0].o)
        throw_null_pointer(t);
    else
        object_put_ref_release(slots[0].o, KF(t->vm, CallSite_target), slots[1].o);
}

/* No code is compiled against a call site's target, so nothing depends on a context. */
void nat_methodhandles_clear_call_site_context(struct thread *t, union slot *slots) {
    (void)t;
    (void)slots;
}

/* getNamedCon: the VM has no constants for Java to verify. */
void nat_methodhandles_get_named_con(struct thread *t, union slot *slots) {
    (void)t;
    slots[0].w = 0;
}

/* ---- bootstrap arguments on demand ---- */

/* Would resolving the entry run no code? */
static bool is_resolved(struct thread *t, struct class *k, u16 cp_index) {
    switch (k->file->cp_tags[cp_index]) {
    case CP_CLASS:
        return resolve_class_if_loaded(t, k, cp_index) != NULL;
    case CP_STRING:
    case CP_METHOD_TYPE:
    case CP_METHOD_HANDLE: {
        struct object **objects = __atomic_load_n(&k->cp_objects, __ATOMIC_ACQUIRE);
        return objects && __atomic_load_n(&objects[cp_index], __ATOMIC_ACQUIRE);
    }
    case CP_DYNAMIC:
        return indy_dynamic_is_resolved(k, cp_index);
    default:
        return true;
    }
}

/* One argument: -4 bootstrap method, -3 name, -2 type, -1 count, else the static argument of that number. */
static bool bootstrap_item(struct thread *t, struct class *k, u16 cp_index, i32 i, bool resolve,
                           struct object *if_not_available, struct object **out) {
    const struct classfile *cf = k->file;
    u16 method, count, length;
    const u8 *indexes;
    const char *text;
    if (!indy_bootstrap_specifier(k, cp_index, &method, &count, &indexes))
        return internal_error(t, "bad bootstrap specifier index");
    const union cp_entry *nt = &cf->cp[cf->cp[cp_index].dynamic.name_and_type_index];
    u16 argument = method;
    *out = NULL;
    switch (i) {
    case -4:
        break;
    case -3:
        text = classfile_utf8(cf, nt->name_and_type.name_index, &length);
        *out = string_intern_mutf8(t, text, length);
        return *out != NULL;
    case -2:
        text = classfile_utf8(cf, nt->name_and_type.descriptor_index, &length);
        if (text[0] == '(') {
            *out = indy_method_type(t, k, text, length);
        } else {
            struct class *c = class_from_descriptor(t, k, text, length);
            *out = c ? c->mirror : NULL;
        }
        return *out != NULL;
    case -1:
        *out = box_value(t, T_INT, (union slot){.w = count});
        return *out != NULL;
    default:
        if (i < 0 || i >= count)
            return throw_by_name(t, "java/lang/ArrayIndexOutOfBoundsException", "%d", i);
        argument = be16(indexes + 2 * i);
    }
    if (!resolve && !is_resolved(t, k, argument)) {
        *out = if_not_available;
        return true;
    }
    return indy_bootstrap_argument(t, k, argument, out);
}

/* copyOutBootstrapArguments(Class caller, int[] {count, index}, int start, int end, Object[] buffer, int position,
 * boolean resolve, Object ifNotAvailable). */
void nat_methodhandles_copy_out_bootstrap_arguments(struct thread *t, union slot *slots) {
    struct class *k = class_of_mirror(t->vm, slots[0].o);
    struct object *info = slots[1].o, *buffer = slots[4].o;
    i32 start = slots[2].i, end = slots[3].i, position = slots[5].i;
    if (!k || k->kind != CLASS_INSTANCE) {
        internal_error(t, "bad caller");
        return;
    }
    if (!info || array_length(info) < 2) {
        internal_error(t, "bad index info (0)");
        return;
    }
    i32 index = ARRAY_AT(info, 1, i32);
    if (index <= 0 || index >= k->file->cp_count) {
        internal_error(t, "bad index info (1)");
        return;
    }
    if (!buffer) {
        throw_null_pointer(t);
        return;
    }
    if (end < start || position < 0 || (i64)position + ((i64)end - start) > (i64)array_length(buffer)) {
        throw_by_name(t, "java/lang/ArrayIndexOutOfBoundsException", "%d", position);
        return;
    }
    for (i32 i = start; i < end; i++) {
        struct object *o;
        if (!bootstrap_item(t, k, (u16)index, i, slots[6].i != 0, slots[7].o, &o))
            return;
        array_put_ref(buffer, (u32)(position + (i - start)), o);
    }
}

/* MethodHandle.invoke and invokeExact, when reached by reflection or JNI. */
void nat_methodhandles_reflective_invoke(struct thread *t, union slot *slots) {
    (void)slots;
    const struct method *m = frame_current_method(t);
    char *holder = class_external_name(m->holder);
    const char *simple = strrchr(holder, '.');
    throw_by_name(t, "java/lang/UnsupportedOperationException", "%s.%s cannot be invoked reflectively",
                  simple ? simple + 1 : holder, m->name->text);
    mem_free(holder);
}
