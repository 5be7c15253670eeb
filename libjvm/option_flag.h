/* SPDX-License-Identifier: MIT
 *
 * option_flag.h - what libjvm/option_parser.c and libjvm/option_flag.c share: the state of reading options, and the
 * reading of -XX flags.
 */
#ifndef LIBJVM_OPTION_FLAG_H
#define LIBJVM_OPTION_FLAG_H

#include "libjvm/flags.h"
#include "native/jni/jni.h"

struct parser {
    struct vm_options *options;
    bool ignore_unrecognized; /* JavaVMInitArgs */
    bool ignore_unrecognized_xx;
    bool warned_reserved; /* about -Djdk.module.* */
    u64 fail_allocation_at;
    u32 numbered[16];   /* next number of each MODULE_OPTION row */
    const char *gc_log; /* of -Xloggc, which takes effect behind all other options */
    const char *origin; /* of the options that are being read, as the lists of flags say it */
    struct flag_given *given;
    u32 given_count;
};

#define COMPLAIN(p, ...) options_print((p)->options, stderr, __VA_ARGS__)
#define WARN(p, fmt, ...)                                                                                              \
    ((p)->options->no_warnings ? (void)0                                                                               \
                               : options_print((p)->options, stderr, "minijvm warning: " fmt "\n", __VA_ARGS__))

/* Adds a property; takes the text. */
void option_property(struct parser *p, char *text);
/* A memory size, at least `least`; `what` and the option go into the message. */
jint option_size(struct parser *p, const char *option, const char *value, const char *what, u64 least, u64 *size);
/* Of Java threads, in bytes; refuses what is too small for HotSpot. */
jint option_stack_size(struct parser *p, u64 bytes);

/* Reads what stands behind -XX:, or a word of the file of -XX:Flags. */
jint option_flag(struct parser *p, const char *text);
extern const struct flag_ops option_flag_ops;
/* Remembers the value of a flag that is given in another way, for the lists of flags. */
void option_note(struct parser *p, const char *name, u64 n);
/* The last value given, or NULL. */
const struct flag_given *option_given(const struct parser *p, const char *name);
/* Whether a bool was given and switched on. */
bool option_is_on(const struct parser *p, const char *name);

#endif
