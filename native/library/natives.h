/* SPDX-License-Identifier: MIT
 *
 * natives.h - methods that the VM itself implements: the table native/library/natives.def and what its functions are like.
 *
 * A row names its function without the prefix: nat_FUNCTION for NATIVE rows, fast_FUNCTION for FAST ones, so that nothing
 * else of the VM can have such a name.
 *
 * A function of the table has the type vm_native_fn: arguments in slots (receiver first, one slot each, long and double
 * too), the result to slots[0]. Slots are written whole: ints zero-extended (slots[0].w = (u32)x), floats as their 32
 * bits zero-extended, references as .o. A void function leaves slots alone. An exception is left in t->exception. The
 * calling thread is RUNNING and stays so; the method's frame record is t->top, so a stack walk begins with the native
 * itself.
 *
 * Kinds: REQUIRED is a native method that no library provides. INTRINSIC is a method that would work without the row, only
 * slower: it has a function in libjava, or it has bytecode. Both become BINDING_VM (runtime/class.h) before
 * engine_ops.prepare_method sees the method, which means: never run the bytecode, never look for a JNI function
 * (RegisterNatives on it has no effect). An
 * intrinsic behaves as the Java body does, exceptions included.
 *
 * FAST rows (BINDING_FAST) are for methods with bytecode too, but their function (fast_path_fn) may decline: it returns
 * false, having touched nothing, and the bytecode runs in the frame that is already there. So it needs no error cases.
 *
 * Functions of FAST and FRAMELESS rows may run without a frame of the method: slots are there, t->top is some older
 * frame. So they don't throw, collect, block or look at frames. What they allocate is at hand (runtime/object.h); where
 * nothing is, they decline.
 *
 * A method knows the number of its row, counted over the whole table; vm->native_functions has the functions in that
 * order.
 *
 * Only classes of the boot loader are bound. A row is for the releases of the class library that its last column says, or
 * for all (runtime/library.h); one that is for this release and whose method doesn't exist is logged (jni, debug). The
 * test `natives` compares the rows with every installed JDK.
 */
#ifndef NATIVE_NATIVES_H
#define NATIVE_NATIVES_H

#include "runtime/class.h"
#include "runtime/library.h"
#include "runtime/thread.h"

/* Value of a C integer as slot contents: sub-long types zero-extend their 32-bit int. */
#define SLOT_WORD(v) (sizeof(v) == 8 ? (u64)(v) : (u64)(u32)(i32)(v))

enum native_kind { NATIVE_REQUIRED, NATIVE_INTRINSIC, NATIVE_FRAMELESS, NATIVE_FAST };

/* native_ops.bind_class: binds k's methods that have rows. k is fresh, known to this thread only. */
void natives_bind_class(struct vm *vm, struct class *k);
struct native_row {
    const char *class_name, *name, *descriptor;
    u8 kind; /* enum native_kind */
    struct releases releases;
};
/* native_ops.functions: those of the rows, then those of enum capability_guard. */
extern const union native_function native_functions[];

/* unsafe.c: runs access(slots), which reads or writes memory outside of the heap. False: that is of a mapped file which
 * was truncated; part of the access may have been done, nothing was thrown. */
bool native_guarded(struct thread *t, void (*access)(union slot *), union slot *slots);

#define NATIVE_IN(class_name, name, descriptor, function, kind, releases)                                              \
    void nat_##function(struct thread *t, union slot *slots);
#define FAST_IN(class_name, name, descriptor, function, releases)                                                      \
    bool fast_##function(struct thread *t, union slot *slots);
#include "native/library/natives.def"
#undef NATIVE_IN
#undef FAST_IN
enum {
    NATIVE_ROWS = 0
#define NATIVE_IN(class_name, name, descriptor, function, kind, releases) +1
#define FAST_IN(class_name, name, descriptor, function, releases)         +1
#include "native/library/natives.def"
#undef NATIVE_IN
#undef FAST_IN
};

#endif
