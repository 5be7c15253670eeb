/** What a program sees of classes and libraries that are not there. */
public class LinkErrors {
    static native void notLinked();
    native int alsoNot(String s, int[] a);

    static void t(String what, ThrowingRun r) {
        try {
            r.run();
            System.out.println(what + ": fine");
        } catch (Throwable e) {
            System.out.println(what + ": " + e.toString().replaceAll("@[0-9a-f]+", "@hash").replaceAll("path: .*", "path: ...") + (e.getCause() != null ? " <- " + e.getCause() : ""));
        }
    }

    interface ThrowingRun { void run() throws Throwable; }

    public static void main(String[] args) {
        t("native", LinkErrors::notLinked);
        t("native instance", () -> new LinkErrors().alsoNot("", null));
        t("loadLibrary", () -> System.loadLibrary("no_such_library_here"));
        t("load relative", () -> System.load("relative.so"));
        t("load", () -> System.load("/nonexistent/lib.so"));
        t("loadLibrary path", () -> System.loadLibrary("a/b"));
        t("forName", () -> Class.forName("no.such.Thing"));
        t("forName slash", () -> Class.forName("java/lang/String"));
        t("forName array", () -> System.out.println(Class.forName("[[Ljava.lang.String;").getSimpleName() + Class.forName("[I")));
        t("forName bad array", () -> Class.forName("[Lno.such.Thing;"));
        t("forName primitive", () -> Class.forName("int"));
        t("forName empty", () -> Class.forName(""));
        t("forName null", () -> Class.forName(null));
        t("loader", () -> ClassLoader.getSystemClassLoader().loadClass("[I"));
        t("platform", () -> System.out.println(ClassLoader.getPlatformClassLoader().loadClass("java.sql.Date")));
        t("no default constructor", () -> Integer.class.getDeclaredConstructor());
        t("abstract", () -> Number.class.getDeclaredConstructor().newInstance());
        t("interface", () -> Runnable.class.getDeclaredConstructor());
        t("newInstance", () -> Thread.State.class.newInstance());
        t("no method", () -> String.class.getMethod("nope", int.class));
        t("no field", () -> String.class.getField("value"));
        t("inaccessible", () -> { var f = String.class.getDeclaredField("value"); f.setAccessible(true); });
    }
}
