/* SPDX-License-Identifier: MIT
 *
 * log.h - -Xlog: channels. One row in base/log.def a channel; a disabled channel costs one load and a branch.
 *
 *     LOG(ctx, class, LOG_INFO, "%s source: %s", name, where);
 *
 * Lines go to stdout (as HotSpot's default output does) decorated "[0.034s][info][class] ".
 * A log object belongs to a VM; there is no global one.
 */
#ifndef BASE_LOG_H
#define BASE_LOG_H

#include "base/base.h"

enum log_level { LOG_OFF, LOG_ERROR, LOG_WARNING, LOG_INFO, LOG_DEBUG, LOG_TRACE };
enum log_channel {
#define LOG_CHANNEL(id, name, help) LOG_CH_##id,
#include "base/log.def"
#undef LOG_CHANNEL
    LOG_CHANNELS
};

struct log {
    u8 level[LOG_CHANNELS];          /* enum log_level; zero = LOG_OFF */
    FILE *out;                       /* NULL = stdout */
    FILE *channel_out[LOG_CHANNELS]; /* where -Xlog sent the channel; NULL = out */
    u64 start_ns;                    /* uptime zero */
    bool decorations;                /* default true */
    u16 decorators[LOG_CHANNELS];    /* bit set, rows of the table in log.c; 0 with decorations = uptime,level,tags */
    u32 plain;                       /* bit set of channels configured with "none" */
    u8 tags_width;                   /* the widest tags so far: others are padded, as HotSpot does */
};

#define LOG_ON(log, ch, lvl) UNLIKELY((log)->level[LOG_CH_##ch] >= (lvl))
#define LOG(log, ch, lvl, ...)                                                                                         \
    do {                                                                                                               \
        if (LOG_ON(log, ch, lvl))                                                                                      \
            log_write((log), LOG_CH_##ch, (lvl), __VA_ARGS__);                                                         \
    } while (0)

void log_init(struct log *log); /* every channel at LOG_WARNING to stdout, as HotSpot starts */
void log_write(struct log *log, enum log_channel ch, enum log_level level, const char *fmt, ...) PRINTF_LIKE(4, 5);
/* Parses the text behind "-Xlog:" ("class*=info,gc:stderr", "all=debug", "" = all=info, "disable"; a selection names
 * tags, '*' matches more tags, then output, decorators and output options follow behind colons). "help" prints the
 * usage to stdout; the caller then ends the program as HotSpot does. Returns NULL, or a malloc'ed message saying what
 * is wrong (nothing is changed then). */
char *log_configure(struct log *log, const char *spec);
/* Closes the files that log_configure opened. */
void log_close(struct log *log);

#endif
