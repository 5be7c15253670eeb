/* SPDX-License-Identifier: MIT
 *
 * image.c - the file of a snapshot (image.h).
 *
 * Header and table have a sum, which is checked at every opening; contents have another one for image_verify. Neither is
 * a defence against somebody who may write the file: owner and mode are.
 */
#include "base/image.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/auxv.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/mem.h"
#include "base/os.h"

#define FORMAT        1u
#define SECTIONS_MOST 65536u
#define GAP_PAGES     8u /* zero pages between others that are written too: a mapping costs more */

static const char magic[8] = "jvmsnap\n";

struct header {
    char magic[8];
    u32 format, sections_count;
    u64 file_size, roots[IMAGE_ROOTS];
    u64 contents; /* sum of what is behind the table */
    u64 sum;      /* of the header, with 0 here, and the table */
};

/* A sum of words; the rest of the last one counts as zeros. */
static u64 sum_of(u64 sum, const void *p, size_t size) {
    const u8 *bytes = p;
    for (; size > 0;) {
        u64 word = 0;
        size_t n = MIN_OF(size, sizeof word);
        memcpy(&word, bytes, n);
        sum = (sum ^ word) * 0x9E3779B97F4A7C15u;
        sum ^= sum >> 29;
        bytes += n;
        size -= n;
    }
    return sum;
}

/* ---- writing ---- */

static void add_section(struct image_writer *w, enum image_kind kind, u32 tag, u64 address, u64 size, u64 offset) {
    struct image_section s = {.kind = kind, .tag = tag, .address = address, .size = size, .offset = offset};
    buf_add(&w->table, &s, sizeof s);
}

void image_add_data(struct image_writer *w, u32 tag, const void *p, size_t size) {
    static const char zeros[16];
    add_section(w, IMAGE_DATA, tag, 0, size, w->data.length);
    buf_add(&w->data, p, size);
    buf_add(&w->data, zeros, ALIGN_UP(size, sizeof zeros) - size);
}

static bool is_zero_page(u64 address, size_t page) {
    const u64 *p = (const u64 *)(uintptr_t)address;
    u64 any = 0;
    for (size_t i = 0; i < page / sizeof *p; i++)
        any |= p[i];
    return any == 0;
}

void image_add_space(struct image_writer *w, u32 space, u64 from, u64 to) {
    size_t page = os_page_size();
    add_section(w, IMAGE_SPACE, space, from, to - from, 0);
    u64 start = 0, end = 0; /* the run so far */
    for (u64 at = from; at < to; at += page) {
        if (is_zero_page(at, page))
            continue;
        if (end == 0 || at - end > GAP_PAGES * page) {
            if (end != 0)
                add_section(w, IMAGE_RUN, space, start, end - start, 0);
            start = at;
        }
        end = at + page;
    }
    if (end != 0)
        add_section(w, IMAGE_RUN, space, start, end - start, 0);
}

static bool write_all(int file, const void *p, size_t size) {
    const char *bytes = p;
    while (size > 0) {
        ssize_t n = write(file, bytes, MIN_OF(size, (size_t)1 << 30));
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        bytes += n;
        size -= (size_t)n;
    }
    return true;
}

static bool write_zeros(int file, size_t size) {
    static const char zeros[4096];
    bool ok = true;
    for (; ok && size > 0; size -= MIN_OF(size, sizeof zeros))
        ok = write_all(file, zeros, MIN_OF(size, sizeof zeros));
    return ok;
}

static bool write_file(const struct image_writer *w, int file) {
    size_t page = os_page_size(), count = w->table.length / sizeof(struct image_section);
    struct image_section *table = mem_alloc(w->table.length + 1);
    memcpy(table, w->table.data, w->table.length);
    u64 data = sizeof(struct header) + w->table.length, behind = data + w->data.length;
    u64 at = ALIGN_UP(behind, (u64)page);
    struct header h = {.format = FORMAT, .sections_count = (u32)count};
    memcpy(h.magic, magic, sizeof magic);
    memcpy(h.roots, w->roots, sizeof h.roots);
    h.contents = sum_of(0, w->data.data, w->data.length);
    for (size_t i = 0; i < count; i++) {
        struct image_section *s = &table[i];
        if (s->kind == IMAGE_DATA) {
            s->offset += data;
        } else if (s->kind == IMAGE_RUN) {
            s->offset = at;
            at += s->size;
            h.contents = sum_of(h.contents, (const void *)(uintptr_t)s->address, (size_t)s->size);
        }
    }
    h.file_size = at;
    h.sum = sum_of(sum_of(0, &h, sizeof h), table, w->table.length);
    bool ok = write_all(file, &h, sizeof h) && write_all(file, table, w->table.length) &&
              write_all(file, w->data.data, w->data.length) &&
              write_zeros(file, (size_t)(ALIGN_UP(behind, (u64)page) - behind));
    for (size_t i = 0; i < count && ok; i++)
        if (table[i].kind == IMAGE_RUN)
            ok = write_all(file, (const void *)(uintptr_t)table[i].address, (size_t)table[i].size);
    mem_free(table);
    return ok;
}

