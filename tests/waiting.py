# SPDX-License-Identifier: MIT
"""How tests wait. None may depend on how fast the machine is: they wait for what they want to see, and PATIENCE only ends a test
that hangs. It is long enough for a machine that is busy with other things."""
import os
import pathlib
import subprocess
import time

PATIENCE = 600  # seconds


def until(condition):
    """Waits for condition() to be true. -> was it, before patience ran out?"""
    end = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def processor_seconds(command, **more):
    """-> (exit code, stdout, processor time): unlike wall time it hardly depends on what else the machine does."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, **more) as process:
        out = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, out, usage.ru_utime + usage.ru_stime


def busy_thread(pid):
    """The thread of the process that computes, once all others have waited for a while."""
    threads = list(pathlib.Path(f"/proc/{pid}/task").iterdir())

    def ticks(thread):
        return int((thread / "stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[11])
    until(lambda: max(map(ticks, threads)) > 20 + sorted(map(ticks, threads))[-2])
    return int(max(threads, key=ticks).name)
