/* SPDX-License-Identifier: MIT
 *
 * heapdump.c - what is in the heap: hprof dumps, class histograms, reactions to the first OutOfMemoryError.
 *
 * An hprof file (format 1.0.2) is a header and records: tag, time, length, body; all numbers big-endian, identifiers of
 * 8 bytes here. First come the texts of all symbols that are named later, one LOAD CLASS for each class, and the stacks
 * of the threads; then the heap in segments, which consist of sub-records: a CLASS DUMP for each class, the roots, and
 * all objects. An object's identifier is its address, a class's the address of its mirror, a text's that of its symbol.
 *
 * A segment's length stands before it, so sub-records are gathered in a buffer and written as a segment when it is
 * full. One that is larger than the buffer (a big array) becomes a segment of its own, whose length is known
 * beforehand.
 *
 * All of it runs with the world stopped and allocates nothing from the heap, so it works when memory is gone.
 */
#include "diagnostics/heapdump.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>
#include "base/buf.h"
#include "base/os.h"
#include "runtime/event.h"
#include "runtime/frame.h"
#include "runtime/handle.h"
#include "runtime/link.h"
#include "runtime/safepoint.h"

enum hprof_record {
    HPROF_UTF8 = 0x01,
    HPROF_LOAD_CLASS = 0x02,
    HPROF_FRAME = 0x04,
    HPROF_TRACE = 0x05,
    HPROF_SEGMENT = 0x1C,
    HPROF_END = 0x2C
};
enum hprof_sub_record {
    SUB_ROOT_JNI_GLOBAL = 0x01,
    SUB_ROOT_JNI_LOCAL = 0x02,
    SUB_ROOT_JAVA_FRAME = 0x03,
    SUB_ROOT_STICKY_CLASS = 0x05,
    SUB_ROOT_THREAD = 0x08,
    SUB_CLASS = 0x20,
    SUB_INSTANCE = 0x21,
    SUB_OBJECT_ARRAY = 0x22,
    SUB_PRIMITIVE_ARRAY = 0x23
};
enum {
    BUFFER = 1 << 20,
    ID = 8,          /* bytes of an identifier */
    OBJECT_TYPE = 2, /* hprof's type of references; the others are numbered as the JVM's basic types */
    NO_TRACE = 1,    /* serial of the empty stack trace that every object is said to come from */
};

struct dump {
    struct vm *vm;
    int file;
    int error; /* errno of the first failed write */
    u64 written;
    bool direct; /* the header is out already: the buffer is only a buffer */
    size_t used;
    u8 *data;
    struct map texts;   /* symbols written */
    struct map serials; /* class -> number of its LOAD CLASS */
    u64 next_frame;
};

/* ---- bytes ---- */

static void write_out(struct dump *d, const void *data, size_t size) {
    const char *p = data;
    while (size > 0 && !d->error) {
        ssize_t n = write(d->file, p, size);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0) {
            d->error = errno;
            return;
        }
        p += n;
        size -= (size_t)n;
        d->written += (u64)n;
    }
}

static void write_header(struct dump *d, u8 tag, u32 length) {
    u8 header[9] = {tag, 0, 0, 0, 0, (u8)(length >> 24), (u8)(length >> 16), (u8)(length >> 8), (u8)length};
    write_out(d, header, sizeof header);
}

static void flush(struct dump *d) {
    if (d->used && !d->direct)
        write_header(d, HPROF_SEGMENT, (u32)d->used);
    write_out(d, d->data, d->used);
    d->used = 0;
}

static void put(struct dump *d, u64 value, u32 bytes) {
    if (d->used + bytes > BUFFER)
        flush(d);
    for (u32 i = bytes; i-- > 0;)
        d->data[d->used++] = (u8)(value >> (8 * i));
}
static void put_id(struct dump *d, const void *p) {
    put(d, (uintptr_t)p, ID);
}

static void put_bytes(struct dump *d, const void *data, size_t size) {
    flush(d);
    write_out(d, data, size);
}

static void begin_record(struct dump *d, enum hprof_record tag, u32 length) {
    d->direct = true;
    flush(d);
    write_header(d, (u8)tag, length);
}

/* The buffer holds the whole sub-record, or nothing but this sub-record is in its segment. */
static void begin_sub(struct dump *d, enum hprof_sub_record tag, u64 size) {
    size += 1;
    if (d->used + size > BUFFER)
        flush(d);
    if (size > BUFFER) {
        write_header(d, HPROF_SEGMENT, (u32)size);
        d->direct = true;
    }
    put(d, (u8)tag, 1);
}
static void end_sub(struct dump *d) {
    if (d->direct)
        flush(d);
    d->direct = false;
}

