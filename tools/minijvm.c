/* SPDX-License-Identifier: MIT
 *
 * minijvm.c - the launcher: the options, output and exit codes of OpenJDK's `java`.
 *
 *   command line
 *     --arguments.c--> words
 *     --parse--> struct launch: what to start, and the option list of the VM
 *     --> libjvm.so, opened beside this program (or where it was installed to, or in ../lib/minijvm, ../lib)
 *     --> a new thread of the wanted stack size: JNI_CreateJavaVM, then sun.launcher.LauncherHelper finds the main
 *         class (from a class, a jar, a module, a source file), then main(String[]).
 *
 * The launcher knows what to start; every -X, -XX, -D, assertion and module option goes on to the VM in the order
 * given, in the forms that OpenJDK's own launcher uses, so that libjvm.so sees no difference between the two. The
 * process's first thread only waits: its stack cannot be sized.
 *
 * Exit code: 0; 1 when the VM cannot be made, the main class not be started, or main ends by an exception; otherwise
 * what System.exit was given (that never returns here).
 */
#include <dirent.h>
#include <dlfcn.h>
#include <limits.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/size.h"
#include "classfile/jar.h"
#include "native/jni/jni.h"
#include "tools/arguments.h"

/* Values that LauncherHelper.checkAndLoadMain takes. */
enum launch_mode { MODE_UNKNOWN, MODE_CLASS, MODE_JAR, MODE_MODULE, MODE_SOURCE };

struct launch {
    enum launch_mode mode;
    const char *what; /* class, jar file, module[/class] */
    char **arguments; /* the program's, NULL-terminated */
    int arguments_count;
    bool class_path_given;

    JavaVMOption *options; /* what JNI_CreateJavaVM gets */
    int options_count, options_capacity;
    i64 stack_size, heap_initial, heap_max; /* -Xss -Xms -Xmx in bytes; 0: not given */

    bool to_stdout; /* the -- spelling of an option prints to stdout, the - spelling to stderr */
    bool help, help_extra, version, show_version, full_version, full_version_short;
    bool list_modules, validate_modules, dry_run, show_resolved_modules;
    const char *describe_module, *show_settings;
    bool failed; /* a message has been printed: exit 1, after the usage text if help is set */

    void *library;
    int exit_code;
};

/* Module options arrive at the VM as --name=value, whichever way they were written. */
static const char *const module_options[] = {
    "--module-path", "--upgrade-module-path", "--add-modules",  "--add-exports",          "--add-opens",
    "--add-reads",   "--limit-modules",       "--patch-module", "--enable-native-access", NULL};

/* Old spellings that OpenJDK's launcher still translates. */
static const struct {
    const char *old, *now;
} translated_options[] = {
    {"-verbosegc", "-verbose:gc"},        {"-debug", "-Xdebug"},
    {"-noclassgc", "-Xnoclassgc"},        {"-verify", "-Xverify:all"},
    {"-verifyremote", "-Xverify:remote"}, {"-noverify", "-Xverify:none"},
};

static _Noreturn void out_of_memory(void) {
    fputs("Error: out of memory\n", stderr);
    exit(1);
}

static __attribute__((format(printf, 1, 2))) char *text_of(const char *format, ...) {
    char *text;
    va_list list;
    va_start(list, format);
    int length = vasprintf(&text, format, list);
    va_end(list);
    if (length < 0)
        out_of_memory();
    return text;
}

static bool starts_with(const char *text, const char *prefix) {
    return !strncmp(text, prefix, strlen(prefix));
}

/* What is no size is left to the VM, which complains about the option. */
static i64 size_or_0(const char *text) {
    u64 size;
    return size_parse(text, &size) && size <= INT64_MAX ? (i64)size : 0;
}

/* Takes over `text`. */
static void add_option(struct launch *l, char *text) {
    if (l->options_count == l->options_capacity) {
        l->options_capacity = l->options_capacity ? 2 * l->options_capacity : 32;
        l->options = realloc(l->options, (size_t)l->options_capacity * sizeof *l->options);
        if (!l->options)
            out_of_memory();
    }
    l->options[l->options_count++] = (JavaVMOption){.optionString = text, .extraInfo = NULL};
    if (starts_with(text, "-Xss"))
        l->stack_size = size_or_0(text + 4);
    else if (starts_with(text, "-Xms"))
        l->heap_initial = size_or_0(text + 4);
    else if (starts_with(text, "-Xmx"))
        l->heap_max = size_or_0(text + 4);
}

