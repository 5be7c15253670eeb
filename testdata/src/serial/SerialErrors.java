import java.io.*;
import java.util.*;

/** Serialization's failures: not serializable, changed classes, damaged streams, aborted writes, wrong calls. */
public class SerialErrors {
    static class Bad {}
    static class Holder implements Serializable {
        private static final long serialVersionUID = 1;
        int x = 5;
        Object o;
        String name = "n";
        public String toString() { return "Holder " + x + o + name; }
    }
    static class NoArg {
        NoArg(int x) {}
    }
    static class NeedsNoArg extends NoArg implements Serializable {
        NeedsNoArg() { super(1); }
    }
    static class PrivateNoArg {
        private PrivateNoArg() {}
        PrivateNoArg(int x) {}
    }
    static class ThrowingNoArg {
        ThrowingNoArg() {
            if (armed) throw new IllegalStateException("armed");
        }
    }
    static class ThrowingChild extends ThrowingNoArg implements Serializable {}
    static boolean armed;
    static class Validating implements Serializable {
        int v;
        Validating(int v) { this.v = v; }
        private void readObject(ObjectInputStream i) throws IOException, ClassNotFoundException {
            i.registerValidation(() -> {
                System.out.println("  validated " + v);
                if (v < 0) throw new InvalidObjectException("negative");
            }, v);
            i.defaultReadObject();
        }
    }
    static class TwiceDefault implements Serializable {
        private void writeObject(ObjectOutputStream o) throws IOException {
            o.defaultWriteObject();
            o.writeFields();
        }
    }
    static class NoDefaultAtAll implements Serializable {
        int a = 1;
        private void writeObject(ObjectOutputStream o) {}
        private void readObject(ObjectInputStream i) throws IOException, ClassNotFoundException { i.defaultReadObject(); }
    }
    static class Unread implements Serializable {
        private void writeObject(ObjectOutputStream o) throws IOException {
            o.defaultWriteObject();
            o.writeObject("extra");
            o.writeInt(3);
        }
        private void readObject(ObjectInputStream i) throws IOException, ClassNotFoundException { i.defaultReadObject(); }
        public String toString() { return "Unread"; }
    }
    static class ReadMore implements Serializable {
        private void readObject(ObjectInputStream i) throws IOException, ClassNotFoundException {
            i.defaultReadObject();
            try {
                i.readObject();
            } catch (OptionalDataException e) { System.out.println("  optional " + e.eof + " " + e.length); }
            try {
                i.readInt();
            } catch (EOFException e) { System.out.println("  " + e); }
        }
        public String toString() { return "ReadMore"; }
    }
    static class Optional1 implements Serializable {
        private void writeObject(ObjectOutputStream o) throws IOException { o.writeInt(17); }
        private void readObject(ObjectInputStream i) throws IOException, ClassNotFoundException {
            try {
                i.readObject();
            } catch (OptionalDataException e) { System.out.println("  optional " + e.eof + " " + e.length + " " + i.readInt()); }
        }
        public String toString() { return "Optional1"; }
    }
    static class PutWrong implements Serializable {
        int a;
        private void writeObject(ObjectOutputStream o) throws IOException {
            ObjectOutputStream.PutField p = o.putFields();
            p.put("a", 3);
            p.put("nosuch", "x");
            o.writeFields();
        }
    }
    static class GetFields implements Serializable {
        int a = 4;
        String s = "str";
        long gone;
        private static final ObjectStreamField[] serialPersistentFields = {
            new ObjectStreamField("a", int.class), new ObjectStreamField("s", String.class), new ObjectStreamField("v", double.class)};
        private void writeObject(ObjectOutputStream o) throws IOException {
            ObjectOutputStream.PutField p = o.putFields();
            p.put("a", a * 2);
            p.put("v", 0.25);
            o.writeFields();
        }
        private void readObject(ObjectInputStream i) throws IOException, ClassNotFoundException {
            ObjectInputStream.GetField g = i.readFields();
            System.out.println("  " + g.get("a", 0) + " " + g.get("s", "default") + " " + g.get("v", 1.0) + " " + g.defaulted("a") + " "
                + g.getObjectStreamClass().getName());
            try {
                g.get("gone", 1L);
            } catch (IllegalArgumentException e) { System.out.println("  " + e); }
        }
        public String toString() { return "GetFields"; }
    }
    static class NoData extends Holder {
        private void readObjectNoData() { System.out.println("  no data"); }
    }

    static byte[] bytes(Object x) throws IOException {
        ByteArrayOutputStream b = new ByteArrayOutputStream();
        try (ObjectOutputStream o = new ObjectOutputStream(b)) {
            o.writeObject(x);
        }
        return b.toByteArray();
    }
    static Object read(byte[] b) throws IOException, ClassNotFoundException {
        return new ObjectInputStream(new ByteArrayInputStream(b)).readObject();
    }
    static void attempt(String what, java.util.concurrent.Callable<?> c) {
        try {
            System.out.println(what + ": " + c.call());
        } catch (Throwable e) { System.out.println(what + ": " + e + (e.getCause() == null ? "" : " / " + e.getCause())); }
    }
    static byte[] swap(byte[] in, String from, String to) throws Exception {
        return new String(in, "ISO-8859-1").replace(from, to).getBytes("ISO-8859-1");
    }

