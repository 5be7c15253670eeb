/* SPDX-License-Identifier: MIT
 *
 * link.h - linking, initialization (JVMS 5.4, 5.5) and resolution of constant-pool entries (5.4.3).
 *
 * Resolution results are stored in class->cp_resolved / cp_objects; a failed resolution is recorded and thrown again.
 */
#ifndef RUNTIME_LINK_H
#define RUNTIME_LINK_H

#include "runtime/class.h"

/* Makes vtable and itables (and verifies); supertypes first. False = exception. Idempotent. */
bool class_link(struct thread *t, struct class *k);
/* Verifies k, if its loader's classes are to be verified: class_link's work. False = exception. */
bool class_verify(struct thread *t, struct class *k);
/* Are classes of the loader checked (format and bytecode)? -Xverify; by default all but the boot loader's. */
bool class_is_to_verify(const struct loader *l);
/* JVMS 5.5. Returns true at once when initialized or being initialized by t. False = exception. */
bool class_initialize(struct thread *t, struct class *k);

/* Class entry. NULL = exception. Checks accessibility from k. */
struct class *resolve_class(struct thread *t, struct class *k, u16 cp_index);
/* Already resolved? Never loads. */
struct class *resolve_class_if_loaded(struct thread *t, struct class *k, u16 cp_index);

enum field_access { ACCESS_GET, ACCESS_PUT };
/* Fieldref for getfield/putfield/getstatic/putstatic in method `m` of k (m may be NULL): existence, access, staticness
 * and final rules. Doesn't initialize. NULL = exception. */
struct field *resolve_field(struct thread *t, struct class *k, u16 cp_index, bool is_static, enum field_access access,
                            const struct method *m);

enum invoke_kind { INVOKE_VIRTUAL, INVOKE_SPECIAL, INVOKE_STATIC, INVOKE_INTERFACE };
struct resolved_call {
    struct method *method;        /* resolved (static, special: selected) method */
    struct class *resolved_class; /* class named by the entry (interface for invokeinterface) */
    enum { CALL_DIRECT, CALL_VIRTUAL, CALL_INTERFACE, CALL_POLYMORPHIC } how;
    i32 index;              /* CALL_VIRTUAL: vtable index; CALL_INTERFACE: itable index of method->holder */
    struct call_site *site; /* CALL_POLYMORPHIC: linked site, or NULL when method is a VM intrinsic (invokeBasic,
                             * linkTo*) */
};
/* Methodref / InterfaceMethodref. Virtual and interface calls to private or final methods come back CALL_DIRECT (the
 * receiver's null check stays the caller's); interface calls of Object's methods come back CALL_VIRTUAL. False =
 * exception. */
bool resolve_call(struct thread *t, struct class *k, u16 cp_index, enum invoke_kind kind, struct resolved_call *out);

/* Method lookup by explicit class, name, descriptor with the checks of resolve_call; used by MemberName.resolve and
 * JNI. caller NULL = no access check. */
bool resolve_call_in(struct thread *t, struct class *caller, struct class *holder, struct symbol *name,
                     struct symbol *descriptor, enum invoke_kind kind, bool interface_ref, struct resolved_call *out);
struct field *resolve_field_in(struct thread *t, struct class *caller, struct class *holder, struct symbol *name,
                               struct symbol *descriptor, bool is_static);

/* ldc, ldc_w, ldc2_w of any loadable constant: Integer, Float, Long, Double, String, Class, MethodType, MethodHandle,
 * Dynamic. *type gets the basic type (T_OBJECT for references). False = exception. Reference results are kept alive by
 * k. */
bool resolve_constant(struct thread *t, struct class *k, u16 cp_index, union slot *value, u8 *type);
struct object *resolve_string(struct thread *t, struct class *k, u16 cp_index); /* NULL = exception */
/* Throws a recorded error again as HotSpot does: a new object of the boot loader's class of that name and the message (or
 * `text`, which may be NULL, if it has none), with a trace of now; the cause too is made anew, or left out. What cannot be
 * made so, for want of a constructor or such a class, or since the class forbids a cause, gives another exception.
 * Always false. */
bool resolve_rethrow(struct thread *t, struct object *error, const char *text, bool with_cause);

/* A linked invokedynamic instruction or polymorphic call: run `method` (static) with the arguments, then the
 * appendix. */
struct call_site {
    struct method *method;
    struct object *appendix; /* NULL: nothing is appended */
    struct object *error;    /* recorded LinkageError: throw it again */
    struct class *holder;
    u16 cp_index;
    u32 bci;
    struct method *caller;
    struct call_site *next;
};
/* Links the invokedynamic at (m, bci) once; later calls return the same site. NULL = exception. */
struct call_site *resolve_invokedynamic(struct thread *t, struct class *k, struct method *m, u32 bci, u16 cp_index);

/* Access checks (JVMS 5.4.4); nest mates, protected, modules. */
bool class_accessible(const struct class *from, const struct class *to);
/* What keeps module from module: "class A (in module m) cannot access class B (in module n) because ..."; NULL = that
 * isn't it. malloc'ed. */
char *class_module_problem(const struct class *from, const struct class *to);
/* IllegalAccessError for an inaccessible class; always false. */
bool throw_class_access(struct thread *t, const struct class *from, const struct class *to);
bool member_accessible(struct thread *t, struct class *from, struct class *resolved, struct class *holder,
                       u16 access_flags);
/* Nest host (JVMS 5.4.4 step 4); k itself on any failure, without exception. */
struct class *class_nest_host(struct thread *t, struct class *k);
/* Why k names a nest host in vain, for messages; NULL = it doesn't, or the host could not be loaded. malloc'ed. */
char *class_nest_host_problem(struct thread *t, struct class *k);
/* The class of a field descriptor that k names, loaded through its loader. NULL = exception. */
struct class *class_from_descriptor(struct thread *t, const struct class *k, const char *descriptor, size_t length);

#endif
