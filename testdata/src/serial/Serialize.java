import java.io.*;
import java.util.*;

/** Java serialization: graphs, transient, readResolve, custom forms, enums, records, lambdas, failures. */
public class Serialize {
    static class Node implements Serializable { private static final long serialVersionUID = 1; int value; Node next; transient String lost = "lost"; final List<Object> list = new ArrayList<>(); Node(int v) { value = v; } }
    static class NoDefault { int base = 7; NoDefault() { base = 8; } }
    static class Child extends NoDefault implements Serializable { int own = 5; Date date = new Date(0); int[][] grid = {{1}, {2, 3}}; }
    static class Custom implements Serializable {
        transient int secret = 42;
        private void writeObject(ObjectOutputStream o) throws IOException { o.defaultWriteObject(); o.writeInt(secret + 1); }
        private void readObject(ObjectInputStream i) throws IOException, ClassNotFoundException { i.defaultReadObject(); secret = i.readInt() * 10; }
    }
    static class Single implements Serializable { static final Single ONE = new Single(); private Object readResolve() { return ONE; } }
    static class Ext implements Externalizable { String s; public Ext() { } public void writeExternal(ObjectOutput o) throws IOException { o.writeUTF(s); } public void readExternal(ObjectInput i) throws IOException { s = i.readUTF() + "!"; } }
    enum Color { RED, GREEN }
    record Rec(String a, int b) implements Serializable { Rec { if (b < 0) throw new IllegalArgumentException(); } }
    interface SerFn extends Serializable { String get(); }

    @SuppressWarnings("unchecked")
    static <T> T copy(T o) throws Exception {
        ByteArrayOutputStream b = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(b)) { out.writeObject(o); }
        return (T) new ObjectInputStream(new ByteArrayInputStream(b.toByteArray())).readObject();
    }

    public static void main(String[] args) throws Exception {
        Node a = new Node(1);
        a.next = new Node(2);
        a.next.next = a;
        a.list.add(a);
        a.list.add(Map.of("k", List.of(1, 2L, 3.0)));
        a.list.add(Color.GREEN);
        Node c = copy(a);
        System.out.println(c.value + " " + c.next.value + " " + (c.next.next == c) + " " + c.lost + " " + (c.list.get(0) == c) + " " + c.list.get(1) + " " + (c.list.get(2) == Color.GREEN));
        Child ch = new Child();
        ch.base = 100;
        Child k = copy(ch);
        System.out.println(k.base + " " + k.own + " " + k.date.getTime() + " " + Arrays.deepToString(k.grid));
        System.out.println(copy(new Custom()).secret + " " + (copy(Single.ONE) == Single.ONE) + " " + copy(new Rec("r", 3)));
        Ext e = new Ext();
        e.s = "ext";
        System.out.println(copy(e).s);
        String captured = "cap";
        SerFn fn = () -> captured + "tured";
        System.out.println(copy(fn).get());
        System.out.println(copy(new HashMap<>(Map.of(1, "x"))) + " " + copy(new TreeSet<>(List.of(3, 1))) + " " + copy(new ArrayDeque<>(List.of(1))) + " " + copy(EnumSet.of(Color.RED)) + " " + copy(new java.math.BigInteger("123456789012345678901")) + " " + copy(String.class) + " " + copy(new int[] {1})[0] + copy(Optional.class).getSimpleName());
        try {
            copy(new Object[] {new Object()});
        } catch (NotSerializableException x) {
            System.out.println(x.getMessage());
        }
        System.out.println(ObjectStreamClass.lookup(Node.class).getSerialVersionUID() + " " + ObjectStreamClass.lookup(Child.class).getSerialVersionUID() + " " + ObjectStreamClass.lookup(Rec.class).getFields().length);
    }
}
