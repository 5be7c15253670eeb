/* SPDX-License-Identifier: MIT
 *
 * log_option.c - the -Xlog option.
 *
 *     -Xlog[:[selections][:[output][:[decorators][:output-options]]]]
 *     selections = tag1[+tag2...][*][=level][,...]
 *     output     = stdout, stderr, [file=]name or #number
 *
 * The parts are checked in HotSpot's order and with its texts. HotSpot collects the texts in a buffer of 512 bytes and
 * then logs the lines that fit; so it is here.
 */
#include "base/log.h"

#include <strings.h>
#include "base/buf.h"
#include "base/log_file.h"
#include "base/log_tags.h"
#include "base/mem.h"

enum { MOST_SELECTIONS = 320, MOST_FAULTS = 511 };

struct configuration {
    struct log_selection *selections; /* malloc'ed */
    u32 count;
    u16 decorators;
};

/* Cuts text at the first separator; the part behind it, or NULL. */
static char *cut(char *text, char separator) {
    char *p = strchr(text, separator);
    if (p != NULL)
        *p++ = '\0';
    return p;
}

static bool parse_selections(struct configuration *c, const char *text, struct buf *faults) {
    char *copy = mem_strdup(text == NULL || *text == '\0' ? "all" : text);
    bool good = true;
    for (char *one = copy, *rest; one != NULL && good; one = rest) {
        rest = cut(one, ',');
        if (c->count == MOST_SELECTIONS) {
            buf_printf(faults, "Can not have more than %u log selections in a single configuration.\n",
                       MOST_SELECTIONS);
            good = false;
            break;
        }
        c->selections = mem_realloc(c->selections, (c->count + 1) * sizeof *c->selections);
        good = log_parse_selection(&c->selections[c->count], one, faults);
        c->count += good;
    }
    mem_free(copy);
    return good;
}

static bool parse_decorators(struct configuration *c, const char *text, struct buf *faults) {
    c->decorators = LOG_DEFAULT_DECORATORS;
    if (text == NULL || *text == '\0')
        return true;
    c->decorators = 0;
    if (strcmp(text, "none") == 0)
        return true;
    char *copy = mem_strdup(text);
    bool good = true;
    for (char *one = copy, *rest; one != NULL && good; one = rest) {
        rest = cut(one, ',');
        u32 d = 0;
        while (d < LOG_DECORATORS && strcasecmp(one, log_decorator_names[d][0]) != 0 &&
               strcasecmp(one, log_decorator_names[d][1]) != 0)
            d++;
        good = d < LOG_DECORATORS || log_fault(faults, "Invalid decorator '%s'.", one);
        c->decorators |= (u16)(1u << d);
    }
    mem_free(copy);
    return good;
}

/* ---- outputs ---- */

/* The name with the kind before it and without quotation marks, malloc'ed; or NULL. */
static char *normalized(const char *text, struct buf *faults) {
    if (strcmp(text, "stdout") == 0 || strcmp(text, "stderr") == 0)
        return mem_strdup(text);
    const char *quote = strchr(text, '"'), *equals = strchr(text, '=');
    if (quote != NULL && equals != NULL && equals > quote)
        equals = NULL; /* is a part of the name */
    const char *name = equals != NULL ? equals + 1 : text;
    const char *kind = equals != NULL ? text : "file=";
    size_t kind_length = equals != NULL ? (size_t)(name - text) : strlen(kind), length = strlen(name);
    if (quote != NULL) {
        const char *end = strchr(quote + 1, '"');
        if (end == NULL) {
            log_fault(faults, "%s", "Output name has opening quote but is missing a terminating quote.");
            return NULL;
        }
        if (quote != name || end[1] != '\0') {
            log_fault(
                faults, "%s",
                "Output name can not be partially quoted. Either surround the whole name with quotation marks, or do "
                "not use quotation marks at all.");
            return NULL;
        }
        name++;
        length -= 2;
    }
    return mem_printf("%.*s%.*s", (int)kind_length, kind, (int)length, name);
}

static struct log_output *numbered(struct log *log, const char *text, struct buf *faults) {
    unsigned long long i;
    if (sscanf(text, "%llu", &i) != 1 || i >= ARRAY_LENGTH(log->standard) + log->files_count) {
        log_fault(faults, "Invalid output index '#%s'", text);
        return NULL;
    }
    return i < ARRAY_LENGTH(log->standard) ? &log->standard[i] : &log->files[i - ARRAY_LENGTH(log->standard)];
}

