/* SPDX-License-Identifier: MIT
 *
 * log_tags.c - tags of log lines: which there are, what a selection matches, and what someone may have meant.
 *
 * The texts are HotSpot's, and so are the suggestions: similarity of words counts pairs of letters, similarity of sets
 * counts tags (Dice's coefficient, both). Which of equally good suggestions is made depends on the order of
 * base/log_tags.def. Sets of this VM whose tags HotSpot has, but not as a set ("jni"), are known and never suggested.
 */
#include "base/log_tags.h"

#include <stdlib.h>
#include <strings.h>

static const char *const hotspot_tags[] = {
#define LOG_TAG(name) #name,
#include "base/log_tags.def"
};
static const char *const own_tags[] = {"exits"}; /* of channels with several tags, that HotSpot doesn't have */
static const char *const hotspot_sets[] = {
#define LOG_TAG_SET(tags) tags,
#include "base/log_tags.def"
};
enum { MOST_TAGS = 5, SUGGESTIONS = 5 };
#define LEAST_WORD_LEVEL 0.4
#define LEAST_WORD_TAG   0.5
#define LEAST_SET        0.3

const char *log_set_tags(u32 i) {
    return i < LOG_CHANNELS ? log_channel_names[i] : hotspot_sets[i - LOG_CHANNELS];
}

/* ---- sets as texts ---- */

static u32 tags_count(const char *tags) {
    u32 n = *tags != '\0';
    for (; *tags != '\0'; tags++)
        n += *tags == '+';
    return n;
}

static bool tags_have(const char *tags, const char *tag, size_t length) {
    for (;;) {
        size_t n = strcspn(tags, "+");
        if (n == length && memcmp(tags, tag, n) == 0)
            return true;
        if (tags[n] == '\0')
            return false;
        tags += n + 1;
    }
}

/* How many of a's tags are in b, too. */
static u32 tags_common(const char *a, const char *b) {
    u32 common = 0;
    while (*a != '\0') {
        size_t n = strcspn(a, "+");
        common += tags_have(b, a, n);
        a += n + (a[n] == '+');
    }
    return common;
}

static bool selects(const char *tags, bool wildcard, const char *set) {
    u32 count = tags_count(tags);
    return tags_common(tags, set) == count && (wildcard || count == tags_count(set));
}

bool log_selects(const struct log_selection *s, const char *set) {
    return selects(s->tags, s->wildcard, set);
}

/* ---- all tags ---- */

/* HotSpot's sets, and those of channels with tags that HotSpot doesn't have. */
static bool may_suggest(u32 i) {
    if (i >= LOG_CHANNELS)
        return true;
    const char *set = log_channel_names[i];
    for (u32 j = 0; j < ARRAY_LENGTH(hotspot_tags); j++)
        if (tags_have(set, hotspot_tags[j], strlen(hotspot_tags[j])))
            return false;
    return true;
}

/* Tag i: HotSpot's, then those that only channels have; NULL behind the last. (All tags of a channel with several are
 * HotSpot's or in own_tags: tests/unit/test_base.c.) */
static const char *tag_at(u32 i) {
    u32 n = (u32)ARRAY_LENGTH(hotspot_tags);
    if (i < n)
        return hotspot_tags[i];
    n += (u32)ARRAY_LENGTH(own_tags);
    if (i < n)
        return own_tags[n - 1 - i];
    for (u32 ch = 0; ch < LOG_CHANNELS; ch++)
        if (may_suggest(ch) && n++ == i)
            return log_channel_names[ch];
    return NULL;
}

static const char *tag_named(const char *text) {
    const char *name;
    for (u32 i = 0; (name = tag_at(i)) != NULL; i++)
        if (strcasecmp(name, text) == 0)
            return name;
    return NULL;
}

