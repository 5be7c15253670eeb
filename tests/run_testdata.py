#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs the Java programs of testdata/ and compares stdout, stderr and exit code with what OpenJDK's java gave.

    run_testdata.py [--vm build/minijvm] [NAME...]      compare with the recordings, testdata/expected
    run_testdata.py --java /usr/bin/java [NAME...]      compare live: run both VMs
    run_testdata.py --record --jdk DIR [NAME...]        compile everything anew and record from DIR/bin/java
    run_testdata.py --recompile --jdk DIR               does javac give exactly the committed class files?
    run_testdata.py --layout                            does every file of testdata/ lie where testdata/README.md says?

programs.list names the programs: `NAME`, or `NAME: [VAR=value...] ARGUMENTS` when the command line is not simply
`-cp testdata NAME`. Each runs in a scratch folder that holds only a link `testdata`, the damaged inputs `bad/` and the
jars `jars/` made below from committed class files, so every path in an output is relative and the same everywhere.
--library is the Java release whose recordings count: that of the JRE which the VM runs on.
--hostile collects before every 50th slow allocation, with poison and verification; where that would take many minutes
programs.list has a larger number: `NAME: hostile=N ARGUMENTS` (tests/programs.list says when).
In ARGUMENTS `{jni}` is the folder of the native test library.
"""
import argparse
import concurrent.futures
import difflib
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import zipfile

import jre
import testdata
from testdata import ROOT, TESTDATA
from waiting import PATIENCE

LIST = ROOT / "tests" / "programs.list"
JNI_FOLDER = os.environ.get("TESTDATA_JNI", str(ROOT / "build" / "tests" / "jni"))
# Under nohup, or in the background of a script, signals are ignored that programs send to themselves.
USUAL_SIGNALS = ["env", "--default-signal=HUP,INT,QUIT,TERM"]
TIMEOUT = int(os.environ.get("TESTDATA_TIMEOUT", PATIENCE))


HOSTILE_EVERY = 50


def read_list():
    """name -> (environment, arguments, hostile N)"""
    programs = {}
    for line in LIST.read_text().splitlines():
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        name, _, command = line.partition(":")
        environment, hostile = {}, HOSTILE_EVERY
        arguments = shlex.split(command)
        while arguments and re.match(r"[A-Z_]+=|hostile=", arguments[0]):
            key, _, value = arguments.pop(0).partition("=")
            if key == "hostile":
                hostile = int(value)
            else:
                environment[key] = value
        programs[name] = (environment, arguments or ["-cp", "testdata", name], hostile)
    return programs


# ---- inputs made at run time -------------------------------------------------------------------------------------

MANIFEST = "Manifest-Version: 1.0\r\n"


def make_jar(path, manifest, members, method=zipfile.ZIP_DEFLATED):
    """members: {name in jar: bytes}; manifest text or None"""
    with zipfile.ZipFile(path, "w", method) as jar:
        if manifest is not None:
            jar.writestr(zipfile.ZipInfo("META-INF/MANIFEST.MF"), manifest)
        for name, data in members.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = method
            jar.writestr(info, data)


def classes(*stems, folder=TESTDATA):
    """The committed class files of the named programs (inner classes included) as jar members."""
    return {p.name: p.read_bytes() for stem in stems for p in sorted(folder.glob("*.class"))
            if p.stem == stem or p.stem.startswith(stem + "$")}


def make_scratch(folder):
    """Everything a command line of programs.list may name, relative to its working folder."""
    (folder / "testdata").symlink_to(TESTDATA)
    hello = (TESTDATA / "Hello.class").read_bytes()

    def bad(name, data):
        (folder / "bad" / name).mkdir(parents=True)
        (folder / "bad" / name / "Hello.class").write_bytes(data)

    bad("truncated", hello[:len(hello) // 2])
    bad("empty", b"")
    bad("magic", b"\xca\xfe\xd0\x0d" + hello[4:])
    bad("version62", hello[:4] + bytes([0, 0, 0, 62]) + hello[8:])
    bad("version61preview", hello[:4] + bytes([0xff, 0xff, 0, 61]) + hello[8:])
    bad("version44", hello[:4] + bytes([0, 0, 0, 44]) + hello[8:])
    bad("trailing", hello + b"\0")
    bad("tag", hello[:10] + b"\x63" + hello[11:])
    bad("renamed", hello.replace(b"\x00\x05Hello", b"\x00\x05Jello"))
    bad("nocode", hello.replace(b"\x00\x04Code", b"\x00\x04Core"))
    (folder / "bad" / "corrupt.jar").write_bytes(b"PK\x03\x04 this is not a jar file" * 20)
    (folder / "bad" / "empty.jar").write_bytes(b"")
    (folder / "hello.args").write_text('# an argument file\n-Dgreeting="hello world"\n-cp testdata\nProperties\n')

    jars = folder / "jars"
    jars.mkdir()
    make_jar(jars / "hello.jar", MANIFEST + "Main-Class: Hello\r\n", classes("Hello"))
    make_jar(jars / "stored.jar", MANIFEST + "Main-Class: Hello\r\n", classes("Hello"), zipfile.ZIP_STORED)
    make_jar(jars / "nomain.jar", MANIFEST, classes("Hello"))
    make_jar(jars / "nomanifest.jar", None, classes("Hello"))
    make_jar(jars / "missingmain.jar", MANIFEST + "Main-Class: NotThere\r\n", classes("Hello"))
    if (TESTDATA / "JarMain.class").exists():
        make_jar(jars / "app.jar",
                 MANIFEST + "Main-Class: JarMain\r\nClass-Path: lib.jar\r\nImplementation-Title: demo\r\n"
                 "Implementation-Version: 1.2\r\n",
                 {**classes("JarMain"), "data/message.txt": b"a resource in a jar\nline two\n",
                  "data/big.txt": b"0123456789" * 5000})
        make_jar(jars / "lib.jar", MANIFEST, {**classes("JarLibrary"), "data/other.txt": b"from the library jar\n"})
        versions = TESTDATA / "multirelease"
        make_jar(jars / "multi.jar", MANIFEST + "Main-Class: MultiMain\r\nMulti-Release: true\r\n",
                 {**classes("MultiMain", "MultiPart", folder=versions),
                  "META-INF/versions/9/MultiPart.class": (versions / "v9" / "MultiPart.class").read_bytes(),
                  "META-INF/versions/19/MultiPart.class": b"too new to be looked at"})


# ---- running ----------------------------------------------------------------------------------------------------

def command_environment(extra):
    environment = {k: v for k, v in os.environ.items()
                   if k not in ("CLASSPATH", "LD_LIBRARY_PATH", "JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "LANG", "LANGUAGE")
                   and not k.startswith("LC_")}
    environment.update(LC_ALL="C.UTF-8", TZ="UTC", **extra)
    return environment


def run(vm, name, programs, scratch, extra_options=()):
    """-> (stdout, stderr, exit code); a killed or overdue process gives a negative code."""
    environment, arguments, _ = programs[name]
    arguments = [a.replace("{jni}", JNI_FOLDER) for a in arguments]
    args_file = testdata.INPUT / (name + ".args")
    if args_file.exists():
        arguments = arguments + args_file.read_text().splitlines()
    stdin_file = testdata.INPUT / (name + ".stdin")
    stdin = stdin_file.read_bytes() if stdin_file.exists() else b""
    try:
        done = subprocess.run([*USUAL_SIGNALS, vm, *extra_options, *arguments], input=stdin, capture_output=True, cwd=scratch,
                              env=command_environment(environment), timeout=TIMEOUT, check=False)
        return done.stdout, done.stderr, done.returncode
    except subprocess.TimeoutExpired as e:
        return e.stdout or b"", (e.stderr or b"") + f"\n[no end after {TIMEOUT} s]\n".encode(), -1


def neutral(text, release):
    """Update releases of the JRE move lines of library sources and change its version: not ours to compare."""
    text = re.sub(rb"(java\.[a-z.]+/[^ (]+\([A-Za-z0-9]+\.java):\d+\)", rb"\1:*)", text)
    text = re.sub(rb"@%d\.[0-9.]+" % release, b"@%d" % release, text)
    return re.sub(rb"(\(java\.[a-z.]+@\d+/[A-Za-z0-9]+\.java):\d+\)", rb"\1:*)", text)  # in traces that the VM prints itself


def difference(what, wanted, got):
    lines = list(difflib.unified_diff(wanted.decode(errors="replace").splitlines(),
                                      got.decode(errors="replace").splitlines(),
                                      f"{what} wanted", f"{what} got", lineterm="", n=2))
    if not lines:
        lines = [f"{what}: differs in white space at line ends: {wanted[-80:]!r} / {got[-80:]!r}"]
    return "\n".join(lines[:60])


def compare(name, wanted, got):
    text = [difference(what, w, g) for what, w, g in zip(("stdout", "stderr"), wanted, got) if w != g]
    if wanted[2] != got[2]:
        text.append(f"exit code: wanted {wanted[2]}, got {got[2]}")
    return "\n".join(text)


# ---- recording -----------------------------------------------------------------------------------------------------

def record(java, release, name, programs, fresh_scratch):
    first = run(java, name, programs, fresh_scratch())
    if first != run(java, name, programs, fresh_scratch()):
        return "not deterministic: two runs differ"
    testdata.write_recording(name, release, first)
    return "" if first[2] >= 0 else "killed or overdue"


# ---- main -------------------------------------------------------------------------------------------------------

def parse_arguments(programs):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--vm", default=str(ROOT / "build" / "minijvm"))
    parser.add_argument("--option", action="append", default=[], help="an extra VM option for every run, e.g. --option=-XX:GCEvery=10")
    parser.add_argument("--hostile", action="store_true", help="collections all the time, poison, verification")
    parser.add_argument("--java", help="OpenJDK 17's java: compare with it live instead of with the recordings")
    parser.add_argument("--library", type=int, metavar="RELEASE", help="the Java release whose recordings count")
    parser.add_argument("--record", action="store_true")
    parser.add_argument("--recompile", action="store_true")
    parser.add_argument("--layout", action="store_true")
    parser.add_argument("--jdk", type=pathlib.Path, default=jre.jdk(), help="home of a JDK (default: %(default)s)")
    parser.add_argument("--jobs", "-j", type=int, default=1)
    parser.add_argument("--quiet", "-q", action="store_true", help="name only what fails")
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    unknown = [n for n in options.names if n not in programs]
    if unknown:
        parser.error(f"not in programs.list: {' '.join(unknown)}")
    if options.record and jre.release(options.jdk) is None:
        parser.error(f"no JDK in {options.jdk}")
    options.library = options.library or jre.release(options.jdk if options.record else jre.jre()) or jre.CLASSES
    options.vm = str(pathlib.Path(options.vm).resolve()) if "/" in options.vm else options.vm
    return options


def report(faults, otherwise):
    print("\n".join(faults) or otherwise)
    return 1 if faults else 0


def compile_to_record(options):
    """The class files are those of one release, whichever release's outputs are recorded."""
    if options.library == jre.CLASSES:
        if not options.names:
            for path in TESTDATA.rglob("*.class"):
                path.unlink()
        testdata.compile_all(options.jdk, TESTDATA)
    if not options.names:
        updates = {**jre.recorded(), options.library: jre.update(options.jdk)}
        jre.RECORDED.write_text("".join(f"{updates[n]}\n" for n in sorted(updates)))


