#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs whole programs unchanged on minijvm and on java, compares what they print and write, and prints a table.

    apps.py [--vm build/minijvm] [--jdk DIR] [--quick] [--packages | --check] [--repeat N] [-j N] [--option=OPTION] [NAME...]

The programs (apps_table.py) are jars of Debian packages and the tools of the JDK; what they are given to do is in
tests/apps/. A program is a list of steps, each the arguments of one VM start, run in a scratch folder that holds the links
`in` (tests/apps/NAME), `testdata` and `src` (some sources of java.util, for javac), and an empty `out` and `home`. OK
means: same exit codes, same stdout, and the same files in `out`, byte for byte, as from java in the same run. Times and
memory are summed (wall) and maximal (RSS) over the steps; java -Xint and java -zero (where installed) are measured alike.

--check compares with java only (no table); exit 77 when a package is missing. --repeat runs minijvm N times against one
run of java, -j N programs at a time: what fails now and then shows up under load. --packages prints what is to be
installed, as FILE:PACKAGE.
"""
import argparse
import concurrent.futures
import difflib
import hashlib
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import zipfile

from apps_table import APPS, JAVAP

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "tests"))
import jre  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parent.parent
INPUTS = ROOT / "tests" / "apps"

# Times and hash codes in otherwise equal output. (pattern, replacement)
NEUTRAL = [
    (rb"(Total time|Finished at): .*", rb"\1"), (rb"(finished after|Time elapsed:) [0-9.,]+ ?(ms|sec|s)", rb"\1"),
    (rb"\(\d+ ms\)|\d+ ms", b"N ms"), (rb"@[0-9a-f]{5,8}\b", b"@hash"),
]
# Written files that hold times or random numbers by design.
UNCOMPARED = (".mv.db", ".trace.db")


def neutral(text):
    for pattern, replacement in NEUTRAL:
        text = re.sub(pattern, replacement, text)
    return text


def expand(arguments, folder, jdk):
    for argument in arguments:
        argument = argument.replace("{jdk}", str(jdk))
        if "*" in argument and argument.endswith(".java"):
            yield from sorted(str(p.relative_to(folder)) for p in folder.glob(argument))
        else:
            yield argument


def witness(path, jdk):
    """The file that shows that a package is there. The sources are below a sibling of the JDK's own folder."""
    if path.startswith("/usr/lib/jvm/"):
        return str(jdk.parent / path.removeprefix("/usr/lib/jvm/"))
    return path.replace("{jdk}", str(jdk))


def library_sources(jdk, folder):
    """300 files of java.util (and its subpackages) of the class library"""
    with zipfile.ZipFile(witness("/usr/lib/jvm/openjdk-17/lib/src.zip", jdk)) as archive:
        names = sorted(n for n in archive.namelist()
                       if re.fullmatch(r"java\.base/java/util/(\w+/)*\w+\.java", n) and "-info" not in n)[:300]
        for name in names:
            target = folder / name.removeprefix("java.base/")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(archive.read(name))


def start(command, folder, timeout):
    """-> (stdout, stderr, exit code, seconds, peak KiB)"""
    environment = {k: v for k, v in os.environ.items() if k in ("PATH", "HOME", "TMPDIR")}
    environment.update(LC_ALL="C.UTF-8", TZ="UTC")
    with open(folder / ".stdout", "w+b") as out, open(folder / ".stderr", "w+b") as err:
        began = time.monotonic()
        process = subprocess.Popen(command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=out, stderr=err)
        status, usage = None, None
        while status is None:
            pid, s, u = os.wait4(process.pid, os.WNOHANG)
            if pid:
                status, usage = s, u
            elif time.monotonic() - began > timeout:
                process.kill()
                _, status, usage = os.wait4(process.pid, 0)
                err.write(b"[no end after %d s]\n" % timeout)
            else:
                time.sleep(0.005)
        seconds = time.monotonic() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0), err.seek(0)
        return out.read(), err.read(), process.returncode, seconds, usage.ru_maxrss


class Result:
    def __init__(self):
        self.text, self.errors, self.codes, self.files, self.seconds, self.peak = b"", b"", [], {}, 0.0, 0


def prepare(folder, name, jdk):
    (folder / "testdata").symlink_to(ROOT / "testdata")
    if (INPUTS / name).exists():
        (folder / "in").symlink_to(INPUTS / name)
    for part in ("src", "test"):
        if (INPUTS / name / part).exists():
            (folder / part).symlink_to(INPUTS / name / part)
    (folder / "out").mkdir()
    (folder / "home").mkdir()
    if name == "javac-java.util":
        (folder / "src").mkdir()
        library_sources(jdk, folder / "src")


def members(path, folder, jdk):
    """A class's members in alphabetic order, without numbers of constants and addresses of code."""
    text = subprocess.run([jdk / "bin" / "java", *JAVAP, "-p", "-c", str(path)], cwd=folder, capture_output=True, check=True).stdout
    return b"\n".join(sorted(re.sub(rb"^ *\d+: |#\d+", b"", line) for line in text.splitlines()))


def digest(path):
    """Not the bytes: what this process has in memory counts as the peak of the VMs that it forks."""
    with open(path, "rb") as f:
        return hashlib.file_digest(f, "sha256").digest()


