#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""misuse_test.py [--record] VM FOLDER - each offence of misuse.c under -Xcheck:jni, compared with what OpenJDK's java says.

FOLDER holds libmisuse.so. misuse.expected has a section "== NAME" per offence; --record writes it anew (VM = java).
Addresses are left out, and HotSpot's remarks about core dumps ("#...")."""
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from waiting import PATIENCE  # noqa: E402

record = sys.argv[1] == "--record"
vm, folder = [str(pathlib.Path(a).resolve()) for a in sys.argv[2 if record else 1:]]
here = pathlib.Path(__file__).resolve().parent
testdata = here.parent.parent / "testdata"
expected_file = here / "misuse.expected"
# What HotSpot does not survive itself, or says by accident of its implementation, is expected by hand.
BY_HAND = {"wrongid": "FATAL ERROR in native method: Wrong object class or methodID passed to JNI call\n"
                      "\tat JniMisuse.run(Native Method)\n\tat JniMisuse.go(JniMisuse.java:27)\n"
                      "\tat JniMisuse.main(JniMisuse.java:53)\nexit 1\n"}


def run(name):
    with tempfile.TemporaryDirectory() as scratch:
        (pathlib.Path(scratch) / "testdata").symlink_to(testdata)
        done = subprocess.run([vm, "-Xshare:auto", "-Xcheck:jni", "-XX:-CreateCoredumpOnCrash", f"-Djava.library.path={folder}",
                               "-cp", str(testdata), "JniMisuse", name],
                              capture_output=True, text=True, timeout=PATIENCE, check=False, cwd=scratch)
    lines = [re.sub(r"0x[0-9a-f]+", "0x", line) for line in (done.stdout + done.stderr).splitlines()
             if not line.startswith(("#", "[", "GuardedMemory", "  "))]
    status = done.returncode if done.returncode >= 0 else 128 - done.returncode
    return "\n".join(lines + [f"exit {status}", ""])


names = re.findall(r'\{"(\w+)", do_', (here / "misuse.c").read_text())
names = [n for n in names if n not in ("crash", "overflow", "jump")]
if record:
    expected_file.write_text("".join(f"== {n}\n{BY_HAND.get(n) or run(n)}" for n in names))
    sys.exit()
expected = dict(re.findall(r"^== (\w+)\n(.*?)(?=^== |\Z)", expected_file.read_text(), re.M | re.S))
faults = 0
for n in names:
    got = run(n)
    good = got == expected.get(n)
    faults += not good
    print(("ok   " if good else "FAIL ") + n)
    if not good:
        print(f"--- expected\n{expected.get(n)}--- got\n{got}")
sys.exit(1 if faults else 0)
