#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Memory benchmarks: minijvm against java -XX:+UseSerialGC (its compiler on, and -Xint), at the same -Xmx.

    bench_gc.py MINIJVM JAVA JAVAC [--runs N] [--quick] [--also OPTION]... [NAME...]

Each program runs N times (default 3) under each VM, in turn; the fastest run of each counts, so that what else the machine does
weighs less. Printed are wall time, peak resident memory, the collector's share of the time, the number and the length of its
pauses, what lived after the last full collection, and for minijvm what the heap held then (the difference is fragmentation and
partly filled blocks). Then the figures that are wanted, as ratios to Serial's with the compiler on. --also adds a row of minijvm
with that option (-XX:-Generational). --quick leaves -Xint out.
"""
import argparse
import os
import pathlib
import re
import subprocess
import tempfile
import time

BENCH = pathlib.Path(__file__).resolve().parent.parent / "bench"
PROGRAMS = {"GcTrees": "-Xmx256m", "GcCache": "-Xmx256m", "GcArrays": "-Xmx384m", "GcDeep": "-Xmx512m", "GcFragment": "-Xmx256m"}
POINTERS = ("GcTrees", "GcDeep")  # heaps that are mostly headers and references
PAUSE = re.compile(r"Pause (\w+) .*?(\d+)M->(\d+)M\((\d+)M\) ([0-9.]+)ms$")


class Run:
    """One run: figures of the process and of its collector's log."""

    def __init__(self, command, log):
        log.unlink(missing_ok=True)
        start = time.monotonic()
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
            self.out = process.stdout.read()
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        self.seconds = time.monotonic() - start
        self.code = process.returncode
        self.resident = usage.ru_maxrss / 1024
        found = [m for m in map(PAUSE.search, log.read_text().splitlines() if log.exists() else []) if m]
        self.pauses = sorted(float(m[5]) for m in found)
        self.share = sum(self.pauses) / 10 / self.seconds
        full = [m for m in found if m[1] == "Full"]
        self.live, self.held = (int(full[-1][3]), int(full[-1][4])) if full else (0, 0)

    def pause(self, part):
        return self.pauses[min(len(self.pauses) - 1, int(len(self.pauses) * part))] if self.pauses else 0.0


def show(name, label, run, ours):
    held = f"{run.held:7}" if ours and run.held else f"{'':7}"
    print(f"{name:10} {label:15} {run.seconds:7.2f} {run.resident:7.0f} {run.share:6.1f} {len(run.pauses):6} {run.pause(.5):7.2f} "
          f"{run.pause(.99):7.2f} {run.pause(1):7.2f} {run.live:7}{held}{'' if run.code == 0 else f'  exit code {run.code}'}",
          flush=True)


def wanted(name, ours, serial):
    """-> the figures asked for, as ratios, each with a mark if missed"""
    rows = [("GC share", ours.share, serial.share, 1.5), ("longest pause", ours.pause(1), serial.pause(1), 1.5),
            ("peak memory", ours.resident, serial.resident, 1.0)]
    if name in POINTERS:
        rows.append(("live heap", ours.live, serial.live, 0.85))
    parts = []
    for what, a, b, most in rows:
        if not b or not a:
            parts.append(f"{what} -")
        else:
            parts.append(f"{what} {a / b:.2f}{'' if a / b <= most else f' (wanted: {most})'}")
    return ", ".join(parts)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("vm")
    parser.add_argument("java")
    parser.add_argument("javac")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--also", action="append", default=[])
    parser.add_argument("names", nargs="*", choices=[[], *PROGRAMS])
    options = parser.parse_args()
    machines = {"minijvm": [options.vm], **{also: [options.vm, also] for also in options.also},
                "serial": [options.java, "-XX:+UseSerialGC"]}
    if not options.quick:
        machines["serial -Xint"] = [options.java, "-XX:+UseSerialGC", "-Xint"]
    summary = []
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        subprocess.run([options.javac, "-nowarn", "-d", temporary, *map(str, BENCH.glob("Gc*.java"))], check=True)
        print(f"{'':10} {'':15} {'time s':>7} {'RSS MB':>7} {'GC %':>6} {'count':>6} {'p50 ms':>7} {'p99 ms':>7} {'max ms':>7} "
              f"{'live MB':>7} {'held':>6}")
        for name in options.names or PROGRAMS:
            best = {}
            for _ in range(options.runs):
                for label, start in machines.items():
                    log = folder / f"{name}.log"
                    run = Run([*start, PROGRAMS[name], f"-Xlog:gc:file={log}", "-cp", temporary, name], log)
                    if label not in best or run.seconds < best[label].seconds:
                        best[label] = run
            for label, run in best.items():
                show(name, label, run, machines[label][0] == options.vm)
            if len({run.out for run in best.values()}) > 1:
                print(f"{name:10} the outputs differ: {[run.out for run in best.values()]}")
            summary.append(f"{name:10} {wanted(name, best['minijvm'], best['serial'])}")
    print("\nminijvm / serial:")
    print("\n".join(summary))


main()