char *image_write(const struct image_writer *w, const char *path) {
    char *temporary = mem_printf("%s.XXXXXX", path);
    int file = mkostemp(temporary, O_CLOEXEC);
    bool ok = file >= 0 && write_file(w, file) && fchmod(file, S_IRUSR) == 0;
    int error = errno;
    if (file >= 0 && close(file) != 0 && ok) {
        ok = false;
        error = errno;
    }
    if (ok && rename(temporary, path) != 0) {
        ok = false;
        error = errno;
    }
    if (file >= 0 && !ok)
        unlink(temporary);
    mem_free(temporary);
    return ok ? NULL : mem_printf("%s: %s", path, strerror(error));
}

void image_writer_free(struct image_writer *w) {
    buf_free(&w->table);
    buf_free(&w->data);
}

/* ---- opening ---- */

/* May somebody else have written it? Nobody changes what is the superuser's or the user's own and not writable to
 * others. */
static bool is_trusted(const struct stat *st, mode_t unless) {
    if (st->st_uid != 0 && st->st_uid != geteuid())
        return false;
    return (st->st_mode & (S_IWGRP | S_IWOTH)) == 0 || (st->st_mode & unless) != 0;
}

/* In a folder with S_ISVTX nobody can replace another's file. */
static bool folder_is_trusted(const char *path) {
    const char *slash = strrchr(path, '/');
    char *folder = slash == NULL ? mem_strdup(".") : mem_strndup(path, slash == path ? 1 : (size_t)(slash - path));
    struct stat st;
    bool ok = stat(folder, &st) == 0 && is_trusted(&st, S_ISVTX);
    mem_free(folder);
    return ok;
}

static const char *check_file(int file, const char *path, u64 *size) {
    struct stat st;
    if (fstat(file, &st) != 0 || !S_ISREG(st.st_mode))
        return "it is no regular file";
    if (!is_trusted(&st, 0))
        return "others may have written it";
    if (!folder_is_trusted(path))
        return "others may have written its folder";
    *size = (u64)st.st_size;
    return NULL;
}

static bool is_page_aligned(u64 n) {
    return n % os_page_size() == 0;
}

/* The space that a run lies in; its section comes before. */
static const struct image_section *space_of(const struct image *image, u32 space, u32 before) {
    for (u32 i = 0; i < before; i++)
        if (image->sections[i].kind == IMAGE_SPACE && image->sections[i].tag == space)
            return &image->sections[i];
    return NULL;
}

static bool is_inside(u64 at, u64 size, u64 low, u64 high) {
    return at >= low && at <= high && size <= high - at;
}

static bool section_is_good(const struct image *image, u32 index, const struct image_area *areas, u64 *run_end) {
    const struct image_section *s = &image->sections[index];
    if (s->kind == IMAGE_DATA)
        return is_inside(s->offset, s->size, 0, image->file_size);
    if (s->tag >= IMAGE_SPACES || !is_page_aligned(s->address) || !is_page_aligned(s->size) || s->size == 0)
        return false;
    const struct image_section *space = space_of(image, s->tag, index);
    if (s->kind == IMAGE_SPACE)
        return space == NULL && is_inside(s->address, s->size, areas[s->tag].low, areas[s->tag].high);
    if (s->kind != IMAGE_RUN || space == NULL || !is_page_aligned(s->offset) ||
        !is_inside(s->offset, s->size, 0, image->file_size) ||
        !is_inside(s->address, s->size, space->address, space->address + space->size) || s->address < run_end[s->tag])
        return false;
    run_end[s->tag] = s->address + s->size;
    return true;
}

