/* SPDX-License-Identifier: MIT
 *
 * verify.h - the bytecode verifier: no instruction of a class can see a value of a type that it does not expect.
 *
 * Class files of version 50 and up are checked (JVMS 4.10.1): one linear pass over each method, with a type state that
 * must fit the StackMapTable wherever control flow joins. For older ones the type states are inferred (JVMS 4.10.2):
 * the instructions are gone through again and again, and states that meet are merged, until nothing changes. Both do
 * the same at an instruction.
 *
 * The verifier reads a parsed class file; of other classes it asks only what struct verify_ops offers. Verdicts, their
 * order and their texts are HotSpot 17's.
 *
 * Files: verify.c classes, methods, tables of a method; verify_type.c types, names, assignability; verify_frame.c type
 * states; verify_code.c instructions; verify_member.c fields, calls, constructors; verify_message.c texts. Type
 * checking alone: verify_stackmap.c StackMapTable and matching. Inference alone: verify_operands.c what can be checked
 * before, verify_infer.c the passes over the code, verify_merge.c states that meet, verify_subroutine.c jsr and ret,
 * verify_infer_member.c fields and calls, verify_infer_message.c texts.
 */
#ifndef CLASSFILE_VERIFY_H
#define CLASSFILE_VERIFY_H

#include "base/buf.h"
#include "classfile/classfile.h"

enum verify_limits { VERIFY_FIRST_MAJOR = 50 }; /* older files are verified by inference */

/* A class name (internal form; arrays as descriptors), member name or descriptor; not NUL-terminated. */
struct verify_name {
    const char *s;
    u16 n;
};

enum verify_answer {
    VERIFY_NO,
    VERIFY_YES,
    VERIFY_STOP /* could not be found out: the caller knows why (an exception) */
};

enum verify_member { VERIFY_FIELD, VERIFY_METHOD, VERIFY_CONSTRUCTOR };

struct verify_ops {
    /* JVMS 4.10.1.2: may a value of class `from` stand where one of class `to` is wanted? The names differ, `to` is
     * neither an array nor java/lang/Object. An interface `to` takes every object, and of arrays (`from` begins with
     * '[') if it is Cloneable or Serializable. `of_protected`: a check of protected access; then an interface does not
     * take java/lang/Object. Whether `to`
     * is an interface is to be asked first, so that `from` is not loaded in vain. */
    enum verify_answer (*assignable)(void *context, struct verify_name from, struct verify_name to, bool of_protected);
    /* JVMS 4.10.1.8: is `owner` the class verified or a superclass of it, and the member that
     * it has (constructors: declares itself) protected and of a class in another package? */
    enum verify_answer (*foreign_protected)(void *context, struct verify_name owner, enum verify_member kind,
                                            struct verify_name name, struct verify_name descriptor);
    /* For inference: is this the name of a superclass of the class verified? */
    enum verify_answer (*is_superclass)(void *context, struct verify_name name);
    /* For inference: the nearest superclass of both, neither being an array or java/lang/Object. Interfaces count as
     * java/lang/Object, and `second` is to be asked first: if it is one, `first` is not loaded. *super must last as
     * long as the verification. */
    enum verify_answer (*common_superclass)(void *context, struct verify_name first, struct verify_name second,
                                            struct verify_name *super);
};

enum verify_status {
    VERIFY_OK,
    VERIFY_ERROR,        /* VerifyError */
    VERIFY_FORMAT_ERROR, /* ClassFormatError */
    VERIFY_STOPPED,      /* one of the ops answered VERIFY_STOP */
};

struct verify_request {
    const struct classfile *cf;
    struct verify_name name; /* of the class, where it is not the file's (hidden); else n = 0 */
    const struct verify_ops *ops;
    void *context; /* for the ops */
};

/* *message gets the text of the error. *failed_over: type checking refused the class, for the reason in *message, and
 * inference, which has a second go at version 50 (JVMS 4.10), gave the status. */
enum verify_status verify_class(const struct verify_request *request, struct buf *message, bool *failed_over);

#endif
