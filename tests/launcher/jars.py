# SPDX-License-Identifier: MIT
"""Jars that are damaged in one place, or unusual: every field of every header, comments, what stands before and behind, zip64, texts of
manifests; and random mutants of them.

    build(entries, ...) -> bytes        variants() -> (what, bytes)        mutants(seed, count) -> (what, bytes)
"""
import random
import struct
import zlib

LOCAL = {"sig": 0x04034b50, "version": 20, "flags": 0, "method": 0, "time": 0, "date": 33, "crc": 0, "packed": 0, "size": 0, "name": 0, "extra": 0}
CENTRAL = {"sig": 0x02014b50, "made": 20, "version": 20, "flags": 0, "method": 0, "time": 0, "date": 33, "crc": 0, "packed": 0, "size": 0, "name": 0,
           "extra": 0, "comment": 0, "disk": 0, "internal": 0, "external": 0, "offset": 0}
MANIFEST = b"Manifest-Version: 1.0\r\nMain-Class: Hello\r\n\r\n"
ALL_ONES = {"entries": 0xffff, "here": 0xffff, "size": 0xffffffff, "offset": 0xffffffff}


class Entry:
    def __init__(self, name, data, method=8, local=None, central=None, local_extra=b"", central_extra=b"", comment=b"", packed=None):
        self.name, self.data, self.local_extra, self.central_extra, self.comment = name, data, local_extra, central_extra, comment
        deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
        self.packed = packed if packed is not None else data if method == 0 else deflate.compress(data) + deflate.flush()
        both = {"method": method, "crc": zlib.crc32(data), "packed": len(self.packed), "size": len(data), "name": len(name)}
        self.local = {**LOCAL, **both, "extra": len(local_extra), **(local or {})}
        self.central = {**CENTRAL, **both, "extra": len(central_extra), "comment": len(comment), **(central or {})}
        self.fixed = central or {}


def manifest(data=MANIFEST, **more):
    return Entry(b"META-INF/MANIFEST.MF", data, **more)


def build(entries, before=b"", counted=True, gap=b"", end=None, zip64=None, comment=b""):
    """counted: offsets count from the archive's begin, not the file's; zip64: changed fields of its record and locator"""
    out = bytearray(before)
    base = len(before) if counted else 0
    for e in entries:
        e.central["offset"] = e.fixed.get("offset", len(out) - base)
        out += struct.pack("<I5H3I2H", *e.local.values()) + e.name + e.local_extra + e.packed
    out += gap
    begin = len(out)
    for e in entries:
        out += struct.pack("<I6H3I5H2I", *e.central.values()) + e.name + e.central_extra + e.comment
    ends = {"entries": len(entries), "here": len(entries), "size": len(out) - begin, "offset": begin - base}
    if zip64 is not None:
        at = len(out) - base
        r = {"sig": 0x06064b50, "length": 44, "disk": 0, "start": 0, **ends, **{k: v for k, v in zip64.items() if not k.startswith("locator")}}
        out += struct.pack("<IQHHIIQQQQ", r["sig"], r["length"], 45, 45, r["disk"], r["start"], r["here"], r["entries"], r["size"], r["offset"])
        out += struct.pack("<IIQI", zip64.get("locator", 0x07064b50), zip64.get("locator disk", 0), zip64.get("locator at", at), 1)
    r = {"sig": 0x06054b50, "disk": 0, "start": 0, "comment": len(comment), **ends, **(end or {})}
    return bytes(out) + struct.pack("<I4H2IH", r["sig"], r["disk"], r["start"], r["here"], r["entries"], r["size"], r["offset"], r["comment"]) + comment


TEXTS = [b"", b"\n", b"a", b"a\n", b"a:", b"a: \n", b"a: b", b"a:b\n", b"a : b\n", b" a: b\n", b"a: b\n c\n", b"a: b\nc", b"a: b\n\nc\n", b"a: b\r\rc\n",
         b"a: b\rc: d\r", b": b\n", b"a: b\n:\n", b"a: b\nfoo\nc: d\n", b"a\0: b\n", b"a: b\0c\nx\n", b"\0a", b"\xef\xbb\xbfa: b\n", b"a: b\n c", b"a: b\n ",
         b"a: b\n \n", b"a: b\n  \nc\n", b"a:\tb\n", b"a: b\n\tc\n", b"a:: b\n", b"a:b: c\n", b"a: b\r\n c\r\nd", b"a: b\r\n c\n d\r e\n", b"a\n : b\n",
         b"a:\n  b\n", b"a:\n b\n", b"a: b\r c", b"a: b\n\rx\n", b"Main-Class", b"a: " + b"x" * 100_000, b"a: b\n" * 10_000, b"a: b\n" + b" c\n" * 50_000,
         b"a: b\n" * 10_000 + b"c\n", b"Name: x\n\nc\n"]


