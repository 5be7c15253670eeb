import java.lang.reflect.Modifier;

/** Dynamic constants that need each other: each is the argument of the next one's bootstrap method; or in a circle. */
public class DeepConstants {
    public static Object boot(java.lang.invoke.MethodHandles.Lookup l, String n, Class<?> t, Object... a) { return "x" + a.length; }
    public static void main(String[] args) throws Throwable {
        for (int n : new int[] {0, 10, 30000, 65000}) of(n, false);
        for (int n : new int[] {0, 1, 300}) of(n, true);
    }

    static void of(int n, boolean circle) throws Exception {
        Class<?> k = new ByteLoader("x", DeepConstants.class.getClassLoader()).define("C", chain(n, circle));
        for (int i = 0; i < 2; i++)
            Show.of(n + (circle ? " in a circle" : ""), () -> {
                try {
                    return k.getMethod("f").invoke(null);
                } catch (java.lang.reflect.InvocationTargetException e) {
                    throw e.getCause();
                }
            });
    }

    static byte[] chain(int n, boolean circle) throws Exception {
        var bo = new java.io.ByteArrayOutputStream(); var o = new java.io.DataOutputStream(bo);
        o.writeInt(0xCAFEBABE); o.writeShort(0); o.writeShort(61);
        int base = 20; // constants 1..19 fixed; condy i = base + i
        o.writeShort(base + n + 1);
        String[] u = {"C", "java/lang/Object", "f", "()Ljava/lang/Object;", "Code", "BootstrapMethods", "DeepConstants", "boot",
            "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;[Ljava/lang/Object;)Ljava/lang/Object;", "Ljava/lang/Object;"};
        for (String s : u) { o.writeByte(1); o.writeUTF(s); } // 1..10
        o.writeByte(7); o.writeShort(1);   // 11 C
        o.writeByte(7); o.writeShort(2);   // 12 Object
        o.writeByte(7); o.writeShort(7);   // 13 Condy
        o.writeByte(12); o.writeShort(8); o.writeShort(9); // 14
        o.writeByte(10); o.writeShort(13); o.writeShort(14); // 15 methodref
        o.writeByte(15); o.writeByte(6); o.writeShort(15); // 16 handle
        o.writeByte(12); o.writeShort(3); o.writeShort(10); // 17 f:Object
        o.writeByte(3); o.writeInt(1); // 18
        o.writeByte(3); o.writeInt(1); // 19
        for (int i = 0; i <= n; i++) { o.writeByte(17); o.writeShort(i); o.writeShort(17); }
        o.writeShort(Modifier.PUBLIC); o.writeShort(11); o.writeShort(12); o.writeShort(0); o.writeShort(0);
        o.writeShort(1); o.writeShort(Modifier.PUBLIC | Modifier.STATIC); o.writeShort(3); o.writeShort(4); o.writeShort(1);
        o.writeShort(5); o.writeInt(16); o.writeShort(1); o.writeShort(0); o.writeInt(4); o.writeByte(19); o.writeShort(base + n); o.writeByte(176); o.writeShort(0); o.writeShort(0);
        o.writeShort(1);
        o.writeShort(6); o.writeInt(2 + (n + 1) * 6);
        o.writeShort(n + 1);
        for (int i = 0; i <= n; i++) { o.writeShort(16); o.writeShort(1); o.writeShort(i == 0 ? circle ? base + n : 18 : base + i - 1); }
        return bo.toByteArray();
    }
}
