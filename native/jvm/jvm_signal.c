/* SPDX-License-Identifier: MIT
 *
 * jvm_signal.c - signals that Java code handles (jdk.internal.misc.Signal) and the thread dump on SIGQUIT.
 *
 *     signal handler: count it, sem_post  ->  Signal Dispatcher thread: Signal.dispatch(number)
 *
 * A handler gets nothing but the signal's number, so its state is the one static object of this file; sem_post and
 * atomic additions are all it does. Signals the VM keeps for itself cannot be registered; with -Xrs neither can those
 * that end a program. SIGRTMAX-2 belongs to libnet and libnio and is never touched here. SIGUSR2 is caught and does
 * nothing: programs that send it to a Java process expect that, since HotSpot uses it for itself.
 */
#include <errno.h>
#include <semaphore.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/region.h"
#include "native/jvm/jvm_internal.h"
#include "native/native.h"
#include "diagnostics/heapdump.h"
#include "diagnostics/thread_dump.h"
#include "runtime/link.h"
#include "runtime/safepoint.h"

#define SIGNALS 65 /* 1 .. 64 */

/* Codes of JVM_RegisterSignal. */
#define HANDLER_DEFAULT ((void *)0)
#define HANDLER_IGNORE  ((void *)1)
#define HANDLER_JAVA    ((void *)2)
#define HANDLER_REFUSED ((void *)-1)

static struct {
    sem_t wake;
    u32 pending[SIGNALS]; /* atomic counts */
} arrived;

static const struct {
    const char *name;
    int number;
} signal_names[] = {
    {"HUP", SIGHUP},       {"INT", SIGINT},   {"QUIT", SIGQUIT},     {"ILL", SIGILL},     {"TRAP", SIGTRAP},
    {"ABRT", SIGABRT},     {"BUS", SIGBUS},   {"FPE", SIGFPE},       {"KILL", SIGKILL},   {"USR1", SIGUSR1},
    {"SEGV", SIGSEGV},     {"USR2", SIGUSR2}, {"PIPE", SIGPIPE},     {"ALRM", SIGALRM},   {"TERM", SIGTERM},
    {"CHLD", SIGCHLD},     {"CLD", SIGCHLD},  {"CONT", SIGCONT},     {"STOP", SIGSTOP},   {"TSTP", SIGTSTP},
    {"TTIN", SIGTTIN},     {"TTOU", SIGTTOU}, {"URG", SIGURG},       {"XCPU", SIGXCPU},   {"XFSZ", SIGXFSZ},
    {"PROF", SIGPROF},     {"IO", SIGIO},     {"VTALRM", SIGVTALRM}, {"WINCH", SIGWINCH}, {"POLL", SIGPOLL},
    {"PWR", SIGPWR},       {"SYS", SIGSYS},
#ifdef SIGSTKFLT
    {"STKFLT", SIGSTKFLT},
#endif
};

static void note_signal(int number) {
    int saved = errno;
    if (number > 0 && number < SIGNALS) {
        __atomic_add_fetch(&arrived.pending[number], 1, __ATOMIC_SEQ_CST);
        sem_post(&arrived.wake);
    }
    errno = saved;
}

static void ignore_signal(int number) {
    (void)number;
}

/* The handler in JVM_RegisterSignal's coding. */
static void *encode_handler(void (*handler)(int)) {
    if (handler == note_signal)
        return HANDLER_JAVA;
    if (handler == SIG_DFL)
        return HANDLER_DEFAULT;
    if (handler == SIG_IGN)
        return HANDLER_IGNORE;
    return (void *)(intptr_t)handler;
}

static void *install_handler(int number, void (*handler)(int)) {
    struct sigaction action, old;
    memset(&action, 0, sizeof action);
    sigfillset(&action.sa_mask);
    action.sa_flags = SA_RESTART;
    action.sa_handler = handler;
    if (sigaction(number, &action, &old) != 0)
        return HANDLER_REFUSED;
    return encode_handler(old.sa_handler);
}

static bool is_ignored(int number) {
    struct sigaction old;
    return sigaction(number, NULL, &old) == 0 && old.sa_handler == SIG_IGN;
}

static bool is_shutdown_signal(int number) {
    return number == SIGHUP || number == SIGINT || number == SIGTERM;
}

/* ---- the dispatcher thread ---- */

static int take_signal(void) {
    for (int number = 1; number < SIGNALS; number++) {
        u32 n = __atomic_load_n(&arrived.pending[number], __ATOMIC_SEQ_CST);
        if (n > 0) {
            __atomic_sub_fetch(&arrived.pending[number], 1, __ATOMIC_SEQ_CST);
            return number;
        }
    }
    return 0;
}

static bool dispatch_to_java(struct thread *t, int number) {
    struct vm *vm = t->vm;
    struct class *k = loader_load(t, vm->boot_loader, symbol_intern_cstr(vm->symbols, "jdk/internal/misc/Signal"));
    if (!k || !class_initialize(t, k))
        return false;
    struct method *dispatch =
        class_declared_method(k, symbol_intern_cstr(vm->symbols, "dispatch"), symbol_intern_cstr(vm->symbols, "(I)V"));
    if (!dispatch)
        return throw_new(t, K(vm, java_lang_InternalError), "jdk.internal.misc.Signal.dispatch is missing");
    union slot args[1];
    args[0].w = (u32)number;
    return java_call(t, dispatch, args);
}

