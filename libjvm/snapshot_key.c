/* SPDX-License-Identifier: MIT
 *
 * snapshot_key.c - which process may use a snapshot.
 *
 * The key is a text of lines, which is in the file and is made again by a process that wants to use it: both have to be
 * the same. The VM is in it by the build id of its library, as a snapshot is full of its structures; the JRE by where its
 * files are, their sizes and times.
 *
 * Options are in two groups: those that a restored VM takes from its own command line, listed in snapshot_options.def,
 * and all others, which have to be as they were. A new option so belongs to the second group until somebody has thought
 * about it.
 */
#include <dlfcn.h>
#include <link.h>
#include <sys/stat.h>
#include "base/os.h"
#include "base/region.h"
#include "libjvm/snapshot.h"

const struct image_area snapshot_areas[IMAGE_SPACES] = {
    [SNAPSHOT_LOW] = {REGION_LOW, REGION_LOW + REGION_LOW_SIZE},
    [SNAPSHOT_C] = {REGION_C, REGION_C + REGION_C_SIZE},
    [SNAPSHOT_HEAP] = {REFERENCE_SHIFT == 0 ? REGION_HEAP : REGION_HEAP_FAR, REFERENCE_REACH},
};

/* ---- the key ---- */

struct build_id {
    uintptr_t address; /* in the library that is looked for */
    char text[2 * 64 + 1];
};

static void read_note(struct build_id *id, const char *p, size_t size) {
    while (size >= sizeof(ElfW(Nhdr))) {
        ElfW(Nhdr) note;
        memcpy(&note, p, sizeof note);
        size_t name = ALIGN_UP((size_t)note.n_namesz, (size_t)4), bytes = ALIGN_UP((size_t)note.n_descsz, (size_t)4);
        if (sizeof note + name + bytes > size)
            return;
        const u8 *value = (const u8 *)p + sizeof note + name;
        if (note.n_type == NT_GNU_BUILD_ID && note.n_namesz == 4 && memcmp(p + sizeof note, "GNU", 4) == 0)
            for (u32 i = 0; i < note.n_descsz && 2 * i + 2 < sizeof id->text; i++)
                snprintf(id->text + 2 * i, 3, "%02x", value[i]);
        p += sizeof note + name + bytes;
        size -= sizeof note + name + bytes;
    }
}

static int look_for_id(struct dl_phdr_info *object, size_t size, void *context) {
    struct build_id *id = context;
    (void)size;
    bool ours = false;
    for (int i = 0; i < object->dlpi_phnum; i++) {
        const ElfW(Phdr) *h = &object->dlpi_phdr[i];
        ours = ours || (h->p_type == PT_LOAD && id->address - (object->dlpi_addr + h->p_vaddr) < h->p_memsz);
    }
    for (int i = 0; i < object->dlpi_phnum && ours; i++) {
        const ElfW(Phdr) *h = &object->dlpi_phdr[i];
        if (h->p_type == PT_NOTE)
            read_note(id, (const char *)(uintptr_t)(object->dlpi_addr + h->p_vaddr), h->p_memsz);
    }
    return ours;
}

static void add_file(struct buf *key, const char *home, const char *name) {
    struct stat st;
    char *path = mem_printf("%s/%s", home, name);
    if (stat(path, &st) == 0)
        buf_printf(key, "%s %llu:%llu %lld bytes %lld.%09ld\n", path, (unsigned long long)st.st_dev,
                   (unsigned long long)st.st_ino, (long long)st.st_size, (long long)st.st_mtim.tv_sec,
                   (long)st.st_mtim.tv_nsec);
    else
        buf_printf(key, "%s absent\n", path);
    mem_free(path);
}

/* What setlocale reads: LC_ALL, or else all the others, as one with a bad value makes it fail. */
static void add_locale(struct buf *key) {
    static const char *const variables[] = {
        "LANG",       "LC_CTYPE", "LC_MESSAGES",       "LC_COLLATE",     "LC_MONETARY", "LC_NUMERIC",  "LC_TIME",
        "LC_ADDRESS", "LC_NAME",  "LC_IDENTIFICATION", "LC_MEASUREMENT", "LC_PAPER",    "LC_TELEPHONE"};
    const char *all = getenv("LC_ALL");
    if (all && *all) {
        buf_printf(key, "LC_ALL %s\n", all);
        return;
    }
    for (size_t i = 0; i < ARRAY_LENGTH(variables); i++) {
        const char *value = getenv(variables[i]);
        if (value && *value)
            buf_printf(key, "%s %s\n", variables[i], value);
    }
}

char *snapshot_key(const struct vm_options *options) {
    struct build_id id = {.address = (uintptr_t)snapshot_areas};
    struct buf key = {0};
    dl_iterate_phdr(look_for_id, &id);
    buf_printf(&key, "minijvm %s %s\n", MINIJVM_VERSION, id.text);
    add_file(&key, options->java_home, "lib/modules");
    add_file(&key, options->java_home, "lib/libjava.so");
    buf_printf(&key, "page %zu\n", os_page_size());
    add_locale(&key);
    if (!*id.text) /* there is nothing by which to know the library again */
        buf_printf(&key, "process %llu\n", (unsigned long long)os_nanotime());
    return key.data;
}

/* There is one for each key, as users of several locales may share a VM. */
char *snapshot_path(const struct vm_options *options, const char *given) {
    if (given && strcmp(given, "default") != 0)
        return mem_strdup(given);
    Dl_info library = {0};
    dladdr(snapshot_areas, &library);
    const char *name = library.dli_fname ? library.dli_fname : "", *slash = strrchr(name, '/');
    char *key = snapshot_key(options);
    u64 hash = 0xCBF29CE484222325u;
    for (const char *c = key; *c; c++)
        hash = (hash ^ (u8)*c) * 0x100000001B3u;
    mem_free(key);
    return mem_printf("%.*sboot-%016llx.snap", slash ? (int)(slash + 1 - name) : 0, name, (unsigned long long)hash);
}

/* ---- options ---- */

/* Channels whose lines are the same, or which have none, until the boot is over. */
static bool is_quiet_in_boot(enum log_channel channel) {
    const char *name = log_channel_names[channel];
    return strncmp(name, "gc", 2) == 0 || strcmp(name, "snapshot") == 0;
}

static const char *check_log(const struct log *log) {
    struct log plain;
    log_init(&plain);
    if (log->files_count)
        return "-Xlog writes to a file";
    for (u32 channel = 0; channel < LOG_CHANNELS; channel++)
        if (log->level[channel] > plain.level[channel] && !is_quiet_in_boot(channel))
            return "-Xlog or -verbose shows what happens during the boot";
    return NULL;
}

static const char *check_assertions(const struct vm_options *o) {
    static const char *const library[] = {"java/", "javax/", "jdk/", "sun/", "com/sun/"};
    for (u32 i = 0; i < o->assertions_count; i++)
        for (size_t j = 0; o->assertions[i].name && j < ARRAY_LENGTH(library); j++)
            if (strncmp(o->assertions[i].name, library[j], strlen(library[j])) == 0)
                return "-ea or -da names a class of the library";
    return NULL;
}

const char *snapshot_check_options(const struct vm_options *o) {
    const char *fault = check_log(&o->log);
    if (!fault)
        fault = check_assertions(o);
    if (!fault && o->execution == EXECUTION_COMPILED && !o->no_compiler)
        fault = "-Xcomp compiles what the boot runs";
    return fault;
}

void snapshot_blank_options(struct vm_options *o) {
#define RENEWED(field) memset(&o->field, 0, sizeof o->field);
#include "libjvm/snapshot_options.def"
#undef RENEWED
}
