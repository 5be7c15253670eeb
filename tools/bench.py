#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Speed of minijvm against OpenJDK's VMs on this machine, in one run: kernels (bench/Kernels.java), start-up (Hello), and what
HotSpot has intrinsics for (bench/Intrinsics.java).

    bench.py [--vm build/minijvm] [--jdk DIR] [--runs N] [--write] kernels [NAME...]
    bench.py ...                                                   startup
    bench.py ...                                                   memory [NAME...]
    bench.py ...                                                   intrinsics [NAME...]
    bench.py ... --instructions                                    kernels [NAME...]

The VMs take turns, run after run, so that a drift of the machine's speed meets all of them; medians are printed. Kernels:
CPU time of the thread that runs them, so that neighbours on a shared machine and compiler threads don't count. Ratios
are time of that VM / time of minijvm: above 1, minijvm is faster. All VMs must print the same results.

Zero is `java -zero` of the JDK where installed, or the java named by ZERO_JAVA; the newer JDK is the newest under
/usr/lib/jvm, or JAVA_NEW. --instructions counts minijvm's instructions with callgrind, which no neighbour disturbs.
--write puts the tables and charts into docs/bench/.
"""
import argparse
import math
import os
import pathlib
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "tests"))
import jre  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs" / "bench"
CLASSES = ROOT / "bench"


def newer_java():
    found = []
    for java in pathlib.Path("/usr/lib/jvm").glob("*/bin/java"):
        release = java.parent.parent / "release"
        version = re.search(r'JAVA_VERSION="(\d+)', release.read_text()) if release.exists() else None
        if version and int(version[1]) > 17 and not java.parent.parent.is_symlink():
            found.append((int(version[1]), str(java)))
    return max(found, default=(0, None))


def virtual_machines(options):
    """label -> command; minijvm first"""
    java = str(options.jdk / "bin" / "java")
    vms = {"minijvm": [str(pathlib.Path(options.vm).resolve())], "java 17": [java], "17 C1": [java, "-XX:TieredStopAtLevel=1"],
           "17 -Xint": [java, "-Xint"]}
    if os.environ.get("ZERO_JAVA"):
        vms["17 Zero"] = [os.environ["ZERO_JAVA"], "-zero"]
    elif (options.jdk / "lib" / "zero" / "libjvm.so").exists():
        vms["17 Zero"] = [java, "-zero"]
    version, newer = newer_java()
    newer = os.environ.get("JAVA_NEW", newer)
    if newer:
        vms[f"{version or 'new'} -Xint"] = [newer, "-Xint"]
    return vms


def measured(command):
    """-> (stdout, wall ms, CPU ms, peak MiB)"""
    began = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT)
    out = process.stdout.read()
    process.stdout.close()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"bench: exit code {process.returncode} of {' '.join(command)}")
    return out.decode(), wall * 1000, (usage.ru_utime + usage.ru_stime) * 1000, usage.ru_maxrss / 1024


# ---- kernels ----

def run_kernels(command, arguments):
    """-> {name: (result, ms)}"""
    out, *_ = measured([*command, "-cp", str(CLASSES_OUT), "Kernels", *arguments])
    return {name: (result, int(ns) / 1e6) for name, result, ns in (line.split() for line in out.splitlines())}


def geometric_mean(values):
    return math.exp(sum(map(math.log, values)) / len(values))


def kernels(options, vms):
    times = {label: {} for label in vms}
    results = {}
    for turn in range(options.runs):
        for label, command in vms.items():
            for name, (result, ms) in run_kernels(command, options.names).items():
                if results.setdefault(name, result) != result:
                    sys.exit(f"bench: kernel {name}: {label} computes {result}, another VM {results[name]}")
                times[label].setdefault(name, []).append(ms)
        print(f"run {turn + 1} of {options.runs}", file=sys.stderr, flush=True)
    median = {label: {n: statistics.median(v) for n, v in t.items()} for label, t in times.items()}
    own = median.pop("minijvm")
    rows = [(n, own[n], [median[label][n] / own[n] for label in median]) for n in own]
    means = [geometric_mean([r[2][i] for r in rows]) for i in range(len(median))]
    lowest = [min(rows, key=lambda r, i=i: r[2][i]) for i in range(len(median))]
    table = [["kernel", "minijvm ms", *(f"{label}" for label in median)]]
    table += [[name, f"{ms:.1f}", *(f"{x:.2f}" for x in ratios)] for name, ms, ratios in rows]
    table.append(["geometric mean", "", *(f"{x:.2f}" for x in means)])
    table.append(["lowest", "", *(f"{r[2][i]:.2f} {r[0]}" for i, r in enumerate(lowest))])
    print_table(table)
    if options.write:
        note = ("Time of each VM / time of minijvm, medians of {} interleaved runs: above 1, minijvm is faster. CPU time of the "
                "thread that runs the kernel.").format(options.runs)
        text = markdown("Kernels", "kernels", note, table, vms) + "\n![ratios](kernels.svg)\n"
        (DOCS / "kernels.md").write_text(text)
        interpreters = [i for i, label in enumerate(median) if "int" in label or "Zero" in label]
        (DOCS / "kernels.svg").write_text(chart(
            "minijvm's speed relative to other interpreters (1 = equal)",
            [list(median)[i] for i in interpreters], [(r[0], [r[2][i] for i in interpreters]) for r in rows]))


def count_instructions(options, vms):
    """Instructions of a kernel: the difference between a run with 2/64 and one with 1/64 of its work."""
    names = options.names or list(run_kernels(vms["minijvm"], ["-n", "64"]))
    table = [["kernel", "million instructions"]]
    for name in names:
        counts = []
        for divisor in ("32", "64"):
            with tempfile.NamedTemporaryFile() as out:
                run = subprocess.run(
                    ["valgrind", "--tool=callgrind", f"--callgrind-out-file={out.name}", "--instr-atstart=yes", *vms["minijvm"],
                     "-cp", str(CLASSES_OUT), "Kernels", "-n", divisor, name], capture_output=True, text=True, cwd=ROOT)
                found = re.search(r"Collected : (\d+)", run.stderr)
                if run.returncode or not found:
                    sys.exit(f"bench: valgrind on {name}: {run.stderr[-500:]}")
                counts.append(int(found[1]))
        table.append([name, f"{(counts[0] - counts[1]) / 1e6:.2f}"])
    print_table(table)


# ---- intrinsics ----

def intrinsics(options, vms):
    """Each operation in a process of its own, so that none finds the profile that another one left; fastest run of all turns."""
    vms = {label: vms[label] for label in ("minijvm", "java 17")}
    program = ["-cp", str(CLASSES_OUT), "Intrinsics"]
    names = options.names or measured([*vms["java 17"], *program, "-l"])[0].split()
    table = [["operation", "minijvm us", "java 17 us", "minijvm / java"]]
    ratios = []
    for name in names:
        fastest = {}
        results = {}
        for _ in range(options.runs):
            for label, command in vms.items():
                _, result, ns = measured([*command, *program, name])[0].split()
                results[label] = result
                fastest[label] = min(int(ns), fastest.get(label, int(ns)))
        if len(set(results.values())) > 1:
            sys.exit(f"bench: {name}: different results {results}")
        own, other = fastest.values()
        ratios.append(own / max(other, 1))
        table.append([name, f"{own / 1000:.1f}", f"{other / 1000:.1f}", f"{ratios[-1]:.2f}"])
        print(*table[-1], file=sys.stderr, flush=True)
    table.append(["geometric mean", "", "", f"{geometric_mean(ratios):.2f}"])
    print_table(table)
    if options.write:
        note = (f"CPU time of the thread for one run of the operation, the fastest of {options.runs} interleaved processes each; the last "
                "column is minijvm's time / java's: below 1, minijvm is faster.")
        (DOCS / "intrinsics.md").write_text(markdown("Intrinsics", "intrinsics", note, table, vms))


# ---- start-up ----

def peak_memory(command):
    """MiB, as `time` counts it: this script's own size would be the least that os.wait4 reports for its children"""
    run = subprocess.run(["/usr/bin/time", "-f", "%M", *command], capture_output=True, text=True, cwd=ROOT, check=True)
    return int(run.stderr.split()[-1]) / 1024

