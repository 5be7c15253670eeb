#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""signals_test.py VM JNIFOLDER - signals from outside, thread dumps, crash reports, the limit of threads.

What OpenJDK's java does too is checked with it when VM is java; crash reports are compared in what they must say."""
import ctypes
import os
import pathlib
import re
import resource
import signal
import subprocess
import sys
import tempfile
import threading

from waiting import PATIENCE, busy_thread, until

vm, jni = (str(pathlib.Path(a).resolve()) for a in sys.argv[1:3])
TESTDATA = pathlib.Path(__file__).resolve().parent.parent / "testdata"
faults = 0
for number in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM):  # ignored under nohup or in the background of a script
    if signal.getsignal(number) == signal.SIG_IGN:
        signal.signal(number, signal.SIG_DFL)


def check(what, good, got=""):
    global faults
    print(("ok   " if good else "FAIL ") + what + ("" if good else f"\n{got}"), flush=True)
    faults += not good


def start(program, *options, **more):
    process = subprocess.Popen([vm, "-Xshare:auto", "-Xmx128m", *options, "-cp", str(TESTDATA), program], text=True, stdout=subprocess.PIPE,
                               stderr=subprocess.STDOUT, **more)
    if program == "SignalLoad":
        assert process.stdout.readline() == "ready\n"
    return process


def finish(process, seconds=PATIENCE):
    try:
        out, _ = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        out, _ = process.communicate()
        return "hangs", out
    return process.returncode if process.returncode >= 0 else f"killed by {-process.returncode}", out


class Output:
    """What a process says, while it runs. Nobody else may read it afterwards."""

    def __init__(self, process):
        self.process, self.text = process, ""
        self.reader = threading.Thread(target=self.read)
        self.reader.start()

    def read(self):
        for line in self.process.stdout:
            self.text += line

    def thread_dump(self):
        """-> the text of a dump made now; "" if the process ends instead"""
        before = len(self.text)
        self.process.send_signal(signal.SIGQUIT)
        until(lambda: re.search(r"^Heap\n(?: .*\n)+\n", self.text[before:], re.M) or self.process.poll() is not None)
        return self.text[before:] if "\nHeap\n" in self.text[before:] else ""

    def finish(self):
        """-> (exit code, all that was said)"""
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return "hangs", self.text
        self.reader.join()
        return self.process.returncode, self.text


# ---- the signals that end a program ----
for number, name in ((signal.SIGTERM, "TERM"), (signal.SIGINT, "INT"), (signal.SIGHUP, "HUP")):
    p = start("SignalLoad")
    p.send_signal(number)
    code, out = finish(p)
    check(f"SIG{name} under load runs the hooks and exits with {128 + number}", (code, out) == (128 + number, "hook runs, work done: true\n"), (code, out))