/* ---- classes ---- */

static void each_class(struct vm *vm, void (*visit)(void *context, struct class *k), void *context) {
    for (const struct loader *l = vm->loaders; l; l = l->next) {
        for (struct class *k = l->defined; k; k = k->next_defined)
            if (k->mirror && !class_is_primitive(k))
                visit(context, k);
    }
}

static void put_text(struct dump *d, struct symbol *s) {
    if (!s || map_put(&d->texts, s, s))
        return;
    begin_record(d, HPROF_UTF8, ID + s->length);
    put_id(d, s);
    put_bytes(d, s->text, s->length);
}

static void load_class(void *context, struct class *k) {
    struct dump *d = context;
    put_text(d, k->name);
    for (u32 i = 0; i < k->fields_count; i++)
        put_text(d, k->fields[i].name);
    uintptr_t serial = d->serials.count + 1;
    map_put(&d->serials, k, (void *)serial);
    begin_record(d, HPROF_LOAD_CLASS, 4 + ID + 4 + ID);
    put(d, serial, 4);
    put_id(d, k->mirror);
    put(d, NO_TRACE, 4);
    put_id(d, k->name);
    flush(d);
}

static u8 hprof_type(u8 basic_type) {
    return basic_type == T_OBJECT || basic_type == T_ARRAY ? OBJECT_TYPE : basic_type;
}

static u32 value_size(u8 basic_type) {
    switch (basic_type) {
    case T_BOOLEAN:
    case T_BYTE:
        return 1;
    case T_CHAR:
    case T_SHORT:
        return 2;
    case T_INT:
    case T_FLOAT:
        return 4;
    default:
        return 8; /* long, double and identifiers */
    }
}

static void put_value(struct dump *d, const struct object *o, const struct field *f) {
    switch (value_size(f->type)) {
    case 1:
        put(d, FIELD(o, f->offset, u8), 1);
        break;
    case 2:
        put(d, FIELD(o, f->offset, u16), 2);
        break;
    case 4:
        put(d, FIELD(o, f->offset, u32), 4);
        break;
    default:
        if (hprof_type(f->type) == OBJECT_TYPE)
            put_id(d, object_get_ref(o, f->offset));
        else
            put(d, FIELD(o, f->offset, u64), 8);
    }
}

/* Fields of the class itself that were in its class file. */
static u32 count_fields(const struct class *k, bool is_static, u64 *bytes) {
    u32 count = 0;
    for (u32 i = 0; i < k->fields_count; i++) {
        const struct field *f = &k->fields[i];
        if (!f->member || field_is_static(f) != is_static)
            continue;
        count++;
        *bytes += value_size(f->type);
    }
    return count;
}

static void dump_class(void *context, struct class *k) {
    struct dump *d = context;
    u64 bytes = 0, ignored = 0;
    u32 statics = count_fields(k, true, &bytes), fields = count_fields(k, false, &ignored);
    begin_sub(d, SUB_CLASS, ID + 4 + 6 * ID + 4 + 2 + 2 + bytes + statics * (ID + 1u) + 2 + fields * (ID + 1u));
    put_id(d, k->mirror);
    put(d, NO_TRACE, 4);
    put_id(d, k->super ? k->super->mirror : NULL);
    put_id(d, k->loader->object);
    put_id(d, k->signers);
    put_id(d, k->protection_domain);
    put_id(d, NULL);
    put_id(d, NULL);
    put(d, class_is_array(k) ? 0 : k->layout.instance_size, 4);
    put(d, 0, 2); /* constants */
    put(d, statics, 2);
    for (u32 i = 0; i < k->fields_count; i++) {
        const struct field *f = &k->fields[i];
        if (!f->member || !field_is_static(f))
            continue;
        put_id(d, f->name);
        put(d, hprof_type(f->type), 1);
        put_value(d, k->mirror, f);
    }
    put(d, fields, 2);
    for (u32 i = 0; i < k->fields_count; i++) {
        const struct field *f = &k->fields[i];
        if (!f->member || field_is_static(f))
            continue;
        put_id(d, f->name);
        put(d, hprof_type(f->type), 1);
    }
    end_sub(d);
    if (!loader_can_unload(k->loader)) {
        begin_sub(d, SUB_ROOT_STICKY_CLASS, ID);
        put_id(d, k->mirror);
        end_sub(d);
    }
}

/* ---- objects ---- */