static const char *read_table(struct image *image, const struct image_area *areas) {
    struct header h;
    if (image->file_size < sizeof h || !os_read_at(image->file, 0, &h, sizeof h))
        return "it is too short";
    if (memcmp(h.magic, magic, sizeof magic) != 0)
        return "it is no snapshot";
    if (h.format != FORMAT)
        return "it has another format";
    if (h.file_size != image->file_size)
        return "it has not its full size";
    size_t size = h.sections_count * sizeof(struct image_section);
    if (h.sections_count > SECTIONS_MOST || size > image->file_size - sizeof h)
        return "its header is damaged";
    image->sections = mem_alloc(size + 1);
    image->sections_count = h.sections_count;
    if (!os_read_at(image->file, sizeof h, image->sections, size))
        return "it cannot be read";
    u64 sum = h.sum;
    h.sum = 0;
    if (sum_of(sum_of(0, &h, sizeof h), image->sections, size) != sum)
        return "its header is damaged";
    memcpy(image->roots, h.roots, sizeof image->roots);
    image->contents = h.contents;
    u64 run_end[IMAGE_SPACES] = {0};
    for (u32 i = 0; i < image->sections_count; i++)
        if (!section_is_good(image, i, areas, run_end))
            return "its table of sections is damaged";
    return NULL;
}

const char *image_open(struct image *image, const char *path, const struct image_area *areas) {
    *image = (struct image){.file = -1};
    if (getauxval(AT_SECURE) != 0)
        return "the program has more rights than its user";
    image->file = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (image->file < 0)
        return errno == ENOENT ? "there is no such file" : errno == ELOOP ? "it is a link" : "it cannot be opened";
    const char *fault = check_file(image->file, path, &image->file_size);
    if (fault == NULL)
        fault = read_table(image, areas);
    if (fault != NULL)
        image_close(image);
    return fault;
}

void image_close(struct image *image) {
    os_close_file(image->file);
    mem_free(image->sections);
    *image = (struct image){.file = -1};
}

/* ---- contents ---- */

bool image_verify(const struct image *image) {
    u64 sum = 0;
    bool ok = true;
    enum { PIECE = 1 << 20 };
    u8 *piece = mem_alloc(PIECE);
    for (u32 pass = 0; pass < 2; pass++)
        for (u32 i = 0; i < image->sections_count; i++) {
            const struct image_section *s = &image->sections[i];
            if (s->kind != (pass == 0 ? IMAGE_DATA : IMAGE_RUN))
                continue;
            u64 size = s->kind == IMAGE_DATA ? ALIGN_UP(s->size, (u64)16) : s->size; /* as image_add_data pads it */
            for (u64 at = 0; ok && at < size; at += PIECE) {
                size_t n = (size_t)MIN_OF(size - at, (u64)PIECE);
                ok = os_read_at(image->file, s->offset + at, piece, n);
                sum = ok ? sum_of(sum, piece, n) : 0;
            }
        }
    mem_free(piece);
    return ok && sum == image->contents;
}

u8 *image_data(const struct image *image, u32 tag, size_t *size) {
    for (u32 i = 0; i < image->sections_count; i++) {
        const struct image_section *s = &image->sections[i];
        if (s->kind != IMAGE_DATA || s->tag != tag)
            continue;
        u8 *p = mem_try_alloc((size_t)s->size + 1);
        if (p == NULL || !os_read_at(image->file, s->offset, p, (size_t)s->size)) {
            mem_free(p);
            return NULL;
        }
        p[s->size] = 0;
        *size = (size_t)s->size;
        return p;
    }
    return NULL;
}

bool image_space(const struct image *image, u32 space, u64 *from, u64 *to) {
    const struct image_section *s = space_of(image, space, image->sections_count);
    if (s == NULL)
        return false;
    *from = s->address;
    *to = s->address + s->size;
    return true;
}

const char *image_map_runs(const struct image *image, u32 space) {
    for (u32 i = 0; i < image->sections_count; i++) {
        const struct image_section *s = &image->sections[i];
        if (s->kind == IMAGE_RUN && s->tag == space &&
            !os_map_file_at(image->file, s->offset, (size_t)s->size, s->address, OS_READ_WRITE, true))
            return "the system does not map it";
    }
    return NULL;
}

const char *image_map(const struct image *image, u32 space) {
    u64 from, to;
    if (!image_space(image, space, &from, &to))
        return "it is not complete";
    if (!os_map_at(from, (size_t)(to - from), OS_READ_WRITE))
        return "its addresses are taken";
    const char *fault = image_map_runs(image, space);
    if (fault != NULL)
        os_release((void *)(uintptr_t)from, (size_t)(to - from));
    return fault;
}
