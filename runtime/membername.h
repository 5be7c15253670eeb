/* SPDX-License-Identifier: MIT
 *
 * membername.h - java.lang.invoke.MemberName objects: the VM's answer to "which method or field is this?".
 *
 * A resolved MemberName holds clazz, flags (modifiers, kind, reference kind), for methods a ResolvedMethodName, and
 * vmindex (docs/OPENJDK.md#member-names). The ResolvedMethodName is an opaque object with the struct method's address
 * (vmtarget) and the mirror that keeps the method alive (vmholder). vmindex: vtable or itable index, MEMBERNAME_DIRECT,
 * or field offset.
 */
#ifndef RUNTIME_MEMBERNAME_H
#define RUNTIME_MEMBERNAME_H

#include "runtime/link.h"
#include "runtime/vm.h"

enum membername_flag {
    MEMBERNAME_IS_METHOD = 0x00010000,
    MEMBERNAME_IS_CONSTRUCTOR = 0x00020000,
    MEMBERNAME_IS_FIELD = 0x00040000,
    MEMBERNAME_IS_TYPE = 0x00080000,
    MEMBERNAME_ALL_KINDS = 0x000F0000,
    MEMBERNAME_CALLER_SENSITIVE = 0x00100000,
    MEMBERNAME_TRUSTED_FINAL = 0x00200000,
    MEMBERNAME_SEARCH_SUPERCLASSES = 0x00100000, /* getMembers match flags */
    MEMBERNAME_SEARCH_INTERFACES = 0x00200000,
};
#define MEMBERNAME_KIND_SHIFT 24
#define MEMBERNAME_KIND_MASK  15
#define MEMBERNAME_DIRECT     (-2) /* vmindex of methods that are called without dispatch */

/* The ResolvedMethodName of m; one per method unless the VM made m. NULL = exception. */
struct object *membername_resolved_method(struct thread *t, struct method *m);
/* The method of a MemberName or ResolvedMethodName; NULL = none. */
struct method *membername_method(const struct vm *vm, const struct object *mname);

/* Fills mname for m with the dispatch that its declaring class calls for. False = exception. */
bool membername_init_method(struct thread *t, struct object *mname, struct method *m);
/* For a resolved call; `out->how` decides between direct, vtable and itable dispatch. False = exception. */
bool membername_init_call(struct thread *t, struct object *mname, const struct resolved_call *call);
void membername_init_field(struct vm *vm, struct object *mname, const struct field *f, bool setter);

#endif
