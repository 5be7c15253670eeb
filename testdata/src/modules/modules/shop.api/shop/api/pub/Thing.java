package shop.api.pub;

public class Thing {
    public String toString() { return "public thing"; }
    protected static String prot() { return "protected"; }
    static String pack() { return "package"; }
    public static StackTraceElement[] trace() { return new Throwable().getStackTrace(); }
    public static Class<?> forName(String n) throws ClassNotFoundException { return Class.forName(n); }
    public static java.lang.invoke.MethodHandles.Lookup lookup() { return java.lang.invoke.MethodHandles.lookup(); }
}
