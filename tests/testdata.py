# SPDX-License-Identifier: MIT
"""Where the files of testdata/ lie: sources by topic, class files flat beside one another, recordings by release.

    testdata/src/TOPIC/NAME.java            -> testdata/NAME.class, as javac 17 makes it
    testdata/src/TOPIC/FOLDER/**.java       -> testdata/FOLDER/**.class, compiled in a way of its own (compile_folders)
    testdata/expected/NAME.out .err .exit   what OpenJDK 17's java printed; .err and .exit only when not empty and not 0
    testdata/expected/RELEASE/NAME.*        the same of another release, where it differs from 17
    testdata/input/NAME.stdin .args         input, and arguments one a line, if the program needs any

testdata/README.md lists the topics; layout_faults checks that it does.
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import jre

ROOT = pathlib.Path(__file__).resolve().parent.parent
TESTDATA = ROOT / "testdata"
SOURCES = TESTDATA / "src"
EXPECTED = TESTDATA / "expected"
INPUT = TESTDATA / "input"
TOPICS = TESTDATA / "README.md"
FOLDERS = {"broken", "modules", "multirelease", "parameters", "select"}  # what compile_folders knows


# ---- the layout -------------------------------------------------------------------------------------------------

def topics():
    """name -> its sentence: the rows of the table in README.md that begin with a name in backquotes"""
    return dict(re.findall(r"^\| `(\w+)` \| (.+) \|$", TOPICS.read_text(), re.M))


def layout_faults(programs):
    """-> list of faults: sources outside the listed topics, names used twice, recordings and inputs of no program"""
    listed, faults = topics(), []
    for path in sorted(SOURCES.iterdir()):
        if path.name not in listed:
            faults.append(f"src/{path.name}: no topic of {TOPICS.name}")
    faults += [f"{TOPICS.name}: topic {name} has no folder in src/" for name in listed if not (SOURCES / name).is_dir()]
    names = {}
    for topic in filter(pathlib.Path.is_dir, sorted(SOURCES.iterdir())):
        for path in sorted(topic.iterdir()):
            if path.is_dir() and path.name not in FOLDERS or path.is_file() and path.suffix != ".java":
                faults.append(f"src/{topic.name}/{path.name}: neither a program nor a folder that is compiled")
            if path.name in names:
                faults.append(f"src/{topic.name}/{path.name}: also in src/{names[path.name]}")
            names[path.name] = topic.name
    faults += [f"{path.relative_to(TESTDATA)}: sources lie in src/" for path in sorted(TESTDATA.rglob("*.java"))
               if SOURCES not in path.parents]
    for path in sorted([*EXPECTED.rglob("*.*"), *INPUT.iterdir()]):
        if path.is_file() and path.stem not in programs:
            faults.append(f"{path.relative_to(TESTDATA)}: {path.stem} is not in programs.list")
    faults += [f"{name}: not recorded" for name in programs if not (EXPECTED / (name + ".out")).exists()]
    return faults


# ---- recordings -------------------------------------------------------------------------------------------------

def recording_folder(name, release):
    """Where the recording of a program for a release lies: in the release's folder, else in the common one."""
    own = EXPECTED / str(release)
    return own if (own / (name + ".out")).exists() else EXPECTED


def recorded(name, release):
    """-> (stdout, stderr, exit code), or None if there is no recording"""
    folder = recording_folder(name, release)

    def read(suffix):
        path = folder / (name + suffix)
        return path.read_bytes() if path.exists() else b""
    return (read(".out"), read(".err"), int(read(".exit") or b"0")) if (folder / (name + ".out")).exists() else None


def write_recording(name, release, outcome):
    """Release 17's go to the common place, those of others to their own folder, and only where they differ."""
    folder = EXPECTED
    if release != jre.CLASSES:
        folder = EXPECTED / str(release)
        if outcome == recorded(name, jre.CLASSES):
            for path in folder.glob(name + ".*"):
                path.unlink()
            return
        folder.mkdir(exist_ok=True)
    out, err, code = outcome
    for suffix, data in ((".out", out), (".err", err), (".exit", b"%d\n" % code if code else b"")):
        path = folder / (name + suffix)
        if data or suffix == ".out":
            path.write_bytes(data)
        elif path.exists():
            path.unlink()


# ---- compiling --------------------------------------------------------------------------------------------------

def javac(jdk, target, sources, *options):
    target.mkdir(parents=True, exist_ok=True)
    subprocess.run([str(jdk / "bin" / "javac"), "-nowarn", "-Xlint:none", "-d", str(target), *options, *map(str, sources)],
                   check=True, stderr=None if os.environ.get("JAVAC_MESSAGES") else subprocess.DEVNULL)


def sources(folder, pattern="*.java"):
    return sorted(folder.glob(pattern), key=lambda path: path.name)


def compile_folders(jdk, target):
    """The folders inside topics. broken/: callers see before/, then the library is replaced by after/."""
    def source(name):
        return next(SOURCES.glob(f"*/{name}"))
    javac(jdk, target / "parameters", sources(source("parameters")), "-parameters", "-implicit:none")
    broken = source("broken")
    with tempfile.TemporaryDirectory() as before:
        javac(jdk, pathlib.Path(before), sources(broken / "before"))
        javac(jdk, target / "broken", sources(broken), "-cp", before, "-implicit:none")
    javac(jdk, target / "broken", sources(broken / "after"))
    multi = source("multirelease")
    javac(jdk, target / "multirelease", sources(multi))
    javac(jdk, target / "multirelease" / "v9", sources(multi / "v9"))
    modules = source("modules")
    javac(jdk, target / "modules", sorted(modules.rglob("*.java")), "--module-source-path", str(modules))
    subprocess.run([sys.executable, source("select") / "make.py", target / "select"], check=True)


def compile_all(jdk, target):
    """Compiles testdata/ as it is committed."""
    javac(jdk, target, sources(SOURCES, "*/*.java"), "-implicit:none", "-cp", str(target),
          "--add-exports", "java.base/jdk.internal.org.objectweb.asm=ALL-UNNAMED", "--add-modules", "jdk.incubator.foreign")
    compile_folders(jdk, target)


def class_bytes(path):
    """The bytes of a class file; in a module descriptor without the JDK's update, which javac writes down."""
    data = path.read_bytes()
    return re.sub(rb"\x01..17(\.\d+)+", b"17", data, flags=re.S) if path.name == "module-info.class" else data


def recompile(jdk):
    """-> list of faults"""
    with tempfile.TemporaryDirectory() as temporary:
        fresh = pathlib.Path(temporary)
        compile_all(jdk, fresh)
        new = {p.relative_to(fresh): class_bytes(p) for p in fresh.rglob("*.class")}
    old = {p.relative_to(TESTDATA): class_bytes(p) for p in TESTDATA.rglob("*.class")}
    faults = [f"{n}: not committed" for n in sorted(new.keys() - old.keys())]
    faults += [f"{n}: has no source any more" for n in sorted(old.keys() - new.keys())]
    faults += [f"{n}: differs from what javac gives" for n in sorted(new.keys() & old.keys()) if new[n] != old[n]]
    return faults
