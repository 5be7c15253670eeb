#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""bench_http.py MINIJVM JAVA JAVAC [REQUESTS] - the JDK's HttpServer under wrk with 32 connections, on three VMs.

At least REQUESTS (200,000) requests each, then SIGTERM; any error, lost answer or exit code but 143 is a failure. Prints
requests a second, the processor time a request costs the server, and the ratios to java and java -Xint."""
import pathlib
import re
import resource
import signal
import subprocess
import sys
import tempfile

minijvm, java, javac = (str(pathlib.Path(p).resolve()) for p in sys.argv[1:4])
requests = int(sys.argv[4]) if len(sys.argv) > 4 else 200_000
source = pathlib.Path(__file__).resolve().parent.parent / "bench" / "HttpLoad.java"


def children_cpu():
    u = resource.getrusage(resource.RUSAGE_CHILDREN)
    return u.ru_utime + u.ru_stime


def cpu_of(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / 100


def load(folder, name, *command):
    server = subprocess.Popen([*command, "-Xmx256m", "-Dsun.net.httpserver.nodelay=true", "-cp", folder, "HttpLoad"],
                              stdout=subprocess.PIPE, text=True)
    port = int(server.stdout.readline())
    done, seconds, faults = 0, 0.0, []
    while done < requests and seconds < 240:
        out = subprocess.run(["wrk", "-t1", "-c32", "-d5s", f"http://127.0.0.1:{port}/page"], capture_output=True, text=True, check=False).stdout
        n, s = re.search(r"(\d+) requests in ([\d.]+)s", out).groups()
        done += int(n)
        seconds += float(s)
        faults += re.findall(r"Socket errors.*|Non-2xx.*", out)
    cpu = cpu_of(server.pid)
    server.send_signal(signal.SIGTERM)
    rest, _ = server.communicate(timeout=60)
    if server.returncode != 143 or int(re.search(r"served (\d+)", rest).group(1)) < done:
        faults.append(f"exit {server.returncode}, {rest.strip()} of {done}")
    print(f"{name:12} {done} requests, {done / seconds:8.0f}/s, {cpu / done * 1e6:6.0f} us CPU each, {'; '.join(faults) or 'no error'}", flush=True)
    return done / seconds, bool(faults) or done < requests


with tempfile.TemporaryDirectory() as folder:
    subprocess.run([javac, "-nowarn", "-d", folder, str(source)], check=True)
    ours, bad = load(folder, "minijvm", minijvm)
    jit, bad1 = load(folder, "java", java)
    interpreted, bad2 = load(folder, "java -Xint", java, "-Xint")
print(f"throughput relative to java {ours / jit:.2f}, to java -Xint {ours / interpreted:.2f}")
sys.exit(1 if bad or bad1 or bad2 else 0)
