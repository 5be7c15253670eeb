/* SPDX-License-Identifier: MIT
 *
 * crash.c - the report of a fatal fault, like HotSpot's hs_err file.
 *
 *     fault -> handler, on the thread's signal stack -> summary to stdout, report to
 *     hs_err_pid<pid>.log (-XX:ErrorFile, else the working directory, else /tmp) -> -XX:OnError
 *     -> abort
 *
 * The process is broken at this point, so nothing here allocates or takes locks, text goes out by write(2), and every
 * section is run under sigsetjmp: a second fault in a section ends that section only. Whatever hangs all the same is
 * ended by SIGALRM. Other threads that fault meanwhile wait for the end. A handler gets nothing but the signal, hence
 * the one static object.
 */
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include "base/os.h"
#include "base/os_guard.h"
#include "classfile/jimage.h"
#include "diagnostics/crash.h"
#include "runtime/library_shape.h"
#include "runtime/safepoint.h"
#include "runtime/vm.h"

#define TIMEOUT_S    30
#define MOST_FRAMES  200
#define STACK_WORDS  64
#define CODE_BYTES   128
#define MOST_NESTED  20
#define MOST_THREADS 4096

static const struct {
    int number;
    const char *name;
    struct {
        int code;
        const char *name;
    } codes[8];
} faults[] = {
    {SIGSEGV, "SIGSEGV", {{SEGV_MAPERR, "SEGV_MAPERR"}, {SEGV_ACCERR, "SEGV_ACCERR"}}},
    {SIGBUS, "SIGBUS", {{BUS_ADRALN, "BUS_ADRALN"}, {BUS_ADRERR, "BUS_ADRERR"}, {BUS_OBJERR, "BUS_OBJERR"}}},
    {SIGFPE, "SIGFPE", {{FPE_INTDIV, "FPE_INTDIV"}, {FPE_INTOVF, "FPE_INTOVF"}}},
    {SIGILL, "SIGILL", {{ILL_ILLOPC, "ILL_ILLOPC"}, {ILL_ILLOPN, "ILL_ILLOPN"}, {ILL_PRVOPC, "ILL_PRVOPC"}}},
};
#define FAULTS ARRAY_LENGTH(faults)

/* What is known of the fault; in the reporting thread. */
struct fault {
    int number; /* 0: an internal error */
    const siginfo_t *info;
    const void *context;
    const char *file, *what; /* of an internal error */
    int line;
    u64 pc, sp;
    struct thread *t; /* or NULL: not attached */
};

static struct {
    struct vm *vm;
    struct sigaction old[FAULTS];
    i32 reporter; /* tid of the thread that reports; atomic; 0 = none yet */
    u32 nested;
    bool in_section;
    sigjmp_buf section;
    int file; /* -1: none */
} crash = {.file = -1};

static i32 own_tid(void) {
    return (i32)syscall(SYS_gettid);
}

/* ---- output ---- */

static void write_all(int fd, const char *p, size_t n) {
    while (n > 0) {
        ssize_t written = write(fd, p, n);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return;
        p += written;
        n -= (size_t)written;
    }
}

static void PRINTF_LIKE(1, 2) say(const char *format, ...) {
    char text[2048];
    va_list list;
    va_start(list, format);
    int n = vsnprintf(text, sizeof text, format, list);
    va_end(list);
    if (crash.file >= 0 && n > 0)
        write_all(crash.file, text, MIN_OF((size_t)n, sizeof text - 1));
}

/* Pages between from and to that can be read, by asking the kernel: a bad address is an error there and no fault. */
static bool is_readable(u64 address) {
    int pipes[2];
    if (pipe2(pipes, O_CLOEXEC | O_NONBLOCK) != 0)
        return false;
    bool ok = write(pipes[1], (const void *)(uintptr_t)address, 1) == 1;
    close(pipes[0]);
    close(pipes[1]);
    return ok;
}

/* ---- names ---- */