/* ---- class path ---- */

static char *append(char *path, const char *entry) {
    char *longer = path ? text_of("%s:%s", path, entry) : text_of("%s", entry);
    free(path);
    return longer;
}

/* `*` and `DIR/ *` stand for the jars of that folder; an entry without any stays as it is. */
static char *append_wildcard(char *path, const char *entry) {
    size_t length = strlen(entry);
    if (entry[length - 1] != '*' || (length > 1 && entry[length - 2] != '/'))
        return append(path, entry);
    char *folder = strndup(entry, length - 1);
    DIR *directory = opendir(*folder ? folder : ".");
    bool any = false;
    for (struct dirent *e; directory && (e = readdir(directory));) {
        size_t n = strlen(e->d_name);
        if (n < 4 || (strcmp(e->d_name + n - 4, ".jar") && strcmp(e->d_name + n - 4, ".JAR")))
            continue;
        char *jar = text_of("%s%s", folder, e->d_name);
        path = append(path, jar);
        free(jar);
        any = true;
    }
    if (directory)
        closedir(directory);
    free(folder);
    return any ? path : append(path, entry);
}

static void set_class_path(struct launch *l, const char *given) {
    char *copy = strdup(given), *path = NULL;
    for (char *entry = copy, *next; entry; entry = next) {
        next = strchr(entry, ':');
        if (next)
            *next++ = 0;
        path = *entry ? append_wildcard(path, entry) : append(path, "");
    }
    add_option(l, text_of("-Djava.class.path=%s", path));
    free(path);
    free(copy);
}

/* ---- command line ---- */

static void complain(struct launch *l, const char *format, const char *argument) {
    fputs("Error: ", stderr);
    fprintf(stderr, format, argument);
    fputc('\n', stderr);
    l->failed = true;
}

/* Is `option` NAME, or NAME=value? Then `value` is what stands behind the sign, else the next argument (or NULL). */
static bool option_is(const char *name, char **argument, const char **value, int *used) {
    size_t length = strlen(name);
    const char *option = *argument;
    if (!strncmp(option, name, length) && option[length] == '=' && starts_with(name, "--")) {
        *value = option + length + 1;
        *used = 1;
        return true;
    }
    if (strcmp(option, name))
        return false;
    *value = argument[1];
    *used = argument[1] ? 2 : 1;
    return true;
}

static const char *required(struct launch *l, const char *value, const char *format, const char *option) {
    if (!value || !*value)
        complain(l, format, option);
    return value;
}

static bool parse_module_option(struct launch *l, char **a, int *used) {
    const char *value;
    if (option_is("-p", a, &value, used)) {
        if (required(l, value, "%s requires module path specification", *a))
            add_option(l, text_of("--module-path=%s", value));
        return true;
    }
    for (const char *const *name = module_options; *name; name++) {
        if (!option_is(*name, a, &value, used))
            continue;
        bool attached = (*a)[strlen(*name)] == '=';
        bool path = !strcmp(*name, "--module-path") || !strcmp(*name, "--upgrade-module-path");
        if (!attached)
            required(l, value, path ? "%s requires module path specification" : "%s requires modules to be specified",
                     *a);
        if (value)
            add_option(l, text_of("%s=%s", *name, value));
        return true;
    }
    return false;
}

