/* SPDX-License-Identifier: MIT
 *
 * log.c - writing log lines.
 *
 * A line is put together in memory and written with one fwrite, under the stream's own lock, so that lines of different
 * threads don't mix. Each output has levels and decorations of its own, so one line may be written to several.
 * base/log_option.c has the option that says what goes where.
 */
#include "base/log.h"

#include <errno.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include "base/buf.h"
#include "base/log_file.h"
#include "base/mem.h"
#include "base/os.h"

const char *const log_channel_names[] = {
#define LOG_CHANNEL(id, name, help) name,
#include "base/log.def"
#undef LOG_CHANNEL
};
const char *const log_channel_help[] = {
#define LOG_CHANNEL(id, name, help) help,
#include "base/log.def"
#undef LOG_CHANNEL
};
const char *const log_level_names[] = {"off", "error", "warning", "info", "debug", "trace"};
const char *const log_decorator_names[LOG_DECORATORS][2] = {
#define LOG_DECORATOR(id, name, letters) {name, letters},
#include "base/log_decorators.def"
#undef LOG_DECORATOR
};
static_assert(LOG_DECORATORS <= 16, "decorators are a 16-bit set");

void log_init(struct log *log) {
    *log = (struct log){.start_ns = os_nanotime()};
    for (u32 i = 0; i < ARRAY_LENGTH(log->standard); i++)
        log->standard[i].decorators = LOG_DEFAULT_DECORATORS;
    memset(log->standard[0].level, LOG_WARNING, sizeof log->standard[0].level);
    log_update_levels(log);
}

static u32 outputs_count(const struct log *log) {
    return (u32)ARRAY_LENGTH(log->standard) + log->files_count;
}

static struct log_output *output_at(struct log *log, u32 i) {
    return i < ARRAY_LENGTH(log->standard) ? &log->standard[i] : &log->files[i - ARRAY_LENGTH(log->standard)];
}

void log_update_levels(struct log *log) {
    for (u32 ch = 0; ch < LOG_CHANNELS; ch++) {
        u8 highest = LOG_OFF;
        for (u32 i = 0; i < outputs_count(log); i++)
            highest = MAX_OF(highest, output_at(log, i)->level[ch]);
        log->level[ch] = highest;
    }
}

void log_close(struct log *log) {
    for (u32 i = 0; i < log->files_count; i++) {
        log_file_close(log->files[i].file);
        mem_free(log->files[i].name);
    }
    mem_free(log->files);
    log->files = NULL;
    log->files_count = 0;
    log_update_levels(log);
}

static void print_time(struct buf *b, bool utc) {
    struct timespec now;
    struct tm tm;
    char date[40], zone[8];
    clock_gettime(CLOCK_REALTIME, &now);
    if (utc)
        gmtime_r(&now.tv_sec, &tm);
    else
        localtime_r(&now.tv_sec, &tm);
    strftime(date, sizeof date, "%Y-%m-%dT%H:%M:%S", &tm);
    strftime(zone, sizeof zone, "%z", &tm);
    buf_printf(b, "%s.%03ld%s", date, now.tv_nsec / 1000000, zone);
}

static void print_decorator(const struct log *log, struct buf *b, enum log_decorator d, enum log_channel ch,
                            enum log_level level) {
    u64 up = os_nanotime() - log->start_ns;
    char host[256] = "";
    switch (d) {
    case LOG_DECORATOR_time:
        print_time(b, false);
        break;
    case LOG_DECORATOR_utctime:
        print_time(b, true);
        break;
    case LOG_DECORATOR_uptime:
        buf_printf(b, "%u.%03us", (unsigned)(up / 1000000000u), (unsigned)(up / 1000000u % 1000u));
        break;
    case LOG_DECORATOR_timemillis:
        buf_printf(b, "%llums", (unsigned long long)os_walltime_ms());
        break;
    case LOG_DECORATOR_uptimemillis:
        buf_printf(b, "%llums", (unsigned long long)(up / 1000000u));
        break;
    case LOG_DECORATOR_timenanos:
        buf_printf(b, "%lluns", (unsigned long long)os_nanotime());
        break;
    case LOG_DECORATOR_uptimenanos:
        buf_printf(b, "%lluns", (unsigned long long)up);
        break;
    case LOG_DECORATOR_hostname:
        gethostname(host, sizeof host - 1);
        buf_str(b, host);
        break;
    case LOG_DECORATOR_pid:
        buf_printf(b, "%d", (int)getpid());
        break;
    case LOG_DECORATOR_tid:
        buf_printf(b, "%d", (int)gettid());
        break;
    case LOG_DECORATOR_level:
        buf_str(b, log_level_names[level]);
        break;
    case LOG_DECORATOR_tags:
        for (const char *p = log_channel_names[ch]; *p != '\0'; p++)
            buf_char(b, *p == '+' ? ',' : *p);
        break;
    case LOG_DECORATORS:
        BUG("decorator");
    }
}

static void output_write(const struct log *log, struct log_output *output, FILE *stream, enum log_channel ch,
                         enum log_level level, const struct buf *message) {
    struct buf line = {0};
    flockfile(stream);
    for (u32 d = 0; d < LOG_DECORATORS; d++) {
        if ((output->decorators >> d & 1) == 0)
            continue;
        buf_char(&line, '[');
        size_t start = line.length;
        print_decorator(log, &line, (enum log_decorator)d, ch, level);
        while (line.length - start < output->width[d])
            buf_char(&line, ' ');
        output->width[d] = (u8)MIN_OF(line.length - start, 255u);
        buf_char(&line, ']');
    }
    if (line.length != 0)
        buf_char(&line, ' ');
    buf_add(&line, message->data, message->length);
    if (output->file != NULL) {
        log_file_write(output->file, line.data, line.length);
    } else {
        fwrite(line.data, 1, line.length, stream);
        if (fflush(stream) != 0 && !output->broken) { /* said once */
            output->broken = true;
            fprintf(stderr, "Could not flush log: %s (%s (%d))\n", stream == stdout ? "stdout" : "stderr",
                    strerror(errno), errno);
        }
    }
    funlockfile(stream);
    buf_free(&line);
}

void log_write(struct log *log, enum log_channel ch, enum log_level level, const char *fmt, ...) {
    struct buf message = {0};
    va_list ap;
    va_start(ap, fmt);
    buf_vprintf(&message, fmt, ap);
    va_end(ap);
    buf_char(&message, '\n');
    FILE *const standard[] = {log->out != NULL ? log->out : stdout, stderr};
    for (u32 i = 0; i < outputs_count(log); i++) {
        struct log_output *output = output_at(log, i);
        if (output->level[ch] >= level)
            output_write(log, output, output->file != NULL ? log_file_stream(output->file) : standard[i], ch, level,
                         &message);
    }
    buf_free(&message);
}