static const char *file_stem(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* "J  Main.run()V (55 bytes) @ 0x00110612 [0x00110600+0x12]"; v: code that all methods share */
static bool say_machine_code(u64 pc) {
    struct machine_spot spot;
    char text[1024];
    if (!crash.vm || !crash.vm->engine->machine_describe || !crash.vm->engine->machine_describe(crash.vm, pc, &spot))
        return false;
    if (spot.stub) {
        say("v  ~%s+0x%x\n", spot.stub, (unsigned)(pc - spot.start));
        return true;
    }
    frame_class_name(spot.method->holder, text, sizeof text);
    say("J  %s.%s%s (%u bytes) @ 0x%016lx [0x%016x+0x%x]\n", text, spot.method->name->text,
        spot.method->descriptor->text, spot.method->member->code->code_length, (unsigned long)pc, spot.start,
        (unsigned)(pc - spot.start));
    return true;
}

/* "C  [libx.so+0x1139]  crash+0x9"; V: this library's own code */
static void say_code(u64 pc) {
    struct os_code code, own;
    if (say_machine_code(pc))
        return;
    if (!os_describe_code(pc, &code)) {
        say("C  0x%016lx\n", (unsigned long)pc);
        return;
    }
    bool vm = os_describe_code((u64)(uintptr_t)say_code, &own) && strcmp(own.file, code.file) == 0;
    say("%c  [%s+0x%lx]", vm ? 'V' : 'C', file_stem(code.file), (unsigned long)code.offset);
    if (code.symbol[0])
        say("  %s+0x%lx", code.symbol, (unsigned long)code.symbol_offset);
    say("\n");
}

/* A Java string's Latin-1 characters; others as '?'. */
static void say_thread_name(const struct vm *vm, const struct thread *t) {
    struct object *name = t->object ? object_get_ref(t->object, KF(vm, Thread_name)) : NULL;
    struct object *bytes = name ? object_get_ref(name, KF(vm, String_value)) : NULL;
    if (!bytes) {
        say("\"?\"");
        return;
    }
    bool wide = FIELD(name, KF(vm, String_coder), u8) != 0;
    u32 length = array_length(bytes) >> wide;
    char text[128];
    u32 n = 0;
    for (; n < length && n < sizeof text - 1; n++) {
        u32 c = wide ? ARRAY_AT(bytes, n, u16) : ARRAY_AT(bytes, n, u8);
        text[n] = c >= ' ' && c < 127 ? (char)c : '?';
    }
    text[n] = '\0';
    say("\"%s\"", text);
}

static void say_thread(const struct vm *vm, struct thread *t) {
    bool safe = __atomic_load_n(&t->state, __ATOMIC_ACQUIRE) == THREAD_SAFE;
    i32 status = t->object ? thread_object_status(vm, t->object) : STATUS_RUNNABLE;
    say("JavaThread ");
    say_thread_name(vm, t);
    /* c_stack_limit lies at most 192 KB above the low end; the exact one is the system's to know */
    say("%s [%s, id=%d, stack(...,0x%016lx)]", t->is_daemon ? " daemon" : "",
        !safe                       ? "_thread_in_vm"
        : status == STATUS_RUNNABLE ? "_thread_in_native"
                                    : "_thread_blocked",
        t->os_tid, (unsigned long)(uintptr_t)t->c_stack_high);
}

/* ---- the sections ---- */

static const char *fault_name(const struct fault *f) {
    for (size_t i = 0; i < FAULTS; i++)
        if (faults[i].number == f->number)
            return faults[i].name;
    return "?";
}

static void say_head(const struct fault *f) {
    say("#\n# A fatal error has been detected by the Java Runtime Environment:\n#\n");
    if (f->number)
        say("#  %s (0x%x) at pc=0x%016lx, pid=%d, tid=%d\n#\n", fault_name(f), (unsigned)f->number,
            (unsigned long)f->pc, (int)getpid(), own_tid());
    else
        say("#  Internal Error (%s:%d), pid=%d, tid=%d\n#  fatal error: %s\n#\n", file_stem(f->file), f->line,
            (int)getpid(), own_tid(), f->what);
    say("# JRE version: OpenJDK class library in %s\n", crash.vm ? crash.vm->options.java_home : "?");
    say("# Java VM: minijvm (" MINIJVM_VERSION ", %s, mark-sweep gc, linux)\n",
        crash.vm ? crash.vm->engine->mode : "?");
    say("# Problematic frame:\n# ");
    say_code(f->pc);
    say("#\n");
}

static void say_summary(const struct fault *f) {
    struct utsname system;
    (void)f;
    say("\n---------------  S U M M A R Y ------------\n\nCommand Line:");
    const struct vm_options *o = &crash.vm->options;
    for (u32 i = 0; i < o->arguments_count; i++)
        say(" %s", o->arguments[i]);
    for (u32 i = 0; i < o->properties_count; i++)
        if (strncmp(o->properties[i], "sun.java.command=", 17) == 0)
            say(" %s", o->properties[i] + 17);
    say("\n\n");
    if (uname(&system) == 0)
        say("Host: %s %s %s, %d cores, %luM\n", system.sysname, system.release, system.machine, os_processors(),
            (unsigned long)(os_physical_memory() >> 20));
    struct tm utc;
    time_t now = (time_t)(os_walltime_ms() / 1000);
    gmtime_r(&now, &utc);
    say("Time: %04d-%02d-%02d %02d:%02d:%02d UTC elapsed time: %.6f seconds\n", utc.tm_year + 1900, utc.tm_mon + 1,
        utc.tm_mday, utc.tm_hour, utc.tm_min, utc.tm_sec, (double)(os_nanotime() - crash.vm->start_ns) / 1e9);
}

static void say_current_thread(const struct fault *f) {
    say("\n---------------  T H R E A D  ---------------\n\n");
    if (!f->t) {
        say("Current thread is native thread\n\n");
        return;
    }
    say("Current thread (0x%016lx):  ", (unsigned long)(uintptr_t)f->t);
    say_thread(crash.vm, f->t);
    u64 high = (u64)(uintptr_t)f->t->c_stack_high;
    say("\n\nStack: [...,0x%016lx],  sp=0x%016lx,  used space=%luk\n", (unsigned long)high, (unsigned long)f->sp,
        (unsigned long)(high > f->sp ? (high - f->sp) >> 10 : 0));
    if (f->number == SIGSEGV && f->info && (u64)(uintptr_t)f->info->si_addr + 65536 > f->sp &&
        (u64)(uintptr_t)f->info->si_addr < f->sp + 65536 &&
        (u64)(uintptr_t)f->info->si_addr < (u64)(uintptr_t)f->t->c_stack_limit)
        say("The fault is at the end of the C stack: it has overflowed.\n");
}

/* A jump to nowhere: no unwinder gets past such a pc, but the return addresses are on the stack. */
static void say_stack_scan(const struct fault *f) {
    const u64 *p = (const u64 *)(uintptr_t)(f->sp & ~(u64)7);
    struct os_code code;
    say("Native frames: (by looking for return addresses on the stack)\n");
    say_code(f->pc);
    for (u32 i = 0; i < 4 * STACK_WORDS && is_readable((u64)(uintptr_t)(p + i) + 7); i++)
        if (os_describe_code(p[i], &code) && code.symbol[0])
            say_code(p[i]);
    say("\n");
}

/* The handler's own frames come first. */
static void say_native_frames(const struct fault *f) {
    struct os_code code;
    if (!os_describe_code(f->pc, &code)) {
        say_stack_scan(f);
        return;
    }
    u64 pcs[MOST_FRAMES];
    u32 count = os_backtrace(pcs, MOST_FRAMES), first = 0;
    say("Native frames: (V=VM code, C=native code)\n");
    for (u32 i = 0; i < count; i++)
        if (pcs[i] == f->pc)
            first = i;
    if (!first)
        say_code(f->pc);
    for (u32 i = first ? first : count; i < count; i++)
        say_code(pcs[i]);
    if (first && count == MOST_FRAMES)
        say("...<more frames>...\n");
    if (!first)
        say("(the C stack could not be walked)\n");
    say("\n");
}

static void say_java_frame(char kind, const struct method *m, int bci) {
    char text[1024];
    frame_class_name(m->holder, text, sizeof text);
    say("%c  %s.%s%s+%d", kind, text, m->name->text, m->descriptor->text, MAX_OF(bci, 0));
}

/* Frames in machine code that wait for a call, or had the fault; there, also methods that have no frame. */
static void say_java_frames(const struct fault *f) {
    if (!f->t)
        return;
    const struct engine_ops *engine = crash.vm->engine;
    struct machine_spot spot = {.frames_count = 0};
    bool machine = engine->machine_describe && engine->machine_describe(crash.vm, f->pc, &spot);
    char text[1024];
    u32 n = 0;
    say("Java frames: (J=compiled Java code, j=interpreted)\n");
    for (; machine && n + 1 < spot.frames_count; n++) {
        say_java_frame('J', spot.frames[n].method, (int)spot.frames[n].bci);
        say("  (inlined)\n");
    }
    for (const struct frame *frame = frame_first(f->t); frame && n < MOST_FRAMES;
         frame = frame_next(f->t, frame), n++) {
        bool first = machine && frame == frame_first(f->t) && spot.frames_count;
        bool waits = engine->machine_waits && engine->machine_waits(f->t, frame);
        say_java_frame(first || waits ? 'J' : 'j', frame_method(frame), frame_bci(frame));
        frame_text(frame, text, sizeof text);
        const char *place = strrchr(text, '(');
        say("  %s\n", place ? place : "");
    }
    say("%s\n", n == MOST_FRAMES ? "...<more frames>...\n" : "");
}

static void say_signal(const struct fault *f) {
    if (!f->number)
        return;
    const char *code = f->info->si_code == SI_USER ? "SI_USER" : f->info->si_code == SI_TKILL ? "SI_TKILL" : "unknown";
    for (size_t i = 0; i < FAULTS; i++)
        for (size_t j = 0; faults[i].number == f->number && j < ARRAY_LENGTH(faults[i].codes); j++)
            if (faults[i].codes[j].name && faults[i].codes[j].code == f->info->si_code)
                code = faults[i].codes[j].name;
    say("siginfo: si_signo: %d (%s), si_code: %d (%s)", f->number, fault_name(f), f->info->si_code, code);
    if (f->info->si_code > 0)
        say(", si_addr: 0x%016lx\n\n", (unsigned long)(uintptr_t)f->info->si_addr);
    else
        say(", si_pid: %d, si_uid: %d\n\n", (int)f->info->si_pid, (int)f->info->si_uid);
}

static void say_registers(const struct fault *f) {
    if (!f->context)
        return;
    const char *name;
    u64 value;
    say("Registers:\n");
    for (u32 i = 0; os_fault_register(f->context, i, &name, &value); i++)
        say("%s%s=0x%016lx", i == 0 ? "" : i % 4 == 0 ? "\n" : ", ", name, (unsigned long)value);
    say("\n\n");
}

static void say_stack_words(const struct fault *f) {
    say("Top of Stack: (sp=0x%016lx)\n", (unsigned long)f->sp);
    const u64 *p = (const u64 *)(uintptr_t)(f->sp & ~(u64)7);
    for (u32 i = 0; i < STACK_WORDS; i += 2) {
        if (!is_readable((u64)(uintptr_t)(p + i)) || !is_readable((u64)(uintptr_t)(p + i + 1) + 7))
            break;
        say("0x%016lx:   %016lx %016lx\n", (unsigned long)(uintptr_t)(p + i), (unsigned long)p[i],
            (unsigned long)p[i + 1]);
    }
    say("\n");
}

static void say_instructions(const struct fault *f) {
    const u8 *from = (const u8 *)(uintptr_t)(f->pc - CODE_BYTES / 2);
    if (f->pc < CODE_BYTES || !is_readable(f->pc))
        return;
    say("Instructions: (pc=0x%016lx)\n", (unsigned long)f->pc);
    for (u32 i = 0; i < CODE_BYTES; i++) {
        if (i % 16 == 0)
            say("%s0x%016lx:  ", i ? "\n" : "", (unsigned long)(uintptr_t)(from + i));
        if (is_readable((u64)(uintptr_t)(from + i)))
            say(" %02x", from[i]);
    }
    say("\n\n");
}

/* Without threads_lock, which may be held for ever: the bound ends a circle. */
static void say_threads(const struct fault *f) {
    say("\n---------------  P R O C E S S  ---------------\n\nJava Threads: ( => current thread "
        ")\n");
    u32 n = 0;
    for (struct thread *t = crash.vm->threads; t && n < MOST_THREADS; t = t->next, n++) {
        say("%s0x%016lx ", t == f->t ? "=>" : "  ", (unsigned long)(uintptr_t)t);
        say_thread(crash.vm, t);
        say("\n");
    }
    say("Total: %u\n\nVM state: %s\n\n", n,
        safepoint_active(crash.vm) ? "at a safepoint or on the way to one"
        : crash.vm->booted         ? "not at safepoint (normal execution)"
                                   : "starting");
}

static void say_heap(const struct fault *f) {
    (void)f;
    struct gc_stats stats;
    gc_peek_stats(crash.vm->heap, &stats);
    say("Heap: total %zuK, used %zuK, maximum %zuK, collections %lu\nClasses: %lu loaded, %lu "
        "unloaded\n\n",
        stats.capacity >> 10, stats.used >> 10, stats.max >> 10, (unsigned long)stats.collections,
        (unsigned long)crash.vm->classes_loaded, (unsigned long)crash.vm->classes_unloaded);
}

static void copy_file(const char *title, const char *path) {
    char data[4096];
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return;
    say("%s:\n", title);
    for (ssize_t n; (n = read(fd, data, sizeof data)) > 0;)
        if (crash.file >= 0)
            write_all(crash.file, data, (size_t)n);
    say("\n");
    close(fd);
}

static void say_files(const struct fault *f) {
    (void)f;
    copy_file("Dynamic libraries", "/proc/self/maps");
    say("---------------  S Y S T E M  ---------------\n\n");
    copy_file("OS", "/etc/os-release");
    copy_file("Limits", "/proc/self/limits");
    copy_file("Memory", "/proc/meminfo");
    say("END.\n");
}

static const struct {
    const char *name;
    void (*run)(const struct fault *f);
    bool summary; /* on stdout too */
} sections[] = {
    {"printing fatal error message", say_head, true},
    {"printing summary", say_summary, false},
    {"printing current thread", say_current_thread, false},
    {"printing native stack", say_native_frames, false},
    {"printing Java stack", say_java_frames, false},
    {"printing siginfo", say_signal, false},
    {"printing registers", say_registers, false},
    {"printing top of stack", say_stack_words, false},
    {"printing code bytes", say_instructions, false},
    {"printing threads", say_threads, false},
    {"printing heap", say_heap, false},
    {"printing the system", say_files, false},
};

static void run_section(size_t i, const struct fault *f) {
    if (sigsetjmp(crash.section, 1) == 0) {
        crash.in_section = true;
        sections[i].run(f);
    } else {
        say("\n[error occurred during error reporting (%s)]\n\n", sections[i].name);
    }
    crash.in_section = false;
}

/* ---- the file ---- */

/* %p = process id, %% = %. */
static void expand(const char *pattern, char *out, size_t room) {
    size_t n = 0;
    for (const char *p = pattern; *p && n + 12 < room; p++) {
        if (p[0] == '%' && p[1] == 'p')
            n += (size_t)snprintf(out + n, room - n, "%d", (int)getpid()), p++;
        else if (p[0] == '%' && p[1] == '%')
            out[n++] = *++p;
        else
            out[n++] = *p;
    }
    out[n] = '\0';
}

static bool open_report(const char *pattern, char *path, size_t room) {
    if (!pattern || !*pattern)
        return false;
    expand(pattern, path, room);
    crash.file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    return crash.file >= 0;
}

static void run_commands(const char *commands) {
    char command[1024];
    while (commands && *commands) {
        size_t n = strcspn(commands, ";");
        char one[1024];
        snprintf(one, sizeof one, "%.*s", (int)n, commands);
        expand(one, command, sizeof command);
        say("#\n# -XX:OnError=\"%s\"\n#   Executing /bin/sh -c \"%s\" ...\n", one, command);
        pid_t child = (pid_t)syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0); /* fork without handlers */
        if (child == 0) {
            execl("/bin/sh", "sh", "-c", command, (char *)NULL);
            _exit(127);
        }
        if (child > 0)
            waitpid(child, NULL, 0);
        commands += n + (commands[n] == ';');
    }
}