/* Options with a value that say what to start. True: `*a` was one, and used words were taken. */
static bool parse_target_option(struct launch *l, char **a, int *used) {
    const char *value;
    *used = 1;
    if (!strcmp(*a, "-jar")) {
        l->mode = MODE_JAR;
        if (!a[1]) {
            complain(l, "%s requires jar file specification", *a);
            l->help = true;
        }
    } else if (option_is("-m", a, &value, used) || option_is("--module", a, &value, used)) {
        if (required(l, value, "%s requires module name", *a) && *value) {
            const char *slash = strchr(value, '/');
            size_t length = slash ? (size_t)(slash - value) : strlen(value);
            add_option(l, text_of("-Djdk.module.main=%.*s", (int)length, value));
            l->mode = MODE_MODULE;
            l->what = value;
        }
    } else if (option_is("-cp", a, &value, used) || option_is("-classpath", a, &value, used) ||
               option_is("--class-path", a, &value, used)) {
        if (!value) {
            complain(l, "%s requires class path specification", *a);
        } else {
            set_class_path(l, value);
            l->class_path_given = true;
            if (l->mode != MODE_SOURCE)
                l->mode = MODE_CLASS;
        }
    } else if (option_is("--source", a, &value, used)) {
        if (required(l, value, "%s requires source version", *a)) {
            add_option(l, text_of("-Djdk.internal.javac.source=%s", value));
            l->mode = MODE_SOURCE;
        }
    } else if (option_is("-d", a, &value, used) || option_is("--describe-module", a, &value, used)) {
        l->describe_module = required(l, value, "%s requires module name", *a);
    } else if (option_is("--java-home", a, &value, used)) {
        if (required(l, value, "%s requires the folder of a JRE", *a))
            add_option(l, text_of("-Djava.home=%s", value));
    } else {
        return false;
    }
    return true;
}

static bool set_flag(bool *flag, bool *to_stdout, const char *option) {
    *flag = true;
    *to_stdout = starts_with(option, "--");
    return true;
}

/* Options without a value. `end` is set when what follows is not looked at any more. */
static bool parse_flag(struct launch *l, const char *option, bool *end) {
    static const char *const help[] = {"-help", "-h", "-?", "--help", NULL};
    for (const char *const *name = help; *name; name++)
        if (!strcmp(option, *name))
            return *end = set_flag(&l->help, &l->to_stdout, option);
    if (!strcmp(option, "-X") || !strcmp(option, "--help-extra"))
        return *end = set_flag(&l->help_extra, &l->to_stdout, option);
    if (!strcmp(option, "-version") || !strcmp(option, "--version"))
        return *end = set_flag(&l->version, &l->to_stdout, option);
    if (!strcmp(option, "-fullversion"))
        return *end = l->full_version = true;
    if (!strcmp(option, "--full-version"))
        return *end = l->full_version = l->full_version_short = true;
    if (!strcmp(option, "-showversion") || !strcmp(option, "--show-version"))
        return set_flag(&l->show_version, &l->to_stdout, option);
    if (starts_with(option, "--deny=")) {
        add_option(l, text_of("-XX:Deny=%s", option + strlen("--deny=")));
        return true;
    }
    if (starts_with(option, "-splash:"))
        return true; /* as by java without its splash-screen library, which headless JREs lack */
    if (!strcmp(option, "--dry-run"))
        return l->dry_run = true;
    if (!strcmp(option, "--list-modules"))
        return l->list_modules = true;
    if (!strcmp(option, "--show-resolved-modules"))
        return l->show_resolved_modules = true;
    if (!strcmp(option, "--validate-modules")) {
        add_option(l, text_of("-Djdk.module.validation=true"));
        return l->validate_modules = true;
    }
    if (!strcmp(option, "--show-module-resolution")) {
        add_option(l, text_of("-Djdk.module.showModuleResolution=true"));
        return true;
    }
    if (!strcmp(option, "-XshowSettings") || starts_with(option, "-XshowSettings:")) {
        l->show_settings = option;
        return true;
    }
    if (!strcmp(option, "-Xdiag")) {
        add_option(l, text_of("-Dsun.java.launcher.diag=true"));
        return true;
    }
    /* --disable-@files has done its work; -server, -client choose among the VMs of a JDK: here is only one. */
    return !strcmp(option, "--disable-@files") || !strcmp(option, "-server") || !strcmp(option, "-client");
}

static void pass_on(struct launch *l, const char *option) {
    for (size_t i = 0; i < sizeof translated_options / sizeof *translated_options; i++)
        if (!strcmp(option, translated_options[i].old)) {
            add_option(l, text_of("%s", translated_options[i].now));
            return;
        }
    if (starts_with(option, "-ss") || starts_with(option, "-ms") || starts_with(option, "-mx"))
        add_option(l, text_of("-X%s", option + 1));
    else
        add_option(l, text_of("%s", option));
}

