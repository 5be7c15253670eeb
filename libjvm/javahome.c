/* SPDX-License-Identifier: MIT
 *
 * javahome.c - finding the class library.
 *
 * The first candidate that is a JRE 17 is taken: its `release` file names that version and lib/modules exists.
 *   1. -Djava.home: nothing else is tried then
 *   2. the JDK in whose lib/server our libjvm.so lies, or a link to it (tools/make_jdk.sh)
 *   3. where libjli.so lies, when OpenJDK's launcher runs us (-XXaltjvm)
 *   4. JAVA_HOME
 *   5. the `java` on PATH, links resolved
 *   6. where Debian installs it
 */
#include "libjvm/javahome.h"

#include <dlfcn.h>
#include <sys/utsname.h>
#include <unistd.h>
#include "base/buf.h"
#include "base/mem.h"
#include "base/os.h"

/* The release that is looked for, as a number and as text. */
#define WANTED         17
#define TEXT_OF(n)     #n
#define TEXT(n)        TEXT_OF(n)
#define WANTED_VERSION TEXT(WANTED)

/* NULL = home is usable, *library says as what; else why not (malloc'ed). */
static char *check(const char *home, struct library *library) {
    char *release = mem_printf("%s/release", home), *modules = mem_printf("%s/lib/modules", home);
    char *fault = NULL;
    bool known = library_read(home, library);
    if (!os_is_directory(home)) {
        fault = mem_printf("%s: no such directory", home);
    } else if (!os_is_file(release)) {
        fault = mem_printf("%s: not there, so this is no Java runtime", release);
    } else if (!os_is_file(modules)) {
        fault = mem_printf("%s: not there", modules);
    } else if (!known || library->feature != WANTED) {
        const char *version = library->version[0] ? library->version : "unknown";
        fault = mem_printf("%s: Java version %s, needed is " WANTED_VERSION, home, version);
    }
    mem_free(release);
    mem_free(modules);
    return fault;
}

/* The directory `levels` above what path resolves to; NULL if it doesn't exist. */
static char *resolved_parent(const char *path, int levels) {
    char *resolved = realpath(path, NULL);
    for (int i = 0; resolved && i < levels; i++) {
        char *slash = strrchr(resolved, '/');
        if (slash)
            *slash = '\0';
    }
    char *copy = resolved ? mem_strdup(resolved) : NULL;
    free(resolved);
    return copy;
}

/* The directory `levels` above the one that holds the library of `symbol`, as it was opened: the library itself may be
 * a link into another JDK (tools/make_jdk.sh). */
static char *from_library(const void *symbol, int levels) {
    Dl_info info;
    if (!symbol || !dladdr(symbol, &info) || !info.dli_fname || !strchr(info.dli_fname, '/'))
        return NULL;
    char *directory = mem_strdup(info.dli_fname);
    *strrchr(directory, '/') = '\0';
    char *home = resolved_parent(directory, levels);
    mem_free(directory);
    return home;
}

/* HotSpot's rule: HOME/lib/server/libjvm.so. */
static char *from_own_place(void) {
    static const char here;
    return from_library(&here, 2);
}

static char *from_launcher(void) {
    return from_library(dlsym(RTLD_DEFAULT, "JLI_Launch"), 1);
}

static char *from_environment(void) {
    const char *home = getenv("JAVA_HOME");
    return home && *home ? mem_strdup(home) : NULL;
}

static char *from_path(void) {
    const char *p = getenv("PATH");
    while (p && *p) {
        size_t n = strcspn(p, ":");
        char *java = mem_printf("%.*s/java", (int)n, p);
        char *home = n && access(java, X_OK) == 0 ? resolved_parent(java, 2) : NULL;
        mem_free(java);
        if (home)
            return home;
        p += n + (p[n] == ':');
    }
    return NULL;
}

static char *from_debian(void) {
    static const struct {
        const char *machine, *arch;
    } names[] = {{"x86_64", "amd64"},
                 {"aarch64", "arm64"},
                 {"i686", "i386"},
                 {"ppc64le", "ppc64el"},
                 {"armv7l", "armhf"}}; /* others are spelled alike */
    struct utsname system;
    if (uname(&system) != 0)
        return NULL;
    const char *arch = system.machine;
    for (size_t i = 0; i < ARRAY_LENGTH(names); i++)
        if (strcmp(names[i].machine, arch) == 0)
            arch = names[i].arch;
    return mem_printf("/usr/lib/jvm/java-" WANTED_VERSION "-openjdk-%s", arch);
}

static const struct {
    const char *what;
    char *(*find)(void);
} sources[] = {
    {"HOME/lib/server/libjvm.so", from_own_place},
    {"libjli.so of the launcher", from_launcher},
    {"JAVA_HOME", from_environment},
    {"java on PATH", from_path},
    {"Debian's place", from_debian},
};

char *javahome_find(const char *given, struct library *library, char **message) {
    if (given) {
        char *fault = check(given, library);
        if (!fault)
            return mem_strdup(given);
        *message = mem_printf("-Djava.home: %s", fault);
        mem_free(fault);
        return NULL;
    }
    struct buf tried = {0};
    buf_str(&tried, "No Java " WANTED_VERSION " class library found (install a JRE " WANTED_VERSION
                    " or say where it is: -Djava.home=DIR). Looked for:");
    for (size_t i = 0; i < ARRAY_LENGTH(sources); i++) {
        char *home = sources[i].find();
        char *fault = home ? check(home, library) : NULL;
        if (home && !fault) {
            buf_free(&tried);
            return home;
        }
        buf_printf(&tried, "\n  %s: %s", sources[i].what, fault ? fault : "none");
        mem_free(fault);
        mem_free(home);
    }
    *message = tried.data;
    return NULL;
}
