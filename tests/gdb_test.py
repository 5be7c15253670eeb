#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""gdb_test.py MINIJVM - the commands of tools/gdb/minijvm-gdb.py, at the first write of Main. Skipped without gdb."""
import ctypes
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys

from waiting import PATIENCE, busy_thread

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


def machine_code():
    """A thread that is stopped while it computes: its frames are those of the registers, not of struct thread."""
    script = ["set breakpoint pending on", "handle SIGSEGV nostop noprint pass", "handle SIGUSR1 stop print nopass", "run", "jbt"]
    gdb = subprocess.Popen(["gdb", "-nx", "-batch", "-x", ROOT / "tools/gdb/minijvm-gdb.py", *(x for c in script for x in ("-ex", c)),
                            "--args", sys.argv[1], "-Xcomp", "-cp", ROOT / "testdata", "Spin", "forever"], text=True, stdout=subprocess.PIPE,
                           stderr=subprocess.STDOUT)
    text = ""
    while not text.endswith("1920569857\n"):
        line = gdb.stdout.readline()
        if not line:
            break
        text += line
    children = pathlib.Path(f"/proc/{gdb.pid}/task/{gdb.pid}/children").read_text(encoding="ascii").split()
    ctypes.CDLL(None).syscall(234, int(children[-1]), busy_thread(children[-1]), signal.SIGUSR1)  # tgkill
    return text + gdb.communicate(timeout=PATIENCE)[0]


if os.uname().machine == "x86_64":
    shown = machine_code()
    good = re.search(r"^#\d +Spin\.spin\(IJ\)I  bci \d+  fp 0x\w+  \(machine code\)\n#\d +Spin\.main\S+  bci \d+", shown, re.M)
    print("ok   jbt: in machine code" if good else f"FAIL jbt: in machine code\n{shown}")
    if not good:
        faults.append("machine code")
sys.exit(1 if faults else 0)
