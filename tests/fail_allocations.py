#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Makes the n-th C allocation of the VM fail, for n = 1 ... 2000: Hello must end with a clear error (or succeed), never
with a signal and never hang.

    fail_allocations.py MINIJVM [--last 2000] [--step 1]
"""
import argparse
import collections
import pathlib
import subprocess
import sys

from waiting import PATIENCE

TESTDATA = pathlib.Path(__file__).resolve().parent.parent / "testdata"


def attempt(vm, n):
    """-> None when all is well, or what is wrong"""
    try:
        done = subprocess.run([vm, f"-XX:FailAllocationAt={n}", "-Xmx64m", "-cp", str(TESTDATA), "Hello"],
                              capture_output=True, timeout=PATIENCE, check=False)
    except subprocess.TimeoutExpired:
        return "no end", ""
    error = done.stderr.decode(errors="replace")
    if done.returncode == 0:
        return (None, "ran") if done.stdout == b"Hello, world\n" else ("exit code 0 without the output", error)
    if done.returncode != 1:
        return f"exit code {done.returncode}", error
    if not error.strip():  # as HotSpot, the VM tells on stdout why it could not be initialized
        error = done.stdout.decode(errors="replace")
    return (None, error.splitlines()[0].split("(")[0].strip()) if error.strip() else ("no message", "")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("vm")
    parser.add_argument("--last", type=int, default=2000)
    parser.add_argument("--step", type=int, default=1)
    options = parser.parse_args()
    ends, faults = collections.Counter(), 0
    for n in range(1, options.last + 1, options.step):
        fault, text = attempt(options.vm, n)
        if fault:
            faults += 1
            print(f"-XX:FailAllocationAt={n}: {fault}\n{text}")
        else:
            ends[text] += 1
    for text, count in ends.most_common():
        print(f"{count:5} {text}")
    return 1 if faults else 0


sys.exit(main())
