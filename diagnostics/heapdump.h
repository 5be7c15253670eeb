/* SPDX-License-Identifier: MIT
 *
 * heapdump.h - heap dumps (hprof 1.0.2), class histograms, and what -XX options want done at the first
 * OutOfMemoryError.
 */
#ifndef DIAGNOSTICS_HEAPDUMP_H
#define DIAGNOSTICS_HEAPDUMP_H

#include <stdio.h>
#include "runtime/vm.h"

/* Writes the dump to a new file, with the world stopped; live: collects first. Returns the file's size, or 0 and a
 * malloc'ed message. */
u64 heapdump_write(struct thread *t, const char *path, bool live, char **message);
/* The same to -XX:HeapDumpPath (a folder, a file or not given: java_pid<pid>.hprof here), telling on stdout as HotSpot
 * does. */
void heapdump_write_default(struct thread *t, bool live);
/* Instances and bytes by class, most bytes first; live: collects first. */
void heapdump_print_histogram(struct thread *t, FILE *out, bool live);
/* From now on the first OutOfMemoryError does what HeapDumpOnOutOfMemoryError and its like ask for. */
void heapdump_listen(struct vm *vm);

#endif