    public static void main(String[] args) throws Exception {
        Holder h = new Holder();
        h.o = new Object[] {1, new ArrayList<>(List.of(new Bad()))};
        attempt("deep", () -> bytes(h));
        attempt("bad", () -> bytes(new Bad()));
        attempt("thread", () -> bytes(new Thread()));
        attempt("stream", () -> bytes(System.out));
        attempt("no constructor", () -> read(bytes(new NeedsNoArg())));
        byte[] t = bytes(new ThrowingChild());
        armed = true;
        attempt("constructor throws", () -> read(t));
        attempt("validation", () -> ((Validating) read(bytes(new Validating(3)))).v);
        attempt("validation order", () -> {
            Object[] r = (Object[]) read(bytes(new Object[] {new Validating(1), new Validating(5), new Validating(2)}));
            return r.length;
        });
        attempt("validation fails", () -> read(bytes(new Validating(-1))));
        attempt("write twice", () -> bytes(new TwiceDefault()));
        attempt("nothing written", () -> read(bytes(new NoDefaultAtAll())));
        attempt("unread", () -> Arrays.toString((Object[]) read(bytes(new Object[] {new Unread(), "next"}))));
        attempt("read more", () -> Arrays.toString((Object[]) read(bytes(new Object[] {new ReadMore(), "next"}))));
        attempt("optional", () -> read(bytes(new Optional1())));
        attempt("put wrong", () -> bytes(new PutWrong()));
        attempt("get fields", () -> read(bytes(new GetFields())));
        h.o = null;
        byte[] good = bytes(h);
        attempt("good", () -> ((Holder) read(good)).name);
        attempt("uid", () -> {
            byte[] c = good.clone();
            c[6 + 2 + "SerialErrors$Holder".length() + 7] = 2;
            return read(c);
        });
        attempt("class gone", () -> read(swap(good, "SerialErrors$Holder", "SerialErrors$Holdup")));
        attempt("other class", () -> read(swap(good, "SerialErrors$Holder", "SerialErrors$Putter")));
        attempt("not serializable now", () -> read(swap(bytes(new NoData()), "SerialErrors$NoData", "SerialErrors$NoDaTa")));
        attempt("field type", () -> read(swap(good, "Ljava/lang/Object;", "Ljava/lang/String;")));
        attempt("field unknown", () -> ((Holder) read(swap(good, "\4name", "\4mane"))).name);
        for (int cut : new int[] {0, 1, 3, 4, 5, 10, 30, good.length - 1}) attempt("cut at " + cut, () -> read(Arrays.copyOf(good, cut)));
        int[] kinds = new int[3];
        Map<String, Integer> failures = new TreeMap<>();
        for (int i = 0; i < good.length; i++)
            for (int v : new int[] {0, 0x7f, 0xff, 0x71, 0x7b}) {
                byte[] c = good.clone();
                c[i] = (byte) v;
                try {
                    read(c);
                    failures.merge("read", 1, Integer::sum);
                } catch (Throwable e) { failures.merge(e.getClass().getName(), 1, Integer::sum); }
            }
        System.out.println(failures);
        attempt("not a stream", () -> new ObjectInputStream(new ByteArrayInputStream("hello".getBytes())));
        attempt("null stream", () -> new ObjectOutputStream(null));
        attempt("outside", () -> {
            new ObjectOutputStream(new ByteArrayOutputStream()).defaultWriteObject();
            return 0;
        });
        attempt("outside read", () -> {
            new ObjectInputStream(new ByteArrayInputStream(good)).defaultReadObject();
            return 0;
        });
        attempt("outside validation", () -> {
            new ObjectInputStream(new ByteArrayInputStream(good)).registerValidation(null, 1);
            return 0;
        });
        // after a failure in the middle the reader meets the exception itself
        ByteArrayOutputStream b = new ByteArrayOutputStream();
        ObjectOutputStream o = new ObjectOutputStream(b);
        try {
            o.writeObject(new Object[] {"start", new Bad()});
        } catch (NotSerializableException e) { System.out.println("writing: " + e); }
        attempt("aborted", () -> read(b.toByteArray()));
        // primitives, reset, unshared, shared
        ByteArrayOutputStream p = new ByteArrayOutputStream();
        ObjectOutputStream q = new ObjectOutputStream(p);
        int[] arr = {1, 2};
        q.writeObject(arr);
        arr[0] = 9;
        q.writeObject(arr);
        q.reset();
        q.writeObject(arr);
        q.writeUnshared(arr);
        q.writeInt(7);
        q.writeChars("hi");
        q.writeBoolean(true);
        q.writeUTF("x\0\u20ac");
        q.flush();
        ObjectInputStream i = new ObjectInputStream(new ByteArrayInputStream(p.toByteArray()));
        int[] a1 = (int[]) i.readObject(), a2 = (int[]) i.readObject(), a3 = (int[]) i.readObject(), a4 = (int[]) i.readUnshared();
        System.out.println(a1[0] + " " + (a1 == a2) + " " + a3[0] + " " + (a3 == a4) + " " + i.readInt() + i.readChar() + i.readChar()
            + i.readBoolean() + i.readUTF().length() + " " + i.available() + " " + i.read());
        ByteArrayOutputStream u = new ByteArrayOutputStream();
        ObjectOutputStream w = new ObjectOutputStream(u);
        w.writeObject(arr);
        w.writeObject(arr);
        w.flush();
        ObjectInputStream r = new ObjectInputStream(new ByteArrayInputStream(u.toByteArray()));
        r.readUnshared();
        attempt("back reference to unshared", () -> r.readObject());
        try {
            Object deep = null;
            for (int k = 0; k < 200000; k++) deep = new Object[] {deep};
            bytes(deep);
        } catch (StackOverflowError e) { System.out.println("deep graph: " + e); }
    }
}
