# SPDX-License-Identifier: MIT
"""What the command lines of command_lines.list start: classes, jars, modules, source files, argument files, made in one folder.

    make(FOLDER, JDK)              needs the JDK's javac
    make_locales(FOLDER, NAMES)    -> those that the machine has, or could be made here

Main and Args say what they were given; the rest are programs that cannot be started, each for another reason.
"""
import os
import pathlib
import shutil
import subprocess
import zipfile

BODY = "public static void main(String[] a)"
SOURCES = {
    "Enc": "public class Enc { " + BODY + """ throws Exception {
            for (String s : a) System.out.println("<" + esc(s) + ">");
            for (String k : "p file.encoding sun.jnu.encoding native.encoding sun.stdout.encoding sun.stderr.encoding user.language user.country java.class.path sun.java.command".split(" "))
                System.out.println(k + "=" + esc("" + System.getProperty(k)));
            for (String k : new java.util.TreeSet<>(System.getProperties().stringPropertyNames()))
                if (!esc(k).equals(k)) System.out.println(esc(k) + "=" + esc(System.getProperty(k)));
            System.out.println(esc("" + java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments()));
            for (var e : new java.util.TreeMap<>(System.getenv()).entrySet())
                if (e.getKey().startsWith("U") || !esc(e.getKey()).equals(e.getKey())) System.out.println(esc(e.getKey()) + "=" + esc(e.getValue()));
            System.out.println(java.util.Locale.getDefault() + " " + java.nio.charset.Charset.defaultCharset());
            System.out.println("\\u00e4\\u65e5\\ud83d\\ude00");
            for (String name : new java.util.TreeSet<>(java.util.Arrays.asList(new java.io.File("names").list())))
                System.out.println(esc(name) + " " + new java.io.File("names", name).exists());
            throw new Exception("\\u00e4\\u65e5\\ud83d\\ude00");
        }
        static String esc(String s) {
            StringBuilder b = new StringBuilder();
            for (char c : s.toCharArray()) b.append(c >= 32 && c < 127 ? "" + c : String.format("{%x}", (int)c));
            return b.toString();
        } }""",
    "Args": "public class Args { " + BODY + """ throws Exception {
            for (String s : a) System.out.println("<" + esc(s) + ">");
            for (String k : "p q java.class.path sun.java.command jdk.module.main jdk.module.main.class jdk.module.path sun.java.launcher sun.java.launcher.diag".split(" "))
                if (System.getProperty(k) != null) System.out.println(k + "=[" + esc(System.getProperty(k)) + "]");
            System.out.println(esc("" + java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments()) + " " + Args.class.getClassLoader().getClass().getSimpleName());
        }
        static String esc(String s) {
            StringBuilder b = new StringBuilder();
            for (char c : s.toCharArray()) b.append(c >= 32 && c < 127 ? "" + c : String.format("{%x}", (int)c));
            return b.toString();
        } }""",
    "Main": "public class Main { " + BODY + ' { System.out.println("main " + String.join(",", a)); assert a.length == 0 : "asserted"; } }',
    "NoMain": "public class NoMain { }",
    "Instance": "public class Instance { public void main(String[] a) { } }",
    "Returns": "public class Returns { public static int main(String[] a) { return 0; } }",
    "Hidden": "public class Hidden { private static void main(String[] a) { } }",
    "PackageMain": "class PackageMain { static void main(String[] a) { } }",
    "NoArguments": "public class NoArguments { public static void main() { } }",
    "Both": 'public class Both { public static void main() { System.out.println("none"); } public static void main(String... a) { System.out.println("some"); } }',
    "NotPublic": "class NotPublic { " + BODY + ' { System.out.println("not public"); } }',
    "Inherits": "public class Inherits extends Main { }",
    "InheritsHidden": "public class InheritsHidden extends Hidden { }",
    "Face": "public interface Face { static void main(String[] a) { System.out.println(\"interface\"); } }",
    "FromFace": "public class FromFace implements Face { }",
    "Constants": "public enum Constants { A; " + BODY + ' { System.out.println("enum"); } }',
    "Rec": "public record Rec(int a) { " + BODY + ' { System.out.println("record"); } }',
    "Abstract": "public abstract class Abstract { " + BODY + ' { System.out.println("abstract"); } }',
    "Outer": "public class Outer { public static class Inner { " + BODY + ' { System.out.println("inner"); } } }',
    "Throws": "public class Throws { " + BODY + ' { throw new IllegalStateException("thrown", new RuntimeException("cause")); } }',
    "ThrowsChecked": "public class ThrowsChecked { " + BODY + ' throws Exception { throw new Exception(); } }',
    "ThrowsError": "public class ThrowsError { " + BODY + ' { throw new StackOverflowError("s"); } }',
    "BadToString": "public class BadToString extends RuntimeException { public String toString() { throw new RuntimeException(\"no text\"); } " + BODY + " { throw new BadToString(); } }",
    "Handler": "public class Handler { " + BODY + """ { Thread.setDefaultUncaughtExceptionHandler((t, e) -> System.out.println(t.getName() + " " + e)); throw new RuntimeException("x"); } }""",
    "BadHandler": "public class BadHandler { " + BODY + """ { Thread.setDefaultUncaughtExceptionHandler((t, e) -> { throw new RuntimeException("y"); }); throw new RuntimeException("x"); } }""",
    "Init": "public class Init { static { if (true) throw new RuntimeException(\"in clinit\"); } " + BODY + " { } }",
    "InitError": "public class InitError { static { if (true) throw new OutOfMemoryError(\"in clinit\"); } " + BODY + " { } }",
    "InitExits": "public class InitExits { static { System.exit(7); } " + BODY + " { } }",
    "Exits": "public class Exits { " + BODY + " { Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println(\"hook\"))); System.exit(Integer.parseInt(a[0])); } }",
    "Halts": "public class Halts { " + BODY + " { Runtime.getRuntime().halt(Integer.parseInt(a[0])); } }",
    "OtherThrows": "public class OtherThrows { " + BODY + ' throws Exception { Thread t = new Thread(() -> { throw new RuntimeException("other"); }, "T"); t.start(); t.join(); } }',
    "Gone": "public class Gone { }",
    "SuperGone": "public class SuperGone extends Gone { " + BODY + " { } }",
    "GoneInMain": "public class GoneInMain { " + BODY + " { new Gone(); } }",
    "GoneInSignature": "public class GoneInSignature { public static Gone f(Gone g) { return g; } " + BODY + ' { System.out.println("signature"); } }',
    "Upper": "public class Upper { " + BODY + " { } }",
    "Older": "public class Older { " + BODY + " { } }",
    "BadMagic": "public class BadMagic { " + BODY + " { } }",
    "CutOff": "public class CutOff { " + BODY + " { } }",
    "Empty": "public class Empty { " + BODY + " { } }",
    "Preview": "public class Preview { " + BODY + ' { System.out.println("preview"); } }',
    "MinorOf16": "public class MinorOf16 { " + BODY + " { } }",
    "pkg.Main": "package pkg; public class Main { " + BODY + ' { System.out.println("pkg " + String.join(",", a)); } }',
    "pkg.Throws": "package pkg; public class Throws { " + BODY + ' { throw new RuntimeException("from a package"); } }',
    "javafx.application.Application": "package javafx.application; public class Application { }",
    "Fx": "public class Fx extends javafx.application.Application { }",
    "FxMain": "public class FxMain extends javafx.application.Application { " + BODY + ' { System.out.println("fx main"); } }',
    "Props": "public class Props { " + BODY + ' { for (String k : a) System.out.println(k + "=" + System.getProperty(k)); } }',
    "Std": "import java.io.*; public class Std { " + BODY + """ throws Exception {
            StringBuilder said = new StringBuilder();
            try { said.append("in " + System.in.read()); } catch (IOException e) { said.append("in " + e); }
            for (int i = 0; i < 2; i++) { System.out.println("line " + i); said.append(", out " + System.out.checkError()); }
            for (int i = 0; i < 2; i++) { System.err.println("error " + i); said.append(", err " + System.err.checkError()); }
            File file = File.createTempFile("std", "x");
            try (FileOutputStream other = new FileOutputStream(file)) { System.out.println("after"); System.out.flush(); }
            said.append(", other file " + file.length());
            file.delete();
            try { new FileOutputStream(FileDescriptor.out).write(65); } catch (IOException e) { said.append(", raw out " + e); }
            try { new FileOutputStream(FileDescriptor.err).write(65); } catch (IOException e) { said.append(", raw err " + e); }
            try (PrintWriter w = new PrintWriter(new FileOutputStream(a[0]))) { w.println(said); }
            if (a.length > 1) throw new RuntimeException("at the end");
        } }""",
    "Agent": "public class Agent { public static void agentmain(String a) { System.out.println(\"agent \" + a); } }",
    "um.\u00c4rger": "package um; public class \u00c4rger { " + BODY + ' { System.out.println("umlaut"); } }',
    "Uses": "public class Uses { " + BODY + ' { System.out.println(new lib.Lib().text()); } }',
    "lib.Lib": 'package lib; public class Lib { public String text() { return "lib"; } }',
    "Internal": "public class Internal { " + BODY + ' throws Exception { System.out.println(Class.forName("sun.security.util.Debug").getMethod("isOn", String.class).invoke(null, "x")); '
                'var f = String.class.getDeclaredField("value"); f.setAccessible(true); System.out.println("opened"); } }',
}
MODULES = {  # module -> file -> source
    "m.main": {"module-info.java": "module m.main { requires m.lib; }",
               "mm/Main.java": "package mm; public class Main { " + BODY + ' { System.out.println("module " + Main.class.getModule() + " " + ml.Lib.NAME + String.join(",", a)); } }',
               "mm/NoMain.java": "package mm; public class NoMain { }",
               "mm/Throws.java": "package mm; public class Throws { " + BODY + ' { throw new RuntimeException("in a module"); } }'},
    "m.lib": {"module-info.java": "module m.lib { exports ml; }", "ml/Lib.java": 'package ml; public class Lib { public static final String NAME = "lib".trim(); }'},
    "m.serve": {"module-info.java": "open module m.serve { requires transitive java.logging; exports ms to m.main; uses java.lang.Runnable; provides java.lang.Runnable with ms.R; }",
                "ms/R.java": "package ms; public class R implements Runnable { public void run() { } }"},
}
PROGRAMS = {  # source files that are started as they are
    "Hello.java": "public class Hello { " + BODY + ' { System.out.println("source " + String.join(",", a)); } }',
    "Two.java": 'class First { public static void main(String... a) { System.out.println("first " + new Second().x); } } class Second { int x = 2; }',
    "Packaged.java": "package a.b.c; public class Packaged { " + BODY + " { System.out.println(Packaged.class.getName()); } }",
    "named.txt": "public class Named { " + BODY + ' { System.out.println("named " + String.join(",", a)); } }',
    "script": "#!/usr/bin/env -S java --source 17\npublic class Script { " + BODY + ' { System.out.println("script " + String.join(",", a)); } }\n',
    "script17": "#!/usr/bin/env -S java --source=17 -Dp=q -cp lib.jar\nclass Script { " + BODY + ' { System.out.println(System.getProperty("p") + new lib.Lib().text() + String.join(",", a)); } }\n',
    "Bang.java": "#!/usr/bin/java --source 17\nclass Bang { " + BODY + ' { System.out.println("bang"); } }\n',
    "plain": "class Plain { " + BODY + ' { System.out.println("plain"); } }\n',
    "Error.java": "public class Error {\n  " + BODY + " {\n    int x = \"text\";\n    y();\n  }\n}\n",
    "Warns.java": "import java.util.*;\nclass Warns { " + BODY + ' { List l = new ArrayList(); l.add(1); new Thread().stop(); System.out.println("warned"); } }\n',
    "Nothing.java": "",
    "Comment.java": "// nothing here\n",
    "NoMainHere.java": "public class NoMainHere { }",
    "InstanceHere.java": "public class InstanceHere { public void main(String[] a) { } }",
    "ReturnsHere.java": "public class ReturnsHere { public static int main(String[] a) { return 1; } }",
    "HiddenHere.java": "public class HiddenHere { static void main(String[] a) { } }",
    "ThrowsHere.java": "public class ThrowsHere {\n  " + BODY + ' {\n    f();\n  }\n  static void f() { throw new IllegalArgumentException("thrown", new RuntimeException("cause")); }\n}\n',
    "ExitsHere.java": "public class ExitsHere { " + BODY + " { System.exit(9); } }",
    "InitHere.java": "public class InitHere { static int x = 1 / 0; " + BODY + " { } }",
    "Patterns.java": "public class Patterns { " + BODY + ' { Object o = 5; System.out.println(switch (o) { case Integer i -> "int " + i; default -> "?"; }); } }',
    "UsesLib.java": "public class UsesLib { " + BODY + ' { System.out.println(new lib.Lib().text()); } }',
    "UsesInternal.java": "public class UsesInternal { " + BODY + ' { System.out.println(sun.security.util.Debug.isOn("x")); } }',
    "UsesSql.java": "public class UsesSql { " + BODY + ' { System.out.println(java.sql.Types.INTEGER); } }',
    "UsesHttp.java": "public class UsesHttp { " + BODY + ' { System.out.println(jdk.httpserver.X.class); } }',
    "Main.java": "public class Main { " + BODY + ' { System.out.println("from source"); } }',
    "Self.java": "public class Self { " + BODY + ' throws Exception { System.out.println(Class.forName("Self") == Self.class); System.out.println(Self.class.getResource("Self.class")); '
                 'System.out.println(Self.class.getClassLoader().getClass().getName() + " " + Thread.currentThread().getContextClassLoader().getClass().getName()); '
                 'System.out.println(Self.class.getModule() + " " + Self.class.getProtectionDomain().getCodeSource().getLocation().getPath().endsWith("Self.java")); } }',
    "Properties.java": "public class Properties { " + BODY + ' { for (String k : "p java.class.path sun.java.command jdk.module.main jdk.module.main.class".split(" ")) System.out.println(k + "=" + System.getProperty(k)); } }',
    "Input.java": "public class Input { " + BODY + ' throws Exception { System.out.println(System.in.read()); } }',
}
JARS = {  # jar -> (text of the manifest or None, classes, ...)
    "good.jar": ("Main-Class: Args\n", "Args"),
    "main.jar": ("Main-Class: pkg.Main\n", "pkg/Main"),
    "lib.jar": ("", "lib/Lib"),
    "libs/a.jar": ("", "lib/Lib"),
    "libs/b.JAR": ("", "Main"),
    "libs/c.zip": ("", "Throws"),
    "no-manifest.jar": (None, "Main"),
    "no-main.jar": ("Created-By: me\n", "Main"),
    "empty-main.jar": ("Main-Class: \n", "Main"),
    "gone-main.jar": ("Main-Class: NotThere\n", "Main"),
    "slash-main.jar": ("Main-Class: pkg/Main\n", "pkg/Main"),
    "spaces-main.jar": ("Main-Class:   Main  \n", "Main"),
    "no-main-method.jar": ("Main-Class: NoMain\n", "NoMain"),
    "throws.jar": ("Main-Class: Throws\n", "Throws"),
    "class-path.jar": ("Main-Class: Uses\nClass-Path: nothing.jar lib.jar\n", "Uses"),
    "exports.jar": ("Main-Class: Internal\nAdd-Exports: java.base/sun.security.util\nAdd-Opens: java.base/java.lang\n", "Internal"),
    "exports-bad.jar": ("Main-Class: Internal\nAdd-Exports: java.base/no.such no.module/x java.base x/ /y\nAdd-Opens: java.base/java.nothing\n", "Internal"),
    "no-exports.jar": ("Main-Class: Internal\n", "Internal"),
    "native-access.jar": ("Main-Class: Main\nEnable-Native-Access: ALL-UNNAMED\n", "Main"),
    "native-access-bad.jar": ("Main-Class: Main\nEnable-Native-Access: some.module\n", "Main"),
    "agent-gone.jar": ("Main-Class: Main\nLauncher-Agent-Class: NotThere\n", "Main"),
    "fx.jar": ("Main-Class: Main\nJavaFX-Application-Class: Main\n", "Main"),
    "jre-version.jar": ("Main-Class: Main\nJRE-Version: 1.4\nJRE-Restrict-Search: yes\n", "Main"),
    "splash.jar": ("Main-Class: Main\nSplashScreen-Image: nothing.png\n", "Main"),
    "preview.jar": ("Main-Class: Main\nEnable-Preview: true\n", "Main"),
    "umlaut.jar": ("Main-Class: um.\u00c4rger\n", "um/\u00c4rger"),
    "no-newline.jar": ("Main-Class: Main", "Main"),
    "mods-auto/auto.lib-1.0.jar": ("Main-Class: pkg.Main\n", "pkg/Main"),
    "mods-bad/1auto.jar": ("", "Main"),
    "mods-same/x-1.jar": ("Automatic-Module-Name: same\n", "pkg/Main"),
    "mods-same/x-2.jar": ("Automatic-Module-Name: same\n", "pkg/Main"),
    "mods-split/s1.jar": ("", "pkg/Main"),
    "mods-split/s2.jar": ("", "pkg/Throws"),
}
FILES = {  # argument files and others
    "args.simple": "-Dp=1 -cp . Args x",
    "args.lines": "-Dp=1\n  -cp\n.\r\nArgs\t\fx\n\n",
    "args.quotes": "-Dp=\"a b\" '-Dq=c d' -cp . Args \"x y\" 'z' \"\" ''",
    "args.escapes": '-cp . Args "a\\nb\\tc\\rd\\fe" "q\\"q" \'s\\\'s\' "b\\\\b" "x\\y" plain\\nplain c:\\dir "c:\\\\dir"\n',
    "args.joined": '-cp . Args "one \\\n    two" "three \\\r\n\t four" next\\\nline\n',
    "args.open": "-cp . Args \"open\nnext 'other",
    "args.openEnd": '-cp . Args "open',
    "args.comment": "# first\n-cp . # second\nArgs x#y #z\n# last",
    "args.nested": "@args.simple -cp . Args",
    "args.nestedAfter": "-cp . Args @args.simple",
    "args.half": "-Dp=half -cp",
    "args.value": ". Args v",
    "args.empty": "",
    "args.blank": "  \n\t\n",
    "args.disable": "--disable-@files -cp .",
    "args.main": "Args",
    "args.version": "-version",
    "args.jar": "-jar good.jar 1 2",
    "args.module": "-p mods -m m.main/mm.Main x",
    "args.source": "--source 17 named.txt y",
    "args.missing": "@nothing.here",
    "args.bom": "\ufeff-cp . Args",
    "args.umlaut": "-Dp=\u00e4 -cp . Args \u00fc",
    "args.wild": "-cp libs/* Args",
    "args.backslash": '"a\\',
    "args.long": "-cp . Args " + "x" * 5000,
    "args.many": "-cp . Args " + " ".join(map(str, range(3000))),
    "args.tool": "-Dp=tool",
    "options.vm": "-Dp=fromfile '-Dq=a b'",
    "notajar.jar": "this is no jar\n",
    "empty.jar": "",
}