def variants(program):
    """program: an Entry that comes with the manifest"""
    other = lambda **more: Entry(b"o", b"hello", **more)
    yield "plain", build([manifest(), program])
    yield "no manifest", build([program])
    yield "manifest last", build([program, manifest()])
    yield "empty file", b""
    yield "garbage", b"x" * 1000
    yield "no entries", build([])
    for name in (b"meta-inf/manifest.mf", b"META-INF/manifest.mf", b"/META-INF/MANIFEST.MF", b"META-INF/MANIFEST.MF\0", b"META-INF/MANIFEST.M"):
        yield f"manifest is {name}", build([Entry(name, MANIFEST), program])
    for text in TEXTS:
        yield f"text {text[:40]} {len(text)}", build([manifest(text, method=0), program])
    yield "two manifests, the first bad", build([manifest(b"bad"), manifest(), program])
    yield "two manifests, the second bad", build([manifest(), manifest(b"bad"), program])
    for method in (0, 8):
        for side, fields in (("local", LOCAL), ("central", CENTRAL)):
            for field in fields:
                for value in (0, 1, 5, 9, 10, 30, 0xffff):
                    if field in ("time", "date", "made", "internal", "external", "version") and value not in (0, 9):
                        continue
                    if method == 8 and side == "central" and field == "packed" and 0 < value < 30:
                        continue  # HotSpot's launcher reads memory that nobody has written
                    yield f"{side} {field}={value}, method {method}", build([manifest(method=method, **{side: {field: value}}), program])
    for side, fields in (("local", LOCAL), ("central", CENTRAL)):
        for field in fields:
            yield f"first entry: {side} {field}", build([other(**{side: {field: 7}}), manifest(), program])
            yield f"second entry: {side} {field}", build([program, other(**{side: {field: 7}}), manifest()])
    for field in ("sig", "disk", "start", "here", "entries", "size", "offset", "comment"):
        for value in (0, 1, 5, 99, 0xffff):
            yield f"end {field}={value}", build([manifest(), program], end={field: value})
    for comment in (b"hello", b"x" * 65535, b"PK\5\6hello", b"PK\5\6" + b"\0" * 18, b"zz" + struct.pack("<I4H2IH", 0x06054b50, 0, 0, 1, 1, 50, 0, 3) + b"abc"):
        yield f"comment {comment[:9]} {len(comment)}", build([manifest(), program], comment=comment)
        yield f"comment {comment[:9]} {len(comment)}, and a byte", build([manifest(), program], comment=comment) + b"z"
    for before in (b"#!/bin/sh\n" * 5, b"P" * 5000):
        for counted in (True, False):
            yield f"{len(before)} bytes before, counted {counted}", build([manifest(), program], before=before, counted=counted)
    yield "gap", build([manifest(), program], gap=b"x" * 30)
    plain = build([manifest(), program])
    yield "twice", plain + plain
    for cut in (1, 5, 21, 22, 23, 60, 100):
        yield f"{cut} bytes cut off", plain[:-cut]
        yield f"{cut} bytes behind", plain + b"z" * cut
    for end in ({}, ALL_ONES):
        for before in (b"", b"p" * 30):
            for change in ({}, {"sig": 1}, {"length": 0}, {"disk": 1}, {"start": 1}, {"here": 9}, {"entries": 9}, {"size": 5}, {"size": 1 << 63}, {"offset": 5},
                           {"offset": 1 << 63}, {"locator": 1}, {"locator disk": 1}, {"locator at": 5}, {"locator at": 1 << 40}):
                yield f"zip64 {change}, {len(before)} bytes before, end {bool(end)}", build([manifest(), program], before=before, zip64=change, end=end)
    for field in ("start", "disk", "here", "entries", "size", "offset"):
        yield f"zip64, end says {field}=1", build([manifest(), program], zip64={}, end={field: 1})
    for packed in (b"\xff\xff\xff", manifest().packed[:-5], manifest().packed + b"zzzz"):
        yield f"compressed data {packed[:3]} {len(packed)}", build([manifest(packed=packed), program])
    for method in (0, 8):
        yield f"an empty manifest behind the file's end, method {method}", build([manifest(b"", method=method, packed=b"", local={"extra": 4096}), program])
    yield "5000 entries", build([Entry(b"e%d" % i, b"", method=0) for i in range(5000)] + [manifest(), program])
    yield "long entries", build([Entry(b"n" * 65535, b"", method=0, central_extra=b"\0" * 65535, comment=b"c" * 65535) for _ in range(3)] + [manifest(), program])


def mutants(seed, count, program):
    """Jars with one to three bytes changed, mostly in headers."""
    rng = random.Random(seed)
    for i in range(count):
        entries = [manifest(method=0), program] + [Entry(rng.choice([b"a", b"dir/", b"META-INF/x"]), rng.choice([b"", b"hello" * 10]), method=0)
                                                   for _ in range(rng.randrange(3))]
        rng.shuffle(entries)
        data = bytearray(build(entries, before=rng.choice([b"", b"p" * 20]), comment=rng.choice([b"", b"a comment"]), zip64=rng.choice([None, {}])))
        headers = [at for at in (data.find(sig) for sig in (b"PK\1\2", b"PK\3\4", b"PK\5\6", b"PK\6\6", b"PK\6\7")) if at >= 0]
        for _ in range(rng.choice([1, 1, 2, 3])):
            at = min(len(data) - 1, rng.choice(headers) + rng.randrange(46))
            data[at] = rng.choice([0, 1, 8, 255, data[at] ^ 1 << rng.randrange(8), rng.randrange(256)])
        yield f"mutant {seed} {i}", bytes(data)
