/* SPDX-License-Identifier: MIT
 *
 * minijavap.c - what javap prints, without a JVM: the command line. Options, messages and exit statuses are those of
 * javap of JDK 17; --registers, --json, --verify and whole jars and modules are our own.
 *
 * Exit statuses: 0 shown, 1 a class could not be shown, 2 bad command line, 3 output not written.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/os.h"
#include "tools/javap/hierarchy.h"
#include "tools/javap/javap.h"

static const char usage_text[] =
    "Usage: minijavap <options> <classes>\n"
    "where possible options include:\n"
    "  --help -help -h -?               Print this help message\n"
    "  -version                         Version of the Java runtime whose classes are read\n"
    "  -v  -verbose                     Print additional information\n"
    "  -l                               Print line number and local variable tables\n"
    "  -public                          Show only public classes and members\n"
    "  -protected                       Show protected/public classes and members\n"
    "  -package                         Show package/protected/public classes\n"
    "                                   and members (default)\n"
    "  -p  -private                     Show all classes and members\n"
    "  -c                               Disassemble the code\n"
    "  -s                               Print internal type signatures\n"
    "  -sysinfo                         Show system info (path, size, date, SHA-256 hash)\n"
    "                                   of class being processed\n"
    "  -constants                       Show final constants\n"
    "  --module <module>, -m <module>   The module the classes are in; without classes: all of it\n"
    "  --module-path <path>             Where application modules are\n"
    "  -J<vm-option>                    Accepted for scripts: there is no VM inside\n"
    "  --system <jdk>                   Where the system modules are (default: JAVA_HOME, or\n"
    "                                   the java on PATH)\n"
    "  --class-path <path>, -classpath <path>, -cp <path>\n"
    "                                   Where user class files are\n"
    "  -bootclasspath <path>            Class path to use instead of the system modules\n"
    "  --multi-release <version>        The version to use in multi-release jars\n"
    "  --registers                      Under each method: its bytecode beside the register code\n"
    "                                   that minijvm runs\n"
    "  --native                         For each method: its bytecode, its register code and the\n"
    "                                   machine code that minijvm makes of it\n"
    "  --json                           One JSON object a class, one a line (docs/JAVAP.md)\n"
    "  --verify                         Check format and bytecode of classes instead of showing\n"
    "                                   them: a line a fault (with -v: type states)\n"
    "\n"
    "Options that begin with -- may use = instead of a blank before their value.\n"
    "\n"
    "Each class may be given as\n"
    "   path/to/MyClass.class\n"
    "   path/to/MyJar.jar                          every class of the jar\n"
    "   jar:file:///path/to/MyJar.jar!/mypkg/MyClass.class\n"
    "   java.lang.Object\n";

static int usage_hint(void) {
    printf("Usage: minijavap <options> <classes>\n"
           "use --help for a list of possible options\n");
    return 2;
}

static int bad_usage(const char *what, const char *option) {
    fprintf(stderr, "Error: %s: %s\n", what, option);
    return usage_hint();
}

struct command {
    struct request request;
    struct {
        const char *name; /* as spelled first */
        enum print_access access;
    } access_options[PRINT_PRIVATE + 1]; /* distinct, in order of appearance */
    unsigned access_count;
    bool help, version, full_version, native;
};

static bool is_one_of(const char *s, const char *const *list) {
    for (; *list; list++)
        if (strcmp(s, *list) == 0)
            return true;
    return false;
}

static bool simple_option(struct command *c, const char *a) {
    static const struct {
        const char *names[5];
        int what;
    } options[] = {
        {{"--help", "-help", "-h", "-?"}, 'h'},
        {{"-version"}, 'V'},
        {{"-fullversion"}, 'F'},
        {{"-v", "-verbose"}, 'v'},
        {{"-l"}, 'l'},
        {{"-c"}, 'c'},
        {{"-s"}, 's'},
        {{"-sysinfo"}, 'i'},
        {{"-constants"}, 'k'},
        {{"--registers"}, 'r'},
        {{"--native"}, 'n'},
        {{"--json"}, 'j'},
        {{"--verify"}, 'y'},
    };
    struct print_options *p = &c->request.print;
    for (unsigned i = 0; i < sizeof options / sizeof options[0]; i++) {
        if (!is_one_of(a, options[i].names))
            continue;
        switch (options[i].what) {
        case 'h':
            c->help = true;
            break;
        case 'V':
            c->version = true;
            break;
        case 'F':
            c->full_version = true;
            break;
        case 'v':
            p->verbose = true;
            break;
        case 'l':
            p->lines = true;
            break;
        case 'c':
            p->code = true;
            break;
        case 's':
            p->descriptors = true;
            break;
        case 'i':
            p->sysinfo = true;
            break;
        case 'k':
            p->constants = true;
            break;
        case 'r':
            c->request.registers = true;
            break;
        case 'n':
            c->native = true;
            break;
        case 'j':
            c->request.json = true;
            break;
        case 'y':
            c->request.verify = true;
            break;
        default:
            break;
        }
        return true;
    }
    return false;
}

