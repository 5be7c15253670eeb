/* SPDX-License-Identifier: MIT
 *
 * minijavap.c - what javap prints, without a JVM: the command line. Options, messages and exit
 * statuses are those of javap of JDK 17; --registers, --json, --verify and whole jars and modules
 * are our own.
 *
 * Exit statuses: 0 shown, 1 a class could not be shown, 2 bad command line, 3 output not written.
 */
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "base/os.h"
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
    "  -J<vm-option>                    Accepted for scripts: there is no VM inside\n"
    "  --system <jdk>                   Where the system modules are (default: JAVA_HOME, or\n"
    "                                   the java on PATH)\n"
    "  --class-path <path>, -classpath <path>, -cp <path>\n"
    "                                   Where user class files are\n"
    "  -bootclasspath <path>            Class path to use instead of the system modules\n"
    "  --registers                      Under each method: its bytecode beside the register code\n"
    "                                   that minijvm runs\n"
    "  --json                           One JSON object a class, one a line (docs/JAVAP.md)\n"
    "  --verify                         Check classes instead of showing them: a line a fault\n"
    "\n"
    "Options that begin with -- may use = instead of a blank before their value.\n"
    "\n"
    "Each class may be given as\n"
    "   path/to/MyClass.class\n"
    "   path/to/MyJar.jar                          every class of the jar\n"
    "   jar:file:///path/to/MyJar.jar!/mypkg/MyClass.class\n"
    "   java.lang.Object\n";

static int bad_usage(const char *what, const char *option) {
    fprintf(stderr, "Error: %s: %s\n", what, option);
    printf("Usage: minijavap <options> <classes>\n"
           "use --help for a list of possible options\n");
    return 2;
}

struct command {
    struct request request;
    const char *access_options[16]; /* distinct spellings in order of appearance */
    int access_count;
    bool help, version, full_version;
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
        c->request.print.access = options[i].access;
        for (int j = 0; j < c->access_count; j++)
            if (strcmp(c->access_options[j], a) == 0)
                return true;
        c->access_options[c->access_count++] = a;
        return true;
    }
    return false;
}

/* An option with a value: behind '=' (only with "--") or the next argument. Returns the number of
 * arguments used, 0 when it is another option, -1 when the value is missing or wrong. */
static int value_option(struct request *r, char **argv, int left) {
    static const char *const class_path[] = {"--class-path", "-classpath", "-cp", NULL};
    static const char *const modules[] = {"--module", "-m", NULL};
    static const char *const boot[] = {"-bootclasspath", NULL};
    static const char *const system_[] = {"--system", NULL};
    char name[64];
    const char *a = argv[0], *equals = strncmp(a, "--", 2) == 0 ? strchr(a, '=') : NULL;
    snprintf(name, sizeof name, "%.*s", equals ? (int)(equals - a) : (int)strlen(a), a);
    const char **to = is_one_of(name, class_path) ? &r->class_path
                      : is_one_of(name, modules)  ? &r->module
                      : is_one_of(name, boot)     ? &r->boot_class_path
                      : is_one_of(name, system_)  ? &r->system
                                                  : NULL;
    if (!to)
        return 0;
    if (!equals && left < 2)
        return -1;
    *to = equals ? equals + 1 : argv[1];
    if (to == &r->system && strcmp(*to, "none") != 0) {
        char *modules_file = mem_printf("%s/lib/modules", *to);
        bool found = os_is_file(modules_file);
        mem_free(modules_file);
        if (!found)
            return -1;
    }
    return equals ? 1 : 2;
}

/* javap keeps the options in a hash set, and lists them in its order. */
static u32 java_hash_bucket(const char *s) {
    u32 h = 0;
    while (*s)
        h = 31 * h + (u8)*s++;
    return (h ^ h >> 16) & 15;
}

static int bad_combination(struct command *c) {
    for (int i = 1; i < c->access_count; i++)
        for (int j = i; j > 0 && java_hash_bucket(c->access_options[j]) <
                                     java_hash_bucket(c->access_options[j - 1]);
             j--) {
            const char *other = c->access_options[j];
            c->access_options[j] = c->access_options[j - 1];
            c->access_options[j - 1] = other;
        }
    fprintf(stderr, "Error: bad combination of options:");
    for (int i = 0; i < c->access_count; i++)
        fprintf(stderr, " %s", c->access_options[i]);
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
        status = show_all(request, &items);
    }
    items_free(&items);
    locator_close(&l);
    return status;
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
        if (used < 0)
            return bad_usage("invalid use of option", argv[i]);
        if (used == 0)
            return bad_usage("unknown option", argv[i]);
        i += used - 1;
    }
    if (c.access_count > 1)
        return bad_combination(&c);
    if (c.help) {
        fputs(usage_text, stdout);
        return 0;
    }
    if (c.version || c.full_version)
        return print_version(&c.request, c.version ? "JAVA_VERSION" : "JAVA_RUNTIME_VERSION");
    if (i == argc && !c.request.module) {
        fprintf(stderr, "Error: no classes specified\n");
        return 2;
    }
    if (c.request.json && c.request.registers)
        return bad_usage("--json has the bytecode only, not", "--registers");
    if (c.request.registers)
        c.request.print.after_code = show_registers;
    return run(&c.request, argv + i, argc - i);
}
