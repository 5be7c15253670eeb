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
    u8 level[LOG_CHANNELS]; /* enum log_level; zero = LOG_OFF */
    FILE *out;              /* NULL = stdout */
    u64 start_ns;           /* uptime zero */
    bool decorations;       /* default true */
};

#define LOG_ON(log, ch, lvl) UNLIKELY((log)->level[LOG_CH_##ch] >= (lvl))
#define LOG(log, ch, lvl, ...)                                                                     \
    do {                                                                                           \
        if (LOG_ON(log, ch, lvl))                                                                  \
            log_write((log), LOG_CH_##ch, (lvl), __VA_ARGS__);                                     \
    } while (0)

void log_init(struct log *log);
void log_write(struct log *log, enum log_channel ch, enum log_level level, const char *fmt, ...)
    PRINTF_LIKE(4, 5);
/* Parses the text behind "-Xlog:" ("class*=info,gc:stderr", "all=debug", "" = all=info, "help", "disable").
 * Returns NULL, or a malloc'ed message saying what is wrong. */
char *log_configure(struct log *log, const char *spec);

#endif
