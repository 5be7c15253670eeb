#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Memory benchmarks: minijvm against java -XX:+UseSerialGC (its compiler on, and -Xint), one run of each at the same -Xmx.

    bench_gc.py MINIJVM JAVA JAVAC [NAME...]

Prints wall time, peak resident memory, the collector's share of the time, the pauses and, for minijvm, how much more memory the
heap held after its last collection than lived (what fragmentation and partly filled blocks cost).
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

BENCH = pathlib.Path(__file__).resolve().parent.parent / "bench"
PROGRAMS = {"GcTrees": ["-Xmx256m"], "GcCache": ["-Xmx256m"], "GcArrays": ["-Xmx384m"], "GcDeep": ["-Xmx512m"], "GcFragment": ["-Xmx256m"]}


def run(command, log):
    start = time.monotonic()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        out = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.monotonic() - start
    lines = log.read_text().splitlines() if log.exists() else []
    pauses = sorted(float(m[1]) for m in (re.search(r"Pause .* ([0-9.]+)ms$", line) for line in lines) if m)
    ends = [m for m in (re.search(r"->(\d+)M\((\d+)M\)", line) for line in lines) if m]
    return out, process.returncode, seconds, usage.ru_maxrss / 1024, pauses, ends


def main():
    vm, java, javac, *names = sys.argv[1:]
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        subprocess.run([javac, "-nowarn", "-d", temporary, *map(str, BENCH.glob("Gc*.java"))], check=True)
        print(f"{'':10} {'':8} {'time s':>7} {'RSS MB':>7} {'GC %':>6} {'count':>6} {'p50 ms':>7} {'p99 ms':>7} {'max ms':>7}")
        for name in names or PROGRAMS:
            outputs = set()
            for label, start in (("minijvm", [vm]), ("serial", [java, "-XX:+UseSerialGC"]),
                                 ("-Xint", [java, "-XX:+UseSerialGC", "-Xint"])):
                log = folder / f"{name}-{label}.log"
                command = [*start, *PROGRAMS[name], f"-Xlog:gc:file={log}", "-cp", temporary, name]
                out, code, seconds, resident, pauses, ends = run(command, log)
                outputs.add(out)
                share = sum(pauses) / 10 / seconds

                def at(part, sample=pauses):
                    return sample[min(len(sample) - 1, int(len(sample) * part))] if sample else 0.0
                extra = ""
                if label == "minijvm" and ends:
                    live, held = map(int, ends[-1].groups())
                    extra = f"  {live} MB live in {held} MB"
                print(f"{name:10} {label:8} {seconds:7.2f} {resident:7.0f} {share:6.1f} {len(pauses):6} {at(.5):7.2f} {at(.99):7.2f} "
                      f"{at(1):7.2f}{extra}{'' if code == 0 else f'  exit code {code}'}", flush=True)
            if len(outputs) > 1:
                print(f"{name:10} the outputs differ: {outputs}")


main()
