#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Every row of runtime/event.def happens: -Xlog:events counts them over a few programs that do all that has an event. Then the
order: in each thread the pairs nest, and what has two ends has both.

    events_test.py MINIJVM
"""
import collections
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
TESTDATA = str(ROOT / "testdata")
PROGRAMS = (
    ["-cp", TESTDATA, "Threads1"],
    ["-cp", TESTDATA, "Unloading"],
    ["-cp", TESTDATA, "StressMonitors"],
    ["-Xmx64m", "-XX:MaxMetaspaceSize=40m", "-cp", TESTDATA, "OutOfMemoryKinds"],
)
minijvm = sys.argv[1]
failures = 0


def check(what, ok, detail=""):
    global failures
    failures += not ok
    print(("ok    " if ok else "FAIL  ") + what + ("" if ok else f": {detail}"))


def run(*options):
    return subprocess.run([minijvm, *options], capture_output=True, text=True, errors="replace").stdout.splitlines()


rows = re.findall(r"^EVENT\((\w+),", (ROOT / "runtime" / "event.def").read_text(), re.M)
total = collections.Counter()
for program in PROGRAMS:
    counted = [re.search(r"\[events *\] (\w+) +(\d+) times$", line) for line in run("-Xlog:events", *program)]
    counts = {m[1]: int(m[2]) for m in counted if m}
    check(f"{program[-1]}: a line for each of {len(rows)} events", list(counts) == rows, set(rows) ^ set(counts))
    total.update(counts)
for row in rows:
    check(f"{row} happened", total[row] > 0)

# One program event by event.
seen, life = collections.defaultdict(list), []
for line in run("-Xlog:events=debug", "-cp", TESTDATA, "Exceptions1"):
    m = re.search(r"\[events *\] thread (\d+): (\w+)$", line)
    if m:
        seen[int(m[1])].append(m[2])
        life += [m[2]] if m[2].startswith("vm_") else []
for thread, events in sorted(seen.items()):
    opened, wrong = [], []
    for event in events:
        if event.endswith("_begin"):
            opened.append(event[:-6])
        elif event.endswith("_end") and event[:-4] + "_begin" in rows and (not opened or opened.pop() != event[:-4]):
            wrong.append(event)
    check(f"thread {thread}: begins and ends nest ({len(events)} events)", not wrong and not opened, (wrong[:3], opened))
main = seen[1]
check("thread 1: as many method exits as entries", main.count("method_entry") == main.count("method_exit") > 1000,
      (main.count("method_entry"), main.count("method_exit")))
check("thread 1: exceptions are thrown, go through frames, and are caught",
      0 < main.count("exception_throw") <= main.count("exception_frame") >= main.count("exception_catch") > 0,
      [main.count("exception_" + what) for what in ("throw", "frame", "catch")])
check("the VM's life in order", life == ["vm_start", "vm_init", "vm_death", "vm_end"], life)
sys.exit(failures > 0)
