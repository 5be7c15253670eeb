#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Soak: programs that allocate for a long time must not grow, fail, or damage their heap.

    soak.py MINIJVM JAVAC [--seconds 600]

1. 10,000 class loaders made and dropped (testdata/ManyLoaders: it looks at its own resident memory).
2. 10 million objects of each kind: in a WeakHashMap, with a ThreadLocal, finalizable, with a Cleaner, behind weak, phantom and soft
   references, and interned strings, in 32 MB (testdata/ManyReferences); --count N: another number. Resident memory is printed
   after each kind; no kind may need more than 16 MB on top of what the first one left.
3. bench/GcMixed: four threads, 100 MB live, -Xmx256m, for the given time; its heap and all roots are verified at every tenth
   collection. Its resident memory is sampled: the peak of the
   second half may be 3 % above that of the first half, whose first tenth does not count.
Prints what it saw; exit code 1 if anything is not as it should be.
"""
import argparse
import pathlib
import re
import subprocess
import sys
import tempfile
import threading
import time

TOP = pathlib.Path(__file__).resolve().parent.parent
SLACK = 1.03
MOST_ADDED_MB = 16


def resident_mb(pid):
    for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0


def expect(vm, wanted, *arguments):
    start = time.monotonic()
    done = subprocess.run([vm, *arguments], capture_output=True, text=True, check=False)
    fine = done.returncode == 0 and all(w in done.stdout for w in wanted) and "false" not in done.stdout
    print(f"{' '.join(arguments[-2:])}: {time.monotonic() - start:.0f} s, {'as it should be' if fine else 'WRONG'}", flush=True)
    if not fine:
        print(done.stdout, done.stderr)
    return fine


def many_references(vm, classes, count):
    command = [vm, "-Xmx32m", "-cp", classes, "ManyReferences", str(count)]
    peaks = [0]  # MB: of each part of the program; a part ends with a line of output

    def sample(process):
        while process.poll() is None:
            try:
                peaks[-1] = max(peaks[-1], resident_mb(process.pid))
            except OSError:
                return
            time.sleep(0.02)

    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        sampler = threading.Thread(target=sample, args=[process])
        sampler.start()
        start, lines = time.monotonic(), []
        for line in process.stdout:
            lines.append(line.strip())
            print(f"  {lines[-1]}: {time.monotonic() - start:.0f} s, resident memory at most {peaks[-1]:.1f} MB", flush=True)
            peaks.append(0)
            start = time.monotonic()
        sampler.join()
    fine = process.returncode == 0 and lines[-1] == "monitors" and not any("false" in line for line in lines)
    fine = fine and max(peaks) <= peaks[0] + MOST_ADDED_MB
    print(f"ManyReferences, {count} of each kind: {'as it should be' if fine else 'WRONG'}", flush=True)
    return fine


def mixed(vm, folder, seconds):
    log = folder / "gc.log"
    command = [vm, "-Xmx256m", "-XX:+GCVerify", "-XX:GCVerifyEvery=10", f"-Xlog:gc:file={log}", "-cp", str(folder), "GcMixed", str(seconds)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        samples, start = [], time.monotonic()
        while process.poll() is None:
            time.sleep(1)
            try:
                samples.append((time.monotonic() - start, resident_mb(process.pid)))
            except OSError:
                break
        out = process.stdout.read()
    samples = [(t, mb) for t, mb in samples if mb > 0]
    early = [mb for t, mb in samples if seconds / 20 <= t < seconds / 2]
    late = [mb for t, mb in samples if t >= seconds / 2]
    lines = log.read_text()
    kinds = [len(re.findall(rf"Pause {kind} .*ms", lines)) for kind in ("Young", "Full")]
    print(f"GcMixed: {seconds} s, {kinds[0]} young and {kinds[1]} full collections; resident memory at most {max(early):.1f} MB in the first "
          f"half, {max(late):.1f} MB in the second; exit code {process.returncode}: {out.strip()}", flush=True)
    return process.returncode == 0 and out.strip() == "all is well" and max(late) <= max(early) * SLACK


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("vm")
    parser.add_argument("javac")
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--count", type=int, default=10_000_000)
    options = parser.parse_args()
    classes = str(TOP / "testdata")
    fine = expect(options.vm, ["constant memory"], "-Xmx48m", "-cp", classes, "ManyLoaders", "10000")
    fine &= many_references(options.vm, classes, options.count)
    with tempfile.TemporaryDirectory() as temporary:
        subprocess.run([options.javac, "-nowarn", "-d", temporary, str(TOP / "bench" / "GcMixed.java")], check=True)
        fine &= mixed(options.vm, pathlib.Path(temporary), options.seconds)
    return 0 if fine else 1


sys.exit(main())
