#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""bounds_test.py MINIJVM JNI_LIBRARY - limits to a program's work, and denied native methods (docs/BOUNDS.md)."""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile

from waiting import PATIENCE

minijvm, library = (pathlib.Path(a).resolve() for a in sys.argv[1:3])
TESTDATA = pathlib.Path(__file__).resolve().parent.parent / "testdata"
OPENS = [x for p in ("sun.nio.ch", "java.lang", "java.io") for x in ("--add-opens", f"java.base/{p}=ALL-UNNAMED")]
# Not denied: they need nothing, or the JRE and the class path alone.
CONTROLS = {"exec kill", "read the program", "read the JRE", "native of the JRE", "native copy"}
faults = 0


def check(what, good, got=""):
    global faults
    print(("ok   " if good else "FAIL ") + what + ("" if good else f"\n{got}"))
    faults += not good


def run(*arguments, **more):
    start = time.monotonic()
    done = subprocess.run([str(a) for a in (minijvm, *arguments)], capture_output=True, text=True, timeout=PATIENCE, check=False, **more)
    return done.returncode, done.stdout, done.stderr, time.monotonic() - start


# ---- work ----

def stopped(option, limit):
    return 124, "", f"minijvm: the program was stopped: -XX:{option}={limit} is used up\n"


for work in ("loop", "catching", "regex", "many"):
    got = run("-XX:MaxInstructions=20000000", "-cp", TESTDATA, "Bounds", work)
    check(f"MaxInstructions: {work}", got[:3] == stopped("MaxInstructions", 20000000), got)
for work in ("loop", "catching", "regex", "many", "sleep", "wait", "read"):
    silent, never_written = os.pipe()
    got = run("-XX:MaxRunTime=1000", "-cp", TESTDATA, "Bounds", work, stdin=silent)
    os.close(silent), os.close(never_written)
    check(f"MaxRunTime: {work}", got[:3] == stopped("MaxRunTime", 1000), got)
    check(f"MaxRunTime: {work} not before, after {got[3]:.3f} s", got[3] > 0.95, got)
got = run("-XX:MaxThreads=40", "-cp", TESTDATA, "Bounds", "threads")
check("MaxThreads", got[:3] == (0, "java.lang.OutOfMemoryError: unable to create native thread: possibly out of memory or "
                                "process/resource limits reached\nfinally\n", ""), got)
got = run("-Xmx256m", "-Xlog:disable", "-cp", TESTDATA, "Bounds", "allocate")
lines = got[1].splitlines()
check("-Xmx: OutOfMemoryError within 5 % of it", got[0] == 0 and lines[1:] == ["java.lang.OutOfMemoryError: Java heap space", "finally"]
      and 0.95 * (256 << 20) < int(lines[0]) <= 256 << 20, got)
got = run("-cp", TESTDATA, "Bounds", "deep")
check("deep recursion", got[:3] == (0, "java.lang.StackOverflowError\nfinally\n", ""), got)
got = run("-XX:MaxInstructions=1000000000", "-XX:MaxRunTime=1000000", "-XX:MaxThreads=100", "-cp", TESTDATA, "Hello")
check("bounds that are not reached change nothing", got[:3] == (0, "Hello, world\n", ""), got)

# ---- denied natives ----

for bad in ("", "net,", "nets", "net;exec"):
    got = run(f"--deny={bad}", "-cp", TESTDATA, "Hello")
    check(f"--deny={bad} is refused", got[0] == 1 and "is none of net, exec, files-write, files-read, native" in got[2], got)


def attempts(folder, *options):
    """-> {what: result} of Deny with a fresh folder, which may not change when writing is denied."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    (folder / "secret").write_text("secret")
    (folder / "link").symlink_to("nowhere")
    with zipfile.ZipFile(folder / "x.jar", "w") as jar:
        jar.writestr("a", "b")
    got = run(*options, *OPENS, "-cp", "testdata", "Deny", folder, library, cwd=TESTDATA.parent)
    check(f"Deny {' '.join(options)} ends well", got[0] == 0 and got[2] == "", got)
    return dict(line.split(": ", 1) for line in got[1].splitlines()), sorted(p.name for p in folder.iterdir())


with tempfile.TemporaryDirectory() as temporary:
    folder = pathlib.Path(temporary) / "folder"
    free, _ = attempts(folder)
    check("nothing denied without --deny", not any("denied" in r for r in free.values()), free)
    ALL = {"net": "net ", "exec": "exec ", "files-write": "write ", "files-read": "read ", "native": "native "}
    for word, prefix in ALL.items():
        results, names = attempts(folder, f"--deny={word}")
        for what, result in results.items():
            denied = what.startswith(prefix) and what not in CONTROLS or what.startswith("Unsafe")
            if denied:
                check(f"--deny={word}: {what}", result.endswith(f" is denied (--deny={word})"), result)
            elif word == "files-read" and what == "write RandomAccessFile":
                check("files-read denies opening for both", "is denied (--deny=files-read)" in result, result)
            elif "denied" in result or result != free[what] and not what.startswith("net"):
                check(f"--deny={word} leaves alone: {what}", False, result)
        if word == "files-write":
            check("--deny=files-write: the folder is as it was", names == ["link", "secret", "x.jar"], names)
    foreign = ("--add-modules", "jdk.incubator.foreign", "--enable-native-access=ALL-UNNAMED", "-cp", TESTDATA, "ForeignSystem")
    for denied in ("native", "net,native"):
        got = run(f"--deny={denied}", *foreign)
        check(f"--deny={denied}: foreign functions", got[0] == 0 and "java.lang.SecurityException" in got[1] and "is denied" in got[1]
              and "5" not in got[1].splitlines()[0] and "[1, 2, 4, 9]" not in got[1], got)
    got = run("--deny=net", *foreign)
    check("--deny=net leaves foreign functions alone", got[0] == 0 and got[1] == "strlen: 5\nqsort: [1, 2, 4, 9]\n", got)
    with zipfile.ZipFile(folder / "opens.jar", "w") as jar:
        jar.writestr("META-INF/MANIFEST.MF", "Main-Class: Hello\nAdd-Opens: java.base/jdk.internal.misc\n\n")
        jar.write(TESTDATA / "Hello.class", "Hello.class")
    got = run("-jar", folder / "opens.jar")
    check("Add-Opens in a manifest", got[:3] == (0, "Hello, world\n", ""), got)
    got = run("--deny=net", "-jar", folder / "opens.jar")
    check("... is denied with anything", got[0] == 1 and "Add-Opens in the manifest is denied (--deny): java.base/jdk.internal.misc" in got[2], got)
    got = run("--deny=net", "-Xverify:none", "-cp", TESTDATA, "Hello")
    check("--deny without verification is refused", got[0] == 1 and "--deny: classes must be verified" in got[2] and not got[1], got)
    results, names = attempts(folder, "--deny=" + ",".join(ALL))
    left = {what for what, result in results.items() if "is denied" not in result} - CONTROLS - {"a forged descriptor"}
    check("all denied at once", not left and names == ["link", "secret", "x.jar"], (left, names))
sys.exit(1 if faults else 0)