static bool access_option(struct command *c, const char *a) {
    static const struct {
        const char *name;
        enum print_access access;
    } options[] = {{"-public", PRINT_PUBLIC},
                   {"-protected", PRINT_PROTECTED},
                   {"-package", PRINT_PACKAGE},
                   {"-private", PRINT_PRIVATE},
                   {"-p", PRINT_PRIVATE}};
    for (unsigned i = 0; i < sizeof options / sizeof options[0]; i++) {
        if (strcmp(a, options[i].name) != 0)
            continue;
        enum print_access access = options[i].access;
        c->request.print.access = access;
        for (unsigned j = 0; j < c->access_count; j++)
            if (c->access_options[j].access == access)
                return true;
        c->access_options[c->access_count].name = a;
        c->access_options[c->access_count++].access = access;
        return true;
    }
    return false;
}

/* Is the value of an option right? May store it in a form of its own. */
static bool check_system(struct request *r) {
    if (strcmp(r->system, "none") == 0)
        return true;
    char *modules = mem_printf("%s/lib/modules", r->system);
    bool found = os_is_file(modules);
    mem_free(modules);
    return found;
}

static bool check_release(struct request *r) {
    enum { MOST = 255 };
    char *end;
    unsigned long n = strtoul(r->release_text, &end, 10);
    bool runtime = strcmp(r->release_text, "runtime") == 0;
    r->release = runtime ? JAVAP_RELEASE : (unsigned)n;
    return runtime || (end != r->release_text && *end == 0 && n <= MOST);
}

/* Options with a value: behind '=' (most of those with "--") or the next argument. Returns the number of arguments
 * used, 0 when it is another option, -1 when the value is missing or wrong. */
static int value_option(struct request *r, char **argv, int left) {
    const struct {
        const char *names[4];
        const char **to;
        bool (*check)(struct request *r);
    } options[] = {
        {{"--class-path", "-classpath", "-cp"}, &r->class_path, NULL},
        {{"--module", "-m"}, &r->module, NULL},
        {{"--boot-class-path", "-bootclasspath"}, &r->boot_class_path, NULL},
        {{"--module-path"}, &r->module_path, NULL},
        {{"--multi-release"}, &r->release_text, check_release},
        {{"--system"}, &r->system, check_system},
    };
    const char *a = argv[0], *equals = strncmp(a, "--", 2) == 0 ? strchr(a, '=') : NULL;
    char *name = mem_strndup(a, equals ? (size_t)(equals - a) : strlen(a));
    int used = 0;
    for (unsigned i = 0; i < ARRAY_LENGTH(options) && used == 0; i++) {
        if (!is_one_of(name, options[i].names) || (equals && options[i].to == &r->module))
            continue;
        if (!equals && left < 2) {
            used = -1;
            break;
        }
        *options[i].to = equals ? equals + 1 : argv[1];
        used = options[i].check && !options[i].check(r) ? -1 : equals ? 1 : 2;
    }
    mem_free(name);
    return used;
}

/* javap keeps the options in a hash set, and lists them in its order. */
static u32 java_hash_bucket(const char *s) {
    u32 h = 0;
    while (*s)
        h = 31 * h + (u8)*s++;
    return (h ^ h >> 16) & 15;
}

static int bad_combination(struct command *c) {
    fprintf(stderr, "Error: bad combination of options:");
    for (u32 bucket = 0; bucket < 16; bucket++)
        for (unsigned i = 0; i < c->access_count; i++)
            if (java_hash_bucket(c->access_options[i].name) == bucket)
                fprintf(stderr, " %s", c->access_options[i].name);
    fprintf(stderr, "\n");
    return 2;
}

static int print_version(struct request *request, const char *key) {
    struct locator l;
    locator_open(&l, request);
    char *version = locator_release(&l, key);
    if (version)
        printf("%s\n", version);
    else
        fprintf(stderr, "Error: no Java runtime found (set JAVA_HOME)\n");
    locator_close(&l);
    int status = version ? 0 : 1;
    mem_free(version);
    return status;
}

