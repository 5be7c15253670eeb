/* SPDX-License-Identifier: MIT
 *
 * log.h - -Xlog: channels. One row in base/log.def a channel; a disabled channel costs one load and a branch.
 *
 *     LOG(ctx, class, LOG_INFO, "%s source: %s", name, where);
 *
 * A line goes to every output that wants it: stdout (as HotSpot's default is), stderr and files. Each output has its
 * own levels and its own decorations; "[0.034s][info][class] " is what they are by default.
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
enum log_decorator {
#define LOG_DECORATOR(id, name, letters) LOG_DECORATOR_##id,
#include "base/log_decorators.def"
#undef LOG_DECORATOR
    LOG_DECORATORS
};
enum {
    LOG_DEFAULT_DECORATORS = 1 << LOG_DECORATOR_uptime | 1 << LOG_DECORATOR_level | 1 << LOG_DECORATOR_tags,
};
/* The sets of tags that -Xlog can name: first the channels, then HotSpot's. */
enum {
#define LOG_TAG_SET(tags) +1
    LOG_SETS = LOG_CHANNELS
#include "base/log_tags.def"
};

struct log_output {
    char *name;               /* "file=NAME" as given; NULL for stdout and stderr */
    struct log_file *file;    /* the same */
    u16 decorators;           /* bit set of enum log_decorator */
    u8 level[LOG_SETS];       /* enum log_level; what nobody logs is kept too, to know whether the output is in use */
    u8 width[LOG_DECORATORS]; /* the widest text so far: the others are padded, as HotSpot does */
    bool broken;              /* a line could not be flushed */
};

struct log {
    u8 level[LOG_CHANNELS];        /* enum log_level: the highest of all outputs; zero = LOG_OFF */
    struct log_output standard[2]; /* stdout, stderr */
    struct log_output *files;      /* numbered behind the two, for "#2" */
    u32 files_count;
    FILE *out;    /* instead of stdout; NULL = stdout */
    u64 start_ns; /* uptime zero */
};

#define LOG_ON(log, ch, lvl) UNLIKELY((log)->level[LOG_CH_##ch] >= (lvl))
#define LOG(log, ch, lvl, ...)                                                                                         \
    do {                                                                                                               \
        if (LOG_ON(log, ch, lvl))                                                                                      \
            log_write((log), LOG_CH_##ch, (lvl), __VA_ARGS__);                                                         \
    } while (0)

/* Every channel at LOG_WARNING to stdout, as HotSpot starts. Takes no memory. */
void log_init(struct log *log);
/* Takes a lock of each output while it writes there; lines of different threads don't mix. */
void log_write(struct log *log, enum log_channel ch, enum log_level level, const char *fmt, ...) PRINTF_LIKE(4, 5);
/* Does what the text behind "-Xlog:" says ("class*=info,gc:stderr", "all=debug", "" = all=info, "disable", "async");
 * base/log_option.c has the grammar. What is wrong becomes lines on the channel "logging", as in HotSpot: false where
 * the option cannot be followed, true with a warning where it can. "help" prints the usage to stdout; the caller then
 * ends the program as HotSpot does. Not while other threads log. */
bool log_configure(struct log *log, const char *spec);
/* The same for one selection ("gc*") and an output that is not searched for colons (-Xloggc:NAME). */
bool log_send(struct log *log, const char *selections, const char *output);
/* Changes stdout's levels and leaves its decorations (-verbose:gc). The selections must be good. */
void log_set_stdout(struct log *log, const char *selections);
/* Closes the files that log_configure opened; they get nothing any more. */
void log_close(struct log *log);

/* For log_option.c. */
extern const char *const log_level_names[], *const log_channel_names[], *const log_channel_help[];
extern const char *const log_decorator_names[LOG_DECORATORS][2];
void log_update_levels(struct log *log); /* after a change of an output's levels */

#endif
