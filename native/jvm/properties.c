/* SPDX-License-Identifier: MIT
 *
 * properties.c - the system properties that come from the VM (docs/OPENJDK.md#system-properties).
 *
 * Java merges them with the operating system's; of two values for a key the later one counts. So: defaults, then the
 * user's -D options, then what the user may not change.
 */
#include <sys/utsname.h>
#include "base/buf.h"
#include "native/native.h"
#include "runtime/options.h"
#include "runtime/object.h"
#include "runtime/string.h"

/* Where System.loadLibrary looks: LD_LIBRARY_PATH, then Debian's list. */
static char *library_path(void) {
    struct buf path = {0};
    const char *user = getenv("LD_LIBRARY_PATH");
    if (user && *user)
        buf_printf(&path, "%s:", user);
    struct utsname system;
    const char *machine = uname(&system) == 0 ? system.machine : "unknown";
    buf_printf(&path,
               "/usr/java/packages/lib:/usr/lib/%s-linux-gnu/jni:/lib/%s-linux-gnu:/usr/lib/%s-linux-gnu"
               ":/usr/lib/jni:/lib:/usr/lib",
               machine, machine, machine);
    return path.data;
}

/* Keys and values as C strings first; making the strings may collect. */
struct list {
    char **texts; /* key, value, key, value ... */
    u32 count, capacity;
};

static void add(struct list *list, const char *key, size_t key_length, const char *value) {
    if (list->count + 2 > list->capacity) {
        list->capacity = list->capacity * 2 + 32;
        list->texts = mem_realloc(list->texts, list->capacity * sizeof *list->texts);
    }
    list->texts[list->count++] = mem_strndup(key, key_length);
    list->texts[list->count++] = mem_strdup(value);
}

static void put(struct list *list, const char *key, const char *value) {
    add(list, key, strlen(key), value);
}

static const char boot_path[] = "sun.boot.library.path";

static void collect(const struct vm *vm, struct list *list) {
    const struct vm_options *options = &vm->options;
    char *feature = mem_printf("%u", options->library.feature);
    char *libraries = library_path(), *boot_libraries = mem_printf("%s/lib", options->java_home);
    put(list, "java.library.path", libraries);
    put(list, "java.class.path", "");
    for (u32 i = 0; i < options->properties_count; i++) {
        const char *text = options->properties[i];
        size_t n = strcspn(text, "=");
        if (strncmp(text, boot_path, sizeof boot_path - 1) == 0 && text[n] == '=') { /* given ones come behind */
            char *longer = mem_printf("%s:%s", boot_libraries, text + n + 1);
            mem_free(boot_libraries);
            boot_libraries = longer;
            continue;
        }
        add(list, text, n, text[n] == '=' ? text + n + 1 : "");
    }
    put(list, boot_path, boot_libraries);
    put(list, "java.home", options->java_home);
    put(list, "java.vm.specification.name", "Java Virtual Machine Specification");
    put(list, "java.vm.specification.vendor", "Oracle Corporation");
    put(list, "java.vm.specification.version", feature);
    put(list, "java.vm.name", "minijvm");
    put(list, "java.vm.version", MINIJVM_VERSION);
    put(list, "java.vm.vendor", "minijvm project");
    put(list, "java.vm.info", vm->engine->mode);
    if (vm->engine->compiler)
        put(list, "sun.management.compiler", vm->engine->compiler);
    put(list, "jdk.debug", "release");
    put(list, "jdk.boot.class.path.append", options->boot_append ? options->boot_append : "");
    mem_free(feature);
    mem_free(libraries);
    mem_free(boot_libraries);
}

struct object *properties_array(struct thread *t) {
    struct vm *vm = t->vm;
    struct list list = {0};
    collect(vm, &list);
    struct class *k = class_array_of(t, K(vm, java_lang_String));
    struct object *array = k ? array_new(t, k, (i32)list.count) : NULL;
    for (u32 i = 0; i < list.count && array; i++) {
        struct object *s = native_platform_string(t, list.texts[i]);
        if (s)
            array_put_ref(array, i, s);
        else
            array = NULL;
    }
    for (u32 i = 0; i < list.count; i++)
        mem_free(list.texts[i]);
    mem_free(list.texts);
    return array;
}