static void dump_instance(struct dump *d, const struct object *o) {
    u64 bytes = 0;
    for (const struct class *k = object_class(o); k; k = k->super)
        count_fields(k, false, &bytes);
    begin_sub(d, SUB_INSTANCE, ID + 4 + ID + 4 + bytes);
    put_id(d, o);
    put(d, NO_TRACE, 4);
    put_id(d, object_class(o)->mirror);
    put(d, bytes, 4);
    for (const struct class *k = object_class(o); k; k = k->super) {
        for (u32 i = 0; i < k->fields_count; i++) {
            const struct field *f = &k->fields[i];
            if (f->member && !field_is_static(f))
                put_value(d, o, f);
        }
    }
    end_sub(d);
}

static void dump_array(struct dump *d, const struct object *o) {
    const struct class *k = object_class(o);
    u32 length = array_length(o);
    bool primitive = class_is_primitive(k->component);
    u64 size = (u64)length * (primitive ? (u64)1 << k->layout.element_shift : ID);
    begin_sub(d, primitive ? SUB_PRIMITIVE_ARRAY : SUB_OBJECT_ARRAY, ID + 4 + 4 + (primitive ? 1 : ID) + size);
    put_id(d, o);
    put(d, NO_TRACE, 4);
    put(d, length, 4);
    if (primitive)
        put(d, k->component->primitive_type, 1);
    else
        put_id(d, k->mirror);
    for (u32 i = 0; i < length; i++) {
        if (!primitive)
            put_id(d, array_get_ref(o, i));
        else if (k->layout.element_shift == 0)
            put(d, ARRAY_AT(o, i, const u8), 1);
        else if (k->layout.element_shift == 1)
            put(d, ARRAY_AT(o, i, const u16), 2);
        else if (k->layout.element_shift == 2)
            put(d, ARRAY_AT(o, i, const u32), 4);
        else
            put(d, ARRAY_AT(o, i, const u64), 8);
    }
    end_sub(d);
}

static void dump_object(void *context, struct object *o, size_t size) {
    struct dump *d = context;
    (void)size;
    if (d->error)
        return;
    const struct class *k = object_class(o);
    if (class_is_array(k)) {
        dump_array(d, o);
        return;
    }
    if (k == K(d->vm, java_lang_Class)) {
        const struct class *of = class_of_mirror(d->vm, o);
        if (of && of->mirror == o && !class_is_primitive(of))
            return; /* its class dump says all */
    }
    dump_instance(d, o);
}

/* ---- threads and roots ---- */

static void dump_frame(struct dump *d, const struct frame *f) {
    const struct method *m = frame_method(f);
    const struct class *holder = m->holder;
    u16 length = 0;
    const char *text = class_source_file(holder, &length);
    struct symbol *source = text ? symbol_intern(d->vm->symbols, text, length) : NULL;
    put_text(d, m->name);
    put_text(d, m->descriptor);
    put_text(d, source);
    int line = method_line_number(m, frame_bci(f));
    begin_record(d, HPROF_FRAME, 4 * ID + 4 + 4);
    put(d, ++d->next_frame, ID);
    put_id(d, m->name);
    put_id(d, m->descriptor);
    put_id(d, source);
    put(d, (uintptr_t)map_get(&d->serials, holder), 4);
    put(d, (u32)(line == -2 ? -3 : line), 4); /* hprof: -1 unknown, -3 native */
    flush(d);
}

/* The stack of thread number n is trace NO_TRACE + n. */
static void dump_stack(struct dump *d, const struct thread *t, u32 number) {
    u64 first = d->next_frame;
    for (struct frame *f = frame_first(t); f; f = frame_next(t, f))
        dump_frame(d, f);
    u32 count = (u32)(d->next_frame - first);
    begin_record(d, HPROF_TRACE, 4 + 4 + 4 + count * ID);
    put(d, NO_TRACE + number, 4);
    put(d, number, 4);
    put(d, count, 4);
    for (u32 i = 0; i < count; i++)
        put(d, first + 1 + i, ID);
    flush(d);
}

static void dump_local_root(struct dump *d, enum hprof_sub_record tag, const struct object *o, u32 thread, u32 frame) {
    begin_sub(d, tag, ID + 4 + 4);
    put_id(d, o);
    put(d, thread, 4);
    put(d, frame, 4);
    end_sub(d);
}

struct frame_roots {
    struct dump *dump;
    u32 thread, frame;
};

static void dump_frame_root(void *context, struct object *o) {
    const struct frame_roots *r = context;
    dump_local_root(r->dump, SUB_ROOT_JAVA_FRAME, o, r->thread, r->frame);
}

