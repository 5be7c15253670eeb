#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""No address of a library in class metadata (-XX:+VerifyMetadata, diagnostics/code_addresses.c), after programs that bind natives in
every way: rows of natives.def, JNI functions found by name and registered ones, lambdas, reflection, loaders that die.

    metadata_test.py [--vm build/minijvm] [NAME...]

Two small numbers side by side can look like an address by chance, in one run of many thousands. Libraries lie elsewhere in each run,
so a program fails if it does so twice.
"""
import argparse
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
PROGRAMS = ["Hello", "JniNative", "JniFunctions", "Lambdas", "Reflect", "Unloading", "FastPaths"]


def run(vm, name):
    command = [sys.executable, os.path.join(HERE, "run_testdata.py"), "--vm", vm, "--option=-XX:+VerifyMetadata", name]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace")
    return done.returncode == 0, done.stdout


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--vm", default="build/minijvm")
    parser.add_argument("names", nargs="*", default=PROGRAMS)
    options = parser.parse_args()
    failed = 0
    for name in options.names or PROGRAMS:
        ok, output = run(options.vm, name)
        if not ok:
            ok, output = run(options.vm, name)
        if not ok:
            failed += 1
            print(output)
        print("ok  " if ok else "FAIL", name)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
