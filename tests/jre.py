#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Where Java is: the JRE that the VM runs on, the JDK whose tools make and check the tests, and which release and update a
JRE is. Everything in tests/ and tools/ that needs one asks here.

    jre.py jre      prints the home of the JRE that the VM runs on
    jre.py jdk      prints the home of a JDK 17 (Debian's place if there is none)

JAVA_HOME comes first, as in libjvm/javahome.c. Recordings are those of one update of each release
(testdata/expected/RECORDED); other updates word messages differently, have other members and other data. On another one, what
its own java says counts.
"""
import os
import pathlib
import platform
import re
import shutil
import sys

CLASSES = 17  # the release whose javac makes the committed class files
RELEASES = (17,)  # the VM runs on the class libraries of these
RECORDED = pathlib.Path(__file__).resolve().parent.parent / "testdata" / "expected" / "RECORDED"
DEBIAN_ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64", "i686": "i386", "ppc64le": "ppc64el", "armv7l": "armhf"}


def debian(number=CLASSES):
    """Where Debian installs the JRE and the JDK of a release."""
    machine = platform.machine()
    return pathlib.Path(f"/usr/lib/jvm/java-{number}-openjdk-{DEBIAN_ARCHITECTURES.get(machine, machine)}")


def update(home):
    """The version of the JRE in a folder ("17.0.15"), or None."""
    try:
        found = re.search(r'^JAVA_VERSION="(.*)"$', (pathlib.Path(home) / "release").read_text(), re.M)
    except OSError:
        return None
    return found and found.group(1)


def release(home):
    """The number of the Java release that the JRE in a folder is (17), or None."""
    version = update(home)
    return int(re.match(r"\d+", version).group()) if version else None


def candidates():
    """The places of javahome.c that hold for every program, in its order."""
    if os.environ.get("JAVA_HOME"):
        yield pathlib.Path(os.environ["JAVA_HOME"])
    java = shutil.which("java")
    if java:
        yield pathlib.Path(java).resolve().parent.parent
    for number in RELEASES:
        yield debian(number)


def jre():
    """The home of the JRE that the VM runs on. Debian's place, which may not exist, if there is none."""
    return next((home for home in candidates() if release(home) in RELEASES and (home / "lib" / "modules").exists()), debian())


def jdk(number=CLASSES):
    """The home of a JDK of that release: one with javac. Debian's place, which may not exist, if there is none."""
    homes = [*candidates(), debian(number), *sorted(pathlib.Path("/usr/lib/jvm").glob("*"))]
    return next((home for home in homes if release(home) == number and (home / "bin" / "javac").exists()), debian(number))


def recorded():
    """release -> the update whose outputs were recorded"""
    return {int(line.split(".")[0]): line for line in RECORDED.read_text().split()}


def is_recorded(java):
    """Is this java (its path) of an update that was recorded?"""
    return update(pathlib.Path(java).resolve().parent.parent) in recorded().values()


if __name__ == "__main__":
    print({"jre": jre, "jdk": jdk}[sys.argv[1]]())
