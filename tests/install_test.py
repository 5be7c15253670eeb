#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""install_test.py BUILD CC - `meson install` gives a product that works from where it lies.

Installs into a scratch folder (DESTDIR), runs Hello with the installed launcher, and compiles, links and runs the embedding
example with the installed header and pkg-config file. Everything of the list FILES must be there.
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
build, compiler = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2].split()
faults = 0


def check(what, ok, detail=""):
    global faults
    print(("ok   " if ok else "FAIL ") + what)
    if not ok:
        faults += 1
        print(detail)


def run(command, **environment):
    result = subprocess.run([str(c) for c in command], capture_output=True, text=True, env={**os.environ, **environment})
    return result.returncode, result.stdout, result.stderr


def option(name):
    options = json.loads((build / "meson-info" / "intro-buildoptions.json").read_text())
    return next(o["value"] for o in options if o["name"] == name)


with tempfile.TemporaryDirectory() as scratch:
    code, out, err = run(["meson", "install", "-C", build, "--no-rebuild", "--quiet", "--destdir", scratch])
    check("meson install", code == 0, out + err)
    prefix = pathlib.Path(scratch + option("prefix"))
    bin_folder, lib = prefix / option("bindir"), prefix / option("libdir")
    files = [bin_folder / "minijvm", bin_folder / "minijavap", lib / "minijvm" / "libjvm.so",
             prefix / option("includedir") / "minijvm" / "jni.h", lib / "pkgconfig" / "minijvm.pc",
             prefix / option("mandir") / "man1" / "minijvm.1", prefix / option("mandir") / "man1" / "minijavap.1",
             prefix / option("datadir") / "bash-completion" / "completions" / "minijvm",
             prefix / option("datadir") / "doc" / "minijvm" / "LICENSE"]
    for file in files:
        check(f"{file.relative_to(prefix)} is installed", file.is_file())

    code, out, err = run([bin_folder / "minijvm", "-cp", ROOT / "testdata", "Hello"])
    check("the installed launcher runs Hello", (code, out) == (0, "Hello, world\n"), f"{code} {out} {err}")
    code, out, err = run([bin_folder / "minijavap", ROOT / "testdata" / "Hello.class"])
    check("the installed minijavap prints Hello", code == 0 and "class Hello" in out, f"{code} {out} {err}")

    if not shutil.which("pkg-config"):
        print("pkg-config is not installed: the embedding example is left out")
    else:
        # PKG_CONFIG_SYSROOT_DIR puts the scratch folder in front of -I and -L; the run path is that of the final place.
        code, flags, err = run(["pkg-config", "--cflags", "--libs", "minijvm"],
                               PKG_CONFIG_PATH=str(lib / "pkgconfig"), PKG_CONFIG_SYSROOT_DIR=scratch)
        check("pkg-config knows minijvm", code == 0, err)
        source, program = ROOT / "tests" / "jni" / "embed_hello.c", pathlib.Path(scratch) / "embed"
        code, out, err = run([*compiler, source, "-o", program, *flags.split()])
        check("a program compiles with minijvm.pc", code == 0, out + err)
        code, out, err = run([program, ROOT / "testdata"], LD_LIBRARY_PATH=str(lib / "minijvm"))
        check("and runs Hello", (code, out) == (0, "Hello, world\n"), f"{code} {out} {err}")

sys.exit(1 if faults else 0)
