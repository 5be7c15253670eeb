#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""start_lines_test.py MINIJVM [JAVA] - does Hello start with the options of well-known servers (start_lines.list)?

It has to print its line and end with 0. With JAVA (the JDK's), that is tried too: a line that java refuses is a fault of the list.
"""
import pathlib
import shlex
import subprocess
import sys
import tempfile

from waiting import PATIENCE

TESTS = pathlib.Path(__file__).resolve().parent
TESTDATA = TESTS.parent / "testdata"


def lines():
    for line in (TESTS / "start_lines.list").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            name, options = line.split("|", 1)
            yield name.strip(), shlex.split(options)


def main():
    programs = [pathlib.Path(p).resolve() for p in sys.argv[1:3]]
    faults = count = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, options in lines():
            count += 1
            for program in programs:
                done = subprocess.run([program, *options, "-cp", str(TESTDATA), "Hello"], cwd=folder, capture_output=True, text=True,
                                      timeout=PATIENCE, check=False)
                if done.returncode or "Hello, world" not in done.stdout.splitlines():
                    faults += 1
                    print(f"{name}: {program.name} ends with {done.returncode}\n{done.stdout}{done.stderr}")
    print(f"{count} start lines, {faults} faults")
    return 1 if faults or count < 30 else 0


sys.exit(main())
