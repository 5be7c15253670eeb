import java.io.*;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;

/** Files through java.io and java.nio.file: streams, readers, random access, channels, mapping, walking, failures. */
public class FileIo {
    public static void main(String[] args) throws IOException {
        Path dir = Files.createTempDirectory("fileio");
        File f = new File(dir.toFile(), "a.txt");
        try (PrintWriter w = new PrintWriter(new OutputStreamWriter(new FileOutputStream(f), StandardCharsets.UTF_8))) {
            for (int i = 0; i < 1000; i++) w.println("line " + i + " \u00e4\u20ac");
        }
        System.out.println(f.length() + " " + f.exists() + " " + f.isDirectory() + " " + f.getName() + " " + f.canRead());
        int n = 0;
        String last = null;
        try (BufferedReader r = new BufferedReader(new InputStreamReader(new FileInputStream(f), "UTF-8"))) {
            for (String s; (s = r.readLine()) != null; n++) last = s;
        }
        System.out.println(n + " " + last);
        try (FileWriter w = new FileWriter(f, StandardCharsets.US_ASCII, true)) { w.write("appended"); }
        try (RandomAccessFile r = new RandomAccessFile(f, "rw")) {
            r.seek(r.length() - 8);
            byte[] b = new byte[20];
            System.out.println(r.read(b) + " " + new String(b, 0, 8) + " " + r.read());
            r.seek(0); r.writeInt(0x41424344); r.writeUTF("utf"); r.writeDouble(1.5); r.seek(0);
            System.out.println(r.readInt() + r.readUTF() + r.readDouble() + " " + r.getFilePointer());
            r.setLength(10);
        }
        System.out.println(f.length());
        Path p = dir.resolve("b.txt");
        Files.writeString(p, "one\ntwo\nthree\n");
        Files.write(p, List.of("four"), StandardOpenOption.APPEND);
        System.out.println(Files.readAllLines(p) + " " + Files.size(p) + " " + Files.readString(p).length());
        try (Stream<String> lines = Files.lines(p)) { System.out.println(lines.filter(s -> s.contains("o")).count()); }
        Files.copy(p, dir.resolve("c.txt"));
        Files.move(dir.resolve("c.txt"), dir.resolve("d.txt"), StandardCopyOption.ATOMIC_MOVE);
        Files.createDirectories(dir.resolve("x/y/z"));
        Files.createSymbolicLink(dir.resolve("link"), Path.of("b.txt"));
        try (Stream<Path> walk = Files.walk(dir)) { walk.map(q -> dir.relativize(q).toString()).sorted().forEach(System.out::println); }
        try (DirectoryStream<Path> ds = Files.newDirectoryStream(dir, "*.txt")) { int k = 0; for (Path q : ds) k++; System.out.println(k); }
        System.out.println(Files.isSymbolicLink(dir.resolve("link")) + " " + Files.isSameFile(dir.resolve("link"), p) + " " + Files.readAttributes(p, BasicFileAttributes.class).isRegularFile() + " " + Files.exists(dir.resolve("no")));
        try (FileChannel c = FileChannel.open(dir.resolve("ch"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer direct = ByteBuffer.allocateDirect(64);
            direct.putInt(7).putLong(8L).put("bytes".getBytes()).flip();
            System.out.println(c.write(direct) + " " + c.position() + " " + c.size());
            ByteBuffer heap = ByteBuffer.allocate(100);
            System.out.println(c.read(heap, 0) + " " + heap.flip().getInt() + heap.getLong() + (char) heap.get());
            var map = c.map(FileChannel.MapMode.READ_WRITE, 0, 4096);
            map.put(100, (byte) 42);
            map.force();
            System.out.println(map.getInt(0) + " " + map.isDirect() + " " + c.size());
        }
        System.out.println(Path.of("/a/b/../c/./d").normalize() + " " + Path.of("/a/b").relativize(Path.of("/a/c/d")) + " " + Path.of("x", "y").getParent() + " " + Path.of("/a").resolve("b/c").getNameCount() + " " + new File("a/../b").getPath());
        for (IoRun r : new IoRun[] {() -> new FileInputStream("/nonexistent/file"), () -> Files.readString(Path.of("/nonexistent/file")), () -> Files.createDirectory(dir),
            () -> Files.delete(dir), () -> new FileOutputStream("/"), () -> new FileReader(f).skip(-1), () -> { InputStream s = new FileInputStream(f); s.close(); s.read(); }})
            try {
                r.run();
            } catch (Exception e) {
                System.out.println(e.toString().replace(dir.toString(), "DIR"));
            }
        try (Stream<Path> walk = Files.walk(dir)) { walk.sorted(java.util.Comparator.reverseOrder()).forEach(q -> q.toFile().delete()); }
        System.out.println(Files.exists(dir));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream o = new DataOutputStream(bytes)) { o.writeShort(-2); o.writeChar('\u20ac'); o.writeFloat(1.5f); o.writeLong(-1); o.writeBoolean(true); o.writeUTF("\0\u00e4\ud83d\ude00"); }
        DataInputStream i = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        System.out.println(i.readUnsignedShort() + " " + i.readChar() + i.readFloat() + i.readLong() + i.readBoolean() + i.readUTF().length() + " " + bytes.size());
        try {
            i.readByte();
        } catch (EOFException e) {
            System.out.println(e);
        }
        PushbackReader push = new PushbackReader(new StringReader("ab"));
        int c = push.read();
        push.unread(c);
        System.out.println((char) push.read() + " " + new LineNumberReader(new StringReader("x\ny")).lines().count() + " " + new StreamTokenizer(new StringReader("12 x")).nextToken());
    }

    interface IoRun { void run() throws Exception; }
}