static bool is_source_file(const char *name) {
    size_t length = strlen(name);
    return length > 5 && !strcmp(name + length - 5, ".java") && !access(name, R_OK);
}

/* The source launcher of jdk.compiler compiles the file in memory; the file stays the first of its arguments. */
static void launch_source(struct launch *l) {
    add_option(l, text_of("--add-modules=ALL-DEFAULT"));
    if (l->what) {
        l->arguments--;
        l->arguments_count++;
    }
    l->what = "jdk.compiler/com.sun.tools.javac.launcher.Main";
    l->mode = MODE_SOURCE;
}

/* Where options end: what is started, and with which class path? */
static void parse_target(struct launch *l, char **a) {
    bool from_module = l->mode == MODE_MODULE && l->what;
    if (!from_module && *a)
        l->what = *a++;
    l->arguments = a;
    while (a[l->arguments_count])
        l->arguments_count++;
    if (!l->what && l->mode != MODE_SOURCE)
        return;
    if (l->mode == MODE_SOURCE || (l->mode == MODE_UNKNOWN && is_source_file(l->what))) {
        if (!l->class_path_given && !getenv("CLASSPATH"))
            set_class_path(l, ".");
        launch_source(l);
    } else if (l->mode == MODE_UNKNOWN) {
        if (!l->class_path_given && !getenv("CLASSPATH"))
            set_class_path(l, ".");
        l->mode = MODE_CLASS;
    } else if (l->mode == MODE_JAR) {
        set_class_path(l, l->what);
    }
}

static void parse(struct launch *l, char **words) {
    if (getenv("CLASSPATH"))
        set_class_path(l, getenv("CLASSPATH"));
    char **a = words;
    bool end = false;
    while (*a && **a == '-' && !end && !l->failed && !(l->mode == MODE_MODULE && l->what)) {
        int used = 1;
        if (!parse_target_option(l, a, &used) && !parse_module_option(l, a, &used) && !parse_flag(l, *a, &end))
            pass_on(l, *a);
        a += used;
    }
    if (l->failed || end) {
        l->arguments = words;
        return;
    }
    parse_target(l, a);
    if (!l->what)
        return;
    size_t length = strlen(l->what) + sizeof "-Dsun.java.command=";
    for (int i = 0; i < l->arguments_count; i++)
        length += strlen(l->arguments[i]) + 1;
    char *command = malloc(length), *p = command;
    if (!command)
        out_of_memory();
    p += sprintf(p, "-Dsun.java.command=%s", l->what);
    for (int i = 0; i < l->arguments_count; i++)
        p += sprintf(p, " %s", l->arguments[i]);
    add_option(l, command);
}

/* java looks into the jar before it makes a VM: a file that is no jar gets this message, not a Java exception. */
static bool check_jar(const char *path) {
    if (access(path, R_OK)) {
        fprintf(stderr, "Error: Unable to access jarfile %s\n", path);
        return false;
    }
    char *message = NULL;
    struct jar *jar = jar_open(path, &message);
    bool good = jar && jar_find(jar, "META-INF/MANIFEST.MF");
    if (!good)
        fprintf(stderr, "Error: Invalid or corrupt jarfile %s\n", path);
    if (jar)
        jar_close(jar);
    free(message);
    return good;
}

/* ---- Java ---- */

static void jni_error(void) {
    fputs("Error: A JNI error has occurred, please check your installation and try again\n", stderr);
}

/* LauncherHelper, found as OpenJDK's launcher finds it: by the boot loader. */
static jclass launcher_helper(struct launch *l, JNIEnv *env) {
    union {
        void *symbol;
        jclass (*function)(JNIEnv *, const char *);
    } find = {dlsym(l->library, "JVM_FindClassFromBootLoader")};
    return find.symbol ? find.function(env, "sun/launcher/LauncherHelper") : NULL;
}

/* The result of a call, or NULL when it threw: JNI wants to be asked (-Xcheck:jni). */
static jobject returned(JNIEnv *env, jobject result) {
    return (*env)->ExceptionCheck(env) ? NULL : result;
}

