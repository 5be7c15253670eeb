import java.lang.reflect.*;
import java.util.*;

/** The words of IllegalAccessException and InaccessibleObjectException; canAccess, trySetAccessible, isAccessible of all sorts of members. */
public class AccessTexts {
    public int pub; protected int prot; int pack; private int priv; static private int spriv;
    private AccessTexts(int x) { }
    public AccessTexts() { }
    private void privM() { }
    static class Nested { private static int n; private Nested() { } private class Deep { private int d; } }
    private static class PrivateNested { public int p; public void m() { } public PrivateNested() { } }

    static Member[] members() throws Exception {
        Class<?> unsafe = Class.forName("jdk.internal.misc.Unsafe"), check = Class.forName("sun.security.util.Debug");
        return new Member[] {AccessTexts.class.getField("pub"), AccessTexts.class.getDeclaredField("priv"), AccessTexts.class.getDeclaredField("spriv"), AccessTexts.class.getDeclaredMethod("privM"), AccessTexts.class.getDeclaredConstructor(int.class), Nested.class.getDeclaredField("n"), Nested.class.getDeclaredConstructor(), PrivateNested.class.getField("p"), PrivateNested.class.getMethod("m"),
            String.class.getDeclaredField("value"), String.class.getDeclaredMethod("isLatin1"), String.class.getDeclaredConstructor(char[].class, int.class, int.class, Void.class), Object.class.getDeclaredMethod("clone"), ArrayList.class.getDeclaredField("size"), AbstractList.class.getDeclaredField("modCount"), ClassLoader.class.getDeclaredMethod("defineClass", String.class, byte[].class, int.class, int.class), unsafe.getDeclaredMethod("getUnsafe"), unsafe.getDeclaredField("theUnsafe"), check.getMethod("isOn", String.class), Class.forName("java.util.Collections$EmptyList").getMethod("size"), Class.class.getDeclaredConstructors()[0], Math.class.getDeclaredConstructor(), Class.forName("sun.misc.Unsafe").getDeclaredField("theUnsafe"), Thread.State.class.getDeclaredMethod("$values"), Runtime.class.getDeclaredConstructor(), Map.Entry.class.getMethod("getKey")};
    }
    static Object use(Member m, Object on) throws Throwable {
        try {
            if (m instanceof Field f) return f.get(Modifier.isStatic(m.getModifiers()) ? null : on);
            if (m instanceof Method x) return x.invoke(Modifier.isStatic(m.getModifiers()) ? null : on, new Object[x.getParameterCount()]);
            Constructor<?> c = (Constructor<?>) m;
            Object[] a = new Object[c.getParameterCount()];
            for (int i = 0; i < a.length; i++) a[i] = c.getParameterTypes()[i] == int.class ? 0 : null;
            return c.newInstance(a).getClass();
        } catch (InvocationTargetException e) {
            return "target " + e.getCause();
        }
    }
    static class Far { static Object use(Member m, Object on) throws Throwable { return m instanceof Field f ? f.get(on) : ((Method) m).invoke(on); } }

