#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""launcher_test.py MINIJVM LIBJVM - what cannot be compared with java's output because it names minijvm, or needs set-up."""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import jre
from waiting import PATIENCE

minijvm, libjvm = (pathlib.Path(a).resolve() for a in sys.argv[1:3])
TESTDATA = pathlib.Path(__file__).resolve().parent.parent / "testdata"
JDK = jre.jdk()
faults = 0


def run(*command, env=None):
    environment = {k: v for k, v in os.environ.items() if k not in ("CLASSPATH", "JDK_JAVA_OPTIONS")}
    environment.update(env or {})
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True, timeout=PATIENCE, env=environment, check=False)
    return done.returncode, done.stdout, done.stderr


def check(what, good, got=""):
    global faults
    print(("ok   " if good else "FAIL ") + what + ("" if good else f"\n{got}"))
    faults += not good


code, out, err = run(minijvm, "-version")
check("-version names minijvm and the JRE on stderr", code == 0 and not out and "minijvm" in err and "17." in err, (code, out, err))
code, out, err = run(minijvm, "--version")
check("--version: the same on stdout", code == 0 and not err and "minijvm" in out, (code, out, err))
code, out, err = run(minijvm, "-showversion", "-cp", TESTDATA, "Hello")
check("-showversion: version, then the program", code == 0 and "minijvm" in err and out == "Hello, world\n", (code, out, err))
code, out, err = run(minijvm, "-help")
check("-help: usage on stderr, exit 0", code == 0 and err.startswith("Usage: minijvm") and not out, (code, err[:200]))
code, out, err = run(minijvm)
check("no arguments: usage on stderr, exit 1", code == 1 and "Usage: minijvm" in err, (code, err[:200]))
code, out, err = run(minijvm, "--list-modules")
check("--list-modules", code == 0 and re.search(r"^java\.base@17", out, re.M), (code, out[:200], err))

code, out, err = run(minijvm, "-Xlog:help")
check("-Xlog:help lists the channels and ends", code == 0 and "class+load" in out and not err, (code, out, err))
code, out, err = run(minijvm, "-Xlog:nosuchtag", "-version")
check("-Xlog: a tag that isn't one", code == 1 and re.match(r"\[\d+\.\d{3}s\]\[error\]\[logging\] Invalid tag 'nosuchtag' in log selection\.\n$", out)
      and err.startswith("Invalid -Xlog option '-Xlog:nosuchtag', see error log for details.\nError: Could not create"), (code, out, err))
code, out, err = run(minijvm, "-Xmx5g", "-cp", TESTDATA, "Hello")
check("-Xmx beyond 32-bit references: a warning, and the most there is", code == 0 and out == "Hello, world\n"
      and err.startswith("minijvm warning: a heap of 5120M was asked for;") and err.count("\n") == 1, (code, out, err))
code, out, err = run(minijvm, "-XX:+StrictHeapLimit", "-Xmx5g", "-version")
check("-XX:+StrictHeapLimit: it is refused", code == 1 and "Could not reserve enough space for 5242880KB" in out, (code, out, err))
code, out, err = run(minijvm, "-XX:+UseG1GC", "-XX:+UseZGC", "-version")
check("two collectors are refused", code == 1 and out == "Error occurred during initialization of VM\nMultiple garbage collectors selected\n",
      (code, out, err))
for flag in ("Initial", "Ranges", "Final"):
    code, out, err = run(minijvm, f"-XX:+PrintFlags{flag}", "-version")
    check(f"-XX:+PrintFlags{flag}", code == 0 and out.startswith("[Global flags") and len(out.splitlines()) > 200, (code, out[:200], err))

code, out, err = run(minijvm, "--java-home", "/nonexistent/jre", "-version")
check("--java-home without a JRE: one message naming it, exit 1", code == 1 and "/nonexistent/jre" in out + err, (code, out, err))
with tempfile.TemporaryDirectory() as home:
    (pathlib.Path(home) / "lib").mkdir()
    (pathlib.Path(home) / "lib" / "modules").touch()
    (pathlib.Path(home) / "release").write_text('JAVA_VERSION="25.0.3"\n')
    code, out, err = run(minijvm, "--java-home", home, "-version")
    check("--java-home with another release is refused by its number", code == 1 and
          f"{home}: Java version 25.0.3, needed is 17" in out + err, (code, out, err))
