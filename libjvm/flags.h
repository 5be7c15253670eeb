/* SPDX-License-Identifier: MIT
 *
 * flags.h - the table of -XX flags (libjvm/flags.def): looking one up, reading and checking a value, printing values.
 *
 * Nothing here knows which values were given; that is libjvm/option_parser.c's.
 */
#ifndef LIBJVM_FLAGS_H
#define LIBJVM_FLAGS_H

#include "base/buf.h"
#include "runtime/options.h"

enum flag_type {
    FLAG_bool,
    FLAG_int,
    FLAG_uint,
    FLAG_intx,
    FLAG_uintx,
    FLAG_uint64_t,
    FLAG_size_t,
    FLAG_double,
    FLAG_ccstr,
    FLAG_ccstrlist,
};

/* FLAG_develop: not in product builds, such as this one. */
enum flag_kind { FLAG_product, FLAG_manageable, FLAG_diagnostic, FLAG_experimental, FLAG_develop, FLAG_minijvm };
enum flag_group { GROUP_any, GROUP_pd, GROUP_C1, GROUP_C2, GROUP_C2_pd, GROUP_JVMCI, GROUP_ARCH, GROUP_lp64 };
enum flag_range { RANGE_ANY, RANGE_GIVEN, RANGE_RULE };

enum flag_effect {
    EFFECT_NONE,
    EFFECT_SET, /* a field of struct vm_options */
    EFFECT_NOT,
    EFFECT_SIZE,
    EFFECT_PROPERTY,
    EFFECT_LATER,
    EFFECT_READ, /* by a function of option_flag.c */
    EFFECT_LOST,
};

/* bool: n is 0 or 1; int and intx: n is sign-extended. */
union flag_value {
    u64 n;
    double d;
    const char *text;
};

struct flag {
    const char *name;
    u8 type, kind, group, range, effect; /* the enums above */
    u16 offset, size;                    /* of the field, for EFFECT_SET, EFFECT_NOT, EFFECT_SIZE */
    const char *text;                    /* the property's key, or what is lost */
    union flag_value initial, lowest, highest;
};

/* The flag with the name text[0 .. length), or NULL. */
const struct flag *flags_find(const char *text, size_t length);
/* The flag whose name shares the most pairs of letters with text, if it is seven tenths of both or more; or NULL. */
const struct flag *flags_nearest(const char *text, size_t length);
/* What to say of a name before it is used. *release is the one that deprecated or removed the flag, else NULL; true:
 * removed. *name becomes the flag that an alias stands for; `length` its length. */
bool flags_history(const char **name, size_t *length, const char **release);

/* Reads a number of the flag's type; too many bits are cut off, as HotSpot does. False: not that. Not for bool and
 * ccstr. */
bool flags_parse(const struct flag *flag, const char *text, union flag_value *value);
/* Whether the value is inside the flag's range; if not, what HotSpot says is appended to `message`. */
bool flags_in_range(const struct flag *flag, union flag_value value, struct buf *message);

/* Whether an unlock option has to precede the flag, and has not. */
bool flags_is_locked(const struct vm_options *options, const struct flag *flag);
bool flags_is_text(const struct flag *flag);
void flags_format(const struct flag *flag, union flag_value value, struct buf *out);

/* A value that somebody gave, or that the VM chose. */
struct flag_given {
    const struct flag *flag;
    union flag_value value; /* text: malloc'ed */
    const char *origin;     /* "command line", "environment", "config file", "ergonomic" */
};

/* struct flag_ops of runtime/options.h. */
bool flags_view_at(const struct vm_options *options, u32 index, struct flag_view *view);
bool flags_view(const struct vm_options *options, const char *name, struct flag_view *view);

/* What -XX:+PrintFlagsFinal and -XX:+PrintFlagsInitial (count = 0) list, or with `ranges` what -XX:+PrintFlagsRanges
 * does; the last of several values of a flag counts. Flags that are locked are left out. */
void flags_list(const struct vm_options *options, const struct flag_given *given, u32 count, bool ranges,
                struct buf *out);
/* What -XX:+PrintCommandLineFlags prints: a line of options, in the order of the table. */
void flags_command_line(const struct flag_given *given, u32 count, struct buf *out);

#endif
