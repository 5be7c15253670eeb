import java.lang.reflect.*;
import java.util.*;

/** Enums: reflection, a switch over an enum whose constants changed, constants by name in other loaders, maps and sets, bodies, interfaces. */
public class EnumsElsewhere {
    public enum Hue { RED, BLUE, LIME { String say() { return "sour"; } }; String say() { return name().toLowerCase(); } }
    public static class User { public static String use() { StringBuilder b = new StringBuilder(); for (Hue h : Hue.values()) { switch (h) { case RED: b.append("r"); break; case BLUE: b.append("b"); break; case LIME: b.append("l"); break; default: b.append("?" + h); } } return b + " " + Hue.valueOf("RED").ordinal() + Arrays.toString(Hue.values()); } public static int expr(Object h) { return switch ((Hue) h) { case RED -> 1; case BLUE -> 2; case LIME -> 3; }; } }
    public static void main(String[] args) throws Exception {
        System.out.println(User.use() + " " + User.expr(Hue.LIME) + Hue.LIME.say() + Hue.RED.say());
        String renamed = new String(ByteLoader.bytes("EnumsElsewhere$Hue"), "ISO-8859-1").replace("\0\4BLUE", "\0\4CYAN");
        ByteLoader l = new ByteLoader("changed", EnumsElsewhere.class.getClassLoader()).copy("EnumsElsewhere", "EnumsElsewhere$User", "EnumsElsewhere$Hue$1", "EnumsElsewhere$1").add("EnumsElsewhere$Hue", renamed.getBytes("ISO-8859-1"));
        Class<?> user = l.loadClass("EnumsElsewhere$User"), hue = l.loadClass("EnumsElsewhere$Hue");
        Show.of("changed", () -> user.getMethod("use").invoke(null));
        for (Object h : hue.getEnumConstants()) Show.of("expr " + h, () -> { try { return user.getMethod("expr", Object.class).invoke(null, h); } catch (InvocationTargetException e) { return e.getCause(); } });
        Show.of("of another loader", () -> { try { return user.getMethod("expr", Object.class).invoke(null, Hue.RED); } catch (InvocationTargetException e) { return e.getCause(); } });
        Show.of("valueOf old", () -> Enum.valueOf((Class) hue, "BLUE"));
        Show.of("valueOf new", () -> Enum.valueOf((Class) hue, "CYAN"));
        Show.of("compare", () -> ((Comparable) Hue.RED).compareTo(hue.getEnumConstants()[0]));
        Show.of("set", () -> EnumSet.allOf((Class) hue) + " " + EnumSet.of(Hue.RED).contains(hue.getEnumConstants()[0]));
        Show.of("map", () -> { Map m = new EnumMap(Hue.class); m.put(hue.getEnumConstants()[0], 1); return m; });
        Show.of("constructor", () -> hue.getDeclaredConstructors()[0]);
        Show.of("body's class", () -> Hue.LIME.getClass() + " " + Hue.LIME.getClass().isEnum() + Hue.LIME.getDeclaringClass().isEnum() + Modifier.toString(Hue.LIME.getClass().getModifiers()) + Modifier.toString(Hue.class.getModifiers()) + Hue.LIME.getClass().isAnonymousClass() + Hue.class.isSealed());
        Show.of("field", () -> Hue.class.getField("RED").isEnumConstant() + " " + Hue.class.getDeclaredField("$VALUES").isSynthetic() + Hue.class.getDeclaredField("$VALUES").isEnumConstant());
        Show.of("set field", () -> { Field f = Hue.class.getField("RED"); f.setAccessible(true); f.set(null, null); return 0; });
        Show.of("clone", () -> { Method m = Enum.class.getDeclaredMethod("clone"); m.setAccessible(true); return m.invoke(Hue.RED); });
        Show.of("values is a copy", () -> Hue.values() != Hue.values() && Hue.class.getEnumConstants() != Hue.class.getEnumConstants());
        Show.of("hash", () -> Hue.RED.hashCode() == System.identityHashCode(Hue.RED));
        Show.of("describe", () -> Hue.RED.describeConstable().get().resolveConstantDesc(java.lang.invoke.MethodHandles.lookup()) == Hue.RED);
    }
}
