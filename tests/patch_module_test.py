#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""patch_module_test.py MINIJVM JDK - every form of --patch-module gives what the JDK's java gives, live.

Patches are compiled here: of java.base and of another module of the boot loader, of modules of the platform and
application loaders; folders and jars; new classes, new packages, replaced classes, resources.
"""
import difflib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from waiting import PATIENCE

minijvm, jdk = (pathlib.Path(a).resolve() for a in sys.argv[1:3])
faults = 0

# folder of a patch -> (module, {file: source or contents})
PATCHES = {
    "base": ("java.base", {
        "java/util/Extra.java": """package java.util; public class Extra {
            public static String where() { return "first"; }
            public static void fail() { throw new IllegalStateException("patched"); } }""",
        "java/added/New.java": "package java.added; public class New { public String toString() { return getClass().getModule() + \" \" + getClass().getPackage(); } }",
        # loaded before java.base is defined
        "jdk/internal/misc/OSEnvironment.java": """package jdk.internal.misc; public class OSEnvironment {
            public static boolean called; public static void initialize() { called = true; } }""",
        # loaded when a program asks for it
        "java/util/TooManyListenersException.java": """package java.util; public class TooManyListenersException extends Exception {
            public String toString() { return "too many, patched"; } }""",
        "java/util/note.txt": "a note in java.util\n",
        "top.txt": "a note at the top\n",
    }),
    "second": ("java.base", {
        "java/util/Extra.java": "package java.util; public class Extra { public static String where() { return \"second\"; } }",
        "java/util/OnlySecond.java": "package java.util; public class OnlySecond { }",
        "top.txt": "another note at the top\n",
    }),
    "logging": ("java.logging", {
        "java/util/logging/More.java": """package java.util.logging; public class More {
            public static Object xml() { return new org.xml.sax.helpers.AttributesImpl().getLength(); } }""",
        "java/util/logging/added/Deep.java": "package java.util.logging.added; public class Deep { }",
    }),
    "sql": ("java.sql", {
        "java/sql/More.java": "package java.sql; public class More { }",
        "java/sql/added/Deep.java": "package java.sql.added; public class Deep { }",
    }),
    "compiler": ("jdk.compiler", {"com/sun/source/tree/More.java": "package com.sun.source.tree; public class More { }"}),
}
# Objects.checkIndex, for which minijvm has code of its own, and a class that is wanted at the start: given other bodies.
CHANGE = """
import java.nio.file.*;
import jdk.internal.org.objectweb.asm.*;
class Change {
    public static void main(String[] a) throws Exception {
        ClassReader in = new ClassReader(ClassLoader.getSystemResourceAsStream("java/util/Objects.class"));
        ClassWriter out = new ClassWriter(in, 0);
        in.accept(new ClassVisitor(Opcodes.ASM8, out) {
            public MethodVisitor visitMethod(int access, String name, String d, String s, String[] e) {
                MethodVisitor m = super.visitMethod(access, name, d, s, e);
                if (!name.equals("checkIndex") || !d.equals("(II)I")) return m;
                m.visitCode();
                m.visitVarInsn(Opcodes.ILOAD, 0);
                m.visitVarInsn(Opcodes.ILOAD, 0);
                m.visitInsn(Opcodes.IADD);
                m.visitInsn(Opcodes.IRETURN);
                m.visitMaxs(2, 2);
                m.visitEnd();
                return null;
            }
        }, 0);
        Path file = Path.of(a[0], "java/util/Objects.class");
        Files.createDirectories(file.getParent());
        Files.write(file, out.toByteArray());
    }
}
"""
MAIN = """
import java.io.*;
public class Use {
    interface Body { Object run() throws Throwable; }
    static void show(String what, Body body) {
        try {
            System.out.println(what + ": " + body.run());
        } catch (Throwable e) {
            System.out.println(what + ": " + e);
        }
    }
    static Object describe(Class<?> k) {
        return k.getModule() + " " + (k.getClassLoader() == null ? "boot" : k.getClassLoader().getClass().getSimpleName()) + " " + k.getPackage()
            + " " + k.getProtectionDomain().getCodeSource() + " " + k.getPackageName();
    }
    static String text(InputStream in) throws IOException {
        return in == null ? null : new String(in.readAllBytes()).trim();
    }
    public static void main(String[] names) throws Throwable {
        for (String name : ("java.util.Extra java.util.OnlySecond java.added.New java.util.logging.More java.util.logging.added.Deep java.sql.More"
                            + " java.sql.added.Deep com.sun.source.tree.More java.util.NoSuch java.lang.Bad shop.api.prv.Other").split(" "))
            show(name, () -> describe(Class.forName(name)));
        show("where", () -> Class.forName("java.util.Extra").getMethod("where").invoke(null));
        show("new", () -> Class.forName("java.added.New").getConstructor().newInstance());
        show("start", () -> Class.forName("jdk.internal.misc.OSEnvironment").getField("called").getModifiers());
        show("late", () -> new java.util.TooManyListenersException());
        show("xml", () -> Class.forName("java.util.logging.More").getMethod("xml").invoke(null));
        show("index", () -> java.util.Objects.checkIndex(21, 100));
        show("packages", () -> Object.class.getModule().getPackages().contains("java.added") + " "
            + Object.class.getModule().getDescriptor().packages().contains("java.added") + " " + Package.getPackage("java.added"));
        show("module resource", () -> text(Object.class.getModule().getResourceAsStream("java/util/note.txt")));
        show("class resource", () -> text(Object.class.getResourceAsStream("/top.txt")));
        show("system resource", () -> text(ClassLoader.getSystemResourceAsStream("top.txt")));
        show("other class", () -> text(java.util.List.class.getResourceAsStream("note.txt")));
        show("url", () -> Object.class.getResource("/top.txt") != null);
        show("class file", () -> text(Object.class.getResourceAsStream("/java/util/Extra.class")) != null);
        show("location", () -> Object.class.getModule().getLayer().configuration().findModule("java.base").get().reference().location());
        Class.forName("java.util.Extra").getMethod("fail").invoke(null);
    }
}
"""


def run(vm, arguments):
    done = subprocess.run([str(vm), *arguments], capture_output=True, text=True, timeout=PATIENCE, check=False)
    hide = lambda text: re.sub(r"unnamed module @\w+", "unnamed module @N", re.sub(r"(java\.base/[^(]*\([A-Za-z]+\.java):\d+\)", r"\1:*)", text))
    return done.returncode, hide(done.stdout), hide(done.stderr)


def check(what, good, got=""):
    global faults
    print(("ok   " if good else "FAIL ") + what + ("" if good else f"\n{got}"), flush=True)
    faults += not good


def same(*arguments, main=("-cp", "main", "Use")):
    ours, theirs = (run(vm, [*arguments, *main]) for vm in (minijvm, jdk / "bin" / "java"))
    lines = [f"{code}\n{out}\n{err}".split("\n") for code, out, err in (theirs, ours)]
    check(" ".join(arguments), ours == theirs, "\n".join(difflib.unified_diff(*lines, "java", "minijvm", lineterm="", n=1)))
    return ours


def compile_all():
    javac = str(jdk / "bin" / "javac")
    for name, (module, files) in PATCHES.items():
        for file, text in files.items():
            path = pathlib.Path("src", name, file)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
            if path.suffix == ".txt":
                copy = pathlib.Path(name, file)
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(path, copy)
        sources = [str(p) for p in pathlib.Path("src", name).rglob("*.java")]
        reads = ["--add-modules", "java.xml", "--add-reads", "java.logging=java.xml"] if module == "java.logging" else []
        subprocess.run([javac, "-nowarn", *reads, "--patch-module", f"{module}={'src/' + name}", "-d", name, *sources], check=True)
        shutil.make_archive(name, "zip", name)
        os.rename(name + ".zip", name + ".jar")
    pathlib.Path("main").mkdir()
    for name, text in (("Use", MAIN), ("Change", CHANGE)):
        pathlib.Path("main", name + ".java").write_text(text)
    asm = ["--add-exports", "java.base/jdk.internal.org.objectweb.asm=ALL-UNNAMED"]
    subprocess.run([javac, *asm, "-d", "main", "main/Use.java", "main/Change.java"], check=True)
    subprocess.run([str(jdk / "bin" / "java"), *asm, "-cp", "main", "Change", "changed"], check=True)


if not (jdk / "bin" / "javac").exists():
    print("no JDK 17 here: skipped")
    sys.exit(77)
with tempfile.TemporaryDirectory() as temporary:
    os.chdir(temporary)
    compile_all()
    open_misc = ["--add-exports", "java.base/jdk.internal.misc=ALL-UNNAMED"]

    # ---- java.base ----
    _, out, _ = same("--patch-module", "java.base=base", *open_misc)
    check("the classes are found, the early one too", "where: first\n" in out and "start: 9\n" in out, out)
    same("--patch-module=java.base=base.jar", *open_misc)
    same("--patch-module", "java.base=base:second")
    same("--patch-module", "java.base=second.jar:base")
    same("--patch-module", "java.base=nosuch::second.jar:base.jar:")
    _, out, _ = same("--patch-module", "java.base=changed")
    check("the patched body is run, not the VM's own", "index: 42\n" in out, out)
    same("--patch-module", "java.base=base", "--limit-modules", "java.base")
    same("--patch-module", "java.base=base", "-Xlog:disable", "-Xverify:all")
    same("--patch-module", "java.base=base", "--enable-preview")
    same("--patch-module", "java.base=base", "--list-modules", main=())

    # ---- other modules ----
    same("--patch-module", "java.logging=logging")
    same("--patch-module", "java.logging=logging.jar", "--add-reads", "java.logging=java.xml")
    same("--patch-module", "java.logging=logging", "--add-reads", "java.logging=java.xml", "--limit-modules", "java.logging,java.xml")
    same("--patch-module", "java.logging=logging", "--limit-modules", "java.base")
    same("--patch-module", "java.sql=sql", "--patch-module", "jdk.compiler=compiler.jar", "--patch-module", "java.base=base")
    same("--patch-module", "java.sql=sql.jar", "--limit-modules", "java.sql")
    testdata = pathlib.Path(__file__).resolve().parent.parent / "testdata" / "modules"
    same("--patch-module", f"shop.api={testdata}/shop.split:base", main=("-p", str(testdata), "-m", "shop/shop.Main"))
    same("--patch-module", "java.logging=logging", "--add-reads", "java.logging=ALL-UNNAMED", "--add-opens", "java.logging/java.util.logging.added=ALL-UNNAMED")

    # ---- wrong options, damaged patches ----
    for wrong in ("java.base", "=base", "java.base=", "java.base=:", "nosuch=base", "java.base=base,java.sql=sql", "java.base=main/Use.class", "java.base base"):
        same("--patch-module", *wrong.split(" "))
    for twice in ("java.base", "java.sql", "nosuch"):
        same("--patch-module", f"{twice}=base", "--patch-module", f"{twice}=second")
    same("--patch-module", "java.base=base", "--patch-module", "java.base=base", "-XX:NoSuchOption")
    pathlib.Path("bad/java/util").mkdir(parents=True)
    shutil.copy("base/java/added/New.class", "bad/java/util/Extra.class")  # another name than its file's
    pathlib.Path("bad/java/util/TooManyListenersException.class").write_bytes(b"\xca\xfe\xba\xbe")
    same("--patch-module", "java.base=bad")
    shutil.make_archive("bad", "zip", "bad")
    whole = pathlib.Path("bad.zip").read_bytes()
    pathlib.Path("cut.jar").write_bytes(whole[:len(whole) // 2])
    same("--patch-module", "java.base=cut.jar")
    # A library without its own Object: java crashes or complains; here it is a message and no signal.
    pathlib.Path("empty/java/lang").mkdir(parents=True)
    for name in ("Object", "String", "Class", "Thread"):
        shutil.copy("base/java/added/New.class", f"empty/java/lang/{name}.class")
        code, out, err = run(minijvm, ["--patch-module", "java.base=empty", "-cp", "main", "Use"])
        check(f"a wrong {name}.class is refused", code == 1 and out.startswith("Error occurred during initialization of VM\n"), (code, out, err))
        os.remove(f"empty/java/lang/{name}.class")
sys.exit(1 if faults else 0)