static struct log_output *existing(struct log *log, const char *name) {
    if (strcmp(name, "stdout") == 0)
        return &log->standard[0];
    if (strcmp(name, "stderr") == 0)
        return &log->standard[1];
    for (u32 i = 0; i < log->files_count; i++)
        if (strcmp(log->files[i].name, name) == 0)
            return &log->files[i];
    return NULL;
}

static struct log_output *open_output(struct log *log, const char *name, const char *options, struct buf *faults) {
    if (strncmp(name, "file=", 5) != 0) {
        log_fault(faults, "Unsupported log output type: %s", name);
        return NULL;
    }
    struct log_file *file = log_file_open(name + 5, options, faults);
    if (file == NULL) {
        buf_printf(faults, "Initialization of output '%s' using options '%s' failed.\n", name,
                   options != NULL ? options : "(null)");
        return NULL;
    }
    log->files = mem_realloc(log->files, (log->files_count + 1) * sizeof *log->files);
    struct log_output *output = &log->files[log->files_count++];
    *output = (struct log_output){.name = mem_strdup(name), .file = file};
    return output;
}

static struct log_output *find_output(struct log *log, const char *text, const char *options, struct buf *faults) {
    if (text == NULL || *text == '\0')
        text = "stdout";
    if (*text == '#')
        return numbered(log, text + 1, faults);
    char *name = normalized(text, faults);
    if (name == NULL)
        return NULL;
    struct log_output *output = existing(log, name);
    if (output == NULL)
        output = open_output(log, name, options, faults);
    else if (options != NULL && *options != '\0')
        log_fault(faults, "%s", "Output options for existing outputs are ignored.");
    mem_free(name);
    return output;
}

/* A file that gets nothing any more is closed. */
static void drop_unused(struct log *log, struct log_output *output) {
    for (u32 i = 0; i < LOG_SETS; i++)
        if (output->level[i] != LOG_OFF)
            return;
    if (output->file == NULL)
        return;
    log_file_close(output->file);
    mem_free(output->name);
    *output = log->files[--log->files_count];
}

static void apply(struct log *log, struct log_output *output, const struct configuration *c) {
    for (u32 i = 0; i < LOG_SETS; i++)
        for (u32 j = 0; j < c->count; j++)
            if (log_selects(&c->selections[j], log_set_tags(i)))
                output->level[i] = c->selections[j].level;
    output->decorators = c->decorators;
    drop_unused(log, output);
    log_update_levels(log);
}

/* ---- all ---- */

/* Logs the lines of *faults and frees it. */
static bool report(struct log *log, struct buf *faults, bool good) {
    char *text = faults->data;
    if (faults->length > MOST_FAULTS)
        text[MOST_FAULTS] = '\0';
    for (char *rest; text != NULL && (rest = cut(text, '\n')) != NULL; text = rest) {
        if (good)
            LOG(log, logging, LOG_WARNING, "%s", text);
        else
            LOG(log, logging, LOG_ERROR, "%s", text);
    }
    buf_free(faults);
    return good;
}

static bool configure(struct log *log, const char *selections, const char *output, const char *decorators,
                      const char *options, struct buf *faults) {
    struct configuration c = {0};
    struct log_output *out = NULL;
    if (parse_selections(&c, selections, faults) && parse_decorators(&c, decorators, faults))
        out = find_output(log, output, options, faults);
    if (out != NULL) {
        apply(log, out, &c);
        for (u32 i = 0; i < c.count; i++)
            log_verify_selection(&c.selections[i], faults);
    }
    mem_free(c.selections);
    return out != NULL;
}

bool log_send(struct log *log, const char *selections, const char *output) {
    struct buf faults = {0};
    bool good = configure(log, selections, output, NULL, NULL, &faults);
    return report(log, &faults, good);
}

void log_set_stdout(struct log *log, const char *selections) {
    struct configuration c = {.decorators = log->standard[0].decorators};
    struct buf faults = {0};
    BUG_ON(!parse_selections(&c, selections, &faults));
    apply(log, &log->standard[0], &c);
    mem_free(c.selections);
}

