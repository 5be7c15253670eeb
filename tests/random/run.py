#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Random programs (programs.py) on minijvm and on OpenJDK's java: both must print the same.

    run.py --vm build/minijvm --jdk DIR [--count N] [--from N] [--option OPTION]... [--keep DIR]

A batch of classes runs in one VM, its classes one after the other. Differences are printed; exit 1 if there is any.
`--keep DIR` leaves the class files there, for `minijvm -cp DIR Driver 1 N` and `minijavap`.
"""
import argparse
import pathlib
import subprocess
import sys
import tempfile

from programs import program

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from waiting import PATIENCE  # noqa: E402

BATCH = 250


def is_version_49(line):
    return line.startswith("P") and int(line.split()[0][1:]) % 2 == 0


def run(vm, folder, options, count, start):
    done = subprocess.run([str(vm), *options, "-Xverify:all", "-cp", str(folder), "Driver", str(count), str(start)], capture_output=True, text=True,
                          timeout=PATIENCE, check=False)
    lines = done.stdout.splitlines()
    if done.returncode:
        lines.append(f"exit code {done.returncode}: {done.stderr[-400:]}")
    return lines


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--vm", required=True)
    parser.add_argument("--jdk", type=pathlib.Path, required=True)
    parser.add_argument("--count", type=int, default=5000)
    parser.add_argument("--from", type=int, default=0, dest="start")
    parser.add_argument("--option", action="append", default=[], help="for minijvm")
    parser.add_argument("--keep", type=pathlib.Path)
    options = parser.parse_args()
    equal, threw, different = 0, 0, 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or pathlib.Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run([options.jdk / "bin" / "javac", "-d", folder, HERE / "Driver.java"], check=True)
        for start in range(options.start, options.start + options.count, BATCH):
            count = min(BATCH, options.start + options.count - start)
            for n in range(start, start + count):
                (folder / f"P{n}.class").write_bytes(program(n))
            ours = run(options.vm, folder, options.option, count, start)
            theirs = run(options.jdk / "bin" / "java", folder, ["-XX:-OmitStackTraceInFastThrow"], count, start)
            for i in range(max(len(ours), len(theirs))):
                a, b = (lines[i] if i < len(lines) else "nothing" for lines in (ours, theirs))
                if is_version_49(a):  # see programs.py
                    a, b = (line.split(" because ")[0] for line in (a, b))
                if a == b:
                    equal += 1
                    threw += not a.rsplit(" ", 1)[1].lstrip("-").isdigit()
                else:
                    different += 1
                    print(f"minijvm: {a}\njava:    {b}")
    print(f"{equal} programs equal ({threw} ended in an exception), {different} different")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