def startup(options, vms):
    with tempfile.TemporaryDirectory() as folder:
        snapshot = f"{folder}/boot.snap"
        subprocess.run([*vms["minijvm"], f"-XX:SnapshotTo={snapshot}"], cwd=ROOT, check=True)
        compare_startup(options, vms, snapshot)


def compare_startup(options, vms, snapshot):
    hello = ["-cp", "testdata", "Hello"]
    java = vms["java 17"]
    vms = {"minijvm": [*vms["minijvm"], "-XX:-Snapshot"],
           "from a snapshot": [*vms["minijvm"], f"-XX:SnapshotFrom={snapshot}", "-XX:+RequireSnapshot"], "java 17 with CDS": java, "java 17 -Xshare:off": [*java, "-Xshare:off"],
           **{label: command for label, command in vms.items() if label not in ("minijvm", "java 17", "17 C1")}}
    samples = {label: [] for label in vms}
    for turn in range(options.runs + 2):
        for label, command in vms.items():
            _, *figures = measured([*command, *hello])
            if turn >= 2:  # two to warm up
                samples[label].append([*figures[:2], peak_memory([*command, *hello])])
    median = {label: [statistics.median(x) for x in zip(*s)] for label, s in samples.items()}
    own = median["minijvm"]
    table = [["Hello", "wall ms", "CPU ms", "peak MiB", "minijvm's wall", "CPU", "memory"]]
    for label, figures in median.items():
        table.append([label, *(f"{x:.1f}" for x in figures), *(f"{a / b:.2f}x" for a, b in zip(own, figures))])
    print_table(table)
    if options.write:
        note = f"Medians of {options.runs} interleaved runs; the last columns are minijvm's share of that VM's figure."
        (DOCS / "startup.md").write_text(markdown("Start-up", "startup", note, table, vms))


