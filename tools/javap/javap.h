/* SPDX-License-Identifier: MIT
 *
 * javap.h - the parts of minijavap: what the command line asked for, finding classes (locate.c), working through them
 * in parallel (batch.c), and what is shown of one (show.c, registers.c).
 */
#ifndef TOOLS_JAVAP_JAVAP_H
#define TOOLS_JAVAP_JAVAP_H

#include "base/buf.h"
#include "classfile/jar.h"
#include "classfile/jimage.h"
#include "tools/javap/print.h"

/* The JDK whose javap this is, byte for byte: what `--multi-release runtime` means, and a module's versioned files. */
enum { JAVAP_RELEASE = 17 };

struct hierarchy;

/* Of the classes verified; summed up by all workers. */
struct verify_counts {
    u64 classes, nanoseconds; /* CPU time, parsing included */
    u64 faults, missing;      /* refused; not decided, because another class was not found */
    u64 inferred;             /* older than StackMapTable, or failed over */
};

struct request {
    struct print_options print;
    bool json, registers, verify;
    const char *class_path;      /* NULL: CLASSPATH or "." */
    const char *boot_class_path; /* instead of the JRE's lib/modules */
    const char *system;          /* a JRE's folder, or "none"; NULL: found */
    const char *module;
    const char *module_path;      /* application modules, for `module`; NULL: none */
    const char *release_text;     /* of --multi-release */
    unsigned release;             /* 0: jars as they are */
    struct hierarchy *hierarchy;  /* for verify */
    struct verify_counts *counts; /* for verify; under its own atomic operations */
};

/* ---- locate.c: nothing here is written to once classes are being read ---- */

struct place { /* an entry of a class path */
    char *path;
    struct jar *jar; /* NULL: a folder */
    char *fault;     /* what Java says of a jar that can't be read; else NULL */
};

struct locator {
    const struct request *request;
    struct jimage *image; /* opened when first asked for */
    char *home, *image_date;
    struct place *places, *boot_places, *module_places; /* the last: of request->module only */
    size_t places_count, boot_count, module_count;
    struct place *jars; /* opened for arguments */
    size_t jars_count;
    bool image_tried;
};

/* One class to be shown: where its bytes are. */
struct item {
    size_t group; /* number of the argument it comes from */
    char *path;   /* as in the line "Classfile ...", and in messages */
    char *date;
    char *wanted;               /* the name asked for, when a warning is due if the class has another */
    char *error;                /* text behind "Error: "; then nothing else is filled */
    const struct jimage *image; /* or NULL: not there, but: */
    struct jimage_resource resource;
    const struct jar *jar;
    const struct jar_entry *entry;
    char *file; /* a file in the file system */
};

struct items {
    struct item *list;
    size_t count, capacity;
};

void locator_open(struct locator *l, const struct request *request);
void locator_close(struct locator *l);
/* Appends the class, or the classes of the jar, that `argument` names; one item with an error when there is none. */
void locate(struct locator *l, const char *argument, size_t group, struct items *items);
/* All classes of a module; false when there is no such module. */
bool locate_module(struct locator *l, const char *module, size_t group, struct items *items);
bool locator_has_module(struct locator *l, const char *module);
/* One class by the name of its file ("java/lang/Object.class"), wherever it is: in the JRE or -bootclasspath, on the
 * class path, in jars given as arguments. Needs locator_ready. */
bool locate_class_file(struct locator *l, const char *file, struct items *items);
/* The same in one folder or jar. */
bool locate_in_place(struct locator *l, const struct place *place, const char *file, struct items *items);
/* Opens what is opened when first needed: afterwards locate_class_file may be called by threads, one at a time. */
void locator_ready(struct locator *l);
/* A key of the JRE's file `release`, malloc'ed; NULL = unknown. */
char *locator_release(struct locator *l, const char *key);
/* The bytes of a class; *owned: mem_free them. NULL with *message (malloc'ed). */
const u8 *item_read(const struct item *item, size_t *size, bool *owned, char **date, char **message);
void items_free(struct items *items);

/* ---- module_path.c ---- */

/* The folder or jar of `module` on a module path; false when there is none. The caller owns it. */
bool module_path_find(const char *path, const char *module, struct place *place);

/* ---- show.c ---- */

/* Appends what the request wants to see of the item to `out`, and errors and warnings to
 * `errors`. False when it could not be shown. */
bool show_item(const struct request *request, const struct item *item, struct buf *out, struct buf *errors);

/* ---- registers.c ---- */

/* Hook for print_options.after_code. */
void show_registers(void *context, struct buf *out, const struct classfile *cf, const struct member *m,
                    unsigned indent);

/* ---- batch.c ---- */

/* Shows the items in order, on all processors. Returns the exit status: that of the last argument, as javap has it; of
 * an argument that stands for many classes 1 if any failed. */
int show_all(const struct request *request, const struct items *items);

#endif
