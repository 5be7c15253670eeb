#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""limits_test.py MINIJVM JAVA MINIJAVAP - input that is too large, too deep or changes meanwhile, as far as no class alone shows it.

Files are made here. Where java has an answer (`same`), minijvm's exit code and output are the same; else the wanted text is here.
Class files by themselves: testdata/src/linkage/Limits.java, DeepHierarchies, DeepConstants, Subroutines, MappedTruncated, tests/malformed.
"""
import os
import pathlib
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "malformed"))
from cases import Builder, u2  # noqa: E402
from waiting import PATIENCE, processor_seconds  # noqa: E402

minijvm, java, minijavap = (pathlib.Path(a).resolve() for a in sys.argv[1:4])
HOME = java.parent.parent
TESTDATA = HERE.parent / "testdata"
ASM = ["--add-exports", "java.base/jdk.internal.org.objectweb.asm=ALL-UNNAMED"]
faults = 0


def run(*command, seconds=PATIENCE, **more):
    try:
        done = subprocess.run([str(c) for c in command], capture_output=True, text=True, errors="replace", timeout=seconds, check=False, **more)
    except subprocess.TimeoutExpired:
        return "hangs", "", ""
    return done.returncode, done.stdout, done.stderr


def check(what, good, got=""):
    global faults
    print(("ok   " if good else "FAIL ") + what + ("" if good else f"\n{str(got)[:3000]}"), flush=True)
    faults += not good


def same(what, *arguments, **more):
    """As java answers, but for hashes of objects, times in the log and the name of the VM."""
    ours, theirs = (run(vm, "-Xshare:auto", *arguments, **more) for vm in (minijvm, java))
    ours, theirs = ((code, *(re.sub(r"^\[[0-9.]+s\]", "[Ns]", re.sub(r"@[0-9a-f]{5,}", "@N", text), flags=re.M) for text in texts)) for code, *texts in (ours, theirs))
    check(what, ours == theirs, f"minijvm: {ours}\njava:    {theirs}")


def main_class(name="Main", super_name="java/lang/Object", interfaces=(), flags=0x21):
    """A class whose main prints its name, with a constructor."""
    b = Builder(name, super_name, flags=flags)
    b.interfaces = list(interfaces)
    member = lambda tag, holder, n, d: b.add(bytes([tag]) + u2(b.klass(holder), b.name_type(n, d)))
    out = member(9, "java/lang/System", "out", "Ljava/io/PrintStream;")
    say = member(10, "java/io/PrintStream", "println", "(Ljava/lang/String;)V")
    b.method(9, "main", "([Ljava/lang/String;)V", b.code(b"\xb2" + u2(out) + b"\x13" + u2(b.string(name)) + b"\xb6" + u2(say) + b"\xb1", 2, 1))
    return b


with tempfile.TemporaryDirectory() as temporary:
    folder = pathlib.Path(temporary)
    os.chdir(folder)

    # ---- options ----
    for size in ("136k", "150k", "228k", "300k", "512k", "100m", "1g"):
        same(f"-Xss{size}", f"-Xss{size}", "-cp", TESTDATA, "Hello")
    for option in ("-Xss100k", "-Xss1g1", "-Xss-1", "-Xss9223372036854775808", "-Xss2g", "-Xmx-1", "-Xmx18446744073709551616", "-Xmx1k", "-Xms3g -Xmx1g",
                   "-XX:MaxMetaspaceSize=-1", "-XX:MaxDirectMemorySize=99999999999g", "-XX:ThreadStackSize=99999999999",
                   "-Xmx", "-Xss", "-XX:MaxHeapSize=0x", "-D", "-XX:", "-XX:+", "-XX:=", "-X", "-Xlog:" + "a" * 200, "@/nonexistent", "@" + "a" * 5000):
        same(option if len(option) < 100 else option[:20] + "...", *option.split(), "-cp", TESTDATA, "Hello")
    same("an option of 100,000 characters", "-Dx=" + "y" * 100_000, "-cp", TESTDATA, "Hello")
    same("a main class of 100,000 characters", "-cp", TESTDATA, "M" * 100_000)
    same("a class path of 20,000 entries", "-cp", ":".join([*(f"/nonexistent/{i}" for i in range(4000)), str(TESTDATA)]), "Hello")
    same("20,000 arguments", "-cp", TESTDATA, "Hello", *map(str, range(20_000)))
    (folder / "nested").write_text("@nested -cp x Hello")
    same("an argument file that names itself", "@nested", "-cp", TESTDATA, "Hello")
    (folder / "zero").write_bytes(b"-cp \0\0 Hello")
    same("an argument file with zero bytes", "@zero")

    # ---- hierarchies, deeper than HotSpot can ----
    for kind, n in (("c", 6000), ("i", 6000)):
        code, out, err = run(minijvm, *ASM, "-cp", TESTDATA, "DeepHierarchies", kind, n)
        check(f"a chain of {n} {'interfaces' if kind == 'i' else 'classes'}", code == 0 and not err and "threw" not in out.replace("NoSuchFieldException", "")
              .replace("nofield threw", "") and out.endswith("end\n"), (code, out, err))
    boot = folder / "boot"
    boot.mkdir()
    for i in range(20_000):
        b = main_class(f"C{i}", f"C{i - 1}" if i else "java/lang/Object")
        (boot / f"C{i}.class").write_bytes(b.bytes())
    with zipfile.ZipFile("boot.jar", "w") as z:
        for i in range(300):
            z.write(boot / f"C{i}.class", f"C{i}.class")
    for path in ("boot", "boot.jar"):
        same(f"200 superclasses by the boot loader ({path})", f"-Xbootclasspath/a:{path}", "C199")
    code, out, err = run(minijvm, "-Xbootclasspath/a:boot", "C19999")
    check("20,000 superclasses by the boot loader", code == 1 and "StackOverflowError" in out + err, (code, out[-500:], err[-500:]))
    shutil.rmtree(boot)

    seconds = []
    for blocks in (3000, 15000):
        code, out, spent = processor_seconds([minijvm, *ASM, "-cp", TESTDATA, "Limits", str(blocks)])
        check(f"a collection in a method of {blocks} blocks that runs from its end to its beginning",
              (code, out) == (0, "a collection in a method that runs from its end to its beginning: 2\n"), (code, out))
        seconds.append(spent)
    # all of it, the start of the VM included; with a time that grows with the square it was 27 s
    check("five times the blocks take less than ten times the time", seconds[1] < 10 * seconds[0], seconds)

    # ---- jars ----
    def jar(name, entries, compression=zipfile.ZIP_DEFLATED):
        with zipfile.ZipFile(name, "w", compression) as z:
            for entry, data in entries.items():
                z.writestr(entry, data)

    MANIFEST = "META-INF/MANIFEST.MF"
    main = main_class().bytes()
    jar("a.jar", {MANIFEST: "Class-Path: b.jar\nMain-Class: Main\n\n"})
    jar("b.jar", {MANIFEST: "Class-Path: a.jar b.jar ./ ../\n\n", "Main.class": main})
    same("Class-Path in a circle", "-jar", "a.jar")
    for i in range(300):
        jar(f"chain{i}.jar", {MANIFEST: f"Class-Path: chain{i + 1}.jar\nMain-Class: Main\n\n", **({"Main.class": main} if i == 299 else {})})
    same("a Class-Path chain of 300 jars", "-jar", "chain0.jar")
    same("... to a class that isn't there", "-cp", "chain0.jar", "Missing")
    jar("inner.jar", {"Main.class": main})
    jar("outer.jar", {"inner.jar": pathlib.Path("inner.jar").read_bytes(), MANIFEST: "Class-Path: outer.jar!/inner.jar\nMain-Class: Main\n\n"})
    same("a jar inside a jar", "-jar", "outer.jar")
    jar("bomb.jar", {MANIFEST: b"Main-Class: Main\n" + b"X-A: b\n" * 4_000_000 + b"\n", "Main.class": main})
    code, out, err = run(minijvm, "-Xmx64m", "-jar", "bomb.jar")
    check("a manifest of 28 MB in 40 KB", code in (0, 1) and (out == "Main\n" or "bomb.jar" in err), (code, out[-500:], err[-500:]))
    jar("long.jar", {MANIFEST: b"Main-Class: Main\nX: " + b"y" * 2_000_000 + b"\n\n", "Main.class": main})
    same("a manifest line of 2 MB", "-jar", "long.jar")
    jar("big.jar", {"Main.class": main + bytes(300 << 20)})
    code, out, err = run(minijvm, "-Xmx64m", "-cp", "big.jar", "Main")
    check("a class file of 300 MB zeros in 300 KB", code == 1 and "OutOfMemoryError" in err, (code, out[-500:], err[-500:]))
    for path in ("-Xbootclasspath/a:big.jar",):
        same("... by the boot loader", path, "Main")

    def patched(name, source, change):
        """The jar with its central directory entries and local headers changed by change(central, local)."""
        data = bytearray(pathlib.Path(source).read_bytes())
        for at in range(len(data) - 4):
            if data[at:at + 4] == b"PK\1\2":
                change(data, at, struct.unpack_from("<I", data, at + 42)[0])
        pathlib.Path(name).write_bytes(data)

    def sizes(size, compressed=None, both=True):
        def change(data, central, local):
            struct.pack_into("<I", data, central + 24, size)
            if compressed is not None:
                struct.pack_into("<I", data, central + 20, compressed)
            if both:
                struct.pack_into("<I", data, local + 22, size)
        return change

    jar("plain.jar", {"Main.class": main})
    jar("stored.jar", {"Main.class": main}, zipfile.ZIP_STORED)
    for source in ("plain.jar", "stored.jar"):
        for label, change in (("claims 4 GB", sizes(0xfffffffe)), ("claims 2 GB", sizes(0x7fffffff)), ("claims 1 byte", sizes(1)), ("claims 0 bytes", sizes(0)),
                              ("claims one byte more", sizes(len(main) + 1)), ("claims one less", sizes(len(main) - 1)),
                              ("compressed: 4 GB", sizes(len(main), 0xfffffffe)), ("compressed: 0", sizes(len(main), 0))):
            patched("lie.jar", source, change)
            same(f"an entry that {label} ({source})", "-Xmx256m", "-cp", "lie.jar", "Main")
            code, out, err = run(minijvm, "-Xbootclasspath/a:lie.jar", "Main")
            check(f"... by the boot loader: no class, or the right one ({source})", code == 0 and out == "Main\n" or code == 1 and "ClassNotFound" in err, (code, out, err))
            code, out, err = run(minijavap, "-cp", "lie.jar", "Main")
            check("... by minijavap: an error, or the class", code in (0, 1, 2) and out + err and "fatal" not in err, (code, out, err))
    jar("twice.jar", {"Main.class": main, "Other.class": main_class("Other").bytes()})

    def overlap(data, central, _):
        struct.pack_into("<I", data, central + 42, 0)

    patched("overlap.jar", "twice.jar", overlap)
    same("entries that overlap", "-cp", "overlap.jar", "Main")
    same("... the other one", "-cp", "overlap.jar", "Other")
    whole = pathlib.Path("plain.jar").read_bytes()
    for n in (0, 1, 21, 22, len(whole) // 2, len(whole) - 1):
        pathlib.Path("cut.jar").write_bytes(whole[:n])
        same(f"a jar of {n} bytes of {len(whole)}", "-cp", "cut.jar", "Main")
        same("... with -jar", "-jar", "cut.jar")
        same("... by the boot loader", "-Xbootclasspath/a:cut.jar", "Main")

    # ---- files that change while open ----
    (folder / "Changing.java").write_text("""
        import java.io.*; import java.nio.file.*;
        public class Changing { public static void main(String[] a) throws Exception {
            System.out.println("ready"); System.in.read();
            for (int i = 1; i < a.length; i++) try {
                Class<?> k = Class.forName(a[i]); System.out.println(k);
                if (a[0].equals("annotations")) { System.out.println(k.getAnnotations().length); System.out.println(k.getGenericSuperclass()); } }
                catch (Throwable t) { System.out.println(t.getClass()); } } }""")
    compiler = java.with_name("javac")
    if compiler.exists():
        subprocess.run([compiler, "Changing.java"], check=True)
        many = {f"K{i}.class": main_class(f"K{i}").bytes() for i in range(2000)}
        for label, option in (("by the boot loader", "-Xbootclasspath/a:many.jar"), ("by the class path", None)):
            for change in ("truncated", "overwritten", "replaced", "deleted"):
                jar("many.jar", many, zipfile.ZIP_STORED)
                command = [minijvm, *([option] if option else []), "-cp", f"{folder}:many.jar" if not option else folder, "Changing", "x", "K0", "K1999", "K5"]
                with subprocess.Popen([str(c) for c in command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as p:
                    assert p.stdout.readline() == "ready\n"
                    size = os.path.getsize("many.jar")
                    if change == "truncated":
                        os.truncate("many.jar", 100)
                    elif change == "overwritten":
                        with open("many.jar", "r+b") as f:
                            f.write(bytes(size))
                    elif change == "replaced":
                        jar("other.jar", {"K5.class": many["K5.class"]})
                        os.replace("other.jar", "many.jar")
                    else:
                        os.unlink("many.jar")
                    out, _ = p.communicate("\n", timeout=PATIENCE)
                check(f"a jar {change} while open, {label}", p.returncode == 0 and out.count("\n") == 3, (p.returncode, out))
        jre = folder / "jre"
        shutil.copytree(HOME, jre, symlinks=True, ignore=lambda d, names: [n for n in names if n in ("modules", "src.zip", "demo", "jmods", "man", "legal")])
        shutil.copyfile(HOME / "lib/modules", jre / "lib/modules")
        with subprocess.Popen([str(c) for c in (minijvm, "--java-home", jre, "-cp", folder, "Changing", "x", "javax.swing.JFrame", "java.sql.Date")],
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as p:
            assert p.stdout.readline() == "ready\n"
            os.truncate(jre / "lib/modules", 10_000)
            out, _ = p.communicate("\n", timeout=PATIENCE)
        check("lib/modules truncated while mapped", p.returncode == 1 and out.endswith("minijvm: lib/modules was truncated while in use\n"), (p.returncode, out))
    code, out, err = run(minijvm, "-cp", TESTDATA, "MappedTruncated", "all")
    gone = "threw java.lang.InternalError: a fault occurred in a recent unsafe memory access operation in compiled Java code"
    lines = out.splitlines()
    check("a mapped file truncated: every access throws", code == 0 and len(lines) == 35 and all(gone in line for line in lines[1:-2])
          and lines[-2:] == ["long again: 0", "7"], (code, out, err))

    # ---- minijavap: nesting ----
    def value(depth, kind):
        """An element_value nested so deep, as arrays or annotations."""
        data = b"I" + u2(n.int(1))
        for _ in range(depth):
            data = b"[" + u2(1) + data if kind == "arrays" else b"@" + u2(n.utf8("LA;"), 1, n.utf8("v")) + data
        return data

    for kind in ("arrays", "annotations"):
        for depth in (10, 1000, 100_000):
            n = Builder("N")
            n.class_attr("RuntimeVisibleAnnotations", u2(1, n.utf8("LA;"), 1, n.utf8("v")) + value(depth, kind))
            (folder / "N.class").write_bytes(n.bytes())
            for options in (["-v"], ["--json"]):
                code, out, err = run(minijavap, *options, "N.class")
                check(f"minijavap {options[0]}: {kind} nested {depth} deep", code in (0, 1, 2) and out + err, (code, out[-300:], err[-300:]))
            if compiler.exists() and depth < 10_000:
                same("... their reflection", "-cp", folder, "Changing", "annotations", "N", input="\n")
            elif compiler.exists():  # HotSpot's C++ code doesn't come back
                code, out, err = run(minijvm, "-cp", folder, "Changing", "annotations", "N", input="\n")
                check("... their reflection", (code, out) == (0, "ready\nclass N\nclass java.lang.StackOverflowError\n"), (code, out, err))
    for label, signature in (("brackets", "[" * 60_000 + "I"), ("arguments", "LA<" * 13_000 + "LB;" + ">;" * 13_000), ("unclosed", "LA<" * 20_000),
                             ("inner", "LA" + ".B" * 30_000 + ";")):
        n = Builder("N")
        n.class_attr("Signature", u2(n.utf8(signature)))
        n.field(1, "f", "Ljava/lang/Object;", n.attr("Signature", u2(n.utf8(signature))))
        (folder / "N.class").write_bytes(n.bytes())
        if compiler.exists():
            same(f"reflection of a signature of nested {label}", "-cp", folder, "Changing", "annotations", "N", input="\n")
        for options in (["-v"], ["-s"], ["--json"], ["--verify"]):
            code, out, err = run(minijavap, *options, "N.class")
            check(f"minijavap {options[0]}: a signature of nested {label}", code in (0, 1, 2) and (out + err or options == ["--verify"]), (code, out[-300:], err[-300:]))

print(f"{faults} faults")
sys.exit(1 if faults else 0)
