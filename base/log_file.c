/* SPDX-License-Identifier: MIT
 *
 * log_file.c - a file of -Xlog, with rotation.
 *
 * The file NAME is always the one that is written. When it has `limit` bytes it is renamed to NAME.n, with n going
 * round from 0 to count - 1, and a new one is begun. The stream stays the same while its descriptor changes, so that its
 * lock can serve the writers.
 */
#include "base/log_file.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include "base/mem.h"
#include "base/size.h"

enum { MOST_FILES = 1000, DEFAULT_FILES = 5, DEFAULT_LIMIT = 20 << 20 };

struct log_file {
    char *path;
    FILE *stream;
    u64 limit, size; /* bytes; limit 0 = never full */
    u32 count;       /* old files that are kept; 0 = no rotation */
    u32 next;        /* the number that the file will get when it is full */
    bool count_given;
};

bool log_fault(struct buf *faults, const char *fmt, ...) {
    va_list ap;
    va_start(ap, fmt);
    buf_vprintf(faults, fmt, ap);
    va_end(ap);
    buf_char(faults, '\n');
    return false;
}

/* Puts `text` in the place of the first `what` of *path. */
static void replace(char **path, const char *what, const char *text) {
    const char *place = strstr(*path, what);
    if (place == NULL)
        return;
    char *replaced = mem_printf("%.*s%s%s", (int)(place - *path), *path, text, place + strlen(what));
    mem_free(*path);
    *path = replaced;
}

static char *expand(const char *name) {
    char pid[16], stamp[40];
    time_t now = time(NULL);
    struct tm tm;
    char *path = mem_strdup(name);
    snprintf(pid, sizeof pid, "%d", (int)getpid());
    strftime(stamp, sizeof stamp, "%Y-%m-%d_%H-%M-%S", localtime_r(&now, &tm));
    replace(&path, "%p", pid);
    replace(&path, "%t", stamp);
    return path;
}

static bool parse_count(const char *text, u32 *count) {
    char *end;
    errno = 0;
    unsigned long n = strtoul(text, &end, 10);
    if (!isdigit((unsigned char)*text) || *end != '\0' || errno != 0 || n > MOST_FILES)
        return false;
    *count = (u32)n;
    return true;
}

static bool parse_options(struct log_file *f, const char *options, struct buf *faults) {
    for (const char *p = options; p != NULL && *options != '\0';) {
        size_t length = strcspn(p, ","), key = strcspn(p, "=,");
        char *value = p[key] == '=' ? mem_strndup(p + key + 1, length - key - 1) : NULL;
        bool good = true;
        if (value != NULL && key == strlen("filecount") && memcmp(p, "filecount", key) == 0) {
            f->count_given = good = parse_count(value, &f->count);
            if (!good)
                log_fault(faults, "Invalid option: filecount must be in range [0, %u]", MOST_FILES);
        } else if (value != NULL && key == strlen("filesize") && memcmp(p, "filesize", key) == 0) {
            good = size_parse(value, &f->limit);
            if (!good)
                log_fault(faults, "Invalid option: filesize must be in range [0, %llu]", ~0ull);
        } else {
            good = log_fault(faults, "Invalid option '%.*s' for log file output.", (int)key, p);
        }
        mem_free(value);
        if (!good)
            return false;
        p = p[length] == ',' ? p + length + 1 : NULL;
    }
    return true;
}

/* The name of an old file; numbers have as many digits as the largest. Malloc'ed. */
static char *old_name(const struct log_file *f, u32 number) {
    int digits = 1;
    for (u32 n = f->count - 1; n >= 10; n /= 10)
        digits++;
    return mem_printf("%s.%0*u", f->path, digits, number);
}

/* The first number that has no file, else that of the oldest. */
static bool choose_number(struct log_file *f, struct buf *faults) {
    struct timespec oldest = {0};
    for (u32 i = 0; i < f->count; i++) {
        char *name = old_name(f, i);
        struct stat st;
        bool there = stat(name, &st) == 0, regular = there && S_ISREG(st.st_mode);
        if (there && !regular)
            log_fault(faults, "Possible rotation target file '%s' already exists but is not a regular file.", name);
        mem_free(name);
        if (!there) {
            f->next = i;
            return true;
        }
        if (!regular)
            return false;
        if (i == 0 || st.st_mtim.tv_sec < oldest.tv_sec ||
            (st.st_mtim.tv_sec == oldest.tv_sec && st.st_mtim.tv_nsec < oldest.tv_nsec)) {
            oldest = st.st_mtim;
            f->next = i;
        }
    }
    return true;
}

static void keep_old(struct log_file *f) {
    char *name = old_name(f, f->next);
    if (rename(f->path, name) != 0)
        fprintf(stdout, "Could not rename log file '%s' to '%s' (%s).\n", f->path, name, strerror(errno));
    mem_free(name);
    f->next = (f->next + 1) % f->count;
}

static bool open_stream(struct log_file *f, struct buf *faults) {
    struct stat st;
    bool there = stat(f->path, &st) == 0;
    if (there && S_ISFIFO(st.st_mode) && !f->count_given)
        f->count = 0;
    if (there && f->count != 0) {
        if (!S_ISREG(st.st_mode))
            return log_fault(faults, "Unable to log to file %s with log file rotation: %s is not a regular file",
                             f->path, f->path);
        if (!choose_number(f, faults))
            return false;
        keep_old(f);
    }
    f->stream = fopen(f->path, "ae");
    if (f->stream == NULL)
        return log_fault(faults, "Error opening log file '%s': %s", f->path, strerror(errno));
    if (f->count == 0 && there && S_ISREG(st.st_mode) && ftruncate(fileno(f->stream), 0) != 0)
        return log_fault(faults, "Could not truncate log file '%s': %s", f->path, strerror(errno));
    return true;
}

struct log_file *log_file_open(const char *name, const char *options, struct buf *faults) {
    struct log_file *f = mem_zalloc(sizeof *f);
    *f = (struct log_file){.path = expand(name), .limit = DEFAULT_LIMIT, .count = DEFAULT_FILES};
    if (parse_options(f, options, faults) && open_stream(f, faults))
        return f;
    log_file_close(f);
    return NULL;
}

void log_file_close(struct log_file *f) {
    if (f->stream != NULL)
        fclose(f->stream);
    mem_free(f->path);
    mem_free(f);
}

FILE *log_file_stream(const struct log_file *f) {
    return f->stream;
}

static void rotate(struct log_file *f) {
    keep_old(f);
    f->size = 0;
    int fresh = open(f->path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    if (fresh < 0) { /* the old one is written on */
        fprintf(stdout, "Could not reopen file '%s' during log rotation (%s).\n", f->path, strerror(errno));
        return;
    }
    dup3(fresh, fileno(f->stream), O_CLOEXEC);
    close(fresh);
}

void log_file_write(struct log_file *f, const char *text, size_t length) {
    f->size += fwrite(text, 1, length, f->stream);
    fflush(f->stream);
    if (f->count != 0 && f->limit != 0 && f->size >= f->limit)
        rotate(f);
}