void crash_abort(struct vm *vm) {
    const struct vm_options *o = &vm->options;
    if (o->abort_hook)
        o->abort_hook();
    if (o->no_core_dump)
        _exit(1); /* as HotSpot */
    signal(SIGABRT, SIG_DFL);
    abort();
}

static void out_of_time(int number) {
    (void)number;
    static const char text[] = "\n[timeout occurred during error reporting]\n";
    if (crash.file >= 0)
        write_all(crash.file, text, sizeof text - 1);
    signal(SIGABRT, SIG_DFL);
    abort();
}

static NORETURN void report(struct fault *f) {
    const struct vm_options *o = &crash.vm->options;
    signal(SIGALRM, out_of_time);
    sigset_t alarms;
    sigemptyset(&alarms);
    sigaddset(&alarms, SIGALRM);
    pthread_sigmask(SIG_UNBLOCK, &alarms, NULL);
    alarm(TIMEOUT_S);

    char directory[2048], path[4096] = "";
    crash.file = STDOUT_FILENO;
    run_section(0, f);
    crash.file = -1;
    bool made = open_report(o->error_file, path, sizeof path) || open_report("hs_err_pid%p.log", path, sizeof path) ||
                open_report("/tmp/hs_err_pid%p.log", path, sizeof path);
    for (size_t i = 0; made && i < ARRAY_LENGTH(sections); i++)
        run_section(i, f);
    if (made)
        close(crash.file);
    crash.file = STDOUT_FILENO;
    bool absolute = path[0] == '/' || !getcwd(directory, sizeof directory);
    if (made)
        say("# An error report file with more information is saved as:\n# %s%s%s\n#\n", absolute ? "" : directory,
            absolute ? "" : "/", path);
    else
        say("# No error report file could be written.\n#\n");
    run_commands(o->on_error_command);
    crash_abort(crash.vm);
}