def compile_sources(folder, jdk, sources, *options):
    for path, text in sources.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    subprocess.run([jdk / "bin" / "javac", "-encoding", "UTF-8", "-nowarn", "-d", folder, *options, *sources], check=True, env={"LC_ALL": "C.UTF-8"})


def damage(folder):
    """Classes that are not what their names promise."""
    def rewrite(name, change):
        path = folder / (name + ".class")
        path.write_bytes(change(path.read_bytes()))
    (folder / "Renamed.class").write_bytes((folder / "Main.class").read_bytes())
    (folder / "main.class").write_bytes((folder / "Main.class").read_bytes())
    (folder / "Moved.class").write_bytes((folder / "pkg" / "Main.class").read_bytes())
    (folder / "pkg" / "Args.class").write_bytes((folder / "Args.class").read_bytes())
    rewrite("Upper", lambda b: b[:4] + b"\0\0\0\x63" + b[8:])
    rewrite("Older", lambda b: b[:4] + b"\0\0\0\x2c" + b[8:])
    rewrite("Preview", lambda b: b[:4] + b"\xff\xff\0\x3d" + b[8:])
    rewrite("MinorOf16", lambda b: b[:4] + b"\xff\xff\0\x3c" + b[8:])
    rewrite("BadMagic", lambda b: b"\xca\xfe\xba\xbf" + b[4:])
    rewrite("CutOff", lambda b: b[:100])
    rewrite("Empty", lambda b: b"")
    (folder / "Gone.class").unlink()


