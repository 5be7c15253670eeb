import java.lang.reflect.*;
import java.util.*;

/** Field.get and set in every type combination, of static, final, volatile fields; the texts of all refusals. */
public class FieldAccess {
    public boolean z = true; public byte b = 1; public short s = 2; public char c = 'c'; public int i = 4; public long j = 5; public float f = 6; public double d = 7; public String o = "o"; public volatile int v = 8; public final int fin = 9;
    public static boolean sz = true; public static byte sb = 1; public static short ss = 2; public static char sc = 'c'; public static int si = 4; public static long sj = 5; public static float sf = 6; public static double sd = 7; public static String so = "o"; public static final int sfin = 9; public static final Integer boxed = 10; public static volatile long sv = 11;
    private int hidden = 12; protected int guarded; int packaged;
    static class Lazy { static int x = 5; static { System.out.println("  Lazy initialized"); } }
    record Rec(int a) { }

    interface Setter { void set(Field f, Object o) throws Exception; }
    interface Getter { Object get(Field f, Object o) throws Exception; }

    public static void main(String[] args) throws Exception {
        String[] names = {"z", "b", "s", "c", "i", "j", "f", "d", "o", "v", "fin", "sz", "sb", "ss", "sc", "si", "sj", "sf", "sd", "so", "sfin", "boxed", "sv"};
        Getter[] getters = {Field::get, Field::getBoolean, Field::getByte, Field::getShort, Field::getChar, Field::getInt, Field::getLong, Field::getFloat, Field::getDouble};
        Setter[] setters = {(f, o) -> f.setBoolean(o, false), (f, o) -> f.setByte(o, (byte) -1), (f, o) -> f.setShort(o, (short) -2), (f, o) -> f.setChar(o, 'q'), (f, o) -> f.setInt(o, -4), (f, o) -> f.setLong(o, -5), (f, o) -> f.setFloat(o, -6), (f, o) -> f.setDouble(o, -7), (f, o) -> f.set(o, "s"), (f, o) -> f.set(o, null), (f, o) -> f.set(o, (byte) 3), (f, o) -> f.set(o, 'x'), (f, o) -> f.set(o, 33), (f, o) -> f.set(o, 34L), (f, o) -> f.set(o, 3.5f), (f, o) -> f.set(o, true)};
        FieldAccess me = new FieldAccess();
        for (String n : names) {
            Field f = FieldAccess.class.getField(n);
            StringBuilder got = new StringBuilder(n + ":");
            for (int g = 0; g < getters.length; g++)
                try {
                    got.append(' ').append(getters[g].get(f, me));
                } catch (Exception e) {
                    got.append(" -");
                    if (g == 1 || g == 2) got.append(e.getMessage());
                }
            System.out.println(got);
            StringBuilder set = new StringBuilder("  set");
            for (int x = 0; x < setters.length; x++)
                try {
                    setters[x].set(f, me);
                    set.append(' ').append(f.get(me));
                } catch (Exception e) {
                    set.append(" -");
                    if (x == 2 || x == 7 || x == 8 || x == 9 || x == 13) set.append(e.getClass().getSimpleName()).append(' ').append(e.getMessage());
                }
            System.out.println(set);
        }
        Field i = FieldAccess.class.getField("i");
        Show.of("null object", () -> i.get(null));
        Show.of("null object int", () -> i.getInt(null));
        Show.of("wrong object", () -> i.get("x"));
        Show.of("wrong object set", () -> { i.setInt("x", 1); return 0; });
        Show.of("subclass", () -> i.getInt(new FieldAccess() { }));
        Field fin = FieldAccess.class.getField("fin"), sfin = FieldAccess.class.getField("sfin"), rec = Rec.class.getDeclaredField("a"), boxed = FieldAccess.class.getField("boxed");
        for (Field f : new Field[] {fin, sfin, rec, boxed}) f.setAccessible(true);
        Show.of("final accessible", () -> { fin.setInt(me, 90); return fin.getInt(me) + " " + me.fin; });
        Show.of("static final accessible", () -> { sfin.setInt(null, 90); return 0; });
        Show.of("static final object accessible", () -> { boxed.set(null, 90); return 0; });
        Show.of("record accessible", () -> { rec.setInt(new Rec(1), 90); return 0; });
        Show.of("record get", () -> rec.getInt(new Rec(3)));
        Show.of("lazy", () -> Lazy.class.getDeclaredField("x"));
        Show.of("lazy get", () -> Lazy.class.getDeclaredField("x").get(null));
        Show.of("hidden of String", () -> String.class.getDeclaredField("hash").get("x"));
        Show.of("hidden accessible of String", () -> { String.class.getDeclaredField("hash").setAccessible(true); return 0; });
        Show.of("array length", () -> int[].class.getField("length"));
        Show.of("absent", () -> FieldAccess.class.getField("hidden"));
        Show.of("absent declared", () -> FieldAccess.class.getDeclaredField("nothing"));
        Show.of("filtered", () -> Field.class.getDeclaredField("modifiers"));
        Show.of("filtered lists", () -> Field.class.getDeclaredFields().length + " " + ClassLoader.class.getDeclaredFields().length + " " + Class.forName("java.lang.System").getDeclaredFields().length + " " + Class.class.getDeclaredFields().length + " " + Class.forName("jdk.internal.reflect.Reflection").getDeclaredFields().length + " " + Method.class.getDeclaredFields().length);
        for (String n : new String[] {"hidden", "guarded", "packaged"}) Show.of(n, () -> FieldAccess.class.getDeclaredField(n).toGenericString() + " " + FieldAccess.class.getDeclaredField(n).get(me));
        Show.of("equal", () -> FieldAccess.class.getField("i").equals(i) + " " + (FieldAccess.class.getField("i") == i) + " " + (i.hashCode() == FieldAccess.class.getField("i").hashCode()) + " " + i);
    }
}
