/* SPDX-License-Identifier: MIT
 *
 * show.c - one class: read, parse, print or verify. Runs on any thread; all it makes goes into the caller's buffers.
 */
#include <nettle/sha2.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/mem.h"
#include "base/os.h"
#include "tools/javap/hierarchy.h"
#include "tools/javap/javap.h"

static void digest(const u8 *bytes, size_t size, char hex[65]) {
    struct sha256_ctx context;
    u8 sum[SHA256_DIGEST_SIZE];
    sha256_init(&context);
    sha256_update(&context, size, bytes);
    sha256_digest(&context, sizeof sum, sum);
    for (unsigned i = 0; i < sizeof sum; i++)
        snprintf(hex + 2 * i, 3, "%02x", sum[i]);
}

/* Is `name` (a.b.C or a/b/C, nested classes with '.' or '$') the class's name? */
static bool same_class(const struct classfile *cf, const char *name) {
    u16 n;
    const char *own = classfile_utf8(cf, cf->cp[cf->this_class].name_index, &n);
    if (strlen(name) != n)
        return false;
    for (u16 i = 0; i < n; i++)
        if (own[i] != name[i] && !((own[i] == '/' || own[i] == '$') && name[i] == '.'))
            return false;
    return true;
}

/* The path as javap has it in messages: that of the command line. */
static const char *shown_path(const struct item *item) {
    return item->file ? item->file : item->path;
}

/* The verifier's message in one line: place, what, why. */
static void put_verdict(struct buf *out, const char *message) {
    const char *line[6] = {message}; /* what, "Exception Details:", "Location:", place, "Reason:" */
    for (int i = 1; i < 6; i++) {
        const char *end = line[i - 1] ? strchr(line[i - 1], '\n') : NULL;
        line[i] = end ? end + 1 + strspn(end + 1, " ") : NULL;
    }
    if (line[5])
        buf_printf(out, "%.*s: ", (int)strcspn(line[3], "\n"), line[3]);
    buf_printf(out, "%.*s", (int)strcspn(message, "\n"), message);
    if (line[5])
        buf_printf(out, ": %.*s", (int)strcspn(line[5], "\n"), line[5]);
    buf_char(out, '\n');
}

static void add_count(u64 *count, u64 n) {
    __atomic_add_fetch(count, n, __ATOMIC_RELAXED);
}

/* Where other classes of the same origin lie: the jar, or for `dir/a/B.class` with class a/B, `dir`. The caller frees
 * the path. */
static struct place home_of(const struct item *item, struct verify_name own) {
    struct place home = {.path = mem_strdup(item->jar ? item->path : "."), .jar = (struct jar *)(uintptr_t)item->jar};
    static const char suffix[] = ".class";
    size_t n = item->file ? strlen(item->file) : 0, tail = own.n + sizeof suffix - 1u;
    bool fits = n > tail && item->file[n - tail - 1] == '/' && memcmp(item->file + n - tail, own.s, own.n) == 0;
    if (!item->jar && fits) {
        mem_free(home.path);
        home.path = mem_printf("%.*s", (int)(n - tail - 1), item->file);
    } else if (!item->jar && n != tail) {
        mem_free(home.path);
        home.path = NULL;
    }
    return home;
}

/* Verification of the code of a parsed class. */
static bool verify_code(const struct request *request, const struct item *item, const struct classfile *cf,
                        struct buf *out) {
    struct verify_counts *counts = request->counts;
    struct verify_context context = {.hierarchy = request->hierarchy, .cf = cf};
    context.own.s = classfile_utf8(cf, cf->cp[cf->this_class].name_index, &context.own.n);
    context.home = home_of(item, context.own);
    struct verify_request what = {.cf = cf, .ops = &hierarchy_ops, .context = &context};
    struct buf message = {0};
    bool failed_over;
    enum verify_status status = verify_class(&what, &message, &failed_over);
    add_count(&counts->inferred, failed_over || cf->major_version < VERIFY_FIRST_MAJOR);
    add_count(&counts->missing, status == VERIFY_STOPPED);
    if (status == VERIFY_STOPPED) {
        buf_printf(out, "%s: not verified: class %s not found\n", shown_path(item), context.missing);
    } else if (status != VERIFY_OK) {
        const char *error = status == VERIFY_ERROR ? "VerifyError" : "ClassFormatError";
        buf_printf(out, "%s: %s: ", shown_path(item), error);
        if (request->print.verbose)
            buf_printf(out, "%s\n", buf_cstr(&message));
        else
            put_verdict(out, buf_cstr(&message));
    }
    buf_free(&message);
    mem_free(context.missing);
    mem_free(context.home.path);
    return status == VERIFY_OK;
}

