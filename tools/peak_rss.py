#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""peak_rss.py LABEL COMMAND... - the median, over 5 runs, of the largest resident set a command reached (getrusage)."""
import os
import statistics
import sys

label, command = sys.argv[1], sys.argv[2:]
peaks = []
for _ in range(5):
    child = os.fork()
    if child == 0:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        try:
            os.execvp(command[0], command)
        except OSError as e:
            print(f"{command[0]}: {e.strerror}", file=sys.stderr)
            os._exit(127)
    _, status, usage = os.wait4(child, 0)
    if status:
        sys.exit(f"{label}: exit status {status}")
    peaks.append(usage.ru_maxrss / 1024)
print(f"  {label:<20} {statistics.median(peaks):6.1f} MB")
