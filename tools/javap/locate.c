/* SPDX-License-Identifier: MIT
 *
 * locate.c - from an argument of minijavap to the bytes of classes.
 *
 * An argument is a class name (java.util.Map.Entry and java.util.Map$Entry alike), a URL of a file or of an entry of a
 * jar, a .class file, or - not in javap - a whole .jar. Names are looked for in the JRE's lib/modules (or
 * -bootclasspath), then on the class path, as javap does.
 */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/os.h"
#include "tools/javap/javap.h"

/* ---- paths and dates ---- */

static char *absolute_path(const char *path) {
    char here[4096];
    return path[0] == '/' || !getcwd(here, sizeof here) ? mem_strdup(path) : mem_printf("%s/%s", here, path);
}

/* Absolute, without "." and "..", as java.nio.file.Path.normalize does it: links are not followed. */
static char *normal_path(const char *path) {
    char *full = absolute_path(path);
    char *out = mem_alloc(strlen(full) + 2), *end = out;
    for (char *part = strtok(full, "/"); part; part = strtok(NULL, "/")) {
        if (strcmp(part, ".") == 0)
            continue;
        if (strcmp(part, "..") == 0) {
            while (end > out && *--end != '/')
                ;
            continue;
        }
        *end++ = '/';
        memcpy(end, part, strlen(part));
        end += strlen(part);
    }
    if (end == out)
        *end++ = '/';
    *end = 0;
    mem_free(full);
    return out;
}

