import java.lang.invoke.*;
/** The classes of testdata/select: when and how they are refused, and what a call finds in those that are not. */
public class SelectMore {
    interface B { Object run() throws Throwable; }
    static void of(String w, B b) { try { System.out.println("  " + w + ": " + b.run()); } catch (Throwable t) { String s = "  " + w + " threw " + t; for (Throwable c = t.getCause(); c != null; c = c.getCause()) s += " <- " + c; System.out.println(s.replaceAll("@(0x)?[0-9a-f]{4,}", "@N")); } }
    public static void main(String[] a) throws Throwable {
        String[] all = ("Base OverFin OverFinStatic OverFinPriv OverPriv OverPack OverStat Sub2 FinalClass ExtFinal Itf ExtItf "
            + "ImplClass ImplFinal ItfSuper ItfFin Missing1 Missing2 Self1 Self2 ExtFinMissing FinMissing Twice ExtArr "
            + "ExtString ExtEnum ExtRecord ExtMagic OverObj OverWait ExtHidden ImplHidden ExtSecret ExtSecret2 ItfObj ItfFinalM "
            + "D1 D2 D12 D12abs D12sub D1p DP D3 DA DA2 DA3 ClassPriv "
            + "ClassProt ClassStat PI PrI SI OwnPriv OwnStat OwnProt OwnPack NonPub.Hidden java.lang.Evil").split(" ");
        for (String n : all) {
            System.out.println(n);
            Class<?>[] k = new Class<?>[1];
            of("load", () -> k[0] = Class.forName(n, false, SelectMore.class.getClassLoader()));
            if (k[0] == null) { of("again", () -> Class.forName(n, false, SelectMore.class.getClassLoader())); continue; }
            of("methods", () -> { java.util.TreeSet<String> t = new java.util.TreeSet<>(); for (var m : k[0].getMethods()) if (m.getDeclaringClass() != Object.class) t.add(m.toString()); return t; });
            of("link", () -> MethodHandles.lookup().ensureInitialized(k[0]));
            if (k[0].isInterface()) continue;
            Object[] o = new Object[1];
            of("new", () -> { o[0] = k[0].getConstructor().newInstance(); return "ok"; });
            if (o[0] == null) continue;
            for (String i : new String[] {"D1", "D2", "D3", "D1p"}) {
                Class<?> I = Class.forName(i);
                if (!I.isInstance(o[0])) continue;
                of("invokeinterface " + i, () -> { try { return Class.forName("Call").getMethod("itf_" + i, Object.class).invoke(null, o[0]); } catch (java.lang.reflect.InvocationTargetException e) { throw e.getCause(); } });
                of("interface " + i, () -> MethodHandles.lookup().findVirtual(I, "d", MethodType.methodType(void.class)).invoke(o[0]));
                of("reflect " + i, () -> I.getMethod("d").invoke(o[0]));
            }
            of("invokevirtual", () -> { try { return Class.forName("Call").getMethod("virt_" + n, Object.class).invoke(null, o[0]); } catch (java.lang.reflect.InvocationTargetException e) { throw e.getCause(); } });
            of("reflect d", () -> k[0].getMethod("d").invoke(o[0]));
            of("virtual d", () -> MethodHandles.lookup().findVirtual(k[0], "d", MethodType.methodType(void.class)).invoke(o[0]));
            of("special", () -> MethodHandles.lookup().findVirtual(k[0], "fin", MethodType.methodType(void.class)).invoke(o[0]));
        }
    }
}
