#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""embedding_test.py LIBJVM [CC] - builds docs/embedding with the JDK's jni.h, as its page says, and runs it."""
import os
import pathlib
import subprocess
import sys
import tempfile

import jre
from waiting import PATIENCE

libjvm = pathlib.Path(sys.argv[1]).resolve()
cc = sys.argv[2] if len(sys.argv) > 2 else "cc"
docs = pathlib.Path(__file__).resolve().parent.parent / "docs" / "embedding"
JDK = jre.jdk()
if not (JDK / "include" / "jni.h").exists() or not (JDK / "bin" / "javac").exists():
    print("no JDK 17")
    sys.exit(77)
HEAD = '[host] Java says: hello 21\nhost("hello", 21) = 42\n[host] Java says: minus -1\ncaught: the host wants no negative numbers\n'
CASES = (("runs to its end", "", [], 0, HEAD + "[host] worker: right\nDestroyJavaVM waits for this thread\nshutdown hook\n[host] done\n"),
         ("System.exit ends in the host's hook", "-Dembedded.exit=true", [], 7, HEAD + "shutdown hook\n[host] Java asks to exit with 7\n"),
         ("the host's bound ends it", "-Dembedded.forever=true", ["2"], 3, HEAD + "[host] time is over\n"))
faults = 0
with tempfile.TemporaryDirectory() as scratch:
    subprocess.run([JDK / "bin" / "javac", "-d", scratch, docs / "Embedded.java"], check=True)
    subprocess.run([cc, "-Wall", "-Wextra", "-Werror", "-o", f"{scratch}/embed", docs / "embed.c", f"-I{JDK}/include", f"-I{JDK}/include/linux",
                    f"-L{libjvm.parent}", f"-Wl,-rpath,{libjvm.parent}", "-ljvm", "-lpthread"], check=True)
    for what, option, arguments, code, out in CASES:
        environment = {**os.environ, "JAVA_TOOL_OPTIONS": option} if option else dict(os.environ)
        done = subprocess.run([f"{scratch}/embed", scratch, *arguments], capture_output=True, text=True, timeout=PATIENCE, env=environment, check=False)
        # the worker and the last Java thread are independent; what the VM says of JAVA_TOOL_OPTIONS goes through the hook
        lines = [line for line in done.stdout.splitlines(True) if not line.startswith("[vm] Picked up")]
        good = done.returncode == code and sorted(lines) == sorted(out.splitlines(True))
        faults += not good
        print(("ok   " if good else "FAIL ") + what + ("" if good else f"\nexit {done.returncode}\n{done.stdout}{done.stderr}"))
sys.exit(1 if faults else 0)