p = start("SignalLoad", "-Xrs")
p.send_signal(signal.SIGTERM)
code, out = finish(p)
check("-Xrs: SIGTERM kills, no hooks", (code, out) == ("killed by 15", ""), (code, out))
p = start("SignalLoad", preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
p.send_signal(signal.SIGHUP)
said = Output(p)
dump = said.thread_dump()  # later than whatever SIGHUP might have done
p.send_signal(signal.SIGTERM)
code, out = said.finish()
check("SIGHUP ignored by the parent (nohup) stays ignored", dump and code == 143, (code, out))
p = start("SignalLoad", "-Xrs")
p.send_signal(signal.SIGQUIT)
code, out = finish(p)
check("-Xrs: SIGQUIT is the system's", code == "killed by 3", (code, out))
p = start("SignalLoad")
p.send_signal(signal.SIGPIPE)
p.send_signal(signal.SIGTERM)
code, out = finish(p)
check("SIGPIPE is ignored", code == 143, (code, out))

# ---- thread dumps of the running program ----
FORMS = (
    ("head", r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\nFull thread dump .*:\n"),
    ("a thread's line", r'^"main" #1 prio=5 os_prio=0 cpu=[\d.]+ms elapsed=[\d.]+s tid=0x[0-9a-f]{16} nid=0x[0-9a-f]+ waiting on condition  \[0x[0-9a-f]{16}\]\n   java\.lang\.Thread\.State: TIMED_WAITING \(sleeping\)\n\tat java\.lang\.Thread\.sleep\(java\.base@[\d.]+/Native Method\)\n'),
    ("daemon, priority", r'^"Reference Handler" #2 daemon prio=10 '),
    ("running", r'^"busy-0" #\d+ prio=5 .* runnable  \[.*\n   java\.lang\.Thread\.State: RUNNABLE\n(?:\tat .*\n)*\tat SignalLoad'),
    ("blocked", r'^"first" .* waiting for monitor entry  .*\n   java\.lang\.Thread\.State: BLOCKED \(on object monitor\)\n\tat SignalLoad\.two\(SignalLoad\.java:30\)\n\t- waiting to lock <0x[0-9a-f]+> \(a java\.lang\.Object\)\n\t- locked <0x[0-9a-f]+> \(a java\.lang\.Object\)\n\tat SignalLoad\.lambda'),
    ("waiting, and what it has entered", r'\tat java\.lang\.Object\.wait\(.*\n\t- waiting on <(0x[0-9a-f]+)> \(a java\.lang\.Object\)\n\tat java\.lang\.Object\.wait\(.*\n\tat SignalLoad\.hold\(SignalLoad\.java:46\)\n\t- locked <\1> \(a java\.lang\.Object\)\n\t- locked <0x[0-9a-f]+> \(a java\.lang\.Class for SignalLoad\)\n'),
    ("parked", r'^"third" (?:.*\n)+?\t- parking to wait for  <0x[0-9a-f]+> \(a java\.util\.concurrent\.locks\.ReentrantLock\$NonfairSync\)\n'),
    ("references", r"^JNI global refs: \d+, weak refs: \d+$"),
    ("deadlock of monitors", r'^Found one Java-level deadlock:\n=+\n"(first|second)":\n  waiting to lock monitor 0x[0-9a-f]+ \(object 0x[0-9a-f]+, a java\.lang\.Object\),\n  which is held by "(first|second)"\n\n'),
    ("deadlock of synchronizers", r'  waiting for ownable synchronizer 0x[0-9a-f]+, \(a java\.util\.concurrent\.locks\.ReentrantLock\$NonfairSync\),\n  which is held by "(third|fourth)"\n'),
    ("stacks of the deadlocked", r"^Java stack information for the threads listed above:\n=+\n"),
    ("count", r"^Found 2 deadlocks\.$"),
    ("heap", r"^Heap\n "),
)
p = start("SignalLoad")
said = Output(p)
dumps = []


def complete():
    """Takes another dump. Threads that are on their way to where they wait forever get there."""
    dumps.append(said.thread_dump())
    return not dumps[-1] or all(re.search(form, dumps[-1], re.M) for _, form in FORMS)


until(complete)
p.send_signal(signal.SIGQUIT)  # two at once: one dump or two
p.send_signal(signal.SIGQUIT)
p.send_signal(signal.SIGTERM)
code, out = said.finish()
check("SIGQUIT: the program runs on", code == 143 and "hook runs" in out, (code, out[-300:]))
for what, form in FORMS:
    check("thread dump: " + what, re.search(form, dumps[-1], re.M), dumps[-1])

# ---- threads the system refuses ----
if os.getuid() == 0:
    def poor():
        os.setgroups([])
        resource.setrlimit(resource.RLIMIT_NPROC, (150, 150))
        os.setuid(65533)
    with tempfile.TemporaryDirectory() as scratch:
        os.chmod(scratch, 0o777)
        for name in ("ThreadLimit.class", "ThreadLimit$1.class"):
            if (TESTDATA / name).exists():
                (pathlib.Path(scratch) / name).write_bytes((TESTDATA / name).read_bytes())
        try:
            p = subprocess.Popen([vm, "-cp", scratch, "ThreadLimit"], text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                 preexec_fn=poor, cwd=scratch)
            code, out = finish(p)
        except PermissionError:
            code, out = "not allowed", ""
        lines = [line for line in out.splitlines() if not line.startswith("[")]
        check("a refused thread is an error that can be caught",
              code in (0, "not allowed") and (code or lines == ["unable to create native thread: possibly out of memory or process/resource limits reached NEW false",
                                                                "and another one"]), (code, out))

# ---- crashes ----
LIBRARY = f"-Djava.library.path={jni}"
for what, arguments, frame, java_frame in (
        ("native code", ["crash"], r"^# C  \[libmisuse\.so\+0x[0-9a-f]+\]  do_crash\+0x", r"^j  JniMisuse\.run\(Ljava/lang/String;Ljava/lang/Object;\)V"),
        ("native code that machine code calls", ["-Xcomp", "crash"], r"^# C  \[libmisuse\.so\+0x[0-9a-f]+\]  do_crash\+0x",
         r"^J  JniMisuse\.main\(" if os.uname().machine == "x86_64" else r"^j  JniMisuse\.main\("),
        ("native code of another thread", ["crash", "crasher"], r"^# C  \[libmisuse\.so\+0x[0-9a-f]+\]  do_crash\+0x", r"^j  java\.lang\.Thread\.run\(\)V"),
        ("a jump to nowhere", ["jump"], r"^# C  0x0*10$", r"^j  JniMisuse\.main\("),
        ("overflow of the C stack", ["overflow"], r"^# C  \[(libmisuse|libc)\.so", r"^j  JniMisuse\.main\("),
        ("overflow of another thread's C stack", ["overflow", "crasher"], r"^# C  \[(libmisuse|libc)\.so", r"^j  JniMisuse\.go\("),
        ("VM code", ["unsafe"], r"^# V  \[libjvm\.so\+0x[0-9a-f]+\]  \w+\+0x", r"^j  jdk\.internal\.misc\.Unsafe\.putInt")):
    if "java" in pathlib.Path(vm).name:
        break
    with tempfile.TemporaryDirectory() as scratch:
        mode = [a for a in arguments if a.startswith("-")]
        p = subprocess.Popen([vm, LIBRARY, *mode, "-cp", str(TESTDATA), "-XX:ErrorFile=report_%p.log", "-XX:OnError=echo on error %p", "JniMisuse",
                              *arguments[len(mode):]],
                             text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=scratch,
                             preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CORE, (0, 0)))
        out, err = p.communicate(timeout=PATIENCE)
        report = pathlib.Path(scratch) / f"report_{p.pid}.log"
        text = report.read_text() if report.exists() else "no report"
        check(f"crash in {what}: aborts", p.returncode == -signal.SIGABRT, p.returncode)
        check(f"crash in {what}: summary on stdout", re.search(frame, out, re.M) and "SIGSEGV (0xb) at pc=0x" in out and f"on error {p.pid}\n" in out, out)
        for form in (frame, java_frame, r"^siginfo: si_signo: 11 \(SIGSEGV\)", r"^R[A-Z0-9 ]+=0x" if os.uname().machine == "x86_64" else "",
                     r'^=>0x[0-9a-f]+ JavaThread "(main|crasher)" \[_thread_in_', r'^  0x[0-9a-f]+ JavaThread "Finalizer" daemon',
                     r"^# Java VM: minijvm \(", r"^Top of Stack", r"libjvm\.so$", r"^END\.$", r"^C  \[lib(misuse|jvm|c)\.so|^V  \[libjvm"):
            check(f"crash in {what}: report has /{form}/", re.search(form, text, re.M), text[:3000])


def crash_in_machine_code(mode):
    """SIGSEGV for each thread that computes, as if the access of the moment were bad; one at most is in machine code."""
    with tempfile.TemporaryDirectory() as scratch:
        p = subprocess.Popen([vm, *mode, "-cp", str(TESTDATA), "-XX:ErrorFile=report", "Spin", "forever"], text=True, stdout=subprocess.PIPE,
                             stderr=subprocess.PIPE, cwd=scratch, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CORE, (0, 0)))
        p.stdout.readline()
        ctypes.CDLL(None).syscall(SYS_TGKILL, p.pid, busy_thread(p.pid), signal.SIGSEGV)
        p.communicate(timeout=PATIENCE)
        return (pathlib.Path(scratch) / "report").read_text(encoding="utf-8")


SYS_TGKILL = 234  # on x86-64, where there is a compiler
if "java" not in pathlib.Path(vm).name and os.uname().machine == "x86_64":
    for mode in (["-Xcomp"], ["-Xcomp", "-XX:CompileCommand=quiet", "-XX:CompileCommand=dontinline,Spin.step"]):
        text = crash_in_machine_code(mode)
        for form in (r"^# J  Spin\.(spin\(IJ\)I|step\(I\)I) \(\d+ bytes\) @ 0x[0-9a-f]+ \[0x[0-9a-f]+\+0x[0-9a-f]+\]$",
                     r"^J  Spin\.spin\(IJ\)I\+\d+  \(Spin\.java:6\)\n[Jj]  Spin\.main\(\[Ljava/lang/String;\)V\+\d+  \(Spin\.java:12\)$"):
            check(f"crash in machine code {mode}: report has /{form}/", re.search(form, text, re.M), text[:3000])
sys.exit(1 if faults else 0)