/* The first thread reports; its own further faults end sections, and other threads wait. */
static void begin_report(struct fault *f) {
    i32 none = 0, self = own_tid();
    if (!__atomic_compare_exchange_n(&crash.reporter, &none, self, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE)) {
        while (none != self)
            pause();
        if (crash.in_section && crash.nested++ < MOST_NESTED)
            siglongjmp(crash.section, 1);
        crash_abort(crash.vm);
    }
    f->t = thread_current();
    if (f->t && f->context && f->t->vm->engine->machine_settle)
        f->t->vm->engine->machine_settle(f->t, f->context);
    report(f);
}

/* A file was truncated while it was mapped: the access that met that may know what to do. Without the class library
 * there is nothing to be done. */
#define FIRST_PAGE 4096

static bool is_expected(int number, const siginfo_t *info, void *context) {
    static const char gone[] = "minijvm: lib/modules was truncated while in use\n";
    bool gone_file = number == SIGBUS && info->si_code == BUS_ADRERR;
    bool null = number == SIGSEGV && (uintptr_t)info->si_addr < FIRST_PAGE;
    if ((null || gone_file) && crash.vm && crash.vm->engine->machine_fault) {
        u32 target = crash.vm->engine->machine_fault(crash.vm, os_fault_pc(context));
        if (target)
            os_fault_go_on(context, target);
        if (target || null)
            return target != 0;
    }
    if (!gone_file)
        return false;
    if (crash.vm && jimage_maps(crash.vm->image, info->si_addr)) {
        write_all(STDERR_FILENO, gone, sizeof gone - 1);
        _exit(1);
    }
    struct thread *t = thread_current();
    if (t && t->gone)
        siglongjmp(*t->gone, 1);
    return os_guard_resume(context);
}

