#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs programs of testdata with the compiler in each of its hostile modes: the same outputs as without it.

    jit_test.py MINIJVM [-j N] [NAME...]        without NAMEs: all programs
"""
import pathlib
import subprocess
import sys

RUN = pathlib.Path(__file__).resolve().parent / "run_testdata.py"
MODES = [
    ["-Xcomp"],
    ["-XX:CompileThreshold=1"],
    ["-XX:CompileThreshold=2", "-XX:CompileFallbackEvery=7"],
    ["-Xcomp", "-XX:CompileFallbackEvery=1"],
    ["-Xcomp", "-XX:CompileFallbackEvery=3"],
    ["-Xcomp", "-XX:-UsePinnedSlots"],
    ["-Xcomp", "-XX:-UseLeafCalls", "-XX:-UseFastPaths"],
    ["-Xcomp", "-XX:+UnlockDiagnosticVMOptions", "-XX:-InlineNatives"],
    ["-Xcomp", "-XX:ReservedCodeCacheSize=256k"],
    ["-Xcomp", "--hostile"],
    ["-Xint"],
]


def main():
    vm, *arguments = sys.argv[1:]
    failed = []
    for mode in MODES:
        options = [o if o == "--hostile" else f"--option={o}" for o in mode]
        run = subprocess.run([sys.executable, RUN, "--vm", vm, "--quiet", *options, *arguments], capture_output=True, text=True,
                             check=False)
        label = " ".join(mode)
        print(f"{label}: {run.stdout.strip().splitlines()[-1] if run.stdout.strip() else run.stderr}", flush=True)
        if run.returncode:
            print(run.stdout)
            failed.append(label)
    sys.exit(f"failed: {'; '.join(failed)}" if failed else 0)


main()
