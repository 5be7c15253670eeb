import java.io.*;
import java.lang.reflect.*;
import java.util.*;

/** Records in streams: the canonical constructor runs, its checks hold, private methods are ignored, defaults for missing components. */
public class SerialRecords {
    record Range(int lo, int hi) implements Serializable {
        Range {
            if (lo > hi) throw new IllegalArgumentException(lo + " > " + hi);
            System.out.println("  Range(" + lo + "," + hi + ")");
        }
    }
    record Everything(boolean z, byte b, char c, short s, int i, long j, float f, double d, String t, int[] a, List<String> l)
        implements Serializable {
        public String toString() {
            return z + " " + b + " " + c + " " + s + " " + i + " " + j + " " + f + " " + d + " " + t + " " + Arrays.toString(a) + " " + l;
        }
    }
    record Ignored(int v) implements Serializable {
        private static final long serialVersionUID = 99;
        private void writeObject(ObjectOutputStream o) { throw new IllegalStateException("never called"); }
        private void readObject(ObjectInputStream i) { throw new IllegalStateException("never called"); }
        private static final ObjectStreamField[] serialPersistentFields = {};
    }
    record Replaced(String s) implements Serializable {
        Object writeReplace() { return "instead of " + s; }
    }
    record Resolved(String s) implements Serializable {
        Object readResolve() { return "resolved " + s; }
    }
    record Empty() implements Serializable {
        Empty { System.out.println("  Empty()"); }
    }
    record Pair<A, B>(A a, B b) implements Serializable {}
    record NotSerial(Object o) {}
    record External(int x) implements Externalizable {
        public External() { this(7); }
        public void writeExternal(ObjectOutput o) throws IOException { o.writeInt(x + 1); }
        public void readExternal(ObjectInput i) { throw new UnsupportedOperationException("records have no later"); }
    }

    static byte[] bytes(Object x) throws IOException {
        ByteArrayOutputStream b = new ByteArrayOutputStream();
        new ObjectOutputStream(b).writeObject(x);
        return b.toByteArray();
    }
    static Object read(byte[] b) throws IOException, ClassNotFoundException {
        return new ObjectInputStream(new ByteArrayInputStream(b)).readObject();
    }
    static void show(Object x) {
        try {
            byte[] b = bytes(x);
            System.out.println(x.getClass().getSimpleName() + " " + b.length + " " + Arrays.hashCode(b) + " -> " + read(b));
        } catch (Exception e) {
            System.out.println(x.getClass().getSimpleName() + " " + e + (e.getCause() == null ? "" : " / " + e.getCause()));
        }
    }
    static byte[] replace(byte[] in, byte[] from, byte[] to) {
        for (int i = 0; i + from.length <= in.length; i++)
            if (Arrays.equals(in, i, i + from.length, from, 0, from.length)) {
                byte[] out = in.clone();
                System.arraycopy(to, 0, out, i, to.length);
                return out;
            }
        throw new IllegalStateException("not there");
    }

    public static void main(String[] args) throws Exception {
        Range r = new Range(1, 9);
        show(r);
        show(new Everything(
            true, (byte) -1, 'ä', (short) 300, 1 << 30, 1L << 60, 1.5f, Double.MIN_VALUE, "text", new int[] {1, 2}, List.of("x")));
        show(new Ignored(5));
        show(new Replaced("a"));
        show(new Resolved("b"));
        show(new Empty());
        show(new NotSerial(1));
        show(new External(3));
        show(new Pair<>(new Pair<>(1, "one"), Map.of("k", r)));
        show(new Pair<>(new NotSerial(1), 2));
        // a stream from an attacker: lo above hi
        byte[] b = bytes(r);
        byte[] bad = replace(b, new byte[] {0, 0, 0, 9}, new byte[] {0, 0, 0, 1});
        bad = replace(bad, new byte[] {0, 0, 0, 1, 0, 0, 0, 1}, new byte[] {0, 0, 0, 1, 0, 0, 0, 0});
        try {
            System.out.println(read(bad));
        } catch (Exception e) { System.out.println(e + " / " + e.getCause()); }
        // a component of another name: missing gets its default, the unknown one is dropped
        byte[] renamed = replace(b, "hi".getBytes(), "ho".getBytes());
        try {
            System.out.println(read(renamed));
        } catch (Exception e) { System.out.println(e + " / " + e.getCause()); }
        renamed = replace(b, "lo".getBytes(), "la".getBytes());
        System.out.println(read(renamed));
        // another serialVersionUID: records don't care
        byte[] ig = bytes(new Ignored(6));
        System.out.println(read(replace(ig, new byte[] {0, 0, 0, 0, 0, 0, 0, 99}, new byte[] {1, 0, 0, 0, 0, 0, 0, 98})));
        // primitive of another type
        try {
            System.out.println(read(replace(b, "I\0\2hi".getBytes(), "F\0\2hi".getBytes())));
        } catch (Exception e) { System.out.println(e); }
        ObjectStreamClass d = ObjectStreamClass.lookup(Everything.class);
        System.out.println(d.getSerialVersionUID() + " " + Arrays.toString(d.getFields()));
        System.out.println(ObjectStreamClass.lookup(Ignored.class) + " " + ObjectStreamClass.lookup(Range.class) + " "
            + ObjectStreamClass.lookup(NotSerial.class) + " " + ObjectStreamClass.lookupAny(NotSerial.class));
        Object[] same = {r, r, new Pair<>(r, r)};
        Object[] back = (Object[]) read(bytes(same));
        System.out.println((back[0] == back[1]) + " " + (((Pair<?, ?>) back[2]).a() == back[0]) + " " + back[0].equals(r) + " "
            + (back[0].hashCode() == r.hashCode()));
        // a cycle through a record cannot be restored: the record is not there yet
        List<Object> list = new ArrayList<>();
        list.add(new Pair<>(list, 1));
        Pair<?, ?> p = (Pair<?, ?>) ((List<?>) read(bytes(list))).get(0);
        System.out.println(p.b() + " " + (((List<?>) p.a()).get(0) == p));
        Object[] arr = new Object[1];
        Pair<Object, Integer> top = new Pair<>(arr, 2);
        arr[0] = top;
        Pair<?, ?> t2 = (Pair<?, ?>) read(bytes(top));
        System.out.println(((Object[]) t2.a())[0]);
    }
}
