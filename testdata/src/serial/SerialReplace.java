import java.io.*;
import java.util.*;

/** writeReplace and readResolve: private, inherited, package-private, chains, singletons in cycles, wrong types, replaceObject and resolveObject. */
public class SerialReplace {
    static class Proxy implements Serializable {
        final String text;
        Proxy(String t) { text = t; }
        private Object readResolve() throws ObjectStreamException { return new Money(Long.parseLong(text)); }
    }
    static class Money implements Serializable {
        final long cents;
        Money(long c) { cents = c; }
        private Object writeReplace() { return new Proxy(Long.toString(cents)); }
        private void readObject(ObjectInputStream i) throws InvalidObjectException { throw new InvalidObjectException("proxy required"); }
        public String toString() { return "Money " + cents; }
    }
    static class Single implements Serializable {
        static final Single INSTANCE = new Single();
        Object back;
        protected Object readResolve() { return INSTANCE; }
    }
    static class SingleChild extends Single {}
    static class PrivateBase implements Serializable {
        private Object readResolve() { return "private base"; }
    }
    static class PrivateChild extends PrivateBase {
        public String toString() { return "PrivateChild itself"; }
    }
    static class PackageBase implements Serializable {
        Object readResolve() { return "package base"; }
    }
    static class PackageChild extends PackageBase {
        public String toString() { return "PackageChild itself"; }
    }
    static class Chain implements Serializable {
        int n;
        Chain(int n) { this.n = n; }
        public String toString() { return getClass().getSimpleName() + " " + n; }
        Object writeReplace() { return n > 0 ? new Chain(n - 1) : n == 0 ? "end of chain" : this; }
    }
    static class Chain2 extends Chain {
        Chain2(int n) { super(n); }
    }
    static class Holder implements Serializable {
        Date when;
        Object other;
    }
    static class DateLike implements Serializable {
        private Object readResolve() { return "not a date"; }
    }
    static class Node implements Serializable {
        String name;
        Node next;
        transient int seen;
        Node(String n) { name = n; }
        private Object readResolve() { return name.equals("swap") ? new Node("swapped") : this; }
    }
    static class ThrowsInReplace implements Serializable {
        private Object writeReplace() throws ObjectStreamException { throw new NotSerializableException("replace says no"); }
    }
    static class ThrowsRuntime implements Serializable {
        private Object readResolve() { throw new UnsupportedOperationException("resolve says no"); }
    }
    static class ThrowsError implements Serializable {
        private Object readResolve() { throw new AssertionError("an error"); }
    }
    static class ThrowsChecked implements Serializable {
        private Object readResolve() throws Exception { throw new Exception("checked"); }
    }
    static class ReturnsNull implements Serializable {
        private Object readResolve() { return null; }
    }
    static class WrongSignature implements Serializable {
        private String readResolve() { return "unused"; }
        static Object writeReplace() { return "unused"; }
        public String toString() { return "WrongSignature kept"; }
    }
    static class ArrayHolder implements Serializable {
        Single[] all = {Single.INSTANCE, Single.INSTANCE, null};
    }
    static class Plain implements Serializable {
        int v;
        Plain(int v) { this.v = v; }
        public String toString() { return "Plain " + v; }
    }

    static Object turn(Object x) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream b = new ByteArrayOutputStream();
        new ObjectOutputStream(b).writeObject(x);
        return new ObjectInputStream(new ByteArrayInputStream(b.toByteArray())).readObject();
    }
    static void show(Object x) {
        try {
            System.out.println(x.getClass().getSimpleName() + " -> " + turn(x));
        } catch (Throwable e) {
            System.out.println(x.getClass().getSimpleName() + " -> " + e + (e.getCause() == null ? "" : " / " + e.getCause()));
        }
    }

    public static void main(String[] args) throws Exception {
        show(new Money(1234));
        System.out.println(turn(Single.INSTANCE) == Single.INSTANCE);
        System.out.println(turn(new SingleChild()) == Single.INSTANCE);
        show(new PrivateChild());
        show(new PrivateBase());
        show(new PackageChild());
        show(new Chain(3));
        show(new Chain2(3));
        show(new Chain2(0));
        Holder h = new Holder();
        h.when = new Date(0);
        h.other = new DateLike();
        System.out.println(((Holder) turn(h)).other);
        Single s = new Single();
        Holder h2 = new Holder();
        s.back = h2;
        h2.other = s;
        Holder r = (Holder) turn(h2);
        System.out.println((r.other == Single.INSTANCE) + " " + r.when);
        Node a = new Node("a");
        a.next = new Node("swap");
        a.next.next = a;
        Node n = (Node) turn(a);
        System.out.println(n.name + " " + n.next.name + " " + n.next.next);
        for (Object x : new Object[] {new ThrowsInReplace(), new ThrowsRuntime(), new ThrowsError(), new ThrowsChecked(), new ReturnsNull(),
                 new WrongSignature()})
            show(x);
        ArrayHolder ah = (ArrayHolder) turn(new ArrayHolder());
        System.out.println(ah.all.length + " " + (ah.all[0] == Single.INSTANCE) + " " + (ah.all[0] == ah.all[1]) + " " + ah.all[2]);
        class Bad implements Serializable {
            Date d = new java.sql.Date(0) {
                private Object writeReplace() { return "surprise"; }
            };
        }
        try {
            turn(new Bad());
        } catch (Exception e) { System.out.println(e.getClass()); }
        ByteArrayOutputStream b = new ByteArrayOutputStream();
        ObjectOutputStream o = new ObjectOutputStream(b) {
            { enableReplaceObject(true); }
            @Override
            protected Object replaceObject(Object x) {
                return x instanceof Plain p ? new Plain(p.v + 1) : x instanceof String t ? t.toUpperCase() : x;
            }
            @Override
            protected void annotateClass(Class<?> c) throws IOException {
                writeUTF("note on " + c.getSimpleName());
            }
        };
        o.writeObject(new Object[] {new Plain(1), "text", 5, new Plain(2)});
        o.flush();
        ObjectInputStream i = new ObjectInputStream(new ByteArrayInputStream(b.toByteArray())) {
            { enableResolveObject(true); }
            @Override
            protected Object resolveObject(Object x) {
                return x instanceof Plain p ? "was " + p : x;
            }
            @Override
            protected Class<?> resolveClass(ObjectStreamClass d) throws IOException, ClassNotFoundException {
                System.out.println("  " + readUTF() + ": " + d.getName());
                return super.resolveClass(d);
            }
        };
        System.out.println(Arrays.toString((Object[]) i.readObject()));
    }
}
