/* SPDX-License-Identifier: MIT
 *
 * snapshot.h - start-up snapshots: the state of a VM behind its boot, written to a file and mapped by other processes
 * (docs/SNAPSHOTS.md).
 */
#ifndef LIBJVM_SNAPSHOT_H
#define LIBJVM_SNAPSHOT_H

#include "base/image.h"
#include "runtime/vm.h"

/* ---- snapshot_write.c ---- */

/* Before vm_create, when -XX:SnapshotTo is given: from here on memory is at fixed addresses. NULL, or why there can be no
 * snapshot (a constant text). */
const char *snapshot_record(const struct vm_options *options);
/* Behind the boot: writes the state to options.snapshot_to and ends the process, with status 1 and a message when there
 * can be no snapshot. */
NORETURN void snapshot_write(struct thread *t);

/* ---- snapshot_train.c ---- */

/* Does once what each start of a program does. NULL, or a malloc'ed text that says what failed. t is RUNNING. */
char *snapshot_train(struct thread *t);

/* ---- snapshot_restore.c ---- */

/* Instead of vm_create and the boot: the VM of the file at path, which goes on with these options, which it
 * takes over. NULL: it cannot be used here, for the reason *why (a constant text); nothing has changed then. With a VM
 * there may be a malloc'ed *message, or an exception is pending: then it could not go on, and there is no way back. listen
 * is vm_create's. */
struct vm *snapshot_restore(struct vm_options *options, const char *path, const struct engine_ops *engine,
                            const void *invoke_functions, void (*listen)(struct vm *vm), struct thread **thread,
                            const char **why, char **message);

/* ---- snapshot_key.c ---- */

/* What has to be the same in both processes, as lines "what value"; malloc'ed. */
char *snapshot_key(const struct vm_options *options);
/* The file of an option's value: of "default", or NULL, the one for this key, which lies beside libjvm.so; malloc'ed. */
char *snapshot_path(const struct vm_options *options, const char *given);
/* The options without what a restored VM takes from its own command line; the others have to be the same. */
void snapshot_blank_options(struct vm_options *options);
/* Can these options' own part be taken over? NULL, or what is in the way (a constant text). */
const char *snapshot_check_options(const struct vm_options *options);

/* ---- snapshot_renew.c ---- */

/* Does the library have all that is renewed, and has it initialized nothing else? NULL, or a malloc'ed text. t is RUNNING.
 * May allocate Java objects. */
char *snapshot_review(struct thread *t);
/* Might the boot have read this system property, other than those that are renewed? */
bool snapshot_property_was_read(struct vm *vm, const char *property);
/* What depends on the process is made again. False: an exception is pending. */
bool snapshot_renew(struct thread *t);

/* Sections and roots of the file. */
enum snapshot_data { SNAPSHOT_KEY, SNAPSHOT_OPTIONS, SNAPSHOT_HEAP_TABLES, SNAPSHOT_RERUN };
enum snapshot_space { SNAPSHOT_LOW, SNAPSHOT_C, SNAPSHOT_HEAP };
enum snapshot_root { SNAPSHOT_VM, SNAPSHOT_THREAD };
extern const struct image_area snapshot_areas[IMAGE_SPACES];

#endif
