/* SPDX-License-Identifier: MIT
 *
 * java_main.c - the launcher's calls of Java code, nearly all of them of sun.launcher.LauncherHelper
 * (docs/OPENJDK.md#launcher).
 */
#include "tools/java_main.h"

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

void java_main_jni_error(void) {
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
    if (l->to_stdout)
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

/* The class that the program calls its application differs from the main class only for JavaFX. */
static bool has_application_class(struct launch *l, JNIEnv *env) {
    jclass helper = launcher_helper(l, env);
    jmethodID get =
        helper ? (*env)->GetStaticMethodID(env, helper, "getApplicationClass", "()Ljava/lang/Class;") : NULL;
    return get && returned(env, (*env)->CallStaticObjectMethod(env, helper, get));
}

/* What went wrong before main is printed here, not by a handler for uncaught exceptions. */
static int failed(JNIEnv *env) {
    if ((*env)->ExceptionCheck(env))
        (*env)->ExceptionDescribe(env);
    return 1;
}

int java_main(struct launch *l, JNIEnv *env) {
    bool good;
    if (run_requests(l, env, &good))
        return good ? 0 : failed(env);
    jclass main_class = load_main_class(l, env);
    jobjectArray arguments = main_class && has_application_class(l, env) ? main_arguments(l, env) : NULL;
    if (!arguments) {
        java_main_jni_error();
        return failed(env);
    }
    if (l->dry_run)
        return 0;
    jmethodID method = (*env)->GetStaticMethodID(env, main_class, "main", "([Ljava/lang/String;)V");
    if (!method)
        return failed(env);
    (*env)->CallStaticVoidMethod(env, main_class, method, arguments);
    return (*env)->ExceptionCheck(env) ? 1 : 0;
}
