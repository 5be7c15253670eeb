import java.io.*;
import java.nio.charset.*;
import java.nio.file.*;
import java.nio.file.attribute.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.stream.*;

/** Files: walking with loops, attributes, permissions, links, copy and move rules, globs, watching, path algebra, temporary files. */
public class FileTrees {
    interface Body {
        Object run() throws Exception;
    }
    static Path root;
    static void show(String w, Body b) {
        try {
            System.out.println(w + ": " + b.run());
        } catch (Throwable e) { System.out.println(w + ": " + e.toString().replace(root.toString(), "ROOT")); }
    }
    static String rel(Path p) { return root.relativize(p).toString(); }
    public static void main(String[] args) throws Exception {
        root = Files.createTempDirectory("ft").toRealPath();
        Path a = Files.createDirectories(root.resolve("a/b/c")), f = Files.writeString(root.resolve("a/f.txt"), "line1\nline2\r\nline3"),
             g = Files.write(root.resolve("a/b/g.bin"), new byte[] {(byte) 0xff, 0});
        Path ln = Files.createSymbolicLink(root.resolve("ln"), Path.of("a/f.txt")),
             loop = Files.createSymbolicLink(root.resolve("a/b/loop"), root.resolve("a")),
             dangling = Files.createSymbolicLink(root.resolve("dang"), Path.of("nowhere")),
             hard = Files.createLink(root.resolve("hard"), f);
        try (Stream<Path> s = Files.walk(root)) {
            System.out.println(s.map(FileTrees::rel).sorted().toList());
        }
        try (Stream<Path> s = Files.walk(root, 1)) {
            System.out.println(s.map(FileTrees::rel).sorted().toList());
        }
        show("loop", () -> {
            try (Stream<Path> s = Files.walk(root, FileVisitOption.FOLLOW_LINKS)) {
                return s.count();
            }
        });
        try (Stream<Path> s = Files.find(root, 9, (p, at) -> at.isRegularFile() && at.size() > 5)) {
            System.out.println(s.map(FileTrees::rel).sorted().toList());
        }
        List<String> visits = new ArrayList<>();
        Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), 10, new SimpleFileVisitor<>() {
            public FileVisitResult visitFileFailed(Path p, IOException e) {
                visits.add("failed " + rel(p) + " " + e.getClass().getSimpleName());
                return FileVisitResult.CONTINUE;
            }
            public FileVisitResult preVisitDirectory(Path p, BasicFileAttributes at) {
                visits.add("pre " + rel(p));
                return p.endsWith("c") ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }
            public FileVisitResult postVisitDirectory(Path p, IOException e) {
                visits.add("post " + rel(p));
                return FileVisitResult.CONTINUE;
            }
        });
        Collections.sort(visits);
        System.out.println(visits);
        System.out.println(Files.readAllLines(f) + " " + Files.readString(ln).length() + " " + Files.isSymbolicLink(ln) + " "
            + Files.exists(dangling) + Files.exists(dangling, LinkOption.NOFOLLOW_LINKS) + Files.notExists(dangling) + " "
            + Files.readSymbolicLink(ln) + " " + Files.isSameFile(f, hard) + " " + Files.getAttribute(f, "unix:nlink") + " " + Files.size(g)
            + " " + rel(ln.toRealPath()) + " " + rel(ln.toRealPath(LinkOption.NOFOLLOW_LINKS)));
        show("malformed", () -> Files.readString(g));
        show("malformed lines", () -> Files.readAllLines(g));
        show("latin1", () -> Files.readString(g, StandardCharsets.ISO_8859_1).length());
        show("unmappable", () -> Files.writeString(g, "\u20ac", StandardCharsets.US_ASCII));
        show("not dir", () -> Files.list(f));
        show("dir read", () -> Files.readAllBytes(a));
        show("no file", () -> Files.readString(root.resolve("none")));
        show("no dir", () -> Files.createDirectory(root.resolve("x/y")));
        show("exists", () -> Files.createDirectory(a));
        show("file in way", () -> Files.createDirectories(f));
        show("not empty", () -> {
            Files.delete(root.resolve("a"));
            return 0;
        });
        show("delete none", () -> Files.deleteIfExists(root.resolve("none")));
        show("copy exists", () -> Files.copy(f, g));
        show("copy replace",
            ()
                -> rel(Files.copy(f, g, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES))
                + Files.getLastModifiedTime(f).equals(Files.getLastModifiedTime(g)));
        show("copy dir", () -> {
            try (Stream<Path> s = Files.list(Files.copy(root.resolve("a"), root.resolve("copy")))) {
                return s.count();
            }
        });
        show("move dir", () -> rel(Files.move(root.resolve("a"), root.resolve("moved"))));
        show("move back", () -> rel(Files.move(root.resolve("moved"), root.resolve("a"), StandardCopyOption.ATOMIC_MOVE)));
        show("move none", () -> Files.move(root.resolve("q"), root.resolve("r")));
        show("copy to non-empty", () -> Files.copy(f, root.resolve("a"), StandardCopyOption.REPLACE_EXISTING));
        show("copy link", () -> Files.isSymbolicLink(Files.copy(ln, root.resolve("ln2"), LinkOption.NOFOLLOW_LINKS)));
        Files.setPosixFilePermissions(f, PosixFilePermissions.fromString("rw-r-x--x"));
        System.out.println(PosixFilePermissions.toString(Files.getPosixFilePermissions(f)) + " " + Files.isExecutable(f) + " "
            + Files.getAttribute(f, "unix:mode"));
        Files.setLastModifiedTime(f, FileTime.fromMillis(1_234_567_890_123L));
        System.out.println(Files.getLastModifiedTime(f) + " " + f.toFile().lastModified() + " "
            + Files.readAttributes(f, "size,isDirectory,lastModifiedTime"));
        Files.setLastModifiedTime(f, FileTime.from(-5, TimeUnit.DAYS));
        System.out.println(Files.getLastModifiedTime(f) + " " + FileTime.from(1, TimeUnit.DAYS).compareTo(FileTime.fromMillis(0)));
        show("bad attr", () -> Files.getAttribute(f, "nosuch"));
        show("bad view", () -> Files.getAttribute(f, "dos2:x"));
        show("bad perm", () -> PosixFilePermissions.fromString("rwz"));
        PosixFileAttributes pa = Files.readAttributes(f, PosixFileAttributes.class);
        System.out.println(
            pa.isRegularFile() + " " + pa.isOther() + " " + (pa.fileKey() != null) + " " + pa.owner().equals(Files.getOwner(f)));
        show("owner", () -> f.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("no-such-user-x"));
        Path pp =
            Files.createFile(root.resolve("perm"), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r--------")));
        System.out.println(PosixFilePermissions.toString(Files.getPosixFilePermissions(pp)));
        for (String[] gl : new String[][] {{"*.txt", "f.txt"}, {"**/*.txt", "a/f.txt"}, {"*.{java,class}", "X.class"},
                 {"[a-c]?[!x]", "bqy"}, {"*", "a/b"}, {"a\\*", "a*"}})
            System.out.print(FileSystems.getDefault().getPathMatcher("glob:" + gl[0]).matches(Path.of(gl[1])) + " ");
        System.out.println(FileSystems.getDefault().getPathMatcher("regex:a.*b").matches(Path.of("axxb")));
        show("bad glob", () -> FileSystems.getDefault().getPathMatcher("glob:{a"));
        show("bad syntax", () -> FileSystems.getDefault().getPathMatcher("x"));
        show("unknown syntax", () -> FileSystems.getDefault().getPathMatcher("x:y"));
        try (DirectoryStream<Path> ds = Files.newDirectoryStream(root, "{a,h*}")) {
            List<String> l = new ArrayList<>();
            ds.forEach(p -> l.add(rel(p)));
            Collections.sort(l);
            System.out.println(l);
            show("twice", ds::iterator);
        }
        for (String s : new String[] {"", "/", "//a///b/", "a/./b/../c", "..", "/..", "a/..", "../a/../.."}) {
            Path p = Path.of(s);
            System.out.print("[" + p + " " + p.getNameCount() + " " + p.getParent() + " " + p.getFileName() + " " + p.getRoot() + " "
                + p.normalize() + "] ");
        }
        System.out.println();
        System.out.println(Path.of("/a/b/c/d").subpath(1, 3) + " " + Path.of("a/b").resolveSibling("c") + " "
            + Path.of("a").relativize(Path.of("b/c")) + " " + Path.of("a/b").endsWith("b") + " " + Path.of("a/bc").startsWith("a/b") + " "
            + Path.of("b").compareTo(Path.of("a")) + " " + Path.of("/x y").toUri() + " " + Path.of(java.net.URI.create("file:///q%20r")));
        show("nul", () -> Path.of("a\0b"));
        show("relativize mixed", () -> Path.of("/a").relativize(Path.of("b")));
        show("subpath", () -> Path.of("a").subpath(0, 2));
        show("uri", () -> Path.of(java.net.URI.create("http://x")));
        show("getName", () -> Path.of("a").getName(1));
        WatchService ws = FileSystems.getDefault().newWatchService();
        WatchKey k = root.register(
            ws, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_DELETE, StandardWatchEventKinds.ENTRY_MODIFY);
        System.out.println(ws.poll() + " " + k.isValid());
        Files.writeString(root.resolve("watched"), "x");
        Files.delete(root.resolve("watched"));
        Set<String> ev = new LinkedHashSet<>();
        while (ev.size() < 3) {
            WatchKey w = ws.take();
            for (WatchEvent<?> e : w.pollEvents()) ev.add(e.kind() + " " + e.context());
            w.reset();
        }
        System.out.println(ev + " " + k.watchable().equals(root));
        k.cancel();
        System.out.println(k.isValid() + " " + k.reset());
        show("watch file", () -> f.register(ws, StandardWatchEventKinds.ENTRY_CREATE));
        ws.close();
        show("closed watch", ws::poll);
        Path t = Files.createTempFile(root, "pre", ".suf");
        System.out.println(
            t.getFileName().toString().matches("pre\\d+\\.suf") + " " + PosixFilePermissions.toString(Files.getPosixFilePermissions(t)));
        File old = root.resolve("old").toFile();
        System.out.println(old.createNewFile() + " " + old.createNewFile() + " " + old.setReadOnly() + " "
            + old.renameTo(root.resolve("older").toFile()) + " " + old.exists() + " " + new File(root.toFile(), "older").delete() + " "
            + (new File("/").list().length > 1) + " " + " ".isBlank());
        System.out.println(Files.mismatch(f, hard) + " " + Files.mismatch(f, ln) + " " + Files.probeContentType(Path.of("x.html")) + " "
            + Files.isHidden(Path.of(".x")) + " " + Files.getFileStore(f).supportsFileAttributeView("posix"));
        try (Stream<Path> s = Files.walk(root)) {
            s.sorted(Comparator.reverseOrder()).forEach(p -> p.toFile().delete());
        }
        System.out.println(Files.exists(root));
    }
}