/* Calls a static method of LauncherHelper by name; a missing method shows as NoSuchMethodError. */
static bool helper_call(struct launch *l, JNIEnv *env, const char *name, const char *descriptor, jvalue *arguments) {
    jclass helper = launcher_helper(l, env);
    jmethodID method = helper ? (*env)->GetStaticMethodID(env, helper, name, descriptor) : NULL;
    if (!method)
        return false;
    (*env)->CallStaticVoidMethodA(env, helper, method, arguments);
    return !(*env)->ExceptionCheck(env);
}

/* Bytes in the platform's encoding to a String: LauncherHelper knows the encoding. */
static jstring platform_string(struct launch *l, JNIEnv *env, const char *text) {
    jclass helper = launcher_helper(l, env);
    jmethodID make =
        helper ? (*env)->GetStaticMethodID(env, helper, "makePlatformString", "(Z[B)Ljava/lang/String;") : NULL;
    jsize length = (jsize)strlen(text);
    jbyteArray bytes = make ? (*env)->NewByteArray(env, length) : NULL;
    if (!bytes)
        return NULL;
    (*env)->SetByteArrayRegion(env, bytes, 0, length, (const jbyte *)text);
    jstring string = returned(env, (*env)->CallStaticObjectMethod(env, helper, make, (jboolean)JNI_TRUE, bytes));
    (*env)->DeleteLocalRef(env, bytes);
    return string;
}

static bool print_version(JNIEnv *env, bool to_stderr) {
    jclass properties = (*env)->FindClass(env, "java/lang/VersionProps");
    jmethodID print = properties ? (*env)->GetStaticMethodID(env, properties, "print", "(Z)V") : NULL;
    if (!print)
        return false;
    (*env)->CallStaticVoidMethod(env, properties, print, (jboolean)to_stderr);
    return !(*env)->ExceptionCheck(env);
}

static bool print_full_version(struct launch *l, JNIEnv *env) {
    jclass system = (*env)->FindClass(env, "java/lang/System");
    jmethodID get =
        system ? (*env)->GetStaticMethodID(env, system, "getProperty", "(Ljava/lang/String;)Ljava/lang/String;") : NULL;
    jstring key = get ? (*env)->NewStringUTF(env, "java.runtime.version") : NULL;
    jstring value = key ? returned(env, (*env)->CallStaticObjectMethod(env, system, get, key)) : NULL;
    const char *text = value ? (*env)->GetStringUTFChars(env, value, NULL) : NULL;
    if (!text)
        return false;
    if (l->full_version_short)
        printf("openjdk %s\n", text);
    else
        fprintf(stderr, "openjdk full version \"%s\"\n", text);
    (*env)->ReleaseStringUTFChars(env, value, text);
    return true;
}

static bool print_help(struct launch *l, JNIEnv *env) {
    jvalue where = {.z = !l->to_stdout};
    if (l->help_extra)
        return helper_call(l, env, "printXUsageMessage", "(Z)V", &where);
    jvalue name = {.l = (*env)->NewStringUTF(env, "minijvm")};
    return name.l && helper_call(l, env, "initHelpMessage", "(Ljava/lang/String;)V", &name) &&
           helper_call(l, env, "printHelpMessage", "(Z)V", &where);
}

static bool show_settings(struct launch *l, JNIEnv *env) {
    jvalue a[5] = {{.z = !l->to_stdout}, {.l = platform_string(l, env, l->show_settings)}};
    a[2].j = l->heap_initial;
    a[3].j = l->heap_max;
    a[4].j = l->stack_size;
    return a[1].l && helper_call(l, env, "showSettings", "(ZLjava/lang/String;JJJ)V", a);
}

static bool describe_module(struct launch *l, JNIEnv *env) {
    jvalue name = {.l = platform_string(l, env, l->describe_module)};
    return name.l && helper_call(l, env, "describeModule", "(Ljava/lang/String;)V", &name);
}

static jclass load_main_class(struct launch *l, JNIEnv *env) {
    jclass helper = launcher_helper(l, env);
    jmethodID load =
        helper ? (*env)->GetStaticMethodID(env, helper, "checkAndLoadMain", "(ZILjava/lang/String;)Ljava/lang/Class;")
               : NULL;
    jstring what = load ? platform_string(l, env, l->what) : NULL;
    if (!what)
        return NULL;
    return returned(env, (*env)->CallStaticObjectMethod(env, helper, load, (jboolean)JNI_TRUE, (jint)l->mode, what));
}

