/* SPDX-License-Identifier: MIT
 *
 * log_file.h - a file of -Xlog, with rotation: full ones are kept as NAME.0, NAME.1 ...
 */
#ifndef BASE_LOG_FILE_H
#define BASE_LOG_FILE_H

#include "base/buf.h"

struct log_file;

/* Adds a line that says why a part of -Xlog cannot be; false. */
bool log_fault(struct buf *faults, const char *fmt, ...) PRINTF_LIKE(2, 3);

/* Opens a file for logging. In the name the first %p becomes the process id and the first %t the time; options are
 * "filecount=N,filesize=N[kmg]" or NULL. NULL when that cannot be: *faults then has lines that say why. A file of this
 * name that is there is kept as NAME.0 (or the next number), or truncated with filecount=0. */
struct log_file *log_file_open(const char *name, const char *options, struct buf *faults);
void log_file_close(struct log_file *f);
/* The stream, for flockfile. */
FILE *log_file_stream(const struct log_file *f);
/* Writes and flushes; begins a new file when this one is full. The caller has locked the stream. */
void log_file_write(struct log_file *f, const char *text, size_t length);

#endif
