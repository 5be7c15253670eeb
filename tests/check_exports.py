#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""check_exports.py LIBJVM [JAVA_HOME] - does libjvm.so export every function that the JRE's libraries need from it?

Those libraries are linked BIND_NOW: one missing JVM_* function and libjava.so does not load. The need is read from the
libraries of JAVA_HOME themselves (undefined JNI_*, JVM_*, jio_*), the offer from LIBJVM, with the version node.
"""
import pathlib
import re
import subprocess
import sys

import jre

NAME = re.compile(r"(JNI|JVM|jio)_\w+")
NODE = "SUNWprivate_1.1"
SKIP = 77  # meson: test skipped


def symbols(path, which):
    text = subprocess.run(["nm", "-D", which, str(path)], capture_output=True, text=True, check=True).stdout
    found = {}
    for line in text.splitlines():
        name, _, node = line.split()[-1].partition("@")
        if NAME.fullmatch(name):
            found[name] = node.lstrip("@")
    return found


def main():
    libjvm = pathlib.Path(sys.argv[1])
    home = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else jre.jre()
    libraries = sorted(p for p in (home / "lib").glob("*.so") if p.exists())  # Debian has a link to what may not be installed
    if not libraries:
        print(f"no JRE libraries under {home}/lib: skipped")
        return SKIP
    offered = symbols(libjvm, "--defined-only")
    needed = {}
    for library in libraries:
        defined = symbols(library, "--defined-only")  # libjsig defines a few JVM_* itself
        for name in symbols(library, "--undefined-only"):
            if name not in defined:
                needed.setdefault(name, []).append(library.name)
    faults = 0
    for name in sorted(needed):
        if name not in offered:
            print(f"missing: {name} (needed by {', '.join(needed[name])})")
            faults += 1
        elif offered[name] != NODE:
            print(f"{name} has version '{offered[name]}' instead of {NODE}")
            faults += 1
    print(f"{len(needed)} functions needed by {len(libraries)} libraries, {faults} faults")
    return 1 if faults else 0


sys.exit(main())
