#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""system_properties.py MINIJVM JAVA TESTDATA: System.getProperties() of both VMs, on several command lines, must be equal
except for java.vm.* (what the VM says of itself) and sun.management.compiler (the compiler's name)."""
import os
import subprocess
import sys

RUNS = [
    [],
    ["-Dmine=x y", "-Dempty", "-Dempty2=", "-Duser.dir=/tmp"],
    ["-Dfile.encoding=ISO-8859-1", "-Duser.language=de", "-Duser.country=CH"],
    ["--add-modules", "java.sql", "--add-exports", "java.base/sun.security.util=ALL-UNNAMED", "--limit-modules", "java.sql"],
    ["-Xmx100m", "-Xbootclasspath/a:/nowhere", "-Djava.library.path=/tmp"],
    ["-XX:MaxDirectMemorySize=1m", "-esa", "--illegal-access=deny"],
]
HOME = os.path.dirname(os.path.dirname(sys.argv[2]))
ENVIRONMENTS = [{"LC_ALL": "C.UTF-8"}, {"LC_ALL": "C", "LD_LIBRARY_PATH": "/tmp"}]


def properties(vm, testdata, options, environment):
    base = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "JAVA_", "JDK_", "LD_", "_JAVA"))}
    done = subprocess.run([vm, *options, "-cp", os.path.abspath(testdata), "AllProperties"], capture_output=True, text=True,
                          env={**base, "JAVA_HOME": HOME, **environment}, check=False)
    lines = [l for l in done.stdout.splitlines() if not l.startswith(("java.vm.", "sun.management.compiler="))]
    return lines, done.returncode


def main():
    minijvm, java, testdata = sys.argv[1:4]
    if not os.path.exists(java):
        print("no java here: skipped")
        return 77
    faults = 0
    for environment in ENVIRONMENTS:
        for options in RUNS:
            wanted, got = (properties(vm, testdata, options, environment) for vm in (java, minijvm))
            if wanted != got or len(wanted[0]) < 30:
                faults += 1
                print(options, environment, "differ:", *sorted(set(wanted[0]) ^ set(got[0])), wanted[1], got[1], sep="\n  ")
    print(f"{len(RUNS) * len(ENVIRONMENTS)} command lines, {faults} differ")
    return 1 if faults else 0


sys.exit(main())
