#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""gdb_test.py MINIJVM - the commands of tools/gdb/minijvm-gdb.py, at the first write of Main. Skipped without gdb."""
import pathlib
import re
import shutil
import subprocess
import sys

from waiting import PATIENCE

ROOT = pathlib.Path(__file__).resolve().parent.parent
if shutil.which("gdb") is None:
    print("gdb is not installed")
    sys.exit(77)

COMMANDS = ["set breakpoint pending on", "handle SIGSEGV nostop noprint pass", "break write", "run", "jbt", "jthreads",
            "jclass java/lang/String", "jobj the_vm.system_thread_group"]
done = subprocess.run(["gdb", "-nx", "-batch", "-x", ROOT / "tools/gdb/minijvm-gdb.py", *(x for c in COMMANDS for x in ("-ex", c)),
                       "--args", sys.argv[1], "-cp", ROOT / "testdata", "Main"], capture_output=True, text=True, timeout=PATIENCE, check=False)
WANTED = {
    "jbt: the native method on top": r"^#0 +java/io/FileOutputStream\.writeBytes\(\[BIIZ\)V",
    "jbt: its caller with a bytecode index": r"^#1 +java/io/FileOutputStream\.write\(\[BII\)V  bci \d+",
    "jbt: main": r"^#\d+ +Main\.main\(\[Ljava/lang/String;\)V  bci \d+",
    "jthreads: this thread, in native code": r"^0x\w+  os \d+  SAFE  java/io/FileOutputStream\.writeBytes",
    "jthreads: the reference handler": r"^0x\w+  os \d+  SAFE  java/lang/ref/Reference\.waitForReferencePendingList",
    "jobj": r"^java/lang/ThreadGroup at 0x\w+, lock word 0x0$",
    "jobj: a reference": r"^  \+\d+ +java/lang/ThreadGroup\.name = 0x\w+ java/lang/String$",
    "jobj: an int": r"^  \+\d+ +java/lang/ThreadGroup\.maxPriority = 10$",
    "jclass": r"^\(struct class \*\) 0x\w+  loader 0x\w+  state \d  mirror 0x\w+",
}
faults = [what for what, pattern in WANTED.items() if not re.search(pattern, done.stdout, re.M)]
for what in WANTED:
    print(("FAIL " if what in faults else "ok   ") + what)
if faults:
    print(done.stdout + done.stderr)
sys.exit(1 if faults else 0)
