import java.io.*;
import java.net.URI;
import java.util.*;
import javax.tools.*;
import javax.annotation.processing.*;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.*;

/** javax.tools: compiling source held in memory, diagnostics, an annotation processor that generates a class, loading and running the result. */
public class CompileInMemory {
    static class Source extends SimpleJavaFileObject {
        final String code;
        Source(String name, String code) {
            super(URI.create("string:///" + name.replace('.', '/') + Kind.SOURCE.extension), Kind.SOURCE);
            this.code = code;
        }
        public CharSequence getCharContent(boolean b) { return code; }
    }
    static class Classes extends ForwardingJavaFileManager<JavaFileManager> {
        final Map<String, ByteArrayOutputStream> out = new TreeMap<>();
        Classes(JavaFileManager m) { super(m); }
        public JavaFileObject getJavaFileForOutput(Location l, String name, JavaFileObject.Kind k, FileObject s) {
            return new SimpleJavaFileObject(URI.create("mem:///" + name + k.extension), k) {
                public OutputStream openOutputStream() {
                    if (getKind() == Kind.CLASS) {
                        ByteArrayOutputStream b = new ByteArrayOutputStream();
                        out.put(name, b);
                        return b;
                    }
                    return new ByteArrayOutputStream() {
                        public void close() { generated.add(toString()); }
                    };
                }
                public CharSequence getCharContent(boolean i) { return generated.get(generated.size() - 1); }
            };
        }
        ClassLoader loader() {
            return new ClassLoader() {
                protected Class<?> findClass(String n) throws ClassNotFoundException {
                    ByteArrayOutputStream b = out.get(n);
                    if (b == null) throw new ClassNotFoundException(n);
                    return defineClass(n, b.toByteArray(), 0, b.size());
                }
            };
        }
    }
    static final List<String> generated = new ArrayList<>();
    @SupportedAnnotationTypes("*")
    static class Processor extends AbstractProcessor {
        boolean done;
        public SourceVersion getSupportedSourceVersion() { return SourceVersion.latest(); }
        public boolean process(Set<? extends TypeElement> a, RoundEnvironment r) {
            for (Element e : r.getRootElements()) {
                System.out.println("  round " + e.getKind() + " " + e + " " + e.getEnclosedElements());
                processingEnv.getMessager().printMessage(Diagnostic.Kind.NOTE, "seen " + e.getSimpleName());
            }
            if (!done) {
                done = true;
                try (Writer w = processingEnv.getFiler().createSourceFile("Made").openWriter()) {
                    w.write("public class Made { public static String hi() { return \"generated\"; } }");
                } catch (IOException e) { System.out.println(e); }
            }
            return false;
        }
    }
    static Classes compile(boolean process, String name, String code) {
        JavaCompiler c = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> d = new DiagnosticCollector<>();
        Classes m = new Classes(c.getStandardFileManager(d, Locale.ROOT, null));
        JavaCompiler.CompilationTask t =
            c.getTask(null, m, d, process ? List.of() : List.of("-proc:none", "-Xlint:all"), null, List.of(new Source(name, code)));
        if (process) t.setProcessors(List.of(new Processor()));
        System.out.println(name + " " + t.call() + " " + m.out.keySet());
        for (Diagnostic<? extends JavaFileObject> x : d.getDiagnostics())
            System.out.println("  " + x.getKind() + " " + x.getLineNumber() + ":" + x.getColumnNumber() + " " + x.getCode() + " "
                + x.getMessage(Locale.ROOT).replace('\n', '|'));
        return m;
    }
    public static void main(String[] args) throws Exception {
        Classes m = compile(false, "p.Hello",
            "package p; import java.util.*; public class Hello implements Comparator<String> { sealed interface S permits A, B {} record A(int x) implements S {} record B(String y) implements S {} enum E { P, Q { int f() { return 2; } }; int f() { return 1; } } public int compare(String a, String b) { return a.length() - b.length(); } public static String run(Object o) { var l = new ArrayList<>(List.of(\"ccc\", \"a\", \"bb\")); l.sort(new Hello()); String t = o instanceof String s && s.length() > 1 ? s : \"none\"; int n = switch (E.Q) { case P -> 1; case Q -> E.Q.f() * 10; }; try (AutoCloseable c = () -> l.add(\"closed\")) { l.add(t); } catch (Exception e) { } Runnable r = () -> l.add(\"\"\"\n    block\"\"\"); r.run(); return l + \" \" + n + new A(3) + new B(\"q\"); } }");
        Class<?> k = m.loader().loadClass("p.Hello");
        System.out.println(
            k.getMethod("run", Object.class).invoke(null, "text") + " " + k.getDeclaredClasses().length + " " + k.getPackageName());
        compile(false, "Bad",
            "class Bad { int f() { return \"x\"; } void g() { undefined(); int y; System.out.println(y); } String h(Object o) { switch (1) { } } class Bad {} }");
        compile(false, "Warn",
            "import java.util.*; class Warn { List raw = new ArrayList(); @Deprecated void d() {} int z = 1 / 0; void f(int x) { switch (x) { case 1: d(); case 2: } } }");
        compile(false, "Syntax", "class Syntax { void f( { }");
        Classes p =
            compile(true, "Uses", "@FunctionalInterface public interface Uses { String go(); static String call() { return Made.hi(); } }");
        System.out.println(p.loader().loadClass("Uses").getMethod("call").invoke(null));
        System.out.println(SourceVersion.latest() + " " + SourceVersion.isKeyword("var") + SourceVersion.isName("a.b") + " "
            + new TreeSet<>(ToolProvider.getSystemJavaCompiler().getSourceVersions()).last());
    }
}
