/* SPDX-License-Identifier: MIT
 *
 * indy.h - linkage that Java code decides: invokedynamic, signature-polymorphic calls, and the constants MethodType,
 * MethodHandle and Dynamic (JVMS 5.4.3.5, 5.4.3.6; docs/OPENJDK.md#method-handles).
 *
 * The VM collects the arguments, calls java.lang.invoke.MethodHandleNatives.link..., and remembers what comes back: a
 * static method and an appendix, in a struct call_site (runtime/link.h). resolve_invokedynamic is declared there too.
 */
#ifndef RUNTIME_INDY_H
#define RUNTIME_INDY_H

#include "runtime/link.h"

/* Links a call of MethodHandle.invoke/invokeExact or a VarHandle accessor (out->site), or finds the VM's own method for
 * invokeBasic and linkTo* (out->method, site NULL). k, cp_index: the calling class and its Methodref. False =
 * exception. */
bool indy_resolve_polymorphic(struct thread *t, struct class *k, u16 cp_index, struct class *holder,
                              struct symbol *name, struct symbol *descriptor, struct resolved_call *out);

/* Which intrinsic is the MethodHandle method of this name? MH_NONE for all others. */
enum mh_intrinsic indy_intrinsic_of_name(const struct vm *vm, const struct symbol *name);
/* The VM-made method of an intrinsic for a descriptor, which is erased to basic types first. NULL = exception. */
struct method *indy_intrinsic_method(struct thread *t, enum mh_intrinsic intrinsic, struct symbol *descriptor);

/* java.lang.invoke.MethodType of a method descriptor; its classes are loaded by and must be accessible from
 * `accessing`. */
struct object *indy_method_type(struct thread *t, struct class *accessing, const char *descriptor, size_t length);
struct object *indy_method_handle_constant(struct thread *t, struct class *k, u16 cp_index);
/* Value of a CONSTANT_Dynamic, unboxed to its descriptor's type. Computed once; later calls return the same value or
 * throw the same error. False = exception, already wrapped. */
bool indy_dynamic_constant(struct thread *t, struct class *k, u16 cp_index, union slot *value, u8 *type);
bool indy_dynamic_is_resolved(struct class *k, u16 cp_index); /* its value is known */

/* The bootstrap specifier of a Dynamic or InvokeDynamic entry: *method its MethodHandle's constant-pool index,
 * *arguments the big-endian u16 indexes. False = the BootstrapMethods attribute has no such row (no exception is
 * pending). */
bool indy_bootstrap_specifier(const struct class *k, u16 cp_index, u16 *method, u16 *count, const u8 **arguments);
/* Static bootstrap argument as an object (primitives boxed). False = exception; *out may be NULL. */
bool indy_bootstrap_argument(struct thread *t, struct class *k, u16 cp_index, struct object **out);

#endif
