/* SPDX-License-Identifier: MIT
 *
 * log.c - writing log lines, and the -Xlog: option.
 *
 *     -Xlog:[selections][:[output][:[decorators][:output-options]]]
 *     selections = tag1[+tag2...][*][=level][,...]
 *
 * A channel is a set of tags ("class+load"). A selection without '*' means the channel with exactly these tags, with
 * '*' all channels that have them among theirs. A line is put together in memory and written with one fwrite, so that
 * lines of different threads don't mix (stdio locks the stream). HotSpot keeps a configuration for each output and may
 * write a line to several; here a channel has one.
 */
#include "base/log.h"

#include <ctype.h>
#include <errno.h>
#include <time.h>
#include <unistd.h>
#include "base/buf.h"
#include "base/mem.h"
#include "base/os.h"

static const char *const channel_names[] = {
#define LOG_CHANNEL(id, name, help) name,
#include "base/log.def"
#undef LOG_CHANNEL
};
static const char *const channel_help[] = {
#define LOG_CHANNEL(id, name, help) help,
#include "base/log.def"
#undef LOG_CHANNEL
};
static_assert(LOG_CHANNELS <= 32, "struct log's plain is a 32-bit set");

static const char *const level_names[] = {"off", "error", "warning", "info", "debug", "trace"};

/* Decorators in the order in which they are printed. */
enum decorator {
    TIME,
    UTCTIME,
    UPTIME,
    TIMEMILLIS,
    UPTIMEMILLIS,
    TIMENANOS,
    UPTIMENANOS,
    HOSTNAME,
    PID,
    TID,
    LEVEL,
    TAGS,
    DECORATORS
};
static const char *const decorator_names[DECORATORS][2] = {
    {"time", "t"},          {"utctime", "utc"},  {"uptime", "u"},       {"timemillis", "tm"},
    {"uptimemillis", "um"}, {"timenanos", "tn"}, {"uptimenanos", "un"}, {"hostname", "hn"},
    {"pid", "p"},           {"tid", "ti"},       {"level", "l"},        {"tags", "tg"},
};
enum { DEFAULT_DECORATORS = 1 << UPTIME | 1 << LEVEL | 1 << TAGS };

