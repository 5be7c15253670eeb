import java.io.*;
import java.net.*;
import java.nio.file.*;
import java.util.*;

/** getResource in all variants: relative, absolute, of classes, loaders, modules; encapsulation; packages; jrt: URLs and file system. */
public class ResourceLookup {
    static String url(URL u) { return u == null ? "null" : u.getProtocol() + ":..." + u.getPath().replaceAll("^.*/testdata/", "/"); }
    public static void main(String[] args) throws Exception {
        Class<?> me = ResourceLookup.class;
        ClassLoader l = me.getClassLoader();
        for (String n : new String[] {"ResourceLookup.class", "/ResourceLookup.class", "modules/app/module-info.class", "/modules/", "modules", "", "/", ".", "..", "../x", "nothing", "//ResourceLookup.class", "./ResourceLookup.class", "java/lang/Object.class", "/java/lang/Object.class", "java/lang/", "META-INF/MANIFEST.MF", "%41", "a\0b"})
            Show.of("'" + n.replace('\0', '0') + "'", () -> url(me.getResource(n)) + " " + url(l.getResource(n)) + " " + (me.getResourceAsStream(n) != null) + " " + url(ClassLoader.getSystemResource(n)) + " " + Collections.list(l.getResources(n)).size() + " " + url(Object.class.getResource(n)));
        for (String n : new String[] {"Object.class", "/java/util/List.class", "/sun/security/util/Debug.class", "/jdk/internal/misc/Unsafe.class", "/sun/net/idn/uidna.spp", "/java/lang/uniName.dat", "uniName.dat", "/java/util/logging/Level.class"})
            Show.of("from Object '" + n + "'", () -> url(Object.class.getResource(n)) + " " + (Object.class.getResourceAsStream(n) != null));
        Module base = Object.class.getModule();
        for (String n : new String[] {"java/lang/Object.class", "/java/lang/Object.class", "java/lang/uniName.dat", "sun/net/idn/uidna.spp", "module-info.class", "java/lang/", "nothing"})
            Show.of("from java.base '" + n + "'", () -> { try (InputStream in = base.getResourceAsStream(n)) { return in == null ? null : in.read(); } });
        Show.of("from the unnamed module", () -> { try (InputStream in = me.getModule().getResourceAsStream("ResourceLookup.class")) { return in.read(); } });
        Show.of("null", () -> me.getResource(null));
        Show.of("null of the loader", () -> l.getResource(null));
        Show.of("of an array class", () -> url(ResourceLookup[].class.getResource("ResourceLookup.class")) + " " + url(int.class.getResource("Object.class")) + " " + url(String[].class.getResource("Object.class")));
        Show.of("jrt URL", () -> { try (InputStream in = new URL("jrt:/java.base/java/lang/Object.class").openStream()) { return Integer.toHexString(in.read()); } });
        Show.of("jrt URL length", () -> { URLConnection c = new URL("jrt:/java.base/java/lang/Object.class").openConnection(); return c.getContentLength() > 500 && c.getContentType() == null | true; });
        Show.of("jrt URL absent", () -> new URL("jrt:/java.base/nothing").openStream());
        Show.of("jrt URL module", () -> new URL("jrt:/java.base").openStream());
        Show.of("jrt URL no module", () -> new URL("jrt:/no.such/x").openStream());
        FileSystem jrt = FileSystems.getFileSystem(URI.create("jrt:/"));
        Show.of("file system", () -> jrt.provider().getScheme() + " " + jrt.isOpen() + jrt.isReadOnly() + " " + jrt.getSeparator() + " " + jrt.getRootDirectories().iterator().next() + " " + jrt);
        Path object = jrt.getPath("/modules/java.base/java/lang/Object.class");
        Show.of("bytes", () -> Files.readAllBytes(object).length == Object.class.getResourceAsStream("Object.class").readAllBytes().length);
        Show.of("attributes", () -> Files.isRegularFile(object) + " " + Files.isDirectory(object.getParent()) + " " + Files.size(object) / 100000 + " " + Files.isReadable(object) + Files.isWritable(object) + " " + Files.readAttributes(object, "size,isDirectory").keySet().size());
        Show.of("listing", () -> { try (var s = Files.list(jrt.getPath("/modules/java.base/java/util/function"))) { return s.map(p -> p.getFileName().toString()).filter(n -> n.startsWith("Bi")).sorted().toList(); } });
        Show.of("roots", () -> { try (var s = Files.list(jrt.getPath("/"))) { return s.sorted().toList(); } });
        Show.of("packages", () -> { try (var s = Files.list(jrt.getPath("/packages/java.util.logging"))) { return s.sorted().toList(); } });
        Show.of("package link", () -> Files.readSymbolicLink(jrt.getPath("/packages/java.util.logging/java.logging")) + " " + Files.isSymbolicLink(jrt.getPath("/packages/java.util.logging/java.logging")) + Files.exists(jrt.getPath("/packages/java.util.logging/java.logging/java/util/logging/Level.class")));
        Show.of("walk", () -> { try (var s = Files.walk(jrt.getPath("/modules/java.logging"))) { return s.filter(p -> p.toString().endsWith("Level.class")).toList(); } });
        Show.of("glob", () -> { try (var s = Files.newDirectoryStream(jrt.getPath("/modules/java.base/java/lang/ref"), "*Ref*.class")) { List<String> n = new ArrayList<>(); s.forEach(p -> n.add(p.getFileName().toString())); Collections.sort(n); return n; } });
        Show.of("write", () -> Files.write(object, new byte[1]));
        Show.of("delete", () -> { Files.delete(object); return 0; });
        Show.of("absent", () -> Files.readAllBytes(jrt.getPath("/modules/java.base/nothing")));
        Show.of("directory bytes", () -> Files.readAllBytes(object.getParent()));
        Show.of("close", () -> { jrt.close(); return 0; });
        Show.of("path", () -> object.getFileName() + " " + object.getNameCount() + " " + object.subpath(1, 3) + " " + object.toUri() + " " + object.relativize(object.getParent()) + " " + object.resolveSibling("X").normalize() + " " + object.startsWith("/modules") + " " + Path.of(URI.create("jrt:/java.base/java/lang/Object.class")));
        Show.of("file", () -> object.toFile());
        Show.of("load from its bytes", () -> new ByteLoader("x", null).define("java.lang.Object", Files.readAllBytes(object)));
        for (Package p : new Package[] {me.getPackage(), String.class.getPackage(), java.util.logging.Level.class.getPackage(), int.class.getPackage(), int[].class.getPackage()})
            System.out.println(p + (p == null ? "" : " " + p.getName() + " " + p.getImplementationTitle() + p.getSpecificationVersion() + p.isSealed() + p.getAnnotations().length + " " + (p.hashCode() == p.getName().hashCode())));
        Show.of("package compatible", () -> String.class.getPackage().isCompatibleWith("1"));
        Show.of("defined packages", () -> Arrays.stream(l.getDefinedPackages()).map(Package::getName).toList() + " " + l.getDefinedPackage("java.lang") + " " + l.getDefinedPackage(""));
    }
}
