import java.io.*;
import java.nio.file.*;
import java.util.*;
import java.util.spi.ToolProvider;

/** java.util.spi.ToolProvider: jar, javac, javap, jlink, jmod run inside this VM; files they make; exit codes of their failures. */
public class Tools {
    static int run(String tool, String... args) {
        StringWriter o = new StringWriter(), e = new StringWriter();
        int c = ToolProvider.findFirst(tool).orElseThrow().run(new PrintWriter(o), new PrintWriter(e), args);
        String dir = System.getProperty("user.dir");
        System.out.println(tool + " " + c + " [" + clean(o) + "] [" + clean(e) + "]");
        return c;
    }
    static String clean(StringWriter w) {
        return w.toString()
            .replaceAll("\\d+ \\w{3} \\w{3} \\d\\d \\d\\d:\\d\\d:\\d\\d UTC \\d{4}", "DATE")
            .replaceAll("Last modified .*|Classfile .*", "")
            .replaceAll("tools\\d+", "TOOLS")
            .replace(System.getProperty("user.dir"), "DIR")
            .replace('\n', '|');
    }
    public static void main(String[] args) throws Exception {
        Path d = Files.createTempDirectory(Path.of("."), "tools");
        String s = d.toString();
        try {
            Files.writeString(d.resolve("A.java"),
                "package q; public class A { static int f(int x) { return x > 0 ? x * 2 : -x; } public static void main(String... a) { System.out.println(f(21) + \" \" + B.g()); } }");
            Files.writeString(d.resolve("B.java"), "package q; class B { static String g() { return \"b\" + A.f(-1); } }");
            run("javac", "-d", s + "/out", s + "/A.java", s + "/B.java");
            run("javac", s + "/None.java");
            run("javac", "-badoption");
            run("jar", "--create", "--file", s + "/x.jar", "--main-class", "q.A", "--date=2020-01-01T00:00:00Z", "-C", s + "/out", ".");
            run("jar", "--list", "--file", s + "/x.jar");
            run("jar", "tvf", s + "/x.jar", "q/A.class");
            run("jar", "--describe-module", "--file", s + "/x.jar");
            run("jar", "-q");
            run("javap", "-cp", s + "/x.jar", "-c", "-p", "q.B");
            run("javap", "-cp", s, "No");
            try (var cl = new java.net.URLClassLoader(new java.net.URL[] {d.resolve("x.jar").toUri().toURL()})) {
                PrintStream old = System.out;
                ByteArrayOutputStream b = new ByteArrayOutputStream();
                System.setOut(new PrintStream(b));
                try {
                    cl.loadClass("q.A").getMethod("main", String[].class).invoke(null, (Object) new String[0]);
                } finally { System.setOut(old); }
                System.out.print(b);
                Package p = cl.loadClass("q.B").getPackage();
                System.out.println(p + " " + p.isSealed() + " "
                    + cl.getResource("META-INF/MANIFEST.MF").toString().endsWith("x.jar!/META-INF/MANIFEST.MF") + " "
                    + Collections.list(cl.findResources("q/A.class")).size());
            }
            run("jmod");
            run("jlink", "--list-plugins", "--nope");
            System.out.println(ToolProvider.findFirst("nosuch").isPresent() + " "
                + ServiceLoader.load(ToolProvider.class, ClassLoader.getSystemClassLoader())
                      .stream()
                      .map(x -> x.get().name())
                      .sorted()
                      .toList());
        } finally {
            try (var w = Files.walk(d)) {
                w.sorted(Comparator.reverseOrder()).forEach(p -> p.toFile().delete());
            }
        }
    }
}
