#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""start_lines_test.py MINIJVM [JAVA] - does Hello start with the options of well-known servers (start_lines.list)?

It has to print its line and end with 0. With JAVA (the JDK's), that is tried too: a line that java refuses is a fault of the list;
and both have to print the same, but for the texts below.
"""
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

from waiting import PATIENCE

TESTS = pathlib.Path(__file__).resolve().parent
TESTDATA = TESTS.parent / "testdata"


# what only one of the VMs has to say
OWN_TEXTS = re.compile(r"minijvm warning: a heap of \d+M was asked for; references have 32 bits, it has .*\n"
                       r"|\[.*\]\[warning\]\[pagesize\] UseLargePages disabled, .*\n"  # the machine has none; here none are used
                       r"|-XX:\w+=.* -XX:\+PrintCommandLineFlags .*\n")  # with values that HotSpot chooses
# in an order that changes from run to run
MODULES = re.compile(r"(?<=Using incubator modules: ).*")


def same_text(done):
    texts = [OWN_TEXTS.sub("", text.replace("OpenJDK 64-Bit Server VM warning:", "minijvm warning:"))
             for text in (done.stdout, done.stderr)]
    return [MODULES.sub(lambda found: ", ".join(sorted(found[0].split(", "))), text) for text in texts]


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
            texts = []
            for program in programs:
                done = subprocess.run([program, *options, "-cp", str(TESTDATA), "Hello"], cwd=folder, capture_output=True, text=True,
                                      timeout=PATIENCE, check=False)
                texts.append(same_text(done))
                if done.returncode or "Hello, world" not in done.stdout.splitlines():
                    faults += 1
                    print(f"{name}: {program.name} ends with {done.returncode}\n{done.stdout}{done.stderr}")
            if texts[0] != texts[-1]:
                faults += 1
                print(f"{name}: the VMs print {texts[0]}\nand {texts[1]}")
    print(f"{count} start lines, {faults} faults")
    return 1 if faults or count < 30 else 0


sys.exit(main())
