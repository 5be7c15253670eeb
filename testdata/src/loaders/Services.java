import java.io.*;
import java.net.*;
import java.nio.file.*;
import java.util.*;

/** ServiceLoader over META-INF/services of made folders: comments, duplicates, factories, what is wrong with providers, reload, streams. */
public class Services {
    public interface Greeter { String greet(); }
    public static class English implements Greeter { public English() { System.out.println("  English made"); } public String greet() { return "hello"; } }
    public static class French implements Greeter { public String greet() { return "bonjour"; } }
    public static class NoDefault implements Greeter { public NoDefault(int x) { } public String greet() { return ""; } }
    public static class Hidden implements Greeter { private Hidden() { } public String greet() { return ""; } }
    public static class Throwing implements Greeter { public Throwing() { throw new IllegalStateException("no greeting"); } public String greet() { return ""; } }
    public static class BadInit implements Greeter { static { if (true) throw new RuntimeException("no init"); } public String greet() { return ""; } }
    public static class NotOne { }
    public static abstract class Abstract implements Greeter { }
    static class NotPublic implements Greeter { public String greet() { return "not public"; } }
    public class Inner implements Greeter { public String greet() { return ""; } }
    public static class Factory { public static Greeter provider() { return () -> "from a factory"; } }

    static Path dir;
    static int n;
    static ServiceLoader<Greeter> load(String... lines) throws IOException {
        Path d = dir.resolve("d" + n++);
        Files.createDirectories(d.resolve("META-INF/services"));
        Files.write(d.resolve("META-INF/services/Services$Greeter"), String.join("\n", lines).getBytes("UTF-8"));
        return ServiceLoader.load(Greeter.class, new URLClassLoader(new URL[] {d.toUri().toURL()}, Services.class.getClassLoader()));
    }
    static void all(String what, String... lines) throws IOException {
        ServiceLoader<Greeter> s = load(lines);
        Iterator<Greeter> it = s.iterator();
        StringBuilder b = new StringBuilder(what + ":");
        for (int i = 0; i < 10; i++)
            try {
                if (!it.hasNext()) break;
                b.append(' ').append(it.next().greet());
            } catch (ServiceConfigurationError e) {
                b.append(" [").append(e.getMessage().replace(dir.toString(), "DIR")).append(" <- ").append(e.getCause()).append("]");
            }
        System.out.println(b);
    }
    public static void main(String[] args) throws Exception {
        dir = Files.createTempDirectory("services");
        all("two", "Services$English", "Services$French");
        all("comments", "# first", "", "  Services$French  # trailing", "\tServices$English", "Services$French", "#");
        all("none");
        all("absent", "Services$Nowhere", "Services$French");
        all("not a subtype", "Services$NotOne", "Services$French");
        all("no default constructor", "Services$NoDefault", "Services$French");
        all("private constructor", "Services$Hidden", "Services$French");
        all("constructor throws", "Services$Throwing", "Services$French");
        all("initializer throws", "Services$BadInit", "Services$BadInit", "Services$French");
        all("abstract", "Services$Abstract", "Services$French");
        all("not public", "Services$NotPublic", "Services$French");
        all("inner", "Services$Inner", "Services$French");
        all("factory on the class path", "Services$Factory", "Services$French");
        all("bad name", "Services French", "Services$French");
        all("bad character", "Serv/ices", "Services$French");
        all("digit", "9abc");
        ServiceLoader<Greeter> s = load("Services$English", "Services$French");
        Show.of("stream", () -> s.stream().map(p -> p.type().getSimpleName()).toList());
        Show.of("stream get", () -> s.stream().map(ServiceLoader.Provider::get).map(Greeter::greet).toList());
        Show.of("cached", () -> { Greeter a = s.iterator().next(), b = s.iterator().next(); return a == b; });
        Show.of("reload", () -> { Greeter a = s.iterator().next(); s.reload(); return a == s.iterator().next(); });
        Show.of("findFirst", () -> s.findFirst().get().greet());
        Show.of("iterator remove", () -> { s.iterator().remove(); return 0; });
        Show.of("iterator end", () -> { Iterator<Greeter> i = s.iterator(); i.next(); i.next(); return i.next(); });
        Show.of("iterator after reload", () -> { Iterator<Greeter> i = s.iterator(); i.next(); s.reload(); return i.next(); });
        Show.of("text", () -> s);
        Show.of("null service", () -> ServiceLoader.load(null));
        Show.of("null loader", () -> ServiceLoader.load(Greeter.class, null).iterator().hasNext());
        Show.of("installed", () -> ServiceLoader.loadInstalled(Greeter.class).findFirst().isPresent());
        Show.of("context", () -> ServiceLoader.load(Greeter.class).findFirst().isPresent());
        Show.of("layer", () -> ServiceLoader.load(ModuleLayer.boot(), java.nio.file.spi.FileSystemProvider.class).stream().map(p -> p.type().getName()).sorted().toList());
        Show.of("not declared", () -> ServiceLoader.load(java.util.spi.ToolProvider.class).stream().count() >= 0);
        Show.of("primitive", () -> ServiceLoader.load((Class) int.class).iterator().hasNext());
        Show.of("array", () -> ServiceLoader.load(Greeter[].class).iterator().hasNext());
        try (var walk = Files.walk(dir)) { walk.sorted(Comparator.reverseOrder()).forEach(p -> p.toFile().delete()); }
    }
}