static void on_fault(int number, siginfo_t *info, void *context) {
    if (is_expected(number, info, context))
        return;
    size_t i = 0;
    while (i + 1 < FAULTS && faults[i].number != number)
        i++;
    const struct sigaction *old = &crash.old[i];
    if ((old->sa_flags & SA_SIGINFO) && old->sa_sigaction) {
        old->sa_sigaction(number, info, context);
        return;
    }
    if (old->sa_handler != SIG_DFL && old->sa_handler != SIG_IGN) {
        old->sa_handler(number);
        return;
    }
    struct fault f = {
        .number = number, .info = info, .context = context, .pc = os_fault_pc(context), .sp = os_fault_sp(context)};
    begin_report(&f);
}

static void on_bug(const char *file, int line, const char *what) {
    struct fault f = {.file = file,
                      .line = line,
                      .what = what,
                      .pc = (u64)(uintptr_t)__builtin_return_address(0),
                      .sp = (u64)(uintptr_t)__builtin_frame_address(0)};
    begin_report(&f);
}

void crash_install(struct vm *vm) {
    crash.vm = vm;
    for (size_t i = 0; i < FAULTS; i++) {
        struct sigaction action;
        memset(&action, 0, sizeof action);
        sigemptyset(&action.sa_mask);
        action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER;
        action.sa_sigaction = on_fault;
        sigaction(faults[i].number, &action, &crash.old[i]);
    }
    bug_set_reporter(on_bug);
}
