#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""dropin_test.py LIBJVM - OpenJDK's own launchers and tools on our libjvm.so: with -XXaltjvm, and from a directory of links
to the JDK whose VM is ours (tools/make_jdk.sh): java, javac, jar, jshell, jlink's listing, and Debian's jtreg if there."""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import jre
from waiting import PATIENCE

libjvm = pathlib.Path(sys.argv[1]).resolve()
ROOT = pathlib.Path(__file__).resolve().parent.parent
JDK = jre.jdk()
if not (JDK / "bin" / "javac").exists():
    print("no JDK 17")
    sys.exit(77)
faults = 0


def check(what, good, got=""):
    global faults
    print(("ok   " if good else "FAIL ") + what + ("" if good else f"\n{got}"), flush=True)
    faults += not good


def run(*command, env=None, stdin=None, cwd=None):
    environment = {k: v for k, v in os.environ.items() if k not in ("CLASSPATH", "JDK_JAVA_OPTIONS", "JAVA_HOME")}
    environment.update(env or {})
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True, timeout=PATIENCE, env=environment, check=False, input=stdin, cwd=cwd)
    return done.returncode, done.stdout, done.stderr


SOURCE = """import java.util.*;
public class Where {
    record Pair(String key, int value) {}
    public static void main(String[] args) {
        System.out.println(System.getProperty("java.vm.name") + " " + List.of(new Pair("a", args.length)));
    }
}
"""

with tempfile.TemporaryDirectory() as scratch:
    scratch = pathlib.Path(scratch)
    (scratch / "Where.java").write_text(SOURCE)
    alternative = f"-XXaltjvm={libjvm.parent}"
    code, out, err = run(JDK / "bin" / "javac", "-J" + alternative, "-d", scratch, scratch / "Where.java")
    check("javac -J-XXaltjvm compiles", code == 0 and (scratch / "Where.class").exists(), (code, out, err))
    code, out, err = run(JDK / "bin" / "java", alternative, "-cp", scratch, "Where", "x")
    check("java -XXaltjvm", (code, out) == (0, "minijvm [Pair[key=a, value=1]]\n"), (code, out, err))
    code, out, err = run(JDK / "bin" / "java", "-cp", scratch, "Where", env={"JDK_JAVA_OPTIONS": alternative})
    check("-XXaltjvm in JDK_JAVA_OPTIONS", (code, out) == (0, "minijvm [Pair[key=a, value=0]]\n"), (code, out, err))

    home = scratch / "jdk"
    code, out, err = run(ROOT / "tools" / "make_jdk.sh", home, libjvm, JDK)
    check("the directory of links", code == 0, err)
    code, out, err = run(home / "bin" / "java", "-version")
    check("its java names the VM", code == 0 and "minijvm" in err and "17." in err, (code, err))
    env = {"JAVA_HOME": str(home), "PATH": f"{home}/bin:/usr/bin:/bin"}
    code, out, err = run("java", "-cp", scratch, "-XshowSettings:properties", "Where", env=env)
    check("java.home is that directory", code == 0 and f"java.home = {home}" in err and out.startswith("minijvm"), (code, out, err[:500]))
    (scratch / "Where.class").unlink()
    code, out, err = run("javac", "-d", scratch, scratch / "Where.java", env=env)
    check("javac", code == 0 and not err and (scratch / "Where.class").exists(), (code, out, err))
    with_java = run(JDK / "bin" / "javac", "-d", scratch / "reference", scratch / "Where.java")
    check("javac's class files are those that it makes on HotSpot",
          with_java[0] == 0 and (scratch / "reference" / "Where.class").read_bytes() == (scratch / "Where.class").read_bytes())
    code, out, err = run("javac", "-d", scratch, "-", env=env)
    check("javac's errors and exit code", code == 2 and "error: invalid flag: -" in err, (code, out, err))
    code, out, err = run("jar", "--create", "--file", scratch / "w.jar", "--main-class", "Where", "-C", scratch, "Where.class", "-C", scratch, "Where$Pair.class", env=env)
    check("jar creates", code == 0 and not err, (code, out, err))
    code, out, err = run("jar", "tf", scratch / "w.jar", env=env)
    check("jar lists", (code, out) == (0, "META-INF/\nMETA-INF/MANIFEST.MF\nWhere.class\nWhere$Pair.class\n"), (code, out, err))
    code, out, err = run("java", "-jar", scratch / "w.jar", env=env)
    check("java -jar", (code, out) == (0, "minijvm [Pair[key=a, value=0]]\n"), (code, out, err))
    code, out, err = run("java", scratch / "Where.java", "one", "two", env=env)
    check("java runs a source file", (code, out) == (0, "minijvm [Pair[key=a, value=2]]\n"), (code, out, err))
    code, out, err = run("javap", "-cp", scratch, "Where$Pair", env=env)
    check("javap", code == 0 and "final class Where$Pair extends java.lang.Record" in out, (code, out, err))
    code, out, err = run("jshell", "-s", "-J-Djava.util.prefs.userRoot=" + str(scratch), env={**env, "HOME": str(scratch)},
                         stdin='int x = 6 * 7\nString f(int n) { return "n" + n; }\nSystem.out.println(f(x) + System.getProperty("java.vm.name"))\n'
                               'System.out.println(1 / 0)\n/exit 5\n')
    check("jshell", code == 5 and "n42minijvm" in out and "java.lang.ArithmeticException" in out, (code, out, err))
    if shutil.which("jtreg"):
        tests = scratch / "tests"
        tests.mkdir()
        (tests / "TEST.ROOT").touch()
        (tests / "Good.java").write_text("/* @test\n * @run main Good a b\n */\npublic class Good { public static void main(String[] a) { if (a.length != 2) "
                                         "throw new RuntimeException(); System.out.println(\"on \" + System.getProperty(\"java.vm.name\")); } }\n")
        (tests / "Bad.java").write_text("/* @test */\npublic class Bad { public static void main(String[] a) { throw new RuntimeException(\"on purpose\"); } }\n")
        (tests / "Exit.java").write_text("/* @test\n * @run main/othervm -Dx=y Exit\n */\npublic class Exit { public static void main(String[] a) { "
                                         "if (!\"y\".equals(System.getProperty(\"x\"))) throw new Error(); } }\n")
        for mode in ("-othervm", "-agentvm"):
            code, out, err = run("jtreg", mode, f"-jdk:{home}", f"-w:{scratch}/work{mode}", f"-r:{scratch}/report{mode}", tests, env=env)
            check(f"jtreg {mode}", code == 2 and "Test results: passed: 2; failed: 1" in out, (code, out, err))
            result = scratch / f"work{mode}" / "Good.jtr"
            check(f"jtreg {mode} ran the tests on minijvm", result.exists() and "on minijvm" in result.read_text())
    else:
        print("skip jtreg: not installed (Debian: jtreg7)")
sys.exit(1 if faults else 0)
