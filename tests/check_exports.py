#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""check_exports.py LIBJVM [JAVA_HOME ...] - does libjvm.so export every function that the JRE's libraries need from it?

Those libraries are linked BIND_NOW: one missing JVM_* function and libjava.so does not load. The need is read from the
libraries of JAVA_HOME themselves (undefined JNI_*, JVM_*, jio_*), the offer from LIBJVM, with the version node. Without JAVA_HOME
one JDK of each installed release is looked at; of a release that the VM does not run on yet (jre.RELEASES), what is missing is
listed and is no failure. A function that such a later release needs must not be in native/jvm/jvm_17.c.
"""
import pathlib
import re
import subprocess
import sys

import jre

NAME = re.compile(r"(JNI|JVM|jio)_\w+")
NODE = "SUNWprivate_1.1"
SKIP = 77  # meson: test skipped
NATIVE = pathlib.Path(__file__).resolve().parent.parent / "native" / "jvm"


def symbols(path, which):
    text = subprocess.run(["nm", "-D", which, str(path)], capture_output=True, text=True, check=True).stdout
    found = {}
    for line in text.splitlines():
        name, _, node = line.split()[-1].partition("@")
        if NAME.fullmatch(name):
            found[name] = node.lstrip("@")
    return found


def check(offered, home):
    """The faults with one JRE; None: there is none."""
    release = jre.release(home)
    runs = release in jre.RELEASES
    libraries = sorted(p for p in (home / "lib").glob("*.so") if p.exists())  # Debian has a link to what may not be installed
    if not libraries:
        print(f"no JRE libraries under {home}/lib: skipped")
        return None
    needed = {}
    for library in libraries:
        defined = symbols(library, "--defined-only")  # libjsig defines a few JVM_* itself
        for name in symbols(library, "--undefined-only"):
            if name not in defined:
                needed.setdefault(name, []).append(library.name)
    faults = 0
    for name in sorted(needed):
        if name not in offered:
            print(f"{'missing' if runs else f'to be written for {release}'}: {name} (needed by {', '.join(needed[name])})")
            faults += runs
        elif offered[name] != NODE:
            print(f"{name} has version '{offered[name]}' instead of {NODE}")
            faults += 1
    for name in re.findall(r"JNICALL (JVM_\w+)\(", (NATIVE / "jvm_17.c").read_text()):
        if not runs and name in needed:
            print(f"native/jvm/jvm_17.c has {name}, which {release} needs too")
            faults += 1
    print(f"Java {release}: {len(needed)} functions needed by {len(libraries)} libraries, {faults} faults")
    return faults


def main():
    offered = symbols(pathlib.Path(sys.argv[1]), "--defined-only")
    homes = [pathlib.Path(home) for home in sys.argv[2:]] or [jre.jre(), *(jre.jdk(n) for n in range(max(jre.RELEASES) + 1, 40))]
    results = [check(offered, home) for home in homes if len(homes) == 1 or home.exists()]
    if all(result is None for result in results):
        return SKIP
    return 1 if any(results) else 0


sys.exit(main())
