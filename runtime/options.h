/* SPDX-License-Identifier: MIT
 *
 * options.h - what the command line asked of a VM. libjvm/option_parser.c fills it.
 */
#ifndef RUNTIME_OPTIONS_H
#define RUNTIME_OPTIONS_H

#include <stdarg.h>
#include <stdio.h>
#include "base/log.h"
#include "gc/gc.h"
#include "runtime/library.h"

/* -Xmixed (the default), -Xint, -Xcomp: hot methods are compiled, none, or all before their first run. */
enum execution { EXECUTION_MIXED, EXECUTION_INTERPRETED, EXECUTION_COMPILED };

/* A -XX flag as it stands, for java.lang.management. */
struct flag_view {
    const char *name;
    char type; /* Z, J, D, or L for a text */
    bool manageable;
    enum {
        FLAG_BY_DEFAULT = 1,
        FLAG_BY_COMMAND,
        FLAG_BY_MANAGEMENT,
        FLAG_BY_ENVIRONMENT,
        FLAG_BY_FILE,
        FLAG_BY_VM
    } origin;
    union {
        u64 n;
        double d;
        const char *text;
    } value;
};
struct vm_options;
/* What libjvm/ knows of flags. */
struct flag_ops {
    /* The index-th flag, with name NULL if it is locked; false: there are no more. */
    bool (*at)(const struct vm_options *o, u32 index, struct flag_view *view);
    bool (*find)(const struct vm_options *o, const char *name, struct flag_view *view); /* false: none, or locked */
    /* Reads "+Name", "-Name" or "Name=value". NULL, or a malloc'ed message. */
    char *(*set)(struct vm_options *o, const char *text);
};

/* What the command line asked for; filled by libjvm/option_parser.c before vm_create. */
struct vm_options {
    char *java_home;
    struct library library;                    /* the one in java_home */
    size_t heap_max, heap_initial, stack_size; /* bytes; 0 = default */
    double heap_share;                         /* percent of physical memory when heap_max is 0 */
    u64 ram_max;                               /* -XX:MaxRAM: physical memory counts as no more; 0 = no limit */
    bool strict_heap_limit;                    /* a heap_max that there cannot be is an error */
    const char *fault;                         /* why HotSpot refuses the options as a whole, or NULL */
    bool no_warnings;                          /* -XX:-PrintWarnings */
    bool detailed_npe;                         /* messages of NullPointerException say what was null */
    char *boot_append;                         /* -Xbootclasspath/a, ':'-separated, or NULL */
    struct patch_option {
        char *module, *path; /* the path is ':'-separated */
    } * patches;             /* --patch-module */
    u32 patches_count;
    char **properties; /* "key=value", in order (last wins) */
    u32 properties_count;
    char **arguments; /* VM arguments as given (RuntimeMXBean) */
    u32 arguments_count;
    struct assertion_option {
        char *name;   /* class or package, internal form; NULL = all */
        bool package; /* name... */
        bool enable;
    } * assertions;
    u32 assertions_count;
    bool system_assertions, print_gc, print_gc_details, check_jni, reduced_signals;
    bool show_hidden_frames, disable_explicit_gc, stack_trace_in_throwable;
    bool verify_local, verify_remote;            /* check classes of the boot loader; of the others */
    bool unlock_diagnostic, unlock_experimental; /* options that ask for it are taken */
    bool enable_preview;                         /* --enable-preview */
    size_t metaspace_max;                        /* -XX:MaxMetaspaceSize; 0 = what fits below 4 GB */
    bool parallel_gc;                            /* -XX:+UseParallelGC: messages as that collector's */
    bool heap_dump_on_oom, exit_on_oom, crash_on_oom, no_overhead_limit;
    bool heap_dump_on_break, histogram_on_break;     /* at SIGQUIT, behind the thread dump */
    bool no_attach;                                  /* -XX:+DisableAttachMechanism: SIGQUIT asks for the dump only */
    char *heap_dump_path, *on_oom_command;           /* or NULL */
    u64 max_instructions, max_run_time, max_threads; /* runtime/bounds.h; 0 = no limit */
    u32 denied;                          /* capabilities taken from the program (native/library/capability.h) */
    char *error_file, *on_error_command; /* crash reports: -XX:ErrorFile, OnError, or NULL */
    bool no_core_dump;                   /* -XX:-CreateCoredumpOnCrash */
    char *snapshot_to, *snapshot_from;   /* -XX:SnapshotTo, SnapshotFrom, or NULL (libjvm/snapshot.h) */
    bool no_snapshot, require_snapshot, verify_snapshot;
    bool verify_metadata; /* -XX:+VerifyMetadata (diagnostics/code_addresses.h) */
    char *timeline_file;  /* -XX:TimelineFile, or NULL */
    /* optimizations switched off (libjvm/flags.def) */
    bool no_accumulator, no_inversion, no_superoperators, no_copy_propagation;
    bool no_leaf_calls, no_inline_caches, no_type_cache, no_fast_paths, no_pinned_slots, no_implicit_null_checks;
    bool no_inline_natives;    /* machine code calls all methods that it could carry out in line (jit/intrinsics.def) */
    char *disabled_intrinsics; /* those of them that it calls: HotSpot's names, or NULL */
    enum execution execution;
    bool no_compiler;       /* as EXECUTION_INTERPRETED */
    i64 compile_threshold;  /* calls and branches back that make a method hot; 0 = default */
    size_t code_cache;      /* bytes of machine code at most; 0 = default */
    bool perf_map;          /* write /tmp/perf-PID.map at the end */
    char *print_native;     /* classes whose methods are printed as machine code instead of run, or NULL */
    bool no_code_flushing;  /* when memory for code is full, nothing more is compiled */
    bool print_compilation; /* a line for each method that is compiled */
    u32 fallback_every;     /* hostile: machine code calls C for each n-th operation, but branches, calls, returns */
    char *compile_command, *compile_only, *compile_command_file; /* texts, a command a line; a file of such; or NULL */
    struct compile_commands *compile_commands;                   /* what they say (jit/command.h), or NULL */
    double compile_threshold_scale;                              /* 0 = 1 */
    u32 active_processors;     /* what Runtime.availableProcessors says; 0 = the system's number */
    u32 max_stack_trace_depth; /* 1024 */
    struct gc_config gc;
    struct log log; /* levels set by -Xlog, -verbose; copied into the VM */
    int (*vfprintf_hook)(FILE *, const char *, va_list);
    void (*exit_hook)(int);
    const struct flag_ops *flags;   /* NULL in tests without libjvm/ */
    struct flag_given *flags_given; /* the values that flags were given (libjvm/flags.h), flags_given_count of them */
    u32 flags_given_count;
    void (*abort_hook)(void);
};

/* Value of the last -Dkey=value, or NULL. */
const char *options_property(const struct vm_options *options, const char *key);
/* Bytes of objects at most: -Xmx, or the share of physical memory, but no more than references reach. */
size_t options_heap_size(const struct vm_options *options);
/* Prints at once, through the vfprintf hook if the embedder gave one. */
void options_print(const struct vm_options *options, FILE *out, const char *fmt, ...) PRINTF_LIKE(3, 4);

#endif