static void dump_thread_roots(struct dump *d, const struct thread *t, u32 number) {
    begin_sub(d, SUB_ROOT_THREAD, ID + 4 + 4);
    put_id(d, t->object);
    put(d, number, 4);
    put(d, NO_TRACE + number, 4);
    end_sub(d);
    struct frame_roots roots = {d, number, 0};
    for (const struct frame *f = frame_first(t); f; f = frame_next(t, f), roots.frame++)
        frame_each_reference(t, f, dump_frame_root, &roots);
    for (const struct handle_block *b = t->local_handles; b; b = b->previous) {
        for (u32 i = 0; i < b->used; i++)
            if (b->slots[i])
                dump_local_root(d, SUB_ROOT_JNI_LOCAL, b->slots[i], number, (u32)-1);
    }
}

static void dump_global(void *context, void *handle, struct object *o) {
    struct dump *d = context;
    begin_sub(d, SUB_ROOT_JNI_GLOBAL, 2 * ID);
    put_id(d, o);
    put_id(d, handle);
    end_sub(d);
}

static void write_all(struct dump *d) {
    struct vm *vm = d->vm;
    static const char title[] = "JAVA PROFILE 1.0.2";
    d->direct = true;
    put_bytes(d, title, sizeof title);
    put(d, ID, 4);
    put(d, os_walltime_ms(), 8);
    flush(d);
    each_class(vm, load_class, d);
    begin_record(d, HPROF_TRACE, 4 + 4 + 4);
    put(d, NO_TRACE, 4);
    put(d, 0, 8);
    flush(d);
    u32 number = 0;
    for (const struct thread *t = vm->threads; t; t = t->next)
        if (t->object)
            dump_stack(d, t, ++number);
    d->direct = false;

    each_class(vm, dump_class, d);
    number = 0;
    for (const struct thread *t = vm->threads; t; t = t->next)
        if (t->object)
            dump_thread_roots(d, t, ++number);
    handle_each_global(vm, dump_global, d);
    gc_each_object(vm->heap, dump_object, d);
    flush(d);
    d->direct = true;
    write_header(d, HPROF_END, 0);
}

u64 heapdump_write(struct thread *t, const char *path, bool live, char **message) {
    struct dump d = {.vm = t->vm, .data = mem_try_alloc(BUFFER)};
    *message = NULL;
    d.file = d.data ? open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600) : -1;
    if (d.file < 0) {
        *message = mem_strdup(d.data ? strerror(errno) : strerror(ENOMEM));
        mem_free(d.data);
        return 0;
    }
    safepoint_begin(t);
    if (live)
        vm_collect(t, false, "Heap Dump Initiated GC");
    write_all(&d);
    safepoint_end(t);
    if (close(d.file) != 0 && !d.error)
        d.error = errno;
    map_free(&d.texts);
    map_free(&d.serials);
    mem_free(d.data);
    if (!d.error)
        return d.written;
    *message = mem_strdup(strerror(d.error));
    return 0;
}

void heapdump_write_default(struct thread *t, bool live) {
    struct vm *vm = t->vm;
    const char *place = vm->options.heap_dump_path;
    u32 earlier = __atomic_fetch_add(&vm->heap_dumps, 1, __ATOMIC_RELAXED);
    char *path;
    if (!place || os_is_directory(place))
        path = mem_printf("%s%sjava_pid%d.hprof", place ? place : "", place ? "/" : "", (int)getpid());
    else
        path = mem_strdup(place);
    if (earlier) { /* java_pid1.hprof.1, .2 ... */
        char *numbered = mem_printf("%s.%u", path, earlier);
        mem_free(path);
        path = numbered;
    }
    printf("Dumping heap to %s ...\n", path);
    fflush(stdout);
    u64 start = os_nanotime();
    char *message;
    u64 size = heapdump_write(t, path, live, &message);
    if (size)
        printf("Heap dump file created [%llu bytes in %.3f secs]\n", (unsigned long long)size,
               (double)(os_nanotime() - start) / 1e9);
    else
        printf("Unable to create %s: %s\n", path, message);
    fflush(stdout);
    mem_free(message);
    mem_free(path);
}

/* ---- histogram ---- */

struct histogram_row {
    const struct class *k;
    u64 instances, bytes;
};
struct histogram {
    struct map index; /* class -> row number + 1 */
    struct histogram_row *rows;
    u32 count, capacity;
};