def manifest(text):
    return "Manifest-Version: 1.0\n" + text


def make_jar(folder, name, text, classes):
    (folder / name).parent.mkdir(exist_ok=True)
    with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as z:
        if text is not None:
            z.writestr("META-INF/MANIFEST.MF", manifest(text))
        for c in classes:
            z.write(folder / (c + ".class"), c + ".class")


def make_locales(folder, names):
    folder.mkdir()
    made = []
    for name in names:
        language, charset = name.split(".")
        done = shutil.which("localedef") and subprocess.run(["localedef", "-i", language, "-f", charset, folder / name], check=False,
                                                            capture_output=True)
        if (folder / name).exists():
            made.append(name)
        else:
            print(f"no locale {name}: skipped ({done.stderr.decode().strip() if done else 'no localedef'})")
    return made


def make(folder, jdk):
    folder = pathlib.Path(folder)
    compile_sources(folder, jdk, {folder / "src" / (name.replace(".", "/") + ".java"): text for name, text in SOURCES.items()})
    for name, (text, *classes) in JARS.items():
        make_jar(folder, name, text, classes)
    damage(folder)
    compile_sources(folder / "mods", jdk, {folder / "modsrc" / module / file: text for module, files in MODULES.items() for file, text in files.items()},
                    "--module-source-path", str(folder / "modsrc"))
    (folder / "mods-less" / "m.main").parent.mkdir()
    shutil.copytree(folder / "mods" / "m.main", folder / "mods-less" / "m.main")
    for name, text in {**PROGRAMS, **FILES}.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "d\u00e4").mkdir()
    shutil.copy(folder / "Enc.class", folder / "d\u00e4")
    shutil.copy(folder / "good.jar", folder / "j\u00e4r.jar")
    (folder / "names").mkdir()
    for name in (b"t\xc3\xa4st", b"\xe6\x97\xa5", b"bad\xe4"):
        (folder / "names" / os.fsdecode(name)).touch()
    for name in ("script", "script17", "Bang.java"):
        (folder / name).chmod(0o755)
    subprocess.run([jdk / "bin" / "jar", "--create", "--file", folder / "mm.jar", "--main-class", "mm.Main", "-C", folder / "mods/m.main", "."], check=True)
    for name in ("lib", "src", "modsrc"):
        shutil.rmtree(folder / name)
