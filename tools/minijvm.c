/* SPDX-License-Identifier: MIT
 *
 * minijvm.c - the launcher: the options, output and exit codes of OpenJDK's `java`.
 *
 *   command line
 *     --arguments.c--> words
 *     --command_line.c--> struct launch: what to start, and the option list of the VM
 *     --> libjvm.so, opened beside this program (or where it was installed to, or in ../lib/minijvm, ../lib)
 *     --> a new thread of the wanted stack size: JNI_CreateJavaVM
 *     --java_main.c--> sun.launcher.LauncherHelper finds the main class (from a class, a jar, a module, a source
 *         file), then main(String[]).
 *
 * The process's first thread only waits: its stack cannot be sized.
 *
 * Exit code: 0; 1 when the VM cannot be made, the main class not be started, or main ends by an exception; otherwise
 * what System.exit was given (that never returns here).
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tools/arguments.h"
#include "tools/command_line.h"
#include "tools/java_main.h"
#include "tools/manifest.h"

/* java looks into the jar before it makes a VM: a file that is no jar gets this message, not a Java exception. */
static bool check_jar(const char *path) {
    static const char *const messages[] = {
        [MANIFEST_NO_FILE] = "Error: Unable to access jarfile %s\n",
        [MANIFEST_BAD] = "Error: Invalid or corrupt jarfile %s\n",
    };
    enum manifest_state state = manifest_check(path);
    if (state != MANIFEST_GOOD)
        fprintf(stderr, messages[state], path);
    return state == MANIFEST_GOOD;
}

/* ---- the VM ---- */

static void *find_function(struct launch *l, const char *name) {
    void *symbol = dlsym(l->library, name);
    if (!symbol) {
        fprintf(stderr, "Error: libjvm.so has no %s\n", name);
        exit(1);
    }
    return symbol;
}

/* Body of the main thread. An exception still pending is reported by DetachCurrentThread, as for any thread. */
static void *main_thread(void *argument) {
    struct launch *l = argument;
    union {
        void *symbol;
        jint (*function)(JavaVM **, void **, void *);
    } create = {find_function(l, "JNI_CreateJavaVM")};
    JavaVMInitArgs init = {.version = JNI_VERSION_1_2,
                           .nOptions = l->options_count,
                           .options = l->options,
                           .ignoreUnrecognized = JNI_FALSE};
    JavaVM *vm;
    void *environment;
    l->exit_code = 1;
    if (create.function(&vm, &environment, &init) != JNI_OK) {
        fputs("Error: Could not create the Java Virtual Machine.\n"
              "Error: A fatal exception has occurred. Program will exit.\n",
              stderr);
        return NULL;
    }
    JNIEnv *env = environment;
    l->exit_code = java_main(l, env);
    if ((*vm)->DetachCurrentThread(vm) != JNI_OK) {
        fputs("Error: Could not detach main thread.\n", stderr);
        java_main_jni_error();
        l->exit_code = 1;
    }
    (*vm)->DestroyJavaVM(vm);
    return NULL;
}

/* The VM's default stack size, asked with the structure of JNI 1.1 (see the field order in the JNI specification). */
static size_t default_stack_size(struct launch *l) {
    struct {
        jint version;
        char **properties;
        jint check_source, native_stack_size, java_stack_size, heap_min, heap_max;
        void *rest[16];
    } defaults = {.version = JNI_VERSION_1_1};
    union {
        void *symbol;
        jint (*function)(void *);
    } get = {find_function(l, "JNI_GetDefaultJavaVMInitArgs")};
    get.function(&defaults);
    return defaults.java_stack_size > 0 ? (size_t)defaults.java_stack_size : 0;
}

static void open_library(struct launch *l) {
    static const char *const places[] = {"", LIBJVM_FROM_BIN, "../lib/minijvm/", "../lib/"};
    char self[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
    self[length > 0 ? length : 0] = 0;
    char *slash = strrchr(self, '/');
    if (slash)
        slash[1] = 0;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        char *path = text_of("%s%slibjvm.so", self, places[i]);
        if (!access(path, F_OK)) {
            l->library = dlopen(path, RTLD_NOW | RTLD_GLOBAL);
            if (!l->library)
                fprintf(stderr, "Error: cannot load %s: %s\n", path, dlerror());
            free(path);
            if (!l->library)
                exit(1);
            return;
        }
        free(path);
    }
    fprintf(stderr, "Error: no libjvm.so in %s, %s" LIBJVM_FROM_BIN ", %s../lib/minijvm or %s../lib\n", self, self,
            self, self);
    exit(1);
}

static void run_vm(struct launch *l) {
    pthread_attr_t attributes;
    pthread_t thread;
    size_t page = (size_t)sysconf(_SC_PAGESIZE), size = default_stack_size(l);
    /* Java's frames have a stack of their own: a small -Xss bounds that one only. */
    if (l->stack_size > 0 && (size_t)l->stack_size > size)
        size = (size_t)l->stack_size;
    pthread_attr_init(&attributes);
    if (size)
        pthread_attr_setstacksize(&attributes, (size + page - 1) / page * page);
    if (pthread_create(&thread, &attributes, main_thread, l))
        main_thread(l); /* no memory for such a stack: this thread will do */
    else
        pthread_join(thread, NULL);
    pthread_attr_destroy(&attributes);
}

/* Files that the VM opens must not get the numbers of streams that are closed: the program would write into them. What
 * is opened here instead can't be read or written, so the program gets "Bad file descriptor", as it should. */
static void reserve_streams(void) {
    for (int i = STDIN_FILENO; i <= STDERR_FILENO; i++)
        if (fcntl(i, F_GETFD) < 0 && errno == EBADF)
            (void)!open("/dev/null", i == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

int main(int argc, char **argv) {
    (void)argc;
    reserve_streams();
    struct arguments words = {0};
    struct launch launch = {0};
    arguments_collect(&words, argv);
    const char *jar = command_line_jar(words.item);
    if (jar && !check_jar(jar))
        return 1;
    command_line_parse(&launch, words.item);
    if (launch.failed && !launch.help)
        return 1;
    command_line_add(&launch, text_of("-Dsun.java.launcher=SUN_STANDARD"));
    open_library(&launch);
    run_vm(&launch);
    return launch.exit_code;
}
