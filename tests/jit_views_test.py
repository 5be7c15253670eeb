#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""jit_views_test.py MINIJVM MINIJAVAP - what the compiler shows of itself, and what it does when memory for code is full."""
import os
import pathlib
import re
import subprocess
import sys

MINIJVM = os.path.abspath(sys.argv[1])
TESTDATA = pathlib.Path(__file__).resolve().parent.parent / "testdata"
faults = 0


def run(*command):
    done = subprocess.run([MINIJVM, *command], capture_output=True, text=True, cwd=TESTDATA, check=False)
    return done.stdout + done.stderr


def check(what, holds, shown=""):
    global faults
    if not holds:
        faults += 1
        print(f"FAILED: {what}\n{shown}")


def exits():
    """Each reason that a program is sure to have; places add up to their reasons."""
    for program, expected in (("Exceptions1", {"exception", "unresolved", "operation"}), ("Threads1", {"native", "unlock"}),
                              ("MHBasics", {"fast path", "unresolved", "native"})):
        text = run("-Xcomp", "-Xlog:jit+exits=debug:stdout:none", program)
        reasons = {name: int(count) for count, name in re.findall(r"^ *(\d+)  ([a-z ]+?)  +(?:a|an|the|such) ", text, re.M)}
        places = {}
        for count, name in re.findall(r"^ *(\d+) +[\d.]+ %  ([a-z ]+?)  +\S+\(", text, re.M):
            places[name] = places.get(name, 0) + int(count)
        check(f"{program}: reasons", all(reasons.get(name) for name in expected), text[:3000])
        check(f"{program}: places", places == {name: count for name, count in reasons.items() if count}, f"{places}\n{text[:3000]}")
    text = run("-Xcomp", "-Xlog:jit+exits=debug:stdout:none", "Quadratic")
    check("a place", re.search(r" unresolved +Quadratic\.main\(java\.lang\.String\[\]\) @ 0  getstatic", text), text)
    check("a called method", re.search(r" fast path +java\.lang\.String\.\w+\(", text), text)
    check("nothing without machine code", "unresolved" not in run("-Xint", "-Xlog:jit+exits=debug", "Quadratic"))


def evictions():
    expected = (TESTDATA / "expected/HotSets.out").read_text(encoding="utf-8")
    small = ("-XX:ReservedCodeCacheSize=256k", "-XX:CompileThreshold=100", "-XX:+PrintCompilation", "-Xlog:jit:stdout:none")
    for options in ((), ("-XX:GCEvery=20",), ("-Xcomp",)):
        text = run(*small, *options, "HotSets")
        compiled = len(re.findall(r"HotSets\$Work::applyAsLong \(", text))
        full = len(re.findall(r"^memory for code is full: \d+ methods discarded", text, re.M))
        own = re.sub(r"^( +\d+ +\d+ .* bytes\)|memory for code is full.*)\n", "", text, flags=re.M)
        check(f"the output with {options}", own == expected, own)
        check(f"each copy is compiled, {options}", compiled >= 60 and full >= 2, f"{compiled} times, full {full} times")
    text = run(*small, "-XX:-UseCodeCacheFlushing", "HotSets")
    check("without flushing: a warning, once", text.count("warning: CodeCache is full. Compiler has been disabled.\n") == 1 and
          text.count("warning: Try increasing the code cache size using -XX:ReservedCodeCacheSize=\n") == 1 and
          "memory for code" not in text, text)


def perf_map():
    vm = subprocess.Popen([MINIJVM, "-Xcomp", "-XX:+UnlockDiagnosticVMOptions", "-XX:+DumpPerfMapAtExit", "Quadratic"], cwd=TESTDATA,
                          stdout=subprocess.DEVNULL)
    vm.wait()
    path = pathlib.Path(f"/tmp/perf-{vm.pid}.map")
    lines = path.read_text(encoding="utf-8").splitlines()
    path.unlink()
    check("perf's map: lines", all(re.fullmatch(r"0x[0-9a-f]{16} 0x[0-9a-f]{16} \S.*", line) for line in lines), lines[:30])
    for name in ("int Quadratic.discriminant(int, int, int)", "void Quadratic.main(java.lang.String[])", "~call_native"):
        check(f"perf's map has {name}", any(line.endswith(" " + name) for line in lines), lines[:30])


def second_loop():
    """Instructions that were not resolved when their method was compiled are not left to C for ever."""
    text = run("-XX:CompileThreshold=2000", "-Xlog:jit+exits=debug:stdout:none", "SecondLoop")
    left = sum(int(n) for n in re.findall(r"^ *(\d+) +[\d.]+ %  call +SecondLoop\.main\(", text, re.M))
    check("a second loop's call is compiled", left < 20_000, text)


def listings(minijavap):
    """The columns of a method whose code is the same everywhere; with a disassembler or without."""
    native = subprocess.run([minijavap, "--native", "-cp", TESTDATA, "Quadratic"], capture_output=True, text=True, check=True).stdout
    printed = run("-Xcomp", "-XX:CompileCommand=print,Quadratic.discriminant", "Quadratic")
    for what, text in (("minijavap --native", native), ("CompileCommand=print", printed)):
        method = re.search(r"^Compiled method int Quadratic\.discriminant\(int, int, int\) \(10 bytes\)\n(.*?)(?:\n\n|^1$|\Z)", text, re.M | re.S)
        method = method.group(1) if method else ""
        code = r"\+0x000  mov +\w+, [dq]word ptr \[r12 \+ 8\]" if "no disassembler: " not in method else r"\+0x000  [0-9a-f ]+"
        for form in (r"^  5 words of register code, \d+ bytes of machine code at 0x[0-9a-f]{8}$", r"^ +0: iload_1 +\| +\|$",
                     rf"^ +2: imul +\|  t0 = l1 \* l1 +\|  {code}$", r"^ +9: ireturn +\|  return acc +\|  \+0x", r"^ +8: isub +\|  acc = t0 - acc +\|  \+0x"):
            check(f"{what}: /{form}/", re.search(form, method, re.M), text)
    check("minijavap --native: all methods", len(re.findall(r"^Compiled method ", native, re.M)) == 3, native)
    check("minijavap --native: a stub has its name", "~" in native or "no disassembler: " in native, native)
    check("CompileCommand=print: this method only", printed.count("Compiled method ") == 1, printed)
    none = subprocess.run([minijavap, "--native", "-cp", TESTDATA, "NoSuchClass"], capture_output=True, text=True, check=False)
    check("no such class", none.returncode == 1 and none.stderr.startswith("java.lang.ClassNotFoundException: NoSuchClass\n"), none)
    hot = ("-XX:CompileThreshold=100", "-XX:CompileCommand=print,Spin.spin")
    for options, inlined in (((), True), (("-XX:CompileCommand=dontinline,Spin.step",), False), (("-XX:CompileCommand=exclude,Spin.step",), False)):
        text = run(*hot, *options, "Spin")
        check(f"inlined with {options}: {inlined}", ("-- inlined: Spin.step(int)" in text) == inlined and "Compiled method int Spin.spin(" in text, text)


exits()
perf_map()
listings(os.path.abspath(sys.argv[2]))
evictions()
second_loop()
sys.exit(faults != 0)
