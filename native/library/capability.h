/* SPDX-License-Identifier: MIT
 *
 * capability.h - what native methods can do to the world outside the VM, and what of it the program may
 * (--deny=net,exec,files-write,files-read,native; the launcher passes it as -XX:Deny=...).
 *
 * native/library/capabilities.def classifies the native methods of the class library. A denied one throws SecurityException
 * naming itself, however it is reached: it is its C function that can't be called. While anything is denied, a native
 * method of the boot loader that the table doesn't know counts as able to do everything, and so do functions of the
 * JRE's libraries that a class of another loader got at. Some methods written in Java with which a program could
 * rewrite the VM's memory throw as well. docs/BOUNDS.md says what this promises and what not.
 */
#ifndef NATIVE_CAPABILITY_H
#define NATIVE_CAPABILITY_H

#include "runtime/class.h"
#include "runtime/thread.h"

enum capability {
    CAPABILITY_NONE = 0,
    CAPABILITY_NET = 1,         /* sockets, names, network interfaces */
    CAPABILITY_EXEC = 2,        /* processes: start, signal */
    CAPABILITY_FILES_WRITE = 4, /* create, change, rename, delete files and their attributes */
    CAPABILITY_FILES_READ = 8,  /* contents, directories, links; not the JRE, not the class path */
    CAPABILITY_NATIVE = 16,     /* native libraries other than the JRE's */
    CAPABILITY_ALL = 31
};

/* Reads a list like "net,exec" into *denied. False: a word is unknown; *bad points to it in
 * `list`, with its length in *length. */
bool capability_parse(const char *list, u32 *denied, const char **bad, size_t *length);
/* All words, "net, exec, ..."; malloc'ed. */
char *capability_words(void);
/* Must calls of native method m be checked each time when this is its function? Native methods that an embedding
 * program registered are its own business. */
bool capability_guards(const struct vm *vm, const struct method *m, void *function);
/* Is m, which the VM itself implements, taken away by a row of the table? (Rows that look at arguments are for natives of
 * the JRE's libraries.) */
bool capability_takes_away(const struct vm *vm, const struct method *m);
/* The check of one call. False = SecurityException pending. */
bool capability_allows(struct thread *t, const struct method *m, void *function, const union slot *slots);
/* k, of the boot loader, is being defined: guards its Java methods while anything is denied. */
void capability_bind_class(const struct vm *vm, struct class *k);

/* The functions that stand before those Java methods: places behind the rows of natives.def in vm->native_functions. */
enum capability_guard { GUARD_DENIED, GUARD_PRIVATE_LOOKUP, GUARD_MANIFEST_OPENS, CAPABILITY_GUARDS };
void capability_denied(struct thread *t, union slot *slots);
bool capability_private_lookup(struct thread *t, union slot *slots);
bool capability_manifest_opens(struct thread *t, union slot *slots);

#endif
