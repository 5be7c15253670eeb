import java.io.*;
import java.util.*;

/** Externalizable: its own form, a missing or hidden constructor, a body that reads too little or too much, graphs and subclasses. */
public class SerialExternal {
    public static class Point implements Externalizable {
        int x, y;
        transient String built = "constructor";
        public Point() { System.out.println("  Point()"); }
        Point(int x, int y) {
            this.x = x;
            this.y = y;
            built = "ints";
        }
        public void writeExternal(ObjectOutput o) throws IOException {
            o.writeInt(x);
            o.writeInt(y);
            o.writeObject(List.of(x, y));
        }
        public void readExternal(ObjectInput i) throws IOException, ClassNotFoundException {
            x = i.readInt();
            y = i.readInt();
            System.out.println("  list " + i.readObject());
        }
        public String toString() { return getClass().getSimpleName() + "(" + x + "," + y + "," + built + ")"; }
    }
    public static class Point3 extends Point {
        int z;
        public Point3() { System.out.println("  Point3()"); }
        Point3(int x, int y, int z) {
            super(x, y);
            this.z = z;
        }
        @Override
        public void writeExternal(ObjectOutput o) throws IOException {
            super.writeExternal(o);
            o.writeLong(z);
        }
        @Override
        public void readExternal(ObjectInput i) throws IOException, ClassNotFoundException {
            super.readExternal(i);
            z = (int) i.readLong();
        }
        public String toString() { return super.toString() + z; }
    }
    public static class NoConstructor implements Externalizable {
        NoConstructor(int a) {}
        public void writeExternal(ObjectOutput o) {}
        public void readExternal(ObjectInput i) {}
    }
    public static class PrivateConstructor implements Externalizable {
        private PrivateConstructor() {}
        public void writeExternal(ObjectOutput o) {}
        public void readExternal(ObjectInput i) {}
    }
    public static class Lazy implements Externalizable {
        public void writeExternal(ObjectOutput o) throws IOException {
            o.writeInt(1);
            o.writeUTF("not read");
            o.writeObject("neither");
        }
        public void readExternal(ObjectInput i) {}
        public String toString() { return "Lazy"; }
    }
    public static class Greedy implements Externalizable {
        public void writeExternal(ObjectOutput o) throws IOException { o.writeInt(1); }
        public void readExternal(ObjectInput i) throws IOException {
            i.readInt();
            i.readInt();
        }
    }
    public static class GreedyObject implements Externalizable {
        public void writeExternal(ObjectOutput o) throws IOException { o.writeInt(1); }
        public void readExternal(ObjectInput i) throws IOException, ClassNotFoundException { i.readObject(); }
    }
    public static class Thrower implements Externalizable {
        public void writeExternal(ObjectOutput o) {}
        public void readExternal(ObjectInput i) throws IOException { throw new IOException("no"); }
    }
    public static class Failer implements Externalizable {
        public void writeExternal(ObjectOutput o) { throw new IllegalStateException("cannot write"); }
        public void readExternal(ObjectInput i) {}
    }
    public static class Resolving implements Externalizable {
        String name = "unset";
        public void writeExternal(ObjectOutput o) throws IOException { o.writeUTF("resolved"); }
        public void readExternal(ObjectInput i) throws IOException { name = i.readUTF(); }
        private Object readResolve() { return "string " + name; }
    }
    class Inner implements Externalizable {
        public Inner() {}
        public void writeExternal(ObjectOutput o) {}
        public void readExternal(ObjectInput i) {}
    }

    static byte[] write(Object... all) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream o = new ObjectOutputStream(bytes)) {
            for (Object x : all) o.writeObject(x);
        }
        return bytes.toByteArray();
    }

    static void turn(Object... all) {
        System.out.println(all[0].getClass().getSimpleName() + ":");
        try {
            byte[] b = write(all);
            System.out.println("  " + b.length + " bytes, hash " + Arrays.hashCode(b));
            ObjectInputStream i = new ObjectInputStream(new ByteArrayInputStream(b));
            for (int k = 0; k < all.length; k++) System.out.println("  " + i.readObject());
        } catch (Exception e) { System.out.println("  " + e + (e.getCause() != null ? " / " + e.getCause() : "")); }
    }

    public static void main(String[] args) throws Exception {
        Point p = new Point(3, 4);
        turn(p, p, "after");
        turn(new Point3(1, 2, 3), List.of(p, p));
        turn(new NoConstructor(1));
        turn(new PrivateConstructor());
        turn(new Lazy(), "next", new Lazy());
        turn(new Greedy(), "next");
        turn(new GreedyObject());
        turn(new Thrower());
        turn(new Failer());
        turn(new Resolving(), "tail");
        turn(new SerialExternal().new Inner());
        ByteArrayInputStream b = new ByteArrayInputStream(write(p, p));
        ObjectInputStream i = new ObjectInputStream(b);
        System.out.println(i.readObject() == i.readObject());
        try {
            i.readObject();
        } catch (EOFException e) { System.out.println(e); }
        ObjectStreamClass d = ObjectStreamClass.lookup(Point.class);
        System.out.println(d + " " + d.getFields().length);
        // The old protocol has no block data: what is left unread cannot be skipped.
        ByteArrayOutputStream old = new ByteArrayOutputStream();
        ObjectOutputStream o = new ObjectOutputStream(old);
        o.useProtocolVersion(ObjectStreamConstants.PROTOCOL_VERSION_1);
        o.writeObject(p);
        o.flush();
        System.out.println(old.size() + " " + new ObjectInputStream(new ByteArrayInputStream(old.toByteArray())).readObject());
        try {
            o.useProtocolVersion(ObjectStreamConstants.PROTOCOL_VERSION_2);
        } catch (IllegalStateException e) { System.out.println(e); }
        try {
            o.useProtocolVersion(7);
        } catch (Exception e) { System.out.println(e); }
    }
}
