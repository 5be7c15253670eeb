import java.io.*;
import java.net.*;
import java.nio.file.*;
import java.util.*;
import java.util.jar.*;
import java.util.zip.*;

/** URLClassLoader over folders and jars made here: order, resources, manifests, sealed packages, versions, Class-Path, closing. */
public class UrlLoader {
    static Path dir;
    static Path jar(String name, String manifest, Object... entries) throws IOException {
        Path p = dir.resolve(name);
        try (ZipOutputStream z = new ZipOutputStream(Files.newOutputStream(p))) {
            if (manifest != null) put(z, "META-INF/MANIFEST.MF", ("Manifest-Version: 1.0\r\n" + manifest + "\r\n").getBytes());
            for (int i = 0; i < entries.length; i += 2) put(z, (String) entries[i], entries[i + 1] instanceof byte[] b ? b : entries[i + 1].toString().getBytes());
        }
        return p;
    }
    static void put(ZipOutputStream z, String name, byte[] b) throws IOException {
        ZipEntry e = new ZipEntry(name);
        e.setTime(0);
        z.putNextEntry(e);
        z.write(b);
        z.closeEntry();
    }
    /** A class file for p.X out of that of another class of the same length of name. */
    static byte[] renamed(String from, String to) {
        return new String(ByteLoader.bytes(from), java.nio.charset.StandardCharsets.ISO_8859_1).replace(from, to.replace('.', '/')).getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    }
    static URL[] urls(Path... ps) throws MalformedURLException {
        URL[] u = new URL[ps.length];
        for (int i = 0; i < ps.length; i++) u[i] = ps[i].toUri().toURL();
        return u;
    }
    static String text(Object o) { return String.valueOf(o).replace(dir.toString(), "DIR"); }

