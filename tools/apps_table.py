# SPDX-License-Identifier: MIT
"""The programs of apps.py: one row each, with the Debian packages it comes from and the VM starts it consists of.

An argument with `*` that ends in .java is expanded to the files it matches; {jdk} is the JDK's folder.
"""
import dataclasses

SHARE = "/usr/share/java/"
JDK = "{jdk}"


def jars(*names):
    return ":".join(SHARE + n + ".jar" for n in names)


@dataclasses.dataclass(frozen=True)
class App:
    packages: dict                 # file that shows that a package is there -> the package
    steps: list                    # arguments of the VM, one list a start
    quick: bool = False            # part of the tests
    unordered: tuple = ()          # class files whose members come in the order of Class.getMethods(): no two VMs agree


def jdk_tool(*steps, **more):
    return App({JDK + "/bin/javac": "openjdk-17-jdk-headless"}, list(steps), **more)


def debian(packages, *steps, **more):
    """packages: "jar:package ..." with jar below /usr/share/java, without its suffix, or an absolute path"""
    found = {}
    for item in packages.split():
        file, _, package = item.rpartition(":")
        found[file if file.startswith("/") else SHARE + file + ".jar"] = package
    return App(found, list(steps), **more)


JAVAC = ["-m", "jdk.compiler/com.sun.tools.javac.Main", "-nowarn", "-Xlint:none", "-implicit:none"]
JAVAP = ["-m", "jdk.jdeps/com.sun.tools.javap.Main"]
JAR = ["-m", "jdk.jartool/sun.tools.jar.Main"]
JIMAGE = ["-m", "jdk.jlink/jdk.tools.jimage.Main"]
JSHELL = ["-Duser.home=home", "-Djava.util.prefs.userRoot=home", "-m", "jdk.jshell/jdk.internal.jshell.tool.JShellToolProvider"]
ASM = ["--add-exports", "java.base/jdk.internal.org.objectweb.asm=ALL-UNNAMED"]
OPENS = [word for package in ("lang", "util", "io", "nio.channels") for word in
         ("--add-opens", f"java.base/java.{package}=ALL-UNNAMED")] + ["--add-opens", "java.base/sun.nio.ch=ALL-UNNAMED"]

ANT = jars("ant", "ant-launcher", "ant-junit", "ant-junit4", "junit4", "hamcrest")
ANTLR = jars("antlr4", "antlr4-runtime", "antlr3-runtime", "stringtemplate4", "treelayout")
CLOJURE = jars("clojure", "spec.alpha", "core.specs.alpha")
ECJ = jars("eclipse-jdt-core")
H2 = jars("h2")
JUNIT = jars("junit-jupiter-api", "junit-jupiter-engine", "junit-jupiter-params", "junit-platform-commons",
             "junit-platform-console", "junit-platform-engine", "junit-platform-launcher", "junit-platform-reporting",
             "opentest4j", "apiguardian-api", "picocli", "univocity-parsers", "opentest4j-reporting-events",
             "opentest4j-reporting-schema")
JRUBY = "/usr/share/jruby/lib/"
KOTLIN = "/usr/share/kotlin/kotlinc/lib/"
RHINO = ["-cp", jars("js"), "org.mozilla.javascript.tools.shell.Main"]
XALAN = jars("xalan2", "serializer", "xercesImpl", "xml-apis", "bcel", "regexp", "java-cup")

SCALA = jars("scala-library", "scala-compiler", "scala-reflect", "scala-parser-combinators_2.11", "scala-xml_2.11")
TOMCAT = jars(*("tomcat10-" + n for n in ("catalina", "coyote", "api", "annotations-api", "el-api", "jasper", "jasper-el", "jaspic-api",
                                          "jni", "jsp-api", "juli", "servlet-api", "util", "util-scan", "websocket")))