/* A tool of the JDK that wants to attach leaves this file, in the folder of the process or in /tmp, and sends SIGQUIT. It
 * then waits for a socket, which nobody makes here, and says so when its time is up. */
static bool attach_is_wanted(void) {
    static const char *const folders[] = {"", "/tmp/"};
    for (size_t i = 0; i < ARRAY_LENGTH(folders); i++) {
        char path[64];
        struct stat status;
        snprintf(path, sizeof path, "%s.attach_pid%d", folders[i], (int)getpid());
        if (stat(path, &status) == 0 && status.st_uid == geteuid())
            return true;
    }
    return false;
}

static void print_dump(struct thread *t) {
    thread_dump_print(t, stdout);
    if (t->vm->options.histogram_on_break)
        heapdump_print_histogram(t, stdout, true);
    if (t->vm->options.heap_dump_on_break)
        heapdump_write_default(t, true);
}

static void run_dispatcher(struct thread *t) {
    for (;;) {
        thread_enter_safe(t);
        while (sem_wait(&arrived.wake) != 0) {
        }
        thread_leave_safe(t);
        int number = take_signal();
        if (number == SIGQUIT) {
            if (t->vm->options.no_attach || !attach_is_wanted())
                print_dump(t);
        } else if (number && !dispatch_to_java(t, number)) {
            struct object *problem = exception_take(t);
            if (problem)
                exception_print_raw(t, problem, stderr);
        }
    }
}

void signals_ignore(void) {
    static const int numbers[] = {SIGPIPE, SIGXFSZ, SIGUSR2};
    for (size_t i = 0; i < ARRAY_LENGTH(numbers); i++) {
        struct sigaction old;
        if (sigaction(numbers[i], NULL, &old) == 0 && old.sa_handler == SIG_DFL)
            install_handler(numbers[i], ignore_signal);
    }
}

/* The Signal Dispatcher is the one thread of a snapshot that has a body. */
void signals_resume(struct thread *t) {
    sem_init(&arrived.wake, 0, 0);
    install_handler(SIGQUIT, note_signal);
    for (int number = 1; number < SIGNALS; number++)
        if (t->vm->java_signals >> (number - 1) & 1 && !(is_shutdown_signal(number) && is_ignored(number)))
            install_handler(number, note_signal);
    for (struct thread *other = t->vm->threads; other; other = other->next)
        if (other->had_body)
            other->body = run_dispatcher;
}

bool signals_start(struct thread *t) {
    if (sem_init(&arrived.wake, 0, 0) != 0)
        return throw_new(t, K(t->vm, java_lang_InternalError), "no semaphore for signals: %s", strerror(errno));
    if (t->vm->options.reduced_signals) { /* -Xrs: as in HotSpot, nobody takes signals, the program's own neither */
        LOG(&t->vm->log, thread, LOG_INFO, "signals are left to the system (-Xrs)");
        return true;
    }
    if (!region_recording) /* then nobody would take them */
        install_handler(SIGQUIT, note_signal);
    return thread_start_service(t, "Signal Dispatcher", 9, run_dispatcher);
}

/* ---- exported functions ---- */

JNIEXPORT jint JNICALL JVM_FindSignal(const char *name) {
    for (size_t i = 0; name && i < ARRAY_LENGTH(signal_names); i++)
        if (strcmp(signal_names[i].name, name) == 0)
            return signal_names[i].number;
    return -1;
}

JNIEXPORT void *JNICALL JVM_RegisterSignal(jint number, void *handler) {
    struct vm *vm = vm_instance();
    if (number <= 0 || number >= SIGNALS || number == SIGFPE || number == SIGILL || number == SIGSEGV ||
        number == SIGQUIT)
        return HANDLER_REFUSED;
    if (is_shutdown_signal(number)) {
        if (vm->options.reduced_signals)
            return HANDLER_REFUSED;
        if (is_ignored(number)) /* nohup: stays ignored */
            return HANDLER_IGNORE;
    }
    if (UNLIKELY(region_recording)) {
        u64 bit = (u64)1 << (number - 1);
        void *old = vm->java_signals & bit ? HANDLER_JAVA : HANDLER_DEFAULT;
        vm->java_signals = handler == HANDLER_JAVA ? vm->java_signals | bit : vm->java_signals & ~bit;
        return old;
    }
    return install_handler(number, handler == HANDLER_JAVA ? note_signal : (void (*)(int))(intptr_t)handler);
}

JNIEXPORT jboolean JNICALL JVM_RaiseSignal(jint number) {
    const struct vm *vm = vm_instance();
    if (vm->options.reduced_signals && (is_shutdown_signal(number) || number == SIGQUIT))
        return JNI_FALSE;
    if (is_shutdown_signal(number) && is_ignored(number))
        return JNI_FALSE;
    return raise(number) == 0;
}