static char *date_text(int year, int month, int day) {
    static const char names[12][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    return mem_printf("%s %d, %d", names[month >= 1 && month <= 12 ? month - 1 : 0], day, year);
}

static char *file_date(time_t when) {
    struct tm tm;
    localtime_r(&when, &tm);
    return date_text(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
}

static char *entry_date(const struct jar_entry *e) {
    u32 date = e->dos_time >> 16;
    return date_text((int)(date >> 9) + 1980, (int)(date >> 5 & 15), (int)(date & 31));
}

/* ---- the JRE ---- */

static char *find_home(void) {
    const char *home = getenv("JAVA_HOME");
    if (home && *home)
        return mem_strdup(home);
    const char *path = getenv("PATH");
    while (path && *path) {
        size_t n = strcspn(path, ":");
        char *candidate = mem_printf("%.*s/java", (int)n, path), *real = realpath(candidate, NULL);
        mem_free(candidate);
        char *bin = real ? strstr(real, "/bin/java") : NULL;
        if (bin) {
            *bin = 0;
            char *modules = mem_printf("%s/lib/modules", real);
            bool found = os_is_file(modules);
            mem_free(modules);
            if (found) {
                char *result = mem_strdup(real);
                free(real);
                return result;
            }
        }
        free(real);
        path += n + (path[n] == ':');
    }
    return mem_strdup("/usr/lib/jvm/default-java");
}

static struct jimage *image(struct locator *l) {
    if (l->image_tried)
        return l->image;
    l->image_tried = true;
    if (l->request->boot_class_path)
        return NULL;
    char *path = mem_printf("%s/lib/modules", l->home), *message = NULL;
    l->image = jimage_open(path, &message);
    if (!l->image) {
        fprintf(stderr, "Warning: %s: %s\n", path, message);
        free(message);
    } else {
        struct stat st;
        l->image_date = stat(path, &st) == 0 ? file_date(st.st_mtime) : NULL;
    }
    mem_free(path);
    return l->image;
}

char *locator_release(struct locator *l, const char *key) {
    char *path = mem_printf("%s/release", l->home), *value = NULL;
    FILE *f = fopen(path, "r");
    mem_free(path);
    char line[8192];
    size_t n = strlen(key);
    while (f && !value && fgets(line, sizeof line, f))
        if (strncmp(line, key, n) == 0 && line[n] == '=' && line[n + 1] == '"')
            value = mem_strndup(line + n + 2, strcspn(line + n + 2, "\"\n"));
    if (f)
        fclose(f);
    return value;
}

/* ---- class paths ---- */

/* What Java's zip reader says of a file that is no jar. */
static char *jar_fault(const char *path, char *message) {
    bool no_zip = strstr(message, "not a zip file") != NULL;
    size_t n = strlen(path);
    bool named = strncmp(message, path, n) == 0 && strncmp(message + n, ": ", 2) == 0;
    char *fault = mem_strdup(no_zip ? "zip END header not found" : named ? message + n + 2 : message);
    mem_free(message);
    return fault;
}

static void add_place(struct place **list, size_t *count, const char *path) {
    struct place p = {.path = mem_strdup(path)};
    if (os_is_file(path)) {
        char *message = NULL;
        p.jar = jar_open(path, &message);
        if (!p.jar)
            p.fault = jar_fault(path, message);
    }
    *list = mem_realloc(*list, (*count + 1) * sizeof **list);
    (*list)[(*count)++] = p;
}

/* "folder/" followed by a star, or a star alone (NULL): every jar in the folder */
static void add_wildcard(struct place **list, size_t *count, const char *folder) {
    struct dirent **names;
    int n = scandir(folder ? folder : ".", &names, NULL, alphasort);
    for (int i = 0; i < n; i++) {
        size_t length = strlen(names[i]->d_name);
        if (length > 4 && strcasecmp(names[i]->d_name + length - 4, ".jar") == 0) {
            char *path = mem_printf("%s%s%s", folder ? folder : "", folder ? "/" : "", names[i]->d_name);
            add_place(list, count, path);
            mem_free(path);
        }
        free(names[i]);
    }
    if (n >= 0)
        free(names);
}

static void add_path(struct place **list, size_t *count, const char *path) {
    while (*path) {
        size_t n = strcspn(path, ":");
        char *part = n ? mem_strndup(path, n) : mem_strdup(".");
        size_t length = strlen(part);
        if (part[length - 1] == '*' && (length == 1 || part[length - 2] == '/')) {
            part[length == 1 ? 0 : length - 2] = 0;
            add_wildcard(list, count, length == 1 ? NULL : part);
        } else {
            add_place(list, count, part);
        }
        mem_free(part);
        path += n + (path[n] == ':');
    }
}

void locator_open(struct locator *l, const struct request *request) {
    *l = (struct locator){.request = request};
    if (request->system && strcmp(request->system, "none") != 0)
        l->home = mem_strdup(request->system);
    else
        l->home = find_home();
    const char *path = request->class_path;
    if (!path)
        path = getenv("CLASSPATH");
    add_path(&l->places, &l->places_count, path && *path ? path : ".");
    for (size_t i = 0; i < l->places_count; i++)
        if (l->places[i].fault)
            fprintf(stderr, "Error: error reading %s; %s\n", l->places[i].path, l->places[i].fault);
    if (request->boot_class_path)
        add_path(&l->boot_places, &l->boot_count, request->boot_class_path);
    struct place module;
    if (request->module && request->module_path && module_path_find(request->module_path, request->module, &module)) {
        l->module_places = mem_alloc(sizeof module);
        l->module_places[l->module_count++] = module;
    }
}

static void free_places(struct place *list, size_t count) {
    for (size_t i = 0; i < count; i++) {
        mem_free(list[i].path);
        mem_free(list[i].fault);
        if (list[i].jar)
            jar_close(list[i].jar);
    }
    mem_free(list);
}

void locator_close(struct locator *l) {
    free_places(l->places, l->places_count);
    free_places(l->boot_places, l->boot_count);
    free_places(l->module_places, l->module_count);
    free_places(l->jars, l->jars_count);
    if (l->image)
        jimage_close(l->image);
    mem_free(l->image_date);
    mem_free(l->home);
}

/* ---- items ---- */

static struct item *add_item(struct items *items, size_t group) {
    if (items->count == items->capacity) {
        items->capacity = items->capacity ? items->capacity * 2 : 16;
        items->list = mem_realloc(items->list, items->capacity * sizeof *items->list);
    }
    struct item *item = &items->list[items->count++];
    *item = (struct item){.group = group};
    return item;
}

void items_free(struct items *items) {
    for (size_t i = 0; i < items->count; i++) {
        struct item *item = &items->list[i];
        mem_free(item->path);
        mem_free(item->date);
        mem_free(item->wanted);
        mem_free(item->error);
        mem_free(item->file);
    }
    mem_free(items->list);
    *items = (struct items){0};
}

static void add_file(struct items *items, size_t group, const char *file, const char *wanted) {
    struct item *item = add_item(items, group);
    item->file = mem_strdup(file);
    item->path = normal_path(file);
    item->wanted = wanted ? mem_strdup(wanted) : NULL;
}

/* `shown`: the URL as it was given; NULL: made from the jar's path. `name`: e's, but for the folder of its version. */
static void add_entry(struct items *items, size_t group, const char *jar_path, const struct jar *jar,
                      const struct jar_entry *e, const char *name, const char *shown, const char *wanted) {
    struct item *item = add_item(items, group);
    if (shown) {
        item->path = mem_strdup(shown);
    } else { /* Java's path of a jar keeps the third slash unless it had to be normalized */
        char *normal = normal_path(jar_path), *plain = absolute_path(jar_path);
        item->path = mem_printf("jar:file:%s%s!/%s", strcmp(normal, plain) == 0 ? "//" : "", normal, name);
        mem_free(normal);
        mem_free(plain);
    }
    item->date = entry_date(e);
    item->jar = jar;
    item->entry = e;
    item->wanted = wanted ? mem_strdup(wanted) : NULL;
}

static void fail(struct items *items, size_t group, char *message) {
    add_item(items, group)->error = message;
}

static void add_resource(const struct locator *l, struct items *items, size_t group, const char *module,
                         const char *name, const struct jimage_resource *r) {
    struct item *item = add_item(items, group);
    item->path = mem_printf("jrt:/%s/%s", module, name);
    item->date = l->image_date ? mem_strdup(l->image_date) : NULL;
    item->image = l->image;
    item->resource = *r;
}

/* ---- by name ---- */

static const struct jar_entry *find_entry(const struct locator *l, const struct jar *jar, const char *name) {
    unsigned release = l->request->release;
    return release ? jar_find_versioned(jar, name, release) : jar_find(jar, name);
}

static bool find_in_places(const struct locator *l, const struct place *list, size_t count, const char *file,
                           const char *wanted, size_t group, struct items *items) {
    for (size_t i = 0; i < count; i++) {
        if (list[i].fault) {
            fail(items, group, mem_printf("IO error reading %s: %s", wanted, list[i].fault));
            return true;
        }
        if (list[i].jar) {
            const struct jar_entry *e = find_entry(l, list[i].jar, file);
            if (!e)
                continue;
            add_entry(items, group, list[i].path, list[i].jar, e, file, NULL, wanted);
            return true;
        }
        char *path = mem_printf("%s/%s", list[i].path, file);
        bool found = os_is_file(path);
        if (found)
            add_file(items, group, strcmp(list[i].path, ".") == 0 ? file : path, wanted);
        mem_free(path);
        if (found)
            return true;
    }
    return false;
}

/* `file`: java/lang/Object.class */
static bool find_file(struct locator *l, const char *file, const char *wanted, size_t group, struct items *items) {
    const char *module = l->request->module;
    if (find_in_places(l, l->boot_places, l->boot_count, file, wanted, group, items) ||
        find_in_places(l, l->module_places, l->module_count, file, wanted, group, items))
        return true;
    if (image(l)) {
        const char *slash = strrchr(file, '/');
        if (!module && slash)
            module = jimage_package_module(l->image, file, (size_t)(slash - file));
        struct jimage_resource r;
        if (module && jimage_find(l->image, module, file, &r)) {
            add_resource(l, items, group, module, file, &r);
            return true;
        }
    }
    if (l->request->module)
        return false;
    return find_in_places(l, l->places, l->places_count, file, wanted, group, items);
}

/* a.b.C: a/b/C, then a/b$C, a$b$C. Only dots can stand for '$'. */
static bool find_class(struct locator *l, const char *name, size_t group, struct items *items) {
    size_t n = strlen(name);
    if (n == 0 || name[0] == '/' || strstr(name, "//"))
        return false;
    char *tried = mem_strdup(name), *dot;
    bool found = false;
    do {
        char *file = mem_printf("%s.class", tried);
        for (size_t i = 0; i < n; i++)
            if (file[i] == '.')
                file[i] = '/';
        found = find_file(l, file, name, group, items);
        mem_free(file);
        dot = strrchr(tried, '.');
        if (dot)
            *dot = '$';
    } while (!found && dot);
    mem_free(tried);
    return found;
}

/* ---- whole jars and modules ---- */

static bool is_class_name(const char *name) {
    size_t n = strlen(name);
    return n > 6 && strcmp(name + n - 6, ".class") == 0;
}

static struct place *open_jar(struct locator *l, const char *path, char **message) {
    for (size_t i = 0; i < l->jars_count; i++)
        if (strcmp(l->jars[i].path, path) == 0)
            return &l->jars[i];
    struct jar *jar = jar_open(path, message);
    if (!jar)
        return NULL;
    l->jars = mem_realloc(l->jars, (l->jars_count + 1) * sizeof *l->jars);
    l->jars[l->jars_count] = (struct place){.path = mem_strdup(path), .jar = jar};
    return &l->jars[l->jars_count++];
}

struct module_walk {
    const struct locator *locator;
    const char *module;
    size_t group, found;
    struct items *items;
};

static bool visit_resource(void *context, const char *module, const char *name, const struct jimage_resource *r) {
    struct module_walk *w = context;
    if (strcmp(module, w->module) == 0 && is_class_name(name)) {
        add_resource(w->locator, w->items, w->group, module, name, r);
        w->found++;
    }
    return true;
}

static int by_path(const void *a, const void *b) {
    return strcmp(((const struct item *)a)->path, ((const struct item *)b)->path);
}

bool locator_has_module(struct locator *l, const char *module) {
    struct jimage_resource r;
    return l->module_count || (image(l) && jimage_find(l->image, module, "module-info.class", &r));
}

/* Every class file below a folder. */
static void add_folder(struct items *items, size_t group, const char *folder) {
    struct dirent **names;
    int n = scandir(folder, &names, NULL, alphasort);
    for (int i = 0; i < n; i++) {
        char *path = mem_printf("%s/%s", folder, names[i]->d_name);
        if (os_is_file(path) && is_class_name(path))
            add_file(items, group, path, NULL);
        else if (names[i]->d_name[0] != '.' && os_is_directory(path))
            add_folder(items, group, path);
        mem_free(path);
        free(names[i]);
    }
    if (n >= 0)
        free(names);
}

static void add_jar(struct items *items, size_t group, const char *path, const struct jar *jar) {
    for (size_t i = 0; i < jar_count(jar); i++) {
        const struct jar_entry *e = jar_entry_at(jar, i);
        if (is_class_name(e->name))
            add_entry(items, group, path, jar, e, e->name, NULL, NULL);
    }
}

bool locate_module(struct locator *l, const char *module, size_t group, struct items *items) {
    if (!locator_has_module(l, module))
        return false;
    if (l->module_count) {
        const struct place *p = l->module_places;
        if (p->jar)
            add_jar(items, group, p->path, p->jar);
        else
            add_folder(items, group, p->path);
        return true;
    }
    struct module_walk w = {.locator = l, .module = module, .group = group, .items = items};
    size_t before = items->count;
    jimage_each(l->image, visit_resource, &w);
    qsort(items->list + before, w.found, sizeof *items->list, by_path);
    return true;
}

void locator_ready(struct locator *l) {
    image(l);
}

bool locate_in_place(struct locator *l, const struct place *place, const char *file, struct items *items) {
    return find_in_places(l, place, 1, file, file, 0, items);
}

bool locate_class_file(struct locator *l, const char *file, struct items *items) {
    if (find_in_places(l, l->boot_places, l->boot_count, file, file, 0, items) ||
        find_in_places(l, l->module_places, l->module_count, file, file, 0, items))
        return true;
    const char *slash = strrchr(file, '/');
    const char *module = l->image && slash ? jimage_package_module(l->image, file, (size_t)(slash - file)) : NULL;
    struct jimage_resource r;
    if (module && jimage_find(l->image, module, file, &r)) {
        add_resource(l, items, 0, module, file, &r);
        return true;
    }
    return find_in_places(l, l->places, l->places_count, file, file, 0, items) ||
           find_in_places(l, l->jars, l->jars_count, file, file, 0, items);
}

/* ---- arguments ---- */

static int hex_digit(char c) {
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

/* The path in a file: URL, %41 decoded; NULL when it names another host, whose name becomes *host. */
static char *url_path(const char *url, size_t n, char **host) {
    size_t i = 5; /* "file:" */
    if (n >= i + 2 && memcmp(url + i, "//", 2) == 0) {
        i += 2;
        size_t length = strcspn(url + i, "/");
        if (length) {
            *host = mem_strndup(url + i, length);
            return NULL;
        }
    }
    char *path = mem_alloc(n + 1), *to = path;
    for (; i < n; i++) {
        bool coded = url[i] == '%' && i + 2 < n && hex_digit(url[i + 1]) >= 0 && hex_digit(url[i + 2]) >= 0;
        *to++ = coded ? (char)(hex_digit(url[i + 1]) * 16 + hex_digit(url[i + 2])) : url[i];
        i += coded ? 2 : 0;
    }
    *to = 0;
    return path;
}

static void no_file(struct items *items, size_t group, const char *path) {
    fail(items, group,
         mem_printf("file not found: %s (%s)", path,
                    os_is_directory(path) ? "Is a directory" : "No such file or directory"));
}

static void no_host(struct items *items, size_t group, const char *url, char *host) {
    fail(items, group, mem_printf("IO error reading %s: %s", url, host));
    mem_free(host);
}

static void locate_file_url(const char *url, size_t group, struct items *items) {
    char *host, *path = url_path(url, strlen(url), &host);
    if (!path) {
        no_host(items, group, url, host);
        return;
    }
    if (os_is_file(path)) {
        add_file(items, group, path, NULL);
        if (path[0] == '/') { /* shown as it is */
            struct item *item = &items->list[items->count - 1];
            mem_free(item->path);
            item->path = mem_strdup(path);
        }
    } else {
        no_file(items, group, path);
    }
    mem_free(path);
}

/* jar:file:...!/a/B.class */
static void locate_jar_url(struct locator *l, const char *url, size_t group, struct items *items) {
    const char *bang = strstr(url, "!/");
    char *host, *message = NULL;
    char *path = url_path(url + 4, (size_t)(bang - (url + 4)), &host);
    if (!path) {
        no_host(items, group, url, host);
        return;
    }
    char *name = mem_printf("file:%s", bang + 2), *decoded = url_path(name, strlen(name), &host);
    char *absolute = normal_path(path);
    struct place *p = os_is_file(path) ? open_jar(l, absolute, &message) : NULL;
    const struct jar_entry *e = p && decoded ? jar_find(p->jar, decoded) : NULL;
    if (e)
        add_entry(items, group, absolute, p->jar, e, decoded, url, NULL);
    else if (p)
        fail(items, group, mem_printf("file not found: JAR entry %s not found in %s", bang + 2, absolute));
    else if (message)
        fail(items, group, mem_printf("IO error reading %s: %s", url, message = jar_fault(absolute, message)));
    else if (os_is_directory(absolute))
        no_file(items, group, absolute);
    else
        fail(items, group, mem_printf("file not found: %s", absolute));
    mem_free(message);
    mem_free(absolute);
    mem_free(decoded);
    mem_free(name);
    mem_free(path);
}

/* jrt:/module/package/Class.class */
static void locate_jrt_url(struct locator *l, const char *url, size_t group, struct items *items) {
    const char *module = url + strlen("jrt:/"), *slash = strchr(module, '/');
    struct jimage_resource r;
    char *name = mem_strndup(module, slash ? (size_t)(slash - module) : strlen(module));
    if (image(l) && slash && jimage_find(l->image, name, slash + 1, &r)) {
        add_resource(l, items, group, name, slash + 1, &r);
        struct item *item = &items->list[items->count - 1];
        mem_free(item->date);
        item->date = file_date(0); /* such a URL has no date for Java */
    } else {
        fail(items, group, mem_printf("IO error reading %s: %s not found", url, module));
    }
    mem_free(name);
}

/* False when the argument is none of the URLs that are read. */
static bool locate_url(struct locator *l, const char *argument, size_t group, struct items *items) {
    if (!is_class_name(argument))
        return false;
    if (strncmp(argument, "jar:file:", 9) == 0 && strstr(argument, "!/"))
        locate_jar_url(l, argument, group, items);
    else if (strncmp(argument, "file:", 5) == 0)
        locate_file_url(argument, group, items);
    else if (strncmp(argument, "jrt:/", 5) == 0)
        locate_jrt_url(l, argument, group, items);
    else
        return false;
    return true;
}

static void locate_jar(struct locator *l, const char *path, size_t group, struct items *items) {
    char *message = NULL;
    struct place *p = open_jar(l, path, &message);
    if (!p) {
        fail(items, group, mem_printf("%s: %s", path, message));
        free(message);
        return;
    }
    add_jar(items, group, path, p->jar);
}

void locate(struct locator *l, const char *argument, size_t group, struct items *items) {
    size_t n = strlen(argument);
    if (find_class(l, argument, group, items) || locate_url(l, argument, group, items))
        return;
    if (n > 4 && strcmp(argument + n - 4, ".jar") == 0 && os_is_file(argument))
        locate_jar(l, argument, group, items);
    else if (is_class_name(argument) && os_is_file(argument))
        add_file(items, group, argument, NULL);
    else
        fail(items, group, mem_printf("class not found: %s", argument));
}

const u8 *item_read(const struct item *item, size_t *size, bool *owned, char **date, char **message) {
    *owned = false;
    *date = NULL;
    if (item->image) {
        u8 *unpacked;
        const char *fault;
        const u8 *bytes = jimage_read(item->image, &item->resource, &unpacked, &fault);
        if (!bytes)
            *message = mem_printf("the compressed resource is damaged: %s", fault);
        *owned = unpacked != NULL;
        *size = (size_t)item->resource.size;
        return bytes;
    }
    if (item->entry) {
        *owned = true;
        *size = item->entry->size;
        return jar_read(item->jar, item->entry, message);
    }
    struct stat st;
    const u8 *bytes = os_read_file(item->file, size);
    if (!bytes) {
        *message = mem_strdup(strerror(errno));
        return NULL;
    }
    *owned = true;
    if (stat(item->file, &st) == 0)
        *date = file_date(st.st_mtime);
    return bytes;
}
