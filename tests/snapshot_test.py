#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Start-up snapshots (docs/SNAPSHOTS.md): a restored VM behaves as one that booted, and a file that does not fit is not used.

    snapshot_test.py MINIJVM TESTDATA                       the cases below
    snapshot_test.py MINIJVM --programs [-j N] [NAME...]    programs of tests/programs.list from one snapshot

Each case of the first kind runs a program with and without the snapshot: stdout, stderr and exit code are the same, and whether
the snapshot was used is what the case says.
"""
import os
import pathlib
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import threading

HERE = pathlib.Path(__file__).resolve().parent
faults = 0


def check(what, good, *details):
    global faults
    print("ok  " if good else "FAIL", what)
    if not good:
        faults += 1
        print(*details, sep="\n")


def write(vm, path, *options):
    return subprocess.run([vm, f"-XX:SnapshotTo={path}", *options], capture_output=True, text=True, check=False)


class Runner:
    def __init__(self, vm, testdata):
        self.vm, self.testdata = vm, testdata
        self.environment = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "JDK_", "JAVA_TOOL", "_JAVA"))}
        self.environment["LC_ALL"] = "C.UTF-8"

    def run(self, options, arguments=(), stdin="", environment=None, **more):
        """-> (exit code, stdout, stderr without the lines about snapshots), those lines"""
        done = subprocess.run([self.vm, "-Xlog:snapshot:stderr", *options, "-cp", self.testdata, *arguments], text=True, input=stdin,
                              capture_output=True, env={**self.environment, **(environment or {})}, check=False, **more)
        lines = done.stderr.splitlines(keepends=True)
        log = "".join(l for l in lines if "[snapshot" in l)
        rest = "".join(l for l in lines if "[snapshot" not in l)
        return (done.returncode, done.stdout, rest), log

    def compare(self, what, snapshot, used, options=(), arguments=("ProcessState", "all", "x y"), **more):
        """used: True, or a part of the reason why not"""
        cold, _ = self.run(["-XX:-Snapshot", *options], arguments, **more)
        got, log = self.run([f"-XX:SnapshotFrom={snapshot}", *options], arguments, **more)
        given = re.compile(r"(, )?-XX:(-Snapshot|SnapshotFrom=[^],]*)")  # the program can see it
        cold, got = ((r[0], given.sub("", r[1]), r[2]) for r in (cold, got))
        as_said = "is used, after" in log if used is True else f"without a snapshot: {used}" in log
        check(what, cold == got and as_said, log, cold, got)


def writing(vm, folder):
    path = folder / "refused.snap"
    for options, reason in [
        (["-cp", "testdata", "Hello"], "without a program"),
        (["-Dmine=1"], "system properties"),
        (["-Xint"], "compiler is switched off"),
        (["-Xcomp"], "-Xcomp"),
        (["-Xverify:all"], "without such options"),
        (["--add-modules", "java.sql"], "system properties"),
        (["-esa"], "without such options"),
        (["-Xlog:class+load"], "-Xlog"),
    ]:
        done = write(vm, path, *options)
        check(f"no snapshot is made with {' '.join(options)}",
              done.returncode == 1 and "Error: no snapshot is written: " in done.stderr and reason in done.stderr and not path.exists(), done)
    done = write(vm, folder / "none" / "a.snap")
    check("nor in a folder that is not there", done.returncode == 1 and "No such file or directory" in done.stderr, done)
    check("and nothing is left of it", not list(folder.iterdir()), list(folder.iterdir()))


def uses(r, snapshot, folder):
    r.compare("Hello", snapshot, True, arguments=["Hello"])
    for options in [[], ["-Xmx64m"], ["-Xmx3g"], ["-Xss4m"], ["-Xint"], ["-Dmine=1", "-Dempty"], ["-ea"], ["-ea:ProcessState"],
                    ["-XX:ActiveProcessorCount=1"], ["-XX:ActiveProcessorCount=7"], ["-Djava.io.tmpdir=/var/tmp"],
                    ["-Djava.library.path=/nowhere"], ["-Duser.home=/nowhere", "-Duser.name=nobody"], ["-Xcheck:jni"],
                    ["-XX:+VerifySnapshot"], ["-XX:MaxRunTime=600000"], ["-XX:-Generational"], ["-XX:+VerifyMetadata"], ["-XX:+UseSerialGC", "-Xms32m"], ["-XX:+UseParallelGC"],
                    ["-XX:ReservedCodeCacheSize=256k"]]:
        r.compare("with " + " ".join(options), snapshot, True, options)
    r.compare("with hostile collections", snapshot, True, ["-XX:GCEvery=50", "-XX:+GCPoison", "-XX:+GCVerify"], ["ProcessState"])
    r.compare("in another folder", snapshot, True, cwd=folder)
    r.compare("with input", snapshot, True, stdin="a\nb\n")
    r.compare("with variables", snapshot, True, environment={"TZ": "Asia/Tokyo", "MINE": "1", "HOME": "/", "LD_LIBRARY_PATH": "/tmp"})
    r.compare("without address space layout randomization", snapshot, True, preexec_fn=lambda: no_randomization())
    r.compare("what there is of address space is limited", snapshot, True, ["-Xmx64m"],
              preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30)))
    r.compare("checks of the process", snapshot, True, arguments=["ProcessState"])
    for program in ["Exceptions1", "Threads1", "References", "Streams", "SystemExit", "Loaders", "Manage"]:
        r.compare(program, snapshot, True, arguments=[program])
    first, second = (r.run([f"-XX:SnapshotFrom={snapshot}"], ["ProcessState", "random"])[0][1].split() for _ in range(2))
    check("random numbers differ from process to process", len(first) == 4 and not set(first[:3]) & set(second[:3]), first, second)


def no_randomization():
    import ctypes
    ctypes.CDLL(None).personality(0x0040000)


def other_keys(r, snapshot):
    for options, reason in [
        (["-Xcomp"], "-Xcomp"),
        (["-esa"], "an option changes what the boot does"),
        (["-ea:java.lang.String"], "-ea or -da names"),
        (["-Xverify:all"], "an option changes"),
        (["--enable-preview"], "an option changes"),
        (["-XX:-UseFastPaths"], "an option changes"),
        (["-Xrs"], "an option changes"),
        (["-XX:-Snapshot"], "-XX:-Snapshot"),
        (["--add-modules", "java.sql"], "the boot reads a property"),
        (["-Dfile.encoding=ISO-8859-1"], "the boot reads a property"),
        (["-Duser.language=de"], "the boot reads a property"),
        (["-Djava.lang.Integer.IntegerCache.high=500"], "the boot reads a property"),
        (["-XX:AutoBoxCacheMax=500"], "the boot reads a property"),
        (["-XX:MaxDirectMemorySize=1m"], "the boot reads a property"),
        (["-Djava.security.manager=allow"], "the boot reads a property"),
        (["-Dline.separator=x"], "the boot reads a property"),
    ]:
        r.compare("not used with " + " ".join(options), snapshot, reason, options)
    r.compare("used where LC_ALL outweighs another variable", snapshot, True, environment={"LANG": "de_DE", "LC_TIME": "nowhere"})
    for more in [{"LC_ALL": ""}, {"LC_ALL": "", "LC_CTYPE": "C.UTF-8"}, {"LC_ALL": "", "LC_TIME": "nowhere"}]:
        r.compare(f"not used with {more}", snapshot, "it was made for another", environment=more)
    r.compare("not used in another locale", snapshot, "it was made for another", environment={"LC_ALL": "C"})
    got, log = r.run([f"-XX:SnapshotFrom={snapshot}", "-Xlog:class+load"], ["Hello"])
    check("nor with a log of the boot", got[0] == 0 and "java.lang.Object source" in got[1] and "Hello, world" in got[1]
          and "without a snapshot: -Xlog" in log, got, log)
    got, log = r.run([f"-XX:SnapshotFrom={snapshot}", "-XX:+RequireSnapshot", "-esa"], ["Hello"])
    check("a required one is an error then", got[0] == 1 and "A snapshot is required, and cannot be used: an option" in got[1], got, log)
    got, log = r.run(["-XX:+RequireSnapshot"], ["Hello"])
    got, log = r.run(["-XX:+RequireSnapshot", "-XX:-Snapshot"], ["Hello"])
    check("and with -XX:-Snapshot", got[0] == 1 and "cannot be used: -XX:-Snapshot" in got[1], got, log)


def default(r, folder):
    """The file beside libjvm.so, which is used without being named."""
    installed = folder / "installed"
    installed.mkdir(mode=0o700)
    for name in ("minijvm", "libjvm.so"):
        shutil.copy(pathlib.Path(r.vm).parent / name, installed)
    own = Runner(str(installed / "minijvm"), r.testdata)
    got, log = own.run([], ["Hello"])
    check("without a default snapshot", got == (0, "Hello, world\n", "") and "there is no such file" in log, got, log)
    got, log = own.run(["-XX:+RequireSnapshot"], ["Hello"])
    check("when there must be one", got[0] == 1 and "cannot be used: there is no such file" in got[1], got, log)
    done = write(own.vm, "default")
    files = [f.name for f in installed.iterdir() if f.name.startswith("boot-") and f.name.endswith(".snap")]
    check("the default one is written", done.returncode == 0 and len(files) == 1, done, files)
    for options in [[], ["-XX:SnapshotFrom=default"]]:
        got, log = own.run(options, ["Hello"])
        check(" ".join(["and used", *options]), got == (0, "Hello, world\n", "") and "is used, after" in log, got, log)
    got, log = own.run([], ["Hello"], environment={"LC_ALL": "C"})
    check("not in another locale", got == (0, "Hello, world\n", "") and "there is no such file" in log, got, log)


def damaged(r, snapshot, folder):
    good, bad = snapshot.read_bytes(), folder / "bad.snap"

    def try_bytes(what, data, reason, mode=0o400, options=()):
        bad.unlink(missing_ok=True)
        bad.write_bytes(data)
        bad.chmod(mode)
        r.compare(what, bad, reason, options, arguments=["Hello"])

    try_bytes("an empty file", b"", "it is too short")
    try_bytes("another kind of file", b"x" * 10000, "it is no snapshot")
    for size in [10, 71, 72, 500, 4096, len(good) - 4096, len(good) - 1]:
        try_bytes(f"cut off behind {size} bytes", good[:size], "it")
    try_bytes("longer than it was", good + b"x", "it has not its full size")
    for at in [0, 8, 12, 16, 24, 32, 56, 64, 72, 80, 100, 104, 300]:
        try_bytes(f"byte {at} is another one", good[:at] + bytes([good[at] ^ 0x10]) + good[at + 1:], "it")
    at = len(good) - 5000
    try_bytes("damage in the memory, looked for", good[:at] + bytes([good[at] ^ 0x10]) + good[at + 1:], "its contents are damaged",
              options=["-XX:+VerifySnapshot"])
    for mode in (0o420, 0o402, 0o666):
        try_bytes(f"mode {mode:o}", good, "others may have written it", mode)
    if os.geteuid() == 0:
        try_bytes("another mode", good, True)
        os.chown(bad, 12345, 12345)
        r.compare("another owner", bad, "others may have written it", arguments=["Hello"])
    bad.unlink()
    r.compare("no file", bad, "there is no such file", arguments=["Hello"])
    bad.symlink_to(snapshot)
    r.compare("a link", bad, "it is a link", arguments=["Hello"])
    bad.unlink()
    os.mkfifo(bad, 0o600)
    r.compare("a pipe", bad, "it is no regular file", arguments=["Hello"])
    bad.unlink()
    r.compare("a folder", folder, "it is no regular file", arguments=["Hello"])


def replaced(r, snapshot):
    """Programs start while the file is written anew again and again."""
    stop, codes = threading.Event(), []

    def writer():
        while not stop.is_set():
            codes.append(write(r.vm, snapshot).returncode)

    writers = [threading.Thread(target=writer) for _ in range(2)]
    for w in writers:
        w.start()
    runs = [r.run([f"-XX:SnapshotFrom={snapshot}", "-XX:+RequireSnapshot"], ["Hello"]) for _ in range(20)]
    stop.set()
    for w in writers:
        w.join()
    check("used while it is replaced", all(run[0] == (0, "Hello, world\n", "") for run in runs) and codes and not any(codes), runs, codes)


def programs(vm, arguments):
    """All programs with -XX:+RequireSnapshot; those that cannot use it are run without that option, and so start as ever."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "JDK_", "JAVA_TOOL", "_JAVA"))}
    environment["LC_ALL"] = "C.UTF-8"  # as tests/run_testdata.py has it
    with tempfile.TemporaryDirectory(prefix="minijvm-snapshot-") as folder:
        path = pathlib.Path(folder) / "a.snap"
        done = subprocess.run([vm, f"-XX:SnapshotTo={path}"], env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            sys.exit(done.stderr)
        base = [sys.executable, str(HERE / "run_testdata.py"), "--vm", vm, f"--option=-XX:SnapshotFrom={path}", *arguments]
        first = subprocess.run([*base, "--option=-XX:+RequireSnapshot"], capture_output=True, text=True, check=False)
        failed = re.findall(r"^FAIL (\S+)", first.stdout, re.M)
        passed = len(re.findall(r"^ok +(\S+)", first.stdout, re.M))
        print(f"{passed} programs pass from the snapshot")
        if not failed:
            return 0
        options = [a for a in arguments if not re.match(r"[A-Z]", a)]
        second = subprocess.run([*base[:5], *options, *failed], capture_output=True, text=True, check=False)
        print(f"{len(failed)} did not want it or failed; without -XX:+RequireSnapshot:")
        print(second.stdout)
        return second.returncode


def main():
    vm = str(pathlib.Path(sys.argv[1]).resolve())
    if sys.argv[2] == "--programs":
        return programs(vm, sys.argv[3:])
    with tempfile.TemporaryDirectory(prefix="minijvm-snapshot-") as name:
        folder = pathlib.Path(name)
        r = Runner(vm, str(pathlib.Path(sys.argv[2]).resolve()))
        os.environ.clear()
        os.environ.update(r.environment)
        done = write(vm, folder / "probe.snap")
        if "has looked at" in done.stderr or "the library has no" in done.stderr:
            print(f"not for this class library: {done.stderr}")
            return 77
        (folder / "probe.snap").unlink(missing_ok=True)
        writing(vm, folder)
        snapshot = folder / "a.snap"
        done = write(vm, snapshot)
        check("a snapshot is written", done.returncode == 0 and snapshot.stat().st_mode & 0o777 == 0o400 and not done.stderr, done)
        if snapshot.exists():
            uses(r, snapshot, folder)
            other_keys(r, snapshot)
            default(r, folder)
            damaged(r, snapshot, folder)
            replaced(r, snapshot)
    print(f"{faults} faults")
    return 1 if faults else 0


sys.exit(main())
