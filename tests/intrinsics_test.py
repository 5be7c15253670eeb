#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""intrinsics_test.py MINIJVM JAVA - -XX:DisableIntrinsic, ControlIntrinsic and InlineNatives: what is wrong with a value is
told as java tells it, and a method that is disabled is called instead of being carried out in line."""
import pathlib
import re
import subprocess
import sys

VM, JAVA = (pathlib.Path(p).resolve() for p in sys.argv[1:3])
TESTDATA = pathlib.Path(__file__).resolve().parent.parent / "testdata"
UNLOCK = "-XX:+UnlockDiagnosticVMOptions"
VALUES = ["DisableIntrinsic=_foo", "DisableIntrinsic=_bitCount_i,_foo", "DisableIntrinsic=_foo -XX:DisableIntrinsic=_bar",
          "DisableIntrinsic=", "DisableIntrinsic=_bitCount_i;_bitCount_l", "DisableIntrinsic=_bitCount_i,_getInt",
          "ControlIntrinsic=_foo", "ControlIntrinsic=+", "ControlIntrinsic=-_foo", "ControlIntrinsic=+_bitCount_i,-_hashCode"]
failed = 0


def check(what, good):
    global failed
    if not good:
        print(f"failed: {what}")
        failed += 1


def run(vm, *options):
    return subprocess.run([vm, UNLOCK, *options], cwd=TESTDATA, capture_output=True, text=True, check=False)


def code_size(*options):
    """Of the method in which InlineNumbers calls Integer.bitCount."""
    log = run(VM, "-XX:CompileThreshold=1000", "-Xlog:jit+compilation", *options, "InlineNumbers").stdout
    return re.findall(r"InlineNumbers\.lambda\$main\$5\(.*?(\d+) bytes", log)[-1:]


for value in VALUES:
    options = f"-XX:{value}".split()
    ours, theirs = (run(vm, *options, "Hello") for vm in (VM, JAVA))
    check(f"{value}: {ours}, java: {theirs}", (ours.returncode, ours.stdout, ours.stderr) == (theirs.returncode, theirs.stdout, theirs.stderr))
inline = code_size()
check(f"in line {inline}", inline and inline == code_size("-XX:DisableIntrinsic=_bitCount_l"))
called = code_size("-XX:-InlineNatives")
check(f"called {called}", called and called != inline)
for option in ("-XX:DisableIntrinsic=_getInt,_bitCount_i", "-XX:ControlIntrinsic=-_bitCount_i,+_getInt"):
    check(option, code_size(option) == called)
sys.exit(failed != 0)