JETTY = jars("jetty9-server", "jetty9-http", "jetty9-io", "jetty9-util", "servlet-api", "slf4j-api")
LUCENE = jars(*("lucene-" + n + "-4.10.4" for n in ("core", "analyzers-common", "queryparser", "queries")))
NETTY = jars("netty-all", *("netty-" + n for n in ("buffer", "codec", "common", "handler", "resolver", "transport")))
DATABASES = jars("derby", "hsqldb")
LIBRARIES = jars("jackson-databind", "jackson-core", "jackson-annotations", "gson", "guice", "guava", "failureaccess",
                 "atinject-jsr330-api", "aopalliance", "mockito-core", "byte-buddy", "byte-buddy-agent", "objenesis",
                 "xstream", "javassist", "freemarker", "spring3-core", "spring3-expression", "commons-logging")


def demo(classpath, packages, *options, **more):
    """tests/apps/NAME/Demo.java, compiled and run against a library"""
    return debian(packages, [*JAVAC, "-cp", classpath, "-d", "home", "in/Demo.java"],
                  [*options, "-cp", classpath + ":home", "Demo"], **more)


APPS = {
    # the JDK's own tools
    "javac-testdata": jdk_tool([*JAVAC, *ASM, "--add-modules", "jdk.incubator.foreign", "-d", "out", "testdata/src/*/*.java"], quick=True),
    "javac-java.util": App({"/usr/lib/jvm/openjdk-17/lib/src.zip": "openjdk-17-source"}, [
        [*JAVAC, "-XDignore.symbol.file", "--patch-module", "java.base=src", "-d", "out", "src/**/*.java"]]),
    "javap": jdk_tool(
        [*JAVAP, "-p", "-c", "-v", "-cp", "testdata", "Main", "Lambdas", "Records"],
        [*JAVAP, "-p", "-s", "java.util.HashMap", "java.lang.invoke.MethodHandle"], quick=True),
    "jdeps": jdk_tool(["-m", "jdk.jdeps/com.sun.tools.jdeps.Main", "-v", "testdata/HttpLocal.class", "testdata/Main.class"]),
    "jar": jdk_tool(
        [*JAR, "--create", "--file", "out/x.jar", "--date=2024-01-01T00:00:00Z", "--main-class", "Main",
         "-C", "testdata", "Main.class", "-C", "testdata", "META-INF"],
        [*JAR, "tvf", "out/x.jar"],
        [*JAR, "--describe-module", "--file", "out/x.jar"], quick=True),
    "javadoc": jdk_tool(["-m", "jdk.javadoc/jdk.javadoc.internal.tool.Main", "-notimestamp", "-private", "-linksource",
                         "-d", "out", "-sourcepath", "in", "demo"]),
    "jlink-plugins": jdk_tool(["-m", "jdk.jlink/jdk.tools.jlink.internal.Main", "--list-plugins"], quick=True),
    "jimage": jdk_tool(
        [*JIMAGE, "info", "{jdk}/lib/modules"],
        [*JIMAGE, "extract", "--dir", "out", "--include", "glob:/java.base/java/lang/S*.class", "{jdk}/lib/modules"],
        quick=True),
    # first in the same VM, then in one that java.home's launcher starts and JDI talks to
    "jshell": jdk_tool([*JSHELL, "--execution", "local", "in/script.jsh"], [*JSHELL, "in/script.jsh"]),
    "keytool": jdk_tool(
        ["-m", "java.base/sun.security.tools.keytool.Main", "-genkeypair", "-alias", "a", "-keyalg", "EC", "-keystore", "home/k",
         "-storepass", "changeit", "-dname", "CN=x"],
        [*JAR, "--create", "--file", "home/x.jar", "-C", "testdata", "Main.class"],
        ["-m", "jdk.jartool/sun.security.tools.jarsigner.Main", "-keystore", "home/k", "-storepass", "changeit", "home/x.jar", "a"],
        ["-m", "jdk.jartool/sun.security.tools.jarsigner.Main", "-verify", "home/x.jar"]),
    "jlink": jdk_tool(
        ["-m", "jdk.jlink/jdk.tools.jlink.internal.Main", "--add-modules", "java.base,java.logging", "--output", "out/image"]),
    "rmi": jdk_tool([*JAVAC, "-d", "home", "in/Demo.java"], ["-cp", "home", "Demo"]),
    "images": App({"{jdk}/lib/libfontmanager.so": "openjdk-17-jre-headless", "{jdk}/bin/javac": "openjdk-17-jdk-headless"}, [
        [*JAVAC, "-d", "home", "in/Demo.java"], ["-Djava.awt.headless=true", "-cp", "home", "Demo"]]),
    # compilers and languages
    "ecj": debian("eclipse-jdt-core:ecj",
                  ["-cp", ECJ, "org.eclipse.jdt.internal.compiler.batch.Main", "-17", "-nowarn", "-proc:none",
                   "-proceedOnError", "-d", "out", "testdata/src/first/Main.java", "testdata/src/library/Streams.java",
                   *(f"testdata/src/language/{name}.java" for name in ("Lambdas", "Records", "Switches", "Enums"))],
                  ["-cp", "out", "Main"], quick=True),
    "clojure": debian("clojure:clojure",
                      ["-cp", CLOJURE, "clojure.main", "in/script.clj"],
                      ["-cp", CLOJURE + ":in:out", "-Dclojure.compile.path=out", "clojure.lang.Compile", "gen"],
                      ["-cp", CLOJURE + ":out", "demo.Gen", "a", "b"], unordered=("out/demo/Gen.class",), quick=True),
    "groovy": debian("groovy-all:groovy",
                     [*OPENS, "-cp", jars("groovy-all"), "groovy.ui.GroovyMain", "in/script.groovy"]),
    "rhino": debian("js:rhino",
                    [*RHINO, "-version", "200", "in/script.js"],
                    [*RHINO, "-opt", "-1", "-version", "200", "in/script.js"], quick=True),
    "jython": debian("jython:jython",
                     [*OPENS, "-Dpython.cachedir.skip=true", "-Dpython.home=/usr/share/jython", "-jar", jars("jython"),
                      "in/script.py"]),
    "jruby": debian(JRUBY + "jruby.jar:jruby",
                    [*OPENS, "-Xss2m", "-Djruby.home=/usr/share/jruby", "-Djruby.lib=" + JRUBY[:-1],
                     "-cp", JRUBY + "jruby.jar:" + JRUBY + "*", "org.jruby.Main", "in/script.rb"]),
    "bsh": debian("bsh:bsh", ["-cp", jars("bsh"), "bsh.Interpreter", "in/script.bsh"], quick=True),
    "kotlin": debian(KOTLIN + "kotlin-compiler.jar:kotlin",
                     [*OPENS, "-Xss4m", "-cp", KOTLIN + "*", "org.jetbrains.kotlin.cli.jvm.K2JVMCompiler", "-nowarn",
                      "-no-stdlib", "-no-reflect", "-cp", KOTLIN + "kotlin-stdlib.jar", "-jdk-home", JDK,
                      "-d", "out", "in/Demo.kt"],
                     ["-cp", KOTLIN + "kotlin-stdlib.jar:out", "DemoKt"]),
    # build tools, test runners, libraries
    "ant": debian("ant:ant ant-junit4:ant-optional junit4:junit4",
                  ["-cp", ANT, "-Duser.home=home", "org.apache.tools.ant.Main", "-f", "in/build.xml", "-Dbasedir=."]),
    "junit5": debian("junit-jupiter-engine:junit5",
                     [*JAVAC, "-cp", JUNIT, "-d", "out", "in/demo/SuiteTest.java"],
                     ["-cp", JUNIT + ":out", "org.junit.platform.console.ConsoleLauncher", "--disable-banner",
                      "--disable-ansi-colors", "--details=tree", "--details-theme=ascii", "-T", "slow",
                      "-c", "demo.SuiteTest"], quick=True),
    "h2": debian("h2:libh2-java",
                 [*JAVAC, "-d", "home", "in/H2Demo.java"],
                 ["-cp", H2 + ":home", "H2Demo"], ["-cp", H2 + ":home", "H2Demo", "again"], quick=True),
    "xalan": debian("xalan2:libxalan2-java",
                    ["-cp", XALAN, "org.apache.xalan.xslt.Process", "-IN", "in/doc.xml", "-XSL", "in/style.xsl"],
                    ["-cp", XALAN, "org.apache.xalan.xslt.Process", "-XSLTC", "-IN", "in/doc.xml", "-XSL", "in/style.xsl"],
                    quick=True),
    "antlr4": debian("antlr4:antlr4",
                     ["-cp", ANTLR, "org.antlr.v4.Tool", "-visitor", "-o", "out", "-Xexact-output-dir", "in/Expr.g4"],
                     [*JAVAC, "-cp", ANTLR, "-d", "out", "in/Calc.java", "out/*.java"],
                     ["-cp", ANTLR + ":out", "Calc"]),
    "abcl": debian("abcl:abcl", ["-Xss4m", "-jar", jars("abcl"), "--batch", "--noinform", "--noinit", "--load", "in/script.lisp"]),
    "aspectj": debian("aspectjtools:aspectj",
                      ["-cp", jars("aspectjtools", "aspectjrt"), "org.aspectj.tools.ajc.Main", "-8", "-nowarn", "-d", "out",
                       "-cp", jars("aspectjrt"), "in/Demo.java"],
                      ["-cp", "out:" + jars("aspectjrt"), "Demo"]),
    "scala": debian("scala-compiler:scala",
                    ["-Xss4m", "-Dscala.usejavacp=true", "-cp", SCALA, "scala.tools.nsc.Main", "-d", "out", "in/Demo.scala"],
                    ["-cp", SCALA + ":out", "Demo"]),
    "maven": debian("/usr/share/maven/bin/m2.conf:maven",
                    ["-cp", jars("plexus-classworlds"), "-Dclassworlds.conf=/usr/share/maven/bin/m2.conf",
                     "-Dmaven.home=/usr/share/maven", "-Dmaven.multiModuleProjectDirectory=.", "-Duser.home=home",
                     "org.codehaus.plexus.classworlds.launcher.Launcher", "-s", "in/settings.xml", "-f", "in/pom.xml", "-B",
                     "compiler:compile"],
                    ["-cp", "out", "demo.Greet"]),
    "closure": debian("closure-compiler:closure-compiler",
                      ["-cp", jars("closure-compiler"), "com.google.javascript.jscomp.CommandLineRunner",
                       "--compilation_level", "ADVANCED_OPTIMIZATIONS", "--js", "in/input.js", "--js_output_file", "out/small.js"]),
    "saxon": debian("Saxon-HE:libsaxonhe-java",
                    ["-cp", jars("Saxon-HE"), "net.sf.saxon.Transform", "-s:in/doc.xml", "-xsl:in/style.xsl"],
                    ["-cp", jars("Saxon-HE"), "net.sf.saxon.Query",
                     "-qs:for $i in (1 to 9999)[. mod 997 = 0] return <a n='{$i}'>{string-join(for $j in 1 to 5 return string($j), ',')}</a>"]),
    "tomcat": demo(TOMCAT, "tomcat10-catalina:libtomcat10-java"),
    "jetty": demo(JETTY, "jetty9-server:libjetty9-java"),
    "lucene": demo(LUCENE, "lucene-core-4.10.4:liblucene4.10-java"),
    "netty": demo(NETTY, "netty-all:libnetty-java"),
    "databases": demo(DATABASES, "derby:libderby-java hsqldb:libhsqldb-java"),
    "libraries": demo(LIBRARIES, "jackson-databind:libjackson2-databind-java gson:libgoogle-gson-java guice:libguice-java "
                      "mockito-core:libmockito-java xstream:libxstream-java javassist:libjavassist-java "
                      "freemarker:libfreemarker-java spring3-expression:libspring-expression-java",
                      "--add-opens", "java.base/java.lang=ALL-UNNAMED"),
}