static jobjectArray main_arguments(struct launch *l, JNIEnv *env) {
    jclass string = (*env)->FindClass(env, "java/lang/String");
    jobjectArray array = string ? (*env)->NewObjectArray(env, l->arguments_count, string, NULL) : NULL;
    for (int i = 0; array && i < l->arguments_count; i++) {
        jstring argument = platform_string(l, env, l->arguments[i]);
        if (!argument)
            return NULL;
        (*env)->SetObjectArrayElement(env, array, i, argument);
        (*env)->DeleteLocalRef(env, argument);
    }
    return array;
}

/* What was asked for besides or instead of a program. True: that was all. */
static bool run_requests(struct launch *l, JNIEnv *env, bool *good) {
    *good = true;
    if (l->full_version)
        return *good = print_full_version(l, env), true;
    if (l->show_settings && !(*good = show_settings(l, env)))
        return true;
    if (l->show_resolved_modules && !(*good = helper_call(l, env, "showResolvedModules", "()V", NULL)))
        return true;
    if (l->list_modules)
        return *good = helper_call(l, env, "listModules", "()V", NULL), true;
    if (l->describe_module)
        return *good = describe_module(l, env), true;
    if ((l->version || l->show_version) && !(*good = print_version(env, !l->to_stdout)))
        return true;
    if (l->version || l->validate_modules)
        return true;
    if (l->help || l->help_extra || !l->what) {
        bool printed = print_help(l, env);
        *good = printed && (l->help || l->help_extra) && !l->failed;
        return true;
    }
    return false;
}

/* The main program's life between JNI_CreateJavaVM and DestroyJavaVM; returns the exit code. */
static int run_main(struct launch *l, JNIEnv *env) {
    bool good;
    if (run_requests(l, env, &good))
        return good ? 0 : 1;
    jclass main_class = load_main_class(l, env);
    if (!main_class) {
        if (!(*env)->ExceptionCheck(env))
            jni_error();
        return 1;
    }
    /* The class that the program calls its application differs from the main class only for JavaFX. */
    jclass helper = launcher_helper(l, env);
    jmethodID application =
        helper ? (*env)->GetStaticMethodID(env, helper, "getApplicationClass", "()Ljava/lang/Class;") : NULL;
    if (!application || !returned(env, (*env)->CallStaticObjectMethod(env, helper, application))) {
        if (!(*env)->ExceptionCheck(env))
            jni_error();
        return 1;
    }
    jobjectArray arguments = main_arguments(l, env);
    if (!arguments) {
        if (!(*env)->ExceptionCheck(env))
            jni_error();
        return 1;
    }
    if (l->dry_run)
        return 0;
    jmethodID method = (*env)->GetStaticMethodID(env, main_class, "main", "([Ljava/lang/String;)V");
    if (method)
        (*env)->CallStaticVoidMethod(env, main_class, method, arguments);
    return (*env)->ExceptionCheck(env) ? 1 : 0;
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
static void *java_main(void *argument) {
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
    l->exit_code = run_main(l, env);
    if ((*vm)->DetachCurrentThread(vm) != JNI_OK) {
        fputs("Error: Could not detach main thread.\n", stderr);
        jni_error();
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
    if (pthread_create(&thread, &attributes, java_main, l))
        java_main(l); /* no memory for such a stack: this thread will do */
    else
        pthread_join(thread, NULL);
    pthread_attr_destroy(&attributes);
}

int main(int argc, char **argv) {
    (void)argc;
    struct arguments words = {0};
    struct launch launch = {0};
    arguments_collect(&words, argv);
    parse(&launch, words.item ? words.item : argv + 1);
    if (launch.failed && !launch.help)
        return 1;
    if (!launch.failed && launch.mode == MODE_JAR && launch.what && !check_jar(launch.what))
        return 1;
    add_option(&launch, text_of("-Dsun.java.launcher=SUN_STANDARD"));
    open_library(&launch);
    run_vm(&launch);
    return launch.exit_code;
}