def run(vm, name, jdk, timeout):
    app, result = APPS[name], Result()
    with tempfile.TemporaryDirectory(prefix="apps-") as temporary:
        folder = pathlib.Path(temporary)
        prepare(folder, name, jdk)
        for step in app.steps:
            out, err, code, seconds, peak = start([*vm, *expand(step, folder, jdk)], folder, timeout)
            result.text += neutral(out).replace(temporary.encode(), b"HERE")
            result.errors += err
            result.codes.append(code)
            result.seconds += seconds
            result.peak = max(result.peak, peak)
        for path in sorted((folder / "out").rglob("*")):
            if path.is_file() and not path.name.endswith(UNCOMPARED):
                local = str(path.relative_to(folder))
                result.files[local] = members(path, folder, jdk) if local in app.unordered else digest(path)
    return result


def faults(wanted, got):
    if wanted.codes != got.codes:
        yield f"exit codes: java {wanted.codes}, minijvm {got.codes}\n" + got.errors.decode(errors="replace")[-1500:]
    if wanted.text != got.text:
        yield "\n".join(list(difflib.unified_diff(
            wanted.text.decode(errors="replace").splitlines(), got.text.decode(errors="replace").splitlines(),
            "java", "minijvm", lineterm="", n=1))[:40])
    for path in sorted(wanted.files.keys() | got.files.keys()):
        if wanted.files.get(path) != got.files.get(path):
            yield f"{path}: " + ("differs" if path in wanted.files and path in got.files else
                                 "only from java" if path in wanted.files else "only from minijvm")
    if not wanted.text.strip() and not wanted.files:
        yield "java itself gave nothing:\n" + wanted.errors.decode(errors="replace")[-1500:]


class Comparison:
    """The VMs to run, and how."""

    def __init__(self, options):
        self.options = options
        self.jdk = options.jdk
        java = str(options.jdk / "bin" / "java")
        self.java = [java]
        self.ours = [str(pathlib.Path(options.vm).resolve()), "--java-home", str(options.jdk), *options.option]
        self.others = {} if options.check else {"java -Xint": [java, "-Xint"]}
        if not options.check and (options.jdk / "lib" / "zero" / "libjvm.so").exists():
            self.others["java -zero"] = [java, "-zero"]

    def missing(self, name):
        return [p for f, p in APPS[name].packages.items() if not os.path.exists(witness(f, self.jdk))]

    def one(self, name):
        """-> ("OK", "FAIL" or "SKIP", lines to print)"""
        lacking, timeout = self.missing(name), self.options.timeout
        if lacking:
            return "SKIP", [f"{name:16} SKIP: needs {' '.join(lacking)}"]
        wanted = run(self.java, name, self.jdk, timeout)
        mine = [run(self.ours, name, self.jdk, timeout) for _ in range(self.options.repeat)]
        found = [list(faults(wanted, m)) for m in mine]
        failed = sum(map(bool, found))
        verdict = "FAIL" if failed else "OK"
        line = f"{name:16} {verdict:8}"
        if failed and len(mine) > 1:
            line += f" {failed} of {len(mine)} runs"
        if not self.options.check:
            cells = [mine[-1], wanted] + [run(vm, name, self.jdk, timeout) for vm in self.others.values()]
            line += "".join(f"{c.seconds:9.2f} {c.peak / 1024:6.0f}" for c in cells)
        return verdict, [line] + ["    " + f.replace("\n", "\n    ") for f in sum(found, [])[:20]]

    def all(self, names):
        counts = dict.fromkeys(("OK", "FAIL", "SKIP"), 0)
        if not self.options.check:
            print("seconds, peak MiB        " + "".join(f"{t:>16}" for t in ("minijvm", "java", *self.others)))
        with concurrent.futures.ThreadPoolExecutor(self.options.j) as pool:
            for verdict, lines in pool.map(self.one, names):
                counts[verdict] += 1
                print("\n".join(lines), flush=True)
        print(f"{counts['OK']} OK, {counts['FAIL']} failed, {counts['SKIP']} skipped")
        return 1 if counts["FAIL"] else 77 if counts["SKIP"] and self.options.check else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--vm", default=str(ROOT / "build" / "minijvm"))
    parser.add_argument("--jdk", type=pathlib.Path, default=jre.jdk())
    parser.add_argument("--check", action="store_true", help="compare only, as a test")
    parser.add_argument("--quick", action="store_true", help="only the programs that are part of the tests")
    parser.add_argument("--packages", action="store_true")
    parser.add_argument("--option", action="append", default=[], help="pass to minijvm, e.g. --option=-XX:GCEvery=50")
    parser.add_argument("--repeat", type=int, default=1)
    parser.add_argument("-j", type=int, default=1)
    parser.add_argument("--timeout", type=int, default=1200, help="seconds for one start of a VM")
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    unknown = [n for n in options.names if n not in APPS]
    if unknown:
        parser.error(f"no such program: {' '.join(unknown)}; there are {' '.join(APPS)}")
    names = options.names or [n for n in APPS if APPS[n].quick or not options.quick]
    if options.packages:
        wanted = {f: p for n in names for f, p in APPS[n].packages.items()}
        print(" ".join(f"{witness(f, options.jdk)}:{p}" for f, p in sorted(wanted.items())))
        return 0
    return Comparison(options).all(names)


sys.exit(main())
