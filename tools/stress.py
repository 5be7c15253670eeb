#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""stress.py VM [--times N] [--jobs N] [--minutes M] [NAME...] - runs the concurrency programs over and over.

Every run must print what was recorded (testdata/expected) and end with exit code 0 within the time limit. A run that hangs is asked for a
thread dump (SIGQUIT), and its dump and C stacks (gdb, if there) are printed before it is killed. Runs differ: some are
bound to one processor, some collect often, some compile every method. The last line counts."""
import argparse
import collections
import concurrent.futures
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
EXPECTED = ROOT / "testdata" / "expected"
LIMIT = 600  # seconds for a run that takes half a one

VARIANTS = [([], []), (["taskset", "-c", "0"], []), ([], ["-XX:GCEvery=30"]), ([], ["-Xss512k"]), ([], ["-Xmx32m", "-XX:GCEvery=300"]),
            ([], ["-Xcomp"]), (["taskset", "-c", "0"], ["-XX:CompileThreshold=1"]), ([], ["-Xcomp", "-XX:GCEvery=30"])]


def names():
    return re.findall(r"^(Stress\w+)", (ROOT / "tests" / "programs.list").read_text(), re.M) + ["Litmus"]


def examine(process):
    """What a hung process is doing."""
    os.kill(process.pid, signal.SIGQUIT)
    time.sleep(2)
    text = ""
    if shutil.which("gdb"):
        text = subprocess.run(["gdb", "-batch", "-ex", "thread apply all bt", "-p", str(process.pid)], capture_output=True,
                              text=True, timeout=60, check=False).stdout
    process.kill()
    out, err = process.communicate()
    return out + err + text


def run(vm, name, i):
    prefix, options = VARIANTS[i % len(VARIANTS)]
    command = [*prefix, str(vm), *options, "-cp", "testdata", name]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        out, err = process.communicate(timeout=LIMIT)
    except subprocess.TimeoutExpired:
        return name, command, "hangs\n" + examine(process)
    if out == (EXPECTED / f"{name}.out").read_text() and not err and process.returncode == 0:
        return name, command, None
    return name, command, f"exit {process.returncode}\n{out}{err}"


parser = argparse.ArgumentParser(usage=__doc__)
parser.add_argument("vm", type=lambda p: pathlib.Path(p).resolve())
parser.add_argument("--times", type=int, default=200)
parser.add_argument("--jobs", type=int, default=os.cpu_count())
parser.add_argument("--minutes", type=float, default=0, help="start no run after that")
parser.add_argument("names", nargs="*")
options = parser.parse_args()
end = time.time() + options.minutes * 60 if options.minutes else float("inf")
good, bad = collections.Counter(), 0
wanted = [(n, i) for i in range(options.times) for n in options.names or names()]
with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
    for name, command, fault in pool.map(lambda w: run(options.vm, *w) if time.time() < end else (w[0], None, None), wanted):
        if fault:
            bad += 1
            print(f"FAIL {' '.join(command)}: {fault}", flush=True)
        elif command:
            good[name] += 1
for name in options.names or names():
    print(f"{name}: {good[name]}")
print(f"{sum(good.values())} runs passed, {bad} failed")
sys.exit(1 if bad else 0)
