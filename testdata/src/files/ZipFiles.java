import java.io.*;
import java.net.*;
import java.nio.charset.*;
import java.nio.file.*;
import java.nio.file.attribute.*;
import java.util.*;
import java.util.jar.*;
import java.util.zip.*;

/** ZipFile, JarFile, manifests, the zip file system: reading, updating, URLs into jars, and damaged archives. */
public class ZipFiles {
    interface Body {
        Object run() throws Exception;
    }
    static void show(String w, Body b) {
        try {
            System.out.println(w + ": " + b.run());
        } catch (Throwable e) { System.out.println(w + ": " + e.toString().replace('\n', ' ')); }
    }
    public static void main(String[] args) throws Exception {
        Path dir = Files.createTempDirectory("zf"), zip = dir.resolve("a.zip"), jar = dir.resolve("b.jar");
        try {
            try (ZipOutputStream o = new ZipOutputStream(Files.newOutputStream(zip))) {
                o.setComment("the comment");
                for (String n : new String[] {"one", "d/", "d/two", "d/e/three"}) {
                    ZipEntry e = new ZipEntry(n);
                    e.setTime(0);
                    e.setComment("on " + n);
                    o.putNextEntry(e);
                    if (!n.endsWith("/")) o.write(("content of " + n + " ").repeat(50).getBytes());
                }
            }
            try (ZipFile z = new ZipFile(zip.toFile())) {
                System.out.println(z.size() + " " + z.getComment() + " " + z.stream().map(ZipEntry::getName).toList() + " "
                    + z.getEntry("none") + " " + z.getEntry("d") + " " + z.getEntry("d/").isDirectory());
                ZipEntry e = z.getEntry("d/two");
                System.out.println(e.getSize() + " " + e.getCompressedSize() + " " + Long.toHexString(e.getCrc()) + " " + e.getComment()
                    + " " + new String(z.getInputStream(e).readNBytes(14)));
                InputStream in = z.getInputStream(e);
                System.out.println(in.available() + " " + in.skip(3) + " " + (char) in.read());
                Enumeration<? extends ZipEntry> en = z.entries();
                while (en.hasMoreElements()) en.nextElement();
                show("end", en::nextElement);
                show("null", () -> z.getEntry(null));
                z.close();
                show("closed", () -> z.getEntry("one"));
                show("closed stream", in::read);
                show("closed size", z::size);
            }
            show("missing", () -> new ZipFile(new File("/no/such.zip")).size());
            Path bad = dir.resolve("bad.zip");
            Files.write(bad, new byte[] {1, 2, 3});
            show("bad", () -> new ZipFile(bad.toFile()).size());
            Files.write(bad, new byte[0]);
            show("empty", () -> new ZipFile(bad.toFile()).size());
            byte[] all = Files.readAllBytes(zip);
            Files.write(bad, Arrays.copyOf(all, all.length - 30));
            show("cut", () -> new ZipFile(bad.toFile()).size());
            byte[] junk = new byte[all.length + 10];
            System.arraycopy(all, 0, junk, 10, all.length);
            Files.write(bad, junk);
            show("prefixed", () -> {
                try (ZipFile z = new ZipFile(bad.toFile())) {
                    return z.size() + new String(z.getInputStream(z.getEntry("one")).readNBytes(5));
                }
            });
            all[40] ^= 0x7f;
            Files.write(bad, all);
            show("damaged data", () -> {
                try (ZipFile z = new ZipFile(bad.toFile())) {
                    return z.getInputStream(z.getEntry("one")).readAllBytes().length;
                }
            });
            show("mode", () -> new ZipFile(zip.toFile(), 9));
            Files.delete(bad);
            Manifest m = new Manifest();
            m.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
            m.getMainAttributes().putValue("X-Long", "v".repeat(150));
            m.getEntries().put("p/C.class", new Attributes());
            m.getAttributes("p/C.class").putValue("Sealed", "true");
            try (JarOutputStream o = new JarOutputStream(Files.newOutputStream(jar), m)) {
                JarEntry e = new JarEntry("p/C.class");
                e.setTime(0);
                o.putNextEntry(e);
                o.write(new byte[10]);
                e = new JarEntry("META-INF/versions/11/p/C.class");
                o.putNextEntry(e);
                o.write(new byte[20]);
            }
            try (JarFile j = new JarFile(jar.toFile(), true, ZipFile.OPEN_READ, Runtime.version())) {
                System.out.println(j.getManifest().getMainAttributes().getValue("x-LONG").length() + " "
                    + j.getJarEntry("p/C.class").getAttributes().getValue("Sealed") + " " + j.isMultiRelease() + " "
                    + j.getEntry("p/C.class").getSize() + " " + j.versionedStream().count() + " "
                    + Arrays.toString(j.getJarEntry("p/C.class").getCodeSigners()));
                ByteArrayOutputStream b = new ByteArrayOutputStream();
                j.getManifest().write(b);
                System.out.print(b.toString().replace("\r", ""));
            }
            try (JarInputStream ji = new JarInputStream(Files.newInputStream(jar))) {
                System.out.println(ji.getManifest().equals(m) + " " + ji.getNextJarEntry() + " " + ji.getNextJarEntry().getSize());
            }
            show("bad manifest", () -> new Manifest(new ByteArrayInputStream("no colon here\r\n".getBytes())));
            show("bad name", () -> new Attributes.Name("a b"));
            show("put", () -> new Attributes().put("x", "y"));
            show("long line",
                ()
                    -> new Manifest(new ByteArrayInputStream(("A: "
                                        + "x".repeat(600) + "\n")
                                                                 .getBytes()))
                           .getMainAttributes()
                           .size());
            URL u = new URL("jar:" + jar.toUri() + "!/p/C.class");
            JarURLConnection c = (JarURLConnection) u.openConnection();
            System.out.println(c.getEntryName() + " " + c.getContentLength() + " " + c.getInputStream().readAllBytes().length + " "
                + c.getAttributes().getValue("Sealed") + " " + c.getMainAttributes().size());
            show("no entry", () -> {
                try {
                    return new URL("jar:" + jar.toUri() + "!/nothing").openStream();
                } catch (FileNotFoundException e) { return e.getMessage().replaceAll(" in .*", ""); }
            });
            show("no !/", () -> new URL("jar:file:x.jar"));
            try (FileSystem fs = FileSystems.newFileSystem(zip)) {
                Path one = fs.getPath("/one");
                System.out.println(Files.size(one) + " " + Files.isDirectory(fs.getPath("d")) + " " + fs.isReadOnly() + " "
                    + fs.getSeparator() + " " + fs.provider().getScheme());
                Files.writeString(fs.getPath("/new"), "new file");
                Files.createDirectories(fs.getPath("x/y/z"));
                Files.copy(one, fs.getPath("x/copy"));
                Files.move(fs.getPath("d/two"), fs.getPath("x/moved"));
                Files.delete(one);
                try (var s = Files.walk(fs.getPath("/"))) {
                    System.out.println(s.map(Path::toString).sorted().toList());
                }
                show("exists", () -> Files.createDirectory(fs.getPath("x")));
                show("not empty", () -> {
                    Files.delete(fs.getPath("x"));
                    return 0;
                });
                show("none", () -> Files.readString(fs.getPath("gone")));
                show("dir read", () -> Files.readString(fs.getPath("x")));
                System.out.println(fs.getPath("/a/../b/./c").normalize() + " " + fs.getPath("/a/b").relativize(fs.getPath("/a/c/d")) + " "
                    + fs.getPath("a").resolve("/q") + " " + fs.getPath("/a/b").startsWith("/a") + " "
                    + fs.getPath("x").toUri().toString().replaceAll(".*!", "!"));
                System.out.println(Files.getAttribute(fs.getPath("new"), "zip:size") + " "
                    + Files.readAttributes(fs.getPath("new"), BasicFileAttributes.class).isRegularFile() + " "
                    + new TreeSet<>(fs.supportedFileAttributeViews()));
                show("mixed", () -> fs.getPath("a").resolve(Path.of("b")));
                try (var ds = Files.newDirectoryStream(fs.getPath("/"), "{n*,x}")) {
                    List<String> l = new ArrayList<>();
                    ds.forEach(p -> l.add(p.toString()));
                    Collections.sort(l);
                    System.out.println(l);
                }
                try (var ch = Files.newByteChannel(fs.getPath("/chan"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                    ch.write(java.nio.ByteBuffer.wrap("channel".getBytes()));
                    System.out.println(ch.position());
                }
            }
            show("closed fs", () -> {
                FileSystem fs = FileSystems.newFileSystem(zip);
                Path p = fs.getPath("/new");
                fs.close();
                return Files.size(p);
            });
            try (ZipFile z = new ZipFile(zip.toFile())) {
                System.out.println(z.stream().map(ZipEntry::getName).sorted().toList() + " "
                    + new String(z.getInputStream(z.getEntry("chan")).readAllBytes()));
            }
            try (FileSystem fs = FileSystems.newFileSystem(
                     URI.create("jar:" + dir.resolve("made.zip").toUri()), Map.of("create", "true", "compressionMethod", "STORED"))) {
                Files.writeString(fs.getPath("s"), "stored");
                show("twice", () -> {
                    try {
                        return FileSystems.newFileSystem(URI.create("jar:" + dir.resolve("made.zip").toUri()), Map.of());
                    } catch (FileSystemAlreadyExistsException e) { return e.getClass(); }
                });
            }
            System.out.println(Files.size(dir.resolve("made.zip")));
            show("no such fs", () -> {
                try {
                    return FileSystems.getFileSystem(URI.create("jar:file:///none.zip"));
                } catch (FileSystemNotFoundException e) { return e.getClass(); }
            });
            show("no provider", () -> FileSystems.newFileSystem(URI.create("none:x"), Map.of()));
            FileSystem jrt = FileSystems.getFileSystem(URI.create("jrt:/"));
            System.out.println(Files.exists(jrt.getPath("/modules/java.base/java/lang/Object.class")) + " "
                + Files.size(jrt.getPath("/packages/java.lang")) + " " + jrt.isReadOnly() + " "
                + Files.isDirectory(jrt.getPath("/modules/java.logging/java")));
            show("jrt write", () -> Files.createFile(jrt.getPath("/x")));
            try (var s = Files.list(jrt.getPath("/modules/java.rmi/java/rmi"))) {
                System.out.println(s.count());
            }
        } finally {
            try (var s = Files.walk(dir)) {
                s.sorted(Comparator.reverseOrder()).forEach(p -> p.toFile().delete());
            }
        }
    }
}