code, out, err = run(minijvm, "-cp", TESTDATA, "Hello", env={"JAVA_HOME": "/nonexistent/jre"})
check("JAVA_HOME without a JRE falls through to the next place or says so", out == "Hello, world\n" or "JAVA_HOME" in out + err, (code, out, err))

code, out, err = run(minijvm, "-verbose:class", "-cp", TESTDATA, "Hello")
loads = [line for line in out.splitlines() if "class,load" in line]
form = re.compile(r"\[\d+\.\d{3}s\]\[info\]\[class,load\] \S+ source: \S+")
odd = [line for line in loads if not form.fullmatch(line)]
check("-verbose:class in java's format", code == 0 and len(loads) > 100 and not odd, odd[:3])
check("-verbose:class names the program's class", any(re.search(r" Hello source: file:.*testdata", line) for line in loads), loads[-3:])
if (JDK / "bin" / "java").exists():
    code, out, err = run(JDK / "bin" / "java", "-Xshare:off", "-verbose:class", "-cp", TESTDATA, "Hello")
    theirs = sum("class,load" in line for line in out.splitlines())
    check(f"no more classes loaded than by java -Xshare:off ({len(loads)}, {theirs})", len(loads) <= theirs)
    code, out, err = run(minijvm, "--java-home", JDK, "-cp", TESTDATA, "Hello")
    check("--java-home DIR", (code, out) == (0, "Hello, world\n"), (code, out, err))

with tempfile.TemporaryDirectory() as folder:
    trace = pathlib.Path(folder) / "trace.json"
    code, out, err = run(minijvm, f"-XX:TimelineFile={trace}", "-Xlog:startuptime,memory", "-cp", TESTDATA, "Hello")
    events = json.loads(trace.read_text())
    kinds = {e["cat"] for e in events}
    check("-XX:TimelineFile: Chrome trace events of all kinds", code == 0 and "Hello, world\n" in out and
          {"boot", "load", "link", "initialize", "bind", "translate", "verify"} <= kinds and
          any(e["name"] == "load java/lang/Object" for e in events) and all(e["dur"] >= 0 for e in events), (code, kinds, err))
    check("-Xlog:startuptime: totals", re.search(rf"load +{sum(e['cat'] == 'load' for e in events)} times", out), out)
    check("-Xlog:memory: a line for each subsystem", all(w in out for w in ("Java heap:", "metadata:", "register code:", "symbols:",
          "C allocations:", "resident:")), out)
    code, out, err = run(minijvm, "-Xlog:hot", "-cp", TESTDATA, "Main")
    hot = [int(n) for n in re.findall(r"\[hot\] +(\d+) +\d+\.\d %  \S+\(", out)]
    check("-Xlog:hot: methods by calls and backward branches", code == 0 and hot and hot == sorted(hot, reverse=True), out)
    code, out, err = run(minijvm, f"-XX:TimelineFile={folder}/none/x", "-cp", TESTDATA, "Hello")
    check("-XX:TimelineFile that can't be written: exit 1", code == 1 and "TimelineFile" in out, (code, out, err))

with tempfile.TemporaryDirectory() as folder:
    alone = pathlib.Path(folder) / "bin" / "minijvm"
    alone.parent.mkdir()
    shutil.copy(minijvm, alone)
    code, out, err = run(alone, "-version")
    check("without libjvm.so: says where it looked, exit 1", code == 1 and "libjvm.so" in err, (code, out, err))
    library = pathlib.Path(folder) / "lib" / "minijvm"
    library.mkdir(parents=True)
    shutil.copy(libjvm, library / "libjvm.so")
    code, out, err = run(alone, "-cp", TESTDATA, "Hello")
    check("libjvm.so in ../lib/minijvm", (code, out) == (0, "Hello, world\n"), (code, out, err))
    if (JDK / "bin" / "java").exists():
        code, out, err = run(JDK / "bin" / "java", f"-XXaltjvm={library}", "-cp", TESTDATA, "Hello", env={"JAVA_HOME": str(JDK)})
        check("OpenJDK's own launcher with -XXaltjvm", (code, out) == (0, "Hello, world\n"), (code, out, err))

sys.exit(1 if faults else 0)