/* CPU time of this thread: what the work costs, however busy the machine is. */
static u64 thread_nanoseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (u64)now.tv_sec * 1000000000 + (u64)now.tv_nsec;
}

/* One line: the class (or, unknown, its file), what, and why. */
static bool verify(const struct request *request, const struct item *item, const u8 *bytes, size_t size,
                   struct buf *out) {
    struct arena a;
    struct classfile_error error = {0};
    u64 start = thread_nanoseconds();
    arena_init(&a, false);
    const struct classfile_options options = {.flags = CLASSFILE_CHECK | CLASSFILE_ALLOW_MODULE};
    struct classfile *cf = classfile_parse(&a, bytes, size, &options, &error);
    if (!cf)
        buf_printf(out, "%s: at byte offset %zu: %s\n", shown_path(item), error.offset, error.message);
    bool ok = cf && verify_code(request, item, cf, out);
    arena_free(&a);
    add_count(&request->counts->classes, 1);
    add_count(&request->counts->nanoseconds, thread_nanoseconds() - start);
    add_count(&request->counts->faults, !ok);
    return ok;
}

static bool show(const struct request *request, const struct item *item, const u8 *bytes, size_t size, const char *date,
                 struct buf *out, struct buf *errors) {
    struct arena a;
    struct classfile_error error = {0};
    struct print_error fault;
    arena_init(&a, false);
    const struct classfile_options options = {.flags = CLASSFILE_ALLOW_MODULE | CLASSFILE_LENIENT};
    struct classfile *cf = classfile_parse(&a, bytes, size, &options, &error);
    bool ok = false;
    if (cf) {
        if (item->wanted && !same_class(cf, item->wanted))
            buf_printf(errors, "Warning: File %s does not contain class %s\n", shown_path(item), item->wanted);
        struct print_source source = {.path = item->path, .modified = date, .size = size};
        if (request->print.verbose || request->print.sysinfo || request->json)
            digest(bytes, size, source.sha256);
        ok = request->json ? print_class_json(out, cf, &request->print, &source, &fault)
                           : print_class(out, cf, &request->print, &source, &fault);
        if (request->json && ok)
            buf_char(out, '\n');
        if (!ok)
            buf_printf(errors, "Error: %s: at byte offset %zu: %s\n", shown_path(item), fault.offset, fault.message);
    } else if (strcmp(error.message, "Truncated class file") == 0) {
        buf_printf(errors, "Error: unexpected end of file while reading %s (at byte offset %zu)\n", shown_path(item),
                   error.offset);
    } else {
        buf_printf(errors, "Error: %s: at byte offset %zu: %s\n", shown_path(item), error.offset, error.message);
    }
    arena_free(&a);
    return ok;
}

bool show_item(const struct request *request, const struct item *item, struct buf *out, struct buf *errors) {
    if (item->error) {
        buf_printf(errors, "Error: %s\n", item->error);
        return false;
    }
    char *message = NULL, *date;
    size_t size;
    bool owned;
    const u8 *bytes = item_read(item, &size, &owned, &date, &message);
    if (!bytes) {
        buf_printf(errors, "Error: IO error reading %s: %s\n", shown_path(item), message);
        free(message);
        return false;
    }
    bool ok = request->verify ? verify(request, item, bytes, size, out)
                              : show(request, item, bytes, size, date ? date : item->date, out, errors);
    mem_free(date);
    if (owned)
        free((void *)(uintptr_t)bytes);
    return ok;
}
