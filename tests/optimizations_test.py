#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs programs of testdata with each optimization of libjvm/flags.def switched off, and with all of them off: the same outputs.

    optimizations_test.py MINIJVM [-j N] [NAME...]        without NAMEs: all programs
"""
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent


def optimizations():
    """The flags that set one of the fields of struct vm_options that stand under this heading."""
    options, flags = (ROOT / "runtime" / "options.h").read_text(), (ROOT / "libjvm" / "flags.def").read_text()
    fields = re.search(r"/\* optimizations switched off.*?\*/((?:\s+bool [\w, ]+;)+)", options)[1]
    return [name for name, field in re.findall(r"^(?:FLAG|OWN)\(bool, +(\w+),.*\bNOT\((\w+)\)", flags, re.M)
            if re.search(rf"\b{field}\b", fields)]


def main():
    vm, *arguments = sys.argv[1:]
    names = optimizations()
    failed = [] if len(names) >= 8 else ["the table of optimizations was not found"]
    for off in [[n] for n in names] + [names]:
        options = [f"--option=-XX:{o}" for o in ("+UnlockDiagnosticVMOptions", *(f"-{n}" for n in off))]
        run = subprocess.run([sys.executable, ROOT / "tests" / "run_testdata.py", "--vm", vm, "--quiet", *options, *arguments],
                             capture_output=True, text=True, check=False)
        label = "without " + (off[0] if len(off) == 1 else "all of them")
        print(f"{label}: {run.stdout.strip().splitlines()[-1] if run.stdout.strip() else run.stderr}", flush=True)
        if run.returncode:
            print(run.stdout)
            failed.append(label)
    sys.exit(f"failed: {', '.join(failed)}" if failed else 0)


main()