static void disable(struct log *log) {
    memset(log->standard[0].level, LOG_OFF, sizeof log->standard[0].level);
    memset(log->standard[1].level, LOG_OFF, sizeof log->standard[1].level);
    log_close(log);
}

static void print_help(void) {
    static const u8 order[] = {LOG_OFF, LOG_TRACE, LOG_DEBUG, LOG_INFO, LOG_WARNING, LOG_ERROR};
    struct buf tags = {0};
    log_print_tags(&tags);
    printf("-Xlog Usage: -Xlog[:[selections][:[output][:[decorators][:output-options]]]]\n"
           "\t where 'selections' are combinations of tags and levels of the form tag1[+tag2...][*][=level][,...]\n"
           "\t Without '*' a selection means the lines with exactly these tags, with '*' those that have more, too.\n\n"
           "Available log levels:\n ");
    for (u32 i = 0; i < ARRAY_LENGTH(order); i++)
        printf("%s%s", i == 0 ? "" : ", ", log_level_names[order[i]]);
    printf("\n\nAvailable log decorators: \n ");
    for (u32 d = 0; d < LOG_DECORATORS; d++)
        printf("%s%s (%s)", d == 0 ? "" : ", ", log_decorator_names[d][0], log_decorator_names[d][1]);
    printf("\n 'none' stands for no decoration.\n\nAvailable log tags:\n %s\n", buf_cstr(&tags));
    printf(" 'all' stands for all of them. Those of other lines than these are accepted and print nothing:\n\n");
    for (u32 ch = 0; ch < LOG_CHANNELS; ch++)
        printf(" %-16s %s\n", log_channel_names[ch], log_channel_help[ch]);
    printf(
        "\nAvailable log outputs:\n stdout/stderr\n"
        " file=<filename>\n"
        "  The first %%p in the name becomes the process id, the first %%t the time of the start.\n"
        "  Output options for files:\n"
        "   filesize=.. - Bytes (K, M and G are understood) after which a new file is begun; 0 for never. (20M)\n"
        "   filecount=.. - How many full files are kept, as filename.0, filename.1 ...; with 0 there is no rotation,\n"
        "                  and a file that is there is overwritten. (5)\n\n"
        "-Xlog:disable switches everything off, warnings too. -Xlog:async is accepted; lines are written at once.\n\n"
        "Examples:\n"
        " -Xlog                            all lines up to 'info' to stdout\n"
        " -Xlog:gc,safepoint               lines tagged 'gc' and lines tagged 'safepoint', not those with more tags\n"
        " -Xlog:gc*=debug:file=gc.txt:none all about collections, into a file, without decorations\n"
        " -Xlog:gc*:file=gc-%%p.txt:time,tags:filecount=10,filesize=1m\n");
    buf_free(&tags);
}

/* Cuts the option into its four parts at colons that aren't in quotation marks. A part that isn't there is NULL. */
static bool cut_parts(struct log *log, char *text, char *parts[4], struct buf *faults) {
    for (u32 i = 0; i < 4 && text != NULL; i++) {
        char *end = text + strcspn(text, ":\"");
        while (*end == '"') {
            end = strchr(end + 1, '"');
            if (end == NULL)
                return log_fault(faults, "Missing terminating quote in -Xlog option '%s'", text);
            end += 1 + strcspn(end + 1, ":\"");
        }
        parts[i] = text;
        text = *end ? end + 1 : NULL;
        *end = '\0';
    }
    if (text != NULL) /* is said at once, with the decorations that there were before */
        LOG(log, logging, LOG_WARNING, "Ignoring excess -Xlog options: \"%s\"", text);
    return true;
}

bool log_configure(struct log *log, const char *spec) {
    if (strcmp(spec, "help") == 0) {
        print_help();
        return true;
    }
    if (strcmp(spec, "disable") == 0) {
        disable(log);
        return true;
    }
    if (strcmp(spec, "async") == 0)
        return true;
    char *copy = mem_strdup(spec), *parts[4] = {NULL};
    struct buf faults = {0};
    bool good = cut_parts(log, copy, parts, &faults) && configure(log, parts[0], parts[1], parts[2], parts[3], &faults);
    mem_free(copy);
    return report(log, &faults, good);
}