# ---- memory ----

def memory(options, vms):
    """Peak resident memory of some programs, and where minijvm's is at the end of the first."""
    names = options.names or ["Hello", "Main", "Streams", "Concurrent"]
    table = [["peak MiB", *vms]]
    for name in names:
        peaks = {label: [] for label in vms}
        for _ in range(options.runs):
            for label, command in vms.items():
                peaks[label].append(peak_memory([*command, "-cp", "testdata", name]))
        table.append([name, *(f"{statistics.median(p):.1f}" for p in peaks.values())])
    print_table(table)
    out, *_ = measured([*vms["minijvm"], "-Xlog:memory::none", "-cp", "testdata", names[0]])
    lines = [line for line in out.splitlines() if re.match(r"[\w ]+: +\d|  +\d", line)]
    print(f"\n{names[0]}, at its end:", *lines, sep="\n")
    if options.write:
        note = f"Medians of {options.runs} interleaved runs."
        text = markdown("Memory", "memory", note, table, vms) + f"\n`minijvm -Xlog:memory`, {names[0]}, at its end:\n\n```\n"
        (DOCS / "memory.md").write_text(text + "\n".join(lines) + "\n```\n")


# ---- output ----

def print_table(table):
    widths = [max(len(row[i]) for row in table) for i in range(len(table[0]))]
    for row in table:
        print("  ".join(cell.ljust(w) if i == 0 else cell.rjust(w) for i, (cell, w) in enumerate(zip(row, widths))), flush=True)


def machine():
    model = re.search(r"model name\s*: (.*)", pathlib.Path("/proc/cpuinfo").read_text())
    return f"{model[1] if model else platform.machine()}, {os.cpu_count()} processors, Linux {platform.release().split('-')[0]}"


