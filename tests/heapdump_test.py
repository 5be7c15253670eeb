#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Heap dumps: writes them (HotSpotDiagnosticMXBean, OutOfMemoryError, SIGQUIT) and reads them with a reader of its own.

    heapdump_test.py MINIJVM          (any VM with HotSpot's options will do, except for the SIGQUIT part)
    heapdump_test.py --print FILE     what is in a dump
"""
import collections
import mmap
import pathlib
import re
import signal
import struct
import subprocess
import sys
import tempfile

from waiting import PATIENCE

TESTDATA = pathlib.Path(__file__).resolve().parent.parent / "testdata"
TYPES = {2: ("Q", 8), 4: ("?", 1), 5: ("H", 2), 6: ("f", 4), 7: ("d", 8), 8: ("b", 1), 9: ("h", 2), 10: ("i", 4), 11: ("q", 8)}


class Class:
    def __init__(self, name):
        self.name, self.super, self.loader, self.size, self.statics, self.fields = name, 0, 0, 0, {}, []


class Dump:
    """Reads all of an hprof 1.0.2 file; raises ValueError where it is not one."""

    def __init__(self, path):
        with open(path, "rb") as f:
            self.data = mmap.mmap(f.fileno(), 0, access=mmap.ACCESS_READ)
        title, _, _ = self.data[:64].partition(b"\0")
        if title != b"JAVA PROFILE 1.0.2":
            raise ValueError(f"title {title!r}")
        self.at = len(title) + 1
        if self.take("I") != 8:
            raise ValueError("identifiers have 8 bytes")
        self.millis = self.take("Q")
        self.texts, self.classes, self.serials = {}, {}, {}
        self.instances, self.object_arrays, self.primitive_arrays = {}, {}, {}  # id -> (class, offset of the values ...)
        self.roots, self.frames, self.traces = collections.Counter(), {}, {}
        self.root_ids = set()
        ended = False
        while self.at < len(self.data):
            tag, _, length = self.take("B"), self.take("I"), self.take("I")
            end = self.at + length
            if end > len(self.data):
                raise ValueError(f"record {tag:#x} reaches beyond the end")
            if tag == 0x01:
                identifier = self.take("Q")
                self.texts[identifier] = self.data[self.at:end].decode(errors="replace")
            elif tag == 0x02:
                serial, identifier, _, name = self.take("I"), self.take("Q"), self.take("I"), self.take("Q")
                self.classes[identifier] = Class(self.texts[name])
                self.serials[serial] = identifier
            elif tag == 0x04:
                identifier, name, _, _, serial, line = (self.take(c) for c in "QQQQIi")
                self.frames[identifier] = (self.classes[self.serials[serial]].name, self.texts[name], line)
            elif tag == 0x05:
                serial, _, count = self.take("I"), self.take("I"), self.take("I")
                self.traces[serial] = [self.frames[self.take("Q")] for _ in range(count)]
            elif tag in (0x0C, 0x1C):
                while self.at < end:
                    self.sub_record()
            elif tag == 0x2C:
                ended = True
            if self.at > end:
                raise ValueError(f"record {tag:#x} is longer than it says")
            self.at = end
        if not ended:
            raise ValueError("no end record")

    def take(self, code):
        value, = struct.unpack_from(">" + code, self.data, self.at)
        self.at += struct.calcsize(">" + code)
        return value

    def sub_record(self):
        tag = self.take("B")
        roots = {0xFF: 0, 0x01: 8, 0x02: 8, 0x03: 8, 0x04: 4, 0x05: 0, 0x06: 4, 0x07: 0, 0x08: 8}
        if tag in roots:
            self.roots[tag] += 1
            self.root_ids.add(self.take("Q"))
            self.at += roots[tag]
        elif tag == 0x20:
            identifier, _ = self.take("Q"), self.take("I")
            k = self.classes[identifier]
            k.super, k.loader = self.take("Q"), self.take("Q")
            self.at += 32
            k.size = self.take("I")
            if self.take("H"):
                raise ValueError("constants are not expected")
            for _ in range(self.take("H")):
                name, kind = self.texts[self.take("Q")], self.take("B")
                k.statics[name] = self.take(TYPES[kind][0])
            k.fields = [(self.texts[self.take("Q")], self.take("B")) for _ in range(self.take("H"))]
        elif tag == 0x21:
            identifier, _, k, size = self.take("Q"), self.take("I"), self.take("Q"), self.take("I")
            self.instances[identifier] = (k, self.at)
            self.at += size
        elif tag == 0x22:
            identifier, _, length, k = self.take("Q"), self.take("I"), self.take("I"), self.take("Q")
            self.object_arrays[identifier] = (k, self.at, length)
            self.at += 8 * length
        elif tag == 0x23:
            identifier, _, length, kind = self.take("Q"), self.take("I"), self.take("I"), self.take("B")
            self.primitive_arrays[identifier] = (kind, self.at, length)
            self.at += TYPES[kind][1] * length
        else:
            raise ValueError(f"sub-record {tag:#x} at {self.at - 1}")

    def array(self, identifier):
        kind, at, length = self.primitive_arrays[identifier]
        return struct.unpack_from(f">{length}{TYPES[kind][0]}", self.data, at)

    def elements(self, identifier):
        _, at, length = self.object_arrays[identifier]
        return struct.unpack_from(f">{length}Q", self.data, at)

    def fields(self, identifier):
        k, self.at = self.instances[identifier]
        values = {}
        while k:
            for name, kind in self.classes[k].fields:
                values.setdefault(name, self.take(TYPES[kind][0]))
            k = self.classes[k].super
        return values

    def text(self, identifier):
        fields = self.fields(identifier)
        raw = struct.pack(">%db" % len(self.array(fields["value"])), *self.array(fields["value"]))
        return raw.decode("latin-1") if fields["coder"] == 0 else raw.decode("utf-16-le")

    def named(self, name):
        return next(k for k in self.classes.values() if k.name == name)

    def dangling(self):
        """References to what is not in the dump."""
        known = self.instances.keys() | self.object_arrays.keys() | self.primitive_arrays.keys() | self.classes.keys() | {0}
        wrong = [r for r in self.root_ids if r not in known]
        for i in self.object_arrays:
            wrong += [e for e in self.elements(i) if e not in known]
        for k in self.classes.values():
            wrong += [r for r in (k.super, k.loader) if r not in known]
        references = {}
        for k, c in self.classes.items():
            at, offsets, s = 0, [], k
            while s:
                for _, kind in self.classes[s].fields:
                    if kind == 2:
                        offsets.append(at)
                    at += TYPES[kind][1]
                s = self.classes[s].super
            references[k] = offsets
        for k, at in self.instances.values():
            wrong += [r for r in (struct.unpack_from(">Q", self.data, at + o)[0] for o in references[k]) if r not in known]
        return wrong


def check(what, got, wanted):
    if got != wanted:
        raise SystemExit(f"{what}: {got!r}, wanted {wanted!r}")


def check_contents(dump):
    k = dump.named("HeapDump")
    check("dangling references", dump.dangling()[:5], [])
    check("static int", k.statics["counter"], 77)
    check("int[]", dump.array(k.statics["numbers"]), (1, -2, 3))
    large = dump.array(k.statics["large"])
    check("large array", (len(large), large[-1], large[0]), (3_000_000, 9, 0))
    nodes = dump.elements(k.statics["nodes"])
    check("nodes", len(nodes), 100)
    node = dump.fields(nodes[42])
    check("next", node["next"], nodes[41])
    check("text", dump.text(node["text"]), "node 42")
    for name, value in dict(number=42, big=0x123456789abcdef, flag=True, small=-3, letter=ord("q"), brief=-300, single=1.5,
                            twice=-2.25).items():
        check(name, node[name], value)
    check("super of int[]", dump.classes[dump.named("[I").super].name, "java/lang/Object")
    check("roots", [t for t in (0x05, 0x08) if not dump.roots[t]], [])
    main = [t for t in dump.traces.values() if any(f[:2] == ("HeapDump", "main") for f in t)]
    check("main's stack", len(main), 1)


def run(vm, *arguments, **options):
    return subprocess.run([vm, *arguments], capture_output=True, text=True, timeout=PATIENCE, check=False, **options)


def main():
    if sys.argv[1] == "--print":
        dump = Dump(sys.argv[2])
        print(len(dump.classes), "classes", len(dump.instances), "instances", len(dump.object_arrays), "+",
              len(dump.primitive_arrays), "arrays; roots", dict(dump.roots), "dangling", len(dump.dangling()))
        for k, n in collections.Counter(k for k, _ in dump.instances.values()).most_common(20):
            print(f"{n:8} {dump.classes[k].name}")
        return
    vm = str(pathlib.Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        done = run(vm, "-Xmx64m", "-cp", str(TESTDATA), "HeapDump", str(folder / "bean.hprof"))
        check("bean", (done.stdout, done.stderr), ("File exists\ndumped\n", ""))
        check_contents(Dump(folder / "bean.hprof"))

        done = run(vm, "-Xmx32m", "-XX:+HeapDumpOnOutOfMemoryError", f"-XX:HeapDumpPath={folder}", "-cp", str(TESTDATA), "OutOfMemory")
        dumps = list(folder.glob("java_pid*.hprof"))
        check("dumps in the folder", len(dumps), 1)
        first = done.stdout.splitlines()[:3]
        check("words", [re.sub(r"[0-9.]+ (bytes|secs)", r"N \1", line) for line in first],
              ["java.lang.OutOfMemoryError: Java heap space", f"Dumping heap to {dumps[0]} ...", "Heap dump file created [N bytes in N secs]"])
        check("size", dumps[0].stat().st_size, int(re.search(r"(\d+) bytes", first[2])[1]))
        dump = Dump(dumps[0])
        check("dangling references", dump.dangling()[:5], [])
        check("what filled the heap", sum(length == 1_000_000 for _, _, length in dump.primitive_arrays.values()) > 10, True)

        with subprocess.Popen([vm, "-Xmx32m", "-XX:+HeapDumpOnCtrlBreak", "-XX:+PrintClassHistogram", "-cp", str(TESTDATA), "HeapDump",
                               "wait"], cwd=folder, stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True) as process:
            path = folder / f"java_pid{process.pid}.hprof"
            process.stdout.readline()
            process.send_signal(signal.SIGQUIT)
            out = ""
            while "Heap dump file created" not in out:
                line = process.stdout.readline()
                if not line:
                    raise SystemExit("no heap dump at SIGQUIT:\n" + out)
                out += line
            process.kill()
            check("histogram", bool(re.search(r"^ *\d+: +\d+ +\d+  \[B \(java\.base@17", out, re.M)), True)
            check("dangling references", Dump(path).dangling()[:5], [])
    print("heap dumps are complete")


main()