static void count_object(void *context, struct object *o, size_t size) {
    struct histogram *h = context;
    const struct class *k = object_class(o);
    uintptr_t at = (uintptr_t)map_get(&h->index, k);
    if (!at) {
        if (h->count == h->capacity) {
            h->capacity = h->capacity ? h->capacity * 2 : 1024;
            h->rows = mem_realloc(h->rows, h->capacity * sizeof *h->rows);
        }
        h->rows[h->count] = (struct histogram_row){.k = k};
        at = ++h->count;
        map_put(&h->index, k, (void *)at);
    }
    h->rows[at - 1].instances++;
    h->rows[at - 1].bytes += size;
}

static int compare_rows(const void *a, const void *b) {
    const struct histogram_row *x = a, *y = b;
    if (x->bytes != y->bytes)
        return x->bytes < y->bytes ? 1 : -1;
    return strcmp(x->k->name->text, y->k->name->text);
}

void heapdump_print_histogram(struct thread *t, FILE *out, bool live) {
    struct histogram h = {0};
    u64 instances = 0, bytes = 0;
    safepoint_begin(t);
    if (live)
        vm_collect(t, false, "Heap Inspection Initiated GC");
    gc_each_object(t->vm->heap, count_object, &h);
    if (h.count)
        qsort(h.rows, h.count, sizeof *h.rows, compare_rows);
    fprintf(out, " num     #instances         #bytes  class name (module)\n"
                 "-------------------------------------------------------\n");
    for (u32 i = 0; i < h.count; i++) {
        const struct histogram_row *row = &h.rows[i];
        char *name = class_external_name(row->k);
        const struct class *base = class_is_array(row->k) ? row->k->element : row->k;
        const struct module *module = class_is_primitive(base) ? t->vm->java_base : base->module;
        bool named = module && module->name;
        fprintf(out, "%4u: %13llu  %13llu  %s%s%s%s%s%s\n", i + 1, (unsigned long long)row->instances,
                (unsigned long long)row->bytes, name, named ? " (" : "", named ? module->name->text : "",
                named && module->version ? "@" : "", named && module->version ? module->version : "", named ? ")" : "");
        instances += row->instances;
        bytes += row->bytes;
        mem_free(name);
    }
    fprintf(out, "Total %13llu  %13llu\n", (unsigned long long)instances, (unsigned long long)bytes);
    fflush(out);
    safepoint_end(t);
    map_free(&h.index);
    mem_free(h.rows);
}

/* ---- OutOfMemoryError ---- */

/* -XX:OnOutOfMemoryError="command;command", %p = process id. */
static void run_commands(const char *what, const char *commands) {
    printf("#\n# java.lang.OutOfMemoryError: %s\n# -XX:OnOutOfMemoryError=\"%s\"\n", what, commands);
    struct buf command = {0};
    for (const char *p = commands;; p++) {
        if (*p && *p != ';') {
            if (p[0] == '%' && (p[1] == 'p' || p[1] == '%')) {
                if (*++p == 'p')
                    buf_printf(&command, "%d", (int)getpid());
                else
                    buf_char(&command, '%');
            } else {
                buf_char(&command, *p);
            }
            continue;
        }
        if (command.length) {
            printf("#   Executing /bin/sh -c \"%s\"...\n", buf_cstr(&command));
            fflush(stdout);
            if (system(buf_cstr(&command)) < 0)
                printf("os::fork_and_exec failed: %s (%d)\n", strerror(errno), errno);
        }
        buf_free(&command);
        command = (struct buf){0};
        if (!*p)
            return;
    }
}

static void on_out_of_memory(struct thread *t, const char *what, bool managed) {
    const struct vm_options *o = &t->vm->options;
    if (!managed || __atomic_exchange_n(&t->vm->out_of_memory_reported, true, __ATOMIC_RELAXED))
        return;
    if (o->heap_dump_on_oom) {
        printf("java.lang.OutOfMemoryError: %s\n", what);
        heapdump_write_default(t, false);
    }
    if (o->on_oom_command && *o->on_oom_command)
        run_commands(what, o->on_oom_command);
    if (o->crash_on_oom) {
        fprintf(stderr, "Aborting due to java.lang.OutOfMemoryError: %s\n", what);
        abort();
    }
    if (o->exit_on_oom) {
        printf("Terminating due to java.lang.OutOfMemoryError: %s\n", what);
        fflush(stdout);
        _exit(3);
    }
}

void heapdump_listen(struct vm *vm) {
    static const struct event_listener heapdump_listener = {.out_of_memory = on_out_of_memory};
    event_listen(vm, &heapdump_listener, NULL, EVENTS_ALL);
}
