/* SPDX-License-Identifier: MIT
 *
 * log_tags.h - tags of log lines, sets of tags, and selections of sets.
 *
 * A set is a text: its tags with '+' between them ("gc+heap+exit"). The order of tags matters only where sets are printed.
 */
#ifndef BASE_LOG_TAGS_H
#define BASE_LOG_TAGS_H

#include "base/buf.h"
#include "base/log.h"

struct log_selection {
    char tags[128]; /* "" = all sets */
    bool wildcard;  /* more tags than these may be in a set */
    u8 level;       /* enum log_level */
};

/* "gc", "gc+heap*", "all", each with "=level" or without. False: *faults has a line that says why. Changes the text. */
bool log_parse_selection(struct log_selection *s, char *text, struct buf *faults);
bool log_selects(const struct log_selection *s, const char *set);
/* The tags of set i of LOG_SETS. */
const char *log_set_tags(u32 i);
/* Adds a line to *faults when no set is selected, with suggestions. */
void log_verify_selection(const struct log_selection *s, struct buf *faults);
/* All tags in alphabetical order, separated by ", ". */
void log_print_tags(struct buf *b);

#endif
