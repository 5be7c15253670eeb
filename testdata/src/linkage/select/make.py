#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""make.py [FOLDER] - writes the class files of testdata/select, or of another folder, for SelectMore.java: classes that may not be
defined, and defaults that conflict."""
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[4]
OUT = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "testdata/select"
sys.path.insert(0, str(ROOT / "tests/malformed"))
from cases import Builder, u2  # noqa: E402


def member(b, tag, holder, name, desc):
    return b.add(bytes([tag]) + u2(b.klass(holder), b.name_type(name, desc)))


def write(b):
    path = OUT / f"{b.name}.class"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b.bytes())


def C(name, sup="java/lang/Object", flags=0x21, inter=(), methods=()):
    b = Builder(name, sup, flags=flags)
    b.interfaces = list(inter)
    if not flags & 0x200:
        b.method(1, "<init>", "()V", b.code(b"\x2a\xb7" + u2(member(b, 10, sup, "<init>", "()V")) + b"\xb1", 1, 1))
    for f, n, d in methods:
        b.method(f, n, d, *([] if f & 0x500 else [b.code(b"\xb1", 1, 3)]))
    write(b)


C("Base", methods=[(0x11, "fin", "()V"), (0x12, "priv", "()V"), (0x10, "pack", "()V"), (0x19, "stat", "()V")])
C("OverFin", "Base", methods=[(1, "fin", "()V")])
C("OverFinStatic", "Base", methods=[(9, "fin", "()V")])
C("OverFinPriv", "Base", methods=[(2, "fin", "()V")])
C("OverPriv", "Base", methods=[(1, "priv", "()V")])
C("OverPack", "Base", methods=[(1, "pack", "()V")])
C("OverStat", "Base", methods=[(1, "stat", "()V")])
C("Sub2", "OverFin")
C("FinalClass", flags=0x31)
C("ExtFinal", "FinalClass")
C("Itf", flags=0x601)
C("ExtItf", "Itf")
C("ImplClass", inter=["Base"])
C("ImplFinal", inter=["FinalClass"])
C("ItfSuper", "Base", flags=0x601)
C("ItfFin", flags=0x611)
C("Missing1", "Nowhere")
C("Missing2", inter=["Nowhere"])
C("Self1", "Self1")
C("Self2", inter=["Self2"], flags=0x601)
C("ExtFinMissing", "FinalClass", inter=["Nowhere"])
C("FinMissing", "Base", inter=["Nowhere"], methods=[(1, "fin", "()V")])
C("Twice", inter=["Itf", "Itf"])
C("ExtArr", "[I")
C("ExtString", "java/lang/String")
C("ExtEnum", "java/lang/Enum")
C("ExtRecord", "java/lang/Record")
C("java/lang/Evil")
C("ExtMagic", "java/lang/Thread$Caches")
C("OverObj", methods=[(1, "getClass", "()Ljava/lang/Class;")])
C("OverWait", methods=[(1, "wait", "()V")])
C("NonPub/Hidden", flags=0x20)
C("ExtHidden", "NonPub/Hidden")
C("ImplHidden", inter=["sun/misc/Unsafe"])
C("ExtSecret", "jdk/internal/misc/Unsafe")
C("ExtSecret2", "jdk/internal/loader/BuiltinClassLoader")
C("ItfObj", flags=0x601, methods=[(0x401, "getClass", "()Ljava/lang/Class;")])
C("ItfFinalM", flags=0x601, methods=[(0x11, "m", "()V")])
C("D1", flags=0x601, methods=[(1, "d", "()V")])
C("D2", flags=0x601, methods=[(1, "d", "()V")])
C("D12", inter=["D1", "D2"])
C("D12abs", inter=["D1", "D2"], flags=0x421)
C("D12sub", "D12abs")
C("D1p", flags=0x601, methods=[(2, "d", "()V")])
C("DP", inter=["D1p"])
C("D3", flags=0x601, inter=["D1"], methods=[(0x401, "d", "()V")])
C("DA", inter=["D3"])
C("DA2", inter=["D3", "D1"])
C("DA3", inter=["D3", "D2"])
C("ClassPriv", methods=[(2, "d", "()V")])
C("ClassProt", methods=[(4, "d", "()V")])
C("ClassStat", methods=[(9, "d", "()V")])
C("PI", "ClassPriv", inter=["D1"])
C("PrI", "ClassProt", inter=["D1"])
C("SI", "ClassStat", inter=["D1"])
C("OwnPriv", inter=["D1"], methods=[(2, "d", "()V")])
C("OwnStat", inter=["D1"], methods=[(9, "d", "()V")])
C("OwnProt", inter=["D1"], methods=[(4, "d", "()V")])
C("OwnPack", inter=["D1"], methods=[(0, "d", "()V")])

b = Builder("Call")
for i in ("D1", "D2", "D3", "D1p"):
    b.method(9, "itf_" + i, "(Ljava/lang/Object;)V",
             b.code(b"\x2a\xc0" + u2(b.klass(i)) + b"\xb9" + u2(member(b, 11, i, "d", "()V")) + b"\1\0" + b"\xb1", 1, 1))
for path in sorted(OUT.glob("*.class")):
    if path.stem not in ("Call", "BadMain"):
        b.method(9, "virt_" + path.stem, "(Ljava/lang/Object;)V",
                 b.code(b"\x2a\xc0" + u2(b.klass(path.stem)) + b"\xb6" + u2(member(b, 10, path.stem, "d", "()V")) + b"\xb1", 1, 1))
write(b)

b = Builder("BadMain")  # doesn't verify: an int is an array
out, say = member(b, 9, "java/lang/System", "out", "Ljava/io/PrintStream;"), member(b, 10, "java/io/PrintStream", "println", "(Ljava/lang/String;)V")
b.method(9, "main", "([Ljava/lang/String;)V", b.code(b"\xb2" + u2(out) + b"\x13" + u2(b.string("ran")) + b"\xb6" + u2(say) + b"\4\x4b\xb1", 2, 1))
write(b)
