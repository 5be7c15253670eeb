import java.io.*;
import java.nio.charset.*;
import java.util.*;

/** java.io: pipes, marks, pushback, tokenizers, data streams and their UTF, sequences, readers across split characters, failures and closing. */
public class IoStreams {
    interface Body {
        Object run() throws Exception;
    }
    static void show(String w, Body b) {
        try {
            System.out.println(w + ": " + b.run());
        } catch (Throwable e) {
            System.out.println(w + ": " + e + (e.getSuppressed().length > 0 ? " suppressed " + Arrays.toString(e.getSuppressed()) : ""));
        }
    }
    static class Slow extends InputStream {
        final byte[] b;
        int i;
        Slow(byte[] b) { this.b = b; }
        public int read() { return i < b.length ? b[i++] & 255 : -1; }
        public int read(byte[] t, int o, int n) {
            if (n == 0) return 0;
            int c = read();
            if (c < 0) return -1;
            t[o] = (byte) c;
            return 1;
        }
    }
    static class Failing extends OutputStream {
        public void write(int b) throws IOException { throw new IOException("write"); }
        public void flush() throws IOException { throw new IOException("flush"); }
        public void close() throws IOException { throw new IOException("close"); }
    }
    public static void main(String[] args) throws Exception {
        PipedInputStream pi = new PipedInputStream(16);
        PipedOutputStream po = new PipedOutputStream(pi);
        Thread t = new Thread(() -> {
            try (po) {
                for (int i = 0; i < 1000; i++) po.write(i);
            } catch (IOException e) { System.out.println(e); }
        });
        t.start();
        int s = 0, c;
        while ((c = pi.read()) >= 0) s += c;
        t.join();
        System.out.println(s);
        show("piped closed", () -> {
            pi.close();
            return pi.read();
        });
        show("unconnected", () -> new PipedInputStream().read());
        show("connect twice", () -> {
            new PipedOutputStream(pi);
            return 0;
        });
        show("write end dead", () -> {
            PipedInputStream a = new PipedInputStream();
            PipedOutputStream b = new PipedOutputStream(a);
            Thread w = new Thread(() -> {
                try {
                    b.write(1);
                } catch (IOException e) {}
            });
            w.start();
            w.join();
            return a.read() + " " + a.read();
        });
        show("broken", () -> {
            PipedReader r = new PipedReader();
            PipedWriter w = new PipedWriter(r);
            r.close();
            w.write('x');
            return 0;
        });
        for (String cs : new String[] {"UTF-8", "UTF-16", "UTF-16LE", "GB18030", "EUC-JP", "ISO-2022-JP"})
            show(cs, () -> {
                String x = "a\u00e4\u3042\u6f22\ud83d\ude00\n\u20ac".repeat(3)
                               .replace("\ud83d\ude00", cs.startsWith("UTF") || cs.startsWith("GB") ? "\ud83d\ude00" : "")
                               .replace("\u00e4", cs.startsWith("I") ? "" : "\u00e4")
                               .replace("\u20ac", cs.startsWith("E") || cs.startsWith("I") ? "" : "\u20ac");
                BufferedReader r = new BufferedReader(new InputStreamReader(new Slow(x.getBytes(cs)), cs), 2);
                StringBuilder b = new StringBuilder();
                for (int k; (k = r.read()) >= 0;) b.append((char) k);
                return b.toString().equals(x) + " " + x.getBytes(cs).length;
            });
        show("encoding",
            ()
                -> new InputStreamReader(new Slow(new byte[0]), "latin1").getEncoding() + " "
                + new OutputStreamWriter(new ByteArrayOutputStream()).getEncoding());
        show("bad encoding", () -> new InputStreamReader(System.in, "nope"));
        show("malformed", () -> new InputStreamReader(new Slow(new byte[] {(byte) 0xff, 'x'}), StandardCharsets.UTF_8.newDecoder()).read());
        show("lone surrogate out", () -> {
            ByteArrayOutputStream o = new ByteArrayOutputStream();
            Writer w = new OutputStreamWriter(o, "UTF-8");
            w.write('\ud83d');
            w.flush();
            int n = o.size();
            w.write('\ude00');
            w.close();
            return n + " " + o.size();
        });
        show("mark", () -> {
            BufferedInputStream b = new BufferedInputStream(new ByteArrayInputStream("hello world".getBytes()), 4);
            b.read();
            b.mark(3);
            b.skip(2);
            b.reset();
            int x = b.read();
            b.mark(2);
            b.read(new byte[6]);
            b.reset();
            return x;
        });
        show("reader mark", () -> {
            BufferedReader b = new BufferedReader(new StringReader("line one\nline two\r\nthree"), 3);
            b.mark(20);
            b.readLine();
            b.reset();
            return b.readLine() + "|" + b.readLine() + "|" + b.readLine() + "|" + b.readLine();
        });
        show("reader mark neg", () -> {
            new BufferedReader(new StringReader("")).mark(-1);
            return 0;
        });
        show("pushback", () -> {
            PushbackInputStream p = new PushbackInputStream(new ByteArrayInputStream(new byte[] {1, 2}), 2);
            int x = p.read();
            p.unread(9);
            p.unread(8);
            String r = x + " " + p.read() + p.read() + p.read() + p.read();
            p.unread(new byte[3]);
            return r;
        });
        show("line numbers", () -> {
            LineNumberReader l = new LineNumberReader(new StringReader("a\r\nb\rc\n"));
            while (l.readLine() != null)
                ;
            return l.getLineNumber();
        });
        show("sequence",
            ()
                -> new String(new SequenceInputStream(Collections.enumeration(List.of(new ByteArrayInputStream("a".getBytes()),
                                                          new ByteArrayInputStream(new byte[0]), new ByteArrayInputStream("b".getBytes()))))
                                  .readAllBytes()));
        show("tokens", () -> {
            StreamTokenizer k = new StreamTokenizer(new StringReader("x = 3.14 + 'str' // c\n /* b */ -7 name_1 \"q\\n\""));
            k.slashSlashComments(true);
            k.slashStarComments(true);
            k.wordChars('_', '_');
            StringBuilder b = new StringBuilder();
            while (k.nextToken() != StreamTokenizer.TT_EOF) b.append(k.ttype).append(k.sval).append(k.nval).append(' ');
            return b + "" + k.lineno();
        });
        show("data", () -> {
            ByteArrayOutputStream o = new ByteArrayOutputStream();
            DataOutputStream d = new DataOutputStream(o);
            d.writeBoolean(true);
            d.writeByte(-1);
            d.writeShort(-2);
            d.writeChar('\u20ac');
            d.writeInt(-3);
            d.writeLong(Long.MIN_VALUE);
            d.writeFloat(1.5f);
            d.writeDouble(-0.0);
            d.writeUTF("\0\u0080\u0800\ud83d\ude00");
            d.writeBytes("\u20acb");
            d.writeChars("c");
            DataInputStream i = new DataInputStream(new ByteArrayInputStream(o.toByteArray()));
            return d.size() + " " + i.readBoolean() + i.readUnsignedByte() + i.readShort() + i.readChar() + i.readInt() + i.readLong()
                + i.readFloat() + i.readDouble() + i.readUTF().length() + i.skipBytes(2) + (int) i.readChar();
        });
        show("data eof", () -> new DataInputStream(new Slow(new byte[3])).readInt());
        show("utf long", () -> {
            new DataOutputStream(new ByteArrayOutputStream()).writeUTF("\u20ac".repeat(30_000));
            return 0;
        });
        for (byte[] b : new byte[][] {
                 {0, 1, (byte) 0x80}, {0, 2, (byte) 0xc3, 0x28}, {0, 2, (byte) 0xe3, (byte) 0x80}, {0, 1, (byte) 0xf0}, {0, 9, 65}})
            show("bad utf", () -> new DataInputStream(new ByteArrayInputStream(b)).readUTF());
        show("readFully", () -> {
            new DataInputStream(new Slow(new byte[2])).readFully(new byte[3]);
            return 0;
        });
        show("closing", () -> {
            try (BufferedOutputStream b = new BufferedOutputStream(new Failing())) {
                b.write(1);
            }
            return 0;
        });
        show("print errors", () -> {
            PrintStream p = new PrintStream(new Failing());
            p.print("x");
            p.println();
            boolean e = p.checkError();
            p.close();
            return e;
        });
        show("print", () -> {
            ByteArrayOutputStream o = new ByteArrayOutputStream();
            PrintStream p = new PrintStream(o, true, "UTF-16BE");
            p.print('\u20ac');
            p.append("abc", 1, 2).printf("%d", 5).println(new char[] {'x'});
            p.write(65);
            return Arrays.toString(o.toByteArray());
        });
        show("null stream",
            ()
                -> OutputStream.nullOutputStream() != null && InputStream.nullInputStream().read() == -1
                && Reader.nullReader().read() == -1);
        show("closed null", () -> {
            InputStream n = InputStream.nullInputStream();
            n.close();
            return n.read();
        });
        show("buffered closed", () -> {
            BufferedReader r = new BufferedReader(new StringReader("x"));
            r.close();
            r.close();
            return r.read();
        });
        show("string reader", () -> {
            StringReader r = new StringReader("abc");
            r.skip(5);
            r.reset();
            return r.skip(-1) + " " + (char) r.read() + r.ready();
        });
        show("chars", () -> {
            CharArrayWriter w = new CharArrayWriter();
            w.append("abc").write("def", 1, 2);
            return w + " " + w.size() + new CharArrayReader(w.toCharArray(), 1, 2).read();
        });
        show("transfer", () -> {
            ByteArrayOutputStream o = new ByteArrayOutputStream();
            long n = new Slow("transfer".getBytes()).transferTo(o);
            return n + o.toString() + Arrays.toString(new Slow("0123".getBytes()).readNBytes(2))
                + new StringReader("rr").transferTo(new StringWriter());
        });
        show("readNBytes neg", () -> new Slow(new byte[1]).readNBytes(-1));
        show("bounds", () -> new ByteArrayInputStream(new byte[3]).read(new byte[2], 1, 2));
        show("skipN", () -> {
            new Slow(new byte[2]).skipNBytes(5);
            return 0;
        });
        show("filter", () -> {
            FilterInputStream f = new FilterInputStream(null) {};
            return f.read();
        });
        show("file", () -> new FileInputStream("/no/such/file"));
        show("dir", () -> new FileInputStream("/tmp"));
        show("file out", () -> new FileOutputStream("/proc/nothing"));
        show("null name", () -> new File((String) null));
        show("reader", () -> new FileReader("\0"));
        show("fd", () -> new FileDescriptor().valid() + " " + FileDescriptor.out.valid());
        show("invalid fd", () -> {
            new FileOutputStream(new FileDescriptor()).write(1);
            return 0;
        });
        show("append", () -> {
            File f = File.createTempFile("ios", null);
            try (FileWriter w = new FileWriter(f, StandardCharsets.UTF_16BE, true)) {
                w.write("x");
            }
            try (FileOutputStream o = new FileOutputStream(f, true)) {
                o.write(new byte[] {1, 2}, 1, 1);
            }
            long n = f.length();
            f.delete();
            return n;
        });
        File f = new File("a/../b//c/.");
        System.out.println(f + " " + f.getName() + " " + f.getParent() + " " + f.isAbsolute() + " " + new File("/", "/x") + " "
            + new File("", "y") + " " + new File("/a/../b").getCanonicalPath() + " " + new File("x").compareTo(new File("y")) + " "
            + new File("/no").list() + " " + new File("q/").toURI().toString().endsWith("/q") + " " + new File("").exists() + " "
            + f.toPath());
        show("temp", () -> File.createTempFile("ab", null));
        show("in", () -> System.in.read());
        show("console", System::console);
    }
}
