#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs whole programs unchanged on minijvm and on java, compares what they print and write, and prints a table.

    apps.py [--vm build/minijvm] [--jdk DIR] [--quick | --packages | --check] [NAME...]

The programs are jars of Debian packages and the tools of the JDK; what they are given to do is in tests/apps/. A program
is a list of steps, each the arguments of one VM start, run in a scratch folder that holds the links `in` (tests/apps/NAME),
`testdata` and `src` (some sources of java.util, for javac), and an empty `out` and `home`. OK means: same exit codes,
same stdout, and the same files in `out`, byte for byte, as from java in the same run. Times and memory are summed (wall)
and maximal (RSS) over the steps; java -Xint and java -zero (where installed) are measured alike.

--check compares with java only (no table); exit 77 when a package is missing. --packages prints the packages wanted.
"""
import argparse
import difflib
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import zipfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
INPUTS = ROOT / "tests" / "apps"
SHARE = "/usr/share/java/"


def jars(*names):
    return ":".join(SHARE + n + ".jar" if "/" not in n else n for n in names)


ANT = jars("ant", "ant-launcher", "ant-junit", "ant-junit4", "junit4", "hamcrest")
ANTLR = jars("antlr4", "antlr4-runtime", "antlr3-runtime", "stringtemplate4", "treelayout")
CLOJURE = jars("clojure", "spec.alpha", "core.specs.alpha")
JUNIT = jars("junit-jupiter-api", "junit-jupiter-engine", "junit-jupiter-params", "junit-platform-commons",
             "junit-platform-console", "junit-platform-engine", "junit-platform-launcher", "junit-platform-reporting",
             "opentest4j", "apiguardian-api", "picocli", "univocity-parsers", "opentest4j-reporting-events",
             "opentest4j-reporting-schema")
XALAN = jars("xalan2", "serializer", "xercesImpl", "xml-apis", "bcel", "regexp", "java-cup")
KOTLIN_HOME = "/usr/share/kotlin/kotlinc/"
JRUBY = jars("/usr/share/jruby/lib/jruby.jar")
OPENS = ["--add-opens", "java.base/java.lang=ALL-UNNAMED", "--add-opens", "java.base/java.util=ALL-UNNAMED",
         "--add-opens", "java.base/java.io=ALL-UNNAMED", "--add-opens", "java.base/sun.nio.ch=ALL-UNNAMED",
         "--add-opens", "java.base/java.nio.channels=ALL-UNNAMED"]
JAVAC = ["-m", "jdk.compiler/com.sun.tools.javac.Main", "-nowarn", "-Xlint:none", "-implicit:none"]
ASM = ["--add-exports", "java.base/jdk.internal.org.objectweb.asm=ALL-UNNAMED"]

# name: (Debian packages, file that shows they are installed, steps, quick?)  An argument `*.x` of a step is expanded.
APPS = {
    "javac-testdata": ("openjdk-17-jdk-headless", None, [[*JAVAC, *ASM, "-d", "out", "testdata/*.java"]], True),
    "javac-java.util": ("openjdk-17-source", "{jdk}/lib/src.zip", [
        [*JAVAC, "-XDignore.symbol.file", "--patch-module", "java.base=src", "-d", "out", "src/**/*.java"]], False),
    "javap": ("openjdk-17-jdk-headless", None, [
        ["-m", "jdk.jdeps/com.sun.tools.javap.Main", "-p", "-c", "-v", "-cp", "testdata", "Main", "Lambdas", "Records"],
        ["-m", "jdk.jdeps/com.sun.tools.javap.Main", "-p", "-s", "java.util.HashMap", "java.lang.invoke.MethodHandle"]], True),
    "jdeps": ("openjdk-17-jdk-headless", None, [
        ["-m", "jdk.jdeps/com.sun.tools.jdeps.Main", "-v", "testdata/HttpLocal.class", "testdata/Main.class"]], False),
    "jar": ("openjdk-17-jdk-headless", None, [
        ["-m", "jdk.jartool/sun.tools.jar.Main", "--create", "--file", "out/x.jar", "--date=2024-01-01T00:00:00Z",
         "--main-class", "Main", "-C", "testdata", "Main.class", "-C", "testdata", "META-INF"],
        ["-m", "jdk.jartool/sun.tools.jar.Main", "tvf", "out/x.jar"],
        ["-m", "jdk.jartool/sun.tools.jar.Main", "--describe-module", "--file", "out/x.jar"]], True),
    "javadoc": ("openjdk-17-jdk-headless", None, [
        ["-m", "jdk.javadoc/jdk.javadoc.internal.tool.Main", "-notimestamp", "-private", "-linksource", "-d", "out",
         "-sourcepath", "in", "demo"]], False),
    "jlink-plugins": ("openjdk-17-jdk-headless", None, [
        ["-m", "jdk.jlink/jdk.tools.jlink.internal.Main", "--list-plugins"]], True),
    "jimage": ("openjdk-17-jdk-headless", None, [
        ["-m", "jdk.jlink/jdk.tools.jimage.Main", "info", "{jdk}/lib/modules"],
        ["-m", "jdk.jlink/jdk.tools.jimage.Main", "extract", "--dir", "out", "--include",
         "glob:/java.base/java/lang/S*.class", "{jdk}/lib/modules"]], False),
    "jshell": ("openjdk-17-jdk-headless", None, [
        ["-Duser.home=home", "-Djava.util.prefs.userRoot=home", "-m",
         "jdk.jshell/jdk.internal.jshell.tool.JShellToolProvider", "--execution", "local", "in/script.jsh"]], False),
    "ecj": ("ecj", SHARE + "eclipse-jdt-core.jar", [
        ["-cp", SHARE + "eclipse-jdt-core.jar", "org.eclipse.jdt.internal.compiler.batch.Main", "-17", "-nowarn", "-proc:none",
         "-proceedOnError", "-d", "out", "testdata/Main.java", "testdata/Lambdas.java", "testdata/Records.java",
         "testdata/Streams.java", "testdata/Switches.java", "testdata/Enums.java"],
        ["-cp", "out", "Main"]], True),
    "clojure": ("clojure", SHARE + "clojure.jar", [
        ["-cp", CLOJURE, "clojure.main", "in/script.clj"],
        ["-cp", CLOJURE + ":in:out", "-Dclojure.compile.path=out", "clojure.lang.Compile", "gen"],
        ["-cp", CLOJURE + ":out", "demo.Gen", "a", "b"]], False),
    "groovy": ("groovy", SHARE + "groovy-all.jar", [
        [*OPENS, "-cp", SHARE + "groovy-all.jar", "groovy.ui.GroovyMain", "in/script.groovy"]], False),
    "rhino": ("rhino", SHARE + "js.jar", [
        ["-cp", SHARE + "js.jar", "org.mozilla.javascript.tools.shell.Main", "-version", "200", "in/script.js"],
        ["-cp", SHARE + "js.jar", "org.mozilla.javascript.tools.shell.Main", "-opt", "-1", "-version", "200",
         "in/script.js"]], True),
    "jython": ("jython", SHARE + "jython.jar", [
        [*OPENS, "-Dpython.cachedir.skip=true", "-Dpython.home=/usr/share/jython", "-jar", SHARE + "jython.jar",
         "in/script.py"]], False),
    "jruby": ("jruby", "/usr/share/jruby/lib/jruby.jar", [
        [*OPENS, "-Xss2m", "-Djruby.home=/usr/share/jruby", "-Djruby.lib=/usr/share/jruby/lib",
         "-cp", JRUBY + ":/usr/share/jruby/lib/*", "org.jruby.Main", "in/script.rb"]], False),
    "ant": ("ant ant-optional junit4 openjdk-17-jdk-headless", SHARE + "ant-junit4.jar", [
        ["-cp", ANT, "-Duser.home=home", "org.apache.tools.ant.Main", "-f", "in/build.xml", "-Dbasedir=."]], False),
    "junit5": ("junit5 openjdk-17-jdk-headless", SHARE + "junit-jupiter-engine.jar", [
        [*JAVAC, "-cp", JUNIT, "-d", "out", "in/demo/SuiteTest.java"],
        ["-cp", JUNIT + ":out", "org.junit.platform.console.ConsoleLauncher", "--disable-banner",
         "--disable-ansi-colors", "--details=tree", "--details-theme=ascii", "-T", "slow", "-c", "demo.SuiteTest"]], False),
    "h2": ("libh2-java openjdk-17-jdk-headless", SHARE + "h2.jar", [
        [*JAVAC, "-d", "home", "in/H2Demo.java"],
        ["-cp", SHARE + "h2.jar:home", "H2Demo"], ["-cp", SHARE + "h2.jar:home", "H2Demo", "again"]], False),
    "xalan": ("libxalan2-java", SHARE + "xalan2.jar", [
        ["-cp", XALAN, "org.apache.xalan.xslt.Process", "-IN", "in/doc.xml", "-XSL", "in/style.xsl"],
        ["-cp", XALAN, "org.apache.xalan.xslt.Process", "-XSLTC", "-IN", "in/doc.xml", "-XSL", "in/style.xsl"]], True),
    "antlr4": ("antlr4 openjdk-17-jdk-headless", SHARE + "antlr4.jar", [
        ["-cp", ANTLR, "org.antlr.v4.Tool", "-visitor", "-o", "out", "-Xexact-output-dir", "in/Expr.g4"],
        [*JAVAC, "-cp", ANTLR, "-d", "out", "in/Calc.java", "out/*.java"],
        ["-cp", ANTLR + ":out", "Calc"]], False),
    "bsh": ("bsh", SHARE + "bsh.jar", [["-cp", SHARE + "bsh.jar", "bsh.Interpreter", "in/script.bsh"]], True),
    "kotlin": ("kotlin", KOTLIN_HOME + "lib/kotlin-compiler.jar", [
        [*OPENS, "-Xss4m", "-cp", KOTLIN_HOME + "lib/*", "org.jetbrains.kotlin.cli.jvm.K2JVMCompiler", "-nowarn",
         "-no-stdlib", "-no-reflect", "-cp", KOTLIN_HOME + "lib/kotlin-stdlib.jar", "-jdk-home", "{jdk}",
         "-d", "out", "in/Demo.kt"],
        ["-cp", KOTLIN_HOME + "lib/kotlin-stdlib.jar:out", "DemoKt"]], False),
}

# Times, random names and hash codes in otherwise equal output. (pattern, replacement)
NEUTRAL = [
    (rb"Total time: .*", b"Total time"), (rb"(finished after|Time elapsed:) [0-9.,]+ ?(ms|sec|s)", rb"\1"),
    (rb"\(\d+ ms\)|\d+ ms", b"N ms"), (rb"@[0-9a-f]{5,8}\b", b"@hash"),
    (rb"(?m)^(\s+at |\s+\[\.\.\.\]|\s+java\.base/).*\n", b""),
]
# Written files that hold times or random numbers by design.
UNCOMPARED = (".mv.db", ".trace.db")


def neutral(text):
    for pattern, replacement in NEUTRAL:
        text = re.sub(pattern, replacement, text)
    return text


def expand(arguments, folder, jdk):
    for argument in arguments:
        argument = argument.replace("{jdk}", str(jdk))
        if "*" in argument and argument.endswith(".java"):
            yield from sorted(str(p.relative_to(folder)) for p in folder.glob(argument))
        else:
            yield argument


def library_sources(jdk, folder):
    """300 files of java.util (and its subpackages) of the class library"""
    with zipfile.ZipFile(jdk / "lib" / "src.zip") as archive:
        names = sorted(n for n in archive.namelist()
                       if re.fullmatch(r"java\.base/java/util/(\w+/)*\w+\.java", n) and "-info" not in n)[:300]
        for name in names:
            target = folder / name.removeprefix("java.base/")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(archive.read(name))


def start(command, folder, timeout):
    """-> (stdout, stderr, exit code, seconds, peak KiB)"""
    environment = {k: v for k, v in os.environ.items() if k in ("PATH", "HOME", "TMPDIR")}
    environment.update(LC_ALL="C.UTF-8", TZ="UTC")
    with open(folder / ".stdout", "w+b") as out, open(folder / ".stderr", "w+b") as err:
        began = time.monotonic()
        process = subprocess.Popen(command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=out, stderr=err)
        status, usage = None, None
        while status is None:
            pid, s, u = os.wait4(process.pid, os.WNOHANG)
            if pid:
                status, usage = s, u
            elif time.monotonic() - began > timeout:
                process.kill()
                _, status, usage = os.wait4(process.pid, 0)
                err.write(b"[no end after %d s]\n" % timeout)
            else:
                time.sleep(0.005)
        seconds = time.monotonic() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0), err.seek(0, os.SEEK_SET)
        return out.read(), err.read(), process.returncode, seconds, usage.ru_maxrss


class Result:
    def __init__(self):
        self.text, self.errors, self.codes, self.files, self.seconds, self.peak = b"", b"", [], {}, 0.0, 0


def run(vm, name, jdk, timeout):
    result = Result()
    with tempfile.TemporaryDirectory(prefix="apps-") as temporary:
        folder = pathlib.Path(temporary)
        (folder / "testdata").symlink_to(ROOT / "testdata")
        if (INPUTS / name).exists():
            (folder / "in").symlink_to(INPUTS / name)
        for part in ("src", "test"):
            if (INPUTS / name / part).exists():
                (folder / part).symlink_to(INPUTS / name / part)
        (folder / "out").mkdir()
        (folder / "home").mkdir()
        if name == "javac-java.util":
            (folder / "src").mkdir()
            library_sources(jdk, folder / "src")
        for step in APPS[name][2]:
            out, err, code, seconds, peak = start([*vm, *expand(step, folder, jdk)], folder, timeout)
            here = temporary.encode()
            result.text += neutral(out).replace(here, b"HERE")
            result.errors += err
            result.codes.append(code)
            result.seconds += seconds
            result.peak = max(result.peak, peak)
        for path in sorted((folder / "out").rglob("*")):
            if path.is_file() and not path.name.endswith(UNCOMPARED):
                result.files[str(path.relative_to(folder))] = path.read_bytes()
    return result


def faults(wanted, got):
    if wanted.codes != got.codes:
        yield f"exit codes: java {wanted.codes}, minijvm {got.codes}\n" + got.errors.decode(errors="replace")[-1500:]
    if wanted.text != got.text:
        yield "\n".join(list(difflib.unified_diff(
            wanted.text.decode(errors="replace").splitlines(), got.text.decode(errors="replace").splitlines(),
            "java", "minijvm", lineterm="", n=1))[:40])
    for path in sorted(wanted.files.keys() | got.files.keys()):
        if wanted.files.get(path) != got.files.get(path):
            yield f"{path}: " + ("differs" if path in wanted.files and path in got.files else
                                 "only from java" if path in wanted.files else "only from minijvm")
    if not wanted.text.strip() and not wanted.files:
        yield "java itself gave nothing:\n" + wanted.errors.decode(errors="replace")[-1500:]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--vm", default=str(ROOT / "build" / "minijvm"))
    parser.add_argument("--jdk", type=pathlib.Path, default=pathlib.Path("/usr/lib/jvm/java-17-openjdk-amd64"))
    parser.add_argument("--check", action="store_true", help="compare only, as a test")
    parser.add_argument("--quick", action="store_true", help="only the programs that take a moment")
    parser.add_argument("--packages", action="store_true")
    parser.add_argument("--no-zero", action="store_true")
    parser.add_argument("--timeout", type=int, default=300, help="seconds for one start of a VM")
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    unknown = [n for n in options.names if n not in APPS]
    if unknown:
        parser.error(f"no such program: {' '.join(unknown)}; there are {' '.join(APPS)}")
    names = options.names or [n for n in APPS if APPS[n][3] or not options.quick]
    if options.packages:
        print(" ".join(sorted({p for n in names for p in APPS[n][0].split()} | {"openjdk-17-jre-zero"})))
        return 0

    java = str(options.jdk / "bin" / "java")
    here = str(pathlib.Path(options.vm).resolve())
    others = [] if options.check else [("java -Xint", [java, "-Xint"])]
    if not options.check and not options.no_zero and (options.jdk / "lib" / "zero" / "libjvm.so").exists():
        others.append(("java -zero", [java, "-zero"]))
    if not options.check:
        print("wall seconds, peak MiB" + " " * 3 + "".join(f"{t:>16}" for t in ("minijvm", "java", *(t for t, _ in others))))
    failed = skipped = 0
    for name in names:
        packages, witness, _, _ = APPS[name]
        if not os.path.exists((witness or java).replace("{jdk}", str(options.jdk))):
            print(f"{name:16} SKIP: needs {packages}")
            skipped += 1
            continue
        wanted = run([java], name, options.jdk, options.timeout)
        got = run([here], name, options.jdk, options.timeout)
        found = list(faults(wanted, got))
        failed += bool(found)
        cells = [got, wanted] + [run(vm, name, options.jdk, options.timeout) for _, vm in others]
        if options.check:
            print(f"{'FAIL' if found else 'ok  '} {name}")
        else:
            print(f"{name:16} {'FAIL' if found else 'OK':8}" +
                  "".join(f"{c.seconds:9.2f} {c.peak / 1024:6.0f}" for c in cells), flush=True)
        for fault in found[:20]:
            print("    " + fault.replace("\n", "\n    "), flush=True)
    print(f"{len(names) - failed - skipped} OK, {failed} failed, {skipped} skipped")
    return 1 if failed else 77 if skipped and options.check else 0


sys.exit(main())