void log_init(struct log *log) {
    *log = (struct log){.start_ns = os_nanotime(), .decorations = true};
    memset(log->level, LOG_WARNING, sizeof log->level);
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

static void print_decorator(struct log *log, struct buf *b, enum decorator d, enum log_channel ch,
                            enum log_level level) {
    u64 up = os_nanotime() - log->start_ns;
    char host[256] = "";
    switch (d) {
    case TIME:
        print_time(b, false);
        break;
    case UTCTIME:
        print_time(b, true);
        break;
    case UPTIME:
        buf_printf(b, "%u.%03us", (unsigned)(up / 1000000000u), (unsigned)(up / 1000000u % 1000u));
        break;
    case TIMEMILLIS:
        buf_printf(b, "%llums", (unsigned long long)os_walltime_ms());
        break;
    case UPTIMEMILLIS:
        buf_printf(b, "%llums", (unsigned long long)(up / 1000000u));
        break;
    case TIMENANOS:
        buf_printf(b, "%lluns", (unsigned long long)os_nanotime());
        break;
    case UPTIMENANOS:
        buf_printf(b, "%lluns", (unsigned long long)up);
        break;
    case HOSTNAME:
        gethostname(host, sizeof host - 1);
        buf_str(b, host);
        break;
    case PID:
        buf_printf(b, "%d", (int)getpid());
        break;
    case TID:
        buf_printf(b, "%d", (int)gettid());
        break;
    case LEVEL:
        buf_str(b, level_names[level]);
        break;
    case TAGS:
        for (const char *p = channel_names[ch]; *p != '\0'; p++)
            buf_char(b, *p == '+' ? ',' : *p);
        for (size_t n = strlen(channel_names[ch]); n < log->tags_width; n++)
            buf_char(b, ' ');
        log->tags_width = (u8)MAX_OF(log->tags_width, strlen(channel_names[ch]));
        break;
    case DECORATORS:
        BUG("decorator");
    }
}

void log_write(struct log *log, enum log_channel ch, enum log_level level, const char *fmt, ...) {
    struct buf line = {0};
    if (log->decorations && (log->plain >> ch & 1) == 0) {
        u16 set = log->decorators[ch] != 0 ? log->decorators[ch] : DEFAULT_DECORATORS;
        for (int d = 0; d < DECORATORS; d++) {
            if ((set >> d & 1) == 0)
                continue;
            buf_char(&line, '[');
            print_decorator(log, &line, (enum decorator)d, ch, level);
            buf_char(&line, ']');
        }
        buf_char(&line, ' ');
    }
    va_list ap;
    va_start(ap, fmt);
    buf_vprintf(&line, fmt, ap);
    va_end(ap);
    buf_char(&line, '\n');
    FILE *out = log->channel_out[ch] != NULL ? log->channel_out[ch] : log->out;
    if (out == NULL)
        out = stdout;
    fwrite(line.data, 1, line.length, out);
    fflush(out);
    buf_free(&line);
}

/* ---- the option ---- */

struct span {
    const char *s;
    size_t n;
};

static bool span_is(struct span a, const char *s) {
    return strlen(s) == a.n && memcmp(a.s, s, a.n) == 0;
}

/* Cuts the part before `sep` off *rest; with no `sep` takes everything and leaves rest->s NULL. */
static struct span span_cut(struct span *rest, char sep) {
    struct span part = *rest;
    const char *p = rest->n != 0 ? memchr(rest->s, sep, rest->n) : NULL;
    if (p == NULL) {
        *rest = (struct span){NULL, 0};
    } else {
        part.n = (size_t)(p - rest->s);
        *rest = (struct span){p + 1, rest->n - part.n - 1};
    }
    return part;
}

static bool tags_have(const char *tags, struct span tag) {
    struct span rest = {tags, strlen(tags)};
    while (rest.s != NULL) {
        struct span one = span_cut(&rest, '+');
        if (one.n == tag.n && memcmp(one.s, tag.s, tag.n) == 0)
            return true;
    }
    return false;
}

static u32 tags_count(const char *tags) {
    u32 n = 1;
    for (; *tags != '\0'; tags++)
        n += *tags == '+';
    return n;
}

static char *select_channels(struct span one, u8 level[LOG_CHANNELS], u32 *selected) {
    struct span rest = one;
    struct span tags = span_cut(&rest, '=');
    int lvl = LOG_INFO;
    if (rest.s != NULL) {
        for (lvl = LOG_OFF; lvl <= LOG_TRACE && !span_is(rest, level_names[lvl]); lvl++)
            ;
        if (lvl > LOG_TRACE)
            return mem_printf("Invalid level '%.*s' in log selection.", (int)rest.n, rest.s);
    }
    bool all = span_is(tags, "all") || span_is(tags, "all*");
    bool wild = tags.n != 0 && tags.s[tags.n - 1] == '*';
    struct span name = {tags.s, tags.n - (wild ? 1 : 0)};
    bool matched = all;
    u32 wanted = 0;
    for (struct span more = name; !all && more.s != NULL; wanted++) {
        struct span tag = span_cut(&more, '+');
        bool known = false;
        for (int ch = 0; ch < LOG_CHANNELS; ch++)
            known |= tags_have(channel_names[ch], tag);
        if (!known)
            return mem_printf("Invalid tag '%.*s' in log selection.", (int)tag.n, tag.s);
    }
    for (int ch = 0; ch < LOG_CHANNELS; ch++) {
        bool match = all || wild || tags_count(channel_names[ch]) == wanted;
        for (struct span more = name; match && !all && more.s != NULL;)
            match = tags_have(channel_names[ch], span_cut(&more, '+'));
        if (match) {
            level[ch] = (u8)lvl;
            *selected |= 1u << ch;
            matched = true;
        }
    }
    if (!matched)
        return mem_printf("No tag set matches selection: %.*s.", (int)tags.n, tags.s);
    return NULL;
}

static char *parse_decorators(struct span rest, u16 *set) {
    *set = 0;
    if (span_is(rest, "none"))
        return NULL;
    while (rest.s != NULL) {
        struct span one = span_cut(&rest, ',');
        int d = 0;
        while (d < DECORATORS && !span_is(one, decorator_names[d][0]) && !span_is(one, decorator_names[d][1]))
            d++;
        if (d == DECORATORS)
            return mem_printf("Invalid decorator '%.*s'.", (int)one.n, one.s);
        *set |= (u16)(1u << d);
    }
    return NULL;
}

/* The output's text may be quoted; a file name has %p and %t replaced. */
static char *open_output(struct span out, FILE **file) {
    if (out.n == 0 || span_is(out, "stdout")) {
        *file = stdout;
        return NULL;
    }
    if (span_is(out, "stderr")) {
        *file = stderr;
        return NULL;
    }
    struct span name = out;
    if (name.n >= 5 && memcmp(name.s, "file=", 5) == 0)
        name = (struct span){name.s + 5, name.n - 5};
    if (name.n >= 2 && name.s[0] == '"' && name.s[name.n - 1] == '"')
        name = (struct span){name.s + 1, name.n - 2};
    struct buf path = {0};
    for (size_t i = 0; i < name.n; i++) {
        if (name.s[i] == '%' && i + 1 < name.n && (name.s[i + 1] == 'p' || name.s[i + 1] == 't')) {
            char stamp[40];
            time_t now = time(NULL);
            struct tm tm;
            localtime_r(&now, &tm);
            strftime(stamp, sizeof stamp, "%Y-%m-%d_%H-%M-%S", &tm);
            if (name.s[++i] == 'p')
                buf_printf(&path, "%d", (int)getpid());
            else
                buf_str(&path, stamp);
        } else {
            buf_char(&path, name.s[i]);
        }
    }
    char *message = NULL;
    *file = path.length != 0 ? fopen(path.data, "we") : NULL;
    if (*file == NULL)
        message = mem_printf("Error opening log file '%s': %s", buf_cstr(&path),
                             path.length != 0 ? strerror(errno) : "no name");
    buf_free(&path);
    return message;
}

static void print_help(void) {
    printf("-Xlog Usage: -Xlog[:[selections][:[output][:[decorators][:output-options]]]]\n"
           "\t where 'selections' are combinations of tags and levels of the form "
           "tag1[+tag2...][*][=level][,...]\n\n"
           "Available log levels:\n off, trace, debug, info, warning, error\n\n"
           "Available log decorators:\n ");
    for (int d = 0; d < DECORATORS; d++)
        printf("%s%s (%s)", d == 0 ? "" : ", ", decorator_names[d][0], decorator_names[d][1]);
    printf("\n\nAvailable log channels ('all' for every one):\n");
    for (int ch = 0; ch < LOG_CHANNELS; ch++)
        printf(" %-16s %s\n", channel_names[ch], channel_help[ch]);
    printf("\nAvailable log outputs:\n stdout/stderr\n file=<filename>  (%%p and %%t: process id, "
           "start time)\n");
}

/* Splits at colons, except inside double quotes (a file name may have them). */
static struct span cut_field(struct span *rest) {
    struct span part = *rest;
    bool quoted = false;
    for (size_t i = 0; i < rest->n; i++) {
        if (rest->s[i] == '"')
            quoted = !quoted;
        if (rest->s[i] == ':' && !quoted) {
            part.n = i;
            *rest = (struct span){rest->s + i + 1, rest->n - i - 1};
            return part;
        }
    }
    *rest = (struct span){NULL, 0};
    return part;
}

static bool file_in_use(const struct log *log, const FILE *f) {
    if (f == NULL || f == stdout || f == stderr || f == log->out)
        return true; /* not ours to close */
    for (int ch = 0; ch < LOG_CHANNELS; ch++)
        if (log->channel_out[ch] == f)
            return true;
    return false;
}

static void channel_redirect(struct log *log, int ch, FILE *out) {
    FILE *old = log->channel_out[ch];
    log->channel_out[ch] = out;
    if (!file_in_use(log, old))
        fclose(old);
}

char *log_configure(struct log *log, const char *spec) {
    if (strcmp(spec, "help") == 0) {
        print_help();
        return NULL;
    }
    if (strcmp(spec, "disable") == 0) {
        memset(log->level, LOG_OFF, sizeof log->level);
        return NULL;
    }
    struct span rest = {spec, strlen(spec)};
    struct span selections = cut_field(&rest), output = cut_field(&rest);
    struct span decorators = cut_field(&rest), options = rest;
    u8 level[LOG_CHANNELS];
    u32 selected = 0;
    u16 set = DEFAULT_DECORATORS;
    memcpy(level, log->level, sizeof level);
    if (selections.n == 0)
        selections = (struct span){"all", 3};
    while (selections.s != NULL) {
        char *message = select_channels(span_cut(&selections, ','), level, &selected);
        if (message != NULL)
            return message;
    }
    if (decorators.n != 0) {
        char *message = parse_decorators(decorators, &set);
        if (message != NULL)
            return message;
    }
    if (options.n != 0 && !span_is(options, "filecount=0"))
        return mem_printf("Invalid option '%.*s' for log output (log rotation is not supported).", (int)options.n,
                          options.s);
    FILE *out = NULL;
    char *message = open_output(output, &out);
    if (message != NULL)
        return message;
    for (int ch = 0; ch < LOG_CHANNELS; ch++) {
        if ((selected >> ch & 1) == 0)
            continue;
        log->level[ch] = level[ch];
        log->decorators[ch] = set;
        log->plain = set == 0 ? log->plain | 1u << ch : log->plain & ~(1u << ch);
        channel_redirect(log, ch, out);
    }
    return NULL;
}

void log_close(struct log *log) {
    for (int ch = 0; ch < LOG_CHANNELS; ch++)
        channel_redirect(log, ch, NULL);
}
