#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""jar_launch_test.py MINIJVM JAVA [SEED COUNT] - which damaged jars does the launcher take, and what comes of those it takes?

The jars are those of launcher/jars.py. With -fullversion the launchers look at the jar and start no program: the lines must be the same.
Some of the jars are also run. SEED and COUNT choose other mutants.
"""
import concurrent.futures
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "launcher"))
import jars  # noqa: E402
from waiting import PATIENCE  # noqa: E402

RUN_EVERY = 9  # of the jars


def outcome(vm, options, jar):
    done = subprocess.run([vm, *options, "-jar", jar.name], cwd=jar.parent, capture_output=True, timeout=PATIENCE, check=False)
    return done.returncode, done.stdout, re.sub(rb"\(LauncherHelper\.java:\d+\)|\bminijvm\b", b"", done.stderr)


def main():
    minijvm, java = (pathlib.Path(a).resolve() for a in sys.argv[1:3])
    seed, count = map(int, sys.argv[3:5] or (1, 120))
    if not java.exists():
        print("no java here: skipped")
        return 77
    program = jars.Entry(b"Hello.class", (HERE.parent / "testdata" / "Hello.class").read_bytes())
    faults = taken = 0
    with tempfile.TemporaryDirectory() as scratch, concurrent.futures.ThreadPoolExecutor(2) as pool:
        def ask(row):
            number, (what, data) = row
            jar = pathlib.Path(scratch) / f"{number}.jar"
            jar.write_bytes(data)
            wanted, got = (outcome(vm, ["-fullversion"], jar) for vm in (java, minijvm))
            if wanted == got and wanted[0] == 0 and number % RUN_EVERY == 0:
                wanted, got = (outcome(vm, [], jar) for vm in (java, minijvm))
            jar.unlink()
            return what, wanted, got
        rows = [*jars.variants(program), *jars.mutants(seed, count, program)]
        for what, wanted, got in pool.map(ask, enumerate(rows)):
            taken += wanted[0] == 0
            if wanted != got:
                faults += 1
                print(f"FAIL {what}\n  java:    {wanted}\n  minijvm: {got}", flush=True)
    print(f"{len(rows)} jars, of which java takes {taken}; {faults} faults")
    return 1 if faults or not 100 < taken < len(rows) - 100 else 0


if __name__ == "__main__":
    sys.exit(main())