def versions(vms):
    for label, command in vms.items():
        out = subprocess.run([*command, "-version"], capture_output=True, text=True).stderr.splitlines()
        yield f"- {label}: {out[-1].strip() if out else '?'}"


def markdown(title, command, note, table, vms):
    lines = [f"# {title}", "", f"`./dev bench {command} --write`, {time.strftime('%Y-%m-%d')}, {machine()}.", "", note, ""]
    lines += ["| " + " | ".join(table[0]) + " |", "|---" + "|---:" * (len(table[0]) - 1) + "|"]
    lines += ["| " + " | ".join(row) + " |" for row in table[1:]]
    return "\n".join([*lines, "", *versions(vms), ""])


def chart(title, series, rows):
    """Horizontal bars on a logarithmic axis, from 1 to the left (slower) and right (faster)."""
    colours = ["#4c78a8", "#f58518", "#54a24b", "#b279a2"]
    bar, gap, left, width = 5, 5, 110, 640
    step = bar * len(series) + gap
    low, high = 0.5, max(2.0, *(x for _, values in rows for x in values))

    def at(x):
        return left + width * math.log(max(x, low) / low) / math.log(high / low)
    height = 60 + step * len(rows)
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{left + width + 30}" height="{height}" font-family="sans-serif" '
           f'font-size="11">', '<rect width="100%" height="100%" fill="white"/>',
           f'<text x="{left}" y="16" font-size="13">{title}</text>']
    for i, label in enumerate(series):
        out.append(f'<rect x="{left + 110 * i}" y="24" width="10" height="10" fill="{colours[i % 4]}"/>'
                   f'<text x="{left + 110 * i + 14}" y="33">{label}</text>')
    for x in (0.5, 1, 2, 3, 5, 10, 20, 50):
        if x <= high:
            out.append(f'<line x1="{at(x):.1f}" x2="{at(x):.1f}" y1="42" y2="{height - 14}" stroke="{"black" if x == 1 else "#ddd"}"/>'
                       f'<text x="{at(x):.1f}" y="{height - 3}" text-anchor="middle">{x:g}</text>')
    for r, (name, values) in enumerate(rows):
        y = 44 + step * r
        out.append(f'<text x="{left - 6}" y="{y + step / 2 + 2:.1f}" text-anchor="end">{name}</text>')
        for i, x in enumerate(values):
            a, b = sorted((at(1), at(x)))
            out.append(f'<rect x="{a:.1f}" y="{y + bar * i}" width="{b - a:.1f}" height="{bar - 1}" fill="{colours[i % 4]}"/>')
    return "\n".join([*out, "</svg>", ""])


def main():
    global CLASSES_OUT
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--vm", default=str(ROOT / "build" / "minijvm"))
    parser.add_argument("--jdk", type=pathlib.Path, default=jre.jdk())
    parser.add_argument("--runs", type=int, help="counted runs of each VM (5, startup 20)")
    parser.add_argument("--write", action="store_true", help="into docs/bench/")
    parser.add_argument("--instructions", action="store_true", help="kernels: count minijvm's instructions (valgrind)")
    parser.add_argument("what", choices=["kernels", "startup", "memory", "intrinsics"])
    parser.add_argument("names", nargs="*", help="kernels, operations, or programs of testdata (all)")
    options = parser.parse_intermixed_args()
    options.runs = options.runs or (20 if options.what == "startup" else 5)
    vms = virtual_machines(options)
    DOCS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        CLASSES_OUT = pathlib.Path(temporary)
        if options.what == "startup":
            startup(options, vms)
            return
        if options.what == "memory":
            memory(options, vms)
            return
        source = CLASSES / ("Intrinsics.java" if options.what == "intrinsics" else "Kernels.java")
        subprocess.run([options.jdk / "bin" / "javac", "-d", temporary, source], check=True)
        if options.what == "intrinsics":
            intrinsics(options, vms)
            return
        (count_instructions if options.instructions else kernels)(options, vms)


main()