def check(name, programs, options, fresh_scratch):
    """Runs one program. -> what differs, or an empty text"""
    def comparable(outcome):
        out, err, code = outcome
        return outcome if options.java else (neutral(out, options.library), neutral(err, options.library), code)

    wanted = run(options.java, name, programs, fresh_scratch()) if options.java else testdata.recorded(name, options.library)
    if not wanted:
        return "not recorded: ./dev record " + name
    extra = list(options.option)
    if options.hostile:
        extra += [f"-XX:GCEvery={programs[name][2]}", "-XX:+GCPoison", "-XX:+GCVerify"]
    got = comparable(run(options.vm, name, programs, fresh_scratch(), extra))
    fault = compare(name, comparable(wanted), got)
    own_java = jre.jre() / "bin" / "java"
    if fault and got[2] != -1 and not options.java and own_java.exists():  # another update of the JRE, user, network, file system?
        fault = compare(name, comparable(run(str(own_java), name, programs, fresh_scratch())), got)
        if not fault:
            print(f"note {name}: not what was recorded, but what java gives here", flush=True)
    return fault


def main():
    programs = read_list()
    options = parse_arguments(programs)
    names = options.names or list(programs)
    if options.layout:
        return report(testdata.layout_faults(programs), f"{len(testdata.topics())} topics, everything in its place")
    if options.recompile:
        if not (options.jdk / "bin" / "javac").exists():
            print("no JDK 17 here: skipped")
            return 77
        return report(testdata.recompile(options.jdk), "the committed class files are what javac gives")
    if options.record:
        compile_to_record(options)
    rarer = [f"{n} every {programs[n][2]}th" for n in names if programs[n][2] != HOSTILE_EVERY]
    if options.hostile and rarer:
        print(f"a collection before every {HOSTILE_EVERY}th slow allocation, but {', '.join(rarer)}", flush=True)

    with tempfile.TemporaryDirectory(prefix="testdata-") as temporary:
        def one(name):
            scratch = pathlib.Path(temporary) / name

            def fresh_scratch():
                shutil.rmtree(scratch, ignore_errors=True)
                scratch.mkdir()
                make_scratch(scratch)
                return scratch
            if options.record:
                fault = record(str(options.jdk / "bin" / "java"), options.library, name, programs, fresh_scratch)
            else:
                fault = check(name, programs, options, fresh_scratch)
            shutil.rmtree(scratch, ignore_errors=True)
            return name, fault

        failed = 0
        with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
            for name, fault in pool.map(one, names):
                failed += bool(fault)
                if fault:
                    print(f"FAIL {name}\n{fault}", flush=True)
                elif not options.quiet:
                    print(f"ok   {name}", flush=True)
    if len(names) > 1:
        print(f"{len(names) - failed} passed, {failed} failed")
    return 1 if failed else 0


sys.exit(main())
