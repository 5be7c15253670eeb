#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""signal_table_test.py MINIJVM JAVA - each signal sent from outside: what the process catches, and how it ends, against java, with and
without -Xrs; and what SIGQUIT does when a tool of the JDK wants to attach.

The program prints a line and waits for two bytes. A signal that does not end it is followed by SIGCONT and these bytes.
"""
import concurrent.futures
import pathlib
import resource
import signal
import subprocess
import sys
import tempfile

from waiting import PATIENCE

TESTDATA = pathlib.Path(__file__).resolve().parent.parent / "testdata"
NUMBERS = [*range(1, 32), 34, 50, 62, 64]  # 32 and 33 are the C library's
CRASHES = {signal.SIGILL, signal.SIGBUS, signal.SIGFPE, signal.SIGSEGV}
ENDS = {signal.SIGHUP, signal.SIGINT, signal.SIGTERM, *CRASHES}  # they end the process though they are caught, and take their time
IGNORED_HERE = {signal.SIGUSR2: "HotSpot's handler takes it for a request of its own, and crashes"}
faults = 0


def check(what, good, got=""):
    global faults
    print(("ok   " if good else "FAIL ") + what + ("" if good else f"\n{got}"), flush=True)
    faults += not good


def start(vm, options, folder):
    def prepare():
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        for number in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)
    process = subprocess.Popen([vm, "-Xshare:auto", *options, "-cp", str(TESTDATA), "AwaitInput"], cwd=folder, stdin=subprocess.PIPE,
                               stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, preexec_fn=prepare)
    assert process.stdout.readline() == b"ready\n"
    return process


def masks(process):
    """-> name -> set of signals, as the system sees them"""
    lines = pathlib.Path(f"/proc/{process.pid}/status").read_text().splitlines()
    rows = (line.split(":\t") for line in lines if line.startswith(("SigBlk", "SigIgn", "SigCgt")))
    return {name: {n + 1 for n in range(64) if int(value, 16) >> n & 1} - {32, 33} for name, value in rows}


def outcome(vm, options, number, folder):
    process = start(vm, options, folder)
    caught = number in masks(process)["SigCgt"]
    process.send_signal(number)
    if caught and number in ENDS:
        process.wait(PATIENCE)
    dump = False
    while caught and number == signal.SIGQUIT and not dump:  # another thread prints it: the program must not end before
        line = process.stdout.readline()
        dump = b"Full thread dump" in line
        if not line:
            break
    process.send_signal(signal.SIGCONT)
    out, _ = process.communicate(b"xy", timeout=PATIENCE)
    return process.returncode, number not in CRASHES and b"\nhook" in b"\n" + out, dump or b"Full thread dump" in out


def main():
    minijvm, java = (str(pathlib.Path(a).resolve()) for a in sys.argv[1:3])
    if not pathlib.Path(java).exists():
        print("no java here: skipped")
        return 77
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(2) as pool:
        for options in ([], ["-Xrs"]):
            sets = []
            for vm in (java, minijvm):
                process = start(vm, options, folder)
                sets.append(masks(process))
                process.communicate(b"xy", timeout=PATIENCE)
            check(f"{options}: the signals that are caught, ignored, blocked", sets[0] == sets[1], sets)
            wanted = pool.map(lambda n: outcome(java, options, n, folder), [n for n in NUMBERS if n not in IGNORED_HERE])
            got = pool.map(lambda n: outcome(minijvm, options, n, folder), NUMBERS)
            for number in NUMBERS:
                theirs, ours = (5, True, False) if number in IGNORED_HERE else next(wanted), next(got)
                check(f"{options}: signal {number} {ours}", theirs == ours, f"java: {theirs}")

        process = start(minijvm, [], folder)
        trigger = pathlib.Path(folder) / f".attach_pid{process.pid}"
        trigger.touch()
        jcmd = pathlib.Path(java).parent / "jcmd"
        if jcmd.exists():
            done = subprocess.run([jcmd, "-J-Dsun.tools.attach.attachTimeout=500", str(process.pid), "VM.version"], capture_output=True, text=True,
                                  timeout=PATIENCE, check=False)
            check("jcmd: says that nobody answers", done.returncode == 1 and "Unable to open socket file" in done.stderr, (done.returncode, done.stderr))
        trigger.touch()
        process.send_signal(signal.SIGQUIT)
        process.send_signal(signal.SIGUSR2)
        out, _ = process.communicate(b"xy", timeout=PATIENCE)
        check("SIGQUIT with .attach_pid: no thread dump", process.returncode == 5 and b"dump" not in out, out)
        process = start(minijvm, ["-XX:+DisableAttachMechanism"], folder)
        (pathlib.Path(folder) / f".attach_pid{process.pid}").touch()
        process.send_signal(signal.SIGQUIT)
        for line in process.stdout:
            if b"Full thread dump" in line:
                break
        else:
            line = b""
        process.communicate(b"xy", timeout=PATIENCE)
        check("the same with -XX:+DisableAttachMechanism: the thread dump", line)
    return 1 if faults else 0


sys.exit(main())