/* Exit status 0: every class was verified. */
static int verify_all(const struct request *given, struct locator *l, const struct items *items) {
    struct verify_counts counts = {0};
    struct request request = *given;
    locator_ready(l);
    request.counts = &counts;
    request.hierarchy = hierarchy_create(l);
    int status = show_all(&request, items);
    hierarchy_free(request.hierarchy);
    if (counts.classes > 1) {
        fprintf(stderr, "%llu classes, %.1f us each: %llu refused, %llu not decided",
                (unsigned long long)counts.classes, (double)counts.nanoseconds / 1000 / (double)counts.classes,
                (unsigned long long)(counts.faults - counts.missing), (unsigned long long)counts.missing);
        if (counts.inferred)
            fprintf(stderr, ", %llu by inference", (unsigned long long)counts.inferred);
        fputc('\n', stderr);
    }
    return status;
}

static int run(struct request *request, char **classes, int count) {
    struct locator l;
    struct items items = {0};
    int status;
    locator_open(&l, request);
    if (request->module && !locator_has_module(&l, request->module)) {
        fprintf(stderr, "Error: Cannot find module %s\n", request->module);
        status = 1;
    } else {
        if (count == 0)
            locate_module(&l, request->module, 0, &items);
        for (int i = 0; i < count; i++)
            locate(&l, classes[i], (size_t)i, &items);
        status = request->verify ? verify_all(request, &l, &items) : show_all(request, &items);
    }
    items_free(&items);
    locator_close(&l);
    return status;
}

/* The minijvm beside this program compiles the classes and prints what it has made. */
static int run_native(const struct request *request, char **classes, int count) {
    char path[4096];
    ssize_t n = readlink("/proc/self/exe", path, sizeof path - sizeof "minijvm");
    path[n > 0 ? n : 0] = '\0';
    char *slash = strrchr(path, '/');
    strcpy(slash ? slash + 1 : path, "minijvm");
    struct buf names = {0};
    buf_str(&names, "-XX:PrintNative=");
    for (int i = 0; i < count; i++)
        buf_printf(&names, "%s%s", i ? "," : "", classes[i]);
    char *class_path = (char *)(uintptr_t)(request->class_path ? request->class_path : getenv("CLASSPATH"));
    char *arguments[] = {path,
                         (char *)(uintptr_t)buf_cstr(&names),
                         (char *)(uintptr_t) "-cp",
                         class_path ? class_path : (char *)(uintptr_t) ".",
                         (char *)(uintptr_t) "java.lang.Object",
                         NULL};
    execv(path, arguments);
    fprintf(stderr, "Error: --native needs minijvm beside minijavap: %s cannot be run\n", path);
    return 2;
}

int main(int argc, char **argv) {
    struct command c = {.request = {.print = {.access = PRINT_PACKAGE}}};
    int i = 1;
    if (argc == 1) {
        fputs(usage_text, stdout);
        return 2;
    }
    for (; i < argc && argv[i][0] == '-'; i++) {
        if (strncmp(argv[i], "-J", 2) == 0) {
            if (argv[i][2] == 0) {
                fprintf(stderr, "Error: The -J option should not be followed by a space.\n");
                return 1;
            }
            continue;
        }
        if (simple_option(&c, argv[i]) || access_option(&c, argv[i]))
            continue;
        int used = value_option(&c.request, argv + i, argc - i);
        if (used < 0 && (strcmp(argv[i], "-m") == 0 || strcmp(argv[i], "--module") == 0)) {
            fprintf(stderr, "Error: no value given for %s\n", argv[i]);
            return usage_hint();
        }
        if (used < 0)
            return bad_usage("invalid use of option", argv[i]);
        if (used == 0)
            return bad_usage("unknown option", argv[i]);
        i += used - 1;
    }
    if (c.access_count > 1)
        return bad_combination(&c);
    if (c.help)
        fputs(usage_text, stdout);
    if (c.version || c.full_version) {
        int status = print_version(&c.request, c.full_version ? "JAVA_RUNTIME_VERSION" : "JAVA_VERSION");
        if (status != 0)
            return status;
    }
    if (i == argc && (c.help || c.version || c.full_version))
        return 0;
    if (i == argc && !c.request.module) {
        fprintf(stderr, "Error: no classes specified\n");
        return 2;
    }
    if (c.native)
        return run_native(&c.request, argv + i, argc - i);
    if (c.request.json && c.request.registers)
        return bad_usage("--json has the bytecode only, not", "--registers");
    if (c.request.registers)
        c.request.print.after_code = show_registers;
    return run(&c.request, argv + i, argc - i);
}
