#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Whole-VM fuzzing: damaged classes, loaded and run with -Xverify:all under bounds.

    run.py --vm build/minijvm --jdk DIR [--count N] [--from N] [--compare] [--keep DIR]

Each class is a random program (tests/random/programs.py) with a few bytes changed, inserted, deleted or exchanged; n gives
the same class each time. It must end normally or with a Java error: never by a signal, a hang or more memory than allowed. --compare
runs java as well: what passes verification there must pass here and give the same result, what is refused there must be refused here.

"""
import argparse
import pathlib
import random
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "random"))
from programs import program  # noqa: E402

sys.path.insert(0, str(HERE.parent))
from waiting import PATIENCE  # noqa: E402

BATCH = 500
INSTRUCTIONS = 2_000_000_000  # a hundred times what a batch needs; a loop without end takes 10 to 30 seconds to get there
# HotSpot verifies methods in the order of their names' addresses: with several faults, which one is found first is chance.
REFUSED = {"java.lang." + e for e in ("VerifyError", "ClassFormatError", "NoClassDefFoundError", "IncompatibleClassChangeError",
                                      "UnsupportedClassVersionError")}


def mutant(n):
    rng = random.Random(-1 - n)
    data = bytearray(program(rng.randrange(2000)))
    for _ in range(rng.choice((1, 1, 1, 2, 4))):
        at = rng.randrange(10, len(data))
        kind = rng.randrange(6)
        if kind < 2:
            data[at] = rng.randrange(256)
        elif kind == 2:
            data[at] ^= 1 << rng.randrange(8)
        elif kind == 3:
            data[at] = (data[at] + rng.choice((1, -1))) & 255
        elif kind == 4:
            other = rng.randrange(10, len(data))
            data[at], data[other] = data[other], data[at]
        else:
            length = rng.randint(1, 8)
            del data[at:at + length]
            data[at:at] = bytes(rng.randrange(256) for _ in range(rng.choice((0, length))))
    return bytes(data)


def run(vm, options, folder, start, end, faults):
    """-> {class: result}. A VM that dies is started again behind the class that killed it."""
    results = {}
    while start < end:
        command = [str(vm), *options, "-Xverify:all", "-cp", str(folder), "Driver", str(start), str(end), str(folder)]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
            code, out, err = done.returncode, done.stdout, done.stderr
        except subprocess.TimeoutExpired as e:
            code, out, err = "hang", (e.stdout or b"").decode(), ""
        for line in out.splitlines():
            if line.startswith("C") and " " in line:
                name, result = line.split(" ", 1)
                results[name] = result
        if code == 0:
            break
        reached = max([int(name[1:]) for name in results if start <= int(name[1:]) < end], default=start - 1) + 1
        results[f"C{reached}"] = f"ended the VM: {code}"
        if code != 124:  # a bound of the VM is no fault, a signal is
            faults.append(f"C{reached}: exit code {code}\n{err[-600:]}")
        start = reached + 1
    return results


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--vm", required=True)
    parser.add_argument("--jdk", type=pathlib.Path, required=True)
    parser.add_argument("--count", type=int, default=20000)
    parser.add_argument("--from", type=int, default=0, dest="start")
    parser.add_argument("--compare", action="store_true")
    parser.add_argument("--keep", type=pathlib.Path)
    options = parser.parse_args()
    faults, passed, total, different = [], 0, 0, 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or pathlib.Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run([options.jdk / "bin" / "javac", "-d", folder, HERE / "Driver.java"], check=True)
        for start in range(options.start, options.start + options.count, BATCH):
            end = min(start + BATCH, options.start + options.count)
            for n in range(start, end):
                (folder / f"C{n}.class").write_bytes(mutant(n))
            ours = run(options.vm, ["-Xmx256m", f"-XX:MaxInstructions={INSTRUCTIONS}"], folder, start, end, faults)
            total += len(ours)
            passed += sum(1 for r in ours.values() if r.lstrip("-").isdigit() or r.startswith("threw"))
            if options.compare:
                theirs = run(options.jdk / "bin" / "java", ["-Xmx256m"], folder, start, end, [])
                for n in range(start, end):
                    a, b = ours.get(f"C{n}"), theirs.get(f"C{n}")
                    if a != b and {a, b} - REFUSED:
                        different += 1
                        print(f"C{n}: minijvm {a}, java {b}")
            for n in range(start, end):
                if not options.keep:
                    (folder / f"C{n}.class").unlink()
    for fault in faults:
        print(fault)
    print(f"{total} classes, {passed} of them ran, {len(faults)} faults" + (f", {different} different from java" if options.compare else ""))
    return 1 if faults or different or total != options.count else 0


if __name__ == "__main__":
    sys.exit(main())