    public static void main(String[] args) throws Throwable {
        AccessTexts me = new AccessTexts();
        for (Member m : members()) {
            AccessibleObject a = (AccessibleObject) m;
            Object on = m.getDeclaringClass().isInstance(me) && m.getDeclaringClass() != Object.class ? me : m.getDeclaringClass() == String.class ? "x" : m.getDeclaringClass() == ArrayList.class || m.getDeclaringClass() == AbstractList.class ? new ArrayList<>() : m.getDeclaringClass() == PrivateNested.class ? new PrivateNested() : m.getDeclaringClass() == Map.Entry.class ? Map.entry(1, 2) : m.getDeclaringClass() == Object.class ? me : ClassLoader.getSystemClassLoader();
            System.out.println(m.toString());
            Show.of("  use", () -> { Object r = use(m, on); return r instanceof Number || r instanceof String || r == null ? r : r.getClass().getName(); });
            Show.of("  canAccess", () -> a.canAccess(Modifier.isStatic(m.getModifiers()) || m instanceof Constructor ? null : on));
            Show.of("  trySetAccessible", () -> a.trySetAccessible() + " " + a.isAccessible());
            Show.of("  setAccessible", () -> { a.setAccessible(true); return a.isAccessible(); });
            Show.of("  canAccess now", () -> a.canAccess(Modifier.isStatic(m.getModifiers()) || m instanceof Constructor ? null : on));
        }
        Field pub = AccessTexts.class.getField("pub"), spriv = AccessTexts.class.getDeclaredField("spriv");
        Show.of("canAccess null", () -> pub.canAccess(null));
        Show.of("canAccess wrong", () -> pub.canAccess("x"));
        Show.of("canAccess static with object", () -> spriv.canAccess(me));
        Show.of("canAccess constructor with object", () -> AccessTexts.class.getConstructor().canAccess(me));
        Show.of("array", () -> { AccessibleObject[] two = {pub, String.class.getDeclaredField("value")}; AccessibleObject.setAccessible(two, true); return 0; });
        Show.of("array first", () -> pub.isAccessible());
        Show.of("set accessible false", () -> { spriv.setAccessible(false); return spriv.get(null); });
        ByteLoader other = new ByteLoader("other", AccessTexts.class.getClassLoader()).copy("AccessTexts$Far");
        Method use = other.loadClass("AccessTexts$Far").getDeclaredMethod("use", Member.class, Object.class);
        use.setAccessible(true);
        for (Member m : new Member[] {pub, AccessTexts.class.getDeclaredField("prot"), AccessTexts.class.getDeclaredField("pack"), AccessTexts.class.getDeclaredField("priv"), AccessTexts.class.getDeclaredMethod("privM"), PrivateNested.class.getField("p"), PrivateNested.class.getMethod("m"), Nested.class.getDeclaredField("n")})
            Show.of("elsewhere " + m.getName(), () -> { try { return use.invoke(null, m, m.getDeclaringClass() == PrivateNested.class ? new PrivateNested() : me); } catch (InvocationTargetException e) { throw e.getCause(); } });
        Show.of("newInstance", () -> PrivateNested.class.newInstance().getClass());
        Show.of("newInstance of String's", () -> Class.forName("java.util.Collections$EmptyList").newInstance());
        Show.of("newInstance hidden constructor", () -> Math.class.newInstance());
        Show.of("newInstance not exported", () -> Class.forName("sun.security.util.Cache$NullCache").newInstance());
        Show.of("newInstance no constructor", () -> Integer.class.newInstance());
        Show.of("newInstance interface", () -> Runnable.class.newInstance());
        Show.of("newInstance array", () -> int[].class.newInstance());
        Show.of("newInstance int", () -> int.class.newInstance());
        Show.of("newInstance abstract", () -> AbstractList.class.newInstance());
        Show.of("newInstance Class", () -> Class.class.newInstance());
        Show.of("enum constructor", () -> { var c = Thread.State.class.getDeclaredConstructors()[0]; return c.newInstance("X", 9); });
        enum E { A }
        Show.of("own enum constructor", () -> { var c = E.class.getDeclaredConstructors()[0]; c.setAccessible(true); return c.newInstance("X", 9); });
        Show.of("inner constructor", () -> { var c = Nested.Deep.class.getDeclaredConstructors()[0]; return c + " " + c.newInstance(new Nested()).getClass() + " " + c.newInstance((Object) null); });
        Show.of("abstract constructor", () -> { var c = AbstractList.class.getDeclaredConstructors()[0]; c.setAccessible(true); return c.newInstance(); });
        Show.of("constructor of Class", () -> Class.class.getDeclaredConstructors()[0].newInstance(null, null));
    }
}
