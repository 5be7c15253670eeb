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
    """The flags that set one of the fields of struct vm_options that stand under this heading; -> {name: is diagnostic}"""
    options, flags = (ROOT / "runtime" / "options.h").read_text(), (ROOT / "libjvm" / "flags.def").read_text()
    fields = re.search(r"/\* optimizations switched off.*?\*/((?:\s+bool [\w, ]+;)+)", options)[1]
    return {name: "diagnostic" in rest for name, rest, field in
            re.findall(r"^(?:FLAG|OWN)\(bool, +(\w+),(.*)\bNOT\((\w+)\)", flags, re.M) if re.search(rf"\b{field}\b", fields)}


def programs_without_locks():
    """All but those that show what is locked: a flag is refused, or is not there."""
    lines = (ROOT / "tests" / "programs.list").read_text().splitlines()
    return [line.split(":")[0] for line in lines if line and not line.startswith(("#", "XXLocked:", "VmOptions"))]


def main():
    vm, *arguments = sys.argv[1:]
    names = optimizations()
    failed = [] if len(names) >= 8 else ["the table of optimizations was not found"]
    for off in [[n] for n in names] + [list(names)]:
        locked = any(names[n] for n in off)
        options = [f"--option=-XX:{o}" for o in (*["+UnlockDiagnosticVMOptions"] * locked, *(f"-{n}" for n in off))]
        programs = programs_without_locks() if locked and not [a for a in arguments if a[0].isupper()] else []
        run = subprocess.run([sys.executable, ROOT / "tests" / "run_testdata.py", "--vm", vm, "--quiet", *options, *arguments,
                              *programs], capture_output=True, text=True, check=False)
        label = "without " + (off[0] if len(off) == 1 else "all of them")
        print(f"{label}: {run.stdout.strip().splitlines()[-1] if run.stdout.strip() else run.stderr}", flush=True)
        if run.returncode:
            print(run.stdout)
            failed.append(label)
    sys.exit(f"failed: {', '.join(failed)}" if failed else 0)


main()