static int by_name(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void log_print_tags(struct buf *b) {
    const char *names[ARRAY_LENGTH(hotspot_tags) + ARRAY_LENGTH(own_tags) + LOG_CHANNELS];
    u32 n = 0;
    while ((names[n] = tag_at(n)) != NULL)
        n++;
    qsort(names, n, sizeof *names, by_name);
    for (u32 i = 0; i < n; i++)
        buf_printf(b, "%s%s", i == 0 ? "" : ", ", names[i]);
}

/* ---- words that are almost right ---- */

/* The share of pairs of letters of `name` that are in `text`, too. */
static double word_similarity(const char *name, const char *text) {
    size_t n = strlen(name), m = strlen(text);
    u32 hits = 0;
    for (size_t i = 0; i + 1 < n; i++) {
        bool hit = false;
        for (size_t j = 0; j + 1 < m && !hit; j++)
            hit = memcmp(name + i, text + j, 2) == 0;
        hits += hit;
    }
    return 2.0 * hits / (double)(n + m);
}

static bool unknown_word(const char *kind, const char *text, const char *meant, struct buf *faults) {
    buf_printf(faults, "Invalid %s '%s' in log selection.", kind, text);
    if (meant != NULL)
        buf_printf(faults, " Did you mean '%s'?", meant);
    buf_char(faults, '\n');
    return false;
}

static bool unknown_tag(const char *text, struct buf *faults) {
    const char *meant = NULL, *name;
    double best = LEAST_WORD_TAG;
    for (u32 i = 0; (name = tag_at(i)) != NULL; i++) {
        double score = word_similarity(name, text);
        if (score >= best) {
            best = score;
            meant = name;
        }
    }
    return unknown_word("tag", text, meant, faults);
}

static bool parse_level(const char *text, u8 *level, struct buf *faults) {
    static const u8 order[] = {LOG_OFF, LOG_TRACE, LOG_DEBUG, LOG_INFO, LOG_WARNING, LOG_ERROR};
    const char *meant = NULL;
    double best = LEAST_WORD_LEVEL;
    for (u32 i = 0; i < ARRAY_LENGTH(order); i++) {
        const char *name = log_level_names[order[i]];
        double score = word_similarity(name, text);
        if (strcasecmp(name, text) == 0) {
            *level = order[i];
            return true;
        }
        if (score >= best) {
            best = score;
            meant = name;
        }
    }
    return unknown_word("level", text, meant, faults);
}

/* ---- selections ---- */

bool log_parse_selection(struct log_selection *s, char *text, struct buf *faults) {
    *s = (struct log_selection){.level = LOG_INFO};
    char *equals = strchr(text, '=');
    if (equals != NULL) {
        if (!parse_level(equals + 1, &s->level, faults))
            return false;
        *equals = '\0';
    }
    if (strcmp(text, "all") == 0) {
        s->wildcard = true;
        return true;
    }
    char *star = strchr(text, '*');
    if (star != NULL && star[1] == '\0') {
        s->wildcard = true;
        *star = '\0';
    }
    u32 count = 0;
    size_t length = 0;
    const char *twice = NULL;
    for (char *word = text; word != NULL; count++) {
        char *plus = strchr(word, '+');
        if (plus != NULL)
            *plus = '\0';
        const char *tag = tag_named(word);
        if (tag == NULL)
            return unknown_tag(word, faults);
        if (count == MOST_TAGS) {
            buf_printf(faults, "Too many tags in log selection '%s' (can only have up to %u tags).\n", text, MOST_TAGS);
            return false;
        }
        if (twice == NULL && count != 0 && tags_have(s->tags, tag, strlen(tag)))
            twice = tag;
        length += (size_t)snprintf(s->tags + length, sizeof s->tags - length, "%s%s", count == 0 ? "" : "+", tag);
        word = plus != NULL ? plus + 1 : NULL;
    }
    if (twice != NULL) {
        buf_printf(faults, "Log selection contains duplicates of tag %s.\n", twice);
        return false;
    }
    return true;
}

static u32 selected_count(const char *tags, bool wildcard) {
    u32 n = 0;
    for (u32 i = 0; i < LOG_SETS; i++)
        n += may_suggest(i) && selects(tags, wildcard, log_set_tags(i));
    return n;
}

struct suggestion {
    const char *tags;
    bool wildcard;
    double score;
    u32 selected;
};

static struct suggestion suggestion_of(const char *meant, const char *tags, bool wildcard) {
    return (struct suggestion){tags, wildcard, 2.0 * tags_common(meant, tags) / (tags_count(meant) + tags_count(tags)),
                               selected_count(tags, wildcard)};
}

/* Negative when a is the better one; of equal ones the one with more sets is. */
static int compare(const struct suggestion *a, const struct suggestion *b) {
    double d = b->score - a->score;
    if (d > 1e-6 || d < -1e-6)
        return d < 0 ? -1 : 1;
    return (int)b->selected - (int)a->selected;
}

static void swap(struct suggestion *a, struct suggestion *b) {
    struct suggestion t = *a;
    *a = *b;
    *b = t;
}

static void order(struct suggestion *a, struct suggestion *b) {
    if (compare(a, b) > 0)
        swap(a, b);
}

/* A quicksort with the median of three. Ties are frequent and this sort isn't stable: another one would order
 * suggestions in another way than HotSpot's. */
static void sort(struct suggestion *a, u32 n) {
    if (n < 2)
        return;
    order(&a[0], &a[n / 2]);
    order(&a[0], &a[n - 1]);
    order(&a[n / 2], &a[n - 1]);
    if (n < 4)
        return;
    struct suggestion pivot = a[n / 2];
    u32 left = 0, right = n - 1;
    for (;; left++, right--) {
        while (compare(&a[left], &pivot) < 0)
            left++;
        while (compare(&a[right], &pivot) > 0)
            right--;
        if (left >= right)
            break;
        swap(&a[left], &a[right]);
    }
    sort(a, right + 1);
    sort(a + right + 1, n - right - 1);
}

static u32 suggestions_for(const struct log_selection *s, struct suggestion found[SUGGESTIONS]) {
    u32 n = 0;
    if (!s->wildcard && selected_count(s->tags, true) != 0)
        found[n++] = suggestion_of(s->tags, s->tags, true);
    for (u32 i = LOG_CHANNELS; i < LOG_SETS + LOG_CHANNELS; i++) { /* HotSpot's come first */
        u32 set = i % LOG_SETS;
        if (!may_suggest(set))
            continue;
        struct suggestion one = suggestion_of(s->tags, log_set_tags(set), true);
        if (one.score < LEAST_SET)
            continue;
        one.wildcard = one.selected != 1;
        if (n < SUGGESTIONS) {
            found[n++] = one;
            continue;
        }
        u32 worst = 0;
        for (u32 j = 1; j < n; j++)
            if (found[j].score < found[worst].score)
                worst = j;
        if (one.score > found[worst].score)
            found[worst] = one;
    }
    sort(found, n);
    return n;
}

void log_verify_selection(const struct log_selection *s, struct buf *faults) {
    for (u32 i = 0; i < LOG_SETS; i++)
        if (log_selects(s, log_set_tags(i)))
            return;
    struct suggestion found[SUGGESTIONS];
    u32 n = suggestions_for(s, found);
    buf_printf(faults, "No tag set matches selection: %s%s. ", s->tags, s->wildcard ? "*" : "");
    if (n != 0)
        buf_str(faults, "Did you mean any of the following?");
    for (u32 i = 0; i < n; i++)
        buf_printf(faults, " %s%s", found[i].tags, found[i].wildcard ? "*" : "");
    buf_char(faults, '\n');
}