    public static void main(String[] args) throws Exception {
        dir = Files.createTempDirectory("loader");
        byte[] hello = ByteLoader.bytes("Hello");
        Path one = jar("one.jar", "Implementation-Title: One\r\nImplementation-Version: 1.0\r\nSpecification-Version: 2.3.4\r\n\r\nName: q/\r\nImplementation-Title: Of q\r\nSealed: true\r\n", "Hello.class", hello, "p/A.class", renamed("Hello", "p.A12".substring(0, 5)), "r.txt", "r of one", "d/x.txt", "x of one", "q/Ab.class", renamed("Up01Empty".substring(0, 0) + "Hello", "q/Abc"));
        Path two = jar("two.jar", "Class-Path: three.jar nowhere.jar folder/\r\n", "Hello.class", hello, "r.txt", "r of two", "q/Xyz.class", renamed("Hello", "q/Xyz"));
        Path three = jar("three.jar", null, "only3.txt", "three", "r.txt", "r of three");
        Path sealed = jar("sealed.jar", "Sealed: true\r\n", "s/Abc.class", renamed("Hello", "s/Abc"), "t/Abc.class", renamed("Hello", "t/Abc"));
        Path open = jar("open.jar", "\r\nName: t/\r\nSealed: false\r\n", "s/Xyz.class", renamed("Hello", "s/Xyz"), "t/Xyz.class", renamed("Hello", "t/Xyz"));
        Files.createDirectories(dir.resolve("folder/sub"));
        Files.writeString(dir.resolve("folder/r.txt"), "r of folder");
        Files.writeString(dir.resolve("folder/sub/with space.txt"), "space");
        Files.write(dir.resolve("folder/Hello.class"), hello);
        Files.writeString(dir.resolve("folder/Bad.class"), "not a class");
        Path corrupt = Files.writeString(dir.resolve("corrupt.jar"), "PK not a jar");
        try (URLClassLoader l = new URLClassLoader("mine", urls(one, two, dir.resolve("folder"), dir.resolve("missing.jar"), corrupt), null)) {
            Class<?> h = l.loadClass("Hello");
            System.out.println(text(h.getProtectionDomain().getCodeSource().getLocation()) + " " + h.getPackage() + " " + h.getClassLoader().getName() + " " + text(h.getResource("Hello.class")) + " " + l.findResource("none"));
            System.out.println(text(Collections.list(l.getResources("r.txt"))) + " " + new String(l.getResourceAsStream("r.txt").readAllBytes()) + " " + new String(l.getResourceAsStream("only3.txt").readAllBytes()));
            System.out.println(text(l.getResource("d/")) + " " + text(l.getResource("d/x.txt")) + " " + text(l.getResource("sub/with space.txt")) + " " + text(l.getResource("sub")) + " " + text(l.getResource("/r.txt")) + " " + text(l.getResource("../one.jar")) + " " + text(l.getResource("")));
            Show.of("bad class", () -> l.loadClass("Bad"));
            Show.of("absent", () -> l.loadClass("no.Such"));
            Show.of("p", () -> l.loadClass("p.A12"));
            Show.of("q", () -> { Package p = l.loadClass("q.Xyz").getPackage(); return p + " " + p.isSealed() + " " + p.getImplementationTitle(); });
            Show.of("urls", () -> l.getURLs().length);
            Show.of("packages", () -> { List<String> n = new ArrayList<>(); for (Package p : l.getDefinedPackages()) n.add(p.getName() + "/" + p.getImplementationTitle() + "/" + p.getImplementationVersion() + "/" + p.getSpecificationVersion()); Collections.sort(n); return n; });
            Show.of("compatible", () -> h.getPackage().isCompatibleWith("2.3"));
        }
        try (URLClassLoader l = new URLClassLoader(urls(sealed, open), null)) {
            Show.of("sealed", () -> { Package p = l.loadClass("s.Abc").getPackage(); return p.isSealed() + " " + p.isSealed(sealed.toUri().toURL()); });
            Show.of("sealing violation", () -> { try { return l.loadClass("s.Xyz"); } catch (SecurityException e) { return text(e); } });
            Show.of("already loaded", () -> { l.loadClass("t.Xyz"); try { return l.loadClass("t.Abc"); } catch (SecurityException e) { return text(e); } });
        }
        URLClassLoader closed = new URLClassLoader(urls(one), null);
        closed.loadClass("Hello");
        InputStream still = closed.getResourceAsStream("r.txt");
        closed.close();
        Show.of("closed, loaded", () -> closed.loadClass("Hello").getName());
        Show.of("closed, not loaded", () -> closed.loadClass("q.Abc"));
        Show.of("closed, resource", () -> closed.getResource("d/x.txt"));
        Show.of("closed, stream", () -> still.read());
        URLClassLoader adding = new URLClassLoader(new URL[0], null) { { addURL(three.toUri().toURL()); } };
        Show.of("added", () -> new String(adding.getResourceAsStream("only3.txt").readAllBytes()));
        Show.of("newInstance", () -> URLClassLoader.newInstance(urls(one), UrlLoader.class.getClassLoader()).loadClass("Hello").getClassLoader().getName());
        Show.of("jar URL", () -> { try (InputStream in = new URL("jar:" + two.toUri() + "!/r.txt").openStream()) { return new String(in.readAllBytes()); } });
        Show.of("jar URL absent", () -> { try { return new URL("jar:" + two.toUri() + "!/none").openStream(); } catch (IOException e) { return text(e); } });
        Show.of("jar connection", () -> { JarURLConnection c = (JarURLConnection) new URL("jar:" + one.toUri() + "!/q/Ab.class").openConnection(); return c.getEntryName() + " " + c.getMainAttributes().getValue("Implementation-Title") + " " + c.getManifest().getEntries().keySet() + " " + c.getContentLength(); });
        Show.of("null url", () -> new URLClassLoader(new URL[] {null}, null));
        Show.of("null urls", () -> new URLClassLoader(null, null));
        Path multi = jar("multi.jar", "Multi-Release: true\r\n", "v.txt", "base", "META-INF/versions/9/v.txt", "nine", "META-INF/versions/17/v.txt", "seventeen", "META-INF/versions/18/v.txt", "eighteen", "META-INF/versions/11/only11.txt", "eleven", "META-INF/versions/8/v8.txt", "eight");
        try (URLClassLoader l = new URLClassLoader(urls(multi), null); JarFile base = new JarFile(multi.toFile()); JarFile versioned = new JarFile(multi.toFile(), true, ZipFile.OPEN_READ, JarFile.runtimeVersion()); JarFile ten = new JarFile(multi.toFile(), true, ZipFile.OPEN_READ, Runtime.Version.parse("10"))) {
            System.out.println(new String(l.getResourceAsStream("v.txt").readAllBytes()) + " " + text(l.getResource("v.txt")) + " " + text(l.getResource("only11.txt")) + " " + text(l.getResource("v8.txt")));
            for (JarFile j : List.of(base, versioned, ten)) System.out.println(j.isMultiRelease() + " " + j.getVersion().feature() + " " + new String(j.getInputStream(j.getEntry("v.txt")).readAllBytes()) + " " + j.getJarEntry("v.txt").getRealName() + " " + j.versionedStream().map(ZipEntry::getName).sorted().toList() + " " + j.size());
        }
        try (var walk = Files.walk(dir)) { walk.sorted(Comparator.reverseOrder()).forEach(p -> p.toFile().delete()); }
    }
}
